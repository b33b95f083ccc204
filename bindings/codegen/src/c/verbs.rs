//! Functions of verbs, and the structs of their optional arguments.

use super::{described, field_comment, structure_name};
use crate::arguments::{optional, positional};
use crate::json::is_options;
use crate::model::{Error, Field, Result, Type, Variant};

fn unfit(field: &Field) -> Error {
    Error(format!("C takes no argument of the type of `{}`", field.name))
}

/// The struct of what may be left out, if there is anything.
pub(super) fn options(command: &Variant) -> Result<String> {
    let mut fields = String::new();
    for field in optional(command) {
        fields.push_str(&field_comment(field));
        for (index, (name, ty)) in members(field)?.into_iter().enumerate() {
            if index > 0 {
                fields.push_str("/// How many.\n");
            }
            fields.push_str(&format!("pub {name}: {ty},\n"));
        }
    }
    if fields.is_empty() {
        return Ok(fields);
    }
    let name = structure_name(&command.name);
    Ok(format!(
        "/// What `cartpool_{}` may be told besides; all zeros say nothing.\n\
         #[repr(C)]\n#[derive(Clone, Copy)]\npub struct {name} {{\n{fields}}}\n\n\
         // SAFETY: all zeros are null pointers, numbers of 0 and false.\n\
         unsafe impl input::Options for {name} {{}}\n\n",
        command.word
    ))
}

/// The members of C that stand for a field: a list is a pointer and a length.
fn members(field: &Field) -> Result<Vec<(String, String)>> {
    let name = field.name.clone();
    let one = |ty: &str| Ok(vec![(name.clone(), ty.to_owned())]);
    let list = |ty: &str| {
        Ok(vec![(name.clone(), format!("*const {ty}")), (format!("{name}_len"), "usize".into())])
    };
    match &field.ty {
        Type::Bool => one("bool"),
        Type::U32 | Type::Enum(_) => one("u32"),
        Type::I32 => one("i32"),
        Type::U64 | Type::LineId => one("u64"),
        Type::Text | Type::TokenHash | Type::Decimal => one("CartpoolStr"),
        Type::Option(inner) => match &**inner {
            Type::Bool => one("CartpoolOptionalBool"),
            Type::U32 | Type::Enum(_) => one("CartpoolOptionalU32"),
            Type::U64 | Type::LineId => one("CartpoolOptionalU64"),
            Type::Text | Type::Decimal => one("CartpoolStr"),
            _ => Err(unfit(field)),
        },
        ty @ Type::List(_) if is_options(ty) => list("CartpoolItemOption"),
        Type::List(inner) => match &**inner {
            Type::Text => list("CartpoolStr"),
            Type::Enum(_) => one("u64"),
            _ => Err(unfit(field)),
        },
        _ => Err(unfit(field)),
    }
}

/// The verb's function.
pub(super) fn function(command: &Variant) -> Result<String> {
    let Variant { name, word, docs, .. } = command;
    let mut parameters = String::from("handle: CartpoolMember");
    for field in positional(command) {
        for (name, ty) in members(field)? {
            parameters.push_str(&format!(", {name}: {ty}"));
        }
    }
    let has_options = optional(command).next().is_some();
    if has_options {
        parameters.push_str(&format!(", options: *const {}", structure_name(name)));
    }
    let mut fields = String::new();
    for field in &command.fields {
        let place = if optional(command).any(|other| other.name == field.name) {
            format!("options.{}", field.name)
        } else {
            field.name.clone()
        };
        let value = value(field, &place)?;
        let shorthand = if value == field.name { String::new() } else { format!(": {value}") };
        fields.push_str(&format!("{}{shorthand},\n", field.name));
    }
    let fields = if fields.is_empty() { fields } else { format!(" {{\n{fields}}}") };
    let built = command.rust("Command", &fields);
    let options = if has_options { "let options = input::options(options);\n" } else { "" };
    Ok(format!(
        "{}#[unsafe(no_mangle)]\n\
         pub unsafe extern \"C\" fn cartpool_{word}({parameters}, out_version: *mut u64) -> u16 {{\n\
         // SAFETY: the caller keeps to the header's contract.\n\
         unsafe {{\n\
         commit(handle, out_version, || {{\n{options}Ok({built})\n}})\n}}\n}}\n\n",
        described(docs, &positional(command).collect::<Vec<_>>())
    ))
}

/// The expression that reads an argument, or refuses.
fn value(field: &Field, place: &str) -> Result<String> {
    Ok(match &field.ty {
        Type::Bool | Type::U32 | Type::I32 | Type::U64 => place.to_owned(),
        Type::LineId => format!("LineId({place})"),
        Type::Text => format!("{place}.required()?"),
        Type::Decimal => format!("{place}.required_amount()?"),
        Type::TokenHash => format!("{place}.required()?.parse()?"),
        Type::Enum(name) => format!("input::numbered({name}::ALL, {place})?"),
        Type::Option(inner) => match &**inner {
            Type::Bool | Type::U32 | Type::U64 => format!("{place}.get()"),
            Type::LineId => format!("{place}.get().map(LineId)"),
            Type::Text => format!("{place}.optional()?"),
            Type::Decimal => format!("{place}.amount()?"),
            Type::Enum(name) => {
                format!("{place}.get().map(|it| input::numbered({name}::ALL, it)).transpose()?")
            }
            _ => return Err(unfit(field)),
        },
        ty @ Type::List(_) if is_options(ty) => {
            format!("input::item_options({place}, {place}_len)?")
        }
        Type::List(inner) => match &**inner {
            Type::Text => format!("input::texts({place}, {place}_len)?"),
            Type::Enum(_) => format!("input::capabilities({place})?"),
            _ => return Err(unfit(field)),
        },
        _ => return Err(unfit(field)),
    })
}
