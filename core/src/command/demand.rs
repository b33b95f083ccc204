//! What each verb demands of whoever sends it, and its name.

use super::Command;
use crate::id::LineId;
use crate::role::Capability;

/// What a command demands of whoever sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The host itself.
    System,
    /// Anybody who shows a valid token.
    Visitor,
    /// Any member.
    Member,
    /// A member with this capability.
    Capability(Capability),
    /// A member with this capability who may make a line under the cart's edit policy.
    NewLine(Capability),
    /// A member who may edit this line under the cart's edit policy.
    Line(LineId),
}

impl Command<'_> {
    /// What the command demands. Exhaustive: a new command does not compile until it answers.
    #[must_use]
    pub const fn demand(&self) -> Demand {
        use Capability as C;
        match self {
            Self::CreateCart { .. } | Self::Reprice | Self::FollowCampaign { .. } => Demand::System,
            Self::AcceptInvitation { .. } => Demand::Visitor,
            Self::Leave | Self::AcceptOwnership | Self::DeclineOwnership | Self::UnlockCart => {
                Demand::Member
            }
            Self::AddItem { .. } => Demand::NewLine(C::AddItems),
            Self::Pledge { .. } => Demand::NewLine(C::Pledge),
            Self::AdjustQuantity { line, .. }
            | Self::SetQuantity { line, .. }
            | Self::RemoveItem { line }
            | Self::SetNote { line, .. }
            | Self::SetBeneficiaries { line, .. }
            | Self::SetReason { line, .. } => Demand::Line(*line),
            Self::AddMember { .. } | Self::RemoveMember { .. } | Self::SetRole { .. } => {
                Demand::Capability(C::ManageMembers)
            }
            Self::DefineRole { .. } => Demand::Capability(C::ManageRoles),
            Self::OfferOwnership { .. } => Demand::Capability(C::OwnCart),
            Self::Invite { .. } | Self::RevokeInvitation { .. } => {
                Demand::Capability(C::InviteMembers)
            }
            Self::LockCart { .. } => Demand::Capability(C::LockCart),
            Self::SetPolicies { .. } | Self::RenameCart { .. } | Self::CloseCart => {
                Demand::Capability(C::ManageCart)
            }
            Self::Bill(command) => command.demand(),
        }
    }

    /// The verb's name, the same word in every language.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::CreateCart { .. } => "create_cart",
            Self::AddItem { .. } => "add_item",
            Self::AdjustQuantity { .. } => "adjust_quantity",
            Self::SetQuantity { .. } => "set_quantity",
            Self::RemoveItem { .. } => "remove_item",
            Self::SetNote { .. } => "set_note",
            Self::SetBeneficiaries { .. } => "set_beneficiaries",
            Self::SetReason { .. } => "set_reason",
            Self::AddMember { .. } => "add_member",
            Self::RemoveMember { .. } => "remove_member",
            Self::Leave => "leave",
            Self::SetRole { .. } => "set_role",
            Self::DefineRole { .. } => "define_role",
            Self::OfferOwnership { .. } => "offer_ownership",
            Self::AcceptOwnership => "accept_ownership",
            Self::DeclineOwnership => "decline_ownership",
            Self::Invite { .. } => "invite",
            Self::RevokeInvitation { .. } => "revoke_invitation",
            Self::AcceptInvitation { .. } => "accept_invitation",
            Self::LockCart { .. } => "lock_cart",
            Self::UnlockCart => "unlock_cart",
            Self::SetPolicies { .. } => "set_policies",
            Self::RenameCart { .. } => "rename_cart",
            Self::CloseCart => "close_cart",
            Self::Reprice => "reprice",
            Self::Bill(command) => command.verb(),
            Self::Pledge { .. } => "pledge",
            Self::FollowCampaign { .. } => "follow_campaign",
        }
    }
}
