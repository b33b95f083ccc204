//! Campaigns on a store: several engines, engines that end, sweeps that find what is to be done. Proves I34 and I35 there.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cartpool::audit::{Audit, verify};
use cartpool::journal::{Durability, MemoryStore, SqliteStore, Store};
use cartpool::{
    CampaignMeasure, CampaignStatus, CampaignTerms, CampaignTier, CartId, Clock, Command,
    DeadlinePolicy, Decimal, Engine, LineId, ManualClock, Member, NewCart, Options,
};
use tempfile::TempDir;

use crate::facts;
use crate::rebuild::Rebuilt;

const START_MS: u64 = 1_800_000_000_000;
const DAY_MS: u64 = 86_400_000;

/// A store that engines share, and the time.
struct Home {
    store: Arc<dyn Fn() -> Arc<dyn Store>>,
    clock: Arc<ManualClock>,
    max_bytes: Option<u64>,
}

impl Home {
    fn memory() -> Self {
        let store = MemoryStore::new();
        Self::on(Arc::new(move || Arc::new(store.clone())))
    }

    fn file(folder: &TempDir) -> Self {
        let path = folder.path().join("carts.db");
        Self::on(Arc::new(move || opened(&path)))
    }

    fn on(store: Arc<dyn Fn() -> Arc<dyn Store>>) -> Self {
        Self { store, clock: Arc::new(ManualClock::at(START_MS)), max_bytes: None }
    }

    fn engine(&self) -> Engine {
        let options = Options {
            store: Some((self.store)()),
            clock: self.clock.clone(),
            max_bytes: self.max_bytes,
            ..Options::default()
        };
        Engine::open(options).unwrap()
    }

    fn is_sound(&self) {
        for bytes_max in [Audit::default().bytes_max, 1 << 14] {
            let audit = Audit { bytes_max, wants_listed_prices: true, ..Audit::default() };
            let report = verify(&*(self.store)(), audit).unwrap();
            assert!(report.is_sound(), "{:#?}", report.findings);
        }
    }
}

fn opened(path: &Path) -> Arc<dyn Store> {
    Arc::new(SqliteStore::open(path, Durability::Buffered).unwrap())
}

/// Honey: 10 % off from 10 units on, 20 % from 20; locked an hour before the deadline.
fn terms() -> CampaignTerms {
    let tiers =
        [(10, 10), (20, 20)].map(|(from, off)| CampaignTier::percent(from, Decimal::from(off)));
    let terms = CampaignTerms::new("EUR", &["HONEY"], &tiers, START_MS + DAY_MS).unwrap();
    CampaignTerms { locks_at_ms: Some(START_MS + DAY_MS - 3_600_000), ..terms }
}

fn cart(engine: &Engine, owner: &str) -> Member {
    engine.create_cart(NewCart::new(owner, "EUR")).unwrap().member(owner)
}

fn total(member: &Member) -> String {
    member.view().unwrap().total.amount().to_string()
}

fn sweep(engine: &Engine) -> (u32, u32) {
    let (mut settled, mut repriced) = (0, 0);
    loop {
        let swept = engine.sweep(1_000).unwrap();
        (settled, repriced) = (settled + swept.settled, repriced + swept.repriced);
        if swept.is_done {
            return (settled, repriced);
        }
    }
}

#[test]
fn what_tips_in_one_engine_shows_in_every_other_at_the_next_read() {
    let folder = TempDir::new().unwrap();
    for home in [Home::memory(), Home::file(&folder)] {
        let (one, other) = (home.engine(), home.engine());
        one.set_price("HONEY", "EUR", "9.00").unwrap();
        one.create_campaign("honey", &terms()).unwrap();
        let ana = cart(&one, "ana");
        let ben = cart(&other, "ben");
        // The other engine knows ana's cart, and not yet that it pledges to anything.
        let elsewhere = other.cart(ana.cart()).member("ana");
        assert_eq!(total(&elsewhere), "0.00");
        let line = LineId(ana.pledge("honey", 9).unwrap());
        assert_eq!(total(&elsewhere), "81.00");
        ben.pledge("honey", 1).unwrap();
        for ana in [&ana, &elsewhere] {
            assert_eq!(total(ana), "72.90");
        }
        assert_eq!(total(&one.cart(ben.cart()).member("ben")), "8.10");
        elsewhere.adjust_quantity(line, -1).unwrap();
        assert_eq!((total(&ana), total(&ben)), ("72.00".into(), "9.00".into()));
        for engine in [&one, &other] {
            assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Open);
        }
        assert_eq!(one.campaign("honey"), other.campaign("honey"));
        home.is_sound();
        one.close();
        other.close();
    }
}

/// Two engines that only ever read a cart which others pledge in.
#[test]
fn an_engine_whose_memory_never_held_the_campaign_shows_its_price_all_the_same() {
    let home = Home::memory();
    let (one, other) = (home.engine(), home.engine());
    one.set_price("HONEY", "EUR", "9.00").unwrap();
    let ana = cart(&one, "ana");
    let elsewhere = other.cart(ana.cart()).member("ana");
    assert_eq!(total(&elsewhere), "0.00");
    one.create_campaign("honey", &terms()).unwrap();
    ana.pledge("honey", 9).unwrap();
    cart(&one, "ben").pledge("honey", 1).unwrap();
    assert_eq!(total(&elsewhere), "72.90");
    home.is_sound();
}

#[test]
fn a_campaign_is_what_it_was_after_a_restart_and_after_it_left_memory() {
    let folder = TempDir::new().unwrap();
    let mut home = Home::file(&folder);
    let engine = home.engine();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    let bounded = CampaignTerms { maximum: Some(12), member_max: Some(11), ..terms() };
    engine.create_campaign("honey", &bounded).unwrap();
    let (ana, ben) = (cart(&engine, "ana"), cart(&engine, "ben"));
    ana.pledge("honey", 10).unwrap();
    ben.pledge("honey", 5).unwrap();
    let seen = engine.campaign("honey").unwrap();
    assert_eq!((seen.quantity, seen.waiting, seen.members), (12, 3, 2));
    assert!(engine.drain(Duration::from_secs(5)));
    let again = home.engine();
    assert_eq!(again.campaign("honey").unwrap(), seen);
    let ana = again.cart(ana.cart()).member("ana");
    ana.adjust_quantity(LineId(2), -1).unwrap();
    assert_eq!(again.campaign("honey").unwrap().quantity, 12);
    assert_eq!(again.campaign("honey").unwrap().waiting, 2);
    again.cancel_campaign("honey").unwrap();
    let seen = again.campaign("honey").unwrap();
    again.close();
    // Memory is so small that nothing stays that may leave.
    home.max_bytes = Some(1);
    let small = home.engine();
    for _ in 0..3 {
        assert_eq!(small.campaign("honey").unwrap(), seen);
        sweep(&small);
        assert_eq!(total(&small.cart(ben.cart()).member("ben")), "0.00");
    }
    small.close();
    home.is_sound();
}

#[test]
fn the_first_sweep_works_off_deadlines_that_passed_while_nobody_was_there() {
    let folder = TempDir::new().unwrap();
    let home = Home::file(&folder);
    let engine = home.engine();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    let carts: Vec<CartId> = ["honey", "wax"]
        .into_iter()
        .flat_map(|campaign| {
            engine.create_campaign(campaign, &terms()).unwrap();
            let many = if campaign == "honey" { 12 } else { 9 };
            let pledge = |number: u32| {
                let member = cart(&engine, &format!("m{number}"));
                member.pledge(campaign, 1).unwrap();
                member.cart()
            };
            (0..many).map(pledge).collect::<Vec<_>>()
        })
        .collect();
    engine.close();
    home.clock.set(START_MS + DAY_MS);
    let again = home.engine();
    let versions = |engine: &Engine| -> Vec<u64> {
        carts.iter().map(|id| engine.cart(*id).system().version().unwrap()).collect()
    };
    // Whoever pledged tenth and later did so at the new price; all hear that it closed or came to nothing.
    assert_eq!(sweep(&again), (2, 21));
    let after = versions(&again);
    assert_eq!(again.campaign("honey").unwrap().status, CampaignStatus::Closed);
    assert_eq!(again.campaign("wax").unwrap().status, CampaignStatus::Failed);
    let views: Vec<_> = carts.iter().map(|id| again.cart(*id).system().view().unwrap()).collect();
    assert!(views[..12].iter().all(|view| view.total.amount().to_string() == "8.10"));
    assert!(views[12..].iter().all(|view| view.lines.is_empty()));
    // Nothing was left for the reads to do, and a sweep that finds nothing writes nothing.
    assert_eq!(versions(&again), after);
    let head = (home.store)().head().unwrap();
    assert_eq!(sweep(&again), (0, 0));
    assert_eq!((home.store)().head().unwrap(), head);
    again.close();
    // Nor does the first sweep of the next engine.
    let third = home.engine();
    assert_eq!(sweep(&third), (0, 0));
    third.close();
    assert_eq!((home.store)().head().unwrap(), head);
    home.is_sound();
}

#[test]
fn a_sweep_brings_up_what_others_moved_a_few_carts_at_a_time() {
    let home = Home::memory();
    let (sweeper, other) = (home.engine(), home.engine());
    assert_eq!(sweep(&sweeper), (0, 0));
    other.set_price("HONEY", "EUR", "9.00").unwrap();
    // Made after the first sweep, by somebody else.
    other.create_campaign("honey", &terms()).unwrap();
    let members: Vec<Member> = (0..9).map(|number| cart(&other, &format!("m{number}"))).collect();
    for member in &members {
        member.pledge("honey", 1).unwrap();
    }
    assert_eq!(sweep(&sweeper), (0, 0), "the price has not moved");
    let before: Vec<u64> = members.iter().map(|member| member.version().unwrap()).collect();
    cart(&other, "ben").pledge("honey", 1).unwrap();
    let mut found = Vec::new();
    loop {
        let swept = sweeper.sweep(4).unwrap();
        assert!(swept.looked_at <= 4 + 10, "{swept:?}");
        found.push(swept.repriced);
        if swept.is_done {
            break;
        }
    }
    assert_eq!(found.iter().sum::<u32>(), 10);
    assert!(found.iter().all(|repriced| *repriced <= 4), "{found:?}");
    for (member, before) in members.iter().zip(before) {
        let (version, event) = (before + 1, "campaign_followed");
        let page = member.event(version).unwrap();
        assert_eq!(page.iter().next().unwrap().event.name(), event);
        assert_eq!(member.version().unwrap(), version);
    }
    home.clock.set(START_MS + DAY_MS);
    assert_eq!(sweep(&sweeper), (1, 10));
    home.is_sound();
}

#[test]
fn calls_that_are_collected_tell_campaigns_too() {
    let folder = TempDir::new().unwrap();
    for home in [Home::memory(), Home::file(&folder)] {
        let engine = home.engine();
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        engine.create_campaign("honey", &terms()).unwrap();
        let members: Vec<Member> = ["ana", "ben", "cem"].map(|name| cart(&engine, name)).into();
        let pledge = Command::Pledge { campaign: "honey", sku: None, quantity: 4 };
        let calls: Vec<_> = members.iter().map(|member| member.call(&pledge)).collect();
        assert!(engine.commit_all(&calls).iter().all(Result::is_ok));
        assert_eq!(engine.campaign("honey").unwrap().reached, 12);
        let line = LineId(2);
        let fewer = Command::AdjustQuantity { line, delta: -1 };
        let gone = Command::RemoveItem { line };
        let calls = [members[0].call(&fewer), members[1].call(&gone), members[2].call(&fewer)];
        assert!(engine.commit_all(&calls).iter().all(Result::is_ok));
        let seen = engine.campaign("honey").unwrap();
        assert_eq!((seen.reached, seen.is_tipped), (6, false));
        home.is_sound();
    }
}

/// A few numbers in a row that look random.
fn mixed(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    }
}

/// Random pledges by many threads over two engines, with deadlines in between: whatever came of it, the audit finds nothing,
/// also in parts, and at the end every cart knows what became of its campaigns.
#[test]
fn whatever_many_threads_of_two_engines_do_the_audit_finds_nothing() {
    const THREADS: u64 = 4;
    const STEPS: usize = 60;
    let folder = TempDir::new().unwrap();
    let homes = [Home::memory(), Home::memory(), Home::file(&folder)];
    for (home, seed) in homes.iter().zip(1..) {
        let engines = [home.engine(), home.engine()];
        engines[0].set_price("HONEY", "EUR", "9.00").unwrap();
        engines[0].set_price("WAX", "EUR", "3.33").unwrap();
        let names = campaigns(&engines[0]);
        let people: Vec<String> = (0..6).map(|number| format!("m{number}")).collect();
        let carts: Vec<CartId> = (0..8).map(|_| shared_cart(&engines[0], &people)).collect();
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let engine = &engines[usize::try_from(thread % 2).unwrap()];
                let (names, carts, people) = (&names, &carts, &people);
                scope.spawn(move || {
                    let mut random = mixed(seed * 100 + thread);
                    for _ in 0..STEPS {
                        step(engine, names, carts, people, &mut random);
                    }
                });
            }
            let mut random = mixed(seed);
            for _ in 0..12 {
                std::thread::yield_now();
                home.clock.advance(random(DAY_MS / 4));
                let _ = engines[0].sweep(50);
            }
        });
        home.is_sound();
        home.clock.set(START_MS + 5 * DAY_MS);
        sweep(&engines[1]);
        let over: BTreeSet<&str> =
            names.iter().map(|name| engines[0].campaign(name).unwrap().status.name()).collect();
        let ends = ["closed", "failed", "cancelled", "ordered"];
        assert!(over.iter().all(|status| ends.contains(status)), "{over:?}");
        for id in &carts {
            let host = engines[0].cart(*id).system();
            host.verify().unwrap();
            is_what_its_feed_says(&host, home.clock.now_ms());
        }
        home.is_sound();
    }
}

fn is_what_its_feed_says(host: &Member, now_ms: u64) {
    let view = host.view().unwrap();
    let mut rebuilt = Rebuilt::default();
    for version in 1..=view.version {
        rebuilt.take(&facts::of_events(&host.event(version).unwrap())[0]);
    }
    facts::assert_same::<()>(&Ok(rebuilt.facts(now_ms)), &Ok(facts::of_view(&view)), "rebuilt");
}

fn shared_cart(engine: &Engine, people: &[String]) -> CartId {
    let cart = engine.create_cart(NewCart::new(&people[0], "EUR")).unwrap();
    let owner = cart.member(&people[0]);
    for name in &people[1..] {
        owner.add_member(name, "editor").unwrap();
    }
    cart.id()
}

/// One campaign of each kind that there is.
fn campaigns(engine: &Engine) -> Vec<String> {
    let all = CampaignMeasure::ALL
        .iter()
        .flat_map(|measure| DeadlinePolicy::ALL.iter().map(move |policy| (*measure, *policy)));
    let make = |(number, (measure, at_deadline)): (u64, (CampaignMeasure, DeadlinePolicy))| {
        let goes_on =
            matches!(at_deadline, DeadlinePolicy::ExtendOnce | DeadlinePolicy::LeaderTopsUp);
        let scale = if measure == CampaignMeasure::Money { 700 } else { 1 };
        let tiers = [(4, 10), (9, 25)]
            .map(|(from, off)| CampaignTier::percent(from * scale, Decimal::from(off)));
        let skus: &[&str] = if number % 2 == 0 { &["HONEY"] } else { &["HONEY", "WAX"] };
        let terms = CampaignTerms::new("EUR", skus, &tiers, START_MS + DAY_MS).unwrap();
        let terms = CampaignTerms {
            measure,
            at_deadline,
            extension_ms: goes_on.then_some(DAY_MS),
            leader: Some("m1".into()),
            maximum: (number % 3 == 0).then_some(14),
            member_max: (number % 4 > 1).then_some(5),
            locks_at_ms: Some(START_MS + DAY_MS / 2),
            ..terms
        };
        let name = format!("{}-{}", measure.name(), at_deadline.name());
        engine.create_campaign(&name, &terms).unwrap();
        name
    };
    (0..).zip(all).map(make).collect()
}

fn step(
    engine: &Engine,
    names: &[String],
    carts: &[CartId],
    people: &[String],
    random: &mut impl FnMut(u64) -> u64,
) {
    let mut pick = |many: usize| usize::try_from(random(many as u64)).unwrap();
    let cart = engine.cart(carts[pick(carts.len())]);
    let (member, name) = (cart.member(&people[pick(people.len())]), &names[pick(names.len())]);
    let line = || {
        let lines = member.view().map(|view| view.lines).unwrap_or_default();
        lines.get(lines.len() / 2).map_or(LineId(1), |line| line.id)
    };
    // Refusals are part of the play.
    let _ = match pick(20) {
        0..9 => {
            let sku = if pick(2) == 0 { Some("HONEY") } else { Some("WAX") };
            let quantity = u32::try_from(1 + pick(4)).unwrap();
            member.commit(&Command::Pledge { campaign: name, sku, quantity })
        }
        9 | 10 => member.adjust_quantity(line(), 1),
        11..14 => member.adjust_quantity(line(), -1),
        14 => member.remove_item(line()),
        15 => member.set_quantity(line(), 3),
        16 => member.view().map(|view| view.version),
        17 => member.leave(),
        18 if pick(8) == 0 => engine.cancel_campaign(name),
        18 => engine.order_campaign(name),
        _ if pick(8) == 0 => member.commit(&Command::CloseCart),
        _ => member.fix_bill(),
    };
}
