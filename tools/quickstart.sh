#!/usr/bin/env bash
# From a fresh clone to a checked result: installs what is missing, builds the tools into build/, runs a LayerNorm
# from its IR file on real numbers and verifies the result against the float64 reference.
#
#   tools/quickstart.sh
#
# May be run again at any time and from any folder.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# ---- The main job: the IR file and the command that runs it. -------------------------------------------------------
ir_file=test/Integration/layer-norm.mlir
main_job=(build/bin/norm-runner "$ir_file" --entry=layer_norm --verify)
# ---------------------------------------------------------------------------------------------------------------------

"$root/tools/packages.sh" build
[[ -x $root/build/bin/norm-runner ]] || echo "quickstart: building norm-opt and norm-runner (log: build/build.log)"
"$root/tools/build.sh" dev norm-opt norm-runner

cd "$root"
echo "== $ir_file"
# The module without test directives and the comment lines around them.
grep -v '^[[:space:]]*//' "$ir_file" | cat -s
echo
echo "== ${main_job[*]}"
"${main_job[@]}"
