//! A store in memory: for tests, and for several engines of one process on one log.

use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use std::time::Instant;

use parking_lot::{Condvar, Mutex, MutexGuard};

use super::{
    Block, Durability, Entry, Frame, FrameEntry, Health, Saved, Snapshot, Store, StoreError,
    Stored, StreamKey, Text, Turn,
};

/// Streams wait for their snapshots until this many frames touch no snapshot yet.
const DUE_FRAMES: u64 = 64;

/// A log in memory. Clones share it, as processes share a file: each is a handle of its own, open until it is closed.
#[derive(Debug, Default)]
pub struct MemoryStore {
    shared: Arc<Shared>,
    is_closed: AtomicBool,
}

impl Clone for MemoryStore {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), is_closed: AtomicBool::new(false) }
    }
}

#[derive(Debug, Default)]
struct Shared {
    log: Mutex<Log>,
    /// Held by whoever has the turn.
    turn: Mutex<()>,
    appended: Condvar,
}

#[derive(Debug, Default)]
struct Log {
    frames: Vec<Vec<Kept>>,
    streams: BTreeMap<StreamKey, Stream>,
    /// No snapshot is missing up to here.
    saved: u64,
}

/// An entry as it is kept.
#[derive(Debug)]
struct Kept {
    stream: StreamKey,
    base: u64,
    events: u32,
    body: Vec<u8>,
    texts: Vec<Text<Arc<str>>>,
}

#[derive(Debug, Default)]
struct Stream {
    version: u64,
    /// The frames that touched it.
    positions: Vec<u64>,
    snapshot: Option<Snapshot>,
    blocks: BTreeMap<u64, Block>,
    texts: BTreeMap<u64, Arc<str>>,
}

impl Stream {
    fn is_unsaved(&self) -> bool {
        self.positions.last() > self.snapshot.as_ref().map(|snapshot| &snapshot.position)
    }
}

impl MemoryStore {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.shared.log.lock()
    }

    fn open_log(&self) -> Result<MutexGuard<'_, Log>, StoreError> {
        if self.is_closed.load(Ordering::Acquire) {
            Err(StoreError::Closed)
        } else {
            Ok(self.log())
        }
    }
}

impl Log {
    fn frame(&self, position: u64) -> &[Kept] {
        let index = usize::try_from(position).ok().and_then(|place| place.checked_sub(1));
        index.and_then(|index| self.frames.get(index)).map_or(&[], Vec::as_slice)
    }

    fn head(&self) -> u64 {
        self.frames.len() as u64
    }

    fn stored(&self, key: &StreamKey, stream: &Stream) -> Stored {
        let saved = stream.snapshot.as_ref().map_or(0, |snapshot| snapshot.position);
        let later = stream.positions.iter().filter(|position| **position > saved);
        let entries = later.flat_map(|position| self.frame(*position));
        let tail = entries.filter(|entry| entry.stream == *key);
        Stored {
            snapshot: stream.snapshot.clone(),
            tail: tail.map(|entry| (entry.base, entry.events, entry.body.clone())).collect(),
            texts: stream.texts.iter().map(|(at, text)| (*at, Arc::clone(text))).collect(),
            position: stream.positions.last().copied().unwrap_or(saved),
        }
    }

    fn append(&mut self, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError> {
        let version = |key| self.streams.get(key).map_or(0, |stream| stream.version);
        if entries.iter().any(|entry| version(&entry.stream) != entry.base) {
            return Err(StoreError::Conflict);
        }
        if !entries.is_empty() {
            let position = self.head() + 1;
            let kept = entries.iter().map(|entry| self.keep(entry, position)).collect();
            self.frames.push(kept);
        }
        let head = self.head();
        for one in saved {
            self.save(one, head);
        }
        Ok(head)
    }

    fn keep(&mut self, entry: &Entry<'_>, position: u64) -> Kept {
        let texts: Vec<_> = entry.texts.iter().map(|(at, text)| (*at, (*text).into())).collect();
        let stream = self.streams.entry(entry.stream.clone()).or_default();
        stream.version += u64::from(entry.events);
        stream.positions.push(position);
        stream.texts.extend(texts.iter().cloned());
        let (stream, body) = (entry.stream.clone(), entry.body.to_vec());
        Kept { stream, base: entry.base, events: entry.events, body, texts }
    }

    fn save(&mut self, saved: &Saved, head: u64) {
        match saved {
            Saved::Block(key, block) => {
                let stream = self.streams.entry(key.clone()).or_default();
                stream.blocks.insert(block.base, block.clone());
            }
            Saved::Snapshot(key, snapshot) => {
                let stream = self.streams.entry(key.clone()).or_default();
                let position = snapshot.position.min(head);
                if stream.snapshot.as_ref().is_none_or(|older| older.position < position) {
                    stream.snapshot = Some(Snapshot { position, ..snapshot.clone() });
                }
            }
        }
    }
}

impl Store for MemoryStore {
    fn durability(&self) -> Durability {
        Durability::Memory
    }

    fn epoch(&self) -> u32 {
        1
    }

    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        drop(self.open_log()?);
        let held = self.shared.turn.try_lock_for(wait).ok_or(StoreError::Busy)?;
        Ok(Box::new(MemoryTurn { store: self, _held: held }))
    }

    fn head(&self) -> Result<u64, StoreError> {
        Ok(self.open_log()?.head())
    }

    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        let log = self.open_log()?;
        for position in position + 1..=log.head() {
            let entries = log.frame(position).iter().map(|kept| FrameEntry {
                stream: kept.stream.clone(),
                base: kept.base,
                events: kept.events,
                body: &kept.body,
                texts: kept.texts.clone(),
            });
            reader(Frame { position, epoch: 1, entries: entries.collect() });
        }
        Ok(log.head())
    }

    #[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        let mut log = self.open_log()?;
        let deadline = Instant::now().checked_add(timeout);
        while log.head() <= position {
            let is_late = if let Some(deadline) = deadline {
                self.shared.appended.wait_until(&mut log, deadline).timed_out()
            } else {
                self.shared.appended.wait(&mut log);
                false
            };
            if is_late {
                break;
            }
        }
        Ok(log.head() > position)
    }

    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        let log = self.open_log()?;
        Ok(log.streams.get(stream).map(|found| log.stored(stream, found)))
    }

    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        let log = self.open_log()?;
        let blocks = log.streams.get(stream).map(|found| &found.blocks);
        Ok(blocks.and_then(|blocks| blocks.range(..=version).next_back()).map(|(_, b)| b.clone()))
    }

    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        let log = self.open_log()?;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let streams = log.streams.range((from, Bound::Unbounded));
        let of_kind = streams.filter(|(key, _)| key.kind() == kind).take(max);
        Ok(of_kind.map(|(key, stream)| (key.clone(), log.stored(key, stream))).collect())
    }

    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        let mut log = self.log();
        if !all && log.head() - log.saved < DUE_FRAMES {
            return Vec::new();
        }
        let unsaved = log.streams.iter().filter(|(_, stream)| stream.is_unsaved());
        let due: Vec<_> = unsaved.map(|(key, _)| key.clone()).take(max).collect();
        if due.is_empty() {
            log.saved = log.head();
        }
        due
    }

    fn health(&self) -> Health {
        let log = self.log();
        let unsaved = log.streams.values().filter(|stream| stream.is_unsaved()).count();
        Health { position: log.head(), unsaved_streams: unsaved as u64, ..Health::default() }
    }

    fn close(&self) {
        self.is_closed.store(true, Ordering::Release);
        self.shared.appended.notify_all();
    }
}

struct MemoryTurn<'s> {
    store: &'s MemoryStore,
    _held: MutexGuard<'s, ()>,
}

impl Turn for MemoryTurn<'_> {
    fn append(self: Box<Self>, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError> {
        let appended = self.store.open_log()?.append(entries, saved);
        self.store.shared.appended.notify_all();
        appended
    }
}
