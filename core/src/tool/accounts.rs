//! Events of coupons, ledgers and campaigns as lines of JSON.

use super::json::Json;
use crate::id::CartId;
use crate::journal::StreamKey;
use crate::state::account::{Account, decode_events};
use crate::state::campaign::{CampaignEvent, CampaignOffer, CampaignState, PledgeChange};
use crate::state::coupon::{CouponEvent, CouponState, CouponTerms, UseId};
use crate::state::ledger::{LedgerEvent, LedgerState, Told};
use crate::state::saved::{CAMPAIGNS, COUPONS};

/// The lines of an entry; nothing where its bytes are no events.
pub(super) fn account_lines(
    position: u64,
    stream: &StreamKey,
    base: u64,
    body: &[u8],
) -> Option<String> {
    if stream.kind() == COUPONS {
        let code = core::str::from_utf8(stream.key()).ok()?;
        let name = |json: &mut Json| json.key("coupon").text(code);
        lines::<CouponState>(position, base, body, name, write_coupon_event)
    } else if stream.kind() == CAMPAIGNS {
        let id = core::str::from_utf8(stream.key()).ok()?;
        let name = |json: &mut Json| json.key("campaign").text(id);
        lines::<CampaignState>(position, base, body, name, write_campaign_event)
    } else {
        let (currency, group) = LedgerState::names_of(stream.key())?;
        let name = |json: &mut Json| {
            json.key("group").text(group);
            json.key("currency").text(currency);
        };
        lines::<LedgerState>(position, base, body, name, write_ledger_event)
    }
}

fn lines<S: Account>(
    position: u64,
    base: u64,
    body: &[u8],
    name: impl Fn(&mut Json),
    write_event: impl Fn(&mut Json, &S::Happened),
) -> Option<String> {
    let mut lines = String::new();
    for (event, version) in decode_events::<S>(body)?.iter().zip(base.saturating_add(1)..) {
        let mut json = Json::default();
        json.open('{');
        json.key("position").number(position);
        name(&mut json);
        json.key("version").number(version);
        write_event(&mut json, event);
        json.close('}');
        json.close('}');
        lines.push_str(&json.into_line());
    }
    Some(lines)
}

/// Begins the fields, which whoever calls ends.
fn begin(json: &mut Json, at_ms: u64, event: &str) {
    json.key("at_ms").number(at_ms);
    json.key("event").text(event);
    json.key("fields").open('{');
}

fn write_coupon_event(json: &mut Json, event: &CouponEvent) {
    match event {
        CouponEvent::Defined { at_ms, terms } => {
            begin(json, *at_ms, "coupon_defined");
            write_terms(json, terms);
        }
        CouponEvent::Reserved { at_ms, id, member, until_ms } => {
            begin(json, *at_ms, "coupon_reserved");
            write_use(json, *id);
            json.key("member").text(member);
            json.key("until_ms").number(until_ms);
        }
        CouponEvent::Confirmed { at_ms, id, member } => {
            begin(json, *at_ms, "coupon_confirmed");
            write_use(json, *id);
            json.key("member").text(member);
        }
        CouponEvent::Released { at_ms, id } => {
            begin(json, *at_ms, "coupon_released");
            write_use(json, *id);
        }
    }
}

fn write_terms(json: &mut Json, terms: &CouponTerms) {
    let CouponTerms { currency, discount, uses_max, member_uses_max, .. } = terms;
    json.key("currency").plain(currency);
    let discount: String = discount.iter().flat_map(|byte| hexadecimal(*byte)).collect();
    json.key("discount").text(&discount);
    json.key("uses_max").maybe_number(*uses_max);
    json.key("member_uses_max").maybe_number(*member_uses_max);
    json.key("valid_from_ms").maybe_number(terms.valid_from_ms);
    json.key("valid_until_ms").maybe_number(terms.valid_until_ms);
}

fn hexadecimal(byte: u8) -> [char; 2] {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    [digit(byte >> 4), digit(byte & 15)]
}

fn write_use(json: &mut Json, id: UseId) {
    json.key("cart").plain(id.cart);
    json.key("nonce").plain(id.nonce);
}

fn write_ledger_event(json: &mut Json, event: &LedgerEvent) {
    match event {
        LedgerEvent::Observed { at_ms, told, folded } => {
            begin(json, *at_ms, "ledger_observed");
            write_told(json, told);
            write_carts(json, "folded", folded);
        }
        LedgerEvent::Reserved { at_ms, told, until_ms } => {
            begin(json, *at_ms, "ledger_reserved");
            write_told(json, told);
            json.key("until_ms").number(until_ms);
        }
        LedgerEvent::Confirmed { at_ms, told, folded } => {
            begin(json, *at_ms, "ledger_confirmed");
            write_told(json, told);
            write_carts(json, "folded", folded);
        }
        LedgerEvent::Released { at_ms, carts } => {
            begin(json, *at_ms, "ledger_released");
            write_carts(json, "carts", carts);
        }
        LedgerEvent::TransferRecorded { at_ms, transfer } => {
            begin(json, *at_ms, "transfer_recorded");
            json.key("from").text(&transfer.from);
            json.key("to").text(&transfer.to);
            json.key("amount_minor").number(transfer.minor);
            let id = transfer.command_id.map(|id| id.to_string());
            json.key("command_id").maybe_text(id.as_deref());
        }
    }
}

fn write_told(json: &mut Json, told: &Told) {
    json.key("cart").plain(told.cart);
    json.key("cart_version").number(told.cart_version);
    json.key("shares").open('[');
    for share in &told.shares {
        json.open('{');
        json.key("member").text(&share.member);
        json.key("balance_minor").number(share.balance);
        json.key("behind_parts").plain(share.behind);
        json.close('}');
    }
    json.close(']');
}

fn write_carts(json: &mut Json, key: &str, carts: &[CartId]) {
    json.key(key).open('[');
    for cart in carts {
        json.plain(cart);
    }
    json.close(']');
}

fn write_campaign_event(json: &mut Json, event: &CampaignEvent) {
    let at_ms = event.at_ms();
    match event {
        CampaignEvent::Created { offer, .. } => {
            begin(json, at_ms, "campaign_created");
            write_offer(json, offer);
        }
        CampaignEvent::Expected { cart, .. } => {
            begin(json, at_ms, "campaign_expected");
            json.key("cart").plain(cart);
        }
        CampaignEvent::Observed { cart, cart_version, changes, .. } => {
            begin(json, at_ms, "campaign_observed");
            json.key("cart").plain(cart);
            json.key("cart_version").number(cart_version);
            write_changes(json, changes);
        }
        CampaignEvent::Extended { locks_at_ms, closes_at_ms, .. } => {
            begin(json, at_ms, "campaign_extended");
            json.key("locks_at_ms").number(locks_at_ms);
            json.key("closes_at_ms").number(closes_at_ms);
        }
        CampaignEvent::ToppingUp { closes_at_ms, .. } => {
            begin(json, at_ms, "campaign_topping_up");
            json.key("closes_at_ms").number(closes_at_ms);
        }
        CampaignEvent::Asked { .. } => begin(json, at_ms, "campaign_asked"),
        CampaignEvent::Closed { .. } => begin(json, at_ms, "campaign_closed"),
        CampaignEvent::Ordered { .. } => begin(json, at_ms, "campaign_ordered"),
        CampaignEvent::Failed { .. } => begin(json, at_ms, "campaign_failed"),
        CampaignEvent::Cancelled { .. } => begin(json, at_ms, "campaign_cancelled"),
    }
}

fn write_offer(json: &mut Json, offer: &CampaignOffer) {
    json.key("currency").plain(offer.currency);
    json.key("measure").text(offer.measure.name());
    json.key("skus").open('[');
    for (sku, unit_price) in &offer.skus {
        json.open('{');
        json.key("sku").text(sku);
        json.key("unit_price").plain(unit_price);
        json.close('}');
    }
    json.close(']');
    json.key("tiers").open('[');
    for (threshold, prices) in &offer.tiers {
        json.open('{');
        json.key("threshold").number(threshold);
        json.key("unit_prices").open('[');
        for price in prices {
            json.plain(price);
        }
        json.close(']');
        json.close('}');
    }
    json.close(']');
    json.key("minimum").number(offer.minimum);
    json.key("maximum").maybe_number(offer.maximum);
    json.key("member_min").maybe_number(offer.member_min);
    json.key("member_max").maybe_number(offer.member_max);
    json.key("leader").maybe_text(offer.leader.as_deref());
    json.key("opens_at_ms").number(offer.opens_at_ms);
    json.key("locks_at_ms").number(offer.locks_at_ms);
    json.key("closes_at_ms").number(offer.closes_at_ms);
    json.key("at_deadline").text(offer.at_deadline.name());
    json.key("extension_ms").number(offer.extension_ms);
}

fn write_changes(json: &mut Json, changes: &[PledgeChange]) {
    json.key("changes").open('[');
    for PledgeChange { pledge, old_quantity } in changes {
        json.open('{');
        json.key("line").number(pledge.line);
        json.key("sku_place").number(pledge.sku);
        json.key("old_quantity").number(old_quantity);
        json.key("quantity").number(pledge.quantity);
        json.close('}');
    }
    json.close(']');
}
