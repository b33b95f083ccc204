//! Forking: the host says so before and after, and no child inherits anything of a store's.
//!
//! A forked child has one thread and a copy of everything else: locks held by threads it does not have, and open files whose
//! locks belong to the parent. SQLite on top keeps in global variables which locks the process holds on a file; a child
//! that inherits them believes in locks that the kernel gave to its parent alone. So nothing may be open while a process
//! forks. Whoever calls a store, or an engine on one, holds a [`Pass`]; a fork waits until nobody has any, then every store
//! lets go of its files, and takes them up again when somebody next comes.

#![cfg_attr(not(feature = "sqlite"), allow(dead_code, reason = "no other store holds files"))]

use core::cell::Cell;
use core::marker::PhantomData;
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use std::process;
use std::sync::Arc;

use parking_lot::Mutex;

use super::{StoreError, pause};

/// How long those who wait for a fork, or for its beginning, look away. No lock to wait at: the child would inherit it.
const PAUSE: Duration = Duration::from_micros(200);

/// In [`PASSES`]: somebody is about to fork, and no pass is given out.
const IS_NEAR: u32 = 1 << 31;
/// In [`PASSES`]: every store has let go of its files.
const IS_READY: u32 = 1 << 30;

/// How many threads are inside, and whether a fork is near.
static PASSES: AtomicU32 = AtomicU32::new(0);
/// How many stores hold files.
static HOLDERS: AtomicU32 = AtomicU32::new(0);
/// The process whose threads [`PASSES`] and whose stores [`HOLDERS`] counts; 0 before the first.
static PROCESS: AtomicU32 = AtomicU32::new(0);
/// Every store that may hold files. Locked by whoever has a pass, or forks; so a child finds it unlocked.
static STORES: Mutex<Vec<Arc<dyn LetGo>>> = Mutex::new(Vec::new());

thread_local! {
    /// How many passes this thread has: only the first one waits.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Whether this thread has announced a fork and not yet said that it is over.
    static FORKS: Cell<bool> = const { Cell::new(false) };
}

/// What a store does for a fork.
pub(crate) trait LetGo: Send + Sync {
    /// Sends whoever waits inside the store for something to happen on their way.
    fn interrupt(&self);

    /// Closes every file. Nobody is inside.
    fn let_go(&self);
}

/// Makes this process ready to fork: waits until nobody is inside a store, keeps everybody out, and closes what a child
/// would inherit.
///
/// A host that forks calls this, forks, and then calls [`after_fork_in_parent`] and [`after_fork_in_child`], all on the
/// thread that forks. Calls by other threads wait meanwhile; calls by this one are refused with [`StoreError::Busy`]. In the
/// parent everything goes on afterwards. In the child whatever was opened before answers [`StoreError::Closed`] (the engine:
/// `engine_is_forked`); it may open the same file anew. A parent without stores may leave all of this out, and so may a child
/// that does nothing but `exec`.
///
/// A child of a fork that nobody announced finds its inheritance closed as well, and where the parent had a store open it
/// cannot open any: nobody can tell what state it inherited.
///
/// C: `pthread_atfork` takes the three. They allocate and take locks, which is safe there: this call sees to it that no lock
/// of a store's is held at the fork.
///
/// # Examples
/// ```
/// use cartpool::journal;
///
/// journal::before_fork();
/// // The process forks here. In the child: `journal::after_fork_in_child()`. In the parent, also where it could not fork:
/// journal::after_fork_in_parent();
/// ```
pub fn before_fork() {
    // Foreign code that is run from inside a store would wait for itself: the child will find out that nothing is closed.
    let is_inside = DEPTH.get() > 0 || FORKS.get();
    if is_inside || settle().is_err() {
        return;
    }
    FORKS.set(true);
    while PASSES.fetch_or(IS_NEAR, Ordering::AcqRel) & IS_NEAR != 0 {
        pause(PAUSE);
    }
    while PASSES.load(Ordering::Acquire) != IS_NEAR {
        each_store(|store| store.interrupt());
        pause(PAUSE);
    }
    each_store(|store| store.let_go());
    forget_dropped();
    PASSES.fetch_or(IS_READY, Ordering::AcqRel);
}

/// Ends what [`before_fork`] began, in the process that forked, or could not: stores take their files up again at the next
/// call, which answers what hinders them, if anything does. Without a fork announced by this thread it does nothing.
pub fn after_fork_in_parent() {
    if FORKS.replace(false) {
        PASSES.store(0, Ordering::Release);
    }
}

/// Begins the life of a forked child: what it inherited is closed, and it may open stores of its own. See [`before_fork`].
pub fn after_fork_in_child() {
    FORKS.set(false);
    DEPTH.set(0);
    // Otherwise nobody announced the fork, and only where there was nothing to inherit does this process get a life of its own.
    if PASSES.load(Ordering::Acquire) == IS_NEAR | IS_READY {
        STORES.lock().clear();
        PROCESS.store(process::id(), Ordering::Release);
        PASSES.store(0, Ordering::Release);
    }
}

/// Whether whoever waits inside a store is to leave, because a fork waits for them.
pub(crate) fn is_near() -> bool {
    PASSES.load(Ordering::Relaxed) & IS_NEAR != 0
}

/// The process that a store is opened in, as [`enter`] wants it.
///
/// # Errors
/// `Closed` in a child of a fork that nobody announced, where the parent had something open.
pub(crate) fn settle() -> Result<u32, StoreError> {
    let (here, known) = (process::id(), PROCESS.load(Ordering::Acquire));
    if known == here {
        return Ok(here);
    }
    let is_clean = PASSES.load(Ordering::Acquire) == 0 && HOLDERS.load(Ordering::Acquire) == 0;
    if is_clean {
        PROCESS.store(here, Ordering::Release);
    }
    // Also where another thread was first, and is inside by now.
    let is_settled = PROCESS.load(Ordering::Acquire) == here;
    if is_settled { Ok(here) } else { Err(StoreError::Closed) }
}

/// Lets this thread inside what was opened in the process `home`, once no fork is near; until the pass is dropped nobody
/// forks. Passes nest.
///
/// # Errors
/// `Closed` in another process than `home`; `Busy` between this thread's announcing a fork and its end.
#[inline]
pub(crate) fn enter(home: u32) -> Result<Pass, StoreError> {
    let depth = DEPTH.get();
    if depth == 0 {
        if home != process::id() {
            return Err(StoreError::Closed);
        }
        wait_in_line()?;
    }
    DEPTH.set(depth + 1);
    Ok(Pass { of_this_thread: PhantomData })
}

/// [`enter`] for whoever may not wait, nor need: nothing where a fork is near.
pub(crate) fn enter_at_once(home: u32) -> Option<Pass> {
    let is_free = DEPTH.get() > 0 || (home == process::id() && take_pass());
    is_free.then(|| {
        DEPTH.set(DEPTH.get() + 1);
        Pass { of_this_thread: PhantomData }
    })
}

fn wait_in_line() -> Result<(), StoreError> {
    while !take_pass() {
        if FORKS.get() {
            return Err(StoreError::Busy);
        }
        pause(PAUSE);
    }
    Ok(())
}

fn take_pass() -> bool {
    let more = |passes| (passes & IS_NEAR == 0).then_some(passes + 1);
    PASSES.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok()
}

/// Being inside: as long as a thread has one, its process does not fork.
#[derive(Debug)]
pub(crate) struct Pass {
    of_this_thread: PhantomData<*const ()>,
}

impl Drop for Pass {
    #[inline]
    fn drop(&mut self) {
        let depth = DEPTH.get().saturating_sub(1);
        DEPTH.set(depth);
        if depth == 0 {
            PASSES.fetch_sub(1, Ordering::Release);
        }
    }
}

/// Sees to it that a store lets go of its files before a fork. From within a pass.
pub(crate) fn register(store: Arc<dyn LetGo>) {
    forget_dropped();
    STORES.lock().push(store);
}

/// Forgets every store that nobody else knows any more. From within a pass, or a fork.
pub(crate) fn forget_dropped() {
    STORES.lock().retain(|store| Arc::strong_count(store) > 1);
}

fn each_store(act: impl Fn(&dyn LetGo)) {
    for store in STORES.lock().iter() {
        act(&**store);
    }
}

/// A store's word that it holds files.
#[derive(Debug)]
pub(crate) struct Holding(());

impl Holding {
    pub(crate) fn begin() -> Self {
        HOLDERS.fetch_add(1, Ordering::AcqRel);
        Self(())
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        HOLDERS.fetch_sub(1, Ordering::AcqRel);
    }
}
