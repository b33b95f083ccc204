//! How core's values show themselves to apps: members and texts as strings, money as exact decimals.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use cartpool::{
    Bill, Capabilities, Capability, CartId, CartView, Currency, ErrorCode, Events, Explanation,
    LineId, Price, Seat, Settlement, TextRef, TokenHash,
};
use rust_decimal::Decimal;

use crate::error::CartpoolError;

/// An exact decimal, which crosses the boundary as its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount(pub(crate) Decimal);

impl Amount {
    /// The amount that `text` writes: digits with an optional point.
    ///
    /// # Errors
    /// `price_not_valid`.
    pub fn parse(text: &str) -> Result<Self, CartpoolError> {
        Ok(Self(cartpool::parse_amount(text)?))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

// Foundation's Decimal(string:) reads "12abc" as 12, so the digits are judged here.
uniffi::custom_type!(Amount, String, {
    try_lift: |text| Ok(Amount::parse(&text)?),
    lower: |amount| amount.to_string(),
});

/// Core's integers, each of which crosses as one signed number: apps count in their language's plain integers, and what does
/// not fit is refused with `argument_not_valid`.
macro_rules! number {
    ($(#[$docs:meta])* $name:ident($inner:ty)) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub $inner);

        uniffi::custom_type!($name, i64, {
            try_lift: |number| {
                let number = number.try_into().map_err(|_| CartpoolError::from(ErrorCode::ArgumentNotValid))?;
                Ok($name(number))
            },
            // Versions, times and sums stay below 2^53.
            lower: |number| i64::try_from(number.0).unwrap_or(i64::MAX),
        });

        impl From<$inner> for $name {
            fn from(number: $inner) -> Self {
                Self(number)
            }
        }

        impl PartialEq<$inner> for $name {
            fn eq(&self, other: &$inner) -> bool {
                self.0 == *other
            }
        }
    };
}

number! {
    /// How many.
    Count(u32)
}
number! {
    /// A version, an id that a version gave, a time, or a sum of many.
    Natural(u64)
}
number! {
    /// By how many more, or fewer.
    Delta(i32)
}

/// The amount that `text` writes: digits with an optional point, nothing else.
///
/// Errors: `price_not_valid`.
#[uniffi::export]
pub fn parse_amount(text: &str) -> Result<Amount, CartpoolError> {
    Amount::parse(text)
}

/// An exact decimal of any length, which only crosses outwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits(pub(crate) String);

uniffi::custom_type!(Digits, String, {
    try_lift: |text| Ok(Digits(text)),
    lower: |digits| digits.0,
});

/// An amount of one currency, exact.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Money {
    /// The amount as an exact decimal, with the currency's digits.
    pub amount: Amount,
    /// The amount in the currency's minor units: cents for EUR, yen for JPY.
    pub minor: i64,
    /// How many digits the currency has after the point.
    pub digits: Count,
    /// The ISO 4217 code.
    pub currency: String,
}

impl From<cartpool::Money> for Money {
    fn from(money: cartpool::Money) -> Self {
        Self {
            amount: Amount(money.amount()),
            minor: money.minor,
            digits: Count(money.currency.digits().into()),
            currency: money.currency.to_string(),
        }
    }
}

/// What seats and text references are turned into: the page or view that carries them knows.
pub(crate) trait Names {
    /// The id of the member in `seat`.
    fn member(&self, seat: Seat) -> Option<&str>;
    /// The text that `text` refers to.
    fn text(&self, text: TextRef) -> Option<&str>;
}

impl Names for Events {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.member(seat)
    }

    fn text(&self, text: TextRef) -> Option<&str> {
        self.text(text)
    }
}

macro_rules! named_by {
    ($($view:ty),*) => {
        $(impl Names for $view {
            fn member(&self, seat: Seat) -> Option<&str> {
                self.member(seat)
            }

            /// A view carries its texts themselves.
            fn text(&self, _: TextRef) -> Option<&str> {
                None
            }
        })*
    };
}

named_by!(CartView, Bill, Explanation, Settlement);

/// What knows nobody, for views that hold members as text.
pub(crate) struct Nameless;

impl Names for Nameless {
    fn member(&self, _: Seat) -> Option<&str> {
        None
    }

    fn text(&self, _: TextRef) -> Option<&str> {
        None
    }
}

/// A value of core's vocabulary as an app sees it.
pub(crate) trait Show {
    /// What the app sees.
    type Shown;
    /// Shows the value; `names` knows members and texts.
    fn show(&self, names: &dyn Names) -> Self::Shown;
}

macro_rules! shown {
    ($($type:ty => $shown:ty: |$value:ident, $names:pat_param| $show:expr;)*) => {
        $(impl Show for $type {
            type Shown = $shown;
            fn show(&self, $names: &dyn Names) -> $shown {
                let $value = self;
                $show
            }
        })*
    };
}

shown! {
    bool => bool: |value, _| *value;
    u32 => Count: |value, _| Count(*value);
    u64 => Natural: |value, _| Natural(*value);
    i32 => Delta: |value, _| Delta(*value);
    i64 => i64: |value, _| *value;
    str => String: |value, _| value.to_owned();
    String => String: |value, _| value.clone();
    Arc<str> => String: |value, _| value.to_string();
    Cow<'_, str> => String: |value, _| value.clone().into_owned();
    LineId => Natural: |value, _| Natural(value.0);
    CartId => String: |value, _| value.to_string();
    Currency => String: |value, _| value.to_string();
    TokenHash => String: |value, _| value.text();
    Price => Amount: |value, _| Amount(value.amount());
    Decimal => Amount: |value, _| Amount(*value);
    Seat => Option<String>: |value, names| names.member(*value).map(str::to_owned);
    Capabilities => Vec<Capability>: |value, _| value.iter().collect();
    Option<Seat> => Option<String>: |value, names| value.and_then(|seat| seat.show(names));
    Option<TextRef> => Option<String>: |value, names| {
        value.and_then(|text| names.text(text)).map(str::to_owned)
    };
    Option<&str> => Option<String>: |value, _| value.map(str::to_owned);
    Option<Box<str>> => Option<String>: |value, _| value.as_deref().map(str::to_owned);
    Option<Cow<'_, str>> => Option<String>: |value, _| value.as_deref().map(str::to_owned);
    cartpool::Money => Money: |value, _| (*value).into();
}

impl<T: Show + ?Sized> Show for &T {
    type Shown = T::Shown;
    fn show(&self, names: &dyn Names) -> T::Shown {
        (**self).show(names)
    }
}

/// Options of what is not itself optional to apps, as seats and texts are.
macro_rules! optional {
    ($($type:ty),*) => {
        $(impl Show for Option<$type> {
            type Shown = Option<<$type as Show>::Shown>;
            fn show(&self, names: &dyn Names) -> Self::Shown {
                self.as_ref().map(|value| value.show(names))
            }
        })*
    };
}

optional!(
    u32,
    u64,
    String,
    LineId,
    Decimal,
    cartpool::Money,
    cartpool::AlreadyInCart,
    cartpool::LockEntry,
    cartpool::SponsorEntry,
    cartpool::TippingPoint
);

impl<T: Show> Show for Vec<T> {
    type Shown = Vec<T::Shown>;
    fn show(&self, names: &dyn Names) -> Self::Shown {
        self.iter().map(|value| value.show(names)).collect()
    }
}
