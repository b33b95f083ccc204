//! C: a function per verb, structs for what may be left out, structs for what a view shows, and the tables of numbers.
//! cbindgen makes the header from what is written here and from the files written by hand.

mod events;
mod facts;
mod records;
mod tables;
mod verbs;

use crate::BANNER;
use crate::docs::wrapped;
use crate::model::{Docs, Field, Model, Output, Result, Type};
use crate::names::snake;
use records::Texts;

/// The generated files of the C host.
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    Ok(vec![
        Output { path: "bindings/c/src/generated.rs", text: verbs(model)? },
        Output { path: "bindings/c/src/records.rs", text: records(model)? },
        Output { path: "bindings/c/src/events.rs", text: events(model)? },
        Output { path: "bindings/c/src/tables.rs", text: tables(model) },
        Output { path: "bindings/c/tests/event_facts.c", text: facts::reader(model) },
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
    let mut text = format!("// {BANNER}\n//! Views as structs that borrow from their handle.\n\n");
    text.push_str(
        "#![allow(clippy::needless_borrow, unused_variables, reason = \"written alike for every type\")]\n\n\
         use cartpool::*;\n\n\
         use crate::input::CartpoolStr;\n\
         use crate::output::{Arena, CartpoolMoney, CartpoolOption, Names, bits};\n\n",
    );
    for record in records::shown(model) {
        text.push_str(&records::structure(record)?);
        text.push_str(&records::filler(record, Texts::Kept));
    }
    Ok(text)
}

fn events(model: &Model) -> Result<String> {
    let mut text = format!("// {BANNER}\n//! Events as structs that borrow from their page.\n\n");
    text.push_str(
        "#![allow(clippy::needless_borrow, unused_variables, reason = \"written alike for every type\")]\n\n\
         use cartpool::*;\n\n\
         use crate::input::CartpoolStr;\n\
         use crate::output::{Arena, CartpoolOption, Names, bits};\n\
         use crate::records::*;\n\n",
    );
    for record in events::carried(model) {
        text.push_str(&records::structure(record)?);
        text.push_str(&records::filler(record, Texts::Copied));
    }
    for event in &model.events {
        text.push_str(&events::structure(event)?);
    }
    text.push_str(&events::body(model));
    Ok(text)
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
    described(docs, &[])
}

/// The comment of a function: what it does, what it takes, why it refuses, what follows.
fn described(docs: &Docs, arguments: &[&Field]) -> String {
    let mut paragraphs: Vec<String> = docs.text.clone();
    let arguments = arguments.iter().map(|field| {
        let lines = wrapped(&format!("- `{}`: {}", field.name, meaning(field).join(" ")), 88);
        lines.join("\n///   ")
    });
    paragraphs
        .extend(Some(arguments.collect::<Vec<_>>().join("\n/// ")).filter(|it| !it.is_empty()));
    paragraphs.extend(docs.errors.as_ref().map(|codes| format!("Refusals: {codes}")));
    paragraphs.extend(docs.events.as_ref().map(|events| format!("Events: {events}")));
    let mut text = String::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push_str("///\n");
        }
        if paragraph.starts_with("- ") {
            text.push_str(&format!("/// {paragraph}\n"));
            continue;
        }
        for line in wrapped(paragraph, 90) {
            text.push_str(&format!("/// {line}\n"));
        }
    }
    text
}

/// What a field means, and where its numbers are named.
fn meaning(field: &Field) -> Vec<String> {
    let mut text = field.docs.text.clone();
    text.extend(numbers(&field.ty));
    text
}

/// Which constants stand for the values of a type, where any do.
fn numbers(ty: &Type) -> Option<String> {
    match ty {
        Type::Enum(name) => Some(format!("A `CARTPOOL_{}_…`.", screaming(&snake(name)))),
        Type::Capabilities => Some("The bits `1 << CARTPOOL_CAPABILITY_…`.".into()),
        Type::List(inner) if matches!(&**inner, Type::Enum(_)) => numbers(&Type::Capabilities),
        Type::Option(inner) => numbers(inner),
        _ => None,
    }
}

/// The comment of a struct's field.
fn field_comment(field: &Field) -> String {
    let text = vec![meaning(field).join(" ")];
    comment(&Docs { text, ..Docs::default() })
}
