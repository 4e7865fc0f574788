//===- SpecializedFunction.cpp - Code for the sizes of calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/SpecializedFunction.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

llvm::Expected<func::FuncOp> norm::findEntry(ModuleOp module, StringRef name) {
  SmallVector<func::FuncOp> functions;
  for (auto function : module.getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal())
      functions.push_back(function);
  std::string names =
      llvm::join(llvm::map_range(functions,
                                 [](func::FuncOp function) {
                                   return "@" + function.getName().str();
                                 }),
                 ", ");
  if (functions.empty())
    return llvm::createStringError("expects a public function; got none");
  if (name.empty()) {
    if (functions.size() == 1)
      return functions.front();
    return llvm::createStringError(
        "expects the name of one of several functions; got none of " + names);
  }
  for (func::FuncOp function : functions)
    if (function.getName() == name)
      return function;
  return llvm::createStringError(llvm::formatv(
      "expects the name of a public function, {0}; got @{1}", names, name));
}

/// Leaves what this function needs, and nothing else public.
static void keepOnly(ModuleOp module, func::FuncOp kept) {
  for (auto function : module.getOps<func::FuncOp>())
    if (function != kept && function.isPublic())
      function.setPrivate();
  // What nothing uses any more, and what only that used.
  for (bool changed = true; std::exchange(changed, false);)
    for (auto function :
         llvm::make_early_inc_range(module.getOps<func::FuncOp>()))
      if (function != kept &&
          SymbolTable::symbolKnownUseEmpty(function.getOperation(), module)) {
        function.erase();
        changed = true;
      }
}

/// Gives the arguments these sizes; within, they have the types that they had.
static void setSizes(func::FuncOp function, ArrayRef<TensorBuffer> inputs) {
  Block &body = function.getBody().front();
  auto builder = OpBuilder::atBlockBegin(&body);
  for (auto [argument, input] : llvm::zip(body.getArguments(), inputs)) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type || type.hasStaticShape())
      continue;
    argument.setType(type.clone(input.shape));
    auto cast =
        tensor::CastOp::create(builder, argument.getLoc(), type, argument);
    argument.replaceAllUsesExcept(cast, cast);
  }
  function.setType(builder.getFunctionType(body.getArgumentTypes(),
                                           function.getResultTypes()));
}

/// All that compiled modules hold.
static DialectRegistry getRegistry() {
  DialectRegistry registry;
  registerForCompilation(registry);
  return registry;
}

Compiler::Compiler(const CompileOptions &options)
    : Compiler(options, getRegistry()) {}

Compiler::Compiler(const CompileOptions &options,
                   const DialectRegistry &registry)
    : options(options), context(registry, MLIRContext::Threading::DISABLED) {
  // Of the casts that setSizes makes, whether the text has any such op or not.
  context.loadDialect<tensor::TensorDialect>();
}

llvm::Expected<std::unique_ptr<SpecializedFunction>>
SpecializedFunction::create(StringRef text, StringRef name, StringRef entry,
                            size_t limit, Compiler &compiler) {
  // Its destructor takes the mutex, too.
  std::unique_ptr<SpecializedFunction> created(
      new SpecializedFunction(compiler, compiler.options));
  std::lock_guard<std::mutex> lock(compiler.mutex);
  llvm::Expected<OwningOpRef<ModuleOp>> parsed =
      parseModuleText(text, name, compiler.context);
  if (!parsed)
    return parsed.takeError();
  if (llvm::Error error = created->initialize(std::move(*parsed), entry, limit))
    return std::move(error);
  return std::move(created);
}

llvm::Expected<std::unique_ptr<SpecializedFunction>>
SpecializedFunction::create(ModuleOp module, StringRef entry, size_t limit,
                            const CompileOptions &options, Compiler &compiler) {
  std::unique_ptr<SpecializedFunction> created(
      new SpecializedFunction(compiler, options));
  std::lock_guard<std::mutex> lock(compiler.mutex);
  if (llvm::Error error = created->initialize(module.clone(), entry, limit))
    return std::move(error);
  return std::move(created);
}

llvm::Error SpecializedFunction::initialize(OwningOpRef<ModuleOp> whole,
                                            StringRef entry, size_t limit) {
  module = std::move(whole);
  llvm::Expected<func::FuncOp> function = findEntry(*module, entry);
  if (!function)
    return function.takeError();
  llvm::Expected<Signature> stated = norm::getSignature(*function);
  if (!stated)
    return stated.takeError();
  name = function->getName().str();
  signature = std::move(*stated);
  keepOnly(*module, *function);
  bool hasDynamicSizes =
      llvm::any_of(signature.inputs, [](const BufferType &type) {
        return ShapedType::isDynamicShape(type.shape);
      });
  // Calls within the module name the type that it has.
  if (hasDynamicSizes &&
      SymbolTable::symbolKnownUseEmpty(function->getOperation(), *module))
    this->limit = limit;
  if (this->limit == 0)
    return compileForAll().takeError();
  return llvm::Error::success();
}

SpecializedFunction::~SpecializedFunction() {
  for (Specialization *next = specializations; next;)
    delete std::exchange(next, next->next);
  std::lock_guard<std::mutex> lock(compiler.mutex);
  module = nullptr;
}

SmallVector<int64_t, 16>
SpecializedFunction::getDynamicSizes(ArrayRef<TensorBuffer> inputs) const {
  SmallVector<int64_t, 16> sizes;
  for (auto [type, input] : llvm::zip(signature.inputs, inputs))
    for (auto [stated, size] : llvm::zip(type.shape, input.shape))
      if (ShapedType::isDynamic(stated))
        sizes.push_back(size);
  return sizes;
}

const Entry *
SpecializedFunction::findSpecialization(ArrayRef<int64_t> sizes) const {
  for (const Specialization *next = specializations; next; next = next->next)
    if (ArrayRef<int64_t>(next->sizes) == sizes)
      return next->entry;
  return nullptr;
}

llvm::Expected<const Entry *>
SpecializedFunction::find(ArrayRef<TensorBuffer> inputs) {
  if (limit == 0)
    return forAll.load();
  SmallVector<int64_t, 16> sizes = getDynamicSizes(inputs);
  if (const Entry *entry = findSpecialization(sizes))
    return entry;
  const Entry *other = forAll;
  if (other && numSpecializations >= limit)
    return other;
  std::lock_guard<std::mutex> lock(compiler.mutex);
  if (const Entry *entry = findSpecialization(sizes)) // Another thread's.
    return entry;
  return numSpecializations < limit ? specialize(inputs, sizes)
                                    : compileForAll();
}

llvm::Expected<const Entry *>
SpecializedFunction::specialize(ArrayRef<TensorBuffer> inputs,
                                ArrayRef<int64_t> sizes) {
  OwningOpRef<ModuleOp> copy = module->clone();
  setSizes(copy->lookupSymbol<func::FuncOp>(name), inputs);
  auto compiled = compiler.cache.compile(*copy, options);
  // Sizes that do not fit one another: the code for all says so.
  if (!compiled) {
    llvm::consumeError(compiled.takeError());
    return compileForAll();
  }
  const Entry *entry = (*compiled)->lookup(name);
  if (llvm::Error error = entry->prepare(inputs).takeError()) {
    llvm::consumeError(std::move(error));
    return compileForAll();
  }
  specializations =
      new Specialization{SmallVector<int64_t>(sizes), std::move(*compiled),
                         entry, specializations};
  ++numSpecializations;
  return entry;
}

llvm::Expected<const Entry *> SpecializedFunction::compileForAll() {
  if (const Entry *entry = forAll)
    return entry;
  auto compiled = compiler.cache.compile(*module, options);
  if (!compiled)
    return compiled.takeError();
  moduleForAll = std::move(*compiled);
  forAll = moduleForAll->lookup(name);
  return forAll.load();
}
