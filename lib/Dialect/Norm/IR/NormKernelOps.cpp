//===- NormKernelOps.cpp - Kernels: verifiers, extents, folds ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace mlir::norm;

LogicalResult ScheduleAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                   int64_t vector, int64_t lanes,
                                   int64_t unroll, int64_t block, Stores stores,
                                   int64_t cache, Tail tail) {
  if (vector < 0)
    return emitError() << "expects vector to be a dimension; got " << vector;
  if (lanes < 1 || lanes > 64 || !llvm::isPowerOf2_64(lanes))
    return emitError() << "expects lanes to be a power of 2 from 1 to 64; got "
                       << lanes;
  if (unroll < 1 || unroll > 16)
    return emitError() << "expects unroll from 1 to 16; got " << unroll;
  if (block < 0)
    return emitError() << "expects block to be at least 0; got " << block;
  if (cache < 0)
    return emitError() << "expects cache to be at least 0; got " << cache;
  return success();
}

bool KernelOp::isLegalBodyOp(Operation *op) {
  auto isScalar = [](Type type) { return type.isIntOrIndexOrFloat(); };
  if (op->getNumResults() != 1 || op->getNumRegions() != 0 ||
      !llvm::all_of(op->getOperandTypes(), isScalar) ||
      !isScalar(op->getResult(0).getType()))
    return false;
  return op->hasTrait<OpTrait::ConstantLike>() ||
         (isPure(op) && OpTrait::hasElementwiseMappableTraits(op));
}

bool KernelOp::isLegalElement(Type type) {
  if (type.isIndex() || type.isSignlessInteger(1))
    return true;
  // Elements of other widths have gaps between them that vectors do not have.
  return (isa<FloatType>(type) || type.isSignlessInteger()) &&
         llvm::is_contained({8u, 16u, 32u, 64u},
                            type.getIntOrFloatBitWidth());
}

bool KernelOp::isLegalReduced(Type type) {
  return isa<BFloat16Type, Float16Type, Float32Type, Float64Type>(type);
}

SmallVector<OpFoldResult> KernelOp::getMixedSizes() {
  Builder builder(getContext());
  return mlir::getMixedValues(getStaticSizes(), getSizes(), builder);
}

TypedAttr KernelOp::getOutsideValue(unsigned index) {
  std::optional<ArrayAttr> values = getOutside();
  return values ? dyn_cast<TypedAttr>((*values)[index]) : TypedAttr();
}

OperandRange KernelOp::getYielded() {
  return getBody().front().getTerminator()->getOperands();
}

/// The dimensions that a map reads.
static llvm::SmallBitVector getDims(AffineMap map, int64_t numDims) {
  llvm::SmallBitVector dims(numDims);
  for (AffineExpr result : map.getResults())
    result.walk([&](AffineExpr expr) {
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        dims.set(dim.getPosition());
    });
  return dims;
}

DenseMap<Value, llvm::SmallBitVector> KernelOp::getExtents() {
  DenseMap<Value, llvm::SmallBitVector> extents;
  Block &block = getBody().front();
  for (auto [index, argument] : llvm::enumerate(block.getArguments()))
    extents[argument] = getDims(getInputMap(index), getNumDims());
  for (Operation &op : block.without_terminator()) {
    llvm::SmallBitVector extent(getNumDims());
    for (Value operand : op.getOperands())
      if (auto known = extents.find(operand); known != extents.end())
        extent |= known->second;
    if (auto reduce = dyn_cast<ReduceOp>(op))
      for (int64_t dim : reduce.getOver())
        extent.reset(dim);
    for (Value result : op.getResults())
      extents[result] = extent;
  }
  return extents;
}

/// Whether an init's map visits an element at most once: every result is a sum
/// of dimensions that no other result names.
static bool isInjective(AffineMap map) {
  llvm::SmallBitVector seen(map.getNumDims());
  for (AffineExpr result : map.getResults()) {
    bool isUnique = true;
    result.walk([&](AffineExpr expr) {
      if (auto dim = dyn_cast<AffineDimExpr>(expr)) {
        isUnique &= !seen.test(dim.getPosition());
        seen.set(dim.getPosition());
      }
    });
    if (!isUnique)
      return false;
  }
  return true;
}

/// Whether an expression is a sum of dimensions, each times what is constant.
static bool isSumOfDims(AffineExpr expr) {
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return true;
  if (expr.getKind() == AffineExprKind::Add)
    return isSumOfDims(binary.getLHS()) && isSumOfDims(binary.getRHS());
  return expr.getKind() == AffineExprKind::Mul &&
         binary.getRHS().isSymbolicOrConstant() && isSumOfDims(binary.getLHS());
}

/// (C1), of the sizes: stated ones are sizes, the others are operands.
static LogicalResult verifySizes(KernelOp kernel) {
  ArrayRef<int64_t> sizes = kernel.getStaticSizes();
  std::string text =
      "[" +
      llvm::join(llvm::map_range(sizes,
                                 [](int64_t size) {
                                   return ShapedType::isDynamic(size)
                                              ? std::string("?")
                                              : std::to_string(size);
                                 }),
                 ", ") +
      "]";
  if (llvm::any_of(sizes, [](int64_t size) {
        return size < 0 && !ShapedType::isDynamic(size);
      }))
    return kernel.emitOpError() << "expects sizes of at least 0; got " << text;
  size_t dynamic = llvm::count_if(sizes, ShapedType::isDynamic);
  if (kernel.getSizes().size() != dynamic)
    return kernel.emitOpError()
           << "expects " << dynamic << " size operands for sizes " << text
           << "; got " << kernel.getSizes().size();
  return success();
}

static LogicalResult verifyMaps(KernelOp kernel) {
  int64_t numDims = kernel.getNumDims();
  size_t operands = kernel.getInputs().size() + kernel.getInits().size();
  // (C1)
  if (kernel.getMaps().size() != operands)
    return kernel.emitOpError()
           << "expects " << operands << " maps, one per input and init; got "
           << kernel.getMaps().size();
  for (auto [index, operand] : llvm::enumerate(
           llvm::concat<Value>(SmallVector<Value>(kernel.getInputs()),
                               SmallVector<Value>(kernel.getInits())))) {
    AffineMap map = kernel.getInputMap(index);
    if (map.getNumDims() != numDims)
      return kernel.emitOpError()
             << "expects maps of " << numDims << " dimensions; got "
             << AffineMapAttr::get(map);
    if (map.getNumSymbols() != 0 && map.getNumSymbols() != numDims)
      return kernel.emitOpError()
             << "expects maps of 0 or " << numDims << " symbols; got "
             << AffineMapAttr::get(map);
    auto type = dyn_cast<ShapedType>(operand.getType());
    if (!type || !type.hasRank())
      return kernel.emitOpError()
             << "expects ranked operands; got " << operand.getType();
    if (map.getNumResults() != type.getRank())
      return kernel.emitOpError()
             << "expects a map with " << type.getRank() << " results for "
             << type << "; got " << AffineMapAttr::get(map);
  }
  return success();
}

LogicalResult KernelOp::verify() {
  if (failed(verifySizes(*this)) || failed(verifyMaps(*this)))
    return failure();
  // (C2)
  if (std::optional<ArrayAttr> outside = getOutside()) {
    if (outside->size() != getInputs().size())
      return emitOpError() << "expects one value outside per input, "
                           << getInputs().size() << "; got " << outside->size();
    for (auto [value, input] : llvm::zip_equal(*outside, getInputs())) {
      Type element = getElementTypeOrSelf(input);
      auto typed = dyn_cast<TypedAttr>(value);
      if (!isa<UnitAttr>(value) && (!typed || typed.getType() != element))
        return emitOpError() << "expects unit or a value of type " << element
                             << " outside of an input; got " << value;
    }
  }
  // (C4)
  if (getInits().empty())
    return emitOpError() << "expects at least 1 init; got 0";
  bool onTensors = isa<TensorType>(getInits().front().getType());
  for (Value operand : llvm::concat<Value>(SmallVector<Value>(getInputs()),
                                           SmallVector<Value>(getInits()))) {
    if (!isa<TensorType, BaseMemRefType>(operand.getType()))
      return emitOpError() << "expects operands to be all tensors or all "
                              "buffers; got "
                           << operand.getType();
    if (isa<TensorType>(operand.getType()) != onTensors)
      return emitOpError() << "expects operands to be all tensors or all "
                              "buffers; got both";
  }
  TypeRange expected =
      onTensors ? TypeRange(getInits().getTypes()) : TypeRange();
  if (TypeRange(getResultTypes()) != expected)
    return emitOpError() << "expects results of types (" << expected
                         << "); got (" << getResultTypes() << ")";
  return success();
}

LogicalResult KernelOp::verifyRegions() {
  Block &block = getBody().front();
  // (C3)
  auto elements = [](ValueRange values) {
    return llvm::map_to_vector(
        values, [](Value v) { return getElementTypeOrSelf(v.getType()); });
  };
  auto yield = dyn_cast<YieldOp>(block.getTerminator());
  if (!yield)
    return emitOpError() << "expects the region to end with norm.yield; got "
                         << block.getTerminator()->getName();
  if (TypeRange(block.getArgumentTypes()) != TypeRange(elements(getInputs())))
    return emitOpError() << "expects region arguments of types ("
                         << elements(getInputs()) << "); got ("
                         << block.getArgumentTypes() << ")";
  if (TypeRange(yield.getOperandTypes()) != TypeRange(elements(getInits())))
    return emitOpError() << "expects yielded types (" << elements(getInits())
                         << "); got (" << yield.getOperandTypes() << ")";
  for (Operation &op : block.without_terminator()) {
    // (C5)
    auto isScalar = [](Type type) { return type.isIntOrIndexOrFloat(); };
    if (!isPure(&op) || op.getNumRegions() != 0 ||
        !llvm::all_of(op.getOperandTypes(), isScalar) ||
        !llvm::all_of(op.getResultTypes(), isScalar))
      return emitOpError() << "expects pure ops on scalars in its region; got "
                           << op.getName();
    // (C7)
    if (auto reduce = dyn_cast<ReduceOp>(op)) {
      ArrayRef<int64_t> over = reduce.getOver();
      bool isAscending = llvm::is_sorted(over, std::less_equal<int64_t>());
      if (over.empty() || !isAscending || over.front() < 0 ||
          over.back() >= getNumDims())
        return reduce.emitOpError()
               << "expects unique ascending dimensions below " << getNumDims()
               << "; got [" << over << "]";
    }
  }
  // (C6)
  DenseMap<Value, llvm::SmallBitVector> extents = getExtents();
  for (auto [index, value] : llvm::enumerate(getYielded())) {
    AffineMap map = getInitMap(index);
    llvm::SmallBitVector extent = extents.lookup(value);
    llvm::SmallBitVector dims = getDims(map, getNumDims());
    // Nothing varies along a dimension of size 1.
    for (unsigned dim = 0; dim < getNumDims(); ++dim)
      if (getStaticSizes()[dim] == 1)
        dims.set(dim);
    if (extent.size() && extent.test(dims))
      return emitOpError() << "expects map #" << getInputs().size() + index
                           << " to name every dimension that its value varies "
                              "over; got "
                           << AffineMapAttr::get(map);
    if (!llvm::all_of(map.getResults(), isSumOfDims))
      return emitOpError() << "expects map #" << getInputs().size() + index
                           << " to give each result as a sum of dimensions; "
                              "got "
                           << AffineMapAttr::get(map);
    if (!isInjective(map))
      return emitOpError() << "expects map #" << getInputs().size() + index
                           << " to name a dimension in one result at most; got "
                           << AffineMapAttr::get(map);
  }
  return success();
}

void KernelOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  for (OpOperand &input : getInputsMutable())
    if (isa<MemRefType>(input.get().getType()))
      effects.emplace_back(MemoryEffects::Read::get(), &input);
  for (OpOperand &init : getInitsMutable())
    if (isa<MemRefType>(init.get().getType()))
      effects.emplace_back(MemoryEffects::Write::get(), &init);
}

Speculation::Speculatability KernelOp::getSpeculatability() {
  return getNumResults() == 0 ? Speculation::NotSpeculatable
                              : Speculation::Speculatable;
}

/// Drops inputs that the region does not read: their tensors need not exist.
LogicalResult KernelOp::canonicalize(KernelOp kernel,
                                     PatternRewriter &rewriter) {
  Block &block = kernel.getBody().front();
  llvm::BitVector unused(block.getNumArguments());
  for (BlockArgument argument : block.getArguments())
    if (argument.use_empty())
      unused.set(argument.getArgNumber());
  if (unused.none())
    return rewriter.notifyMatchFailure(kernel, "every input is read");
  rewriter.modifyOpInPlace(kernel, [&] {
    SmallVector<Attribute> maps, outside;
    for (auto [index, map] : llvm::enumerate(kernel.getMaps()))
      if (index >= unused.size() || !unused.test(index))
        maps.push_back(map);
    if (std::optional<ArrayAttr> values = kernel.getOutside()) {
      for (auto [index, value] : llvm::enumerate(*values))
        if (!unused.test(index))
          outside.push_back(value);
      kernel.setOutsideAttr(rewriter.getArrayAttr(outside));
    }
    kernel.setMapsAttr(rewriter.getArrayAttr(maps));
    for (int64_t index = unused.size() - 1; index >= 0; --index)
      if (unused.test(index))
        kernel.getInputsMutable().erase(index);
    block.eraseArguments(unused);
  });
  return success();
}
