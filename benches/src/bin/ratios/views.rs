//! Large carts: rendering them, and adding to them; and what reading the newest events costs.

use cartpool::{Cursor, Member};
use cartpool_benches::workload::{Rng, sku_id};
use cartpool_benches::world::{engine, wide_cart};

use crate::report::{self, Goal};
use crate::timing::{median, ns_each, paired};
use crate::{Outcome, Scale};

pub(crate) fn measure(scale: Scale) -> Outcome {
    let engine = engine()?;
    let [small, large, huge] = [8, 250, 10_000].map(|lines| wide_cart(&engine, lines));
    let (small, large, huge) = (small?, large?, huge?);
    let rounds = scale.rounds();
    let turns = scale.pick(400, 40);
    let view = |member: &Member, turns: usize| {
        ns_each(turns, || {
            for _ in 0..turns {
                drop(member.view().expect("owners may look"));
            }
        })
    };
    let views = paired(rounds, |_| view(&large, turns), |_| view(&huge, turns / 40));
    report::row("view_250_lines", views.base / 1_000.0, "us", Goal::AtMost(10.0));
    report::row("view_10000_lines", views.ours / 1_000.0, "us", Goal::None);
    let a_line = views.ratio * 250.0 / 10_000.0;
    report::row("view_a_line_of_10000_vs_of_250", a_line, "x", Goal::AtMost(1.5));
    let small_view = paired(rounds, |_| view(&large, turns), |_| view(&small, turns));
    report::row("view_8_lines", small_view.ours, "ns", Goal::None);

    let count = scale.pick(20_000, 1_000);
    for (name, lines, member, goal) in [("250", 250, &large, 2.0), ("10000", 10_000, &huge, 3.0)] {
        let (small_skus, skus) = (skus(8, count), skus(lines, count));
        let found = paired(rounds, |_| add(&small, &small_skus), |_| add(member, &skus));
        let name = format!("add_to_{name}_lines_vs_8");
        report::row(&name, found.ratio, "x", Goal::AtMost(goal));
    }
    for behind in [1, 100] {
        let to = small.events_since(Cursor::START)?.to;
        let cursor = Cursor { version: to.version - behind, ..to };
        let events = |_| ns_each(turns, || (0..turns).for_each(|_| read(&small, cursor)));
        let found = median((0..rounds).map(events));
        report::row(&format!("events_{behind}_behind"), found, "ns", Goal::None);
    }
    Ok(())
}

fn read(member: &Member, cursor: Cursor) {
    let page = member.events_since(cursor).expect("owners may look");
    assert!(!page.events().is_empty(), "the history reaches back");
}

fn skus(lines: u32, count: usize) -> Vec<String> {
    let mut rng = Rng::new(u64::from(lines));
    (0..count).map(|_| sku_id(rng.below(lines))).collect()
}

fn add(member: &Member, skus: &[String]) -> f64 {
    ns_each(skus.len(), || {
        for sku in skus {
            member.add_item(sku, 1).expect("owners may add");
        }
    })
}
