//===- KernelOpBuilder.h - Puts a norm.kernel together ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_REWRITE_KERNELOPBUILDER_H
#define NORM_MLIR_KERNEL_REWRITE_KERNELOPBUILDER_H

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/IRMapping.h"

namespace mlir::norm {

/// Puts a kernel together, operand by operand, while its region is written:
///
///   KernelOpBuilder kernel(builder, loc, sizes);
///   Value a = kernel.addInput(x, map);
///   kernel.addOutput(y, map, math::ExpOp::create(kernel.inside(), loc, a));
///   kernel.create();
class KernelOpBuilder {
public:
  /// The kernel is made where `builder` stands; its space has these sizes.
  KernelOpBuilder(OpBuilder &builder, Location loc,
                  ArrayRef<OpFoldResult> sizes);

  /// Where ops of the region are made.
  OpBuilder &inside() { return body; }
  Block &getBlock() { return *block; }

  /// Adds an input; returns its element. `outside` is its value outside of the
  /// operand, unit or null where there is none.
  Value addInput(Value operand, AffineMap map, Attribute outside = {});
  /// Adds an init, to which `value` of the region is written.
  void addOutput(Value init, AffineMap map, Value value);

  /// Says what stands for a value of another kernel's region: a value of this
  /// one, or null where it is copied.
  using Replacement = function_ref<Value(Value)>;
  /// Copies an op of another kernel's region whose operands are copied.
  using Copier = function_ref<Value(Operation *, IRMapping &)>;
  /// The value `root` of the region of `kernel` in this region, with what it
  /// is computed from. Values from outside stay; elements of inputs become
  /// inputs here unless they are replaced.
  Value copy(KernelOp kernel, Value root, Replacement replace,
             Copier copyOp = {});

  /// What is stated outside of an input; unit where nothing is.
  Attribute getOutside(unsigned input) const { return outside[input]; }

  /// Once all outputs are there: puts the region in order, each op once and
  /// before its first user, and drops inputs that nothing reads.
  void orderRegion();

  /// Makes the kernel; the builder is done with.
  KernelOp create(ScheduleInterface schedule = {});

private:
  void addYield();

  OpBuilder &builder;
  Location loc;
  SmallVector<OpFoldResult> sizes;
  std::unique_ptr<Block> block;
  OpBuilder body;
  IRMapping copies;
  SmallVector<Value> inputs, inits, yielded;
  SmallVector<Attribute> inputMaps, outside, initMaps;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_REWRITE_KERNELOPBUILDER_H
