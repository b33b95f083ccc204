//! What people are behind by, bill after bill.

use super::*;

fn furthest(behind: &[i64]) -> i64 {
    behind.iter().map(|behind| behind.abs()).max().unwrap()
}

#[test]
fn the_same_people_sharing_equally_are_never_a_unit_off() {
    let mut random = Random(11);
    for columns in [1, 2, 3, 7, 50] {
        let parts = [Parts::equal(columns, 0..columns).unwrap()];
        let mut behind = vec![0; columns];
        for _ in 0..10_000 / columns {
            let row = |_| Row { amount: random.amount(10_000), parts: 0 };
            let rows: Vec<Row> = (0..3).map(row).collect();
            behind = split(&parts, &rows, &behind).behind.to_vec();
            assert!(furthest(&behind) < UNIT);
        }
    }
}

#[test]
fn equal_parts_come_back_to_nothing_to_catch_up_on() {
    for columns in [3, 7, 11, 60] {
        let mut behind = vec![0; columns];
        for bill in 0..columns {
            let table = one(Parts::equal(columns, 0..columns).unwrap(), 1, &behind);
            assert_eq!(table.totals()[bill], 1, "ties go by column");
            behind = table.behind().to_vec();
        }
        assert_eq!(behind, vec![0; columns]);
    }
}

#[test]
fn a_refund_gives_back_the_very_cents() {
    let mut random = Random(12);
    for _ in 0..1000 {
        let columns = 1 + random.place(8);
        let parts = random.parts(columns, 30);
        // Nobody is a unit further behind than another, who would come before them.
        let before = random.before(columns, UNIT / 16);
        let amount = random.amount(1000);
        let paid = one(parts.clone(), amount, &before);
        let back = one(parts, -amount, paid.behind());
        assert_eq!(back.behind(), before);
        assert!(paid.totals().iter().zip(back.totals()).all(|(paid, back)| *paid == -back));
    }
}

/// By `(n - 1) / 2` units, but for what fixed point hides.
fn assert_is_bounded(behind: &[i64]) {
    let bound = (behind.len().cast_signed() as i64 - 1) * UNIT / 2;
    assert!(furthest(behind) <= bound + UNIT / 1000, "{behind:?}");
}

#[test]
fn any_mix_of_bills_leaves_nobody_behind_by_more_than_half_the_others() {
    let mut random = Random(13);
    for columns in [1, 2, 3, 6] {
        let mut behind = vec![0; columns];
        for _ in 0..10_000 {
            let (parts, rows) = random.table(columns, 50);
            behind = split(&parts, &rows, &behind).behind.to_vec();
            assert_is_bounded(&behind);
        }
    }
}

#[test]
fn not_even_bills_chosen_to_do_harm_leave_anybody_further_behind() {
    let mut random = Random(14);
    for (columns, kinds) in [(3, 1), (3, 2), (4, 3), (6, 2), (6, 1)] {
        let mut behind = vec![0; columns];
        for _ in 0..250 {
            let bill = |_| {
                let pair = |_| [random.place(columns), random.place(columns)];
                let pairs: Vec<_> = (0..kinds).map(pair).collect();
                let equal =
                    |pair: &[usize; 2]| Parts::equal(columns, pair.iter().copied()).unwrap();
                let parts: Vec<Parts> = pairs.iter().map(equal).collect();
                let rows: Vec<Row> = (0..kinds).map(|parts| Row { amount: 1, parts }).collect();
                split(&parts, &rows, &behind).behind.to_vec()
            };
            let harm = |behind: &Vec<i64>| -> i128 {
                behind.iter().map(|behind| i128::from(*behind).pow(2)).sum()
            };
            behind = (0..20).map(bill).max_by_key(harm).unwrap();
            assert_is_bounded(&behind);
        }
        // Pairs of equals get everybody a half apart: the harm is real.
        assert!(furthest(&behind) >= UNIT / 2);
    }
}

/// What everybody would be behind by exactly, times 2^32 and the least common multiple of 1 to 12.
fn exactly_behind(parts: &[Parts], rows: &[Row], before: &[i64], table: &Table) -> Vec<i128> {
    let scaled = |column: usize| {
        let Exact(numerator, denominator) = column_off(parts, rows, table, column);
        (i128::from(before[column]) * 27_720) + (27_720 << 32) * numerator / denominator
    };
    (0..before.len()).map(scaled).collect()
}

#[test]
fn no_other_table_leaves_people_less_uneven() {
    let mut random = Random(15);
    for _ in 0..150 {
        let columns = 2 + random.place(3);
        let parts: Vec<_> = (0..3).map(|_| random.parts(columns, 3)).collect();
        let rows = [0, 1, 2].map(|parts| Row { amount: random.amount(8), parts });
        let before = random.before(columns, 3 * UNIT);
        let uneven = |table: &Table| -> i128 {
            let behind = exactly_behind(&parts, &rows, &before, table);
            behind.iter().map(|behind| behind * behind).sum()
        };
        let chosen = split(&parts, &rows, &before);
        let mut best = i128::MAX;
        let mut table = chosen.clone();
        every_table(&parts, &rows, &mut table, 0, &mut |table| {
            if columns_are_right(&parts, &rows, table) {
                best = best.min(uneven(table));
            }
        });
        let hidden_by_fixed_point = 27_720 * 27_720 * (i128::from(UNIT) << 10);
        assert!((0..=hidden_by_fixed_point).contains(&(uneven(&chosen) - best)));
    }
}

/// Visits every table whose cells from `at` on are floors or ceilings, and whose rows sum to their amounts.
fn every_table(
    parts: &[Parts],
    rows: &[Row],
    table: &mut Table,
    at: usize,
    visit: &mut dyn FnMut(&Table),
) {
    let columns = table.behind.len();
    let (row, column) = (at / columns, at % columns);
    if column == 0 && at > 0 && table.row(row - 1).iter().sum::<i64>() != rows[row - 1].amount {
        return;
    }
    if row == rows.len() {
        return visit(table);
    }
    let kept = table.cells[at];
    for cell in [kept - 1, kept, kept + 1] {
        if off(&parts[rows[row].parts as usize], rows[row], column, cell).is_below_one() {
            table.cells[at] = cell;
            every_table(parts, rows, table, at + 1, visit);
        }
    }
    table.cells[at] = kept;
}
