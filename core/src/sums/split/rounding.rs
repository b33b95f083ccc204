//! Who takes the spare units, row by row: as fair as can be told without looking ahead.

use smallvec::SmallVec;

use super::choice::Choice;
use super::fractions::{Divisor, Part, by_shares, in_any_case, in_steps};
use super::{Columns, Parts, UNIT};

/// How near to a whole unit a sum of fractions counts as one, at most: beyond, small weights would count for nothing.
const SLACK_MAX: i64 = 1 << 14;

/// Whoever was behind by more before counts as behind by so much, so that there is room for the table.
const BEHIND_MAX: i64 = 1 << 59;

/// In a rank, above all that anybody can be behind by: whoever would otherwise be a whole unit off.
const MUST_BITS: u32 = 62;

/// Who takes the spare units, row by row.
pub(super) struct Rounding<'t> {
    /// What everybody was behind by before the table.
    before: &'t [i64],
    /// The sign of the last row. `bounded` and `off` count in its direction: of a refund, who was ahead is behind.
    sign: i64,
    /// What everybody was behind by before the table, within bounds.
    bounded: &'t mut [i64],
    /// What everybody is behind by through the rows so far.
    off: &'t mut [i64],
    /// By how little a fraction in fixed point may differ from the exact one.
    error: i64,
    slack: i64,
    /// Nobody was behind before the table: whoever must take a unit is furthest behind anyway.
    starts_even: bool,
    /// How often spare units were given.
    times: i64,
    /// By how many bits what anybody is behind by is scaled to a rank: as many as there is room for.
    scale: u32,
    ranks: &'t mut [i64],
    choice: Choice<'t>,
}

impl<'t> Rounding<'t> {
    pub(super) const SCRATCH: usize = 4;

    /// `scratch` is [`SCRATCH`](Self::SCRATCH) zeros for each column.
    pub(super) fn new(before: &'t [i64], rows: usize, error: i64, scratch: &'t mut [i64]) -> Self {
        let columns = before.len();
        let (bounded, scratch) = scratch.split_at_mut(columns);
        let (off, scratch) = scratch.split_at_mut(columns);
        let (ranks, takes) = scratch.split_at_mut(columns);
        for (bounded, behind) in bounded.iter_mut().zip(before) {
            *bounded = (*behind).clamp(-BEHIND_MAX, BEHIND_MAX);
        }
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let slack = rows.saturating_mul(error).min(SLACK_MAX);
        let most = bounded.iter().map(|behind| behind.abs()).max().unwrap_or(0);
        let starts_even = most == 0;
        let most = most.saturating_add(rows.saturating_add(2).saturating_mul(UNIT));
        let scale = most.leading_zeros().saturating_sub(i64::BITS - MUST_BITS + 1);
        Self {
            before,
            sign: 1,
            bounded,
            off,
            starts_even,
            error,
            slack,
            times: 0,
            scale,
            ranks,
            choice: Choice::new(takes, 1 << scale),
        }
    }

    /// Gives the spare units of `sum` to members, and adds to `orders` the members that pay more of it, then the others.
    pub(super) fn round_equal(
        &mut self,
        parts: &Parts,
        sum: i64,
        orders: &mut SmallVec<[u32; 64]>,
    ) {
        let members = &parts.members;
        let spare = sum.unsigned_abs() % (members.len() as u64).max(1);
        if spare == 0 {
            orders.extend_from_slice(members);
            return;
        }
        self.times += 1;
        self.turn(sum.signum());
        let (unit, fraction) = (parts.unit(), spare.cast_signed() * parts.step);
        for (column, place) in members.iter().zip(&mut *self.ranks) {
            let column = *column as usize;
            let bounded = self.bounded.get(column).copied().unwrap_or(0);
            let off = self.off.get(column).copied().unwrap_or(0);
            *place = rank(bounded, off + fraction, self.slack, self.scale);
        }
        let ranks = self.ranks.get_mut(..members.len()).unwrap_or_default();
        let takes = self.choice.of(ranks, spare);
        let (mut first, mut last) = (orders.len(), orders.len() + members.len());
        orders.resize(last, 0);
        for (column, takes) in members.iter().zip(takes) {
            if let Some(off) = self.off.get_mut(*column as usize) {
                *off += fraction - unit * takes;
            }
            let pays_more = (*takes > 0) == (sum > 0);
            last -= usize::from(!pays_more);
            let place = if pays_more { first } else { last };
            first += usize::from(pays_more);
            orders.get_mut(place).into_iter().for_each(|place| *place = *column);
        }
    }

    /// Rounds one row that is shared by weights.
    pub(super) fn round_weighted(
        &mut self,
        parts: &Parts,
        divisor: &Divisor,
        amount: i64,
        cells: &mut [i64],
    ) {
        if amount == 0 {
            return;
        }
        self.turn(amount.signum());
        let whole = amount.unsigned_abs();
        let floors = if let Some(exact) = in_steps(parts, divisor, whole) {
            self.floor(exact, cells)
        } else if let Some(exact) = by_shares(parts, divisor, whole) {
            self.floor(exact, cells)
        } else {
            self.floor(in_any_case(parts, whole), cells)
        };
        let spare = whole - floors;
        if spare > 0 {
            self.times += 1;
            let unit = parts.unit();
            let takes = self.choice.of(self.ranks, spare);
            for (takes, (off, cell)) in takes.iter().zip(self.off.iter_mut().zip(&mut *cells)) {
                *cell += takes;
                *off -= if *takes > 0 { unit } else { 0 };
            }
        }
        if amount < 0 {
            for cell in cells {
                *cell = -*cell;
            }
        }
    }

    /// Counts in the direction of the next row.
    fn turn(&mut self, sign: i64) {
        if self.sign != sign {
            self.sign = sign;
            self.bounded.iter_mut().chain(&mut *self.off).for_each(|behind| *behind = -*behind);
        }
    }

    /// Fills a row with floors, and says what they sum to.
    fn floor(&mut self, exact: impl Iterator<Item = Part>, cells: &mut [i64]) -> u64 {
        let (mut sum, slack, scale, starts_even) = (0, self.slack, self.scale, self.starts_even);
        let known = self.bounded.iter().zip(&mut *self.off);
        let places = cells.iter_mut().zip(&mut *self.ranks);
        for ((part, (bounded, off)), (cell, place)) in exact.zip(known).zip(places) {
            *cell = part.floor.cast_signed();
            sum += part.floor;
            let due = *off + part.own;
            let rank = if starts_even { due << scale } else { rank(*bounded, due, slack, scale) };
            *place = if part.is_whole { i64::MIN } else { rank };
            *off += part.counted;
        }
        sum
    }

    /// What everybody is behind by after the rows so far.
    pub(super) fn behind(&self) -> Columns<i64> {
        let columns = self.before.iter().zip(&*self.off);
        columns.map(|(before, off)| before + self.sign * off).collect()
    }

    /// Whether no exchange of units is called for where everybody is left `behind`: every column is less than a unit from its exact total, and nobody is more
    /// than a unit further behind than somebody who was rounded the other way. Fixed point may hide a fault of the second
    /// kind that is as small as `error`, but none of the first.
    pub(super) fn is_certain(&self, behind: &[i64]) -> bool {
        let error = self.error.saturating_mul(self.times);
        let (mut most, mut least, mut furthest) = (i64::MIN, i64::MAX, 0);
        for (after, before) in behind.iter().zip(self.before) {
            let off = after - before;
            furthest = furthest.max(off.abs());
            most = if off > error { most.max(*after) } else { most };
            least = if off < -error { least.min(*after) } else { least };
        }
        let is_even = most.saturating_sub(least) <= UNIT + error;
        self.times < 2 || (furthest < UNIT - error && is_even)
    }
}

/// Who is first in line for a spare unit: whoever would otherwise be a whole unit off in this table; last, whoever would be
/// by taking it; between them by what they are behind.
fn rank(bounded: i64, off: i64, slack: i64, scale: u32) -> i64 {
    let must = i64::from(off >= UNIT - slack) - i64::from(off <= slack);
    ((bounded + off) << scale) + (must << MUST_BITS)
}
