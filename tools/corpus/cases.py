"""The cases of test/FrontEnds: each `cases.toml` says which functions a front end is asked for, and what they mean.

A case is written once and gives a file for each of its forms:

    [layer-norm]
    source = "F.layer_norm(x, (11,), w, b)"
    arguments = { x = "3xNx11xf32", w = "11xf32", b = "11xf32" }
    forms = ["static", "dynamic"]
    sizes = { N = 5 }
    twin = "norm.layer_norm %x scale(%w : !w) bias(%b : !b) axes = [2] epsilon = 1.0e-05 : !x"

Capital letters are sizes that the dynamic form leaves open; `sizes` are theirs in tests and in the static form,
`timing` those that are timed. `twin` is the same function as norm ops, where `!x` stands for the type of `x`: one op,
or the whole body where it has several lines; numbers that are attributes are rounded to f32 where the front end does.
`types` names further types for it.

`expect` lists the norm ops that stand in the imported function, by default those of the twin; `refused` is the part of
the diagnostic by which a function is refused instead, `stays` says why one is imported without them. `unmade` says why
a front end makes no file. Each of them and `twin` may be a table, whose keys are folders of the corpus, or
`FOLDER-dynamic`.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator

try:
    import tomllib
except ImportError:  # before Python 3.11; pip has it
    from pip._vendor import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "test" / "FrontEnds"
FORMS = ("static", "dynamic")
# The files of cases, with the folders that an entry has files in unless it says others.
FOLDERS = {
    "Torch/cases.toml": ("Torch", "TorchLinalg"),
    "StableHLO/cases.toml": ("StableHLO/jax",),
    "StableHLO/litert/cases.toml": ("StableHLO/litert",),
    "ONNX/cases.toml": ("ONNX/torch-mlir", "ONNX/onnx-mlir"),
}
KEYS = {
    *("source", "setup", "arguments", "types", "forms", "folders", "unmade", "sizes", "timing", "options"),
    *("twin", "expect", "refused", "stays"),
}


@dataclass(frozen=True)
class Shape:
    """A tensor's sizes, numbers or letters, and its element type."""

    sizes: tuple[int | str, ...]
    element: str

    @staticmethod
    def parse(text: str) -> Shape:
        """Reads `3xNx11xf32`."""
        *sizes, element = text.split("x")
        for size in sizes:
            if not re.fullmatch(r"\d+|[A-Z]", size):
                raise ValueError(f"expects sizes that are numbers or capital letters; got '{size}' in '{text}'")
        return Shape(tuple(int(size) if size.isdigit() else size for size in sizes), element)

    def with_sizes(self, sizes: dict[str, int]) -> Shape:
        """The same with letters replaced."""
        return Shape(tuple(sizes[size] if isinstance(size, str) else size for size in self.sizes), self.element)

    @property
    def letters(self) -> list[str]:
        return [size for size in self.sizes if isinstance(size, str)]

    @property
    def mlir(self) -> str:
        """The type in MLIR, letters being dynamic."""
        sizes = ["?" if isinstance(size, str) else str(size) for size in self.sizes]
        return f"tensor<{'x'.join([*sizes, self.element])}>"


@dataclass(frozen=True)
class Case:
    """One file of the corpus: a function that a front end was asked for, in one form."""

    folder: str
    name: str
    form: str
    source: str
    arguments: dict[str, Shape]
    sizes: dict[str, int]
    timing: dict[str, int]
    twin_body: str
    types: dict[str, Shape] = field(default_factory=dict)
    expected: tuple[str, ...] = ()
    refused: str = ""
    stays: str = ""
    setup: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        return self.name + ("-dynamic" if self.form == "dynamic" else "") + ".mlir"

    @property
    def path(self) -> Path:
        return CORPUS / self.folder / self.file_name

    def twin(self, function: str) -> str:
        """The same function, with the given name, written as norm ops."""
        body = self.twin_body
        if self.is_f32:
            body = re.sub(
                r"\b(epsilon|momentum|alpha) = ([\d.e-]+)", lambda match: f"{match[1]} = {to_f32(match[2])}", body
            )
        return self.as_function(body, function)

    @property
    def is_f32(self) -> bool:
        """Whether an epsilon is kept in f32: all attributes of ONNX, constants of StableHLO unless the input is f64."""
        return self.folder.startswith(("ONNX", "StableHLO")) and self.arguments["x"].element != "f64"

    def as_function(self, body: str, function: str) -> str:
        """A function of the case's arguments with a body in MLIR, `!x` being the type of x."""
        types = {**self.types, **self.arguments}
        text = re.sub(r"!(\w+)", lambda match: types[match[1]].mlir, body.strip())
        if "\n" not in text:
            text = f"%result = {text}\nreturn %result : {text.rpartition(' : ')[2]}"
        results = re.search(r"^\s*return .*? : (.*)$", text, re.M)[1]
        arguments = ", ".join(f"%{name}: {shape.mlir}" for name, shape in self.arguments.items())
        lines = "".join(f"  {line.strip()}\n" for line in text.splitlines())
        return f"func.func @{function}({arguments}) -> ({results}) {{\n{lines}}}\n"


def to_f32(number: str) -> str:
    """The f32 that is nearest to a number, to all digits."""
    return f"{struct.unpack('f', struct.pack('f', float(number)))[0]:.17e}"


def of_file(value: Any, folder: str, form: str) -> Any:
    """What an entry says of one of its files, where it does not say the same of all."""
    return value.get(f"{folder}-{form}", value.get(folder)) if isinstance(value, dict) else value


def norm_ops(text: str) -> list[str]:
    """The norm ops of a text, each once; requirements on sizes are none."""
    return sorted(set(re.findall(r"\bnorm\.(?!require\b)\w+(?= )", text)))


def read_case(folder: str, name: str, form: str, entry: dict[str, Any]) -> Case:
    """The case of one entry of a `cases.toml` in one of its forms."""
    unknown = entry.keys() - KEYS
    if unknown:
        raise ValueError(f"{folder}: {name}: unknown key '{sorted(unknown)[0]}'")
    sizes = entry.get("sizes", {})

    def shapes(key: str) -> dict[str, Shape]:
        parsed = {name: Shape.parse(text) for name, text in entry.get(key, {}).items()}
        return parsed if form == "dynamic" else {name: shape.with_sizes(sizes) for name, shape in parsed.items()}

    expected, twin = of_file(entry.get("expect"), folder, form), of_file(entry["twin"], folder, form)
    return Case(
        folder=folder,
        name=name,
        form=form,
        source=entry["source"].strip(),
        arguments=shapes("arguments"),
        sizes=sizes if form == "dynamic" else {},
        timing=entry.get("timing", sizes) if form == "dynamic" else {},
        twin_body=twin,
        types=shapes("types"),
        expected=tuple(norm_ops(twin) if expected is None else expected),
        refused=of_file(entry.get("refused"), folder, form) or "",
        stays=of_file(entry.get("stays"), folder, form) or "",
        setup=entry.get("setup", ""),
        options=entry.get("options", {}),
    )


def read_cases(file: str, folder: str) -> Iterator[Case]:
    """The cases of one file in the corpus, for one of its folders."""
    with (CORPUS / file).open("rb") as stream:
        entries = tomllib.load(stream)
    for name, entry in entries.items():
        if folder not in entry.get("folders", FOLDERS[file]):
            continue
        for form in entry.get("forms", ["static"]):
            if form not in FORMS:
                raise ValueError(f"{folder}: {name}: expects form {' or '.join(FORMS)}; got '{form}'")
            if not of_file(entry.get("unmade", {}), folder, form):
                yield read_case(folder, name, form, entry)


def all_cases() -> Iterator[Case]:
    """Every case of the corpus."""
    for file in FOLDERS:
        folders = {
            folder
            for entry in tomllib.loads((CORPUS / file).read_text()).values()
            for folder in entry.get("folders", FOLDERS[file])
        }
        for folder in sorted(folders):
            yield from read_cases(file, folder)
