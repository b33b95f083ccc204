//! Memory follows the log: what other engines appended, carts that are loaded, carts that leave.

use core::mem;
use core::sync::atomic::Ordering;
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Weak};

use super::group::cart_key;
use super::log::Log;
use super::{Ahead, Engine, Inner, Reader, Who};
use crate::command::Command;
use crate::engine::{CommandOptions, NO_SEAT, Principal, Request};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::{CartId, TextRef};
use crate::journal::{Block, Frame, FrameEntry, StoreError, StreamKey};
use crate::names::Texts;
use crate::shards::assert_none;
use crate::state::cart::CartState;
use crate::state::history::{BLOCK_EVENTS, History};
use crate::state::saved::{CARTS, CartEntry, SKUS, decode_run};

/// So many SKUs are read at a time when an engine opens.
const SKUS_PAGE: usize = 4_096;
/// So many places of the shards are looked through at a time for carts to leave memory.
const LEAVE_BUCKETS: usize = 4_096;
/// How often a listener looks up without having been rung.
const LISTEN_FOR: Duration = Duration::from_millis(500);

impl Inner {
    /// Reads the whole price list; carts are read when somebody comes to them.
    pub(super) fn load_prices(&self, log: &Log) -> Result<()> {
        let mut after = None;
        loop {
            let page = log.store.streams(SKUS, after.as_ref(), SKUS_PAGE)?;
            for (key, stored) in &page {
                let latest = stored
                    .tail
                    .last()
                    .map(|(base, events, body)| (base + u64::from(*events), body.as_slice()));
                let snapshot = stored.snapshot.as_ref().map(|s| (s.version, s.body.as_slice()));
                if let Some((version, body)) = latest.or(snapshot) {
                    self.take_sku(key, version, body);
                }
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => return Ok(()),
            }
        }
    }

    fn take_sku(&self, key: &StreamKey, version: u64, body: &[u8]) {
        if let Ok(sku) = core::str::from_utf8(key.key()) {
            self.prices.take(sku, version, body);
        }
    }

    /// Brings memory up to what is in the log. Whoever calls holds the position, and so the right to change carts.
    pub(super) fn follow(&self, log: &Log, position: &mut u64) -> Result<()> {
        if log.store.head()? == *position {
            return Ok(());
        }
        let mut changed = Vec::new();
        let applying = log.applying.lock();
        let read = log.store.frames(*position, &mut |frame| {
            self.take_frame(&frame, &mut changed);
            *position = frame.position;
        });
        log.known.store(*position, Ordering::Release);
        drop(applying);
        self.note_changed(log, changed);
        read.map(|_| ()).map_err(|error| log.refuse(error))
    }

    fn take_frame(&self, frame: &Frame<'_>, changed: &mut Vec<CartId>) {
        for entry in &frame.entries {
            let key = entry.stream.key();
            match entry.stream.kind() {
                SKUS => {
                    let version = entry.base + u64::from(entry.events);
                    self.take_sku(&entry.stream, version, entry.body);
                }
                CARTS => {
                    if let Ok(id) = key.try_into() {
                        let id = CartId(u128::from_be_bytes(id));
                        self.take_cart_entry(id, frame.position, entry);
                        changed.push(id);
                    }
                }
                _ => changed.extend(self.accounts.take_entry(frame.position, entry)),
            }
        }
    }

    /// A cart in memory takes over what another engine decided; one that is not here is read when somebody comes.
    fn take_cart_entry(&self, id: CartId, position: u64, entry: &FrameEntry<'_>) {
        let mut shard = self.carts.lock(&id);
        let Some(cart) = shard.get(&id) else { return };
        if cart.side_mut().position >= position {
            return;
        }
        let bytes = self.counted_bytes(cart);
        let taken = catch_unwind(AssertUnwindSafe(|| {
            let limits = &self.options.limits;
            CartEntry::decode(entry.body).is_some_and(|body| {
                cart.take_entry(entry.base, &body, &entry.texts, &self.prices, limits)
            })
        }));
        cart.is_damaged |= !taken.unwrap_or(false);
        if !cart.campaigns().is_empty() {
            // Its campaigns need not be in memory: what they say is found out when it matters.
            cart.prices_checked = u64::MAX;
        }
        cart.side_mut().position = position;
        self.count_bytes(bytes, cart);
    }

    /// Puts a cart into memory, over its older self where it changed; else that takes over no more than how often people came.
    pub(super) fn put(&self, mut cart: CartState, is_changed: bool) {
        let id = cart.id;
        cart.side_mut().is_recent = true;
        let mut shard = self.carts.lock(&id);
        match shard.get(&id) {
            Some(older) if is_changed => {
                let bytes = self.counted_bytes(older);
                cart.replace(older);
                self.count_bytes(bytes, older);
            }
            Some(older) if self.options.rates.is_some() => {
                older.side_mut().meter = mem::take(&mut cart.side_mut().meter);
            }
            Some(_) => {}
            None => self.count_in(shard.insert(cart)),
        }
    }

    pub(super) fn mark_damaged(&self, id: CartId) {
        if let Some(cart) = self.carts.lock(&id).get(&id) {
            cart.is_damaged = true;
        }
    }

    /// Notes carts whose watchers are to be told once nothing is held.
    pub(super) fn note_changed(&self, log: &Log, carts: Vec<CartId>) {
        if self.feed.watches() > 0 {
            log.changed.lock().extend(carts);
        }
    }

    /// Wakes whoever waits for the carts that changed. A waker may do whatever it likes, the engine included: whoever calls
    /// holds neither a turn nor the position.
    pub(super) fn tell_watchers(&self, log: &Log) {
        let changed = mem::take(&mut *log.changed.lock());
        if !changed.is_empty() {
            self.wake(&changed);
        }
    }

    /// Wakes whoever waits for these carts; a cart that is not in memory may be waited for all the same.
    pub(super) fn wake(&self, carts: &[CartId]) {
        assert_none();
        if self.feed.watches() == 0 {
            return;
        }
        for id in carts {
            let is_watched =
                self.carts.lock(id).get(id).is_none_or(|cart| mem::take(&mut cart.is_watched));
            if is_watched {
                self.feed.wake(*id);
            }
        }
    }

    /// Reads a cart from the store; nothing where there is none.
    pub(super) fn load(&self, log: &Log, id: CartId) -> Result<Option<CartState>> {
        assert_none();
        let Some(stored) = log.store.load(&cart_key(id))? else { return Ok(None) };
        let decoded = catch_unwind(AssertUnwindSafe(|| {
            let snapshot = stored.snapshot.as_ref().map(|snapshot| snapshot.body.as_slice());
            let tail = stored.tail.iter().map(|(base, _, body)| (*base, body.as_slice()));
            let limits = &self.options.limits;
            CartState::restore(id, snapshot, tail, &self.prices, limits)
        }));
        let damaged = || {
            let context = ErrorContext::Position { position: stored.position };
            Error { code: ErrorCode::StorageIsDamaged, context }
        };
        let mut cart = decoded.unwrap_or_default().ok_or_else(damaged)?;
        self.load_history(log, &mut cart)?;
        cart.take_texts(&stored.texts);
        let side = cart.side_mut();
        side.position = stored.position;
        side.is_recent = true;
        // Whether its prices are the list's is found out when it matters.
        cart.prices_checked = u64::MAX;
        // Nor is it known what campaigns have heard.
        cart.has_news = !cart.campaigns().is_empty();
        Ok(Some(cart))
    }

    /// Reads the sealed blocks that the cart would have if it had never left memory, so that cursors go on.
    fn load_history(&self, log: &Log, cart: &mut CartState) -> Result<()> {
        let blocks_max = u64::from(self.options.limits.history_events_max) / BLOCK_EVENTS;
        let sealed = cart.version - cart.version % BLOCK_EVENTS;
        let oldest = sealed.saturating_sub(blocks_max * BLOCK_EVENTS);
        while cart.history.base() > oldest {
            let base = cart.history.base();
            let Some(block) = log.store.block(&cart_key(cart.id), base - 1)? else { break };
            let run = self.read_block(cart.id, &block);
            let Some((start, records)) = run.filter(|_| block.base + BLOCK_EVENTS == base) else {
                break;
            };
            cart.history.prepend(start, records);
        }
        Ok(())
    }

    /// A sealed block's state and records; nothing where it is not what its place says.
    fn read_block<'b>(
        &self,
        id: CartId,
        block: &'b Block,
    ) -> Option<(Option<CartState>, &'b [u8])> {
        let run = decode_run(&block.body, id, &self.prices);
        run.filter(|(start, _)| start.as_ref().map_or(0, |state| state.version) == block.base)
    }

    /// Sees to it that a cart that exists is in memory.
    pub(super) fn bring(&self, log: &Log, id: CartId) -> Result<()> {
        let applying = log.applying.lock();
        // Somebody else may have come to it first.
        if self.carts.lock(&id).get(&id).is_some() {
            return Ok(());
        }
        let Some(cart) = self.load(log, id)? else { return Err(ErrorCode::CartNotFound.into()) };
        self.put(cart, false);
        drop(applying);
        self.make_room();
        Ok(())
    }

    /// Brings memory up to what other engines have been answered; watchers are told by the caller, once nothing is held.
    pub(super) fn freshen(&self, log: &Log) {
        // Reads go on whatever becomes of the store; commands say what is wrong with it.
        let Ok(head) = log.store.head() else { return };
        if log.known.load(Ordering::Acquire) < head {
            let mut position = log.position.lock();
            let _ = self.follow(log, &mut position);
        }
    }

    /// Lets carts, coupons and ledgers that nobody came to lately leave memory where it is over its bound; the log has them.
    pub(super) fn make_room(&self) {
        let Some(max) = self.options.max_bytes else { return };
        if self.log.is_none() || self.all_bytes() <= max {
            return;
        }
        let mut place = self.leave_from.lock();
        let next = self.carts.remove_some(*place, LEAVE_BUCKETS, |cart| self.leaves(cart));
        *place = next.unwrap_or_default();
        self.accounts.let_some_go(LEAVE_BUCKETS);
    }

    /// Whether a cart leaves memory: nobody came since the last look, and nobody waits.
    pub(super) fn leaves(&self, cart: &mut CartState) -> bool {
        let was_recent = mem::take(&mut cart.side_mut().is_recent);
        let leaves = !was_recent && !cart.is_watched && !cart.is_damaged && !cart.has_news;
        if leaves {
            self.count_out(cart);
        }
        leaves
    }
}

impl Engine {
    /// [`Engine::read`] where a store holds the carts.
    pub(super) fn read_stored<T>(
        &self,
        log: &Log,
        id: CartId,
        who: &Who<'_>,
        priced: bool,
        look: impl FnOnce(&mut CartState, &Reader) -> T,
    ) -> Result<T> {
        let _pass = log.pass()?;
        let inner = &*self.0;
        inner.freshen(log);
        inner.tell_watchers(log);
        let mut catches_up = priced;
        loop {
            let now_ms = inner.options.clock.now_ms();
            let mut shard = inner.carts.lock(&id);
            let Some(cart) = shard.get(&id) else {
                drop(shard);
                inner.bring(log, id)?;
                continue;
            };
            let capabilities = super::require_view(cart, who)?;
            cart.side_mut().is_recent = true;
            if mem::take(&mut catches_up) && inner.is_behind(cart, now_ms) {
                drop(shard);
                // A cart whose new total would pass its bound keeps its prices and stays readable.
                let who = Who { principal: Principal::System, seat: &NO_SEAT.into() };
                let options = CommandOptions::default();
                let _ = self.send(id, &who, &options, &Request::One(&Command::Reprice));
                continue;
            }
            return Ok(look(cart, &Reader { capabilities, now_ms }));
        }
    }

    /// [`Engine::peek`] where a store holds the carts.
    pub(super) fn peek_stored<T>(
        &self,
        log: &Log,
        id: CartId,
        look: impl FnOnce(&mut CartState, u64) -> T,
    ) -> Option<T> {
        let _pass = log.pass().ok()?;
        let inner = &*self.0;
        let now_ms = inner.options.clock.now_ms();
        loop {
            if let Some(cart) = inner.carts.lock(&id).get(&id) {
                return Some(look(cart, now_ms));
            }
            inner.bring(log, id).ok()?;
        }
    }

    /// The sealed block of a cart that holds the event `version`, where a store keeps it.
    pub(crate) fn old_block(&self, id: CartId, version: u64) -> Result<Option<History>> {
        let Some(log) = &self.0.log else { return Ok(None) };
        let _pass = log.pass()?;
        // A block holds the event after its base.
        let block = log.store.block(&cart_key(id), version.saturating_sub(1))?;
        let Some(block) = block.filter(|block| version <= block.base + BLOCK_EVENTS) else {
            return Ok(None);
        };
        let run = self.0.read_block(id, &block);
        let damaged = || Error::from(StoreError::Damaged { position: 0 });
        let (start, records) = run.ok_or_else(damaged)?;
        Ok(Some(History::of_block(start, records)))
    }

    /// The personal texts of a cart that a store has, of those that are wanted.
    pub(crate) fn old_texts(
        &self,
        id: CartId,
        is_wanted: impl Fn(TextRef) -> bool,
    ) -> Result<Texts> {
        let mut texts = Texts::default();
        let Some(log) = &self.0.log else { return Ok(texts) };
        let _pass = log.pass()?;
        let stored = log.store.load(&cart_key(id))?.unwrap_or_default();
        for (reference, text) in &stored.texts {
            if is_wanted(TextRef(*reference)) {
                texts.keep(TextRef(*reference), text);
            }
        }
        Ok(texts)
    }

    /// Listens to other engines for as long as anybody watches a cart: one thread, begun by the first watch.
    pub(crate) fn listen(&self) {
        let Some(log) = &self.0.log else { return };
        if !log.is_listening.swap(true, Ordering::AcqRel) {
            let (inner, store) = (Arc::downgrade(&self.0), Arc::clone(&log.store));
            let listener = std::thread::Builder::new().name("cartpool-listener".into());
            let spawned = listener.spawn(move || {
                let mut position = 0;
                let mut heard_at = None;
                while listens(&inner, &mut position) {
                    // What cannot be followed stays ahead of memory, and is no news.
                    let is_stuck = heard_at == Some(position);
                    let heard = store.wait(position, LISTEN_FOR).ok().filter(|_| !is_stuck);
                    if heard.is_none() {
                        std::thread::park_timeout(LISTEN_FOR);
                    }
                    heard_at = heard.filter(|came| *came).map(|_| position);
                }
            });
            if spawned.is_err() {
                log.is_listening.store(false, Ordering::Release);
            }
        }
    }
}

/// Takes over what came; answers whether anybody still watches.
fn listens(inner: &Weak<Inner>, position: &mut u64) -> bool {
    let Some(inner) = inner.upgrade() else { return false };
    let Some(log) = &inner.log else { return false };
    let Ok(_pass) = log.pass() else { return false };
    inner.freshen(log);
    inner.tell_watchers(log);
    *position = log.known.load(Ordering::Acquire);
    let is_needed = || inner.feed.watches() > 0 && !inner.is_closed.load(Ordering::Relaxed);
    if is_needed() {
        return true;
    }
    log.is_listening.store(false, Ordering::Release);
    // Somebody may have begun to watch in between: then one of us goes on.
    is_needed() && !log.is_listening.swap(true, Ordering::AcqRel)
}

impl Inner {
    /// Whether a cart has to take over new prices; one that need not is marked so.
    fn is_behind(&self, cart: &mut CartState, now_ms: u64) -> bool {
        let facts_version = self.facts_version();
        if self.is_caught_up(cart) {
            return false;
        }
        match self.reprices(cart, &Ahead { now_ms, brought: None }) {
            Ok(true) => true,
            Ok(false) => {
                cart.prices_checked = facts_version;
                false
            }
            Err(_) => false,
        }
    }
}
