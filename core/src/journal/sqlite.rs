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
mod files;
mod frame;
mod index;
mod reading;
mod rows;
mod turn;

use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};
use rusqlite::{Connection, params};

use crate::limits::EVENTS_MAX;

use super::fork::{self, Pass};
use super::{
    Block, Durability, Frame, FrameEntry, Health, Store, StoreError, Stored, StreamKey, Turn,
};
use bell::Reading;
use file::meaning;
use files::{Files, Identity};
use frame::{FrameBody, read_frame};
use index::Index;
use rows::Rows;
use turn::Writer;

pub use reading::Marks;

/// How long opening waits for the lock.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// A journal in a file. Opening it once more, in this process or another, shares it.
pub struct SqliteStore {
    path: PathBuf,
    durability: Durability,
    epoch: u32,
    /// Whether the keys lie in a second tree too.
    is_doubled: bool,
    /// What it holds open. Only the process that opened it may touch them; forks know of them, too.
    files: Arc<Files>,
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
    /// Opens the journal at `path`, or makes one; takes no longer for many carts than for few. A process that forks announces
    /// it: see [`before_fork`](crate::journal::before_fork).
    ///
    /// # Errors
    /// `DurabilityNotValid` for [`Durability::Memory`]; `NotFound`, `NotRecognized`, `TooNew`, `ReadOnly`; `Damaged` where
    /// the log's end is not what was written or a synced tail is missing; `Busy`, `Failed`; `Closed` in the child of a fork
    /// that nobody announced.
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
        let path = &*file::place(path)?;
        let home = fork::settle()?;
        let _pass = fork::enter(home)?;
        let (lock, bell) = file::companions(path)?;
        let locked = lock.lock_within(LOCK_WAIT).map_err(|_| StoreError::Failed)?;
        let locked = locked.ok_or(StoreError::Busy)?;
        let failed = |error: rusqlite::Error| meaning(&error);
        let writer = file::connect(path, true).map_err(failed)?;
        file::prepare(&writer, &bell)?;
        let found = file::find(path, &writer, &bell, durability, boot)?;
        let reader = file::connect(path, false).map_err(failed)?;
        for connection in [&writer, &reader] {
            file::trust(connection).map_err(failed)?;
        }
        file::set_durability(&writer, durability).map_err(failed)?;
        let identity = Identity::of(path).map_err(|error| file::of_io(&error))?;
        drop(locked);
        let files = Files::new(home, identity, (Some(writer), reader), (Some(lock), bell));
        let index = Index::after(found.saved_to);
        let store = Self::on(path, (durability, found.epoch, true), files, index);
        store.frames(found.saved_to, &mut |_| {})?;
        Ok(store)
    }

    /// A store on what was opened, of which forks know from now on. From within a pass.
    fn on(
        path: &Path,
        (durability, epoch, is_doubled): (Durability, u32, bool),
        files: Files,
        index: Index,
    ) -> Self {
        let files = Arc::new(files);
        fork::register(Arc::clone(&files) as _);
        Self {
            path: path.into(),
            durability,
            epoch,
            is_doubled,
            files,
            index: Mutex::new(index),
            has_failed: AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        }
    }

    /// Begins a call: open, in this process, and with everything at hand.
    fn enter(&self) -> Result<Pass, StoreError> {
        let pass = fork::enter(self.files.home)?;
        if self.is_closed.load(Ordering::Acquire) {
            return Err(StoreError::Closed);
        }
        if self.files.is_resting() {
            let taken = self.files.take_up(&self.path, || self.reconnect());
            if taken == Err(StoreError::Failed) {
                self.has_failed.store(true, Ordering::Release);
            }
            taken?;
        }
        Ok(pass)
    }

    /// Opens the database again for reading. Without the lock, which whoever is stopped may hold.
    fn reconnect(&self) -> Result<Connection, StoreError> {
        if self.files.lock.is_none() {
            return reading::connect(&self.path);
        }
        let reader = file::connect(&self.path, false).map_err(|error| meaning(&error))?;
        self.require_going_on(&reader)?;
        Ok(reader)
    }

    /// Opens the database again for writing. Under the lock.
    fn reconnect_writer(&self) -> Result<Writer, StoreError> {
        self.files.require_same(&self.path)?;
        let failed = |error: rusqlite::Error| meaning(&error);
        let writer = file::connect(&self.path, true).map_err(failed)?;
        file::prepare(&writer, &self.files.bell)?;
        file::set_durability(&writer, self.durability).map_err(failed)?;
        self.require_going_on(&writer)?;
        Ok(self.files.writer_on(writer))
    }

    /// Trusts a database that is where memory remembers it, or further.
    fn require_going_on(&self, connection: &Connection) -> Result<(), StoreError> {
        let failed = |error: rusqlite::Error| meaning(&error);
        if file::number(connection, file::EPOCH)? != u64::from(self.epoch) {
            return Err(StoreError::Failed);
        }
        let head = reading::log_head(connection).map_err(failed)?;
        if head < self.index.lock().position {
            return Err(StoreError::Damaged { position: head + 1 });
        }
        if self.has_failed.load(Ordering::Acquire) {
            return Ok(());
        }
        file::trust(connection).map_err(failed)
    }

    fn reader(&self) -> Result<Reader<'_>, StoreError> {
        let pass = self.enter()?;
        Ok(Reader { connection: self.files.reader.lock(), _pass: pass })
    }

    fn rows<'c>(&self, connection: &'c Connection) -> Rows<'c> {
        Rows { connection, is_doubled: self.is_doubled }
    }

    fn heard(&self) -> Result<Reading, StoreError> {
        let damaged = StoreError::Damaged { position: 0 };
        let failed = if self.files.lock.is_some() { StoreError::Failed } else { damaged };
        let is_closed = || self.is_closed.load(Ordering::Acquire);
        let silence = || if is_closed() { StoreError::Closed } else { failed };
        self.files.bell.read().ok_or_else(silence)
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
        if self.files.lock.is_none() || self.heard()?.position > position {
            self.read_frames(connection, position, u32::MAX, &mut |_, _| Ok(()))?;
        }
        Ok(())
    }

    /// Whether a stream still waits for its snapshot: another process may have saved it, of which no frame tells.
    fn is_unsaved(&self, connection: &Connection, stream: &StreamKey) -> bool {
        match self.rows(connection).saved_at(stream) {
            Ok(Some(at)) => self.index.lock().saved(stream, at.position),
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
        let snapshot = self.rows(connection).snapshot(stream)?;
        let saved_to = snapshot.as_ref().map_or(0, |snapshot| snapshot.position);
        let later: Vec<u64> = positions.into_iter().filter(|one| *one > saved_to).collect();
        if snapshot.is_none() && later.is_empty() {
            return Ok(None);
        }
        let position = later.last().copied().unwrap_or(saved_to);
        let mut stored = Stored {
            snapshot,
            position,
            texts: self.rows(connection).texts(stream, 0..=EVENTS_MAX)?,
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
        &self,
        connection: &Connection,
        position: u64,
        frame: &FrameBody<'f>,
    ) -> Result<Frame<'f>, StoreError> {
        let mut entries = Vec::with_capacity(frame.entries.len());
        for entry in &frame.entries {
            let stream = entry.stream().ok_or(StoreError::Damaged { position })?;
            let mut texts = Vec::new();
            if entry.texts > 0 {
                let until = entry.base + u64::from(entry.events);
                texts = self.rows(connection).texts(&stream, entry.base + 1..=until)?;
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
        turn::begin(self, wait)
    }

    fn head(&self) -> Result<u64, StoreError> {
        let _pass = self.enter()?;
        Ok(self.heard()?.position)
    }

    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.read_frames(connection, position, u32::MAX, &mut |position, frame| {
            reader(self.shown(connection, position, frame)?);
            Ok(())
        })
    }

    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        let _pass = self.enter()?;
        let has_come = || self.heard().is_ok_and(|heard| heard.position > position);
        self.files.ear.wait(&self.files.bell, timeout, || has_come() || fork::is_near());
        Ok(has_come())
    }

    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.note_frames(connection)?;
        self.stored(connection, stream)
    }

    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.rows(connection).block(stream, version)
    }

    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        let guard = self.reader()?;
        let connection = guard.connection()?;
        self.note_frames(connection)?;
        let mut keys = self.index.lock().streams(kind, after);
        let saved = self.rows(connection).streams(kind, after, max)?;
        keys.extend(saved.into_iter().map(|(stream, _)| stream));
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
            let Ok(connection) = guard.connection() else { return due };
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
        // Also while another thread is about to close it.
        let heard = self.enter().and_then(|_pass| self.heard());
        Health {
            position: heard.map_or_else(|_| self.index.lock().position, |heard| heard.position),
            unsaved_streams: self.index.lock().unsaved(),
            bytes: bytes("") + bytes("-wal"),
            has_failed: self.has_failed.load(Ordering::Acquire),
        }
    }

    fn close(&self) {
        if let Ok(pass) = self.enter() {
            self.close_within(&pass);
        }
        self.is_closed.store(true, Ordering::Release);
    }
}

/// The connection that reads, and the right to use it.
struct Reader<'s> {
    connection: MutexGuard<'s, Option<Connection>>,
    // Last: until then nobody forks.
    _pass: Pass,
}

impl Reader<'_> {
    fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection.as_ref().ok_or(StoreError::Closed)
    }
}

impl SqliteStore {
    fn close_within(&self, _: &Pass) {
        const WAIT: Duration = Duration::from_secs(1);
        let writer = self.files.writer.try_lock_for(WAIT);
        self.is_closed.store(true, Ordering::Release);
        let Some(mut writer) = writer else {
            // A group waits for another process. It will find the store closed, and append nothing.
            file::sync_wal(&self.path);
            return;
        };
        if let Some(lock) = &self.files.lock {
            let locked = lock.lock_within(WAIT).ok().flatten();
            if writer.is_none() && locked.is_some() {
                // Nothing was appended since a fork.
                *writer = self.reconnect_writer().ok();
            }
            match (writer.as_mut(), locked) {
                (Some(writer), Some(_locked)) => writer.sync(self),
                _ => file::sync_wal(&self.path),
            }
        }
        // Whoever waited for it finds the store closed.
        drop(writer.take());
        drop(writer);
        self.files.close();
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        // Where a fork is near it closes everything, and nobody need wait for it here.
        if let Some(pass) = fork::enter_at_once(self.files.home) {
            if !self.is_closed.load(Ordering::Acquire) {
                self.close_within(&pass);
            }
            self.files.close();
        }
    }
}
