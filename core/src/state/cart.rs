//! A cart's state, and how events change it.

mod apply;

use core::hint::black_box;
use core::sync::atomic::{AtomicU32, Ordering};
use std::borrow::Cow;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::currency::Currency;
use crate::id::{CartId, LineId, Seat, TextRef};
use crate::names::Names;
use crate::policy::{Policies, Preset};
use crate::role::{Capabilities, ReadyRole};
use crate::state::block::Block;
use crate::state::cold::{Cold, CustomRole, Extra, Invitation, Joined, Lock, RoleRef};
use crate::state::history::History;
use crate::state::line::{Line, LineIndex, SkuId};
use crate::state::terms::Terms;
use crate::state::window::Side;
use crate::view::{CartStatus, Cause};

/// A cart: its head and its lines in one block.
pub(crate) type CartState = Block<Head, Line>;

/// Everything about a cart but its lines.
///
/// In this order in memory: what every command reads comes last, beside the lines, on as few cache lines as it can.
/// What events do not make ([`CartState::checkpoint`] leaves it out) is not compared.
#[derive(Clone, Debug, Default)]
#[repr(C)]
pub(crate) struct Head {
    pub(crate) names: Names,
    /// Not made by events.
    pub(crate) side: Option<Box<Side>>,
    /// The price list's version at the last `Repriced`.
    pub(crate) prices_version: u64,
    pub(crate) members: u16,
    pub(crate) preset: Preset,
    pub(crate) is_shared: bool,
    pub(crate) created_at_ms: u64,
    pub(crate) id: CartId,
    pub(crate) version: u64,
    /// The sum of the line totals, in minor units.
    pub(crate) total: i64,
    pub(crate) changed_at_ms: u64,
    /// How often the price list and campaigns had moved when the cart last found that it had taken all over. Not made by events.
    pub(crate) prices_checked: u64,
    pub(crate) cold: Option<Box<Cold>>,
    /// Each seat's role.
    pub(crate) roles: SmallVec<[RoleRef; 16]>,
    /// Not made by events.
    pub(crate) history: History,
    /// Not made by events.
    pub(super) index: Option<Box<LineIndex>>,
    pub(super) last_position: Position,
    pub(crate) currency: Option<Currency>,
    pub(crate) status: Status,
    pub(crate) policies: Policies,
    /// Somebody waits for the next event. Not made by events.
    pub(crate) is_watched: bool,
    /// A campaign is to hear of what changed. Not made by events.
    pub(crate) has_news: bool,
    /// A bug struck while an event was applied. Not made by events.
    pub(crate) is_damaged: bool,
}

/// Where the line last asked for lies: a guess that is checked before use.
#[derive(Debug, Default)]
pub(super) struct Position(AtomicU32);

impl Position {
    #[inline]
    fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed) as usize
    }

    #[inline]
    fn set(&self, position: usize) {
        self.0.store(u32::try_from(position).unwrap_or(0), Ordering::Relaxed);
    }
}

impl Clone for Position {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// The lines that hold one SKU.
pub(crate) enum LinesOf<O, U> {
    /// Of a small cart: oldest first.
    Ordered(O),
    /// Of a cart with an index: in no order.
    Unordered(U),
}

/// [`CartStatus`] with a default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Status {
    #[default]
    Open,
    Closed,
}

impl From<Status> for CartStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Closed => Self::Closed,
        }
    }
}

/// What applying an event needs besides the event.
pub(crate) struct Stamp<'s> {
    pub(crate) at_ms: u64,
    pub(crate) cause: Cause,
    pub(crate) skus: &'s dyn SkuNumbers,
}

impl Stamp<'_> {
    /// The member who caused the event; nobody where the host did.
    #[inline]
    pub(crate) const fn author(&self) -> Option<Seat> {
        match self.cause {
            Cause::Member(seat) => Some(seat),
            Cause::System => None,
        }
    }
}

/// Gives a SKU its number, the same every time.
pub(crate) trait SkuNumbers {
    fn number(&self, sku: &str) -> SkuId;

    /// The texts of SKUs by their numbers.
    fn texts(&self, skus: &mut dyn Iterator<Item = SkuId>) -> Vec<Arc<str>>;
}

impl CartState {
    /// A cart before its first event.
    pub(crate) fn unborn(id: CartId) -> Self {
        Self::new(Head { id, ..Head::default() })
    }

    /// The cart's currency; the event that made the cart set it.
    #[inline]
    pub(crate) fn money(&self) -> Currency {
        self.currency.expect("version 1 sets the currency")
    }

    #[inline]
    pub(crate) fn role(&self, seat: Seat) -> RoleRef {
        self.roles.get(seat.index()).copied().unwrap_or(RoleRef::GONE)
    }

    /// The seat of whoever joins next.
    pub(crate) fn next_seat(&self) -> Seat {
        Seat(u16::try_from(self.roles.len()).expect("limits bound the seats to 16 bits"))
    }

    #[inline]
    pub(crate) fn is_present(&self, seat: Seat) -> bool {
        self.role(seat) != RoleRef::GONE
    }

    /// The seat of a present member.
    pub(crate) fn seat_of(&self, name: &str) -> Option<Seat> {
        self.names.seats(name).find(|seat| self.is_present(*seat))
    }

    #[inline]
    pub(crate) fn capabilities(&self, role: RoleRef) -> Capabilities {
        match ReadyRole::CAPABILITIES.get(usize::from(role.0)) {
            Some(ready) => *ready,
            None => self.custom_role(role).map_or(Capabilities::NONE, |role| role.capabilities),
        }
    }

    pub(crate) fn custom_role(&self, role: RoleRef) -> Option<&CustomRole> {
        self.cold.as_deref()?.roles.get(role.custom_index()?)
    }

    pub(crate) fn role_named(&self, name: &str) -> Option<RoleRef> {
        if let Some(ready) = ReadyRole::named(name) {
            return Some(RoleRef(ready as u8));
        }
        let roles = self.cold.as_deref()?.roles.iter();
        roles.map(|role| &*role.name).position(|other| other == name).map(RoleRef::custom)
    }

    /// The role's name; only a custom one's is copied.
    pub(crate) fn role_name(&self, role: RoleRef) -> Cow<'static, str> {
        match role.ready() {
            Some(ready) => ready.name().into(),
            None => {
                self.custom_role(role).map_or_else(Cow::default, |it| it.name.to_string().into())
            }
        }
    }

    /// The hold in force at `now_ms`.
    #[inline]
    pub(crate) fn lock_at(&self, now_ms: u64) -> Option<Lock> {
        self.cold.as_deref()?.lock.filter(|lock| now_ms < lock.until_ms)
    }

    /// What was agreed on about the bill, if anything.
    #[inline]
    pub(crate) fn terms(&self) -> Option<&Terms> {
        self.cold.as_deref()?.terms.as_deref()
    }

    /// The campaigns it has pledged to.
    #[inline]
    pub(crate) fn campaigns(&self) -> &[Joined] {
        self.cold.as_deref().map_or(&[], |cold| &cold.campaigns)
    }

    /// A campaign it has pledged to, and its place.
    pub(crate) fn campaign(&self, id: &str) -> Option<(u8, &Joined)> {
        (0..).zip(self.campaigns()).find(|(_, known)| *known.id == *id)
    }

    pub(crate) fn campaign_numbered(&self, number: u8) -> Option<&Joined> {
        self.campaigns().get(usize::from(number))
    }

    /// How many campaigns' places no other may take.
    pub(crate) fn campaigns_open(&self) -> usize {
        (0..).zip(self.campaigns()).filter(|(number, known)| !self.is_free(*number, known)).count()
    }

    /// Whether another campaign may take the place of this one.
    fn is_free(&self, number: u8, known: &Joined) -> bool {
        known.is_over() && !self.items().iter().any(|line| line.campaign() == Some(number))
    }

    /// What it has pledged to the campaign at this place, and the version that last changed that.
    pub(crate) fn pledged(&self, number: u8) -> impl Iterator<Item = &Line> {
        let lines = self.items().iter();
        lines.filter(move |line| line.campaign() == Some(number) && !line.is_withdrawn())
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.status == Status::Closed
    }

    pub(crate) fn invitations(&self) -> &[Invitation] {
        self.cold.as_deref().map_or(&[], |cold| &cold.invitations)
    }

    #[inline]
    pub(crate) fn extra(&self, line: &Line) -> Option<&Extra> {
        if line.has_extra() { self.cold.as_deref()?.extra(line.id()) } else { None }
    }

    /// Where a line lies. A command asks for the same line when checking, deciding and applying: it is searched for once.
    #[inline]
    fn position(&self, id: LineId) -> Option<usize> {
        let last = self.last_position.get();
        if self.items().get(last).is_some_and(|line| line.id() == id) {
            return Some(last);
        }
        let position = self.items().binary_search_by_key(&id, Line::id).ok()?;
        self.last_position.set(position);
        Some(position)
    }

    /// Asks memory for the first lines while the head is still on its way. Else each cache line is only asked for once all that
    /// comes before its line is decided: a twentieth of an add among many carts.
    #[inline]
    pub(crate) fn prefetch_lines(&self) {
        const LINES_A_CACHE_LINE: usize = 2;
        /// Twelve lines: most carts have no more.
        const CACHE_LINES: usize = 6;
        let lines = self.items().iter().step_by(LINES_A_CACHE_LINE).take(CACHE_LINES);
        black_box(lines.fold(0, |all, line| all ^ line.sku.0));
    }

    #[inline]
    pub(crate) fn line(&self, id: LineId) -> Option<&Line> {
        self.items().get(self.position(id)?)
    }

    /// The lines that hold `sku`.
    #[inline]
    pub(crate) fn lines_of(
        &self,
        sku: SkuId,
    ) -> LinesOf<impl Iterator<Item = &Line>, impl Iterator<Item = &Line>> {
        if let Some(index) = self.index.as_deref() {
            return LinesOf::Unordered(index.lines_of(sku).filter_map(|id| self.line(id)));
        }
        let lines = self.items().iter().enumerate().filter(move |(_, line)| line.sku == sku);
        LinesOf::Ordered(lines.map(|(position, line)| {
            self.last_position.set(position);
            line
        }))
    }

    /// The first line that holds `sku` and is wanted.
    pub(crate) fn first_line_of(
        &self,
        sku: SkuId,
        is_wanted: impl Fn(&&Line) -> bool,
    ) -> Option<&Line> {
        match self.lines_of(sku) {
            LinesOf::Ordered(mut lines) => lines.find(is_wanted),
            LinesOf::Unordered(lines) => lines.filter(is_wanted).min_by_key(|line| line.id()),
        }
    }

    /// A copy of what events made, for checkpoints and readers.
    pub(crate) fn checkpoint(&self) -> Self {
        let head = Head {
            id: self.id,
            version: self.version,
            total: self.total,
            created_at_ms: self.created_at_ms,
            changed_at_ms: self.changed_at_ms,
            roles: self.roles.clone(),
            currency: self.currency,
            status: self.status,
            policies: self.policies,
            preset: self.preset,
            is_shared: self.is_shared,
            members: self.members,
            prices_version: self.prices_version,
            cold: self.cold.clone(),
            names: self.names.clone(),
            ..Head::default()
        };
        Self::with_items(head, self.items())
    }

    /// A copy of what a bill is drawn from that does not go by lines.
    pub(crate) fn without_lines(&self) -> Self {
        let cold = self.cold.as_deref().map(|cold| Box::new(cold.without_lines()));
        let head = Head {
            id: self.id,
            version: self.version,
            total: self.total,
            roles: self.roles.clone(),
            currency: self.currency,
            cold,
            names: self.names.clone(),
            ..Head::default()
        };
        Self::new(head)
    }

    /// Bytes of the state on the heap, without history and the texts that only history refers to.
    pub(crate) fn state_bytes(&self) -> usize {
        self.bytes()
            + self.names.bytes()
            + self.cold.as_deref().map_or(0, Cold::bytes)
            + self.index.as_deref().map_or(0, LineIndex::bytes)
            + self.side.as_deref().map_or(0, Side::bytes)
    }

    /// Bytes of all there is of the cart on the heap.
    pub(crate) fn all_bytes(&self) -> u64 {
        let state = self.state_bytes();
        let past = self.side.as_deref().map_or(0, |side| side.texts.past_bytes());
        (state + self.history.bytes(state) + past) as u64
    }

    /// Keeps the personal text that the last event refers to.
    #[inline]
    pub(crate) fn keep_text(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            let reference = TextRef(self.version);
            self.side.get_or_insert_default().texts.keep(reference, text);
        }
    }

    /// Checkpoints the state, drops history beyond the bound, and with it the texts that only history referred to.
    #[cold]
    pub(crate) fn seal_history(&mut self, events_max: u32) {
        let checkpoint = self.checkpoint();
        self.history.seal(checkpoint, events_max);
        let Some(mut side) = self.side.take() else { return };
        side.texts.retain(|text| self.history.refers_to(text));
        self.side = Some(side);
    }

    pub(crate) fn side_mut(&mut self) -> &mut Side {
        self.side.get_or_insert_default()
    }

    fn cold_mut(&mut self) -> &mut Cold {
        self.cold.get_or_insert_default()
    }

    /// Whether two carts are the same in all that events make.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.version == other.version
            && self.total == other.total
            && self.created_at_ms == other.created_at_ms
            && self.changed_at_ms == other.changed_at_ms
            && self.roles == other.roles
            && self.currency == other.currency
            && self.status == other.status
            && self.policies == other.policies
            && self.preset == other.preset
            && self.is_shared == other.is_shared
            && self.members == other.members
            && self.prices_version == other.prices_version
            && self.cold == other.cold
            && self.names == other.names
            && self.items() == other.items()
    }

    /// Whether the totals, counts and the one owner agree with a full recount: O(lines + members).
    pub(crate) fn is_consistent(&self) -> bool {
        let currency = self.money();
        let total: i128 = self.items().iter().map(|line| i128::from(line.total(currency))).sum();
        let present = self.roles.iter().filter(|role| **role != RoleRef::GONE).count();
        let owners = self.roles.iter().filter(|role| **role == RoleRef::OWNER).count();
        let is_ordered = self.items().is_sorted_by_key(Line::id);
        let has_quantities = self.items().iter().all(|line| line.quantity > 0);
        total == i128::from(self.total)
            && present == usize::from(self.members)
            && owners == 1
            && is_ordered
            && has_quantities
    }

    /// The personal text behind a reference, if it is still kept.
    pub(crate) fn text(&self, text: TextRef) -> Option<&str> {
        self.side.as_deref()?.texts.get(text)
    }

    /// Whether a text is still referred to by a line.
    pub(crate) fn refers_to(&self, text: TextRef) -> bool {
        self.cold.as_deref().is_some_and(|cold| cold.refers_to(text))
    }

    /// The owner's seat: a cart always has one.
    pub(crate) fn owner(&self) -> Seat {
        let owner = self.present().find(|(_, role)| *role == RoleRef::OWNER);
        owner.map_or(Seat(0), |(seat, _)| seat)
    }

    /// The seats of present members, oldest first.
    pub(crate) fn present(&self) -> impl Iterator<Item = (Seat, RoleRef)> {
        let numbered = self.roles.iter().zip(0..);
        numbered.map(|(role, seat)| (Seat(seat), *role)).filter(|(_, role)| *role != RoleRef::GONE)
    }
}
