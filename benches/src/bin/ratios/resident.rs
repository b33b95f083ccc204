//! Resident memory a cart, in a process that has held nothing else.

use cartpool_benches::world::{engine, fill};

use crate::report::{self, Goal};
use crate::{Outcome, Scale};

/// Fills an engine up to each size; everything counts, the price list too.
pub(crate) fn measure(scale: Scale) -> Outcome {
    let before = resident_bytes()?;
    let engine = engine()?;
    let mut made = 0;
    for carts in scale.pick([900_000, 1_000_000], [20_000, 25_000]) {
        for number in made..carts {
            fill(&engine, number)?;
        }
        made = carts;
        let bytes = (resident_bytes()? - before) / f64::from(carts);
        let name = format!("resident_bytes_a_cart_{carts}");
        report::row(&name, bytes, "bytes", Goal::AtMost(1_000.0));
    }
    Ok(())
}

fn resident_bytes() -> Result<f64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmRSS")?;
    Ok(kib.parse::<f64>()? * 1_024.0)
}
