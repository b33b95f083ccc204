//! The second kind of stream: a SKU, with its prices and its category.

use std::sync::Arc;

use rust_decimal::Decimal;
use smallvec::SmallVec;

use crate::currency::Currency;
use crate::money::Price;
use crate::state::line::SkuId;
use crate::state::saved::SavedSku;

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
///
/// What few SKUs have lies behind `rare`.
#[derive(Clone, Debug)]
pub(crate) struct SkuState {
    /// The merchant's string.
    sku: SmallVec<[u8; 16]>,
    /// The price in the first currency it was given.
    units: i64,
    digits: u8,
    currency: Option<Currency>,
    pub(crate) id: SkuId,
    version: u32,
    rare: Option<Box<Rare>>,
}

/// What few SKUs have: a category, or prices in several currencies.
#[derive(Clone, Debug, Default)]
struct Rare {
    category: Option<Arc<str>>,
    prices: Vec<(Currency, Price)>,
}

impl SkuState {
    pub(crate) fn new(sku: &str, id: SkuId) -> Self {
        let sku = SmallVec::from_slice(sku.as_bytes());
        Self { sku, units: 0, digits: 0, currency: None, id, version: 0, rare: None }
    }

    #[inline]
    pub(crate) fn sku(&self) -> &[u8] {
        &self.sku
    }

    #[inline]
    pub(crate) fn price(&self, currency: Currency) -> Option<Price> {
        if self.currency == Some(currency) {
            return Some(Price::from_parts(self.units, self.digits));
        }
        let mut others = self.rare.as_deref()?.prices.iter();
        others.find(|(other, _)| *other == currency).map(|(_, price)| *price)
    }

    /// The price in the currency it was first priced in.
    #[inline]
    pub(crate) fn first_price(&self) -> Option<(Currency, Price)> {
        Some((self.currency?, Price::from_parts(self.units, self.digits)))
    }

    /// How many events it has had.
    pub(crate) fn version(&self) -> u64 {
        u64::from(self.version)
    }

    /// All there is of it, as a store keeps it.
    pub(crate) fn saved(&self) -> SavedSku {
        let others = self.rare.as_deref().map_or(&[][..], |rare| &rare.prices);
        let prices = self.first_price().into_iter().chain(others.iter().copied()).collect();
        SavedSku { prices, category: self.category().map(|category| (**category).into()) }
    }

    /// Becomes what was saved.
    pub(crate) fn restore(&mut self, saved: SavedSku, version: u64) {
        (self.currency, self.rare) = (None, None);
        for (currency, price) in saved.prices {
            self.set_price(currency, price);
        }
        if let Some(category) = saved.category {
            self.rare.get_or_insert_default().category = Some(category.into());
        }
        self.version = u32::try_from(version).unwrap_or(u32::MAX);
    }

    pub(crate) fn category(&self) -> Option<&Arc<str>> {
        self.rare.as_deref()?.category.as_ref()
    }

    /// Takes over what happened.
    pub(crate) fn apply_event(&mut self, event: &SkuEvent<'_>) {
        self.version = self.version.saturating_add(1);
        match *event {
            SkuEvent::PriceSet { currency, unit_price } => self.set_price(currency, unit_price),
            SkuEvent::CategorySet { category } => {
                self.rare.get_or_insert_default().category = category.map(Into::into);
            }
        }
    }

    fn set_price(&mut self, currency: Currency, price: Price) {
        if self.currency.is_none_or(|first| first == currency) {
            self.currency = Some(currency);
            (self.units, self.digits) = price.parts();
            return;
        }
        let others = &mut self.rare.get_or_insert_default().prices;
        match others.iter_mut().find(|(other, _)| *other == currency) {
            Some((_, slot)) => *slot = price,
            None => others.push((currency, price)),
        }
    }
}
