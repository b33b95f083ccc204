//! Somebody who means harm, and hosts that make mistakes: what is counted, shown and billed stays what carts hold.

use std::sync::Arc;

use cartpool::journal::MemoryStore;
use cartpool::{
    BillCommand, CampaignStatus, CampaignTerms, CampaignTier, Cart, Command, Decimal, EditPolicy,
    Engine, Limits, LineId, ManualClock, Member, NewCart, Options, SplitRule,
};

const NOW_MS: u64 = 1_800_000_000_000;
const DAY_MS: u64 = 86_400_000;

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.unwrap_err().code.name()
}

/// An engine in memory, and one on a store; honey at 9.00, 10 % off from 10 on, locked an hour before the deadline.
fn everywhere(limits: Limits, prove: impl Fn(&Engine, &ManualClock)) {
    for is_on_store in [false, true] {
        let clock = Arc::new(ManualClock::at(NOW_MS));
        let store = is_on_store.then(|| Arc::new(MemoryStore::new()) as Arc<_>);
        let options = Options { limits, clock: clock.clone(), store, ..Options::default() };
        let engine = Engine::open(options).unwrap();
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        engine.create_campaign("honey", &terms()).unwrap();
        prove(&engine, &clock);
    }
}

fn terms() -> CampaignTerms {
    let tier = CampaignTier::percent(10, Decimal::TEN);
    let terms = CampaignTerms::new("EUR", &["HONEY"], &[tier], NOW_MS + DAY_MS).unwrap();
    CampaignTerms { locks_at_ms: Some(NOW_MS + DAY_MS - 3_600_000), ..terms }
}

fn cart(engine: &Engine, names: &[&str]) -> (Cart, Vec<Member>) {
    let cart = engine.create_cart(NewCart::new(names[0], "EUR")).unwrap();
    for name in &names[1..] {
        cart.system().add_member(name, "editor").unwrap();
    }
    let members = names.iter().map(|name| cart.member(name)).collect();
    (cart, members)
}

fn reached(engine: &Engine) -> u64 {
    engine.campaign("honey").unwrap().reached
}

/// A price that rises again would bring the cart above its bound: it keeps its prices and stays readable, and may shrink.
#[test]
fn a_tier_that_is_lost_near_the_bound_of_the_total_leaves_a_cart_that_can_be_read() {
    let limits = Limits { total_max: 10_000, ..Limits::default() };
    everywhere(limits, |engine, _| {
        engine.set_price("TEA", "EUR", "25.00").unwrap();
        engine.create_campaign("more", &terms()).unwrap();
        let (cart, ana) = cart(engine, &["ana"]);
        let (_, ben) = self::cart(engine, &["ben"]);
        let others = LineId(ben[0].pledge("honey", 9).unwrap());
        ana[0].pledge("honey", 8).unwrap();
        let more = LineId(ana[0].pledge("more", 1).unwrap());
        ana[0].add_item("TEA", 1).unwrap();
        assert_eq!(ana[0].view().unwrap().total.minor, 9_880);
        // 8 at 9.00, another 9.00 and the tea were 106.00.
        ben[0].remove_item(others).unwrap();
        let seen = ana[0].view().unwrap();
        assert_eq!((seen.total.minor, seen.campaigns[0].tiers_reached), (9_880, 1), "as it was");
        assert_eq!(code(ana[0].pledge("more", 1)), "exceeds_total_max");
        // What makes room is taken over all the same, and then the rest.
        engine.cancel_campaign("more").unwrap();
        ana[0].view().unwrap();
        let seen = ana[0].view().unwrap();
        assert!(seen.lines.iter().all(|it| it.id != more));
        assert_eq!((seen.total.minor, seen.campaigns[0].tiers_reached), (9_700, 0));
        cart.system().verify().unwrap();
    });
}

/// Somebody else may lose the tier for everybody once no pledge may shrink any more.
#[test]
fn what_a_cart_pledges_fits_its_total_without_a_tier_too() {
    let limits = Limits { total_max: 10_000, ..Limits::default() };
    everywhere(limits, |engine, _| {
        engine.create_campaign("more", &terms()).unwrap();
        let (_, ben) = cart(engine, &["ben"]);
        ben[0].pledge("honey", 9).unwrap();
        let (cart, ana) = cart(engine, &["ana"]);
        assert_eq!(code(ana[0].pledge("honey", 12)), "exceeds_total_max", "108.00 or 97.20");
        let line = LineId(ana[0].pledge("honey", 11).unwrap());
        assert_eq!(ana[0].view().unwrap().total.minor, 8_910);
        assert_eq!(code(ana[0].pledge("honey", 1)), "exceeds_total_max");
        assert_eq!(code(ana[0].adjust_quantity(line, 1)), "exceeds_total_max");
        assert_eq!(code(ana[0].set_quantity(line, 12)), "exceeds_total_max");
        assert_eq!(code(ana[0].pledge("more", 1)), "exceeds_total_max");
        ana[0].adjust_quantity(line, -1).unwrap();
        ana[0].pledge("more", 1).unwrap();
        // What costs more at a tier may come to that.
        let dearer = CampaignTier::unit_price(10, "30.00".parse().unwrap());
        let tiers = vec![dearer];
        engine.create_campaign("dear", &CampaignTerms { tiers, ..terms() }).unwrap();
        assert_eq!(code(ana[0].pledge("dear", 1)), "exceeds_total_max");
        cart.system().verify().unwrap();
    });
}

#[test]
fn a_cart_follows_what_was_decided_though_it_comes_to_more_than_its_bound() {
    let limits = Limits { total_max: 10_000, ..Limits::default() };
    everywhere(limits, |engine, clock| {
        engine.set_price("TEA", "EUR", "25.00").unwrap();
        engine.create_campaign("sure", &CampaignTerms { minimum: Some(1), ..terms() }).unwrap();
        let (_, ben) = cart(engine, &["ben"]);
        let others = LineId(ben[0].pledge("sure", 9).unwrap());
        let (cart, ana) = cart(engine, &["ana"]);
        ana[0].pledge("sure", 9).unwrap();
        let tea = LineId(ana[0].add_item("TEA", 1).unwrap());
        ben[0].remove_item(others).unwrap();
        assert_eq!(ana[0].view().unwrap().total.minor, 9_790);
        clock.set(NOW_MS + DAY_MS);
        engine.order_campaign("sure").unwrap();
        engine.sweep(100).unwrap();
        let seen = ana[0].view().unwrap();
        assert_eq!((seen.total.minor, seen.campaigns[0].status), (10_600, CampaignStatus::Ordered));
        assert_eq!(code(ana[0].add_item("TEA", 1)), "exceeds_total_max");
        assert_eq!(code(ana[0].fix_bill()), "exceeds_total_max");
        ana[0].remove_item(tea).unwrap();
        ana[0].fix_bill().unwrap();
        cart.system().verify().unwrap();
    });
}

#[test]
fn who_may_not_edit_may_not_pledge_and_learns_nothing() {
    everywhere(Limits::default(), |engine, clock| {
        let (cart, of) = cart(engine, &["ana", "ben", "cem"]);
        let (ana, ben, cem) = (&of[0], &of[1], &of[2]);
        cart.system().add_member("vic", "viewer").unwrap();
        assert_eq!(code(cart.member("vic").pledge("honey", 1)), "capability_missing");
        assert_eq!(code(cart.member("eve").pledge("honey", 1)), "cart_not_found");
        assert_eq!(code(cart.member("eve").campaign("honey")), "cart_not_found");
        assert_eq!(engine.campaign("honey").unwrap().carts, 0);
        assert_eq!(cart.member("vic").campaign("honey").unwrap().reached, 0);
        let line = LineId(ben.pledge("honey", 4).unwrap());
        ana.lock_cart().unwrap();
        assert_eq!(code(ben.pledge("honey", 1)), "cart_is_locked");
        assert_eq!(code(cem.remove_item(line)), "cart_is_locked");
        ana.pledge("honey", 1).unwrap();
        ana.unlock_cart().unwrap();
        let policy = |edit| {
            let (merges_lines, allows_suggestions) = (None, None);
            ana.commit(&Command::SetPolicies { edit: Some(edit), merges_lines, allows_suggestions })
                .unwrap()
        };
        policy(EditPolicy::OwnLines);
        assert_eq!(code(cem.adjust_quantity(line, -1)), "capability_missing");
        ben.adjust_quantity(line, 1).unwrap();
        policy(EditPolicy::SuggestOnly);
        assert_eq!(code(ben.pledge("honey", 1)), "suggestion_required");
        policy(EditPolicy::OwnerOnly);
        assert_eq!(code(ben.pledge("honey", 1)), "capability_missing");
        policy(EditPolicy::Open);
        assert_eq!(reached(engine), 6);
        // Somebody who leaves for good after the lock leaves their word: nobody takes it back.
        clock.set(NOW_MS + DAY_MS - 3_600_000);
        ben.leave().unwrap();
        for member in [ana, cem] {
            assert_eq!(code(member.remove_item(line)), "pledge_is_locked");
        }
        cart.system().add_member("ben", "editor").unwrap();
        assert_eq!(code(ben.remove_item(line)), "pledge_is_locked");
        assert_eq!(code(ben.commit(&Command::CloseCart)), "capability_missing");
        for owner in [ana, &cart.system()] {
            assert_eq!(code(owner.close_cart()), "pledge_is_locked");
        }
        assert_eq!(reached(engine), 6);
        engine.cancel_campaign("honey").unwrap();
        ana.close_cart().unwrap();
        assert_eq!(code(ana.pledge("honey", 1)), "cart_is_closed");
        cart.system().verify().unwrap();
    });
}

#[test]
fn categories_and_caps_bind_pledges_too() {
    use cartpool::Capability::{AddItems, EditOwnLines, Pledge, ViewItems};
    everywhere(Limits::default(), |engine, _| {
        let (cart, _) = cart(engine, &["ana"]);
        let role = |name, money_cap: Option<&str>, denied: Vec<&'static str>| {
            cart.system().commit(&Command::DefineRole {
                name,
                capabilities: vec![ViewItems, AddItems, EditOwnLines, Pledge],
                money_cap: money_cap.map(|it| it.parse().unwrap()),
                categories_allowed: vec![],
                categories_denied: denied,
            })
        };
        engine.set_category("HONEY", Some("sweets")).unwrap();
        role("child", Some("20.00"), vec![]).unwrap();
        role("strict", None, vec!["sweets"]).unwrap();
        cart.system().add_member("kim", "child").unwrap();
        cart.system().add_member("leo", "strict").unwrap();
        let kim = cart.member("kim");
        assert_eq!(code(cart.member("leo").pledge("honey", 1)), "category_not_allowed");
        assert_eq!(code(kim.pledge("honey", 3)), "exceeds_money_cap");
        let line = LineId(kim.pledge("honey", 2).unwrap());
        assert_eq!(code(kim.pledge("honey", 1)), "exceeds_money_cap");
        assert_eq!(code(kim.adjust_quantity(line, 1)), "exceeds_money_cap");
        assert_eq!((reached(engine), engine.campaign("honey").unwrap().carts), (2, 1));
    });
}

#[test]
fn who_sees_no_people_does_not_learn_who_leads() {
    everywhere(Limits::default(), |engine, _| {
        let led = CampaignTerms { leader: Some("ana".into()), ..terms() };
        engine.create_campaign("led", &led).unwrap();
        let (cart, of) = cart(engine, &["ana"]);
        cart.system().add_member("pat", "link_preview").unwrap();
        let leader = |member: &Member| member.campaign("led").unwrap().leader;
        assert_eq!(leader(&of[0]).as_deref(), Some("ana"));
        assert_eq!(leader(&cart.member("pat")), None);
        assert_eq!(engine.campaign("led").unwrap().leader.as_deref(), Some("ana"));
    });
}

#[test]
fn a_campaign_of_another_currency_is_none() {
    everywhere(Limits::default(), |engine, _| {
        let yen = engine.create_cart(NewCart::new("ana", "JPY")).unwrap().member("ana");
        assert_eq!(code(yen.pledge("honey", 1)), "campaign_not_found");
        assert_eq!(engine.campaign("honey").unwrap().carts, 0);
        assert_eq!(
            code(yen.commit(&Command::FollowCampaign { campaign: "honey" })),
            "reserved_for_system"
        );
        let (cart, _) = cart(engine, &["ana"]);
        let follow = Command::FollowCampaign { campaign: "honey" };
        assert_eq!(code(cart.system().commit(&follow)), "campaign_not_found");
    });
}

#[test]
fn a_closed_engine_takes_nothing() {
    everywhere(Limits::default(), |engine, _| {
        let (_, ana) = cart(engine, &["ana"]);
        ana[0].pledge("honey", 1).unwrap();
        engine.close();
        let closed = "engine_is_closed";
        assert_eq!(code(ana[0].pledge("honey", 1)), closed);
        assert_eq!(code(ana[0].campaign("honey")), closed);
        assert_eq!(code(engine.campaign("honey")), closed);
        assert_eq!(code(engine.campaign_list("honey")), closed);
        assert_eq!(code(engine.create_campaign("more", &terms())), closed);
        assert_eq!(code(engine.cancel_campaign("honey")), closed);
        assert_eq!(code(engine.order_campaign("honey")), closed);
        assert_eq!(code(engine.watch_campaign("honey")), closed);
        assert_eq!(code(engine.sweep(10)), closed);
    });
}

#[test]
fn a_clock_that_goes_back_opens_nothing_again() {
    everywhere(Limits::default(), |engine, clock| {
        let (cart, of) = cart(engine, &["ana", "ben"]);
        of[0].pledge("honey", 6).unwrap();
        let line = LineId(of[1].pledge("honey", 6).unwrap());
        clock.set(NOW_MS + DAY_MS);
        assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Closed);
        clock.set(NOW_MS - DAY_MS);
        assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Closed);
        assert_eq!(code(of[0].pledge("honey", 1)), "campaign_takes_no_pledges");
        assert_eq!(code(of[1].remove_item(line)), "campaign_takes_no_pledges");
        of[1].leave().unwrap();
        engine.order_campaign("honey").unwrap();
        let list = engine.campaign_list("honey").unwrap();
        assert_eq!(list.skus[0].quantity, 12);
        assert_eq!(cart.system().view().unwrap().lines.len(), 2);
        cart.system().verify().unwrap();
    });
}

#[test]
fn bills_wait_for_the_campaign_and_then_stand() {
    everywhere(Limits::default(), |engine, clock| {
        let (cart, of) = cart(engine, &["ana", "ben"]);
        let (ana, ben) = (&of[0], &of[1]);
        ana.set_split(SplitRule::ByLine, &[]).unwrap();
        ana.pledge("honey", 4).unwrap();
        let theirs = LineId(ben.pledge("honey", 6).unwrap());
        ana.add_item("HONEY", 1).unwrap();
        let half = BillCommand::AddDiscount {
            percent: Some("50".parse().unwrap()),
            amount: None,
            tiers: vec![],
            buy: None,
            get: None,
            skus: vec![],
            label: Some("half"),
            exclusive: false,
            priority: None,
        };
        cart.system().commit(&Command::Bill(half)).unwrap();
        // 10 at 8.10 and one at 9.00, half off.
        let bill = ana.bill().unwrap();
        assert_eq!((bill.total.minor, bill.share("ben").unwrap().total.minor), (4_500, 2_430));
        assert_eq!(code(ana.fix_bill()), "campaign_is_undecided");
        ben.adjust_quantity(theirs, -1).unwrap();
        assert_eq!(ana.bill().unwrap().share("ben").unwrap().total.minor, 2_250);
        ben.adjust_quantity(theirs, 1).unwrap();
        clock.set(NOW_MS + DAY_MS);
        engine.sweep(100).unwrap();
        ana.fix_bill().unwrap();
        ana.record_payment("ana", "45.00").unwrap();
        assert_eq!(code(ben.remove_item(theirs)), "bill_is_fixed");
        engine.cancel_campaign("honey").unwrap();
        engine.sweep(100).unwrap();
        let bill = ana.bill().unwrap();
        assert_eq!((bill.total.minor, bill.due.minor), (4_500, 0), "what was fixed stands");
        assert_eq!(ana.view().unwrap().lines.len(), 3);
        cart.system().refund_item(theirs, 6).unwrap();
        assert_eq!(ana.bill().unwrap().refunded.minor, 2_430);
        cart.system().verify().unwrap();
    });
}

#[test]
fn a_bill_that_is_opened_again_follows_what_happened_meanwhile() {
    everywhere(Limits::default(), |engine, clock| {
        let (cart, of) = cart(engine, &["ana"]);
        of[0].pledge("honey", 10).unwrap();
        of[0].add_item("HONEY", 1).unwrap();
        clock.set(NOW_MS + DAY_MS);
        engine.sweep(100).unwrap();
        of[0].fix_bill().unwrap();
        engine.cancel_campaign("honey").unwrap();
        assert_eq!(of[0].view().unwrap().total.minor, 9_000);
        engine.sweep(100).unwrap();
        of[0].reopen_bill().unwrap();
        let view = of[0].view().unwrap();
        assert_eq!((view.total.minor, view.lines.len()), (900, 1));
        of[0].fix_bill().unwrap();
        cart.system().verify().unwrap();
    });
}

#[test]
fn what_is_pledged_and_what_is_not_are_never_one_line() {
    everywhere(Limits::default(), |engine, _| {
        engine.create_campaign("same", &terms()).unwrap();
        let (cart, of) = cart(engine, &["ana", "ben"]);
        let (ana, ben) = (&of[0], &of[1]);
        let plain = LineId(ana.add_item("HONEY", 1).unwrap());
        let mine = LineId(ana.pledge("honey", 1).unwrap());
        let other = LineId(ana.pledge("same", 1).unwrap());
        let bens = LineId(ben.pledge("honey", 1).unwrap());
        for _ in 0..2 {
            ana.add_item("HONEY", 1).unwrap();
            ben.add_item("HONEY", 1).unwrap();
            ana.pledge("honey", 1).unwrap();
            ben.pledge("honey", 1).unwrap();
            ana.pledge("same", 1).unwrap();
        }
        let lines = ana.view().unwrap().lines;
        let lines: Vec<_> = lines.iter().map(|line| (line.id, line.quantity)).collect();
        assert_eq!(lines, [(plain, 5), (mine, 3), (other, 3), (bens, 3)]);
        assert_eq!(reached(engine), 6);
        ana.set_beneficiaries(mine, &["ben"]).unwrap();
        ana.set_note(mine, Some("for tea")).unwrap();
        ana.pledge("honey", 1).unwrap();
        assert_eq!(ana.view().unwrap().lines[1].quantity, 4);
        // A SKU that the price list does not know is one line too.
        let skus =
            vec![cartpool::CampaignSku { sku: "WAX".into(), unit_price: Some(Decimal::ONE) }];
        engine.create_campaign("wax", &CampaignTerms { skus, ..terms() }).unwrap();
        ana.pledge("wax", 1).unwrap();
        ana.pledge("wax", 1).unwrap();
        assert_eq!(ana.view().unwrap().lines.last().unwrap().quantity, 2);
        cart.system().verify().unwrap();
    });
}

/// Beyond a checkpoint, every version is seen as it was.
#[test]
fn pledged_lines_are_seen_at_every_version() {
    everywhere(Limits::default(), |engine, _| {
        let (cart, of) = cart(engine, &["ana", "ben"]);
        let (_, others) = self::cart(engine, &["cem"]);
        let line = LineId(of[0].pledge("honey", 8).unwrap());
        let mut seen = Vec::new();
        for round in 0..200 {
            let delta = if round % 2 == 0 { 1 } else { -1 };
            of[round % 2].adjust_quantity(line, delta).unwrap();
            if round % 3 == 0 {
                others[0].pledge("honey", 1).unwrap();
            } else if round % 3 == 1 {
                others[0].remove_item(others[0].view().unwrap().lines[0].id).unwrap();
            }
            seen.push(of[0].view().unwrap());
        }
        let last = seen.last().unwrap().version;
        assert!(last > 300, "it is beyond a checkpoint: {last}");
        for view in &seen {
            let then = of[0].view_at(view.version).unwrap();
            assert_eq!(
                (&then.lines, then.total, &then.campaigns),
                (&view.lines, view.total, &view.campaigns)
            );
        }
        let blamed = of[0].blame(line).unwrap();
        assert_eq!(blamed.iter().filter(|it| it.event.name() == "quantity_adjusted").count(), 200);
        assert_eq!(blamed.iter().next().unwrap().event.name(), "pledged");
        cart.system().verify().unwrap();
    });
}

#[test]
fn batches_and_many_calls_at_once_are_counted() {
    everywhere(Limits::default(), |engine, _| {
        let (cart, of) = cart(engine, &["ana", "ben"]);
        let line = LineId(of[0].pledge("honey", 9).unwrap());
        let set = |quantity| Command::SetQuantity { line, quantity, seen_quantity: None };
        of[0].batch(&[set(4), set(11)]).unwrap();
        assert_eq!(reached(engine), 11);
        assert_eq!(code(of[0].batch(&[set(3), set(0)])), "quantity_must_not_be_zero");
        assert_eq!(reached(engine), 11);
        let pledge = Command::Pledge { campaign: "honey", sku: None, quantity: 2 };
        let (five, six) = (set(5), set(6));
        assert_eq!(code(of[0].batch(&[five.clone(), pledge.clone()])), "not_allowed_in_batch");
        let calls = [of[0].call(&five), of[1].call(&pledge), of[0].call(&six), of[0].call(&five)];
        assert!(engine.commit_all(&calls).iter().all(Result::is_ok));
        assert_eq!(reached(engine), 7);
        let calls = [of[0].call(&six), of[1].call(&six)];
        assert!(engine.commit_all(&calls).iter().all(Result::is_ok));
        assert_eq!(reached(engine), 8, "told before it is answered");
        let close =
            [Command::RenameCart { title: Some("lunch"), purpose: None }, Command::CloseCart];
        of[0].batch(&close).unwrap();
        assert_eq!(reached(engine), 0);
        cart.system().verify().unwrap();
    });
}

/// What the host pledges is the owner's, and bound as the owner is.
#[test]
fn the_host_pledges_for_the_owner() {
    everywhere(Limits::default(), |engine, _| {
        engine.create_campaign("few", &CampaignTerms { member_max: Some(3), ..terms() }).unwrap();
        let (cart, of) = cart(engine, &["ana"]);
        of[0].pledge("few", 2).unwrap();
        assert_eq!(code(cart.system().pledge("few", 2)), "exceeds_pledge_max");
        cart.system().pledge("few", 1).unwrap();
        assert_eq!(of[0].view().unwrap().lines.len(), 1);
        let seen = engine.campaign("few").unwrap();
        assert_eq!((seen.reached, seen.waiting), (3, 0));
    });
}

/// A store is opened anew, and nobody comes to the campaign but the host's rounds.
#[test]
fn a_deadline_is_worked_off_though_nobody_comes() {
    let store = MemoryStore::new();
    let open = |now_ms| {
        let clock = Arc::new(ManualClock::at(now_ms));
        let store = Some(Arc::new(store.clone()) as Arc<_>);
        Engine::open(Options { clock, store, ..Options::default() }).unwrap()
    };
    let first = open(NOW_MS);
    first.set_price("HONEY", "EUR", "9.00").unwrap();
    let other = open(NOW_MS);
    first.create_campaign("honey", &terms()).unwrap();
    let (_, ana) = cart(&first, &["ana"]);
    ana[0].pledge("honey", 10).unwrap();
    drop(first);
    let second = open(NOW_MS + DAY_MS);
    assert_eq!(second.sweep(10).unwrap().settled, 1);
    assert_eq!(second.sweep(10).unwrap().settled, 0);
    assert_eq!(second.campaign("honey").unwrap().status, CampaignStatus::Closed);
    // One that was there before it was made hears of it too.
    let late = CampaignTerms { closes_at_ms: NOW_MS + 2 * DAY_MS, ..terms() };
    second.create_campaign("late", &late).unwrap();
    drop(second);
    assert_eq!(other.campaign("honey").unwrap().status, CampaignStatus::Closed);
    let third = open(NOW_MS + 2 * DAY_MS);
    let watched = open(NOW_MS + 3 * DAY_MS);
    assert_eq!(watched.sweep(10).unwrap().settled, 1);
    assert_eq!(third.campaign("late").unwrap().status, CampaignStatus::Failed);
}
