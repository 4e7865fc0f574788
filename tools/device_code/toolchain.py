"""From IR to PTX by norm-opt, and from PTX to machine code by ptxas and nvdisasm, wherever these two are installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Optional, Sequence

# The version of ptxas by whose choices budgets are written; tools/packages.sh installs it.
PINNED = "13.5.37"
ROOT = Path(__file__).resolve().parents[2]


class ToolError(Exception):
    """A program that is missing or fails; the text is one line for the user."""


def candidates() -> Iterator[Path]:
    """Folders with ptxas or nvdisasm: the pinned Python packages, by which budgets are written, before a toolkit."""
    yield from sorted(ROOT.glob("build/venv/lib/python3*/site-packages/nvidia/cu*/bin"))
    for variable in ("CUDA_HOME", "CUDA_PATH"):
        if os.environ.get(variable):
            yield Path(os.environ[variable], "bin")
    yield from (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    yield Path("/usr/local/cuda/bin")


def find(name: str) -> Optional[str]:
    """The path of a program of the CUDA toolkit; none where it is not installed. NORM_PTXAS and NORM_NVDISASM name it
    by hand."""
    chosen = os.environ.get(f"NORM_{name.upper()}")
    if chosen:
        return chosen
    return next((path for folder in candidates() if (path := shutil.which(name, path=str(folder)))), None)


def run(command: list[str], **arguments: Any) -> subprocess.CompletedProcess[str]:
    """Runs a program; what it prints is an error's text where it fails."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, **arguments)
    except OSError as error:
        raise ToolError(f"cannot run {command[0]}: {error.strerror}") from error
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines() or ["no message"]
        line = next((line for line in lines if "error" in line or "fatal" in line), lines[0])
        raise ToolError(f"{Path(command[0]).name} fails with status {result.returncode}: {line}")
    return result


def compile_for(
    source: str, chip: str, norm_opt: Optional[str] = None, flags: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs norm-opt, that of PATH or build/bin without a path: on stdout a module with device code as PTX and the
    host's code that launches it, on stderr what more flags ask for."""
    norm_opt = norm_opt or shutil.which("norm-opt") or str(ROOT / "build" / "bin" / "norm-opt")
    return run([norm_opt, "-", f"-norm-nvvm-pipeline=chip={chip} format=isa", *flags], input=source)


@dataclass(frozen=True)
class Toolchain:
    """The programs that make and show machine code."""

    ptxas: str
    nvdisasm: str

    @staticmethod
    def create() -> Toolchain:
        """The programs of this machine; a ToolError names what is missing."""
        paths = {name: find(name) for name in ("ptxas", "nvdisasm")}
        missing = [name for name, path in paths.items() if not path]
        if missing:
            raise ToolError(f"no {' and no '.join(missing)} here; tools/packages.sh test installs both")
        return Toolchain(str(paths["ptxas"]), str(paths["nvdisasm"]))

    def version(self) -> str:
        """The version of ptxas, as 13.5.37."""
        shown = subprocess.run([self.ptxas, "--version"], capture_output=True, text=True, check=False).stdout
        match = re.search(r"\bV(\d+\.\d+\.\d+)", shown)
        return match.group(1) if match else "unknown"

    def assemble(self, ptx: str, chip: str) -> tuple[str, list[Any]]:
        """What ptxas says of each kernel, and what nvdisasm shows of them: a list of functions."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "kernels.ptx").write_text(ptx, encoding="utf-8")
            # What warns of f64 names lines of PTX and no kernel; machine code is counted instead.
            flags = ["-v", "-O3", "--warn-on-spills", "--warn-on-local-memory-usage", f"-arch={chip}"]
            said = run([self.ptxas, *flags, "kernels.ptx", "-o", "kernels.cubin"], cwd=folder)
            shown = run([self.nvdisasm, "-json", "kernels.cubin"], cwd=folder).stdout
        return said.stderr + said.stdout, json.loads(shown)[1]


def device_code(module: str) -> str:
    """The PTX of a module that has been compiled; a file of PTX is its own."""
    if re.search(r"^\s*\.version\b", module, re.MULTILINE):
        return module
    texts = re.findall(r'assembly = "((?:[^"\\]|\\.)*)"', module)
    if not texts:
        raise ToolError("no device code in the module")
    if len(texts) > 1:
        raise ToolError(f"expects one module of device code; got {len(texts)}")
    return re.sub(r"\\([0-9A-Fa-f]{2}|\\)", lambda m: "\\" if m[1] == "\\" else chr(int(m[1], 16)), texts[0])
