//! PostgreSQL with a function that does the same add: role, line, total, version, bounded history. A server of its own on a
//! socket of its own; `pgbench`, which comes with it, is the client: prepared statements, one connection a client.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SCHEMA: &str = "
CREATE TABLE carts (cart int PRIMARY KEY, total bigint NOT NULL, version bigint NOT NULL);
CREATE TABLE members (cart int, member text, role text NOT NULL, PRIMARY KEY (cart, member));
CREATE TABLE lines (cart int, sku text, price bigint NOT NULL, quantity bigint NOT NULL, PRIMARY KEY (cart, sku));
CREATE TABLE events (cart int, version bigint, at timestamptz NOT NULL, member text NOT NULL, sku text NOT NULL,
    quantity int NOT NULL, PRIMARY KEY (cart, version));
CREATE FUNCTION add_item(the_cart int, the_member text, the_sku text, many int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE the_price bigint; now_at bigint;
BEGIN
    PERFORM FROM members WHERE cart = the_cart AND member = the_member AND role IN ('owner', 'editor');
    IF NOT FOUND THEN RAISE 'capability_missing'; END IF;
    UPDATE lines SET quantity = quantity + many WHERE cart = the_cart AND sku = the_sku RETURNING price INTO the_price;
    IF NOT FOUND THEN RAISE 'line_not_found'; END IF;
    UPDATE carts SET total = total + the_price * many, version = version + 1 WHERE cart = the_cart
        RETURNING version INTO now_at;
    INSERT INTO events VALUES (the_cart, now_at, clock_timestamp(), the_member, the_sku, many);
    DELETE FROM events WHERE cart = the_cart AND version = now_at - 1024;
    RETURN now_at;
END $$;
INSERT INTO carts SELECT cart, 0, 0 FROM generate_series(1, 1000) cart;
INSERT INTO members SELECT cart, 'm' || seat, CASE seat WHEN 1 THEN 'owner' ELSE 'editor' END
    FROM generate_series(1, 1000) cart, generate_series(1, 4) seat;
INSERT INTO lines SELECT cart, 's' || slot, 100 + slot, 1 FROM generate_series(1, 1000) cart, generate_series(1, 8) slot;
";

const ADD: &str = "\\set cart random(1, 1000)
\\set seat random(1, 4)
\\set slot random(1, 8)
SELECT add_item(:cart, 'm' || :seat, 's' || :slot, 1);
";

/// A server of 1,000 carts that ends with this value.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    /// The account it runs under: the server refuses to be root.
    account: Option<(u32, u32)>,
}

/// What a round of adds came to.
#[derive(Clone, Copy, Debug)]
pub struct Adds {
    /// Adds a second.
    pub rate: f64,
    /// The mean time of one, in microseconds.
    pub mean_us: f64,
}

impl Server {
    /// Starts a server whose files are in a new folder of this name; nothing where it is not installed.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(folder: &Path) -> io::Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        fs::create_dir_all(folder)?;
        let is_root = fs::metadata(folder)?.uid() == 0;
        let account = if is_root { account()? } else { None };
        let server = Self { programs, folder: folder.into(), account };
        if let Some((user, group)) = account {
            chown(folder, Some(user), Some(group))?;
        }
        let data = folder.join("data");
        let data = data.to_str().ok_or(io::ErrorKind::InvalidInput)?;
        server.run("initdb", &["-A", "trust", "-U", "cart", "-D", data], "")?;
        // A socket's path has room for a hundred characters.
        let settings = format!("-k {} -h '' -c max_connections=80", folder.display());
        let log = folder.join("log").display().to_string();
        server.run("pg_ctl", &["-w", "-D", data, "-l", &log, "-o", &settings, "start"], "")?;
        server.run("psql", &["-q", "-v", "ON_ERROR_STOP=1", "postgres"], SCHEMA)?;
        fs::write(folder.join("add.sql"), ADD)?;
        Ok(Some(server))
    }

    /// So many clients add for so many seconds, each add answered before the client's next. `synchronous_commit` is on, or
    /// off: then the server answers before the disk does.
    ///
    /// # Errors
    /// Where the server does not answer.
    pub fn adds(&self, is_synced: bool, clients: u32, seconds: u32) -> io::Result<Adds> {
        let script = self.folder.join("add.sql").display().to_string();
        let (clients, seconds) = (clients.to_string(), seconds.to_string());
        let commit = if is_synced { "on" } else { "off" };
        let mut words = vec!["-n", "-M", "prepared", "-f", &script, "-c", &clients, "-T", &seconds];
        words.extend(["-j", if clients == "1" { "1" } else { "2" }, "postgres"]);
        let mut command = self.command("pgbench", &words);
        command.env("PGOPTIONS", format!("-c synchronous_commit={commit}"));
        let text = said(command.output()?)?;
        let figure = |start: &str| {
            let rest = text.lines().find_map(|line| line.strip_prefix(start))?;
            rest.split_whitespace().next()?.parse::<f64>().ok()
        };
        let figures = figure("tps = ").zip(figure("latency average = "));
        let (rate, mean_ms) = figures.ok_or_else(|| io::Error::other(text.clone()))?;
        Ok(Adds { rate, mean_us: mean_ms * 1_000.0 })
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(words).current_dir(&self.folder).env("PGHOST", &self.folder);
        command.env("PGUSER", "cart").env("LC_ALL", "C");
        if let Some((user, group)) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn run(&self, program: &str, words: &[&str], input: &str) -> io::Result<()> {
        let mut command = self.command(program, words);
        // The server outlives `pg_ctl` and would keep a pipe open.
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes())?;
        }
        let status = child.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(io::Error::other(format!("{program}: {status}")))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        // Where it did not start there is nothing to end, and nothing to say.
        let _ = self.run("pg_ctl", &["-w", "-D", &data, "-m", "immediate", "stop"], "");
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn said(output: Output) -> io::Result<String> {
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(io::Error::other);
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// The folder of the newest release's programs, as Debian installs them.
fn programs() -> Option<PathBuf> {
    let releases = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = releases.filter_map(|release| Some(release.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").exists()).max()
}

/// User and group of the account that Debian makes for the server.
fn account() -> io::Result<Option<(u32, u32)>> {
    let accounts = fs::read_to_string("/etc/passwd")?;
    let ours = accounts.lines().find_map(|line| line.strip_prefix("postgres:"));
    let mut fields = ours.unwrap_or_default().split(':').skip(1);
    let mut number = || fields.next().and_then(|field| field.parse().ok());
    Ok(number().zip(number()))
}
