//! Invitations by link: made, revoked, accepted.

use crate::command::Command;
use crate::error::{Error, ErrorCode, Result};
use crate::event::Event;
use crate::id::Token;
use crate::limits::{INVITATION_MS_DEFAULT, INVITATION_USES_DEFAULT};
use crate::role::ReadyRole;
use crate::rules::checks::{require_id, require_seat};
use crate::rules::context::{Actor, Context, Decision};
use crate::rules::{capabilities, require_all};
use crate::state::cart::CartState;
use crate::state::cold::Invitation;

pub(super) fn invite<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let Command::Invite { token_hash, role, uses_max, expires_at_ms } = command else {
        return Err(ErrorCode::InternalError.into());
    };
    let limits = context.limits;
    let given = cart.capabilities(cart.role_named(role).ok_or(ErrorCode::RoleNotFound)?);
    if !ReadyRole::Editor.capabilities().includes(given) {
        return Err(ErrorCode::InvitationRoleTooHigh.into());
    }
    require_all(capabilities(cart, context), given)?;
    let uses_default = INVITATION_USES_DEFAULT.min(limits.invitation_uses_max);
    let uses_max = uses_max.unwrap_or(uses_default);
    if !(1..=limits.invitation_uses_max).contains(&uses_max) {
        let max = limits.invitation_uses_max;
        return Err(Error::limit(ErrorCode::ExceedsInvitationUsesMax, max));
    }
    let latest = context.now_ms.saturating_add(limits.invitation_ms_max);
    let default = context.now_ms.saturating_add(INVITATION_MS_DEFAULT).min(latest);
    let expires_at_ms = expires_at_ms.unwrap_or(default);
    if expires_at_ms <= context.now_ms || expires_at_ms > latest {
        return Err(ErrorCode::DeadlineNotValid.into());
    }
    let pending = cart.invitations().iter().filter(|one| context.now_ms < one.expires_at_ms);
    if pending.count() >= limits.invitations_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsInvitationsMax, limits.invitations_max));
    }
    let token_hash = *token_hash;
    Ok(Some(Event::Invited { token_hash, role, uses_max, expires_at_ms }.into()))
}

pub(super) fn revoke<'a>(
    cart: &CartState,
    id: u64,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let mut pending = cart.invitations().iter().filter(|one| context.now_ms < one.expires_at_ms);
    let is_pending = pending.any(|one| one.id == id);
    if !is_pending {
        return Err(ErrorCode::InvitationNotFound.into());
    }
    Ok(Some(Event::InvitationRevoked { invitation: id }.into()))
}

pub(super) fn accept<'a>(
    cart: &CartState,
    token: &str,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let invitation = opened(cart, token, context.now_ms).ok_or(ErrorCode::InvitationNotValid)?;
    let member = match *context.actor {
        Actor::Visitor(member) => member,
        Actor::Member(_) => return Err(ErrorCode::MemberAlreadyInCart.into()),
        Actor::System => return Err(ErrorCode::MemberIdNotValid.into()),
    };
    require_id(member, context.limits, ErrorCode::MemberIdNotValid)?;
    require_seat(cart, context.limits)?;
    let event = Event::InvitationAccepted {
        invitation: invitation.id,
        member: member.to_owned().into(),
        role: cart.role_name(invitation.role),
    };
    Ok(Some(event.into()))
}

/// The pending invitation this token opens.
///
/// Every pending invitation is compared, so that the time tells nothing of how close a guess came.
pub(crate) fn opened<'c>(cart: &'c CartState, token: &str, now_ms: u64) -> Option<&'c Invitation> {
    let hash = token.parse::<Token>().ok()?.hash();
    let pending = cart.invitations().iter().filter(|one| now_ms < one.expires_at_ms);
    let mut selected = pending.filter(|one| one.token_hash.selector() == hash.selector());
    selected.find(|one| one.token_hash == hash)
}
