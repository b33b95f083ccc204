//! Commands from outside bytes, sent to an engine: it answers, and the cart stays whole.
#![no_main]

use std::sync::Arc;

use cartpool::{Command, Engine, ManualClock, NewCart, Options, SeededRandom};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let clock = Arc::new(ManualClock::at(1_750_000_000_000));
    let random = Arc::new(SeededRandom::new(1));
    let engine = Engine::open(Options { clock, random, ..Options::default() }).expect("opens");
    engine.set_price("TEA", "EUR", "4.50").expect("is a price");
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).expect("is a cart");
    cart.system().add_member("ben", "editor").expect("is a member");
    // Frames: who acts, how long the command is, the command.
    let mut rest = bytes;
    while let [who, len, tail @ ..] = rest {
        let (frame, tail) = tail.split_at(usize::from(*len).min(tail.len()));
        rest = tail;
        let Ok(command) = Command::decode(frame) else { continue };
        let member = match who % 3 {
            0 => cart.member("ana"),
            1 => cart.member("ben"),
            _ => cart.system(),
        };
        let _ = member.commit(&command);
    }
    cart.system().verify().expect("the cart is whole");
});
