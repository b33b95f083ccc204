//! Which arguments hosts without keywords take by position, and which in a bag of options.

use crate::model::{Field, Variant};

/// Whether `field` stands among the positional arguments: it must be given, or the verb is named after it.
fn is_positional(command: &Variant, field: &Field) -> bool {
    field.ty.is_required() || command.word.ends_with(&format!("_{}", field.name))
}

/// What is passed by position, in core's order.
pub(crate) fn positional(command: &Variant) -> impl Iterator<Item = &Field> {
    command.fields.iter().filter(|field| is_positional(command, field))
}

/// What may be left out together.
pub(crate) fn optional(command: &Variant) -> impl Iterator<Item = &Field> {
    command.fields.iter().filter(|field| !is_positional(command, field))
}
