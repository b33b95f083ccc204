//! A turn at the log: the lock, one transaction, the bell.

use core::sync::atomic::Ordering;
use core::time::Duration;

use parking_lot::MutexGuard;
use rusqlite::{Connection, params};

use super::bell::Reading;
use super::file::{self, BUSY_WAIT, Locked, PASSIVE};
use super::frame::{read_frame, row_key, sealed, write_frame};
use super::{Durability, SqliteStore};
use crate::journal::fork::Pass;
use crate::journal::{Entry, Saved, Store, StoreError, StreamKey, Turn};

/// After about so much the write-ahead log is carried over into the database: the bulk outside the lock, where only this
/// process waits, and the rest within its next turn.
const CHECKPOINT_BYTES: u64 = 1_000 * 4_096;
/// How long a turn waits for those who read the write-ahead log, so that it can begin anew.
const READERS_WAIT: Duration = Duration::from_millis(5);
/// Whoever has this much time queues in the kernel, which is fair, and cannot be bounded: whoever holds the lock may be
/// stopped. Whoever has less looks again and again.
const QUEUES_FROM: Duration = Duration::from_secs(5);
/// A row costs about this much beside its body.
const ROW_BYTES: u64 = 4_096;

/// The connection that writes.
pub(super) struct Writer {
    pub(super) connection: Connection,
    pub(super) tally: Tally,
}

/// What a writer keeps count of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// About how much was written since the last checkpoint.
    written: u64,
    /// Up to here a checkpoint has synced what was buffered.
    synced: u64,
    /// The bulk of the write-ahead log was carried over, but for what others wrote meanwhile.
    has_rest: bool,
    /// Whether the write-ahead log was made long enough.
    has_grown: bool,
}

/// A turn that has begun.
struct SqliteTurn<'s> {
    store: &'s SqliteStore,
    writer: MutexGuard<'s, Option<Writer>>,
    /// The position of the last frame.
    head: u64,
    is_over: bool,
    // The lock is given back after the transaction has ended.
    locked: Option<Locked<'s>>,
    // Last: until then nobody forks.
    _pass: Pass,
}

/// Waits for the writer of this process, then for the lock, and begins a transaction.
pub(super) fn begin(store: &SqliteStore, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
    let pass = store.enter()?;
    let lock = store.files.lock.as_ref().ok_or(StoreError::ReadOnly)?;
    let mut writer = store.files.writer.try_lock_for(wait).ok_or(StoreError::Busy)?;
    if store.has_failed.load(Ordering::Acquire) {
        return Err(StoreError::Failed);
    }
    if writer.is_none() && store.is_closed.load(Ordering::Acquire) {
        return Err(StoreError::Closed);
    }
    let locked = if wait < QUEUES_FROM { lock.lock_within(wait) } else { lock.lock().map(Some) };
    let locked = locked.map_err(|_| StoreError::Failed)?.ok_or(StoreError::Busy)?;
    if writer.is_none() {
        *writer = Some(store.reconnect_writer().inspect_err(|error| {
            if *error == StoreError::Failed {
                store.has_failed.store(true, Ordering::Release);
            }
        })?);
    }
    let open = writer.as_mut().ok_or(StoreError::Closed)?;
    if !core::mem::replace(&mut open.tally.has_grown, true) {
        file::grow_wal(&store.path);
    }
    if open.tally.has_rest {
        // Before anything is carried over.
        require_whole(store, &open.connection)?;
        if open.restart_log(store.heard()?.position) == Err(StoreError::Failed) {
            store.has_failed.store(true, Ordering::Release);
            return Err(StoreError::Failed);
        }
    }
    let begun =
        open.connection.prepare_cached("BEGIN IMMEDIATE").and_then(|mut begin| begin.execute([]));
    begun.map_err(|error| super::meaning(&error))?;
    let locked = Some(locked);
    let mut turn = SqliteTurn { store, writer, head: 0, is_over: false, locked, _pass: pass };
    let rung;
    (turn.head, rung) = require_whole(store, turn.connection())?;
    if rung.position < turn.head {
        // Whoever wrote the last frame died before they could ring, perhaps before it was synced.
        let reading = Reading { position: turn.head, ..rung };
        store.files.bell.ring(reading).map_err(|_| StoreError::Failed)?;
    }
    Ok(Box::new(turn))
}

/// How far the log goes, and the bell: no further than that. Frames that were there and are gone nothing but damage took away.
/// Then nothing more is appended here, and SQLite changes nothing when it closes: what is left is what tells of the rest.
fn require_whole(
    store: &SqliteStore,
    connection: &Connection,
) -> Result<(u64, Reading), StoreError> {
    let head = log_head(connection).map_err(|error| super::meaning(&error))?;
    let rung = store.heard()?;
    if rung.position <= head {
        return Ok((head, rung));
    }
    store.has_failed.store(true, Ordering::Release);
    let reader = store.files.reader.lock();
    for connection in [Some(connection), reader.as_ref()].into_iter().flatten() {
        // Where that fails it is as it was without.
        let _ = file::distrust(connection);
    }
    Err(StoreError::Damaged { position: head + 1 })
}

fn log_head(connection: &Connection) -> rusqlite::Result<u64> {
    let mut last = connection.prepare_cached("SELECT max(position) FROM frames")?;
    Ok(last.query_row([], |row| row.get::<_, Option<u64>>(0))?.unwrap_or(0))
}

impl Writer {
    pub(super) const fn new(connection: Connection, tally: Tally) -> Self {
        Self { connection, tally }
    }

    /// Whether the write-ahead log has grown enough to be carried over.
    const fn is_due(&self) -> bool {
        self.tally.written >= CHECKPOINT_BYTES
    }

    /// Sees to it that everything written so far survives a power cut. Under the lock.
    pub(super) fn sync(&mut self, store: &SqliteStore) {
        if store.has_failed.load(Ordering::Acquire) {
            return;
        }
        // Where this fails the next opening reads a little more.
        let saved_to = store.index.lock().saved_to;
        let _ = file::set(&self.connection, file::SAVED_TO, &saved_to.to_be_bytes());
        if let Ok(rung) = store.heard()
            && self.checkpoint(PASSIVE, rung.position).is_ok_and(|is_all| is_all)
        {
            let _ = store.files.bell.ring(Reading { synced: rung.position, ..rung });
        }
    }

    /// Carries the write-ahead log over into the database, which syncs both; answers whether that was all of it.
    fn checkpoint(&mut self, mode: &str, position: u64) -> Result<bool, StoreError> {
        self.tally.written = 0;
        let is_all = file::carry_over(&self.connection, mode)?;
        if is_all {
            self.tally.synced = self.tally.synced.max(position);
        }
        Ok(is_all)
    }

    /// Carries over the rest of the write-ahead log and lets it begin anew: only within a turn, when nobody else writes, can
    /// all of it be carried over, and otherwise it grows for as long as anybody writes. Whoever reads it for long prevents
    /// that this time.
    fn restart_log(&mut self, position: u64) -> Result<bool, StoreError> {
        self.tally.has_rest = false;
        let _ = self.connection.busy_timeout(READERS_WAIT);
        let carried = self.checkpoint("RESTART", position);
        let _ = self.connection.busy_timeout(BUSY_WAIT);
        carried
    }
}

impl SqliteTurn<'_> {
    fn connection(&self) -> &Connection {
        &self.writer.as_ref().expect("a turn begins with a connection").connection
    }

    fn ring(&self, position: u64) -> std::io::Result<()> {
        let synced = if self.store.durability == Durability::Synced {
            position
        } else {
            let known = self.writer.as_ref().map_or(0, |writer| writer.tally.synced);
            self.store.heard().map_or(known, |rung| rung.synced.max(known))
        };
        self.store.files.bell.ring(Reading { position, synced })
    }

    /// Sees to it that what others appended is as safe as this store promises, also where they promised less: without a frame
    /// nothing may have been written, and then nothing was synced either.
    fn vouch(&self, position: u64) -> Result<(), StoreError> {
        let is_enough =
            self.store.durability != Durability::Synced || self.store.heard()?.synced >= position;
        if is_enough {
            return Ok(());
        }
        file::sync(&self.store.path, self.connection()).map_err(|_| self.fail())?;
        let reading = Reading { position, synced: position };
        self.store.files.bell.ring(reading).map_err(|_| self.fail())
    }

    /// Whether every entry's stream is where the entry expects it.
    fn is_expected(&self, entries: &[Entry<'_>]) -> Result<bool, StoreError> {
        for entry in entries {
            let known = self.store.index.lock().version(&entry.stream);
            let version = match known {
                Some(version) => version,
                None => self.saved_version(&entry.stream)?,
            };
            if version != entry.base {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn saved_version(&self, stream: &StreamKey) -> Result<u64, StoreError> {
        let saved = self.store.rows(self.connection()).saved_at(stream)?;
        Ok(saved.map_or(0, |at| at.version))
    }

    /// Writes everything and commits; answers with about how many bytes that took.
    fn write(
        &self,
        position: u64,
        frame: &[u8],
        entries: &[Entry<'_>],
        saved: &[Saved],
    ) -> rusqlite::Result<u64> {
        let connection = self.connection();
        let mut written = 0;
        if !entries.is_empty() {
            let mut insert = connection.prepare_cached("INSERT INTO frames VALUES (?1, ?2)")?;
            insert.execute(params![position, frame])?;
            written += ROW_BYTES + frame.len() as u64;
        }
        for entry in entries {
            for (reference, text) in &entry.texts {
                let mut insert =
                    connection.prepare_cached("INSERT INTO texts VALUES (?1, ?2, ?3)")?;
                let body = sealed(&row_key(&entry.stream, &[*reference]), text.as_bytes());
                insert.execute(params![entry.stream.as_bytes(), reference, body])?;
            }
        }
        for one in saved {
            written += ROW_BYTES + self.save(one, position)?;
        }
        if self.writer.as_ref().is_some_and(Writer::is_due) {
            let saved_to = self.store.index.lock().saved_to;
            file::set(connection, file::SAVED_TO, &saved_to.to_be_bytes())?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(written)
    }

    fn save(&self, saved: &Saved, position: u64) -> rusqlite::Result<u64> {
        let connection = self.connection();
        match saved {
            Saved::Snapshot(stream, snapshot) => {
                let position = snapshot.position.min(position);
                let key = row_key(stream, &[snapshot.version, position]);
                let body = sealed(&key, &snapshot.body);
                let upsert = "INSERT INTO streams VALUES (?1, ?2, ?3, ?4) ON CONFLICT (stream) DO UPDATE SET \
                              version = ?2, position = ?3, body = ?4 WHERE position < ?3";
                let mut upsert = connection.prepare_cached(upsert)?;
                upsert.execute(params![stream.as_bytes(), snapshot.version, position, body])?;
                Ok(body.len() as u64)
            }
            Saved::Block(stream, block) => {
                let body = sealed(&row_key(stream, &[block.base]), &block.body);
                let mut insert = connection
                    .prepare_cached("INSERT OR IGNORE INTO blocks VALUES (?1, ?2, ?3)")?;
                insert.execute(params![stream.as_bytes(), block.base, body])?;
                Ok(body.len() as u64)
            }
        }
    }

    fn fail(&self) -> StoreError {
        self.store.has_failed.store(true, Ordering::Release);
        StoreError::Failed
    }

    /// Notes what is now in the log.
    fn note(&self, position: u64, frame: &[u8], entries: &[Entry<'_>], saved: &[Saved]) {
        let mut index = self.store.index.lock();
        let body = read_frame(position, frame).ok().filter(|_| !entries.is_empty());
        if let Some(body) = body {
            index.take(position, frame.len(), &body);
        }
        for one in saved {
            if let Saved::Snapshot(stream, snapshot) = one {
                index.saved(stream, snapshot.position.min(position));
            }
        }
        index.advance();
    }
}

impl Turn for SqliteTurn<'_> {
    fn append(
        mut self: Box<Self>,
        entries: &[Entry<'_>],
        saved: &[Saved],
    ) -> Result<u64, StoreError> {
        let _pass = self.store.enter()?;
        // Whoever has followed the log knows the versions of all that is recent; a cold stream's is asked for.
        let known = self.store.index.lock().position;
        if known != self.head {
            self.store.frames(known, &mut |_| {})?;
        }
        if !self.is_expected(entries)? {
            return Err(StoreError::Conflict);
        }
        let position = if entries.is_empty() { self.head } else { self.head + 1 };
        let saved_to = self.store.index.lock().saved_to;
        let frame = write_frame(position, self.store.epoch, saved_to, entries);
        let written = self.write(position, &frame, entries, saved).map_err(|_| self.fail())?;
        self.is_over = true;
        if entries.is_empty() {
            self.vouch(position)?;
        } else {
            self.ring(position).map_err(|_| self.fail())?;
        }
        // Others may go on; what is left is this process's own.
        self.locked = None;
        self.note(position, &frame, entries, saved);
        self.carry_over(position, written);
        Ok(position)
    }
}

impl SqliteTurn<'_> {
    /// Keeps the write-ahead log short.
    fn carry_over(&mut self, position: u64, written: u64) {
        let Some(writer) = self.writer.as_mut() else { return };
        let is_due = writer.is_due();
        writer.tally.written += written;
        let has_failed = is_due && writer.checkpoint(PASSIVE, position) == Err(StoreError::Failed);
        writer.tally.has_rest |= is_due;
        if has_failed {
            // What the machine's memory holds may never reach the medium, and no later sync would say so.
            self.fail();
        }
    }
}

impl Drop for SqliteTurn<'_> {
    fn drop(&mut self) {
        if !self.is_over
            && let Some(writer) = self.writer.as_ref()
        {
            // Where this fails the transaction has ended already.
            let _ = writer.connection.execute_batch("ROLLBACK");
        }
        // Before the next thread of this process may take the lock: threads share it, and it would end under them.
        self.locked = None;
    }
}
