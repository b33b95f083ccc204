//! A sound journal, and a pen for whoever forges on it.

use std::sync::Arc;
use std::time::Duration;

use cartpool::journal::{Entry, MemoryStore, Saved, Snapshot, Store, StreamKey};
use cartpool::{
    Capability, Cart, CartId, Command, Engine, Event, ManualClock, NewCart, Options, Prices,
};

use super::TEA;

pub(super) const CARTS: u8 = 1;
pub(super) const SKUS: u8 = 2;
pub(super) const START_MS: u64 = 1_750_000_000_000;
pub(super) const DAY_MS: u64 = 86_400_000;

/// A sound journal to forge on: a price list, one cart, six people, two lines.
pub(super) struct Journal {
    pub(super) store: MemoryStore,
    pub(super) cart: Cart,
}

impl Journal {
    pub(super) fn new() -> Self {
        let store = MemoryStore::new();
        let options = Options {
            store: Some(Arc::new(store.clone())),
            clock: Arc::new(ManualClock::at(START_MS)),
            prices: Prices::Caller,
            ..Options::default()
        };
        let engine = Engine::open(options).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        engine.set_price("PIE", "EUR", "3.00").unwrap();
        engine.set_category("TEA", Some("drinks")).unwrap();
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let ana = cart.member("ana");
        let seats = [Capability::ViewItems, Capability::ManageMembers, Capability::InviteMembers];
        define(&cart, "usher", &seats, None, &[]);
        let adds = [Capability::ViewItems, Capability::AddItems, Capability::EditOwnLines];
        define(&cart, "thirsty", &adds, Some("10.00"), &["drinks"]);
        let people = [
            ("ben", "editor"),
            ("cem", "viewer"),
            ("dan", "editor"),
            ("eve", "usher"),
            ("fay", "thirsty"),
        ];
        for (name, role) in people {
            ana.add_member(name, role).unwrap();
        }
        ana.remove_member("dan").unwrap();
        assert_eq!(ana.add_item("TEA", 2).unwrap(), TEA.0);
        cart.member("ben").add_item("PIE", 1).unwrap();
        Self { store, cart }
    }

    pub(super) fn id(&self) -> CartId {
        self.cart.id()
    }

    pub(super) fn version(&self) -> u64 {
        self.store.load(&key(self.id())).unwrap().map_or(0, |stored| {
            let tail = stored.tail.last().map(|(base, events, _)| base + u64::from(*events));
            tail.or(stored.snapshot.map(|snapshot| snapshot.version)).unwrap_or(0)
        })
    }

    /// Writes an event as somebody with the file would.
    pub(super) fn forge(&self, cause: u32, event: &Event<'_>) {
        self.forge_at(1, cause, event);
    }

    pub(super) fn forge_at(&self, after_ms: u64, cause: u32, event: &Event<'_>) {
        let record = postcard::to_allocvec(&(after_ms, cause, event)).unwrap();
        self.write(1, &record, Vec::new());
    }

    pub(super) fn write(&self, events: u32, records: &[u8], texts: Vec<(u64, &str)>) {
        let outcomes: Vec<u8> = Vec::new();
        let body = postcard::to_allocvec(&(outcomes, records)).unwrap();
        let (stream, base) = (key(self.id()), self.version());
        append(&self.store, &[Entry { stream, base, events, body: &body, texts }], &[]);
    }

    pub(super) fn save(&self, stream: StreamKey, version: u64, body: Vec<u8>) {
        let snapshot = Snapshot { version, position: u64::MAX, body };
        append(&self.store, &[], &[Saved::Snapshot(stream, snapshot)]);
    }
}

fn define(
    cart: &Cart,
    name: &str,
    capabilities: &[Capability],
    money_cap: Option<&str>,
    categories_allowed: &[&str],
) {
    let command = Command::DefineRole {
        name,
        capabilities: capabilities.to_vec(),
        money_cap: money_cap.map(|cap| cartpool::parse_amount(cap).unwrap()),
        categories_allowed: categories_allowed.to_vec(),
        categories_denied: Vec::new(),
    };
    cart.member("ana").commit(&command).unwrap();
}

pub(super) fn key(id: CartId) -> StreamKey {
    StreamKey::new(CARTS, &id.0.to_be_bytes())
}

pub(super) fn append(store: &MemoryStore, entries: &[Entry<'_>], saved: &[Saved]) {
    let turn = store.turn(Duration::from_secs(1)).unwrap();
    turn.append(entries, saved).unwrap();
}
