// Campaigns in scenarios: their steps as calls, and their facts.
#ifndef CAMPAIGNS_H
#define CAMPAIGNS_H

#include "facts.h"
#include "verbs.h"

/// Opens the campaign that the line describes.
uint16_t create_campaign(CartpoolEngine engine, const Line *line, uint64_t *version);

/// Sends the verb if it is one of a campaign's; then its status is in `status`.
bool about_campaigns(CartpoolMember actor, const char *verb, const Line *line, size_t from, uint64_t *version,
                     uint16_t *status);

/// A fact of a campaign; `next` is what would bring it further.
bool campaign_fact(const CartpoolCampaignView *campaign, const CartpoolTippingPoint *next, const char *path,
                   char out[TEXT_MAX]);

/// A fact of what is to be ordered.
bool campaign_list_fact(const CartpoolCampaignList *list, const char *path, char out[TEXT_MAX]);

/// A fact of the campaigns that a cart knows.
bool joined_fact(const CartpoolCartView *view, const char *path, char out[TEXT_MAX]);

#endif
