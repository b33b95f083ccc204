"""Gunicorn in a process of its own, and clients that know which worker answers them."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[1]
PATIENCE = 60.0


def is_so(claim: Any, what: str) -> None:
    """Waits until a claim holds."""
    deadline = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


class Server:
    """Four workers that serve an application on a port of their own."""

    def __init__(self, app: str, data: Path | None, *arguments: str, folder: Path = EXAMPLE):
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = int(chosen.getsockname()[1])
        environment = {key: value for key, value in os.environ.items() if key != "CARTPOOL_DATA"}
        if data is not None:
            environment["CARTPOOL_DATA"] = str(data)
        self.log = tempfile.TemporaryFile()
        self.clients: list[Client] = []
        self.master = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", str(EXAMPLE / "gunicorn.conf.py")),
                *("--bind", f"127.0.0.1:{self.port}", "--keep-alive", "60", "--no-control-socket"),
                *(*arguments, app),
            ],
            cwd=folder,
            env=environment,
            stdout=self.log,
            stderr=self.log,
        )
        is_so(lambda: self.said().count("Application startup complete") >= 4, "four workers start")

    def said(self) -> str:
        """What it has written to its log."""
        size = os.fstat(self.log.fileno()).st_size
        return os.pread(self.log.fileno(), size, 0).decode()

    def workers(self) -> list[int]:
        """The processes that serve."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(worker) for worker in children.read_text().split()]

    def client(self, member: str, worker: int | None = None) -> "Client":
        """A connection, to one worker where that is said: the others are held while it is made."""
        client = Client(self.port, member)
        others = [] if worker is None else [one for one in self.workers() if one != worker]
        for other in others:
            os.kill(other, signal.SIGSTOP)
        try:
            assert client.ask("GET", "/nowhere")[0] == 404
        finally:
            for other in others:
                os.kill(other, signal.SIGCONT)
            self.clients.append(client)
        return client

    def stop(self) -> int:
        """Ends it as an operator does; answers with the exit code."""
        self.master.terminate()
        return self.master.wait(PATIENCE)

    def end(self) -> None:
        """Ends it in any case."""
        workers = self.workers() if self.master.poll() is None else []
        for process in [self.master.pid, *workers]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.master.wait()
        for client in self.clients:
            client.close()
        self.log.close()


class Client:
    """A member's connection to one worker."""

    def __init__(self, port: int, member: str):
        self.member = member
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.answer: http.client.HTTPResponse | None = None

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and the JSON of an answer."""
        payload = None if body is None else json.dumps(body)
        headers = {"X-Member": self.member, "Content-Type": "application/json", **headers}
        self.connection.request(method, path, payload, headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def add(self, cart: str, sku: str, **headers: str) -> int:
        """Adds one, and answers with the cart's version."""
        status, version = self.ask("POST", f"/carts/{cart}/items", {"sku": sku}, **headers)
        assert status == 200, version
        return int(version)

    def feed(self, cart: str, last: str | None = None) -> Iterator[tuple[str, str, int]]:
        """What happens to a cart, as id, kind and version; the connection is the feed's from now on."""
        headers = {"X-Member": self.member}
        if last is not None:
            headers["Last-Event-ID"] = last
        self.connection.request("GET", f"/carts/{cart}/feed", headers=headers)
        self.answer = answer = self.connection.getresponse()
        assert answer.status == 200
        fields: dict[str, str] = {}
        while line := answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name:
                fields[name] = value
            elif "data" in fields:
                yield fields["id"], fields["event"], json.loads(fields["data"])["version"]
                fields = {}

    def close(self) -> None:
        """Hangs up."""
        if self.answer is not None:
            self.answer.close()
        self.connection.close()
