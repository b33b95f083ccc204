//! The `cartpool` command: events and views as JSON, with core's own names.

use crate::BANNER;
use crate::json::Writer;
use crate::model::{Model, Output, Result};

/// The records that views and events are made of; options are pairs of keys and values.
fn is_written(name: &str) -> bool {
    !matches!(name, "ItemOption" | "LineOption")
}

/// The generated file of the command line.
#[allow(clippy::unnecessary_wraps, reason = "alike for every host")]
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    let mut text = format!("// {BANNER}\n//! Events and views as JSON.\n\n");
    text.push_str(
        "#![allow(clippy::match_same_arms, clippy::needless_borrow, clippy::too_many_lines, clippy::wildcard_imports)]\n\
         #![allow(clippy::trivially_copy_pass_by_ref, reason = \"written alike for every type\")]\n\n\
         use crate::event::*;\nuse crate::policy::*;\nuse crate::view::*;\n\n\
         use super::json::{Json, Shown};\n\n",
    );
    let writer = Writer { model, casing: str::to_owned };
    text.push_str(&writer.events());
    let written = model.records.iter().filter(|record| is_written(&record.name));
    written.for_each(|record| text.push_str(&writer.record(record)));
    Ok(vec![Output { path: "core/src/tool/records.rs", text }])
}
