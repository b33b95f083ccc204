//! The `cartpool` command, through its one entry point and as the binary it is.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cartpool::Command::Invite;
use cartpool::tool::{FAILED, FINE, USAGE, run};
use cartpool::{Cart, Cursor, Durability, Engine, NewCart, Options, PageBody, Token};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

/// What nobody finds after it was erased.
pub(crate) const NOTE: &str = "for mum's seventieth";

/// What the command did: its exit code, and what it wrote where.
pub(crate) struct Ran {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn ran(words: &[&str]) -> Ran {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&words, &mut out, &mut err);
    Ran { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// What the command wrote where everything is fine.
pub(crate) fn fine(words: &[&str]) -> String {
    let ran = ran(words);
    assert_eq!((ran.code, ran.err.as_str()), (FINE, ""), "{words:?}");
    ran.out
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A journal in a folder of its own, and an engine that works on it.
pub(crate) struct Shop {
    folder: TempDir,
    /// By which ben joined.
    token: Token,
    pub(crate) engine: Engine,
    pub(crate) cart: Cart,
}

impl Shop {
    pub(crate) fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("carts.db");
        let engine = Engine::open(Options::on_file(path, Durability::Buffered).unwrap()).unwrap();
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        let ana = cart.member("ana");
        let token = Token::new().unwrap();
        let invite = Invite {
            token_hash: token.hash(),
            role: "editor",
            uses_max: None,
            expires_at_ms: None,
        };
        ana.commit(&invite).unwrap();
        cart.member("ben").accept_invitation(&token.reveal()).unwrap();
        let line = cartpool::LineId(ana.add_item("TEA", 2).unwrap());
        ana.set_note(line, Some(NOTE)).unwrap();
        Self { folder, token, engine, cart }
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self) -> String {
        self.file("carts.db")
    }

    pub(crate) fn id(&self) -> String {
        self.cart.id().to_string()
    }

    /// Enough for a sealed block and a checkpoint.
    pub(crate) fn fill(&self) {
        for _ in 0..300 {
            self.cart.member("ben").add_item("TEA", 1).unwrap();
        }
    }

    /// What lies in the folder, but for SQLite's own index of the write-ahead log.
    pub(crate) fn bytes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        let is_kept = |path: &PathBuf| !path.to_string_lossy().ends_with("-shm");
        let mut files: Vec<PathBuf> = files.filter(is_kept).collect();
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

#[test]
fn help_and_usage_are_told_apart() {
    for command in ["inspect", "verify", "backup", "restore", "export"] {
        let help = fine(&[command, "--help"]);
        assert!(help.starts_with(&format!("cartpool {command}: ")), "{help}");
        assert!(help.contains("Exit codes: 0"), "{help}");
        assert!(fine(&["--help"]).contains(&format!("\n  {command} ")));
        let short = ran(&[command]);
        assert_eq!((short.code, short.out.as_str()), (USAGE, ""));
        assert!(short.err.contains(&format!("cartpool {command} ")), "{}", short.err);
    }
    assert_eq!(fine(&["--version"]), format!("cartpool {}\n", env!("CARGO_PKG_VERSION")));
    for words in [
        &[][..],
        &["frob"],
        &["inspect", "a", "b", "c"],
        &["inspect", "a", "--frob"],
        &["inspect", "a", "--at"],
        &["inspect", "a", "--json=yes"],
        &["inspect", "a", "--json", "--json"],
        &["inspect", "a", "--events"],
        &["inspect", "a", "--bill"],
        &["inspect", "a", "b", "--bill", "--at", "1"],
        &["inspect", "a", "no-cart"],
        &["verify", "a", "--prices", "mine"],
        &["verify", "a", "--memory", "much"],
        &["export", "a", "--cart", "no-cart"],
    ] {
        let ran = ran(words);
        assert_eq!((ran.code, ran.out.as_str()), (USAGE, ""), "{words:?}: {}", ran.err);
        assert!(ran.err.starts_with("cartpool: ") && ran.err.ends_with('\n'), "{}", ran.err);
    }
}

#[test]
fn what_is_no_journal_is_refused_by_its_code() {
    let shop = Shop::open();
    let nowhere = shop.file("nowhere.db");
    let text = shop.file("notes.txt");
    fs::write(&text, "not a journal, and longer than a header").unwrap();
    let foreign = shop.file("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE frames (a)").unwrap();
    let future = shop.file("future.db");
    fine(&["backup", &shop.path(), &future]);
    Connection::open(&future).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for (path, code) in [
        (&nowhere, "storage_not_found"),
        (&text, "storage_not_recognized"),
        (&foreign, "storage_not_recognized"),
        (&future, "storage_too_new"),
    ] {
        let copy = shop.file("copy.db");
        for words in [
            &["inspect", path][..],
            &["verify", path],
            &["export", path],
            &["backup", path, &copy],
            &["restore", path, &copy],
        ] {
            let ran = ran(words);
            assert_eq!((ran.code, ran.out.as_str()), (FAILED, ""), "{words:?}");
            assert!(ran.err.contains(code) && ran.err.contains(path), "{words:?}: {}", ran.err);
            assert!(!Path::new(&copy).exists());
        }
    }
    assert!(!Path::new(&nowhere).exists());
    let no_cart = "0".repeat(32);
    for words in
        [&["inspect", &shop.path(), &no_cart][..], &["export", &shop.path(), "--cart", &no_cart]]
    {
        let ran = ran(words);
        assert_eq!(ran.code, FAILED);
        assert!(ran.err.contains("cart_not_found"), "{}", ran.err);
    }
}

#[test]
fn reading_commands_change_nothing_beside_a_running_engine() {
    let shop = Shop::open();
    shop.fill();
    let before = shop.bytes();
    let (path, id) = (shop.path(), shop.id());
    for words in [
        &["inspect", &path][..],
        &["inspect", &path, "--json"],
        &["inspect", &path, &id],
        &["inspect", &path, &id, "--events", "--at", "9"],
        &["verify", &path],
        &["export", &path],
    ] {
        assert!(!fine(words).is_empty());
    }
    assert!(shop.bytes() == before, "a file changed");
    shop.cart.member("ana").add_item("TEA", 1).unwrap();
    // And what the engine wrote since is seen.
    let events = shop.cart.member("ana").version().unwrap();
    assert!(fine(&["inspect", &path]).contains(&format!("carts       1 ({events} events)")));
}

#[test]
fn inspect_says_what_a_journal_holds() {
    let shop = Shop::open();
    shop.fill();
    let seen: Value = serde_json::from_str(&fine(&["inspect", &shop.path(), "--json"])).unwrap();
    let health = shop.engine.health().store.unwrap();
    for (key, value) in [
        ("format", 2),
        ("epoch", u64::from(shop.engine.epoch())),
        ("position", health.position),
        ("told", health.position),
        ("carts", 1),
        ("cart_events", 305),
        ("skus", 1),
        ("sku_changes", 1),
        ("bytes", health.bytes),
    ] {
        assert_eq!(seen[key], value, "{key} of {seen}");
    }
    assert_eq!(
        (&seen["durability"], &seen["bell_is_damaged"]),
        (&"buffered".into(), &false.into())
    );
    shop.engine.close();
    let text = fine(&["inspect", &shop.path()]);
    assert!(text.contains("unsaved     ") && text.contains("carts       1 (305 events)"), "{text}");
}

#[test]
fn inspect_shows_who_owes_what_and_why() {
    let shop = Shop::open();
    let ana = shop.cart.member("ana");
    let bill = |options: &[&str]| {
        fine(&[&["inspect", &shop.path(), &shop.id(), "--bill"], options].concat())
    };
    let text = bill(&[]);
    for line in
        ["bill      open\n", "total     9.00 EUR\n", "share     ben: 4.50 EUR, balance 0.00 EUR\n"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(text.contains("line 4: 4.50 EUR of 9.00 EUR: one of 2 equal parts"), "{text}");
    ana.fix_bill().unwrap();
    ana.record_payment("ana", "9.00").unwrap();
    let text = bill(&[]);
    assert!(text.contains("bill      fixed\n"), "{text}");
    assert!(text.contains("settle    ben pays ana 4.50 EUR\n"), "{text}");
    let json: Value = serde_json::from_str(&bill(&["--json"])).unwrap();
    assert_eq!(json["bill"]["shares"][1]["total"]["amount"], "4.50");
    assert_eq!(json["explanation"]["cells"][0]["reason"], "equal");
    assert_eq!(json["settlement"]["transfers"][0]["payer"], "ben");
}

#[test]
fn inspect_shows_a_cart_now_and_then_and_no_texts_unasked() {
    let shop = Shop::open();
    shop.fill();
    let (path, id) = (shop.path(), shop.id());
    let cart = |options: &[&str]| fine(&[&["inspect", &path, &id], options].concat());
    let now: Value = serde_json::from_str(&cart(&["--json"])).unwrap();
    assert_eq!((&now["version"], &now["lines"][0]["quantity"]), (&305.into(), &302.into()));
    assert_eq!(now["total"]["amount"], "1359.00");
    assert_eq!((&now["total"]["minor"], &now["lines"][0]["note"]), (&135_900.into(), &Value::Null));
    let then: Value = serde_json::from_str(&cart(&["--json", "--at", "4"])).unwrap();
    assert_eq!((&then["version"], &then["lines"][0]["quantity"]), (&4.into(), &2.into()));
    assert!(cart(&[]).contains("302 x \"TEA\" at 4.50 = 1359.00 EUR, by ana\n"));
    let events = lines(&cart(&["--events", "--json"]));
    assert_eq!(events.len(), 305);
    assert_eq!(events[4]["event"], "note_set");
    for options in [&[][..], &["--json"], &["--events"], &["--events", "--json"]] {
        assert!(!cart(options).contains(NOTE), "{options:?}");
        assert!(cart(&[options, &["--texts"]].concat()).contains(NOTE), "{options:?}");
    }
    let beyond = ran(&["inspect", &path, &id, "--at", "999"]);
    assert_eq!(beyond.code, FAILED);
    assert!(beyond.err.contains("version_not_found"), "{}", beyond.err);
}

#[test]
fn export_writes_every_event_once_in_order() {
    let shop = Shop::open();
    shop.fill();
    let other = shop.engine.create_cart(NewCart::new("zoe", "EUR")).unwrap();
    shop.engine.set_category("TEA", Some("drinks")).unwrap();
    let path = shop.path();
    let text = fine(&["export", &path]);
    let all = lines(&text);
    assert!(
        text.starts_with("{\"position\":1,\"sku\":\"TEA\",\"version\":1,\"event\":\"sku_changed\"")
    );
    let first = format!("{{\"position\":2,\"cart\":\"{}\",\"version\":1,\"at_ms\":", shop.id());
    assert!(text.lines().nth(1).unwrap().starts_with(&first), "{text}");
    assert_eq!(all.len(), 2 + 305 + 1);
    let of = |id: String| all.iter().filter(move |line| line["cart"] == id.as_str());
    let versions: Vec<_> = of(shop.id()).map(|line| line["version"].as_u64().unwrap()).collect();
    assert_eq!(versions, (1..=305).collect::<Vec<_>>());
    let page = shop.cart.system().events_since(Cursor::START).unwrap();
    let PageBody::Events(events) = page.body else { panic!("the history is kept") };
    for (line, event) in of(shop.id()).zip(events.iter()) {
        assert_eq!(
            (&line["at_ms"], &line["event"]),
            (&event.at_ms.into(), &event.event.name().into())
        );
    }
    let added = of(shop.id()).nth(3).unwrap();
    assert_eq!((&added["actor"], &added["fields"]["unit_price"]), (&"ana".into(), &"4.50".into()));
    assert_eq!(of(shop.id()).next().unwrap()["actor"], Value::Null);
    assert!(!text.contains(NOTE));
    let with_texts = fine(&["export", &path, "--texts"]);
    assert!(with_texts.contains(NOTE) && !with_texts.contains(&shop.token.reveal()));
    // Any position splits it in two that join, names and times and all.
    for position in [1, 2, 3, 150, 300, all.len()] {
        let rest = fine(&["export", &path, "--after", &position.to_string()]);
        assert!(text.ends_with(&rest), "after {position}");
        let before = lines(&text[..text.len() - rest.len()]);
        assert!(before.iter().all(|line| line["position"].as_u64() <= Some(position as u64)));
        assert!(lines(&rest).iter().all(|line| line["position"].as_u64() > Some(position as u64)));
    }
    let one = lines(&fine(&["export", &path, "--cart", &other.id().to_string()]));
    assert_eq!(one.len(), 1);
    assert_eq!(one[0]["fields"]["owner"], "zoe");
}

/// A reader who leaves, or a disk that is full.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_reader_who_leaves_is_no_error_and_a_full_disk_is() {
    let shop = Shop::open();
    let words = ["export".to_owned(), shop.path()];
    let mut err = Vec::new();
    assert_eq!(run(&words, &mut Broken(io::ErrorKind::BrokenPipe), &mut err), FINE);
    assert!(err.is_empty());
    assert_eq!(run(&words, &mut Broken(io::ErrorKind::StorageFull), &mut err), FAILED);
    assert!(String::from_utf8(err).unwrap().contains("the output cannot be written"));
}

#[test]
fn a_journal_is_read_where_nothing_can_be_made_beside_it() {
    let shop = Shop::open();
    shop.fill();
    let copy = shop.file("copy?#%.db");
    fine(&["backup", &shop.path(), &copy]);
    Connection::open(&copy).unwrap().pragma_update(None, "journal_mode", "WAL").unwrap();
    // Where SQLite's index would be made, a link leads nowhere: nobody, not even root, makes a file there.
    std::os::unix::fs::symlink("/nowhere", format!("{copy}-shm")).unwrap();
    assert!(fine(&["verify", &copy]).contains("305 events"));
    assert!(fine(&["inspect", &copy, &shop.id()]).contains("302 x"));
    // What a write-ahead log holds would be missed: that is said, and nothing shown.
    fs::write(format!("{copy}-wal"), b"something").unwrap();
    let refused = ran(&["verify", &copy]);
    assert_eq!(refused.code, FAILED);
    assert!(refused.err.contains("storage_is_read_only"), "{}", refused.err);
}

#[test]
fn the_binary_is_the_same_command() {
    let shop = Shop::open();
    shop.fill();
    let cartpool = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        let core =
            ["run", "--quiet", "--locked", "--package", "cartpool", "--features", "sqlite", "--"];
        command.args(core).args(words).current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    };
    let path = shop.path();
    for words in [&["export", &path][..], &["inspect", &path], &["verify", &path], &["frob"]] {
        let output = cartpool(words).output().unwrap();
        let expected = ran(words);
        assert_eq!(output.status.code(), Some(i32::from(expected.code)), "{words:?}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected.out);
        assert!(String::from_utf8(output.stderr).unwrap().ends_with(&expected.err));
    }
    // Whoever reads may leave: no panic, no message.
    let mut child =
        cartpool(&["export", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
