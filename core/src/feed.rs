//! The feed: pages over a cart's own history, and a wake for whoever waits for the next event.

use core::fmt;
use core::str::FromStr;
use core::sync::atomic::{AtomicU32, Ordering};
use core::task::Waker;
use std::collections::BTreeMap;

use parking_lot::Mutex;

use crate::error::{Error, ErrorCode, Result};
use crate::event::Event;
use crate::event::record::Kept;
use crate::id::CartId;
use crate::limits::Limits;
use crate::names::{Names, Texts};
use crate::role::Capabilities;
use crate::shards::{Held, Rank, assert_none};
use crate::state::cart::CartState;
use crate::state::history::{History, Suffix};
use crate::view::{CartView, Events};

/// The epoch of an engine in memory: no version is ever taken back.
pub(crate) const EPOCH: u32 = 1;

/// How far somebody has read: an epoch and a version. It grants nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Which life of the log the version belongs to; 0 stands for any.
    pub epoch: u32,
    /// The last version read.
    pub version: u64,
}

impl Cursor {
    /// Before the first event.
    pub const START: Self = Self { epoch: 0, version: 0 };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.version)
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let invalid = || Error::from(ErrorCode::CursorNotValid);
        let is_number = |part: &str| {
            let is_plain = part.len() <= 20 && part.bytes().all(|byte| byte.is_ascii_digit());
            is_plain && !part.is_empty() && (part == "0" || !part.starts_with('0'))
        };
        let (epoch, version) = text.split_once('.').ok_or_else(invalid)?;
        if !is_number(epoch) || !is_number(version) {
            return Err(invalid());
        }
        let epoch = epoch.parse().map_err(|_| invalid())?;
        let version = version.parse().map_err(|_| invalid())?;
        Ok(Self { epoch, version })
    }
}

/// What came after a cursor.
#[derive(Clone, Debug)]
pub struct Page {
    /// The cursor that was given.
    pub from: Cursor,
    /// The cursor to give next.
    pub to: Cursor,
    /// What lies between.
    pub body: PageBody,
}

/// What lies between two cursors.
#[derive(Clone, Debug)]
pub enum PageBody {
    /// All visible events of the versions after `from`, up to and with `to`.
    Events(Events),
    /// The history no longer reaches back to the cursor: the whole cart, at version `to`.
    Reset(Box<CartView>),
    /// The reader is no longer a member since this version; nothing follows.
    Revoked {
        /// The version that ended the membership.
        version: u64,
    },
}

impl Page {
    /// The page's events; none where it is no page of events.
    #[must_use]
    pub fn events(&self) -> &Events {
        static NONE: Events = Events::NONE;
        match &self.body {
            PageBody::Events(events) => events,
            PageBody::Reset(_) | PageBody::Revoked { .. } => &NONE,
        }
    }

    pub(crate) fn reset(from: Cursor, view: CartView, epoch: u32) -> Self {
        let to = Cursor { epoch, version: view.version };
        Self { from, to, body: PageBody::Reset(Box::new(view)) }
    }
}

/// What a page is made of: taken under the cart's lock, read without it.
pub(crate) struct Excerpt {
    /// What leads to the suffix, with the names and texts of all.
    events: Events,
    suffix: Suffix,
    version: u64,
    capabilities: Capabilities,
}

impl Excerpt {
    /// What came after `version`.
    pub(crate) fn after(version: u64, cart: &CartState, capabilities: Capabilities) -> Self {
        Self::from_history(&cart.history, version, cart, capabilities)
    }

    /// What came after `version` by `history`, which is the cart's or an older part of it.
    pub(crate) fn from_history(
        history: &History,
        version: u64,
        cart: &CartState,
        capabilities: Capabilities,
    ) -> Self {
        let sees_people = capabilities.has(crate::role::Capability::ViewPeople);
        let side = cart.side.as_deref().filter(|_| sees_people);
        let names = if sees_people { cart.names.clone() } else { Names::default() };
        let texts = side.map_or_else(Texts::default, |side| side.texts.clone());
        Self {
            events: Events::new(names, texts),
            suffix: history.suffix_after(version, cart),
            version: cart.version,
            capabilities,
        }
    }

    /// Puts what is wanted of an older part of the history before what it holds; of such parts the oldest comes first.
    pub(crate) fn lead_in(
        &mut self,
        older: &History,
        is_wanted: impl FnMut(u64, &Event<'_>) -> bool,
    ) {
        collect(&mut self.events, older.since(older.base()), self.capabilities, is_wanted);
    }

    /// Whether the history still continues this cursor.
    pub(crate) fn continues(cart: &CartState, cursor: Cursor, epoch: u32) -> bool {
        let is_of_this_life = cursor.epoch == epoch || (cursor.epoch == 0 && cursor.version == 0);
        is_of_this_life && (cart.history.base()..=cart.version).contains(&cursor.version)
    }

    /// The visible events up to `events_max` versions on that `is_wanted` wants, and how far that is.
    pub(crate) fn events(
        self,
        events_max: u32,
        is_wanted: impl FnMut(u64, &Event<'_>) -> bool,
    ) -> (Events, u64) {
        let Self { mut events, suffix, version, capabilities } = self;
        let until = version.min(suffix.version().saturating_add(u64::from(events_max)));
        let kept = suffix.events().take_while(|kept| kept.version <= until);
        collect(&mut events, kept, capabilities, is_wanted);
        (events, until)
    }
}

/// Adds what is wanted and may be seen.
fn collect<'k>(
    events: &mut Events,
    kept: impl Iterator<Item = Kept<'k>>,
    capabilities: Capabilities,
    mut is_wanted: impl FnMut(u64, &Event<'_>) -> bool,
) {
    for kept in kept {
        let event = &kept.record.event;
        if capabilities.has(event.visibility()) && is_wanted(kept.version, event) {
            events.push(&kept);
        }
    }
}

/// Who waits for which cart.
pub(crate) struct Feed {
    shards: Box<[Mutex<BTreeMap<CartId, Topic>>]>,
    watches: AtomicU32,
    cart_watches_max: u32,
    engine_watches_max: u32,
}

/// The watches of one cart. A watch costs nothing until it waits, and then one entry here until it is woken.
#[derive(Debug, Default)]
struct Topic {
    watches: u32,
    next: u32,
    waiting: Vec<(u32, Waker)>,
}

const FEED_SHARDS: usize = 64;

impl Feed {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            shards: (0..FEED_SHARDS).map(|_| Mutex::new(BTreeMap::new())).collect(),
            watches: AtomicU32::new(0),
            cart_watches_max: limits.cart_watches_max,
            engine_watches_max: limits.engine_watches_max,
        }
    }

    fn with<T>(&self, cart: CartId, act: impl FnOnce(&mut BTreeMap<CartId, Topic>) -> T) -> T {
        let index = (cart.0 % FEED_SHARDS as u128) as usize;
        let shard = self.shards.get(index).expect("an index below the number of shards");
        let _held = Held::take(Rank::Watches);
        act(&mut shard.lock())
    }

    /// How many watches there are.
    pub(crate) fn watches(&self) -> u32 {
        self.watches.load(Ordering::Relaxed)
    }

    pub(crate) fn enter(&self, cart: CartId) -> Result<u32> {
        let full = |max| Error::limit(ErrorCode::ExceedsWatchesMax, max);
        if self.watches.fetch_add(1, Ordering::Relaxed) >= self.engine_watches_max {
            self.watches.fetch_sub(1, Ordering::Relaxed);
            return Err(full(self.engine_watches_max));
        }
        let entered = self.with(cart, |topics| {
            let topic = topics.entry(cart).or_default();
            if topic.watches >= self.cart_watches_max {
                return Err(full(self.cart_watches_max));
            }
            topic.watches += 1;
            topic.next = topic.next.wrapping_add(1);
            Ok(topic.next)
        });
        if entered.is_err() {
            self.watches.fetch_sub(1, Ordering::Relaxed);
        }
        entered
    }

    pub(crate) fn leave(&self, cart: CartId, watch: u32) {
        self.watches.fetch_sub(1, Ordering::Relaxed);
        // A waker is foreign code even when dropped: it goes after the lock.
        let _gone = self.with(cart, |topics| {
            let topic = topics.get_mut(&cart)?;
            topic.watches -= 1;
            if topic.watches == 0 {
                return topics.remove(&cart).map(|topic| topic.waiting);
            }
            let place = topic.waiting.iter().position(|(other, _)| *other == watch)?;
            Some(vec![topic.waiting.swap_remove(place)])
        });
    }

    pub(crate) fn wait(&self, cart: CartId, watch: u32, waker: Waker) {
        let _replaced = self.with(cart, |topics| {
            let topic = topics.get_mut(&cart)?;
            if let Some((_, slot)) = topic.waiting.iter_mut().find(|(other, _)| *other == watch) {
                return Some(core::mem::replace(slot, waker));
            }
            topic.waiting.push((watch, waker));
            None
        });
    }

    /// Wakes whoever waits for this cart, once; they wait again when they have read.
    pub(crate) fn wake(&self, cart: CartId) {
        let waiting = self.with(cart, |topics| {
            topics.get_mut(&cart).map(|topic| core::mem::take(&mut topic.waiting))
        });
        waiting.into_iter().flatten().for_each(|(_, waker)| waker.wake());
    }

    /// Wakes everybody: the engine closes.
    pub(crate) fn wake_all(&self) {
        assert_none();
        for shard in &self.shards {
            let carts: Vec<CartId> = shard.lock().keys().copied().collect();
            for cart in carts {
                self.wake(cart);
            }
        }
    }
}
