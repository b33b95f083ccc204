//! Divides a bill: a table of whole minor units, a row for each amount, a column for each member.
//!
//! For every table:
//! - the cells of a row sum to its amount;
//! - a cell is the floor or the ceiling of its exact fraction, so a whole fraction stays as it is;
//! - the total of a column is less than a unit from its exact total, and the exact total where that is whole. There always
//!   is such a table, also for rows of different weights: the exact fractions are a flow through a network of whole bounds
//!   (Bacharach 1966; Cox and Ernst 1982).
//!
//! Which of these tables it is depends on who is *behind*: by how much more they would have had to pay by exact fractions,
//! over all bills so far, than they paid. A spare unit goes to whoever is furthest behind, one of a refund or discount to
//! whoever is furthest ahead, and between equals to the first column. That is decided row by row (`rounding.rs`); where rows
//! of different weights end in a table that is not right, or not the fairest, units change hands (`exchange.rs`). Of all
//! tables that keep the promises this one leaves the least sum of squares of what people are behind by. Then
//! - the same people who share equally are never a whole unit off, however many bills there are;
//! - in any mix of bills nobody of `n` members is ever behind or ahead by more than `(n - 1) / 2` units.
//!
//! Rows are taken in the order given, so the caller gives them in an order that is the same for the same bill: it decides
//! in which row a member pays a spare unit, and no total but where people are exactly even. Rows that are shared equally and
//! name the same parts are rounded together, as the first of them comes: their spare units are those of their sum.

use smallvec::SmallVec;

use self::fractions::Divisor;
use self::rounding::Rounding;

mod choice;
mod exchange;
mod fractions;
mod rounding;
#[cfg(test)]
mod tests;
mod together;

/// One minor unit, as `behind` counts.
pub(crate) const UNIT: i64 = 1 << 32;

/// Up to this sum of weights fractions are counted in whole steps of `UNIT / sum`.
const STEPS_MAX: u128 = 1 << 10;

type Columns<T> = SmallVec<[T; 8]>;
type Cells = SmallVec<[i64; 32]>;

/// How rows are shared: a weight for each column. Several rows may have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    weights: Columns<u64>,
    /// The columns with a weight.
    members: Columns<u32>,
    is_equal: bool,
    /// Of the weights; their number where they are equal.
    sum: u128,
    /// The fixed-point fraction of one `sum`th, or 0 where steps would be too coarse.
    step: i64,
}

impl Parts {
    /// Parts by weight; 0 has no part. `None` where all are 0.
    pub(crate) fn new(weights: &[u64]) -> Option<Self> {
        let has_parts = weights.iter().any(|weight| *weight > 0);
        has_parts.then(|| Self::of(weights.into()))
    }

    /// Equal parts of some of the columns, whatever their order and however often they come. `None` without any.
    pub(crate) fn equal(columns: usize, members: impl Iterator<Item = usize>) -> Option<Self> {
        let mut weights = SmallVec::from_elem(0, columns);
        for member in members {
            debug_assert!(member < columns, "a member is a column of the table");
            weights.get_mut(member).into_iter().for_each(|weight| *weight = 1);
        }
        let parts = Self::of(weights);
        (!parts.members.is_empty()).then_some(parts)
    }

    /// All of it is one member's, who is one of the columns.
    pub(crate) fn single(columns: usize, member: usize) -> Self {
        debug_assert!(member < columns, "a member is a column of the table");
        Self::of((0..columns).map(|column| u64::from(column == member)).collect())
    }

    fn of(weights: Columns<u64>) -> Self {
        let with_part = (0u32..).zip(&weights).filter(|(_, weight)| **weight > 0);
        let members: Columns<u32> = with_part.map(|(column, _)| column).collect();
        let mut above_zero = weights.iter().copied().filter(|weight| *weight > 0);
        let first = above_zero.next().unwrap_or(1);
        let is_equal = above_zero.all(|weight| weight == first);
        let sum = if is_equal {
            members.len().max(1) as u128
        } else {
            weights.iter().copied().map(u128::from).sum()
        };
        let has_steps = is_equal || sum <= STEPS_MAX;
        let step = i64::try_from(sum).ok().filter(|_| has_steps).map_or(0, |sum| UNIT / sum);
        Self { weights, members, is_equal, sum, step }
    }

    /// The weight of each column, as given.
    pub(crate) fn weights(&self) -> &[u64] {
        &self.weights
    }

    /// Whether everybody who has a part has the same.
    pub(crate) const fn is_equal(&self) -> bool {
        self.is_equal
    }

    /// The weights in terms of `sum`.
    fn shares(&self) -> impl Iterator<Item = u64> {
        let is_equal = self.is_equal;
        self.weights.iter().map(move |weight| if is_equal { (*weight).min(1) } else { *weight })
    }

    /// What whoever takes a spare unit has less to catch up on: `sum` steps, so that equal parts keep no rest of a division
    /// and come back to where they were, and whoever shares alike is never a whole unit off, however many bills there are.
    fn unit(&self) -> i64 {
        if self.step == 0 { UNIT } else { self.step * i64::try_from(self.sum).unwrap_or(1) }
    }

    /// By how little a fraction in fixed point may differ from the exact one.
    fn error(&self) -> i64 {
        (UNIT - self.unit()).max(1)
    }
}

/// A row: an amount in minor units, and which parts share it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// A refund or discount is negative.
    pub(crate) amount: i64,
    /// The place of its parts among those given.
    pub(crate) parts: u32,
}

/// The table, and what it leaves everybody behind by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    cells: Cells,
    totals: Columns<i64>,
    behind: Columns<i64>,
}

impl Table {
    #[cfg(test)]
    pub(crate) fn cell(&self, row: usize, column: usize) -> i64 {
        self.row(row).get(column).copied().unwrap_or(0)
    }

    /// What everybody pays of a row.
    pub(crate) fn row(&self, row: usize) -> &[i64] {
        let columns = self.behind.len();
        self.cells.get(row * columns..(row + 1) * columns).unwrap_or(&[])
    }

    /// What everybody pays.
    pub(crate) fn totals(&self) -> &[i64] {
        &self.totals
    }

    /// What everybody is behind by after this bill, in 2^-32 minor units. It sums to what it summed to before.
    pub(crate) fn behind(&self) -> &[i64] {
        &self.behind
    }

    fn sum_columns(&mut self) {
        self.totals = SmallVec::from_elem(0, self.behind.len());
        for row in self.cells.chunks_exact(self.behind.len().max(1)) {
            for (total, cell) in self.totals.iter_mut().zip(row) {
                *total += cell;
            }
        }
    }
}

/// Divides `rows` among as many columns as there are in `behind`, which says what everybody is behind by in 2^-32 minor
/// units, summing to 0.
///
/// All parts have that many columns; the absolute amounts sum to no more than an `i64` holds.
pub(crate) fn split(parts: &[Parts], rows: &[Row], behind: &[i64]) -> Table {
    let (mut table, is_certain) = round(parts, rows, behind);
    if !is_certain {
        together::exchange_together(&mut table, parts, rows, behind);
    }
    table.sum_columns();
    table
}

/// Spreads the totals of columns over rows that all are shared *equally*, by the same parts: rows sum to their amounts,
/// columns to `totals`, and a cell is the floor or the ceiling of its exact fraction. Row by row.
///
/// It is always possible, whatever the signs of the amounts, where each total is the floor or the ceiling of the exact one:
/// above its floors a row has fewer spare units than members, and the columns get equally many of them, or one more.
pub(crate) fn spread(parts: &Parts, amounts: &[i64], totals: &[i64]) -> Vec<i64> {
    debug_assert!(parts.is_equal, "only equal parts are spread");
    let columns = totals.len();
    let mut cells = vec![0; amounts.len() * columns];
    let total = |column: u32| totals.get(column as usize).copied().unwrap_or(0);
    let most = parts.members.iter().copied().map(total).max().unwrap_or(0);
    let (first, last): (Columns<u32>, Columns<u32>) =
        parts.members.iter().copied().partition(|column| total(*column) == most);
    let order: Columns<u32> = first.into_iter().chain(last).collect();
    let mut next = 0;
    for (row, amount) in cells.chunks_exact_mut(columns.max(1)).zip(amounts) {
        deal(row, *amount, &order, &mut next);
    }
    cells
}

/// Divides `amount` by weights, losing nothing: every part is less than a unit from the exact one, and spare units go to the
/// largest remainders, then to the first. Where no weight is above 0 all count alike.
pub(crate) fn allocate(amount: i64, weights: &[u64]) -> Vec<i64> {
    let alike = || Parts::equal(weights.len(), 0..weights.len());
    let Some(parts) = Parts::new(weights).or_else(alike) else { return Vec::new() };
    let whole = u128::from(amount.unsigned_abs());
    // A quotient is at most the amount.
    let quotient = |share: u64| u64::try_from(whole * u128::from(share) / parts.sum).unwrap_or(0);
    let mut cells: Vec<u64> = parts.shares().map(quotient).collect();
    let remainder = |share: u64| whole * u128::from(share) % parts.sum;
    let mut order: Vec<_> = parts.shares().map(remainder).zip(&mut cells).collect();
    let spare = whole - order.iter().map(|(_, cell)| u128::from(**cell)).sum::<u128>();
    order.sort_by_key(|(remainder, _)| core::cmp::Reverse(*remainder));
    order.into_iter().take(usize::try_from(spare).unwrap_or(0)).for_each(|(_, cell)| *cell += 1);
    cells.into_iter().map(|cell| cell.cast_signed().wrapping_mul(amount.signum())).collect()
}

/// Gives every member of `order` the floor of their part, and the spare units to the next in turn, which comes around.
fn deal(row: &mut [i64], amount: i64, order: &[u32], next: &mut usize) {
    let members = order.len();
    let Some(count) = i64::try_from(members).ok().filter(|count| *count > 0) else { return };
    let floor = amount.div_euclid(count);
    if members == row.len() {
        row.fill(floor);
    } else {
        for column in order {
            row.get_mut(*column as usize).into_iter().for_each(|cell| *cell = floor);
        }
    }
    let spare = usize::try_from(amount.rem_euclid(count)).unwrap_or(0);
    let end = *next + spare;
    let (before, after) = order.split_at(*next);
    let in_turn = after.iter().chain(before).take(spare);
    for column in in_turn {
        row.get_mut(*column as usize).into_iter().for_each(|cell| *cell += 1);
    }
    *next = if end < members { end } else { end - members };
}

/// Rounds row by row; says whether every column is certain to be less than a unit off.
fn round(parts: &[Parts], rows: &[Row], behind: &[i64]) -> (Table, bool) {
    let columns = behind.len();
    let cells = SmallVec::from_elem(0, rows.len() * columns);
    let mut table = Table { cells, totals: SmallVec::new(), behind: SmallVec::new() };
    let mut turns: SmallVec<[Turns; 4]> = parts.iter().map(Turns::of).collect();
    for row in rows {
        turns.get_mut(row.parts as usize).into_iter().for_each(|turns| turns.sum += row.amount);
    }
    let error = parts.iter().map(Parts::error).max().unwrap_or(1);
    let mut scratch: SmallVec<[i64; 64]> = SmallVec::from_elem(0, Rounding::SCRATCH * columns);
    let mut rounding = Rounding::new(behind, rows.len(), error, &mut scratch);
    let mut orders: SmallVec<[u32; 64]> = SmallVec::new();
    for (row, cells) in rows.iter().zip(table.cells.chunks_exact_mut(columns.max(1))) {
        let shared = parts.get(row.parts as usize).zip(turns.get_mut(row.parts as usize));
        let (parts, turns) = shared.expect("a row names parts that are given");
        if !parts.is_equal {
            rounding.round_weighted(parts, &turns.divisor, row.amount, cells);
            continue;
        }
        let members = parts.members.len();
        let start = *turns.order.get_or_insert_with(|| {
            rounding.round_equal(parts, turns.sum, &mut orders);
            orders.len() - members
        });
        deal(cells, row.amount, orders.get(start..start + members).unwrap_or(&[]), &mut turns.next);
    }
    table.behind = rounding.behind();
    let is_certain = rounding.is_certain(&table.behind);
    (table, is_certain)
}

/// Of rows of the same parts: what they sum to, where the order of their members is, and whose turn it is in it; and what
/// their amounts are divided with.
struct Turns {
    sum: i64,
    order: Option<usize>,
    next: usize,
    divisor: Divisor,
}

impl Turns {
    fn of(parts: &Parts) -> Self {
        Self { sum: 0, order: None, next: 0, divisor: Divisor::of(parts) }
    }
}
