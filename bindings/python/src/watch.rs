//! Watches: a watcher is told that something happened, and pulls what.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use cartpool::ErrorCode;
use pyo3::exceptions::PyStopIteration;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::arg::Arg;
use crate::error::invalid;
use crate::feed::{Cursor, Page};
use crate::origin::Origin;
use crate::value;
use crate::wake::{self, Callback, Waits};

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
    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn ask(&self, waker: Waker) -> Poll<cartpool::Result<()>> {
        let mut state = self.lock();
        if !state.pending.is_empty() {
            return Poll::Ready(Ok(()));
        }
        let Some(watch) = &state.watch else { return Poll::Ready(Ok(())) };
        let polled = watch.poll_changed(&mut Context::from_waker(&waker));
        state.waiting = Some(waker);
        polled
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
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        if !self.origin.is_here() {
            return Ok(());
        }
        let (watch, pending, waiting) = self.with_state(py, |state| {
            (state.watch.take(), std::mem::take(&mut state.pending), state.waiting.take())
        });
        drop((watch, pending));
        if let Some(waker) = waiting {
            waker.wake();
        }
        wake::raise_again()
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyTuple>) -> PyResult<()> {
        self.close(py)
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
