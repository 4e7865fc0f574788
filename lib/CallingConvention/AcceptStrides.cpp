//===- AcceptStrides.cpp - Arguments of any strides ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {
#define GEN_PASS_DEF_ACCEPTSTRIDESPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The type with any offset and strides; null where strides do not matter.
MemRefType getStridedType(Type type) {
  auto buffer = dyn_cast<MemRefType>(type);
  if (!buffer || buffer.getRank() == 0 || !buffer.getLayout().isIdentity())
    return nullptr;
  SmallVector<int64_t> strides(buffer.getRank(), ShapedType::kDynamic);
  return MemRefType::get(
      buffer.getShape(), buffer.getElementType(),
      StridedLayoutAttr::get(type.getContext(), ShapedType::kDynamic, strides),
      buffer.getMemorySpace());
}

/// Whether all users can read and write a buffer of any strides.
bool takesAnyStrides(BlockArgument argument) {
  return llvm::all_of(argument.getUsers(), [](Operation *user) {
    return isa<KernelOp, memref::DimOp>(user);
  });
}

struct AcceptStrides : norm::impl::AcceptStridesPassBase<AcceptStrides> {
  void runOnOperation() override {
    SymbolTableCollection tables;
    SymbolUserMap users(tables, getOperation());
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      // Calls and references name the type that the function has.
      if (!function.isPublic() || function.isExternal() ||
          !users.useEmpty(function))
        continue;
      for (BlockArgument argument : function.getArguments())
        if (MemRefType strided = getStridedType(argument.getType()))
          if (takesAnyStrides(argument))
            argument.setType(strided);
      function.setType(FunctionType::get(&getContext(),
                                         function.getBody().getArgumentTypes(),
                                         function.getResultTypes()));
    }
  }
};

} // namespace
