//! What type checkers and editors read: the native module's stub, the names as literals, the events.

use std::fmt::Write;
use std::fs;

use super::{class_names, copied, docstring, entries, is_mapping, parameters, verb_docs};
use crate::BANNER;
use crate::json::Pairs;
use crate::model::{Docs, Error, Field, Model, Record, Result, Type, Variant};

/// The stub of what is written by hand; lines that start with `# @` stand for what is generated.
const TEMPLATE: &str = "bindings/python/_cartpool.pyi.in";
/// The mark that stands for the fields of a record whose class has methods, which are written by hand.
const FIELDS: &str = "# @fields ";

/// The native module's stub: the template with its marks filled in.
pub(super) fn native(model: &Model) -> Result<String> {
    let path = crate::root().join(TEMPLATE);
    let template =
        fs::read_to_string(&path).map_err(|error| Error(format!("{TEMPLATE}: {error}")))?;
    let mut text = format!("# {BANNER}\n");
    for line in template.lines() {
        match line.trim() {
            "# @verbs int" => text.push_str(&verbs(model, "Member", "int")),
            "# @verbs None" => text.push_str(&verbs(model, "Batch", "None")),
            "# @all" => text.push_str(&listed(&class_names(model))),
            "# @classes" => text.push_str(&classes(model, &template)),
            "# @limits" => text.push_str(&limits(model)),
            mark if mark.starts_with(FIELDS) => {
                text.push_str(&fields(model, mark.trim_start_matches(FIELDS)));
            }
            _ => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    Ok(text)
}

/// The names that arguments and results use, as literal types.
pub(super) fn names(model: &Model, surface: &str) -> String {
    let mut text = format!(
        "# {BANNER}\n\"\"\"The words of the vocabulary, as literal types.\"\"\"\n\nfrom typing import Literal, TypeAlias\n"
    );
    for unit in &model.enums {
        let words = unit.values.iter().map(|value| value.word.as_str());
        literal(&mut text, &unit.name, words, unit.docs.effect());
    }
    let words = model.errors.iter().map(|error| error.word.as_str());
    literal(&mut text, "ErrorCode", words, "Why a call was refused.");
    literal(
        &mut text,
        "EventKind",
        model.events.iter().map(|event| event.word.as_str()),
        "An event's name.",
    );
    let _ = write!(
        text,
        "\nSURFACE = \"{surface}\"\n\"\"\"Which surface this is: the native half has the same word.\"\"\"\n"
    );
    text
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("    \"{name}\",\n")).collect()
}

fn literal<'a>(text: &mut String, name: &str, words: impl Iterator<Item = &'a str>, docs: &str) {
    let lines: String = words.map(|word| format!("    \"{word}\",\n")).collect();
    let _ = write!(text, "\n{name}: TypeAlias = Literal[\n{lines}]\n\"\"\"{docs}\"\"\"\n");
}

/// The module of the event classes.
pub(super) fn events(model: &Model) -> String {
    let names: Vec<_> = model.events.iter().map(|event| event.name.as_str()).collect();
    let imports: String = names.iter().map(|name| format!("    {name},\n")).collect();
    let all = listed(&names);
    format!(
        "# {BANNER}\n\"\"\"What happened: one frozen class an event, made for `match`.\"\"\"\n\n\
         from typing import TypeAlias\n\n\
         from cartpool._cartpool import (\n{imports})\n\n\
         Event: TypeAlias = (\n    {}\n)\n\"\"\"Any event.\"\"\"\n\n__all__ = [\n    \"Event\",\n{all}]\n",
        names.join("\n    | ")
    )
}

fn verbs(model: &Model, class: &str, returns: &str) -> String {
    model.commands.iter().map(|verb| self::verb(model, verb, class, returns)).collect()
}

fn verb(model: &Model, verb: &Variant, class: &str, returns: &str) -> String {
    let (positional, keyword) = parameters(verb);
    let mut text = format!("    def {}(\n        self,\n", verb.word);
    for field in positional {
        let _ = writeln!(text, "        {},", parameter(model, field));
    }
    if !keyword.is_empty() {
        text.push_str("        *,\n");
    }
    for field in keyword {
        let _ = writeln!(text, "        {},", parameter(model, field));
    }
    let _ = writeln!(text, "    ) -> {returns}:");
    text.push_str(&quoted(&verb_docs(verb, class), 8));
    text.push('\n');
    text
}

fn parameter(model: &Model, field: &Field) -> String {
    let taken = match (&field.ty, Pairs::of(field)) {
        (ty, Pairs::Decimals) if is_mapping(model, ty) => "_Decimals".into(),
        (ty, Pairs::Steps) if is_mapping(model, ty) => "_Steps".into(),
        (ty, _) => taken(model, ty),
    };
    match &field.ty {
        Type::Option(_) => format!("{}: {taken} = None", field.name),
        ty if !ty.is_required() => format!("{}: {taken} | None = None", field.name),
        _ => format!("{}: {taken}", field.name),
    }
}

/// A docstring at this indent.
fn quoted(lines: &[String], indent: usize) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let open = if at == 0 { "\"\"\"" } else { "" };
        let close = if lines.len() == 1 { "\"\"\"" } else { "" };
        let line = format!("{:indent$}{open}{line}{close}", "");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if lines.len() > 1 {
        let _ = writeln!(text, "{:indent$}\"\"\"", "");
    }
    text
}

fn property(model: &Model, field: &Field) -> String {
    property_of(&field.name, &shown(model, &field.ty), &field.docs)
}

fn property_of(name: &str, ty: &str, docs: &Docs) -> String {
    let docs = quoted(&docstring(docs, &[], ""), 8);
    format!("    @property\n    def {name}(self) -> {ty}:\n{docs}\n")
}

fn fields(model: &Model, name: &str) -> String {
    let record = model.records.iter().find(|record| record.name == name);
    record.map_or_else(String::new, |record| {
        record.fields.iter().map(|field| property(model, field)).collect()
    })
}

fn class(model: &Model, record: &Record) -> String {
    let mut text = format!("@final\nclass {}:\n", record.name);
    text.push_str(&quoted(&docstring(&record.docs, &[], ""), 4));
    text.push('\n');
    text.extend(record.fields.iter().map(|field| property(model, field)));
    text.push_str(VALUE);
    text.push('\n');
    text
}

const VALUE: &str = "    def __eq__(self, other: object, /) -> bool: ...\n    def __ne__(self, other: object, /) -> bool: ...\n    def __hash__(self) -> int: ...\n    def __copy__(self) -> Self: ...\n    def __deepcopy__(self, _memo: object) -> Self: ...\n";

fn classes(model: &Model, template: &str) -> String {
    let mut text = String::new();
    text.extend(entries(model).into_iter().map(|(entry, _)| class(model, entry)));
    let is_by_hand = |record: &&Record| {
        let mark = format!("{FIELDS}{}", record.name);
        template.lines().any(|line| line.trim() == mark)
    };
    let records = copied(model).into_iter().filter(|record| !is_by_hand(record));
    text.extend(records.map(|record| class(model, record)));
    for event in &model.events {
        let _ = writeln!(text, "@final\nclass {}:", event.name);
        text.push_str(&quoted(&docstring(&event.docs, &[], ""), 4));
        let _ = writeln!(text, "\n    kind: ClassVar[Literal[\"{}\"]]", event.word);
        text.push_str(HEAD);
        text.extend(event.fields.iter().map(|field| property(model, field)));
        text.push_str(VALUE);
        text.push('\n');
    }
    text
}

const HEAD: &str = r#"    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

"#;

fn limits(model: &Model) -> String {
    let mut text = String::new();
    for limit in &model.limits {
        let _ = writeln!(text, "    {}: int\n    \"\"\"{}\"\"\"", limit.name, limit.doc);
    }
    text
}

/// What Python gives for an argument of this type.
fn taken(model: &Model, ty: &Type) -> String {
    match ty {
        _ if is_mapping(model, ty) => "_Words".into(),
        Type::Decimal => "Decimal | str".into(),
        Type::Option(inner) => format!("{} | None", taken(model, inner)),
        Type::List(inner) => format!("Iterable[{}]", taken(model, inner)),
        ty => shown(model, ty),
    }
}

/// What Python sees of a value of this type.
fn shown(model: &Model, ty: &Type) -> String {
    match ty {
        _ if is_mapping(model, ty) => "dict[str, str]".into(),
        Type::Bool => "bool".into(),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => "int".into(),
        Type::Text | Type::CartId | Type::TokenHash | Type::Currency => "str".into(),
        Type::Seat | Type::TextRef => "str | None".into(),
        Type::Decimal | Type::Price => "Decimal".into(),
        Type::Money => "Money".into(),
        Type::Capabilities => "tuple[Capability, ...]".into(),
        Type::Enum(name) | Type::Record(name) => name.clone(),
        Type::Option(inner) => match &**inner {
            Type::Seat | Type::TextRef => shown(model, inner),
            inner => format!("{} | None", shown(model, inner)),
        },
        Type::List(inner) => format!("tuple[{}, ...]", shown(model, inner)),
    }
}
