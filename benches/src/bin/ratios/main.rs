//! Everything the project claims about speed and memory, measured in one run: `name value unit goal ok|short`.
//!
//! Ratios are medians over rounds in which both sides take turns, so that a drifting machine cancels out. Each group has a process
//! of its own, so that none finds memory as another left it.

mod adds;
mod allocations;
mod baskets;
mod bills;
mod campaigns;
mod counting;
mod growth;
mod journal;
mod machine;
mod markdown;
mod mix;
mod pair;
mod peers;
mod report;
mod resident;
mod threads;
mod timing;
mod views;
mod watches;

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write, stdout};
use std::process::{Command, ExitCode, Stdio};

use report::Row;

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

type Outcome = Result<(), Box<dyn Error>>;

const USAGE: &str = "\
usage: ratios [--quick] [--only GROUP]... [--markdown]
  --quick       smaller and shorter, to see that it works: its figures mean little
  --only GROUP  one group of figures; may be repeated
  --markdown    also write the table into benches/README.md";

/// How much to measure.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    /// Whether this is a mere smoke test.
    pub(crate) is_quick: bool,
}

impl Scale {
    /// `full`, or `quick` in a smoke test.
    pub(crate) fn pick<T>(self, full: T, quick: T) -> T {
        if self.is_quick { quick } else { full }
    }

    /// Rounds of a measurement.
    pub(crate) fn rounds(self) -> usize {
        self.pick(15, 3)
    }

    /// Carts of the middle size: enough of them to leave the caches.
    pub(crate) fn middle_carts(self) -> u32 {
        self.pick(100_000, 10_000)
    }
}

type Measure = fn(Scale) -> Outcome;

/// The groups in the order they are measured.
const GROUPS: &[(&str, Measure)] = &[
    ("resident", resident::measure),
    ("campaigns", campaigns::measure),
    ("bills", bills::measure),
    ("add", adds::measure),
    ("allocations", allocations::measure),
    ("threads", threads::measure),
    ("watches", watches::measure),
    ("views", views::measure),
    ("mix", mix::measure),
    ("baskets", baskets::measure),
    ("journal", journal::measure),
    ("peers", peers::measure),
];

/// What the command line asks for.
#[derive(Default)]
struct Arguments {
    only: Vec<String>,
    is_quick: bool,
    writes_markdown: bool,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => arguments.is_quick = true,
                "--markdown" => arguments.writes_markdown = true,
                "--only" => arguments.only.push(words.next().ok_or_else(usage)?),
                _ => return Err(usage().into()),
            }
        }
        if arguments.writes_markdown && (arguments.is_quick || !arguments.only.is_empty()) {
            return Err("--markdown writes the tables of a full run only".into());
        }
        let is_group = |name: &String| GROUPS.iter().any(|(group, _)| group == name);
        if arguments.only.iter().all(is_group) { Ok(arguments) } else { Err(usage().into()) }
    }

    fn wants(&self, group: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == group)
    }
}

fn usage() -> String {
    let groups: Vec<&str> = GROUPS.iter().map(|(group, _)| *group).collect();
    format!("{USAGE}\ngroups: {}", groups.join(", "))
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if(|word| word == "--help").is_some() {
        println!("{}", usage());
        return ExitCode::SUCCESS;
    }
    let done = if words.next_if(|word| word == journal::WORKER).is_some() {
        journal::work(words)
    } else {
        Arguments::read(words).and_then(|arguments| run(&arguments))
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome {
    let wanted = GROUPS.iter().filter(|(group, _)| arguments.wants(group));
    let wanted: Vec<&(&str, Measure)> = wanted.collect();
    if let [(_, measure)] = &*wanted {
        return measure(Scale { is_quick: arguments.is_quick });
    }
    let mut rows = Vec::new();
    for (group, _) in wanted {
        rows.extend(apart(group, arguments.is_quick)?);
    }
    if arguments.writes_markdown {
        markdown::write(&rows)?;
    }
    Ok(())
}

/// Measures a group in a process of its own, and prints what that prints.
fn apart(group: &'static str, is_quick: bool) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--only", group]).args(is_quick.then_some("--quick")).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let output = child.stdout.take().ok_or("no output")?;
    let shown = BufReader::new(output).lines().map(|line| {
        let line = line?;
        writeln!(stdout(), "{line}")?;
        Ok(line)
    });
    let shown: io::Result<Vec<String>> = shown.collect();
    if shown.is_err() {
        // Nobody reads on, so nobody waits for the rest.
        child.kill()?;
    }
    let has_ended_well = child.wait()?.success();
    let lines = shown?;
    if !has_ended_well {
        return Err(format!("{group} failed").into());
    }
    let row = |line: &String| {
        Row::read(group, line)
            .ok_or_else(|| format!("{group} printed what is no figure: {line}").into())
    };
    lines.iter().map(row).collect()
}
