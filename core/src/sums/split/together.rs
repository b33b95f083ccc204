//! Rows that are shared equally by the same parts count as one when units change hands: their spare units are those of their
//! sum, and stay so.

use super::exchange::exchange;
use super::{Cells, Parts, Row, Table, spread};

/// Exchanges units where rows were rounded one after another, and deals out anew what rows have together.
pub(super) fn exchange_together(table: &mut Table, parts: &[Parts], rows: &[Row], before: &[i64]) {
    let groups = groups(parts, rows);
    if groups.len() == rows.len() {
        exchange(table, parts, rows, before);
        return;
    }
    let columns = before.len();
    let row = |place: &usize| rows.get(*place).copied();
    let sums: Vec<Row> = groups
        .iter()
        .filter_map(|group| {
            let amount = group.iter().filter_map(row).map(|row| row.amount).sum();
            Some(Row { amount, parts: row(group.first()?)?.parts })
        })
        .collect();
    let mut cells = Cells::from_elem(0, groups.len() * columns);
    for (group, sums) in groups.iter().zip(cells.chunks_exact_mut(columns.max(1))) {
        for place in group {
            sums.iter_mut().zip(table.row(*place)).for_each(|(sum, cell)| *sum += cell);
        }
    }
    let behind = table.behind.clone();
    let mut together = Table { cells, behind, totals: table.totals.clone() };
    exchange(&mut together, parts, &sums, before);
    for (number, group) in groups.iter().enumerate() {
        let totals = together.row(number);
        let shared = sums.get(number).and_then(|sum| parts.get(sum.parts as usize));
        let dealt = match (shared, group.as_slice()) {
            (Some(parts), [_, _, ..]) => {
                let amounts: Vec<i64> = group.iter().filter_map(row).map(|it| it.amount).collect();
                spread(parts, &amounts, totals)
            }
            _ => totals.to_vec(),
        };
        for (place, dealt) in group.iter().zip(dealt.chunks_exact(columns.max(1))) {
            let cells = table.cells.get_mut(place * columns..(place + 1) * columns);
            if let Some(cells) = cells {
                cells.copy_from_slice(dealt);
            }
        }
    }
    table.behind = together.behind;
}

/// The rows that go together, each in the order they came.
fn groups(parts: &[Parts], rows: &[Row]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<Option<usize>> = vec![None; parts.len()];
    for (place, row) in rows.iter().enumerate() {
        let is_equal = parts.get(row.parts as usize).is_some_and(Parts::is_equal);
        let slot = known.get_mut(row.parts as usize).filter(|_| is_equal);
        match slot {
            Some(Some(group)) => {
                if let Some(group) = groups.get_mut(*group) {
                    group.push(place);
                }
            }
            Some(slot) => {
                *slot = Some(groups.len());
                groups.push(vec![place]);
            }
            None => groups.push(vec![place]),
        }
    }
    groups
}
