//===- NormKernelVerifiers.cpp - What a kernel has to be ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

LogicalResult
CPUScheduleAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                        int64_t vector, int64_t lanes, int64_t unroll,
                        Stores stores, int64_t cache, Tail tail, bool) {
  if (vector < 0)
    return emitError() << "expects vector to be a dimension; got " << vector;
  if (lanes < 1 || lanes > 64 || !llvm::isPowerOf2_64(lanes))
    return emitError() << "expects lanes to be a power of 2 from 1 to 64; got "
                       << lanes;
  if (unroll < 1 || unroll > 16)
    return emitError() << "expects unroll from 1 to 16; got " << unroll;
  if (cache < 0)
    return emitError() << "expects cache to be at least 0; got " << cache;
  return success();
}

LogicalResult GPUScheduleAttr::verify(
    function_ref<InFlightDiagnostic()> emitError, int64_t vector, int64_t lanes,
    int64_t unroll, int64_t threads, int64_t groups, int64_t cluster,
    int64_t iterations, bool interleaved, GPUScheduleAttr longer) {
  if (vector < 0)
    return emitError() << "expects vector to be a dimension; got " << vector;
  if (lanes < 1 || lanes > 16 || !llvm::isPowerOf2_64(lanes))
    return emitError() << "expects lanes to be a power of 2 from 1 to 16; got "
                       << lanes;
  if (unroll < 1 || unroll > 32)
    return emitError() << "expects unroll from 1 to 32; got " << unroll;
  constexpr int64_t warp = 32, largestBlock = 1024;
  if (threads < 1 || threads > largestBlock ||
      (threads < warp ? !llvm::isPowerOf2_64(threads) : threads % warp != 0))
    return emitError() << "expects threads to be a power of 2 below 32, or a "
                          "multiple of 32 up to 1024; got "
                       << threads;
  if (groups < 1 || groups > largestBlock / threads)
    return emitError() << "expects groups from 1 to 1024 / threads; got "
                       << groups;
  if (groups > 1 && threads > warp && !interleaved)
    return emitError() << "expects threads of one warp to share one of several "
                          "groups; got "
                       << threads << " threads";
  if (threads * groups % warp != 0)
    return emitError() << "expects whole warps in a block; got "
                       << threads * groups << " threads";
  constexpr int64_t largestCluster = 8; // that every GPU with clusters runs
  if (cluster < 1 || cluster > largestCluster || !llvm::isPowerOf2_64(cluster))
    return emitError() << "expects a cluster of 1, 2, 4 or 8 blocks; got "
                       << cluster;
  if (cluster > 1 && groups > 1)
    return emitError() << "expects a cluster of blocks to share one group; got "
                       << groups << " groups";
  constexpr int64_t mostIterations = 1 << 20;
  if (iterations < 0 || iterations > mostIterations)
    return emitError() << "expects iterations from 0 to " << mostIterations
                       << "; got " << iterations;
  if (cluster > 1 && iterations > 0)
    return emitError() << "expects a cluster of blocks to take the points of a "
                          "group once; got "
                       << iterations << " iterations";
  if (interleaved && groups == 1)
    return emitError() << "expects several groups of threads that are "
                          "interleaved; got 1";
  if (longer && (longer.getIterations() > 0) != (iterations > 0))
    return emitError() << "expects longer groups to have iterations where "
                          "shorter ones do; got "
                       << longer.getIterations() << " and " << iterations;
  if (longer && (longer.getVector() != vector || longer.getLanes() != lanes))
    return emitError() << "expects longer groups to have vectors of " << lanes
                       << " lanes along dimension " << vector << "; got "
                       << longer.getLanes() << " along " << longer.getVector();
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

/// (C1), of the maps.
static LogicalResult verifyMaps(KernelOp kernel) {
  int64_t numDims = kernel.getNumDims();
  OperandRange operands = kernel.getMapped();
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
  for (Value operand : kernel.getMapped()) {
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
                                 const DimAccess &index, int64_t size) {
  ArrayRef<int64_t> sizes = kernel.getStaticSizes();
  auto refuse = [&](const Twine &got) {
    Type type = kernel.getMapped()[operand].getType();
    return kernel.emitOpError()
           << "expects map #" << operand << " to agree with the sizes of "
           << type << "; got " << got;
  };
  if (index.walksAll()) {
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
  if (index.kind == DimAccess::Kind::Blocks) // (C11)
    return success();
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

/// The blocks of an init's reduction, as far as (C3) holds.
static int64_t getBlockSize(KernelOp kernel, unsigned operand) {
  unsigned result = operand - kernel.getInputs().size();
  Block &block = kernel.getBody().front();
  bool isYielded = !block.empty() && isa<YieldOp>(block.back()) &&
                   block.back().getNumOperands() > result;
  return isYielded ? kernel.getBlockSize(result) : 0;
}

/// (C1), of the indices; (C9)
static LogicalResult verifyIndices(KernelOp kernel) {
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped())) {
    AffineMap map = kernel.getInputMap(number);
    auto type = cast<ShapedType>(operand.getType());
    bool isInit = number >= kernel.getInputs().size();
    FailureOr<KernelAccess> access =
        KernelAccess::get(map, kernel.getStaticSizes(), type.getShape(),
                          isInit ? getBlockSize(kernel, number) : 0);
    // (C6) says more of inits.
    if (failed(access) && isInit)
      continue;
    if (failed(access))
      return kernel.emitOpError()
             << "expects map #" << number
             << " to give each index as a sum of different dimensions, each "
                "times numbers and sizes, and of an offset; got "
             << AffineMapAttr::get(map);
    for (auto [index, size] : llvm::zip(access->getDims(), type.getShape()))
      if (failed(verifyIndex(kernel, number, index, size)))
        return failure();
  }
  return success();
}

/// (C10), of any target's schedule.
static LogicalResult verifyVector(Operation *op, int64_t vector) {
  auto kernel = cast<KernelOp>(op);
  if (vector >= kernel.getNumDims())
    return kernel.emitOpError()
           << "expects a schedule whose vector dimension is below "
           << kernel.getNumDims() << "; got " << vector;
  return success();
}

StringRef CPUScheduleAttr::getTargetName() const { return "cpu"; }

LogicalResult CPUScheduleAttr::verifyKernel(Operation *op) const {
  return verifyVector(op, getVector());
}

StringRef GPUScheduleAttr::getTargetName() const { return "nvvm"; }

LogicalResult GPUScheduleAttr::verifyKernel(Operation *op) const {
  if (failed(verifyVector(op, getVector())))
    return failure();
  auto kernel = cast<KernelOp>(op);
  if (!llvm::is_contained(kernel.getInnerReduced(), getVector()) &&
      (getLonger() || getCluster() > 1))
    return kernel.emitOpError()
           << "expects a schedule with a cluster, or with another one for "
              "longer groups, to have vectors along a reduced dimension; got "
           << getVector();
  for (GPUScheduleAttr own = *this; own; own = own.getLonger()) {
    if (own.getInterleaved() && !kernel.getOuterReduced().empty())
      return kernel.emitOpError()
             << "expects the groups that outer reductions combine to be taken "
                "in turn; got "
             << own.getGroups() << " interleaved ones";
    if (own.getCluster() > 1 && !kernel.getOuterReduced().empty())
      return kernel.emitOpError()
             << "expects one block for each of the groups that outer "
                "reductions combine; got a cluster of "
             << own.getCluster();
  }
  return success();
}

/// (C11), of a result that is reduced by blocks of `size` points.
static LogicalResult verifyBlockNumber(KernelOp kernel, unsigned index,
                                       ReduceOp reduce, int64_t size) {
  AffineMap map = kernel.getInitMap(index);
  unsigned number = kernel.getInputs().size() + index;
  AffineExpr expected = kernel.getBlockNumber(reduce.getOver(), size);
  if (map.getNumResults() == 0 || map.getResult(0) != expected)
    return kernel.emitOpError()
           << "expects map #" << number
           << " to begin with the number of a block, as in "
           << AffineMapAttr::get(map.insertResult(expected, 0)) << "; got "
           << AffineMapAttr::get(map);
  uint64_t points = 1;
  for (int64_t dim : reduce.getOver()) {
    if (ShapedType::isDynamic(kernel.getStaticSizes()[dim]))
      return success();
    points = llvm::SaturatingMultiply<uint64_t>(points,
                                                kernel.getStaticSizes()[dim]);
  }
  int64_t blocks = llvm::divideCeil(points, uint64_t(size));
  auto type = cast<ShapedType>(kernel.getInits()[index].getType());
  if (!type.isDynamicDim(0) && type.getDimSize(0) != blocks)
    return kernel.emitOpError()
           << "expects map #" << number << " to agree with the sizes of "
           << type << "; got " << blocks << " blocks for a size of "
           << type.getDimSize(0);
  return success();
}

/// (C11)
static LogicalResult verifyBlocks(KernelOp kernel) {
  auto reductions = kernel.getBody().getOps<ReduceOp>();
  auto first = llvm::find_if(
      reductions, [](ReduceOp reduce) { return reduce.getBy().has_value(); });
  if (first == reductions.end())
    return success();
  int64_t size = *(*first).getBy();
  bool areOuter = kernel.isOuter(*first);
  if (kernel.getNumResults() != 0)
    return kernel.emitOpError()
           << "expects buffers where it reduces by blocks; got tensors";
  for (ReduceOp reduce : reductions) {
    bool hasBlocks = !areOuter || kernel.isOuter(reduce);
    if (reduce.getBy().value_or(0) != (hasBlocks ? size : 0))
      return reduce.emitOpError()
             << "expects blocks of " << (hasBlocks ? size : 0)
             << ", as the kernel's other reductions; got "
             << reduce.getBy().value_or(0);
    if (hasBlocks && !llvm::all_of(reduce->getUsers(), llvm::IsaPred<YieldOp>))
      return reduce.emitOpError() << "expects a reduction by blocks to be "
                                     "yielded; got a use in the region";
  }
  for (auto [index, value] : llvm::enumerate(kernel.getYielded())) {
    auto reduce = value.getDefiningOp<ReduceOp>();
    if (!reduce && !areOuter)
      return kernel.emitOpError()
             << "expects to yield nothing but reductions where it reduces by "
                "blocks; got another value as #"
             << index;
    if (reduce && reduce.getBy() &&
        failed(verifyBlockNumber(kernel, index, reduce, size)))
      return failure();
  }
  return success();
}

LogicalResult ReduceOp::verify() {
  // (C1)
  if (getChain() && (getKind() != ReductionKind::Add || !getType().isF64()))
    return emitOpError() << "expects chain with add of f64; got "
                         << stringifyReductionKind(getKind()) << " of "
                         << getType();
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
  for (Value operand : getMapped())
    if (Type element = getElementTypeOrSelf(operand); !isLegalElement(element))
      return emitOpError() << "expects elements of type i1 or index, or of 8, "
                              "16, 32 or 64 bits; got "
                           << element;
  return verifyIndices(*this);
}

/// Ops in the region of a kernel.
static LogicalResult verifyBody(KernelOp kernel) {
  ArrayRef<int64_t> inner = kernel.getInnerReduced();
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
    bool isYielded = llvm::all_of(op.getUsers(), llvm::IsaPred<YieldOp>);
    if (over != inner && !isYielded)
      return reduce.emitOpError()
             << "expects the dimensions of the kernel's other reductions, ["
             << inner << "]; got [" << over << "]";
    if (over != inner && llvm::any_of(over, [&](int64_t dim) {
          return llvm::is_contained(inner, dim);
        }))
      return reduce.emitOpError()
             << "expects the dimensions of the kernel's inner reductions, ["
             << inner << "], or none of them; got [" << over << "]";
    if (over != inner && over != kernel.getOuterReduced())
      return reduce.emitOpError()
             << "expects the dimensions of the kernel's other outer "
                "reductions, ["
             << kernel.getOuterReduced() << "]; got [" << over << "]";
  }
  return success();
}

/// (C7), of the maps of outer reductions.
static LogicalResult verifyOuter(KernelOp kernel) {
  for (unsigned index = 0; index < kernel.getInits().size(); ++index) {
    ReduceOp reduce = kernel.getOuterReduction(index);
    if (!reduce)
      continue;
    AffineMap map = kernel.getInitMap(index);
    unsigned first = kernel.getBlockSize(index) > 0;
    for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim) {
      bool isNamed = llvm::any_of(
          map.getResults().drop_front(first),
          [&](AffineExpr result) { return result.isFunctionOfDim(dim); });
      bool isOver = llvm::is_contained(reduce.getOver(), dim);
      if (isNamed && isOver)
        return kernel.emitOpError()
               << "expects map #" << kernel.getInputs().size() + index
               << " to name no dimension that its outer reduction is over; got "
               << AffineMapAttr::get(map);
      if (!isNamed && !isOver && kernel.getStaticSizes()[dim] != 1)
        return kernel.emitOpError()
               << "expects map #" << kernel.getInputs().size() + index
               << " to name every dimension that its outer reduction is not "
                  "over, d"
               << dim << " too; got " << AffineMapAttr::get(map);
    }
  }
  return success();
}

/// Whether an init's index walks all of its dimension: no element is left
/// unwritten.
static bool isWritten(const DimAccess &index) {
  return index.kind != DimAccess::Kind::Window &&
         llvm::all_of(index.parts, [](const DimAccess::Part &part) {
           return part.dim || part.size.isOne();
         });
}

/// (C6) of result `index`: its map names each dimension that its value varies
/// over, once, and walks all of its operand.
static LogicalResult verifyInitMap(KernelOp kernel, unsigned index,
                                   const llvm::SmallBitVector &extent) {
  AffineMap whole = kernel.getInitMap(index);
  unsigned numBlocks = kernel.getBlockSize(index) > 0; // (C11) checks these
  AffineMap map =
      whole.getSliceMap(numBlocks, whole.getNumResults() - numBlocks);
  auto emitMisfit = [&](StringRef expected) {
    return kernel.emitOpError()
           << "expects map #" << kernel.getInputs().size() + index << " to "
           << expected << "; got " << AffineMapAttr::get(map);
  };
  llvm::SmallBitVector dims(kernel.getNumDims());
  // Nothing varies along a dimension of size 1.
  for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim)
    if (kernel.getStaticSizes()[dim] == 1 || map.isFunctionOfDim(dim))
      dims.set(dim);
  if (extent.size() && extent.test(dims))
    return emitMisfit("name every dimension that its value varies over");
  if (!llvm::all_of(map.getResults(), isSumOfDims))
    return emitMisfit("give each result as a sum of dimensions");
  if (!isInjective(map))
    return emitMisfit("name a dimension in one result at most");
  ArrayRef<int64_t> shape = cast<ShapedType>(kernel.getInits()[index].getType())
                                .getShape()
                                .drop_front(numBlocks);
  FailureOr<KernelAccess> access =
      KernelAccess::get(map, kernel.getStaticSizes(), shape);
  bool walksAll =
      succeeded(access) &&
      llvm::all_of(llvm::zip(access->getDims(), shape), [](auto entry) {
        auto [walk, size] = entry;
        return isWritten(walk) &&
               !(walk.parts.empty() && ShapedType::isDynamic(size));
      });
  if (!walksAll)
    return emitMisfit("walk all of its operand");
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
  if (failed(verifyBody(*this)) || failed(verifyBlocks(*this)) ||
      failed(verifyOuter(*this)))
    return failure();
  // (C10)
  if (ScheduleInterface schedule = getScheduleAttr();
      schedule && failed(schedule.verifyKernel(*this)))
    return failure();
  DenseMap<Value, llvm::SmallBitVector> extents = getExtents();
  for (auto [index, value] : llvm::enumerate(getYielded()))
    if (failed(verifyInitMap(*this, index, extents.lookup(value))))
      return failure();
  return success();
}
