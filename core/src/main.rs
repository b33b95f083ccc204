//! The `cartpool` binary: the command's words in, its exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.collect();
    let (out, err) = (std::io::stdout(), std::io::stderr());
    ExitCode::from(cartpool::tool::run(&words, &mut out.lock(), &mut err.lock()))
}
