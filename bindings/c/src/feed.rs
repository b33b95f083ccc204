//! Pages of events, and watches that say when there is one.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use cartpool::{Cause, Cursor, Events, Page, PageBody, Recorded, Watch};
use parking_lot::Mutex;

use crate::engine::CartpoolHandle;
use crate::events::{CartpoolEventBody, event_body};
use crate::input::CartpoolStr;
use crate::member::{CartpoolMember, MEMBERS, read};
use crate::output::{Arena, CartpoolText, Names, Owner};
use crate::records::CartpoolCartView;
use crate::status::{Answer, answer};
use crate::table::Table;
use crate::tables::event_kind;

/// What follows one cart for one principal.
pub type CartpoolWatch = u64;

static WATCHES: Table<Mutex<Watch>> = Table::new(5);

/// Releases `handle` if it is a watch.
pub(crate) fn release(handle: u64) -> bool {
    WATCHES.release(handle)
}

/// Holds the watches' lock for a fork.
pub(crate) fn hold() -> Box<dyn Any> {
    WATCHES.hold()
}

/// How far somebody has read. All zeros stand before the first event. As text it is epoch, point and version, such as `1.42`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCursor {
    /// Changes when versions were taken back.
    pub epoch: u32,
    /// The last version read.
    pub version: u64,
}

impl From<CartpoolCursor> for Cursor {
    fn from(cursor: CartpoolCursor) -> Self {
        Self { epoch: cursor.epoch, version: cursor.version }
    }
}

impl From<Cursor> for CartpoolCursor {
    fn from(cursor: Cursor) -> Self {
        Self { epoch: cursor.epoch, version: cursor.version }
    }
}

/// The page holds events.
pub const CARTPOOL_PAGE_EVENTS: u32 = 0;
/// Events no longer reach back to the cursor: the page holds the cart as it is.
pub const CARTPOOL_PAGE_RESET: u32 = 1;
/// The principal's membership has ended; no page follows.
pub const CARTPOOL_PAGE_REVOKED: u32 = 2;

/// An event.
#[repr(C)]
pub struct CartpoolEvent {
    /// The version the event made.
    pub version: u64,
    /// When, in Unix milliseconds; never before the event before it.
    pub at_ms: u64,
    /// A `CARTPOOL_EVENT_…`.
    pub kind: u32,
    /// Whether the host itself caused it.
    pub is_system: bool,
    /// The member who caused it; absent for the host itself, and where people may not be seen.
    pub actor: CartpoolStr,
    /// The event's own fields, in the member that has the kind's name: `body.item_added` for `CARTPOOL_EVENT_ITEM_ADDED`.
    pub body: CartpoolEventBody,
}

impl CartpoolEvent {
    pub(crate) fn of(arena: &mut Arena, names: &Names, recorded: &Recorded<'_>) -> Self {
        let actor = match recorded.cause {
            Cause::Member(seat) => names.of(seat),
            Cause::System => CartpoolStr::ABSENT,
        };
        Self {
            version: recorded.version,
            at_ms: recorded.at_ms,
            kind: event_kind(&recorded.event),
            is_system: recorded.cause == Cause::System,
            actor,
            body: event_body(arena, names, &recorded.event),
        }
    }
}

/// What came since a cursor: over (`from`, `to`].
#[repr(C)]
pub struct CartpoolPage {
    /// The cursor that was passed.
    pub from: CartpoolCursor,
    /// The cursor to pass next.
    pub to: CartpoolCursor,
    /// A `CARTPOOL_PAGE_…`.
    pub kind: u32,
    /// Those the principal may see, oldest first.
    pub events: *const CartpoolEvent,
    /// How many.
    pub events_len: usize,
    /// The cart, on a page of the kind `RESET`; null otherwise.
    pub view: *const CartpoolCartView,
    /// The version that ended the membership, on a page of the kind `REVOKED`; 0 otherwise.
    pub revoked_at: u64,
}

impl CartpoolPage {
    fn empty(from: Cursor, to: Cursor, kind: u32) -> Self {
        let (events, view) = (core::ptr::null(), core::ptr::null());
        Self { from: from.into(), to: to.into(), kind, events, events_len: 0, view, revoked_at: 0 }
    }

    pub(crate) fn of_events(owner: &mut Owner, events: Events, from: Cursor, to: Cursor) -> Self {
        let (events, events_len) = owner.events(events);
        Self { events, events_len, ..Self::empty(from, to, CARTPOOL_PAGE_EVENTS) }
    }
}

/// Shows a page, keeping in `owner` what it points to.
pub(crate) fn page_record(owner: &mut Owner, page: Page) -> *const CartpoolPage {
    let (from, to) = (page.from, page.to);
    let record = match page.body {
        PageBody::Events(events) => CartpoolPage::of_events(owner, events, from, to),
        PageBody::Reset(view) => {
            let view = owner.view(*view);
            CartpoolPage { view, ..CartpoolPage::empty(from, to, CARTPOOL_PAGE_RESET) }
        }
        PageBody::Revoked { version } => CartpoolPage {
            revoked_at: version,
            ..CartpoolPage::empty(from, to, CARTPOOL_PAGE_REVOKED)
        },
    };
    owner.arena().one(record)
}

/// Reads a cursor's text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_cursor_parse(
    text: CartpoolStr,
    out_cursor: *mut CartpoolCursor,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_cursor, || Ok(text.required()?.parse::<Cursor>()?.into())) }
}

/// Writes a cursor as text, such as the id of a server-sent event.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_cursor_text(
    cursor: CartpoolCursor,
    out_text: *mut CartpoolText,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_text, || CartpoolText::of(&Cursor::from(cursor))) }
}

/// Follows the cart from `cursor` on. A watch serves one thread at a time; another one's call waits.
///
/// Refusals: as `cartpool_view`, and `exceeds_watches_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_watch(
    member: CartpoolMember,
    cursor: CartpoolCursor,
    out_watch: *mut CartpoolWatch,
) -> u16 {
    let watch = || WATCHES.keep(Mutex::new(MEMBERS.find(member)?.watch(cursor.into())?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_watch, watch) }
}

/// What came since the watch's last page; without news, a page without events. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_watch_page(
    watch: CartpoolWatch,
    out_handle: *mut CartpoolHandle,
    out_page: *mut *const CartpoolPage,
) -> u16 {
    let page = |owner: &mut Owner| {
        let page = find(watch)?.lock().page()?;
        Ok(page_record(owner, page))
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_page, page) }
}

/// Waits until something came since the watch's last page, at most `timeout_ms`; writes whether it did.
///
/// Refusals: `engine_is_closed`, `cart_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_watch_wait(
    watch: CartpoolWatch,
    timeout_ms: u64,
    out_changed: *mut bool,
) -> u16 {
    let wait = || find(watch)?.lock().wait(Duration::from_millis(timeout_ms));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_changed, wait) }
}

/// How far the watch has read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_watch_cursor(
    watch: CartpoolWatch,
    out_cursor: *mut CartpoolCursor,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_cursor, || Ok(find(watch)?.lock().cursor().into())) }
}

fn find(watch: u64) -> Answer<Arc<Mutex<Watch>>> {
    WATCHES.find(watch)
}
