//! Rust functions that write events and views as JSON, with JavaScript's names.

use super::{is_options, is_shown};
use crate::model::{Field, Model, Record, Type};
use crate::names::{camel, snake};

/// How the written code reaches a value: by value, by reference, and before a dot.
struct Place {
    value: String,
    reference: String,
    dot: String,
}

impl Place {
    fn field(name: &str) -> Self {
        Self { value: format!("it.{name}"), reference: format!("&it.{name}"), dot: format!("it.{name}") }
    }

    fn bound(name: &str) -> Self {
        Self { value: format!("*{name}"), reference: name.into(), dot: name.into() }
    }
}

/// `event_fields`: what an event says beside its head.
pub(super) fn events(model: &Model) -> String {
    let mut arms = String::new();
    for event in &model.events {
        let names: Vec<_> = event.fields.iter().map(|field| field.name.as_str()).collect();
        let pattern = if names.is_empty() { String::new() } else { format!(" {{ {} }}", names.join(", ")) };
        arms.push_str(&format!("Event::{}{pattern} => {{\n", event.name));
        for field in &event.fields {
            arms.push_str(&member(model, field, &Place::bound(&field.name)));
        }
        arms.push_str("}\n");
    }
    format!(
        "/// Writes the fields of `event` after those every event has.\n\
         pub(crate) fn event_fields(json: &mut Json, event: &Event<'_>, shown: &impl Shown) {{\n\
         match event {{\n{arms}}}\n}}\n\n"
    )
}

/// A function for each record.
pub(super) fn records(model: &Model) -> String {
    let written = model.records.iter().filter(|record| !matches!(record.name.as_str(), "ItemOption" | "LineOption"));
    written.map(|record| function(model, record)).collect()
}

fn function(model: &Model, record: &Record) -> String {
    let fields = record.fields.iter().filter(|field| is_shown(field));
    let body: String = fields.map(|field| member(model, field, &Place::field(&field.name))).collect();
    let shown = if needs_names(model, record) { ", shown: &impl Shown" } else { "" };
    let Record { name, .. } = record;
    let visibility = if name == "CartView" { "pub(crate) " } else { "" };
    format!(
        "{visibility}fn write_{}(json: &mut Json, it: &{name}{shown}) {{\njson.open('{{');\n{body}json.close('}}');\n}}\n\n",
        snake(name)
    )
}

/// Whether writing the record takes the names of seats or texts.
fn needs_names(model: &Model, record: &Record) -> bool {
    record.fields.iter().filter(|field| is_shown(field)).any(|field| type_needs_names(model, &field.ty))
}

fn type_needs_names(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Seat | Type::TextRef => true,
        Type::Option(inner) | Type::List(inner) => type_needs_names(model, inner),
        Type::Record(name) => {
            model.records.iter().any(|record| record.name == *name && needs_names(model, record))
        }
        _ => false,
    }
}

fn member(model: &Model, field: &Field, place: &Place) -> String {
    format!("json.key(\"{}\");\n{}", camel(&field.name), write(model, &field.ty, place))
}

fn write(model: &Model, ty: &Type, place: &Place) -> String {
    let Place { value, reference, dot } = place;
    match ty {
        Type::Bool => format!("json.flag({value});\n"),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => format!("json.number({value});\n"),
        Type::Text => format!("json.text({reference});\n"),
        Type::Seat => format!("reads::member(json, shown, {value});\n"),
        Type::TextRef => format!("reads::text(json, shown, {value});\n"),
        Type::TokenHash => format!("json.text(&{dot}.text());\n"),
        Type::Decimal | Type::CartId | Type::Price | Type::Currency => format!("json.plain({value});\n"),
        Type::Money => format!("reads::money(json, {value});\n"),
        Type::Capabilities => format!("reads::capabilities(json, {value});\n"),
        Type::Enum(_) => format!("json.text({dot}.name());\n"),
        Type::Record(name) => {
            let names = if type_needs_names(model, ty) { ", shown" } else { "" };
            format!("write_{}(json, {reference}{names});\n", snake(name))
        }
        Type::Option(inner) => format!(
            "match {reference} {{\nSome(item) => {{\n{}}}\nNone => json.null(),\n}}\n",
            write(model, inner, &Place::bound("item"))
        ),
        Type::List(_) if is_options(ty) => {
            format!("json.open('{{');\nfor option in {reference} {{\njson.key(&option.key).text(&option.value);\n}}\njson.close('}}');\n")
        }
        Type::List(inner) => format!(
            "json.open('[');\nfor item in {reference} {{\n{}}}\njson.close(']');\n",
            write(model, inner, &Place::bound("item"))
        ),
    }
}
