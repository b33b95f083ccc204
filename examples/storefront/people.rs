//! What the shop keeps besides carts: the key of its sessions, and display names.
//!
//! Both are the host's own, so they stand in a database of the host's own: names are personal, and the log of the carts
//! holds none. Without a file it lies in memory and ends with the process, like the carts.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cartpool::{ErrorCode, Random, SystemRandom};
use rusqlite::{Connection, OptionalExtension, params};

use crate::protocol::Refusal;

/// How many people are known before newcomers are refused.
const PEOPLE_MAX: u32 = 100_000;
/// How long to wait for another server that writes.
const WAIT: Duration = Duration::from_secs(5);

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS people (
        number INTEGER PRIMARY KEY, member TEXT NOT NULL UNIQUE, name TEXT NOT NULL
    ) STRICT;
";

/// Whom the shop knows. Its calls may wait for the disk.
pub(crate) struct People {
    key: [u8; 32],
    connection: Mutex<Connection>,
}

impl People {
    /// Opens what `path` keeps, or makes it; several servers may share it. In memory without a path.
    pub(crate) fn open(path: Option<&Path>) -> rusqlite::Result<Self> {
        let connection = match path {
            None => Connection::open_in_memory()?,
            Some(path) => {
                // Whoever reads the key can be anybody: the file is its owner's only, and SQLite makes its others alike.
                // Where this fails, opening says why.
                let _ = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
                Connection::open(path)?
            }
        };
        connection.busy_timeout(WAIT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.execute_batch(TABLES)?;
        // Of several servers that start at once, one makes the key.
        let mut key = [0; 32];
        SystemRandom.fill(&mut key);
        connection.execute("INSERT OR IGNORE INTO secrets VALUES ('sessions', ?1)", [key])?;
        let query = "SELECT value FROM secrets WHERE name = 'sessions'";
        let key = connection.query_row(query, [], |row| row.get(0))?;
        Ok(Self { key, connection: Mutex::new(connection) })
    }

    /// What sessions and links are derived from.
    pub(crate) const fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// Remembers a newcomer's name.
    pub(crate) fn add(&self, member: &str, name: &str) -> Result<(), Refusal> {
        let insert = "INSERT INTO people (member, name) \
                      SELECT ?1, ?2 WHERE (SELECT coalesce(max(number), 0) FROM people) < ?3";
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        match connection.execute(insert, params![member, name, PEOPLE_MAX]) {
            Ok(0) => Err(Refusal::EXCEEDS_SESSIONS_MAX),
            Ok(_) => Ok(()),
            // Nothing was written, or nobody has the answer: either way the newcomer tries again.
            Err(_) => Err(ErrorCode::StorageBusy.into()),
        }
    }

    /// The display name of a member, if the shop knows one.
    pub(crate) fn name(&self, member: &str) -> Option<String> {
        let query = "SELECT name FROM people WHERE member = ?1";
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = connection.prepare_cached(query).ok()?;
        statement.query_row([member], |row| row.get(0)).optional().ok()?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_server_learns_the_others_know_and_it_survives_them() {
        let folder = std::env::temp_dir().join(format!("storefront-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        let path = folder.join("people");
        let (one, two) = (People::open(Some(&path)), People::open(Some(&path)));
        let (one, two) = (one.expect("it opens"), two.expect("it opens twice"));
        assert_eq!(one.key(), two.key());
        one.add("m1", "Ana").expect("room for one");
        assert_eq!(two.name("m1").as_deref(), Some("Ana"));
        assert_eq!(two.name("m2"), None);
        let key = *one.key();
        drop((one, two));
        let again = People::open(Some(&path)).expect("it opens again");
        assert_eq!((again.key(), again.name("m1").as_deref()), (&key, Some("Ana")));
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(&path).expect("the file is there").permissions(),
        );
        assert_eq!(mode & 0o077, 0, "nobody else reads the key");
        drop(again);
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }

    #[test]
    fn in_memory_every_shop_has_a_key_of_its_own() {
        let (one, two) = (People::open(None), People::open(None));
        assert_ne!(one.expect("it opens").key(), two.expect("it opens").key());
    }
}
