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

/// Writes a journal whose trees have branches, and in whose pages older rows lie about: snapshots grow and shrink.
fn write_many(store: &SqliteStore) {
    for round in 0..3_u8 {
        for names in many().chunks(20) {
            let entries = names.iter().map(|stream| Entry {
                stream: stream.clone(),
                base: round.into(),
                events: 1,
                body: b"more",
                texts: vec![(u64::from(round) + 1, "no sugar")],
            });
            let entries: Vec<_> = entries.collect();
            let saved = names.iter().enumerate().flat_map(|(number, stream)| {
                let body = vec![round; 30 + (number * 7 + usize::from(round) * 11) % 40];
                let version = u64::from(round) + 1;
                let block = Block { base: round.into(), body: vec![round; 9] };
                [
                    Saved::Snapshot(stream.clone(), Snapshot { version, position: u64::MAX, body }),
                    Saved::Block(stream.clone(), block),
                ]
            });
            let saved: Vec<_> = saved.collect();
            store.turn(Duration::from_secs(5)).unwrap().append(&entries, &saved).unwrap();
        }
    }
}

fn many() -> Vec<StreamKey> {
    (0..60)
        .map(|number| key(&format!("a cart with a long name, number {}", number * 37 % 60)))
        .collect()
}

/// Everything that can be read, in order: the first refusal, or all of it.
fn read(store: &SqliteStore, keys: &[StreamKey]) -> Result<Vec<String>, StoreError> {
    let mut seen = Vec::new();
    let last = store.frames(0, &mut |frame| seen.push(format!("{frame:?}")))?;
    seen.push(format!("{last} {}", store.epoch()));
    for key in keys {
        seen.push(format!("{:?}", store.load(key)?));
        for version in 0..6 {
            seen.push(format!("{:?}", store.block(key, version)?));
        }
    }
    seen.push(format!("{:?}", store.count(KIND)?));
    for (key, stored) in store.streams(KIND, None, 1_000)? {
        seen.push(format!("{key:?} {stored:?}"));
    }
    Ok(seen)
}

/// A journal as it was written.
struct Golden {
    files: Files,
    keys: Vec<StreamKey>,
    /// What is read from it.
    wanted: Vec<String>,
}

/// The journal's files, closed or as a kill leaves them, and what is read from them.
fn golden(is_closed: bool, write: fn(&SqliteStore), keys: Vec<StreamKey>) -> Golden {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let store = SqliteStore::open(&path, Durability::Synced).unwrap();
    write(&store);
    let wanted = read(&store, &keys).unwrap();
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
    Golden { files, keys, wanted }
}

fn small(is_closed: bool) -> Golden {
    golden(is_closed, write, STREAMS.map(key).to_vec())
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
    golden: &Golden,
    story: &str,
    tally: &mut Tally,
) {
    let wanted = &golden.wanted;
    for name in ["", "-wal", "-bell", "-shm", "-lock"] {
        let _ = fs::remove_file(beside(path, name));
    }
    for (name, bytes) in files {
        fs::write(beside(path, name), bytes).unwrap();
    }
    let began = Instant::now();
    let opened = SqliteStore::open(path, Durability::Synced);
    let found = opened.and_then(|store| read(&store, &golden.keys));
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

/// What is done to a file.
#[derive(Clone, Copy)]
enum Harm {
    CutAt(usize),
    TurnOver(usize),
}

/// Cuts a file at every byte and turns every bit over: of all that, so many as are asked for.
fn all_harm(file: &[u8], ordinary: usize) -> Vec<Harm> {
    let cuts = (0..file.len()).step_by(stride(ordinary)).map(Harm::CutAt);
    cuts.chain((0..file.len() * 8).step_by(stride(ordinary)).map(Harm::TurnOver)).collect()
}

/// Turns over what leads to a database's rows: every page's own facts and the places of its cells.
fn harm_to_ways(file: &[u8], ordinary: usize) -> Vec<Harm> {
    const PAGE: usize = 4_096;
    let bits = (0..file.len()).step_by(PAGE).flat_map(|page| {
        let begin = if page == 0 { 100 } else { page };
        let cells = usize::from(u16::from_be_bytes([file[begin + 3], file[begin + 4]]));
        begin * 8..(begin + 12 + cells * 2).min(page + PAGE) * 8
    });
    bits.step_by(stride(ordinary)).map(Harm::TurnOver).collect()
}

/// Harms one file of a golden journal, in as many parts as there are threads.
fn damage(golden: &Golden, name: &'static str, harm: &[Harm]) -> Tally {
    const PARTS: usize = 2;
    assert!(golden.files.contains_key(name), "there is a {name:?}");
    let parts = std::thread::scope(|scope| {
        let run = |part| scope.spawn(move || damage_part(golden, name, harm, (part, PARTS)));
        let parts: Vec<_> = (0..PARTS).map(run).collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect::<Vec<_>>()
    });
    let wrong: Vec<_> = parts.iter().flat_map(|tally| &tally.wrong).collect();
    assert!(wrong.is_empty(), "altered data was given for good {} times: {wrong:#?}", wrong.len());
    let sum = |of: fn(&Tally) -> usize| parts.iter().map(of).sum();
    let (equal, refused) = (sum(|tally| tally.equal), sum(|tally| tally.refused));
    let tally = Tally { equal, refused, placed: sum(|tally| tally.placed), wrong: Vec::new() };
    eprintln!("{name:?}: {tally:?}");
    tally
}

fn damage_part(golden: &Golden, name: &str, harm: &[Harm], (part, parts): (usize, usize)) -> Tally {
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    let mut tally = Tally::default();
    let whole = &golden.files[name];
    let mut files = golden.files.clone();
    for harm in harm.iter().skip(part).step_by(parts) {
        let mut bytes = whole.clone();
        let story = match *harm {
            Harm::CutAt(len) => {
                bytes.truncate(len);
                format!("{name:?} cut at {len}")
            }
            Harm::TurnOver(bit) => {
                bytes[bit / 8] ^= 1 << (bit % 8);
                format!("bit {bit} of {name:?} turned over")
            }
        };
        files.insert(name.to_owned(), bytes);
        is_equal_or_refused(&path, &files, golden, &story, &mut tally);
    }
    tally
}

/// Harms a small journal's file in every way.
fn damage_small(is_closed: bool, name: &'static str, ordinary: usize) -> Tally {
    let golden = small(is_closed);
    damage(&golden, name, &all_harm(&golden.files[name], ordinary))
}

#[test]
fn a_closed_journal_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage_small(true, "", 331);
    assert!(tally.refused > 50 && tally.equal > 50, "{tally:?}");
}

/// In trees that have branches a row may be missed in more ways, and an older one be found in its place.
#[test]
fn a_journal_of_many_pages_is_whole_or_refused_whatever_leads_to_its_rows_is_damaged() {
    let golden = golden(true, write_many, many());
    let tally = damage(&golden, "", &harm_to_ways(&golden.files[""], 211));
    assert!(tally.refused > 50, "{tally:?}");
}

#[test]
fn a_write_ahead_log_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage_small(false, "-wal", 997);
    assert!(tally.placed > 50, "a lost tail is refused with its place: {tally:?}");
}

#[test]
fn a_database_with_its_log_beside_is_whole_or_refused_whatever_byte_is_damaged() {
    let tally = damage_small(false, "", 97);
    assert!(tally.equal > 10, "{tally:?}");
}

#[test]
fn a_bell_is_whole_or_refused_whatever_byte_is_damaged() {
    for is_closed in [true, false] {
        let tally = damage_small(is_closed, "-bell", 1);
        // Without any bell the log is taken at its word.
        assert_eq!((tally.equal, tally.refused), (1, 27 + 28 * 8), "{tally:?}");
    }
}

/// A copy would have what the trees still lead to, and nothing that tells of the rest.
#[test]
fn a_journal_that_lost_a_row_is_not_copied() {
    let Golden { mut files, .. } = small(true);
    let folder = quick_folder();
    let path = folder.path().join("carts.db");
    fs::write(&path, &files[""]).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'blocks'";
    let root: usize = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    let cells = (root - 1) * 4_096 + 4;
    let file = files.get_mut("").unwrap();
    assert_eq!(file[cells], 6, "so many blocks are in the page");
    file[cells] = 5;
    for (name, bytes) in &files {
        fs::write(beside(&path, name), bytes).unwrap();
    }
    let damaged = Err(StoreError::Damaged { position: 0 });
    let copy = folder.path().join("copy.db");
    let store = SqliteStore::open(&path, Durability::Synced).unwrap();
    assert_eq!(store.backup_to(&copy), damaged);
    store.close();
    assert_eq!(SqliteStore::restore(&path, &copy), damaged);
    assert!(!copy.exists());
}

/// Whoever is refused finds everything as it was: SQLite would carry over what it can read, and delete the rest.
#[test]
fn a_refused_journal_is_left_as_it_is() {
    let Golden { files, .. } = small(false);
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
