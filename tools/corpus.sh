#!/usr/bin/env bash
# Makes the files of test/FrontEnds anew, by the front ends that made them, which it installs in the versions that are
# pinned here into build/venv-corpus-*: 5 GB, so no other check runs it.
#
#   tools/corpus.sh [--check]
#
#   --check  changes nothing: says how the files differ from those that are there, and compares the twins of
#            all functions (cases.toml) with what the front ends themselves compute, by build/bin/norm-runner
set -euo pipefail
export LC_ALL=C PYTHONWARNINGS=ignore LITERT_TORCH_SHOW_PROGRESS=n TF_CPP_MIN_LOG_LEVEL=3

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case "$*" in
  '' | --check) ;;
  *)
    echo "usage: tools/corpus.sh [--check]; got '$*'" >&2
    exit 2
    ;;
esac

# Environments by what is installed into them, and the exporters (tools/corpus/export_*.py) that run in each.
torch=('torch==2.13.0' 'torch-mlir==20261001' 'onnx==1.23.2' 'onnxruntime==1.32.0')
jax=('jax==0.10.2' 'flax==0.12.8' 'iree-base-compiler==3.13.0' 'onnx==1.23.2')
litert=('torch==2.13.0' 'litert-torch==0.10.0' 'litert-converter==0.5.0')

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
log=$root/build/corpus.log
mkdir -p "$root/build"
: >"$log"

# Runs exporters in an environment of these packages: generate NAME PACKAGES EXPORTER...
generate() {
  local name=$1 venv=$root/build/venv-corpus-$1 exporter
  local -n packages=$1
  shift
  if [[ ! -x $venv/bin/python || $(cat "$venv/installed" 2>/dev/null) != "${packages[*]}" ]]; then
    echo "corpus: installing ${packages[*]}"
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}" >>"$log" 2>&1 || {
      echo "corpus: error: pip could not install ${packages[*]} (log: $log)" >&2
      exit 1
    }
    echo "${packages[*]}" >"$venv/installed"
  fi
  for exporter in "$@"; do
    echo "corpus: $name: $exporter"
    (cd "$root/tools" && "$venv/bin/python" -m corpus.generate "$exporter" --output="$made" 2>>"$log") || {
      echo "corpus: error: $exporter failed (log: $log)" >&2
      exit 1
    }
  done
}

# Compares the twins of exporters' cases with the front end: twins NAME EXPORTER...
twins() {
  local venv=$root/build/venv-corpus-$1 exporter
  shift
  for exporter in "$@"; do
    echo "corpus: twins of $exporter"
    (cd "$root/tools" && "$venv/bin/python" -m corpus.twins "$exporter" "$root/build/bin/norm-runner" 2>>"$log")
  done
}

generate torch torch onnx onnx_mlir
generate jax jax onnx
generate litert litert

if [[ ${1-} == --check ]]; then
  diff -r --brief --exclude=cases.toml --exclude=README.md "$made" "$root/test/FrontEnds"
  twins torch torch onnx
  twins jax jax
  twins litert litert
  echo "corpus: the files are as the front ends make them"
else
  find "$root/test/FrontEnds" -name '*.mlir' -delete
  cp -r "$made/." "$root/test/FrontEnds/"
fi
