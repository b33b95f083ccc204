//! The bill as JSON: who owes what, why, and who then pays whom. Money is exact decimal text.

use std::collections::BTreeSet;

use cartpool::{
    AdjustmentEntry, Bill, BillEvent, CartView, CellEntry, CellReason, Currency, Decimal,
    Explanation, LineId, Member, Seat, Settlement, ShareEntry, SplitRule,
};
use serde_json::{Value, json};

use crate::catalogue::CURRENCY;
use crate::render::Writer;

/// How many cells of one member are told; the page says how many more there are.
const CELLS_MAX: usize = 200;

/// Minor units as exact decimal text.
fn amount(minor: i64) -> String {
    let digits = CURRENCY.parse().map_or(0, |currency: Currency| currency.digits());
    Decimal::new(minor, u32::from(digits)).to_string()
}

fn unsigned(minor: Option<u64>) -> Option<String> {
    minor.map(|minor| amount(i64::try_from(minor).unwrap_or(i64::MAX)))
}

/// The bill as a member may see it, and everybody on it.
pub(crate) fn bill(member: &Member) -> cartpool::Result<(Value, BTreeSet<String>)> {
    let bill = member.bill()?;
    let settlement = if bill.is_fixed { Some(member.settlement()?) } else { None };
    let json = json!({
        "version": bill.version, "is_fixed": bill.is_fixed,
        "subtotal": bill.subtotal.amount().to_string(), "total": bill.total.amount().to_string(),
        "paid": bill.paid.amount().to_string(), "due": bill.due.amount().to_string(),
        "adjustments": bill.adjustments.iter().map(adjustment).collect::<Vec<_>>(),
        "shares": bill.shares.iter().map(|entry| share(&bill, entry)).collect::<Vec<_>>(),
        "transfers": settlement.as_ref().map(transfers).unwrap_or_default(),
    });
    let people = bill.shares.iter().filter_map(|share| bill.member(share.member));
    Ok((json, people.map(str::to_owned).collect()))
}

fn adjustment(entry: &AdjustmentEntry) -> Value {
    json!({
        "id": entry.id, "kind": entry.kind.name(), "amount": entry.amount.amount().to_string(),
        "percent": entry.percent.map(|percent| percent.to_string()),
        "label": entry.label, "coupon": entry.coupon, "is_included": entry.is_included,
    })
}

fn share(bill: &Bill, entry: &ShareEntry) -> Value {
    json!({
        "member": bill.member(entry.member), "lines": entry.lines.amount().to_string(),
        "adjustments": entry.adjustments.amount().to_string(),
        "total": entry.total.amount().to_string(), "paid": entry.paid.amount().to_string(),
        "balance": entry.balance.amount().to_string(),
    })
}

fn transfers(settlement: &Settlement) -> Vec<Value> {
    let transfers = settlement.transfers.iter().map(|transfer| {
        json!({
            "payer": settlement.member(transfer.payer), "payee": settlement.member(transfer.payee),
            "amount": transfer.amount.amount().to_string(),
        })
    });
    transfers.collect()
}

/// Why one member owes what they owe.
pub(crate) fn reasons(why: &Explanation, member: &str) -> Value {
    let own: Vec<&CellEntry> =
        why.cells.iter().filter(|cell| why.member(cell.member) == Some(member)).collect();
    let cells = own.iter().take(CELLS_MAX).map(|cell| {
        json!({
            "line": cell.line.map(|line| line.0), "adjustment": cell.adjustment,
            "amount": cell.amount.amount().to_string(), "row": cell.row.amount().to_string(),
            "reason": cell.reason.name(), "part": cell.part, "parts": cell.parts,
        })
    });
    json!({ "cells": cells.collect::<Vec<_>>(), "more": own.len().saturating_sub(CELLS_MAX) })
}

/// How a cart is split, as far as its bill's cells tell: what a browser gets that cannot have the event that said so.
pub(crate) fn split(view: &CartView, why: &Explanation) -> Value {
    let is_for_all =
        |line: LineId| view.line(line).is_some_and(|line| line.beneficiaries.is_empty());
    let by_rule = why.cells.iter().find(|cell| cell.line.is_some_and(is_for_all));
    let rule = match by_rule.map(|cell| cell.reason) {
        Some(CellReason::Own) => SplitRule::ByLine,
        Some(CellReason::Weight) => SplitRule::ByWeight,
        Some(CellReason::Payer) => SplitRule::SinglePayer,
        _ => SplitRule::Equal,
    };
    let has_parts = matches!(rule, SplitRule::ByWeight | SplitRule::SinglePayer);
    let line = by_rule.and_then(|cell| cell.line).filter(|_| has_parts);
    let parts = why.cells.iter().filter(|cell| line.is_some() && cell.line == line);
    let parts = parts
        .map(|cell| json!({ "member": why.member(cell.member), "value": cell.part.to_string() }));
    let mut sponsored = why.cells.iter().filter(|cell| cell.reason == CellReason::Sponsor);
    let sponsor = sponsored.find(|cell| cell.amount.minor > 0);
    json!({
        "rule": rule.name(), "parts": parts.collect::<Vec<_>>(),
        "sponsor": sponsor.and_then(|cell| why.member(cell.member)),
    })
}

/// The fields of an event about the bill.
pub(crate) fn event(writer: &mut Writer<'_>, event: &BillEvent<'_>) -> Value {
    let mut member = |seat: Seat| writer.member(seat);
    match event {
        BillEvent::SplitSet { rule, parts, .. } => {
            let parts = parts.iter().map(
                |part| json!({ "member": member(part.member), "value": part.value.to_string() }),
            );
            json!({ "rule": rule.name(), "parts": parts.collect::<Vec<_>>() })
        }
        BillEvent::SponsorSet { member: sponsor, .. } => {
            json!({ "sponsor": sponsor.and_then(member) })
        }
        BillEvent::AdjustmentAdded { adjustment_kind, amount_minor, percent, label, .. } => json!({
            "kind": adjustment_kind.name(), "amount": unsigned(*amount_minor),
            "percent": percent.map(|percent| percent.to_string()), "label": label,
        }),
        BillEvent::AdjustmentRemoved { adjustment, coupon } => {
            json!({ "adjustment": adjustment, "coupon": coupon })
        }
        BillEvent::DiscountAdded { percent, amount_minor, label, coupon, .. } => json!({
            "percent": percent.map(|percent| percent.to_string()),
            "amount": unsigned(*amount_minor), "label": label, "coupon": coupon,
        }),
        BillEvent::BillFixed { total_minor, .. } => json!({ "total": amount(*total_minor) }),
        BillEvent::PaymentRecorded { payer, amount_minor } => {
            json!({ "payer": member(*payer), "amount": unsigned(Some(*amount_minor)) })
        }
        BillEvent::TransferRecorded { payer, payee, amount_minor } => json!({
            "payer": member(*payer), "payee": member(*payee),
            "amount": unsigned(Some(*amount_minor)),
        }),
        _ => json!({}),
    }
}
