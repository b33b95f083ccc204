//! What appending promises.

use super::{
    Held, Lab, Seen, SeenEntry, WAIT, answered, append, appended, entry, holds, loaded, read, same,
    snapshot,
};
use crate::journal::{Block, Entry, Saved, Store, StoreError};

pub(super) fn positions_count_up(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("counted");
    let first = answered(one.head(), "head")?;
    for version in 0..10 {
        let store = if version % 2 == 0 { one } else { other };
        let position = appended(store, &[entry(&stream, version, b"body")], &[])?;
        same(&position, &(first + 1 + version), "an append has another position")?;
        for store in [one, other] {
            same(&answered(store.head(), "head")?, &position, "head is not the last position")?;
        }
    }
    let health = one.health();
    same(&health.position, &(first + 10), "health has another position")?;
    holds(!health.has_failed, "a store that works says that it has failed")?;
    same(&read(one, first + 10)?, &Vec::new(), "frames are read past the head")?;
    same(&one.durability(), &other.durability(), "two handles differ in their durability")?;
    same(&one.epoch(), &other.epoch(), "two handles differ in their epoch")
}

pub(super) fn a_frame_is_whole(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let before = answered(one.head(), "head")?;
    let streams = ["third", "first", "second"].map(|key| lab.stream(key));
    let entries = streams.each_ref().map(|stream| entry(stream, 0, b"body"));
    let position = appended(one, &entries, &[])?;
    let wanted = streams.map(|stream| SeenEntry {
        stream,
        base: 0,
        events: 1,
        body: b"body".to_vec(),
        texts: Vec::new(),
    });
    let wanted = Seen { position, epoch: one.epoch(), entries: wanted.to_vec() };
    for store in [one, other] {
        let otherwise = "a frame of three entries is read as something else";
        same(&read(store, before)?, &vec![wanted.clone()], otherwise)?;
    }
    Ok(())
}

pub(super) fn versions_are_expected(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("raced");
    let at = |base| [entry(&stream, base, b"body")];
    let refused = |store: &dyn Store, base| {
        let answer = append(store, &at(base), &[]);
        same(&answer, &Err(StoreError::Conflict), "an append at a wrong version is answered")
    };
    refused(one, 1)?;
    appended(one, &at(0), &[])?;
    refused(one, 0)?;
    refused(other, 0)?;
    refused(other, 2)?;
    appended(other, &at(1), &[])?;
    refused(one, 1)?;
    // An entry may hold many events, or none.
    appended(one, &[Entry { events: 500, ..entry(&stream, 2, b"many") }], &[])?;
    refused(other, 3)?;
    appended(other, &[Entry { events: 0, ..entry(&stream, 502, b"none") }], &[])?;
    appended(one, &at(502), &[])?;
    // A snapshot does not hide the version it is of.
    appended(one, &[], &[snapshot(&stream, 503, u64::MAX, b"state")])?;
    refused(other, 0)?;
    refused((lab.open)().as_ref(), 502)?;
    appended(&*(lab.open)(), &at(503), &[])?;
    Ok(())
}

pub(super) fn a_refused_frame_has_no_effect(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let [good, bad, saved] = ["good", "bad", "saved"].map(|key| lab.stream(key));
    appended(one, &[entry(&bad, 0, b"body")], &[])?;
    let head = answered(one.head(), "head")?;
    let entries =
        [Entry { texts: vec![(1, "text")], ..entry(&good, 0, b"body") }, entry(&bad, 0, b"body")];
    let block = Saved::Block(saved.clone(), Block { base: 0, body: b"block".to_vec() });
    let all = [snapshot(&saved, 1, u64::MAX, b"state"), block];
    for (entries, name) in [(entries.clone(), "last"), (reversed(entries), "first")] {
        let answer = append(one, &entries, &all);
        let otherwise = format!("a frame whose {name} entry conflicts is answered");
        same(&answer, &Err(StoreError::Conflict), &otherwise)?;
    }
    for store in [one, other, &*(lab.open)()] {
        same(&answered(store.head(), "head")?, &head, "a refused frame moved the head")?;
        for stream in [&good, &saved] {
            let stored = answered(store.load(stream), "load")?.is_some();
            holds(!stored, "a part of a refused frame was kept")?;
        }
        let block = answered(store.block(&saved, 0), "block")?;
        same(&block, &None, "a block of a refused frame was kept")?;
    }
    appended(other, &[entry(&good, 0, b"body"), entry(&bad, 1, b"body")], &[])?;
    same(&loaded(one, &good)?.texts, &Vec::new(), "a text of a refused frame was kept")
}

fn reversed<T>([first, second]: [T; 2]) -> [T; 2] {
    [second, first]
}

pub(super) fn a_dropped_turn_has_no_effect(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let head = answered(one.head(), "head")?;
    for store in [one, one, other, one] {
        drop(answered(store.turn(WAIT), "turn")?);
        same(&answered(store.head(), "head")?, &head, "a dropped turn moved the head")?;
    }
    let position = appended(other, &[entry(&lab.stream("after"), 0, b"body")], &[])?;
    same(&position, &(head + 1), "a position was used up by a dropped turn")
}

pub(super) fn saving_appends_no_frame(lab: &Lab<'_>) -> Held {
    let (one, other) = (&*lab.one, &*lab.other);
    let stream = lab.stream("saved");
    let position = appended(one, &[entry(&stream, 0, b"body")], &[])?;
    let saved = appended(one, &[], &[snapshot(&stream, 1, u64::MAX, b"state")])?;
    same(&saved, &position, "saving is answered with another position than the last")?;
    same(&appended(one, &[], &[])?, &position, "an empty append has another position")?;
    for store in [one, other] {
        same(&answered(store.head(), "head")?, &position, "saving moved the head")?;
        same(&loaded(store, &stream)?.tail, &Vec::new(), "a saved stream has a tail")?;
    }
    Ok(())
}

pub(super) fn an_answer_is_seen_by_all(lab: &Lab<'_>) -> Held {
    let stream = lab.stream("seen");
    let both = [&*lab.one, &*lab.other];
    for version in 0..20 {
        let [writer, reader] = if version % 3 == 0 { both } else { reversed(both) };
        let position = appended(writer, &[entry(&stream, version, b"body")], &[])?;
        same(&answered(reader.head(), "head")?, &position, "head misses an answered append")?;
        let frames = read(reader, position - 1)?.len();
        same(&frames, &1, "frames misses an answered append")?;
        let stored = loaded(reader, &stream)?;
        same(&stored.position, &position, "load misses an answered append")?;
        let turn = answered(reader.turn(WAIT), "turn")?;
        let inside = answered(reader.head(), "head")?;
        drop(turn);
        same(&inside, &position, "a turn misses an answered append")?;
    }
    Ok(())
}
