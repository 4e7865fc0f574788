//===- EmulationTest.cpp - Faults that the emulator of a GPU finds ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Kernels with a fault put into them: what tests of GPU code say is worth as
// much as the faults that they would find.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Emulation.h"
#include "norm-mlir/Execution/CompiledModule.h"
#include "norm-mlir/Kernel/Passes.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Rows that two warps share.
constexpr const char *kLayerNorm = R"(
  func.func @f(%x: tensor<3x1024xf32>) -> tensor<3x1024xf32> {
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x1024xf32>
    return %y : tensor<3x1024xf32>
  }
)";

/// Rows that four blocks share.
constexpr const char *kCluster = R"(
  #map = affine_map<(i, j) -> (i, j)>
  func.func @f(%x: tensor<3x1024xf32>) -> tensor<3x1024xf32> {
    %e = tensor.empty() : tensor<3x1024xf32>
    %y = norm.kernel sizes = [3, 1024] ins(%x : tensor<3x1024xf32>) outs(%e : tensor<3x1024xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 64, cluster = 4> {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %d = arith.subf %a, %s : f32
      %m = norm.reduce <max> %d over [1] : f32
      %q = arith.divf %d, %m : f32
      norm.yield %q : f32
    } -> tensor<3x1024xf32>
    return %y : tensor<3x1024xf32>
  }
)";

constexpr int64_t kRows = 3, kColumns = 1024;

using Mutation = std::function<void(ModuleOp)>;

/// Changes device code once it is written.
struct Mutate : PassWrapper<Mutate, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(Mutate)
  explicit Mutate(Mutation mutation) : mutation(std::move(mutation)) {}
  void runOnOperation() override { mutation(getOperation()); }
  Mutation mutation;
};

/// A buffer of rows.
TensorBuffer asBuffer(std::vector<float> &values) {
  return TensorBuffer{ElementKind::F32,
                      {kRows, kColumns},
                      reinterpret_cast<char *>(values.data())};
}

/// Rows of small integers.
std::vector<float> createInput() {
  std::vector<float> input(kRows * kColumns);
  for (size_t i = 0; i < input.size(); ++i)
    input[i] = float(i * 37 % 101);
  return input;
}

/// Code for the emulator that `mutation` has changed; or an error.
llvm::Expected<std::unique_ptr<CompiledModule>>
compile(StringRef source, const Mutation &mutation) {
  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(source, &context);
  CompileOptions options;
  options.route = Route::Emulated;
  options.emitKernels = [&](OpPassManager &manager) {
    manager.addPass(createEmitGPUPass());
    manager.addPass(std::make_unique<Mutate>(mutation));
  };
  return CompiledModule::compile(*module, options);
}

/// The result of `source` in code that `mutation` has changed; or an error.
llvm::Expected<std::vector<float>> run(const Mutation &mutation,
                                       ThreadOrder order,
                                       StringRef source = kLayerNorm) {
  llvm::Expected<std::unique_ptr<CompiledModule>> compiled =
      compile(source, mutation);
  if (!compiled)
    return compiled.takeError();
  std::vector<float> input = createInput(), result(kRows * kColumns);
  setEmulatedOrder(order);
  if (llvm::Error error =
          (*compiled)->lookup("f")->call({asBuffer(input)}, {asBuffer(result)}))
    return std::move(error);
  return result;
}

constexpr ThreadOrder kOrders[] = {ThreadOrder::Forward, ThreadOrder::Reverse,
                                   ThreadOrder::Shuffled};

/// The results in each order of threads.
std::vector<std::vector<float>> runInAllOrders(const Mutation &mutation,
                                               StringRef source = kLayerNorm) {
  std::vector<std::vector<float>> results;
  for (ThreadOrder order : kOrders) {
    llvm::Expected<std::vector<float>> result = run(mutation, order, source);
    EXPECT_TRUE(bool(result)) << toString(result.takeError());
    if (result)
      results.push_back(std::move(*result));
  }
  return results;
}

void keep(ModuleOp) {}

TEST(EmulationTest, CorrectCode_GivesTheSameBitsInEachOrder) {
  std::vector<std::vector<float>> results = runInAllOrders(keep);
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[1], results[0]);
  EXPECT_EQ(results[2], results[0]);
  EXPECT_EQ(results[0][0] < results[0][1], true);
}

TEST(EmulationTest, MissingBarrier_ShowsInSomeOrder) {
  std::vector<float> expected = cantFail(run(keep, ThreadOrder::Forward));
  std::vector<std::vector<float>> results = runInAllOrders([](ModuleOp module) {
    module.walk([](gpu::BarrierOp barrier) { barrier.erase(); });
  });
  ASSERT_EQ(results.size(), 3u);
  EXPECT_TRUE(llvm::any_of(
      results, [&](const auto &result) { return result != expected; }));
}

TEST(EmulationTest, WrongShuffle_Shows) {
  std::vector<float> expected = cantFail(run(keep, ThreadOrder::Forward));
  std::vector<std::vector<float>> results = runInAllOrders([](ModuleOp module) {
    module.walk([](gpu::ShuffleOp shuffle) {
      auto distance = shuffle.getOffset().getDefiningOp<arith::ConstantOp>();
      if (cast<IntegerAttr>(distance.getValue()).getInt() != 16)
        return;
      OpBuilder builder(shuffle);
      shuffle.getOffsetMutable().assign(
          arith::ConstantIntOp::create(builder, shuffle.getLoc(), 8, 32)
              .getResult());
    });
  });
  ASSERT_EQ(results.size(), 3u);
  for (const std::vector<float> &result : results)
    EXPECT_NE(result, expected);
}

TEST(EmulationTest, BarrierThatSomeThreadsSkip_IsAnError) {
  for (ThreadOrder order : kOrders) {
    llvm::Expected<std::vector<float>> result = run(
        [](ModuleOp module) {
          module.walk([](gpu::GPUFuncOp function) {
            // Half of a warp waits here for the other half.
            OpBuilder builder(*function.getOps<gpu::ShuffleOp>().begin());
            Location loc = function.getLoc();
            Value thread =
                gpu::ThreadIdOp::create(builder, loc, gpu::Dimension::x);
            Value isLow = arith::CmpIOp::create(
                builder, loc, arith::CmpIPredicate::ult, thread,
                arith::ConstantIndexOp::create(builder, loc, 16));
            auto choice = scf::IfOp::create(builder, loc, isLow);
            OpBuilder inside = choice.getThenBodyBuilder();
            gpu::BarrierOp::create(inside, loc);
          });
        },
        order);
    ASSERT_FALSE(bool(result));
    std::string message = toString(result.takeError());
    EXPECT_NE(message.find(", 0, 0) does not end: of 64 threads"),
              std::string::npos)
        << message;
  }
}

/// Makes `op` two, of which half of a warp comes to each.
void split(Operation *op) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  Value thread = gpu::ThreadIdOp::create(builder, loc, gpu::Dimension::x);
  Value isLow =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, thread,
                            arith::ConstantIndexOp::create(builder, loc, 16));
  auto choice = scf::IfOp::create(builder, loc, op->getResultTypes(), isLow,
                                  /*withElseRegion=*/true);
  Value shared =
      op->getParentOfType<gpu::GPUFuncOp>().getWorkgroupAttributions().front();
  for (Block *block : {choice.thenBlock(), choice.elseBlock()}) {
    // A branch without results has its end already.
    OpBuilder inside = block->empty() ? OpBuilder::atBlockEnd(block)
                                      : OpBuilder(&block->front());
    // What stands before one and after the other keeps LLVM from joining them.
    auto store = [&] {
      Type type = cast<MemRefType>(shared.getType()).getElementType();
      memref::StoreOp::create(
          inside, loc,
          arith::ConstantOp::create(inside, loc, inside.getZeroAttr(type)),
          shared, arith::ConstantIndexOp::create(inside, loc, 0).getResult());
    };
    bool isFirst = block == choice.thenBlock();
    if (isFirst)
      store();
    Operation *copy = inside.clone(*op);
    if (!isFirst)
      store();
    if (op->getNumResults() > 0)
      scf::YieldOp::create(inside, loc, copy->getResults());
  }
  op->replaceAllUsesWith(choice);
  op->erase();
}

TEST(EmulationTest, DivergentBarrier_IsAnError) {
  for (ThreadOrder order : kOrders) {
    llvm::Expected<std::vector<float>> result = run(
        [](ModuleOp module) {
          module.walk([](gpu::GPUFuncOp function) {
            split(*function.getOps<gpu::BarrierOp>().begin());
          });
        },
        order);
    ASSERT_FALSE(bool(result));
    std::string message = toString(result.takeError());
    EXPECT_NE(message.find(", 0, 0) diverges: threads 0 and 16 of a warp wait "
                           "at different barriers"),
              std::string::npos)
        << message;
  }
}

TEST(EmulationTest, DivergentExchange_IsAnError) {
  llvm::Expected<std::vector<float>> result = run(
      [](ModuleOp module) {
        module.walk([](gpu::GPUFuncOp function) {
          split(*function.getOps<gpu::ShuffleOp>().begin());
        });
      },
      ThreadOrder::Forward);
  ASSERT_FALSE(bool(result));
  std::string message = toString(result.takeError());
  EXPECT_NE(message.find("threads 0 and 16 of a warp wait at different "
                         "exchanges"),
            std::string::npos)
      << message;
}

/// The ops at which threads of a cluster come to its barrier, or wait there, in
/// each function.
template <typename OpTy>
SmallVector<SmallVector<Operation *>> collect(ModuleOp module) {
  SmallVector<SmallVector<Operation *>> result;
  module.walk([&](gpu::GPUFuncOp function) {
    result.emplace_back();
    function.walk([&](OpTy op) { result.back().push_back(op); });
  });
  return result;
}

/// Removes the cluster's barriers of the numbers from `first` on that are less
/// than `last`.
Mutation removeBarriers(unsigned first, unsigned last) {
  return [=](ModuleOp module) {
    for (auto &all : {collect<NVVM::ClusterArriveOp>(module),
                      collect<NVVM::ClusterWaitOp>(module)})
      for (ArrayRef<Operation *> ops : all) {
        ASSERT_EQ(ops.size(), 3u);
        for (Operation *op : ops.slice(first, last - first))
          op->erase();
      }
  };
}

TEST(EmulationTest, Cluster_GivesTheSameBitsInEachOrder) {
  std::vector<std::vector<float>> results = runInAllOrders(keep, kCluster);
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[1], results[0]);
  EXPECT_EQ(results[2], results[0]);
  EXPECT_FALSE(std::isnan(results[0][0]));
}

TEST(EmulationTest, MissingBarrierOfACluster_ShowsInSomeOrder) {
  std::vector<float> expected =
      cantFail(run(keep, ThreadOrder::Forward, kCluster));
  // Whether all blocks have begun, and whether they have left their sums.
  for (unsigned barrier : {0u, 1u, 2u}) {
    bool shows = false;
    for (ThreadOrder order : kOrders) {
      llvm::Expected<std::vector<float>> result =
          run(removeBarriers(barrier, barrier + 1), order, kCluster);
      // A block may have ended when another one reaches for its memory.
      shows |= !result || *result != expected;
      consumeError(result.takeError());
    }
    EXPECT_TRUE(shows) << "without barrier " << barrier;
  }
}

TEST(EmulationTest, WaitAtAClusterWithoutArrival_IsAnError) {
  for (ThreadOrder order : kOrders) {
    llvm::Expected<std::vector<float>> result = run(
        [](ModuleOp module) {
          for (ArrayRef<Operation *> ops :
               collect<NVVM::ClusterArriveOp>(module))
            ops.back()->erase();
        },
        order, kCluster);
    ASSERT_FALSE(bool(result));
    std::string message = toString(result.takeError());
    EXPECT_NE(message.find("a thread waits at the barrier of its cluster "
                           "without having come there"),
              std::string::npos)
        << message;
  }
}

TEST(EmulationTest, ArrivalAtAClusterWithoutWait_IsAnError) {
  llvm::Expected<std::vector<float>> result = run(
      [](ModuleOp module) {
        // Threads of one block come twice.
        for (ArrayRef<Operation *> ops : collect<NVVM::ClusterWaitOp>(module)) {
          OpBuilder builder(ops.back());
          Location loc = ops.back()->getLoc();
          Value block = gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
          Value four = arith::ConstantIndexOp::create(builder, loc, 4);
          Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
          Value rank = arith::RemUIOp::create(builder, loc, block, four);
          Value isFirst = arith::CmpIOp::create(
              builder, loc, arith::CmpIPredicate::eq, rank, zero);
          auto choice = scf::IfOp::create(builder, loc, isFirst);
          OpBuilder inside = choice.getThenBodyBuilder();
          NVVM::ClusterArriveOp::create(inside, loc, inside.getUnitAttr());
        }
      },
      ThreadOrder::Forward, kCluster);
  ASSERT_FALSE(bool(result));
  std::string message = toString(result.takeError());
  EXPECT_NE(message.find("comes to the barrier of its cluster again"),
            std::string::npos)
      << message;
}

/// Moves what threads access by `distance` elements.
void moveAccesses(ModuleOp module, int64_t distance) {
  module.walk([&](gpu::GPUFuncOp function) {
    function.walk([&](memref::ReinterpretCastOp view) {
      // The offset of the buffer of x, which comes first.
      if (view.getSource() != function.getArgument(0))
        return;
      OpBuilder builder(view);
      auto moved = memref::ReinterpretCastOp::create(
          builder, view.getLoc(),
          MemRefType::get(view.getType().getShape(),
                          view.getType().getElementType(),
                          StridedLayoutAttr::get(
                              module.getContext(), distance,
                              view.getType().getStridesAndOffset().first)),
          view.getSource(), builder.getIndexAttr(distance),
          view.getConstifiedMixedSizes(), view.getConstifiedMixedStrides());
      view.replaceAllUsesWith(moved.getResult());
      view.erase();
    });
  });
}

TEST(EmulationTest, AccessBehindABuffer_IsAnError) {
  llvm::Expected<std::vector<float>> result = run(
      [](ModuleOp module) { moveAccesses(module, 4); }, ThreadOrder::Forward);
  ASSERT_FALSE(bool(result));
  EXPECT_EQ(toString(result.takeError()),
            "emulated GPU: an access 0 bytes behind the end of a buffer of "
            "12288 bytes");
}

/// Two kernels with scratch between them.
constexpr const char *kTwoNorms = R"(
  func.func @f(%x: tensor<3x1024xf32>) -> tensor<3x1024xf32> {
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x1024xf32>
    %z = norm.layer_norm %y axes = [0] epsilon = 1.0e-5 : tensor<3x1024xf32>
    return %z : tensor<3x1024xf32>
  }
)";

TEST(EmulationTest, Graph_CapturesLaunchesAlone) {
  std::unique_ptr<CompiledModule> compiled = cantFail(compile(kTwoNorms, keep));
  const Entry &entry = *compiled->lookup("f");
  std::vector<float> input = createInput(), expected(input.size()),
                     result(input.size());
  ASSERT_FALSE(bool(entry.call({asBuffer(input)}, {asBuffer(expected)})));
  BoundCall call = cantFail(entry.bind({asBuffer(input)}, {asBuffer(result)}));
  EmulatedGraph graph = cantFail(call.capture());
  EXPECT_EQ(graph.size(), 2u);
  for (int replay = 0; replay < 2; ++replay) {
    ASSERT_FALSE(bool(graph.launch()));
    ASSERT_FALSE(bool(call.copyResults({asBuffer(result)})));
    EXPECT_EQ(result, expected);
    std::fill(result.begin(), result.end(), 0.0f);
  }
}

TEST(EmulationTest, GraphOfWhatWaits_IsAnError) {
  std::unique_ptr<CompiledModule> compiled = cantFail(compile(R"(
    func.func @f(%x: tensor<3x1024xf32>) -> tensor<3x1024xf32> {
      %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x1024xf32>
      %c0 = arith.constant 0 : index
      %s = tensor.extract %y[%c0, %c0] : tensor<3x1024xf32>
      %t = tensor.splat %s : tensor<3x1024xf32>
      %z = arith.mulf %y, %t : tensor<3x1024xf32>
      return %z : tensor<3x1024xf32>
    }
  )",
                                                              keep));
  std::vector<float> input = createInput(), result(input.size());
  BoundCall call = cantFail(
      compiled->lookup("f")->bind({asBuffer(input)}, {asBuffer(result)}));
  llvm::Expected<EmulatedGraph> graph = call.capture();
  ASSERT_FALSE(bool(graph));
  EXPECT_EQ(toString(graph.takeError()),
            "emulated GPU: mgpuStreamSynchronize: expects a stream that is not "
            "being captured");
}

} // namespace
