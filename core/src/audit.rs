//! The audit: re-derives versions, permissions and money from the log alone, and holds what is kept beside it against that.
//!
//! It shares the fold over events (`apply`) with the engine and nothing else: who might do what, and what a
//! price had to be, is derived here a second time, from the events and not from the rules that decided them.

mod accounts;
mod bill;
mod campaigns;
mod coupons;
mod fold;
mod kept;
mod ledgers;
mod lines;
mod people;
mod pledges;
mod report;
mod rights;
mod skus;

use core::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::error::Result;
use crate::id::CartId;
use crate::journal::{Store, StoreError};
use crate::state::campaign::CampaignState;
use crate::state::coupon::CouponState;
use crate::state::ledger::LedgerState;

pub use report::{Breach, Finding, Report, Subject};

use accounts::Logged;
use fold::Cart;
use skus::Skus;

/// How a journal is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Whether a price that a caller gave is a finding: the engines of this journal take prices from the list only.
    pub wants_listed_prices: bool,
    /// About how many bytes carts, coupons and ledgers may take at a time. A journal with more is read through several times;
    /// each time all its campaigns are followed.
    pub bytes_max: u64,
    /// At most so many findings are told one by one; the others are counted.
    pub findings_max: u32,
}

impl Default for Audit {
    fn default() -> Self {
        Self { wants_listed_prices: false, bytes_max: 512 << 20, findings_max: 1_000 }
    }
}

/// Verifies everything a store keeps, and changes nothing.
///
/// Every frame is read in order. For each cart: versions are 1, 2, 3, …; every event follows from the cart as it was, and
/// its actor had the right it needed; prices are those of the price list at that moment; totals are the recounted sums.
/// What is saved beside the log (snapshots, sealed blocks, texts) is then held against what the log gave. Others may append
/// meanwhile. For each coupon: no more uses than its terms allowed, in all and by one member; for each ledger: what it was told
/// sums to zero. For each campaign: what it reached is recounted from its pledges, it tipped just then, it was decided once
/// and by its deadline, and it holds what carts pledged, who pay its price. Memory is bounded by [`Audit::bytes_max`],
/// whatever the number of carts, and by what campaigns hold.
///
/// # Errors
/// What the store answers where it cannot be read. Damage is a finding, not an error.
///
/// # Examples
/// ```
/// use std::sync::Arc;
///
/// use cartpool::audit::{Audit, verify};
/// use cartpool::journal::MemoryStore;
/// use cartpool::{Engine, NewCart, Options};
///
/// let store = MemoryStore::new();
/// let options = Options { store: Some(Arc::new(store.clone())), ..Options::default() };
/// Engine::open(options)?.create_cart(NewCart::new("ana", "EUR"))?;
///
/// let report = verify(&store, Audit::default())?;
/// assert!(report.is_sound());
/// assert_eq!((report.carts, report.events), (1, 1));
/// # Ok::<(), cartpool::Error>(())
/// ```
pub fn verify(store: &dyn Store, audit: Audit) -> Result<Report> {
    let mut report = Report::default();
    // Taken before the frames are read: what it knows of must be there.
    let told = match store.head() {
        Err(StoreError::Damaged { position }) => {
            report.find(audit, Breach::BellIsDamaged, position, Subject::Log, 0);
            0
        }
        told => told?,
    };
    let mut parts = vec![Part::ALL];
    while let Some(part) = parts.pop() {
        let is_first = report.passes == 0;
        report.passes += 1;
        let mut pass = Pass::new(store, audit, part, is_first);
        let is_whole = pass.run(&mut parts, told)?;
        pass.close(&mut report);
        if !is_whole {
            // What lies behind the damage cannot be vouched for, in this part or another.
            break;
        }
    }
    report.findings.sort_by_key(|finding| finding.position);
    Ok(report)
}

/// Some of the carts, coupons and ledgers: those whose hash begins with these bits.
#[derive(Clone, Copy, Debug)]
struct Part {
    bits: u32,
    prefix: u64,
}

impl Part {
    const ALL: Self = Self { bits: 0, prefix: 0 };

    fn holds<K: Hash + ?Sized>(self, key: &K) -> bool {
        let hash = FixedState::with_seed(0).hash_one(key);
        self.bits == 0 || hash >> (u64::BITS - self.bits) == self.prefix
    }

    /// The two halves.
    const fn split(self) -> [Self; 2] {
        let (bits, prefix) = (self.bits + 1, self.prefix << 1);
        [Self { bits, prefix }, Self { bits, prefix: prefix | 1 }]
    }
}

/// One reading of the log, for some of the carts.
struct Pass<'a> {
    store: &'a dyn Store,
    audit: Audit,
    part: Part,
    /// Whether this one also looks after what is no cart's.
    is_first: bool,
    skus: Skus,
    carts: HashMap<CartId, Cart, FixedState>,
    coupons: Logged<CouponState>,
    ledgers: Logged<LedgerState>,
    campaigns: Logged<CampaignState>,
    bytes: u64,
    /// The last frame that was read.
    position: u64,
    frames: u64,
    found: Report,
}

impl<'a> Pass<'a> {
    fn new(store: &'a dyn Store, audit: Audit, part: Part, is_first: bool) -> Self {
        Self {
            store,
            audit,
            part,
            is_first,
            skus: Skus::default(),
            carts: HashMap::default(),
            coupons: Logged::default(),
            ledgers: Logged::default(),
            campaigns: Logged::default(),
            bytes: 0,
            position: 0,
            frames: 0,
            found: Report::default(),
        }
    }

    /// Reads the log and then what is kept beside it. Parts that are left for later go into `later`; answers whether the log
    /// could be read to its end.
    fn run(&mut self, later: &mut Vec<Part>, told: u64) -> Result<bool, StoreError> {
        if !self.read(later)? {
            return Ok(false);
        }
        if self.is_first && self.position < told {
            self.find(Breach::TailIsMissing, self.position + 1, Subject::Log, 0);
        }
        self.compare_skus()?;
        self.compare_carts(later)?;
        self.compare_accounts()?;
        self.compare_pledges();
        Ok(true)
    }

    /// Reads on to the end of the log; answers whether that could be done.
    fn read(&mut self, later: &mut Vec<Part>) -> Result<bool, StoreError> {
        let store = self.store;
        let read = store.frames(self.position, &mut |frame| self.take(&frame, later));
        match read {
            Ok(_) => Ok(true),
            Err(StoreError::Damaged { position }) => {
                if self.is_first {
                    self.find(Breach::LogIsDamaged, position, Subject::Log, 0);
                }
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Leaves half of the carts for later where they take too much.
    fn make_room(&mut self, later: &mut Vec<Part>) {
        const BITS_MAX: u32 = 32;
        while self.bytes > self.audit.bytes_max && self.part.bits < BITS_MAX {
            let [part, other] = self.part.split();
            later.push(other);
            self.part = part;
            self.carts.retain(|id, _| part.holds(id));
            let accounts = self.retain_accounts(part);
            self.bytes = self.carts.values().map(Cart::bytes).sum::<u64>() + accounts;
            self.found.forget(|subject| subject.is_left_by(part));
        }
    }

    fn find(&mut self, breach: Breach, position: u64, subject: Subject, version: u64) {
        self.found.find(self.audit, breach, position, subject, version);
    }

    /// Adds what this reading came to.
    fn close(self, report: &mut Report) {
        if self.is_first {
            report.frames = self.frames;
            report.position = self.position;
            report.skus = self.skus.listed();
            report.campaigns = self.campaigns.len() as u64;
        }
        report.coupons += self.coupons.len() as u64;
        report.ledgers += self.ledgers.len() as u64;
        for cart in self.carts.values() {
            report.carts += 1;
            cart.count(report);
        }
        report.add(self.audit, self.found);
    }
}
