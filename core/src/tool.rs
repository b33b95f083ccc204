//! The `cartpool` command: what somebody who runs a storefront does with a journal file.
//!
//! Every host ships it: the cargo binary, the Python wheel and the npm package call [`run`] with the words after the
//! command's name and pass on its exit code. `cartpool --help` lists the commands, `cartpool COMMAND --help` explains one.
//!
//! | exit code | means |
//! |---|---|
//! | [`FINE`] | done, and nothing wrong was found |
//! | [`WRONG`] | done, and something wrong was found in the journal |
//! | [`USAGE`] | the command was not understood; nothing was done |
//! | [`FAILED`] | the journal, the cart or the copy is not there, or cannot be read or written |

mod accounts;
mod arguments;
mod copies;
mod export;
mod inspect;
mod json;
mod records;
mod verify;

use core::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{Error, ErrorCode};
use crate::journal::{SqliteStore, StoreError};

use arguments::{Arguments, Command};

/// Done, and nothing wrong was found.
pub const FINE: u8 = 0;
/// Done, and something wrong was found in the journal.
pub const WRONG: u8 = 1;
/// The command was not understood; nothing was done.
pub const USAGE: u8 = 2;
/// The journal, the cart or the copy is not there, or cannot be read or written.
pub const FAILED: u8 = 3;

const HELP: &str = "\
cartpool: looks after a journal of carts

Usage: cartpool COMMAND [OPTIONS] PATH ...

Commands:
  inspect   shows what a journal holds, or one of its carts
  verify    re-derives versions, permissions and money from the log alone
  backup    copies a journal while workers use it
  restore   makes a journal from a copy
  export    writes every event as a line of JSON

Options:
  --help     this text; after a command, what that one does
  --version  the release

Exit codes: 0 fine, 1 something wrong was found, 2 usage, 3 not there, or cannot be read or written.
Reading commands change no file and may run beside workers.
";

const COMMANDS: [&Command; 5] =
    [&inspect::COMMAND, &verify::COMMAND, &copies::BACKUP, &copies::RESTORE, &export::COMMAND];

/// Runs the command with these arguments, the program's own name not among them, and answers with the exit code.
///
/// What was asked for is written to `out`, what went wrong to `err`. It prints nothing by itself, ends no process and never
/// panics. Whoever stops reading `out` early (a closed pipe) ends the command without a word.
///
/// # Examples
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let code = cartpool::tool::run(&["inspect".into(), "nowhere.db".into()], &mut out, &mut err);
/// assert_eq!(code, cartpool::tool::FAILED);
/// assert!(String::from_utf8_lossy(&err).contains("storage_not_found"));
/// ```
pub fn run(arguments: &[String], out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let ended = catch_unwind(AssertUnwindSafe(|| dispatch(arguments, out)));
    let bug = || Err(Stop::Refused("a bug".to_owned(), ErrorCode::InternalError.into()));
    let ended = ended.unwrap_or_else(|_| bug());
    let flushed = out.flush();
    let code = match ended.and_then(|code| Ok(flushed.map(|()| code)?)) {
        Ok(code) => code,
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => FINE,
        Err(stop) => {
            // There is nobody left to tell where this fails.
            let _ = writeln!(err, "cartpool: {stop}");
            stop.code()
        }
    };
    let _ = err.flush();
    code
}

fn dispatch(arguments: &[String], out: &mut dyn Write) -> Result<u8, Stop> {
    let Some((word, rest)) = arguments.split_first() else {
        return Err(Stop::Usage("which command? `cartpool --help` lists them".to_owned()));
    };
    match word.as_str() {
        "--help" | "-h" | "help" => out.write_all(HELP.as_bytes())?,
        "--version" | "-V" => writeln!(out, "cartpool {}", env!("CARGO_PKG_VERSION"))?,
        word => {
            let known = COMMANDS.into_iter().find(|command| command.name == word);
            let command = known.ok_or_else(|| {
                Stop::Usage(format!("no command {word:?}; `cartpool --help` lists them"))
            })?;
            let Some(arguments) = Arguments::parse(command, rest)? else {
                out.write_all(command.help.as_bytes())?;
                return Ok(FINE);
            };
            return (command.run)(&arguments, out);
        }
    }
    Ok(FINE)
}

/// Why a command ended early.
#[derive(Debug)]
enum Stop {
    /// It was not understood.
    Usage(String),
    /// The engine or the store refused, for this file.
    Refused(String, Error),
    /// A file stands in the way.
    InTheWay(String),
    /// What was asked for could not be written.
    Output(io::Error),
}

impl Stop {
    fn refused(path: &str) -> impl Fn(Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Refused(path.clone(), error)
    }

    fn store(path: &str) -> impl Fn(StoreError) -> Self {
        let refused = Self::refused(path);
        move |error| refused(error.into())
    }

    const fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Refused(..) | Self::InTheWay(_) | Self::Output(_) => FAILED,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) => f.write_str(text),
            Self::Refused(path, error) => write!(f, "{path}: {error}"),
            Self::InTheWay(path) => {
                write!(
                    f,
                    "{path}: there is a file already, or a journal left one; nothing was changed"
                )
            }
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Opens a journal to be read.
fn open(path: &str) -> Result<SqliteStore, Stop> {
    SqliteStore::open_read_only(Path::new(path)).map_err(Stop::store(path))
}
