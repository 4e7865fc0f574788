"""Makes files of the corpus anew: `python -m corpus.generate FRONT_END [--output=FOLDER] [NAME...]`, in tools/.

FRONT_END is that of an exporter, export_FRONT_END.py, and has to be installed. Exits 1 where it refuses a function.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from corpus.cases import CORPUS  # noqa: E402
from corpus.files import write_file  # noqa: E402


def main() -> int:
    """Writes the files of a front end; says which it refused to make."""
    parser = argparse.ArgumentParser(description="Makes files of the corpus anew.")
    parser.add_argument("front_end")
    parser.add_argument("names", nargs="*", metavar="NAME", help="cases to make; all without it")
    parser.add_argument("--output", type=Path, default=CORPUS, help="the folder to write to instead of test/FrontEnds")
    arguments = parser.parse_args()
    exporter = importlib.import_module(f"corpus.export_{arguments.front_end}")
    failed = 0
    for case in exporter.cases():
        if arguments.names and case.name not in arguments.names:
            continue
        try:
            write_file(arguments.output, case, exporter.made_by(case), exporter.export(case))
        except Exception as error:  # what a front end raises is its own affair
            failed += 1
            print(f"{case.folder}/{case.file_name}: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
