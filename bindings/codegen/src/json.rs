//! Rust functions that write events and records as JSON, for the hosts that read them so.

use crate::model::{Field, Model, Record, Type, Variant};
use crate::names::snake;

/// Writes with one host's casing of names.
pub(crate) struct Writer<'m> {
    pub(crate) model: &'m Model,
    pub(crate) casing: fn(&str) -> String,
}

/// Lists of keys and values, which are objects in JSON.
pub(crate) fn is_options(ty: &Type) -> bool {
    let Type::List(inner) = ty else { return false };
    matches!(&**inner, Type::Record(name) if name == "ItemOption" || name == "LineOption")
}

/// What a list of keys and values holds, as hosts let their callers write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pairs {
    /// Words by words, such as a size.
    Words,
    /// Exact decimals by the ids of members.
    Decimals,
    /// Exact decimals by quantities.
    Steps,
}

impl Pairs {
    /// What the pairs of this argument hold.
    pub(crate) fn of(field: &Field) -> Self {
        match field.name.as_str() {
            "options" => Self::Words,
            "tiers" => Self::Steps,
            _ => Self::Decimals,
        }
    }
}

/// Fields that only Rust shows: a seat beside the id it stands for.
pub(crate) fn is_shown(field: &Field) -> bool {
    field.name != "seat"
}

/// How the written code reaches a value: by value, by reference, and before a dot.
pub(crate) struct Place {
    value: String,
    reference: String,
    dot: String,
}

impl Place {
    pub(crate) fn field(name: &str) -> Self {
        Self {
            value: format!("it.{name}"),
            reference: format!("&it.{name}"),
            dot: format!("it.{name}"),
        }
    }

    fn bound(name: &str) -> Self {
        Self { value: format!("*{name}"), reference: name.into(), dot: name.into() }
    }
}

impl Writer<'_> {
    /// `event_fields`: what an event says beside its head.
    pub(crate) fn events(&self) -> String {
        let arms: String = self.model.events.iter().map(|event| self.arm(event)).collect();
        format!(
            "/// Writes the fields of `event` after those every event has.\n\
             pub(crate) fn event_fields(json: &mut Json, event: &Event<'_>, shown: &impl Shown) {{\n\
             match event {{\n{arms}}}\n}}\n\n"
        )
    }

    fn arm(&self, event: &Variant) -> String {
        let names: Vec<_> = event.fields.iter().map(|field| field.name.as_str()).collect();
        let pattern =
            if names.is_empty() { String::new() } else { format!(" {{ {} }}", names.join(", ")) };
        let fields =
            event.fields.iter().map(|field| self.member(field, &Place::bound(&field.name)));
        format!("{} => {{\n{}}}\n", event.rust("Event", &pattern), fields.collect::<String>())
    }

    /// The function that writes one record.
    pub(crate) fn record(&self, record: &Record) -> String {
        let fields = record.fields.iter().filter(|field| is_shown(field));
        let body: String =
            fields.map(|field| self.member(field, &Place::field(&field.name))).collect();
        let shown = if self.needs_names(record) { ", shown: &impl Shown" } else { "" };
        let Record { name, .. } = record;
        let is_root = crate::model::VIEWS.contains(&name.as_str());
        let visibility = if is_root { "pub(crate) " } else { "" };
        format!(
            "{visibility}fn write_{}(json: &mut Json, it: &{name}{shown}) {{\n\
             json.open('{{');\n{body}json.close('}}');\n}}\n\n",
            snake(name)
        )
    }

    /// Whether writing the record takes the names of seats or texts.
    fn needs_names(&self, record: &Record) -> bool {
        record
            .fields
            .iter()
            .filter(|field| is_shown(field))
            .any(|field| self.type_needs_names(&field.ty))
    }

    fn type_needs_names(&self, ty: &Type) -> bool {
        match ty {
            Type::Seat | Type::TextRef => true,
            Type::Option(inner) | Type::List(inner) => self.type_needs_names(inner),
            Type::Record(name) => self
                .model
                .records
                .iter()
                .any(|record| record.name == *name && self.needs_names(record)),
            _ => false,
        }
    }

    pub(crate) fn member(&self, field: &Field, place: &Place) -> String {
        format!("json.key(\"{}\");\n{}", (self.casing)(&field.name), self.write(&field.ty, place))
    }

    pub(crate) fn write(&self, ty: &Type, place: &Place) -> String {
        let Place { value, reference, dot } = place;
        match ty {
            Type::Bool => format!("json.flag({value});\n"),
            Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => {
                format!("json.number({value});\n")
            }
            Type::Text => format!("json.text({reference});\n"),
            Type::Seat => format!("json.maybe_text(shown.member({value}));\n"),
            Type::TextRef => format!("json.maybe_text(shown.text({value}));\n"),
            Type::TokenHash => format!("json.text(&{dot}.text());\n"),
            Type::Decimal | Type::CartId | Type::Price | Type::Currency => {
                format!("json.plain({value});\n")
            }
            Type::Money => format!("json.money({value});\n"),
            Type::Capabilities => format!("json.capabilities({value});\n"),
            Type::Enum(_) => format!("json.text({dot}.name());\n"),
            Type::Record(name) => {
                let names = if self.type_needs_names(ty) { ", shown" } else { "" };
                format!("write_{}(json, {reference}{names});\n", snake(name))
            }
            Type::Option(inner) => format!(
                "match {reference} {{\nSome(item) => {{\n{}}}\nNone => json.null(),\n}}\n",
                self.write(inner, &Place::bound("item"))
            ),
            Type::List(_) if is_options(ty) => format!(
                "json.open('{{');\nfor option in {reference} {{\n\
                 json.key(&option.key).text(&option.value);\n}}\njson.close('}}');\n"
            ),
            Type::List(inner) => format!(
                "json.open('[');\nfor item in {reference} {{\n{}}}\njson.close(']');\n",
                self.write(inner, &Place::bound("item"))
            ),
        }
    }
}
