#!/usr/bin/env bash
# MLIR 22.1.8's mlir-reduce leaves out ops only together with all their uses: of a chain in which one op matters, what
# the others compute is used up to the return, so nothing goes, and it ends with exit status 0. A test that ends by a
# signal, as one that runs the crashing program itself does, ends mlir-reduce too. So norm-reduce has a loop of its own.
#
# Seen: of 12 ops in a chain 12 are left; "LLVM ERROR: Error running interestingness test: Segmentation fault".
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "mlir-22-tools=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done
reduce() { LD_LIBRARY_PATH=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu root/usr/lib/llvm-22/bin/mlir-reduce "$@"; }
reduce --version | grep 'LLVM version 22.1.8'

{
  echo 'func.func @f(%x: tensor<8xf32>) -> tensor<8xf32> {'
  value=%x
  for i in {0..11}; do
    [[ $i -eq 6 ]] && op=math.erf || op=math.sqrt
    echo "  %v$i = $op $value : tensor<8xf32>"
    value=%v$i
  done
  echo "  return $value : tensor<8xf32>"
  echo '}'
} >chain.mlir

# Exit status 1: it is interesting.
printf '#!/bin/sh\n! grep -q math.erf "$1"\n' >finds.sh
chmod +x finds.sh
reduce chain.mlir -reduction-tree="traversal-mode=0 test=$folder/finds.sh" >left.mlir 2>/dev/null
grep -c math left.mlir | tee count
grep -qx 12 count

printf '#!/bin/sh\nkill -SEGV $$\n' >crashes.sh
chmod +x crashes.sh
! reduce chain.mlir -reduction-tree="traversal-mode=0 test=$folder/crashes.sh" 2>log
grep 'Error running interestingness test: Segmentation fault' log
