//! Swift and Kotlin, by `UniFFI`: verbs on the member, and owned records and enums of what core borrows.

mod packed;

use std::fmt::Write;

use crate::BANNER;
use crate::docs::wrapped;
use crate::model::{Docs, Field, Model, Output, Result, Type, Variant};
use crate::names::camel;

/// The generated files of the mobile crate.
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    let mut text = format!("// {BANNER}\n//! Verbs, events, views and codes.\n\n");
    let enums: String = model.enums.iter().map(|one| format!("{}, ", one.name)).collect();
    let _ = write!(text, "use std::str::FromStr;\n\nuse cartpool::{{{enums}LineId}};\n\n");
    text.push_str(
        "use crate::error::CartpoolError;\n\
         use crate::member::Member;\n\
         use crate::packed::Packed;\n\
         use crate::value::{Amount, Count, Delta, Money, Names, Natural, Show};\n\n",
    );
    text.push_str(&verbs(model));
    text.push_str(&command_enum(model));
    text.push_str(&packed::unpacking(model)?);
    text.push_str(&unit_enums(model));
    text.push_str(&error_codes(model));
    text.push_str(&records(model));
    text.push_str(&events(model));
    text.push_str(&limits(model));
    let kotlin = |text, path| Output { path, text };
    Ok(vec![
        Output { path: "bindings/mobile/src/generated.rs", text },
        kotlin(
            packed::builder(model)?,
            "bindings/mobile/kotlin/src/main/kotlin/dev/cartpool/Batch.kt",
        ),
        kotlin(
            packed::kinds(model),
            "bindings/mobile/kotlin/src/main/kotlin/dev/cartpool/Kinds.kt",
        ),
    ])
}

/// Docs in the casing that both languages give to arguments.
fn docs(docs: &Docs, arguments: &[&Field]) -> String {
    let mut lines = Vec::new();
    for paragraph in &docs.text {
        let spoken = |text: String, field: &&Field| {
            text.replace(&format!("`{}`", field.name), &format!("`{}`", camel(&field.name)))
        };
        lines.extend(wrapped(&arguments.iter().fold(paragraph.clone(), spoken), 100));
        lines.push(String::new());
    }
    for field in arguments {
        lines.extend(wrapped(&format!("- `{}`: {}", camel(&field.name), field.docs.effect()), 100));
    }
    if !arguments.is_empty() {
        lines.push(String::new());
    }
    for (title, body) in [("Errors", &docs.errors), ("Events", &docs.events)] {
        if let Some(body) = body {
            lines.extend(wrapped(&format!("{title}: {body}"), 100));
            lines.push(String::new());
        }
    }
    lines.pop();
    lines.iter().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

/// What must be given comes first.
fn given(verb: &Variant) -> Vec<&Field> {
    verb.required().chain(verb.optional()).collect()
}

fn verbs(model: &Model) -> String {
    let mut text = String::from("#[uniffi::export]\nimpl Member {\n");
    for verb in &model.commands {
        let given = given(verb);
        text.push_str(&docs(&verb.docs, &given));
        let named = |field: &&Field| Some(format!("{} = {}", field.name, default(field)?));
        let defaults: Vec<_> = given.iter().filter_map(named).collect();
        if !defaults.is_empty() {
            let _ = writeln!(text, "#[uniffi::method(default({}))]", defaults.join(", "));
        }
        if given.len() > 6 {
            text.push_str(
                "#[allow(clippy::too_many_arguments, reason = \"most have a default\")]\n",
            );
        }
        let arguments: String = given
            .iter()
            .map(|field| format!(", {}: {}", field.name, argument(&field.ty)))
            .collect();
        let fields: Vec<_> = verb.fields.iter().map(value).collect();
        let _ = writeln!(
            text,
            "pub fn {}(&self{arguments}) -> Result<Natural, CartpoolError> {{\nself.commit(&{})\n}}\n",
            verb.word,
            verb.rust("cartpool::Command", &braced(&fields))
        );
    }
    text.push_str("}\n\n");
    text
}

fn braced(fields: &[String]) -> String {
    if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) }
}

fn default(field: &Field) -> Option<&'static str> {
    let value = match field.ty {
        Type::Option(_) => "None",
        Type::List(_) => "[]",
        Type::Bool => "false",
        _ => return None,
    };
    Some(value)
}

/// An argument's type on a verb.
fn argument(ty: &Type) -> String {
    match ty {
        Type::Text | Type::TokenHash => "&str".into(),
        ty => owned(ty),
    }
}

/// The expression that fills the core command's field from the verb's argument.
fn value(field: &Field) -> String {
    let name = &field.name;
    let value = match &field.ty {
        ty if is_number(ty) => bare(ty, name),
        Type::TokenHash => format!("cartpool::TokenHash::from_str({name})?"),
        ty => lent(ty, name),
    };
    if value == *name { value } else { format!("{name}: {value}") }
}

/// Whether an app's value wraps core's.
fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::U32 | Type::U64 | Type::I32 | Type::LineId | Type::Decimal)
}

/// Core's number of an app's.
fn bare(ty: &Type, name: &str) -> String {
    if *ty == Type::LineId { format!("LineId({name}.0)") } else { format!("{name}.0") }
}

/// What core borrows of an owned value.
fn lent(ty: &Type, name: &str) -> String {
    match ty {
        Type::Option(inner) => match &**inner {
            Type::Text => format!("{name}.as_deref()"),
            inner if is_number(inner) => format!("{name}.map(|it| {})", bare(inner, "it")),
            _ => name.into(),
        },
        Type::List(inner) => match &**inner {
            Type::Text => format!("{name}.iter().map(String::as_str).collect()"),
            Type::Record(record) => format!("{name}.iter().map({record}::lend).collect()"),
            _ => name.into(),
        },
        _ => name.into(),
    }
}

/// The verbs as data, for a batch.
fn command_enum(model: &Model) -> String {
    let mut text = String::from(
        "/// A verb as data, for `Member.batch`.\n#[derive(Clone, Debug, uniffi::Enum)]\npub enum Command {\n",
    );
    let mut arms = String::new();
    for verb in &model.commands {
        let given = given(verb);
        let _ = writeln!(text, "/// As `Member.{}`.\n{}", verb.word, verb.name);
        let names: Vec<_> = given.iter().map(|field| field.name.clone()).collect();
        if !given.is_empty() {
            text.push_str("{\n");
            for field in &given {
                text.push_str(&docs(&field.docs, &[]));
                if let Some(value) = default(field) {
                    let _ = writeln!(text, "#[uniffi(default = {value})]");
                }
                let _ = writeln!(text, "{}: {},", field.name, owned(&field.ty));
            }
            text.push('}');
        }
        text.push_str(",\n");
        let fields: Vec<_> = verb.fields.iter().map(value_of_reference).collect();
        let _ = writeln!(
            arms,
            "Self::{}{} => {},",
            verb.name,
            braced(&names),
            verb.rust("cartpool::Command", &braced(&fields))
        );
    }
    let _ = writeln!(
        text,
        "}}\n\nimpl Command {{\n/// The command that core takes.\n\
         pub(crate) fn lend(&self) -> Result<cartpool::Command<'_>, CartpoolError> {{\nOk(match self {{\n{arms}}})\n}}\n}}\n"
    );
    text
}

fn value_of_reference(field: &Field) -> String {
    let name = &field.name;
    match &field.ty {
        Type::Text => name.clone(),
        ty if is_number(ty) => format!("{name}: {}", bare(ty, name)),
        Type::TokenHash => format!("{name}: cartpool::TokenHash::from_str({name})?"),
        Type::Option(inner) if is_number(inner) || **inner == Type::Text => {
            format!("{name}: {}", lent(&field.ty, name))
        }
        Type::List(inner) if matches!(**inner, Type::Enum(_)) => format!("{name}: {name}.clone()"),
        Type::List(_) => format!("{name}: {}", lent(&field.ty, name)),
        _ => format!("{name}: *{name}"),
    }
}

/// Mirrors of core's own enums: one that drifted does not compile.
fn unit_enums(model: &Model) -> String {
    let mut text = String::new();
    for unit in &model.enums {
        text.push_str(&docs(&unit.docs, &[]));
        let _ = writeln!(text, "#[uniffi::remote(Enum)]\npub enum {} {{", unit.name);
        for value in &unit.values {
            text.push_str(&docs(&value.docs, &[]));
            let _ = writeln!(text, "{},", value.name);
        }
        let _ = writeln!(
            text,
            "}}\n\nimpl Show for {0} {{\ntype Shown = Self;\nfn show(&self, _: &dyn Names) -> Self {{\n*self\n}}\n}}\n",
            unit.name
        );
    }
    text
}

fn error_codes(model: &Model) -> String {
    let mut text = String::from(
        "/// Why a call was refused; its value is the code's frozen number.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]\n#[repr(u16)]\npub enum ErrorCode {\n",
    );
    let mut arms = String::new();
    for error in &model.errors {
        let _ = writeln!(text, "/// {}\n{} = {},", error.message, error.name, error.number);
        let _ = writeln!(arms, "cartpool::ErrorCode::{0} => Self::{0},", error.name);
    }
    let _ = writeln!(
        text,
        "}}\n\nimpl From<cartpool::ErrorCode> for ErrorCode {{\n\
         fn from(code: cartpool::ErrorCode) -> Self {{\nmatch code {{\n{arms}_ => Self::InternalError,\n}}\n}}\n}}\n"
    );
    text
}

fn records(model: &Model) -> String {
    let mut text = String::new();
    for record in &model.records {
        let name = &record.name;
        text.push_str(&docs(&record.docs, &[]));
        let _ = writeln!(
            text,
            "#[derive(Clone, Debug, PartialEq, uniffi::Record)]\npub struct {name} {{"
        );
        for field in &record.fields {
            text.push_str(&docs(&field.docs, &[]));
            let _ = writeln!(text, "pub {}: {},", field.name, owned(&field.ty));
        }
        let fields: String = record
            .fields
            .iter()
            .map(|field| format!("{0}: self.{0}.show(names),\n", field.name))
            .collect();
        let lifetime = if record.borrows { "<'_>" } else { "" };
        let _ = writeln!(
            text,
            "}}\n\nimpl Show for cartpool::{name}{lifetime} {{\ntype Shown = {name};\n\
             fn show(&self, names: &dyn Names) -> {name} {{\n{name} {{\n{fields}}}\n}}\n}}\n"
        );
        if record.borrows {
            let fields: String =
                record.fields.iter().map(|field| format!("{0}: &self.{0}, ", field.name)).collect();
            let _ = writeln!(
                text,
                "impl {name} {{\nfn lend(&self) -> cartpool::{name}<'_> {{\ncartpool::{name} {{ {fields} }}\n}}\n}}\n"
            );
        }
    }
    text
}

fn events(model: &Model) -> String {
    let mut text = String::from(
        "/// What happened in a cart.\n#[derive(Clone, Debug, PartialEq, uniffi::Enum)]\npub enum Event {\n",
    );
    let mut arms = String::new();
    for event in &model.events {
        text.push_str(&docs(&event.docs, &[]));
        text.push_str(&event.name);
        if !event.fields.is_empty() {
            text.push_str(" {\n");
            for field in &event.fields {
                text.push_str(&docs(&field.docs, &[]));
                let _ = writeln!(text, "{}: {},", field.name, owned(&field.ty));
            }
            text.push('}');
        }
        text.push_str(",\n");
        let names: Vec<_> = event.fields.iter().map(|field| field.name.clone()).collect();
        let shown: Vec<_> =
            names.iter().map(|name| format!("{name}: {name}.show(names)")).collect();
        let _ = writeln!(
            arms,
            "{} => Event::{}{},",
            event.rust("cartpool::Event", &braced(&names)),
            event.name,
            braced(&shown)
        );
    }
    let _ = writeln!(
        text,
        "}}\n\nimpl Show for cartpool::Event<'_> {{\ntype Shown = Event;\n\
         fn show(&self, names: &dyn Names) -> Event {{\nmatch self {{\n{arms}}}\n}}\n}}\n"
    );
    text
}

/// The bounds, each of which an app may set.
fn limits(model: &Model) -> String {
    let mut text = String::from(
        "/// The engine's bounds; what is left out keeps its default.\n#[derive(Clone, Debug, Default, uniffi::Record)]\npub struct Limits {\n",
    );
    let (mut lines, mut shown) = (String::new(), String::new());
    for limit in &model.limits {
        let _ = writeln!(
            text,
            "/// {}\n#[uniffi(default = None)]\npub {}: Option<{}>,",
            limit.doc,
            limit.name,
            owned(&limit.ty)
        );
        let _ = writeln!(lines, "{0}: self.{0}.map_or(limits.{0}, |bound| bound.0),", limit.name);
        let number = owned(&limit.ty);
        let _ = writeln!(shown, "{0}: Some({number}(limits.{0})),", limit.name);
    }
    let _ = writeln!(
        text,
        "}}\n\nimpl Limits {{\n/// Core's bounds.\npub(crate) fn to_core(&self) -> cartpool::Limits {{\n\
         let limits = cartpool::Limits::default();\ncartpool::Limits {{\n{lines}}}\n}}\n\n\
         /// Bounds in force, every one of them.\npub(crate) fn of(limits: &cartpool::Limits) -> Self {{\n\
         Self {{\n{shown}}}\n}}\n}}"
    );
    text
}

/// The type that an app sees.
fn owned(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".into(),
        Type::U32 => "Count".into(),
        Type::U64 | Type::LineId => "Natural".into(),
        Type::I32 => "Delta".into(),
        Type::I64 => "i64".into(),
        Type::Text | Type::CartId | Type::TokenHash | Type::Currency => "String".into(),
        Type::Seat | Type::TextRef => "Option<String>".into(),
        Type::Decimal | Type::Price => "Amount".into(),
        Type::Money => "Money".into(),
        Type::Capabilities => "Vec<Capability>".into(),
        Type::Enum(name) | Type::Record(name) => name.clone(),
        Type::Option(inner) => match &**inner {
            Type::Seat | Type::TextRef => owned(inner),
            inner => format!("Option<{}>", owned(inner)),
        },
        Type::List(inner) => format!("Vec<{}>", owned(inner)),
    }
}
