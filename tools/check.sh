#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every check; ends with a table of seconds and, as its last line,
# `N passed, N failed` over all of them. Exits 1 when anything failed. A part that fails does not stop the parts after
# it, except the build.
#
#   tools/check.sh [--full]
#
#   --full  adds what is too slow for every check: the lit suite with a round trip of every input, the suite under
#           AddressSanitizer and UndefinedBehaviorSanitizer, clang-tidy, a quarter of the differential product, the
#           differential cases through the scalar target and as GPU code on an emulator, compiled code for AArch64
#           under qemu, every installed header alone, and all networks and JAX in the Python tests. Which quarter
#           NORM_SEED says (1)
#
# NORM_JOBS sets the number of parallel jobs (default: one per processor). Logs are in build/check/.
#
# shellcheck disable=SC2317 # the functions are called by name, through `part`
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

full=() packages='test'
case "$*" in
  '') ;;
  --full) full=(--full) packages=full ;;
  *)
    echo "usage: tools/check.sh [--full]; got '$*'" >&2
    exit 2
    ;;
esac

export NORM_JOBS=${NORM_JOBS:-$(nproc)}
seed=${NORM_SEED:-1}
llvm=/usr/lib/llvm-22/bin
logs=build/check
mkdir -p "$logs"
venv=build/venv/bin/python

rows=()
total_passed=0 total_failed=0 passed=0 failed=0 note=

# Runs one part, `part NAME FUNCTION ARGUMENT...`, and adds its row to the table. The function leaves its counts in
# `passed` and `failed`, and may leave a remark in `note`.
part() {
  local name=$1 start=$EPOCHREALTIME seconds
  shift
  passed=0 failed=0 note=
  echo "-- $name"
  "$@"
  seconds=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
  rows+=("$(printf '%-20s %8s %8d %8d   %s' "$name" "$seconds" "$passed" "$failed" "$note")")
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed))
}

# Prints the table and the last line, and ends the script.
finish() {
  echo
  printf '%-20s %8s %8s %8s\n' part seconds passed failed
  printf '%s\n' "${rows[@]}" | sed 's/ *$//'
  echo "$total_passed passed, $total_failed failed"
  [[ $total_failed -eq 0 ]] || exit 1
  exit 0
}

# Shows the end of a log, indented, so that its own counts are not taken for the script's.
show() {
  tail -n "$2" "$1" | sed 's/^/    /'
}

# Runs a command of one step, counted as failed when it fails and not counted when it succeeds.
step() {
  "$@" </dev/null || failed=1
}

# Runs a program that ends with `N passed, N failed` and adds its counts: counted LOG COMMAND...
counted() {
  local log=$logs/$1 status=0 last
  shift
  "$@" >"$log" 2>&1 </dev/null || status=$?
  last=$(tail -n 1 "$log")
  if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
    [[ $status -eq 0 || ${BASH_REMATCH[2]} -gt 0 ]] || failed=$((failed + 1))
  else
    status=1 failed=$((failed + 1))
  fi
  if [[ $status -ne 0 ]]; then
    show "$log" 100
    echo "(exit status $status; the whole log is in $log)"
  fi
}

lints() {
  counted lint.log "$python" tools/lint.py
  note=$(sed -n 's/^note: //p' "$logs/lint.log")
  counted lint-test.log "$python" test/lint/lint_test.py
}

# Runs the lit suite of one build folder, with its GoogleTest binaries: lit_suite FOLDER NAME [LIT ARGUMENT...]
lit_suite() {
  local log=$logs/$2.log results=$logs/$2.json status=0 counts
  rm -f "$results"
  "$python" "$llvm/lit" -sv --no-progress-bar -j "$NORM_JOBS" --output "$results" "${@:3}" "$1/test" \
    >"$log" 2>&1 </dev/null || status=$?
  # One lit test counts once, a GoogleTest program once for each of its cases.
  counts=$("$python" - "$results" <<'PYTHON'
import collections, json, sys
tests = json.load(open(sys.argv[1]))["tests"]
codes = collections.Counter(test["code"] for test in tests)
good = codes["PASS"] + codes["XFAIL"] + codes["FLAKYPASS"]
unrun = codes["UNSUPPORTED"] + codes["SKIPPED"] + codes["EXCLUDED"]
unit = sum(test["name"].startswith("NORM-Unit ::") for test in tests)
note = f"{len(tests) - unit} lit, {unit} unit" + (f", {unrun} not run" if unrun else "")
print(good, len(tests) - good - unrun, note)
PYTHON
  ) || counts="0 1 no result of lit"
  read -r passed failed note <<<"$counts"
  # No test at all, or a suite that lit could not load, is a failure too.
  [[ $status -eq 0 && $passed -gt 0 || $failed -gt 0 ]] || failed=1
  if [[ $failed -ne 0 ]]; then
    show "$log" 150
    echo "(exit status $status; the whole log is in $log)"
  fi
}

roundtrip_suite() {
  NORM_VERIFY_ROUNDTRIP=1 lit_suite "$@"
}

# The tests that need a cross compiler and an emulator; with none of them run, the part fails.
aarch64_suite() {
  NORM_TEST_AARCH64=1 lit_suite "$@" --filter=aarch64
}

# Every installed header alone.
headers_suite() {
  NORM_TEST_HEADERS=1 lit_suite "$@" --filter=installed-headers
}

differential() {
  if [[ ! -f test/differential/run.py ]]; then
    note="left out: no test/differential/run.py"
    return
  fi
  counted differential.log "$python" test/differential/run.py --seed "$seed" "$@"
}

# The same cases through the scalar target: what stands above targets is right without vectors too.
scalar_differential() {
  counted differential-scalar.log "$python" test/differential/run.py --runner build/bin/norm-scalar-runner
}

# GPU code of rows on an emulator, over lengths and numbers of rows.
gpu_lengths() {
  counted gpu-lengths.log "$python" test/differential/gpu_lengths.py --seed "$seed" "$@"
}

# GPU code of the same cases, on an emulator.
emulated_differential() {
  counted differential-emulated.log "$python" test/differential/run.py --emulate --graphs 400
}

# The Python package, installed as its users install it, and its tests.
python_suite() {
  local log=$logs/python.log results=$logs/python.xml status=0 counts
  rm -f "$results"
  [[ ${#full[@]} -eq 0 ]] || export NORM_TEST_NETWORKS=all
  if ! build/venv-python/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall \
    ./python >"$log" 2>&1 </dev/null; then
    failed=1
    show "$log" 30
    echo "(pip could not install ./python; the whole log is in $log)"
    return
  fi
  build/venv-python/bin/python -m pytest -q -p no:cacheprovider --junit-xml="$results" test/python >>"$log" 2>&1 \
    </dev/null || status=$?
  counts=$("$python" - "$results" <<'PYTHON'
import sys, xml.etree.ElementTree as xml
suite = xml.parse(sys.argv[1]).getroot().find("testsuite").attrib
total, bad, skipped = (sum(int(suite[name]) for name in names.split()) for names in ("tests", "failures errors", "skipped"))
print(total - bad - skipped, bad, f"{skipped} not run" if skipped else "")
PYTHON
  ) || counts="0 1 no result of pytest"
  read -r passed failed note <<<"$counts"
  [[ $status -eq 0 && $passed -gt 0 || $failed -gt 0 ]] || failed=1
  if [[ $failed -ne 0 ]]; then
    show "$log" 100
    echo "(exit status $status; the whole log is in $log)"
  fi
}

# Errors of clang-tidy fail; its warnings are counted and kept in the log.
tidy() {
  local log=$logs/clang-tidy.log status=0 errors
  if [[ ! -x $llvm/clang-tidy ]]; then
    note="left out: no clang-tidy-22"
    return
  fi
  "$llvm/run-clang-tidy" -clang-tidy-binary "$llvm/clang-tidy" -p build -quiet -j "$NORM_JOBS" \
    -header-filter="^$root/(include|lib|tools)/" "^$root/(lib|tools)/.*\.cpp$" >"$log" 2>&1 </dev/null || status=$?
  errors=$(grep -E ':[0-9]+:[0-9]+: error: |^error: ' "$log" | sort -u) || true
  note="$(sort -u "$log" | grep -cE ':[0-9]+:[0-9]+: warning: ' || true) warnings in $log"
  if [[ -n $errors ]]; then
    failed=$(wc -l <<<"$errors")
    head -n 50 <<<"$errors"
  elif [[ $status -ne 0 ]]; then
    failed=1
    show "$log" 20
  else
    passed=1
  fi
}

part packages step tools/packages.sh "$packages"
python=/usr/bin/python3
[[ -x $venv ]] && python=$venv
[[ -x $python ]] || python=python3

part build step tools/build.sh dev
[[ $failed -eq 0 ]] || finish

part lints lints
part "lit+unit" lit_suite build lit
part python python_suite
part differential differential "${full[@]}"
part "GPU lengths" gpu_lengths "${full[@]}"

if [[ $packages == full ]]; then
  part "lit (round trip)" roundtrip_suite build lit-roundtrip
  part "diff. (scalar)" scalar_differential
  part "diff. (emulated)" emulated_differential
  part aarch64 aarch64_suite build lit-aarch64
  part headers headers_suite build lit-headers
  part clang-tidy tidy
  part "build (asan)" step tools/build.sh asan
  [[ $failed -ne 0 ]] || part "lit+unit (asan)" lit_suite build-asan lit-asan
fi
finish
