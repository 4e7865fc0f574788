"""Writes docs/Figures.md from the JSON of two runs.

    python -m norm_mlir.bench --json all.json
    python -m norm_mlir.bench --quick --unfused --json quick.json
    python -m norm_mlir.bench.document all.json quick.json 2026-11-21 > docs/Figures.md

The first run gives the figures of each case, the second one fused against unfused and the routes. Missing files and
files that are no such JSON are errors of Python.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

Row = Dict[str, Any]
# The columns of a case: threads and state.
SETTINGS = ((1, "cold"), (2, "cold"), (1, "warm"), (2, "warm"))
# Smaller cases are left out of means over PyTorch, which is called from Python.
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


def torch_ratio(row: Row) -> Optional[float]:
    """PyTorch's time / ours."""
    ratio: Optional[float] = row["torch_ratio"].get("kernels")
    return ratio


def describe(row: Row) -> str:
    """The case and the setting of a row."""
    return f"{list(row['shape'])} {row['dtype']}, {row['threads']} thr, {row['state']}"


def summarize(rows: Sequence[Row]) -> Iterator[str]:
    """One line per op: means and worst cases."""
    lines = []
    big = [row for row in rows if row["minimal_bytes"] >= SMALLEST]
    for name, members in [("all", big)] + [(key[0], of) for key, of in group(big, lambda row: (row["op"],)).items()]:
        timed = [row for row in members if row["roofline"] is not None]
        peers = [row for row in timed if torch_ratio(row) is not None]
        if not peers:
            continue
        worst = min(peers, key=lambda row: torch_ratio(row) or 0.0)
        lines.append(
            [
                name,
                str(len(members)),
                number(geomean([torch_ratio(row) or 1.0 for row in peers])),
                number(torch_ratio(worst)),
                describe(worst) if name != "all" else f"{worst['op']} {describe(worst)}",
                number(geomean([row["roofline"] for row in timed])),
                number(min(row["roofline"] for row in timed)),
            ]
        )
    head = ("op", "rows", "vs PyTorch, geomean", "worst", "worst row", "of copy, geomean", "worst")
    yield from table(head, lines)


def list_cases(rows: Sequence[Row]) -> Iterator[str]:
    """One line per case: of copy / vs PyTorch in each setting."""
    lines = []
    for (op, shape, dtype), members in group(rows, lambda r: (r["op"], str(list(r["shape"])), r["dtype"])).items():
        by_setting = {(row["threads"], row["state"]): row for row in members}
        cells = []
        for setting in SETTINGS:
            row = by_setting.get(setting)
            star = "" if row is None or row["steady"] else "\\*"
            cells.append(f"{number(row['roofline'])} / {number(torch_ratio(row), 1)}{star}" if row else "-")
        lines.append([op, shape, dtype] + cells)
    yield from table(["op", "shape", "dtype"] + [f"{threads} thr, {state}" for threads, state in SETTINGS], lines)


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
            values = sorted(
                {row["compile_ms"]["kernels"] for row in members if row["threads"] == wanted and row["compile_ms"]}
            )
            cells.append(f"{values[0]:.0f} / {values[len(values) // 2]:.0f} / {values[-1]:.0f}" if values else "-")
        lines.append([op] + cells)
    yield from table(["op", "serial", "OpenMP and serial entries"], lines)


def document(cases: Dict[str, Any], graphs: Dict[str, Any], date: str) -> Iterator[str]:
    """The lines of the page."""
    about = cases["about"]
    yield f"""# Figures

Measured on {date}: {about['processor']}, {about['processors']} processors of a shared virtual machine, LLVM
{about['llvm']}, PyTorch {about['torch']}. What the columns mean and how it is measured is in [Benchmarks.md](Benchmarks.md).

```sh
python -m norm_mlir.bench {' '.join(hide_paths(about['command']))}
python -m norm_mlir.bench {' '.join(hide_paths(graphs['about']['command']))}
python -m norm_mlir.bench.document all.json quick.json {date} > docs/Figures.md
```

## Summary

*vs PyTorch* is its time / ours, *of copy* our bandwidth / that of a copy of as many bytes. Cases below 256 KiB are left
out.
"""
    yield from summarize(cases["rows"])
    yield "\n## Every case\n\n*Of copy* / *vs PyTorch*; `*` marks rows whose copy was not steady.\n"
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
    """Writes the page to standard output."""
    parser = argparse.ArgumentParser(prog="norm_mlir.bench.document", description="Writes docs/Figures.md.")
    parser.add_argument("cases", type=Path, help="JSON of a run over all cases")
    parser.add_argument("graphs", type=Path, help="JSON of a run with --unfused and all routes")
    parser.add_argument("date", help="when it was measured")
    options = parser.parse_args()
    cases, graphs = (json.loads(path.read_text(encoding="utf-8")) for path in (options.cases, options.graphs))
    print("\n".join(document(cases, graphs, options.date)))


if __name__ == "__main__":
    main()
