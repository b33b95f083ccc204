//! Where a host spells a call of core's in its own way, has it in another shape, or does not need it.

use super::Host;
use super::Host::{C, Mobile, Node, Python};

/// What stands in a host's column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// This call.
    Named(&'static str),
    /// No call, for this reason.
    Without(&'static str),
}

use Cell::{Named, Without};

const ALL: &[Host] = &[Python, Node, Mobile, C];

/// A call of core's, the hosts it is special in, and what they have.
pub(super) const SPECIAL: &[(&str, &[Host], Cell)] = &[
    ("Engine.commit", ALL, Without("verbs sit on members")),
    ("Engine.commit_all", &[Python, Mobile, C], Without("threads share a commit")),
    ("Engine.commit_all", &[Node], Without("`member.promises` share a commit")),
    ("Engine.new_cart_id", ALL, Without("`create_cart` makes it")),
    ("Engine.open", &[C], Named("cartpool_engine_open")),
    ("Engine.close", &[C], Named("cartpool_engine_close")),
    ("Engine.drain", &[C], Named("cartpool_engine_drain")),
    ("Engine.record_transfer", &[C], Named("cartpool_ledger_transfer")),
    ("Engine.durability", &[C], Named("cartpool_health")),
    ("Engine.is_closed", &[C], Named("cartpool_engine_is_closed")),
    ("Engine.limits", &[C], Named("cartpool_limit")),
    ("Cart.id", &[C], Named("cartpool_cart_id")),
    ("Cart.engine", ALL, Without("the host holds it already")),
    ("Member.commit", ALL, Without("each command is a verb")),
    ("Member.call", ALL, Without("for `commit_all`")),
    ("Member.call_batch", ALL, Without("for `commit_all`")),
    ("Member.with", &[Python], Named("Member.with_")),
    ("Member.id", &[C], Without("the caller named it")),
    ("Member.cart", &[C], Without("the caller named it")),
    ("Member.campaign", &[C], Named("cartpool_member_campaign")),
    ("Watch.wait", &[Node], Named("Watch.changed")),
    ("Watch.wait", &[Mobile], Named("Watch.poll")),
    ("Watch.changed", &[Python], Named("Watch.__anext__")),
    ("Watch.changed", &[Mobile], Named("Watch.poll")),
    ("Watch.changed", &[C], Without("a thread waits")),
    ("Watch.poll_changed", &[Python, Node, C], Without("for runtimes in Rust")),
    ("Watch.poll_changed", &[Mobile], Named("Watch.poll")),
    ("CampaignWatch.wait", &[Node], Named("CampaignWatch.changed")),
    ("CampaignWatch.wait", &[Mobile], Named("CampaignWatch.poll")),
    ("CampaignWatch.changed", &[Python], Named("CampaignWatch.__anext__")),
    ("CampaignWatch.changed", &[Mobile], Named("CampaignWatch.poll")),
    ("CampaignWatch.changed", &[C], Without("a thread waits")),
    ("CampaignWatch.poll_changed", &[Python, Node, C], Without("for runtimes in Rust")),
    ("CampaignWatch.poll_changed", &[Mobile], Named("CampaignWatch.poll")),
    ("Token.from_random", ALL, Without("for tests in Rust")),
    ("Token.reveal", &[C], Without("a token is its text")),
    ("Token.new", &[Python], Named("Token.__new__")),
    ("Token.new", &[Node], Named("Token.constructor")),
];
