//! Writes JSON straight into one string; no value tree is ever built.

use std::fmt::{Display, Write};

use cartpool::{Capabilities, Events, Money, Seat, TextRef};

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
        let mut clean = 0;
        for (index, byte) in text.bytes().enumerate() {
            if byte == b'"' || byte == b'\\' || byte < 0x20 {
                self.text.push_str(&text[clean..index]);
                let _ = write!(self.text, "\\u{byte:04x}");
                clean = index + 1;
            }
        }
        self.text.push_str(&text[clean..]);
        self.text.push('"');
    }

    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    /// What needs no escaping, in quotes: an amount, an id.
    pub(crate) fn plain(&mut self, value: impl Display) {
        self.separate();
        let _ = write!(self.text, "\"{value}\"");
    }

    pub(crate) fn number(&mut self, number: impl Display) {
        self.separate();
        let _ = write!(self.text, "{number}");
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.number(flag);
    }

    pub(crate) fn null(&mut self) {
        self.number("null");
    }

    /// An amount as the exact decimal, the integer and the currency.
    #[allow(dead_code, reason = "the C host writes events only, and none carries an amount")]
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
