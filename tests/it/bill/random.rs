//! Random bills against the book: every cell, every share, every total; in any order, after starting anew, and given back.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use cartpool::journal::MemoryStore;
use cartpool::{AdjustmentKind, Bill, Cart, Engine, Explanation, LineId, Member, Options, Prices};

use super::reference::{Reference, Row, Table};
use super::spec::{Built, Dice, Order, Spec, name};

/// How many bills a run checks: some seconds' worth, or what `CARTPOOL_BILLS` says.
pub(super) fn bills(usual: u32) -> u32 {
    let wanted = std::env::var("CARTPOOL_BILLS").ok();
    wanted.map_or(usual, |wanted| wanted.parse().expect("CARTPOOL_BILLS is a number"))
}

/// Throws so many specs and checks each; shrinks the one that fails.
fn each(cases: u32, check: impl Fn(&Spec, &mut Dice)) {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let thrown = vec(any::<u32>(), 60..240);
    let outcome = TestRunner::new(config).run(&thrown, |thrown| {
        let mut dice = Dice::new(thrown);
        let spec = Spec::thrown(&mut dice);
        // A failure names the bill, and not the dice alone.
        let checked = catch_unwind(AssertUnwindSafe(|| check(&spec, &mut dice)));
        checked.map_err(|_| TestCaseError::fail(format!("{spec:?}")))
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn read(cart: &Cart) -> (Bill, Explanation) {
    let system = cart.system();
    (system.bill().unwrap(), system.explain().unwrap())
}

/// Everything that two carts with the same bill have in common.
fn same(built: &Built, bill: &Bill, explanation: &Explanation) -> String {
    let ids = |id: u64| {
        let all = built.adjustments.iter().chain(&built.discounts);
        all.clone().position(|other| *other == id)
    };
    let entries: Vec<_> = bill
        .adjustments
        .iter()
        .map(|one| (ids(one.id), one.kind, one.amount, one.rule, one.is_included))
        .collect();
    let cells: Vec<_> = explanation
        .cells
        .iter()
        .map(|cell| {
            let line = cell.line.map(|line| built.lines.iter().position(|id| *id == line));
            (cell.member, line, cell.adjustment.map(ids), &cell.text, cell.part, cell.parts)
        })
        .collect();
    format!("{:?} {:?} {:?} {entries:?} {cells:?}", bill.total, bill.subtotal, bill.shares)
}

#[test]
fn every_cell_share_and_total_of_random_bills_is_what_the_book_says() {
    let uneven = Cell::new(0);
    each(bills(1_500), |spec, _| {
        let built = spec.build(Options::default(), Order::AsGiven);
        let (bill, explanation) = read(&built.cart);
        let reference = Reference::of(spec, &built, &built.cart.system().view().unwrap());
        uneven.set(uneven.get() + u32::from(reference.is_uneven));
        reference.check(&built, &bill, &explanation);
        let shares: i64 = bill.shares.iter().map(|share| share.total.minor).sum();
        assert_eq!(shares, bill.total.minor, "shares sum to the total");
        for share in &bill.shares {
            assert_eq!(share.lines.minor + share.adjustments.minor, share.total.minor);
            let is_owed = share.balance.minor != 0;
            assert!(!is_owed || bill.total.minor == 0, "nobody owes before anybody paid");
        }
        assert_eq!(built.cart.system().total().unwrap(), bill.total);
    });
    assert!(uneven.get() < bills(1_500) / 2, "most bills can be fixed");
}

#[test]
fn no_order_of_arguments_or_of_terms_changes_a_bill() {
    each(bills(400), |spec, _| {
        let [given, reversed] = [Order::AsGiven, Order::Reversed].map(|order| {
            let built = spec.build(Options::default(), order);
            let (bill, explanation) = read(&built.cart);
            same(&built, &bill, &explanation)
        });
        assert_eq!(given, reversed);
    });
}

#[test]
fn an_engine_that_starts_anew_draws_the_same_bill() {
    each(bills(200), |spec, _| {
        let store = MemoryStore::new();
        let options = || Options { store: Some(Arc::new(store.clone())), ..Options::default() };
        let built = spec.build(options(), Order::AsGiven);
        let live = read(&built.cart);
        let fixed = built.cart.system().fix_bill().is_ok().then(|| read(&built.cart));
        built.engine.close();
        let engine = Engine::open(Options { prices: Prices::Caller, ..options() }).unwrap();
        let cart = engine.cart(built.cart.id());
        let again = read(&cart);
        assert_eq!(format!("{again:?}"), format!("{:?}", fixed.unwrap_or(live)));
        cart.system().verify().unwrap();
    });
}

#[test]
fn fixing_changes_no_share_and_refunds_of_everything_are_all_that_was_paid_for_it() {
    let fixed = Cell::new(0);
    each(bills(500), |spec, dice| {
        let built = spec.build(Options::default(), Order::AsGiven);
        let (before, explanation) = read(&built.cart);
        let system = built.cart.system();
        if system.fix_bill().is_err() {
            return;
        }
        fixed.set(fixed.get() + 1);
        let (bill, again) = read(&built.cart);
        assert_eq!(before.shares, bill.shares);
        assert_eq!(explanation.cells, again.cells);
        refund_everything(spec, &built, dice);
        let table = Table::of(spec.people.len(), &explanation);
        let back = |row: &Row, cells: &Vec<i128>| {
            let kind = |id: u64| bill.adjustments.iter().find(|it| it.id == id).unwrap().kind;
            let is_back = match row {
                Row::Line(_) => true,
                Row::Adjustment(id) => {
                    matches!(kind(*id), AdjustmentKind::Discount | AdjustmentKind::Tax)
                }
                Row::Reason(_) => false,
            };
            is_back.then(|| cells.clone())
        };
        let rows: Vec<_> = table.rows.iter().filter_map(|(row, cells)| back(row, cells)).collect();
        let (after, refunds) = read(&built.cart);
        let refunded = Table::of(spec.people.len(), &refunds)
            .row(&Row::Reason(cartpool::CellReason::Refund as u8));
        let of =
            |at: usize| after.share(&name(at)).map_or(0, |share| i128::from(share.total.minor));
        let paid = |at: usize| rows.iter().map(|cells| cells[at]).sum::<i128>();
        let is_shifted = table.rows.keys().any(|row| matches!(row, Row::Reason(_)));
        let is_own = (0..refunded.len()).all(|at| paid(at) <= of(at).max(0));
        for (at, refunded) in refunded.iter().enumerate() {
            let share = after.share(&name(at)).map_or(0, |share| share.refunded.minor);
            assert_eq!(i128::from(share), -refunded);
            if !is_shifted && is_own {
                assert_eq!(-refunded, paid(at), "each gets the very cents back");
            }
            let is_within = -refunded <= of(at).max(0);
            assert!(is_within || (!is_shifted && !is_own), "nobody gets back more than they paid");
        }
        let all: i128 = (0..refunded.len()).map(paid).sum();
        let back = -refunded.iter().sum::<i128>();
        let pays_somebody = bill.shares.iter().any(|share| share.total.minor < 0);
        // The smallest coin may have made it less than the lines.
        let most = all.min(i128::from(bill.total.minor));
        let is_all = if is_shifted { back == most } else { back == all };
        assert!(is_all || (pays_somebody && back <= all), "{back} of {most} is given back");
        assert_eq!(after.total, bill.total, "a refund changes no bill");
    });
    assert!(fixed.get() > bills(500) / 3);
}

/// Gives every line back, in parts as the dice fall, in an order of their own.
fn refund_everything(spec: &Spec, built: &Built, dice: &mut Dice) {
    let system = built.cart.system();
    let mut left: Vec<(LineId, u32)> =
        built.lines.iter().copied().zip(spec.lines.iter().map(|line| line.quantity)).collect();
    while !left.is_empty() {
        let at = dice.below(left.len());
        let (line, most) = left[at];
        let quantity = u32::try_from(1 + dice.below(most as usize)).unwrap();
        system.refund_item(line, quantity).unwrap();
        left[at].1 -= quantity;
        left.retain(|(_, most)| *most > 0);
    }
}

#[test]
fn the_transfers_of_a_settlement_settle_everybody_in_the_fewest_payments() {
    let settled = Cell::new(0);
    each(bills(500), |spec, dice| {
        let built = spec.build(Options::default(), Order::AsGiven);
        let system = built.cart.system();
        if system.fix_bill().is_err() {
            return;
        }
        pay(spec, &system, dice);
        let balances: Vec<i64> =
            system.bill().unwrap().shares.iter().map(|share| share.balance.minor).collect();
        assert_eq!(balances.iter().sum::<i64>(), 0);
        let settlement = system.settlement().unwrap();
        let open: Vec<i64> = balances.into_iter().filter(|balance| *balance != 0).collect();
        if open.len() <= 8 {
            assert!(settlement.is_exact);
            let groups = most_groups(&open);
            assert_eq!(settlement.transfers.len(), open.len() - groups);
            settled.set(settled.get() + 1);
        }
        assert!(settlement.transfers.len() <= open.len().saturating_sub(1));
        for transfer in &settlement.transfers {
            let id = |seat| settlement.member(seat).unwrap().to_owned();
            let amount = spec.money(transfer.amount.minor);
            system.record_transfer(&id(transfer.payer), &id(transfer.payee), amount).unwrap();
        }
        let shares = system.bill().unwrap().shares;
        assert!(shares.iter().all(|share| share.balance.minor == 0));
        assert!(system.settlement().unwrap().transfers.is_empty());
    });
    assert!(settled.get() > bills(500) / 4);
}

/// Some members pay some of what is due, or all of it.
fn pay(spec: &Spec, system: &Member, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let due = system.bill().unwrap().due.minor;
        if due > 0 {
            let all = dice.below(2) == 0;
            let most = usize::try_from(due).unwrap();
            let amount = if all { due } else { 1 + i64::try_from(dice.below(most)).unwrap() };
            let payer = system.bill().unwrap();
            let payer = &payer.shares[dice.below(payer.shares.len())];
            let payer = system.bill().unwrap().member(payer.member).unwrap().to_owned();
            system.record_payment(&payer, spec.money(amount)).unwrap();
        }
    }
}

/// The most groups that each sum to zero, by trying every subset.
fn most_groups(balances: &[i64]) -> usize {
    let Some((first, others)) = balances.split_first() else { return 0 };
    let mut most = 1;
    for subset in 0..1u32 << others.len() {
        let is_in = |at: &usize| subset & (1 << at) != 0;
        let sum: i64 = (0..others.len()).filter(is_in).map(|at| others[at]).sum();
        let rest: Vec<i64> =
            (0..others.len()).filter(|at| !is_in(at)).map(|at| others[at]).collect();
        if first + sum == 0 && !rest.is_empty() {
            most = most.max(1 + most_groups(&rest));
        }
    }
    most
}
