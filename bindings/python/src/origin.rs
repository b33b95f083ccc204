//! Where an engine was opened: in this process or in the one it was forked from, and whether its calls may wait.

use std::sync::atomic::{AtomicU32, Ordering};

use cartpool::{Durability, ErrorCode};
use pyo3::prelude::*;

use crate::error::{OrRaise, raised};

/// How often this process has been forked off: a parent's engines are of an earlier generation.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// What every handle of an engine's knows of where it came from.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    generation: u32,
    waits: bool,
}

impl Origin {
    pub(crate) fn of(engine: &cartpool::Engine) -> Self {
        let generation = GENERATION.load(Ordering::Relaxed);
        Self { generation, waits: engine.durability() != Durability::Memory }
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
    #[inline]
    pub(crate) fn call<T: Send>(
        self,
        py: Python<'_>,
        call: impl FnOnce() -> cartpool::Result<T> + Send,
    ) -> PyResult<T> {
        self.require_here(py)?;
        if self.waits { py.detach(call) } else { call() }.or_raise(py)
    }
}

/// A fork's first act: what was opened before belongs to the parent.
#[pyfunction]
pub(crate) fn _forked() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
}
