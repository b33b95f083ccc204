//! The contract between the engine and whatever keeps its log.
//!
//! A store holds *streams* (a cart, a SKU, a coupon, a group's ledger), each with versions 1, 2, 3, …, and one *log* of frames in which the events of
//! all streams lie in the order they were appended. A frame is one group commit: the events of one or many streams, all or
//! none. Its number, 1, 2, 3, …, is its *position*.
//!
//! What a store promises (`journal::conformance`, behind the feature `conformance`, holds any store against it):
//!
//! 1. A frame is appended whole or not at all.
//! 2. An entry is appended only at its stream's expected version; otherwise the whole frame is refused with
//!    [`StoreError::Conflict`] and has no effect, from whichever process or machine the other append came.
//! 3. `append` answers when the frame is as durable as [`Store::durability`] says, not before.
//! 4. Whoever begins a turn or a read after an append was answered sees it.
//! 5. An append whose fate is unknown is answered with [`StoreError::Failed`], never with a conflict.
//! 6. Positions and versions never go back. A store that lost buffered frames to a power cut comes back with a higher
//!    [`Store::epoch`].
//! 7. What comes back is what was appended, byte for byte, or [`StoreError::Damaged`].

use core::fmt::{self, Debug};
use core::time::Duration;
use std::sync::Arc;

use smallvec::SmallVec;

/// Names a stream: one byte for its kind, then its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamKey(SmallVec<[u8; 24]>);

impl StreamKey {
    /// The longest key there is, with its kind: a ledger's currency and its group of 255 bytes.
    pub const BYTES_MAX: usize = 259;

    /// The stream of this kind with this key.
    #[must_use]
    pub fn new(kind: u8, key: &[u8]) -> Self {
        let mut bytes = SmallVec::with_capacity(1 + key.len());
        bytes.push(kind);
        bytes.extend_from_slice(key);
        Self(bytes)
    }

    /// The stream whose [`as_bytes`](Self::as_bytes) these are; nothing for no bytes or too many.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (1..=Self::BYTES_MAX).contains(&bytes.len()).then(|| Self(SmallVec::from_slice(bytes)))
    }

    /// Kind and key, as a store writes them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The kind of stream.
    #[must_use]
    pub fn kind(&self) -> u8 {
        self.0.first().copied().unwrap_or_default()
    }

    /// The key among streams of its kind.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        self.0.get(1..).unwrap_or_default()
    }
}

/// How safe an acknowledged change is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Durability {
    /// Gone with the process.
    Memory,
    /// Survives the process, and whoever kills it; a power cut may take back the last moments.
    Buffered,
    /// Survives a power cut.
    #[default]
    Synced,
}

impl Durability {
    /// The name, as hosts show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Buffered => "buffered",
            Self::Synced => "synced",
        }
    }

    /// The durability of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Memory, Self::Buffered, Self::Synced].into_iter().find(|one| one.name() == name)
    }
}

/// Why a store did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// A stream is not at the expected version; nothing was appended. Read what came since, and try again.
    Conflict,
    /// Somebody else kept the store too long; nothing was appended.
    Busy,
    /// Writing failed: whether the append took effect is unknown. The store takes no more appends until it is opened anew.
    Failed,
    /// What was written is not what lies there, from this position on (0: outside the log).
    Damaged {
        /// The first position that cannot be trusted.
        position: u64,
    },
    /// The file is not a journal of this engine's.
    NotRecognized,
    /// The journal was written by a newer release.
    TooNew,
    /// The journal may not be written.
    ReadOnly,
    /// There is no such folder, or it cannot be read.
    NotFound,
    /// The store does not offer this durability.
    DurabilityNotValid,
    /// The store was closed, or belongs to the process this one was forked from.
    Closed,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conflict => "a stream is not at the expected version",
            Self::Busy => "somebody else keeps the store",
            Self::Failed => "writing failed, and the outcome is unknown",
            Self::Damaged { position } => {
                return write!(f, "what lies at position {position} is not what was written");
            }
            Self::NotRecognized => "this is no journal of this engine's",
            Self::TooNew => "the journal was written by a newer release",
            Self::ReadOnly => "the journal cannot be written",
            Self::NotFound => "there is no such folder, or it cannot be read",
            Self::DurabilityNotValid => "the store does not offer this durability",
            Self::Closed => "the store is closed, or belongs to a parent process",
        })
    }
}

impl core::error::Error for StoreError {}

/// A personal text beside the log: the version of the event that refers to it, and the text. It can be erased without
/// touching the log.
pub type Text<T> = (u64, T);

/// What one group appends to one stream.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The stream.
    pub stream: StreamKey,
    /// The version the stream must be at.
    pub base: u64,
    /// How many events follow; 0 where only the body's other facts are kept.
    pub events: u32,
    /// The events and what belongs to them, in the engine's own encoding.
    pub body: &'a [u8],
    /// Texts the events refer to, kept where they can be erased.
    pub texts: Vec<Text<&'a str>>,
}

/// What a group saves besides its entries, so that nobody need replay the log to load a stream.
///
/// A snapshot replaces the stream's last one, unless that is newer. Blocks are for ever: old history, sealed.
#[derive(Clone, Debug)]
pub enum Saved {
    /// A stream's snapshot.
    Snapshot(StreamKey, Snapshot),
    /// A sealed run of a stream's events.
    Block(StreamKey, Block),
}

/// What a stream had come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The stream's version.
    pub version: u64,
    /// The position of the last frame it takes into account: `u64::MAX` in [`Saved`] stands for the frame being appended.
    pub position: u64,
    /// The engine's own encoding.
    pub body: Vec<u8>,
}

/// A sealed run of a stream's events, with the state before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The version before the first event.
    pub base: u64,
    /// The engine's own encoding.
    pub body: Vec<u8>,
}

/// A frame as it is read back.
#[derive(Clone, Debug)]
pub struct Frame<'f> {
    /// Its number in the log.
    pub position: u64,
    /// The epoch it was appended in.
    pub epoch: u32,
    /// Its entries, in the order given to `append`.
    pub entries: Vec<FrameEntry<'f>>,
}

/// An entry as it is read back.
#[derive(Clone, Debug)]
pub struct FrameEntry<'f> {
    /// The stream.
    pub stream: StreamKey,
    /// The stream's version before.
    pub base: u64,
    /// How many events.
    pub events: u32,
    /// The body, as appended.
    pub body: &'f [u8],
    /// The texts that are not erased.
    pub texts: Vec<Text<Arc<str>>>,
}

/// All that is needed to load one stream: its last snapshot, and what was appended since.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The last snapshot, if one was saved.
    pub snapshot: Option<Snapshot>,
    /// The body of each entry after the snapshot, oldest first, with its base version and number of events.
    pub tail: Vec<(u64, u32, Vec<u8>)>,
    /// The stream's texts that are not erased, by reference.
    pub texts: Vec<Text<Arc<str>>>,
    /// The position of the last frame that touched the stream, in the snapshot or the tail.
    pub position: u64,
}

/// How a store is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The position of the last frame.
    pub position: u64,
    /// How many streams have entries that no snapshot takes into account yet.
    pub unsaved_streams: u64,
    /// Bytes the store takes on its medium.
    pub bytes: u64,
    /// Whether a write failed, so that nothing more is appended until the store is opened anew.
    pub has_failed: bool,
}

/// Keeps a log of many streams, for one process or for many.
///
/// Every method may be called from any thread. None may be called in a process forked from the one that opened the store:
/// each then answers [`StoreError::Closed`] and touches nothing.
pub trait Store: Debug + Send + Sync {
    /// How safe an answered append is.
    fn durability(&self) -> Durability;

    /// Which life of the log this is: higher than before whenever answered appends were lost.
    fn epoch(&self) -> u32;

    /// Begins a turn: until it ends nobody else appends, where the store can see to that; `wait` bounds the waiting,
    /// except in a queue of the operating system's that cannot be bounded. From here on `head`, `frames` and `load` know every
    /// frame there is, also one whose writer died before it could say so.
    ///
    /// # Errors
    /// `Busy`, `Failed`, `Damaged`, `Closed`.
    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError>;

    /// The position of the last frame, asked as cheaply as can be.
    ///
    /// # Errors
    /// `Failed`, `Closed`.
    fn head(&self) -> Result<u64, StoreError>;

    /// Reads the frames after `position`, oldest first, and answers with the last one's position.
    ///
    /// # Errors
    /// `Damaged`, `Failed`, `Closed`.
    fn frames(&self, position: u64, reader: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError>;

    /// Waits until there is a frame after `position`, at most `timeout`; answers whether there is.
    ///
    /// # Errors
    /// `Failed`, `Closed`.
    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError>;

    /// Loads one stream as the last answered append left it, without reading the log through; nothing where it never was.
    ///
    /// # Errors
    /// `Damaged`, `Failed`, `Closed`.
    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError>;

    /// The sealed block that holds the event after `version`, if one was saved.
    ///
    /// # Errors
    /// `Damaged`, `Failed`, `Closed`.
    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError>;

    /// Every stream of a kind, in the order of their keys, from after `after` on, at most `max`.
    ///
    /// # Errors
    /// `Damaged`, `Failed`, `Closed`.
    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError>;

    /// Streams whose snapshots are due, at most `max`: none while few enough entries wait that opening stays fast, unless
    /// `all` are wanted.
    fn due(&self, max: usize, all: bool) -> Vec<StreamKey>;

    /// How the store is doing.
    fn health(&self) -> Health;

    /// Closes the store: what was buffered is synced, and every later call answers `Closed`. Closing again changes nothing.
    fn close(&self);
}

/// A turn at the log. Dropped, it ends without effect.
pub trait Turn {
    /// Appends one frame of `entries`, each for another stream, and saves what it is given; answers with the frame's
    /// position. Without entries nothing is appended, what is given is saved, and the answer is the last position: up to there
    /// everything, also what others appended, is as durable as [`Store::durability`] says.
    ///
    /// # Errors
    /// `Conflict`, `Busy`, `Failed`, `Closed`.
    fn append(self: Box<Self>, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError>;
}
