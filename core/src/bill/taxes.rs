//! Taxes by their rates, rounded where the policy says.

use crate::bill::drawing::{Drawing, From, amount};
use crate::policy::{AdjustmentKind, RoundingLevel};
use crate::state::line::Line;
use crate::state::terms::{Adjustment, Terms};
use crate::sums::rounding::{Rate, included_part, minor, percent_of, round_ratio};

impl<'c> Drawing<'c> {
    pub(super) fn add_taxes(&mut self, terms: &'c Terms) {
        let is_tax = |one: &&Adjustment| one.kind == AdjustmentKind::Tax;
        let taxes: Vec<&Adjustment> = terms.adjustments.iter().filter(is_tax).collect();
        let amounts: Vec<i64> = (0..taxes.len()).map(|at| self.tax(&taxes, at)).collect();
        for (tax, added) in taxes.into_iter().zip(amounts) {
            let base = self.base(tax);
            let lines = self.of_target(tax, added);
            self.add_entry(terms, From::Adjustment(tax), added, &base, lines);
        }
    }

    fn tax(&self, taxes: &[&Adjustment], at: usize) -> i64 {
        let Some((tax, before)) = taxes.get(..=at).and_then(<[_]>::split_last) else { return 0 };
        let Some(rate) = tax.percent else { return amount(tax) };
        let mode = self.policies().rounding;
        let of = |sum: i64| {
            if tax.is_included {
                included_part(sum, rate, mode)
            } else {
                percent_of(sum, rate, mode)
            }
        };
        match self.policies().level {
            RoundingLevel::TaxRate => {
                self.tax_together(tax, before, |other| other.percent == tax.percent)
            }
            // Taxes that prices hold change no total: each rate is rounded on its own.
            RoundingLevel::Total => self.tax_together(tax, before, |other| {
                other.percent.is_some() && (!tax.is_included || other.percent == tax.percent)
            }),
            RoundingLevel::Line => self.taxed(tax).map(|(_, net)| of(net)).sum(),
            RoundingLevel::Unit => {
                let by_unit = |(line, net): (&Line, i64)| {
                    let quantity = i64::from(line.quantity.max(1));
                    // The last unit takes what does not divide.
                    let unit = net / quantity;
                    of(unit) * (quantity - 1) + of(net - unit * (quantity - 1))
                };
                self.taxed(tax).map(by_unit).sum()
            }
        }
    }

    /// What a tax adds to those before it which are rounded together with it: the sum of all is rounded once.
    fn tax_together(
        &self,
        tax: &Adjustment,
        before: &[&Adjustment],
        is_with: impl Fn(&Adjustment) -> bool,
    ) -> i64 {
        let mode = self.policies().rounding;
        let with = before.iter().filter(|it| it.is_included == tax.is_included && is_with(it));
        let (sum, whole) = with.fold((0, WHOLE), |(sum, _), it| {
            let (part, whole) = self.exact_tax(it);
            (sum + part, whole)
        });
        let (own, own_whole) = self.exact_tax(tax);
        debug_assert!(sum == 0 || whole == own_whole, "what is summed has one denominator");
        minor(round_ratio(sum + own, own_whole, mode) - round_ratio(sum, own_whole, mode))
    }

    /// A tax as an exact fraction of minor units.
    fn exact_tax(&self, tax: &Adjustment) -> (i128, i128) {
        let rate = Rate::of_percent(tax.percent.unwrap_or_default());
        let parts = rate.parts * (WHOLE / rate.whole);
        let base: i64 = self.base(tax).iter().sum();
        (i128::from(base) * parts, if tax.is_included { WHOLE + parts } else { WHOLE })
    }

    fn taxed<'d>(&'d self, tax: &'d Adjustment) -> impl Iterator<Item = (&'d Line, i64)> {
        let lines = self.cart.items().iter().zip(self.detail().net.iter().copied());
        lines.filter(|(line, _)| self.is_of(tax, line))
    }
}

/// What 100 percent is where rates have at most six decimals.
const WHOLE: i128 = 100_000_000;
