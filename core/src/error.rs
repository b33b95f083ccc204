//! Why a command was refused: one table, numbers frozen, no person's data.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::role::Capability;

/// What kind of trouble a code is; hosts map each kind to one error class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ErrorKind {
    /// An argument is malformed: the same call can never succeed.
    Invalid = 1,
    /// The thing named does not exist, or not for this principal.
    NotFound = 2,
    /// The principal lacks the right.
    Denied = 3,
    /// The cart's present state forbids it.
    Conflict = 4,
    /// A documented bound was reached.
    Limit = 5,
    /// A bug in the engine, contained.
    Internal = 6,
    /// What keeps the log cannot take more: not now, or not at all.
    Storage = 7,
}

impl ErrorKind {
    /// The kind's name, as hosts show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NotFound => "not_found",
            Self::Denied => "denied",
            Self::Conflict => "conflict",
            Self::Limit => "limit",
            Self::Internal => "internal",
            Self::Storage => "storage",
        }
    }
}

macro_rules! error_codes {
    ($($number:literal $variant:ident $name:literal $kind:ident $message:literal;)*) => {
        /// Why a call was refused. Numbers are never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $(#[doc = $message] $variant = $number,)*
        }

        impl ErrorCode {
            /// Every code, in the table's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code of this number.
            #[must_use]
            pub const fn numbered(number: u16) -> Option<Self> {
                match number { $($number => Some(Self::$variant),)* _ => None }
            }

            /// The code's name: states the rule that was broken.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The code's kind.
            #[must_use]
            pub const fn kind(self) -> ErrorKind {
                match self { $(Self::$variant => ErrorKind::$kind,)* }
            }

            /// One English sentence without any person's data.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }
    };
}

error_codes! {
    // 1-9: the engine and the boundary.
    1 InternalError "internal_error" Internal "the engine met a bug of its own; nothing was changed";
    2 EngineIsClosed "engine_is_closed" Conflict "the engine has been closed";
    3 CartIsDamaged "cart_is_damaged" Internal "this cart met a bug while changing and is out of use; others go on";
    4 LimitsNotValid "limits_not_valid" Invalid "a limit is zero or above its hard cap";
    5 ExceedsMemoryMax "exceeds_memory_max" Limit "the engine's memory bound is reached; removals still work";
    6 RateExceeded "rate_exceeded" Limit "too many commands in too short a time; try again";
    7 HandleNotValid "handle_not_valid" Invalid "this handle is closed or was never issued";
    8 TextMustBeUtf8 "text_must_be_utf8" Invalid "text must be well-formed UTF-8";
    9 ArgumentNotValid "argument_not_valid" Invalid "an argument has the wrong type or is out of range";
    // 10-19: the cart.
    10 CartNotFound "cart_not_found" NotFound "no such cart for this principal";
    11 CartIsClosed "cart_is_closed" Conflict "the cart is closed";
    12 CartIsLocked "cart_is_locked" Conflict "another member holds the cart's lock";
    13 VersionConflict "version_conflict" Conflict "the cart is not at the expected version";
    14 VersionNotFound "version_not_found" NotFound "the cart has not reached this version";
    15 VersionNoLongerKept "version_no_longer_kept" NotFound "the history no longer reaches back to this version";
    16 ExceedsCartBytesMax "exceeds_cart_bytes_max" Limit "the cart has reached its bound in bytes";
    17 ExceedsEventsMax "exceeds_events_max" Limit "the cart has had as many events as it may";
    18 CartIdNotValid "cart_id_not_valid" Invalid "a cart id is 32 hexadecimal digits";
    19 CartAlreadyExists "cart_already_exists" Conflict "a cart with this id exists";
    // 20-34: members and roles.
    20 CapabilityMissing "capability_missing" Denied "the member lacks the capability";
    21 ReservedForSystem "reserved_for_system" Denied "only the host itself may do this";
    22 MemberNotFound "member_not_found" NotFound "no such member in this cart";
    23 MemberAlreadyInCart "member_already_in_cart" Conflict "this member is already in the cart";
    24 MemberIdNotValid "member_id_not_valid" Invalid "a member id is 1 to 64 bytes without control characters";
    25 ExceedsMembersMax "exceeds_members_max" Limit "the cart has the maximum number of members";
    26 RoleNotFound "role_not_found" NotFound "no such role in this cart";
    27 RoleNameNotValid "role_name_not_valid" Invalid "a role name is 1 to 64 bytes without control characters";
    28 ExceedsRolesMax "exceeds_roles_max" Limit "the cart has the maximum number of custom roles";
    29 ReadyRoleIsFixed "ready_role_is_fixed" Conflict "a ready-made role cannot be redefined";
    30 OwnershipMustBeOffered "ownership_must_be_offered" Conflict "ownership moves only by offer and acceptance";
    31 OwnershipNotOffered "ownership_not_offered" Conflict "ownership has not been offered to this member";
    32 OwnerMustStay "owner_must_stay" Conflict "a cart always has an owner";
    33 ExceedsCategoriesMax "exceeds_categories_max" Limit "a role lists the maximum number of categories";
    34 CategoryNotValid "category_not_valid" Invalid "a category is 1 to 64 bytes without control characters";
    // 40-59: lines.
    40 LineNotFound "line_not_found" NotFound "no such line in this cart";
    41 QuantityMustNotBeZero "quantity_must_not_be_zero" Invalid "quantity must be at least 1";
    42 ExceedsQuantityMax "exceeds_quantity_max" Limit "the line would hold more than the maximum quantity";
    43 ExceedsLinesMax "exceeds_lines_max" Limit "the cart has the maximum number of lines";
    44 SkuNotValid "sku_not_valid" Invalid "a SKU is 1 to 64 bytes without control characters";
    45 SuggestionRequired "suggestion_required" Denied "this cart is changed by suggestion only";
    46 ExceedsMoneyCap "exceeds_money_cap" Limit "the member's role caps the money they may add";
    47 CategoryNotAllowed "category_not_allowed" Denied "the member's role excludes this category";
    48 ExceedsNoteMax "exceeds_note_max" Limit "the note is too long";
    49 ExceedsOptionsMax "exceeds_options_max" Limit "the line has too many options";
    50 OptionNotValid "option_not_valid" Invalid "an option is a distinct key of 1 to 40 and a value of up to 500 characters";
    51 BeneficiariesMustDiffer "beneficiaries_must_differ" Invalid "a beneficiary is listed twice";
    52 ExceedsTitleMax "exceeds_title_max" Limit "the text is longer than a title may be";
    53 TextNotValid "text_not_valid" Invalid "text holds a control character";
    54 DeadlineNotValid "deadline_not_valid" Invalid "the deadline has passed or is too far ahead";
    // 60-69: prices.
    60 PriceNotFound "price_not_found" NotFound "the price list has no price for this SKU and currency";
    61 UnitPriceNotAllowed "unit_price_not_allowed" Denied "this engine takes prices from its price list only";
    62 PriceNotValid "price_not_valid" Invalid "a price is zero or more, with at most 4 digits beyond the currency's own";
    63 ExceedsUnitPriceMax "exceeds_unit_price_max" Limit "the unit price is above its bound";
    64 ExceedsTotalMax "exceeds_total_max" Limit "the cart's total would pass its bound";
    65 CurrencyNotValid "currency_not_valid" Invalid "a currency is an ISO 4217 code of three capital letters with minor units";
    66 ExceedsSkusMax "exceeds_skus_max" Limit "the engine knows the maximum number of SKUs";
    // 70-79: invitations.
    70 InvitationNotValid "invitation_not_valid" Denied "no such invitation, or no longer";
    71 InvitationNotFound "invitation_not_found" NotFound "no such pending invitation in this cart";
    72 ExceedsInvitationsMax "exceeds_invitations_max" Limit "the cart has the maximum number of pending invitations";
    73 InvitationRoleTooHigh "invitation_role_too_high" Denied "a link admits at most as editor";
    74 ExceedsInvitationUsesMax "exceeds_invitation_uses_max" Limit "an invitation may be used 1 to 100 times";
    75 TokenHashNotValid "token_hash_not_valid" Invalid "a token hash is 43 characters of base64url";
    // 80-89: commands, retries, batches.
    80 CommandIdNotValid "command_id_not_valid" Invalid "a command id is a UUID of version 7 at most 5 minutes ahead of the clock";
    81 CommandIdReused "command_id_reused" Conflict "this command id was used for something else";
    82 CommandIdTooOld "command_id_too_old" Conflict "this command id is older than the ids still remembered";
    83 ExceedsBatchMax "exceeds_batch_max" Limit "the batch holds too many commands";
    84 BatchMustNotBeEmpty "batch_must_not_be_empty" Invalid "a batch holds at least one command";
    85 ExceedsBatchBytesMax "exceeds_batch_bytes_max" Limit "the batch is too large in bytes";
    86 NotAllowedInBatch "not_allowed_in_batch" Invalid "this command cannot be part of a batch";
    87 ExceedsCommandBytesMax "exceeds_command_bytes_max" Limit "the command is too large in bytes";
    88 ExceedsEventBytesMax "exceeds_event_bytes_max" Limit "the event would be too large in bytes";
    89 CommandNotValid "command_not_valid" Invalid "these bytes are not a command of this engine";
    // 90-94: the feed.
    90 CursorNotValid "cursor_not_valid" Invalid "a cursor is epoch and version, as a page gave it";
    91 ExceedsWatchesMax "exceeds_watches_max" Limit "the cart or the engine has the maximum number of watches";
    // 95-109: what keeps the log.
    95 StorageBusy "storage_busy" Storage "the storage is busy; nothing was changed, try again";
    96 StorageFailed "storage_failed" Storage "writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew";
    97 StorageIsDamaged "storage_is_damaged" Storage "what lies in the storage is not what was written";
    98 StorageNotRecognized "storage_not_recognized" Storage "this file is not a journal of this engine's";
    99 StorageTooNew "storage_too_new" Storage "this journal was written by a newer release";
    100 StorageIsReadOnly "storage_is_read_only" Storage "the journal cannot be written";
    101 StorageNotFound "storage_not_found" Storage "the journal's folder does not exist or cannot be read";
    102 DurabilityNotValid "durability_not_valid" Invalid "durability is synced or buffered";
    103 EngineIsForked "engine_is_forked" Conflict "this engine belongs to the process this one was forked from; open another here";
    // 110-129: the bill.
    110 SplitNotValid "split_not_valid" Invalid "this rule takes other parts: each member once, above zero, as decimal text";
    111 PercentsMustSumToHundred "percents_must_sum_to_hundred" Invalid "the percents of a split sum to 100";
    112 SharesMustSumToTotal "shares_must_sum_to_total" Conflict "exact amounts leave a rest that nobody pays, or are more than there is";
    113 ExceedsSplitsMax "exceeds_splits_max" Limit "the cart has the maximum number of lines with a rule or a destination of their own";
    114 AdjustmentNotFound "adjustment_not_found" NotFound "no such adjustment in this cart";
    115 AdjustmentNotValid "adjustment_not_valid" Invalid "an adjustment has an amount or a percent, one target at most, and only a tax is included";
    116 DiscountNotValid "discount_not_valid" Invalid "a discount has exactly one rule, whose steps and counts are above zero";
    117 PercentNotValid "percent_not_valid" Invalid "a percent is above 0 and at most 100, with at most 6 decimals";
    118 ExceedsAdjustmentsMax "exceeds_adjustments_max" Limit "the cart has the maximum number of adjustments";
    119 ExceedsCouponsMax "exceeds_coupons_max" Limit "the cart has the maximum number of coupons";
    120 CountryNotKnown "country_not_known" Invalid "no rounding practice is known for this country";
    122 BillIsFixed "bill_is_fixed" Conflict "the bill is fixed";
    123 BillIsNotFixed "bill_is_not_fixed" Conflict "the bill is not fixed yet";
    124 BillIsPaid "bill_is_paid" Conflict "somebody has paid already";
    125 BillMustNotBeEmpty "bill_must_not_be_empty" Conflict "there is nothing on the bill";
    126 BelowOrderMin "below_order_min" Conflict "the bill is below the order's minimum";
    127 ExceedsOrderMax "exceeds_order_max" Conflict "the bill is above the order's maximum";
    128 AmountMustNotBeZero "amount_must_not_be_zero" Invalid "an amount must be above zero";
    129 ExceedsAmountDue "exceeds_amount_due" Conflict "this is more than is still due";
    // 130-149: coupons and ledgers.
    130 CouponNotValid "coupon_not_valid" Denied "no such coupon, or not now";
    131 CouponUsedUp "coupon_used_up" Conflict "the coupon has been used as often as it may be";
    132 CouponUsedByMember "coupon_used_by_member" Conflict "the member has used the coupon as often as they may";
    133 CouponNotFound "coupon_not_found" NotFound "no coupon has this code";
    134 CouponCodeNotValid "coupon_code_not_valid" Invalid "a coupon's code is 1 to 64 bytes without control characters";
    135 CouponTermsNotValid "coupon_terms_not_valid" Invalid "a coupon's terms end before they begin";
    136 ExceedsCouponMembersMax "exceeds_coupon_members_max" Limit "the coupon is used by the maximum number of members";
    137 ExceedsCouponUsesMax "exceeds_coupon_uses_max" Limit "the coupon has the maximum number of uses that are kept";
    138 GroupNotValid "group_not_valid" Invalid "a group's id is 1 to 64 bytes without control characters";
    139 LedgerMustBalance "ledger_must_balance" Invalid "what a cart puts into a ledger must sum to zero";
    140 ExceedsLedgerMembersMax "exceeds_ledger_members_max" Limit "the ledger has the maximum number of members";
    141 ExceedsLedgerCartsMax "exceeds_ledger_carts_max" Limit "the ledger has the maximum number of carts that are not settled";
    142 ExceedsBalanceMax "exceeds_balance_max" Limit "a balance would pass its bound";
    143 TransferNotValid "transfer_not_valid" Invalid "a transfer moves more than nothing from one member to another";
    144 ExceedsAccountsMax "exceeds_accounts_max" Limit "the engine has the maximum number of coupons or of ledgers";
    // 150-: more of the bill.
    150 ExceedsRefundableQuantity "exceeds_refundable_quantity" Conflict "this is more than was paid for and not given back yet";
    // 160-179: campaigns and pledges.
    160 CampaignNotFound "campaign_not_found" NotFound "no campaign with this id takes this cart's currency";
    161 CampaignIdNotValid "campaign_id_not_valid" Invalid "a campaign's id is 1 to 64 bytes without control characters";
    162 CampaignTermsNotValid "campaign_terms_not_valid" Invalid "a campaign's terms do not fit together: SKUs, rising tiers, minimum, bounds, and dates in their order";
    163 CampaignAlreadyExists "campaign_already_exists" Conflict "a campaign with this id and other terms exists";
    164 CampaignTakesNoPledges "campaign_takes_no_pledges" Conflict "the campaign is not open for this, or no longer";
    165 PledgeIsLocked "pledge_is_locked" Conflict "pledges only grow from here on";
    166 BelowPledgeMin "below_pledge_min" Conflict "a member pledges at least the campaign's minimum, or nothing";
    167 ExceedsPledgeMax "exceeds_pledge_max" Limit "the member would pledge more than the campaign takes of one";
    168 SkuNotInCampaign "sku_not_in_campaign" Invalid "the campaign is not for this SKU, or for several and none was named";
    169 CampaignIsUndecided "campaign_is_undecided" Conflict "a campaign that this cart has pledged to has not been decided yet";
    170 CampaignIsOver "campaign_is_over" Conflict "the campaign was ordered, failed or was cancelled";
    171 CampaignIsNotClosed "campaign_is_not_closed" Conflict "the campaign has not closed yet";
    172 ExceedsCartCampaignsMax "exceeds_cart_campaigns_max" Limit "the cart has pledged to the maximum number of campaigns";
    173 ExceedsCampaignCartsMax "exceeds_campaign_carts_max" Limit "the campaign spans the maximum number of carts";
    174 ExceedsCampaignSkusMax "exceeds_campaign_skus_max" Limit "the campaign has too many SKUs";
    175 ExceedsCampaignTiersMax "exceeds_campaign_tiers_max" Limit "the campaign has too many tiers";
}

/// The one fact that helps to mend the call; typed, and never a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ErrorContext {
    /// Nothing more to say.
    None,
    /// The bound that would have been passed.
    Limit {
        /// The bound, in the unit of the limit's name.
        max: u64,
    },
    /// The cart's version against the expected one.
    Version {
        /// What the caller expected.
        expected: u64,
        /// What the cart is at.
        actual: u64,
    },
    /// The oldest version the history still holds.
    Oldest {
        /// The oldest version still kept.
        version: u64,
    },
    /// The capability that is missing.
    Capability(Capability),
    /// When to try again.
    RetryAfter {
        /// Milliseconds to wait.
        ms: u64,
    },
    /// Where in the log.
    Position {
        /// The first position that cannot be trusted; 0 is outside the log.
        position: u64,
    },
}

/// A refusal: a code and the fact that helps to mend the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// Why.
    pub code: ErrorCode,
    /// The fact that helps to mend the call.
    pub context: ErrorContext,
}

/// The engine's result.
pub type Result<T, E = Error> = core::result::Result<T, E>;

impl Error {
    pub(crate) fn limit(code: ErrorCode, max: impl TryInto<u64>) -> Self {
        let max = max.try_into().unwrap_or(u64::MAX);
        Self { code, context: ErrorContext::Limit { max } }
    }

    pub(crate) const fn missing(capability: Capability) -> Self {
        Self { code: ErrorCode::CapabilityMissing, context: ErrorContext::Capability(capability) }
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self { code, context: ErrorContext::None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.name(), self.code.message())?;
        match self.context {
            ErrorContext::None => Ok(()),
            ErrorContext::Limit { max } => write!(f, " (maximum {max})"),
            ErrorContext::Version { expected, actual } => {
                write!(f, " (expected {expected}, is {actual})")
            }
            ErrorContext::Oldest { version } => write!(f, " (oldest kept is {version})"),
            ErrorContext::Capability(capability) => write!(f, " ({})", capability.name()),
            ErrorContext::RetryAfter { ms } => write!(f, " (retry after {ms} ms)"),
            ErrorContext::Position { position } => write!(f, " (at position {position})"),
        }
    }
}

impl std::error::Error for Error {}
