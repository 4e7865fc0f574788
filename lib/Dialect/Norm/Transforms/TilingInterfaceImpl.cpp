//===- TilingInterfaceImpl.cpp - Named and core ops in tiles ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/TilingInterfaceImpl.h"
#include "SpaceTiling.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/IR/TilingModel.h"

using namespace mlir;
using namespace mlir::norm;

void norm::registerTilingInterfaceExternalModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    forEachSpaceOp([&](auto op) {
      using Op = decltype(op);
      Op::template attachInterface<TilingModel<Op, SpaceTiling>>(*context);
    });
  });
}
