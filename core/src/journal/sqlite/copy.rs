//! Copies of a journal: made while it is in use, and brought back.
//!
//! A copy is made under another name, synced, and only then gets its own: there is a whole one or none. SQLite writes it anew,
//! so that nothing erased lies in it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::file::{self, beside, of_io};
use super::reading::connect;
use super::{SqliteStore, meaning};
use crate::clock::{Clock, SystemClock};
use crate::journal::StoreError;

/// What a journal leaves behind when its file is gone.
const REMNANTS: [&str; 4] = ["", "-wal", "-shm", "-bell"];

impl SqliteStore {
    /// Writes a copy of the journal to a new file while it is in use; nobody waits for it. The copy is of one moment, and
    /// belongs to another life of the log ([`Store::epoch`](crate::journal::Store::epoch)): cursors given out by the original
    /// start over. There is a whole copy or none.
    ///
    /// # Errors
    /// `ReadOnly` where there is a file already; `NotFound`, `Failed`, `Closed`.
    pub fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        let _pass = self.enter()?;
        copy(&connect(&self.path)?, path, |epoch| epoch.saturating_add(1))
    }

    /// Makes a journal at `path` from a copy, in a life of the log that no other journal has had: its epoch is the time in
    /// seconds, so that cursors of the original start over, also those given out after the copy was made.
    ///
    /// # Errors
    /// `ReadOnly` where a journal is or has left something behind; of the copy `NotFound`, `NotRecognized`, `TooNew`,
    /// `Damaged`; `Failed`.
    pub fn restore(from: &Path, path: &Path) -> Result<(), StoreError> {
        if REMNANTS.iter().any(|ending| is_there(&beside(path, ending))) {
            return Err(StoreError::ReadOnly);
        }
        drop(Self::open_read_only(from)?);
        let now_s = u32::try_from(SystemClock.now_ms() / 1_000).unwrap_or(u32::MAX);
        copy(&connect(from)?, path, |epoch| epoch.saturating_add(1).max(now_s))
    }
}

/// Whether there is anything of this name, be it a link to nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn copy(source: &Connection, path: &Path, epoch: impl Fn(u32) -> u32) -> Result<(), StoreError> {
    if is_there(path) {
        return Err(StoreError::ReadOnly);
    }
    let unfinished = beside(path, &format!("-new-{}", std::process::id()));
    let made = write(source, &unfinished, epoch).and_then(|()| publish(&unfinished, path));
    // Whatever became of it, the other name goes.
    for ending in ["", "-journal"] {
        let _ = fs::remove_file(beside(&unfinished, ending));
    }
    made
}

/// Writes the whole copy and syncs it.
fn write(source: &Connection, path: &Path, epoch: impl Fn(u32) -> u32) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let _ = fs::remove_file(path);
    let name = path.to_str().ok_or(StoreError::NotFound)?;
    // A copy has what the trees lead to, and then nothing tells that it is not all.
    file::require_structure(source)?;
    source.execute("VACUUM INTO ?1", [name]).map_err(failed)?;
    let copy = file::connect_as(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
    file::trust(&copy).map_err(failed)?;
    let before = u32::try_from(file::number(&copy, file::EPOCH)?).unwrap_or(u32::MAX);
    file::set(&copy, file::EPOCH, &u64::from(epoch(before)).to_be_bytes()).map_err(failed)?;
    // All of it is about to be synced, whatever the original promised.
    file::set(&copy, file::BOOT, b"").map_err(failed)?;
    copy.close().map_err(|(_, error)| failed(error))?;
    File::open(path).and_then(|file| file.sync_all()).map_err(|error| of_io(&error))
}

/// Gives a finished copy its name, unless somebody else has taken it meanwhile.
fn publish(finished: &Path, path: &Path) -> Result<(), StoreError> {
    match fs::hard_link(finished, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StoreError::ReadOnly);
        }
        // Some file systems know no second names.
        Err(_) if !is_there(path) => {
            fs::rename(finished, path).map_err(|error| of_io(&error))?;
        }
        Err(error) => return Err(of_io(&error)),
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| of_io(&error))
}
