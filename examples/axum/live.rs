//! A cart as it changes: server-sent events, and a WebSocket that takes commands too. A cursor goes on where a connection broke.

use std::convert::Infallible;
use std::pin::pin;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use cartpool::{CommandOptions, Cursor, ErrorCode, Member, Page, PageBody, Watch};
use futures_util::stream::{self, Stream, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::refused::{Refused, apart};
use crate::{Me, Shared, Shop, text};

/// Something that happened, and the cursor that goes on behind it.
#[derive(Serialize)]
struct News {
    kind: &'static str,
    version: u64,
    cursor: String,
}

fn told(page: &Page) -> Vec<News> {
    let news = |kind, version| {
        let cursor = Cursor { version, ..page.to }.to_string();
        News { kind, version, cursor }
    };
    match &page.body {
        PageBody::Events(events) => {
            events.iter().map(|it| news(it.event.name(), it.version)).collect()
        }
        PageBody::Reset(view) => vec![news("reset", view.version)],
        PageBody::Revoked { version } => vec![news("revoked", *version)],
    }
}

/// Follows a cart behind a cursor's text.
async fn follow(me: Member, cursor: Option<&str>) -> Result<Watch, Refused> {
    let cursor = cursor.map_or(Ok(Cursor::START), str::parse)?;
    apart(move || me.watch(cursor)).await
}

/// What a watch hears, page by page, until the membership or the server ends.
fn news(shop: &Shop, watch: Watch) -> impl Stream<Item = Vec<News>> + use<> {
    let closing = shop.is_closing.subscribe();
    stream::unfold((closing, watch), |(mut closing, mut watch)| async {
        tokio::select! {
            changed = watch.changed() => changed.ok()?,
            _ = closing.wait_for(|is_closing| *is_closing) => return None,
        }
        let page = spawn_blocking(move || watch.page().map(|page| (told(&page), watch))).await;
        let (news, watch) = page.ok()?.ok()?;
        Some((news, (closing, watch)))
    })
}

pub(crate) async fn feed(
    State(shop): Shared,
    Me(me): Me,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refused> {
    let event = |news: News| {
        let data = json!({ "version": news.version }).to_string();
        Ok(Event::default().event(news.kind).id(news.cursor).data(data))
    };
    let news = news(&shop, follow(me, text(&headers, "last-event-id")).await?)
        .flat_map(stream::iter)
        .map(event);
    Ok(Sse::new(news).keep_alive(KeepAlive::default()))
}

/// A browser's WebSocket carries no headers: who asks stands in the address, as a short-lived token would.
#[derive(Deserialize)]
pub(crate) struct Joining {
    member: String,
    after: Option<String>,
}

pub(crate) async fn socket(
    State(shop): Shared,
    Path(cart): Path<String>,
    Query(joining): Query<Joining>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    let me = shop.engine.cart(cart.parse()?).member(&joining.member);
    let news = news(&shop, follow(me.clone(), joining.after.as_deref()).await?);
    let is_open = shop.is_closing.subscribe();
    let talk = async |socket| {
        // A browser that leaves in the middle is no error.
        let _ = talk(me, news, socket).await;
        drop(is_open);
    };
    Ok(upgrade.max_message_size(4096).on_upgrade(talk))
}

async fn talk(
    me: Member,
    news: impl Stream<Item = Vec<News>>,
    mut socket: WebSocket,
) -> Result<(), axum::Error> {
    let mut news = pin!(news);
    loop {
        tokio::select! {
            heard = news.next() => match heard {
                Some(heard) => for one in heard {
                    socket.send(Message::text(json!(one).to_string())).await?;
                },
                None => return socket.send(Message::Close(None)).await,
            },
            wish = socket.recv() => match wish.transpose()? {
                Some(Message::Text(wish)) => if let Err(Refused(refusal)) = grant(&me, &wish).await {
                    socket.send(Message::text(json!({ "refused": refusal.code.name() }).to_string())).await?;
                },
                Some(_) => {}
                None => return Ok(()),
            },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    pub(crate) sku: String,
    #[serde(default = "one")]
    pub(crate) quantity: u32,
    /// As `Idempotency-Key`, for whoever has no headers.
    key: Option<String>,
}

const fn one() -> u32 {
    1
}

impl Wish {
    /// Adds what is wished for. Its event comes back as everybody's does.
    pub(crate) async fn grant(self, me: Member) -> Result<u64, Refused> {
        let me = match &self.key {
            Some(key) => me.with(CommandOptions {
                command_id: Some(key.parse()?),
                ..CommandOptions::default()
            }),
            None => me,
        };
        apart(move || me.add_item(&self.sku, self.quantity)).await
    }
}

async fn grant(me: &Member, wish: &str) -> Result<u64, Refused> {
    let wish: Wish = serde_json::from_str(wish).map_err(|_| ErrorCode::ArgumentNotValid)?;
    wish.grant(me.clone()).await
}
