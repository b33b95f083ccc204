//! Rounding: exact ratios to whole minor units, percentages, the tax inside a price, and cash.

use core::cmp::Reverse;

use rust_decimal::Decimal;

use crate::policy::RoundingMode;

/// The most decimals a rate may have.
pub(crate) const RATE_DIGITS_MAX: u32 = 6;

/// The highest rate, in percent.
pub(crate) const RATE_MAX: i64 = 1_000;

/// Whether the sums here are exact with this rate: 0 to 1,000 percent, up to six decimals.
pub(crate) fn is_sound_rate(rate: Decimal) -> bool {
    let is_within = !rate.is_sign_negative() || rate.is_zero();
    is_within && rate <= RATE_MAX.into() && rate.normalize().scale() <= RATE_DIGITS_MAX
}

/// A rate as an exact fraction: so many parts of `whole`, which is 100 percent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    pub(crate) parts: i128,
    pub(crate) whole: i128,
}

impl Rate {
    /// The fraction for a rate in percent.
    pub(crate) fn of_percent(rate: Decimal) -> Self {
        debug_assert!(is_sound_rate(rate), "{rate} percent was let in");
        let rate = rate.normalize();
        Self { parts: rate.mantissa(), whole: 100 * 10i128.pow(rate.scale()) }
    }
}

/// The whole number next to `numerator / denominator`, on the side that `mode` says; the denominator is above zero.
///
/// Both are exact to the ends of 128 bits.
pub(crate) fn round_ratio(numerator: i128, denominator: i128, mode: RoundingMode) -> i128 {
    debug_assert!(denominator > 0, "a ratio to {denominator}");
    let whole = numerator / denominator;
    let rest = (numerator % denominator).unsigned_abs();
    if rest == 0 {
        return whole;
    }
    // Against what is missing rather than doubled, so that nothing overflows.
    let missing = denominator.unsigned_abs() - rest;
    let is_away = match mode {
        RoundingMode::HalfUp => rest >= missing,
        RoundingMode::HalfEven => rest > missing || (rest == missing && whole % 2 != 0),
        RoundingMode::HalfDown => rest > missing,
        RoundingMode::Up => true,
        RoundingMode::Down => false,
    };
    whole + if is_away { numerator.signum() } else { 0 }
}

/// Whole numbers that sum to `total`, each next to its `exact / whole`: as many are rounded up as it takes, those with the largest
/// remainders, the first first among equals.
pub(crate) fn round_together(exact: &[i128], whole: i128, total: i64) -> Vec<i64> {
    let mut parts: Vec<i128> = exact.iter().map(|one| one.div_euclid(whole)).collect();
    let spare = i128::from(total) - parts.iter().sum::<i128>();
    let remainders = exact.iter().map(|one| one.rem_euclid(whole));
    let mut next: Vec<(i128, &mut i128)> = remainders.zip(&mut parts).collect();
    next.sort_by_key(|(remainder, _)| Reverse(*remainder));
    next.into_iter().take(usize::try_from(spare).unwrap_or(0)).for_each(|(_, part)| *part += 1);
    parts.into_iter().map(minor).collect()
}

/// `rate` percent of an amount: a tax that is added, a discount, a tip.
pub(crate) fn percent_of(amount: i64, rate: Decimal, mode: RoundingMode) -> i64 {
    let rate = Rate::of_percent(rate);
    minor(round_ratio(times(amount, rate.parts), rate.whole, mode))
}

/// The tax of `rate` percent that a gross amount holds: amount · rate / (100 + rate).
///
/// What is left of the amount is the net: the two always sum to it.
pub(crate) fn included_part(amount: i64, rate: Decimal, mode: RoundingMode) -> i64 {
    let rate = Rate::of_percent(rate);
    minor(round_ratio(times(amount, rate.parts), rate.whole + rate.parts, mode))
}

/// The amount in coins of which the smallest is `step` minor units; a step of 0 or 1 changes nothing.
///
/// Some countries exempt sums below their smallest coin; here they round like any other.
pub(crate) fn to_cash(amount: i64, step: u32, mode: RoundingMode) -> i64 {
    let step = i128::from(step.max(1));
    minor(round_ratio(amount.into(), step, mode) * step)
}

/// Every amount within ±10^15 times every sound rate is far below the ends of 128 bits.
fn times(amount: i64, parts: i128) -> i128 {
    i128::from(amount).checked_mul(parts).expect("a sound rate of a bounded amount fits 128 bits")
}

/// Whole minor units as they are kept.
pub(crate) fn minor(exact: i128) -> i64 {
    i64::try_from(exact).expect("at most 1,000 percent of a bounded amount fits 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: &[RoundingMode] = RoundingMode::ALL;

    fn rate(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    /// The definition, by search: of all whole numbers, the one that the mode's words mean.
    fn by_definition(numerator: i128, denominator: i128, mode: RoundingMode) -> i128 {
        let candidates = -60..=60;
        let distance = |n: &i128| (numerator - n * denominator).abs();
        let nearest = candidates.clone().map(|n| distance(&n)).min().unwrap();
        let mut near: Vec<i128> = candidates.clone().filter(|n| distance(n) == nearest).collect();
        near.sort_by_key(|n| n.abs());
        match mode {
            RoundingMode::HalfUp => *near.last().unwrap(),
            RoundingMode::HalfDown => *near.first().unwrap(),
            RoundingMode::HalfEven => {
                let even = near.iter().find(|n| *n % 2 == 0);
                *if near.len() > 1 { even.unwrap() } else { near.first().unwrap() }
            }
            RoundingMode::Up => candidates
                .filter(|n| n * numerator.signum() * denominator >= numerator.abs())
                .min_by_key(|n| n.abs())
                .unwrap(),
            RoundingMode::Down => candidates
                .filter(|n| (n * denominator).abs() <= numerator.abs() && n * numerator >= 0)
                .max_by_key(|n| n.abs())
                .unwrap(),
        }
    }

    #[test]
    fn every_small_ratio_rounds_as_the_words_of_its_mode_say() {
        for mode in MODES {
            for denominator in 1..=12 {
                for numerator in -50..=50 {
                    let expected = by_definition(numerator, denominator, *mode);
                    let actual = round_ratio(numerator, denominator, *mode);
                    assert_eq!(actual, expected, "{numerator}/{denominator} {mode:?}");
                }
            }
        }
    }

    #[test]
    fn rounding_is_the_same_on_both_sides_of_zero_and_never_off_by_a_whole_unit() {
        for mode in MODES {
            for denominator in 1..=40 {
                for numerator in 0..=400 {
                    let rounded = round_ratio(numerator, denominator, *mode);
                    assert_eq!(round_ratio(-numerator, denominator, *mode), -rounded);
                    assert!((rounded * denominator - numerator).abs() < denominator);
                    assert!(round_ratio(numerator + 1, denominator, *mode) >= rounded);
                }
            }
        }
    }

    #[test]
    fn ratios_at_the_ends_of_128_bits_do_not_overflow() {
        for mode in MODES {
            for numerator in [i128::MIN, i128::MIN + 1, i128::MAX - 1, i128::MAX] {
                assert_eq!(round_ratio(numerator, 1, *mode), numerator);
                let half = round_ratio(numerator, 2, *mode);
                assert!((half - numerator / 2).abs() <= 1);
                assert!(round_ratio(numerator, i128::MAX, *mode).abs() <= 2);
            }
        }
    }

    #[test]
    fn a_percentage_is_exact_before_it_is_rounded_once() {
        assert_eq!(percent_of(1_000, rate("19"), RoundingMode::HalfUp), 190);
        assert_eq!(percent_of(50, rate("7"), RoundingMode::HalfUp), 4);
        assert_eq!(percent_of(50, rate("7"), RoundingMode::HalfDown), 3);
        assert_eq!(percent_of(50, rate("7"), RoundingMode::HalfEven), 4);
        assert_eq!(percent_of(-50, rate("7"), RoundingMode::HalfUp), -4);
        assert_eq!(percent_of(1, rate("0.000001"), RoundingMode::Up), 1);
        assert_eq!(percent_of(0, rate("8.875"), RoundingMode::Up), 0);
        assert_eq!(percent_of(1_000, rate("8.875"), RoundingMode::Down), 88);
        assert_eq!(percent_of(1_000, rate("8.8750000000"), RoundingMode::Up), 89);
    }

    #[test]
    fn the_tax_in_a_gross_price_is_the_tax_on_its_net() {
        assert_eq!(included_part(11_900, rate("19"), RoundingMode::HalfUp), 1_900);
        assert_eq!(included_part(-11_900, rate("19"), RoundingMode::HalfUp), -1_900);
        assert_eq!(included_part(110, rate("10"), RoundingMode::Down), 10);
        assert_eq!(included_part(500, rate("0"), RoundingMode::Up), 0);
        for percent in ["5.5", "7", "8.1", "19", "25", "1000"] {
            for net in -2_000..=2_000 {
                let tax = percent_of(net, rate(percent), RoundingMode::HalfUp);
                let found = included_part(net + tax, rate(percent), RoundingMode::HalfUp);
                assert_eq!(found, tax, "{net} and {percent} %");
            }
        }
    }

    #[test]
    fn the_largest_amounts_and_rates_stay_exact() {
        let most = 1_000_000_000_000_000;
        assert_eq!(percent_of(most, rate("1000"), RoundingMode::HalfUp), 10 * most);
        assert_eq!(percent_of(-most, rate("1000"), RoundingMode::Up), -10 * most);
        assert_eq!(percent_of(most, rate("999.999999"), RoundingMode::Up), 9_999_999_990_000_000);
        assert_eq!(percent_of(most - 1, rate("0.000001"), RoundingMode::Down), 9_999_999);
        assert_eq!(included_part(most, rate("1000"), RoundingMode::Down), 909_090_909_090_909);
        assert_eq!(included_part(most, rate("0.000001"), RoundingMode::HalfUp), 10_000_000);
    }

    #[test]
    fn what_is_rounded_together_sums_to_the_whole() {
        assert_eq!(round_together(&[5, 15, 21], 10, 4), [1, 1, 2]);
        assert_eq!(round_together(&[1, 15, 21], 10, 4), [0, 2, 2]);
        assert_eq!(round_together(&[5, 5, 5], 10, 2), [1, 1, 0]);
        assert_eq!(round_together(&[-5, 15], 10, 1), [0, 1]);
        assert_eq!(round_together(&[], 10, 0), [0; 0]);
    }

    #[test]
    fn a_rate_is_within_its_bounds_or_not_sound() {
        for sound in ["0", "-0", "19", "8.875", "0.000001", "1000", "7.0000000000"] {
            assert!(is_sound_rate(rate(sound)), "{sound}");
        }
        for unsound in ["-0.1", "1000.000001", "0.0000001", "7.0000000001"] {
            assert!(!is_sound_rate(rate(unsound)), "{unsound}");
        }
    }

    #[test]
    fn cash_is_the_nearest_amount_that_the_coins_can_pay() {
        let paid = |amount, step| to_cash(amount, step, RoundingMode::HalfUp);
        assert_eq!([998, 997, 1_002, 1_003].map(|a| paid(a, 5)), [1_000, 995, 1_000, 1_005]);
        assert_eq!([24, 25, 74, 75].map(|a| paid(a, 50)), [0, 50, 50, 100]);
        assert_eq!([49, 50, -49, -50].map(|a| paid(a, 100)), [0, 100, 0, -100]);
        assert_eq!([7, 8].map(|a| paid(a, 1)), [7, 8]);
        assert_eq!(paid(7, 0), 7);
        assert_eq!([5, 6, 15].map(|a| to_cash(a, 10, RoundingMode::HalfDown)), [0, 10, 10]);
        for mode in MODES {
            for step in 1..=25 {
                for amount in -300..=300 {
                    let paid = to_cash(amount, step, *mode);
                    assert_eq!(paid % i64::from(step), 0);
                    assert!((paid - amount).abs() < i64::from(step));
                }
            }
        }
    }
}
