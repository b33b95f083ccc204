//! Plays a script on an engine and on the model, step by step, and compares everything both say.

use std::sync::{Arc, LazyLock};

use cartpool::journal::Store;
use cartpool::{
    Cart, Command, CommandId, CommandOptions, Cursor, Engine, Limits, ManualClock, Member, NewCart,
    Options, PageBody, Prices, Result, SeededRandom, Token,
};

use crate::ask::{Ask, NewRole, preset};
use crate::facts::{self, Facts};
use crate::model::{Answer, Bounds, Model, Riders};
use crate::script::{self, Action, Identified, NAMES, START_MS, Step};

const TOKENS: u64 = 5;
const PRESETS: [&str; 6] = ["friends", "family", "team", "wholesale", "group_buy", "public"];
const BOUNDS: Bounds = Bounds {
    lines: 6,
    quantity: 20,
    total: 40_000,
    members: 5,
    seats: 40,
    invitations: 3,
    roles: 3,
    batch: 5,
    applied_ids: 6,
    refused_ids: 4,
};

/// One of a few tokens, the same in every run.
pub(crate) fn token(number: u16) -> &'static Token {
    static ALL: LazyLock<Vec<Token>> = LazyLock::new(|| {
        (0..TOKENS).map(|seed| Token::from_random(&SeededRandom::new(seed))).collect()
    });
    &ALL[usize::from(number) % ALL.len()]
}

/// What was sent under an id, for retries.
#[derive(Clone)]
struct Sent {
    actor: &'static str,
    id: CommandId,
    expect_version: Option<u64>,
    asks: Vec<Ask>,
    is_batch: bool,
}

/// An engine and a model that should always agree.
pub(crate) struct Pair {
    pub(crate) engine: Engine,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) cart: Cart,
    pub(crate) model: Model,
    /// Handles that live as long as the run, so that what they remember of a seat is tested too.
    members: Vec<Member>,
    /// Another engine on the same store, where there is one: steps alternate.
    elsewhere: Option<Elsewhere>,
    steps: usize,
    sent: Vec<Sent>,
    ids: u128,
    epoch: u32,
    /// Up to here events were compared.
    compared: u64,
    /// What the host saw at each version it looked at.
    pub(crate) seen: Vec<(u64, Facts)>,
    /// Answers in order, for runs that are compared with each other.
    pub(crate) answers: Vec<Answer>,
    /// What was done, told where the run fails.
    trace: Vec<String>,
}

impl Drop for Pair {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = self.trace.len().saturating_sub(12);
            eprintln!("the last steps:\n{}", self.trace[last..].join("\n"));
        }
    }
}

fn limits() -> Limits {
    Limits {
        lines_max: 6,
        quantity_max: 20,
        total_max: 40_000,
        members_max: 5,
        seats_max: 40,
        invitations_max: 3,
        roles_max: 3,
        batch_commands_max: 5,
        command_ids_max: 6,
        refused_ids_max: 4,
        ..Limits::default()
    }
}

/// Opens the store once more, as another process would.
pub(crate) type Opener = Arc<dyn Fn() -> Arc<dyn Store> + Send + Sync>;

/// The other engine, and how to open a new one.
struct Elsewhere {
    engine: Engine,
    cart: Cart,
    members: Vec<Member>,
    opener: Opener,
    options: Options,
}

fn handles(cart: &Cart) -> Vec<Member> {
    let member = |name: &&str| if *name == "system" { cart.system() } else { cart.member(name) };
    NAMES.iter().map(member).collect()
}

impl Elsewhere {
    fn open(opener: Opener, options: Options, cart: &Cart) -> Self {
        let options = Options { store: Some(opener()), ..options };
        let engine = Engine::open(options.clone()).expect("the store can be opened");
        let cart = engine.cart(cart.id());
        Self { engine, members: handles(&cart), cart, opener, options }
    }
}

/// Every so many steps an engine on a store is closed and opened anew.
const STEPS_A_LIFE: usize = 23;

impl Pair {
    pub(crate) fn new(setting: u8, seed: u64) -> Self {
        Self::open(setting, seed, None)
    }

    /// Two engines on one store that take turns, and now and then one of them starts anew.
    pub(crate) fn on_store(setting: u8, seed: u64, opener: Opener) -> Self {
        Self::open(setting, seed, Some(opener))
    }

    fn open(setting: u8, seed: u64, opener: Option<Opener>) -> Self {
        let takes_callers_prices = setting % 2 == 0;
        let name = PRESETS[usize::from(setting / 2) % PRESETS.len()];
        let clock = Arc::new(ManualClock::at(START_MS));
        let options = Options {
            limits: limits(),
            prices: if takes_callers_prices { Prices::Caller } else { Prices::List },
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(seed)),
            store: opener.as_ref().map(|open| open()),
            ..Options::default()
        };
        let engine = Engine::open(options.clone()).expect("the limits are valid");
        let new = NewCart { preset: preset(name), ..NewCart::new("ana", "EUR") };
        let cart = engine.create_cart(new).expect("a plain cart can be made");
        let mut model = Model::new(BOUNDS, takes_callers_prices, START_MS, name);
        for number in 0..TOKENS {
            let token = token(u16::try_from(number).expect("few tokens"));
            model.knows_token(&token.reveal(), &token.hash().text());
        }
        let members = handles(&cart);
        let elsewhere = opener.map(|opener| Elsewhere::open(opener, options, &cart));
        let epoch = cart.system().events_since(Cursor::START).expect("the host reads").to.epoch;
        let mut pair = Self {
            engine,
            clock,
            cart,
            model,
            members,
            elsewhere,
            steps: 0,
            sent: Vec::new(),
            ids: 0,
            epoch,
            compared: 0,
            seen: Vec::new(),
            answers: Vec::new(),
            trace: Vec::new(),
        };
        for sku in &script::SKUS[..3] {
            pair.set_price(sku, "EUR", "1.00");
        }
        if setting / 12 % 2 == 1 {
            pair.seat_a_capped_member();
        }
        pair
    }

    pub(crate) fn member(&self, name: &str) -> &Member {
        let index = NAMES.iter().position(|one| *one == name).expect("a name of the script");
        &self.members[index]
    }

    /// Half of all runs start with somebody who may add little, and no food.
    fn seat_a_capped_member(&mut self) {
        self.set_category("MILK", "food");
        let capabilities = ["view_items", "view_people", "add_items", "edit_own_lines"];
        let role = NewRole {
            name: "r1".to_owned(),
            capabilities: capabilities.map(str::to_owned).to_vec(),
            money_cap: Some("5".to_owned()),
            categories_denied: vec!["food".to_owned()],
            ..NewRole::default()
        };
        let seat = Ask::AddMember { member: "ben".to_owned(), role: "r1".to_owned() };
        self.send("system", None, None, &[Ask::DefineRole(role)], false, 0);
        self.send("system", None, None, &[seat], false, 0);
    }

    /// The next step is another engine's, where there is another.
    fn alternate(&mut self) {
        self.steps += 1;
        let Some(other) = &mut self.elsewhere else { return };
        std::mem::swap(&mut self.engine, &mut other.engine);
        std::mem::swap(&mut self.cart, &mut other.cart);
        std::mem::swap(&mut self.members, &mut other.members);
        if self.steps % STEPS_A_LIFE == 0 {
            *other = Elsewhere::open(Arc::clone(&other.opener), other.options.clone(), &self.cart);
        }
        if self.steps % (3 * STEPS_A_LIFE) == 0 {
            // Nobody came for two rounds: the cart leaves memory.
            for _ in 0..2 {
                while !self.engine.sweep(u32::MAX).expect("the engine is open").is_done {}
            }
            assert_eq!(self.engine.carts(), 0);
        }
    }

    fn set_category(&mut self, sku: &str, category: &str) {
        self.engine.set_category(sku, Some(category)).expect("a valid category");
        self.model.set_category(sku, category);
    }

    fn set_price(&mut self, sku: &str, currency: &str, amount: &str) {
        self.engine.set_price(sku, currency, amount).expect("a valid price");
        self.model.set_price(sku, currency, amount);
    }

    /// Plays a whole script and compares at every step.
    pub(crate) fn play(&mut self, steps: &[Step]) {
        let mut rest = steps.iter();
        while let Some(step) = rest.next() {
            self.alternate();
            let action = script::action(step, &self.model.cart);
            self.trace.push(format!(
                "{} {} {action:?}",
                self.model.cart.version(),
                script::actor(step)
            ));
            match action {
                Action::Price { sku, currency, amount } => self.set_price(sku, currency, amount),
                Action::Category { sku, category } => self.set_category(sku, category),
                Action::Clock { by_ms } => {
                    // Ten years back and forth at most, never before the epoch.
                    self.model.now_ms = self.model.now_ms.saturating_add_signed(by_ms);
                    self.clock.set(self.model.now_ms);
                }
                Action::Look => self.compare_views(step.2),
                Action::Send { ask, id, expect_version } => {
                    self.request(step, &[ask], false, id, expect_version);
                }
                Action::Batch { length, id, expect_version } => {
                    let inside = rest.by_ref().take(length);
                    let asks: Vec<Ask> =
                        inside.map(|step| script::ask(step, &self.model.cart)).collect();
                    self.request(step, &asks, true, id, expect_version);
                }
            }
        }
    }

    fn request(
        &mut self,
        step: &Step,
        asks: &[Ask],
        is_batch: bool,
        id: Option<Identified>,
        expect_version: Option<u64>,
    ) {
        let actor = script::actor(step);
        let earlier = |back: usize| {
            self.sent.len().checked_sub(back + 1).map(|place| self.sent[place].clone())
        };
        let sent = match id {
            None => return self.send(actor, None, expect_version, asks, is_batch, step.4),
            Some(Identified::Retry { back }) => earlier(back),
            Some(Identified::Reuse { back }) => earlier(back).map(|sent| Sent {
                actor,
                id: sent.id,
                expect_version,
                asks: asks.to_vec(),
                is_batch,
            }),
            Some(Identified::Fresh { ahead_ms }) => {
                self.ids += 1;
                let at_ms = self.model.now_ms.saturating_add_signed(ahead_ms);
                let id = CommandId::from_parts(at_ms, self.ids);
                let sent = Sent { actor, id, expect_version, asks: asks.to_vec(), is_batch };
                self.sent.push(sent.clone());
                Some(sent)
            }
        };
        let Some(sent) = sent else { return };
        self.send(
            sent.actor,
            Some(sent.id),
            sent.expect_version,
            &sent.asks,
            sent.is_batch,
            step.4,
        );
    }

    fn send(
        &mut self,
        actor: &str,
        id: Option<CommandId>,
        expect_version: Option<u64>,
        asks: &[Ask],
        is_batch: bool,
        looks: u16,
    ) {
        let options = CommandOptions { command_id: id, expect_version };
        let member = self.member(actor).with(options);
        let commands: Vec<Command<'_>> =
            asks.iter().map(|ask| ask.command().expect("scripts hold valid arguments")).collect();
        let answer = match commands.as_slice() {
            [command] if !is_batch => member.commit(command),
            commands => member.batch(commands),
        };
        let riders = Riders { id: id.map(|id| (id.time_ms(), id.bits())), expect_version };
        let wanted = self.model.commit(actor, riders, asks, is_batch);
        let given = answer.map_err(|error| error.code.name());
        assert_eq!(given, wanted, "{actor} sent {asks:?} with {riders:?}");
        self.answers.push(wanted);
        self.compare_events();
        if looks % 4 == 0 {
            self.compare_views(looks / 4);
        }
    }

    /// The events since the last time, as the host sees them.
    fn compare_events(&mut self) {
        if self.compared == self.model.cart.version() {
            return;
        }
        let page = self.page("system", self.compared).expect("the host reads");
        self.model.catch_up();
        let wanted = self.model.cart.events_after(self.compared);
        assert_eq!(page.len(), wanted.len(), "{page:?}, not {wanted:?}");
        for (given, wanted) in page.into_iter().zip(wanted) {
            facts::assert_same::<()>(&Ok(given), &Ok(wanted.clone()), "an event");
        }
        self.compared = self.model.cart.version();
    }

    fn page(&self, name: &str, version: u64) -> Result<Vec<Facts>> {
        let cursor = Cursor { epoch: self.epoch, version };
        let page = self.member(name).events_since(cursor)?;
        assert_eq!(page.from, cursor, "pages continue each other");
        match page.body {
            PageBody::Events(events) => Ok(facts::of_events(&events)),
            other => panic!("{other:?} for {name} since {version}"),
        }
    }

    /// What the host and somebody else see now.
    pub(crate) fn compare_views(&mut self, who: u16) {
        let name = NAMES[usize::from(who) % NAMES.len()];
        for name in [name, "system"] {
            let given = self.member(name).view().map(|view| facts::of_view(&view));
            if given.is_ok() {
                self.model.catch_up();
            }
            let wanted = self.model.cart.view(name, self.model.now_ms);
            let given = given.map_err(|error| error.code.name());
            facts::assert_same(&given, &wanted, &format!("the view of {name}"));
            if name == "system" {
                self.seen.push((self.model.cart.version(), wanted.expect("the host sees all")));
            }
        }
        self.compare_events();
    }

    /// What everybody sees in the end: views, feeds from the start, and the engine's own check.
    pub(crate) fn compare_all(&mut self) {
        for who in 0..u16::try_from(NAMES.len()).expect("few names") {
            self.compare_views(who);
        }
        for name in NAMES {
            let given = self.page(name, 0).map_err(|error| error.code.name());
            if given.is_ok() {
                self.model.catch_up();
            }
            let wanted = self.model.cart.events(name);
            match (given, wanted) {
                (Ok(given), Ok(wanted)) => {
                    assert_eq!(given.len(), wanted.len(), "the feed of {name}");
                    for (given, wanted) in given.into_iter().zip(wanted) {
                        facts::assert_same::<()>(
                            &Ok(given),
                            &Ok(wanted),
                            &format!("the feed of {name}"),
                        );
                    }
                }
                (given, wanted) => assert_eq!(given, wanted, "the feed of {name}"),
            }
        }
        self.member("system").verify().expect("the cart is sound");
    }
}
