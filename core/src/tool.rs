//! The `cartpool` command: what somebody who runs a storefront does with a journal file.
//!
//! Every host ships it: the cargo binary, the Python wheel and the npm package call [`run`] with the words after the
//! command's name and pass on its exit code.

use std::io::Write;

/// Everything is fine.
pub const FINE: u8 = 0;

const HELP: &str = "\
cartpool: looks after a journal of carts

Usage: cartpool [--help | --version]
";

/// Runs the command with these arguments, the program's own name not among them, and answers with the exit code.
///
/// What was asked for is written to `out`, what went wrong to `err`. It prints nothing by itself, ends no process and
/// never panics; what cannot be written is dropped.
pub fn run(arguments: &[String], out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    const USAGE: u8 = 2;
    let written = match arguments.first().map(String::as_str) {
        Some("--version") => writeln!(out, "cartpool {}", env!("CARGO_PKG_VERSION")),
        None | Some("--help") => out.write_all(HELP.as_bytes()),
        Some(_) => {
            let _ = err.write_all(HELP.as_bytes());
            return USAGE;
        }
    };
    let _ = written.and_then(|()| out.flush());
    FINE
}
