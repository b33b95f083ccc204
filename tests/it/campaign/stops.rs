//! The process stops between any two steps of a pledge, of a change to one and of a deadline, and whoever comes next brings
//! it to its end.

use std::sync::Arc;
use std::sync::atomic::AtomicI32;

use cartpool::journal::MemoryStore;
use cartpool::{
    CampaignStatus, CampaignTerms, CampaignTier, CartId, Command, CommandId, CommandOptions,
    DeadlinePolicy, Decimal, Engine, LineId, Member, NewCart,
};

use crate::bill::stops::{Stopping, engine};

const NOW_MS: u64 = 1_750_000_000_000;
const DAY_MS: u64 = 86_400_000;
const CARTS: [CartId; 2] = [CartId(0xa), CartId(0xb)];

/// Two carts of three friends; 10 % off from 10 on, 20 % from 20, of 14 at most.
fn begin(engine: &Engine) -> cartpool::Result<()> {
    engine.set_price("HONEY", "EUR", "9.00")?;
    let tier = |from, off: i64| CampaignTier::percent(from, Decimal::from(off));
    let closes_at_ms = NOW_MS + DAY_MS;
    let terms = CampaignTerms {
        maximum: Some(14),
        member_max: Some(20),
        locks_at_ms: Some(closes_at_ms - 1),
        at_deadline: DeadlinePolicy::ExtendOnce,
        extension_ms: Some(DAY_MS),
        ..CampaignTerms::new("EUR", &["HONEY"], &[tier(10, 10), tier(14, 20)], closes_at_ms)?
    };
    engine.create_campaign("honey", &terms)?;
    for id in CARTS {
        let NewCart { owner, currency, preset, title, purpose } = NewCart::new("ana", "EUR");
        let create = Command::CreateCart { owner, currency, preset, title, purpose };
        let cart = engine.cart(id);
        cart.system().commit(&create)?;
        cart.system().add_member("ben", "editor")?;
        cart.system().add_member("cem", "editor")?;
    }
    Ok(())
}

/// Pledges, tips, loses it, tips again, waits, leaves. Sent again each has its one effect.
fn go(engine: &Engine) -> cartpool::Result<()> {
    let with = |cart: usize, name: &str, id: u128| -> Member {
        let command_id = Some(CommandId::from_parts(NOW_MS, id));
        let options = CommandOptions { command_id, ..CommandOptions::default() };
        engine.cart(CARTS[cart]).member(name).with(options)
    };
    let ben = LineId(with(0, "ben", 1).pledge("honey", 6)?);
    let ana = LineId(with(1, "ana", 2).pledge("honey", 5)?);
    with(0, "ben", 3).adjust_quantity(ben, -2)?;
    // Somebody who has left is told nothing any more.
    let unless_gone = |answer: cartpool::Result<u64>| match answer {
        Err(error) if error.code.name() == "cart_not_found" => Ok(0),
        answer => answer,
    };
    unless_gone(with(0, "cem", 4).pledge("honey", 3))?;
    with(1, "ana", 5).batch(&[
        Command::AdjustQuantity { line: ana, delta: 3 },
        Command::RenameCart { title: Some("lunch"), purpose: None },
    ])?;
    unless_gone(with(0, "cem", 6).leave())?;
    with(0, "ben", 7).pledge("honey", 3)?;
    with(1, "ana", 8).adjust_quantity(ana, -5)?;
    Ok(())
}

/// What the deadline brings.
fn end(engine: &Engine) -> cartpool::Result<u64> {
    engine.sweep(100)?;
    CARTS.iter().try_for_each(|id| engine.cart(*id).system().view().map(|_| ()))?;
    engine.order_campaign("honey")
}

/// What carts hold, of members who are there.
fn held(engine: &Engine) -> u64 {
    let held = CARTS.iter().map(|id| {
        let view = engine.cart(*id).system().view().unwrap();
        let is_here = |seat| view.members.iter().any(|member| member.seat == seat);
        let lines = view.lines.iter().filter(|line| is_here(line.added_by));
        lines.map(|line| u64::from(line.quantity)).sum::<u64>()
    });
    held.sum()
}

fn moments(engine: &Engine) -> Vec<String> {
    let seen = engine.campaign("honey").unwrap();
    seen.moments.iter().map(|it| format!("{} {}", it.kind.name(), it.tier)).collect()
}

/// Carts, prices and the list say the same.
fn agrees(engine: &Engine, at: &str) {
    let list = engine.campaign_list("honey").unwrap();
    for id in CARTS {
        let view = engine.cart(id).system().view().unwrap();
        let is_here = |seat| view.members.iter().any(|member| member.seat == seat);
        let lines = view.lines.iter().filter(|line| is_here(line.added_by));
        let lines = lines.map(|line| (u64::from(line.quantity), line.line_total.minor));
        let rows = list.rows.iter().filter(|row| row.cart == id && row.quantity > 0);
        let rows = rows.map(|row| (u64::from(row.quantity), row.amount.minor));
        assert!(lines.eq(rows), "{at}: {:?} {:?}", view.lines, list.rows);
        engine.cart(id).system().verify().unwrap();
    }
}

#[test]
fn stopped_between_any_two_steps_and_sent_again_it_comes_to_the_same() {
    let whole = engine(Arc::new(MemoryStore::new()), NOW_MS);
    begin(&whole).unwrap();
    go(&whole).unwrap();
    let (wanted, reached) = (moments(&whole), whole.campaign("honey").unwrap().reached);
    assert_eq!((held(&whole), reached, wanted.len()), (10, 10, 10), "{wanted:?}");
    for steps in 0.. {
        let store = MemoryStore::new();
        begin(&engine(Arc::new(store.clone()), NOW_MS)).unwrap();
        let stopping = Stopping { store: store.clone(), left: AtomicI32::new(steps) };
        let stopped = go(&engine(Arc::new(stopping), NOW_MS));
        let second = engine(Arc::new(store.clone()), NOW_MS);
        go(&second).unwrap();
        assert_eq!(moments(&second), wanted, "after {steps} steps");
        assert_eq!((held(&second), second.campaign("honey").unwrap().reached), (10, 10));
        if stopped.is_ok() {
            assert!(steps > 14, "there are several steps: {steps}");
            return;
        }
    }
}

#[test]
fn stopped_between_any_two_steps_and_left_alone_the_next_round_counts_what_carts_hold() {
    for steps in 0.. {
        let store = MemoryStore::new();
        begin(&engine(Arc::new(store.clone()), NOW_MS)).unwrap();
        let stopping = Stopping { store: store.clone(), left: AtomicI32::new(steps) };
        let stopped = go(&engine(Arc::new(stopping), NOW_MS));
        let second = engine(Arc::new(store.clone()), NOW_MS);
        second.sweep(100).unwrap();
        let seen = second.campaign("honey").unwrap();
        let at = format!("after {steps} steps");
        assert_eq!(seen.quantity + seen.waiting, held(&second), "{at}");
        assert_eq!(seen.is_tipped, seen.quantity >= 10, "{at}");
        let count = |kind: &str| seen.moments.iter().filter(|it| it.kind.name() == kind).count();
        assert_eq!(count("tipped") - count("tip_lost"), usize::from(seen.is_tipped), "{at}");
        if stopped.is_ok() {
            return;
        }
    }
}

/// The deadline itself stops half-way: after the carts were kept from changing, after some were asked, before carts follow.
#[test]
fn a_deadline_that_stops_between_any_two_steps_is_decided_once() {
    // With 10 it goes ahead; without ben's last pledge it is extended once, and fails.
    for (is_enough, days) in [(true, 1), (false, 1), (false, 2)] {
        for steps in 0.. {
            let store = MemoryStore::new();
            let first = engine(Arc::new(store.clone()), NOW_MS);
            begin(&first).unwrap();
            go(&first).unwrap();
            if !is_enough {
                let ben = first.cart(CARTS[0]).member("ben");
                let line = ben.view().unwrap().lines[0].id;
                ben.adjust_quantity(line, -1).unwrap();
            }
            let later = NOW_MS + days * DAY_MS;
            let stopping = Stopping { store: store.clone(), left: AtomicI32::new(steps) };
            let stopped = engine(Arc::new(stopping), later);
            let was_whole = end(&stopped).is_ok();
            let at = format!("enough: {is_enough}, day {days}, after {steps} steps");
            // The clock of the next is a little behind: what was begun is finished all the same.
            let second = engine(Arc::new(store.clone()), later - u64::from(steps > 0));
            second.sweep(100).unwrap();
            let second = engine(Arc::new(store.clone()), later);
            let ordered = end(&second).map_err(|error| error.code.name());
            let seen = second.campaign("honey").unwrap();
            let (status, answer) = match (is_enough, days) {
                (true, _) => (CampaignStatus::Ordered, None),
                (false, 1) => (CampaignStatus::Open, Some("campaign_is_not_closed")),
                _ => (CampaignStatus::Failed, Some("campaign_is_over")),
            };
            assert_eq!((seen.status, ordered.err()), (status, answer), "{at}");
            let ends = ["extended", "closed", "ordered", "failed"]
                .map(|kind| seen.moments.iter().filter(|it| it.kind.name() == kind).count());
            let wanted = match (is_enough, days) {
                (true, _) => [0, 1, 1, 0],
                (false, 1) => [1, 0, 0, 0],
                _ => [1, 0, 0, 1],
            };
            assert_eq!(ends, wanted, "{at}");
            if status == CampaignStatus::Failed {
                assert_eq!(held(&second), 0, "{at}");
            } else {
                agrees(&second, &at);
            }
            if was_whole || steps > 12 {
                assert!(steps > 3, "there are several steps: {steps}");
                break;
            }
        }
    }
}
