"""The files that the lints read, and the form of a finding."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

LLVM_TOOLS = Path("/usr/lib/llvm-22/bin")


@dataclass(frozen=True, order=True)
class Finding:
    """One breach of a rule, printed as `path:line: message`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(eq=False)
class Tree:
    """A working copy: its files, and the notes that lints leave for the end of the output."""

    root: Path
    notes: list[str] = field(default_factory=list)

    @lru_cache(maxsize=None)
    def _all(self) -> tuple[str, ...]:
        """Every file that git tracks or would track; every file outside build folders where there is no git."""
        command = ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = []
        if (self.root / ".git").exists():
            names = subprocess.run(command, capture_output=True, text=True).stdout.split("\0")
        if not any(names):
            paths = (path.relative_to(self.root) for path in self.root.rglob("*"))
            names = [path.as_posix() for path in paths if not path.parts[0].startswith("build")]
        return tuple(sorted({name for name in names if name and (self.root / name).is_file()}))

    def files(self, *suffixes: str, under: tuple[str, ...] = ("",)) -> list[str]:
        """Paths, relative to the root, that end in one of `suffixes` (all without it) and lie in a folder `under`."""
        return [name for name in self._all() if name.startswith(under) and (not suffixes or name.endswith(suffixes))]

    @lru_cache(maxsize=None)
    def text(self, name: str) -> str:
        """A file's text; empty where it is not text."""
        data = (self.root / name).read_bytes()
        return "" if b"\0" in data else data.decode("utf-8", errors="replace")

    def lines(self, name: str) -> list[tuple[int, str]]:
        """A file's numbered lines."""
        return list(enumerate(self.text(name).splitlines(), start=1))


def llvm_tool(name: str) -> str:
    """The path of a tool of LLVM 22; `name` itself where none is found, so that running it says so."""
    if (LLVM_TOOLS / name).exists():
        return str(LLVM_TOOLS / name)
    return shutil.which(f"{name}-22") or shutil.which(name) or name
