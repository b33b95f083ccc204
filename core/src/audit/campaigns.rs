//! I32 and I33: what a campaign came to follows from its terms, its deadline and the pledges it was told of, and from nothing
//! else; it is decided once.

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::accounts::{Audited, Logged};
use super::skus::is_price;
use super::{Breach, Pass, Subject};
use crate::id::Seat;
use crate::money::Price;
use crate::policy::{CampaignMeasure, CampaignMomentKind, CampaignStatus, DeadlinePolicy};
use crate::state::account::Account;
use crate::state::campaign::{
    CampaignEvent, CampaignNews, CampaignOffer, CampaignState, Pledge, PledgeChange, amount,
};

/// Where a campaign is, by the events alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Unborn,
    Running,
    Extended,
    ToppingUp,
    Closed,
    /// Ordered, failed or cancelled.
    Over,
}

/// What the audit itself counts of a campaign.
#[derive(Debug, Default)]
pub(super) struct Recount {
    stage: Stage,
    /// Units pledged, by SKU.
    pledged: Vec<u64>,
    /// Units pledged by each member, where the campaign knows them apart.
    by_member: HashMap<u64, u64, FixedState>,
    /// Units pledged, without what is more than a member may have.
    admitted: u64,
    /// Which tiers were said to be reached, and not to be lost since.
    tiers: Vec<bool>,
    is_tipped: bool,
}

impl Recount {
    const fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Extended | Stage::ToppingUp)
    }

    /// Counts what a cart now says; `before` is the campaign as it was.
    fn observe(&mut self, offer: &CampaignOffer, before: &[Pledge], changes: &[PledgeChange]) {
        let knows_members = knows_members(offer);
        let member_max = offer.member_max.map_or(u64::MAX, u64::from);
        for change in changes {
            let known = before.iter().find(|pledge| pledge.line == change.pledge.line);
            let pledge = known.unwrap_or(&change.pledge);
            let old = u64::from(known.map_or(0, |pledge| pledge.quantity));
            let new = u64::from(change.pledge.quantity);
            if let Some(units) = self.pledged.get_mut(usize::from(pledge.sku)) {
                *units = (*units + new).saturating_sub(old);
            }
            let (had, has) = if knows_members {
                let units = self.by_member.entry(pledge.member()).or_default();
                let had = *units;
                *units = (had + new).saturating_sub(old);
                (had.min(member_max), (*units).min(member_max))
            } else {
                (old, new)
            };
            self.admitted = (self.admitted + has).saturating_sub(had);
        }
        self.by_member.retain(|_, units| *units > 0);
    }

    /// Units that count.
    fn counted(&self, offer: &CampaignOffer) -> u64 {
        self.admitted.min(offer.maximum.unwrap_or(u64::MAX))
    }

    /// What thresholds are held against. Of which SKU or member a unit counts that others wait behind follows from who came
    /// first: that is taken from the campaign, and held within what this counts.
    fn reached(&self, offer: &CampaignOffer, state: &CampaignState) -> u64 {
        let money = |units: &[u64]| {
            let skus = offer.skus.iter().zip(units);
            let sums = skus.map(|((_, price), units)| amount(*price, *units, offer.currency));
            u64::try_from(sums.sum::<i128>()).unwrap_or(u64::MAX)
        };
        let members = self.by_member.len() as u64;
        match (offer.measure, offer.maximum, offer.member_max) {
            (CampaignMeasure::Quantity, ..) => self.counted(offer),
            (CampaignMeasure::Money, None, None) => money(&self.pledged),
            (CampaignMeasure::Money, ..) => money(state.counted()),
            (CampaignMeasure::Members, None, _) => members,
            (CampaignMeasure::Members, ..) => state.members().min(members),
        }
    }

    /// What is said to be reached or lost was not so before; then all that is said is so.
    fn take_moments(&mut self, state: &CampaignState, find: &mut dyn FnMut(Breach)) {
        let version = state.version();
        let mut alternates = true;
        for moment in state.moments().iter().rev().take_while(|it| it.version == version) {
            let is_gain = match moment.kind {
                CampaignMomentKind::TierReached | CampaignMomentKind::Tipped => true,
                CampaignMomentKind::TierLost | CampaignMomentKind::TipLost => false,
                _ => continue,
            };
            let place = (moment.tier as usize).checked_sub(1);
            let slot = match place {
                Some(place) => self.tiers.get_mut(place),
                None => Some(&mut self.is_tipped),
            };
            alternates &= slot.is_some_and(|slot| core::mem::replace(slot, is_gain) != is_gain);
        }
        let Some(news) = state.news() else { return };
        let tiers = self.tiers.iter().filter(|is_reached| **is_reached).count();
        let is_said = (tiers, self.is_tipped) == (news.tiers_reached as usize, news.is_tipped);
        if !alternates || !is_said {
            find(Breach::TierDoesNotFollow);
        }
    }

    fn check_counts(&self, state: &CampaignState, find: &mut dyn FnMut(Breach)) {
        let Some(news) = state.news() else { return };
        let offer = &news.offer;
        let counted = state.counted();
        let is_within = counted.iter().zip(&self.pledged).all(|(units, max)| units <= max);
        let is_whole = counted.iter().sum::<u64>() == self.counted(offer);
        if !is_within || !is_whole || counted.len() != self.pledged.len() {
            find(Breach::PledgesDiffer);
        }
        let reached = self.reached(offer, state);
        let tiers = offer.tiers.iter().filter(|(threshold, _)| *threshold <= reached).count();
        let is_so = tiers == news.tiers_reached as usize
            && news.is_tipped == (reached >= offer.minimum)
            && reached == state.reached();
        if !is_so {
            find(Breach::TierDoesNotFollow);
        }
    }
}

impl Audited for CampaignState {
    type Own = Recount;

    const IS_IN_EVERY_PASS: bool = true;

    fn subject(key: &[u8]) -> Option<Subject> {
        Some(Subject::Campaign(core::str::from_utf8(key).ok()?.into()))
    }

    fn logged<'p>(pass: &'p mut Pass<'_>) -> &'p mut Logged<Self> {
        &mut pass.campaigns
    }

    fn check(&self, event: &CampaignEvent, own: &Recount, find: &mut dyn FnMut(Breach)) {
        if let CampaignEvent::Created { offer, at_ms } = event {
            require(own.stage == Stage::Unborn, Breach::FactDiffers, find);
            return require(are_terms(offer, *at_ms), Breach::CampaignTermsNotValid, find);
        }
        let Some(news) = self.news() else { return find(Breach::FactDiffers) };
        match event {
            CampaignEvent::Created { .. } => {}
            CampaignEvent::Expected { cart, .. } => {
                require(own.is_running(), Breach::CampaignIsDecided, find);
                require(self.cart(*cart).is_none(), Breach::FactDiffers, find);
            }
            CampaignEvent::Observed { cart, cart_version, changes, .. } => {
                require(own.is_running(), Breach::CampaignIsDecided, find);
                let known = self.cart(*cart);
                let version = known.map_or(0, |known| u64::from(known.version));
                require(*cart_version > version, Breach::PledgesGoBack, find);
                let list = known.map_or(&[][..], |known| &known.list);
                let is_so = are_changes(list, changes, news.offer.skus.len());
                require(is_so, Breach::PledgesDiffer, find);
            }
            CampaignEvent::Asked { at_ms } => {
                require(own.is_running(), Breach::CampaignIsDecided, find);
                let is_so = news.asked_at == 0 && *at_ms >= news.closes_at_ms;
                require(is_so || !own.is_running(), Breach::DeadlineDoesNotFollow, find);
            }
            CampaignEvent::Ordered { .. } => {
                require(own.stage == Stage::Closed, Breach::CampaignIsDecided, find);
            }
            CampaignEvent::Cancelled { .. } => {
                require(own.stage != Stage::Over, Breach::CampaignIsDecided, find);
            }
            CampaignEvent::Extended { .. }
            | CampaignEvent::ToppingUp { .. }
            | CampaignEvent::Closed { .. }
            | CampaignEvent::Failed { .. } => {
                require(own.is_running(), Breach::CampaignIsDecided, find);
                let is_so = news.asked_at > 0
                    && *event == outcome(news, own, self.quantity(), event.at_ms());
                require(is_so || !own.is_running(), Breach::DeadlineDoesNotFollow, find);
            }
        }
    }

    fn check_after(
        &self,
        before: &Self,
        event: &CampaignEvent,
        own: &mut Recount,
        find: &mut dyn FnMut(Breach),
    ) {
        own.stage = match event {
            CampaignEvent::Created { offer, .. } => {
                own.pledged = vec![0; offer.skus.len()];
                own.tiers = vec![false; offer.tiers.len()];
                Stage::Running
            }
            CampaignEvent::Extended { .. } => Stage::Extended,
            CampaignEvent::ToppingUp { .. } => Stage::ToppingUp,
            CampaignEvent::Closed { .. } => Stage::Closed,
            CampaignEvent::Ordered { .. }
            | CampaignEvent::Failed { .. }
            | CampaignEvent::Cancelled { .. } => Stage::Over,
            CampaignEvent::Expected { .. } | CampaignEvent::Asked { .. } => own.stage,
            CampaignEvent::Observed { cart, changes, .. } => {
                let list = before.cart(*cart).map_or(&[][..], |known| &known.list);
                if let Some(news) = before.news() {
                    own.observe(&news.offer, list, changes);
                }
                own.stage
            }
        };
        own.take_moments(self, find);
        if own.is_running() {
            own.check_counts(self, find);
        }
    }

    /// What it counts by differences is what its carts' pledges come to.
    fn imbalance(&self, _: &Recount) -> Option<Breach> {
        let news = self.news()?;
        let mut counted = vec![0_u64; news.offer.skus.len()];
        let (mut waiting, mut seats) = (0, 0);
        let mut members: HashSet<u64, FixedState> = HashSet::default();
        for (cart, known) in self.carts_after(None) {
            let in_cart: HashSet<Seat, FixedState> = known.list.iter().map(|it| it.seat).collect();
            seats += in_cart.len() as u64;
            for pledge in &known.list {
                let granted = self.granted(*cart, pledge);
                if granted > 0 {
                    members.insert(pledge.member());
                }
                waiting += u64::from(pledge.quantity - granted);
                if let Some(units) = counted.get_mut(usize::from(pledge.sku)) {
                    *units += u64::from(granted);
                }
            }
        }
        let members = if knows_members(&news.offer) { members.len() as u64 } else { seats };
        let is_so = (&*counted, waiting) == (self.counted(), self.waiting());
        let is_so = is_so && members == self.members();
        (!is_so).then_some(Breach::PledgesDiffer)
    }
}

fn require(holds: bool, breach: Breach, find: &mut dyn FnMut(Breach)) {
    if !holds {
        find(breach);
    }
}

/// Whether members are told apart across carts.
fn knows_members(offer: &CampaignOffer) -> bool {
    offer.measure == CampaignMeasure::Members || offer.member_max.is_some()
}

/// Whether terms fit together.
fn are_terms(offer: &CampaignOffer, at_ms: u64) -> bool {
    let is_price = |price: &Price| is_price(*price, offer.currency);
    let names: HashSet<&str, FixedState> = offer.skus.iter().map(|(sku, _)| &**sku).collect();
    let are_priced = offer.skus.iter().all(|(_, price)| is_price(price));
    let are_tiers = offer.tiers.iter().all(|(threshold, prices)| {
        *threshold > 0 && prices.len() == offer.skus.len() && prices.iter().all(is_price)
    });
    let rises = offer.tiers.is_sorted_by(|(one, _), (next, _)| one < next);
    let goes_on =
        matches!(offer.at_deadline, DeadlinePolicy::ExtendOnce | DeadlinePolicy::LeaderTopsUp);
    let needs_leader = offer.at_deadline == DeadlinePolicy::LeaderTopsUp;
    let is_positive = |bound: Option<u32>| bound != Some(0);
    let member_min = offer.member_min.unwrap_or(0);
    !names.is_empty()
        && names.len() == offer.skus.len()
        && are_priced
        && are_tiers
        && rises
        && offer.minimum > 0
        && offer.maximum != Some(0)
        && is_positive(offer.member_min)
        && is_positive(offer.member_max)
        && offer.member_max.is_none_or(|max| member_min <= max)
        && offer.opens_at_ms < offer.locks_at_ms
        && offer.locks_at_ms <= offer.closes_at_ms
        && at_ms < offer.closes_at_ms
        && goes_on == (offer.extension_ms > 0)
        && (offer.leader.is_some() || !needs_leader)
}

/// Whether each change follows from what the campaign knew of the cart, each line at most once.
fn are_changes(list: &[Pledge], changes: &[PledgeChange], skus: usize) -> bool {
    let is_so = |(at, change): (usize, &PledgeChange)| {
        let PledgeChange { pledge, old_quantity } = change;
        let known = list.iter().find(|known| known.line == pledge.line);
        let what = |it: &Pledge| (it.line, it.member(), it.sku, it.seat);
        let is_same = |known: &Pledge| what(known) == what(pledge);
        let earlier = changes.get(..at).unwrap_or_default();
        known.map_or(0, |known| known.quantity) == *old_quantity
            && known.is_none_or(is_same)
            && pledge.quantity != *old_quantity
            && usize::from(pledge.sku) < skus
            && earlier.iter().all(|other| other.pledge.line != pledge.line)
    };
    changes.iter().enumerate().all(is_so)
}

/// What a deadline brings.
fn outcome(news: &CampaignNews, own: &Recount, quantity: u64, at_ms: u64) -> CampaignEvent {
    let later = |time: u64| time.saturating_add(news.offer.extension_ms);
    let closes_at_ms = later(news.closes_at_ms);
    match (news.offer.at_deadline, own.stage) {
        _ if own.is_tipped => CampaignEvent::Closed { at_ms },
        (DeadlinePolicy::OrderAnyway, _) if quantity > 0 => CampaignEvent::Closed { at_ms },
        (DeadlinePolicy::ExtendOnce, Stage::Running) => {
            let locks_at_ms = later(news.locks_at_ms);
            CampaignEvent::Extended { at_ms, locks_at_ms, closes_at_ms }
        }
        (DeadlinePolicy::LeaderTopsUp, Stage::Running) => {
            CampaignEvent::ToppingUp { at_ms, closes_at_ms }
        }
        _ => CampaignEvent::Failed { at_ms },
    }
}

/// What a SKU costs at a tier, the regular price at none; nothing for what the campaign does not offer.
pub(super) fn price_at(offer: &CampaignOffer, tiers: u32, sku: &str) -> Option<Price> {
    let place = offer.skus.iter().position(|(other, _)| **other == *sku)?;
    match (tiers as usize).checked_sub(1) {
        None => offer.skus.get(place).map(|(_, price)| *price),
        Some(tier) => offer.tiers.get(tier)?.1.get(place).copied(),
    }
}

/// Whether this is what carts were told of a campaign last.
pub(super) fn is_news(
    news: &CampaignNews,
    (version, status, tiers, locks_at_ms): (u64, CampaignStatus, u32, u64),
) -> bool {
    (news.version, news.status, news.tiers_reached, news.locks_at_ms)
        == (version, status, tiers, locks_at_ms)
}
