//! The table in the README, between its markers: nobody types a figure.

use std::fmt::Write;

use crate::Outcome;
use crate::machine;
use crate::report::Row;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- ratios: begin -->\n";
const END: &str = "<!-- ratios: end -->";

pub(crate) fn write(rows: &[Row]) -> Outcome {
    let text = std::fs::read_to_string(PATH)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("README.md has no begin marker")?;
    let (_, after) = rest.split_once(END).ok_or("README.md has no end marker")?;
    std::fs::write(PATH, format!("{before}{BEGIN}{}{END}{after}", table(rows)?))?;
    Ok(())
}

fn table(rows: &[Row]) -> Result<String, std::fmt::Error> {
    let mut out = format!("\nMeasured on: {}.\n", machine::describe());
    let mut group = "";
    for row in rows {
        if row.group != group {
            group = row.group;
            write!(out, "\n### {group}\n\n| figure | value | goal | |\n|---|---:|---:|---|\n")?;
        }
        let Row { name, value, unit, status, .. } = row;
        writeln!(out, "| {name} | {value} {unit} | {} | {status} |", goal(row))?;
    }
    let mut short = rows.iter().filter(|row| row.status == "short").peekable();
    writeln!(out, "\n### short of their goal\n")?;
    if short.peek().is_none() {
        writeln!(out, "None.")?;
    }
    for row in short {
        let Row { name, value, unit, .. } = row;
        writeln!(out, "- {name}: {value} {unit}, goal {}", goal(row))?;
    }
    Ok(out + "\n")
}

fn goal(row: &Row) -> String {
    match &*row.goal {
        "-" => String::new(),
        goal => goal.replace("<=", "≤ ").replace(">=", "≥ "),
    }
}
