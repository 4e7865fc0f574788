//===- MathToNVVM.cpp - Math that the device has instructions for ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "llvm/ADT/FloatingPointMode.h"
#include "llvm/ADT/StringSwitch.h"

namespace mlir::norm {
#define GEN_PASS_DEF_MATHTONVVMPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The intrinsic of LLVM that NVPTX has an instruction, rounded as IEEE 754
/// says, for; empty where it would call a library.
StringRef getIntrinsic(Operation *op) {
  return llvm::StringSwitch<StringRef>(op->getName().getStringRef())
      .Case("arith.maxnumf", "llvm.maxnum")
      .Case("arith.minnumf", "llvm.minnum")
      .Case("math.absf", "llvm.fabs")
      .Case("math.ceil", "llvm.ceil")
      .Case("math.copysign", "llvm.copysign")
      .Case("math.ctpop", "llvm.ctpop")
      .Case("math.floor", "llvm.floor")
      .Case("math.fma", "llvm.fma")
      .Case("math.round", "llvm.round")
      .Case("math.roundeven", "llvm.roundeven")
      .Case("math.sqrt", "llvm.sqrt")
      .Case("math.trunc", "llvm.trunc")
      .Default("");
}

/// Whether upstream lowers the op to a function of CUDA's device library.
bool isOfLibrary(Operation *op) {
  return isa<arith::RemFOp, math::AcosOp, math::AcoshOp, math::AsinOp,
             math::AsinhOp, math::AtanOp, math::Atan2Op, math::AtanhOp,
             math::CbrtOp, math::CosOp, math::CoshOp, math::ErfcOp,
             math::Exp2Op, math::ExpM1Op, math::Log10Op, math::Log1pOp,
             math::Log2Op, math::SinOp, math::SinhOp, math::TanOp>(op);
}

Value callIntrinsic(OpBuilder &builder, Location loc, StringRef name, Type type,
                    ValueRange operands) {
  return LLVM::CallIntrinsicOp::create(builder, loc, type,
                                       builder.getStringAttr(name), operands)
      .getResult(0);
}

/// x^(-1/2), two roundings instead of one of some ulp.
Value createRsqrt(OpBuilder &builder, math::RsqrtOp op) {
  Type type = op.getType();
  TypedAttr one = builder.getOneAttr(type);
  Value root =
      callIntrinsic(builder, op.getLoc(), "llvm.sqrt", type, op.getOperand());
  return arith::DivFOp::create(
      builder, op.getLoc(),
      arith::ConstantOp::create(builder, op.getLoc(), one), root);
}

/// An intrinsic of integers that is told, last, whether it may give anything
/// for an extreme value: it may not.
Value callOnIntegers(OpBuilder &builder, Operation *op, StringRef name) {
  Value mayGiveAnything =
      arith::ConstantIntOp::create(builder, op->getLoc(), 0, 1);
  return callIntrinsic(builder, op->getLoc(), name, op->getResult(0).getType(),
                       {op->getOperand(0), mayGiveAnything});
}

/// Which classes of floats an op asks for, as a mask of LLVM's; 0 for no such
/// op.
unsigned getClasses(Operation *op) {
  return llvm::StringSwitch<unsigned>(op->getName().getStringRef())
      .Case("math.isfinite", llvm::fcFinite)
      .Case("math.isinf", llvm::fcInf)
      .Case("math.isnan", llvm::fcNan)
      .Case("math.isnormal", llvm::fcNormal)
      .Default(0);
}

struct MathToNVVM : norm::impl::MathToNVVMPassBase<MathToNVVM> {
  using MathToNVVMPassBase::MathToNVVMPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      // The others of arith have instructions.
      if (isa<math::MathDialect>(op->getDialect()) ||
          isa<arith::MaxNumFOp, arith::MinNumFOp, arith::RemFOp>(op))
        ops.push_back(op);
    });
    for (Operation *op : ops) {
      OpBuilder builder(op);
      Value result;
      if (StringRef name = getIntrinsic(op); !name.empty()) {
        result = callIntrinsic(builder, op->getLoc(), name,
                               op->getResult(0).getType(), op->getOperands());
      } else if (unsigned classes = getClasses(op)) {
        result = LLVM::IsFPClass::create(builder, op->getLoc(),
                                         op->getResult(0).getType(),
                                         op->getOperand(0), classes);
      } else if (auto rsqrt = dyn_cast<math::RsqrtOp>(op)) {
        result = createRsqrt(builder, rsqrt);
      } else if (isa<math::CountLeadingZerosOp>(op)) {
        result = callOnIntegers(builder, op, "llvm.ctlz");
      } else if (isa<math::CountTrailingZerosOp>(op)) {
        result = callOnIntegers(builder, op, "llvm.cttz");
      } else if (isa<math::AbsIOp>(op)) {
        result = callOnIntegers(builder, op, "llvm.abs");
      } else if (isOfLibrary(op)) {
        continue;
      } else {
        op->emitError() << "expects math that a GPU has instructions or a "
                           "library for; got "
                        << op->getName();
        return signalPassFailure();
      }
      op->getResult(0).replaceAllUsesWith(result);
      op->erase();
    }
  }
};

} // namespace
