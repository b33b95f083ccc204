"""Writes what hosts' runs printed into the README, between each host's markers: nobody types a figure."""

import sys
from pathlib import Path


def rows(figures: Path) -> str:
    lines = ["| figure | value | goal | |", "|---|---:|---:|---|"]
    for line in figures.read_text().splitlines():
        name, value, unit, goal, status = line.split(maxsplit=4)
        lines.append(f"| {name} | {value} {unit} | {goal.replace('-', '')} | {status} |")
    return "\n".join(lines)


def main(readme: Path, *runs: str) -> None:
    text = readme.read_text()
    for run in runs:
        host = Path(run).name
        begin, end = f"<!-- {host}: begin -->", f"<!-- {host}: end -->"
        before, rest = text.split(begin)
        _, after = rest.split(end)
        text = f"{before}{begin}\n\n{rows(Path(run + '.txt'))}\n\n{end}{after}"
    readme.write_text(text)


main(Path(sys.argv[1]), *sys.argv[2:])
