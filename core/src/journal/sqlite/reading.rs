//! A journal that is only read: beside running workers, or where nothing can be written.

use core::fmt::Write;
use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::bell::{Bell, Reading};
use super::file;
use super::files::{Files, Identity};
use super::frame::read_frame;
use super::index::Index;
use super::{SqliteStore, meaning};
use crate::journal::fork;
use crate::journal::{Durability, Frame, StoreError, StreamKey};

/// So many streams are counted at a time.
const PAGE: usize = 1_024;

/// How far a journal goes, by each of its witnesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The format of the file.
    pub format: u32,
    /// Which life of the log this is.
    pub epoch: u32,
    /// The position of the last frame in the log.
    pub position: u64,
    /// The position that the bell tells; nothing where there is no bell, or it is not whole.
    pub told: Option<u64>,
    /// The last position that the bell knows to survive a power cut.
    pub synced: Option<u64>,
    /// Whether there is a bell and it is not whole.
    pub bell_is_damaged: bool,
    /// Every stream touched up to here has a snapshot.
    pub saved_to: u64,
}

impl SqliteStore {
    /// Opens the journal at `path` for reading alone: beside workers that write it, or where nothing can be written. What
    /// others append is seen; every append is refused with [`StoreError::ReadOnly`]. The file is not changed, and what it
    /// holds is not checked: a journal that [`open`](Self::open) refuses as damaged can be looked at.
    ///
    /// A journal without a bell (a copy, before it was first opened) is taken as nobody's: what somebody appends to it later
    /// is not seen.
    ///
    /// # Errors
    /// `NotFound`, `NotRecognized`, `TooNew`; `ReadOnly` where a write-ahead log lies beside the file and SQLite can make no
    /// index of it, the folder being read-only; `Failed`.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let path = &*file::place(path)?;
        let home = fork::settle()?;
        let _pass = fork::enter(home)?;
        file::require_journal(path)?;
        if !path.exists() {
            return Err(StoreError::NotFound);
        }
        let connection = connect(path)?;
        let (tables, _) = file::require_format(&connection)?;
        if tables == 0 {
            return Err(StoreError::NotRecognized);
        }
        let failed = |error: rusqlite::Error| meaning(&error);
        let is_doubled = file::is_doubled(&connection)?;
        if !is_doubled {
            file::require_structure(&connection)?;
        }
        let position = log_head(&connection).map_err(failed)?;
        let otherwise = Reading { position, synced: position };
        let bell = Bell::open_read_only(&file::beside(path, "-bell"), otherwise);
        let is_synced = file::get(&connection, file::BOOT)?.is_empty();
        let durability = if is_synced { Durability::Synced } else { Durability::Buffered };
        let epoch = u32::try_from(file::number(&connection, file::EPOCH)?).unwrap_or(u32::MAX);
        let index = Index::after(saved_to(&connection)?);
        let bell = bell.map_err(|error| file::of_io(&error))?;
        let identity = Identity::of(path).map_err(|error| file::of_io(&error))?;
        let files = Files::new(home, identity, (None, connection), (None, bell));
        Ok(Self::on(path, (durability, epoch, is_doubled), files, index))
    }

    /// How far the journal goes, by each of its witnesses.
    ///
    /// # Errors
    /// `Failed`, `Closed`.
    pub fn marks(&self) -> Result<Marks, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        let failed = |error: rusqlite::Error| meaning(&error);
        let (_, format) = file::require_format(connection)?;
        let rung = if self.files.bell.is_there() { self.files.bell.read() } else { None };
        Ok(Marks {
            format: u32::try_from(format).unwrap_or(0),
            epoch: self.epoch,
            position: log_head(connection).map_err(failed)?,
            told: rung.map(|rung| rung.position),
            synced: rung.map(|rung| rung.synced),
            bell_is_damaged: self.files.bell.is_there() && rung.is_none(),
            saved_to: saved_to(connection)?,
        })
    }

    /// How many streams of a kind there are, and how many events they have had.
    ///
    /// # Errors
    /// `Damaged`, `Failed`, `Closed`.
    pub fn count(&self, kind: u8) -> Result<(u64, u64), StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.note_frames(connection)?;
        let recent = self.index.lock().versions(kind);
        let mut recent: BTreeMap<StreamKey, u64> = recent.into_iter().collect();
        let (mut streams, mut events) = (0, 0_u64);
        let mut after = None;
        loop {
            let page = self.rows(connection).streams(kind, after.as_ref(), PAGE)?;
            streams += page.len() as u64;
            for (stream, saved) in &page {
                let version = recent.remove(stream).map_or(*saved, |recent| recent.max(*saved));
                events = events.saturating_add(version);
            }
            let Some((last, _)) = page.into_iter().next_back() else { break };
            after = Some(last);
        }
        streams += recent.len() as u64;
        Ok((streams, recent.into_values().fold(events, u64::saturating_add)))
    }

    /// Reads at most `max` frames after `position`, and answers with the last one's position. Between two calls nothing in
    /// the journal waits for whoever reads, however slow they are.
    ///
    /// # Errors
    /// As [`Store::frames`](crate::journal::Store::frames).
    pub fn some_frames(
        &self,
        position: u64,
        max: u32,
        reader: &mut dyn FnMut(Frame<'_>),
    ) -> Result<u64, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.read_frames(connection, position, max, &mut |position, frame| {
            reader(self.shown(connection, position, frame)?);
            Ok(())
        })
    }
}

/// Opens the database for reading alone.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let opened = file::connect_as(path, flags).and_then(|connection| {
        // Only now does SQLite look at what lies beside the file.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    match opened.map_err(|error| meaning(&error)) {
        Err(StoreError::NotFound | StoreError::ReadOnly) => {}
        opened => return opened,
    }
    // SQLite wants to make files beside it, and cannot.
    let wal = std::fs::metadata(file::beside(path, "-wal"));
    if wal.is_ok_and(|wal| wal.len() > 0) {
        return Err(StoreError::ReadOnly);
    }
    let connection = file::connect_as(&unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI);
    connection.map_err(|error| meaning(&error))
}

/// The name under which SQLite reads a file that nobody changes, without a look at what lies beside it.
fn unchanging(path: &Path) -> std::path::PathBuf {
    let mut name = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            name.push(char::from(*byte));
        } else {
            let _ = write!(name, "%{byte:02x}");
        }
    }
    name.push_str("?immutable=1");
    name.into()
}

pub(super) fn log_head(connection: &Connection) -> rusqlite::Result<u64> {
    let query = "SELECT max(position) FROM frames";
    connection.query_row(query, [], |row| Ok(row.get::<_, Option<u64>>(0)?.unwrap_or(0)))
}

/// Up to where snapshots need no frames: the last frame knows it, or what was written of it. A last frame that cannot be read
/// knows nothing.
fn saved_to(connection: &Connection) -> Result<u64, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let query = "SELECT position, body FROM frames ORDER BY position DESC LIMIT 1";
    let last = connection.query_row(query, [], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)));
    let last: Option<(u64, Vec<u8>)> = last.optional().map_err(failed)?;
    let frame = last.as_ref().and_then(|(position, body)| read_frame(*position, body).ok());
    let written = file::number(connection, file::SAVED_TO)?;
    Ok(frame.map_or(0, |frame| frame.saved_to).max(written))
}
