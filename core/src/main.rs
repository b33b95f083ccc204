//! The `cartpool` binary: the command's words in, its exit code out.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Result<Vec<String>, _> =
        std::env::args_os().skip(1).map(std::ffi::OsString::into_string).collect();
    let (mut out, mut err) = (BufWriter::new(io::stdout().lock()), io::stderr().lock());
    let code = match words {
        Ok(words) => cartpool::tool::run(&words, &mut out, &mut err),
        Err(word) => {
            let _ = writeln!(err, "cartpool: {} is not UTF-8", word.display());
            cartpool::tool::USAGE
        }
    };
    ExitCode::from(code)
}
