//! A program that names everything: type checkers prove that it leaves no event out, and that every argument takes what it
//! should.

use std::fmt::Write;

use super::{class_names, is_mapping};
use crate::BANNER;
use crate::json::Pairs;
use crate::model::{EVENT_HEAD, Field, Model, Type};

/// Every event, every field of what is read, and every verb with every argument.
pub(super) fn everything(model: &Model) -> String {
    let mut text = format!(
        "# {BANNER}\n\"\"\"Everything that is generated, used once: type checkers read it.\"\"\"\n\n\
         from collections.abc import Iterator\nfrom decimal import Decimal\nfrom typing import assert_never\n\n\
         import cartpool\nfrom cartpool import events\n\n\n\
         def said(event: events.Event) -> tuple[object, ...]:\n    \
         \"\"\"All that an event says.\"\"\"\n    match event:\n"
    );
    for event in &model.events {
        let own = event.fields.iter().map(|field| field.name.as_str());
        let fields = ["kind"].into_iter().chain(EVENT_HEAD.iter().skip(1).copied()).chain(own);
        let _ = writeln!(
            text,
            "        case events.{}():\n            return ({})",
            event.name,
            read("event", fields)
        );
    }
    text.push_str("        case _:\n            assert_never(event)\n");
    shown(model, &mut text);
    asked(model, &mut text);
    text
}

fn read<'a>(owner: &str, fields: impl Iterator<Item = &'a str>) -> String {
    let fields: Vec<_> = fields.map(|field| format!("{owner}.{field}")).collect();
    fields.join(", ")
}

/// The fields of each record that is read.
fn shown(model: &Model, text: &mut String) {
    let named = class_names(model);
    let records = model.records.iter().filter(|record| named.contains(&record.name.as_str()));
    let records: Vec<_> = records.collect();
    let classes: Vec<_> =
        records.iter().map(|record| format!("cartpool.{}", record.name)).collect();
    let _ = writeln!(
        text,
        "\n\ndef shown(one: {}) -> tuple[object, ...]:\n    \"\"\"All that a view or a part of one says.\"\"\"\n    match one:",
        classes.join(" | ")
    );
    for (record, class) in records.iter().zip(&classes) {
        let fields = record.fields.iter().map(|field| field.name.as_str());
        let _ = writeln!(
            text,
            "        case {class}():\n            return ({},)",
            read("one", fields)
        );
    }
    text.push_str("        case _:\n            assert_never(one)\n");
}

/// Every verb with every argument, by name.
fn asked(model: &Model, text: &mut String) {
    text.push_str(
        "\n\ndef asked(member: cartpool.Member, token: cartpool.Token) -> Iterator[int]:\n    \
         \"\"\"Every verb with all that it takes.\"\"\"\n",
    );
    for verb in &model.commands {
        let argument = |field: &Field| format!("{}={}", field.name, value(model, field, &field.ty));
        let arguments: Vec<_> = verb.fields.iter().map(argument).collect();
        let _ = writeln!(text, "    yield member.{}({})", verb.word, arguments.join(", "));
    }
}

fn value(model: &Model, field: &Field, ty: &Type) -> String {
    match ty {
        ty if is_mapping(model, ty) => match Pairs::of(field) {
            Pairs::Words => "{\"a\": \"b\"}".into(),
            Pairs::Decimals => "{\"a\": 2, \"b\": Decimal(1), \"c\": \"0.5\"}".into(),
            Pairs::Steps => "{2: \"5\", 10: Decimal(10)}".into(),
        },
        Type::Bool => "True".into(),
        Type::Decimal => "Decimal(\"4.50\")".into(),
        Type::TokenHash => "token.hash()".into(),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => "1".into(),
        Type::Enum(name) => {
            let unit = model.enums.iter().find(|unit| unit.name == *name);
            let word = unit.and_then(|unit| unit.values.first()).map(|value| &value.word);
            format!("{:?}", word.map_or("", String::as_str))
        }
        Type::Option(inner) => value(model, field, inner),
        Type::List(inner) => format!("[{}]", value(model, field, inner)),
        _ => "\"a\"".into(),
    }
}
