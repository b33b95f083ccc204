// @generated from core/src/command.rs by cargo gen
// The fields of events by their paths, such as `changes.0.unit_price`.
#include "event_facts.h"

#include "paths.h"

static bool policies_fact(const CartpoolPolicies *it, Path path, char *out) {
    if (take(&path, "edit")) return put_name(out, cartpool_edit_policy_name(it->edit));
    if (take(&path, "merges_lines")) return put_flag(out, it->merges_lines);
    if (take(&path, "allows_suggestions")) return put_flag(out, it->allows_suggestions);
    return false;
}

static bool split_part_fact(const CartpoolSplitPart *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "value")) return put_text(out, it->value);
    return false;
}

static bool bill_policies_fact(const CartpoolBillPolicies *it, Path path, char *out) {
    if (take(&path, "rounding")) return put_name(out, cartpool_rounding_mode_name(it->rounding));
    if (take(&path, "level")) return put_name(out, cartpool_rounding_level_name(it->level));
    if (take(&path, "cash_step_minor")) return put_number(out, it->cash_step_minor);
    if (take(&path, "order_min_minor")) {
        if (it->order_min_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->order_min_minor);
    }
    if (take(&path, "order_max_minor")) {
        if (it->order_max_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->order_max_minor);
    }
    if (take(&path, "is_hard")) return put_flag(out, it->is_hard);
    return false;
}

static bool already_in_cart_fact(const CartpoolAlreadyInCart *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "added_ago_s")) return put_number(out, it->added_ago_s);
    return false;
}

static bool price_change_fact(const CartpoolPriceChange *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "old_unit_price")) return put_text(out, it->old_unit_price);
    if (take(&path, "unit_price")) return put_text(out, it->unit_price);
    return false;
}

static bool quantity_tier_fact(const CartpoolQuantityTier *it, Path path, char *out) {
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "percent")) return put_text(out, it->percent);
    return false;
}

static bool minor_share_fact(const CartpoolMinorShare *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "minor")) return put_signed(out, it->minor);
    return false;
}

static bool pledge_cut_fact(const CartpoolPledgeCut *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "old_quantity")) return put_number(out, it->old_quantity);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    return false;
}

static bool cart_created_fact(const CartpoolCartCreated *it, Path path, char *out) {
    if (take(&path, "owner")) return put_text(out, it->owner);
    if (take(&path, "currency")) return put_text(out, it->currency);
    if (take(&path, "preset")) return put_name(out, cartpool_preset_name(it->preset));
    if (take(&path, "policies")) return policies_fact(&it->policies, path, out);
    if (take(&path, "title")) return put_text(out, it->title);
    if (take(&path, "purpose")) return put_text(out, it->purpose);
    return false;
}

static bool item_added_fact(const CartpoolItemAdded *it, Path path, char *out) {
    if (take(&path, "sku")) return put_text(out, it->sku);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "unit_price")) return put_text(out, it->unit_price);
    if (take(&path, "is_callers_price")) return put_flag(out, it->is_callers_price);
    if (take(&path, "already_in_cart")) {
        if (it->already_in_cart == NULL) return is_over(&path) && put_name(out, "null");
        return already_in_cart_fact(it->already_in_cart, path, out);
    }
    if (take(&path, "options")) return put_options(out, path, it->options, it->options_len);
    if (take(&path, "note")) return put_text(out, it->note);
    if (take(&path, "beneficiaries")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->beneficiaries_len);
        return take_index(&path, it->beneficiaries_len, &index) && put_text(out, it->beneficiaries[index]);
    }
    return false;
}

static bool item_increased_fact(const CartpoolItemIncreased *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "added")) return put_number(out, it->added);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "already_in_cart")) {
        if (it->already_in_cart == NULL) return is_over(&path) && put_name(out, "null");
        return already_in_cart_fact(it->already_in_cart, path, out);
    }
    return false;
}

static bool quantity_adjusted_fact(const CartpoolQuantityAdjusted *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "delta")) return put_signed(out, it->delta);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    return false;
}

static bool quantity_set_fact(const CartpoolQuantitySet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "old_quantity")) return put_number(out, it->old_quantity);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "is_contested")) return put_flag(out, it->is_contested);
    return false;
}

static bool item_removed_fact(const CartpoolItemRemoved *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "old_quantity")) return put_number(out, it->old_quantity);
    return false;
}

static bool note_set_fact(const CartpoolNoteSet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "note")) return put_text(out, it->note);
    return false;
}

static bool beneficiaries_set_fact(const CartpoolBeneficiariesSet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "beneficiaries")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->beneficiaries_len);
        return take_index(&path, it->beneficiaries_len, &index) && put_text(out, it->beneficiaries[index]);
    }
    return false;
}

static bool reason_set_fact(const CartpoolReasonSet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "purpose")) return put_text(out, it->purpose);
    if (take(&path, "project")) return put_text(out, it->project);
    if (take(&path, "cost_centre")) return put_text(out, it->cost_centre);
    return false;
}

static bool repriced_fact(const CartpoolRepriced *it, Path path, char *out) {
    if (take(&path, "prices_version")) return put_number(out, it->prices_version);
    if (take(&path, "changes")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->changes_len);
        return take_index(&path, it->changes_len, &index) && price_change_fact(&it->changes[index], path, out);
    }
    return false;
}

static bool member_added_fact(const CartpoolMemberAdded *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "role")) return put_text(out, it->role);
    return false;
}

static bool member_removed_fact(const CartpoolMemberRemoved *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "voided")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->voided_len);
        return take_index(&path, it->voided_len, &index) && put_number(out, it->voided[index]);
    }
    return false;
}

static bool member_left_fact(const CartpoolMemberLeft *it, Path path, char *out) {
    if (take(&path, "voided")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->voided_len);
        return take_index(&path, it->voided_len, &index) && put_number(out, it->voided[index]);
    }
    return false;
}

static bool role_set_fact(const CartpoolRoleSet *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "old_role")) return put_text(out, it->old_role);
    if (take(&path, "role")) return put_text(out, it->role);
    if (take(&path, "voided")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->voided_len);
        return take_index(&path, it->voided_len, &index) && put_number(out, it->voided[index]);
    }
    return false;
}

static bool role_defined_fact(const CartpoolRoleDefined *it, Path path, char *out) {
    if (take(&path, "name")) return put_text(out, it->name);
    if (take(&path, "capabilities")) return put_capabilities(out, path, it->capabilities);
    if (take(&path, "money_cap_minor")) {
        if (it->money_cap_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->money_cap_minor);
    }
    if (take(&path, "categories_allowed")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->categories_allowed_len);
        return take_index(&path, it->categories_allowed_len, &index) && put_text(out, it->categories_allowed[index]);
    }
    if (take(&path, "categories_denied")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->categories_denied_len);
        return take_index(&path, it->categories_denied_len, &index) && put_text(out, it->categories_denied[index]);
    }
    if (take(&path, "voided")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->voided_len);
        return take_index(&path, it->voided_len, &index) && put_number(out, it->voided[index]);
    }
    return false;
}

static bool ownership_offered_fact(const CartpoolOwnershipOffered *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    return false;
}

static bool ownership_accepted_fact(const CartpoolOwnershipAccepted *it, Path path, char *out) {
    if (take(&path, "old_owner")) return put_text(out, it->old_owner);
    return false;
}

static bool ownership_declined_fact(const CartpoolOwnershipDeclined *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    return false;
}

static bool invited_fact(const CartpoolInvited *it, Path path, char *out) {
    if (take(&path, "token_hash")) return put_text(out, it->token_hash);
    if (take(&path, "role")) return put_text(out, it->role);
    if (take(&path, "uses_max")) return put_number(out, it->uses_max);
    if (take(&path, "expires_at_ms")) return put_number(out, it->expires_at_ms);
    return false;
}

static bool invitation_revoked_fact(const CartpoolInvitationRevoked *it, Path path, char *out) {
    if (take(&path, "invitation")) return put_number(out, it->invitation);
    return false;
}

static bool invitation_accepted_fact(const CartpoolInvitationAccepted *it, Path path, char *out) {
    if (take(&path, "invitation")) return put_number(out, it->invitation);
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "role")) return put_text(out, it->role);
    return false;
}

static bool cart_locked_fact(const CartpoolCartLocked *it, Path path, char *out) {
    if (take(&path, "until_ms")) return put_number(out, it->until_ms);
    return false;
}

static bool cart_unlocked_fact(const CartpoolCartUnlocked *it, Path path, char *out) {
    if (take(&path, "holder")) return put_text(out, it->holder);
    return false;
}

static bool policies_set_fact(const CartpoolPoliciesSet *it, Path path, char *out) {
    if (take(&path, "old_policies")) return policies_fact(&it->old_policies, path, out);
    if (take(&path, "policies")) return policies_fact(&it->policies, path, out);
    return false;
}

static bool cart_renamed_fact(const CartpoolCartRenamed *it, Path path, char *out) {
    if (take(&path, "title")) return put_text(out, it->title);
    if (take(&path, "purpose")) return put_text(out, it->purpose);
    return false;
}

static bool split_set_fact(const CartpoolSplitSet *it, Path path, char *out) {
    if (take(&path, "rule")) return put_name(out, cartpool_split_rule_name(it->rule));
    if (take(&path, "parts")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->parts_len);
        return take_index(&path, it->parts_len, &index) && split_part_fact(&it->parts[index], path, out);
    }
    if (take(&path, "spares_late_joiners")) return put_flag(out, it->spares_late_joiners);
    return false;
}

static bool line_split_set_fact(const CartpoolLineSplitSet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "rule")) return put_name(out, cartpool_split_rule_name(it->rule));
    if (take(&path, "parts")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->parts_len);
        return take_index(&path, it->parts_len, &index) && split_part_fact(&it->parts[index], path, out);
    }
    return false;
}

static bool line_split_cleared_fact(const CartpoolLineSplitCleared *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    return false;
}

static bool members_excluded_fact(const CartpoolMembersExcluded *it, Path path, char *out) {
    if (take(&path, "members")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->members_len);
        return take_index(&path, it->members_len, &index) && put_text(out, it->members[index]);
    }
    return false;
}

static bool sponsor_set_fact(const CartpoolSponsorSet *it, Path path, char *out) {
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "amount_max_minor")) {
        if (it->amount_max_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->amount_max_minor);
    }
    if (take(&path, "person_max_minor")) {
        if (it->person_max_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->person_max_minor);
    }
    return false;
}

static bool share_minimum_set_fact(const CartpoolShareMinimumSet *it, Path path, char *out) {
    if (take(&path, "minimum_minor")) {
        if (it->minimum_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->minimum_minor);
    }
    return false;
}

static bool adjustment_split_set_fact(const CartpoolAdjustmentSplitSet *it, Path path, char *out) {
    if (take(&path, "adjustment_kind")) return put_name(out, cartpool_adjustment_kind_name(it->adjustment_kind));
    if (take(&path, "rule")) return put_name(out, cartpool_adjustment_rule_name(it->rule));
    if (take(&path, "payer")) return put_text(out, it->payer);
    return false;
}

static bool adjustment_added_fact(const CartpoolAdjustmentAdded *it, Path path, char *out) {
    if (take(&path, "adjustment_kind")) return put_name(out, cartpool_adjustment_kind_name(it->adjustment_kind));
    if (take(&path, "amount_minor")) {
        if (it->amount_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->amount_minor);
    }
    if (take(&path, "percent")) return put_text(out, it->percent);
    if (take(&path, "line")) {
        if (it->line == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->line);
    }
    if (take(&path, "member")) return put_text(out, it->member);
    if (take(&path, "destination")) return put_text(out, it->destination);
    if (take(&path, "label")) return put_text(out, it->label);
    if (take(&path, "is_included")) return put_flag(out, it->is_included);
    return false;
}

static bool adjustment_removed_fact(const CartpoolAdjustmentRemoved *it, Path path, char *out) {
    if (take(&path, "adjustment")) return put_number(out, it->adjustment);
    if (take(&path, "coupon")) return put_text(out, it->coupon);
    return false;
}

static bool discount_added_fact(const CartpoolDiscountAdded *it, Path path, char *out) {
    if (take(&path, "percent")) return put_text(out, it->percent);
    if (take(&path, "amount_minor")) {
        if (it->amount_minor == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->amount_minor);
    }
    if (take(&path, "tiers")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->tiers_len);
        return take_index(&path, it->tiers_len, &index) && quantity_tier_fact(&it->tiers[index], path, out);
    }
    if (take(&path, "buy")) {
        if (it->buy == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->buy);
    }
    if (take(&path, "get")) {
        if (it->get == NULL) return is_over(&path) && put_name(out, "null");
        return put_number(out, *it->get);
    }
    if (take(&path, "skus")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->skus_len);
        return take_index(&path, it->skus_len, &index) && put_text(out, it->skus[index]);
    }
    if (take(&path, "label")) return put_text(out, it->label);
    if (take(&path, "is_exclusive")) return put_flag(out, it->is_exclusive);
    if (take(&path, "priority")) return put_number(out, it->priority);
    if (take(&path, "coupon")) return put_text(out, it->coupon);
    return false;
}

static bool destination_set_fact(const CartpoolDestinationSet *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "destination")) return put_text(out, it->destination);
    return false;
}

static bool bill_policies_set_fact(const CartpoolBillPoliciesSet *it, Path path, char *out) {
    if (take(&path, "old_policies")) return bill_policies_fact(&it->old_policies, path, out);
    if (take(&path, "policies")) return bill_policies_fact(&it->policies, path, out);
    return false;
}

static bool group_set_fact(const CartpoolGroupSet *it, Path path, char *out) {
    if (take(&path, "group")) return put_text(out, it->group);
    return false;
}

static bool bill_fixed_fact(const CartpoolBillFixed *it, Path path, char *out) {
    if (take(&path, "total_minor")) return put_signed(out, it->total_minor);
    if (take(&path, "shares")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->shares_len);
        return take_index(&path, it->shares_len, &index) && minor_share_fact(&it->shares[index], path, out);
    }
    if (take(&path, "behind")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->behind_len);
        return take_index(&path, it->behind_len, &index) && put_signed(out, it->behind[index]);
    }
    if (take(&path, "sharing")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->sharing_len);
        return take_index(&path, it->sharing_len, &index) && put_text(out, it->sharing[index]);
    }
    if (take(&path, "ledger_version")) return put_number(out, it->ledger_version);
    return false;
}

static bool payment_recorded_fact(const CartpoolPaymentRecorded *it, Path path, char *out) {
    if (take(&path, "payer")) return put_text(out, it->payer);
    if (take(&path, "amount_minor")) return put_number(out, it->amount_minor);
    return false;
}

static bool transfer_recorded_fact(const CartpoolTransferRecorded *it, Path path, char *out) {
    if (take(&path, "payer")) return put_text(out, it->payer);
    if (take(&path, "payee")) return put_text(out, it->payee);
    if (take(&path, "amount_minor")) return put_number(out, it->amount_minor);
    return false;
}

static bool item_refunded_fact(const CartpoolItemRefunded *it, Path path, char *out) {
    if (take(&path, "line")) return put_number(out, it->line);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "shares")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->shares_len);
        return take_index(&path, it->shares_len, &index) && minor_share_fact(&it->shares[index], path, out);
    }
    return false;
}

static bool pledged_fact(const CartpoolPledged *it, Path path, char *out) {
    if (take(&path, "campaign")) return put_text(out, it->campaign);
    if (take(&path, "sku")) return put_text(out, it->sku);
    if (take(&path, "quantity")) return put_number(out, it->quantity);
    if (take(&path, "unit_price")) return put_text(out, it->unit_price);
    if (take(&path, "campaign_version")) return put_number(out, it->campaign_version);
    if (take(&path, "status")) return put_name(out, cartpool_campaign_status_name(it->status));
    if (take(&path, "tiers_reached")) return put_number(out, it->tiers_reached);
    if (take(&path, "locks_at_ms")) return put_number(out, it->locks_at_ms);
    return false;
}

static bool campaign_followed_fact(const CartpoolCampaignFollowed *it, Path path, char *out) {
    if (take(&path, "campaign")) return put_text(out, it->campaign);
    if (take(&path, "campaign_version")) return put_number(out, it->campaign_version);
    if (take(&path, "status")) return put_name(out, cartpool_campaign_status_name(it->status));
    if (take(&path, "tiers_reached")) return put_number(out, it->tiers_reached);
    if (take(&path, "locks_at_ms")) return put_number(out, it->locks_at_ms);
    if (take(&path, "changes")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->changes_len);
        return take_index(&path, it->changes_len, &index) && price_change_fact(&it->changes[index], path, out);
    }
    if (take(&path, "cuts")) {
        size_t index;
        if (is_over(&path)) return put_number(out, it->cuts_len);
        return take_index(&path, it->cuts_len, &index) && pledge_cut_fact(&it->cuts[index], path, out);
    }
    return false;
}

bool event_body_fact(const CartpoolEvent *event, const char *left, char out[TEXT_MAX]) {
    Path path = {left};
    switch (event->kind) {
    case CARTPOOL_EVENT_CART_CREATED: return cart_created_fact(&event->body.cart_created, path, out);
    case CARTPOOL_EVENT_ITEM_ADDED: return item_added_fact(&event->body.item_added, path, out);
    case CARTPOOL_EVENT_ITEM_INCREASED: return item_increased_fact(&event->body.item_increased, path, out);
    case CARTPOOL_EVENT_QUANTITY_ADJUSTED: return quantity_adjusted_fact(&event->body.quantity_adjusted, path, out);
    case CARTPOOL_EVENT_QUANTITY_SET: return quantity_set_fact(&event->body.quantity_set, path, out);
    case CARTPOOL_EVENT_ITEM_REMOVED: return item_removed_fact(&event->body.item_removed, path, out);
    case CARTPOOL_EVENT_NOTE_SET: return note_set_fact(&event->body.note_set, path, out);
    case CARTPOOL_EVENT_BENEFICIARIES_SET: return beneficiaries_set_fact(&event->body.beneficiaries_set, path, out);
    case CARTPOOL_EVENT_REASON_SET: return reason_set_fact(&event->body.reason_set, path, out);
    case CARTPOOL_EVENT_REPRICED: return repriced_fact(&event->body.repriced, path, out);
    case CARTPOOL_EVENT_MEMBER_ADDED: return member_added_fact(&event->body.member_added, path, out);
    case CARTPOOL_EVENT_MEMBER_REMOVED: return member_removed_fact(&event->body.member_removed, path, out);
    case CARTPOOL_EVENT_MEMBER_LEFT: return member_left_fact(&event->body.member_left, path, out);
    case CARTPOOL_EVENT_ROLE_SET: return role_set_fact(&event->body.role_set, path, out);
    case CARTPOOL_EVENT_ROLE_DEFINED: return role_defined_fact(&event->body.role_defined, path, out);
    case CARTPOOL_EVENT_OWNERSHIP_OFFERED: return ownership_offered_fact(&event->body.ownership_offered, path, out);
    case CARTPOOL_EVENT_OWNERSHIP_ACCEPTED: return ownership_accepted_fact(&event->body.ownership_accepted, path, out);
    case CARTPOOL_EVENT_OWNERSHIP_DECLINED: return ownership_declined_fact(&event->body.ownership_declined, path, out);
    case CARTPOOL_EVENT_INVITED: return invited_fact(&event->body.invited, path, out);
    case CARTPOOL_EVENT_INVITATION_REVOKED: return invitation_revoked_fact(&event->body.invitation_revoked, path, out);
    case CARTPOOL_EVENT_INVITATION_ACCEPTED: return invitation_accepted_fact(&event->body.invitation_accepted, path, out);
    case CARTPOOL_EVENT_CART_LOCKED: return cart_locked_fact(&event->body.cart_locked, path, out);
    case CARTPOOL_EVENT_CART_UNLOCKED: return cart_unlocked_fact(&event->body.cart_unlocked, path, out);
    case CARTPOOL_EVENT_POLICIES_SET: return policies_set_fact(&event->body.policies_set, path, out);
    case CARTPOOL_EVENT_CART_RENAMED: return cart_renamed_fact(&event->body.cart_renamed, path, out);
    case CARTPOOL_EVENT_SPLIT_SET: return split_set_fact(&event->body.split_set, path, out);
    case CARTPOOL_EVENT_LINE_SPLIT_SET: return line_split_set_fact(&event->body.line_split_set, path, out);
    case CARTPOOL_EVENT_LINE_SPLIT_CLEARED: return line_split_cleared_fact(&event->body.line_split_cleared, path, out);
    case CARTPOOL_EVENT_MEMBERS_EXCLUDED: return members_excluded_fact(&event->body.members_excluded, path, out);
    case CARTPOOL_EVENT_SPONSOR_SET: return sponsor_set_fact(&event->body.sponsor_set, path, out);
    case CARTPOOL_EVENT_SHARE_MINIMUM_SET: return share_minimum_set_fact(&event->body.share_minimum_set, path, out);
    case CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET: return adjustment_split_set_fact(&event->body.adjustment_split_set, path, out);
    case CARTPOOL_EVENT_ADJUSTMENT_ADDED: return adjustment_added_fact(&event->body.adjustment_added, path, out);
    case CARTPOOL_EVENT_ADJUSTMENT_REMOVED: return adjustment_removed_fact(&event->body.adjustment_removed, path, out);
    case CARTPOOL_EVENT_DISCOUNT_ADDED: return discount_added_fact(&event->body.discount_added, path, out);
    case CARTPOOL_EVENT_DESTINATION_SET: return destination_set_fact(&event->body.destination_set, path, out);
    case CARTPOOL_EVENT_BILL_POLICIES_SET: return bill_policies_set_fact(&event->body.bill_policies_set, path, out);
    case CARTPOOL_EVENT_GROUP_SET: return group_set_fact(&event->body.group_set, path, out);
    case CARTPOOL_EVENT_BILL_FIXED: return bill_fixed_fact(&event->body.bill_fixed, path, out);
    case CARTPOOL_EVENT_PAYMENT_RECORDED: return payment_recorded_fact(&event->body.payment_recorded, path, out);
    case CARTPOOL_EVENT_TRANSFER_RECORDED: return transfer_recorded_fact(&event->body.transfer_recorded, path, out);
    case CARTPOOL_EVENT_ITEM_REFUNDED: return item_refunded_fact(&event->body.item_refunded, path, out);
    case CARTPOOL_EVENT_PLEDGED: return pledged_fact(&event->body.pledged, path, out);
    case CARTPOOL_EVENT_CAMPAIGN_FOLLOWED: return campaign_followed_fact(&event->body.campaign_followed, path, out);
    default: return false;
    }
}
