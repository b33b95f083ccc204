//! Ledgers under the commands that only flows send: whatever is heard, twice, late or in any order, comes to the same sums.
#![allow(clippy::indexing_slicing, reason = "a test may fail by panicking")]

use std::sync::Arc;

use super::coupon_proofs::{clock, engine_on, everywhere, everywhere_with};
use crate::audit::{Audit, verify};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::{CartId, CommandId};
use crate::journal::MemoryStore;
use crate::state::account::Account;
use crate::state::ledger::{LedgerCommand, LedgerState, Share};
use crate::{CommandOptions, Engine, Limits};

const MINUTE_MS: u64 = 60_000;

fn share(member: &str, balance: i64, behind: i64) -> Share {
    Share { member: member.into(), balance, behind }
}

fn ask(engine: &Engine, asked: LedgerCommand) -> Result<u64> {
    engine.commit_ledger("family", "EUR".parse().unwrap(), asked)
}

fn observe(engine: &Engine, cart: u128, cart_version: u64, shares: &[Share]) -> Result<u64> {
    let (cart, shares) = (CartId(cart), shares.to_vec());
    ask(engine, LedgerCommand::Observe { cart, cart_version, shares })
}

fn reserve(engine: &Engine, cart: u128, cart_version: u64, at: u64, ana: i64) -> Result<u64> {
    let (cart, shares) = (CartId(cart), vec![share("ana", 0, ana), share("ben", 0, -ana)]);
    let (until_ms, expect_version) = (engine.now_ms() + MINUTE_MS, at);
    ask(engine, LedgerCommand::Reserve { cart, cart_version, shares, until_ms, expect_version })
}

fn confirm(engine: &Engine, cart: u128, cart_version: u64, ana: i64) -> Result<u64> {
    let (cart, shares) = (CartId(cart), vec![share("ana", 0, ana), share("ben", 0, -ana)]);
    ask(engine, LedgerCommand::Confirm { cart, cart_version, shares })
}

fn release(engine: &Engine, cart: u128, cart_version: u64) -> Result<u64> {
    ask(engine, LedgerCommand::Release { cart: CartId(cart), cart_version })
}

fn transfer(engine: &Engine, from: &str, to: &str, amount: &str, id: Option<u64>) -> Result<u64> {
    let id = id.map(|after| CommandId::from_parts(engine.now_ms() + after, 0));
    let options = CommandOptions { command_id: id, ..CommandOptions::default() };
    engine.record_transfer("family", "EUR", from, to, amount, &options)
}

/// Members with their balances in cents and how far behind they are.
fn standings(engine: &Engine) -> Vec<(String, i64, i64)> {
    let members = engine.ledger("family", "EUR").unwrap().members;
    let standing = |m: &super::LedgerMember| (m.id.to_string(), m.balance.minor, m.behind.parts());
    members.iter().map(standing).collect()
}

fn even(ana: i64, behind: i64) -> Vec<(String, i64, i64)> {
    vec![("ana".into(), ana, behind), ("ben".into(), -ana, -behind)]
}

fn code<T: core::fmt::Debug>(answer: Result<T>) -> ErrorCode {
    answer.unwrap_err().code
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % bound
    }

    fn signed(&mut self) -> i64 {
        i64::try_from(self.below(2_001)).unwrap() - 1_000
    }
}

#[test]
fn observations_in_any_order_and_however_often_come_to_the_same() {
    let names = ["ana", "ben", "cem", "dan"];
    for seed in 0..20 {
        let mut dice = Dice(seed);
        let mut told = Vec::new();
        for cart in 0..6 {
            for version in 1..=4 {
                let (one, other) = (dice.below(4), dice.below(3));
                let (balance, behind) = (dice.signed(), dice.signed());
                let name = |place: u64| names[usize::try_from(place).unwrap()];
                let (first, second) = (name(one), name((one + 1 + other) % 4));
                let shares = vec![share(first, balance, behind), share(second, -balance, -behind)];
                told.push((cart, version, shares));
            }
        }
        let mut seen = Vec::new();
        everywhere(|engine, _| {
            for (cart, version, shares) in &told {
                observe(engine, *cart, *version, shares).unwrap();
            }
        });
        for _ in 0..3 {
            let engine = engine_on(None, &clock(), Limits::default());
            let mut rest: Vec<_> = told.iter().chain(&told).collect();
            while !rest.is_empty() {
                let place = usize::try_from(dice.below(rest.len() as u64)).unwrap();
                let (cart, version, shares) = rest.swap_remove(place);
                let mut shares = shares.clone();
                shares.reverse();
                observe(&engine, *cart, *version, &shares).unwrap();
            }
            seen.push(standings(&engine));
        }
        assert!(seen.iter().all(|one| *one == seen[0]), "seed {seed}: {seen:#?}");
        assert_eq!(seen[0].iter().map(|(_, balance, _)| balance).sum::<i64>(), 0);
        assert_eq!(seen[0].iter().map(|(_, _, behind)| behind).sum::<i64>(), 0);
    }
}

#[test]
fn what_a_cart_says_takes_the_place_of_what_it_said() {
    everywhere(|engine, _| {
        observe(engine, 1, 3, &[share("ana", 500, 7), share("ben", -500, -7)]).unwrap();
        observe(engine, 2, 9, &[share("ana", 100, 0), share("cem", -100, 0)]).unwrap();
        observe(engine, 2, 10, &[share("cem", 0, 0)]).unwrap();
        assert_eq!(standings(engine)[..2], even(500, 7));
        assert_eq!(observe(engine, 2, 9, &[]), Ok(3), "an old one changes nothing");
        observe(engine, 2, 11, &[]).unwrap();
        assert_eq!(standings(engine), even(500, 7), "whom no cart names is no member");
        let refused = observe(engine, 1, 4, &[share("ana", 1, 0)]);
        assert_eq!(code(refused), ErrorCode::LedgerMustBalance);
        let refused = observe(engine, 1, 4, &[share("ana", 0, 1)]);
        assert_eq!(code(refused), ErrorCode::LedgerMustBalance);
        assert_eq!(code(observe(engine, 1, 4, &[share("", 0, 0)])), ErrorCode::MemberIdNotValid);
    });
}

#[test]
fn what_is_reserved_counts_until_it_is_released_or_confirmed() {
    everywhere(|engine, _| {
        observe(engine, 1, 3, &[share("ana", 10, 4), share("ben", -10, -4)]).unwrap();
        let refusal = reserve(engine, 2, 5, 0, 8).unwrap_err();
        assert_eq!(refusal.context, ErrorContext::Version { expected: 0, actual: 1 });
        assert_eq!(reserve(engine, 2, 5, 1, 8), Ok(2));
        assert_eq!(reserve(engine, 2, 5, 1, 8), Ok(2), "once more, and nothing new");
        assert_eq!(standings(engine), even(10, 12));
        assert_eq!(code(reserve(engine, 3, 5, 1, 8)), ErrorCode::VersionConflict);
        assert_eq!(release(engine, 2, 4), Ok(2), "another version's");
        assert_eq!(release(engine, 2, 5), Ok(3));
        assert_eq!(release(engine, 2, 5), Ok(3));
        assert_eq!(standings(engine), even(10, 4));
        reserve(engine, 2, 6, 3, 8).unwrap();
        confirm(engine, 2, 6, 8).unwrap();
        assert_eq!(confirm(engine, 2, 6, 8), Ok(5));
        assert_eq!(release(engine, 2, 6), Ok(5), "what is confirmed stays");
        assert_eq!(reserve(engine, 2, 6, 5, 8), Ok(5));
        assert_eq!(code(reserve(engine, 2, 5, 5, 8)), ErrorCode::VersionConflict);
        // A cart's new bill takes the place of its old one.
        reserve(engine, 2, 7, 5, -1).unwrap();
        assert_eq!(standings(engine), even(10, 3));
        let (version, without) =
            engine.behind_without("family", "EUR".parse().unwrap(), CartId(2)).unwrap();
        assert_eq!((version, without), (6, vec![("ana".into(), 4), ("ben".into(), -4)]));
        observe(engine, 2, 7, &[share("ana", 1, -1), share("ben", -1, 1)]).unwrap();
        assert_eq!(standings(engine), even(11, 3));
    });
}

#[test]
fn a_reservation_past_its_deadline_is_released_and_comes_back_where_the_cart_did_commit() {
    everywhere(|engine, clock| {
        reserve(engine, 1, 5, 0, 8).unwrap();
        clock.advance(MINUTE_MS);
        // Whoever has counted it looks again.
        assert_eq!(code(reserve(engine, 2, 5, 1, 1)), ErrorCode::VersionConflict);
        assert_eq!(engine.ledger("family", "EUR").unwrap().version, 2);
        assert_eq!(standings(engine), []);
        reserve(engine, 2, 5, 2, 1).unwrap();
        confirm(engine, 1, 5, 8).unwrap();
        assert_eq!(standings(engine), even(0, 9));
        // Balances of that version come when somebody looks at the cart.
        let shares = [share("ana", 20, 8), share("ben", -20, -8)];
        assert_eq!(observe(engine, 1, 5, &shares), Ok(5));
        assert_eq!(observe(engine, 1, 5, &shares), Ok(5));
        assert_eq!(standings(engine), even(20, 9));
        assert_eq!(confirm(engine, 1, 6, 3), Ok(6));
        assert_eq!(standings(engine), even(20, 4), "balances stay until they are observed");
    });
}

#[test]
fn settled_carts_are_folded_to_make_room_and_others_are_not() {
    let limits = Limits { ledger_carts_max: 3, ..Limits::default() };
    everywhere_with(limits, |engine, _| {
        for cart in 1..=3 {
            let owes = if cart == 1 { 100 } else { 0 };
            observe(engine, cart, 1, &[share("ana", owes, 1), share("ben", -owes, -1)]).unwrap();
        }
        // The second was settled first, and makes room.
        observe(engine, 4, 1, &[share("ana", 5, 1), share("ben", -5, -1)]).unwrap();
        assert_eq!(standings(engine), even(105, 4));
        let old = [share("ana", 0, 1), share("ben", 0, -1)];
        assert_eq!(observe(engine, 2, 1, &old), Ok(4), "it is known by its version");
        // Only balances can change of what was folded. It takes the third's room.
        observe(engine, 2, 2, &[share("ana", 7, 9), share("ben", -7, -9)]).unwrap();
        assert_eq!(standings(engine), even(112, 4));
        observe(engine, 2, 3, &[share("ana", 8, 3), share("ben", -8, -3)]).unwrap();
        assert_eq!(standings(engine), even(113, 4));
        let refused = observe(engine, 5, 1, &old);
        assert_eq!(refused, Err(Error::limit(ErrorCode::ExceedsLedgerCartsMax, 3)));
        let refused = reserve(engine, 5, 1, 6, 1);
        assert_eq!(refused, Err(Error::limit(ErrorCode::ExceedsLedgerCartsMax, 3)));
        observe(engine, 1, 2, &old).unwrap();
        reserve(engine, 5, 1, 7, 1).unwrap();
        // What is reserved keeps its room.
        assert_eq!(
            code(observe(engine, 6, 1, &[share("ana", 1, 0), share("ben", -1, 0)])),
            ErrorCode::ExceedsLedgerCartsMax
        );
        confirm(engine, 5, 1, 1).unwrap();
        assert_eq!(standings(engine), even(13, 5));
    });
}

#[test]
fn members_and_balances_are_bounded() {
    let limits = Limits { ledger_members_max: 2, ..Limits::default() };
    everywhere_with(limits, |engine, _| {
        let max = (1_i64 << 53) - 1;
        observe(engine, 1, 1, &[share("ana", max, 0), share("ben", -max, 0)]).unwrap();
        let refused = Err(Error::limit(ErrorCode::ExceedsLedgerMembersMax, 2));
        assert_eq!(observe(engine, 2, 1, &[share("cem", 0, 0)]), refused);
        let three = [share("ana", 0, 0), share("ben", 0, 0), share("cem", 0, 0)];
        assert_eq!(observe(engine, 2, 1, &three), refused);
        let refused = Err(Error::limit(ErrorCode::ExceedsBalanceMax, max));
        assert_eq!(observe(engine, 2, 1, &[share("ana", 1, 0), share("ben", -1, 0)]), refused);
        assert_eq!(transfer(engine, "ana", "ben", "0.01", None), refused);
        let far = [share("ana", 0, i64::MAX), share("ben", 0, -i64::MAX)];
        assert_eq!(code(observe(engine, 2, 1, &far)), ErrorCode::ExceedsBalanceMax);
        transfer(engine, "ben", "ana", "0.01", None).unwrap();
        assert_eq!(standings(engine), even(max - 1, 0));
    });
}

#[test]
fn a_transfer_moves_balances_once_for_its_id_and_stays_when_carts_go() {
    everywhere(|engine, _| {
        observe(engine, 1, 1, &[share("ana", 1_000, 0), share("ben", -1_000, 0)]).unwrap();
        assert_eq!(transfer(engine, "ben", "ana", "4.00", Some(1)), Ok(2));
        assert_eq!(transfer(engine, "ben", "ana", "4.00", Some(1)), Ok(2));
        assert_eq!(standings(engine), even(600, 0));
        assert_eq!(code(transfer(engine, "ben", "ana", "5", Some(1))), ErrorCode::CommandIdReused);
        assert_eq!(code(transfer(engine, "ben", "ben", "5", None)), ErrorCode::TransferNotValid);
        assert_eq!(code(transfer(engine, "ben", "ana", "0", None)), ErrorCode::TransferNotValid);
        assert_eq!(code(transfer(engine, "ben", "ana", "0.001", None)), ErrorCode::PriceNotValid);
        assert_eq!(code(transfer(engine, "ben", "cem", "1", None)), ErrorCode::MemberNotFound);
        let ahead = Some(600_000);
        assert_eq!(code(transfer(engine, "ben", "ana", "1", ahead)), ErrorCode::CommandIdNotValid);
        let options = CommandOptions { expect_version: Some(1), ..CommandOptions::default() };
        let late = engine.record_transfer("family", "EUR", "ben", "ana", "1", &options);
        assert_eq!(code(late), ErrorCode::VersionConflict);
        observe(engine, 1, 2, &[]).unwrap();
        assert_eq!(standings(engine), even(-400, 0));
        transfer(engine, "ana", "ben", "4", None).unwrap();
        assert_eq!(standings(engine), [], "everybody is even");
    });
}

#[test]
fn a_forgotten_transfer_is_not_made_again() {
    everywhere(|engine, _| {
        observe(engine, 1, 1, &[share("ana", 0, 0), share("ben", 0, 0)]).unwrap();
        for after in 1..=257 {
            transfer(engine, "ben", "ana", "0.01", Some(after)).unwrap();
        }
        assert_eq!(
            code(transfer(engine, "ben", "ana", "0.01", Some(1))),
            ErrorCode::CommandIdTooOld
        );
        transfer(engine, "ben", "ana", "0.01", Some(2)).unwrap();
        assert_eq!(standings(engine), even(-257, 0));
    });
}

/// Plays random commands on two engines of a store, which leave memory now and then, and on one without a store.
#[test]
fn random_commands_come_to_the_same_with_a_store_and_without() {
    for seed in 0..10 {
        let (store, time) = (MemoryStore::new(), clock());
        let limits = Limits { ledger_carts_max: 5, ..Limits::default() };
        let open = || engine_on(Some(Arc::new(store.clone())), &time, limits);
        let engines = [open(), open()];
        let alone = engine_on(None, &time, limits);
        let mut dice = Dice(seed);
        for round in 0..400 {
            let engine = &engines[usize::from(dice.below(2) == 1)];
            let (cart, version) = (u128::from(dice.below(9)), dice.below(30));
            let ana = dice.signed();
            let balance = if dice.below(3) == 0 { 0 } else { ana };
            let shares = [share("ana", balance, ana), share("ben", -balance, -ana)];
            // Looking releases what is past its deadline.
            let at = [engine, &alone].map(|one| one.ledger("family", "EUR").unwrap().version);
            assert_eq!(at[0], at[1]);
            let at = at[0];
            let dice = dice.below(7);
            let play = |engine: &Engine| match dice {
                0 | 1 => observe(engine, cart, version, &shares),
                2 | 3 => reserve(engine, cart, version, at, ana),
                4 => confirm(engine, cart, version, ana),
                5 => release(engine, cart, version),
                _ => transfer(engine, "ana", "ben", "0.07", None),
            };
            assert_eq!(play(engine), play(&alone), "seed {seed}, round {round}");
            assert_eq!(standings(engine), standings(&alone));
            time.advance(5_000);
            if round % 50 == 0 {
                while !engine.sweep(1_000).unwrap().is_done {}
            }
        }
        let key = LedgerState::key_of("family", "EUR".parse().unwrap());
        let saved = |engine: &Engine| {
            let again = |ledger: &LedgerState| {
                let bytes = ledger.encode();
                let again = LedgerState::decode(&key, ledger.version(), &bytes).unwrap();
                assert_eq!(again.encode(), bytes);
                bytes
            };
            engine.see_ledger(&key, again).unwrap().unwrap()
        };
        assert_eq!(saved(&engines[0]), saved(&alone));
        assert_eq!(saved(&open()), saved(&alone));
        let report = verify(&store, Audit::default()).unwrap();
        assert!(report.is_sound(), "seed {seed}: {:#?}", report.findings);
        assert_eq!(report.ledgers, 1);
    }
}
