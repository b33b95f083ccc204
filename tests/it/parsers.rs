//! Every parser that outside bytes reach: whatever comes in, it answers and never panics; what it takes, it gives back
//! (the fuzz targets in `tests/fuzz` call the same functions).

mod all;
mod stored;

use std::sync::atomic::{AtomicUsize, Ordering};

use all::parse_all;
use cartpool::{CartId, Command, CommandId, Cursor, parse_amount};
use proptest::collection::vec;
use proptest::prelude::{any, prop, prop_assert_eq, proptest};
use stored::{Part, read_back};

const SEEDS: [&str; 24] = [
    "",
    "0",
    "1.42",
    "01.42",
    "1.042",
    "18446744073709551615.1",
    "4294967295.18446744073709551615",
    "4294967296.1",
    "-1.2",
    "+1.2",
    "4.50",
    "4,50",
    "1e3",
    ".5",
    "5.",
    "99999999999999999999999999999",
    "0.0000000000000000000000000001",
    "EUR",
    "eur",
    "XAU",
    "0190163d-8694-739b-aea5-966c26f8ad91",
    "0190163d-8694-439b-aea5-966c26f8ad91",
    "000102030405060708090a0b0c0d0e0f",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
];

#[test]
fn seeds_and_their_neighbours_are_answered() {
    for seed in SEEDS {
        parse_all(seed.as_bytes());
        for place in 0..seed.len() {
            for byte in [0, b'0', b'-', b'.', b'_', b'f', b'z', 0x7f, 0xff] {
                let mut bytes = seed.as_bytes().to_vec();
                bytes[place] = byte;
                parse_all(&bytes);
                bytes.truncate(place);
                parse_all(&bytes);
            }
        }
    }
}

#[test]
fn a_command_cut_or_flipped_anywhere_is_answered() {
    let command = Command::AddMember { member: "ana", role: "editor" };
    let encoded = command.encode();
    for place in 0..encoded.len() {
        parse_all(&encoded[..place]);
        for bit in 0..8 {
            let mut bytes = encoded.clone();
            bytes[place] ^= 1 << bit;
            parse_all(&bytes);
        }
    }
}

#[test]
fn a_command_that_claims_a_huge_list_is_refused_without_allocating_for_it() {
    // Tag of `define_role`, an empty name, and a length of 2^63 for the list that follows.
    let mut bytes = vec![12, 0];
    bytes.extend([0x80; 9]);
    bytes.push(1);
    assert!(Command::decode(&bytes).is_err());
    assert!(Command::decode(&vec![0; 65_537]).is_err());
}

/// How often this thread panics meanwhile, caught or not.
fn count_panics(run: impl FnOnce()) -> usize {
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let (here, before) = (std::thread::current().id(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == here {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(panic);
    }));
    run();
    PANICS.load(Ordering::SeqCst)
}

/// I43: what was cut or flipped anywhere is answered, and by the decoders themselves: none of them panics.
#[test]
fn a_stored_part_cut_or_flipped_anywhere_is_answered() {
    let panics = count_panics(|| {
        for part in Part::ALL {
            let genuine = part.genuine();
            assert!(genuine.len() > 10, "{part:?}");
            read_back(part, genuine);
            // About 400 places a part; the fuzz target gets to all of them.
            for place in (0..genuine.len()).step_by(genuine.len() / 400 + 1) {
                read_back(part, &genuine[..place]);
                let mut bytes = genuine.to_vec();
                bytes[place] ^= 1 << (place % 8);
                read_back(part, &bytes);
            }
        }
    });
    assert_eq!(panics, 0);
}

proptest! {
    #[test]
    fn any_stored_bytes_are_answered(part in 0..Part::ALL.len(), bytes in vec(any::<u8>(), 0..200)) {
        read_back(Part::ALL[part], &bytes);
    }

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..200)) {
        parse_all(&bytes);
    }

    #[test]
    fn any_text_of_the_right_letters_is_answered(text in "[0-9a-fA-F.-]{0,45}") {
        parse_all(text.as_bytes());
    }

    #[test]
    fn any_token_text_is_answered(text in "[A-Za-z0-9_-]{42,44}") {
        parse_all(text.as_bytes());
    }

    #[test]
    fn ids_and_cursors_survive_their_text(bits in any::<u128>(), now in 0u64..1 << 48, at in any::<(u32, u64)>()) {
        prop_assert_eq!(CartId(bits).to_string().parse::<CartId>(), Ok(CartId(bits)));
        let id = CommandId::from_parts(now, bits);
        prop_assert_eq!(id.to_string().parse::<CommandId>(), Ok(id));
        prop_assert_eq!(id.time_ms(), now);
        let cursor = Cursor { epoch: at.0, version: at.1 };
        prop_assert_eq!(cursor.to_string().parse::<Cursor>(), Ok(cursor));
    }

    #[test]
    fn an_amount_is_exact_or_refused(whole in 0u64..1_000_000_000, part in prop::option::of("[0-9]{1,9}")) {
        let text = part.map_or_else(|| whole.to_string(), |part| format!("{whole}.{part}"));
        prop_assert_eq!(parse_amount(&text).map(|amount| amount.to_string()), Ok(text));
    }
}
