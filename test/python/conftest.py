"""Finds the package of this tree, has the option that writes pages of counts, and a compiler for Inductor."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

CLANG = "/usr/lib/llvm-22/bin/clang++"

# After what is installed or in PYTHONPATH.
sys.path.append(str(Path(__file__).resolve().parents[2] / "python"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that writes a page."""
    parser.addoption("--write-table", metavar="PAGE", type=Path, help="write the page of counts instead of checking it")


@pytest.fixture
def page_to_write(request: pytest.FixtureRequest) -> Path | None:
    """The page that the run is to write."""
    return request.config.getoption("write_table", default=None)


@pytest.fixture
def inductor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inductor compiles with g++, or what CXX names."""
    if "CXX" not in os.environ and shutil.which("g++") is None:
        if not Path(CLANG).exists():
            pytest.skip("no C++ compiler for Inductor")
        monkeypatch.setenv("CXX", CLANG)
        monkeypatch.setattr("torch._inductor.config.cpp.cxx", (CLANG,))
