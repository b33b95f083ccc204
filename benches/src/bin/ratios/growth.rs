//! No operation's work grows with the number of carts: the same few carts, alone and among many.

use std::time::Instant;

use cartpool::{Cursor, LineId, Member, NewCart, PageBody, Result};
use cartpool_benches::workload::{LINES, sku, sku_id};
use cartpool_benches::world::{LINE_FIRST, World};

use crate::report::{self, Goal};
use crate::timing::{ns_each, paired, quantile};
use crate::{Outcome, Scale};

/// Carts that stay in the caches, however many others there are.
const HOT: u32 = 250;

/// A cart's owner, with what the operations need.
struct Hot {
    cart: u32,
    owner: Member,
    epoch: u32,
}

impl Hot {
    fn all(world: &World) -> Result<Vec<Self>> {
        let apart = world.carts() / HOT;
        let hot = |number: u32| {
            let cart = number * apart;
            let owner = world.member(cart, 0)?;
            let epoch = owner.events_since(Cursor::START)?.to.epoch;
            Ok(Self { cart, owner, epoch })
        };
        (0..HOT).map(hot).collect()
    }

    fn add(&self, turn: u32) -> Result<()> {
        self.owner.add_item(&sku_id(sku(self.cart, turn % LINES)), 1).map(drop)
    }

    fn set(&self, turn: u32) -> Result<()> {
        let line = LineId(u64::from(LINE_FIRST + turn % LINES));
        self.owner.set_quantity(line, 500_000 + turn).map(drop)
    }

    fn total(&self, _: u32) -> Result<()> {
        self.owner.total().map(drop)
    }

    fn view(&self, _: u32) -> Result<()> {
        self.owner.view().map(drop)
    }

    fn events(&self, _: u32) -> Result<()> {
        let version = self.owner.version()? - 1;
        let page = self.owner.events_since(Cursor { epoch: self.epoch, version })?;
        assert!(matches!(page.body, PageBody::Events(_)), "the last event is kept");
        Ok(())
    }
}

type Operation = fn(&Hot, u32) -> Result<()>;

const OPERATIONS: [(&str, Operation); 5] = [
    ("add", Hot::add),
    ("set", Hot::set),
    ("total", Hot::total),
    ("view", Hot::view),
    ("events", Hot::events),
];

pub(crate) fn measure(few: &World, many: &World, scale: Scale) -> Outcome {
    let turns = scale.pick(40, 4);
    let (few_hot, many_hot) = (Hot::all(few)?, Hot::all(many)?);
    for (name, operation) in OPERATIONS {
        let play = |hot: &[Hot], round: usize| {
            ns_each(turns * hot.len(), || {
                for turn in (round * turns..).take(turns) {
                    for hot in hot {
                        operation(hot, turn as u32).expect("owners may");
                    }
                }
            })
        };
        let found =
            paired(scale.rounds(), |round| play(&few_hot, round), |round| play(&many_hot, round));
        report::row(&format!("{name}_among_many_vs_few"), found.ratio, "x", Goal::AtMost(1.25));
    }
    create(many, scale)
}

/// New carts: one in thousands makes its shard's table grow, and that one's wait is the worst there is.
fn create(many: &World, scale: Scale) -> Outcome {
    let mut made = Vec::new();
    for _ in 0..scale.pick(50_000, 1_000) {
        let start = Instant::now();
        many.engine.create_cart(NewCart::new("p0000000", "EUR"))?;
        made.push(start.elapsed().as_nanos() as f64);
    }
    report::row("create_among_many_p50", quantile(made.iter().copied(), 0.5), "ns", Goal::None);
    report::row("create_among_many_max", quantile(made, 1.0) / 1_000.0, "us", Goal::None);
    Ok(())
}
