//! Hostile arguments to every verb of the bill: each is refused with a code and changes nothing, or leaves a bill that sums.

use cartpool::{
    AdjustmentKind, AdjustmentRule, BillCommand, Cart, Command, Decimal, Engine, ItemOption,
    LineId, Member, NewCart, Options, RoundingLevel, RoundingMode, SplitRule,
};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};

use super::random::bills;
use super::spec::Dice;

const PEOPLE: [&str; 8] = ["ana", "ben", "cleo", "gone", "nobody", "", "a\u{0}b", "ANA"];
const AMOUNTS: [&str; 14] = [
    "1.00",
    "0",
    "0.01",
    "0.001",
    "-1",
    "9999999999.99",
    "10000000000.00",
    "9999999999999.99",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "33.33",
    "100",
    "-0",
];
const PERCENTS: [&str; 9] =
    ["10", "0", "100", "100.000001", "0.000001", "0.0000001", "-1", "33.333333", "1000"];
const PARTS: [&str; 14] = [
    "1",
    "0",
    "100",
    "50",
    "0.000001",
    "0.0000001",
    "1000000000",
    "1000000001",
    "-1",
    "1e3",
    "",
    "NaN",
    "999999999.999999",
    "33.333333",
];
const NUMBERS: [u32; 6] = [1, 0, 2, 3, 1_000_000, u32::MAX];

fn one<T: Copy>(dice: &mut Dice, list: &[T]) -> T {
    list[dice.below(list.len())]
}

fn perhaps<T>(dice: &mut Dice, thrown: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    (dice.below(2) == 1).then(|| thrown(dice))
}

fn amount(dice: &mut Dice) -> Decimal {
    one(dice, &AMOUNTS).parse().unwrap()
}

fn percent(dice: &mut Dice) -> Decimal {
    one(dice, &PERCENTS).parse().unwrap()
}

fn pairs<'a>(dice: &mut Dice, keys: &[&'a str], values: &[&'a str]) -> Vec<ItemOption<'a>> {
    let count = one(dice, &[1, 0, 2, 3, 17]);
    let pair = |dice: &mut Dice| ItemOption { key: one(dice, keys), value: one(dice, values) };
    (0..count).map(|_| pair(dice)).collect()
}

fn line(dice: &mut Dice) -> LineId {
    LineId(one(dice, &[4, 5, 6, 7, 1, 0, u64::MAX, 1 << 32]))
}

/// Any of the nineteen verbs, with anything in it.
pub(super) fn command<'a>(dice: &mut Dice, long: &'a str) -> BillCommand<'a> {
    let texts = ["home", "", "x\u{7}", "é", long];
    let who = |dice: &mut Dice| one(dice, &PEOPLE);
    match dice.below(19) {
        0 => BillCommand::SetSplit {
            rule: one(dice, SplitRule::ALL),
            parts: pairs(dice, &PEOPLE, &PARTS),
            spares_late_joiners: dice.below(2) == 1,
        },
        1 => BillCommand::SetLineSplit {
            line: line(dice),
            rule: one(dice, SplitRule::ALL),
            parts: pairs(dice, &PEOPLE, &PARTS),
        },
        2 => BillCommand::ClearLineSplit { line: line(dice) },
        3 => BillCommand::SetExcludedMembers {
            excluded_members: (0..dice.below(4)).map(|_| one(dice, &PEOPLE)).collect(),
        },
        4 => BillCommand::SetSponsor {
            sponsor: perhaps(dice, who),
            amount_max: perhaps(dice, amount),
            person_max: perhaps(dice, amount),
        },
        5 => BillCommand::SetShareMinimum { minimum: perhaps(dice, amount) },
        6 => BillCommand::SetAdjustmentSplit {
            kind: one(dice, AdjustmentKind::ALL),
            rule: one(dice, AdjustmentRule::ALL),
            payer: perhaps(dice, who),
        },
        7 | 8 => adjustment(dice, texts),
        9 => BillCommand::RemoveAdjustment {
            adjustment: u64::try_from(dice.below(30)).unwrap() * one(dice, &[1, 1, u64::MAX / 30]),
        },
        10 => discount(dice, texts),
        11 => BillCommand::SetDestination {
            line: line(dice),
            destination: perhaps(dice, |dice| one(dice, &texts)),
        },
        12 => BillCommand::SetBillPolicies {
            country: perhaps(dice, |dice| one(dice, &["CH", "DE", "XX", "ch", "", long])),
            rounding: Some(one(dice, RoundingMode::ALL)),
            level: Some(one(dice, RoundingLevel::ALL)),
            cash_step: perhaps(dice, amount),
            order_min: perhaps(dice, amount),
            order_max: perhaps(dice, amount),
            is_hard: perhaps(dice, |dice| dice.below(2) == 1),
        },
        13 => BillCommand::RedeemCoupon { code: one(dice, &["SAVE", "", long]) },
        14 if dice.below(3) == 2 => BillCommand::FixBill,
        14 => BillCommand::SetSplit {
            rule: SplitRule::ByWeight,
            parts: vec![ItemOption { key: "ben", value: one(dice, &PARTS) }],
            spares_late_joiners: false,
        },
        15 => BillCommand::ReopenBill,
        16 => BillCommand::RecordPayment { payer: who(dice), amount: amount(dice) },
        17 => {
            BillCommand::RecordTransfer { payer: who(dice), payee: who(dice), amount: amount(dice) }
        }
        _ => BillCommand::RefundItem { line: line(dice), quantity: one(dice, &NUMBERS) },
    }
}

fn rarely<T>(dice: &mut Dice, thrown: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    (dice.below(5) == 4).then(|| thrown(dice))
}

/// Mostly one amount and at most one target, so that many are taken.
fn adjustment<'a>(dice: &mut Dice, texts: [&'a str; 5]) -> BillCommand<'a> {
    let is_odd = dice.below(6) == 5;
    let amount = perhaps(dice, amount);
    BillCommand::AddAdjustment {
        kind: one(dice, AdjustmentKind::ALL),
        percent: if is_odd || amount.is_none() { Some(percent(dice)) } else { None },
        amount,
        line: rarely(dice, line),
        member: rarely(dice, |dice| one(dice, &PEOPLE)),
        destination: rarely(dice, |dice| one(dice, &texts)),
        label: rarely(dice, |dice| one(dice, &texts)),
        included: dice.below(4) == 3,
    }
}

/// Mostly of one rule, so that many are taken.
fn discount<'a>(dice: &mut Dice, texts: [&'a str; 5]) -> BillCommand<'a> {
    let keys = ["1", "0", "5", "+5", "05", "4294967296", ""];
    let is_odd = dice.below(6) == 5;
    let rule = dice.below(4);
    let is = |wanted: usize| is_odd || rule == wanted;
    let skus = if is_odd { one(dice, &[1, 2, 65]) } else { dice.below(2) };
    let from = ["TEA", "DEAR", "NEW", "", texts[4]];
    BillCommand::AddDiscount {
        percent: if is(0) || rule == 3 { rarely(dice, percent).or(Some(10.into())) } else { None },
        amount: is(1).then(|| amount(dice)),
        tiers: if is(2) { pairs(dice, &keys, &PERCENTS) } else { Vec::new() },
        buy: is(3).then(|| one(dice, &NUMBERS)),
        get: is(3).then(|| one(dice, &NUMBERS)),
        skus: (0..skus).map(|_| one(dice, &from)).collect(),
        label: rarely(dice, |dice| one(dice, &texts)),
        exclusive: dice.below(2) == 1,
        priority: perhaps(dice, |dice| one(dice, &NUMBERS)),
    }
}

/// Three members and one who left, with a line of each.
pub(super) fn cart() -> (Engine, Cart) {
    let engine = Engine::open(Options::default()).unwrap();
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    engine.set_price("DEAR", "EUR", "999999.99").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    for member in ["ben", "cleo", "gone"] {
        cart.system().add_member(member, "editor").unwrap();
    }
    for (member, sku, quantity) in
        [("ana", "TEA", 3), ("gone", "TEA", 1), ("ben", "DEAR", 9_000), ("cleo", "TEA", 7)]
    {
        cart.member(member)
            .commit(&Command::AddItem {
                sku,
                quantity,
                unit_price: None,
                options: Vec::new(),
                note: None,
                beneficiaries: Vec::new(),
                separate: true,
            })
            .unwrap();
    }
    (engine, cart)
}

/// What must hold of every bill, whatever was done before.
pub(super) fn sums(system: &Member) {
    const EXACT: i64 = (1 << 53) - 1;
    let bill = system.bill().unwrap();
    let shares: i64 = bill.shares.iter().map(|share| share.total.minor).sum();
    assert_eq!(shares, bill.total.minor);
    let added: i64 = bill
        .adjustments
        .iter()
        .filter(|entry| !entry.is_included)
        .map(|entry| entry.amount.minor)
        .sum();
    assert_eq!(bill.subtotal.minor + added, bill.total.minor);
    assert!((0..=EXACT).contains(&bill.total.minor), "{} is exact in every host", bill.total);
    assert_eq!(bill.due.minor, bill.total.minor - bill.refunded.minor - bill.paid.minor);
    let balances: i64 = bill.shares.iter().map(|share| share.balance.minor).sum();
    assert_eq!(balances, 0);
    for cell in system.explain().unwrap().cells {
        assert!(cell.amount.minor.abs() <= EXACT);
    }
    system.settlement().unwrap();
    assert_eq!(system.total().unwrap(), bill.total);
}

#[test]
fn no_argument_of_any_verb_of_the_bill_breaks_it_and_a_refusal_changes_nothing() {
    let config = Config {
        cases: bills(600),
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&vec(any::<u32>(), 300..800), |thrown| {
        let mut dice = Dice::new(thrown);
        let (_engine, cart) = cart();
        let system = cart.system();
        let long = "x".repeat(300);
        for step in 0..30 {
            if step == 10 {
                system.remove_member("gone").unwrap();
            }
            let command = Command::Bill(command(&mut dice, &long));
            let member = cart.member(one(&mut dice, &["ana", "ben", "gone", "nobody"]));
            let actor = if dice.below(3) == 2 { &member } else { &system };
            let before = (system.bill().unwrap(), system.version().unwrap());
            let done = actor.commit(&command);
            if done.is_err() {
                let after = (system.bill().unwrap(), system.version().unwrap());
                assert_eq!(format!("{before:?}"), format!("{after:?}"));
            }
            sums(&system);
        }
        system.verify().unwrap();
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
