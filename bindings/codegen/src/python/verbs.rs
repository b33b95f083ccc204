//! The verbs, on a member and on a batch.

use std::fmt::Write;

use super::{is_mapping, parameters, rust_docs, verb_docs};
use crate::json::Pairs;
use crate::model::{Field, Model, Type, Variant};

/// The verbs of `class`, which passes each command to its own `commit`.
pub(super) fn methods(model: &Model, class: &str, returns: &str) -> String {
    let mut text = format!("#[pymethods]\nimpl {class} {{\n");
    for verb in &model.commands {
        text.push_str(&rust_docs(&verb_docs(verb, class)));
        text.push_str(&method(model, verb, returns));
    }
    text.push_str("}\n\n");
    text
}

fn method(model: &Model, verb: &Variant, returns: &str) -> String {
    let (positional, keyword) = parameters(verb);
    let mut signature: Vec<String> = positional.iter().map(|field| parameter(field)).collect();
    if !keyword.is_empty() {
        signature.push("*".into());
        signature.extend(keyword.iter().map(|field| parameter(field)));
    }
    let ordered = positional.iter().chain(&keyword);
    let arguments: String = ordered.map(|field| argument(field)).collect();
    let owned = verb.fields.iter().filter_map(|field| owned(model, field));
    let lets: String = owned.collect();
    let fields: Vec<String> = verb.fields.iter().map(|field| value(model, field)).collect();
    let fields =
        if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) };
    let command = verb.rust("Command", &fields);
    let mut text = format!("#[pyo3(signature = ({}))]\n", signature.join(", "));
    if verb.fields.len() > 5 {
        text.push_str("#[allow(clippy::too_many_arguments, reason = \"Python passes most of them by keyword\")]\n");
    }
    let word = &verb.word;
    let _ = writeln!(
        text,
        "fn {word}(&self, py: Python<'_>, {arguments}) -> PyResult<{returns}> {{\n{lets}self.commit(py, &{command})\n}}\n"
    );
    text
}

fn parameter(field: &Field) -> String {
    match field.ty {
        Type::Bool => format!("{}=None", field.name),
        _ if field.ty.is_required() => field.name.clone(),
        _ => format!("{}=None", field.name),
    }
}

fn argument(field: &Field) -> String {
    if field.ty.is_required() {
        format!("{}: Arg<'_, '_>, ", field.name)
    } else {
        format!("{}: Option<Arg<'_, '_>>, ", field.name)
    }
}

/// Lists are read into owned values first; the command borrows from them.
fn owned(model: &Model, field: &Field) -> Option<String> {
    let name = &field.name;
    match &field.ty {
        ty if is_mapping(model, ty) => {
            let reader = match Pairs::of(field) {
                Pairs::Words => "pairs",
                Pairs::Decimals => "decimals",
                Pairs::Steps => "steps",
            };
            Some(format!("let {name} = arg::{reader}(\"{name}\", {name})?;\n"))
        }
        Type::List(inner) if **inner == Type::Text => {
            Some(format!("let {name} = arg::texts(\"{name}\", {name})?;\n"))
        }
        _ => None,
    }
}

/// The expression that fills the command's field.
fn value(model: &Model, field: &Field) -> String {
    let name = &field.name;
    let read = match &field.ty {
        ty if is_mapping(model, ty) => format!("arg::item_options(&{name})"),
        Type::List(inner) => match &**inner {
            Type::Text => format!("arg::borrowed(&{name})"),
            inner => format!("arg::list(\"{name}\", {name}, {})?", reader(inner)),
        },
        Type::Option(inner) => format!("arg::optional(\"{name}\", {name}, {})?", reader(inner)),
        Type::Bool => {
            format!("arg::optional(\"{name}\", {name}, arg::boolean)?.unwrap_or_default()")
        }
        ty => format!("{}(\"{name}\", {name})?", reader(ty)),
    };
    if read == *name { read } else { format!("{name}: {read}") }
}

/// The function that reads an argument of this type, given its name and the object.
fn reader(ty: &Type) -> String {
    match ty {
        Type::Bool => "arg::boolean".into(),
        Type::LineId => "arg::line".into(),
        Type::TokenHash => "arg::token_hash".into(),
        Type::Decimal => "arg::decimal".into(),
        Type::Enum(name) => format!("arg::{}", crate::names::snake(name)),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 => "arg::int".into(),
        _ => "arg::text".into(),
    }
}

/// What sets a bound by its name.
pub(super) fn limits(model: &Model) -> String {
    let mut text = String::from(
        "/// Sets the bound `name`; answers whether there is one.\n\
         pub(crate) fn set_limit(limits: &mut Limits, name: &str, value: Arg<'_, '_>) -> PyResult<bool> {\nmatch name {\n",
    );
    for limit in &model.limits {
        let _ = writeln!(text, "\"{0}\" => limits.{0} = arg::int(name, value)?,", limit.name);
    }
    text.push_str("_ => return Ok(false),\n}\nOk(true)\n}\n\n");
    text
}
