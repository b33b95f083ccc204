//! What a campaign offers, and what carts are told of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::money::Price;
use crate::policy::{CampaignMeasure, CampaignStatus, DeadlinePolicy};

/// What a campaign offers. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CampaignOffer {
    pub(crate) currency: Currency,
    pub(crate) measure: CampaignMeasure,
    pub(crate) skus: Vec<(Box<str>, Price)>,
    /// Thresholds rise; each with a price for every SKU.
    pub(crate) tiers: Vec<(u64, Vec<Price>)>,
    pub(crate) minimum: u64,
    pub(crate) maximum: Option<u64>,
    pub(crate) member_min: Option<u32>,
    pub(crate) member_max: Option<u32>,
    pub(crate) leader: Option<Box<str>>,
    pub(crate) opens_at_ms: u64,
    pub(crate) locks_at_ms: u64,
    pub(crate) closes_at_ms: u64,
    pub(crate) at_deadline: DeadlinePolicy,
    pub(crate) extension_ms: u64,
}

impl CampaignOffer {
    /// Whether it must know members apart across carts.
    pub(super) fn knows_members(&self) -> bool {
        self.measure == CampaignMeasure::Members || self.member_max.is_some()
    }

    /// What so many of the SKU at this place come to at most, whichever tiers are reached or lost.
    pub(crate) fn most(&self, place: usize, quantity: u32) -> i64 {
        let regular = self.skus.get(place).map(|(_, price)| price);
        let prices = self.tiers.iter().filter_map(|(_, prices)| prices.get(place)).chain(regular);
        prices.map(|price| price.line_total(quantity, self.currency)).max().unwrap_or(0)
    }

    /// The place of a SKU.
    pub(crate) fn place(&self, sku: &str) -> Option<usize> {
        self.skus.iter().position(|(other, _)| **other == *sku)
    }
}

/// What carts are told of a campaign.
#[derive(Clone, Debug)]
pub(crate) struct CampaignNews {
    pub(crate) offer: Arc<CampaignOffer>,
    /// The campaign's version at which this became so.
    pub(crate) version: u64,
    /// Without regard to the time of day.
    pub(crate) status: CampaignStatus,
    pub(crate) is_tipped: bool,
    pub(crate) is_extended: bool,
    pub(crate) tiers_reached: u32,
    pub(crate) locks_at_ms: u64,
    pub(crate) closes_at_ms: u64,
    /// The version from which on carts change nothing, because each is asked what it has pledged; 0 where they are not.
    pub(crate) asked_at: u64,
}

impl CampaignNews {
    /// The price of the SKU at this place, at the tier that is reached.
    pub(crate) fn price(&self, place: usize) -> Option<Price> {
        let tier =
            (self.tiers_reached as usize).checked_sub(1).and_then(|at| self.offer.tiers.get(at));
        match tier {
            Some((_, prices)) => prices.get(place).copied(),
            None => self.offer.skus.get(place).map(|(_, price)| *price),
        }
    }

    /// Whether pledges still count for anything that is open.
    pub(crate) const fn is_running(&self) -> bool {
        use CampaignStatus as S;
        matches!(self.status, S::Open | S::Tipped | S::ToppingUp)
    }

    /// Whether the deadline has passed and it has not been worked off yet.
    pub(crate) const fn is_due(&self, now_ms: u64) -> bool {
        self.is_running() && (now_ms >= self.closes_at_ms || self.asked_at > 0)
    }

    /// Whether pledges may still change.
    pub(crate) const fn is_open(&self, now_ms: u64) -> bool {
        self.is_running() && !self.is_due(now_ms)
    }

    /// Where the campaign is at this time.
    pub(crate) fn status_at(&self, now_ms: u64) -> CampaignStatus {
        use CampaignStatus as S;
        match self.status {
            S::Open | S::Tipped if now_ms < self.offer.opens_at_ms => S::Scheduled,
            S::Tipped if now_ms >= self.locks_at_ms => S::Filling,
            status => status,
        }
    }
}
