//! Exact money: integer minor units, and unit prices up to four digits finer.

use core::fmt;
use core::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::currency::{Currency, DIGITS_MAX};
use crate::error::{Error, ErrorCode, Result};

/// An amount of one currency in integer minor units, within ±(2^53 − 1) so that JSON and JavaScript keep it exact.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in the currency's minor units: cents for EUR, yen for JPY.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// The amount as an exact decimal, with the currency's digits.
    #[must_use]
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, u32::from(self.currency.digits()))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How many digits a unit price may be finer than its currency.
pub(crate) const EXTRA_DIGITS: u8 = 4;

/// A unit price: an exact decimal as integer units and a number of decimal places. Zero or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(try_from = "Written")]
pub struct Price {
    units: i64,
    digits: u8,
}

/// A price as it is written, before anybody has looked at it.
#[derive(Deserialize)]
struct Written {
    units: i64,
    digits: u8,
}

impl TryFrom<Written> for Price {
    type Error = &'static str;

    fn try_from(Written { units, digits }: Written) -> core::result::Result<Self, &'static str> {
        let price = Self { units, digits };
        if price.is_sound() { Ok(price) } else { Err("no price is written so") }
    }
}

impl Price {
    /// The price `decimal` in `currency`, normalised to the currency's digits or as many more as it needs.
    ///
    /// # Errors
    /// `price_not_valid`: negative, or finer than the currency's digits plus 4; `exceeds_unit_price_max`: above `minor_max`
    /// minor units.
    pub(crate) fn new(decimal: Decimal, currency: Currency, minor_max: u64) -> Result<Self> {
        let invalid = || Error::from(ErrorCode::PriceNotValid);
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(invalid());
        }
        let decimal = decimal.normalize();
        let digits = decimal.scale().max(u32::from(currency.digits()));
        let digits = u8::try_from(digits).map_err(|_| invalid())?;
        if digits > currency.digits() + EXTRA_DIGITS {
            return Err(invalid());
        }
        let too_large = || Error::limit(ErrorCode::ExceedsUnitPriceMax, minor_max);
        let shift = u32::from(digits) - decimal.scale();
        let units = 10i128.pow(shift).checked_mul(decimal.mantissa()).ok_or_else(too_large)?;
        let finer = 10i128.pow(u32::from(digits - currency.digits()));
        if units > i128::from(minor_max) * finer {
            return Err(too_large());
        }
        let units = i64::try_from(units).map_err(|_| too_large())?;
        Ok(Self { units, digits })
    }

    /// The price as an exact decimal.
    #[must_use]
    pub fn amount(self) -> Decimal {
        Decimal::new(self.units, u32::from(self.digits))
    }

    /// `quantity` times the price in the currency's minor units, half a unit rounded up.
    ///
    /// The product is exact in 128 bits; rounding happens once, on the line.
    #[inline]
    pub(crate) fn line_total(self, quantity: u32, currency: Currency) -> i64 {
        if self.digits == currency.digits()
            && let Some(minor) = self.units.checked_mul(i64::from(quantity))
        {
            return minor;
        }
        let exact = i128::from(self.units) * i128::from(quantity);
        let minor = if self.digits <= currency.digits() {
            exact
        } else {
            let finer = 10i128.pow(u32::from(self.digits - currency.digits()));
            (exact + finer / 2) / finer
        };
        // Bounded by limits: 10^11 minor units times 10^6 items is below 2^63.
        i64::try_from(minor).unwrap_or(i64::MAX)
    }

    pub(crate) const fn parts(self) -> (i64, u8) {
        (self.units, self.digits)
    }

    /// Whether it can be a price in some currency.
    pub(crate) const fn is_sound(self) -> bool {
        self.units >= 0 && self.digits <= DIGITS_MAX + EXTRA_DIGITS
    }

    pub(crate) const fn from_parts(units: i64, digits: u8) -> Self {
        Self { units, digits }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.amount(), f)
    }
}

/// Reads an amount of money as hosts write it: digits with an optional point, exactly; no sign, exponent, space or separator.
///
/// # Errors
/// `price_not_valid`.
///
/// # Examples
/// ```
/// let price = cartpool::parse_amount("4.50")?;
/// assert_eq!(price.to_string(), "4.50");
/// assert!(cartpool::parse_amount("4,50").is_err());
/// assert!(cartpool::parse_amount("1e3").is_err());
/// # Ok::<(), cartpool::Error>(())
/// ```
pub fn parse_amount(text: &str) -> Result<Decimal> {
    let invalid = || Error::from(ErrorCode::PriceNotValid);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if text.len() > 28 || !is_digits(whole) || !is_digits(part) {
        return Err(invalid());
    }
    Decimal::from_str_exact(text).map_err(|_| invalid())
}

impl FromStr for Price {
    type Err = Error;

    /// Reads a price without a currency: as many digits as are written.
    fn from_str(text: &str) -> Result<Self> {
        let decimal = parse_amount(text)?;
        let units = i64::try_from(decimal.mantissa()).map_err(|_| ErrorCode::PriceNotValid)?;
        let digits = u8::try_from(decimal.scale()).map_err(|_| ErrorCode::PriceNotValid)?;
        Ok(Self { units, digits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str, currency: &str) -> Result<Price> {
        Price::new(parse_amount(text)?, currency.parse()?, 99_999_999)
    }

    #[test]
    fn a_price_may_be_four_digits_finer_than_its_currency() {
        assert_eq!(price("0.000125", "EUR").unwrap().parts(), (125, 6));
        assert_eq!(price("0.0000125", "EUR").unwrap_err().code, ErrorCode::PriceNotValid);
        assert_eq!(price("120", "JPY").unwrap().parts(), (120, 0));
        assert_eq!(price("4.5", "EUR").unwrap().parts(), (450, 2));
        assert_eq!(price("4.500", "EUR").unwrap().parts(), (450, 2));
    }

    #[test]
    fn half_a_minor_unit_rounds_up_once_a_line() {
        let eur = "EUR".parse().unwrap();
        assert_eq!(price("0.125", "EUR").unwrap().line_total(1, eur), 13);
        assert_eq!(price("0.125", "EUR").unwrap().line_total(3, eur), 38);
        assert_eq!(price("0.124999", "EUR").unwrap().line_total(1, eur), 12);
    }

    #[test]
    fn a_price_above_the_bound_is_refused() {
        assert!(price("999999.99", "EUR").is_ok());
        assert_eq!(price("1000000", "EUR").unwrap_err().code, ErrorCode::ExceedsUnitPriceMax);
        assert_eq!(
            price("9999999999999999999999999999", "EUR").unwrap_err().code,
            ErrorCode::ExceedsUnitPriceMax
        );
    }
}
