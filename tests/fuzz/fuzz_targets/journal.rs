//! What a store gives back, from outside bytes: an engine answers, whatever lies there.
#![no_main]

#[path = "../../it/parsers/stored.rs"]
mod stored;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| stored::read_any(bytes));
