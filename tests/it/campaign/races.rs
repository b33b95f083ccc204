//! Sixty-four threads on one campaign: it tips once, and loses it once, whatever they do at once; nothing is counted twice
//! and nothing is lost. Proves I32 to I34 under real threads.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Instant;

use cartpool::journal::MemoryStore;
use cartpool::{
    CampaignStatus, CampaignTerms, CampaignTier, CampaignView, Cart, Clock, CommandId,
    CommandOptions, Decimal, Engine, Limits, LineId, NewCart, Options,
};

const THREADS: usize = 64;
const DAY_MS: u64 = 86_400_000;

fn told(name: &str, usual: usize) -> usize {
    let wanted = std::env::var(name).ok();
    wanted.map_or(usual, |wanted| wanted.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Tiers at these thresholds, each 10 % more off.
fn terms(engine: &Engine, skus: &[&str], thresholds: &[u64]) -> CampaignTerms {
    let off = |at: usize| Decimal::from(10 * (at + 1));
    let tiers = thresholds.iter().enumerate();
    let tiers: Vec<_> = tiers.map(|(at, from)| CampaignTier::percent(*from, off(at))).collect();
    CampaignTerms::new("EUR", skus, &tiers, engine.now_ms() + DAY_MS).unwrap()
}

/// Of each tier and of tipping: how often it was reached and lost. They strictly alternate.
fn turns(seen: &CampaignView) -> Vec<(usize, usize)> {
    let kinds = (0..=seen.tiers.len()).map(|tier| {
        let of_tier = seen.moments.iter().filter(|it| it.tier as usize == tier);
        let told: Vec<bool> = of_tier
            .filter_map(|it| match it.kind.name() {
                "tipped" | "tier_reached" => Some(true),
                "tip_lost" | "tier_lost" => Some(false),
                _ => None,
            })
            .collect();
        let alternates = told.windows(2).all(|pair| pair[0] != pair[1]);
        assert!(alternates && told.first().is_none_or(|first| *first), "{:?}", seen.moments);
        let reached = told.iter().filter(|is_reached| **is_reached).count();
        (reached, told.len() - reached)
    });
    kinds.collect()
}

/// Whatever moment somebody looks at, it is whole.
fn is_whole(seen: &CampaignView) {
    let tiers = seen.tiers.iter().filter(|tier| tier.threshold <= seen.reached).count();
    assert_eq!(
        (seen.tiers_reached as usize, seen.is_tipped),
        (tiers, seen.reached >= seen.minimum)
    );
    assert_eq!(seen.skus.iter().map(|sku| sku.quantity).sum::<u64>(), seen.quantity);
    let turns = turns(seen);
    let open = turns.iter().skip(1).filter(|(reached, lost)| reached > lost).count();
    assert_eq!(open, tiers, "what was said is what is");
}

fn make_carts(engine: &Engine, many: usize) -> Vec<Cart> {
    let make = |number| engine.create_cart(NewCart::new(&format!("m{number}"), "EUR")).unwrap();
    (0..many).map(make).collect()
}

fn storm(carts: usize, limits: Limits, is_on_store: bool) {
    let store = is_on_store.then(|| Arc::new(MemoryStore::new()) as Arc<_>);
    let engine = Engine::open(Options { limits, store, ..Options::default() }).unwrap();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    let all = carts as u64;
    let terms = terms(&engine, &["HONEY"], &[all / 4, all, 2 * all - all / 8]);
    engine.create_campaign("honey", &terms).unwrap();
    let carts = make_carts(&engine, carts);
    let (start, is_done) = (Barrier::new(THREADS), AtomicBool::new(false));
    let (engine, carts, is_over) = (&engine, &carts, &is_done);
    // Each cart is another thread's neighbour's too: both send the same pledge under the same command id.
    let now_ms = engine.now_ms();
    let pledge = |number: usize, round: u128| {
        let id = CommandId::from_parts(now_ms, round << 32 | number as u128);
        let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
        let member = carts[number].member(&format!("m{number}")).with(options);
        member.pledge("honey", 1)
    };
    let took: Vec<[usize; 3]> = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                is_whole(&engine.campaign("honey").unwrap());
            }
        });
        let run = |thread: usize| {
            let start = &start;
            move || {
                let own: Vec<usize> = (thread..carts.len()).step_by(THREADS).collect();
                let both: Vec<usize> =
                    (thread % (THREADS / 2)..carts.len()).step_by(THREADS / 2).collect();
                let mut seen = [0; 3];
                // Up: two pledges a cart, each sent by two threads.
                for round in 0..2 {
                    start.wait();
                    let answers: Vec<u64> =
                        both.iter().map(|it| pledge(*it, round).unwrap()).collect();
                    start.wait();
                    let again: Vec<u64> =
                        both.iter().map(|it| pledge(*it, round).unwrap()).collect();
                    assert_eq!(answers, again, "sent again it is answered as before");
                    seen[round as usize] = own.len();
                }
                start.wait();
                if thread == 0 {
                    let seen = engine.campaign("honey").unwrap();
                    assert_eq!(seen.reached, 2 * carts.len() as u64, "each has one effect");
                    assert_eq!(turns(&seen), [(1, 0); 4]);
                }
                start.wait();
                // Down: everybody takes both back.
                for number in &own {
                    let member = carts[*number].member(&format!("m{number}"));
                    let line = member.view().unwrap().lines[0].id;
                    member.adjust_quantity(line, -1).unwrap();
                    member.remove_item(line).unwrap();
                }
                start.wait();
                if thread == 0 {
                    let seen = engine.campaign("honey").unwrap();
                    assert_eq!((seen.reached, seen.members), (0, 0));
                    assert_eq!(turns(&seen), [(1, 1); 4]);
                }
                start.wait();
                // And at once: up, down, up.
                for number in &own {
                    let member = carts[*number].member(&format!("m{number}"));
                    let line = LineId(member.pledge("honey", 2).unwrap());
                    member.adjust_quantity(line, -1).unwrap();
                    if number % 3 == 0 {
                        member.remove_item(line).unwrap();
                        member.pledge("honey", 2).unwrap();
                    }
                    seen[2] += 1;
                }
                seen
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(run(thread))).collect();
        let took: Vec<_> = threads.into_iter().map(thread::ScopedJoinHandle::join).collect();
        is_over.store(true, Ordering::SeqCst);
        took.into_iter().map(|seen| seen.unwrap()).collect()
    });
    for round in 0..3 {
        assert_eq!(took.iter().map(|seen| seen[round]).sum::<usize>(), carts.len());
    }
    let seen = engine.campaign("honey").unwrap();
    is_whole(&seen);
    let held: u64 = (0..carts.len()).map(|number| if number % 3 == 0 { 2 } else { 1 }).sum();
    assert_eq!((seen.reached, seen.waiting, seen.carts), (held, 0, carts.len() as u64));
    let price = seen.skus[0].unit_price;
    assert_eq!(price.to_string(), "7.20", "two tiers are reached");
    for (number, cart) in carts.iter().enumerate() {
        let view = cart.system().view().unwrap();
        let line = &view.lines[0];
        assert_eq!((view.lines.len(), line.unit_price), (1, price));
        assert_eq!(line.quantity, if number % 3 == 0 { 2 } else { 1 });
        assert_eq!(view.total.minor, i64::from(line.quantity) * 720);
        cart.system().verify().unwrap();
    }
}

/// Before a release over 10,000 carts: `CARTPOOL_CAMPAIGN_CARTS=10000`.
#[test]
fn sixty_four_threads_tip_a_campaign_once_and_lose_it_once() {
    storm(told("CARTPOOL_CAMPAIGN_CARTS", 640), Limits::default(), false);
}

#[test]
fn sixty_four_threads_tip_a_campaign_once_on_a_store() {
    storm(told("CARTPOOL_CAMPAIGN_CARTS", 1_280) / 10, Limits::default(), true);
}

thread_local!(static LATE: Cell<bool> = const { Cell::new(false) });

/// Everybody's clock but theirs whose command has been under way since before the deadline.
struct Clocks(u64);

impl Clock for Clocks {
    fn now_ms(&self) -> u64 {
        if LATE.get() { self.0 - 1 } else { self.0 }
    }
}

/// A deadline asks the carts while others, who came before it, still change theirs: what it decides is what carts hold.
#[test]
fn whoever_is_still_under_way_at_the_deadline_is_counted_or_refused() {
    const CARTS: usize = 16;
    let mut counted = Vec::new();
    for round in 0..told("CARTPOOL_DEADLINES", 20) {
        let store = (round % 2 == 1).then(|| Arc::new(MemoryStore::new()) as Arc<_>);
        let clock = Arc::new(Clocks(1_800_000_000_000));
        LATE.set(true);
        let engine = Engine::open(Options { clock, store, ..Options::default() }).unwrap();
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        let terms =
            CampaignTerms { closes_at_ms: 1_800_000_000_000, ..terms(&engine, &["HONEY"], &[1]) };
        engine.create_campaign("honey", &terms).unwrap();
        let members: Vec<_> = (0..CARTS)
            .map(|_| {
                let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
                let ana = cart.member("ana");
                let line = LineId(ana.pledge("honey", 5_000).unwrap());
                (ana, line)
            })
            .collect();
        LATE.set(false);
        let start = Barrier::new(CARTS / 4 + 1);
        let refused: usize = thread::scope(|scope| {
            let threads: Vec<_> = members
                .chunks(4)
                .map(|own| {
                    let start = &start;
                    scope.spawn(move || {
                        LATE.set(true);
                        start.wait();
                        let mut refused = 0;
                        for turn in 0..200 {
                            let (ana, line) = &own[turn % 4];
                            let changed =
                                ana.adjust_quantity(*line, if turn % 3 == 0 { 5 } else { -7 });
                            refused += usize::from(changed.is_err());
                        }
                        refused
                    })
                })
                .collect();
            start.wait();
            assert_eq!(engine.sweep(0).unwrap().settled, 1);
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        let list = engine.campaign_list("honey").unwrap();
        assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Closed);
        for (ana, _) in &members {
            let row = list.rows.iter().find(|row| row.cart == ana.cart()).unwrap();
            let line = &ana.view().unwrap().lines[0];
            assert_eq!((row.quantity, row.waiting), (line.quantity, 0), "round {round}");
        }
        counted.push(refused);
    }
    assert!(counted.iter().any(|refused| (1..800).contains(refused)), "they met: {counted:?}");
}

/// Ten lines in each of very many carts: `CARTPOOL_PLEDGES=1000000` before a release says how long it took.
#[test]
#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "it says how long it took")]
fn very_many_pledges_are_counted_exactly() {
    let pledges = told("CARTPOOL_PLEDGES", 4_000);
    let began = Instant::now();
    let say = |what: &str| {
        if std::env::var_os("CARTPOOL_TIMES").is_some() {
            let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
            let resident =
                status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
            println!("{what}: {:.1} s, {resident}", began.elapsed().as_secs_f64());
        }
    };
    let clock = Arc::new(cartpool::ManualClock::at(1_800_000_000_000));
    let engine = Engine::open(Options { clock: clock.clone(), ..Options::default() }).unwrap();
    let skus: Vec<String> = (0..10).map(|number| format!("SKU{number}")).collect();
    let skus: Vec<&str> = skus.iter().map(String::as_str).collect();
    for sku in &skus {
        engine.set_price(sku, "EUR", "9.00").unwrap();
    }
    let all = pledges as u64;
    engine.create_campaign("honey", &terms(&engine, &skus, &[all / 2, all, all + 1])).unwrap();
    let carts: Vec<Cart> = (0..pledges / 10)
        .map(|number| {
            let cart = engine.create_cart(NewCart::new(&format!("m{number}"), "EUR")).unwrap();
            cart.member(&format!("m{number}")).add_item(skus[number % 10], 1).unwrap();
            cart
        })
        .collect();
    say("carts");
    thread::scope(|scope| {
        for (thread, carts) in carts.chunks(carts.len().div_ceil(8)).enumerate() {
            let (skus, first) = (&skus, thread * carts.len());
            let name = |cart: &Cart| cart.system().view().unwrap().members[0].id.clone();
            scope.spawn(move || {
                for cart in carts {
                    let member = cart.member(&name(cart));
                    for sku in skus {
                        let sku = Some(*sku);
                        member
                            .commit(&cartpool::Command::Pledge {
                                campaign: "honey",
                                sku,
                                quantity: 1,
                            })
                            .unwrap();
                    }
                }
                first
            });
        }
    });
    say("pledged");
    let seen = engine.campaign("honey").unwrap();
    assert_eq!((seen.reached, seen.members, seen.carts), (all, all / 10, all / 10));
    assert!(seen.skus.iter().all(|sku| sku.quantity == all / 10));
    assert_eq!(turns(&seen), [(1, 0), (1, 0), (1, 0), (0, 0)]);
    while !engine.sweep(1_000).unwrap().is_done {}
    say("swept");
    for cart in carts.iter().step_by(97) {
        let view = cart.system().view().unwrap();
        assert_eq!(view.total.minor, 10 * 720 + 900);
        cart.system().verify().unwrap();
    }
    clock.advance(DAY_MS);
    assert_eq!(engine.campaign("honey").unwrap().status, CampaignStatus::Closed);
    say("decided");
    let list = engine.campaign_list("honey").unwrap();
    assert_eq!((list.rows.len(), list.members.len()), (pledges, pledges / 10));
    say("listed");
}
