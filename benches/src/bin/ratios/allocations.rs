//! Allocations an operation, counted; and the bytes of what a cart remembers.

use cartpool::{CommandId, CommandOptions, Member, Result};
use cartpool_benches::workload::{LINES, sku, sku_id};
use cartpool_benches::world::World;

use crate::counting::counted;
use crate::report::{self, Goal};
use crate::timing::quantile;
use crate::{Outcome, Scale};

const CARTS: u32 = 200;
/// Command ids a cart remembers.
const WINDOW: u32 = 1_024;

pub(crate) fn measure(_: Scale) -> Outcome {
    let world = World::open(CARTS)?;
    let owners: Result<Vec<Member>> = (0..CARTS).map(|cart| world.member(cart, 0)).collect();
    let owners = owners?;
    adds(&owners);
    new_lines(&owners);
    reads(&owners);
    command_ids()
}

/// Ten times 64 adds a cart: more than two checkpoints' worth of history.
fn adds(owners: &[Member]) {
    let skus: Vec<Vec<String>> =
        (0..CARTS).map(|cart| (0..LINES).map(|slot| sku_id(sku(cart, slot))).collect()).collect();
    let mut each = Vec::new();
    for _ in 0..640 / LINES {
        for (owner, skus) in owners.iter().zip(&skus) {
            for sku in skus {
                let (added, counts) = counted(|| owner.add_item(sku, 1));
                added.expect("owners may add");
                each.push(counts.allocations as f64);
            }
        }
    }
    let all = each.iter().sum::<f64>();
    let median = quantile(each.iter().copied(), 0.5);
    report::row("allocations_add_within_chunk", median, "count", Goal::AtMost(0.0));
    let per_16 = all * 16.0 / each.len() as f64;
    report::row("allocations_16_adds", per_16, "count", Goal::AtMost(1.0));
}

/// From 8 to 64 lines a cart.
fn new_lines(owners: &[Member]) {
    let mut each = Vec::new();
    for (cart, owner) in (0..).zip(owners) {
        for slot in LINES..64 {
            let sku = sku_id(sku(cart, slot));
            let (added, counts) = counted(|| owner.add_item(&sku, 1));
            added.expect("owners may add");
            each.push(counts.allocations as f64);
        }
    }
    let mean = each.iter().sum::<f64>() / each.len() as f64;
    report::row("allocations_new_line", mean, "count", Goal::AtMost(1.0));
}

fn reads(owners: &[Member]) {
    let ((), counts) = counted(|| {
        for owner in owners {
            owner.total().expect("owners may look");
        }
    });
    let each = counts.allocations as f64 / owners.len() as f64;
    report::row("allocations_total", each, "count", Goal::AtMost(0.0));
    let ((), counts) = counted(|| {
        for owner in owners {
            drop(owner.view().expect("owners may look"));
        }
    });
    let each = counts.allocations as f64 / owners.len() as f64;
    report::row("allocations_view_64_lines", each, "count", Goal::None);
}

/// The same adds with and without command ids: what a window costs that is full and has forgotten half as many again.
fn command_ids() -> Outcome {
    let without = bytes_held(|member, _, _| Ok(member.clone()))?;
    let with = bytes_held(|member, now, number| {
        let command_id = Some(CommandId::from_parts(now + u64::from(number), 0));
        Ok(member.with(CommandOptions { command_id, ..CommandOptions::default() }))
    })?;
    let ids = f64::from(WINDOW) * f64::from(CARTS / 4);
    report::row("command_id_bytes", (with - without) as f64 / ids, "bytes", Goal::AtMost(32.0));
    Ok(())
}

/// The bytes that the adds of all carts leave behind; each cart's first is not counted, for it makes the empty window.
fn bytes_held(handle: impl Fn(&Member, u64, u32) -> Result<Member>) -> Result<i64> {
    let world = World::open(CARTS / 4)?;
    let mut bytes = 0;
    for cart in 0..CARTS / 4 {
        let owner = world.member(cart, 0)?;
        for number in 0..WINDOW + WINDOW / 2 {
            let member = handle(&owner, world.engine.now_ms(), number)?;
            let sku = sku_id(sku(cart, number % LINES));
            let (added, counts) = counted(|| member.add_item(&sku, 1));
            added?;
            bytes += if number == 0 { 0 } else { counts.bytes };
        }
    }
    Ok(bytes)
}
