"""What a run starts, each in the run's own folder and gone with the run: Redis, PostgreSQL, and the app's workers."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE_S = 30
WORKERS = 4


def find(program: str) -> str:
    """Where a program is; Debian keeps PostgreSQL's out of the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    found = shutil.which(program) or (str(debian[-1]) if debian else None)
    if found is None:
        sys.exit(f"measure: {program} is missing; run.sh installs it on Debian")
    return found


@contextmanager
def running(command: list[str], log: Path, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, **options)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def await_that(is_so: Callable[[], bool], what: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        if is_so():
            return
        time.sleep(0.02)
    sys.exit(f"measure: {what} did not start:\n{log.read_text(errors='replace')}")


def answers(address: str | tuple[str, int], family: socket.AddressFamily) -> bool:
    with socket.socket(family) as probe:
        return probe.connect_ex(address) == 0


@contextmanager
def redis_server(folder: Path, fsync: str) -> Iterator[Path]:
    """A Redis that keeps everything in its append-only file, synced as `fsync` says."""
    folder.mkdir()
    path, log = folder / "redis.sock", folder / "log"
    command = [find("redis-server"), "--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(folder)]
    command += ["--appendonly", "yes", "--appendfsync", fsync]
    with running(command, log, cwd=folder) as process:
        await_that(lambda: answers(str(path), socket.AF_UNIX), "redis-server", process, log)
        yield path


@contextmanager
def postgres_server(folder: Path) -> Iterator[Path]:
    """A PostgreSQL with Debian's settings on a socket in `folder`; it refuses to run as root, and is not."""
    folder.mkdir()
    data, log = folder / "data", folder / "log"
    user = {}
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    initdb = [find("initdb"), "--pgdata", str(data), "--auth", "trust", "--username", "postgres", "--encoding", "UTF8"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
    command = [find("postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
    command += ["-c", "max_connections=300"]
    ready = folder / ".s.PGSQL.5432"
    with running(command, log, cwd=folder, **user) as process:
        await_that(lambda: answers(str(ready), socket.AF_UNIX), "postgres", process, log)
        yield folder


@contextmanager
def app(folder: Path, backend: str) -> Iterator[int]:
    """The app's workers over one back end; gives the port they listen at."""
    folder.mkdir()
    log = folder / "log"
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        command = [gunicorn, "app:app", "--workers", str(WORKERS), "--bind", f"fd://{listener.fileno()}"]
        command += ["--worker-class", "uvicorn_worker.UvicornWorker", "--log-level", "warning", "--chdir", str(HERE)]
        environment = {**os.environ, "BACKEND": backend, "TIMES": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        with running(command, log, env=environment, pass_fds=[listener.fileno()]) as process:
            await_that(lambda: len(times_files(folder)) == WORKERS, f"the app over {backend}", process, log)
            yield listener.getsockname()[1]


def times_files(folder: Path) -> list[Path]:
    """One a worker: made when it starts, filled when it ends."""
    return [path for path in folder.iterdir() if path.name.isdecimal()]
