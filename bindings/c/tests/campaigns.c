#include "campaigns.h"

#include <stdlib.h>
#include <string.h>

#include "paths.h"

/// The clock's time and so much.
static CartpoolOptionalU64 time_of(CartpoolEngine engine, const Line *line, const char *key) {
    const char *span = given(line, 2, key);
    CartpoolOptionalU64 time = {span != NULL, 0};
    if (span == NULL) return time;
    if (cartpool_now_ms(engine, &time.value) != CARTPOOL_OK) fail("no time");
    time.value += (uint64_t)milliseconds(span);
    return time;
}

/// `HONEY,JAM:3.00`.
static size_t skus_of(const char *list, char storage[TEXT_MAX], CartpoolCampaignSku skus[LIST_MAX]) {
    char *parts[LIST_MAX];
    snprintf(storage, TEXT_MAX, "%s", list ? list : "");
    size_t len = split(storage, ',', parts, LIST_MAX);
    for (size_t i = 0; i < len; i++) {
        char *colon = strchr(parts[i], ':');
        if (colon != NULL) *colon++ = '\0';
        skus[i] = (CartpoolCampaignSku){text_of(parts[i]), text_of(colon)};
    }
    return len;
}

/// `10:5%,20:8.50`.
static size_t tiers_of(const char *list, char storage[TEXT_MAX], CartpoolCampaignTier tiers[LIST_MAX]) {
    char *parts[LIST_MAX];
    snprintf(storage, TEXT_MAX, "%s", list ? list : "");
    size_t len = split(storage, ',', parts, LIST_MAX);
    for (size_t i = 0; i < len; i++) {
        char *offer = strchr(parts[i], ':');
        if (offer == NULL) fail("%s is no tier", parts[i]);
        *offer++ = '\0';
        char *sign = strchr(offer, '%');
        if (sign != NULL) *sign = '\0';
        CartpoolStr absent = {NULL, 0};
        tiers[i] = (CartpoolCampaignTier){number_of(parts[i]), sign ? text_of(offer) : absent, sign ? absent : text_of(offer)};
    }
    return len;
}

uint16_t create_campaign(CartpoolEngine engine, const Line *line, uint64_t *version) {
    static char sku_texts[TEXT_MAX], tier_texts[TEXT_MAX];
    static CartpoolCampaignSku skus[LIST_MAX];
    static CartpoolCampaignTier tiers[LIST_MAX];
    const char *measure = given(line, 2, "measure"), *policy = given(line, 2, "at_deadline");
    const char *extension = given(line, 2, "extension");
    CartpoolCampaignTerms terms = {0};
    terms.skus = skus;
    terms.skus_len = skus_of(given(line, 2, "skus"), sku_texts, skus);
    terms.tiers = tiers;
    terms.tiers_len = tiers_of(given(line, 2, "tiers"), tier_texts, tiers);
    terms.closes_at_ms = time_of(engine, line, "closes_at").value;
    terms.measure = measure ? numbered(cartpool_campaign_measure_name, measure) : 0;
    terms.at_deadline = policy ? numbered(cartpool_deadline_policy_name, policy) : 0;
    terms.extension_ms = (CartpoolOptionalU64){extension != NULL, extension ? (uint64_t)milliseconds(extension) : 0};
    terms.minimum = maybe_u64(given(line, 2, "minimum"));
    terms.maximum = maybe_u64(given(line, 2, "maximum"));
    terms.member_min = maybe_u32(given(line, 2, "member_min"));
    terms.member_max = maybe_u32(given(line, 2, "member_max"));
    terms.leader = text_of(given(line, 2, "leader"));
    terms.opens_at_ms = time_of(engine, line, "opens_at");
    terms.locks_at_ms = time_of(engine, line, "locks_at");
    CartpoolStr currency = text_of(needed(line, 2, "currency"));
    return cartpool_create_campaign(engine, text_of(line->words[1]), currency, &terms, version);
}

bool about_campaigns(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                     uint16_t *status) {
    if (strcmp(verb, "pledge") == 0) {
        CartpoolPledge options = {text_of(given(line, from, "sku"))};
        uint32_t quantity = (uint32_t)number_of(needed(line, from, "quantity"));
        *status = cartpool_pledge(actor, text_of(needed(line, from, "campaign")), quantity, &options, version);
    } else if (strcmp(verb, "follow_campaign") == 0) {
        *status = cartpool_follow_campaign(actor, text_of(needed(line, from, "campaign")), version);
    } else {
        return false;
    }
    return true;
}

static bool skus_fact(const CartpoolCampaignView *campaign, Path path, char *out) {
    if (is_over(&path)) return put_number(out, campaign->skus_len);
    for (size_t i = 0; i < campaign->skus_len; i++) {
        const CartpoolCampaignSkuEntry *entry = &campaign->skus[i];
        if (!is_called(&path, entry->sku)) continue;
        if (take(&path, "regular_price")) return put_text(out, entry->regular_price);
        if (take(&path, "unit_price")) return put_text(out, entry->unit_price);
        return take(&path, "quantity") && put_number(out, entry->quantity);
    }
    return false;
}

static bool tiers_fact(const CartpoolCampaignView *campaign, Path path, char *out) {
    if (is_over(&path)) return put_number(out, campaign->tiers_len);
    for (size_t i = 0; i < campaign->tiers_len; i++) {
        const CartpoolCampaignTierEntry *tier = &campaign->tiers[i];
        if (!is_id(&path, i)) continue;
        if (take(&path, "threshold")) return put_number(out, tier->threshold);
        if (take(&path, "is_reached")) return put_flag(out, tier->is_reached);
        return take(&path, "unit_prices") && put_texts(out, path, tier->unit_prices, tier->unit_prices_len);
    }
    return false;
}

static bool moments_fact(const CartpoolCampaignView *campaign, Path path, char *out) {
    if (is_over(&path)) return put_number(out, campaign->moments_len);
    for (size_t i = 0; i < campaign->moments_len; i++) {
        const CartpoolCampaignMoment *moment = &campaign->moments[i];
        if (!is_id(&path, i)) continue;
        if (take(&path, "version")) return put_number(out, moment->version);
        if (take(&path, "at_ms")) return put_number(out, moment->at_ms);
        if (take(&path, "kind")) return put_name(out, cartpool_campaign_moment_kind_name(moment->kind));
        return take(&path, "tier") && put_number(out, moment->tier);
    }
    return false;
}

static bool pledges_fact(const CartpoolCampaignView *campaign, Path path, char *out) {
    if (is_over(&path)) return put_number(out, campaign->pledges_len);
    for (size_t i = 0; i < campaign->pledges_len; i++) {
        const CartpoolPledgeEntry *pledge = &campaign->pledges[i];
        if (!is_id(&path, pledge->line)) continue;
        if (take(&path, "member")) return put_text(out, pledge->member);
        if (take(&path, "sku")) return put_text(out, pledge->sku);
        if (take(&path, "quantity")) return put_number(out, pledge->quantity);
        return take(&path, "counted") && put_number(out, pledge->counted);
    }
    return false;
}

static bool next_fact(const CartpoolTippingPoint *next, Path path, char *out) {
    if (next == NULL) return is_over(&path) && put_name(out, "null");
    if (take(&path, "threshold")) return put_number(out, next->threshold);
    if (take(&path, "missing")) return put_number(out, next->missing);
    if (take(&path, "tier")) return put_number(out, next->tier);
    if (take(&path, "unit_prices")) return put_texts(out, path, next->unit_prices, next->unit_prices_len);
    if (take(&path, "likely")) return put_texts(out, path, next->likely, next->likely_len);
    if (!take(&path, "shares")) return false;
    if (is_over(&path)) return put_number(out, next->shares_len);
    for (size_t i = 0; i < next->shares_len; i++) {
        if (!is_called(&path, next->shares[i].member)) continue;
        if (take(&path, "now")) return put_text(out, next->shares[i].now.amount);
        return take(&path, "then") && put_text(out, next->shares[i].then.amount);
    }
    return false;
}

static bool put_maybe_u32(char *out, const uint32_t *number) {
    return put_maybe(out, number != NULL, number ? *number : 0);
}

static bool terms_fact(const CartpoolCampaignView *campaign, Path path, char *out) {
    const uint64_t *maximum = campaign->maximum;
    if (take(&path, "currency")) return put_text(out, campaign->currency);
    if (take(&path, "measure")) return put_name(out, cartpool_campaign_measure_name(campaign->measure));
    if (take(&path, "skus")) return skus_fact(campaign, path, out);
    if (take(&path, "tiers")) return tiers_fact(campaign, path, out);
    if (take(&path, "minimum")) return put_number(out, campaign->minimum);
    if (take(&path, "maximum")) return put_maybe(out, maximum != NULL, maximum ? *maximum : 0);
    if (take(&path, "member_min")) return put_maybe_u32(out, campaign->member_min);
    if (take(&path, "member_max")) return put_maybe_u32(out, campaign->member_max);
    if (take(&path, "leader")) return put_text(out, campaign->leader);
    if (take(&path, "opens_at_ms")) return put_number(out, campaign->opens_at_ms);
    if (take(&path, "locks_at_ms")) return put_number(out, campaign->locks_at_ms);
    if (take(&path, "closes_at_ms")) return put_number(out, campaign->closes_at_ms);
    return take(&path, "at_deadline") && put_name(out, cartpool_deadline_policy_name(campaign->at_deadline));
}

bool campaign_fact(const CartpoolCampaignView *campaign, const CartpoolTippingPoint *next, const char *text,
                   char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "id")) return put_text(out, campaign->id);
    if (take(&path, "version")) return put_number(out, campaign->version);
    if (take(&path, "status")) return put_name(out, cartpool_campaign_status_name(campaign->status));
    if (take(&path, "is_extended")) return put_flag(out, campaign->is_extended);
    if (take(&path, "reached")) return put_number(out, campaign->reached);
    if (take(&path, "is_tipped")) return put_flag(out, campaign->is_tipped);
    if (take(&path, "tiers_reached")) return put_number(out, campaign->tiers_reached);
    if (take(&path, "quantity")) return put_number(out, campaign->quantity);
    if (take(&path, "waiting")) return put_number(out, campaign->waiting);
    if (take(&path, "amount")) return put_text(out, campaign->amount.amount);
    if (take(&path, "members")) return put_number(out, campaign->members);
    if (take(&path, "carts")) return put_number(out, campaign->carts);
    if (take(&path, "moments")) return moments_fact(campaign, path, out);
    if (take(&path, "pledges")) return pledges_fact(campaign, path, out);
    if (take(&path, "next")) return next_fact(next, path, out);
    return terms_fact(campaign, path, out);
}

static bool totals_fact(const CartpoolCampaignTotal *totals, size_t len, Path path, char *out) {
    if (is_over(&path)) return put_number(out, len);
    for (size_t i = 0; i < len; i++) {
        if (!is_called(&path, totals[i].name)) continue;
        if (take(&path, "quantity")) return put_number(out, totals[i].quantity);
        return take(&path, "amount") && put_text(out, totals[i].amount.amount);
    }
    return false;
}

bool campaign_list_fact(const CartpoolCampaignList *list, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (take(&path, "version")) return put_number(out, list->version);
    if (take(&path, "members")) return totals_fact(list->members, list->members_len, path, out);
    if (take(&path, "skus")) return totals_fact(list->skus, list->skus_len, path, out);
    if (!take(&path, "rows")) return false;
    if (is_over(&path)) return put_number(out, list->rows_len);
    for (size_t i = 0; i < list->rows_len; i++) {
        const CartpoolCampaignRow *row = &list->rows[i];
        if (!is_id(&path, i)) continue;
        if (take(&path, "member")) return put_text(out, row->member);
        if (take(&path, "sku")) return put_text(out, row->sku);
        if (take(&path, "quantity")) return put_number(out, row->quantity);
        if (take(&path, "waiting")) return put_number(out, row->waiting);
        return take(&path, "amount") && put_text(out, row->amount.amount);
    }
    return false;
}

bool joined_fact(const CartpoolCartView *view, const char *text, char out[TEXT_MAX]) {
    Path path = {text};
    if (is_over(&path)) return put_number(out, view->campaigns_len);
    for (size_t i = 0; i < view->campaigns_len; i++) {
        const CartpoolCampaignEntry *known = &view->campaigns[i];
        if (!is_called(&path, known->campaign)) continue;
        if (take(&path, "campaign_version")) return put_number(out, known->campaign_version);
        if (take(&path, "status")) return put_name(out, cartpool_campaign_status_name(known->status));
        return take(&path, "tiers_reached") && put_number(out, known->tiers_reached);
    }
    return false;
}
