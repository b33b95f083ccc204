//! What small streams beside carts have in common: a coupon, a group's ledger.
//!
//! An entry of theirs in the log holds the events, so that an audit derives everything anew from the log alone; a snapshot
//! holds the state.

use core::fmt::Debug;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::limits::Limits;
use crate::state::Stream;
use crate::state::line::SkuId;

/// What deciding about such a stream may look at.
#[derive(Clone, Copy)]
pub(crate) struct Moment<'m> {
    pub(crate) limits: &'m Limits,
    pub(crate) now_ms: u64,
    /// The SKUs by their numbers, for whoever is told of lines.
    pub(crate) skus: Option<&'m dyn SkuTexts>,
}

/// Knows what SKUs are called.
pub(crate) trait SkuTexts {
    fn sku_text(&self, sku: SkuId) -> Option<Arc<str>>;
}

/// A small stream that comes into memory when somebody comes to it.
pub(crate) trait Account:
    Clone
    + Debug
    + for<'a> Stream<
        Key = [u8],
        Command<'a> = <Self as Account>::Asked,
        Event<'a> = <Self as Account>::Happened,
        Context<'a> = Moment<'a>,
        Stamp<'a> = (),
    >
{
    /// What may be asked.
    type Asked: Debug;
    /// What happened, as an entry keeps it.
    type Happened: Debug + Serialize + DeserializeOwned;

    /// The kind of stream, as a store sees it.
    const KIND: u8;

    /// The stream before its first event.
    fn unborn(key: &[u8]) -> Self;

    /// How many events it has had.
    fn version(&self) -> u64;

    /// About how many bytes it takes.
    fn bytes(&self) -> u64;

    /// Whether it stays in memory though nobody comes to it: somebody may have to be told of it.
    fn stays(&self) -> bool {
        false
    }

    /// Changes whenever carts have something to take over.
    fn told(&self) -> u64 {
        0
    }

    /// Changes whenever carts may do less or more than before, though they have nothing to take over.
    fn binds(&self) -> u64 {
        0
    }

    /// Its snapshot.
    fn encode(&self) -> Vec<u8>;

    /// The stream of a snapshot; nothing where the bytes are no snapshot.
    fn decode(key: &[u8], version: u64, bytes: &[u8]) -> Option<Self>;

    /// Takes over an entry; answers whether it follows from here and could be read.
    fn take_entry(&mut self, base: u64, body: &[u8]) -> bool {
        let events = (base == self.version()).then(|| decode_events::<Self>(body)).flatten();
        let Some(events) = events else { return false };
        for event in &events {
            self.apply(event, &());
        }
        true
    }

    /// The stream of a snapshot, if there is one, and of the entries after it; nothing where they do not fit together.
    fn restore<'e>(
        key: &[u8],
        snapshot: Option<(u64, &[u8])>,
        tail: impl Iterator<Item = (u64, &'e [u8])>,
    ) -> Option<Self> {
        let mut state = match snapshot {
            Some((version, body)) => Self::decode(key, version, body)?,
            None => Self::unborn(key),
        };
        for (base, body) in tail {
            state.take_entry(base, body).then_some(())?;
        }
        Some(state)
    }
}

/// The body of an entry.
pub(crate) fn encode_events<S: Account>(events: &[S::Happened]) -> Vec<u8> {
    postcard::to_allocvec(events).expect("an event holds nothing unencodable")
}

/// The events of an entry; nothing where the bytes are none.
pub(crate) fn decode_events<S: Account>(body: &[u8]) -> Option<Vec<S::Happened>> {
    match postcard::take_from_bytes(body) {
        Ok((events, [])) => Some(events),
        _ => None,
    }
}
