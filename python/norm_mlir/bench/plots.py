"""Draws the roofline and the ratios to the best peer, as PNG and SVG, from the JSON of a run.

    python -m norm_mlir.bench.plots figures.json FOLDER

writes roofline.png, roofline.svg, ratios.png and ratios.svg. Needs matplotlib. Files of the same figures are the same,
byte for byte, with the same version of it. Cases below 256 KiB are left out, as they are of all means.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from .document import SMALLEST
from .figures import geomean, gigabytes_per_second
from .peers import PACKAGE, titles

Figures = Dict[str, Any]
# Okabe and Ito's colours, which remain different to those who do not see red or green.
BLUE, ORANGE, GREEN, BLACK, GREY = "#0072B2", "#E69F00", "#009E73", "#222222", "#999999"
# Text of SVGs stays text, a quarter of the size of outlines; other fonts than DejaVu Sans are narrower.
_STYLE = {"font.size": 10, "axes.titlesize": 11, "svg.hashsalt": "norm_mlir", "svg.fonttype": "none"}
_STYLE.update({"axes.spines.top": False, "axes.spines.right": False})
_DPI = 144
_KEYS = {"op", "dtype", "threads", "state", "minimal_bytes", "us", "best_peer"}
_MIB = 1 << 20


def find_matplotlib() -> None:
    """Raises ValueError where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise ValueError("expects matplotlib for plots: pip install './python[bench]'") from error


def read(path: Path) -> Figures:
    """The JSON of a run; ValueError for another file, OSError for none."""
    expected = "expects the JSON of python -m norm_mlir.bench --json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: {expected}; got no JSON ({str(error).splitlines()[0]})") from error
    if not isinstance(data, dict) or not isinstance(data.get("rows"), list) or not isinstance(data.get("about"), dict):
        raise ValueError(f"{path.name}: {expected}; got JSON without rows and about")
    for number, row in enumerate(data["rows"]):
        missing = _missing(row)
        if missing:
            raise ValueError(f"{path.name}: {expected}; row {number} has no {missing}")
    return data


def _missing(row: Any) -> str:
    """What a row of the JSON lacks; empty for nothing."""
    keys = sorted(_KEYS - set(row)) if isinstance(row, dict) else sorted(_KEYS)
    if keys:
        return keys[0]
    try:
        best, times = row["best_peer"]["fastest"], {name: one["fastest"] for name, one in row["us"].items()}
        numbers = [
            row["minimal_bytes"],
            row["threads"],
            *times.values(),
            *([best["ratio"], times[best["name"]]] if best else []),
        ]
        return "" if all(number > 0 for number in numbers) else "positive times"
    except (AttributeError, KeyError, TypeError):
        return "fastest times of participants and the best peer"


@dataclass(frozen=True)
class Point:
    """One row: the bytes that it moves at least, and GB/s of ours, the copy and the best peer (None without one)."""

    size: int
    ours: float
    copy: float
    peer: Optional[float]


@dataclass(frozen=True)
class Bar:
    """The best peer's times / ours of an op class, an element type and a number of threads. `package` are those of the
    package, called from Python."""

    op: str
    dtype: str
    threads: int
    ratios: Tuple[float, ...]
    package: Tuple[float, ...]


def _route(data: Figures) -> str:
    """The participant that is ours."""
    return str(data.get("routes", ["kernels"])[0])


def _large_rows(data: Figures) -> List[Figures]:
    return [row for row in data["rows"] if row["minimal_bytes"] >= SMALLEST]


def collect_points(data: Figures) -> Dict[Tuple[int, str, str], List[Point]]:
    """The points of each (threads, state, element type), by the fastest samples."""
    route = _route(data)
    points: Dict[Tuple[int, str, str], List[Point]] = {}
    for row in _large_rows(data):
        times, size = {name: times["fastest"] * 1e-6 for name, times in row["us"].items()}, row["minimal_bytes"]
        if route not in times or "copy" not in times:
            continue
        best = row["best_peer"]["fastest"]
        peer = gigabytes_per_second(size, times[best["name"]]) if best else None
        ours, copy = (gigabytes_per_second(size, times[name]) for name in (route, "copy"))
        panel = points.setdefault((row["threads"], row["state"], row["dtype"]), [])
        panel.append(Point(size, ours, copy, peer))
    return points


def collect_bars(data: Figures) -> List[Bar]:
    """One bar for each op class, element type and number of threads that has peers, those of all classes first."""
    groups: Dict[Tuple[str, str, int], Tuple[List[float], List[float]]] = {}
    for row in _large_rows(data):
        best, package = row["best_peer"]["fastest"], row.get(PACKAGE)
        for op in ("all", row["op"]) if best else ():
            ratios, others = groups.setdefault((op, row["dtype"], row["threads"]), ([], []))
            ratios.append(best["ratio"])
            if package and package["best_peer"]["fastest"]:
                others.append(package["best_peer"]["fastest"]["ratio"])
    return [Bar(*key, tuple(ratios), tuple(others)) for key, (ratios, others) in groups.items()]


def _machine(data: Figures) -> str:
    about = data["about"]
    return f"{about.get('processor', 'unknown processor')}, {about.get('processors', '?')} processors"


def _peers(data: Figures) -> str:
    names = titles()
    return ", ".join(names.get(name, name) for name in data["about"].get("peers", {}))


def _count(threads: int) -> str:
    return f"{threads} thread{'s' * (threads > 1)}"


def _ceiling(points: Sequence[Point]) -> Tuple[List[float], List[float]]:
    """The fastest copy of each half octave of sizes, as MiB and GB/s, from the smallest size to the largest."""
    bins: Dict[int, List[Point]] = {}
    for point in points:
        bins.setdefault(round(2 * math.log2(point.size)), []).append(point)
    sizes = [geomean([point.size for point in bins[key]]) / _MIB for key in sorted(bins)]
    copies = [max(point.copy for point in bins[key]) for key in sorted(bins)]
    first, last = (limit(point.size for point in points) / _MIB for limit in (min, max))
    return [first, *sizes, last], [copies[0], *copies, copies[-1]]


def _spread(points: Sequence[Point]) -> Iterator[Tuple[float, Point]]:
    """Each point and where it is drawn: those of nearly the same size beside one another, within 0.4 octaves."""
    groups: Dict[int, List[Point]] = {}
    for point in points:
        groups.setdefault(round(4 * math.log2(point.size)), []).append(point)
    for group in groups.values():
        center = sum(math.log2(point.size) for point in group) / len(group)
        step = min(0.09, 0.4 / len(group))
        for number, point in enumerate(sorted(group, key=lambda point: point.ours)):
            yield 2 ** (center + (number - (len(group) - 1) / 2) * step) / _MIB, point


def _draw_points(axes: Any, points: Sequence[Point]) -> None:
    """A panel of the roofline: the copy, and pairs of ours and the best peer."""
    sizes, copies = _ceiling(points)
    axes.plot(sizes, copies, color=BLACK, linewidth=1.6, label="copy of as many bytes", zorder=2)
    placed = list(_spread(points))
    peers = [(where, point.ours, point.peer) for where, point in placed if point.peer is not None]
    _draw_lines(axes, [((where, where), (ours, peer)) for where, ours, peer in peers], color=GREY, zorder=1)
    style: Dict[str, Any] = {"linestyle": "", "markersize": 5, "markeredgewidth": 0}
    if peers:
        rates = [peer for _, _, peer in peers]
        axes.plot(
            [where for where, _, _ in peers], rates, marker="^", color=ORANGE, label="best peer", zorder=3, **style
        )
    rates = [point.ours for _, point in placed]
    axes.plot([where for where, _ in placed], rates, marker="o", color=BLUE, label="ours", zorder=4, **style)


def _draw_lines(axes: Any, lines: Sequence[Tuple[Sequence[float], Sequence[float]]], **style: Any) -> None:
    """Straight lines of two points each, as one object."""
    xs = [x for line in lines for x in (*line[0], math.nan)]
    ys = [y for line in lines for y in (*line[1], math.nan)]
    axes.plot(xs, ys, linewidth=0.9, **style)


def _plain_ticks(axis: Any, ticks: Sequence[float], low: float, high: float) -> None:
    """Those ticks of a logarithmic axis that lie within it, as plain numbers."""
    from matplotlib.ticker import NullLocator

    shown = [tick for tick in ticks if low <= tick <= high]
    axis.set_ticks(shown, labels=[f"{tick:g}" for tick in shown])
    axis.set_minor_locator(NullLocator())


def draw_roofline(data: Figures) -> Any:
    """GB/s over the bytes of a case, in panels of threads and state by element type: a figure of matplotlib."""
    from matplotlib.figure import Figure

    panels = collect_points(data)
    if not panels:
        raise ValueError("expects rows of 256 KiB or more that were timed; got none")
    lines, dtypes = sorted({key[:2] for key in panels}), list(dict.fromkeys(key[2] for key in panels))
    figure = Figure(figsize=(10, 1.2 + 3.1 * len(lines)), layout="constrained")
    grid = figure.subplots(len(lines), len(dtypes), sharex=True, sharey=True, squeeze=False)
    everything = [point for points in panels.values() for point in points]
    rates = [rate for point in everything for rate in (point.ours, point.copy, point.peer) if rate]
    low, high = min(rates) / 1.2, max(rates) * 1.25
    first, last = (limit(point.size for point in everything) / _MIB for limit in (min, max))
    cache = data["about"].get("last_level_cache", 0) / _MIB
    for (threads, state), line in zip(lines, grid):
        for dtype, axes in zip(dtypes, line):
            axes.set(xscale="log", yscale="log", xlim=(first / 1.25, last * 1.25), ylim=(low, high))
            axes.set_title(f"{dtype}, {_count(threads)}, {state}", loc="left")
            axes.grid(True, color="#dddddd", linewidth=0.6)
            axes.set_axisbelow(True)
            if first < cache < last:
                axes.axvline(cache, color=GREEN, linewidth=1.2, linestyle="--", label="last-level cache", zorder=1)
            if (threads, state, dtype) in panels:
                _draw_points(axes, panels[threads, state, dtype])
    step = 4.0 if last > 32 * first else 2.0
    _plain_ticks(grid[0][0].xaxis, [step**power for power in range(-2, 16)], first / 1.25, last * 1.25)
    _plain_ticks(grid[0][0].yaxis, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], low, high)
    for axes in grid[-1]:
        axes.set_xlabel("bytes that a call has to move, MiB")
    for axes in grid[:, 0]:
        axes.set_ylabel("bytes / time, GB/s")
    handles = {label: handle for axes in grid.flat for handle, label in zip(*axes.get_legend_handles_labels())}
    figure.legend(list(handles.values()), list(handles), loc="outside lower center", ncols=4, frameon=False)
    figure.suptitle(f"Memory bandwidth of each case: ours, the best peer, a copy\n{_machine(data)}", fontsize=12)
    return figure


def _draw_bars(axes: Any, placed: Sequence[Tuple[float, Bar]], height: float, colors: Dict[str, str]) -> None:
    """A panel of ratios: each geometric mean as a bar from 1 and as a number, worst to best as a line, cases as dots."""
    edge = axes.get_xlim()[1]
    for where, bar in placed:
        mean = geomean(bar.ratios)
        axes.barh(where, mean - 1, height, left=1, color=colors[bar.dtype], zorder=2)
        axes.text(edge, where, f"{mean:.2f}", ha="right", va="center", fontsize=8.5, color=BLACK)
    _draw_lines(
        axes, [((min(bar.ratios), max(bar.ratios)), (where, where)) for where, bar in placed], color=BLACK, zorder=3
    )
    dots = [(ratio, where) for where, bar in placed if bar.op != "all" for ratio in bar.ratios]
    style: Dict[str, Any] = {"linestyle": "", "color": BLACK}
    axes.plot([ratio for ratio, _ in dots], [where for _, where in dots], marker=".", markersize=4, zorder=4, **style)
    marks = [(geomean(bar.package), where) for where, bar in placed if bar.package]
    if marks:
        style.update(marker="D", markersize=4.5, markerfacecolor="white", markeredgewidth=0.9)
        axes.plot([mark for mark, _ in marks], [where for _, where in marks], zorder=5, **style)


def _order(bars: Sequence[Bar]) -> List[str]:
    """Op classes by their means, the one of all first."""
    ratios: Dict[str, List[float]] = {}
    for bar in bars:
        ratios.setdefault(bar.op, []).extend(bar.ratios)
    return sorted(ratios, key=lambda op: (op != "all", -geomean(ratios[op]), op))


def _ratio_legend(figure: Any, dtypes: Dict[str, str], has_package: bool) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: List[Any] = [Patch(color=color, label=f"{dtype}, geometric mean") for dtype, color in dtypes.items()]
    handles.append(Line2D([], [], color=BLACK, linewidth=0.9, marker=".", markersize=5, label="cases, worst to best"))
    if has_package:
        label = "mean of the package, called from Python"
        handles.append(Line2D([], [], linestyle="", color=BLACK, marker="D", markerfacecolor="white", label=label))
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)


def draw_ratios(data: Figures) -> Any:
    """The best peer's time / ours, a panel for each number of threads, bars for op classes and element types."""
    from matplotlib.figure import Figure

    bars = collect_bars(data)
    if not bars:
        raise ValueError("expects rows of 256 KiB or more with peers; got none")
    ops, counts = _order(bars), sorted({bar.threads for bar in bars})
    dtypes = dict(zip(dict.fromkeys(bar.dtype for bar in bars), (BLUE, ORANGE, GREEN, GREY)))
    everything = [ratio for bar in bars for ratio in (*bar.ratios, *bar.package)]
    low, high = min(0.9, min(everything) / 1.1), max(1.2, max(everything) * 1.1)
    edge = high * (high / low) ** 0.13
    figure = Figure(figsize=(10, 1.7 + (0.06 + 0.135 * len(dtypes)) * len(ops)), layout="constrained")
    panels = figure.subplots(1, len(counts), sharey=True, squeeze=False)[0]
    height = 0.84 / len(dtypes)
    for threads, axes in zip(counts, panels):
        axes.set(xscale="log", xlim=(low, edge), ylim=(len(ops) - 0.4, -0.6))
        axes.set_title(_count(threads), loc="left")
        axes.axvspan(low, 1, color="#f0f0f0", zorder=0)
        axes.grid(True, axis="x", color="#dddddd", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.axvline(1, color=BLACK, linewidth=1.2, zorder=3)
        _plain_ticks(axes.xaxis, [0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 20, 50], low, high)
        axes.set_xlabel("best peer's time / ours; right of 1, ours is faster")
        shift = {dtype: (number - (len(dtypes) - 1) / 2) * height for number, dtype in enumerate(dtypes)}
        placed = [(ops.index(bar.op) + shift[bar.dtype], bar) for bar in bars if bar.threads == threads]
        _draw_bars(axes, placed, height * 0.92, dtypes)
    panels[0].set_yticks(range(len(ops)), labels=ops)
    _ratio_legend(figure, dtypes, any(bar.package for bar in bars))
    ratios = [ratio for bar in bars if bar.op == "all" for ratio in bar.ratios]
    behind = sum(ratio < 1 for ratio in ratios)
    states = " and ".join(sorted({row["state"] for row in data["rows"]}))
    title = f"The best peer's time / ours: geometric mean {geomean(ratios):.2f}, worst {min(ratios):.2f}, "
    title += f"behind in {behind} of {len(ratios)}"
    lines = [f"{_machine(data)}; {states}", *textwrap.wrap(f"peers: {_peers(data)}", 110)]
    figure.suptitle("\n".join([title, *lines]), fontsize=11)
    return figure


def _write_png(figure: Any, path: Path) -> None:
    """In 64 colours, which are enough for few and their edges, and a third of the bytes."""
    from PIL import Image

    with io.BytesIO() as stream:
        figure.savefig(stream, format="png", dpi=_DPI)
        Image.open(stream).convert("RGB").quantize(64).save(path, optimize=True)


def draw(data: Figures, folder: Path) -> List[Path]:
    """Draws what there are figures for into a folder, which is made; the files. ValueError where there is nothing."""
    find_matplotlib()
    import matplotlib

    paths, reasons = [], []
    folder.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **_STYLE}):
        for name, make in (("roofline", draw_roofline), ("ratios", draw_ratios)):
            try:
                figure = make(data)
            except ValueError as error:
                reasons.append(str(error))
                continue
            png, svg = (folder / f"{name}.{suffix}" for suffix in ("png", "svg"))
            _write_png(figure, png)
            figure.savefig(svg, metadata={"Date": None, "Creator": None})
            paths += [png, svg]
    if not paths:
        raise ValueError("; ".join(reasons))
    return paths


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Draws; 2 where that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m norm_mlir.bench.plots", description="Draws figures of a run.")
    parser.add_argument("figures", type=Path, help="the JSON of a run")
    parser.add_argument("folder", type=Path, help="where the files go")
    options = parser.parse_args(arguments)
    try:
        for path in draw(read(options.figures), options.folder):
            print(path)
    except (ValueError, OSError) as error:
        parser.exit(2, f"norm_mlir.bench.plots: {error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
