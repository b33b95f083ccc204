//! Real processes on one file, killed at any instant: every answered command has its one effect, the feed has no gap, and
//! nobody waits for the dead. Proves I10 over a restart, I14, I40 and I43.

#![allow(clippy::disallowed_methods, reason = "a stopwatch, not the engine's time")]

use std::ops::BitAnd;
use std::os::unix::process::ExitStatusExt;
use std::process::Child;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use cartpool::journal::{Durability, SqliteStore, Store};
use cartpool::{Error, NewCart, Options, Random, SystemRandom};
use tempfile::TempDir;

use crate::workers::{Auditor, Orders};

/// Nothing takes so long, but for what never ends.
const LONG: Duration = Duration::from_secs(60);

/// Nothing, unless this process is a worker of one of these tests.
#[test]
fn is_a_worker_where_ordered() {
    if let Some((orders, slot)) = Orders::found() {
        match orders.commands {
            0 => keep_the_turn(&orders),
            _ => orders.obey(slot),
        }
    }
}

/// A number from the environment, for the checks before a release.
fn told(variable: &str, ordinary: u32) -> u32 {
    std::env::var(variable).map_or(ordinary, |text| text.parse().unwrap())
}

fn random_below(bound: u64) -> u64 {
    let mut bytes = [0; 8];
    SystemRandom.fill(&mut bytes);
    u64::from_le_bytes(bytes) % bound
}

fn kill(worker: &mut Child) {
    // Before it has died of itself, or it would not have been killed.
    assert_eq!(worker.try_wait().unwrap(), None, "a worker ended by itself");
    worker.kill().unwrap();
    worker.wait().unwrap();
}

#[test]
fn workers_killed_at_any_instant_lose_nothing_synced() {
    workers_are_killed(Durability::Synced, told("CARTPOOL_KILLS", 300).div_ceil(2));
}

#[test]
fn workers_killed_at_any_instant_lose_nothing_buffered() {
    workers_are_killed(Durability::Buffered, told("CARTPOOL_KILLS", 300) / 2);
}

fn workers_are_killed(durability: Durability, kills: u32) {
    const LONGEST_MS: u64 = 60;
    let folder = TempDir::new().unwrap();
    let orders = Orders {
        folder: folder.path().into(),
        durability,
        slots: 3,
        threads: 4,
        commands: u32::MAX,
        renames_every: 2,
    };
    let carts = orders.prepare();
    let mut auditor = Auditor::new(&orders, &carts);
    let mut workers: Vec<Child> = (0..orders.slots).map(|slot| orders.start(slot)).collect();
    let mut due = auditor.follow();
    for number in 0..kills {
        std::thread::park_timeout(Duration::from_millis(1 + random_below(LONGEST_MS)));
        let slot = random_below(u64::from(orders.slots));
        let worker = &mut workers[usize::try_from(slot).unwrap()];
        kill(worker);
        *worker = orders.start(u32::try_from(slot).unwrap());
        auditor.follow();
        // Now and then they get to work, however slow the machine.
        if number % 25 == 24 {
            due += 50;
            wait_until(|| auditor.follow() >= due);
        }
    }
    workers.iter_mut().for_each(kill);
    let answered = auditor.hold_to_account(&orders);
    assert!(answered > kills as usize, "{answered} commands were answered between {kills} kills");
}

fn wait_until(mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LONG, "nobody gets to work");
        std::thread::park_timeout(Duration::from_millis(1));
    }
}

/// The large proof: 4 workers of 64 clients add a million times (`CARTPOOL_ADDS=1000000 CARTPOOL_ADD_KILLS=20`), and are killed while they do.
#[test]
fn four_workers_of_64_clients_lose_no_add_however_often_one_is_killed() {
    let adds = told("CARTPOOL_ADDS", 40_000);
    let kills = told("CARTPOOL_ADD_KILLS", 4);
    let folder = TempDir::new().unwrap();
    let (slots, threads) = (4, 64);
    let orders = Orders {
        folder: folder.path().into(),
        durability: Durability::Synced,
        slots,
        threads,
        commands: adds / (slots * threads),
        renames_every: 0,
    };
    let adds = orders.commands * slots * threads;
    let carts = orders.prepare();
    let mut auditor = Auditor::new(&orders, &carts);
    let before = auditor.follow();
    let mut workers: Vec<Child> = (0..slots).map(|slot| orders.start(slot)).collect();
    let mut killed = 0;
    let mut is_over = false;
    while !is_over {
        std::thread::park_timeout(Duration::from_millis(2));
        let done = auditor.follow() - before;
        if killed < kills && done >= (adds / (kills + 1) * (killed + 1)) as usize {
            let slot = killed % slots;
            let worker = &mut workers[slot as usize];
            worker.kill().unwrap();
            let status = worker.wait().unwrap();
            // One that has just finished leaves nothing to kill.
            assert!(status.signal().is_some() || status.success(), "a worker failed: {status}");
            *worker = orders.start(slot);
            killed += 1;
        }
        let has_finished = |worker: &mut Child| {
            let status = worker.try_wait().unwrap();
            assert!(status.is_none_or(|status| status.success()), "a worker failed: {status:?}");
            status.is_some()
        };
        is_over = workers.iter_mut().map(has_finished).fold(killed == kills, BitAnd::bitand);
    }
    assert_eq!(auditor.follow() - before, adds as usize, "every add has its one effect");
    assert_eq!(auditor.hold_to_account(&orders), adds as usize);
}

/// A worker that begins a turn, says so, and is stopped before it ends it.
fn keep_the_turn(orders: &Orders) {
    let store = SqliteStore::open(&orders.journal(), orders.durability).unwrap();
    let turn = store.turn(Duration::from_secs(5)).unwrap();
    std::fs::write(orders.folder.join("held"), "").unwrap();
    loop {
        std::thread::park();
        // The turn is kept until the process is killed.
        let _ = &turn;
    }
}

/// Whoever waits for a stopped process is answered in the end, and reads go on; when it dies, so does its hold.
#[test]
fn a_stopped_worker_makes_others_busy_and_a_dead_one_nobody() {
    let folder = TempDir::new().unwrap();
    let orders = Orders {
        folder: folder.path().into(),
        durability: Durability::Synced,
        slots: 1,
        threads: 1,
        commands: 0,
        renames_every: 0,
    };
    let store = SqliteStore::open(&orders.journal(), Durability::Synced).unwrap();
    let engine =
        cartpool::Engine::open(Options { store: Some(Arc::new(store)), ..Options::default() })
            .unwrap();
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let mut worker = orders.start(0);
    wait_until(|| folder.path().join("held").exists());
    let stop = format!("kill -STOP {}", worker.id());
    assert!(std::process::Command::new("sh").args(["-c", &stop]).status().unwrap().success());
    let ana = cart.member("ana");
    let (told, answers) = mpsc::channel();
    for _ in 0..5 {
        let (ana, told) = (ana.clone(), told.clone());
        std::thread::spawn(move || told.send(ana.add_item("TEA", 1)));
    }
    wait_until(|| engine.health().waiting > 0);
    assert_eq!(ana.view().unwrap().lines.len(), 0, "reads go on");
    for _ in 0..4 {
        let answer = answers.recv_timeout(LONG).expect("they wait a bounded time");
        assert_eq!(answer.unwrap_err().code.name(), "storage_busy");
    }
    let opened = SqliteStore::open(&orders.journal(), Durability::Synced).map_err(Error::from);
    assert_eq!(opened.unwrap_err().code.name(), "storage_busy");
    worker.kill().unwrap();
    worker.wait().unwrap();
    assert_eq!(answers.recv_timeout(LONG), Ok(Ok(2)), "who stood in the queue goes on");
    assert_eq!(ana.add_item("TEA", 1), Ok(3));
    engine.close();
}

/// A store that is opened a second time in this process, and closed again or refused, takes nothing away from the first.
/// SQLite's locks are the process's: were they gone, whoever closes in another process would take themselves for the last,
/// and delete the write-ahead log that the first still writes to.
#[test]
fn opening_once_more_takes_no_lock_from_who_has_it_open() {
    let folder = TempDir::new().unwrap();
    let orders = Orders {
        folder: folder.path().into(),
        durability: Durability::Synced,
        slots: 1,
        threads: 0,
        commands: 1,
        renames_every: 0,
    };
    orders.prepare();
    let engine = orders.engine().unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    orders.engine().unwrap().close();
    SqliteStore::open(&orders.journal(), Durability::Memory).unwrap_err();
    assert!(orders.start(0).wait().unwrap().success());
    assert_eq!(cart.member("ana").rename_cart(Some("lunch"), None), Ok(2));
    // As after a kill: what is on the medium is what another process finds.
    assert!(orders.start(0).wait().unwrap().success());
    let other = orders.engine().unwrap();
    assert_eq!(other.cart(cart.id()).system().version(), Ok(2));
    other.close();
    engine.close();
}
