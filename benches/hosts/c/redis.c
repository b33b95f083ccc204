#include "redis.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void fail(const char *why) {
    fprintf(stderr, "redis: %s\n", why);
    exit(1);
}

static redisReply *answered(RedisCarts *carts, redisReply *reply) {
    if (reply == NULL) fail(carts->context->errstr);
    if (reply->type == REDIS_REPLY_ERROR) fail(reply->str);
    return reply;
}

static void load(RedisCarts *carts, const char *script_file) {
    static char script[8192];
    FILE *file = fopen(script_file, "r");
    if (file == NULL) fail("the script is missing");
    size_t len = fread(script, 1, sizeof script, file);
    fclose(file);
    redisReply *reply = answered(carts, redisCommand(carts->context, "SCRIPT LOAD %b", script, len));
    snprintf(carts->script, sizeof carts->script, "%s", reply->str);
    freeReplyObject(reply);
}

void redis_begin(RedisCarts *carts, const char *socket, const char *script_file) {
    const struct timespec pause = {0, 10000000};
    carts->context = redisConnectUnix(socket);
    for (int tries = 0; carts->context == NULL || carts->context->err != 0; tries++) {
        if (tries == 500) fail("no server answers");
        redisFree(carts->context);
        nanosleep(&pause, NULL);
        carts->context = redisConnectUnix(socket);
    }
    load(carts, script_file);
    for (uint32_t sku = 0; sku < SKUS; sku++) {
        freeReplyObject(answered(carts, redisCommand(carts->context, "HSET prices %s %u", sku_name(sku), sku_cents(sku))));
    }
    for (uint32_t seat = 0; seat < MEMBERS; seat++) {
        char name[NAME_SIZE];
        person_at(0, seat, name);
        const char *role = seat == 0 ? "owner" : "editor";
        freeReplyObject(answered(carts, redisCommand(carts->context, "HSET cart:0 member:%s %s", name, role)));
    }
    freeReplyObject(answered(carts, redisCommand(carts->context, "HSET cart:0 version %d total 0", MEMBERS)));
    for (uint32_t event = 0; event < ADDS; event++) redis_add(carts, event % MEMBERS, sku_at(0, event % LINES));
}

void redis_end(RedisCarts *carts) {
    redisFree(carts->context);
}

void redis_add(RedisCarts *carts, uint32_t seat, const char *sku) {
    char name[NAME_SIZE];
    person_at(0, seat, name);
    freeReplyObject(answered(carts, redisCommand(carts->context, "EVALSHA %s 3 cart:0 events:0 prices %s %s 1", carts->script,
                                                 name, sku)));
}
