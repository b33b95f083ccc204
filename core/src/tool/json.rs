//! Writes JSON straight into one string.

use core::fmt::{Display, Write};

use crate::id::{Seat, TextRef};
use crate::money::Money;
use crate::role::Capabilities;

/// What turns seats and references into what they stand for.
pub(super) trait Shown {
    fn member(&self, seat: Seat) -> Option<&str>;
    fn text(&self, reference: TextRef) -> Option<&str>;
}

#[derive(Default)]
pub(super) struct Json {
    text: String,
    needs_comma: bool,
}

impl Json {
    /// Begins an object or a list with its bracket.
    pub(super) fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.needs_comma = false;
    }

    /// Ends an object or a list with its bracket.
    pub(super) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.needs_comma = true;
    }

    /// A key; its value comes next.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.text.push(':');
        self.needs_comma = false;
        self
    }

    pub(super) fn text(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.text.extend(['\\', letter]),
                '\0'..' ' => {
                    let _ = write!(self.text, "\\u{:04x}", u32::from(letter));
                }
                _ => self.text.push(letter),
            }
        }
        self.text.push('"');
    }

    pub(super) fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    /// What needs no escaping, in quotes: an amount, an id.
    pub(super) fn plain(&mut self, value: impl Display) {
        self.separate();
        let _ = write!(self.text, "\"{value}\"");
    }

    pub(super) fn number(&mut self, number: impl Display) {
        self.separate();
        let _ = write!(self.text, "{number}");
    }

    pub(super) fn maybe_number(&mut self, number: Option<impl Display>) {
        match number {
            Some(number) => self.number(number),
            None => self.null(),
        }
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.number(flag);
    }

    pub(super) fn null(&mut self) {
        self.number("null");
    }

    /// An amount as the exact decimal, the integer and the currency.
    pub(super) fn money(&mut self, money: Money) {
        self.open('{');
        self.key("amount").plain(money.amount());
        self.key("minor").number(money.minor);
        self.key("currency").plain(money.currency);
        self.close('}');
    }

    pub(super) fn capabilities(&mut self, capabilities: Capabilities) {
        self.open('[');
        capabilities.iter().for_each(|capability| self.text(capability.name()));
        self.close(']');
    }

    /// The text so far, as a line of its own.
    pub(super) fn into_line(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    fn separate(&mut self) {
        if self.needs_comma {
            self.text.push(',');
        }
        self.needs_comma = true;
    }
}
