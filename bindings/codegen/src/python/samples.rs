//! A program that names every event, for type checkers to prove that it leaves none out.

use std::fmt::Write;

use crate::BANNER;
use crate::model::{EVENT_HEAD, Model};

/// A match over all events, with all fields of each.
pub(super) fn every_event(model: &Model) -> String {
    let mut text = format!(
        "# {BANNER}\n\"\"\"Every event with every field: a match that type checkers know to be exhaustive.\"\"\"\n\n\
         from typing import assert_never\n\nfrom cartpool import events\n\n\n\
         def said(event: events.Event) -> tuple[object, ...]:\n    \
         \"\"\"All that an event says.\"\"\"\n    match event:\n"
    );
    for event in &model.events {
        let own = event.fields.iter().map(|field| field.name.as_str());
        let fields = ["kind"].into_iter().chain(EVENT_HEAD.iter().skip(1).copied()).chain(own);
        let fields: Vec<_> = fields.map(|field| format!("event.{field}")).collect();
        let _ = writeln!(
            text,
            "        case events.{}():\n            return ({})",
            event.name,
            fields.join(", ")
        );
    }
    text.push_str("        case _:\n            assert_never(event)\n");
    text
}
