//! Command ids where several streams or engines are involved, and where there is no cart yet. Proves I10, I11, I12 and I14
//! beside `vectors/retries.cart`.

use std::sync::Arc;

use cartpool::journal::{MemoryStore, Store};
use cartpool::{CartId, Command, CommandId, CommandOptions, Engine, ManualClock, Options, Preset};

const NOW_MS: u64 = 1_750_000_000_000;

/// An engine, and another on the same log, or the same one in memory.
fn pairs() -> [(Engine, Engine); 2] {
    let open = |store: Option<Arc<dyn Store>>| {
        let clock = Arc::new(ManualClock::at(NOW_MS));
        Engine::open(Options { store, clock, ..Options::default() }).unwrap()
    };
    let memory = open(None);
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    [(memory.clone(), memory), (open(Some(Arc::clone(&store))), open(Some(store)))]
}

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.unwrap_err().code.name()
}

const fn by_id(random: u128) -> CommandOptions {
    CommandOptions { command_id: Some(CommandId::from_parts(NOW_MS, random)), expect_version: None }
}

fn make(
    engine: &Engine,
    id: CartId,
    options: CommandOptions,
    owner: &str,
) -> cartpool::Result<u64> {
    let host = engine.cart(id).system().with(options);
    let (currency, preset) = ("EUR", Preset::Friends);
    host.commit(&Command::CreateCart { owner, currency, preset, title: None, purpose: None })
}

#[test]
fn a_cart_is_made_once_however_often_it_is_asked_for() {
    for (engine, other) in pairs() {
        let id = engine.new_cart_id();
        assert_eq!(make(&engine, id, by_id(1), "ana"), Ok(1));
        for retried in [&engine, &other] {
            assert_eq!(make(retried, id, by_id(1), "ana"), Ok(1), "by the same id");
            assert_eq!(code(make(retried, id, by_id(1), "ben")), "command_id_reused");
            assert_eq!(code(make(retried, id, by_id(2), "ana")), "cart_already_exists");
            let host = retried.cart(id).system().with(by_id(1));
            assert_eq!(code(host.rename_cart(Some("lunch"), None)), "command_id_reused");
        }
        assert_eq!(engine.cart(id).member("ana").version(), Ok(1));
    }
}

#[test]
fn a_cart_that_is_not_made_yet_is_at_version_0() {
    for (engine, _) in pairs() {
        let id = engine.new_cart_id();
        let at = |version| CommandOptions { command_id: None, expect_version: Some(version) };
        assert_eq!(code(make(&engine, id, at(7), "ana")), "version_conflict");
        assert_eq!(code(engine.cart(id).system().version()), "cart_not_found");
        let late = CommandId::from_parts(NOW_MS + 300_001, 1);
        let late = CommandOptions { command_id: Some(late), expect_version: None };
        assert_eq!(code(make(&engine, id, late, "ana")), "command_id_not_valid");
        assert_eq!(make(&engine, id, at(0), "ana"), Ok(1));
    }
}
