//! A cart's past: what its notes were and who changed its lines, and what of that takes room.

use cartpool::{
    Cart, Command, Engine, Event, Events, Limits, LineId, Member, NewCart, Options, Token,
};

use crate::shared::{Home, homes};

/// More events than a cart keeps in memory.
const LONG: u64 = 1_500;

fn item<'a>(sku: &'a str, note: Option<&'a str>) -> Command<'a> {
    Command::AddItem {
        sku,
        quantity: 1,
        unit_price: None,
        options: vec![],
        note,
        beneficiaries: vec![],
        separate: false,
    }
}

fn cart_on(engine: &Engine) -> Cart {
    for sku in ["TEA", "PIE", "JAM"] {
        engine.set_price(sku, "EUR", "1.00").unwrap();
    }
    engine.create_cart(NewCart::new("ana", "EUR")).unwrap()
}

/// Events that are about no line.
fn pass_time(member: &Member, events: u64) {
    let rename = |title| Command::RenameCart { title: Some(title), purpose: None };
    let some: Vec<_> = (0..50).map(|number| rename(["a", "b"][number % 2])).collect();
    for _ in 0..events / 50 {
        member.batch(&some).unwrap();
    }
}

fn note_at(member: &Member, version: u64) -> Option<String> {
    member.view_at(version).unwrap().lines[0].note.clone()
}

fn versions(events: &Events) -> Vec<u64> {
    events.iter().map(|one| one.version).collect()
}

/// Notes of 4,000 bytes, each other than the one before.
fn long_note(number: usize) -> String {
    ["😀", "😁"][number % 2].repeat(1_000)
}

#[test]
fn notes_that_were_replaced_or_removed_take_no_room_from_the_others() {
    let engine = Engine::open(Options::default()).unwrap();
    let cart = cart_on(&engine);
    let ana = cart.member("ana");
    ana.add_item("TEA", 1).unwrap();
    ana.add_member("mallory", "contributor").unwrap();
    let mallory = cart.member("mallory");
    let line = LineId(mallory.add_item("PIE", 1).unwrap());
    for number in 0..1_000 {
        mallory.set_note(line, Some(&long_note(number))).unwrap();
    }
    for number in 0..100 {
        let line = LineId(mallory.commit(&item("JAM", Some(&long_note(number)))).unwrap());
        mallory.remove_item(line).unwrap();
    }
    ana.remove_member("mallory").unwrap();
    ana.add_item("JAM", 1).unwrap();
    ana.invite(Token::new().unwrap().hash(), "viewer").unwrap();
    ana.fix_bill().unwrap();
    // Every kept version still has its note.
    for (version, number) in [(900, 895), (1_000, 995), (1_004, 999)] {
        assert_eq!(note_at_line(&ana, version, line), Some(long_note(number)));
    }
}

fn note_at_line(member: &Member, version: u64, line: LineId) -> Option<String> {
    let view = member.view_at(version).unwrap();
    view.lines.iter().find(|one| one.id == line).unwrap().note.clone()
}

#[test]
fn the_notes_that_lines_have_now_fill_a_cart() {
    let limits = Limits { cart_bytes_max: 6_000, ..Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    let ana = cart_on(&engine).member("ana");
    let note = "n".repeat(1_000);
    let mut lines: Vec<LineId> = vec![];
    let refusal = loop {
        match ana.commit(&item("TEA", Some(&note))) {
            Ok(version) => lines.push(LineId(version)),
            Err(refusal) => break refusal,
        }
    };
    assert_eq!((refusal.code.name(), lines.len()), ("exceeds_cart_bytes_max", 4));
    // Each way in which a note ends makes room for another.
    ana.set_note(lines[0], None).unwrap();
    let line = LineId(ana.commit(&item("TEA", Some(&note))).unwrap());
    assert!(ana.commit(&item("TEA", Some(&note))).is_err());
    ana.remove_item(line).unwrap();
    ana.commit(&item("TEA", Some(&note))).unwrap();
    assert!(ana.commit(&item("TEA", Some(&note))).is_err());
}

#[test]
fn a_reopened_cart_takes_and_shows_what_the_one_that_stayed_does() {
    homes().iter().for_each(a_reopened_cart_takes_and_shows_what_the_one_that_stayed_does_in);
}

fn a_reopened_cart_takes_and_shows_what_the_one_that_stayed_does_in(home: &Home) {
    let engine = home.engine();
    let cart = cart_on(&engine);
    let ana = cart.member("ana");
    let line = LineId(ana.add_item("TEA", 1).unwrap());
    let notes: Vec<String> = (0..50).map(long_note).collect();
    for _ in 0..3 {
        for some in notes.chunks(25) {
            let commands: Vec<_> =
                some.iter().map(|note| Command::SetNote { line, note: Some(note) }).collect();
            ana.batch(&commands).unwrap();
        }
        pass_time(&ana, LONG);
    }
    ana.set_note(line, None).unwrap();
    let anew = home.engine().cart(cart.id()).member("ana");
    for version in [3, 4, 52, 60, 1_700, 4_600] {
        assert_eq!(note_at(&anew, version), note_at(&ana, version), "at {version}");
    }
    assert_eq!(note_at(&ana, 4), Some(long_note(1)));
    ana.add_item("PIE", 1).unwrap();
    anew.add_item("JAM", 1).unwrap();
    anew.fix_bill().unwrap();
}

#[test]
fn on_a_store_blame_and_notes_reach_back_to_the_lines_beginning() {
    homes().iter().for_each(on_a_store_blame_and_notes_reach_back_to_the_lines_beginning_in);
}

fn on_a_store_blame_and_notes_reach_back_to_the_lines_beginning_in(home: &Home) {
    let engine = home.engine();
    let cart = cart_on(&engine);
    let ana = cart.member("ana");
    ana.add_member("lin", "link_preview").unwrap();
    let line = LineId(ana.commit(&item("TEA", Some("hello"))).unwrap());
    let other = LineId(ana.add_item("PIE", 1).unwrap());
    ana.set_note(line, Some("bye")).unwrap();
    pass_time(&ana, LONG);
    let middle = ana.adjust_quantity(line, 2).unwrap();
    let removed = ana.remove_item(other).unwrap();
    pass_time(&ana, LONG);
    let last = ana.set_note(line, None).unwrap();

    let anew = home.engine().cart(cart.id());
    for cart in [&cart, &anew] {
        let ana = cart.member("ana");
        let events = ana.blame(line).unwrap();
        assert_eq!(versions(&events), [line.0, 5, middle, last]);
        assert_eq!(notes_of(&events), ["hello", "bye"]);
        assert_eq!(versions(&ana.blame(other).unwrap()), [other.0, removed]);
        assert_eq!(ana.blame(LineId(5)).unwrap_err().code.name(), "line_not_found");
        assert_eq!(ana.blame(LineId(600)).unwrap_err().code.name(), "line_not_found");
        assert_eq!(notes_of(&ana.event(5).unwrap()), ["bye"]);
        assert_eq!(note_at(&ana, 4).as_deref(), Some("hello"));
        assert_eq!(note_at(&ana, 5).as_deref(), Some("bye"));
        assert_eq!(note_at(&ana, middle).as_deref(), Some("bye"));
        // Whoever may not see people sees no note, and no event about one.
        let lin = cart.member("lin");
        let events = lin.blame(line).unwrap();
        assert_eq!(versions(&events), [line.0, middle]);
        assert!(notes_of(&events).is_empty());
        assert_eq!(note_at(&lin, 4), None);
    }
}

/// The texts of the notes that events refer to.
fn notes_of(events: &Events) -> Vec<&str> {
    let notes = events.iter().filter_map(|one| match one.event {
        Event::ItemAdded { note, .. } | Event::NoteSet { note, .. } => note,
        _ => None,
    });
    notes.filter_map(|note| events.text(note)).collect()
}
