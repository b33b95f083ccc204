//! What happens live: one connection is one member watching one cart, or somebody who [`visit`](crate::visit)s a
//! campaign.
//!
//! The connection learns *that* something changed from its watch, and pulls *what* as pages. A page carries the cursor
//! that the browser shows when it comes back, so a lost connection loses nothing, and neither does a server that ends: it
//! closes its connections as for a restart, and browsers go on with the next one.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::response::Response;
use cartpool::{CommandId, CommandOptions, Cursor, Member, PageBody, Result as Outcome, Watch};
use serde_json::Value;
use tokio::time::{interval, timeout};

use crate::Shop;
use crate::bill;
use crate::protocol::{Change, Frame, REQUEST_BYTES_MAX, Refusal, Reply, read};
use crate::render::{self, Told};
use crate::render_bill;
use crate::visit::{self, Visit};
use crate::wire::{BEAT, End, PATIENCE, Wire};

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
        let mut wire = Wire::new(socket);
        let end = serve(&mut wire, &shop).await;
        wire.finish(end).await;
        drop(permit);
    }))
}

/// What somebody came for.
enum Seated {
    Cart(Connection, Reader),
    Campaign(Visit),
}

async fn serve(wire: &mut Wire, shop: &Arc<Shop>) -> End {
    let seated = tokio::select! {
        seated = seat(wire, shop) => seated,
        () = shop.closing() => return End::RESTART,
    };
    match seated {
        Ok(Seated::Cart(connection, reader)) => connection.run(reader, wire).await,
        Ok(Seated::Campaign(visit)) => visit.run(wire).await,
        Err(end) => end,
    }
}

/// Waits for the hello and seats whoever says it.
async fn seat(wire: &mut Wire, shop: &Arc<Shop>) -> Result<Seated, End> {
    let first = timeout(PATIENCE, wire.receive()).await;
    let first = first.map_err(|_| Refusal::HELLO_MUST_COME_FIRST)??;
    match read(first.as_bytes())? {
        Frame::Hello { session, cart, cursor } => {
            let member = shop.member(&session, &cart)?;
            let (connection, reader) = connect(wire, shop, member, cursor).await?;
            Ok(Seated::Cart(connection, reader))
        }
        Frame::Visit { campaign, seat } => {
            Ok(Seated::Campaign(visit::connect(wire, shop, campaign, seat).await?))
        }
        _ => Err(Refusal::HELLO_MUST_COME_FIRST.into()),
    }
}

/// Seats a member at their cart's watch.
async fn connect(
    wire: &mut Wire,
    shop: &Arc<Shop>,
    member: Member,
    cursor: Option<String>,
) -> Result<(Connection, Reader), End> {
    let cursor = cursor.map_or(Ok(Cursor::START), |cursor| cursor.parse())?;
    let watched = member.clone();
    let watch = shop.apart(move |_| Ok(watched.watch(cursor)?)).await?;
    wire.send(&Reply::welcome(Some(member.id()), shop.engine.now_ms())).await?;
    let connection = Connection { shop: Arc::clone(shop), member };
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
    Moved,
    Frame(Result<String, End>),
    Beat,
    Closing,
}

impl Connection {
    async fn run(self, mut reader: Reader, wire: &mut Wire) -> End {
        let shop = Arc::clone(&self.shop);
        let mut beat = interval(BEAT);
        let mut news = shop.group_buy.news();
        loop {
            let next = tokio::select! {
                changed = reader.watch.changed() => Next::Changed(changed),
                Ok(()) = news.changed() => Next::Moved,
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
                Next::Moved => self.follow().await,
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
        let page = page.ok_or(End::REVOKED)?;
        wire.send(&page).await?;
        if let Some(bill) = bill {
            wire.send(&bill).await?;
        }
        Ok(reader)
    }

    /// Lets the cart take over the price that the group buy has now; its watch then tells of it.
    async fn follow(&self) -> Result<(), End> {
        let member = self.member.clone();
        match self.shop.apart(move |_| Ok(member.total()?)).await {
            Err(refusal) if refusal.ends_the_server() => Err(refusal.into()),
            // Whoever may not see the cart any more hears that from the watch.
            _ => Ok(()),
        }
    }

    /// Carries one frame out and says what became of it.
    async fn answer(&self, wire: &mut Wire, frame: &str) -> Result<(), End> {
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
            Ok(Frame::Hello { .. } | Frame::Visit { .. }) => {
                return wire.answer(None, Err(Refusal::HELLO_MUST_COME_FIRST)).await;
            }
            Err(refusal) => return wire.answer(None, Err(refusal)).await,
        };
        let reply = outcome.map(|Asked { version, link, reasons }| Reply::Done {
            id: &id,
            version,
            link,
            reasons,
        });
        wire.answer(Some(&id), reply).await
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
