//! A batch as bytes: what Kotlin packs verb by verb and Rust unpacks, so that a hundred verbs cross the boundary as one.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::BANNER;
use crate::model::{Error, Model, Result, Type};
use crate::names::{camel, snake};

/// Rust's half: commands that borrow from the bytes.
pub(super) fn unpacking(model: &Model) -> Result<String> {
    let mut arms = String::new();
    for (tag, verb) in model.commands.iter().enumerate() {
        let mut fields = String::new();
        for field in &verb.fields {
            let _ = write!(fields, "{}: {}, ", field.name, read(&field.ty)?);
        }
        let body = if fields.is_empty() { fields } else { format!(" {{ {fields} }}") };
        let _ = writeln!(arms, "{tag} => {},", verb.rust("cartpool::Command", &body));
    }
    let mut text = format!(
        "/// The next command of a packed batch, of which each is its place in the vocabulary and its fields.\n\
         pub(crate) fn unpack<'a>(packed: &mut Packed<'a>) -> Result<cartpool::Command<'a>, CartpoolError> {{\n\
         Ok(match packed.tag()? {{\n{arms}_ => return Err(Packed::refused()),\n}})\n}}\n\n"
    );
    for name in parts(model) {
        let snake = snake(&name);
        if let Some(unit) = model.enums.iter().find(|unit| unit.name == name) {
            let mut arms = String::new();
            for (at, value) in unit.values.iter().enumerate() {
                let _ = writeln!(arms, "{at} => {name}::{},", value.name);
            }
            let _ = writeln!(
                text,
                "fn {snake}(packed: &mut Packed<'_>) -> Result<{name}, CartpoolError> {{\n\
                 Ok(match packed.tag()? {{\n{arms}_ => return Err(Packed::refused()),\n}})\n}}\n"
            );
        } else if let Some(record) = model.records.iter().find(|record| record.name == name) {
            let mut fields = String::new();
            for field in &record.fields {
                let _ = write!(fields, "{}: {}, ", field.name, read(&field.ty)?);
            }
            let _ = writeln!(
                text,
                "fn {snake}<'a>(packed: &mut Packed<'a>) -> Result<cartpool::{name}<'a>, CartpoolError> {{\n\
                 Ok(cartpool::{name} {{ {fields} }})\n}}\n"
            );
        }
    }
    Ok(text)
}

/// The enums and records that commands are made of.
fn parts(model: &Model) -> BTreeSet<String> {
    let fields = model.commands.iter().flat_map(|verb| &verb.fields);
    fields.filter_map(|field| named(&field.ty)).map(str::to_owned).collect()
}

fn named(ty: &Type) -> Option<&str> {
    match ty {
        Type::Enum(name) | Type::Record(name) => Some(name),
        Type::Option(inner) | Type::List(inner) => named(inner),
        _ => None,
    }
}

fn read(ty: &Type) -> Result<String> {
    Ok(match ty {
        Type::Option(inner) => format!("packed.maybe({})?", reader(inner)?),
        Type::List(inner) => format!("packed.list({})?", reader(inner)?),
        Type::Enum(name) | Type::Record(name) => format!("{}(packed)?", snake(name)),
        ty => format!("{}?", reader(ty)?.replace("Packed::", "packed.") + "()"),
    })
}

fn reader(ty: &Type) -> Result<String> {
    Ok(match ty {
        Type::Bool => "Packed::flag".into(),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 => "Packed::number".into(),
        Type::LineId => "Packed::line".into(),
        Type::Text => "Packed::text".into(),
        Type::Decimal => "Packed::decimal".into(),
        Type::TokenHash => "Packed::token_hash".into(),
        Type::Enum(name) | Type::Record(name) => snake(name),
        other => return Err(Error(format!("a packed batch cannot carry {other:?}"))),
    })
}

/// Kotlin's half: one function a verb.
pub(super) fn builder(model: &Model) -> Result<String> {
    let mut text = format!(
        "// {BANNER}\npackage dev.cartpool\n\nimport java.math.BigDecimal\n\n\
         /** Commands that are done together: all of them, or none. [Member.batch] opens one. */\n\
         public class Batch internal constructor(private val packed: Packed) {{\n\
         \x20   /** How many commands it holds. */\n    public val size: Int get() = packed.verbs\n"
    );
    for (tag, verb) in model.commands.iter().enumerate() {
        let given = verb.required().chain(verb.optional());
        let arguments: Vec<_> = given
            .map(|field| format!("{}: {}", camel(&field.name), kotlin(&field.ty, true)))
            .collect();
        let name = camel(&verb.word);
        let _ = write!(text, "\n    /** As [Member.{name}]. */\n");
        let head = format!("    public fun {name}({}): Unit", arguments.join(", "));
        text += &if head.len() > 112 {
            format!(
                "    public fun {name}(\n        {},\n    ): Unit",
                arguments.join(",\n        ")
            )
        } else {
            head
        };
        if verb.fields.is_empty() {
            let _ = writeln!(text, " = packed.verb({tag}) {{}}");
            continue;
        }
        let _ = writeln!(text, " = packed.verb({tag}) {{");
        for field in &verb.fields {
            let _ = writeln!(text, "        {}", write(&field.ty, &camel(&field.name))?);
        }
        text += "    }\n";
    }
    text += "}\n";
    for record in model.records.iter().filter(|record| parts(model).contains(&record.name)) {
        let _ =
            write!(text, "\nprivate fun Packed.{}(it: {}) {{\n", lower(&record.name), record.name);
        for field in &record.fields {
            let _ =
                writeln!(text, "    {}", write(&field.ty, &format!("it.{}", camel(&field.name)))?);
        }
        text += "}\n";
    }
    Ok(text)
}

/// The words of events, which Kotlin's class names only say while nobody shortens them.
pub(super) fn kinds(model: &Model) -> String {
    let mut text = format!(
        "// {BANNER}\npackage dev.cartpool\n\n/** The event's word, the same in every language: `item_added`. */\n\
         public val Event.kind: String\n    get() = when (this) {{\n"
    );
    for event in &model.events {
        let _ = writeln!(text, "        is Event.{} -> \"{}\"", event.name, event.word);
    }
    text + "    }\n"
}

fn kotlin(ty: &Type, is_argument: bool) -> String {
    match ty {
        Type::Bool => format!("Boolean{}", if is_argument { " = false" } else { "" }),
        Type::U32 | Type::I32 | Type::U64 | Type::I64 | Type::LineId => "Long".into(),
        Type::Decimal => "BigDecimal".into(),
        Type::Option(inner) => format!("{}? = null", kotlin(inner, false)),
        Type::List(inner) => format!("List<{}> = emptyList()", kotlin(inner, false)),
        Type::Enum(name) | Type::Record(name) => name.clone(),
        _ => "String".into(),
    }
}

fn write(ty: &Type, name: &str) -> Result<String> {
    Ok(match ty {
        Type::Option(inner) => format!("maybe({name}) {{ {} }}", write(inner, "it")?),
        Type::List(inner) => format!("list({name}) {{ {} }}", write(inner, "it")?),
        Type::Bool => format!("flag({name})"),
        Type::U32 | Type::I32 | Type::U64 | Type::I64 | Type::LineId => format!("number({name})"),
        Type::Text | Type::TokenHash => format!("text({name})"),
        Type::Decimal => format!("text(digits({name}))"),
        Type::Enum(_) => format!("tag({name}.ordinal)"),
        Type::Record(record) => format!("{}({name})", lower(record)),
        other => return Err(Error(format!("a packed batch cannot carry {other:?}"))),
    })
}

fn lower(name: &str) -> String {
    camel(&snake(name))
}
