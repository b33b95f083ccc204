//! The server over TCP, as its clients see it.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{fs, process};

use minreq::{Method, Request, ResponseLazy};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tungstenite::{Message, WebSocket};

/// A folder of this test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("axum-{name}-{}", process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn carts(&self) -> PathBuf {
        self.0.join("carts.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Server {
    port: u16,
    end: oneshot::Sender<()>,
    thread: JoinHandle<std::io::Result<()>>,
}

impl Server {
    fn start(carts: &Path) -> Self {
        let shop = crate::open(carts.to_str().expect("a path of ours is text")).expect("it opens");
        let runtime = Runtime::new().expect("a runtime starts");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        let (end, ended) = oneshot::channel();
        let ended = async { drop(ended.await) };
        let thread = thread::spawn(move || runtime.block_on(crate::serve(listener, shop, ended)));
        Self { port, end, thread }
    }

    /// Ends it as a signal would; everything has ended when this returns.
    fn stop(self) {
        self.end.send(()).expect("it runs");
        self.thread.join().expect("it does not panic").expect("it ends in order");
    }

    fn client(&self, member: &'static str) -> Client {
        Client { port: self.port, member }
    }
}

struct Client {
    port: u16,
    member: &'static str,
}

impl Client {
    fn ask(&self, method: Method, path: &str) -> Request {
        let asked = Request::new(method, format!("http://127.0.0.1:{}{path}", self.port));
        asked.with_header("X-Member", self.member).with_timeout(60)
    }

    fn get(&self, path: &str) -> (u16, Value) {
        read(self.ask(Method::Get, path))
    }

    fn post(&self, path: &str, body: &Value, key: Option<&str>) -> (u16, Value) {
        let asked = self.ask(Method::Post, path).with_json(body).expect("JSON can be written");
        read(key.into_iter().fold(asked, |asked, key| asked.with_header("Idempotency-Key", key)))
    }

    fn create(&self) -> String {
        let (status, cart) = self.post("/carts", &Value::Null, None);
        assert_eq!(status, 201);
        format!("/carts/{}", cart.as_str().expect("a cart has an id"))
    }

    fn add(&self, cart: &str, sku: &str) -> (u16, Value) {
        self.post(&format!("{cart}/items"), &json!({ "sku": sku }), None)
    }

    /// What happens to a cart, behind an id.
    fn feed(&self, cart: &str, last: Option<&str>) -> Feed {
        let asked = self.ask(Method::Get, &format!("{cart}/feed"));
        let asked =
            last.into_iter().fold(asked, |asked, id| asked.with_header("Last-Event-ID", id));
        let answer = asked.send_lazy().expect("it answers");
        assert_eq!(answer.status_code, 200);
        Feed(BufReader::with_capacity(1, answer))
    }

    fn socket(&self, cart: &str, after: &str) -> WebSocket<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket takes a timeout");
        let address = format!("ws://127.0.0.1{cart}/live?member={}{after}", self.member);
        tungstenite::client(address, stream).expect("it answers").0
    }
}

fn read(asked: Request) -> (u16, Value) {
    let answer = asked.send().expect("it answers");
    (answer.status_code, answer.json().unwrap_or_default())
}

/// One byte at a time: what is there is read before more is waited for.
struct Feed(BufReader<ResponseLazy>);

impl Iterator for Feed {
    type Item = (String, String);

    /// The next event's id and kind; nothing once the server has ended it.
    fn next(&mut self) -> Option<Self::Item> {
        let (mut id, mut kind) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("id", value)) => id = value.into(),
                Some(("event", value)) => kind = value.into(),
                None if !kind.is_empty() => return Some((id, kind)),
                _ => {}
            }
        }
    }
}

fn hear(socket: &mut WebSocket<TcpStream>) -> Value {
    let heard = socket.read().expect("it speaks");
    serde_json::from_str(heard.to_text().expect("it speaks in text")).expect("and in JSON")
}

#[test]
fn a_cart_is_made_joined_filled_and_seen() {
    let folder = Folder::new("json");
    let server = Server::start(&folder.carts());
    let (ana, ben) = (server.client("ana"), server.client("ben"));
    let cart = ana.create();
    assert_eq!(ben.post(&format!("{cart}/members"), &Value::Null, None), (200, json!(2)));
    assert_eq!(ana.add(&cart, "TEA"), (200, json!(3)));

    // The answer got lost: the same key again has no second effect.
    let key = Some("01890a5d-ac96-774b-bcce-b302099a8057");
    let tea = json!({ "sku": "TEA", "quantity": 2 });
    let first = ben.post(&format!("{cart}/items"), &tea, key);
    assert_eq!(ben.post(&format!("{cart}/items"), &tea, key), first);

    let seen =
        json!({ "version": 4, "total": "13.50 EUR", "lines": [{ "sku": "TEA", "quantity": 3 }] });
    assert_eq!(ben.get(&cart), (200, seen));
    server.stop();
}

#[test]
fn a_refusal_has_its_status_and_its_code() {
    let folder = Folder::new("refusals");
    let server = Server::start(&folder.carts());
    let (ana, eve) = (server.client("ana"), server.client("eve"));
    let cart = ana.create();
    let items = format!("{cart}/items");
    for ((status, answer), wanted) in [
        (ana.add(&cart, "PIE"), (404, "price_not_found")),
        (
            ana.post(&items, &json!({ "sku": "TEA", "quantity": 0 }), None),
            (422, "quantity_must_not_be_zero"),
        ),
        (
            ana.post(&items, &json!({ "sku": "TEA", "quantity": 99_999 }), None),
            (429, "exceeds_quantity_max"),
        ),
        (ana.post(&items, &json!({ "sku": "TEA" }), Some("no id")), (422, "command_id_not_valid")),
        (ana.post(&items, &json!({ "sku": "TEA" }), Some("clé")), (422, "command_id_not_valid")),
        (
            ana.post(&items, &json!({ "sku": "TEA", "key": "no id" }), None),
            (422, "command_id_not_valid"),
        ),
        (ana.post(&format!("{cart}/members"), &Value::Null, None), (409, "member_already_in_cart")),
        (ana.get("/carts/nowhere"), (422, "cart_id_not_valid")),
        (eve.get(&cart), (404, "cart_not_found")),
        (eve.get(&format!("{cart}/feed")), (404, "cart_not_found")),
    ] {
        assert_eq!((status, answer.get("code")), (wanted.0, Some(&json!(wanted.1))));
    }
    server.stop();
}

#[test]
fn a_feed_goes_on_where_it_broke_on_another_server_too() {
    let folder = Folder::new("feed");
    let (here, there) = (Server::start(&folder.carts()), Server::start(&folder.carts()));
    let ana = here.client("ana");
    let cart = ana.create();
    let mut feed = ana.feed(&cart, None);
    assert_eq!(feed.next(), Some(("1.1".into(), "cart_created".into())));
    assert_eq!(there.client("ana").add(&cart, "TEA").0, 200);
    let (last, kind) = feed.next().expect("the other server's change is heard");
    assert_eq!(kind, "item_added");
    drop(feed);
    assert_eq!(ana.add(&cart, "TEA").0, 200);
    let mut feed = there.client("ana").feed(&cart, Some(&last));
    assert_eq!(feed.next(), Some(("1.3".into(), "item_increased".into())));
    drop(feed);
    here.stop();
    there.stop();
}

#[test]
fn a_socket_takes_wishes_and_tells_of_everybodys() {
    let folder = Folder::new("socket");
    let server = Server::start(&folder.carts());
    let ana = server.client("ana");
    let cart = ana.create();
    let mut socket = ana.socket(&cart, "&after=1.1");
    socket.send(Message::text(r#"{"sku":"TEA"}"#)).expect("it listens");
    assert_eq!(hear(&mut socket), json!({ "kind": "item_added", "version": 2, "cursor": "1.2" }));
    assert_eq!(ana.add(&cart, "JAM").0, 200);
    assert_eq!(hear(&mut socket).get("version"), Some(&json!(3)));
    for (wish, refused) in [
        (r#"{"sku":"PIE"}"#, "price_not_found"),
        (r#"{"sku":7}"#, "argument_not_valid"),
        ("{", "argument_not_valid"),
    ] {
        socket.send(Message::text(wish)).expect("it listens");
        assert_eq!(hear(&mut socket), json!({ "refused": refused }));
    }
    let mut again = ana.socket(&cart, "&after=1.2");
    assert_eq!(hear(&mut again).get("cursor"), Some(&json!("1.3")));
    drop((socket, again));
    server.stop();
}

#[test]
fn a_server_that_ends_says_so_and_loses_nothing() {
    let folder = Folder::new("end");
    let server = Server::start(&folder.carts());
    let ana = server.client("ana");
    let cart = ana.create();
    assert_eq!(ana.add(&cart, "RYE").0, 200);
    let seen = ana.get(&cart);
    let (feed, mut socket) = (ana.feed(&cart, Some("1.2")), ana.socket(&cart, "&after=1.2"));
    server.stop();
    assert_eq!(feed.count(), 0);
    assert!(matches!(socket.read(), Ok(Message::Close(_))));

    let server = Server::start(&folder.carts());
    assert_eq!(server.client("ana").get(&cart), seen);
    server.stop();
}
