//! What callers see: a cart at one version, and pages of its events.

mod bill;
mod campaign;

use std::borrow::Cow;
use std::sync::Arc;

use crate::currency::Currency;
use crate::event::Event;
use crate::event::record::{Kept, Record};
use crate::id::{CartId, LineId, Seat, TextRef};
use crate::money::{Money, Price};
use crate::names::{Names, Texts};
use crate::policy::{Policies, Preset};
use crate::role::Capabilities;

pub use bill::{
    AdjustmentEntry, Bill, CellEntry, CellReason, Explanation, Settlement, ShareEntry,
    SponsorEntry, TransferEntry,
};
pub use campaign::{
    CampaignEntry, CampaignList, CampaignMoment, CampaignRow, CampaignSkuEntry, CampaignTierEntry,
    CampaignTotal, CampaignView, PledgeEntry, TippingPoint, TippingShare,
};

/// Where a cart is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CartStatus {
    /// It can be changed.
    Open = 0,
    /// It can only be read.
    Closed = 1,
}

impl CartStatus {
    /// The status's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// An option of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOption {
    /// What is chosen.
    pub key: String,
    /// The choice.
    pub value: String,
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    /// The line's id: the version that made it.
    pub id: LineId,
    /// The merchant's name for the thing.
    pub sku: Arc<str>,
    /// How many.
    pub quantity: u32,
    /// The price of one; may be finer than the currency.
    pub unit_price: Price,
    /// Quantity times unit price, rounded half up once.
    pub line_total: Money,
    /// Who added it.
    pub added_by: Seat,
    /// Who changed it last.
    pub changed_by: Seat,
    /// When it was added, in Unix milliseconds, to the second.
    pub added_at_ms: u64,
    /// What sets it apart, in the order of the keys.
    pub options: Vec<LineOption>,
    /// Why, in a member's words.
    pub note: Option<String>,
    /// For whom; none means for everybody.
    pub beneficiaries: Vec<Seat>,
    /// What it is for.
    pub purpose: Option<String>,
    /// The project it belongs to.
    pub project: Option<String>,
    /// Who bears the cost.
    pub cost_centre: Option<String>,
    /// The campaign it is pledged to.
    pub campaign: Option<String>,
}

/// A member who is present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberEntry {
    /// The seat.
    pub seat: Seat,
    /// The member's id.
    pub id: String,
    /// The role's name.
    pub role: Cow<'static, str>,
}

/// A custom role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// The role's name.
    pub name: String,
    /// What it may do.
    pub capabilities: Capabilities,
    /// The most its holder's lines may sum to.
    pub money_cap: Option<Money>,
    /// The only categories it may add; none means all.
    pub categories_allowed: Vec<String>,
    /// Categories it may not add.
    pub categories_denied: Vec<String>,
}

/// A pending invitation; only those who may invite see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationEntry {
    /// The invitation's id: the version that made it.
    pub id: u64,
    /// The role those who join get.
    pub role: Cow<'static, str>,
    /// Who made it; nobody where the host did.
    pub invited_by: Option<Seat>,
    /// How often it may still be used.
    pub uses_left: u32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: u64,
}

/// A hold on the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockEntry {
    /// Who holds it; nobody where the host does.
    pub holder: Option<Seat>,
    /// When it ends by itself, in Unix milliseconds.
    pub until_ms: u64,
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartView {
    /// The cart's id.
    pub id: CartId,
    /// The version this is.
    pub version: u64,
    /// Where the cart is in its life.
    pub status: CartStatus,
    /// What the cart is called.
    pub title: Option<String>,
    /// What the cart is for.
    pub purpose: Option<String>,
    /// The cart's one currency.
    pub currency: Currency,
    /// The setting it started from.
    pub preset: Preset,
    /// The policies in force.
    pub policies: Policies,
    /// Whether anybody but the owner ever joined.
    pub is_shared: bool,
    /// When it was made, in Unix milliseconds.
    pub created_at_ms: u64,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: u64,
    /// The version of the price list the prices are of; 0 before the first repricing.
    pub prices_version: u64,
    /// The lines, oldest first.
    pub lines: Vec<LineItem>,
    /// The sum of the line totals.
    pub subtotal: Money,
    /// What is to be paid: the subtotal with all adjustments.
    pub total: Money,
    /// The members present, in the order they joined.
    pub members: Vec<MemberEntry>,
    /// The custom roles.
    pub roles: Vec<RoleEntry>,
    /// The pending invitations.
    pub invitations: Vec<InvitationEntry>,
    /// The hold on the cart, if one is in force.
    pub lock: Option<LockEntry>,
    /// To whom ownership is offered.
    pub ownership_offered_to: Option<Seat>,
    /// The campaigns that the cart has pledged to.
    pub campaigns: Vec<CampaignEntry>,
    pub(crate) names: Names,
}

impl CartView {
    /// The id of the member in `seat`, present or not; nothing where people may not be seen.
    #[must_use]
    pub fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }

    /// The line with this id.
    #[must_use]
    pub fn line(&self, id: LineId) -> Option<&LineItem> {
        self.lines.iter().find(|line| line.id == id)
    }
}

/// Who caused an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The host itself.
    System,
    /// A member.
    Member(Seat),
}

/// An event with its version, time and cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// The version the event made.
    pub version: u64,
    /// When, in Unix milliseconds; never before the event before it.
    pub at_ms: u64,
    /// Who caused it. Hidden like every name from those who may not see people.
    pub cause: Cause,
    /// What happened.
    pub event: Event<'a>,
}

/// Some events of one cart, oldest first, with the names and texts they refer to.
#[derive(Clone, Debug, Default)]
pub struct Events {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    names: Names,
    texts: Texts,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    version: u64,
    at_ms: u64,
    cause: Cause,
    end: usize,
}

impl Events {
    pub(crate) const NONE: Self =
        Self { bytes: Vec::new(), entries: Vec::new(), names: Names::NONE, texts: Texts::NONE };

    pub(crate) fn new(names: Names, texts: Texts) -> Self {
        Self { names, texts, ..Self::default() }
    }

    /// The same events with these texts, for whoever may see people.
    pub(crate) fn with_texts(self, texts: Texts) -> Self {
        if self.names == Names::NONE { self } else { Self { texts, ..self } }
    }

    /// Whether one of them may refer to this text: a text is named after its event's version.
    pub(crate) fn may_show(&self, text: TextRef) -> bool {
        self.entries.binary_search_by_key(&text.0, |entry| entry.version).is_ok()
    }

    pub(crate) fn push(&mut self, kept: &Kept<'_>) {
        self.bytes.extend_from_slice(kept.bytes);
        let (version, at_ms, cause) = (kept.version, kept.at_ms, kept.record.cause());
        self.entries.push(Entry { version, at_ms, cause, end: self.bytes.len() });
    }

    /// The events, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Recorded<'_>> {
        let mut start = 0;
        self.entries.iter().filter_map(move |entry| {
            let bytes = self.bytes.get(start..entry.end)?;
            start = entry.end;
            let record: Record<'_> = postcard::from_bytes(bytes).ok()?;
            let Entry { version, at_ms, cause, .. } = *entry;
            Some(Recorded { version, at_ms, cause, event: record.event })
        })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The id of the member in `seat`, present or not; nothing where people may not be seen.
    #[must_use]
    pub fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }

    /// The personal text behind a reference; nothing where it is no longer kept or may not be seen.
    #[must_use]
    pub fn text(&self, text: TextRef) -> Option<&str> {
        self.texts.get(text)
    }

    /// The records one after another, as the history keeps and a journal will keep them.
    #[must_use]
    pub fn record_bytes(&self) -> &[u8] {
        &self.bytes
    }
}
