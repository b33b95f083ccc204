//! Stores that lost or mixed up what they were given.

use std::time::Duration;

use cartpool::journal::{
    Block, Durability, Frame, Health, MemoryStore, Store, StoreError, Stored, StreamKey, Turn,
};

use super::journal::Journal;

/// A store that lost or mixed up something, as no conditional append allows.
#[derive(Debug)]
pub(super) struct Altered {
    pub(super) store: MemoryStore,
    /// This frame's entries are gone.
    pub(super) lost: u64,
    /// These frames' entries are in each other's place.
    pub(super) swapped: (u64, u64),
    /// This frame's checksum fails.
    pub(super) rotten: u64,
    pub(super) head: Result<u64, StoreError>,
    pub(super) has_blocks: bool,
    pub(super) has_streams: bool,
}

impl Altered {
    pub(super) fn of(journal: &Journal) -> Self {
        let store = journal.store.clone();
        let head = store.head();
        Self {
            store,
            lost: 0,
            swapped: (0, 0),
            rotten: 0,
            head,
            has_blocks: true,
            has_streams: true,
        }
    }

    /// Where the entries lie that are read at this position.
    fn place(&self, position: u64) -> u64 {
        match self.swapped {
            (one, other) if one == position => other,
            (one, other) if other == position => one,
            _ => position,
        }
    }
}

impl Store for Altered {
    fn durability(&self) -> Durability {
        self.store.durability()
    }

    fn epoch(&self) -> u32 {
        self.store.epoch()
    }

    fn turn(&self, _: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        Err(StoreError::ReadOnly)
    }

    fn head(&self) -> Result<u64, StoreError> {
        self.head
    }

    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        let last = self.store.head()?;
        for position in position + 1..=last {
            if position == self.rotten {
                return Err(StoreError::Damaged { position });
            }
            let place = self.place(position);
            self.store.frames(place - 1, &mut |mut frame| {
                if frame.position == place {
                    frame.position = position;
                    if position == self.lost {
                        frame.entries.clear();
                    }
                    reader(frame);
                }
            })?;
        }
        Ok(last)
    }

    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        self.store.wait(position, timeout)
    }

    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        if self.has_streams { self.store.load(stream) } else { Ok(None) }
    }

    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        if self.has_blocks { self.store.block(stream, version) } else { Ok(None) }
    }

    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        if self.has_streams { self.store.streams(kind, after, max) } else { Ok(Vec::new()) }
    }

    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        self.store.due(max, all)
    }

    fn health(&self) -> Health {
        self.store.health()
    }

    fn close(&self) {}
}
