//! What discounts by rules take off, and which of them apply.

use rust_decimal::Decimal;

use crate::bill::drawing::{ByClass, Detail, Drawing, From, by_line, weights};
use crate::state::line::Line;
use crate::state::terms::{Discount, Terms};
use crate::sums::discount::{Off, Priced, Tier, take_off, total_off};
use crate::sums::split::allocate;

/// What one discount takes off: all zero or more.
struct Taken<'c> {
    discount: &'c Discount,
    by_class: ByClass,
    /// Where it is not in proportion to what the lines hold.
    by_line: Option<Vec<i64>>,
}

impl<'c> Drawing<'c> {
    /// Exclusive discounts stand alone: the best of them, or all others one after another, whichever takes off more; where
    /// they are equal, the others, and among the exclusive ones the first.
    pub(super) fn add_discounts(&mut self, terms: &'c Terms) {
        let (alone, others): (Vec<_>, Vec<_>) =
            terms.discounts.iter().partition(|discount| discount.is_exclusive);
        let sum = |taken: &[Taken<'_>]| -> i64 { taken.iter().flat_map(|one| &one.by_class).sum() };
        let mut best = self.take_off(&others);
        for discount in alone {
            let taken = self.take_off(&[discount]);
            if sum(&taken) > sum(&best) {
                best = taken;
            }
        }
        for Taken { discount, by_class, by_line } in best {
            let by_class: ByClass = by_class.iter().map(|off| -off).collect();
            let by_line = by_line.map(|lines| lines.iter().map(|off| -off).collect());
            let amount = by_class.iter().sum();
            self.push_entry(terms, From::Discount(discount), by_class, by_line, amount);
        }
    }

    /// What discounts take off, one after another, each of what the ones before left.
    fn take_off(&self, discounts: &[&'c Discount]) -> Vec<Taken<'c>> {
        let mode = self.policies().rounding;
        let mut net: ByClass = self.classes.list.iter().map(|class| class.amount).collect();
        let mut taken: Vec<Taken<'c>> = Vec::new();
        let mut lines_left: Option<Detail> = None;
        for discount in discounts {
            let tiers = discount.tiers.iter();
            let tiers: Vec<Tier> =
                tiers.map(|tier| Tier { from: tier.quantity, percent: tier.percent }).collect();
            let off = off(discount, &tiers);
            let whole = total_off(&off, net.iter().sum(), mode);
            let whole = whole.filter(|_| discount.skus.is_empty());
            let (by_class, by_line): (ByClass, _) = if let Some(whole) = whole {
                (allocate(whole, &weights(&net)).into(), None)
            } else {
                let detail = lines_left.get_or_insert_with(|| self.left_by(&taken));
                let lines = self.take_off_lines(discount, &off, detail);
                (sums(detail, &lines, net.len()), Some(lines))
            };
            if let Some(detail) = &mut lines_left {
                detail.take(by_line.as_deref(), &by_class);
            }
            net.iter_mut().zip(&by_class).for_each(|(net, off)| *net -= off);
            taken.push(Taken { discount, by_class, by_line });
        }
        taken
    }

    /// The lines, as these discounts leave them.
    fn left_by(&self, taken: &[Taken<'_>]) -> Detail {
        let lines = self.cart.items();
        let class = lines.iter().map(|line| self.classes.class_of(line)).collect();
        let net = lines.iter().map(|line| line.total(self.cart.money())).collect();
        let mut detail = Detail { class, net };
        for one in taken {
            detail.take(one.by_line.as_deref(), &one.by_class);
        }
        detail
    }

    /// What a discount takes off each line it is for.
    fn take_off_lines(&self, discount: &Discount, off: &Off<'_>, detail: &Detail) -> Vec<i64> {
        let is_in = |line: &Line| {
            discount.skus.is_empty() || discount.skus.iter().any(|sku| sku.number == line.sku)
        };
        let lines = self.cart.items().iter().zip(&detail.net).enumerate();
        let lines = lines.filter(|(_, (line, _))| is_in(line));
        let (places, priced): (Vec<usize>, Vec<Priced>) = lines
            .map(|(at, (line, net))| (at, Priced { quantity: line.quantity, total: *net }))
            .unzip();
        let mut shares = vec![0; detail.net.len()];
        for (at, off) in places.into_iter().zip(take_off(off, &priced, self.policies().rounding)) {
            if let Some(share) = shares.get_mut(at) {
                *share = off;
            }
        }
        shares
    }
}

impl Detail {
    /// Takes a discount off what is left of the lines.
    fn take(&mut self, lines: Option<&[i64]>, by_class: &[i64]) {
        let off = lines.map_or_else(|| by_line(self, by_class), <[i64]>::to_vec);
        self.add(&off.iter().map(|off| -off).collect::<Vec<i64>>());
    }
}

fn sums(detail: &Detail, lines: &[i64], classes: usize) -> ByClass {
    let mut sums: ByClass = (0..classes).map(|_| 0).collect();
    for (class, amount) in detail.class.iter().zip(lines) {
        if let Some(sum) = sums.get_mut(*class) {
            *sum += amount;
        }
    }
    sums
}

fn off<'t>(discount: &Discount, tiers: &'t [Tier]) -> Off<'t> {
    match (discount.percent, discount.amount, discount.buy, discount.get) {
        (percent, _, Some(buy), Some(get)) => {
            Off::BuyGet { buy, get, percent: percent.unwrap_or(Decimal::ONE_HUNDRED) }
        }
        (Some(percent), ..) => Off::Percent(percent),
        (None, Some(amount), ..) => Off::Amount(i64::try_from(amount).unwrap_or(i64::MAX)),
        _ => Off::Tiers(tiers),
    }
}
