//! A campaign under observations that come twice, late and in any order, through snapshots and to any end. Proves I32 to I35.
#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::currency::Currency;
use crate::id::{CartId, Seat};
use crate::limits::Limits;
use crate::money::Price;
use crate::names::Names;
use crate::policy::{CampaignMeasure, CampaignMomentKind as Kind, DeadlinePolicy};
use crate::state::Stream;
use crate::state::account::{Account, Moment, SkuTexts};
use crate::state::campaign::{CampaignCommand, CampaignOffer, CampaignState, Told, ToldLine};
use crate::state::line::SkuId;
use rust_decimal::Decimal;

const SKUS: u64 = 3;
const CARTS: u64 = 4;
const NAMES: [&str; 3] = ["ana", "ben", "cem"];
const CLOSES_MS: u64 = 1_000;
/// How many random campaigns are tried.
const ROUNDS: u64 = 300;

struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn maybe(&mut self, value: u64) -> Option<u64> {
        (self.below(2) == 0).then_some(value)
    }
}

/// SKUs are called by their numbers.
struct Texts;

impl SkuTexts for Texts {
    fn sku_text(&self, sku: SkuId) -> Option<Arc<str>> {
        Some(sku.0.to_string().into())
    }
}

fn names() -> Names {
    let mut names = Names::default();
    for name in NAMES {
        names.push(name);
    }
    names
}

fn created(random: &mut Random) -> CampaignState {
    let currency: Currency = "EUR".parse().unwrap();
    let price = |units: u64| {
        let price = Decimal::new(i64::try_from(units).unwrap(), 2);
        Price::new(price, currency, 1_000_000).unwrap()
    };
    let measures = CampaignMeasure::ALL;
    let measure = measures[usize::try_from(random.below(3)).unwrap()];
    let scale = if measure == CampaignMeasure::Money { 100 } else { 1 };
    let tier = |at: u64| ((3 * at + 1) * scale, (0..SKUS).map(|sku| price(90 + sku)).collect());
    let maximum = random.below(30) + 5;
    let member_max = random.below(12) + 1;
    let offer = CampaignOffer {
        currency,
        measure,
        skus: (0..SKUS).map(|sku| (sku.to_string().into(), price(100 + sku))).collect(),
        tiers: (0..random.below(4)).map(tier).collect(),
        minimum: (random.below(12) + 1) * scale,
        maximum: random.maybe(maximum),
        member_min: None,
        member_max: random.maybe(member_max).map(|max| u32::try_from(max).unwrap()),
        leader: None,
        opens_at_ms: 0,
        locks_at_ms: CLOSES_MS,
        closes_at_ms: CLOSES_MS,
        at_deadline: DeadlinePolicy::ALL[usize::try_from(random.below(3)).unwrap()],
        extension_ms: 0,
    };
    let extension_ms = u64::from(offer.at_deadline == DeadlinePolicy::ExtendOnce) * 500;
    let offer = Box::new(CampaignOffer { extension_ms, ..offer });
    let mut state = CampaignState::unborn(b"tea");
    ask(&mut state, &CampaignCommand::Create { offer }, 0);
    assert_eq!(state.version(), 1);
    state
}

/// Sends a command, and checks what must hold at every version; answers whether anything happened.
fn ask(state: &mut CampaignState, asked: &CampaignCommand, now_ms: u64) -> bool {
    let limits = Limits::default();
    let Ok(Some(event)) =
        state.decide(asked, &Moment { limits: &limits, now_ms, skus: Some(&Texts) })
    else {
        return false;
    };
    let before = state.clone();
    state.apply(&event, &());
    holds(&before, state);
    let bytes = state.encode();
    let restored = CampaignState::decode(b"tea", state.version(), &bytes).unwrap();
    assert_eq!(restored.encode(), bytes);
    assert_eq!(sums(&restored), sums(state));
    true
}

fn sums(state: &CampaignState) -> (u64, u64, u64, u64, Vec<u64>) {
    let counted = state.counted().to_vec();
    (state.quantity(), state.waiting(), state.members(), state.reached(), counted)
}

/// Everything is as an adding up of all pledges says, and tips at that very version.
fn holds(before: &CampaignState, state: &CampaignState) {
    let news = state.news().unwrap();
    let offer = &news.offer;
    let mut members: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
    let (mut counted, mut all) = (vec![0; offer.skus.len()], 0);
    let mut seats = BTreeSet::new();
    for (cart, known) in state.carts_after(None) {
        for pledge in &known.list {
            let granted = u64::from(state.granted(*cart, pledge));
            counted[usize::from(pledge.sku)] += granted;
            all += u64::from(pledge.quantity);
            let sums = members.entry(u64::from(pledge.seat.0)).or_default();
            *sums = (sums.0 + u64::from(pledge.quantity), sums.1 + granted);
            seats.insert((*cart, pledge.seat));
        }
    }
    let quantity: u64 = counted.iter().sum();
    assert_eq!(state.counted(), counted);
    assert_eq!(state.waiting(), all - quantity);
    let member_max = u64::from(offer.member_max.unwrap_or(u32::MAX));
    let admitted: u64 = members.values().map(|(all, _)| *all.min(&member_max)).sum();
    assert_eq!(quantity, admitted.min(offer.maximum.unwrap_or(u64::MAX)), "nothing is left out");
    assert!(members.values().all(|(_, granted)| *granted <= member_max));
    let counting = members.values().filter(|(_, granted)| *granted > 0).count() as u64;
    let knows = offer.measure == CampaignMeasure::Members || offer.member_max.is_some();
    assert_eq!(state.members(), if knows { counting } else { seats.len() as u64 });
    let reached = match offer.measure {
        CampaignMeasure::Quantity => quantity,
        CampaignMeasure::Money => (100..).zip(&counted).map(|(price, units)| price * units).sum(),
        CampaignMeasure::Members => counting,
    };
    assert_eq!(state.reached(), reached);
    if news.is_running() {
        let tiers = offer.tiers.iter().filter(|(threshold, _)| *threshold <= reached).count();
        assert_eq!(
            (news.tiers_reached as usize, news.is_tipped),
            (tiers, reached >= offer.minimum)
        );
    }
    let told = &state.moments()[before.moments().len()..];
    assert!(told.iter().all(|it| it.version == state.version()), "said at the very event");
    let was = before.news().map_or((0, false), |news| (news.tiers_reached, news.is_tipped));
    let of = |kind: Kind| told.iter().map(|it| u32::from(it.kind == kind)).sum::<u32>();
    assert_eq!(was.0 + of(Kind::TierReached) - of(Kind::TierLost), news.tiers_reached);
    assert_eq!(u32::from(was.1) + of(Kind::Tipped) - of(Kind::TipLost), u32::from(news.is_tipped));
    let mut open = BTreeSet::new();
    for it in state.moments().iter() {
        match it.kind {
            Kind::TierReached | Kind::Tipped => assert!(open.insert(it.tier), "reached twice"),
            Kind::TierLost | Kind::TipLost => assert!(open.remove(&it.tier), "lost twice"),
            _ => {}
        }
    }
    let is_end = |kind| matches!(kind, Kind::Ordered | Kind::Failed | Kind::Cancelled);
    let ends = state.moments().iter().filter(|it| is_end(it.kind)).count();
    assert_eq!(
        ends,
        usize::from(is_end(state.moments().last().map_or(Kind::Closed, |it| it.kind)))
    );
}

/// What a cart says at a version: each seat holds at most one line of each SKU.
fn statement(random: &mut Random, cart: u64, cart_version: u64) -> CampaignCommand {
    let mut lines = smallvec::SmallVec::new();
    for line in 0..6 {
        let quantity = random.below(12).saturating_sub(4);
        if quantity > 0 {
            let sku = SkuId(u32::try_from(line % SKUS).unwrap());
            let seat = Seat(u16::try_from(line % 3).unwrap());
            let (line, quantity) = (u32::try_from(line).unwrap(), u32::try_from(quantity).unwrap());
            lines.push(ToldLine { line, quantity, sku, seat });
        }
    }
    let told = Told { cart_version, names: names(), lines };
    CampaignCommand::Observe { cart: CartId(cart.into()), told }
}

#[test]
fn observations_that_come_twice_or_late_change_nothing() {
    for seed in 0..ROUNDS {
        let random = &mut Random(seed);
        let mut clean = created(random);
        let mut dirty = clean.clone();
        let mut said = Vec::new();
        for version in 1..30 {
            let cart = random.below(CARTS);
            let new = statement(random, cart, version);
            assert!(ask(&mut clean, &new, 0) && ask(&mut dirty, &new, 0));
            said.push(new);
            for _ in 0..random.below(4) {
                let old = &said[usize::try_from(random.below(said.len() as u64)).unwrap()];
                assert!(!ask(&mut dirty, old, 0), "heard before, or older than what was heard");
            }
            assert_eq!(clean.encode(), dirty.encode());
        }
    }
}

#[test]
fn in_any_order_and_with_gaps_the_last_word_counts() {
    for seed in 0..ROUNDS {
        let random = &mut Random(seed);
        let mut state = created(random);
        let mut said: Vec<_> = (1..20)
            .map(|version| {
                let cart = random.below(CARTS);
                statement(random, cart, version)
            })
            .collect();
        let mut last: BTreeMap<CartId, u64> = BTreeMap::new();
        for one in &said {
            if let CampaignCommand::Observe { cart, told } = one {
                last.insert(*cart, told.lines.iter().map(|it| u64::from(it.quantity)).sum());
            }
        }
        // Some get lost, but never a cart's last.
        for at in (0..said.len()).rev() {
            let is_last = |one: &CampaignCommand| {
                let CampaignCommand::Observe { cart, .. } = one else { return false };
                let same = |it: &CampaignCommand| matches!(it, CampaignCommand::Observe { cart: other, .. } if other == cart);
                !said[at + 1..].iter().any(same)
            };
            if random.below(4) == 0 && !is_last(&said[at]) {
                said.remove(at);
            }
        }
        for at in (1..said.len()).rev() {
            said.swap(at, usize::try_from(random.below(at as u64 + 1)).unwrap());
        }
        for one in &said {
            ask(&mut state, one, 0);
        }
        for (cart, all) in &last {
            let held = state.cart(*cart).unwrap().list.iter().map(|it| u64::from(it.quantity));
            assert_eq!(held.sum::<u64>(), *all, "seed {seed}");
        }
    }
}

#[test]
fn a_campaign_ends_once_and_then_stands_still() {
    let mut ends = BTreeSet::new();
    for seed in 0..ROUNDS {
        let random = &mut Random(seed);
        let mut state = created(random);
        let mut now_ms = 0;
        for version in 1..60 {
            let news = state.news().unwrap();
            let (was, asked_at) = (news.status, news.asked_at);
            let cart = random.below(CARTS);
            let asked = match random.below(14) {
                0 if random.below(4) == 0 => CampaignCommand::Cancel,
                0 | 1 => CampaignCommand::Order,
                2 => CampaignCommand::Ask,
                3 => CampaignCommand::Settle { asked_at: asked_at + random.below(2) },
                4 => CampaignCommand::Expect { cart: CartId(cart.into()) },
                _ => statement(random, cart, version),
            };
            now_ms += random.below(80);
            let is_late =
                matches!(asked, CampaignCommand::Settle { asked_at: at } if at != asked_at);
            let happened = ask(&mut state, &asked, now_ms);
            assert!(!(happened && is_late), "only whoever asked since may decide");
            let is_over = was.is_off() || was == crate::CampaignStatus::Ordered;
            assert!(!(happened && is_over), "{was:?} is the end, and then {asked:?}");
        }
        ends.insert(state.news().unwrap().status.name());
    }
    assert!(["failed", "ordered", "cancelled"].iter().all(|end| ends.contains(end)), "{ends:?}");
}
