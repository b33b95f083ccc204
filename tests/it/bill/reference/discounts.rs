//! Discounts by the book: what each takes off, unit by unit where it must be, and which of them apply.

use std::collections::BTreeMap;

use cartpool::{Bill, RoundingMode};

use super::table::{Amount, check_against, round};
use super::{Built, Discount, FINE, Reference, Target};

impl Reference<'_> {
    /// Every discount that stands beside others, or one that stands alone.
    pub(super) fn check_discounts_chosen(&mut self, built: &Built, bill: &Bill) {
        let spec = self.spec;
        let mut order: Vec<usize> = (0..spec.discounts.len()).collect();
        order.sort_by_key(|at| (spec.discounts[*at].priority.unwrap_or(100), *at));
        let place = |id: u64| built.discounts.iter().position(|other| *other == id);
        let shown: Vec<usize> = bill.adjustments.iter().filter_map(|it| place(it.id)).collect();
        let is_alone = |at: &&usize| spec.discounts[**at].is_exclusive;
        let beside: Vec<usize> = order.iter().filter(|at| !is_alone(at)).copied().collect();
        let mut best = (beside.clone(), self.sum_taken(&beside));
        for at in order.iter().filter(is_alone) {
            let sum = self.sum_taken(&[*at]);
            if matches!((sum, best.1), (Some(sum), Some(most)) if sum > most) || sum.is_none() {
                best = (vec![*at], sum);
            }
        }
        let one_alone = shown.len() == 1 && spec.discounts[shown[0]].is_exclusive;
        let all_determined =
            order.iter().filter(is_alone).all(|at| self.sum_taken(&[*at]).is_some())
                && self.sum_taken(&beside).is_some();
        if all_determined {
            assert_eq!(shown, best.0, "the best of those that stand alone, or all others");
        } else {
            assert!(shown == beside || one_alone);
        }
    }

    /// What discounts take off together, where the promises determine it.
    pub(super) fn sum_taken(&self, discounts: &[usize]) -> Option<i128> {
        let spec = self.spec;
        let lines = self.lines.clone();
        let mut other = Self {
            spec,
            sharing: Vec::new(),
            lines,
            is_exact: true,
            is_open: false,
            left: self.left,
            is_uneven: false,
        };
        let mut sum = 0;
        for at in discounts {
            let Amount::Exactly(off) = other.discount_off(&spec.discounts[*at]) else {
                return None;
            };
            other.take_off_rule(&spec.discounts[*at], off);
            sum += off;
        }
        Some(sum)
    }

    pub(super) fn check_discount(&self, discount: &Discount, amount: i128) {
        check_against(self.discount_off(discount), -amount);
    }

    pub(super) fn of_discount(&self, discount: &Discount) -> Vec<usize> {
        let all = 0..self.lines.len();
        let skus = &discount.skus;
        all.filter(|at| skus.is_empty() || skus.contains(&self.lines[*at].sku)).collect()
    }

    pub(super) fn discount_off(&self, discount: &Discount) -> Amount {
        let places = self.of_discount(discount);
        let sum: i128 = places.iter().map(|at| self.lines[*at].net).sum();
        if let Some((buy, get)) = discount.buy_get {
            return match self.buy_get(&places, buy, get, discount.percent.unwrap_or(100_000_000)) {
                offs if self.is_exact => Amount::Exactly(offs.iter().sum()),
                _ => Amount::About(0, sum / FINE + 1),
            };
        }
        if let Some(amount) = discount.amount {
            let most = self.whole(sum, places.len());
            return most.map(|most| i128::from(amount).min(most));
        }
        let quantity: i128 = places.iter().map(|at| self.lines[*at].quantity).sum();
        let tiers = discount.tiers.iter().filter(|(from, _)| i128::from(*from) <= quantity);
        let reached = tiers.map(|(_, percent)| *percent).next_back();
        let percent = if discount.tiers.is_empty() { discount.percent } else { reached };
        let percent = i128::from(percent.unwrap_or(0));
        self.percent(sum, places.len(), percent)
    }

    /// An amount that is whole, or known up to what dividing may have changed.
    pub(super) fn whole(&self, fine: i128, lines: usize) -> Amount {
        let is_everything = lines == self.lines.len();
        if is_everything {
            Amount::Exactly(self.left)
        } else if self.is_exact {
            Amount::Exactly(round(fine, FINE, RoundingMode::HalfEven))
        } else {
            Amount::About(fine / FINE, self.doubt())
        }
    }

    /// By how much the nets of some lines may differ from what they are exactly.
    pub(super) fn doubt(&self) -> i128 {
        if self.is_open {
            return 1 << 60;
        }
        2 + 2
            * (self.lines.len() * (self.spec.discounts.len() + self.spec.adjustments.len())) as i128
    }

    pub(super) fn percent(&self, fine: i128, lines: usize, millionths: i128) -> Amount {
        let of = |amount: i128| round(amount * millionths, 100_000_000, self.spec.rounding);
        self.whole(fine, lines).map(of)
    }

    /// Unit by unit: the dearest first, and of each group the last, its cheapest.
    pub(super) fn buy_get(
        &self,
        places: &[usize],
        buy: u32,
        get: u32,
        millionths: i64,
    ) -> Vec<i128> {
        let mut order = places.to_vec();
        let line = |at: usize| &self.lines[at];
        order.sort_by(|a, b| {
            (line(*b).net * line(*a).quantity).cmp(&(line(*a).net * line(*b).quantity))
        });
        let units: Vec<usize> = order
            .iter()
            .flat_map(|at| std::iter::repeat_n(*at, usize::try_from(line(*at).quantity).unwrap()))
            .collect();
        let mut counts: BTreeMap<usize, i128> = BTreeMap::new();
        for group in units.chunks_exact((buy + get) as usize) {
            group[buy as usize..].iter().for_each(|at| *counts.entry(*at).or_default() += 1);
        }
        let off = |at: &usize| {
            let count = counts.get(at).copied().unwrap_or(0);
            let exact = line(*at).net / FINE * count * i128::from(millionths);
            let off = round(exact, line(*at).quantity * 100_000_000, self.spec.rounding);
            off.min(line(*at).net / FINE)
        };
        places.iter().map(off).collect()
    }

    pub(super) fn take_off_rule(&mut self, discount: &Discount, off: i128) {
        self.left -= off;
        let places = self.of_discount(discount);
        let Some((buy, get)) = discount.buy_get.filter(|_| self.is_exact) else {
            self.is_open |= discount.buy_get.is_some();
            return self.take_off_places(&places, off);
        };
        let percent = discount.percent.unwrap_or(100_000_000);
        let offs = self.buy_get(&places, buy, get, percent);
        places.iter().zip(offs).for_each(|(at, off)| self.lines[*at].net -= off * FINE);
    }

    pub(super) fn take_off(&mut self, target: Target, off: i128) {
        self.left -= off;
        let places = self.of_target(target);
        self.take_off_places(&places, off);
    }

    /// In proportion to what the lines hold; how whole units fall is nobody's promise.
    pub(super) fn take_off_places(&mut self, places: &[usize], off: i128) {
        let sum: i128 = places.iter().map(|at| self.lines[*at].net).sum();
        let holding = places.iter().filter(|at| self.lines[**at].net > 0).count();
        if off == 0 || sum == 0 {
            return;
        }
        let whole = round(sum, FINE, RoundingMode::HalfEven).max(1);
        self.is_exact &= holding <= 1 || off == whole;
        for at in places {
            let net = self.lines[*at].net;
            self.lines[*at].net = if off == whole { 0 } else { net - (net * off / whole).min(net) };
        }
        // All there was is off: whatever was divided before does not matter any more.
        if self.left == 0 {
            self.lines.iter_mut().for_each(|line| line.net = 0);
            (self.is_exact, self.is_open) = (true, false);
        }
    }
}
