// Verbs of the bill as calls.
#include "verbs.h"

#include <string.h>

static CartpoolOptionalU32 maybe_numbered(const char *(*name_of)(uint32_t), const char *name) {
    CartpoolOptionalU32 number = {name != NULL, name ? numbered(name_of, name) : 0};
    return number;
}

static CartpoolStr optional(const Line *line, size_t from, const char *key) {
    return text_of(given(line, from, key));
}

static CartpoolStr required(const Line *line, size_t from, const char *key) {
    return text_of(needed(line, from, key));
}

static bool is_set(const Line *line, size_t from, const char *key) {
    return maybe_flag(given(line, from, key)).value;
}

static uint16_t add_adjustment(CartpoolMember actor, const Line *line, size_t from, uint64_t *version) {
    CartpoolAddAdjustment options = {0};
    options.amount = optional(line, from, "amount");
    options.percent = optional(line, from, "percent");
    options.line = maybe_u64(given(line, from, "line"));
    options.member = optional(line, from, "member");
    options.destination = optional(line, from, "destination");
    options.label = optional(line, from, "label");
    options.included = is_set(line, from, "included");
    uint32_t kind = numbered(cartpool_adjustment_kind_name, needed(line, from, "kind"));
    return cartpool_add_adjustment(actor, kind, &options, version);
}

CartpoolAddDiscount discount_of(const Line *line, size_t from) {
    static char tier_texts[TEXT_MAX], sku_texts[TEXT_MAX];
    static CartpoolItemOption tiers[LIST_MAX];
    static CartpoolStr skus[LIST_MAX];
    CartpoolAddDiscount options = {0};
    options.percent = optional(line, from, "percent");
    options.amount = optional(line, from, "amount");
    options.tiers = tiers;
    options.tiers_len = pairs_of(given(line, from, "tiers"), tier_texts, tiers);
    options.buy = maybe_u32(given(line, from, "buy"));
    options.get = maybe_u32(given(line, from, "get"));
    options.skus = skus;
    options.skus_len = texts_of(given(line, from, "skus"), sku_texts, skus);
    options.label = optional(line, from, "label");
    options.exclusive = is_set(line, from, "exclusive");
    options.priority = maybe_u32(given(line, from, "priority"));
    return options;
}

static uint16_t set_bill_policies(CartpoolMember actor, const Line *line, size_t from, uint64_t *version) {
    CartpoolSetBillPolicies options = {0};
    options.country = optional(line, from, "country");
    options.rounding = maybe_numbered(cartpool_rounding_mode_name, given(line, from, "rounding"));
    options.level = maybe_numbered(cartpool_rounding_level_name, given(line, from, "level"));
    options.cash_step = optional(line, from, "cash_step");
    options.order_min = optional(line, from, "order_min");
    options.order_max = optional(line, from, "order_max");
    options.is_hard = maybe_flag(given(line, from, "is_hard"));
    return cartpool_set_bill_policies(actor, &options, version);
}

/// How the bill is split.
static bool about_splits(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                         uint16_t *status) {
    static char texts[TEXT_MAX];
    static CartpoolItemOption parts[LIST_MAX];
    static CartpoolStr members[LIST_MAX];
    if (strcmp(verb, "set_split") == 0) {
        CartpoolSetSplit options = {0};
        options.parts = parts;
        options.parts_len = pairs_of(given(line, from, "parts"), texts, parts);
        options.spares_late_joiners = is_set(line, from, "spares_late_joiners");
        uint32_t rule = numbered(cartpool_split_rule_name, needed(line, from, "rule"));
        *status = cartpool_set_split(actor, rule, &options, version);
    } else if (strcmp(verb, "set_line_split") == 0) {
        CartpoolSetLineSplit options = {parts, pairs_of(given(line, from, "parts"), texts, parts)};
        uint32_t rule = numbered(cartpool_split_rule_name, needed(line, from, "rule"));
        *status = cartpool_set_line_split(actor, number_of(needed(line, from, "line")), rule, &options, version);
    } else if (strcmp(verb, "clear_line_split") == 0) {
        *status = cartpool_clear_line_split(actor, number_of(needed(line, from, "line")), version);
    } else if (strcmp(verb, "set_excluded_members") == 0) {
        size_t len = texts_of(given(line, from, "excluded_members"), texts, members);
        *status = cartpool_set_excluded_members(actor, members, len, version);
    } else if (strcmp(verb, "set_sponsor") == 0) {
        CartpoolSetSponsor options = {optional(line, from, "amount_max"), optional(line, from, "person_max")};
        *status = cartpool_set_sponsor(actor, optional(line, from, "sponsor"), &options, version);
    } else if (strcmp(verb, "set_share_minimum") == 0) {
        *status = cartpool_set_share_minimum(actor, optional(line, from, "minimum"), version);
    } else if (strcmp(verb, "set_adjustment_split") == 0) {
        CartpoolSetAdjustmentSplit options = {optional(line, from, "payer")};
        uint32_t kind = numbered(cartpool_adjustment_kind_name, needed(line, from, "kind"));
        uint32_t rule = numbered(cartpool_adjustment_rule_name, needed(line, from, "rule"));
        *status = cartpool_set_adjustment_split(actor, kind, rule, &options, version);
    } else {
        return false;
    }
    return true;
}

/// What is added and taken off, and the rules it follows.
static bool about_amounts(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                          uint16_t *status) {
    if (strcmp(verb, "add_adjustment") == 0) {
        *status = add_adjustment(actor, line, from, version);
    } else if (strcmp(verb, "remove_adjustment") == 0) {
        *status = cartpool_remove_adjustment(actor, number_of(needed(line, from, "adjustment")), version);
    } else if (strcmp(verb, "add_discount") == 0) {
        CartpoolAddDiscount options = discount_of(line, from);
        *status = cartpool_add_discount(actor, &options, version);
    } else if (strcmp(verb, "set_destination") == 0) {
        uint64_t id = number_of(needed(line, from, "line"));
        *status = cartpool_set_destination(actor, id, optional(line, from, "destination"), version);
    } else if (strcmp(verb, "set_bill_policies") == 0) {
        *status = set_bill_policies(actor, line, from, version);
    } else if (strcmp(verb, "set_group") == 0) {
        *status = cartpool_set_group(actor, optional(line, from, "group"), version);
    } else if (strcmp(verb, "redeem_coupon") == 0) {
        *status = cartpool_redeem_coupon(actor, required(line, from, "code"), version);
    } else {
        return false;
    }
    return true;
}

bool about_the_bill(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                    uint16_t *status) {
    if (about_splits(actor, verb, line, from, version, status)) return true;
    if (about_amounts(actor, verb, line, from, version, status)) return true;
    if (strcmp(verb, "fix_bill") == 0) {
        *status = cartpool_fix_bill(actor, version);
    } else if (strcmp(verb, "reopen_bill") == 0) {
        *status = cartpool_reopen_bill(actor, version);
    } else if (strcmp(verb, "record_payment") == 0) {
        *status = cartpool_record_payment(actor, required(line, from, "payer"), required(line, from, "amount"), version);
    } else if (strcmp(verb, "record_transfer") == 0) {
        *status = cartpool_record_transfer(actor, required(line, from, "payer"), required(line, from, "payee"),
                                           required(line, from, "amount"), version);
    } else if (strcmp(verb, "refund_item") == 0) {
        uint32_t quantity = (uint32_t)number_of(needed(line, from, "quantity"));
        *status = cartpool_refund_item(actor, number_of(needed(line, from, "line")), quantity, version);
    } else {
        return false;
    }
    return true;
}
