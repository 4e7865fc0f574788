"""Finds the package of this tree, and a compiler for Inductor."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

CLANG = "/usr/lib/llvm-22/bin/clang++"

# After what is installed or in PYTHONPATH.
sys.path.append(str(Path(__file__).resolve().parents[2] / "python"))


@pytest.fixture
def inductor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inductor compiles with g++, or what CXX names."""
    if "CXX" not in os.environ and shutil.which("g++") is None:
        if not Path(CLANG).exists():
            pytest.skip("no C++ compiler for Inductor")
        monkeypatch.setenv("CXX", CLANG)
        monkeypatch.setattr("torch._inductor.config.cpp.cxx", (CLANG,))
