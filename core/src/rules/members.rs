//! Members and roles: who sits in the cart, and as what. Nobody grants or takes what they lack.

use crate::command::Command;
use crate::error::{Error, ErrorCode, Result};
use crate::event::Event;
use crate::id::Seat;
use crate::limits::Limits;
use crate::role::{Capabilities, Capability, ReadyRole};
use crate::rules::checks::{minor, require_id, require_seat};
use crate::rules::context::{Actor, Context, Decision};
use crate::rules::{capabilities, require_all};
use crate::state::cart::CartState;
use crate::state::cold::RoleRef;

const OWN_CART: Capabilities = Capabilities::of(&[Capability::OwnCart]);

fn require_member(cart: &CartState, member: &str) -> Result<Seat> {
    cart.seat_of(member).ok_or_else(|| ErrorCode::MemberNotFound.into())
}

/// A role that may be given: it exists, and it is not the owner's.
fn require_role(cart: &CartState, role: &str) -> Result<RoleRef> {
    let role = cart.role_named(role).ok_or(ErrorCode::RoleNotFound)?;
    if role == RoleRef::OWNER { Err(ErrorCode::OwnershipMustBeOffered.into()) } else { Ok(role) }
}

pub(super) fn add_member<'a>(
    cart: &CartState,
    member: &'a str,
    role: &'a str,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    require_id(member, context.limits, ErrorCode::MemberIdNotValid)?;
    let given = require_role(cart, role)?;
    require_all(capabilities(cart, context), cart.capabilities(given))?;
    if cart.seat_of(member).is_some() {
        return Err(ErrorCode::MemberAlreadyInCart.into());
    }
    require_seat(cart, context.limits)?;
    Ok(Some(Event::MemberAdded { member, role }.into()))
}

pub(super) fn remove_member<'a>(
    cart: &CartState,
    member: &str,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let member = require_member(cart, member)?;
    let role = cart.role(member);
    if role == RoleRef::OWNER {
        return Err(ErrorCode::OwnerMustStay.into());
    }
    require_all(capabilities(cart, context), cart.capabilities(role))?;
    let voided = voided(cart, member, Capabilities::NONE);
    Ok(Some(Event::MemberRemoved { member, voided }.into()))
}

pub(super) fn leave<'a>(cart: &CartState, context: &Context<'_>) -> Result<Option<Decision<'a>>> {
    let Actor::Member(seat) = *context.actor else { return Err(ErrorCode::MemberNotFound.into()) };
    if cart.role(seat) == RoleRef::OWNER {
        return Err(ErrorCode::OwnerMustStay.into());
    }
    Ok(Some(Event::MemberLeft { voided: voided(cart, seat, Capabilities::NONE) }.into()))
}

pub(super) fn set_role<'a>(
    cart: &CartState,
    member: &str,
    role: &'a str,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let member = require_member(cart, member)?;
    let new = require_role(cart, role)?;
    let old = cart.role(member);
    if old == RoleRef::OWNER {
        return Err(ErrorCode::OwnershipMustBeOffered.into());
    }
    let moved = cart.capabilities(new).union(cart.capabilities(old));
    require_all(capabilities(cart, context), moved)?;
    if old == new {
        return Ok(None);
    }
    let voided = voided(cart, member, cart.capabilities(new));
    let old_role = cart.role_name(old);
    Ok(Some(Event::RoleSet { member, old_role, role, voided }.into()))
}

/// The member's pending invitations that would be above their new right.
fn voided(cart: &CartState, member: Seat, right: Capabilities) -> Vec<u64> {
    let own = cart.invitations().iter().filter(|one| one.invited_by == Some(member));
    let above = own.filter(|one| {
        !right.has(Capability::InviteMembers) || !right.includes(cart.capabilities(one.role))
    });
    above.map(|one| one.id).collect()
}

pub(super) fn define_role<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let Command::DefineRole {
        name,
        capabilities: wanted,
        money_cap,
        categories_allowed,
        categories_denied,
    } = command
    else {
        return Err(ErrorCode::InternalError.into());
    };
    let limits = context.limits;
    require_id(name, limits, ErrorCode::RoleNameNotValid)?;
    if ReadyRole::named(name).is_some() {
        return Err(ErrorCode::ReadyRoleIsFixed.into());
    }
    let wanted: Capabilities = wanted.iter().copied().collect();
    if wanted.has(Capability::OwnCart) {
        return Err(ErrorCode::OwnershipMustBeOffered.into());
    }
    let known = cart.role_named(name);
    let held_before = known.map_or(Capabilities::NONE, |role| cart.capabilities(role));
    require_all(capabilities(cart, context), wanted.union(held_before))?;
    let money_cap_minor = match money_cap {
        None => None,
        Some(cap) => Some(minor(*cap, cart, limits)?),
    };
    require_categories(categories_allowed, limits)?;
    require_categories(categories_denied, limits)?;
    let custom_roles = cart.cold.as_deref().map_or(0, |cold| cold.roles.len());
    if known.is_none() && custom_roles >= limits.roles_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsRolesMax, limits.roles_max));
    }
    let same =
        |list: &[Box<str>], other: &[&str]| list.iter().map(|one| &**one).eq(other.iter().copied());
    let is_unchanged = known.and_then(|role| cart.custom_role(role)).is_some_and(|role| {
        role.capabilities == wanted
            && role.money_cap_minor == money_cap_minor
            && same(&role.categories_allowed, categories_allowed)
            && same(&role.categories_denied, categories_denied)
    });
    if is_unchanged {
        return Ok(None);
    }
    let event = Event::RoleDefined {
        name,
        capabilities: wanted,
        money_cap_minor,
        categories_allowed: categories_allowed.clone(),
        categories_denied: categories_denied.clone(),
        voided: known.map_or_else(Vec::new, |role| voided_by_role(cart, role, wanted)),
    };
    Ok(Some(event.into()))
}

fn require_categories(categories: &[&str], limits: &Limits) -> Result<()> {
    let max = limits.role_categories_max;
    if categories.len() > max as usize {
        return Err(Error::limit(ErrorCode::ExceedsCategoriesMax, max));
    }
    let mut names = categories.iter();
    names.try_for_each(|name| require_id(name, limits, ErrorCode::CategoryNotValid))
}

/// The pending invitations that a role's new capabilities end: those by its holders above their new right, and those into
/// this role whose maker no longer has all that it now holds.
fn voided_by_role(cart: &CartState, role: RoleRef, wanted: Capabilities) -> Vec<u64> {
    let right_of = |other: RoleRef| {
        if other == role { wanted } else { cart.capabilities(other) }
    };
    let link = ReadyRole::Editor.capabilities();
    let ended = cart.invitations().iter().filter(|one| {
        let given = right_of(one.role);
        let maker = one.invited_by.map(|seat| right_of(cart.role(seat)));
        let is_covered =
            maker.is_none_or(|right| right.has(Capability::InviteMembers) && right.includes(given));
        !is_covered || !link.includes(given)
    });
    ended.map(|one| one.id).collect()
}

pub(super) fn offer_ownership<'a>(cart: &CartState, member: &str) -> Result<Option<Decision<'a>>> {
    let member = require_member(cart, member)?;
    let offered = cart.cold.as_deref().and_then(|cold| cold.ownership_offered_to);
    if cart.role(member) == RoleRef::OWNER || offered == Some(member) {
        return Ok(None);
    }
    Ok(Some(Event::OwnershipOffered { member }.into()))
}

pub(super) fn accept_ownership<'a>(
    cart: &CartState,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let offered = cart.cold.as_deref().and_then(|cold| cold.ownership_offered_to);
    match (*context.actor, offered) {
        (Actor::Member(seat), Some(to)) if seat == to => {
            Ok(Some(Event::OwnershipAccepted { old_owner: cart.owner() }.into()))
        }
        _ => Err(ErrorCode::OwnershipNotOffered.into()),
    }
}

pub(super) fn decline_ownership<'a>(
    cart: &CartState,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    let offered = cart.cold.as_deref().and_then(|cold| cold.ownership_offered_to);
    let member = offered.ok_or(ErrorCode::OwnershipNotOffered)?;
    if *context.actor != Actor::Member(member) {
        require_all(capabilities(cart, context), OWN_CART)?;
    }
    Ok(Some(Event::OwnershipDeclined { member }.into()))
}
