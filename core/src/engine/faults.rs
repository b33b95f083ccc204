//! Faults that no caller can cause, injected to prove that they cost one command or one cart.

use core::cell::Cell;

/// Where a test makes the engine panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Decide,
    Apply,
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
    use super::*;
    use crate::limits::EVENTS_MAX;
    use crate::{Command, Engine, Error, ErrorCode, NewCart, Options};

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
