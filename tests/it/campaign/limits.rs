//! Every bound of campaigns at its value and one above, and terms that do not fit.

use std::sync::Arc;

use cartpool::journal::MemoryStore;
use cartpool::{
    CampaignMeasure, CampaignSku, CampaignTerms, CampaignTier, Command, DeadlinePolicy, Decimal,
    Engine, ErrorContext, Limits, LineId, ManualClock, NewCart, Options, Rates,
};

const DAY_MS: u64 = 86_400_000;

fn engine(limits: Limits) -> Engine {
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    engine
}

fn terms(engine: &Engine) -> CampaignTerms {
    let tier = CampaignTier::percent(10, Decimal::TEN);
    CampaignTerms::new("EUR", &["HONEY"], &[tier], engine.now_ms() + DAY_MS).unwrap()
}

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.unwrap_err().code.name()
}

/// A refusal's code, and the bound it names.
fn bound<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> (&'static str, u64) {
    let error = answer.unwrap_err();
    let ErrorContext::Limit { max } = error.context else { panic!("{error:?}") };
    (error.code.name(), max)
}

#[test]
fn skus_and_tiers_are_bounded() {
    let limits = Limits { campaign_skus_max: 2, campaign_tiers_max: 3, ..Limits::default() };
    let engine = engine(limits);
    let named = |many: usize| {
        (0..many).map(|number| CampaignSku {
            sku: format!("S{number}").into(),
            unit_price: Some(Decimal::ONE),
        })
    };
    let tiers = |many: u64| (1..=many).map(|from| CampaignTier::percent(from, Decimal::TEN));
    let of = |skus: usize, many: u64| CampaignTerms {
        skus: named(skus).collect(),
        tiers: tiers(many).collect(),
        ..terms(&engine)
    };
    engine.create_campaign("all", &of(2, 3)).unwrap();
    assert_eq!(bound(engine.create_campaign("skus", &of(3, 3))), ("exceeds_campaign_skus_max", 2));
    assert_eq!(
        bound(engine.create_campaign("tiers", &of(2, 4))),
        ("exceeds_campaign_tiers_max", 3)
    );
    engine.create_campaign("none", &of(1, 0)).unwrap();
    assert_eq!(engine.campaign("none").unwrap().minimum, 1);
    assert_eq!(code(engine.create_campaign("empty", &of(0, 1))), "campaign_terms_not_valid");
}

#[test]
fn a_cart_pledges_to_so_many_campaigns_and_a_campaign_spans_so_many_carts() {
    let limits = Limits { cart_campaigns_max: 3, campaign_carts_max: 2, ..Limits::default() };
    let engine = engine(limits);
    for number in 0..5 {
        engine.create_campaign(&format!("c{number}"), &terms(&engine)).unwrap();
    }
    let members = ["ana", "ben", "cem"]
        .map(|name| engine.create_cart(NewCart::new(name, "EUR")).unwrap().member(name));
    let [ana, ben, cem] = &members;
    for number in 0..3 {
        ana.pledge(&format!("c{number}"), 1).unwrap();
    }
    assert_eq!(bound(ana.pledge("c3", 1)), ("exceeds_cart_campaigns_max", 3));
    assert_eq!(engine.campaign("c3").unwrap().carts, 0, "who may not pledge takes no place");
    ana.pledge("c0", 1).unwrap();
    ben.pledge("c0", 1).unwrap();
    assert_eq!(bound(cem.pledge("c0", 1)), ("exceeds_campaign_carts_max", 2));
    assert_eq!((engine.campaign("c0").unwrap().carts, cem.view().unwrap().lines.len()), (2, 0));
    // A campaign that is called off makes room at once, though the cart has not heard of it.
    engine.cancel_campaign("c1").unwrap();
    ben.pledge("c4", 1).unwrap();
    cem.pledge("c4", 1).unwrap();
    assert_eq!(bound(ana.pledge("c4", 1)), ("exceeds_campaign_carts_max", 2));
    ana.pledge("c3", 1).unwrap();
    assert_eq!(engine.campaign("c3").unwrap().carts, 1);
    assert_eq!(bound(ana.pledge("c4", 1)), ("exceeds_cart_campaigns_max", 3));
    ana.view().unwrap();
    engine.cart(ana.cart()).system().verify().unwrap();
}

#[test]
fn the_most_campaigns_that_a_cart_can_have_are_told_apart() {
    let limits = Limits { cart_campaigns_max: 15, ..Limits::default() };
    let engine = engine(limits);
    let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    for number in 0..15_u32 {
        engine.create_campaign(&format!("c{number}"), &terms(&engine)).unwrap();
        ana.pledge(&format!("c{number}"), number + 1).unwrap();
    }
    for number in 0..15_u32 {
        let seen = engine.campaign(&format!("c{number}")).unwrap();
        assert_eq!(seen.reached, u64::from(number) + 1);
        assert_eq!(seen.tiers_reached, u32::from(number >= 9));
    }
    assert_eq!(ana.view().unwrap().lines.len(), 15);
    engine.cart(ana.cart()).system().verify().unwrap();
    let limits = Limits { cart_campaigns_max: 16, ..Limits::default() };
    assert_eq!(code(Engine::open(Options { limits, ..Options::default() })), "limits_not_valid");
}

#[test]
fn ids_are_bounded_and_quantities_and_prices_too() {
    let engine = engine(Limits::default());
    let longest = "c".repeat(64);
    engine.create_campaign(&longest, &terms(&engine)).unwrap();
    let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    let line = LineId(ana.pledge(&longest, 1).unwrap());
    for id in ["c".repeat(65).as_str(), "", "a\nb"] {
        assert_eq!(code(engine.create_campaign(id, &terms(&engine))), "campaign_id_not_valid");
        assert_eq!(code(ana.pledge(id, 1)), "campaign_not_found");
        assert_eq!(code(engine.campaign(id)), "campaign_not_found");
    }
    let max = engine.limits().quantity_max;
    assert_eq!(code(ana.pledge(&longest, 0)), "quantity_must_not_be_zero");
    assert_eq!(code(ana.pledge(&longest, max)), "exceeds_quantity_max");
    assert_eq!(code(ana.pledge(&longest, u32::MAX)), "exceeds_quantity_max");
    assert_eq!(code(ana.adjust_quantity(line, i32::MAX)), "exceeds_quantity_max");
    assert_eq!(code(ana.set_quantity(line, u32::MAX)), "exceeds_quantity_max");
    ana.pledge(&longest, max - 1).unwrap();
    assert_eq!(engine.campaign(&longest).unwrap().reached, u64::from(max));
    ana.adjust_quantity(line, i32::MIN).unwrap();
    assert_eq!(engine.campaign(&longest).unwrap().reached, 0);
}

#[test]
fn terms_that_do_not_fit_are_refused() {
    let engine = engine(Limits::default());
    let good = terms(&engine);
    let now = engine.now_ms();
    let with = |change: fn(&mut CampaignTerms)| {
        let mut terms = good.clone();
        change(&mut terms);
        terms
    };
    let tier = |from, off| CampaignTier::percent(from, off);
    let bad = [
        with(|it| it.skus.push(it.skus[0].clone())),
        with(|it| it.tiers.push(it.tiers[0].clone())),
        with(|it| it.tiers[0].threshold = 0),
        with(|it| it.tiers[0].unit_price = Some(Decimal::ONE)),
        with(|it| it.minimum = Some(0)),
        with(|it| it.maximum = Some(0)),
        with(|it| it.member_min = Some(0)),
        with(|it| it.member_max = Some(0)),
        with(|it| (it.member_min, it.member_max) = (Some(3), Some(2))),
        with(|it| it.closes_at_ms = 0),
        with(|it| it.closes_at_ms = u64::MAX),
        with(|it| it.closes_at_ms += 366 * DAY_MS),
        with(|it| it.locks_at_ms = Some(it.closes_at_ms + 1)),
        with(|it| it.opens_at_ms = Some(it.closes_at_ms)),
        with(|it| (it.opens_at_ms, it.locks_at_ms) = (Some(7), Some(7))),
        with(|it| it.extension_ms = Some(1)),
        with(|it| it.at_deadline = DeadlinePolicy::ExtendOnce),
        with(|it| (it.at_deadline, it.extension_ms) = (DeadlinePolicy::ExtendOnce, Some(u64::MAX))),
        with(|it| (it.at_deadline, it.extension_ms) = (DeadlinePolicy::LeaderTopsUp, Some(1))),
    ];
    for terms in bad {
        assert_eq!(
            code(engine.create_campaign("bad", &terms)),
            "campaign_terms_not_valid",
            "{terms:?}"
        );
    }
    for off in [Decimal::ZERO, -Decimal::ONE, Decimal::new(100_000_001, 6), Decimal::new(1, 7)] {
        let terms = CampaignTerms { tiers: vec![tier(1, off)], ..good.clone() };
        assert_eq!(code(engine.create_campaign("bad", &terms)), "percent_not_valid");
    }
    let unknown = with(|it| it.skus[0].sku = "NONE".into());
    assert_eq!(code(engine.create_campaign("bad", &unknown)), "price_not_found");
    assert_eq!(code(engine.campaign("bad")), "campaign_not_found");
    // The widest that there may be.
    let widest = CampaignTerms {
        minimum: Some(u64::MAX),
        maximum: Some(u64::MAX),
        member_min: Some(1),
        member_max: Some(u32::MAX),
        tiers: vec![tier(1, Decimal::ONE_HUNDRED), tier(u64::MAX, Decimal::new(1, 6))],
        opens_at_ms: Some(0),
        locks_at_ms: Some(1),
        closes_at_ms: now + 365 * DAY_MS,
        ..good
    };
    for (number, measure) in CampaignMeasure::ALL.iter().enumerate() {
        let id = format!("wide{number}");
        engine
            .create_campaign(&id, &CampaignTerms { measure: *measure, ..widest.clone() })
            .unwrap();
        let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        let line = LineId(ana.pledge(&id, 9_999).unwrap());
        let seen = engine.campaign(&id).unwrap();
        assert_eq!((seen.tiers_reached, seen.waiting, seen.amount.minor), (1, 0, 0));
        assert_eq!(ana.view().unwrap().total.minor, 0, "free of charge");
        assert_eq!(code(ana.adjust_quantity(line, -1)), "pledge_is_locked");
        let what = ana.what_would_tip(&id).unwrap().unwrap();
        assert_eq!(what.threshold, u64::MAX);
        assert_eq!(code(ana.close_cart()), "pledge_is_locked");
    }
}

/// A first pledge comes to the cart twice: before its campaign expects the cart, and then.
#[test]
fn a_first_pledge_is_one_command_to_the_rates() {
    for store in [None, Some(Arc::new(MemoryStore::new()) as Arc<_>)] {
        let clock = Arc::new(ManualClock::at(1_800_000_000_000));
        let cart = 100;
        let rates = Rates {
            member_per_second: 1,
            member_burst: 1,
            cart_per_second: cart,
            cart_burst: cart,
        };
        let options =
            Options { rates: Some(rates), clock: clock.clone(), store, ..Options::default() };
        let engine = Engine::open(options).unwrap();
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        engine.create_campaign("honey", &terms(&engine)).unwrap();
        let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        ana.pledge("honey", 1).unwrap();
        assert_eq!(code(ana.pledge("honey", 1)), "rate_exceeded");
        clock.advance(1_000);
        ana.pledge("honey", 1).unwrap();
        assert_eq!(code(ana.pledge("honey", 1)), "rate_exceeded");
    }
}

/// One member, 4,295 pledges of a million: what no 32 bits hold.
#[test]
fn a_member_counts_however_much_they_pledge() {
    let engine = engine(Limits { quantity_max: 1_000_000, ..Limits::default() });
    let skus: Vec<String> = (0..50).map(|number| format!("S{number}")).collect();
    let sku = |name: &String| CampaignSku {
        sku: name.as_str().into(),
        unit_price: Some("0.01".parse().unwrap()),
    };
    let (skus_offered, measure) = (skus.iter().map(sku).collect(), CampaignMeasure::Members);
    let offered = CampaignTerms { skus: skus_offered, measure, ..terms(&engine) };
    engine.create_campaign("all", &offered).unwrap();
    let owner = || engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    let mut ana = owner();
    for number in 0..4_295 {
        let sku = Some(skus[number % skus.len()].as_str());
        ana = if number > 0 && number % skus.len() == 0 { owner() } else { ana };
        ana.commit(&Command::Pledge { campaign: "all", sku, quantity: 1_000_000 }).unwrap();
    }
    let seen = engine.campaign("all").unwrap();
    assert_eq!((seen.quantity, seen.members, seen.reached), (4_295_000_000, 1, 1));
}

#[test]
fn money_counts_at_regular_prices_and_comes_to_no_more_than_there_can_be() {
    let total_max = 999_999_999_999_999;
    let limits = Limits { total_max, unit_price_max: 99_999_999_999, ..Limits::default() };
    let engine = engine(limits);
    let skus =
        vec![CampaignSku { sku: "GOLD".into(), unit_price: Some("999999999.99".parse().unwrap()) }];
    let tiers = vec![CampaignTier::percent(99_999_999_999, Decimal::ONE_HUNDRED)];
    let measure = CampaignMeasure::Money;
    engine
        .create_campaign("gold", &CampaignTerms { skus, tiers, measure, ..terms(&engine) })
        .unwrap();
    for cart in 0..20 {
        let name = format!("m{cart}");
        let member = engine.create_cart(NewCart::new(&name, "EUR")).unwrap().member(&name);
        member.pledge("gold", 9_999).unwrap();
    }
    let seen = engine.campaign("gold").unwrap();
    assert_eq!((seen.reached, seen.amount.minor), (20 * 9_999 * 99_999_999_999, 0));
}
