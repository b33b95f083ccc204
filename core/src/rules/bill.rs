//! The bill: who may say how it is split, what is added and taken off, and who paid.

mod adjustments;
mod paying;
mod splits;

use rust_decimal::Decimal;

use crate::command::BillCommand;
use crate::currency::Currency;
use crate::error::{Error, ErrorCode, Result};
use crate::event::{BillEvent, Event};
use crate::id::{CartId, LineId, Seat};
use crate::rules::context::{Context, Decision};
use crate::state::cart::CartState;
use crate::state::line::Line;
use crate::state::terms::Terms;

pub(super) fn decide<'a>(
    cart: &CartState,
    command: &BillCommand<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    use BillCommand as C;
    if command.changes_bill() {
        require_not_fixed(cart)?;
    }
    let event = match command {
        C::SetSplit { rule, parts, spares_late_joiners } => {
            splits::set_split(cart, *rule, parts, *spares_late_joiners, context)?
        }
        C::SetLineSplit { line, rule, parts } => {
            splits::set_line_split(cart, *line, *rule, parts, context)?
        }
        C::ClearLineSplit { line } => splits::clear_line_split(cart, *line)?,
        C::SetExcludedMembers { excluded_members } => splits::exclude(cart, excluded_members)?,
        C::SetSponsor { sponsor, amount_max, person_max } => {
            splits::set_sponsor(cart, *sponsor, [*amount_max, *person_max], context)?
        }
        C::SetShareMinimum { minimum } => splits::set_minimum(cart, *minimum, context)?,
        C::SetAdjustmentSplit { kind, rule, payer } => {
            splits::set_adjustment_split(cart, *kind, *rule, *payer)?
        }
        C::SetDestination { line, destination } => {
            splits::set_destination(cart, *line, *destination, context)?
        }
        C::AddAdjustment { .. } => adjustments::add(cart, command, context)?,
        C::RemoveAdjustment { adjustment } => {
            return adjustments::remove(cart, *adjustment, context);
        }
        C::AddDiscount { .. } => adjustments::add_discount(cart, command, context)?,
        C::RedeemCoupon { code } => adjustments::redeem(cart, code, context)?,
        C::SetBillPolicies { .. } => adjustments::set_policies(cart, command, context)?,
        C::SetGroup { group } => adjustments::set_group(cart, *group, context)?,
        C::FixBill => paying::fix(cart, context)?,
        C::ReopenBill => paying::reopen(cart)?,
        C::RecordPayment { payer, amount } => {
            paying::record_payment(cart, payer, *amount, context)?
        }
        C::RecordTransfer { payer, payee, amount } => {
            paying::record_transfer(cart, payer, payee, *amount, context)?
        }
        C::RefundItem { line, quantity } => paying::refund(cart, *line, *quantity)?,
    };
    Ok(event.map(|event| Event::Bill(event).into()))
}

/// Refuses a discount that no cart in this currency could take.
pub(crate) fn check_discount(
    currency: Currency,
    command: &BillCommand<'_>,
    context: &Context<'_>,
) -> Result<()> {
    if !matches!(command, BillCommand::AddDiscount { .. }) {
        return Err(ErrorCode::CouponTermsNotValid.into());
    }
    let mut cart = CartState::unborn(CartId::default());
    cart.currency = Some(currency);
    adjustments::add_discount(&cart, command, context).map(|_| ())
}

/// Refuses what would change a fixed bill.
pub(super) fn require_not_fixed(cart: &CartState) -> Result<()> {
    let is_fixed = cart.terms().is_some_and(|terms| terms.fixed.is_some());
    if is_fixed { Err(ErrorCode::BillIsFixed.into()) } else { Ok(()) }
}

fn require_fixed(cart: &CartState) -> Result<&Terms> {
    let terms = cart.terms().filter(|terms| terms.fixed.is_some());
    terms.ok_or_else(|| ErrorCode::BillIsNotFixed.into())
}

fn require_line(cart: &CartState, line: LineId) -> Result<&Line> {
    cart.line(line).ok_or_else(|| ErrorCode::LineNotFound.into())
}

fn require_member(cart: &CartState, member: &str) -> Result<Seat> {
    cart.seat_of(member).ok_or_else(|| ErrorCode::MemberNotFound.into())
}

/// A percent that something may be: above 0, at most 100, at most 6 decimals.
fn require_percent(percent: Decimal) -> Result<Decimal> {
    const DECIMALS_MAX: u32 = 6;
    let percent = percent.normalize();
    let is_sound = percent > Decimal::ZERO
        && percent <= Decimal::ONE_HUNDRED
        && percent.scale() <= DECIMALS_MAX;
    if is_sound { Ok(percent) } else { Err(ErrorCode::PercentNotValid.into()) }
}

/// The event, unless it would change nothing.
fn unless(is_unchanged: bool, event: BillEvent<'_>) -> Option<BillEvent<'_>> {
    (!is_unchanged).then_some(event)
}

fn limit(code: ErrorCode, max: u32) -> Error {
    Error::limit(code, max)
}
