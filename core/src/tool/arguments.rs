//! The words of a command line: names, options, values.

use std::io::Write;

use super::Stop;

/// A command: what it is called, what it takes, and what it does.
pub(super) struct Command {
    pub(super) name: &'static str,
    /// What must be named, in order; what may be left out is in brackets.
    pub(super) names: &'static [&'static str],
    /// Options without a value.
    pub(super) flags: &'static [&'static str],
    /// Options with one.
    pub(super) values: &'static [&'static str],
    pub(super) help: &'static str,
    pub(super) run: fn(&Arguments<'_>, &mut dyn Write) -> Result<u8, Stop>,
}

/// What was given to a command.
#[derive(Debug, Default)]
pub(super) struct Arguments<'a> {
    names: Vec<&'a str>,
    options: Vec<(&'static str, &'a str)>,
}

impl<'a> Arguments<'a> {
    /// Reads what follows the command's name; nothing where help was asked for.
    pub(super) fn parse(command: &Command, words: &'a [String]) -> Result<Option<Self>, Stop> {
        let mut given = Self::default();
        let mut words = words.iter().map(String::as_str);
        let mut takes_options = true;
        while let Some(word) = words.next() {
            match word {
                "--" if takes_options => takes_options = false,
                "--help" | "-h" if takes_options => return Ok(None),
                option if takes_options && option.len() > 1 && option.starts_with('-') => {
                    given.option(command, option, &mut words)?;
                }
                name => given.names.push(name),
            }
        }
        given.require_names(command)?;
        Ok(Some(given))
    }

    fn option(
        &mut self,
        command: &Command,
        word: &'a str,
        rest: &mut impl Iterator<Item = &'a str>,
    ) -> Result<(), Stop> {
        let usage = |text: String| {
            let name = command.name;
            Stop::Usage(format!("{name}: {text}; `cartpool {name} --help` explains"))
        };
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        let known = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
        let (known, value) = match (known(command.flags), known(command.values)) {
            (Some(flag), _) if inline.is_none() => (flag, ""),
            (Some(flag), _) => return Err(usage(format!("{flag} takes no value"))),
            (None, Some(option)) => {
                let value = inline.or_else(|| rest.next());
                (option, value.ok_or_else(|| usage(format!("{option} wants a value")))?)
            }
            (None, None) => return Err(usage(format!("no option {name:?}"))),
        };
        if self.options.iter().any(|(other, _)| *other == known) {
            return Err(usage(format!("{known} is given twice")));
        }
        self.options.push((known, value));
        Ok(())
    }

    fn require_names(&self, command: &Command) -> Result<(), Stop> {
        let needed = command.names.iter().filter(|name| !name.starts_with('[')).count();
        if (needed..=command.names.len()).contains(&self.names.len()) {
            return Ok(());
        }
        let (name, names) = (command.name, command.names.join(" "));
        Err(Stop::Usage(format!("usage: cartpool {name} {names}; --help explains")))
    }

    /// What was named at this place; the parser saw to it that all that must be is.
    pub(super) fn name(&self, place: usize) -> &'a str {
        self.maybe_name(place).unwrap_or_default()
    }

    pub(super) fn maybe_name(&self, place: usize) -> Option<&'a str> {
        self.names.get(place).copied()
    }

    pub(super) fn has(&self, flag: &str) -> bool {
        self.value(flag).is_some()
    }

    pub(super) fn value(&self, option: &str) -> Option<&'a str> {
        self.options.iter().find(|(name, _)| *name == option).map(|(_, value)| *value)
    }

    /// The number an option gives, if it is there.
    pub(super) fn number(&self, option: &str) -> Result<Option<u64>, Stop> {
        let number = self.value(option).map(|value| {
            let parsed = value.parse();
            parsed.map_err(|_| Stop::Usage(format!("{option} wants a number, not {value:?}")))
        });
        number.transpose()
    }
}
