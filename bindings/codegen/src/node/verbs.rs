//! `verbs.js`: the methods that members and batches share.

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
         const {{ HANDLE, pairs, settled }} = require('./refusal.js')\n\n\
         /** One method per verb, each a call on the handle of whoever has it. */\n\
         class Verbs {{\n{}}}\n\nmodule.exports = {{ Verbs }}\n",
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
    let body = if options.is_empty() {
        call(&verb, &needed)
    } else {
        let all: Vec<String> = command.fields.iter().map(argument).collect();
        format!(
            "if (given === undefined) {}\n    const {{ {} }} = given\n    {}",
            call(&verb, &needed),
            options.join(", "),
            call(&format!("{verb}With"), &all)
        )
    };
    let mut parameters: Vec<String> = positional(command).map(|field| camel(&field.name)).collect();
    parameters.extend((!options.is_empty()).then(|| "given".to_owned()));
    let comment = comment(&spoken(command), "  ");
    format!("{comment}  {verb}({}) {{\n    {body}\n  }}\n", parameters.join(", "))
}

fn argument(field: &Field) -> String {
    let name = camel(&field.name);
    if is_options(&field.ty) { format!("pairs({name})") } else { name }
}
