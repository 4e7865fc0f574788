"""Plots of benchmarks, from figures made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from norm_mlir.bench import plots


def _row(op: str, dtype: str, threads: int, ours: float, best: float | None, size: int = 4 << 20) -> dict[str, Any]:
    """A row in which ours and the best peer take so many us, the copy 50."""
    times = {"kernels": ours, "copy": 50.0, **({"onednn": best} if best else {})}
    ratio = {"name": "onednn", "ratio": best / ours} if best else None
    return {
        "op": op,
        "shape": [64, 64],
        "dtype": dtype,
        "threads": threads,
        "state": "warm",
        "minimal_bytes": size,
        "us": {name: {"median": time, "fastest": time} for name, time in times.items()},
        "best_peer": {"fastest": ratio, "median": ratio},
    }


@pytest.fixture
def figures() -> dict[str, Any]:
    """Two op classes, two types, two numbers of threads; a row that is too small, and one without a peer."""
    about = {"processor": "A Processor", "processors": 2, "peers": {"onednn": "3.2"}, "last_level_cache": 8 << 20}
    rows = [
        _row(op, dtype, threads, 100.0, best * threads, size << 20)
        for op, best in (("layer_norm", 150.0), ("batch_norm nhwc", 80.0))
        for dtype in ("f32", "bf16")
        for threads in (1, 2)
        for size in (1, 16)
    ]
    rows += [_row("call", "f32", 1, 1.0, 900.0, 64), _row("lonely", "f32", 1, 100.0, None)]
    return {"about": about, "rows": rows, "best_peer": {}, "notes": []}


def test_files(figures: dict[str, Any], tmp_path: Path) -> None:
    """PNG and SVG of both, with labels and means; drawn again, the same bytes."""
    pytest.importorskip("matplotlib")
    paths = plots.draw(figures, tmp_path / "a" / "b")
    assert [path.name for path in paths] == ["roofline.png", "roofline.svg", "ratios.png", "ratios.svg"]
    again = plots.draw(figures, tmp_path / "again")
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]
    for path in paths:
        head = path.read_bytes()[:8]
        assert head == b"\x89PNG\r\n\x1a\n" if path.suffix == ".png" else head.startswith(b"<?xml"), path
    roofline, ratios = (paths[number].read_text() for number in (1, 3))
    for label in ("A Processor, 2 processors", "f32, 1 thread, warm", "bf16, 2 threads, warm", "last-level cache",
                  "best peer", "ours", "GB/s", "MiB"):  # fmt: skip
        assert label in roofline, label
    # Means of 1.5, 3, 0.8 and 1.6, and those of both classes.
    for label in ("layer_norm", "batch_norm nhwc", ">1.50<", ">3.00<", ">0.80<", ">1.60<", ">1.10<", ">2.19<",
                  "f32, geometric mean", "peers: oneDNN", "geometric mean 1.55, worst 0.80, behind in 4 of 16"):  # fmt: skip
        assert label in ratios, label
    for unwanted in ("call", "lonely", "called from Python", "dc:date"):
        assert unwanted not in ratios, unwanted


def test_package(figures: dict[str, Any], tmp_path: Path) -> None:
    """Where it took part, its means are marked."""
    pytest.importorskip("matplotlib")
    for row in figures["rows"]:
        row["package"] = {"best_peer": row["best_peer"], "ratio": {"fastest": 1.0}} if row["best_peer"] else None
    bars = plots.collect_bars(figures)
    assert all(bar.package == bar.ratios for bar in bars)
    paths = plots.draw(figures, tmp_path)
    assert "mean of the package, called from Python" in paths[3].read_text()


def test_points(figures: dict[str, Any]) -> None:
    """GB/s of 1 MiB in 100, 150 and 50 us; the first route is ours."""
    points = plots.collect_points(figures)
    assert {key: len(value) for key, value in points.items()} == {
        (1, "warm", "f32"): 5,
        (2, "warm", "f32"): 4,
        (1, "warm", "bf16"): 4,
        (2, "warm", "bf16"): 4,
    }
    point = points[1, "warm", "f32"][0]
    assert (point.ours, point.peer, point.copy) == pytest.approx((10.48576, 10.48576 / 1.5, 20.97152))
    for row in figures["rows"]:
        row["us"] = {"package" if name == "kernels" else name: times for name, times in row["us"].items()}
    assert plots.collect_points(figures) == {}
    assert len(plots.collect_points({**figures, "routes": ["package", "kernels"]})) == 4


def test_without_peers(figures: dict[str, Any], tmp_path: Path) -> None:
    """The roofline alone; nothing to draw is an error."""
    pytest.importorskip("matplotlib")
    alone = {**figures, "rows": [_row("layer_norm", "f32", 1, 100.0, None)]}
    assert [path.name for path in plots.draw(alone, tmp_path)] == ["roofline.png", "roofline.svg"]
    with pytest.raises(ValueError, match="expects rows of 256 KiB or more that were timed; got none"):
        plots.draw({**figures, "rows": []}, tmp_path)


WRONG = {
    "no JSON": ("rows,about\n", r"got no JSON \(.*line 1"),
    "another value": ("[1, 2]", "got JSON without rows and about"),
    "no rows": ('{"about": {}}', "got JSON without rows and about"),
    "a row that is none": ('{"about": {}, "rows": [3]}', "row 0 has no best_peer"),
    "a row without times": (
        '{"about": {}, "rows": [{"op": "a", "dtype": "f32", "threads": 1, "state": "warm", "minimal_bytes": 4, '
        '"best_peer": {}}]}',
        "row 0 has no us",
    ),
    "another kind of times": (
        '{"about": {}, "rows": [{"op": "a", "dtype": "f32", "threads": 1, "state": "warm", "minimal_bytes": 4, '
        '"us": {"kernels": 3}, "best_peer": {"fastest": null}}]}',
        "row 0 has no fastest times",
    ),
    "no time": (
        '{"about": {}, "rows": [{"op": "a", "dtype": "f32", "threads": 1, "state": "warm", "minimal_bytes": 4, '
        '"us": {"kernels": {"fastest": 0}}, "best_peer": {"fastest": null}}]}',
        "row 0 has no positive times",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_json(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that names the file, what was expected and what is there."""
    text, message = WRONG[name]
    path = tmp_path / "wrong.json"
    path.write_text(text)
    with pytest.raises(
        ValueError, match=rf"^wrong.json: expects the JSON of python -m norm_mlir.bench --json; {message}"
    ):
        plots.read(path)
    with pytest.raises(SystemExit) as ended:
        plots.main([str(path), str(tmp_path / "plots")])
    out, err = capsys.readouterr()
    assert ended.value.code == 2 and out == "" and err.count("\n") == 1 and err.startswith("norm_mlir.bench.plots: ")
    assert not (tmp_path / "plots").exists()


def test_command(figures: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(figures))
    assert plots.main([str(path), str(tmp_path / "plots")]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "plots" / name) for name in
                                               ("roofline.png", "roofline.svg", "ratios.png", "ratios.svg")]  # fmt: skip
    with pytest.raises(SystemExit):
        plots.main([str(tmp_path / "none.json"), str(tmp_path)])
    assert "No such file" in capsys.readouterr().err
