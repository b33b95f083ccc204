//! What callers see of a bill: who owes what, why, and who then pays whom.

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::event::SplitPart;
use crate::id::{LineId, Seat};
use crate::money::Money;
use crate::names::Names;
use crate::policy::{AdjustmentKind, AdjustmentRule, BillPolicies, SplitRule};

/// Something that is added to the lines, or taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjustmentEntry {
    /// Its id: the version that made it; 0 for the rounding to the smallest coin.
    pub id: u64,
    /// Which kind.
    pub kind: AdjustmentKind,
    /// What it adds, or takes off where it is negative.
    pub amount: Money,
    /// How many percent, where it is given so.
    pub percent: Option<Decimal>,
    /// How it is shared.
    pub rule: AdjustmentRule,
    /// The line it is of.
    pub line: Option<LineId>,
    /// The member it is for.
    pub member: Option<Seat>,
    /// The destination it is of.
    pub destination: Option<String>,
    /// What it is called.
    pub label: Option<String>,
    /// The code of the coupon that brought it.
    pub coupon: Option<String>,
    /// Whether the prices hold it already: then it adds nothing.
    pub is_included: bool,
}

/// What one member owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareEntry {
    /// The member.
    pub member: Seat,
    /// Their part of the lines.
    pub lines: Money,
    /// Their part of the adjustments, and what a sponsor or a minimum changes.
    pub adjustments: Money,
    /// What they pay in all.
    pub total: Money,
    /// What of it was given back.
    pub refunded: Money,
    /// What they paid the merchant, and the other members.
    pub paid: Money,
    /// What they are owed by the others, or owe where it is negative. Zero before anybody paid.
    pub balance: Money,
}

/// Who pays for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SponsorEntry {
    /// The member.
    pub member: Seat,
    /// The most they pay for others in all.
    pub amount_max: Option<Money>,
    /// The most they pay for each.
    pub person_max: Option<Money>,
}

/// A cart's bill at one version: a pure function of that version, and of the ledger's where the cart has a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is an answer of its own")]
pub struct Bill {
    /// The cart's version.
    pub version: u64,
    /// The version of the group's ledger whose spare cents it counts; 0 without a group.
    pub ledger_version: u64,
    /// The currency.
    pub currency: Currency,
    /// The sum of the line totals.
    pub subtotal: Money,
    /// What is added and taken off, in the order in which it is counted.
    pub adjustments: Vec<AdjustmentEntry>,
    /// What is to be paid.
    pub total: Money,
    /// What was given back.
    pub refunded: Money,
    /// What the merchant got.
    pub paid: Money,
    /// What the merchant still gets, or has to give back where it is negative.
    pub due: Money,
    /// What each owes, in the order in which they joined.
    pub shares: Vec<ShareEntry>,
    /// How the lines are shared.
    pub split: SplitRule,
    /// Each member's part of that; hidden like every name from those who may not see people.
    pub parts: Vec<SplitPart>,
    /// Whether whoever joins late is spared what was in the cart before.
    pub spares_late_joiners: bool,
    /// Who shares in nothing that is split among everybody.
    pub excluded_members: Vec<Seat>,
    /// Who pays for others.
    pub sponsor: Option<SponsorEntry>,
    /// The least that each pays.
    pub share_minimum: Option<Money>,
    /// The group whose ledger the cart belongs to.
    pub group: Option<String>,
    /// How it is rounded and bounded.
    pub policies: BillPolicies,
    /// Whether it is fixed.
    pub is_fixed: bool,
    /// Whether it is below the order's minimum.
    pub is_below_min: bool,
    /// Whether it is above the order's maximum.
    pub is_above_max: bool,
    pub(crate) names: Names,
}

impl Bill {
    /// The id of the member in `seat`; nothing where people may not be seen.
    #[must_use]
    pub fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }

    /// The share of the member with this id.
    #[must_use]
    pub fn share(&self, member: &str) -> Option<&ShareEntry> {
        self.shares.iter().find(|share| self.names.get(share.member) == Some(member))
    }
}

/// Why a member pays a part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CellReason {
    /// Everybody pays the same.
    Equal = 0,
    /// They added the line.
    Own = 1,
    /// The line is for them.
    Beneficiary = 2,
    /// By their weight.
    Weight = 3,
    /// By their percent.
    Percent = 4,
    /// By the amount they were named with, or their part of the rest.
    Exact = 5,
    /// They pay all of it.
    Payer = 6,
    /// In proportion to what they have in the lines it is for.
    Proportional = 7,
    /// A sponsor pays for others.
    Sponsor = 8,
    /// Nobody's share is below the minimum.
    Minimum = 9,
    /// It was given back.
    Refund = 10,
}

impl CellReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Equal,
        Self::Own,
        Self::Beneficiary,
        Self::Weight,
        Self::Percent,
        Self::Exact,
        Self::Payer,
        Self::Proportional,
        Self::Sponsor,
        Self::Minimum,
        Self::Refund,
    ];

    /// The reason's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Own => "own",
            Self::Beneficiary => "beneficiary",
            Self::Weight => "weight",
            Self::Percent => "percent",
            Self::Exact => "exact",
            Self::Payer => "payer",
            Self::Proportional => "proportional",
            Self::Sponsor => "sponsor",
            Self::Minimum => "minimum",
            Self::Refund => "refund",
        }
    }
}

/// What one member pays of one row of the bill, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellEntry {
    /// The member.
    pub member: Seat,
    /// The line, where the row is one.
    pub line: Option<LineId>,
    /// The adjustment, where the row is one.
    pub adjustment: Option<u64>,
    /// What they pay of it.
    pub amount: Money,
    /// The whole row.
    pub row: Money,
    /// Why.
    pub reason: CellReason,
    /// Their part …
    pub part: u64,
    /// … of so many.
    pub parts: u64,
    /// The same as a sentence, without a name.
    pub text: String,
}

/// Why each owes what they owe: every cell of the bill's table that is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The cart's version.
    pub version: u64,
    /// The cells, row by row, and in a row in the order in which members joined.
    pub cells: Vec<CellEntry>,
    pub(crate) names: Names,
}

impl Explanation {
    /// The id of the member in `seat`; nothing where people may not be seen.
    #[must_use]
    pub fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }
}

/// A payment between two members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferEntry {
    /// Who pays.
    pub payer: Seat,
    /// Whom.
    pub payee: Seat,
    /// How much.
    pub amount: Money,
}

/// Who pays whom, so that everybody has paid what they owe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The cart's version.
    pub version: u64,
    /// The payments.
    pub transfers: Vec<TransferEntry>,
    /// Whether there is no way with fewer payments; large groups get a good way instead of the best.
    pub is_exact: bool,
    pub(crate) names: Names,
}

impl Settlement {
    /// The id of the member in `seat`; nothing where people may not be seen.
    #[must_use]
    pub fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }
}
