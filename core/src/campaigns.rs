//! Campaigns, as hosts and members see them.

mod list;
#[cfg(test)]
mod proofs;
mod terms;
mod watch;

use foldhash::fast::FixedState;

use crate::cart::Member;
use crate::engine::Engine;
use crate::error::{ErrorCode, Result};
use crate::id::{CartId, LineId, Seat};
use crate::money::Money;
use crate::role::Capability;
use crate::rules::checks::require_id;
use crate::state::account::Account;
use crate::state::campaign::{CampaignCommand, CampaignNews, CampaignState, Pledge, amount};
use crate::view::{
    CampaignSkuEntry, CampaignTierEntry, CampaignView, PledgeEntry, TippingPoint, TippingShare,
};

pub use terms::{CampaignSku, CampaignTerms, CampaignTier};
pub use watch::CampaignWatch;

impl CampaignView {
    /// How many more it takes to its minimum or next tier, from whom they may come, and what each would then pay.
    #[must_use]
    pub const fn what_would_tip(&self) -> Option<&TippingPoint> {
        self.next.as_ref()
    }
}

impl Engine {
    /// Opens a campaign, which carts then pledge to: [`Command::Pledge`](crate::Command::Pledge). Answers with its version;
    /// asked again with the same terms it changes nothing. A price that the terms leave to the price list is worked out now: once
    /// the list gives another, the same terms are `campaign_already_exists`.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_id_not_valid`, `price_not_found`, `price_not_valid`, `exceeds_unit_price_max`,
    /// `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`, `exceeds_campaign_skus_max`,
    /// `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`, `exceeds_memory_max`.
    pub fn create_campaign(&self, campaign: &str, terms: &CampaignTerms) -> Result<u64> {
        self.require_open()?;
        require_id(campaign, self.limits(), ErrorCode::CampaignIdNotValid)?;
        let offer = Box::new(self.offer_of(terms)?);
        self.ask_campaign(campaign.as_bytes(), CampaignCommand::Create { offer })
    }

    /// Calls a campaign off: all pledges leave their carts. Answers with its version.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`, `campaign_is_over` where it was ordered or has failed.
    pub fn cancel_campaign(&self, campaign: &str) -> Result<u64> {
        self.ask_campaign(campaign.as_bytes(), CampaignCommand::Cancel)
    }

    /// Says that a campaign which goes ahead has been ordered. Answers with its version.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`, `campaign_is_over` where it has failed or was cancelled,
    /// `campaign_is_not_closed`.
    pub fn order_campaign(&self, campaign: &str) -> Result<u64> {
        self.settle_campaign(campaign);
        self.ask_campaign(campaign.as_bytes(), CampaignCommand::Order)
    }

    /// A campaign as it is. Where its deadline has passed, that is worked off first.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`; with a store, those of reading it.
    pub fn campaign(&self, campaign: &str) -> Result<CampaignView> {
        self.require_open()?;
        self.settle_campaign(campaign);
        let now_ms = self.now_ms();
        let view = |state: &CampaignState| Some(view(campaign, state, state.news()?, now_ms));
        let seen = self.see_campaign(campaign.as_bytes(), view)?;
        seen.flatten().ok_or_else(|| ErrorCode::CampaignNotFound.into())
    }

    /// Watches a campaign: a wake when anything about it changes.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`, `exceeds_watches_max`.
    pub fn watch_campaign(&self, campaign: &str) -> Result<CampaignWatch> {
        CampaignWatch::open(self.clone(), campaign)
    }
}

impl Member {
    /// A campaign as it is, with what this cart has pledged to it, and what would bring it further.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`, `campaign_not_found`.
    pub fn campaign(&self, campaign: &str) -> Result<CampaignView> {
        let (names, pledgers, sees_people) = self.look(|cart, reader| {
            let may_pledge = |role| cart.capabilities(role).has(Capability::Pledge);
            let present = cart.present().filter(|(_, role)| may_pledge(*role));
            let pledgers: Vec<Seat> = present.map(|(seat, _)| seat).collect();
            (cart.names.clone(), pledgers, reader.capabilities.has(Capability::ViewPeople))
        })?;
        let mut seen = self.engine().campaign(campaign)?;
        seen.leader = seen.leader.filter(|_| sees_people);
        let key = campaign.as_bytes();
        let currency = seen.currency;
        let pledges = self.engine().see_campaign(key, |state| pledges(self.cart(), state))?;
        let pledges = pledges.unwrap_or_default();
        let name = |pledge: &Pledge| {
            let name = names.get(pledge.seat).filter(|_| sees_people);
            name.unwrap_or_default().to_owned()
        };
        let sku = |pledge: &Pledge| seen.skus.get(usize::from(pledge.sku));
        seen.pledges = pledges
            .iter()
            .map(|(pledge, counted)| PledgeEntry {
                line: LineId(u64::from(pledge.line)),
                member: name(pledge),
                sku: sku(pledge).map_or_else(String::new, |entry| entry.sku.clone()),
                quantity: pledge.quantity,
                counted: *counted,
            })
            .collect();
        let mut next = seen.next.take();
        if let Some(next) = next.as_mut().filter(|_| sees_people) {
            let has_not = |seat| pledges.iter().all(|(pledge, _)| pledge.seat != seat);
            let likely = pledgers.into_iter().filter(|seat| has_not(*seat));
            next.likely = likely.filter_map(|seat| names.get(seat)).map(str::to_owned).collect();
            let mut shares: Vec<TippingShare> = Vec::new();
            for (pledge, _) in &pledges {
                let (member, place) = (name(pledge), usize::from(pledge.sku));
                let prices =
                    [sku(pledge).map(|it| it.unit_price), next.unit_prices.get(place).copied()];
                let [now, then] = prices.map(|price| {
                    price.map_or(0, |price| price.line_total(pledge.quantity, currency))
                });
                if let Some(share) = shares.iter_mut().find(|share| share.member == member) {
                    share.now.minor += now;
                    share.then.minor += then;
                } else {
                    let [now, then] = [now, then].map(|minor| Money { minor, currency });
                    shares.push(TippingShare { member, now, then });
                }
            }
            next.shares = shares;
        }
        seen.next = next;
        Ok(seen)
    }

    /// How many more a campaign takes to its minimum or next tier, from whom in this cart they may come, and what each would
    /// then pay.
    ///
    /// # Errors
    /// Those of [`Member::campaign`].
    pub fn what_would_tip(&self, campaign: &str) -> Result<Option<TippingPoint>> {
        Ok(self.campaign(campaign)?.next)
    }
}

/// What a cart has pledged, as the campaign knows it, with what of it counts.
fn pledges(cart: CartId, state: &CampaignState) -> Vec<(Pledge, u32)> {
    let list = state.cart(cart).map_or(&[][..], |known| &known.list);
    list.iter().map(|pledge| (*pledge, state.granted(cart, pledge))).collect()
}

fn view(id: &str, state: &CampaignState, news: &CampaignNews, now_ms: u64) -> CampaignView {
    let offer = &news.offer;
    let price = |place: usize| news.price(place).unwrap_or_default();
    let counted = offer.skus.iter().zip(state.counted());
    let skus = counted.enumerate().map(|(place, ((sku, regular_price), quantity))| {
        let (sku, unit_price) = (sku.to_string(), price(place));
        CampaignSkuEntry { sku, regular_price: *regular_price, unit_price, quantity: *quantity }
    });
    let tiers =
        (0..).zip(&offer.tiers).map(|(place, (threshold, unit_prices))| CampaignTierEntry {
            threshold: *threshold,
            is_reached: place < news.tiers_reached,
            unit_prices: unit_prices.clone(),
        });
    let units = state.counted().iter().enumerate();
    let sums = units.map(|(place, units)| amount(price(place), *units, offer.currency));
    let minor = i64::try_from(sums.sum::<i128>()).unwrap_or(i64::MAX);
    CampaignView {
        id: id.to_owned(),
        version: state.version(),
        status: news.status_at(now_ms),
        currency: offer.currency,
        measure: offer.measure,
        skus: skus.collect(),
        tiers: tiers.collect(),
        minimum: offer.minimum,
        maximum: offer.maximum,
        member_min: offer.member_min,
        member_max: offer.member_max,
        leader: offer.leader.as_deref().map(str::to_owned),
        opens_at_ms: offer.opens_at_ms,
        locks_at_ms: news.locks_at_ms,
        closes_at_ms: news.closes_at_ms,
        at_deadline: offer.at_deadline,
        is_extended: news.is_extended,
        reached: state.reached(),
        is_tipped: news.is_tipped,
        tiers_reached: news.tiers_reached,
        quantity: state.quantity(),
        waiting: state.waiting(),
        amount: Money { minor, currency: offer.currency },
        members: state.members(),
        carts: state.carts(),
        moments: state.moments().to_vec(),
        next: next(state, news),
        pledges: Vec::new(),
    }
}

/// The nearest of what is not reached yet.
fn next(state: &CampaignState, news: &CampaignNews) -> Option<TippingPoint> {
    let (reached, offer) = (state.reached(), &news.offer);
    let tier = offer.tiers.get(news.tiers_reached as usize).map(|(threshold, _)| *threshold);
    let minimum = Some(offer.minimum).filter(|minimum| *minimum > reached);
    let threshold = [tier, minimum].into_iter().flatten().min().filter(|_| news.is_running())?;
    let then = offer.tiers.partition_point(|(other, _)| *other <= threshold);
    let prices = match then.checked_sub(1).and_then(|at| offer.tiers.get(at)) {
        Some((_, prices)) => prices.clone(),
        None => offer.skus.iter().map(|(_, price)| *price).collect(),
    };
    Some(TippingPoint {
        threshold,
        missing: threshold.saturating_sub(reached),
        tier: if tier == Some(threshold) { news.tiers_reached + 1 } else { 0 },
        unit_prices: prices,
        likely: Vec::new(),
        shares: Vec::new(),
    })
}

/// What watches of a campaign wait for, among the ids of carts, which are as long and random.
pub(crate) fn topic(key: &[u8]) -> CartId {
    use core::hash::BuildHasher;
    let half = |seed| u128::from(FixedState::with_seed(seed).hash_one(key));
    CartId(half(1) << 64 | half(2))
}
