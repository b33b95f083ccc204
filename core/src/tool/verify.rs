//! `cartpool verify`.

use std::io::Write;

use super::arguments::{Arguments, Command};
use super::json::Json;
use super::{FINE, Stop, WRONG, open};
use crate::audit::{Audit, Report, Subject, verify};

pub(super) const COMMAND: Command = Command {
    name: "verify",
    names: &["PATH"],
    flags: &["--json"],
    values: &["--prices", "--memory"],
    help: HELP,
    run,
};

const HELP: &str = "\
cartpool verify: re-derives versions, permissions and money from the log alone

Usage: cartpool verify [OPTIONS] PATH

Reads every frame in order, from the first, and trusts no snapshot. For every event: it is its cart's next version, its actor
was a member with the right it needed, nobody gave what they lacked, the price was the price list's at that moment, and the
numbers follow from the cart as it was. A coupon was used no more often than its terms allowed, and what a group's ledger was
told sums to zero. A campaign tipped just when its pledges reached what it takes, was decided once, and carts pay its price.
What lies beside the log is then held against what the log gave: snapshots, sealed
blocks, texts, the bell. Workers may go on meanwhile.

Each finding is a line: the invariant of core/ARCHITECTURE.md that is broken, its name, the position of the frame, the cart,
SKU, coupon, ledger or campaign, the version. The last line sums up.

Options:
  --prices list  a price that a caller gave is a finding: this journal's engines take prices from the list only
  --memory MIB   about how much memory carts may take; a journal with more is read several times (default 512)
  --json         one JSON object instead of lines

Exit codes: 0 nothing was found, 1 something was, 2 usage, 3 the journal cannot be read.
";

fn run(arguments: &Arguments<'_>, out: &mut dyn Write) -> Result<u8, Stop> {
    let path = arguments.name(0);
    let mut audit = Audit::default();
    match arguments.value("--prices") {
        None | Some("any") => {}
        Some("list") => audit.wants_listed_prices = true,
        Some(other) => {
            return Err(Stop::Usage(format!("--prices is \"list\" or \"any\", not {other:?}")));
        }
    }
    if let Some(mib) = arguments.number("--memory")? {
        audit.bytes_max = mib.saturating_mul(1 << 20);
    }
    let report = verify(&open(path)?, audit).map_err(Stop::refused(path))?;
    if arguments.has("--json") {
        out.write_all(as_json(&report).as_bytes())?;
    } else {
        show(&report, out)?;
    }
    Ok(if report.is_sound() { FINE } else { WRONG })
}

/// The findings and the summary, a line each.
pub(super) fn show(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    for finding in &report.findings {
        writeln!(out, "{finding}")?;
    }
    let Report { position, frames, carts, events, skus, .. } = report;
    let found = report.findings.len() as u64 + report.findings_left_out;
    let verdict =
        if report.is_sound() { "sound".to_owned() } else { format!("found wrong: {found}") };
    write!(out, "{verdict}; {carts} carts, {events} events, {skus} SKUs in {frames} frames")?;
    writeln!(out, " up to position {position}")?;
    let Report { prices_from_callers, texts, texts_erased, carts_unsettled, .. } = report;
    if report.coupons + report.ledgers > 0 {
        writeln!(out, "{} coupons, {} ledgers of groups", report.coupons, report.ledgers)?;
    }
    if report.campaigns > 0 {
        writeln!(out, "{} campaigns", report.campaigns)?;
    }
    if *prices_from_callers > 0 {
        writeln!(out, "{prices_from_callers} lines were added at a price that the caller gave")?;
    }
    if texts + texts_erased > 0 {
        writeln!(out, "{texts} personal texts are kept, {texts_erased} were erased")?;
    }
    if *carts_unsettled > 0 {
        writeln!(out, "{carts_unsettled} carts changed too fast to compare what is saved of them")?;
    }
    if report.findings_left_out > 0 {
        writeln!(out, "{} findings are not shown", report.findings_left_out)?;
    }
    Ok(())
}

fn as_json(report: &Report) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("is_sound").flag(report.is_sound());
    let numbers = [
        ("position", report.position),
        ("frames", report.frames),
        ("carts", report.carts),
        ("events", report.events),
        ("skus", report.skus),
        ("coupons", report.coupons),
        ("ledgers", report.ledgers),
        ("campaigns", report.campaigns),
        ("prices_from_callers", report.prices_from_callers),
        ("texts", report.texts),
        ("texts_erased", report.texts_erased),
        ("carts_unsettled", report.carts_unsettled),
        ("findings_left_out", report.findings_left_out),
    ];
    for (key, number) in numbers {
        json.key(key).number(number);
    }
    json.key("findings").open('[');
    for finding in &report.findings {
        json.open('{');
        json.key("invariant").text(finding.breach.invariant());
        json.key("name").text(finding.breach.name());
        json.key("position").number(finding.position);
        json.key("version").number(finding.version);
        write_subject(&mut json, &finding.subject);
        json.key("message").text(finding.breach.message());
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.into_line()
}

/// What a finding is about: one of these, or none of them.
fn write_subject(json: &mut Json, subject: &Subject) {
    let (mut cart, mut sku, mut coupon, mut ledger) = (None, None, None, None);
    let mut campaign = None;
    match subject {
        Subject::Log => {}
        Subject::Cart(id) => cart = Some(id.to_string()),
        Subject::Sku(name) => sku = Some(&**name),
        Subject::Coupon(code) => coupon = Some(&**code),
        Subject::Ledger { group, currency } => ledger = Some((&**group, &**currency)),
        Subject::Campaign(id) => campaign = Some(&**id),
    }
    json.key("cart").maybe_text(cart.as_deref());
    json.key("sku").maybe_text(sku);
    json.key("coupon").maybe_text(coupon);
    json.key("group").maybe_text(ledger.map(|(group, _)| group));
    json.key("currency").maybe_text(ledger.map(|(_, currency)| currency));
    json.key("campaign").maybe_text(campaign);
}
