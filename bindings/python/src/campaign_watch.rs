//! Watches of campaigns: a watcher is told that one changed, and asks how it is.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use cartpool::ErrorCode;
use pyo3::exceptions::PyStopIteration;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::arg::Arg;
use crate::error::invalid;
use crate::generated::CampaignView;
use crate::origin::Origin;
use crate::value::{self, Nameless, Show};
use crate::wake::{self, Callback, Waits};

/// A campaign that is being watched. Iterate over it, plainly or with `async for`; or wait, and view it.
///
/// It ends when it is closed. One task or thread waits on a watch at a time.
#[pyclass(frozen, weakref, module = "cartpool")]
pub(crate) struct CampaignWatch {
    state: Mutex<State>,
    origin: Origin,
}

struct State {
    /// Nothing once the watch is closed.
    watch: Option<cartpool::CampaignWatch>,
    /// Who waits, for `close` to wake.
    waiting: Option<Waker>,
}

impl CampaignWatch {
    pub(crate) fn new(watch: cartpool::CampaignWatch, origin: Origin) -> Self {
        let state = State { watch: Some(watch), waiting: None };
        Self { state: Mutex::new(state), origin }
    }

    /// For whoever has left the interpreter to others.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The campaign, where it has changed since it was last viewed; and whether the watch is closed.
    fn step(&self, py: Python<'_>) -> PyResult<(Option<CampaignView>, bool)> {
        let seen = self.origin.wait(py, || {
            let mut state = self.lock();
            let Some(watch) = &mut state.watch else { return Ok((None, true)) };
            let has_changed = watch.wait(Duration::ZERO)?;
            Ok((has_changed.then(|| watch.view()).transpose()?, false))
        });
        let (view, is_closed) = seen?;
        Ok((view.map(|view| view.show(&Nameless)), is_closed))
    }
}

impl Waits for CampaignWatch {
    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn ask(&self, waker: Waker) -> Poll<cartpool::Result<()>> {
        let mut state = self.lock();
        let Some(watch) = &state.watch else { return Poll::Ready(Ok(())) };
        let polled = watch.poll_changed(&mut Context::from_waker(&waker));
        state.waiting = Some(waker);
        polled
    }
}

impl Drop for CampaignWatch {
    fn drop(&mut self) {
        if !self.origin.is_here() {
            // It stands in the parent's lists, behind locks that may never be given back here.
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget((state.watch.take(), state.waiting.take()));
        }
    }
}

#[pymethods]
impl CampaignWatch {
    /// The campaign as it is now; the watch waits for what comes after.
    ///
    /// Errors: `handle_not_valid` once the watch is closed, `engine_is_closed`.
    fn view(&self, py: Python<'_>) -> PyResult<CampaignView> {
        let view = || self.lock().watch.as_mut().map(cartpool::CampaignWatch::view).transpose();
        let view = self.origin.wait(py, view)?;
        let closed = || invalid(py, ErrorCode::HandleNotValid, "this watch is closed");
        Ok(view.ok_or_else(closed)?.show(&Nameless))
    }

    /// Waits until the campaign has changed since it was last viewed, at most `timeout` seconds; answers whether it has.
    ///
    /// Other threads run meanwhile.
    ///
    /// Errors: `engine_is_closed`, `campaign_not_found`.
    #[pyo3(signature = (timeout=None))]
    fn wait(&self, py: Python<'_>, timeout: Option<Arg<'_, '_>>) -> PyResult<bool> {
        self.wait_for(py, timeout)
    }

    /// Ends the watch and whoever iterates over it.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        if !self.origin.is_here() {
            return Ok(());
        }
        let (watch, waiting) = py.detach(|| {
            let mut state = self.lock();
            (state.watch.take(), state.waiting.take())
        });
        drop(watch);
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

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<CampaignView>> {
        loop {
            match self.step(py)? {
                (None, false) => self.wait_until(py, None)?,
                (view, _) => return Ok(view),
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

    /// The campaign, or `None` where one has to wait; `StopIteration` at the end.
    fn _take(&self, py: Python<'_>) -> PyResult<Option<CampaignView>> {
        match self.step(py)? {
            (_, true) => Err(PyStopIteration::new_err(())),
            (view, false) => Ok(view),
        }
    }

    /// Whether the campaign has changed; if not, `callback` is called once, from any thread, when it does.
    fn _poll(&self, py: Python<'_>, callback: Py<PyAny>) -> PyResult<bool> {
        self.poll(py, Waker::from(Arc::new(Callback(callback))))
    }

    fn __repr__(&self, py: Python<'_>) -> &'static str {
        if !self.origin.is_here() {
            return "<CampaignWatch of another process>";
        }
        let is_open = py.detach(|| self.lock().watch.is_some());
        if is_open { "<CampaignWatch>" } else { "<CampaignWatch closed>" }
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}
