#!/usr/bin/env python3
"""Runs the commands that pages show, and compares what they print with what the pages say.

    tools/check_page.py [--tools FOLDER] PAGE...

A command is a line `$ ...` of a fenced block that begins with one; the lines after it, up to the next command or the end
of the block, are what it prints. Commands run one after the other in an empty folder that has what the repository's root
has, with FOLDER (default: build/bin) and LLVM's programs first in PATH. Digits that `--verify` measures are not compared:
they differ from processor to processor. Prints one line `path:line: message` for each command that prints something else,
and at the end `N commands, N differ`. Exits 1 when one does.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LLVM = "/usr/lib/llvm-22/bin"
# What the repository has that is not for commands to write into.
SHARED = ("build", "docs", "test", "tools", "README.md")
MEASURED = re.compile(r"^(result \d+): max abs .*(: ok|: FAILED).*$")


@dataclass
class Command:
    """A command of a page, and what the page says that it prints."""

    line: int
    text: str
    output: list[str] = field(default_factory=list)


def blocks_of(text: str) -> list[tuple[int, list[str]]]:
    """The fenced blocks of a page: the number of the first line, and the lines."""
    blocks: list[tuple[int, list[str]]] = []
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        mark = re.match(r"```+", line)
        if mark and not fence:
            fence = mark.group()
            blocks.append((number + 1, []))
        elif mark and line.startswith(fence):
            fence = ""
        elif fence:
            blocks[-1][1].append(line)
    return blocks


def commands_of(text: str) -> list[Command]:
    """The commands of a page, in order."""
    commands: list[Command] = []
    for first, lines in blocks_of(text):
        if not lines or not lines[0].startswith("$ "):
            continue
        for number, line in enumerate(lines, start=first):
            if line.startswith("$ "):
                commands.append(Command(number, line[2:]))
            else:
                commands[-1].output.append(line)
    return commands


def comparable(lines: list[str]) -> list[str]:
    """Lines without what may differ."""
    return [MEASURED.sub(r"\1\2", line).rstrip() for line in lines]


def run(command: Command, folder: Path, environment: dict[str, str]) -> list[str]:
    """What the command prints, to both streams."""
    result = subprocess.run(
        ["bash", "-c", command.text],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return result.stdout.splitlines()


def check(page: Path, environment: dict[str, str]) -> tuple[int, int]:
    """Runs the commands of one page; returns how many there are, and how many print something else."""
    commands = commands_of(page.read_text(encoding="utf-8"))
    differing = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shared in SHARED:
            if (ROOT / shared).exists():
                (folder / shared).symlink_to(ROOT / shared)
        for command in commands:
            printed = run(command, folder, environment)
            if comparable(printed) == comparable(command.output):
                continue
            differing += 1
            print(f"{page}:{command.line}: prints something else: {command.text}")
            diff = difflib.unified_diff(command.output, printed, "the page", "the command", lineterm="")
            print("\n".join(f"    {line}" for line in diff))
    return len(commands), differing


def main() -> int:
    """Checks the pages of the command line."""
    parser = argparse.ArgumentParser(description="Runs the commands that pages show and compares what they print.")
    parser.add_argument("--tools", type=Path, default=ROOT / "build/bin", help="the folder of norm-mlir's programs")
    parser.add_argument("pages", metavar="PAGE", nargs="+", type=Path)
    arguments = parser.parse_args()
    path = os.pathsep.join([str(arguments.tools.resolve()), LLVM, os.environ["PATH"]])
    counts = [check(page, {**os.environ, "PATH": path}) for page in arguments.pages]
    total, differing = (sum(numbers) for numbers in zip(*counts))
    print(f"{total} commands, {differing} differ")
    return 1 if differing or not all(number for number, _ in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
