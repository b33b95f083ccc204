//! Python: `PyO3` verbs, event and view classes, and the package's stubs.

mod classes;
mod samples;
mod stubs;
mod verbs;

use std::fmt::Write;

use crate::BANNER;
use crate::docs::wrapped;
use crate::model::{Docs, Field, Model, Output, Record, Result, Type, Variant};

/// The generated files of the Python package.
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    let stub = stubs::native(model)?;
    let surface = fingerprint(&stub);
    Ok(vec![
        Output { path: "bindings/python/src/generated.rs", text: native(model, &surface) },
        Output { path: "bindings/python/python/cartpool/_cartpool.pyi", text: stub },
        Output {
            path: "bindings/python/python/cartpool/_names.py",
            text: stubs::names(model, &surface),
        },
        Output { path: "bindings/python/python/cartpool/events.py", text: stubs::events(model) },
        Output {
            path: "bindings/python/tests/typing/everything.py",
            text: samples::everything(model),
        },
    ])
}

/// What both halves of the package carry, so that halves of two versions are told apart (FNV-1a).
fn fingerprint(stub: &str) -> String {
    let hash = stub.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn native(model: &Model, surface: &str) -> String {
    let mut text = format!("// {BANNER}\n//! Verbs, events and views.\n\n");
    text.push_str(
        "use std::sync::Arc;\n\n\
         use cartpool::{CartView as CoreView, BillCommand, BillEvent, Command, Event, Events, Limits, Recorded};\n\
         use pyo3::prelude::*;\n\
         use pyo3::types::PyTuple;\n\n\
         use crate::arg::{self, Arg};\n\
         use crate::member::{Batch, Member};\n\
         use crate::value::{self, Amount, Mapping, Money, Show, Tuple};\n\n",
    );
    let _ = writeln!(
        text,
        "/// Which surface this is: the Python half has the same word.\npub(crate) const SURFACE: &str = \"{surface}\";\n"
    );
    text.push_str(&verbs::methods(model, "Member", "u64"));
    text.push_str(&verbs::methods(model, "Batch", "()"));
    text.push_str(&verbs::limits(model));
    text.push_str(&classes::enums(model));
    text.push_str(&classes::records(model));
    text.push_str(&classes::view(model));
    text.push_str(&classes::events(model));
    text
}

/// A list of records of a key and a value, which is a mapping to Python.
fn is_mapping(model: &Model, ty: &Type) -> bool {
    let Type::List(inner) = ty else { return false };
    let Type::Record(name) = &**inner else { return false };
    model.records.iter().any(|record| record.name == *name && is_pair(record))
}

fn is_pair(record: &Record) -> bool {
    let names: Vec<_> = record.fields.iter().map(|field| field.name.as_str()).collect();
    names == ["key", "value"]
}

/// The records that are read lazily from the view that holds them, each with the view's field they stand in.
fn entries<'a>(model: &'a Model) -> Vec<(&'a Record, &'a Field)> {
    let Some(view) = model.records.iter().find(|record| record.name == "CartView") else {
        return vec![];
    };
    let named = |name: &str| model.records.iter().find(|record| record.name == name);
    let entry = |field: &'a Field| match &field.ty {
        Type::List(inner) => match &**inner {
            Type::Record(name) => named(name).map(|record| (record, field)),
            _ => None,
        },
        _ => None,
    };
    view.fields.iter().filter_map(entry).collect()
}

/// The records that are copied whole: those of events, and the view's few single ones.
fn copied(model: &Model) -> Vec<&Record> {
    let entries = entries(model);
    let is_entry = |record: &Record| entries.iter().any(|(entry, _)| entry.name == record.name);
    let records = model.records.iter();
    records
        .filter(|record| record.name != "CartView" && !is_pair(record) && !is_entry(record))
        .collect()
}

/// Every generated class, in the order in which the module gets them.
fn class_names(model: &Model) -> Vec<&str> {
    let entries = entries(model).into_iter().map(|(entry, _)| entry.name.as_str());
    let records = copied(model).into_iter().map(|record| record.name.as_str());
    let events = model.events.iter().map(|event| event.name.as_str());
    ["CartView"].into_iter().chain(entries).chain(records).chain(events).collect()
}

/// A docstring: the effect, what is not obvious, each argument, the refusals, the events.
fn docstring(docs: &Docs, arguments: &[Field], ends: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in &docs.text {
        lines.extend(wrapped(paragraph, 96));
        lines.push(String::new());
    }
    if !arguments.is_empty() {
        lines.push("Args:".into());
        for field in arguments {
            let text = format!("{}: {}", field.name, field.docs.effect());
            let wrapped = wrapped(&text, 88);
            lines.extend(wrapped.iter().enumerate().map(|(at, line)| {
                let indent = if at == 0 { 4 } else { 8 };
                format!("{:indent$}{line}", "")
            }));
        }
        lines.push(String::new());
    }
    for (title, body) in [("Errors", &docs.errors), ("Events", &docs.events)] {
        if let Some(body) = body {
            lines.extend(wrapped(&format!("{title}: {body}"), 96));
            lines.push(String::new());
        }
    }
    lines.extend(wrapped(ends, 96));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A verb's docstring; a batch points to the member's.
fn verb_docs(verb: &Variant, class: &str) -> Vec<String> {
    if class == "Member" {
        return docstring(&verb.docs, &verb.fields, "Returns the cart's new version.");
    }
    let effect =
        crate::model::Docs { text: vec![verb.docs.effect().to_owned()], ..Docs::default() };
    docstring(&effect, &[], &format!("As `Member.{}`, when the batch is committed.", verb.word))
}

fn rust_docs(lines: &[String]) -> String {
    lines.iter().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

/// The parameters in Python's order: the required ones, the first optional one, and behind a star the rest by keyword.
fn parameters(verb: &Variant) -> (Vec<&Field>, Vec<&Field>) {
    let mut optional = verb.optional();
    let positional = verb.required().chain(optional.next()).collect();
    (positional, optional.collect())
}
