//! Casing, and the names that would break a host.

use crate::model::{EVENT_HEAD, Error, Field, Model, Result};

/// `AddItem` as `add_item`.
pub(crate) fn snake(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

/// `add_item` as `addItem`.
#[allow(dead_code, reason = "an emitter's, where its framework does not convert")]
pub(crate) fn camel(word: &str) -> String {
    let mut parts = word.split('_');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// Words that some host's language keeps for itself where a name of ours may stand.
const RESERVED: &[(&str, &[&str])] = &[
    (
        "Python",
        &[
            "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
            "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
            "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try",
            "while", "with", "yield",
        ],
    ),
    (
        "JavaScript",
        &[
            "arguments",
            "case",
            "catch",
            "const",
            "constructor",
            "debugger",
            "default",
            "delete",
            "do",
            "enum",
            "eval",
            "export",
            "extends",
            "false",
            "function",
            "implements",
            "instanceof",
            "interface",
            "let",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "prototype",
            "public",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "typeof",
            "var",
            "void",
        ],
    ),
    (
        "Swift",
        &[
            "associatedtype",
            "defer",
            "deinit",
            "extension",
            "fileprivate",
            "func",
            "guard",
            "init",
            "inout",
            "internal",
            "is",
            "nil",
            "open",
            "operator",
            "precedencegroup",
            "protocol",
            "repeat",
            "rethrows",
            "some",
            "struct",
            "subscript",
            "throws",
            "typealias",
            "where",
        ],
    ),
    ("Kotlin", &["fun", "object", "typeof", "val", "when"]),
    (
        "C",
        &[
            "auto", "bool", "char", "double", "extern", "float", "goto", "inline", "int", "long",
            "register", "restrict", "short", "signed", "sizeof", "typedef", "union", "unsigned",
            "volatile",
        ],
    ),
];

/// What a member's handle is already called to do, by hand, in some host.
const MEMBER: &[&str] = &[
    "batch",
    "bill",
    "blame",
    "cart",
    "commit",
    "event",
    "events_since",
    "explain",
    "id",
    "settlement",
    "total",
    "verify",
    "version",
    "view",
    "view_at",
    "watch",
    "with",
];

/// Refuses verbs and fields that no host, or not every host, could carry under their own name.
pub(crate) fn check(model: &Model) -> Result<()> {
    for command in &model.commands {
        allowed(&command.word, &command.name)?;
        if MEMBER.contains(&command.word.as_str()) {
            return Err(Error(format!(
                "{}: a member's handle has another `{}`",
                command.name, command.word
            )));
        }
        fields(&command.name, &command.fields)?;
    }
    for event in &model.events {
        allowed(&event.word, &event.name)?;
        fields(&event.name, &event.fields)?;
        if let Some(field) =
            event.fields.iter().find(|field| EVENT_HEAD.contains(&field.name.as_str()))
        {
            return Err(Error(format!(
                "{}.{}: every event has another such field",
                event.name, field.name
            )));
        }
    }
    model.records.iter().try_for_each(|record| fields(&record.name, &record.fields))
}

fn fields(owner: &str, fields: &[Field]) -> Result<()> {
    fields.iter().try_for_each(|field| allowed(&field.name, &format!("{owner}.{}", field.name)))
}

fn allowed(word: &str, place: &str) -> Result<()> {
    let clash = RESERVED.iter().find(|(_, words)| words.contains(&word));
    clash.map_or(Ok(()), |(language, _)| {
        Err(Error(format!("{place}: `{word}` is {language}'s own word")))
    })
}
