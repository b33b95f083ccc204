//! An add to a line that is there, against the frozen floor, at every size.

use cartpool::CartId;
use cartpool_benches::workload::{Picker, Rng, Spread, person, person_id};

use crate::growth;
use crate::report::{Goal, Report};
use crate::timing::{ns_each, paired};
use crate::worlds::{Pair, Round, SPREADS, Worlds};
use crate::{Outcome, Scale};

pub(crate) fn measure(worlds: &mut Worlds, report: &mut Report) -> Outcome {
    let scale = worlds.scale;
    let few = Pair::open(1_000)?;
    add(&few, scale, report)?;
    add(worlds.middle()?, scale, report)?;
    let mut many = Pair::open(scale.pick(900_000, 20_000))?;
    add(&many, scale, report)?;
    many.grow(scale.pick(1_000_000, 25_000))?;
    add(&many, scale, report)?;
    by_name(&many, scale, report)?;
    growth::measure(&few.world, &many.world, scale, report)
}

fn rounds(pair: &Pair, picker: &Picker, scale: Scale) -> cartpool::Result<Vec<Round>> {
    let mut rng = Rng::new(7);
    let count = scale.pick(100_000, 5_000);
    (0..scale.rounds()).map(|_| pair.round(picker, &mut rng, count)).collect()
}

fn add(pair: &Pair, scale: Scale, report: &mut Report) -> Outcome {
    for spread in SPREADS {
        let carts = pair.world.carts();
        let rounds = rounds(pair, &Picker::new(carts, spread), scale)?;
        let found = paired(
            rounds.len(),
            |round| {
                let round = &rounds[round];
                ns_each(round.bare.len(), || round.play_bare(&pair.floor))
            },
            |round| {
                let round = &rounds[round];
                ns_each(round.members.len(), || round.play())
            },
        );
        let name = format!("add_{carts}_{}", spread.name());
        report.row(&format!("{name}_vs_floor"), found.ratio, "x", Goal::AtMost(1.5));
        report.row(&name, found.ours, "ns", Goal::None);
        report.row(&format!("{name}_floor"), found.base, "ns", Goal::None);
    }
    Ok(())
}

/// What it costs to come with a cart's id and a member's name instead of with a handle.
fn by_name(pair: &Pair, scale: Scale, report: &mut Report) -> Outcome {
    let carts = pair.world.carts();
    let rounds = rounds(pair, &Picker::new(carts, Spread::Uniform), scale)?;
    let names = |round: &Round| -> Vec<String> {
        round.targets.iter().map(|target| person_id(person(target.cart, target.seat))).collect()
    };
    let names: Vec<Vec<String>> = rounds.iter().map(names).collect();
    let found = paired(
        rounds.len(),
        |round| ns_each(rounds[round].members.len(), || rounds[round].play()),
        |index| {
            let (round, names) = (&rounds[index], &names[index]);
            let calls = round.bare.iter().zip(names).zip(round.tape.iter());
            ns_each(names.len(), || {
                for ((add, name), sku) in calls {
                    let member = pair.world.engine.cart(CartId(add.id)).member(name);
                    member.add_item(sku, 1).expect("members may add");
                }
            })
        },
    );
    report.row(&format!("add_{carts}_uniform_by_name"), found.ours, "ns", Goal::None);
    Ok(())
}
