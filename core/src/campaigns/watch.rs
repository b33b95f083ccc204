//! Watches of a campaign: told that it changed, a reader asks how it is.

use core::fmt;
use core::future::poll_fn;
use core::task::{Context, Poll};
use core::time::Duration;

use super::topic;
use crate::cart::wait_for;
use crate::engine::Engine;
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::state::account::Account;
use crate::view::CampaignView;

/// Somebody who waits for a campaign to change. Dropping it ends the watch.
pub struct CampaignWatch {
    engine: Engine,
    campaign: Box<str>,
    topic: CartId,
    number: u32,
    seen: u64,
}

impl fmt::Debug for CampaignWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CampaignWatch").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl Drop for CampaignWatch {
    fn drop(&mut self) {
        self.engine.feed().leave(self.topic, self.number);
    }
}

impl CampaignWatch {
    pub(super) fn open(engine: Engine, campaign: &str) -> Result<Self> {
        let _pass = engine.enter()?;
        engine.campaign(campaign)?;
        let topic = topic(campaign.as_bytes());
        let number = engine.feed().enter(topic)?;
        engine.listen();
        Ok(Self { engine, campaign: campaign.into(), topic, number, seen: 0 })
    }

    /// The campaign as it is now; the watch waits for what comes after.
    ///
    /// # Errors
    /// Those of [`Engine::campaign`].
    pub fn view(&mut self) -> Result<CampaignView> {
        let view = self.engine.campaign(&self.campaign)?;
        self.seen = view.version;
        Ok(view)
    }

    /// Waits until the campaign has changed since it was last viewed, at most `timeout`; answers whether it did. Blocks the
    /// thread.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`.
    pub fn wait(&self, timeout: Duration) -> Result<bool> {
        wait_for(timeout, |context| self.poll_changed(context))
    }

    /// Resolves when the campaign has changed since it was last viewed; for any async runtime.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`.
    pub async fn changed(&self) -> Result<()> {
        poll_fn(|context| self.poll_changed(context)).await
    }

    /// [`CampaignWatch::changed`] for those who poll by hand: ready, or the waker is called once when it may be.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`.
    pub fn poll_changed(&self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let _pass = match self.engine.enter() {
            Ok(pass) => pass,
            Err(refusal) => return Poll::Ready(Err(refusal)),
        };
        // First in line, then a look: what happens in between wakes rather than gets lost.
        self.engine.feed().wait(self.topic, self.number, context.waker().clone());
        let version = self.engine.see_campaign(self.campaign.as_bytes(), Account::version);
        match version {
            Err(refusal) => Poll::Ready(Err(refusal)),
            Ok(None) => Poll::Ready(Err(ErrorCode::CampaignNotFound.into())),
            Ok(Some(version)) if version != self.seen => Poll::Ready(Ok(())),
            Ok(Some(_)) => Poll::Pending,
        }
    }
}
