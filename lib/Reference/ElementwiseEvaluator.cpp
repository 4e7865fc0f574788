//===- ElementwiseEvaluator.cpp - Constants, elementwise ops on tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"
#include "Environment.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

/// Fills a tensor from the values of an attribute.
static void writeConstant(DenseElementsAttr attribute,
                          ReferenceTensor &tensor) {
  int64_t i = 0;
  if (tensor.isFloat()) {
    for (APFloat value : attribute.getValues<APFloat>()) {
      bool losesInfo;
      value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                    &losesInfo);
      double wide = value.convertToDouble();
      tensor.write(i++, 1, 1, &wide);
    }
    return;
  }
  for (const APInt &value : attribute.getValues<APInt>()) {
    int64_t wide = value.getSExtValue();
    tensor.writeIntegers(i++, 1, 1, &wide);
  }
}

std::optional<ReferenceTensor> reference::createConstant(TypedAttr attribute) {
  if (auto value = dyn_cast<FloatAttr>(attribute)) {
    if (!getReferenceKind(value.getType()))
      return std::nullopt;
    ReferenceTensor tensor = ReferenceTensor::allocate(value.getType(), {});
    double wide = value.getValueAsDouble();
    tensor.write(0, 1, 1, &wide);
    return tensor;
  }
  if (auto value = dyn_cast<IntegerAttr>(attribute)) {
    if (!getReferenceKind(value.getType()))
      return std::nullopt;
    return ReferenceTensor::createInteger(value.getType(),
                                          value.getValue().getSExtValue());
  }
  auto type = dyn_cast<RankedTensorType>(attribute.getType());
  if (!type || !getReferenceKind(type.getElementType()))
    return std::nullopt;
  Type element = type.getElementType();
  if (auto dense = dyn_cast<DenseElementsAttr>(attribute)) {
    if (dense.isSplat()) {
      ReferenceTensor tensor =
          ReferenceTensor::allocateSplat(element, type.getShape());
      writeConstant(dense.resizeSplat(RankedTensorType::get({1}, element)),
                    tensor);
      return tensor;
    }
    ReferenceTensor tensor =
        ReferenceTensor::allocate(element, type.getShape());
    writeConstant(dense, tensor);
    return tensor;
  }
  // A resource lies in memory as the reference keeps tensors, and lives as long
  // as the context.
  auto resource = dyn_cast<DenseResourceElementsAttr>(attribute);
  AsmResourceBlob *blob =
      resource ? resource.getRawHandle().getBlob() : nullptr;
  int64_t bytes = type.getNumElements() * byteWidth(*getReferenceKind(element));
  if (!blob || static_cast<int64_t>(blob->getData().size()) != bytes)
    return std::nullopt;
  return ReferenceTensor::borrow(
      {element, type.getShape(), blob->getData().data()});
}

llvm::Error reference::evaluateElementwise(Operation *op,
                                           Environment &environment) {
  LaneFunction function = lookupLaneFunction(op);
  if (!function || op->getNumResults() == 0)
    return createUnsupportedError(op);
  SmallVector<const ReferenceTensor *> operands;
  const ReferenceTensor *largest = nullptr;
  for (Value operand : op->getOperands()) {
    operands.push_back(environment.get(operand));
    if (!isa<RankedTensorType>(operand.getType()))
      continue; // a scalar condition of a select
    if (largest && largest->getShape() != operands.back()->getShape())
      return createSizeError(op, largest->getShape(),
                             operands.back()->getShape());
    largest = operands.back();
  }
  ArrayRef<int64_t> shape = largest ? largest->getShape() : ArrayRef<int64_t>();
  SmallVector<ReferenceTensor> results;
  for (Type type : op->getResultTypes())
    results.push_back(
        ReferenceTensor::allocate(getElementTypeOrSelf(type), shape));
  // Not value-initialized: scalars need one lane of them.
  size_t count = operands.size() + results.size();
  std::unique_ptr<LaneSpan[]> lanes(new LaneSpan[count]);
  SmallVector<const LaneSpan *> inputs;
  SmallVector<LaneSpan *> outputs;
  for (size_t k = 0; k < count; ++k)
    if (k < operands.size())
      inputs.push_back(&lanes[k]);
    else
      outputs.push_back(&lanes[k]);
  int64_t elements = results.front().getNumElements();
  for (int64_t done = 0; done < elements; done += kLanes) {
    int64_t block = std::min(kLanes, elements - done);
    for (auto [k, operand] : llvm::enumerate(operands)) {
      bool isScalar = !isa<RankedTensorType>(op->getOperand(k).getType());
      readLanes(*operand, isScalar ? 0 : done, isScalar ? 0 : 1, block,
                lanes[k]);
    }
    function({op, inputs, outputs, block});
    for (auto [result, output] : llvm::zip_equal(results, outputs))
      writeLanes(result, done, 1, block, *output);
  }
  for (auto [value, result] : llvm::zip_equal(op->getResults(), results))
    environment.set(value, result);
  return llvm::Error::success();
}
