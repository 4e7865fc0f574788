"""python -m norm_mlir.gpu_bench pack | run"""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
