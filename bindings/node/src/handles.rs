//! What the handles of one thread stand for. Engines are the process's; handles are a thread's own, so that no call takes a
//! lock to find its member, and a worker that ends drops what it held.

use std::cell::RefCell;
use std::sync::Arc;

use cartpool::{
    CampaignWatch, Cart, Command, Engine, EngineHealth, ErrorCode, ManualClock, Member, Watch,
};

use crate::queue::{Promised, Queue};
use crate::refusal::Answer;
use crate::slab::{Released, Slab};

/// An engine, and its clock where a test moves it.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) engine: Engine,
    pub(crate) clock: Option<Arc<ManualClock>>,
}

/// What an engine's handle stands for.
pub(crate) enum Held {
    Open(Opened),
    /// All that a closed engine still says. Its memory goes at once, also where JavaScript keeps the object for long.
    Closed {
        health: EngineHealth,
        is_done: bool,
    },
}

impl Held {
    pub(crate) fn opened(&self) -> Answer<&Opened> {
        match self {
            Self::Open(opened) => Ok(opened),
            Self::Closed { .. } => Err(ErrorCode::EngineIsClosed.into()),
        }
    }
}

/// Commands that wait to be committed together, encoded because they outlive the call that brought them.
pub(crate) struct Batch {
    pub(crate) member: Member,
    pub(crate) commands: Vec<Vec<u8>>,
}

pub(crate) struct Handles {
    pub(crate) engines: Slab<Held>,
    pub(crate) carts: Slab<Cart>,
    pub(crate) members: Slab<Member>,
    pub(crate) batches: Slab<Batch>,
    pub(crate) watches: Slab<Watch>,
    pub(crate) queues: Slab<Queue>,
    pub(crate) promised: Slab<Promised>,
    pub(crate) campaign_watches: Slab<CampaignWatch>,
}

impl Handles {
    const fn new() -> Self {
        Self {
            engines: Slab::new(1),
            carts: Slab::new(2),
            members: Slab::new(3),
            batches: Slab::new(4),
            watches: Slab::new(5),
            queues: Slab::new(6),
            promised: Slab::new(7),
            campaign_watches: Slab::new(8),
        }
    }
}

thread_local! {
    static HANDLES: RefCell<Handles> = const { RefCell::new(Handles::new()) };
}

/// Runs `call` on this thread's handles. No JavaScript runs inside, so no call meets another's borrow.
pub(crate) fn with<T>(call: impl FnOnce(&mut Handles) -> Answer<T>) -> Answer<T> {
    HANDLES.with_borrow_mut(call)
}

/// Drops everything this thread's handles stand for.
pub(crate) fn clear() {
    HANDLES.replace(Handles::new());
}

/// Keeps `value` under a new handle.
pub(crate) fn keep<T>(slab: &mut Slab<T>, value: T) -> Answer<u64> {
    slab.insert(value).ok_or_else(|| ErrorCode::ExceedsMemoryMax.into())
}

/// The value behind a handle.
pub(crate) fn find<T>(slab: &Slab<T>, handle: u64) -> Answer<&T> {
    slab.get(handle).ok_or_else(|| ErrorCode::HandleNotValid.into())
}

/// Commits through a member's handle at once, puts the command into a queue and answers with its place there, or puts it into a
/// batch and answers 0.
pub(crate) fn commit(handle: u64, command: &Command<'_>) -> Answer<u64> {
    with(|handles| {
        if let Some(member) = handles.members.get(handle) {
            return Ok(member.commit(command)?);
        }
        if let Some(promised) = handles.promise(handle, command) {
            return promised;
        }
        let batch = handles.batches.get_mut(handle).ok_or(ErrorCode::HandleNotValid)?;
        batch.commands.push(command.encode());
        Ok(0)
    })
}

/// Releases a handle of any kind; one that was released before is no trouble.
pub(crate) fn release(handle: u64) -> Answer<u64> {
    fn found<T>(released: Released<T>) -> bool {
        !matches!(released, Released::Never)
    }
    with(|handles| {
        let is_known = found(handles.members.release(handle))
            || found(handles.batches.release(handle))
            || found(handles.watches.release(handle))
            || found(handles.campaign_watches.release(handle))
            || found(handles.promised.release(handle))
            || found(handles.carts.release(handle))
            || found(handles.queues.release(handle))
            || found(handles.engines.release(handle));
        if is_known { Ok(0) } else { Err(ErrorCode::HandleNotValid.into()) }
    })
}
