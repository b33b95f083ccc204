//! What is kept beside the log, held against what the log gave: snapshots with what follows them, and sealed blocks.

use core::hash::BuildHasher;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use foldhash::fast::FixedState;

use super::fold::Cart;
use super::skus::Skus;
use super::{Breach, Part, Pass, Subject};
use crate::id::CartId;
use crate::journal::{Block, Store, StoreError, Stored, StreamKey};
use crate::limits::Limits;
use crate::state::cart::CartState;
use crate::state::saved::{CARTS, decode_run, encode_run};

/// So many carts are read at a time.
const PAGE: usize = 1_024;
/// How often carts are looked at again that others changed meanwhile.
const ROUNDS: u32 = 4;

/// What a block's bytes are compared by.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    FixedState::with_seed(0).hash_one(bytes)
}

/// What came of a comparison.
#[derive(Clone, Copy)]
enum Compared {
    Same,
    /// The cart went on while it was looked at.
    WentOn,
    Found(Breach),
}

impl Pass<'_> {
    /// Holds what is saved of carts against the log, following those that others change meanwhile for a few rounds.
    pub(super) fn compare_carts(&mut self, later: &mut Vec<Part>) -> Result<(), StoreError> {
        self.compare_streams()?;
        for _ in 1..ROUNDS {
            let waits = |cart: &Cart| !cart.is_settled && !cart.is_broken;
            if !self.carts.values().any(waits) || !self.read(later)? {
                break;
            }
            let unsettled = self.carts.iter().filter(|(_, cart)| waits(cart));
            let unsettled: Vec<CartId> = unsettled.map(|(id, _)| *id).collect();
            for id in unsettled {
                let stored = self.load(id)?;
                self.compare_cart(id, stored.as_ref())?;
            }
        }
        let unsettled = self.carts.values().filter(|cart| !cart.is_settled && !cart.is_broken);
        self.found.carts_unsettled = unsettled.count() as u64;
        Ok(())
    }

    /// Goes once through everything that is saved of carts.
    fn compare_streams(&mut self) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = self.streams_after(after.as_ref())?;
            for (stream, stored) in &page {
                let Ok(id) = stream.key().try_into() else { continue };
                let id = CartId(u128::from_be_bytes(id));
                if self.part.holds(&id) {
                    self.compare_cart(id, Some(stored))?;
                }
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => break,
            }
        }
        // What is left was not among the streams: missing, or so new that it was not there yet.
        let missed = self.carts.iter().filter(|(_, cart)| !cart.is_settled && !cart.is_broken);
        let missed: Vec<CartId> = missed.map(|(id, _)| *id).collect();
        for id in missed {
            if self.load(id)?.is_none() {
                self.settle(id, Compared::Found(Breach::SnapshotIsMissing));
            }
        }
        Ok(())
    }

    /// A page of streams; a snapshot whose checksum fails is found, and passed over one by one.
    fn streams_after(
        &mut self,
        after: Option<&StreamKey>,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        match self.store.streams(CARTS, after, PAGE) {
            Err(StoreError::Damaged { .. }) => {
                // One of the page cannot be read: each cart is asked for by itself instead.
                let mut keys: Vec<StreamKey> = self.carts.keys().map(|id| key(*id)).collect();
                keys.retain(|key| after.is_none_or(|after| key > after));
                keys.sort_unstable();
                keys.truncate(PAGE);
                let mut page = Vec::new();
                for key in keys {
                    let Ok(id) = key.key().try_into() else { continue };
                    if let Some(stored) = self.load(CartId(u128::from_be_bytes(id)))? {
                        page.push((key, stored));
                    }
                }
                Ok(page)
            }
            page => page,
        }
    }

    /// Loads a cart; one that is damaged is found, and nothing.
    fn load(&mut self, id: CartId) -> Result<Option<Stored>, StoreError> {
        match self.store.load(&key(id)) {
            Err(StoreError::Damaged { .. }) => {
                self.settle(id, Compared::Found(Breach::SnapshotNotReadable));
                Ok(None)
            }
            loaded => loaded,
        }
    }

    fn compare_cart(&mut self, id: CartId, stored: Option<&Stored>) -> Result<(), StoreError> {
        if let (Some(cart), Some(stored)) = (self.carts.get_mut(&id), stored) {
            cart.texts = stored.texts.len() as u64;
        }
        let compared = match (self.carts.get(&id), stored) {
            (Some(cart), _) if cart.is_broken || cart.is_settled => return Ok(()),
            (Some(_), None) => Compared::Found(Breach::SnapshotIsMissing),
            (_, Some(stored)) if stored.position > self.position => Compared::WentOn,
            (None, _) => Compared::Found(Breach::StreamNotInLog),
            (Some(cart), Some(stored)) => cart.compare(self.store, stored, &self.skus)?,
        };
        self.settle(id, compared);
        Ok(())
    }

    fn settle(&mut self, id: CartId, compared: Compared) {
        let version = self.carts.get(&id).map_or(0, |cart| cart.state.version);
        let position = self.carts.get(&id).map_or(self.position, |cart| cart.position);
        if let Compared::Found(breach) = compared {
            self.find(breach, position, Subject::Cart(id), version);
        }
        if let Some(cart) = self.carts.get_mut(&id) {
            cart.is_settled |= !matches!(compared, Compared::WentOn);
        }
    }
}

fn key(id: CartId) -> StreamKey {
    StreamKey::new(CARTS, &id.0.to_be_bytes())
}

impl Cart {
    /// Compares what is saved of a cart with what the log says.
    fn compare(
        &self,
        store: &dyn Store,
        stored: &Stored,
        skus: &Skus,
    ) -> Result<Compared, StoreError> {
        let id = self.state.id;
        if !has_true_total(&self.state) {
            return Ok(Compared::Found(Breach::TotalDoesNotAddUp));
        }
        if !self.state.is_consistent() {
            // Found already, at the event that made it so; nothing like it is loaded.
            return Ok(Compared::Same);
        }
        let restored = catch_unwind(AssertUnwindSafe(|| {
            let snapshot = stored.snapshot.as_ref().map(|snapshot| snapshot.body.as_slice());
            let tail = stored.tail.iter().map(|(base, _, body)| (*base, body.as_slice()));
            CartState::restore(id, snapshot, tail, skus, &Limits::default())
        }));
        let Some(restored) = restored.unwrap_or_default() else {
            return Ok(Compared::Found(Breach::SnapshotNotReadable));
        };
        if !restored.is_same(&self.state) {
            return Ok(Compared::Found(Breach::SnapshotDiffers));
        }
        let notes: BTreeSet<u64> = self.notes.iter().copied().collect();
        if !stored.texts.iter().all(|(reference, _)| notes.contains(reference)) {
            return Ok(Compared::Found(Breach::TextNotReferred));
        }
        for (base, expected) in &self.blocks {
            let block = match store.block(&key(id), *base) {
                Err(StoreError::Damaged { .. }) => None,
                block => block?,
            };
            let block = block.filter(|block| block.base == *base);
            let is_same = block.is_some_and(|block| is_block(&block, *expected, id, skus));
            if !is_same {
                return Ok(Compared::Found(Breach::BlockDiffers));
            }
        }
        Ok(Compared::Same)
    }
}

/// Whether the total, which is kept by differences, is the sum of the lines.
fn has_true_total(cart: &CartState) -> bool {
    let currency = cart.money();
    let sum: i128 = cart.items().iter().map(|line| i128::from(line.total(currency))).sum();
    sum == i128::from(cart.total)
}

/// Whether a block holds what it must, however it was encoded.
fn is_block(block: &Block, expected: u64, id: CartId, skus: &Skus) -> bool {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let (start, records) = decode_run(&block.body, id, skus)?;
        Some(fingerprint(&encode_run(start.as_ref(), records, skus)))
    }));
    read.unwrap_or_default() == Some(expected)
}
