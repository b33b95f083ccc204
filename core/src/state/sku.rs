//! The second kind of stream: a SKU, with its prices and its category.

use std::sync::Arc;

use rust_decimal::Decimal;
use smallvec::SmallVec;

use crate::currency::Currency;
use crate::money::Price;
use crate::state::line::SkuId;

/// What may be asked of a SKU; only the host does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SkuCommand<'a> {
    /// Sets the price in one currency.
    SetPrice { currency: &'a str, unit_price: Decimal },
    /// Says what category it belongs to.
    SetCategory { category: Option<&'a str> },
}

/// What happened to a SKU.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SkuEvent<'a> {
    /// It has this price in this currency.
    PriceSet { currency: Currency, unit_price: Price },
    /// It belongs to this category.
    CategorySet { category: Option<&'a str> },
}

/// A SKU: known from its first price, its category, or a caller's first price for it.
#[derive(Debug)]
pub(crate) struct SkuState {
    /// The merchant's string; short ones lie here, so that finding a SKU touches no other cache line.
    sku: SmallVec<[u8; 24]>,
    pub(crate) id: SkuId,
    pub(crate) version: u64,
    pub(crate) category: Option<Arc<str>>,
    prices: SmallVec<[(Currency, Price); 1]>,
}

impl SkuState {
    pub(crate) fn new(sku: &str, id: SkuId) -> Self {
        let sku = SmallVec::from_slice(sku.as_bytes());
        Self { sku, id, version: 0, category: None, prices: SmallVec::new() }
    }

    #[inline]
    pub(crate) fn sku(&self) -> &[u8] {
        &self.sku
    }

    #[inline]
    pub(crate) fn price(&self, currency: Currency) -> Option<Price> {
        self.prices.iter().find(|(other, _)| *other == currency).map(|(_, price)| *price)
    }

    /// Takes over what happened.
    pub(crate) fn apply_event(&mut self, event: &SkuEvent<'_>) {
        self.version += 1;
        match *event {
            SkuEvent::PriceSet { currency, unit_price } => {
                match self.prices.iter_mut().find(|(other, _)| *other == currency) {
                    Some((_, price)) => *price = unit_price,
                    None => self.prices.push((currency, unit_price)),
                }
            }
            SkuEvent::CategorySet { category } => self.category = category.map(Into::into),
        }
    }
}
