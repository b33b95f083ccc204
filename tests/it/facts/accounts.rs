//! A coupon and a group's ledger as facts.

use cartpool::{CouponView, LedgerView};

use super::{Facts, Sheet};

/// How often a coupon is used, and may be.
pub(crate) fn of_coupon(coupon: &CouponView) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("uses", coupon.uses);
    sheet.put("reserved", coupon.reserved);
    sheet.put("members", coupon.members);
    sheet.maybe("uses_max", coupon.terms.uses_max);
    sheet.maybe("member_uses_max", coupon.terms.member_uses_max);
    sheet.maybe("valid_from_ms", coupon.terms.valid_from_ms);
    sheet.maybe("valid_until_ms", coupon.terms.valid_until_ms);
    sheet.done()
}

/// What a group's members owe each other, and who then pays whom.
pub(crate) fn of_ledger(ledger: &LedgerView) -> Facts {
    let mut sheet = Sheet::new();
    sheet.put("version", ledger.version);
    sheet.put("members", ledger.members.len());
    for member in &ledger.members {
        sheet.within(format!("members.{}", member.id), |sheet| {
            sheet.put("balance", member.balance.amount());
            sheet.put("behind", member.behind);
        });
    }
    let (transfers, is_exact) = ledger.settlement();
    sheet.put("settlement.transfers", transfers.len());
    for (at, transfer) in transfers.iter().enumerate() {
        sheet.within(format!("settlement.transfers.{at}"), |sheet| {
            sheet.put("payer", &transfer.payer);
            sheet.put("payee", &transfer.payee);
            sheet.put("amount", transfer.amount.amount());
        });
    }
    sheet.put("settlement.is_exact", is_exact);
    sheet.done()
}
