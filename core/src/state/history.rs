//! A cart's own past in memory: packed records, and a checkpoint every 256 events.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::event::record::{self, Kept, Record};
use crate::id::TextRef;
use crate::state::cart::{CartState, SkuNumbers, Stamp};

/// Events from one checkpoint to the next.
pub(crate) const BLOCK_EVENTS: u64 = 256;
/// A short tail grows by this much: 16 plain records.
const GROWTH_BYTES: usize = 128;

/// The kept records, oldest first, in blocks of 256.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// The records since the last checkpoint.
    tail: Vec<u8>,
    /// How long each of the tail's newest records is, the newest in the lowest byte; 0 where that is not known.
    lengths: u64,
    sealed: Option<Box<Sealed>>,
}

#[derive(Clone, Debug, Default)]
struct Sealed {
    blocks: VecDeque<Arc<HistoryBlock>>,
    /// The state the tail starts from.
    tail_start: Option<Arc<CartState>>,
}

/// A run of records and the state before them; nothing for a cart's very first.
#[derive(Clone, Debug)]
struct HistoryBlock {
    start: Option<Arc<CartState>>,
    records: Box<[u8]>,
}

impl HistoryBlock {
    /// The version before its first event.
    fn base(&self) -> u64 {
        self.start.as_deref().map_or(0, |state| state.version)
    }
}

impl History {
    /// Appends a record.
    #[inline]
    pub(crate) fn append(&mut self, record: &[u8]) {
        if self.tail.capacity() - self.tail.len() < record.len() {
            // A short tail grows evenly, so that a million small carts waste little; a long one by half.
            let is_short = self.tail.len() < 6 * GROWTH_BYTES;
            let growth = if is_short { GROWTH_BYTES } else { self.tail.len() / 2 };
            self.tail.reserve_exact(record.len().max(growth));
        }
        self.tail.extend_from_slice(record);
        self.lengths = self.lengths << 8 | u64::from(u8::try_from(record.len()).unwrap_or(0));
    }

    /// Closes the tail's block with the state it led to, and drops the oldest blocks beyond `events_max`.
    #[cold]
    pub(crate) fn seal(&mut self, state: CartState, events_max: u32) {
        let sealed = self.sealed.get_or_insert_default();
        let start = sealed.tail_start.replace(Arc::new(state));
        // A cart that filled a block will fill another: the new tail is as long at once.
        let tail = Vec::with_capacity(self.tail.len());
        let records = core::mem::replace(&mut self.tail, tail).into_boxed_slice();
        self.lengths = 0;
        sealed.blocks.push_back(Arc::new(HistoryBlock { start, records }));
        while sealed.blocks.len() as u64 * BLOCK_EVENTS > u64::from(events_max) {
            sealed.blocks.pop_front();
        }
    }

    /// A history that goes on from a checkpoint, or from the beginning.
    pub(crate) fn from_start(start: Option<CartState>) -> Self {
        let tail_start = start.map(Arc::new);
        let sealed =
            tail_start.is_some().then(|| Box::new(Sealed { tail_start, ..Sealed::default() }));
        Self { sealed, ..Self::default() }
    }

    /// A sealed block alone, as a history that ends with it.
    pub(crate) fn of_block(start: Option<CartState>, records: &[u8]) -> Self {
        Self { tail: records.to_vec(), ..Self::from_start(start) }
    }

    /// The last checkpoint, and the records since.
    pub(crate) fn tail(&self) -> (Option<&CartState>, &[u8]) {
        let start = self.sealed.as_deref().and_then(|sealed| sealed.tail_start.as_deref());
        (start, &self.tail)
    }

    /// The sealed blocks that hold events after `version`, each with the version before its first event.
    pub(crate) fn sealed_after(
        &self,
        version: u64,
    ) -> impl Iterator<Item = (u64, Option<&CartState>, &[u8])> {
        let blocks = self.blocks_after(version);
        blocks.map(|block| (block.base(), block.start.as_deref(), &*block.records))
    }

    fn blocks_after(&self, version: u64) -> impl Iterator<Item = &Arc<HistoryBlock>> {
        let sealed = self.sealed.as_deref().into_iter().flat_map(|sealed| &sealed.blocks);
        sealed.filter(move |block| block.base() + BLOCK_EVENTS > version)
    }

    /// Puts an older block before those there are.
    pub(crate) fn prepend(&mut self, start: Option<CartState>, records: &[u8]) {
        let block = HistoryBlock { start: start.map(Arc::new), records: records.into() };
        self.sealed.get_or_insert_default().blocks.push_front(Arc::new(block));
    }

    /// The version before the oldest kept event.
    pub(crate) fn base(&self) -> u64 {
        self.oldest().map_or(0, |state| state.version)
    }

    /// The oldest kept checkpoint; nothing where history reaches back to the beginning.
    fn oldest(&self) -> Option<&CartState> {
        let sealed = self.sealed.as_deref()?;
        match sealed.blocks.front() {
            Some(block) => block.start.as_deref(),
            None => sealed.tail_start.as_deref(),
        }
    }

    /// Whether some kept version refers to a text. What a later one refers to and the oldest does not came in between.
    pub(crate) fn refers_to(&self, text: TextRef) -> bool {
        text.0 > self.base() || self.oldest().is_some_and(|state| state.refers_to(text))
    }

    /// The kept blocks: the state each starts from, and its records.
    fn blocks(&self) -> impl Iterator<Item = (Option<&CartState>, &[u8])> {
        let sealed = self.sealed.as_deref();
        let blocks = sealed.into_iter().flat_map(|sealed| &sealed.blocks);
        let blocks = blocks.map(|block| (block.start.as_deref(), &*block.records));
        let tail_start = sealed.and_then(|sealed| sealed.tail_start.as_deref());
        blocks.chain(core::iter::once((tail_start, &*self.tail)))
    }

    /// The kept events after `version`, oldest first; starts reading at the checkpoint below it.
    pub(crate) fn since(&self, version: u64) -> impl Iterator<Item = Kept<'_>> {
        let blocks = self.blocks();
        let wanted = blocks.filter(move |(start, _)| {
            start.map_or(0, |state| state.version) + BLOCK_EVENTS > version
        });
        wanted.flat_map(move |(start, records)| Records::new(start, records).after(version))
    }

    /// The kept events after `version`, apart from the cart. An older block knows no lengths, and asks the cart nothing.
    pub(crate) fn suffix_after(&self, version: u64, cart: &CartState) -> Suffix {
        if let Some(newest) = self.newest_after(version, cart) {
            return Suffix::new(Vec::new(), version, &newest);
        }
        let (start, tail) = self.tail();
        let sealed = self.blocks_after(version).map(Arc::clone).collect();
        Suffix::new(sealed, version, &Records::new(start, tail))
    }

    /// The few newest records, which whoever was just woken asks for, without a pass over those before them.
    fn newest_after(&self, version: u64, cart: &CartState) -> Option<Records<'_>> {
        let count = usize::try_from(cart.version.checked_sub(version)?).ok()?;
        let lengths = self.lengths.to_le_bytes();
        let lengths = lengths.get(..count).filter(|lengths| !lengths.contains(&0))?;
        let length: usize = lengths.iter().map(|length| usize::from(*length)).sum();
        let records = self.tail.get(self.tail.len().checked_sub(length)?..)?;
        let (mut rest, mut passed_ms) = (records, 0);
        while let Some((after_ms, later)) = record::skip(rest) {
            (rest, passed_ms) = (later, passed_ms + after_ms);
        }
        let at_ms = cart.changed_at_ms.checked_sub(passed_ms)?;
        Some(Records { rest: records, version, at_ms })
    }

    /// The state at `version`, which is kept: the checkpoint below it and what follows.
    pub(crate) fn state_at(
        &self,
        unborn: CartState,
        version: u64,
        skus: &dyn SkuNumbers,
    ) -> Option<CartState> {
        let start_version =
            |start: Option<&CartState>| start.map_or(0, |state: &CartState| state.version);
        let (start, records) =
            self.blocks().filter(|(start, _)| start_version(*start) <= version).last()?;
        let mut state = start.map_or(unborn, CartState::checkpoint);
        for kept in Records::new(start, records).take_while(|kept| kept.version <= version) {
            let stamp = Stamp { at_ms: kept.at_ms, cause: kept.record.cause(), skus };
            state.apply_event(&kept.record.event, &stamp);
        }
        Some(state)
    }

    /// The state at `version`, replayed from the oldest kept checkpoint, with every checkpoint on the way compared.
    pub(crate) fn oldest_replay(
        &self,
        unborn: &CartState,
        version: u64,
        skus: &dyn SkuNumbers,
    ) -> Option<CartState> {
        let mut state: Option<CartState> = None;
        for (start, records) in self.blocks() {
            let replayed = state.take();
            if let (Some(start), Some(replayed)) = (start, &replayed)
                && !replayed.is_same(start)
            {
                return None;
            }
            let start = replayed.or_else(|| start.map(CartState::checkpoint));
            let mut current = start.unwrap_or_else(|| unborn.checkpoint());
            for kept in Records::from_state(&current, records) {
                let stamp = Stamp { at_ms: kept.at_ms, cause: kept.record.cause(), skus };
                current.apply_event(&kept.record.event, &stamp);
            }
            state = Some(current);
        }
        state.filter(|state| state.version == version)
    }

    /// Bytes on the heap; checkpoints count as large as `state_bytes`.
    pub(crate) fn bytes(&self, state_bytes: usize) -> usize {
        let sealed = self.sealed.as_deref().map_or(0, |sealed| {
            let records = sealed.blocks.iter().map(|block| block.records.len() + state_bytes);
            records.sum::<usize>() + state_bytes
        });
        self.tail.capacity() + sealed
    }
}

/// Kept records after one version, apart from their cart: taken under its lock, read without it.
pub(crate) struct Suffix {
    sealed: Vec<Arc<HistoryBlock>>,
    /// The version after which they are wanted.
    version: u64,
    /// What follows the sealed ones, and the version and time before it.
    newest: Vec<u8>,
    newest_version: u64,
    newest_at_ms: u64,
}

impl Suffix {
    fn new(sealed: Vec<Arc<HistoryBlock>>, version: u64, newest: &Records<'_>) -> Self {
        let Records { rest, version: newest_version, at_ms: newest_at_ms } = *newest;
        Self { sealed, version, newest: rest.to_vec(), newest_version, newest_at_ms }
    }

    /// The version after which they are.
    pub(crate) const fn version(&self) -> u64 {
        self.version
    }

    /// The events, oldest first.
    pub(crate) fn events(&self) -> impl Iterator<Item = Kept<'_>> {
        let sealed = self.sealed.iter();
        let sealed = sealed.map(|block| Records::new(block.start.as_deref(), &block.records));
        let (version, at_ms) = (self.newest_version, self.newest_at_ms);
        let newest = Records { rest: &self.newest, version, at_ms };
        sealed.chain([newest]).flat_map(|records| records.after(self.version))
    }
}

/// Reads records in order.
struct Records<'h> {
    rest: &'h [u8],
    version: u64,
    at_ms: u64,
}

impl<'h> Records<'h> {
    fn new(start: Option<&CartState>, rest: &'h [u8]) -> Self {
        let (version, at_ms) = start.map_or((0, 0), |state| (state.version, state.changed_at_ms));
        Self { rest, version, at_ms }
    }

    fn from_state(state: &CartState, rest: &'h [u8]) -> Self {
        Self { rest, version: state.version, at_ms: state.changed_at_ms }
    }
}

impl Records<'_> {
    /// Passes over the records up to `version`, for the most part without decoding them.
    fn after(mut self, version: u64) -> Self {
        while self.version < version {
            let Some((after_ms, rest)) = record::skip(self.rest) else { break };
            self.rest = rest;
            self.version += 1;
            self.at_ms += after_ms;
        }
        self
    }
}

impl<'h> Iterator for Records<'h> {
    type Item = Kept<'h>;

    fn next(&mut self) -> Option<Kept<'h>> {
        if self.rest.is_empty() {
            return None;
        }
        let (record, rest): (Record<'h>, _) =
            postcard::take_from_bytes(self.rest).expect("the history holds what was encoded");
        let bytes = self.rest.get(..self.rest.len() - rest.len()).unwrap_or_default();
        self.rest = rest;
        self.version += 1;
        self.at_ms += record.after_ms;
        Some(Kept { version: self.version, at_ms: self.at_ms, bytes, record })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CartId;

    /// A record's own text may look like records, with times whose sum has no room.
    #[test]
    fn behind_a_record_of_unknown_length_nothing_is_read() {
        const NUMBER_MAX: [u8; 10] = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
        let looks_plain = [&NUMBER_MAX[..], &[1, 3, 1, 1, 1]].concat();
        let mut history = History::default();
        history.append(&[0; 30]);
        history.append(&[&[0; 300][..], &looks_plain, &looks_plain].concat());
        let mut cart = CartState::unborn(CartId(1));
        cart.version = 2;
        assert!(history.newest_after(0, &cart).is_none());
        assert!(history.newest_after(1, &cart).is_none());
        history.append(&[0; 30]);
        cart.version = 3;
        assert!(history.newest_after(2, &cart).is_some());
        assert!(history.newest_after(1, &cart).is_none());
    }
}
