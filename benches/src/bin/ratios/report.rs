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

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "<={most}"),
            Self::AtLeast(least) => write!(f, ">={least}"),
            Self::None => write!(f, "-"),
        }
    }
}

/// A figure.
pub(crate) struct Row {
    pub(crate) group: &'static str,
    pub(crate) name: String,
    /// Nothing where it could not be measured.
    pub(crate) value: Option<f64>,
    pub(crate) unit: &'static str,
    pub(crate) goal: Goal,
}

impl Row {
    /// Whether the goal is met; a figure without a goal says nothing.
    pub(crate) fn status(&self) -> &'static str {
        let is_met = match (self.value, self.goal) {
            (None, _) => return "not-measured",
            (_, Goal::None) => return "-",
            (Some(value), Goal::AtMost(most)) => value <= most,
            (Some(value), Goal::AtLeast(least)) => value >= least,
        };
        if is_met { "ok" } else { "short" }
    }

    /// The value with about three digits that mean something.
    pub(crate) fn value_text(&self) -> String {
        match self.value {
            None => "-".to_owned(),
            Some(value) if value.abs() >= 100.0 => format!("{value:.0}"),
            Some(value) if value.abs() >= 10.0 => format!("{value:.1}"),
            Some(value) if value.abs() >= 0.1 => format!("{value:.2}"),
            Some(value) => {
                format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
            }
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, status) = (self.value_text(), self.status());
        write!(f, "{} {value} {} {} {status}", self.name, self.unit, self.goal)
    }
}

/// All figures of a run.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) rows: Vec<Row>,
    group: &'static str,
}

impl Report {
    /// Further figures belong to `group`.
    pub(crate) fn begin(&mut self, group: &'static str) {
        self.group = group;
    }

    /// Notes and prints a figure.
    pub(crate) fn row(&mut self, name: &str, value: f64, unit: &'static str, goal: Goal) {
        self.push(name, Some(value), unit, goal);
    }

    /// Notes and prints that a figure could not be measured.
    pub(crate) fn not_measured(&mut self, name: &str, unit: &'static str) {
        self.push(name, None, unit, Goal::None);
    }

    fn push(&mut self, name: &str, value: Option<f64>, unit: &'static str, goal: Goal) {
        let row = Row { group: self.group, name: name.to_owned(), value, unit, goal };
        println!("{row}");
        self.rows.push(row);
    }
}
