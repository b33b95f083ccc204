//! Which frames touched which streams since their snapshots: what loading a stream without reading the log needs.

use std::collections::VecDeque;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use smallvec::SmallVec;

use super::frame::FrameBody;
use crate::journal::StreamKey;

/// Snapshots are due beyond so many bytes of frames without them: opening reads about as much.
const DUE_BYTES: u64 = 4 << 20;

/// The frames that snapshots do not take into account.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Every frame up to here was looked at.
    pub(super) position: u64,
    /// Every stream touched up to here has a snapshot.
    pub(super) saved_to: u64,
    frames: VecDeque<Touched>,
    bytes: u64,
    streams: HashMap<StreamKey, Recent, FixedState>,
}

/// What one frame touched.
#[derive(Debug)]
struct Touched {
    position: u64,
    bytes: u64,
    streams: Vec<StreamKey>,
}

/// A stream that was touched since its snapshot.
#[derive(Debug, Default)]
struct Recent {
    version: u64,
    /// Rising.
    positions: SmallVec<[u64; 3]>,
}

impl Index {
    /// An index for frames after `saved_to`.
    pub(super) fn after(saved_to: u64) -> Self {
        Self { position: saved_to, saved_to, ..Self::default() }
    }

    /// Takes the next frame into account; any other changes nothing.
    pub(super) fn take(&mut self, position: u64, bytes: usize, frame: &FrameBody<'_>) {
        if position != self.position + 1 {
            return;
        }
        let mut touched = Vec::with_capacity(frame.entries.len());
        for entry in &frame.entries {
            let Some(stream) = entry.stream() else { continue };
            let recent = self.streams.entry_ref(&stream).or_default();
            recent.version = entry.base + u64::from(entry.events);
            recent.positions.push(position);
            touched.push(stream);
        }
        let bytes = bytes as u64;
        self.frames.push_back(Touched { position, bytes, streams: touched });
        self.bytes += bytes;
        self.position = position;
        self.forget(frame.saved_to);
    }

    /// Somebody saved every stream touched up to here.
    fn forget(&mut self, saved_to: u64) {
        self.saved_to = self.saved_to.max(saved_to);
        while let Some(front) = self.frames.front().filter(|front| front.position <= saved_to) {
            let (streams, bytes) = (front.streams.clone(), front.bytes);
            for stream in &streams {
                self.saved(stream, saved_to);
            }
            self.bytes -= bytes;
            self.frames.pop_front();
        }
    }

    /// A stream has a snapshot that takes frames up to `position` into account; answers whether that takes no wait from it.
    pub(super) fn saved(&mut self, stream: &StreamKey, position: u64) -> bool {
        let Some(recent) = self.streams.get_mut(stream) else { return false };
        let saved = recent.positions.partition_point(|one| *one <= position);
        recent.positions.drain(..saved);
        let waits_as_before = saved == 0;
        if recent.positions.is_empty() {
            self.streams.remove(stream);
        }
        waits_as_before
    }

    /// Moves the mark past the frames whose streams have all been saved.
    pub(super) fn advance(&mut self) {
        while let Some(front) = self.frames.front() {
            let waits = |stream: &StreamKey| {
                let recent = self.streams.get(stream);
                recent.is_some_and(|it| it.positions.binary_search(&front.position).is_ok())
            };
            if front.streams.iter().any(waits) {
                return;
            }
            (self.saved_to, self.bytes) = (front.position, self.bytes - front.bytes);
            self.frames.pop_front();
        }
    }

    /// The version of a stream touched since its snapshot.
    pub(super) fn version(&self, stream: &StreamKey) -> Option<u64> {
        self.streams.get(stream).map(|recent| recent.version)
    }

    /// The frames that touched a stream since its snapshot.
    pub(super) fn positions(&self, stream: &StreamKey) -> SmallVec<[u64; 3]> {
        self.streams.get(stream).map(|recent| recent.positions.clone()).unwrap_or_default()
    }

    /// How many streams wait for a snapshot.
    pub(super) fn unsaved(&self) -> u64 {
        self.streams.len() as u64
    }

    /// The streams of a kind that wait for a snapshot, after `after`.
    pub(super) fn streams(&self, kind: u8, after: Option<&StreamKey>) -> Vec<StreamKey> {
        let of_kind = self.streams.keys().filter(|key| key.kind() == kind && Some(*key) > after);
        let mut streams: Vec<_> = of_kind.cloned().collect();
        streams.sort_unstable();
        streams
    }

    /// The streams of a kind that wait for a snapshot, with their versions.
    pub(super) fn versions(&self, kind: u8) -> Vec<(StreamKey, u64)> {
        let of_kind = self.streams.iter().filter(|(key, _)| key.kind() == kind);
        of_kind.map(|(key, recent)| (key.clone(), recent.version)).collect()
    }

    /// The streams that have waited longest, at most `max`; none while few frames wait, unless `all` are wanted.
    pub(super) fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        let mut due: Vec<StreamKey> = Vec::new();
        if !all && self.bytes < DUE_BYTES {
            return due;
        }
        for frame in &self.frames {
            if due.len() >= max {
                break;
            }
            let waits = |stream: &&StreamKey| {
                let recent = self.streams.get(*stream);
                recent.is_some_and(|r| r.positions.first() == Some(&frame.position))
            };
            due.extend(frame.streams.iter().filter(waits).cloned());
        }
        due.truncate(max);
        due
    }
}
