"""How a file of the corpus is written."""

from __future__ import annotations

from pathlib import Path

from corpus.cases import Case


def write_file(root: Path, case: Case, made_by: str, text: str) -> None:
    """Writes a case's file below a folder: who made it, from what, and the text."""
    source = [*case.setup.strip().splitlines(), *case.source.splitlines()]
    comment = "".join(f"// {line}\n" for line in [f"{made_by}.", *source])
    path = root / case.folder / case.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{comment}{text.strip()}\n", encoding="utf-8")
