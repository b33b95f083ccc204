//! Writes JSON straight into one string; no value tree is ever built.
//!
//! Integers and amounts are written digit by digit: Rust's formatting takes several times as long, and a view is mostly numbers.

use std::io::Write;

use cartpool::{
    Behind, Capabilities, CartId, Currency, Cursor, Decimal, Events, LineId, Money, Price, Seat,
    TextRef,
};

/// What turns seats and references into the strings that hosts see.
pub(crate) trait Shown {
    fn member(&self, seat: Seat) -> Option<&str>;
    fn text(&self, reference: TextRef) -> Option<&str>;
}

impl Shown for Events {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.member(seat)
    }

    fn text(&self, reference: TextRef) -> Option<&str> {
        self.text(reference)
    }
}

#[derive(Default)]
pub(crate) struct Json {
    bytes: Vec<u8>,
    needs_comma: bool,
}

impl Json {
    /// Room for so many bytes, where a text is known to be long.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), needs_comma: false }
    }

    /// Begins an object or a list with its bracket.
    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.push(bracket);
        self.needs_comma = false;
    }

    /// Ends an object or a list with its bracket.
    pub(crate) fn close(&mut self, bracket: char) {
        self.push(bracket);
        self.needs_comma = true;
    }

    /// Ends one JSON text and begins another: no text that is written here holds a line's end.
    pub(crate) fn next_part(&mut self) {
        self.bytes.push(b'\n');
        self.needs_comma = false;
    }

    /// A key, which needs no escaping; its value comes next.
    #[inline]
    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        self.separate();
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(key.as_bytes());
        self.bytes.extend_from_slice(b"\":");
        self.needs_comma = false;
        self
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.separate();
        self.bytes.push(b'"');
        let needs_escape = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        let mut rest = text.as_bytes();
        while let Some(index) = rest.iter().position(needs_escape) {
            let (clean, tail) = rest.split_at(index);
            let (escaped, tail) = tail.split_at(1);
            self.bytes.extend_from_slice(clean);
            for byte in escaped {
                let _ = write!(self.bytes, "\\u{byte:04x}");
            }
            rest = tail;
        }
        self.bytes.extend_from_slice(rest);
        self.bytes.push(b'"');
    }

    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    /// What needs no escaping, in quotes: an amount, an id.
    pub(crate) fn plain(&mut self, value: impl Plain) {
        self.separate();
        self.bytes.push(b'"');
        value.write(&mut self.bytes);
        self.bytes.push(b'"');
    }

    #[inline]
    pub(crate) fn number(&mut self, number: impl Integer) {
        self.separate();
        let (is_negative, magnitude) = number.parts();
        integer(&mut self.bytes, is_negative, magnitude, 0);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.separate();
        self.bytes.extend_from_slice(if flag { b"true" } else { b"false" });
    }

    pub(crate) fn null(&mut self) {
        self.separate();
        self.bytes.extend_from_slice(b"null");
    }

    /// An amount as the exact decimal, the integer and the currency.
    pub(crate) fn money(&mut self, money: Money) {
        self.open('{');
        self.key("amount").plain(money);
        self.key("minor").number(money.minor);
        self.key("currency").plain(money.currency);
        self.close('}');
    }

    pub(crate) fn capabilities(&mut self, capabilities: Capabilities) {
        self.open('[');
        capabilities.iter().for_each(|capability| self.text(capability.name()));
        self.close(']');
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }

    fn push(&mut self, bracket: char) {
        let mut buffer = [0; 4];
        self.bytes.extend_from_slice(bracket.encode_utf8(&mut buffer).as_bytes());
    }

    #[inline]
    fn separate(&mut self) {
        if self.needs_comma {
            self.bytes.push(b',');
        }
        self.needs_comma = true;
    }
}

/// What is an integer in JSON: whether it is negative, and how much.
pub(crate) trait Integer {
    fn parts(self) -> (bool, u64);
}

macro_rules! integers {
    ($($integer:ty: $parts:expr),* $(,)?) => {
        $(impl Integer for $integer {
            fn parts(self) -> (bool, u64) {
                $parts(self)
            }
        })*
    };
}

integers! {
    u16: |it: u16| (false, it.into()),
    u32: |it: u32| (false, it.into()),
    u64: |it| (false, it),
    i32: |it: i32| (it < 0, it.unsigned_abs().into()),
    i64: |it: i64| (it < 0, it.unsigned_abs()),
    LineId: |it: LineId| (false, it.0),
}

/// What is text in JSON and never needs escaping.
pub(crate) trait Plain {
    fn write(self, bytes: &mut Vec<u8>);
}

impl Plain for Decimal {
    fn write(self, bytes: &mut Vec<u8>) {
        let scale = usize::try_from(self.scale()).unwrap_or(usize::MAX);
        match u64::try_from(self.mantissa().unsigned_abs()) {
            Ok(magnitude) if scale < DIGITS => {
                integer(bytes, self.is_sign_negative() && magnitude != 0, magnitude, scale);
            }
            _ => {
                let _ = write!(bytes, "{self}");
            }
        }
    }
}

impl Plain for Money {
    /// The amount alone, without a decimal's detour.
    fn write(self, bytes: &mut Vec<u8>) {
        let scale = usize::from(self.currency.digits());
        integer(bytes, self.minor < 0, self.minor.unsigned_abs(), scale);
    }
}

impl Plain for Price {
    fn write(self, bytes: &mut Vec<u8>) {
        self.amount().write(bytes);
    }
}

impl Plain for Currency {
    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self.code().as_bytes());
    }
}

macro_rules! displayed {
    ($($ty:ty),*) => {
        $(impl Plain for $ty {
            fn write(self, bytes: &mut Vec<u8>) {
                let _ = write!(bytes, "{self}");
            }
        })*
    };
}

displayed!(Behind, CartId, Cursor);

/// More digits than 64 bits have.
const DIGITS: usize = 24;

/// Writes an integer whose last `scale` digits, fewer than [`DIGITS`], come after a point.
fn integer(bytes: &mut Vec<u8>, is_negative: bool, mut rest: u64, scale: usize) {
    let mut digits = [0; DIGITS + 1];
    let mut places = digits.iter_mut().rev();
    let mut written = 0;
    while rest > 0 || written <= scale {
        if written == scale
            && scale > 0
            && let Some(place) = places.next()
        {
            *place = b'.';
        }
        if let Some(place) = places.next() {
            *place = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        }
        rest /= 10;
        written += 1;
    }
    let left = places.len();
    if is_negative {
        bytes.push(b'-');
    }
    bytes.extend_from_slice(digits.get(left..).unwrap_or_default());
}
