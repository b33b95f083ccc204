//! The rows beside the log: snapshots, blocks and texts, each found by its key and checked against it.
//!
//! A checksum tells that a row is not what was written, under which key. It cannot tell of a row that is not found, because
//! its key, or the way to it, was damaged; nor of an older one that is found in its place. So the keys of every table lie in
//! a second tree too, in pages of its own: what one of the two says the other must say, also that there is nothing.

use core::ops::RangeInclusive;
use std::sync::Arc;

use rusqlite::{Connection, Row, ToSql, params};

use super::file::meaning;
use super::frame::{checked, row_key};
use crate::journal::{Block, Snapshot, StoreError, StreamKey, Text};

const DAMAGED: StoreError = StoreError::Damaged { position: 0 };

/// The rows of a journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'c> {
    pub(super) connection: &'c Connection,
    /// Whether there is a second tree: a journal of format 1 has none.
    pub(super) is_doubled: bool,
}

/// Where a stream's snapshot ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SavedAt {
    pub(super) version: u64,
    pub(super) position: u64,
}

/// Which rows of a table, and what of them.
struct Which {
    table: &'static str,
    /// What the second tree has, too.
    keys: &'static str,
    /// What only the table has.
    body: &'static str,
    condition: &'static str,
}

impl Rows<'_> {
    /// A stream's snapshot.
    pub(super) fn snapshot(&self, stream: &StreamKey) -> Result<Option<Snapshot>, StoreError> {
        let which = Which {
            table: "streams",
            keys: "version, position",
            body: "body",
            condition: "WHERE stream = ?1",
        };
        let mut found = self.both(&which, &[&stream.as_bytes()], saved_at, |row, at| {
            let key = row_key(stream, &[at.version, at.position]);
            whole(row, 3, &key).map_err(|_| StoreError::Damaged { position: at.position })
        })?;
        let found = found.pop().map(|(at, body)| {
            let SavedAt { version, position } = at;
            Snapshot { version, position, body }
        });
        Ok(found)
    }

    /// Where a stream's snapshot ends, without a look at what is in it.
    pub(super) fn saved_at(&self, stream: &StreamKey) -> Result<Option<SavedAt>, StoreError> {
        let which = Which {
            table: "streams",
            keys: "version, position",
            body: "NULL",
            condition: "WHERE stream = ?1",
        };
        let mut found = self.both(&which, &[&stream.as_bytes()], saved_at, |_, _| Ok(()))?;
        Ok(found.pop().map(|(at, ())| at))
    }

    /// The streams of a kind that have a snapshot, those after `after`, at most `max`, each with the snapshot's version.
    pub(super) fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, u64)>, StoreError> {
        let which = Which {
            table: "streams",
            keys: "stream, version, position",
            body: "NULL",
            condition: "WHERE stream >= ?1 ORDER BY stream LIMIT ?2",
        };
        // The next there can be is one zero longer.
        let from = after.map_or_else(|| vec![kind], |after| [after.as_bytes(), &[0]].concat());
        let key = |row: &Row<'_>| {
            let bytes = row.get_ref(1).map_err(|error| meaning(&error))?;
            let stream = StreamKey::from_bytes(bytes.as_blob().map_err(|_| DAMAGED)?);
            Ok((stream.ok_or(DAMAGED)?, number(row, 2)?, number(row, 3)?))
        };
        let found = self.both(&which, &[&from, &(max as u64)], key, |_, _| Ok(()))?;
        let found = found.into_iter().map(|((stream, version, _), ())| (stream, version));
        Ok(found.take_while(|(stream, _)| stream.kind() == kind).collect())
    }

    /// A stream's texts, of those with these references.
    pub(super) fn texts(
        &self,
        stream: &StreamKey,
        references: RangeInclusive<u64>,
    ) -> Result<Vec<Text<Arc<str>>>, StoreError> {
        let which = Which {
            table: "texts",
            keys: "reference",
            body: "body",
            condition: "WHERE stream = ?1 AND reference BETWEEN ?2 AND ?3 ORDER BY reference LIMIT -1",
        };
        let key = |row: &Row<'_>| number(row, 1);
        let place: [&dyn ToSql; 3] = [&stream.as_bytes(), references.start(), references.end()];
        self.both(&which, &place, key, |row, reference| {
            let text = whole(row, 2, &row_key(stream, &[*reference]))?;
            Ok(core::str::from_utf8(&text).map_err(|_| DAMAGED)?.into())
        })
    }

    /// The block of a stream that begins at or before a version.
    pub(super) fn block(
        &self,
        stream: &StreamKey,
        version: u64,
    ) -> Result<Option<Block>, StoreError> {
        let which = Which {
            table: "blocks",
            keys: "base",
            body: "body",
            condition: "WHERE stream = ?1 AND base <= ?2 ORDER BY base DESC LIMIT 1",
        };
        let key = |row: &Row<'_>| number(row, 1);
        let place: [&dyn ToSql; 2] = [&stream.as_bytes(), &version];
        let mut found =
            self.both(&which, &place, key, |row, base| whole(row, 2, &row_key(stream, &[*base])))?;
        Ok(found.pop().map(|(base, body)| Block { base, body }))
    }

    /// Reads rows and their keys in one statement, so both of one moment, and compares.
    fn both<K: PartialEq, B>(
        &self,
        which: &Which,
        place: &[&dyn ToSql],
        key: impl Fn(&Row<'_>) -> Result<K, StoreError>,
        body: impl Fn(&Row<'_>, &K) -> Result<B, StoreError>,
    ) -> Result<Vec<(K, B)>, StoreError> {
        let failed = |error: rusqlite::Error| meaning(&error);
        let query = self.query(which);
        let mut statement = self.connection.prepare_cached(&query).map_err(failed)?;
        let mut rows = statement.query(place).map_err(failed)?;
        let mut found: Vec<(K, B)> = Vec::new();
        let mut agreed = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            let key = key(row)?;
            if number(row, 0)? == 0 {
                let body = body(row, &key)?;
                found.push((key, body));
            } else if found.get(agreed).is_some_and(|(known, _)| *known == key) {
                agreed += 1;
            } else {
                return Err(DAMAGED);
            }
        }
        if agreed == found.len() { Ok(found) } else { Err(DAMAGED) }
    }

    /// Names both trees: SQLite would choose one for both.
    fn query(&self, which: &Which) -> String {
        let Which { table, keys, body, condition } = which;
        let (first, second) = trees(table, self.is_doubled);
        format!(
            "SELECT * FROM (SELECT 0, {keys}, {body} FROM {table} INDEXED BY {first} {condition}) \
             UNION ALL \
             SELECT * FROM (SELECT 1, {keys}, NULL FROM {table} INDEXED BY {second} {condition})"
        )
    }
}

/// The names of a table's trees: SQLite's own for its primary key, and the second.
fn trees(table: &str, is_doubled: bool) -> (String, String) {
    let first = format!("sqlite_autoindex_{table}_1");
    let second = if is_doubled { format!("{table}_again") } else { first.clone() };
    (first, second)
}

/// One of the journal's few facts about itself, by name.
pub(super) fn fact(
    connection: &Connection,
    name: &str,
    is_doubled: bool,
) -> Result<Vec<u8>, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let (first, second) = trees("meta", is_doubled);
    let query = format!(
        "SELECT value FROM meta INDEXED BY {first} WHERE name = ?1 \
         UNION ALL SELECT value FROM meta INDEXED BY {second} WHERE name = ?1"
    );
    let mut statement = connection.prepare_cached(&query).map_err(failed)?;
    let values = statement.query_map(params![name], |row| row.get(0)).map_err(failed)?;
    let values: Vec<Vec<u8>> = values.collect::<Result<_, _>>().map_err(failed)?;
    let [value, again] = values.as_slice() else { return Err(DAMAGED) };
    let value = checked(name.as_bytes(), value).filter(|_| value == again);
    value.map(<[u8]>::to_vec).ok_or(DAMAGED)
}

/// A snapshot's row without its body.
fn saved_at(row: &Row<'_>) -> Result<SavedAt, StoreError> {
    Ok(SavedAt { version: number(row, 1)?, position: number(row, 2)? })
}

/// A row's body, if it is what was written under this key.
fn whole(row: &Row<'_>, column: usize, key: &[u8]) -> Result<Vec<u8>, StoreError> {
    let bytes = row.get_ref(column).map_err(|error| meaning(&error))?;
    let body = checked(key, bytes.as_blob().map_err(|_| DAMAGED)?);
    body.map(<[u8]>::to_vec).ok_or(DAMAGED)
}

fn number(row: &Row<'_>, column: usize) -> Result<u64, StoreError> {
    row.get(column).map_err(|error| meaning(&error))
}
