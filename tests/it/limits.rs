//! Every bound at its value and one above: what reaches it is taken, one more is refused with the bound, and nothing changes.
//! The bounds a scenario can show are in `vectors/limits*.cart` too; here all of them are, at once. Proves I37.

use std::sync::Arc;

use cartpool::journal::{MemoryStore, Store};
use cartpool::{
    CartView, Command, CommandId, CommandOptions, Cursor, Engine, ErrorCode, ErrorContext,
    ItemOption, Limits, LineId, ManualClock, Member, NewCart, Options, PageBody, Prices, Rates,
    Token, Watch,
};

const NOW_MS: u64 = 1_750_000_000_000;

fn open(limits: Limits) -> (Engine, Member) {
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let options = Options { limits, clock, prices: Prices::Caller, ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    (engine, ana)
}

fn set(change: impl FnOnce(&mut Limits)) -> (Engine, Member) {
    let mut limits = Limits::default();
    change(&mut limits);
    open(limits)
}

/// The refusal names the bound and its value, and the cart is as it was.
fn refused(
    ana: &Member,
    code: ErrorCode,
    max: u64,
    ask: impl FnOnce(&Member) -> cartpool::Result<u64>,
) {
    let before: CartView = ana.view().unwrap();
    let error = ask(ana).expect_err(code.name());
    assert_eq!(error.code, code);
    assert_eq!(error.context, ErrorContext::Limit { max });
    assert_eq!(ana.view().unwrap(), before);
}

fn item<'a>(sku: &'a str, options: Vec<ItemOption<'a>>, note: Option<&'a str>) -> Command<'a> {
    let beneficiaries = vec![];
    Command::AddItem {
        sku,
        quantity: 1,
        unit_price: None,
        options,
        note,
        beneficiaries,
        separate: true,
    }
}

fn invite(uses_max: Option<u32>, expires_at_ms: Option<u64>) -> Command<'static> {
    let token_hash = Token::new().unwrap().hash();
    Command::Invite { token_hash, role: "viewer", uses_max, expires_at_ms }
}

fn role<'a>(name: &'a str, categories: Vec<&'a str>) -> Command<'a> {
    let (categories_allowed, categories_denied) = (categories, vec![]);
    Command::DefineRole {
        name,
        capabilities: vec![],
        money_cap: None,
        categories_allowed,
        categories_denied,
    }
}

#[test]
fn an_engine_refuses_bounds_of_zero_or_above_their_hard_cap() {
    let count = Limits::default().table().len();
    assert_eq!(count, Limits::HARD.table().len());
    assert!(Engine::open(Options { limits: Limits::HARD, ..Options::default() }).is_ok());
    for limits in [
        Limits { lines_max: 0, ..Limits::default() },
        Limits { lines_max: Limits::HARD.lines_max + 1, ..Limits::default() },
        Limits { history_events_max: 0, ..Limits::default() },
        Limits { total_max: Limits::HARD.total_max + 1, ..Limits::default() },
        Limits { lock_ms_max: Limits::HARD.lock_ms_max + 1, ..Limits::default() },
    ] {
        let refusal = Engine::open(Options { limits, ..Options::default() }).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::LimitsNotValid);
    }
}

#[test]
fn lines_quantities_prices_and_totals_are_bounded() {
    let (_, ana) = set(|limits| limits.lines_max = 3);
    for _ in 0..3 {
        ana.commit(&item("TEA", vec![], None)).unwrap();
    }
    refused(&ana, ErrorCode::ExceedsLinesMax, 3, |ana| ana.commit(&item("TEA", vec![], None)));

    let (engine, ana) = set(|limits| limits.quantity_max = 7);
    let line = LineId(ana.add_item("TEA", 7).unwrap());
    refused(&ana, ErrorCode::ExceedsQuantityMax, 7, |ana| ana.add_item("TEA", 1));
    refused(&ana, ErrorCode::ExceedsQuantityMax, 7, |ana| ana.adjust_quantity(line, i32::MAX));
    refused(&ana, ErrorCode::ExceedsQuantityMax, 7, |ana| ana.set_quantity(line, u32::MAX));
    assert!(engine.set_price("TEA", "EUR", "999999.99").is_ok());
    assert_eq!(
        engine.set_price("TEA", "EUR", "1000000").unwrap_err().code,
        ErrorCode::ExceedsUnitPriceMax
    );

    let (engine, ana) = set(|limits| limits.total_max = 1_000);
    let line = LineId(ana.add_item("TEA", 10).unwrap());
    refused(&ana, ErrorCode::ExceedsTotalMax, 1_000, |ana| ana.add_item("TEA", 1));
    // Prices that would bring the total above its bound are not taken over: the cart stays readable and can shrink.
    engine.set_price("TEA", "EUR", "2.00").unwrap();
    assert_eq!(ana.total().unwrap().minor, 1_000);
    refused(&ana, ErrorCode::ExceedsTotalMax, 1_000, |ana| ana.add_item("TEA", 1));
    ana.adjust_quantity(line, -5).unwrap();
    assert_eq!(ana.total().unwrap().minor, 1_000);
    assert_eq!(ana.view().unwrap().lines[0].quantity, 5);
}

/// A cart that is above a bound which was lowered takes over prices that bring it nearer.
#[test]
fn a_total_above_its_bound_may_fall_and_not_rise() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let open = |total_max| {
        let limits = Limits { total_max, ..Limits::default() };
        Engine::open(Options { limits, store: Some(Arc::clone(&store)), ..Options::default() })
    };
    let before = open(1_000).unwrap();
    before.set_price("TEA", "EUR", "1.00").unwrap();
    let cart = before.create_cart(NewCart::new("ana", "EUR")).unwrap().id();
    before.cart(cart).member("ana").add_item("TEA", 10).unwrap();
    let after = open(500).unwrap();
    let ana = after.cart(cart).member("ana");
    for (price, total) in [("0.80", 800), ("0.90", 800), ("0.70", 700)] {
        after.set_price("TEA", "EUR", price).unwrap();
        assert_eq!(ana.total().unwrap().minor, total);
    }
}

/// I23: at the highest bounds there are, sums are still exact and far from overflow.
#[test]
fn the_largest_cart_there_can_be_has_an_exact_total() {
    let (engine, ana) = open(Limits::HARD);
    engine.set_price("GOLD", "EUR", "999999999.99").unwrap();
    let line = LineId(ana.add_item("GOLD", 10_000).unwrap());
    assert_eq!(ana.total().unwrap().minor, 999_999_999_990_000);
    refused(&ana, ErrorCode::ExceedsTotalMax, 999_999_999_999_999, |ana| {
        ana.set_quantity(line, 1_000_000)
    });
    engine.set_price("FINE", "EUR", "0.099999").unwrap();
    ana.add_item("FINE", 1).unwrap();
    assert_eq!(ana.total().unwrap().minor, 999_999_999_990_010);
}

#[test]
fn members_seats_roles_and_invitations_are_bounded() {
    let (_, ana) = set(|limits| limits.members_max = 2);
    ana.add_member("ben", "viewer").unwrap();
    refused(&ana, ErrorCode::ExceedsMembersMax, 2, |ana| ana.add_member("cem", "viewer"));

    let (_, ana) = set(|limits| limits.seats_max = 2);
    ana.add_member("ben", "viewer").unwrap();
    ana.remove_member("ben").unwrap();
    refused(&ana, ErrorCode::ExceedsMembersMax, 2, |ana| ana.add_member("ben", "viewer"));

    let (_, ana) = set(|limits| limits.roles_max = 1);
    ana.commit(&role("a", vec![])).unwrap();
    refused(&ana, ErrorCode::ExceedsRolesMax, 1, |ana| ana.commit(&role("b", vec![])));

    let (_, ana) = set(|limits| limits.role_categories_max = 2);
    ana.commit(&role("a", vec!["x", "y"])).unwrap();
    refused(&ana, ErrorCode::ExceedsCategoriesMax, 2, |ana| {
        ana.commit(&role("a", vec!["x", "y", "z"]))
    });

    let (_, ana) = set(|limits| limits.invitations_max = 2);
    ana.commit(&invite(None, None)).unwrap();
    ana.commit(&invite(None, None)).unwrap();
    refused(&ana, ErrorCode::ExceedsInvitationsMax, 2, |ana| ana.commit(&invite(None, None)));

    let (_, ana) = set(|limits| limits.invitation_uses_max = 2);
    ana.commit(&invite(Some(2), None)).unwrap();
    refused(&ana, ErrorCode::ExceedsInvitationUsesMax, 2, |ana| ana.commit(&invite(Some(3), None)));
}

#[test]
fn deadlines_are_bounded() {
    let (_, ana) = set(|limits| (limits.lock_ms_max, limits.invitation_ms_max) = (1_000, 2_000));
    let lock = |until_ms| Command::LockCart { until_ms: Some(until_ms) };
    for (command, is_fit) in [
        (lock(NOW_MS), false),
        (lock(NOW_MS + 1_001), false),
        (lock(NOW_MS + 1_000), true),
        (lock(u64::MAX), false),
        (invite(None, Some(NOW_MS)), false),
        (invite(None, Some(NOW_MS + 2_001)), false),
        (invite(None, Some(NOW_MS + 2_000)), true),
        (invite(None, Some(u64::MAX)), false),
    ] {
        let answer = ana.commit(&command).map_err(|error| error.code);
        assert_eq!(answer.err(), (!is_fit).then_some(ErrorCode::DeadlineNotValid), "{command:?}");
    }
}

#[test]
fn texts_and_ids_are_bounded() {
    let long = |count: usize| "ä".repeat(count);
    let (engine, ana) = set(|limits| {
        (limits.id_bytes_max, limits.title_chars_max, limits.note_chars_max) = (8, 5, 6);
        (limits.options_max, limits.option_key_chars_max, limits.option_value_chars_max) =
            (2, 3, 4);
    });
    let line = LineId(ana.add_item("TEA", 1).unwrap());
    // Ids count bytes, texts count characters.
    ana.add_member(&long(4), "viewer").unwrap();
    assert_eq!(ana.add_member(&long(5), "viewer").unwrap_err().code, ErrorCode::MemberIdNotValid);
    assert!(engine.set_price(&long(4), "EUR", "1").is_ok());
    assert_eq!(engine.set_price(&long(5), "EUR", "1").unwrap_err().code, ErrorCode::SkuNotValid);
    assert_eq!(ana.add_item(&long(5), 1).unwrap_err().code, ErrorCode::SkuNotValid);
    assert!(ana.commit(&role(&long(4), vec![])).is_ok());
    assert_eq!(ana.commit(&role(&long(5), vec![])).unwrap_err().code, ErrorCode::RoleNameNotValid);
    assert_eq!(
        ana.commit(&role("r", vec!["123456789"])).unwrap_err().code,
        ErrorCode::CategoryNotValid
    );
    ana.rename_cart(Some(&long(5)), Some(&long(5))).unwrap();
    refused(&ana, ErrorCode::ExceedsTitleMax, 5, |ana| ana.rename_cart(Some(&long(6)), None));
    refused(&ana, ErrorCode::ExceedsTitleMax, 5, |ana| ana.rename_cart(None, Some(&long(6))));
    ana.set_note(line, Some(&long(6))).unwrap();
    refused(&ana, ErrorCode::ExceedsNoteMax, 6, |ana| ana.set_note(line, Some(&long(7))));
    refused(&ana, ErrorCode::ExceedsNoteMax, 6, |ana| {
        ana.commit(&item("TEA", vec![], Some(&long(7))))
    });
    let (key, value) = (long(3), long(4));
    let fits = [ItemOption { key: &key, value: &value }, ItemOption { key: "b", value: "" }];
    ana.commit(&item("TEA", fits.to_vec(), None)).unwrap();
    let more = [fits.as_slice(), &[ItemOption { key: "c", value: "" }]].concat();
    refused(&ana, ErrorCode::ExceedsOptionsMax, 2, |ana| ana.commit(&item("TEA", more, None)));
    for (key, value) in [(long(4), long(4)), (long(3), long(5)), (String::new(), long(1))] {
        let option = ItemOption { key: &key, value: &value };
        assert_eq!(
            ana.commit(&item("TEA", vec![option], None)).unwrap_err().code,
            ErrorCode::OptionNotValid
        );
    }
}

#[test]
fn batches_commands_and_events_are_bounded_in_number_and_bytes() {
    let (_, ana) = set(|limits| limits.batch_commands_max = 2);
    let add = || item("TEA", vec![], None);
    ana.batch(&[add(), add()]).unwrap();
    refused(&ana, ErrorCode::ExceedsBatchMax, 2, |ana| ana.batch(&[add(), add(), add()]));

    let note = "n".repeat(100);
    let noted = || item("TEA", vec![], Some(&note));
    let (_, ana) = set(|limits| limits.batch_bytes_max = 2 * 103);
    ana.batch(&[noted(), noted()]).unwrap();
    refused(&ana, ErrorCode::ExceedsBatchBytesMax, 206, |ana| {
        ana.batch(&[noted(), noted(), noted()])
    });

    let (_, ana) = set(|limits| limits.command_bytes_max = 103);
    ana.commit(&noted()).unwrap();
    let (_, ana) = set(|limits| limits.command_bytes_max = 102);
    refused(&ana, ErrorCode::ExceedsCommandBytesMax, 102, |ana| ana.commit(&noted()));

    let title = "t".repeat(200);
    let (_, ana) = set(|limits| limits.event_bytes_max = 150);
    refused(&ana, ErrorCode::ExceedsEventBytesMax, 150, |ana| ana.rename_cart(Some(&title), None));
    let (_, ana) = set(|limits| limits.cart_bytes_max = 6_000);
    let note = "n".repeat(1_000);
    let filled = (0..50).find_map(|_| ana.commit(&item("TEA", vec![], Some(&note))).err());
    assert_eq!(filled.expect("it fills").code, ErrorCode::ExceedsCartBytesMax);
    refused(&ana, ErrorCode::ExceedsCartBytesMax, 6_000, |ana| {
        ana.commit(&item("TEA", vec![], Some(&note)))
    });
    ana.remove_item(ana.view().unwrap().lines[0].id).unwrap();
}

#[test]
fn the_engine_knows_so_many_skus_and_a_refused_add_makes_none_known() {
    let (engine, ana) = set(|limits| limits.skus_max = 2);
    let at_own_price = |sku| Command::AddItem {
        sku,
        quantity: 1,
        unit_price: Some(1.into()),
        options: vec![],
        note: None,
        beneficiaries: vec![],
        separate: false,
    };
    assert_eq!(ana.add_item("MILK", 1).unwrap_err().code, ErrorCode::PriceNotFound);
    ana.commit(&at_own_price("MILK")).unwrap();
    refused(&ana, ErrorCode::ExceedsSkusMax, 2, |ana| ana.commit(&at_own_price("OAT")));
    assert_eq!(engine.set_price("OAT", "EUR", "1").unwrap_err().code, ErrorCode::ExceedsSkusMax);
    ana.commit(&at_own_price("MILK")).unwrap();
}

#[test]
fn history_is_kept_in_blocks_and_a_page_holds_so_many_events() {
    let (_, ana) = set(|limits| (limits.history_events_max, limits.page_events_max) = (512, 100));
    let line = LineId(ana.add_item("TEA", 1).unwrap());
    for version in 3..=1_000 {
        ana.adjust_quantity(line, 1).unwrap();
        let oldest = if version < 768 { 0 } else { 256 };
        if version % 64 == 0 && oldest > 0 {
            let error = ana.view_at(oldest - 1).unwrap_err();
            assert_eq!(error.context, ErrorContext::Oldest { version: oldest });
            assert!(ana.view_at(oldest).is_ok());
        }
    }
    let epoch = ana.events_since(Cursor::START).unwrap().to.epoch;
    let mut cursor = Cursor { epoch, version: 256 };
    let mut seen = vec![];
    while cursor.version < 1_000 {
        let page = ana.events_since(cursor).unwrap();
        assert!(page.events().len() <= 100);
        seen.extend(page.events().iter().map(|one| one.version));
        cursor = page.to;
    }
    assert_eq!(seen, (257..=1_000).collect::<Vec<_>>());
    let reset = ana.events_since(Cursor { epoch, version: 255 }).unwrap();
    assert!(matches!(reset.body, PageBody::Reset(view) if view.version == 1_000));
}

/// I13: the windows of applied and of refused ids are as long as they say.
#[test]
fn the_last_command_ids_are_remembered_and_no_others() {
    let (_, ana) = set(|limits| (limits.command_ids_max, limits.refused_ids_max) = (3, 2));
    let line = LineId(ana.add_item("TEA", 1).unwrap());
    let with = |number: u64| {
        let command_id = Some(CommandId::from_parts(NOW_MS + number, 1));
        ana.with(CommandOptions { command_id, expect_version: None })
    };
    for number in 1..=3 {
        assert_eq!(with(number).adjust_quantity(line, 1), Ok(2 + number));
    }
    assert_eq!(with(1).adjust_quantity(line, 1), Ok(3));
    assert_eq!(with(4).adjust_quantity(line, 1), Ok(6));
    assert_eq!(with(1).adjust_quantity(line, 1).unwrap_err().code, ErrorCode::CommandIdTooOld);
    assert_eq!(with(2).adjust_quantity(line, 1), Ok(4));
    for number in 10..=12 {
        assert_eq!(with(number).remove_item(LineId(99)).unwrap_err().code, ErrorCode::LineNotFound);
    }
    assert_eq!(with(10).remove_item(LineId(99)).unwrap_err().code, ErrorCode::CommandIdTooOld);
    assert_eq!(with(11).remove_item(LineId(99)).unwrap_err().code, ErrorCode::LineNotFound);
    assert_eq!(with(2).adjust_quantity(line, 1), Ok(4), "what is in the window is never too old");
}

/// I37: a watch is one entry, so that counting entries bounds memory.
#[test]
fn watches_are_bounded_by_cart_and_by_engine() {
    let watch =
        |member: &Member| member.watch(Cursor::START).map_err(|error| (error.code, error.context));
    let full = |max| Some((ErrorCode::ExceedsWatchesMax, ErrorContext::Limit { max }));
    let (_, ana) = set(|limits| limits.cart_watches_max = 2);
    let held: Vec<Watch> = (0..2).map(|_| watch(&ana).unwrap()).collect();
    assert_eq!(watch(&ana).err(), full(2));
    drop(held);
    assert!(watch(&ana).is_ok());

    let (engine, ana) = set(|limits| limits.engine_watches_max = 3);
    let other = engine.create_cart(NewCart::new("ben", "EUR")).unwrap().member("ben");
    let mut held: Vec<Watch> = [&ana, &ana, &other].map(|member| watch(member).unwrap()).into();
    assert_eq!(watch(&other).err(), full(3));
    held.pop();
    assert!(watch(&other).is_ok());
    assert!(size_of::<Watch>() <= 128, "a watch is {} bytes", size_of::<Watch>());
}

#[test]
fn rates_hold_back_a_member_and_a_cart_and_say_how_long() {
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let rates =
        Rates { member_per_second: 10, member_burst: 3, cart_per_second: 10, cart_burst: 5 };
    let options = Options { rates: Some(rates), clock: clock.clone(), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.system().add_member("ben", "admin").unwrap();
    let (ana, ben) = (cart.member("ana"), cart.member("ben"));
    for number in 0..3 {
        ana.rename_cart(Some(&format!("{number}")), None).unwrap();
    }
    let held = ana.rename_cart(None, None).unwrap_err();
    assert_eq!(
        (held.code, held.context),
        (ErrorCode::RateExceeded, ErrorContext::RetryAfter { ms: 100 })
    );
    for number in 3..5 {
        ben.rename_cart(Some(&format!("{number}")), None).unwrap();
    }
    assert_eq!(
        ben.rename_cart(None, None).unwrap_err().code,
        ErrorCode::RateExceeded,
        "the cart's own rate"
    );
    cart.system().rename_cart(Some("host"), None).unwrap();
    assert!(ana.view().is_ok(), "reads are not counted");
    clock.advance(99);
    assert_eq!(ana.rename_cart(None, None).unwrap_err().code, ErrorCode::RateExceeded);
    clock.advance(1);
    ana.rename_cart(None, None).unwrap();
}

#[test]
fn memory_is_bounded_for_what_grows_and_not_for_what_takes_away() {
    let options = Options { max_bytes: Some(100_000), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("TEA", "EUR", "1").unwrap();
    let mut carts = vec![];
    let refusal = loop {
        match engine.create_cart(NewCart::new("ana", "EUR")) {
            Ok(cart) => carts.push(cart),
            Err(error) => break error,
        }
        let ana = carts.last().unwrap().member("ana");
        let _ = ana.add_item("TEA", 1);
        assert!(carts.len() < 100_000);
    };
    assert_eq!(
        (refusal.code, refusal.context),
        (ErrorCode::ExceedsMemoryMax, ErrorContext::Limit { max: 100_000 })
    );
    assert!(carts.len() > 20, "{} carts in 100,000 bytes", carts.len());
    let ana = carts[0].member("ana");
    assert_eq!(ana.add_member("ben", "viewer").unwrap_err().code, ErrorCode::ExceedsMemoryMax);
    ana.remove_item(LineId(2)).unwrap();
    ana.close_cart().unwrap();
    assert!(ana.view().is_ok());
}
