//! A cart's past: what its notes were and who changed its lines, and what of that takes room.

use cartpool::{Cart, Command, Engine, LineId, Member, NewCart};

use crate::shared::{Home, homes};

/// More events than a cart keeps in memory.
const LONG: u64 = 1_500;

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

/// Notes of 4,000 bytes, each other than the one before.
fn long_note(number: usize) -> String {
    ["😀", "😁"][number % 2].repeat(1_000)
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
    ana.add_item("PIE", 1).unwrap();
    anew.add_item("JAM", 1).unwrap();
    anew.fix_bill().unwrap();
}
