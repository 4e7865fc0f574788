//===- NormKernelOps.td - Fused groups as one op -----------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMKERNELOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMKERNELOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormInterfaces.td"
include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"

def Norm_ReductionKind : I32EnumAttr<"ReductionKind", "how values are combined", [
  I32EnumAttrCase<"Add", 0, "add">,
  I32EnumAttrCase<"Max", 1, "max">,
  I32EnumAttrCase<"Min", 2, "min">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_ReductionKindAttr : Norm_EnumAttr<Norm_ReductionKind, "reduction">;

def Norm_Stores : I32EnumAttr<"Stores", "how results reach memory", [
  I32EnumAttrCase<"Auto", 0, "auto">,
  I32EnumAttrCase<"Regular", 1, "regular">,
  I32EnumAttrCase<"Nontemporal", 2, "nontemporal">
]> {
  let cppNamespace = "::mlir::norm";
}

def Norm_Tail : I32EnumAttr<"Tail", "how elements that fill no vector are visited", [
  I32EnumAttrCase<"Scalar", 0, "scalar">,
  I32EnumAttrCase<"Masked", 1, "masked">
]> {
  let cppNamespace = "::mlir::norm";
}

def Norm_CPUScheduleAttr : AttrDef<Norm_Dialect, "CPUSchedule", [
    DeclareAttrInterfaceMethods<Norm_ScheduleInterface, ["getTargetName", "verifyKernel"]>]> {
  let mnemonic = "cpu_schedule";
  let summary = "How the sweeps of a norm.kernel are run on a CPU.";
  let description = [{
    - `vector`: the dimension of the iteration space that vectors run along;
    - `lanes`: elements of the compute type in a vector;
    - `unroll`: vectors that one iteration takes, each with accumulators of its own;
    - `stores`: `nontemporal` passes the cache by, `auto` does so where the tensors exceed
      `cache` bytes;
    - `cache`: bytes of the last level of cache; 0 where they are not known, and `auto` never
      passes it by;
    - `tail`: `masked` visits elements that fill no vector with a vector of which some lanes
      rest, where all operands have neighbours next to each other; `scalar` one by one;
    - `dots`: the processor adds up products of pairs of bf16 in f32, as AVX512-BF16 does,
      for sums in chains. Denormal numbers are 0 to it.
  }];
  let parameters = (ins
    "int64_t":$vector,
    "int64_t":$lanes,
    "int64_t":$unroll,
    DefaultValuedParameter<"::mlir::norm::Stores", "::mlir::norm::Stores::Auto">:$stores,
    DefaultValuedParameter<"int64_t", "0">:$cache,
    DefaultValuedParameter<"::mlir::norm::Tail", "::mlir::norm::Tail::Scalar">:$tail,
    DefaultValuedParameter<"bool", "false">:$dots);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

def Norm_GPUScheduleAttr : AttrDef<Norm_Dialect, "GPUSchedule", [
    DeclareAttrInterfaceMethods<Norm_ScheduleInterface, ["getTargetName", "verifyKernel"]>]> {
  let mnemonic = "gpu_schedule";
  let summary = "How the sweeps of a norm.kernel are run on a GPU.";
  let description = [{
    - `vector`: the dimension of the iteration space that vectors run along;
    - `lanes`: elements that one access of a thread takes;
    - `unroll`: vectors that a thread takes in one iteration. Where all of a group's elements
      are taken in one, they stay in registers, and no sweep reads them again;
    - `threads`: threads that share a group, and combine what each has reduced; without
      reductions, threads of a block;
    - `groups`: groups, or where a vector's lanes are groups, vectors of them, that a block
      takes. Threads that share one of several groups are part of one warp, unless they are
      `interleaved`;
    - `cluster`: blocks that share a group, each with `threads` threads. They write into each
      other's shared memory, which GPUs from sm_90 on let them;
    - `iterations`: points that differ in kept dimensions alone may have the same sums, or
      without reductions the same quotients and functions. So many iterations over them are
      a block's, which computes once what they share; with 0, each is a group of its own;
    - `interleaved`: neighbouring threads take neighbouring groups, and not elements of one:
      where a group's elements are channels, few of which are next to each other;
    - `longer`: the schedule of groups that have more points than one iteration takes, which
      is asked when the kernel is launched. Groups that this schedule takes are in registers.
  }];
  let parameters = (ins
    "int64_t":$vector,
    "int64_t":$lanes,
    "int64_t":$unroll,
    "int64_t":$threads,
    DefaultValuedParameter<"int64_t", "1">:$groups,
    DefaultValuedParameter<"int64_t", "1">:$cluster,
    DefaultValuedParameter<"int64_t", "0">:$iterations,
    DefaultValuedParameter<"bool", "false">:$interleaved,
    OptionalParameter<"::mlir::norm::GPUScheduleAttr">:$longer);
  let extraClassDeclaration = [{
    /// Points of a group that one iteration takes.
    int64_t getStep() const {
      return getLanes() * getUnroll() * getThreads() * getCluster();
    }
  }];
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

def Norm_KernelOp : Norm_Op<"kernel", [
    AttrSizedOperandSegments, DestinationStyleOpInterface, SingleBlock,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
    DeclareOpInterfaceMethods<ConditionallySpeculatable>,
    DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>]> {
  let summary = "A normalization and its neighbours as one op over one iteration space.";
  let description = [{
    For every point of the space `sizes`, the region computes scalars from the elements
    that the `maps` name, and `norm.yield` gives the elements of the results. A map takes
    the point, d0, d1, ..., to an element of its operand; its symbol s<i> is the size of
    dimension d<i>, so that `d1 * s2 + d2` walks a dimension that d1 and d2 split.

    `norm.reduce` in the region combines a value over all points of some dimensions: its
    result no longer varies along them. A value thus has an *extent*, the dimensions that
    it varies over, and a *stage*, the number of reductions before it; the passes over
    memory follow from the two (`docs/Rationale.md`). Inits are not read.

    As with linalg, sizes agree: an index that is one dimension, or a sum that splits one,
    walks all of its operand's dimension; where parts of it are missing, as in `d1 * s2` or
    0, or where the dimension is stated to be longer by a factor, it takes their first
    elements. Any other index is that of a window. Where a window's
    index lies outside of an input, or an input has no first element, it has the value that
    `outside` states at its place; without one, every index lies inside.

    Constraints:
    - (C1) sizes are at least 0; there is one map per input and init, with one dimension per
      size, no symbol or one per size, and one result per dimension of its operand, which is
      a sum of different dimensions, each times numbers and sizes, and of an offset.
    - (C2) `outside` is absent, or has one entry per input: `unit`, or a value of its
      element type.
    - (C3) the region has one argument per input, of its element type, and yields one value
      per init, of its element type.
    - (C4) inits, of which there is one at least, are all tensors, whose types are the types of the results, or all buffers
      (no results), whose elements lie in strides; inputs are of the same kind.
    - (C5) other ops of the region are constants, or pure, elementwise
      (`ElementwiseMappable`) and of one result; all are on scalars. Integers are divided by
      constants other than 0 only, and not by -1: a vector may have lanes without an element.
    - (C6) the map of an init names every dimension, but those of size 1, that its value
      varies over, each result as a sum of different dimensions that walks all of the
      operand's: there is no offset and no negative factor, and what is missing has size 1.
    - (C7) the region's reductions name dimensions of the space, unique and ascending. *Inner*
      ones, which other ops of the region may read, all name the same: those that the first
      one names that is read, or that the map of its init spreads over what it reduces; where
      there is none, the one whose dimensions end last. The others are *outer*: all of them are over the same dimensions, none of these; each is yielded
      and nothing else, and the map of its init names all dimensions, but those of size 1, that
      it is not over, and none that it is.
    - (C8) elements are i1, index, or integers or floats of 8, 16, 32 or 64 bits: vectors of
      these lie in memory as they do; reductions are of bf16, f16, f32 or f64.
    - (C9) sizes that are stated agree with the maps, and indices that are stated lie inside
      where nothing is stated outside.
    - (C10) the schedule is one that can run the kernel: its vectors run along a dimension of
      the space.
    - (C11) reductions by blocks stand in kernels on buffers, each is yielded and nothing else,
      and all have the same blocks. They are all of the outer reductions, or all there are in
      a kernel that yields nothing else. The first result of the init's map is
      the number of the block, `(d0 * s1 + d1) floordiv b` for reductions over [0, 1]; the
      others are as (C6) says.

    Example:

    ```mlir
    %y, %r = norm.kernel sizes = [%m, %n] ins(%x, %w : tensor<?x?xf32>, tensor<?xf32>) outs(%y0, %r0 : tensor<?x?xf32>, tensor<?xf32>) maps = [#map, #map1, #map, #map2] {
    ^bb0(%a: f32, %g: f32):
      %q = arith.mulf %a, %a : f32
      %s = norm.reduce <add> %q over [1] : f32
      %t = math.sqrt %s : f32
      %u = arith.divf %a, %t : f32
      %v = arith.mulf %u, %g : f32
      norm.yield %v, %t : f32, f32
    } -> tensor<?x?xf32>, tensor<?xf32>
    ```
  }];
  let arguments = (ins
    Variadic<Index>:$sizes,
    Variadic<AnyShaped>:$inputs,
    Variadic<AnyShaped>:$inits,
    DenseI64ArrayAttr:$static_sizes,
    AffineMapArrayAttr:$maps,
    OptionalAttr<ArrayAttr>:$outside,
    OptionalAttr<Norm_ScheduleInterface>:$schedule);
  let results = (outs Variadic<AnyRankedTensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `sizes` `=` custom<DynamicIndexList>($sizes, $static_sizes)
    `ins` `(` ($inputs^ `:` type($inputs))? `)`
    `outs` `(` $inits `:` type($inits) `)`
    `maps` `=` $maps (`outside` `=` $outside^)? (`schedule` `=` $schedule^)?
    attr-dict-with-keyword $body (`->` type($outputs)^)?
  }];
  let hasRegionVerifier = 1;
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
  let extraClassDeclaration = [{
    /// Whether a kernel's region may hold `op`, (C5), `norm.reduce` and `norm.yield`
    /// apart: it is a constant, or pure, elementwise and of one result, all on scalars, and
    /// no division of integers that may trap.
    static bool isLegalBodyOp(::mlir::Operation *op);
    /// Whether a kernel's operands may have elements of `type`, (C8): i1, index, or an
    /// integer or float of 8, 16, 32 or 64 bits, whose vectors lie in memory as their
    /// elements do.
    static bool isLegalElement(::mlir::Type type);
    /// Whether `norm.reduce` combines values of `type`: bf16, f16, f32 or f64.
    static bool isLegalReduced(::mlir::Type type);

    ::mlir::MutableOperandRange getDpsInitsMutable() { return getInitsMutable(); }
    /// The dimensions of the iteration space.
    int64_t getNumDims() { return getStaticSizes().size(); }
    /// The space's sizes, as constants where they are.
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedSizes();
    ::mlir::AffineMap getInputMap(unsigned index) {
      return ::llvm::cast<::mlir::AffineMapAttr>(getMaps()[index]).getValue();
    }
    /// The dimensions that inner reductions are over, (C7); none without reductions.
    ::llvm::ArrayRef<int64_t> getInnerReduced();
    /// The dimensions that outer reductions are over; none without such.
    ::llvm::ArrayRef<int64_t> getOuterReduced();
    /// Whether a reduction is an outer one.
    bool isOuter(ReduceOp reduce);
    /// The outer reduction that result `index` is; null for others.
    ReduceOp getOuterReduction(unsigned index);
    /// Points that the reduction of result `index` takes together, (C11); 0 where it takes
    /// all, and for other results.
    int64_t getBlockSize(unsigned index);
    /// The number of the block of a point, as the map of an init names it: points are
    /// counted with the last of the dimensions `over` running fastest.
    ::mlir::AffineExpr getBlockNumber(::llvm::ArrayRef<int64_t> over, int64_t size);
    /// The operands that have maps, and elements: inputs, then inits.
    ::mlir::OperandRange getMapped() { return getOperands().drop_front(getSizes().size()); }
    ::mlir::AffineMap getInitMap(unsigned index) { return getInputMap(getInputs().size() + index); }
    /// The value of an input outside of its tensor; null where none is stated.
    ::mlir::TypedAttr getOutsideValue(unsigned index);
    /// The scalars that become the results.
    ::mlir::OperandRange getYielded();
    /// The dimensions that each value of the region varies over; a value that is not in
    /// the table, such as one from outside, varies over none.
    ::llvm::DenseMap<::mlir::Value, ::llvm::SmallBitVector> getExtents();
  }];
}

def Norm_Reduced : AnyTypeOf<[BF16, F16, F32, F64]>;

def Norm_ReduceOp : Norm_Op<"reduce", [Pure, SameOperandsAndResultType, HasParent<"KernelOp">]> {
  let summary = "Combine a value over dimensions of the kernel's iteration space.";
  let description = [{
    The sum, maximum or minimum of `input` over all points of the dimensions `over`, the
    others being fixed. The order of combination is not specified. A sum over no point is
    0, a maximum -inf, a minimum +inf. NaN makes NaN of all three.

    With `by`, there is one such value for each block of that many points, counted with the
    last of the dimensions running fastest; the last block may be shorter. The
    blocks are part of what is computed, not of the schedule: the sums of a group have
    the same bits whatever stands beside it, and however many threads take part.

    With `chain`, at most so many additions in a row may be in f32 before the sum joins
    others in f64, where `input` is extended from f32 or a narrower type; see `norm.stats`.
    Without it, none is.

    Constraints:
    - (C1) With `chain`, `kind` is `add`, and `input` f64.

    Example:

    ```mlir
    %s = norm.reduce <add> %q over [0] by 128 : f64
    %t = norm.reduce <add> %wide over [1] chain = 6 : f64
    ```
  }];
  let arguments = (ins Norm_ReductionKindAttr:$kind, Norm_Reduced:$input, DenseI64ArrayAttr:$over,
    OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$by,
    OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$chain);
  let results = (outs Norm_Reduced:$result);
  let hasVerifier = 1;
  let assemblyFormat = "$kind $input `over` $over (`by` $by^)? (`chain` `=` $chain^)? attr-dict `:` type($input)";
  let builders = [OpBuilder<(ins "ReductionKind":$kind, "::mlir::Value":$input, "::llvm::ArrayRef<int64_t>":$over), [{
    build($_builder, $_state, input.getType(), kind, input, over, /*by=*/nullptr, /*chain=*/nullptr);
  }]>];
}

def Norm_YieldOp : Norm_Op<"yield", [Pure, Terminator, HasParent<"KernelOp">]> {
  let summary = "The elements of a kernel's results at a point.";
  let description = [{
    Example:

    ```mlir
    norm.yield %v, %t : f32, f32
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMKERNELOPS_TD
