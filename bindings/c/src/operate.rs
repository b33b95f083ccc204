//! Running an engine: how safe its answers are, how it is doing, and how it ends.

use std::time::Duration;

use cartpool::Durability;

use crate::engine::{CartpoolEngine, engine};
use crate::status::{answer, number};

/// What is answered survives a power cut; the default of an engine with a path.
pub const CARTPOOL_DURABILITY_SYNCED: u32 = 0;
/// What is answered survives the process; a power cut may take back the last moments.
pub const CARTPOOL_DURABILITY_BUFFERED: u32 = 1;
/// What is answered is gone with the process: an engine without a path.
pub const CARTPOOL_DURABILITY_MEMORY: u32 = 2;

const fn durability(durability: Durability) -> u32 {
    match durability {
        Durability::Synced => CARTPOOL_DURABILITY_SYNCED,
        Durability::Buffered => CARTPOOL_DURABILITY_BUFFERED,
        Durability::Memory => CARTPOOL_DURABILITY_MEMORY,
    }
}

/// How an engine is doing.
#[repr(C)]
pub struct CartpoolHealth {
    /// Whether it takes commands: open, and no write has failed.
    pub is_writable: bool,
    /// How safe a change is once it is answered: a `CARTPOOL_DURABILITY_…`.
    pub durability: u32,
    /// Carts in memory.
    pub carts: u64,
    /// Bytes they take, where a bound makes the engine count.
    pub bytes: u64,
    /// Callers who wait for their commands to be written.
    pub waiting: u64,
    /// Watches.
    pub watches: u32,
    /// The position of the last frame in the file; 0 in memory.
    pub position: u64,
    /// Carts that are in the log and not yet saved beside it; 0 in memory.
    pub unsaved_carts: u64,
    /// Bytes of the file; 0 in memory.
    pub file_bytes: u64,
}

/// Writes how the engine is doing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_health(
    engine: CartpoolEngine,
    out_health: *mut CartpoolHealth,
) -> u16 {
    let health = || {
        let health = self::engine(engine)?.health();
        let store = health.store.unwrap_or_default();
        Ok(CartpoolHealth {
            is_writable: health.is_writable,
            durability: durability(health.durability),
            carts: health.carts,
            bytes: health.bytes,
            waiting: health.waiting,
            watches: health.watches,
            position: store.position,
            unsaved_carts: store.unsaved_streams,
            file_bytes: store.bytes,
        })
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_health, health) }
}

/// Writes which life of the log this is; a power cut that took buffered changes back begins another, and cursors start over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_epoch(engine: CartpoolEngine, out_epoch: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_epoch, || Ok(self::engine(engine)?.epoch().into())) }
}

/// Ends the engine: calls already begun are finished, and for at most `timeout_ms` carts are saved, so that the next opening
/// is fast. Later calls are refused with `engine_is_closed`. Writes whether everything was finished; nothing that was
/// answered is lost either way.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_engine_drain(
    engine: CartpoolEngine,
    timeout_ms: u64,
    out_is_done: *mut bool,
) -> u16 {
    let time = Duration::from_millis(timeout_ms);
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_is_done, || Ok(self::engine(engine)?.drain(time))) }
}
