"""Makes files of the corpus anew: `python -m corpus.generate FRONT_END [NAME...]`, in tools/, where the front end is installed."""

from __future__ import annotations

import importlib
import sys

sys.dont_write_bytecode = True


def main(arguments: list[str]) -> int:
    """Writes the files of a front end; says which it refused to make."""
    if not arguments:
        print("usage: python -m corpus.generate FRONT_END [NAME...]", file=sys.stderr)
        return 2
    exporter = importlib.import_module(f"corpus.export_{arguments[0]}")
    wanted, failed = set(arguments[1:]), 0
    for case in exporter.cases():
        if wanted and case.name not in wanted:
            continue
        try:
            exporter.write(case)
        except Exception as error:  # what a front end raises is its own affair
            failed += 1
            print(f"{case.folder}/{case.file_name}: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
