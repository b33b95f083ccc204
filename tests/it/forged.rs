//! Logs with something in them that no engine would have written, and whether the audit finds just that.

mod altered;
mod campaigns;
mod journal;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use cartpool::audit::{Audit, Breach, Report, Subject, verify};
use cartpool::journal::{Entry, Store, StoreError, StreamKey};
use cartpool::{
    BillEvent, CartId, Command, EditPolicy, Engine, Event, LineId, MinorShare, NewCart, Options,
    Policies, Preset, PriceChange, Seat, TextRef, Token,
};

use altered::Altered;
use journal::{DAY_MS, Journal, SKUS, START_MS, append, key};

/// The host, as records name who caused them; a member is the seat and one.
const HOST: u32 = 0;
const ANA: u32 = 1;
/// Edits.
const BEN: u32 = 2;
/// Looks.
const CEM: u32 = 3;
/// Was removed.
const DAN: u32 = 4;
/// Seats people and invites, with few rights to give.
const EVE: u32 = 5;
/// May add drinks for 10.00.
const FAY: u32 = 6;
/// Those who come next.
const GUS: u32 = 7;
const HAL: u32 = 8;

/// The line of tea that ana added.
const TEA: LineId = LineId(10);

fn names(report: &Report) -> BTreeSet<&'static str> {
    report.findings.iter().map(|finding| finding.breach.name()).collect()
}

/// Forges on a sound journal, and expects these findings and no others.
fn expect(wanted: &[Breach], forge: impl FnOnce(&Journal)) {
    let journal = Journal::new();
    let strict = Audit { wants_listed_prices: true, ..Audit::default() };
    let before = verify(&journal.store, strict).unwrap();
    assert!(before.is_sound(), "{:#?}", before.findings);
    forge(&journal);
    let report = verify(&journal.store, strict).unwrap();
    let wanted: BTreeSet<_> = wanted.iter().map(|breach| breach.name()).collect();
    assert_eq!(names(&report), wanted, "{:#?}", report.findings);
}

/// An event of somebody's, and what it must be found to be.
fn case(wanted: Breach, cause: u32, event: &Event<'_>) {
    expect(&[wanted], |journal| {
        let version = journal.version() + 1;
        journal.forge(cause, event);
        let report = verify(&journal.store, Audit::default()).unwrap();
        if let Some(found) = report.findings.first() {
            // Where it is, and not only that it is.
            let position = journal.store.head().unwrap();
            let subject = Subject::Cart(journal.id());
            assert_eq!((found.position, found.version), (position, version));
            assert_eq!(found.subject, subject);
        }
    });
}

fn added(sku: &'static str, unit_price: &str, quantity: u32) -> Event<'static> {
    Event::ItemAdded {
        sku,
        quantity,
        unit_price: unit_price.parse().unwrap(),
        is_callers_price: false,
        already_in_cart: None,
        options: Vec::new(),
        note: None,
        beneficiaries: Vec::new(),
    }
}

fn seated(role: &'static str) -> Event<'static> {
    Event::MemberAdded { member: "gus", role }
}

fn invited(role: &'static str, uses_max: u32) -> Event<'static> {
    let token_hash = Token::new().unwrap().hash();
    Event::Invited { token_hash, role, uses_max, expires_at_ms: START_MS + DAY_MS }
}

fn adjusted(delta: i32, quantity: u32) -> Event<'static> {
    Event::QuantityAdjusted { line: TEA, delta, quantity }
}

#[test]
fn an_event_by_somebody_without_the_right_is_found() {
    case(Breach::ActorNotPresent, DAN, &adjusted(1, 3));
    case(Breach::ActorNotPresent, 60, &adjusted(1, 3));
    case(Breach::CapabilityMissing, CEM, &adjusted(1, 3));
    case(Breach::CapabilityMissing, CEM, &added("TEA", "4.50", 1));
    case(Breach::CapabilityMissing, BEN, &Event::CartClosed);
    case(Breach::CapabilityMissing, BEN, &Event::OwnershipOffered { member: Seat(1) });
    case(Breach::ReservedForSystem, ANA, &Event::Repriced { prices_version: 3, changes: vec![] });
    case(Breach::ReservedForMembers, HOST, &Event::MemberLeft { voided: vec![] });
}

#[test]
fn an_edit_against_the_policy_or_a_lock_is_found() {
    // Who holds only their own lines may not touch others' under any policy.
    case(Breach::EditPolicyForbids, FAY, &adjusted(-1, 1));
    for edit in [EditPolicy::OwnLines, EditPolicy::OwnerOnly, EditPolicy::SuggestOnly] {
        expect(&[Breach::EditPolicyForbids], |journal| {
            let command = Command::SetPolicies {
                edit: Some(edit),
                merges_lines: None,
                allows_suggestions: None,
            };
            journal.cart.member("ana").commit(&command).unwrap();
            journal.forge(BEN, &adjusted(1, 3));
        });
    }
    expect(&[Breach::CartIsLocked], |journal| {
        journal.cart.member("ana").lock_cart().unwrap();
        journal.forge(BEN, &adjusted(1, 3));
    });
    expect(&[Breach::CartIsClosed], |journal| {
        journal.cart.member("ana").close_cart().unwrap();
        journal.forge(ANA, &adjusted(1, 3));
    });
}

#[test]
fn a_grant_above_the_granters_right_is_found() {
    case(Breach::GrantAboveRight, EVE, &seated("editor"));
    case(Breach::GrantAboveRight, EVE, &Event::MemberRemoved { member: Seat(1), voided: vec![] });
    case(Breach::GrantAboveRight, EVE, &invited("editor", 1));
    case(Breach::GrantAboveRight, ANA, &invited("admin", 1));
    case(Breach::OwnershipMustBeOffered, BEN, &Event::OwnershipAccepted { old_owner: Seat(0) });
    let promoted = Event::RoleSet {
        member: Seat(1),
        old_role: "editor".into(),
        role: "owner",
        voided: vec![],
    };
    expect(&[Breach::OwnershipMustBeOffered, Breach::OwnerMustBeOne], |journal| {
        journal.forge(HOST, &promoted);
    });
    expect(&[Breach::OwnershipMustBeOffered, Breach::OwnerMustBeOne], |journal| {
        journal.forge(ANA, &Event::MemberLeft { voided: vec![] });
    });
}

#[test]
fn an_invitation_used_wrongly_is_found() {
    let join = |invitation: u64, role: &'static str, member: &'static str| {
        Event::InvitationAccepted { invitation, member: member.into(), role: role.into() }
    };
    case(Breach::InvitationNotPending, GUS, &join(3, "viewer", "gus"));
    case(Breach::InvitationNotPending, ANA, &Event::InvitationRevoked { invitation: 3 });
    expect(&[Breach::InvitationNotPending], |journal| {
        journal.forge(ANA, &invited("viewer", 1));
        let invitation = journal.version();
        journal.forge(GUS, &join(invitation, "viewer", "gus"));
        journal.forge(HAL, &join(invitation, "viewer", "hal"));
    });
    expect(&[Breach::InvitationNotPending], |journal| {
        journal.forge(ANA, &invited("viewer", 2));
        journal.forge(GUS, &join(journal.version(), "editor", "gus"));
    });
    expect(&[Breach::InvitationIsExpired], |journal| {
        journal.forge(ANA, &invited("viewer", 2));
        journal.forge_at(DAY_MS, GUS, &join(journal.version(), "viewer", "gus"));
    });
    expect(&[Breach::InvitationOutlivesRight], |journal| {
        journal.forge(EVE, &invited("link_preview", 2));
        journal.forge(ANA, &Event::MemberRemoved { member: Seat(4), voided: vec![] });
    });
}

#[test]
fn money_that_does_not_follow_is_found() {
    case(Breach::PriceNotListed, BEN, &added("TEA", "0.01", 1));
    case(Breach::PriceNotListed, BEN, &added("COKE", "1.00", 1));
    expect(&[Breach::MoneyOutOfRange, Breach::PriceNotListed], |journal| {
        journal.forge(HOST, &added("TEA", "0.00000001", 1));
    });
    case(Breach::QuantityDoesNotFollow, BEN, &adjusted(1, 30));
    case(Breach::QuantityDoesNotFollow, BEN, &adjusted(-2, 0));
    case(Breach::QuantityDoesNotFollow, BEN, &Event::ItemRemoved { line: TEA, old_quantity: 9 });
    let increased =
        Event::ItemIncreased { line: TEA, added: 1, quantity: 4, already_in_cart: None };
    case(Breach::QuantityDoesNotFollow, BEN, &increased);
    case(Breach::LineNotFound, BEN, &Event::ItemRemoved { line: LineId(4), old_quantity: 1 });
    let change = |old: &str, new: &str| PriceChange {
        line: TEA,
        old_unit_price: old.parse().unwrap(),
        unit_price: new.parse().unwrap(),
    };
    let repriced =
        |prices_version, change| Event::Repriced { prices_version, changes: vec![change] };
    case(Breach::PriceNotListed, HOST, &repriced(3, change("4.50", "1.00")));
    case(Breach::PriceNotListed, HOST, &repriced(9, change("4.50", "4.50")));
    case(Breach::FactDiffers, HOST, &repriced(3, change("4.00", "4.50")));
    expect(&[Breach::PriceFromCaller], |journal| {
        let ana = journal.cart.member("ana");
        let price = Some(cartpool::parse_amount("1.00").unwrap());
        let command = Command::AddItem {
            sku: "TEA",
            quantity: 1,
            unit_price: price,
            options: vec![],
            note: None,
            beneficiaries: vec![],
            separate: false,
        };
        ana.commit(&command).unwrap();
    });
}

#[test]
fn what_a_role_excludes_is_found() {
    case(Breach::CategoryNotAllowed, FAY, &added("PIE", "3.00", 1));
    case(Breach::ExceedsMoneyCap, FAY, &added("TEA", "4.50", 3));
    let increased =
        Event::ItemIncreased { line: TEA, added: 1, quantity: 3, already_in_cart: None };
    case(Breach::ExceedsMoneyCap, FAY, &increased);
}

#[test]
fn an_event_that_contradicts_the_cart_is_found() {
    let note = Event::NoteSet { line: TEA, note: Some(TextRef(3)) };
    case(Breach::FactDiffers, ANA, &note);
    let policies = Preset::Friends.policies();
    let old_policies = Policies { merges_lines: false, ..policies };
    case(Breach::FactDiffers, ANA, &Event::PoliciesSet { old_policies, policies });
    case(Breach::FactDiffers, ANA, &seated("king"));
    let beneficiaries = vec![Seat(3)];
    case(Breach::FactDiffers, ANA, &Event::BeneficiariesSet { line: TEA, beneficiaries });
    let born = Event::CartCreated {
        owner: "eve",
        currency: "EUR".parse().unwrap(),
        preset: Preset::Friends,
        policies,
        title: None,
        purpose: None,
    };
    case(Breach::EventCannotBeApplied, HOST, &born);
    expect(&[Breach::EventNotReadable], |journal| journal.write(1, &[0, 0, 200, 7], vec![]));
    expect(&[Breach::TimeOutOfRange, Breach::EventCannotBeApplied], |journal| {
        journal.forge_at(u64::MAX, ANA, &adjusted(1, 3));
    });
    expect(&[Breach::EventsAreMiscounted], |journal| {
        let record = postcard::to_allocvec(&(1_u64, ANA, adjusted(1, 3))).unwrap();
        journal.write(2, &record, vec![]);
    });
    expect(&[Breach::TextNotReferred], |journal| {
        let record = postcard::to_allocvec(&(1_u64, ANA, adjusted(1, 3))).unwrap();
        journal.write(1, &record, vec![(journal.version() + 1, "of nobody's")]);
    });
}

#[test]
fn bills_that_do_not_add_up_are_found() {
    let fixed = |minor| {
        Event::Bill(BillEvent::BillFixed {
            total_minor: 100,
            shares: vec![MinorShare { member: Seat(0), minor }],
            behind: vec![0],
            sharing: vec![Seat(0)],
            ledger_version: 0,
        })
    };
    case(Breach::SharesDoNotSum, ANA, &fixed(99));
    case(Breach::CapabilityMissing, BEN, &fixed(100));
    let after = |wanted: Breach, cause: u32, event: &Event<'_>| {
        expect(&[wanted], |journal| {
            journal.forge(ANA, &fixed(100));
            journal.forge(cause, event);
        });
    };
    after(Breach::BillIsFixed, ANA, &adjusted(1, 3));
    after(
        Breach::BillIsFixed,
        ANA,
        &Event::Bill(BillEvent::ShareMinimumSet { minimum_minor: None }),
    );
    let paid =
        |amount_minor| Event::Bill(BillEvent::PaymentRecorded { payer: Seat(0), amount_minor });
    after(Breach::ExceedsAmountDue, ANA, &paid(101));
    case(Breach::BillIsFixed, ANA, &paid(1));
    let refunded = |quantity, minor| {
        let shares = vec![MinorShare { member: Seat(0), minor }];
        Event::Bill(BillEvent::ItemRefunded { line: TEA, quantity, shares })
    };
    after(Breach::ExceedsAmountDue, HOST, &refunded(1, 101));
    after(Breach::ExceedsAmountDue, HOST, &refunded(9_999, 1));
    after(Breach::ReservedForSystem, ANA, &refunded(1, 1));
}

#[test]
fn what_lies_beside_the_log_and_differs_from_it_is_found() {
    expect(&[Breach::SnapshotDiffers], |journal| {
        // The snapshot of another life: a line more than the log knows of.
        let other = Journal::new();
        other.cart.member("ana").add_item("TEA", 1).unwrap();
        let (body, _) = snapshot_of(&other);
        journal.save(key(journal.id()), journal.version(), body);
    });
    expect(&[Breach::SnapshotNotReadable], |journal| {
        for _ in 0..260 {
            journal.cart.member("ana").add_item("TEA", 1).unwrap();
        }
        let (mut body, version) = snapshot_of(journal);
        // A format, a checkpoint at version 256 (two bytes), and its total.
        assert_eq!(body[..4], [3, 1, 0x80, 2]);
        body[4] ^= 2;
        journal.cart.member("ana").add_item("TEA", 1).unwrap();
        journal.save(key(journal.id()), version + 1, body);
    });
    expect(&[Breach::StreamNotInLog], |journal| {
        let (body, version) = snapshot_of(journal);
        journal.save(key(CartId(7)), version, body);
    });
    expect(&[Breach::SnapshotDiffers], |journal| {
        let tea = StreamKey::new(SKUS, b"TEA");
        let pie = journal.store.load(&StreamKey::new(SKUS, b"PIE")).unwrap().unwrap();
        let body = pie.snapshot.unwrap().body;
        journal.save(tea, 2, body);
    });
    expect(&[Breach::StreamNotKnown], |journal| {
        let stream = StreamKey::new(9, b"?");
        let entry = Entry { stream, base: 0, events: 1, body: b"?", texts: vec![] };
        append(&journal.store, &[entry], &[]);
    });
}

#[test]
fn what_a_store_lost_or_mixed_up_is_found() {
    let journal = Journal::new();
    for _ in 0..300 {
        journal.cart.member("ana").add_item("TEA", 1).unwrap();
    }
    let head = journal.store.head().unwrap();
    let sound = Altered::of(&journal);
    let gap = Altered { lost: head - 4, ..Altered::of(&journal) };
    let swapped = Altered { swapped: (head - 5, head - 3), ..Altered::of(&journal) };
    let short = Altered { head: Ok(head + 1), ..Altered::of(&journal) };
    let mute = Altered { head: Err(StoreError::Damaged { position: 0 }), ..Altered::of(&journal) };
    let rotten = Altered { rotten: head - 2, ..Altered::of(&journal) };
    let blockless = Altered { has_blocks: false, ..Altered::of(&journal) };
    let empty = Altered { has_streams: false, ..Altered::of(&journal) };
    for (store, wanted) in [
        (sound, None),
        (gap, Some(Breach::VersionDoesNotFollow)),
        (swapped, Some(Breach::VersionDoesNotFollow)),
        (short, Some(Breach::TailIsMissing)),
        (mute, Some(Breach::BellIsDamaged)),
        (rotten, Some(Breach::LogIsDamaged)),
        (blockless, Some(Breach::BlockDiffers)),
        (empty, Some(Breach::SnapshotIsMissing)),
    ] {
        let report = verify(&store, Audit::default()).unwrap();
        let wanted: BTreeSet<_> = wanted.iter().map(|breach| breach.name()).collect();
        assert_eq!(names(&report), wanted, "{:#?}", report.findings);
    }
}

#[test]
fn many_carts_are_audited_in_parts_with_the_same_result() {
    let journal = Journal::new();
    let options = Options { store: Some(Arc::new(journal.store.clone())), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    for _ in 0..100 {
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        cart.member("ana").add_item("TEA", 1).unwrap();
    }
    journal.forge(DAN, &adjusted(1, 3));
    let whole = verify(&journal.store, Audit::default()).unwrap();
    assert_eq!((whole.passes, whole.carts, whole.findings.len()), (1, 101, 1));
    let few = Audit { bytes_max: 8 << 10, ..Audit::default() };
    let parts = verify(&journal.store, few).unwrap();
    assert!(parts.passes > 2, "{} passes", parts.passes);
    assert_eq!(Report { passes: 1, ..parts }, whole);
}

#[test]
fn every_breach_is_forged_here() {
    let source = [
        include_str!("forged.rs"),
        include_str!("forged/campaigns.rs"),
        include_str!("accounts.rs"),
    ]
    .concat();
    // The fold that replays the log keeps the total itself: only a bug in it could make this one.
    let unreachable = [Breach::TotalDoesNotAddUp];
    let forged = |breach: &&Breach| !source.contains(&format!("Breach::{breach:?}"));
    let missing: Vec<_> = Breach::ALL.iter().filter(forged).collect();
    assert!(missing.is_empty(), "{missing:?} are forged nowhere");
    assert_eq!(unreachable[0].invariant(), "I24");
}

/// A cart's snapshot, made by an engine that ends.
fn snapshot_of(journal: &Journal) -> (Vec<u8>, u64) {
    let options = Options { store: Some(Arc::new(journal.store.clone())), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    assert!(engine.drain(Duration::from_secs(60)));
    let stored = journal.store.load(&key(journal.id())).unwrap().unwrap();
    let snapshot = stored.snapshot.unwrap();
    (snapshot.body, snapshot.version)
}
