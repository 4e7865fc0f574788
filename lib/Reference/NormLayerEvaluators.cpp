//===- NormLayerEvaluators.cpp - Layer and RMS normalization ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

void reference::evaluateLayerNorm(LayerNormOp op, Environment &environment) {
  Application application = {
      environment.get(op.getInput()), environment.get(op.getScale()),
      environment.get(op.getBias()), op.getScaleOffset().convertToDouble(),
      op.getCastPoint()};
  ReferenceTensor mean, rstd;
  if (op.getReturnStatistics()) {
    SmallVector<int64_t> kept = getSizesAlong(
        *application.input, cast<NormOpInterface>(*op).getKeptAxes());
    mean = allocateResult(op.getMean(), kept);
    rstd = allocateResult(op.getRstd(), kept);
  }
  environment.set(
      op.getResult(),
      normalizeGroups(op, application,
                      [&](int64_t firstGroup, const GroupStatistics &statistics,
                          const GroupFactors &factors) {
                        if (!op.getReturnStatistics())
                          return;
                        writeMeans(firstGroup, statistics, mean);
                        writeRstds(firstGroup, statistics, factors,
                                   op.getEpsilonValue(), rstd,
                                   op.getEpsilonMode());
                      }));
  if (op.getReturnStatistics()) {
    environment.set(op.getMean(), mean);
    environment.set(op.getRstd(), rstd);
  }
}

void reference::evaluateRMSNorm(RMSNormOp op, Environment &environment) {
  Application application = {environment.get(op.getInput()),
                             environment.get(op.getScale()), /*bias=*/nullptr,
                             op.getScaleOffset().convertToDouble(),
                             op.getCastPoint()};
  ReferenceTensor rstd;
  if (op.getReturnStatistics())
    rstd = allocateResult(
        op.getRstd(), getSizesAlong(*application.input,
                                    cast<NormOpInterface>(*op).getKeptAxes()));
  environment.set(
      op.getResult(),
      normalizeGroups(op, application,
                      [&](int64_t firstGroup, const GroupStatistics &statistics,
                          const GroupFactors &factors) {
                        if (op.getReturnStatistics())
                          writeRstds(firstGroup, statistics, factors,
                                     op.getEpsilonValue(), rstd,
                                     op.getEpsilonMode());
                      }));
  if (op.getReturnStatistics())
    environment.set(op.getRstd(), rstd);
}
