//! What references in events and views stand for: member ids by seat, personal texts by reference.

use std::sync::Arc;

use crate::id::{Seat, TextRef};

/// Member ids by seat: a length byte and the bytes of each, in one shared allocation.
///
/// A copy costs a counter; views and pages carry one. Empty also stands for "hidden".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names(Option<Arc<[u8]>>);

impl Names {
    /// Nobody, or nobody to be seen.
    pub(crate) const NONE: Self = Self(None);

    /// The bytes of everybody's id, in the order of their seats. Checking that they are text takes longer than passing over them.
    fn packed(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.0.as_deref().unwrap_or_default();
        core::iter::from_fn(move || {
            let (length, tail) = rest.split_first()?;
            let (name, tail) = tail.split_at_checked(usize::from(*length))?;
            rest = tail;
            Some(name)
        })
    }

    /// Everybody's id, in the order of their seats.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.packed().map_while(|name| core::str::from_utf8(name).ok())
    }

    /// The id of whoever has or had this seat.
    pub(crate) fn get(&self, seat: Seat) -> Option<&str> {
        core::str::from_utf8(self.packed().nth(seat.index())?).ok()
    }

    /// The seats this id ever had, in order.
    pub(crate) fn seats<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Seat> + 'a {
        let numbered = self.packed().zip(0..).filter(move |(other, _)| *other == name.as_bytes());
        numbered.map(|(_, number)| Seat(number))
    }

    /// The packed ids.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }

    /// The ids that [`as_bytes`](Self::as_bytes) gave.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self((!bytes.is_empty()).then(|| bytes.into()))
    }

    /// Gives the next seat to `name`, which is at most 255 bytes long.
    pub(crate) fn push(&mut self, name: &str) {
        let old = self.0.as_deref().unwrap_or_default();
        let length = u8::try_from(name.len()).expect("limits bound a member id to 255 bytes");
        let mut bytes = Vec::with_capacity(old.len() + 1 + name.len());
        bytes.extend_from_slice(old);
        bytes.push(length);
        bytes.extend_from_slice(name.as_bytes());
        self.0 = Some(bytes.into());
    }

    pub(crate) fn bytes(&self) -> usize {
        self.0.as_deref().map_or(0, <[u8]>::len)
    }
}

/// The personal texts events refer to, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    kept: Vec<(TextRef, Arc<str>)>,
    bytes: usize,
    /// Of those bytes what only history refers to.
    past_bytes: usize,
}

fn bytes_of(text: &str) -> usize {
    text.len() + size_of::<(TextRef, Arc<str>)>()
}

impl Texts {
    pub(crate) const NONE: Self = Self { kept: Vec::new(), bytes: 0, past_bytes: 0 };

    pub(crate) fn get(&self, text: TextRef) -> Option<&str> {
        let index = self.kept.binary_search_by_key(&text, |(id, _)| *id).ok()?;
        self.kept.get(index).map(|(_, text)| &**text)
    }

    /// The texts kept under references after `version`, oldest first.
    pub(crate) fn since(&self, version: u64) -> impl Iterator<Item = (u64, Arc<str>)> {
        let first = self.kept.partition_point(|(reference, _)| reference.0 <= version);
        let kept = self.kept.get(first..).unwrap_or_default().iter();
        kept.map(|(reference, text)| (reference.0, Arc::clone(text)))
    }

    /// Keeps a text, to which something refers now, under a reference newer than all before.
    pub(crate) fn keep(&mut self, reference: TextRef, text: &str) {
        self.kept.push((reference, text.into()));
        self.bytes += bytes_of(text);
    }

    /// From now on only history refers to a text.
    pub(crate) fn let_go(&mut self, text: TextRef) {
        self.past_bytes += self.get(text).map_or(0, bytes_of);
    }

    /// Drops the texts that `is_wanted` does not want; only history still refers to them.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(TextRef) -> bool) {
        let mut dropped = 0;
        self.kept.retain(|(id, text)| {
            let wanted = is_wanted(*id);
            dropped += if wanted { 0 } else { bytes_of(text) };
            wanted
        });
        self.bytes -= dropped;
        // A damaged log may let go of one twice, or not at all.
        self.past_bytes = self.past_bytes.saturating_sub(dropped);
    }

    /// Bytes of the texts that something refers to now.
    pub(crate) const fn present_bytes(&self) -> usize {
        self.bytes.saturating_sub(self.past_bytes)
    }

    /// Bytes of the texts that only history refers to.
    pub(crate) const fn past_bytes(&self) -> usize {
        self.past_bytes
    }
}
