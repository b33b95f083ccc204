//! Running an engine: how it is doing, and how it ends.

use core::sync::atomic::Ordering;
use core::time::Duration;

use super::log::Log;
use super::{Engine, Inner};
use crate::error::Result;
use crate::journal::fork::Pass;
use crate::journal::{Durability, Health, pause};
use crate::shards::assert_none;

/// How long a drain that has to wait looks away.
const PAUSE: Duration = Duration::from_millis(1);
/// So many snapshots are written at a time while draining.
const SNAPSHOTS: usize = 256;
/// How long draining waits for other processes at a time.
const TURN_WAIT: Duration = Duration::from_secs(1);

/// How an engine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineHealth {
    /// Whether it takes commands: open, and no write has failed.
    pub is_writable: bool,
    /// How safe a change is once it is answered.
    pub durability: Durability,
    /// Carts in memory.
    pub carts: u64,
    /// Bytes that carts take, where a bound makes the engine count, and coupons and ledgers.
    pub bytes: u64,
    /// Callers who wait for their commands to be written.
    pub waiting: u64,
    /// Watches.
    pub watches: u32,
    /// The store, if there is one.
    pub store: Option<Health>,
}

impl Engine {
    /// How the engine is doing; never fails, and asks the store nothing that takes long.
    #[must_use]
    pub fn health(&self) -> EngineHealth {
        let inner = &*self.0;
        let log = inner.log.as_ref();
        let pass = self.enter();
        let store = log.map(|log| log.store.health());
        let has_failed = store.is_some_and(|store| store.has_failed)
            || log.is_some_and(|log| log.require_writable().is_err());
        EngineHealth {
            is_writable: !has_failed && pass.is_ok() && !self.is_closed(),
            durability: self.durability(),
            carts: self.carts(),
            bytes: inner.all_bytes(),
            waiting: log.map_or(0, |log| log.waiting() as u64),
            watches: inner.feed.watches(),
            store,
        }
    }

    /// Begins a call; see [`Log::pass`]. What is in memory alone need not wait for a fork.
    pub(crate) fn enter(&self) -> Result<Option<Pass>> {
        self.0.log.as_ref().map(Log::pass).transpose()
    }

    /// Ends the engine: no further call is taken (`engine_is_closed`), commands already taken are finished, and as far as
    /// `time` allows carts are saved so that the next opening is fast. Then the store is synced and closed. Answers whether
    /// everything was finished in time; nothing that was acknowledged is lost either way. What could not be finished, because
    /// another process kept the store, is refused with `engine_is_closed` and has no effect.
    ///
    /// Where somebody else ends the engine already, this waits for them at most `time`, and answers what came of it.
    #[allow(clippy::must_use_candidate, reason = "it ends the engine, whoever looks")]
    pub fn drain(&self, time: Duration) -> bool {
        self.end(time, time)
    }

    /// Takes no further call, waits a while for those taken, and saves carts for another, at least a few.
    #[allow(clippy::disallowed_methods, reason = "a deadline is kept on the machine's own clock")]
    pub(super) fn end(&self, finishing: Duration, saving: Duration) -> bool {
        let inner = &*self.0;
        let Ok(_pass) = self.enter() else { return false };
        let close = || {
            inner.is_closed.store(true, Ordering::SeqCst);
            inner.feed.wake_all();
        };
        let Some(log) = &inner.log else {
            close();
            return true;
        };
        let began = std::time::Instant::now();
        // Whoever comes first says how long; the others wait for them.
        let Some(mut ending) = log.ending.try_lock_for(finishing) else { return false };
        if let Some(was_done) = *ending {
            return was_done;
        }
        close();
        while log.waiting() > 0 && began.elapsed() < finishing {
            pause(PAUSE);
        }
        let mut is_done = log.waiting() == 0;
        while is_done {
            match inner.save_some(log, saving.saturating_sub(began.elapsed())) {
                Ok(false) => break,
                Ok(true) => is_done = began.elapsed() < saving,
                Err(_) => is_done = false,
            }
        }
        inner.tell_watchers(log);
        // A group that is being written ends first: it has the turn.
        log.store.close();
        *ending = Some(is_done);
        is_done
    }
}

impl Inner {
    /// Saves some of the carts that no snapshot takes into account; answers whether there were any.
    fn save_some(&self, log: &Log, wait: Duration) -> Result<bool> {
        assert_none();
        let due = log.store.due(SNAPSHOTS, true);
        if due.is_empty() {
            return Ok(false);
        }
        log.require_writable()?;
        let turn = log.store.turn(wait.min(TURN_WAIT)).map_err(|error| log.refuse(error))?;
        let mut position = log.position.lock();
        self.follow(log, &mut position)?;
        let saved: Vec<_> =
            due.into_iter().filter_map(|key| self.snapshot(log, key, None)).collect();
        if saved.is_empty() {
            return Ok(false);
        }
        turn.append(&[], &saved).map_err(|error| log.refuse(error))?;
        Ok(true)
    }
}
