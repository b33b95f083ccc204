//! An add to a line that is there, against the frozen floor, at every size.

use cartpool::CartId;
use cartpool_benches::workload::{Picker, Rng, Spread, person, person_id};

use crate::growth;
use crate::pair::{Pair, Round, SPREADS};
use crate::report::{self, Goal};
use crate::timing::{ns_each, paired};
use crate::{Outcome, Scale};

pub(crate) fn measure(scale: Scale) -> Outcome {
    let few = Pair::open(1_000)?;
    add(&few, scale)?;
    add(&Pair::open(scale.middle_carts())?, scale)?;
    let mut many = Pair::open(scale.pick(900_000, 20_000))?;
    add(&many, scale)?;
    many.grow(scale.pick(1_000_000, 25_000))?;
    add(&many, scale)?;
    by_name(&many, scale)?;
    growth::measure(&few.world, &many.world, scale)
}

fn rounds(pair: &Pair, picker: &Picker, scale: Scale) -> cartpool::Result<Vec<Round>> {
    let mut rng = Rng::new(7);
    let count = scale.pick(100_000, 5_000);
    (0..scale.rounds()).map(|_| pair.round(picker, &mut rng, count)).collect()
}

fn add(pair: &Pair, scale: Scale) -> Outcome {
    for spread in SPREADS {
        let carts = pair.world.carts();
        let rounds = rounds(pair, &Picker::new(carts, spread), scale)?;
        let name = format!("add_{carts}_{}", spread.name());
        against_floor(&name, &rounds, Round::play, |round| round.play_bare(&pair.floor));
        if spread == Spread::Uniform {
            let name = format!("{name}_one_by_one");
            let bare = |round: &Round| round.play_bare_one_by_one(&pair.floor);
            against_floor(&name, &rounds, Round::play_one_by_one, bare);
        }
    }
    Ok(())
}

fn against_floor(name: &str, rounds: &[Round], play: impl Fn(&Round), bare: impl Fn(&Round)) {
    let each = |round: &Round, play: &dyn Fn(&Round)| ns_each(round.bare.len(), || play(round));
    let found = paired(
        rounds.len(),
        |round| each(&rounds[round], &bare),
        |round| each(&rounds[round], &play),
    );
    report::row(&format!("{name}_vs_floor"), found.ratio, "x", Goal::AtMost(1.5));
    report::row(name, found.ours, "ns", Goal::None);
    report::row(&format!("{name}_floor"), found.base, "ns", Goal::None);
}

/// What it costs to come with a cart's id and a member's name instead of with a handle.
fn by_name(pair: &Pair, scale: Scale) -> Outcome {
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
    report::row(&format!("add_{carts}_uniform_by_name"), found.ours, "ns", Goal::None);
    Ok(())
}
