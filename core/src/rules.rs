//! What may happen: pure functions from state and command to an event or a refusal. They may refuse, and change nothing.

mod bill;
mod campaigns;
pub(crate) mod checks;
pub(crate) mod context;
mod coupons;
mod invitations;
mod items;
mod ledgers;
mod members;
mod policies;
pub(crate) mod prices;

use crate::command::{Command, Demand};
use crate::error::{Error, ErrorCode, Result};
use crate::role::{Capabilities, Capability, ReadyRole};
use crate::rules::context::{Actor, Context, Decision};
use crate::state::Stream;
use crate::state::cart::{CartState, Stamp, Status};

pub(crate) use bill::check_discount;
pub(crate) use invitations::opened;

impl Stream for CartState {
    type Key = crate::id::CartId;
    type Command<'a> = Command<'a>;
    type Event<'a> = Decision<'a>;
    type Context<'c> = Context<'c>;
    type Stamp<'s> = Stamp<'s>;

    #[inline]
    fn key(&self) -> &Self::Key {
        &self.id
    }

    #[inline]
    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        context: &Context<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        decide(self, command, context)
    }

    #[inline]
    fn apply(&mut self, decision: &Decision<'_>, stamp: &Stamp<'_>) {
        self.apply_event(&decision.event, stamp);
    }
}

/// The event that `command` makes, nothing where it would change nothing, or why it is refused.
///
/// Never inlined: so an event is made where its caller looks at it, and not moved there.
#[inline(never)]
fn decide<'a>(
    cart: &CartState,
    command: &Command<'a>,
    context: &Context<'_>,
) -> Result<Option<Decision<'a>>> {
    require_open(cart, command)?;
    require_right(cart, command, context)?;
    if cart.terms().is_some() && changes_lines(command) {
        bill::require_not_fixed(cart)?;
    }
    match command {
        Command::AddItem { .. } => items::add_item(cart, command, context),
        Command::AdjustQuantity { line, delta } => {
            items::adjust_quantity(cart, *line, *delta, context)
        }
        Command::SetQuantity { line, quantity, seen_quantity } => {
            items::set_quantity(cart, *line, *quantity, *seen_quantity, context)
        }
        Command::RemoveItem { line } => items::remove_item(cart, *line, context),
        Command::SetNote { line, note } => items::set_note(cart, *line, *note, context),
        Command::SetBeneficiaries { line, beneficiaries } => {
            items::set_beneficiaries(cart, *line, beneficiaries)
        }
        Command::SetReason { .. } => items::set_reason(cart, command, context),
        Command::AddMember { member, role } => members::add_member(cart, member, role, context),
        Command::RemoveMember { member } => members::remove_member(cart, member, context),
        Command::Leave => members::leave(cart, context),
        Command::SetRole { member, role } => members::set_role(cart, member, role, context),
        Command::DefineRole { .. } => members::define_role(cart, command, context),
        Command::OfferOwnership { member } => members::offer_ownership(cart, member),
        Command::AcceptOwnership => members::accept_ownership(cart, context),
        Command::DeclineOwnership => members::decline_ownership(cart, context),
        Command::Invite { .. } => invitations::invite(cart, command, context),
        Command::RevokeInvitation { invitation } => invitations::revoke(cart, *invitation, context),
        Command::AcceptInvitation { token } => invitations::accept(cart, token, context),
        Command::LockCart { until_ms } => policies::lock_cart(cart, *until_ms, context),
        Command::UnlockCart => policies::unlock_cart(cart, context),
        Command::SetPolicies { edit, merges_lines, allows_suggestions } => {
            Ok(policies::set_policies(cart, *edit, *merges_lines, *allows_suggestions))
        }
        Command::RenameCart { title, purpose } => {
            policies::rename_cart(cart, *title, *purpose, context)
        }
        Command::CloseCart => items::close_cart(cart, context),
        Command::Reprice => prices::reprice(cart, context),
        Command::Bill(command) => bill::decide(cart, command, context),
        Command::Pledge { campaign, sku, quantity } => {
            items::pledge(cart, campaign, *sku, *quantity, context)
        }
        Command::FollowCampaign { campaign } => items::follow(cart, campaign, context),
        Command::CreateCart { .. } => policies::create_cart(cart, command, context),
    }
}

/// Whether a command changes what a bill is drawn from.
const fn changes_lines(command: &Command<'_>) -> bool {
    matches!(
        command,
        Command::AddItem { .. }
            | Command::AdjustQuantity { .. }
            | Command::SetQuantity { .. }
            | Command::RemoveItem { .. }
            | Command::SetBeneficiaries { .. }
            | Command::Pledge { .. }
    )
}

fn require_open(cart: &CartState, command: &Command<'_>) -> Result<()> {
    match (cart.status, command) {
        (Status::Open, _) => Ok(()),
        (Status::Closed, Command::AcceptInvitation { .. }) => {
            Err(ErrorCode::InvitationNotValid.into())
        }
        (Status::Closed, _) => Err(ErrorCode::CartIsClosed.into()),
    }
}

/// The one place where rights are checked.
#[inline]
fn require_right(cart: &CartState, command: &Command<'_>, context: &Context<'_>) -> Result<()> {
    let is_system = *context.actor == Actor::System;
    match command.demand() {
        Demand::System if !is_system => Err(ErrorCode::ReservedForSystem.into()),
        Demand::Capability(capability) => require(capabilities(cart, context), capability),
        Demand::System | Demand::Visitor | Demand::Member => Ok(()),
        Demand::NewLine(_) | Demand::Line(_) if is_system => Ok(()),
        Demand::NewLine(capability) => items::require_edit(cart, capability, None, context),
        Demand::Line(line) => {
            items::require_edit(cart, Capability::EditOwnLines, Some(line), context)
        }
    }
}

/// What the actor may do: the host everything, an outsider nothing.
#[inline]
fn capabilities(cart: &CartState, context: &Context<'_>) -> Capabilities {
    match *context.actor {
        Actor::System => ReadyRole::Owner.capabilities(),
        Actor::Member(seat) => cart.capabilities(cart.role(seat)),
        Actor::Visitor(_) => Capabilities::NONE,
    }
}

#[inline]
fn require(held: Capabilities, capability: Capability) -> Result<()> {
    if held.has(capability) { Ok(()) } else { Err(Error::missing(capability)) }
}

/// Nobody grants or takes what they lack.
fn require_all(held: Capabilities, wanted: Capabilities) -> Result<()> {
    held.first_missing(wanted).map_or(Ok(()), |capability| Err(Error::missing(capability)))
}
