//! What the figures were measured on.

use std::process::Command;

/// Processor, cores, memory, system and compiler in one line.
pub(crate) fn describe() -> String {
    let processor = value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kib = value("/proc/meminfo", "MemTotal");
    let kib = kib.and_then(|kib| kib.trim_end_matches(" kB").parse::<u64>().ok());
    let gib = kib.map_or(0, |kib| (kib + (1 << 19)) >> 20);
    let system = value("/etc/os-release", "PRETTY_NAME=").unwrap_or_default();
    let compiler = output("rustc", "--version");
    format!("{processor}, {cores} cores, {gib} GiB; {system}; {compiler}")
}

fn value(path: &str, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(
        line.trim_matches(|letter: char| letter.is_whitespace() || ":\"".contains(letter))
            .to_owned(),
    )
}

fn output(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output().map(|output| output.stdout);
    String::from_utf8(output.unwrap_or_default()).unwrap_or_default().trim().to_owned()
}
