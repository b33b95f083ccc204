//! Reads of a principal, each as one JSON text: parsing that is cheaper than making objects through napi.

use cartpool::{
    Bill, CartView, Cause, Currency, Cursor, Events, Explanation, LineId, Member, Page, PageBody,
    Recorded, Seat, Settlement, TextRef,
};
use napi::sys::{napi_callback_info, napi_env, napi_value};
use napi_derive::napi;

use crate::args::{Number, Text};
use crate::generated;
use crate::handles::{find, with};
use crate::json::{Json, Shown};
use crate::refusal::{Answer, answer, number};
use crate::registers::Registers;
use crate::written::Written;

macro_rules! shown {
    ($($view:ty),*) => {
        $(impl Shown for $view {
            fn member(&self, seat: Seat) -> Option<&str> {
                self.member(seat)
            }

            fn text(&self, _: TextRef) -> Option<&str> {
                None
            }
        })*
    };
}

shown!(CartView, Bill, Explanation, Settlement);

/// Asks the member behind a handle and writes what it answers.
fn read<T>(
    member: &Number,
    ask: impl FnOnce(&Member) -> Answer<T>,
    write: impl FnOnce(&mut Json, &T),
) -> Option<String> {
    answer(|| {
        let found = with(|handles| ask(find(&handles.members, member.handle())?))?;
        let mut json = Json::default();
        write(&mut json, &found);
        Ok(json.into_text())
    })
}

/// As [`read`], for a view; in parts, as `views.js` takes it.
fn read_view(member: &Number, ask: impl FnOnce(&Member) -> Answer<CartView>) -> Option<Written> {
    answer(|| {
        let view = with(|handles| ask(find(&handles.members, member.handle())?))?;
        let mut json = Json::with_capacity(VIEW_BYTES + view.lines.len() * LINE_BYTES);
        generated::view_parts(&mut json, &view, &view);
        Ok(Written(json.into_bytes()))
    })
}

/// About what a view without lines takes, and what each line adds.
const VIEW_BYTES: usize = 1024;
const LINE_BYTES: usize = 384;

#[napi(catch_unwind)]
pub fn member_view(member: Number) -> Option<Written> {
    read_view(&member, |member| Ok(member.view()?))
}

#[napi(catch_unwind)]
pub fn member_view_at(member: Number, version: Number) -> Option<Written> {
    read_view(&member, |member| Ok(member.view_at(version.u64("version")?)?))
}

#[napi(catch_unwind)]
pub fn member_bill(member: Number) -> Option<String> {
    let write = |json: &mut Json, bill: &Bill| generated::write_bill(json, bill, bill);
    read(&member, |member| Ok(member.bill()?), write)
}

#[napi(catch_unwind)]
pub fn member_explain(member: Number) -> Option<String> {
    let write =
        |json: &mut Json, found: &Explanation| generated::write_explanation(json, found, found);
    read(&member, |member| Ok(member.explain()?), write)
}

#[napi(catch_unwind)]
pub fn member_settlement(member: Number) -> Option<String> {
    let write =
        |json: &mut Json, found: &Settlement| generated::write_settlement(json, found, found);
    read(&member, |member| Ok(member.settlement()?), write)
}

/// The total's minor units, of the member whose handle is laid out, and its currency as `lib/money.js` reads it; not a number for a
/// refusal.
#[allow(clippy::cast_precision_loss, reason = "amounts stay within 2^53")]
pub(crate) extern "C" fn total_quick(_: napi_env, _: napi_callback_info) -> napi_value {
    Registers::answers(|registers| {
        let handle = registers.handle();
        let total = answer(|| with(|handles| Ok(find(&handles.members, handle)?.total()?)));
        total.map_or([f64::NAN; 2], |total| [total.minor as f64, written(total.currency)])
    })
}

/// A currency's letters and its digits, in a byte each.
fn written(currency: Currency) -> f64 {
    let letters = currency.code().bytes().chain([currency.digits()]);
    f64::from(letters.rev().fold(0, |bits, byte| bits << 8 | u32::from(byte)))
}

#[napi(catch_unwind)]
pub fn member_event(member: Number, version: Number) -> Option<String> {
    read(&member, |member| Ok(member.event(version.u64("version")?)?), write_events)
}

#[napi(catch_unwind)]
pub fn member_blame(member: Number, line: Number) -> Option<String> {
    read(&member, |member| Ok(member.blame(LineId(line.u64("line")?))?), write_events)
}

#[napi(catch_unwind)]
pub fn member_events_since(member: Number, cursor: Option<Text>) -> Option<String> {
    let ask = |member: &Member| Ok(member.events_since(cursor_of(cursor.as_ref())?)?);
    read(&member, ask, write_page)
}

/// Without a cursor one begins with the first event.
pub(crate) fn cursor_of(cursor: Option<&Text>) -> Answer<Cursor> {
    cursor.map_or(Ok(Cursor::START), |cursor| cursor.parsed("cursor"))
}

#[napi(catch_unwind)]
pub fn member_version(member: Number) -> f64 {
    number(|| with(|handles| Ok(find(&handles.members, member.handle())?.version()?)))
}

#[napi(catch_unwind)]
pub fn member_verify(member: Number) -> f64 {
    number(|| with(|handles| Ok(find(&handles.members, member.handle())?.verify().map(|()| 0)?)))
}

fn write_view(json: &mut Json, view: &CartView) {
    generated::write_cart_view(json, view, view);
}

fn write_events(json: &mut Json, events: &Events) {
    json.open('[');
    for recorded in events.iter() {
        write_recorded(json, &recorded, events);
    }
    json.close(']');
}

fn write_recorded(json: &mut Json, recorded: &Recorded<'_>, shown: &impl Shown) {
    json.open('{');
    json.key("kind").text(recorded.event.name());
    json.key("version").number(recorded.version);
    json.key("atMs").number(recorded.at_ms);
    json.key("actor");
    match recorded.cause {
        Cause::Member(seat) => json.maybe_text(shown.member(seat)),
        Cause::System => json.null(),
    }
    json.key("isSystem").flag(recorded.cause == Cause::System);
    generated::event_fields(json, &recorded.event, shown);
    json.close('}');
}

pub(crate) fn write_page(json: &mut Json, page: &Page) {
    json.open('{');
    json.key("from").plain(page.from);
    json.key("to").plain(page.to);
    match &page.body {
        PageBody::Events(events) => {
            json.key("kind").text("events");
            json.key("events");
            write_events(json, events);
        }
        PageBody::Reset(view) => {
            json.key("kind").text("reset");
            json.key("view");
            write_view(json, view);
        }
        PageBody::Revoked { version } => {
            json.key("kind").text("revoked");
            json.key("version").number(*version);
        }
    }
    json.close('}');
}
