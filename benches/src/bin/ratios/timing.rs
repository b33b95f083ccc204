//! Rounds in which both sides take turns, and medians over them.

use std::time::Instant;

/// The median of both sides' figures, and of their ratio round by round.
#[derive(Clone, Copy)]
pub(crate) struct Paired {
    pub(crate) base: f64,
    pub(crate) ours: f64,
    /// `ours` divided by `base`.
    pub(crate) ratio: f64,
}

/// Measures `base` and `ours` once a round, in turns as to which comes first.
pub(crate) fn paired(
    rounds: usize,
    mut base: impl FnMut(usize) -> f64,
    mut ours: impl FnMut(usize) -> f64,
) -> Paired {
    let round = |round: usize| {
        if round & 1 == 0 {
            let base = base(round);
            (base, ours(round))
        } else {
            let ours = ours(round);
            (base(round), ours)
        }
    };
    let figures: Vec<(f64, f64)> = (0..rounds).map(round).collect();
    Paired {
        base: median(figures.iter().map(|(base, _)| *base)),
        ours: median(figures.iter().map(|(_, ours)| *ours)),
        ratio: median(figures.iter().map(|(base, ours)| ours / base)),
    }
}

/// The middle figure.
pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    quantile(figures, 0.5)
}

/// The figure that a `part` of all do not exceed.
pub(crate) fn quantile(figures: impl IntoIterator<Item = f64>, part: f64) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_unstable_by(f64::total_cmp);
    let last = figures.len().saturating_sub(1);
    figures.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}

/// Nanoseconds for each of `count` operations that `work` does.
pub(crate) fn ns_each(count: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_nanos() as f64 / count as f64
}
