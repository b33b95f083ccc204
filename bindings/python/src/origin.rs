//! Where an engine was opened: in this process or in the one it was forked from, and whether its calls may wait.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use cartpool::{Durability, ErrorCode, journal};
use pyo3::prelude::*;

use crate::error::{OrRaise, contained, raised};
use crate::wake;

/// How often this process has been forked off: a parent's engines are of an earlier generation.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// How many engines were opened.
static ENGINES: AtomicU64 = AtomicU64::new(0);

/// What every handle of an engine's knows of where it came from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Origin {
    /// Which engine: handles of two are never equal.
    engine: u64,
    generation: u32,
    waits: bool,
}

impl Origin {
    pub(crate) fn of(engine: &cartpool::Engine) -> Self {
        let generation = GENERATION.load(Ordering::Relaxed);
        let number = ENGINES.fetch_add(1, Ordering::Relaxed);
        Self { engine: number, generation, waits: engine.durability() != Durability::Memory }
    }

    /// Whether the engine belongs to this process, and not to its parent.
    pub(crate) fn is_here(self) -> bool {
        self.generation == GENERATION.load(Ordering::Relaxed)
    }

    /// Refuses what was inherited by a fork: its locks may be held by threads that do not exist here.
    pub(crate) fn require_here(self, py: Python<'_>) -> PyResult<()> {
        if self.is_here() { Ok(()) } else { Err(raised(py, ErrorCode::EngineIsForked.into())) }
    }

    /// Calls the engine, and lets other threads run meanwhile where the call may wait for a disk.
    ///
    /// In memory the interpreter is kept, and with it every fork at a distance: `os.fork` needs it, too.
    #[inline]
    pub(crate) fn call<T: Send>(
        self,
        py: Python<'_>,
        call: impl FnOnce() -> cartpool::Result<T> + Send,
    ) -> PyResult<T> {
        self.require_here(py)?;
        let call = || contained(call);
        let answer = if self.waits { py.detach(call) } else { call() };
        wake::raise_again()?;
        answer.or_raise(py)
    }

    /// Calls what may take long wherever the carts are kept, and lets other threads run meanwhile.
    pub(crate) fn wait<T: Send>(
        self,
        py: Python<'_>,
        call: impl FnOnce() -> cartpool::Result<T> + Send,
    ) -> PyResult<T> {
        self.require_here(py)?;
        let answer = py.detach(|| contained(call));
        wake::raise_again()?;
        answer.or_raise(py)
    }
}

/// Waits until no call is under way, and closes what a child would inherit.
#[pyfunction]
pub(crate) fn _before_fork(py: Python<'_>) {
    // Calls under way may need the interpreter to end.
    py.detach(journal::before_fork);
}

/// Lets calls go on.
#[pyfunction]
pub(crate) fn _after_fork_in_parent() {
    journal::after_fork_in_parent();
}

/// A fork's first act: what was opened before belongs to the parent.
#[pyfunction]
pub(crate) fn _after_fork_in_child() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
    wake::after_fork_in_child();
    journal::after_fork_in_child();
}
