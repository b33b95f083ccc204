//! Who may cause which event: derived from the event alone, apart from the rules that decided it.

use super::Breach;
use super::fold::Step;
use crate::event::{BillEvent, Event};
use crate::id::{LineId, Seat};
use crate::policy::{AdjustmentKind, EditPolicy};
use crate::role::{Capabilities, Capability};
use crate::state::cold::Lock;
use crate::view::Cause;

/// What an event demands of whoever caused it.
enum Demand {
    /// The host itself.
    System,
    /// Somebody who was no member before, and is one after.
    Newcomer,
    /// A member, for themselves: nobody else can do it for them.
    Oneself,
    /// A member with this capability, or the host.
    Capability(Capability),
    /// A member who may make a line under the edit policy, or the host.
    NewLine,
    /// A member who may edit this line under the edit policy, or the host.
    Line(LineId),
    /// This member, a member with this capability, or the host.
    SeatOr(Option<Seat>, Capability),
}

/// Exhaustive: a new event is not audited before it says who may cause it.
const fn demand(event: &Event<'_>) -> Demand {
    use Capability as C;
    match event {
        Event::CartCreated { .. } | Event::Repriced { .. } | Event::CampaignFollowed { .. } => {
            Demand::System
        }
        Event::InvitationAccepted { .. } => Demand::Newcomer,
        Event::MemberLeft { .. } | Event::OwnershipAccepted { .. } => Demand::Oneself,
        Event::ItemAdded { .. } | Event::ItemIncreased { .. } | Event::Pledged { .. } => {
            Demand::NewLine
        }
        Event::QuantityAdjusted { line, .. }
        | Event::QuantitySet { line, .. }
        | Event::ItemRemoved { line, .. }
        | Event::NoteSet { line, .. }
        | Event::BeneficiariesSet { line, .. }
        | Event::ReasonSet { line, .. } => Demand::Line(*line),
        Event::MemberAdded { .. } | Event::MemberRemoved { .. } | Event::RoleSet { .. } => {
            Demand::Capability(C::ManageMembers)
        }
        Event::RoleDefined { .. } => Demand::Capability(C::ManageRoles),
        Event::OwnershipOffered { .. } => Demand::Capability(C::OwnCart),
        Event::OwnershipDeclined { member } => Demand::SeatOr(Some(*member), C::OwnCart),
        Event::Invited { .. } | Event::InvitationRevoked { .. } => {
            Demand::Capability(C::InviteMembers)
        }
        Event::CartLocked { .. } => Demand::Capability(C::LockCart),
        Event::CartUnlocked { holder } => Demand::SeatOr(*holder, C::ManageCart),
        Event::PoliciesSet { .. } | Event::CartRenamed { .. } | Event::CartClosed => {
            Demand::Capability(C::ManageCart)
        }
        Event::Bill(event) => demand_of_bill(event),
    }
}

const fn demand_of_bill(event: &BillEvent<'_>) -> Demand {
    use BillEvent as B;
    use Capability as C;
    match event {
        B::SplitSet { .. }
        | B::LineSplitSet { .. }
        | B::LineSplitCleared { .. }
        | B::MembersExcluded { .. }
        | B::SponsorSet { .. }
        | B::ShareMinimumSet { .. }
        | B::AdjustmentSplitSet { .. }
        | B::AdjustmentAdded { adjustment_kind: AdjustmentKind::Tip, .. } => {
            Demand::Capability(C::SplitBill)
        }
        B::DiscountAdded { coupon: Some(_), .. } | B::AdjustmentRemoved { coupon: Some(_), .. } => {
            Demand::Capability(C::ApplyCoupons)
        }
        B::AdjustmentRemoved { .. } => Demand::Capability(C::SplitBill),
        B::AdjustmentAdded { .. }
        | B::DiscountAdded { .. }
        | B::BillPoliciesSet { .. }
        | B::GroupSet { .. }
        | B::ItemRefunded { .. } => Demand::System,
        B::DestinationSet { line, .. } => Demand::Line(*line),
        B::BillFixed { .. } | B::BillReopened | B::PaymentRecorded { .. } => {
            Demand::Capability(C::Checkout)
        }
        B::TransferRecorded { payee, .. } => Demand::SeatOr(Some(*payee), C::ManageCart),
    }
}

impl Step<'_> {
    /// I17: whoever caused the event had the right to it in the cart as it was.
    pub(super) fn check_right(&self, find: &mut dyn FnMut(Breach)) {
        if let Err(breach) = self.require_right() {
            find(breach);
        }
    }

    fn require_right(&self) -> Result<(), Breach> {
        let demand = demand(self.event);
        let Cause::Member(seat) = self.cause else {
            return match demand {
                Demand::Newcomer | Demand::Oneself => Err(Breach::ReservedForMembers),
                _ => self.require_unlocked_for_lock(None),
            };
        };
        if matches!(demand, Demand::Newcomer) {
            let is_next = seat.index() == self.state.roles.len();
            return if is_next { Ok(()) } else { Err(Breach::ActorNotPresent) };
        }
        if !self.state.is_present(seat) {
            return Err(Breach::ActorNotPresent);
        }
        match demand {
            Demand::System => Err(Breach::ReservedForSystem),
            Demand::Capability(capability) => {
                self.require(capability)?;
                self.require_unlocked_for_lock(Some(seat))
            }
            Demand::SeatOr(other, capability) if other != Some(seat) => self.require(capability),
            Demand::Newcomer | Demand::Oneself | Demand::SeatOr(..) => Ok(()),
            Demand::NewLine => {
                self.require(self.making())?;
                self.require_edit(seat, None)
            }
            Demand::Line(line) => {
                self.require(Capability::EditOwnLines)?;
                self.require_edit(seat, Some(line))
            }
        }
    }

    /// What making a line takes: nothing but a pledge makes one grow that is pledged.
    fn making(&self) -> Capability {
        let is_pledge = match self.event {
            Event::Pledged { .. } => true,
            Event::ItemIncreased { line, .. } => {
                self.state.line(*line).is_some_and(|line| line.campaign().is_some())
            }
            _ => false,
        };
        if is_pledge { Capability::Pledge } else { Capability::AddItems }
    }

    /// What the actor may do: the host everything.
    pub(super) fn held(&self) -> Capabilities {
        match self.cause {
            Cause::System => crate::role::ReadyRole::Owner.capabilities(),
            Cause::Member(seat) => self.state.capabilities(self.state.role(seat)),
        }
    }

    fn require(&self, capability: Capability) -> Result<(), Breach> {
        if self.held().has(capability) { Ok(()) } else { Err(Breach::CapabilityMissing) }
    }

    /// The edit policy: own lines, others' lines, and the cart's lock.
    fn require_edit(&self, seat: Seat, line: Option<LineId>) -> Result<(), Breach> {
        let state = self.state;
        let is_own = match line {
            // A line that is not there is told apart from a missing right.
            Some(line) => state.line(line).is_none_or(|line| line.added_by == seat),
            None => true,
        };
        let needed = match (state.policies.edit, is_own) {
            (EditPolicy::SuggestOnly, _) => return Err(Breach::EditPolicyForbids),
            (EditPolicy::OwnerOnly, _) | (EditPolicy::OwnLines, false) => Capability::ManageCart,
            (EditPolicy::Open, false) => Capability::EditAnyLines,
            (EditPolicy::Open | EditPolicy::OwnLines, true) => Capability::EditOwnLines,
        };
        // Adding needs no right to edit; what it needs was asked for.
        if (line.is_some() || needed == Capability::ManageCart) && !self.held().has(needed) {
            return Err(Breach::EditPolicyForbids);
        }
        match self.lock() {
            Some(lock) if lock.holder != Some(seat) => Err(Breach::CartIsLocked),
            _ => Ok(()),
        }
    }

    /// Nobody takes a lock that somebody else holds.
    fn require_unlocked_for_lock(&self, actor: Option<Seat>) -> Result<(), Breach> {
        match (self.event, self.lock()) {
            (Event::CartLocked { .. }, Some(lock)) if lock.holder != actor => {
                Err(Breach::CartIsLocked)
            }
            _ => Ok(()),
        }
    }

    /// The lock in force. The clock was at the event's time or behind it, so a lock in force now was in force then.
    fn lock(&self) -> Option<Lock> {
        self.state.lock_at(self.at_ms)
    }
}
