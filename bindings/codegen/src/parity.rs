//! The table of parity: what each call of core's is in every host. It is written from the sources, and a call that a host
//! lacks, or whose docs leave a refusal out, is an error.

mod calls;
mod surface;

use std::path::Path;

use crate::BANNER;
use crate::model::{Docs, Error, Model, Output, Result};
use crate::names::camel;
use calls::{Cell, SPECIAL};
use surface::Surface;

/// A language's column of the table. Swift and Kotlin share one: `UniFFI` spells both alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    Python,
    Node,
    Mobile,
    C,
}

const HOSTS: [Host; 4] = [Host::Python, Host::Node, Host::Mobile, Host::C];

impl Host {
    const fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::Node => "Node",
            Self::Mobile => "Swift, Kotlin",
            Self::C => "C",
        }
    }

    /// Where the host's files lie.
    const fn folder(self) -> &'static str {
        match self {
            Self::Python => "bindings/python/",
            Self::Node => "bindings/node/",
            Self::Mobile => "bindings/mobile/",
            Self::C => "bindings/c/",
        }
    }

    /// The call's name in the host's sources, unless it is special.
    fn usual(self, call: &str) -> String {
        let (class, name) = call.split_once('.').unwrap_or(("", call));
        match (self, class) {
            (Self::Node, _) => format!("{class}.{}", camel(name)),
            (Self::C, "Engine" | "Cart" | "Member") => format!("cartpool_{name}"),
            (Self::C, "CampaignWatch") => format!("cartpool_campaign_watch_{name}"),
            (Self::C, _) => format!("cartpool_{}_{name}", class.to_lowercase()),
            (Self::Python | Self::Mobile, _) => call.to_owned(),
        }
    }

    /// What its callers write for a name in its sources.
    fn shown(self, name: &str) -> String {
        let name = name.rsplit('.').next().unwrap_or(name);
        let name = if self == Self::Mobile { camel(name) } else { name.to_owned() };
        format!("`{name}`")
    }

    /// A word of core's vocabulary as the host's generated files spell it: an event, a record or an error code.
    fn spelled(self, noun: Noun<'_>) -> String {
        match (self, noun) {
            (Self::C, Noun::Event(_, word) | Noun::Error(_, word)) => word.to_uppercase(),
            (Self::C, Noun::Record(name)) => format!("Cartpool{name}"),
            (Self::Node, Noun::Event(_, word))
            | (Self::Python | Self::Node, Noun::Error(_, word)) => word.to_owned(),
            (_, Noun::Event(name, _) | Noun::Error(name, _) | Noun::Record(name)) => {
                name.to_owned()
            }
        }
    }
}

/// Something with a name in core's vocabulary: in Rust, and as a word.
#[derive(Clone, Copy)]
enum Noun<'a> {
    Event(&'a str, &'a str),
    Error(&'a str, &'a str),
    Record(&'a str),
}

/// The table's file. `outputs` are those of all other emitters.
pub(crate) fn emit(model: &Model, outputs: &[Output]) -> Result<Output> {
    let root = crate::root();
    let mut table = Table { model, faults: Vec::new(), text: String::new() };
    table.text = format!("<!-- {BANNER} -->\n\n{HEAD}");
    table.calls(&root)?;
    table.verbs(outputs);
    table.nouns(outputs);
    if table.faults.is_empty() {
        Ok(Output { path: "bindings/PARITY.md", text: table.text })
    } else {
        Err(Error(table.faults.join("\n")))
    }
}

const HEAD: &str = "\
# The same in every language

What each call and each verb is called in each language. Nothing here is typed: `cargo gen` reads it from core's and the
bindings' own sources, and refuses to write a line for which a language has nothing, or whose docs leave out how core refuses.
";

struct Table<'m> {
    model: &'m Model,
    faults: Vec<String>,
    text: String,
}

impl Table<'_> {
    fn calls(&mut self, root: &Path) -> Result<()> {
        let core = surface::core(root)?;
        let surfaces =
            HOSTS.iter().map(|host| surface::of(*host, root)).collect::<Result<Vec<_>>>()?;
        for (call, _, _) in SPECIAL {
            if !core.iter().any(|(name, _)| name == call) {
                self.faults.push(format!("core has no {call}"));
            }
        }
        for class in surface::CLASSES {
            let of_class = |call: &str| call.split_once('.').is_some_and(|(of, _)| of == *class);
            let rows: Vec<_> = core.iter().filter(|(call, _)| of_class(call)).collect();
            if rows.is_empty() {
                continue;
            }
            self.head(&format!("`{class}`"));
            for (call, docs) in rows {
                let cells = HOSTS.iter().zip(&surfaces);
                let cells: Vec<_> =
                    cells.map(|(host, surface)| self.cell(*host, surface, call, docs)).collect();
                let name = call.rsplit('.').next().unwrap_or(call);
                self.row(&format!("`{name}`"), &cells);
            }
        }
        Ok(())
    }

    fn cell(&mut self, host: Host, surface: &Surface, call: &str, docs: &Docs) -> String {
        let special =
            SPECIAL.iter().find(|(name, hosts, _)| *name == call && hosts.contains(&host));
        let name = match special {
            Some((_, _, Cell::Without(why))) => return (*why).to_owned(),
            Some((_, _, Cell::Named(name))) => (*name).to_owned(),
            None => host.usual(call),
        };
        match surface.get(&name) {
            None => self.faults.push(format!("{} has no {name} for {call}", host.name())),
            Some(said) => self.compare(host, surface, &name, (docs, said)),
        }
        host.shown(&name)
    }

    /// Holds a host's docs against core's: they say something, and name every refusal, or whose refusals they share.
    fn compare(&mut self, host: Host, surface: &Surface, name: &str, (docs, said): (&Docs, &str)) {
        // Dunder methods are explained by their class.
        if name.contains(".__") || name.ends_with(".constructor") {
            return;
        }
        if said.trim().is_empty() {
            self.faults.push(format!("{}: {name} has no docs", host.name()));
        }
        let known = self.with_shared(surface, name, said);
        let missing = self.codes(docs.errors.as_deref().unwrap_or_default());
        let missing: Vec<_> = missing.into_iter().filter(|code| !known.contains(*code)).collect();
        if !missing.is_empty() {
            self.faults.push(format!("{}: {name} leaves out {}", host.name(), missing.join(", ")));
        }
    }

    /// Docs with those of the calls and verbs whose refusals they say they share.
    fn with_shared(&self, surface: &Surface, name: &str, said: &str) -> String {
        let mut all = said.to_owned();
        for shared in ["as `", "As `", "those of `", "Those of `"] {
            for rest in said.split(shared).skip(1) {
                let other = rest.split('`').next().unwrap_or_default();
                let class = name.split_once('.').map_or("", |(class, _)| class);
                let place = format!("{class}.{other}");
                let (key, docs) = match surface.get_key_value(&place) {
                    Some(found) => found,
                    None => surface.get_key_value(other).unwrap_or((&place, &place)),
                };
                if key != name {
                    all.push_str(&self.with_shared(surface, key, docs));
                }
                let is_it = |word: &str| word == other || camel(word) == other;
                let verb = self.model.commands.iter().find(|verb| is_it(&verb.word));
                all.push_str(verb.and_then(|verb| verb.docs.errors.as_deref()).unwrap_or_default());
            }
        }
        all
    }

    /// The error codes in a text, in its order.
    fn codes<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let quoted = text.split('`').skip(1).step_by(2);
        quoted.filter(|word| self.model.errors.iter().any(|code| code.word == **word)).collect()
    }

    fn verbs(&mut self, outputs: &[Output]) {
        self.head("Verbs of `Member`");
        for command in &self.model.commands {
            let cells = HOSTS.map(|host| {
                let name = match host {
                    Host::Node => camel(&command.word),
                    Host::C => format!("cartpool_{}", command.word),
                    Host::Python | Host::Mobile => command.word.clone(),
                };
                self.require(host, outputs, &format!("{name}("));
                host.shown(&name)
            });
            self.row(&format!("`{}`", command.word), &cells);
        }
    }

    fn nouns(&mut self, outputs: &[Output]) {
        let model = self.model;
        let events = model.events.iter().map(|it| Noun::Event(&it.name, &it.word));
        let errors = model.errors.iter().map(|it| Noun::Error(&it.name, &it.word));
        let shown = |name: &str| !matches!(name, "ItemOption" | "LineOption");
        let records = model.records.iter().filter(|it| shown(&it.name));
        let records = records.map(|it| Noun::Record(&it.name));
        for noun in events.chain(errors).chain(records) {
            for host in HOSTS {
                self.require(host, outputs, &host.spelled(noun));
            }
        }
        self.text.push_str(&format!(
            "\n## In every language as well\n\n{} events, {} records of views and events, {} enums, {} error codes and {} \
             limits, each generated\nunder core's own name.\n",
            model.events.len(),
            model.records.len(),
            model.enums.len(),
            model.errors.len(),
            model.limits.len(),
        ));
    }

    /// Some generated file of the host has this word.
    fn require(&mut self, host: Host, outputs: &[Output], word: &str) {
        let mut files = outputs.iter().filter(|output| output.path.starts_with(host.folder()));
        if !files.any(|file| file.text.contains(word)) {
            self.faults.push(format!("{} generates no {word}", host.name()));
        }
    }

    fn head(&mut self, title: &str) {
        let hosts = HOSTS.map(Host::name).join(" | ");
        self.text.push_str(&format!("\n## {title}\n\n| Rust | {hosts} |\n|---|---|---|---|---|\n"));
    }

    fn row(&mut self, rust: &str, cells: &[String]) {
        self.text.push_str(&format!("| {rust} | {} |\n", cells.join(" | ")));
    }
}
