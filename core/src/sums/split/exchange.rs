//! Exchanges single units between columns, until every column is less than a unit from its exact total, and nobody who was
//! rounded down is more than a unit further behind than somebody who was rounded up in their stead.
//!
//! Where one column was rounded up in a row and another one down they may swap; a column may pass on in another row what it
//! got in the first. A column that has a unit too many finds a way so to one with room, because the difference between this
//! table and one without fault is made of such ways. And where no such way is left from whoever is further behind to whoever
//! is further ahead, those behind together pay as much as any table could have had them pay, so no less than exactly. That
//! bounds what anybody is ever behind by, whatever the bills: `(n - 1) / 2` units of `n` members, by the argument of Ajtai
//! and others (Fairness in scheduling, 1998) for one unit at a time.

use std::collections::VecDeque;

use super::{Parts, Row, Table};

/// 2^64 to a unit: no sum over a table comes so near to a whole number by chance that cutting off hides it.
const FRACTION_BITS: u32 = 64;

/// Changes `table`, which was rounded row by row from where `before` left everybody; answers with the number of exchanges
/// that were due to a column, and of those due to somebody behind.
pub(super) fn exchange(
    table: &mut Table,
    parts: &[Parts],
    rows: &[Row],
    before: &[i64],
) -> (usize, usize) {
    let mut rounded = Rounded::of(table, parts, rows, before);
    let (mut for_columns, mut for_members) = (0, 0);
    while let Some(way) = rounded.way_to_right() {
        rounded.swap(&way, table);
        for_columns += 1;
    }
    while let Some(way) = rounded.way_to_even() {
        rounded.swap(&way, table);
        for_members += 1;
    }
    (for_columns, for_members)
}

/// How a cell was rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Whole,
    Down,
    Up,
}

impl Cell {
    fn other(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }
}

/// Swaps that take the first column's cell from how it was rounded to the other, and the last one's back.
struct Way {
    from: Cell,
    swaps: Vec<Swap>,
}

/// A row in which two columns swap how they were rounded.
#[derive(Clone, Copy)]
struct Swap {
    row: usize,
    from: usize,
    to: usize,
}

struct Rounded {
    cells: Vec<Cell>,
    columns: Vec<Column>,
    /// What a unit of each row counts in what people are behind by.
    units: Vec<i64>,
}

/// What of a column is above the floors of its cells.
#[derive(Clone, Copy, Default)]
struct Column {
    before: i64,
    /// The exact sum of fractions, less up to as many of its last digits as there are rows.
    exact: u128,
    up: u128,
    least: u128,
    most: u128,
}

impl Rounded {
    fn of(table: &Table, parts: &[Parts], rows: &[Row], before: &[i64]) -> Self {
        let of = |before: &i64| Column { before: *before, ..Column::default() };
        let mut rounded = Self {
            cells: Vec::with_capacity(table.cells.len()),
            columns: before.iter().map(of).collect(),
            units: Vec::with_capacity(rows.len()),
        };
        for (row, cells) in rows.iter().zip(table.cells.chunks_exact(before.len().max(1))) {
            let parts = parts.get(row.parts as usize).expect("a row names parts that are given");
            rounded.units.push(parts.unit());
            rounded.add(parts, row.amount, cells);
        }
        rounded.columns.iter_mut().for_each(|column| column.bound(rows.len() as u128));
        rounded
    }

    fn add(&mut self, parts: &Parts, amount: i64, cells: &[i64]) {
        let start = self.cells.len();
        self.cells.resize(start + cells.len(), Cell::Whole);
        let rounded = self.cells.get_mut(start..).unwrap_or_default();
        let mut exact = parts.exact(amount, 1);
        for column in parts.members.iter().map(|column| *column as usize) {
            if !parts.is_equal {
                exact = parts.exact(amount, parts.weights.get(column).copied().unwrap_or(0));
            }
            let (floor, Some(fraction)) = exact else { continue };
            let places = rounded.get_mut(column).zip(self.columns.get_mut(column));
            let Some((place, sums)) = places else { continue };
            let is_up = cells.get(column).is_some_and(|cell| i128::from(*cell) > floor);
            *place = if is_up { Cell::Up } else { Cell::Down };
            sums.exact += fraction;
            sums.up += u128::from(is_up);
        }
    }

    /// From the first column that is off to the one with room that is furthest behind, or ahead.
    fn way_to_right(&self) -> Option<Way> {
        let off = |column: &Column| match column {
            column if column.up > column.most => Some(Cell::Up),
            column if column.up < column.least => Some(Cell::Down),
            _ => None,
        };
        let mut columns = self.columns.iter().enumerate();
        let (start, from) = columns.find_map(|(place, column)| Some((place, off(column)?)))?;
        let mut search = Search::new(self, from);
        search.start(start);
        let ends = search.ends();
        let end = match from {
            Cell::Up => ends.min_by_key(|(place, column)| (-column.behind(), *place)),
            _ => ends.min_by_key(|(place, column)| (column.behind(), *place)),
        };
        debug_assert!(end.is_some(), "there is a way from a column that is off to one with room");
        Some(search.way(end?.0))
    }

    /// From whoever is furthest behind and has room for a unit more to whoever has one to give and is more than a unit less
    /// behind.
    fn way_to_even(&self) -> Option<Way> {
        let has_room = |(_, column): &(usize, &Column)| column.up < column.most;
        let mut starts: Vec<_> = self.columns.iter().enumerate().filter(has_room).collect();
        starts.sort_by_key(|(place, column)| (-column.behind(), *place));
        // Where a search for somebody further behind came by, there is nobody to find.
        let mut search = Search::new(self, Cell::Down);
        for (start, column) in starts {
            search.start(start);
            let end = search.ends().min_by_key(|(place, column)| (column.behind(), *place));
            let is_even = |end: &Column| column.behind() - end.behind() <= 1 << FRACTION_BITS;
            if let Some((end, _)) = end.filter(|(_, end)| !is_even(end)) {
                return Some(search.way(end));
            }
        }
        None
    }

    fn swap(&mut self, way: &Way, table: &mut Table) {
        let width = self.columns.len();
        let by = if way.from == Cell::Up { -1 } else { 1 };
        for swap in &way.swaps {
            let unit = self.units.get(swap.row).copied().unwrap_or(0);
            for (place, by) in [(swap.from, by), (swap.to, -by)] {
                let at = swap.row * width + place;
                self.cells.get_mut(at).into_iter().for_each(|cell| *cell = cell.other());
                table.cells.get_mut(at).into_iter().for_each(|cell| *cell += by);
                table.behind.get_mut(place).into_iter().for_each(|behind| *behind -= by * unit);
                if let Some(column) = self.columns.get_mut(place) {
                    column.up = if by > 0 { column.up + 1 } else { column.up - 1 };
                }
            }
        }
    }
}

impl Column {
    /// A sum that may be whole is taken as whole. Then it is rounded to where it is, and as many columns as a table has
    /// cannot all differ by so little and leave a unit over.
    fn bound(&mut self, rows: u128) {
        let highest = self.exact + rows;
        self.least = highest >> FRACTION_BITS;
        let above = highest - (self.least << FRACTION_BITS);
        self.most = self.least + u128::from(above > rows);
    }

    /// What the member is behind by with this table.
    fn behind(&self) -> i128 {
        let fractions = self.exact.cast_signed() - (self.up.cast_signed() << FRACTION_BITS);
        (i128::from(self.before) << 32) + fractions
    }
}

/// Whether a search came to a column.
#[derive(Clone, Copy)]
enum Reached {
    No,
    AtStart,
    By(Swap),
}

/// Where swaps lead from a column whose cells change away from how they were rounded.
struct Search<'r> {
    rounded: &'r Rounded,
    from: Cell,
    reached: Vec<Reached>,
    /// The rows that no search went through.
    rows: Vec<(usize, &'r [Cell])>,
}

impl<'r> Search<'r> {
    fn new(rounded: &'r Rounded, from: Cell) -> Self {
        let width = rounded.columns.len();
        let rows = rounded.cells.chunks_exact(width.max(1)).enumerate().collect();
        Self { rounded, from, reached: vec![Reached::No; width], rows }
    }

    fn start(&mut self, start: usize) {
        let Some(place @ Reached::No) = self.reached.get_mut(start) else { return };
        *place = Reached::AtStart;
        let mut queue = VecDeque::from([start]);
        while let Some(from) = queue.pop_front() {
            let is_next = |(_, cells): &(usize, &[Cell])| cells.get(from) == Some(&self.from);
            let (next, left) = core::mem::take(&mut self.rows).into_iter().partition(is_next);
            self.rows = left;
            let next: Vec<_> = next;
            for (row, cells) in next {
                for (to, (cell, reached)) in cells.iter().zip(&mut self.reached).enumerate() {
                    if *cell == self.from.other() && matches!(reached, Reached::No) {
                        *reached = Reached::By(Swap { row, from, to });
                        queue.push_back(to);
                    }
                }
            }
        }
    }

    /// The columns that were reached and may change the other way.
    fn ends(&self) -> impl Iterator<Item = (usize, &'r Column)> {
        let has_room = |column: &Column| match self.from {
            Cell::Up => column.up < column.most,
            _ => column.up > column.least,
        };
        let reached = self.rounded.columns.iter().zip(&self.reached).enumerate();
        reached.filter_map(move |(place, (column, reached))| {
            (matches!(reached, Reached::By(_)) && has_room(column)).then_some((place, column))
        })
    }

    fn way(&self, end: usize) -> Way {
        let last = |place: usize| match self.reached.get(place) {
            Some(Reached::By(swap)) => Some(*swap),
            _ => None,
        };
        let swaps = core::iter::successors(last(end), |swap| last(swap.from)).collect();
        Way { from: self.from, swaps }
    }
}

impl Parts {
    /// The floor of a cell and the fraction above it, if there is one, cut off after `FRACTION_BITS`.
    fn exact(&self, amount: i64, share: u64) -> (i128, Option<u128>) {
        let product = u128::from(amount.unsigned_abs()) * u128::from(share);
        let (quotient, remainder) = divide(product, self.sum);
        let is_whole = remainder == 0;
        let towards_zero = quotient.cast_signed();
        let (floor, remainder) = match amount {
            0.. => (towards_zero, remainder),
            _ if is_whole => (-towards_zero, remainder),
            _ => (-towards_zero - 1, self.sum - remainder),
        };
        (floor, (!is_whole).then(|| divide(remainder << FRACTION_BITS, self.sum).0))
    }
}

/// Quotient and remainder, in 64 bits where they are enough.
fn divide(product: u128, sum: u128) -> (u128, u128) {
    match (u64::try_from(product), u64::try_from(sum)) {
        (Ok(product), Ok(sum)) => ((product / sum).into(), (product % sum).into()),
        _ => (product / sum, product % sum),
    }
}
