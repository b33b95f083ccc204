//! A campaign: how far it is and what it offers, or what is to be ordered.

use core::fmt::Write;

use crate::engine::Engine;
use crate::error::Result;
use crate::tool::json::Json;
use crate::tool::records::{write_campaign_list, write_campaign_view};
use crate::view::{CampaignList, CampaignView};

/// The campaign as the host sees it.
pub(super) fn shown(engine: &Engine, id: &str, is_json: bool) -> Result<String> {
    let view = engine.campaign(id)?;
    if !is_json {
        return Ok(as_text(&view));
    }
    let mut json = Json::default();
    write_campaign_view(&mut json, &view);
    Ok(json.into_line())
}

/// What is to be ordered, for each cart and member and in all.
pub(super) fn list(engine: &Engine, id: &str, is_json: bool) -> Result<String> {
    let list = engine.campaign_list(id)?;
    if !is_json {
        return Ok(list_as_text(&list));
    }
    let mut json = Json::default();
    write_campaign_list(&mut json, &list);
    Ok(json.into_line())
}

fn as_text(view: &CampaignView) -> String {
    let mut text = String::new();
    let CampaignView { id, version, reached, minimum, quantity, waiting, .. } = view;
    let (status, measure) = (view.status.name(), view.measure.name());
    let _ = writeln!(text, "campaign  {id:?}\nversion   {version}\nstatus    {status}");
    let _ = writeln!(text, "reached   {reached} of {minimum} ({measure})");
    let _ = writeln!(text, "units     {quantity}, {waiting} wait");
    let _ = writeln!(text, "amount    {}", view.amount);
    let _ = writeln!(text, "members   {} in {} carts", view.members, view.carts);
    let (locks, closes) = (view.locks_at_ms, view.closes_at_ms);
    let _ = writeln!(text, "locks     {locks}\ncloses    {closes}, {}", view.at_deadline.name());
    for entry in &view.skus {
        let (sku, quantity) = (&entry.sku, entry.quantity);
        let (price, regular) = (entry.unit_price, entry.regular_price);
        let _ = writeln!(text, "sku       {quantity} x {sku:?} at {price}, regular {regular}");
    }
    for (tier, number) in view.tiers.iter().zip(1..) {
        let prices: Vec<String> = tier.unit_prices.iter().map(ToString::to_string).collect();
        let reached = if tier.is_reached { ", reached" } else { "" };
        let (from, prices) = (tier.threshold, prices.join(" "));
        let _ = writeln!(text, "tier {number:<4} from {from}: {prices}{reached}");
    }
    for moment in &view.moments {
        let (version, at_ms, kind) = (moment.version, moment.at_ms, moment.kind.name());
        let tier = if moment.tier > 0 { format!(" {}", moment.tier) } else { String::new() };
        let _ = writeln!(text, "{version:>6}  {at_ms}  {kind}{tier}");
    }
    text
}

fn list_as_text(list: &CampaignList) -> String {
    let mut text = String::new();
    for row in &list.rows {
        let (cart, member, sku) = (row.cart, &row.member, &row.sku);
        let (quantity, waiting, amount) = (row.quantity, row.waiting, row.amount);
        let _ = writeln!(text, "{cart}  {member}  {quantity} x {sku:?} = {amount}, {waiting} wait");
    }
    for total in &list.members {
        let _ = writeln!(text, "member    {}: {}, {}", total.name, total.quantity, total.amount);
    }
    for total in &list.skus {
        let _ = writeln!(text, "sku       {:?}: {}, {}", total.name, total.quantity, total.amount);
    }
    text
}
