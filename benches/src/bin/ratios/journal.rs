//! What it costs that carts stay: synced and buffered commits against a raw `fdatasync` and against peers, several processes
//! on one file, the feed across them, replay, opening a million carts, a cold cart.

mod peers;

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use cartpool::journal::{Durability, SqliteStore};
use cartpool::{CartId, Command, Cursor, Engine, Member, NewCart, Options};

use crate::report::{self, Goal};
use crate::timing::{median, quantile};
use crate::{Outcome, Scale};
use peers::Pace;

/// The first argument of a process that measures one worker.
pub(crate) const WORKER: &str = "--journal-worker";

const SKU: &str = "TEA";
const MEMBER: &str = "ana";
const CARTS: usize = 1_000;
/// Writers at once in one process.
const WAITING: usize = 64;
/// About what a record of a log with one command takes.
const RAW_BYTES: usize = 120;

type Failure = Box<dyn Error>;

pub(crate) fn measure(scale: Scale) -> Outcome {
    let folder = Folder::new()?;
    let raw = raw(scale, &folder)?;
    let synced = synced(scale, &folder)?;
    let buffered = buffered(scale, &folder)?;
    peers::measure(scale, &folder, synced, buffered)?;
    many_processes(scale, &folder, raw)?;
    feed(scale, &folder)?;
    replay(scale, &folder)?;
    notes(scale, &folder)?;
    cold(scale, &folder)
}

/// A folder on a disk, gone in the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let beside = std::env::current_exe()?;
        let path = beside.with_file_name(format!("journal-figures-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn open(path: &Path, durability: Durability) -> Result<Engine, Failure> {
    let store = SqliteStore::open(path, durability).map_err(cartpool::Error::from)?;
    Ok(Engine::open(Options { store: Some(Arc::new(store)), ..Options::default() })?)
}

/// A journal of carts with one line each; answers with their ids.
fn carts(engine: &Engine, count: usize) -> Result<Vec<CartId>, Failure> {
    const THREADS: usize = 64;
    engine.set_price(SKU, "EUR", "4.50")?;
    let made: Result<Vec<Vec<CartId>>, cartpool::Error> = scope(|scope| {
        let make = |_| {
            scope.spawn(|| {
                let make = |_| {
                    let cart = engine.create_cart(NewCart::new(MEMBER, "EUR"))?;
                    cart.member(MEMBER).add_item(SKU, 1)?;
                    Ok(cart.id())
                };
                (0..count.div_ceil(THREADS)).map(make).collect()
            })
        };
        let threads: Vec<_> = (0..THREADS).map(make).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread makes carts")).collect()
    });
    Ok(made?.into_iter().flatten().take(count).collect())
}

/// Microseconds of each of `count` appends of so many records of 120 bytes, each append synced.
fn raw_syncs(path: &Path, count: usize, records: usize) -> std::io::Result<Vec<f64>> {
    let mut file = File::create(path)?;
    let bytes = vec![7; RAW_BYTES * records];
    let sync = |_| {
        let began = Instant::now();
        file.write_all(&bytes)?;
        file.sync_data()?;
        Ok(micros(began))
    };
    (0..count).map(sync).collect()
}

fn micros(began: Instant) -> f64 {
    began.elapsed().as_nanos() as f64 / 1_000.0
}

/// Microseconds of each of `count` changes of a quantity.
fn changes(member: &Member, count: usize) -> cartpool::Result<Vec<f64>> {
    let change = |round: usize| {
        let delta = if round & 1 == 0 { 1 } else { -1 };
        let began = Instant::now();
        member.commit(&Command::AdjustQuantity { line: cartpool::LineId(2), delta })?;
        Ok(micros(began))
    };
    (0..count).map(change).collect()
}

/// Runs `threads` writers for `time`, each on carts of its own choice; answers with the microseconds of every command.
fn crowd(
    engine: &Engine,
    ids: &[CartId],
    threads: usize,
    time: Duration,
) -> Result<Vec<f64>, Failure> {
    let times: cartpool::Result<Vec<Vec<f64>>> = scope(|scope| {
        let run = |thread: usize| {
            scope.spawn(move || {
                let began = Instant::now();
                let mut times = Vec::new();
                let mut next = thread * 7_919;
                while began.elapsed() < time {
                    next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let member = engine.cart(ids[(next >> 33) % ids.len()]).member(MEMBER);
                    let began = Instant::now();
                    member.add_item(SKU, 1)?;
                    times.push(micros(began));
                }
                Ok(times)
            })
        };
        let threads: Vec<_> = (0..threads).map(run).collect();
        threads.into_iter().map(|thread| thread.join().expect("a writer writes")).collect()
    });
    Ok(times?.into_iter().flatten().collect())
}

/// The floor: what the disk takes for one record and for a group of them, synced. Answers with the former.
fn raw(scale: Scale, folder: &Folder) -> Result<f64, Failure> {
    let count = scale.pick(2_000, 30);
    let one = median(raw_syncs(&folder.file("raw"), count, 1)?);
    let group = median(raw_syncs(&folder.file("raw"), count, WAITING)?);
    report::row("raw_fdatasync_p50", one, "us", Goal::None);
    report::row("raw_fdatasync_of_64_p50", group, "us", Goal::None);
    Ok(one)
}

fn synced(scale: Scale, folder: &Folder) -> Result<Pace, Failure> {
    let rounds = scale.pick(7, 2);
    let count = scale.pick(300, 30);
    let time = Duration::from_millis(scale.pick(1_000, 100));
    let engine = open(&folder.file("one.db"), Durability::Synced)?;
    let ids = carts(&engine, CARTS)?;
    let member = engine.cart(ids[0]).member(MEMBER);
    let (mut alone, mut ratios) = (Vec::new(), Vec::new());
    let (mut rates, mut gains, mut waits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let raw = median(raw_syncs(&folder.file("raw"), count, 1)?);
        let one = median(changes(&member, count)?);
        let times = crowd(&engine, &ids, WAITING, time)?;
        let rate = times.len() as f64 / time.as_secs_f64();
        alone.push(one);
        ratios.push(one / raw);
        rates.push(rate);
        gains.push(rate * raw / 1e6);
        waits.push(median(times));
    }
    let pace = Pace { alone: median(alone), crowd: median(rates) };
    report::row("synced_one_writer_p50", pace.alone, "us", Goal::None);
    report::row("synced_one_writer_vs_raw", median(ratios), "x", Goal::AtMost(1.5));
    report::row("synced_64_waiting", pace.crowd, "/s", Goal::None);
    report::row("synced_64_waiting_vs_raw_stream", median(gains), "x", Goal::AtLeast(10.0));
    report::row("synced_64_waiting_p50", median(waits) / 1_000.0, "ms", Goal::AtMost(1.0));
    Ok(pace)
}

fn buffered(scale: Scale, folder: &Folder) -> Result<Pace, Failure> {
    let time = Duration::from_millis(scale.pick(3_000, 100));
    let engine = open(&folder.file("buffered.db"), Durability::Buffered)?;
    let ids = carts(&engine, CARTS)?;
    let member = engine.cart(ids[0]).member(MEMBER);
    let alone = median(changes(&member, scale.pick(6_000, 300))?);
    let crowd = crowd(&engine, &ids, WAITING, time)?.len() as f64 / time.as_secs_f64();
    report::row("buffered_one_writer_p50", alone, "us", Goal::AtMost(40.0));
    report::row("buffered_64_waiting", crowd, "/s", Goal::None);
    Ok(Pace { alone, crowd })
}

/// Four processes of 16 writers. Beside the goal in commands a second stands the same one in raw streams, as the disk on which
/// the goals were set had them: what is synced means little without the disk.
fn many_processes(scale: Scale, folder: &Folder, raw: f64) -> Outcome {
    const STREAMS: f64 = 30_000.0 * 144e-6;
    let time = scale.pick(3_000, 200);
    for (durability, least) in [(Durability::Synced, 30_000.0), (Durability::Buffered, 70_000.0)] {
        let name = durability.name();
        let path = folder.file(&format!("four-{name}.db"));
        let ids = carts(&open(&path, durability)?, CARTS)?;
        let workers: Result<Vec<Child>, _> =
            (0..4).map(|_| worker(&path, name, time, &ids)).collect();
        let log_bytes = longest_log(&path, Duration::from_millis(time.unsigned_abs().into()));
        let told: Result<Vec<_>, Failure> = workers?.into_iter().map(told).collect();
        let told = told?;
        let row = |what: &str, value, unit, goal| {
            report::row(&format!("{name}_4_processes{what}"), value, unit, goal);
        };
        let rate = told.iter().map(|(count, _)| count).sum::<f64>() * 1_000.0 / f64::from(time);
        row("_x_16", rate, "/s", Goal::AtLeast(least));
        if durability == Durability::Synced {
            let streams = rate * raw / 1e6;
            row("_x_16_vs_raw_stream", streams, "x", Goal::AtLeast(STREAMS));
        }
        let counts = || told.iter().map(|(count, _)| *count);
        let fairness = counts().fold(f64::INFINITY, f64::min) / counts().fold(0.0, f64::max);
        row("_fairness", fairness, "x", Goal::AtLeast(0.8));
        let worst = told.iter().map(|(_, slow)| *slow).fold(0.0, f64::max) / 1_000.0;
        row("_p999", worst, "ms", Goal::AtMost(20.0));
        row("_wal", log_bytes / 1_048_576.0, "MiB", Goal::AtMost(64.0));
    }
    Ok(())
}

/// The most bytes that the write-ahead log takes within a time.
fn longest_log(path: &Path, time: Duration) -> f64 {
    let log = path.with_extension("db-wal");
    let began = Instant::now();
    let mut most = 0;
    while began.elapsed() < time {
        sleep(Duration::from_millis(20));
        most = most.max(std::fs::metadata(&log).map_or(0, |log| log.len()));
    }
    most as f64
}

fn worker(path: &Path, durability: &str, time_ms: i32, ids: &[CartId]) -> std::io::Result<Child> {
    let mut child = Process::new(std::env::current_exe()?)
        .args([WORKER, durability, &time_ms.to_string()])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        for id in ids {
            writeln!(input, "{id}")?;
        }
    }
    Ok(child)
}

/// How many commands a worker finished, and the microseconds that one in a thousand of them took longer than.
fn told(mut worker: Child) -> Result<(f64, f64), Failure> {
    let mut line = String::new();
    BufReader::new(worker.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    worker.wait()?;
    let (count, p999) = line.trim().split_once(' ').ok_or("a worker says two numbers")?;
    Ok((count.parse()?, p999.parse()?))
}

/// One of several processes on one file.
pub(crate) fn work(mut words: impl Iterator<Item = String>) -> Outcome {
    const WRITERS: usize = 16;
    let mut next = || words.next().ok_or("a worker is told durability, time and file");
    let durability = Durability::named(&next()?).ok_or("no such durability")?;
    let time = Duration::from_millis(next()?.parse()?);
    let engine = open(Path::new(&next()?), durability)?;
    let ids = told_carts()?;
    let times = crowd(&engine, &ids, WRITERS, time)?;
    println!("{} {}", times.len(), quantile(times.iter().copied(), 0.999));
    Ok(())
}

/// The carts that a worker is told of, one a line.
fn told_carts() -> Result<Vec<CartId>, Failure> {
    let lines = std::io::stdin().lines();
    lines.map(|line| Ok(line?.parse::<CartId>()?)).collect()
}

/// From before an add through one engine until a watcher of another holds the page with it.
fn feed(scale: Scale, folder: &Folder) -> Outcome {
    let path = folder.file("feed.db");
    let (here, there) = (open(&path, Durability::Buffered)?, open(&path, Durability::Buffered)?);
    let ids = carts(&here, 1)?;
    let (writer, reader) = (here.cart(ids[0]).member(MEMBER), there.cart(ids[0]).member(MEMBER));
    let mut watch = reader.watch(Cursor::START)?;
    watch.page()?;
    let turns = scale.pick(3_000, 100);
    let (sender, receiver) = std::sync::mpsc::channel();
    let times: Result<Vec<f64>, Failure> = scope(|scope| {
        scope.spawn(move || {
            for _ in 0..turns {
                while !matches!(watch.wait(Duration::from_secs(10)), Ok(true)) {}
                let page = watch.page().map(|page| page.events().len());
                sender.send((Instant::now(), page)).expect("the writer listens");
            }
        });
        let turn = |_| {
            sleep(Duration::from_micros(500));
            writer.add_item(SKU, 1)?;
            let answered = Instant::now();
            let (seen, events) = receiver.recv()?;
            assert_eq!(events?, 1, "the watcher has the change and nothing else");
            Ok(seen.saturating_duration_since(answered).as_nanos() as f64 / 1_000.0)
        };
        (0..turns).map(turn).collect()
    });
    let times = times?;
    report::row("feed_across_engines_p50", median(times.iter().copied()), "us", Goal::None);
    let slow = quantile(times.iter().copied(), 0.99) / 1_000.0;
    report::row("feed_across_engines_p99", slow, "ms", Goal::AtMost(1.0));
    Ok(())
}

/// How fast an engine takes over what another wrote.
fn replay(scale: Scale, folder: &Folder) -> Outcome {
    const BATCH: usize = 100;
    let path = folder.file("replay.db");
    let (here, there) = (open(&path, Durability::Buffered)?, open(&path, Durability::Buffered)?);
    let ids = carts(&here, CARTS)?;
    for id in &ids {
        there.cart(*id).system().total()?;
    }
    let rounds = scale.pick(10, 1);
    let batch: Vec<Command<'_>> = (0..BATCH)
        .map(|place| Command::AdjustQuantity {
            line: cartpool::LineId(2),
            delta: if place % 2 == 0 { 1 } else { -1 },
        })
        .collect();
    let mut events = 0;
    for _ in 0..rounds {
        for id in &ids {
            here.cart(*id).member(MEMBER).batch(&batch)?;
            events += BATCH;
        }
    }
    let began = Instant::now();
    there.cart(ids[0]).system().total()?;
    let rate = events as f64 / began.elapsed().as_secs_f64() / 1e6;
    report::row("replay", rate, "million/s", Goal::AtLeast(1.5));
    Ok(())
}

/// Opening after another engine wrote so many notes on one cart, each a frame and a text of its own.
fn notes(scale: Scale, folder: &Folder) -> Outcome {
    let each = |count: usize| -> Result<f64, Failure> {
        let path = folder.file(&format!("notes-{count}.db"));
        let here = open(&path, Durability::Buffered)?;
        let ids = carts(&here, 1)?;
        let member = here.cart(ids[0]).member(MEMBER);
        for number in 0..count {
            member.set_note(cartpool::LineId(2), Some(&number.to_string()))?;
        }
        let began = Instant::now();
        open(&path, Durability::Buffered)?.cart(ids[0]).system().total()?;
        Ok(began.elapsed().as_micros() as f64 / count as f64)
    };
    let count = scale.pick(4_000, 400);
    let few = each(count)?;
    report::row("open_after_notes", few, "us a note", Goal::None);
    let row = format!("open_after_{}_notes_vs_{count}", 4 * count);
    report::row(&row, each(4 * count)? / few, "x", Goal::AtMost(1.5));
    Ok(())
}

/// Opening a file of many carts, and coming to one that is not in memory.
fn cold(scale: Scale, folder: &Folder) -> Outcome {
    let path = folder.file("million.db");
    let engine = open(&path, Durability::Buffered)?;
    let ids = carts(&engine, scale.pick(1_000_000, 10_000))?;
    engine.drain(Duration::from_secs(600));
    let mut openings = Vec::new();
    let mut colds = Vec::new();
    for round in 0..scale.pick(9, 2) {
        let began = Instant::now();
        let engine = open(&path, Durability::Buffered)?;
        openings.push(micros(began) / 1_000.0);
        for place in 0..scale.pick(500, 50) {
            let member = engine.cart(ids[(place * 7_919 + round * 104_729) % ids.len()]).system();
            let began = Instant::now();
            member.total()?;
            colds.push(micros(began));
        }
    }
    report::row("open_a_million_carts", median(openings), "ms", Goal::AtMost(50.0));
    report::row("cold_cart_p50", median(colds), "us", Goal::AtMost(100.0));
    Ok(())
}
