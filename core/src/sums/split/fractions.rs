//! What everybody's part of a row is, exactly: whole units, and the fraction above them in fixed point.

use super::Parts;

/// A column's part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) floor: u64,
    /// The fraction above the floor, as it counts: the row's fractions sum to its spare units exactly.
    pub(super) counted: i64,
    /// The fraction alone, so that equal weights are equal.
    pub(super) own: i64,
    pub(super) is_whole: bool,
}

/// A weight divided by the sum of all, in 2^-96ths, and more by up to two of these: a product is faster than a quotient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share {
    high: u64,
    low: u64,
}

/// What spares a quotient for every row and column of the same parts.
pub(super) struct Divisor {
    /// 2^64 divided by the sum, and more by up to 1, where there are steps; or else 0.
    inverse: u64,
    shares: Vec<Share>,
}

impl Divisor {
    pub(super) fn of(parts: &Parts) -> Self {
        let small = u64::try_from(parts.sum).ok().filter(|_| parts.step > 0 && !parts.is_equal);
        Self { inverse: small.map_or(0, |sum| u64::MAX / sum + 1), shares: shares(parts) }
    }
}

/// None where there are steps, or where the sum has more than 32 bits.
fn shares(parts: &Parts) -> Vec<Share> {
    if parts.step > 0 || parts.sum > u32::MAX.into() {
        return Vec::new();
    }
    let inverse = u128::MAX / parts.sum;
    let share = |weight: &u64| {
        let (high, low) = halves(((u128::from(*weight) * inverse) >> 32) + 2);
        Share { high, low }
    };
    parts.weights.iter().map(share).collect()
}

fn halves(wide: u128) -> (u64, u64) {
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    (half(wide >> 64), half(wide))
}

/// In whole steps, which leave no rest. `None` where there are none, or where the amount is so large that a product with
/// the inverse is not exact.
pub(super) fn in_steps(
    parts: &Parts,
    divisor: &Divisor,
    amount: u64,
) -> Option<impl Iterator<Item = Part>> {
    let inverse = u128::from(divisor.inverse);
    let sum = u64::try_from(parts.sum).ok().filter(|_| inverse > 0)?;
    // A product is less than this, so what the quotient is more than exact by is less than one `sum`th.
    amount.checked_mul(sum)?.checked_mul(sum)?;
    let part = move |weight: &u64| {
        let product = amount * weight;
        let (floor, _) = halves(u128::from(product) * inverse);
        let fraction = (product - floor * sum).cast_signed() * parts.step;
        Part { floor, counted: fraction, own: fraction, is_whole: fraction == 0 }
    };
    Some(parts.weights.iter().map(part))
}

/// By shares. `None` where there are none, or where the amount is so large that what they are more than exact would show.
pub(super) fn by_shares(
    parts: &Parts,
    divisor: &Divisor,
    amount: u64,
) -> Option<impl Iterator<Item = Part>> {
    let shares = &divisor.shares;
    let sum = u64::try_from(parts.sum).ok().filter(|_| !shares.is_empty())?;
    let amount = u64::from(u32::try_from(amount).ok()?);
    // All products together are more than exact by up to so many 2^-96ths: less than one `sum`th of the last digit.
    amount.checked_mul(2 * shares.len() as u64)?.checked_mul(sum)?;
    // What fixed point left of the columns before, in 2^-64ths of its last digit.
    let mut carried = 0u64;
    let part = move |share: &Share| {
        let (above, below) = halves(u128::from(amount) * u128::from(share.low));
        let exact = amount * share.high + above;
        let own = (exact & u64::from(u32::MAX)).cast_signed();
        let (rest, is_digit_more) = carried.overflowing_add(below);
        carried = rest;
        let counted = own + i64::from(is_digit_more);
        Part { floor: exact >> 32, counted, own, is_whole: own == 0 }
    };
    Some(shares.iter().map(part))
}

/// Whatever the amount and the weights are.
pub(super) fn in_any_case(parts: &Parts, amount: u64) -> impl Iterator<Item = Part> {
    let (amount, sum) = (u128::from(amount), parts.sum);
    // What fixed point left of the columns before, in `sum`ths of its last digit.
    let mut carried = 0;
    let part = move |weight: &u64| {
        let product = amount * u128::from(*weight);
        let (quotient, remainder) = (product / sum, product % sum);
        // A quotient is at most the amount.
        let floor = u64::try_from(quotient).unwrap_or(0);
        if remainder == 0 {
            return Part { floor, counted: 0, own: 0, is_whole: true };
        }
        if parts.step > 0 {
            let fraction = i64::try_from(remainder).unwrap_or(0) * parts.step;
            return Part { floor, counted: fraction, own: fraction, is_whole: false };
        }
        let exact = (remainder << 32) + carried;
        let fraction = exact / sum;
        let before = core::mem::replace(&mut carried, exact - fraction * sum);
        let counted = i64::try_from(fraction).unwrap_or(0);
        // With what was carried it may have come to a digit more: then less is carried on.
        let own = counted - i64::from(carried < before);
        Part { floor, counted, own, is_whole: false }
    };
    parts.weights.iter().map(part)
}
