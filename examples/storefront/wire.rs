//! The line to one browser: text frames, refusals that are counted, and an end that says why.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use tokio::time::timeout;

use crate::protocol::{Refusal, Reply};

/// How long a browser may take to say hello, and to take what it is sent.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection that the shop ends may take to be gone.
const FAREWELL: Duration = Duration::from_secs(1);
/// How often a silent connection says that it is there.
pub(crate) const BEAT: Duration = Duration::from_secs(15);
/// How many refusals in a row end a connection that sends nothing sensible.
const REFUSALS_MAX: u32 = 32;

/// Why a connection ends, as WebSocket close codes.
mod close {
    pub(super) const POLICY: u16 = 1008;
    pub(super) const TOO_LARGE: u16 = 1009;
    pub(super) const RESTART: u16 = 1012;
    pub(super) const REFUSED: u16 = 4000;
    pub(super) const REVOKED: u16 = 4001;
}

/// The end of a connection: what to tell the browser, if it is still there.
pub(crate) enum End {
    Gone,
    Closed(u16, &'static str),
    Refused(Refusal),
}

impl End {
    pub(crate) const RESTART: Self = Self::Closed(close::RESTART, "this server ends; come back");
    pub(crate) const REVOKED: Self =
        Self::Closed(close::REVOKED, "no longer a member of this cart");
}

impl<T: Into<Refusal>> From<T> for End {
    fn from(refusal: T) -> Self {
        let refusal = refusal.into();
        if refusal.ends_the_server() { Self::RESTART } else { Self::Refused(refusal) }
    }
}

/// The socket, speaking text only.
pub(crate) struct Wire {
    socket: WebSocket,
    refusals: u32,
}

impl Wire {
    pub(crate) const fn new(socket: WebSocket) -> Self {
        Self { socket, refusals: 0 }
    }

    /// Says what became of the frame with this id. What has no id could not be read.
    pub(crate) async fn answer(
        &mut self,
        id: Option<&str>,
        outcome: Result<Reply<'_>, Refusal>,
    ) -> Result<(), End> {
        match outcome {
            Ok(reply) => {
                self.refusals = 0;
                self.send(&reply).await
            }
            Err(refusal) if refusal.ends_the_server() => Err(refusal.into()),
            Err(refusal) => {
                self.refusals += 1;
                self.send(&Reply::Refused { id, refusal }).await?;
                if self.refusals < REFUSALS_MAX {
                    Ok(())
                } else {
                    Err(End::Closed(close::POLICY, "nothing but refusals"))
                }
            }
        }
    }

    /// The next text; pings are answered by the library.
    pub(crate) async fn receive(&mut self) -> Result<String, End> {
        loop {
            match self.socket.recv().await {
                Some(Ok(Message::Text(text))) => return Ok(text.as_str().to_owned()),
                Some(Ok(Message::Binary(_))) => {
                    return Err(End::Closed(close::POLICY, "text frames only"));
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_))) | None => return Err(End::Gone),
                // The library reads no further: the frame was too large, not text, or not WebSocket.
                Some(Err(_)) => return Err(End::Closed(close::TOO_LARGE, "frame not readable")),
            }
        }
    }

    pub(crate) async fn send(&mut self, reply: &Reply<'_>) -> Result<(), End> {
        let Ok(text) = serde_json::to_string(reply) else { return Err(End::Gone) };
        let sent = timeout(PATIENCE, self.socket.send(Message::text(text))).await;
        if matches!(sent, Ok(Ok(()))) { Ok(()) } else { Err(End::Gone) }
    }

    pub(crate) async fn finish(mut self, end: End) {
        let (code, reason) = match end {
            End::Gone => return,
            End::Closed(code, reason) => (code, reason),
            End::Refused(refusal) => {
                if self.send(&Reply::Refused { id: None, refusal }).await.is_err() {
                    return;
                }
                (close::REFUSED, refusal.code)
            }
        };
        let frame = CloseFrame { code, reason: reason.into() };
        // What the browser still sends is read for a moment: unread bytes would reset the connection before it saw why.
        // It may also be gone already; then there is nobody left to tell.
        let farewell = async {
            let _ = self.socket.send(Message::Close(Some(frame))).await;
            while let Some(Ok(_)) = self.socket.recv().await {}
        };
        let _ = timeout(FAREWELL, farewell).await;
    }
}
