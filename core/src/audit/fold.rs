//! The fold: each event of each cart in the log's order, held against the cart as it was, and then applied.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::accounts::Logged;
use super::{Breach, Part, Pass, Report, Subject};
use crate::event::Event;
use crate::event::record::Record;
use crate::id::CartId;
use crate::journal::{Frame, FrameEntry};
use crate::limits::EVENTS_MAX;
use crate::state::campaign::CampaignState;
use crate::state::cart::{CartState, Stamp, Status};
use crate::state::coupon::CouponState;
use crate::state::history::BLOCK_EVENTS;
use crate::state::ledger::LedgerState;
use crate::state::saved::{CAMPAIGNS, CARTS, COUPONS, CartEntry, LEDGERS, SKUS, encode_run};
use crate::view::Cause;

use super::skus::Skus;

/// A cart as the log tells it.
pub(super) struct Cart {
    pub(super) state: CartState,
    /// The last frame that touched it.
    pub(super) position: u64,
    /// What its sealed blocks must be: the version before each, and the hash of its bytes.
    pub(super) blocks: Vec<(u64, u64)>,
    /// It cannot be followed any further.
    pub(super) is_broken: bool,
    /// What is saved of it has been compared.
    pub(super) is_settled: bool,
    /// The versions whose events refer to a text.
    pub(super) notes: Vec<u64>,
    /// How many of those texts are kept.
    pub(super) texts: u64,
    prices_from_callers: u32,
}

/// An event about to be applied, and what it is held against.
pub(super) struct Step<'s> {
    pub(super) state: &'s CartState,
    pub(super) event: &'s Event<'s>,
    pub(super) cause: Cause,
    /// The event's time.
    pub(super) at_ms: u64,
    /// The event's time is the clock's, not just that of the event before, which the clock had fallen behind.
    pub(super) is_clocked: bool,
    pub(super) skus: &'s Skus,
    /// Of earlier frames, and of no part of this one: what carts were decided on.
    pub(super) campaigns: &'s Logged<CampaignState>,
}

/// What lies outside carts, as the log tells it so far.
#[derive(Clone, Copy)]
struct Around<'a> {
    skus: &'a Skus,
    campaigns: &'a Logged<CampaignState>,
}

impl Cart {
    fn unborn(id: CartId) -> Self {
        Self {
            state: CartState::unborn(id),
            position: 0,
            blocks: Vec::new(),
            is_broken: false,
            is_settled: false,
            notes: Vec::new(),
            texts: 0,
            prices_from_callers: 0,
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        let lists = size_of_val(&*self.blocks) + size_of_val(&*self.notes);
        (size_of::<Self>() + lists) as u64 + self.state.all_bytes()
    }

    pub(super) fn count(&self, report: &mut Report) {
        report.events += self.state.version;
        report.prices_from_callers += u64::from(self.prices_from_callers);
        report.texts += self.texts;
        report.texts_erased += (self.notes.len() as u64).saturating_sub(self.texts);
    }

    /// Replays an entry and shows what is found at which version; answers whether it could be replayed to its end.
    fn take(
        &mut self,
        entry: &FrameEntry<'_>,
        around: Around<'_>,
        find: &mut dyn FnMut(Breach, u64),
    ) -> bool {
        let base = self.state.version;
        if entry.base != base {
            find(Breach::VersionDoesNotFollow, entry.base + 1);
            return false;
        }
        let Some(body) = CartEntry::decode(entry.body) else {
            find(Breach::EventNotReadable, base + 1);
            return false;
        };
        let mut rest = body.records;
        while !rest.is_empty() {
            let version = self.state.version + 1;
            let Ok((record, after)) = postcard::take_from_bytes::<Record<'_>>(rest) else {
                find(Breach::EventNotReadable, version);
                return false;
            };
            let bytes = rest.get(..rest.len() - after.len()).unwrap_or_default();
            let stepped = catch_unwind(AssertUnwindSafe(|| {
                self.step(&record, bytes, around, &mut |breach| find(breach, version))
            }));
            if !stepped.unwrap_or(false) {
                find(Breach::EventCannotBeApplied, version);
                return false;
            }
            self.count_event(&record.event);
            rest = after;
        }
        if self.state.version - base != u64::from(entry.events) {
            find(Breach::EventsAreMiscounted, self.state.version);
        }
        true
    }

    /// Checks one event and applies it; answers whether it could be.
    fn step(
        &mut self,
        record: &Record<'_>,
        bytes: &[u8],
        around: Around<'_>,
        find: &mut dyn FnMut(Breach),
    ) -> bool {
        let Around { skus, campaigns } = around;
        let state = &self.state;
        let is_birth = matches!(record.event, Event::CartCreated { .. });
        if is_birth != (state.version == 0) || state.version >= EVENTS_MAX {
            return false;
        }
        let Some(at_ms) = state.changed_at_ms.checked_add(record.after_ms) else {
            find(Breach::TimeOutOfRange);
            return false;
        };
        let (event, cause) = (&record.event, record.cause());
        let is_clocked = record.after_ms > 0;
        let step = Step { state, event, cause, at_ms, is_clocked, skus, campaigns };
        step.check(find);
        let before = state.total;
        let stamp = Stamp { at_ms, cause, skus };
        self.state.apply_event(event, &stamp);
        super::people::check_after(&self.state, event, find);
        super::lines::check_after(&self.state, event, cause, skus, before, find);
        self.state.history.append(bytes);
        if self.state.version.is_multiple_of(BLOCK_EVENTS) {
            self.seal(skus);
        }
        true
    }

    fn seal(&mut self, skus: &Skus) {
        let (start, records) = self.state.history.tail();
        let base = start.map_or(0, |state| state.version);
        self.blocks.push((base, super::kept::fingerprint(&encode_run(start, records, skus))));
        // The block itself need not be kept.
        self.state.seal_history(0);
    }

    fn count_event(&mut self, event: &Event<'_>) {
        let note = match event {
            Event::ItemAdded { note, is_callers_price, .. } => {
                self.prices_from_callers += u32::from(*is_callers_price);
                *note
            }
            Event::NoteSet { note, .. } => *note,
            _ => None,
        };
        self.notes.extend(note.map(|note| note.0));
    }
}

impl Step<'_> {
    /// Everything that must hold before the event is applied.
    fn check(&self, find: &mut dyn FnMut(Breach)) {
        if self.state.status == Status::Closed {
            find(Breach::CartIsClosed);
        }
        self.check_right(find);
        self.check_people(find);
        self.check_lines(find);
        self.check_bill(find);
    }
}

impl Pass<'_> {
    pub(super) fn take(&mut self, frame: &Frame<'_>, later: &mut Vec<Part>) {
        self.frames += 1;
        // In the order given: what carts were decided on comes before the price list's news of the same frame.
        for entry in &frame.entries {
            match (entry.stream.kind(), entry.stream.key().try_into()) {
                (SKUS, _) => self.take_sku(frame.position, entry),
                (COUPONS, _) => self.take_account::<CouponState>(frame.position, entry),
                (LEDGERS, _) => self.take_account::<LedgerState>(frame.position, entry),
                (CAMPAIGNS, _) => self.take_campaign(frame.position, entry),
                (CARTS, Ok(id)) => {
                    let id = CartId(u128::from_be_bytes(id));
                    if self.part.holds(&id) {
                        self.take_cart(frame.position, id, entry);
                    }
                }
                _ => self.find_first(Breach::StreamNotKnown, frame.position, Subject::Log, 0),
            }
        }
        self.position = frame.position;
        self.make_room(later);
    }

    fn take_cart(&mut self, position: u64, id: CartId, entry: &FrameEntry<'_>) {
        let Self { carts, skus, campaigns, found, audit, bytes, .. } = self;
        let cart = carts.entry(id).or_insert_with(|| Cart::unborn(id));
        let before = if cart.position == 0 { 0 } else { cart.bytes() };
        (cart.position, cart.is_settled) = (position, false);
        if cart.is_broken {
            return;
        }
        let wants_listed = audit.wants_listed_prices;
        let mut find = |breach, version| {
            if breach != Breach::PriceFromCaller || wants_listed {
                found.find(*audit, breach, position, Subject::Cart(id), version);
            }
        };
        cart.is_broken = !cart.take(entry, Around { skus, campaigns }, &mut find);
        *bytes = (*bytes + cart.bytes()).saturating_sub(before);
    }
}
