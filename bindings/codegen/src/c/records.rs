//! `#[repr(C)]` structs of views, and the functions that fill them.

use super::events::is_pair;
use super::{comment, field_comment, is_text, structure_name};
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

/// The record that a field holds, or lists.
pub(super) fn inside(ty: &Type) -> Option<&str> {
    match ty {
        Type::Record(name) => Some(name),
        Type::Option(inner) | Type::List(inner) => inside(inner),
        _ => None,
    }
}

/// Where a struct's texts come from: from the view itself, which is kept, or from what is gone after the call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    Kept,
    Copied,
}

pub(super) fn structure(record: &Record) -> Result<String> {
    declared(&structure_name(&record.name), &comment(&record.docs), &record.fields)
}

/// The struct's declaration.
pub(super) fn declared(name: &str, docs: &str, fields: &[Field]) -> Result<String> {
    let mut members = String::new();
    for field in fields.iter().filter(|field| is_shown(field)) {
        members.push_str(&field_comment(field));
        let ty = member(field, &field.ty)?;
        members.push_str(&format!("pub {}: {ty},\n", field.name));
        if matches!(field.ty, Type::List(_)) {
            members.push_str(&format!("/// How many.\npub {}_len: usize,\n", field.name));
        }
    }
    Ok(format!("{docs}#[repr(C)]\n#[derive(Clone, Copy)]\npub struct {name} {{\n{members}}}\n\n"))
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
pub(super) fn filler(record: &Record, texts: Texts) -> String {
    let (mut before, mut fields) = (String::new(), String::new());
    for field in record.fields.iter().filter(|field| is_shown(field)) {
        let place = format!("it.{}", field.name);
        let (list, value) = filled(field, &place, &place, texts);
        before.push_str(&list);
        fields.push_str(&value);
    }
    let Record { name, .. } = record;
    let is_root = crate::model::VIEWS.contains(&name.as_str());
    let visibility = if is_root || texts == Texts::Kept { "pub(crate) " } else { "" };
    format!(
        "{visibility}fn fill_{}(arena: &mut Arena, names: &Names, it: &{name}) -> {} {{\n{before}{} {{\n{fields}}}\n}}\n\n",
        snake(name),
        structure_name(name),
        structure_name(name)
    )
}

/// What makes a field's list beforehand, and the struct's members.
pub(super) fn filled(field: &Field, dot: &str, copy: &str, texts: Texts) -> (String, String) {
    let name = &field.name;
    let Type::List(inner) = &field.ty else {
        return (String::new(), format!("{name}: {},\n", value(&field.ty, dot, copy, texts)));
    };
    let one = value(inner, "item", "*item", texts);
    let show = if is_pair(inner) {
        "iter().map(|item| CartpoolOption::copied(arena, item)).collect()".into()
    } else if is_options(&field.ty) {
        "iter().map(CartpoolOption::of).collect()".into()
    } else if one == "*item" {
        "to_vec()".into()
    } else {
        format!("iter().map(|item| {one}).collect()")
    };
    let list = format!(
        "let {name} = {dot}.{show};\n\
         let ({name}, {name}_len) = arena.list({name});\n"
    );
    (list, format!("{name},\n{name}_len,\n"))
}

/// The expression that shows the value: `dot` stands before methods and behind `&`, `copy` is the value itself.
fn value(ty: &Type, dot: &str, copy: &str, texts: Texts) -> String {
    match ty {
        Type::Text if texts == Texts::Kept => format!("CartpoolStr::of(&{dot})"),
        Type::Seat => format!("names.of({copy})"),
        Type::TextRef => format!("names.text({copy})"),
        Type::TokenHash => format!("arena.text(&{dot}.text())"),
        Type::Text | Type::CartId | Type::Decimal | Type::Price | Type::Currency => {
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
                value(inner, "item", "*item", texts)
            )
        }
        Type::Option(inner) => {
            format!(
                "match &{dot} {{\nSome(item) => {{\nlet item = {};\narena.one(item)\n}}\nNone => core::ptr::null(),\n}}",
                value(inner, "item", "*item", texts)
            )
        }
        _ => copy.to_owned(),
    }
}
