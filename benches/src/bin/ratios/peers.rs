//! The same adds in a hand-rolled map and in Redis.

use std::io;

use cartpool_benches::peers::hand_rolled::HandRolled;
use cartpool_benches::peers::redis::{Client, Server};
use cartpool_benches::workload::{Picker, Rng, SkuTape, Spread, Target, person, person_id};

use crate::pair::{Pair, Round};
use crate::report::{self, Goal};
use crate::timing::{median, ns_each, paired};
use crate::{Outcome, Scale};

/// Commands that Redis is sent at once when they are pipelined.
const PIPELINE: usize = 100;

pub(crate) fn measure(scale: Scale) -> Outcome {
    let pair = &Pair::open(scale.middle_carts())?;
    let ids: Vec<String> = pair.world.ids.iter().map(ToString::to_string).collect();
    let engine = hand_rolled(pair, &ids, scale)?;
    match Server::start() {
        Ok(server) => redis(&server, pair, &ids, engine, scale),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            report::not_measured("add_redis_is_not_installed", "us");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Cart and member as peers take them.
fn names(targets: &[Target], ids: &[String]) -> Vec<(String, String)> {
    let name = |target: &Target| {
        (ids[target.cart as usize].clone(), person_id(person(target.cart, target.seat)))
    };
    targets.iter().map(name).collect()
}

/// Returns the engine's nanoseconds for the same adds.
fn hand_rolled(
    pair: &Pair,
    ids: &[String],
    scale: Scale,
) -> Result<f64, Box<dyn std::error::Error>> {
    let by_hand = HandRolled::default();
    for (cart, id) in (0..).zip(ids) {
        by_hand.fill(id, cart).map_err(|refusal| format!("{refusal:?}"))?;
    }
    let picker = Picker::new(pair.world.carts(), Spread::Uniform);
    let mut rng = Rng::new(17);
    let count = scale.pick(100_000, 5_000);
    let rounds: cartpool::Result<Vec<Round>> =
        (0..scale.rounds()).map(|_| pair.round(&picker, &mut rng, count)).collect();
    let rounds = rounds?;
    let names: Vec<_> = rounds.iter().map(|round| names(&round.targets, ids)).collect();
    let found = paired(
        rounds.len(),
        |round| {
            let adds = names[round].iter().zip(rounds[round].tape.iter());
            ns_each(count, || {
                for ((cart, member), sku) in adds {
                    by_hand.add(cart, member, sku, 1).expect("members may add");
                }
            })
        },
        |round| ns_each(count, || rounds[round].play()),
    );
    report::row("add_engine", found.ours, "ns", Goal::None);
    report::row("add_hand_rolled", found.base, "ns", Goal::None);
    report::row("add_engine_vs_hand_rolled", found.ratio, "x", Goal::AtMost(1.0));
    Ok(found.ours)
}

fn redis(server: &Server, pair: &Pair, ids: &[String], engine: f64, scale: Scale) -> Outcome {
    let mut client = server.connect()?;
    let empty = client.used_bytes()?;
    client.fill(ids)?;
    let bytes = (client.used_bytes()? - empty) as f64 / ids.len() as f64;
    let picker = Picker::new(pair.world.carts(), Spread::Uniform);
    let mut rng = Rng::new(19);
    let targets =
        cartpool_benches::workload::targets(&picker, &mut rng, scale.pick(100_000, 5_000));
    let names = names(&targets, ids);
    let skus =
        targets.iter().map(|target| cartpool_benches::workload::sku(target.cart, target.slot));
    let tape = SkuTape::new(skus);
    let adds: Vec<((&str, &str), &str)> = names
        .iter()
        .map(|(cart, member)| (cart.as_str(), member.as_str()))
        .zip(tape.iter())
        .collect();
    let (single, pipelined) = adds.split_at(adds.len() / 5);
    let single: io::Result<Vec<f64>> =
        single.iter().map(|add| send(&mut client, std::slice::from_ref(add))).collect();
    let pipelined: io::Result<Vec<f64>> =
        pipelined.chunks(PIPELINE).map(|adds| send(&mut client, adds)).collect();
    let (single, pipelined) = (median(single?), median(pipelined?));
    report::row("add_redis", single / 1_000.0, "us", Goal::None);
    report::row("add_redis_pipelined", pipelined / 1_000.0, "us", Goal::None);
    report::row("add_engine_vs_redis", engine / single, "x", Goal::AtMost(1.0));
    report::row("add_engine_vs_redis_pipelined", engine / pipelined, "x", Goal::AtMost(1.0));
    report::row("redis_bytes_a_cart", bytes, "bytes", Goal::None);
    Ok(())
}

/// Sends adds at once and waits for all answers: nanoseconds each.
fn send(client: &mut Client, adds: &[((&str, &str), &str)]) -> io::Result<f64> {
    let mut sent = Ok(());
    let ns = ns_each(adds.len(), || {
        for ((cart, member), sku) in adds {
            client.push_add(cart, member, sku);
        }
        sent =
            client.send().and_then(|()| adds.iter().try_for_each(|_| client.receive().map(drop)));
    });
    sent.map(|()| ns)
}
