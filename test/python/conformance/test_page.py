"""The page of counts is of this run, and says something of every entry that may be a normalization."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.common_modules import module_db

import norm_mlir

from . import test_errors, test_modules
from .conftest import ROOT
from .page import COMMAND, NAMES, counts_of, version, write_page
from .samples import samples_of
from .suites import HOLDERS, MODULES, OPS, OTHER_MODULES, OTHER_OPS, Op, name_of
from .tally import Tally
from .test_enabled import OTHER_TYPES

PAGE = ROOT / "docs" / "Conformance.md"


def _is_norm(name: str) -> bool:
    return "norm" in name.lower() or "LRN" in name


def test_every_op_is_accounted_for() -> None:
    """Every entry of op_db whose name contains "norm" is ours or has a reason, once."""
    entries = sorted(info.full_name for info in op_db if _is_norm(info.full_name))
    assert sorted([*(op.name for op in OPS), *OTHER_OPS]) == entries


def test_every_module_is_accounted_for() -> None:
    """So is every module of torch.nn and every entry of module_db."""
    names = sorted(
        f"nn.{name}" for name in dir(torch.nn) if _is_norm(name) and isinstance(getattr(torch.nn, name), type)
    )
    assert sorted([*(module.name for module in MODULES), *OTHER_MODULES]) == names
    entries = {info.name for info in module_db if _is_norm(info.name)}
    assert entries == {module.entry for module in MODULES}


def test_variant_has_the_same_samples() -> None:
    """batch_norm without cuDNN is left out because it has no samples of its own."""
    of_cuda, of_cpu = (
        Op(name, norm_mlir.batch_norm)
        for name in ("nn.functional.batch_norm.without_cudnn", "nn.functional.batch_norm")
    )
    assert not of_cuda.info.supported_dtypes("cpu")
    assert [str(each) for each in samples_of(of_cuda, torch.float32)] == [
        str(each) for each in samples_of(of_cpu, torch.float32)
    ]


def _whole_run() -> set[tuple[str, str, str]]:
    """The counts of a run that leaves out no test."""
    modes = test_modules.MODES.values()
    return {
        *((suite, op.name, name) for suite in ("functional", "enabled") for op in OPS for name in NAMES),
        *(("other types", op.name, name_of(dtype)) for op, dtype in OTHER_TYPES),
        *((suite, op.name, "") for suite in ("errors", "errors enabled") for op in test_errors.WITH_ERRORS),
        *(("refusals", name, "") for name in test_errors.REFUSED),
        *(("modules", of.name, f"{name_of(dtype)} {mode}") for of, dtype in test_modules.CASES for mode in modes),
        *(("modules inside", of.name, f"float32 {mode}") for of in HOLDERS for mode in modes),
        *(("module errors", of.name, "") for of in test_modules.WITH_ERRORS),
    }


def test_page(tally: Tally, page_to_write: Path | None) -> None:
    """The page's counts are those of this run; with --write-table it is written instead."""
    missing = _whole_run() - set(tally.counts)
    if missing:
        pytest.skip(f"of a whole run; this one has no {' '.join(sorted(missing)[0])}")
    failures = sum(len(count.failures) for count in tally.counts.values())
    assert failures == 0, "a page is of a run in which nothing failed"
    page = write_page(tally)
    if page_to_write:
        page_to_write.write_text(page, encoding="utf-8")
        return
    committed = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if committed and f"PyTorch {version()} " not in committed:
        pytest.skip(f"the page is of another PyTorch than {version()}, which has other samples")
    assert counts_of(committed) == counts_of(page), f"{PAGE.name} is missing, or of another run: {COMMAND}"
