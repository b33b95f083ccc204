//! Journals of every format there has been are read as they were written, and a log replayed is what was live: in every
//! build, whatever the clock does. Proves I2, I4 and I45.
//!
//! `tests/journals/N` is a journal with snapshots of format N; from 2 on the file's own format is 2. The next format gets a
//! folder of its own: raise `FORMAT`, then `CARTPOOL_WRITE=1 cargo test -p cartpool-tests journals` writes it. A folder that
//! is there is never written again, except by whoever deletes it first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use cartpool::journal::{Durability, MemoryStore, SqliteStore, Store, StoreError};
use cartpool::{CartId, CommandId, CommandOptions, Engine, ManualClock, NewCart, Options};
use tempfile::TempDir;

use crate::chronicle::{Scribe, digest};

/// The format that this release writes.
const FORMAT: &str = "3";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journals")
}

fn open(path: &Path) -> Arc<dyn Store> {
    Arc::new(SqliteStore::open(path, Durability::Synced).unwrap())
}

/// Tells the whole story to a file; answers with the carts, what was live at the end, and the log's digest.
fn written(path: &Path) -> (Vec<CartId>, Vec<String>, String) {
    let carts = Scribe::on(open(path)).begin();
    let store = open(path);
    let scribe = Scribe::on(Arc::clone(&store));
    scribe.go_on(&carts);
    let live = scribe.tell(&carts);
    (carts, live, digest(&*store))
}

fn make_fixture(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join("carts.db");
    let (carts, live, digest) = written(&path);
    fs::remove_file(folder.join("carts.db-lock")).unwrap();
    let carts: Vec<String> = carts.iter().map(ToString::to_string).collect();
    fs::write(folder.join("carts.txt"), carts.join("\n") + "\n").unwrap();
    fs::write(folder.join("expected.txt"), live.join("\n") + "\n").unwrap();
    fs::write(folder.join("digest.txt"), digest + "\n").unwrap();
}

/// Sees to it that there is a journal of this release's format, where it is asked to.
fn see_to_newest() {
    static MADE: Once = Once::new();
    MADE.call_once(|| {
        let newest = fixtures().join(FORMAT);
        if std::env::var_os("CARTPOOL_WRITE").is_some() && !newest.exists() {
            make_fixture(&newest);
        }
    });
}

/// What is in a folder of fixtures, beside the journal.
fn text(format: &str, name: &str) -> String {
    fs::read_to_string(fixtures().join(format).join(name)).unwrap()
}

#[test]
fn journals_of_every_format_are_read_as_they_were_written() {
    see_to_newest();
    let formats = fs::read_dir(fixtures()).unwrap();
    let formats = formats.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let formats: Vec<String> = formats.collect();
    assert!(formats.iter().any(|format| format == FORMAT), "there is a journal of format {FORMAT}");
    for format in &formats {
        is_read_as_written(format);
    }
}

fn is_read_as_written(format: &str) {
    let (_folder, path) = copied(format);
    let carts: Vec<CartId> =
        text(format, "carts.txt").lines().map(|id| id.parse().unwrap()).collect();
    let store = open(&path);
    assert_eq!(digest(&*store), text(format, "digest.txt").trim(), "the log of format {format}");
    let scribe = Scribe::on(store);
    let found = scribe.tell(&carts);
    // A later release may know more about a cart, and nothing else about what it knew.
    let missing: Vec<_> = text(format, "expected.txt")
        .lines()
        .filter(|line| !found.iter().any(|found| found == line))
        .map(str::to_owned)
        .collect();
    assert!(missing.is_empty(), "format {format}: not as it was written: {missing:#?}");
    scribe.ask_again(&carts);
    scribe.engine.close();
    // It goes on as the journal that it was.
    Scribe::on(open(&path)).ask_again_later(&carts);
}

/// A journal of a format in a folder of its own.
fn copied(format: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    for name in ["carts.db", "carts.db-bell"] {
        fs::copy(fixtures().join(format).join(name), folder.path().join(name)).unwrap();
    }
    (folder, path)
}

#[test]
fn a_journal_of_format_one_is_raised_by_whoever_writes_and_left_by_whoever_reads() {
    let (_folder, path) = copied("1");
    let before = fs::read(&path).unwrap();
    let reader = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(digest(&reader), text("1", "digest.txt").trim());
    assert_eq!(reader.marks().unwrap().format, 1);
    assert!(fs::read(&path).unwrap() == before, "it was changed");
    let writer = SqliteStore::open(&path, Durability::Synced).unwrap();
    for store in [&reader, &writer] {
        assert_eq!(digest(store), text("1", "digest.txt").trim());
        assert_eq!(store.marks().unwrap().format, 2);
    }
    writer.close();
    reader.close();
    let (_folder, copy) = copied("1");
    fs::remove_file(&copy).unwrap();
    fs::remove_file(copy.with_extension("db-bell")).unwrap();
    SqliteStore::restore(&path, &copy).unwrap();
    assert_eq!(
        digest(&SqliteStore::open_read_only(&copy).unwrap()),
        text("1", "digest.txt").trim()
    );
}

/// Its rows have no second witness: one that is missed when it is raised would never be missed again.
#[test]
fn a_journal_of_format_one_that_lost_a_row_is_neither_raised_nor_read_nor_copied() {
    let (folder, path) = copied("1");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'streams'";
    let root: usize = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    let mut bytes = fs::read(&path).unwrap();
    // Of how many cells the page's tree consists.
    let cells = (root - 1) * 4_096 + 4;
    assert!(bytes[cells] > 1);
    bytes[cells] -= 1;
    fs::write(&path, &bytes).unwrap();
    let damaged = Some(StoreError::Damaged { position: 0 });
    assert_eq!(SqliteStore::open(&path, Durability::Synced).err(), damaged);
    assert_eq!(SqliteStore::open_read_only(&path).err(), damaged);
    assert_eq!(SqliteStore::restore(&path, &folder.path().join("copy.db")).err(), damaged);
    assert!(fs::read(&path).unwrap() == bytes, "it was changed");
}

impl Scribe {
    fn ask_again_later(&self, carts: &[CartId]) {
        let ana = self.engine.cart(carts[0]).member("ana");
        let before = ana.version().unwrap();
        assert_eq!(ana.add_item("TEA", 1), Ok(before + 1));
        ana.verify().unwrap();
    }
}

/// The same story gives the same bytes in a debug build and in a release build, in memory and in a file; and what is read
/// from them is what was live.
#[test]
fn a_replayed_log_is_what_was_live_and_the_same_in_every_build() {
    see_to_newest();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let (carts, live, in_file) = written(&path);
    assert_eq!(in_file, text(FORMAT, "digest.txt").trim(), "in this build");
    let replayed = Scribe::on(open(&path));
    assert_eq!(replayed.tell(&carts), live);

    let memory = MemoryStore::new();
    assert_eq!(Scribe::on(Arc::new(memory.clone())).begin(), carts);
    let scribe = Scribe::on(Arc::new(memory.clone()));
    scribe.go_on(&carts);
    assert_eq!(digest(&memory), in_file);
    assert_eq!(scribe.tell(&carts), live);
    assert_eq!(Scribe::on(Arc::new(memory)).tell(&carts), live);
}

/// The clock jumps ten years back and forth, also while nobody has the journal open: times in a cart never go back, and a
/// command id keeps its answer.
#[test]
fn a_journal_keeps_time_and_answers_whatever_the_clock_does() {
    const NOW_MS: u64 = 1_750_000_000_000;
    const TEN_YEARS_MS: u64 = 10 * 365 * 86_400_000;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let engine = || {
        let clock = Arc::<ManualClock>::clone(&clock);
        let options = Options { store: Some(open(&path)), clock, ..Options::default() };
        Engine::open(options).unwrap()
    };
    let first = engine();
    first.set_price("TEA", "EUR", "4.50").unwrap();
    let id = first.create_cart(NewCart::new("ana", "EUR")).unwrap().id();
    first.close();
    let mut sent = Vec::new();
    let jumps = [NOW_MS, NOW_MS - TEN_YEARS_MS, NOW_MS + TEN_YEARS_MS, NOW_MS + 1, NOW_MS + 2];
    for (now, number) in jumps.into_iter().zip(1..) {
        clock.set(now);
        let engine = engine();
        let ana = engine.cart(id).member("ana");
        let command_id = Some(CommandId::from_parts(now, u128::from(number)));
        let options = CommandOptions { command_id, ..CommandOptions::default() };
        let version = ana.with(options).add_item("TEA", number).unwrap();
        sent.push((options, number, version));
        for (options, number, version) in &sent {
            assert_eq!(ana.with(*options).add_item("TEA", *number), Ok(*version));
            let other = ana.with(*options).add_item("TEA", 99).unwrap_err();
            assert_eq!(other.code.name(), "command_id_reused");
        }
        let versions = 1..=ana.version().unwrap();
        let times =
            versions.map(|version| ana.event(version).unwrap().iter().next().unwrap().at_ms);
        assert!(times.is_sorted(), "event times go back");
        ana.verify().unwrap();
        engine.close();
    }
}
