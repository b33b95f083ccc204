//! What comes to the door: one command or a batch, from whom.

use core::sync::atomic::{AtomicU32, Ordering};

use crate::command::{BillCommand, Command};
use crate::engine::Principal;
use crate::error::{Error, ErrorCode, Result};
use crate::id::Seat;
use crate::limits::Limits;
use crate::role::Capabilities;
use crate::rules::context::{Actor, Brought};
use crate::rules::opened;
use crate::state::cart::CartState;
use crate::state::window::Payload;

/// One command, or several that happen together or not at all.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Request<'r, 'a> {
    One(&'r Command<'a>),
    Batch(&'r [Command<'a>]),
}

/// What is known before the cart is locked: the time, and what a flow brought.
pub(crate) struct Ahead {
    pub(crate) now_ms: u64,
    pub(crate) brought: Option<Brought>,
}

/// A principal and the seat it had last time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who<'w> {
    pub(crate) principal: Principal<'w>,
    pub(crate) seat: &'w AtomicU32,
}

/// No seat is cached.
pub(crate) const NO_SEAT: u32 = u32::MAX;

/// Who reads, and when.
pub(crate) struct Reader {
    pub(crate) capabilities: Capabilities,
    pub(crate) now_ms: u64,
}

/// Who a principal is in this cart: the cached seat where it still holds, else a look through the names.
#[inline]
pub(crate) fn resolve<'w>(cart: &CartState, who: &Who<'w>) -> Actor<'w> {
    let Principal::Member(name) = who.principal else { return Actor::System };
    let cached = u16::try_from(who.seat.load(Ordering::Relaxed)).ok().map(Seat);
    if let Some(seat) = cached.filter(|seat| cart.is_present(*seat)) {
        return Actor::Member(seat);
    }
    let Some(seat) = cart.seat_of(name) else { return Actor::Visitor(name) };
    who.seat.store(u32::from(seat.0), Ordering::Relaxed);
    Actor::Member(seat)
}

impl Request<'_, '_> {
    pub(super) fn commands(&self) -> &[Command<'_>] {
        match self {
            Self::One(command) => core::slice::from_ref(*command),
            Self::Batch(commands) => commands,
        }
    }

    /// Refuses what is too large before anything else looks at it.
    #[inline]
    pub(super) fn require_size(&self, limits: &Limits) -> Result<()> {
        match self {
            Self::One(command) => require_command_size(command, limits),
            Self::Batch(commands) => require_batch_size(commands, limits),
        }
    }

    /// Whether this is an outsider's one verb.
    pub(super) fn is_acceptance(&self) -> bool {
        matches!(self, Self::One(Command::AcceptInvitation { .. }))
    }

    /// Lets somebody from outside in only to accept an invitation, and only with its token.
    pub(super) fn require_admission(&self, cart: &CartState, now_ms: u64) -> Result<()> {
        match self {
            Self::One(Command::AcceptInvitation { token }) => match opened(cart, token, now_ms) {
                Some(_) => Ok(()),
                None => Err(ErrorCode::InvitationNotValid.into()),
            },
            Self::One(_) | Self::Batch(_) => Err(ErrorCode::CartNotFound.into()),
        }
    }

    /// Who asks, and what, by SHA-256: the same in every process and release.
    pub(super) fn payload(&self, principal: Principal<'_>) -> Payload {
        let mut hash = hmac_sha256::Hash::new();
        match principal {
            Principal::System => hash.update([0]),
            Principal::Member(name) => {
                hash.update([1]);
                hash.update(name);
            }
        }
        let owner = hash.finalize();
        let mut hash = hmac_sha256::Hash::new();
        hash.update(owner);
        for command in self.commands() {
            hash.update([u8::MAX]);
            hash.update(command.encode());
        }
        Payload {
            owner: owner.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes)),
            hash: hash.finalize().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)),
        }
    }
}

#[inline]
fn require_command_size(command: &Command<'_>, limits: &Limits) -> Result<()> {
    let max = limits.command_bytes_max;
    if command.text_bytes() > max as usize {
        return Err(Error::limit(ErrorCode::ExceedsCommandBytesMax, max));
    }
    Ok(())
}

#[cold]
fn require_batch_size(commands: &[Command<'_>], limits: &Limits) -> Result<()> {
    commands.iter().try_for_each(|command| require_command_size(command, limits))?;
    if commands.is_empty() {
        return Err(ErrorCode::BatchMustNotBeEmpty.into());
    }
    if commands.len() > limits.batch_commands_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsBatchMax, limits.batch_commands_max));
    }
    if commands.iter().map(Command::text_bytes).sum::<usize>() > limits.batch_bytes_max as usize {
        return Err(Error::limit(ErrorCode::ExceedsBatchBytesMax, limits.batch_bytes_max));
    }
    let is_fit = |command: &Command<'_>| {
        !matches!(
            command,
            Command::CreateCart { .. }
                | Command::AcceptInvitation { .. }
                | Command::Pledge { .. }
                | Command::Bill(
                    BillCommand::RedeemCoupon { .. }
                        | BillCommand::SetGroup { .. }
                        | BillCommand::FixBill
                        | BillCommand::ReopenBill
                        | BillCommand::RemoveAdjustment { .. }
                        | BillCommand::RecordPayment { .. }
                        | BillCommand::RecordTransfer { .. }
                        | BillCommand::RefundItem { .. }
                )
        )
    };
    if commands.iter().all(is_fit) { Ok(()) } else { Err(ErrorCode::NotAllowedInBatch.into()) }
}
