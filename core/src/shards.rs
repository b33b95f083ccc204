//! The lock-sharded map of one kind of stream, and the order in which locks may be taken.

use core::hash::{BuildHasher, Hash};
use core::sync::atomic::{AtomicU32, Ordering};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use parking_lot::{Mutex, MutexGuard};

use crate::state::Stream;

/// In what order locks are taken: a thread that holds one takes only higher ones. Checked in debug builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Rank {
    /// A shard of carts.
    Carts = 1,
    /// Lets prices stand still, or one of them move.
    Prices = 2,
    /// A shard of coupons.
    Coupons = 3,
    /// A shard of ledgers.
    Ledgers = 4,
    /// A shard of campaigns.
    Campaigns = 5,
    /// A shard of SKUs.
    Skus = 6,
    /// The SKUs by number.
    SkuNames = 7,
    /// A shard of watches.
    Watches = 8,
}

#[cfg(debug_assertions)]
mod held {
    use core::cell::Cell;

    use super::Rank;

    thread_local!(static HIGHEST: Cell<u8> = const { Cell::new(0) });

    /// A lock this thread holds.
    #[derive(Debug)]
    pub(crate) struct Held(u8);

    impl Held {
        pub(crate) fn take(rank: Rank) -> Self {
            let before = HIGHEST.replace(rank as u8);
            assert!(before < rank as u8, "{rank:?} was locked under a lock of rank {before}");
            Self(before)
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            HIGHEST.set(self.0);
        }
    }

    /// Stops a debug build where foreign code is about to run under a lock.
    pub(crate) fn assert_none() {
        assert_eq!(HIGHEST.get(), 0, "foreign code must not run under a lock");
    }
}

#[cfg(not(debug_assertions))]
mod held {
    use super::Rank;

    /// A lock this thread holds; only debug builds check.
    #[derive(Debug)]
    pub(crate) struct Held;

    impl Held {
        #[inline]
        pub(crate) const fn take(_: Rank) -> Self {
            Self
        }
    }

    #[inline]
    pub(crate) const fn assert_none() {}
}

pub(crate) use held::{Held, assert_none};

/// 256 shards: contention between a server's threads stops falling well before, and a shard's table stays small.
const SHARDS: usize = 256;

/// So often a shard is locked past those who wait for it: often enough that switching threads does not count, and seldom
/// enough that nobody waits for long.
const PASSES_MAX: u32 = 1_024;

/// The streams of one kind, by key, behind 256 fair locks.
///
/// `Mutex` rather than a readers-writer lock: both are as fast here, and readers cannot starve a writer.
#[derive(Debug)]
pub(crate) struct Shards<S> {
    list: Box<[Shard<S>]>,
    hasher: FixedState,
    rank: Rank,
}

/// One shard, alone on its cache lines.
#[derive(Debug)]
#[repr(align(64))]
struct Shard<S> {
    table: Mutex<HashTable<S>>,
    /// Whoever has it is the next of those who wait for the table. The others wait for this one, in the order they came.
    line: Mutex<()>,
    /// How often the table was locked past the line since its turn. Changed under the table's lock.
    passes: AtomicU32,
}

impl<S> Shard<S> {
    fn new() -> Self {
        let (table, line) = (Mutex::new(HashTable::new()), Mutex::new(()));
        Self { table, line, passes: AtomicU32::new(0) }
    }

    /// Left to itself a lock goes to whoever runs, who is most often the one that just had it. A fair unlock goes to those who
    /// sleep, and every other one wakes somebody: on a busy machine all who wait are awake, and have no processor. So past the
    /// line only so many go.
    #[inline]
    fn lock(&self) -> MutexGuard<'_, HashTable<S>> {
        if self.passes.load(Ordering::Relaxed) < PASSES_MAX
            && let Some(table) = self.table.try_lock()
        {
            self.passes.store(self.passes.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            return table;
        }
        self.wait()
    }

    #[cold]
    fn wait(&self) -> MutexGuard<'_, HashTable<S>> {
        let next = self.line.lock();
        let table = self.table.lock();
        self.passes.store(0, Ordering::Relaxed);
        MutexGuard::unlock_fair(next);
        table
    }
}

/// A locked shard, at the place of one key.
pub(crate) struct Locked<'s, S> {
    table: MutexGuard<'s, HashTable<S>>,
    hash: u64,
    hasher: &'s FixedState,
    _held: Held,
}

impl<S: Stream> Shards<S>
where
    S::Key: Hash + Eq,
{
    pub(crate) fn new(rank: Rank, seed: u64) -> Self {
        let list = (0..SHARDS).map(|_| Shard::new()).collect();
        Self { list, hasher: FixedState::with_seed(seed), rank }
    }

    /// Locks the shard that holds `key`.
    #[inline]
    pub(crate) fn lock(&self, key: &S::Key) -> Locked<'_, S> {
        let hash = self.hasher.hash_one(key);
        // The table takes its place from the low bits and its tag from the top 7.
        let index = (hash >> 40) as usize % SHARDS;
        let shard = self.list.get(index).expect("an index below the number of shards");
        let held = Held::take(self.rank);
        Locked { table: shard.lock(), hash, hasher: &self.hasher, _held: held }
    }

    /// Collects something about the streams in up to `buckets` places from `place` on, under one lock; answers with the
    /// place to go on from, 0 at the end.
    pub(crate) fn visit(
        &self,
        place: Place,
        buckets: usize,
        mut visit: impl FnMut(&S),
    ) -> Option<Place> {
        let shard = self.list.get(place.shard)?;
        let held = Held::take(self.rank);
        let table = shard.lock();
        let until = (place.bucket + buckets).min(table.num_buckets());
        (place.bucket..until).filter_map(|bucket| table.get_bucket(bucket)).for_each(&mut visit);
        let is_done = until == table.num_buckets();
        drop((table, held));
        let next = if is_done {
            Place { shard: place.shard + 1, bucket: 0 }
        } else {
            Place { bucket: until, ..place }
        };
        (next.shard < SHARDS).then_some(next)
    }
}

impl<S: Stream> Shards<S>
where
    S::Key: Hash + Eq,
{
    /// Removes the streams that `leaves` lets go, in up to `buckets` places from `place` on; answers as [`Self::visit`] does.
    pub(crate) fn remove_some(
        &self,
        place: Place,
        buckets: usize,
        mut leaves: impl FnMut(&mut S) -> bool,
    ) -> Option<Place> {
        let shard = self.list.get(place.shard)?;
        let held = Held::take(self.rank);
        let mut table = shard.lock();
        let until = (place.bucket + buckets).min(table.num_buckets());
        let mut gone = Vec::new();
        for bucket in place.bucket..until {
            if let Ok(mut entry) = table.get_bucket_entry(bucket)
                && leaves(entry.get_mut())
            {
                gone.push(entry.remove().0);
            }
        }
        let is_done = until == table.num_buckets();
        drop((table, held));
        drop(gone);
        let next = if is_done {
            Place { shard: place.shard + 1, bucket: 0 }
        } else {
            Place { bucket: until, ..place }
        };
        (next.shard < SHARDS).then_some(next)
    }
}

/// Where a visit goes on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    shard: usize,
    bucket: usize,
}

impl<S: Stream> Locked<'_, S>
where
    S::Key: Hash + Eq,
{
    #[inline]
    pub(crate) fn get(&mut self, key: &S::Key) -> Option<&mut S> {
        self.table.find_mut(self.hash, |stream| stream.key() == key)
    }

    /// Removes the stream with this key, for which the shard was locked.
    pub(crate) fn remove(&mut self, key: &S::Key) -> Option<S> {
        let found = self.table.find_entry(self.hash, |stream| stream.key() == key).ok()?;
        Some(found.remove().0)
    }

    /// Adds a stream whose key is the one the shard was locked for and is not there yet.
    pub(crate) fn insert(&mut self, stream: S) -> &mut S {
        let hasher = self.hasher;
        let entry = self.table.insert_unique(self.hash, stream, |s| hasher.hash_one(s.key()));
        entry.into_mut()
    }
}
