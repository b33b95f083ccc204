//! Random interleavings on several carts, members and campaigns: engine and naive model agree on every answer, count, price
//! and moment. Proves I32 to I34.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use cartpool::journal::MemoryStore;
use cartpool::{
    CampaignStatus, CartId, Command, Decimal, Engine, Limits, LineId, ManualClock, NewCart, Options,
};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestError, TestRunner};

use super::carts::{Around, Cart};
use super::model::{
    Answer, CAMPAIGN_CARTS_MAX, CART_CAMPAIGNS_MAX, Campaign, NAMES, QUANTITY_MAX, SKUS, Status,
    Terms, Unit,
};
use super::script::{CAMPAIGNS, CARTS, HOUR_MS, START_MS, Step, step, terms, told};

/// An engine and the model, told the same.
struct Both {
    engine: Engine,
    clock: Arc<ManualClock>,
    is_on_store: bool,
    around: Around,
    carts: Vec<Cart>,
    /// Where the script got: refusals, statuses, units that wait.
    seen: BTreeSet<&'static str>,
}

fn id(cart: usize) -> CartId {
    CartId(cart as u128 + 1)
}

fn campaign(number: usize) -> String {
    format!("c{number}")
}

impl Both {
    fn new(terms: &[Terms], is_on_store: bool) -> Self {
        let clock = Arc::new(ManualClock::at(START_MS));
        let limits = Limits {
            quantity_max: QUANTITY_MAX,
            cart_campaigns_max: u32::try_from(CART_CAMPAIGNS_MAX).unwrap(),
            campaign_carts_max: u32::try_from(CAMPAIGN_CARTS_MAX).unwrap(),
            ..Limits::default()
        };
        let store = is_on_store.then(|| Arc::new(MemoryStore::new()) as Arc<_>);
        let options = Options { limits, clock: clock.clone(), store, ..Options::default() };
        let engine = Engine::open(options).unwrap();
        let prices = super::model::PRICES;
        for (sku, cents) in SKUS.iter().zip(prices) {
            engine.set_price(sku, "EUR", Decimal::new(cents.cast_signed(), 2)).unwrap();
        }
        for (number, terms) in terms.iter().enumerate() {
            engine.create_campaign(&campaign(number), &told(terms)).unwrap();
        }
        let campaigns = terms.iter().map(|terms| Campaign::new(terms.clone())).collect();
        let around = Around { now: 0, prices, campaigns };
        let mut carts: Vec<Cart> = (0..CARTS).map(Cart::new).collect();
        for (number, cart) in carts.iter_mut().enumerate() {
            let owner = NAMES[number % 3];
            let NewCart { owner, currency, preset, title, purpose } = NewCart::new(owner, "EUR");
            let create = Command::CreateCart { owner, currency, preset, title, purpose };
            let handle = engine.cart(id(number));
            handle.system().commit(&create).unwrap();
            cart.sit(NAMES[number % 3], &around);
            for name in NAMES.into_iter().filter(|name| *name != owner) {
                let role = if name == "vic" { "viewer" } else { "editor" };
                handle.system().add_member(name, role).unwrap();
                cart.sit(name, &around);
            }
        }
        Self { engine, clock, is_on_store, around, carts, seen: BTreeSet::new() }
    }

    /// What each answers.
    fn play(&mut self, step: &Step) -> [Answer; 2] {
        let Self { engine, around, carts, .. } = self;
        let handle = |cart: usize, name: usize| engine.cart(id(cart)).member(NAMES[name]);
        let code = |answer: cartpool::Result<u64>| answer.map_err(|error| error.code.name());
        match *step {
            Step::Pledge { cart, name, campaign: number, sku, quantity } => {
                let id = campaign(number);
                let named = sku.map(|sku| SKUS[sku]);
                let pledge = Command::Pledge { campaign: &id, sku: named, quantity };
                let theirs = code(handle(cart, name).commit(&pledge));
                [theirs, carts[cart].pledge(NAMES[name], number, sku, quantity, around)]
            }
            Step::Add { cart, name, sku, quantity } => {
                let theirs = code(handle(cart, name).add_item(SKUS[sku], quantity));
                [theirs, carts[cart].add(NAMES[name], sku, quantity, around)]
            }
            Step::Adjust { cart, name, line, delta } => {
                let line = line_at(&carts[cart], line);
                let theirs = code(handle(cart, name).adjust_quantity(LineId(line), delta));
                let after = |quantity| i64::from(quantity) + i64::from(delta);
                [theirs, carts[cart].become_(NAMES[name], line, after, true, around)]
            }
            Step::Set { cart, name, line, quantity } => {
                let line = line_at(&carts[cart], line);
                let set =
                    Command::SetQuantity { line: LineId(line), quantity, seen_quantity: None };
                let theirs = code(handle(cart, name).commit(&set));
                [
                    theirs,
                    carts[cart].become_(NAMES[name], line, |_| i64::from(quantity), false, around),
                ]
            }
            Step::Remove { cart, name, line } => {
                let line = line_at(&carts[cart], line);
                let theirs = code(handle(cart, name).remove_item(LineId(line)));
                [theirs, carts[cart].become_(NAMES[name], line, |_| 0, true, around)]
            }
            Step::Batch { cart, name, lines, deltas } => {
                let both = [0, 1].map(|at| (LineId(line_at(&carts[cart], lines[at])), deltas[at]));
                let batch = both.map(|(line, delta)| Command::AdjustQuantity { line, delta });
                let theirs = code(handle(cart, name).batch(&batch));
                [theirs, play_batch(&mut carts[cart], NAMES[name], both, around)]
            }
            Step::Leave { cart, name } => {
                [code(handle(cart, name).leave()), carts[cart].leave(NAMES[name], around)]
            }
            Step::RemoveMember { cart, name } | Step::Return { cart, name }
                if carts[cart].is_closed || carts[cart].owner() == NAMES[name] =>
            {
                [Ok(0), Ok(0)]
            }
            Step::RemoveMember { cart, name } => match carts[cart].seat(NAMES[name]) {
                None => [Ok(0), Ok(0)],
                Some(seat) => {
                    let theirs = code(engine.cart(id(cart)).system().remove_member(NAMES[name]));
                    carts[cart].catch_up(around);
                    [theirs, Ok(carts[cart].unseat(seat, around))]
                }
            },
            Step::Return { cart, name } => {
                if carts[cart].seat(NAMES[name]).is_some() {
                    return [Ok(0), Ok(0)];
                }
                let role = if NAMES[name] == "vic" { "viewer" } else { "editor" };
                let theirs = code(engine.cart(id(cart)).system().add_member(NAMES[name], role));
                carts[cart].catch_up(around);
                carts[cart].sit(NAMES[name], around);
                [theirs, Ok(carts[cart].version)]
            }
            Step::Close { cart } => {
                let owner = engine.cart(id(cart)).member(carts[cart].owner());
                [code(owner.commit(&Command::CloseCart)), carts[cart].close(around)]
            }
            Step::Price { .. }
            | Step::Hours(_)
            | Step::Sweep
            | Step::Cancel(_)
            | Step::Order(_)
            | Step::Look => self.play_around(step),
        }
    }

    /// What happens around the carts.
    fn play_around(&mut self, step: &Step) -> [Answer; 2] {
        let Self { engine, around, carts, .. } = self;
        let code = |answer: cartpool::Result<u64>| answer.map_err(|error| error.code.name());
        match *step {
            Step::Price { sku, cents } => {
                engine.set_price(SKUS[sku], "EUR", Decimal::new(cents.cast_signed(), 2)).unwrap();
                around.prices[sku] = cents;
                [Ok(0), Ok(0)]
            }
            Step::Hours(hours) => {
                around.now = around.now.saturating_add_signed(hours);
                self.clock.set(START_MS + around.now * HOUR_MS);
                [Ok(0), Ok(0)]
            }
            Step::Sweep => {
                engine.sweep(1_000).unwrap();
                around.campaigns.iter_mut().for_each(|it| it.settle(around.now));
                // On a store only the carts of campaigns that have moved are brought up.
                for cart in carts.iter_mut() {
                    if !self.is_on_store || cart.is_behind(around) {
                        cart.catch_up(around);
                    }
                }
                [Ok(0), Ok(0)]
            }
            Step::Cancel(number) => {
                let theirs = engine.cancel_campaign(&campaign(number)).map(|_| 0);
                [code(theirs), around.campaigns[number].cancel()]
            }
            Step::Order(number) => {
                let theirs = engine.order_campaign(&campaign(number)).map(|_| 0);
                [code(theirs), around.campaigns[number].order(around.now)]
            }
            _ => {
                self.compare();
                [Ok(0), Ok(0)]
            }
        }
    }

    fn run(&mut self, steps: &[Step]) {
        for (number, step) in steps.iter().enumerate() {
            let [theirs, ours] = self.play(step);
            assert_eq!(theirs, ours, "step {number}: {step:?}");
            self.seen.extend(ours.err());
            let Self { around, carts, .. } = self;
            for cart in carts.iter() {
                cart.tell(around);
            }
        }
        self.compare();
    }

    fn compare(&mut self) {
        for (number, ours) in self.around.campaigns.iter_mut().enumerate() {
            ours.settle(self.around.now);
            let theirs = self.engine.campaign(&campaign(number)).unwrap();
            let status = match ours.status {
                Status::Open | Status::Tipped if self.around.now < ours.terms.opens => "scheduled",
                Status::Tipped if self.around.now >= ours.locks => "filling",
                status => name_of(status),
            };
            assert_eq!(theirs.status.name(), status, "c{number}");
            self.seen.insert(status);
            let units = ours.held.iter().flat_map(|held| &held.units);
            self.seen.extend(units.map(|unit| match unit {
                Unit::Counts => "counts",
                Unit::Waits => "waits",
                Unit::Aside => "is set aside",
            }));
            self.seen.extend(ours.moments.iter().map(|(kind, _)| *kind));
            let counts = (theirs.reached, theirs.quantity, theirs.waiting, theirs.members);
            assert_eq!(
                counts,
                (ours.reached(), ours.quantity(), ours.waiting(), ours.members()),
                "c{number}"
            );
            let reached = (theirs.tiers_reached as usize, theirs.is_tipped, theirs.is_extended);
            assert_eq!(reached, (ours.tiers, ours.is_tipped, ours.is_extended), "c{number}");
            assert_eq!(theirs.carts, ours.carts.len() as u64, "c{number}");
            let moments = theirs.moments.iter().map(|it| (it.kind.name(), it.tier as usize));
            assert_eq!(moments.collect::<Vec<_>>(), ours.moments, "c{number}");
            let rows = self.engine.campaign_list(&campaign(number)).unwrap().rows;
            let rows = rows
                .iter()
                .map(|row| (row.cart, &*row.member, &*row.sku, row.quantity, row.waiting));
            let held = ours.held.iter().map(|held| {
                let counted = u32::try_from(held.counted()).unwrap();
                let all = u32::try_from(held.units.len()).unwrap();
                (id(held.cart), held.name, SKUS[held.sku], counted, all - counted)
            });
            assert!(rows.eq(held), "c{number}: {:?}", ours.held);
        }
        for (number, ours) in self.carts.iter_mut().enumerate() {
            ours.catch_up(&self.around);
            let theirs = self.engine.cart(id(number)).system().view().unwrap();
            assert_eq!(theirs.version, ours.version, "cart {number}");
            let line = |it: &cartpool::LineItem| {
                let price = it.unit_price.to_string();
                (it.id.0, it.sku.to_string(), it.quantity, price, it.campaign.clone())
            };
            let drawn = |it: &super::carts::Line| {
                let price = format!("{}.{:02}", it.price / 100, it.price % 100);
                (it.id, SKUS[it.sku].to_owned(), it.quantity, price, it.campaign.map(campaign))
            };
            let lines: Vec<_> = ours.lines.iter().map(drawn).collect();
            assert_eq!(theirs.lines.iter().map(line).collect::<Vec<_>>(), lines, "cart {number}");
            let total: u64 = ours.lines.iter().map(|it| it.price * u64::from(it.quantity)).sum();
            assert_eq!(theirs.total.minor, total.cast_signed(), "cart {number}");
            let known = ours.joined.iter();
            let known = known.map(|it| (campaign(it.campaign), name_of(it.status), it.tiers));
            let seen = theirs.campaigns.iter();
            let seen =
                seen.map(|it| (it.campaign.clone(), it.status.name(), it.tiers_reached as usize));
            assert!(seen.eq(known), "cart {number}: {:?}", theirs.campaigns);
        }
    }

    fn verify(&self) {
        (0..CARTS).for_each(|cart| self.engine.cart(id(cart)).system().verify().unwrap());
    }
}

/// The id of a line by its place.
fn line_at(cart: &Cart, place: usize) -> u64 {
    let lines = &cart.lines;
    lines.get(place % lines.len().max(1)).map_or(99_999, |line| line.id)
}

fn play_batch(
    cart: &mut Cart,
    name: &'static str,
    both: [(LineId, i32); 2],
    around: &Around,
) -> Answer {
    cart.enter(name, around)?;
    let before = cart.clone();
    for (line, delta) in both {
        let after = |quantity| i64::from(quantity) + i64::from(delta);
        if let Err(code) = cart.become_(name, line.0, after, true, around) {
            *cart = before;
            return Err(code);
        }
    }
    Ok(cart.version)
}

const fn name_of(status: Status) -> &'static str {
    let status = match status {
        Status::Open => CampaignStatus::Open,
        Status::Tipped => CampaignStatus::Tipped,
        Status::ToppingUp => CampaignStatus::ToppingUp,
        Status::Closed => CampaignStatus::Closed,
        Status::Ordered => CampaignStatus::Ordered,
        Status::Failed => CampaignStatus::Failed,
        Status::Cancelled => CampaignStatus::Cancelled,
    };
    status.name()
}

/// How many steps a run plays: some seconds' worth, or what `CARTPOOL_CAMPAIGN_STEPS` says.
fn steps_wanted() -> usize {
    let wanted = std::env::var("CARTPOOL_CAMPAIGN_STEPS").ok();
    wanted.map_or(60_000, |wanted| wanted.parse().expect("CARTPOOL_CAMPAIGN_STEPS is a number"))
}

/// Where some script gets: every refusal there is, every status, every moment.
const EVERYWHERE: &[&str] = &[
    "cart_not_found",
    "cart_is_closed",
    "capability_missing",
    "owner_must_stay",
    "line_not_found",
    "quantity_must_not_be_zero",
    "exceeds_quantity_max",
    "campaign_not_found",
    "sku_not_in_campaign",
    "campaign_takes_no_pledges",
    "pledge_is_locked",
    "below_pledge_min",
    "exceeds_pledge_max",
    "campaign_is_over",
    "campaign_is_not_closed",
    "scheduled",
    "open",
    "tipped",
    "filling",
    "topping_up",
    "closed",
    "ordered",
    "failed",
    "cancelled",
    "counts",
    "waits",
    "tip_lost",
    "tier_reached",
    "tier_lost",
    "extended",
];

#[test]
fn engine_and_model_agree_on_every_interleaving() {
    let (played, seen) = (Cell::new(0), RefCell::new(BTreeSet::new()));
    let script = (vec(terms(), CAMPAIGNS), any::<bool>(), vec(step(), 1..120));
    while played.get() < steps_wanted() {
        let config = Config {
            cases: 64,
            failure_persistence: None,
            max_shrink_iters: 20_000,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(&script, |(terms, is_on_store, steps)| {
            let mut both = Both::new(&terms, is_on_store);
            both.run(&steps);
            both.verify();
            played.set(played.get() + steps.len());
            seen.borrow_mut().append(&mut both.seen);
            Ok(())
        });
        match outcome {
            Ok(()) => {}
            Err(TestError::Fail(reason, (terms, is_on_store, steps))) => {
                let lines = terms.iter().map(|it| format!("{it:?}\n"));
                let lines: String =
                    lines.chain(steps.iter().map(|it| format!("{it:?}\n"))).collect();
                panic!("{reason}\non a store: {is_on_store}\n{lines}");
            }
            Err(failure) => panic!("{failure}"),
        }
    }
    let (seen, wanted) = (seen.into_inner(), EVERYWHERE.iter().copied());
    let missed: Vec<_> = wanted.filter(|it| !seen.contains(it)).collect();
    assert!(missed.is_empty(), "no script got to {missed:?}");
}
