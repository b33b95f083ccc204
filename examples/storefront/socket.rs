//! What happens live: one connection is one member watching one cart.
//!
//! The connection learns *that* something changed from its watch, and pulls *what* as pages. A page carries the cursor
//! that the browser shows when it comes back, so a lost connection loses nothing, and neither does a server that ends: it
//! closes its connections as for a restart, and browsers go on with the next one.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use cartpool::{
    Capability, CartId, CommandId, CommandOptions, Cursor, ErrorCode, Member, PageBody, ReadyRole,
    Result as Outcome, Watch,
};
use serde_json::Value;
use tokio::time::{interval, timeout};

use crate::Shop;
use crate::bill;
use crate::protocol::{Change, Frame, REQUEST_BYTES_MAX, Refusal, Reply, read};
use crate::render::{self, Told};
use crate::render_bill;

/// How long a browser may take to say hello, and to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection that the shop ends may take to be gone.
const FAREWELL: Duration = Duration::from_secs(1);
/// How often a silent connection says that it is there.
const BEAT: Duration = Duration::from_secs(15);
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
enum End {
    Gone,
    Closed(u16, &'static str),
    Refused(Refusal),
}

impl End {
    const RESTART: Self = Self::Closed(close::RESTART, "this server ends; come back");
}

impl<T: Into<Refusal>> From<T> for End {
    fn from(refusal: T) -> Self {
        let refusal = refusal.into();
        if refusal.ends_the_server() { Self::RESTART } else { Self::Refused(refusal) }
    }
}

/// Takes a connection, within the bound of how many there may be.
pub(crate) async fn upgrade(
    State(shop): State<Arc<Shop>>,
    request: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    let permit = shop.connections.clone().try_acquire_owned();
    let permit = permit.map_err(|_| Refusal::EXCEEDS_CONNECTIONS_MAX)?;
    // Twice the bound is still read, so that a request a little too large is refused and not cut off.
    let request =
        request.max_message_size(2 * REQUEST_BYTES_MAX).max_frame_size(2 * REQUEST_BYTES_MAX);
    Ok(request.on_upgrade(async move |socket| {
        let mut wire = Wire { socket };
        let end = serve(&mut wire, &shop).await;
        wire.finish(end).await;
        drop(permit);
    }))
}

async fn serve(wire: &mut Wire, shop: &Arc<Shop>) -> End {
    let connected = tokio::select! {
        connected = connect(wire, shop) => connected,
        () = shop.closing() => return End::RESTART,
    };
    match connected {
        Ok((connection, reader)) => connection.run(reader, wire).await,
        Err(end) => end,
    }
}

/// Waits for the hello and seats its member at their cart's watch.
async fn connect(wire: &mut Wire, shop: &Arc<Shop>) -> Result<(Connection, Reader), End> {
    let first = timeout(PATIENCE, wire.receive()).await;
    let first = first.map_err(|_| Refusal::HELLO_MUST_COME_FIRST)??;
    let Frame::Hello { session, cart, cursor } = read(first.as_bytes())? else {
        return Err(Refusal::HELLO_MUST_COME_FIRST.into());
    };
    let id = shop.sessions.member(&session)?;
    let cart: CartId = cart.parse().map_err(|_| ErrorCode::CartNotFound)?;
    let cursor = cursor.map_or(Ok(Cursor::START), |cursor| cursor.parse())?;
    let member = shop.engine.cart(cart).member(&id);
    let watched = member.clone();
    let watch = shop.apart(move |_| Ok(watched.watch(cursor)?)).await?;
    let roles = ReadyRole::ALL
        .iter()
        .map(|role| (role.name(), role.capabilities().iter().map(Capability::name).collect()));
    let now_ms = shop.engine.now_ms();
    wire.send(&Reply::Welcome { member: &id, now_ms, roles: roles.collect() }).await?;
    let connection = Connection { shop: Arc::clone(shop), member, refusals: 0 };
    let reader = Reader { member: connection.member.clone(), watch, told: Told::default() };
    Ok((connection, reader))
}

/// How far a connection has read, and whom it was told of.
struct Reader {
    member: Member,
    watch: Watch,
    told: Told,
}

impl Reader {
    /// What came since the last page, as the browser gets it; nothing for whoever was removed. May wait for the disk.
    fn page(&mut self, shop: &Shop) -> Result<Option<Reply<'static>>, Refusal> {
        let page = self.watch.page()?;
        let (from, to) = (page.from.to_string(), page.to.to_string());
        Ok(match page.body {
            PageBody::Events(events) => {
                let (events, people) = render::events(&events);
                let names = self.told.news(people, &shop.sessions);
                Some(Reply::Page { from, to, events, names })
            }
            PageBody::Reset(view) => {
                let split = render_bill::split(&view, &self.member.explain()?);
                let (cart, people) = render::view(&view, &split);
                let names = self.told.news(people, &shop.sessions);
                Some(Reply::Reset { to, cart, names })
            }
            PageBody::Revoked { .. } => None,
        })
    }

    /// The bill as it is now; nothing for whoever was removed meanwhile, which the next page says. May wait for the disk.
    fn bill(&mut self, shop: &Shop) -> Option<Reply<'static>> {
        let (bill, people) = render_bill::bill(&self.member).ok()?;
        let names = self.told.news(people, &shop.sessions);
        Some(Reply::Bill { bill, names })
    }
}

struct Connection {
    shop: Arc<Shop>,
    member: Member,
    refusals: u32,
}

/// What a browser gets for what it asked.
struct Asked {
    version: u64,
    link: Option<String>,
    reasons: Option<Value>,
}

impl Asked {
    const fn version(version: u64) -> Self {
        Self { version, link: None, reasons: None }
    }
}

/// What a connection meets next.
enum Next {
    Changed(Outcome<()>),
    Frame(Result<String, End>),
    Beat,
    Closing,
}

impl Connection {
    async fn run(mut self, mut reader: Reader, wire: &mut Wire) -> End {
        let shop = Arc::clone(&self.shop);
        let mut beat = interval(BEAT);
        loop {
            let next = tokio::select! {
                changed = reader.watch.changed() => Next::Changed(changed),
                frame = wire.receive() => Next::Frame(frame),
                _ = beat.tick() => Next::Beat,
                () = shop.closing() => Next::Closing,
            };
            let step = match next {
                Next::Changed(Ok(())) => match self.pages(reader, wire).await {
                    Ok(read) => {
                        reader = read;
                        Ok(())
                    }
                    Err(end) => return end,
                },
                Next::Changed(Err(closed)) => Err(closed.into()),
                Next::Frame(Ok(frame)) => self.answer(wire, &frame).await,
                Next::Frame(Err(end)) => Err(end),
                Next::Beat => wire.send(&Reply::Beat).await,
                Next::Closing => Err(End::RESTART),
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    /// Sends what came since the last page, and the bill that it comes to.
    async fn pages(&self, mut reader: Reader, wire: &mut Wire) -> Result<Reader, End> {
        let read = move |shop: &Shop| {
            let page = reader.page(shop)?;
            let bill = reader.bill(shop).filter(|_| page.is_some());
            Ok((page, bill, reader))
        };
        let (page, bill, reader) = self.shop.apart(read).await?;
        let page = page.ok_or(End::Closed(close::REVOKED, "no longer a member of this cart"))?;
        wire.send(&page).await?;
        if let Some(bill) = bill {
            wire.send(&bill).await?;
        }
        Ok(reader)
    }

    /// Carries one frame out and says what became of it.
    async fn answer(&mut self, wire: &mut Wire, frame: &str) -> Result<(), End> {
        let (id, outcome) = match read(frame.as_bytes()) {
            Ok(Frame::Change { id, change }) => {
                let outcome = self.change(&id, change).await;
                (id, outcome.map(Asked::version))
            }
            Ok(Frame::Link { id, role }) => {
                let outcome = self.link(&id, role).await;
                (id, outcome)
            }
            Ok(Frame::Explain { id, member }) => {
                let outcome = self.explain(member).await;
                (id, outcome)
            }
            Ok(Frame::Hello { .. }) => {
                return self.refuse(wire, None, Refusal::HELLO_MUST_COME_FIRST).await;
            }
            Err(refusal) => return self.refuse(wire, None, refusal).await,
        };
        match outcome {
            Ok(Asked { version, link, reasons }) => {
                self.refusals = 0;
                wire.send(&Reply::Done { id: &id, version, link, reasons }).await
            }
            Err(refusal) if refusal.ends_the_server() => Err(refusal.into()),
            Err(refusal) => self.refuse(wire, Some(&id), refusal).await,
        }
    }

    async fn refuse(
        &mut self,
        wire: &mut Wire,
        id: Option<&str>,
        refusal: Refusal,
    ) -> Result<(), End> {
        self.refusals += 1;
        wire.send(&Reply::Refused { id, refusal }).await?;
        if self.refusals < REFUSALS_MAX {
            Ok(())
        } else {
            Err(End::Closed(close::POLICY, "nothing but refusals"))
        }
    }

    async fn change(&self, id: &str, change: Change) -> Result<u64, Refusal> {
        let (id, member) = (id.parse()?, self.member.clone());
        self.shop.apart(move |shop| bill::commit(shop, &member, id, &change)).await
    }

    /// Makes an invitation and the link that goes with it. The secret stands in the fragment, which no browser sends.
    async fn link(&self, id: &str, role: String) -> Result<Asked, Refusal> {
        let id: CommandId = id.parse()?;
        let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
        let member = self.member.with(options);
        let cart = member.cart();
        let token = self.shop.sessions.link(cart, member.id(), id);
        let hash = token.hash();
        let version = self.shop.apart(move |_| Ok(member.invite(hash, &role)?)).await?;
        let link = Some(format!("/cart/{cart}#{}", token.reveal()));
        Ok(Asked { link, ..Asked::version(version) })
    }

    /// Why a member owes what they owe.
    async fn explain(&self, about: String) -> Result<Asked, Refusal> {
        let member = self.member.clone();
        let why = self.shop.apart(move |_| Ok(member.explain()?)).await?;
        let reasons = Some(render_bill::reasons(&why, &about));
        Ok(Asked { reasons, ..Asked::version(why.version) })
    }
}

/// The socket, speaking text only.
struct Wire {
    socket: WebSocket,
}

impl Wire {
    /// The next text; pings are answered by the library.
    async fn receive(&mut self) -> Result<String, End> {
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

    async fn send(&mut self, reply: &Reply<'_>) -> Result<(), End> {
        let Ok(text) = serde_json::to_string(reply) else { return Err(End::Gone) };
        let sent = timeout(PATIENCE, self.socket.send(Message::text(text))).await;
        if matches!(sent, Ok(Ok(()))) { Ok(()) } else { Err(End::Gone) }
    }

    async fn finish(mut self, end: End) {
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
