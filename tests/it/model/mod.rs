//! A naive cart engine, written from what the verbs promise. It shares no code and no type with core: names are text,
//! sets are sets of text, money is `i128`, and nothing is fast.

mod lines;
mod people;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use crate::ask::Ask;
use crate::facts::{Facts, Sheet};

pub(crate) type Answer = Result<u64, &'static str>;
type Names = BTreeSet<String>;

const ALL: &str = "view_items view_people comment suggest vote veto add_items edit_own_lines edit_any_lines lock_cart \
    manage_cart invite_members manage_members manage_roles own_cart submit_purchase approve_purchase manage_budgets \
    split_bill apply_coupons pledge manage_campaigns checkout export_cart";
const EDITOR: &str = "view_items view_people comment suggest vote add_items edit_own_lines pledge submit_purchase \
    edit_any_lines lock_cart apply_coupons split_bill";

/// What a ready-made role may do.
pub(crate) fn ready_role(role: &str) -> Option<Names> {
    let list = match role {
        "owner" | "admin" => ALL,
        "editor" => EDITOR,
        "approver" => "view_items view_people comment approve_purchase",
        "contributor" => {
            "view_items view_people comment suggest vote add_items edit_own_lines pledge submit_purchase"
        }
        "suggester" => "view_items view_people comment suggest vote",
        "viewer" => "view_items view_people comment suggest",
        "link_preview" => "view_items",
        _ => return None,
    };
    let mut names = set(list);
    if role == "admin" {
        names.remove("own_cart");
    }
    Some(names)
}

pub(crate) fn set(list: &str) -> Names {
    list.split_whitespace().map(str::to_owned).collect()
}

/// The bounds a run is played under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) lines: usize,
    pub(crate) quantity: i64,
    pub(crate) total: i128,
    pub(crate) members: usize,
    pub(crate) seats: usize,
    pub(crate) invitations: usize,
    pub(crate) roles: usize,
    pub(crate) batch: usize,
    pub(crate) applied_ids: usize,
    pub(crate) refused_ids: usize,
}

/// A price in ten-thousandths of a minor unit, and who set it.
type Price = i128;

#[derive(Clone, Debug)]
struct Line {
    id: u64,
    sku: String,
    quantity: i64,
    price: Price,
    is_callers: bool,
    by: usize,
    changed_by: usize,
    at_ms: u64,
    options: Vec<(String, String)>,
    note: Option<String>,
    beneficiaries: Vec<usize>,
    reason: [Option<String>; 3],
}

#[derive(Clone, Debug, PartialEq)]
struct Role {
    name: String,
    may: Names,
    cap: Option<i128>,
    allowed: Vec<String>,
    denied: Vec<String>,
}

#[derive(Clone, Debug)]
struct Invitation {
    id: u64,
    hash: String,
    role: String,
    by: Option<usize>,
    uses: u32,
    until_ms: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct Policies {
    edit: String,
    merges: bool,
    suggestions: bool,
}

/// A cart: its state, and everything that happened.
#[derive(Clone, Debug)]
pub(crate) struct Cart {
    version: u64,
    currency: String,
    digits: u32,
    preset: String,
    title: Option<String>,
    purpose: Option<String>,
    policies: Policies,
    is_closed: bool,
    created_ms: u64,
    changed_ms: u64,
    prices_version: u64,
    /// Name and role of each seat; no role for who is gone.
    seats: Vec<(String, Option<String>)>,
    roles: Vec<Role>,
    lines: Vec<Line>,
    invitations: Vec<Invitation>,
    lock: Option<(Option<usize>, u64)>,
    offered_to: Option<usize>,
    events: Vec<Facts>,
}

/// What rides on a command: an id as its time and its bits, and an expected version.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Riders {
    pub(crate) id: Option<(u64, u128)>,
    pub(crate) expect_version: Option<u64>,
}

type Remembered = BTreeMap<(u64, u128), (String, String, Answer)>;

/// The engine: one cart is enough, for carts do not touch each other.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) now_ms: u64,
    bounds: Bounds,
    takes_callers_prices: bool,
    prices: BTreeMap<(String, String), Price>,
    categories: BTreeMap<String, String>,
    prices_version: u64,
    /// Each token's hash.
    tokens: BTreeMap<String, String>,
    applied: Remembered,
    refused: Remembered,
    forgot_ms: BTreeMap<String, u64>,
    pub(crate) cart: Cart,
}

/// Half a unit rounds up, once a line.
fn line_total(price: Price, quantity: i64) -> i128 {
    (price * i128::from(quantity) + 5_000) / 10_000
}

/// `units` with a point before the last `digits`, without needless zeros but with at least `kept` digits.
fn decimal(units: i128, digits: u32, kept: u32) -> String {
    let (mut units, mut digits) = (units, digits);
    while digits > kept && units % 10 == 0 {
        (units, digits) = (units / 10, digits - 1);
    }
    let scale = 10i128.pow(digits);
    let places = digits as usize;
    match digits {
        0 => units.to_string(),
        _ => format!("{}.{:0places$}", units / scale, units % scale),
    }
}

/// Text such as `4.50` in units of `10^-digits`; nothing where it is finer.
fn units(text: &str, digits: usize) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    (part.len() <= digits).then(|| format!("{whole}{part:0<digits$}").parse().expect("digits"))
}

impl Model {
    pub(crate) fn new(
        bounds: Bounds,
        takes_callers_prices: bool,
        now_ms: u64,
        preset: &str,
    ) -> Self {
        let (edit, merges, suggestions) = match preset {
            "family" | "friends" => ("open", true, true),
            "team" => ("own_lines", false, true),
            "wholesale" => ("owner_only", true, true),
            "group_buy" => ("own_lines", false, false),
            _ => ("suggest_only", false, true),
        };
        let policies = Policies { edit: edit.to_owned(), merges, suggestions };
        let cart = Cart {
            version: 0,
            currency: "EUR".to_owned(),
            digits: 2,
            preset: preset.to_owned(),
            title: None,
            purpose: None,
            policies: policies.clone(),
            is_closed: false,
            created_ms: now_ms,
            changed_ms: now_ms,
            prices_version: 0,
            seats: vec![("ana".to_owned(), Some("owner".to_owned()))],
            roles: Vec::new(),
            lines: Vec::new(),
            invitations: Vec::new(),
            lock: None,
            offered_to: None,
            events: Vec::new(),
        };
        let mut model = Self {
            now_ms,
            bounds,
            takes_callers_prices,
            prices: BTreeMap::new(),
            categories: BTreeMap::new(),
            prices_version: 0,
            tokens: BTreeMap::new(),
            applied: Remembered::new(),
            refused: Remembered::new(),
            forgot_ms: BTreeMap::new(),
            cart,
        };
        model.cart.happened(now_ms, None, "cart_created", |sheet| {
            sheet.put("owner", "ana");
            sheet.put("currency", "EUR");
            sheet.put("preset", preset);
            sheet.within("policies", |sheet| policies.put(sheet));
            sheet.put("title", "null");
            sheet.put("purpose", "null");
        });
        model
    }

    pub(crate) fn knows_token(&mut self, token: &str, hash: &str) {
        self.tokens.insert(token.to_owned(), hash.to_owned());
    }

    pub(crate) fn set_price(&mut self, sku: &str, currency: &str, text: &str) {
        let digits = if currency == "JPY" { 0 } else { 2 };
        let price = units(text, digits + 4).expect("tests set valid prices");
        let old = self.prices.insert((sku.to_owned(), currency.to_owned()), price);
        self.prices_version += u64::from(old != Some(price));
    }

    pub(crate) fn set_category(&mut self, sku: &str, category: &str) {
        let old = self.categories.insert(sku.to_owned(), category.to_owned());
        self.prices_version += u64::from(old.as_deref() != Some(category));
    }

    fn price(&self, sku: &str) -> Option<Price> {
        self.prices.get(&(sku.to_owned(), self.cart.currency.clone())).copied()
    }

    /// One command or a batch, by somebody called `actor`; `system` is the host.
    pub(crate) fn commit(
        &mut self,
        actor: &str,
        riders: Riders,
        asks: &[Ask],
        is_batch: bool,
    ) -> Answer {
        if is_batch {
            if asks.is_empty() {
                return Err("batch_must_not_be_empty");
            }
            if asks.len() > self.bounds.batch {
                return Err("exceeds_batch_max");
            }
            if asks
                .iter()
                .any(|ask| matches!(ask, Ask::AcceptInvitation { .. } | Ask::CreateCart { .. }))
            {
                return Err("not_allowed_in_batch");
            }
        }
        let joins = matches!(asks, [Ask::AcceptInvitation { .. }]) && !is_batch;
        let is_outside = actor != "system" && self.cart.seat(actor).is_none();
        if is_outside && !joins {
            return Err("cart_not_found");
        }
        if is_outside && !self.admits(&asks[0]) {
            return Err("invitation_not_valid");
        }
        let Some(id) = riders.id else { return self.decide(actor, riders, asks) };
        let payload = format!("{actor} {asks:?}");
        if let Some(answer) = self.remembered(id, actor, &payload) {
            return answer;
        }
        let answer = self.decide(actor, riders, asks);
        if !is_outside || !matches!(answer, Err("cart_not_found" | "invitation_not_valid")) {
            self.remember(id, actor, payload, answer);
        }
        answer
    }

    /// Whether an invitation is pending for the token that is shown.
    fn admits(&self, ask: &Ask) -> bool {
        let Ask::AcceptInvitation { token } = ask else { return false };
        let hash = self.tokens.get(token);
        let is_open = |one: &Invitation| Some(&one.hash) == hash && self.now_ms < one.until_ms;
        self.cart.invitations.iter().any(is_open)
    }

    fn remembered(&self, id: (u64, u128), actor: &str, payload: &str) -> Option<Answer> {
        match self.applied.get(&id).or_else(|| self.refused.get(&id)) {
            Some((_, same, answer)) if same == payload => Some(*answer),
            Some(_) => Some(Err("command_id_reused")),
            None if id.0 > self.now_ms + 300_000 => Some(Err("command_id_not_valid")),
            None if self.forgot_ms.get(actor).is_some_and(|forgot| id.0 <= *forgot) => {
                Some(Err("command_id_too_old"))
            }
            None => None,
        }
    }

    fn remember(&mut self, id: (u64, u128), actor: &str, payload: String, answer: Answer) {
        let (window, max) = match answer {
            Ok(_) => (&mut self.applied, self.bounds.applied_ids),
            Err(_) => (&mut self.refused, self.bounds.refused_ids),
        };
        window.insert(id, (actor.to_owned(), payload, answer));
        while window.len() > max {
            let mut held: BTreeMap<&str, usize> = BTreeMap::new();
            for (whose, ..) in window.values() {
                *held.entry(whose).or_default() += 1;
            }
            let most = held.values().max().copied();
            let has_most = |whose: &str| held.get(whose).copied() == most;
            let oldest = window.iter().find(|(_, (whose, ..))| has_most(whose));
            let Some(oldest) = oldest.map(|(id, _)| *id) else { break };
            let Some((whose, ..)) = window.remove(&oldest) else { break };
            let (time, _) = oldest;
            let forgot = self.forgot_ms.entry(whose).or_default();
            *forgot = time.max(*forgot);
        }
    }

    fn decide(&mut self, actor: &str, riders: Riders, asks: &[Ask]) -> Answer {
        let is_behind = !self.catch_up();
        if riders.expect_version.is_some_and(|version| version != self.cart.version) {
            return Err("version_conflict");
        }
        let before = self.cart.clone();
        for ask in asks {
            let is_gone = actor != "system" && self.cart.seat(actor).is_none();
            let joins = matches!(ask, Ask::AcceptInvitation { .. });
            let done = if is_gone && !joins { Err("cart_not_found") } else { self.one(actor, ask) };
            // By prices that are no longer the list's a cart only shrinks.
            let needs_prices = matches!(ask, Ask::AddItem(_) | Ask::Reprice);
            let done = done.and(require(!is_behind || !needs_prices, "exceeds_total_max"));
            if let Err(code) = done {
                self.cart = before;
                return Err(code);
            }
        }
        if is_behind && self.cart.total() > before.total() {
            self.cart = before;
            return Err("exceeds_total_max");
        }
        Ok(self.cart.version)
    }

    /// Takes over new prices, in an event of the host's own; answers whether the cart has them now. With prices that would
    /// bring the total above its bound it keeps the old ones.
    pub(crate) fn catch_up(&mut self) -> bool {
        let mut changes = Vec::new();
        for index in 0..self.cart.lines.len() {
            let new = self.price(&self.cart.lines[index].sku.clone());
            let line = &mut self.cart.lines[index];
            if let Some(new) = new.filter(|new| !line.is_callers && *new != line.price) {
                changes.push((line.id, line.price, new));
            }
        }
        if changes.is_empty() || self.cart.is_closed {
            return true;
        }
        let before = self.cart.lines.clone();
        for (id, _, new) in &changes {
            self.cart.line_mut(*id).expect("it is a line's id").price = *new;
        }
        if self.cart.total() > self.bounds.total {
            self.cart.lines = before;
            return false;
        }
        let (now_ms, version, digits) = (self.now_ms, self.prices_version, self.cart.digits);
        self.cart.prices_version = version;
        self.cart.happened(now_ms, None, "repriced", |sheet| {
            sheet.put("prices_version", version);
            sheet.put("changes", changes.len());
            for (index, (id, old, new)) in changes.iter().enumerate() {
                sheet.put(&format!("changes.{index}.line"), id);
                sheet.put(
                    &format!("changes.{index}.old_unit_price"),
                    decimal(*old, digits + 4, digits),
                );
                sheet
                    .put(&format!("changes.{index}.unit_price"), decimal(*new, digits + 4, digits));
            }
        });
        true
    }

    /// Decides and does one command; nothing is changed where it is refused.
    fn one(&mut self, actor: &str, ask: &Ask) -> Result<(), &'static str> {
        let by = self.cart.seat(actor);
        if self.cart.is_closed {
            let joins = matches!(ask, Ask::AcceptInvitation { .. });
            return Err(if joins { "invitation_not_valid" } else { "cart_is_closed" });
        }
        let may = match by {
            Some(seat) => self.cart.may(seat),
            None if actor == "system" => set(ALL),
            None => Names::new(),
        };
        let mut turn =
            Turn { by, may, now_ms: self.now_ms, bounds: self.bounds, cart: &mut self.cart };
        match ask {
            Ask::CreateCart { .. } => {
                require(by.is_none(), "reserved_for_system").and(Err("cart_already_exists"))
            }
            Ask::Reprice => require(by.is_none(), "reserved_for_system"),
            Ask::AddItem(item) => {
                let price =
                    self.prices.get(&(item.sku.clone(), turn.cart.currency.clone())).copied();
                let category = self.categories.get(&item.sku);
                turn.add_item(item, self.takes_callers_prices, price, category)
            }
            Ask::AcceptInvitation { token } => {
                turn.accept_invitation(actor, self.tokens.get(token).map(String::as_str))
            }
            Ask::AdjustQuantity { line, .. }
            | Ask::SetQuantity { line, .. }
            | Ask::RemoveItem { line }
            | Ask::SetNote { line, .. }
            | Ask::SetBeneficiaries { line, .. }
            | Ask::SetReason { line, .. } => turn.edit_line(*line, ask),
            _ => turn.people(ask),
        }
    }
}

/// One command's turn: who acts, when, and on what.
struct Turn<'t> {
    by: Option<usize>,
    may: Names,
    now_ms: u64,
    bounds: Bounds,
    cart: &'t mut Cart,
}

type Done = Result<(), &'static str>;

fn require(holds: bool, code: &'static str) -> Done {
    if holds { Ok(()) } else { Err(code) }
}

impl Turn<'_> {
    fn needs(&self, capability: &str) -> Done {
        require(self.may.contains(capability), "capability_missing")
    }

    fn needs_all(&self, wanted: &Names) -> Done {
        require(wanted.is_subset(&self.may), "capability_missing")
    }

    /// Makes the next version; ends the turn.
    #[allow(clippy::unnecessary_wraps, reason = "it is how a turn ends well")]
    fn happened(&mut self, name: &str, fill: impl FnOnce(&mut Sheet)) -> Done {
        self.cart.happened(self.now_ms, self.by, name, fill);
        Ok(())
    }
}
