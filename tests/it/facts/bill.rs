//! A bill, what explains it, and who settles it, as facts; and the facts of its events.

use cartpool::{
    AdjustmentEntry, Bill, BillEvent, BillPolicies, CellReason, Explanation, Money, Seat,
    Settlement, SplitPart,
};

use super::{EventWriter, Facts, Sheet, name_or_null};

/// Everything in a bill.
pub(crate) fn of_bill(bill: &Bill) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", bill.version);
    sheet.put("ledger_version", bill.ledger_version);
    sheet.put("currency", bill.currency);
    let sums = [
        ("subtotal", bill.subtotal),
        ("total", bill.total),
        ("refunded", bill.refunded),
        ("paid", bill.paid),
        ("due", bill.due),
    ];
    put_amounts(&mut sheet, &sums);
    sheet.put("adjustments", bill.adjustments.len());
    for entry in &bill.adjustments {
        let member = entry.member.map(|seat| name_or_null(bill.member(seat)));
        sheet.within(format!("adjustments.{}", entry.id), |sheet| {
            put_adjustment(sheet, entry, member);
        });
    }
    sheet.put("shares", bill.shares.len());
    for share in &bill.shares {
        let member = name_or_null(bill.member(share.member));
        sheet.within(format!("shares.{member}"), |sheet| {
            sheet.put("member", &member);
            let sums = [
                ("lines", share.lines),
                ("adjustments", share.adjustments),
                ("total", share.total),
                ("refunded", share.refunded),
                ("paid", share.paid),
                ("balance", share.balance),
            ];
            put_amounts(sheet, &sums);
        });
    }
    put_rules(&mut sheet, bill);
    sheet.within("policies", |sheet| put_policies(sheet, bill.policies));
    sheet.put("is_fixed", bill.is_fixed);
    sheet.put("is_below_min", bill.is_below_min);
    sheet.put("is_above_max", bill.is_above_max);
    sheet.done()
}

/// How it is split, and who pays for whom.
fn put_rules(sheet: &mut Sheet, bill: &Bill) {
    let name = |seat: Seat| name_or_null(bill.member(seat));
    sheet.put("split", bill.split.name());
    sheet.put("parts", bill.parts.len());
    for (at, part) in bill.parts.iter().enumerate() {
        sheet.put(&format!("parts.{at}.member"), name(part.member));
        sheet.put(&format!("parts.{at}.value"), part.value);
    }
    sheet.put("spares_late_joiners", bill.spares_late_joiners);
    sheet.list("excluded_members", bill.excluded_members.iter().map(|seat| name(*seat)));
    match &bill.sponsor {
        None => sheet.put("sponsor", "null"),
        Some(sponsor) => sheet.within("sponsor", |sheet| {
            sheet.put("member", name(sponsor.member));
            sheet.maybe("amount_max", sponsor.amount_max.map(Money::amount));
            sheet.maybe("person_max", sponsor.person_max.map(Money::amount));
        }),
    }
    sheet.maybe("share_minimum", bill.share_minimum.map(Money::amount));
    sheet.maybe("group", bill.group.as_deref());
}

fn put_amounts(sheet: &mut Sheet, sums: &[(&str, Money)]) {
    for (name, money) in sums {
        sheet.put(name, money.amount());
    }
}

fn put_adjustment(sheet: &mut Sheet, entry: &AdjustmentEntry, member: Option<String>) {
    sheet.put("id", entry.id);
    sheet.put("kind", entry.kind.name());
    sheet.put("amount", entry.amount.amount());
    sheet.maybe("percent", entry.percent);
    sheet.put("rule", entry.rule.name());
    sheet.maybe("line", entry.line);
    sheet.maybe("member", member);
    sheet.maybe("destination", entry.destination.as_deref());
    sheet.maybe("label", entry.label.as_deref());
    sheet.maybe("coupon", entry.coupon.as_deref());
    sheet.put("is_included", entry.is_included);
}

fn put_policies(sheet: &mut Sheet, policies: BillPolicies) {
    sheet.put("rounding", policies.rounding.name());
    sheet.put("level", policies.level.name());
    sheet.put("cash_step_minor", policies.cash_step_minor);
    sheet.maybe("order_min_minor", policies.order_min_minor);
    sheet.maybe("order_max_minor", policies.order_max_minor);
    sheet.put("is_hard", policies.is_hard);
}

/// Everything that explains a bill: cells by their row and member.
pub(crate) fn of_explanation(explanation: &Explanation) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", explanation.version);
    sheet.put("cells", explanation.cells.len());
    for cell in explanation.cells.iter().rev() {
        let id = cell.line.map(|line| line.0).or(cell.adjustment);
        let row = match (cell.reason, id) {
            (CellReason::Refund, _) | (_, None) => cell.reason.name().to_owned(),
            (_, Some(id)) => id.to_string(),
        };
        let member = name_or_null(explanation.member(cell.member));
        sheet.within(format!("cells.{row}:{member}"), |sheet| {
            sheet.put("member", &member);
            sheet.maybe("line", cell.line);
            sheet.maybe("adjustment", cell.adjustment);
            put_amounts(sheet, &[("amount", cell.amount), ("row", cell.row)]);
            sheet.put("reason", cell.reason.name());
            sheet.put("part", cell.part);
            sheet.put("parts", cell.parts);
            sheet.put("text", &cell.text);
        });
    }
    sheet.done()
}

/// Who pays whom.
pub(crate) fn of_settlement(settlement: &Settlement) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", settlement.version);
    sheet.put("transfers", settlement.transfers.len());
    for (at, transfer) in settlement.transfers.iter().enumerate() {
        sheet.within(format!("transfers.{at}"), |sheet| {
            sheet.put("payer", name_or_null(settlement.member(transfer.payer)));
            sheet.put("payee", name_or_null(settlement.member(transfer.payee)));
            sheet.put("amount", transfer.amount.amount());
        });
    }
    sheet.put("is_exact", settlement.is_exact);
    sheet.done()
}

impl EventWriter<'_> {
    pub(super) fn about_the_bill(&mut self, event: &BillEvent<'_>) {
        match event {
            BillEvent::SplitSet { rule, parts, spares_late_joiners } => {
                self.sheet.put("rule", rule.name());
                self.parts(parts);
                self.sheet.put("spares_late_joiners", spares_late_joiners);
            }
            BillEvent::LineSplitSet { line, rule, parts } => {
                self.sheet.put("line", line);
                self.sheet.put("rule", rule.name());
                self.parts(parts);
            }
            BillEvent::LineSplitCleared { line } => self.sheet.put("line", line),
            BillEvent::MembersExcluded { members } => self.seats("members", members),
            BillEvent::SponsorSet { member, amount_max_minor, person_max_minor } => {
                self.seat("event.member", *member);
                self.sheet.maybe("amount_max_minor", *amount_max_minor);
                self.sheet.maybe("person_max_minor", *person_max_minor);
            }
            BillEvent::ShareMinimumSet { minimum_minor } => {
                self.sheet.maybe("minimum_minor", *minimum_minor);
            }
            BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer } => {
                self.sheet.put("adjustment_kind", adjustment_kind.name());
                self.sheet.put("rule", rule.name());
                self.seat("payer", *payer);
            }
            BillEvent::DestinationSet { line, destination } => {
                self.sheet.put("line", line);
                self.sheet.maybe("destination", *destination);
            }
            BillEvent::BillPoliciesSet { old_policies, policies } => {
                self.sheet.within("old_policies", |sheet| put_policies(sheet, *old_policies));
                self.sheet.within("policies", |sheet| put_policies(sheet, *policies));
            }
            BillEvent::GroupSet { group } => self.sheet.maybe("group", *group),
            other => self.about_amounts(other),
        }
    }

    fn about_amounts(&mut self, event: &BillEvent<'_>) {
        match event {
            BillEvent::AdjustmentAdded {
                adjustment_kind,
                amount_minor,
                percent,
                line,
                member,
                destination,
                label,
                is_included,
            } => {
                self.sheet.put("adjustment_kind", adjustment_kind.name());
                self.sheet.maybe("amount_minor", *amount_minor);
                self.sheet.maybe("percent", *percent);
                self.sheet.maybe("line", *line);
                self.seat("event.member", *member);
                self.sheet.maybe("destination", *destination);
                self.sheet.maybe("label", *label);
                self.sheet.put("is_included", is_included);
            }
            BillEvent::AdjustmentRemoved { adjustment, coupon } => {
                self.sheet.put("adjustment", adjustment);
                self.sheet.maybe("coupon", coupon.as_deref());
            }
            BillEvent::DiscountAdded { skus, tiers, .. } => {
                self.sheet.list("skus", skus);
                self.sheet.put("tiers", tiers.len());
                self.about_a_discount(event);
            }
            BillEvent::BillFixed { total_minor, shares, ledger_version, .. } => {
                self.sheet.put("total_minor", total_minor);
                self.sheet.put("shares", shares.len());
                self.sheet.put("ledger_version", ledger_version);
            }
            BillEvent::PaymentRecorded { payer, amount_minor } => {
                self.seat("payer", Some(*payer));
                self.sheet.put("amount_minor", amount_minor);
            }
            BillEvent::TransferRecorded { payer, payee, amount_minor } => {
                self.seat("payer", Some(*payer));
                self.seat("payee", Some(*payee));
                self.sheet.put("amount_minor", amount_minor);
            }
            BillEvent::ItemRefunded { line, quantity, shares } => {
                self.sheet.put("line", line);
                self.sheet.put("quantity", quantity);
                self.sheet.put("shares", shares.len());
                for (at, share) in shares.iter().enumerate() {
                    let member = self.member(share.member);
                    self.sheet.put(&format!("shares.{at}.member"), member);
                    self.sheet.put(&format!("shares.{at}.minor"), share.minor);
                }
            }
            _ => {}
        }
    }

    fn about_a_discount(&mut self, event: &BillEvent<'_>) {
        let BillEvent::DiscountAdded {
            percent,
            amount_minor,
            tiers,
            buy,
            get,
            label,
            is_exclusive,
            priority,
            coupon,
            ..
        } = event
        else {
            return;
        };
        for (at, tier) in tiers.iter().enumerate() {
            self.sheet.put(&format!("tiers.{at}.quantity"), tier.quantity);
            self.sheet.put(&format!("tiers.{at}.percent"), tier.percent);
        }
        self.sheet.maybe("percent", *percent);
        self.sheet.maybe("amount_minor", *amount_minor);
        self.sheet.maybe("buy", *buy);
        self.sheet.maybe("get", *get);
        self.sheet.maybe("label", label.as_deref());
        self.sheet.put("is_exclusive", is_exclusive);
        self.sheet.put("priority", priority);
        self.sheet.maybe("coupon", coupon.as_deref());
    }

    fn parts(&mut self, parts: &[SplitPart]) {
        self.sheet.put("parts", parts.len());
        for (at, part) in parts.iter().enumerate() {
            let member = self.member(part.member);
            self.sheet.put(&format!("parts.{at}.member"), member);
            self.sheet.put(&format!("parts.{at}.value"), part.value);
        }
    }

    fn seat(&mut self, name: &str, seat: Option<Seat>) {
        let member = seat.map(|seat| self.member(seat));
        self.sheet.maybe(name, member);
    }
}
