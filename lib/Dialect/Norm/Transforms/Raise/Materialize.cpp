//===- Materialize.cpp - From expressions to IR ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Materialize.h"

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

static FloatType getFloatType(Value value) {
  return dyn_cast<FloatType>(getElementTypeOrSelf(value.getType()));
}

//===----------------------------------------------------------------------===//
// Scalars
//===----------------------------------------------------------------------===//

namespace {

/// Writes expressions as scalar ops in one float type.
class ScalarWriter {
public:
  ScalarWriter(OpBuilder &builder, Location loc, FloatType type)
      : builder(builder), loc(loc), type(type) {}

  void provide(Expr expr, Value value) { values[expr] = value; }

  /// The value, of the type; that of a call that gives no float as it is.
  Value write(Expr expr);

private:
  Value writeSum(Expr expr);
  Value writeProduct(Expr expr);
  Value writeCall(Expr expr);
  Value writeFloat(double value) {
    return createFloat(builder, loc, type, value);
  }
  template <typename Op>
  Value apply(Value a, Value b) {
    return Op::create(builder, loc, a, b);
  }

  OpBuilder &builder;
  Location loc;
  FloatType type;
  DenseMap<Expr, Value> values;
};

} // namespace

Value ScalarWriter::writeSum(Expr expr) {
  Value sum;
  // Positive terms first, so that nothing is negated.
  SmallVector<Term> terms;
  for (bool isPositive : {true, false})
    for (const Term &term : expr->terms)
      if ((term.weight > 0.0) == isPositive)
        terms.push_back(term);
  for (const Term &term : terms) {
    Value value = write(term.expr);
    double weight = sum ? std::abs(term.weight) : term.weight;
    if (weight != 1.0)
      value = apply<arith::MulFOp>(value, writeFloat(weight));
    if (!sum)
      sum = value;
    else
      sum = term.weight < 0.0 ? apply<arith::SubFOp>(sum, value)
                              : apply<arith::AddFOp>(sum, value);
  }
  if (expr->constant != 0.0)
    sum = apply<arith::AddFOp>(sum, writeFloat(expr->constant));
  return sum;
}

Value ScalarWriter::writeProduct(Expr expr) {
  Value product, divisor;
  auto multiply = [&](Value &all, Value factor) {
    all = all ? apply<arith::MulFOp>(all, factor) : factor;
  };
  for (const Term &factor : expr->terms) {
    Value &side = factor.weight < 0.0 ? divisor : product;
    double exponent = std::abs(factor.weight);
    Value base = write(factor.expr);
    if (exponent == 0.5) {
      multiply(side, math::SqrtOp::create(builder, loc, base));
    } else if (exponent == std::rint(exponent) && exponent <= 4.0) {
      for (double count = 0.0; count < exponent; ++count)
        multiply(side, base);
    } else {
      multiply(side, apply<math::PowFOp>(base, writeFloat(exponent)));
    }
  }
  if (expr->constant != 1.0 || !product)
    multiply(product, writeFloat(expr->constant));
  return divisor ? apply<arith::DivFOp>(product, divisor) : product;
}

Value ScalarWriter::writeCall(Expr expr) {
  SmallVector<Value> operands;
  for (auto [term, operand] :
       llvm::zip_equal(expr->terms, expr->op->getOperands())) {
    Type expected = getElementTypeOrSelf(operand.getType());
    if (term.expr->isConstant() && isa<IntegerType, IndexType>(expected)) {
      operands.push_back(arith::ConstantOp::create(
          builder, loc,
          builder.getIntegerAttr(expected,
                                 static_cast<int64_t>(term.expr->constant))));
      continue;
    }
    Value value = write(term.expr);
    operands.push_back(isa<FloatType>(expected)
                           ? convertFloat(builder, loc, value, expected)
                           : value);
  }
  OperationState state(loc, expr->op->getName(), operands, expr->type,
                       expr->op->getAttrs());
  Value result = builder.create(state)->getResult(0);
  return isa<FloatType>(expr->type) ? convertFloat(builder, loc, result, type)
                                    : result;
}

Value ScalarWriter::write(Expr expr) {
  if (Value known = values.lookup(expr))
    return known;
  auto operand = [&] { return write(expr->terms[0].expr); };
  Value value;
  switch (expr->kind) {
  case ExpressionKind::Constant:
    value = writeFloat(expr->constant);
    break;
  case ExpressionKind::Sum:
    value = writeSum(expr);
    break;
  case ExpressionKind::Product:
    value = writeProduct(expr);
    break;
  case ExpressionKind::Maximum:
    for (const Term &term : expr->terms) {
      Value next = write(term.expr);
      if (!value)
        value = next;
      else
        value = expr->dropsNaN ? apply<arith::MaxNumFOp>(value, next)
                               : apply<arith::MaximumFOp>(value, next);
    }
    break;
  case ExpressionKind::Absolute:
    value = math::AbsFOp::create(builder, loc, operand());
    break;
  case ExpressionKind::Rounded:
    value = convertFloat(builder, loc, operand(), expr->type);
    value = convertFloat(builder, loc, value, type);
    break;
  case ExpressionKind::Call:
    value = writeCall(expr);
    break;
  default:
    llvm_unreachable("expects that inputs and symbols are provided");
  }
  return values[expr] = value;
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

Value Materializer::createInteger(Expr expr) {
  auto constant = [&](double number) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, number);
  };
  switch (expr->kind) {
  case ExpressionKind::Constant:
    return constant(expr->constant);
  case ExpressionKind::Symbol:
    if (expr->number >= 0)
      return tensor::DimOp::create(builder, loc, expr->value, expr->number);
    return expr->value.getType().isIndex()
               ? expr->value
               : arith::IndexCastOp::create(
                     builder, loc, builder.getIndexType(), expr->value);
  case ExpressionKind::Sum: {
    Value sum = constant(expr->constant);
    for (const Term &term : expr->terms)
      sum = arith::AddIOp::create(
          builder, loc, sum,
          arith::MulIOp::create(builder, loc, createInteger(term.expr),
                                constant(term.weight)));
    return sum;
  }
  case ExpressionKind::Product: {
    // The coefficient may be a fraction of what the sizes are multiples of.
    double divisor = 1.0;
    while (divisor < 4096.0 &&
           expr->constant * divisor != std::rint(expr->constant * divisor))
      ++divisor;
    Value product = constant(std::rint(expr->constant * divisor)),
          under = constant(divisor);
    for (const Term &factor : expr->terms)
      for (double count = 0.0; count < std::abs(factor.weight); ++count) {
        Value &side = factor.weight < 0.0 ? under : product;
        side = arith::MulIOp::create(builder, loc, side,
                                     createInteger(factor.expr));
      }
    return arith::DivUIOp::create(builder, loc, product, under);
  }
  default:
    llvm_unreachable("expects an expression of sizes");
  }
}

OpFoldResult Materializer::createSize(Expr size) {
  if (size->isConstant())
    return builder.getIndexAttr(size->constant);
  return createInteger(size);
}

SmallVector<OpFoldResult> Materializer::createSizes(const Index &layout) {
  return llvm::map_to_vector(layout, [&](const AxisList &list) {
    return createSize(algebra.countPoints(list));
  });
}

RankedTensorType Materializer::getType(const Index &layout, Type element) {
  return RankedTensorType::get(
      llvm::map_to_vector(layout,
                          [&](const AxisList &list) -> int64_t {
                            Expr size = algebra.countPoints(list);
                            return size->isConstant()
                                       ? static_cast<int64_t>(size->constant)
                                       : ShapedType::kDynamic;
                          }),
      element);
}

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

Value Materializer::createConversion(Value tensor, FloatType element) {
  FloatType from = getFloatType(tensor);
  if (from == element)
    return tensor;
  Type type = cast<RankedTensorType>(tensor.getType()).clone(element);
  if (from.getWidth() < element.getWidth())
    return arith::ExtFOp::create(builder, loc, type, tensor);
  if (from.getWidth() > element.getWidth())
    return arith::TruncFOp::create(builder, loc, type, tensor);
  return createConversion(createConversion(tensor, builder.getF32Type()),
                          element);
}

/// Axes of all dimensions.
static AxisList flatten(const Index &index) {
  AxisList list;
  for (const AxisList &part : index)
    llvm::append_range(list, part);
  return list;
}

Value Materializer::findTensor(Expr expr, const Index &layout,
                               FloatType element, bool isExact) {
  SmallVector<Source> sources(known.getSources(expr));
  if (auto found = provided.find(expr); found != provided.end())
    sources.insert(sources.begin(), found->second);
  // Those that need nothing first, then those that need only a conversion, then
  // those that need only a view.
  auto rank = [&](const Source &source) {
    FloatType type = getFloatType(source.tensor);
    bool fits =
        type == element || (!isExact && type.getWidth() > element.getWidth());
    return std::pair(source.index != layout, !fits);
  };
  SmallVector<const Source *> order = llvm::map_to_vector(
      sources, [](const Source &source) { return &source; });
  llvm::sort(order, [&](const Source *a, const Source *b) {
    return std::pair(rank(*a), a) < std::pair(rank(*b), b);
  });
  AxisList axes = flatten(layout);
  llvm::sort(axes);
  for (const Source *next : order) {
    const Source &source = *next;
    FloatType type = getFloatType(source.tensor);
    AxisList own = flatten(source.index);
    llvm::sort(own);
    if (!type || own != axes ||
        (type != element && (isExact ? type.getWidth() >= element.getWidth()
                                     : type.getWidth() == element.getWidth())))
      continue;
    Value tensor = createView(source.tensor, source.index, layout);
    if (!tensor)
      continue;
    return type.getWidth() < element.getWidth()
               ? createConversion(tensor, element)
               : tensor;
  }
  return {};
}

Value Materializer::createTensor(Expr expr, const Index &layout,
                                 FloatType element, bool isExact) {
  if (Value tensor = findTensor(expr, layout, element, isExact))
    return tensor;
  return createComputed(expr, layout, element);
}

/// Whether operands of a call are floats where they are numbers of elements or
/// the like, which are written as floats.
static bool takesFloats(Expr call) {
  return llvm::all_of(
      llvm::zip_equal(call->terms, call->op->getOperands()), [](auto pair) {
        auto [term, operand] = pair;
        return term.expr->isConstant() ||
               term.expr->kind == ExpressionKind::Call ||
               isa<FloatType>(getElementTypeOrSelf(operand.getType()));
      });
}

/// The tensors and scalars that `expr` is computed of.
bool Materializer::collectInputs(Expr expr,
                                 llvm::MapVector<Expr, Input> &inputs,
                                 SmallVectorImpl<Expr> &symbols) {
  if (inputs.contains(expr))
    return true;
  if (auto found = provided.find(expr); found != provided.end()) {
    inputs[expr] = {found->second.tensor, found->second.index};
    return true;
  }
  switch (expr->kind) {
  case ExpressionKind::Symbol:
    if (!llvm::is_contained(symbols, expr))
      symbols.push_back(expr);
    return true;
  case ExpressionKind::Leaf:
    if (!isa<FloatType>(getElementTypeOrSelf(expr->value.getType())))
      return false;
    inputs[expr] = {expr->value, expr->index};
    return true;
  case ExpressionKind::Given:
  case ExpressionKind::Carried:
    return false;
  case ExpressionKind::Mean:
  case ExpressionKind::Greatest:
  case ExpressionKind::Padded: {
    ArrayRef<Source> sources = known.getSources(expr);
    if (sources.empty())
      return false;
    inputs[expr] = {sources[0].tensor, sources[0].index};
    return true;
  }
  default:
    if (expr->kind == ExpressionKind::Call && !takesFloats(expr))
      return false;
    return llvm::all_of(expr->terms, [&](const Term &term) {
      return collectInputs(term.expr, inputs, symbols);
    });
  }
}

/// One dimension for each axis.
static Index separate(ArrayRef<Axis> axes) {
  return llvm::map_to_vector<4>(axes, [](Axis axis) { return AxisList{axis}; });
}

Value Materializer::createSplat(double number, const Index &layout,
                                FloatType element) {
  FloatAttr value = builder.getFloatAttr(element, number);
  RankedTensorType type = getType(layout, element);
  if (type.hasStaticShape())
    return arith::ConstantOp::create(
        builder, loc, DenseElementsAttr::get(type, {Attribute(value)}));
  Value empty =
      tensor::EmptyOp::create(builder, loc, createSizes(layout), element);
  Value scalar = arith::ConstantOp::create(builder, loc, value);
  return linalg::FillOp::create(builder, loc, scalar, empty).getResult(0);
}

/// The map from a space to a tensor in it; null where it is not in it.
AffineMap Materializer::getMap(const Index &space, const Index &index) {
  SmallVector<AffineExpr> dims;
  for (const AxisList &list : index) {
    const auto *found = llvm::find(space, list);
    if (!list.empty() && found == space.end())
      return {};
    dims.push_back(list.empty()
                       ? builder.getAffineConstantExpr(0)
                       : builder.getAffineDimExpr(found - space.begin()));
  }
  return AffineMap::get(space.size(), 0, dims, builder.getContext());
}

Value Materializer::createComputed(Expr expr, const Index &layout,
                                   FloatType element) {
  if (expr->isConstant())
    return createSplat(expr->constant, layout, element);
  llvm::MapVector<Expr, Input> inputs;
  SmallVector<Expr> symbols;
  if (!collectInputs(expr, inputs, symbols))
    return {};
  // The space has the dimensions of the layout, or each axis for itself.
  auto fits = [&](const AxisList &list) {
    return list.empty() || llvm::is_contained(layout, list);
  };
  bool isWhole = llvm::all_of(inputs, [&](const auto &input) {
    return llvm::all_of(input.second.index, fits);
  });
  Index space = isWhole ? layout : separate(flatten(layout));
  FloatType type = compute;
  SmallVector<Value> tensors;
  SmallVector<AffineMap> maps;
  for (auto &[leaf, input] : inputs) {
    if (getFloatType(input.tensor).getWidth() > type.getWidth())
      type = getFloatType(input.tensor);
    if (!isa<RankedTensorType>(input.tensor.getType()))
      continue;
    Index index = isWhole ? input.index : separate(flatten(input.index));
    tensors.push_back(createView(input.tensor, input.index, index));
    maps.push_back(getMap(space, index));
    if (!tensors.back() || !maps.back())
      return {};
  }
  SmallVector<Value> numbers = llvm::map_to_vector(symbols, [&](Expr symbol) {
    return convertIndexToFloat64(
        builder, loc,
        getValueOrCreateConstantIndexOp(builder, loc, createSize(symbol)));
  });
  auto writeBody = [&](OpBuilder &b, Location l,
                       ValueRange scalars) -> SmallVector<Value> {
    ScalarWriter writer(b, l, type);
    unsigned position = 0;
    for (auto &[leaf, input] : inputs) {
      Value scalar = isa<RankedTensorType>(input.tensor.getType())
                         ? scalars[position++]
                         : input.tensor;
      writer.provide(leaf, convertFloat(b, l, scalar, type));
    }
    for (auto [symbol, number] : llvm::zip_equal(symbols, numbers))
      writer.provide(symbol, convertFloat(b, l, number, type));
    return {convertFloat(b, l, writer.write(expr), element)};
  };
  Value result = createElementwise(builder, loc, tensors, maps,
                                   createSizes(space), element, writeBody)[0];
  return createView(result, space, layout);
}
