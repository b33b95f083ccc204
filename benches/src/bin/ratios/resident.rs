//! Resident memory a cart, in a process of its own that holds nothing else.

use std::process::Command;

use cartpool_benches::world::{engine, fill};

use crate::Outcome;
use crate::report::{Goal, Report};
use crate::worlds::Worlds;

/// The argument that makes this process such a child; numbers of carts follow.
pub(crate) const CHILD: &str = "--resident-child";

pub(crate) fn measure(worlds: &mut Worlds, report: &mut Report) -> Outcome {
    let sizes = worlds.scale.pick([900_000, 1_000_000], [20_000, 25_000]);
    let sizes = sizes.map(|carts: u32| carts.to_string());
    let child = Command::new(std::env::current_exe()?).arg(CHILD).args(&sizes).output()?;
    if !child.status.success() {
        return Err(String::from_utf8_lossy(&child.stderr).into());
    }
    let found = String::from_utf8(child.stdout)?;
    for (carts, bytes) in sizes.iter().zip(found.lines()) {
        let name = format!("resident_bytes_a_cart_{carts}");
        report.row(&name, bytes.parse()?, "bytes", Goal::AtMost(1_000.0));
    }
    Ok(())
}

/// Fills an engine and prints the bytes a cart at each size; everything counts, the price list too.
pub(crate) fn child(sizes: impl Iterator<Item = String>) -> Outcome {
    let before = resident_bytes()?;
    let engine = engine()?;
    let mut made = 0;
    for carts in sizes {
        let carts: u32 = carts.parse()?;
        for number in made..carts {
            fill(&engine, number)?;
        }
        made = carts;
        println!("{}", (resident_bytes()? - before) / f64::from(carts));
    }
    Ok(())
}

fn resident_bytes() -> Result<f64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmRSS")?;
    Ok(kib.parse::<f64>()? * 1_024.0)
}
