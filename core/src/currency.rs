//! ISO 4217 currencies and their digits; the data is `iso_currency`'s.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};

/// An ISO 4217 currency that has minor units: three capital letters and 0 to 4 digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Currency {
    letters: [u8; 3],
    digits: u8,
}

/// The most digits a minor unit has.
pub(crate) const DIGITS_MAX: u8 = 4;

/// A currency as it is written, before anybody has looked at it.
#[derive(Deserialize)]
struct Written {
    letters: [u8; 3],
    digits: u8,
}

impl TryFrom<Written> for Currency {
    type Error = &'static str;

    // Not whether it is known: one that was known once stays readable.
    fn try_from(Written { letters, digits }: Written) -> core::result::Result<Self, &'static str> {
        let is_sound = digits <= DIGITS_MAX && letters.iter().all(u8::is_ascii_uppercase);
        if is_sound { Ok(Self { letters, digits }) } else { Err("no currency is written so") }
    }
}

impl Currency {
    /// How many digits the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD.
    #[must_use]
    pub const fn digits(self) -> u8 {
        self.digits
    }

    /// A number that no other currency has.
    pub(crate) const fn bits(self) -> u32 {
        let [a, b, c] = self.letters;
        u32::from_le_bytes([a, b, c, self.digits])
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.letters).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let invalid = || Error::from(ErrorCode::CurrencyNotValid);
        let known = iso_currency::Currency::from_code(text).ok_or_else(invalid)?;
        let digits = known.exponent().and_then(|digits| u8::try_from(digits).ok());
        let digits = digits.filter(|digits| *digits <= DIGITS_MAX).ok_or_else(invalid)?;
        let letters = text.as_bytes().first_chunk().copied().ok_or_else(invalid)?;
        Ok(Self { letters, digits })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
