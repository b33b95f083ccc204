//! The engine: opens, makes carts, and holds the one door through which they change.

use core::fmt;
use core::mem;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::Mutex;

use crate::cart::Cart;
use crate::clock::{Clock, Random, SystemClock, SystemRandom, random_u128};
use crate::command::{Command, Demand, Preset};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::feed::Feed;
use crate::id::{CartId, CommandId, Seat};
use crate::limits::{EVENTS_MAX, Limits, Rates};
use crate::money::Price;
use crate::prices::{Amount, PriceList};
use crate::role::{Capabilities, Capability, ReadyRole};
use crate::rules::context::{Actor, Context, Decision, Prices};
use crate::shards::{Place, Rank, Shards, assert_none};
use crate::state::Stream;
use crate::state::cart::{CartState, Stamp, Status};
use crate::state::history::{BLOCK_EVENTS, Encoded};
use crate::state::window::Side;
use crate::view::Cause;

/// How an engine is opened.
#[derive(Clone)]
pub struct Options {
    /// The bounds of everything.
    pub limits: Limits,
    /// Token buckets for members and carts; none by default.
    pub rates: Option<Rates>,
    /// How many bytes carts may take in all before growth is refused; unbounded by default.
    pub max_bytes: Option<u64>,
    /// Where prices come from.
    pub prices: Prices,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub random: Arc<dyn Random>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            rates: None,
            max_bytes: None,
            prices: Prices::List,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("limits", &self.limits)
            .field("rates", &self.rates)
            .field("max_bytes", &self.max_bytes)
            .field("prices", &self.prices)
            .finish_non_exhaustive()
    }
}

/// What a new cart starts with.
#[derive(Clone, Copy, Debug)]
pub struct NewCart<'a> {
    /// The member who owns it: an opaque id of the host's, never an e-mail address.
    pub owner: &'a str,
    /// The ISO 4217 code of its one currency.
    pub currency: &'a str,
    /// The setting that decides the first policies.
    pub preset: Preset,
    /// What it is called.
    pub title: Option<&'a str>,
    /// What it is for.
    pub purpose: Option<&'a str>,
}

impl<'a> NewCart<'a> {
    /// A cart among friends, without a title.
    #[must_use]
    pub const fn new(owner: &'a str, currency: &'a str) -> Self {
        Self { owner, currency, preset: Preset::Friends, title: None, purpose: None }
    }
}

/// Who comes to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal<'a> {
    /// The host itself.
    System,
    /// Somebody with this member id, seated or not.
    Member(&'a str),
}

/// What rides on a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommandOptions {
    /// An id that makes a retry harmless: the same id and payload get the same answer and have one effect.
    pub command_id: Option<CommandId>,
    /// Refuse with `version_conflict` unless the cart is at this version.
    pub expect_version: Option<u64>,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swept {
    /// How many carts were looked at.
    pub looked_at: u32,
    /// How many took over new prices.
    pub repriced: u32,
    /// Whether the round over all carts is complete; the next call starts a new one.
    pub is_done: bool,
}

/// One command, or several that happen together or not at all.
#[derive(Clone, Copy)]
pub(crate) enum Request<'r, 'a> {
    One(&'r Command<'a>),
    Batch(&'r [Command<'a>]),
}

/// A principal and the seat it had last time.
#[derive(Clone, Copy)]
pub(crate) struct Who<'w> {
    pub(crate) principal: Principal<'w>,
    pub(crate) seat: &'w AtomicU32,
}

/// No seat is cached.
pub(crate) const NO_SEAT: u32 = u32::MAX;

/// Who reads, and when.
pub(crate) struct Reader {
    pub(crate) capabilities: Capabilities,
    pub(crate) now_ms: u64,
}

/// The owner of all carts of a process. Cheap to clone; clones are the same engine.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    options: Options,
    carts: Shards<CartState>,
    prices: PriceList,
    feed: Feed,
    is_closed: AtomicBool,
    count: AtomicU64,
    /// Bytes of all carts; counted only where `max_bytes` asks for it.
    bytes: AtomicU64,
    sweep_from: Mutex<Place>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("carts", &self.carts()).finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens an engine in memory, with nothing around it.
    ///
    /// # Errors
    /// `limits_not_valid`.
    pub fn open(options: Options) -> Result<Self> {
        options.limits.validate()?;
        let seed = |_| {
            let bits = random_u128(&*options.random).to_le_bytes();
            bits.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
        };
        Ok(Self(Arc::new(Inner {
            carts: Shards::new(Rank::Carts, seed(0)),
            prices: PriceList::new(seed(1), options.limits),
            feed: Feed::new(&options.limits),
            options,
            is_closed: AtomicBool::new(false),
            count: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            sweep_from: Mutex::new(Place::default()),
        })))
    }

    /// Makes a cart and seats its owner.
    ///
    /// # Errors
    /// `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_memory_max`.
    pub fn create_cart(&self, new: NewCart<'_>) -> Result<Cart> {
        let id = CartId(random_u128(&*self.0.options.random));
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
    pub fn set_price(&self, sku: &str, currency: &str, unit_price: impl Amount) -> Result<u64> {
        self.require_open()?;
        let unit_price = unit_price.decimal()?;
        self.0.prices.commit(sku, &crate::state::sku::SkuCommand::SetPrice { currency, unit_price })
    }

    /// Says what category a SKU belongs to, for roles that allow or deny some. Answers with the price list's version.
    ///
    /// # Errors
    /// `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
    pub fn set_category(&self, sku: &str, category: Option<&str>) -> Result<u64> {
        self.require_open()?;
        self.0.prices.commit(sku, &crate::state::sku::SkuCommand::SetCategory { category })
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
        self.send(cart, &who, &CommandOptions::default(), Request::One(command))
    }

    /// Brings up to `carts_max` carts up to the price list, in short slices; a host calls it from time to time.
    ///
    /// # Errors
    /// `engine_is_closed`.
    pub fn sweep(&self, carts_max: u32) -> Result<Swept> {
        const SLICE_BUCKETS: usize = 64;
        self.require_open()?;
        let mut swept = Swept { looked_at: 0, repriced: 0, is_done: false };
        let mut place = *self.0.sweep_from.lock();
        while swept.looked_at < carts_max && !swept.is_done {
            let version = self.prices_version();
            let mut behind = Vec::new();
            let next = self.0.carts.visit(place, SLICE_BUCKETS, |cart| {
                swept.looked_at += 1;
                if cart.prices_checked != version {
                    behind.push(cart.id);
                }
            });
            for id in behind {
                let system = Who { principal: Principal::System, seat: &AtomicU32::new(NO_SEAT) };
                let before = self.read(id, &system, false, |cart, _| cart.version)?;
                let after = self.read(id, &system, true, |cart, _| cart.version)?;
                swept.repriced += u32::from(after > before);
            }
            swept.is_done = next.is_none();
            place = next.unwrap_or_default();
        }
        *self.0.sweep_from.lock() = place;
        Ok(swept)
    }

    /// How many carts the engine holds.
    #[must_use]
    pub fn carts(&self) -> u64 {
        self.0.count.load(Ordering::Relaxed)
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

    /// Closes the engine: every later call is refused with `engine_is_closed`, and whoever waits is woken. Closing again
    /// changes nothing.
    pub fn close(&self) {
        self.0.is_closed.store(true, Ordering::SeqCst);
        self.0.feed.wake_all();
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
        request: Request<'_, '_>,
    ) -> Result<u64> {
        let inner = &*self.0;
        self.require_open()?;
        request.require_size(&inner.options.limits)?;
        let now_ms = inner.options.clock.now_ms();
        let mut shard = inner.carts.lock(&id);
        let Some(cart) = shard.get(&id) else {
            let born = inner.create(id, who, &request, now_ms)?;
            return Ok(shard.insert(born).version);
        };
        let version = cart.version;
        let bytes = inner.counted_bytes(cart);
        let answer =
            catch_unwind(AssertUnwindSafe(|| inner.enter(cart, who, options, &request, now_ms)));
        let answer = answer.unwrap_or_else(|_| Err(cart.damage()));
        inner.count_bytes(bytes, cart);
        let is_watched = cart.version != version && mem::take(&mut cart.is_watched);
        drop(shard);
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
        let now_ms = inner.options.clock.now_ms();
        let mut shard = inner.carts.lock(&id);
        let cart = shard.get(&id).ok_or(ErrorCode::CartNotFound)?;
        cart.require_whole()?;
        let capabilities = match resolve(cart, who) {
            Actor::System => ReadyRole::Owner.capabilities(),
            Actor::Member(seat) => cart.capabilities(cart.role(seat)),
            Actor::Visitor(_) => return Err(ErrorCode::CartNotFound.into()),
        };
        if !capabilities.has(Capability::ViewItems) {
            return Err(Error::missing(Capability::ViewItems));
        }
        let version = cart.version;
        if priced {
            // A cart whose new total would pass its bound keeps its prices and stays readable.
            let _ = inner.catch_up(cart, now_ms);
        }
        let is_watched = cart.version != version && mem::take(&mut cart.is_watched);
        let seen = look(cart, &Reader { capabilities, now_ms });
        drop(shard);
        if is_watched {
            assert_none();
            inner.feed.wake(id);
        }
        Ok(seen)
    }

    /// Lets the feed look at a cart, whoever asks; nothing where there is no such cart.
    pub(crate) fn peek<T>(
        &self,
        id: CartId,
        look: impl FnOnce(&mut CartState, u64) -> T,
    ) -> Option<T> {
        let now_ms = self.0.options.clock.now_ms();
        let mut shard = self.0.carts.lock(&id);
        shard.get(&id).map(|cart| look(cart, now_ms))
    }
}

/// Who a principal is in this cart: the cached seat where it still holds, else a look through the names.
#[inline]
pub(crate) fn resolve<'w>(cart: &CartState, who: &Who<'w>) -> Actor<'w> {
    let Principal::Member(name) = who.principal else { return Actor::System };
    let cached = u16::try_from(who.seat.load(Ordering::Relaxed)).ok().map(Seat);
    if let Some(seat) = cached.filter(|seat| cart.is_present(*seat)) {
        return Actor::Member(seat);
    }
    let Some(seat) = cart.seat_of(name) else { return Actor::Visitor(name) };
    who.seat.store(u32::from(seat.0), Ordering::Relaxed);
    Actor::Member(seat)
}

impl Inner {
    /// Makes the cart where that is what is asked, and the host asks.
    #[cold]
    fn create(
        &self,
        id: CartId,
        who: &Who<'_>,
        request: &Request<'_, '_>,
        now_ms: u64,
    ) -> Result<CartState> {
        match (who.principal, request) {
            (Principal::System, Request::One(command @ Command::CreateCart { .. })) => {
                let mut cart = CartState::unborn(id);
                cart.prices_checked = self.prices.version();
                let step =
                    AssertUnwindSafe(|| self.step(&mut cart, Actor::System, command, now_ms));
                catch_unwind(step).unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))?;
                self.count.fetch_add(1, Ordering::Relaxed);
                self.count_bytes(self.options.max_bytes.map(|_| 0), &cart);
                Ok(cart)
            }
            (_, Request::One(Command::AcceptInvitation { .. })) => {
                Err(ErrorCode::InvitationNotValid.into())
            }
            _ => Err(ErrorCode::CartNotFound.into()),
        }
    }

    /// Checks who comes, how often and whether again, and then decides.
    #[inline]
    fn enter(
        &self,
        cart: &mut CartState,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        now_ms: u64,
    ) -> Result<u64> {
        cart.require_whole()?;
        let actor = resolve(cart, who);
        match (actor, request) {
            (Actor::Visitor(_), Request::One(Command::AcceptInvitation { .. })) => {}
            (Actor::Visitor(_), _) => return Err(ErrorCode::CartNotFound.into()),
            (Actor::Member(seat), _) => {
                if let Some(rates) = &self.options.rates {
                    cart.side_mut().meter.admit(seat, now_ms, rates)?;
                }
            }
            (Actor::System, _) => {}
        }
        let Some(id) = options.command_id else {
            return self.decide(cart, actor, options, request, now_ms);
        };
        let payload = request.payload(who.principal);
        // An outsider has no business with the cart's ids; once admitted, a retry comes as a member.
        if !matches!(actor, Actor::Visitor(_))
            && let Some(answer) = cart.side_mut().window.answer(id, payload, now_ms)?
        {
            return answer;
        }
        let answer = self.decide(cart, actor, options, request, now_ms);
        if is_remembered(&answer) {
            cart.side_mut().window.remember(id, payload, answer, &self.options.limits);
        }
        answer
    }

    #[inline]
    fn decide(
        &self,
        cart: &mut CartState,
        actor: Actor<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
        now_ms: u64,
    ) -> Result<u64> {
        if let Err(error) = self.catch_up(cart, now_ms)
            && request.may_grow()
        {
            return Err(error);
        }
        if let Some(expected) = options.expect_version.filter(|version| *version != cart.version) {
            let context = ErrorContext::Version { expected, actual: cart.version };
            return Err(Error { code: ErrorCode::VersionConflict, context });
        }
        match request {
            Request::One(command) => self.step(cart, actor, command, now_ms),
            Request::Batch(commands) => {
                let mut copy = cart.clone();
                for command in *commands {
                    self.step(&mut copy, actor, command, now_ms)?;
                }
                *cart = copy;
                Ok(cart.version)
            }
        }
    }

    /// Commits `Repriced` as the host where the price list moved on since the cart last looked.
    #[inline]
    fn catch_up(&self, cart: &mut CartState, now_ms: u64) -> Result<()> {
        let prices_version = self.prices.version();
        if cart.prices_checked == prices_version || cart.status == Status::Closed {
            return Ok(());
        }
        self.step(cart, Actor::System, &Command::Reprice, now_ms)?;
        cart.prices_checked = prices_version;
        Ok(())
    }

    /// Decides one command and takes over its event.
    #[inline]
    fn step(
        &self,
        cart: &mut CartState,
        actor: Actor<'_>,
        command: &Command<'_>,
        now_ms: u64,
    ) -> Result<u64> {
        // Within a batch a member may have left.
        if matches!(actor, Actor::Member(seat) if !cart.is_present(seat)) {
            return Err(ErrorCode::CartNotFound.into());
        }
        loop {
            let prices_version = self.prices.version();
            let context = Context {
                actor,
                now_ms,
                limits: &self.options.limits,
                prices: self.options.prices,
                prices_version,
                facts: &self.prices,
            };
            let Some(decision) = Stream::decide(cart, command, &context)? else {
                return Ok(cart.version);
            };
            // A price read just now may be newer than the other lines' prices: then those catch up first.
            if command.demand() == Demand::NewLine && self.prices.version() != cart.prices_checked {
                self.catch_up(cart, now_ms)?;
                continue;
            }
            return self.record(cart, actor, &decision, now_ms);
        }
    }

    /// Checks what bounds any event, and takes it over.
    #[inline]
    fn record(
        &self,
        cart: &mut CartState,
        actor: Actor<'_>,
        decision: &Decision<'_>,
        now_ms: u64,
    ) -> Result<u64> {
        let cause = decision.cause.unwrap_or(match actor {
            Actor::Member(seat) => Cause::Member(seat),
            Actor::System | Actor::Visitor(_) => Cause::System,
        });
        let at_ms = now_ms.max(cart.changed_at_ms);
        let encoded = Encoded::new(at_ms - cart.changed_at_ms, cause, &decision.event);
        if decision.event.grows() {
            self.require_room(cart, &encoded, decision.text)?;
        }
        if cart.version >= EVENTS_MAX {
            return Err(Error::limit(ErrorCode::ExceedsEventsMax, EVENTS_MAX));
        }

        // From here on the change cannot fail.
        cart.is_damaged = true;
        Stream::apply(cart, decision, &Stamp { at_ms, cause, skus: &self.prices });
        cart.is_damaged = false;
        cart.keep_text(decision.text);
        cart.history.append(encoded.bytes());
        if cart.version % BLOCK_EVENTS == 0 {
            cart.seal_history(self.options.limits.history_events_max);
        }
        Ok(cart.version)
    }

    /// Refuses growth beyond the bounds in bytes of the event, the cart and the engine.
    fn require_room(&self, cart: &CartState, encoded: &Encoded, text: Option<&str>) -> Result<()> {
        let limits = &self.options.limits;
        let event_bytes = encoded.bytes().len();
        if event_bytes > limits.event_bytes_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsEventBytesMax, limits.event_bytes_max));
        }
        let grown = cart.state_bytes() + event_bytes + text.map_or(0, str::len);
        if grown > limits.cart_bytes_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsCartBytesMax, limits.cart_bytes_max));
        }
        match self.options.max_bytes {
            Some(max) if self.bytes.load(Ordering::Relaxed) >= max => {
                Err(Error::limit(ErrorCode::ExceedsMemoryMax, max))
            }
            _ => Ok(()),
        }
    }

    /// The cart's bytes, where they are counted.
    #[inline]
    fn counted_bytes(&self, cart: &CartState) -> Option<u64> {
        self.options.max_bytes.map(|_| cart.all_bytes())
    }

    #[inline]
    fn count_bytes(&self, before: Option<u64>, cart: &CartState) {
        if let Some(before) = before {
            // Wraps where the cart shrank, and wraps back in the sum.
            let difference = cart.all_bytes().wrapping_sub(before);
            self.bytes.fetch_add(difference, Ordering::Relaxed);
        }
    }
}

/// Whether an answer is kept for retries: not where trying again is the point, nor what outsiders get.
fn is_remembered(answer: &Result<u64>) -> bool {
    !matches!(
        answer.map_err(|error| error.code),
        Err(ErrorCode::ExceedsMemoryMax
            | ErrorCode::CartNotFound
            | ErrorCode::CartIsDamaged
            | ErrorCode::InternalError
            | ErrorCode::InvitationNotValid)
    )
}

impl CartState {
    fn require_whole(&self) -> Result<()> {
        if self.is_damaged { Err(ErrorCode::CartIsDamaged.into()) } else { Ok(()) }
    }

    /// What a panic means for this cart: nothing if it struck before the event was applied.
    fn damage(&self) -> Error {
        let code =
            if self.is_damaged { ErrorCode::CartIsDamaged } else { ErrorCode::InternalError };
        code.into()
    }

    pub(crate) fn side_mut(&mut self) -> &mut Side {
        self.side.get_or_insert_default()
    }
}

impl Request<'_, '_> {
    fn commands(&self) -> &[Command<'_>] {
        match self {
            Self::One(command) => core::slice::from_ref(*command),
            Self::Batch(commands) => commands,
        }
    }

    /// Refuses what is too large before anything else looks at it.
    #[inline]
    fn require_size(&self, limits: &Limits) -> Result<()> {
        let max = limits.command_bytes_max;
        let bytes = |command: &Command<'_>| command.text_bytes();
        if self.commands().iter().any(|command| bytes(command) > max as usize) {
            return Err(Error::limit(ErrorCode::ExceedsCommandBytesMax, max));
        }
        let Self::Batch(commands) = self else { return Ok(()) };
        if commands.is_empty() {
            return Err(ErrorCode::BatchMustNotBeEmpty.into());
        }
        if commands.len() > limits.batch_commands_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsBatchMax, limits.batch_commands_max));
        }
        if commands.iter().map(bytes).sum::<usize>() > limits.batch_bytes_max as usize {
            return Err(Error::limit(ErrorCode::ExceedsBatchBytesMax, limits.batch_bytes_max));
        }
        let is_fit = |command: &Command<'_>| {
            !matches!(command, Command::CreateCart { .. } | Command::AcceptInvitation { .. })
        };
        if commands.iter().all(is_fit) { Ok(()) } else { Err(ErrorCode::NotAllowedInBatch.into()) }
    }

    /// Whether a command could make the total larger.
    fn may_grow(&self) -> bool {
        self.commands().iter().any(|command| match command {
            Command::AddItem { .. } | Command::SetQuantity { .. } | Command::Reprice => true,
            Command::AdjustQuantity { delta, .. } => *delta > 0,
            _ => false,
        })
    }

    /// 64 bits of SHA-256 over who asks and what: the same in every process and release.
    fn payload(&self, principal: Principal<'_>) -> u64 {
        let mut hash = hmac_sha256::Hash::new();
        match principal {
            Principal::System => hash.update([0]),
            Principal::Member(name) => {
                hash.update([1]);
                hash.update(name);
            }
        }
        for command in self.commands() {
            hash.update([u8::MAX]);
            hash.update(command.encode());
        }
        hash.finalize().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}
