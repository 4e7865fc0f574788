"""Compiles the cases into a folder that needs nothing beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Sequence, Tuple, Union

from ..bench.compiler import CompileError, Compiler, find_norm_compile
from ..bench.graphs import Graph, build_graph
from ..bench.tensors import Tensor
from .cases import Choice, list_cases
from .manifest import Buffer, Case, Manifest

PACKAGE = Path(__file__).resolve().parent
# What a copy is measured with: it reads as much as it writes, and computes what no compiler takes for a copy of memory.
COPY = """func.func @copy(%x: tensor<?xf32>) -> tensor<?xf32> {
  %y = arith.negf %x : tensor<?xf32>
  return %y : tensor<?xf32>
}
"""
_START = '''"""Checks and measures the kernels in this folder: python3 FOLDER [--help]"""

import sys

from norm_mlir.gpu_bench.cli import main

sys.exit(main(["run", "--folder", sys.path[0], *sys.argv[1:]]))
'''


def find_toolkit() -> Optional[Path]:
    """A folder with bin/ptxas: a toolkit, or what the Python package nvidia-cuda-nvcc installs; none without one."""
    candidates = [Path(os.environ[name]) for name in ("CUDA_HOME", "CUDA_PATH") if os.environ.get(name)]
    for folder in sys.path:
        candidates += sorted(Path(folder).glob("nvidia/cu*"))
    on_path = shutil.which("ptxas")
    candidates += [Path(on_path).parent.parent] if on_path else []
    return next((folder for folder in candidates if os.access(folder / "bin" / "ptxas", os.X_OK)), None)


@dataclass(frozen=True)
class Options:
    """What is packed, how and where to."""

    folder: Path
    chip: str
    size: str
    only: str
    device_code: str
    norm_compile: str
    toolkit: Optional[Path]
    jobs: int


class Packer:
    """Compiles into one folder."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._program = find_norm_compile(options.norm_compile)
        toolkit = options.toolkit or find_toolkit()
        self._format = options.device_code or ("bin" if toolkit else "isa")
        self._flags = [f"--toolkit={toolkit}"] if toolkit and self._format != "isa" else []
        for name in ("lib", "ir"):
            (options.folder / name).mkdir(parents=True, exist_ok=True)

    def _compile(self, name: str, text: str) -> Tuple[str, str]:
        """Compiles a module; its library and its source, from the folder."""
        library, source = f"lib/{name}.so", f"ir/{name}.mlir"
        (self._options.folder / source).write_text(text, encoding="utf-8")
        command = [str(self._program), source, "--target=cuda", f"--chip={self._options.chip}", "-o", library]
        command += [f"--device-code={self._format}", *self._flags]
        try:
            result = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=self._options.folder)
        except subprocess.TimeoutExpired as error:
            raise CompileError("norm-compile took longer than 300 seconds") from error
        if result.returncode != 0:
            lines = [line for line in result.stderr.splitlines() if "error" in line or "norm-compile:" in line]
            raise CompileError((lines or ["norm-compile failed"])[0][:300])
        return library, source

    def _case(self, choice: Choice) -> Case:
        """Compiles one case; raises CompileError."""
        graph = build_graph(choice.graph, list(choice.shape), choice.dtype)
        library, source = self._compile(re.sub(r"[^a-z0-9]+", "-", choice.name), graph.fused_ir())
        return Case(
            choice.name, choice.graph, choice.shape, choice.dtype, library, source, _buffers(graph, graph.inputs),
            _buffers(graph, graph.outputs), graph.minimal_bytes(sys.maxsize), choice.timed, choice.sanitized,
        )  # fmt: skip

    def _try(self, choice: Choice) -> Union[Case, str]:
        try:
            return self._case(choice)
        except CompileError as error:
            return str(error)

    def pack(self, choices: Sequence[Choice]) -> Manifest:
        """Compiles all; those that fail are in the manifest with the reason."""
        options = self._options
        compiler = f"LLVM {Compiler(self._program, options.folder).version() or 'unknown'}{_commit()}"
        manifest = Manifest(options.chip, self._format, compiler, self._compile("copy", COPY)[0])
        with ThreadPoolExecutor(options.jobs) as pool:
            for choice, result in zip(choices, pool.map(self._try, choices)):
                if isinstance(result, Case):
                    manifest.cases.append(result)
                else:
                    manifest.failed[choice.name] = result
        manifest.write(options.folder)
        return manifest


def _commit() -> str:
    """`, commit ...` of the work tree that this package is in; empty where there is none."""
    command = ["git", "-C", str(PACKAGE), "rev-parse", "--short", "HEAD"]
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return ""
    return f", commit {result.stdout.strip()}" if result.returncode == 0 else ""


def _buffers(graph: Graph, names: Sequence[str]) -> Tuple[Buffer, ...]:
    tensors: List[Tensor] = graph.select(names)
    return tuple(Buffer(one.name, one.shape, one.dtype, one.role) for one in tensors)


def copy_program(folder: Path) -> None:
    """Copies what `run` consists of: this package, and the statistics that it shares with the CPU's harness."""
    target = folder / "norm_mlir"
    for relative in ("__init__.py", "bench/__init__.py", "bench/figures.py"):
        (target / relative).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE.parent / relative, target / relative)
    (target / PACKAGE.name).mkdir(exist_ok=True)
    for source in PACKAGE.glob("*.py"):
        shutil.copyfile(source, target / PACKAGE.name / source.name)
    (folder / "__main__.py").write_text(_START, encoding="utf-8")


def pack(options: Options) -> int:
    """Writes the folder; 1 where a case does not compile, which keeps the others."""
    for name in ("lib", "ir", "norm_mlir"):
        shutil.rmtree(options.folder / name, ignore_errors=True)
    choices = [choice for choice in list_cases(options.size) if re.search(options.only, choice.name)]
    manifest = Packer(options).pack(choices)
    copy_program(options.folder)
    size = sum(path.stat().st_size for path in options.folder.rglob("*") if path.is_file())
    print(
        f"{options.folder}: {len(manifest.cases)} cases for {options.chip} as {manifest.device_code}, "
        f"{size / 2**20:.1f} MiB"
    )
    for name, reason in manifest.failed.items():
        print(f"failed: {name}: {reason}", file=sys.stderr)
    return 1 if manifest.failed else 0
