//! One story with a little of everything, told to any engine: what a journal is filled with that is kept for later releases,
//! and what two builds must write alike.

use std::sync::Arc;
use std::time::Duration;

use cartpool::journal::Store;
use cartpool::{
    AdjustmentKind, BillCommand, CampaignTerms, CampaignTier, Capability, CartId, Command,
    CommandId, CommandOptions, CouponTerms, Decimal, Engine, LineId, ManualClock, Member, NewCart,
    Options, Preset, SeededRandom, SplitRule, Token,
};

use crate::facts;

const NOW_MS: u64 = 1_750_000_000_000;
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// More events than a block holds.
const LONG: u32 = 300;

/// The engine of a story, and its clock.
pub(crate) struct Scribe {
    pub(crate) engine: Engine,
    clock: Arc<ManualClock>,
}

impl Scribe {
    pub(crate) fn on(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(ManualClock::at(NOW_MS));
        let engine = Engine::open(Options {
            store: Some(store),
            clock: Arc::<ManualClock>::clone(&clock),
            random: Arc::new(SeededRandom::new(7)),
            ..Options::default()
        });
        Self { engine: engine.unwrap(), clock }
    }

    fn id(number: u128) -> CommandOptions {
        let command_id = Some(CommandId::from_parts(NOW_MS, number));
        CommandOptions { command_id, ..CommandOptions::default() }
    }

    /// The first life: ends drained, with everything saved. Answers with the carts.
    pub(crate) fn begin(&self) -> Vec<CartId> {
        let engine = &self.engine;
        for (sku, currency, price) in [
            ("TEA", "EUR", "4.50"),
            ("CAKE", "EUR", "3.20"),
            ("TEA", "JPY", "700"),
            ("寿司", "JPY", "1200"),
        ] {
            engine.set_price(sku, currency, price).unwrap();
        }
        engine.set_category("TEA", Some("drinks")).unwrap();
        let mut carts = vec![self.lunch(), self.dinner(), self.long(), self.treat()];
        carts.extend(self.honey());
        assert!(engine.drain(Duration::from_secs(60)));
        carts
    }

    /// Friends share lines, notes and roles; some are refused.
    fn lunch(&self) -> CartId {
        let cart = self.engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let (ana, ben, eve) = (cart.member("ana"), cart.member("ben"), cart.member("eve"));
        ana.add_member("ben", "editor").unwrap();
        ana.add_member("eve", "viewer").unwrap();
        self.clock.advance(61_500);
        ana.with(Self::id(1)).add_item("TEA", 2).unwrap();
        ben.with(Self::id(2)).add_item("TEA", 1).unwrap();
        ben.commit(&Command::AddItem {
            sku: "CAKE",
            quantity: 3,
            unit_price: None,
            options: Vec::new(),
            note: Some("für Mama 🍰"),
            beneficiaries: vec!["ana", "ben"],
            separate: true,
        })
        .unwrap();
        refused(&eve.with(Self::id(3)), "capability_missing");
        refused(&cart.member("mallory").with(Self::id(4)), "cart_not_found");
        ana.commit(&Command::DefineRole {
            name: "taster",
            capabilities: vec![Capability::ViewItems, Capability::ViewPeople],
            money_cap: None,
            categories_allowed: vec!["drinks"],
            categories_denied: Vec::new(),
        })
        .unwrap();
        ana.set_role("eve", "taster").unwrap();
        // The clock goes back; time in the cart does not.
        self.clock.set(NOW_MS - 3_600_000);
        ana.set_note(LineId(4), Some("no milk\nbut sugar")).unwrap();
        ana.set_quantity(LineId(4), 5).unwrap();
        ana.rename_cart(Some("Mittag"), Some("team lunch")).unwrap();
        cart.id()
    }

    /// Another currency, an invitation, a lock, a member who left, and the end.
    fn dinner(&self) -> CartId {
        let new = NewCart {
            preset: Preset::Team,
            title: Some("dinner"),
            purpose: Some("寿司の夜"),
            ..NewCart::new("kei", "JPY")
        };
        let cart = self.engine.create_cart(new).unwrap();
        let kei = cart.member("kei");
        kei.invite(TOKEN.parse::<Token>().unwrap().hash(), "contributor").unwrap();
        let guest = cart.member("guest");
        guest.accept_invitation(TOKEN).unwrap();
        guest.add_item("寿司", 4).unwrap();
        kei.batch(&[
            Command::LockCart { until_ms: None },
            Command::RenameCart { title: Some("dinner for two"), purpose: None },
            Command::UnlockCart,
        ])
        .unwrap();
        self.clock.advance(86_400_000);
        guest.leave().unwrap();
        kei.remove_item(LineId(4)).unwrap();
        kei.close_cart().unwrap();
        cart.id()
    }

    /// More events than stay in one block.
    fn long(&self) -> CartId {
        let cart = self.engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let ana = cart.member("ana");
        for number in 1..LONG {
            self.clock.advance(u64::from(number));
            ana.add_item("TEA", 1 + number % 3).unwrap();
        }
        cart.id()
    }

    /// A bill: split, reduced, taxed, fixed, paid, settled and partly given back.
    fn treat(&self) -> CartId {
        let cart = self.engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let (ana, ben, host) = (cart.member("ana"), cart.member("ben"), cart.system());
        ana.add_member("ben", "editor").unwrap();
        let cake = LineId(ana.add_item("CAKE", 3).unwrap());
        ana.add_item("TEA", 2).unwrap();
        ana.set_split(SplitRule::ByWeight, &[("ana", "2"), ("ben", "1.5")]).unwrap();
        let percent = |percent: &str| Some(percent.parse().unwrap());
        let ten = BillCommand::AddDiscount {
            percent: percent("10"),
            amount: None,
            tiers: Vec::new(),
            buy: None,
            get: None,
            skus: vec!["CAKE"],
            label: Some("sweet"),
            exclusive: false,
            priority: None,
        };
        let terms = CouponTerms { uses_max: Some(3), ..CouponTerms::new("EUR", &ten).unwrap() };
        self.engine.define_coupon("SWEET", terms).unwrap();
        for command in [
            BillCommand::SetGroup { group: Some("friends") },
            BillCommand::SetDestination { line: cake, destination: Some("home") },
            BillCommand::AddAdjustment {
                kind: AdjustmentKind::Tax,
                amount: None,
                percent: percent("7"),
                line: None,
                member: None,
                destination: Some("home"),
                label: None,
                included: false,
            },
        ] {
            host.commit(&Command::Bill(command)).unwrap();
        }
        ben.redeem_coupon("SWEET").unwrap();
        ana.fix_bill().unwrap();
        ana.record_payment("ben", "18.00").unwrap();
        ben.record_transfer("ana", "ben", "5.00").unwrap();
        host.refund_item(cake, 1).unwrap();
        cart.id()
    }

    /// Two carts pledge to a campaign: it tips, is lost, tips again and is full; one who pledged leaves.
    fn honey(&self) -> [CartId; 2] {
        let engine = &self.engine;
        engine.set_price("HONEY", "EUR", "9.00").unwrap();
        let tiers =
            [(4, 10), (8, 20)].map(|(from, off)| CampaignTier::percent(from, Decimal::from(off)));
        let closes_at_ms = NOW_MS + 6 * 86_400_000;
        let terms = CampaignTerms::new("EUR", &["HONEY", "TEA"], &tiers, closes_at_ms).unwrap();
        let terms = CampaignTerms {
            maximum: Some(9),
            member_max: Some(7),
            leader: Some("ana".into()),
            ..terms
        };
        engine.create_campaign("honey", &terms).unwrap();
        let [one, other] =
            ["ana", "ben"].map(|name| engine.create_cart(NewCart::new(name, "EUR")).unwrap());
        let (ana, ben, eve) = (one.member("ana"), other.member("ben"), one.member("eve"));
        ana.add_member("eve", "editor").unwrap();
        let pledge = |sku, quantity| Command::Pledge { campaign: "honey", sku, quantity };
        let line = LineId(ana.commit(&pledge(Some("HONEY"), 3)).unwrap());
        ana.add_item("HONEY", 1).unwrap();
        eve.commit(&pledge(Some("TEA"), 2)).unwrap();
        ana.adjust_quantity(line, -2).unwrap();
        eve.leave().unwrap();
        ben.commit(&pledge(Some("TEA"), 7)).unwrap();
        ana.adjust_quantity(line, 2).unwrap();
        // Its checkpoint knows the campaign.
        for _ in 0..LONG {
            ben.add_item("CAKE", 1).unwrap();
        }
        [one.id(), other.id()]
    }

    /// The second life: ends without saving, so that a part lies in the log alone.
    pub(crate) fn go_on(&self, carts: &[CartId]) {
        self.clock.set(NOW_MS + 7 * 86_400_000);
        self.engine.set_price("TEA", "EUR", "5").unwrap();
        self.engine.set_price("COFFEE", "EUR", "2.95").unwrap();
        let cart = self.engine.cart(carts[0]);
        cart.member("ben").with(Self::id(5)).add_item("COFFEE", 1).unwrap();
        cart.member("ben").set_note(LineId(6), None).unwrap();
        assert_eq!(
            self.engine.cart(carts[2]).member("ana").total().unwrap().to_string(),
            "2995.00 EUR"
        );
        // Its deadline has passed; who waited is cut.
        self.engine.sweep(1_000).unwrap();
        self.engine.order_campaign("honey").unwrap();
        self.engine.sweep(1_000).unwrap();
    }

    /// What was answered to command ids is answered again, also what was refused, although it would now be allowed.
    pub(crate) fn ask_again(&self, carts: &[CartId]) {
        let cart = self.engine.cart(carts[0]);
        let before = cart.system().version().unwrap();
        assert_eq!(cart.member("ana").with(Self::id(1)).add_item("TEA", 2), Ok(4));
        assert_eq!(cart.member("ben").with(Self::id(2)).add_item("TEA", 1), Ok(5));
        let reused = cart.member("ben").with(Self::id(2)).add_item("TEA", 9).unwrap_err();
        assert_eq!(reused.code.name(), "command_id_reused");
        assert_eq!(cart.system().version(), Ok(before));
        cart.member("ana").set_role("eve", "editor").unwrap();
        refused(&cart.member("eve").with(Self::id(3)), "capability_missing");
        cart.member("eve").add_item("CAKE", 1).unwrap();
        assert_eq!(cart.system().version(), Ok(before + 2));
    }
}

fn refused(member: &Member, code: &str) {
    assert_eq!(member.add_item("TEA", 1).unwrap_err().code.name(), code);
}

impl Scribe {
    /// Everything there is to read, at one and the same time whoever tells: what has expired by then is not told of.
    pub(crate) fn tell(&self, carts: &[CartId]) -> Vec<String> {
        self.clock.set(NOW_MS + 8 * 86_400_000);
        let mut lines = tell(&self.engine, carts);
        if carts.len() > 4 {
            let mut put = |about: &str, facts: facts::Facts| {
                lines.extend(facts.iter().map(|(name, value)| format!("{about}.{name}={value:?}")));
            };
            put("campaign", facts::of_campaign(&self.engine.campaign("honey").unwrap()));
            put("list", facts::of_campaign_list(&self.engine.campaign_list("honey").unwrap()));
        }
        lines
    }
}

/// Everything there is to read, a fact a line: views now and then, totals, and the feed.
fn tell(engine: &Engine, carts: &[CartId]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, id) in carts.iter().enumerate() {
        let system = engine.cart(*id).system();
        let version = system.version().unwrap();
        lines.push(format!("{number}.total={:?}", system.total().unwrap().to_string()));
        let mut put = |about: String, facts: facts::Facts| {
            let facts = facts.iter().map(|(name, value)| format!("{about}.{name}={value:?}"));
            lines.extend(facts);
        };
        put(format!("{number}.view"), facts::of_view(&system.view().unwrap()));
        for version in 1..=version {
            // Of many alike a few will do; each was read.
            let events = system.event(version).unwrap();
            let event = facts::of_events(&events).remove(0);
            if version < 20 || version % 50 == 0 {
                put(format!("{number}.event {version}"), event);
            }
        }
        let bill = system.bill().unwrap();
        if bill.is_fixed {
            put(format!("{number}.bill"), facts::of_bill(&bill));
        }
        let old = facts::of_view(&system.view_at(version / 2).unwrap());
        put(format!("{number}.view at {}", version / 2), old);
        system.verify().unwrap();
    }
    lines
}

/// One number for every byte of the log (FNV-1a).
pub(crate) fn digest(store: &dyn Store) -> String {
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            digest = (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let read = store.frames(0, &mut |frame| {
        take(&frame.position.to_be_bytes());
        for entry in &frame.entries {
            take(entry.stream.as_bytes());
            take(&entry.base.to_be_bytes());
            take(&entry.events.to_be_bytes());
            take(entry.body);
            entry.texts.iter().for_each(|(_, text)| take(text.as_bytes()));
        }
    });
    let frames = read.unwrap();
    format!("{frames} frames, {digest:016x}")
}
