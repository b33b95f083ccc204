//! What is done to a journal while its disk is watched: commands one after another, each of which can be told from its
//! effect, between openings, closings and others who come and go.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use cartpool::journal::{Durability, MemoryStore, SqliteStore, Store};
use cartpool::{
    CartId, Command, CommandId, CommandOptions, Cursor, Engine, Error, LineId, ManualClock,
    NewCart, Options, Preset, Principal, Result, SeededRandom,
};

use super::Disk;

/// How many commands there are. The first sets a price, the second makes the cart, and each moves the cart by one version.
pub(crate) const COMMANDS: usize = 32;
/// Each part is done by an engine of its own.
const PARTS: [std::ops::Range<usize>; 3] = [0..12, 12..24, 24..COMMANDS];
const CART: CartId = CartId(0xca47);
const NOW_MS: u64 = 1_750_000_000_000;

/// How far an errand came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// So many commands were answered.
    pub(crate) answered: usize,
    /// Why no more were.
    pub(crate) refusal: Option<Error>,
}

/// Does the whole errand, or as far as it goes; whoever is refused is looked at by `look` before their engine goes.
pub(crate) fn run(
    path: &Path,
    durability: Durability,
    disk: &Disk,
    look: &mut dyn FnMut(&Engine, Ran),
) -> Ran {
    let mut ran = Ran { answered: 0, refusal: None };
    for part in PARTS {
        let engine = match SqliteStore::open(path, durability).map_err(Error::from) {
            Ok(store) => engine_on(Arc::new(store)),
            Err(refusal) => Err(refusal),
        };
        let engine = match engine {
            Ok(engine) => engine,
            Err(refusal) => return Ran { refusal: Some(refusal), ..ran },
        };
        let middle = part.start + part.len() / 2;
        for number in part {
            match command(&engine, number) {
                Ok(_) => ran.answered = number + 1,
                Err(refusal) => {
                    ran.refusal = Some(refusal);
                    look(&engine, ran);
                    return ran;
                }
            }
            disk.answered(ran.answered);
            if number == middle
                && let Ok(other) = SqliteStore::open(path, durability)
            {
                // Closing, it carries the write-ahead log over, which then begins anew.
                other.close();
            }
        }
        engine.close();
    }
    ran
}

/// Does the first commands of the errand.
pub(crate) fn begin(engine: &Engine, commands: usize) {
    assert!((0..commands).all(|number| command(engine, number) == Ok(number as u64)));
}

pub(crate) fn engine_on(store: Arc<dyn Store>) -> Result<Engine> {
    Engine::open(Options {
        store: Some(store),
        clock: Arc::new(ManualClock::at(NOW_MS)),
        random: Arc::new(SeededRandom::new(1)),
        ..Options::default()
    })
}

/// Does the command with this number, or finds that it was done.
fn command(engine: &Engine, number: usize) -> Result<u64> {
    let command_id = Some(CommandId::from_parts(NOW_MS, number as u128));
    let options = CommandOptions { command_id, ..CommandOptions::default() };
    let ana = engine.cart(CART).member("ana").with(options);
    match number {
        0 => engine.set_price("TEA", "EUR", "4.50").map(|_| 0),
        1 => {
            let NewCart { owner, currency, title, purpose, .. } = NewCart::new("ana", "EUR");
            let preset = Preset::Friends;
            let create = Command::CreateCart { owner, currency, preset, title, purpose };
            match ana.version() {
                Ok(_) => Ok(1),
                Err(_) => engine.commit(CART, Principal::System, &create),
            }
        }
        // A text beside the log, now and then a long one.
        _ if number % 4 == 3 => ana.set_note(
            LineId(2),
            Some(&format!("note {number} ").repeat(1 + 100 * (number % 3) / 2)),
        ),
        _ if number % 4 == 1 => ana.rename_cart(Some(&format!("lunch {number}")), None),
        _ => ana.add_item("TEA", u32::try_from(number).unwrap()),
    }
}

/// Everything that happened in the cart, as anybody is told.
pub(crate) fn feed(engine: &Engine) -> Vec<String> {
    let Ok(page) = engine.cart(CART).system().events_since(Cursor::START) else {
        return Vec::new();
    };
    page.events().iter().map(|event| format!("{event:?}")).collect()
}

/// What a cursor of this life of the log is told: whether it starts over.
pub(crate) fn starts_over(engine: &Engine, cursor: Cursor) -> bool {
    let page = engine.cart(CART).system().events_since(cursor);
    page.is_ok_and(|page| matches!(page.body, cartpool::PageBody::Reset(_)))
}

/// The feed of the whole errand.
fn whole() -> &'static [String] {
    static WHOLE: OnceLock<Vec<String>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let engine = engine_on(Arc::new(MemoryStore::new())).unwrap();
        begin(&engine, COMMANDS);
        assert_eq!(feed(&engine).len(), COMMANDS - 1);
        feed(&engine)
    })
}

/// Holds an engine to what was answered: that is there, nothing else is, and what is sent again has one effect. Answers with
/// how many commands had theirs.
pub(crate) fn finish(engine: &Engine, answered: usize, story: &str) -> usize {
    let found = feed(engine);
    assert!(whole().starts_with(&found), "{story}: what is there never happened: {found:?}");
    let has_price = engine.price("TEA", "EUR").is_ok();
    let done = if has_price { found.len() + 1 } else { 0 };
    assert!(
        has_price || found.is_empty(),
        "{story}: an earlier command is lost and a later one kept"
    );
    assert!(done >= answered, "{story}: {answered} commands were answered, and {done} are there");
    for number in 0..COMMANDS {
        let version = command(engine, number);
        assert_eq!(version, Ok(number as u64), "{story}: command {number} is sent again");
    }
    assert_eq!(feed(engine), whole(), "{story}: after everything was sent again");
    engine.cart(CART).system().verify().unwrap();
    done
}

/// Holds an engine whose write failed to its word: nothing more is taken, reads go on.
pub(crate) fn require_stopped(engine: &Engine, ran: Ran, story: &str) {
    let found = feed(engine);
    assert!(whole().starts_with(&found), "{story}: what is read never happened: {found:?}");
    assert!(found.len() + 1 >= ran.answered, "{story}: an answered command is not read");
    for number in ran.answered..(ran.answered + 3).min(COMMANDS) {
        let answer = command(engine, number).map_err(|error| error.code.name());
        assert_eq!(answer, Err("storage_failed"), "{story}: something was taken after a failure");
    }
    assert!(!engine.health().is_writable, "{story}");
    assert_eq!(feed(engine), found, "{story}: a refused command shows");
}
