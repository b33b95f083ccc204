//! What happened to a cart's bill. Tags (the variants' order) are frozen.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::id::{LineId, Seat};
use crate::policy::{AdjustmentKind, AdjustmentRule, BillPolicies, SplitRule};
use crate::role::Capability;

/// A member's part of a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitPart {
    /// The member.
    pub member: Seat,
    /// Their weight, percent or amount.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
}

/// A step of a discount by quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityTier {
    /// From this quantity on …
    pub quantity: u32,
    /// … so many percent off.
    #[serde(with = "rust_decimal::serde::str")]
    pub percent: Decimal,
}

/// What a member pays, or gets back, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinorShare {
    /// The member.
    pub member: Seat,
    /// How much.
    pub minor: i64,
}

/// What happened to a cart's bill: a part of [`Event`](crate::Event).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillEvent<'a> {
    /// The cart's split was chosen.
    SplitSet {
        /// How.
        rule: SplitRule,
        /// Each member's part.
        parts: Vec<SplitPart>,
        /// Whether whoever joins from now on is spared what is in the cart already.
        spares_late_joiners: bool,
    },
    /// A line got a rule of its own.
    LineSplitSet {
        /// The line.
        line: LineId,
        /// How.
        rule: SplitRule,
        /// Each member's part.
        parts: Vec<SplitPart>,
    },
    /// A line follows the cart's rule again.
    LineSplitCleared {
        /// The line.
        line: LineId,
    },
    /// These members share in nothing that is split among everybody.
    MembersExcluded {
        /// Who; nobody else.
        members: Vec<Seat>,
    },
    /// A sponsor was named, or there is none any more.
    SponsorSet {
        /// Who pays.
        member: Option<Seat>,
        /// The most they pay for others in all, in minor units.
        amount_max_minor: Option<u64>,
        /// The most they pay for each, in minor units.
        person_max_minor: Option<u64>,
    },
    /// The least that each pays was set.
    ShareMinimumSet {
        /// In minor units.
        minimum_minor: Option<u64>,
    },
    /// How a kind of adjustment is shared was chosen.
    AdjustmentSplitSet {
        /// Which kind.
        adjustment_kind: AdjustmentKind,
        /// How.
        rule: AdjustmentRule,
        /// Who pays, where one does.
        payer: Option<Seat>,
    },
    /// An adjustment was added; its id is this event's version.
    AdjustmentAdded {
        /// Which kind.
        adjustment_kind: AdjustmentKind,
        /// How much, in minor units.
        amount_minor: Option<u64>,
        /// Or how many percent.
        #[serde(with = "rust_decimal::serde::str_option")]
        percent: Option<Decimal>,
        /// Of this line.
        line: Option<LineId>,
        /// For this member.
        member: Option<Seat>,
        /// Of the lines for this destination.
        destination: Option<&'a str>,
        /// What it is called.
        label: Option<&'a str>,
        /// Whether the prices hold it already.
        is_included: bool,
    },
    /// An adjustment, a discount or a coupon was taken out.
    AdjustmentRemoved {
        /// Its id.
        adjustment: u64,
        /// The coupon that is free again.
        coupon: Option<Box<str>>,
    },
    /// A discount was added, by the host or by a coupon; its id is this event's version.
    DiscountAdded {
        /// So many percent off.
        #[serde(with = "rust_decimal::serde::str_option")]
        percent: Option<Decimal>,
        /// So much off, in minor units.
        amount_minor: Option<u64>,
        /// From each quantity on, so many percent off.
        tiers: Vec<QuantityTier>,
        /// Of so many bought …
        buy: Option<u32>,
        /// … so many more are discounted.
        get: Option<u32>,
        /// Only these SKUs; none means every line.
        #[serde(borrow)]
        skus: Vec<Cow<'a, str>>,
        /// What it is called.
        label: Option<Box<str>>,
        /// Whether it stands alone.
        is_exclusive: bool,
        /// Smaller applies first.
        priority: u32,
        /// The code of the coupon that brought it.
        coupon: Option<Box<str>>,
    },
    /// A line's destination was named or cleared.
    DestinationSet {
        /// The line.
        line: LineId,
        /// The label.
        destination: Option<&'a str>,
    },
    /// How the bill is rounded and bounded was set.
    BillPoliciesSet {
        /// As it was.
        old_policies: BillPolicies,
        /// As it is.
        policies: BillPolicies,
    },
    /// The cart belongs to this group's ledger, or to none.
    GroupSet {
        /// The group's id.
        group: Option<&'a str>,
    },
    /// The bill was fixed.
    BillFixed {
        /// What it comes to, in minor units.
        total_minor: i64,
        /// What each pays, everybody who is on the bill.
        shares: Vec<MinorShare>,
        /// How far each was behind in spare cents before, in 2^-32 minor units.
        behind: Vec<i64>,
        /// Who shares in what is split among everybody.
        sharing: Vec<Seat>,
        /// The version of the group's ledger in which the spare cents stand; 0 without a group.
        ledger_version: u64,
    },
    /// The fixing was taken back.
    BillReopened,
    /// A member paid the merchant.
    PaymentRecorded {
        /// Who.
        payer: Seat,
        /// How much, in minor units.
        amount_minor: u64,
    },
    /// A member paid another.
    TransferRecorded {
        /// Who.
        payer: Seat,
        /// Whom.
        payee: Seat,
        /// How much, in minor units.
        amount_minor: u64,
    },
    /// What was paid for some of a line was given back.
    ItemRefunded {
        /// The line.
        line: LineId,
        /// How many.
        quantity: u32,
        /// What each gets back.
        shares: Vec<MinorShare>,
    },
}

impl BillEvent<'_> {
    pub(super) const fn visibility(&self) -> Capability {
        match self {
            Self::BillPoliciesSet { .. }
            | Self::DestinationSet { .. }
            | Self::LineSplitCleared { .. }
            | Self::ShareMinimumSet { .. }
            | Self::BillReopened => Capability::ViewItems,
            Self::SplitSet { .. }
            | Self::LineSplitSet { .. }
            | Self::MembersExcluded { .. }
            | Self::SponsorSet { .. }
            | Self::AdjustmentSplitSet { .. }
            | Self::AdjustmentAdded { .. }
            | Self::AdjustmentRemoved { .. }
            | Self::DiscountAdded { .. }
            | Self::GroupSet { .. }
            | Self::BillFixed { .. }
            | Self::PaymentRecorded { .. }
            | Self::TransferRecorded { .. }
            | Self::ItemRefunded { .. } => Capability::ViewPeople,
        }
    }

    /// Whether the event makes the cart larger.
    pub(super) const fn grows(&self) -> bool {
        matches!(
            self,
            Self::SplitSet { .. }
                | Self::LineSplitSet { .. }
                | Self::MembersExcluded { .. }
                | Self::AdjustmentSplitSet { .. }
                | Self::AdjustmentAdded { .. }
                | Self::DiscountAdded { .. }
                | Self::DestinationSet { destination: Some(_), .. }
                | Self::GroupSet { .. }
                | Self::BillFixed { .. }
                | Self::ItemRefunded { .. }
        )
    }

    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::SplitSet { .. } => "split_set",
            Self::LineSplitSet { .. } => "line_split_set",
            Self::LineSplitCleared { .. } => "line_split_cleared",
            Self::MembersExcluded { .. } => "members_excluded",
            Self::SponsorSet { .. } => "sponsor_set",
            Self::ShareMinimumSet { .. } => "share_minimum_set",
            Self::AdjustmentSplitSet { .. } => "adjustment_split_set",
            Self::AdjustmentAdded { .. } => "adjustment_added",
            Self::AdjustmentRemoved { .. } => "adjustment_removed",
            Self::DiscountAdded { .. } => "discount_added",
            Self::DestinationSet { .. } => "destination_set",
            Self::BillPoliciesSet { .. } => "bill_policies_set",
            Self::GroupSet { .. } => "group_set",
            Self::BillFixed { .. } => "bill_fixed",
            Self::BillReopened => "bill_reopened",
            Self::PaymentRecorded { .. } => "payment_recorded",
            Self::TransferRecorded { .. } => "transfer_recorded",
            Self::ItemRefunded { .. } => "item_refunded",
        }
    }

    pub(super) const fn line(&self) -> Option<LineId> {
        match self {
            Self::LineSplitSet { line, .. }
            | Self::LineSplitCleared { line }
            | Self::DestinationSet { line, .. }
            | Self::ItemRefunded { line, .. } => Some(*line),
            _ => None,
        }
    }
}
