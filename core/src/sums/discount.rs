//! Discounts: how much of each line a discount takes off, exactly.
//!
//! Lines hold zero or more; percentages are sound rates of at most 100 percent.

use core::cmp::Reverse;

use rust_decimal::Decimal;

use crate::policy::RoundingMode;
use crate::sums::rounding::{Rate, minor, percent_of, round_ratio};

/// A line that a discount meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Priced {
    pub(crate) quantity: u32,
    /// The line's total in minor units, after earlier discounts.
    pub(crate) total: i64,
}

/// A percentage from a quantity on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tier {
    pub(crate) from: u32,
    pub(crate) percent: Decimal,
}

/// What a discount is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Off<'a> {
    /// So many percent of all lines together.
    Percent(Decimal),
    /// So many minor units, or all there is.
    Amount(i64),
    /// The percentage of the highest tier that all quantities together reach; the tiers may stand in any order.
    Tiers(&'a [Tier]),
    /// Of each `buy` + `get` units, the `get` cheapest at `percent` off; see [`buy_get`].
    BuyGet { buy: u32, get: u32, percent: Decimal },
}

/// The minor units a discount takes off each line, in the order of `lines`: zero or more, and never more than the line has.
pub(crate) fn take_off(off: &Off<'_>, lines: &[Priced], mode: RoundingMode) -> Vec<i64> {
    debug_assert!(lines.iter().all(|line| line.total >= 0), "lines hold zero or more");
    match *off {
        Off::Percent(_) | Off::Amount(_) => {
            let sum = lines.iter().map(|line| line.total).sum();
            allocate(total_off(off, sum, mode).unwrap_or(0), lines)
        }
        Off::Tiers(tiers) => {
            let percent = tier_reached(tiers, lines).map_or(Decimal::ZERO, |tier| tier.percent);
            take_off(&Off::Percent(percent), lines, mode)
        }
        Off::BuyGet { buy, get, percent } => buy_get(buy.into(), get.into(), percent, lines, mode),
    }
}

/// What a discount takes off in all, from the sum of the lines alone; nothing where that is not enough to tell.
pub(crate) fn total_off(off: &Off<'_>, sum: i64, mode: RoundingMode) -> Option<i64> {
    match *off {
        Off::Percent(percent) => Some(percent_of(sum, percent, mode).clamp(0, sum.max(0))),
        Off::Amount(amount) => Some(amount.clamp(0, sum.max(0))),
        Off::Tiers(_) | Off::BuyGet { .. } => None,
    }
}

/// The highest tier that the quantities of all lines together reach.
fn tier_reached<'a>(tiers: &'a [Tier], lines: &[Priced]) -> Option<&'a Tier> {
    let quantity: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
    let reached = tiers.iter().filter(|tier| u64::from(tier.from) <= quantity);
    reached.max_by_key(|tier| (tier.from, tier.percent))
}

/// Splits what is taken off in proportion to what the lines have; the minor units left over go to the largest remainders, the
/// first line first among equals.
///
/// No line gets more than it has: with less than everything taken off, a part that is no whole number is below the line's total.
fn allocate(off: i64, lines: &[Priced]) -> Vec<i64> {
    let sum: i128 = lines.iter().map(|line| i128::from(line.total)).sum();
    if sum == 0 {
        return vec![0; lines.len()];
    }
    let exact = lines.iter().map(|line| i128::from(line.total) * i128::from(off));
    let (mut parts, remainders): (Vec<i64>, Vec<i128>) =
        exact.map(|part| (minor(part / sum), part % sum)).unzip();
    let left = off - parts.iter().sum::<i64>();
    let mut next: Vec<(i128, &mut i64)> = remainders.into_iter().zip(&mut parts).collect();
    next.sort_by_key(|(remainder, _)| Reverse(*remainder));
    let spare = usize::try_from(left).unwrap_or(0);
    next.into_iter().take(spare).for_each(|(_, part)| *part += 1);
    parts
}

/// All units of all lines stand in one row, the dearest first and the first line first among equals. Each `buy` + `get` of them
/// make a group whose last, its cheapest, are discounted; units that fill no group are not.
///
/// Shops differ here: many discount the cheapest units of the whole cart. Groups take off the most that any grouping does, so
/// nobody's discount shrinks because somebody adds a cheap item to the shared cart, and splitting a cart in two
/// gains its rounding at most.
fn buy_get(buy: u64, get: u64, percent: Decimal, lines: &[Priced], mode: RoundingMode) -> Vec<i64> {
    if get == 0 {
        return vec![0; lines.len()];
    }
    let rate = Rate::of_percent(percent);
    let units: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
    let group = buy + get;
    let grouped = units - units % group;
    // How many of the first units in the row are discounted.
    let discounted = |first: u64| {
        let first = first.min(grouped);
        first / group * get + (first % group).saturating_sub(buy)
    };
    let mut parts = vec![0; lines.len()];
    let mut row: Vec<(&Priced, &mut i64)> = lines.iter().zip(&mut parts).collect();
    row.retain(|(line, _)| line.quantity > 0);
    row.sort_by(|(a, _), (b, _)| unit_price_order(b, a));
    let mut before = 0;
    for (line, part) in row {
        let after = before + u64::from(line.quantity);
        let count = i128::from(discounted(after) - discounted(before));
        let exact = i128::from(line.total) * count * rate.parts;
        let part_off = minor(round_ratio(exact, i128::from(line.quantity) * rate.whole, mode));
        *part = part_off.min(line.total);
        before = after;
    }
    parts
}

/// Which of two lines has the higher unit price, without dividing.
fn unit_price_order(a: &Priced, b: &Priced) -> core::cmp::Ordering {
    let cross = |a: &Priced, b: &Priced| i128::from(a.total) * i128::from(b.quantity);
    cross(a, b).cmp(&cross(b, a))
}

#[cfg(test)]
mod tests;
