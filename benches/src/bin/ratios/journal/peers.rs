//! The same add in Redis and PostgreSQL, with logs on the same disk: what is synced against what is synced, what is buffered
//! against what is buffered.

use std::io;
use std::thread::scope;
use std::time::{Duration, Instant};

use cartpool_benches::peers::{postgres, redis};
use cartpool_benches::workload::{LINES, MEMBERS, Rng, person, person_id, sku, sku_id};

use super::{CARTS, Failure, Folder, WAITING, micros};
use crate::report::{self, Goal};
use crate::timing::median;
use crate::{Outcome, Scale};

/// What one process came to: a writer alone, and many at once.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Microseconds.
    pub(super) alone: f64,
    /// Commands a second.
    pub(super) crowd: f64,
}

/// The engine's figures, and the same of its peers.
pub(super) fn measure(scale: Scale, folder: &Folder, synced: Pace, buffered: Pace) -> Outcome {
    for (policy, ours, name) in [("always", synced, "synced"), ("everysec", buffered, "buffered")] {
        match redis::Server::start_logging(folder.file(policy), policy) {
            Ok(server) => {
                compare(&format!("{name}_redis"), ours, redis_pace(&server, scale)?);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                report::not_measured(&format!("{name}_redis_is_not_installed"), "us");
            }
            Err(error) => return Err(error.into()),
        }
    }
    let Some(server) = postgres::Server::start(&folder.file("pg"))? else {
        report::not_measured("postgresql_is_not_installed", "us");
        return Ok(());
    };
    let seconds = scale.pick(4, 1);
    for (is_synced, ours, name) in [(true, synced, "synced"), (false, buffered, "buffered")] {
        let alone = server.adds(is_synced, 1, seconds)?.mean_us;
        let crowd = server.adds(is_synced, u32::try_from(WAITING)?, seconds)?.rate;
        compare(&format!("{name}_postgresql"), ours, Pace { alone, crowd });
    }
    Ok(())
}

fn compare(name: &str, ours: Pace, theirs: Pace) {
    report::row(&format!("{name}_one_writer"), theirs.alone, "us", Goal::None);
    report::row(&format!("{name}_64_waiting"), theirs.crowd, "/s", Goal::None);
    let alone = ours.alone / theirs.alone;
    report::row(&format!("{name}_one_writer_ours_vs_theirs"), alone, "x", Goal::AtMost(1.0));
    let crowd = ours.crowd / theirs.crowd;
    report::row(&format!("{name}_64_waiting_ours_vs_theirs"), crowd, "x", Goal::AtLeast(1.0));
}

fn redis_pace(server: &redis::Server, scale: Scale) -> Result<Pace, Failure> {
    let ids: Vec<String> = (0..CARTS).map(|cart| format!("cart:{cart}")).collect();
    server.connect()?.fill(&ids)?;
    let time = Duration::from_millis(scale.pick(4_000, 100));
    let alone = median(redis_adds(server, &ids, 1, time)?);
    let crowd = redis_adds(server, &ids, WAITING, time)?.len() as f64 / time.as_secs_f64();
    Ok(Pace { alone, crowd })
}

/// So many clients add for a while, each add answered before the client's next; answers with the microseconds of each.
fn redis_adds(
    server: &redis::Server,
    ids: &[String],
    clients: usize,
    time: Duration,
) -> io::Result<Vec<f64>> {
    let add = |seed: u64| {
        let mut client = server.connect()?;
        let (mut rng, mut times) = (Rng::new(seed), Vec::new());
        let began = Instant::now();
        while began.elapsed() < time {
            let cart = rng.below(u32::try_from(ids.len()).unwrap_or(u32::MAX));
            let member = person_id(person(cart, rng.below(MEMBERS)));
            let sku = sku_id(sku(cart, rng.below(LINES)));
            let began = Instant::now();
            client.push_add(&ids[cart as usize], &member, &sku);
            client.send()?;
            client.receive()?;
            times.push(micros(began));
        }
        Ok(times)
    };
    let times: io::Result<Vec<Vec<f64>>> = scope(|scope| {
        let threads: Vec<_> =
            (0..clients).map(|client| scope.spawn(move || add(client as u64))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a client adds")).collect()
    });
    Ok(times?.into_iter().flatten().collect())
}
