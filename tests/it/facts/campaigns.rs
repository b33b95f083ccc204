//! Campaigns as facts: one with what has been pledged, its list, and what a cart has of it.

use cartpool::{
    CampaignEntry, CampaignList, CampaignTotal, CampaignView, Event, PledgeEntry, TippingPoint,
};

use super::{EventWriter, Facts, Sheet};

/// A campaign, with what the reader's cart has pledged.
pub(crate) fn of_campaign(campaign: &CampaignView) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("id", &campaign.id);
    sheet.put("version", campaign.version);
    sheet.put("status", campaign.status.name());
    put_terms(&mut sheet, campaign);
    sheet.put("reached", campaign.reached);
    sheet.put("is_tipped", campaign.is_tipped);
    sheet.put("tiers_reached", campaign.tiers_reached);
    sheet.put("quantity", campaign.quantity);
    sheet.put("waiting", campaign.waiting);
    sheet.put("amount", campaign.amount.amount());
    sheet.put("members", campaign.members);
    sheet.put("carts", campaign.carts);
    sheet.put("moments", campaign.moments.len());
    for (at, moment) in campaign.moments.iter().enumerate() {
        sheet.within(format!("moments.{at}"), |sheet| {
            sheet.put("version", moment.version);
            sheet.put("at_ms", moment.at_ms);
            sheet.put("kind", moment.kind.name());
            sheet.put("tier", moment.tier);
        });
    }
    sheet.put("pledges", campaign.pledges.len());
    campaign.pledges.iter().for_each(|pledge| put_pledge(&mut sheet, pledge));
    let mut facts = sheet.done();
    facts.extend(of_tipping_point(campaign.next.as_ref()));
    facts
}

fn put_terms(sheet: &mut Sheet, campaign: &CampaignView) {
    sheet.put("currency", campaign.currency);
    sheet.put("measure", campaign.measure.name());
    sheet.put("skus", campaign.skus.len());
    for entry in &campaign.skus {
        sheet.within(format!("skus.{}", entry.sku), |sheet| {
            sheet.put("regular_price", entry.regular_price);
            sheet.put("unit_price", entry.unit_price);
            sheet.put("quantity", entry.quantity);
        });
    }
    sheet.put("tiers", campaign.tiers.len());
    for (at, tier) in campaign.tiers.iter().enumerate() {
        sheet.within(format!("tiers.{at}"), |sheet| {
            sheet.put("threshold", tier.threshold);
            sheet.put("is_reached", tier.is_reached);
            sheet.list("unit_prices", &tier.unit_prices);
        });
    }
    sheet.put("minimum", campaign.minimum);
    sheet.maybe("maximum", campaign.maximum);
    sheet.maybe("member_min", campaign.member_min);
    sheet.maybe("member_max", campaign.member_max);
    sheet.maybe("leader", campaign.leader.as_deref());
    sheet.put("opens_at_ms", campaign.opens_at_ms);
    sheet.put("locks_at_ms", campaign.locks_at_ms);
    sheet.put("closes_at_ms", campaign.closes_at_ms);
    sheet.put("at_deadline", campaign.at_deadline.name());
    sheet.put("is_extended", campaign.is_extended);
}

fn put_pledge(sheet: &mut Sheet, pledge: &PledgeEntry) {
    sheet.within(format!("pledges.{}", pledge.line), |sheet| {
        sheet.put("member", &pledge.member);
        sheet.put("sku", &pledge.sku);
        sheet.put("quantity", pledge.quantity);
        sheet.put("counted", pledge.counted);
    });
}

/// What would bring a campaign further, below `next`.
fn of_tipping_point(next: Option<&TippingPoint>) -> Facts {
    let mut sheet = Sheet::new();
    let Some(next) = next else {
        sheet.put("next", "null");
        return sheet.done();
    };
    sheet.within("next", |sheet| {
        sheet.put("threshold", next.threshold);
        sheet.put("missing", next.missing);
        sheet.put("tier", next.tier);
        sheet.list("unit_prices", &next.unit_prices);
        sheet.list("likely", &next.likely);
        sheet.put("shares", next.shares.len());
        for share in &next.shares {
            sheet.within(format!("shares.{}", share.member), |sheet| {
                sheet.put("now", share.now.amount());
                sheet.put("then", share.then.amount());
            });
        }
    });
    sheet.done()
}

/// What is to be ordered.
pub(crate) fn of_campaign_list(list: &CampaignList) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", list.version);
    sheet.put("rows", list.rows.len());
    for (at, row) in list.rows.iter().enumerate() {
        sheet.within(format!("rows.{at}"), |sheet| {
            sheet.put("member", &row.member);
            sheet.put("sku", &row.sku);
            sheet.put("quantity", row.quantity);
            sheet.put("waiting", row.waiting);
            sheet.put("amount", row.amount.amount());
        });
    }
    put_totals(&mut sheet, "members", &list.members);
    put_totals(&mut sheet, "skus", &list.skus);
    sheet.done()
}

fn put_totals(sheet: &mut Sheet, list: &str, totals: &[CampaignTotal]) {
    sheet.put(list, totals.len());
    for total in totals {
        sheet.within(format!("{list}.{}", total.name), |sheet| {
            sheet.put("quantity", total.quantity);
            sheet.put("amount", total.amount.amount());
        });
    }
}

/// The campaigns that a cart knows.
pub(super) fn put_joined(sheet: &mut Sheet, campaigns: &[CampaignEntry]) {
    sheet.put("campaigns", campaigns.len());
    for known in campaigns {
        sheet.within(format!("campaigns.{}", known.campaign), |sheet| {
            sheet.put("campaign_version", known.campaign_version);
            sheet.put("status", known.status.name());
            sheet.put("tiers_reached", known.tiers_reached);
        });
    }
}

impl EventWriter<'_> {
    pub(super) fn about_campaigns(&mut self, event: &Event<'_>) {
        match event {
            Event::Pledged {
                campaign,
                sku,
                quantity,
                unit_price,
                campaign_version,
                status,
                tiers_reached,
                locks_at_ms,
            } => {
                self.sheet.put("campaign", campaign);
                self.sheet.put("sku", sku);
                self.sheet.put("quantity", quantity);
                self.sheet.put("unit_price", unit_price);
                self.sheet.put("campaign_version", campaign_version);
                self.sheet.put("status", status.name());
                self.sheet.put("tiers_reached", tiers_reached);
                self.sheet.put("locks_at_ms", locks_at_ms);
            }
            Event::CampaignFollowed {
                campaign,
                campaign_version,
                status,
                tiers_reached,
                locks_at_ms,
                changes,
                cuts,
            } => {
                self.sheet.put("campaign", campaign);
                self.sheet.put("campaign_version", campaign_version);
                self.sheet.put("status", status.name());
                self.sheet.put("tiers_reached", tiers_reached);
                self.sheet.put("locks_at_ms", locks_at_ms);
                self.changes(changes);
                self.sheet.put("cuts", cuts.len());
                for (index, cut) in cuts.iter().enumerate() {
                    self.sheet.within(format!("cuts.{index}"), |sheet| {
                        sheet.put("line", cut.line);
                        sheet.put("old_quantity", cut.old_quantity);
                        sheet.put("quantity", cut.quantity);
                    });
                }
            }
            _ => {}
        }
    }
}
