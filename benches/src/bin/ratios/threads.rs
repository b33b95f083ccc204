//! Two threads against one, and how long an add takes at worst while two threads add.

use std::sync::Barrier;
use std::thread::scope;
use std::time::Instant;

use cartpool::Result;
use cartpool_benches::workload::{Picker, Rng, Spread};

use crate::pair::{Pair, Round};
use crate::report::{self, Goal};
use crate::timing::{median, paired, quantile};
use crate::{Outcome, Scale};

pub(crate) fn measure(scale: Scale) -> Outcome {
    let pair = Pair::open(scale.middle_carts())?;
    let carts = pair.world.carts();
    let one = Pair::open(1)?;
    let spreads = [
        ("uniform", &pair, Picker::new(carts, Spread::Uniform), 1.7),
        ("zipf", &pair, Picker::new(carts, Spread::Zipf), 1.5),
        ("one_cart", &one, Picker::new(1, Spread::Uniform), 0.7),
    ];
    for (name, pair, picker, goal) in spreads {
        let rounds = both(pair, &picker, scale)?;
        let engine = paired(
            rounds.len(),
            |round| rate(&[&rounds[round].0], Round::play),
            |round| rate(&[&rounds[round].0, &rounds[round].1], Round::play),
        );
        let floor = paired(
            rounds.len(),
            |round| rate(&[&rounds[round].0], |round| round.play_bare(&pair.floor)),
            |round| {
                let both = [&rounds[round].0, &rounds[round].1];
                rate(&both, |round| round.play_bare(&pair.floor))
            },
        );
        let row = format!("two_threads_{name}_vs_one");
        report::row(&row, engine.ratio, "x", Goal::AtLeast(goal));
        report::row(&format!("{row}_floor"), floor.ratio, "x", Goal::None);
    }
    latency(&pair, scale)
}

/// Adds for either of two threads.
fn both(pair: &Pair, picker: &Picker, scale: Scale) -> Result<Vec<(Round, Round)>> {
    let mut rng = Rng::new(11);
    let count = scale.pick(100_000, 5_000);
    let mut round = || pair.round(picker, &mut rng, count);
    (0..scale.rounds()).map(|_| Ok((round()?, round()?))).collect()
}

/// Adds a nanosecond, one thread for each of `rounds`.
fn rate(rounds: &[&Round], play: impl Fn(&Round) + Sync) -> f64 {
    let adds: usize = rounds.iter().map(|round| round.members.len()).sum();
    let barrier = Barrier::new(rounds.len());
    let (barrier, play) = (&barrier, &play);
    let times: Vec<(Instant, Instant)> = scope(|scope| {
        let thread = |round| {
            move || {
                barrier.wait();
                let start = Instant::now();
                play(round);
                (start, Instant::now())
            }
        };
        let threads: Vec<_> = rounds.iter().map(|round| scope.spawn(thread(*round))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no add panics")).collect()
    });
    let start = times.iter().map(|(start, _)| *start).min().expect("there is a thread");
    let end = times.iter().map(|(_, end)| *end).max().expect("there is a thread");
    adds as f64 / (end - start).as_nanos() as f64
}

fn latency(pair: &Pair, scale: Scale) -> Outcome {
    let rounds = both(pair, &Picker::new(pair.world.carts(), Spread::Zipf), scale)?;
    let mut figures = Vec::new();
    for (round, both) in rounds.iter().enumerate() {
        let engine = |round: &Round| timed_engine(round);
        let floor = |round: &Round| timed_floor(pair, round);
        let (engine, floor) = if round & 1 == 0 {
            let engine = timed(both, engine);
            (engine, timed(both, floor))
        } else {
            let floor = timed(both, floor);
            (timed(both, engine), floor)
        };
        figures.push((engine, floor));
    }
    for (name, part, goal) in [
        ("p50", 0.5, Goal::None),
        ("p99", 0.99, Goal::AtMost(1.7)),
        ("p99.9", 0.999, Goal::AtMost(1.7)),
    ] {
        let at = |times: &[f64]| quantile(times.iter().copied(), part);
        let ratios = figures.iter().map(|(engine, floor)| at(engine) / at(floor));
        report::row(&format!("two_threads_zipf_{name}_vs_floor"), median(ratios), "x", goal);
        let engine = median(figures.iter().map(|(engine, _)| at(engine)));
        report::row(&format!("two_threads_zipf_{name}"), engine, "ns", Goal::None);
    }
    Ok(())
}

/// The times of all adds of two threads, in nanoseconds.
fn timed(both: &(Round, Round), play: impl Fn(&Round) -> Vec<f64> + Sync) -> Vec<f64> {
    let barrier = Barrier::new(2);
    let (barrier, play) = (&barrier, &play);
    scope(|scope| {
        let thread = |round| {
            move || {
                barrier.wait();
                play(round)
            }
        };
        let threads = [scope.spawn(thread(&both.0)), scope.spawn(thread(&both.1))];
        threads.into_iter().flat_map(|thread| thread.join().expect("no add panics")).collect()
    })
}

fn timed_engine(round: &Round) -> Vec<f64> {
    let mut times = Vec::with_capacity(round.members.len());
    for (member, sku) in round.members.iter().zip(round.tape.iter()) {
        let start = Instant::now();
        member.add_item(sku, 1).expect("members may add");
        times.push(start.elapsed().as_nanos() as f64);
    }
    times
}

fn timed_floor(pair: &Pair, round: &Round) -> Vec<f64> {
    let mut times = Vec::with_capacity(round.bare.len());
    for add in &round.bare {
        let start = Instant::now();
        pair.floor.add(add.id, add.seat, add.sku, 1).expect("editors may add");
        times.push(start.elapsed().as_nanos() as f64);
    }
    times
}
