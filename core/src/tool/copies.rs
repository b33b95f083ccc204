//! `cartpool backup` and `cartpool restore`.

use std::io::Write;
use std::path::Path;

use super::arguments::{Arguments, Command};
use super::{FINE, Stop, WRONG, open, verify};
use crate::audit::{self, Audit};
use crate::journal::{SqliteStore, StoreError};

pub(super) const BACKUP: Command = Command {
    name: "backup",
    names: &["PATH", "COPY"],
    flags: &[],
    values: &[],
    help: BACKUP_HELP,
    run: backup,
};

pub(super) const RESTORE: Command = Command {
    name: "restore",
    names: &["COPY", "PATH"],
    flags: &["--anyway"],
    values: &[],
    help: RESTORE_HELP,
    run: restore,
};

const BACKUP_HELP: &str = "\
cartpool backup: copies a journal while workers use it

Usage: cartpool backup PATH COPY

COPY is the journal at one moment, in one file, synced. Nobody waits for it, and what was erased is not in it. A file that is
there is never overwritten; a copy that is interrupted leaves nothing under its name. It holds everything, personal texts
too: keep it as you keep the journal.

Exit codes: 0 copied, 2 usage, 3 the journal cannot be read or the copy not written.
";

const RESTORE_HELP: &str = "\
cartpool restore: makes a journal from a copy

Usage: cartpool restore [OPTIONS] COPY PATH

COPY is verified first (as by `cartpool verify`). Where PATH is, or has left something behind (-wal, -shm, -bell), nothing is
done. The restored journal begins a new life of its log: cursors given out before start over with the whole cart, so that
nobody goes on from what the copy never knew.

Options:
  --anyway  restores a copy in which something wrong was found

Exit codes: 0 restored, 1 something wrong was found and nothing restored, 2 usage, 3 the copy cannot be read or PATH not
written.
";

fn backup(arguments: &Arguments<'_>, out: &mut dyn Write) -> Result<u8, Stop> {
    let (path, copy) = (arguments.name(0), arguments.name(1));
    let store = open(path)?;
    store.backup_to(Path::new(copy)).map_err(in_the_way(copy))?;
    let copied = open(copy)?.marks().map_err(Stop::store(copy))?;
    writeln!(out, "copied {path} to {copy}, up to position {}", copied.position)?;
    Ok(FINE)
}

fn restore(arguments: &Arguments<'_>, out: &mut dyn Write) -> Result<u8, Stop> {
    let (copy, path) = (arguments.name(0), arguments.name(1));
    let store = open(copy)?;
    let report = audit::verify(&store, Audit::default()).map_err(Stop::refused(copy))?;
    drop(store);
    if !report.is_sound() {
        verify::show(&report, out)?;
        if !arguments.has("--anyway") {
            writeln!(out, "nothing was restored")?;
            return Ok(WRONG);
        }
    }
    SqliteStore::restore(Path::new(copy), Path::new(path)).map_err(in_the_way(path))?;
    writeln!(out, "restored {path} from {copy}, up to position {}", report.position)?;
    Ok(FINE)
}

/// Says of a file that is there what it is.
fn in_the_way(path: &str) -> impl Fn(StoreError) -> Stop {
    move |error| match error {
        StoreError::ReadOnly if is_taken(path) => Stop::InTheWay(path.to_owned()),
        error => Stop::store(path)(error),
    }
}

fn is_taken(path: &str) -> bool {
    ["", "-wal", "-shm", "-bell"]
        .iter()
        .any(|ending| std::fs::symlink_metadata(format!("{path}{ending}")).is_ok())
}
