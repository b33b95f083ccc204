//! A bill by the book, slowly: written from what the commands promise, sharing no code with core. It says what every row comes
//! to and the exact fraction that each member has of it, and holds a bill and its explanation against that.

mod discounts;
mod table;

use std::collections::BTreeMap;

use cartpool::{
    AdjustmentKind, AdjustmentRule, Bill, CartView, CellReason, Explanation, RoundingLevel,
    RoundingMode, SplitRule,
};

use super::spec::{Adjustment, Built, Discount, Spec, Split, Target};
use table::{Amount, check_against, check_cells, round};
pub(super) use table::{Row, Table};

/// A member's part of something, out of so many.
type Weights = Vec<i128>;

/// How finely an amount is counted where earlier discounts leave a line a fraction.
const FINE: i128 = 1 << 40;

/// What a line holds.
#[derive(Clone, Debug)]
struct Held {
    total: i128,
    quantity: i128,
    sku: usize,
    destination: Option<usize>,
    weights: Weights,
    /// After the discounts so far, times [`FINE`].
    net: i128,
}

pub(super) struct Reference<'s> {
    spec: &'s Spec,
    sharing: Vec<usize>,
    lines: Vec<Held>,
    /// Whether every net is a whole number that the promises alone determine.
    is_exact: bool,
    /// What all lines hold together after the discounts so far: always whole.
    left: i128,
    /// Whether even which lines a discount was of is in doubt.
    is_open: bool,
    /// Whether amounts that were named are not what there is.
    pub(super) is_uneven: bool,
}

impl<'s> Reference<'s> {
    pub(super) fn of(spec: &'s Spec, built: &Built, view: &CartView) -> Self {
        let excluded = |at: &usize| spec.excluded.contains(at);
        let may = |at: &usize| spec.people[*at].may_add && !spec.people[*at].leaves;
        let everybody = 0..spec.people.len();
        let mut sharing: Vec<usize> = everybody.filter(|at| may(at) && !excluded(at)).collect();
        if sharing.is_empty() {
            sharing.push(0);
        }
        let (lines, is_exact, is_uneven) = (Vec::new(), true, false);
        let mut reference =
            Self { spec, sharing, lines, is_exact, is_open: false, left: 0, is_uneven };
        let by_cart = |at: usize| {
            let line = &view.lines[at];
            spec.lines[at].split.is_none() && line.beneficiaries.is_empty()
        };
        let places: Vec<usize> = built
            .lines
            .iter()
            .map(|id| view.lines.iter().position(|line| line.id == *id).unwrap())
            .collect();
        assert!(places.iter().enumerate().all(|(at, place)| at == *place), "lines stand by age");
        let rule_sum: i128 = (0..view.lines.len())
            .filter(|at| by_cart(*at))
            .map(|at| i128::from(view.lines[at].line_total.minor))
            .sum();
        for (at, line) in view.lines.iter().enumerate() {
            let total = i128::from(line.line_total.minor);
            let weights = match &spec.lines[at].split {
                Some(split) => reference.by_rule(split, total, line.added_by.0.into(), None),
                None if !line.beneficiaries.is_empty() => {
                    reference.alike(line.beneficiaries.iter().map(|seat| usize::from(seat.0)))
                }
                None => {
                    let before = (!spec.lines[at].is_late).then_some(());
                    reference.by_rule(&spec.split, rule_sum, line.added_by.0.into(), before)
                }
            };
            reference.left += total;
            reference.lines.push(Held {
                total,
                quantity: line.quantity.into(),
                sku: spec.lines[at].sku,
                destination: spec.lines[at].destination,
                weights,
                net: total * FINE,
            });
        }
        reference
    }

    fn alike(&self, who: impl Iterator<Item = usize>) -> Weights {
        let mut weights = vec![0; self.spec.people.len()];
        who.for_each(|at| weights[at] = 1);
        weights
    }

    /// `before` is given for a line that stood there before the late ones joined, where the cart's rule shares it.
    fn by_rule(&mut self, split: &Split, sum: i128, adder: usize, before: Option<()>) -> Weights {
        let mut named = vec![0; self.spec.people.len()];
        split.parts.iter().for_each(|(who, part)| named[*who] = i128::from(*part));
        match split.rule {
            SplitRule::Equal => {
                let spares = before.is_some() && self.spec.spares_late_joiners;
                let people = &self.spec.people;
                let early = self.sharing.iter().filter(|at| !(spares && people[**at].is_late));
                let early: Vec<usize> = early.copied().collect();
                let who = if early.is_empty() { self.sharing.clone() } else { early };
                self.alike(who.into_iter())
            }
            SplitRule::ByLine => self.alike([adder].into_iter()),
            SplitRule::SinglePayer => self.alike([split.parts[0].0].into_iter()),
            SplitRule::ByWeight | SplitRule::ByPercent => named,
            SplitRule::Exact => {
                let rest = sum - named.iter().sum::<i128>();
                let others = self.sharing.iter().filter(|at| named[**at] == 0);
                let others: Vec<usize> = others.copied().collect();
                let count = others.len() as i128;
                if rest < 0 || (rest > 0 && count == 0) {
                    self.is_uneven = true;
                    return named;
                }
                if rest > 0 {
                    for part in &mut named {
                        *part *= count;
                    }
                    for at in others {
                        named[at] = rest;
                    }
                }
                named
            }
        }
    }

    /// Holds the bill and its explanation against the book.
    pub(super) fn check(mut self, built: &Built, bill: &Bill, explanation: &Explanation) {
        let table = Table::of(self.spec.people.len(), explanation);
        self.check_lines(built, &table);
        let subtotal: i128 = self.lines.iter().map(|line| line.total).sum();
        assert_eq!(i128::from(bill.subtotal.minor), subtotal);
        self.check_discounts_chosen(built, bill);
        let mut total = subtotal;
        let mut exact: Vec<(i128, Weights)> =
            self.lines.iter().map(|line| (line.total, line.weights.clone())).collect();
        self.check_taxes(built, bill);
        for entry in &bill.adjustments {
            let amount = i128::from(entry.amount.minor);
            let spec = self.spec;
            if let Some(at) = built.discounts.iter().position(|id| *id == entry.id) {
                self.check_discount(&spec.discounts[at], amount);
            } else if let Some(at) = built.adjustments.iter().position(|id| *id == entry.id) {
                let one = &spec.adjustments[at];
                self.check_amount(one, amount);
                assert_eq!(entry.is_included, one.is_included);
                if one.is_included {
                    continue;
                }
                let member = if let Target::Member(at) = one.target { Some(at) } else { None };
                let held = self.held(&self.of_target(one.target));
                self.check_row((entry.id, one.kind, member), &held, amount, &table, &mut exact);
                if one.kind == AdjustmentKind::Discount {
                    self.take_off(one.target, -amount);
                }
                total += amount;
                continue;
            } else {
                assert_eq!((entry.id, entry.kind), (0, AdjustmentKind::CashRounding));
                let step = i128::from(spec.cash_step);
                assert_eq!(total + amount, round(total, step, spec.rounding) * step);
            }
            // The whole of the discount's amount is off the nets before its own row is held against them.
            let held = match built.discounts.iter().position(|id| *id == entry.id) {
                Some(at) => self.held_by_rule(&spec.discounts[at]),
                None => self.held(&self.of_target(Target::Cart)),
            };
            self.check_row((entry.id, entry.kind, None), &held, amount, &table, &mut exact);
            if let Some(at) = built.discounts.iter().position(|id| *id == entry.id) {
                self.take_off_rule(&spec.discounts[at], -amount);
            }
            total += amount;
        }
        if spec_rounds(self.spec) {
            assert_eq!(total % i128::from(self.spec.cash_step), 0, "coins can pay it");
        }
        assert_eq!(i128::from(bill.total.minor), total);
        assert!(total >= 0, "nobody is paid for buying");
        let before = Self::check_one_rule(&table, &exact);
        self.check_shifts(&table, before, bill);
    }

    fn check_lines(&self, built: &Built, table: &Table) {
        for (line, id) in self.lines.iter().zip(&built.lines) {
            let cells = table.row(&Row::Line(id.0));
            check_cells(&cells, line.total, &line.weights, 1);
        }
    }

    fn of_target(&self, target: Target) -> Vec<usize> {
        let is_of = |at: &usize| match target {
            Target::Cart | Target::Member(_) => true,
            Target::Line(line) => *at == line,
            Target::Destination(label) => self.lines[*at].destination == Some(label),
        };
        (0..self.lines.len()).filter(is_of).collect()
    }

    fn check_amount(&self, one: &Adjustment, amount: i128) {
        let places = self.of_target(one.target);
        let sum: i128 = places.iter().map(|at| self.lines[*at].net).sum();
        let given = |one: &Adjustment| i128::from(one.amount.unwrap_or(0));
        if let (Target::Member(who), false) = (one.target, one.kind == AdjustmentKind::Tax)
            && (one.percent.is_some() || one.kind == AdjustmentKind::Discount)
        {
            return self.check_amount_of_member(one, who, amount);
        }
        let expected = match (one.kind, one.percent) {
            (AdjustmentKind::Tax, Some(_)) => return,
            (AdjustmentKind::Discount, Some(percent)) => {
                self.percent(sum, places.len(), percent.into()).map(|off| -off)
            }
            (AdjustmentKind::Discount, None) => {
                self.whole(sum, places.len()).map(|most| -given(one).min(most))
            }
            (_, Some(percent)) => self.percent(sum, places.len(), percent.into()),
            (_, None) => Amount::Exactly(given(one)),
        };
        check_against(expected, amount);
    }

    /// What goes by a member's part goes by whole units of it, which each way of sharing may have one less of.
    fn check_amount_of_member(&self, one: &Adjustment, who: usize, amount: i128) {
        let part = |line: &Held| line.net * line.weights[who] / line.weights.iter().sum::<i128>();
        let part = self.lines.iter().map(part).sum::<i128>() / FINE;
        let mut ways: Vec<&Weights> = self.lines.iter().map(|line| &line.weights).collect();
        ways.sort();
        ways.dedup();
        let doubt = 1 + ways.len() as i128 + if self.is_exact { 0 } else { self.doubt() };
        let of = |part: i128| match one.percent {
            Some(percent) => round(part * i128::from(percent), 100_000_000, self.spec.rounding),
            None => i128::from(one.amount.unwrap_or(0)).min(part),
        };
        let (least, most) = (of((part - doubt).max(0)), of(part + doubt));
        assert!((least..=most).contains(&amount.abs()), "{amount} of {part}");
    }

    /// Taxes in percent are rounded together, where the level says so.
    fn check_taxes(&self, built: &Built, bill: &Bill) {
        let mut after = Self {
            spec: self.spec,
            sharing: self.sharing.clone(),
            lines: self.lines.clone(),
            is_exact: self.is_exact,
            is_open: self.is_open,
            left: self.left,
            is_uneven: false,
        };
        let mut groups: BTreeMap<(bool, i64), Together> = BTreeMap::new();
        for entry in &bill.adjustments {
            let amount = i128::from(entry.amount.minor);
            if let Some(at) = built.discounts.iter().position(|id| *id == entry.id) {
                after.take_off_rule(&self.spec.discounts[at], -amount);
            }
            let Some(at) = built.adjustments.iter().position(|id| *id == entry.id) else {
                continue;
            };
            let one = &self.spec.adjustments[at];
            match (one.kind, one.percent) {
                (AdjustmentKind::Discount, _) => after.take_off(one.target, -amount),
                (AdjustmentKind::Tax, Some(percent)) => {
                    let millionths = i128::from(percent);
                    let whole = 100_000_000 + if one.is_included { millionths } else { 0 };
                    let is_once = self.spec.level == RoundingLevel::Total && !one.is_included;
                    let key = (one.is_included, if is_once { 0 } else { percent });
                    if matches!(self.spec.level, RoundingLevel::Line | RoundingLevel::Unit) {
                        let expected = after.tax(one.target, millionths, whole);
                        check_against(expected, amount);
                        continue;
                    }
                    let places = after.of_target(one.target);
                    let net: i128 = places.iter().map(|at| after.lines[*at].net).sum();
                    let is_everything = places.len() == after.lines.len();
                    let net = if is_everything { after.left * FINE } else { net };
                    let group = groups.entry(key).or_default();
                    group.exact.push((net * millionths / FINE, whole));
                    group.amount += amount;
                }
                _ => {}
            }
        }
        for Together { exact: parts, amount } in groups.into_values() {
            let whole = parts[0].1;
            let exact: i128 = parts.iter().map(|(part, _)| part).sum();
            if after.is_exact {
                assert_eq!(amount, round(exact, whole, self.spec.rounding));
            } else {
                let doubt = after.doubt() * parts.len() as i128;
                assert!((amount - exact / whole).abs() <= doubt);
            }
        }
    }

    /// A tax that is rounded line by line or unit by unit; the last unit takes what does not divide.
    fn tax(&self, target: Target, rate: i128, whole: i128) -> Amount {
        let of = |amount: i128| round(amount * rate, whole, self.spec.rounding);
        let places = self.of_target(target);
        let by_line = |at: &usize| {
            let line = &self.lines[*at];
            let net = round(line.net, FINE, RoundingMode::HalfEven);
            if self.spec.level == RoundingLevel::Line {
                return of(net);
            }
            let unit = net / line.quantity;
            of(unit) * (line.quantity - 1) + of(net - unit * (line.quantity - 1))
        };
        let sum: i128 = places.iter().map(by_line).sum();
        let units: i128 = places.iter().map(|at| self.lines[*at].quantity).sum();
        if self.is_exact { Amount::Exactly(sum) } else { Amount::About(sum, self.doubt() + units) }
    }

    /// What an amount of these lines is in proportion to: what is left of them, or else what they were, or else their number.
    fn held(&self, places: &[usize]) -> Vec<i128> {
        let all: Vec<usize> = (0..self.lines.len()).collect();
        let places = if places.is_empty() { &all } else { places };
        let pick = |of: &dyn Fn(&Held) -> i128| -> Vec<i128> {
            let one = |at: &usize| if places.contains(at) { of(&self.lines[*at]) } else { 0 };
            all.iter().map(one).collect()
        };
        let ways = [pick(&|line| line.net), pick(&|line| line.total * FINE), pick(&|_| FINE)];
        ways.into_iter().find(|held| held.iter().any(|held| *held > 0)).unwrap()
    }

    fn held_by_rule(&mut self, discount: &Discount) -> Vec<i128> {
        self.is_open |= discount.buy_get.is_some() && !self.is_exact;
        let places = self.of_discount(discount);
        let percent = discount.percent.unwrap_or(100_000_000);
        let Some((buy, get)) = discount.buy_get else { return self.held(&places) };
        let mut held = vec![0; self.lines.len()];
        let offs = self.buy_get(&places, buy, get, percent);
        places.iter().zip(offs).for_each(|(at, off)| held[*at] = off * FINE);
        if held.iter().all(|held| *held == 0) { self.held(&places) } else { held }
    }

    /// A row of an adjustment against everybody's exact fraction of it.
    fn check_row(
        &self,
        (id, kind, member): (u64, AdjustmentKind, Option<usize>),
        held: &[i128],
        amount: i128,
        table: &Table,
        exact: &mut Vec<(i128, Weights)>,
    ) {
        let cells = table.row(&Row::Adjustment(id));
        assert_eq!(cells.iter().sum::<i128>(), amount, "a row sums exactly");
        let chosen = self.spec.kinds.iter().rev().find(|(other, ..)| *other == kind);
        let (rule, payer) = chosen.map_or((AdjustmentRule::Proportional, None), |it| (it.1, it.2));
        let weights = match (member, rule, payer) {
            (Some(who), ..) | (_, AdjustmentRule::Payer, Some(who)) => {
                self.alike([who].into_iter())
            }
            (_, AdjustmentRule::Equal, _) => self.alike(self.sharing.iter().copied()),
            _ => return self.check_proportional(held, amount, &cells, exact),
        };
        check_cells(&cells, amount, &weights, 1);
        exact.push((amount, weights));
    }

    fn check_proportional(
        &self,
        held: &[i128],
        amount: i128,
        cells: &[i128],
        exact: &mut Vec<(i128, Weights)>,
    ) {
        if self.is_open {
            return exact.push((0, Vec::new()));
        }
        let holding: Vec<usize> = (0..held.len()).filter(|at| held[*at] > 0).collect();
        let first = &self.lines[holding[0]].weights;
        if amount == 0 || holding.iter().all(|at| self.lines[*at].weights == *first) {
            check_cells(cells, amount, first, 1);
            exact.push((amount, first.clone()));
            return;
        }
        exact.push((0, Vec::new()));
        let whole: i128 = held.iter().sum();
        if !self.is_exact && whole <= self.doubt() * FINE {
            // It is in doubt whether anything is left at all.
            return;
        }
        let doubt =
            if self.is_exact { 0 } else { self.doubt() * (1 + amount.abs() * FINE / whole) };
        // Split among the lines first, and then each part among its members.
        let most = 2 * (holding.len() as i128 + 1) + doubt;
        for (who, cell) in cells.iter().enumerate() {
            let part = |at: &usize| {
                let weights = &self.lines[*at].weights;
                held[*at] * weights[who] / weights.iter().sum::<i128>()
            };
            let fine: i128 = holding.iter().map(part).sum();
            let exactly = amount * (fine / (1 << 20)) / (whole / (1 << 20)).max(1);
            assert!((cell - exactly).abs() <= most, "{who}: {cell} is not about {exactly}");
        }
    }

    /// Where everything is shared by one rule, what each pays in all is less than a unit from what they would exactly.
    fn check_one_rule(table: &Table, exact: &[(i128, Weights)]) -> Vec<i128> {
        let totals = table.totals();
        let mut rules: Vec<&Weights> = exact.iter().map(|(_, weights)| weights).collect();
        rules.sort();
        rules.dedup();
        if let [weights] = rules.as_slice()
            && !weights.is_empty()
        {
            let sum: i128 = exact.iter().map(|(amount, _)| amount).sum();
            check_cells(&totals, sum, weights, 1);
        }
        totals
    }

    /// The minimum, then the sponsor: each in proportion, and neither further than it may.
    fn check_shifts(&self, table: &Table, mut before: Vec<i128>, bill: &Bill) {
        let people = self.spec.people.len();
        let minimum = table.row(&Row::Reason(CellReason::Minimum as u8));
        assert_eq!(minimum.iter().sum::<i128>(), 0);
        if let Some(least) = self.spec.minimum.map(i128::from) {
            let shares = |at: usize| self.sharing.contains(&at);
            let lack = |at: usize| if shares(at) { (least - before[at]).max(0) } else { 0 };
            let lacks: Vec<i128> = (0..people).map(lack).collect();
            let spare: Vec<i128> = before.iter().map(|total| (total - least).max(0)).collect();
            let moved = lacks.iter().sum::<i128>().min(spare.iter().sum());
            let part = |sign: i128| minimum.iter().map(move |it| (it * sign).max(0));
            check_cells(&part(1).collect::<Vec<_>>(), moved, &or_one(&lacks), 1);
            check_cells(&part(-1).collect::<Vec<_>>(), moved, &or_one(&spare), 1);
        } else {
            assert!(minimum.iter().all(|cell| *cell == 0));
        }
        before.iter_mut().zip(&minimum).for_each(|(total, cell)| *total += cell);
        let sponsored = table.row(&Row::Reason(CellReason::Sponsor as u8));
        assert_eq!(sponsored.iter().sum::<i128>(), 0);
        if let Some(sponsor) = &self.spec.sponsor {
            let most = sponsor.person_max.map_or(i128::MAX, i128::from);
            let wanted: Vec<i128> = before
                .iter()
                .enumerate()
                .map(|(at, it)| if at == sponsor.member { 0 } else { (*it).clamp(0, most) })
                .collect();
            let paid: i128 = wanted.iter().sum();
            let paid = paid.min(sponsor.amount_max.map_or(i128::MAX, i128::from));
            assert_eq!(sponsored[sponsor.member], paid);
            let mut given: Vec<i128> = sponsored.iter().map(|cell| -cell).collect();
            given[sponsor.member] = 0;
            check_cells(&given, paid, &or_one(&wanted), 1);
            assert!(given.iter().zip(&wanted).all(|(given, wanted)| given <= wanted));
        } else {
            assert!(sponsored.iter().all(|cell| *cell == 0));
        }
        before.iter_mut().zip(&sponsored).for_each(|(total, cell)| *total += cell);
        for (at, total) in before.iter().enumerate() {
            let share = bill.share(&super::spec::name(at)).map_or(0, |share| share.total.minor);
            assert_eq!(i128::from(share), *total, "a share is the sum of its cells");
        }
    }
}

/// Taxes that are rounded together: the exact fraction of each, and what they add to the bill.
#[derive(Default)]
struct Together {
    exact: Vec<(i128, i128)>,
    amount: i128,
}

fn spec_rounds(spec: &Spec) -> bool {
    spec.cash_step > 1
}

/// Nothing is divided where nobody wants any.
fn or_one(weights: &[i128]) -> Weights {
    let has_any = weights.iter().any(|weight| *weight > 0);
    if has_any { weights.to_vec() } else { vec![1; weights.len()] }
}
