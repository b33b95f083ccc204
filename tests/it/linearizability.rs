//! Recorded histories of threads on one cart have one order that explains them. Proves I5 and I6 twice: by the versions in the
//! answers, and blind to versions by search.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use cartpool::{Cart, Engine, LineId, NewCart, Options, SeededRandom};

/// What the threads do to two lines; small enough to be replayed by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Op {
    Adjust { line: usize, delta: i32 },
    Set { line: usize, quantity: u32 },
    Remove { line: usize },
    Read,
}

/// A done operation, in the global order of its start and its end.
#[derive(Clone, Debug)]
struct Done {
    op: Op,
    start: u64,
    end: u64,
    /// The version, or why not.
    answer: Result<u64, &'static str>,
    /// What a read saw: quantities, none where the line is gone.
    saw: Option<State>,
}

type State = [Option<u32>; 2];

const FIRST: State = [Some(5), Some(5)];
/// The cart's version when the threads start: made, and two lines added.
const BEFORE: u64 = 3;

/// What an operation does to a state, by the verbs' own descriptions.
fn apply(state: State, op: Op) -> (State, Result<bool, &'static str>) {
    let mut next = state;
    let outcome = match op {
        Op::Read => Ok(false),
        Op::Adjust { line, delta } => match state[line] {
            None => Err("line_not_found"),
            Some(held) => {
                let wanted = i64::from(held) + i64::from(delta);
                next[line] = u32::try_from(wanted).ok().filter(|wanted| *wanted > 0);
                if wanted > 9 { Err("exceeds_quantity_max") } else { Ok(delta != 0) }
            }
        },
        Op::Set { line, quantity } => match state[line] {
            None => Err("line_not_found"),
            Some(held) => {
                next[line] = Some(quantity);
                if quantity > 9 { Err("exceeds_quantity_max") } else { Ok(held != quantity) }
            }
        },
        Op::Remove { line } => {
            next[line] = None;
            state[line].map(|_| true).ok_or("line_not_found")
        }
    };
    if outcome.is_ok() { (next, outcome) } else { (state, outcome) }
}

fn scripted(random: &SeededRandom) -> Op {
    let [a, b, c, ..] = random.next_u64().to_le_bytes();
    let line = usize::from(b % 2);
    match a % 16 {
        0..=5 => Op::Adjust { line, delta: i32::from(c % 7) - 3 },
        6..=9 => Op::Set { line, quantity: u32::from(c % 10) + 1 },
        10 => Op::Remove { line },
        _ => Op::Read,
    }
}

/// Threads play scripts on one cart and note when each operation began and ended.
fn record(seed: u64, threads: u64, ops: usize) -> Vec<Done> {
    let limits = cartpool::Limits { quantity_max: 9, ..cartpool::Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let lines = ["A", "B"].map(|sku| {
        engine.set_price(sku, "EUR", "1").unwrap();
        LineId(cart.member("ana").add_item(sku, 5).unwrap())
    });
    let (ticks, start) = (AtomicU64::new(0), Barrier::new(usize::try_from(threads).unwrap()));
    let mut history: Vec<Done> = thread::scope(|scope| {
        let play = |number| {
            let (cart, ticks, start) = (&cart, &ticks, &start);
            scope.spawn(move || {
                let random = SeededRandom::new(seed * 1_000 + number);
                start.wait();
                (0..ops).map(|_| perform(cart, lines, scripted(&random), ticks)).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..threads).map(play).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    history.sort_by_key(|done| done.start);
    history
}

fn perform(cart: &Cart, lines: [LineId; 2], op: Op, ticks: &AtomicU64) -> Done {
    let ana = cart.member("ana");
    let mut saw = None;
    let start = ticks.fetch_add(1, Ordering::SeqCst);
    let answer = match op {
        Op::Adjust { line, delta } => ana.adjust_quantity(lines[line], delta),
        Op::Set { line, quantity } => ana.set_quantity(lines[line], quantity),
        Op::Remove { line } => ana.remove_item(lines[line]),
        Op::Read => ana.view().map(|view| {
            saw = Some(lines.map(|id| view.line(id).map(|line| line.quantity)));
            view.version
        }),
    };
    let end = ticks.fetch_add(1, Ordering::SeqCst);
    Done { op, start, end, answer: answer.map_err(|error| error.code.name()), saw }
}

/// Guarantees (a) to (e): gapless versions, the same results when replayed in their order, order kept where operations do not
/// overlap, reads of a state that was there, refusals that some version in their window justifies.
#[test]
fn recorded_histories_are_explained_by_their_versions() {
    for seed in 0..40 {
        let history = record(seed, 4, 60);
        let states = replay(&history, seed);
        for done in &history {
            let window = window(&history, done);
            match done.answer {
                // What changed something is in the replay; what changed nothing must be so at its version.
                Ok(version) => {
                    assert!(
                        window.contains(&version),
                        "seed {seed}: {done:?} outside of {window:?}"
                    );
                    if let Some(saw) = done.saw {
                        assert_eq!(saw, states[&version], "seed {seed}: {done:?}");
                    }
                }
                Err(code) => {
                    let justified = window
                        .clone()
                        .any(|version| apply(states[&version], done.op).1 == Err(code));
                    assert!(justified, "seed {seed}: nothing justifies {done:?}");
                }
            }
        }
    }
}

/// (a) and (b): the writes in the order of their versions, each applied to the state before it.
fn replay(history: &[Done], seed: u64) -> BTreeMap<u64, State> {
    // A version may be answered several times, by reads and by what changed nothing: one write made it.
    let mut answered: BTreeMap<u64, Vec<Op>> = BTreeMap::new();
    for done in history {
        if let (Ok(version), true) = (done.answer, done.op != Op::Read) {
            answered.entry(version).or_default().push(done.op);
        }
    }
    let mut states = BTreeMap::from([(BEFORE, FIRST)]);
    let mut state = FIRST;
    for version in BEFORE + 1.. {
        let Some(ops) = answered.get(&version) else { break };
        let makers: BTreeSet<State> = ops
            .iter()
            .filter(|op| apply(state, **op).1 == Ok(true))
            .map(|op| apply(state, *op).0)
            .collect();
        assert!(
            !makers.is_empty(),
            "seed {seed}: nothing makes version {version} of {state:?} among {ops:?}"
        );
        // Of several candidates the maker is the one after which the others change nothing.
        let fits = |next: &State| {
            let idle = ops.iter().filter(|op| apply(*next, **op).1 == Ok(false)).count();
            idle + 1 >= ops.len()
        };
        state = makers
            .into_iter()
            .find(fits)
            .unwrap_or_else(|| panic!("seed {seed}: version {version} of {ops:?}"));
        states.insert(version, state);
    }
    assert_eq!(
        answered.keys().filter(|version| **version > BEFORE).count() + 1,
        states.len(),
        "a gap"
    );
    states
}

/// (c) and (d): from the highest version acknowledged before it began to the highest that may have been made before it ended.
fn window(history: &[Done], done: &Done) -> std::ops::RangeInclusive<u64> {
    let acked = |other: &&Done| other.end < done.start;
    let begun = |other: &&Done| other.start < done.end;
    let highest = |versions: &mut dyn Iterator<Item = &Done>| {
        versions.filter_map(|other| other.answer.ok()).max().unwrap_or(BEFORE).max(BEFORE)
    };
    let lowest = highest(&mut history.iter().filter(acked));
    lowest..=highest(&mut history.iter().filter(begun))
}

/// Wing and Gong's search: some order of the operations, which never puts one before another that had ended before it began,
/// gives exactly the recorded answers. Versions are not looked at.
#[test]
fn small_histories_are_linearizable_without_looking_at_versions() {
    for seed in 0..300 {
        let history = record(10_000 + seed, 4, 6);
        assert!(history.len() <= 24);
        assert!(is_linearizable(&history), "seed {seed}: {history:#?}");
    }
}

#[test]
fn the_search_finds_a_lost_update_and_a_stale_read() {
    let done = |op, start, end, answer, saw| Done { op, start, end, answer, saw };
    let add = Op::Adjust { line: 0, delta: 1 };
    let lost = [
        done(add, 0, 3, Ok(4), None),
        done(add, 1, 2, Ok(4), None),
        done(Op::Read, 4, 5, Ok(4), Some([Some(6), Some(5)])),
    ];
    assert!(!is_linearizable(&lost));
    let stale = [done(add, 0, 1, Ok(4), None), done(Op::Read, 2, 3, Ok(3), Some(FIRST))];
    assert!(!is_linearizable(&stale));
    let overlapping = [done(add, 0, 3, Ok(4), None), done(Op::Read, 1, 2, Ok(3), Some(FIRST))];
    assert!(is_linearizable(&overlapping));
}

fn is_linearizable(history: &[Done]) -> bool {
    search(history, 0, FIRST, &mut BTreeSet::new())
}

/// Whether the operations not in `taken` can follow in some order from `state`.
fn search(history: &[Done], taken: u32, state: State, dead: &mut BTreeSet<(u32, State)>) -> bool {
    if taken.count_ones() as usize == history.len() {
        return true;
    }
    if dead.contains(&(taken, state)) {
        return false;
    }
    let open = |index: &usize| taken & (1 << index) == 0;
    let first_end =
        (0..history.len()).filter(open).map(|index| history[index].end).min().unwrap_or(u64::MAX);
    let next = (0..history.len()).filter(open).filter(|index| history[*index].start < first_end);
    for index in next.collect::<Vec<_>>() {
        let done = &history[index];
        let (after, outcome) = apply(state, done.op);
        let is_same = match (&done.answer, outcome) {
            (Ok(_), Ok(_)) => done.saw.is_none_or(|saw| saw == state),
            (Err(given), Err(wanted)) => *given == wanted,
            _ => false,
        };
        if is_same && search(history, taken | (1 << index), after, dead) {
            return true;
        }
    }
    dead.insert((taken, state));
    false
}
