//! `verbs.js`: the methods that members and batches share.

use super::functions::registers;
use super::{comment, spoken};
use crate::BANNER;
use crate::arguments::{optional, positional};
use crate::json::is_options;
use crate::model::{Field, Model, Variant};
use crate::names::camel;

pub(super) fn file(model: &Model) -> String {
    let methods: Vec<_> = model.commands.iter().map(method).collect();
    format!(
        "// {BANNER}\n'use strict'\n\n\
         const native = require('./native.js')\n\
         const {{ HANDLE, bag, pairs, settled }} = require('./refusal.js')\n\
         const {{ Held }} = require('./hold.js')\n\
         const {{ answer, laidOut, laidOutWithText, quick }} = require('./registers.js')\n\n\
         /** One method per verb, each a call on the handle of whoever has it. */\n\
         class Verbs extends Held {{\n{}}}\n\nmodule.exports = {{ Verbs }}\n",
        methods.join("\n")
    )
}

fn method(command: &Variant) -> String {
    let verb = camel(&command.word);
    let needed: Vec<String> = positional(command).map(argument).collect();
    let options: Vec<String> = optional(command).map(|field| camel(&field.name)).collect();
    let call = |function: &str, arguments: &[String]| {
        let arguments: String = arguments.iter().map(|argument| format!(", {argument}")).collect();
        format!("return settled(native.{function}(this[HANDLE]{arguments}))")
    };
    let plain = match laid_out(command) {
        Some(laid_out) => {
            let passed = call(&verb, &needed);
            format!("if (!{laid_out}) {passed}\n    quick.{verb}()\n    return settled(answer())")
        }
        None => call(&verb, &needed),
    };
    let body = if options.is_empty() {
        plain
    } else {
        let all: Vec<String> = command.fields.iter().map(argument).collect();
        let plain = match plain.split_once('\n') {
            Some(_) => format!("{{\n      {}\n    }}", plain.replace('\n', "\n  ")),
            None => plain,
        };
        format!(
            "if (given === undefined) {plain}\n    const {{ {} }} = bag(given)\n    {}",
            options.join(", "),
            call(&format!("{verb}With"), &all)
        )
    };
    let mut parameters: Vec<String> = positional(command).map(|field| camel(&field.name)).collect();
    parameters.extend((!options.is_empty()).then(|| "given".to_owned()));
    let comment = comment(&spoken(command), "  ");
    format!("{comment}  {verb}({}) {{\n    {body}\n  }}\n", parameters.join(", "))
}

/// The call that lays the arguments of one of the quick verbs out.
fn laid_out(command: &Variant) -> Option<String> {
    let (text, numbers) = registers(command)?;
    let mut numbers: Vec<_> = numbers.iter().map(|field| camel(&field.name)).collect();
    if let Some(text) = text {
        let numbers = numbers.join(", ");
        return Some(format!("laidOutWithText(this[HANDLE], {}, {numbers})", camel(&text.name)));
    }
    numbers.resize(2, "0".to_owned());
    Some(format!("laidOut(this[HANDLE], {})", numbers.join(", ")))
}

fn argument(field: &Field) -> String {
    let name = camel(&field.name);
    if is_options(&field.ty) { format!("pairs({name})") } else { name }
}
