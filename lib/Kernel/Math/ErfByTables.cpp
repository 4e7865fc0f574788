//===- ErfByTables.cpp - erf from tables in registers ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Between multiples of a quarter erf is a polynomial of degree 5. AVX-512 looks
// its coefficients up, each by one instruction whose table is a register: 17
// operations, where one polynomial for small arguments and an exponential for
// large ones take 40.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "NativeInstructions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// Entries of a table: the floats of a register of 512 bits, or of two of 256.
static constexpr int64_t kEntries = 16;

/// Entry i of table k is the coefficient of d^k of erf(i / 4 + d) for abs(d) up
/// to 1/8: interpolated at Chebyshev's nodes, for i = 0 as d times a
/// polynomial. At 31/8 the last one has 5e-8 more, so that it is 1 from there
/// on.
static const float erfTables[][kEntries] = {
    {0x0p+0f, 0x1.1af54ep-2f, 0x1.0a7ef6p-1f, 0x1.6c1c98p-1f, 0x1.af767ap-1f,
     0x1.d8865ep-1f, 0x1.eea556p-1f, 0x1.f92d08p-1f, 0x1.fd9ae2p-1f,
     0x1.ff4048p-1f, 0x1.ffcaa8p-1f, 0x1.fff2dp-1f, 0x1.fffd1ap-1f,
     0x1.ffff7p-1f, 0x1.ffffe8p-1f, 0x1.fffffep-1f},
    {0x1.20dd76p+0f, 0x1.0f5d16p+0f, 0x1.c1efcap-1f, 0x1.492e42p-1f,
     0x1.a911fp-2f, 0x1.e4653p-3f, 0x1.e72372p-4f, 0x1.b0553p-5f,
     0x1.529b9ep-6f, 0x1.d4143ap-8f, 0x1.1d8318p-9f, 0x1.3360dp-11f,
     0x1.2408fp-13f, 0x1.e9b6p-16f, 0x1.6a599p-18f, 0x1.224b96p-20f},
    {0x1.a79d88p-23f, -0x1.0f5ba2p-2f, -0x1.c1eep-2f, -0x1.edc46ep-2f,
     -0x1.a9121ap-2f, -0x1.2ecp-2f, -0x1.6d5bfap-3f, -0x1.7a4bd6p-4f,
     -0x1.529bc4p-5f, -0x1.0749b8p-6f, -0x1.64dd6ep-8f, -0x1.a695cep-10f,
     -0x1.b5f20cp-12f, -0x1.8dbcacp-14f, -0x1.3cdff4p-16f, -0x1.bb478cp-19f},
    {-0x1.812a72p-2f, -0x1.3c96bp-2f, -0x1.2bf594p-3f, 0x1.b6ddc8p-6f,
     0x1.1b6034p-3f, 0x1.571cbep-3f, 0x1.1c2a5ap-3f, 0x1.7149a2p-4f,
     0x1.8b0bdcp-5f, 0x1.63efc6p-6f, 0x1.119d02p-7f, 0x1.69cc4ep-9f,
     0x1.9db016p-11f, 0x1.9a97f6p-13f, 0x1.62bba6p-15f, 0x1.0b571ep-17f},
    {0x1.00691cp-12f, 0x1.021e9p-3f, 0x1.748dbep-3f, 0x1.3351a8p-3f,
     0x1.1bd098p-4f, -0x1.7318f2p-8f, -0x1.69a6b6p-5f, -0x1.885478p-5f,
     -0x1.1a1468p-5f, -0x1.39c54cp-6f, -0x1.1caf06p-7f, -0x1.b024cp-9f,
     -0x1.1654eap-10f, -0x1.330062p-12f, -0x1.23bb22p-14f, -0x1.dfbefcp-17f},
    {0x1.c73bc6p-4f, 0x1.4659aap-4f, 0x1.e82d32p-8f, -0x1.b0a364p-5f,
     -0x1.19edaap-4f, -0x1.81ced4p-5f, -0x1.eac212p-7f, 0x1.a8da2p-8f,
     0x1.aa4ec4p-7f, 0x1.5cb6p-7f, 0x1.91bbap-8f, 0x1.6b30aap-9f,
     0x1.0ce208p-10f, 0x1.4d3aa8p-12f, 0x1.5e2afp-14f, 0x1.3aa7e4p-16f},
};

/// Where the last table ends: just below 31/8.
static constexpr double kLargest = 0x1.effffep+1;

/// Added to a small number, leaves as many quarters in the lowest bits.
static constexpr double kQuarters = 0x1.8p+21;

/// Entries of a table, one for each lane, by the four lowest bits of an index.
static Lanes lookUp(const LaneBuilder &context, ArrayRef<float> table,
                    const Lanes &index) {
  OpBuilder &b = context.builder;
  auto type = cast<VectorType>(context.type(b.getF32Type()));
  auto getPart = [&](int64_t from) -> Value {
    return arith::ConstantOp::create(
        b, context.loc,
        DenseElementsAttr::get(type, table.slice(from, type.getNumElements())));
  };
  bool isWhole = type.getNumElements() == kEntries;
  SmallVector<Value> operands = {getPart(0), index};
  if (!isWhole)
    operands.push_back(getPart(kEntries / 2));
  return Lanes(context, callAVX512(b, context.loc,
                                   isWhole ? ".permvar.sf" : ".vpermi2var.ps",
                                   type, type, operands));
}

namespace {

/// erf(x) => with the sign of x, a polynomial of the distance to the nearest
/// multiple of a quarter; NaN stays.
struct LookUpErf : OpRewritePattern<math::ErfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::ErfOp op,
                                PatternRewriter &rewriter) const override {
    if (!fillsRegister(op.getType()) ||
        !getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "no register of f32");
    LaneBuilder context{rewriter, op.getLoc(), op.getType()};
    Lanes x(context, op.getOperand());
    Lanes bounded = clampAbove(x.abs(), kLargest);
    Lanes shifted = bounded + kQuarters;
    Lanes distance = bounded - (shifted - kQuarters);
    Lanes index = shifted.asInteger();
    ArrayRef<float[kEntries]> tables(erfTables);
    Lanes result = lookUp(context, tables.back(), index);
    for (const float (&table)[kEntries] : llvm::reverse(tables.drop_back()))
      result = result.fma(distance, lookUp(context, table, index));
    rewriter.replaceOp(op, Value(result.copySign(x)));
    return success();
  }
};

} // namespace

void norm::populateErfByTablesPatterns(RewritePatternSet &patterns) {
  patterns.add<LookUpErf>(patterns.getContext());
}
