//! The bill, through the public surface: every rule, who pays what, and what comes back.

mod compare;
mod flows;
mod hostile;
mod large;
mod mistakes;
mod random;
mod reference;
mod spec;
pub(crate) mod stops;

use cartpool::{
    AdjustmentKind, BillCommand, Cart, Command, Engine, ItemOption, Limits, LineId, Member,
    NewCart, Options, SplitRule,
};

/// A cart with these members, who may all edit, and some prices.
fn cart(members: &[&str], currency: &str) -> (Engine, Cart) {
    let engine = Engine::open(Options::default()).unwrap();
    for (sku, price) in [("TEA", "4.50"), ("PIZZA", "10.00"), ("GUM", "0.01"), ("TENT", "100.00")] {
        engine.set_price(sku, currency, price).unwrap();
    }
    let cart = engine.create_cart(NewCart::new(members[0], currency)).unwrap();
    for member in &members[1..] {
        cart.system().add_member(member, "editor").unwrap();
    }
    (engine, cart)
}

fn shares(member: &Member) -> Vec<(String, i64)> {
    let bill = member.bill().unwrap();
    let sum: i64 = bill.shares.iter().map(|share| share.total.minor).sum();
    assert_eq!(sum, bill.total.minor, "shares sum to the total");
    let shares = bill.shares.iter();
    shares.map(|share| (bill.member(share.member).unwrap().to_owned(), share.total.minor)).collect()
}

fn is(member: &Member, expected: &[(&str, i64)]) {
    let expected: Vec<_> = expected.iter().map(|(id, minor)| ((*id).to_owned(), *minor)).collect();
    assert_eq!(shares(member), expected);
    let mut sums = std::collections::BTreeMap::new();
    for cell in member.explain().unwrap().cells {
        *sums.entry(cell.member).or_insert(0) += cell.amount.minor;
    }
    let bill = member.bill().unwrap();
    for share in &bill.shares {
        let owed = share.total.minor - share.refunded.minor;
        assert_eq!(sums.get(&share.member).copied().unwrap_or(0), owed, "cells sum to the share");
    }
}

fn bill(command: BillCommand<'_>) -> Command<'_> {
    Command::Bill(command)
}

#[test]
fn a_cart_is_shared_equally_unless_it_says_otherwise() {
    let (_engine, cart) = cart(&["ana", "ben", "cleo"], "EUR");
    let ana = cart.member("ana");
    ana.add_item("PIZZA", 1).unwrap();
    is(&ana, &[("ana", 334), ("ben", 333), ("cleo", 333)]);
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    cart.member("ben").add_item("TEA", 1).unwrap();
    is(&ana, &[("ana", 1000), ("ben", 450), ("cleo", 0)]);
    ana.set_split(SplitRule::ByPercent, &[("ana", "50"), ("ben", "25"), ("cleo", "25")]).unwrap();
    is(&ana, &[("ana", 725), ("ben", 363), ("cleo", 362)]);
    ana.set_split(SplitRule::Exact, &[("cleo", "0.50")]).unwrap();
    is(&ana, &[("ana", 700), ("ben", 700), ("cleo", 50)]);
    ana.set_split(SplitRule::SinglePayer, &[("ben", "1")]).unwrap();
    is(&ana, &[("ana", 0), ("ben", 1450), ("cleo", 0)]);
}

#[test]
fn discounts_taxes_fees_and_tips_each_go_their_way() {
    let (_engine, cart) = cart(&["ana", "ben"], "EUR");
    let (ana, host) = (cart.member("ana"), cart.system());
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    let tent = LineId(ana.add_item("TENT", 1).unwrap());
    cart.member("ben").add_item("PIZZA", 2).unwrap();
    host.commit(&bill(BillCommand::AddDiscount {
        percent: Some("10".parse().unwrap()),
        amount: None,
        tiers: vec![],
        buy: None,
        get: None,
        skus: vec!["TENT"],
        label: Some("spring"),
        exclusive: false,
        priority: None,
    }))
    .unwrap();
    is(&ana, &[("ana", 9_000), ("ben", 2_000)]);
    let add = |kind, amount: Option<&str>, percent: Option<&str>| {
        host.commit(&bill(BillCommand::AddAdjustment {
            kind,
            amount: amount.map(|it| it.parse().unwrap()),
            percent: percent.map(|it| it.parse().unwrap()),
            line: None,
            member: None,
            destination: None,
            label: None,
            included: false,
        }))
        .unwrap()
    };
    add(AdjustmentKind::Shipping, Some("11.00"), None);
    is(&ana, &[("ana", 9_900), ("ben", 2_200)]);
    add(AdjustmentKind::Tax, None, Some("20"));
    is(&ana, &[("ana", 11_700), ("ben", 2_600)]);
    assert_eq!(ana.total().unwrap().to_string(), "143.00 EUR");
    ana.fix_bill().unwrap();
    assert_eq!(ana.add_item("TEA", 1).unwrap_err().code.name(), "bill_is_fixed");
    ana.record_payment("ana", "143.00").unwrap();
    let settlement = ana.settlement().unwrap();
    assert_eq!(settlement.transfers.len(), 1);
    assert_eq!(settlement.transfers[0].amount.to_string(), "26.00 EUR");
    host.refund_item(tent, 1).unwrap();
    let bill = ana.bill().unwrap();
    assert_eq!(bill.share("ana").unwrap().refunded.to_string(), "108.00 EUR");
    assert_eq!(bill.due.to_string(), "-108.00 EUR");
}

#[test]
fn a_line_for_four_is_shared_by_four() {
    let (_engine, cart) = cart(&["ana", "ben", "cleo", "dan", "eve"], "EUR");
    let ana = cart.member("ana");
    let pizza = LineId(ana.add_item("PIZZA", 1).unwrap());
    ana.set_beneficiaries(pizza, &["ben", "cleo", "dan"]).unwrap();
    is(&ana, &[("ana", 0), ("ben", 334), ("cleo", 333), ("dan", 333), ("eve", 0)]);
    ana.add_item("GUM", 1).unwrap();
    is(&ana, &[("ana", 0), ("ben", 334), ("cleo", 334), ("dan", 333), ("eve", 0)]);
    ana.commit(&bill(BillCommand::SetSponsor {
        sponsor: Some("ana"),
        amount_max: Some("5.00".parse().unwrap()),
        person_max: None,
    }))
    .unwrap();
    is(&ana, &[("ana", 500), ("ben", 167), ("cleo", 167), ("dan", 167), ("eve", 0)]);
    ana.commit(&bill(BillCommand::SetLineSplit {
        line: pizza,
        rule: SplitRule::ByWeight,
        parts: vec![ItemOption { key: "eve", value: "1" }],
    }))
    .unwrap();
    is(&ana, &[("ana", 501), ("ben", 0), ("cleo", 0), ("dan", 0), ("eve", 500)]);
}

fn plain(
    kind: AdjustmentKind,
    amount: Option<&str>,
    percent: Option<&str>,
) -> BillCommand<'static> {
    BillCommand::AddAdjustment {
        kind,
        amount: amount.map(|it| it.parse().unwrap()),
        percent: percent.map(|it| it.parse().unwrap()),
        line: None,
        member: None,
        destination: None,
        label: None,
        included: false,
    }
}

#[test]
fn a_refund_to_everybody_leaves_what_they_owe_each_other() {
    let (_engine, cart) = cart(&["ana", "ben"], "EUR");
    let (ana, host) = (cart.member("ana"), cart.system());
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    let tent = LineId(ana.add_item("TENT", 1).unwrap());
    cart.member("ben").add_item("PIZZA", 2).unwrap();
    ana.fix_bill().unwrap();
    ana.record_payment("ana", "120.00").unwrap();
    host.refund_item(tent, 1).unwrap();
    // The merchant gives ana back what her tent was; the pizzas that she paid are still ben's.
    let settlement = ana.settlement().unwrap();
    assert_eq!(settlement.transfers.len(), 1);
    assert_eq!(settlement.transfers[0].amount.to_string(), "20.00 EUR");
    assert_eq!(ana.bill().unwrap().share("ana").unwrap().balance.to_string(), "20.00 EUR");
}

#[test]
fn nobody_pays_what_was_given_back_before() {
    let (_engine, cart) = cart(&["ana"], "EUR");
    let ana = cart.member("ana");
    let tea = LineId(ana.add_item("TEA", 2).unwrap());
    ana.fix_bill().unwrap();
    cart.system().refund_item(tea, 1).unwrap();
    assert_eq!(ana.bill().unwrap().due.to_string(), "4.50 EUR");
    let refused = ana.record_payment("ana", "4.51").unwrap_err();
    assert_eq!(refused.code.name(), "exceeds_amount_due");
    ana.record_payment("ana", "4.50").unwrap();
    assert_eq!(ana.bill().unwrap().due.minor, 0);
    assert_eq!(ana.bill().unwrap().share("ana").unwrap().balance.minor, 0);
}

#[test]
fn taxes_are_rounded_at_the_level_that_is_chosen() {
    use cartpool::RoundingLevel::{Line, TaxRate, Total, Unit};
    for (level, tax) in [(Unit, 8), (Line, 4), (TaxRate, 6), (Total, 5)] {
        let (engine, cart) = cart(&["ana"], "EUR");
        engine.set_price("NUT", "EUR", "0.05").unwrap();
        let (ana, host) = (cart.member("ana"), cart.system());
        let nuts = ["12.6", "12.6", "14", "14"].map(|rate| {
            let nut = Command::AddItem {
                sku: "NUT",
                quantity: 2,
                unit_price: None,
                options: vec![],
                note: None,
                beneficiaries: vec![],
                separate: true,
            };
            (LineId(ana.commit(&nut).unwrap()), rate)
        });
        host.commit(&bill(BillCommand::SetBillPolicies {
            country: None,
            rounding: Some(cartpool::RoundingMode::HalfUp),
            level: Some(level),
            cash_step: None,
            order_min: None,
            order_max: None,
            is_hard: None,
        }))
        .unwrap();
        // Exactly 0.63 or 0.70 for a unit, 1.26 or 1.40 for a line, 2.52 and 2.80 for a rate, and 5.32 in all.
        for (line, rate) in nuts {
            let mut tax = plain(AdjustmentKind::Tax, None, Some(rate));
            if let BillCommand::AddAdjustment { line: of, .. } = &mut tax {
                *of = Some(line);
            }
            host.commit(&bill(tax)).unwrap();
        }
        let total = ana.total().unwrap().minor;
        assert_eq!(total - 40, tax, "{level:?}");
    }
}

#[test]
fn a_fee_on_what_is_free_after_discounts_goes_by_what_it_was_before() {
    let (_engine, cart) = cart(&["ana", "ben"], "EUR");
    let (ana, host) = (cart.member("ana"), cart.system());
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    ana.add_item("PIZZA", 3).unwrap();
    cart.member("ben").add_item("GUM", 1_000).unwrap();
    host.commit(&bill(plain(AdjustmentKind::Discount, None, Some("100")))).unwrap();
    host.commit(&bill(plain(AdjustmentKind::Shipping, Some("4.00"), None))).unwrap();
    is(&ana, &[("ana", 300), ("ben", 100)]);
}

#[test]
fn of_equal_weights_the_first_takes_the_spare_cent() {
    let names: Vec<String> = (0..9).map(|at| format!("m{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_engine, cart) = cart(&names, "EUR");
    let ana = cart.member("m0");
    ana.add_item("GUM", 3).unwrap();
    let weights = ["598", "349", "711", "492", "317", "952", "582", "465", "598"];
    let parts: Vec<_> = names.iter().copied().zip(weights).collect();
    ana.set_split(SplitRule::ByWeight, &parts).unwrap();
    let paid: Vec<i64> = shares(&ana).into_iter().map(|(_, minor)| minor).collect();
    assert_eq!(paid, [1, 0, 1, 0, 0, 1, 0, 0, 0]);
}

#[test]
fn one_cent_among_seven_is_the_firsts() {
    let (_engine, cart) = cart(&["a", "b", "c", "d", "e", "f", "g"], "EUR");
    cart.member("a").add_item("GUM", 1).unwrap();
    let rest = ["b", "c", "d", "e", "f", "g"].map(|member| (member, 0));
    is(&cart.member("a"), &[&[("a", 1)], &rest[..]].concat());
}

fn adjust<'a>(kind: AdjustmentKind, percent: &str, member: Option<&'a str>) -> Command<'a> {
    bill(BillCommand::AddAdjustment {
        kind,
        amount: None,
        percent: Some(percent.parse().unwrap()),
        line: None,
        member,
        destination: None,
        label: None,
        included: false,
    })
}

/// I26: what somebody was treated to goes back to who paid it.
#[test]
fn a_refund_goes_to_whoever_paid_for_it() {
    let (_engine, cart) = cart(&["ana", "ben"], "EUR");
    let (ana, host) = (cart.member("ana"), cart.system());
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    let tea = LineId(cart.member("ben").add_item("TEA", 2).unwrap());
    let (sponsor, amount_max, person_max) = (Some("ana"), None, None);
    ana.commit(&bill(BillCommand::SetSponsor { sponsor, amount_max, person_max })).unwrap();
    ana.fix_bill().unwrap();
    ana.record_payment("ana", "9.00").unwrap();
    host.refund_item(tea, 1).unwrap();
    let shown = ana.bill().unwrap();
    assert_eq!(shown.share("ana").unwrap().refunded.minor, 450);
    assert_eq!(shown.share("ben").unwrap().refunded.minor, 0);
    assert!(ana.settlement().unwrap().transfers.is_empty(), "nobody owes anybody");
}

#[test]
fn a_members_discount_is_of_what_they_pay() {
    let (_engine, cart) = cart(&["ana", "ben"], "EUR");
    let ana = cart.member("ana");
    ana.add_item("TENT", 1).unwrap();
    cart.system().commit(&adjust(AdjustmentKind::Discount, "80", Some("ben"))).unwrap();
    is(&ana, &[("ana", 5_000), ("ben", 1_000)]);
}

/// I23: no bill can come to what JSON does not keep exactly.
#[test]
fn adjustments_keep_the_largest_bill_exact() {
    let total_max = 999_999_999_999_999;
    let limits = Limits { total_max, adjustments_max: 250, ..Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    let host = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().system();
    for _ in 0..8 {
        host.commit(&adjust(AdjustmentKind::Fee, "100", None)).unwrap();
    }
    let refused = host.commit(&adjust(AdjustmentKind::Fee, "100", None)).unwrap_err();
    assert_eq!(refused.code.name(), "exceeds_total_max");
}

/// Three hundred lines, each shared in its own way among three hundred.
#[test]
fn a_bill_that_is_shared_in_very_many_ways_stays_small_and_sums() {
    const MANY: u32 = 300;
    let limits = Limits {
        members_max: MANY,
        lines_max: MANY,
        splits_max: MANY,
        cart_bytes_max: 2_097_152,
        ..Limits::default()
    };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    engine.set_price("GUM", "EUR", "0.37").unwrap();
    let cart = engine.create_cart(NewCart::new("m0", "EUR")).unwrap();
    let host = cart.system();
    for member in 1..MANY {
        host.add_member(&format!("m{member}"), "contributor").unwrap();
    }
    let merges_lines = Some(false);
    let policies = Command::SetPolicies { edit: None, merges_lines, allows_suggestions: None };
    host.commit(&policies).unwrap();
    let mut lines = Vec::new();
    for line in 0..MANY {
        let id = LineId(cart.member("m0").add_item("GUM", line + 1).unwrap());
        let (one, other) = (format!("m{line}"), format!("m{}", (line + 7) % MANY));
        let value = (line + 2).to_string();
        let parts =
            vec![ItemOption { key: &one, value: "1" }, ItemOption { key: &other, value: &value }];
        let rule = SplitRule::ByWeight;
        host.commit(&bill(BillCommand::SetLineSplit { line: id, rule, parts })).unwrap();
        lines.push(id);
    }
    host.commit(&adjust(AdjustmentKind::Tax, "19", None)).unwrap();
    shares(&cart.member("m0"));
    host.fix_bill().unwrap();
    let total = host.bill().unwrap().total.minor;
    for (line, quantity) in lines.into_iter().zip(1..) {
        host.refund_item(line, quantity).unwrap();
    }
    let bill = host.bill().unwrap();
    assert_eq!(bill.refunded.minor, total, "all of it was lines and taxes");
}
