"""What a fact is, where the page says it, and whether it still holds."""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Callable

# The headings of docs/Conventions.md that tables of checked facts stand under.
WINDOW = "Which window"
RUNNING = "Running statistics and momentum"
EPSILON = "Epsilon"
ZEROS = "Rows of zeros, constant groups"
GROUPS = "Groups and their parameters"
ROUNDING = "Where 16-bit values are rounded"
LARGE_MEANS = "What is accumulated, and large means"
EXCHANGE = "Exchange"
IMPORTING = "What importing code writes"

# The distributions that may hold a module, where their names differ from it.
DISTRIBUTIONS = {
    "iree": ("iree-base-compiler",),
    "tensorflow": ("tensorflow", "tensorflow-cpu"),
    "ml_dtypes": ("ml-dtypes",),
}

Table = list[list[str]]


class NotHere(Exception):
    """What a fact needs and this machine or Python does not have."""


@dataclass(frozen=True)
class Fact:
    """One cell of a table of the page.

    `section` is the heading that the table stands under, `row` its row's first cell, `what` its column or case, `expected`
    what it says. `observe` gives the same words where the fact holds; what follows " (" in them is detail that may vary.
    Of our own spellings `cited` stands in the section.
    """

    section: str
    row: str
    what: str
    packages: tuple[str, ...]
    observe: Callable[[], str]
    expected: str
    cited: str = ""

    @property
    def name(self) -> str:
        return f"{self.section}: {self.row}, {self.what}"


def listed(section: str, packages: tuple[str, ...], rows: list[tuple[str, str, Callable[[], str], str]]) -> list[Fact]:
    """Facts of one section and the same packages, each as row, what, observe, expected."""
    return [Fact(section, row, what, packages, observe, expected) for row, what, observe, expected in rows]


@dataclass(frozen=True)
class Outcome:
    """What became of a fact: `as written`, `changed` or `not checked`, and a line that says why."""

    state: str
    line: str


def version(package: str) -> str:
    """A package and its version, `torch 2.13.0`; empty where it is not installed."""
    if importlib.util.find_spec(package) is None:
        return ""
    for distribution in DISTRIBUTIONS.get(package, (package,)):
        try:
            return f"{package} {metadata.version(distribution)}"
        except metadata.PackageNotFoundError:
            continue
    return f"{package} of unknown version"


def check(fact: Fact, page: dict[str, list[Table]]) -> Outcome:
    """Observes a fact, and looks it up on the page."""
    if not stated(fact, page):
        return Outcome("changed", f'{fact.name}: the page does not say "{fact.expected}"')
    missing = [package for package in fact.packages if not version(package)]
    if missing:
        return Outcome("not checked", f"{fact.name}: no {', '.join(missing)} here")
    versions = ", ".join(version(package) for package in fact.packages) or "norm-runner"
    try:
        for package in fact.packages:
            importlib.import_module(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            seen = fact.observe()
    except (ImportError, NotHere) as error:
        return Outcome("not checked", f"{fact.name}: {short(error)}")
    except Exception as error:  # A call that raises where it did not is a change as well.
        seen = f"{type(error).__name__}: {short(error)}"
    if seen.split(" (")[0] == fact.expected:
        return Outcome("as written", f"{fact.name}: {seen}; {versions}")
    return Outcome("changed", f'{fact.name}: page says "{fact.expected}", now seen "{seen}"; {versions}')


def short(error: BaseException) -> str:
    """The first line of an error's text."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]


def tables(page: Path) -> dict[str, list[Table]]:
    """The tables under each heading: lists of rows, the header first, of cells without backquotes."""
    found: dict[str, list[Table]] = {}
    section, inside = "", False
    for line in page.read_text().splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]
        if not inside:
            found.setdefault(section, []).append([])
        inside = True
        if not all(set(cell) <= set(":-") for cell in cells):
            found[section][-1].append(cells)
    return found


def stated(fact: Fact, page: dict[str, list[Table]]) -> bool:
    """Whether a table of the fact's section says what is expected.

    The first cell of its row is the fact's row, or lists it. Where a column is headed by `what`, that column says it,
    where a cell of such a row is `what`, that row.
    """
    found = [(table[0], row) for table in page.get(fact.section, []) for row in table[1:]]
    if fact.cited:
        return any(fact.cited in cell for _, row in found for cell in row)
    found = [(header, row) for header, row in found if fact.row in (row[0], *row[0].split(", "))]
    found = [(header, row) for header, row in found if fact.what in row] or found
    for header, row in found:
        cells = [row[header.index(fact.what)]] if fact.what in header else row[1:]
        if any(fact.expected in (cell, *map(str.strip, cell.split(";"))) for cell in cells):
            return True
    return False
