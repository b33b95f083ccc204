//! Bills and settlements as others may check them: `tests/others` reads them and asks independent libraries.

use std::fmt::Write as _;

use cartpool::{
    BillCommand, Cart, Command, Decimal, Engine, ItemOption, NewCart, Options, Prices, SplitRule,
};

use super::random::bills;
use super::spec::{Dice, name};

/// Numbers that are the same in every run (`SplitMix64`).
fn dice(seed: u64) -> Dice {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 32) as u32
    };
    Dice::new((0..200).map(|_| next()).collect())
}

fn cart(engine: &Engine, currency: &str, people: usize) -> Cart {
    let cart = engine.create_cart(NewCart::new("m0", currency)).unwrap();
    for at in 1..people {
        cart.system().add_member(&name(at), "editor").unwrap();
    }
    cart
}

fn add(cart: &Cart, who: usize, minor: i64, digits: u32) {
    let add = Command::AddItem {
        sku: "TEA",
        quantity: 1,
        unit_price: Some(Decimal::new(minor, digits)),
        options: Vec::new(),
        note: None,
        beneficiaries: Vec::new(),
        separate: true,
    };
    cart.member(&name(who)).commit(&add).unwrap();
}

fn amount(dice: &mut Dice) -> i64 {
    let most = [1_000_000, 10, 100, 99_999_999][dice.below(4)];
    i64::try_from(dice.below(most)).unwrap()
}

/// One line, shared by weights: the amount, the weights, and what each pays.
fn division(engine: &Engine, dice: &mut Dice) -> String {
    let (currency, digits) = [("EUR", 2), ("JPY", 0), ("KWD", 3)][dice.below(3)];
    let people = 1 + dice.below(9);
    let cart = cart(engine, currency, people);
    let minor = amount(dice);
    add(&cart, 0, minor, digits);
    let is_equal = dice.below(3) == 0;
    let weights: Vec<usize> = (0..people)
        .map(|at| if is_equal { 1 } else { dice.below(1_000) + usize::from(at == 0) })
        .collect();
    let named = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
    let parts: Vec<_> = named.map(|(at, weight)| (name(at), weight.to_string())).collect();
    let parts = parts.iter().map(|(key, value)| ItemOption { key, value }).collect();
    let by_weight =
        BillCommand::SetSplit { rule: SplitRule::ByWeight, parts, spares_late_joiners: false };
    cart.system().commit(&Command::Bill(by_weight)).unwrap();
    let bill = cart.system().bill().unwrap();
    let cells: Vec<i64> =
        (0..people).map(|at| bill.share(&name(at)).map_or(0, |share| share.total.minor)).collect();
    serde_json::json!({ "amount": minor, "weights": weights, "cells": cells }).to_string()
}

/// Everybody has a line, some pay for all: what each is owed, and who pays whom.
fn settlement(engine: &Engine, dice: &mut Dice) -> String {
    let people = if dice.below(20) == 19 { 40 } else { 2 + dice.below(8) };
    let cart = cart(engine, "EUR", people);
    let host = cart.system();
    // Small amounts have groups that settle among themselves.
    let most = [10_000, 8][dice.below(2)];
    (0..people).for_each(|at| add(&cart, at, 1 + amount(dice) % most, 2));
    cart.member("m0").set_split(SplitRule::ByLine, &[]).unwrap();
    host.fix_bill().unwrap();
    loop {
        let due = host.bill().unwrap().due.minor;
        if due == 0 {
            break;
        }
        let part = if dice.below(2) == 0 { due } else { 1 + amount(dice) % due };
        host.record_payment(&name(dice.below(people)), Decimal::new(part, 2)).unwrap();
    }
    let bill = host.bill().unwrap();
    let balances: Vec<i64> = bill.shares.iter().map(|share| share.balance.minor).collect();
    let settlement = host.settlement().unwrap();
    let transfers: Vec<_> = settlement
        .transfers
        .iter()
        .map(|one| (one.payer.0, one.payee.0, one.amount.minor))
        .collect();
    let is_exact = settlement.is_exact;
    serde_json::json!({ "balances": balances, "transfers": transfers, "is_exact": is_exact })
        .to_string()
}

#[test]
#[ignore = "writes a file for tests/others"]
fn bills_are_written_for_others_to_check() {
    let file = std::env::var("CARTPOOL_BILLS_FILE").expect("CARTPOOL_BILLS_FILE names the file");
    let options = || Options { prices: Prices::Caller, ..Options::default() };
    let mut engine = Engine::open(options()).unwrap();
    let mut written = String::new();
    for at in 0..bills(10_000) {
        if at % 1_000 == 0 {
            engine = Engine::open(options()).unwrap();
        }
        let mut dice = dice(at.into());
        let bill =
            if at % 5 == 4 { settlement(&engine, &mut dice) } else { division(&engine, &mut dice) };
        writeln!(written, "{bill}").unwrap();
    }
    std::fs::write(file, written).unwrap();
}
