//! The feed: cursors and pages.

use std::str::FromStr;
use std::sync::Arc;

use cartpool::{ErrorCode, Events, PageBody};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::arg::{self, Arg};
use crate::error::{OrRaise, raised};
use crate::generated::{CartView, event};
use crate::value;

/// A place in a cart's feed, as a page gave it.
#[pyclass(frozen, eq, hash, module = "cartpool")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Cursor(pub(crate) cartpool::Cursor);

impl Cursor {
    /// A cursor argument: a `Cursor`, its text, or nothing for the start.
    pub(crate) fn read(value: Option<Arg<'_, '_>>) -> PyResult<cartpool::Cursor> {
        let cursor = arg::optional("cursor", value, |name, value| {
            if let Ok(cursor) = value.cast::<Self>() {
                return Ok(cursor.get().0);
            }
            cartpool::Cursor::from_str(arg::text(name, value)?).or_raise(value.py())
        })?;
        Ok(cursor.unwrap_or(cartpool::Cursor::START))
    }
}

#[pymethods]
impl Cursor {
    /// Where all kept history begins.
    #[classattr]
    const START: Self = Self(cartpool::Cursor::START);

    /// Reads what `str(cursor)` wrote.
    ///
    /// Errors: `cursor_not_valid`.
    #[staticmethod]
    fn parse(text: Arg<'_, '_>) -> PyResult<Self> {
        cartpool::Cursor::from_str(arg::text("text", text)?).or_raise(text.py()).map(Self)
    }

    /// Which life of the log the version belongs to.
    #[getter]
    fn epoch(&self) -> u32 {
        self.0.epoch
    }

    /// The last version seen.
    #[getter]
    fn version(&self) -> u64 {
        self.0.version
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Cursor {}>", self.0)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("parse")?, (slf.get().0.to_string(),)))
    }
}

/// The feed begins anew: the log does not reach back to the cursor, so here is the cart itself.
#[pyclass(frozen, eq, module = "cartpool")]
#[derive(PartialEq)]
pub(crate) struct Reset {
    view: Arc<cartpool::CartView>,
}

#[pymethods]
impl Reset {
    /// The cart at the page's end.
    #[getter]
    fn view(&self) -> CartView {
        CartView::new(Arc::clone(&self.view))
    }

    /// The version the view is of.
    #[getter]
    fn version(&self) -> u64 {
        self.view.version
    }

    fn __repr__(&self) -> String {
        format!("Reset(view=<CartView at {}>)", self.view.version)
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.view.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The member was removed: the feed's last word.
#[pyclass(frozen, eq, hash, get_all, module = "cartpool")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Revoked {
    /// The version that removed the member.
    version: u64,
}

#[pymethods]
impl Revoked {
    fn __repr__(&self) -> String {
        format!("Revoked(version={})", self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The only event of `events`.
pub(crate) fn first<'py>(py: Python<'py>, events: &Events) -> PyResult<Bound<'py, PyAny>> {
    let recorded = events.iter().next();
    let recorded = recorded.ok_or_else(|| raised(py, ErrorCode::VersionNotFound.into()))?;
    event(py, events, &recorded)
}

/// Every event of `events`, as a tuple.
pub(crate) fn all<'py>(py: Python<'py>, events: &Events) -> PyResult<Bound<'py, PyTuple>> {
    let items: Vec<_> =
        events.iter().map(|recorded| event(py, events, &recorded)).collect::<PyResult<_>>()?;
    PyTuple::new(py, items)
}

/// What happened between two cursors. Iterating over it gives its events, or its one `Reset` or `Revoked`.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Page {
    from: cartpool::Cursor,
    to: cartpool::Cursor,
    body: Body,
    /// What the body is in Python, once somebody has looked.
    items: PyOnceLock<Py<PyTuple>>,
}

enum Body {
    Events(Events),
    Reset(Arc<cartpool::CartView>),
    Revoked(u64),
}

impl Page {
    pub(crate) fn new(page: cartpool::Page) -> Self {
        let body = match page.body {
            PageBody::Events(events) => Body::Events(events),
            PageBody::Reset(view) => Body::Reset(Arc::from(view)),
            PageBody::Revoked { version } => Body::Revoked(version),
        };
        Self { from: page.from, to: page.to, body, items: PyOnceLock::new() }
    }

    pub(crate) fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let items = self.items.get_or_try_init(py, || self.made(py).map(Bound::unbind))?;
        Ok(items.bind(py).clone())
    }

    fn made<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.body {
            Body::Events(events) => all(py, events),
            Body::Reset(view) => {
                PyTuple::new(py, [Bound::new(py, Reset { view: Arc::clone(view) })?])
            }
            Body::Revoked(version) => {
                PyTuple::new(py, [Bound::new(py, Revoked { version: *version })?])
            }
        }
    }

    /// For each item the place after it; after the last one it is the page's end.
    pub(crate) fn places(&self) -> Vec<cartpool::Cursor> {
        let mut places: Vec<_> = match &self.body {
            Body::Events(events) => {
                let versions = events.iter().map(|recorded| recorded.version);
                versions.map(|version| cartpool::Cursor { version, ..self.to }).collect()
            }
            Body::Reset(_) | Body::Revoked(_) => vec![self.to],
        };
        if let Some(last) = places.last_mut() {
            *last = self.to;
        }
        places
    }

    pub(crate) const fn is_last(&self) -> bool {
        matches!(self.body, Body::Revoked(_))
    }
}

#[pymethods]
impl Page {
    /// The cursor the page was asked with.
    #[allow(clippy::wrong_self_convention, reason = "the name is Python's")]
    #[getter]
    fn from_cursor(&self) -> Cursor {
        Cursor(self.from)
    }

    /// The cursor to go on from.
    #[getter]
    fn to_cursor(&self) -> Cursor {
        Cursor(self.to)
    }

    /// The events that the member may see, oldest first; none on a page that is a `Reset` or `Revoked`.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.body {
            Body::Events(_) => self.items(py),
            _ => Ok(PyTuple::empty(py)),
        }
    }

    /// The cart to begin anew from, where the log does not reach back to the cursor.
    #[getter]
    fn reset(&self) -> Option<CartView> {
        match &self.body {
            Body::Reset(view) => Some(CartView::new(Arc::clone(view))),
            _ => None,
        }
    }

    /// The version that removed the member, on a watch's last page.
    #[getter]
    fn revoked_version(&self) -> Option<u64> {
        match &self.body {
            Body::Revoked(version) => Some(*version),
            _ => None,
        }
    }

    fn __len__(&self) -> usize {
        match &self.body {
            Body::Events(events) => events.len(),
            Body::Reset(_) | Body::Revoked(_) => 1,
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.items(py)?.try_iter()?.into_any())
    }

    fn __repr__(&self) -> String {
        format!("<Page from {} to {}>", self.from, self.to)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}
