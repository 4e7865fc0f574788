#!/usr/bin/env bash
# Clang 22.1.8 (in ziglang 0.17.1) compiles a test of integers as a comparison of floats where the integers are the bits
# of bf16: whether any of 32 lanes is a zero of either sign, (bits & 0x7fff) == 0, costs nine vector instructions, which
# widen each half of the register to f32, instead of one vptestnmw. The optimizer takes the masked bits for
# fcmp oeq x, 0, and x86-64, AVX512-BF16 included, has no comparison of bf16. The same test of a vector that has been
# integers all along stays one instruction. So whoever looks at results of vcvtne2ps2bf16 in a hot loop should do so
# behind an operation on integers, a permutation for one.
#
# Seen: bf16: 2 vpmovzxwd, 2 vcmpeqps, 0 vptestnmw; integers: 0, 0, 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ziglang==0.17.1
cat >"$folder/zero.c" <<'C'
typedef __bf16 floats __attribute__((vector_size(64)));
typedef unsigned short bits __attribute__((vector_size(64)));
typedef short mask __attribute__((vector_size(64)));
int of_floats(floats x) { return __builtin_reduce_or((mask)(((bits)x & 0x7fff) == 0)) != 0; }
int of_bits(bits x) { return __builtin_reduce_or((mask)((x & 0x7fff) == 0)) != 0; }
C
export ZIG_GLOBAL_CACHE_DIR=$folder/cache ZIG_LOCAL_CACHE_DIR=$folder/cache
clang=("$folder/venv/bin/python" -m ziglang cc)
"${clang[@]}" --version 2>/dev/null | sed -n 1p
"${clang[@]}" -target x86_64-linux-gnu -mcpu=znver4 -O2 -S "$folder/zero.c" -o "$folder/zero.s" 2>/dev/null
counts() {
  awk -v name="$1:" '$1 == name { on = 1 } on { print $1 } on && $1 == "retq" { exit }' "$folder/zero.s" |
    awk '{ n[$1]++ } END { print n["vpmovzxwd"] + 0, n["vcmpeqps"] + 0, n["vptestnmw"] + 0 }'
}
echo "vpmovzxwd, vcmpeqps, vptestnmw of bf16: $(counts of_floats); of integers: $(counts of_bits)"
[[ $(counts of_floats) == "2 2 0" ]]
[[ $(counts of_bits) == "0 0 1" ]]
