//! Command ids where several streams or engines are involved, and where there is no cart yet. Proves I10, I11, I12 and I14
//! beside `vectors/retries.cart`.

use std::sync::Arc;

use cartpool::journal::{MemoryStore, Store};
use cartpool::{
    BillCommand, CampaignTerms, CampaignTier, CartId, Command, CommandId, CommandOptions,
    CouponTerms, Decimal, Engine, Limits, ManualClock, Member, NewCart, Options, Preset, Rates,
};

const NOW_MS: u64 = 1_750_000_000_000;
const CLOSES_MS: u64 = NOW_MS + 86_400_000;

/// An engine that takes one of everything, and another on the same log, or the same one in memory.
fn pairs() -> [(Engine, Engine); 2] {
    let open = |store: Option<Arc<dyn Store>>| {
        let limits = Limits { campaign_carts_max: 1, ledger_members_max: 1, ..Limits::default() };
        let clock = Arc::new(ManualClock::at(NOW_MS));
        let engine = Engine::open(Options { limits, store, clock, ..Options::default() }).unwrap();
        engine.set_price("TEA", "EUR", "5.00").unwrap();
        engine
    };
    let memory = open(None);
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    [(memory.clone(), memory), (open(Some(Arc::clone(&store))), open(Some(store)))]
}

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.unwrap_err().code.name()
}

const fn by_id(random: u128) -> CommandOptions {
    CommandOptions { command_id: Some(CommandId::from_parts(NOW_MS, random)), expect_version: None }
}

fn cart(engine: &Engine, owner: &str) -> Member {
    engine.create_cart(NewCart::new(owner, "EUR")).unwrap().member(owner)
}

/// The refusal is the id's from now on: for the same again, for something else, and wherever it is sent.
fn stays_refused(
    ask: impl Fn(&Member) -> cartpool::Result<u64>,
    name: &'static str,
    (who, elsewhere): (&Member, &Engine),
    allow: impl FnOnce(),
) {
    let once = who.with(by_id(1));
    assert_eq!(code(ask(&once)), name);
    allow();
    let there = elsewhere.cart(who.cart()).member(who.id()).with(by_id(1));
    for retried in [&there, &once] {
        assert_eq!(code(ask(retried)), name, "by the same id");
        assert_eq!(code(retried.add_item("TEA", 1)), "command_id_reused");
    }
    assert_eq!(ask(who).map_err(|error| error.code), Ok(who.version().unwrap()), "by no id");
}

#[test]
fn what_a_coupon_refused_stays_refused() {
    let discount = BillCommand::AddDiscount {
        percent: Some(Decimal::TEN),
        amount: None,
        tiers: vec![],
        buy: None,
        get: None,
        skus: vec![],
        label: None,
        exclusive: false,
        priority: None,
    };
    for (engine, other) in pairs() {
        let terms = CouponTerms::new("EUR", &discount).unwrap();
        let terms = CouponTerms { uses_max: Some(1), ..terms };
        engine.define_coupon("SPRING", terms).unwrap();
        let (ana, ben) = (cart(&engine, "ana"), cart(&engine, "ben"));
        let adjustment = ana.redeem_coupon("SPRING").unwrap();
        let take_out = || {
            let remove = BillCommand::RemoveAdjustment { adjustment };
            ana.commit(&Command::Bill(remove)).unwrap();
        };
        stays_refused(
            |ben| ben.redeem_coupon("SPRING"),
            "coupon_used_up",
            (&ben, &other),
            take_out,
        );
    }
}

#[test]
fn what_a_campaign_refused_stays_refused() {
    for (engine, other) in pairs() {
        let tier = CampaignTier::percent(10, Decimal::TEN);
        let terms = CampaignTerms::new("EUR", &["TEA"], &[tier], CLOSES_MS).unwrap();
        engine.create_campaign("tea", &terms).unwrap();
        cart(&engine, "ana").pledge("tea", 1).unwrap();
        let ben = cart(&engine, "ben");
        let once = ben.with(by_id(1));
        assert_eq!(code(once.pledge("tea", 1)), "exceeds_campaign_carts_max");
        let there = other.cart(ben.cart()).member("ben").with(by_id(1));
        for retried in [there, once] {
            assert_eq!(code(retried.pledge("tea", 1)), "exceeds_campaign_carts_max");
            assert_eq!(code(retried.pledge("tea", 2)), "command_id_reused");
        }
    }
}

#[test]
fn what_a_ledger_refused_stays_refused() {
    for (engine, other) in pairs() {
        let ana = cart(&engine, "ana");
        let host = engine.cart(ana.cart()).system();
        host.add_member("ben", "editor").unwrap();
        ana.add_item("TEA", 1).unwrap();
        let set = |group| host.commit(&Command::Bill(BillCommand::SetGroup { group })).unwrap();
        set(Some("family"));
        let leave = || {
            set(None);
        };
        stays_refused(Member::fix_bill, "exceeds_ledger_members_max", (&ana, &other), leave);
    }
}

/// A refusal that comes from elsewhere is counted once, and not in place of what it says.
#[test]
fn what_a_campaign_refused_is_one_command() {
    let rates = Rates { member_burst: 1, ..Rates::default() };
    let limits = Limits { campaign_carts_max: 1, ..Limits::default() };
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let options = Options { rates: Some(rates), limits, clock, ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("TEA", "EUR", "5.00").unwrap();
    let tier = CampaignTier::percent(10, Decimal::TEN);
    let terms = CampaignTerms::new("EUR", &["TEA"], &[tier], CLOSES_MS).unwrap();
    engine.create_campaign("tea", &terms).unwrap();
    engine.cart(cart(&engine, "ana").cart()).system().pledge("tea", 1).unwrap();
    let ben = cart(&engine, "ben");
    assert_eq!(code(ben.pledge("tea", 1)), "exceeds_campaign_carts_max");
    assert_eq!(code(ben.pledge("tea", 1)), "rate_exceeded");
}

fn make(
    engine: &Engine,
    id: CartId,
    options: CommandOptions,
    owner: &str,
) -> cartpool::Result<u64> {
    let host = engine.cart(id).system().with(options);
    let (currency, preset) = ("EUR", Preset::Friends);
    host.commit(&Command::CreateCart { owner, currency, preset, title: None, purpose: None })
}

#[test]
fn a_cart_is_made_once_however_often_it_is_asked_for() {
    for (engine, other) in pairs() {
        let id = engine.new_cart_id();
        assert_eq!(make(&engine, id, by_id(1), "ana"), Ok(1));
        for retried in [&engine, &other] {
            assert_eq!(make(retried, id, by_id(1), "ana"), Ok(1), "by the same id");
            assert_eq!(code(make(retried, id, by_id(1), "ben")), "command_id_reused");
            assert_eq!(code(make(retried, id, by_id(2), "ana")), "cart_already_exists");
            let host = retried.cart(id).system().with(by_id(1));
            assert_eq!(code(host.rename_cart(Some("lunch"), None)), "command_id_reused");
        }
        assert_eq!(engine.cart(id).member("ana").version(), Ok(1));
    }
}

#[test]
fn a_cart_that_is_not_made_yet_is_at_version_0() {
    for (engine, _) in pairs() {
        let id = engine.new_cart_id();
        let at = |version| CommandOptions { command_id: None, expect_version: Some(version) };
        assert_eq!(code(make(&engine, id, at(7), "ana")), "version_conflict");
        assert_eq!(code(engine.cart(id).system().version()), "cart_not_found");
        let late = CommandId::from_parts(NOW_MS + 300_001, 1);
        let late = CommandOptions { command_id: Some(late), expect_version: None };
        assert_eq!(code(make(&engine, id, late, "ana")), "command_id_not_valid");
        assert_eq!(make(&engine, id, at(0), "ana"), Ok(1));
    }
}
