//! The views' hand-written half. What it shows is in `generated.rs`.

use std::sync::Arc;

use pyo3::prelude::*;

use crate::arg::{self, Arg};
use crate::generated::{Bill, CartView, LineItem, ShareEntry};

#[pymethods]
impl CartView {
    /// The line with this id.
    fn line(&self, id: Arg<'_, '_>) -> PyResult<Option<LineItem>> {
        let id = arg::line("id", id)?;
        let at = self.inner.lines.iter().position(|line| line.id == id);
        Ok(at.map(|at| LineItem { view: Arc::clone(&self.inner), at }))
    }
}

#[pymethods]
impl Bill {
    /// The share of the member with this id.
    fn share(&self, member: Arg<'_, '_>) -> PyResult<Option<ShareEntry>> {
        let member = arg::text("member", member)?;
        let is_theirs = |share: &&ShareEntry| share.member.as_deref() == Some(member);
        Ok(self.shares.iter().find(is_theirs).cloned())
    }
}
