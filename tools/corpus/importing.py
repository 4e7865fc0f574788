"""What becomes of each file of the corpus on its way to norm ops."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from corpus.cases import Case, norm_ops
from corpus.modules import SEPARATOR, Function, split

# From any of the front ends to norm ops; what makes two texts of one function equal, and one function of two.
IMPORT = "builtin.module(norm-import-pipeline)"
NORMAL_FORM = "builtin.module(canonicalize,cse,symbol-dce)"
INLINE = "builtin.module(inline,symbol-dce)"
_MESSAGE = re.compile(r"^(?P<file>[^\n]*?):(?P<line>\d+):\d+: (?P<kind>error|remark|warning): (?P<text>.*)$", re.M)
# An op that norm-opt does not know is printed with quotes, a type of torch-mlir's by its name.
_FOREIGN = re.compile(r'"([a-z_]+\.[\w.]+)"\(|(!torch\.\w+)|\b(tensor<[^>]*!)')


@dataclass(frozen=True)
class Imported:
    """A file after the passes: its function, or why there is none."""

    case: Case
    is_parsed: bool
    function: Optional[Function]
    messages: tuple[str, ...]

    @property
    def ops(self) -> tuple[str, ...]:
        """The norm ops that it has, each once."""
        return tuple(norm_ops(self.function.body)) if self.function else ()

    @property
    def foreign(self) -> tuple[str, ...]:
        """What is left of other dialects."""
        if not self.function:
            return ()
        found = _FOREIGN.findall(" ".join([*self.function.arguments, self.function.results, self.function.body]))
        return tuple(sorted({name for names in found for name in names if name}))

    @property
    def is_whole(self) -> bool:
        """Whether the ops are there that are expected, and nothing foreign is left."""
        return self.function is not None and not self.foreign and self.ops == self.case.expected

    @property
    def problem(self) -> str:
        """How the outcome differs from what the case expects; empty where it does not."""
        if self.case.refused:
            if self.is_whole:
                return f"expects refusal because of '{self.case.refused}'; got {', '.join(self.ops)}"
            if not any(self.case.refused in message for message in self.messages):
                return f"expects a message with '{self.case.refused}'; got {self.messages[:1] or 'none'}"
            return ""
        if self.case.stays:
            return f"expects no {', '.join(self.case.expected)}; got it" if self.is_whole else ""
        if self.is_whole:
            return ""
        why = f" ({self.messages[0]})" if self.messages else ""
        if not self.function:
            return f"expects {', '.join(self.case.expected)}; got no function{why}"
        left = f", and {', '.join(self.foreign[:3])} left" if self.foreign else ""
        return f"expects {', '.join(self.case.expected)}; got {', '.join(self.ops) or 'no norm op'}{left}{why}"


class Crash(Exception):
    """norm-opt ended otherwise than by its own exit."""


def run_passes(norm_opt: str, pipeline: str, text: str, folder: Path) -> tuple[list[str], list[tuple[int, str]]]:
    """The modules that a pipeline makes of a text of several, and the messages, each with its line."""
    file = folder / "corpus.mlir"
    file.write_text(text, encoding="utf-8")
    command = [norm_opt, str(file), "--allow-unregistered-dialect", "--split-input-file", f"--pass-pipeline={pipeline}"]
    result = subprocess.run(command, capture_output=True, text=True)
    messages = [(int(match["line"]), match["text"]) for match in _MESSAGE.finditer(result.stderr)]
    if result.returncode not in (0, 1):
        raise Crash(f"norm-opt ended with {result.returncode}: {result.stderr.strip().partition(chr(10))[0][:300]}")
    if result.returncode == 1 and not messages:
        raise RuntimeError(f"norm-opt: {result.stderr.strip()[:300]}")
    return split(result.stdout), messages


def import_all(cases: Sequence[Case], norm_opt: str, pipeline: str, folder: Path) -> list[Imported]:
    """What the passes make of all cases' files, in one process unless that crashes."""
    # Functions are told apart by their names in the output, where a module that failed is missing.
    chunks = [
        re.sub(r'(sym_name = "|@)main(_graph)?\b', rf"\g<1>case_{index}", case.path.read_text(encoding="utf-8"))
        for index, case in enumerate(cases)
    ]
    try:
        modules, messages = run_passes(norm_opt, pipeline, f"{SEPARATOR}\n".join(chunks), folder)
    except Crash as error:
        if len(cases) == 1:
            return [Imported(cases[0], True, None, (str(error),))]
        half = len(cases) // 2
        return [item for part in (cases[:half], cases[half:]) for item in import_all(part, norm_opt, pipeline, folder)]
    named = ((re.search(r"@case_(\d+)\(", module), module) for module in modules)
    found = {int(name[1]): module for name, module in named if name}
    imported, start = [], 1
    for index, (case, chunk) in enumerate(zip(cases, chunks)):
        end = start + chunk.count("\n") + 1
        own = tuple(text for line, text in messages if start <= line < end)
        start = end
        try:
            function = Function.parse(found[index]) if index in found else None
        except ValueError as error:
            function, own = None, (*own, str(error))
        imported.append(Imported(case, index in found, function, own))
    return imported


def functions_of(modules: Sequence[str], norm_opt: str, pipeline: str, folder: Path) -> list[Function]:
    """The functions of modules of one each, after a pipeline; raises RuntimeError where it takes one of them not."""
    made, messages = run_passes(norm_opt, pipeline, f"\n{SEPARATOR}\n".join(modules), folder)
    if len(made) != len(modules):
        raise RuntimeError(f"norm-opt refuses {len(modules) - len(made)} functions: {messages[:1]}")
    return [Function.parse(module) for module in made]
