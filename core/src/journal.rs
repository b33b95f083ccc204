//! What keeps the log: the contract of a store, and the stores there are.
//!
//! The engine decides; a store keeps. Everything that happened is appended in groups, each stream's part at that stream's
//! expected version; whoever shares the store follows what the others appended. A store knows no cart: it moves bytes.

#[cfg(feature = "conformance")]
pub mod conformance;
pub(crate) mod fork;
mod memory;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;

/// Waits, where nobody tells when to go on. Parking would wake up earlier where somebody has told the host's thread to, and keep that
/// from whatever the host waits for.
#[allow(
    clippy::disallowed_methods,
    reason = "a short wait between two looks, which takes nobody's wake-up away"
)]
pub(crate) fn pause(time: core::time::Duration) {
    std::thread::sleep(time);
}

pub use fork::{after_fork_in_child, after_fork_in_parent, before_fork};
pub use memory::MemoryStore;
#[cfg(feature = "sqlite")]
pub use sqlite::{Marks, SqliteStore};
pub use store::{
    Block, Durability, Entry, Frame, FrameEntry, Health, Saved, Snapshot, Store, StoreError,
    Stored, StreamKey, Text, Turn,
};
