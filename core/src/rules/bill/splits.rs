//! How the bill is split.

use rust_decimal::Decimal;

use super::{limit, require_line, require_member, unless};
use crate::command::ItemOption;
use crate::error::{ErrorCode, Result};
use crate::event::{BillEvent, SplitPart};
use crate::id::{LineId, Seat};
use crate::money::parse_amount;
use crate::policy::{AdjustmentKind, AdjustmentRule, SplitRule};
use crate::role::Capability;
use crate::rules::checks::{minor, require_title};
use crate::rules::context::{Actor, Context};
use crate::rules::{capabilities, require};
use crate::state::cart::CartState;
use crate::state::terms::{Split, Sponsor, Terms};

type Decided<'a> = Result<Option<BillEvent<'a>>>;

/// The most that a weight may be.
const WEIGHT_MAX: u64 = 1_000_000_000;
const DECIMALS_MAX: u32 = 6;

pub(super) fn set_split<'a>(
    cart: &CartState,
    rule: SplitRule,
    parts: &[ItemOption<'_>],
    spares_late_joiners: bool,
    context: &Context<'_>,
) -> Decided<'a> {
    let parts = checked(cart, rule, parts, context)?;
    let none = Terms::default();
    let held = cart.terms().unwrap_or(&none);
    let is_same = held.split == (Split { rule, parts: parts.clone() })
        && held.spares_late_joiners == spares_late_joiners;
    Ok(unless(is_same, BillEvent::SplitSet { rule, parts, spares_late_joiners }))
}

pub(super) fn set_line_split<'a>(
    cart: &CartState,
    line: LineId,
    rule: SplitRule,
    parts: &[ItemOption<'_>],
    context: &Context<'_>,
) -> Decided<'a> {
    require_line(cart, line)?;
    let parts = checked(cart, rule, parts, context)?;
    let held = cart.terms().and_then(|terms| terms.line_split(line));
    let count = cart.terms().map_or(0, |terms| terms.line_splits.len());
    let max = context.limits.splits_max;
    if held.is_none() && count >= max as usize {
        return Err(limit(ErrorCode::ExceedsSplitsMax, max));
    }
    let is_same = held == Some(&Split { rule, parts: parts.clone() });
    Ok(unless(is_same, BillEvent::LineSplitSet { line, rule, parts }))
}

pub(super) fn clear_line_split<'a>(cart: &CartState, line: LineId) -> Decided<'a> {
    require_line(cart, line)?;
    let held = cart.terms().and_then(|terms| terms.line_split(line));
    Ok(unless(held.is_none(), BillEvent::LineSplitCleared { line }))
}

/// The parts that a rule takes, in the order of the seats.
fn checked(
    cart: &CartState,
    rule: SplitRule,
    parts: &[ItemOption<'_>],
    context: &Context<'_>,
) -> Result<Vec<SplitPart>> {
    let invalid = ErrorCode::SplitNotValid;
    let is_fit = match rule {
        SplitRule::Equal | SplitRule::ByLine => parts.is_empty(),
        SplitRule::SinglePayer => parts.len() == 1,
        SplitRule::ByWeight | SplitRule::ByPercent | SplitRule::Exact => !parts.is_empty(),
    };
    if !is_fit || parts.len() > context.limits.seats_max as usize {
        return Err(invalid.into());
    }
    let mut checked = Vec::with_capacity(parts.len());
    for part in parts {
        let value = parse_amount(part.value).map_err(|_| invalid)?.normalize();
        let is_sound = match rule {
            SplitRule::Exact => minor(value, cart, context.limits).is_ok(),
            _ => value <= WEIGHT_MAX.into() && value.scale() <= DECIMALS_MAX,
        };
        if value.is_zero() || !is_sound {
            return Err(invalid.into());
        }
        checked.push((part.key, value));
    }
    let parts = checked.into_iter().map(|(member, value)| {
        let member = require_member(cart, member)?;
        Ok(SplitPart { member, value })
    });
    let mut parts = parts.collect::<Result<Vec<_>>>()?;
    parts.sort_unstable_by_key(|part| part.member);
    if parts.windows(2).any(|pair| matches!(pair, [a, b] if a.member == b.member)) {
        return Err(invalid.into());
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    if rule == SplitRule::ByPercent && sum != Decimal::ONE_HUNDRED {
        return Err(ErrorCode::PercentsMustSumToHundred.into());
    }
    Ok(parts)
}

pub(super) fn exclude<'a>(cart: &CartState, members: &[&str]) -> Decided<'a> {
    let seats = members.iter().map(|member| require_member(cart, member));
    let mut members = seats.collect::<Result<Vec<Seat>>>()?;
    members.sort_unstable();
    if members.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return Err(ErrorCode::SplitNotValid.into());
    }
    let held = cart.terms().map_or(&[][..], |terms| &terms.excluded);
    Ok(unless(held == members, BillEvent::MembersExcluded { members }))
}

pub(super) fn set_sponsor<'a>(
    cart: &CartState,
    sponsor: Option<&str>,
    caps: [Option<Decimal>; 2],
    context: &Context<'_>,
) -> Decided<'a> {
    let member = sponsor.map(|member| require_member(cart, member)).transpose()?;
    if member.is_some() && context.seat() != member && *context.actor != Actor::System {
        require(capabilities(cart, context), Capability::ManageCart)?;
    }
    let [amount_max, person_max] =
        caps.map(|cap| cap.map(|cap| minor(cap, cart, context.limits)).transpose());
    let (amount_max_minor, person_max_minor) = (amount_max?, person_max?);
    let wanted = member.map(|member| Sponsor {
        member,
        amount_max: amount_max_minor,
        person_max: person_max_minor,
    });
    let is_same = cart.terms().and_then(|terms| terms.sponsor) == wanted;
    Ok(unless(is_same, BillEvent::SponsorSet { member, amount_max_minor, person_max_minor }))
}

pub(super) fn set_minimum<'a>(
    cart: &CartState,
    minimum: Option<Decimal>,
    context: &Context<'_>,
) -> Decided<'a> {
    let minimum_minor = minimum.map(|it| minor(it, cart, context.limits)).transpose()?;
    let is_same = cart.terms().and_then(|terms| terms.minimum) == minimum_minor;
    Ok(unless(is_same, BillEvent::ShareMinimumSet { minimum_minor }))
}

pub(super) fn set_adjustment_split<'a>(
    cart: &CartState,
    kind: AdjustmentKind,
    rule: AdjustmentRule,
    payer: Option<&str>,
) -> Decided<'a> {
    if (rule == AdjustmentRule::Payer) != payer.is_some() {
        return Err(ErrorCode::SplitNotValid.into());
    }
    let payer = payer.map(|member| require_member(cart, member)).transpose()?;
    let held = cart.terms().map_or((AdjustmentRule::default(), None), |it| it.kind_rule(kind));
    Ok(unless(
        held == (rule, payer),
        BillEvent::AdjustmentSplitSet { adjustment_kind: kind, rule, payer },
    ))
}

pub(super) fn set_destination<'a>(
    cart: &CartState,
    line: LineId,
    destination: Option<&'a str>,
    context: &Context<'_>,
) -> Decided<'a> {
    require_line(cart, line)?;
    require_title(destination, context.limits)?;
    let destination = destination.filter(|label| !label.is_empty());
    let held = cart.terms().and_then(|terms| terms.destination(line));
    let count = cart.terms().map_or(0, |terms| terms.destinations.len());
    let max = context.limits.splits_max;
    if held.is_none() && destination.is_some() && count >= max as usize {
        return Err(limit(ErrorCode::ExceedsSplitsMax, max));
    }
    Ok(unless(held == destination, BillEvent::DestinationSet { line, destination }))
}
