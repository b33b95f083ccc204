//! Constants, and the functions that name them.

use super::{comment, screaming};
use crate::model::{Model, UnitEnum};
use crate::names::snake;

/// Refusals: their numbers, names, sentences and kinds.
pub(super) fn errors(model: &Model) -> String {
    let mut text = String::new();
    for error in &model.errors {
        text.push_str(&format!(
            "/// {}.\npub const CARTPOOL_ERROR_{}: u16 = {};\n",
            capitalised(&error.message),
            screaming(&error.word),
            error.number
        ));
    }
    let rows = |value: fn(&crate::model::ErrorCode) -> String| -> String {
        model
            .errors
            .iter()
            .map(|error| format!("{} => {},\n", error.number, value(error)))
            .collect()
    };
    text.push_str(&format!(
        "\n/// A status as a word: it states the rule that was broken; `ok` for 0, null for no status at all.\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn cartpool_error_name(status: u16) -> *const c_char {{\n\
         let name = match status {{\n0 => c\"ok\",\n{}_ => return ptr::null(),\n}};\nname.as_ptr()\n}}\n\n",
        rows(|error| format!("c\"{}\"", error.word))
    ));
    text.push_str(&format!(
        "/// One English sentence without any person's data; null for no status at all.\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn cartpool_error_message(status: u16) -> *const c_char {{\n\
         let message = match status {{\n0 => c\"done\",\n{}_ => return ptr::null(),\n}};\nmessage.as_ptr()\n}}\n\n",
        rows(|error| format!("c\"{}\"", error.message))
    ));
    text.push_str(&format!(
        "/// What kind of trouble a status is, a `CARTPOOL_ERROR_KIND_…`; 0 for none.\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn cartpool_error_kind(status: u16) -> u32 {{\n\
         match status {{\n{}_ => 0,\n}}\n}}\n\n",
        rows(|error| format!("CARTPOOL_ERROR_KIND_{}", screaming(&snake(&error.kind))))
    ));
    text
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// An enum's numbers and the function that names them.
pub(super) fn words(list: &UnitEnum) -> String {
    let word = snake(&list.name);
    let prefix = format!("CARTPOOL_{}_", screaming(&word));
    let mut text = String::new();
    let mut rows = String::new();
    for value in &list.values {
        text.push_str(&comment(&value.docs));
        text.push_str(&format!(
            "pub const {prefix}{}: u32 = {};\n",
            screaming(&value.word),
            value.number
        ));
        rows.push_str(&format!("{} => c\"{}\",\n", value.number, value.word));
    }
    text.push_str(&format!(
        "\n/// The name of a `{prefix}…`; null for another number.\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn cartpool_{word}_name(number: u32) -> *const c_char {{\n\
         let name = match number {{\n{rows}_ => return ptr::null(),\n}};\nname.as_ptr()\n}}\n\n"
    ));
    text
}

/// The kinds of events, by their frozen order.
pub(super) fn events(model: &Model) -> String {
    let mut text = String::new();
    let (mut rows, mut numbers) = (String::new(), String::new());
    for (number, event) in model.events.iter().enumerate() {
        text.push_str(&comment(&event.docs));
        let constant = format!("CARTPOOL_EVENT_{}", screaming(&event.word));
        text.push_str(&format!("pub const {constant}: u32 = {number};\n"));
        rows.push_str(&format!("{number} => c\"{}\",\n", event.word));
        let fields = if event.fields.is_empty() { "" } else { " { .. }" };
        numbers.push_str(&format!("{} => {constant},\n", event.rust("Event", fields)));
    }
    text.push_str(&format!(
        "\n/// The name of a `CARTPOOL_EVENT_…`; null for another number.\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn cartpool_event_name(number: u32) -> *const c_char {{\n\
         let name = match number {{\n{rows}_ => return ptr::null(),\n}};\nname.as_ptr()\n}}\n\n\
         pub(crate) fn event_kind(event: &Event<'_>) -> u32 {{\nmatch event {{\n{numbers}}}\n}}\n"
    ));
    text
}
