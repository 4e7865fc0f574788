//===- KernelAccess.cpp - What a kernel reads and writes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::norm;

SizeProduct SizeProduct::getSize(unsigned dim, ArrayRef<int64_t> staticSizes) {
  int64_t size = staticSizes[dim];
  if (ShapedType::isDynamic(size) || size == 0)
    return {1, {dim}};
  return {size, {}};
}

SizeProduct SizeProduct::operator*(const SizeProduct &other) const {
  SizeProduct product;
  if (!isKnown() || !other.isKnown() ||
      llvm::MulOverflow(coefficient, other.coefficient, product.coefficient))
    return getUnknown();
  if (product.coefficient == 0)
    return product;
  product.dims = dims;
  llvm::append_range(product.dims, other.dims);
  llvm::sort(product.dims);
  return product;
}

std::optional<SizeProduct>
SizeProduct::divideBy(const SizeProduct &other) const {
  if (!isKnown() || other.coefficient <= 0 ||
      coefficient % other.coefficient != 0 || !llvm::includes(dims, other.dims))
    return std::nullopt;
  SizeProduct quotient{coefficient / other.coefficient, {}};
  std::set_difference(dims.begin(), dims.end(), other.dims.begin(),
                      other.dims.end(), std::back_inserter(quotient.dims));
  return quotient;
}

AffineExpr SizeProduct::toExpr(MLIRContext *context) const {
  AffineExpr product = getAffineConstantExpr(coefficient, context);
  for (unsigned dim : dims)
    product = product * getAffineSymbolExpr(dim, context);
  return product;
}

/// Multiplies a term by an expression of numbers and sizes; failure where it
/// is no product of them.
static LogicalResult multiply(DimAccess::Term &term, AffineExpr factor,
                              ArrayRef<int64_t> staticSizes) {
  int64_t number = 1;
  if (auto constant = dyn_cast<AffineConstantExpr>(factor)) {
    number = constant.getValue();
  } else if (auto symbol = dyn_cast<AffineSymbolExpr>(factor)) {
    SizeProduct size = SizeProduct::getSize(symbol.getPosition(), staticSizes);
    number = size.coefficient;
    llvm::append_range(term.sizes, size.dims);
  } else {
    auto product = dyn_cast<AffineBinaryOpExpr>(factor);
    if (!product || product.getKind() != AffineExprKind::Mul ||
        failed(multiply(term, product.getLHS(), staticSizes)))
      return failure();
    return multiply(term, product.getRHS(), staticSizes);
  }
  return failure(llvm::MulOverflow(term.factor, number, term.factor));
}

LogicalResult DimAccess::addTerms(ArrayRef<int64_t> staticSizes) {
  // Sums, and what each is multiplied with.
  SmallVector<std::pair<AffineExpr, Term>> work = {{expr, {0, 1, {}}}};
  while (!work.empty()) {
    auto [part, term] = work.pop_back_val();
    auto binary = dyn_cast<AffineBinaryOpExpr>(part);
    if (binary && part.getKind() == AffineExprKind::Add) {
      work.push_back({binary.getRHS(), term});
      work.push_back({binary.getLHS(), term});
      continue;
    }
    if (!part.isSymbolicOrConstant() && binary) {
      if (part.getKind() != AffineExprKind::Mul ||
          failed(multiply(term, binary.getRHS(), staticSizes)))
        return failure();
      work.push_back({binary.getLHS(), term});
      continue;
    }
    if (auto dim = dyn_cast<AffineDimExpr>(part))
      term.dim = dim.getPosition();
    else if (failed(multiply(term, part, staticSizes)))
      return failure();
    llvm::sort(term.sizes);
    if (term.factor == 0)
      continue;
    if (!isa<AffineDimExpr>(part)) {
      // A sum of sizes is no number.
      if (!term.sizes.empty())
        offset = std::nullopt;
      else if (offset && llvm::AddOverflow(*offset, term.factor, *offset))
        return failure();
      continue;
    }
    auto *known = const_cast<Term *>(findTerm(term.dim));
    if (!known) {
      terms.push_back(term);
      continue;
    }
    if (known->sizes != term.sizes ||
        llvm::AddOverflow(known->factor, term.factor, known->factor))
      return failure();
    if (known->factor == 0)
      terms.erase(known);
  }
  return success();
}

void DimAccess::classify(ArrayRef<int64_t> staticSizes, int64_t operandSize) {
  if (offset != 0)
    return;
  auto isUnit = [&](const Term &term) { return staticSizes[term.dim] == 1; };
  // From the innermost part on. Dimensions of size 1 have the stride of the one
  // before them.
  SmallVector<Term> left = terms;
  llvm::stable_sort(left, [&](const Term &a, const Term &b) {
    return isUnit(a) != isUnit(b) ? isUnit(a) : a.dim > b.dim;
  });
  bool hasGap = false;
  SmallVector<Part> inner;
  SizeProduct product;
  while (true) {
    auto *next = llvm::find_if(
        left, [&](const Term &term) { return term.getStride() == product; });
    if (next == left.end()) {
      // Of the part that is missing before the next one, the first is taken.
      // Dimensions of size 1 may have any stride.
      next = left.end();
      for (Term *term = left.begin(); term != left.end(); ++term)
        if (!isUnit(*term) &&
            (next == left.end() ||
             std::make_pair(term->sizes.size(), term->factor) <
                 std::make_pair(next->sizes.size(), next->factor)))
          next = term;
      if (next == left.end())
        break;
      std::optional<SizeProduct> missing = next->getStride().divideBy(product);
      if (!missing)
        return;
      inner.push_back({std::nullopt, *missing});
      product = next->getStride();
      hasGap = true;
    }
    inner.push_back({next->dim, SizeProduct::getSize(next->dim, staticSizes)});
    product = product * inner.back().size;
    left.erase(next);
  }
  if (!product.isKnown())
    return;
  bool isLonger = !ShapedType::isDynamic(operandSize) && product.isStatic() &&
                  product.coefficient != operandSize;
  bool isMultiple = isLonger && product.coefficient > 0 &&
                    operandSize % product.coefficient == 0 && operandSize > 0;
  hasGap |= inner.empty() || isMultiple;
  if (hasGap && isLonger) {
    // The rest is one more part.
    if (!isMultiple)
      return;
    inner.push_back({std::nullopt, {operandSize / product.coefficient, {}}});
    product = SizeProduct{operandSize, {}};
  }
  kind = hasGap ? Kind::First : inner.size() == 1 ? Kind::Whole : Kind::Parts;
  parts.assign(inner.rbegin(), inner.rend());
  walked = product;
}

std::optional<std::pair<int64_t, int64_t>>
DimAccess::getRange(ArrayRef<int64_t> staticSizes) const {
  if (!offset)
    return std::nullopt;
  int64_t least = *offset, greatest = *offset;
  for (const Term &term : terms) {
    int64_t size = staticSizes[term.dim];
    if (!term.sizes.empty() || ShapedType::isDynamic(size) || size == 0)
      return std::nullopt;
    bool isNegative = term.factor < 0;
    int64_t &end = isNegative ? least : greatest;
    int64_t last;
    if (llvm::MulOverflow(term.factor, size - 1, last) ||
        llvm::AddOverflow(end, last, end))
      end = isNegative ? std::numeric_limits<int64_t>::min()
                       : std::numeric_limits<int64_t>::max();
  }
  return std::make_pair(least, greatest);
}

const DimAccess::Term *DimAccess::findTerm(unsigned dim) const {
  const Term *term =
      llvm::find_if(terms, [&](const Term &own) { return own.dim == dim; });
  return term == terms.end() ? nullptr : term;
}

FailureOr<KernelAccess> KernelAccess::get(AffineMap map,
                                          ArrayRef<int64_t> staticSizes,
                                          ArrayRef<int64_t> operandShape,
                                          int64_t blockSize) {
  KernelAccess access;
  for (auto [expr, size] : llvm::zip_equal(map.getResults(), operandShape)) {
    DimAccess &own = access.dims.emplace_back();
    own.expr = expr;
    if (blockSize > 0 && access.dims.size() == 1) {
      own.kind = DimAccess::Kind::Blocks;
      own.block = blockSize;
      continue;
    }
    if (failed(own.addTerms(staticSizes)))
      return failure();
    own.classify(staticSizes, size);
  }
  return access;
}

KernelAccess KernelAccess::get(KernelOp kernel, unsigned operand) {
  auto type = cast<ShapedType>(kernel.getMapped()[operand].getType());
  unsigned numInputs = kernel.getInputs().size();
  return *get(
      kernel.getInputMap(operand), kernel.getStaticSizes(), type.getShape(),
      operand < numInputs ? 0 : kernel.getBlockSize(operand - numInputs));
}

std::vector<KernelAccess> KernelAccess::getAll(KernelOp kernel) {
  std::vector<KernelAccess> accesses;
  for (unsigned operand = 0; operand < kernel.getMaps().size(); ++operand)
    accesses.push_back(get(kernel, operand));
  return accesses;
}

bool KernelAccess::variesAlong(unsigned dim) const {
  return llvm::any_of(dims,
                      [&](const DimAccess &own) { return own.findTerm(dim); });
}

bool KernelAccess::namesSizeOf(unsigned dim) const {
  return llvm::any_of(dims, [&](const DimAccess &own) {
    return own.expr.isFunctionOfSymbol(dim);
  });
}

bool KernelAccess::isInnerPart(unsigned dim) const {
  if (dims.empty() || dims.back().parts.empty())
    return false;
  return llvm::any_of(
      ArrayRef(dims.back().parts).drop_front(),
      [&](const DimAccess::Part &part) { return part.dim == dim; });
}
