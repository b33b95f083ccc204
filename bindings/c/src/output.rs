//! What C gets: structs that borrow from a handle, and short texts in the caller's own buffers.

use core::any::Any;
use core::ffi::c_char;
use std::fmt::{self, Display, Write};
use std::sync::Arc;

use cartpool::{
    Bill, CampaignList, CampaignView, Capabilities, CartView, ErrorCode, Events, Explanation,
    ItemOption, LineOption, Money, Seat, Settlement, TextRef,
};

use crate::feed::CartpoolEvent;
use crate::input::CartpoolStr;
use crate::records::{
    CartpoolBill, CartpoolCampaignList, CartpoolCampaignView, CartpoolCartView,
    CartpoolExplanation, CartpoolSettlement, fill_bill, fill_campaign_list, fill_campaign_view,
    fill_cart_view, fill_explanation, fill_settlement,
};
use crate::status::Answer;

/// An amount of money.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolMoney {
    /// The exact decimal, with the currency's digits.
    pub amount: CartpoolStr,
    /// The same in the currency's minor units.
    pub minor: i64,
    /// The ISO 4217 code.
    pub currency: CartpoolStr,
}

/// An option of a line.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolOption {
    /// What is chosen.
    pub key: CartpoolStr,
    /// The choice.
    pub value: CartpoolStr,
}

impl CartpoolOption {
    pub(crate) fn of(option: &LineOption) -> Self {
        Self { key: CartpoolStr::of(&option.key), value: CartpoolStr::of(&option.value) }
    }

    pub(crate) fn copied(arena: &mut Arena, option: &ItemOption<'_>) -> Self {
        Self { key: arena.text(&option.key), value: arena.text(&option.value) }
    }
}

/// Keeps what structs point to. Nothing moves once it is in here.
#[derive(Default)]
pub(crate) struct Arena {
    lists: Vec<Box<dyn Kept>>,
    /// Texts, one behind the other; a block is filled as far as it reaches and never grows.
    blocks: Vec<String>,
}

/// Room for the texts of a small cart.
const BLOCK_BYTES: usize = 512;

/// Whatever owns a buffer.
trait Kept {}

impl<T> Kept for T {}

/// What is left of a block.
struct Rest<'a>(&'a mut String);

impl Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.capacity() - self.0.len() < text.len() {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}

impl Arena {
    pub(crate) fn text(&mut self, value: &dyn Display) -> CartpoolStr {
        if let Some(block) = self.blocks.last_mut() {
            let start = block.len();
            if write!(Rest(block), "{value}").is_ok() {
                let ptr = block.as_ptr().wrapping_add(start).cast();
                return CartpoolStr { ptr, len: block.len() - start };
            }
            block.truncate(start);
        }
        let text = value.to_string();
        let mut block = String::with_capacity(text.len().max(BLOCK_BYTES));
        block.push_str(&text);
        let text = CartpoolStr::of(&block);
        self.blocks.push(block);
        text
    }

    pub(crate) fn list<T: 'static>(&mut self, list: Vec<T>) -> (*const T, usize) {
        let pointer = (list.as_ptr(), list.len());
        self.lists.push(Box::new(list));
        pointer
    }

    pub(crate) fn one<T: 'static>(&mut self, value: T) -> *const T {
        self.list(vec![value]).0
    }

    pub(crate) fn money(&mut self, money: Money) -> CartpoolMoney {
        let amount = self.text(&money.amount());
        CartpoolMoney { amount, minor: money.minor, currency: self.text(&money.currency) }
    }
}

/// The members' ids behind the seats of a view, and the personal texts behind an event's references.
pub(crate) struct Names<'a>(&'a dyn Named);

impl Names<'_> {
    pub(crate) fn of(&self, seat: Seat) -> CartpoolStr {
        self.0.id_of(seat).map_or(CartpoolStr::ABSENT, CartpoolStr::of)
    }

    pub(crate) fn text(&self, reference: TextRef) -> CartpoolStr {
        self.0.text_of(reference).map_or(CartpoolStr::ABSENT, CartpoolStr::of)
    }
}

/// Whatever knows the ids behind its seats.
trait Named {
    fn id_of(&self, seat: Seat) -> Option<&str>;

    fn text_of(&self, _: TextRef) -> Option<&str> {
        None
    }
}

impl Named for Events {
    fn id_of(&self, seat: Seat) -> Option<&str> {
        self.member(seat)
    }

    fn text_of(&self, reference: TextRef) -> Option<&str> {
        self.text(reference)
    }
}

macro_rules! named {
    ($($view:ty),*) => {
        $(impl Named for $view {
            fn id_of(&self, seat: Seat) -> Option<&str> {
                self.member(seat)
            }
        })*
    };
}

named!(CartView, Bill, Explanation, Settlement);

/// What holds members as text.
struct Nameless;

impl Named for Nameless {
    fn id_of(&self, _: Seat) -> Option<&str> {
        None
    }
}

/// What a handle of reads keeps alive: the engine's answer, and what was made of it.
#[derive(Default)]
pub(crate) struct Owner {
    arena: Arena,
    views: Vec<Arc<dyn Any>>,
}

// SAFETY: nothing in an owner changes after it was made; C only reads it, and freeing takes it out of every thread's reach
// first.
unsafe impl Send for Owner {}
// SAFETY: as above.
unsafe impl Sync for Owner {}

impl Owner {
    pub(crate) fn arena(&mut self) -> &mut Arena {
        &mut self.arena
    }

    /// Shows `view`, and keeps it for the texts that are borrowed from it.
    pub(crate) fn view(&mut self, view: CartView) -> *const CartpoolCartView {
        let view = Arc::new(view);
        let record = fill_cart_view(&mut self.arena, &Names(&*view), &view);
        self.keep(view, record)
    }

    /// Shows `bill`, and keeps it.
    pub(crate) fn bill(&mut self, bill: Bill) -> *const CartpoolBill {
        let bill = Arc::new(bill);
        let record = fill_bill(&mut self.arena, &Names(&*bill), &bill);
        self.keep(bill, record)
    }

    /// Shows `explanation`, and keeps it.
    pub(crate) fn explanation(&mut self, explanation: Explanation) -> *const CartpoolExplanation {
        let explanation = Arc::new(explanation);
        let record = fill_explanation(&mut self.arena, &Names(&*explanation), &explanation);
        self.keep(explanation, record)
    }

    /// Shows `settlement`, and keeps it.
    pub(crate) fn settlement(&mut self, settlement: Settlement) -> *const CartpoolSettlement {
        let settlement = Arc::new(settlement);
        let record = fill_settlement(&mut self.arena, &Names(&*settlement), &settlement);
        self.keep(settlement, record)
    }

    /// Shows a campaign, and keeps it.
    pub(crate) fn campaign(&mut self, view: CampaignView) -> *const CartpoolCampaignView {
        let view = Arc::new(view);
        let record = fill_campaign_view(&mut self.arena, &Names(&Nameless), &view);
        self.keep(view, record)
    }

    /// Shows what is to be ordered of a campaign, and keeps it.
    pub(crate) fn campaign_list(&mut self, list: CampaignList) -> *const CartpoolCampaignList {
        let list = Arc::new(list);
        let record = fill_campaign_list(&mut self.arena, &Names(&Nameless), &list);
        self.keep(list, record)
    }

    /// Shows events, and keeps them for the ids and texts that are borrowed from them.
    pub(crate) fn events(&mut self, events: Events) -> (*const CartpoolEvent, usize) {
        let events = Arc::new(events);
        let show = |recorded| CartpoolEvent::of(&mut self.arena, &Names(&*events), &recorded);
        let list = events.iter().map(show).collect();
        let list = self.arena.list(list);
        self.views.push(events);
        list
    }

    fn keep<T: 'static>(&mut self, view: Arc<dyn Any>, record: T) -> *const T {
        self.views.push(view);
        self.arena.one(record)
    }
}

/// The set as bits, each at its capability's number.
pub(crate) fn bits(capabilities: Capabilities) -> u64 {
    capabilities.iter().fold(0, |bits, capability| bits | 1 << (capability as u8))
}

/// A short text in the caller's own memory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolText {
    /// The text and a closing zero.
    pub text: [c_char; 48],
}

impl CartpoolText {
    /// The text; what is longer than any id, token or amount is refused.
    pub(crate) fn of(text: &dyn Display) -> Answer<Self> {
        let mut short = Self { text: [0; 48] };
        write_chars(&mut short.text, text)?;
        Ok(short)
    }
}

/// Writes `text` into `room`, leaving at least one zero behind it.
pub(crate) fn write_chars(room: &mut [c_char], text: &dyn Display) -> Answer<()> {
    let mut rest = Chars(room);
    let is_whole = write!(rest, "{text}").is_ok() && !rest.0.is_empty();
    is_whole.then_some(()).ok_or_else(|| ErrorCode::InternalError.into())
}

/// Room that is left for characters.
struct Chars<'a>(&'a mut [c_char]);

impl Write for Chars<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let (now, rest) =
            core::mem::take(&mut self.0).split_at_mut_checked(text.len()).ok_or(fmt::Error)?;
        for (place, byte) in now.iter_mut().zip(text.bytes()) {
            *place = c_char::from_ne_bytes([byte]);
        }
        self.0 = rest;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_keeps_its_closing_zero() {
        let mut room = [1; 4];
        assert!(write_chars(&mut room[..3], &"abc").is_err());
        assert!(write_chars(&mut room[..3], &"abcd").is_err());
        let mut room = [0; 4];
        write_chars(&mut room, &"abc").unwrap();
        assert_eq!(room.map(|letter| letter as u8), *b"abc\0");
        assert!(CartpoolText::of(&"x".repeat(48)).is_err());
    }

    #[test]
    fn texts_stay_where_they_are_however_many_follow() {
        let mut arena = Arena::default();
        let texts: Vec<String> = (0..2_000).map(|len| "é".repeat(len % 700)).collect();
        let kept: Vec<CartpoolStr> = texts.iter().map(|text| arena.text(text)).collect();
        for (text, kept) in texts.iter().zip(kept) {
            // SAFETY: the arena lives, and the text in it.
            assert_eq!(unsafe { kept.required() }.unwrap(), text);
        }
    }
}
