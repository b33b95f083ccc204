//! How a frame, a snapshot and a block are written: a checksum, then the bytes. Frozen.

use serde::{Deserialize, Serialize};

use crate::journal::{Entry, StoreError, StreamKey};

/// Bytes of a checksum before each body.
const CHECKSUM_BYTES: usize = 4;

/// A frame's body.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FrameBody<'a> {
    pub(super) epoch: u32,
    /// Every stream touched up to this position has a snapshot that takes it into account.
    pub(super) saved_to: u64,
    #[serde(borrow)]
    pub(super) entries: Vec<EntryBody<'a>>,
}

/// An entry in a frame's body.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct EntryBody<'a> {
    stream: &'a [u8],
    pub(super) base: u64,
    pub(super) events: u32,
    /// How many texts lie beside the log.
    pub(super) texts: u32,
    pub(super) body: &'a [u8],
}

impl<'a> EntryBody<'a> {
    fn of(entry: &'a Entry<'_>) -> Self {
        Self {
            stream: entry.stream.as_bytes(),
            base: entry.base,
            events: entry.events,
            texts: u32::try_from(entry.texts.len()).unwrap_or(u32::MAX),
            body: entry.body,
        }
    }

    pub(super) fn is_of(&self, stream: &StreamKey) -> bool {
        self.stream == stream.as_bytes()
    }

    pub(super) fn stream(&self) -> Option<StreamKey> {
        StreamKey::from_bytes(self.stream)
    }
}

/// The bytes of a frame at this position.
pub(super) fn write_frame(
    position: u64,
    epoch: u32,
    saved_to: u64,
    entries: &[Entry<'_>],
) -> Vec<u8> {
    let entries = entries.iter().map(EntryBody::of).collect();
    let body = FrameBody { epoch, saved_to, entries };
    let room = vec![0; CHECKSUM_BYTES];
    let bytes = postcard::to_extend(&body, room).expect("a frame holds nothing unencodable");
    with_checksum(&position.to_be_bytes(), bytes)
}

/// The frame that lies at this position.
pub(super) fn read_frame(position: u64, bytes: &[u8]) -> Result<FrameBody<'_>, StoreError> {
    let damaged = StoreError::Damaged { position };
    let body = checked(&position.to_be_bytes(), bytes).ok_or(damaged)?;
    match postcard::take_from_bytes::<FrameBody<'_>>(body) {
        Ok((frame, [])) if frame.entries.iter().all(|entry| entry.stream().is_some()) => Ok(frame),
        _ => Err(damaged),
    }
}

/// A body with its checksum, which also covers where it belongs: a row under another key is noticed.
pub(super) fn sealed(key: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(CHECKSUM_BYTES + body.len());
    bytes.resize(CHECKSUM_BYTES, 0);
    bytes.extend_from_slice(body);
    with_checksum(key, bytes)
}

fn with_checksum(key: &[u8], mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = bytes.split_first_chunk_mut::<CHECKSUM_BYTES>() {
        *head = checksum(key, body).to_be_bytes();
    }
    bytes
}

/// The body of what [`sealed`] wrote under this key; nothing where it is not that.
pub(super) fn checked<'a>(key: &[u8], bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (head, body) = bytes.split_first_chunk::<CHECKSUM_BYTES>()?;
    (u32::from_be_bytes(*head) == checksum(key, body)).then_some(body)
}

/// CRC-32 (ISO 3309) over key and body.
fn checksum(key: &[u8], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key);
    hasher.update(body);
    hasher.finalize()
}

/// What a snapshot's or a block's checksum covers besides its body.
pub(super) fn row_key(stream: &StreamKey, numbers: &[u64]) -> Vec<u8> {
    let mut key = stream.as_bytes().to_vec();
    for number in numbers {
        key.extend_from_slice(&number.to_be_bytes());
    }
    key
}
