//! What a rule may look at besides the cart.

use std::sync::Arc;

use crate::currency::Currency;
use crate::error::{Error, ErrorCode, Result};
use crate::event::Event;
use crate::id::{CartId, LineId, Seat};
use crate::limits::Limits;
use crate::money::Price;
use crate::names::Names;
use crate::state::account::SkuTexts;
use crate::state::campaign::CampaignNews;
use crate::state::line::SkuId;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Actor<'a> {
    /// The host itself.
    System,
    /// A present member.
    Member(Seat),
    /// Somebody outside the cart, by the id they would join with.
    Visitor(&'a str),
}

/// Where prices come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prices {
    /// From the engine's price list only.
    #[default]
    List,
    /// From the caller where it gives one, else from the price list. For hosts whose own code prices; never hand such an
    /// engine to a phone or a browser.
    Caller,
}

/// A SKU as the price list knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer {
    pub(crate) sku: SkuId,
    pub(crate) price: Option<Price>,
}

/// What carts may know of the price list and of campaigns.
pub(crate) trait Facts: SkuTexts {
    /// The SKU's number, and its price in this currency.
    fn offer(&self, sku: &str, currency: Currency) -> Option<Offer>;
    /// The SKU's category.
    fn category(&self, sku: &str) -> Option<Arc<str>>;
    /// The price of a SKU a line holds.
    fn price_of(&self, sku: SkuId, currency: Currency) -> Option<Price>;
    /// What carts are told of a campaign.
    fn campaign(&self, campaign: &str) -> Option<Arc<CampaignNews>>;
    /// How much more a member may pledge to a campaign over all carts, where that is bounded.
    fn room_of(&self, campaign: &str, member: &str) -> Option<u32>;
    /// How much of each of a cart's pledges a campaign takes.
    fn granted(&self, campaign: &str, cart: CartId) -> Vec<(LineId, u32)>;
    /// Refuses with `exceeds_skus_max` where no further SKU can become known.
    fn require_room(&self) -> Result<()>;
}

/// What a flow brought from another stream, for the one command it is about.
#[derive(Clone, Debug)]
pub(crate) enum Brought {
    /// The discount of a coupon of which a use is reserved for this cart.
    Coupon { code: Box<str>, discount: Arc<[u8]> },
    /// How far the members were behind in the group's ledger, which expects this cart's bill.
    Basis(Basis),
    /// The campaign was told that this cart is about to pledge.
    Expected,
    /// What the other stream refused it with: the cart refuses it too, and so remembers that.
    Refused(Error),
}

/// How far the members of a group are behind in spare cents, by the ledger at one version.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    /// The version at which the cart's bill was drawn.
    pub(crate) cart_version: u64,
    pub(crate) ledger_version: u64,
    /// By the members' ids, in order.
    pub(crate) behind: Vec<(Box<str>, i64)>,
}

impl Basis {
    /// How far a member is behind, in 2^-32 minor units.
    pub(crate) fn behind_of(&self, names: &Names, seat: Seat) -> i64 {
        // Names are looked for one after another; most carts are in no group.
        let is_known = !self.behind.is_empty();
        let Some(member) = is_known.then(|| names.get(seat)).flatten() else { return 0 };
        let place = self.behind.binary_search_by(|(other, _)| (**other).cmp(member));
        place.ok().and_then(|place| self.behind.get(place)).map_or(0, |(_, behind)| *behind)
    }
}

/// What deciding may look at besides the cart.
pub(crate) struct Context<'c> {
    pub(crate) actor: &'c Actor<'c>,
    pub(crate) now_ms: u64,
    pub(crate) limits: &'c Limits,
    pub(crate) prices: Prices,
    /// The price list's version when deciding began.
    pub(crate) prices_version: u64,
    pub(crate) facts: &'c dyn Facts,
    pub(crate) brought: Option<&'c Brought>,
}

impl Context<'_> {
    /// The member who acts, if it is one.
    #[inline]
    pub(crate) const fn seat(&self) -> Option<Seat> {
        match *self.actor {
            Actor::Member(seat) => Some(seat),
            Actor::System | Actor::Visitor(_) => None,
        }
    }

    /// Why a command lacks what only a flow brings: the other stream refused it, or was not asked.
    pub(crate) fn not_brought(&self) -> Error {
        match self.brought {
            Some(Brought::Refused(refusal)) => *refusal,
            _ => ErrorCode::StorageBusy.into(),
        }
    }
}

/// What was decided: the event, and the personal text it refers to.
#[derive(Debug)]
pub(crate) struct Decision<'a> {
    pub(crate) event: Event<'a>,
    /// The text that the event's reference stands for.
    pub(crate) text: Option<&'a str>,
}

impl<'a> From<Event<'a>> for Decision<'a> {
    fn from(event: Event<'a>) -> Self {
        Self { event, text: None }
    }
}
