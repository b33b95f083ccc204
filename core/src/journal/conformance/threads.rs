//! What is promised to many at once, and at the end.
#![allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]

use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::{Held, Lab, WAIT, answered, append, appended, entry, holds, loaded, read, same};
use crate::journal::{Entry, Store, StoreError, StreamKey, pause};

const SHORT: Duration = Duration::from_millis(30);
/// Longer than any machine needs, and shorter than anybody waits.
const LONG: Duration = Duration::from_secs(10);

pub(super) fn a_wait_ends(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("awaited");
    let position = appended(one, &[entry(&stream, 0, b"body")], &[])?;
    let waits = |position, time| answered(other.wait(position, time), "wait");
    holds(waits(position - 1, LONG)?, "wait misses a frame that is there")?;
    let began = Instant::now();
    holds(!waits(position, SHORT)?, "wait tells of a frame that is not there")?;
    holds(began.elapsed() >= SHORT, "wait ended before its time")?;
    holds(began.elapsed() < LONG, "wait did not end in time")?;
    holds(!waits(position, Duration::ZERO)?, "wait tells of a frame that is not there")?;
    let wakes = thread::scope(|scope| {
        // Several wait at one handle, as the listeners of one process do.
        let waiters = [(); 3].map(|()| scope.spawn(|| (waits(position, LONG), began.elapsed())));
        pause(SHORT);
        let appended = appended(one, &[entry(&stream, 1, b"body")], &[]);
        let wakes = waiters.map(thread::ScopedJoinHandle::join);
        appended.map(|_| wakes)
    })?;
    for wake in wakes {
        let (has_come, after) = wake.map_err(|_| "a wait panicked")?;
        holds(has_come?, "a wait did not hear of a frame")?;
        holds(after < LONG, "a wait was not woken by a frame")?;
    }
    Ok(())
}

pub(super) fn one_of_two_wins(lab: &Lab<'_>) -> Held {
    const ROUNDS: u64 = 50;
    let stream = lab.stream("wanted");
    for base in 0..ROUNDS {
        let stores = [&*lab.one, &*lab.other];
        let answers = thread::scope(|scope| {
            let run = |store| {
                let stream = &stream;
                scope.spawn(move || append(store, &[entry(stream, base, b"body")], &[]))
            };
            stores.map(run).map(thread::ScopedJoinHandle::join)
        });
        let [first, second] = answers.map(|answer| answer.map_err(|_| "an append panicked"));
        let (first, second) = (first?, second?);
        let is_one = match (first, second) {
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => error == StoreError::Conflict,
            _ => false,
        };
        holds(is_one, &format!("two racing appends were answered {first:?} and {second:?}"))?;
    }
    let tail = loaded(&*lab.one, &stream)?.tail.len() as u64;
    same(&tail, &ROUNDS, "a stream has another number of entries")
}

/// How many threads append, and how often each.
const THREADS: u32 = 8;
const APPENDS: u32 = 40;

pub(super) fn nothing_is_lost(lab: &Lab<'_>) -> Held {
    let hot = lab.stream("hot");
    let before = answered(lab.one.head(), "head")?;
    let is_over = AtomicBool::new(false);
    let (written, followed) = thread::scope(|scope| {
        let follower = scope.spawn(|| follow(&*(lab.open)(), before, &is_over));
        let writers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let store = Arc::clone(if thread % 2 == 0 { &lab.one } else { &lab.other });
                let streams = [hot.clone(), lab.stream(&format!("thread {thread}"))];
                scope.spawn(move || write(&*store, &streams, thread))
            })
            .collect();
        let written: Vec<_> = writers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        is_over.store(true, Ordering::Release);
        (written, follower.join())
    });
    let mut positions = BTreeSet::new();
    for written in written {
        positions.extend(written.map_err(|_| "a writer panicked")??);
    }
    let appends = u64::from(THREADS * APPENDS);
    same(&(positions.len() as u64), &appends, "two appends were given one position")?;
    let followed = followed.map_err(|_| "a follower panicked")??;
    for store in [&*lab.one, &*lab.other, &*(lab.open)()] {
        let frames = read(store, before)?;
        let there: BTreeSet<_> = frames.iter().map(|frame| frame.position).collect();
        same(&there, &positions, "the log holds other frames than were answered")?;
        let bodies: BTreeSet<&[u8]> =
            frames.iter().filter_map(|f| f.entries.first()).map(|entry| &*entry.body).collect();
        same(&(bodies.len() as u64), &appends, "an append is not in the log once")?;
        holds(frames == followed, "a follower saw other frames than the log holds")?;
        let versions = frames.iter().filter_map(|f| f.entries.first()).map(|entry| entry.base);
        holds(versions.eq(0..appends), "a stream's versions have a gap")?;
    }
    Ok(())
}

/// Appends again and again to a stream that all want, and to one of its own.
fn write(store: &dyn Store, [hot, own]: &[StreamKey; 2], thread: u32) -> Result<Vec<u64>, String> {
    let mut positions = Vec::new();
    let (mut version, mut done) = (0, 0);
    while done < APPENDS {
        let body = [thread.to_be_bytes(), done.to_be_bytes()].concat();
        let at = |stream: &StreamKey, base| Entry { body: &body, ..entry(stream, base, b"") };
        let entries = [at(hot, version), at(own, u64::from(done))];
        match append(store, &entries, &[]) {
            Ok(position) => {
                positions.push(position);
                (version, done) = (version + 1, done + 1);
            }
            Err(StoreError::Conflict) => version = version_of(store, hot)?,
            Err(StoreError::Busy) => {}
            Err(error) => return Err(format!("an append was refused: {error:?}")),
        }
    }
    holds(positions.is_sorted(), "one writer's positions went back")?;
    Ok(positions)
}

fn version_of(store: &dyn Store, stream: &StreamKey) -> Result<u64, String> {
    let stored = answered(store.load(stream), "load")?.unwrap_or_default();
    Ok(stored.tail.last().map_or(0, |(base, events, _)| base + u64::from(*events)))
}

/// Reads the log as it grows, and hears of every frame once.
fn follow(
    store: &dyn Store,
    mut position: u64,
    is_over: &AtomicBool,
) -> Result<Vec<super::Seen>, String> {
    let mut seen = Vec::new();
    loop {
        // In this order: what was appended before the end is read after it.
        let was_over = is_over.load(Ordering::Acquire);
        let frames = read(store, position)?;
        for frame in frames {
            same(&frame.position, &(position + 1), "a follower missed a frame")?;
            position = frame.position;
            seen.push(frame);
        }
        if was_over {
            return Ok(seen);
        }
        answered(store.wait(position, SHORT), "wait")?;
    }
}

pub(super) fn a_closed_handle_is_closed(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("closed");
    let position = appended(one, &[entry(&stream, 0, b"body")], &[])?;
    one.close();
    one.close();
    let answers = [
        ("turn", one.turn(WAIT).err()),
        ("head", one.head().err()),
        ("frames", one.frames(0, &mut |_| {}).err()),
        ("wait", one.wait(0, SHORT).err()),
        ("load", one.load(&stream).err()),
        ("block", one.block(&stream, 0).err()),
        ("streams", one.streams(lab.kind, None, 1).err()),
    ];
    for (name, answer) in answers {
        let otherwise = format!("{name} of a closed handle answers otherwise");
        same(&answer, &Some(StoreError::Closed), &otherwise)?;
    }
    same(&answered(other.head(), "head")?, &position, "closing one handle moved another's head")?;
    appended(other, &[entry(&stream, 1, b"body")], &[])?;
    let later = (lab.open)();
    same(&loaded(&*later, &stream)?.tail.len(), &2, "what was appended is not there later")
}
