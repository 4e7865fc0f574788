//===- IndexParts.cpp - What the maps of a kernel walk ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexParts.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

std::optional<int64_t> IndexParts::getStaticSize(unsigned dim) const {
  std::optional<int64_t> size = getConstantIntValue(sizes[dim]);
  return size == 0 ? std::nullopt : size;
}

void IndexParts::multiply(Stride &stride, unsigned dim) const {
  if (std::optional<int64_t> size = getStaticSize(dim)) {
    stride.factor *= *size;
    return;
  }
  stride.symbols.push_back(dim);
  llvm::sort(stride.symbols);
}

LogicalResult IndexParts::multiply(Stride &stride, AffineExpr factor) const {
  if (auto constant = dyn_cast<AffineConstantExpr>(factor)) {
    stride.factor *= constant.getValue();
    return success(constant.getValue() > 0);
  }
  if (auto symbol = dyn_cast<AffineSymbolExpr>(factor)) {
    multiply(stride, symbol.getPosition());
    return success();
  }
  auto product = dyn_cast<AffineBinaryOpExpr>(factor);
  if (!product || product.getKind() != AffineExprKind::Mul ||
      failed(multiply(stride, product.getLHS())))
    return failure();
  return multiply(stride, product.getRHS());
}

FailureOr<IndexParts::Stride> IndexParts::divide(const Stride &stride,
                                                 const Stride &by) const {
  Stride quotient;
  if (stride.factor % by.factor != 0 ||
      !llvm::includes(stride.symbols, by.symbols))
    return failure();
  quotient.factor = stride.factor / by.factor;
  std::set_difference(stride.symbols.begin(), stride.symbols.end(),
                      by.symbols.begin(), by.symbols.end(),
                      std::back_inserter(quotient.symbols));
  return quotient;
}

OpFoldResult IndexParts::getValue(OpBuilder &builder,
                                  const Stride &stride) const {
  Location loc = kernel->getLoc();
  if (stride.symbols.empty())
    return builder.getIndexAttr(stride.factor);
  if (stride.factor == 1 && stride.symbols.size() == 1)
    return sizes[stride.symbols.front()];
  Value product;
  if (stride.factor != 1)
    product = arith::ConstantIndexOp::create(builder, loc, stride.factor);
  for (unsigned symbol : stride.symbols) {
    Value size = getValueOrCreateConstantIndexOp(builder, loc, sizes[symbol]);
    product = product ? builder.createOrFold<arith::MulIOp>(loc, product, size)
                      : size;
  }
  return product;
}

FailureOr<std::pair<SmallVector<IndexParts::Term>, int64_t>>
IndexParts::getTerms(AffineExpr expr) const {
  SmallVector<Term> terms;
  int64_t offset = 0;
  SmallVector<AffineExpr> work = {expr};
  while (!work.empty()) {
    AffineExpr part = work.pop_back_val();
    if (auto constant = dyn_cast<AffineConstantExpr>(part)) {
      offset += constant.getValue();
      continue;
    }
    if (part.getKind() == AffineExprKind::Add) {
      auto sum = cast<AffineBinaryOpExpr>(part);
      work.append({sum.getRHS(), sum.getLHS()});
      continue;
    }
    Term term = {};
    while (part.getKind() == AffineExprKind::Mul) {
      auto product = cast<AffineBinaryOpExpr>(part);
      if (failed(multiply(term.stride, product.getRHS())))
        return failure();
      part = product.getLHS();
    }
    auto dim = dyn_cast<AffineDimExpr>(part);
    if (!dim)
      return failure();
    term.dim = dim.getPosition();
    terms.push_back(term);
  }
  return std::make_pair(terms, offset);
}

FailureOr<SmallVector<IndexPart>> IndexParts::split(OpBuilder &builder,
                                                    AffineExpr expr,
                                                    Value tensor,
                                                    unsigned dim) const {
  auto terms = getTerms(expr);
  if (failed(terms) || terms->second != 0)
    return failure();
  SmallVector<Term> left = terms->first;
  // Dimensions of size 1 have the stride of the one before them.
  llvm::stable_sort(left, [&](const Term &a, const Term &b) {
    bool isUnit[2] = {getStaticSize(a.dim) == 1, getStaticSize(b.dim) == 1};
    return isUnit[0] != isUnit[1] ? isUnit[0] : a.dim > b.dim;
  });
  SmallVector<IndexPart> parts; // inner first
  Stride walked;
  auto isWalked = [&](const Term &term) {
    return term.stride.factor == walked.factor &&
           term.stride.symbols == walked.symbols;
  };
  while (!left.empty()) {
    auto *next = llvm::find_if(left, isWalked);
    if (next == left.end()) {
      // Of the part that is missing before the next one, the first is taken.
      next = llvm::min_element(left, [](const Term &a, const Term &b) {
        return std::make_pair(a.stride.symbols.size(), a.stride.factor) <
               std::make_pair(b.stride.symbols.size(), b.stride.factor);
      });
      FailureOr<Stride> missing = divide(next->stride, walked);
      if (failed(missing))
        return failure();
      parts.push_back({std::nullopt, getValue(builder, *missing)});
      walked = next->stride;
    }
    parts.push_back({next->dim, sizes[next->dim]});
    multiply(walked, next->dim);
    left.erase(next);
  }
  // What is known of the sizes has to agree.
  int64_t size = cast<ShapedType>(tensor.getType()).getDimSize(dim);
  bool hasEmptyPart = llvm::any_of(
      parts, [](IndexPart part) { return isZeroInteger(part.size); });
  if (parts.empty()) {
    parts.push_back(
        {std::nullopt,
         tensor::getMixedSize(builder, kernel->getLoc(), tensor, dim)});
  } else if (!ShapedType::isDynamic(size) && !hasEmptyPart &&
             walked.symbols.empty() && size != walked.factor) {
    if (size % walked.factor != 0 || size < walked.factor)
      return failure();
    parts.push_back({std::nullopt, builder.getIndexAttr(size / walked.factor)});
  } else if (!ShapedType::isDynamic(size) && hasEmptyPart && size != 0 &&
             walked.symbols.size() == 1) {
    return failure();
  }
  return SmallVector<IndexPart>(llvm::reverse(parts));
}

FailureOr<WindowIndex> IndexParts::matchWindow(AffineExpr expr, Value tensor,
                                               unsigned dim) const {
  auto terms = getTerms(expr);
  if (failed(terms) || terms->first.size() != 2 ||
      !llvm::all_of(terms->first, [](const Term &term) {
        return term.stride.factor == 1 && term.stride.symbols.empty();
      }))
    return failure();
  // c has the size of the tensor's dimension.
  int64_t size = cast<ShapedType>(tensor.getType()).getDimSize(dim);
  auto isWhole = [&](unsigned candidate) {
    if (!ShapedType::isDynamic(size))
      return getConstantIntValue(sizes[candidate]) == size;
    auto value = dyn_cast<Value>(sizes[candidate]);
    auto dimOp = value ? value.getDefiningOp<tensor::DimOp>() : tensor::DimOp();
    return dimOp && dimOp.getSource() == tensor &&
           dimOp.getConstantIndex() == dim;
  };
  for (unsigned first : {0u, 1u})
    if (isWhole(terms->first[first].dim))
      return WindowIndex{terms->first[first].dim, terms->first[1 - first].dim,
                         -terms->second};
  return failure();
}
