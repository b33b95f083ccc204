//! Pledges, in the carts that made them: the price is the campaign's at the tier it had reached, nothing grows or shrinks when
//! it may not, cuts are what it did not take, and what the campaign holds is what the cart pledged (I34).

use super::campaigns::{is_news, price_at};
use super::fold::{Cart, Step};
use super::skus::{Skus, is_price};
use super::{Breach, Pass, Subject};
use crate::event::{Event, PledgeCut, PriceChange};
use crate::id::CartId;
use crate::journal::FrameEntry;
use crate::policy::CampaignStatus;
use crate::state::account::decode_events;
use crate::state::campaign::{CampaignEvent, CampaignNews, CampaignState};
use crate::state::cart::SkuNumbers;
use crate::state::line::{Line, SkuId};
use crate::view::Cause;

impl Step<'_> {
    /// A campaign as the log tells of it so far; one that the log does not tell of is found, one that cannot be followed
    /// any further was.
    fn campaign(&self, id: &str, find: &mut dyn FnMut(Breach)) -> Option<&CampaignState> {
        let told = self.campaigns.get(id.as_bytes());
        if told.is_none_or(|told| told.state.news().is_none()) {
            find(Breach::TierDoesNotFollow);
        }
        told.filter(|told| !told.is_broken).map(|told| &told.state)
    }

    /// A new line at the price of the tier that the campaign had reached.
    pub(super) fn check_pledged(&self, find: &mut dyn FnMut(Breach)) {
        let Event::Pledged { campaign, sku, quantity, unit_price, .. } = self.event else { return };
        let currency = self.state.money();
        require(is_price(*unit_price, currency), Breach::MoneyOutOfRange, find);
        self.check_category(self.skus.number(sku), find);
        let Some(news) = self.campaign(campaign, find).and_then(CampaignState::news) else {
            return;
        };
        let Event::Pledged { campaign_version, status, tiers_reached, locks_at_ms, .. } =
            self.event
        else {
            return;
        };
        let named = (*campaign_version, *status, *tiers_reached, *locks_at_ms);
        require(is_news(news, named), Breach::TierDoesNotFollow, find);
        let price = price_at(&news.offer, *tiers_reached, sku);
        require(price == Some(*unit_price), Breach::CampaignPriceDiffers, find);
        require(news.offer.currency == currency, Breach::FactDiffers, find);
        require(self.may_grow(news, *quantity), Breach::PledgeNotTaken, find);
    }

    /// A pledge that grew costs what the campaign now asks.
    pub(super) fn check_pledge_increased(&self, line: &Line, find: &mut dyn FnMut(Breach)) {
        let Some(news) = self.news_of(line, find) else { return };
        let sku = self.skus.text(line.sku).unwrap_or_default();
        let price = price_at(&news.offer, news.tiers_reached, &sku);
        require(price == Some(line.unit_price()), Breach::CampaignPriceDiffers, find);
    }

    /// A pledged line has now another quantity; at 0 it goes.
    pub(super) fn check_pledge_changed(
        &self,
        line: &Line,
        quantity: u32,
        find: &mut dyn FnMut(Breach),
    ) {
        let Some(news) = self.news_of(line, find) else { return };
        let is_taken = if quantity > line.quantity {
            !line.is_withdrawn() && self.may_grow(news, quantity)
        } else {
            let is_locked =
                news.status == CampaignStatus::ToppingUp || self.is_past(news.locks_at_ms);
            let is_bound = news.asked_at > 0 || self.is_past(news.closes_at_ms);
            let is_open = news.is_running() && !is_bound;
            let is_within = quantity == 0 || is_within(news, quantity);
            is_open && is_within && (line.is_withdrawn() || !is_locked)
        };
        require(is_taken, Breach::PledgeNotTaken, find);
    }

    fn news_of(&self, line: &Line, find: &mut dyn FnMut(Breach)) -> Option<&CampaignNews> {
        let joined = self.state.campaign_numbered(line.campaign()?)?;
        self.campaign(&joined.id, find)?.news().map(|news| &**news)
    }

    /// Where the clock had fallen behind, its own time is not known here.
    const fn is_past(&self, time_ms: u64) -> bool {
        self.is_clocked && self.at_ms >= time_ms
    }

    fn may_grow(&self, news: &CampaignNews, quantity: u32) -> bool {
        let is_leader = match self.cause {
            Cause::System => true,
            Cause::Member(seat) => self.state.names.get(seat) == news.offer.leader.as_deref(),
        };
        let takes = match news.status {
            CampaignStatus::Open | CampaignStatus::Tipped => true,
            CampaignStatus::ToppingUp => is_leader,
            _ => false,
        };
        let is_bound = news.asked_at > 0 || self.is_past(news.closes_at_ms);
        let is_time = self.at_ms >= news.offer.opens_at_ms && !is_bound;
        takes && is_time && is_within(news, quantity)
    }

    /// What a cart takes over follows from the campaign's terms at the tier, and from what it takes of the pledges.
    pub(super) fn check_followed(&self, find: &mut dyn FnMut(Breach)) {
        let Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } = self.event
        else {
            return;
        };
        let known = self.state.campaign(campaign);
        let is_newer = known.is_some_and(|(_, known)| *campaign_version > known.version);
        require(is_newer, Breach::FactDiffers, find);
        let Some((number, _)) = known else { return };
        let Some(state) = self.campaign(campaign, find) else { return };
        let Some(news) = state.news() else { return };
        let named = (*campaign_version, *status, *tiers_reached, *locks_at_ms);
        require(is_news(news, named), Breach::TierDoesNotFollow, find);
        let (mut prices, mut left) = (Vec::new(), Vec::new());
        let pledged = self.state.items().iter().filter(|line| line.campaign() == Some(number));
        for line in pledged {
            let (id, old_quantity, old_unit_price) = (line.id(), line.quantity, line.unit_price());
            let quantity = match *status {
                status if status.is_off() => 0,
                status if status.goes_ahead() => taken(state, self.state.id, line),
                _ => old_quantity,
            };
            if quantity != old_quantity {
                left.push(PledgeCut { line: id, old_quantity, quantity });
            }
            let sku = self.skus.text(line.sku).unwrap_or_default();
            let price = price_at(&news.offer, *tiers_reached, &sku);
            let changed = price.filter(|price| *price != old_unit_price && quantity > 0);
            let change = |unit_price| PriceChange { line: id, old_unit_price, unit_price };
            prices.extend(changed.map(change));
        }
        require(*changes == prices, Breach::CampaignPriceDiffers, find);
        require(*cuts == left, Breach::CutDoesNotFollow, find);
    }

    /// Nobody is charged for what a campaign may still change.
    pub(super) fn check_decided(&self, find: &mut dyn FnMut(Breach)) {
        let is_decided = |line: &Line| {
            let joined = line.campaign().and_then(|number| self.state.campaign_numbered(number));
            joined.is_none_or(|joined| joined.status.goes_ahead())
        };
        let are_decided = self.state.items().iter().all(is_decided);
        require(are_decided, Breach::CampaignIsUndecided, find);
    }
}

fn require(holds: bool, breach: Breach, find: &mut dyn FnMut(Breach)) {
    if !holds {
        find(breach);
    }
}

/// Whether one pledge may hold so much.
fn is_within(news: &CampaignNews, quantity: u32) -> bool {
    let offer = &news.offer;
    offer.member_min.is_none_or(|min| quantity >= min)
        && offer.member_max.is_none_or(|max| quantity <= max)
}

/// How much of a line the campaign takes.
fn taken(state: &CampaignState, cart: CartId, line: &Line) -> u32 {
    let list = state.cart(cart).map_or(&[][..], |known| &known.list);
    let pledge = list.iter().find(|pledge| u64::from(pledge.line) == line.id().0);
    pledge.map_or(0, |pledge| state.granted(cart, pledge)).min(line.quantity)
}

impl Pass<'_> {
    pub(super) fn take_campaign(&mut self, position: u64, entry: &FrameEntry<'_>) {
        self.take_account::<CampaignState>(position, entry);
        let key = entry.stream.key();
        let told = self.campaigns.get(key).filter(|told| !told.is_broken);
        let (Some(told), Some(events)) = (told, decode_events::<CampaignState>(entry.body)) else {
            return;
        };
        let observed = events.iter().filter_map(|event| match event {
            CampaignEvent::Observed { cart, .. } => Some(*cart),
            _ => None,
        });
        let mut carts: Vec<CartId> = observed.filter(|cart| self.part.holds(cart)).collect();
        carts.sort_unstable();
        carts.dedup();
        let differs = |cart: &CartId| match self.carts.get(cart) {
            Some(known) => known.differs_from(&told.state, &self.skus),
            // Nobody pledges in a cart that is not there.
            None => told.state.cart(*cart).is_some_and(|known| known.version > 0),
        };
        carts.retain(differs);
        for cart in carts {
            let version = self.carts.get(&cart).map_or(0, |cart| cart.state.version);
            self.find(Breach::PledgesDiffer, position, Subject::Cart(cart), version);
        }
    }

    /// At the end of the log what campaigns that still run hold of carts is what those have pledged.
    pub(super) fn compare_pledges(&mut self) {
        let mut found = Vec::new();
        for (id, cart) in &self.carts {
            for joined in cart.state.campaigns() {
                let told = self.campaigns.get(joined.id.as_bytes());
                let running = told.filter(|told| {
                    !told.is_broken && told.state.news().is_some_and(|news| news.is_running())
                });
                if running.is_some_and(|told| cart.differs_from(&told.state, &self.skus)) {
                    found.push((*id, cart.position, cart.state.version));
                }
            }
        }
        for (id, position, version) in found {
            self.find(Breach::PledgesDiffer, position, Subject::Cart(id), version);
        }
    }
}

impl Cart {
    /// Whether a campaign holds something else of the cart than it has pledged. One that has not heard of the last pledge
    /// yet will, from whoever next comes to either, as long as it expects the cart.
    fn differs_from(&self, state: &CampaignState, skus: &Skus) -> bool {
        if self.is_broken {
            return false;
        }
        let id = core::str::from_utf8(state.id()).unwrap_or_default();
        let known = state.cart(self.state.id);
        let heard = known.map(|known| u64::from(known.version));
        let Some((number, joined)) = self.state.campaign(id) else { return heard > Some(0) };
        let Some(known) = known else { return self.state.pledged(number).next().is_some() };
        let sku = |sku: SkuId| {
            let sku = skus.text(sku)?;
            state.news()?.offer.skus.iter().position(|(other, _)| **other == *sku)
        };
        let pledges = self.state.pledged(number).map(|line| {
            let place = sku(line.sku).and_then(|place| u16::try_from(place).ok());
            (line.id().0, line.quantity, place, line.added_by)
        });
        let held = known.list.iter();
        let held = held.map(|it| (u64::from(it.line), it.quantity, Some(it.sku), it.seat));
        heard > Some(joined.pledged_at) || (heard == Some(joined.pledged_at) && !held.eq(pledges))
    }
}
