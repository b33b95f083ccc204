//! No generated files yet.

use crate::model::{Model, Output, Result};

#[allow(clippy::unnecessary_wraps, reason = "every emitter has this signature")]
pub(crate) fn emit(_model: &Model) -> Result<Vec<Output>> {
    Ok(Vec::new())
}
