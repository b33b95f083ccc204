//! A cart's bill: what is added and taken off, who pays what and why, and who then pays whom.

use core::fmt::Write;

use crate::cart::Member;
use crate::error::Result;
use crate::id::{Seat, TextRef};
use crate::tool::json::{Json, Shown};
use crate::tool::records::{write_bill, write_explanation, write_settlement};
use crate::view::{AdjustmentEntry, Bill, CellEntry, Explanation, Settlement};

macro_rules! shown {
    ($($view:ty),*) => {
        $(impl Shown for $view {
            fn member(&self, seat: Seat) -> Option<&str> {
                self.member(seat)
            }

            /// A bill holds its texts itself.
            fn text(&self, _: TextRef) -> Option<&str> {
                None
            }
        })*
    };
}

shown!(Bill, Explanation, Settlement);

/// The bill as the host sees it.
pub(super) fn shown(host: &Member, is_json: bool) -> Result<String> {
    let (bill, explanation, settlement) = (host.bill()?, host.explain()?, host.settlement()?);
    if is_json {
        return Ok(as_json(&bill, &explanation, &settlement));
    }
    let mut text = as_text(&bill, &explanation);
    for transfer in &settlement.transfers {
        let name = |seat: Seat| settlement.member(seat).unwrap_or("-");
        let (from, to) = (name(transfer.payer), name(transfer.payee));
        let _ = writeln!(text, "settle    {from} pays {to} {}", transfer.amount);
    }
    Ok(text)
}

fn as_json(bill: &Bill, explanation: &Explanation, settlement: &Settlement) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("bill");
    write_bill(&mut json, bill, bill);
    json.key("explanation");
    write_explanation(&mut json, explanation, explanation);
    json.key("settlement");
    write_settlement(&mut json, settlement, settlement);
    json.close('}');
    json.into_line()
}

fn as_text(bill: &Bill, explanation: &Explanation) -> String {
    let mut text = String::new();
    let Bill { version, subtotal, total, refunded, paid, due, .. } = bill;
    let state = if bill.is_fixed { "fixed" } else { "open" };
    let _ = writeln!(text, "version   {version}\nbill      {state}\nsubtotal  {subtotal}");
    for entry in &bill.adjustments {
        let AdjustmentEntry { id, kind, amount, .. } = entry;
        let label = entry.label.as_deref().map(|label| format!(" {label:?}"));
        let included = if entry.is_included { ", included" } else { "" };
        let label = label.unwrap_or_default();
        let _ = writeln!(text, "{:<9} {id}{label}: {amount}{included}", kind.name());
    }
    let _ = writeln!(text, "total     {total}");
    let _ = writeln!(text, "refunded  {refunded}\npaid      {paid}\ndue       {due}");
    for share in &bill.shares {
        let member = bill.member(share.member).unwrap_or("-");
        let (total, balance) = (share.total, share.balance);
        let _ = writeln!(text, "share     {member}: {total}, balance {balance}");
        let cells = explanation.cells.iter().filter(|cell| cell.member == share.member);
        for cell in cells {
            let CellEntry { line, adjustment, text: why, .. } = cell;
            let _ = match (line, adjustment) {
                (Some(line), _) => writeln!(text, "          line {line}: {why}"),
                (None, Some(id)) => writeln!(text, "          adjustment {id}: {why}"),
                (None, None) => writeln!(text, "          {why}"),
            };
        }
    }
    text
}
