//! The permission matrix: command × role × principal × edit policy, every cell asserted against a table written here from the
//! roles' descriptions. Proves I16, I17, I18 and I20.

use cartpool::{BillCommand, Command, EditPolicy, Engine, Member, NewCart, Options, Prices, Token};

use crate::ask::{Ask, BillAsk, NewItem, NewRole};
use crate::facts;

/// The ready-made roles, and a custom one that may add and edit its own lines and nothing else.
const ROLES: [&str; 9] = [
    "owner",
    "admin",
    "approver",
    "editor",
    "contributor",
    "suggester",
    "viewer",
    "link_preview",
    "custom",
];

/// Who sends the command.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Principal {
    /// Somebody in the cart with the role.
    Member,
    /// Somebody who had the role and was removed.
    ExMember,
    /// Somebody with the role in another cart.
    MemberOfAnotherCart,
    /// Somebody nobody knows.
    Outsider,
}

/// What a command is about, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Right {
    AddsLines,
    OwnLine,
    OthersLine,
    Members,
    Roles,
    Ownership,
    Invitations,
    Lock,
    Cart,
    /// How the bill is split, and tips.
    Split,
    /// Entering a coupon, of which there is none.
    Coupon,
    /// Fixing the bill.
    Checkout,
    /// What follows the fixing, which has not happened.
    AfterCheckout,
    /// What everybody may try, of a bill that is not fixed.
    OfFixedBill,
    /// What everybody may try, of an adjustment that is not there.
    OfAdjustment,
    /// Every member may.
    Everybody,
    /// Only the host may.
    Host,
    /// By token only.
    Token,
}

/// Whether a role has a right, by its description: an editor edits any line, a contributor adds and edits their own, the
/// others look, comment and suggest.
fn has(role: &str, right: Right) -> bool {
    let is_manager = matches!(role, "owner" | "admin");
    match right {
        Right::AddsLines | Right::OwnLine => {
            is_manager || matches!(role, "editor" | "contributor" | "custom")
        }
        Right::OthersLine | Right::Lock | Right::Split | Right::Coupon => {
            is_manager || role == "editor"
        }
        Right::Members
        | Right::Roles
        | Right::Invitations
        | Right::Cart
        | Right::Checkout
        | Right::AfterCheckout => is_manager,
        Right::Ownership => role == "owner",
        Right::Everybody | Right::OfFixedBill | Right::OfAdjustment => true,
        Right::Host | Right::Token => false,
    }
}

/// The refusal the table expects, or none.
fn expected(
    right: Right,
    role: &str,
    principal: Principal,
    policy: EditPolicy,
) -> Option<&'static str> {
    if principal != Principal::Member {
        return Some(if right == Right::Token { "invitation_not_valid" } else { "cart_not_found" });
    }
    let missing = |holds: bool| if holds { None } else { Some("capability_missing") };
    let refused = match right {
        Right::Coupon => Some("coupon_not_valid"),
        Right::AfterCheckout | Right::OfFixedBill => Some("bill_is_not_fixed"),
        Right::OfAdjustment => Some("adjustment_not_found"),
        _ => None,
    };
    match right {
        Right::Host => Some("reserved_for_system"),
        Right::Token => Some("invitation_not_valid"),
        Right::AddsLines | Right::OwnLine | Right::OthersLine => {
            let basic = if right == Right::AddsLines { right } else { Right::OwnLine };
            if !has(role, basic) {
                return Some("capability_missing");
            }
            match policy {
                EditPolicy::SuggestOnly => Some("suggestion_required"),
                EditPolicy::OwnerOnly => missing(has(role, Right::Cart)),
                EditPolicy::OwnLines if right == Right::OthersLine => {
                    missing(has(role, Right::Cart))
                }
                EditPolicy::Open if right == Right::OthersLine => {
                    missing(has(role, Right::OthersLine))
                }
                EditPolicy::Open | EditPolicy::OwnLines => None,
            }
        }
        _ => missing(has(role, right)).or(refused),
    }
}

/// One cart with somebody of the role in it, a line of theirs, and one of somebody else's.
struct Scene {
    engine: Engine,
    system: Member,
    actor: Member,
    own_line: u64,
    others_line: u64,
    invitation: u64,
}

fn scene(role: &str, principal: Principal, policy: EditPolicy) -> Scene {
    let engine =
        Engine::open(Options { prices: Prices::Caller, ..Options::default() }).expect("defaults");
    engine.set_price("TEA", "EUR", "1.00").expect("a price");
    let make = |owner: &str| engine.create_cart(NewCart::new(owner, "EUR")).expect("a cart");
    let owner = if role == "owner" { "actor" } else { "ana" };
    let cart = make(owner);
    let system = cart.system();
    let define = |system: &Member| {
        let custom = Ask::DefineRole(NewRole {
            name: "custom".to_owned(),
            capabilities: ["view_items", "view_people", "add_items", "edit_own_lines"]
                .map(str::to_owned)
                .to_vec(),
            ..NewRole::default()
        });
        system.commit(&custom.command().expect("valid")).expect("the host may");
    };
    define(&system);
    system.add_member("other", "editor").expect("the host may");
    system.add_member("target", "viewer").expect("the host may");
    if role != "owner" {
        // Seated as editor first, so that there is a line of their own whatever the role.
        system.add_member("actor", "editor").expect("the host may");
    }
    let separate = |member: &Member| {
        let item =
            NewItem { sku: "TEA".to_owned(), quantity: 2, separate: true, ..NewItem::default() };
        member.commit(&Ask::AddItem(item).command().expect("valid")).expect("an editor may")
    };
    let own_line = separate(&cart.member("actor"));
    let others_line = separate(&cart.member("other"));
    if role != "owner" {
        system.set_role("actor", role).expect("the host may");
    }
    let hash = Token::new().expect("randomness").hash();
    let invitation = system.invite(hash, "viewer").expect("the host may");
    let policies =
        Command::SetPolicies { edit: Some(policy), merges_lines: None, allows_suggestions: None };
    system.commit(&policies).expect("the host may");
    let actor = match principal {
        Principal::Member => cart.member("actor"),
        Principal::ExMember => {
            if role == "owner" {
                system.offer_ownership("target").expect("the host may");
                cart.member("target").accept_ownership().expect("it was offered");
            }
            // Its handle has cached the seat it is about to lose.
            let actor = cart.member("actor");
            actor.version().expect("still a member");
            system.remove_member("actor").expect("the host may");
            actor
        }
        Principal::MemberOfAnotherCart => {
            let other = make(if role == "owner" { "stranger" } else { "zoe" });
            if role != "owner" {
                define(&other.system());
                other.system().add_member("stranger", role).expect("the host may");
            }
            cart.member("stranger")
        }
        Principal::Outsider => cart.member("nobody"),
    };
    Scene { engine, system, actor, own_line, others_line, invitation }
}

/// Every command as somebody may try it here, with the right it needs.
fn commands(scene: &Scene) -> Vec<(Ask, Right)> {
    let text = str::to_owned;
    let item = NewItem { sku: text("TEA"), quantity: 1, separate: true, ..NewItem::default() };
    let role =
        NewRole { name: text("r"), capabilities: vec![text("view_items")], ..NewRole::default() };
    let token = Token::new().expect("randomness");
    let mut all = vec![
        (Ask::CreateCart { owner: text("x"), currency: text("EUR") }, Right::Host),
        (Ask::Reprice, Right::Host),
        (Ask::AddItem(item), Right::AddsLines),
        (Ask::AddMember { member: text("new"), role: text("link_preview") }, Right::Members),
        (Ask::SetRole { member: text("target"), role: text("link_preview") }, Right::Members),
        (Ask::RemoveMember { member: text("other") }, Right::Members),
        (Ask::DefineRole(role), Right::Roles),
        (Ask::OfferOwnership { member: text("other") }, Right::Ownership),
        (
            Ask::Invite {
                token_hash: token.hash().text(),
                role: text("link_preview"),
                uses_max: None,
                expires_at_ms: None,
            },
            Right::Invitations,
        ),
        (Ask::RevokeInvitation { invitation: scene.invitation }, Right::Invitations),
        (Ask::AcceptInvitation { token: token.reveal() }, Right::Token),
        (Ask::LockCart { until_ms: None }, Right::Lock),
        (Ask::UnlockCart, Right::Everybody),
        (
            Ask::SetPolicies {
                edit: None,
                merges_lines: Some(false),
                allows_suggestions: Some(false),
            },
            Right::Cart,
        ),
        (Ask::RenameCart { title: Some(text("x")), purpose: None }, Right::Cart),
        (Ask::CloseCart, Right::Cart),
    ];
    for (line, right) in [(scene.own_line, Right::OwnLine), (scene.others_line, Right::OthersLine)]
    {
        all.extend([
            (Ask::AdjustQuantity { line, delta: 1 }, right),
            (Ask::SetQuantity { line, quantity: 9, seen_quantity: None }, right),
            (Ask::SetNote { line, note: Some(text("x")) }, right),
            (Ask::SetBeneficiaries { line, beneficiaries: vec![text("target")] }, right),
            (
                Ask::SetReason { line, purpose: Some(text("x")), project: None, cost_centre: None },
                right,
            ),
            (Ask::RemoveItem { line }, right),
            (
                bill("set_destination", &[("line", &line.to_string()), ("destination", "Rome")]),
                right,
            ),
        ]);
    }
    all.extend(bill_commands(&scene.own_line.to_string()));
    all
}

fn bill(verb: &str, given: &[(&str, &str)]) -> Ask {
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Ask::Bill(BillAsk { verb: verb.to_owned(), given: given.collect() })
}

/// The bill's verbs, of a bill that is not fixed.
fn bill_commands(line: &str) -> Vec<(Ask, Right)> {
    let (by_line, line) = (("rule", "by_line"), ("line", line));
    let tip = ("kind", "tip");
    let amount = ("amount", "1");
    vec![
        (bill("set_split", &[by_line]), Right::Split),
        (bill("set_line_split", &[line, by_line]), Right::Split),
        (bill("clear_line_split", &[line]), Right::Split),
        (bill("set_excluded_members", &[("excluded_members", "other")]), Right::Split),
        (bill("set_sponsor", &[("sponsor", "actor")]), Right::Split),
        (bill("set_share_minimum", &[("minimum", "1")]), Right::Split),
        (bill("set_adjustment_split", &[tip, ("rule", "equal")]), Right::Split),
        (bill("add_adjustment", &[tip, amount]), Right::Split),
        (bill("add_adjustment", &[("kind", "fee"), amount]), Right::Host),
        (bill("remove_adjustment", &[("adjustment", "99")]), Right::OfAdjustment),
        (bill("add_discount", &[amount]), Right::Host),
        (bill("set_bill_policies", &[("country", "CH")]), Right::Host),
        (bill("set_group", &[("group", "flat")]), Right::Host),
        (bill("redeem_coupon", &[("code", "SPRING")]), Right::Coupon),
        (bill("fix_bill", &[]), Right::Checkout),
        (bill("reopen_bill", &[]), Right::AfterCheckout),
        (bill("record_payment", &[("payer", "other"), amount]), Right::AfterCheckout),
        (
            bill("record_transfer", &[("payer", "other"), ("payee", "actor"), amount]),
            Right::OfFixedBill,
        ),
        (bill("refund_item", &[line, ("quantity", "1")]), Right::Host),
    ]
}

/// What follows the fixing of a bill: checking out is for those who manage, a transfer is told by whoever got it.
#[test]
fn a_fixed_bill_is_paid_and_reopened_by_who_may_and_transfers_are_told_by_the_payee() {
    let payment = bill("record_payment", &[("payer", "other"), ("amount", "1")]);
    let mine = bill("record_transfer", &[("payer", "other"), ("payee", "actor"), ("amount", "1")]);
    let theirs =
        bill("record_transfer", &[("payer", "actor"), ("payee", "other"), ("amount", "1")]);
    for role in ROLES {
        let is_manager = has(role, Right::Checkout);
        let of_manager = (!is_manager).then_some("capability_missing");
        let cells = [
            (bill("reopen_bill", &[]), of_manager),
            (payment.clone(), of_manager),
            (theirs.clone(), of_manager),
            (mine.clone(), None),
            (bill("add_adjustment", &[("kind", "tip"), ("amount", "1")]), {
                let may = has(role, Right::Split);
                Some(if may { "bill_is_fixed" } else { "capability_missing" })
            }),
        ];
        for (ask, wanted) in cells {
            let scene = scene(role, Principal::Member, EditPolicy::Open);
            scene.system.fix_bill().expect("the host may");
            let answer = scene.actor.commit(&ask.command().expect("valid"));
            assert_eq!(
                answer.map_err(|error| error.code.name()).err(),
                wanted,
                "{ask:?} by {role}"
            );
        }
        let scene = scene(role, Principal::Member, EditPolicy::Open);
        let tip = bill("add_adjustment", &[("kind", "tip"), ("amount", "1")]);
        let tip = scene.system.commit(&tip.command().expect("valid")).expect("the host may");
        let fee = bill("add_adjustment", &[("kind", "fee"), ("amount", "1")]);
        let fee = scene.system.commit(&fee.command().expect("valid")).expect("the host may");
        let code = |answer: cartpool::Result<u64>| answer.err().map(|error| error.code.name());
        let remove = |adjustment: u64| {
            let command = Command::Bill(BillCommand::RemoveAdjustment { adjustment });
            code(scene.actor.commit(&command))
        };
        assert_eq!(remove(fee), Some("reserved_for_system"), "{role}");
        let wanted = (!has(role, Right::Split)).then_some("capability_missing");
        assert_eq!(remove(tip), wanted, "{role}");
    }
}

#[test]
fn every_cell_of_command_role_principal_and_edit_policy_is_as_the_table_says() {
    use Principal::{ExMember, Member, MemberOfAnotherCart, Outsider};
    let mut cells = 0;
    for role in ROLES {
        for principal in [Member, ExMember, MemberOfAnotherCart, Outsider] {
            for policy in EditPolicy::ALL {
                let count = commands(&scene(role, principal, *policy)).len();
                for index in 0..count {
                    assert_cell(role, principal, *policy, index);
                    cells += 1;
                }
            }
        }
    }
    assert_eq!(cells, 9 * 4 * 4 * 49);
}

/// I16: a refusal leaves the cart as it was; I17: what is done was allowed.
fn assert_cell(role: &str, principal: Principal, policy: EditPolicy, index: usize) {
    let scene = scene(role, principal, policy);
    let (ask, right) = commands(&scene).swap_remove(index);
    let before = scene.system.view().expect("the host sees all");
    let answer = scene.actor.commit(&ask.command().expect("valid"));
    let wanted = expected(right, role, principal, policy);
    let cell = format!("{ask:?} by {principal:?} {role} under {}", policy.name());
    assert_eq!(answer.map_err(|error| error.code.name()).err(), wanted, "{cell}");
    let after = scene.system.view().expect("the host sees all");
    if wanted.is_some() {
        assert_eq!(facts::of_view(&after), facts::of_view(&before), "{cell}");
        assert_eq!(
            scene.engine.carts(),
            if principal == Principal::MemberOfAnotherCart { 2 } else { 1 }
        );
    }
}

/// The verbs that need no capability but a state: leaving, and ownership offered.
#[test]
fn anybody_but_the_owner_may_leave_and_only_who_is_offered_the_cart_may_take_it() {
    for role in ROLES {
        let leaving = scene(role, Principal::Member, EditPolicy::Open);
        let answer = leaving.actor.leave().map_err(|error| error.code.name());
        assert_eq!(answer.err(), (role == "owner").then_some("owner_must_stay"), "{role}");
        let taking = scene(role, Principal::Member, EditPolicy::Open);
        assert_eq!(
            taking.actor.accept_ownership().expect_err(role).code.name(),
            "ownership_not_offered"
        );
        assert_eq!(
            taking.actor.decline_ownership().expect_err(role).code.name(),
            "ownership_not_offered"
        );
        taking.system.offer_ownership("actor").expect("the host may");
        let answer = taking.actor.accept_ownership().map_err(|error| error.code.name());
        assert_eq!(answer.err(), (role == "owner").then_some("ownership_not_offered"), "{role}");
    }
}

/// I18: whatever the role, nobody gives or takes what they lack.
#[test]
fn nobody_grants_or_takes_a_capability_they_lack() {
    let managers =
        "view_items view_people comment suggest manage_members manage_roles invite_members";
    for (index, wanted) in ROLES.iter().enumerate() {
        let base = scene("viewer", Principal::Member, EditPolicy::Open);
        let clerk = NewRole {
            name: "clerk".to_owned(),
            capabilities: managers.split(' ').map(str::to_owned).collect(),
            ..NewRole::default()
        };
        base.system
            .commit(&Ask::DefineRole(clerk).command().expect("valid"))
            .expect("the host may");
        base.system.set_role("actor", "clerk").expect("the host may");
        let within = ["viewer", "link_preview"].contains(wanted);
        let code = |answer: cartpool::Result<u64>| answer.err().map(|error| error.code.name());
        let refusal =
            if *wanted == "owner" { "ownership_must_be_offered" } else { "capability_missing" };
        let given = code(base.actor.add_member(&format!("new{index}"), wanted));
        assert_eq!(given, (!within).then_some(refusal), "adding a {wanted}");
        let given = code(base.actor.set_role("target", wanted));
        assert_eq!(given, (!within).then_some(refusal), "making somebody a {wanted}");
        assert_eq!(code(base.actor.remove_member("other")), Some("capability_missing"));
        assert_eq!(code(base.actor.set_role("other", "viewer")), Some("capability_missing"));
        assert_eq!(code(base.actor.remove_member("ana")), Some("owner_must_stay"));
        assert_eq!(count_with(&base.system, "owner"), 1, "one owner always");
    }
}

fn count_with(member: &Member, role: &str) -> usize {
    member.view().expect("the host sees all").members.iter().filter(|one| one.role == role).count()
}
