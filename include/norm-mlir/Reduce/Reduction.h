//===- Reduction.h - Ways to make modules smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REDUCE_REDUCTION_H
#define NORM_MLIR_REDUCE_REDUCTION_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/SetVector.h"

#include <functional>
#include <memory>
#include <vector>

namespace mlir::norm {

/// A copy of a module that changes are made to.
class Candidate {
public:
  explicit Candidate(ModuleOp original);

  ModuleOp getModule() { return *module; }

  /// Erases `op` once all changes are made, which find everything in place.
  void eraseLater(Operation *op) { erased.insert(op); }

  /// Says that a change failed half-way.
  void reject() { rejected = true; }
  bool isRejected() const { return rejected; }

  /// Erases what is to be erased, and ops that nothing uses any more. Ops that
  /// nothing used before stay: one of them may be what fails.
  void finish();

  OwningOpRef<ModuleOp> take() { return std::move(module); }

private:
  OwningOpRef<ModuleOp> module;
  llvm::SetVector<Operation *> erased;
  DenseSet<Operation *> unused;
  bool rejected = false;
};

/// Makes a candidate smaller in one place, or leaves it as it is. It may break
/// the module: what does not verify is not tested.
using Change = std::function<void(Candidate &)>;

/// One way to make modules smaller.
class Reduction {
public:
  virtual ~Reduction();

  /// The name in messages, in kebab-case.
  virtual StringRef getName() const = 0;

  /// Appends a change for every place of the candidate's module, in an order
  /// that follows from the module alone. Any of them, in that order, may be
  /// made together.
  virtual void findChanges(Candidate &candidate,
                           SmallVectorImpl<Change> &changes) = 0;
};

using Reductions = std::vector<std::unique_ptr<Reduction>>;

/// Leaves out ops: a value of the same type that the op was computed from, or
/// an argument, stands for each result that is used.
void addOpReductions(Reductions &reductions);
/// Leaves out symbols that nothing names, bodies, results and arguments of
/// functions.
void addFunctionReductions(Reductions &reductions);
/// Returns values from the middle of a function, and nothing else.
void addReturnReductions(Reductions &reductions);
/// Puts one turn of a loop, or one branch of a condition, in its place.
void addRegionReductions(Reductions &reductions);
/// What dialects register in upstream's DialectReductionPatternInterface, each
/// pattern by itself; and upstream's passes that clean up.
void addPatternReductions(Reductions &reductions, MLIRContext *context);
/// Makes sizes smaller, everywhere where a size stands.
void addShapeReductions(Reductions &reductions);
/// Leaves out axes of tensors.
void addAxisReductions(Reductions &reductions);

/// All of the above, in the order in which they make the largest steps.
Reductions createReductions(MLIRContext *context);

} // namespace mlir::norm

#endif // NORM_MLIR_REDUCE_REDUCTION_H
