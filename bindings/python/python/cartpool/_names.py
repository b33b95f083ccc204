# @generated from core/src/command.rs by cargo gen
"""The words of the vocabulary, as literal types."""

from typing import Literal, TypeAlias

Preset: TypeAlias = Literal[
    "family",
    "friends",
    "team",
    "wholesale",
    "group_buy",
    "public",
]
"""A setting a cart starts from; `Preset::policies` shows all it decides."""

EditPolicy: TypeAlias = Literal[
    "open",
    "own_lines",
    "owner_only",
    "suggest_only",
]
"""Who may edit lines."""

SplitRule: TypeAlias = Literal[
    "equal",
    "by_line",
    "by_weight",
    "by_percent",
    "exact",
    "single_payer",
]
"""How lines are shared."""

AdjustmentKind: TypeAlias = Literal[
    "discount",
    "fee",
    "shipping",
    "tax",
    "tip",
    "cash_rounding",
]
"""What is added to the lines, or taken off."""

AdjustmentRule: TypeAlias = Literal[
    "proportional",
    "equal",
    "payer",
]
"""How an adjustment is shared."""

RoundingMode: TypeAlias = Literal[
    "half_up",
    "half_even",
    "half_down",
    "up",
    "down",
]
"""Which way what is between two minor units goes."""

RoundingLevel: TypeAlias = Literal[
    "line",
    "unit",
    "tax_rate",
    "total",
]
"""Where tax is rounded; what is summed up to there is exact."""

CampaignStatus: TypeAlias = Literal[
    "scheduled",
    "open",
    "tipped",
    "filling",
    "topping_up",
    "closed",
    "ordered",
    "failed",
    "cancelled",
]
"""Where a campaign is in its life."""

CartStatus: TypeAlias = Literal[
    "open",
    "closed",
]
"""Where a cart is in its life."""

CellReason: TypeAlias = Literal[
    "equal",
    "own",
    "beneficiary",
    "weight",
    "percent",
    "exact",
    "payer",
    "proportional",
    "sponsor",
    "minimum",
    "refund",
]
"""Why a member pays a part of a row."""

CampaignMeasure: TypeAlias = Literal[
    "quantity",
    "money",
    "members",
]
"""What a campaign's thresholds count."""

DeadlinePolicy: TypeAlias = Literal[
    "fail",
    "extend_once",
    "order_anyway",
    "leader_tops_up",
]
"""What becomes of a campaign that is below its minimum at its deadline."""

CampaignMomentKind: TypeAlias = Literal[
    "tipped",
    "tip_lost",
    "tier_reached",
    "tier_lost",
    "extended",
    "topping_up",
    "closed",
    "ordered",
    "failed",
    "cancelled",
]
"""Something about a campaign that everybody is to hear of."""

ErrorKind: TypeAlias = Literal[
    "invalid",
    "not_found",
    "denied",
    "conflict",
    "limit",
    "internal",
    "storage",
]
"""What kind of trouble a code is; hosts map each kind to one error class."""

Capability: TypeAlias = Literal[
    "view_items",
    "view_people",
    "comment",
    "suggest",
    "vote",
    "veto",
    "add_items",
    "edit_own_lines",
    "edit_any_lines",
    "lock_cart",
    "manage_cart",
    "invite_members",
    "manage_members",
    "manage_roles",
    "own_cart",
    "submit_purchase",
    "approve_purchase",
    "manage_budgets",
    "split_bill",
    "apply_coupons",
    "pledge",
    "manage_campaigns",
    "checkout",
    "export_cart",
]
"""A single permission."""

ErrorCode: TypeAlias = Literal[
    "internal_error",
    "engine_is_closed",
    "cart_is_damaged",
    "limits_not_valid",
    "exceeds_memory_max",
    "rate_exceeded",
    "handle_not_valid",
    "text_must_be_utf8",
    "argument_not_valid",
    "cart_not_found",
    "cart_is_closed",
    "cart_is_locked",
    "version_conflict",
    "version_not_found",
    "version_no_longer_kept",
    "exceeds_cart_bytes_max",
    "exceeds_events_max",
    "cart_id_not_valid",
    "cart_already_exists",
    "capability_missing",
    "reserved_for_system",
    "member_not_found",
    "member_already_in_cart",
    "member_id_not_valid",
    "exceeds_members_max",
    "role_not_found",
    "role_name_not_valid",
    "exceeds_roles_max",
    "ready_role_is_fixed",
    "ownership_must_be_offered",
    "ownership_not_offered",
    "owner_must_stay",
    "exceeds_categories_max",
    "category_not_valid",
    "line_not_found",
    "quantity_must_not_be_zero",
    "exceeds_quantity_max",
    "exceeds_lines_max",
    "sku_not_valid",
    "suggestion_required",
    "exceeds_money_cap",
    "category_not_allowed",
    "exceeds_note_max",
    "exceeds_options_max",
    "option_not_valid",
    "beneficiaries_must_differ",
    "exceeds_title_max",
    "text_not_valid",
    "deadline_not_valid",
    "price_not_found",
    "unit_price_not_allowed",
    "price_not_valid",
    "exceeds_unit_price_max",
    "exceeds_total_max",
    "currency_not_valid",
    "exceeds_skus_max",
    "invitation_not_valid",
    "invitation_not_found",
    "exceeds_invitations_max",
    "invitation_role_too_high",
    "exceeds_invitation_uses_max",
    "token_hash_not_valid",
    "command_id_not_valid",
    "command_id_reused",
    "command_id_too_old",
    "exceeds_batch_max",
    "batch_must_not_be_empty",
    "exceeds_batch_bytes_max",
    "not_allowed_in_batch",
    "exceeds_command_bytes_max",
    "exceeds_event_bytes_max",
    "command_not_valid",
    "cursor_not_valid",
    "exceeds_watches_max",
    "storage_busy",
    "storage_failed",
    "storage_is_damaged",
    "storage_not_recognized",
    "storage_too_new",
    "storage_is_read_only",
    "storage_not_found",
    "durability_not_valid",
    "engine_is_forked",
    "split_not_valid",
    "percents_must_sum_to_hundred",
    "shares_must_sum_to_total",
    "exceeds_splits_max",
    "adjustment_not_found",
    "adjustment_not_valid",
    "discount_not_valid",
    "percent_not_valid",
    "exceeds_adjustments_max",
    "exceeds_coupons_max",
    "country_not_known",
    "bill_is_fixed",
    "bill_is_not_fixed",
    "bill_is_paid",
    "bill_must_not_be_empty",
    "below_order_min",
    "exceeds_order_max",
    "amount_must_not_be_zero",
    "exceeds_amount_due",
    "coupon_not_valid",
    "coupon_used_up",
    "coupon_used_by_member",
    "coupon_not_found",
    "coupon_code_not_valid",
    "coupon_terms_not_valid",
    "exceeds_coupon_members_max",
    "exceeds_coupon_uses_max",
    "group_not_valid",
    "ledger_must_balance",
    "exceeds_ledger_members_max",
    "exceeds_ledger_carts_max",
    "exceeds_balance_max",
    "transfer_not_valid",
    "exceeds_accounts_max",
    "exceeds_refundable_quantity",
    "campaign_not_found",
    "campaign_id_not_valid",
    "campaign_terms_not_valid",
    "campaign_already_exists",
    "campaign_takes_no_pledges",
    "pledge_is_locked",
    "below_pledge_min",
    "exceeds_pledge_max",
    "sku_not_in_campaign",
    "campaign_is_undecided",
    "campaign_is_over",
    "campaign_is_not_closed",
    "exceeds_cart_campaigns_max",
    "exceeds_campaign_carts_max",
    "exceeds_campaign_skus_max",
    "exceeds_campaign_tiers_max",
]
"""Why a call was refused."""

EventKind: TypeAlias = Literal[
    "cart_created",
    "item_added",
    "item_increased",
    "quantity_adjusted",
    "quantity_set",
    "item_removed",
    "note_set",
    "beneficiaries_set",
    "reason_set",
    "repriced",
    "member_added",
    "member_removed",
    "member_left",
    "role_set",
    "role_defined",
    "ownership_offered",
    "ownership_accepted",
    "ownership_declined",
    "invited",
    "invitation_revoked",
    "invitation_accepted",
    "cart_locked",
    "cart_unlocked",
    "policies_set",
    "cart_renamed",
    "cart_closed",
    "split_set",
    "line_split_set",
    "line_split_cleared",
    "members_excluded",
    "sponsor_set",
    "share_minimum_set",
    "adjustment_split_set",
    "adjustment_added",
    "adjustment_removed",
    "discount_added",
    "destination_set",
    "bill_policies_set",
    "group_set",
    "bill_fixed",
    "bill_reopened",
    "payment_recorded",
    "transfer_recorded",
    "item_refunded",
    "pledged",
    "campaign_followed",
]
"""An event's name."""

SURFACE = "131c432a8fb13f1b"
"""Which surface this is: the native half has the same word."""
