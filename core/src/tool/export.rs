//! `cartpool export`.

use std::io::Write;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::accounts::account_lines;
use super::arguments::{Arguments, Command};
use super::json::{Json, Shown};
use super::records::event_fields;
use super::{FINE, Stop, open};
use crate::event::Event;
use crate::event::record::Record;
use crate::id::{CartId, Seat, TextRef};
use crate::journal::{Frame, FrameEntry, SqliteStore, Store, StoreError, StreamKey};
use crate::limits::Limits;
use crate::names::{Names, Texts};
use crate::state::cart::{CartState, SkuNumbers};
use crate::state::line::SkuId;
use crate::state::saved::{CAMPAIGNS, CARTS, COUPONS, CartEntry, LEDGERS, SKUS, SavedSku};
use crate::view::Cause;

pub(super) const COMMAND: Command = Command {
    name: "export",
    names: &["PATH"],
    flags: &["--texts"],
    values: &["--cart", "--after"],
    help: HELP,
    run,
};

const HELP: &str = "\
cartpool export: writes every event as a line of JSON, in the order of the log

Usage: cartpool export [OPTIONS] PATH

A line about a cart has these keys, in this order:
  position  the frame; `--after` goes on behind it
  cart      the cart's id, 32 hexadecimal digits
  version   1, 2, 3, ... without a gap
  at_ms     when, in Unix milliseconds
  actor     the member who did it; null is the host itself
  event     what happened: cart_created, item_added, item_increased, quantity_adjusted, quantity_set, item_removed, note_set,
            beneficiaries_set, reason_set, repriced, member_added, member_removed, member_left, role_set, role_defined,
            ownership_offered, ownership_accepted, ownership_declined, invited, invitation_revoked, invitation_accepted,
            cart_locked, cart_unlocked, policies_set, cart_renamed, cart_closed, pledged, campaign_followed, and what
            happens to a bill
  fields    what it says, under the names and in the order of the feed's events. Prices are exact decimals as strings;
            what ends in _minor is an integer in the currency's minor units; members are ids.
A line about the price list has position, sku, version, event (\"sku_changed\") and fields: prices, a list of currency and
unit_price, and category.
A line about a coupon has position, coupon (the code), version, at_ms, event (coupon_defined, coupon_reserved, coupon_confirmed,
coupon_released) and fields. A line about a group's ledger has position, group, currency, version, at_ms, event
(ledger_observed, ledger_reserved, ledger_confirmed, ledger_released, transfer_recorded) and fields; what ends in _parts is a whole number, as a string, of
2^-32 minor units. A line about a campaign has position, campaign, version, at_ms, event (campaign_created, campaign_expected,
campaign_observed, campaign_extended, campaign_topping_up, campaign_closed, campaign_ordered, campaign_failed,
campaign_cancelled) and fields; of what a cart has pledged each line's SKU is its place in the campaign, from 0.

Lines of one export or of two join by position: go on with `--after` the last one you have in full.

Options:
  --cart ID         this cart's events only
  --after POSITION  only what lies after this frame
  --texts           personal texts too (notes); without it they are null, as are those that were erased

Exit codes: 0 written, 2 usage, 3 the journal cannot be read or the output not written.
";

/// So many frames are read at a time: while lines are written nothing in the journal waits.
const FRAMES: u32 = 256;
/// The names of so many carts are kept; others are read again.
const CARTS_MAX: usize = 100_000;

fn run(arguments: &Arguments<'_>, out: &mut dyn Write) -> Result<u8, Stop> {
    let path = arguments.name(0);
    let wanted = arguments.value("--cart").map(str::parse::<CartId>).transpose();
    let wanted = wanted.map_err(|error| Stop::Usage(format!("--cart: {error}")))?;
    let mut position = arguments.number("--after")?.unwrap_or(0);
    let store = open(path)?;
    let failed = Stop::store(path);
    if let Some(id) = wanted
        && store.load(&key(id)).map_err(&failed)?.is_none()
    {
        let missing = crate::error::ErrorCode::CartNotFound;
        return Err(Stop::refused(path)(missing.into()));
    }
    let shows_texts = arguments.has("--texts");
    let mut export = Export { store: &store, wanted, shows_texts, carts: HashMap::default() };
    loop {
        let mut page = Vec::new();
        let read = store.some_frames(position, FRAMES, &mut |frame| page.push(kept(&frame)));
        for (position, entries) in &page {
            for entry in entries {
                let lines = export.lines(*position, entry).map_err(&failed)?;
                out.write_all(lines.as_bytes())?;
            }
        }
        // What could be read before the damage is written.
        let last = read.map_err(&failed)?;
        if last == position {
            return Ok(FINE);
        }
        position = last;
    }
}

fn key(id: CartId) -> StreamKey {
    StreamKey::new(CARTS, &id.0.to_be_bytes())
}

/// An entry of its own, so that lines are written after reading.
struct Kept {
    stream: StreamKey,
    base: u64,
    version: u64,
    body: Vec<u8>,
    texts: Texts,
}

fn kept(frame: &Frame<'_>) -> (u64, Vec<Kept>) {
    let entry = |entry: &FrameEntry<'_>| {
        let mut texts = Texts::default();
        entry.texts.iter().for_each(|(reference, text)| texts.keep(TextRef(*reference), text));
        Kept {
            stream: entry.stream.clone(),
            base: entry.base,
            version: entry.base + u64::from(entry.events),
            body: entry.body.to_vec(),
            texts,
        }
    };
    (frame.position, frame.entries.iter().map(entry).collect())
}

/// What of a cart its next lines need.
#[derive(Clone, Default)]
struct Known {
    names: Names,
    /// The names are those of everybody who joined up to this version.
    version: u64,
    at_ms: u64,
}

struct Export<'e> {
    store: &'e SqliteStore,
    wanted: Option<CartId>,
    shows_texts: bool,
    carts: HashMap<CartId, Known, FixedState>,
}

/// The names and texts of one entry.
struct Words<'w> {
    names: &'w Names,
    texts: Option<&'w Texts>,
}

impl Shown for Words<'_> {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.names.get(seat)
    }

    fn text(&self, reference: TextRef) -> Option<&str> {
        self.texts?.get(reference)
    }
}

impl Export<'_> {
    fn lines(&mut self, position: u64, entry: &Kept) -> Result<String, StoreError> {
        let damaged = StoreError::Damaged { position };
        match (entry.stream.kind(), entry.stream.key().try_into()) {
            (SKUS, _) if self.wanted.is_none() => sku_line(position, entry).ok_or(damaged),
            (COUPONS | LEDGERS | CAMPAIGNS, _) if self.wanted.is_none() => {
                let (stream, base, body) = (&entry.stream, entry.base, &entry.body);
                account_lines(position, stream, base, body).ok_or(damaged)
            }
            (CARTS, Ok(id)) => {
                let id = CartId(u128::from_be_bytes(id));
                if self.wanted.is_some_and(|wanted| wanted != id) {
                    return Ok(String::new());
                }
                self.cart_lines(position, id, entry)?.ok_or(damaged)
            }
            _ => Ok(String::new()),
        }
    }

    /// The lines of a cart's entry; nothing where its bytes are no events.
    fn cart_lines(
        &mut self,
        position: u64,
        id: CartId,
        entry: &Kept,
    ) -> Result<Option<String>, StoreError> {
        let mut known = match self.carts.remove(&id) {
            Some(known) => known,
            None => self.known(id, entry.base)?,
        };
        let texts = self.shows_texts.then_some(&entry.texts);
        let lines = known.lines(position, id, entry, texts);
        if self.carts.len() >= CARTS_MAX {
            self.carts.clear();
        }
        self.carts.insert(id, known);
        Ok(lines)
    }

    /// What is known of a cart before an entry: nothing before its first, else what is saved of it.
    fn known(&self, id: CartId, base: u64) -> Result<Known, StoreError> {
        if base == 0 {
            return Ok(Known::default());
        }
        let Some(stored) = self.store.load(&key(id))? else { return Ok(Known::default()) };
        let restored = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let snapshot = stored.snapshot.as_ref().map(|snapshot| snapshot.body.as_slice());
            let tail = stored.tail.iter().map(|(base, _, body)| (*base, body.as_slice()));
            CartState::restore(id, snapshot, tail, &Unnumbered, &Limits::default())
        }));
        let Some(cart) = restored.unwrap_or_default() else {
            return Err(StoreError::Damaged { position: stored.position });
        };
        let at_ms = self.time_at(&cart, base)?;
        Ok(Known { names: cart.names.clone(), version: cart.version, at_ms })
    }

    /// When the event `version` of a cart was.
    fn time_at(&self, cart: &CartState, version: u64) -> Result<u64, StoreError> {
        let damaged = StoreError::Damaged { position: 0 };
        let history = if version > cart.history.base() {
            cart.history.clone()
        } else {
            let block = self.store.block(&key(cart.id), version - 1)?.ok_or(damaged)?;
            let run = crate::state::saved::decode_run(&block.body, cart.id, &Unnumbered);
            let (start, records) = run.ok_or(damaged)?;
            crate::state::history::History::of_block(start, records)
        };
        let kept = history.since(version - 1).next().filter(|kept| kept.version == version);
        kept.map(|kept| kept.at_ms).ok_or(damaged)
    }
}

impl Known {
    fn lines(
        &mut self,
        position: u64,
        id: CartId,
        entry: &Kept,
        texts: Option<&Texts>,
    ) -> Option<String> {
        let mut lines = String::new();
        let body = CartEntry::decode(&entry.body)?;
        let (mut rest, mut version) = (body.records, entry.base);
        while !rest.is_empty() {
            let (record, after) = postcard::take_from_bytes::<Record<'_>>(rest).ok()?;
            (rest, version) = (after, version + 1);
            self.at_ms = self.at_ms.saturating_add(record.after_ms);
            self.take_name(version, &record.event);
            let words = Words { names: &self.names, texts };
            let mut json = Json::default();
            json.open('{');
            json.key("position").number(position);
            json.key("cart").plain(id);
            json.key("version").number(version);
            json.key("at_ms").number(self.at_ms);
            json.key("actor").maybe_text(match record.cause() {
                Cause::System => None,
                Cause::Member(seat) => words.member(seat),
            });
            json.key("event").text(record.event.name());
            json.key("fields").open('{');
            event_fields(&mut json, &record.event, &words);
            json.close('}');
            json.close('}');
            lines.push_str(&json.into_line());
        }
        Some(lines)
    }

    /// Learns who joined.
    fn take_name(&mut self, version: u64, event: &Event<'_>) {
        let name = match event {
            _ if version <= self.version => return,
            Event::CartCreated { owner, .. } => owner,
            Event::MemberAdded { member, .. } => member,
            Event::InvitationAccepted { member, .. } => &**member,
            _ => return,
        };
        // A longer one cannot have been written.
        if u8::try_from(name.len()).is_ok() {
            self.names.push(name);
        }
        self.version = version;
    }
}

fn sku_line(position: u64, entry: &Kept) -> Option<String> {
    let saved = SavedSku::decode(&entry.body)?;
    let mut json = Json::default();
    json.open('{');
    json.key("position").number(position);
    json.key("sku").text(core::str::from_utf8(entry.stream.key()).ok()?);
    json.key("version").number(entry.version);
    json.key("event").text("sku_changed");
    json.key("fields").open('{');
    json.key("prices").open('[');
    for (currency, price) in &saved.prices {
        json.open('{');
        json.key("currency").plain(*currency);
        json.key("unit_price").plain(*price);
        json.close('}');
    }
    json.close(']');
    json.key("category").maybe_text(saved.category.as_deref());
    json.close('}');
    json.close('}');
    Some(json.into_line())
}

/// Names are all that is wanted of a cart here: SKUs need no numbers.
struct Unnumbered;

impl SkuNumbers for Unnumbered {
    fn number(&self, _: &str) -> SkuId {
        SkuId::default()
    }

    fn texts(&self, skus: &mut dyn Iterator<Item = SkuId>) -> Vec<std::sync::Arc<str>> {
        skus.map(|_| "".into()).collect()
    }
}
