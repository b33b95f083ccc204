//! The `cartpool` command, as npm ships it.

use std::io::{self, BufWriter};

use napi_derive::napi;

/// Runs the command with these words after its name, and answers with its exit code.
#[napi(catch_unwind)]
pub fn tool(words: Vec<String>) -> u8 {
    let mut out = BufWriter::new(io::stdout().lock());
    cartpool::tool::run(&words, &mut out, &mut io::stderr().lock())
}
