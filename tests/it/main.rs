//! What the engine promises, held against it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(
    clippy::format_collect,
    clippy::manual_is_multiple_of,
    clippy::many_single_char_names,
    reason = "the plain form reads better, and nothing here is hot"
)]

// Vocabulary of the tests.
mod ask;
mod bill;
mod campaign;
mod facts;

// The vectors that every host runs, and what they cover.
mod surface;
mod vectors;

// The naive model, and what plays scripts on both.
mod agreement;
mod driver;
mod model;
mod rebuild;
mod script;

// What reading alone can hold.
mod tidy;

// Who may do what, and what outside bytes reach.
mod parsers;
mod permissions;
mod rights;
mod secrets;

// Coupons and ledgers, beside carts.
mod accounts;

// Many threads.
mod calls;
mod concurrency;
mod feed;
mod linearizability;

// Engines that share a store, and stores that are damaged.
mod files;
mod fork;
mod retries;
mod shared;
mod store;

// A journal on a disk that fails, and on a machine whose power does.
mod damage;
mod disk;
mod faults;
mod power;

// Journals that were written before.
mod chronicle;
mod journals;

// Real processes on one file, killed.
mod crash;
mod workers;

// What those who run a storefront have: the audit, and the command.
mod audit;
mod copies;
mod ending;
mod forged;
mod tool;

// Bounds.
mod limits;

// What was.
mod past;
