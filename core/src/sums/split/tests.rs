//! Every promise of a table, held against exact fractions.
#![allow(clippy::indexing_slicing, reason = "a test may fail by panicking")]

use super::choice::Choice;
use super::fractions::{Divisor, by_shares, in_any_case, in_steps};
use super::{Parts, Row, Table, UNIT, allocate, exchange::exchange, round, split, spread};

mod lifetime;
mod orders;

/// `numerator / denominator`.
#[derive(Clone, Copy)]
struct Exact(i128, i128);

impl Exact {
    fn plus(self, other: Self) -> Self {
        if self.1 == other.1 {
            return Self(self.0 + other.0, self.1);
        }
        let (mut common, mut rest) = (self.1, other.1);
        while rest != 0 {
            (common, rest) = (rest, common % rest);
        }
        let factors = (other.1 / common, self.1 / common);
        let crossed = |of: Self, by| of.0.checked_mul(by).unwrap();
        let numerator = crossed(self, factors.0) + crossed(other, factors.1);
        Self(numerator, self.1.checked_mul(factors.0).unwrap())
    }

    fn is_below_one(self) -> bool {
        self.0.abs() < self.1
    }
}

/// By how much a row's exact fraction is above a cell.
fn off(parts: &Parts, row: Row, column: usize, cell: i64) -> Exact {
    let weight = |column: usize| i128::from(parts.weights()[column]);
    let sum: i128 = (0..parts.weights().len()).map(weight).sum();
    Exact(i128::from(row.amount) * weight(column) - i128::from(cell) * sum, sum)
}

fn column_off(parts: &[Parts], rows: &[Row], table: &Table, column: usize) -> Exact {
    let cells = rows
        .iter()
        .enumerate()
        .map(|(at, row)| off(&parts[row.parts as usize], *row, column, table.cell(at, column)));
    cells.fold(Exact(0, 1), Exact::plus)
}

fn assert_rows_are_right(parts: &[Parts], rows: &[Row], table: &Table) {
    for (at, row) in rows.iter().enumerate() {
        let cells = table.row(at);
        assert_eq!(cells.iter().map(|cell| i128::from(*cell)).sum::<i128>(), row.amount.into());
        for (column, cell) in cells.iter().enumerate() {
            let off = off(&parts[row.parts as usize], *row, column, *cell);
            assert!(off.is_below_one(), "{cell} of {row:?}");
        }
    }
}

fn columns_are_right(parts: &[Parts], rows: &[Row], table: &Table) -> bool {
    (0..table.behind().len()).all(|column| column_off(parts, rows, table, column).is_below_one())
}

fn assert_is_right(parts: &[Parts], rows: &[Row], before: &[i64], table: &Table) {
    assert_rows_are_right(parts, rows, table);
    assert!(columns_are_right(parts, rows, table), "{rows:?} {parts:?} {before:?} {table:?}");
    for (column, total) in table.totals().iter().enumerate() {
        assert_eq!((0..rows.len()).map(|row| table.cell(row, column)).sum::<i64>(), *total);
    }
    assert_eq!(table.behind().iter().sum::<i64>(), before.iter().sum::<i64>(), "nothing is lost");
}

/// What rows that share equally come to together is less than a unit from exact, also after units changed hands.
fn assert_equal_rows_go_together(parts: &[Parts], rows: &[Row], table: &Table) {
    for (number, shared) in parts.iter().enumerate().filter(|(_, parts)| parts.is_equal()) {
        let is_of = |row: &Row| row.parts as usize == number;
        let sum = rows.iter().filter(|row| is_of(row)).map(|row| row.amount).sum();
        let row = Row { amount: sum, parts: 0 };
        for column in 0..table.behind().len() {
            let places = rows.iter().enumerate().filter(|(_, row)| is_of(row));
            let cells = places.map(|(at, _)| table.cell(at, column)).sum();
            assert!(off(shared, row, column, cells).is_below_one(), "{cells} of {row:?}");
        }
    }
}

fn one(parts: Parts, amount: i64, before: &[i64]) -> Table {
    let (parts, rows) = ([parts], [Row { amount, parts: 0 }]);
    let table = split(&parts, &rows, before);
    assert_is_right(&parts, &rows, before, &table);
    table
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn place(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(bound as u64)).unwrap()
    }

    /// Mostly above 0, sometimes 0.
    fn amount(&mut self, most: u64) -> i64 {
        let amount = self.below(most).cast_signed();
        if self.below(4) == 0 { -amount } else { amount }
    }

    fn parts(&mut self, columns: usize, weight_max: u64) -> Parts {
        let single = Parts::single(columns, self.place(columns));
        let mut some = |most: u64| (0..columns).map(|_| self.below(most)).collect::<Vec<_>>();
        let parts = match some(4)[0] {
            0 => Parts::equal(columns, 0..columns),
            1 => Parts::new(&some(2)),
            _ => Parts::new(&some(weight_max + 1)),
        };
        parts.unwrap_or(single)
    }

    /// What everybody is behind by: up to `most`, in all 0.
    fn before(&mut self, columns: usize, most: i64) -> Vec<i64> {
        let any = |_| self.below(most.unsigned_abs()).cast_signed();
        let mut before: Vec<i64> = (0..columns).map(any).collect();
        before[0] -= before.iter().sum::<i64>();
        before
    }

    /// Up to three kinds of parts with small weights, so that exact sums stay small, and rows that have one each.
    fn table(&mut self, columns: usize, weight_max: u64) -> (Vec<Parts>, Vec<Row>) {
        let parts: Vec<_> = (0..3).map(|_| self.parts(columns, weight_max)).collect();
        let most = [2, 100, 1_000_000_000_000_000][self.place(3)];
        let row =
            |_| Row { amount: self.amount(most), parts: u32::try_from(self.below(3)).unwrap() };
        let rows = (0..9).map(row).collect();
        (parts, rows)
    }
}

#[test]
fn rows_sum_and_cells_and_columns_are_less_than_a_unit_from_exact() {
    let mut random = Random(1);
    for columns in 1..=9 {
        for _ in 0..300 {
            let weight_max = [1, 3, 20, 1_000_000][random.place(4)];
            let (parts, rows) = random.table(columns, weight_max);
            let most = [1, UNIT, 1000 * UNIT][random.place(3)];
            let before = random.before(columns, most);
            let table = split(&parts, &rows, &before);
            assert_is_right(&parts, &rows, &before, &table);
        }
    }
}

#[test]
fn weights_may_sum_to_the_largest_there_are() {
    let mut random = Random(2);
    for _ in 0..500 {
        let columns = 1 + random.place(6);
        let any: Vec<u64> = (0..columns).map(|_| random.next() / columns as u64).collect();
        let parts = [Parts::new(&any).unwrap_or(Parts::single(columns, 0))];
        let amounts = (0..4).map(|_| Row { amount: random.amount(1_000_000), parts: 0 });
        let rows: Vec<Row> = amounts.collect();
        let before = random.before(columns, UNIT);
        let table = split(&parts, &rows, &before);
        assert_is_right(&parts, &rows, &before, &table);
    }
    let halves = Parts::new(&[1 << 63, 1 << 63]).unwrap();
    assert_eq!(one(halves, 999_999_999_999_999, &[0, 0]).totals()[0], 500_000_000_000_000);
    let most = Parts::new(&[u64::MAX, 1]).unwrap();
    assert_eq!(one(most, 1_000_000_000_000_000, &[0, 0]).totals(), [1_000_000_000_000_000, 0]);
}

#[test]
fn a_small_bill_is_what_everybody_expects() {
    let three = || Parts::equal(3, 0..3).unwrap();
    assert_eq!(one(three(), 1000, &[0; 3]).totals(), [334, 333, 333]);
    assert_eq!(one(three(), -1000, &[0; 3]).totals(), [-334, -333, -333]);
    assert_eq!(one(three(), 0, &[0; 3]).totals(), [0; 3]);
    assert_eq!(one(three(), 1000, &[-9, 4, 5]).totals(), [333, 333, 334]);
    assert_eq!(one(three(), -1000, &[9, -4, -5]).totals(), [-333, -333, -334]);
    assert_eq!(one(Parts::equal(7, 0..7).unwrap(), 1, &[0; 7]).totals(), [1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(one(Parts::equal(1, 0..1).unwrap(), -77, &[0]).totals(), [-77]);
    assert_eq!(one(Parts::single(4, 2), 77, &[0; 4]).totals(), [0, 0, 77, 0]);
    assert_eq!(one(Parts::new(&[2, 0, 1]).unwrap(), 10, &[0; 3]).totals(), [7, 0, 3]);
    let thirds = Parts::new(&[333_333, 333_333, 333_334]).unwrap();
    assert_eq!(one(thirds.clone(), 1_000_000, &[0; 3]).totals(), [333_333, 333_333, 333_334]);
    assert_eq!(one(thirds, 100, &[0; 3]).totals(), [33, 33, 34]);
    let empty = split(&[], &[], &[]);
    assert_eq!((empty.totals(), empty.cell(0, 0)), (&[][..], 0));
}

#[test]
fn parts_are_members_whatever_their_order_and_number() {
    assert_eq!(Parts::new(&[0, 0]), None);
    assert_eq!(Parts::new(&[]), None);
    assert_eq!(Parts::equal(3, core::iter::empty()), None);
    let two = Parts::equal(3, [2, 0, 2].into_iter()).unwrap();
    assert_eq!(two.weights(), [1, 0, 1]);
    assert_eq!(Parts::single(3, 1).weights(), [0, 1, 0]);
    assert_eq!(Parts::new(&[5, 0, 5]).unwrap().weights(), [5, 0, 5]);
}

#[test]
fn a_thousand_members_lose_nothing() {
    let mut random = Random(3);
    let parts = [
        Parts::equal(1000, 0..1000).unwrap(),
        Parts::equal(1000, (0..1000).filter(|column| column % 3 == 0)).unwrap(),
        Parts::new(&(0..1000).map(|_| random.below(5)).collect::<Vec<_>>()).unwrap(),
    ];
    let amounts = [1, 999, -1, 1001, 12_345, -999_999_999_999_999, 999_999_999_999_998, 7];
    let row = |(amount, parts): (&i64, _)| Row { amount: *amount, parts };
    let rows: Vec<Row> = amounts.iter().zip([0, 1, 2, 0, 1, 2, 0, 1]).map(row).collect();
    let before = random.before(1000, 1000);
    let table = split(&parts, &rows, &before);
    assert_is_right(&parts, &rows, &before, &table);
}

#[test]
fn a_spare_unit_is_for_whoever_is_furthest_behind_and_of_a_refund_furthest_ahead() {
    let mut random = Random(4);
    for _ in 0..2000 {
        let columns = 2 + random.place(6);
        let parts = random.parts(columns, 9);
        let sum: u64 = parts.weights().iter().sum();
        let amount = random.amount(1000);
        let before = random.before(columns, 3 * UNIT);
        let table = one(parts.clone(), amount, &before);
        let part = |column: usize| amount.unsigned_abs() * parts.weights()[column];
        let due = |column: usize| {
            let fraction = i128::from(part(column) % sum) * i128::from(UNIT) / i128::from(sum);
            i128::from(amount.signum()) * i128::from(before[column]) + fraction
        };
        let has_more = |column: usize| table.totals()[column].unsigned_abs() > part(column) / sum;
        let with_fraction = (0..columns).filter(|column| part(*column) % sum > 0);
        let (takers, others): (Vec<_>, Vec<_>) =
            with_fraction.partition(|column| has_more(*column));
        for (taker, other) in takers.iter().flat_map(|taker| others.iter().map(move |o| (taker, o)))
        {
            // A digit of fixed point either way.
            assert!(due(*taker) + 2 >= due(*other), "{amount} {parts:?} {before:?}");
        }
    }
}

#[test]
fn fractions_are_the_same_whichever_way_they_are_counted() {
    let mut random = Random(8);
    let (mut with_steps, mut with_shares) = (0, 0);
    for _ in 0..20_000 {
        let columns = 2 + random.place(60);
        let (weight_bits, amount_bits) = (random.below(33), random.below(50));
        let weights: Vec<u64> = (0..columns).map(|_| random.next() >> (63 - weight_bits)).collect();
        let amount = 1 + (random.next() >> (63 - amount_bits));
        let Some(parts) = Parts::new(&weights).filter(|parts| !parts.is_equal) else { continue };
        let divisor = Divisor::of(&parts);
        let known: Vec<_> = in_any_case(&parts, amount).collect();
        let exact = |floor: u64, weight: u64| {
            u128::from(floor) == u128::from(amount) * u128::from(weight) / parts.sum
        };
        assert!(known.iter().zip(&weights).all(|(part, weight)| exact(part.floor, *weight)));
        if let Some(steps) = in_steps(&parts, &divisor, amount) {
            assert!(steps.eq(known.iter().copied()), "{amount} {weights:?}");
            with_steps += 1;
        }
        if let Some(by_shares) = by_shares(&parts, &divisor, amount) {
            assert!(by_shares.eq(known.iter().copied()), "{amount} {weights:?}");
            with_shares += 1;
        }
    }
    assert!(with_steps > 1000 && with_shares > 5000, "{with_steps} {with_shares}");
}

#[test]
fn units_are_for_the_highest_ranks_and_then_for_the_first() {
    let mut random = Random(9);
    for round in 0..2000 {
        let columns = 2 + random.place(40);
        let mut takes = vec![0; columns];
        let mut choice = Choice::new(&mut takes, 1 << 20);
        // Often equal; or equal in the high halves alone; or all over.
        let (most, bits) = [(5, 50), (1 << 20, 13), (1 << 20, 33)][round % 3];
        for _ in 0..4 {
            let length = 2 + random.place(columns - 1);
            let rank = |random: &mut Random| (random.amount(most)) << bits;
            let mut ranks: Vec<i64> = (0..length).map(|_| rank(&mut random)).collect();
            let count = 1 + random.place(length - 1);
            let mut order: Vec<usize> = (0..length).collect();
            order.sort_by_key(|place| core::cmp::Reverse(ranks[*place]));
            let (first, others) = order.split_at(count);
            let takes = choice.of(&mut ranks, count as u64);
            assert!(first.iter().all(|place| takes[*place] == 1));
            assert!(others.iter().all(|place| takes[*place] == 0));
        }
    }
}

#[test]
fn a_table_rounded_row_by_row_needs_exchanges_at_times() {
    let mut random = Random(5);
    let (mut columns_off, mut members_uneven) = (0, 0);
    for _ in 0..6000 {
        let columns = 3 + random.place(4);
        let (parts, rows) = random.table(columns, 5);
        let before = random.before(columns, 3 * UNIT);
        let (mut table, is_certain) = round(&parts, &rows, &before);
        assert_rows_are_right(&parts, &rows, &table);
        let were_right = columns_are_right(&parts, &rows, &table);
        assert!(were_right || !is_certain, "no fault goes unseen");
        let (for_columns, for_members) = exchange(&mut table, &parts, &rows, &before);
        assert_eq!(for_columns == 0, were_right);
        columns_off += usize::from(!were_right);
        members_uneven += usize::from(for_members > 0);
        table.sum_columns();
        assert_is_right(&parts, &rows, &before, &table);
        let together = split(&parts, &rows, &before);
        assert!(!is_certain || table == together);
        assert_is_right(&parts, &rows, &before, &together);
        assert_equal_rows_go_together(&parts, &rows, &together);
    }
    assert!(columns_off >= 20, "{columns_off} tables had a column a unit off");
    assert!(members_uneven >= 200, "{members_uneven} tables left somebody behind in vain");
}

#[test]
fn totals_are_spread_over_rows_whatever_their_signs() {
    let mut random = Random(6);
    for _ in 0..2000 {
        let columns = 1 + random.place(8);
        let parts = Parts::new(&(0..columns).map(|_| random.below(2) * 4).collect::<Vec<_>>());
        let parts = parts.unwrap_or(Parts::single(columns, 0));
        let most = [2, 50, 100_000_000_000_000][random.place(3)];
        let amounts: Vec<i64> = (0..random.place(12)).map(|_| random.amount(most)).collect();
        let before = random.before(columns, UNIT);
        let totals = one(parts.clone(), amounts.iter().sum(), &before).totals;
        let cells = spread(&parts, &amounts, &totals);
        for (row, amount) in cells.chunks_exact(columns).zip(&amounts) {
            assert_eq!(row.iter().sum::<i64>(), *amount);
            let row_of = Row { amount: *amount, parts: 0 };
            let mut cells = row.iter().enumerate();
            assert!(cells.all(|(column, cell)| off(&parts, row_of, column, *cell).is_below_one()));
        }
        for (column, total) in totals.iter().enumerate() {
            let cells = cells.iter().skip(column).step_by(columns);
            assert_eq!(cells.sum::<i64>(), *total, "{amounts:?} {totals:?}");
        }
    }
}

#[test]
fn an_amount_is_allocated_to_the_largest_remainders() {
    assert_eq!(allocate(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(allocate(-100, &[1, 1, 1]), [-34, -33, -33]);
    assert_eq!(allocate(10, &[1, 2, 4]), [1, 3, 6]);
    assert_eq!(allocate(5, &[0, 0]), [3, 2]);
    assert_eq!(allocate(5, &[]), []);
    assert_eq!(allocate(i64::MIN, &[0, u64::MAX]), [0, i64::MIN]);
    assert_eq!(allocate(i64::MAX, &[u64::MAX, u64::MAX]), [i64::MAX / 2 + 1, i64::MAX / 2]);
    let mut random = Random(7);
    for _ in 0..3000 {
        let weights: Vec<u64> = (0..=random.place(9)).map(|_| random.below(1000)).collect();
        let Some(parts) = Parts::new(&weights) else { continue };
        let amount = random.amount(1_000_000_000_000_000);
        let cells = allocate(amount, &weights);
        assert_eq!(cells.iter().sum::<i64>(), amount);
        let row = Row { amount, parts: 0 };
        let mut cells = cells.iter().enumerate();
        assert!(cells.all(|(column, cell)| off(&parts, row, column, *cell).is_below_one()));
    }
}
