//! A kind of stream: a campaign, and who has pledged how much to it in which cart.
//!
//! A cart says all it has pledged anew each time, with the version that last changed it: hearing it twice, late or in any
//! order comes to the same. What a campaign counts, which of its tiers are reached and whether it has tipped follows from that
//! and from nothing else, at the very event.

mod excess;
mod offer;
mod saved;

use core::mem;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::currency::Currency;
use crate::id::{CartId, Seat};
use crate::money::Price;
use crate::names::Names;
use crate::policy::{CampaignMeasure, CampaignMomentKind, CampaignStatus};
use crate::state::line::SkuId;
use crate::state::sorted::Sorted;
use crate::view::CampaignMoment;
use excess::Excess;

pub(crate) use offer::{CampaignNews, CampaignOffer};

/// So many moments are remembered.
const MOMENTS_MAX: usize = 256;

/// What a cart has pledged on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pledge {
    pub(crate) line: u32,
    pub(crate) quantity: u32,
    /// Who pledged, the same in every cart, where the campaign knows members apart.
    member: [u32; 2],
    /// The SKU's place.
    pub(crate) sku: u16,
    pub(crate) seat: Seat,
}

impl Pledge {
    /// Who pledged, the same in every cart; 0 where the campaign does not know members apart.
    pub(crate) const fn member(&self) -> u64 {
        ((self.member[0] as u64) << 32) | self.member[1] as u64
    }
}

/// What a cart has pledged, at the version that last changed it.
#[derive(Clone, Debug, Default)]
pub(crate) struct CartPledges {
    pub(crate) version: u32,
    /// Ordered by line.
    pub(crate) list: Box<[Pledge]>,
}

/// What a cart has to say to a campaign.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// The cart's version that last changed what it has pledged.
    pub(crate) cart_version: u64,
    pub(crate) names: Names,
    /// Ordered by line.
    pub(crate) lines: SmallVec<[ToldLine; 4]>,
}

/// A line that a cart has pledged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ToldLine {
    pub(crate) line: u32,
    pub(crate) quantity: u32,
    pub(crate) sku: SkuId,
    pub(crate) seat: Seat,
}

/// What may be asked of a campaign. Asked again, each has no second effect.
#[derive(Clone, Debug)]
pub(crate) enum CampaignCommand {
    Create {
        offer: Box<CampaignOffer>,
    },
    /// A cart is about to pledge: whatever becomes of it, it is looked at before the campaign is decided.
    Expect {
        cart: CartId,
    },
    /// All that a cart has pledged, and the version that last changed it.
    Observe {
        cart: CartId,
        told: Told,
    },
    /// The deadline has passed: pledges change no more while carts are asked.
    Ask,
    /// All carts were asked since this version.
    Settle {
        asked_at: u64,
    },
    Cancel,
    Order,
}

/// What became of one pledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PledgeChange {
    pub(crate) pledge: Pledge,
    pub(crate) old_quantity: u32,
}

/// What happened to a campaign. The order of variants and fields is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CampaignEvent {
    Created {
        at_ms: u64,
        offer: Box<CampaignOffer>,
    },
    Expected {
        at_ms: u64,
        cart: CartId,
    },
    Observed {
        at_ms: u64,
        cart: CartId,
        cart_version: u64,
        changes: Vec<PledgeChange>,
    },
    Extended {
        at_ms: u64,
        locks_at_ms: u64,
        closes_at_ms: u64,
    },
    ToppingUp {
        at_ms: u64,
        closes_at_ms: u64,
    },
    Closed {
        at_ms: u64,
    },
    Ordered {
        at_ms: u64,
    },
    Failed {
        at_ms: u64,
    },
    Cancelled {
        at_ms: u64,
    },
    /// The deadline has passed, and carts are asked.
    Asked {
        at_ms: u64,
    },
}

impl CampaignEvent {
    pub(crate) const fn at_ms(&self) -> u64 {
        match *self {
            Self::Created { at_ms, .. }
            | Self::Expected { at_ms, .. }
            | Self::Observed { at_ms, .. }
            | Self::Extended { at_ms, .. }
            | Self::ToppingUp { at_ms, .. }
            | Self::Closed { at_ms }
            | Self::Ordered { at_ms }
            | Self::Failed { at_ms }
            | Self::Cancelled { at_ms }
            | Self::Asked { at_ms } => at_ms,
        }
    }
}

/// A campaign.
#[derive(Clone, Debug)]
pub(crate) struct CampaignState {
    id: Box<[u8]>,
    version: u64,
    /// Nothing before it is created.
    news: Option<Arc<CampaignNews>>,
    carts: Sorted<CartId, CartPledges>,
    excess: Excess,
    /// Units that count, by SKU.
    counted: Vec<u64>,
    /// Who holds pledges: by seats of carts, where members are not known apart.
    members: u64,
    /// Lines that hold pledges.
    held: u64,
    moments: Arc<Vec<CampaignMoment>>,
}

impl CampaignState {
    pub(crate) fn id(&self) -> &[u8] {
        &self.id
    }

    pub(crate) fn news(&self) -> Option<&Arc<CampaignNews>> {
        self.news.as_ref()
    }

    pub(crate) fn cart(&self, cart: CartId) -> Option<&CartPledges> {
        self.carts.get(&cart)
    }

    /// The carts after this one, in order.
    pub(crate) fn carts_after(
        &self,
        cart: Option<CartId>,
    ) -> impl Iterator<Item = (&CartId, &CartPledges)> {
        self.carts.after(cart)
    }

    pub(crate) fn carts(&self) -> u64 {
        self.carts.len() as u64
    }

    pub(crate) fn moments(&self) -> &Arc<Vec<CampaignMoment>> {
        &self.moments
    }

    /// Units that count, by SKU.
    pub(crate) fn counted(&self) -> &[u64] {
        &self.counted
    }

    /// Units that count.
    pub(crate) fn quantity(&self) -> u64 {
        self.counted.iter().sum()
    }

    /// Units that wait because the campaign is full, or because one member may not have more.
    pub(crate) fn waiting(&self) -> u64 {
        self.excess.units()
    }

    pub(crate) fn members(&self) -> u64 {
        if self.knows_members() { self.excess.members() } else { self.members }
    }

    /// How many units of a pledge count.
    pub(crate) fn granted(&self, cart: CartId, pledge: &Pledge) -> u32 {
        pledge.quantity.saturating_sub(self.excess.of(cart, pledge.line))
    }

    /// How much more a member may pledge, over all carts.
    pub(crate) fn room_of(&self, member: &str) -> Option<u32> {
        let max = self.news.as_ref()?.offer.member_max?;
        Some(excess::room(max, self.excess.admitted(member_key(member))))
    }

    fn knows_members(&self) -> bool {
        self.news.as_ref().is_some_and(|news| news.offer.knows_members())
    }

    /// What the thresholds are held against.
    pub(crate) fn reached(&self) -> u64 {
        let Some(news) = &self.news else { return 0 };
        match news.offer.measure {
            CampaignMeasure::Quantity => self.quantity(),
            CampaignMeasure::Members => self.members(),
            CampaignMeasure::Money => {
                let skus = news.offer.skus.iter().zip(&self.counted);
                let sums =
                    skus.map(|((_, price), units)| amount(*price, *units, news.offer.currency));
                u64::try_from(sums.sum::<i128>()).unwrap_or(u64::MAX)
            }
        }
    }

    /// What of a cart's pledges is new to those that are `known`; `text` knows SKUs by their numbers.
    pub(crate) fn changes(
        &self,
        known: &[Pledge],
        told: &Told,
        text: &dyn Fn(SkuId) -> Option<Arc<str>>,
    ) -> Vec<PledgeChange> {
        let is_there = |line| told.lines.binary_search_by_key(&line, |told| told.line).is_ok();
        let gone =
            known.iter().filter(|pledge| !is_there(pledge.line)).map(|pledge| PledgeChange {
                pledge: Pledge { quantity: 0, ..*pledge },
                old_quantity: pledge.quantity,
            });
        let now = told.lines.iter().filter_map(|told_line| {
            let place = known.binary_search_by_key(&told_line.line, |pledge| pledge.line);
            let before = place.ok().and_then(|at| known.get(at));
            let old_quantity = before.map_or(0, |before| before.quantity);
            let pledge = match before {
                Some(before) => Pledge { quantity: told_line.quantity, ..*before },
                None => self.first_pledge(told_line, &told.names, text)?,
            };
            (pledge.quantity != old_quantity).then_some(PledgeChange { pledge, old_quantity })
        });
        gone.chain(now).collect()
    }

    fn first_pledge(
        &self,
        told: &ToldLine,
        names: &Names,
        text: &dyn Fn(SkuId) -> Option<Arc<str>>,
    ) -> Option<Pledge> {
        let offer = &self.news.as_ref()?.offer;
        let place = match offer.skus.len() {
            1 => 0,
            _ => offer.place(&text(told.sku)?)?,
        };
        let name = names.get(told.seat).filter(|_| offer.knows_members());
        let key = name.map_or(0, member_key).to_be_bytes();
        let halves = [key.first_chunk(), key.last_chunk()];
        let member = halves.map(|half| half.map_or(0, |half| u32::from_be_bytes(*half)));
        let ToldLine { line, quantity, seat, .. } = *told;
        Some(Pledge { line, quantity, member, sku: u16::try_from(place).ok()?, seat })
    }

    /// Takes over what happened.
    pub(crate) fn apply_event(&mut self, event: &CampaignEvent) {
        self.version = self.version.saturating_add(1);
        let at_ms = event.at_ms();
        match event {
            CampaignEvent::Created { offer, .. } => self.create(offer),
            CampaignEvent::Expected { cart, .. } => {
                if self.carts.get(cart).is_none() {
                    self.carts.insert(*cart, CartPledges::default());
                }
            }
            CampaignEvent::Observed { cart, cart_version, changes, .. } => {
                self.observe(*cart, *cart_version, changes);
            }
            CampaignEvent::Extended { locks_at_ms, closes_at_ms, .. } => {
                self.tell(|news| {
                    (news.locks_at_ms, news.closes_at_ms) = (*locks_at_ms, *closes_at_ms);
                    (news.is_extended, news.asked_at) = (true, 0);
                });
                self.note(at_ms, CampaignMomentKind::Extended, 0);
            }
            CampaignEvent::ToppingUp { closes_at_ms, .. } => {
                self.tell(|news| {
                    (news.closes_at_ms, news.status) = (*closes_at_ms, CampaignStatus::ToppingUp);
                    news.asked_at = 0;
                });
                self.note(at_ms, CampaignMomentKind::ToppingUp, 0);
            }
            CampaignEvent::Closed { .. } => {
                self.end(at_ms, CampaignStatus::Closed, CampaignMomentKind::Closed);
            }
            CampaignEvent::Ordered { .. } => {
                self.end(at_ms, CampaignStatus::Ordered, CampaignMomentKind::Ordered);
            }
            CampaignEvent::Failed { .. } => {
                self.end(at_ms, CampaignStatus::Failed, CampaignMomentKind::Failed);
            }
            CampaignEvent::Cancelled { .. } => {
                self.end(at_ms, CampaignStatus::Cancelled, CampaignMomentKind::Cancelled);
            }
            CampaignEvent::Asked { .. } => {
                if let Some(news) = &mut self.news {
                    Arc::make_mut(news).asked_at = self.version;
                }
            }
        }
        self.weigh(at_ms);
    }

    fn create(&mut self, offer: &CampaignOffer) {
        self.counted = vec![0; offer.skus.len()];
        self.news = Some(Arc::new(CampaignNews {
            version: self.version,
            status: CampaignStatus::Open,
            is_tipped: false,
            is_extended: false,
            tiers_reached: 0,
            locks_at_ms: offer.locks_at_ms,
            closes_at_ms: offer.closes_at_ms,
            asked_at: 0,
            offer: Arc::new(offer.clone()),
        }));
    }

    fn tell(&mut self, change: impl FnOnce(&mut CampaignNews)) {
        let version = self.version;
        if let Some(news) = &mut self.news {
            let news = Arc::make_mut(news);
            change(news);
            news.version = version;
        }
    }

    fn note(&mut self, at_ms: u64, kind: CampaignMomentKind, tier: u32) {
        let moments = Arc::make_mut(&mut self.moments);
        if moments.len() >= MOMENTS_MAX {
            moments.remove(0);
        }
        moments.push(CampaignMoment { version: self.version, at_ms, kind, tier });
    }

    fn end(&mut self, at_ms: u64, status: CampaignStatus, kind: CampaignMomentKind) {
        self.tell(|news| news.status = status);
        self.note(at_ms, kind, 0);
    }

    /// Says which tiers are reached and whether that is enough, where that has changed: each tier is reached and lost in turn.
    fn weigh(&mut self, at_ms: u64) {
        let Some(news) = self.news.as_ref().filter(|news| news.is_running()) else { return };
        let (reached, offer) = (self.reached(), &news.offer);
        let tiers = offer.tiers.partition_point(|(threshold, _)| *threshold <= reached);
        let tiers = u32::try_from(tiers).unwrap_or(u32::MAX);
        let is_tipped = reached >= offer.minimum;
        let (before, was_tipped) = (news.tiers_reached, news.is_tipped);
        if (tiers, is_tipped) == (before, was_tipped) {
            return;
        }
        self.tell(|news| {
            (news.tiers_reached, news.is_tipped) = (tiers, is_tipped);
            if news.status != CampaignStatus::ToppingUp {
                news.status = if is_tipped { CampaignStatus::Tipped } else { CampaignStatus::Open };
            }
        });
        if was_tipped && !is_tipped {
            self.note(at_ms, CampaignMomentKind::TipLost, 0);
        }
        (tiers..before)
            .rev()
            .for_each(|tier| self.note(at_ms, CampaignMomentKind::TierLost, tier + 1));
        (before..tiers)
            .for_each(|tier| self.note(at_ms, CampaignMomentKind::TierReached, tier + 1));
        if is_tipped && !was_tipped {
            self.note(at_ms, CampaignMomentKind::Tipped, 0);
        }
    }

    fn observe(&mut self, cart: CartId, cart_version: u64, changes: &[PledgeChange]) {
        let Some(offer) = self.news.as_ref().map(|news| &news.offer) else { return };
        let bounds = (offer.maximum, offer.member_max, offer.knows_members());
        let known = if let Some(known) = self.carts.get_mut(&cart) {
            known
        } else {
            self.carts.insert(cart, CartPledges::default());
            let Some(known) = self.carts.get_mut(&cart) else { return };
            known
        };
        known.version = u32::try_from(cart_version).unwrap_or(u32::MAX);
        for change in changes {
            let place = known.list.binary_search_by_key(&change.pledge.line, |pledge| pledge.line);
            let slot = place.ok().and_then(|at| known.list.get_mut(at));
            if let Some(slot) = slot.filter(|_| change.pledge.quantity > 0) {
                slot.quantity = change.pledge.quantity;
                continue;
            }
            let before = (seats(&known.list), known.list.len() as u64);
            known.put(place, change.pledge);
            self.members = (self.members + seats(&known.list)).saturating_sub(before.0);
            self.held = (self.held + known.list.len() as u64).saturating_sub(before.1);
        }
        let mut counting = excess::Counting {
            excess: &mut self.excess,
            counted: &mut self.counted,
            version: self.version,
            maximum: bounds.0.unwrap_or(u64::MAX),
            member_max: bounds.1.unwrap_or(u32::MAX),
            knows_members: bounds.2,
        };
        counting.take(cart, changes);
    }
}

impl CartPledges {
    /// Puts a pledge in its place, or takes it out where nothing is left of it.
    fn put(&mut self, place: Result<usize, usize>, pledge: Pledge) {
        let mut list = mem::take(&mut self.list).into_vec();
        match place {
            Ok(at) if pledge.quantity == 0 => drop(list.remove(at)),
            Err(at) if pledge.quantity > 0 => {
                list.reserve_exact(1);
                list.insert(at, pledge);
            }
            _ => {}
        }
        self.list = list.into();
    }
}

/// How many seats hold pledges.
fn seats(list: &[Pledge]) -> u64 {
    let is_first = |(at, pledge): (usize, &Pledge)| {
        let before = list.get(..at).unwrap_or_default();
        before.iter().all(|other| other.seat != pledge.seat)
    };
    list.iter().enumerate().filter(|one| is_first(*one)).count() as u64
}

/// A member by the same number in every cart and process: the first eight bytes of their id's SHA-256.
pub(crate) fn member_key(member: &str) -> u64 {
    let hash = hmac_sha256::Hash::hash(member.as_bytes());
    hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

/// So many units at this price in minor units, half a unit rounded up once.
pub(crate) fn amount(price: Price, units: u64, currency: Currency) -> i128 {
    let (parts, digits) = price.parts();
    let exact = i128::from(parts) * i128::from(units);
    let finer = 10i128.pow(u32::from(digits.saturating_sub(currency.digits())));
    (exact + finer / 2) / finer
}
