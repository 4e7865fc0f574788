"""The benchmarks' participant that is the package itself, their command line, and what shows their progress."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import norm_mlir
from norm_mlir.bench import cases, measure, timing
from norm_mlir.bench.cli import CASES
from norm_mlir.bench.peers import NAMES, PACKAGE, client, peer_class
from norm_mlir.bench.peers.base import Problem
from norm_mlir.bench.progress import Progress
from support import ROOT

NEEDS_C = pytest.mark.skipif(
    not any(map(shutil.which, ("clang-22", "clang", "cc", "gcc"))), reason="no C compiler for the harness's loops"
)
# Sizes that are no multiple of a vector; all kinds of outputs: sums, scales, 8 bits, running statistics.
GRAPHS = {
    "layer_norm": ({"norm": "layer_norm"}, (5, 33)),
    "add+rms_norm": ({"norm": "rms_norm", "before": "add"}, (7, 65)),
    "layer_norm+int8": ({"norm": "layer_norm", "after": "int8"}, (3, 127)),
    "layer_norm+gelu": ({"norm": "layer_norm", "after": "gelu"}, (2, 31)),
    "one element": ({"norm": "rms_norm"}, (1, 1)),
    "batch_norm": ({"norm": "batch_norm", "after": "relu"}, (2, 3, 5, 7)),
    "batch_norm_training": ({"norm": "batch_norm_training", "channel_axis": 3}, (2, 3, 5, 7)),
    "group_norm": ({"norm": "group_norm", "groups": 2, "after": "silu"}, (2, 6, 3, 5)),
    "instance_norm": ({"norm": "instance_norm"}, (2, 3, 7, 11)),
    "local_response_norm": ({"norm": "local_response_norm"}, (1, 7, 3, 3)),
    "normalize": ({"norm": "normalize"}, (11, 13)),
}


@pytest.fixture(scope="module")
def pool() -> Any:
    """The package's process, in this interpreter."""
    made = client.Pool([client.Installed(PACKAGE, "", sys.executable)])
    yield made
    made.stop()


def _take_part(pool: client.Pool, name: str, dtype: str, threads: int) -> tuple[measure.Row, list[timing.Participant]]:
    """What comes of preparing and checking a case in the package's process, on two sets of buffers."""
    graph, shape = GRAPHS[name]
    setup = measure.Setup(None, None, (), timing.Protocol(samples=2, rest_seconds=0), 1 << 20, pool)  # type: ignore
    run = measure.CaseRun(setup, cases.Case(name, graph, shape, dtype, ("warm",)))
    row = measure.Row(run.case, threads, "warm", run.minimal)
    return row, run._add_peers(row, run._sets("warm"))


@pytest.mark.parametrize("dtype", ["f32", "bf16"])
@pytest.mark.parametrize("name", GRAPHS)
def test_package_is_right(pool: client.Pool, name: str, dtype: str) -> None:
    """It takes part with verified results, and its calls are timed."""
    row, participants = _take_part(pool, name, dtype, 1)
    assert (row.problems, row.unsupported) == ({}, {})
    assert [one.name for one in participants] == [PACKAGE]
    assert row.errors[PACKAGE] <= 1 and row.compile_ms[PACKAGE] > 0
    assert participants[0].run(0, 3) > 0


def test_package_on_threads(pool: client.Pool) -> None:
    row, participants = _take_part(pool, "layer_norm", "f32", 2)
    assert len(participants) == 1 and row.problems == {}


def test_wrong_results_are_not_timed(pool: client.Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that is not as the definition says keeps it from being timed."""
    evaluate = measure.evaluate
    wrong = {name: 1.0 for name in ("y", "sum")}
    monkeypatch.setattr(
        measure, "evaluate", lambda *given, **more: {k: v + wrong[k] for k, v in evaluate(*given, **more).items()}
    )
    row, participants = _take_part(pool, "add+rms_norm", "bf16", 1)
    assert participants == []
    assert re.fullmatch(r"wrong: (y|sum) is off by .* tolerances", row.problems[PACKAGE])


def test_package_is_no_peer() -> None:
    assert PACKAGE not in NAMES
    assert peer_class(PACKAGE).reason(Problem({"norm": "layer_norm", "after": "int8"}, (2, 2), "f16")) == ""


def test_native_module_of_an_installed_package(tmp_path: Path) -> None:
    """Where the native module is not beside the sources, that of the installed package is used."""
    source, site = tmp_path / "source/norm_mlir", tmp_path / "site"
    ignored = shutil.ignore_patterns("*.so", "lib", "__pycache__", "torch", "benchmarks")
    shutil.copytree(Path(norm_mlir.__file__).parent, source, ignore=ignored)
    (site / "norm_mlir").mkdir(parents=True)
    (site / "norm_mlir/_native.py").write_text("here = True\n")
    info = site / "norm_mlir-9.8.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: norm-mlir\nVersion: 9.8\n")
    program = (
        "from norm_mlir.bench.peers.package import ThePeer\n"
        "print(ThePeer.missing(), ThePeer.version())\n"
        "import norm_mlir._native\n"
        "print(norm_mlir._native.here)\n"
    )
    path = os.pathsep.join([str(source.parent), str(site)])
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.stdout == "[] 9.8\nTrue\n", done.stderr[-2000:]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m norm_mlir.bench`."""
    path = str(Path(norm_mlir.__file__).parents[1])
    command = [sys.executable, "-m", "norm_mlir.bench", *arguments]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one case file."""
    data = {"op": "tiny", "graph": {"norm": "layer_norm"}, "dtypes": ["f32", "bf16"], "states": ["warm"]}
    (tmp_path / "tiny.json").write_text(json.dumps({**data, "shapes": {"quick": [], "default": [[5, 33]], "full": []}}))
    return tmp_path


@NEEDS_C
def test_package_alone(folder: Path) -> None:
    """The package needs no norm-compile: columns and figures are about it. Progress goes to standard error."""
    options = ["--route=package", "--peers=none", "--threads=1", "--samples=3"]
    out = folder / "out.json"
    done = _run(f"--cases={folder}", *options, f"--json={out}")
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.search(r"^\| tiny +\| 5x33 +\| f32 +\| 1 ", done.stdout, re.MULTILINE)
    assert "| package us |" in done.stdout and "problem" not in done.stdout
    data = json.loads(out.read_text())
    assert data["routes"] == ["package"] and data["about"]["package"]
    for row in data["rows"]:
        assert set(row["us"]) == {"package", "copy"} and row["problems"] == {}
        assert row["roofline"] > 0 and row["error_of_tolerance"]["package"] <= 1
    assert "tiny [5, 33] bf16, 1 thread, warm" in done.stderr and "4/4" in done.stderr
    assert "4/4" not in done.stdout


@NEEDS_C
def test_bar(folder: Path) -> None:
    """The bar names the case and the time left, and leaves standard output alone."""
    pytest.importorskip("tqdm")
    options = ["--route=package", "--peers=none", "--threads=1", "--samples=3", "--progress"]
    done = _run(f"--cases={folder}", *options)
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.search(r"\d/4 .*\d\d:\d\d<.* tiny \[5, 33\] f32, 1 thread, warm", done.stderr)
    assert "\r" not in done.stdout and re.match(r".*processors; LLVM of the package; no peers\n", done.stdout)


def test_plots_need_matplotlib(folder: Path) -> None:
    """Whether plots can be drawn is known before anything is measured."""
    (folder / "matplotlib.py").write_text("raise ImportError('none here')\n")
    program = "import sys; from norm_mlir.bench.cli import main; sys.exit(main(sys.argv[1:]))"
    path = os.pathsep.join([str(folder), str(Path(norm_mlir.__file__).parents[1])])
    command = [sys.executable, "-c", program, f"--cases={folder}", "--plots", str(folder / "plots")]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    message = "norm_mlir.bench: expects matplotlib for plots: pip install './python[bench]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_no_such_program(folder: Path) -> None:
    done = _run(f"--cases={folder}", "--peers=none", "--norm-compile=/nonexistent/norm-compile")
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("norm_mlir.bench: no program /nonexistent/norm-compile; ")


def test_case_files_are_found() -> None:
    """Installed, they lie in the package."""
    assert len(cases.read_cases(CASES, "quick")) > 20


def _walk(progress: Progress) -> None:
    progress.begin("first")
    progress.say("eager")
    progress.step()
    progress.begin("second")
    progress.step(2)
    progress.close("done")


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a bar there is a line for each row."""
    _walk(Progress(3, is_bar=False))
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"0/3 0 s: first\n1/3 0 s, about 0 s left: second\n3/3 0 s: done\n", err)


def test_lines_without_tqdm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    _walk(Progress(3, is_bar=True))
    assert capsys.readouterr().err.startswith("0/3 0 s: first\n1/3 ")


def test_bar_names_participants(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no thread of its own, which would wake beside what is timed."""
    tqdm = pytest.importorskip("tqdm").tqdm
    monkeypatch.setattr("norm_mlir.bench.progress._REFRESH_SECONDS", 0.0)
    before = tqdm.monitor
    _walk(Progress(3, is_bar=True))
    out, err = capsys.readouterr()
    assert out == "" and tqdm.monitor is before
    assert "first: eager" in err and "second" in err and re.search(r"3/3 .*done", err)


@pytest.mark.skipif(not (ROOT / "tools/packages.sh").exists(), reason="no source tree")
def test_versions_of_peers_are_those_of_the_extra() -> None:
    """tools/packages.sh and the extra `bench` name the same versions, so that figures are of the same libraries."""
    tomllib = pytest.importorskip("tomllib")
    project = tomllib.loads((ROOT / "python/pyproject.toml").read_text())["project"]
    script = (ROOT / "tools/packages.sh").read_text()
    arrays = "\n".join(re.findall(r"^\w+_packages=\(.*?\)", script, re.MULTILINE | re.DOTALL))
    program = arrays + '\nprintf \'%s\\n\' "${bench_packages[@]}" "${peers_packages[@]}"'
    listed = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert sorted({*listed} - {*project["dependencies"]}) == sorted(project["optional-dependencies"]["bench"])
    assert {name.split("==")[0] for name in listed} >= {peer_class(name).packages[0] for name in NAMES}
