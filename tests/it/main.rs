//! What the engine promises, held against it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

// Vocabulary of the tests.
mod ask;
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

// Many threads.
mod concurrency;

// Bounds.
mod limits;
