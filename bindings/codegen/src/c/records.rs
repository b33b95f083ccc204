//! `#[repr(C)]` structs of views, and the functions that fill them.

use super::{comment, is_text, structure_name};
use crate::json::{is_options, is_shown};
use crate::model::{Error, Field, Model, Record, Result, Type};
use crate::names::snake;

/// The records a view is made of, those inside before those around them.
pub(super) fn shown(model: &Model) -> Vec<&Record> {
    let mut found = Vec::new();
    for root in crate::model::VIEWS {
        visit(model, root, &mut found);
    }
    found
}

fn visit<'m>(model: &'m Model, name: &str, found: &mut Vec<&'m Record>) {
    let Some(record) = model.records.iter().find(|record| record.name == name) else { return };
    if found.iter().any(|other| other.name == name) {
        return;
    }
    let fields = record.fields.iter().filter(|field| is_shown(field) && !is_options(&field.ty));
    fields.filter_map(|field| inside(&field.ty)).for_each(|name| visit(model, name, found));
    found.push(record);
}

fn inside(ty: &Type) -> Option<&str> {
    match ty {
        Type::Record(name) => Some(name),
        Type::Option(inner) | Type::List(inner) => inside(inner),
        _ => None,
    }
}

pub(super) fn structure(record: &Record) -> Result<String> {
    let mut fields = String::new();
    for field in record.fields.iter().filter(|field| is_shown(field)) {
        fields.push_str(&comment(&field.docs));
        let ty = member(field, &field.ty)?;
        fields.push_str(&format!("pub {}: {ty},\n", field.name));
        if matches!(field.ty, Type::List(_)) {
            fields.push_str(&format!("/// How many.\npub {}_len: usize,\n", field.name));
        }
    }
    Ok(format!(
        "{}#[repr(C)]\npub struct {} {{\n{fields}}}\n\n",
        comment(&record.docs),
        structure_name(&record.name)
    ))
}

fn member(field: &Field, ty: &Type) -> Result<String> {
    Ok(match ty {
        _ if is_text(ty) => "CartpoolStr".into(),
        Type::Bool => "bool".into(),
        Type::U32 | Type::Enum(_) => "u32".into(),
        Type::I32 => "i32".into(),
        Type::U64 | Type::LineId | Type::Capabilities => "u64".into(),
        Type::I64 => "i64".into(),
        Type::Money => "CartpoolMoney".into(),
        Type::Record(name) => structure_name(name),
        Type::Option(inner) if is_text(inner) => "CartpoolStr".into(),
        Type::Option(inner) => format!("*const {}", member(field, inner)?),
        _ if is_options(ty) => "*const CartpoolOption".into(),
        Type::List(inner) => format!("*const {}", member(field, inner)?),
        _ => return Err(Error(format!("C shows nothing of the type of `{}`", field.name))),
    })
}

/// The function that fills the struct, keeping in the arena what it points to.
pub(super) fn filler(record: &Record) -> String {
    let (mut before, mut fields) = (String::new(), String::new());
    for field in record.fields.iter().filter(|field| is_shown(field)) {
        let name = &field.name;
        if let Type::List(inner) = &field.ty {
            let show = if is_options(&field.ty) {
                "CartpoolOption::of".into()
            } else {
                format!("|item| {}", value(inner, "item", "*item"))
            };
            before.push_str(&format!(
                "let {name} = it.{name}.iter().map({show}).collect();\n\
                 let ({name}, {name}_len) = arena.list({name});\n"
            ));
            fields.push_str(&format!("{name},\n{name}_len,\n"));
        } else {
            let place = format!("it.{name}");
            fields.push_str(&format!("{name}: {},\n", value(&field.ty, &place, &place)));
        }
    }
    let Record { name, .. } = record;
    let is_root = crate::model::VIEWS.contains(&name.as_str());
    let visibility = if is_root { "pub(crate) " } else { "" };
    format!(
        "{visibility}fn fill_{}(arena: &mut Arena, names: &Names, it: &{name}) -> {} {{\n{before}{} {{\n{fields}}}\n}}\n\n",
        snake(name),
        structure_name(name),
        structure_name(name)
    )
}

/// The expression that shows the value: `dot` stands before methods and behind `&`, `copy` is the value itself.
fn value(ty: &Type, dot: &str, copy: &str) -> String {
    match ty {
        Type::Text => format!("CartpoolStr::of(&{dot})"),
        Type::Seat => format!("names.of({copy})"),
        Type::CartId
        | Type::Decimal
        | Type::Price
        | Type::Currency
        | Type::TokenHash
        | Type::TextRef => {
            format!("arena.text(&{dot})")
        }
        Type::LineId => format!("{dot}.0"),
        Type::Capabilities => format!("bits({copy})"),
        Type::Enum(_) => format!("{copy} as u32"),
        Type::Money => format!("arena.money({copy})"),
        Type::Record(name) => format!("fill_{}(arena, names, &{dot})", snake(name)),
        Type::Option(inner) if is_text(inner) => {
            format!(
                "{dot}.as_ref().map_or(CartpoolStr::ABSENT, |item| {})",
                value(inner, "item", "*item")
            )
        }
        Type::Option(inner) => {
            format!(
                "match &{dot} {{\nSome(item) => {{\nlet item = {};\narena.one(item)\n}}\nNone => core::ptr::null(),\n}}",
                value(inner, "item", "*item")
            )
        }
        _ => copy.to_owned(),
    }
}
