//! `cartpool inspect`.

mod bill;
mod campaign;

use std::io::Write;
use std::sync::Arc;

use super::arguments::{Arguments, Command};
use super::json::{Json, Shown};
use super::records::{event_fields, write_cart_view};
use super::{FINE, Stop, open};
use crate::engine::{Engine, Options};
use crate::error::Error;
use crate::id::{CartId, Seat, TextRef};
use crate::journal::{Marks, SqliteStore, Store};
use crate::state::saved::{CAMPAIGNS, CARTS, COUPONS, LEDGERS, SKUS};
use crate::view::{CartView, Cause, Events};

pub(super) const COMMAND: Command = Command {
    name: "inspect",
    names: &["PATH", "[CART]"],
    flags: &["--json", "--events", "--bill", "--texts", "--list"],
    values: &["--at", "--campaign"],
    help: HELP,
    run,
};

const HELP: &str = "\
cartpool inspect: shows what a journal holds, or one of its carts or campaigns

Usage: cartpool inspect [OPTIONS] PATH [CART]

Without CART, a line each:
  format      of the file
  epoch       which life of the log this is; cursors of an earlier one start over
  durability  buffered where a worker writes so now, or did until the machine went down; else synced
  position    the last frame; told: as the bell tells it, which differs only while, or after, somebody died writing
  synced      the last frame known to survive a power cut
  saved_to    opening reads the frames after this one
  carts, skus streams and how many events they have had; coupons, ledgers of
              groups and campaigns likewise
  unsaved     streams that wait for a snapshot
  bytes       the file and its write-ahead log
It says how things are and checks nothing: `cartpool verify` does.

With CART (32 hexadecimal digits), the cart as the host sees it, now or at a version.

Options:
  --at VERSION   the cart as it was at this version
  --events       the cart's events up to there, a line each
  --bill         the cart's bill now: what is added and taken off, who pays what and why, and who then pays whom
  --texts        personal texts too (notes)
  --campaign ID  no cart but this campaign: how far it is, what it offers, what became of it
  --list         with --campaign: what is to be ordered, for each cart and member and in all
  --json         JSON: one object, or with --events a line for each event

Exit codes: 0 shown, 2 usage, 3 the journal cannot be read, or has no such cart, version or campaign.
";

fn run(arguments: &Arguments<'_>, out: &mut dyn Write) -> Result<u8, Stop> {
    let path = arguments.name(0);
    if let Some(campaign) = arguments.value("--campaign") {
        show_campaign(path, campaign, arguments, out)?;
        return Ok(FINE);
    }
    if arguments.has("--list") {
        return Err(Stop::Usage("inspect: --list is about a --campaign; name one".to_owned()));
    }
    if let Some(cart) = arguments.maybe_name(1) {
        show_cart(path, cart, arguments, out)?;
        return Ok(FINE);
    }
    let only_carts = ["--at", "--events", "--bill", "--texts"];
    if let Some(option) = only_carts.into_iter().find(|option| arguments.has(option)) {
        return Err(Stop::Usage(format!("inspect: {option} is about a CART; name one")));
    }
    let overview = Overview::of(&open(path)?).map_err(Stop::refused(path))?;
    let shown = if arguments.has("--json") { overview.as_json() } else { overview.as_text() };
    out.write_all(shown.as_bytes())?;
    Ok(FINE)
}

/// What a journal holds.
struct Overview {
    durability: &'static str,
    marks: Marks,
    carts: (u64, u64),
    skus: (u64, u64),
    coupons: (u64, u64),
    ledgers: (u64, u64),
    campaigns: (u64, u64),
    unsaved: u64,
    bytes: u64,
}

impl Overview {
    fn of(store: &SqliteStore) -> Result<Self, Error> {
        let (carts, skus) = (store.count(CARTS)?, store.count(SKUS)?);
        let health = store.health();
        Ok(Self {
            durability: store.durability().name(),
            marks: store.marks()?,
            carts,
            skus,
            coupons: store.count(COUPONS)?,
            ledgers: store.count(LEDGERS)?,
            campaigns: store.count(CAMPAIGNS)?,
            unsaved: health.unsaved_streams,
            bytes: health.bytes,
        })
    }

    fn as_text(&self) -> String {
        let Self { durability, marks, carts, skus, coupons, ledgers, campaigns, .. } = self;
        let Self { unsaved, bytes, .. } = self;
        let Marks { format, epoch, position, saved_to, .. } = marks;
        let word = if marks.bell_is_damaged { "damaged" } else { "no bell" };
        let told = |mark: Option<u64>| mark.map_or_else(|| word.to_owned(), |at| at.to_string());
        format!(
            "format      {format}\nepoch       {epoch}\ndurability  {durability}\n\
             position    {position} (told: {})\nsynced      {}\nsaved_to    {saved_to}\n\
             carts       {} ({} events)\nskus        {} ({} changes)\n\
             coupons     {} ({} events)\nledgers     {} ({} events)\n\
             campaigns   {} ({} events)\n\
             unsaved     {unsaved}\nbytes       {bytes}\n",
            told(marks.told),
            told(marks.synced),
            carts.0,
            carts.1,
            skus.0,
            skus.1,
            coupons.0,
            coupons.1,
            ledgers.0,
            ledgers.1,
            campaigns.0,
            campaigns.1
        )
    }

    fn as_json(&self) -> String {
        let marks = &self.marks;
        let mut json = Json::default();
        json.open('{');
        json.key("format").number(marks.format);
        json.key("epoch").number(marks.epoch);
        json.key("durability").text(self.durability);
        json.key("position").number(marks.position);
        json.key("told").maybe_number(marks.told);
        json.key("synced").maybe_number(marks.synced);
        json.key("bell_is_damaged").flag(marks.bell_is_damaged);
        json.key("saved_to").number(marks.saved_to);
        json.key("carts").number(self.carts.0);
        json.key("cart_events").number(self.carts.1);
        json.key("skus").number(self.skus.0);
        json.key("sku_changes").number(self.skus.1);
        json.key("coupons").number(self.coupons.0);
        json.key("coupon_events").number(self.coupons.1);
        json.key("ledgers").number(self.ledgers.0);
        json.key("ledger_events").number(self.ledgers.1);
        json.key("campaigns").number(self.campaigns.0);
        json.key("campaign_events").number(self.campaigns.1);
        json.key("unsaved_streams").number(self.unsaved);
        json.key("bytes").number(self.bytes);
        json.close('}');
        json.into_line()
    }
}

/// The journal as an engine reads it.
fn engine_on(path: &str) -> Result<Engine, Stop> {
    let options = Options { store: Some(Arc::new(open(path)?)), ..Options::default() };
    Engine::open(options).map_err(Stop::refused(path))
}

fn show_campaign(
    path: &str,
    campaign: &str,
    arguments: &Arguments<'_>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let only_carts = ["--at", "--events", "--bill", "--texts"];
    let is_about_a_cart = only_carts.into_iter().any(|option| arguments.has(option));
    if arguments.maybe_name(1).is_some() || is_about_a_cart {
        let both = "inspect: --campaign goes with no CART and no option about one";
        return Err(Stop::Usage(both.to_owned()));
    }
    let (engine, is_json) = (engine_on(path)?, arguments.has("--json"));
    let shown = if arguments.has("--list") {
        campaign::list(&engine, campaign, is_json)
    } else {
        campaign::shown(&engine, campaign, is_json)
    };
    out.write_all(shown.map_err(Stop::refused(path))?.as_bytes())?;
    Ok(())
}

fn show_cart(
    path: &str,
    cart: &str,
    arguments: &Arguments<'_>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    if arguments.has("--bill") && (arguments.has("--events") || arguments.has("--at")) {
        return Err(Stop::Usage("inspect: --bill goes with neither --at nor --events".to_owned()));
    }
    let id = cart.parse::<CartId>();
    let id = id.map_err(|error| Stop::Usage(format!("inspect: {cart:?}: {error}")))?;
    let at = arguments.number("--at")?;
    let engine = engine_on(path)?;
    let refused = Stop::refused(path);
    let host = engine.cart(id).system();
    if arguments.has("--bill") {
        let shown = bill::shown(&host, arguments.has("--json")).map_err(&refused)?;
        out.write_all(shown.as_bytes())?;
        return Ok(());
    }
    let view = at.map_or_else(|| host.view(), |version| host.view_at(version));
    let mut view = view.map_err(&refused)?;
    let shows_texts = arguments.has("--texts");
    if !shows_texts {
        view.lines.iter_mut().for_each(|line| line.note = None);
    }
    match (arguments.has("--events"), arguments.has("--json")) {
        (true, is_json) => {
            for version in 1..=view.version {
                let events = host.event(version).map_err(&refused)?;
                let shown = OneEvent { events: &events, shows_texts };
                out.write_all(shown.line(is_json).as_bytes())?;
            }
        }
        (false, true) => out.write_all(view_as_json(&view).as_bytes())?,
        (false, false) => out.write_all(view_as_text(&view).as_bytes())?,
    }
    Ok(())
}

/// An event with its names, and its text where texts are shown.
struct OneEvent<'e> {
    events: &'e Events,
    shows_texts: bool,
}

impl Shown for OneEvent<'_> {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.events.member(seat)
    }

    fn text(&self, reference: TextRef) -> Option<&str> {
        self.events.text(reference).filter(|_| self.shows_texts)
    }
}

impl OneEvent<'_> {
    fn line(&self, is_json: bool) -> String {
        let Some(one) = self.events.iter().next() else { return String::new() };
        let actor = match one.cause {
            Cause::System => None,
            Cause::Member(seat) => self.member(seat),
        };
        let mut fields = Json::default();
        if !is_json {
            fields.open('{');
            event_fields(&mut fields, &one.event, self);
            fields.close('}');
            let (version, at_ms, name) = (one.version, one.at_ms, one.event.name());
            let actor = actor.unwrap_or("(host)");
            return format!("{version:>6}  {at_ms}  {actor}  {name} {}", fields.into_line());
        }
        fields.open('{');
        fields.key("version").number(one.version);
        fields.key("at_ms").number(one.at_ms);
        fields.key("actor").maybe_text(actor);
        fields.key("event").text(one.event.name());
        fields.key("fields").open('{');
        event_fields(&mut fields, &one.event, self);
        fields.close('}');
        fields.close('}');
        fields.into_line()
    }
}

impl Shown for CartView {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.member(seat)
    }

    /// A view holds its texts itself.
    fn text(&self, _: TextRef) -> Option<&str> {
        None
    }
}

fn view_as_json(view: &CartView) -> String {
    let mut json = Json::default();
    write_cart_view(&mut json, view, view);
    json.into_line()
}

fn view_as_text(view: &CartView) -> String {
    use core::fmt::Write;
    let mut text = String::new();
    let CartView { id, version, status, total, created_at_ms, changed_at_ms, .. } = view;
    let title = view.title.as_deref().unwrap_or("-");
    let _ = writeln!(text, "cart      {id}\nversion   {version}\nstatus    {}", status.name());
    let _ =
        writeln!(text, "title     {title}\ncreated   {created_at_ms}\nchanged   {changed_at_ms}");
    let _ = writeln!(text, "policies  {}\ntotal     {total}", view.policies.edit.name());
    for member in &view.members {
        let _ = writeln!(text, "member    {} ({})", member.id, member.role);
    }
    for line in &view.lines {
        let by = view.member(line.added_by).unwrap_or("-");
        let (id, sku, quantity) = (line.id, &line.sku, line.quantity);
        let (price, sum) = (line.unit_price, line.line_total);
        let _ = write!(text, "line {id:<4} {quantity} x {sku:?} at {price} = {sum}, by {by}");
        let _ = match &line.note {
            Some(note) => writeln!(text, ", note {note:?}"),
            None => writeln!(text),
        };
    }
    for one in &view.invitations {
        let (id, role, uses) = (one.id, &one.role, one.uses_left);
        let _ = writeln!(text, "invitation {id} as {role}, {uses} uses left");
    }
    text
}
