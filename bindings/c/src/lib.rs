//! The C host of Cartpool. `include/cartpool.h` is made from here by cbindgen, and says how to call it.
//!
//! Every function answers with a status and writes its answer through its last pointer. What C holds are integers: a stale
//! or made-up one is refused with `handle_not_valid`, from any thread, and never reaches memory.

#![allow(
    clippy::missing_safety_doc,
    reason = "one contract holds for all; the header begins with it"
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")
)]

pub mod accounts;
pub mod campaigns;
pub mod engine;
pub mod events;
pub mod feed;
pub mod fork;
pub mod generated;
pub mod input;
pub mod member;
pub mod operate;
pub mod output;
#[cfg(feature = "panics")]
pub mod panics;
pub mod records;
mod slab;
mod status;
mod table;
pub mod tables;

/// The version of this interface; it grows when a function or struct changes its shape.
pub const CARTPOOL_ABI_VERSION: u32 = 3;

/// The version of the interface that the library has; a program compares it with the `CARTPOOL_ABI_VERSION` it was built with.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_abi_version() -> u32 {
    CARTPOOL_ABI_VERSION
}
