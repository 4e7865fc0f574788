//===- SizeConditions.cpp - Conditions on tensor sizes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/SizeConditions.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

SmallVector<int64_t> norm::complementAxes(int64_t rank,
                                          ArrayRef<int64_t> axes) {
  SmallVector<int64_t> others;
  for (int64_t axis = 0; axis < rank; ++axis)
    if (!llvm::is_contained(axes, axis))
      others.push_back(axis);
  return others;
}

//===----------------------------------------------------------------------===//
// TensorSize
//===----------------------------------------------------------------------===//

std::optional<int64_t> TensorSize::getStatic() const {
  if (number)
    return number;
  auto type = cast<RankedTensorType>(tensor.getType());
  if (type.isDynamicDim(dim))
    return std::nullopt;
  return type.getDimSize(dim);
}

Value TensorSize::materialize(OpBuilder &builder, Location loc) const {
  if (std::optional<int64_t> size = getStatic())
    return arith::ConstantIndexOp::create(builder, loc, *size);
  return tensor::DimOp::create(builder, loc, tensor, dim);
}

SmallVector<TensorSize> norm::getTensorSizes(Value tensor,
                                             ArrayRef<int64_t> dims) {
  return llvm::map_to_vector(
      dims, [&](int64_t dim) { return TensorSize{tensor, dim}; });
}

SmallVector<TensorSize> norm::getTensorSizes(Value tensor) {
  return getTensorSizes(
      tensor, llvm::to_vector(llvm::seq(
                  cast<RankedTensorType>(tensor.getType()).getRank())));
}

//===----------------------------------------------------------------------===//
// SizeCondition
//===----------------------------------------------------------------------===//

SizeCondition SizeCondition::sameShape(StringRef what,
                                       ArrayRef<TensorSize> expected,
                                       ArrayRef<TensorSize> actual) {
  SizeCondition condition;
  condition.kind = Kind::SameShape;
  condition.text = what;
  condition.first.assign(expected.begin(), expected.end());
  condition.second.assign(actual.begin(), actual.end());
  return condition;
}

SizeCondition SizeCondition::productIsNotOne(StringRef expectation,
                                             ArrayRef<TensorSize> factors,
                                             ArrayRef<TensorSize> shown) {
  SizeCondition condition;
  condition.kind = Kind::ProductIsNotOne;
  condition.text = expectation;
  condition.first.assign(factors.begin(), factors.end());
  condition.second.assign(shown.begin(), shown.end());
  return condition;
}

SizeCondition SizeCondition::isNot(StringRef expectation,
                                   ArrayRef<TensorSize> refused,
                                   ArrayRef<TensorSize> actual) {
  SizeCondition condition;
  condition.kind = Kind::IsNot;
  condition.text = expectation;
  condition.first.assign(refused.begin(), refused.end());
  condition.second.assign(actual.begin(), actual.end());
  return condition;
}

SizeCondition SizeCondition::noneIsZero(StringRef expectation,
                                        ArrayRef<TensorSize> sizes,
                                        ArrayRef<TensorSize> shown) {
  SizeCondition condition;
  condition.kind = Kind::NoneIsZero;
  condition.text = expectation;
  condition.first.assign(sizes.begin(), sizes.end());
  condition.second.assign(shown.begin(), shown.end());
  return condition;
}

SizeCondition SizeCondition::isMultiple(StringRef expectation, TensorSize size,
                                        int64_t divisor) {
  SizeCondition condition;
  condition.kind = Kind::IsMultiple;
  condition.text = expectation;
  condition.first = {size};
  condition.divisor = divisor;
  return condition;
}

std::optional<bool> SizeCondition::evaluate() const {
  bool decided = true;
  switch (kind) {
  case Kind::SameShape:
    if (first.size() != second.size())
      return false;
    for (auto [expected, actual] : llvm::zip_equal(first, second)) {
      std::optional<int64_t> a = expected.getStatic(), b = actual.getStatic();
      if (a && b && *a != *b)
        return false;
      decided &= a.has_value() && b.has_value();
    }
    return decided ? std::optional<bool>(true) : std::nullopt;
  case Kind::ProductIsNotOne:
    for (TensorSize factor : first) {
      std::optional<int64_t> size = factor.getStatic();
      if (size && *size != 1)
        return true;
      decided &= size.has_value();
    }
    return decided ? std::optional<bool>(false) : std::nullopt;
  case Kind::IsNot:
    for (auto [refused, actual] : llvm::zip_equal(first, second)) {
      std::optional<int64_t> a = refused.getStatic(), b = actual.getStatic();
      if (a && b && *a != *b)
        return true;
      decided &= a.has_value() && b.has_value();
    }
    return decided ? std::optional<bool>(false) : std::nullopt;
  case Kind::NoneIsZero:
    for (TensorSize factor : first) {
      std::optional<int64_t> size = factor.getStatic();
      if (size && *size == 0)
        return false;
      decided &= size.has_value();
    }
    return decided ? std::optional<bool>(true) : std::nullopt;
  case Kind::IsMultiple:
    if (divisor == 1)
      return true;
    if (std::optional<int64_t> size = first.front().getStatic())
      return *size % divisor == 0;
    return std::nullopt;
  }
  llvm_unreachable("all kinds are handled");
}

/// "[a, b]" of the sizes, each written by `write`.
static std::string
writeSizes(ArrayRef<TensorSize> sizes,
           llvm::function_ref<std::string(TensorSize)> write) {
  // Each size is written once: join would ask a lazy range twice.
  return "[" + llvm::join(llvm::map_to_vector(sizes, write), ", ") + "]";
}

std::string SizeCondition::writeMessage(
    llvm::function_ref<std::string(TensorSize)> write) const {
  switch (kind) {
  case Kind::SameShape: {
    std::string expected = writeSizes(first, write);
    return "expects " + text + " shape " + expected + "; got " +
           writeSizes(second, write);
  }
  case Kind::ProductIsNotOne:
  case Kind::IsNot:
  case Kind::NoneIsZero:
    return text + "; got input size " + writeSizes(second, write);
  case Kind::IsMultiple:
    return text + "; got " + write(first.front());
  }
  llvm_unreachable("all kinds are handled");
}

std::string SizeCondition::getStaticMessage() const {
  return writeMessage([](TensorSize size) {
    std::optional<int64_t> value = size.getStatic();
    return value ? std::to_string(*value) : "?";
  });
}

std::optional<std::string> SizeCondition::findViolation(
    llvm::function_ref<int64_t(TensorSize)> getSize) const {
  auto sizeOf = [&](TensorSize size) {
    return size.number ? *size.number : getSize(size);
  };
  auto isSame = [&](auto sizes) {
    return sizeOf(std::get<0>(sizes)) == sizeOf(std::get<1>(sizes));
  };
  bool holds = false;
  switch (kind) {
  case Kind::SameShape:
    holds = first.size() == second.size() &&
            llvm::all_of(llvm::zip_equal(first, second), isSame);
    break;
  case Kind::ProductIsNotOne:
    holds = llvm::any_of(
        first, [&](TensorSize factor) { return sizeOf(factor) != 1; });
    break;
  case Kind::IsNot:
    holds = !llvm::all_of(llvm::zip_equal(first, second), isSame);
    break;
  case Kind::NoneIsZero:
    holds = llvm::all_of(
        first, [&](TensorSize factor) { return sizeOf(factor) != 0; });
    break;
  case Kind::IsMultiple:
    holds = sizeOf(first.front()) % divisor == 0;
    break;
  }
  if (holds)
    return std::nullopt;
  return writeMessage(
      [&](TensorSize size) { return std::to_string(sizeOf(size)); });
}

/// Whether the sizes `a` and `b` compare by `predicate`; null where both are
/// static.
static Value compare(OpBuilder &builder, Location loc,
                     arith::CmpIPredicate predicate, TensorSize a,
                     TensorSize b) {
  if (a.getStatic() && b.getStatic())
    return Value();
  Value first = a.materialize(builder, loc);
  Value second = b.materialize(builder, loc);
  return arith::CmpIOp::create(builder, loc, predicate, first, second);
}

/// `value` joined to `all`, where both are given, by `Op`.
template <typename Op>
static Value join(OpBuilder &builder, Location loc, Value all, Value value) {
  if (!all || !value)
    return all ? all : value;
  return Op::create(builder, loc, all, value);
}

void SizeCondition::materialize(OpBuilder &builder, Location loc) const {
  using arith::CmpIPredicate;
  Value holds;
  switch (kind) {
  case Kind::SameShape:
    for (auto [expected, actual] : llvm::zip_equal(first, second))
      holds = join<arith::AndIOp>(
          builder, loc, holds,
          compare(builder, loc, CmpIPredicate::eq, expected, actual));
    break;
  case Kind::ProductIsNotOne:
    for (TensorSize factor : first)
      holds = join<arith::OrIOp>(builder, loc, holds,
                                 compare(builder, loc, CmpIPredicate::ne,
                                         factor, TensorSize::fixed(1)));
    break;
  case Kind::IsNot:
    for (auto [refused, actual] : llvm::zip_equal(first, second))
      holds = join<arith::OrIOp>(
          builder, loc, holds,
          compare(builder, loc, CmpIPredicate::ne, actual, refused));
    break;
  case Kind::NoneIsZero:
    for (TensorSize factor : first)
      holds = join<arith::AndIOp>(builder, loc, holds,
                                  compare(builder, loc, CmpIPredicate::ne,
                                          factor, TensorSize::fixed(0)));
    break;
  case Kind::IsMultiple: {
    Value rest = arith::RemUIOp::create(
        builder, loc, first.front().materialize(builder, loc),
        arith::ConstantIndexOp::create(builder, loc, divisor));
    holds =
        arith::CmpIOp::create(builder, loc, CmpIPredicate::eq, rest,
                              arith::ConstantIndexOp::create(builder, loc, 0));
    break;
  }
  }
  SmallVector<Value> values;
  std::string message = writeMessage([&](TensorSize size) -> std::string {
    if (std::optional<int64_t> value = size.getStatic())
      return std::to_string(*value);
    values.push_back(size.materialize(builder, loc));
    return "{" + std::to_string(values.size() - 1) + "}";
  });
  RequireOp::create(builder, loc, holds, builder.getStringAttr(message),
                    values);
}

//===----------------------------------------------------------------------===//
// Named ops
//===----------------------------------------------------------------------===//

LogicalResult norm::verifySizeConditions(NormOpInterface op) {
  SmallVector<SizeCondition> conditions;
  op.getSizeConditions(conditions);
  for (const SizeCondition &condition : conditions)
    if (condition.evaluate() == false)
      return op->emitOpError() << condition.getStaticMessage();
  return success();
}

void norm::materializeSizeConditions(OpBuilder &builder, NormOpInterface op) {
  SmallVector<SizeCondition> conditions;
  op.getSizeConditions(conditions);
  for (const SizeCondition &condition : conditions)
    if (!condition.evaluate())
      condition.materialize(builder, op.getLoc());
}
