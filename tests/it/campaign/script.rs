//! Random scripts for campaigns, and terms that fit together.

use cartpool::{CampaignMeasure, CampaignTerms, CampaignTier, DeadlinePolicy, Decimal};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use super::model::{Measure, NAMES, Policy, SKUS, Terms};

pub(super) const START_MS: u64 = 1_800_000_000_000;
pub(super) const HOUR_MS: u64 = 3_600_000;
pub(super) const CARTS: usize = 4;
pub(super) const CAMPAIGNS: usize = 3;

/// Places among carts, names and so on are taken modulo how many there are.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Pledge {
        cart: usize,
        name: usize,
        campaign: usize,
        sku: Option<usize>,
        quantity: u32,
    },
    Add {
        cart: usize,
        name: usize,
        sku: usize,
        quantity: u32,
    },
    Adjust {
        cart: usize,
        name: usize,
        line: usize,
        delta: i32,
    },
    Set {
        cart: usize,
        name: usize,
        line: usize,
        quantity: u32,
    },
    Remove {
        cart: usize,
        name: usize,
        line: usize,
    },
    /// Both or neither.
    Batch {
        cart: usize,
        name: usize,
        lines: [usize; 2],
        deltas: [i32; 2],
    },
    Leave {
        cart: usize,
        name: usize,
    },
    RemoveMember {
        cart: usize,
        name: usize,
    },
    Return {
        cart: usize,
        name: usize,
    },
    Close {
        cart: usize,
    },
    Price {
        sku: usize,
        cents: u64,
    },
    Hours(i64),
    Sweep,
    Cancel(usize),
    Order(usize),
    Look,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let (cart, name, line, campaign) = (0..CARTS, 0..NAMES.len(), 0..6_usize, 0..CAMPAIGNS);
    let who = (cart.clone(), name);
    let delta = -9..9_i32;
    let sku = prop_oneof![Just(None), (0..3_usize).prop_map(Some)];
    prop_oneof![
        18 => (who.clone(), 0..=CAMPAIGNS, sku, 0..13_u32).prop_map(
            |((cart, name), campaign, sku, quantity)| Step::Pledge { cart, name, campaign, sku, quantity }),
        2 => (who.clone(), 0..3_usize, 1..9_u32)
            .prop_map(|((cart, name), sku, quantity)| Step::Add { cart, name, sku, quantity }),
        8 => (who.clone(), line.clone(), delta.clone())
            .prop_map(|((cart, name), line, delta)| Step::Adjust { cart, name, line, delta }),
        4 => (who.clone(), line.clone(), 0..13_u32)
            .prop_map(|((cart, name), line, quantity)| Step::Set { cart, name, line, quantity }),
        2 => (who.clone(), line.clone()).prop_map(|((cart, name), line)| Step::Remove { cart, name, line }),
        4 => (who.clone(), [line.clone(), line], [delta.clone(), delta])
            .prop_map(|((cart, name), lines, deltas)| Step::Batch { cart, name, lines, deltas }),
        1 => who.clone().prop_map(|(cart, name)| Step::Leave { cart, name }),
        1 => who.clone().prop_map(|(cart, name)| Step::RemoveMember { cart, name }),
        2 => who.prop_map(|(cart, name)| Step::Return { cart, name }),
        1 => cart.prop_filter("few", |cart| *cart == 0).prop_map(|cart| Step::Close { cart }),
        1 => (0..3_usize, 1..900_u64).prop_map(|(sku, cents)| Step::Price { sku, cents }),
        3 => select(vec![1, 1, 1, 2, 3, -1]).prop_map(Step::Hours),
        2 => Just(Step::Sweep),
        1 => campaign.clone().prop_map(Step::Cancel),
        1 => campaign.prop_map(Step::Order),
        4 => Just(Step::Look),
    ]
}

pub(super) fn terms() -> impl Strategy<Value = Terms> {
    let measure = select(vec![Measure::Quantity, Measure::Money, Measure::Members]);
    let policy = select(vec![Policy::Fail, Policy::Extend, Policy::Order, Policy::TopUp]);
    let percent = select(vec![0_u64, 10, 25, 33]);
    let bounds = (any::<bool>(), 4..30_u64, 0..4_u32, 0..16_u32);
    let times = (0..2_u64, 1..6_u64, 0..3_u64, 1..4_u64);
    let skus = subsequence(vec![0_usize, 1, 2], 1..=3);
    let tiers = vec((1..9_u64, percent), 0..4);
    (measure, skus, tiers, 1..12_u64, bounds, times, policy).prop_map(
        |(measure, skus, steps, minimum, bounds, times, policy)| {
            let scale = match measure {
                Measure::Quantity => 1,
                Measure::Money => 500,
                Measure::Members => 0,
            };
            let mut from = 0;
            let tiers = steps.iter().map(|(step, percent)| {
                from += if scale == 0 { 1 } else { step * scale };
                (from, percent + 1)
            });
            let tiers = tiers.collect();
            let minimum = if scale == 0 { 1 + minimum % 3 } else { minimum * scale };
            let (has_maximum, maximum, min, max) = bounds;
            let (opens, locks, closes, extension) = times;
            let goes_on = matches!(policy, Policy::Extend | Policy::TopUp);
            Terms {
                measure,
                skus,
                tiers,
                minimum,
                maximum: has_maximum.then_some(maximum),
                member_min: Some(min).filter(|min| *min > 1),
                member_max: Some(max).filter(|max| *max > 4),
                opens,
                locks: opens + locks,
                closes: opens + locks + closes,
                policy,
                extension: if goes_on { extension } else { 0 },
            }
        },
    )
}

/// The terms as the engine is told them.
pub(super) fn told(terms: &Terms) -> CampaignTerms {
    let skus: Vec<&str> = terms.skus.iter().map(|sku| SKUS[*sku]).collect();
    let tier = |(from, off): &(u64, u64)| CampaignTier::percent(*from, Decimal::from(*off));
    let tiers: Vec<CampaignTier> = terms.tiers.iter().map(tier).collect();
    let at = |hour: u64| START_MS + hour * HOUR_MS;
    CampaignTerms {
        measure: match terms.measure {
            Measure::Quantity => CampaignMeasure::Quantity,
            Measure::Money => CampaignMeasure::Money,
            Measure::Members => CampaignMeasure::Members,
        },
        minimum: Some(terms.minimum),
        maximum: terms.maximum,
        member_min: terms.member_min,
        member_max: terms.member_max,
        leader: Some("ana".into()),
        opens_at_ms: Some(at(terms.opens)),
        locks_at_ms: Some(at(terms.locks)),
        at_deadline: match terms.policy {
            Policy::Fail => DeadlinePolicy::Fail,
            Policy::Extend => DeadlinePolicy::ExtendOnce,
            Policy::Order => DeadlinePolicy::OrderAnyway,
            Policy::TopUp => DeadlinePolicy::LeaderTopsUp,
        },
        extension_ms: (terms.extension > 0).then_some(terms.extension * HOUR_MS),
        ..CampaignTerms::new("EUR", &skus, &tiers, at(terms.closes)).unwrap()
    }
}
