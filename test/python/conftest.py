"""Finds the package of this tree."""

from __future__ import annotations

import sys
from pathlib import Path

# After what is installed or in PYTHONPATH.
sys.path.append(str(Path(__file__).resolve().parents[2] / "python"))
