#include "verbs.h"

#include <stdlib.h>
#include <string.h>

#include "campaigns.h"

CartpoolStr text_of(const char *text) {
    return cartpool_str(text);
}

uint64_t number_of(const char *text) {
    char *end;
    uint64_t number = strtoull(text, &end, 10);
    if (*text == '\0' || *end != '\0') fail("%s is no number", text);
    return number;
}

CartpoolOptionalU32 maybe_u32(const char *text) {
    CartpoolOptionalU32 number = {text != NULL, text ? (uint32_t)number_of(text) : 0};
    return number;
}

CartpoolOptionalU64 maybe_u64(const char *text) {
    CartpoolOptionalU64 number = {text != NULL, text ? number_of(text) : 0};
    return number;
}

CartpoolOptionalBool maybe_flag(const char *text) {
    CartpoolOptionalBool flag = {text != NULL, text && strcmp(text, "true") == 0};
    return flag;
}

uint32_t numbered(const char *(*name_of)(uint32_t), const char *name) {
    for (uint32_t number = 0; name_of(number) != NULL; number++) {
        if (strcmp(name_of(number), name) == 0) return number;
    }
    fail("nothing is called %s", name);
}

size_t texts_of(const char *list, char storage[TEXT_MAX], CartpoolStr texts[LIST_MAX]) {
    char *parts[LIST_MAX];
    snprintf(storage, TEXT_MAX, "%s", list ? list : "");
    size_t len = split(storage, ',', parts, LIST_MAX);
    for (size_t i = 0; i < len; i++) texts[i] = text_of(parts[i]);
    return len;
}

size_t pairs_of(const char *list, char storage[TEXT_MAX], CartpoolItemOption pairs[LIST_MAX]) {
    static CartpoolStr texts[LIST_MAX];
    size_t len = texts_of(list, storage, texts);
    for (size_t i = 0; i < len; i++) {
        const char *colon = memchr(texts[i].ptr, ':', texts[i].len);
        const char *end = texts[i].ptr + texts[i].len;
        const char *value = colon ? colon + 1 : end;
        pairs[i].key = (CartpoolStr){texts[i].ptr, (size_t)((colon ? colon : end) - texts[i].ptr)};
        pairs[i].value = (CartpoolStr){value, (size_t)(end - value)};
    }
    return len;
}

static uint16_t add_item(CartpoolMember actor, const Line *line, size_t from, uint64_t *version) {
    static char beneficiary_texts[TEXT_MAX], option_texts[TEXT_MAX];
    static CartpoolStr beneficiaries[LIST_MAX];
    static CartpoolItemOption options[LIST_MAX];
    CartpoolAddItem item = {0};
    item.unit_price = text_of(given(line, from, "unit_price"));
    item.note = text_of(given(line, from, "note"));
    item.separate = given(line, from, "separate") != NULL;
    item.beneficiaries = beneficiaries;
    item.beneficiaries_len = texts_of(given(line, from, "beneficiaries"), beneficiary_texts, beneficiaries);
    item.options = options;
    item.options_len = pairs_of(given(line, from, "options"), option_texts, options);
    CartpoolStr sku = text_of(needed(line, from, "sku"));
    return cartpool_add_item(actor, sku, (uint32_t)number_of(needed(line, from, "quantity")), &item, version);
}

static uint16_t define_role(CartpoolMember actor, const Line *line, size_t from, uint64_t *version) {
    static char allowed_texts[TEXT_MAX], denied_texts[TEXT_MAX], capability_texts[TEXT_MAX];
    static CartpoolStr allowed[LIST_MAX], denied[LIST_MAX], capabilities[LIST_MAX];
    CartpoolDefineRole role = {0};
    role.money_cap = text_of(given(line, from, "money_cap"));
    role.categories_allowed = allowed;
    role.categories_allowed_len = texts_of(given(line, from, "categories_allowed"), allowed_texts, allowed);
    role.categories_denied = denied;
    role.categories_denied_len = texts_of(given(line, from, "categories_denied"), denied_texts, denied);
    size_t len = texts_of(given(line, from, "capabilities"), capability_texts, capabilities);
    for (size_t i = 0; i < len; i++) {
        role.capabilities |= UINT64_C(1) << numbered(cartpool_capability_name, capabilities[i].ptr);
    }
    return cartpool_define_role(actor, text_of(needed(line, from, "name")), &role, version);
}

static uint16_t about_lines(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version) {
    if (strcmp(verb, "add_item") == 0) return add_item(actor, line, from, version);
    uint64_t id = number_of(needed(line, from, "line"));
    if (strcmp(verb, "adjust_quantity") == 0) {
        return cartpool_adjust_quantity(actor, id, (int32_t)atoll(needed(line, from, "delta")), version);
    }
    if (strcmp(verb, "set_quantity") == 0) {
        CartpoolSetQuantity options = {maybe_u32(given(line, from, "seen_quantity"))};
        return cartpool_set_quantity(actor, id, (uint32_t)number_of(needed(line, from, "quantity")), &options, version);
    }
    if (strcmp(verb, "remove_item") == 0) return cartpool_remove_item(actor, id, version);
    if (strcmp(verb, "set_note") == 0) return cartpool_set_note(actor, id, text_of(given(line, from, "note")), version);
    if (strcmp(verb, "set_beneficiaries") == 0) {
        static char storage[TEXT_MAX];
        static CartpoolStr texts[LIST_MAX];
        size_t len = texts_of(given(line, from, "beneficiaries"), storage, texts);
        return cartpool_set_beneficiaries(actor, id, texts, len, version);
    }
    if (strcmp(verb, "set_reason") == 0) {
        CartpoolSetReason reason = {text_of(given(line, from, "purpose")), text_of(given(line, from, "project")),
                                    text_of(given(line, from, "cost_centre"))};
        return cartpool_set_reason(actor, id, &reason, version);
    }
    fail("no verb is called %s", verb);
}

static uint16_t about_people(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version) {
    if (strcmp(verb, "define_role") == 0) return define_role(actor, line, from, version);
    if (strcmp(verb, "leave") == 0) return cartpool_leave(actor, version);
    if (strcmp(verb, "accept_ownership") == 0) return cartpool_accept_ownership(actor, version);
    if (strcmp(verb, "decline_ownership") == 0) return cartpool_decline_ownership(actor, version);
    if (strcmp(verb, "accept_invitation") == 0) {
        return cartpool_accept_invitation(actor, text_of(needed(line, from, "token")), version);
    }
    if (strcmp(verb, "revoke_invitation") == 0) {
        return cartpool_revoke_invitation(actor, number_of(needed(line, from, "invitation")), version);
    }
    if (strcmp(verb, "invite") == 0) {
        CartpoolInvite options = {maybe_u32(given(line, from, "uses_max")), maybe_u64(given(line, from, "expires_at_ms"))};
        CartpoolStr hash = text_of(needed(line, from, "token_hash"));
        return cartpool_invite(actor, hash, text_of(needed(line, from, "role")), &options, version);
    }
    CartpoolStr member = text_of(needed(line, from, "member"));
    if (strcmp(verb, "remove_member") == 0) return cartpool_remove_member(actor, member, version);
    if (strcmp(verb, "offer_ownership") == 0) return cartpool_offer_ownership(actor, member, version);
    CartpoolStr role = text_of(needed(line, from, "role"));
    if (strcmp(verb, "add_member") == 0) return cartpool_add_member(actor, member, role, version);
    return cartpool_set_role(actor, member, role, version);
}

/// Whether the verb is about the cart as a whole; then its status is in `status`.
static bool about_the_cart(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                           uint16_t *status) {
    if (strcmp(verb, "lock_cart") == 0) {
        CartpoolLockCart options = {maybe_u64(given(line, from, "until_ms"))};
        *status = cartpool_lock_cart(actor, &options, version);
    } else if (strcmp(verb, "unlock_cart") == 0) {
        *status = cartpool_unlock_cart(actor, version);
    } else if (strcmp(verb, "set_policies") == 0) {
        const char *edit = given(line, from, "edit");
        CartpoolSetPolicies options = {{edit != NULL, edit ? numbered(cartpool_edit_policy_name, edit) : 0},
                                       maybe_flag(given(line, from, "merges_lines")),
                                       maybe_flag(given(line, from, "allows_suggestions"))};
        *status = cartpool_set_policies(actor, &options, version);
    } else if (strcmp(verb, "rename_cart") == 0) {
        CartpoolRenameCart options = {text_of(given(line, from, "title")), text_of(given(line, from, "purpose"))};
        *status = cartpool_rename_cart(actor, &options, version);
    } else if (strcmp(verb, "close_cart") == 0) {
        *status = cartpool_close_cart(actor, version);
    } else if (strcmp(verb, "reprice") == 0) {
        *status = cartpool_reprice(actor, version);
    } else {
        return false;
    }
    return true;
}

uint16_t verb(CartpoolMember actor, const Line *line, size_t at, uint64_t *version) {
    static const char *const people[] = {"define_role", "leave", "accept_ownership", "decline_ownership",
                                         "accept_invitation", "revoke_invitation", "invite", "remove_member",
                                         "offer_ownership", "add_member", "set_role"};
    const char *name = at < line->words_len ? line->words[at] : "";
    uint16_t status;
    if (about_the_cart(actor, name, line, at + 1, version, &status)) return status;
    if (about_the_bill(actor, name, line, at + 1, version, &status)) return status;
    if (about_campaigns(actor, name, line, at + 1, version, &status)) return status;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        if (strcmp(name, people[i]) == 0) return about_people(actor, name, line, at + 1, version);
    }
    return about_lines(actor, name, line, at + 1, version);
}
