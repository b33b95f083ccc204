//! Rights end at once, refusals change nothing, outsiders learn nothing: I16 to I21.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use cartpool::{
    Cart, CartId, Cause, Command, CommandId, CommandOptions, Cursor, Engine, ErrorCode, Event,
    Limits, LineId, ManualClock, Member, NewCart, Options, PageBody, Seat, Token,
};

fn shop() -> (Engine, Cart) {
    let limits =
        Limits { history_events_max: 65_536, page_events_max: 65_536, ..Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.system().add_member("ben", "editor").unwrap();
    (engine, cart)
}

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.expect_err("it is refused").code.name()
}

/// I19: the writer's last event comes before the one that took the right, whatever the threads do.
fn last_event_by_right_precedes(
    take: impl Fn(&Member) + Send + Sync,
    ends: impl Fn(&Event<'_>) -> bool,
) {
    for _ in 0..40 {
        let (_engine, cart) = shop();
        let line = LineId(cart.member("ana").add_item("TEA", 1).unwrap());
        let stopped = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let ben = cart.member("ben");
                    let mut delta = 1;
                    let mut adjusted = 0;
                    while ben.adjust_quantity(line, delta).is_ok() {
                        delta = -delta;
                        adjusted += 1;
                        // A cart keeps so much, and whoever takes the right may be long in coming.
                        if adjusted > 10_000 {
                            thread::park_timeout(Duration::from_millis(1));
                        }
                    }
                    stopped.store(true, Ordering::SeqCst);
                });
            }
            while cart.system().version().unwrap() < 20 {
                thread::yield_now();
            }
            take(&cart.member("ana"));
        });
        assert!(stopped.load(Ordering::SeqCst));
        let page = cart.system().events_since(Cursor::START).unwrap();
        let end =
            page.events().iter().find(|one| ends(&one.event)).expect("the right ended").version;
        let late = page
            .events()
            .iter()
            .filter(|one| end < one.version && one.cause == Cause::Member(Seat(1)));
        assert_eq!(late.count(), 0);
    }
}

#[test]
fn a_demoted_writer_makes_no_event_after_the_demotion() {
    last_event_by_right_precedes(
        |ana| assert!(ana.set_role("ben", "viewer").is_ok()),
        |event| matches!(event, Event::RoleSet { .. }),
    );
}

#[test]
fn a_removed_writer_makes_no_event_after_the_removal() {
    last_event_by_right_precedes(
        |ana| assert!(ana.remove_member("ben").is_ok()),
        |event| matches!(event, Event::MemberRemoved { .. }),
    );
}

#[test]
fn a_role_defined_anew_ends_its_holders_rights_at_once() {
    use cartpool::Capability::{AddItems, EditAnyLines, EditOwnLines, ViewItems};
    let define = |capabilities| Command::DefineRole {
        name: "helper",
        capabilities,
        money_cap: None,
        categories_allowed: vec![],
        categories_denied: vec![],
    };
    last_event_by_right_precedes(
        move |ana| {
            let all = vec![ViewItems, AddItems, EditOwnLines, EditAnyLines];
            ana.commit(&define(all)).unwrap();
            ana.set_role("ben", "helper").unwrap();
            ana.commit(&define(vec![ViewItems])).unwrap();
        },
        |event| {
            let capabilities = match event {
                Event::RoleDefined { capabilities, .. } => *capabilities,
                _ => return false,
            };
            !capabilities.has(EditOwnLines)
        },
    );
}

/// I19: a removed member's feed says so once, shows nothing after, and then is as if the cart were not there.
#[test]
fn a_removed_member_reads_one_revoked_page_and_nothing_that_came_after() {
    let (_engine, cart) = shop();
    let (ana, ben) = (cart.member("ana"), cart.member("ben"));
    let mut watch = ben.watch(Cursor::START).unwrap();
    assert_eq!(watch.page().unwrap().events().len(), 2);
    ana.add_item("TEA", 1).unwrap();
    let removed = ana.remove_member("ben").unwrap();
    ana.add_item("TEA", 1).unwrap();
    assert!(watch.wait(Duration::from_secs(60)).unwrap());
    let page = watch.page().unwrap();
    assert!(matches!(page.body, PageBody::Revoked { version } if version == removed), "{page:?}");
    assert_eq!(code(watch.page()), "cart_not_found");
    assert_eq!(code(ben.view()), "cart_not_found");
    assert_eq!(code(ben.events_since(page.to)), "cart_not_found");
    // Whoever comes back gets a new seat; the old watch stays over.
    ana.add_member("ben", "viewer").unwrap();
    assert_eq!(code(watch.page()), "cart_not_found");
    assert!(ben.view().is_ok());
}

/// I20: unknown, foreign and former carts give the same error in all it says, for every verb and read.
#[test]
fn unknown_foreign_and_former_carts_are_told_apart_by_nothing() {
    let (engine, cart) = shop();
    let (gone, stranger) = (cart.member("ben"), cart.member("zoe"));
    engine.create_cart(NewCart::new("zoe", "EUR")).unwrap();
    cart.member("ana").remove_member("ben").unwrap();
    let unknown = engine.cart(CartId(42));
    for who in [&gone, &stranger, &unknown.member("zoe"), &unknown.member("ana")] {
        for expect_version in [None, Some(0)] {
            let who = who.with(CommandOptions { expect_version, command_id: None });
            let line = LineId(1);
            let answers = [
                who.add_item("TEA", 1).unwrap_err(),
                who.remove_item(line).unwrap_err(),
                who.leave().unwrap_err(),
                who.close_cart().unwrap_err(),
                who.reprice().unwrap_err(),
                who.batch(&[Command::Leave]).unwrap_err(),
                who.view().unwrap_err(),
                who.view_at(1).unwrap_err(),
                who.total().unwrap_err(),
                who.version().unwrap_err(),
                who.event(1).unwrap_err(),
                who.blame(line).unwrap_err(),
                who.events_since(Cursor::START).unwrap_err(),
                who.watch(Cursor::START).unwrap_err(),
                who.verify().unwrap_err(),
            ];
            for error in answers {
                assert_eq!(error, ErrorCode::CartNotFound.into());
            }
        }
    }
}

/// I20 and T10: whatever is wrong with a token, the answer is the same, and the cart does not move.
#[test]
fn every_bad_token_gets_the_same_answer_and_leaves_no_trace() {
    let (engine, cart) = shop();
    let other = engine.create_cart(NewCart::new("zoe", "EUR")).unwrap();
    let ana = cart.member("ana");
    let [used, revoked, foreign, never] = [(); 4].map(|()| Token::new().unwrap());
    let invite = |by: &Member, token: &Token, uses_max| {
        let (token_hash, role) = (token.hash(), "viewer");
        by.commit(&Command::Invite { token_hash, role, uses_max, expires_at_ms: None }).unwrap()
    };
    invite(&ana, &used, Some(1));
    cart.member("cem").accept_invitation(&used.reveal()).unwrap();
    let id = invite(&ana, &revoked, None);
    ana.revoke_invitation(id).unwrap();
    invite(&other.member("zoe"), &foreign, None);
    // A price is pending: not even that may an outsider set off.
    ana.add_item("TEA", 1).unwrap();
    engine.set_price("TEA", "EUR", "2.00").unwrap();
    let version = ana.version().unwrap();
    let texts = [
        used.reveal(),
        revoked.reveal(),
        foreign.reveal(),
        never.reveal(),
        used.hash().text(),
        "x".into(),
    ];
    let id = CommandId::from_parts(engine.now_ms(), 1);
    for text in &texts {
        for options in [
            CommandOptions::default(),
            CommandOptions { command_id: Some(id), expect_version: None },
            CommandOptions { command_id: None, expect_version: Some(0) },
        ] {
            for door in [&cart, &engine.cart(CartId(42))] {
                let answer = door.member("dan").with(options).accept_invitation(text);
                assert_eq!(answer.unwrap_err(), ErrorCode::InvitationNotValid.into());
            }
        }
    }
    assert_eq!(ana.version().unwrap(), version);
    // The id an outsider showed is still free for who belongs here.
    let ana = ana.with(CommandOptions { command_id: Some(id), expect_version: None });
    assert!(ana.rename_cart(Some("lunch"), None).is_ok());
}

/// I10: a join that is sent again is the same join, even after its member was removed.
#[test]
fn a_retried_join_brings_nobody_back() {
    let (engine, cart) = shop();
    let token = Token::new().unwrap();
    cart.member("ana").invite(token.hash(), "viewer").unwrap();
    let id = CommandId::from_parts(engine.now_ms(), 7);
    let cem =
        cart.member("cem").with(CommandOptions { command_id: Some(id), expect_version: None });
    let joined = cem.accept_invitation(&token.reveal()).unwrap();
    assert_eq!(cem.accept_invitation(&token.reveal()), Ok(joined));
    cart.member("ana").remove_member("cem").unwrap();
    assert_eq!(cem.accept_invitation(&token.reveal()), Ok(joined));
    assert_eq!(code(cem.view()), "cart_not_found");
}

/// I21: however many threads show it, an invitation admits as often as it says.
#[test]
fn an_invitation_admits_no_more_than_its_uses_under_a_race() {
    for _ in 0..20 {
        let (_engine, cart) = shop();
        let token = Token::new().unwrap();
        let invite = Command::Invite {
            token_hash: token.hash(),
            role: "viewer",
            uses_max: Some(3),
            expires_at_ms: None,
        };
        cart.member("ana").commit(&invite).unwrap();
        let text = token.reveal();
        let admitted: usize = thread::scope(|scope| {
            let join = |number: usize| {
                let (cart, text) = (&cart, &text);
                scope.spawn(move || {
                    cart.member(&format!("m{number}")).accept_invitation(text).is_ok()
                })
            };
            let threads: Vec<_> = (0..16).map(join).collect();
            threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
        });
        assert_eq!(admitted, 3);
        assert_eq!(cart.system().view().unwrap().members.len(), 5);
    }
}

/// I18: in a storm of offers, acceptances, demotions and departures there is one owner at every version.
#[test]
fn there_is_exactly_one_owner_at_every_version() {
    let (_engine, cart) = shop();
    cart.system().add_member("cem", "admin").unwrap();
    thread::scope(|scope| {
        for name in ["ana", "ben", "cem"] {
            let cart = &cart;
            scope.spawn(move || {
                let me = cart.member(name);
                for round in 0..60 {
                    let other = ["ana", "ben", "cem"][round % 3];
                    let _ = me.offer_ownership(other);
                    let _ = me.accept_ownership();
                    let _ = me.set_role(other, ["admin", "viewer"][round % 2]);
                    let _ = me.leave();
                    let _ = cart.system().add_member(name, "admin");
                }
            });
        }
    });
    let system = cart.system();
    for version in 1..=system.version().unwrap() {
        let view = system.view_at(version).unwrap();
        assert_eq!(
            view.members.iter().filter(|one| one.role == "owner").count(),
            1,
            "version {version}"
        );
    }
}

#[test]
fn a_closed_engine_refuses_everything() {
    let (engine, cart) = shop();
    let ana = cart.member("ana");
    let mut watch = ana.watch(Cursor::START).unwrap();
    engine.close();
    engine.close();
    assert!(engine.is_closed());
    let refusals = [
        code(ana.add_item("TEA", 1)),
        code(ana.view()),
        code(ana.total()),
        code(ana.events_since(Cursor::START)),
        code(watch.page()),
        code(watch.wait(Duration::from_secs(5))),
        code(engine.create_cart(NewCart::new("ana", "EUR"))),
        code(engine.set_price("TEA", "EUR", "2")),
        code(engine.price("TEA", "EUR")),
        code(engine.sweep(1)),
        code(cart.member("zoe").view()),
    ];
    assert!(refusals.iter().all(|code| *code == "engine_is_closed"), "{refusals:?}");
}

#[test]
fn a_cart_is_made_once_and_only_by_the_host() {
    let (engine, cart) = shop();
    let create = Command::CreateCart {
        owner: "eve",
        currency: "EUR",
        preset: cartpool::Preset::Friends,
        title: None,
        purpose: None,
    };
    assert_eq!(code(cart.system().commit(&create)), "cart_already_exists");
    assert_eq!(code(cart.member("ana").commit(&create)), "reserved_for_system");
    assert_eq!(code(engine.cart(CartId(42)).member("eve").commit(&create)), "cart_not_found");
    assert_eq!(engine.carts(), 1);
}

#[test]
fn a_cart_id_is_32_hexadecimal_digits() {
    for text in
        ["", "0", "+0000000000000000000000000000001", "0x000000000000000000000000000001", "g"]
    {
        assert_eq!(code(text.parse::<CartId>()), "cart_id_not_valid", "{text}");
    }
    assert_eq!(code(format!("{:033x}", 1).parse::<CartId>()), "cart_id_not_valid");
    assert_eq!(format!("{:032X}", u128::MAX).parse(), Ok(CartId(u128::MAX)));
}

#[test]
fn a_cursor_is_two_plain_numbers() {
    for text in [
        "",
        "1",
        "1.",
        ".1",
        "1.2.3",
        "+1.2",
        "1.-2",
        "01.2",
        "1.02",
        "4294967296.1",
        "1.18446744073709551616",
    ] {
        assert_eq!(code(text.parse::<Cursor>()), "cursor_not_valid", "{text}");
    }
}

#[test]
fn bytes_that_are_no_command_are_refused() {
    let good = Command::AcceptInvitation { token: "t" }.encode();
    assert!(Command::decode(&good).is_ok());
    for bytes in [&b""[..], &[255], &good[..2], &[good.as_slice(), &[0]].concat()] {
        assert_eq!(code(Command::decode(bytes)), "command_not_valid", "{bytes:?}");
    }
}

/// I13 under attack: whoever floods the window with ids of the near future makes only their own ids too old.
#[test]
fn a_hostile_member_makes_nobody_elses_command_ids_too_old() {
    let clock = Arc::new(ManualClock::at(1_750_000_000_000));
    let engine = Engine::open(Options { clock: clock.clone(), ..Options::default() }).unwrap();
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.system().add_member("ben", "editor").unwrap();
    let with = |member: &Member, id: CommandId| {
        member.with(CommandOptions { command_id: Some(id), expect_version: None })
    };
    let (ana, ben) = (cart.member("ana"), cart.member("ben"));
    for number in 0..1_500 {
        clock.advance(1);
        let ahead = CommandId::from_parts(engine.now_ms() + 200_000, number);
        assert!(with(&ben, ahead).close_cart().is_err());
        let ahead = CommandId::from_parts(engine.now_ms() + 200_000, number + 10_000);
        assert!(with(&ben, ahead).unlock_cart().is_ok());
    }
    let fresh = CommandId::from_parts(engine.now_ms(), 7);
    assert_eq!(code(with(&ben, fresh).add_item("TEA", 1)), "command_id_too_old");
    assert_eq!(with(&ana, fresh).add_item("TEA", 1), Ok(3));
    // The flood pushes out its own: her retry has her answer.
    assert_eq!(with(&ana, fresh).add_item("TEA", 1), Ok(3));
    assert_eq!(ana.version(), Ok(3));
}
