//! The rows beside the log: snapshots, blocks and texts, each found by its key and checked against it.
//!
//! A checksum tells that a row is not what was written, and under which key. It cannot tell of a row whose own key was damaged:
//! that is just not found. But it still lies where it lay, beside the place where it is looked for, so whoever misses a row
//! looks at its neighbours too.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::file::meaning;
use super::frame::{checked, row_key};
use crate::journal::{Block, Snapshot, StoreError, StreamKey, Text};

const DAMAGED: StoreError = StoreError::Damaged { position: 0 };

/// A stream's snapshot.
pub(super) fn snapshot(
    connection: &Connection,
    stream: &StreamKey,
) -> Result<Option<Snapshot>, StoreError> {
    let query = "SELECT stream, version, position, body FROM streams WHERE stream = ?1";
    if let Some((_, found)) = one(connection, query, &[&stream.as_bytes()], whole_snapshot)? {
        return Ok(Some(found));
    }
    for neighbour in [
        "SELECT stream, version, position, body FROM streams WHERE stream < ?1 \
         ORDER BY stream DESC LIMIT 1",
        "SELECT stream, version, position, body FROM streams WHERE stream > ?1 \
         ORDER BY stream LIMIT 1",
    ] {
        one(connection, neighbour, &[&stream.as_bytes()], whole_snapshot)?;
    }
    Ok(None)
}

/// The position of a stream's snapshot, taken at its word.
pub(super) fn saved_position(
    connection: &Connection,
    stream: &StreamKey,
) -> rusqlite::Result<Option<u64>> {
    let query = "SELECT position FROM streams WHERE stream = ?1";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_row([stream.as_bytes()], |row| row.get(0)).optional()
}

/// The streams of a kind that have a snapshot, those after `after`, at most `max`.
pub(super) fn streams(
    connection: &Connection,
    kind: u8,
    after: Option<&StreamKey>,
    max: usize,
) -> Result<Vec<StreamKey>, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    // The next there can be is one zero longer.
    let from = after.map_or_else(|| vec![kind], |after| [after.as_bytes(), &[0]].concat());
    let query = "SELECT stream, version, position, body FROM streams WHERE stream >= ?1 \
                 ORDER BY stream LIMIT ?2";
    let mut statement = connection.prepare_cached(query).map_err(failed)?;
    let mut rows = statement.query(params![from, max as u64]).map_err(failed)?;
    let mut streams = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let (stream, _) = whole_snapshot(row)?;
        if stream.kind() != kind {
            break;
        }
        streams.push(stream);
    }
    Ok(streams)
}

/// A stream's texts.
pub(super) fn texts(
    connection: &Connection,
    stream: &StreamKey,
) -> Result<Vec<Text<Arc<str>>>, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let before = "SELECT stream, reference, body FROM texts WHERE stream < ?1 \
                  ORDER BY stream DESC, reference DESC LIMIT 1";
    one(connection, before, &[&stream.as_bytes()], |row| whole(row).map(|_| ()))?;
    let query = "SELECT stream, reference, body FROM texts WHERE stream >= ?1 \
                 ORDER BY stream, reference";
    let mut statement = connection.prepare_cached(query).map_err(failed)?;
    let mut rows = statement.query([stream.as_bytes()]).map_err(failed)?;
    let mut texts = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let (of, reference, body) = whole(row)?;
        if of != *stream {
            break;
        }
        let text = core::str::from_utf8(&body).map_err(|_| DAMAGED)?;
        texts.push((reference, text.into()));
    }
    Ok(texts)
}

/// The block of a stream that begins at or before a version.
pub(super) fn block(
    connection: &Connection,
    stream: &StreamKey,
    version: u64,
) -> Result<Option<Block>, StoreError> {
    let place: [&dyn ToSql; 2] = [&stream.as_bytes(), &version];
    let next = "SELECT stream, base, body FROM blocks WHERE (stream, base) > (?1, ?2) \
                ORDER BY stream, base LIMIT 1";
    one(connection, next, &place, |row| whole(row).map(|_| ()))?;
    let query = "SELECT stream, base, body FROM blocks WHERE (stream, base) <= (?1, ?2) \
                 ORDER BY stream DESC, base DESC LIMIT 1";
    let found = one(connection, query, &place, whole)?;
    let found = found.filter(|(of, ..)| of == stream);
    Ok(found.map(|(_, base, body)| Block { base, body }))
}

/// The row that a query finds, if it finds one.
fn one<T>(
    connection: &Connection,
    query: &str,
    place: &[&dyn ToSql],
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let failed = |error: rusqlite::Error| meaning(&error);
    let mut statement = connection.prepare_cached(query).map_err(failed)?;
    let row = statement.query_row(place, |row| Ok(read(row))).optional().map_err(failed)?;
    row.transpose()
}

/// A snapshot's row, if it is what was written.
fn whole_snapshot(row: &Row<'_>) -> Result<(StreamKey, Snapshot), StoreError> {
    let stream = stream_of(row)?;
    let [version, position] = [number(row, 1)?, number(row, 2)?];
    let bytes = row.get_ref(3).map_err(|error| meaning(&error))?;
    let body =
        checked(&row_key(&stream, &[version, position]), bytes.as_blob().map_err(|_| DAMAGED)?);
    let body = body.ok_or(StoreError::Damaged { position })?.to_vec();
    Ok((stream, Snapshot { version, position, body }))
}

/// A block's or a text's row, if it is what was written: its stream, the number that is its other key, and its body.
fn whole(row: &Row<'_>) -> Result<(StreamKey, u64, Vec<u8>), StoreError> {
    let (stream, key) = (stream_of(row)?, number(row, 1)?);
    let bytes = row.get_ref(2).map_err(|error| meaning(&error))?;
    let body = checked(&row_key(&stream, &[key]), bytes.as_blob().map_err(|_| DAMAGED)?);
    let body = body.ok_or(DAMAGED)?.to_vec();
    Ok((stream, key, body))
}

fn stream_of(row: &Row<'_>) -> Result<StreamKey, StoreError> {
    let bytes = row.get_ref(0).map_err(|error| meaning(&error))?;
    StreamKey::from_bytes(bytes.as_blob().map_err(|_| DAMAGED)?).ok_or(DAMAGED)
}

fn number(row: &Row<'_>, column: usize) -> Result<u64, StoreError> {
    row.get(column).map_err(|error| meaning(&error))
}
