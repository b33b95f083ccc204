//! Faults that no caller can cause, injected to prove that they cost one command or one cart.

use core::cell::Cell;

/// Where a test makes the engine panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Decide,
    Apply,
    /// A campaign expects a cart.
    Expect,
    /// A campaign is about to hear of a cart.
    Tell,
    /// All carts of a campaign were asked, and it is about to be decided.
    Settle,
}

thread_local!(static ARMED: Cell<Option<Fault>> = const { Cell::new(None) });

/// Makes this thread's next pass through `fault` panic.
pub(crate) fn arm(fault: Fault) {
    ARMED.set(Some(fault));
}

/// Panics where armed.
pub(crate) fn strike(fault: Fault) {
    if ARMED.get() == Some(fault) {
        ARMED.set(None);
        panic!("injected fault");
    }
}

mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;

    use super::*;
    use crate::limits::EVENTS_MAX;
    use crate::{
        CampaignStatus, CampaignTerms, CampaignTier, Decimal, LineId, ManualClock, Member,
    };
    use crate::{Command, Engine, Error, ErrorCode, NewCart, Options};

    const CLOSES_MS: u64 = 1_800_000_000_000;

    /// Ana has pledged 6 of the 10 that it takes, and ben's cart nothing.
    fn campaign() -> (Engine, Arc<ManualClock>, Member, Member) {
        let clock = Arc::new(ManualClock::at(CLOSES_MS - 10));
        let engine = Engine::open(Options { clock: clock.clone(), ..Options::default() }).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let tier = CampaignTier::percent(10, Decimal::TEN);
        let terms = CampaignTerms::new("EUR", &["TEA"], &[tier], CLOSES_MS).unwrap();
        engine.create_campaign("tea", &terms).unwrap();
        let [ana, ben] = ["ana", "ben"]
            .map(|name| engine.create_cart(NewCart::new(name, "EUR")).unwrap().member(name));
        ana.pledge("tea", 6).unwrap();
        (engine, clock, ana, ben)
    }

    /// A thread does this and dies.
    fn dies<T>(fault: Fault, act: impl FnOnce() -> T) {
        arm(fault);
        assert!(catch_unwind(AssertUnwindSafe(act)).is_err());
    }

    #[test]
    fn a_thread_that_dies_once_it_is_expected_has_pledged_nothing() {
        let (engine, clock, ana, ben) = campaign();
        dies(Fault::Expect, || ben.pledge("tea", 6));
        let seen = engine.campaign("tea").unwrap();
        assert_eq!((seen.carts, seen.reached), (2, 6));
        ben.pledge("tea", 4).unwrap();
        ana.pledge("tea", 1).unwrap();
        clock.set(CLOSES_MS);
        let seen = engine.campaign("tea").unwrap();
        assert_eq!((seen.status, seen.reached), (CampaignStatus::Closed, 11));
    }

    #[test]
    fn what_a_thread_that_died_left_untold_is_told_by_whoever_comes_next() {
        type Next = fn(&Engine, &ManualClock, &Member);
        let sweeps: Next = |engine, _, _| assert!(engine.sweep(10).unwrap().is_done);
        let changes: Next = |_, _, ben| assert!(ben.rename_cart(Some("lunch"), None).is_ok());
        let decides: Next = |_, clock, _| clock.set(CLOSES_MS);
        for next in [sweeps, changes, decides] {
            let (engine, clock, _, ben) = campaign();
            dies(Fault::Tell, || ben.pledge("tea", 6));
            assert_eq!(engine.campaign("tea").unwrap().reached, 6);
            assert_eq!(ben.view().unwrap().total.to_string(), "27.00 EUR");
            next(&engine, &clock, &ben);
            let seen = engine.campaign("tea").unwrap();
            assert_eq!((seen.reached, seen.is_tipped), (12, true));
            let tipped = seen.moments.iter().filter(|it| it.kind.name() == "tipped").count();
            assert_eq!(tipped, 1);
            assert_eq!(ben.view().unwrap().total.to_string(), "24.30 EUR");
        }
    }

    #[test]
    fn what_was_taken_back_and_not_told_is_not_lost_either() {
        let (engine, clock, ana, ben) = campaign();
        let line = LineId(ben.pledge("tea", 6).unwrap());
        dies(Fault::Tell, || ben.adjust_quantity(line, -3));
        assert_eq!(engine.campaign("tea").unwrap().reached, 12);
        clock.set(CLOSES_MS);
        dies(Fault::Tell, || engine.campaign("tea"));
        // Asked or not, from here on nobody changes what is counted, whatever the clock says.
        clock.set(CLOSES_MS - 5);
        assert_eq!(ana.pledge("tea", 1).unwrap_err().code, ErrorCode::CampaignTakesNoPledges);
        let refused = ben.adjust_quantity(line, -1).unwrap_err();
        assert_eq!(refused.code, ErrorCode::CampaignTakesNoPledges);
        dies(Fault::Settle, || engine.campaign("tea"));
        assert_eq!(engine.sweep(10).unwrap().settled, 1);
        let seen = engine.campaign("tea").unwrap();
        assert_eq!((seen.status, seen.reached), (CampaignStatus::Failed, 9));
        assert_eq!(ben.view().unwrap().lines.len(), 0);
    }

    /// Whoever goes then leaves their word, also by a clock that lags behind the one which saw the deadline pass.
    #[test]
    fn nobody_takes_pledges_along_once_carts_are_asked() {
        type Goes = fn(&Member, &Member);
        let leaves: Goes = |_, cem| assert!(cem.leave().is_ok());
        let is_removed: Goes = |ben, _| assert!(ben.remove_member("cem").is_ok());
        for goes in [leaves, is_removed] {
            let (engine, clock, _, ben) = campaign();
            ben.add_member("cem", "contributor").unwrap();
            let cem = engine.cart(ben.cart()).member("cem");
            cem.pledge("tea", 6).unwrap();
            clock.set(CLOSES_MS);
            dies(Fault::Settle, || engine.campaign("tea"));
            clock.set(CLOSES_MS - 5);
            goes(&ben, &cem);
            assert_eq!(ben.close_cart().unwrap_err().code, ErrorCode::PledgeIsLocked);
            let seen = engine.campaign("tea").unwrap();
            assert_eq!((seen.status, seen.reached), (CampaignStatus::Closed, 12));
            assert_eq!(ben.view().unwrap().total.to_string(), "24.30 EUR");
        }
    }

    #[test]
    fn a_panic_while_deciding_changes_nothing() {
        let engine = Engine::open(Options::default()).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        ana.add_item("TEA", 1).unwrap();
        let before = ana.view().unwrap();
        for _ in 0..1_000 {
            arm(Fault::Decide);
            assert_eq!(ana.add_item("TEA", 1).unwrap_err().code, ErrorCode::InternalError);
        }
        assert_eq!(ana.view().unwrap(), before);
        assert_eq!(ana.add_item("TEA", 1).unwrap(), 3);
    }

    #[test]
    fn a_panic_while_applying_takes_one_cart_out_of_use_and_no_other() {
        let engine = Engine::open(Options::default()).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        let ben = engine.create_cart(NewCart::new("ben", "EUR")).unwrap().member("ben");
        arm(Fault::Apply);
        assert_eq!(ana.add_item("TEA", 1).unwrap_err().code, ErrorCode::CartIsDamaged);
        assert_eq!(ana.add_item("TEA", 1).unwrap_err().code, ErrorCode::CartIsDamaged);
        assert_eq!(ana.view().unwrap_err().code, ErrorCode::CartIsDamaged);
        assert_eq!(ben.add_item("TEA", 1).unwrap(), 2);
    }

    #[test]
    fn a_cart_out_of_use_keeps_no_sweep_from_the_others() {
        let engine = Engine::open(Options::default()).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let open = |_| engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        let struck = open(0);
        let others: Vec<Member> = (1..200).map(open).collect();
        for ana in others.iter().chain([&struck]) {
            ana.add_item("TEA", 1).unwrap();
        }
        arm(Fault::Apply);
        assert_eq!(struck.add_item("TEA", 1).unwrap_err().code, ErrorCode::CartIsDamaged);
        engine.set_price("TEA", "EUR", "5.00").unwrap();
        let swept = engine.sweep(1_000).unwrap();
        assert_eq!((swept.looked_at, swept.repriced, swept.is_done), (200, 199, true));
        assert!(others.iter().all(|ana| ana.version() == Ok(3)));
    }

    #[test]
    fn a_panic_in_a_batch_leaves_the_cart_as_it_was() {
        let engine = Engine::open(Options::default()).unwrap();
        let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        arm(Fault::Apply);
        let batch = [Command::RenameCart { title: Some("lunch"), purpose: None }];
        assert_eq!(ana.batch(&batch).unwrap_err().code, ErrorCode::InternalError);
        assert_eq!(ana.batch(&batch).unwrap(), 2);
    }

    #[test]
    fn a_cart_at_its_last_version_refuses_and_stays_readable() {
        let engine = Engine::open(Options::default()).unwrap();
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let ana = cart.member("ana");
        let id = cart.id();
        engine.0.carts.lock(&id).get(&id).unwrap().version = EVENTS_MAX - 1;
        assert_eq!(ana.rename_cart(Some("lunch"), None).unwrap(), EVENTS_MAX);
        let refusal = ana.rename_cart(Some("dinner"), None).unwrap_err();
        assert_eq!(refusal, Error::limit(ErrorCode::ExceedsEventsMax, EVENTS_MAX));
        assert_eq!(ana.view().unwrap().title.as_deref(), Some("lunch"));
        assert_eq!(ana.version().unwrap(), EVENTS_MAX);
    }
}
