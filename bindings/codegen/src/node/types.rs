//! `vocabulary.d.ts`: verbs, events, views and tables as TypeScript sees them.

use std::fmt::Write;

use super::{comment, spoken};
use crate::BANNER;
use crate::arguments::{optional, positional};
use crate::docs::wrapped;
use crate::json::{Pairs, is_options, is_shown};
use crate::model::{Docs, Error, Field, Model, Record, Result, Type, UnitEnum, Variant};
use crate::names::camel;

pub(super) fn file(model: &Model) -> Result<String> {
    let mut text = format!("// {BANNER}\n\n");
    text.push_str(HEAD);
    for list in &model.enums {
        text.push_str(&words(list));
    }
    let codes: Vec<_> = model.errors.iter().map(|error| error.word.as_str()).collect();
    text.push_str(&format!(
        "/** Why a call was refused. */\nexport type ErrorCode =\n{}\n\n",
        union(&codes)
    ));
    text.push_str(&limits(model));
    let records =
        model.records.iter().filter(|it| !matches!(it.name.as_str(), "ItemOption" | "LineOption"));
    records.for_each(|record| text.push_str(&interface(record)));
    model.events.iter().for_each(|event| text.push_str(&event_interface(event)));
    let names: Vec<_> = model.events.iter().map(|event| format!("  | {}", event.name)).collect();
    text.push_str(&format!(
        "/** What happened; `kind` tells which. */\nexport type CartEvent =\n{}\n\n",
        names.join("\n")
    ));
    text.push_str("/** One method per verb; a member commits at once, a batch on `commit()`. */\nexport interface Verbs {\n");
    for command in &model.commands {
        text.push_str(&method(command)?);
    }
    text.push_str("}\n");
    Ok(text)
}

const HEAD: &str = "\
/** An integer, exactly: a safe integer or a bigint. Anything else is refused. */
export type Integer = number | bigint

/** What sets a line apart: `{ size: 'L' }`, or entries as a `Map` has them. */
export type ItemOptions = { readonly [key: string]: string } | Iterable<readonly [string, string]>

/** Exact decimals, as text, by a member or a quantity: `{ ana: '2' }`, or entries as a `Map` has them. */
export type Decimals = { readonly [key: string]: string } | Iterable<readonly [string, string]>

/** An amount of money. */
export interface Money {
  /** The exact decimal, with the currency's digits. */
  readonly amount: string
  /** The same in the currency's minor units. */
  readonly minor: number
  /** The ISO 4217 code. */
  readonly currency: string
}

/** What every event has. */
export interface EventHead {
  /** The version the event made. */
  readonly version: number
  /** When, in Unix milliseconds; never before the event before it. */
  readonly atMs: number
  /** The member who caused it; null for the host itself, and where people may not be seen. */
  readonly actor: string | null
  /** Whether the host itself caused it. */
  readonly isSystem: boolean
}

";

fn words(list: &UnitEnum) -> String {
    let words: Vec<_> = list.values.iter().map(|value| value.word.as_str()).collect();
    format!("{}export type {} =\n{}\n\n", comment(&list.docs, ""), list.name, union(&words))
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("  | '{word}'")).collect::<Vec<_>>().join("\n")
}

fn limits(model: &Model) -> String {
    let mut text = String::from(
        "/** The engine's bounds; a refusal names the bound and its value. */\nexport interface Limits {\n",
    );
    for limit in &model.limits {
        let doc = wrapped(
            &format!("{} {} unless configured, at most {}.", limit.doc, limit.default, limit.cap),
            200,
        );
        let _ =
            writeln!(text, "  /** {} */\n  readonly {}: number", doc.join(" "), camel(&limit.name));
    }
    text.push_str("}\n\n");
    text
}

fn interface(record: &Record) -> String {
    let fields: String =
        record.fields.iter().filter(|field| is_shown(field)).map(property).collect();
    format!("{}export interface {} {{\n{fields}}}\n\n", comment(&record.docs, ""), record.name)
}

fn event_interface(event: &Variant) -> String {
    let fields: String = event.fields.iter().map(property).collect();
    format!(
        "{}export interface {} extends EventHead {{\n  readonly kind: '{}'\n{fields}}}\n\n",
        comment(&event.docs, ""),
        event.name,
        event.word
    )
}

fn property(field: &Field) -> String {
    let doc = comment(&field.docs, "  ");
    format!("{doc}  readonly {}: {}\n", camel(&field.name), shown(&field.ty))
}

/// The type as events and views show it.
fn shown(ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".into(),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => "number".into(),
        Type::Text
        | Type::CartId
        | Type::TokenHash
        | Type::Decimal
        | Type::Price
        | Type::Currency => "string".into(),
        Type::Seat | Type::TextRef => "string | null".into(),
        Type::Money => "Money".into(),
        Type::Capabilities => "Capability[]".into(),
        Type::Enum(name) | Type::Record(name) => name.clone(),
        Type::Option(inner) => {
            let inner = shown(inner);
            if inner.ends_with("| null") { inner } else { format!("{inner} | null") }
        }
        Type::List(_) if is_options(ty) => "{ [key: string]: string }".into(),
        Type::List(inner) => {
            let inner = shown(inner);
            if inner.contains(' ') { format!("({inner})[]") } else { format!("{inner}[]") }
        }
    }
}

fn method(command: &Variant) -> Result<String> {
    let mut parameters = Vec::new();
    for field in positional(command) {
        let ty = argument(&field.ty)?;
        parameters.push(format!("{}: {ty}", camel(&field.name)));
    }
    let mut options = String::new();
    for field in optional(command) {
        let Docs { text, .. } = &field.docs;
        let _ = writeln!(options, "      /** {} */", text.join(" "));
        let _ = writeln!(
            options,
            "      {}?: {} | undefined",
            camel(&field.name),
            optional_argument(field)?
        );
    }
    if !options.is_empty() {
        parameters.push(format!("options?: {{\n{options}    }}"));
    }
    Ok(format!(
        "{}  {}({}): number\n",
        comment(&spoken(command), "  "),
        camel(&command.word),
        parameters.join(", ")
    ))
}

fn optional_argument(field: &Field) -> Result<String> {
    let is_words = Pairs::of(field) == Pairs::Words;
    if is_options(&field.ty) && !is_words { Ok("Decimals".into()) } else { argument(&field.ty) }
}

/// The type as a verb takes it.
fn argument(ty: &Type) -> Result<String> {
    Ok(match ty {
        Type::Bool => "boolean".into(),
        Type::U32 | Type::U64 | Type::I32 | Type::I64 | Type::LineId => "Integer".into(),
        Type::Text | Type::TokenHash | Type::Decimal => "string".into(),
        Type::Enum(name) => name.clone(),
        Type::Option(inner) => format!("{} | null", argument(inner)?),
        Type::List(_) if is_options(ty) => "ItemOptions".into(),
        Type::List(inner) => format!("readonly {}[]", argument(inner)?),
        _ => return Err(Error("Node takes no such argument".into())),
    })
}
