//! `cargo gen` rewrites what is generated; with `--check` it fails where a file differs.
#![allow(clippy::print_stdout, reason = "a command-line tool")]

use std::error::Error;
use std::fs;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let is_check = std::env::args().any(|argument| argument == "--check");
    let drifted = cartpool_codegen::drifted()?;
    for output in &drifted {
        if is_check {
            println!("differs: {}", output.path);
        } else {
            let path = cartpool_codegen::root().join(output.path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, &output.text)?;
            println!("wrote {}", output.path);
        }
    }
    Ok(if is_check && !drifted.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
