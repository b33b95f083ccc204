# @generated from core/src/command.rs by cargo gen
"""Everything that is generated, used once: type checkers read it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

import cartpool
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


def shown(one: cartpool.Policies | cartpool.AlreadyInCart | cartpool.PriceChange | cartpool.SplitPart | cartpool.QuantityTier | cartpool.BillPolicies | cartpool.MinorShare | cartpool.PledgeCut | cartpool.LineItem | cartpool.MemberEntry | cartpool.RoleEntry | cartpool.InvitationEntry | cartpool.LockEntry | cartpool.CampaignEntry | cartpool.CartView | cartpool.AdjustmentEntry | cartpool.ShareEntry | cartpool.SponsorEntry | cartpool.Bill | cartpool.CellEntry | cartpool.Explanation | cartpool.TransferEntry | cartpool.Settlement | cartpool.CampaignSkuEntry | cartpool.CampaignTierEntry | cartpool.CampaignMoment | cartpool.TippingShare | cartpool.TippingPoint | cartpool.PledgeEntry | cartpool.CampaignView | cartpool.CampaignRow | cartpool.CampaignTotal | cartpool.CampaignList) -> tuple[object, ...]:
    """All that a view or a part of one says."""
    match one:
        case cartpool.Policies():
            return (one.edit, one.merges_lines, one.allows_suggestions,)
        case cartpool.AlreadyInCart():
            return (one.line, one.member, one.quantity, one.added_ago_s,)
        case cartpool.PriceChange():
            return (one.line, one.old_unit_price, one.unit_price,)
        case cartpool.SplitPart():
            return (one.member, one.value,)
        case cartpool.QuantityTier():
            return (one.quantity, one.percent,)
        case cartpool.BillPolicies():
            return (one.rounding, one.level, one.cash_step_minor, one.order_min_minor, one.order_max_minor, one.is_hard,)
        case cartpool.MinorShare():
            return (one.member, one.minor,)
        case cartpool.PledgeCut():
            return (one.line, one.old_quantity, one.quantity,)
        case cartpool.LineItem():
            return (one.id, one.sku, one.quantity, one.unit_price, one.line_total, one.added_by, one.changed_by, one.added_at_ms, one.options, one.note, one.beneficiaries, one.purpose, one.project, one.cost_centre, one.campaign,)
        case cartpool.MemberEntry():
            return (one.id, one.role,)
        case cartpool.RoleEntry():
            return (one.name, one.capabilities, one.money_cap, one.categories_allowed, one.categories_denied,)
        case cartpool.InvitationEntry():
            return (one.id, one.role, one.invited_by, one.uses_left, one.expires_at_ms,)
        case cartpool.LockEntry():
            return (one.holder, one.until_ms,)
        case cartpool.CampaignEntry():
            return (one.campaign, one.campaign_version, one.status, one.tiers_reached,)
        case cartpool.CartView():
            return (one.id, one.version, one.status, one.title, one.purpose, one.currency, one.preset, one.policies, one.is_shared, one.created_at_ms, one.changed_at_ms, one.prices_version, one.lines, one.subtotal, one.total, one.members, one.roles, one.invitations, one.lock, one.ownership_offered_to, one.campaigns,)
        case cartpool.AdjustmentEntry():
            return (one.id, one.kind, one.amount, one.percent, one.rule, one.line, one.member, one.destination, one.label, one.coupon, one.is_included,)
        case cartpool.ShareEntry():
            return (one.member, one.lines, one.adjustments, one.total, one.refunded, one.paid, one.balance,)
        case cartpool.SponsorEntry():
            return (one.member, one.amount_max, one.person_max,)
        case cartpool.Bill():
            return (one.version, one.ledger_version, one.currency, one.subtotal, one.adjustments, one.total, one.refunded, one.paid, one.due, one.shares, one.split, one.parts, one.spares_late_joiners, one.excluded_members, one.sponsor, one.share_minimum, one.group, one.policies, one.is_fixed, one.is_below_min, one.is_above_max,)
        case cartpool.CellEntry():
            return (one.member, one.line, one.adjustment, one.amount, one.row, one.reason, one.part, one.parts, one.text,)
        case cartpool.Explanation():
            return (one.version, one.cells,)
        case cartpool.TransferEntry():
            return (one.payer, one.payee, one.amount,)
        case cartpool.Settlement():
            return (one.version, one.transfers, one.is_exact,)
        case cartpool.CampaignSkuEntry():
            return (one.sku, one.regular_price, one.unit_price, one.quantity,)
        case cartpool.CampaignTierEntry():
            return (one.threshold, one.is_reached, one.unit_prices,)
        case cartpool.CampaignMoment():
            return (one.version, one.at_ms, one.kind, one.tier,)
        case cartpool.TippingShare():
            return (one.member, one.now, one.then,)
        case cartpool.TippingPoint():
            return (one.threshold, one.missing, one.tier, one.unit_prices, one.likely, one.shares,)
        case cartpool.PledgeEntry():
            return (one.line, one.member, one.sku, one.quantity, one.counted,)
        case cartpool.CampaignView():
            return (one.id, one.version, one.status, one.currency, one.measure, one.skus, one.tiers, one.minimum, one.maximum, one.member_min, one.member_max, one.leader, one.opens_at_ms, one.locks_at_ms, one.closes_at_ms, one.at_deadline, one.is_extended, one.reached, one.is_tipped, one.tiers_reached, one.quantity, one.waiting, one.amount, one.members, one.carts, one.moments, one.next, one.pledges,)
        case cartpool.CampaignRow():
            return (one.cart, one.member, one.sku, one.quantity, one.waiting, one.amount,)
        case cartpool.CampaignTotal():
            return (one.name, one.quantity, one.amount,)
        case cartpool.CampaignList():
            return (one.version, one.rows, one.members, one.skus,)
        case _:
            assert_never(one)


def asked(member: cartpool.Member, token: cartpool.Token) -> Iterator[int]:
    """Every verb with all that it takes."""
    yield member.add_item(sku="a", quantity=1, unit_price=Decimal("4.50"), options={"a": "b"}, note="a", beneficiaries=["a"], separate=True)
    yield member.adjust_quantity(line=1, delta=1)
    yield member.set_quantity(line=1, quantity=1, seen_quantity=1)
    yield member.remove_item(line=1)
    yield member.set_note(line=1, note="a")
    yield member.set_beneficiaries(line=1, beneficiaries=["a"])
    yield member.set_reason(line=1, purpose="a", project="a", cost_centre="a")
    yield member.add_member(member="a", role="a")
    yield member.remove_member(member="a")
    yield member.leave()
    yield member.set_role(member="a", role="a")
    yield member.define_role(name="a", capabilities=["view_items"], money_cap=Decimal("4.50"), categories_allowed=["a"], categories_denied=["a"])
    yield member.offer_ownership(member="a")
    yield member.accept_ownership()
    yield member.decline_ownership()
    yield member.invite(token_hash=token.hash(), role="a", uses_max=1, expires_at_ms=1)
    yield member.revoke_invitation(invitation=1)
    yield member.accept_invitation(token="a")
    yield member.lock_cart(until_ms=1)
    yield member.unlock_cart()
    yield member.set_policies(edit="open", merges_lines=True, allows_suggestions=True)
    yield member.rename_cart(title="a", purpose="a")
    yield member.close_cart()
    yield member.reprice()
    yield member.set_split(rule="equal", parts={"a": 2, "b": Decimal(1), "c": "0.5"}, spares_late_joiners=True)
    yield member.set_line_split(line=1, rule="equal", parts={"a": 2, "b": Decimal(1), "c": "0.5"})
    yield member.clear_line_split(line=1)
    yield member.set_excluded_members(excluded_members=["a"])
    yield member.set_sponsor(sponsor="a", amount_max=Decimal("4.50"), person_max=Decimal("4.50"))
    yield member.set_share_minimum(minimum=Decimal("4.50"))
    yield member.set_adjustment_split(kind="discount", rule="proportional", payer="a")
    yield member.add_adjustment(kind="discount", amount=Decimal("4.50"), percent=Decimal("4.50"), line=1, member="a", destination="a", label="a", included=True)
    yield member.remove_adjustment(adjustment=1)
    yield member.add_discount(percent=Decimal("4.50"), amount=Decimal("4.50"), tiers={2: "5", 10: Decimal(10)}, buy=1, get=1, skus=["a"], label="a", exclusive=True, priority=1)
    yield member.set_destination(line=1, destination="a")
    yield member.set_bill_policies(country="a", rounding="half_up", level="line", cash_step=Decimal("4.50"), order_min=Decimal("4.50"), order_max=Decimal("4.50"), is_hard=True)
    yield member.set_group(group="a")
    yield member.redeem_coupon(code="a")
    yield member.fix_bill()
    yield member.reopen_bill()
    yield member.record_payment(payer="a", amount=Decimal("4.50"))
    yield member.record_transfer(payer="a", payee="a", amount=Decimal("4.50"))
    yield member.refund_item(line=1, quantity=1)
    yield member.pledge(campaign="a", sku="a", quantity=1)
    yield member.follow_campaign(campaign="a")
