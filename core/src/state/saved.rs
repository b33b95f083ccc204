//! A stream as a store keeps it: what an entry, a snapshot and a sealed block hold. Frozen.
//!
//! A cart's snapshot is its last checkpoint and the records since, the very shape of its history in memory: loading is
//! replaying at most 255 events. A cart younger than that has no checkpoint, and its snapshot is its log.

use core::mem;
use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::error::{Error, ErrorCode, ErrorContext};
use crate::event::Event;
use crate::event::record::{self, Record};
use crate::id::{CartId, CommandId, TextRef};
use crate::money::Price;
use crate::names::Names;
use crate::policy::{Policies, Preset};
use crate::state::block::Block;
use crate::state::cart::{CartState, Head, SkuNumbers, Stamp, Status};
use crate::state::cold::{Cold, Joined, RoleRef};
use crate::state::history::{BLOCK_EVENTS, History};
use crate::state::line::Line;
use crate::state::terms::Terms;
use crate::state::window::{Payload, Window};

/// The kinds of streams, as a store sees them. Frozen.
pub(crate) const CARTS: u8 = 1;
pub(crate) const SKUS: u8 = 2;
pub(crate) const COUPONS: u8 = 3;
pub(crate) const LEDGERS: u8 = 4;
pub(crate) const CAMPAIGNS: u8 = 5;

/// What a group appends to one cart.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CartEntry<'a> {
    /// What command ids were answered with.
    pub(crate) outcomes: Vec<Outcome>,
    /// The events, as the history keeps them.
    #[serde(borrow)]
    pub(crate) records: &'a [u8],
}

/// What a command id was answered with.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) id: CommandId,
    pub(crate) payload: Payload,
    answer: Result<u64, (u16, ErrorContext)>,
}

impl Outcome {
    pub(crate) fn new(id: CommandId, payload: Payload, answer: Result<u64, Error>) -> Self {
        let answer = answer.map_err(|error| (error.code as u16, error.context));
        Self { id, payload, answer }
    }

    pub(crate) fn answer(&self) -> Result<u64, Error> {
        self.answer.map_err(|(number, context)| {
            let code = ErrorCode::numbered(number).unwrap_or(ErrorCode::InternalError);
            Error { code, context }
        })
    }
}

/// What a SKU's entry and its snapshot hold: all there is of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct SavedSku {
    pub(crate) prices: Vec<(Currency, Price)>,
    pub(crate) category: Option<Box<str>>,
}

/// The format of snapshots and blocks. The first had no bill: what follows the window in a snapshot, and the run in a
/// block, was not there. The second had no campaigns after that.
const FORMAT: u8 = 3;
const FORMAT_WITHOUT_CAMPAIGNS: u8 = 2;
const FORMAT_WITHOUT_BILL: u8 = 1;

#[derive(Serialize, Deserialize)]
struct SavedCart<'a> {
    format: u8,
    #[serde(borrow)]
    run: SavedRun<'a>,
    window: Window,
}

/// What was agreed on about the bill in the state before a run.
type SavedTerms<'a> = Option<Cow<'a, Terms>>;

/// What later formats added to the state before a run.
type Later<'a> = (SavedTerms<'a>, Cow<'a, [Joined]>);

fn later(start: Option<&CartState>) -> Later<'_> {
    let terms = start.and_then(CartState::terms).map(Cow::Borrowed);
    (terms, Cow::Borrowed(start.map_or(&[], CartState::campaigns)))
}

/// Reads what later formats added, or knows that it was not there yet.
fn read_later(format: u8, rest: &[u8]) -> Option<Later<'static>> {
    let owned = |terms: SavedTerms<'_>| terms.map(|terms| Cow::Owned(terms.into_owned()));
    match format {
        FORMAT_WITHOUT_BILL => rest.is_empty().then(|| (None, Cow::default())),
        FORMAT_WITHOUT_CAMPAIGNS => decode(rest).map(|terms| (owned(terms), Cow::default())),
        FORMAT => decode::<Later<'_>>(rest)
            .map(|(terms, campaigns)| (owned(terms), Cow::Owned(campaigns.into_owned()))),
        _ => None,
    }
}

/// A run of records and the state before them.
#[derive(Serialize, Deserialize)]
struct SavedRun<'a> {
    #[serde(borrow)]
    start: Option<SavedState<'a>>,
    records: &'a [u8],
}

/// A checkpoint, with SKUs by their texts.
#[derive(Serialize, Deserialize)]
struct SavedState<'a> {
    version: u64,
    total: i64,
    created_at_ms: u64,
    changed_at_ms: u64,
    roles: Vec<u8>,
    currency: Option<Currency>,
    is_closed: bool,
    policies: Policies,
    preset: Preset,
    is_shared: bool,
    members: u16,
    prices_version: u64,
    cold: Option<Cow<'a, Cold>>,
    #[serde(borrow)]
    names: Cow<'a, [u8]>,
    skus: Vec<Cow<'a, str>>,
    lines: Cow<'a, [Line]>,
}

impl<'a> SavedState<'a> {
    fn of(state: &'a CartState, skus: &dyn SkuNumbers) -> Self {
        let texts = skus.texts(&mut state.items().iter().map(|line| line.sku));
        Self {
            version: state.version,
            total: state.total,
            created_at_ms: state.created_at_ms,
            changed_at_ms: state.changed_at_ms,
            roles: state.roles.iter().map(|role| role.0).collect(),
            currency: state.currency,
            is_closed: state.status == Status::Closed,
            policies: state.policies,
            preset: state.preset,
            is_shared: state.is_shared,
            members: state.members,
            prices_version: state.prices_version,
            cold: state.cold.as_deref().map(Cow::Borrowed),
            names: Cow::Borrowed(state.names.as_bytes()),
            skus: texts.iter().map(|text| Cow::Owned(text.to_string())).collect(),
            lines: Cow::Borrowed(state.items()),
        }
    }

    /// The state; nothing where the parts do not fit together.
    fn state(
        self,
        id: CartId,
        (terms, campaigns): Later<'_>,
        skus: &dyn SkuNumbers,
    ) -> Option<CartState> {
        let mut lines = self.lines.into_owned();
        let is_sound = lines.iter().all(|line| line.unit_price().is_sound());
        let joined = campaigns.len();
        let is_known = |line: &Line| line.campaign().is_none_or(|it| usize::from(it) < joined);
        if lines.len() != self.skus.len() || !is_sound || !lines.iter().all(is_known) {
            return None;
        }
        for (line, sku) in lines.iter_mut().zip(&self.skus) {
            line.sku = skus.number(sku);
        }
        let head = Head {
            id,
            version: self.version,
            total: self.total,
            created_at_ms: self.created_at_ms,
            changed_at_ms: self.changed_at_ms,
            roles: self.roles.into_iter().map(RoleRef).collect(),
            currency: self.currency,
            status: if self.is_closed { Status::Closed } else { Status::Open },
            policies: self.policies,
            preset: self.preset,
            is_shared: self.is_shared,
            members: self.members,
            prices_version: self.prices_version,
            cold: self.cold.map(|cold| Box::new(cold.into_owned())),
            names: Names::from_bytes(&self.names),
            ..Head::default()
        };
        let mut state: CartState = Block::with_items(head, &lines);
        if let Some(terms) = terms {
            let mut terms = terms.into_owned();
            terms.find_skus(skus);
            state.cold.get_or_insert_default().terms = Some(Arc::new(terms));
        }
        if !campaigns.is_empty() {
            state.cold.get_or_insert_default().campaigns = campaigns.into_owned();
        }
        (state.currency.is_some() && state.is_consistent()).then_some(state)
    }
}

/// A run as a store keeps it for ever.
pub(crate) fn encode_run(
    start: Option<&CartState>,
    records: &[u8],
    skus: &dyn SkuNumbers,
) -> Vec<u8> {
    let later = later(start);
    let start = start.map(|state| SavedState::of(state, skus));
    encode(&(FORMAT, SavedRun { start, records }, later))
}

/// The state before a sealed run, and its records: a whole block of them.
pub(crate) fn decode_run<'a>(
    bytes: &'a [u8],
    id: CartId,
    skus: &dyn SkuNumbers,
) -> Option<(Option<CartState>, &'a [u8])> {
    let ((format, run), rest) = postcard::take_from_bytes::<(u8, SavedRun<'a>)>(bytes).ok()?;
    let later = read_later(format, rest)?;
    let start = match run.start {
        Some(start) => Some(start.state(id, later, skus)?),
        None => None,
    };
    let is_whole = record::count(run.records) == Some(BLOCK_EVENTS);
    is_whole.then_some((start, run.records))
}

pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("a saved stream holds nothing unencodable")
}

pub(crate) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

impl CartEntry<'_> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        encode(self)
    }
}

impl<'a> CartEntry<'a> {
    pub(crate) fn decode(bytes: &'a [u8]) -> Option<Self> {
        decode(bytes)
    }
}

impl SavedSku {
    pub(crate) fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        decode(bytes)
    }
}

impl CartState {
    /// The cart's snapshot.
    pub(crate) fn encode(&self, skus: &dyn SkuNumbers) -> Vec<u8> {
        let (start, records) = self.history.tail();
        let run = SavedRun { start: start.map(|state| SavedState::of(state, skus)), records };
        let none = Window::default();
        let window = self.side.as_deref().map_or(&none, |side| &side.window);
        encode(&(FORMAT, run, window, later(start)))
    }

    /// The cart of a snapshot; nothing where the bytes are no snapshot.
    pub(crate) fn decode(id: CartId, bytes: &[u8], skus: &dyn SkuNumbers) -> Option<Self> {
        let (saved, rest) = postcard::take_from_bytes::<SavedCart<'_>>(bytes).ok()?;
        let later = read_later(saved.format, rest)?;
        let start = match saved.run.start {
            Some(start) => Some(start.state(id, later, skus)?),
            None => None,
        };
        let mut cart = start.as_ref().map_or_else(|| Self::unborn(id), Self::checkpoint);
        cart.history = History::from_start(start);
        cart.side_mut().window = saved.window;
        let is_whole = cart.take_records(saved.run.records, &[], skus, u32::MAX);
        is_whole.then_some(cart)
    }

    /// The cart of a snapshot, if there is one, and of the entries after it, each with its base version, without personal
    /// texts; nothing where they are no such thing, do not follow one another, or do not add up.
    pub(crate) fn restore<'a>(
        id: CartId,
        snapshot: Option<&[u8]>,
        tail: impl Iterator<Item = (u64, &'a [u8])>,
        skus: &dyn SkuNumbers,
        limits: &crate::limits::Limits,
    ) -> Option<Self> {
        let mut cart = match snapshot {
            Some(body) => Self::decode(id, body, skus)?,
            None => Self::unborn(id),
        };
        for (base, body) in tail {
            let entry = CartEntry::decode(body)?;
            cart.take_entry(base, &entry, &[], skus, limits).then_some(())?;
        }
        (cart.currency.is_some() && cart.is_consistent()).then_some(cart)
    }

    /// Takes over an entry that another engine decided; answers whether it follows from here.
    pub(crate) fn take_entry(
        &mut self,
        base: u64,
        entry: &CartEntry<'_>,
        texts: &[(u64, Arc<str>)],
        skus: &dyn SkuNumbers,
        limits: &crate::limits::Limits,
    ) -> bool {
        if base != self.version {
            return false;
        }
        let is_whole = self.take_records(entry.records, texts, skus, limits.history_events_max);
        for outcome in &entry.outcomes {
            self.side_mut().window.take(outcome, limits);
        }
        is_whole
    }

    /// Replays records, with the texts they refer to; answers whether all could be read.
    fn take_records(
        &mut self,
        records: &[u8],
        texts: &[(u64, Arc<str>)],
        skus: &dyn SkuNumbers,
        events_max: u32,
    ) -> bool {
        let mut rest = records;
        while !rest.is_empty() {
            let Ok((record, after)) = postcard::take_from_bytes::<Record<'_>>(rest) else {
                return false;
            };
            // A cart begins with its creation, and only once.
            if matches!(record.event, Event::CartCreated { .. }) != (self.version == 0) {
                return false;
            }
            let bytes = rest.get(..rest.len() - after.len()).unwrap_or_default();
            let Some(at_ms) = self.changed_at_ms.checked_add(record.after_ms) else { return false };
            let stamp = Stamp { at_ms, cause: record.cause(), skus };
            self.is_damaged = true;
            self.apply_event(&record.event, &stamp);
            self.is_damaged = false;
            let text = texts.binary_search_by_key(&self.version, |(reference, _)| *reference);
            self.keep_text(text.ok().and_then(|index| texts.get(index)).map(|(_, text)| &**text));
            self.history.append(bytes);
            if self.version.is_multiple_of(BLOCK_EVENTS) {
                self.seal_history(events_max);
            }
            rest = after;
        }
        true
    }

    /// Takes, out of all personal texts there ever were of the cart, those it would have if it had never left memory.
    pub(crate) fn take_texts(&mut self, texts: &[(u64, Arc<str>)]) {
        for (reference, text) in texts {
            let reference = TextRef(*reference);
            if self.history.refers_to(reference) {
                let is_past = !self.refers_to(reference);
                let texts = &mut self.side_mut().texts;
                texts.keep(reference, text);
                if is_past {
                    texts.let_go(reference);
                }
            }
        }
    }

    /// Takes the place of an older self, of which only who waits is kept, and that somebody has to be told.
    pub(crate) fn replace(mut self, older: &mut Self) {
        self.is_watched = older.is_watched;
        self.has_news |= older.has_news;
        drop(mem::replace(older, self));
    }
}
