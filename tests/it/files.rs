//! Journals that cannot be opened say why, and are left as they are.

#[cfg(target_os = "linux")]
use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use cartpool::journal::{Durability, SqliteStore, Store};
use cartpool::{Engine, Error, NewCart, Options};
use tempfile::TempDir;

fn refused(path: &Path, durability: Durability) -> &'static str {
    Error::from(SqliteStore::open(path, durability).unwrap_err()).code.name()
}

/// A small journal in a folder of its own, closed.
fn journal() -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let store = SqliteStore::open(&path, Durability::Synced).unwrap();
    let options = Options { store: Some(Arc::new(store)), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.member("ana").add_item("TEA", 2).unwrap();
    engine.close();
    (folder, path)
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("nowhere").join("carts.db");
    assert_eq!(refused(&path, Durability::Synced), "storage_not_found");
}

#[test]
fn a_path_without_a_name_is_refused_before_anything_is_made() {
    assert_eq!(refused(Path::new(""), Durability::Synced), "storage_not_found");
    assert_eq!(refused(Path::new("/"), Durability::Synced), "storage_not_found");
}

#[test]
fn whatever_a_journal_is_called_its_openers_share_it() {
    let (folder, path) = journal();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let store = SqliteStore::open(&link, Durability::Synced).unwrap();
    let engine = Engine::open(Options { store: Some(Arc::new(store)), ..Options::default() });
    assert_eq!(engine.unwrap().prices_version(), 1);
    let is_of_the_link = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("link.db-");
    let mut names = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(!names.any(|name| is_of_the_link(&name)), "lock and bell are the file's own");
}

#[test]
fn a_foreign_file_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a journal, and longer than a header").unwrap();
    assert_eq!(refused(&text, Durability::Synced), "storage_not_recognized");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was made beside it");
    let foreign = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&foreign).unwrap();
    other.execute_batch("CREATE TABLE frames (a); INSERT INTO frames VALUES (1)").unwrap();
    drop(other);
    let before = fs::read(&foreign).unwrap();
    assert_eq!(refused(&foreign, Durability::Synced), "storage_not_recognized");
    assert_eq!(fs::read(&foreign).unwrap(), before);
    assert_eq!(refused(folder.path(), Durability::Synced), "storage_not_recognized");
}

#[test]
fn a_journal_from_the_future_is_refused() {
    let (_folder, path) = journal();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 3).unwrap();
    assert_eq!(refused(&path, Durability::Synced), "storage_too_new");
}

#[test]
fn a_place_that_cannot_be_written_is_refused() {
    // Nobody, not even root, makes a file there.
    assert_eq!(refused(Path::new("/sys/carts.db"), Durability::Synced), "storage_is_read_only");
}

#[test]
fn a_file_does_not_offer_memory() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    assert_eq!(refused(&path, Durability::Memory), "durability_not_valid");
    assert!(!path.exists());
}

#[test]
fn a_log_that_lost_its_synced_tail_is_refused() {
    let (_folder, path) = journal();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let last: i64 =
        connection.query_row("SELECT max(position) FROM frames", [], |row| row.get(0)).unwrap();
    connection.execute("DELETE FROM frames WHERE position = ?1", [last]).unwrap();
    drop(connection);
    let error = Error::from(SqliteStore::open(&path, Durability::Synced).unwrap_err());
    assert_eq!(error.to_string().split(':').next(), Some("storage_is_damaged"));
    let context = cartpool::ErrorContext::Position { position: last.try_into().unwrap() };
    assert_eq!(error.context, context);
}

#[test]
fn a_journal_of_no_format_is_refused() {
    let (_folder, path) = journal();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 0).unwrap();
    assert_eq!(refused(&path, Durability::Synced), "storage_not_recognized");
}

fn engine(path: &Path) -> Engine {
    let store = Arc::new(SqliteStore::open(path, Durability::Synced).unwrap());
    Engine::open(Options { store: Some(store), ..Options::default() }).unwrap()
}

/// Another program that writes to the file: what it adds is borne, what it takes away is noticed.
#[test]
fn what_a_stranger_takes_from_a_journal_in_use_is_noticed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let engine = engine(&path);
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let ana = cart.member("ana");
    let stranger = rusqlite::Connection::open(&path).unwrap();
    stranger.execute_batch("CREATE TABLE notes (a); INSERT INTO notes VALUES (1)").unwrap();
    assert_eq!(ana.rename_cart(Some("lunch"), None), Ok(2));
    stranger.execute("DELETE FROM frames WHERE position = 2", []).unwrap();
    let refusal = ana.rename_cart(Some("dinner"), None).unwrap_err();
    assert_eq!(refusal.code.name(), "storage_is_damaged");
    assert_eq!(refusal.context, cartpool::ErrorContext::Position { position: 2 });
    assert_eq!(ana.view().unwrap().title.as_deref(), Some("lunch"), "reads go on");
    drop(engine);
    assert_eq!(refused(&path, Durability::Synced), "storage_is_damaged");
}

/// Whoever looks into it finds the write-ahead log as it was, and the file without it.
#[test]
fn a_journal_that_is_found_damaged_in_use_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let engine = engine(&path);
    let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    ana.rename_cart(Some("lunch"), None).unwrap();
    // Without a word, as damage comes.
    let stranger = rusqlite::Connection::open(&path).unwrap();
    let quiet = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    stranger.set_db_config(quiet, true).unwrap();
    stranger.execute("DELETE FROM frames WHERE position = 2", []).unwrap();
    drop(stranger);
    let left =
        || ["", "-wal"].map(|ending| fs::read(format!("{}{ending}", path.display())).unwrap());
    let before = left();
    assert_eq!(
        ana.rename_cart(Some("dinner"), None).unwrap_err().code.name(),
        "storage_is_damaged"
    );
    assert!(!engine.health().is_writable);
    assert_eq!(ana.rename_cart(Some("dinner"), None).unwrap_err().code.name(), "storage_failed");
    assert_eq!(ana.view().unwrap().title.as_deref(), Some("lunch"), "reads go on");
    engine.close();
    drop(engine);
    assert!(left() == before, "something was carried over");
}

#[test]
fn a_frame_that_is_missing_in_the_middle_is_named() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let engine = engine(&path);
    for _ in 0..5 {
        engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    }
    drop(engine);
    let stranger = rusqlite::Connection::open(&path).unwrap();
    stranger.execute("DELETE FROM frames WHERE position = 3", []).unwrap();
    drop(stranger);
    let error = Error::from(SqliteStore::open(&path, Durability::Synced).unwrap_err());
    assert_eq!(error.context, cartpool::ErrorContext::Position { position: 3 });
}

#[test]
fn a_journal_is_the_same_by_whatever_name_it_is_reached() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let link = folder.path().join("link.db");
    let one = engine(&path);
    symlink(&path, &link).unwrap();
    let other = engine(&link);
    let cart = one.create_cart(NewCart::new("ana", "EUR")).unwrap();
    assert_eq!(other.cart(cart.id()).member("ana").rename_cart(Some("lunch"), None), Ok(2));
    assert_eq!(cart.system().version(), Ok(2), "it follows what came in by the other name");
    assert!(!folder.path().join("link.db-lock").exists(), "they share one lock");
}

const READ_ONLY: &str = "CARTPOOL_TEST_READ_ONLY";

/// Nothing, unless this process was started by the next test, as somebody who may not write.
#[test]
fn is_refused_where_told() {
    if let Some(path) = std::env::var_os(READ_ONLY) {
        assert_eq!(refused(Path::new(&path), Durability::Synced), "storage_is_read_only");
    }
}

/// A file, and a folder, that this user may only read.
#[test]
fn a_journal_that_may_only_be_read_is_refused() {
    const NOBODY: u32 = 65_534;
    let program = TempDir::new().unwrap();
    let copy = program.path().join("it");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    fs::set_permissions(program.path(), Permissions::from_mode(0o755)).unwrap();
    for mode in [0o555, 0o777] {
        let (folder, path) = journal();
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        fs::remove_file(folder.path().join("carts.db-lock")).unwrap();
        fs::set_permissions(folder.path().join("carts.db-bell"), Permissions::from_mode(0o666))
            .unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(mode)).unwrap();
        let mut command = Command::new(&copy);
        command.args(["--exact", "files::is_refused_where_told"]).env(READ_ONLY, &path);
        if fs::metadata(&path).unwrap().uid() == 0 {
            // Root may write anywhere; nobody else may here.
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{mode:o}: {output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "{output:?}");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    }
}

/// Locks of this process on a file, as the kernel tells them. Without one, another process that closes the journal takes
/// itself for the last, and deletes the write-ahead log.
#[cfg(target_os = "linux")]
fn locks_on(path: &Path) -> usize {
    let (process, inode) = (std::process::id().to_string(), fs::metadata(path).unwrap().ino());
    let locks = fs::read_to_string("/proc/locks").unwrap();
    let ours = |line: &str| {
        let words: Vec<_> = line.split_whitespace().skip(1).map(str::to_owned).collect();
        let is_ours = words.first().is_some_and(|kind| kind == "POSIX")
            && words.get(3) == Some(&process)
            && words.get(4).is_some_and(|file| file.ends_with(&format!(":{inode}")));
        is_ours.then_some(words)
    };
    // While others lock and unlock, the list may have a lock more than once.
    locks.lines().filter_map(ours).collect::<BTreeSet<_>>().len()
}

/// While others unlock, the list may also lack a lock: one look of many is enough.
#[cfg(target_os = "linux")]
fn has_locks(path: &Path, count: usize) -> bool {
    (0..1_000).any(|_| locks_on(path) == count)
}

#[cfg(target_os = "linux")]
#[test]
fn opening_a_journal_once_more_takes_no_lock_away() {
    let (_folder, path) = journal();
    let first = SqliteStore::open(&path, Durability::Synced).unwrap();
    assert!(has_locks(&path, 1));
    let second = SqliteStore::open(&path, Durability::Synced).unwrap();
    assert!(has_locks(&path, 1));
    second.close();
    assert!(has_locks(&path, 1));
    let reader = SqliteStore::open_read_only(&path).unwrap();
    reader.backup_to(&path.with_extension("copy")).unwrap();
    drop(reader);
    assert!(has_locks(&path, 1));
    first.close();
    assert!(has_locks(&path, 0));
}
