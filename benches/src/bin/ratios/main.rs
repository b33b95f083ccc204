//! Everything the project claims about speed and memory, measured in one run: `name value unit goal ok|short`.
//!
//! Ratios are medians over rounds in which both sides take turns, so that a drifting machine cancels out.

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
mod peers;
mod report;
mod resident;
mod threads;
mod timing;
mod views;
mod watches;
mod worlds;

use std::error::Error;
use std::process::ExitCode;

use report::Report;
use worlds::Worlds;

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
}

type Measure = fn(&mut Worlds, &mut Report) -> Outcome;

/// The groups in the order they are measured: what needs undisturbed memory first.
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
    let done = if words.next_if(|word| word == resident::CHILD).is_some() {
        resident::child(words)
    } else if words.next_if(|word| word == journal::WORKER).is_some() {
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
    let mut worlds = Worlds::new(Scale { is_quick: arguments.is_quick });
    let mut report = Report::default();
    for (group, measure) in GROUPS.iter().filter(|(group, _)| arguments.wants(group)) {
        report.begin(group);
        measure(&mut worlds, &mut report)?;
    }
    if arguments.writes_markdown {
        markdown::write(&report)?;
    }
    Ok(())
}
