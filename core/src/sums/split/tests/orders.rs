//! What does not matter.

use super::*;

/// The places below `count` in any order.
fn shuffled(random: &mut Random, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    (1..count).for_each(|at| order.swap(at, random.place(at + 1)));
    order
}

#[test]
fn the_order_of_rows_decides_no_total() {
    let mut random = Random(21);
    for _ in 0..1500 {
        let columns = 1 + random.place(7);
        let (parts, rows) = random.table(columns, 9);
        // All behind by something else, so that there are no ties.
        let before = random.before(columns, 2 * UNIT);
        let other: Vec<Row> =
            shuffled(&mut random, rows.len()).iter().map(|at| rows[*at]).collect();
        let (table, other) = (split(&parts, &rows, &before), split(&parts, &other, &before));
        assert_eq!(table.totals(), other.totals());
    }
}

#[test]
fn the_order_of_columns_decides_no_total_but_between_equals() {
    let mut random = Random(22);
    for _ in 0..1500 {
        let columns = 1 + random.place(7);
        let (parts, rows) = random.table(columns, 9);
        let before = random.before(columns, 2 * UNIT);
        let order = shuffled(&mut random, columns);
        let weights = |parts: &Parts| order.iter().map(|at| parts.weights()[*at]).collect();
        let reordered = |parts: &Parts| -> Vec<u64> { weights(parts) };
        let others: Vec<_> = parts.iter().map(|p| Parts::new(&reordered(p)).unwrap()).collect();
        let other_before: Vec<i64> = order.iter().map(|at| before[*at]).collect();
        let (table, other) = (split(&parts, &rows, &before), split(&others, &rows, &other_before));
        let totals: Vec<i64> = order.iter().map(|at| table.totals()[*at]).collect();
        assert_eq!(totals, other.totals());
    }
}

#[test]
fn it_does_not_matter_where_parts_are_given() {
    let mut random = Random(23);
    for _ in 0..500 {
        let columns = 1 + random.place(7);
        let (parts, rows) = random.table(columns, 9);
        let before = random.before(columns, 2 * UNIT);
        let backwards: Vec<Parts> = parts.iter().rev().cloned().collect();
        let to_back = |row: &Row| Row { parts: 2 - row.parts, ..*row };
        let other: Vec<Row> = rows.iter().map(to_back).collect();
        let table = split(&parts, &rows, &before);
        assert_eq!(table, split(&backwards, &other, &before));
        // Nor, for totals, whether rows share their parts or each has a copy.
        let copies: Vec<Parts> = rows.iter().map(|row| parts[row.parts as usize].clone()).collect();
        let own = |(row, parts): (&Row, u32)| Row { parts, ..*row };
        let owners: Vec<Row> = rows.iter().zip(0u32..).map(own).collect();
        assert_eq!(table.totals(), split(&copies, &owners, &before).totals());
    }
}

#[test]
fn equal_columns_are_served_in_their_order() {
    let mut random = Random(24);
    for _ in 0..1000 {
        let columns = 2 + random.place(7);
        let table =
            one(Parts::equal(columns, 0..columns).unwrap(), random.amount(100), &vec![0; columns]);
        let amounts: Vec<u64> = table.totals().iter().map(|total| total.unsigned_abs()).collect();
        assert!(amounts.is_sorted_by(|first, second| first >= second));
    }
}
