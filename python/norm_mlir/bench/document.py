"""Writes docs/Figures.md, or README's table, from the JSON of runs.

    python -m norm_mlir.bench --json all.json
    python -m norm_mlir.bench --quick --unfused --json quick.json
    python -m norm_mlir.bench.document all.json quick.json 2026-11-21 > docs/Figures.md
    python -m norm_mlir.bench.document all.json quick.json 2026-11-21 --readme

The first run gives the figures of each case, the second one fused against unfused and the routes. Missing files and
files that are no such JSON are errors of Python.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from .peers import NAMES, PACKAGE, titles

Row = Dict[str, Any]
# The columns of a case: threads and state.
SETTINGS = ((1, "cold"), (2, "cold"), (1, "warm"), (2, "warm"))
# Smaller cases are left out of means over peers, most of which are called from Python.
SMALLEST = 256 << 10


def geomean(values: Sequence[float]) -> float:
    """The geometric mean of at least one positive value."""
    return math.exp(sum(map(math.log, values)) / len(values))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def number(value: Optional[float], digits: int = 2) -> str:
    """A figure, or a dash for one that was not measured."""
    return "-" if value is None else f"{value:.{digits}f}"


def group(rows: Sequence[Row], key: Callable[[Row], Tuple[Any, ...]]) -> Dict[Tuple[Any, ...], List[Row]]:
    """The rows of each key, in the order in which the keys come."""
    groups: Dict[Tuple[Any, ...], List[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def best_ratio(row: Row, figure: str = "fastest") -> Optional[float]:
    """The best peer's time / ours, by the fastest sample or the median."""
    best = row["best_peer"][figure]
    return best["ratio"] if best else None


def best_name(row: Row) -> str:
    """The best peer by the fastest sample."""
    best = row["best_peer"]["fastest"]
    return titles()[best["name"]] if best else "-"


def describe(row: Row) -> str:
    """The case and the setting of a row."""
    return f"{list(row['shape'])} {row['dtype']}, {row['threads']} thr, {row['state']}"


def groups_of(rows: Sequence[Row]) -> Iterator[Tuple[str, List[Row]]]:
    """The rows that are summarized, by name: all, those of each type and number of threads, those of each op."""
    big = [row for row in rows if row["minimal_bytes"] >= SMALLEST]
    yield "all", big
    for (dtype, threads), members in group(big, lambda row: (row["dtype"], row["threads"])).items():
        yield f"all {dtype}, {threads} thr", members
    for (name,), members in group(big, lambda row: (row["op"],)).items():
        yield name, members


def summarize(rows: Sequence[Row]) -> Iterator[str]:
    """One line per group: means over the best peer, how many are behind, and the worst case."""
    lines = []
    for name, members in groups_of(rows):
        timed = [row for row in members if row["roofline"] is not None]
        peers = [row for row in timed if best_ratio(row) is not None]
        if not peers:
            continue
        worst = min(peers, key=lambda row: best_ratio(row) or 0.0)
        ratios = [best_ratio(row) or 1.0 for row in peers]
        (leader, count), *_ = Counter(map(best_name, peers)).most_common(1)
        lines.append(
            [
                name,
                str(len(members)),
                number(geomean(ratios)),
                number(geomean([best_ratio(row, "median") or 1.0 for row in peers])),
                f"{sum(ratio < 1 for ratio in ratios)} of {len(ratios)}",
                f"{leader} ({count})",
                number(best_ratio(worst)),
                best_name(worst),
                f"{worst['op']} {describe(worst)}" if name.startswith("all") else describe(worst),
                number(geomean([row["roofline"] for row in timed])),
                number(min(row["roofline"] for row in timed)),
            ]
        )
    head = ["op", "rows", "vs best peer, geomean", "of medians", "behind", "best most often"]
    head += ["worst", "by", "worst row", "of copy, geomean", "worst"]
    yield from table(head, lines)


def list_peers(cases: Dict[str, Any]) -> Iterator[str]:
    """One line per peer: its time / ours, how often it is the best, and what a call of a short row takes."""
    lines = []
    big = [row for row in cases["rows"] if row["minimal_bytes"] >= SMALLEST]
    calls = [row for row in cases["rows"] if row["op"] == "call"]
    for name, version in cases["about"]["peers"].items():
        ratios = [row["peer_ratios"][name]["fastest"] for row in big if name in row["peer_ratios"]]
        shortest = min(calls, key=lambda row: row["minimal_bytes"], default=None)
        call = shortest["us"].get(name, {}).get("fastest") if shortest else None
        lines.append(
            [
                titles()[name],
                version,
                str(len(ratios)),
                number(geomean(ratios) if ratios else None),
                number(min(ratios, default=None)),
                str(sum(ratio < 1 for ratio in ratios)),
                str(sum(best_name(row) == titles()[name] for row in big)),
                str(sum(name in row["problems"] for row in big)),
                str(sum(name in row["unsupported"] for row in big)),
                number(call),
            ]
        )
    head = ("peer", "version", "rows", "its time / ours, geomean", "worst", "faster than us in", "best peer in")
    yield from table([*head, "wrong or failed", "no way", "us of a call of 16 elements"], lines)
    yield from (f"\n{note[:1].upper()}{note[1:]}." for note in cases["about"]["missing"])


def compare_package(rows: Sequence[Row]) -> Iterator[str]:
    """One line per group: the best peer's time / that of the package called from Python, and the package's / ours."""
    lines = []
    for name, members in groups_of(rows):
        timed = [row for row in members if row.get(PACKAGE) and row[PACKAGE]["best_peer"]["fastest"]]
        ratios = [row[PACKAGE]["best_peer"]["fastest"]["ratio"] for row in timed]
        if not ratios:
            continue
        behind = f"{sum(ratio < 1 for ratio in ratios)} of {len(ratios)}"
        cost = geomean([row[PACKAGE]["ratio"]["fastest"] for row in timed])
        lines.append([name, number(geomean(ratios)), number(min(ratios)), behind, number(cost)])
    if lines:
        yield "\n## The package, called from Python\n\nOver the same cases, by fastest samples.\n"
        head = ("op", "best peer / package, geomean", "worst", "behind", "package / ours, geomean")
        yield from table(head, lines)


def list_cases(rows: Sequence[Row]) -> Iterator[str]:
    """One line per case: of copy / vs the best peer in each setting."""
    lines = []
    for (op, shape, dtype), members in group(rows, lambda r: (r["op"], str(list(r["shape"])), r["dtype"])).items():
        by_setting = {(row["threads"], row["state"]): row for row in members}
        cells = []
        for setting in SETTINGS:
            row = by_setting.get(setting)
            star = "" if row is None or row["steady"] else "\\*"
            cell = f"{number(row['roofline'])} / {number(best_ratio(row))}{star}" if row else "-"
            cells.append(f"{cell} {best_name(row)}" if row and best_ratio(row) else cell)
        lines.append([op, shape, dtype] + cells)
    yield from table(["op", "shape", "dtype"] + [f"{threads} thr, {state}" for threads, state in SETTINGS], lines)


def list_problems(rows: Sequence[Row]) -> Iterator[str]:
    """One line per result of a peer that is wrong, or case in which it failed."""
    seen: Dict[str, None] = {}
    for row in rows:
        for name, what in row["problems"].items():
            if name in NAMES:
                seen[f"- {titles()[name]}: {row['op']} {list(row['shape'])} {row['dtype']}: {what}"] = None
    yield from seen


def compare_routes(rows: Sequence[Row]) -> Iterator[str]:
    """One line per graph: other routes' time / ours, least and greatest over the settings."""
    lines = []
    for (op, shape), members in group(rows, lambda r: (r["op"], str(list(r["shape"])))).items():
        cells = []
        for name in ("upstream_ratio", "unfused_ratio"):
            values = [row[name] for row in members if row[name] is not None]
            cells.append(f"{min(values):.2f} to {max(values):.2f}" if values else "-")
        lines.append([op, shape] + cells)
    yield from table(["graph", "shape", "upstream / kernels", "unfused / fused"], lines)


def list_compile_times(rows: Sequence[Row]) -> Iterator[str]:
    """One line per op: least, median and greatest compile time in ms."""
    lines = []
    for (op,), members in group(rows, lambda row: (row["op"],)).items():
        cells = []
        for wanted in (1, 2):
            of_threads = [row["compile_ms"] for row in members if row["threads"] == wanted]
            values = sorted({times["kernels"] for times in of_threads if "kernels" in times})
            cells.append(f"{values[0]:.0f} / {values[len(values) // 2]:.0f} / {values[-1]:.0f}" if values else "-")
        lines.append([op] + cells)
    yield from table(["op", "serial", "OpenMP and serial entries"], lines)


def readme(cases: Dict[str, Any]) -> Iterator[str]:
    """README's table: one line per group, both types and all settings together."""
    lines = []
    for name, members in groups_of(cases["rows"]):
        peers = [row for row in members if best_ratio(row) is not None]
        if not peers:
            continue
        worst = min(peers, key=lambda row: best_ratio(row) or 0.0)
        ratios = [best_ratio(row) or 1.0 for row in peers]
        leaders = [f"{leader} {count}" for leader, count in Counter(map(best_name, peers)).most_common(3)]
        least = f"{number(best_ratio(worst))} ({best_name(worst)})"
        behind = f"{sum(ratio < 1 for ratio in ratios)} of {len(ratios)}"
        lines.append([name, number(geomean(ratios)), least, behind, ", ".join(leaders)])
    yield from table(["", "best peer's time / ours, geomean", "worst", "behind", "best peer in"], lines)


def document(cases: Dict[str, Any], graphs: Dict[str, Any], date: str) -> Iterator[str]:
    """The lines of the page."""
    about = cases["about"]
    yield f"""# Figures

Measured on {date}: {about['processor']}, {about['processors']} processors of a shared virtual machine, LLVM
{about['llvm']}. What the columns mean and how it is measured is in [Benchmarks.md](Benchmarks.md).

```sh
python -m norm_mlir.bench {' '.join(hide_paths(about['command']))}
python -m norm_mlir.bench {' '.join(hide_paths(graphs['about']['command']))}
python -m norm_mlir.bench.document all.json quick.json {date} > docs/Figures.md
python -m norm_mlir.bench.plots all.json docs/plots
```

## Summary

*vs best peer* is the time of the fastest peer of each case / ours, by fastest samples, and beside it by medians; *of
copy* is our bandwidth / that of a copy of as many bytes. Cases below 256 KiB are left out.
"""
    yield from summarize(cases["rows"])
    yield "\n![The best peer's time / ours by op class, element type and threads](plots/ratios.png)"
    yield "\n![GB/s of ours, the best peer and a copy over the bytes of a case](plots/roofline.png)"
    yield "\n## Peers\n\nOver the same cases.\n"
    yield from list_peers(cases)
    problems = list(list_problems(cases["rows"]))
    if problems:
        yield "\nWhat was wrong or failed, and was not timed:\n"
        yield from problems
    yield from compare_package(cases["rows"])
    yield "\n## Every case\n\n*Of copy* / *vs best peer* and its name; `*` marks rows whose copy was not steady.\n"
    yield from list_cases(cases["rows"])
    yield "\n## Routes and fusion\n\nOver both numbers of threads and both states, from the second run.\n"
    yield from compare_routes(graphs["rows"])
    yield (
        "\n## Compile time\n\nMilliseconds from text to machine code in `norm-compile`, least / median / greatest over "
        "the cases of the first run.\n"
    )
    yield from list_compile_times(cases["rows"])


def hide_paths(arguments: Sequence[str]) -> List[str]:
    """Arguments with files named without their folders."""
    return [Path(argument).name if "/" in argument else argument for argument in arguments]


def main() -> None:
    """Writes the page, or the table, to standard output."""
    parser = argparse.ArgumentParser(prog="norm_mlir.bench.document", description="Writes docs/Figures.md.")
    parser.add_argument("cases", type=Path, help="JSON of a run over all cases")
    parser.add_argument("graphs", type=Path, help="JSON of a run with --unfused and all routes")
    parser.add_argument("date", help="when it was measured")
    parser.add_argument("--readme", action="store_true", help="write README's table instead")
    options = parser.parse_args()
    cases, graphs = (json.loads(path.read_text(encoding="utf-8")) for path in (options.cases, options.graphs))
    print("\n".join(readme(cases) if options.readme else document(cases, graphs, options.date)))


if __name__ == "__main__":
    main()
