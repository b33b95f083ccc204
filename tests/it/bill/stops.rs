//! The process stops between any two steps of what names two streams, and whoever comes next brings it to its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use cartpool::audit::{Audit, verify};
use cartpool::journal::{
    Block, Durability, Entry, Frame, Health, MemoryStore, Saved, Store, StoreError, Stored,
    StreamKey, Turn,
};
use cartpool::{BillCommand, Cart, CartId, Command, Engine, ManualClock, NewCart, Options};

use super::flows::coupon;

const NOW_MS: u64 = 1_750_000_000_000;
pub(super) const LUNCH: CartId = CartId(0x1a);

/// A store on which nothing can be written after so many appends: as where the process died.
#[derive(Debug)]
pub(crate) struct Stopping {
    pub(crate) store: MemoryStore,
    pub(crate) left: AtomicI32,
}

struct StoppingTurn<'s>(Box<dyn Turn + 's>, &'s AtomicI32);

impl Turn for StoppingTurn<'_> {
    fn append(self: Box<Self>, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError> {
        if self.1.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(StoreError::Failed);
        }
        self.0.append(entries, saved)
    }
}

impl Store for Stopping {
    fn durability(&self) -> Durability {
        self.store.durability()
    }
    fn epoch(&self) -> u32 {
        self.store.epoch()
    }
    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        Ok(Box::new(StoppingTurn(self.store.turn(wait)?, &self.left)))
    }
    fn head(&self) -> Result<u64, StoreError> {
        self.store.head()
    }
    fn frames(&self, after: u64, read: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        self.store.frames(after, read)
    }
    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        self.store.wait(position, timeout)
    }
    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        self.store.load(stream)
    }
    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        self.store.block(stream, version)
    }
    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        self.store.streams(kind, after, max)
    }
    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        self.store.due(max, all)
    }
    fn health(&self) -> Health {
        self.store.health()
    }
    fn close(&self) {}
}

pub(crate) fn engine(store: Arc<dyn Store>, now_ms: u64) -> Engine {
    let clock = Arc::new(ManualClock::at(now_ms));
    Engine::open(Options { store: Some(store), clock, ..Options::default() }).unwrap()
}

/// A family's cart, and a coupon that can be used once.
pub(super) fn begin(engine: &Engine) -> cartpool::Result<()> {
    engine.set_price("GUM", "EUR", "0.11")?;
    engine.define_coupon("ONCE", coupon(Some(1), None))?;
    for cart in [LUNCH, CartId(0x2b)] {
        let NewCart { owner, currency, preset, title, purpose } = NewCart::new("ana", "EUR");
        let create = Command::CreateCart { owner, currency, preset, title, purpose };
        let cart = engine.cart(cart);
        cart.system().commit(&create)?;
        cart.system().add_member("ben", "editor")?;
        let group = Some("family");
        cart.system().commit(&Command::Bill(BillCommand::SetGroup { group }))?;
        cart.member("ana").add_item("GUM", 1)?;
    }
    Ok(())
}

/// What a cart goes through; done again it comes to the same.
fn go(cart: &Cart) -> cartpool::Result<()> {
    let ana = cart.member("ana");
    let is_fixed = ana.bill()?.is_fixed;
    if !is_fixed {
        cart.member("ben").redeem_coupon("ONCE")?;
    }
    ana.fix_bill()?;
    if ana.bill()?.paid.minor == 0 {
        ana.record_payment("ana", "0.10")?;
    }
    Ok(())
}

#[test]
fn stopped_between_any_two_steps_it_comes_to_the_same_end() {
    let mut was_whole = false;
    for steps in 0.. {
        let store = MemoryStore::new();
        begin(&engine(Arc::new(store.clone()), NOW_MS)).unwrap();
        let left = AtomicI32::new(steps);
        let stopping = Arc::new(Stopping { store: store.clone(), left });
        let first = engine(stopping, NOW_MS);
        was_whole = was_whole || go(&first.cart(LUNCH)).is_ok();
        // A day later reservations have ended, and the coupon is everybody's who has it not for good.
        let second = engine(Arc::new(store.clone()), NOW_MS + 90_000_000);
        let is_fixed = second.cart(LUNCH).system().bill().unwrap().is_fixed;
        let other = second.cart(CartId(0x2b)).member("ana").redeem_coupon("ONCE");
        assert_eq!(other.is_ok(), !is_fixed, "after {steps} steps");
        if let Ok(adjustment) = other {
            let remove = BillCommand::RemoveAdjustment { adjustment };
            second.cart(CartId(0x2b)).member("ana").commit(&Command::Bill(remove)).unwrap();
        }
        go(&second.cart(LUNCH)).unwrap();
        let coupon = second.coupon("ONCE").unwrap();
        assert_eq!((coupon.uses, coupon.reserved), (1, 0), "after {steps} steps");
        let ledger = second.ledger("family", "EUR").unwrap();
        let told: Vec<(i64, i64)> = ledger
            .members
            .iter()
            .map(|member| (member.balance.minor, member.behind.parts()))
            .collect();
        // Ten cents among two: five each, and nobody is behind.
        assert_eq!(told, [(5, 0), (-5, 0)], "after {steps} steps");
        second.cart(LUNCH).system().verify().unwrap();
        let report = verify(&store, Audit::default()).unwrap();
        assert!(report.is_sound(), "after {steps} steps: {:#?}", report.findings);
        if was_whole {
            assert!(steps > 6, "there are several steps: {steps}");
            return;
        }
    }
}
