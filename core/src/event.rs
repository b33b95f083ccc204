//! What happened: the feed, the audit trail and the log in one vocabulary. Tags (the variants' order) are frozen.

mod bill;
pub(crate) mod record;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::command::ItemOption;
use crate::currency::Currency;
use crate::id::{LineId, Seat, TextRef, TokenHash};
use crate::money::Price;
use crate::policy::{CampaignStatus, Policies, Preset};
use crate::role::{Capabilities, Capability};

pub use bill::{BillEvent, MinorShare, QuantityTier, SplitPart};

/// What was in the cart already when somebody added the same SKU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlreadyInCart {
    /// The oldest line with this SKU that somebody else added.
    pub line: LineId,
    /// Who added it.
    pub member: Seat,
    /// How many it held before.
    pub quantity: u32,
    /// How many seconds before this event it was added.
    pub added_ago_s: u32,
}

/// A line whose price the price list changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceChange {
    /// The line.
    pub line: LineId,
    /// Its price before.
    pub old_unit_price: Price,
    /// Its price now.
    pub unit_price: Price,
}

/// A pledge that a campaign did not take in full, when it closed or came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeCut {
    /// The line.
    pub line: LineId,
    /// How many it held.
    pub old_quantity: u32,
    /// How many it holds now; at 0 the line is gone.
    pub quantity: u32,
}

/// What happened in a cart. One event is one version; consequences are fields of it.
///
/// Members are [`Seat`]s and personal texts [`TextRef`]s: the page or view that carries the event turns them into the
/// member's id and the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event<'a> {
    /// The cart was made and its owner seated.
    CartCreated {
        /// The owner's id; the owner has seat 0.
        owner: &'a str,
        /// The cart's one currency.
        currency: Currency,
        /// The setting it started from.
        preset: Preset,
        /// The policies it started with.
        policies: Policies,
        /// What the cart is called.
        title: Option<&'a str>,
        /// What the cart is for.
        purpose: Option<&'a str>,
    },
    /// A new line; its id is this event's version.
    ItemAdded {
        /// The merchant's name for the thing.
        sku: &'a str,
        /// How many.
        quantity: u32,
        /// The price of one.
        unit_price: Price,
        /// Whether the caller gave the price, which the price list then leaves alone.
        is_callers_price: bool,
        /// What was in the cart already, if somebody else had put it there.
        already_in_cart: Option<AlreadyInCart>,
        /// Options, note and beneficiaries, where there are any.
        #[serde(borrow)]
        options: Vec<ItemOption<'a>>,
        /// The note.
        note: Option<TextRef>,
        /// For whom.
        beneficiaries: Vec<Seat>,
    },
    /// An added item merged into a line.
    ItemIncreased {
        /// The line.
        line: LineId,
        /// How many were added.
        added: u32,
        /// How many it holds now.
        quantity: u32,
        /// What was in the cart already, if somebody else had put it there.
        already_in_cart: Option<AlreadyInCart>,
    },
    /// A line's quantity was changed by a difference.
    QuantityAdjusted {
        /// The line.
        line: LineId,
        /// The difference.
        delta: i32,
        /// How many it holds now.
        quantity: u32,
    },
    /// A line's quantity was set.
    QuantitySet {
        /// The line.
        line: LineId,
        /// How many it held.
        old_quantity: u32,
        /// How many it holds now.
        quantity: u32,
        /// Whether the member had seen another quantity than the line held.
        is_contested: bool,
    },
    /// A line was removed.
    ItemRemoved {
        /// The line.
        line: LineId,
        /// How many it held.
        old_quantity: u32,
    },
    /// A line's note was written or cleared.
    NoteSet {
        /// The line.
        line: LineId,
        /// The note.
        note: Option<TextRef>,
    },
    /// A line's beneficiaries were named.
    BeneficiariesSet {
        /// The line.
        line: LineId,
        /// For whom; none means for everybody.
        beneficiaries: Vec<Seat>,
    },
    /// A line's reason was written.
    ReasonSet {
        /// The line.
        line: LineId,
        /// What it is for.
        purpose: Option<&'a str>,
        /// The project it belongs to.
        project: Option<&'a str>,
        /// Who bears the cost.
        cost_centre: Option<&'a str>,
    },
    /// Lines took over the price list's new prices.
    Repriced {
        /// The version of the price list the cart now knows.
        prices_version: u64,
        /// The lines that changed.
        changes: Vec<PriceChange>,
    },
    /// A member was seated.
    MemberAdded {
        /// The member's id; the seat is the next free one.
        member: &'a str,
        /// The role's name.
        role: &'a str,
    },
    /// A member was removed.
    MemberRemoved {
        /// The member.
        member: Seat,
        /// The invitations that ended with it.
        voided: Vec<u64>,
    },
    /// A member left.
    MemberLeft {
        /// The invitations that ended with it.
        voided: Vec<u64>,
    },
    /// A member got another role.
    RoleSet {
        /// The member.
        member: Seat,
        /// The role's name before.
        #[serde(borrow)]
        old_role: Cow<'a, str>,
        /// The role's name now.
        role: &'a str,
        /// The invitations that ended with it.
        voided: Vec<u64>,
    },
    /// A custom role was defined, or defined anew.
    RoleDefined {
        /// The role's name.
        name: &'a str,
        /// What it may do.
        capabilities: Capabilities,
        /// The most its holder's lines may sum to, in minor units.
        money_cap_minor: Option<u64>,
        /// The only categories it may add; none means all.
        categories_allowed: Vec<&'a str>,
        /// Categories it may not add.
        categories_denied: Vec<&'a str>,
        /// The invitations that ended with it.
        voided: Vec<u64>,
    },
    /// Ownership was offered.
    OwnershipOffered {
        /// To whom.
        member: Seat,
    },
    /// Ownership was accepted; the former owner is an admin.
    OwnershipAccepted {
        /// The former owner.
        old_owner: Seat,
    },
    /// The offer of ownership was declined or taken back.
    OwnershipDeclined {
        /// To whom it had been made.
        member: Seat,
    },
    /// An invitation was made; its id is this event's version.
    Invited {
        /// The token's hash.
        token_hash: TokenHash,
        /// The role those who join get.
        role: &'a str,
        /// How often it may be used.
        uses_max: u32,
        /// When it expires, in Unix milliseconds.
        expires_at_ms: u64,
    },
    /// An invitation was ended.
    InvitationRevoked {
        /// The invitation's id.
        invitation: u64,
    },
    /// Somebody joined by an invitation.
    InvitationAccepted {
        /// The invitation's id.
        invitation: u64,
        /// The member's id; the seat is the next free one.
        #[serde(borrow)]
        member: Cow<'a, str>,
        /// The role's name.
        #[serde(borrow)]
        role: Cow<'a, str>,
    },
    /// The cart was locked, or its lock's deadline moved.
    CartLocked {
        /// When the hold ends by itself, in Unix milliseconds.
        until_ms: u64,
    },
    /// The cart's lock was ended.
    CartUnlocked {
        /// Who held it.
        holder: Option<Seat>,
    },
    /// The cart's policies changed.
    PoliciesSet {
        /// The policies before.
        old_policies: Policies,
        /// The policies now.
        policies: Policies,
    },
    /// The cart's title or purpose changed.
    CartRenamed {
        /// What the cart is called.
        title: Option<&'a str>,
        /// What the cart is for.
        purpose: Option<&'a str>,
    },
    /// The cart was closed for good.
    CartClosed,
    /// Something happened to the bill.
    #[serde(borrow)]
    Bill(BillEvent<'a>),
    /// A new line, pledged to a campaign; its id is this event's version.
    Pledged {
        /// The campaign.
        campaign: &'a str,
        /// The merchant's name for the thing.
        #[serde(borrow)]
        sku: Cow<'a, str>,
        /// How many.
        quantity: u32,
        /// The price of one, at the tier that the campaign had reached.
        unit_price: Price,
        /// The campaign's version that the cart then knew.
        campaign_version: u64,
        /// Where the campaign was in its life.
        status: CampaignStatus,
        /// How many of its tiers were reached.
        tiers_reached: u32,
        /// From when on pledges only grow, in Unix milliseconds.
        locks_at_ms: u64,
    },
    /// The cart took over what became of a campaign it has pledged to.
    CampaignFollowed {
        /// The campaign.
        campaign: &'a str,
        /// The campaign's version that the cart now knows.
        campaign_version: u64,
        /// Where the campaign is in its life.
        status: CampaignStatus,
        /// How many of its tiers are reached.
        tiers_reached: u32,
        /// From when on pledges only grow, in Unix milliseconds.
        locks_at_ms: u64,
        /// The lines whose price changed with it.
        changes: Vec<PriceChange>,
        /// The pledges that it does not take in full.
        cuts: Vec<PledgeCut>,
    },
}

impl Event<'_> {
    /// What one must be allowed to see to be shown the event.
    #[must_use]
    pub const fn visibility(&self) -> Capability {
        match self {
            Self::ItemAdded { .. }
            | Self::ItemIncreased { .. }
            | Self::QuantityAdjusted { .. }
            | Self::QuantitySet { .. }
            | Self::ItemRemoved { .. }
            | Self::ReasonSet { .. }
            | Self::Repriced { .. }
            | Self::PoliciesSet { .. }
            | Self::CartRenamed { .. }
            | Self::CartClosed
            | Self::Pledged { .. }
            | Self::CampaignFollowed { .. } => Capability::ViewItems,
            // It names the owner.
            Self::CartCreated { .. }
            | Self::NoteSet { .. }
            | Self::BeneficiariesSet { .. }
            | Self::MemberAdded { .. }
            | Self::MemberRemoved { .. }
            | Self::MemberLeft { .. }
            | Self::RoleSet { .. }
            | Self::RoleDefined { .. }
            | Self::OwnershipOffered { .. }
            | Self::OwnershipAccepted { .. }
            | Self::OwnershipDeclined { .. }
            | Self::InvitationAccepted { .. }
            | Self::CartLocked { .. }
            | Self::CartUnlocked { .. } => Capability::ViewPeople,
            Self::Invited { .. } | Self::InvitationRevoked { .. } => Capability::InviteMembers,
            Self::Bill(event) => event.visibility(),
        }
    }

    /// Whether the event makes the cart larger, and so is refused at the bounds in bytes.
    pub(crate) const fn grows(&self) -> bool {
        if let Self::Bill(event) = self {
            return event.grows();
        }
        matches!(
            self,
            Self::CartCreated { .. }
                | Self::ItemAdded { .. }
                | Self::Pledged { .. }
                | Self::NoteSet { note: Some(_), .. }
                | Self::BeneficiariesSet { .. }
                | Self::ReasonSet { .. }
                | Self::MemberAdded { .. }
                | Self::RoleDefined { .. }
                | Self::Invited { .. }
                | Self::InvitationAccepted { .. }
                | Self::CartRenamed { .. }
        )
    }

    /// The event's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CartCreated { .. } => "cart_created",
            Self::ItemAdded { .. } => "item_added",
            Self::ItemIncreased { .. } => "item_increased",
            Self::QuantityAdjusted { .. } => "quantity_adjusted",
            Self::QuantitySet { .. } => "quantity_set",
            Self::ItemRemoved { .. } => "item_removed",
            Self::NoteSet { .. } => "note_set",
            Self::BeneficiariesSet { .. } => "beneficiaries_set",
            Self::ReasonSet { .. } => "reason_set",
            Self::Repriced { .. } => "repriced",
            Self::MemberAdded { .. } => "member_added",
            Self::MemberRemoved { .. } => "member_removed",
            Self::MemberLeft { .. } => "member_left",
            Self::RoleSet { .. } => "role_set",
            Self::RoleDefined { .. } => "role_defined",
            Self::OwnershipOffered { .. } => "ownership_offered",
            Self::OwnershipAccepted { .. } => "ownership_accepted",
            Self::OwnershipDeclined { .. } => "ownership_declined",
            Self::Invited { .. } => "invited",
            Self::InvitationRevoked { .. } => "invitation_revoked",
            Self::InvitationAccepted { .. } => "invitation_accepted",
            Self::CartLocked { .. } => "cart_locked",
            Self::CartUnlocked { .. } => "cart_unlocked",
            Self::PoliciesSet { .. } => "policies_set",
            Self::CartRenamed { .. } => "cart_renamed",
            Self::CartClosed => "cart_closed",
            Self::Bill(event) => event.name(),
            Self::Pledged { .. } => "pledged",
            Self::CampaignFollowed { .. } => "campaign_followed",
        }
    }

    /// The line the event is about, if it is about one; `version` is the event's own.
    #[must_use]
    pub const fn line(&self, version: u64) -> Option<LineId> {
        match self {
            Self::ItemAdded { .. } | Self::Pledged { .. } => Some(LineId(version)),
            Self::ItemIncreased { line, .. }
            | Self::QuantityAdjusted { line, .. }
            | Self::QuantitySet { line, .. }
            | Self::ItemRemoved { line, .. }
            | Self::NoteSet { line, .. }
            | Self::BeneficiariesSet { line, .. }
            | Self::ReasonSet { line, .. } => Some(*line),
            Self::Bill(event) => event.line(),
            _ => None,
        }
    }
}
