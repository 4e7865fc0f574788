//===- DeviceFunction.h - An op in a function of the device ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_GPU_DEVICEFUNCTION_H
#define NORM_MLIR_KERNEL_GPU_DEVICEFUNCTION_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

namespace mlir::norm {

/// A `gpu.func` that holds a copy of an op on buffers, for an emitter to
/// replace. A buffer is one argument, memref<T>, which becomes a bare pointer,
/// and an index for each size, stride and offset that its type does not state;
/// other values from outside are arguments too, and constants in memory are the
/// device's own. Pointers to what the op only
/// reads are `llvm.noalias` and `llvm.readonly`, so that reads may pass through
/// the cache of read-only data.
class DeviceFunction {
public:
  /// Metadata of buffers is inserted at `builder`, in the host's code.
  DeviceFunction(OpBuilder &builder, DestinationStyleOpInterface op,
                 gpu::GPUModuleOp module, int64_t blockSize,
                 int64_t clusterSize = 1);

  /// Says that a multiprocessor need not run several blocks at a time: ptxas
  /// would rather spill than give them the registers that they ask for.
  void allowOneBlock();

  gpu::GPUFuncOp getFunction() { return function; }
  Operation *getOp() { return inside; }

  /// Launches `grid` blocks, whole clusters of them, at the builder's place.
  void launch(OpBuilder &builder, Value grid);

private:
  Value addArgument(Value operand);
  void addScalar(Value value);
  Value addIndex(OpFoldResult value);
  Value addGlobal(memref::GetGlobalOp host);
  void addBuffer(OpBuilder &builder, Value buffer);
  void setAliasing(DestinationStyleOpInterface op);

  gpu::GPUFuncOp function;
  Operation *inside;
  int64_t blockSize, clusterSize;
  SmallVector<Value> operands;        // of the launch
  DenseMap<Value, unsigned> pointers; // the arguments of buffers
  IRMapping values;                   // of the host to those inside
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_GPU_DEVICEFUNCTION_H
