//! Who is woken when a watch has something: a thread that waits, or an event loop.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering, fence};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::task::{Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use crate::arg::{self, Arg};
use crate::error::OrRaise;
use crate::origin::Origin;

/// What a thread or an event loop waits for.
pub(crate) trait Waits: Sync {
    /// Where it was made.
    fn origin(&self) -> &Origin;

    /// Whether there is something; if not, `waker` is called once when there is. Asked without the interpreter, so that a waker
    /// dropped under a lock cannot run Python code there.
    fn ask(&self, waker: Waker) -> Poll<cartpool::Result<()>>;

    /// As [`Self::ask`], for whoever has the interpreter.
    fn poll(&self, py: Python<'_>, waker: Waker) -> PyResult<bool> {
        self.origin().require_here(py)?;
        match py.detach(|| self.ask(waker)) {
            Poll::Ready(result) => result.or_raise(py).map(|()| true),
            Poll::Pending => Ok(false),
        }
    }

    /// Waits at most so many seconds; answers whether there is something.
    fn wait_for(&self, py: Python<'_>, timeout: Option<Arg<'_, '_>>) -> PyResult<bool> {
        let timeout = arg::optional("timeout", timeout, arg::seconds)?;
        self.wait_until(py, timeout.and_then(|timeout| now().checked_add(timeout)))
    }

    /// Waits without the interpreter; looks up for signals, such as Ctrl-C, as often as a person would call prompt.
    fn wait_until(&self, py: Python<'_>, deadline: Option<Instant>) -> PyResult<bool> {
        const LOOK_UP: Duration = Duration::from_millis(40);
        loop {
            let signal = Arc::new(Signal::default());
            if self.poll(py, Waker::from(Arc::clone(&signal)))? {
                return Ok(true);
            }
            loop {
                let left =
                    deadline.map_or(LOOK_UP, |deadline| deadline.saturating_duration_since(now()));
                if left.is_zero() {
                    return Ok(false);
                }
                let is_woken = py.detach(|| signal.wait(left.min(LOOK_UP)));
                py.check_signals()?;
                if is_woken {
                    break;
                }
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
fn now() -> Instant {
    Instant::now()
}

/// Wakes a thread.
#[derive(Default)]
struct Signal {
    is_woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    /// Waits until somebody wakes it, at most so long; answers whether anybody did.
    fn wait(&self, timeout: Duration) -> bool {
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

/// How many callbacks are under way.
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// The thread that ends the interpreter, once it does.
static ENDS_IN: OnceLock<ThreadId> = OnceLock::new();

/// Lets no other thread begin a callback, and waits for those begun: the interpreter ends a thread wherever it runs Python, also
/// in the middle of a call of the engine's, which no thread survives to end in.
#[allow(clippy::disallowed_methods, reason = "whoever is waited for only needs the interpreter")]
#[pyfunction]
pub(crate) fn _before_end(py: Python<'_>) {
    ENDS_IN.get_or_init(|| thread::current().id());
    fence(Ordering::SeqCst);
    while UNDER_WAY.load(Ordering::Acquire) > 0 {
        py.detach(|| thread::sleep(Duration::from_millis(1)));
    }
}

/// A fork has one thread, and none of the others' callbacks.
pub(crate) fn after_fork_in_child() {
    UNDER_WAY.store(0, Ordering::Relaxed);
}

thread_local! {
    /// What was raised in the midst of this thread's callbacks.
    static RAISED: Cell<Option<PyErr>> = const { Cell::new(None) };
}

/// Raises what was raised in the midst of a callback, which nobody else would hear of: for whoever may have woken somebody.
#[inline]
pub(crate) fn raise_again() -> PyResult<()> {
    RAISED.take().map_or(Ok(()), Err)
}

/// Wakes an event loop, which is no error once it is closed: then nobody waits; nor does anybody once the interpreter is ending.
pub(crate) struct Callback(pub(crate) Py<PyAny>);

impl Callback {
    /// A signal's handler may run, and raise, in the midst of it, before or after it has woken anybody. To wake twice does no harm.
    fn call(&self, py: Python<'_>) {
        // Not for ever: at the bottom of a deep recursion it never returns.
        const TRIES: usize = 8;
        for _ in 0..TRIES {
            let Err(raised) = self.0.call0(py) else { return };
            if let Some(earlier) = RAISED.take() {
                raised.set_context(py, Some(earlier));
            }
            RAISED.set(Some(raised));
        }
    }
}

impl Wake for Callback {
    fn wake(self: Arc<Self>) {
        UNDER_WAY.fetch_add(1, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        if ENDS_IN.get().is_none_or(|thread| *thread == thread::current().id()) {
            Python::try_attach(|py| self.call(py));
        }
        // Nothing is left to count in a child that was forked in the middle.
        let less = |count: usize| count.checked_sub(1);
        let _ = UNDER_WAY.fetch_update(Ordering::Release, Ordering::Relaxed, less);
    }
}
