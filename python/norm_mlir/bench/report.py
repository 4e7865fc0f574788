"""Rows as a table and as JSON."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from .figures import RatioSummary, gigabytes_per_second
from .measure import Row


# Cases that move less are left out of the mean over all rows: PyTorch is called from Python.
SMALLEST_KERNEL = 256 << 10


def _ratio(row: Row, above: str, below: str, figure: int = 0) -> Optional[float]:
    """How many times as long the one takes as the other, by median (0) or p10 (1); none where one was not timed."""
    if above not in row.times or below not in row.times:
        return None
    return row.times[above][figure] / row.times[below][figure]


def row_figures(row: Row, routes: Sequence[str]) -> Dict[str, Any]:
    """All figures of one row; those of the first route beside its times."""
    first = routes[0]
    ours = row.times.get(first)
    return {
        "op": row.case.op,
        "shape": list(row.case.shape),
        "dtype": row.case.dtype,
        "threads": row.threads,
        "state": row.state,
        "minimal_bytes": row.minimal_bytes,
        "us": {name: dict(zip(("median", "p10", "p90"), times)) for name, times in row.times.items()},
        "gb_per_s": gigabytes_per_second(row.minimal_bytes, ours[0] * 1e-6) if ours else None,
        "roofline": _ratio(row, "copy", first),
        "torch_ratio": {route: _ratio(row, "torch", route) for route in routes},
        "torch_ratio_p10": {route: _ratio(row, "torch", route, 1) for route in routes},
        "upstream_ratio": _ratio(row, "upstream", first) if first != "upstream" else None,
        "baseline_ratio": _ratio(row, "baseline", first),
        "unfused_ratio": _ratio(row, f"{first} unfused", first),
        "compile_ms": row.compile_ms,
        "copy_kind": row.copy_kind,
        "rounds": row.rounds,
        "steady": row.steady,
        "error_of_tolerance": row.errors,
        "problems": row.problems,
        "samples_us": row.samples,
    }


def _number(value: Optional[float], digits: int = 2) -> str:
    """A number with about as many digits as it is known to."""
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.{1 if abs(value) >= 100 else digits}f}"


def _time(row: Row, name: str) -> str:
    if name in row.problems:
        return "WRONG" if row.problems[name].startswith("wrong") else "FAILED"
    return _number(row.times[name][0]) if name in row.times else "-"


def write_table(rows: Sequence[Row], routes: Sequence[str], unfused: bool) -> str:
    """The table: one line per row. `*` marks rows whose copy was not steady."""
    heads = ["op", "shape", "dtype", "thr", "state", *(f"{route} us" for route in routes), "p10", "p90"]
    heads += ["torch us", "copy us", "GB/s", "roofline", "vs torch"]
    heads += ["vs upstream"] if routes[0] != "upstream" and "upstream" in routes else []
    heads += ["unfused/fused"] if unfused else []
    heads += ["vs baseline"] if any("baseline" in row.times for row in rows) else []
    heads += ["compile ms"]
    lines = [heads]
    for row in rows:
        figures = row_figures(row, routes)
        own = row.times.get(routes[0], (None, None, None))
        line = [row.case.op, "x".join(map(str, row.case.shape)), row.case.dtype, str(row.threads)]
        line += [row.state + ("" if row.steady else "*"), *(_time(row, route) for route in routes)]
        line += [_number(own[1]), _number(own[2]), _time(row, "torch"), _time(row, "copy")]
        line += [_number(figures["gb_per_s"]), _number(figures["roofline"])]
        line += [_number(figures["torch_ratio"][routes[0]])]
        if "vs upstream" in heads:
            line.append(_number(figures["upstream_ratio"]))
        if unfused:
            line.append(_number(figures["unfused_ratio"]))
        if "vs baseline" in heads:
            line.append(_number(figures["baseline_ratio"]))
        lines.append([*line, _number(row.compile_ms.get(routes[0]), 1)])
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    text = []
    for number, line in enumerate(lines):
        cells = [cell.ljust(width) if i < 5 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))]
        text.append(f"| {' | '.join(cells)} |")
        if number == 0:
            text.append("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text) + "\n"


def summarize(
    rows: Sequence[Row], routes: Sequence[str], figure: int = 0, peer: str = "torch"
) -> Dict[str, Dict[str, RatioSummary]]:
    """Per route, the summary of its ratios to PyTorch over all rows and over those of each op class."""
    summaries: Dict[str, Dict[str, RatioSummary]] = {}
    for route in routes:
        timed = [(row, ratio) for row in rows for ratio in [_ratio(row, peer, route, figure)] if ratio is not None]
        # What a call costs from Python is not what a kernel costs.
        kernels = [one for one in timed if one[0].minimal_bytes >= SMALLEST_KERNEL]
        groups: Dict[str, List[Any]] = {f"all from {SMALLEST_KERNEL >> 10} KiB": kernels} if kernels else {}
        for row, ratio in timed:
            groups.setdefault(row.case.op, []).append((row, ratio))
        summaries[route] = {
            op: RatioSummary.of([ratio for _, ratio in group], [row.name for row, _ in group])
            for op, group in groups.items()
        }
    return summaries


def _summary_table(rows: Sequence[Row], routes: Sequence[str], peer: str) -> str:
    """One line per op class and route."""
    text = f"| {peer} / ours | op | rows | geomean | of p10 | worst | below 1.0 | worst row |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    undisturbed = summarize(rows, routes, 1, peer)
    for route, groups in summarize(rows, routes, 0, peer).items():
        for op, one in groups.items():
            text += f"| {route} | {op} | {one.count} | {one.geomean:.2f} | {undisturbed[route][op].geomean:.2f} "
            text += f"| {one.worst:.2f} | {one.below_one} | {one.worst_row} |\n"
    return text


def write_summary(rows: Sequence[Row], routes: Sequence[str], notes: Sequence[str]) -> str:
    """Geometric means, worst cases, what went wrong and what was left out."""
    text = [_summary_table(rows, routes, "torch")] if any("torch" in row.times for row in rows) else []
    if any("baseline" in row.times for row in rows):
        text.append(_summary_table(rows, routes[:1], "baseline"))
    problems: Dict[str, List[str]] = {}
    for row in rows:
        for name, what in row.problems.items():
            problems.setdefault(f"{row.case.name}: {name}: {what}", []).append(f"{row.threads} {row.state}")
    text += [f"problem: {what} ({', '.join(where)})" for what, where in problems.items()]
    unsteady = sum(not row.steady for row in rows)
    if unsteady:
        text.append(f"note: the copy was not steady in {unsteady} of {len(rows)} rows (marked *): the machine is busy")
    text += [f"note: {note}" for note in notes]
    return "\n".join(text) + "\n"
