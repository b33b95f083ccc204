//! A line as it lies in memory, and the index that finds lines of a SKU in a large cart.

use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::id::{LineId, Seat};
use crate::money::Price;

/// A SKU's number in this process; numbers are given in order and never written to a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct SkuId(pub(crate) u32);

/// The caller gave the price; the price list leaves it alone.
const CALLERS_PRICE: u8 = 1;
/// The cart's cold part holds an [`Extra`](super::cold::Extra) for this line.
const HAS_EXTRA: u8 = 2;

/// The member who pledged this has left before the campaign locked.
const IS_WITHDRAWN: u8 = 4;
/// Above this the number of the campaign that counts the line, from 1.
const CAMPAIGN_SHIFT: u32 = 4;

/// One line, 32 bytes: two to a cache line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    id: u32,
    /// Seconds from the cart's creation to the line's.
    pub(crate) added_after_s: u32,
    units: i64,
    /// Saved as a text beside the line.
    #[serde(skip)]
    pub(crate) sku: SkuId,
    pub(crate) quantity: u32,
    pub(crate) added_by: Seat,
    pub(crate) changed_by: Seat,
    digits: u8,
    flags: u8,
}

impl Line {
    pub(crate) fn new(id: LineId, sku: SkuId, quantity: u32, price: Price, by: Seat) -> Self {
        let (units, digits) = price.parts();
        let id = u32::try_from(id.0).expect("limits bound a cart's versions to 32 bits");
        let (added_by, changed_by) = (by, by);
        Self { id, added_after_s: 0, units, sku, quantity, added_by, changed_by, digits, flags: 0 }
    }

    #[inline]
    pub(crate) const fn id(&self) -> LineId {
        LineId(self.id as u64)
    }

    #[inline]
    pub(crate) const fn unit_price(&self) -> Price {
        Price::from_parts(self.units, self.digits)
    }

    pub(crate) const fn set_unit_price(&mut self, price: Price) {
        (self.units, self.digits) = price.parts();
    }

    #[inline]
    pub(crate) fn total(&self, currency: Currency) -> i64 {
        self.unit_price().line_total(self.quantity, currency)
    }

    pub(crate) const fn has_callers_price(&self) -> bool {
        self.flags & CALLERS_PRICE != 0
    }

    pub(crate) const fn mark_callers_price(&mut self) {
        self.flags |= CALLERS_PRICE;
    }

    /// Whether its price is the price list's.
    pub(crate) const fn is_listed(&self) -> bool {
        !self.has_callers_price() && self.campaign().is_none()
    }

    /// The place of the campaign that counts it, among the cart's.
    #[inline]
    pub(crate) const fn campaign(&self) -> Option<u8> {
        (self.flags >> CAMPAIGN_SHIFT).checked_sub(1)
    }

    /// Marks it as pledged to the campaign at this place, below 15.
    pub(crate) const fn mark_pledged(&mut self, campaign: u8) {
        self.flags |= (campaign + 1) << CAMPAIGN_SHIFT;
    }

    pub(crate) const fn is_withdrawn(&self) -> bool {
        self.flags & IS_WITHDRAWN != 0
    }

    pub(crate) const fn mark_withdrawn(&mut self) {
        self.flags |= IS_WITHDRAWN;
    }

    pub(crate) const fn has_extra(&self) -> bool {
        self.flags & HAS_EXTRA != 0
    }

    pub(crate) const fn mark_extra(&mut self) {
        self.flags |= HAS_EXTRA;
    }
}

/// From how many lines on a cart has an index; below it a scan is faster.
pub(crate) const INDEX_FROM_LINES: usize = 32;

/// Which lines hold a SKU. Derived from the lines, never logged.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineIndex(HashTable<(SkuId, u32)>);

impl LineIndex {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut index = Self::default();
        for line in lines {
            index.insert(line);
        }
        index
    }

    pub(crate) fn insert(&mut self, line: &Line) {
        self.0.insert_unique(spread(line.sku), (line.sku, line.id), |(sku, _)| spread(*sku));
    }

    pub(crate) fn remove(&mut self, line: &Line) {
        let found = self.0.find_entry(spread(line.sku), |entry| *entry == (line.sku, line.id));
        if let Ok(entry) = found {
            entry.remove();
        }
    }

    /// The lines that hold `sku`, in no order.
    pub(crate) fn lines_of(&self, sku: SkuId) -> impl Iterator<Item = LineId> {
        let same_hash = self.0.iter_hash(spread(sku));
        same_hash.filter(move |(other, _)| *other == sku).map(|(_, id)| LineId(u64::from(*id)))
    }

    pub(crate) fn bytes(&self) -> usize {
        self.0.allocation_size()
    }
}

/// SKU numbers are the engine's own and dense: multiplying by the golden ratio spreads them (Knuth, TAOCP 3, 6.4).
fn spread(sku: SkuId) -> u64 {
    u64::from(sku.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
