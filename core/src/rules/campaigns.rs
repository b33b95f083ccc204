//! Campaigns: what the host may offer, what a cart's pledges come to, and what a deadline brings.

use crate::error::{Error, ErrorCode, Result};
use crate::id::CartId;
use crate::limits::Limits;
use crate::policy::{CampaignStatus, DeadlinePolicy};
use crate::rules::checks::{require_id, require_sku};
use crate::state::Stream;
use crate::state::account::Moment;
use crate::state::campaign::{
    CampaignCommand, CampaignEvent, CampaignNews, CampaignOffer, CampaignState, Told,
};

/// How long a campaign may last, and how long it may be extended by: a year.
const CAMPAIGN_MS_MAX: u64 = 366 * 86_400_000;

impl Stream for CampaignState {
    type Key = [u8];
    type Command<'a> = CampaignCommand;
    type Event<'a> = CampaignEvent;
    type Context<'c> = Moment<'c>;
    type Stamp<'s> = ();

    fn key(&self) -> &[u8] {
        self.id()
    }

    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        moment: &Moment<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        let at_ms = moment.now_ms;
        if let CampaignCommand::Create { offer } = command {
            return create(self, offer, moment);
        }
        let news = self.news().ok_or(ErrorCode::CampaignNotFound)?;
        match command {
            CampaignCommand::Create { .. } => Ok(None),
            CampaignCommand::Expect { cart } => expect(self, news, *cart, moment),
            CampaignCommand::Observe { cart, told } => Ok(observe(self, news, *cart, told, moment)),
            CampaignCommand::Ask if news.asked_at > 0 || !news.is_due(at_ms) => Ok(None),
            CampaignCommand::Ask => Ok(Some(CampaignEvent::Asked { at_ms })),
            CampaignCommand::Settle { asked_at } if news.asked_at != *asked_at => Ok(None),
            CampaignCommand::Settle { .. } => Ok(settle(self, news, at_ms)),
            CampaignCommand::Cancel => match news.status {
                CampaignStatus::Cancelled => Ok(None),
                CampaignStatus::Ordered | CampaignStatus::Failed => {
                    Err(ErrorCode::CampaignIsOver.into())
                }
                _ => Ok(Some(CampaignEvent::Cancelled { at_ms })),
            },
            CampaignCommand::Order => match news.status {
                CampaignStatus::Ordered => Ok(None),
                CampaignStatus::Closed => Ok(Some(CampaignEvent::Ordered { at_ms })),
                status if status.is_off() => Err(ErrorCode::CampaignIsOver.into()),
                _ => Err(ErrorCode::CampaignIsNotClosed.into()),
            },
        }
    }

    fn apply(&mut self, event: &CampaignEvent, (): &()) {
        self.apply_event(event);
    }
}

fn create(
    campaign: &CampaignState,
    offer: &CampaignOffer,
    moment: &Moment<'_>,
) -> Result<Option<CampaignEvent>> {
    match campaign.news() {
        Some(news) if *news.offer == *offer => return Ok(None),
        Some(_) => return Err(ErrorCode::CampaignAlreadyExists.into()),
        None => {}
    }
    require_offer(offer, moment)?;
    Ok(Some(CampaignEvent::Created { at_ms: moment.now_ms, offer: Box::new(offer.clone()) }))
}

/// Refuses terms that do not fit together.
fn require_offer(offer: &CampaignOffer, moment: &Moment<'_>) -> Result<()> {
    let Moment { limits, now_ms, .. } = *moment;
    require_bounds(offer, limits)?;
    let are_different = |(at, (sku, _)): (usize, &(Box<str>, _))| offer.place(sku) == Some(at);
    let skus_differ = offer.skus.iter().enumerate().all(are_different);
    let rises = offer.tiers.windows(2).all(|pair| matches!(pair, [one, next] if one.0 < next.0));
    let starts = offer.tiers.first().is_none_or(|(threshold, _)| *threshold > 0);
    let has_room = offer.maximum.is_none_or(|max| max > 0);
    let member_fits = match (offer.member_min, offer.member_max) {
        (Some(min), Some(max)) => 0 < min && min <= max,
        (min, max) => min.is_none_or(|min| min > 0) && max.is_none_or(|max| max > 0),
    };
    let is_in_order = offer.opens_at_ms < offer.locks_at_ms
        && offer.locks_at_ms <= offer.closes_at_ms
        && now_ms < offer.closes_at_ms
        && offer.closes_at_ms - now_ms <= CAMPAIGN_MS_MAX;
    let goes_on =
        matches!(offer.at_deadline, DeadlinePolicy::ExtendOnce | DeadlinePolicy::LeaderTopsUp);
    let extension_fits =
        (offer.extension_ms > 0) == goes_on && offer.extension_ms <= CAMPAIGN_MS_MAX;
    let has_leader = offer.at_deadline != DeadlinePolicy::LeaderTopsUp || offer.leader.is_some();
    let fits = skus_differ
        && !offer.skus.is_empty()
        && rises
        && starts
        && offer.minimum > 0
        && has_room
        && member_fits
        && is_in_order
        && extension_fits
        && has_leader;
    if fits { Ok(()) } else { Err(ErrorCode::CampaignTermsNotValid.into()) }
}

fn require_bounds(offer: &CampaignOffer, limits: &Limits) -> Result<()> {
    offer.skus.iter().try_for_each(|(sku, _)| require_sku(sku, limits))?;
    if let Some(leader) = &offer.leader {
        require_id(leader, limits, ErrorCode::MemberIdNotValid)?;
    }
    if offer.skus.len() > limits.campaign_skus_max as usize {
        let max = limits.campaign_skus_max;
        return Err(Error::limit(ErrorCode::ExceedsCampaignSkusMax, max));
    }
    if offer.tiers.len() > limits.campaign_tiers_max as usize {
        let max = limits.campaign_tiers_max;
        return Err(Error::limit(ErrorCode::ExceedsCampaignTiersMax, max));
    }
    Ok(())
}

fn expect(
    campaign: &CampaignState,
    news: &CampaignNews,
    cart: CartId,
    moment: &Moment<'_>,
) -> Result<Option<CampaignEvent>> {
    if !news.is_running() || campaign.cart(cart).is_some() {
        return Ok(None);
    }
    let max = moment.limits.campaign_carts_max;
    if campaign.carts() >= u64::from(max) {
        return Err(Error::limit(ErrorCode::ExceedsCampaignCartsMax, max));
    }
    Ok(Some(CampaignEvent::Expected { at_ms: moment.now_ms, cart }))
}

/// Once it is decided nothing counts any more: carts take back what they still hold.
fn observe(
    campaign: &CampaignState,
    news: &CampaignNews,
    cart: CartId,
    told: &Told,
    moment: &Moment<'_>,
) -> Option<CampaignEvent> {
    let (at_ms, cart_version) = (moment.now_ms, told.cart_version);
    let known = campaign.cart(cart);
    let version = known.map_or(0, |known| u64::from(known.version));
    if !news.is_running() || cart_version <= version {
        return None;
    }
    let text = |sku| moment.skus.and_then(|skus| skus.sku_text(sku));
    let changes = campaign.changes(known.map_or(&[], |known| &known.list), told, &text);
    Some(CampaignEvent::Observed { at_ms, cart, cart_version, changes })
}

fn settle(campaign: &CampaignState, news: &CampaignNews, at_ms: u64) -> Option<CampaignEvent> {
    if !news.is_running() || news.asked_at == 0 {
        return None;
    }
    let offer = &news.offer;
    let later = |time: u64| time.saturating_add(offer.extension_ms);
    let event = match offer.at_deadline {
        _ if news.is_tipped => CampaignEvent::Closed { at_ms },
        DeadlinePolicy::OrderAnyway if campaign.quantity() > 0 => CampaignEvent::Closed { at_ms },
        DeadlinePolicy::ExtendOnce if !news.is_extended => CampaignEvent::Extended {
            at_ms,
            locks_at_ms: later(news.locks_at_ms),
            closes_at_ms: later(news.closes_at_ms),
        },
        DeadlinePolicy::LeaderTopsUp if news.status != CampaignStatus::ToppingUp => {
            CampaignEvent::ToppingUp { at_ms, closes_at_ms: later(news.closes_at_ms) }
        }
        _ => CampaignEvent::Failed { at_ms },
    };
    Some(event)
}
