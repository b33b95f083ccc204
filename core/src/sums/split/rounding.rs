//! Who takes the spare units, row by row: as fair as can be told without looking ahead.

use smallvec::SmallVec;

use super::{Parts, UNIT};

/// How near to a whole unit a sum of fractions counts as one, at most: beyond, small weights would count for nothing.
const SLACK_MAX: i64 = 1 << 14;

/// Ranks by what somebody is behind stay within it, so that there is room above and below.
const RANK_MAX: i64 = 1 << 60;

type Scratch = SmallVec<[i64; 64]>;

/// Who takes the spare units, row by row.
pub(super) struct Rounding<'t> {
    /// What everybody was behind by before the table.
    before: &'t [i64],
    behind: &'t mut [i64],
    /// By how little a fraction in fixed point may differ from the exact one.
    error: i64,
    slack: i64,
    /// How often spare units were given.
    times: i64,
    ranks: Scratch,
    fractions: Scratch,
    sorting: Scratch,
}

impl<'t> Rounding<'t> {
    pub(super) fn new(before: &'t [i64], behind: &'t mut [i64], rows: usize, error: i64) -> Self {
        let slack = i64::try_from(rows).unwrap_or(SLACK_MAX).saturating_mul(error).min(SLACK_MAX);
        let (ranks, fractions, sorting) = (Scratch::new(), Scratch::new(), Scratch::new());
        Self { before, behind, error, slack, times: 0, ranks, fractions, sorting }
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
        let (sign, fraction) = (sum.signum(), spare.cast_signed() * parts.step);
        self.ranks.resize(members.len(), 0);
        for (column, place) in members.iter().zip(&mut self.ranks) {
            let column = *column as usize;
            let behind = self.behind.get(column).copied().unwrap_or(0);
            let before = self.before.get(column).copied().unwrap_or(0);
            *place = rank(sign, behind, before, fraction, self.slack);
        }
        let mut line = Line::of(&self.ranks, spare, &mut self.sorting);
        let (unit, mut first, mut last) =
            (parts.unit(), orders.len(), orders.len() + members.len());
        orders.resize(last, 0);
        for (column, rank) in members.iter().zip(&self.ranks) {
            let takes = line.take(*rank);
            if let Some(behind) = self.behind.get_mut(*column as usize) {
                *behind += sign * (fraction - unit * i64::from(takes));
            }
            let pays_more = takes == (sign > 0);
            last -= usize::from(!pays_more);
            let place = if pays_more { first } else { last };
            first += usize::from(pays_more);
            orders.get_mut(place).into_iter().for_each(|place| *place = *column);
        }
    }

    /// Rounds one row that is shared by weights.
    pub(super) fn round_weighted(&mut self, parts: &Parts, amount: i64, cells: &mut [i64]) {
        let (sign, whole) = (amount.signum(), amount.unsigned_abs());
        let floors = match Narrow::of(parts, whole) {
            Some(exact) => self.floor(parts, sign, exact, cells),
            None => self.floor(parts, sign, Wide::of(parts, whole), cells),
        };
        let spare = whole - floors;
        if spare == 0 {
            return;
        }
        self.times += 1;
        let mut line = Line::of(&self.ranks, spare, &mut self.sorting);
        let unit = parts.unit();
        let columns = self.behind.iter_mut().zip(cells);
        for ((rank, fraction), (behind, cell)) in
            self.ranks.iter().zip(&self.fractions).zip(columns)
        {
            let takes = i64::from(line.take(*rank));
            *cell += sign * takes;
            *behind += sign * (fraction - unit * takes);
        }
    }

    /// Fills a row with floors, and says what they sum to.
    fn floor(
        &mut self,
        parts: &Parts,
        sign: i64,
        mut exact: impl Fractions,
        cells: &mut [i64],
    ) -> u64 {
        let mut sum = 0;
        self.ranks.resize(cells.len(), 0);
        self.fractions.resize(cells.len(), 0);
        let known = parts.weights.iter().zip(self.behind.iter().zip(self.before));
        let places = cells.iter_mut().zip(self.ranks.iter_mut().zip(&mut self.fractions));
        for ((weight, (behind, before)), (cell, (place, above))) in known.zip(places) {
            let (floor, fraction) = exact.next(*weight);
            *cell = sign * floor.cast_signed();
            sum += floor;
            *above = fraction.map_or(0, |[counted, _]| counted);
            let own = fraction.map_or(0, |[_, own]| own);
            let rank = rank(sign, *behind, *before, own, self.slack);
            *place = if fraction.is_some() { rank } else { i64::MIN };
        }
        sum
    }

    /// Whether no exchange of units is called for: every column is less than a unit from its exact total, and nobody is more
    /// than a unit further behind than somebody who was rounded the other way. Fixed point may hide a fault of the second
    /// kind that is as small as `error`, but none of the first.
    pub(super) fn is_certain(&self) -> bool {
        let error = self.error.saturating_mul(self.times);
        let (mut most, mut least, mut furthest) = (i64::MIN, i64::MAX, 0);
        for (after, before) in self.behind.iter().zip(self.before) {
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
fn rank(sign: i64, behind: i64, before: i64, fraction: i64, slack: i64) -> i64 {
    let rank = (sign * behind).saturating_add(fraction).clamp(-RANK_MAX, RANK_MAX);
    let off = sign * (behind - before) + fraction;
    let must = i64::from(off >= UNIT - slack) - i64::from(off <= slack);
    rank + must * 2 * RANK_MAX
}

/// Those with the highest ranks, and of equal rank the first.
struct Line {
    lowest: i64,
    /// How many of the lowest rank.
    of_lowest: usize,
}

impl Line {
    fn of(ranks: &[i64], count: u64, sorting: &mut Scratch) -> Self {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        debug_assert!(0 < count && count < ranks.len(), "fewer spare units than members");
        sorting.clear();
        sorting.extend_from_slice(ranks);
        let (higher, lowest, _) = sorting.select_nth_unstable_by(count - 1, |a, b| b.cmp(a));
        let of_lowest = count - higher.iter().filter(|rank| **rank > *lowest).count();
        Self { lowest: *lowest, of_lowest }
    }

    /// Asked once for each rank, in the order of columns.
    fn take(&mut self, rank: i64) -> bool {
        let ties = rank == self.lowest && self.of_lowest > 0;
        self.of_lowest -= usize::from(ties);
        rank > self.lowest || ties
    }
}

/// The exact fractions of a row, column by column, in fixed point; they sum to the spare units exactly.
trait Fractions {
    /// The floor, and the fraction above it if there is one: as it counts, and alone, so that equal weights are equal.
    fn next(&mut self, weight: u64) -> (u64, Option<[i64; 2]>);
}

/// Products with the sum of the weights have 64 bits.
struct Narrow {
    amount: u64,
    sum: u64,
    /// 2^64 divided by the sum, or a little less: a product is faster than a quotient.
    inverse: u64,
    step: i64,
    /// What fixed point left of the columns before, in `sum`ths of its last digit.
    carried: u64,
}

impl Narrow {
    fn of(parts: &Parts, amount: u64) -> Option<Self> {
        let sum = u64::from(u32::try_from(parts.sum).ok()?);
        amount.checked_mul(sum)?;
        Some(Self { amount, sum, inverse: u64::MAX / sum, step: parts.step, carried: 0 })
    }

    #[inline]
    fn divide(&self, product: u64) -> (u64, u64) {
        let scaled = u128::from(product) * u128::from(self.inverse);
        let mut quotient = u64::try_from(scaled >> 64).unwrap_or(0);
        let mut remainder = product - quotient * self.sum;
        while remainder >= self.sum {
            quotient += 1;
            remainder -= self.sum;
        }
        (quotient, remainder)
    }
}

impl Fractions for Narrow {
    #[inline]
    fn next(&mut self, weight: u64) -> (u64, Option<[i64; 2]>) {
        let (quotient, remainder) = self.divide(self.amount * weight);
        if remainder == 0 {
            return (quotient, None);
        }
        if self.step > 0 {
            return (quotient, Some([remainder.cast_signed() * self.step; 2]));
        }
        let (fraction, carried) = self.divide((remainder << 32) + self.carried);
        let before = core::mem::replace(&mut self.carried, carried);
        let counted = fraction.cast_signed();
        // With what was carried it may have come to a step more: then less is carried on.
        (quotient, Some([counted, counted - i64::from(carried < before)]))
    }
}

/// Whatever an amount and weights can be.
struct Wide {
    amount: u128,
    sum: u128,
    carried: u128,
}

impl Wide {
    fn of(parts: &Parts, amount: u64) -> Self {
        Self { amount: amount.into(), sum: parts.sum, carried: 0 }
    }
}

impl Fractions for Wide {
    fn next(&mut self, weight: u64) -> (u64, Option<[i64; 2]>) {
        let product = self.amount * u128::from(weight);
        let (quotient, remainder) = (product / self.sum, product % self.sum);
        // A quotient is at most the amount.
        let quotient = u64::try_from(quotient).unwrap_or(0);
        if remainder == 0 {
            return (quotient, None);
        }
        let exact = (remainder << 32) + self.carried;
        let fraction = exact / self.sum;
        let before = core::mem::replace(&mut self.carried, exact - fraction * self.sum);
        let counted = i64::try_from(fraction).ok();
        (quotient, counted.map(|counted| [counted, counted - i64::from(self.carried < before)]))
    }
}
