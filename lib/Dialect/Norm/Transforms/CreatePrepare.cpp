//===- CreatePrepare.cpp - Create the __prepare entries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CREATEPREPAREPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The tensors a calling convention can carry: ranked, with elements of a fixed
/// number of bytes.
LogicalResult verifyEntryTypes(func::FuncOp function) {
  auto check = [&](TypeRange types, StringRef what) -> LogicalResult {
    for (auto [index, type] : llvm::enumerate(types)) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      if (!tensor || !tensor.getElementType().isIntOrFloat())
        return function.emitOpError()
               << "expects every " << what
               << " to be a ranked tensor of integers or floats; " << what
               << " " << index << " is " << type;
    }
    return success();
  };
  if (failed(check(function.getArgumentTypes(), "argument")) ||
      failed(check(function.getResultTypes(), "result")))
    return failure();
  WalkResult result = function.walk([](Operation *op) {
    if (auto call = dyn_cast<func::CallOp>(op))
      call.emitOpError() << "expects calls to be inlined before "
                            "norm-create-prepare; got a call of @"
                         << call.getCallee() << ", which may be recursive";
    else if (isa<NormOpInterface>(op))
      op->emitOpError() << "expects norm-generalize before "
                           "norm-create-prepare, for the conditions on sizes";
    else
      return WalkResult::advance();
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

/// Turns a copy of a public function into its __prepare entry.
class PrepareBuilder {
public:
  PrepareBuilder(ModuleOp module, func::FuncOp function)
      : module(module), function(function) {}

  func::FuncOp create();

private:
  void requireStatedSizes(BlockArgument argument);
  void lowerRequire(RequireOp require);
  void lowerReturn(func::ReturnOp returnOp);
  /// The printf format of a message: {i} in the order of use, as a global
  /// string.
  Value createFormat(OpBuilder &builder, RequireOp require,
                     SmallVectorImpl<Value> &values);
  LLVM::LLVMFuncOp getSnprintf();

  ModuleOp module;
  func::FuncOp function, prepare;
  Value sizes, message, messageLength, status;
};

} // namespace

func::FuncOp PrepareBuilder::create() {
  Location loc = function.getLoc();
  MLIRContext *context = module.getContext();
  prepare = function.clone();
  prepare.setName((function.getName() + "__prepare").str());
  module.insert(std::next(Block::iterator(function)), prepare);
  Type pointer = LLVM::LLVMPointerType::get(context),
       i64 = IntegerType::get(context, 64), i32 = IntegerType::get(context, 32);

  Block &entry = prepare.getBody().front();
  for (BlockArgument argument : llvm::reverse(entry.getArguments()))
    requireStatedSizes(argument);
  SmallVector<Type> inputs(entry.getArgumentTypes());
  inputs.append({pointer, pointer, i64});
  prepare.setFunctionType(FunctionType::get(context, inputs, i32));
  prepare.removeResAttrsAttr();
  prepare.removeArgAttrsAttr();
  sizes = entry.addArgument(pointer, loc);
  message = entry.addArgument(pointer, loc);
  messageLength = entry.addArgument(i64, loc);

  OpBuilder builder = OpBuilder::atBlockBegin(&entry);
  Value one = LLVM::ConstantOp::create(builder, loc, i64, 1);
  status = LLVM::AllocaOp::create(builder, loc, pointer, i32, one);
  LLVM::StoreOp::create(builder, loc,
                        LLVM::ConstantOp::create(builder, loc, i32, 0), status);
  prepare.walk([&](RequireOp require) { lowerRequire(require); });
  prepare.walk([&](func::ReturnOp returnOp) { lowerReturn(returnOp); });
  return prepare;
}

/// Gives the argument a type without sizes, and requires those that its type
/// states: nothing else checks what a caller passes.
void PrepareBuilder::requireStatedSizes(BlockArgument argument) {
  auto type = cast<RankedTensorType>(argument.getType());
  SmallVector<int64_t> dynamic(type.getRank(), ShapedType::kDynamic);
  if (type.getShape() == ArrayRef(dynamic))
    return;
  Location loc = argument.getLoc();
  OpBuilder builder = OpBuilder::atBlockBegin(argument.getOwner());
  argument.setType(type.clone(dynamic));
  auto cast = tensor::CastOp::create(builder, loc, type, argument);
  argument.replaceAllUsesExcept(cast, cast);

  builder.setInsertionPoint(cast);
  SmallVector<Value> sizes;
  std::string expected, got;
  Value holds =
      arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
  for (auto [dim, size] : llvm::enumerate(type.getShape())) {
    StringRef separator = dim ? ", " : "";
    got += (separator + "{" + Twine(dim) + "}").str();
    expected += separator;
    expected += ShapedType::isDynamic(size) ? "?" : std::to_string(size);
    Value given =
        sizes.emplace_back(tensor::DimOp::create(builder, loc, argument, dim));
    if (ShapedType::isDynamic(size))
      continue;
    Value stated = arith::ConstantIndexOp::create(builder, loc, size);
    Value agrees = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                         given, stated);
    holds = arith::AndIOp::create(builder, loc, holds, agrees);
  }
  std::string message = "expects input " +
                        std::to_string(argument.getArgNumber()) + " shape [" +
                        expected + "]; got [" + got + "]";
  RequireOp::create(builder, loc, holds, builder.getStringAttr(message), sizes);
}

LLVM::LLVMFuncOp PrepareBuilder::getSnprintf() {
  if (auto existing = module.lookupSymbol<LLVM::LLVMFuncOp>("snprintf"))
    return existing;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  auto type = LLVM::LLVMFunctionType::get(
      builder.getI32Type(), {pointer, builder.getI64Type(), pointer},
      /*isVarArg=*/true);
  return LLVM::LLVMFuncOp::create(builder, module.getLoc(), "snprintf", type);
}

Value PrepareBuilder::createFormat(OpBuilder &builder, RequireOp require,
                                   SmallVectorImpl<Value> &values) {
  Location loc = require.getLoc();
  std::string format;
  for (StringRef rest = require.getMessage(); !rest.empty();) {
    size_t index;
    if (rest.consume_front("{")) {
      rest.consumeInteger(10, index);
      rest.consume_front("}");
      format += "%lld";
      Value value = require.getValues()[index];
      values.push_back(value.getType().isIndex()
                           ? arith::IndexCastOp::create(
                                 builder, loc, builder.getI64Type(), value)
                                 .getResult()
                           : value);
      continue;
    }
    if (rest.front() == '%')
      format += '%';
    format += rest.front();
    rest = rest.drop_front();
  }
  std::string name;
  for (int64_t i = 0; name.empty() || module.lookupSymbol(name); ++i)
    name = (function.getName() + "__message_" + Twine(i)).str();
  format.push_back('\0');
  return LLVM::createGlobalString(loc, builder, name, format,
                                  LLVM::Linkage::Internal);
}

/// if (!condition && status == 0) { snprintf(msg, msg_len, format, values...);
/// status = 1; }
void PrepareBuilder::lowerRequire(RequireOp require) {
  OpBuilder builder(require);
  Location loc = require.getLoc();
  Type i32 = builder.getI32Type();
  Value isTrue =
      arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
  Value failed =
      arith::XOrIOp::create(builder, loc, require.getCondition(), isTrue);
  Value current = LLVM::LoadOp::create(builder, loc, i32, status);
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(0));
  Value isFirst = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        current, zero);
  Value reports = arith::AndIOp::create(builder, loc, failed, isFirst);
  LLVM::LLVMFuncOp snprintf = getSnprintf();
  auto branch = scf::IfOp::create(builder, loc, reports, /*withElse=*/false);
  builder.setInsertionPointToStart(branch.thenBlock());
  SmallVector<Value> values;
  Value format = createFormat(builder, require, values);
  SmallVector<Value> arguments = {message, messageLength, format};
  arguments.append(values);
  LLVM::CallOp::create(builder, loc, snprintf, arguments);
  Value refused = LLVM::ConstantOp::create(builder, loc, i32, 1);
  LLVM::StoreOp::create(builder, loc, refused, status);
  require.erase();
}

/// Stores the sizes of the returned tensors one after the other and returns the
/// status.
void PrepareBuilder::lowerReturn(func::ReturnOp returnOp) {
  OpBuilder builder(returnOp);
  Location loc = returnOp.getLoc();
  Type pointer = sizes.getType(), i64 = builder.getI64Type();
  int32_t position = 0;
  for (Value result : returnOp.getOperands()) {
    for (TensorSize size : getTensorSizes(result)) {
      Value value = arith::IndexCastOp::create(builder, loc, i64,
                                               size.materialize(builder, loc));
      Value address = LLVM::GEPOp::create(builder, loc, pointer, i64, sizes,
                                          ArrayRef<LLVM::GEPArg>{position++});
      LLVM::StoreOp::create(builder, loc, value, address);
    }
  }
  Value code = LLVM::LoadOp::create(builder, loc, builder.getI32Type(), status);
  func::ReturnOp::create(builder, loc, code);
  returnOp.erase();
}

namespace {

struct CreatePrepare : norm::impl::CreatePreparePassBase<CreatePrepare> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    memref::populateResolveRankedShapedTypeResultDimsPatterns(set);
    memref::populateResolveShapedTypeResultDimsPatterns(set);
    tensor::DimOp::getCanonicalizationPatterns(set, context);
    simplification = std::move(set);
    return success();
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (auto taken =
            dyn_cast_or_null<func::FuncOp>(module.lookupSymbol("snprintf"))) {
      taken.emitOpError() << "expects another name: @snprintf is the C "
                             "library's, which writes messages";
      return signalPassFailure();
    }
    SmallVector<func::FuncOp> entries;
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic() && !function.isExternal())
        entries.push_back(function);

    for (func::FuncOp function : entries) {
      if (failed(verifyEntryTypes(function)))
        return signalPassFailure();
      std::string name = (function.getName() + "__prepare").str();
      if (module.lookupSymbol(name)) {
        function.emitOpError() << "expects no symbol @" << name << "; got one";
        return signalPassFailure();
      }
      func::FuncOp prepare = PrepareBuilder(module, function).create();
      function.walk([](RequireOp require) { require.erase(); });
      // Sizes of results become sizes of arguments, and what computed elements
      // is dead.
      if (failed(applyPatternsGreedily(prepare, simplification))) {
        prepare.emitOpError()
            << "expects result sizes that simplify to a fixed point";
        return signalPassFailure();
      }
    }
  }

  FrozenRewritePatternSet simplification;
};

} // namespace
