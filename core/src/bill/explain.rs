//! Why each owes what they owe: the cells of a bill's table, line by line, with their reasons.

use crate::bill::drawing::{Amounts, Drawing, Entry, weights};
use crate::id::LineId;
use crate::money::Money;
use crate::policy::AdjustmentRule;
use crate::sums::split::{Parts, allocate, spread};
use crate::view::{CellEntry, CellReason};

/// A row of the bill, about to be explained.
struct Explained {
    line: Option<LineId>,
    adjustment: Option<u64>,
    amount: i64,
    reason: CellReason,
    cells: Vec<i64>,
    parts: Vec<u64>,
}

impl Drawing<'_> {
    /// What each pays of the line at this place, in the order of the columns.
    pub(super) fn line_cells(&self, at: usize) -> Vec<i64> {
        let own = self.line_rows.iter().position(|(_, line)| *line == Some(at));
        if let Some(row) = own {
            return self.table.row(row).to_vec();
        }
        let class = self.detail().class.get(at).copied().unwrap_or(0);
        let row = self.line_rows.iter().position(|row| *row == (class, None));
        let amounts: Vec<i64> =
            self.cart.items().iter().map(|line| line.total(self.cart.money())).collect();
        row.map_or_else(Vec::new, |row| self.spread_row(row, Some(class), &amounts, at))
    }

    /// What each pays of what of an entry belongs to the line at this place; `lines` says what that is for each line.
    pub(super) fn entry_cells(&self, entry: &Entry<'_>, lines: &[i64], at: usize) -> Vec<i64> {
        if entry.reason != CellReason::Proportional {
            return self.spread_row(entry.rows.start, None, lines, at);
        }
        if self.classes.are_many() {
            return self.spread_row(entry.rows.start, None, lines, at);
        }
        let class = self.detail().class.get(at).copied().unwrap_or(0);
        self.spread_row(entry.rows.start + class, Some(class), lines, at)
    }

    /// A row of the table is spread over the lines of its class, or over all lines; this is one line's part.
    fn spread_row(&self, row: usize, class: Option<usize>, amounts: &[i64], at: usize) -> Vec<i64> {
        let classes = &self.detail().class;
        let is_in = |place: usize| class.is_none() || classes.get(place).copied() == class;
        let places = (0..amounts.len()).filter(|place| is_in(*place));
        let place = places.clone().position(|place| place == at).unwrap_or(0);
        let amounts: Vec<i64> =
            places.map(|place| amounts.get(place).copied().unwrap_or(0)).collect();
        let totals = self.table.row(row);
        let Some(parts) = self.classes.parts.get(self.row(row).parts as usize) else {
            return Vec::new();
        };
        if parts.is_equal() {
            let cells = spread(parts, &amounts, totals);
            let columns = totals.len();
            return cells.get(place * columns..(place + 1) * columns).unwrap_or(&[]).to_vec();
        }
        peel(totals, &amounts, place)
    }

    /// What each pays of each line.
    fn lines_cells(&self) -> Vec<Vec<i64>> {
        let totals: Vec<i64> =
            self.cart.items().iter().map(|line| line.total(self.cart.money())).collect();
        let mut cells = vec![Vec::new(); totals.len()];
        for (row, (class, line)) in self.line_rows.iter().enumerate() {
            let row_cells = self.table.row(row);
            if let Some(slot) = line.and_then(|at| cells.get_mut(at)) {
                *slot = row_cells.to_vec();
                continue;
            }
            let Some(parts) = self.classes.parts.get(self.row(row).parts as usize) else {
                continue;
            };
            let lines = self.detail().class.iter().zip(&totals).zip(&mut cells);
            let lines = lines.filter(|((other, _), _)| *other == class);
            let (amounts, slots): (Vec<i64>, Vec<&mut Vec<i64>>) =
                lines.map(|((_, total), slot)| (*total, slot)).unzip();
            let spread = spread(parts, &amounts, row_cells);
            for (slot, cells) in slots.into_iter().zip(spread.chunks(row_cells.len().max(1))) {
                *slot = cells.to_vec();
            }
        }
        cells
    }

    /// The cells that are not zero, row by row.
    pub(crate) fn explain(&self) -> Vec<CellEntry> {
        let mut rows = self.explained_lines();
        rows.extend(self.entries.iter().filter_map(|entry| self.explained_entry(entry)));
        rows.extend(self.shifts.iter().map(|shift| Explained {
            line: None,
            adjustment: None,
            amount: shift.cells.iter().filter(|cell| **cell > 0).sum(),
            reason: shift.reason,
            cells: shift.cells.clone(),
            parts: Vec::new(),
        }));
        rows.extend(self.explained_refunds());
        rows.iter().flat_map(|row| self.cells(row)).collect()
    }

    fn explained_lines(&self) -> Vec<Explained> {
        let lines = self.cart.items().iter().enumerate().zip(self.lines_cells());
        let explained = lines.map(|((at, line), cells)| {
            let class = self.detail().class.get(at).and_then(|class| self.classes.list.get(*class));
            let parts = class.and_then(|class| self.classes.parts.get(class.parts as usize));
            Explained {
                line: Some(line.id()),
                adjustment: None,
                amount: line.total(self.cart.money()),
                reason: class.map_or(CellReason::Equal, |class| class.reason),
                cells,
                parts: parts.map(Parts::weights).unwrap_or_default().to_vec(),
            }
        });
        explained.collect()
    }

    fn explained_entry(&self, entry: &Entry<'_>) -> Option<Explained> {
        if entry.from.is_included() {
            return None;
        }
        let mut cells = vec![0; self.classes.columns.len()];
        for row in entry.rows.clone() {
            cells.iter_mut().zip(self.table.row(row)).for_each(|(sum, cell)| *sum += cell);
        }
        let parts = match entry.rule {
            AdjustmentRule::Proportional => weights(&self.line_sums()).to_vec(),
            AdjustmentRule::Equal | AdjustmentRule::Payer => {
                let parts = self.row(entry.rows.start).parts as usize;
                self.classes.parts.get(parts).map(Parts::weights).unwrap_or_default().to_vec()
            }
        };
        let (amount, reason) = (entry.amount, entry.reason);
        let adjustment = Some(entry.id);
        Some(Explained { line: None, adjustment, amount, reason, cells, parts })
    }

    /// What each pays of all lines.
    pub(crate) fn line_sums(&self) -> Amounts {
        let mut sums = Amounts::from_elem(0, self.classes.columns.len());
        for row in 0..self.line_rows.len() {
            sums.iter_mut().zip(self.table.row(row)).for_each(|(sum, cell)| *sum += cell);
        }
        sums
    }

    fn explained_refunds(&self) -> Vec<Explained> {
        let refunds = self.cart.terms().into_iter().flat_map(|terms| &terms.refunds);
        let explained = refunds.map(|refund| {
            let mut cells = vec![0; self.classes.columns.len()];
            for share in &refund.shares {
                let slot = self.classes.column(share.member).and_then(|at| cells.get_mut(at));
                if let Some(cell) = slot {
                    *cell -= share.minor;
                }
            }
            Explained {
                line: Some(refund.line),
                adjustment: None,
                amount: cells.iter().sum(),
                reason: CellReason::Refund,
                cells,
                parts: Vec::new(),
            }
        });
        explained.collect()
    }

    fn cells<'e>(&'e self, row: &'e Explained) -> impl Iterator<Item = CellEntry> + 'e {
        let currency = self.cart.money();
        let whole: u64 = row.parts.iter().fold(0, |sum, part| sum.saturating_add(*part));
        let cells = self.classes.columns.iter().zip(&row.cells).enumerate();
        cells.filter(|(_, (_, cell))| **cell != 0).map(move |(at, (member, cell))| {
            let part = row.parts.get(at).copied().unwrap_or(0);
            let amount = Money { minor: *cell, currency };
            let of = Money { minor: row.amount, currency };
            CellEntry {
                member: *member,
                line: row.line,
                adjustment: row.adjustment,
                amount,
                row: of,
                reason: row.reason,
                part,
                parts: whole,
                text: sentence(row.reason, amount, of, part, whole),
            }
        })
    }
}

/// The reason as a sentence.
fn sentence(reason: CellReason, amount: Money, of: Money, part: u64, parts: u64) -> String {
    let others = Money { minor: amount.minor.saturating_abs(), currency: amount.currency };
    match reason {
        CellReason::Equal => format!("{amount} of {of}: one of {parts} equal parts"),
        CellReason::Own => format!("{amount}: the line is their own"),
        CellReason::Beneficiary => {
            format!("{amount} of {of}: the line is for {parts}, who pay the same")
        }
        CellReason::Weight => format!("{amount} of {of}: {part} of {parts} parts by weight"),
        CellReason::Percent => format!("{amount} of {of}: {part} of {parts} parts by percent"),
        CellReason::Exact => format!("{amount} of {of}: by the amounts that were named"),
        CellReason::Payer => format!("{amount}: they pay all of it"),
        CellReason::Proportional => {
            format!("{amount} of {of}: in proportion to what they have in the lines")
        }
        CellReason::Sponsor if amount.minor < 0 => format!("{amount}: a sponsor pays {others}"),
        CellReason::Sponsor => format!("{amount}: they pay {others} for others"),
        CellReason::Minimum if amount.minor < 0 => {
            format!("{amount}: others are raised to the least that each pays")
        }
        CellReason::Minimum => format!("{amount}: raised to the least that each pays"),
        CellReason::Refund => format!("{amount} of {of}: given back"),
    }
}

/// Spreads column totals over rows one after another, each in proportion to what the columns still have: rows and columns
/// sum exactly. Answers with one row.
fn peel(totals: &[i64], amounts: &[i64], place: usize) -> Vec<i64> {
    let mut left: Vec<u64> = totals.iter().map(|total| total.unsigned_abs()).collect();
    let mut cells = Vec::new();
    for amount in amounts.iter().take(place + 1) {
        cells = allocate(*amount, &left);
        for (left, cell) in left.iter_mut().zip(&cells) {
            *left = left.saturating_sub(cell.unsigned_abs());
        }
    }
    cells
}
