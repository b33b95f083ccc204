//! What is held against what: amounts, cells, and an explanation as a table.

use std::collections::BTreeMap;

use cartpool::{CellReason, Explanation, RoundingMode};

/// What a row comes to, as far as the promises say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exactly(i128),
    /// Earlier discounts were divided among lines in whole units, and nobody promises how.
    About(i128, i128),
}

impl Amount {
    pub(super) fn map(self, of: impl Fn(i128) -> i128) -> Self {
        match self {
            Self::Exactly(amount) => Self::Exactly(of(amount)),
            Self::About(amount, doubt) => Self::About(of(amount), doubt),
        }
    }
}

pub(super) fn check_against(expected: Amount, actual: i128) {
    match expected {
        Amount::Exactly(expected) => assert_eq!(actual, expected),
        Amount::About(expected, doubt) => {
            assert!((actual - expected).abs() <= doubt, "{actual} is not about {expected}");
        }
    }
}

/// Each cell is less than `most` units from its exact fraction, and all sum to the amount.
pub(super) fn check_cells(cells: &[i128], amount: i128, weights: &[i128], most: i128) {
    assert_eq!(cells.iter().sum::<i128>(), amount, "cells sum to their row");
    let whole: i128 = weights.iter().sum();
    for (cell, weight) in cells.iter().zip(weights) {
        let off = (cell * whole - amount * weight).abs();
        assert!(off < most * whole, "{cell} of {amount}: {weight} of {whole}");
    }
}

/// `numerator / denominator` as the mode says, by its words.
pub(super) fn round(numerator: i128, denominator: i128, mode: RoundingMode) -> i128 {
    let (sign, numerator) = (numerator.signum(), numerator.abs());
    let (floor, rest) = (numerator / denominator, numerator % denominator);
    let half = (2 * rest).cmp(&denominator);
    let is_up = match mode {
        RoundingMode::Up => rest > 0,
        RoundingMode::Down => false,
        RoundingMode::HalfUp => half.is_ge(),
        RoundingMode::HalfDown => half.is_gt(),
        RoundingMode::HalfEven => half.is_gt() || (half.is_eq() && floor % 2 == 1),
    };
    sign * (floor + i128::from(is_up))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::bill) enum Row {
    Line(u64),
    Adjustment(u64),
    Reason(u8),
}

/// An explanation as a table: what each person pays of each row.
pub(in crate::bill) struct Table {
    people: usize,
    pub(in crate::bill) rows: BTreeMap<Row, Vec<i128>>,
}

impl Table {
    pub(in crate::bill) fn of(people: usize, explanation: &Explanation) -> Self {
        let mut rows: BTreeMap<Row, Vec<i128>> = BTreeMap::new();
        for cell in &explanation.cells {
            let row = match (cell.reason, cell.line, cell.adjustment) {
                (CellReason::Refund, ..) | (_, None, None) => Row::Reason(cell.reason as u8),
                (_, Some(line), _) => Row::Line(line.0),
                (_, _, Some(adjustment)) => Row::Adjustment(adjustment),
            };
            let cells = rows.entry(row).or_insert_with(|| vec![0; people]);
            cells[usize::from(cell.member.0)] += i128::from(cell.amount.minor);
        }
        Self { people, rows }
    }

    pub(in crate::bill) fn row(&self, row: &Row) -> Vec<i128> {
        self.rows.get(row).cloned().unwrap_or_else(|| vec![0; self.people])
    }

    /// What each pays of lines and adjustments.
    pub(super) fn totals(&self) -> Vec<i128> {
        let mut totals = vec![0; self.people];
        for (row, cells) in &self.rows {
            if !matches!(row, Row::Reason(_)) {
                totals.iter_mut().zip(cells).for_each(|(total, cell)| *total += cell);
            }
        }
        totals
    }
}
