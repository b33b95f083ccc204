//! What an audit found.

use core::fmt;

use super::{Audit, Part};
use crate::id::CartId;

macro_rules! breaches {
    ($($variant:ident $name:literal $invariant:literal $message:literal;)*) => {
        /// What was found wrong. Each breaks one of the numbered invariants of `core/ARCHITECTURE.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Breach {
            $(#[doc = $message] $variant,)*
        }

        impl Breach {
            /// Every breach there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The breach's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The invariant that is broken.
            #[must_use]
            pub const fn invariant(self) -> &'static str {
                match self { $(Self::$variant => $invariant,)* }
            }

            /// One English sentence without any person's data.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }
    };
}

breaches! {
    // The log.
    LogIsDamaged "log_is_damaged" "I42" "the frame is missing, or is not what was written; what follows was not looked at";
    TailIsMissing "tail_is_missing" "I41" "frames that were acknowledged are gone from the log's end";
    BellIsDamaged "bell_is_damaged" "I41" "the bell cannot say how far the log went";
    StreamNotKnown "stream_not_known" "I42" "the entry belongs to no kind of stream that this release knows";
    // Order and history.
    VersionDoesNotFollow "version_does_not_follow" "I1" "the entry does not begin at its stream's version; the stream was not followed further";
    EventsAreMiscounted "events_are_miscounted" "I1" "the entry holds another number of events than it says";
    EventNotReadable "event_not_readable" "I3" "the entry's bytes are no events; the cart was not followed further";
    EventCannotBeApplied "event_cannot_be_applied" "I3" "the event does not fit the cart; the cart was not followed further";
    FactDiffers "fact_differs" "I3" "the event says something of the cart that was not so";
    TimeOutOfRange "time_out_of_range" "I8" "the event's time is beyond what a time can be";
    // Rights.
    ActorNotPresent "actor_not_present" "I17" "the event's actor was no member";
    CapabilityMissing "capability_missing" "I17" "the event's actor lacked the right";
    ReservedForSystem "reserved_for_system" "I17" "only the host may cause this event";
    ReservedForMembers "reserved_for_members" "I17" "only a member may cause this event";
    EditPolicyForbids "edit_policy_forbids" "I17" "the cart's edit policy forbade the change";
    CartIsLocked "cart_is_locked" "I17" "somebody else held the cart's lock";
    CartIsClosed "cart_is_closed" "I17" "the cart was closed";
    CategoryNotAllowed "category_not_allowed" "I17" "the actor's role excluded the category";
    ExceedsMoneyCap "exceeds_money_cap" "I17" "the actor's lines sum to more than their role allows";
    GrantAboveRight "grant_above_right" "I18" "the actor gave or took what they did not have";
    OwnershipMustBeOffered "ownership_must_be_offered" "I18" "ownership moved without offer and acceptance";
    OwnerMustBeOne "owner_must_be_one" "I18" "the cart has not exactly one owner";
    InvitationOutlivesRight "invitation_outlives_right" "I19" "an invitation is still pending that its maker may no longer make";
    InvitationNotPending "invitation_not_pending" "I21" "the invitation was not pending, was used up, or admits to another role";
    InvitationIsExpired "invitation_is_expired" "I21" "the invitation had expired";
    // Money.
    MoneyOutOfRange "money_out_of_range" "I23" "an amount is negative, too fine, or beyond 2^53";
    LineNotFound "line_not_found" "I24" "the event names a line that is not in the cart";
    QuantityDoesNotFollow "quantity_does_not_follow" "I24" "the event's quantities do not follow from the line's";
    TotalDoesNotAddUp "total_does_not_add_up" "I24" "the cart's total is not the sum of its lines";
    PriceNotListed "price_not_listed" "I27" "the price is not the price list's at that moment";
    PriceFromCaller "price_from_caller" "I27" "the caller gave the price, which this journal's engines do not take";
    // The bill.
    SharesDoNotSum "shares_do_not_sum" "I25" "the shares of the bill do not sum to its total";
    BillIsFixed "bill_is_fixed" "I26" "the bill was fixed, or was not, and so could not change like this";
    ExceedsAmountDue "exceeds_amount_due" "I26" "more was paid or given back than there was";
    // Coupons and ledgers.
    CouponNotValid "coupon_not_valid" "I29" "the coupon was not valid then";
    CouponUsedUp "coupon_used_up" "I29" "the coupon was used more often than its terms allowed";
    CouponUsedByMember "coupon_used_by_member" "I29" "the member used the coupon more often than its terms allowed";
    LedgerMustBalance "ledger_must_balance" "I26" "what the ledger was told, or holds, does not sum to zero";
    // Group buying.
    CampaignTermsNotValid "campaign_terms_not_valid" "I33" "the campaign's terms do not fit together";
    CampaignIsDecided "campaign_is_decided" "I32" "the campaign had been decided, or not yet, and so this could not happen";
    DeadlineDoesNotFollow "deadline_does_not_follow" "I32" "what became of the campaign does not follow from its deadline and what it had reached";
    CampaignIsUndecided "campaign_is_undecided" "I32" "the bill was fixed while a campaign could still change it";
    PledgeNotTaken "pledge_not_taken" "I32" "the campaign took no such pledge then, or held it locked";
    TierDoesNotFollow "tier_does_not_follow" "I33" "what the campaign is said to have reached does not follow from its pledges";
    CampaignPriceDiffers "campaign_price_differs" "I33" "the price of a pledge is not the campaign's at that tier";
    CutDoesNotFollow "cut_does_not_follow" "I34" "what is cut off a pledge is not what the campaign did not take";
    PledgesGoBack "pledges_go_back" "I34" "the campaign took over what the cart had pledged at an earlier version than it knew";
    PledgesDiffer "pledges_differ" "I34" "what the campaign holds or counts is not what carts pledged";
    // What is kept beside the log.
    SnapshotNotReadable "snapshot_not_readable" "I4" "the snapshot, or what follows it, cannot be read or is not sound";
    SnapshotDiffers "snapshot_differs" "I4" "the snapshot and what follows it give another state than the log";
    SnapshotIsMissing "snapshot_is_missing" "I4" "the stream is in the log and cannot be loaded";
    StreamNotInLog "stream_not_in_log" "I4" "the stream is saved and not in the log";
    BlockDiffers "block_differs" "I4" "the sealed block is missing, or is not what the log holds";
    TextNotReferred "text_not_referred" "I46" "a text is kept that no event refers to";
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The log itself.
    Log,
    /// A cart.
    Cart(CartId),
    /// A SKU of the price list.
    Sku(Box<str>),
    /// The coupon with this code.
    Coupon(Box<str>),
    /// A group's ledger in one currency.
    Ledger {
        /// The group's id.
        group: Box<str>,
        /// The currency's code.
        currency: Box<str>,
    },
    /// The campaign with this id.
    Campaign(Box<str>),
}

impl Subject {
    /// Whether another pass looks at it.
    pub(super) fn is_left_by(&self, part: Part) -> bool {
        match self {
            Self::Log | Self::Sku(_) | Self::Campaign(_) => false,
            Self::Cart(id) => !part.holds(id),
            Self::Coupon(code) => !part.holds(code.as_bytes()),
            Self::Ledger { group, currency } => {
                !part.holds([currency.as_bytes(), group.as_bytes()].concat().as_slice())
            }
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Log => f.write_str("the log"),
            Self::Cart(cart) => write!(f, "cart {cart}"),
            Self::Sku(sku) => write!(f, "SKU {sku:?}"),
            Self::Coupon(code) => write!(f, "coupon {code:?}"),
            Self::Ledger { group, currency } => write!(f, "{currency} ledger {group:?}"),
            Self::Campaign(campaign) => write!(f, "campaign {campaign:?}"),
        }
    }
}

/// Something that is not as it must be, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub breach: Breach,
    /// The frame it was met in; the last one read where it is about what lies beside the log.
    pub position: u64,
    /// What it is about.
    pub subject: Subject,
    /// The version of the stream, 0 where it is about none.
    pub version: u64,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { breach, position, subject, version } = self;
        write!(f, "{} {}: position {position}, {subject}", breach.invariant(), breach.name())?;
        if *version > 0 {
            write!(f, ", version {version}")?;
        }
        write!(f, ": {}", breach.message())
    }
}

/// What an audit looked at, and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The last frame that was read.
    pub position: u64,
    /// How many frames were read.
    pub frames: u64,
    /// Carts in the log.
    pub carts: u64,
    /// Events of carts.
    pub events: u64,
    /// SKUs in the price list.
    pub skus: u64,
    /// Coupons in the log.
    pub coupons: u64,
    /// Ledgers in the log.
    pub ledgers: u64,
    /// Campaigns in the log.
    pub campaigns: u64,
    /// Lines added at a price that the caller gave.
    pub prices_from_callers: u64,
    /// Personal texts that events refer to and that are still there.
    pub texts: u64,
    /// Personal texts that events refer to and that were erased.
    pub texts_erased: u64,
    /// Carts that others changed so fast that what is saved of them could not be compared; verify again for those.
    pub carts_unsettled: u64,
    /// How often the log was read.
    pub passes: u32,
    /// What is wrong, in the order of positions.
    pub findings: Vec<Finding>,
    /// How many findings are not among [`Self::findings`].
    pub findings_left_out: u64,
}

impl Report {
    /// Whether nothing was found wrong.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.findings.is_empty() && self.findings_left_out == 0
    }

    pub(super) fn find(
        &mut self,
        audit: Audit,
        breach: Breach,
        position: u64,
        subject: Subject,
        version: u64,
    ) {
        self.keep(audit, Finding { breach, position, subject, version });
    }

    fn keep(&mut self, audit: Audit, finding: Finding) {
        if self.findings.len() < audit.findings_max as usize {
            self.findings.push(finding);
        } else {
            self.findings_left_out += 1;
        }
    }

    /// Drops what was found about some streams, which another pass looks at again.
    pub(super) fn forget(&mut self, is_left: impl Fn(&Subject) -> bool) {
        self.findings.retain(|found| !is_left(&found.subject));
    }

    /// Takes over what another report found.
    pub(super) fn add(&mut self, audit: Audit, other: Self) {
        self.carts_unsettled += other.carts_unsettled;
        self.findings_left_out += other.findings_left_out;
        other.findings.into_iter().for_each(|finding| self.keep(audit, finding));
    }
}
