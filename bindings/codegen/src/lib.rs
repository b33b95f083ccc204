//! One enum variant in core is one verb in every language. This tool reads core's vocabulary and writes, for each host, what that
//! host's own framework manual would have you write by hand. Its output is committed; drift is a test.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "the tool builds text, once a run, and reads better so"
)]

pub mod model;

mod arguments;
mod c;
mod docs;
mod json;
mod mobile;
mod names;
mod node;
mod parity;
mod parse;
mod python;
mod source;
mod tool;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use model::{Error, Output, Result};

/// What the first line of each generated file says, after the file's own comment sign.
pub const BANNER: &str = "@generated from core/src/command.rs by cargo gen";

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every generated file of every host, as it should be.
///
/// # Errors
/// Core's vocabulary holds something no host can carry, or `rustfmt` refuses.
pub fn outputs() -> Result<Vec<Output>> {
    let model = parse::model(&root())?;
    names::check(&model)?;
    let emitters = [python::emit, node::emit, mobile::emit, c::emit, tool::emit];
    let mut outputs = Vec::new();
    for emit in emitters {
        for output in emit(&model)? {
            let is_rust = Path::new(output.path).extension().is_some_and(|kind| kind == "rs");
            let text = if is_rust { rustfmt(&output.text)? } else { output.text };
            outputs.push(Output { path: output.path, text });
        }
    }
    outputs.push(parity::emit(&model, &outputs)?);
    Ok(outputs)
}

/// The files that differ from what they should be.
///
/// # Errors
/// As [`outputs`].
pub fn drifted() -> Result<Vec<Output>> {
    let is_current = |output: &Output| {
        std::fs::read_to_string(root().join(output.path)).is_ok_and(|text| text == output.text)
    };
    Ok(outputs()?.into_iter().filter(|output| !is_current(output)).collect())
}

fn rustfmt(text: &str) -> Result<String> {
    let failed = |error: std::io::Error| Error(format!("rustfmt: {error}"));
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--config-path"])
        .arg(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut stdin = child.stdin.take().ok_or_else(|| Error("rustfmt has no input".into()))?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(failed)?;
    writer.join().map_err(|_| Error("rustfmt's input broke".into()))?.map_err(failed)?;
    if !output.status.success() {
        return Err(Error("rustfmt refuses the generated code".into()));
    }
    String::from_utf8(output.stdout).map_err(|error| Error(error.to_string()))
}
