//! The price board: what adding an item asks of the price list, answered without a lock.

use core::hash::{BuildHasher, Hasher};
use core::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, fence};
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use crate::currency::Currency;
use crate::money::Price;
use crate::rules::context::Offer;
use crate::state::line::SkuId;
use crate::state::sku::SkuState;

/// Words of eight bytes that a text may take; longer ones are not shown.
const WORDS: usize = 5;
/// Slots of the first table; each later one has twice as many.
const SLOTS_MIN: usize = 64;
/// So many tables there may be: the last has a million slots.
const TABLES: usize = 15;

/// Prices of SKUs in the currency each was first priced in, for whoever only looks.
///
/// It shows what the price list holds and decides nothing: whoever does not find a SKU here, or finds it being written, asks
/// the price list itself, under its lock. Slots are found by linear probing and read as seqlocks (Boehm, "Can seqlocks get
/// along with programming language memory models?", MSPC 2012). SKUs are never taken off. A table that is three quarters full
/// is copied into one twice as large and stays for those who are reading it; all together are less than twice the newest.
///
/// Whoever still reads an older table sees it as it was left: an old price, as if they had come a moment earlier. The newer
/// table is there before the price list's version moves, so the version they look at afterwards tells them.
#[derive(Debug)]
pub(super) struct Board {
    tables: [OnceLock<Box<[Slot]>>; TABLES],
    newest: AtomicUsize,
    hasher: FixedState,
}

/// A SKU on the board: one cache line.
#[derive(Debug, Default)]
#[repr(align(64))]
struct Slot {
    /// 0 while it is empty, odd while it is written, and another even number after each change.
    sequence: AtomicU32,
    sku: AtomicU32,
    units: AtomicU64,
    header: AtomicU64,
    words: [AtomicU64; WORDS],
}

/// What stands beside a price: how long the text is, the price's digits, and the currency.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Header(u64);

impl Header {
    const DIGITS: u64 = 0xff00;

    /// Nothing for a text that is too long.
    #[inline]
    fn new(text: &[u8], digits: u8, currency: Currency) -> Option<Self> {
        let len = u8::try_from(text.len()).ok().filter(|len| usize::from(*len) <= 8 * WORDS)?;
        let [a, b, c, d] = currency.bits().to_le_bytes();
        Some(Self(u64::from_le_bytes([len, digits, a, b, c, d, 0, 0])))
    }

    fn len(self) -> usize {
        usize::from(self.0.to_le_bytes()[0])
    }

    /// Whether the texts are equally long and the currencies are the same.
    fn is_like(self, other: Self) -> bool {
        (self.0 ^ other.0) & !Self::DIGITS == 0
    }

    fn digits(self) -> u8 {
        self.0.to_le_bytes()[1]
    }
}

/// A text in words of eight bytes, the last one filled up with zeros.
#[inline]
fn words(text: &[u8]) -> impl Iterator<Item = u64> {
    let (whole, rest) = text.as_chunks::<8>();
    let rest = (!rest.is_empty()).then(|| match text.last_chunk::<8>() {
        // One load instead of one for each byte.
        Some(last) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    });
    whole.iter().map(|word| u64::from_le_bytes(*word)).chain(rest)
}

impl Slot {
    /// Whether this text stands here, if one of its length does.
    #[inline]
    fn holds(&self, text: &[u8]) -> bool {
        let mut ours = self.words.iter().map(|word| word.load(Ordering::Relaxed));
        words(text).all(|word| ours.next() == Some(word))
    }

    fn text(&self) -> Vec<u8> {
        let words = self.words.iter().map(|word| word.load(Ordering::Relaxed).to_le_bytes());
        words.flatten().take(self.header().len()).collect()
    }

    fn is_empty(&self) -> bool {
        self.sequence.load(Ordering::Relaxed) == 0
    }

    fn header(&self) -> Header {
        Header(self.header.load(Ordering::Relaxed))
    }

    /// Fills the slot, and calls `publish` while nobody can read it.
    fn fill<T>(
        &self,
        text: &[u8],
        header: Header,
        offer: (SkuId, i64),
        publish: impl FnOnce() -> T,
    ) -> T {
        let sequence = self.sequence.load(Ordering::Relaxed);
        self.sequence.store(sequence.wrapping_add(1), Ordering::Relaxed);
        fence(Ordering::Release);
        let (sku, units) = offer;
        self.sku.store(sku.0, Ordering::Relaxed);
        self.units.store(units.cast_unsigned(), Ordering::Relaxed);
        self.header.store(header.0, Ordering::Relaxed);
        let words = self.words.iter().zip(words(text));
        words.for_each(|(to, word)| to.store(word, Ordering::Relaxed));
        let published = publish();
        // Never 0 again: whoever looks for a SKU behind this one must not stop here.
        self.sequence.store(sequence.wrapping_add(2).max(2), Ordering::Release);
        published
    }

    fn offer(&self) -> (SkuId, i64) {
        let units = self.units.load(Ordering::Relaxed).cast_signed();
        (SkuId(self.sku.load(Ordering::Relaxed)), units)
    }
}

impl Board {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            tables: [const { OnceLock::new() }; TABLES],
            newest: AtomicUsize::new(0),
            hasher: FixedState::with_seed(seed),
        }
    }

    /// The slots in which a text may stand, the likeliest first.
    #[inline]
    fn path<'t>(&self, table: &'t [Slot], text: &[u8]) -> impl Iterator<Item = &'t Slot> {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        #[allow(clippy::cast_possible_truncation, reason = "a table is never that large")]
        let first = hasher.finish() as usize;
        let last = table.len().wrapping_sub(1);
        (0..table.len()).map_while(move |step| table.get(first.wrapping_add(step) & last))
    }

    /// The SKU's number and its price in this currency, where the board shows them.
    #[inline]
    pub(super) fn offer(&self, sku: &str, currency: Currency) -> Option<Offer> {
        let text = sku.as_bytes();
        let wanted = Header::new(text, 0, currency)?;
        let table = self.tables.get(self.newest.load(Ordering::Acquire))?.get()?;
        for slot in self.path(table, text) {
            let sequence = slot.sequence.load(Ordering::Acquire);
            if sequence == 0 || sequence % 2 == 1 {
                return None;
            }
            let header = slot.header();
            if header.is_like(wanted) && slot.holds(text) {
                let (sku, units) = slot.offer();
                fence(Ordering::Acquire);
                let is_whole = slot.sequence.load(Ordering::Relaxed) == sequence;
                let price = Some(Price::from_parts(units, header.digits()));
                return is_whole.then_some(Offer { sku, price });
            }
        }
        None
    }

    /// Shows a SKU as it is now, and calls `publish` before anybody can see it: so whoever reads the new price also sees what
    /// was published. Whoever shows one is alone in that, and counts the slots that are `taken`.
    pub(super) fn show<T>(
        &self,
        state: &SkuState,
        taken: &mut usize,
        publish: impl FnOnce() -> T,
    ) -> T {
        let Some((currency, price)) = state.first_price() else { return publish() };
        let (text, (units, digits)) = (state.sku(), price.parts());
        let Some(header) = Header::new(text, digits, currency) else { return publish() };
        match self.slot(text, header, taken) {
            Some(slot) => slot.fill(text, header, (state.id, units), publish),
            None => publish(),
        }
    }

    /// Where a text stands, or is to stand; nowhere where the board is full.
    fn slot(&self, text: &[u8], header: Header, taken: &mut usize) -> Option<&Slot> {
        let newest = self.newest.load(Ordering::Relaxed);
        let table = self.tables.get(newest)?.get_or_init(|| slots(SLOTS_MIN));
        let is_it = |slot: &Slot| slot.header().len() == header.len() && slot.holds(text);
        let found = self.path(table, text).find(|slot| slot.is_empty() || is_it(slot))?;
        if !found.is_empty() {
            return Some(found);
        }
        if (*taken + 1) * 4 <= table.len() * 3 {
            *taken += 1;
            return Some(found);
        }
        let larger = self.tables.get(newest + 1)?.get_or_init(|| slots(table.len() * 2));
        for slot in table.iter().filter(|slot| !slot.is_empty()) {
            let text = slot.text();
            if let Some(to) = self.path(larger, &text).find(|slot| slot.is_empty()) {
                to.fill(&text, slot.header(), slot.offer(), || ());
            }
        }
        self.newest.store(newest + 1, Ordering::Release);
        *taken += 1;
        self.path(larger, text).find(|slot| slot.is_empty())
    }
}

fn slots(count: usize) -> Box<[Slot]> {
    (0..count).map(|_| Slot::default()).collect()
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::AtomicBool;
    use std::thread;

    use super::*;
    use crate::state::Stream;
    use crate::state::sku::SkuEvent;

    fn euro() -> Currency {
        "EUR".parse().unwrap()
    }

    fn priced(sku: &str, id: u32, units: i64, digits: u8) -> SkuState {
        let mut state = SkuState::new(sku, SkuId(id));
        let unit_price = Price::from_parts(units, digits);
        state.apply(&SkuEvent::PriceSet { currency: euro(), unit_price }, &());
        state
    }

    fn found(board: &Board, sku: &str, currency: Currency) -> Option<(u32, i64, u8)> {
        let offer = board.offer(sku, currency)?;
        let (units, digits) = offer.price?.parts();
        Some((offer.sku.0, units, digits))
    }

    #[test]
    fn texts_up_to_forty_bytes_are_told_apart_and_longer_ones_are_not_shown() {
        let (board, mut taken) = (Board::new(1), 0);
        let text =
            |len: usize, last: char| format!("{}{last}", "ä-SKU".repeat(10).get(..len).unwrap());
        let lengths = [0, 2, 3, 4, 5, 6, 8, 9, 10, 14, 15, 16, 30, 36, 38, 39];
        for (id, len) in (0..).zip(lengths) {
            for (id, last) in [(id, 'a'), (id + 100, 'b'), (id + 200, '\u{1}')] {
                let state = priced(&text(len, last), id, i64::from(id), 2);
                assert_eq!(board.show(&state, &mut taken, || 7), 7);
            }
        }
        for (id, len) in (0..).zip(lengths) {
            for (id, last) in [(id, 'a'), (id + 100, 'b'), (id + 200, '\u{1}')] {
                let wanted = Some((id, i64::from(id), 2));
                assert_eq!(found(&board, &text(len, last), euro()), wanted, "{len} and {last:?}");
            }
            assert_eq!(found(&board, &text(len, 'c'), euro()), None);
            assert_eq!(found(&board, &text(len, 'a'), "USD".parse().unwrap()), None);
            assert_eq!(found(&board, &format!("{}\0", text(len, 'a')), euro()), None);
        }
        for len in [40, 63, 254, 255, 256, 300] {
            let long = "x".repeat(len + 1);
            board.show(&priced(&long, 1, 1, 2), &mut taken, || ());
            assert_eq!(found(&board, &long, euro()), None);
        }
    }

    #[test]
    fn a_full_board_shows_what_it_shows_and_takes_new_prices_for_it() {
        const ROOM: u32 = (64 << 14) / 4 * 3;
        let (board, mut taken) = (Board::new(2), 0);
        let sku = |id: u32| format!("SKU-{id:07}");
        for id in 0..ROOM + 10 {
            board.show(&priced(&sku(id), id, i64::from(id), 2), &mut taken, || ());
        }
        board.show(&priced(&sku(3), 3, 30_000, 4), &mut taken, || ());
        board.show(&priced(&sku(ROOM), ROOM, 1, 4), &mut taken, || ());
        for id in (0..ROOM).filter(|id| *id != 3) {
            assert_eq!(found(&board, &sku(id), euro()), Some((id, i64::from(id), 2)));
        }
        assert_eq!(found(&board, &sku(3), euro()), Some((3, 30_000, 4)));
        let beyond = (ROOM..ROOM + 10).filter(|id| found(&board, &sku(*id), euro()).is_some());
        assert_eq!(beyond.count(), 0);
        assert_eq!(board.newest.load(Ordering::Relaxed), TABLES - 1);
    }

    #[test]
    fn a_place_is_empty_only_before_its_first_price() {
        let slot = Slot::default();
        slot.sequence.store(u32::MAX - 1, Ordering::Relaxed);
        let header = Header::new(b"TEA", 2, euro()).unwrap();
        slot.fill(b"TEA", header, (SkuId(1), 450), || {
            assert_eq!(slot.sequence.load(Ordering::Relaxed) % 2, 1);
        });
        assert_eq!(slot.sequence.load(Ordering::Relaxed), 2);
    }

    /// Each price is its own number with as many digits as that says: a reader who sees a torn one, or one that is newer than
    /// what was published, has found a bug.
    #[test]
    fn readers_see_whole_prices_and_what_was_published_with_them() {
        const PRICES: i64 = 40_000;
        let (board, published, is_over) =
            (Board::new(3), AtomicU64::new(0), AtomicBool::new(false));
        let mut taken = 0;
        board.show(&priced("TEA", 1, 0, 0), &mut taken, || ());
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let mut newest = 0;
                    while newest < PRICES - 1 {
                        // Once all are written there is nothing to be missed.
                        let is_last = is_over.load(Ordering::Acquire);
                        let before = published.load(Ordering::Acquire).cast_signed();
                        let Some((sku, units, digits)) = found(&board, "TEA", euro()) else {
                            assert!(!is_last, "a price that is not shown");
                            continue;
                        };
                        assert!(!is_last || units == PRICES - 1, "not the last price");
                        assert!((1, units % 5) == (sku, i64::from(digits)), "{units} {digits}");
                        assert!(units >= before && units >= newest, "an old price");
                        assert!(published.load(Ordering::Acquire).cast_signed() >= units);
                        newest = units;
                    }
                });
            }
            for number in 1..PRICES {
                let digits = u8::try_from(number % 5).unwrap();
                let publish = || published.store(number.cast_unsigned(), Ordering::Release);
                board.show(&priced("TEA", 1, number, digits), &mut taken, publish);
                if number % 64 == 0 {
                    // Other SKUs come, and tables with them.
                    board.show(&priced(&format!("SKU-{number}"), 2, number, 2), &mut taken, || ());
                }
            }
            is_over.store(true, Ordering::Release);
        });
    }
}
