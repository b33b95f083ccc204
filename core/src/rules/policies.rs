//! The cart as a whole: its making, its policies, its title, its hold.

use crate::command::Command;
use crate::currency::Currency;
use crate::error::{ErrorCode, Result};
use crate::event::Event;
use crate::limits::LOCK_MS_DEFAULT;
use crate::policy::{EditPolicy, Policies};
use crate::role::Capability;
use crate::rules::checks::{require_id, require_title};
use crate::rules::context::{Actor, Context, Decision};
use crate::rules::{capabilities, require};
use crate::state::cart::CartState;

pub(super) fn create_cart<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let Command::CreateCart { owner, currency, preset, title, purpose } = *command else {
        return Err(ErrorCode::InternalError.into());
    };
    if cart.version > 0 {
        return Err(ErrorCode::CartAlreadyExists.into());
    }
    require_id(owner, context.limits, ErrorCode::MemberIdNotValid)?;
    let currency: Currency = currency.parse()?;
    require_title(title, context.limits)?;
    require_title(purpose, context.limits)?;
    let policies = preset.policies();
    Ok(Some(Event::CartCreated { owner, currency, preset, policies, title, purpose }.into()))
}

pub(super) fn rename_cart<'a>(
    cart: &CartState,
    title: Option<&'a str>,
    purpose: Option<&'a str>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    require_title(title, context.limits)?;
    require_title(purpose, context.limits)?;
    let held = cart.cold.as_deref();
    let held_title = held.and_then(|cold| cold.title.as_deref());
    let held_purpose = held.and_then(|cold| cold.purpose.as_deref());
    let is_new = title != held_title || purpose != held_purpose;
    Ok(is_new.then(|| Event::CartRenamed { title, purpose }.into()))
}

pub(super) fn set_policies<'a>(
    cart: &CartState,
    edit: Option<EditPolicy>,
    merges_lines: Option<bool>,
    allows_suggestions: Option<bool>,
) -> Option<Decision<'a>> {
    let old_policies = cart.policies;
    let policies = Policies {
        edit: edit.unwrap_or(old_policies.edit),
        merges_lines: merges_lines.unwrap_or(old_policies.merges_lines),
        allows_suggestions: allows_suggestions.unwrap_or(old_policies.allows_suggestions),
    };
    let is_new = policies != old_policies;
    is_new.then(|| Event::PoliciesSet { old_policies, policies }.into())
}

pub(super) fn lock_cart<'a>(
    cart: &CartState,
    until_ms: Option<u64>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let holder = match *context.actor {
        Actor::Member(seat) => Some(seat),
        Actor::System | Actor::Visitor(_) => None,
    };
    let held = cart.lock_at(context.now_ms);
    if held.is_some_and(|lock| lock.holder != holder) {
        return Err(ErrorCode::CartIsLocked.into());
    }
    let latest = context.now_ms.saturating_add(context.limits.lock_ms_max);
    let default = context.now_ms.saturating_add(LOCK_MS_DEFAULT).min(latest);
    let until_ms = until_ms.unwrap_or(default);
    if until_ms <= context.now_ms || until_ms > latest {
        return Err(ErrorCode::DeadlineNotValid.into());
    }
    let is_new = held.is_none_or(|lock| lock.until_ms != until_ms);
    Ok(is_new.then(|| Event::CartLocked { until_ms }.into()))
}

pub(super) fn unlock_cart<'a>(
    cart: &CartState,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let Some(lock) = cart.lock_at(context.now_ms) else { return Ok(None) };
    let is_holder = match (*context.actor, lock.holder) {
        (Actor::Member(seat), holder) => holder == Some(seat),
        (Actor::System, _) => true,
        (Actor::Visitor(_), _) => false,
    };
    if !is_holder {
        require(capabilities(cart, context), Capability::ManageCart)?;
    }
    Ok(Some(Event::CartUnlocked { holder: lock.holder }.into()))
}
