# @generated from core/src/command.rs by cargo gen
"""What happened: one frozen class an event, made for `match`."""

from typing import TypeAlias

from cartpool._cartpool import (
    CartCreated,
    ItemAdded,
    ItemIncreased,
    QuantityAdjusted,
    QuantitySet,
    ItemRemoved,
    NoteSet,
    BeneficiariesSet,
    ReasonSet,
    Repriced,
    MemberAdded,
    MemberRemoved,
    MemberLeft,
    RoleSet,
    RoleDefined,
    OwnershipOffered,
    OwnershipAccepted,
    OwnershipDeclined,
    Invited,
    InvitationRevoked,
    InvitationAccepted,
    CartLocked,
    CartUnlocked,
    PoliciesSet,
    CartRenamed,
    CartClosed,
    SplitSet,
    LineSplitSet,
    LineSplitCleared,
    MembersExcluded,
    SponsorSet,
    ShareMinimumSet,
    AdjustmentSplitSet,
    AdjustmentAdded,
    AdjustmentRemoved,
    DiscountAdded,
    DestinationSet,
    BillPoliciesSet,
    GroupSet,
    BillFixed,
    BillReopened,
    PaymentRecorded,
    TransferRecorded,
    ItemRefunded,
    Pledged,
    CampaignFollowed,
)

Event: TypeAlias = (
    CartCreated
    | ItemAdded
    | ItemIncreased
    | QuantityAdjusted
    | QuantitySet
    | ItemRemoved
    | NoteSet
    | BeneficiariesSet
    | ReasonSet
    | Repriced
    | MemberAdded
    | MemberRemoved
    | MemberLeft
    | RoleSet
    | RoleDefined
    | OwnershipOffered
    | OwnershipAccepted
    | OwnershipDeclined
    | Invited
    | InvitationRevoked
    | InvitationAccepted
    | CartLocked
    | CartUnlocked
    | PoliciesSet
    | CartRenamed
    | CartClosed
    | SplitSet
    | LineSplitSet
    | LineSplitCleared
    | MembersExcluded
    | SponsorSet
    | ShareMinimumSet
    | AdjustmentSplitSet
    | AdjustmentAdded
    | AdjustmentRemoved
    | DiscountAdded
    | DestinationSet
    | BillPoliciesSet
    | GroupSet
    | BillFixed
    | BillReopened
    | PaymentRecorded
    | TransferRecorded
    | ItemRefunded
    | Pledged
    | CampaignFollowed
)
"""Any event."""

__all__ = [
    "Event",
    "CartCreated",
    "ItemAdded",
    "ItemIncreased",
    "QuantityAdjusted",
    "QuantitySet",
    "ItemRemoved",
    "NoteSet",
    "BeneficiariesSet",
    "ReasonSet",
    "Repriced",
    "MemberAdded",
    "MemberRemoved",
    "MemberLeft",
    "RoleSet",
    "RoleDefined",
    "OwnershipOffered",
    "OwnershipAccepted",
    "OwnershipDeclined",
    "Invited",
    "InvitationRevoked",
    "InvitationAccepted",
    "CartLocked",
    "CartUnlocked",
    "PoliciesSet",
    "CartRenamed",
    "CartClosed",
    "SplitSet",
    "LineSplitSet",
    "LineSplitCleared",
    "MembersExcluded",
    "SponsorSet",
    "ShareMinimumSet",
    "AdjustmentSplitSet",
    "AdjustmentAdded",
    "AdjustmentRemoved",
    "DiscountAdded",
    "DestinationSet",
    "BillPoliciesSet",
    "GroupSet",
    "BillFixed",
    "BillReopened",
    "PaymentRecorded",
    "TransferRecorded",
    "ItemRefunded",
    "Pledged",
    "CampaignFollowed",
]
