//! Which lines an adjustment is of, and what of it belongs to each.

use crate::bill::classes::Class;
use crate::bill::drawing::{ByClass, Drawing, weights};
use crate::id::Seat;
use crate::state::line::Line;
use crate::state::terms::Adjustment;
use crate::sums::split::allocate;

impl Drawing<'_> {
    /// The lines that an adjustment is of, after discounts, by class.
    pub(super) fn base(&self, adjustment: &Adjustment) -> ByClass {
        if is_of_all(adjustment) {
            return self.net();
        }
        let lines = self.cart.items().iter().zip(&self.detail().net);
        let held = lines.map(|(line, net)| if self.is_of(adjustment, line) { *net } else { 0 });
        self.sums(&held.collect::<Vec<_>>())
    }

    /// What an amount is in proportion to: what is left of the lines it is for, of all lines, what these held before
    /// discounts, or how many there are; the first that is anything.
    pub(super) fn held(&self, base: &[i64]) -> ByClass {
        let has_any = |held: &ByClass| held.iter().any(|held| *held > 0);
        let gross = || self.classes.list.iter().map(|class| class.amount).collect();
        let held = Some(base.into()).filter(has_any);
        let held = held.or_else(|| Some(self.net()).filter(has_any));
        let held = held.or_else(|| Some(gross()).filter(has_any));
        held.unwrap_or_else(|| self.sums(&vec![1; self.cart.items().len()]))
    }

    /// What of an amount belongs to each line, where it is of some lines only. Where these are none, it is of all.
    pub(super) fn of_target(&self, adjustment: &Adjustment, amount: i64) -> Option<Vec<i64>> {
        let is_one_of = |line: &Line| self.is_of(adjustment, line);
        if is_of_all(adjustment) || !self.cart.items().iter().any(is_one_of) {
            return None;
        }
        let lines = || self.cart.items().iter();
        let of_lines = |amounts: &mut dyn Iterator<Item = i64>| -> Vec<i64> {
            let held = lines().zip(amounts);
            held.map(|(line, held)| if is_one_of(line) { held } else { 0 }).collect()
        };
        let has_any = |held: &Vec<i64>| held.iter().any(|held| *held > 0);
        let net = of_lines(&mut self.detail().net.iter().copied());
        let gross = || of_lines(&mut lines().map(|line| line.total(self.cart.money())));
        let held = Some(net).filter(has_any).or_else(|| Some(gross()).filter(has_any));
        let held = held.unwrap_or_else(|| of_lines(&mut core::iter::repeat(1)));
        Some(allocate(amount, &weights(&held)))
    }

    /// What of the sums of classes is a member's, all of it where nobody is named: at most what they pay of them.
    pub(super) fn part_of(&self, member: Option<Seat>, base: &[i64]) -> i64 {
        let Some(member) = member else { return base.iter().sum() };
        let Some(column) = self.classes.column(member) else { return 0 };
        let part = |(class, sum): (&Class, &i64)| {
            let weights = self.classes.parts.get(class.parts as usize)?.weights();
            let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            let own = i128::from(*weights.get(column)?);
            i64::try_from(i128::from(*sum) * own / whole.max(1)).ok()
        };
        self.classes.list.iter().zip(base).filter_map(part).sum()
    }

    pub(super) fn is_of(&self, adjustment: &Adjustment, line: &Line) -> bool {
        match (adjustment.line, adjustment.destination.as_deref()) {
            (None, None) => true,
            (Some(id), _) => line.id() == id,
            (None, label) => {
                self.cart.terms().and_then(|terms| terms.destination(line.id())) == label
            }
        }
    }
}

const fn is_of_all(adjustment: &Adjustment) -> bool {
    adjustment.line.is_none() && adjustment.destination.is_none()
}
