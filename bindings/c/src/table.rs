//! The process's handles. A call keeps what its handle stands for alive until it returns, whatever other threads release.

use std::sync::Arc;

use cartpool::ErrorCode;
use parking_lot::RwLock;

use crate::slab::{Released, Slab};
use crate::status::Answer;

/// The handles of one kind.
pub(crate) struct Table<T>(RwLock<Slab<Arc<T>>>);

impl<T> Table<T> {
    pub(crate) const fn new(kind: u64) -> Self {
        Self(RwLock::new(Slab::new(kind)))
    }

    /// Keeps `value` under a new handle.
    pub(crate) fn keep(&self, value: T) -> Answer<u64> {
        self.0.write().insert(Arc::new(value)).ok_or_else(|| ErrorCode::ExceedsMemoryMax.into())
    }

    /// What `handle` stands for, if it is of this kind and live.
    pub(crate) fn get(&self, handle: u64) -> Option<Arc<T>> {
        self.0.read().get(handle).cloned()
    }

    /// What `handle` stands for.
    pub(crate) fn find(&self, handle: u64) -> Answer<Arc<T>> {
        self.get(handle).ok_or_else(|| ErrorCode::HandleNotValid.into())
    }

    /// Releases `handle`; answers whether it was ever issued here. What it stood for is dropped after the lock.
    pub(crate) fn release(&self, handle: u64) -> bool {
        let released = self.0.write().release(handle);
        !matches!(released, Released::Never)
    }
}
