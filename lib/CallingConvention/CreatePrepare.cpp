//===- CreatePrepare.cpp - Create the __prepare entries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CarrySizes.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CREATEPREPAREPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What a calling convention can carry: ranked tensors with elements of a fixed
/// number of bytes, and scalars of such types.
LogicalResult verifyEntryTypes(func::FuncOp function) {
  auto check = [&](TypeRange types, StringRef what) -> LogicalResult {
    for (auto [index, type] : llvm::enumerate(types)) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      Type element = tensor ? tensor.getElementType() : type;
      if (!element.isIntOrIndexOrFloat())
        return function.emitOpError()
               << "expects every " << what
               << " to be a ranked tensor or a scalar of integers, index or "
                  "floats; "
               << what << " " << index << " is " << type;
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
  PrepareBuilder(ModuleOp module, SymbolTable &symbols, func::FuncOp function)
      : module(module), symbols(symbols), function(function) {}

  func::FuncOp create();
  /// Refuses sizes of results that came out negative, as those may that are not
  /// sizes of arguments. For an entry whose sizes have been simplified.
  void requireSizes();

private:
  void requireStatedSizes(BlockArgument argument);
  void lowerRequire(RequireOp require);
  void lowerNestedRequire(RequireOp require);
  void lowerReturn(func::ReturnOp returnOp);
  /// Ends the block at the builder's place, which goes on in a new one where
  /// `holds`; else `report` writes the message and the entry returns 1.
  void returnUnless(OpBuilder &builder, Location loc, Value holds,
                    llvm::function_ref<void()> report);
  void nestUnless(OpBuilder &builder, Location loc, Value holds,
                  llvm::function_ref<void()> report);
  /// snprintf(msg, msg_len, text, values...), {i} in the text being value i.
  void writeMessage(OpBuilder &builder, Location loc, StringRef text,
                    ValueRange values);
  LLVM::LLVMFuncOp getSnprintf();

  ModuleOp module;
  SymbolTable &symbols;
  func::FuncOp function, prepare;
  Value sizes, message, messageLength;
  /// Whether a require in a loop or a branch has failed; null before the first.
  Value status;
  int64_t numMessages = 0;
  /// Whether a loop or a branch of the function gives a tensor.
  bool carriesTensors = false;
  llvm::SmallPtrSet<Operation *, 8> branches; // that hold what follows a check
};

} // namespace

func::FuncOp PrepareBuilder::create() {
  Location loc = function.getLoc();
  MLIRContext *context = module.getContext();
  prepare = function.clone();
  prepare.setName((function.getName() + "__prepare").str());
  symbols.insert(prepare, std::next(Block::iterator(function)));
  Type pointer = LLVM::LLVMPointerType::get(context),
       i64 = IntegerType::get(context, 64), i32 = IntegerType::get(context, 32);

  Block &entry = prepare.getBody().front();
  for (BlockArgument argument : llvm::reverse(entry.getArguments()))
    if (isa<RankedTensorType>(argument.getType()))
      requireStatedSizes(argument);
  SmallVector<Type> inputs(entry.getArgumentTypes());
  inputs.append({pointer, pointer, i64});
  prepare.setFunctionType(FunctionType::get(context, inputs, i32));
  prepare.removeResAttrsAttr();
  prepare.removeArgAttrsAttr();
  sizes = entry.addArgument(pointer, loc);
  message = entry.addArgument(pointer, loc);
  messageLength = entry.addArgument(i64, loc);

  prepare.walk([&](func::ReturnOp returnOp) { lowerReturn(returnOp); });
  carriesTensors =
      prepare.getBody().hasOneBlock() &&
      llvm::any_of(prepare.getBody().front(), [](Operation &op) {
        return op.getNumRegions() != 0 && isa<RegionBranchOpInterface>(op) &&
               llvm::any_of(op.getResultTypes(), llvm::IsaPred<TensorType>);
      });
  // What stands in loops and branches first, while it is nested in one op of
  // the block that it is in.
  SmallVector<RequireOp> nested, own;
  prepare.walk([&](RequireOp require) {
    (require->getParentOp() == prepare ? own : nested).push_back(require);
  });
  for (RequireOp require : nested)
    lowerNestedRequire(require);
  for (RequireOp require : own)
    lowerRequire(require);
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
  if (auto existing = symbols.lookup<LLVM::LLVMFuncOp>("snprintf"))
    return existing;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  auto type = LLVM::LLVMFunctionType::get(
      builder.getI32Type(), {pointer, builder.getI64Type(), pointer},
      /*isVarArg=*/true);
  auto snprintf =
      LLVM::LLVMFuncOp::create(builder, module.getLoc(), "snprintf", type);
  symbols.insert(snprintf);
  return snprintf;
}

void PrepareBuilder::writeMessage(OpBuilder &builder, Location loc,
                                  StringRef text, ValueRange values) {
  LLVM::LLVMFuncOp snprintf = getSnprintf();
  std::string format;
  SmallVector<Value> used;
  for (StringRef rest = text; !rest.empty();) {
    size_t index;
    if (rest.consume_front("{")) {
      rest.consumeInteger(10, index);
      rest.consume_front("}");
      format += "%lld";
      Value value = values[index];
      used.push_back(value.getType().isIndex()
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
  format.push_back('\0');
  OpBuilder atModule = OpBuilder::atBlockBegin(module.getBody());
  auto global = LLVM::GlobalOp::create(
      atModule, loc,
      LLVM::LLVMArrayType::get(builder.getI8Type(), format.size()),
      /*isConstant=*/true, LLVM::Linkage::Internal,
      (function.getName() + "__message_" + Twine(numMessages++)).str(),
      builder.getStringAttr(format));
  symbols.insert(global); // Under another name where this is taken.
  Value address = LLVM::AddressOfOp::create(builder, loc, global);
  SmallVector<Value> arguments = {message, messageLength, address};
  llvm::append_range(arguments, used);
  LLVM::CallOp::create(builder, loc, snprintf, arguments);
}

void PrepareBuilder::returnUnless(OpBuilder &builder, Location loc, Value holds,
                                  llvm::function_ref<void()> report) {
  if (carriesTensors)
    return nestUnless(builder, loc, holds, report);
  Block *block = builder.getInsertionBlock();
  Block *rest = block->splitBlock(builder.getInsertionPoint());
  Block *refusal = new Block();
  block->getParent()->push_back(refusal);
  builder.setInsertionPointToEnd(block);
  cf::CondBranchOp::create(builder, loc, holds, rest, refusal);
  builder.setInsertionPointToStart(refusal);
  report();
  Value refused =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(1));
  func::ReturnOp::create(builder, loc, refused);
  builder.setInsertionPointToStart(rest);
}

/// As above, with what follows in a branch: upstream's deallocation does not
/// take tensors that loops carry from one block to another.
void PrepareBuilder::nestUnless(OpBuilder &builder, Location loc, Value holds,
                                llvm::function_ref<void()> report) {
  Block *block = builder.getInsertionBlock();
  auto point = builder.getInsertionPoint();
  Operation *end = block->getTerminator();
  Type i32 = builder.getI32Type();
  auto choice = scf::IfOp::create(builder, loc, i32, holds,
                                  /*withElseRegion=*/true);
  branches.insert(choice);
  Block *accepted = choice.thenBlock();
  accepted->getOperations().splice(accepted->end(), block->getOperations(),
                                   point, end->getIterator());
  builder.setInsertionPointToEnd(accepted);
  scf::YieldOp::create(builder, loc, end->getOperand(0));
  end->setOperand(0, choice.getResult(0));
  builder.setInsertionPointToStart(choice.elseBlock());
  report();
  Value refused =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(1));
  scf::YieldOp::create(builder, loc, refused);
  builder.setInsertionPointToStart(accepted);
}

/// Nothing that follows a require which fails is computed: a later one may
/// divide by the size that was refused.
void PrepareBuilder::lowerRequire(RequireOp require) {
  OpBuilder builder(require);
  Location loc = require.getLoc();
  returnUnless(builder, loc, require.getCondition(), [&] {
    writeMessage(builder, loc, require.getMessage(), require.getValues());
  });
  require.erase();
}

/// if (!condition && status == 0) { write the message; status = 1; }, and after
/// the op of the function's own blocks that this stands in,
/// if (status != 0) return 1;
void PrepareBuilder::lowerNestedRequire(RequireOp require) {
  Location loc = require.getLoc();
  Block &entry = prepare.getBody().front();
  OpBuilder builder(&entry, entry.begin());
  Type i32 = builder.getI32Type();
  if (!status) {
    Value one = LLVM::ConstantOp::create(builder, loc, builder.getI64Type(), 1);
    status = LLVM::AllocaOp::create(builder, loc, sizes.getType(), i32, one);
    LLVM::StoreOp::create(
        builder, loc, LLVM::ConstantOp::create(builder, loc, i32, 0), status);
  }
  auto hasNotFailed = [&] {
    Value zero =
        arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(0));
    Value current = LLVM::LoadOp::create(builder, loc, i32, status);
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                 current, zero);
  };
  Operation *outer = require;
  while (outer->getParentOp() != prepare &&
         !branches.contains(outer->getParentOp()))
    outer = outer->getParentOp();
  builder.setInsertionPointAfter(outer);
  returnUnless(builder, loc, hasNotFailed(), [] {});

  builder.setInsertionPoint(require);
  Value isTrue =
      arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
  Value failed =
      arith::XOrIOp::create(builder, loc, require.getCondition(), isTrue);
  Value reports = arith::AndIOp::create(builder, loc, failed, hasNotFailed());
  auto branch = scf::IfOp::create(builder, loc, reports, /*withElse=*/false);
  builder.setInsertionPointToStart(branch.thenBlock());
  writeMessage(builder, loc, require.getMessage(), require.getValues());
  Value refused = LLVM::ConstantOp::create(builder, loc, i32, 1);
  LLVM::StoreOp::create(builder, loc, refused, status);
  require.erase();
}

/// Stores the sizes of the returned tensors one after the other and returns 0.
void PrepareBuilder::lowerReturn(func::ReturnOp returnOp) {
  OpBuilder builder(returnOp);
  Location loc = returnOp.getLoc();
  Type pointer = sizes.getType(), i64 = builder.getI64Type();
  int32_t position = 0;
  for (Value result : returnOp.getOperands()) {
    if (!isa<RankedTensorType>(result.getType()))
      continue;
    for (TensorSize size : getTensorSizes(result)) {
      Value value = arith::IndexCastOp::create(builder, loc, i64,
                                               size.materialize(builder, loc));
      Value address = LLVM::GEPOp::create(builder, loc, pointer, i64, sizes,
                                          ArrayRef<LLVM::GEPArg>{position++});
      LLVM::StoreOp::create(builder, loc, value, address);
    }
  }
  Value accepted =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(0));
  func::ReturnOp::create(builder, loc, accepted);
  returnOp.erase();
}

void PrepareBuilder::requireSizes() {
  SmallVector<LLVM::StoreOp> stores;
  prepare.walk([&](LLVM::StoreOp store) {
    auto address = store.getAddr().getDefiningOp<LLVM::GEPOp>();
    // The first size's address is that of all.
    if (store.getAddr() == sizes || (address && address.getBase() == sizes))
      stores.push_back(store);
  });
  for (LLVM::StoreOp store : stores) {
    auto cast = store.getValue().getDefiningOp<arith::IndexCastOp>();
    if (!cast || cast.getIn().getDefiningOp<tensor::DimOp>())
      continue;
    OpBuilder builder(store);
    Location loc = store.getLoc();
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value holds = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge,
                                        cast.getIn(), zero);
    returnUnless(builder, loc, holds, [&] {
      writeMessage(builder, loc,
                   "expects results of sizes of 0 or more; got {0}",
                   cast.getIn());
    });
  }
}

namespace {

struct CreatePrepare : norm::impl::CreatePreparePassBase<CreatePrepare> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populate(set);
    simplification = std::move(set);
    return success();
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbols(module);
    if (auto taken = symbols.lookup<func::FuncOp>("snprintf")) {
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
      if (symbols.lookup(name)) {
        function.emitOpError() << "expects no symbol @" << name << "; got one";
        return signalPassFailure();
      }
      PrepareBuilder builder(module, symbols, function);
      func::FuncOp prepare = builder.create();
      CarriedSizes carried = carrySizes(prepare);
      function.walk([](RequireOp require) { require.erase(); });
      // Sizes of results become sizes of arguments, and what computed elements
      // is dead.
      if (failed(simplify(prepare, carried))) {
        prepare.emitOpError()
            << "expects result sizes that simplify to a fixed point";
        return signalPassFailure();
      }
      builder.requireSizes();
    }
  }

private:
  static void populate(RewritePatternSet &set) {
    memref::populateResolveRankedShapedTypeResultDimsPatterns(set);
    memref::populateResolveShapedTypeResultDimsPatterns(set);
    tensor::DimOp::getCanonicalizationPatterns(set, set.getContext());
  }

  LogicalResult simplify(func::FuncOp prepare, CarriedSizes &carried) {
    if (carried.empty())
      return applyPatternsGreedily(prepare, simplification);
    RewritePatternSet set(&getContext());
    populate(set);
    populateCarriedSizePatterns(set, carried);
    CarriedSizesListener listener(carried);
    GreedyRewriteConfig config;
    config.setListener(&listener);
    return applyPatternsGreedily(prepare, std::move(set), config);
  }

  FrozenRewritePatternSet simplification;
};

} // namespace
