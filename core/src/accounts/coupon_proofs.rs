//! Coupons under the commands that only flows send: limits hold under any race, over restarts and deadlines.

use std::sync::Arc;

use crate::audit::{Audit, verify};
use crate::command::BillCommand;
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::CartId;
use crate::journal::{MemoryStore, Store};
use crate::state::coupon::{CouponCommand, CouponTerms, UseId};
use crate::{Engine, Limits, ManualClock, Options};
use rust_decimal::Decimal;

const NOW_MS: u64 = 1_750_000_000_000;
const MINUTE_MS: u64 = 60_000;

pub(super) fn engine_on(
    store: Option<Arc<dyn Store>>,
    clock: &Arc<ManualClock>,
    limits: Limits,
) -> Engine {
    let clock = Arc::clone(clock) as Arc<dyn crate::Clock>;
    Engine::open(Options { limits, store, clock, ..Options::default() }).unwrap()
}

pub(super) fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(NOW_MS))
}

/// An engine in memory, and one on a store, which is audited in the end.
pub(super) fn everywhere(prove: impl Fn(&Engine, &ManualClock)) {
    everywhere_with(Limits::default(), prove);
}

pub(super) fn everywhere_with(limits: Limits, prove: impl Fn(&Engine, &ManualClock)) {
    let time = clock();
    prove(&engine_on(None, &time, limits), &time);
    let (store, time) = (MemoryStore::new(), clock());
    prove(&engine_on(Some(Arc::new(store.clone())), &time, limits), &time);
    let report = verify(&store, Audit::default()).unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
}

fn terms(uses_max: Option<u32>, member_uses_max: Option<u32>) -> CouponTerms {
    let discount = BillCommand::AddDiscount {
        percent: Some(Decimal::TEN),
        amount: None,
        tiers: Vec::new(),
        buy: None,
        get: None,
        skus: Vec::new(),
        label: None,
        exclusive: false,
        priority: None,
    };
    let terms = CouponTerms::new("EUR", &discount).unwrap();
    CouponTerms { uses_max, member_uses_max, ..terms }
}

const fn one(nonce: u64) -> UseId {
    UseId { cart: CartId(7), nonce }
}

fn reserve(engine: &Engine, nonce: u64, member: &str) -> Result<u64> {
    let until_ms = engine.now_ms() + MINUTE_MS;
    let member = member.into();
    let asked = CouponCommand::Reserve { id: one(nonce), member, until_ms, definition: None };
    engine.commit_coupon("TEA10", asked)
}

fn confirm(engine: &Engine, nonce: u64, member: &str) -> Result<u64> {
    engine.commit_coupon("TEA10", CouponCommand::Confirm { id: one(nonce), member: member.into() })
}

fn reopen(engine: &Engine, nonce: u64) -> Result<u64> {
    let until_ms = engine.now_ms() + MINUTE_MS;
    engine.commit_coupon("TEA10", CouponCommand::Reopen { id: one(nonce), until_ms })
}

fn release(engine: &Engine, nonce: u64) -> Result<u64> {
    engine.commit_coupon("TEA10", CouponCommand::Release { id: one(nonce) })
}

/// Used, and about to be.
fn uses(engine: &Engine) -> (u64, u64) {
    let view = engine.coupon("TEA10").unwrap();
    (view.uses, view.reserved)
}

fn code<T: core::fmt::Debug>(answer: Result<T>) -> ErrorCode {
    answer.unwrap_err().code
}

#[test]
fn a_use_is_reserved_confirmed_and_given_back_once_however_often_it_is_said() {
    everywhere(|engine, _| {
        engine.define_coupon("TEA10", terms(Some(2), Some(1))).unwrap();
        for _ in 0..3 {
            assert_eq!(reserve(engine, 1, "ana"), Ok(2));
        }
        assert_eq!(uses(engine), (0, 1));
        for _ in 0..3 {
            assert_eq!(confirm(engine, 1, "ana"), Ok(3));
        }
        assert_eq!(reserve(engine, 1, "ana"), Ok(3), "what is confirmed stays so");
        assert_eq!(uses(engine), (1, 0));
        assert_eq!(code(reserve(engine, 2, "ana")), ErrorCode::CouponUsedByMember);
        for _ in 0..3 {
            assert_eq!(reopen(engine, 1), Ok(4));
            assert_eq!(uses(engine), (0, 1));
        }
        assert_eq!(confirm(engine, 1, "ana"), Ok(5));
        assert_eq!(uses(engine), (1, 0));
        reserve(engine, 3, "ben").unwrap();
        assert_eq!(code(reserve(engine, 4, "cem")), ErrorCode::CouponUsedUp);
        for _ in 0..3 {
            assert_eq!(release(engine, 1), Ok(7));
        }
        assert_eq!(uses(engine), (0, 1));
        reserve(engine, 2, "ana").unwrap();
        assert_eq!(code(confirm(engine, 2, "ben")), ErrorCode::CouponNotValid);
    });
}

#[test]
fn what_is_past_its_deadline_is_free_and_counts_late_only_where_there_is_room() {
    everywhere(|engine, clock| {
        engine.define_coupon("TEA10", terms(Some(1), None)).unwrap();
        reserve(engine, 1, "ana").unwrap();
        clock.advance(MINUTE_MS - 1);
        assert_eq!(code(reserve(engine, 2, "ben")), ErrorCode::CouponUsedUp);
        clock.advance(1);
        assert_eq!(uses(engine), (0, 0));
        reserve(engine, 2, "ben").unwrap();
        assert_eq!(code(confirm(engine, 1, "ana")), ErrorCode::CouponUsedUp);
        clock.advance(MINUTE_MS);
        confirm(engine, 1, "ana").unwrap();
        assert_eq!(uses(engine), (1, 0));
        // The clock goes back, and nothing that ended begins again. Nor does anybody wait for it to catch up.
        clock.set(NOW_MS);
        assert_eq!(code(confirm(engine, 2, "ben")), ErrorCode::CouponUsedUp);
        release(engine, 1).unwrap();
        reserve(engine, 2, "ben").unwrap();
        clock.set(NOW_MS - MINUTE_MS);
        assert_eq!(uses(engine), (0, 1));
        confirm(engine, 2, "ben").unwrap();
    });
}

#[test]
fn a_longer_deadline_is_taken_and_a_shorter_one_changes_nothing() {
    everywhere(|engine, clock| {
        engine.define_coupon("TEA10", terms(Some(1), None)).unwrap();
        reserve(engine, 1, "ana").unwrap();
        clock.advance(MINUTE_MS / 2);
        reserve(engine, 1, "ana").unwrap();
        clock.advance(MINUTE_MS - 1);
        assert_eq!(uses(engine), (0, 1));
        let until = |until_ms| {
            let (id, member) = (one(2), "ben".into());
            let asked = CouponCommand::Reserve { id, member, until_ms, definition: None };
            engine.commit_coupon("TEA10", asked)
        };
        let now_ms = engine.now_ms();
        assert_eq!(code(until(now_ms)), ErrorCode::DeadlineNotValid);
        let latest = now_ms + Limits::default().reservation_ms_max;
        assert_eq!(code(until(latest + 1)), ErrorCode::DeadlineNotValid);
        assert_eq!(code(until(latest)), ErrorCode::CouponUsedUp);
    });
}

#[test]
fn unknown_early_and_late_coupons_are_told_apart_by_nothing() {
    everywhere(|engine, clock| {
        let refused = Error::from(ErrorCode::CouponNotValid);
        assert_eq!(reserve(engine, 1, "ana"), Err(refused));
        let asked = CouponCommand::Release { id: one(1) };
        assert_eq!(engine.commit_coupon("", asked), Err(refused));
        let valid_from_ms = Some(NOW_MS + 10);
        let valid_until_ms = Some(NOW_MS + 20);
        let terms = CouponTerms { valid_from_ms, valid_until_ms, ..terms(None, None) };
        engine.define_coupon("TEA10", terms).unwrap();
        assert_eq!(reserve(engine, 1, "ana"), Err(refused));
        clock.advance(10);
        reserve(engine, 1, "ana").unwrap();
        clock.advance(10);
        assert_eq!(reserve(engine, 2, "ana"), Err(refused));
        confirm(engine, 1, "ana").unwrap();
    });
}

#[test]
fn a_new_definition_keeps_what_was_used_and_what_was_promised() {
    everywhere(|engine, _| {
        engine.define_coupon("TEA10", terms(Some(3), None)).unwrap();
        confirm(engine, 1, "ana").unwrap();
        reserve(engine, 2, "ben").unwrap();
        let (_, definition) = engine.coupon_terms("TEA10").unwrap();
        assert_eq!(definition, 1);
        assert_eq!(engine.define_coupon("TEA10", terms(Some(1), None)), Ok(4));
        assert_eq!(engine.define_coupon("TEA10", terms(Some(1), None)), Ok(4), "nothing new");
        assert_eq!(uses(engine), (1, 1));
        assert_eq!(code(reserve(engine, 3, "cem")), ErrorCode::CouponUsedUp);
        confirm(engine, 2, "ben").unwrap();
        engine.define_coupon("TEA10", terms(None, None)).unwrap();
        let (id, member, until_ms) = (one(4), "cem".into(), engine.now_ms() + 1);
        let asked = CouponCommand::Reserve { id, member, until_ms, definition: Some(definition) };
        let refusal = engine.commit_coupon("TEA10", asked).unwrap_err();
        assert_eq!(refusal.context, ErrorContext::Version { expected: 1, actual: 6 });
    });
}

#[test]
fn members_and_uses_are_bounded_and_what_ended_makes_room() {
    let limits = Limits { coupon_members_max: 2, coupon_uses_max: 3, ..Limits::default() };
    everywhere_with(limits, |engine, clock| {
        engine.define_coupon("TEA10", terms(None, None)).unwrap();
        confirm(engine, 1, "ana").unwrap();
        reserve(engine, 2, "ben").unwrap();
        let refused = Err(Error::limit(ErrorCode::ExceedsCouponMembersMax, 2));
        assert_eq!(reserve(engine, 3, "cem"), refused);
        reserve(engine, 3, "ana").unwrap();
        let refused = Err(Error::limit(ErrorCode::ExceedsCouponUsesMax, 3));
        assert_eq!(reserve(engine, 4, "ana"), refused);
        clock.advance(MINUTE_MS);
        reserve(engine, 3, "cem").unwrap();
    });
}

/// 64 threads reserve, confirm and release as they like, on one engine or two of one store.
fn race(engines: &[Engine]) {
    let (uses_max, member_uses_max) = (40, 6);
    let first = engines.first().unwrap();
    first.define_coupon("TEA10", terms(Some(uses_max), Some(member_uses_max))).unwrap();
    let answers: Vec<ErrorCode> = std::thread::scope(|scope| {
        let run = |thread: u64| {
            let engine = engines.iter().cycle().nth(usize::try_from(thread).unwrap()).unwrap();
            let member = format!("m{}", thread % 8);
            move || {
                let mut refused = Vec::new();
                for round in 0..10 {
                    let nonce = thread * 100 + round;
                    let answer = match reserve(engine, nonce, &member) {
                        Ok(_) if (thread + round).is_multiple_of(3) => release(engine, nonce),
                        Ok(_) if (thread + round) % 3 == 1 => confirm(engine, nonce, &member),
                        answer => answer,
                    };
                    refused.extend(answer.err().map(|error| error.code));
                    let view = engine.coupon("TEA10").unwrap();
                    assert!(view.uses + view.reserved <= u64::from(uses_max));
                }
                refused
            }
        };
        let threads: Vec<_> = (0..64).map(|thread| scope.spawn(run(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let (up, by_member) = (ErrorCode::CouponUsedUp, ErrorCode::CouponUsedByMember);
    assert!(answers.iter().all(|code| [up, by_member].contains(code)), "{answers:?}");
    // Whoever gave one back last left room for one.
    for nonce in 10_000..10_080 {
        let _ = reserve(first, nonce, &format!("m{}", nonce % 8));
    }
    for engine in engines {
        let (used, reserved) = uses(engine);
        assert_eq!(used + reserved, u64::from(uses_max));
        for member in 0..8 {
            let member = format!("m{member}");
            let tally = engine.see_coupon(b"TEA10", |coupon| coupon.tally(&member)).unwrap();
            assert!(tally.flatten().unwrap_or_default().uses() <= u64::from(member_uses_max));
        }
    }
}

#[test]
fn sixty_four_threads_never_pass_the_limits_in_memory() {
    race(&[engine_on(None, &clock(), Limits::default())]);
}

#[test]
fn sixty_four_threads_never_pass_the_limits_on_two_engines_of_a_store() {
    let (store, time) = (MemoryStore::new(), clock());
    let open = || engine_on(Some(Arc::new(store.clone())), &time, Limits::default());
    race(&[open(), open()]);
    let report = verify(&store, Audit::default()).unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert_eq!(report.coupons, 1);
}

#[test]
#[cfg(feature = "sqlite")]
fn sixty_four_threads_never_pass_the_limits_on_two_engines_of_a_file() {
    use crate::journal::{Durability, SqliteStore};
    let folder = std::env::temp_dir().join(format!("cartpool-coupons-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("carts.db");
    let time = clock();
    let open = || {
        let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
        engine_on(Some(Arc::new(store)), &time, Limits::default())
    };
    let engines = [open(), open()];
    race(&engines);
    let before = uses(&engines[0]);
    engines.iter().for_each(Engine::close);
    let again = open();
    assert_eq!(uses(&again), before);
    again.close();
    let store = SqliteStore::open_read_only(&path).unwrap();
    let report = verify(&store, Audit::default()).unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
    store.close();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn whoever_dies_between_the_steps_leaves_what_a_later_engine_ends() {
    let (store, time) = (MemoryStore::new(), clock());
    // Nothing is closed: an engine that is dropped is as one that was killed, and the log has all that was answered.
    let open = || engine_on(Some(Arc::new(store.clone())), &time, Limits::default());
    open().define_coupon("TEA10", terms(Some(1), None)).unwrap();
    reserve(&open(), 1, "ana").unwrap();
    assert_eq!(code(reserve(&open(), 2, "ben")), ErrorCode::CouponUsedUp);
    // The cart did commit: whoever finds that says so.
    confirm(&open(), 1, "ana").unwrap();
    confirm(&open(), 1, "ana").unwrap();
    assert_eq!(uses(&open()), (1, 0));
    release(&open(), 1).unwrap();
    reserve(&open(), 2, "ben").unwrap();
    // It did not, and nobody said anything.
    time.advance(MINUTE_MS);
    reserve(&open(), 3, "cem").unwrap();
    assert!(open().drain(core::time::Duration::from_secs(5)));
    assert_eq!(uses(&open()), (0, 1));
    assert_eq!(code(reserve(&open(), 4, "ana")), ErrorCode::CouponUsedUp);
    assert!(verify(&store, Audit::default()).unwrap().is_sound());
}

#[test]
fn coupons_come_into_memory_when_somebody_comes_and_leave_when_nobody_does() {
    let (store, time) = (MemoryStore::new(), clock());
    let engine = engine_on(Some(Arc::new(store.clone())), &time, Limits::default());
    for number in 0..200 {
        engine.define_coupon(&format!("C{number}"), terms(Some(number), None)).unwrap();
    }
    let in_memory = |engine: &Engine| engine.health().bytes;
    assert!(in_memory(&engine) > 0);
    for _ in 0..2 {
        while !engine.sweep(1_000).unwrap().is_done {}
    }
    while !engine.sweep(1_000).unwrap().is_done {}
    assert_eq!(in_memory(&engine), 0);
    for number in 0..200 {
        let view = engine.coupon(&format!("C{number}")).unwrap();
        assert_eq!(view.terms.uses_max, Some(number));
    }
    assert!(in_memory(&engine) > 0);
    assert_eq!(code(engine.coupon("C200")), ErrorCode::CouponNotFound);
}

#[test]
fn coupons_without_a_store_are_bounded_in_number_and_in_bytes() {
    let limits = Limits { accounts_max: 2, ..Limits::default() };
    let engine = engine_on(None, &clock(), limits);
    engine.define_coupon("A", terms(None, None)).unwrap();
    engine.define_coupon("B", terms(None, None)).unwrap();
    let refused = Err(Error::limit(ErrorCode::ExceedsAccountsMax, 2));
    assert_eq!(engine.define_coupon("C", terms(None, None)), refused);
    let options = Options { max_bytes: Some(1), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.define_coupon("TEA10", terms(None, None)).unwrap();
    assert_eq!(code(reserve(&engine, 1, "ana")), ErrorCode::ExceedsMemoryMax);
    confirm(&engine, 1, "ana").unwrap();
    release(&engine, 1).unwrap();
}
