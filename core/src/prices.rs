//! The price list: the SKUs as streams of their own, and what a cart's rules may know of them.

mod board;

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

use parking_lot::{RwLock, RwLockReadGuard};
use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::error::{Error, ErrorCode, Result};
use crate::limits::Limits;
use crate::money::{Price, parse_amount};
use crate::rules::checks::require_sku;
use crate::rules::context::Offer;
use crate::rules::prices::SkuContext;
use crate::shards::{Held, Rank, Shards};
use crate::state::Stream;
use crate::state::cart::SkuNumbers;
use crate::state::line::SkuId;
use crate::state::saved::SavedSku;
use crate::state::sku::{SkuCommand, SkuEvent, SkuState};

use board::Board;

/// An amount of money as a caller writes it: text such as `"4.50"`, or an exact decimal.
pub trait Amount {
    /// The exact decimal.
    ///
    /// # Errors
    /// `price_not_valid`.
    fn decimal(&self) -> Result<Decimal>;
}

impl Amount for &str {
    fn decimal(&self) -> Result<Decimal> {
        parse_amount(self)
    }
}

impl Amount for Decimal {
    fn decimal(&self) -> Result<Decimal> {
        Ok(*self)
    }
}

/// A copy of a SKU with what a group changed in it.
pub(crate) struct Revised {
    state: SkuState,
    base: u64,
    body: Vec<u8>,
}

impl Revised {
    fn change(&mut self, event: &SkuEvent<'_>) {
        self.state.apply(event, &());
        self.body = self.state.saved().encode();
    }

    pub(crate) fn sku(&self) -> &[u8] {
        self.state.sku()
    }

    pub(crate) fn sku_text(&self) -> &str {
        core::str::from_utf8(self.state.sku()).unwrap_or_default()
    }

    pub(crate) const fn base(&self) -> u64 {
        self.base
    }

    pub(crate) fn version(&self) -> u64 {
        self.state.version()
    }

    pub(crate) fn events(&self) -> u64 {
        self.version() - self.base
    }

    /// The SKU as it is saved.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }
}

/// The SKUs the engine knows.
#[derive(Debug)]
pub(crate) struct PriceList {
    skus: Shards<SkuState>,
    board: Board,
    /// Held by whoever changes a price, shared by those for whom prices are to stand still. Holds how many slots of the board
    /// are taken.
    moving: RwLock<usize>,
    names: RwLock<Vec<Arc<str>>>,
    version: AtomicU64,
    limits: Limits,
}

impl PriceList {
    pub(crate) fn new(seed: u64, limits: Limits) -> Self {
        Self {
            skus: Shards::new(Rank::Skus, seed),
            board: Board::new(seed),
            moving: RwLock::new(0),
            names: RwLock::new(Vec::new()),
            version: AtomicU64::new(0),
            limits,
        }
    }

    /// The one door to a SKU: decides, applies, and answers with the price list's version.
    pub(crate) fn commit(&self, sku: &str, command: &SkuCommand<'_>) -> Result<u64> {
        require_sku(sku, &self.limits)?;
        let context = SkuContext { limits: &self.limits };
        let _held = Held::take(Rank::Prices);
        let mut taken = self.moving.write();
        let mut shard = self.skus.lock(sku.as_bytes());
        let state = if let Some(state) = shard.get(sku.as_bytes()) {
            let Some(event) = state.decide(command, &context)? else { return Ok(self.version()) };
            state.apply(&event, &());
            state
        } else {
            let mut state = SkuState::new(sku, SkuId::default());
            let Some(event) = state.decide(command, &context)? else { return Ok(self.version()) };
            state.apply(&event, &());
            self.require_room()?;
            state.id = self.next_number(sku);
            shard.insert(state)
        };
        // Under the SKU's lock, and before the board shows it: whoever reads the new price also sees the new version.
        Ok(self.board.show(state, &mut taken, || self.version.fetch_add(1, Ordering::AcqRel)) + 1)
    }

    /// Decides on a copy of the SKU, or on the copy that is among `revised`, which then holds what came of it.
    ///
    /// Nothing changes before [`take`](Self::take).
    pub(crate) fn revise(
        &self,
        sku: &str,
        command: &SkuCommand<'_>,
        revised: &mut Vec<Revised>,
    ) -> Result<()> {
        require_sku(sku, &self.limits)?;
        let context = SkuContext { limits: &self.limits };
        let known = revised.iter_mut().find(|other| other.state.sku() == sku.as_bytes());
        if let Some(known) = known {
            if let Some(event) = known.state.decide(command, &context)? {
                known.change(&event);
            }
            return Ok(());
        }
        let live = self.skus.lock(sku.as_bytes()).get(sku.as_bytes()).map(|state| state.clone());
        let is_new = live.is_none();
        let state = live.unwrap_or_else(|| SkuState::new(sku, SkuId::default()));
        let Some(event) = state.decide(command, &context)? else { return Ok(()) };
        if is_new {
            self.require_room()?;
        }
        let mut news = Revised { base: state.version(), state, body: Vec::new() };
        news.change(&event);
        revised.push(news);
        Ok(())
    }

    /// Takes over a SKU as it was at `version`, unless it is known as newer.
    pub(crate) fn take(&self, sku: &str, version: u64, body: &[u8]) {
        let Some(saved) = SavedSku::decode(body) else { return };
        let _held = Held::take(Rank::Prices);
        let mut taken = self.moving.write();
        let mut shard = self.skus.lock(sku.as_bytes());
        if shard.get(sku.as_bytes()).is_none() {
            let state = SkuState::new(sku, self.next_number(sku));
            shard.insert(state);
        }
        let Some(state) = shard.get(sku.as_bytes()) else { return };
        let events = version.saturating_sub(state.version());
        if events > 0 {
            state.restore(saved, version);
            self.board.show(state, &mut taken, || self.version.fetch_add(events, Ordering::AcqRel));
        }
    }

    /// Lets no price move until the answer is dropped.
    pub(crate) fn hold(&self) -> (RwLockReadGuard<'_, usize>, Held) {
        let held = Held::take(Rank::Prices);
        (self.moving.read(), held)
    }

    /// How often the price list has changed.
    #[inline]
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    pub(crate) fn price(&self, sku: &str, currency: &str) -> Result<Price> {
        let offer = self.offer(sku, currency.parse()?);
        offer.and_then(|offer| offer.price).ok_or_else(|| ErrorCode::PriceNotFound.into())
    }

    fn next_number(&self, sku: &str) -> SkuId {
        let _held = Held::take(Rank::SkuNames);
        let mut names = self.names.write();
        let number = u32::try_from(names.len()).expect("limits bound the SKUs to 32 bits");
        names.push(sku.into());
        SkuId(number)
    }

    pub(crate) fn text(&self, sku: SkuId) -> Option<Arc<str>> {
        let _held = Held::take(Rank::SkuNames);
        self.names.read().get(sku.0 as usize).map(Arc::clone)
    }

    /// The SKU's number, and its price in this currency.
    #[inline]
    pub(crate) fn offer(&self, sku: &str, currency: Currency) -> Option<Offer> {
        self.board.offer(sku, currency).or_else(|| self.listed(sku, currency))
    }

    #[cold]
    fn listed(&self, sku: &str, currency: Currency) -> Option<Offer> {
        let mut shard = self.skus.lock(sku.as_bytes());
        let state = shard.get(sku.as_bytes())?;
        Some(Offer { sku: state.id, price: state.price(currency) })
    }

    pub(crate) fn category(&self, sku: &str) -> Option<Arc<str>> {
        self.skus.lock(sku.as_bytes()).get(sku.as_bytes())?.category().cloned()
    }

    pub(crate) fn price_of(&self, sku: SkuId, currency: Currency) -> Option<Price> {
        self.offer(&self.text(sku)?, currency)?.price
    }

    pub(crate) fn require_room(&self) -> Result<()> {
        let _held = Held::take(Rank::SkuNames);
        let max = self.limits.skus_max;
        let is_full = self.names.read().len() >= max as usize;
        if is_full { Err(Error::limit(ErrorCode::ExceedsSkusMax, max)) } else { Ok(()) }
    }
}

impl SkuNumbers for PriceList {
    /// The SKU's number; a SKU never heard of, at a caller's price, becomes known here.
    fn number(&self, sku: &str) -> SkuId {
        let mut shard = self.skus.lock(sku.as_bytes());
        if let Some(state) = shard.get(sku.as_bytes()) {
            return state.id;
        }
        let mut state = SkuState::new(sku, SkuId::default());
        state.id = self.next_number(sku);
        shard.insert(state).id
    }

    /// The text of each of the given SKUs, under one lock.
    fn texts(&self, skus: &mut dyn Iterator<Item = SkuId>) -> Vec<Arc<str>> {
        let _held = Held::take(Rank::SkuNames);
        let names = self.names.read();
        let text = |sku: SkuId| names.get(sku.0 as usize).map_or_else(|| "".into(), Arc::clone);
        skus.map(text).collect()
    }
}
