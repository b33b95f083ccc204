//! One event as bytes: what a history keeps and a journal will keep.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::id::Seat;
use crate::view::Cause;

/// One event as it is written: to memory today, to a journal as it is. Frozen.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record<'a> {
    /// Milliseconds since the event before it; for the first event since 1970.
    pub(crate) after_ms: u64,
    /// 0 for the host, else the seat and one.
    cause: u32,
    #[serde(borrow)]
    pub(crate) event: Event<'a>,
}

/// How many records these are; nothing where they are not records.
pub(crate) fn count(mut records: &[u8]) -> Option<u64> {
    let mut count = 0;
    while !records.is_empty() {
        (_, records) = postcard::take_from_bytes::<Record<'_>>(records).ok()?;
        count += 1;
    }
    Some(count)
}

/// A record that borrows its event, for writing.
#[derive(Serialize)]
struct RecordRef<'r, 'a> {
    after_ms: u64,
    cause: u32,
    event: &'r Event<'a>,
}

impl Record<'_> {
    pub(crate) fn cause(&self) -> Cause {
        let seat = self.cause.checked_sub(1).and_then(|seat| u16::try_from(seat).ok());
        seat.map_or(Cause::System, |seat| Cause::Member(Seat(seat)))
    }
}

/// The frozen tags of the plain events; a test holds them against postcard's.
const TAG_ITEM_INCREASED: u8 = 2;
const TAG_QUANTITY_ADJUSTED: u8 = 3;
const TAG_QUANTITY_SET: u8 = 4;

/// Room for any plain event: three numbers of up to ten bytes, five of five, one of three, tag and flag; rounded.
const SMALL_BYTES: usize = 64;

/// The bytes of an event about to be recorded; plain ones fit without a heap allocation.
pub(crate) struct Encoded {
    small: [u8; SMALL_BYTES],
    len: usize,
    large: Vec<u8>,
}

impl Default for Encoded {
    #[inline]
    fn default() -> Self {
        Self { small: [0; SMALL_BYTES], len: 0, large: Vec::new() }
    }
}

impl Encoded {
    /// Writes an event that follows another after `after_ms`.
    #[inline]
    pub(crate) fn write(&mut self, after_ms: u64, cause: Cause, event: &Event<'_>) {
        let cause = match cause {
            Cause::System => 0,
            Cause::Member(seat) => u32::from(seat.0) + 1,
        };
        if !self.write_plain(after_ms, cause, event) {
            self.write_any(&RecordRef { after_ms, cause, event });
        }
    }

    #[cold]
    fn write_any(&mut self, record: &RecordRef<'_, '_>) {
        match postcard::to_slice(record, &mut self.small) {
            Ok(bytes) => self.len = bytes.len(),
            Err(_) => {
                self.large =
                    postcard::to_allocvec(record).expect("an event holds nothing unencodable");
            }
        }
    }

    /// Writes the events nearly all records are made of, byte for byte as postcard does and several times faster.
    #[inline]
    fn write_plain(&mut self, after_ms: u64, cause: u32, event: &Event<'_>) -> bool {
        let mut hint = None;
        let (tag, line, numbers, flag) = match event {
            Event::ItemIncreased { line, added, quantity, already_in_cart } => {
                hint = *already_in_cart;
                (TAG_ITEM_INCREASED, line, [*added, *quantity], Some(hint.is_some()))
            }
            Event::QuantityAdjusted { line, delta, quantity } => {
                (TAG_QUANTITY_ADJUSTED, line, [zigzag(*delta), *quantity], None)
            }
            Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
                (TAG_QUANTITY_SET, line, [*old_quantity, *quantity], Some(*is_contested))
            }
            _ => return false,
        };
        let mut pen = Pen { page: &mut self.small, len: 0 };
        pen.varint(after_ms);
        pen.varint(u64::from(cause));
        pen.byte(tag);
        pen.varint(line.0);
        pen.varint(u64::from(numbers[0]));
        pen.varint(u64::from(numbers[1]));
        if let Some(flag) = flag {
            pen.byte(u8::from(flag));
        }
        if let Some(hint) = hint {
            pen.varint(hint.line.0);
            pen.varint(u64::from(hint.member.0));
            pen.varint(u64::from(hint.quantity));
            pen.varint(u64::from(hint.added_ago_s));
        }
        self.len = pen.len;
        true
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        if self.large.is_empty() {
            self.small.get(..self.len).unwrap_or_default()
        } else {
            &self.large
        }
    }
}

/// Writes bytes into a page that is large enough for any plain event.
struct Pen<'p> {
    page: &'p mut [u8; SMALL_BYTES],
    len: usize,
}

impl Pen<'_> {
    #[inline]
    fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.page.get_mut(self.len) {
            *slot = byte;
        }
        self.len += 1;
    }

    /// A number in groups of seven bits, lowest first (LEB128).
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the low seven bits are what is wanted")]
    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }
}

/// A signed number as an unsigned one, small where it is near zero.
const fn zigzag(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)).cast_unsigned()
}

/// A record as it lies in the history: its version, time, and bytes.
pub(crate) struct Kept<'h> {
    pub(crate) version: u64,
    pub(crate) at_ms: u64,
    pub(crate) bytes: &'h [u8],
    pub(crate) record: Record<'h>,
}

/// Passes over one record: how many milliseconds it came after the one before, and what follows it.
///
/// Nearly all records are plain: their shape is known, and their numbers need not be read.
pub(crate) fn skip(records: &[u8]) -> Option<(u64, &[u8])> {
    let (after_ms, rest) = take_varint(records)?;
    let (_cause, rest) = take_varint(rest)?;
    let (tag, fields) = rest.split_first()?;
    let numbers = match *tag {
        TAG_ITEM_INCREASED | TAG_QUANTITY_ADJUSTED | TAG_QUANTITY_SET => 3,
        _ => {
            let (_, rest): (Record<'_>, _) = postcard::take_from_bytes(records).ok()?;
            return Some((after_ms, rest));
        }
    };
    let rest = skip_varints(fields, numbers)?;
    if *tag == TAG_QUANTITY_ADJUSTED {
        return Some((after_ms, rest));
    }
    let (flag, rest) = rest.split_first()?;
    let has_hint = *tag == TAG_ITEM_INCREASED && *flag == 1;
    Some((after_ms, if has_hint { skip_varints(rest, 4)? } else { rest }))
}

fn skip_varints(bytes: &[u8], count: usize) -> Option<&[u8]> {
    (0..count).try_fold(bytes, |rest, _| take_varint(rest).map(|(_, rest)| rest))
}

/// The number at the start of `bytes` (LEB128), and what follows it.
#[inline]
fn take_varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(place + 1..).unwrap_or_default()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::AlreadyInCart;
    use crate::id::LineId;

    #[test]
    fn plain_events_are_written_as_postcard_writes_them() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
        let deltas = [0, 1, -1, 63, -64, 64, i32::MAX, i32::MIN];
        for (place, number) in numbers.into_iter().enumerate() {
            let line = LineId(u64::from(number) * 3);
            let already_in_cart = (place % 2 == 0).then_some(AlreadyInCart {
                line,
                member: Seat(9),
                quantity: number,
                added_ago_s: u32::MAX / 3,
            });
            let mut events = vec![
                Event::CartRenamed { title: Some("lunch"), purpose: None },
                Event::ItemIncreased { line, added: number, quantity: number, already_in_cart },
                Event::QuantitySet { line, old_quantity: number, quantity: 7, is_contested: true },
            ];
            let adjusted = |delta| Event::QuantityAdjusted { line, delta, quantity: number };
            events.extend(deltas.map(adjusted));
            for event in &events {
                let after_ms = u64::from(number) << 20;
                let mut plain = Encoded::default();
                plain.write(after_ms, Cause::Member(Seat(300)), event);
                let expected =
                    postcard::to_allocvec(&RecordRef { after_ms, cause: 301, event }).unwrap();
                assert_eq!(plain.bytes(), expected, "{event:?}");
                let followed = [&expected[..], &[1, 2, 3]].concat();
                assert_eq!(skip(&followed), Some((after_ms, &[1, 2, 3][..])), "{event:?}");
            }
        }
    }

    #[test]
    fn the_longest_plain_event_fits() {
        let (line, quantity, added) = (LineId(u64::MAX), u32::MAX, u32::MAX);
        let hint = AlreadyInCart { line, member: Seat(u16::MAX), quantity, added_ago_s: u32::MAX };
        let event = Event::ItemIncreased { line, added, quantity, already_in_cart: Some(hint) };
        let mut plain = Encoded::default();
        plain.write(u64::MAX, Cause::Member(Seat(u16::MAX)), &event);
        let record = RecordRef { after_ms: u64::MAX, cause: 1 << 16, event: &event };
        assert_eq!(plain.bytes(), postcard::to_allocvec(&record).unwrap());
    }

    /// Logs outlive releases: a tag is never moved or reused, new events come at the end.
    #[test]
    fn every_event_keeps_its_tag() {
        const NAMES: [&str; 26] = [
            "cart_created",
            "item_added",
            "item_increased",
            "quantity_adjusted",
            "quantity_set",
            "item_removed",
            "note_set",
            "beneficiaries_set",
            "reason_set",
            "repriced",
            "member_added",
            "member_removed",
            "member_left",
            "role_set",
            "role_defined",
            "ownership_offered",
            "ownership_accepted",
            "ownership_declined",
            "invited",
            "invitation_revoked",
            "invitation_accepted",
            "cart_locked",
            "cart_unlocked",
            "policies_set",
            "cart_renamed",
            "cart_closed",
        ];
        for (tag, name) in (0..).zip(NAMES) {
            let mut bytes = [0; 80];
            bytes[0] = tag;
            if tag == 0 {
                // After an owner without letters, the one field that takes no zeros.
                bytes[2..5].copy_from_slice(b"EUR");
            }
            let (event, _): (Event<'_>, _) = postcard::take_from_bytes(&bytes).unwrap();
            assert_eq!(event.name(), name);
        }
        assert!(postcard::take_from_bytes::<Event<'_>>(&[26; 80]).is_err());
        for (tag, name) in [(27, "pledged"), (28, "campaign_followed")] {
            let mut bytes = [0; 80];
            bytes[0] = tag;
            let (event, _): (Event<'_>, _) = postcard::take_from_bytes(&bytes).unwrap();
            assert_eq!(event.name(), name);
        }
        assert!(postcard::take_from_bytes::<Event<'_>>(&[29; 80]).is_err());
    }
}
