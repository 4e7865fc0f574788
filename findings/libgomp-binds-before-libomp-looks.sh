#!/usr/bin/env bash
# GNU's OpenMP (libgomp 12.2.0) binds the main thread as it is loaded, before any of its functions is called, where
# OMP_PROC_BIND is true; LLVM's (libomp 14.0.6) asks at its own first use which processors the thread may run on. So in a
# process that loads libgomp first and uses libomp later, as benchmarks of several libraries do, libomp sees a single
# processor: all its threads share one, silently, and a comparison on many threads measures one of the two serially. Used
# in the other order, or with OMP_PROC_BIND unset, both see all of them.
#
# Seen on 2 processors: libomp counts 1 after libgomp was loaded, 2 without OMP_PROC_BIND, and 2 where it was used first.
set -euo pipefail
[[ $(nproc) -gt 1 ]] || { echo "expects two processors at least; got 1" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libgomp1=12.2.0-14+deb12u1 libomp5-14=1:14.0.6-12
for package in *.deb; do dpkg -x "$package" root; done
gomp=$(find "$folder/root" -name 'libgomp.so.1') omp=$(find "$folder/root" -name 'libomp.so.5' -path '*llvm-14*')

count() { # how many processors libomp finds; the libraries in the order in which they are used
  python3 - "$@" <<'PYTHON'
import ctypes
import sys

for path in sys.argv[1:]:
    library = ctypes.CDLL(path)
    if "libomp" in path:
        processors = library.omp_get_num_procs()
print(processors)
PYTHON
}

bound=$(OMP_PROC_BIND=true count "$gomp" "$omp")
unbound=$(env -u OMP_PROC_BIND bash -c "$(declare -f count); count '$gomp' '$omp'")
first=$(OMP_PROC_BIND=true count "$omp" "$gomp")
echo "libomp counts $bound after libgomp, $unbound without OMP_PROC_BIND, $first before libgomp"
[[ $bound -eq 1 && $unbound -gt 1 && $first -gt 1 ]]
