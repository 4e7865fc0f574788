"""The table of docs/FrontEnds.md."""

from __future__ import annotations

import re
from collections import Counter
from typing import Optional, Sequence

from corpus.importing import Imported
from corpus.running import Pair

HEADER = """# Norms of other front ends

Files that other front ends wrote (test/FrontEnds), on their way to norm ops: `{command}` makes this page,
`{generate}` the files.

A file is *whole* where the pipeline turns it into the norm ops that it means, with nothing foreign left; it is
*refused* with a message where the op or the numbers have no norm op, and *stays* what it was where nobody has looked
for a norm in such a form. Both are expected of the files that say so (cases.toml). The twin of a function is the
same written as norm ops. *Same IR* says that both are one function, to the letter, after canonicalization; else the
largest difference of their results is given, divided by the largest element. Whole functions are also compared with the
float64 reference. Times are those of one thread, at sizes that are larger than the arguments' where these are open.
"""


def made_by(item: Imported) -> str:
    """Who made a file: its first line."""
    with item.case.path.open(encoding="utf-8") as stream:
        return stream.readline().removeprefix("// ").rstrip(".\n")


def row(*cells: object) -> str:
    """A line of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def summary(items: Sequence[Imported], pairs: dict[int, Pair]) -> list[str]:
    """One line for each folder, and one for all."""
    lines = [row("folder", "files", "dynamic", "ops", "whole", "not", "same IR"), "|---|---|---|---|---|---|---|"]
    folders = sorted({item.case.folder for item in items})
    for folder in [*folders, ""]:
        own = [index for index, item in enumerate(items) if folder in ("", item.case.folder)]
        ops = {op for index in own for op in items[index].case.expected}
        whole = [index for index in own if items[index].is_whole]
        lines.append(
            row(
                folder or "all",
                len(own),
                sum(items[index].case.form == "dynamic" for index in own),
                len(ops),
                len(whole),
                len(own) - len(whole),
                sum(index in pairs and pairs[index].is_same for index in own),
            )
        )
    return lines


def outcome(item: Imported, pair: Optional[Pair]) -> tuple[str, str, str]:
    """What became of a file: its ops or the message, how far it is from its twin, and the ratio of times."""
    if not pair:
        message = next((text for text in item.messages if item.case.refused and item.case.refused in text), "")
        return f"refused: {message}" if message else item.problem or f"stays: {item.case.stays}", "", ""
    apart = "same IR" if pair.is_same else f"{pair.difference:.1e}"
    ratio = "" if pair.ratio is None else f"{pair.ratio:.2f} ({pair.microseconds:.0f} us)"
    return ", ".join(item.ops), apart, ratio


def page(items: Sequence[Imported], pairs: dict[int, Pair], command: str, generate: str) -> str:
    """The whole page."""
    lines = [HEADER.format(command=command, generate=generate), *summary(items, pairs), ""]
    ratios = [pair.ratio for pair in pairs.values() if pair.ratio is not None]
    if ratios:
        lines += [f"Times are those of imported functions, divided by their twins': at most {max(ratios):.2f}.", ""]
    for folder in sorted({item.case.folder for item in items}):
        makers = Counter(made_by(item) for item in items if item.case.folder == folder)
        lines += [f"## {folder}", "", f"{re.sub(r', opset .*', '', makers.most_common(1)[0][0])}.", ""]
        lines += [row("file", "arguments", "norm ops", "to the twin", "time"), "|---|---|---|---|---|"]
        for index, item in enumerate(items):
            if item.case.folder == folder:
                types = ", ".join(
                    shape.mlir.removeprefix("tensor<").rstrip(">") for shape in item.case.arguments.values()
                )
                lines.append(row(f"`{item.case.file_name}`", types, *outcome(item, pairs.get(index))))
        lines.append("")
    return "\n".join(lines)
