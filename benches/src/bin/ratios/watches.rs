//! How soon a watcher has a change, what ten thousand watchers hold, and what they cost whoever writes.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::task::{Context, Wake, Waker};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use cartpool::{Cursor, Member, PageBody, Result, Watch};
use cartpool_benches::workload::{MEMBERS, Picker, Rng, Spread};
use cartpool_benches::world::World;

use crate::Outcome;
use crate::Scale;
use crate::counting::counted;
use crate::pair::Pair;
use crate::report::{self, Goal};
use crate::timing::{median, ns_each, paired};

const CARTS: u32 = 100;

pub(crate) fn measure(scale: Scale) -> Outcome {
    wake(scale)?;
    many(scale)
}

/// From before the add until another thread, asleep till then, holds the page with it.
fn wake(scale: Scale) -> Outcome {
    let world = World::open(1)?;
    let writer = world.member(0, 0)?;
    let reader = world.member(0, 1)?;
    let mut watch = reader.watch(now(&reader)?)?;
    let (sender, receiver) = mpsc::channel();
    let turns = scale.pick(2_000, 100);
    let times: Result<Vec<f64>> = scope(|scope| {
        scope.spawn(move || {
            for _ in 0..turns {
                while !matches!(watch.wait(Duration::from_secs(10)), Ok(true)) {}
                let page = watch.page();
                let seen = Instant::now();
                let events = page.map(|page| match page.body {
                    PageBody::Events(events) => events.len(),
                    PageBody::Reset(_) | PageBody::Revoked { .. } => 0,
                });
                sender.send(events.map(|events| (seen, events))).expect("the writer listens");
            }
        });
        let turn = |turn: u32| {
            // Long enough for the watcher to fall asleep.
            sleep(Duration::from_micros(500));
            let start = Instant::now();
            writer.set_quantity(cartpool::LineId(5), 100 + turn)?;
            let (seen, events) = receiver.recv().expect("the watcher reports")?;
            assert_eq!(events, 1, "the watcher has the change and nothing else");
            Ok((seen - start).as_nanos() as f64 / 1_000.0)
        };
        (0..turns).map(turn).collect()
    });
    report::row("wake_p50", median(times?), "us", Goal::AtMost(50.0));
    Ok(())
}

/// The cursor that stands at the cart's newest event.
fn now(member: &Member) -> Result<Cursor> {
    Ok(member.events_since(Cursor::START)?.to)
}

struct CountingWaker(AtomicUsize);

impl Wake for CountingWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// A hundred carts with a hundred watchers each against the same carts without. All watchers are armed when a round
/// starts, are woken by its first changes, and pull and arm themselves again after it: about a hundred times a second.
fn many(scale: Scale) -> Outcome {
    let (alone, busy) = (Pair::open(CARTS)?, Pair::open(CARTS)?);
    let mut watches = watch_all(&busy.world, scale)?;
    let counter = Arc::new(CountingWaker(AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&counter));
    let picker = Picker::new(CARTS, Spread::Uniform);
    let adds = scale.pick(100_000, 20_000);
    let rounds = |pair: &Pair| -> Result<Vec<_>> {
        let mut rng = Rng::new(3);
        (0..scale.rounds()).map(|_| pair.round(&picker, &mut rng, adds)).collect()
    };
    let (alone, busy) = (rounds(&alone)?, rounds(&busy)?);
    let found = paired(
        scale.rounds(),
        |round| ns_each(adds, || alone[round].play()),
        |round| {
            arm(&mut watches, &waker);
            ns_each(adds, || busy[round].play())
        },
    );
    let woken = counter.0.load(SeqCst);
    assert_eq!(woken, watches.len() * scale.rounds(), "every watcher is woken once a round");
    let percent = (found.ratio - 1.0) * 100.0;
    report::row("writers_slowed_by_watchers", percent, "%", Goal::AtMost(10.0));
    Ok(())
}

fn watch_all(world: &World, scale: Scale) -> Result<Vec<Watch>> {
    let each = scale.pick(100, 10);
    let mut watches = Vec::with_capacity((CARTS * each) as usize);
    let mut bytes = 0;
    for cart in 0..CARTS {
        for seat in 0..each {
            let member = world.member(cart, seat % MEMBERS)?;
            let cursor = now(&member)?;
            let (watch, counts) = counted(|| member.watch(cursor));
            watches.push(watch?);
            bytes += counts.bytes;
        }
    }
    let each = bytes as f64 / watches.len() as f64;
    report::row("watcher_bytes", each, "bytes", Goal::AtMost(64.0));
    report::row("watch_handle_bytes", size_of::<Watch>() as f64, "bytes", Goal::None);
    Ok(watches)
}

/// Every watcher takes what came and waits for more.
fn arm(watches: &mut [Watch], waker: &Waker) {
    for watch in watches {
        let mut context = Context::from_waker(waker);
        while watch.poll_changed(&mut context).is_ready() {
            watch.page().expect("members may look");
        }
    }
}
