//! Reads core's vocabulary with `syn`. What the closed list of types lacks is an error here, not a surprise in a host.

use std::collections::BTreeMap;
use std::path::Path;

use syn::{Fields, Item, ItemEnum, ItemStruct, Visibility};

use crate::docs;
use crate::model::{
    Docs, Error, Field, Model, Record, Result, Type, UnitEnum, UnitValue, VIEWS, Variant,
};
use crate::names::snake;
use crate::source;

/// The vocabulary of the core under `root`.
pub(crate) fn model(root: &Path) -> Result<Model> {
    of(&source::read(root)?)
}

fn of(sources: &[Item]) -> Result<Model> {
    let mut reader =
        Reader { sources, enums: BTreeMap::new(), records: BTreeMap::new(), order: vec![] };
    let mut commands = reader.variants("Command")?;
    commands.retain(|command| command.name != "CreateCart");
    let events = reader.variants("Event")?;
    for root in VIEWS {
        reader.named(root)?;
    }
    reader.named("ErrorKind")?;
    reader.enums.insert("Capability".into(), source::capabilities(sources)?);
    reader.order.push("Capability".into());
    let Reader { mut enums, mut records, order, .. } = reader;
    Ok(Model {
        commands,
        events,
        enums: order.iter().filter_map(|name| enums.remove(name)).collect(),
        records: order.iter().filter_map(|name| records.remove(name)).collect(),
        errors: source::error_codes(sources)?,
        limits: source::limits(sources)?,
    })
}

struct Reader<'a> {
    sources: &'a [Item],
    enums: BTreeMap<String, UnitEnum>,
    records: BTreeMap<String, Record>,
    order: Vec<String>,
}

impl Reader<'_> {
    fn variants(&mut self, name: &str) -> Result<Vec<Variant>> {
        let Some(item) = self.sources.iter().find_map(|item| an_enum(item, name)) else {
            return Err(Error(format!("core has no enum {name}")));
        };
        let mut variants = Vec::new();
        for variant in &item.variants {
            match &variant.fields {
                Fields::Unnamed(fields) => {
                    variants.extend(self.nested(&variant.ident.to_string(), fields)?);
                }
                _ => variants.push(self.variant(variant)?),
            }
        }
        Ok(variants)
    }

    /// The variants of an enum that stands in one variant of another: hosts see one list.
    fn nested(&mut self, outer: &str, fields: &syn::FieldsUnnamed) -> Result<Vec<Variant>> {
        let unnamed = || Error(format!("{outer}: fields need names"));
        let field = fields.unnamed.first().filter(|_| fields.unnamed.len() == 1);
        let Some(syn::Type::Path(path)) = field.map(|field| &field.ty) else {
            return Err(unnamed());
        };
        let inner = path.path.segments.last().ok_or_else(unnamed)?.ident.to_string();
        let mut variants = self.variants(&inner)?;
        for variant in &mut variants {
            variant.nest = Some((outer.to_owned(), inner.clone()));
        }
        Ok(variants)
    }

    fn variant(&mut self, variant: &syn::Variant) -> Result<Variant> {
        let name = variant.ident.to_string();
        if matches!(variant.fields, Fields::Unnamed(_)) {
            return Err(Error(format!("{name}: fields need names")));
        }
        let fields = variant.fields.iter().map(|field| self.field(&name, field));
        let fields = fields.collect::<Result<_>>()?;
        let docs = documented(&name, &variant.attrs)?;
        Ok(Variant { word: snake(&name), docs, fields, name, nest: None })
    }

    fn field(&mut self, owner: &str, field: &syn::Field) -> Result<Field> {
        let ident =
            field.ident.as_ref().ok_or_else(|| Error(format!("{owner}: fields need names")))?;
        let place = format!("{owner}.{ident}");
        let ty = self.ty(&place, &field.ty)?;
        Ok(Field { name: ident.to_string(), docs: documented(&place, &field.attrs)?, ty })
    }

    fn ty(&mut self, place: &str, ty: &syn::Type) -> Result<Type> {
        let unknown = || Error(format!("{place}: no host can carry this type"));
        let path = match ty {
            syn::Type::Reference(reference) => match &*reference.elem {
                syn::Type::Path(path) if path.path.is_ident("str") => return Ok(Type::Text),
                _ => return Err(unknown()),
            },
            syn::Type::Path(path) => path,
            _ => return Err(unknown()),
        };
        let segment = path.path.segments.last().ok_or_else(unknown)?;
        let inner = inner_type(segment);
        Ok(match (segment.ident.to_string().as_str(), inner) {
            ("Option", Some(inner)) => Type::Option(Box::new(self.ty(place, inner)?)),
            ("Vec", Some(inner)) => Type::List(Box::new(self.ty(place, inner)?)),
            ("Arc" | "Cow" | "Box", Some(syn::Type::Path(inner))) if inner.path.is_ident("str") => {
                Type::Text
            }
            ("bool", None) => Type::Bool,
            ("u32", None) => Type::U32,
            ("u64", None) => Type::U64,
            ("i32", None) => Type::I32,
            ("i64", None) => Type::I64,
            ("String", None) => Type::Text,
            ("LineId", None) => Type::LineId,
            ("CartId", None) => Type::CartId,
            ("Seat", None) => Type::Seat,
            ("TextRef", None) => Type::TextRef,
            ("TokenHash", None) => Type::TokenHash,
            ("Decimal", None) => Type::Decimal,
            ("Price", None) => Type::Price,
            ("Money", None) => Type::Money,
            ("Currency", None) => Type::Currency,
            ("Capabilities", None) => Type::Capabilities,
            ("Capability", None) => Type::Enum("Capability".into()),
            (name, None) => self.named(name).map_err(|error| Error(format!("{place}: {error}")))?,
            _ => return Err(unknown()),
        })
    }

    /// The enum or struct `name`, read on first sight.
    fn named(&mut self, name: &str) -> Result<Type> {
        if let Some(item) = self.sources.iter().find_map(|item| an_enum(item, name)) {
            if !self.enums.contains_key(name) {
                self.enums.insert(name.into(), unit_enum(item)?);
                self.order.push(name.into());
            }
            return Ok(Type::Enum(name.into()));
        }
        let Some(item) = self.sources.iter().find_map(|item| a_struct(item, name)) else {
            return Err(Error(format!("no host can carry the type {name}")));
        };
        if !self.records.contains_key(name) {
            let record = self.record(item)?;
            self.records.insert(name.into(), record);
            self.order.push(name.into());
        }
        Ok(Type::Record(name.into()))
    }

    fn record(&mut self, item: &ItemStruct) -> Result<Record> {
        let name = item.ident.to_string();
        let public = item.fields.iter().filter(|field| is_shown(field));
        let fields = public.map(|field| self.field(&name, field)).collect::<Result<_>>()?;
        let borrows = item.generics.lifetimes().next().is_some();
        Ok(Record { docs: documented(&name, &item.attrs)?, borrows, fields, name })
    }
}

/// Hosts show what is public, and members by their id: a seat beside an id is Rust's own.
fn is_shown(field: &syn::Field) -> bool {
    let is_seat = field.ident.as_ref().is_some_and(|ident| ident == "seat");
    matches!(field.vis, Visibility::Public(_)) && !is_seat
}

fn an_enum<'a>(item: &'a Item, name: &str) -> Option<&'a ItemEnum> {
    match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    }
}

fn a_struct<'a>(item: &'a Item, name: &str) -> Option<&'a ItemStruct> {
    match item {
        Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    }
}

fn inner_type(segment: &syn::PathSegment) -> Option<&syn::Type> {
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn unit_enum(item: &ItemEnum) -> Result<UnitEnum> {
    let name = item.ident.to_string();
    let values = item.variants.iter().map(|variant| {
        let place = format!("{name}::{}", variant.ident);
        let number = variant.discriminant.as_ref().and_then(|(_, number)| source::number(number));
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error(format!("{place}: an enum of the vocabulary has no data")));
        }
        let number = number.ok_or_else(|| Error(format!("{place}: its number must be frozen")))?;
        let word = snake(&variant.ident.to_string());
        Ok(UnitValue {
            name: variant.ident.to_string(),
            word,
            number,
            docs: documented(&place, &variant.attrs)?,
        })
    });
    let values = values.collect::<Result<_>>()?;
    Ok(UnitEnum { docs: documented(&name, &item.attrs)?, values, name })
}

fn documented(place: &str, attributes: &[syn::Attribute]) -> Result<Docs> {
    let docs = docs::of(attributes);
    if docs.text.is_empty() { Err(Error(format!("{place}: no docs"))) } else { Ok(docs) }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;
    use crate::names;

    /// What the generator says of core's vocabulary with one more variant in `owner`.
    fn with(owner: &str, variant: syn::Variant) -> String {
        let mut items = source::read(&crate::root()).expect("core's vocabulary parses");
        let vocabulary = items.iter_mut().find_map(|item| match item {
            Item::Enum(item) if item.ident == owner => Some(item),
            _ => None,
        });
        vocabulary.expect("core has this enum").variants.push(variant);
        let checked = of(&items).and_then(|model| names::check(&model));
        checked.map_or_else(|error| error.to_string(), |()| "carried".into())
    }

    #[test]
    fn what_every_host_can_carry_is_carried() {
        let weigh = parse_quote! {
            /// Weighs a line.
            Weigh {
                /// The line.
                line: LineId,
                /// How much.
                grams: Option<u64>,
            }
        };
        assert_eq!(with("Command", weigh), "carried");
    }

    #[test]
    fn a_type_outside_the_closed_list_is_refused() {
        for ty in ["f64", "u128", "&'a [u8]", "Vec<Box<u32>>", "HashMap<u32, u32>", "Basket"] {
            let ty: syn::Type = syn::parse_str(ty).expect("a type");
            let weigh = parse_quote! {
                /// Weighs.
                Weigh {
                    /// How much.
                    grams: #ty,
                }
            };
            let said = with("Command", weigh);
            assert!(said.contains("Weigh.grams") && said.contains("no host can carry"), "{said}");
        }
    }

    #[test]
    fn a_name_that_some_language_keeps_is_refused() {
        let import = parse_quote! {
            /// Imports.
            Move {
                /// Whence.
                from: LineId,
            }
        };
        assert_eq!(with("Command", import), "Move.from: `from` is Python's own word");
        let delete = parse_quote! {
            /// Deletes.
            Delete
        };
        assert_eq!(with("Command", delete), "Delete: `delete` is JavaScript's own word");
    }

    #[test]
    fn a_name_that_the_hosts_use_already_is_refused() {
        let view = parse_quote! {
            /// Views.
            View
        };
        assert_eq!(with("Command", view), "View: a member's handle has another `view`");
        let moved = parse_quote! {
            /// Moved.
            Moved {
                /// Who.
                actor: Seat,
            }
        };
        assert_eq!(with("Event", moved), "Moved.actor: every event has another such field");
    }

    #[test]
    fn a_variant_without_docs_is_refused() {
        assert_eq!(with("Event", parse_quote!(Moved)), "Moved: no docs");
    }
}
