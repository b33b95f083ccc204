//! The feed: cursors, pages and watches. A watcher is told that something happened, and pulls what.

use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use cartpool::{ErrorCode, Events, PageBody};
use pyo3::exceptions::PyStopIteration;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::arg::{self, Arg};
use crate::error::{OrRaise, invalid, raised};
use crate::generated::{CartView, event};
use crate::origin::Origin;
use crate::value;
use crate::wake::{Callback, Waits};

/// A place in a cart's feed, as a page gave it.
#[pyclass(frozen, eq, hash, module = "cartpool")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Cursor(cartpool::Cursor);

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

    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
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
    fn places(&self) -> Vec<cartpool::Cursor> {
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

    const fn is_last(&self) -> bool {
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

/// A cart that is being watched. Iterate over it, plainly or with `async for`; or wait, and pull a page.
///
/// It ends after a `Revoked`, or when it is closed. One task or thread waits on a watch at a time.
#[pyclass(frozen, weakref, module = "cartpool")]
pub(crate) struct Watch {
    state: Mutex<State>,
    origin: Origin,
}

struct State {
    /// Nothing once the watch is closed.
    watch: Option<cartpool::Watch>,
    /// What was pulled and not yet iterated over, last first, each with the place in the feed after it.
    pending: Vec<(cartpool::Cursor, Py<PyAny>)>,
    /// How far the iteration has come within what was pulled.
    at: cartpool::Cursor,
    /// Whether the last page said that none follows.
    is_last: bool,
    /// Who waits, for `close` to wake.
    waiting: Option<Waker>,
}

impl State {
    fn next(&mut self) -> Option<Py<PyAny>> {
        let (at, item) = self.pending.pop()?;
        self.at = at;
        Some(item)
    }

    fn cursor(&self) -> Option<cartpool::Cursor> {
        let pulled = self.watch.as_ref()?.cursor();
        Some(if self.pending.is_empty() { pulled } else { self.at })
    }
}

/// What a step of the iteration found.
enum Step {
    Item(Py<PyAny>),
    Nothing,
    End,
}

impl Watch {
    pub(crate) fn new(watch: cartpool::Watch, origin: Origin) -> Self {
        let at = watch.cursor();
        let watch = Some(watch);
        let state = State { watch, pending: vec![], at, is_last: false, waiting: None };
        Self { state: Mutex::new(state), origin }
    }

    /// For whoever has left the interpreter to others.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Acts on the state, without the interpreter where somebody else has it: they may wait for a disk or a fork, or wake
    /// others, which takes the interpreter.
    fn with_state<T: Send>(&self, py: Python<'_>, act: impl FnOnce(&mut State) -> T + Send) -> T {
        match self.state.try_lock() {
            Ok(mut state) => act(&mut state),
            Err(_) => py.detach(|| act(&mut self.lock())),
        }
    }

    fn pull(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        let pull = || self.lock().watch.as_mut().map(cartpool::Watch::page).transpose();
        self.origin.call(py, pull).map(|page| page.map(Page::new))
    }

    /// The next item, if one is there without waiting.
    fn step(&self, py: Python<'_>) -> PyResult<Step> {
        self.origin.require_here(py)?;
        let (next, is_last) = self.with_state(py, |state| (state.next(), state.is_last));
        if let Some(item) = next {
            return Ok(Step::Item(item));
        }
        if is_last {
            return Ok(Step::End);
        }
        let Some(page) = self.pull(py)? else { return Ok(Step::End) };
        let items = page.items(py)?.iter().map(Bound::unbind).collect::<Vec<_>>();
        let mut items: Vec<_> = page.places().into_iter().zip(items).collect();
        items.reverse();
        let next = self.with_state(py, |state| {
            state.is_last = page.is_last();
            state.pending = items;
            state.next()
        });
        Ok(next.map_or(Step::Nothing, Step::Item))
    }
}

impl Waits for Watch {
    fn poll(&self, py: Python<'_>, waker: Waker) -> PyResult<bool> {
        self.origin.require_here(py)?;
        // Detached, so that a waker dropped under the lock cannot run Python code there.
        let polled = py.detach(|| {
            let mut state = self.lock();
            if !state.pending.is_empty() {
                return Poll::Ready(Ok(()));
            }
            let Some(watch) = &state.watch else { return Poll::Ready(Ok(())) };
            let polled = watch.poll_changed(&mut Context::from_waker(&waker));
            state.waiting = Some(waker);
            polled
        });
        match polled {
            Poll::Ready(result) => result.or_raise(py).map(|()| true),
            Poll::Pending => Ok(false),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.origin.is_here() {
            // It stands in the parent's lists, behind locks that may never be given back here.
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget((state.watch.take(), state.waiting.take()));
        }
    }
}

#[pymethods]
impl Watch {
    /// What came since the last page; it has no events if nothing did.
    ///
    /// Errors: `handle_not_valid` once the watch is closed, `engine_is_closed`, `cart_is_damaged`, `capability_missing`,
    /// `cart_not_found` after a page that is `Revoked`.
    fn page(&self, py: Python<'_>) -> PyResult<Page> {
        self.pull(py)?.ok_or_else(|| invalid(py, ErrorCode::HandleNotValid, "this watch is closed"))
    }

    /// Waits until a page has something, at most `timeout` seconds; answers whether one has.
    ///
    /// Other threads run meanwhile.
    ///
    /// Errors: `engine_is_closed`, `cart_not_found`.
    #[pyo3(signature = (timeout=None))]
    fn wait(&self, py: Python<'_>, timeout: Option<Arg<'_, '_>>) -> PyResult<bool> {
        self.wait_for(py, timeout)
    }

    /// How far the watch has come: to the last item that the iteration gave, or the end of the last page. Whoever goes on
    /// from here later misses nothing and gets nothing twice.
    ///
    /// Errors: `handle_not_valid` once the watch is closed.
    #[getter]
    fn cursor(&self, py: Python<'_>) -> PyResult<Cursor> {
        self.origin.require_here(py)?;
        let cursor = self.with_state(py, |state| state.cursor());
        cursor
            .map(Cursor)
            .ok_or_else(|| invalid(py, ErrorCode::HandleNotValid, "this watch is closed"))
    }

    /// Ends the watch and whoever iterates over it.
    fn close(&self, py: Python<'_>) {
        if !self.origin.is_here() {
            return;
        }
        let (watch, pending, waiting) = self.with_state(py, |state| {
            (state.watch.take(), std::mem::take(&mut state.pending), state.waiting.take())
        });
        drop((watch, pending));
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyTuple>) {
        self.close(py);
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        loop {
            match self.step(py)? {
                Step::Item(item) => return Ok(Some(item)),
                Step::Nothing => self.wait_until(py, None)?,
                Step::End => return Ok(None),
            };
        }
    }

    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __anext__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        static NEXT_ITEM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        NEXT_ITEM.import(slf.py(), "cartpool._feed", "next_item")?.call1((slf,))
    }

    /// The next item, or `None` where one has to wait; `StopIteration` at the end.
    fn _take(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        match self.step(py)? {
            Step::Item(item) => Ok(Some(item)),
            Step::Nothing => Ok(None),
            Step::End => Err(PyStopIteration::new_err(())),
        }
    }

    /// Whether a page waits; if not, `callback` is called once, from any thread, when one does.
    fn _poll(&self, py: Python<'_>, callback: Py<PyAny>) -> PyResult<bool> {
        self.poll(py, Waker::from(Arc::new(Callback(callback))))
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        if !self.origin.is_here() {
            return "<Watch of another process>".into();
        }
        let cursor = self.with_state(py, |state| state.cursor());
        cursor.map_or_else(|| "<Watch closed>".into(), |cursor| format!("<Watch at {cursor}>"))
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}
