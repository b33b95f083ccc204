"""Writes what hosts' runs printed into the READMEs, between their markers: nobody types a figure."""

import sys
from pathlib import Path

HOSTS = {"python": "Python", "node": "Node", "kotlin": "Kotlin", "swift": "Swift", "c": "C"}
HEAD = ["", "`add_item`, ns", "the mix over 1 / 1,000 / 100,000 carts, times as fast as by hand", "an add, times as fast as Redis"]


def figures(run: Path) -> list[list[str]]:
    """Name, value, unit, goal and whether it was met, of each line."""
    return [line.split(maxsplit=4) for line in run.with_suffix(".txt").read_text().splitlines()]


def table(head: list[str], rows: list[list[str]]) -> str:
    ruler = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ruler, *rows])


def all_figures(run: Path) -> str:
    rows = [[name, f"{value} {unit}", "" if goal == "-" else goal, status] for name, value, unit, goal, status in figures(run)]
    return table(["figure", "value", "goal", ""], rows)


def summary(runs: list[Path]) -> str:
    rows = []
    for run in runs:
        values = {name: value for name, value, *_ in figures(run)}
        host = run.name
        mix = " / ".join(values[f"{host}_mix_{carts}_vs_hand_rolled"] for carts in (1, 1000, 100000))
        rows.append([HOSTS[host], values[f"{host}_add"], mix, values[f"{host}_add_vs_redis"]])
    return table(HEAD, rows)


def write(readme: Path, mark: str, text: str) -> None:
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, rest = readme.read_text().split(begin)
    _, after = rest.split(end)
    readme.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")


def main(root: Path, runs: list[Path]) -> None:
    for run in runs:
        write(root / "benches/README.md", run.name, all_figures(run))
    if {run.name for run in runs} == set(HOSTS):
        write(root / "README.md", "hosts", summary(runs))


main(Path(sys.argv[1]), [Path(run) for run in sys.argv[2:]])
