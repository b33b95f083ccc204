// Steps over the paths of facts, and the ways facts are written.
#ifndef PATHS_H
#define PATHS_H

#include <inttypes.h>
#include <string.h>

#include "facts.h"

/// A path being walked: `take` steps over a name, `left` is what remains.
typedef struct {
    const char *left;
} Path;

static inline bool take(Path *path, const char *name) {
    size_t len = strlen(name);
    bool is_here = strncmp(path->left, name, len) == 0 && (path->left[len] == '.' || path->left[len] == '\0');
    if (is_here) path->left += len + (path->left[len] == '.');
    return is_here;
}

static inline bool is_over(const Path *path) {
    return path->left[0] == '\0';
}

static inline bool put_text(char *out, CartpoolStr text) {
    if (text.ptr == NULL) snprintf(out, TEXT_MAX, "null");
    else snprintf(out, TEXT_MAX, "%.*s", (int)text.len, text.ptr);
    return true;
}

static inline bool put_name(char *out, const char *name) {
    snprintf(out, TEXT_MAX, "%s", name);
    return true;
}

static inline bool put_number(char *out, uint64_t number) {
    snprintf(out, TEXT_MAX, "%" PRIu64, number);
    return true;
}

static inline bool put_signed(char *out, int64_t number) {
    snprintf(out, TEXT_MAX, "%" PRId64, number);
    return true;
}

static inline bool put_flag(char *out, bool flag) {
    return put_name(out, flag ? "true" : "false");
}

/// Steps over the index of a list that long.
static inline bool take_index(Path *path, size_t len, size_t *index) {
    char digits[24];
    if (sscanf(path->left, "%zu", index) != 1 || *index >= len) return false;
    snprintf(digits, sizeof digits, "%zu", *index);
    return take(path, digits);
}

/// A list's length, or the element at an index.
static inline bool put_texts(char *out, Path path, const CartpoolStr *texts, size_t len) {
    size_t index;
    if (is_over(&path)) return put_number(out, len);
    return take_index(&path, len, &index) && put_text(out, texts[index]);
}

/// How many bits are set, or the name of the one at an index.
static inline bool put_capabilities(char *out, Path path, uint64_t capabilities) {
    uint64_t count = 0, index = UINT64_MAX;
    if (!is_over(&path)) sscanf(path.left, "%" SCNu64, &index);
    for (uint32_t number = 0; number < 64; number++) {
        if ((capabilities >> number & 1) == 0) continue;
        if (count++ == index) return put_name(out, cartpool_capability_name(number));
    }
    return is_over(&path) && put_number(out, count);
}

static inline bool put_options(char *out, Path path, const CartpoolOption *options, size_t len) {
    if (is_over(&path)) return put_number(out, len);
    size_t index;
    if (sscanf(path.left, "%zu", &index) != 1 || index >= len) return false;
    CartpoolStr key = options[index].key, value = options[index].value;
    snprintf(out, TEXT_MAX, "%.*s:%.*s", (int)key.len, key.ptr, (int)value.len, value.ptr);
    return true;
}

static inline bool is_id(Path *path, uint64_t id) {
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, id);
    return take(path, text);
}

static inline bool is_called(Path *path, CartpoolStr id) {
    char text[TEXT_MAX];
    put_text(text, id);
    return take(path, text);
}

static inline bool put_maybe(char *out, bool is_some, uint64_t number) {
    return is_some ? put_number(out, number) : put_name(out, "null");
}

static inline bool put_money(char *out, const CartpoolMoney *money) {
    return money ? put_text(out, money->amount) : put_name(out, "null");
}

#endif
