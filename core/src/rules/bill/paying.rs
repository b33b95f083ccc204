//! The bill is fixed, paid, settled among members, and given back.

use rust_decimal::Decimal;

use super::{require_fixed, require_line, require_member, require_not_fixed};
use crate::bill::Drawing;
use crate::error::{Error, ErrorCode, Result};
use crate::event::{BillEvent, MinorShare};
use crate::id::{LineId, Seat};
use crate::role::Capability;
use crate::rules::checks::{minor, require_decided};
use crate::rules::context::{Brought, Context};
use crate::rules::{capabilities, require};
use crate::state::cart::CartState;
use crate::state::terms::Terms;
use crate::sums::rounding::round_together;
use crate::sums::split::allocate;

type Decided<'a> = Result<Option<BillEvent<'a>>>;

/// Fixes the bill as it is, with the spare cents as the group's ledger has them where the flow brought it.
pub(super) fn fix<'a>(cart: &CartState, context: &Context<'_>) -> Decided<'a> {
    if require_not_fixed(cart).is_err() {
        return Ok(None);
    }
    require_decided(cart)?;
    let terms = cart.terms();
    let basis = match context.brought {
        Some(Brought::Basis(basis)) if basis.cart_version == cart.version => Some(basis),
        _ => None,
    };
    // Only a flow keeps the coupons' uses, and only at this very version.
    let needs_flow = |terms: &Terms| terms.group.is_some() || terms.coupons().next().is_some();
    if terms.is_some_and(needs_flow) && basis.is_none() {
        return Err(context.not_brought());
    }
    let behind = |seat: Seat| basis.map_or(0, |basis| basis.behind_of(&cart.names, seat));
    let drawing = Drawing::of(cart, &behind);
    require_fit(cart, &drawing, context)?;
    let columns = || drawing.classes.columns.iter();
    let shares = columns().zip(&drawing.totals);
    Ok(Some(BillEvent::BillFixed {
        total_minor: drawing.total,
        shares: shares.map(|(seat, total)| MinorShare { member: *seat, minor: *total }).collect(),
        behind: columns().map(|seat| behind(*seat)).collect(),
        sharing: drawing.classes.sharing.to_vec(),
        ledger_version: basis.map_or(0, |basis| basis.ledger_version),
    }))
}

fn require_fit(cart: &CartState, drawing: &Drawing<'_>, context: &Context<'_>) -> Result<()> {
    if cart.items().is_empty() {
        return Err(ErrorCode::BillMustNotBeEmpty.into());
    }
    if drawing.classes.is_uneven {
        return Err(ErrorCode::SharesMustSumToTotal.into());
    }
    let policies = cart.terms().map(|terms| terms.policies).unwrap_or_default();
    let total = u64::try_from(drawing.total).unwrap_or(0);
    match (policies.order_min_minor, policies.order_max_minor) {
        (Some(min), _) if policies.is_hard && total < min => {
            return Err(Error::limit(ErrorCode::BelowOrderMin, min));
        }
        (_, Some(max)) if policies.is_hard && total > max => {
            return Err(Error::limit(ErrorCode::ExceedsOrderMax, max));
        }
        _ => {}
    }
    let max = context.limits.total_max;
    if total > max { Err(Error::limit(ErrorCode::ExceedsTotalMax, max)) } else { Ok(()) }
}

pub(super) fn reopen<'a>(cart: &CartState) -> Decided<'a> {
    let terms = require_fixed(cart)?;
    let is_paid = !terms.payments.is_empty() || !terms.transfers.is_empty();
    if is_paid || !terms.refunds.is_empty() {
        return Err(ErrorCode::BillIsPaid.into());
    }
    Ok(Some(BillEvent::BillReopened))
}

/// An amount above zero, in minor units.
fn require_amount(cart: &CartState, amount: Decimal, context: &Context<'_>) -> Result<u64> {
    let amount = minor(amount, cart, context.limits)?;
    if amount == 0 { Err(ErrorCode::AmountMustNotBeZero.into()) } else { Ok(amount) }
}

/// The seat of somebody who is present, or on the bill though they left.
fn require_payer(cart: &CartState, member: &str) -> Result<Seat> {
    let on_bill = cart.terms().and_then(|terms| terms.fixed.as_ref());
    let mut gone = on_bill.into_iter().flat_map(|fixed| &fixed.shares);
    require_member(cart, member).or_else(|error| {
        let found = gone.find(|share| cart.names.get(share.member) == Some(member));
        found.map(|share| share.member).ok_or(error)
    })
}

pub(super) fn record_payment<'a>(
    cart: &CartState,
    payer: &str,
    amount: Decimal,
    context: &Context<'_>,
) -> Decided<'a> {
    let terms = require_fixed(cart)?;
    let payer = require_payer(cart, payer)?;
    let amount_minor = require_amount(cart, amount, context)?;
    let total = terms.fixed.as_ref().map_or(0, |fixed| fixed.total);
    let paid: i64 = terms.payments.iter().map(|share| share.minor).sum();
    let refunds = terms.refunds.iter().flat_map(|refund| &refund.shares);
    let refunded: i64 = refunds.map(|share| share.minor).sum();
    let due = u64::try_from(total - refunded - paid).unwrap_or(0);
    if amount_minor > due {
        return Err(Error::limit(ErrorCode::ExceedsAmountDue, due));
    }
    Ok(Some(BillEvent::PaymentRecorded { payer, amount_minor }))
}

pub(super) fn record_transfer<'a>(
    cart: &CartState,
    payer: &str,
    payee: &str,
    amount: Decimal,
    context: &Context<'_>,
) -> Decided<'a> {
    require_fixed(cart)?;
    let payer = require_payer(cart, payer)?;
    let payee = require_payer(cart, payee)?;
    if context.seat() != Some(payee) {
        require(capabilities(cart, context), Capability::ManageCart)?;
    }
    if payer == payee {
        return Err(ErrorCode::SplitNotValid.into());
    }
    let amount_minor = require_amount(cart, amount, context)?;
    let minor = i64::try_from(amount_minor).unwrap_or(i64::MAX);
    let net = |seat: Seat| {
        let mut moved = cart.terms().into_iter().flat_map(|terms| &terms.transfers);
        moved.find(|share| share.member == seat).map_or(0, |share| share.minor)
    };
    let max = context.limits.total_max;
    let after = [net(payer).saturating_add(minor), net(payee).saturating_sub(minor)];
    if after.iter().any(|net| net.unsigned_abs() > max) {
        return Err(Error::limit(ErrorCode::ExceedsTotalMax, max));
    }
    Ok(Some(BillEvent::TransferRecorded { payer, payee, amount_minor }))
}

/// Gives back so much of what was paid for a line that all refunds of it together are always that part, to the cent; each gets
/// their part of it in proportion to what they have not got back yet, and in the end the very cents they paid.
pub(super) fn refund<'a>(cart: &CartState, line: LineId, quantity: u32) -> Decided<'a> {
    let terms = require_fixed(cart)?;
    let held = require_line(cart, line)?.quantity;
    if quantity == 0 {
        return Err(ErrorCode::QuantityMustNotBeZero.into());
    }
    let before = terms.refunded(line);
    let left = held.saturating_sub(before);
    if quantity > left {
        return Err(Error::limit(ErrorCode::ExceedsRefundableQuantity, left));
    }
    let drawing = Drawing::of(cart, &|_| 0);
    let paid = drawing.line_shares(line);
    let whole: i64 = paid.iter().sum();
    let part = |count: u32| {
        let part = i128::from(whole) * i128::from(count) / i128::from(held.max(1));
        i64::try_from(part).unwrap_or(0)
    };
    let amount = part(before + quantity) - part(before);
    let columns = drawing.classes.columns.iter();
    let kept: Vec<i64> = columns
        .clone()
        .zip(paid)
        .map(|(seat, paid)| paid - terms.given_back(line, *seat))
        .collect();
    let back = if quantity == left { kept } else { in_proportion(amount, &kept) };
    // A minimum or a sponsor moves whole units, which no line has parts of.
    let back = if drawing.shifts.is_empty() { back } else { within(back, &drawing) };
    let shares = columns.zip(back).map(|(seat, minor)| MinorShare { member: *seat, minor });
    let shares = shares.filter(|share| share.minor != 0).collect();
    Ok(Some(BillEvent::ItemRefunded { line, quantity, shares }))
}

/// Nobody gets back more than they paid in all: what would be more goes to those who have not got theirs back.
fn within(mut back: Vec<i64>, drawing: &Drawing<'_>) -> Vec<i64> {
    let account = drawing.account();
    let left = drawing.totals.iter().zip(&account.refunded).map(|(total, back)| total - back);
    let mut left: Vec<i64> = left.collect();
    let mut excess = 0;
    for (back, left) in back.iter_mut().zip(&mut left) {
        let above = (*back - (*left).max(0)).max(0);
        *back -= above;
        excess += above;
        *left = (*left - *back).max(0);
    }
    let weights: Vec<u64> = left.iter().map(|left| left.unsigned_abs()).collect();
    // Where a discount pays somebody for being there, there may be less left than that.
    let excess = excess.min(left.iter().sum());
    let more = if excess > 0 { allocate(excess, &weights) } else { vec![0; back.len()] };
    back.iter().zip(more).map(|(back, more)| back + more).collect()
}

/// The parts of an amount in proportion to what there is of each, which may be below zero.
fn in_proportion(amount: i64, of: &[i64]) -> Vec<i64> {
    let whole: i128 = of.iter().map(|one| i128::from(*one)).sum();
    if whole <= 0 {
        return vec![0; of.len()];
    }
    let exact: Vec<i128> = of.iter().map(|one| i128::from(*one) * i128::from(amount)).collect();
    round_together(&exact, whole, amount)
}
