//! Every store keeps what a store promises, and the suite that says so can fail.

use std::sync::Arc;
use std::time::Duration;

use cartpool::journal::conformance::check;
use cartpool::journal::{
    Block, Durability, Entry, Frame, FrameEntry, Health, MemoryStore, Saved, SqliteStore, Store,
    StoreError, Stored, StreamKey, Turn,
};
use tempfile::TempDir;

#[test]
fn a_store_in_memory_keeps_its_promises() {
    let log = MemoryStore::new();
    check(&|| Arc::new(log.clone())).unwrap();
}

#[test]
fn a_store_in_a_file_keeps_its_promises_synced() {
    a_store_in_a_file_keeps_its_promises(Durability::Synced);
}

#[test]
fn a_store_in_a_file_keeps_its_promises_buffered() {
    a_store_in_a_file_keeps_its_promises(Durability::Buffered);
}

fn a_store_in_a_file_keeps_its_promises(durability: Durability) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    check(&|| Arc::new(SqliteStore::open(&path, durability).unwrap())).unwrap();
    // Also where somebody else shares it who is synced otherwise.
    let path = folder.path().join("shared.db");
    let _synced = SqliteStore::open(&path, Durability::Synced).unwrap();
    let _buffered = SqliteStore::open(&path, Durability::Buffered).unwrap();
    check(&|| Arc::new(SqliteStore::open(&path, durability).unwrap())).unwrap();
}

/// A way to break a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    TornFrame,
    LastWriterWins,
    RefusedSavesStay,
    HeadLags,
    HeadLagsWithin,
    BitFlips,
    LongBodiesCut,
    TextsLost,
    TextsOfOthers,
    FramesSkipped,
    SnapshotsLost,
    SnapshotsGoBack,
    BlocksOfOthers,
    StreamsUnsorted,
    NothingIsDue,
    Deaf,
    Impatient,
    NeverCloses,
    AnswersTooEarly,
}

const FAULTS: &[Fault] = &[
    Fault::TornFrame,
    Fault::LastWriterWins,
    Fault::RefusedSavesStay,
    Fault::HeadLags,
    Fault::HeadLagsWithin,
    Fault::BitFlips,
    Fault::LongBodiesCut,
    Fault::TextsLost,
    Fault::TextsOfOthers,
    Fault::FramesSkipped,
    Fault::SnapshotsLost,
    Fault::SnapshotsGoBack,
    Fault::BlocksOfOthers,
    Fault::StreamsUnsorted,
    Fault::NothingIsDue,
    Fault::Deaf,
    Fault::Impatient,
    Fault::NeverCloses,
    Fault::AnswersTooEarly,
];

/// A store that breaks a promise.
#[derive(Debug)]
struct Mutant {
    store: MemoryStore,
    fault: Fault,
}

#[test]
fn a_store_that_breaks_a_promise_is_caught() {
    for fault in FAULTS {
        let log = MemoryStore::new();
        let breach = check(&|| Arc::new(Mutant { store: log.clone(), fault: *fault }));
        let breach = breach.expect_err(&format!("{fault:?} is not noticed"));
        assert!(breach.to_string().starts_with("a store promises: "), "{fault:?}: {breach}");
    }
}

struct MutantTurn<'s> {
    turn: Option<Box<dyn Turn + 's>>,
    mutant: &'s Mutant,
}

impl Turn for MutantTurn<'_> {
    fn append(
        mut self: Box<Self>,
        entries: &[Entry<'_>],
        saved: &[Saved],
    ) -> Result<u64, StoreError> {
        let Mutant { store, fault } = self.mutant;
        let mut entries = entries.to_vec();
        let mut saved = saved.to_vec();
        let version = |stream: &StreamKey| version_of(store, stream);
        match fault {
            Fault::TornFrame => entries.retain(|entry| version(&entry.stream) == entry.base),
            Fault::LastWriterWins => {
                for entry in &mut entries {
                    entry.base = version(&entry.stream);
                }
            }
            Fault::TextsLost => entries.iter_mut().for_each(|entry| entry.texts.clear()),
            Fault::SnapshotsLost => saved.retain(|one| matches!(one, Saved::Block(..))),
            _ => {}
        }
        let turn = self.turn.take().unwrap();
        let appended = turn.append(&entries, &saved);
        if appended.is_err() && *fault == Fault::RefusedSavesStay {
            let _ = store.turn(Duration::ZERO).and_then(|turn| turn.append(&[], &saved));
        }
        if *fault == Fault::AnswersTooEarly {
            return appended.map(|position| position + 1);
        }
        appended
    }
}

fn version_of(store: &MemoryStore, stream: &StreamKey) -> u64 {
    let stored = store.load(stream).unwrap().unwrap_or_default();
    let saved = stored.snapshot.map_or(0, |snapshot| snapshot.version);
    stored.tail.last().map_or(saved, |(base, events, _)| base + u64::from(*events))
}

impl Mutant {
    fn is(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    /// A body as this mutant gives it back.
    fn body<'b>(&self, body: &'b [u8], room: &'b mut Vec<u8>) -> &'b [u8] {
        room.extend_from_slice(body);
        match self.fault {
            Fault::BitFlips if body.len() > 200 => room[200] ^= 1,
            Fault::LongBodiesCut => room.truncate(65_536),
            _ => {}
        }
        room
    }
}

impl Store for Mutant {
    fn durability(&self) -> Durability {
        self.store.durability()
    }

    fn epoch(&self) -> u32 {
        self.store.epoch()
    }

    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        Ok(Box::new(MutantTurn { turn: Some(self.store.turn(wait)?), mutant: self }))
    }

    fn head(&self) -> Result<u64, StoreError> {
        let head = self.store.head()?;
        let lags = self.is(Fault::HeadLags) && head % 7 == 6;
        Ok(if lags || self.is(Fault::HeadLagsWithin) && head > 20 { head - 1 } else { head })
    }

    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        self.store.frames(position, &mut |mut frame| {
            if self.is(Fault::FramesSkipped) && frame.position % 100 == 99 {
                return;
            }
            let mut room = vec![Vec::new(); frame.entries.len()];
            let position = frame.position;
            let texts =
                frame.entries.iter().flat_map(|entry| entry.texts.clone()).collect::<Vec<_>>();
            let entries = frame.entries.drain(..).zip(&mut room).map(|(entry, room)| FrameEntry {
                body: self.body(entry.body, room),
                texts: if self.is(Fault::TextsOfOthers) { texts.clone() } else { entry.texts },
                ..entry
            });
            reader(Frame { position, epoch: frame.epoch, entries: entries.collect() });
        })
    }

    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        match self.fault {
            Fault::Deaf if self.store.head()? > position => Ok(true),
            Fault::Deaf => self.store.wait(u64::MAX, timeout),
            Fault::Impatient => Ok(self.store.head()? > position),
            _ => self.store.wait(position, timeout),
        }
    }

    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        let mut stored = self.store.load(stream)?;
        for (_, _, body) in stored.iter_mut().flat_map(|stored| &mut stored.tail) {
            let mut room = Vec::new();
            let kept = self.body(body, &mut room).to_vec();
            *body = kept;
        }
        if self.is(Fault::SnapshotsGoBack)
            && let Some(snapshot) = stored.iter_mut().flat_map(|stored| &mut stored.snapshot).next()
        {
            snapshot.version = 1;
        }
        Ok(stored)
    }

    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        let block = self.store.block(stream, version)?;
        let is_others = self.is(Fault::BlocksOfOthers) && block.is_none();
        Ok(if is_others { Some(Block { base: 0, body: Vec::new() }) } else { block })
    }

    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        let mut streams = self.store.streams(kind, after, max)?;
        if self.is(Fault::StreamsUnsorted) {
            streams.reverse();
        }
        Ok(streams)
    }

    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        if self.is(Fault::NothingIsDue) { Vec::new() } else { self.store.due(max, all) }
    }

    fn health(&self) -> Health {
        self.store.health()
    }

    fn close(&self) {
        if !self.is(Fault::NeverCloses) {
            self.store.close();
        }
    }
}
