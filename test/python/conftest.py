"""Finds the package of this tree, and has the option that writes pages of counts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# After what is installed or in PYTHONPATH.
sys.path.append(str(Path(__file__).resolve().parents[2] / "python"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that writes a page."""
    parser.addoption("--write-table", metavar="PAGE", type=Path, help="write the page of counts instead of checking it")


@pytest.fixture
def page_to_write(request: pytest.FixtureRequest) -> Path | None:
    """The page that the run is to write."""
    return request.config.getoption("write_table", default=None)
