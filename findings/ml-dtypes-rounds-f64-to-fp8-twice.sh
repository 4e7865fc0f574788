#!/usr/bin/env bash
# ml_dtypes 0.5.4 rounds f64 to float8_e4m3fn (and float8_e5m2) twice: to f32 first. -431.99999999999994 lies between
# -416 and -448, nearer to -416; as f32 it is -432, halfway, which the second rounding takes to the even one, -448.
# So numpy.astype is no reference for one rounding from f64; it is one from f32.
#
# Seen: f64 -> e4m3fn of -431.99999999999994: -448.0; f64 -> e5m2 of 1.1249999999999998: 1.0. The first is not what one
# rounding gives (-416.0), the second is (through f32 it is 1.125, halfway, and 1.0 is the even one as well).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.2.6 ml_dtypes==0.5.4
"$folder/venv/bin/python" - <<'PYTHON'
import ml_dtypes
import numpy as np

below = np.nextafter(np.float64(-432.0), 0.0)
got = float(np.array([below]).astype(ml_dtypes.float8_e4m3fn)[0])
near = min((-416.0, -448.0), key=lambda value: abs(value - below))
print(f"ml_dtypes {ml_dtypes.__version__}: f64 {below!r} -> float8_e4m3fn {got}; rounded once: {near}")
assert got == -448.0, got
assert near == -416.0, near
# The same number from f32 is the tie, and right.
assert float(np.array([np.float32(below)]).astype(ml_dtypes.float8_e4m3fn)[0]) == -448.0
other = float(np.array([np.nextafter(np.float64(1.125), 0.0)]).astype(ml_dtypes.float8_e5m2)[0])
print(f"f64 1.1249999999999998 -> float8_e5m2 {other}")
assert other == 1.0, other
PYTHON
