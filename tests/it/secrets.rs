//! Canaries: tokens, notes and ids go in at every place there is, and come out only where they belong. Proves I22.

use std::sync::Arc;

use cartpool::{
    Command, CommandId, CommandOptions, Cursor, Engine, Error, ErrorCode, ManualClock, NewCart,
    Options, Token,
};

/// Everything the engine says in text: Debug of what it hands out, and of every error on the way.
fn said(things: &[&dyn std::fmt::Debug]) -> String {
    things.iter().map(|thing| format!("{thing:?}")).collect()
}

fn shown(errors: &[Error]) -> String {
    errors.iter().map(|error| format!("{error} {error:?}")).collect()
}

#[test]
fn tokens_appear_in_no_event_view_error_or_debug_output() {
    let engine = Engine::open(Options::default()).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let (ana, ben) = (cart.member("ana"), cart.member("ben"));
    let token = Token::new().unwrap();
    let text = token.reveal();
    let command = Command::AcceptInvitation { token: &text };
    ana.invite(token.hash(), "viewer").unwrap();
    let id = CommandId::from_parts(engine.now_ms(), 1);
    let early = ben.with(CommandOptions { command_id: Some(id), expect_version: Some(77) });
    let errors = [
        early.accept_invitation(&text).unwrap_err(),
        ana.accept_invitation(&text).unwrap_err(),
        ben.accept_invitation(&text[..42]).unwrap_err(),
        text[..42].parse::<Token>().unwrap_err(),
    ];
    ben.accept_invitation(&text).unwrap();
    let page = cart.system().events_since(Cursor::START).unwrap();
    let all = said(&[
        &engine,
        &cart,
        &ana,
        &ben,
        &page,
        &ana.view().unwrap(),
        &token,
        &token.hash(),
        &command,
    ]) + &shown(&errors)
        + &said(&[&ana.watch(Cursor::START).unwrap()]);
    assert!(!all.contains(&text), "the token's text");
    assert!(!all.contains(&token.hash().text()), "not even its hash needs to be printed");
    let bytes = format!("{:?}", text.as_bytes());
    assert!(!all.contains(bytes.trim_matches(['[', ']'])), "the token's bytes");
}

#[test]
fn refusals_repeat_nothing_that_was_put_in() {
    const CANARY: &str = "canary-4711";
    let clock = Arc::new(ManualClock::at(1_750_000_000_000));
    let engine = Engine::open(Options { clock, ..Options::default() }).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let ana = cart.member("ana");
    let long = CANARY.repeat(100);
    let errors = [
        ana.add_item(CANARY, 1).unwrap_err(),
        ana.add_item(&long, 1).unwrap_err(),
        ana.add_member(&long, "viewer").unwrap_err(),
        ana.add_member("ben", CANARY).unwrap_err(),
        ana.remove_member(CANARY).unwrap_err(),
        ana.set_note(cartpool::LineId(1), Some(&long)).unwrap_err(),
        ana.rename_cart(Some(&long), None).unwrap_err(),
        ana.accept_invitation(CANARY).unwrap_err(),
        cart.member(CANARY).view().unwrap_err(),
        engine.set_price(CANARY, CANARY, "1").unwrap_err(),
        engine.set_price(CANARY, "EUR", CANARY).unwrap_err(),
        CANARY.parse::<Cursor>().unwrap_err(),
        CANARY.parse::<CommandId>().unwrap_err(),
    ];
    assert!(!shown(&errors).contains("canary"));
    for code in ErrorCode::ALL {
        assert!(!code.message().contains(['{', '}']), "{} is a fixed text", code.name());
    }
}

/// Notes live beside the log: no command's or event's Debug output carries one to whoever may not see it.
#[test]
fn notes_and_names_reach_only_those_who_may_see_people() {
    const NOTE: &str = "canary-note";
    let engine = Engine::open(Options::default()).unwrap();
    engine.set_price("TEA", "EUR", "1").unwrap();
    let cart = engine.create_cart(NewCart::new("canary-owner", "EUR")).unwrap();
    let owner = cart.member("canary-owner");
    cart.system().add_member("canary-editor", "editor").unwrap();
    cart.system().add_member("lin", "link_preview").unwrap();
    let line = cartpool::LineId(cart.member("canary-editor").add_item("TEA", 1).unwrap());
    owner.set_note(line, Some(NOTE)).unwrap();
    let noted = Command::AddItem {
        sku: "TEA",
        quantity: 1,
        unit_price: None,
        options: vec![],
        note: Some(NOTE),
        beneficiaries: vec!["canary-editor"],
        separate: false,
    };
    let second = owner.commit(&noted).unwrap();
    owner.commit(&Command::LockCart { until_ms: None }).unwrap();
    owner.offer_ownership("canary-editor").unwrap();
    let lin = cart.member("lin");
    let all = said(&[
        &lin.view().unwrap(),
        &lin.view_at(second).unwrap(),
        &lin.events_since(Cursor::START).unwrap(),
        &lin.event(second).unwrap(),
        &lin.blame(line).unwrap(),
    ]);
    assert!(!all.contains("canary"), "{all}");
    // Events carry a reference, not the text, whoever reads them.
    let page = owner.events_since(Cursor::START).unwrap();
    let records: String = page.events().iter().map(|one| format!("{one:?}")).collect();
    assert!(!records.contains(NOTE));
}
