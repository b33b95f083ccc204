//! `bindings/ABUSE.md` says for every host what proves that abuse does no harm there: tests that exist, or a reason.

use std::collections::BTreeMap;
use std::fs;

const HOSTS: [&str; 5] = ["C", "Python", "Node", "Swift", "Kotlin"];

#[test]
fn every_abuse_has_a_test_or_a_reason_in_every_host() {
    let root = cartpool_codegen::root();
    let text = fs::read_to_string(root.join("bindings/ABUSE.md")).expect("the table is there");
    let mut faults = Vec::new();
    let mut sections = 0;
    for section in text.split("\n## ").skip(1) {
        sections += 1;
        let title = section.lines().next().unwrap_or_default();
        let mut said: BTreeMap<&str, usize> = HOSTS.iter().map(|host| (*host, 0)).collect();
        for line in section.lines().filter_map(|line| line.strip_prefix("- ")) {
            let (host, cell) = line.split_once(": ").unwrap_or((line, ""));
            let Some(count) = said.get_mut(host) else {
                faults.push(format!("{title}: {host} is no host"));
                continue;
            };
            *count += 1;
            let quoted: Vec<_> = cell.split('`').skip(1).step_by(2).collect();
            match quoted[..] {
                [path, test] if cell.starts_with('`') => {
                    let file = fs::read_to_string(root.join(path)).unwrap_or_default();
                    if !file.contains(test) {
                        faults.push(format!("{title}: {path} has no {test}"));
                    }
                }
                _ if cell.len() > 20 && cell.ends_with('.') => {}
                _ => faults.push(format!("{title}: {host} has neither a test nor a sentence")),
            }
        }
        let silent = said.iter().filter(|(_, count)| **count == 0);
        faults.extend(silent.map(|(host, _)| format!("{title}: nothing about {host}")));
    }
    assert!(sections >= 24, "the table has its rows");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
