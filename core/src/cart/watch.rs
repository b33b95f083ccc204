//! Watches: told that something happened, a reader pulls what.

use core::fmt;
use core::future::poll_fn;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::Arc;
use std::task::Wake;
use std::time::Instant;

use parking_lot::{Condvar, Mutex};

use super::Member;
use crate::error::{ErrorCode, Result};
use crate::event::Event;
use crate::feed::{Cursor, Page, PageBody};
use crate::id::Seat;
use crate::state::cart::CartState;
use crate::view::Cause;

/// A reader's place in one cart's feed: told *that* something happened, it pulls *what*.
///
/// Dropping it ends the watch.
pub struct Watch {
    member: Member,
    cursor: Cursor,
    number: u32,
    /// The seat the watch was opened from; nothing for the host.
    seat: Option<Seat>,
    is_over: bool,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.member.engine().feed().leave(self.member.cart(), self.number);
    }
}

impl Watch {
    pub(crate) fn open(member: Member, cursor: Cursor) -> Result<Self> {
        let _pass = member.engine().enter()?;
        let seat = member.seat()?;
        let number = member.engine().feed().enter(member.cart())?;
        member.engine().listen();
        Ok(Self { member, cursor, number, seat, is_over: false })
    }

    /// How far this watch has read.
    #[must_use]
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// What came since the last page; an empty page of events if nothing did. Whoever was removed gets one
    /// [`PageBody::Revoked`].
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found` (also after `Revoked`), `cart_is_damaged`, `capability_missing`.
    pub fn page(&mut self) -> Result<Page> {
        let _pass = self.member.engine().enter()?;
        if self.is_over {
            return Err(ErrorCode::CartNotFound.into());
        }
        let page = match self.revoked_at()? {
            Some(version) => {
                self.is_over = true;
                let to = Cursor { epoch: self.member.engine().epoch(), version };
                Page { from: self.cursor, to, body: PageBody::Revoked { version } }
            }
            None => self.member.events_since(self.cursor)?,
        };
        self.cursor = page.to;
        Ok(page)
    }

    /// The version at which the watch's seat was emptied.
    fn revoked_at(&self) -> Result<Option<u64>> {
        let engine = self.member.engine();
        engine.require_open()?;
        let Some(seat) = self.seat else { return Ok(None) };
        let revoked = engine.peek(self.member.cart(), |cart, _| {
            (!cart.is_present(seat)).then(|| departure(cart, seat))
        });
        revoked.ok_or_else(|| ErrorCode::CartNotFound.into())
    }

    /// Waits until something came since the last page, at most `timeout`; answers whether it did. Blocks the thread.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`.
    pub fn wait(&self, timeout: Duration) -> Result<bool> {
        wait_for(timeout, |context| self.poll_changed(context))
    }

    /// Resolves when something came since the last page; for any async runtime.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`.
    pub async fn changed(&self) -> Result<()> {
        poll_fn(|context| self.poll_changed(context)).await
    }

    /// [`Watch::changed`] for those who poll by hand: ready, or the waker is called once when it may be.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`.
    pub fn poll_changed(&self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let engine = self.member.engine();
        let _pass = match engine.enter() {
            Ok(pass) => pass,
            Err(refusal) => return Poll::Ready(Err(refusal)),
        };
        // First in line, then a look: an event in between wakes rather than gets lost.
        engine.feed().wait(self.member.cart(), self.number, context.waker().clone());
        let is_ready = engine.peek(self.member.cart(), |cart, _| {
            let is_gone = self.seat.is_some_and(|seat| !cart.is_present(seat));
            let is_ready = is_gone || cart.version != self.cursor.version;
            cart.is_watched |= !is_ready;
            is_ready
        });
        match (engine.require_open(), is_ready) {
            (Err(closed), _) => Poll::Ready(Err(closed)),
            (Ok(()), None) => Poll::Ready(Err(ErrorCode::CartNotFound.into())),
            (Ok(()), Some(true)) => Poll::Ready(Ok(())),
            (Ok(()), Some(false)) => Poll::Pending,
        }
    }
}

/// The version at which `seat` was emptied; the cart's own where the history no longer knows.
fn departure(cart: &CartState, seat: Seat) -> u64 {
    let departed = cart.history.since(cart.history.base()).find(|kept| match &kept.record.event {
        Event::MemberRemoved { member, .. } => *member == seat,
        Event::MemberLeft { .. } => kept.record.cause() == Cause::Member(seat),
        _ => false,
    });
    departed.map_or(cart.version, |kept| kept.version)
}

/// Waits until `poll` is ready, at most `timeout`; answers whether it was. Blocks the thread.
#[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
pub(crate) fn wait_for(
    timeout: Duration,
    poll: impl Fn(&mut Context<'_>) -> Poll<Result<()>>,
) -> Result<bool> {
    let deadline = Instant::now().checked_add(timeout);
    let call = Arc::new(Call::default());
    let waker = Waker::from(Arc::clone(&call));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(ready) = poll(&mut context) {
            return ready.map(|()| true);
        }
        if deadline.is_some_and(|deadline| deadline <= Instant::now()) {
            return Ok(false);
        }
        call.wait(deadline);
    }
}

/// Wakes a thread that waits here. Not by unparking it: that wakes it elsewhere too, and parking here would keep it from what it
/// is told elsewhere.
#[derive(Default)]
struct Call {
    has_come: Mutex<bool>,
    news: Condvar,
}

impl Call {
    /// Waits for a call, at most until then.
    fn wait(&self, deadline: Option<Instant>) {
        let mut has_come = self.has_come.lock();
        while !core::mem::take(&mut *has_come) {
            match deadline {
                None => self.news.wait(&mut has_come),
                Some(deadline) if self.news.wait_until(&mut has_come, deadline).timed_out() => {
                    break;
                }
                Some(_) => {}
            }
        }
    }
}

impl Wake for Call {
    fn wake(self: Arc<Self>) {
        *self.has_come.lock() = true;
        self.news.notify_one();
    }
}
