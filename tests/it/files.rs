//! Journals that cannot be opened say why, and are left as they are.

use std::fs;
use std::path::Path;
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
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
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

/// Locks of this process on a file, as the kernel tells them. Without one, another process that closes the journal takes
/// itself for the last, and deletes the write-ahead log.
#[cfg(target_os = "linux")]
fn locks_on(path: &Path) -> usize {
    use std::os::unix::fs::MetadataExt;
    let (process, inode) = (std::process::id().to_string(), fs::metadata(path).unwrap().ino());
    let locks = fs::read_to_string("/proc/locks").unwrap();
    let is_ours = |line: &&str| {
        let words: Vec<_> = line.split_whitespace().collect();
        words.get(1) == Some(&"POSIX")
            && words.get(4) == Some(&process.as_str())
            && words.get(5).is_some_and(|file| file.ends_with(&format!(":{inode}")))
    };
    locks.lines().filter(is_ours).count()
}

#[cfg(target_os = "linux")]
#[test]
fn opening_a_journal_once_more_takes_no_lock_away() {
    let (_folder, path) = journal();
    let first = SqliteStore::open(&path, Durability::Synced).unwrap();
    assert_eq!(locks_on(&path), 1);
    let second = SqliteStore::open(&path, Durability::Synced).unwrap();
    assert_eq!(locks_on(&path), 1);
    second.close();
    assert_eq!(locks_on(&path), 1);
    let reader = SqliteStore::open_read_only(&path).unwrap();
    reader.backup_to(&path.with_extension("copy")).unwrap();
    drop(reader);
    assert_eq!(locks_on(&path), 1);
    first.close();
    assert_eq!(locks_on(&path), 0);
}
