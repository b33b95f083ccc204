//! Members, roles and invitations: nobody grants what they lack, there is one owner, and a right that ends ends at once.

use super::Breach;
use super::fold::Step;
use crate::event::Event;
use crate::id::Seat;
use crate::role::{Capabilities, Capability, ReadyRole};
use crate::state::cart::CartState;
use crate::state::cold::{Invitation, RoleRef};
use crate::view::Cause;

impl Step<'_> {
    /// I18 and I21, in the cart as it was.
    pub(super) fn check_people(&self, find: &mut dyn FnMut(Breach)) {
        if let Err(breach) = self.require_grant() {
            find(breach);
        }
        if let Err(breach) = self.require_facts() {
            find(breach);
        }
    }

    /// Nobody gives or takes what they do not have.
    fn require_grant(&self) -> Result<(), Breach> {
        match self.event {
            Event::MemberAdded { role, .. } => self.require_given(self.role_to_give(role)?),
            Event::MemberRemoved { member, .. } => self.require_given(self.role_to_take(*member)?),
            Event::MemberLeft { .. } => match self.cause {
                Cause::Member(seat) => self.role_to_take(seat).map(|_| ()),
                Cause::System => Ok(()),
            },
            Event::RoleSet { member, role, .. } => {
                let old = self.role_to_take(*member)?;
                self.require_given(old.union(self.role_to_give(role)?))
            }
            Event::RoleDefined { name, capabilities, .. } => {
                let known = self.state.role_named(name);
                if ReadyRole::named(name).is_some() || capabilities.has(Capability::OwnCart) {
                    return Err(Breach::OwnershipMustBeOffered);
                }
                let old = known.map_or(Capabilities::NONE, |role| self.state.capabilities(role));
                self.require_given(capabilities.union(old))
            }
            Event::Invited { role, .. } => {
                let given = self.role_to_give(role)?;
                let is_low = ReadyRole::Editor.capabilities().includes(given);
                if is_low { self.require_given(given) } else { Err(Breach::GrantAboveRight) }
            }
            Event::InvitationAccepted { invitation, role, .. } => {
                self.require_invitation(*invitation, role)
            }
            Event::InvitationRevoked { invitation } => {
                let is_pending = self.invitation(*invitation).is_some();
                if is_pending { Ok(()) } else { Err(Breach::InvitationNotPending) }
            }
            Event::OwnershipAccepted { old_owner } => self.require_offer(*old_owner),
            _ => Ok(()),
        }
    }

    /// What a role that may be given holds: it exists, and it is not the owner's.
    fn role_to_give(&self, name: &str) -> Result<Capabilities, Breach> {
        match self.state.role_named(name) {
            Some(RoleRef::OWNER) => Err(Breach::OwnershipMustBeOffered),
            Some(role) => Ok(self.state.capabilities(role)),
            None => Err(Breach::FactDiffers),
        }
    }

    /// What a member who may lose their role holds: present, and not the owner.
    fn role_to_take(&self, member: Seat) -> Result<Capabilities, Breach> {
        match self.state.role(member) {
            RoleRef::OWNER => Err(Breach::OwnershipMustBeOffered),
            RoleRef::GONE => Err(Breach::FactDiffers),
            role => Ok(self.state.capabilities(role)),
        }
    }

    fn require_given(&self, moved: Capabilities) -> Result<(), Breach> {
        if self.held().includes(moved) { Ok(()) } else { Err(Breach::GrantAboveRight) }
    }

    fn invitation(&self, id: u64) -> Option<&Invitation> {
        self.state.invitations().iter().find(|invitation| invitation.id == id)
    }

    fn require_invitation(&self, id: u64, role: &str) -> Result<(), Breach> {
        let invitation = self.invitation(id).ok_or(Breach::InvitationNotPending)?;
        let admits = self.state.role_name(invitation.role) == role && invitation.uses_left > 0;
        if !admits {
            return Err(Breach::InvitationNotPending);
        }
        // Where the clock had fallen behind, its own time is not known here.
        let is_late = self.is_clocked && invitation.expires_at_ms <= self.at_ms;
        if is_late { Err(Breach::InvitationIsExpired) } else { Ok(()) }
    }

    fn require_offer(&self, old_owner: Seat) -> Result<(), Breach> {
        let offered = self.state.cold.as_deref().and_then(|cold| cold.ownership_offered_to);
        let is_offered = matches!(self.cause, Cause::Member(seat) if offered == Some(seat));
        let is_owner = self.state.role(old_owner) == RoleRef::OWNER;
        if is_offered && is_owner { Ok(()) } else { Err(Breach::OwnershipMustBeOffered) }
    }

    /// What the event says was so, was so.
    fn require_facts(&self) -> Result<(), Breach> {
        let state = self.state;
        let is_so = match self.event {
            Event::MemberAdded { member, .. } => state.seat_of(member).is_none(),
            Event::InvitationAccepted { member, .. } => state.seat_of(member).is_none(),
            Event::RoleSet { member, old_role, .. } => {
                state.role_name(state.role(*member)) == *old_role
            }
            Event::OwnershipOffered { member } => state.is_present(*member),
            Event::OwnershipDeclined { member } => {
                state.cold.as_deref().and_then(|cold| cold.ownership_offered_to) == Some(*member)
            }
            Event::PoliciesSet { old_policies, .. } => state.policies == *old_policies,
            Event::CartUnlocked { holder } => state
                .cold
                .as_deref()
                .and_then(|cold| cold.lock)
                .is_some_and(|l| l.holder == *holder),
            _ => true,
        };
        if is_so { Ok(()) } else { Err(Breach::FactDiffers) }
    }
}

/// I18 and I19, in the cart as it is now.
pub(super) fn check_after(state: &CartState, event: &Event<'_>, find: &mut dyn FnMut(Breach)) {
    let changes_people = matches!(
        event,
        Event::CartCreated { .. }
            | Event::MemberAdded { .. }
            | Event::MemberRemoved { .. }
            | Event::MemberLeft { .. }
            | Event::RoleSet { .. }
            | Event::RoleDefined { .. }
            | Event::OwnershipAccepted { .. }
            | Event::InvitationAccepted { .. }
    );
    if !changes_people {
        return;
    }
    if state.roles.iter().filter(|role| **role == RoleRef::OWNER).count() != 1 {
        find(Breach::OwnerMustBeOne);
    }
    if !state.invitations().iter().all(|invitation| is_covered(state, invitation)) {
        find(Breach::InvitationOutlivesRight);
    }
}

/// Whether whoever made an invitation could still make it.
fn is_covered(state: &CartState, invitation: &Invitation) -> bool {
    let given = state.capabilities(invitation.role);
    let is_low = ReadyRole::Editor.capabilities().includes(given);
    is_low
        && invitation.invited_by.is_none_or(|maker| {
            let right = state.capabilities(state.role(maker));
            right.has(Capability::InviteMembers) && right.includes(given)
        })
}
