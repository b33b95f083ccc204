//! Figures and their goals, printed as they come.

use std::fmt;

/// What a figure is held to.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// For information.
    None,
}

impl Goal {
    /// Whether the goal is met; a figure without a goal says nothing.
    fn status(self, value: f64) -> &'static str {
        let is_met = match self {
            Self::None => return "-",
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        };
        if is_met { "ok" } else { "short" }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "<={most}"),
            Self::AtLeast(least) => write!(f, ">={least}"),
            Self::None => write!(f, "-"),
        }
    }
}

/// Prints a figure.
pub(crate) fn row(name: &str, value: f64, unit: &str, goal: Goal) {
    println!("{name} {} {unit} {goal} {}", shown(value), goal.status(value));
}

/// Prints that a figure could not be measured.
pub(crate) fn not_measured(name: &str, unit: &str) {
    println!("{name} - {unit} - not-measured");
}

/// A value with about three digits that mean something.
fn shown(value: f64) -> String {
    match value {
        _ if value.abs() >= 100.0 => format!("{value:.0}"),
        _ if value.abs() >= 10.0 => format!("{value:.1}"),
        _ if value.abs() >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// A printed figure: `name value unit goal ok|short`. A unit may have several words.
pub(crate) struct Row {
    pub(crate) group: &'static str,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) goal: String,
    pub(crate) status: String,
}

impl Row {
    /// Reads what a group printed.
    pub(crate) fn read(group: &'static str, line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, value, unit @ .., goal, status] = &*words else { return None };
        if !["ok", "short", "-", "not-measured"].contains(status) {
            return None;
        }
        let text = |word: &&str| (*word).to_owned();
        let (name, value, unit) = (text(name), text(value), unit.join(" "));
        Some(Self { group, name, value, unit, goal: text(goal), status: text(status) })
    }
}
