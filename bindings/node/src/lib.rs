//! The Node.js host of Cartpool: plain functions on integer handles. `index.js` puts the classes over them.
//!
//! A refusal crosses as a value that no answer has (a negative number, `null`), and its facts wait in [`refusal`] for the
//! next call: making a JavaScript error here would cost more than the whole command.

#![cfg_attr(test, allow(dead_code, reason = "napi exports nothing to a test build"))]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail by panicking"))]

mod accounts;
mod args;
mod campaigns;
mod engine;
mod feed;
mod generated;
mod handles;
mod json;
mod operate;
mod queue;
mod reads;
mod refusal;
mod registers;
#[path = "../../c/src/slab.rs"]
mod slab;
mod tool;
mod written;

/// The version that the JavaScript around this library has to be.
#[napi_derive::napi(catch_unwind)]
pub fn library_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
