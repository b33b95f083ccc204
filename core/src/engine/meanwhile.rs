//! Somebody else who acts at the very instant a command has been decided, and before that is looked at.

use core::cell::RefCell;

type Act = Box<dyn FnOnce()>;

thread_local!(static NEXT: RefCell<Option<Act>> = const { RefCell::new(None) });

/// Has somebody act once this thread's next command has been decided.
fn after_the_next_decision(act: impl FnOnce() + 'static) {
    NEXT.set(Some(Box::new(act)));
}

/// Lets whoever waits for a decision act.
pub(super) fn act() {
    if let Some(act) = NEXT.take() {
        act();
    }
}

mod tests {
    use super::*;
    use crate::{
        Cart, Command, CommandId, CommandOptions, Cursor, Engine, ErrorCode, Limits, LineId,
        Member, NewCart, Options, PageBody,
    };

    fn shop(limits: Limits) -> (Engine, Cart, Member) {
        let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
        for sku in ["TEA", "OAT"] {
            engine.set_price(sku, "EUR", "1.00").unwrap();
        }
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let ana = cart.member("ana");
        (engine, cart, ana)
    }

    fn add(sku: &str) -> Command<'_> {
        Command::AddItem {
            sku,
            quantity: 1,
            unit_price: None,
            options: vec![],
            note: None,
            beneficiaries: vec![],
            separate: true,
        }
    }

    fn price_moves(engine: &Engine, sku: &'static str, price: &'static str) {
        let engine = engine.clone();
        after_the_next_decision(move || assert!(engine.set_price(sku, "EUR", price).is_ok()));
    }

    fn events(cart: &Cart) -> Vec<String> {
        match cart.system().events_since(Cursor::START).unwrap().body {
            PageBody::Events(events) => {
                events.iter().map(|one| one.event.name().to_owned()).collect()
            }
            PageBody::Reset(_) | PageBody::Revoked { .. } => panic!("nothing was dropped"),
        }
    }

    #[test]
    fn a_line_comes_in_at_the_price_that_moved_while_it_was_decided() {
        let (engine, cart, ana) = shop(Limits::default());
        ana.commit(&add("TEA")).unwrap();
        price_moves(&engine, "TEA", "2.00");
        ana.commit(&add("TEA")).unwrap();
        assert_eq!(events(&cart), ["cart_created", "item_added", "repriced", "item_added"]);
        let lines = ana.view_at(4).unwrap().lines;
        assert!(lines.iter().all(|line| line.unit_price.to_string() == "2.00"));
    }

    #[test]
    fn prices_that_move_one_after_another_reach_a_cart_as_one() {
        let (engine, cart, ana) = shop(Limits::default());
        ana.batch(&[add("TEA"), add("OAT")]).unwrap();
        engine.set_price("TEA", "EUR", "2.00").unwrap();
        price_moves(&engine, "OAT", "3.00");
        assert_eq!(ana.view().unwrap().total.minor, 500);
        assert_eq!(events(&cart), ["cart_created", "item_added", "item_added", "repriced"]);
    }

    #[test]
    fn nothing_of_the_hosts_stands_inside_a_batch() {
        let (engine, cart, ana) = shop(Limits::default());
        ana.commit(&add("OAT")).unwrap();
        price_moves(&engine, "OAT", "3.00");
        ana.batch(&[add("TEA"), add("OAT")]).unwrap();
        let made = ["cart_created", "item_added", "repriced", "item_added", "item_added"];
        assert_eq!(events(&cart), made);
    }

    #[test]
    fn an_expected_version_is_looked_at_again() {
        let (engine, cart, ana) = shop(Limits::default());
        ana.commit(&add("TEA")).unwrap();
        let expecting = ana.with(CommandOptions { command_id: None, expect_version: Some(2) });
        price_moves(&engine, "TEA", "2.00");
        let refused = expecting.commit(&add("TEA")).unwrap_err();
        assert_eq!(refused.code, ErrorCode::VersionConflict);
        assert_eq!(events(&cart), ["cart_created", "item_added", "repriced"]);
    }

    #[test]
    fn no_refusal_by_prices_that_are_gone_is_remembered() {
        let (engine, _, ana) = shop(Limits { total_max: 250, ..Limits::default() });
        ana.commit(&add("OAT")).unwrap();
        engine.set_price("TEA", "EUR", "2.00").unwrap();
        assert_eq!(ana.view().unwrap().total.minor, 100);
        let command_id = Some(CommandId::from_parts(engine.now_ms(), 1));
        let once = ana.with(CommandOptions { command_id, expect_version: None });
        price_moves(&engine, "TEA", "1.00");
        // 1.00 and 2.00 would be too much.
        let made = once.commit(&add("TEA")).unwrap();
        assert_eq!(once.commit(&add("TEA")), Ok(made));
        assert_eq!(ana.view().unwrap().total.minor, 200);
        let lines = ana.view().unwrap().lines;
        assert_eq!(lines.last().map(|line| line.id), Some(LineId(made)));
    }
}
