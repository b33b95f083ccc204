//! Draws a bill: lines by class, what is taken off, what is added, and everybody's cells.

use core::cell::OnceCell;

use smallvec::SmallVec;

use crate::bill::classes::Classes;
use crate::id::Seat;
use crate::policy::{AdjustmentKind, AdjustmentRule, BillPolicies};
use crate::state::cart::CartState;
use crate::state::terms::{Adjustment, Discount, Terms};
use crate::sums::rounding::{percent_of, to_cash};
use crate::sums::split::{Parts, Row, Table, allocate, split};
use crate::view::CellReason;

/// Sums by class of the lines.
pub(crate) type ByClass = SmallVec<[i64; 4]>;

/// An amount for each column.
pub(crate) type Amounts = SmallVec<[i64; 8]>;

/// Something that is added or taken off, with what of it is whose.
#[derive(Debug)]
pub(crate) struct Entry<'c> {
    pub(crate) id: u64,
    pub(crate) kind: AdjustmentKind,
    pub(crate) amount: i64,
    pub(crate) rule: AdjustmentRule,
    pub(crate) from: From<'c>,
    /// What of it belongs to the lines of each class; nothing where it belongs to no lines.
    pub(crate) by_class: ByClass,
    /// The same line by line, where it is not in proportion to what they hold.
    pub(crate) by_line: Option<Vec<i64>>,
    /// Its rows in the table.
    pub(crate) rows: core::ops::Range<usize>,
    /// Why those pay it who do.
    pub(crate) reason: CellReason,
}

/// What an entry came from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From<'c> {
    Adjustment(&'c Adjustment),
    Discount(&'c Discount),
    Rounding,
}

impl From<'_> {
    pub(crate) const fn is_included(&self) -> bool {
        matches!(self, Self::Adjustment(Adjustment { is_included: true, .. }))
    }
}

/// The lines one by one, where a bill cannot be drawn without them.
#[derive(Debug)]
pub(crate) struct Detail {
    /// The class of each line.
    pub(crate) class: Vec<usize>,
    /// What is left of each line after discounts.
    pub(crate) net: Vec<i64>,
}

impl Detail {
    /// Adds to what is left of each line.
    pub(crate) fn add(&mut self, amounts: &[i64]) {
        self.net.iter_mut().zip(amounts).for_each(|(net, amount)| *net += amount);
    }
}

impl Entry<'_> {
    /// What of the entry belongs to each line.
    pub(crate) fn of_lines(&self, detail: &Detail) -> Vec<i64> {
        match &self.by_line {
            Some(lines) => lines.clone(),
            None => by_line(detail, &self.by_class),
        }
    }
}

/// A move of money between members that changes no total.
#[derive(Debug)]
pub(crate) struct Shift {
    pub(crate) reason: CellReason,
    pub(crate) cells: Vec<i64>,
}

/// A bill, drawn.
#[derive(Debug)]
pub(crate) struct Drawing<'c> {
    pub(crate) cart: &'c CartState,
    pub(crate) classes: Classes<'c>,
    /// The table's rows of the lines: for each its class, and the line where it is one.
    pub(crate) line_rows: Vec<(usize, Option<usize>)>,
    pub(crate) entries: Vec<Entry<'c>>,
    pub(crate) table: Table,
    pub(crate) shifts: Vec<Shift>,
    /// What each pays in all.
    pub(crate) totals: Amounts,
    pub(crate) total: i64,
    detail: OnceCell<Detail>,
    rows: SmallVec<[Row; 8]>,
    /// How far each was behind before.
    behind: Amounts,
}

impl<'c> Drawing<'c> {
    /// Draws the bill of a cart; `behind` says how far each member is behind in spare cents, in 2^-32 minor units.
    pub(crate) fn of(cart: &'c CartState, behind: &dyn Fn(Seat) -> i64) -> Self {
        let classes = Classes::of(cart);
        let mut drawing = Self {
            cart,
            classes,
            line_rows: Vec::new(),
            entries: Vec::new(),
            table: Table::default(),
            shifts: Vec::new(),
            totals: Amounts::new(),
            total: 0,
            detail: OnceCell::new(),
            rows: SmallVec::new(),
            behind: Amounts::new(),
        };
        drawing.add_lines();
        if let Some(terms) = cart.terms() {
            drawing.add_entries(terms);
        }
        let fixed = cart.terms().and_then(|terms| terms.fixed.as_ref());
        let behind: Amounts = match fixed {
            None => {
                // Whoever came back has two seats, and is behind once.
                let seats = drawing.classes.columns.iter();
                seats
                    .map(|seat| if drawing.has_later_seat(*seat) { 0 } else { behind(*seat) })
                    .collect()
            }
            Some(fixed) => {
                let held = fixed.shares.iter().map(|share| share.member).zip(&fixed.behind);
                let of = |seat: &Seat| held.clone().find(|(other, _)| other == seat);
                drawing.classes.columns.iter().map(|it| of(it).map_or(0, |(_, it)| *it)).collect()
            }
        };
        drawing.table = split(&drawing.classes.parts, &drawing.rows, &behind);
        drawing.behind = behind;
        drawing.totals = drawing.table.totals().into();
        drawing.total = drawing.totals.iter().sum();
        if let Some(terms) = cart.terms() {
            drawing.shift(terms);
        }
        drawing
    }

    /// How much further the bill leaves each behind in spare cents, in 2^-32 minor units; sums to zero.
    pub(crate) fn deltas(&self) -> Vec<i64> {
        self.table.behind().iter().zip(&self.behind).map(|(after, before)| after - before).collect()
    }

    /// Whether whoever had this seat came back, and is on the bill by the later seat too.
    fn has_later_seat(&self, seat: Seat) -> bool {
        if self.cart.is_present(seat) {
            return false;
        }
        let names = &self.cart.names;
        let mut seats = names.get(seat).into_iter().flat_map(|name| names.seats(name));
        seats.any(|other| other > seat && self.classes.column(other).is_some())
    }

    pub(super) fn policies(&self) -> BillPolicies {
        self.cart.terms().map(|terms| terms.policies).unwrap_or_default()
    }

    /// Equal parts are drawn as one row a class, which can always be spread over the lines later; others line by line.
    fn add_lines(&mut self) {
        let is_equal = |class: usize| {
            let class = self.classes.list.get(class);
            let parts = class.and_then(|class| self.classes.parts.get(class.parts as usize));
            parts.is_some_and(Parts::is_equal)
        };
        let classes = (0..self.classes.list.len()).filter(|class| is_equal(*class));
        let mut rows: Vec<_> = classes.map(|class| (class, None)).collect();
        if rows.len() < self.classes.list.len() {
            let lines = 0..self.cart.items().len();
            rows.reserve(lines.len());
            let lines = lines.map(|at| (self.class_at(at), Some(at)));
            rows.extend(lines.filter(|(class, _)| !is_equal(*class)));
            rows.sort_unstable();
        }
        let row = |(class, line): &(usize, Option<usize>)| {
            let line = line.and_then(|at| self.cart.items().get(at));
            let class = self.classes.list.get(*class);
            let amount = match line {
                None => class.map_or(0, |class| class.amount),
                Some(line) => line.total(self.cart.money()),
            };
            Row { amount, parts: class.map_or(0, |class| class.parts) }
        };
        self.rows = rows.iter().map(row).collect();
        self.line_rows = rows;
    }

    /// The class of the line at this place.
    fn class_at(&self, at: usize) -> usize {
        if self.classes.list.len() == 1 {
            return 0;
        }
        self.detail().class.get(at).copied().unwrap_or(0)
    }

    /// What is left of each class after discounts.
    pub(super) fn net(&self) -> ByClass {
        let mut net: ByClass = self.classes.list.iter().map(|class| class.amount).collect();
        for entry in self.entries.iter().filter(|entry| entry.kind == AdjustmentKind::Discount) {
            net.iter_mut().zip(&entry.by_class).for_each(|(net, off)| *net += off);
        }
        net
    }

    fn add_entries(&mut self, terms: &'c Terms) {
        let has_any = !terms.discounts.is_empty() || !terms.adjustments.is_empty();
        if !has_any && terms.policies.cash_step_minor <= 1 {
            return;
        }
        self.add_discounts(terms);
        let of_kind = |kind| terms.adjustments.iter().filter(move |one| one.kind == kind);
        for adjustment in of_kind(AdjustmentKind::Discount) {
            let base = self.base(adjustment);
            let sum = self.part_of(adjustment.member, &base);
            let mode = self.policies().rounding;
            let off = match adjustment.percent {
                Some(percent) => percent_of(sum, percent, mode),
                None => amount(adjustment),
            };
            let off = off.clamp(0, sum.max(0));
            let lines = self.of_target(adjustment, -off);
            self.add_entry(terms, From::Adjustment(adjustment), -off, &base, lines);
        }
        for kind in [AdjustmentKind::Fee, AdjustmentKind::Shipping] {
            of_kind(kind).for_each(|adjustment| self.add_plain(terms, adjustment));
        }
        self.add_taxes(terms);
        of_kind(AdjustmentKind::Tip).for_each(|adjustment| self.add_plain(terms, adjustment));
        let step = self.policies().cash_step_minor;
        if step > 1 {
            let total: i64 = self.rows.iter().map(|row| row.amount).sum();
            let rounded = to_cash(total, step, self.policies().rounding);
            if rounded != total {
                let base = self.net();
                self.add_entry(terms, From::Rounding, rounded - total, &base, None);
            }
        }
    }

    fn add_plain(&mut self, terms: &'c Terms, adjustment: &'c Adjustment) {
        let base = self.base(adjustment);
        let added = match adjustment.percent {
            Some(percent) => {
                let sum = self.part_of(adjustment.member, &base);
                percent_of(sum, percent, self.policies().rounding)
            }
            None => amount(adjustment),
        };
        let lines = self.of_target(adjustment, added);
        self.add_entry(terms, From::Adjustment(adjustment), added, &base, lines);
    }

    /// The lines one by one, as they are after the discounts so far.
    pub(crate) fn detail(&self) -> &Detail {
        self.detail.get_or_init(|| {
            let lines = self.cart.items();
            let class: Vec<usize> = lines.iter().map(|line| self.classes.class_of(line)).collect();
            let net = lines.iter().map(|line| line.total(self.cart.money())).collect();
            let mut detail = Detail { class, net };
            let off = self.entries.iter().filter(|entry| entry.kind == AdjustmentKind::Discount);
            for entry in off {
                detail.add(&entry.of_lines(&detail));
            }
            detail
        })
    }

    /// Adds an entry whose amount belongs to the lines of these sums, or to one member.
    pub(super) fn add_entry(
        &mut self,
        terms: &'c Terms,
        from: From<'c>,
        amount: i64,
        base: &[i64],
        by_line: Option<Vec<i64>>,
    ) {
        let by_class = match &by_line {
            Some(lines) => self.sums(lines),
            None => allocate(amount, &weights(&self.held(base))).into(),
        };
        self.push_entry(terms, from, by_class, by_line, amount);
    }

    /// Lines summed up by their classes.
    pub(super) fn sums(&self, lines: &[i64]) -> ByClass {
        let mut sums: ByClass = self.classes.list.iter().map(|_| 0).collect();
        for (class, amount) in self.detail().class.iter().zip(lines) {
            if let Some(sum) = sums.get_mut(*class) {
                *sum += amount;
            }
        }
        sums
    }

    pub(super) fn push_entry(
        &mut self,
        terms: &'c Terms,
        from: From<'c>,
        by_class: ByClass,
        by_line: Option<Vec<i64>>,
        amount: i64,
    ) {
        let (id, kind, member) = match from {
            From::Adjustment(one) => (one.id, one.kind, one.member),
            From::Discount(one) => (one.id, AdjustmentKind::Discount, None),
            From::Rounding => (0, AdjustmentKind::CashRounding, None),
        };
        let (rule, payer) = match member {
            Some(member) => (AdjustmentRule::Payer, Some(member)),
            None => terms.kind_rule(kind),
        };
        let start = self.rows.len();
        let reason = match (rule, payer) {
            (AdjustmentRule::Payer, Some(payer)) => {
                let parts = self.classes.single(payer);
                let parts = self.classes.number(parts);
                self.rows.push(Row { amount, parts });
                CellReason::Payer
            }
            (AdjustmentRule::Equal, _) => {
                let parts = self.classes.equal(&self.classes.sharing);
                let parts = self.classes.number(parts);
                self.rows.push(Row { amount, parts });
                CellReason::Equal
            }
            (AdjustmentRule::Proportional | AdjustmentRule::Payer, _) => {
                self.push_in_proportion(&by_class, amount);
                CellReason::Proportional
            }
        };
        let mut rows = start..self.rows.len();
        if from.is_included() {
            self.rows.truncate(start);
            rows = start..start;
        }
        self.entries.push(Entry { id, kind, amount, rule, from, by_class, by_line, rows, reason });
        if kind == AdjustmentKind::Discount {
            self.detail = OnceCell::new();
        }
    }

    /// A row for each class. Of a cart that is shared in very many ways one row for all of them: its cells are as exact as the
    /// classes are many, and a bill stays as small as its lines.
    fn push_in_proportion(&mut self, by_class: &[i64], amount: i64) {
        if self.classes.are_many() {
            let mut cells = vec![0; self.classes.columns.len()];
            for (class, amount) in self.classes.list.iter().zip(by_class) {
                let parts = self.classes.parts.get(class.parts as usize);
                let shares = parts.map_or_else(Vec::new, |it| allocate(*amount, it.weights()));
                cells.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            }
            let cells: Vec<u64> = cells.iter().map(|cell: &i64| cell.unsigned_abs()).collect();
            let parts = Parts::new(&cells);
            let parts = parts.unwrap_or_else(|| self.classes.equal(&self.classes.sharing));
            let parts = self.classes.number(parts);
            self.rows.push(Row { amount, parts });
            return;
        }
        let classes = self.classes.list.iter().zip(by_class);
        let rows = classes.map(|(class, amount)| Row { amount: *amount, parts: class.parts });
        self.rows.extend(rows);
    }

    /// The minimum per person, and then the sponsor.
    fn shift(&mut self, terms: &Terms) {
        if let Some(minimum) = terms.minimum {
            let minimum = i64::try_from(minimum).unwrap_or(i64::MAX);
            let shares = |seat: &Seat| self.classes.sharing.contains(seat);
            let numbered = self.totals.iter().zip(&self.classes.columns);
            let lacks: Vec<u64> = numbered
                .map(|(total, seat)| if shares(seat) { positive(minimum - total) } else { 0 })
                .collect();
            let spare: Vec<u64> =
                self.totals.iter().map(|total| positive(total - minimum)).collect();
            let moved = sum(&lacks).min(sum(&spare));
            let (up, down) = (allocate(moved, &lacks), allocate(moved, &spare));
            let cells = up.iter().zip(&down).map(|(up, down)| up - down).collect();
            self.add_shift(CellReason::Minimum, cells);
        }
        if let Some(sponsor) = terms.sponsor
            && let Some(column) = self.classes.column(sponsor.member)
        {
            let person_max = sponsor.person_max.unwrap_or(u64::MAX);
            let wanted: Vec<u64> = self
                .totals
                .iter()
                .enumerate()
                .map(|(at, total)| if at == column { 0 } else { positive(*total).min(person_max) })
                .collect();
            let cap = sponsor.amount_max.and_then(|max| i64::try_from(max).ok());
            let paid = sum(&wanted).min(cap.unwrap_or(i64::MAX));
            let mut cells: Vec<i64> = allocate(paid, &wanted).iter().map(|cell| -cell).collect();
            if let Some(cell) = cells.get_mut(column) {
                *cell += paid;
            }
            self.add_shift(CellReason::Sponsor, cells);
        }
    }

    fn add_shift(&mut self, reason: CellReason, cells: Vec<i64>) {
        if cells.iter().any(|cell| *cell != 0) {
            self.totals.iter_mut().zip(&cells).for_each(|(total, cell)| *total += cell);
            self.shifts.push(Shift { reason, cells });
        }
    }

    /// What of each entry belongs to each line: of the discounts one after another, and of the rest after them.
    pub(super) fn lines_of_entries(&self) -> Vec<Vec<i64>> {
        let class = self.detail().class.clone();
        let net = self.cart.items().iter().map(|line| line.total(self.cart.money())).collect();
        let mut detail = Detail { class, net };
        let lines = self.entries.iter().map(|entry| {
            let lines = entry.of_lines(&detail);
            if entry.kind == AdjustmentKind::Discount {
                detail.add(&lines);
            }
            lines
        });
        lines.collect()
    }

    pub(crate) fn row(&self, row: usize) -> Row {
        self.rows.get(row).copied().unwrap_or(Row { amount: 0, parts: 0 })
    }
}

/// What belongs to classes, line by line: in proportion to what the lines hold.
pub(crate) fn by_line(detail: &Detail, by_class: &[i64]) -> Vec<i64> {
    let mut shares = vec![0; detail.net.len()];
    let mut order: Vec<(usize, usize)> = detail.class.iter().copied().zip(0..).collect();
    order.sort_unstable();
    for lines in order.chunk_by(|(one, _), (other, _)| one == other) {
        let class = lines.first().map_or(0, |(class, _)| *class);
        let amount = by_class.get(class).copied().unwrap_or(0);
        if amount == 0 {
            continue;
        }
        let places = lines.iter().map(|(_, at)| *at);
        let held: Vec<i64> =
            places.clone().map(|at| detail.net.get(at).copied().unwrap_or(0)).collect();
        for (at, share) in places.zip(allocate(amount, &weights(&held))) {
            if let Some(slot) = shares.get_mut(at) {
                *slot = share;
            }
        }
    }
    shares
}

pub(super) fn amount(adjustment: &Adjustment) -> i64 {
    adjustment.amount.and_then(|minor| i64::try_from(minor).ok()).unwrap_or(0)
}

pub(super) fn positive(amount: i64) -> u64 {
    u64::try_from(amount).unwrap_or(0)
}

pub(super) fn weights(amounts: &[i64]) -> SmallVec<[u64; 8]> {
    amounts.iter().map(|amount| positive(*amount)).collect()
}

fn sum(amounts: &[u64]) -> i64 {
    let sum: u128 = amounts.iter().map(|amount| u128::from(*amount)).sum();
    i64::try_from(sum).unwrap_or(i64::MAX)
}
