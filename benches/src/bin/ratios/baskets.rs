//! Supermarket baskets played as shared carts: four people fill each, all carts at the same time.

use cartpool::{Member, NewCart, Result};
use cartpool_benches::baskets::Baskets;
use cartpool_benches::peers::hand_rolled::HandRolled;
use cartpool_benches::workload::{MEMBERS, Rng, person, person_id, sku_id};
use cartpool_benches::world::engine;

use crate::report::{self, Goal};
use crate::timing::{ns_each, paired};
use crate::{Outcome, Scale};

/// A command of the play.
struct Step {
    basket: u32,
    seat: u32,
    group: u32,
    /// Whether the member then looks at the total.
    looks: bool,
}

pub(crate) fn measure(scale: Scale) -> Outcome {
    let Baskets { mut baskets, are_real } = Baskets::load();
    baskets.truncate(scale.pick(usize::MAX, 300));
    let steps = steps(&baskets);
    let skus: Vec<String> = (0..1_000).map(sku_id).collect();
    let calls = steps.len() + steps.iter().filter(|step| step.looks).count();
    let rounds = scale.pick(7, 3);
    let carts = baskets.len() as u32;
    let members: Result<Vec<Vec<Member>>> = (0..rounds).map(|_| open(carts)).collect();
    let members = members?;
    let by_hand: Vec<_> = (0..rounds).map(|_| open_by_hand(carts)).collect();
    let found = paired(
        rounds,
        |round| {
            let (by_hand, names) = &by_hand[round];
            ns_each(calls, || play_by_hand(&steps, by_hand, names, &skus))
        },
        |round| ns_each(calls, || play(&steps, &members[round], &skus)),
    );
    let name = if are_real { "baskets_real" } else { "baskets_made" };
    report::row(name, found.ours, "ns", Goal::None);
    report::row(&format!("{name}_hand_rolled"), found.base, "ns", Goal::None);
    report::row(&format!("{name}_vs_hand_rolled"), found.ratio, "x", Goal::AtMost(1.0));
    Ok(())
}

/// Every group of every basket is added by somebody, a third of them twice; all in one random order.
fn steps(baskets: &[Vec<u32>]) -> Vec<Step> {
    let mut rng = Rng::new(13);
    let mut steps = Vec::new();
    for (basket, groups) in (0..).zip(baskets) {
        for group in groups {
            let times = if rng.below(3) == 0 { 2 } else { 1 };
            for _ in 0..times {
                let (seat, looks) = (rng.below(MEMBERS), rng.below(10) < 3);
                steps.push(Step { basket, seat, group: *group, looks });
            }
        }
    }
    rng.shuffle(&mut steps);
    steps
}

fn seats(cart: u32) -> Vec<String> {
    (0..MEMBERS).map(|seat| person_id(person(cart, seat))).collect()
}

/// An engine of its own, by its members.
fn open(carts: u32) -> Result<Vec<Member>> {
    let engine = engine()?;
    let mut members = Vec::new();
    for number in 0..carts {
        let seats = seats(number);
        let cart = engine.create_cart(NewCart::new(&seats[0], "EUR"))?;
        for seat in &seats[1..] {
            cart.system().add_member(seat, "editor")?;
        }
        members.extend(seats.iter().map(|seat| cart.member(seat)));
    }
    Ok(members)
}

fn play(steps: &[Step], members: &[Member], skus: &[String]) {
    for step in steps {
        let member = &members[(step.basket * MEMBERS + step.seat) as usize];
        member.add_item(&skus[step.group as usize], 1).expect("members may add");
        if step.looks {
            member.total().expect("members may look");
        }
    }
}

fn open_by_hand(carts: u32) -> (HandRolled, Vec<(String, String)>) {
    let by_hand = HandRolled::default();
    let mut names = Vec::new();
    for number in 0..carts {
        let (id, seats) = (format!("{number:032x}"), seats(number));
        by_hand.create(&id, &seats);
        names.extend(seats.into_iter().map(|seat| (id.clone(), seat)));
    }
    (by_hand, names)
}

fn play_by_hand(steps: &[Step], carts: &HandRolled, names: &[(String, String)], skus: &[String]) {
    for step in steps {
        let (cart, member) = &names[(step.basket * MEMBERS + step.seat) as usize];
        carts.add(cart, member, &skus[step.group as usize], 1).expect("members may add");
        if step.looks {
            carts.total(cart, member).expect("members may look");
        }
    }
}
