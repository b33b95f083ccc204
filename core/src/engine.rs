//! The engine: opens, makes carts, and holds the one door through which they change.

mod accounts;
mod calls;
mod door;
mod facts;
#[cfg(test)]
mod faults;
mod flows;
mod follow;
#[cfg(test)]
mod footprint;
mod group;
mod log;
#[cfg(test)]
mod meanwhile;
mod operate;
mod options;
mod pledging;
mod request;
mod sweeping;

use core::fmt;
use core::mem;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::Mutex;

use crate::cart::Cart;
use crate::clock::random_u128;
use crate::command::Command;
use crate::error::{Error, ErrorCode, Result};
use crate::feed::{EPOCH, Feed};
use crate::id::CartId;
use crate::journal::{Durability, fork};
use crate::limits::Limits;
use crate::money::Price;
use crate::prices::{Amount, PriceList};
use crate::role::{Capabilities, Capability, ReadyRole};
use crate::rules::context::{Actor, Brought};
use crate::shards::{Place, Rank, Shards, assert_none};
use crate::state::cart::CartState;
use crate::state::sku::SkuCommand;

use accounts::Accounts;
use log::{CartTask, Log, SkuTask, Task};
use sweeping::Rounds;

pub use calls::Call;
pub use operate::EngineHealth;
pub use options::{CommandOptions, NewCart, Options, Principal, Swept};
pub(crate) use request::{Ahead, NO_SEAT, Reader, Request, Who, resolve};

/// The owner of all carts of a process. Cheap to clone; clones are the same engine.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    options: Options,
    carts: Shards<CartState>,
    prices: PriceList,
    accounts: Accounts,
    feed: Feed,
    is_closed: AtomicBool,
    count: AtomicU64,
    /// Bytes of all carts; counted only where `max_bytes` asks for it.
    bytes: AtomicU64,
    sweep_from: Mutex<Place>,
    /// What sweeps remember of campaigns.
    rounds: Mutex<Rounds>,
    /// Where carts are looked for that may leave memory.
    leave_from: Mutex<Place>,
    /// What keeps the carts, where `open` was given a store.
    log: Option<Log>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("carts", &self.carts()).finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens an engine: in memory, with nothing around it, or on the store that the options name.
    ///
    /// # Errors
    /// `limits_not_valid`; with a store, those of reading it.
    pub fn open(mut options: Options) -> Result<Self> {
        options.limits.validate()?;
        let log = match options.store.clone() {
            Some(store) => {
                options.complete_for_store();
                let home = fork::settle()?;
                let position = store.head()?;
                Some(Log::new(store, home, position))
            }
            None => None,
        };
        let seed = |_| {
            let bits = random_u128(&*options.random).to_le_bytes();
            bits.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
        };
        let seeds = [seed(0), seed(1)];
        let [carts, prices] = seeds;
        let inner = Inner {
            carts: Shards::new(Rank::Carts, carts),
            prices: PriceList::new(prices, options.limits),
            accounts: Accounts::new(seeds, &options.limits, log.is_some()),
            feed: Feed::new(&options.limits),
            options,
            is_closed: AtomicBool::new(false),
            count: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            sweep_from: Mutex::new(Place::default()),
            rounds: Mutex::default(),
            leave_from: Mutex::new(Place::default()),
            log,
        };
        if let Some(log) = &inner.log {
            let _pass = log.pass()?;
            inner.load_prices(log)?;
        }
        Ok(Self(Arc::new(inner)))
    }

    /// Makes a cart and seats its owner.
    ///
    /// # Errors
    /// `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_memory_max`.
    pub fn create_cart(&self, new: NewCart<'_>) -> Result<Cart> {
        let id = self.new_cart_id();
        let NewCart { owner, currency, preset, title, purpose } = new;
        let command = Command::CreateCart { owner, currency, preset, title, purpose };
        self.commit(id, Principal::System, &command)?;
        Ok(self.cart(id))
    }

    /// A handle on a cart. It checks nothing; each call does.
    #[must_use]
    pub fn cart(&self, id: CartId) -> Cart {
        Cart::new(self.clone(), id)
    }

    /// Sets a SKU's price in one currency; carts take it over at their next commit or priced read. Answers with the price
    /// list's version.
    ///
    /// # Errors
    /// `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
    /// `exceeds_skus_max`.
    #[allow(clippy::needless_pass_by_value, reason = "callers pass a text or a decimal")]
    pub fn set_price(&self, sku: &str, currency: &str, unit_price: impl Amount) -> Result<u64> {
        self.require_open()?;
        let unit_price = unit_price.decimal()?;
        self.change_sku(sku, &SkuCommand::SetPrice { currency, unit_price })
    }

    /// Says what category a SKU belongs to, for roles that allow or deny some. Answers with the price list's version.
    ///
    /// # Errors
    /// `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
    pub fn set_category(&self, sku: &str, category: Option<&str>) -> Result<u64> {
        self.require_open()?;
        self.change_sku(sku, &SkuCommand::SetCategory { category })
    }

    fn change_sku(&self, sku: &str, command: &SkuCommand<'_>) -> Result<u64> {
        match &self.0.log {
            None => self.0.prices.commit(sku, command),
            Some(log) => self.0.submit(log, Task::Sku(SkuTask::new(sku, command))),
        }
    }

    /// A SKU's price in one currency.
    ///
    /// # Errors
    /// `engine_is_closed`, `currency_not_valid`, `price_not_found`.
    pub fn price(&self, sku: &str, currency: &str) -> Result<Price> {
        self.require_open()?;
        self.0.prices.price(sku, currency)
    }

    /// How often the price list has changed.
    #[must_use]
    pub fn prices_version(&self) -> u64 {
        self.0.prices.version()
    }

    /// The one door: sends a command for a principal, and answers with the cart's new version.
    ///
    /// [`Member`](crate::Member) is the convenient way here.
    ///
    /// # Errors
    /// Those of [`Command`] and of the verb, in that order.
    pub fn commit(
        &self,
        cart: CartId,
        principal: Principal<'_>,
        command: &Command<'_>,
    ) -> Result<u64> {
        let who = Who { principal, seat: &AtomicU32::new(NO_SEAT) };
        self.send(cart, &who, &CommandOptions::default(), &Request::One(command))
    }

    /// Brings up to `carts_max` carts up to the price list and to their campaigns, in short slices, and works off deadlines of
    /// campaigns; a host calls it from time to time.
    ///
    /// With a store, carts, coupons, ledgers and campaigns that are over leave memory where nobody came to them since the last
    /// round; carts take over prices when they return. Of campaigns only the carts of those that have moved are brought up,
    /// whichever engine moved them.
    ///
    /// # Errors
    /// `engine_is_closed`.
    pub fn sweep(&self, carts_max: u32) -> Result<Swept> {
        const SLICE_BUCKETS: usize = 64;
        self.require_open()?;
        // Also in memory: whatever a child inherits is whole, though it may only be dropped there.
        // Settled before, where it can be: otherwise whoever opens a first store meanwhile takes this pass for a parent's.
        let _ = fork::settle();
        let _pass = fork::enter(std::process::id())?;
        let mut swept = Swept { looked_at: 0, repriced: 0, settled: 0, is_done: false };
        let is_told = self.sweep_campaigns(carts_max, &mut swept);
        let mut place = *self.0.sweep_from.lock();
        while swept.looked_at < carts_max && !swept.is_done {
            let version = self.0.facts_version();
            let (mut behind, mut untold) = (Vec::new(), Vec::new());
            let next = self.0.carts.visit(place, SLICE_BUCKETS, |cart| {
                swept.looked_at += 1;
                if cart.prices_checked != version {
                    behind.push(cart.id);
                }
                if cart.has_news {
                    untold.push(cart.id);
                }
            });
            for id in untold {
                self.tell_missed(id);
            }
            if self.0.log.is_some() {
                self.0.carts.remove_some(place, SLICE_BUCKETS, |cart| self.0.leaves(cart));
                self.0.accounts.let_some_go(SLICE_BUCKETS);
                behind.clear();
            }
            for id in behind {
                self.require_open()?;
                let system = Who { principal: Principal::System, seat: &AtomicU32::new(NO_SEAT) };
                let version = |priced| self.read(id, &system, priced, |cart, _| cart.version);
                // A cart out of use holds up none of those behind it.
                if let (Ok(before), Ok(after)) = (version(false), version(true)) {
                    swept.repriced += u32::from(after > before);
                }
            }
            swept.is_done = next.is_none();
            place = next.unwrap_or_default();
        }
        *self.0.sweep_from.lock() = place;
        swept.is_done &= is_told;
        Ok(swept)
    }

    /// How many carts the engine holds in memory; a store may keep more.
    #[must_use]
    pub fn carts(&self) -> u64 {
        self.0.count.load(Ordering::Relaxed)
    }

    /// Which life of the log this is: cursors of an earlier one start over with the whole cart.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.0.log.as_ref().map_or(EPOCH, |log| log.store.epoch())
    }

    /// How safe a change is once its verb has answered.
    #[must_use]
    pub fn durability(&self) -> Durability {
        self.0.log.as_ref().map_or(Durability::Memory, |log| log.store.durability())
    }

    /// The bounds in force.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.options.limits
    }

    /// The time by the engine's clock, in Unix milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.0.options.clock.now_ms()
    }

    /// Closes the engine: every later call is refused with `engine_is_closed`, and whoever waits is woken. Commands already
    /// taken are finished first, unless another process keeps the store for longer than a few seconds; a store is synced and
    /// closed. Closing again changes nothing. [`drain`](Self::drain) also saves every cart, so that the next opening is fast.
    pub fn close(&self) {
        const FINISHING: Duration = Duration::from_secs(5);
        self.end(FINISHING, Duration::ZERO);
    }

    /// Whether the engine has been closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed.load(Ordering::Relaxed)
    }

    pub(crate) fn feed(&self) -> &Feed {
        &self.0.feed
    }

    pub(crate) fn price_list(&self) -> &PriceList {
        &self.0.prices
    }

    #[inline]
    pub(crate) fn require_open(&self) -> Result<()> {
        if self.is_closed() { Err(ErrorCode::EngineIsClosed.into()) } else { Ok(()) }
    }

    /// The one door. Locks one shard, decides, records, unlocks, wakes.
    #[inline]
    pub(crate) fn send(
        &self,
        id: CartId,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
    ) -> Result<u64> {
        if flows::is_flow(request) {
            return self.send_flow(id, who, options, *request);
        }
        self.send_plain(id, who, options, request, None)
    }

    /// Sends what names no other stream, or is brought what it needs of one.
    ///
    /// By reference: a request that was just written in two halves and is read as one waits for both, a tenth of an add.
    #[inline]
    fn send_plain(
        &self,
        id: CartId,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        brought: Option<Brought>,
    ) -> Result<u64> {
        let inner = &*self.0;
        self.require_open()?;
        request.require_size(&inner.options.limits)?;
        if let Some(log) = &inner.log {
            let task = CartTask::new(id, who, options, request).with(brought);
            let answer = inner.submit(log, Task::Cart(task));
            if answer.is_ok() {
                self.tell_news(id);
            }
            return answer;
        }
        let ahead = Ahead { now_ms: inner.options.clock.now_ms(), brought };
        let mut shard = inner.carts.lock(&id);
        let Some(cart) = shard.get(&id) else {
            let born = shard.insert(inner.create(id, who, options, request, &ahead, &mut None)?);
            inner.count_in(born);
            return Ok(born.version);
        };
        cart.prefetch_lines();
        let version = cart.version;
        // What was left untold before is told too.
        let told_at = if cart.has_news { 0 } else { version };
        let bytes = inner.counted_bytes(cart);
        let mut answer = Err(ErrorCode::InternalError.into());
        let entered = catch_unwind(AssertUnwindSafe(|| {
            answer = inner.enter(cart, who, options, request, &ahead, &mut None);
        }));
        if entered.is_err() {
            answer = Err(cart.damage());
        }
        inner.count_bytes(bytes, cart);
        let is_watched = cart.version != version && mem::take(&mut cart.is_watched);
        let told = mem::take(&mut cart.has_news).then(|| pledging::told(cart, told_at));
        drop(shard);
        if let Some(told) = told {
            self.tell_campaigns(id, told);
        }
        if is_watched {
            assert_none();
            inner.feed.wake(id);
        }
        answer
    }

    /// Lets a principal look at a cart under its lock, after it caught up with the price list where `priced`.
    pub(crate) fn read<T>(
        &self,
        id: CartId,
        who: &Who<'_>,
        priced: bool,
        look: impl FnOnce(&mut CartState, &Reader) -> T,
    ) -> Result<T> {
        let inner = &*self.0;
        self.require_open()?;
        if let Some(log) = &inner.log {
            return self.read_stored(log, id, who, priced, look);
        }
        let now_ms = inner.options.clock.now_ms();
        let mut shard = inner.carts.lock(&id);
        let cart = shard.get(&id).ok_or(ErrorCode::CartNotFound)?;
        let capabilities = require_view(cart, who)?;
        let version = cart.version;
        let bytes = inner.counted_bytes(cart);
        if priced {
            // A cart whose new total would pass its bound keeps its prices and stays readable.
            let _ = inner.catch_up(cart, &Ahead { now_ms, brought: None });
        }
        inner.count_bytes(bytes, cart);
        let is_watched = cart.version != version && mem::take(&mut cart.is_watched);
        let seen = look(cart, &Reader { capabilities, now_ms });
        drop(shard);
        if is_watched {
            assert_none();
            inner.feed.wake(id);
        }
        Ok(seen)
    }

    /// Bytes counted against `max_bytes`.
    #[cfg(test)]
    pub(crate) fn counted(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Lets the feed look at a cart, whoever asks; nothing where there is no such cart.
    pub(crate) fn peek<T>(
        &self,
        id: CartId,
        look: impl FnOnce(&mut CartState, u64) -> T,
    ) -> Option<T> {
        if let Some(log) = &self.0.log {
            return self.peek_stored(log, id, look);
        }
        let now_ms = self.0.options.clock.now_ms();
        let mut shard = self.0.carts.lock(&id);
        shard.get(&id).map(|cart| look(cart, now_ms))
    }
}

/// What a principal may see of a whole cart, if anything.
#[inline]
fn require_view(cart: &CartState, who: &Who<'_>) -> Result<Capabilities> {
    cart.require_whole()?;
    let capabilities = match resolve(cart, who) {
        Actor::System => ReadyRole::Owner.capabilities(),
        Actor::Member(seat) => cart.capabilities(cart.role(seat)),
        Actor::Visitor(_) => return Err(ErrorCode::CartNotFound.into()),
    };
    let may_see = capabilities.has(Capability::ViewItems);
    if may_see { Ok(capabilities) } else { Err(Error::missing(Capability::ViewItems)) }
}
