//! Who is woken when a watch has something: a thread that waits, or an event loop.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::Wake;
use std::time::Duration;

use pyo3::prelude::*;

/// Wakes a thread.
#[derive(Default)]
pub(crate) struct Signal {
    is_woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    /// Waits until somebody wakes it, at most so long; answers whether anybody did.
    pub(crate) fn wait(&self, timeout: Duration) -> bool {
        let is_woken = self.is_woken.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(is_woken, timeout, |is_woken| !*is_woken);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        *self.is_woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }
}

/// Wakes an event loop. The callback is `call_soon_threadsafe`'s, which fails once its loop is closed: then nobody waits.
pub(crate) struct Callback(pub(crate) Py<PyAny>);

impl Wake for Callback {
    fn wake(self: Arc<Self>) {
        Python::attach(|py| {
            let _ = self.0.call0(py);
        });
    }
}
