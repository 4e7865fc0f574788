"""ONNX's own node tests of normalization ops, and the table of docs/ONNX.md that counts them.

pytest test/python/test_onnx_conformance.py [--write-table docs/ONNX.md]
"""

from __future__ import annotations

import functools
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List

import numpy as np
import pytest

pytest.importorskip("onnx", reason="needs onnx: pip install './python[onnx]'")
pytest.importorskip("onnxruntime", reason="needs onnxruntime: pip install './python[onnx]'")

import onnx  # noqa: E402
from onnx import numpy_helper  # noqa: E402
from onnx.backend.test.loader import load_model_tests  # noqa: E402
from support import ROOT  # noqa: E402

import norm_mlir.onnx  # noqa: E402

PAGE = ROOT / "docs" / "ONNX.md"
COMMAND = "pytest test/python/test_onnx_conformance.py --write-table docs/ONNX.md"
BEGIN, END = f"<!-- From here on written by {COMMAND} -->\n", "<!-- to here -->\n"

#: The ops whose cases are run, and their twins: what the cases' names are with `_expanded` behind.
OPS = (
    "BatchNormalization",
    "GroupNormalization",
    "InstanceNormalization",
    "LayerNormalization",
    "LRN",
    "LpNormalization",
    "MeanVarianceNormalization",
    "RMSNormalization",
)
# Cases that are left out, with the reason.
EXCLUDED: Dict[str, str] = {}


@dataclass
class Count:
    """The cases of an op: how many there are, passed, and have all of their nodes compiled or folded."""

    cases: int = 0
    passed: int = 0
    wholly: int = 0
    failures: List[str] = field(default_factory=list)


@functools.cache
def _node_tests() -> Dict[str, Any]:
    """All node tests of onnx, by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {case.name: case for case in load_model_tests(kind="node")}


def _cases() -> Iterator[tuple[str, bool, Any]]:
    """The op of each case, whether it is a twin, and the case."""
    op_of, cases = {}, _node_tests()
    for name, case in cases.items():
        found = [node.op_type for node in case.model.graph.node if node.op_type in OPS]
        if found:
            op_of[name] = found[0]
            yield found[0], False, case
    for name, case in cases.items():
        if "_expanded" in name and name.split("_expanded")[0] in op_of:
            yield op_of[name.split("_expanded")[0]], True, case


def _arrays(values: Any) -> List[Any]:
    return [numpy_helper.to_array(value) if isinstance(value, onnx.TensorProto) else value for value in values]


def _run(case: Any, count: Count) -> None:
    prepared = norm_mlir.onnx.Backend.prepare(case.model)
    for inputs, outputs in case.data_sets:
        for got, wanted in zip(prepared.run(_arrays(inputs)), _arrays(outputs), strict=True):
            assert got.dtype == wanted.dtype and got.shape == wanted.shape
            np.testing.assert_allclose(got, wanted, rtol=case.rtol, atol=case.atol)
    count.passed += 1
    count.wholly += all(node.runner in ("norm_mlir", "folded") for node in prepared.model.nodes)


@pytest.fixture(scope="module")
def counts() -> Dict[tuple[str, bool], Count]:
    """What became of all cases."""
    counts = {(op, is_twin): Count() for op in OPS for is_twin in (False, True)}
    for op, is_twin, case in _cases():
        count = counts[op, is_twin]
        count.cases += 1
        if case.name in EXCLUDED:
            continue
        try:
            _run(case, count)
        except Exception as error:
            count.failures.append(f"{case.name}: {error}")
    return counts


@pytest.mark.parametrize("op", OPS)
def test_cases(op: str, counts: Dict[tuple[str, bool], Count]) -> None:
    """All cases of an op pass, and its twins."""
    for is_twin in (False, True):
        assert not counts[op, is_twin].failures, "\n".join(counts[op, is_twin].failures)
    assert counts[op, False].cases > 0
    assert counts[op, False].wholly == counts[op, False].passed


def _table(counts: Dict[tuple[str, bool], Count]) -> str:
    rows = [
        "| op | cases | passed | twins | passed | all compiled | with other ops |",
        "|---|---|---|---|---|---|---|",
    ]
    for op in (*OPS, "all"):
        own, twins = (
            [count for (of, is_twin), count in counts.items() if op in (of, "all") and is_twin is wanted]
            for wanted in (False, True)
        )
        cases, passed = (sum(getattr(count, name) for count in own) for name in ("cases", "passed"))
        numbers = [sum(getattr(count, name) for count in twins) for name in ("cases", "passed", "wholly")]
        rows.append(
            f"| {op} | {cases} | {passed} | {numbers[0]} | {numbers[1]} | {numbers[2]} | {numbers[1] - numbers[2]} |"
        )
    left = "\n".join(f"- `{name}`: {reason}." for name, reason in EXCLUDED.items()) or "No case is left out."
    return f"\nThose of onnx {onnx.__version__}:\n\n" + "\n".join(rows) + f"\n\n{left}\n\n"


def test_page(counts: Dict[tuple[str, bool], Count], page_to_write: Path | None) -> None:
    """The page's table is of this run; with --write-table it is written instead."""
    assert not any(count.failures for count in counts.values()), "a table is of a run in which nothing failed"
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    committed, _, after = rest.partition(END)
    table = _table(counts)
    if page_to_write:
        page_to_write.write_text(before + BEGIN + table + END + after, encoding="utf-8")
        return
    if f"onnx {onnx.__version__}:" not in committed:
        pytest.skip(f"the page is of another onnx than {onnx.__version__}, which has other cases")
    assert committed == table, f"{PAGE.name} is of another run: {COMMAND}"


def test_every_case_has_an_op() -> None:
    """No case whose name speaks of a norm is of another op."""
    ours = {case.name for _, _, case in _cases()}
    words = ("norm", "mvn", "lrn")
    others = [name for name in _node_tests() if any(word in name for word in words) and name not in ours]
    assert [name for name in others if "strnormalizer" not in name] == []
