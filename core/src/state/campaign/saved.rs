//! A campaign as a store keeps it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::excess::{Counting, Excess, Part};
use super::{CampaignCommand, CampaignEvent, CampaignNews, CampaignOffer, CampaignState};
use super::{CartPledges, Pledge, seats};
use crate::id::CartId;
use crate::money::Price;
use crate::policy::CampaignStatus;
use crate::state::account::Account;
use crate::state::saved::{CAMPAIGNS, decode, encode};
use crate::state::sorted::Sorted;
use crate::view::CampaignMoment;

/// The format of snapshots.
const FORMAT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct SavedCampaign<'a> {
    offer: Cow<'a, CampaignOffer>,
    news_version: u64,
    status: CampaignStatus,
    is_tipped: bool,
    is_extended: bool,
    tiers_reached: u32,
    locks_at_ms: u64,
    closes_at_ms: u64,
    asked_at: u64,
    moments: Cow<'a, [CampaignMoment]>,
    carts: Vec<(CartId, u32, Cow<'a, [Pledge]>)>,
    /// What does not count: cart, line, since when, waiting, set aside.
    excess: Vec<(CartId, u32, u64, u32, u32)>,
}

impl Account for CampaignState {
    type Asked = CampaignCommand;
    type Happened = CampaignEvent;

    const KIND: u8 = CAMPAIGNS;

    fn unborn(id: &[u8]) -> Self {
        Self {
            id: id.into(),
            version: 0,
            news: None,
            carts: Sorted::default(),
            excess: Excess::default(),
            counted: Vec::new(),
            members: 0,
            moments: Arc::default(),
            held: 0,
        }
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn stays(&self) -> bool {
        self.news
            .as_ref()
            .is_some_and(|news| news.is_running() || news.status == CampaignStatus::Closed)
    }

    fn told(&self) -> u64 {
        self.news.as_ref().map_or(0, |news| news.version)
    }

    fn binds(&self) -> u64 {
        self.news.as_ref().map_or(0, |news| news.asked_at)
    }

    fn bytes(&self) -> u64 {
        /// A SKU of middling length, with its price; a price of it in a tier.
        const SKU_BYTES: usize = 64;
        let skus = self.news.as_ref().map_or(0, |news| news.offer.skus.len());
        let tiers = self.news.as_ref().map_or(0, |news| news.offer.tiers.len());
        let offer = skus * (SKU_BYTES + tiers * size_of::<Price>());
        let carts = self.carts.len() * size_of::<(CartId, CartPledges)>();
        let pledges =
            usize::try_from(self.held).unwrap_or(usize::MAX).saturating_mul(size_of::<Pledge>());
        let tallies = self.excess.tally_bytes();
        (size_of::<Self>() + self.id.len() + offer + carts + pledges + tallies) as u64
    }

    fn encode(&self) -> Vec<u8> {
        let Some(news) = &self.news else { return Vec::new() };
        let saved = SavedCampaign {
            offer: Cow::Borrowed(&news.offer),
            news_version: news.version,
            status: news.status,
            is_tipped: news.is_tipped,
            is_extended: news.is_extended,
            tiers_reached: news.tiers_reached,
            locks_at_ms: news.locks_at_ms,
            closes_at_ms: news.closes_at_ms,
            asked_at: news.asked_at,
            moments: Cow::Borrowed(&self.moments),
            carts: self
                .carts
                .iter()
                .map(|(id, it)| (*id, it.version, Cow::Borrowed(&*it.list)))
                .collect(),
            excess: self
                .excess
                .parts()
                .map(|((cart, line), part)| (*cart, *line, part.since, part.waiting, part.over))
                .collect(),
        };
        encode(&(FORMAT, saved))
    }

    fn decode(id: &[u8], version: u64, bytes: &[u8]) -> Option<Self> {
        let (format, saved): (u8, SavedCampaign<'_>) = decode(bytes)?;
        let mut state = Self { version, ..Self::unborn(id) };
        let offer = Arc::new(saved.offer.into_owned());
        let is_sound = |prices: &[Price]| prices.len() == offer.skus.len();
        if format != FORMAT || !offer.tiers.iter().all(|(_, prices)| is_sound(prices)) {
            return None;
        }
        state.counted = vec![0; offer.skus.len()];
        let knows_members = offer.knows_members();
        for (cart, cart_version, list) in saved.carts {
            let is_ordered = list.is_sorted_by(|one, next| one.line < next.line);
            let is_known =
                |pledge: &Pledge| usize::from(pledge.sku) < offer.skus.len() && pledge.quantity > 0;
            if !is_ordered || !list.iter().all(is_known) {
                return None;
            }
            state.members += seats(&list);
            state.held += list.len() as u64;
            let mut counting = Counting {
                excess: &mut state.excess,
                counted: &mut state.counted,
                version,
                maximum: u64::MAX,
                member_max: u32::MAX,
                knows_members,
            };
            list.iter().for_each(|pledge| counting.restore(pledge));
            state
                .carts
                .insert(cart, CartPledges { version: cart_version, list: list.as_ref().into() });
        }
        for (cart, line, since, waiting, over) in saved.excess {
            let list = &state.carts.get(&cart)?.list;
            let at = list.binary_search_by_key(&line, |pledge| pledge.line).ok()?;
            let pledge = *list.get(at)?;
            if waiting.checked_add(over)? > pledge.quantity {
                return None;
            }
            let mut counting = Counting {
                excess: &mut state.excess,
                counted: &mut state.counted,
                version,
                maximum: u64::MAX,
                member_max: u32::MAX,
                knows_members,
            };
            counting.set_aside((cart, line), Part { pledge, since, waiting, over });
        }
        state.moments = Arc::new(saved.moments.into_owned());
        state.news = Some(Arc::new(CampaignNews {
            offer,
            version: saved.news_version,
            status: saved.status,
            is_tipped: saved.is_tipped,
            is_extended: saved.is_extended,
            tiers_reached: saved.tiers_reached,
            locks_at_ms: saved.locks_at_ms,
            closes_at_ms: saved.closes_at_ms,
            asked_at: saved.asked_at,
        }));
        Some(state)
    }
}
