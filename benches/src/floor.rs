//! The bare floor: what the engine's `add_item` is measured against.
//!
//! FROZEN. It is never tuned and never extended: a ratio means the same today and in a year. It has the engine's layout (a
//! sharded table of one block a cart: header, members' roles, 32-byte lines, a log of 16-byte records) and none of its
//! rules: no strings, no limits, no policies, no clock, no feed.

use core::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use parking_lot::Mutex;

const SHARDS: usize = 256;
const MEMBERS: usize = 16;
const RECORD_BYTES: usize = 16;
/// The log's bound, and how much of it goes at once: the engine's, so that both touch as much memory.
const HISTORY_BYTES_MAX: usize = 1_024 * RECORD_BYTES;
const HISTORY_BYTES_DROPPED: usize = 256 * RECORD_BYTES;
const MAY_ADD: u8 = 1;

/// A role that may add.
pub const EDITOR: u8 = MAY_ADD;
/// A role that may not.
pub const VIEWER: u8 = 0;

/// A line to start with.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The SKU's number.
    pub sku: u32,
    /// How many.
    pub quantity: u32,
    /// The price of one, in minor units.
    pub unit_price: i64,
}

#[derive(Clone, Copy, Default)]
#[repr(C)]
struct Line {
    id: u32,
    added_s: u32,
    unit_price: i64,
    sku: u32,
    quantity: u32,
    added_by: u16,
    changed_by: u16,
    extra: u16,
    digits: u8,
    flags: u8,
}

const _: () = assert!(size_of::<Line>() == 32);

#[repr(C)]
struct Header {
    id: u128,
    version: u64,
    total: i64,
    history: Vec<u8>,
    lines: u32,
    roles: [u8; MEMBERS],
}

#[repr(C)]
struct Body<L: ?Sized> {
    header: Header,
    lines: L,
}

type Cart = Body<[Line]>;

fn sized<const N: usize>(header: Header) -> Box<Cart> {
    Box::new(Body { header, lines: [Line::default(); N] })
}

/// A block with room for at least `lines`.
fn with_room(header: Header, lines: usize) -> Box<Cart> {
    match lines {
        0..=4 => sized::<4>(header),
        5..=8 => sized::<8>(header),
        9..=12 => sized::<12>(header),
        13..=16 => sized::<16>(header),
        17..=24 => sized::<24>(header),
        25..=32 => sized::<32>(header),
        33..=48 => sized::<48>(header),
        49..=64 => sized::<64>(header),
        65..=128 => sized::<128>(header),
        _ => sized::<256>(header),
    }
}

impl Cart {
    fn held(&self) -> &[Line] {
        &self.lines[..self.header.lines as usize]
    }

    fn held_mut(&mut self) -> &mut [Line] {
        &mut self.lines[..self.header.lines as usize]
    }

    fn add(&mut self, seat: u16, sku: u32, quantity: u32) -> Option<u64> {
        if self.header.roles[usize::from(seat)] & MAY_ADD == 0 {
            return None;
        }
        let before = self.header.total;
        let line = self.held_mut().iter_mut().find(|line| line.sku == sku)?;
        let grown = line.quantity.checked_add(quantity)?;
        let total = before.checked_add(line.unit_price.checked_mul(i64::from(quantity))?)?;
        line.quantity = grown;
        line.changed_by = seat;
        let line = line.id;
        self.header.total = total;
        self.header.version += 1;
        self.record(line, quantity, seat);
        Some(self.header.version)
    }

    fn record(&mut self, line: u32, quantity: u32, seat: u16) {
        let history = &mut self.header.history;
        if history.len() == HISTORY_BYTES_MAX {
            history.drain(..HISTORY_BYTES_DROPPED);
        }
        let mut record = [0; RECORD_BYTES];
        record[..4].copy_from_slice(&(self.header.version as u32).to_le_bytes());
        record[4..8].copy_from_slice(&line.to_le_bytes());
        record[8..12].copy_from_slice(&quantity.to_le_bytes());
        record[12..14].copy_from_slice(&seat.to_le_bytes());
        history.extend_from_slice(&record);
    }
}

/// A sharded table of carts without rules.
pub struct Floor {
    shards: Box<[Mutex<HashTable<Box<Cart>>>]>,
    hasher: FixedState,
}

impl Default for Floor {
    fn default() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::new(HashTable::new())).collect();
        Self { shards, hasher: FixedState::with_seed(1) }
    }
}

impl Floor {
    /// Puts a cart into the table, whose seats have `roles`.
    ///
    /// # Panics
    /// With more than 16 roles or 256 items.
    pub fn insert(&self, id: u128, roles: &[u8], items: &[Item]) {
        let mut header = Header {
            id,
            version: 1,
            total: 0,
            history: Vec::new(),
            lines: items.len() as u32,
            roles: [0; MEMBERS],
        };
        header.roles[..roles.len()].copy_from_slice(roles);
        header.total = items.iter().map(|item| item.unit_price * i64::from(item.quantity)).sum();
        let mut cart = with_room(header, items.len());
        for (id, (line, item)) in (2..).zip(cart.held_mut().iter_mut().zip(items)) {
            let Item { sku, quantity, unit_price } = *item;
            *line = Line { id, unit_price, sku, quantity, ..Line::default() };
        }
        let hash = self.hasher.hash_one(id);
        self.shard(hash)
            .lock()
            .insert_unique(hash, cart, |cart| self.hasher.hash_one(cart.header.id));
    }

    /// Adds to a line that is there; the cart's new version, or nothing where role, line or arithmetic forbid it.
    #[must_use]
    pub fn add(&self, id: u128, seat: u16, sku: u32, quantity: u32) -> Option<u64> {
        let hash = self.hasher.hash_one(id);
        let mut shard = self.shard(hash).lock();
        shard.find_mut(hash, |cart| cart.header.id == id)?.add(seat, sku, quantity)
    }

    /// The cart's total in minor units.
    #[must_use]
    pub fn total(&self, id: u128) -> Option<i64> {
        let hash = self.hasher.hash_one(id);
        let shard = self.shard(hash).lock();
        shard.find(hash, |cart| cart.header.id == id).map(|cart| cart.header.total)
    }

    /// What the lines come to, counted anew.
    #[must_use]
    pub fn recount(&self, id: u128) -> Option<i64> {
        let hash = self.hasher.hash_one(id);
        let shard = self.shard(hash).lock();
        let cart = shard.find(hash, |cart| cart.header.id == id)?;
        Some(cart.held().iter().map(|line| line.unit_price * i64::from(line.quantity)).sum())
    }

    /// The shard's bits are none of those the table uses: neither the lowest nor the highest seven.
    fn shard(&self, hash: u64) -> &Mutex<HashTable<Box<Cart>>> {
        &self.shards[(hash >> 48) as usize % SHARDS]
    }
}

#[cfg(test)]
mod tests {
    use super::{EDITOR, Floor, Item, VIEWER};

    const ITEMS: [Item; 2] = [
        Item { sku: 7, quantity: 1, unit_price: 450 },
        Item { sku: 9, quantity: 2, unit_price: 100 },
    ];

    #[test]
    fn an_add_grows_line_total_and_version() {
        let floor = Floor::default();
        floor.insert(42, &[EDITOR, VIEWER], &ITEMS);
        assert_eq!(floor.add(42, 0, 7, 3), Some(2));
        assert_eq!(floor.total(42), Some(650 + 3 * 450));
        assert_eq!(floor.recount(42), floor.total(42));
    }

    #[test]
    fn viewers_strangers_and_missing_lines_change_nothing() {
        let floor = Floor::default();
        floor.insert(42, &[EDITOR, VIEWER], &ITEMS);
        assert_eq!(floor.add(42, 1, 7, 1), None);
        assert_eq!(floor.add(43, 0, 7, 1), None);
        assert_eq!(floor.add(42, 0, 8, 1), None);
        assert_eq!(floor.total(42), Some(650));
    }

    #[test]
    fn the_log_is_bounded() {
        let floor = Floor::default();
        floor.insert(42, &[EDITOR], &ITEMS);
        let last = (0..5_000).filter_map(|_| floor.add(42, 0, 9, 1)).max();
        assert_eq!(last, Some(5_001));
    }
}
