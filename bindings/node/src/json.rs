//! Writes JSON straight into one string; no value tree is ever built.
//!
//! Integers and amounts are written digit by digit: Rust's formatting takes several times as long, and a view is mostly numbers.

use std::fmt::Write;

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
    text: String,
    needs_comma: bool,
}

impl Json {
    /// Room for so many bytes, where a text is known to be long.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), needs_comma: false }
    }

    /// Begins an object or a list with its bracket.
    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.needs_comma = false;
    }

    /// Ends an object or a list with its bracket.
    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.needs_comma = true;
    }

    /// Ends one JSON text and begins another: no text that is written here holds a line's end.
    pub(crate) fn next_part(&mut self) {
        self.text.push('\n');
        self.needs_comma = false;
    }

    /// A key; its value comes next.
    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.text.push(':');
        self.needs_comma = false;
        self
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        let needs_escape = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
        let mut rest = text;
        while let Some(index) = rest.bytes().position(needs_escape) {
            let (clean, tail) = rest.split_at(index);
            let (escaped, tail) = tail.split_at(1);
            self.text.push_str(clean);
            for byte in escaped.bytes() {
                let _ = write!(self.text, "\\u{byte:04x}");
            }
            rest = tail;
        }
        self.text.push_str(rest);
        self.text.push('"');
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
        self.text.push('"');
        value.write(&mut self.text);
        self.text.push('"');
    }

    pub(crate) fn number(&mut self, number: impl Integer) {
        self.separate();
        let (is_negative, magnitude) = number.parts();
        integer(&mut self.text, is_negative, magnitude, 0);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.separate();
        self.text.push_str(if flag { "true" } else { "false" });
    }

    pub(crate) fn null(&mut self) {
        self.separate();
        self.text.push_str("null");
    }

    /// An amount as the exact decimal, the integer and the currency.
    pub(crate) fn money(&mut self, money: Money) {
        self.open('{');
        self.key("amount").plain(money.amount());
        self.key("minor").number(money.minor);
        self.key("currency").plain(money.currency);
        self.close('}');
    }

    pub(crate) fn capabilities(&mut self, capabilities: Capabilities) {
        self.open('[');
        capabilities.iter().for_each(|capability| self.text(capability.name()));
        self.close(']');
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if self.needs_comma {
            self.text.push(',');
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
    fn write(self, text: &mut String);
}

impl Plain for Decimal {
    fn write(self, text: &mut String) {
        let scale = usize::try_from(self.scale()).unwrap_or(usize::MAX);
        match u64::try_from(self.mantissa().unsigned_abs()) {
            Ok(magnitude) if scale < DIGITS => {
                integer(text, self.is_sign_negative() && magnitude != 0, magnitude, scale);
            }
            _ => drop(write!(text, "{self}")),
        }
    }
}

impl Plain for Price {
    fn write(self, text: &mut String) {
        self.amount().write(text);
    }
}

impl Plain for Currency {
    fn write(self, text: &mut String) {
        text.push_str(self.code());
    }
}

macro_rules! displayed {
    ($($ty:ty),*) => {
        $(impl Plain for $ty {
            fn write(self, text: &mut String) {
                let _ = write!(text, "{self}");
            }
        })*
    };
}

displayed!(Behind, CartId, Cursor);

/// More digits than 64 bits have.
const DIGITS: usize = 24;

/// Writes an integer whose last `scale` digits, fewer than [`DIGITS`], come after a point.
fn integer(text: &mut String, is_negative: bool, mut rest: u64, scale: usize) {
    let mut digits = [b'0'; DIGITS + 1];
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
        text.push('-');
    }
    text.push_str(
        digits.get(left..).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or_default(),
    );
}
