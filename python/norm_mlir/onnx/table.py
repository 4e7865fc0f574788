"""All normalization ops that are imported, by domain and name."""

from __future__ import annotations

from typing import Dict, Tuple

from . import contrib, norms
from .norms import Norm

NORMS: Dict[Tuple[str, str], Norm] = {**norms.NORMS, **contrib.NORMS}
#: The versions of each op.
VERSIONS = {key: norm.versions for key, norm in NORMS.items()}
