#include "facts.h"

#include <inttypes.h>
#include <string.h>

#include "campaigns.h"
#include "event_facts.h"
#include "paths.h"

static bool line_fact(const CartpoolLineItem *line, Path path, char *out) {
    if (take(&path, "sku")) return put_text(out, line->sku);
    if (take(&path, "quantity")) return put_number(out, line->quantity);
    if (take(&path, "unit_price")) return put_text(out, line->unit_price);
    if (take(&path, "line_total")) return put_text(out, line->line_total.amount);
    if (take(&path, "added_by")) return put_text(out, line->added_by);
    if (take(&path, "changed_by")) return put_text(out, line->changed_by);
    if (take(&path, "added_at_ms")) return put_number(out, line->added_at_ms);
    if (take(&path, "options")) return put_options(out, path, line->options, line->options_len);
    if (take(&path, "note")) return put_text(out, line->note);
    if (take(&path, "beneficiaries")) return put_texts(out, path, line->beneficiaries, line->beneficiaries_len);
    if (take(&path, "purpose")) return put_text(out, line->purpose);
    if (take(&path, "project")) return put_text(out, line->project);
    if (take(&path, "cost_centre")) return put_text(out, line->cost_centre);
    return take(&path, "campaign") && put_text(out, line->campaign);
}

static bool lines_fact(const CartpoolCartView *view, Path path, char *out) {
    if (is_over(&path)) return put_number(out, view->lines_len);
    for (size_t i = 0; i < view->lines_len; i++) {
        if (is_id(&path, view->lines[i].id)) return line_fact(&view->lines[i], path, out);
    }
    return false;
}

static bool members_fact(const CartpoolCartView *view, Path path, char *out) {
    if (is_over(&path)) return put_number(out, view->members_len);
    for (size_t i = 0; i < view->members_len; i++) {
        if (!is_called(&path, view->members[i].id)) continue;
        return take(&path, "role") && put_text(out, view->members[i].role);
    }
    return false;
}

static bool role_fact(const CartpoolRoleEntry *role, Path path, char *out) {
    if (take(&path, "capabilities")) return put_capabilities(out, path, role->capabilities);
    if (take(&path, "money_cap")) {
        return role->money_cap ? put_text(out, role->money_cap->amount) : put_name(out, "null");
    }
    if (take(&path, "categories_allowed")) {
        return put_texts(out, path, role->categories_allowed, role->categories_allowed_len);
    }
    return take(&path, "categories_denied") &&
           put_texts(out, path, role->categories_denied, role->categories_denied_len);
}

static bool roles_fact(const CartpoolCartView *view, Path path, char *out) {
    if (is_over(&path)) return put_number(out, view->roles_len);
    for (size_t i = 0; i < view->roles_len; i++) {
        if (is_called(&path, view->roles[i].name)) return role_fact(&view->roles[i], path, out);
    }
    return false;
}

static bool invitation_fact(const CartpoolInvitationEntry *invitation, Path path, char *out) {
    if (take(&path, "role")) return put_text(out, invitation->role);
    if (take(&path, "invited_by")) return put_text(out, invitation->invited_by);
    if (take(&path, "uses_left")) return put_number(out, invitation->uses_left);
    return take(&path, "expires_at_ms") && put_number(out, invitation->expires_at_ms);
}

static bool invitations_fact(const CartpoolCartView *view, Path path, char *out) {
    if (is_over(&path)) return put_number(out, view->invitations_len);
    for (size_t i = 0; i < view->invitations_len; i++) {
        const CartpoolInvitationEntry *invitation = &view->invitations[i];
        if (is_id(&path, invitation->id)) return invitation_fact(invitation, path, out);
    }
    return false;
}

static bool policies_fact(CartpoolPolicies policies, Path path, char *out) {
    if (take(&path, "edit")) return put_name(out, cartpool_edit_policy_name(policies.edit));
    if (take(&path, "merges_lines")) return put_flag(out, policies.merges_lines);
    return take(&path, "allows_suggestions") && put_flag(out, policies.allows_suggestions);
}

static bool lock_fact(const CartpoolLockEntry *lock, Path path, char *out) {
    if (lock == NULL) return is_over(&path) && put_name(out, "null");
    if (take(&path, "holder")) return put_text(out, lock->holder);
    return take(&path, "until_ms") && put_number(out, lock->until_ms);
}

bool view_fact(const CartpoolCartView *view, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "version")) return put_number(out, view->version);
    if (take(&path, "status")) return put_name(out, cartpool_cart_status_name(view->status));
    if (take(&path, "title")) return put_text(out, view->title);
    if (take(&path, "purpose")) return put_text(out, view->purpose);
    if (take(&path, "currency")) return put_text(out, view->currency);
    if (take(&path, "preset")) return put_name(out, cartpool_preset_name(view->preset));
    if (take(&path, "policies")) return policies_fact(view->policies, path, out);
    if (take(&path, "is_shared")) return put_flag(out, view->is_shared);
    if (take(&path, "created_at_ms")) return put_number(out, view->created_at_ms);
    if (take(&path, "changed_at_ms")) return put_number(out, view->changed_at_ms);
    if (take(&path, "prices_version")) return put_number(out, view->prices_version);
    if (take(&path, "lines")) return lines_fact(view, path, out);
    if (take(&path, "subtotal")) return put_text(out, view->subtotal.amount);
    if (take(&path, "total")) return put_text(out, view->total.amount);
    if (take(&path, "members")) return members_fact(view, path, out);
    if (take(&path, "roles")) return roles_fact(view, path, out);
    if (take(&path, "invitations")) return invitations_fact(view, path, out);
    if (take(&path, "lock")) return lock_fact(view->lock, path, out);
    if (take(&path, "campaigns")) return joined_fact(view, path.left, out);
    return take(&path, "ownership_offered_to") && put_text(out, view->ownership_offered_to);
}

static bool adjustment_fact(const CartpoolAdjustmentEntry *entry, Path path, char *out) {
    if (take(&path, "kind")) return put_name(out, cartpool_adjustment_kind_name(entry->kind));
    if (take(&path, "amount")) return put_text(out, entry->amount.amount);
    if (take(&path, "percent")) return put_text(out, entry->percent);
    if (take(&path, "rule")) return put_name(out, cartpool_adjustment_rule_name(entry->rule));
    if (take(&path, "line")) return entry->line ? put_number(out, *entry->line) : put_name(out, "null");
    if (take(&path, "member")) return put_text(out, entry->member);
    if (take(&path, "destination")) return put_text(out, entry->destination);
    if (take(&path, "label")) return put_text(out, entry->label);
    if (take(&path, "coupon")) return put_text(out, entry->coupon);
    return take(&path, "is_included") && put_flag(out, entry->is_included);
}

static bool share_fact(const CartpoolShareEntry *share, Path path, char *out) {
    if (take(&path, "lines")) return put_text(out, share->lines.amount);
    if (take(&path, "adjustments")) return put_text(out, share->adjustments.amount);
    if (take(&path, "total")) return put_text(out, share->total.amount);
    if (take(&path, "refunded")) return put_text(out, share->refunded.amount);
    if (take(&path, "paid")) return put_text(out, share->paid.amount);
    return take(&path, "balance") && put_text(out, share->balance.amount);
}

static bool bill_policies_fact(CartpoolBillPolicies policies, Path path, char *out) {
    const uint64_t *min = policies.order_min_minor, *max = policies.order_max_minor;
    if (take(&path, "rounding")) return put_name(out, cartpool_rounding_mode_name(policies.rounding));
    if (take(&path, "level")) return put_name(out, cartpool_rounding_level_name(policies.level));
    if (take(&path, "cash_step_minor")) return put_number(out, policies.cash_step_minor);
    if (take(&path, "order_min_minor")) return min ? put_number(out, *min) : put_name(out, "null");
    if (take(&path, "order_max_minor")) return max ? put_number(out, *max) : put_name(out, "null");
    return take(&path, "is_hard") && put_flag(out, policies.is_hard);
}

static bool adjustments_fact(const CartpoolBill *bill, Path path, char *out) {
    if (is_over(&path)) return put_number(out, bill->adjustments_len);
    for (size_t i = 0; i < bill->adjustments_len; i++) {
        if (is_id(&path, bill->adjustments[i].id)) return adjustment_fact(&bill->adjustments[i], path, out);
    }
    return false;
}

static bool shares_fact(const CartpoolBill *bill, Path path, char *out) {
    if (is_over(&path)) return put_number(out, bill->shares_len);
    for (size_t i = 0; i < bill->shares_len; i++) {
        if (is_called(&path, bill->shares[i].member)) return share_fact(&bill->shares[i], path, out);
    }
    return false;
}

static bool parts_fact(const CartpoolBill *bill, Path path, char *out) {
    if (is_over(&path)) return put_number(out, bill->parts_len);
    for (size_t i = 0; i < bill->parts_len; i++) {
        if (!is_id(&path, i)) continue;
        if (take(&path, "member")) return put_text(out, bill->parts[i].member);
        return take(&path, "value") && put_text(out, bill->parts[i].value);
    }
    return false;
}

static bool sponsor_fact(const CartpoolSponsorEntry *sponsor, Path path, char *out) {
    if (sponsor == NULL) return is_over(&path) && put_name(out, "null");
    if (take(&path, "member")) return put_text(out, sponsor->member);
    if (take(&path, "amount_max")) return put_money(out, sponsor->amount_max);
    return take(&path, "person_max") && put_money(out, sponsor->person_max);
}

/// How a bill is split, and who pays for whom.
static bool split_fact(const CartpoolBill *bill, Path path, char *out) {
    if (take(&path, "split")) return put_name(out, cartpool_split_rule_name(bill->split));
    if (take(&path, "parts")) return parts_fact(bill, path, out);
    if (take(&path, "spares_late_joiners")) return put_flag(out, bill->spares_late_joiners);
    if (take(&path, "excluded_members")) {
        return put_texts(out, path, bill->excluded_members, bill->excluded_members_len);
    }
    if (take(&path, "sponsor")) return sponsor_fact(bill->sponsor, path, out);
    if (take(&path, "share_minimum")) return put_money(out, bill->share_minimum);
    return take(&path, "group") && put_text(out, bill->group);
}

static bool bill_fact(const CartpoolBill *bill, Path path, char *out) {
    if (take(&path, "version")) return put_number(out, bill->version);
    if (take(&path, "ledger_version")) return put_number(out, bill->ledger_version);
    if (take(&path, "currency")) return put_text(out, bill->currency);
    if (take(&path, "subtotal")) return put_text(out, bill->subtotal.amount);
    if (take(&path, "adjustments")) return adjustments_fact(bill, path, out);
    if (take(&path, "total")) return put_text(out, bill->total.amount);
    if (take(&path, "refunded")) return put_text(out, bill->refunded.amount);
    if (take(&path, "paid")) return put_text(out, bill->paid.amount);
    if (take(&path, "due")) return put_text(out, bill->due.amount);
    if (take(&path, "shares")) return shares_fact(bill, path, out);
    if (take(&path, "policies")) return bill_policies_fact(bill->policies, path, out);
    if (take(&path, "is_fixed")) return put_flag(out, bill->is_fixed);
    if (take(&path, "is_below_min")) return put_flag(out, bill->is_below_min);
    if (take(&path, "is_above_max")) return put_flag(out, bill->is_above_max);
    return split_fact(bill, path, out);
}

/// A cell is called by its row, which is a line, an adjustment or a reason, and its member: `3:ana`, `sponsor:ben`.
static bool is_cell(Path *path, const CartpoolCellEntry *cell) {
    char text[TEXT_MAX], member[256];
    const uint64_t *id = cell->line ? cell->line : cell->adjustment;
    snprintf(member, sizeof member, "%.*s", (int)cell->member.len, cell->member.ptr);
    if (id == NULL || cell->reason == CARTPOOL_CELL_REASON_REFUND) {
        snprintf(text, sizeof text, "%s:%s", cartpool_cell_reason_name(cell->reason), member);
    } else {
        snprintf(text, sizeof text, "%" PRIu64 ":%s", *id, member);
    }
    return take(path, text);
}

static bool cell_fact(const CartpoolCellEntry *cell, Path path, char *out) {
    if (take(&path, "amount")) return put_text(out, cell->amount.amount);
    if (take(&path, "row")) return put_text(out, cell->row.amount);
    if (take(&path, "reason")) return put_name(out, cartpool_cell_reason_name(cell->reason));
    if (take(&path, "part")) return put_number(out, cell->part);
    if (take(&path, "parts")) return put_number(out, cell->parts);
    return take(&path, "text") && put_text(out, cell->text);
}

static bool explanation_fact(const CartpoolExplanation *explanation, Path path, char *out) {
    if (take(&path, "version")) return put_number(out, explanation->version);
    if (!take(&path, "cells")) return false;
    if (is_over(&path)) return put_number(out, explanation->cells_len);
    for (size_t i = 0; i < explanation->cells_len; i++) {
        if (is_cell(&path, &explanation->cells[i])) return cell_fact(&explanation->cells[i], path, out);
    }
    return false;
}

static bool settlement_fact(const CartpoolSettlement *settlement, Path path, char *out) {
    if (take(&path, "version")) return put_number(out, settlement->version);
    if (take(&path, "is_exact")) return put_flag(out, settlement->is_exact);
    if (!take(&path, "transfers")) return false;
    if (is_over(&path)) return put_number(out, settlement->transfers_len);
    for (size_t i = 0; i < settlement->transfers_len; i++) {
        const CartpoolTransferEntry *transfer = &settlement->transfers[i];
        if (!is_id(&path, i)) continue;
        if (take(&path, "payer")) return put_text(out, transfer->payer);
        if (take(&path, "payee")) return put_text(out, transfer->payee);
        return take(&path, "amount") && put_text(out, transfer->amount.amount);
    }
    return false;
}

static bool coupon_fact(const CartpoolCoupon *coupon, Path path, char *out) {
    if (take(&path, "uses")) return put_number(out, coupon->uses);
    if (take(&path, "reserved")) return put_number(out, coupon->reserved);
    if (take(&path, "members")) return put_number(out, coupon->members);
    if (take(&path, "uses_max")) return put_maybe(out, coupon->uses_max.is_some, coupon->uses_max.value);
    if (take(&path, "member_uses_max")) {
        return put_maybe(out, coupon->member_uses_max.is_some, coupon->member_uses_max.value);
    }
    if (take(&path, "valid_from_ms")) return put_maybe(out, coupon->valid_from_ms.is_some, coupon->valid_from_ms.value);
    return take(&path, "valid_until_ms") && put_maybe(out, coupon->valid_until_ms.is_some, coupon->valid_until_ms.value);
}

static bool ledger_fact(const CartpoolLedger *ledger, Path path, char *out) {
    if (take(&path, "version")) return put_number(out, ledger->version);
    if (!take(&path, "members")) return false;
    if (is_over(&path)) return put_number(out, ledger->members_len);
    for (size_t i = 0; i < ledger->members_len; i++) {
        if (!is_called(&path, ledger->members[i].id)) continue;
        if (take(&path, "balance")) return put_text(out, ledger->members[i].balance.amount);
        return take(&path, "behind") && put_text(out, ledger->members[i].behind);
    }
    return false;
}

bool seen_fact(const Seen *seen, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "bill")) return seen->bill != NULL && bill_fact(seen->bill, path, out);
    if (take(&path, "explain")) return seen->explanation != NULL && explanation_fact(seen->explanation, path, out);
    if (take(&path, "settlement")) return seen->settlement != NULL && settlement_fact(seen->settlement, path, out);
    if (seen->campaign != NULL) return campaign_fact(seen->campaign, seen->next, text, out);
    if (seen->list != NULL) return campaign_list_fact(seen->list, text, out);
    if (seen->coupon != NULL) return coupon_fact(seen->coupon, path, out);
    if (seen->ledger != NULL) return ledger_fact(seen->ledger, path, out);
    return view_fact(seen->view, text, out);
}

bool event_fact(const CartpoolEvent *event, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "version")) return put_number(out, event->version);
    if (take(&path, "at_ms")) return put_number(out, event->at_ms);
    if (take(&path, "name")) return put_name(out, cartpool_event_name(event->kind));
    if (take(&path, "member")) return event->is_system ? put_name(out, "system") : put_text(out, event->actor);
    take(&path, "event");
    return event_body_fact(event, path.left, out);
}

/// Steps over the digits that matter: `9.00` and `9` both end after the 9.
static size_t amount_len(const char *amount) {
    size_t len = strlen(amount);
    if (strchr(amount, '.') == NULL) return len;
    while (amount[len - 1] == '0') len--;
    return amount[len - 1] == '.' ? len - 1 : len;
}

bool is_same(const char *path, const char *actual, const char *wanted) {
    static const char *const money[] = {"subtotal", "total", "line_total", "unit_price", "old_unit_price", "money_cap",
                                        "amount", "paid", "due", "refunded", "balance", "lines", "adjustments", "row",
                                        "percent", "value", "minimum", "amount_max", "person_max", "share_minimum",
                                        "regular_price", "now", "then"};
    if (strcmp(actual, wanted) == 0) return true;
    const char *dot = strrchr(path, '.');
    const char *name = dot ? dot + 1 : path;
    for (size_t i = 0; i < sizeof money / sizeof *money; i++) {
        if (strcmp(name, money[i]) != 0) continue;
        size_t len = amount_len(actual);
        return len == amount_len(wanted) && strncmp(actual, wanted, len) == 0;
    }
    return false;
}
