//! A campaign as JSON: how far it is, what it takes to get further, and what each would then pay.

use std::collections::BTreeSet;

use cartpool::{CampaignView, Event, TippingPoint};
use serde_json::{Value, json};

use crate::campaign;
use crate::render::changes_of;

/// So many of its latest moments are told.
const MOMENTS_MAX: usize = 40;

/// A campaign of this shop as somebody may see it, and everybody who is mentioned.
pub(crate) fn campaign(seen: &CampaignView) -> (Value, BTreeSet<String>) {
    let sku = seen.skus.first();
    let tiers = seen.tiers.iter().map(|tier| {
        json!({
            "threshold": tier.threshold, "is_reached": tier.is_reached,
            "unit_price": tier.unit_prices.first().map(ToString::to_string),
        })
    });
    let moments = seen.moments.iter().rev().take(MOMENTS_MAX).rev().map(|moment| {
        json!({
            "version": moment.version, "at_ms": moment.at_ms, "kind": moment.kind.name(),
            "tier": moment.tier,
        })
    });
    let pledges = seen.pledges.iter().map(|pledge| {
        json!({
            "line": pledge.line.0, "member": pledge.member, "quantity": pledge.quantity,
            "counted": pledge.counted,
        })
    });
    let json = json!({
        "id": seen.id, "version": seen.version, "status": seen.status.name(),
        "item": campaign::ITEM,
        "regular_price": sku.map(|sku| sku.regular_price.to_string()),
        "unit_price": sku.map(|sku| sku.unit_price.to_string()),
        "tiers": tiers.collect::<Vec<_>>(), "minimum": seen.minimum, "maximum": seen.maximum,
        "member_max": seen.member_max, "opens_at_ms": seen.opens_at_ms,
        "locks_at_ms": seen.locks_at_ms, "closes_at_ms": seen.closes_at_ms,
        "at_deadline": seen.at_deadline.name(), "is_extended": seen.is_extended,
        "reached": seen.reached, "is_tipped": seen.is_tipped, "tiers_reached": seen.tiers_reached,
        "waiting": seen.waiting, "amount": seen.amount.amount().to_string(),
        "members": seen.members, "carts": seen.carts, "moments": moments.collect::<Vec<_>>(),
        "next": seen.what_would_tip().map(next), "pledges": pledges.collect::<Vec<_>>(),
    });
    let pledged = seen.pledges.iter().map(|pledge| &pledge.member);
    let likely = seen.what_would_tip().into_iter().flat_map(|next| &next.likely);
    (json, pledged.chain(likely).filter(|member| !member.is_empty()).cloned().collect())
}

fn next(next: &TippingPoint) -> Value {
    let shares = next.shares.iter().map(|share| {
        json!({
            "member": share.member, "now": share.now.amount().to_string(),
            "then": share.then.amount().to_string(),
        })
    });
    json!({
        "threshold": next.threshold, "missing": next.missing, "tier": next.tier,
        "unit_price": next.unit_prices.first().map(ToString::to_string),
        "likely": next.likely, "shares": shares.collect::<Vec<_>>(),
    })
}

/// The fields of an event by which a cart pledges, or takes over what became of it.
pub(crate) fn event(event: &Event<'_>) -> Value {
    match event {
        Event::Pledged { campaign, sku, quantity, unit_price, .. } => json!({
            "campaign": campaign, "sku": sku, "quantity": quantity,
            "unit_price": unit_price.to_string(),
        }),
        Event::CampaignFollowed { campaign, status, tiers_reached, changes, cuts, .. } => {
            let cuts = cuts.iter().map(|cut| {
                json!({
                    "line": cut.line.0, "old_quantity": cut.old_quantity, "quantity": cut.quantity,
                })
            });
            json!({
                "campaign": campaign, "status": status.name(), "tiers_reached": tiers_reached,
                "changes": changes_of(changes), "cuts": cuts.collect::<Vec<_>>(),
            })
        }
        _ => json!({}),
    }
}
