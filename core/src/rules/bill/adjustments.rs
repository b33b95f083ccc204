//! What is added to the lines and taken off, and how the bill is rounded and bounded.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{limit, require_line, require_member, require_percent, unless};
use crate::command::{BillCommand, ItemOption};
use crate::error::{Error, ErrorCode, Result};
use crate::event::{BillEvent, Event, QuantityTier};
use crate::money::parse_amount;
use crate::policy::{AdjustmentKind, BillPolicies};
use crate::role::Capability;
use crate::rules::checks::{minor, require_id, require_sku, require_title};
use crate::rules::context::{Actor, Brought, Context, Decision};
use crate::rules::{capabilities, require};
use crate::state::cart::CartState;
use crate::state::terms::Terms;
use crate::sums::countries::practice;

type Decided<'a> = Result<Option<BillEvent<'a>>>;

/// Tiers of one discount, and SKUs it is for.
const TIERS_MAX: usize = 16;
const SKUS_MAX: usize = 64;
/// Where a discount names no priority.
const PRIORITY: u32 = 100;

fn require_room(cart: &CartState, context: &Context<'_>) -> Result<()> {
    let count = cart.terms().map_or(0, |terms| terms.adjustments.len() + terms.discounts.len());
    let max = context.limits.adjustments_max;
    if count >= max as usize {
        return Err(limit(ErrorCode::ExceedsAdjustmentsMax, max));
    }
    Ok(())
}

pub(super) fn add<'a>(
    cart: &CartState,
    command: &BillCommand<'a>,
    context: &Context<'_>,
) -> Decided<'a> {
    let BillCommand::AddAdjustment {
        kind,
        amount,
        percent,
        line,
        member,
        destination,
        label,
        included,
    } = *command
    else {
        return Err(ErrorCode::InternalError.into());
    };
    let targets = [line.is_some(), member.is_some(), destination.is_some()];
    let has_one_amount = amount.is_some() != percent.is_some();
    let has_one_target = targets.iter().filter(|is_named| **is_named).count() <= 1;
    let may_be_included = kind == AdjustmentKind::Tax || !included;
    let is_given = kind != AdjustmentKind::CashRounding;
    if !(has_one_amount && has_one_target && may_be_included && is_given) {
        return Err(ErrorCode::AdjustmentNotValid.into());
    }
    let amount_minor = amount.map(|amount| minor(amount, cart, context.limits)).transpose()?;
    let percent = percent.map(require_percent).transpose()?;
    line.map(|line| require_line(cart, line)).transpose()?;
    let member = member.map(|member| require_member(cart, member)).transpose()?;
    require_title(destination, context.limits)?;
    require_title(label, context.limits)?;
    require_room(cart, context)?;
    if !included && kind != AdjustmentKind::Discount {
        require_bounded(cart, amount_minor, percent, context)?;
    }
    let is_included = included;
    Ok(Some(BillEvent::AdjustmentAdded {
        adjustment_kind: kind,
        amount_minor,
        percent,
        line,
        member,
        destination,
        label,
        is_included,
    }))
}

/// Refuses what could bring the total of a cart as large as it may be beyond 2^53 - 1, so that JSON keeps it exact.
fn require_bounded(
    cart: &CartState,
    amount: Option<u64>,
    percent: Option<Decimal>,
    context: &Context<'_>,
) -> Result<()> {
    const MINOR_MAX: u64 = (1 << 53) - 1;
    let held = cart.terms().into_iter().flat_map(|terms| &terms.adjustments);
    let held = held.filter(|one| !one.is_included && one.kind != AdjustmentKind::Discount);
    let (mut amounts, mut percents) =
        (u128::from(amount.unwrap_or(0)), percent.unwrap_or_default());
    for one in held {
        amounts += u128::from(one.amount.unwrap_or(0));
        percents += one.percent.unwrap_or_default();
    }
    let percents = u128::try_from(percents.ceil().mantissa()).unwrap_or(u128::MAX);
    let lines = u128::from(context.limits.total_max);
    let most = lines + lines.saturating_mul(percents) / 100 + amounts;
    if most > u128::from(MINOR_MAX) {
        return Err(Error::limit(ErrorCode::ExceedsTotalMax, MINOR_MAX));
    }
    Ok(())
}

pub(super) fn remove<'a>(
    cart: &CartState,
    adjustment: u64,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let terms = cart.terms().ok_or(ErrorCode::AdjustmentNotFound)?;
    let plain = terms.adjustments.iter().find(|one| one.id == adjustment);
    let discount = terms.discounts.iter().find(|one| one.id == adjustment);
    let needed = match (plain, discount) {
        (Some(one), _) if one.kind == AdjustmentKind::Tip => Some(Capability::SplitBill),
        (_, Some(one)) if one.coupon.is_some() => Some(Capability::ApplyCoupons),
        (None, None) => return Err(ErrorCode::AdjustmentNotFound.into()),
        _ => None,
    };
    match needed {
        Some(capability) => require(capabilities(cart, context), capability)?,
        None if *context.actor == Actor::System => {}
        None => return Err(ErrorCode::ReservedForSystem.into()),
    }
    let coupon = discount.and_then(|one| one.coupon.clone());
    Ok(Some(Event::Bill(BillEvent::AdjustmentRemoved { adjustment, coupon }).into()))
}

pub(super) fn add_discount<'a>(
    cart: &CartState,
    command: &BillCommand<'a>,
    context: &Context<'_>,
) -> Decided<'a> {
    let BillCommand::AddDiscount {
        percent,
        amount,
        tiers,
        buy,
        get,
        skus,
        label,
        exclusive,
        priority,
    } = command
    else {
        return Err(ErrorCode::InternalError.into());
    };
    let is_by_count = buy.is_some() || get.is_some();
    let rules =
        [percent.is_some() && !is_by_count, amount.is_some(), !tiers.is_empty(), is_by_count];
    let has_one_rule = rules.iter().filter(|is_given| **is_given).count() == 1;
    let counts = [*buy, *get];
    let has_counts = !is_by_count || counts.iter().all(|count| count.is_some_and(|it| it > 0));
    if !has_one_rule || !has_counts || skus.len() > SKUS_MAX {
        return Err(ErrorCode::DiscountNotValid.into());
    }
    let percent = percent.map(require_percent).transpose()?;
    let amount_minor = amount.map(|amount| minor(amount, cart, context.limits)).transpose()?;
    let tiers = checked_tiers(tiers)?;
    for sku in skus {
        require_sku(sku, context.limits)?;
        if context.facts.offer(sku, cart.money()).is_none() {
            context.facts.require_room()?;
        }
    }
    require_title(*label, context.limits)?;
    require_room(cart, context)?;
    Ok(Some(BillEvent::DiscountAdded {
        percent,
        amount_minor,
        tiers,
        buy: *buy,
        get: *get,
        skus: skus.iter().map(|sku| Cow::Borrowed(*sku)).collect(),
        label: label.map(Into::into),
        is_exclusive: *exclusive,
        priority: priority.unwrap_or(PRIORITY),
        coupon: None,
    }))
}

/// Steps in the order of their quantities, each once.
fn checked_tiers(tiers: &[ItemOption<'_>]) -> Result<Vec<QuantityTier>> {
    let invalid = ErrorCode::DiscountNotValid;
    if tiers.len() > TIERS_MAX {
        return Err(invalid.into());
    }
    let tiers = tiers.iter().map(|tier| {
        let is_number = tier.key.bytes().all(|byte| byte.is_ascii_digit());
        let quantity = tier.key.parse().ok().filter(|quantity| is_number && *quantity > 0);
        let quantity = quantity.ok_or(invalid)?;
        let percent = require_percent(parse_amount(tier.value).map_err(|_| invalid)?)?;
        Ok(QuantityTier { quantity, percent })
    });
    let mut tiers = tiers.collect::<Result<Vec<_>>>()?;
    tiers.sort_unstable_by_key(|tier| tier.quantity);
    let is_twice = |pair: &[QuantityTier]| matches!(pair, [a, b] if a.quantity == b.quantity);
    if tiers.windows(2).any(is_twice) { Err(invalid.into()) } else { Ok(tiers) }
}

/// A coupon's discount, as the flow brought it with a use that is reserved for this cart.
pub(super) fn redeem<'a>(cart: &CartState, code: &'a str, context: &Context<'_>) -> Decided<'a> {
    let coupons = || cart.terms().into_iter().flat_map(Terms::coupons);
    if coupons().any(|held| held.coupon.as_deref() == Some(code)) {
        return Ok(None);
    }
    let discount = match context.brought {
        Some(Brought::Coupon { code: brought, discount }) if &**brought == code => discount,
        Some(Brought::Refused(refusal)) => return Err(*refusal),
        _ => return Err(ErrorCode::CouponNotValid.into()),
    };
    let max = context.limits.coupons_max;
    if coupons().count() >= max as usize {
        return Err(limit(ErrorCode::ExceedsCouponsMax, max));
    }
    require_room(cart, context)?;
    let discount = postcard::from_bytes(discount).map_err(|_| ErrorCode::CouponNotValid)?;
    let event = add_discount(cart, &discount, context)?;
    Ok(event.map(|event| by_coupon(event, code)))
}

/// The same discount, brought by a coupon.
fn by_coupon<'a>(event: BillEvent<'_>, code: &'a str) -> BillEvent<'a> {
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
        ..
    } = event
    else {
        return BillEvent::BillReopened;
    };
    let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    BillEvent::DiscountAdded {
        percent,
        amount_minor,
        tiers,
        buy,
        get,
        skus: skus.into_iter().map(owned).collect(),
        label,
        is_exclusive,
        priority,
        coupon: Some(code.into()),
    }
}

pub(super) fn set_policies<'a>(
    cart: &CartState,
    command: &BillCommand<'_>,
    context: &Context<'_>,
) -> Decided<'a> {
    let BillCommand::SetBillPolicies {
        country,
        rounding,
        level,
        cash_step,
        order_min,
        order_max,
        is_hard,
    } = *command
    else {
        return Err(ErrorCode::InternalError.into());
    };
    let old_policies = cart.terms().map(|terms| terms.policies).unwrap_or_default();
    let mut policies = old_policies;
    if let Some(country) = country {
        let practice = practice(country).ok_or(ErrorCode::CountryNotKnown)?;
        policies.rounding = practice.rounding;
        policies.level = practice.level;
        policies.cash_step_minor = practice.cash_step_minor;
    }
    let amount = |amount: Option<Decimal>| {
        amount.map(|amount| minor(amount, cart, context.limits)).transpose()
    };
    if let Some(step) = amount(cash_step)? {
        let too_large = || Error::limit(ErrorCode::ExceedsTotalMax, u32::MAX);
        policies.cash_step_minor = u32::try_from(step).map_err(|_| too_large())?.max(1);
    }
    let bound = |amount: u64| (amount > 0).then_some(amount);
    let (order_min, order_max) = (amount(order_min)?, amount(order_max)?);
    let policies = BillPolicies {
        rounding: rounding.unwrap_or(policies.rounding),
        level: level.unwrap_or(policies.level),
        order_min_minor: order_min.map_or(policies.order_min_minor, bound),
        order_max_minor: order_max.map_or(policies.order_max_minor, bound),
        is_hard: is_hard.unwrap_or(policies.is_hard),
        ..policies
    };
    let is_same = policies == old_policies;
    Ok(unless(is_same, BillEvent::BillPoliciesSet { old_policies, policies }))
}

pub(super) fn set_group<'a>(
    cart: &CartState,
    group: Option<&'a str>,
    context: &Context<'_>,
) -> Decided<'a> {
    if let Some(group) = group {
        require_id(group, context.limits, ErrorCode::GroupNotValid)?;
    }
    let held = cart.terms().and_then(|terms| terms.group.as_deref());
    Ok(unless(held == group, BillEvent::GroupSet { group }))
}
