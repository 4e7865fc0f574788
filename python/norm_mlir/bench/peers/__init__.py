"""The libraries that compiled functions are compared with, each in a process of its own; see docs/Benchmarks.md."""

from __future__ import annotations

from importlib import import_module
from typing import Dict, Tuple, Type

from .base import Peer

# In the order in which tables show them; each has a module of this name, with a class `ThePeer`.
NAMES: Tuple[str, ...] = ("eager", "inductor", "onednn", "onnxruntime", "openvino", "jax", "iree")
# Ours in the same form, called from Python as most peers are; no peer.
PACKAGE = "package"


def peer_class(name: str) -> Type[Peer]:
    """The class of a peer; its module imports the library only when an object is made."""
    found: Type[Peer] = import_module(f"{__name__}.{name}").ThePeer
    return found


def titles() -> Dict[str, str]:
    """The full name of each."""
    return {name: peer_class(name).title for name in NAMES}
