//! What reading promises.

use std::sync::Arc;

use super::{Held, Lab, answered, appended, entry, holds, loaded, read, same, snapshot};
use crate::journal::{Block, Entry, Saved, Store, StreamKey, Text};

pub(super) fn bytes_come_back(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let every: Vec<u8> = (0..=u8::MAX).collect();
    let long: Vec<u8> = every.iter().copied().cycle().take(300_000).collect();
    let bodies: [&[u8]; 5] = [b"", &[0], &[0; 5_000], &every, &long];
    let all_but_zero = every.get(1..).unwrap_or_default();
    let longest = vec![0xff; StreamKey::BYTES_MAX - 1];
    // Keys that begin alike, hold zeros, are as long as can be, or are empty.
    let keys: [&[u8]; 7] = [b"", &[0], &[0, 0], all_but_zero, &longest, b"key", b"key\0"];
    for body in bodies {
        for key in keys {
            let stream = StreamKey::new(lab.kind, key);
            let base = answered(one.load(&stream), "load")?.map_or(0, |s| s.tail.len() as u64);
            let written = Entry { body, ..entry(&stream, base, b"") };
            let saved = [block(&stream, base, body)];
            let position = appended(one, &[written], &saved)?;
            for store in [one, other] {
                let seen = read(store, position - 1)?.into_iter().next();
                let entry = seen.and_then(|frame| frame.entries.into_iter().next());
                let (key, bytes) = entry.map(|entry| (entry.stream, entry.body)).unzip();
                same(&key, &Some(stream.clone()), "frames has another stream")?;
                same(&bytes.as_deref(), &Some(body), "frames has another body")?;
                let stored = loaded(store, &stream)?;
                let last = stored.tail.last().map(|(base, events, body)| (*base, *events, &**body));
                same(&last, &Some((base, 1, body)), "load has another entry")?;
                let block = answered(store.block(&stream, base), "block")?;
                let bytes = block.map(|block| (block.base, block.body));
                same(&bytes, &Some((base, body.to_vec())), "a block is another")?;
            }
        }
    }
    Ok(())
}

fn block(stream: &StreamKey, base: u64, body: &[u8]) -> Saved {
    Saved::Block(stream.clone(), Block { base, body: body.to_vec() })
}

pub(super) fn texts_come_back(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let [talks, is_silent] = ["talks", "is silent"].map(|key| lab.stream(key));
    let texts = ["", "two sugars", "ein Stück 🍰\n\0 \u{202e}"];
    let mut wanted: Vec<Text<Arc<str>>> = Vec::new();
    for (text, version) in texts.into_iter().zip(0..) {
        let spoken = Entry { texts: vec![(version + 1, text)], ..entry(&talks, version, b"body") };
        let position = appended(one, &[spoken, entry(&is_silent, version, b"body")], &[])?;
        wanted.push((version + 1, text.into()));
        for store in [one, other] {
            let frame = read(store, position - 1)?;
            let entries = frame.into_iter().flat_map(|frame| frame.entries);
            let seen: Vec<_> = entries.map(|entry| entry.texts).collect();
            let here = vec![vec![(version + 1, text.into())], Vec::new()];
            same(&seen, &here, "an entry's texts are others")?;
            same(&loaded(store, &talks)?.texts, &wanted, "a stream's texts are others")?;
            let silent = loaded(store, &is_silent)?.texts;
            same(&silent, &Vec::new(), "a stream has another's texts")?;
        }
    }
    appended(other, &[], &[snapshot(&talks, 3, u64::MAX, b"state")])?;
    same(&loaded(one, &talks)?.texts, &wanted, "a snapshot took texts away")
}

pub(super) fn a_stream_loads(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("loaded");
    let is_there = answered(one.load(&stream), "load")?.is_some();
    holds(!is_there, "a stream that never was is found")?;
    let mut positions = Vec::new();
    let bodies: [&[u8]; 5] = [b"a", b"b", b"c", b"d", b"e"];
    for (body, base) in bodies.into_iter().zip(0..) {
        appended(other, &[entry(&lab.stream("noise"), base, b"noise")], &[])?;
        positions.push(appended(one, &[Entry { body, ..entry(&stream, base, b"") }], &[])?);
    }
    let tail = |from: u64| -> Vec<(u64, u32, Vec<u8>)> {
        let all = bodies.iter().zip(0..).map(|(body, base)| (base, 1, body.to_vec()));
        all.filter(|(base, ..)| *base >= from).collect()
    };
    let at = |place: usize| positions.get(place).copied().unwrap_or_default();
    let holds_now = |saved: Option<(u64, u64)>, from: u64| -> Held {
        for store in [one, other, &*(lab.open)()] {
            let stored = loaded(store, &stream)?;
            let snapshot = stored.snapshot.map(|s| (s.version, s.position, s.body));
            let wanted = saved.map(|(version, at)| (version, at, b"state".to_vec()));
            same(&snapshot, &wanted, "the snapshot is another")?;
            same(&stored.tail, &tail(from), "the tail is another")?;
            same(&stored.position, &at(4), "the position is not the last frame's")?;
        }
        Ok(())
    };
    holds_now(None, 0)?;
    appended(other, &[], &[snapshot(&stream, 3, at(2), b"state")])?;
    holds_now(Some((3, at(2))), 3)?;
    appended(one, &[], &[snapshot(&stream, 5, at(4), b"state")])?;
    holds_now(Some((5, at(4))), 5)
}

pub(super) fn snapshots_do_not_go_back(lab: &Lab<'_>) -> Held {
    let stream = lab.stream("saved");
    let first = appended(&*lab.one, &[entry(&stream, 0, b"body")], &[])?;
    let now = snapshot(&stream, 2, u64::MAX, b"newer");
    let last = appended(&*lab.one, &[entry(&stream, 1, b"body")], &[now])?;
    appended(&*lab.other, &[], &[snapshot(&stream, 1, first, b"older")])?;
    for store in [&*lab.one, &*lab.other] {
        let found = loaded(store, &stream)?.snapshot.map(|s| (s.version, s.position, s.body));
        let wanted = Some((2, last, b"newer".to_vec()));
        same(&found, &wanted, "an older snapshot replaced a newer one")?;
    }
    Ok(())
}

pub(super) fn blocks_are_found(lab: &Lab<'_>) -> Held {
    let stream = lab.stream("sealed");
    let neighbour = lab.stream("sealee");
    let blocks = [block(&stream, 0, b"first"), block(&stream, 256, b"second")];
    appended(&*lab.one, &[], &blocks)?;
    appended(&*lab.one, &[], &[block(&neighbour, 512, b"another's")])?;
    let find = |store: &dyn Store, stream: &StreamKey, version| {
        let block = answered(store.block(stream, version), "block")?;
        Ok::<_, String>(block.map(|block| (block.base, block.body)))
    };
    for store in [&*lab.one, &*lab.other, &*(lab.open)()] {
        for (version, base, body) in [
            (0, 0, &b"first"[..]),
            (255, 0, b"first"),
            (256, 256, b"second"),
            (999, 256, b"second"),
        ] {
            let wanted = Some((base, body.to_vec()));
            same(&find(store, &stream, version)?, &wanted, "another block is found")?;
        }
        let before = find(store, &neighbour, 511)?;
        same(&before, &None, "a block is found before the first")?;
        let never = find(store, &lab.stream("never"), 0)?;
        same(&never, &None, "a block is found of a stream that never was")?;
    }
    Ok(())
}

pub(super) fn streams_are_listed(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let names = ["b", "a", "c", "", "ab", "\u{7f}"];
    for name in names {
        appended(one, &[entry(&lab.stream(name), 0, b"body")], &[])?;
    }
    let both = [
        snapshot(&lab.stream("a"), 1, u64::MAX, b"state"),
        snapshot(&lab.stream("c"), 1, u64::MAX, b"state"),
    ];
    appended(other, &[entry(&lab.stream("d"), 0, b"body")], &both)?;
    appended(other, &[entry(&lab.stream("c"), 1, b"body")], &[])?;
    let neighbour = StreamKey::new(lab.kind + 1, b"of another kind");
    let base = answered(one.load(&neighbour), "load")?.map_or(0, |s| s.tail.len() as u64);
    appended(one, &[entry(&neighbour, base, b"body")], &[])?;
    let mut wanted: Vec<_> = names.into_iter().chain(["d"]).map(|name| lab.stream(name)).collect();
    wanted.sort();
    for store in [one, other, &*(lab.open)()] {
        for max in [1, 2, 100] {
            let mut found: Vec<StreamKey> = Vec::new();
            loop {
                let page = answered(store.streams(lab.kind, found.last(), max), "streams")?;
                holds(page.len() <= max, "a page is longer than asked for")?;
                for (key, stored) in &page {
                    let alone = loaded(store, key)?;
                    same(&stored.tail, &alone.tail, "a listed stream has another tail")?;
                    same(&stored.snapshot, &alone.snapshot, "a listed snapshot is another")?;
                }
                match page.len() {
                    0 => break,
                    _ => found.extend(page.into_iter().map(|(key, _)| key)),
                }
            }
            same(&found, &wanted, "other streams are listed")?;
        }
    }
    Ok(())
}

pub(super) fn streams_are_due(lab: &Lab<'_>) -> Held {
    let one = &*lab.one;
    let [saved, waits] = ["saved", "waits"].map(|key| lab.stream(key));
    // What others saved may be found out only by whoever asks what is due.
    drop(one.due(usize::MAX, true));
    let unsaved = one.health().unsaved_streams;
    let entries = [entry(&saved, 0, b"body"), entry(&waits, 0, b"body")];
    appended(one, &entries, &[])?;
    let is_due = |stream| one.due(usize::MAX, true).contains(stream);
    holds(is_due(&saved) && is_due(&waits), "a stream without a snapshot is not due")?;
    holds(one.due(1, true).len() == 1, "more streams are due than asked for")?;
    let health = one.health().unsaved_streams;
    holds(health >= unsaved + 2, "health counts fewer streams without a snapshot")?;
    appended(one, &[], &[snapshot(&saved, 1, u64::MAX, b"state")])?;
    holds(!is_due(&saved), "a stream is due although it has a snapshot")?;
    holds(is_due(&waits), "a stream is no longer due without a snapshot")?;
    appended(one, &[entry(&saved, 1, b"body")], &[])?;
    holds(is_due(&saved), "a stream is not due although it moved on")
}

pub(super) fn a_later_handle_has_everything(lab: &Lab<'_>) -> Held {
    let all = read(&*lab.one, 0)?;
    let later = (lab.open)();
    let there = read(&*later, 0)?;
    same(&there.len(), &all.len(), "a later handle has another number of frames")?;
    let differs = there.iter().zip(&all).find(|(there, here)| there != here);
    same(&differs, &None, "a later handle has another frame")?;
    let positions = all.iter().map(|frame| frame.position);
    holds(positions.eq(1..=all.len() as u64), "the log's positions have a gap")?;
    holds(later.epoch() >= lab.one.epoch(), "the epoch went back")?;
    let mut versions = std::collections::BTreeMap::new();
    for entry in all.into_iter().flat_map(|frame| frame.entries) {
        let version = versions.entry(entry.stream).or_insert(0);
        same(&entry.base, version, "a stream's versions have a gap")?;
        *version += u64::from(entry.events);
    }
    Ok(())
}
