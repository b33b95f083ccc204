//! Shared carts behind axum: JSON for what happens once, server-sent events and a WebSocket for what happens live.
//!
//! `CARTPOOL_DATA=carts.db PORT=3000 cargo run --release --example axum`, any number of times on one file with other ports.

mod live;
mod refused;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use std::{env, io};

use axum::extract::{FromRequestParts, Path, State};
use axum::http::{HeaderMap, StatusCode, request::Parts};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use cartpool::{CommandOptions, Durability, Engine, ErrorCode, Member, NewCart, Options};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::live::Wish;
use crate::refused::{Refused, apart};

/// What every request needs.
struct Shop {
    engine: Engine,
    /// Feeds and sockets hold a receiver for as long as they are open.
    is_closing: watch::Sender<bool>,
}

/// How long a server that ends waits for whoever does not read, and then for carts to be saved.
const GRACE: Duration = Duration::from_secs(5);

type Shared = State<Arc<Shop>>;

/// Who asks. A real shop reads its session here.
fn signed_in(headers: &HeaderMap) -> Result<&str, ErrorCode> {
    text(headers, "x-member").ok_or(ErrorCode::MemberIdNotValid)
}

/// What is no text is the empty one, which no header may be, rather than none at all: a key unread would do a thing twice.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().unwrap_or_default())
}

/// Who asks, in the cart they ask for. The key is a UUID of version 7: a command that is sent again with it has one effect.
struct Me(Member);

impl FromRequestParts<Arc<Shop>> for Me {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, shop: &Arc<Shop>) -> Result<Self, Refused> {
        let path = Path::<String>::from_request_parts(parts, shop).await;
        let Path(cart) = path.map_err(|_| ErrorCode::CartNotFound)?;
        let command_id = text(&parts.headers, "idempotency-key").map(str::parse).transpose()?;
        let member = shop.engine.cart(cart.parse()?).member(signed_in(&parts.headers)?);
        Ok(Self(member.with(CommandOptions { command_id, ..CommandOptions::default() })))
    }
}

async fn create(State(shop): Shared, headers: HeaderMap) -> Result<impl IntoResponse, Refused> {
    let owner = signed_in(&headers)?.to_owned();
    let cart = apart(move || shop.engine.create_cart(NewCart::new(&owner, "EUR"))).await?;
    Ok((StatusCode::CREATED, Json(cart.id().to_string())))
}

/// The shop itself seats whoever knows the cart's address; an invitation would be stricter.
async fn join(State(shop): Shared, Me(me): Me) -> Result<Json<u64>, Refused> {
    let system = shop.engine.cart(me.cart()).system();
    Ok(Json(apart(move || system.add_member(me.id(), "editor")).await?))
}

async fn add(Me(me): Me, Json(wish): Json<Wish>) -> Result<Json<u64>, Refused> {
    Ok(Json(wish.grant(me).await?))
}

async fn view(Me(me): Me) -> Result<Json<Value>, Refused> {
    let cart = apart(move || me.view()).await?;
    let line = |line: &cartpool::LineItem| json!({ "sku": &*line.sku, "quantity": line.quantity });
    let lines: Vec<Value> = cart.lines.iter().map(line).collect();
    Ok(Json(json!({ "version": cart.version, "total": cart.total.to_string(), "lines": lines })))
}

fn open(path: &str) -> cartpool::Result<Arc<Shop>> {
    let engine = Engine::open(Options::on_file(path, Durability::Synced)?)?;
    for (sku, price) in [("TEA", "4.50"), ("JAM", "3.80"), ("RYE", "2.95")] {
        engine.set_price(sku, "EUR", price)?;
    }
    Ok(Arc::new(Shop { engine, is_closing: watch::Sender::new(false) }))
}

/// Serves until `end`; then feeds end, requests under way are answered, and carts are saved.
async fn serve(
    listener: TcpListener,
    shop: Arc<Shop>,
    end: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let routes = Router::new()
        .route("/carts", post(create))
        .route("/carts/{cart}", get(view))
        .route("/carts/{cart}/members", post(join))
        .route("/carts/{cart}/items", post(add))
        .route("/carts/{cart}/feed", get(live::feed))
        .route("/carts/{cart}/live", get(live::socket))
        .with_state(Arc::clone(&shop));
    let closing = Arc::clone(&shop);
    let end = async move {
        end.await;
        closing.is_closing.send_replace(true);
    };
    let serving = axum::serve(listener, routes).with_graceful_shutdown(end);
    let patience = async {
        let _ = shop.is_closing.subscribe().wait_for(|is_closing| *is_closing).await;
        sleep(GRACE).await;
    };
    tokio::select! { served = serving => served?, () = patience => {} }
    let _ = timeout(GRACE, shop.is_closing.closed()).await;
    spawn_blocking(move || shop.engine.drain(GRACE)).await?;
    Ok(())
}

#[tokio::main]
#[allow(clippy::print_stdout, reason = "whoever starts it wants its address")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::var("CARTPOOL_DATA").unwrap_or_else(|_| "carts.db".into());
    let port: u16 = env::var("PORT").unwrap_or_else(|_| "3000".into()).parse()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("http://{}", listener.local_addr()?);
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let end = async move {
        tokio::select! { _ = interrupt.recv() => {} _ = terminate.recv() => {} }
    };
    Ok(serve(listener, open(&path)?, end).await?)
}
