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
         const {{ HANDLE, NOTHING, pairs, settled }} = require('./refusal.js')\n\n\
         /** One method per verb, each a call on the handle of whoever has it. */\n\
         class Verbs {{\n{}}}\n\nmodule.exports = {{ Verbs }}\n",
        methods.join("\n")
    )
}

fn method(command: &Variant) -> String {
    let verb = camel(&command.word);
    let mut parameters: Vec<String> = positional(command).map(|field| camel(&field.name)).collect();
    let options: Vec<String> = optional(command).map(|field| camel(&field.name)).collect();
    if !options.is_empty() {
        parameters.push(format!("{{ {} }} = NOTHING", options.join(", ")));
    }
    let arguments: String =
        command.fields.iter().map(|field| format!(", {}", argument(field))).collect();
    format!(
        "{}  {verb}({}) {{\n    return settled(native.{verb}(this[HANDLE]{arguments}))\n  }}\n",
        comment(&spoken(command), "  "),
        parameters.join(", ")
    )
}

fn argument(field: &Field) -> String {
    let name = camel(&field.name);
    if is_options(&field.ty) { format!("pairs({name})") } else { name }
}
