"""Runs the harness on its arguments with a function that crashes instead of a compiled one."""

import os
import signal
import sys

from norm_mlir.bench import measure
from norm_mlir.bench.cli import main

measure.CaseRun._verify = lambda *arguments: os.kill(os.getpid(), signal.SIGSEGV)
sys.exit(main(sys.argv[1:]))
