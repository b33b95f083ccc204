//! Every parser that outside bytes reach, by the function that the tests drive with seeds.
#![no_main]

#[path = "../../it/parsers/all.rs"]
mod all;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| all::parse_all(bytes));
