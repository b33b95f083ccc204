//! The engine against the naive model, on random scripts: answers, events, views and feeds agree. Proves I1, I8, I10 to I13,
//! I15 to I19, I21, I23, I24 and I36 on every script, because the model keeps them by construction.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};

use crate::driver::{Opener, Pair};
use crate::facts::{self, Facts};
use crate::model::Answer;
use crate::rebuild::Rebuilt;
use crate::script::{NAMES, Step};
use cartpool::journal::{Durability, MemoryStore, SqliteStore};
use cartpool::{ErrorCode, SeededRandom};

/// Steps of a script at most; a step is a command in five of six cases.
const STEPS: usize = 300;

/// How many commands a run plays: a minute's worth, or what `CARTPOOL_MODEL_COMMANDS` says.
fn commands() -> usize {
    let wanted = std::env::var("CARTPOOL_MODEL_COMMANDS").ok();
    wanted.map_or(100_000, |wanted| wanted.parse().expect("CARTPOOL_MODEL_COMMANDS is a number"))
}

#[test]
fn the_engine_and_the_naive_model_agree_on_every_answer_event_and_view() {
    let played = std::cell::Cell::new(0);
    let script = (any::<u8>(), vec(any::<Step>(), STEPS / 2..STEPS));
    while played.get() < commands() {
        let config = Config {
            cases: 32,
            failure_persistence: None,
            max_shrink_iters: 4_000,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(&script, |(setting, steps)| {
            played.set(played.get() + play(setting, 1, &steps).answers.len());
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
    }
}

/// Two engines on one store, taking turns, forgetting and starting anew, are one engine to everybody. Proves I4, I10 to I13
/// across restarts, and I45.
#[test]
fn two_engines_on_one_store_and_the_naive_model_agree() {
    play_on_stores(commands() / 5, || {
        let store = MemoryStore::new();
        Arc::new(move || Arc::new(store.clone()))
    });
}

/// The same on a file, through SQLite.
#[test]
fn two_engines_on_one_file_and_the_naive_model_agree() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut files = 0;
    play_on_stores(commands() / 20, || {
        files += 1;
        let path = folder.path().join(format!("{files}.db"));
        Arc::new(move || Arc::new(SqliteStore::open(&path, Durability::Buffered).unwrap()))
    });
}

fn play_on_stores(commands: usize, mut opener: impl FnMut() -> Opener) {
    let mut played = 0;
    for seed in 0_u64.. {
        if played >= commands {
            break;
        }
        let mut pair = Pair::on_store(seed.to_le_bytes()[0], seed, opener());
        pair.play(&steps_of(seed, STEPS));
        pair.compare_all();
        played += pair.answers.len();
    }
}

/// Plays a script to the end and checks all that must hold then.
fn play(setting: u8, seed: u64, steps: &[Step]) -> Pair {
    let mut pair = Pair::new(setting, seed);
    pair.play(steps);
    pair.compare_all();
    pair
}

/// Scripts drawn from a seed alone.
pub(crate) fn steps_of(seed: u64, length: usize) -> Vec<Step> {
    let random = SeededRandom::new(seed);
    let step = |_| {
        let [a, b, c, d, e, f, g, h] = random.next_u64().to_le_bytes();
        let (x, y) = (u16::from_le_bytes([c, d]), u16::from_le_bytes([e, f]));
        (a, b, x, y, u16::from_le_bytes([g, h]), random.next_u64().to_le_bytes()[0])
    };
    (0..length).map(step).collect()
}

#[test]
fn a_cart_rebuilt_from_its_feed_alone_equals_its_view() {
    for seed in 0..200_u64 {
        let pair = play(seed.to_le_bytes()[0], seed, &steps_of(seed, STEPS));
        let mut rebuilt = Rebuilt::default();
        for event in pair.model.cart.events("system").expect("the host sees all") {
            rebuilt.take(&event);
        }
        let view = pair.member("system").view().expect("the host sees all");
        let (rebuilt, view) = (rebuilt.facts(pair.model.now_ms), facts::of_view(&view));
        facts::assert_same::<()>(&Ok(rebuilt), &Ok(view), &format!("seed {seed}"));
    }
}

/// I3: an earlier version looked at again is what it was when it was new.
#[test]
fn a_view_at_a_version_equals_the_view_seen_then() {
    for seed in 0..200_u64 {
        let pair = play(seed.to_le_bytes()[0], seed, &steps_of(seed, STEPS));
        for (version, seen) in &pair.seen {
            let again = pair.member("system").view_at(*version).expect("all history is kept");
            assert_eq!(
                timeless(&facts::of_view(&again)),
                timeless(seen),
                "seed {seed}, version {version}"
            );
        }
    }
}

/// Without what ends by the clock alone: locks and invitations whose deadline has passed.
fn timeless(facts: &Facts) -> Facts {
    let ends = |path: &str| path.starts_with("lock") || path.starts_with("invitations");
    facts.iter().filter(|(path, _)| !ends(path)).map(|(a, b)| (a.clone(), b.clone())).collect()
}

/// I9: the same seed and the same commands give the same bytes.
#[test]
fn the_same_seed_and_commands_give_the_same_bytes() {
    for seed in 0..200_u64 {
        assert_eq!(bytes_of(seed), bytes_of(seed), "seed {seed}");
    }
    assert_ne!(bytes_of(1).0, bytes_of(2).0, "another seed gives another cart id");
}

/// A run's cart id, answers, and every page and view in full.
fn bytes_of(seed: u64) -> (String, Vec<Answer>, Vec<String>) {
    let pair = play(seed.to_le_bytes()[0], seed, &steps_of(seed, STEPS / 2));
    let page =
        |name: &&str| format!("{:?}", pair.member(name).events_since(cartpool::Cursor::START));
    let view = |name: &&str| format!("{:?}", pair.member(name).view());
    let shown = NAMES.iter().map(page).chain(NAMES.iter().map(view)).collect();
    (pair.cart.id().to_string(), pair.answers.clone(), shown)
}

/// I8: whatever the clock does, event times never go back.
#[test]
fn event_times_never_go_back_when_the_clock_does() {
    for seed in 0..50_u64 {
        let pair = play(seed.to_le_bytes()[0], seed, &steps_of(seed, STEPS));
        let events = pair.model.cart.events("system").expect("the host sees all");
        let times: Vec<u64> =
            events.iter().map(|event| event["at_ms"].parse().expect("a time")).collect();
        assert!(times.is_sorted(), "seed {seed}");
    }
}

/// The scripts are worth something only if they get everywhere: every event, and every refusal the model knows.
#[test]
fn random_scripts_reach_every_event_and_every_refusal_of_the_model() {
    let (mut events, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..200_u64 {
        let pair = play(seed.to_le_bytes()[0], seed, &steps_of(seed, STEPS));
        refusals.extend(pair.answers.iter().filter_map(|answer| answer.err()));
        let all = pair.model.cart.events("system").expect("the host sees all");
        events.extend(all.into_iter().map(|event| event["name"].clone()));
    }
    assert_eq!(events.len(), 26, "{events:?}");
    let known = known_refusals();
    let missed: Vec<_> = known.iter().filter(|code| !refusals.contains(code.as_str())).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

/// The codes that stand in the model's own source, but for those a script cannot ask for.
fn known_refusals() -> Vec<String> {
    let sources = [
        include_str!("model/mod.rs"),
        include_str!("model/lines.rs"),
        include_str!("model/people.rs"),
    ];
    let never = ["cart_already_exists", "role_name_not_valid", "sku_not_valid"];
    let is_known = |word: &&str| ErrorCode::ALL.iter().any(|code| code.name() == *word);
    let words = sources.iter().flat_map(|source| source.split('"')).filter(is_known);
    words.filter(|word| !never.contains(word)).map(str::to_owned).collect()
}
