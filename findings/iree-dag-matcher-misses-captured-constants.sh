#!/usr/bin/env bash
# IREE 3.13.0's `transform.iree.match.cast_compatible_dag_from_root`, by which a transform spec finds the ops that a kernel
# from outside is to replace, does not match a linalg.generic whose body uses a value from outside of it, constants too.
# Before a spec runs, IREE's canonicalization moves every constant out of every body. So a spec with the very ops of the
# program matches while there is no constant among them, and never again once there is one: a norm, which has an epsilon
# and a number of elements, cannot be found. Nothing is reported.
#
# Seen: x * x is replaced; x * x + 1.0 is not, whether the constant is written within the body or before it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check iree-base-compiler==3.13.0
cd "$folder"

# What is replaced, as its lines before the op and within its body; the constant is %one.
write() { # file, before, within
  cat <<MLIR >"$1"
    $2
    %e = tensor.empty() : tensor<4xf32>
    %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
                         iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
    ^bb0(%in: f32, %out: f32):
      $3
      linalg.yield %r : f32
    } -> tensor<4xf32>
MLIR
}

compile() { # file of the program, file of what the spec looks for
  { echo 'func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {'; cat "$1"; echo 'return %y : tensor<4xf32> }'; } >program.mlir
  cat >spec.mlir <<MLIR
module attributes {transform.with_named_sequence} {
  util.func private @kernel(%x: tensor<4xf32>) -> tensor<4xf32> { util.return %x : tensor<4xf32> }
  transform.named_sequence @match(%root: !transform.any_op {transform.readonly})
      -> (!transform.any_value, !transform.any_value) {
    %ins, %outs = transform.iree.match.cast_compatible_dag_from_root %root {
    ^bb0(%x: tensor<4xf32>):
$(cat "$2")
    } : (!transform.any_op) -> (!transform.any_value, !transform.any_value)
    transform.yield %ins, %outs : !transform.any_value, !transform.any_value
  }
  transform.named_sequence @replace(%ins: !transform.any_value {transform.readonly},
                                    %out: !transform.any_value {transform.readonly}) {
    %root = transform.get_defining_op %out : (!transform.any_value) -> !transform.any_op
    %module = transform.util.get_nearest_symbol_table %root : (!transform.any_op) -> !transform.any_op
    %kernel = transform.util.import_symbol @kernel into %module if undefined : (!transform.any_op) -> !transform.any_op
    transform.util.cast_and_call %kernel(%ins) -> %out after %root
      : (!transform.any_op, !transform.any_value, !transform.any_value, !transform.any_op) -> !transform.any_op
    transform.yield
  }
  transform.named_sequence @__transform_main(%module: !transform.any_op) {
    %functions = transform.structured.match ops{["util.func"]} in %module : (!transform.any_op) -> !transform.any_op
    transform.foreach %functions : !transform.any_op {
    ^bb1(%function: !transform.any_op):
      transform.foreach_match in %function @match -> @replace : (!transform.any_op) -> !transform.any_op
    }
    transform.yield
  }
}
MLIR
  venv/bin/iree-compile program.mlir --iree-hal-target-device=local --iree-hal-local-target-device-backends=llvm-cpu \
    --iree-llvmcpu-target-cpu=generic --iree-preprocessing-transform-spec-filename=spec.mlir \
    --compile-to=preprocessing -o out.mlir
}

square='%r = arith.mulf %in, %in : f32'
more='%q = arith.mulf %in, %in : f32
      %r = arith.addf %q, %one : f32'
one='%one = arith.constant 1.0 : f32'
write square "" "$square"
write before "$one" "$more"
write within "" "$one
      $more"
compile square square
grep -q 'util.call @kernel' out.mlir
for program in before within; do
  for spec in before within; do
    compile "$program" "$spec"
    [[ $(grep -c 'util.call @kernel' out.mlir) == 0 ]]
    grep -q 'linalg.generic' out.mlir
  done
done
echo "x * x is replaced; x * x + 1.0 is not, wherever program and spec have the constant"
