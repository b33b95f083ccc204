//! Random scripts: a handful of numbers a step, given meaning by what the model's cart holds at that moment.

use crate::ask::{Ask, NewItem, NewRole};
use crate::model::Cart;

/// One step as proptest draws and shrinks it.
pub(crate) type Step = (u8, u8, u16, u16, u16, u8);

pub(crate) const START_MS: u64 = 1_750_000_000_000;
pub(crate) const NAMES: [&str; 7] = ["ana", "ben", "cem", "dan", "eve", "zoe", "system"];
pub(crate) const SKUS: [&str; 5] = ["TEA", "MILK", "PIE", "JAM", "GOLD"];
const PRICES: [&str; 6] = ["1.00", "2.50", "0.125", "0.000125", "9.99", "0"];
const CATEGORIES: [&str; 2] = ["drinks", "food"];
const ROLES: [&str; 12] = [
    "viewer",
    "editor",
    "contributor",
    "admin",
    "r1",
    "r2",
    "r3",
    "suggester",
    "approver",
    "link_preview",
    "owner",
    "king",
];
const CAPABILITIES: [&str; 12] = [
    "view_items",
    "add_items",
    "edit_own_lines",
    "edit_any_lines",
    "view_people",
    "invite_members",
    "manage_members",
    "manage_roles",
    "lock_cart",
    "manage_cart",
    "comment",
    "own_cart",
];

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    Price {
        sku: &'static str,
        currency: &'static str,
        amount: &'static str,
    },
    Category {
        sku: &'static str,
        category: &'static str,
    },
    Clock {
        by_ms: i64,
    },
    Look,
    /// Sends a command; `retries` says how many ids back to reuse one, none means without an id.
    Send {
        ask: Ask,
        id: Option<Identified>,
        expect_version: Option<u64>,
    },
    /// The same with the steps that follow as a batch of this length.
    Batch {
        length: usize,
        id: Option<Identified>,
        expect_version: Option<u64>,
    },
}

/// Where a command id comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identified {
    /// A new id, this far from the clock.
    Fresh { ahead_ms: i64 },
    /// The same request again: actor, payload and id of an earlier one.
    Retry { back: usize },
    /// An earlier id for this request.
    Reuse { back: usize },
}

fn pick<T: Copy>(from: &[T], by: impl Into<usize>) -> T {
    from[by.into() % from.len()]
}

fn when<T>(holds: bool, value: impl FnOnce() -> T) -> Option<T> {
    holds.then(value)
}

/// Who acts in this step; the owner and those who are likely to be there more often than others.
pub(crate) fn actor(step: &Step) -> &'static str {
    const WEIGHTED: [usize; 16] = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6];
    NAMES[pick(&WEIGHTED, step.0)]
}

/// What a step means in this cart.
pub(crate) fn action(step: &Step, cart: &Cart) -> Action {
    let (_, kind, a, b, c, riders) = *step;
    match kind % 64 {
        0..=3 => Action::Price {
            sku: pick(&SKUS[..4], a),
            currency: if b % 8 == 0 { "JPY" } else { "EUR" },
            amount: if b % 8 == 0 { "100" } else { pick(&PRICES, c) },
        },
        4 => Action::Category { sku: pick(&SKUS[..4], a), category: pick(&CATEGORIES, b) },
        5..=7 => Action::Clock {
            by_ms: pick(
                &[1, 999, 60_000, 3_600_000, 86_400_000, -1, -5_000, -86_400_000, 700_000_000],
                a,
            ),
        },
        8 => Action::Look,
        9..=12 => Action::Batch {
            length: usize::from(a % 7),
            id: identified(riders, b),
            expect_version: expected(riders, cart),
        },
        _ => Action::Send {
            ask: ask(step, cart),
            id: identified(riders, b),
            expect_version: expected(riders, cart),
        },
    }
}

fn identified(riders: u8, by: u16) -> Option<Identified> {
    let back = usize::from(by % 16);
    match riders % 16 {
        0..=3 => Some(Identified::Fresh { ahead_ms: i64::from(by % 7) }),
        4 => Some(Identified::Fresh { ahead_ms: 299_990 + i64::from(by % 20) }),
        5..=6 => Some(Identified::Retry { back }),
        7 => Some(Identified::Reuse { back }),
        _ => None,
    }
}

fn expected(riders: u8, cart: &Cart) -> Option<u64> {
    when(riders / 16 < 2, || cart.version().saturating_sub(u64::from(riders / 16)))
}

/// The command of a step; most of what it names exists.
pub(crate) fn ask(step: &Step, cart: &Cart) -> Ask {
    let (_, kind, a, b, c, _) = *step;
    let line = line(cart, a);
    let member = pick(&NAMES[..6], b).to_owned();
    let role = pick(&ROLES[..if c % 8 == 0 { 12 } else { 7 }], a).to_owned();
    match kind % 64 {
        13..=24 => add_item(a, b, c),
        25..=28 => Ask::AdjustQuantity {
            line,
            delta: pick(&[1, 2, -1, -2, 0, 19, -60, i32::MAX, i32::MIN], b),
        },
        29..=32 => Ask::SetQuantity {
            line,
            quantity: pick(&[1, 2, 3, 5, 20, 21, 0], b),
            seen_quantity: when(c % 2 == 0, || u32::from(c % 7)),
        },
        33..=34 => Ask::RemoveItem { line },
        35 => Ask::SetNote { line, note: note(b) },
        36..=37 => Ask::SetBeneficiaries { line, beneficiaries: people(b, c) },
        38 => Ask::SetReason { line, purpose: note(b), project: note(c), cost_centre: None },
        39..=43 => Ask::AddMember { member, role },
        44 => Ask::RemoveMember { member },
        45 => Ask::Leave,
        46..=47 => Ask::SetRole { member, role },
        48..=49 => define_role(a, b, c),
        50 => Ask::OfferOwnership { member },
        51 => Ask::AcceptOwnership,
        52 => pick(&[Ask::AcceptOwnership, Ask::DeclineOwnership].each_ref(), b).clone(),
        53..=54 => Ask::Invite {
            token_hash: crate::driver::token(b).hash().text(),
            role,
            uses_max: when(b % 2 == 0, || u32::from(c % 4)),
            expires_at_ms: when(c % 4 == 0, || START_MS + u64::from(b) * 60_000),
        },
        55 => Ask::RevokeInvitation { invitation: invitation(cart, a) },
        56..=57 => Ask::AcceptInvitation { token: crate::driver::token(b).reveal() },
        58 => Ask::LockCart { until_ms: when(b % 2 == 0, || START_MS + u64::from(c) * 60_000) },
        59 => Ask::UnlockCart,
        60 => Ask::SetPolicies {
            edit: when(a % 4 != 3, || {
                pick(&["open", "own_lines", "open", "owner_only", "suggest_only"], b).to_owned()
            }),
            merges_lines: when(c % 3 == 0, || b % 2 == 0),
            allows_suggestions: when(c % 3 == 1, || b % 2 == 0),
        },
        61 => Ask::RenameCart { title: note(a), purpose: note(b) },
        62 if b % 4 == 0 && cart.version() > 30 => Ask::CloseCart,
        62 if b % 64 == 1 => Ask::Reprice,
        _ => add_item(b, c, a),
    }
}

fn line(cart: &Cart, by: u16) -> u64 {
    let lines = cart.line_ids();
    match by % 16 {
        0 => u64::from(by) % (cart.version() + 2),
        _ if lines.is_empty() => 1,
        _ => pick(&lines, by),
    }
}

fn invitation(cart: &Cart, by: u16) -> u64 {
    let pending = cart.invitation_ids();
    if pending.is_empty() { u64::from(by) % (cart.version() + 2) } else { pick(&pending, by) }
}

fn note(by: u16) -> Option<String> {
    when(by % 3 != 0, || pick(&["for mum", "no sugar", "twice"], by).to_owned())
}

fn people(b: u16, c: u16) -> Vec<String> {
    (0..c % 4).map(|index| pick(&NAMES[..5], b.wrapping_add(index * (b % 3))).to_owned()).collect()
}

fn add_item(a: u16, b: u16, c: u16) -> Ask {
    let option =
        |index: u16| (pick(&["size", "milk", ""], c / 8 + index).to_owned(), "L".to_owned());
    Ask::AddItem(NewItem {
        sku: pick(&SKUS[..if a % 16 == 0 { 5 } else { 3 }], a).to_owned(),
        quantity: pick(
            &[1, 2, 3, 7, 1, 2, 20, 21, 0, u32::MAX],
            if b % 8 == 0 { b / 8 } else { b % 6 },
        ),
        unit_price: when(c % 16 == 1, || pick(&PRICES, b).to_owned()),
        options: (0..if c % 4 == 0 { b % 3 } else { 0 }).map(option).collect(),
        note: note(c / 5).filter(|_| c % 8 == 2),
        beneficiaries: if c % 8 == 3 { people(b, a) } else { Vec::new() },
        separate: c % 16 == 4,
    })
}

fn define_role(a: u16, b: u16, c: u16) -> Ask {
    let bits = CAPABILITIES.iter().enumerate();
    // Seven of eight roles leave out ownership.
    let mask = if b % 8 == 0 { 0xfff } else { 0x7ff };
    let held = bits.filter(|(bit, _)| (a | 1) & mask & (1 << bit) != 0).map(|(_, name)| *name);
    Ask::DefineRole(NewRole {
        name: pick(&["r1", "r2", "r3", "r4", "viewer"], if b % 16 == 0 { 4 } else { b % 4 })
            .to_owned(),
        capabilities: held.map(str::to_owned).collect(),
        money_cap: when(c % 3 == 0, || pick(&["10.00", "5", "0", "0.001"], c / 3).to_owned()),
        categories_allowed: (0..usize::from(c % 5 == 1)).map(|_| "drinks".to_owned()).collect(),
        categories_denied: (0..usize::from(c % 7 == 1)).map(|_| "food".to_owned()).collect(),
    })
}
