//! C that reads an event's fields by their paths, for the scenarios of the C host.

use super::events;
use super::structure_name;
use crate::BANNER;
use crate::json::{is_options, is_shown};
use crate::model::{Field, Model, Type, Variant};
use crate::names::snake;

/// The file `event_facts.c`.
pub(super) fn reader(model: &Model) -> String {
    let mut text = format!(
        "// {BANNER}\n// The fields of events by their paths, such as `changes.0.unit_price`.\n\
         #include \"event_facts.h\"\n\n#include \"paths.h\"\n\n"
    );
    let policies = ["Policies", "BillPolicies", "SplitPart"];
    let shared = model.records.iter().filter(|record| policies.contains(&record.name.as_str()));
    for record in shared.chain(events::carried(model)) {
        text.push_str(&function(&record.name, &record.fields));
    }
    let events = || model.events.iter().filter(|event| !event.fields.is_empty());
    events().for_each(|event| text.push_str(&function(&event.name, &event.fields)));
    let arm = |event: &Variant| {
        let Variant { word, .. } = event;
        let constant = word.to_ascii_uppercase();
        format!(
            "    case CARTPOOL_EVENT_{constant}: return {word}_fact(&event->body.{word}, path, out);\n"
        )
    };
    let arms: String = events().map(arm).collect();
    text.push_str(&format!(
        "bool event_body_fact(const CartpoolEvent *event, const char *left, char out[TEXT_MAX]) {{\n    \
         Path path = {{left}};\n    switch (event->kind) {{\n{arms}    default: return false;\n    }}\n}}\n"
    ));
    text
}

fn function(name: &str, fields: &[Field]) -> String {
    let lines: String = fields.iter().filter(|field| is_shown(field)).map(line).collect();
    format!(
        "static bool {}_fact(const {} *it, Path path, char *out) {{\n{lines}    return false;\n}}\n\n",
        snake(name),
        structure_name(name)
    )
}

fn line(field: &Field) -> String {
    let Field { name, ty, .. } = field;
    format!("    if (take(&path, \"{name}\")) {}\n", answer(ty, name))
}

fn answer(ty: &Type, name: &str) -> String {
    match ty {
        Type::List(_) if is_options(ty) => {
            format!("return put_options(out, path, it->{name}, it->{name}_len);")
        }
        Type::List(inner) => {
            let one = value(inner, &format!("it->{name}[index]"), &format!("&it->{name}[index]"));
            format!(
                "{{\n        size_t index;\n        if (is_over(&path)) return put_number(out, it->{name}_len);\n        \
                 return take_index(&path, it->{name}_len, &index) && {one};\n    }}"
            )
        }
        Type::Option(inner) if !super::is_text(inner) => {
            let one = value(inner, &format!("*it->{name}"), &format!("it->{name}"));
            format!(
                "{{\n        if (it->{name} == NULL) return is_over(&path) && put_name(out, \"null\");\n        \
                 return {one};\n    }}"
            )
        }
        ty => format!("return {};", value(ty, &format!("it->{name}"), &format!("&it->{name}"))),
    }
}

/// The call that writes one value: `copy` is the value, `place` its address.
fn value(ty: &Type, copy: &str, place: &str) -> String {
    match ty {
        Type::Bool => format!("put_flag(out, {copy})"),
        Type::I32 | Type::I64 => format!("put_signed(out, {copy})"),
        Type::Enum(name) => format!("put_name(out, cartpool_{}_name({copy}))", snake(name)),
        Type::Record(name) => format!("{}_fact({place}, path, out)", snake(name)),
        Type::Capabilities => format!("put_capabilities(out, path, {copy})"),
        Type::U32 | Type::U64 | Type::LineId => format!("put_number(out, {copy})"),
        _ => format!("put_text(out, {copy})"),
    }
}
