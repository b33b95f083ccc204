//! What reading alone can hold: who may name whom, how long a file gets, what the docs promise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cartpool::ErrorCode;

/// The layers of core, lowest first. A module names its own layer and those that its rule allows.
const LAYERS: &[Layer] = &[
    Layer {
        name: "primitives",
        modules: &["clock", "currency", "error", "id", "limits", "money", "names", "role"],
        may_name: &["primitives"],
        rule: "a primitive names primitives only",
    },
    Layer {
        name: "vocabulary",
        modules: &["command", "event", "policy", "view"],
        may_name: &["primitives", "vocabulary"],
        rule: "the vocabulary names primitives only",
    },
    Layer {
        name: "sums",
        modules: &["sums"],
        may_name: &["primitives", "vocabulary", "sums"],
        rule: "sums are pure: they name numbers and words, no cart",
    },
    Layer {
        name: "state",
        modules: &["state"],
        may_name: &["primitives", "vocabulary", "state"],
        rule: "state names the vocabulary and primitives: it applies, it never decides",
    },
    Layer {
        name: "bill",
        modules: &["bill"],
        may_name: &["primitives", "vocabulary", "sums", "state", "bill"],
        rule: "a bill is drawn from state by sums: it decides nothing",
    },
    Layer {
        name: "rules",
        modules: &["rules"],
        may_name: &["primitives", "vocabulary", "sums", "state", "bill", "rules"],
        rule: "a rule names state, sums, vocabulary and primitives: no plumbing",
    },
    Layer {
        name: "plumbing",
        modules: &["shards", "streams", "feed", "journal", "analytics", "audit"],
        may_name: &["primitives", "vocabulary", "state", "plumbing"],
        rule: "plumbing moves bytes and knows no rule",
    },
    Layer {
        name: "flows",
        modules: &["flows"],
        may_name: &["primitives", "vocabulary", "sums", "state", "rules", "plumbing", "flows"],
        rule: "a flow names streams, never the doors above it",
    },
    Layer {
        name: "doors",
        modules: &["engine", "accounts", "campaigns", "cart", "prices"],
        may_name: &[
            "primitives",
            "vocabulary",
            "sums",
            "state",
            "bill",
            "rules",
            "plumbing",
            "flows",
            "doors",
        ],
        rule: "a door may name everything below it",
    },
    Layer {
        name: "command line",
        modules: &["tool", "main"],
        may_name: &[
            "primitives",
            "vocabulary",
            "sums",
            "state",
            "bill",
            "rules",
            "plumbing",
            "flows",
            "doors",
            "command line",
        ],
        rule: "the command line stands on everything, and nothing on it",
    },
];

/// What every topic of rules may share; a topic names no other topic.
const RULES_SHARED: &[&str] = &["checks", "context"];

struct Layer {
    name: &'static str,
    modules: &'static [&'static str],
    may_name: &'static [&'static str],
    rule: &'static str,
}

fn layer_of(module: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.modules.contains(&module))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the tree").into()
}

/// Every file of the project: tracked, or new and not ignored.
fn files() -> Vec<String> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the project's files");
    let listing = String::from_utf8(listing.stdout).expect("file names are UTF-8");
    let present = listing.lines().filter(|path| root().join(path).is_file());
    let files: Vec<String> = present.map(str::to_owned).collect();
    assert!(files.iter().any(|path| path == "core/src/lib.rs"), "the listing holds core");
    files
}

/// The files that are text, with what they say.
fn texts() -> BTreeMap<String, String> {
    let read = |path: String| Some((path.clone(), fs::read_to_string(root().join(path)).ok()?));
    files().into_iter().filter_map(read).collect()
}

fn core_sources() -> BTreeMap<String, String> {
    let is_rust = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "rs");
    let in_core = |path: &str| path.starts_with("core/src/") && is_rust(path);
    texts().into_iter().filter(|(path, _)| in_core(path)).collect()
}

/// The modules of core that a source names, as `first` or `first::second`, read from `crate::` and `super::` paths.
fn named(path: &str, source: &str) -> BTreeSet<String> {
    let folder = path.trim_start_matches("core/src/").split_once('/').map(|(folder, _)| folder);
    let (product, _tests) = source.split_once("#[cfg(test)]").unwrap_or((source, ""));
    let code = product.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    let mut named = BTreeSet::new();
    for line in code {
        named.extend(line.split("crate::").skip(1).map(two_segments));
        if let Some(folder) = folder {
            let beside = line.split("super::").skip(1).map(two_segments);
            named.extend(beside.map(|rest| format!("{folder}::{rest}")));
        }
    }
    named
}

/// `state::cart` of `state::cart::CartState`; a name that is no module ends the path.
fn two_segments(path: &str) -> String {
    let is_module = |segment: &&str| segment.starts_with(|first: char| first.is_lowercase());
    let end = |segment: &'_ str| segment.find(|c: char| !c.is_alphanumeric() && c != '_');
    let segments =
        path.split("::").map(|segment| segment.get(..end(segment).unwrap_or(segment.len())));
    segments.flatten().take_while(is_module).take(2).collect::<Vec<_>>().join("::")
}

/// Whether a file is a module that only tests compile.
fn is_a_test(path: &str, sources: &BTreeMap<String, String>) -> bool {
    let Some((folder, file)) = path.rsplit_once('/') else { return false };
    let declared = format!("#[cfg(test)]\nmod {};", file.trim_end_matches(".rs"));
    sources.get(&format!("{folder}.rs")).is_some_and(|parent| parent.contains(&declared))
}

fn file_of(module: &str) -> String {
    format!("core/src/{}.rs", module.replace("::", "/"))
}

fn report(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn every_module_names_only_what_its_layer_may() {
    let mut breaches = Vec::new();
    let sources = core_sources();
    for (path, source) in sources.iter().filter(|(path, _)| !is_a_test(path, &sources)) {
        let module = path.trim_start_matches("core/src/").split(['/', '.']).next().unwrap_or("");
        if module == "lib" {
            continue;
        }
        let Some(layer) = layer_of(module) else {
            breaches
                .push(format!("{path} is in no layer: say in tests/it/tidy.rs where it belongs"));
            continue;
        };
        for other in named(path, source) {
            let first = other.split("::").next().unwrap_or("");
            match layer_of(first) {
                Some(below) if layer.may_name.contains(&below.name) => {}
                Some(_) => {
                    breaches.push(format!("{path} names {}: {}", file_of(&other), layer.rule));
                }
                None => breaches.push(format!("{path} names crate::{other} past its module")),
            }
        }
    }
    report(&breaches);
}

#[test]
fn no_rule_names_a_sibling_rule() {
    let mut breaches = Vec::new();
    for (path, source) in core_sources() {
        let Some(topic) = path.strip_prefix("core/src/rules/") else { continue };
        let own = topic.split(['/', '.']).next().unwrap_or("");
        for other in named(&path, &source) {
            let sibling = other.strip_prefix("rules::").and_then(|rest| rest.split("::").next());
            let is_function = |name: &str| !files().contains(&file_of(&format!("rules::{name}")));
            let is_free =
                |name: &str| name == own || RULES_SHARED.contains(&name) || is_function(name);
            if let Some(sibling) = sibling.filter(|sibling| !is_free(sibling)) {
                let sibling = file_of(&format!("rules::{sibling}"));
                breaches
                    .push(format!("{path} names {sibling}: what two rules share goes below both"));
            }
        }
    }
    report(&breaches);
}

#[test]
fn every_package_has_the_workspaces_version() {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    let texts: BTreeMap<String, String> = texts().into_iter().collect();
    let says = [
        ("Cargo.toml", format!("path = \"core\", version = \"{VERSION}\"")),
        ("bindings/node/package.json", format!("\"version\": \"{VERSION}\"")),
        ("bindings/mobile/kotlin/pom.xml", format!("<version>{VERSION}</version>")),
        ("bindings/mobile/kotlin/consumer/pom.xml", format!("<version>{VERSION}</version>")),
        ("benches/hosts/kotlin/pom.xml", format!("<version>{VERSION}</version>")),
        ("bindings/mobile/swift/package.sh", format!("Version: {VERSION}")),
        ("README.md", format!("cartpool-engine-{VERSION}.tgz")),
        ("README.md", format!("dev.cartpool:cartpool:{VERSION}")),
        ("CHANGELOG.md", format!("## {VERSION}")),
    ];
    let is_missing =
        |(path, text): &(&str, String)| texts.get(*path).is_none_or(|file| !file.contains(text));
    let missing = says.into_iter().filter(is_missing);
    report(&missing.map(|(path, text)| format!("{path} lacks {text}")).collect::<Vec<_>>());
}

#[test]
fn a_hand_written_file_stays_under_500_lines() {
    const LANGUAGES: &[&str] =
        &["rs", "py", "js", "mjs", "cjs", "ts", "c", "h", "swift", "kt", "css", "html", "sh"];
    let is_code =
        |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| LANGUAGES.contains(&end));
    let is_generated = |text: &str| text.lines().take(5).any(|line| line.contains("@generated"));
    let long = texts().into_iter().filter(|(path, text)| {
        (is_code(path) || path == "tests/run") && !is_generated(text) && text.lines().count() > 500
    });
    report(
        &long
            .map(|(path, text)| format!("{path} has {} lines", text.lines().count()))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn core_holds_no_unsafe_code() {
    let library = core_sources().remove("core/src/lib.rs").expect("core has a lib.rs");
    assert!(library.contains("#![forbid(unsafe_code)]"), "core/src/lib.rs forbids unsafe code");
}

#[test]
fn core_stands_on_at_most_25_crates_and_on_no_foreign_code() {
    const FOREIGN: &[&str] = &["cbindgen", "jni", "napi", "pyo3", "uniffi", "wasm-bindgen"];
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "cartpool", "--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo knows the tree");
    let tree = String::from_utf8(tree.stdout).expect("crate names are UTF-8");
    let mut crates: BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.remove("cartpool"), "the tree is core's");
    assert!(crates.len() <= 25, "{} crates: {crates:?}", crates.len());
    // linux-raw-sys holds the kernel's numbers and links to nothing.
    let is_foreign = |name: &&&str| {
        let is_bound = name.ends_with("-sys") && **name != "linux-raw-sys";
        is_bound || **name == "cc" || FOREIGN.iter().any(|foreign| name.starts_with(foreign))
    };
    let foreign: Vec<_> = crates.iter().filter(is_foreign).collect();
    assert!(foreign.is_empty(), "{foreign:?} tie core to foreign code");
}

#[test]
fn work_left_open_names_its_issue() {
    // Split, so that this file does not find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    find_words(|line| {
        marks.iter().any(|mark| line.contains(mark) && !line.contains(&format!("{mark}(#")))
    });
}

#[test]
fn no_file_names_a_path_of_somebodys_machine() {
    let paths = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
    ];
    find_words(|line| paths.iter().any(|path| line.contains(path)));
}

fn find_words(is_found: impl Fn(&str) -> bool) {
    let mut found = Vec::new();
    for (path, text) in texts() {
        let lines = text.lines().enumerate().filter(|(_, line)| is_found(line));
        found.extend(lines.map(|(number, line)| format!("{path}:{}: {}", number + 1, line.trim())));
    }
    report(&found);
}

#[test]
fn every_code_that_the_docs_promise_is_in_the_error_table() {
    let known: BTreeSet<&str> = ErrorCode::ALL.iter().map(|code| code.name()).collect();
    let mut promised = 0;
    let mut unknown = Vec::new();
    for (path, source) in core_sources() {
        for code in promised_codes(&source) {
            promised += 1;
            // The same paragraph may name a parameter.
            if !known.contains(code) && !source.contains(&format!("{code}: ")) {
                unknown.push(format!("{path} promises `{code}`, which is no error code"));
            }
        }
    }
    report(&unknown);
    assert!(promised > known.len(), "the docs promise codes, {promised} times in all");
}

/// The names in backticks under each `# Errors`, up to the next heading or the end of the comment.
fn promised_codes(source: &str) -> Vec<&str> {
    let mut codes = Vec::new();
    let mut is_within = false;
    for line in source.lines().map(str::trim) {
        let Some(doc) = line.strip_prefix("///") else {
            is_within = false;
            continue;
        };
        if let Some(heading) = doc.trim().strip_prefix("# ") {
            is_within = heading == "Errors";
        } else if is_within {
            let quoted = doc.split('`').skip(1).step_by(2);
            codes.extend(quoted.filter(|name| name.contains('_') && name.bytes().all(is_snake)));
        }
    }
    codes
}

fn is_snake(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'_'
}

#[test]
fn the_top_level_is_as_designed() {
    const NAMES: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "core",
        "bindings",
        "benches",
        "tests",
        "examples",
        "cbindgen.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ];
    let tops: BTreeSet<String> =
        files().iter().filter_map(|path| path.split('/').next()).map(str::to_owned).collect();
    let strangers: Vec<_> =
        tops.iter().filter(|top| !top.starts_with('.') && !NAMES.contains(&top.as_str())).collect();
    assert!(strangers.is_empty(), "{strangers:?} stand at the top");
}
