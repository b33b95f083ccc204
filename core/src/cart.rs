//! Handles: a cart by id, and a principal in it, on which every verb and every read sits.

mod bills;
mod canvas;
mod verbs;
mod watch;

use core::fmt;
use core::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;

use crate::command::Command;
use crate::engine::{
    Call, CommandOptions, Engine, NO_SEAT, Principal, Reader, Request, Who, resolve,
};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::event::Event;
use crate::feed::{Cursor, Excerpt, Page, PageBody};
use crate::id::{CartId, LineId, Seat};
use crate::names::Texts;
use crate::role::Capability;
use crate::rules::context::Actor;
use crate::state::cart::{CartState, SkuNumbers};
use crate::state::history::{BLOCK_EVENTS, History};
use crate::view::{CartView, Events};

use canvas::Canvas;
pub use watch::Watch;
pub(crate) use watch::wait_for;

/// A handle on one cart. It checks nothing; each call does.
#[derive(Clone, Debug)]
pub struct Cart {
    engine: Engine,
    id: CartId,
}

impl Cart {
    pub(crate) const fn new(engine: Engine, id: CartId) -> Self {
        Self { engine, id }
    }

    /// The cart's id.
    #[must_use]
    pub const fn id(&self) -> CartId {
        self.id
    }

    /// The engine that holds the cart.
    #[must_use]
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Somebody as a principal in this cart, member or not: whoever the host has identified. It checks nothing and never
    /// fails; each call checks.
    #[must_use]
    pub fn member(&self, id: &str) -> Member {
        self.principal(Some(id))
    }

    /// The host itself as a principal: it may do everything, and answers for it.
    #[must_use]
    pub fn system(&self) -> Member {
        self.principal(None)
    }

    fn principal(&self, id: Option<&str>) -> Member {
        let (engine, cart) = (self.engine.clone(), self.id);
        Member {
            engine,
            cart,
            id: id.map(Into::into),
            seat: AtomicU32::new(NO_SEAT),
            options: None,
        }
    }
}

/// A principal in a cart: a member, somebody outside, or the host. Every verb and every read sits on one.
///
/// A handle remembers its seat, so keeping one is cheaper than making it anew. Verbs take what they must have; what they
/// may have goes through [`Member::commit`].
pub struct Member {
    engine: Engine,
    cart: CartId,
    id: Option<Arc<str>>,
    seat: AtomicU32,
    options: Option<Box<CommandOptions>>,
}

impl Clone for Member {
    fn clone(&self) -> Self {
        let seat = AtomicU32::new(self.seat.load(Ordering::Relaxed));
        Self {
            engine: self.engine.clone(),
            id: self.id.clone(),
            seat,
            options: self.options.clone(),
            ..*self
        }
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member").field("cart", &self.cart).finish_non_exhaustive()
    }
}

/// What a reader takes from under the lock.
enum Taken {
    Excerpt(Excerpt),
    Canvas(Canvas),
}

impl Member {
    /// The member's id; empty for the host itself.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    /// The cart's id.
    #[must_use]
    pub const fn cart(&self) -> CartId {
        self.cart
    }

    pub(crate) const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The same principal with options that ride on every verb.
    ///
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// # engine.set_price("TEA", "EUR", "4.50")?;
    /// # let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// let guarded = ana.with(CommandOptions { expect_version: Some(1), ..Default::default() });
    /// assert_eq!(guarded.add_item("TEA", 1)?, 2);
    /// assert_eq!(guarded.add_item("TEA", 1).unwrap_err().code.name(), "version_conflict");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn with(&self, options: CommandOptions) -> Self {
        Self { options: Some(Box::new(options)), ..self.clone() }
    }

    fn options(&self) -> &CommandOptions {
        const NONE: CommandOptions = CommandOptions { command_id: None, expect_version: None };
        self.options.as_deref().unwrap_or(&NONE)
    }

    fn who(&self) -> Who<'_> {
        let principal = self.id.as_deref().map_or(Principal::System, Principal::Member);
        Who { principal, seat: &self.seat }
    }

    /// Sends a command and answers with the cart's new version, or the current one where nothing changed.
    ///
    /// # Errors
    /// Those of [`Command`] and of the verb.
    #[inline]
    pub fn commit(&self, command: &Command<'_>) -> Result<u64> {
        self.engine.send(self.cart, &self.who(), self.options(), &Request::One(command))
    }

    /// Sends several commands that happen together, in one run of versions, or not at all; answers with the last version.
    ///
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// # engine.set_price("TEA", "EUR", "4.50")?;
    /// # let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// let line = LineId(ana.add_item("TEA", 1)?);
    /// let commands = [
    ///     Command::AdjustQuantity { line, delta: 2 },
    ///     Command::RemoveItem { line: LineId(99) },
    /// ];
    /// assert_eq!(ana.batch(&commands).unwrap_err().code.name(), "line_not_found");
    /// assert_eq!(ana.view()?.lines[0].quantity, 1);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `batch_must_not_be_empty`, `exceeds_batch_max`, `exceeds_batch_bytes_max`, `not_allowed_in_batch`, and those of the
    /// first command that is refused.
    pub fn batch(&self, commands: &[Command<'_>]) -> Result<u64> {
        self.engine.send(self.cart, &self.who(), self.options(), &Request::Batch(commands))
    }

    /// A command of this principal's, to be sent together with others: [`Engine::commit_all`].
    #[must_use]
    pub fn call<'a>(&'a self, command: &'a Command<'a>) -> Call<'a> {
        self.call_with(Request::One(command))
    }

    /// Commands of this principal's that happen together or not at all, to be sent together with other calls:
    /// [`Engine::commit_all`].
    #[must_use]
    pub fn call_batch<'a>(&'a self, commands: &'a [Command<'a>]) -> Call<'a> {
        self.call_with(Request::Batch(commands))
    }

    fn call_with<'a>(&'a self, request: Request<'a, 'a>) -> Call<'a> {
        Call { member: self, who: self.who(), options: *self.options(), request }
    }

    fn read<T>(&self, priced: bool, look: impl FnOnce(&mut CartState, &Reader) -> T) -> Result<T> {
        self.engine.read(self.cart, &self.who(), priced, look)
    }

    /// Lets whoever may see the cart look at it, caught up with prices and campaigns.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&CartState, &Reader) -> T) -> Result<T> {
        self.read(true, |cart, reader| look(cart, reader))
    }

    /// The seat this principal has now; nothing for the host.
    pub(crate) fn seat(&self) -> Result<Option<Seat>> {
        let who = self.who();
        self.read(false, |cart, _| match resolve(cart, &who) {
            Actor::Member(seat) => Some(seat),
            Actor::System | Actor::Visitor(_) => None,
        })
    }

    /// The cart as this principal may see it now.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn view(&self) -> Result<CartView> {
        let canvas = self.read(true, |cart, reader| canvas(cart.checkpoint(), cart, reader))?;
        Ok(self.draw(canvas))
    }

    /// The cart as it was at `version`, to whoever may see it now.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`, `version_not_found`,
    /// `version_no_longer_kept`.
    pub fn view_at(&self, version: u64) -> Result<CartView> {
        let (mut canvas, is_old) = self.look_back(true, version, |cart, history, reader| {
            require_kept(cart, history, version)?;
            let unborn = CartState::unborn(cart.id);
            let skus = self.engine.price_list();
            let state = history.state_at(unborn, version, skus);
            let state = state.ok_or(ErrorCode::VersionNotFound)?;
            Ok(canvas(state, cart, reader))
        })?;
        if is_old {
            let shows = |text| canvas.state.refers_to(text);
            canvas.texts = self.engine.old_texts(self.cart, shows)?;
        }
        Ok(self.draw(canvas))
    }

    /// Looks into the cart's history, and where that no longer reaches back to `version` into the block that a store has of it;
    /// answers also whether it had to.
    fn look_back<T>(
        &self,
        priced: bool,
        version: u64,
        look: impl Fn(&CartState, &History, &Reader) -> Result<T>,
    ) -> Result<(T, bool)> {
        let seen = self.read(priced, |cart, reader| look(cart, &cart.history, reader))?;
        if !seen.as_ref().is_err_and(|error| error.code == ErrorCode::VersionNoLongerKept) {
            return Ok((seen?, false));
        }
        match self.engine.old_block(self.cart, version)? {
            Some(block) => {
                let seen = self.read(priced, |cart, reader| look(cart, &block, reader))??;
                Ok((seen, true))
            }
            None => Ok((seen?, false)),
        }
    }

    fn draw(&self, canvas: Canvas) -> CartView {
        let skus =
            self.engine.price_list().texts(&mut canvas.state.items().iter().map(|line| line.sku));
        canvas.view(skus)
    }

    /// The cart's version now.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn version(&self) -> Result<u64> {
        self.read(false, |cart, _| cart.version)
    }

    /// The event that made `version`: what a verb did.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`, `version_not_found`,
    /// `version_no_longer_kept`.
    pub fn event(&self, version: u64) -> Result<Events> {
        let (excerpt, is_old) = self.look_back(false, version, |cart, history, reader| {
            // The checkpoint is the state after its own event, which is gone with the block.
            let base = history.base();
            if (1..=base).contains(&version) {
                return Err(no_longer_kept(base + 1));
            }
            require_kept(cart, history, version)?;
            Ok(Excerpt::from_history(history, version - 1, cart, reader.capabilities))
        })?;
        let (events, _) = excerpt.events(1, |_, _| true);
        if events.is_empty() {
            return Err(ErrorCode::VersionNotFound.into());
        }
        if is_old { self.with_old_texts(events) } else { Ok(events) }
    }

    /// The events with the texts that a store still has of them.
    fn with_old_texts(&self, events: Events) -> Result<Events> {
        let texts = self.engine.old_texts(self.cart, |text| events.may_show(text))?;
        Ok(events.with_texts(texts))
    }

    /// Every kept event about one line, present or removed.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`, `line_not_found`,
    /// `version_no_longer_kept`.
    pub fn blame(&self, line: LineId) -> Result<Events> {
        let (mut excerpt, base) = self.read(false, |cart, reader| {
            let base = cart.history.base();
            (Excerpt::after(base, cart, reader.capabilities), base)
        })?;
        let is_old = (1..=base).contains(&line.0);
        let is_whole = !is_old || self.lead_in(&mut excerpt, line, base)?;
        let (events, _) = excerpt.events(u32::MAX, |version, event| is_about(line, version, event));
        match events.is_empty() {
            false if is_old => self.with_old_texts(events),
            false => Ok(events),
            true if !is_whole => Err(no_longer_kept(base + 1)),
            true => Err(ErrorCode::LineNotFound.into()),
        }
    }

    /// Puts what happened to a line up to `base` into an excerpt, one of a store's sealed blocks after another; answers
    /// whether there was a store that has them all.
    fn lead_in(&self, excerpt: &mut Excerpt, line: LineId, base: u64) -> Result<bool> {
        let mut version = line.0;
        while version <= base {
            let Some(block) = self.engine.old_block(self.cart, version)? else { return Ok(false) };
            let (start, _) = block.tail();
            // The line is gone, or never was: nothing later is about it.
            if start.is_some_and(|state| state.version >= line.0 && state.line(line).is_none()) {
                break;
            }
            excerpt.lead_in(&block, |version, event| is_about(line, version, event));
            version = block.base() + BLOCK_EVENTS + 1;
        }
        Ok(true)
    }

    /// What came after a cursor: events, or the whole cart where the history no longer reaches back.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn events_since(&self, cursor: Cursor) -> Result<Page> {
        let taken = self.read(true, |cart, reader| {
            if Excerpt::continues(cart, cursor, self.engine.epoch()) {
                Taken::Excerpt(Excerpt::after(cursor.version, cart, reader.capabilities))
            } else {
                Taken::Canvas(canvas(cart.checkpoint(), cart, reader))
            }
        })?;
        Ok(match taken {
            Taken::Canvas(canvas) => Page::reset(cursor, self.draw(canvas), self.engine.epoch()),
            Taken::Excerpt(excerpt) => {
                let page_max = self.engine.limits().page_events_max;
                let (events, version) = excerpt.events(page_max, |_, _| true);
                let to = Cursor { epoch: self.engine.epoch(), version };
                Page { from: cursor, to, body: PageBody::Events(events) }
            }
        })
    }

    /// Watches the cart from a cursor on: a wake when something happens, pages of what.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`, `exceeds_watches_max`.
    pub fn watch(&self, cursor: Cursor) -> Result<Watch> {
        Watch::open(self.clone(), cursor)
    }

    /// Checks the cart in full: totals, counts and order recounted, and the kept history replayed to the same state.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `capability_missing`; `cart_is_damaged` where anything disagrees.
    pub fn verify(&self) -> Result<()> {
        let is_whole = self.read(false, |cart, reader| {
            if !reader.capabilities.has(Capability::OwnCart) {
                return Err(Error::missing(Capability::OwnCart));
            }
            let unborn = CartState::unborn(cart.id);
            let skus = self.engine.price_list();
            let replayed = cart.history.oldest_replay(&unborn, cart.version, skus);
            Ok(cart.is_consistent() && replayed.is_some_and(|state| state.is_same(cart)))
        })??;
        if is_whole { Ok(()) } else { Err(ErrorCode::CartIsDamaged.into()) }
    }
}

fn canvas(state: CartState, cart: &CartState, reader: &Reader) -> Canvas {
    let texts = cart.side.as_deref().map_or_else(Texts::default, |side| side.texts.clone());
    Canvas { state, texts, capabilities: reader.capabilities, now_ms: reader.now_ms }
}

fn require_kept(cart: &CartState, history: &History, version: u64) -> Result<()> {
    if version == 0 || version > cart.version {
        return Err(ErrorCode::VersionNotFound.into());
    }
    let base = history.base();
    if version < base { Err(no_longer_kept(base)) } else { Ok(()) }
}

/// Whether an event is about a line, among others or alone.
fn is_about(line: LineId, version: u64, event: &Event<'_>) -> bool {
    match event {
        Event::Repriced { changes, .. } => changes.iter().any(|one| one.line == line),
        Event::CampaignFollowed { changes, cuts, .. } => {
            let changed = changes.iter().map(|one| one.line);
            changed.chain(cuts.iter().map(|one| one.line)).any(|other| other == line)
        }
        _ => event.line(version) == Some(line),
    }
}

fn no_longer_kept(oldest: u64) -> Error {
    let context = ErrorContext::Oldest { version: oldest };
    Error { code: ErrorCode::VersionNoLongerKept, context }
}
