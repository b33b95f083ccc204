//! The view's hand-written half. What it shows is in `generated.rs`.

use std::sync::Arc;

use pyo3::prelude::*;

use crate::arg::{self, Arg};
use crate::generated::{CartView, LineItem};

#[pymethods]
impl CartView {
    /// The line with this id.
    fn line(&self, id: Arg<'_, '_>) -> PyResult<Option<LineItem>> {
        let id = arg::line("id", id)?;
        let at = self.inner.lines.iter().position(|line| line.id == id);
        Ok(at.map(|at| LineItem { view: Arc::clone(&self.inner), at }))
    }
}
