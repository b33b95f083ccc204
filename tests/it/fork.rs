//! What a host does around a fork. A real fork needs unsafe code: Python's tests make them.
//!
//! Announcing a fork stops every store of the process, and so these tests run in processes of their own.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use cartpool::journal::{
    Durability, SqliteStore, after_fork_in_child, after_fork_in_parent, before_fork,
};
use cartpool::{CartId, Engine, ErrorCode, Limits, Member, NewCart, Options};
use tempfile::TempDir;

/// Where a test's process of its own finds the file that it is about.
const FILE: &str = "CARTPOOL_TEST_FORK_FILE";

/// Nothing takes so long, but for what never ends.
const LONG: Duration = Duration::from_secs(60);

/// Runs one of the tests marked as ignored in a process of its own, on a file; answers whether it passed.
fn alone(test: &str, file: &Path) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("fork::{test}"), "--ignored", "--nocapture"]);
    command.env(FILE, file).status().unwrap().success()
}

fn open(path: &Path, durability: Durability) -> Engine {
    let store = SqliteStore::open(path, durability).unwrap();
    let limits = Limits { quantity_max: 1_000_000, ..Limits::default() };
    Engine::open(Options { limits, store: Some(Arc::new(store)), ..Options::default() }).unwrap()
}

fn filled(engine: &Engine) -> CartId {
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.member("ana").add_item("TEA", 1).unwrap();
    cart.id()
}

fn quantity(ana: &Member) -> u32 {
    ana.view().unwrap().lines[0].quantity
}

/// What this process has open in a folder, and how many ears.
#[cfg(target_os = "linux")]
fn open_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let links = fs::read_dir("/proc/self/fd").unwrap();
    let files = links.filter_map(|link| fs::read_link(link.unwrap().path()).ok());
    let is_ours = |file: &std::path::PathBuf| {
        file.starts_with(folder) || file.to_string_lossy().contains("inotify")
    };
    files.filter(is_ours).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_open_while_a_busy_process_forks() {
    let folder = TempDir::new().unwrap();
    assert!(alone("a_busy_process_forks", &folder.path().join("carts.db")));
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by the test above"]
fn a_busy_process_forks() {
    let path = std::path::PathBuf::from(std::env::var_os(FILE).unwrap());
    let folder = path.parent().unwrap();
    let engines = [
        open(&path, Durability::Synced),
        open(&path, Durability::Synced),
        open(&folder.join("other.db"), Durability::Buffered),
    ];
    let shared = filled(&engines[0]);
    let carts = [shared, shared, filled(&engines[2])];
    let is_over = AtomicBool::new(false);
    let answered: [AtomicU32; 6] = Default::default();
    let answers = || answered.each_ref().map(|many| many.load(Ordering::Relaxed));
    thread::scope(|scope| {
        let adders = carts.iter().zip(&engines).flat_map(|(cart, engine)| {
            let ana = engine.cart(*cart).member("ana");
            [ana.clone(), ana]
        });
        let is_over = &is_over;
        for (ana, answered) in adders.zip(&answered) {
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    ana.add_item("TEA", 1).unwrap();
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for (cart, engine) in carts.iter().zip(&engines) {
            let mut watch =
                engine.cart(*cart).member("ana").watch(cartpool::Cursor::START).unwrap();
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    watch.wait(Duration::from_millis(5)).unwrap();
                    watch.page().unwrap();
                }
            });
        }
        for _ in 0..50 {
            before_fork();
            assert_eq!(open_files(folder), Vec::<std::path::PathBuf>::new());
            let refusal = engines[0].cart(shared).member("ana").add_item("TEA", 1).unwrap_err();
            assert_eq!(refusal.code, ErrorCode::StorageBusy);
            after_fork_in_parent();
            thread::park_timeout(Duration::from_millis(2));
        }
        let before = answers();
        let go_on = || answers().iter().zip(before).all(|(now, before)| *now > before + 10);
        for _ in 0..LONG.as_millis() {
            if go_on() {
                break;
            }
            thread::park_timeout(Duration::from_millis(1));
        }
        is_over.store(true, Ordering::Relaxed);
        assert!(go_on(), "they go on: {before:?}, {:?}", answers());
    });
    let answered = answers();
    let ana = engines[0].cart(shared).member("ana");
    assert_eq!(quantity(&ana), 1 + answered[..4].iter().sum::<u32>());
    ana.verify().unwrap();
    let ana = engines[2].cart(carts[2]).member("ana");
    assert_eq!(quantity(&ana), 1 + answered[4..].iter().sum::<u32>());
    let health = engines[0].health();
    assert!(health.is_writable && health.store.unwrap().position > 0);
}

#[test]
fn a_file_that_went_away_during_a_fork_is_said_to_be_gone() {
    let folder = TempDir::new().unwrap();
    assert!(alone("a_file_goes_away", &folder.path().join("carts.db")));
}

#[test]
#[ignore = "run by the test above"]
fn a_file_goes_away() {
    let path = std::path::PathBuf::from(std::env::var_os(FILE).unwrap());
    let aside = path.with_extension("aside");
    let engine = open(&path, Durability::Synced);
    let ana = engine.cart(filled(&engine)).member("ana");

    before_fork();
    fs::rename(&path, &aside).unwrap();
    after_fork_in_parent();
    assert_eq!(ana.add_item("TEA", 1).unwrap_err().code, ErrorCode::StorageNotFound);
    assert_eq!(quantity(&ana), 1, "reads go on");
    fs::rename(&aside, &path).unwrap();
    assert_eq!(ana.add_item("TEA", 1).unwrap(), 3);

    before_fork();
    fs::copy(&path, &aside).unwrap();
    fs::rename(&aside, &path).unwrap();
    after_fork_in_parent();
    assert_eq!(ana.add_item("TEA", 1).unwrap_err().code, ErrorCode::StorageFailed);
    assert_eq!(quantity(&ana), 2, "reads go on");
    assert!(!engine.health().is_writable);
}

#[test]
fn whoever_holds_the_lock_and_is_stopped_keeps_nobody_from_reading_after_a_fork() {
    let folder = TempDir::new().unwrap();
    assert!(alone("the_lock_is_held", &folder.path().join("carts.db")));
}

#[test]
#[ignore = "run by the test above"]
fn the_lock_is_held() {
    let path = std::path::PathBuf::from(std::env::var_os(FILE).unwrap());
    let engine = open(&path, Durability::Buffered);
    let ana = engine.cart(filled(&engine)).member("ana");
    before_fork();
    let held = fs::OpenOptions::new().write(true).open(path.with_extension("db-lock")).unwrap();
    held.lock().unwrap();
    after_fork_in_parent();
    let (told, tells) = std::sync::mpsc::channel();
    thread::scope(|threads| {
        let reader = &ana;
        threads.spawn(move || told.send(quantity(reader)));
        // Nobody would end before the lock is given back: first that, then the answer.
        let read = tells.recv_timeout(LONG);
        held.unlock().unwrap();
        assert_eq!(read, Ok(1));
    });
    assert_eq!(ana.add_item("TEA", 1).unwrap(), 3);
    before_fork();
    after_fork_in_parent();
    assert_eq!(quantity(&ana), 2);
    // Closed without a turn since.
    engine.close();
    assert!(fs::metadata(path.with_extension("db-wal")).is_err(), "it was not carried over");
    let marks = SqliteStore::open_read_only(&path).unwrap().marks().unwrap();
    assert_eq!(marks.synced, Some(marks.position));
}

/// Whether this process has the lock on a database that tells everybody else that it is in use.
#[cfg(target_os = "linux")]
fn is_held(path: &Path) -> bool {
    let inode = std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap());
    let (process, file) = (std::process::id().to_string(), format!(":{inode}"));
    fs::read_to_string("/proc/locks").unwrap().lines().any(|lock| {
        let fields: Vec<_> = lock.split_whitespace().collect();
        fields[1] == "POSIX" && fields[4] == process && fields[5].ends_with(&file)
    })
}

#[cfg(target_os = "linux")]
#[test]
fn opening_a_file_twice_keeps_the_first_ones_hold_on_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let engine = open(&path, Durability::Synced);
    let ana = engine.cart(filled(&engine)).member("ana");
    assert!(is_held(&path));
    let again = open(&path, Durability::Synced);
    assert!(is_held(&path), "looking into a file by hand takes the process's locks on it away");
    again.close();
    assert!(is_held(&path));
    ana.add_item("TEA", 1).unwrap();
    engine.close();
    assert!(!is_held(&path));
}

#[test]
fn what_was_announced_in_vain_changes_nothing() {
    after_fork_in_parent();
    after_fork_in_child();
    let folder = TempDir::new().unwrap();
    let engine = open(&folder.path().join("carts.db"), Durability::Buffered);
    let ana = engine.cart(filled(&engine)).member("ana");
    assert_eq!(quantity(&ana), 1);
}
