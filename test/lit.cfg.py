"""The lit suite NORM: everything under test/ that has RUN lines, and the GoogleTest programs through Unit/."""

import os
import sys

import lit.formats
from lit.llvm import llvm_config
from lit.llvm.subst import ToolSubst

config.name = "NORM"
# lit's own shell: the same on every machine, and it shows the output of each command of a failing pipe.
config.test_format = lit.formats.ShTest(execute_external=os.environ.get("LIT_USE_INTERNAL_SHELL") == "0")
config.suffixes = [".mlir", ".test"]
# Inputs and FrontEnds are read by tests; the programs in differential/ and lint/ are run by tools/check.sh.
config.excludes = ["FrontEnds", "Inputs", "differential", "lint"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.norm_obj_root, "test")

# Programs built with sanitizers load dylibs built without, so container annotations and the poison of LLVM's allocators
# disagree; leaks are reported.
# Variables that the caller has set win.
sanitizers = [name for name in config.norm_sanitize.split(",") if name]
features = {"address": "asan", "undefined": "ubsan", "thread": "tsan"}
config.available_features.update(features[name] for name in sanitizers)
if "address" in sanitizers:
    config.environment.setdefault("ASAN_OPTIONS", "detect_container_overflow=0:allow_user_poisoning=0")
if "undefined" in sanitizers:
    config.environment.setdefault("UBSAN_OPTIONS", "print_stacktrace=1")

# Threads of a test compete with the tests beside it; four are enough to show what threads can break.
config.environment.setdefault("OMP_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "4"))

# The Python environment that tools/packages.sh makes has NumPy; without it, tests that say so are left out.
pythons = [
    os.path.join(root, "venv", "bin", "python")
    for root in (config.norm_obj_root, os.path.join(config.norm_src_root, "build"))
]
venv_python = next((python for python in pythons if os.path.exists(python)), None)
if venv_python:
    config.available_features.add("numpy")
# Set up by `tools/packages.sh docs`.
if os.path.exists(os.path.join(config.norm_src_root, "build", "venv-docs", "bin", "mkdocs")):
    config.available_features.add("mkdocs")
config.substitutions.append(("%python", venv_python or "python3"))
# For programs that start it themselves.
config.substitutions.append(("%norm_compile", os.path.join(config.norm_obj_root, "bin", "norm-compile")))
config.substitutions.append(("%norm_obj_root", config.norm_obj_root))
config.substitutions.append(("%norm_src_root", config.norm_src_root))
config.substitutions.append(("%norm_plugin", os.path.join(config.norm_obj_root, "lib", "NormPlugin.so")))

# Tests of machine code of GPUs need both programs, of the environment or of a CUDA toolkit.
sys.path.insert(0, os.path.join(config.norm_src_root, "tools"))
from device_code.toolchain import PINNED, Toolchain, find  # noqa: E402

cuda_tools = {name: find(name) for name in ("ptxas", "nvdisasm")}
if all(cuda_tools.values()):
    config.available_features.add("ptxas")
    # The version by which budgets are written; with others, bounds of what ptxas decides are left out.
    if Toolchain(**cuda_tools).version() == PINNED:
        config.available_features.add("ptxas-of-budgets")
    config.environment.update({f"NORM_{name.upper()}": path for name, path in cuda_tools.items()})

# Compiled code is linked by the C compiler that LLVM comes with.
config.substitutions.append(("%clang", os.path.join(config.llvm_tools_dir, "clang")))
# Programs in C against the library of the build, with a sanitizer's runtime where that has one.
normc_cc = [
    os.path.join(config.llvm_tools_dir, "clang"),
    *"-std=c11 -Wall -Wextra -pedantic -Werror -O1 -g".split(),
    *([f"-fsanitize={config.norm_sanitize}"] if sanitizers else []),
    "-I" + os.path.join(config.norm_src_root, "include"),
    "-L" + os.path.join(config.norm_obj_root, "lib"),
    "-Wl,-rpath," + os.path.join(config.norm_obj_root, "lib"),
]
config.substitutions.append(("%normc_cc", " ".join(normc_cc)))
for name in ("include", "lib"):
    folder = os.path.join(os.path.dirname(config.llvm_tools_dir.rstrip("/")), name)
    config.substitutions.append((f"%llvm_{name}_dir", folder))
config.substitutions.append(("%normc_libs", "-lNormC -lm -pthread"))
# Set by tools/check.sh --full, which installs the cross compiler and the emulator.
if os.environ.get("NORM_TEST_AARCH64") == "1":
    config.available_features.add("aarch64-cross")

# Likewise: to compile every header alone takes minutes.
if os.environ.get("NORM_TEST_HEADERS") == "1":
    config.available_features.add("all-headers")

tools_dirs = [os.path.join(config.norm_obj_root, "bin"), config.llvm_tools_dir]
for folder in reversed(tools_dirs):
    llvm_config.with_environment("PATH", folder, append_path=True)

# Round trip is a mode: every input of the suite is also printed and parsed again, as text and as bytecode. A command
# that asks for it by itself is left as it is, because the option may be given only once.
if os.environ.get("NORM_VERIFY_ROUNDTRIP") == "1":
    norm_opt = os.path.join(config.norm_obj_root, "bin", "norm-opt")
    word = r"(?<![.\-^/<])\bnorm-opt\b(?![-.])(?![^|;&\n]*-verify-roundtrip)"
    config.substitutions.append((word, norm_opt + " --verify-roundtrip"))

sass_check = os.path.join(config.norm_src_root, "tools", "norm_sass_check.py")
llvm_config.use_default_substitutions()
llvm_config.add_tool_substitutions(
    [
        ToolSubst("norm-compile", unresolved="fatal"),
        ToolSubst("norm-lsp-server", unresolved="fatal"),
        ToolSubst("norm-opt", unresolved="fatal"),
        ToolSubst("norm-reduce", unresolved="fatal"),
        ToolSubst("norm-runner", unresolved="fatal"),
        ToolSubst("norm-scalar-runner", unresolved="fatal"),
        ToolSubst("norm-sass-check", command=venv_python or "python3", extra_args=[sass_check]),
        ToolSubst("mlir-opt", unresolved="fatal"),
        ToolSubst("split-file", unresolved="fatal"),
    ],
    tools_dirs,
)
