//! What a store holds open, and how all of it is closed while the process forks.

use core::sync::atomic::{AtomicBool, Ordering};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use parking_lot::{MappedRwLockReadGuard, Mutex, RwLock, RwLockReadGuard};
use rusqlite::Connection;

use super::bell::{Bell, Ear};
use super::file::{Lock, distrust, of_io};
use super::turn::{Tally, Writer};
use crate::journal::StoreError;
use crate::journal::fork::{Holding, LetGo};

/// Which file it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        Ok(Self { device: file.dev(), inode: file.ino() })
    }
}

/// A small file beside the database.
#[derive(Debug)]
pub(super) struct Beside {
    pub(super) path: PathBuf,
    is_read_only: bool,
    file: RwLock<Option<File>>,
}

impl Beside {
    /// Made where it is missing.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Self { path: path.into(), is_read_only: false, file: RwLock::new(None) }.opened()
    }

    pub(super) fn open_read_only(path: &Path) -> io::Result<Self> {
        Self { path: path.into(), is_read_only: true, file: RwLock::new(None) }.opened()
    }

    fn opened(self) -> io::Result<Self> {
        self.reopen()?;
        Ok(self)
    }

    pub(super) fn reopen(&self) -> io::Result<()> {
        let mut options = OpenOptions::new();
        let is_written = !self.is_read_only;
        options.read(true).write(is_written).create(is_written).truncate(false);
        *self.file.write() = Some(options.open(&self.path)?);
        Ok(())
    }

    pub(super) fn close(&self) {
        *self.file.write() = None;
    }

    /// The file; nothing to be had once it is closed.
    pub(super) fn file(&self) -> io::Result<MappedRwLockReadGuard<'_, File>> {
        let file = RwLockReadGuard::try_map(self.file.read(), Option::as_ref);
        file.map_err(|_| io::ErrorKind::NotFound.into())
    }
}

/// The connections that write, where anybody may, and read.
pub(super) type Connections = (Option<Connection>, Connection);

/// What a store holds open.
pub(super) struct Files {
    /// The process that opened them.
    pub(super) home: u32,
    identity: Identity,
    /// Nothing where nobody may write, once it is closed, and after a fork until the next turn.
    pub(super) writer: Mutex<Option<Writer>>,
    pub(super) reader: Mutex<Option<Connection>>,
    /// Nobody appends to a journal that is only read.
    pub(super) lock: Option<Lock>,
    pub(super) bell: Bell,
    pub(super) ear: Ear,
    holding: Mutex<Option<Holding>>,
    /// Whether everything was closed for a fork. Changed under [`Self::holding`], or by the fork.
    is_resting: AtomicBool,
    /// What the writer had counted before.
    tally: Mutex<Tally>,
}

impl Files {
    pub(super) fn new(
        home: u32,
        identity: Identity,
        (writer, reader): Connections,
        (lock, bell): (Option<Lock>, Bell),
    ) -> Self {
        Self {
            home,
            identity,
            writer: Mutex::new(writer.map(|writer| Writer::new(writer, Tally::default()))),
            reader: Mutex::new(Some(reader)),
            lock,
            bell,
            ear: Ear::default(),
            holding: Mutex::new(Some(Holding::begin())),
            is_resting: AtomicBool::new(false),
            tally: Mutex::default(),
        }
    }

    pub(super) fn is_resting(&self) -> bool {
        self.is_resting.load(Ordering::Acquire)
    }

    /// Takes up again what was let go, but for the writer, which waits for the lock: `connect` opens the database for reading
    /// and sees whether it is still the one.
    ///
    /// # Errors
    /// `NotFound`, `ReadOnly`, `Failed` where there is another file by now, `Busy` where the machine has no more to give;
    /// those of `connect`.
    pub(super) fn take_up(
        &self,
        path: &Path,
        connect: impl FnOnce() -> Result<Connection, StoreError>,
    ) -> Result<(), StoreError> {
        let mut holding = self.holding.lock();
        if !self.is_resting() {
            return Ok(());
        }
        self.require_same(path)?;
        self.bell.reopen().map_err(|error| busy(&error))?;
        self.lock.as_ref().map_or(Ok(()), Lock::reopen).map_err(|error| busy(&error))?;
        let begun = Holding::begin();
        *self.reader.lock() = Some(connect()?);
        *holding = Some(begun);
        self.is_resting.store(false, Ordering::Release);
        Ok(())
    }

    /// Refuses another file than the one that was opened.
    pub(super) fn require_same(&self, path: &Path) -> Result<(), StoreError> {
        let found = Identity::of(path).map_err(|error| busy(&error))?;
        if found == self.identity { Ok(()) } else { Err(StoreError::Failed) }
    }

    /// The writer's part of [`take_up`](Self::take_up), on a connection that was made under the lock.
    pub(super) fn writer_on(&self, connection: Connection) -> Writer {
        Writer::new(connection, *self.tally.lock())
    }

    /// Closes everything for good; whoever closes the database last carries its log over.
    pub(super) fn close(&self) {
        drop((self.writer.lock().take(), self.reader.lock().take()));
        self.close_companions();
    }

    fn close_companions(&self) {
        self.ear.close();
        self.bell.close();
        if let Some(lock) = &self.lock {
            lock.close();
        }
        *self.holding.lock() = None;
    }
}

impl LetGo for Files {
    fn interrupt(&self) {
        self.bell.nudge();
    }

    fn let_go(&self) {
        if let Some(writer) = self.writer.lock().take() {
            *self.tally.lock() = writer.tally;
            close_as_it_is(writer.connection);
        }
        if let Some(reader) = self.reader.lock().take() {
            close_as_it_is(reader);
        }
        self.close_companions();
        self.is_resting.store(true, Ordering::Release);
    }
}

/// What it means where a file cannot be opened again. Nothing is appended yet: whoever cannot now may be able to later.
fn busy(error: &io::Error) -> StoreError {
    match of_io(error) {
        StoreError::Failed => StoreError::Busy,
        known => known,
    }
}

/// Closes a connection and leaves the write-ahead log where it is: it is taken up again at once.
fn close_as_it_is(connection: Connection) {
    // Where that fails the log is carried over, and the fork takes longer.
    let _ = distrust(&connection);
    drop(connection);
}

impl Drop for Files {
    fn drop(&mut self) {
        if self.home != std::process::id() {
            // Nobody announced the fork. They are the parent's: closing them here would take its locks away, and the count of
            // those who hold files goes on saying that this process inherited some.
            core::mem::forget((self.writer.get_mut().take(), self.reader.get_mut().take()));
            core::mem::forget(self.holding.get_mut().take());
        }
    }
}
