"""Figures: printed as they come, and written as tables."""

import io
import os
import platform
import re
import subprocess
import tokenize
from importlib.metadata import version
from pathlib import Path

from servers import find

FIGURES: dict[str, float] = {}
NAMES = {
    "cartpool_synced": "Cartpool, `synced`",
    "redis_always": "Redis + Lua, `appendfsync always`",
    "postgres_on": "PostgreSQL + function, `synchronous_commit on`",
    "cartpool_buffered": "Cartpool, `buffered`",
    "redis_everysec": "Redis + Lua, `appendfsync everysec`",
    "postgres_off": "PostgreSQL + function, `synchronous_commit off`",
}
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"


def text(value: float) -> str:
    """About three digits that mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def figure(name: str, value: float, unit: str) -> None:
    FIGURES[name] = value
    print(name, f"{value:.0f}" if unit == "lines" else text(value), unit, flush=True)


def lines_of_code(path: Path) -> int:
    """Lines that say something: no blank ones, no comments, no docstrings."""
    source = path.read_text()
    if path.suffix == ".py":
        return len(python_lines(source))
    return sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("--"))


def python_lines(source: str) -> set[int]:
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in silent:
            begins |= token.type == tokenize.NEWLINE
            continue
        # A text that begins a statement is a docstring.
        if not (begins and token.type == tokenize.STRING):
            lines.update(range(token.start[0], token.end[0] + 1))
        begins = False
    return lines


def machine() -> str:
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    redis = subprocess.run(["redis-server", "--version"], capture_output=True, text=True, check=True).stdout
    packages = ", ".join(f"{name} {version(name)}" for name in ("fastapi", "gunicorn", "uvicorn", "redis", "psycopg"))
    redis = re.search(r"v=(\S+)", redis)[1]
    postgres = subprocess.run([find("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    postgres = re.search(r"\d+(\.\d+)*", postgres)[0]
    python = platform.python_version()
    return (
        f"Measured on: {model[1] if model else platform.machine()}, {os.cpu_count()} cores; {system}; "
        f"Python {python}, {packages}; Redis {redis}; PostgreSQL {postgres}; wrk on the same machine."
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def load_table(scenario: str) -> str:
    rows = []
    for end, name in NAMES.items():
        figures = [FIGURES[f"{scenario}_{end}{part}"] for part in ("", "_p50", "_p99", "_inside_p50", "_inside_p99")]
        rows.append([name, *map(text, figures)])
    return table(["", "requests/s", "p50 ms", "p99 ms", "back end p50 µs", "back end p99 µs"], rows)


def alone_table() -> str:
    def row(name: str, key: str) -> list[str]:
        return [name, text(FIGURES[f"alone_{key}_p50"]), text(FIGURES[f"alone_{key}_p99"])]

    rows = [row(name, f"{end}_call") for end, name in NAMES.items()]
    for end in ("cartpool_synced", "cartpool_buffered"):
        rows.append(row(f"{NAMES[end]}: `add_item` alone", f"{end}_add_item"))
    return table(["", "p50 µs", "p99 µs"], rows)


def lines_table() -> str:
    names = {"cartpool": "Cartpool", "redis": "Redis + Lua", "postgres": "PostgreSQL + function"}
    return table(
        ["", "lines of host code"], [[name, f"{FIGURES[f'lines_{kind}']:.0f}"] for kind, name in names.items()]
    )


def headline() -> str:
    """The few figures that the project's own README shows: what is synced, and what is not."""
    pairs = {
        "cartpool": ("Cartpool, `synced` / `buffered`", "cartpool_synced", "cartpool_buffered"),
        "redis": ("Redis + Lua, `always` / `everysec`", "redis_always", "redis_everysec"),
        "postgres": ("PostgreSQL + function, `on` / `off`", "postgres_on", "postgres_off"),
    }

    def row(kind: str) -> list[str]:
        name, *ends = pairs[kind]
        keys = ("many_{}", "many_{}_p99", "alone_{}_call_p50")
        cells = [" / ".join(text(FIGURES[key.format(end)]) for end in ends) for key in keys]
        return [name, *cells, f"{FIGURES[f'lines_{kind}']:.0f}"]

    head = ["", "requests/s", "p99 ms", "one caller, without HTTP, µs", "lines of host code"]
    return table(head, [row(kind) for kind in pairs])


def write_markdown(path: Path, rounds: int, seconds: float) -> None:
    parts = [
        machine(),
        f"Medians of {rounds} rounds of {seconds:.0f} s, the back ends taking turns. A raw `fdatasync` of 120 bytes "
        f"took {text(FIGURES['alone_raw_fdatasync_p50'])} µs. Before the run the machine's load was "
        f"{text(FIGURES['load'])}.",
        "### 1,000 carts",
        load_table("many"),
        "### 4 hot carts",
        load_table("hot"),
        "### One caller, without HTTP",
        alone_table(),
        "### What it takes",
        lines_table(),
    ]
    put(path, parts)
    put(path.parents[1] / "README.md", [headline()])


def put(path: Path, parts: list[str]) -> None:
    """Writes between the marks."""
    before, rest = path.read_text().split(BEGIN)
    _, after = rest.split(END)
    path.write_text("\n\n".join([before + BEGIN, *parts, END + after]))
