// Verbs of scenarios as calls, and the arguments they are made of.
#ifndef VERBS_H
#define VERBS_H

#include "cartpool.h"
#include "script.h"

/// Sends the verb at the word `at` with the arguments after it.
uint16_t verb(CartpoolMember actor, const Line *line, size_t at, uint64_t *version);

CartpoolStr text_of(const char *text);
uint64_t number_of(const char *text);
CartpoolOptionalU32 maybe_u32(const char *text);
CartpoolOptionalU64 maybe_u64(const char *text);
CartpoolOptionalBool maybe_flag(const char *text);

enum { LIST_MAX = 256 };

/// The texts of a comma-separated list; `storage` holds them.
size_t texts_of(const char *list, char storage[TEXT_MAX], CartpoolStr texts[LIST_MAX]);

/// The pairs of a list such as `size:L,milk:oat`; `storage` holds their texts.
size_t pairs_of(const char *list, char storage[TEXT_MAX], CartpoolItemOption pairs[LIST_MAX]);

/// Sends the verb if it is one of the bill's; then its status is in `status`.
bool about_the_bill(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                    uint16_t *status);

/// What `add_discount` takes; the texts live until the next call.
CartpoolAddDiscount discount_of(const Line *line, size_t from);

/// The number that `name_of` calls `name`.
uint32_t numbered(const char *(*name_of)(uint32_t), const char *name);

#endif
