//! How an engine is opened, and what rides on a call.

use core::fmt;
use std::sync::Arc;

use crate::clock::{Clock, Random, SystemClock, SystemRandom};
use crate::id::CommandId;
use crate::limits::{Limits, Rates};
use crate::policy::Preset;
use crate::rules::context::Prices;

/// How an engine is opened.
#[derive(Clone)]
pub struct Options {
    /// The bounds of everything.
    pub limits: Limits,
    /// Token buckets for members and carts; none by default.
    pub rates: Option<Rates>,
    /// How many bytes carts may take in all before growth is refused; unbounded by default.
    pub max_bytes: Option<u64>,
    /// Where prices come from.
    pub prices: Prices,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub random: Arc<dyn Random>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            rates: None,
            max_bytes: None,
            prices: Prices::List,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("limits", &self.limits)
            .field("rates", &self.rates)
            .field("max_bytes", &self.max_bytes)
            .field("prices", &self.prices)
            .finish_non_exhaustive()
    }
}

/// What a new cart starts with.
#[derive(Clone, Copy, Debug)]
pub struct NewCart<'a> {
    /// The member who owns it: an opaque id of the host's, never an e-mail address.
    pub owner: &'a str,
    /// The ISO 4217 code of its one currency.
    pub currency: &'a str,
    /// The setting that decides the first policies.
    pub preset: Preset,
    /// What it is called.
    pub title: Option<&'a str>,
    /// What it is for.
    pub purpose: Option<&'a str>,
}

impl<'a> NewCart<'a> {
    /// A cart among friends, without a title.
    #[must_use]
    pub const fn new(owner: &'a str, currency: &'a str) -> Self {
        Self { owner, currency, preset: Preset::Friends, title: None, purpose: None }
    }
}

/// Who comes to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal<'a> {
    /// The host itself.
    System,
    /// Somebody with this member id, seated or not.
    Member(&'a str),
}

/// What rides on a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommandOptions {
    /// An id that makes a retry harmless: the same id and payload get the same answer and have one effect.
    pub command_id: Option<CommandId>,
    /// Refuse with `version_conflict` unless the cart is at this version.
    pub expect_version: Option<u64>,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swept {
    /// How many carts were looked at.
    pub looked_at: u32,
    /// How many took over new prices.
    pub repriced: u32,
    /// Whether the round over all carts is complete; the next call starts a new one.
    pub is_done: bool,
}
