//! A journal's files: the database, the lock beside it, and the bell; how they are opened and made.

use core::time::Duration;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use parking_lot::MappedRwLockReadGuard;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::bell::{Bell, Reading};
use super::files::Beside;
use super::frame::{read_frame, sealed};
use super::rows::fact;
use crate::journal::{Durability, StoreError, pause};

/// Writers queue at the lock; this is for the moments in which SQLite itself recovers.
pub(super) const BUSY_WAIT: core::time::Duration = core::time::Duration::from_secs(10);
/// What a database is made of.
const PAGE_BYTES: u64 = 4_096;
/// "cart" in ASCII: how SQLite files of this engine are told apart.
const APPLICATION_ID: i32 = 0x6361_7274;
/// The format that this release writes. It reads 1 to this.
const FORMAT: i32 = 2;
/// From this format on the keys lie in a second tree too.
const DOUBLED: i32 = 2;

const TABLES: &str = "
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE frames (position INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE TABLE streams (
        stream BLOB PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL, body BLOB NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE blocks (
        stream BLOB NOT NULL, base INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stream, base)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE texts (
        stream BLOB NOT NULL, reference INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stream, reference)
    ) WITHOUT ROWID, STRICT;
";
/// The second trees, which must say what the first do: see [rows](super::rows).
const AGAIN: &str = "
    CREATE INDEX meta_again ON meta (name, value);
    CREATE INDEX streams_again ON streams (stream, version, position);
    CREATE INDEX blocks_again ON blocks (stream, base);
    CREATE INDEX texts_again ON texts (stream, reference);
";

/// The path with something after its last letter.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The lock that whoever writes holds: the kernel's own (flock), fair, and released with whoever dies.
#[derive(Debug)]
pub(super) struct Lock(Beside);

/// Ends with the lock.
pub(super) struct Locked<'l>(MappedRwLockReadGuard<'l, File>);

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // It can only fail where the file is no longer ours, and then neither is the lock.
        let _ = self.0.unlock();
    }
}

impl Lock {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Beside::open(path).map(Self)
    }

    pub(super) fn reopen(&self) -> io::Result<()> {
        self.0.reopen()
    }

    pub(super) fn close(&self) {
        self.0.close();
    }

    /// Waits at most so long, looking again and again: not fair, and bounded also where whoever holds it is stopped. Nothing
    /// where it was held all the time.
    #[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
    pub(super) fn lock_within(&self, wait: Duration) -> io::Result<Option<Locked<'_>>> {
        const LOOK: Duration = Duration::from_millis(1);
        let began = std::time::Instant::now();
        let file = self.0.file()?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Locked(file))),
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Interrupted => {
                    return Err(error);
                }
                Err(_) if began.elapsed() >= wait => return Ok(None),
                Err(_) => pause(LOOK),
            }
        }
    }

    /// Waits for whoever holds it: one group commit at most, for as long as they are not stopped.
    pub(super) fn lock(&self) -> io::Result<Locked<'_>> {
        let file = self.0.file()?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(()) => return Ok(Locked(file)),
            }
        }
    }
}

/// What opening found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) epoch: u32,
    pub(super) saved_to: u64,
}

/// What SQLite's error means where nothing has been written yet.
pub(super) fn meaning(error: &rusqlite::Error) -> StoreError {
    use rusqlite::{Error, ErrorCode as Code};
    let Some(code) = error.sqlite_error_code() else {
        // A value of another type than was written, or none where one was: no statement of ours asks for that.
        let is_damage = matches!(
            error,
            Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::InvalidColumnType(..)
                | Error::QueryReturnedNoRows
        );
        return if is_damage { StoreError::Damaged { position: 0 } } else { StoreError::Failed };
    };
    match code {
        Code::NotADatabase => StoreError::NotRecognized,
        // The latter is SQLite's answer where the tables are not those that the statements know.
        Code::DatabaseCorrupt | Code::Unknown => StoreError::Damaged { position: 0 },
        Code::ReadOnly | Code::PermissionDenied => StoreError::ReadOnly,
        Code::CannotOpen => StoreError::NotFound,
        Code::DatabaseBusy | Code::DatabaseLocked => StoreError::Busy,
        _ => StoreError::Failed,
    }
}

/// What an error of the file system's means where nothing has been written yet.
pub(super) fn of_io(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::NotFound,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::Failed,
    }
}

/// Where a journal is, whoever asks by whichever name, and wherever the process goes: all its openers must find the same
/// files beside it.
pub(super) fn place(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or(StoreError::NotFound)?;
    let found = fs::canonicalize(path).or_else(|error| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let is_new = error.kind() == io::ErrorKind::NotFound;
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
        if is_new { folder.map(|folder| folder.join(name)) } else { Err(error) }
    });
    found.map_err(|error| of_io(&error))
}

/// The lock and the bell of a journal, made where they are missing.
pub(super) fn companions(path: &Path) -> Result<(Lock, Bell), StoreError> {
    require_journal(path)?;
    require_pages(path)?;
    let lock = Lock::open(&beside(path, "-lock")).map_err(|error| of_io(&error))?;
    let bell = Bell::open(&beside(path, "-bell")).map_err(|error| of_io(&error))?;
    Ok((lock, bell))
}

/// Refuses a file that is no SQLite database at all, before anything is made beside it.
///
/// Nobody but SQLite may open the file, here or elsewhere: a process that closes it takes away all locks that its own
/// connections hold on it (POSIX), and another process that ends would then delete the write-ahead log under them.
pub(super) fn require_journal(path: &Path) -> Result<(), StoreError> {
    match fs::metadata(path) {
        Ok(file) if file.is_dir() => return Err(StoreError::NotRecognized),
        Ok(file) if file.len() == 0 => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let is_folder = folder.is_none_or(Path::is_dir);
            return if is_folder { Ok(()) } else { Err(StoreError::NotFound) };
        }
        Err(error) => return Err(of_io(&error)),
    }
    let looked = connect_as(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(|connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    // Whatever else is wrong with it, whoever opens it next will say.
    match looked.map_err(|error| meaning(&error)) {
        Err(StoreError::NotRecognized) => Err(StoreError::NotRecognized),
        _ => Ok(()),
    }
}

/// Refuses a database that was cut within a page: SQLite fills up such a page, and takes what it then holds for data.
fn require_pages(path: &Path) -> Result<(), StoreError> {
    // Looked for first: where SQLite has no log beside it to mend it from, the database is all there is, and whole pages.
    let is_empty = |ending| fs::metadata(beside(path, ending)).map_or(true, |log| log.len() == 0);
    let is_alone = is_empty("-wal") && is_empty("-journal");
    let is_whole = fs::metadata(path).map_or(true, |file| file.len() % PAGE_BYTES == 0);
    if is_whole || !is_alone {
        return Ok(());
    }
    // Somebody else's may have other pages.
    let found = connect_as(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    found.map_err(|error| meaning(&error)).and_then(|found| require_format(&found))?;
    Err(StoreError::Damaged { position: 0 })
}

/// Opens the database; whoever writes also makes it where it is missing.
pub(super) fn connect(path: &Path, is_writer: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    connect_as(path, if is_writer { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags })
}

pub(super) fn connect_as(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    const CACHED_STATEMENTS: usize = 32;
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Whoever is refused leaves everything as it is.
    distrust(&connection)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    connection.busy_timeout(BUSY_WAIT)?;
    Ok(connection)
}

/// Lets a connection tidy up when it is the last to close: the log was found whole.
pub(super) fn trust(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(|_| ())
}

/// Keeps a connection from tidying up when it is the last to close: SQLite would carry over what it can read of the log and
/// delete the rest.
pub(super) fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(|_| ())
}

/// Refuses a database of somebody else's, or of a format that is not known here; answers how many tables it has and of which
/// format it is.
pub(super) fn require_format(connection: &Connection) -> Result<(i64, i32), StoreError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let failed = |error: rusqlite::Error| meaning(&error);
    let application = number("application_id").map_err(failed)?;
    let format = number("user_version").map_err(failed)?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(failed)?;
    let is_new = tables == 0 && application == 0;
    if !is_new && application != APPLICATION_ID {
        return Err(StoreError::NotRecognized);
    }
    if format > FORMAT {
        return Err(StoreError::TooNew);
    }
    let is_written = format >= 1 || tables == 0;
    if is_written { Ok((tables, format)) } else { Err(StoreError::NotRecognized) }
}

/// What an answered append survives, from here on.
pub(super) fn set_durability(
    connection: &Connection,
    durability: Durability,
) -> rusqlite::Result<()> {
    let synchronous = if durability == Durability::Synced { "FULL" } else { "NORMAL" };
    connection.pragma_update(None, "synchronous", synchronous)
}

/// Makes sure that the database is a journal, new or old, and of a format that can be read. Under the lock.
pub(super) fn prepare(connection: &Connection, bell: &Bell) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    // Where a file may not be written SQLite opens it for reading, without a word.
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(failed)? {
        return Err(StoreError::ReadOnly);
    }
    let is_new = require_format(connection)? == (0, 0);
    if is_new && bell.read().is_some_and(|rung| rung.position > 0) {
        // There was a log.
        return Err(StoreError::Damaged { position: 1 });
    }
    if is_new {
        connection.pragma_update(None, "page_size", PAGE_BYTES).map_err(failed)?;
        // Going over to a write-ahead log takes a rollback journal. Were it to come back after a power cut, it would undo
        // that, and SQLite would leave the write-ahead log aside: its deletion is synced too.
        connection.pragma_update(None, "synchronous", "EXTRA").map_err(failed)?;
    }
    // Until the first answer everything is synced, whatever is asked for later.
    for (name, value) in
        [("journal_mode", "WAL"), ("synchronous", "FULL"), ("wal_autocheckpoint", "0")]
    {
        connection.pragma_update(None, name, value).map_err(failed)?;
    }
    if is_new {
        make(connection).map_err(failed)?;
    }
    Ok(())
}

/// Makes the tables of an empty journal, all or none.
fn make(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!("BEGIN IMMEDIATE; {TABLES} {AGAIN}"))?;
    set(connection, EPOCH, &1_u64.to_be_bytes())?;
    set(connection, SAVED_TO, &0_u64.to_be_bytes())?;
    set(connection, BOOT, b"")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT)?;
    connection.execute_batch("COMMIT")
}

/// Raises a journal of an older format to the one that is written. Under the lock.
fn raise(connection: &Connection) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    if is_doubled(connection)? {
        return Ok(());
    }
    // What the first trees lost until now the second would never have had.
    require_structure(connection)?;
    let raised = connection.execute_batch(&format!("BEGIN IMMEDIATE; {AGAIN}")).and_then(|()| {
        connection.pragma_update(None, "user_version", FORMAT)?;
        connection.execute_batch("COMMIT")
    });
    raised.map_err(failed)
}

/// Whether the keys lie in a second tree too.
pub(super) fn is_doubled(connection: &Connection) -> Result<bool, StoreError> {
    Ok(require_format(connection)?.1 >= DOUBLED)
}

/// Looks through the whole database: every page is in its place, every tree in order, and the second trees are like the
/// first. That takes as long as reading all of it does.
pub(super) fn require_structure(connection: &Connection) -> Result<(), StoreError> {
    let found = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    let found: String = found.map_err(|error| meaning(&error))?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged { position: 0 }) }
}

/// Which life of the log this is.
pub(super) const EPOCH: &str = "epoch";
/// Up to where snapshots need no frames.
pub(super) const SAVED_TO: &str = "saved_to";
/// Which run of the machine last wrote without syncing; empty where none may have.
pub(super) const BOOT: &str = "boot";

/// Writes one of the journal's few facts about itself.
pub(super) fn set(connection: &Connection, name: &str, value: &[u8]) -> rusqlite::Result<()> {
    let mut replace = connection.prepare_cached("REPLACE INTO meta VALUES (?1, ?2)")?;
    replace.execute(params![name, sealed(name.as_bytes(), value)]).map(|_| ())
}

/// Reads what [`set`] wrote.
pub(super) fn get(connection: &Connection, name: &str) -> Result<Vec<u8>, StoreError> {
    fact(connection, name, is_doubled(connection)?)
}

/// Reads a number.
pub(super) fn number(connection: &Connection, name: &str) -> Result<u64, StoreError> {
    let value = get(connection, name)?;
    value.try_into().map(u64::from_be_bytes).map_err(|_| StoreError::Damaged { position: 0 })
}

/// Makes the write-ahead log long enough at once, under the lock: a sync of bytes that lie within a file takes about two
/// thirds of one that makes the file longer. SQLite reads as far as its own checksums go, and zeros are none.
pub(super) fn grow_wal(path: &Path) {
    const BYTES: usize = 8 << 20;
    let Ok(mut file) = OpenOptions::new().append(true).create(true).open(beside(path, "-wal"))
    else {
        return;
    };
    let len = file.metadata().map_or(BYTES, |file| usize::try_from(file.len()).unwrap_or(BYTES));
    if len < BYTES {
        // Where it fails, syncs are slower, and nothing else.
        let _ = file.write_all(&vec![0; BYTES - len]).and_then(|()| file.sync_all());
    }
}

/// Sees to it that what was buffered survives a power cut, where the lock cannot be had to carry it over.
pub(super) fn sync_wal(path: &Path) {
    // Where it fails, the next opening goes by what it finds.
    let _ = File::open(beside(path, "-wal")).and_then(|file| file.sync_all());
}

/// Finds out how far the log goes and whether it lost a tail. Under the lock.
pub(super) fn find(
    path: &Path,
    connection: &Connection,
    bell: &Bell,
    durability: Durability,
    boot: &str,
) -> Result<Found, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let last: Option<(u64, Vec<u8>)> = connection
        .query_row("SELECT position, body FROM frames ORDER BY position DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
        .map_err(failed)?;
    let (head, told) = match &last {
        Some((position, body)) => (*position, read_frame(*position, body)?.saved_to),
        None => (0, 0),
    };
    let rung = match bell.read() {
        Some(reading) => reading,
        // A bell that is not whole cannot say whether a tail was lost: only without one is the log taken at its word.
        None if bell.is_new(head).map_err(|error| of_io(&error))? => Reading::default(),
        None => return Err(StoreError::Damaged { position: 0 }),
    };
    let saved_to = told.max(number(connection, SAVED_TO)?);
    if rung.synced > head || saved_to > head {
        return Err(StoreError::Damaged { position: head + 1 });
    }
    // It is decided: from here on things are written.
    raise(connection)?;
    let epoch = find_epoch(connection, rung.position > head, durability, boot)?;
    let mut synced = rung.synced;
    if durability == Durability::Synced && synced < head {
        // Whoever wrote the rest did not say that it is synced; from here on this process does.
        sync(path, connection)?;
        synced = head;
    }
    bell.ring(Reading { position: head, synced }).map_err(|error| of_io(&error))?;
    bell.sync().map_err(|error| of_io(&error))?;
    Ok(Found { epoch, saved_to })
}

/// Which life of the log this is: a new one where buffered frames may be gone.
fn find_epoch(
    connection: &Connection,
    has_lost: bool,
    durability: Durability,
    boot: &str,
) -> Result<u32, StoreError> {
    let damaged = StoreError::Damaged { position: 0 };
    let mut epoch = u32::try_from(number(connection, EPOCH)?).map_err(|_| damaged)?;
    let written = get(connection, BOOT)?;
    // The bell knows more than the log, or the machine went down since they were written.
    let may_have_lost = has_lost || (!written.is_empty() && written != boot.as_bytes());
    if may_have_lost {
        epoch = epoch.saturating_add(1);
    }
    let now =
        if durability == Durability::Buffered { boot.as_bytes().to_vec() } else { Vec::new() };
    let is_shared = !may_have_lost && !written.is_empty();
    let now = if is_shared { written.clone() } else { now };
    if may_have_lost || now != written {
        connection
            .execute_batch("BEGIN IMMEDIATE")
            .and_then(|()| {
                set(connection, EPOCH, &u64::from(epoch).to_be_bytes())?;
                set(connection, BOOT, &now)?;
                connection.execute_batch("COMMIT")
            })
            .map_err(|error| meaning(&error))?;
    }
    Ok(epoch)
}

/// Sees to it that all that can be read survives a power cut, also what a failed sync left in the machine's memory alone:
/// carrying it over writes it anew. Where a reader is in the way, the write-ahead log itself is synced.
pub(super) fn sync(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    if carry_over(connection, PASSIVE)? {
        return Ok(());
    }
    let wal = File::open(beside(path, "-wal")).map_err(|error| of_io(&error))?;
    wal.sync_all().map_err(|error| of_io(&error))
}

/// A checkpoint that waits for nobody.
pub(super) const PASSIVE: &str = "PASSIVE";

/// Carries the write-ahead log over into the database, which syncs both; answers whether that was all of it.
pub(super) fn carry_over(connection: &Connection, mode: &str) -> Result<bool, StoreError> {
    let pragma = format!("PRAGMA wal_checkpoint({mode})");
    let done = connection.query_row(&pragma, [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    });
    let (is_busy, log, carried) = done.map_err(|error| meaning(&error))?;
    Ok(is_busy == 0 && log == carried)
}

/// Which run of the machine this is; empty where it does not say.
pub(super) fn boot_id() -> String {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let id = id.trim().to_owned();
    if id.is_empty() { "unknown".to_owned() } else { id }
}
