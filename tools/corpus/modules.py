"""Texts of many modules as one, and back: so that one process does for all files what would take one for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Iterable, Sequence

SEPARATOR = "// -----"
_RESOURCES = re.compile(r"\{-#.*?#-\}\s*", re.S)
_RESOURCE = re.compile(r'([\w.]+): "(0x[0-9A-Fa-f]*)"')
_HEADER = re.compile(
    r"^  func\.func (?:public )?@[\w.$-]+\((?P<arguments>.*?)\)(?: -> (?P<results>.*?))?(?: attributes \{.*\})? \{$"
)
_ATTRIBUTES = re.compile(r" \{[^{}]*\}")


@dataclass(frozen=True)
class Function:
    """The only function of a module as norm-opt prints it, with the aliases before it and the resources after it."""

    arguments: tuple[str, ...]
    results: str
    lines: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    resources: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def parse(text: str) -> Function:
        """Takes a printed module apart; raises ValueError where it holds anything but one function."""
        resources = tuple(pair for block in _RESOURCES.findall(text) for pair in _RESOURCE.findall(block))
        lines = _RESOURCES.sub("", text).strip().splitlines()
        start = next(index for index, line in enumerate(lines) if line.startswith("module"))
        ends = [index for index, line in enumerate(lines) if line == "  }"]
        header = _HEADER.match(lines[start + 1])
        if not header or ends != [len(lines) - 2]:
            raise ValueError("expects a module of one public function")
        arguments = re.findall(r"%\w+: ([^,{ ]+)", _ATTRIBUTES.sub("", header["arguments"]))
        results = _ATTRIBUTES.sub("", header["results"] or "()")
        return Function(tuple(arguments), results, tuple(lines[start + 2 : ends[0]]), tuple(lines[:start]), resources)

    @property
    def result_types(self) -> list[str]:
        """The types of its results."""
        return re.findall(r"tensor<[^>]*>|\b[a-z]\w*", self.results)

    @property
    def body(self) -> str:
        """The text between its braces."""
        return "\n".join(self.lines)

    def named(self, name: str, inputs: Sequence[str] = ()) -> Named:
        """The function's text with a name, and with what its arguments are filled with."""
        filled = [f' {{norm.input = "{text}"}}' for text in inputs] or [""] * len(self.arguments)
        given = ", ".join(
            f"%arg{index}: {type}{text}" for index, (type, text) in enumerate(zip(self.arguments, filled))
        )
        text = f"  func.func @{name}({given}) -> {self.results} {{\n{self.body}\n  }}"
        aliases = "\n".join(self.aliases)
        for alias in re.findall(r"^#(\w+) = ", aliases, re.M):
            aliases, text = (re.sub(rf"#{alias}\b", f"#{alias}_{name}", part) for part in (aliases, text))
        for key, _ in self.resources:
            text = text.replace(f"dense_resource<{key}>", f"dense_resource<{key}_{name}>")
        return Named(text, aliases, tuple((f"{key}_{name}", value) for key, value in self.resources))


@dataclass(frozen=True)
class Named:
    """A function's text, with aliases and resources whose names no other function uses."""

    text: str
    aliases: str
    resources: tuple[tuple[str, str], ...]

    @property
    def private(self) -> Named:
        """The same, not to be called from outside its module."""
        return replace(self, text=self.text.replace("func.func @", "func.func private @", 1))


def join(functions: Iterable[Named]) -> str:
    """One module of functions whose names differ."""
    functions = list(functions)
    aliases = "".join(f"{function.aliases}\n" for function in functions if function.aliases)
    text = f"{aliases}module {{\n" + "\n".join(function.text for function in functions) + "\n}\n"
    resources = [f'      {key}: "{value}"' for function in functions for key, value in function.resources]
    if resources:
        text += "\n{-#\n  dialect_resources: {\n    builtin: {\n" + ",\n".join(resources) + "\n    }\n  }\n#-}\n"
    return text


def split(text: str) -> list[str]:
    """The modules of a text that norm-opt printed with --split-input-file."""
    parts = (part.strip() for part in re.split(rf"^{SEPARATOR}$", text, flags=re.M))
    return [part for part in parts if part]
