//! A storefront with a live shared cart: `cargo run --release --example storefront`.
//!
//! One process, one page, everything in memory. Two windows of it are two people. The engine keeps the rules; this
//! example adds only what a host has to: who somebody is ([`session`]), what is sold ([`catalogue`]), and how a browser
//! talks to it ([`api`] for what happens once, [`socket`] for what happens live).

mod api;
mod catalogue;
mod page;
mod protocol;
mod render;
mod session;
mod socket;

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use cartpool::{Engine, Options, Rates};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::session::Sessions;

/// What every request needs.
struct Shop {
    engine: Engine,
    sessions: Sessions,
    connections: Arc<Semaphore>,
}

/// How many browsers may be connected at once; more are told to come back.
const CONNECTIONS_MAX: usize = 1_000;
/// What the carts may take in memory.
const CART_BYTES_MAX: u64 = 256 << 20;

fn open() -> cartpool::Result<Shop> {
    let options = Options {
        rates: Some(Rates::default()),
        max_bytes: Some(CART_BYTES_MAX),
        ..Options::default()
    };
    let engine = Engine::open(options)?;
    catalogue::stock(&engine)?;
    let connections = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    Ok(Shop { engine, sessions: Sessions::new(), connections })
}

fn routes(shop: Arc<Shop>) -> Router {
    let router = Router::new()
        .route("/", get(page::index))
        .route("/cart/{cart}", get(page::index))
        .route("/assets/{name}", get(page::asset))
        .route("/api/catalogue", get(api::catalogue))
        .route("/api/session", post(api::session))
        .route("/api/carts", post(api::create_cart))
        .route("/api/join", post(api::join))
        .route("/ws", get(socket::upgrade))
        .fallback(page::nothing_here)
        .method_not_allowed_fallback(page::wrong_method);
    page::protect(router).with_state(shop)
}

#[tokio::main]
#[allow(clippy::print_stdout, reason = "the address is what the person who started it needs")]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = env::var("PORT").map_or(Ok(8080), |port| port.parse::<u16>())?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let router = routes(Arc::new(open()?));
    println!("Cartpool storefront: http://{}", listener.local_addr()?);
    println!("Open it in two windows: start a cart in one, join by its link in the other.");
    axum::serve(listener, router).await?;
    Ok(())
}
