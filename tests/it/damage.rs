//! A small journal, cut at every byte and with every bit turned over: opening and reading it answers what was written, or
//! refuses; it never panics, and never gives altered data for good. Proves I41 and I42.
//!
//! Once as it lies there when it was closed, and once as whoever was killed leaves it, with most of it in the write-ahead log.

#![allow(clippy::disallowed_methods, reason = "a stopwatch, not the engine's time")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cartpool::journal::{
    Block, Durability, Entry, Saved, Snapshot, SqliteStore, Store, StoreError, StreamKey,
};

use crate::disk::{Files, beside, quick_folder, stride};

const KIND: u8 = 1;
const STREAMS: [&str; 3] = ["cart one", "cart two", "cart three"];

fn key(name: &str) -> StreamKey {
    StreamKey::new(KIND, name.as_bytes())
}

/// Writes a journal with a little of each: frames, texts, a snapshot, a block, and what lies in the log alone.
fn write(store: &SqliteStore) {
    let turn = || store.turn(Duration::from_secs(5)).unwrap();
    for version in 0..6 {
        let entries = STREAMS.map(|name| Entry {
            stream: key(name),
            base: version,
            events: 1,
            body: b"what happened in the cart",
            texts: vec![(version + 1, "two sugars")],
        });
        let snapshot = Snapshot { version: version + 1, position: u64::MAX, body: vec![7; 40] };
        let block = Block { base: version, body: b"sealed".to_vec() };
        let saved =
            [Saved::Snapshot(key(STREAMS[0]), snapshot), Saved::Block(key(STREAMS[0]), block)];
        turn().append(&entries, &saved).unwrap();
    }
}

/// Everything that can be read, in order: the first refusal, or all of it.
fn read(store: &SqliteStore) -> Result<Vec<String>, StoreError> {
    let mut seen = Vec::new();
    let last = store.frames(0, &mut |frame| seen.push(format!("{frame:?}")))?;
    seen.push(format!("{last} {}", store.epoch()));
    for name in STREAMS {
        seen.push(format!("{:?}", store.load(&key(name))?));
        for version in 0..6 {
            seen.push(format!("{:?}", store.block(&key(name), version)?));
        }
    }
    for (key, stored) in store.streams(KIND, None, 100)? {
        seen.push(format!("{key:?} {stored:?}"));
    }
    Ok(seen)
}

/// The journal's files, closed or as a kill leaves them, and what is read from them.
fn golden(is_closed: bool) -> (Files, Vec<String>) {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let store = SqliteStore::open(&path, Durability::Synced).unwrap();
    write(&store);
    let wanted = read(&store).unwrap();
    if is_closed {
        store.close();
    }
    let names = ["", "-wal", "-bell"].map(|name| (name, fs::read(beside(&path, name))));
    let files = names.into_iter().filter_map(|(name, file)| Some((name.to_owned(), file.ok()?)));
    let mut files: Files = files.collect();
    if let Some(wal) = files.get_mut("-wal") {
        // What it was made long with tells nothing.
        let end = wal.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        wal.truncate(end);
    }
    store.close();
    (files, wanted)
}

/// How often each answer was given.
#[derive(Debug, Default)]
struct Tally {
    equal: usize,
    refused: usize,
    /// Refused with a position in the log.
    placed: usize,
    /// Altered data given for good.
    wrong: Vec<String>,
}

/// Opens damaged files; answers what became of them.
fn is_equal_or_refused(
    path: &Path,
    files: &Files,
    wanted: &[String],
    story: &str,
    tally: &mut Tally,
) {
    for name in ["", "-wal", "-bell", "-shm", "-lock"] {
        let _ = fs::remove_file(beside(path, name));
    }
    for (name, bytes) in files {
        fs::write(beside(path, name), bytes).unwrap();
    }
    let began = Instant::now();
    let opened = SqliteStore::open(path, Durability::Synced);
    let found = opened.and_then(|store| read(&store));
    assert!(began.elapsed() < Duration::from_secs(20), "{story}: it takes too long");
    match found {
        Ok(found) => {
            let differs = found.iter().zip(wanted).find(|(found, wanted)| found != wanted);
            match differs {
                None if found.len() == wanted.len() => tally.equal += 1,
                _ => tally.wrong.push(format!("{story}: {differs:?}")),
            }
        }
        Err(StoreError::Busy) => panic!("{story}: busy"),
        Err(error) => {
            tally.refused += 1;
            let is_placed = matches!(error, StoreError::Damaged { position } if position > 0);
            tally.placed += usize::from(is_placed);
        }
    }
}

/// Cuts and turns over one file of the golden journal, in as many parts as there are threads.
fn damage(is_closed: bool, name: &'static str, ordinary: usize) -> Tally {
    const PARTS: usize = 2;
    let (files, wanted) = golden(is_closed);
    assert!(files.contains_key(name), "there is a {name:?}");
    let parts = std::thread::scope(|scope| {
        let (files, wanted) = (&files, &wanted);
        let run =
            |part| scope.spawn(move || damage_part(files, wanted, name, (part, PARTS, ordinary)));
        let parts: Vec<_> = (0..PARTS).map(run).collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect::<Vec<_>>()
    });
    let wrong: Vec<_> = parts.iter().flat_map(|tally| &tally.wrong).collect();
    assert!(wrong.is_empty(), "altered data was given for good {} times: {wrong:#?}", wrong.len());
    let sum = |of: fn(&Tally) -> usize| parts.iter().map(of).sum();
    let (equal, refused) = (sum(|tally| tally.equal), sum(|tally| tally.refused));
    let tally = Tally { equal, refused, placed: sum(|tally| tally.placed), wrong: Vec::new() };
    eprintln!("{name:?}, closed: {is_closed}: {tally:?}");
    tally
}

fn damage_part(
    files: &Files,
    wanted: &[String],
    name: &str,
    (part, parts, ordinary): (usize, usize, usize),
) -> Tally {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let mut tally = Tally::default();
    let whole = &files[name];
    let step = stride(ordinary);
    let mut files = files.clone();
    for len in (0..whole.len()).step_by(step).skip(part).step_by(parts) {
        files.insert(name.to_owned(), whole[..len].to_vec());
        let story = format!("{name:?} cut at {len}");
        is_equal_or_refused(&path, &files, wanted, &story, &mut tally);
    }
    for bit in (0..whole.len() * 8).step_by(step).skip(part).step_by(parts) {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        files.insert(name.to_owned(), bytes);
        let story = format!("bit {bit} of {name:?} turned over");
        is_equal_or_refused(&path, &files, wanted, &story, &mut tally);
    }
    tally
}

#[test]
fn a_closed_journal_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage(true, "", 331);
    assert!(tally.refused > 50 && tally.equal > 50, "{tally:?}");
}

#[test]
fn a_write_ahead_log_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage(false, "-wal", 997);
    assert!(tally.placed > 50, "a lost tail is refused with its place: {tally:?}");
}

#[test]
fn a_database_with_its_log_beside_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage(false, "", 97);
    assert!(tally.equal > 10, "{tally:?}");
}

#[test]
fn a_bell_is_whole_or_refused_whatever_byte_is_damaged() {
    for is_closed in [true, false] {
        let tally = damage(is_closed, "-bell", 1);
        // Without any bell the log is taken at its word.
        assert_eq!((tally.equal, tally.refused), (1, 27 + 28 * 8), "{tally:?}");
    }
}

/// Whoever is refused finds everything as it was: SQLite would carry over what it can read, and delete the rest.
#[test]
fn a_refused_journal_is_left_as_it_is() {
    let (files, _) = golden(false);
    let wal = &files["-wal"];
    for damaged in [wal[..wal.len() / 2].to_vec(), wal[..40].to_vec(), Vec::new()] {
        let folder = quick_folder();
        let path = folder.path().join("carts.db");
        let mut files = files.clone();
        files.insert("-wal".to_owned(), damaged);
        for (name, bytes) in &files {
            fs::write(beside(&path, name), bytes).unwrap();
        }
        let refused = SqliteStore::open(&path, Durability::Synced).unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { position: 1.. }), "{refused:?}");
        for (name, bytes) in &files {
            assert!(fs::read(beside(&path, name)).unwrap() == *bytes, "{name:?} was changed");
        }
    }
}
