//! The `cartpool` command, as the wheel ships it.

use std::io::{self, BufWriter};

use pyo3::prelude::*;

/// Runs the command with these words after its name, and returns its exit code.
#[pyfunction]
pub(crate) fn _tool(py: Python<'_>, words: Vec<String>) -> u8 {
    py.detach(|| {
        let mut out = BufWriter::new(io::stdout().lock());
        cartpool::tool::run(&words, &mut out, &mut io::stderr().lock())
    })
}
