#!/usr/bin/env bash
# Installs what norm-mlir needs from the distribution, and only what is missing; says nothing when all is there.
#
#   tools/packages.sh [build|test|full|docs|bench|peers]
#
#   build  what compiles and runs the tools (the default)
#   test   build, and what the tests and lints need, with the Python environments build/venv and, for those of the Python
#          package, build/venv-python
#   full   test, and what `tools/check.sh --full` needs
#   docs   build, and what makes the site of the pages, in the Python environment build/venv-docs
#   bench  build, and PyTorch and matplotlib in the Python environment build/venv-bench
#   peers  bench, and the other libraries of docs/Benchmarks.md in the Python environment build/venv-peers
#
# This file is the one list of packages. Runs as root or through sudo.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools clang-22 lld-22 libomp-22-dev
  ninja-build cmake ccache)
test_packages=(libgtest-dev python3 python3-dev python3-venv clang-format-22 pkgconf)
# The sanitizers' runtime, which clang-22 does not depend on; a cross compiler and what runs its programs.
full_packages=(libclang-rt-22-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user)
optional_packages=(clang-tidy-22)   # for full; a part is left out where these cannot be had
python_packages=('numpy>=1.24' 'ml_dtypes>=0.3')
# ptxas and nvdisasm, 52 MB to download, of the version by which budgets of machine code are written; for test and full,
# whose tests of machine code are left out where these cannot be had.
cuda_packages=('nvidia-cuda-nvcc==13.5.37' 'nvidia-cuda-nvdisasm==13.5.37')
# The peers that docs/Benchmarks.md compares with. PyTorch, eager and by Inductor, which needs a C++ compiler, and what
# draws; the others in an environment of their own. Later wheels of oneDNN need SYCL's runtime. The extra `bench` of
# python/pyproject.toml has the same versions.
bench_packages=("${python_packages[@]}" 'torch==2.13.0' 'matplotlib>=3.8' 'tqdm>=4.60')
# Those of the Python package's tests: PyTorch (its build for the CPU is enough), whose lists of samples need expecttest,
# the libraries whose networks are run, ONNX with a runtime, and TVM-FFI (2 MB), which calls compiled functions.
python_test_packages=("${bench_packages[@]}" 'pytest>=8' 'expecttest>=0.2' 'transformers==5.24.0' 'diffusers==0.42.1'
  'onnx==1.23.2' 'onnxruntime==1.32.0' 'apache-tvm-ffi==0.1.15.post2')
docs_packages=('mkdocs==1.6.1' 'Markdown==3.11.3')
# For full, in the same environment: JAX, 95 MB to download, whose tests take minutes.
jax_packages=('jax==0.10.2' 'jaxlib==0.10.2')
peers_debian_packages=(g++ python3-dev)
peers_packages=("${python_packages[@]}" 'onednn-devel-cpu-gomp==2023.2.0' 'onnxruntime==1.32.0' 'onnx==1.23.2'
  'openvino==2026.4.1' 'jax==0.10.2' 'jaxlib==0.10.2' 'iree-base-compiler==3.13.0' 'iree-base-runtime==3.13.0')

die() {
  echo "packages: error: $*" >&2
  exit 1
}

# Prints those of its arguments that are not installed.
missing() {
  local installed
  installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true) "
  local package
  for package in "$@"; do
    [[ "$installed" == *" installed:$package "* ]] || echo "$package"
  done
}

# Runs apt-get as root, quietly; its output goes to the log.
apt() {
  local sudo=()
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || die "missing ${lacking[*]}: run as root or with sudo to install"
    sudo=(sudo)
  fi
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null
}

install_debian() {
  mapfile -t lacking < <(missing "$@")
  [[ ${#lacking[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || die "missing ${lacking[*]}: no apt-get here (norm-mlir builds on Debian or Ubuntu)"
  echo "packages: installing ${lacking[*]}"
  # A failed update (an unreachable source) is not yet a missing package; the install decides.
  apt update || true
  local unknown=() package
  for package in "${lacking[@]}"; do
    apt-cache show "$package" >/dev/null 2>&1 || unknown+=("$package")
  done
  [[ ${#unknown[@]} -eq 0 ]] || die "missing ${unknown[*]}: not in this system's package sources" \
    "(packages ending in -22 are in Debian's and in LLVM's own; log: $log)"
  apt install -y --no-install-recommends "${lacking[@]}" || true
  mapfile -t lacking < <(missing "$@")
  [[ ${#lacking[@]} -eq 0 ]] || die "missing ${lacking[*]}: apt-get could not install it (log: $log)"
}

# A Python environment, `install_python FOLDER PACKAGE...`; the system's python3, because a python on PATH may be
# another one without venv.
install_python() {
  local venv=$1 python=/usr/bin/python3
  shift
  [[ -x $python ]] || python=python3
  local wanted="$*"
  [[ -x $venv/bin/python && $(cat "$venv/installed" 2>/dev/null) == "$wanted" ]] && return 0
  echo "packages: installing ${wanted} into ${venv#"$root"/}"
  "$python" -m venv --clear "$venv" >>"$log" 2>&1 || die "missing python3-venv: cannot make $venv (log: $log)"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >>"$log" 2>&1 ||
    die "missing Python packages $*: pip could not install them (log: $log)"
  echo "$wanted" >"$venv/installed"
}

# Adds packages to an environment that is there, `add_python FOLDER NAME PACKAGE...`.
add_python() {
  local venv=$1 installed=$1/installed-$2
  shift 2
  [[ $(cat "$installed" 2>/dev/null) == "$*" ]] && return 0
  echo "packages: installing $* into ${venv#"$root"/}"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >>"$log" 2>&1 ||
    die "missing Python packages $*: pip could not install them (log: $log)"
  echo "$*" >"$installed"
}

# Adds the CUDA packages to an environment, without the libraries that they name and that neither program needs.
install_cuda() {
  local venv=$1 wanted="${cuda_packages[*]}"
  [[ $(cat "$venv/installed-cuda" 2>/dev/null) == "$wanted" ]] && return 0
  echo "packages: installing ${wanted} into ${venv#"$root"/}"
  if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "${cuda_packages[@]}" \
    >>"$log" 2>&1; then
    echo "$wanted" >"$venv/installed-cuda"
  else
    echo "packages: going on without ${wanted}: pip could not install them (log: $log)" >&2
  fi
}

what=${1:-build}
case $what in
  build) packages=("${build_packages[@]}") ;;
  test) packages=("${build_packages[@]}" "${test_packages[@]}") ;;
  full) packages=("${build_packages[@]}" "${test_packages[@]}" "${full_packages[@]}") ;;
  docs | bench) packages=("${build_packages[@]}" python3 python3-venv) ;;
  peers) packages=("${build_packages[@]}" python3 python3-venv "${peers_debian_packages[@]}") ;;
  *) die "usage: tools/packages.sh [build|test|full|docs|bench|peers]; got '$what'" ;;
esac
command -v dpkg-query >/dev/null || die "no dpkg-query here; norm-mlir builds on Debian or Ubuntu"
mkdir -p "$root/build"
log=$root/build/packages.log

install_debian "${packages[@]}"
[[ $what != full ]] || (install_debian "${optional_packages[@]}") || echo "packages: going on without it" >&2
case $what in
  build) ;;
  docs) install_python "$root/build/venv-docs" "${docs_packages[@]}" ;;
  bench) install_python "$root/build/venv-bench" "${bench_packages[@]}" ;;
  peers)
    install_python "$root/build/venv-bench" "${bench_packages[@]}"
    install_python "$root/build/venv-peers" "${peers_packages[@]}"
    ;;
  *)
    install_python "$root/build/venv" "${python_packages[@]}"
    install_python "$root/build/venv-python" "${python_test_packages[@]}"
    install_cuda "$root/build/venv"
    [[ $what != full ]] || install_python "$root/build/venv-docs" "${docs_packages[@]}"
    [[ $what != full ]] || add_python "$root/build/venv-python" jax "${jax_packages[@]}"
    ;;
esac
