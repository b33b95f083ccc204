//! Bytes as what a store gives back: shared with the fuzz targets. Checksums keep such bytes away from an engine; a store of
//! somebody else's may have none, and even then an engine answers.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use cartpool::journal::{Block, Entry, MemoryStore, Saved, Snapshot, Store, StreamKey};
use cartpool::{
    BillCommand, CampaignTerms, CampaignTier, CartId, Command, CommandId, CommandOptions,
    CouponTerms, Cursor, Decimal, Engine, ItemOption, LineId, ManualClock, NewCart, Options,
    SeededRandom, Token,
};

/// The kinds of streams; frozen.
const CARTS: u8 = 1;
const SKUS: u8 = 2;
const COUPONS: u8 = 3;
const LEDGERS: u8 = 4;
const CAMPAIGNS: u8 = 5;

/// What a cart says of ana and ben, as a ledger's entry keeps it: one event, at a time, of a cart at a version.
const OBSERVED: &[u8] =
    &[1, 0, 5, 7, 3, 2, 3, b'a', b'n', b'a', 10, 2, 3, b'b', b'e', b'n', 9, 1, 0];

/// As what the bytes are handed to the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What was appended to a cart after its creation.
    Entry,
    /// A cart's snapshot.
    Snapshot,
    /// A sealed run of a cart's events.
    Block,
    /// What was appended to a SKU.
    Sku,
    /// What was appended to a coupon.
    Coupon,
    /// A coupon's snapshot.
    CouponSnapshot,
    /// What was appended to a group's ledger.
    Ledger,
    /// A ledger's snapshot.
    LedgerSnapshot,
    /// What was appended to a campaign.
    Campaign,
    /// A campaign's snapshot.
    CampaignSnapshot,
}

impl Part {
    pub(crate) const ALL: [Self; 10] = [
        Self::Entry,
        Self::Snapshot,
        Self::Block,
        Self::Sku,
        Self::Coupon,
        Self::CouponSnapshot,
        Self::Ledger,
        Self::LedgerSnapshot,
        Self::Campaign,
        Self::CampaignSnapshot,
    ];

    /// The bytes that an engine itself wrote as this.
    pub(crate) fn genuine(self) -> &'static [u8] {
        let log = Genuine::log();
        match self {
            Self::Entry => &log.entry,
            Self::Snapshot => &log.snapshot.body,
            Self::Block => &log.block.body,
            Self::Sku => &log.sku,
            Self::Coupon => &log.coupon.0,
            Self::CouponSnapshot => &log.coupon.1,
            Self::Ledger => OBSERVED,
            Self::LedgerSnapshot => &log.ledger,
            Self::Campaign => &log.campaign.0,
            Self::CampaignSnapshot => &log.campaign.1,
        }
    }
}

/// A cart as an engine wrote it, with something of everything in it.
struct Genuine {
    cart: CartId,
    creation: Vec<u8>,
    entry: Vec<u8>,
    snapshot: Snapshot,
    block: Block,
    sku: Vec<u8>,
    /// An entry and a snapshot.
    coupon: (Vec<u8>, Vec<u8>),
    ledger: Vec<u8>,
    /// An entry with all events, and a snapshot.
    campaign: (Vec<u8>, Vec<u8>),
}

impl Genuine {
    fn log() -> &'static Self {
        static LOG: OnceLock<Genuine> = OnceLock::new();
        LOG.get_or_init(|| Self::write().expect("a cart with something of everything"))
    }

    fn write() -> Result<Self, Box<dyn std::error::Error>> {
        let store = MemoryStore::new();
        let engine = open(&store)?;
        engine.set_price("TEA", "EUR", "4.50")?;
        engine.set_category("TEA", Some("drinks"))?;
        let cart = engine.create_cart(NewCart::new("ana", "EUR"))?;
        let ana = cart.member("ana");
        let key = StreamKey::new(CARTS, &id_bytes(cart.id()));
        let creation = store.load(&key)?.and_then(|stored| stored.tail.into_iter().next());
        let (.., creation) = creation.ok_or("a creation")?;
        furnish(&engine, &ana)?;
        let campaign = pledge(&engine, &store, cart.id())?;
        let (coupon, ledger) = (coupon_key(), ledger_key());
        engine.define_coupon("TEA10", terms())?;
        append(&store, &[entry(ledger.clone(), 0, 1, OBSERVED)], &[]);
        let defined = store.load(&coupon)?.and_then(|stored| stored.tail.into_iter().next());
        let (.., defined) = defined.ok_or("a definition")?;
        pay(&engine)?;
        let entry = store.load(&key)?.ok_or("a cart")?.tail;
        let entry =
            entry.into_iter().map(|(.., body)| body).max_by_key(Vec::len).ok_or("an entry")?;
        for _ in 0..300 {
            ana.add_item("TEA", 1)?;
        }
        engine.drain(Duration::from_secs(60));
        let snapshot = store.load(&key)?.and_then(|stored| stored.snapshot).ok_or("a snapshot")?;
        let block = store.block(&key, 0)?.ok_or("a block")?;
        let sku = store.load(&StreamKey::new(SKUS, b"TEA"))?.ok_or("a SKU")?;
        let sku = sku.snapshot.ok_or("a SKU's snapshot")?.body;
        let snapshot_of = |key: &StreamKey| store.load(key).ok().flatten()?.snapshot;
        let coupon = (defined, snapshot_of(&coupon).ok_or("a coupon's snapshot")?.body);
        let ledger = snapshot_of(&ledger).ok_or("a ledger's snapshot")?.body;
        let saved = snapshot_of(&campaign_key()).ok_or("a campaign's snapshot")?.body;
        let (cart, campaign) = (cart.id(), (campaign, saved));
        Ok(Self { cart, creation, entry, snapshot, block, sku, coupon, ledger, campaign })
    }
}

/// Pledges more than a campaign takes; answers with what happened to it, as one entry.
fn pledge(
    engine: &Engine,
    store: &MemoryStore,
    cart: CartId,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    engine.create_campaign("honey", &campaign_terms())?;
    for (name, quantity) in [("ana", 4), ("ben", 3)] {
        engine.cart(cart).member(name).pledge("honey", quantity)?;
    }
    let tail = store.load(&campaign_key())?.ok_or("a campaign")?.tail;
    let mut body = vec![u8::try_from(tail.len())?];
    for (.., one) in &tail {
        body.extend(&one[1..]);
    }
    Ok(body)
}

fn campaign_terms() -> CampaignTerms {
    let tiers =
        [(3, 10), (5, 20)].map(|(from, off)| CampaignTier::percent(from, Decimal::from(off)));
    let terms = CampaignTerms::new("EUR", &["TEA"], &tiers, 1_750_000_100_000).unwrap();
    CampaignTerms { maximum: Some(5), member_max: Some(4), leader: Some("ana".into()), ..terms }
}

fn coupon_key() -> StreamKey {
    StreamKey::new(COUPONS, b"TEA10")
}

fn ledger_key() -> StreamKey {
    StreamKey::new(LEDGERS, b"EURfamily")
}

fn campaign_key() -> StreamKey {
    StreamKey::new(CAMPAIGNS, b"honey")
}

fn terms() -> CouponTerms {
    let discount = BillCommand::AddDiscount {
        percent: Some(Decimal::TEN),
        amount: None,
        tiers: Vec::new(),
        buy: None,
        get: None,
        skus: Vec::new(),
        label: None,
        exclusive: false,
        priority: None,
    };
    let terms = CouponTerms::new("EUR", &discount).unwrap();
    let valid_from_ms = Some(1);
    CouponTerms { uses_max: Some(300), member_uses_max: Some(2), valid_from_ms, ..terms }
}

fn pay(engine: &Engine) -> cartpool::Result<u64> {
    let command_id = Some(CommandId::from_parts(engine.now_ms(), 2));
    let options = CommandOptions { command_id, ..CommandOptions::default() };
    engine.record_transfer("family", "EUR", "ben", "ana", "0.01", &options)
}

/// Gives a cart notes, options, roles, an invitation, a lock, an offer and a remembered command id.
fn furnish(engine: &Engine, ana: &cartpool::Member) -> cartpool::Result<()> {
    ana.batch(&[
        Command::AddMember { member: "ben", role: "editor" },
        Command::AddItem {
            sku: "TEA",
            quantity: 2,
            unit_price: None,
            options: vec![ItemOption { key: "milk", value: "oat" }],
            note: Some("two sugars"),
            beneficiaries: vec!["ben"],
            separate: true,
        },
        Command::OfferOwnership { member: "ben" },
    ])?;
    let token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse::<Token>()?;
    ana.invite(token.hash(), "viewer")?;
    let command_id = Some(CommandId::from_parts(engine.now_ms(), 1));
    ana.with(CommandOptions { command_id, ..CommandOptions::default() }).add_item("TEA", 1)?;
    Ok(())
}

fn open(store: &MemoryStore) -> cartpool::Result<Engine> {
    let clock = Arc::new(ManualClock::at(1_750_000_000_000));
    let random = Arc::new(SeededRandom::new(1));
    let store = Some(Arc::new(store.clone()) as Arc<dyn Store>);
    Engine::open(Options { store, clock, random, ..Options::default() })
}

/// What a fuzzer is handed: the first byte says as what, and whether the rest is that or edits what is genuine, three bytes a
/// place: where, and what is there instead.
#[allow(dead_code, reason = "the tests name the part")]
pub(crate) fn read_any(bytes: &[u8]) {
    let Some((how, rest)) = bytes.split_first() else { return };
    let part = Part::ALL[usize::from(*how) % Part::ALL.len()];
    if how & 0x80 == 0 {
        return read_back(part, rest);
    }
    let mut body = part.genuine().to_vec();
    for edit in rest.chunks_exact(3) {
        let place = usize::from(u16::from_be_bytes([edit[0], edit[1]])) % body.len();
        body[place] = edit[2];
    }
    read_back(part, &body);
}

/// Opens an engine on a store that holds these bytes, and asks it for everything.
pub(crate) fn read_back(part: Part, body: &[u8]) {
    let store = MemoryStore::new();
    fill(&store, part, body);
    let Ok(engine) = open(&store) else { return };
    let cart = engine.cart(Genuine::log().cart);
    for member in [cart.system(), cart.member("ana")] {
        let _ = (member.view(), member.total(), member.events_since(Cursor::START));
        let _ = (member.view_at(1), member.event(1), member.blame(LineId(2)));
        let _ = (member.add_item("TEA", 1), member.remove_item(LineId(3)), member.verify());
    }
    let _ = engine.price("TEA", "EUR");
    let _ = (engine.coupon("TEA10"), engine.define_coupon("TEA10", terms()));
    let _ = (engine.ledger("family", "EUR"), pay(&engine));
    let _ = (engine.campaign("honey"), engine.campaign_list("honey"));
    let _ = (engine.create_campaign("honey", &campaign_terms()), engine.sweep(10));
    for name in ["ana", "ben"] {
        let member = cart.member(name);
        let _ = (member.campaign("honey"), member.pledge("honey", 1), member.leave());
    }
    let _ = (engine.cancel_campaign("honey"), engine.sweep(10));
    engine.drain(Duration::ZERO);
}

/// A log like the genuine one, with these bytes in the place of one part.
fn fill(store: &MemoryStore, part: Part, body: &[u8]) {
    let log = Genuine::log();
    let of = |kind: Part, genuine: &'static [u8]| if part == kind { body } else { genuine };
    let cart = StreamKey::new(CARTS, &id_bytes(log.cart));
    let sku = entry(StreamKey::new(SKUS, b"TEA"), 0, 1, of(Part::Sku, &log.sku));
    let coupon = entry(coupon_key(), 0, 1, of(Part::Coupon, &log.coupon.0));
    let ledger = entry(ledger_key(), 0, 1, of(Part::Ledger, OBSERVED));
    append(store, &[sku, entry(cart.clone(), 0, 1, &log.creation), coupon, ledger], &[]);
    let events = u32::from(log.campaign.0[0]);
    append(store, &[entry(campaign_key(), 0, events, of(Part::Campaign, &log.campaign.0))], &[]);
    if part == Part::CampaignSnapshot {
        save(store, campaign_key(), events.into(), body);
    }
    if part == Part::CouponSnapshot {
        save(store, coupon_key(), 1, body);
    }
    if part == Part::LedgerSnapshot {
        save(store, ledger_key(), 1, body);
    }
    if part == Part::Entry {
        return append(store, &[entry(cart, 1, 1, body)], &[]);
    }
    let events = u32::try_from(log.snapshot.version - 1).expect("a short history");
    let (version, position) = (log.snapshot.version, u64::MAX);
    let snapshot = of(Part::Snapshot, &log.snapshot.body).to_vec();
    let block = of(Part::Block, &log.block.body).to_vec();
    let saved = [
        Saved::Snapshot(cart.clone(), Snapshot { version, position, body: snapshot }),
        Saved::Block(cart.clone(), Block { base: log.block.base, body: block }),
    ];
    append(store, &[entry(cart, 1, events, &log.entry)], &saved);
}

fn save(store: &MemoryStore, key: StreamKey, version: u64, body: &[u8]) {
    let snapshot = Snapshot { version, position: u64::MAX, body: body.to_vec() };
    append(store, &[], &[Saved::Snapshot(key, snapshot)]);
}

fn append(store: &MemoryStore, entries: &[Entry<'_>], saved: &[Saved]) {
    let turn = store.turn(Duration::ZERO).expect("nobody else has the turn");
    turn.append(entries, saved).expect("the versions are the expected ones");
}

fn id_bytes(id: CartId) -> [u8; 16] {
    u128::from_str_radix(&id.to_string(), 16).expect("an id is hexadecimal").to_be_bytes()
}

fn entry(stream: StreamKey, base: u64, events: u32, body: &[u8]) -> Entry<'_> {
    Entry { stream, base, events, body, texts: Vec::new() }
}
