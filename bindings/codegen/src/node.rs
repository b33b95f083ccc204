//! Node.js: napi-rs functions on handles, the JavaScript methods over them, and the types.

mod functions;
mod types;
mod verbs;
mod views;

use crate::docs::wrapped;
use crate::model::{Docs, Model, Output, Result, Variant};
use crate::names::camel;

/// The generated files of the Node package.
pub(crate) fn emit(model: &Model) -> Result<Vec<Output>> {
    Ok(vec![
        Output { path: "bindings/node/src/generated.rs", text: functions::file(model)? },
        Output { path: "bindings/node/lib/verbs.js", text: verbs::file(model) },
        Output { path: "bindings/node/lib/views.js", text: views::file(model)? },
        Output { path: "bindings/node/lib/vocabulary.d.ts", text: types::file(model)? },
    ])
}

/// The docs with the command's arguments in JavaScript's casing.
fn spoken(command: &Variant) -> Docs {
    let mut docs = command.docs.clone();
    for field in &command.fields {
        let (word, name) = (format!("`{}`", field.name), format!("`{}`", camel(&field.name)));
        docs.text.iter_mut().for_each(|paragraph| *paragraph = paragraph.replace(&word, &name));
    }
    docs
}

/// A doc comment of JavaScript, each line indented by `indent`.
fn comment(docs: &Docs, indent: &str) -> String {
    let mut paragraphs: Vec<String> = docs.text.clone();
    paragraphs.extend(docs.errors.as_ref().map(|codes| format!("Refusals: {codes}")));
    paragraphs.extend(docs.events.as_ref().map(|events| format!("Events: {events}")));
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrapped(&paragraph, 110 - indent.len()));
    }
    if let [line] = lines.as_slice() {
        return format!("{indent}/** {line} */\n");
    }
    let body: String = lines
        .iter()
        .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
        .collect();
    format!("{indent}/**\n{body}{indent} */\n")
}
