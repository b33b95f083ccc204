// Verbs of scenarios as calls, and the arguments they are made of.
#ifndef VERBS_H
#define VERBS_H

#include "cartpool.h"
#include "script.h"

/// Sends the verb at the word `at` with the arguments after it.
uint16_t verb(CartpoolMember actor, const Line *line, size_t at, uint64_t *version);

CartpoolStr text_of(const char *text);
uint64_t number_of(const char *text);
CartpoolOptionalU64 maybe_u64(const char *text);

/// The number that `name_of` calls `name`.
uint32_t numbered(const char *(*name_of)(uint32_t), const char *name);

#endif
