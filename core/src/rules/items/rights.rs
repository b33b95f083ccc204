//! Who may make a line, and who may edit one.

use super::require_line;
use crate::error::{Error, ErrorCode, Result};
use crate::id::LineId;
use crate::policy::EditPolicy;
use crate::role::Capability;
use crate::rules::context::{Actor, Context};
use crate::rules::{capabilities, require};
use crate::state::cart::CartState;

/// Checks the right to make a line, or to edit this one, under the cart's edit policy, and then its hold.
#[inline]
pub(crate) fn require_edit(
    cart: &CartState,
    capability: Capability,
    line: Option<LineId>,
    context: &Context<'_>,
) -> Result<()> {
    let Actor::Member(seat) = *context.actor else {
        return Err(Error::missing(Capability::EditOwnLines));
    };
    let held = capabilities(cart, context);
    require(held, capability)?;
    match cart.policies.edit {
        EditPolicy::SuggestOnly => return Err(ErrorCode::SuggestionRequired.into()),
        EditPolicy::OwnerOnly => require(held, Capability::ManageCart)?,
        EditPolicy::Open | EditPolicy::OwnLines => {}
    }
    if let Some(id) = line
        && require_line(cart, id)?.added_by != seat
    {
        require(held, right_to_edit_others(cart))?;
    }
    match cart.lock_at(context.now_ms) {
        Some(lock) if lock.holder != Some(seat) => Err(ErrorCode::CartIsLocked.into()),
        _ => Ok(()),
    }
}

/// What it takes to edit lines that somebody else added.
#[inline]
fn right_to_edit_others(cart: &CartState) -> Capability {
    match cart.policies.edit {
        EditPolicy::Open => Capability::EditAnyLines,
        EditPolicy::OwnLines | EditPolicy::OwnerOnly | EditPolicy::SuggestOnly => {
            Capability::ManageCart
        }
    }
}

/// Whether the actor may edit lines that somebody else added.
#[inline]
pub(super) fn may_edit_others(cart: &CartState, context: &Context<'_>) -> bool {
    capabilities(cart, context).has(right_to_edit_others(cart))
}
