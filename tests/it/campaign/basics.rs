//! What a campaign promises, one sentence at a time.

use std::sync::Arc;

use cartpool::{
    CampaignStatus, CampaignTerms, CampaignTier, Cart, Command, DeadlinePolicy, Decimal, Engine,
    LineId, ManualClock, Member, NewCart, Options,
};

const START_MS: u64 = 1_800_000_000_000;
const DAY_MS: u64 = 86_400_000;

/// An engine whose time is told to it, with honey at 9.00.
fn shop() -> (Engine, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::at(START_MS));
    let engine = Engine::open(Options { clock: clock.clone(), ..Options::default() }).unwrap();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    (engine, clock)
}

/// Honey: 10 % off from 10 units on, 20 % from 20; locked an hour before the deadline.
fn terms() -> CampaignTerms {
    let tiers =
        [(10, 10), (20, 20)].map(|(from, off)| CampaignTier::percent(from, Decimal::from(off)));
    let terms = CampaignTerms::new("EUR", &["HONEY"], &tiers, START_MS + DAY_MS).unwrap();
    CampaignTerms { locks_at_ms: Some(START_MS + DAY_MS - 3_600_000), ..terms }
}

fn cart(engine: &Engine, owner: &str) -> (Cart, Member) {
    let cart = engine.create_cart(NewCart::new(owner, "EUR")).unwrap();
    let member = cart.member(owner);
    (cart, member)
}

fn total(member: &Member) -> String {
    member.view().unwrap().total.amount().to_string()
}

fn moments(engine: &Engine) -> Vec<String> {
    let seen = engine.campaign("honey").unwrap();
    let told = |tier: u32| if tier > 0 { format!(" {tier}") } else { String::new() };
    seen.moments.iter().map(|it| format!("{}{}", it.kind.name(), told(it.tier))).collect()
}

#[test]
fn the_price_tips_in_every_cart_and_is_lost_again() {
    let (engine, _) = shop();
    engine.create_campaign("honey", &terms()).unwrap();
    let (_, ana) = cart(&engine, "ana");
    let (_, ben) = cart(&engine, "ben");
    let line = LineId(ana.pledge("honey", 9).unwrap());
    assert_eq!(total(&ana), "81.00");
    let next = ana.what_would_tip("honey").unwrap().unwrap();
    assert_eq!((next.missing, next.tier), (1, 1));
    assert_eq!(next.shares[0].then.to_string(), "72.90 EUR");
    ben.pledge("honey", 1).unwrap();
    assert_eq!((total(&ana).as_str(), total(&ben).as_str()), ("72.90", "8.10"));
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Tipped);
    ana.adjust_quantity(line, -1).unwrap();
    assert_eq!((total(&ana).as_str(), total(&ben).as_str()), ("72.00", "9.00"));
    ben.pledge("honey", 11).unwrap();
    assert_eq!((total(&ana).as_str(), total(&ben).as_str()), ("57.60", "86.40"));
    let told = [
        "tier_reached 1",
        "tipped",
        "tip_lost",
        "tier_lost 1",
        "tier_reached 1",
        "tier_reached 2",
        "tipped",
    ];
    assert_eq!(moments(&engine), told);
    ana.view().unwrap();
    let page = ana.events_since(cartpool::Cursor::START).unwrap();
    let names: Vec<_> = page.events().iter().map(|it| it.event.name().to_owned()).collect();
    assert_eq!(
        names,
        [
            "cart_created",
            "pledged",
            "campaign_followed",
            "quantity_adjusted",
            "campaign_followed",
            "campaign_followed"
        ]
    );
    engine.cart(ana.cart()).system().verify().unwrap();
}

#[test]
fn what_is_beyond_the_maximum_waits_and_is_cut_at_the_end() {
    let (engine, clock) = shop();
    let terms = CampaignTerms { maximum: Some(12), ..terms() };
    engine.create_campaign("honey", &terms).unwrap();
    let (_, ana) = cart(&engine, "ana");
    let (_, ben) = cart(&engine, "ben");
    let line = LineId(ana.pledge("honey", 10).unwrap());
    ben.pledge("honey", 5).unwrap();
    let seen = ben.campaign("honey").unwrap();
    assert_eq!((seen.quantity, seen.waiting, seen.pledges[0].counted), (12, 3, 2));
    ana.adjust_quantity(line, -1).unwrap();
    assert_eq!(ben.campaign("honey").unwrap().pledges[0].counted, 3);
    assert_eq!(ana.fix_bill().unwrap_err().code.name(), "campaign_is_undecided");
    clock.set(START_MS + DAY_MS);
    let swept = engine.sweep(100).unwrap();
    assert_eq!((swept.settled, swept.repriced), (1, 2));
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Closed);
    assert_eq!(ben.view().unwrap().lines[0].quantity, 3);
    assert_eq!(total(&ben), "24.30");
    ben.fix_bill().unwrap();
    let list = engine.campaign_list("honey").unwrap();
    assert_eq!((list.rows.len(), list.members.len(), list.skus[0].quantity), (2, 2, 12));
    engine.order_campaign("honey").unwrap();
    assert_eq!(engine.cancel_campaign("honey").unwrap_err().code.name(), "campaign_is_over");
}

#[test]
fn a_campaign_that_fails_takes_its_lines_out_of_every_cart() {
    let (engine, clock) = shop();
    engine.create_campaign("honey", &terms()).unwrap();
    let (_, ana) = cart(&engine, "ana");
    ana.pledge("honey", 9).unwrap();
    ana.add_item("HONEY", 1).unwrap();
    assert_eq!(ana.view().unwrap().lines.len(), 2);
    clock.set(START_MS + DAY_MS);
    assert_eq!(ana.pledge("honey", 9).unwrap_err().code.name(), "campaign_takes_no_pledges");
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Failed);
    assert_eq!(total(&ana), "9.00");
    assert_eq!(ana.view().unwrap().campaigns[0].status, CampaignStatus::Failed);
    engine.cart(ana.cart()).system().verify().unwrap();
}

#[test]
fn pledges_only_grow_once_they_are_locked_and_who_leaves_before_takes_theirs_back() {
    let (engine, clock) = shop();
    engine.create_campaign("honey", &terms()).unwrap();
    let (cart, ana) = cart(&engine, "ana");
    for name in ["ben", "cem"] {
        ana.add_member(name, "editor").unwrap();
        cart.member(name).pledge("honey", 5).unwrap();
    }
    let line = LineId(ana.pledge("honey", 5).unwrap());
    assert_eq!(engine.campaign("honey").unwrap().reached, 15);
    cart.member("ben").leave().unwrap();
    assert_eq!(engine.campaign("honey").unwrap().reached, 10);
    clock.set(START_MS + DAY_MS - 3_600_000);
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Filling);
    assert_eq!(ana.adjust_quantity(line, -1).unwrap_err().code.name(), "pledge_is_locked");
    assert_eq!(ana.remove_item(line).unwrap_err().code.name(), "pledge_is_locked");
    cart.member("cem").leave().unwrap();
    assert_eq!(engine.campaign("honey").unwrap().reached, 10);
    ana.pledge("honey", 1).unwrap();
    assert_eq!(engine.campaign("honey").unwrap().reached, 11);
    clock.set(START_MS + DAY_MS);
    engine.sweep(100).unwrap();
    let view = ana.view().unwrap();
    assert_eq!(view.lines.iter().map(|line| line.quantity).collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn a_deadline_is_extended_once_or_left_to_the_leader() {
    let (engine, clock) = shop();
    let extended = CampaignTerms {
        at_deadline: DeadlinePolicy::ExtendOnce,
        extension_ms: Some(DAY_MS),
        ..terms()
    };
    engine.create_campaign("honey", &extended).unwrap();
    let led = CampaignTerms {
        at_deadline: DeadlinePolicy::LeaderTopsUp,
        extension_ms: Some(DAY_MS),
        leader: Some("ana".into()),
        ..terms()
    };
    engine.create_campaign("led", &led).unwrap();
    let (_, ana) = cart(&engine, "ana");
    let (_, ben) = cart(&engine, "ben");
    ben.pledge("led", 9).unwrap();
    ben.pledge("honey", 9).unwrap();
    clock.set(START_MS + DAY_MS);
    assert_eq!(engine.sweep(100).unwrap().settled, 2);
    assert_eq!(engine.campaign("led").unwrap().status, CampaignStatus::ToppingUp);
    assert_eq!(ben.pledge("led", 1).unwrap_err().code.name(), "campaign_takes_no_pledges");
    ana.pledge("led", 1).unwrap();
    clock.set(START_MS + 2 * DAY_MS);
    engine.sweep(100).unwrap();
    assert_eq!(engine.campaign("led").unwrap().status, CampaignStatus::Closed);
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Failed);
    assert_eq!(total(&ben), "72.90");
    let close = Command::CloseCart;
    ben.commit(&close).unwrap();
}
