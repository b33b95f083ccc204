//! `generated.rs`: a plain function for each verb, and the writers of events and views.

use std::fmt::Write;

use super::views;
use crate::BANNER;
use crate::arguments::{optional, positional};
use crate::json::{Writer, is_options};
use crate::model::{Error, Field, Model, Result, Type, Variant};
use crate::names::camel;

pub(super) fn file(model: &Model) -> Result<String> {
    let mut text =
        format!("// {BANNER}\n//! Verbs as functions on handles; events and views as JSON.\n\n");
    text.push_str(
        "#![allow(clippy::needless_borrow, clippy::too_many_arguments, reason = \"written alike for every type\")]\n\n\
         use cartpool::*;\nuse napi::sys::{napi_callback_info, napi_env, napi_value};\nuse napi_derive::napi;\n\n\
         use crate::args::{Flag, Number, Text, Texts};\nuse crate::handles::commit;\nuse crate::json::{Json, Shown};\n\
         use crate::refusal::number;\nuse crate::registers::{Quick, Registers};\n\n",
    );
    text.push_str(&table());
    for command in &model.commands {
        text.push_str(&functions(command)?);
    }
    let writer = Writer { model, casing: camel };
    text.push_str(&writer.events());
    let pairs = |name: &str| matches!(name, "ItemOption" | "LineOption");
    let written = model.records.iter().filter(|record| !pairs(&record.name));
    written.for_each(|record| text.push_str(&writer.record(record)));
    text.push_str(&views::writer(model, &writer)?);
    Ok(text)
}

/// The functions of a verb: what may be left out has one of its own, because looking at an absent argument costs as much as
/// reading one.
fn functions(command: &Variant) -> Result<String> {
    let plain = function(command, &command.word, |field| {
        positional(command).any(|other| other.name == field.name)
    })?;
    let plain = plain + &quick(command)?;
    if optional(command).next().is_none() {
        return Ok(plain);
    }
    Ok(plain + &function(command, &format!("{}_with", command.word), |_| true)?)
}

fn function(
    command: &Variant,
    function: &str,
    is_passed: impl Fn(&Field) -> bool,
) -> Result<String> {
    let mut parameters = String::from("handle: Number");
    let mut fields = String::new();
    for field in &command.fields {
        if is_passed(field) {
            let _ = write!(parameters, ", {}: {}", field.name, parameter(field)?);
            let _ = writeln!(fields, "{}: {},", field.name, value(field)?);
        } else {
            let _ = writeln!(fields, "{}: Default::default(),", field.name);
        }
    }
    let fields = if fields.is_empty() { fields } else { format!(" {{\n{fields}}}") };
    let effect = command.docs.effect();
    let command = command.rust("Command", &fields);
    Ok(format!(
        "/// {effect}\n#[napi(catch_unwind)]\npub fn {function}({parameters}) -> f64 {{\n\
         number(|| {{\nlet command = {command};\ncommit(handle.handle(), &command)\n}})\n}}\n\n"
    ))
}

/// The verbs that carts see most. Each has a function whose arguments are laid out in memory.
const QUICK: &[&str] = &["add_item", "adjust_quantity", "set_quantity", "remove_item"];

/// How the verb's arguments are laid out: a text or none, and numbers.
pub(super) fn registers(command: &Variant) -> Option<(Option<&Field>, Vec<&Field>)> {
    let is_quick = QUICK.contains(&command.word.as_str());
    let (texts, numbers): (Vec<_>, Vec<_>) =
        positional(command).partition(|field| field.ty == Type::Text);
    is_quick.then(|| (texts.first().copied(), numbers))
}

fn quick(command: &Variant) -> Result<String> {
    let Some((text, numbers)) = registers(command) else { return Ok(String::new()) };
    let mut fields = String::new();
    for field in &command.fields {
        let name = &field.name;
        let place = numbers.iter().position(|number| number.name == *name);
        let value = match place {
            Some(place) => {
                let register = format!("registers.number({place})");
                value(field)?.replacen(&format!("{name}."), &format!("{register}."), 1)
            }
            None if text.is_some_and(|text| text.name == *name) => {
                format!("registers.text(\"{}\")?", camel(name))
            }
            None => "Default::default()".to_owned(),
        };
        let _ = writeln!(fields, "{name}: {value},");
    }
    let (effect, word) = (command.docs.effect(), &command.word);
    let command = command.rust("Command", &format!(" {{\n{fields}}}"));
    Ok(format!(
        "/// {effect}\nextern \"C\" fn {word}_quick(_: napi_env, _: napi_callback_info) -> napi_value {{\n\
         Registers::answer(|registers| number(|| {{\nlet command = {command};\n\
         commit(registers.handle(), &command)\n}}))\n}}\n\n"
    ))
}

/// The quick functions by their names in JavaScript.
fn table() -> String {
    let rows: String =
        QUICK.iter().map(|word| format!("(\"{}\", {word}_quick),\n", camel(word))).collect();
    format!(
        "/// The verbs whose arguments may be laid out in memory.\n\
         pub(crate) const QUICK: [(&str, Quick); {}] = [\n{rows}];\n\n",
        QUICK.len()
    )
}

fn unfit(field: &Field) -> Error {
    Error(format!("Node takes no argument of the type of `{}`", field.name))
}

/// The parameter's type; what may be left out is an option here too.
fn parameter(field: &Field) -> Result<String> {
    let (inner, is_required) = match &field.ty {
        Type::Option(inner) => (&**inner, false),
        ty => (ty, ty.is_required()),
    };
    let ty = match inner {
        Type::Bool => "Flag",
        Type::U32 | Type::U64 | Type::I32 | Type::LineId => "Number",
        Type::Text | Type::TokenHash | Type::Decimal | Type::Enum(_) => "Text",
        Type::List(_) => "Texts",
        _ => return Err(unfit(field)),
    };
    Ok(if is_required { ty.to_owned() } else { format!("Option<{ty}>") })
}

/// The expression that reads the argument, or refuses.
fn value(field: &Field) -> Result<String> {
    let name = &field.name;
    match &field.ty {
        Type::Bool => Ok(format!(
            "{name}.as_ref().map_or(Ok(false), |it| {})?",
            read("it", field, &Type::Bool)?
        )),
        ty @ Type::List(_) => {
            Ok(format!("{name}.as_ref().map_or(Ok(Vec::new()), |it| {})?", read("it", field, ty)?))
        }
        Type::Option(inner) => {
            let id = if **inner == Type::LineId { ".map(LineId)" } else { "" };
            let read = read("it", field, inner)?;
            Ok(format!("{name}.as_ref().map(|it| {read}).transpose()?{id}"))
        }
        Type::LineId => Ok(format!("LineId({}?)", read(name, field, &Type::U64)?)),
        ty => Ok(format!("{}?", read(name, field, ty)?)),
    }
}

fn read(from: &str, field: &Field, ty: &Type) -> Result<String> {
    let method = match ty {
        Type::Bool | Type::Text => "get",
        Type::U32 => "u32",
        Type::U64 | Type::LineId => "u64",
        Type::I32 => "i32",
        Type::TokenHash => "parsed",
        Type::Decimal => "amount",
        Type::Enum(name) => return Ok(named(from, field, name)),
        Type::List(_) if is_options(ty) => "options",
        Type::List(inner) => match &**inner {
            Type::Text => "get",
            Type::Enum(name) => return Ok(named(from, field, name)),
            _ => return Err(unfit(field)),
        },
        _ => return Err(unfit(field)),
    };
    Ok(format!("{from}.{method}(\"{}\")", camel(&field.name)))
}

fn named(from: &str, field: &Field, name: &str) -> String {
    format!("{from}.named(\"{}\", {name}::ALL, {name}::name)", camel(&field.name))
}
