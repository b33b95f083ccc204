//! A cart's view in parts, each parsed when somebody first looks at it: the writer in `generated.rs`, and `views.js`.

use std::fmt::Write;

use super::comment;
use crate::BANNER;
use crate::json::{Place, Writer, is_shown};
use crate::model::{Error, Field, Model, Record, Result, Type};
use crate::names::camel;

/// The view that most readers want little of.
const VIEW: &str = "CartView";

/// A part of the view's text.
enum Part<'m> {
    /// An object with these fields.
    Fields(Vec<&'m Field>),
    /// A list or an amount alone.
    Alone(&'m Field),
}

fn view(model: &Model) -> Result<&Record> {
    let missing = || Error(format!("core has no {VIEW}"));
    model.records.iter().find(|record| record.name == VIEW).ok_or_else(missing)
}

/// What is small together, then each amount of money and each list alone.
fn parts(view: &Record) -> Vec<Part<'_>> {
    let shown = || view.fields.iter().filter(|field| is_shown(field));
    let small = shown().filter(|field| !is_alone(field)).collect();
    let alone = shown().filter(|field| is_alone(field)).map(Part::Alone);
    std::iter::once(Part::Fields(small)).chain(alone).collect()
}

fn is_alone(field: &Field) -> bool {
    matches!(field.ty, Type::List(_) | Type::Money)
}

/// The Rust function that writes the parts, a line for each.
pub(super) fn writer(model: &Model, writer: &Writer<'_>) -> Result<String> {
    let part = |part: &Part<'_>| match part {
        Part::Fields(fields) => {
            let fields =
                fields.iter().map(|field| writer.member(field, &Place::field(&field.name)));
            format!("json.open('{{');\n{}json.close('}}');\n", fields.collect::<String>())
        }
        Part::Alone(field) => writer.write(&field.ty, &Place::field(&field.name)),
    };
    let body: Vec<_> = parts(view(model)?).iter().map(part).collect();
    Ok(format!(
        "/// Writes a view as `views.js` reads it, a line for each part.\n\
         pub(crate) fn view_parts(json: &mut Json, it: &{VIEW}, shown: &impl Shown) {{\n{}}}\n",
        body.join("json.next_part();\n")
    ))
}

/// `views.js`: a getter for each field, in core's order.
pub(super) fn file(model: &Model) -> Result<String> {
    let view = view(model)?;
    let parts = parts(view);
    let mut getters = String::new();
    for field in view.fields.iter().filter(|field| is_shown(field)) {
        let name = camel(&field.name);
        let holds = |part: &Part<'_>| match part {
            Part::Fields(fields) => fields.iter().any(|other| other.name == field.name),
            Part::Alone(other) => other.name == field.name,
        };
        let number = parts.iter().position(holds).unwrap_or_default();
        let of = if is_alone(field) { String::new() } else { format!(".{name}") };
        let _ = write!(
            getters,
            "\n{}  get {name}() {{\n    return this[PART]({number}){of}\n  }}\n",
            comment(&field.docs, "  ")
        );
    }
    let names: Vec<_> = view.fields.iter().filter(|field| is_shown(field)).collect();
    let names: Vec<_> = names.iter().map(|field| format!("'{}'", camel(&field.name))).collect();
    Ok(format!(
        "// {BANNER}\n'use strict'\n\nconst {{ PART, Parts }} = require('./parts.js')\n\n{}\
         class {VIEW} extends Parts {{\n  static fields = [\n    {},\n  ]\n{getters}}}\n\nmodule.exports = {{ {VIEW} }}\n",
        comment(&view.docs, ""),
        names.join(",\n    ")
    ))
}
