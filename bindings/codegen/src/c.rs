//! C: a function per verb, structs for what may be left out, structs for what a view shows, and the tables of numbers.
//! cbindgen makes the header from what is written here and from the files written by hand.

mod records;
mod tables;
mod verbs;

use crate::BANNER;
use crate::docs::wrapped;
use crate::json::Writer;
use crate::model::{Docs, Model, Output, Record, Result, Type};

/// The generated files of the C host.
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    Ok(vec![
        Output { path: "bindings/c/src/generated.rs", text: verbs(model)? },
        Output { path: "bindings/c/src/records.rs", text: records(model)? },
        Output { path: "bindings/c/src/tables.rs", text: tables(model) },
    ])
}

fn verbs(model: &Model) -> Result<String> {
    let mut text = format!("// {BANNER}\n//! Verbs on the handle of a member or of a batch.\n\n");
    text.push_str(
        "#![allow(clippy::too_many_arguments, reason = \"a verb has the arguments it has\")]\n\n\
         use cartpool::*;\n\n\
         use crate::input::{self, CartpoolItemOption, CartpoolOptionalBool, CartpoolOptionalU32, CartpoolOptionalU64, CartpoolStr};\n\
         use crate::member::{CartpoolMember, commit};\n\n",
    );
    for command in &model.commands {
        text.push_str(&verbs::options(command)?);
        text.push_str(&verbs::function(command)?);
    }
    Ok(text)
}

fn records(model: &Model) -> Result<String> {
    let mut text = format!(
        "// {BANNER}\n//! Views as structs that borrow from their handle; events as JSON.\n\n"
    );
    text.push_str(
        "#![allow(clippy::needless_borrow, unused_variables, reason = \"written alike for every type\")]\n\n\
         use cartpool::*;\n\n\
         use crate::input::CartpoolStr;\nuse crate::json::{Json, Shown};\n\
         use crate::output::{Arena, CartpoolMoney, CartpoolOption, Names, bits};\n\n",
    );
    for record in records::shown(model) {
        text.push_str(&records::structure(record)?);
        text.push_str(&records::filler(record));
    }
    let writer = Writer { model, casing: str::to_owned };
    text.push_str(&writer.events());
    for record in in_events(model) {
        text.push_str(&writer.record(record));
    }
    Ok(text)
}

/// The records that events carry.
fn in_events(model: &Model) -> Vec<&Record> {
    fn name(ty: &Type) -> Option<&str> {
        match ty {
            Type::Record(name) => Some(name),
            Type::Option(inner) | Type::List(inner) => name(inner),
            _ => None,
        }
    }
    let fields = model.events.iter().flat_map(|event| &event.fields);
    let named: Vec<&str> = fields.filter_map(|field| name(&field.ty)).collect();
    let records = model.records.iter();
    records.filter(|it| named.contains(&it.name.as_str()) && it.name != "ItemOption").collect()
}

fn tables(model: &Model) -> String {
    let mut text =
        format!("// {BANNER}\n//! The numbers of enums, events and refusals, and their names.\n\n");
    text.push_str(
        "use core::ffi::c_char;\nuse core::ptr;\n\nuse cartpool::{BillEvent, Event};\n\n",
    );
    text.push_str(&tables::errors(model));
    model.enums.iter().for_each(|list| text.push_str(&tables::words(list)));
    text.push_str(&tables::events(model));
    text
}

/// The struct of C that stands for a type of core.
fn structure_name(name: &str) -> String {
    format!("Cartpool{name}")
}

/// The word of an enum in constants and functions.
fn screaming(word: &str) -> String {
    word.to_ascii_uppercase()
}

/// Whether C shows the type as text that may be absent.
fn is_text(ty: &Type) -> bool {
    use Type as T;
    matches!(
        ty,
        T::Text
            | T::CartId
            | T::Seat
            | T::TextRef
            | T::TokenHash
            | T::Decimal
            | T::Price
            | T::Currency
    )
}

/// Doc comments of Rust, which cbindgen copies.
fn comment(docs: &Docs) -> String {
    let mut paragraphs: Vec<String> = docs.text.clone();
    paragraphs.extend(docs.errors.as_ref().map(|codes| format!("Refusals: {codes}")));
    paragraphs.extend(docs.events.as_ref().map(|events| format!("Events: {events}")));
    let mut text = String::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push_str("///\n");
        }
        for line in wrapped(paragraph, 90) {
            text.push_str(&format!("/// {line}\n"));
        }
    }
    text
}
