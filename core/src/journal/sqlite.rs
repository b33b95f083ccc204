//! A journal in a SQLite file, for any number of processes on one machine.
//!
//! The log is one row a group commit: a frame of many packed events, with a checksum. Beside it lie the streams' snapshots
//! and sealed blocks. Who writes holds an advisory lock on a file beside the database: it is fair, where SQLite's own waiting
//! starves processes, and released with whoever dies, so that no takeover is needed. SQLite keeps the promises of a disk:
//! its write-ahead log makes a frame whole or not at all. The [bell](bell) tells how far the log goes.
//!
//! Whoever leads a group stands in the kernel's queue for that lock, which cannot be bounded: while the process that holds it
//! is stopped (a debugger, `SIGSTOP`), one thread of each other process waits until it goes on or dies. All others are
//! answered `storage_busy` after five seconds, and reads go on.
//!
//! One machine, one local file system. The folder is the journal's: `carts.db`, `carts.db-wal`, `carts.db-shm`,
//! `carts.db-lock`, `carts.db-bell`.

mod bell;
mod copy;
mod file;
mod frame;
mod index;
mod reading;
mod rows;
mod turn;

use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::path::{Path, PathBuf};

use parking_lot::{Mutex, MutexGuard};
use rusqlite::{Connection, params};

use super::{
    Block, Durability, Frame, FrameEntry, Health, Store, StoreError, Stored, StreamKey, Turn,
};
use bell::{Bell, Ear, Reading};
use file::{Lock, meaning};
use frame::{FrameBody, read_frame};
use index::Index;
use turn::Writer;

pub use reading::Marks;

/// How long opening waits for the lock.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// A journal in a file. Opening it once more, in this process or another, shares it.
pub struct SqliteStore {
    path: PathBuf,
    durability: Durability,
    epoch: u32,
    /// The process that opened it; a fork of it may touch nothing.
    process: u32,
    writer: Mutex<Option<Writer>>,
    reader: Mutex<Option<Connection>>,
    /// Nobody appends to a journal that is only read.
    lock: Option<Lock>,
    bell: Bell,
    ear: Ear,
    index: Mutex<Index>,
    has_failed: AtomicBool,
    is_closed: AtomicBool,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("durability", &self.durability).finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens the journal at `path`, or makes one; takes no longer for many carts than for few.
    ///
    /// # Errors
    /// `DurabilityNotValid` for [`Durability::Memory`]; `NotFound`, `NotRecognized`, `TooNew`, `ReadOnly`; `Damaged` where
    /// the log's end is not what was written or a synced tail is missing; `Busy`, `Failed`.
    pub fn open(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        Self::open_in_boot(path, durability, &file::boot_id())
    }

    /// [`open`](Self::open) in a run of the machine that the caller names: how tests have the power cut.
    #[doc(hidden)]
    pub fn open_in_boot(
        path: &Path,
        durability: Durability,
        boot: &str,
    ) -> Result<Self, StoreError> {
        if durability == Durability::Memory {
            return Err(StoreError::DurabilityNotValid);
        }
        let path = &file::resolved(path);
        let (lock, bell) = file::companions(path)?;
        let locked = lock.lock_within(LOCK_WAIT).map_err(|_| StoreError::Failed)?;
        let locked = locked.ok_or(StoreError::Busy)?;
        let failed = |error: rusqlite::Error| meaning(&error);
        let connection = file::connect(path, true).map_err(failed)?;
        file::prepare(&connection, &bell)?;
        let found = file::find(path, &connection, &bell, durability, boot)?;
        let reader = file::connect(path, false).map_err(failed)?;
        for connection in [&connection, &reader] {
            file::trust(connection).map_err(failed)?;
        }
        let synchronous = if durability == Durability::Synced { "FULL" } else { "NORMAL" };
        connection.pragma_update(None, "synchronous", synchronous).map_err(failed)?;
        drop(locked);
        let store = Self {
            path: path.into(),
            durability,
            epoch: found.epoch,
            process: std::process::id(),
            writer: Mutex::new(Some(Writer::new(connection))),
            reader: Mutex::new(Some(reader)),
            lock: Some(lock),
            bell,
            ear: Ear::default(),
            index: Mutex::new(Index::after(found.saved_to)),
            has_failed: AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        };
        store.frames(found.saved_to, &mut |_| {})?;
        Ok(store)
    }

    fn require_open(&self) -> Result<(), StoreError> {
        let is_ours = self.process == std::process::id();
        let is_open = is_ours && !self.is_closed.load(Ordering::Acquire);
        if is_open { Ok(()) } else { Err(StoreError::Closed) }
    }

    fn reader(&self) -> Result<MutexGuard<'_, Option<Connection>>, StoreError> {
        self.require_open()?;
        Ok(self.reader.lock())
    }

    fn heard(&self) -> Result<Reading, StoreError> {
        let damaged = StoreError::Damaged { position: 0 };
        let failed = if self.lock.is_some() { StoreError::Failed } else { damaged };
        self.bell.read().ok_or(failed)
    }

    /// Reads at most `max` frames, noting each in the index before it is shown.
    fn read_frames(
        &self,
        connection: &Connection,
        after: u64,
        max: u32,
        show: &mut dyn FnMut(u64, &FrameBody<'_>) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let failed = |error: rusqlite::Error| meaning(&error);
        let query = "SELECT position, body FROM frames WHERE position > ?1 ORDER BY position \
                     LIMIT ?2";
        let mut statement = connection.prepare_cached(query).map_err(failed)?;
        let mut rows = statement.query(params![after, max]).map_err(failed)?;
        let mut last = after;
        while let Some(row) = rows.next().map_err(failed)? {
            let position: u64 = row.get(0).map_err(failed)?;
            let value = row.get_ref(1).map_err(failed)?;
            let damaged = StoreError::Damaged { position: last + 1 };
            let bytes = value.as_blob().map_err(|_| damaged)?;
            if position != last + 1 {
                return Err(damaged);
            }
            let frame = read_frame(position, bytes)?;
            self.index.lock().take(position, bytes.len(), &frame);
            show(position, &frame)?;
            last = position;
        }
        Ok(last)
    }

    /// Brings the index up to the log.
    fn note_frames(&self, connection: &Connection) -> Result<(), StoreError> {
        let position = self.index.lock().position;
        // A bell that is not whole keeps nobody from reading.
        if self.lock.is_none() || self.heard()?.position > position {
            self.read_frames(connection, position, u32::MAX, &mut |_, _| Ok(()))?;
        }
        Ok(())
    }

    /// Whether a stream still waits for its snapshot: another process may have saved it, of which no frame tells.
    fn is_unsaved(&self, connection: &Connection, stream: &StreamKey) -> bool {
        match rows::saved_position(connection, stream) {
            Ok(Some(position)) => self.index.lock().saved(stream, position),
            // Saving once more does no harm.
            Ok(None) | Err(_) => true,
        }
    }

    fn stored(
        &self,
        connection: &Connection,
        stream: &StreamKey,
    ) -> Result<Option<Stored>, StoreError> {
        // In this order: frames noted before the snapshot is read are in one of the two.
        let positions = self.index.lock().positions(stream);
        let snapshot = rows::snapshot(connection, stream)?;
        let saved_to = snapshot.as_ref().map_or(0, |snapshot| snapshot.position);
        let later: Vec<u64> = positions.into_iter().filter(|one| *one > saved_to).collect();
        if snapshot.is_none() && later.is_empty() {
            return Ok(None);
        }
        let position = later.last().copied().unwrap_or(saved_to);
        let mut stored = Stored {
            snapshot,
            position,
            texts: rows::texts(connection, stream)?,
            ..Stored::default()
        };
        for position in later {
            Self::read_entry(connection, position, stream, &mut stored)?;
        }
        Ok(Some(stored))
    }

    /// Adds what the frame at `position` holds of a stream.
    fn read_entry(
        connection: &Connection,
        position: u64,
        stream: &StreamKey,
        stored: &mut Stored,
    ) -> Result<(), StoreError> {
        let failed = |error: rusqlite::Error| meaning(&error);
        let query = "SELECT body FROM frames WHERE position = ?1";
        let mut statement = connection.prepare_cached(query).map_err(failed)?;
        let mut rows = statement.query([position]).map_err(failed)?;
        let damaged = StoreError::Damaged { position };
        let row = rows.next().map_err(failed)?.ok_or(damaged)?;
        let value = row.get_ref(0).map_err(failed)?;
        let frame = read_frame(position, value.as_blob().map_err(|_| damaged)?)?;
        let entries = frame.entries.iter().filter(|entry| entry.is_of(stream));
        stored.tail.extend(entries.map(|entry| (entry.base, entry.events, entry.body.to_vec())));
        Ok(())
    }

    /// A frame with its texts, as readers get it.
    fn shown<'f>(
        connection: &Connection,
        position: u64,
        frame: &FrameBody<'f>,
    ) -> Result<Frame<'f>, StoreError> {
        let mut entries = Vec::with_capacity(frame.entries.len());
        for entry in &frame.entries {
            let stream = entry.stream().ok_or(StoreError::Damaged { position })?;
            let until = entry.base + u64::from(entry.events);
            let mut texts = Vec::new();
            if entry.texts > 0 {
                texts = rows::texts(connection, &stream)?;
                texts.retain(|(reference, _)| (entry.base + 1..=until).contains(reference));
            }
            let (base, events, body) = (entry.base, entry.events, entry.body);
            entries.push(FrameEntry { stream, base, events, body, texts });
        }
        Ok(Frame { position, epoch: frame.epoch, entries })
    }
}

impl Store for SqliteStore {
    fn durability(&self) -> Durability {
        self.durability
    }

    fn epoch(&self) -> u32 {
        self.epoch
    }

    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        self.require_open()?;
        turn::begin(self, wait)
    }

    fn head(&self) -> Result<u64, StoreError> {
        self.require_open()?;
        Ok(self.heard()?.position)
    }

    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        let guard = self.reader()?;
        let connection = guard.as_ref().ok_or(StoreError::Closed)?;
        self.read_frames(connection, position, u32::MAX, &mut |position, frame| {
            reader(Self::shown(connection, position, frame)?);
            Ok(())
        })
    }

    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        self.require_open()?;
        let has_come = || self.heard().is_ok_and(|heard| heard.position > position);
        Ok(self.ear.wait(&self.bell, timeout, has_come))
    }

    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.as_ref().ok_or(StoreError::Closed)?;
        self.note_frames(connection)?;
        self.stored(connection, stream)
    }

    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.as_ref().ok_or(StoreError::Closed)?;
        rows::block(connection, stream, version)
    }

    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.as_ref().ok_or(StoreError::Closed)?;
        self.note_frames(connection)?;
        let mut keys = self.index.lock().streams(kind, after);
        keys.extend(rows::streams(connection, kind, after, max)?);
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(max);
        let mut streams = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(stored) = self.stored(connection, &key)? {
                streams.push((key, stored));
            }
        }
        Ok(streams)
    }

    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        loop {
            let mut due = self.index.lock().due(max, all);
            if due.is_empty() {
                return due;
            }
            let Ok(guard) = self.reader() else { return due };
            let Some(connection) = guard.as_ref() else { return due };
            due.retain(|stream| self.is_unsaved(connection, stream));
            self.index.lock().advance();
            if !due.is_empty() {
                return due;
            }
        }
    }

    fn health(&self) -> Health {
        let bytes = |ending: &str| {
            let file = std::fs::metadata(file::beside(&self.path, ending));
            file.map_or(0, |file| file.len())
        };
        Health {
            position: self.heard().map_or(0, |heard| heard.position),
            unsaved_streams: self.index.lock().unsaved(),
            bytes: bytes("") + bytes("-wal"),
            has_failed: self.has_failed.load(Ordering::Acquire),
        }
    }

    fn close(&self) {
        const WAIT: Duration = Duration::from_secs(1);
        if self.require_open().is_err() {
            return;
        }
        let writer = self.writer.try_lock_for(WAIT);
        self.is_closed.store(true, Ordering::Release);
        let Some(mut writer) = writer else {
            // A group waits for another process. It will find the store closed, and append nothing.
            file::sync_wal(&self.path);
            return;
        };
        let mut reader = self.reader.lock();
        if let (Some(writer), Some(lock)) = (writer.as_mut(), &self.lock) {
            match lock.lock_within(WAIT) {
                Ok(Some(_locked)) => writer.sync(self),
                _ => file::sync_wal(&self.path),
            }
        }
        drop((writer.take(), reader.take()));
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        if self.process == std::process::id() {
            self.close();
        } else {
            // They are the parent's: closing them here would take its locks away.
            core::mem::forget((self.writer.get_mut().take(), self.reader.get_mut().take()));
        }
    }
}
