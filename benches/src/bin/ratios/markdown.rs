//! The table in the README, between its markers: nobody types a figure.

use std::fmt::Write;

use crate::Outcome;
use crate::machine;
use crate::report::{Goal, Report, Row};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- ratios: begin -->\n";
const END: &str = "<!-- ratios: end -->";

pub(crate) fn write(report: &Report) -> Outcome {
    let text = std::fs::read_to_string(PATH)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("README.md has no begin marker")?;
    let (_, after) = rest.split_once(END).ok_or("README.md has no end marker")?;
    std::fs::write(PATH, format!("{before}{BEGIN}{}{END}{after}", table(report)?))?;
    Ok(())
}

fn table(report: &Report) -> Result<String, std::fmt::Error> {
    let mut out = format!("\nMeasured on: {}.\n", machine::describe());
    let mut group = "";
    for row in &report.rows {
        if row.group != group {
            group = row.group;
            write!(out, "\n### {group}\n\n| figure | value | goal | |\n|---|---:|---:|---|\n")?;
        }
        writeln!(
            out,
            "| {} | {} {} | {} | {} |",
            row.name,
            row.value_text(),
            row.unit,
            goal(row),
            row.status()
        )?;
    }
    let short: Vec<&Row> = report.rows.iter().filter(|row| row.status() == "short").collect();
    writeln!(out, "\n### short of their goal\n")?;
    for row in &short {
        writeln!(out, "- {}: {} {}, goal {}", row.name, row.value_text(), row.unit, goal(row))?;
    }
    if short.is_empty() {
        writeln!(out, "None.")?;
    }
    Ok(out + "\n")
}

fn goal(row: &Row) -> String {
    match row.goal {
        Goal::AtMost(most) => format!("≤ {most}"),
        Goal::AtLeast(least) => format!("≥ {least}"),
        Goal::None => String::new(),
    }
}
