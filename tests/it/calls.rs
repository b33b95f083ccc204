//! Many calls sent at once: each is answered on its own, in order, and the disk is waited for once.

use std::sync::Arc;

use cartpool::journal::{Durability, MemoryStore, SqliteStore, Store};
use cartpool::{
    Call, Cart, Command, CommandOptions, Engine, LineId, NewCart, Options, Preset, Result,
};
use tempfile::TempDir;

fn engine_on(store: Option<Arc<dyn Store>>) -> Engine {
    Engine::open(Options { store, ..Options::default() }).unwrap()
}

/// Runs a test on an engine of each kind: in memory, on a store in memory, on a file.
fn on_each(test: fn(&Engine)) {
    let folder = TempDir::new().unwrap();
    let file = SqliteStore::open(&folder.path().join("carts.db"), Durability::Synced).unwrap();
    test(&engine_on(None));
    test(&engine_on(Some(Arc::new(MemoryStore::new()))));
    test(&engine_on(Some(Arc::new(file))));
}

fn cart_on(engine: &Engine) -> Cart {
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    engine.create_cart(NewCart::new("ana", "EUR")).unwrap()
}

fn add(quantity: u32) -> Command<'static> {
    Command::AddItem {
        sku: "TEA",
        quantity,
        unit_price: None,
        options: Vec::new(),
        note: None,
        beneficiaries: Vec::new(),
        separate: false,
    }
}

fn words(answers: &[Result<u64>]) -> Vec<String> {
    let word = |answer: &Result<u64>| match answer {
        Ok(version) => version.to_string(),
        Err(error) => error.code.name().into(),
    };
    answers.iter().map(word).collect()
}

#[test]
fn each_call_is_answered_on_its_own_and_in_order() {
    on_each(|engine| {
        let (here, there) = (cart_on(engine), cart_on(engine));
        let (ana, other, zoe) = (here.member("ana"), there.member("ana"), here.member("zoe"));
        let guarded =
            ana.with(CommandOptions { expect_version: Some(3), ..CommandOptions::default() });
        let (one, none) = (add(1), add(0));
        let pair = [add(1), Command::SetNote { line: LineId(2), note: Some("hot") }];
        let half = [add(1), Command::RemoveItem { line: LineId(99) }];
        let long = "x".repeat(70_000);
        let shout = Command::SetNote { line: LineId(2), note: Some(&long) };
        let calls = [
            ana.call(&one),
            zoe.call(&one),
            other.call(&one),
            ana.call(&none),
            ana.call_batch(&half),
            ana.call_batch(&pair),
            guarded.call(&one),
            ana.call(&shout),
            other.call(&one),
            ana.call_batch(&[]),
            ana.call(&one),
        ];
        let answers = words(&engine.commit_all(&calls));
        let expected = [
            "2",
            "cart_not_found",
            "2",
            "quantity_must_not_be_zero",
            "line_not_found",
            "4",
            "version_conflict",
            "exceeds_command_bytes_max",
            "3",
            "batch_must_not_be_empty",
            "5",
        ];
        assert_eq!(answers, expected);
        let view = ana.view().unwrap();
        assert_eq!((view.version, view.lines[0].quantity), (5, 3));
        assert_eq!(view.lines[0].note.as_deref(), Some("hot"));
        assert!(engine.commit_all(&[]).is_empty());
    });
}

#[test]
fn a_cart_is_made_and_used_by_the_same_calls() {
    on_each(|engine| {
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let cart = engine.cart(engine.new_cart_id());
        let (system, ana, one) = (cart.system(), cart.member("ana"), add(1));
        let create = Command::CreateCart {
            owner: "ana",
            currency: "EUR",
            preset: Preset::Friends,
            title: None,
            purpose: None,
        };
        let calls = [ana.call(&one), system.call(&create), ana.call(&one), ana.call(&create)];
        let answers = words(&engine.commit_all(&calls));
        assert_eq!(answers[..3], ["cart_not_found", "1", "2"]);
        assert!(answers[3].parse::<u64>().is_err(), "a cart is made once: {answers:?}");
    });
}

#[test]
fn calls_that_come_together_share_frames() {
    let engine = engine_on(Some(Arc::new(MemoryStore::new())));
    let cart = cart_on(&engine);
    let (ana, one) = (cart.member("ana"), add(1));
    let position = || engine.health().store.unwrap().position;
    let before = position();
    let calls: Vec<Call<'_>> = (0..2_500).map(|_| ana.call(&one)).collect();
    let answers = engine.commit_all(&calls);
    assert!(answers.into_iter().map(Result::unwrap).eq(2..2_502));
    assert_eq!(position() - before, 3, "a frame takes 1,024 commands");
}

#[test]
fn threads_that_send_many_and_threads_that_send_one_lose_nothing() {
    const ROUNDS: u64 = 40;
    const CALLS: usize = 25;
    on_each(|engine| {
        let cart = cart_on(engine);
        let send = |many: usize| {
            let (ana, one) = (cart.member("ana"), add(1));
            let mut versions = Vec::new();
            for _ in 0..ROUNDS {
                let calls = vec![ana.call(&one); many];
                versions.extend(engine.commit_all(&calls).into_iter().map(Result::unwrap));
                versions.push(ana.add_item("TEA", 1).unwrap());
            }
            assert!(versions.is_sorted(), "one caller's calls take effect in their order");
            versions
        };
        let mut versions: Vec<u64> = std::thread::scope(|scope| {
            let threads = [CALLS, 1, CALLS, 0].map(|many| scope.spawn(move || send(many)));
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        versions.sort_unstable();
        assert!(versions.iter().copied().eq(2..2 + ROUNDS * (2 * CALLS as u64 + 1 + 4)));
        cart.system().verify().unwrap();
    });
}

#[test]
fn a_member_of_another_engine_is_nobody_here() {
    on_each(|engine| {
        let elsewhere = cart_on(&engine_on(None));
        let (ana, one) = (elsewhere.member("ana"), add(1));
        assert_eq!(words(&engine.commit_all(&[ana.call(&one)])), ["cart_not_found"]);
        engine.close();
        let cart = engine.cart(engine.new_cart_id());
        let ana = cart.member("ana");
        assert_eq!(words(&engine.commit_all(&[ana.call(&one)])), ["engine_is_closed"]);
    });
}
