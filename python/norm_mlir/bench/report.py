"""Rows as a table and as JSON."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence

from .figures import RatioSummary, gigabytes_per_second
from .measure import Row
from .peers import NAMES, PACKAGE

# Cases that move less are left out of the mean over all rows: most peers are called from Python.
SMALLEST_KERNEL = 256 << 10
# What ratios are of: the fastest sample, or the median.
FIGURES = ("fastest", "median")
RatioOf = Callable[[Row, str], Optional[float]]


class Best(NamedTuple):
    """The fastest peer of a row, and its time / ours."""

    name: str
    ratio: float


def ratio_of(row: Row, above: str, below: str, figure: str = "median") -> Optional[float]:
    """How many times as long the one takes as the other; none where one was not timed."""
    if above not in row.times or below not in row.times:
        return None
    return float(getattr(row.times[above], figure) / getattr(row.times[below], figure))


def best_peer(row: Row, route: str, figure: str = "fastest") -> Optional[Best]:
    """The fastest peer; none where no peer or not the route was timed."""
    ratios = [(ratio_of(row, name, route, figure), name) for name in NAMES]
    timed = [Best(name, ratio) for ratio, name in ratios if ratio is not None]
    return min(timed, key=lambda best: best.ratio, default=None)


def _peer_figures(row: Row, route: str) -> Dict[str, Any]:
    """The ratios of all peers that were timed, and the best of them by either figure."""
    ratios: Dict[str, Dict[str, Optional[float]]] = {
        name: {figure: ratio_of(row, name, route, figure) for figure in FIGURES}
        for name in NAMES
        if ratio_of(row, name, route) is not None
    }
    best = {figure: best_peer(row, route, figure) for figure in FIGURES}
    named = {figure: one._asdict() if one else None for figure, one in best.items()}
    return {"peer_ratios": ratios, "best_peer": named, "unsupported": row.unsupported}


def _package_figures(row: Row, route: str) -> Optional[Dict[str, Any]]:
    """How long the package takes, called from Python, beside the route and the best peer; none without it."""
    if PACKAGE not in row.times or route == PACKAGE:
        return None
    best = {figure: best_peer(row, PACKAGE, figure) for figure in FIGURES}
    return {
        "ratio": {figure: ratio_of(row, PACKAGE, route, figure) for figure in FIGURES},
        "best_peer": {figure: one._asdict() if one else None for figure, one in best.items()},
    }


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
        "us": {name: times._asdict() for name, times in row.times.items()},
        "gb_per_s": gigabytes_per_second(row.minimal_bytes, ours.median * 1e-6) if ours else None,
        "roofline": ratio_of(row, "copy", first),
        **_peer_figures(row, first),
        PACKAGE: _package_figures(row, first),
        "upstream_ratio": ratio_of(row, "upstream", first) if first != "upstream" else None,
        "baseline_ratio": ratio_of(row, "baseline", first),
        "unfused_ratio": ratio_of(row, f"{first} unfused", first),
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


def _problem(row: Row, name: str) -> str:
    """What stands for a participant that was not timed."""
    if name in row.problems:
        return "WRONG" if row.problems[name].startswith("wrong") else "FAILED"
    return "-"


def _time(row: Row, name: str) -> str:
    return _number(row.times[name].median) if name in row.times else _problem(row, name)


def peers_of(rows: Sequence[Row]) -> List[str]:
    """The peers that took part, in their order."""
    return [name for name in NAMES if any(name in (*row.times, *row.problems, *row.unsupported) for row in rows)]


def _peer_cells(row: Row, peers: Sequence[str], routes: Sequence[str]) -> List[str]:
    """Each peer's ratio, then the best one's name and ratio, and that to the package, where it is another route."""
    route = routes[0]
    best = best_peer(row, route)
    cells = []
    for name in peers:
        ratio = ratio_of(row, name, route, "fastest")
        cells.append(_problem(row, name) if ratio is None else _number(ratio))
    cells += [best.name if best else "-", _number(best.ratio if best else None)]
    if PACKAGE in routes[1:]:
        other = best_peer(row, PACKAGE)
        cells.append(_number(other.ratio if other else None))
    return cells


def write_table(rows: Sequence[Row], routes: Sequence[str], unfused: bool) -> str:
    """The table: one line per row. `*` marks rows whose copy was not steady."""
    peers = peers_of(rows)
    heads = ["op", "shape", "dtype", "thr", "state", *(f"{route} us" for route in routes), "p10", "p90", "fastest"]
    heads += ["copy us", "GB/s", "roofline", *peers, *(("best peer", "vs best") if peers else ())]
    heads += ["package vs best"] if peers and PACKAGE in routes[1:] else []
    heads += ["vs upstream"] if routes[0] != "upstream" and "upstream" in routes else []
    heads += ["unfused/fused"] if unfused else []
    heads += ["vs baseline"] if any("baseline" in row.times for row in rows) else []
    heads += ["compile ms"]
    lines = [heads]
    for row in rows:
        figures = row_figures(row, routes)
        own = row.times.get(routes[0])
        line = [row.case.op, "x".join(map(str, row.case.shape)), row.case.dtype, str(row.threads)]
        line += [row.state + ("" if row.steady else "*"), *(_time(row, route) for route in routes)]
        line += [_number(value) for value in ((own.p10, own.p90, own.fastest) if own else (None,) * 3)]
        line += [_time(row, "copy"), _number(figures["gb_per_s"]), _number(figures["roofline"])]
        line += _peer_cells(row, peers, routes) if peers else []
        for head, name in (("vs upstream", "upstream"), ("unfused/fused", "unfused"), ("vs baseline", "baseline")):
            line += [_number(figures[f"{name}_ratio"])] if head in heads else []
        lines.append([*line, _number(row.compile_ms.get(routes[0]), 1)])
    return _align(lines)


def _align(lines: Sequence[Sequence[str]]) -> str:
    """The lines of a table, the first being its head."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    text = []
    for number, line in enumerate(lines):
        cells = [cell.ljust(width) if i < 5 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))]
        text.append(f"| {' | '.join(cells)} |")
        if number == 0:
            text.append("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text) + "\n"


def best_ratio(figure: str) -> RatioOf:
    """The best peer's time / a route's."""

    def ratio(row: Row, route: str) -> Optional[float]:
        best = best_peer(row, route, figure)
        return best.ratio if best else None

    return ratio


def ratio_to(name: str, figure: str) -> RatioOf:
    """One participant's time / a route's."""
    return lambda row, route: ratio_of(row, name, route, figure)


def summarize(rows: Sequence[Row], routes: Sequence[str], ratio: RatioOf) -> Dict[str, Dict[str, RatioSummary]]:
    """Per route, the summary of its ratios over all rows and over those of each op class."""
    summaries: Dict[str, Dict[str, RatioSummary]] = {}
    for route in routes:
        timed = [(row, value) for row in rows for value in [ratio(row, route)] if value is not None]
        # What a call costs from Python is not what a kernel costs.
        kernels = [one for one in timed if one[0].minimal_bytes >= SMALLEST_KERNEL]
        groups: Dict[str, List[Any]] = {f"all from {SMALLEST_KERNEL >> 10} KiB": kernels} if kernels else {}
        for row, value in timed:
            groups.setdefault(row.case.op, []).append((row, value))
        summaries[route] = {
            op: RatioSummary.of([value for _, value in group], [row.name for row, _ in group])
            for op, group in groups.items()
        }
    return summaries


def _summary_table(title: str, rows: Sequence[Row], routes: Sequence[str], ratios: Callable[[str], RatioOf]) -> str:
    """One line per op class and route."""
    text = f"| {title} / ours | op | rows | geomean | of medians | worst | below 1.0 | worst row |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    medians = summarize(rows, routes, ratios("median"))
    for route, groups in summarize(rows, routes, ratios("fastest")).items():
        for op, one in groups.items():
            text += f"| {route} | {op} | {one.count} | {one.geomean:.2f} | {medians[route][op].geomean:.2f} "
            text += f"| {one.worst:.2f} | {one.below_one} | {one.worst_row} |\n"
    return text


def _peer_table(rows: Sequence[Row], route: str) -> str:
    """One line per peer: how it compares, and how often it is the best one."""
    text = "| peer / ours | rows | geomean | worst | below 1.0 | best peer in | wrong or failed |\n"
    text += "|---|---|---|---|---|---|---|\n"
    kernels = [row for row in rows if row.minimal_bytes >= SMALLEST_KERNEL]
    leaders = [best.name for row in kernels for best in [best_peer(row, route)] if best]
    for name in peers_of(rows):
        timed = [(value, row.name) for row in kernels for value in [ratio_of(row, name, route, "fastest")] if value]
        bad = sum(name in row.problems for row in kernels)
        if timed:
            one = RatioSummary.of([value for value, _ in timed], [where for _, where in timed])
            figures = f"{one.count} | {one.geomean:.2f} | {one.worst:.2f} | {one.below_one}"
        else:
            figures = "0 | - | - | -"
        text += f"| {name} | {figures} | {leaders.count(name)} | {bad} |\n"
    return text


def write_summary(rows: Sequence[Row], routes: Sequence[str], notes: Sequence[str]) -> str:
    """Geometric means, worst cases, what went wrong and what was left out."""
    text = []
    if any(best_peer(row, route) for row in rows for route in routes):
        text += [_summary_table("best peer", rows, routes, best_ratio), _peer_table(rows, routes[0])]
    if any("baseline" in row.times for row in rows):
        baseline = _summary_table("baseline", rows, routes[:1], lambda figure: ratio_to("baseline", figure))
        text.append(baseline)
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
