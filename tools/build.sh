#!/usr/bin/env bash
# Configures one preset and builds it, quietly: output goes to build.log in the preset's folder, whose last lines are
# shown on failure.
#
#   tools/build.sh [PRESET [TARGET...]]      (default: preset dev, every target)
#
# NORM_JOBS sets the number of parallel jobs (default: one per processor).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${1:-dev}
[[ $# -eq 0 ]] || shift
case $preset in
  dev) folder=$root/build ;;
  *) folder=$root/build-$preset ;;
esac
jobs=${NORM_JOBS:-$(nproc)}
mkdir -p "$folder"
log=$folder/build.log

# Runs one step; on failure shows the end of its output and exits.
step() {
  local name=$1
  shift
  if ! (cd "$root" && "$@") >>"$log" 2>&1; then
    # The compiler's errors first, because parallel jobs may print much after them.
    grep -E -m 5 '(error|Error)( at .*)?:' "$log" >&2 || true
    echo "... last lines of $log:" >&2
    tail -n 25 "$log" >&2
    echo "build: error: $name of preset '$preset' failed; the whole log is in $log" >&2
    exit 1
  fi
}

: >"$log"
# Warm, configuring takes about a second; doing it always notices presets and packages that have changed.
step configure cmake --preset "$preset"
step build cmake --build "$folder" --parallel "$jobs" ${1:+--target "$@"}
