"""Counts what the conformance tests find, for the page that shows it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch

ROOT = Path(__file__).resolve().parents[3]
# After what is installed or in PYTHONPATH.
sys.path.append(str(ROOT / "python"))

from .tally import Tally  # noqa: E402

_TALLY = pytest.StashKey[Tally]()


def pytest_configure(config: pytest.Config) -> None:
    """Starts to count."""
    # Samples are small: threads of PyTorch cost more than they save, most of all beside other programs.
    torch.set_num_threads(1)
    config.stash[_TALLY] = Tally()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests of the page last, when all is counted."""
    items.sort(key=lambda item: item.path.parent == Path(__file__).parent and item.path.name == "test_page.py")


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """The counts of this run."""
    return request.config.stash[_TALLY]
