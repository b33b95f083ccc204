//! Small streams of one kind in memory: decided on copies, for a group of them or alone, and let go where a log keeps them.
//!
//! SKUs are none of these: all of them are in memory, what adding an item reads of them stands on the price board, and what
//! counts of them is a number for the whole list.

use core::mem;
use core::sync::atomic::{AtomicU64, Ordering};
use std::panic::{AssertUnwindSafe, catch_unwind};

use parking_lot::Mutex;

use crate::error::{Error, ErrorCode, Result};
use crate::journal::{Entry, Stored, StreamKey};
use crate::shards::{Place, Rank, Shards};
use crate::state::Stream;
use crate::state::account::{Account, Moment, encode_events};

/// A stream in memory.
#[derive(Clone, Debug)]
struct Slot<S> {
    state: S,
    /// The last frame of the log that is taken into account; 0 in memory.
    position: u64,
    /// Somebody came since the last look for idle ones.
    is_recent: bool,
    /// A bug struck while an event was applied: it is out of use.
    is_damaged: bool,
}

impl<S: Account> Stream for Slot<S> {
    type Key = [u8];
    type Command<'a> = <S as Stream>::Command<'a>;
    type Event<'a> = <S as Stream>::Event<'a>;
    type Context<'c> = Moment<'c>;
    type Stamp<'s> = ();

    fn key(&self) -> &[u8] {
        self.state.key()
    }

    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        moment: &Moment<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        self.state.decide(command, moment)
    }

    fn apply(&mut self, event: &Self::Event<'_>, stamp: &()) {
        self.state.apply(event, stamp);
    }
}

/// A copy of a stream with what a group changed in it.
#[derive(Debug)]
pub(crate) struct Revised<S: Account> {
    pub(crate) state: S,
    base: u64,
    events: Vec<S::Happened>,
    body: Vec<u8>,
}

impl<S: Account> Revised<S> {
    pub(crate) fn new(state: S) -> Self {
        Self { base: state.version(), state, events: Vec::new(), body: Vec::new() }
    }

    /// Decides on the copy, which then holds what came of it; answers with its version.
    pub(crate) fn revise(&mut self, asked: &S::Asked, moment: &Moment<'_>) -> Result<u64> {
        if let Some((next, event)) = step(&self.state, asked, moment)? {
            self.state = next;
            self.events.push(event);
        }
        Ok(self.state.version())
    }

    pub(crate) fn is_changed(&self) -> bool {
        !self.events.is_empty()
    }

    pub(crate) fn stream(&self) -> StreamKey {
        StreamKey::new(S::KIND, self.state.key())
    }

    pub(crate) fn is_of(&self, key: &[u8]) -> bool {
        self.state.key() == key
    }

    /// Writes down what happened.
    pub(crate) fn seal(&mut self) {
        self.body = encode_events::<S>(&self.events);
    }

    /// What the frame holds of it, once it is sealed.
    pub(crate) fn entry(&self) -> Entry<'_> {
        Entry {
            stream: self.stream(),
            base: self.base,
            events: u32::try_from(self.events.len()).unwrap_or(u32::MAX),
            body: &self.body,
            texts: Vec::new(),
        }
    }
}

/// The streams of a kind that are in memory.
#[derive(Debug)]
pub(crate) struct Streams<S: Account> {
    shards: Shards<Slot<S>>,
    /// So many there may be, where nothing else keeps them.
    max: Option<u32>,
    count: AtomicU64,
    bytes: AtomicU64,
    /// How often carts got something to take over.
    moved: AtomicU64,
    leave_from: Mutex<Place>,
}

/// What a stream was before it changed.
#[derive(Clone, Copy)]
struct Weight {
    bytes: u64,
    told: (u64, u64),
}

impl Weight {
    fn of<S: Account>(state: &S) -> Self {
        Self { bytes: state.bytes(), told: (state.told(), state.binds()) }
    }
}

/// Decides and applies on a copy: nothing has changed where either strikes a bug.
fn step<S: Account>(
    state: &S,
    asked: &S::Asked,
    moment: &Moment<'_>,
) -> Result<Option<(S, S::Happened)>> {
    let stepped = catch_unwind(AssertUnwindSafe(|| {
        let Some(event) = state.decide(asked, moment)? else { return Ok(None) };
        let mut next = state.clone();
        next.apply(&event, &());
        Ok(Some((next, event)))
    }));
    stepped.unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))
}

impl<S: Account> Streams<S> {
    pub(crate) fn new(rank: Rank, seed: u64, max: Option<u32>) -> Self {
        Self {
            shards: Shards::new(rank, seed),
            max,
            count: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            leave_from: Mutex::default(),
        }
    }

    /// About how many bytes they take.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How often carts got something to take over from one of them.
    #[inline]
    pub(crate) fn moved(&self) -> u64 {
        self.moved.load(Ordering::Acquire)
    }

    /// The one door where nothing keeps the streams: decides, applies, and answers with the version.
    pub(crate) fn commit(&self, key: &[u8], asked: &S::Asked, moment: &Moment<'_>) -> Result<u64> {
        let mut shard = self.shards.lock(key);
        let Some(slot) = shard.get(key) else {
            let Some((born, _)) = step(&S::unborn(key), asked, moment)? else { return Ok(0) };
            self.require_room()?;
            let version = born.version();
            shard.insert(self.count_in(born, 0));
            return Ok(version);
        };
        if slot.is_damaged {
            return Err(ErrorCode::InternalError.into());
        }
        let decided = catch_unwind(AssertUnwindSafe(|| slot.state.decide(asked, moment)));
        let decided = decided.unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))?;
        let Some(event) = decided else { return Ok(slot.state.version()) };
        let before = Weight::of(&slot.state);
        // Nobody needs a copy as it was: a large stream changes where it is.
        slot.is_damaged = true;
        let applied = catch_unwind(AssertUnwindSafe(|| slot.state.apply(&event, &())));
        applied.map_err(|_| Error::from(ErrorCode::InternalError))?;
        slot.is_damaged = false;
        self.count_change(before, &slot.state);
        Ok(slot.state.version())
    }

    pub(crate) fn has(&self, key: &[u8]) -> bool {
        self.look(key, |_| ()).is_some()
    }

    /// Looks at a stream under its lock.
    pub(crate) fn look<T>(&self, key: &[u8], look: impl FnOnce(&S) -> T) -> Option<T> {
        let mut shard = self.shards.lock(key);
        let slot = shard.get(key).filter(|slot| !slot.is_damaged)?;
        slot.is_recent = true;
        Some(look(&slot.state))
    }

    /// A copy of the stream, and the last frame that it takes into account.
    pub(crate) fn copy(&self, key: &[u8]) -> Option<(S, u64)> {
        let mut shard = self.shards.lock(key);
        shard.get(key).map(|slot| (slot.state.clone(), slot.position))
    }

    /// Puts a stream into memory as it was after the frame at `position`, unless it is known as newer.
    pub(crate) fn put(&self, state: S, position: u64) {
        let mut shard = self.shards.lock(state.key());
        match shard.get(state.key()) {
            Some(slot) if slot.position >= position => {}
            Some(slot) => {
                let before = Weight::of(&slot.state);
                *slot = Slot { state, position, is_recent: true, is_damaged: false };
                self.count_change(before, &slot.state);
            }
            None => {
                let slot = self.count_in(state, position);
                shard.insert(slot);
            }
        }
    }

    /// A stream in memory takes over what another engine decided. One that cannot leaves: whoever comes to it next reads it
    /// from the log, and hears what is wrong with it.
    pub(crate) fn take(&self, key: &[u8], base: u64, body: &[u8], position: u64) {
        let mut shard = self.shards.lock(key);
        let Some(slot) = shard.get(key) else { return };
        if slot.position >= position {
            return;
        }
        let mut next = slot.state.clone();
        let taken = catch_unwind(AssertUnwindSafe(|| next.take_entry(base, body)));
        if taken.unwrap_or(false) {
            let before = Weight::of(&slot.state);
            (slot.state, slot.position) = (next, position);
            self.count_change(before, &slot.state);
        } else if let Some(gone) = shard.remove(key) {
            self.count_out(&gone.state);
            // What it would have told is found out by whoever reads it.
            self.moved.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Lets some of those go that nobody came to since the last look; the log has them.
    pub(crate) fn let_some_go(&self, buckets: usize) {
        let mut place = self.leave_from.lock();
        let next = self.shards.remove_some(*place, buckets, |slot| {
            let leaves = !mem::take(&mut slot.is_recent) && !slot.state.stays();
            if leaves {
                self.count_out(&slot.state);
            }
            leaves
        });
        *place = next.unwrap_or_default();
    }

    fn require_room(&self) -> Result<()> {
        let Some(max) = self.max else { return Ok(()) };
        let is_full = self.count.load(Ordering::Relaxed) >= u64::from(max);
        if is_full { Err(Error::limit(ErrorCode::ExceedsAccountsMax, max)) } else { Ok(()) }
    }

    fn count_in(&self, state: S, position: u64) -> Slot<S> {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(state.bytes(), Ordering::Relaxed);
        Slot { state, position, is_recent: true, is_damaged: false }
    }

    fn count_out(&self, state: &S) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.bytes.fetch_sub(state.bytes(), Ordering::Relaxed);
    }

    fn count_change(&self, before: Weight, after: &S) {
        // Wraps where it shrank, and wraps back in the sum.
        self.bytes.fetch_add(after.bytes().wrapping_sub(before.bytes), Ordering::Relaxed);
        // Still under the lock: whoever sees the news also sees the count.
        if (after.told(), after.binds()) != before.told {
            self.moved.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Visits some of them from a place on, each under its lock; answers with the place to go on from.
    pub(crate) fn visit(&self, place: Place, mut visit: impl FnMut(&S)) -> Option<Place> {
        const BUCKETS: usize = 64;
        self.shards.visit(place, BUCKETS, |slot| visit(&slot.state))
    }
}

/// The stream that a store loaded; nothing where what it holds does not fit together.
pub(crate) fn restored<S: Account>(key: &[u8], stored: &Stored) -> Option<S> {
    let snapshot = stored.snapshot.as_ref();
    let snapshot = snapshot.map(|snapshot| (snapshot.version, snapshot.body.as_slice()));
    let tail = stored.tail.iter().map(|(base, _, body)| (*base, body.as_slice()));
    let restored = catch_unwind(AssertUnwindSafe(|| S::restore(key, snapshot, tail)));
    restored.unwrap_or_default()
}
