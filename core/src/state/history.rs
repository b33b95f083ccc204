//! A cart's own past in memory: packed records, and a checkpoint every 256 events.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::Seat;
use crate::state::cart::{CartState, SkuNumbers, Stamp};
use crate::view::Cause;

/// Events from one checkpoint to the next.
pub(crate) const BLOCK_EVENTS: u64 = 256;
/// The tail grows by half, and by no less than this: 16 plain records.
const GROWTH_BYTES: usize = 128;

/// The kept records, oldest first, in blocks of 256.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// The records since the last checkpoint.
    tail: Vec<u8>,
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

/// One event as it is written: to memory today, to a journal as it is. Frozen.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record<'a> {
    /// Milliseconds since the event before it; for the first event since 1970.
    pub(crate) after_ms: u64,
    /// 0 for the host, else the seat and one.
    cause: u32,
    #[serde(borrow)]
    pub(crate) event: Event<'a>,
}

/// A record that borrows its event, for writing.
#[derive(Serialize)]
struct RecordRef<'r, 'a> {
    after_ms: u64,
    cause: u32,
    event: &'r Event<'a>,
}

impl Record<'_> {
    pub(crate) fn cause(&self) -> Cause {
        let seat = self.cause.checked_sub(1).and_then(|seat| u16::try_from(seat).ok());
        seat.map_or(Cause::System, |seat| Cause::Member(Seat(seat)))
    }
}

/// The frozen tags of the plain events; a test holds them against postcard's.
const TAG_ITEM_INCREASED: u8 = 2;
const TAG_QUANTITY_ADJUSTED: u8 = 3;
const TAG_QUANTITY_SET: u8 = 4;

/// Room for any plain event: eleven numbers of at most ten bytes, rounded.
const SMALL_BYTES: usize = 96;

/// The bytes of an event about to be recorded; plain ones fit without a heap allocation.
pub(crate) struct Encoded {
    small: [u8; SMALL_BYTES],
    len: usize,
    large: Vec<u8>,
}

impl Encoded {
    /// Encodes an event that follows another after `after_ms`.
    #[inline]
    pub(crate) fn new(after_ms: u64, cause: Cause, event: &Event<'_>) -> Self {
        let cause = match cause {
            Cause::System => 0,
            Cause::Member(seat) => u32::from(seat.0) + 1,
        };
        let mut encoded = Self { small: [0; SMALL_BYTES], len: 0, large: Vec::new() };
        if !encoded.write_plain(after_ms, cause, event) {
            encoded.write_any(&RecordRef { after_ms, cause, event });
        }
        encoded
    }

    #[cold]
    fn write_any(&mut self, record: &RecordRef<'_, '_>) {
        match postcard::to_slice(record, &mut self.small) {
            Ok(bytes) => self.len = bytes.len(),
            Err(_) => {
                self.large =
                    postcard::to_allocvec(record).expect("an event holds nothing unencodable");
            }
        }
    }

    /// Writes the events nearly all records are made of, byte for byte as postcard does and several times faster.
    #[inline]
    fn write_plain(&mut self, after_ms: u64, cause: u32, event: &Event<'_>) -> bool {
        let mut hint = None;
        let (tag, line, numbers, flag) = match event {
            Event::ItemIncreased { line, added, quantity, already_in_cart } => {
                hint = *already_in_cart;
                (TAG_ITEM_INCREASED, line, [*added, *quantity], Some(hint.is_some()))
            }
            Event::QuantityAdjusted { line, delta, quantity } => {
                (TAG_QUANTITY_ADJUSTED, line, [zigzag(*delta), *quantity], None)
            }
            Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
                (TAG_QUANTITY_SET, line, [*old_quantity, *quantity], Some(*is_contested))
            }
            _ => return false,
        };
        let mut pen = Pen { page: &mut self.small, len: 0 };
        pen.varint(after_ms);
        pen.varint(u64::from(cause));
        pen.byte(tag);
        pen.varint(line.0);
        pen.varint(u64::from(numbers[0]));
        pen.varint(u64::from(numbers[1]));
        if let Some(flag) = flag {
            pen.byte(u8::from(flag));
        }
        if let Some(hint) = hint {
            pen.varint(hint.line.0);
            pen.varint(u64::from(hint.member.0));
            pen.varint(u64::from(hint.quantity));
            pen.varint(hint.added_at_ms);
        }
        self.len = pen.len;
        true
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        if self.large.is_empty() {
            self.small.get(..self.len).unwrap_or_default()
        } else {
            &self.large
        }
    }
}

/// Writes bytes into a page that is large enough for any plain event.
struct Pen<'p> {
    page: &'p mut [u8; SMALL_BYTES],
    len: usize,
}

impl Pen<'_> {
    #[inline]
    fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.page.get_mut(self.len) {
            *slot = byte;
        }
        self.len += 1;
    }

    /// A number in groups of seven bits, lowest first (LEB128).
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the low seven bits are what is wanted")]
    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }
}

/// A signed number as an unsigned one, small where it is near zero.
const fn zigzag(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)).cast_unsigned()
}

/// A record as it lies in the history: its version, time, and bytes.
pub(crate) struct Kept<'h> {
    pub(crate) version: u64,
    pub(crate) at_ms: u64,
    pub(crate) bytes: &'h [u8],
    pub(crate) record: Record<'h>,
}

impl History {
    /// Appends a record.
    #[inline]
    pub(crate) fn append(&mut self, record: &[u8]) {
        if self.tail.capacity() - self.tail.len() < record.len() {
            let growth = GROWTH_BYTES.max(self.tail.len() / 2);
            self.tail.reserve_exact(record.len().max(growth));
        }
        self.tail.extend_from_slice(record);
    }

    /// Closes the tail's block with the state it led to, and drops the oldest blocks beyond `events_max`.
    #[cold]
    pub(crate) fn seal(&mut self, state: CartState, events_max: u32) {
        let sealed = self.sealed.get_or_insert_default();
        let start = sealed.tail_start.replace(Arc::new(state));
        // A cart that filled a block will fill another: the new tail is as long at once.
        let tail = Vec::with_capacity(self.tail.len());
        let records = core::mem::replace(&mut self.tail, tail).into_boxed_slice();
        sealed.blocks.push_back(Arc::new(HistoryBlock { start, records }));
        while sealed.blocks.len() as u64 * BLOCK_EVENTS > u64::from(events_max) {
            sealed.blocks.pop_front();
        }
    }

    /// The version before the oldest kept event.
    pub(crate) fn base(&self) -> u64 {
        let Some(sealed) = self.sealed.as_deref() else { return 0 };
        let oldest = match sealed.blocks.front() {
            Some(block) => block.start.as_deref(),
            None => sealed.tail_start.as_deref(),
        };
        oldest.map_or(0, |state| state.version)
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
        let records = wanted.flat_map(|(start, records)| Records::new(start, records));
        records.filter(move |kept| kept.version > version)
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
    use crate::event::AlreadyInCart;
    use crate::id::LineId;

    #[test]
    fn plain_events_are_written_as_postcard_writes_them() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
        let deltas = [0, 1, -1, 63, -64, 64, i32::MAX, i32::MIN];
        for (place, number) in numbers.into_iter().enumerate() {
            let line = LineId(u64::from(number) * 3);
            let already_in_cart = (place % 2 == 0).then_some(AlreadyInCart {
                line,
                member: Seat(9),
                quantity: number,
                added_at_ms: u64::MAX / 3,
            });
            let mut events = vec![
                Event::ItemIncreased { line, added: number, quantity: number, already_in_cart },
                Event::QuantitySet { line, old_quantity: number, quantity: 7, is_contested: true },
            ];
            let adjusted = |delta| Event::QuantityAdjusted { line, delta, quantity: number };
            events.extend(deltas.map(adjusted));
            for event in &events {
                let after_ms = u64::from(number) << 20;
                let plain = Encoded::new(after_ms, Cause::Member(Seat(300)), event);
                let expected =
                    postcard::to_allocvec(&RecordRef { after_ms, cause: 301, event }).unwrap();
                assert_eq!(plain.bytes(), expected, "{event:?}");
            }
        }
    }
}
