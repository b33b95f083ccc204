//! Campaigns, and carts that pledge to them, as somebody with the file would forge them. Proves I32, I33 and I34 of the log.

use std::collections::BTreeSet;
use std::sync::Arc;

use cartpool::audit::{Audit, Breach, Subject, verify};
use cartpool::journal::{Entry, MemoryStore, Saved, Snapshot, Store, StreamKey};
use cartpool::{
    BillEvent, CampaignStatus, CampaignTerms, CampaignTier, Capability, CartId, Command, Decimal,
    Engine, Event, LineId, ManualClock, Member, MinorShare, NewCart, Options, PledgeCut,
    PriceChange, Seat,
};

use super::journal::{DAY_MS, START_MS, append, key};
use super::{ANA, HOST};

const CAMPAIGNS: u8 = 5;
/// The line that ana's cart has pledged.
const LINE: LineId = LineId(2);
const LOCKS_MS: u64 = START_MS + DAY_MS / 2;
const CLOSES_MS: u64 = START_MS + DAY_MS;

/// A sound journal to forge on: nine of honey pledged in ana's cart, of ten that the campaign wants.
struct Journal {
    store: MemoryStore,
    engine: Engine,
    cart: CartId,
}

fn terms() -> CampaignTerms {
    let tiers =
        [(10, 10), (20, 20)].map(|(from, off)| CampaignTier::percent(from, Decimal::from(off)));
    let terms = CampaignTerms::new("EUR", &["HONEY"], &tiers, CLOSES_MS).unwrap();
    CampaignTerms { locks_at_ms: Some(LOCKS_MS), member_max: Some(15), ..terms }
}

impl Journal {
    fn new() -> Self {
        let store = MemoryStore::new();
        let options = Options {
            store: Some(Arc::new(store.clone())),
            clock: Arc::new(ManualClock::at(START_MS)),
            ..Options::default()
        };
        let engine = Engine::open(options).unwrap();
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        engine.create_campaign("honey", &terms()).unwrap();
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        assert_eq!(cart.member("ana").pledge("honey", 9), Ok(LINE.0));
        Self { store, engine, cart: cart.id() }
    }

    /// Somebody else brings the campaign over its minimum; ana's cart has not heard of it. Answers with what it would hear.
    fn tip(&self) -> u64 {
        let cart = self.engine.create_cart(NewCart::new("ben", "EUR")).unwrap();
        cart.member("ben").pledge("honey", 1).unwrap();
        self.engine.campaign("honey").unwrap().moments.last().unwrap().version
    }

    fn write(&self, stream: StreamKey, events: u32, body: &[u8]) {
        let base = self.store.load(&stream).unwrap().map_or(0, |stored| {
            let tail = stored.tail.last().map(|(base, events, _)| base + u64::from(*events));
            tail.or(stored.snapshot.map(|snapshot| snapshot.version)).unwrap_or(0)
        });
        append(&self.store, &[Entry { stream, base, events, body, texts: vec![] }], &[]);
    }

    /// Writes events of the campaign.
    fn campaign(&self, events: &[Vec<u8>]) {
        let mut body = vec![u8::try_from(events.len()).unwrap()];
        body.extend(events.concat());
        self.write(honey(), u32::try_from(events.len()).unwrap(), &body);
    }

    /// Writes an event of ana's cart.
    fn cart(&self, after_ms: u64, cause: u32, event: &Event<'_>) {
        let record = postcard::to_allocvec(&(after_ms, cause, event)).unwrap();
        let body = postcard::to_allocvec(&(Vec::<u8>::new(), record.as_slice())).unwrap();
        self.write(key(self.cart), 1, &body);
    }
}

fn honey() -> StreamKey {
    StreamKey::new(CAMPAIGNS, b"honey")
}

/// Forges on a sound journal, and expects these findings and no others, also where it is read in parts.
fn expect(wanted: &[Breach], forge: impl FnOnce(&Journal)) {
    let journal = Journal::new();
    let before = verify(&journal.store, Audit::default()).unwrap();
    assert!(before.is_sound(), "{:#?}", before.findings);
    assert_eq!(before.campaigns, 1);
    forge(&journal);
    let wanted: BTreeSet<&str> = wanted.iter().map(|breach| breach.name()).collect();
    for bytes_max in [Audit::default().bytes_max, 1] {
        let report = verify(&journal.store, Audit { bytes_max, ..Audit::default() }).unwrap();
        let found: BTreeSet<&str> = report.findings.iter().map(|it| it.breach.name()).collect();
        assert_eq!(found, wanted, "{:#?}", report.findings);
        assert_eq!(report.campaigns, before.campaigns);
    }
}

/// What an entry of a campaign holds. This is how events lie in journals: it cannot change.
fn plain(tag: u8, at_ms: u64) -> Vec<u8> {
    postcard::to_allocvec(&(tag, at_ms)).unwrap()
}

fn expected(cart: CartId) -> Vec<u8> {
    postcard::to_allocvec(&(1_u8, START_MS, cart)).unwrap()
}

/// A line of ana's: how many it holds, and held.
fn observed(cart: CartId, version: u64, line: u32, quantity: u32, old_quantity: u32) -> Vec<u8> {
    // The first bytes of the id's SHA-256.
    let member = [0x24d4_b96f_u32, 0x58da_6d4a];
    let changes = vec![((line, quantity, member, 0_u16, Seat(0)), old_quantity)];
    postcard::to_allocvec(&(2_u8, START_MS, cart, version, changes)).unwrap()
}

const EXTENDED: u8 = 3;
const CLOSED: u8 = 5;
const ORDERED: u8 = 6;
const FAILED: u8 = 7;
const CANCELLED: u8 = 8;
const ASKED: u8 = 9;

/// The deadline passes, carts are asked, and this comes of it.
fn decided(tag: u8) -> [Vec<u8>; 2] {
    [plain(ASKED, CLOSES_MS), plain(tag, CLOSES_MS)]
}

#[test]
fn a_campaign_that_ends_twice_or_too_early_is_found() {
    let case = |wanted: &[Breach], events: &[Vec<u8>]| {
        expect(wanted, |journal| {
            journal.campaign(events);
            let report = verify(&journal.store, Audit::default()).unwrap();
            let position = journal.store.head().unwrap();
            let subject = Subject::Campaign("honey".into());
            for found in report.findings {
                assert_eq!((found.position, &found.subject), (position, &subject));
            }
        });
    };
    let asked = plain(ASKED, CLOSES_MS);
    case(&[], &[asked.clone(), plain(FAILED, CLOSES_MS)]);
    case(&[], &[plain(CANCELLED, START_MS)]);
    let early = Breach::DeadlineDoesNotFollow;
    case(&[early], &[plain(ASKED, CLOSES_MS - 1)]);
    case(&[early], &[asked.clone(), asked.clone()]);
    // Nobody was asked.
    case(&[early], &[plain(FAILED, CLOSES_MS)]);
    case(&[early], &[asked.clone(), plain(CLOSED, CLOSES_MS)]);
    let extended = postcard::to_allocvec(&(EXTENDED, CLOSES_MS, LOCKS_MS, CLOSES_MS + 1)).unwrap();
    case(&[early], &[asked.clone(), extended]);
    let over = Breach::CampaignIsDecided;
    case(&[over], &[plain(ORDERED, CLOSES_MS)]);
    let failed = decided(FAILED);
    let then = |tag| [&failed[..], &[plain(tag, CLOSES_MS)]].concat();
    case(&[over], &then(ORDERED));
    case(&[over], &then(FAILED));
    case(&[over], &then(CANCELLED));
    case(&[over], &then(ASKED));
    case(&[over], &[plain(CANCELLED, START_MS), plain(CANCELLED, START_MS)]);
    case(&[over], &[plain(CANCELLED, START_MS), expected(CartId(7))]);
    case(&[Breach::EventNotReadable], &[vec![10]]);
}

#[test]
fn a_campaign_that_tipped_fails_only_where_it_is_forged() {
    expect(&[], |journal| {
        journal.tip();
        journal.campaign(&decided(CLOSED));
        journal.campaign(&[plain(ORDERED, CLOSES_MS)]);
    });
    expect(&[Breach::DeadlineDoesNotFollow], |journal| {
        journal.tip();
        journal.campaign(&decided(FAILED));
    });
}

#[test]
fn terms_that_do_not_fit_together_are_found() {
    let created = |minimum: u64, price: &str| {
        let price: cartpool::Price = price.parse().unwrap();
        let skus = vec![("HONEY", price)];
        let tiers: Vec<(u64, Vec<cartpool::Price>)> = vec![(10, vec![price])];
        let bounds = (minimum, None::<u64>, None::<u32>, None::<u32>, None::<&str>);
        let times = (0_u64, LOCKS_MS, CLOSES_MS, 0_u8, 0_u64);
        let currency: cartpool::Currency = "EUR".parse().unwrap();
        let event = (0_u8, START_MS, currency, 0_u8, skus, tiers, bounds, times);
        [vec![1], postcard::to_allocvec(&event).unwrap()].concat()
    };
    let write = |journal: &Journal, id: &[u8], body: &[u8]| {
        journal.write(StreamKey::new(CAMPAIGNS, id), 1, body);
    };
    let check = |wanted: &[Breach], body: Vec<u8>| {
        let journal = Journal::new();
        write(&journal, b"wax", &body);
        let report = verify(&journal.store, Audit::default()).unwrap();
        let found: Vec<Breach> = report.findings.iter().map(|found| found.breach).collect();
        assert_eq!(found, wanted, "{:#?}", report.findings);
    };
    check(&[], created(1, "9.00"));
    check(&[Breach::CampaignTermsNotValid], created(0, "9.00"));
    check(&[Breach::CampaignTermsNotValid], created(1, "0.00000001"));
    // Made anew it would forget what carts pledged.
    let wanted = [Breach::FactDiffers, Breach::PledgesDiffer, Breach::TierDoesNotFollow];
    expect(&wanted, |journal| {
        write(journal, b"honey", &created(10, "9.00"));
    });
}

#[test]
fn pledges_that_no_cart_made_are_found() {
    let case = |wanted: &[Breach], events: &dyn Fn(CartId) -> Vec<Vec<u8>>| {
        expect(wanted, |journal| journal.campaign(&events(journal.cart)));
    };
    case(&[], &|_| vec![expected(CartId(7))]);
    case(&[Breach::FactDiffers], &|cart| vec![expected(cart)]);
    case(&[Breach::PledgesGoBack], &|cart| {
        vec![postcard::to_allocvec(&(2_u8, START_MS, cart, 2_u64, 0_u8)).unwrap()]
    });
    // Of a version that pledged nothing; more than was pledged; in a cart that is not there.
    case(&[Breach::PledgesDiffer], &|cart| {
        vec![postcard::to_allocvec(&(2_u8, START_MS, cart, 3_u64, 0_u8)).unwrap()]
    });
    case(&[Breach::PledgesDiffer], &|cart| vec![observed(cart, 3, 2, 12, 9)]);
    case(&[Breach::PledgesDiffer], &|_| vec![observed(CartId(7), 3, 2, 1, 0)]);
    // As if the line had held nothing: twelve would count, and three were pledged.
    case(&[Breach::PledgesDiffer, Breach::TierDoesNotFollow], &|cart| {
        vec![observed(cart, 3, 2, 3, 0)]
    });
    let over = |cart| [decided(FAILED).to_vec(), vec![observed(cart, 3, 2, 12, 9)]].concat();
    case(&[Breach::CampaignIsDecided, Breach::PledgesDiffer], &over);
    // A cart that pledges without being expected is not asked before the campaign is decided.
    expect(&[Breach::PledgesDiffer], |journal| {
        let engine = &journal.engine;
        let other = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().id();
        let record = postcard::to_allocvec(&(1_u64, ANA, pledged("9.00", 0, 1))).unwrap();
        let body = postcard::to_allocvec(&(Vec::<u8>::new(), record.as_slice())).unwrap();
        journal.write(key(other), 1, &body);
    });
}

fn pledged(unit_price: &str, tiers_reached: u32, quantity: u32) -> Event<'static> {
    Event::Pledged {
        campaign: "honey",
        sku: "HONEY".into(),
        quantity,
        unit_price: unit_price.parse().unwrap(),
        campaign_version: 1,
        status: CampaignStatus::Open,
        tiers_reached,
        locks_at_ms: LOCKS_MS,
    }
}

#[test]
fn a_pledge_without_the_right_to_pledge_is_found() {
    const SAM: u32 = 2;
    let sam = |journal: &Journal, capability| -> Member {
        let cart = journal.engine.cart(journal.cart);
        let role = Command::DefineRole {
            name: "guest",
            capabilities: vec![Capability::ViewItems, capability],
            money_cap: None,
            categories_allowed: vec![],
            categories_denied: vec![],
        };
        cart.system().commit(&role).unwrap();
        cart.system().add_member("sam", "guest").unwrap();
        cart.member("sam")
    };
    expect(&[], |journal| {
        let sam = sam(journal, Capability::Pledge);
        sam.pledge("honey", 1).unwrap();
        sam.pledge("honey", 1).unwrap();
    });
    expect(&[Breach::CapabilityMissing], |journal| {
        sam(journal, Capability::AddItems);
        journal.cart(1, SAM, &pledged("9.00", 0, 1));
    });
    // As if adding to ana's line.
    expect(&[Breach::CapabilityMissing], |journal| {
        sam(journal, Capability::AddItems);
        let already_in_cart = None;
        let event = Event::ItemIncreased { line: LINE, added: 1, quantity: 10, already_in_cart };
        journal.cart(1, SAM, &event);
    });
}

#[test]
fn a_pledge_that_the_campaign_would_not_take_is_found() {
    let case = |wanted: &[Breach], after_ms: u64, event: &Event<'_>| {
        expect(wanted, |journal| {
            journal.cart(after_ms, ANA, event);
            let report = verify(&journal.store, Audit::default()).unwrap();
            for found in report.findings {
                let place = (found.version, found.subject);
                assert_eq!(place, (3, Subject::Cart(journal.cart)));
            }
        });
    };
    case(&[], 1, &pledged("9.00", 0, 1));
    case(&[Breach::CampaignPriceDiffers], 1, &pledged("8.10", 0, 1));
    case(&[Breach::TierDoesNotFollow], 1, &pledged("8.10", 1, 1));
    case(&[Breach::PledgeNotTaken], 1, &pledged("9.00", 0, 16));
    case(&[Breach::PledgeNotTaken], DAY_MS, &pledged("9.00", 0, 1));
    let Event::Pledged { sku, quantity, unit_price, status, locks_at_ms, .. } =
        pledged("9.00", 0, 1)
    else {
        unreachable!()
    };
    let unknown = Event::Pledged {
        campaign: "wax",
        sku,
        quantity,
        unit_price,
        campaign_version: 1,
        status,
        tiers_reached: 0,
        locks_at_ms,
    };
    case(&[Breach::TierDoesNotFollow], 1, &unknown);
    let fewer = Event::QuantityAdjusted { line: LINE, delta: -1, quantity: 8 };
    case(&[], DAY_MS / 2 - 1, &fewer);
    case(&[Breach::PledgeNotTaken], DAY_MS / 2, &fewer);
    let gone = Event::ItemRemoved { line: LINE, old_quantity: 9 };
    case(&[], 1, &gone);
    case(&[Breach::PledgeNotTaken], DAY_MS, &gone);
    let more = Event::QuantityAdjusted { line: LINE, delta: 1, quantity: 10 };
    case(&[], DAY_MS - 1, &more);
    case(&[Breach::PledgeNotTaken], DAY_MS, &more);
    let shares = vec![MinorShare { member: Seat(0), minor: 8_100 }];
    let fixed = Event::Bill(BillEvent::BillFixed {
        total_minor: 8_100,
        shares,
        behind: vec![0],
        sharing: vec![Seat(0)],
        ledger_version: 0,
    });
    case(&[Breach::CampaignIsUndecided], 1, &fixed);
}

#[test]
fn a_price_that_tips_by_another_hand_is_found() {
    let price = |new: &str| PriceChange {
        line: LINE,
        old_unit_price: "9.00".parse().unwrap(),
        unit_price: new.parse().unwrap(),
    };
    let followed = |campaign_version, tiers_reached, changes, cuts| Event::CampaignFollowed {
        campaign: "honey",
        campaign_version,
        status: CampaignStatus::Tipped,
        tiers_reached,
        locks_at_ms: LOCKS_MS,
        changes,
        cuts,
    };
    let case = |wanted: &[Breach], cause: u32, event: &dyn Fn(u64) -> Event<'static>| {
        expect(wanted, |journal| {
            let news = journal.tip();
            journal.cart(1, cause, &event(news));
        });
    };
    let follow = |changes: Vec<PriceChange>, cuts: Vec<PledgeCut>| {
        move |news: u64| followed(news, 1, changes.clone(), cuts.clone())
    };
    case(&[], HOST, &follow(vec![price("8.10")], vec![]));
    case(&[Breach::ReservedForSystem], ANA, &follow(vec![price("8.10")], vec![]));
    case(&[Breach::CampaignPriceDiffers], HOST, &follow(vec![price("8.00")], vec![]));
    case(&[Breach::CampaignPriceDiffers], HOST, &follow(vec![], vec![]));
    let cut = PledgeCut { line: LINE, old_quantity: 9, quantity: 8 };
    case(&[Breach::CutDoesNotFollow], HOST, &follow(vec![price("8.10")], vec![cut]));
    case(&[Breach::TierDoesNotFollow], HOST, &|news| {
        followed(news, 2, vec![price("7.20")], vec![])
    });
    case(&[Breach::TierDoesNotFollow], HOST, &|news| {
        followed(news + 1, 1, vec![price("8.10")], vec![])
    });
    case(&[Breach::FactDiffers, Breach::TierDoesNotFollow], HOST, &|_| {
        followed(1, 1, vec![price("8.10")], vec![])
    });
    case(&[Breach::PriceNotListed], HOST, &|_| Event::Repriced {
        prices_version: 1,
        changes: vec![price("9.00")],
    });
    // What it grew by cost what the campaign asked no more.
    let increased =
        |_| Event::ItemIncreased { line: LINE, added: 1, quantity: 10, already_in_cart: None };
    case(&[Breach::CampaignPriceDiffers], ANA, &increased);
}

#[test]
fn what_is_saved_of_a_campaign_and_differs_from_the_log_is_found() {
    expect(&[Breach::SnapshotDiffers], |journal| {
        let other = Journal::new();
        other.tip();
        assert!(other.engine.drain(std::time::Duration::from_secs(5)));
        let saved = other.store.load(&honey()).unwrap().unwrap().snapshot.unwrap();
        let version = journal.engine.campaign("honey").unwrap().version;
        let snapshot = Snapshot { version, position: u64::MAX, body: saved.body };
        append(&journal.store, &[], &[Saved::Snapshot(honey(), snapshot)]);
    });
    expect(&[Breach::SnapshotNotReadable], |journal| {
        let version = journal.engine.campaign("honey").unwrap().version;
        let snapshot = Snapshot { version, position: u64::MAX, body: vec![1, 2, 3] };
        append(&journal.store, &[], &[Saved::Snapshot(honey(), snapshot)]);
    });
}
