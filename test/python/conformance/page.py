"""The page of counts: docs/Conformance.md."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

import torch

from .suites import DTYPES, HOLDERS, MODULES, OPS, OTHER_MODULES, OTHER_OPS, OUTSIDE, STRIDED, name_of
from .tally import Count, Tally

COMMAND = "pytest test/python/conformance --write-table docs/Conformance.md"
# The variants of the suites of ops.
NAMES = [*map(name_of, DTYPES), STRIDED]

INTRODUCTION = """\
# Conformance with PyTorch

PyTorch's own samples of normalization ops (OpInfo, `op_db`) and modules (ModuleInfo, `module_db`), computed by
norm_mlir and by PyTorch {version} on CPU. Results are compared by the defaults of `torch.testing.assert_close`.
`n of m`: of m samples n passed; those that are excluded have a table below. This page is written by

    {command}

and `pytest test/python/conformance` fails when its counts are other ones.
"""

FUNCTIONAL = """
## OpInfo, functional API

`norm_mlir.layer_norm` and the others on all samples and reference inputs: the result, and running statistics and all
other arguments after the call. `strided`: the float32 samples, no tensor of which is contiguous.
"""

ENABLED = """
## OpInfo, under `norm_mlir.torch.enable()`

PyTorch's op itself with our kernels and without: every result, arguments after the call, and gradients by a fixed
cotangent. `ours`: samples that our kernel computed, of those whose input has elements and that end in that kernel.
"""

OTHER = """
Other types that these entries have stay PyTorch's:
"""

ERRORS = """
## Refusals

`error_inputs` of OpInfo, refused with the exception that the entry asks for by the functional API and by PyTorch's op
under `enable()`; `module_error_inputs` of ModuleInfo, refused by the module that `norm_mlir.torch.optimize` makes; and
more arguments that PyTorch refuses, refused by the functional API with the same type of exception. `text`: how many
have the entry's text, or PyTorch's whole text, too.
"""

MODULE = """
## ModuleInfo

A module and what `norm_mlir.torch.optimize` makes of it, with random parameters and statistics: the result, gradients
of inputs and parameters, and the state after the call. Types are those of the entry. Lazy modules and SyncBatchNorm
have no entry and are given the samples of the module in parentheses; a sample that PyTorch refuses must be refused.
"""

HOLDER = """
Modules that have normalization modules inside; in eval mode without gradients:
"""

EXCLUDED = """
## Excluded

In bfloat16 and float16 PyTorch's own results can be further from the truth than two results may be from each other:
batch and instance normalization take the variance around a mean that is rounded to the type, local response
normalization rounds after each of its ops, and layer normalization of one element does not give 0. A sample is left out
only where each tensor that is not close to PyTorch's is nearer to PyTorch's result in float64: the root mean square of
its elements' distances is not larger, and none is more than twice PyTorch's largest. `exact`: samples of which all
these tensors are close to that result by the same bounds. `distance`: the largest such root mean square, which depends
on the processor.
"""

REST = """
## Not ours

Entries whose names contain "norm" or "LRN", and what has no entry.
"""


def write_page(tally: Tally) -> str:
    """The page of a whole run."""
    parts = [
        INTRODUCTION.format(version=version(), command=COMMAND),
        *(FUNCTIONAL, _functional(tally)),
        *(ENABLED, _enabled(tally), OTHER, _other_types(tally)),
        *(ERRORS, *_errors(tally)),
        *(MODULE, _modules(tally), HOLDER, _holders(tally)),
        *(EXCLUDED, _excluded(tally), _left_out(tally)),
        *(REST, _table(("", "reason"), [*OTHER_OPS.items(), *OTHER_MODULES.items(), *OUTSIDE.items()])),
    ]
    texts = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    return "\n\n".join(text.strip("\n") for text in texts) + "\n"


def version() -> str:
    """PyTorch's version, without the build."""
    return torch.__version__.partition("+")[0]


def counts_of(page: str) -> list[str]:
    """The lines of a page without distances."""
    return [re.sub(r"\d\.\de[+-]\d\d", "#", line) for line in page.splitlines()]


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    head = list(head)
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def _functional(tally: Tally) -> Iterator[str]:
    rows = []
    for op in (*(op.name for op in OPS), None):
        rows.append((op or "all", *(tally.total("functional", op, name) for name in NAMES)))
    return _table(("op", *NAMES), rows)


def _enabled(tally: Tally) -> Iterator[str]:
    kernels = {op.name: f"`{op.kernel}`" if op.kernel else "of other ops" for op in OPS}
    rows = []
    for op in (*kernels, None):
        total = tally.total("enabled", op)
        counts = [tally.total("enabled", op, name) for name in NAMES]
        ours = f"{total.ours} of {total.expected}" if total.expected else ""
        rows.append((op or "all", *counts, kernels.get(op or "", ""), ours))
    return _table(("op", *NAMES, "kernel", "ours"), rows)


def _other_types(tally: Tally) -> Iterator[str]:
    return _table(("op", "type", "the same"), [(op, dtype, count) for op, dtype, count in tally.of("other types")])


def _errors(tally: Tally) -> Iterator[Iterator[str]]:
    def row(name: str, count: Count) -> tuple[object, ...]:
        return name, count, f"{count.texts} of {count.samples - len(count.excluded)}"

    for suite, title in (
        ("errors", "`error_inputs`, functional API"),
        ("errors enabled", "`error_inputs`, `enable()`"),
        ("module errors", "`module_error_inputs`, `optimize`"),
        ("refusals", "more, functional API"),
    ):
        rows = [row(name, count) for name, _, count in tally.of(suite)]
        yield _table((title, "refused", "text"), [*rows, row("all", tally.total(suite))])


def _modules(tally: Tally) -> Iterator[str]:
    rows: list[tuple[object, ...]] = []
    for module in MODULES:
        name = module.name if module.name == module.entry else f"{module.name} ({module.entry})"
        types = ", ".join(name_of(dtype) for dtype in module.dtypes())
        rows.append((name, types, *_by_mode(tally, "modules", module.name)))
    return _table(("module", "types", "train", "eval"), [*rows, ("all", "", *_by_mode(tally, "modules", None))])


def _holders(tally: Tally) -> Iterator[str]:
    rows = [(module.name, "float32", *_by_mode(tally, "modules inside", module.name)) for module in HOLDERS]
    return _table(("module", "type", "train", "eval"), rows)


def _by_mode(tally: Tally, suite: str, name: str | None) -> tuple[Count, Count]:
    totals = {"train": Count(), "eval": Count()}
    for module, variant, count in tally.of(suite):
        if name in (None, module):
            totals[variant.split()[1]].merge(count)
    return totals["train"], totals["eval"]


def _excluded(tally: Tally) -> Iterator[str]:
    """A line for each op and type of which samples are less exact in PyTorch."""
    rows = []
    for (suite, name, variant), count in sorted(tally.counts.items()):
        samples = [sample for sample in count.excluded if not isinstance(sample, str)]
        differences = [difference for sample in samples for difference in sample]
        if differences:
            tensors = ", ".join(sorted({difference.tensor for difference in differences}))
            exact = sum(all(difference.exact for difference in sample) for sample in samples)
            ours, theirs = (max(getattr(each, whose) for each in differences) for whose in ("ours", "theirs"))
            rows.append((suite, f"{name} {variant}", len(samples), tensors, exact, f"{ours:.1e}", f"{theirs:.1e}"))
    return _table(("suite", "of", "samples", "not close", "exact", "distance", "of PyTorch's"), rows)


def _left_out(tally: Tally) -> Iterator[str]:
    """A line for each other reason."""
    rows: dict[tuple[str, str, str], int] = {}
    for (suite, name, variant), count in sorted(tally.counts.items()):
        for reason in count.excluded:
            if isinstance(reason, str):
                key = (suite, f"{name} {variant}".strip(), reason)
                rows[key] = rows.get(key, 0) + 1
    return _table(("suite", "of", "samples", "reason"), [(*key[:2], count, key[2]) for key, count in rows.items()])
