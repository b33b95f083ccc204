//! Several calls at once, for a host that collects them: one wait for the disk, and an answer for each.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flows::is_flow;
use super::log::{CartTask, Log, Task};
use super::{CommandOptions, Engine, Request, Who};
use crate::cart::Member;
use crate::clock::random_u128;
use crate::error::{ErrorCode, Result};
use crate::id::{CartId, CommandId};

/// What one principal asks for: a command, or several that happen together or not at all. [`Member::call`] and
/// [`Member::call_batch`] make it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    pub(crate) member: &'a Member,
    pub(crate) who: Who<'a>,
    pub(crate) options: CommandOptions,
    pub(crate) request: Request<'a, 'a>,
}

impl Engine {
    /// Sends calls of many principals at once and answers each on its own, in their order; one that is refused does not
    /// hold up the others. Calls for one cart take effect in their order.
    ///
    /// With a store they are committed together, in as few frames as can be: a thread that has collected a hundred calls
    /// waits for the disk once. In memory it is as if each were sent in turn. At most 65,536 calls wait at once.
    ///
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// # engine.set_price("TEA", "EUR", "4.50")?;
    /// # let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// let rename = Command::RenameCart { title: Some("Lunch"), purpose: None };
    /// let remove = Command::RemoveItem { line: LineId(99) };
    /// let answers = engine.commit_all(&[ana.call(&rename), ana.call(&remove), ana.call(&Command::CloseCart)]);
    /// assert_eq!(answers[0], Ok(2));
    /// assert_eq!(answers[1].unwrap_err().code.name(), "line_not_found");
    /// assert_eq!(answers[2], Ok(3));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// Each answer's are those of [`Member::commit`] or [`Member::batch`]; `cart_not_found` for a member of another engine's;
    /// `storage_busy` for calls beyond those that may wait.
    #[must_use]
    pub fn commit_all(&self, calls: &[Call<'_>]) -> Vec<Result<u64>> {
        match &self.0.log {
            None => calls.iter().map(|call| self.send_call(call)).collect(),
            Some(log) => {
                // What names two streams is several commits: the calls before it come first.
                let runs =
                    calls.chunk_by(|one, other| !is_flow(&one.request) && !is_flow(&other.request));
                let answer = |run: &[Call<'_>]| match run {
                    [call] if is_flow(&call.request) => vec![self.send_call(call)],
                    run => {
                        let tasks = run.iter().map(|call| self.task(log, call)).collect();
                        let answers = self.0.submit_all(log, tasks);
                        let done = run.iter().zip(&answers).filter(|(_, answer)| answer.is_ok());
                        let carts: BTreeSet<CartId> =
                            done.map(|(call, _)| call.member.cart()).collect();
                        let untold = carts.into_iter().flat_map(|cart| {
                            let untold = self.untold(cart).into_iter();
                            untold.map(move |(campaign, told)| (cart, campaign, told))
                        });
                        self.tell_campaigns_together(log, untold.collect());
                        answers
                    }
                };
                runs.flat_map(answer).collect()
            }
        }
    }

    /// A cart's id that nobody has: what `Command::CreateCart` is sent to.
    #[must_use]
    pub fn new_cart_id(&self) -> CartId {
        CartId(random_u128(&*self.0.options.random))
    }

    /// A fresh command id for [`CommandOptions`]: a UUID of version 7 at the engine's time, from its source of randomness.
    ///
    /// # Examples
    /// ```
    /// use cartpool::{CommandOptions, Engine, NewCart, Options};
    ///
    /// let engine = Engine::open(Options::default())?;
    /// engine.set_price("TEA", "EUR", "4.50")?;
    /// let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// let retrying = ana.with(CommandOptions { command_id: Some(engine.command_id()), ..CommandOptions::default() });
    /// assert_eq!(retrying.add_item("TEA", 2)?, retrying.add_item("TEA", 2)?); // one effect
    /// # Ok::<(), cartpool::Error>(())
    /// ```
    #[must_use]
    pub fn command_id(&self) -> CommandId {
        CommandId::from_parts(self.now_ms(), random_u128(&*self.0.options.random))
    }

    fn send_call(&self, call: &Call<'_>) -> Result<u64> {
        self.require_own(call)?;
        self.send(call.member.cart(), &call.who, &call.options, &call.request)
    }

    fn task(&self, log: &Log, call: &Call<'_>) -> Result<Task> {
        self.require_own(call)?;
        self.require_open()?;
        call.request.require_size(&self.0.options.limits)?;
        log.require_writable()?;
        let Call { member, who, options, request } = call;
        Ok(Task::Cart(CartTask::new(member.cart(), who, options, request)))
    }

    fn require_own(&self, call: &Call<'_>) -> Result<()> {
        let is_own = Arc::ptr_eq(&self.0, &call.member.engine().0);
        if is_own { Ok(()) } else { Err(ErrorCode::CartNotFound.into()) }
    }
}
