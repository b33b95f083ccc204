//! The main operations one by one, for watching one of them while working on it. What the project claims is measured by
//! `ratios`.

use std::hint::black_box;

use cartpool::{Cursor, LineId, Member};
use cartpool_benches::floor::Floor;
use cartpool_benches::workload::{LINES, Picker, Rng, Spread, Target, sku, sku_id, targets};
use cartpool_benches::world::{LINE_FIRST, World, engine, fill, wide_cart};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const CARTS: [u32; 2] = [1_000, 100_000];
const ADDS: usize = 1_000;

/// Adds spread over all carts, against the floor.
fn adds(criterion: &mut Criterion) {
    for carts in CARTS {
        let world = World::open(carts).expect("an engine opens");
        let floor = world.floor();
        let picker = Picker::new(carts, Spread::Uniform);
        let mut rng = Rng::new(1);
        let mut group = criterion.benchmark_group(format!("{ADDS}_adds_to_{carts}_carts"));
        group.bench_function("engine", |bencher| {
            let batch = || batch(&world, targets(&picker, &mut rng, ADDS));
            bencher.iter_batched_ref(batch, |batch| add_all(batch), BatchSize::LargeInput);
        });
        group.bench_function("floor", |bencher| {
            let batch = || targets(&picker, &mut rng, ADDS);
            let add_all = |batch: &mut Vec<Target>| add_all_bare(&world, &floor, batch);
            bencher.iter_batched_ref(batch, add_all, BatchSize::LargeInput);
        });
        group.finish();
    }
}

fn batch(world: &World, targets: Vec<Target>) -> Vec<(Member, String)> {
    let add = |target: Target| {
        let member = world.member(target.cart, target.seat).expect("there is such a member");
        (member, sku_id(sku(target.cart, target.slot)))
    };
    targets.into_iter().map(add).collect()
}

fn add_all(batch: &mut [(Member, String)]) {
    for (member, sku) in batch {
        member.add_item(sku, 1).expect("members may add");
    }
}

fn add_all_bare(world: &World, floor: &Floor, batch: &[Target]) {
    for target in batch {
        let id = world.ids[target.cart as usize].0;
        let sku = sku(target.cart, target.slot);
        floor.add(id, target.seat as u16, sku, 1).expect("editors may add");
    }
}

/// The operations of one hot cart.
fn one_cart(criterion: &mut Criterion) {
    let engine = engine().expect("an engine opens");
    let cart = fill(&engine, 0).expect("carts can be made");
    let owner = cart
        .member(&cartpool_benches::workload::person_id(cartpool_benches::workload::person(0, 0)));
    let mut turn = 0;
    let mut next = || {
        turn += 1;
        turn
    };
    let skus: Vec<String> = (0..=LINES).map(|slot| sku_id(sku(0, slot))).collect();
    let [first, .., new] = skus.as_slice() else { unreachable!("a cart has lines") };
    criterion.bench_function("add", |bencher| bencher.iter(|| owner.add_item(first, 1)));
    criterion.bench_function("set", |bencher| {
        let line = LineId(LINE_FIRST.into());
        bencher.iter(|| owner.set_quantity(line, 500_000 + next() % 400_000));
    });
    criterion.bench_function("add_new_line_and_remove", |bencher| {
        bencher.iter(|| owner.add_item(new, 1).and_then(|line| owner.remove_item(LineId(line))));
    });
    criterion.bench_function("total", |bencher| bencher.iter(|| owner.total()));
    criterion.bench_function("view_8_lines", |bencher| bencher.iter(|| owner.view()));
    let cursor = owner.events_since(Cursor::START).expect("owners may look").to;
    let before = Cursor { version: cursor.version - 1, ..cursor };
    criterion.bench_function("events_since_newest", |bencher| {
        bencher.iter(|| owner.events_since(black_box(before)));
    });
}

/// A cart of 250 lines, and new carts.
fn larger(criterion: &mut Criterion) {
    let engine = engine().expect("an engine opens");
    let wide = wide_cart(&engine, 250).expect("carts can be made");
    let last = sku_id(249);
    criterion
        .bench_function("add_to_250_lines", |bencher| bencher.iter(|| wide.add_item(&last, 1)));
    criterion.bench_function("view_250_lines", |bencher| bencher.iter(|| wide.view()));
    let mut number = 0;
    criterion.bench_function("fill_a_cart", |bencher| {
        bencher.iter(|| {
            number += 1;
            fill(&engine, number)
        });
    });
}

criterion_group!(operations, adds, one_cart, larger);
criterion_main!(operations);
