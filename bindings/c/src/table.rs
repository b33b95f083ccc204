//! The process's handles. A call keeps what its handle stands for alive until it returns, whatever other threads release.

use std::any::Any;
use std::mem;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use cartpool::ErrorCode;

use crate::slab::{Released, Slab};
use crate::status::Answer;

/// How often this process has been forked off: what is of an earlier generation is a parent's.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// Begins the life of a forked child.
pub(crate) fn begin_generation() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
}

/// The handles of one kind.
///
/// The standard library's lock: unlike `parking_lot`'s it keeps no account of who waits outside itself, so that a forked child
/// can give back what its parent held.
pub(crate) struct Table<T>(RwLock<Slab<Kept<T>>>);

struct Kept<T> {
    value: Arc<T>,
    generation: u32,
}

impl<T> Kept<T> {
    fn is_here(&self) -> bool {
        self.generation == GENERATION.load(Ordering::Relaxed)
    }
}

impl<T> Table<T> {
    pub(crate) const fn new(kind: u64) -> Self {
        Self(RwLock::new(Slab::new(kind)))
    }

    fn read(&self) -> RwLockReadGuard<'_, Slab<Kept<T>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Slab<Kept<T>>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps `value` under a new handle.
    pub(crate) fn keep(&self, value: T) -> Answer<u64> {
        let kept = Kept { value: Arc::new(value), generation: GENERATION.load(Ordering::Relaxed) };
        self.write().insert(kept).ok_or_else(|| ErrorCode::ExceedsMemoryMax.into())
    }

    /// What `handle` stands for, if it is of this kind and live; a parent's is refused.
    pub(crate) fn get(&self, handle: u64) -> Answer<Option<Arc<T>>> {
        match self.read().get(handle) {
            Some(kept) if kept.is_here() => Ok(Some(Arc::clone(&kept.value))),
            Some(_) => Err(ErrorCode::EngineIsForked.into()),
            None => Ok(None),
        }
    }

    /// What `handle` stands for.
    pub(crate) fn find(&self, handle: u64) -> Answer<Arc<T>> {
        self.get(handle)?.ok_or_else(|| ErrorCode::HandleNotValid.into())
    }

    /// Releases `handle`; answers whether it was ever issued here. What it stood for is dropped after the lock, and not at all
    /// where it is a parent's.
    pub(crate) fn release(&self, handle: u64) -> bool {
        let released = self.write().release(handle);
        match released {
            Released::Now(kept) if !kept.is_here() => mem::forget(kept),
            Released::Never => return false,
            Released::Now(_) | Released::Before => {}
        }
        true
    }

    /// Holds the table's lock until the guard is dropped, by the thread that asked.
    pub(crate) fn hold(&'static self) -> Box<dyn Any>
    where
        T: 'static,
    {
        Box::new(self.write())
    }
}
