//===- NormKernelVerifiers.cpp - What a kernel has to be ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/KernelIndex.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

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

/// The operands that have maps, and elements.
static SmallVector<Value> getMapped(KernelOp kernel) {
  SmallVector<Value> operands(kernel.getInputs());
  llvm::append_range(operands, kernel.getInits());
  return operands;
}

/// (C1), of the maps.
static LogicalResult verifyMaps(KernelOp kernel) {
  int64_t numDims = kernel.getNumDims();
  SmallVector<Value> operands = getMapped(kernel);
  if (kernel.getMaps().size() != operands.size())
    return kernel.emitOpError()
           << "expects " << operands.size()
           << " maps, one per input and init; got " << kernel.getMaps().size();
  for (auto [index, operand] : llvm::enumerate(operands)) {
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

/// (C4)
static LogicalResult verifyOperands(KernelOp kernel) {
  if (kernel.getInits().empty())
    return kernel.emitOpError() << "expects at least 1 init; got 0";
  bool onTensors = isa<TensorType>(kernel.getInits().front().getType());
  for (Value operand : getMapped(kernel)) {
    Type type = operand.getType();
    if (!isa<TensorType, BaseMemRefType>(type))
      return kernel.emitOpError() << "expects operands to be all tensors or "
                                     "all buffers; got "
                                  << type;
    if (isa<TensorType>(type) != onTensors)
      return kernel.emitOpError() << "expects operands to be all tensors or "
                                     "all buffers; got both";
    if (auto buffer = dyn_cast<MemRefType>(type); buffer && !buffer.isStrided())
      return kernel.emitOpError()
             << "expects buffers whose elements lie in strides; got " << type;
  }
  TypeRange expected =
      onTensors ? TypeRange(kernel.getInits().getTypes()) : TypeRange();
  if (TypeRange(kernel.getResultTypes()) != expected)
    return kernel.emitOpError() << "expects results of types (" << expected
                                << "); got (" << kernel.getResultTypes() << ")";
  return success();
}

/// (C9), of one index of an operand's dimension of size `size`.
static LogicalResult verifyIndex(KernelOp kernel, unsigned operand,
                                 const KernelIndex &index, int64_t size) {
  ArrayRef<int64_t> sizes = kernel.getStaticSizes();
  auto refuse = [&](const Twine &got) {
    Type type = getMapped(kernel)[operand].getType();
    return kernel.emitOpError()
           << "expects map #" << operand << " to agree with the sizes of "
           << type << "; got " << got;
  };
  if (index.kind == KernelIndex::Kind::Whole) {
    if (ShapedType::isDynamic(size))
      return success();
    bool isEmpty = llvm::any_of(index.walked.dims,
                                [&](unsigned dim) { return sizes[dim] == 0; });
    int64_t walked = isEmpty ? 0 : index.walked.coefficient;
    bool agrees = isEmpty || index.walked.dims.empty() ? walked == size
                                                       : size % walked == 0;
    return agrees ? LogicalResult::success()
                  : refuse("parts of " + Twine(walked) + " for a size of " +
                           Twine(size));
  }
  bool mayBeOutside =
      operand < kernel.getInputs().size() && kernel.getOutsideValue(operand);
  auto range = index.getRange(sizes);
  if (mayBeOutside || !range)
    return success();
  if (range->first < 0)
    return refuse("an index of " + Twine(range->first));
  if (!ShapedType::isDynamic(size) && range->second >= size)
    return refuse("an index of " + Twine(range->second) + " for a size of " +
                  Twine(size));
  return success();
}

/// (C1), of the indices; (C9)
static LogicalResult verifyIndices(KernelOp kernel) {
  for (auto [number, operand] : llvm::enumerate(getMapped(kernel))) {
    AffineMap map = kernel.getInputMap(number);
    auto type = cast<ShapedType>(operand.getType());
    for (auto [expr, size] : llvm::zip(map.getResults(), type.getShape())) {
      FailureOr<KernelIndex> index =
          KernelIndex::get(expr, kernel.getStaticSizes(), size);
      // (C6) says more of inits.
      if (failed(index) && number >= kernel.getInputs().size())
        continue;
      if (failed(index))
        return kernel.emitOpError()
               << "expects map #" << number
               << " to give each index as a sum of different dimensions, each "
                  "times numbers and sizes, and of an offset; got "
               << AffineMapAttr::get(map);
      if (failed(verifyIndex(kernel, number, *index, size)))
        return failure();
    }
  }
  return success();
}

/// (C10)
static LogicalResult verifySchedule(KernelOp kernel) {
  ScheduleAttr schedule = kernel.getScheduleAttr();
  if (!schedule)
    return success();
  if (schedule.getVector() >= kernel.getNumDims())
    return kernel.emitOpError()
           << "expects a schedule whose vector dimension is below "
           << kernel.getNumDims() << "; got " << schedule.getVector();
  // A result that is spread along what is reduced takes one more sweep.
  auto isPart = [&](unsigned output) {
    auto reduce = kernel.getYielded()[output].getDefiningOp<ReduceOp>();
    return reduce && llvm::none_of(reduce.getOver(), [&](int64_t dim) {
             return kernel.getInitMap(output).isFunctionOfDim(dim);
           });
  };
  bool reducesOnly =
      llvm::all_of(llvm::seq<unsigned>(kernel.getInits().size()), isPart) &&
      llvm::all_of(kernel.getBody().getOps<ReduceOp>(), [](ReduceOp reduce) {
        return llvm::all_of(reduce->getUsers(), llvm::IsaPred<YieldOp>);
      });
  if (schedule.getBlock() > 0 && !reducesOnly)
    return kernel.emitOpError()
           << "expects a block of 0 in the schedule of a kernel that does "
              "more than reduce; got "
           << schedule.getBlock();
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
  if (failed(verifyOperands(*this)))
    return failure();
  // (C8)
  for (Value operand : getMapped(*this))
    if (Type element = getElementTypeOrSelf(operand); !isLegalElement(element))
      return emitOpError() << "expects elements of type i1 or index, or of 8, "
                              "16, 32 or 64 bits; got "
                           << element;
  return verifyIndices(*this);
}

/// Ops in the region of a kernel.
static LogicalResult verifyBody(KernelOp kernel) {
  ReduceOp first;
  for (Operation &op : kernel.getBody().front().without_terminator()) {
    auto reduce = dyn_cast<ReduceOp>(op);
    // (C5)
    if (!reduce && !KernelOp::isLegalBodyOp(&op))
      return kernel.emitOpError()
             << "expects constants, reductions, and pure elementwise ops of "
                "one result on scalars in its region; got "
             << op.getName();
    if (!reduce)
      continue;
    // (C7)
    ArrayRef<int64_t> over = reduce.getOver();
    bool isAscending = llvm::is_sorted(over, std::less_equal<int64_t>());
    if (over.empty() || !isAscending || over.front() < 0 ||
        over.back() >= kernel.getNumDims())
      return reduce.emitOpError()
             << "expects unique ascending dimensions below "
             << kernel.getNumDims() << "; got [" << over << "]";
    if (first && over != first.getOver())
      return reduce.emitOpError()
             << "expects the dimensions of the kernel's other reductions, ["
             << first.getOver() << "]; got [" << over << "]";
    first = reduce;
  }
  return success();
}

/// Whether an init's index walks all of its dimension: no element is left
/// unwritten.
static bool isWritten(const KernelIndex &index) {
  return index.kind != KernelIndex::Kind::Window &&
         llvm::all_of(index.parts, [](const KernelIndex::Part &part) {
           return part.dim || part.size.isOne();
         });
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
  if (failed(verifyBody(*this)) || failed(verifySchedule(*this)))
    return failure();
  // (C6)
  DenseMap<Value, llvm::SmallBitVector> extents = getExtents();
  for (auto [index, value] : llvm::enumerate(getYielded())) {
    AffineMap map = getInitMap(index);
    llvm::SmallBitVector extent = extents.lookup(value);
    llvm::SmallBitVector dims(getNumDims());
    // Nothing varies along a dimension of size 1.
    for (unsigned dim = 0; dim < getNumDims(); ++dim)
      if (getStaticSizes()[dim] == 1 || map.isFunctionOfDim(dim))
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
    for (auto [expr, size] :
         llvm::zip(map.getResults(),
                   cast<ShapedType>(getInits()[index].getType()).getShape())) {
      auto walk = KernelIndex::get(expr, getStaticSizes(), size);
      if (failed(walk) || !isWritten(*walk) ||
          (walk->parts.empty() && ShapedType::isDynamic(size)))
        return emitOpError() << "expects map #" << getInputs().size() + index
                             << " to walk all of its operand; got "
                             << AffineMapAttr::get(map);
    }
  }
  return success();
}
