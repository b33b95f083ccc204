# @generated from core/src/command.rs by cargo gen
"""Every event with every field: a match that type checkers know to be exhaustive."""

from typing import assert_never

from cartpool import events


def said(event: events.Event) -> tuple[object, ...]:
    """All that an event says."""
    match event:
        case events.CartCreated():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.owner, event.currency, event.preset, event.policies, event.title, event.purpose)
        case events.ItemAdded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.sku, event.quantity, event.unit_price, event.is_callers_price, event.already_in_cart, event.options, event.note, event.beneficiaries)
        case events.ItemIncreased():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.added, event.quantity, event.already_in_cart)
        case events.QuantityAdjusted():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.delta, event.quantity)
        case events.QuantitySet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.old_quantity, event.quantity, event.is_contested)
        case events.ItemRemoved():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.old_quantity)
        case events.NoteSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.note)
        case events.BeneficiariesSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.beneficiaries)
        case events.ReasonSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.purpose, event.project, event.cost_centre)
        case events.Repriced():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.prices_version, event.changes)
        case events.MemberAdded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member, event.role)
        case events.MemberRemoved():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member, event.voided)
        case events.MemberLeft():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.voided)
        case events.RoleSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member, event.old_role, event.role, event.voided)
        case events.RoleDefined():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.name, event.capabilities, event.money_cap_minor, event.categories_allowed, event.categories_denied, event.voided)
        case events.OwnershipOffered():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member)
        case events.OwnershipAccepted():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.old_owner)
        case events.OwnershipDeclined():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member)
        case events.Invited():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.token_hash, event.role, event.uses_max, event.expires_at_ms)
        case events.InvitationRevoked():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.invitation)
        case events.InvitationAccepted():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.invitation, event.member, event.role)
        case events.CartLocked():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.until_ms)
        case events.CartUnlocked():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.holder)
        case events.PoliciesSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.old_policies, event.policies)
        case events.CartRenamed():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.title, event.purpose)
        case events.CartClosed():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system)
        case events.SplitSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.rule, event.parts, event.spares_late_joiners)
        case events.LineSplitSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.rule, event.parts)
        case events.LineSplitCleared():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line)
        case events.MembersExcluded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.members)
        case events.SponsorSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.member, event.amount_max_minor, event.person_max_minor)
        case events.ShareMinimumSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.minimum_minor)
        case events.AdjustmentSplitSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.adjustment_kind, event.rule, event.payer)
        case events.AdjustmentAdded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.adjustment_kind, event.amount_minor, event.percent, event.line, event.member, event.destination, event.label, event.is_included)
        case events.AdjustmentRemoved():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.adjustment, event.coupon)
        case events.DiscountAdded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.percent, event.amount_minor, event.tiers, event.buy, event.get, event.skus, event.label, event.is_exclusive, event.priority, event.coupon)
        case events.DestinationSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.destination)
        case events.BillPoliciesSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.old_policies, event.policies)
        case events.GroupSet():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.group)
        case events.BillFixed():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.total_minor, event.shares, event.behind, event.sharing, event.ledger_version)
        case events.BillReopened():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system)
        case events.PaymentRecorded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.payer, event.amount_minor)
        case events.TransferRecorded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.payer, event.payee, event.amount_minor)
        case events.ItemRefunded():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.line, event.quantity, event.shares)
        case events.Pledged():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.campaign, event.sku, event.quantity, event.unit_price, event.campaign_version, event.status, event.tiers_reached, event.locks_at_ms)
        case events.CampaignFollowed():
            return (event.kind, event.version, event.at_ms, event.actor, event.is_system, event.campaign, event.campaign_version, event.status, event.tiers_reached, event.locks_at_ms, event.changes, event.cuts)
        case _:
            assert_never(event)
