//! The verbs of the bill: how it is split, what is added and taken off, who paid. Docs travel from here to every host.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Demand, ItemOption};
use crate::id::LineId;
use crate::policy::{AdjustmentKind, AdjustmentRule, RoundingLevel, RoundingMode, SplitRule};
use crate::role::Capability;

/// What may be asked about a cart's bill: a part of [`Command`](crate::Command). Tags (the variants' order) are frozen: coupons
/// keep their discounts so.
///
/// Once the bill is fixed, whatever would change it is refused with `bill_is_fixed` before its own errors.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillCommand<'a> {
    /// Chooses how the lines are shared.
    ///
    /// `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100), or an amount; for
    /// `single_payer` it names the one. Under `exact` whoever is not named shares the rest equally. A line's own rule and
    /// its beneficiaries stand above the cart's rule. With `spares_late_joiners`, whoever joins from now on shares only in
    /// lines made after they joined.
    ///
    /// # Errors
    /// `capability_missing`, `split_not_valid`, `member_not_found`, `percents_must_sum_to_hundred`.
    ///
    /// # Events
    /// `SplitSet`.
    ///
    /// # Examples
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// # engine.set_price("TEA", "EUR", "4.50")?;
    /// # let cart = engine.create_cart(NewCart::new("ana", "EUR"))?;
    /// # let ana = cart.member("ana");
    /// # ana.add_member("ben", "editor")?;
    /// ana.add_item("TEA", 1)?;
    /// ana.set_split(SplitRule::ByWeight, &[("ana", "2"), ("ben", "1")])?;
    /// let bill = ana.bill()?;
    /// assert_eq!(bill.shares[0].total.to_string(), "3.00 EUR");
    /// # Ok::<(), Error>(())
    /// ```
    SetSplit {
        /// How.
        rule: SplitRule,
        /// Each member's part, as decimal text.
        parts: Vec<ItemOption<'a>>,
        /// Whether whoever joins from now on is spared what is in the cart already.
        spares_late_joiners: bool,
    },
    /// Gives a line a rule of its own.
    ///
    /// # Errors
    /// `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`, `percents_must_sum_to_hundred`,
    /// `exceeds_splits_max`.
    ///
    /// # Events
    /// `LineSplitSet`.
    SetLineSplit {
        /// The line.
        line: LineId,
        /// How.
        rule: SplitRule,
        /// Each member's part, as decimal text.
        parts: Vec<ItemOption<'a>>,
    },
    /// Lets a line follow the cart's rule again.
    ///
    /// # Errors
    /// `capability_missing`, `line_not_found`.
    ///
    /// # Events
    /// `LineSplitCleared`.
    ClearLineSplit {
        /// The line.
        line: LineId,
    },
    /// Says who shares in nothing that is split among everybody. The list replaces the one before.
    ///
    /// # Errors
    /// `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).
    ///
    /// # Events
    /// `MembersExcluded`.
    SetExcludedMembers {
        /// Present members.
        excluded_members: Vec<&'a str>,
    },
    /// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
    ///
    /// Somebody else becomes the sponsor only by whoever manages the cart.
    ///
    /// # Errors
    /// `capability_missing`, `member_not_found`, `capability_missing` (to name another), `price_not_valid`,
    /// `exceeds_total_max`.
    ///
    /// # Events
    /// `SponsorSet`.
    SetSponsor {
        /// Who pays.
        sponsor: Option<&'a str>,
        /// The most they pay for others in all.
        #[serde(with = "rust_decimal::serde::str_option")]
        amount_max: Option<Decimal>,
        /// The most they pay for each.
        #[serde(with = "rust_decimal::serde::str_option")]
        person_max: Option<Decimal>,
    },
    /// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
    ///
    /// What is missing is raised, and the others' shares fall in proportion to what they have above it.
    ///
    /// # Errors
    /// `capability_missing`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// # Events
    /// `ShareMinimumSet`.
    SetShareMinimum {
        /// The least that each pays.
        #[serde(with = "rust_decimal::serde::str_option")]
        minimum: Option<Decimal>,
    },
    /// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart (unless chosen), or
    /// by one payer.
    ///
    /// # Errors
    /// `capability_missing`, `split_not_valid` (a payer without that rule, or none with it), `member_not_found`.
    ///
    /// # Events
    /// `AdjustmentSplitSet`.
    SetAdjustmentSplit {
        /// Which kind.
        kind: AdjustmentKind,
        /// How.
        rule: AdjustmentRule,
        /// Who pays, where one does.
        payer: Option<&'a str>,
    },
    /// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a line, a member or a
    /// destination; its id is the new version.
    ///
    /// Percents are of the lines it is for, after discounts; for a member of their part of all lines, but a tax is of all of
    /// them. Amounts are given without a sign: a discount takes off, and
    /// never more than there is. A tax that is `included` is shown and changes no total. Members add tips; the rest is the
    /// host's.
    ///
    /// # Errors
    /// `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or both of amount and percent, more
    /// than one target, or `included` on what is no tax), `price_not_valid`, `percent_not_valid`, `exceeds_total_max`,
    /// `line_not_found`, `member_not_found`, `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
    ///
    /// # Events
    /// `AdjustmentAdded`.
    AddAdjustment {
        /// Which kind.
        kind: AdjustmentKind,
        /// How much.
        #[serde(with = "rust_decimal::serde::str_option")]
        amount: Option<Decimal>,
        /// Or how many percent.
        #[serde(with = "rust_decimal::serde::str_option")]
        percent: Option<Decimal>,
        /// Of this line.
        line: Option<LineId>,
        /// For this member.
        member: Option<&'a str>,
        /// Of the lines for this destination.
        destination: Option<&'a str>,
        /// What it is called.
        label: Option<&'a str>,
        /// Whether the prices hold it already: taxes only.
        included: bool,
    },
    /// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the rest is the host's.
    ///
    /// # Errors
    /// `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
    ///
    /// # Events
    /// `AdjustmentRemoved`.
    RemoveAdjustment {
        /// Its id: the version that made it.
        adjustment: u64,
    },
    /// Adds a discount by a rule; its id is the new version.
    ///
    /// Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy` and `get` (of so many
    /// bought, so many more at `percent` off, free unless given; the cheapest are the ones). Discounts apply one after
    /// another, by priority and then age, each to what the ones before left. An exclusive one stands alone: the best of
    /// the exclusive ones, or all others together, whichever takes off more.
    ///
    /// # Errors
    /// `reserved_for_system`, `discount_not_valid`, `percent_not_valid`, `price_not_valid`, `exceeds_total_max`,
    /// `sku_not_valid`, `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
    ///
    /// # Events
    /// `DiscountAdded`.
    AddDiscount {
        /// So many percent off.
        #[serde(with = "rust_decimal::serde::str_option")]
        percent: Option<Decimal>,
        /// So much off.
        #[serde(with = "rust_decimal::serde::str_option")]
        amount: Option<Decimal>,
        /// From each quantity on, so many percent off: quantity to percent, as text.
        tiers: Vec<ItemOption<'a>>,
        /// Of so many bought …
        buy: Option<u32>,
        /// … so many more are discounted.
        get: Option<u32>,
        /// Only these SKUs; none named means every line.
        skus: Vec<&'a str>,
        /// What it is called.
        label: Option<&'a str>,
        /// Whether it stands alone.
        exclusive: bool,
        /// Smaller applies first; 100 unless given.
        priority: Option<u32>,
    },
    /// Says where a line goes, by a label such as an address's name; nothing clears it.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `exceeds_title_max`,
    /// `text_not_valid`, `exceeds_splits_max`.
    ///
    /// # Events
    /// `DestinationSet`.
    SetDestination {
        /// The line.
        line: LineId,
        /// The label.
        destination: Option<&'a str>,
    },
    /// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
    ///
    /// A country sets rounding, level and cash step to its practice; what is named beside it goes before. A step, a minimum
    /// or a maximum of 0 ends it.
    ///
    /// # Errors
    /// `reserved_for_system`, `country_not_known`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// # Events
    /// `BillPoliciesSet`.
    SetBillPolicies {
        /// ISO 3166 alpha-2.
        country: Option<&'a str>,
        /// How half a minor unit and the like are rounded.
        rounding: Option<RoundingMode>,
        /// What is rounded: taxes by line, by unit, by rate, or once.
        level: Option<RoundingLevel>,
        /// The smallest coin: the total is rounded to it.
        #[serde(with = "rust_decimal::serde::str_option")]
        cash_step: Option<Decimal>,
        /// The least a bill may come to.
        #[serde(with = "rust_decimal::serde::str_option")]
        order_min: Option<Decimal>,
        /// The most.
        #[serde(with = "rust_decimal::serde::str_option")]
        order_max: Option<Decimal>,
        /// Whether these refuse to fix the bill, or only warn.
        is_hard: Option<bool>,
    },
    /// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the host's.
    ///
    /// # Errors
    /// `reserved_for_system`, `group_not_valid`.
    ///
    /// # Events
    /// `GroupSet`.
    SetGroup {
        /// The group's id.
        group: Option<&'a str>,
    },
    /// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering it again changes
    /// nothing.
    ///
    /// Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
    ///
    /// # Errors
    /// `capability_missing`, `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`, `version_conflict` (the coupon was
    /// defined anew meanwhile), `exceeds_coupons_max`, `exceeds_adjustments_max`.
    ///
    /// # Events
    /// `DiscountAdded`, with the coupon's code.
    RedeemCoupon {
        /// What is printed on it.
        code: &'a str,
    },
    /// Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to the group's ledger.
    ///
    /// # Errors
    /// `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`, `shares_must_sum_to_total`,
    /// `below_order_min`, `exceeds_order_max`, `exceeds_total_max`, `coupon_not_valid`, `coupon_used_up`,
    /// `coupon_used_by_member`, `exceeds_ledger_members_max`, `exceeds_ledger_carts_max`, `exceeds_balance_max`,
    /// `storage_busy` (where the group's ledger is busy).
    ///
    /// # Events
    /// `BillFixed`.
    FixBill,
    /// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
    ///
    /// # Errors
    /// `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
    ///
    /// # Events
    /// `BillReopened`.
    ReopenBill,
    /// Records that a member paid the merchant.
    ///
    /// # Errors
    /// `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`, `amount_must_not_be_zero`,
    /// `exceeds_amount_due`.
    ///
    /// # Events
    /// `PaymentRecorded`.
    RecordPayment {
        /// Who paid.
        payer: &'a str,
        /// How much.
        #[serde(with = "rust_decimal::serde::str")]
        amount: Decimal,
    },
    /// Records that one member paid another. The payee says so, or whoever manages the cart. It may be more than is owed: a
    /// transfer the other way takes it back.
    ///
    /// # Errors
    /// `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both are the same),
    /// `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's balance of transfers).
    ///
    /// # Events
    /// `TransferRecorded`.
    RecordTransfer {
        /// Who paid.
        payer: &'a str,
        /// Whom.
        payee: &'a str,
        /// How much.
        #[serde(with = "rust_decimal::serde::str")]
        amount: Decimal,
    },
    /// Gives back what was paid for so many of a line: to each the very cents their share of it was.
    ///
    /// # Errors
    /// `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`, `quantity_must_not_be_zero`,
    /// `exceeds_refundable_quantity`.
    ///
    /// # Events
    /// `ItemRefunded`.
    RefundItem {
        /// The line.
        line: LineId,
        /// How many.
        quantity: u32,
    },
}

impl BillCommand<'_> {
    pub(super) const fn demand(&self) -> Demand {
        use Capability as C;
        match self {
            Self::SetSplit { .. }
            | Self::SetLineSplit { .. }
            | Self::ClearLineSplit { .. }
            | Self::SetExcludedMembers { .. }
            | Self::SetSponsor { .. }
            | Self::SetShareMinimum { .. }
            | Self::SetAdjustmentSplit { .. }
            | Self::AddAdjustment { kind: AdjustmentKind::Tip, .. } => {
                Demand::Capability(C::SplitBill)
            }
            Self::AddAdjustment { .. }
            | Self::AddDiscount { .. }
            | Self::SetBillPolicies { .. }
            | Self::SetGroup { .. }
            | Self::RefundItem { .. } => Demand::System,
            Self::RemoveAdjustment { .. } | Self::RecordTransfer { .. } => Demand::Member,
            Self::SetDestination { line, .. } => Demand::Line(*line),
            Self::RedeemCoupon { .. } => Demand::Capability(C::ApplyCoupons),
            Self::FixBill | Self::ReopenBill | Self::RecordPayment { .. } => {
                Demand::Capability(C::Checkout)
            }
        }
    }

    /// Whether it changes what a fixed bill says.
    pub(crate) const fn changes_bill(&self) -> bool {
        !matches!(
            self,
            Self::FixBill
                | Self::ReopenBill
                | Self::RecordPayment { .. }
                | Self::RecordTransfer { .. }
                | Self::RefundItem { .. }
        )
    }

    pub(super) const fn verb(&self) -> &'static str {
        match self {
            Self::SetSplit { .. } => "set_split",
            Self::SetLineSplit { .. } => "set_line_split",
            Self::ClearLineSplit { .. } => "clear_line_split",
            Self::SetExcludedMembers { .. } => "set_excluded_members",
            Self::SetSponsor { .. } => "set_sponsor",
            Self::SetShareMinimum { .. } => "set_share_minimum",
            Self::SetAdjustmentSplit { .. } => "set_adjustment_split",
            Self::AddAdjustment { .. } => "add_adjustment",
            Self::RemoveAdjustment { .. } => "remove_adjustment",
            Self::AddDiscount { .. } => "add_discount",
            Self::SetDestination { .. } => "set_destination",
            Self::SetBillPolicies { .. } => "set_bill_policies",
            Self::SetGroup { .. } => "set_group",
            Self::RedeemCoupon { .. } => "redeem_coupon",
            Self::FixBill => "fix_bill",
            Self::ReopenBill => "reopen_bill",
            Self::RecordPayment { .. } => "record_payment",
            Self::RecordTransfer { .. } => "record_transfer",
            Self::RefundItem { .. } => "refund_item",
        }
    }

    /// Bytes of the texts in the command.
    pub(super) fn text_bytes(&self) -> usize {
        let optional = |text: Option<&str>| text.map_or(0, str::len);
        let pairs = |list: &[ItemOption<'_>]| {
            list.iter().map(|pair| pair.key.len() + pair.value.len() + 2).sum::<usize>()
        };
        let list = |texts: &[&str]| texts.iter().map(|text| text.len() + 1).sum::<usize>();
        match self {
            Self::SetSplit { parts, .. } | Self::SetLineSplit { parts, .. } => pairs(parts),
            Self::SetExcludedMembers { excluded_members } => list(excluded_members),
            Self::SetSponsor { sponsor, .. } => optional(*sponsor),
            Self::SetAdjustmentSplit { payer, .. } => optional(*payer),
            Self::AddAdjustment { member, destination, label, .. } => {
                optional(*member) + optional(*destination) + optional(*label)
            }
            Self::AddDiscount { tiers, skus, label, .. } => {
                pairs(tiers) + list(skus) + optional(*label)
            }
            Self::SetDestination { destination, .. } => optional(*destination),
            Self::SetBillPolicies { country, .. } => optional(*country),
            Self::SetGroup { group } => optional(*group),
            Self::RedeemCoupon { code } => code.len(),
            Self::RecordPayment { payer, .. } => payer.len(),
            Self::RecordTransfer { payer, payee, .. } => payer.len() + payee.len(),
            Self::ClearLineSplit { .. }
            | Self::SetShareMinimum { .. }
            | Self::RemoveAdjustment { .. }
            | Self::FixBill
            | Self::ReopenBill
            | Self::RefundItem { .. } => 0,
        }
    }
}
