//! Core's files, and the three tables in them that are macros' input.

use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, ExprLit, Ident, Item, Lit, LitInt, LitStr, Token};

use crate::model::{Docs, Error, ErrorCode, Limit, Result, Type, UnitEnum, UnitValue};

const FILES: &[&str] = &[
    "command",
    "command/bill",
    "event",
    "event/bill",
    "policy",
    "policy/bill",
    "policy/campaign",
    "view",
    "view/bill",
    "view/campaign",
    "role",
    "error",
    "limits",
];

/// Every item of core's vocabulary.
pub(crate) fn read(root: &Path) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for file in FILES {
        let path = root.join(format!("core/src/{file}.rs"));
        let text = fs::read_to_string(&path)
            .map_err(|error| Error(format!("{}: {error}", path.display())))?;
        let parsed = syn::parse_file(&text)
            .map_err(|error| Error(format!("{}: {error}", path.display())))?;
        items.extend(parsed.items);
    }
    Ok(items)
}

/// A literal number.
pub(crate) fn number(expression: &Expr) -> Option<u32> {
    let Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) = expression else { return None };
    number.base10_parse().ok()
}

/// The capabilities, from `capabilities!`.
pub(crate) fn capabilities(items: &[Item]) -> Result<UnitEnum> {
    let rows = rows::<CapabilityRow>(items, "capabilities")?;
    let docs = Docs { text: vec!["A single permission.".into()], ..Docs::default() };
    Ok(UnitEnum {
        name: "Capability".into(),
        docs,
        values: rows.into_iter().map(|row| row.0).collect(),
    })
}

/// The error table, from `error_codes!`.
pub(crate) fn error_codes(items: &[Item]) -> Result<Vec<ErrorCode>> {
    Ok(rows::<ErrorRow>(items, "error_codes")?.into_iter().map(|row| row.0).collect())
}

/// The bounds, from `limits!`.
pub(crate) fn limits(items: &[Item]) -> Result<Vec<Limit>> {
    Ok(rows::<LimitRow>(items, "limits")?.into_iter().map(|row| row.0).collect())
}

/// The rows of the macro `name`, each ended by a semicolon.
fn rows<T: Parse>(items: &[Item], name: &str) -> Result<Vec<T>> {
    let tokens = items.iter().find_map(|item| match item {
        Item::Macro(item) if item.mac.path.is_ident(name) => Some(item.mac.tokens.clone()),
        _ => None,
    });
    let tokens = tokens.ok_or_else(|| Error(format!("core has no table {name}!")))?;
    let failed = |error: syn::Error| Error(format!("{name}!: {error}"));
    split_rows(tokens).into_iter().map(|row| T::parse.parse2(row).map_err(failed)).collect()
}

fn split_rows(tokens: TokenStream) -> Vec<TokenStream> {
    let mut rows = vec![TokenStream::new()];
    for token in tokens {
        match (&token, rows.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ';' => rows.push(TokenStream::new()),
            (_, Some(row)) => row.extend([token]),
            (_, None) => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

struct CapabilityRow(UnitValue);

impl Parse for CapabilityRow {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let number = input.parse::<LitInt>()?.base10_parse()?;
        let name = input.parse::<Ident>()?.to_string();
        let word = input.parse::<LitStr>()?.value();
        let text = vec![input.parse::<LitStr>()?.value()];
        Ok(Self(UnitValue { name, word, number, docs: Docs { text, ..Docs::default() } }))
    }
}

struct ErrorRow(ErrorCode);

impl Parse for ErrorRow {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let number = input.parse::<LitInt>()?.base10_parse()?;
        let name = input.parse::<Ident>()?.to_string();
        let word = input.parse::<LitStr>()?.value();
        let kind = input.parse::<Ident>()?.to_string();
        let message = input.parse::<LitStr>()?.value();
        Ok(Self(ErrorCode { number, name, word, kind, message }))
    }
}

struct LimitRow(Limit);

impl Parse for LimitRow {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse::<Ident>()?.to_string();
        input.parse::<Token![:]>()?;
        let ty = input.parse::<Ident>()?;
        let ty = match ty.to_string().as_str() {
            "u32" => Type::U32,
            "u64" => Type::U64,
            _ => return Err(syn::Error::new(ty.span(), "a bound is a u32 or a u64")),
        };
        input.parse::<Token![=]>()?;
        let default = input.parse::<LitInt>()?.base10_parse()?;
        input.parse::<Token![,]>()?;
        let cap = input.parse::<LitInt>()?.base10_parse()?;
        input.parse::<Token![,]>()?;
        let doc = input.parse::<LitStr>()?.value();
        Ok(Self(Limit { name, ty, default, cap, doc }))
    }
}
