//! Reads a vector's lines: words, quoted values, a verb's arguments.

use std::collections::BTreeMap;

use crate::ask::{Ask, BILL_VERBS, BillAsk, NewItem, NewRole};

/// A line of a vector: its words before `->` or `!`, and what is expected.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) is_indented: bool,
    pub(crate) words: Vec<String>,
    pub(crate) expected: Expected,
}

/// What a line ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Success,
    Version(String),
    Refusal(String),
}

/// The lines of a vector without its blank lines and comments.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let numbered = text.lines().zip(1..);
    numbered.filter_map(|(text, number)| line(text, number)).collect()
}

fn line(text: &str, number: usize) -> Option<Line> {
    let mut words = words(text);
    let place = words.iter().position(|word| word == "->" || word == "!");
    let tail = place.map_or(Vec::new(), |place| words.split_off(place));
    let expected = match tail.as_slice() {
        [] => Expected::Success,
        [mark, code] if mark == "!" => Expected::Refusal(code.clone()),
        [_, version] => {
            let version = version.strip_prefix("version=");
            Expected::Version(version.unwrap_or_else(|| panic!("{number}: {text}")).to_owned())
        }
        _ => panic!("line {number} ends with more than one expectation: {text}"),
    };
    let is_indented = text.starts_with([' ', '\t']);
    let is_empty = words.is_empty() && expected == Expected::Success;
    (!is_empty).then_some(Line { number, is_indented, words, expected })
}

/// Splits at blanks; `#` starts a comment; what stands in double quotes is a JSON string and keeps its blanks.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        let mut word = String::new();
        while let Some(next) = rest.chars().next().filter(|next| !next.is_whitespace()) {
            if next == '"' {
                let mut quoted = serde_json::Deserializer::from_str(rest).into_iter::<String>();
                word += &quoted.next().expect("it starts with a quote").expect("a JSON string");
                rest = &rest[quoted.byte_offset()..];
            } else {
                word.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
        words.push(word);
        rest = rest.trim_start();
    }
    words
}

/// `key=value` words, each taken once.
pub(crate) struct Arguments(BTreeMap<String, String>);

impl Arguments {
    pub(crate) fn of(words: &[String]) -> Self {
        let pair = |word: &String| {
            let (key, value) = word.split_once('=').unwrap_or((word, "true"));
            (key.to_owned(), value.to_owned())
        };
        Self(words.iter().map(pair).collect())
    }

    pub(crate) fn text(&mut self, key: &str) -> String {
        self.0.remove(key).unwrap_or_else(|| panic!("{key}= is missing"))
    }

    /// Nothing where the argument is missing or `null`.
    pub(crate) fn maybe(&mut self, key: &str) -> Option<String> {
        self.0.remove(key).filter(|value| value != "null")
    }

    pub(crate) fn number<T: std::str::FromStr>(&mut self, key: &str) -> T {
        self.maybe_number(key).unwrap_or_else(|| panic!("{key}= is missing"))
    }

    pub(crate) fn maybe_number<T: std::str::FromStr>(&mut self, key: &str) -> Option<T> {
        let value = self.maybe(key)?;
        Some(value.parse().unwrap_or_else(|_| panic!("{key}={value} is no such value")))
    }

    pub(crate) fn list(&mut self, key: &str) -> Vec<String> {
        let value = self.0.remove(key).unwrap_or_default();
        value.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect()
    }

    pub(crate) fn rest(self) -> BTreeMap<String, String> {
        self.0
    }

    pub(crate) fn expect_empty(self) {
        assert!(self.0.is_empty(), "unknown arguments {:?}", self.0);
    }
}

/// The command that a verb and its arguments make.
pub(crate) fn ask(verb: &str, words: &[String]) -> Ask {
    let mut given = Arguments::of(words);
    if BILL_VERBS.contains(&verb) {
        return Ask::Bill(BillAsk { verb: verb.to_owned(), given: given.rest() });
    }
    let ask = about_lines(verb, &mut given)
        .or_else(|| about_people(verb, &mut given))
        .or_else(|| about_the_cart(verb, &mut given))
        .unwrap_or_else(|| panic!("no verb is called {verb}"));
    given.expect_empty();
    ask
}

fn about_lines(verb: &str, given: &mut Arguments) -> Option<Ask> {
    Some(match verb {
        "add_item" => Ask::AddItem(NewItem {
            sku: given.text("sku"),
            quantity: given.number("quantity"),
            unit_price: given.maybe("unit_price"),
            options: given.list("options").iter().map(|option| key_and_value(option)).collect(),
            note: given.maybe("note"),
            beneficiaries: given.list("beneficiaries"),
            separate: given.maybe_number("separate").unwrap_or(false),
        }),
        "adjust_quantity" => {
            Ask::AdjustQuantity { line: given.number("line"), delta: given.number("delta") }
        }
        "set_quantity" => Ask::SetQuantity {
            line: given.number("line"),
            quantity: given.number("quantity"),
            seen_quantity: given.maybe_number("seen_quantity"),
        },
        "remove_item" => Ask::RemoveItem { line: given.number("line") },
        "set_note" => Ask::SetNote { line: given.number("line"), note: given.maybe("note") },
        "set_beneficiaries" => Ask::SetBeneficiaries {
            line: given.number("line"),
            beneficiaries: given.list("beneficiaries"),
        },
        "set_reason" => Ask::SetReason {
            line: given.number("line"),
            purpose: given.maybe("purpose"),
            project: given.maybe("project"),
            cost_centre: given.maybe("cost_centre"),
        },
        "pledge" => Ask::Pledge {
            campaign: given.text("campaign"),
            sku: given.maybe("sku"),
            quantity: given.number("quantity"),
        },
        "follow_campaign" => Ask::FollowCampaign { campaign: given.text("campaign") },
        _ => return None,
    })
}

fn key_and_value(option: &str) -> (String, String) {
    let (key, value) = option.split_once(':').unwrap_or((option, ""));
    (key.to_owned(), value.to_owned())
}

fn about_people(verb: &str, given: &mut Arguments) -> Option<Ask> {
    Some(match verb {
        "add_member" => Ask::AddMember { member: given.text("member"), role: given.text("role") },
        "remove_member" => Ask::RemoveMember { member: given.text("member") },
        "leave" => Ask::Leave,
        "set_role" => Ask::SetRole { member: given.text("member"), role: given.text("role") },
        "define_role" => Ask::DefineRole(NewRole {
            name: given.text("name"),
            capabilities: given.list("capabilities"),
            money_cap: given.maybe("money_cap"),
            categories_allowed: given.list("categories_allowed"),
            categories_denied: given.list("categories_denied"),
        }),
        "offer_ownership" => Ask::OfferOwnership { member: given.text("member") },
        "accept_ownership" => Ask::AcceptOwnership,
        "decline_ownership" => Ask::DeclineOwnership,
        "invite" => Ask::Invite {
            token_hash: given.text("token_hash"),
            role: given.text("role"),
            uses_max: given.maybe_number("uses_max"),
            expires_at_ms: given.maybe_number("expires_at_ms"),
        },
        "revoke_invitation" => Ask::RevokeInvitation { invitation: given.number("invitation") },
        "accept_invitation" => Ask::AcceptInvitation { token: given.text("token") },
        _ => return None,
    })
}

fn about_the_cart(verb: &str, given: &mut Arguments) -> Option<Ask> {
    Some(match verb {
        "lock_cart" => Ask::LockCart { until_ms: given.maybe_number("until_ms") },
        "unlock_cart" => Ask::UnlockCart,
        "set_policies" => Ask::SetPolicies {
            edit: given.maybe("edit"),
            merges_lines: given.maybe_number("merges_lines"),
            allows_suggestions: given.maybe_number("allows_suggestions"),
        },
        "rename_cart" => {
            Ask::RenameCart { title: given.maybe("title"), purpose: given.maybe("purpose") }
        }
        "close_cart" => Ask::CloseCart,
        "reprice" => Ask::Reprice,
        _ => return None,
    })
}
