//! Runs the scenario files of `tests/vectors`; their grammar is in `tests/README.md`.

mod accounts;
mod campaigns;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cartpool::{
    Cart, CartId, CommandId, CommandOptions, Cursor, Engine, Limits, LineId, ManualClock, Member,
    NewCart, Options, PageBody, Prices, Random, Rates, Result, SeededRandom, Token, parse_amount,
};

use crate::ask::{Ask, preset};
use crate::facts::{self, Facts};
use text::{Arguments, Expected, Line};

/// The folder of vectors; `CARTPOOL_VECTORS` names another.
pub(crate) fn folder() -> PathBuf {
    let ours = || Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    std::env::var_os("CARTPOOL_VECTORS").map_or_else(ours, PathBuf::from)
}

/// The vectors, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of vectors can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut files: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|ext| ext == "cart")).collect();
    files.sort();
    assert!(!files.is_empty(), "no vectors in {}", folder.display());
    files
}

#[test]
fn every_vector_holds() {
    let mut failures = Vec::new();
    for file in files(&folder()) {
        let text = fs::read_to_string(&file).expect("a vector is UTF-8");
        let run = std::panic::catch_unwind(|| run(&file, &text));
        failures.extend(run.is_err().then_some(file));
    }
    assert!(failures.is_empty(), "{failures:?}; the reasons stand above");
}

fn run(file: &Path, text: &str) {
    let lines = text::lines(text);
    let (options, steps) = match lines.split_first() {
        Some((first, rest)) if first.words[0] == "options" => (Some(first), rest),
        _ => (None, lines.as_slice()),
    };
    let mut world = World::open(options);
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        world.place = format!("{}:{}", file.display(), step.number);
        let is_batch = step.words.get(1).is_some_and(|word| word == "batch");
        if is_batch {
            let inside: Vec<_> = steps.by_ref().take_while(|line| line.is_indented).collect();
            let read = steps.as_slice();
            // `take_while` has consumed the `end` that follows the indented lines.
            let end = lines.get(lines.len() - read.len() - 1).expect("a batch ends");
            assert_eq!(end.words, ["end"], "{}: a batch ends with `end`", world.place);
            world.batch(step, &inside, end);
        } else {
            world.step(step);
        }
    }
    world.verify();
}

/// One engine and what a vector has named.
struct World {
    engine: Engine,
    clock: Arc<ManualClock>,
    random: SeededRandom,
    carts: BTreeMap<String, Cart>,
    current: Option<Cart>,
    saved: BTreeMap<String, String>,
    place: String,
}

impl World {
    fn open(options: Option<&Line>) -> Self {
        let clock = Arc::new(ManualClock::at(1_750_000_000_000));
        let given = options.map_or(&[][..], |line| &line.words[1..]);
        let options = Options {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(1)),
            ..engine_options(Arguments::of(given))
        };
        let engine = Engine::open(options).expect("the options are valid");
        Self {
            engine,
            clock,
            random: SeededRandom::new(2),
            carts: BTreeMap::new(),
            current: None,
            saved: BTreeMap::new(),
            place: String::new(),
        }
    }

    fn cart(&self) -> &Cart {
        self.current.as_ref().unwrap_or_else(|| panic!("{}: no cart yet", self.place))
    }

    fn member(&self, name: &str) -> Member {
        if name == "system" { self.cart().system() } else { self.cart().member(name) }
    }

    /// The words with each `$name` replaced by its value.
    fn resolve(&self, words: &[String]) -> Vec<String> {
        words.iter().map(|word| self.resolve_word(word)).collect()
    }

    fn resolve_word(&self, word: &str) -> String {
        let Some((before, rest)) = word.split_once('$') else { return word.to_owned() };
        let is_name = |next: char| next.is_alphanumeric() || "._".contains(next);
        let (name, after) = rest.split_at(rest.find(|next| !is_name(next)).unwrap_or(rest.len()));
        let value = self.saved.get(name);
        let value = value.unwrap_or_else(|| panic!("{}: ${name} is not saved", self.place));
        format!("{before}{value}{}", self.resolve_word(after))
    }

    fn step(&mut self, line: &Line) {
        let words = self.resolve(&line.words);
        let [first, rest @ ..] = words.as_slice() else { panic!("{}: no words", self.place) };
        match first.as_str() {
            "price" => self.price(rest, line),
            "price_of" => self.price_of(rest, line),
            "cart" => self.make_cart(rest, line),
            "use" => self.switch(&rest[0]),
            "token" => self.make_token(&rest[0]),
            "id" => self.make_id(rest),
            "clock" => self.move_clock(&rest[0]),
            "coupon" => self.define_coupon(rest, line),
            "coupon_of" => self.coupon_of(rest, line),
            "transfer" => self.transfer(rest, line),
            "ledger_of" => self.ledger_of(rest, line),
            "campaign" => self.create_campaign(rest, line),
            "campaign_of" => self.campaign_of(rest, line),
            "campaign_list_of" => self.campaign_list_of(rest, line),
            "cancel_campaign" | "order_campaign" => self.end_campaign(first, rest, line),
            "see_campaign" => self.see_campaign(rest, line),
            "sweep" => self.sweep(rest, line),
            "see" | "see_at" | "event" | "blame" | "feed" => self.read(first, rest, line),
            _ => self.verb(line),
        }
    }

    /// Compares an answer with what the line expects; gives the version on.
    fn settle(&mut self, answer: Result<u64>, expected: &Expected) {
        match (answer, expected) {
            (Err(error), Expected::Refusal(code)) => {
                assert_eq!(error.code.name(), code, "{}", self.place);
            }
            (Ok(_), Expected::Success) => {}
            (Ok(version), Expected::Version(wanted)) => match wanted.strip_prefix('$') {
                Some(name) => {
                    self.saved.insert(name.to_owned(), version.to_string());
                }
                None => assert_eq!(version.to_string(), *wanted, "{}", self.place),
            },
            (answer, expected) => panic!("{}: {answer:?}, not {expected:?}", self.place),
        }
    }

    fn price(&mut self, words: &[String], line: &Line) {
        let mut given = Arguments::of(&words[2..]);
        let currency = given.maybe("currency").unwrap_or_else(|| "EUR".to_owned());
        let category = given.maybe("category");
        given.expect_empty();
        let mut answer = self.engine.set_price(&words[0], &currency, words[1].as_str());
        if let Some(category) = category {
            answer = answer.and_then(|_| self.engine.set_category(&words[0], Some(&category)));
        }
        self.settle(answer, &line.expected);
    }

    fn price_of(&mut self, words: &[String], line: &Line) {
        let answer = self.engine.price(&words[0], &words[1]);
        if let (Ok(price), Some(wanted)) = (&answer, words.get(2)) {
            assert_eq!(price.amount(), amount(wanted), "{}", self.place);
        }
        self.settle(answer.map(|_| 0), &line.expected);
    }

    fn make_cart(&mut self, words: &[String], line: &Line) {
        let mut given = Arguments::of(&words[1..]);
        let (owner, currency) = (given.text("owner"), given.text("currency"));
        let preset = given.maybe("preset").map_or_else(Default::default, |name| preset(&name));
        let (title, purpose) = (given.maybe("title"), given.maybe("purpose"));
        given.expect_empty();
        let made = self.engine.create_cart(NewCart {
            preset,
            title: title.as_deref(),
            purpose: purpose.as_deref(),
            ..NewCart::new(&owner, &currency)
        });
        let version = made.and_then(|cart| {
            let version = cart.member(&owner).version();
            self.carts.insert(words[0].clone(), cart.clone());
            self.current = Some(cart);
            version
        });
        self.settle(version, &line.expected);
    }

    fn switch(&mut self, name: &str) {
        let cart = match name {
            "nowhere" => self.engine.cart(CartId(0)),
            name => self.carts.get(name).cloned().unwrap_or_else(|| panic!("no cart {name}")),
        };
        self.current = Some(cart);
    }

    fn make_token(&mut self, name: &str) {
        let token = Token::from_random(&self.random);
        self.saved.insert(name.to_owned(), token.reveal());
        self.saved.insert(format!("{name}.hash"), token.hash().text());
    }

    fn make_id(&mut self, words: &[String]) {
        let offset = words.get(1).map_or(0, |offset| milliseconds(offset));
        let mut bits = [0; 16];
        self.random.fill(&mut bits);
        let at_ms = self.engine.now_ms().saturating_add_signed(offset);
        let id = CommandId::from_parts(at_ms, u128::from_le_bytes(bits));
        self.saved.insert(words[0].clone(), id.to_string());
    }

    fn move_clock(&mut self, offset: &str) {
        self.clock.set(self.engine.now_ms().saturating_add_signed(milliseconds(offset)));
    }

    /// A principal and the options on its handle: `ana[expect_version=3]`.
    fn actor(&self, word: &str) -> Result<Member> {
        let Some((name, options)) = word.split_once('[') else { return Ok(self.member(word)) };
        let pairs: Vec<_> = options.trim_end_matches(']').split(',').map(str::to_owned).collect();
        let mut given = Arguments::of(&self.resolve(&pairs));
        let options = CommandOptions {
            command_id: given.maybe("command_id").map(|id| id.parse()).transpose()?,
            expect_version: given.maybe_number("expect_version"),
        };
        given.expect_empty();
        Ok(self.member(name).with(options))
    }

    fn verb(&mut self, line: &Line) {
        let ask = text::ask(&line.words[1], &self.resolve(&line.words[2..]));
        let actor = self.actor(&line.words[0]);
        let answer = actor.and_then(|actor| actor.commit(&ask.command()?));
        self.settle(answer, &line.expected);
    }

    fn batch(&mut self, first: &Line, inside: &[&Line], end: &Line) {
        let ask = |line: &&Line| text::ask(&line.words[0], &self.resolve(&line.words[1..]));
        let asks: Vec<Ask> = inside.iter().map(ask).collect();
        let commands: Result<Vec<_>> = asks.iter().map(Ask::command).collect();
        let actor = self.actor(&first.words[0]);
        let answer = actor.and_then(|actor| actor.batch(&commands?));
        self.settle(answer, &end.expected);
    }

    fn read(&mut self, verb: &str, words: &[String], line: &Line) {
        let member = self.member(&words[0]);
        let outcome = match verb {
            "see" => seen(&member, &words[1..]).map(|facts| (facts, &words[1..])),
            "see_at" => {
                let view = member.view_at(number(&words[1]));
                view.map(|view| (facts::of_view(&view), &words[2..]))
            }
            "event" => member.event(number(&words[1])).map(|events| {
                let facts = facts::of_events(&events);
                assert_eq!(facts.len(), 1, "{}", self.place);
                (facts.into_iter().next().unwrap_or_default(), &words[2..])
            }),
            "blame" => member
                .blame(LineId(number(&words[1])))
                .map(|events| (Facts::from([versions(&facts::of_events(&events))]), &words[2..])),
            _ => feed(&member, &words[1]).map(|facts| (facts, &words[2..])),
        };
        let answer = outcome.map(|(facts, wanted)| self.compare(&facts, wanted));
        self.settle(answer.map(|()| 0), &line.expected);
    }

    fn compare(&self, facts: &Facts, wanted: &[String]) {
        for (path, wanted) in Arguments::of(wanted).rest() {
            let Some(actual) = facts.get(&path) else {
                panic!("{}: there is no {path} in {facts:#?}", self.place)
            };
            let same = *actual == wanted || is_same_amount(&path, actual, &wanted);
            assert!(same, "{}: {path} is {actual}, not {wanted}", self.place);
        }
    }

    /// Every cart a vector left behind is sound.
    fn verify(&self) {
        for (name, cart) in &self.carts {
            let sound = cart.system().verify();
            assert!(sound.is_ok(), "cart {name} after {}: {sound:?}", self.place);
        }
    }
}

/// The view, and of the reads of the bill those that are named.
fn seen(member: &Member, wanted: &[String]) -> Result<Facts> {
    let mut facts = facts::of_view(&member.view()?);
    for root in ["bill", "explain", "settlement"] {
        let prefix = format!("{root}.");
        if wanted.iter().any(|path| path.starts_with(&prefix)) {
            let read = match root {
                "bill" => facts::of_bill(&member.bill()?),
                "explain" => facts::of_explanation(&member.explain()?),
                _ => facts::of_settlement(&member.settlement()?),
            };
            facts.extend(read.into_iter().map(|(path, value)| (prefix.clone() + &path, value)));
        }
    }
    Ok(facts)
}

/// One page as facts: `versions`, or `reset` and `version`, or `revoked` and `version`.
fn feed(member: &Member, since: &str) -> Result<Facts> {
    let since = number(since.strip_prefix("since=").expect("feed NAME since=VERSION"));
    let epoch = member.events_since(Cursor::START)?.to.epoch;
    let page = member.events_since(Cursor { epoch, version: since })?;
    Ok(match page.body {
        PageBody::Events(events) => Facts::from([versions(&facts::of_events(&events))]),
        PageBody::Reset(view) => marked("reset", view.version),
        PageBody::Revoked { version } => marked("revoked", version),
    })
}

fn marked(mark: &str, version: u64) -> Facts {
    let pair = |key: &str, value: String| (key.to_owned(), value);
    Facts::from([pair(mark, "true".to_owned()), pair("version", version.to_string())])
}

fn versions(events: &[Facts]) -> (String, String) {
    let versions: Vec<_> = events.iter().map(|facts| facts["version"].as_str()).collect();
    ("versions".to_owned(), versions.join(","))
}

fn number(word: &str) -> u64 {
    word.parse().unwrap_or_else(|_| panic!("{word} is no number"))
}

fn amount(word: &str) -> rust_decimal::Decimal {
    parse_amount(word).unwrap_or_else(|_| panic!("{word} is no amount"))
}

/// Money is compared by amount: 9 is 9.00.
fn is_same_amount(path: &str, actual: &str, wanted: &str) -> bool {
    const MONEY: [&str; 23] = [
        "subtotal",
        "total",
        "line_total",
        "unit_price",
        "old_unit_price",
        "money_cap",
        "amount",
        "paid",
        "due",
        "refunded",
        "balance",
        "lines",
        "adjustments",
        "row",
        "percent",
        "value",
        "minimum",
        "amount_max",
        "person_max",
        "share_minimum",
        "regular_price",
        "now",
        "then",
    ];
    let plain = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
    let name = path.rsplit('.').next().unwrap_or(path);
    MONEY.contains(&name) && plain(actual).is_some() && plain(actual) == plain(wanted)
}

/// `+7d`, `-500ms` in milliseconds.
fn milliseconds(word: &str) -> i64 {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let unit = match &word[digits.len()..] {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        unit => panic!("{unit} is no unit of time"),
    };
    digits.parse::<i64>().unwrap_or_else(|_| panic!("{word} is no span of time")) * unit
}

macro_rules! limit_names {
    ($($name:ident)*) => {
        /// Every bound a vector may set.
        pub(crate) const LIMIT_NAMES: &[&str] = &[$(stringify!($name)),*];

        fn limits(given: &mut Arguments) -> Limits {
            let mut limits = Limits::default();
            $(if let Some(value) = given.maybe_number(stringify!($name)) { limits.$name = value; })*
            limits
        }
    };
}

limit_names! {
    lines_max quantity_max unit_price_max total_max members_max seats_max invitations_max
    invitation_uses_max roles_max role_categories_max id_bytes_max title_chars_max note_chars_max
    options_max option_key_chars_max option_value_chars_max batch_commands_max batch_bytes_max
    command_bytes_max event_bytes_max cart_bytes_max history_events_max command_ids_max
    refused_ids_max skus_max cart_watches_max engine_watches_max page_events_max
    adjustments_max coupons_max splits_max lock_ms_max invitation_ms_max accounts_max
    coupon_members_max coupon_uses_max ledger_members_max ledger_carts_max cart_campaigns_max
    campaign_skus_max campaign_tiers_max campaign_carts_max reservation_ms_max
}

fn engine_options(mut given: Arguments) -> Options {
    let prices = match given.maybe("prices").as_deref() {
        None | Some("list") => Prices::List,
        Some("caller") => Prices::Caller,
        Some(other) => panic!("prices={other} is neither list nor caller"),
    };
    let rates = given.maybe("rates").map(|_| Rates::default());
    let max_bytes = given.maybe_number("max_bytes");
    let limits = limits(&mut given);
    given.expect_empty();
    Options { limits, rates, max_bytes, prices, ..Options::default() }
}

/// What a vector uses, for `surface`: its verbs and the codes it expects.
pub(crate) fn words_of(file: &Path) -> (Vec<String>, Vec<String>) {
    let lines = text::lines(&fs::read_to_string(file).expect("a vector is UTF-8"));
    let verb = |line: &Line| match line.words.as_slice() {
        [first, ..] if first == "cart" => Some("create_cart".to_owned()),
        [verb, ..] if line.is_indented => Some(verb.clone()),
        [_, verb, ..] => Some(verb.clone()),
        _ => None,
    };
    let code = |line: &Line| match &line.expected {
        Expected::Refusal(code) => Some(code.clone()),
        _ => None,
    };
    (lines.iter().filter_map(verb).collect(), lines.iter().filter_map(code).collect())
}
