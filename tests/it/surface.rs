//! Nothing is left out: every command and every error code is met in a vector, or in a test named here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cartpool::{ErrorCode, Limits};

use crate::vectors;

/// Codes that no scenario can reach, each with the test that meets it: its file and its name.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("internal_error", "core/src/engine/faults.rs", "a_panic_while_deciding_changes_nothing"),
    (
        "cart_is_damaged",
        "core/src/engine/faults.rs",
        "a_panic_while_applying_takes_one_cart_out_of_use_and_no_other",
    ),
    ("engine_is_closed", "tests/it/rights.rs", "a_closed_engine_refuses_everything"),
    (
        "limits_not_valid",
        "tests/it/limits.rs",
        "an_engine_refuses_bounds_of_zero_or_above_their_hard_cap",
    ),
    ("cart_already_exists", "tests/it/rights.rs", "a_cart_is_made_once_and_only_by_the_host"),
    ("cart_id_not_valid", "tests/it/rights.rs", "a_cart_id_is_32_hexadecimal_digits"),
    ("cursor_not_valid", "tests/it/rights.rs", "a_cursor_is_two_plain_numbers"),
    ("command_not_valid", "tests/it/rights.rs", "bytes_that_are_no_command_are_refused"),
    ("exceeds_watches_max", "tests/it/limits.rs", "watches_are_bounded_by_cart_and_by_engine"),
    (
        "exceeds_events_max",
        "core/src/engine/faults.rs",
        "a_cart_at_its_last_version_refuses_and_stays_readable",
    ),
    ("storage_busy", "tests/it/shared.rs", "what_lost_a_race_is_decided_anew"),
    (
        "storage_failed",
        "tests/it/shared.rs",
        "after_a_failed_write_nothing_more_is_taken_and_reads_go_on",
    ),
    ("storage_is_damaged", "tests/it/files.rs", "a_log_that_lost_its_synced_tail_is_refused"),
    ("storage_not_recognized", "tests/it/files.rs", "a_foreign_file_is_left_as_it_is"),
    ("storage_too_new", "tests/it/files.rs", "a_journal_from_the_future_is_refused"),
    ("storage_is_read_only", "tests/it/files.rs", "a_place_that_cannot_be_written_is_refused"),
    ("storage_not_found", "tests/it/files.rs", "a_folder_that_is_not_there_is_named"),
    ("durability_not_valid", "tests/it/files.rs", "a_file_does_not_offer_memory"),
    (
        "ledger_must_balance",
        "core/src/accounts/ledger_proofs.rs",
        "what_a_cart_says_takes_the_place_of_what_it_said",
    ),
    (
        "exceeds_ledger_members_max",
        "core/src/accounts/ledger_proofs.rs",
        "members_and_balances_are_bounded",
    ),
    (
        "exceeds_ledger_carts_max",
        "core/src/accounts/ledger_proofs.rs",
        "settled_carts_are_folded_to_make_room_and_others_are_not",
    ),
    (
        "exceeds_balance_max",
        "core/src/accounts/ledger_proofs.rs",
        "members_and_balances_are_bounded",
    ),
    (
        "exceeds_accounts_max",
        "tests/it/accounts.rs",
        "coupons_and_ledgers_without_a_store_are_bounded",
    ),
];

/// Codes that only a host's boundary gives: closed handles and values of the wrong type.
const HOSTS_ONLY: &[&str] =
    &["handle_not_valid", "text_must_be_utf8", "argument_not_valid", "engine_is_forked"];

fn vector_words() -> (BTreeSet<String>, BTreeSet<String>) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let words = vectors::files(&ours).into_iter().map(|file| vectors::words_of(&file));
    let (verbs, codes): (Vec<_>, Vec<_>) = words.unzip();
    (verbs.into_iter().flatten().collect(), codes.into_iter().flatten().collect())
}

/// The verbs, as core lists them.
fn all_verbs() -> Vec<String> {
    let source = source("core/src/command/demand.rs") + &source("core/src/command/bill.rs");
    let arms = source.lines().filter_map(|line| line.trim().strip_prefix("Self::"));
    let named = arms.filter_map(|arm| arm.split_once("=> \"").map(|(_, name)| name));
    let verbs: Vec<_> =
        named.filter_map(|name| name.strip_suffix("\",")).map(str::to_owned).collect();
    let start = verbs.iter().position(|verb| verb == "create_cart").expect("the verbs are listed");
    verbs[start..].to_vec()
}

fn source(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_command_occurs_in_a_vector() {
    let verbs = all_verbs();
    assert!(verbs.len() >= 25, "{verbs:?}");
    let (used, _) = vector_words();
    let missing: Vec<_> = verbs.iter().filter(|verb| !used.contains(*verb)).collect();
    assert!(missing.is_empty(), "no vector uses {missing:?}");
}

#[test]
fn every_error_code_occurs_in_a_vector_or_in_the_test_named_for_it() {
    let (_, met) = vector_words();
    let is_elsewhere = |name: &str| ELSEWHERE.iter().any(|(code, ..)| *code == name);
    let is_missing =
        |name: &&str| !met.contains(*name) && !is_elsewhere(name) && !HOSTS_ONLY.contains(name);
    let missing: Vec<_> =
        ErrorCode::ALL.iter().map(|code| code.name()).filter(is_missing).collect();
    assert!(missing.is_empty(), "no test meets {missing:?}");
    for (code, file, test) in ELSEWHERE {
        assert!(!met.contains(*code), "{code} is met in a vector by now");
        let is_there = source(file).contains(&format!("fn {test}()"));
        assert!(is_there, "{file} has no test {test} for {code}");
    }
}

#[test]
fn every_code_a_vector_expects_exists() {
    let (_, met) = vector_words();
    let all: BTreeSet<_> = ErrorCode::ALL.iter().map(|code| code.name()).collect();
    let unknown: Vec<_> = met.iter().filter(|code| !all.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn error_numbers_and_names_are_unique_and_in_order() {
    let numbers: Vec<u16> = ErrorCode::ALL.iter().map(|code| *code as u16).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    let names: BTreeSet<_> = ErrorCode::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), numbers.len());
}

#[test]
fn a_vector_can_set_every_bound() {
    let bounds = Limits::default().table();
    let names: Vec<_> = bounds.iter().map(|(name, ..)| *name).collect();
    assert_eq!(vectors::LIMIT_NAMES, names);
}
