// The same add in Redis: one script, a hash and a list a cart, through hiredis.
#ifndef REDIS_H
#define REDIS_H

#include <hiredis/hiredis.h>

#include "workload.h"

typedef struct {
    redisContext *context;
    char script[48];
} RedisCarts;

/// Connects to a server that may still be starting, and fills the cart with the number 0.
void redis_begin(RedisCarts *carts, const char *socket, const char *script_file);
void redis_end(RedisCarts *carts);
void redis_add(RedisCarts *carts, uint32_t seat, const char *sku);

#endif
