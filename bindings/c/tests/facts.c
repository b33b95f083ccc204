#include "facts.h"

#include <inttypes.h>
#include <string.h>

/// A path being walked: `take` steps over a name, `left` is what remains.
typedef struct {
    const char *left;
} Path;

static bool take(Path *path, const char *name) {
    size_t len = strlen(name);
    bool is_here = strncmp(path->left, name, len) == 0 && (path->left[len] == '.' || path->left[len] == '\0');
    if (is_here) path->left += len + (path->left[len] == '.');
    return is_here;
}

static bool is_over(const Path *path) {
    return path->left[0] == '\0';
}

static bool put_text(char *out, CartpoolStr text) {
    if (text.ptr == NULL) snprintf(out, TEXT_MAX, "null");
    else snprintf(out, TEXT_MAX, "%.*s", (int)text.len, text.ptr);
    return true;
}

static bool put_name(char *out, const char *name) {
    snprintf(out, TEXT_MAX, "%s", name);
    return true;
}

static bool put_number(char *out, uint64_t number) {
    snprintf(out, TEXT_MAX, "%" PRIu64, number);
    return true;
}

static bool put_flag(char *out, bool flag) {
    return put_name(out, flag ? "true" : "false");
}

/// A list's length, or the element at an index.
static bool put_texts(char *out, Path path, const CartpoolStr *texts, size_t len) {
    if (is_over(&path)) return put_number(out, len);
    size_t index;
    return sscanf(path.left, "%zu", &index) == 1 && index < len && put_text(out, texts[index]);
}

static bool put_options(char *out, Path path, const CartpoolOption *options, size_t len) {
    if (is_over(&path)) return put_number(out, len);
    size_t index;
    if (sscanf(path.left, "%zu", &index) != 1 || index >= len) return false;
    CartpoolStr key = options[index].key, value = options[index].value;
    snprintf(out, TEXT_MAX, "%.*s:%.*s", (int)key.len, key.ptr, (int)value.len, value.ptr);
    return true;
}

static bool is_id(Path *path, uint64_t id) {
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, id);
    return take(path, text);
}

static bool is_called(Path *path, CartpoolStr id) {
    char text[TEXT_MAX];
    put_text(text, id);
    return take(path, text);
}

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
    return false;
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

static bool put_capabilities(char *out, Path path, uint64_t capabilities) {
    uint64_t count = 0, index = UINT64_MAX;
    if (!is_over(&path)) sscanf(path.left, "%" SCNu64, &index);
    for (uint32_t number = 0; number < 64; number++) {
        if ((capabilities >> number & 1) == 0) continue;
        if (count++ == index) return put_name(out, cartpool_capability_name(number));
    }
    return is_over(&path) && put_number(out, count);
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
    return take(&path, "ownership_offered_to") && put_text(out, view->ownership_offered_to);
}

// The fields of an event are JSON as the engine writes it: no blanks, objects and lists closed.

/// Steps over the value at `json`.
static const char *skip(const char *json) {
    int depth = 0;
    bool is_quoted = false;
    for (;; json++) {
        if (is_quoted) {
            if (*json == '\\') json++;
            else if (*json == '"') is_quoted = false;
        } else if (*json == '"') {
            is_quoted = true;
        } else if (*json == '{' || *json == '[') {
            depth++;
        } else if (*json == '}' || *json == ']') {
            if (depth-- == 0) return json;
        } else if (*json == ',' && depth == 0) {
            return json;
        } else if (*json == '\0') {
            return json;
        }
    }
}

/// The entry of an object that the path names, or of a list that it counts.
static const char *entry(const char *json, Path *path) {
    bool is_object = *json++ == '{';
    for (size_t index = 0; *json != '}' && *json != ']' && *json != '\0'; index++) {
        char key[128];
        if (is_object) {
            const char *end = strchr(json + 1, '"');
            snprintf(key, sizeof key, "%.*s", (int)(end - json - 1), json + 1);
            json = end + 2;
        } else {
            snprintf(key, sizeof key, "%zu", index);
        }
        if (take(path, key)) return json;
        json = skip(json);
        if (*json == ',') json++;
    }
    return NULL;
}

static size_t entries(const char *json) {
    size_t count = 0;
    for (json++; *json != '}' && *json != ']' && *json != '\0'; count++) {
        json = skip(json);
        if (*json == ',') json++;
    }
    return count;
}

/// Writes text without its quotes, and its escapes as what they stand for.
static bool put_json(char *out, const char *json) {
    if (*json == '{' || *json == '[') return put_number(out, entries(json));
    const char *end = skip(json);
    if (*json != '"') {
        snprintf(out, TEXT_MAX, "%.*s", (int)(end - json), json);
        return true;
    }
    for (json++; json + 1 < end; json++) {
        unsigned code;
        if (json[0] == '\\' && sscanf(json + 2, "%4x", &code) == 1) {
            *out++ = (char)code;
            json += 5;
        } else {
            *out++ = *json;
        }
    }
    *out = '\0';
    return true;
}

bool event_fact(const CartpoolEvent *event, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "version")) return put_number(out, event->version);
    if (take(&path, "at_ms")) return put_number(out, event->at_ms);
    if (take(&path, "name")) return put_name(out, cartpool_event_name(event->kind));
    if (take(&path, "member")) return event->is_system ? put_name(out, "system") : put_text(out, event->actor);
    take(&path, "event");
    const char *json = event->fields.ptr;
    while (json != NULL && !is_over(&path) && (*json == '{' || *json == '[')) json = entry(json, &path);
    return json != NULL && is_over(&path) && put_json(out, json);
}

/// Steps over the digits that matter: `9.00` and `9` both end after the 9.
static size_t amount_len(const char *amount) {
    size_t len = strlen(amount);
    if (strchr(amount, '.') == NULL) return len;
    while (amount[len - 1] == '0') len--;
    return amount[len - 1] == '.' ? len - 1 : len;
}

bool is_same(const char *path, const char *actual, const char *wanted) {
    static const char *const money[] = {"subtotal", "total", "line_total", "unit_price", "old_unit_price", "money_cap"};
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
