//! Who of a line takes a unit: those of the highest ranks, and of equal ranks the first.

use smallvec::SmallVec;

/// Up to this length a line is gone through once for each unit.
const SHORT: usize = 8;

/// How often it is guessed between which ranks a longer line ends.
const GUESSES: u32 = 5;

/// Chooses from one line after another.
pub(super) struct Choice<'t> {
    /// By how much the high halves of ranks differ that are a unit apart.
    unit: i32,
    /// Above what the high halves of those were that were chosen last: the next line ends near to it.
    end: i32,
    /// 1 for whoever takes a unit, or 0.
    takes: &'t mut [i64],
}

impl<'t> Choice<'t> {
    /// `takes` has room for the longest line.
    pub(super) fn new(takes: &'t mut [i64], unit: i32) -> Self {
        Self { unit, end: unit / 2, takes }
    }

    /// Says with 1 or 0 who takes one of `count` units, which are fewer than the line is long. The ranks are used up.
    pub(super) fn of(&mut self, ranks: &mut [i64], count: u64) -> &[i64] {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        debug_assert!(0 < count && count < ranks.len(), "fewer spare units than members");
        let takes = self.takes.get_mut(..ranks.len()).unwrap_or_default();
        if ranks.len() <= SHORT {
            one_by_one(ranks, count, takes);
        } else if let Some(end) = gap(ranks, count, self.end, self.unit) {
            self.end = end;
            for (takes, rank) in takes.iter_mut().zip(ranks) {
                *takes = i64::from(high_half(*rank) > end);
            }
        } else {
            in_order(ranks, count, takes);
        }
        takes
    }
}

fn one_by_one(ranks: &mut [i64], count: usize, takes: &mut [i64]) {
    takes.fill(0);
    for _ in 0..count {
        let (mut highest, mut first) = (i64::MIN, 0);
        for (place, rank) in ranks.iter().enumerate() {
            (highest, first) = if *rank > highest { (*rank, place) } else { (highest, first) };
        }
        ranks.get_mut(first).into_iter().for_each(|rank| *rank = i64::MIN);
        takes.get_mut(first).into_iter().for_each(|takes| *takes = 1);
    }
}

/// A number that the high halves of just so many ranks are above, if it is soon found.
fn gap(ranks: &[i64], count: usize, guess: i32, unit: i32) -> Option<i32> {
    let count = i32::try_from(count).ok()?;
    let (mut low, mut high, mut end) = (i32::MIN, i32::MAX, guess);
    let apart = unit / i32::try_from(ranks.len()).ok()?;
    for _ in 0..GUESSES {
        let above: i32 = ranks.iter().map(|rank| i32::from(high_half(*rank) > end)).sum();
        let too_many = above - count;
        match too_many {
            0 => return Some(end),
            1.. => low = end,
            _ => high = end,
        }
        let next = end.saturating_add(too_many.saturating_mul(apart));
        end = if low < next && next < high { next } else { low.midpoint(high) };
    }
    None
}

fn in_order(ranks: &[i64], count: usize, takes: &mut [i64]) {
    takes.fill(0);
    let mut line: SmallVec<[(i64, usize); 64]> = ranks.iter().copied().zip(0..).collect();
    let order = |a: &(i64, usize), b: &(i64, usize)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    line.select_nth_unstable_by(count - 1, order);
    for (_, place) in line.iter().take(count) {
        takes.get_mut(*place).into_iter().for_each(|takes| *takes = 1);
    }
}

fn high_half(rank: i64) -> i32 {
    i32::try_from(rank >> 32).unwrap_or(0)
}
