//! The largest bills: they sum, and take a time that can be borne.

use cartpool::{
    AdjustmentKind, AdjustmentRule, BillCommand, Cart, Command, Decimal, Engine, ItemOption,
    Limits, LineId, NewCart, Options, Prices, SplitRule,
};

/// How the lines of a large cart are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shared {
    Equally,
    ByAdder,
    ByOwnWeights,
    ByWeights,
    ByOwnAndSkuDiscounts,
}

struct Large {
    _engine: Engine,
    cart: Cart,
    lines: Vec<LineId>,
}

fn fee(kind: AdjustmentKind, line: Option<LineId>, percent: Decimal) -> BillCommand<'static> {
    BillCommand::AddAdjustment {
        kind,
        amount: None,
        percent: Some(percent),
        line,
        member: None,
        destination: None,
        label: None,
        included: false,
    }
}

/// A cart of so many members, lines and adjustments, none of which divides.
fn large(shared: Shared, limits: Limits, [members, lines, adjustments]: [usize; 3]) -> Large {
    let options = Options { limits, prices: Prices::Caller, ..Options::default() };
    let engine = Engine::open(options).unwrap();
    let cart = engine.create_cart(NewCart::new("m0", "EUR")).unwrap();
    let host = cart.system();
    let names: Vec<String> = (0..members).map(|at| format!("m{at}")).collect();
    for name in &names[1..] {
        host.add_member(name, "editor").unwrap();
    }
    let lines: Vec<LineId> = (0..lines)
        .map(|at| {
            let add = Command::AddItem {
                sku: &format!("S{at}"),
                quantity: 1,
                unit_price: Some(Decimal::new(1_000 + 7 * i64::try_from(at).unwrap(), 2)),
                options: Vec::new(),
                note: None,
                beneficiaries: Vec::new(),
                separate: true,
            };
            LineId(cart.member(&names[at % members]).commit(&add).unwrap())
        })
        .collect();
    let commit = |command: BillCommand<'_>| host.commit(&Command::Bill(command)).unwrap();
    let weights = |from: usize, most: usize| -> Vec<(String, String)> {
        let some = names.iter().enumerate().take(most);
        some.map(|(at, name)| (name.clone(), (1 + (at * 7 + from) % 13).to_string())).collect()
    };
    match shared {
        Shared::Equally => {}
        Shared::ByAdder => {
            cart.member("m0").set_split(SplitRule::ByLine, &[]).unwrap();
        }
        Shared::ByWeights => {
            let parts = weights(0, 500);
            let parts = parts.iter().map(|(key, value)| ItemOption { key, value }).collect();
            commit(BillCommand::SetSplit {
                rule: SplitRule::ByWeight,
                parts,
                spares_late_joiners: false,
            });
        }
        Shared::ByOwnWeights | Shared::ByOwnAndSkuDiscounts => {
            for (at, line) in lines.iter().enumerate() {
                let parts = weights(at, if lines.len() > 1_000 { 2 } else { 8 });
                let parts = parts.iter().map(|(key, value)| ItemOption { key, value }).collect();
                commit(BillCommand::SetLineSplit { line: *line, rule: SplitRule::ByWeight, parts });
            }
        }
    }
    let rule = AdjustmentRule::Proportional;
    commit(BillCommand::SetAdjustmentSplit { kind: AdjustmentKind::Fee, rule, payer: None });
    for at in 0..adjustments {
        if shared == Shared::ByOwnAndSkuDiscounts {
            let sku = format!("S{at}");
            commit(BillCommand::AddDiscount {
                percent: Some(Decimal::new(33, 1)),
                amount: None,
                tiers: Vec::new(),
                buy: None,
                get: None,
                skus: vec![&sku],
                label: None,
                exclusive: at % 2 == 0,
                priority: None,
            });
        } else {
            commit(fee(AdjustmentKind::Fee, None, Decimal::new(33, 1)));
        }
    }
    Large { _engine: engine, cart, lines }
}

/// Draws, fixes, gives back and settles; `CARTPOOL_TIMES` has it say how long each took.
#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "measuring is what it is for")]
fn timed<T>(what: &str, shared: Shared, work: impl FnOnce() -> T) -> T {
    let started = std::time::Instant::now();
    let done = work();
    if std::env::var_os("CARTPOOL_TIMES").is_some() {
        println!("{shared:?} {what}: {:?}", started.elapsed());
    }
    done
}

fn measure(shared: Shared, limits: Limits, size: [usize; 3]) {
    let cart = timed("building", shared, || large(shared, limits, size));
    let host = cart.cart.system();
    let bill = timed("bill", shared, || host.bill().unwrap());
    let sum: i64 = bill.shares.iter().map(|share| share.total.minor).sum();
    assert_eq!(sum, bill.total.minor);
    assert_eq!(timed("total", shared, || host.total().unwrap()), bill.total);
    timed("fix_bill", shared, || host.fix_bill().unwrap());
    timed("refund_item", shared, || host.refund_item(cart.lines[0], 1).unwrap());
    let share = bill.share("m0").unwrap().total.minor;
    host.record_payment("m0", Decimal::new(share.max(1), 2)).unwrap();
    timed("settlement", shared, || host.settlement().unwrap());
    timed("explain", shared, || host.explain().unwrap());
}

#[test]
fn the_largest_bills_of_the_default_limits_are_drawn_fixed_and_given_back() {
    for shared in [Shared::Equally, Shared::ByAdder, Shared::ByWeights, Shared::ByOwnWeights] {
        measure(shared, Limits::default(), [50, 250, 50]);
    }
    measure(Shared::ByOwnAndSkuDiscounts, Limits::default(), [50, 250, 50]);
}

#[test]
fn a_thousand_members_share_to_the_cent() {
    let limits = Limits { members_max: 1_000, ..Limits::default() };
    let limits = Limits { event_bytes_max: 65_536, command_bytes_max: 65_536, ..limits };
    measure(Shared::Equally, limits, [1_000, 7, 3]);
    measure(Shared::ByWeights, limits, [1_000, 7, 3]);
}

/// Not run by itself: `CARTPOOL_TIMES=1 CARTPOOL_LINES=2000 cargo test --release -p cartpool-tests hard_limits -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn bills_at_the_hard_limits_end() {
    let lines = std::env::var("CARTPOOL_LINES").map_or(1_000, |lines| lines.parse().unwrap());
    let limits = Limits {
        lines_max: 10_000,
        members_max: 1_000,
        seats_max: 1_000,
        adjustments_max: 250,
        splits_max: 10_000,
        cart_bytes_max: 2_097_152,
        event_bytes_max: 65_536,
        command_bytes_max: 65_536,
        ..Limits::default()
    };
    for shared in [Shared::Equally, Shared::ByAdder, Shared::ByWeights] {
        measure(shared, limits, [500, lines, 250]);
    }
    measure(Shared::ByOwnWeights, limits, [50, lines.min(1_000), 250]);
    measure(Shared::ByOwnWeights, limits, [50, lines.min(5_000), 0]);
}
