//! The price list as the log tells it: what a SKU cost at each moment.

use core::cell::RefCell;
use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::{Breach, Pass, Subject};
use crate::currency::Currency;
use crate::journal::{FrameEntry, StoreError, Stored};
use crate::money::{EXTRA_DIGITS, Price};
use crate::state::cart::SkuNumbers;
use crate::state::line::SkuId;
use crate::state::saved::{SKUS, SavedSku};
use crate::state::sku::SkuState;

/// So many SKUs are read at a time.
const PAGE: usize = 4_096;

/// The SKUs heard of so far, by number.
#[derive(Default)]
pub(super) struct Skus {
    /// Numbers are also given while a snapshot is read, which sees this from outside.
    known: RefCell<Known>,
    /// How often the price list has changed.
    pub(super) version: u64,
}

#[derive(Default)]
struct Known {
    numbers: HashMap<Arc<str>, SkuId, FixedState>,
    skus: Vec<(Arc<str>, SkuState)>,
}

impl Known {
    fn number(&mut self, sku: &str) -> SkuId {
        if let Some(number) = self.numbers.get(sku) {
            return *number;
        }
        let number = SkuId(u32::try_from(self.skus.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = sku.into();
        self.numbers.insert(Arc::clone(&text), number);
        self.skus.push((text, SkuState::new(sku, number)));
        number
    }

    fn state(&self, sku: SkuId) -> Option<&SkuState> {
        self.skus.get(sku.0 as usize).map(|(_, state)| state)
    }
}

impl SkuNumbers for Skus {
    fn number(&self, sku: &str) -> SkuId {
        self.known.borrow_mut().number(sku)
    }

    fn texts(&self, skus: &mut dyn Iterator<Item = SkuId>) -> Vec<Arc<str>> {
        let known = self.known.borrow();
        let text = |sku: SkuId| known.skus.get(sku.0 as usize).map(|(text, _)| Arc::clone(text));
        skus.map(|sku| text(sku).unwrap_or_default()).collect()
    }
}

impl Skus {
    pub(super) fn price(&self, sku: SkuId, currency: Currency) -> Option<Price> {
        self.known.borrow().state(sku)?.price(currency)
    }

    pub(super) fn text(&self, sku: SkuId) -> Option<Arc<str>> {
        self.known.borrow().skus.get(sku.0 as usize).map(|(text, _)| Arc::clone(text))
    }

    pub(super) fn category(&self, sku: SkuId) -> Option<Arc<str>> {
        self.known.borrow().state(sku)?.category().cloned()
    }

    /// How many SKUs are in the price list; others are known from carts only.
    pub(super) fn listed(&self) -> u64 {
        let known = self.known.borrow();
        known.skus.iter().filter(|(_, state)| state.version() > 0).count() as u64
    }

    fn version_of(&self, sku: &str) -> u64 {
        let mut known = self.known.borrow_mut();
        let number = known.number(sku);
        known.state(number).map_or(0, SkuState::version)
    }

    /// Takes over what an entry says.
    fn restore(&mut self, sku: &str, saved: SavedSku, version: u64) {
        let mut known = self.known.borrow_mut();
        let number = known.number(sku);
        if let Some((_, state)) = known.skus.get_mut(number.0 as usize) {
            self.version += version.saturating_sub(state.version());
            state.restore(saved, version);
        }
    }

    /// Whether the bytes say what the log said of the SKU.
    fn is_saved_so(&self, sku: &str, saved: &SavedSku) -> bool {
        let mut known = self.known.borrow_mut();
        let number = known.number(sku);
        known.state(number).is_some_and(|state| state.saved().encode() == saved.encode())
    }

    /// The SKUs of the price list.
    fn versions(&self) -> Vec<(Arc<str>, u64)> {
        let known = self.known.borrow();
        let versions = known.skus.iter().map(|(sku, state)| (Arc::clone(sku), state.version()));
        versions.filter(|(_, version)| *version > 0).collect()
    }
}

/// Whether a price is one that could be set.
pub(super) const fn is_price(price: Price, currency: Currency) -> bool {
    let (units, digits) = price.parts();
    units >= 0 && digits >= currency.digits() && digits <= currency.digits() + EXTRA_DIGITS
}

impl Pass<'_> {
    pub(super) fn take_sku(&mut self, position: u64, entry: &FrameEntry<'_>) {
        let Ok(sku) = core::str::from_utf8(entry.stream.key()) else {
            return self.find_first(Breach::StreamNotKnown, position, Subject::Log, 0);
        };
        let version = entry.base + u64::from(entry.events);
        let find = |pass: &mut Self, breach| {
            pass.find_first(breach, position, Subject::Sku(sku.into()), version);
        };
        let Some(saved) = SavedSku::decode(entry.body) else {
            return find(self, Breach::EventNotReadable);
        };
        if self.skus.version_of(sku) != entry.base {
            find(self, Breach::VersionDoesNotFollow);
        }
        if !saved.prices.iter().all(|(currency, price)| is_price(*price, *currency)) {
            find(self, Breach::MoneyOutOfRange);
        }
        self.skus.restore(sku, saved, version);
    }

    /// Finds what every pass meets, once.
    pub(super) fn find_first(
        &mut self,
        breach: Breach,
        position: u64,
        subject: Subject,
        version: u64,
    ) {
        if self.is_first {
            self.find(breach, position, subject, version);
        }
    }

    /// Holds what is saved of SKUs against the log.
    pub(super) fn compare_skus(&mut self) -> Result<(), StoreError> {
        if !self.is_first {
            return Ok(());
        }
        let mut logged: HashMap<Arc<str>, u64, FixedState> =
            self.skus.versions().into_iter().collect();
        let mut after = None;
        loop {
            let page = self.store.streams(SKUS, after.as_ref(), PAGE)?;
            for (key, stored) in &page {
                let Ok(sku) = core::str::from_utf8(key.key()) else { continue };
                let version = logged.remove(sku);
                self.compare_sku(sku, version, stored);
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => break,
            }
        }
        for (sku, version) in logged {
            let subject = Subject::Sku((*sku).into());
            self.find(Breach::SnapshotIsMissing, self.position, subject, version);
        }
        Ok(())
    }

    fn compare_sku(&mut self, sku: &str, version: Option<u64>, stored: &Stored) {
        if stored.position > self.position {
            return; // Somebody changed it since.
        }
        let latest = stored.tail.last().map(|(base, events, body)| {
            let version = base + u64::from(*events);
            (version, body.as_slice())
        });
        let snapshot = stored.snapshot.as_ref().map(|saved| (saved.version, saved.body.as_slice()));
        let Some((at, body)) = latest.or(snapshot) else { return };
        let breach = match (version, SavedSku::decode(body)) {
            (None, _) => Breach::StreamNotInLog,
            (_, None) => Breach::SnapshotNotReadable,
            (Some(version), Some(saved)) if version == at && self.skus.is_saved_so(sku, &saved) => {
                return;
            }
            _ => Breach::SnapshotDiffers,
        };
        self.find(breach, stored.position, Subject::Sku(sku.into()), at);
    }
}
