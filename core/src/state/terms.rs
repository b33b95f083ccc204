//! What a cart has besides its lines once somebody cares for the bill.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::event::{BillEvent, MinorShare, QuantityTier, SplitPart};
use crate::id::{LineId, Seat};
use crate::policy::{AdjustmentKind, AdjustmentRule, BillPolicies, SplitRule};
use crate::state::cart::{SkuNumbers, Stamp};
use crate::state::line::SkuId;

/// How something is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Split {
    pub(crate) rule: SplitRule,
    /// Ordered by seat.
    pub(crate) parts: Vec<SplitPart>,
}

/// Who pays for others, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sponsor {
    pub(crate) member: Seat,
    pub(crate) amount_max: Option<u64>,
    pub(crate) person_max: Option<u64>,
}

/// What is added or taken off, by an amount or in percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Adjustment {
    pub(crate) id: u64,
    pub(crate) kind: AdjustmentKind,
    pub(crate) amount: Option<u64>,
    #[serde(with = "rust_decimal::serde::str_option")]
    pub(crate) percent: Option<Decimal>,
    pub(crate) line: Option<LineId>,
    pub(crate) member: Option<Seat>,
    pub(crate) destination: Option<Box<str>>,
    pub(crate) label: Option<Box<str>>,
    pub(crate) is_included: bool,
}

/// A SKU that a discount is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DiscountSku {
    pub(crate) text: Box<str>,
    /// Looked up anew in each process.
    #[serde(skip)]
    pub(crate) number: SkuId,
}

/// A discount by a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Discount {
    pub(crate) id: u64,
    #[serde(with = "rust_decimal::serde::str_option")]
    pub(crate) percent: Option<Decimal>,
    pub(crate) amount: Option<u64>,
    pub(crate) tiers: Vec<QuantityTier>,
    pub(crate) buy: Option<u32>,
    pub(crate) get: Option<u32>,
    pub(crate) skus: Vec<DiscountSku>,
    pub(crate) label: Option<Box<str>>,
    pub(crate) is_exclusive: bool,
    pub(crate) priority: u32,
    pub(crate) coupon: Option<Box<str>>,
    /// Who entered the coupon; nobody where the host did.
    pub(crate) entered_by: Option<Seat>,
}

/// The bill as it was fixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fixed {
    /// The version that fixed it.
    pub(crate) version: u64,
    pub(crate) ledger_version: u64,
    pub(crate) total: i64,
    /// Everybody who is on the bill, in order.
    pub(crate) shares: Vec<MinorShare>,
    /// In the same order.
    pub(crate) behind: Vec<i64>,
    /// Who shares in what is split among everybody.
    pub(crate) sharing: Vec<Seat>,
}

/// What was given back of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) line: LineId,
    pub(crate) quantity: u32,
    pub(crate) shares: Vec<MinorShare>,
}

/// What was agreed on about the bill, and what was paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Terms {
    pub(crate) split: Split,
    pub(crate) spares_late_joiners: bool,
    /// Who joined after that was chosen, and at which version.
    pub(crate) late: Vec<(Seat, u64)>,
    /// Ordered by line.
    pub(crate) line_splits: Vec<(LineId, Split)>,
    /// Ordered by line.
    pub(crate) destinations: Vec<(LineId, Box<str>)>,
    /// Ordered by seat.
    pub(crate) excluded: Vec<Seat>,
    pub(crate) sponsor: Option<Sponsor>,
    pub(crate) minimum: Option<u64>,
    /// Ordered by kind.
    pub(crate) kinds: Vec<(AdjustmentKind, AdjustmentRule, Option<Seat>)>,
    /// Ordered by id.
    pub(crate) adjustments: Vec<Adjustment>,
    /// Ordered by priority and id.
    pub(crate) discounts: Vec<Discount>,
    pub(crate) policies: BillPolicies,
    pub(crate) group: Option<Box<str>>,
    pub(crate) fixed: Option<Fixed>,
    /// What the merchant got of each, ordered by seat.
    pub(crate) payments: Vec<MinorShare>,
    /// What each gave to other members less what they got, ordered by seat.
    pub(crate) transfers: Vec<MinorShare>,
    /// Ordered by line.
    pub(crate) refunds: Vec<Refund>,
    /// The last version that changed what is owed between members.
    pub(crate) money_version: u64,
}

impl Terms {
    pub(crate) fn line_split(&self, line: LineId) -> Option<&Split> {
        found(&self.line_splits, line)
    }

    pub(crate) fn destination(&self, line: LineId) -> Option<&str> {
        found(&self.destinations, line).map(|label| &**label)
    }

    /// How a kind of adjustment is shared.
    pub(crate) fn kind_rule(&self, kind: AdjustmentKind) -> (AdjustmentRule, Option<Seat>) {
        let chosen = self.kinds.iter().find(|(other, ..)| *other == kind);
        chosen.map_or((AdjustmentRule::default(), None), |(_, rule, payer)| (*rule, *payer))
    }

    pub(crate) fn coupons(&self) -> impl Iterator<Item = &Discount> {
        self.discounts.iter().filter(|discount| discount.coupon.is_some())
    }

    /// How many of a line were given back.
    pub(crate) fn refunded(&self, line: LineId) -> u32 {
        let refund = self.refunds.iter().find(|refund| refund.line == line);
        refund.map_or(0, |refund| refund.quantity)
    }

    /// What a member got back of a line, in minor units.
    pub(crate) fn given_back(&self, line: LineId, member: Seat) -> i64 {
        let refund = self.refunds.iter().find(|refund| refund.line == line);
        let shares = refund.into_iter().flat_map(|refund| &refund.shares);
        shares.filter(|share| share.member == member).map(|share| share.minor).sum()
    }

    /// Forgets what was said of a line that is gone.
    pub(super) fn forget_line(&mut self, line: LineId) {
        self.line_splits.retain(|(other, _)| *other != line);
        self.destinations.retain(|(other, _)| *other != line);
        self.adjustments.retain(|adjustment| adjustment.line != Some(line));
    }

    /// Notes that somebody joined at `version`.
    pub(super) fn note_joiner(&mut self, seat: Seat, version: u64) {
        if self.spares_late_joiners {
            self.late.push((seat, version));
        }
    }

    /// Takes over what happened at `version`.
    pub(super) fn apply(&mut self, event: &BillEvent<'_>, version: u64, stamp: &Stamp<'_>) {
        match event {
            BillEvent::SplitSet { rule, parts, spares_late_joiners } => {
                self.split = Split { rule: *rule, parts: parts.clone() };
                self.spares_late_joiners = *spares_late_joiners;
                if !spares_late_joiners {
                    self.late.clear();
                }
            }
            BillEvent::LineSplitSet { line, rule, parts } => {
                let split = Split { rule: *rule, parts: parts.clone() };
                put(&mut self.line_splits, *line, Some(split));
            }
            BillEvent::LineSplitCleared { line } => put(&mut self.line_splits, *line, None),
            BillEvent::MembersExcluded { members } => self.excluded.clone_from(members),
            BillEvent::SponsorSet { member, amount_max_minor, person_max_minor } => {
                self.sponsor = member.map(|member| Sponsor {
                    member,
                    amount_max: *amount_max_minor,
                    person_max: *person_max_minor,
                });
            }
            BillEvent::ShareMinimumSet { minimum_minor } => self.minimum = *minimum_minor,
            BillEvent::AdjustmentSplitSet { adjustment_kind: kind, rule, payer } => {
                self.kinds.retain(|(other, ..)| other != kind);
                self.kinds.push((*kind, *rule, *payer));
                self.kinds.sort_unstable_by_key(|(kind, ..)| *kind);
            }
            BillEvent::DestinationSet { line, destination } => {
                put(&mut self.destinations, *line, destination.map(Into::into));
            }
            BillEvent::BillPoliciesSet { policies, .. } => self.policies = *policies,
            BillEvent::GroupSet { group } => self.group = group.map(Into::into),
            BillEvent::DiscountAdded { .. } => {
                self.add_discount(event, version, stamp.author());
                self.find_skus(stamp.skus);
            }
            _ => self.apply_money(event, version),
        }
    }

    fn apply_money(&mut self, event: &BillEvent<'_>, version: u64) {
        let is_money = !matches!(
            event,
            BillEvent::AdjustmentAdded { .. } | BillEvent::AdjustmentRemoved { .. }
        );
        if is_money {
            self.money_version = version;
        }
        match event {
            BillEvent::AdjustmentAdded { .. } => self.add_adjustment(event, version),
            BillEvent::AdjustmentRemoved { adjustment, .. } => {
                self.adjustments.retain(|other| other.id != *adjustment);
                self.discounts.retain(|other| other.id != *adjustment);
            }
            BillEvent::BillFixed { total_minor, shares, behind, sharing, ledger_version } => {
                let (shares, behind) = (shares.clone(), behind.clone());
                let sharing = sharing.clone();
                let (ledger_version, total) = (*ledger_version, *total_minor);
                self.fixed =
                    Some(Fixed { version, ledger_version, total, shares, behind, sharing });
            }
            BillEvent::BillReopened => self.fixed = None,
            BillEvent::PaymentRecorded { payer, amount_minor } => {
                add(&mut self.payments, *payer, signed(*amount_minor));
            }
            BillEvent::TransferRecorded { payer, payee, amount_minor } => {
                add(&mut self.transfers, *payer, signed(*amount_minor));
                add(&mut self.transfers, *payee, -signed(*amount_minor));
            }
            BillEvent::ItemRefunded { line, quantity, shares } => {
                self.add_refund(*line, *quantity, shares);
            }
            _ => {}
        }
    }

    fn add_adjustment(&mut self, event: &BillEvent<'_>, id: u64) {
        let BillEvent::AdjustmentAdded {
            adjustment_kind: kind,
            amount_minor,
            percent,
            line,
            member,
            destination,
            label,
            is_included,
        } = event
        else {
            return;
        };
        self.adjustments.push(Adjustment {
            id,
            kind: *kind,
            amount: *amount_minor,
            percent: *percent,
            line: *line,
            member: *member,
            destination: destination.map(Into::into),
            label: label.map(Into::into),
            is_included: *is_included,
        });
    }

    fn add_discount(&mut self, event: &BillEvent<'_>, id: u64, entered_by: Option<Seat>) {
        let BillEvent::DiscountAdded {
            percent,
            amount_minor,
            tiers,
            buy,
            get,
            skus,
            label,
            is_exclusive,
            priority,
            coupon,
        } = event
        else {
            return;
        };
        self.discounts.push(Discount {
            id,
            percent: *percent,
            amount: *amount_minor,
            tiers: tiers.clone(),
            buy: *buy,
            get: *get,
            skus: skus
                .iter()
                .map(|sku| DiscountSku { text: (**sku).into(), number: SkuId::default() })
                .collect(),
            label: label.as_deref().map(Into::into),
            is_exclusive: *is_exclusive,
            priority: *priority,
            coupon: coupon.clone(),
            entered_by,
        });
        self.discounts.sort_unstable_by_key(|discount| (discount.priority, discount.id));
    }

    /// Looks up the numbers of the discounts' SKUs.
    pub(super) fn find_skus(&mut self, skus: &dyn SkuNumbers) {
        for sku in self.discounts.iter_mut().flat_map(|discount| &mut discount.skus) {
            sku.number = skus.number(&sku.text);
        }
    }

    fn add_refund(&mut self, line: LineId, quantity: u32, shares: &[MinorShare]) {
        let index = match self.refunds.binary_search_by_key(&line, |refund| refund.line) {
            Ok(index) => index,
            Err(index) => {
                self.refunds.insert(index, Refund { line, quantity: 0, shares: Vec::new() });
                index
            }
        };
        let Some(refund) = self.refunds.get_mut(index) else { return };
        refund.quantity = refund.quantity.saturating_add(quantity);
        for share in shares {
            add(&mut refund.shares, share.member, share.minor);
        }
    }

    /// Bytes on the heap, about.
    pub(crate) fn bytes(&self) -> usize {
        const SHARE: usize = size_of::<MinorShare>();
        let text = |text: &Option<Box<str>>| text.as_deref().map_or(0, str::len);
        let split = |split: &Split| size_of::<Split>() + split.parts.len() * size_of::<SplitPart>();
        let splits = self.line_splits.iter().map(|(_, own)| 8 + split(own));
        let destinations = self.destinations.iter().map(|(_, label)| label.len() + 24);
        let adjustments = self.adjustments.iter();
        let adjustments = adjustments
            .map(|one| size_of::<Adjustment>() + text(&one.destination) + text(&one.label));
        let discounts = self.discounts.iter().map(|one| {
            let skus: usize = one.skus.iter().map(|sku| sku.text.len() + 24).sum();
            let tiers = one.tiers.len() * size_of::<QuantityTier>();
            size_of::<Discount>() + skus + tiers + text(&one.label) + text(&one.coupon)
        });
        let refunds = self.refunds.iter();
        let refunds = refunds.map(|refund| size_of::<Refund>() + refund.shares.len() * SHARE);
        let fixed = self.fixed.as_ref().map_or(0, |fixed| fixed.shares.len() * (SHARE + 8));
        size_of::<Self>()
            + split(&self.split)
            + splits.sum::<usize>()
            + destinations.sum::<usize>()
            + adjustments.sum::<usize>()
            + discounts.sum::<usize>()
            + refunds.sum::<usize>()
            + fixed
            + (self.payments.len() + self.transfers.len() + self.late.len()) * SHARE
            + text(&self.group)
    }
}

fn signed(minor: u64) -> i64 {
    i64::try_from(minor).unwrap_or(i64::MAX)
}

fn found<T>(list: &[(LineId, T)], line: LineId) -> Option<&T> {
    let index = list.binary_search_by_key(&line, |(id, _)| *id).ok()?;
    list.get(index).map(|(_, held)| held)
}

fn put<T>(list: &mut Vec<(LineId, T)>, line: LineId, held: Option<T>) {
    match (list.binary_search_by_key(&line, |(id, _)| *id), held) {
        (Ok(index), Some(held)) => {
            if let Some(slot) = list.get_mut(index) {
                slot.1 = held;
            }
        }
        (Ok(index), None) => {
            list.remove(index);
        }
        (Err(index), Some(held)) => list.insert(index, (line, held)),
        (Err(_), None) => {}
    }
}

/// Adds to a member's sum in a list that is ordered by seat.
pub(crate) fn add(list: &mut Vec<MinorShare>, member: Seat, minor: i64) {
    match list.binary_search_by_key(&member, |share| share.member) {
        Ok(index) => {
            if let Some(share) = list.get_mut(index) {
                share.minor = share.minor.saturating_add(minor);
            }
        }
        Err(index) => list.insert(index, MinorShare { member, minor }),
    }
}
