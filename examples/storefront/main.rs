//! A storefront with a live shared cart: `cargo run --release --example storefront`.
//!
//! One page for a cart, one for the group buy; two windows are two people. The engine keeps the rules; this example adds
//! only what a host has to: who somebody is ([`session`], [`people`]), what is sold ([`catalogue`], and together
//! [`campaign`]), what the shop puts on a bill ([`bill`]), and how a browser talks to it ([`api`] for what happens once,
//! [`socket`] and [`visit`] for what happens live).
//!
//! A group buy lasts five days; `CAMPAIGN=60,90` locks it after 60 seconds and ends it after 90.
//!
//! Everything is in memory unless `DATA` names a file: then carts, sessions and links survive a restart, and servers with
//! one file and other `PORT`s serve the same carts. What may wait for that file runs apart from the threads that serve
//! everybody ([`Shop::apart`]).

mod api;
mod bill;
mod campaign;
mod catalogue;
mod page;
mod people;
mod protocol;
mod render;
mod render_bill;
mod render_campaign;
mod session;
mod socket;
mod visit;
mod wire;

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use cartpool::journal::SqliteStore;
use cartpool::{CartId, Durability, Engine, ErrorCode, Member, Options, Rates};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::{interval, timeout};

use crate::campaign::{GroupBuy, Lasts};
use crate::people::People;
use crate::protocol::Refusal;
use crate::session::Sessions;

/// What every request needs.
struct Shop {
    engine: Engine,
    sessions: Sessions,
    group_buy: GroupBuy,
    connections: Arc<Semaphore>,
    is_closing: watch::Sender<bool>,
}

/// How many browsers may be connected at once; more are told to come back.
const CONNECTIONS_MAX: u32 = 1_000;
/// What the carts may take in memory.
const CART_BYTES_MAX: u64 = 256 << 20;
/// How often carts are swept, and how many at a time.
const SWEEP: Duration = Duration::from_secs(30);
const SWEEP_CARTS: u32 = 1_000;
/// How long a server that ends waits for requests, then for connections, then for carts to be saved.
const GRACE: Duration = Duration::from_secs(3);

type Failure = Box<dyn Error + Send + Sync>;

impl Shop {
    fn open(data: Option<&Path>, lasts: Lasts) -> Result<Self, Failure> {
        let mut options = Options {
            rates: Some(Rates::default()),
            max_bytes: Some(CART_BYTES_MAX),
            ..Options::default()
        };
        if let Some(path) = data {
            let store = SqliteStore::open(path, Durability::Synced).map_err(|e| unkept(path, e))?;
            options.store = Some(Arc::new(store));
        }
        let engine = Engine::open(options)?;
        catalogue::stock(&engine)?;
        bill::print_coupons(&engine)?;
        let group_buy = GroupBuy::open(&engine, lasts)?;
        let people = data.map(|path| beside(path, "-people"));
        let opened = People::open(people.as_deref());
        let people = opened.map_err(|error| format!("cannot keep who is who: {error}"))?;
        Ok(Self {
            engine,
            sessions: Sessions::new(people),
            group_buy,
            connections: Arc::new(Semaphore::new(CONNECTIONS_MAX as usize)),
            is_closing: watch::Sender::new(false),
        })
    }

    /// The seat at a cart of whoever has this session. Whether they have one there, every call on it checks.
    fn member(&self, session: &str, cart: &str) -> Result<Member, Refusal> {
        let member = self.sessions.member(session)?;
        let cart: CartId = cart.parse().map_err(|_| ErrorCode::CartNotFound)?;
        Ok(self.engine.cart(cart).member(&member))
    }

    /// Does what may wait for the disk on a thread that may wait. Where the file can no longer be written, the server ends,
    /// so that whoever watches over it starts it anew.
    async fn apart<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let shop = Arc::clone(self);
        let done = spawn_blocking(move || work(&shop)).await;
        let outcome = done.unwrap_or_else(|_| Err(ErrorCode::InternalError.into()));
        if outcome.as_ref().is_err_and(Refusal::ends_the_server) {
            self.close();
        }
        outcome
    }

    fn close(&self) {
        self.is_closing.send_replace(true);
    }

    /// Resolves once the server ends.
    async fn closing(&self) {
        // The sender is the shop's own: it cannot be gone.
        let _ = self.is_closing.subscribe().wait_for(|is_closing| *is_closing).await;
    }
}

/// The path with something after its last letter.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn unkept(path: &Path, error: impl Into<cartpool::Error>) -> String {
    let code = error.into().code;
    format!("cannot keep carts in {}: {} ({})", path.display(), code.message(), code.name())
}

fn routes(shop: Arc<Shop>) -> Router {
    let router = Router::new()
        .route("/", get(page::index))
        .route("/cart/{cart}", get(page::index))
        .route("/campaign", get(page::campaign))
        .route("/campaign/{campaign}", get(page::campaign))
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

/// Ends the shop when the process is told to end.
fn heed_signals(shop: Arc<Shop>) -> io::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        shop.close();
    });
    Ok(())
}

/// Brings carts that nobody looks at up to what group buys have reached, from time to time.
async fn sweep(shop: Arc<Shop>) {
    let mut pause = interval(SWEEP);
    loop {
        tokio::select! {
            _ = pause.tick() => {}
            () = shop.closing() => return,
        }
        let sweep = |shop: &Shop| {
            while !shop.engine.sweep(SWEEP_CARTS)?.is_done {}
            Ok(())
        };
        // What failed comes again.
        let _ = shop.apart(sweep).await;
    }
}

/// Serves until the shop closes; then requests are answered, connections told to come back, and carts saved.
async fn serve(listener: TcpListener, shop: Arc<Shop>) -> Result<(), Failure> {
    let closing = Arc::clone(&shop);
    let serving = axum::serve(listener, routes(Arc::clone(&shop)))
        .with_graceful_shutdown(async move { closing.closing().await });
    tokio::select! {
        served = serving => served?,
        () = async { shop.closing().await; tokio::time::sleep(GRACE).await } => {}
    }
    // Sockets are not requests: each holds a permit until it is closed.
    let _ = timeout(GRACE, shop.connections.acquire_many(CONNECTIONS_MAX)).await;
    let is_writable = shop.engine.health().is_writable;
    spawn_blocking(move || shop.engine.drain(GRACE)).await?;
    if is_writable { Ok(()) } else { Err(ErrorCode::StorageFailed.message().into()) }
}

#[allow(clippy::print_stdout, reason = "the address is what the person who started it needs")]
async fn run() -> Result<(), Failure> {
    let port = env::var("PORT").map_or(Ok(8080), |port| port.parse::<u16>());
    let port = port.map_err(|_| "PORT is not a number from 0 to 65535")?;
    let data = env::var_os("DATA").map(PathBuf::from);
    let shop = Arc::new(Shop::open(data.as_deref(), Lasts::wanted()?)?);
    heed_signals(Arc::clone(&shop))?;
    tokio::spawn(campaign::keep(Arc::clone(&shop)));
    tokio::spawn(sweep(Arc::clone(&shop)));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.map_err(|error| format!("cannot listen at port {port}: {error}"))?;
    println!("Cartpool storefront: http://{}", listener.local_addr()?);
    match data {
        Some(path) => println!("Carts are kept in {}.", path.display()),
        None => println!("Carts are in memory and end with this server; DATA=carts.db keeps them."),
    }
    println!("Open it in two windows: start a cart in one, join by its link in the other.");
    serve(listener, shop).await
}

#[tokio::main]
#[allow(clippy::print_stderr, reason = "whoever started it needs to know why it ended")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("storefront: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use cartpool::NewCart;

    use super::*;

    #[tokio::test]
    async fn a_shop_whose_engine_takes_no_more_ends() {
        let shop = Arc::new(Shop::open(None, Lasts::DAYS).expect("memory is there"));
        let make = |shop: &Shop| Ok(shop.engine.create_cart(NewCart::new("ana", "EUR"))?.id());
        shop.apart(make).await.expect("the shop is open");
        assert!(timeout(Duration::from_millis(20), shop.closing()).await.is_err());
        shop.engine.close();
        let refused = shop.apart(make).await.expect_err("nothing is taken any more");
        assert_eq!(refused.code, "engine_is_closed");
        timeout(Duration::from_secs(5), shop.closing()).await.expect("the shop ends");
    }
}
