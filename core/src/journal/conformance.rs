//! Holds a store against what [`Store`] promises: for whoever writes one.
//!
//! [`check`] is given a function that opens the same log once more, as another process would, and answers with the first
//! promise that was broken. It takes a few seconds, keeps to stream kinds from 200 on,
//! and leaves what it wrote: a log is checked once.
//!
//! ```
//! use std::sync::Arc;
//! use cartpool::journal::{MemoryStore, Store, conformance};
//!
//! let log = MemoryStore::new();
//! conformance::check(&|| Arc::new(log.clone()) as Arc<dyn Store>).unwrap();
//! ```

mod appends;
mod reads;
mod threads;

use core::fmt::{self, Debug};
use core::time::Duration;
use std::sync::Arc;

use super::{Entry, Frame, Saved, Snapshot, Store, StoreError, Stored, StreamKey, Text};

/// How long a turn is waited for.
const WAIT: Duration = Duration::from_secs(30);
/// The first kind of stream; each check has two of its own.
const KIND: u8 = 200;

/// A promise that a store did not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The promise.
    pub promise: &'static str,
    /// What was seen instead.
    pub found: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a store promises: {}; but {}", self.promise, self.found)
    }
}

impl core::error::Error for Breach {}

/// A check's answer: what was seen instead.
type Held = Result<(), String>;
/// A promise, and what holds a store against it.
type Check = (&'static str, fn(&Lab<'_>) -> Held);

/// Every promise, cheapest first: a later check relies on the earlier ones.
const CHECKS: &[Check] = &[
    ("positions are 1, 2, 3, … and head is the last", appends::positions_count_up),
    ("a frame is appended whole", appends::a_frame_is_whole),
    ("an entry needs its stream's version, whoever moved it", appends::versions_are_expected),
    ("a refused frame has no effect at all", appends::a_refused_frame_has_no_effect),
    ("a turn that is dropped has no effect", appends::a_dropped_turn_has_no_effect),
    ("an append without entries saves, and appends no frame", appends::saving_appends_no_frame),
    ("an answered append is seen by all who come after", appends::an_answer_is_seen_by_all),
    ("what comes back is what was appended, byte for byte", reads::bytes_come_back),
    ("texts come back with their stream and their entry", reads::texts_come_back),
    ("a stream loads as snapshot and tail", reads::a_stream_loads),
    ("an older snapshot replaces no newer one", reads::snapshots_do_not_go_back),
    ("a block is found by the versions in it", reads::blocks_are_found),
    ("streams of a kind are listed in the order of their keys", reads::streams_are_listed),
    ("streams without a snapshot are due until they have one", reads::streams_are_due),
    ("a handle opened later has everything", reads::a_later_handle_has_everything),
    ("wait wakes for a frame, and otherwise ends in time", threads::a_wait_ends),
    ("one of two who expect the same version gets it", threads::one_of_two_wins),
    ("of what many append at once nothing is lost", threads::nothing_is_lost),
    ("a closed handle answers Closed, and others go on", threads::a_closed_handle_is_closed),
];

/// Checks every promise on the log that `open` opens: any number of times, each time as another process would.
///
/// # Errors
/// The first promise that was broken, and how.
pub fn check(open: &(dyn Fn() -> Arc<dyn Store> + Sync)) -> Result<(), Breach> {
    for ((promise, check), kind) in CHECKS.iter().zip((KIND..).step_by(2)) {
        let lab = Lab { open, one: open(), other: open(), kind };
        check(&lab).map_err(|found| Breach { promise, found })?;
    }
    Ok(())
}

/// What a check works with: two handles on one log, and streams that are its own.
struct Lab<'o> {
    open: &'o (dyn Fn() -> Arc<dyn Store> + Sync),
    one: Arc<dyn Store>,
    other: Arc<dyn Store>,
    kind: u8,
}

/// A frame as it was read, on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    position: u64,
    epoch: u32,
    entries: Vec<SeenEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct SeenEntry {
    stream: StreamKey,
    base: u64,
    events: u32,
    body: Vec<u8>,
    texts: Vec<Text<Arc<str>>>,
}

impl Seen {
    fn of(frame: &Frame<'_>) -> Self {
        let entries = frame.entries.iter().map(|entry| SeenEntry {
            stream: entry.stream.clone(),
            base: entry.base,
            events: entry.events,
            body: entry.body.to_vec(),
            texts: entry.texts.clone(),
        });
        Self { position: frame.position, epoch: frame.epoch, entries: entries.collect() }
    }
}

impl Lab<'_> {
    /// A stream of this check's.
    fn stream(&self, key: &str) -> StreamKey {
        StreamKey::new(self.kind, key.as_bytes())
    }
}

/// An entry of one event and a body.
fn entry(stream: &StreamKey, base: u64, body: &'static [u8]) -> Entry<'static> {
    Entry { stream: stream.clone(), base, events: 1, body, texts: Vec::new() }
}

/// A stream's snapshot as of the frame being appended, or of an earlier one.
fn snapshot(stream: &StreamKey, version: u64, position: u64, body: &[u8]) -> Saved {
    Saved::Snapshot(stream.clone(), Snapshot { version, position, body: body.to_vec() })
}

/// One turn.
fn append(store: &dyn Store, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError> {
    store.turn(WAIT)?.append(entries, saved)
}

/// One turn that must succeed.
fn appended(store: &dyn Store, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, String> {
    append(store, entries, saved).map_err(|error| format!("an append was refused: {error:?}"))
}

/// Everything after a position.
fn read(store: &dyn Store, position: u64) -> Result<Vec<Seen>, String> {
    let mut seen = Vec::new();
    let read = store.frames(position, &mut |frame| seen.push(Seen::of(&frame)));
    let last = answered(read, "frames")?;
    let wanted = seen.last().map_or(position, |frame| frame.position);
    same(&last, &wanted, "what frames answers is not the last frame's position")?;
    Ok(seen)
}

/// A stream that must be there.
fn loaded(store: &dyn Store, stream: &StreamKey) -> Result<Stored, String> {
    let stored = answered(store.load(stream), "load")?;
    stored.ok_or_else(|| "a stream that was appended to is not found".to_owned())
}

fn answered<T>(answer: Result<T, StoreError>, what: &str) -> Result<T, String> {
    answer.map_err(|error| format!("{what} was refused: {error:?}"))
}

fn holds(is_so: bool, otherwise: &str) -> Held {
    if is_so { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn same<T: Debug + PartialEq>(found: &T, wanted: &T, otherwise: &str) -> Held {
    if found == wanted { Ok(()) } else { Err(differ(found, wanted, otherwise)) }
}

/// Says what differs; a long value only by its beginning.
fn differ<T: Debug>(found: &T, wanted: &T, otherwise: &str) -> String {
    const LONGEST: usize = 300;
    let short = |value: &T| format!("{value:?}").chars().take(LONGEST).collect::<String>();
    format!("{otherwise}: {} where {} was wanted", short(found), short(wanted))
}
