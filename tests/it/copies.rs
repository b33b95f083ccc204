//! Journals that are damaged, copied and brought back, through the `cartpool` command.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cartpool::journal::{Entry, SqliteStore, Store, StoreError, StreamKey};
use cartpool::tool::{FAILED, WRONG};
use cartpool::{Cursor, Durability, Engine, Options, PageBody};
use rusqlite::Connection;
use serde_json::Value;

use crate::disk::quick_folder;
use crate::tool::{NOTE, Shop, fine, ran};

#[test]
fn verify_finds_nothing_in_a_sound_journal_and_damage_in_another() {
    let shop = Shop::open();
    shop.fill();
    let sound = fine(&["verify", &shop.path()]);
    assert!(sound.starts_with("sound; 1 carts, 305 events, 1 SKUs in "), "{sound}");
    assert!(sound.contains("1 personal texts are kept, 0 were erased"), "{sound}");
    shop.engine.close();
    let path = shop.path();
    let damage = |name: &str, sql: &str, wanted: &str| {
        let copy = shop.file(name);
        for ending in ["", "-bell"] {
            fs::copy(format!("{path}{ending}"), format!("{copy}{ending}")).unwrap();
        }
        Connection::open(&copy).unwrap().execute_batch(sql).unwrap();
        let found = ran(&["verify", &copy]);
        assert_eq!((found.code, found.err.as_str()), (WRONG, ""), "{wanted}: {}", found.out);
        assert!(found.out.contains(&format!(" {wanted}: ")), "{wanted}: {}", found.out);
        let json: Value = serde_json::from_str(&ran(&["verify", &copy, "--json"]).out).unwrap();
        assert_eq!(json["is_sound"], false);
        let names: Vec<_> =
            json["findings"].as_array().unwrap().iter().map(|f| &f["name"]).collect();
        assert!(names.iter().all(|name| **name == wanted), "{wanted}: {names:?}");
        copy
    };
    let swap = "UPDATE frames SET position = -1 WHERE position = 7; \
                UPDATE frames SET position = 7 WHERE position = 8; \
                UPDATE frames SET position = 8 WHERE position = -1";
    damage("swapped.db", swap, "log_is_damaged");
    damage("gap.db", "DELETE FROM frames WHERE position = 9", "log_is_damaged");
    let short = "DELETE FROM frames WHERE position = (SELECT max(position) FROM frames)";
    let copy = damage("short.db", short, "tail_is_missing");
    assert!(ran(&["inspect", &copy]).out.contains("position    305 (told: 306)"));
    damage("saved.db", "DELETE FROM streams WHERE hex(stream) LIKE '01%'", "snapshot_is_missing");
    damage("sealed.db", "DELETE FROM blocks", "block_differs");
    let flip = "UPDATE streams SET body = zeroblob(length(body)) WHERE hex(stream) LIKE '01%'";
    let copy = damage("rotten.db", flip, "snapshot_not_readable");
    assert_eq!(ran(&["restore", &copy, &shop.file("restored.db")]).code, WRONG);
    assert!(!Path::new(&shop.file("restored.db")).exists());
    fine(&["restore", "--anyway", &copy, &shop.file("restored.db")]);
    fs::write(format!("{copy}-bell"), b"cartbell, but not whole").unwrap();
    assert!(ran(&["verify", &copy]).out.contains("bell_is_damaged"));
    assert!(ran(&["inspect", &copy]).out.contains("(told: damaged)"));
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let shop = Shop::open();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        for name in ["ana", "ben"] {
            let (member, is_done) = (shop.cart.member(name), &is_done);
            threads.spawn(move || {
                member.add_item("TEA", 1).unwrap();
                let line = member.view().unwrap().lines[0].id;
                while !is_done.load(Ordering::Relaxed) {
                    member.adjust_quantity(line, 1).unwrap();
                    member.adjust_quantity(line, -1).unwrap();
                }
            });
        }
        for number in 0..8 {
            let copy = shop.file(&format!("copy-{number}.db"));
            fine(&["backup", &shop.path(), &copy]);
            fine(&["verify", &copy]);
            fine(&["verify", &shop.path()]);
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let copy = shop.file("copy-7.db");
    let copied = SqliteStore::open_read_only(Path::new(&copy)).unwrap().marks().unwrap();
    assert_eq!((copied.epoch, copied.told), (shop.engine.epoch() + 1, None));
    let engine = Engine::open(Options::on_file(&copy, Durability::Synced).unwrap()).unwrap();
    let there = engine.cart(shop.cart.id()).member("ana");
    assert!(there.version().unwrap() > 4);
    there.add_item("TEA", 1).unwrap();
    there.verify().unwrap();
}

#[test]
fn a_copy_overwrites_nothing_and_holds_nothing_erased() {
    let shop = Shop::open();
    let (path, copy) = (shop.path(), shop.file("copy.db"));
    fine(&["backup", &path, &copy]);
    let holds = |path: &str| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(NOTE.len()).any(|window| window == NOTE.as_bytes())
    };
    assert!(holds(&copy));
    let before = fs::read(&copy).unwrap();
    let again = ran(&["backup", &path, &copy]);
    assert_eq!(again.code, FAILED);
    assert!(again.err.contains("there is a file already"), "{}", again.err);
    assert!(fs::read(&copy).unwrap() == before);
    Connection::open(&path).unwrap().execute("DELETE FROM texts", []).unwrap();
    let clean = shop.file("clean.db");
    fine(&["backup", &path, &clean]);
    assert!(!holds(&clean));
    let verified = fine(&["verify", &clean]);
    assert!(verified.contains("0 personal texts are kept, 1 were erased"), "{verified}");
    let nowhere = shop.file("nowhere/copy.db");
    assert_eq!(ran(&["backup", &path, &nowhere]).code, FAILED);
    let names = shop.bytes().into_iter().map(|(path, _)| path.to_string_lossy().into_owned());
    assert!(names.clone().all(|name| !name.contains("-new-")), "{:?}", names.collect::<Vec<_>>());
}

#[test]
fn a_restored_journal_begins_a_new_life() {
    let shop = Shop::open();
    let (path, copy) = (shop.path(), shop.file("copy.db"));
    fine(&["backup", &path, &copy]);
    let ana = shop.cart.member("ana");
    ana.add_item("TEA", 5).unwrap();
    let page = ana.events_since(Cursor::START).unwrap();
    shop.engine.close();
    let taken = ran(&["restore", &copy, &path]);
    assert_eq!(taken.code, FAILED);
    assert!(taken.err.contains("there is a file already"), "{}", taken.err);
    // A bell without its journal knows of frames that the copy lacks.
    fs::remove_file(&path).unwrap();
    assert_eq!(ran(&["restore", &copy, &path]).code, FAILED);
    assert!(!Path::new(&path).exists());
    fs::remove_file(format!("{path}-bell")).unwrap();
    fine(&["restore", &copy, &path]);
    fine(&["verify", &path]);
    for epoch in 1..4 {
        // Whatever life a cursor of the lost journal was of, it does not go on in this one.
        let store = SqliteStore::open(Path::new(&path), Durability::Synced).unwrap();
        assert!(store.epoch() > 1_000_000);
        let options = Options { store: Some(Arc::new(store)), ..Options::default() };
        let engine = Engine::open(options).unwrap();
        let cursor = Cursor { epoch, ..page.to };
        let page = engine.cart(shop.cart.id()).member("ana").events_since(cursor).unwrap();
        assert!(matches!(page.body, PageBody::Reset(_)));
    }
}

/// Where the process that is killed while it copies finds the journal.
const COPIED: &str = "CARTPOOL_TEST_COPIED";

#[test]
#[ignore = "run, and killed, by the test below"]
fn copies_until_it_is_killed() {
    let path = std::env::var_os(COPIED).unwrap();
    let copy = Path::new(&path).with_file_name("copy.db");
    SqliteStore::open_read_only(Path::new(&path)).unwrap().backup_to(&copy).unwrap();
}

/// Killed when so much of it is written: under the copy's name there is nothing, or all of it, and the next one is made.
#[test]
fn a_copy_whose_maker_is_killed_is_whole_or_not_there() {
    const FRAMES: u64 = 256;
    const PARTS: u64 = 8;
    let folder = quick_folder();
    let [path, copy] = ["carts.db", "copy.db"].map(|name| folder.path().join(name));
    let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
    let stream = StreamKey::new(1, b"a large cart");
    let body = vec![7; 100_000];
    for base in 0..FRAMES {
        let (stream, body) = (stream.clone(), &*body);
        let entry = Entry { stream, base, events: 1, body, texts: Vec::new() };
        store.turn(Duration::from_secs(5)).unwrap().append(&[entry], &[]).unwrap();
    }
    store.close();
    let bytes = fs::metadata(&path).unwrap().len();
    let test = ["--exact", "copies::copies_until_it_is_killed", "--ignored"];
    let mut cut = 0;
    for part in 0..=PARTS {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let mut maker =
            command.args(test).env(COPIED, &path).stdout(Stdio::null()).spawn().unwrap();
        let unfinished = folder.path().join(format!("copy.db-new-{}", maker.id()));
        let is_as_long =
            || fs::metadata(&unfinished).is_ok_and(|file| file.len() * PARTS >= bytes * part);
        while !is_as_long() && maker.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = maker.kill();
        maker.wait().unwrap();
        let opened = SqliteStore::open_read_only(&copy);
        if copy.exists() {
            let mut frames = 0;
            assert_eq!(opened.unwrap().frames(0, &mut |_| frames += 1), Ok(FRAMES));
            assert_eq!(frames, FRAMES);
        } else {
            cut += 1;
            let there = folder.path().join("restored.db");
            assert_eq!(opened.err(), Some(StoreError::NotFound));
            assert_eq!(SqliteStore::restore(&copy, &there), Err(StoreError::NotFound));
            assert!(!there.exists());
            SqliteStore::open_read_only(&path).unwrap().backup_to(&copy).unwrap();
        }
        fs::remove_file(&copy).unwrap();
        let _ = fs::remove_file(&unfinished);
    }
    assert!(cut > 2, "only {cut} were killed in time");
}
