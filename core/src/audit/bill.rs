//! The bill, from the log alone: shares sum to the total, a fixed bill stays as it is, and nobody gets more than was paid.

use super::Breach;
use super::fold::Step;
use crate::event::{BillEvent, Event};
use crate::policy::AdjustmentKind;
use crate::role::Capability;
use crate::state::terms::{Fixed, Terms};
use crate::view::Cause;

impl Step<'_> {
    /// I25 and I26, in the cart as it was.
    pub(super) fn check_bill(&self, find: &mut dyn FnMut(Breach)) {
        let terms = self.state.terms();
        let fixed = terms.and_then(|terms| terms.fixed.as_ref());
        if let (Event::Bill(event), fixed) = (self.event, fixed) {
            self.check_bill_event(event, terms, fixed, find);
        }
        let changes_lines = matches!(
            self.event,
            Event::ItemAdded { .. }
                | Event::ItemIncreased { .. }
                | Event::QuantityAdjusted { .. }
                | Event::QuantitySet { .. }
                | Event::ItemRemoved { .. }
                | Event::BeneficiariesSet { .. }
                | Event::Repriced { .. }
                | Event::Pledged { .. }
                | Event::CampaignFollowed { .. }
        );
        if changes_lines && fixed.is_some() {
            find(Breach::BillIsFixed);
        }
    }

    fn check_bill_event(
        &self,
        event: &BillEvent<'_>,
        terms: Option<&Terms>,
        fixed: Option<&Fixed>,
        find: &mut dyn FnMut(Breach),
    ) {
        match event {
            BillEvent::AdjustmentRemoved { adjustment, coupon: None } => {
                let mut held = terms.into_iter().flat_map(|terms| &terms.adjustments);
                let is_tip =
                    held.any(|one| one.id == *adjustment && one.kind == AdjustmentKind::Tip);
                if matches!(self.cause, Cause::Member(_)) && !is_tip {
                    find(Breach::ReservedForSystem);
                }
            }
            BillEvent::SponsorSet { member: Some(member), .. } => {
                let is_self = self.cause == Cause::Member(*member);
                if !is_self && !self.held().has(Capability::ManageCart) {
                    find(Breach::CapabilityMissing);
                }
            }
            _ => {}
        }
        match (event, fixed) {
            (BillEvent::BillFixed { total_minor, shares, behind, .. }, None) => {
                let sum: i128 = shares.iter().map(|share| i128::from(share.minor)).sum();
                let is_ordered = shares.is_sorted_by(|one, other| one.member < other.member);
                let is_whole = sum == i128::from(*total_minor) && *total_minor >= 0;
                if !is_whole || !is_ordered || behind.len() != shares.len() {
                    find(Breach::SharesDoNotSum);
                }
                self.check_decided(find);
            }
            (BillEvent::PaymentRecorded { amount_minor, .. }, Some(fixed)) => {
                let paid = terms.into_iter().flat_map(|terms| &terms.payments);
                let paid: i128 = paid.map(|share| i128::from(share.minor)).sum();
                if paid + i128::from(*amount_minor) > i128::from(fixed.total) {
                    find(Breach::ExceedsAmountDue);
                }
            }
            (BillEvent::ItemRefunded { line, quantity, shares }, Some(fixed)) => {
                let held = self.state.line(*line).map_or(0, |line| line.quantity);
                let before = terms.map_or(0, |terms| terms.refunded(*line));
                let refunds = terms.into_iter().flat_map(|terms| &terms.refunds);
                let back = refunds.flat_map(|refund| &refund.shares).chain(shares);
                let back: i128 = back.map(|share| i128::from(share.minor)).sum();
                let is_there = before.checked_add(*quantity).is_some_and(|after| after <= held);
                if !is_there || back > i128::from(fixed.total) {
                    find(Breach::ExceedsAmountDue);
                }
            }
            (BillEvent::TransferRecorded { .. } | BillEvent::BillReopened, Some(_)) => {}
            (
                BillEvent::PaymentRecorded { .. }
                | BillEvent::TransferRecorded { .. }
                | BillEvent::ItemRefunded { .. }
                | BillEvent::BillReopened,
                None,
            )
            | (_, Some(_)) => find(Breach::BillIsFixed),
            (_, None) => {}
        }
    }
}
