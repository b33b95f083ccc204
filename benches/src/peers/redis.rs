//! Redis with a Lua script that does the same add: role, line, total, version, bounded history. A server of its own on a
//! socket of its own, with or without a log on the disk, and the few lines of its protocol (RESP2) that this takes.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::workload::{EVENTS, LINES, MEMBERS, cents, person, person_id, sku, sku_id};

const ADD: &str = "
local role = redis.call('HGET', KEYS[1], 'm:' .. ARGV[1])
if role ~= 'owner' and role ~= 'editor' then return redis.error_reply('capability_missing') end
local price = redis.call('HGET', KEYS[1], 'p:' .. ARGV[2])
if not price then return redis.error_reply('line_not_found') end
redis.call('HINCRBY', KEYS[1], 'q:' .. ARGV[2], ARGV[3])
redis.call('HINCRBY', KEYS[1], 'total', price * ARGV[3])
local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
local now = redis.call('TIME')
redis.call('RPUSH', KEYS[2], version .. '|' .. now[1] .. '|' .. ARGV[1] .. '|add|' .. ARGV[2] .. '|' .. ARGV[3])
redis.call('LTRIM', KEYS[2], -1024, -1)
return version";

/// A server that ends with this value.
pub struct Server {
    child: Child,
    folder: PathBuf,
}

impl Server {
    /// Starts `redis-server`; it writes nothing to disk.
    ///
    /// # Errors
    /// Where it is not installed or does not start.
    pub fn start() -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("cartpool-benches-{}", std::process::id()));
        Self::start_in(folder, &["--appendonly", "no"])
    }

    /// Starts `redis-server` with its log in a new folder of this name; `appendfsync` says when it is synced.
    ///
    /// # Errors
    /// Where it is not installed or does not start.
    pub fn start_logging(folder: PathBuf, appendfsync: &str) -> io::Result<Self> {
        Self::start_in(folder, &["--appendonly", "yes", "--appendfsync", appendfsync])
    }

    fn start_in(folder: PathBuf, words: &[&str]) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        let child = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--unixsocket"])
            .arg(folder.join("redis.sock"))
            .args(words)
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match child {
            Ok(child) => Ok(Self { child, folder }),
            Err(error) => {
                fs::remove_dir_all(&folder)?;
                Err(error)
            }
        }
    }

    /// A connection, with the script loaded.
    ///
    /// # Errors
    /// Where the server does not answer within five seconds.
    pub fn connect(&self) -> io::Result<Client> {
        let socket = self.folder.join("redis.sock");
        let mut stream = UnixStream::connect(&socket);
        for _ in 0..500 {
            if stream.is_ok() {
                break;
            }
            sleep(Duration::from_millis(10));
            stream = UnixStream::connect(&socket);
        }
        let stream = stream?;
        let reader = BufReader::with_capacity(1 << 16, stream.try_clone()?);
        let mut client = Client { reader, stream, out: Vec::new(), script: String::new() };
        client.push(&["SCRIPT", "LOAD", ADD]);
        client.send()?;
        client.script = client.receive()?;
        Ok(client)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end and nothing to say.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A connection to the server.
pub struct Client {
    reader: BufReader<UnixStream>,
    stream: UnixStream,
    out: Vec<u8>,
    script: String,
}

impl Client {
    /// Queues a command.
    fn push(&mut self, words: &[&str]) {
        self.out.extend_from_slice(format!("*{}\r\n", words.len()).as_bytes());
        for word in words {
            self.out.extend_from_slice(format!("${}\r\n{word}\r\n", word.len()).as_bytes());
        }
    }

    /// Sends what was queued.
    ///
    /// # Errors
    /// Where the connection fails.
    pub fn send(&mut self) -> io::Result<()> {
        self.stream.write_all(&self.out)?;
        self.out.clear();
        Ok(())
    }

    /// Reads one answer: a text or a number.
    ///
    /// # Errors
    /// Where the connection fails, or the server says no.
    pub fn receive(&mut self) -> io::Result<String> {
        let head = self.line()?;
        let (kind, rest) = head.split_at_checked(1).ok_or(io::ErrorKind::InvalidData)?;
        match kind {
            "+" | ":" => Ok(rest.to_owned()),
            "$" => {
                let length: usize = rest.parse().map_err(io::Error::other)?;
                let mut bytes = vec![0; length + 2];
                self.reader.read_exact(&mut bytes)?;
                bytes.truncate(length);
                String::from_utf8(bytes).map_err(io::Error::other)
            }
            _ => Err(io::Error::other(head)),
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        line.truncate(line.trim_end().len());
        Ok(line)
    }

    /// Queues an add.
    pub fn push_add(&mut self, cart: &str, member: &str, sku: &str) {
        let script = std::mem::take(&mut self.script);
        let history = format!("{cart}:h");
        self.push(&["EVALSHA", &script, "2", cart, &history, member, sku, "1"]);
        self.script = script;
    }

    /// Makes the workload's carts from the number 0 on.
    ///
    /// # Errors
    /// Where the connection fails, or the server says no.
    pub fn fill(&mut self, ids: &[String]) -> io::Result<()> {
        for (chunk, ids) in (0..).zip(ids.chunks(500)) {
            for (cart, id) in (chunk * 500..).zip(ids) {
                self.push_cart(id, cart);
            }
            self.send()?;
            for _ in 0..ids.len() * 2 {
                self.receive()?;
            }
        }
        Ok(())
    }

    fn push_cart(&mut self, id: &str, cart: u32) {
        let mut words = vec!["HSET".to_owned(), id.to_owned()];
        let mut field = |name: String, value: String| words.extend([name, value]);
        field("version".to_owned(), EVENTS.to_string());
        field("total".to_owned(), "0".to_owned());
        for seat in 0..MEMBERS {
            let role = if seat == 0 { "owner" } else { "editor" };
            field(format!("m:{}", person_id(person(cart, seat))), role.to_owned());
        }
        for sku in (0..LINES).map(|slot| sku(cart, slot)) {
            field(format!("p:{}", sku_id(sku)), cents(sku).to_string());
            field(format!("q:{}", sku_id(sku)), "1".to_owned());
        }
        self.push(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let mut words = vec!["RPUSH".to_owned(), format!("{id}:h")];
        let event = |event: u32| {
            let member = person_id(person(cart, event % MEMBERS));
            format!("{event}|1750000000|{member}|add|{}|1", sku_id(sku(cart, event % LINES)))
        };
        words.extend((1..=EVENTS).map(event));
        self.push(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// The server's memory in bytes.
    ///
    /// # Errors
    /// Where the connection fails, or the server says no.
    pub fn used_bytes(&mut self) -> io::Result<u64> {
        self.push(&["INFO", "memory"]);
        self.send()?;
        let info = self.receive()?;
        let bytes = info.lines().find_map(|line| line.strip_prefix("used_memory:"));
        let bytes = bytes.and_then(|bytes| bytes.trim().parse().ok());
        bytes.ok_or_else(|| io::Error::other("INFO names no used_memory"))
    }
}
