//! Pages and watches. A listener is told that a cart changed; the app pulls what.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use cartpool::{Cause, Events};

use crate::error::CartpoolError;
use crate::faults;
use crate::generated::{CartView, Event};
use crate::value::{Names, Natural, Show};

/// An event with its version, time and cause.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct EventRecord {
    /// The version the event made.
    pub version: Natural,
    /// When, in Unix milliseconds.
    pub at_ms: Natural,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    pub actor: Option<String>,
    /// Whether the host itself caused it.
    pub is_system: bool,
    /// What happened.
    pub event: Event,
}

impl EventRecord {
    pub(crate) fn all(events: &Events) -> Vec<Self> {
        let record = |recorded: cartpool::Recorded<'_>| {
            let (actor, is_system) = match recorded.cause {
                Cause::System => (None, true),
                Cause::Member(seat) => (Names::member(events, seat).map(str::to_owned), false),
            };
            let event = recorded.event.show(events);
            let (version, at_ms) = (Natural(recorded.version), Natural(recorded.at_ms));
            Self { version, at_ms, actor, is_system, event }
        };
        events.iter().map(record).collect()
    }
}

/// What happened between two cursors.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Page {
    /// The cursor the page was asked with.
    pub from_cursor: String,
    /// The cursor to go on from.
    pub to_cursor: String,
    /// What lies between.
    pub body: PageBody,
}

/// What lies between two cursors.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
#[allow(clippy::large_enum_variant, reason = "UniFFI carries no boxes, and a page is made once")]
pub enum PageBody {
    /// The events that the member may see, oldest first.
    Events {
        /// The events.
        events: Vec<EventRecord>,
    },
    /// The log does not reach back to the cursor: here is the cart itself.
    Reset {
        /// The cart at the page's end.
        view: CartView,
    },
    /// The member was removed: the feed's last word.
    Revoked {
        /// The version that removed the member.
        version: Natural,
    },
}

impl Page {
    pub(crate) fn of(page: cartpool::Page) -> Self {
        let body = match page.body {
            cartpool::PageBody::Events(events) => {
                PageBody::Events { events: EventRecord::all(&events) }
            }
            cartpool::PageBody::Reset(view) => PageBody::Reset { view: view.show(&*view) },
            cartpool::PageBody::Revoked { version } => {
                PageBody::Revoked { version: Natural(version) }
            }
        };
        Self { from_cursor: page.from.to_string(), to_cursor: page.to.to_string(), body }
    }
}

/// Whoever wants to know that a cart or a campaign changed.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    /// Something new waits. Called from any thread, without locks; it should only pass the word on.
    fn changed(&self);
}

/// A cart that is being watched.
#[derive(uniffi::Object)]
pub struct Watch(Mutex<cartpool::Watch>);

impl Watch {
    pub(crate) const fn new(watch: cartpool::Watch) -> Self {
        Self(Mutex::new(watch))
    }

    fn lock(&self) -> MutexGuard<'_, cartpool::Watch> {
        faults::here();
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Watch {
    /// What came since the last page; it has no events if nothing did.
    ///
    /// Errors: `engine_is_closed`, `cart_is_damaged`, `capability_missing`, `cart_not_found` after a page that is `Revoked`.
    pub fn page(&self) -> Result<Page, CartpoolError> {
        let page = self.lock().page()?;
        Ok(Page::of(page))
    }

    /// Whether a page waits; if not, `listener` is called once when one does.
    ///
    /// Errors: `engine_is_closed`, `cart_not_found`.
    pub fn poll(&self, listener: Arc<dyn Listener>) -> Result<bool, CartpoolError> {
        let waker = Waker::from(Arc::new(Told(listener)));
        let polled = self.lock().poll_changed(&mut Context::from_waker(&waker));
        match polled {
            Poll::Ready(ready) => Ok(ready.map(|()| true)?),
            Poll::Pending => Ok(false),
        }
    }

    /// Where the next page begins.
    pub fn cursor(&self) -> String {
        self.lock().cursor().to_string()
    }
}

/// Passes the word on.
pub(crate) struct Told(pub(crate) Arc<dyn Listener>);

impl Wake for Told {
    fn wake(self: Arc<Self>) {
        // A listener that throws must not be the committing member's trouble.
        let _ = catch_unwind(AssertUnwindSafe(|| self.0.changed()));
    }
}
