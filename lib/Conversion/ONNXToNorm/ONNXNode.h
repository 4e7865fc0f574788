//===- ONNXNode.h - Reading nodes of ONNX -----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A node of ONNX comes as onnx-mlir's op, "onnx.Relu" on builtin tensors, or as
// torch-mlir's importer and IREE's write it: "torch.operator" with the name
// "onnx.Relu", attributes torch.onnx.*, and torch-mlir's tensors.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_ONNXTONORM_ONNXNODE_H
#define NORM_MLIR_CONVERSION_ONNXTONORM_ONNXNODE_H

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Conversion/Foreign/ForeignRewrite.h"

namespace mlir::norm {

/// What the text of an op says that a node of ONNX is.
struct ONNXName {
  /// As in "LayerNormalization", and "com.microsoft.SkipLayerNormalization".
  /// Empty for ops that are no nodes.
  std::string name;
  /// The version that a name of onnx-mlir ends in, as in
  /// "GroupNormalizationV18".
  std::optional<int64_t> version;
  /// Whether it is a torch.operator.
  bool isTorchs = false;
};

ONNXName getONNXName(Operation *op);

/// Whether an operand is left out: onnx.NoValue or torch.constant.none.
bool isONNXNone(Value value);

/// The elements of a tensor of integers that the module holds; nullopt for
/// other values.
std::optional<SmallVector<int64_t>> getONNXIntegers(Value value);

/// The only element of a tensor that the module holds; nullopt for other
/// values.
std::optional<double> getONNXNumber(Value value);

struct ONNXEntry;

/// A node, with its definition. Readers report what is not as expected.
class ONNXNode {
public:
  ONNXNode(Operation *op, const ONNXEntry &entry, ONNXName name,
           RewriterBase &rewriter)
      : op(op), entry(entry), name(std::move(name)), rewriter(rewriter) {}

  Operation *operator->() const { return op; }
  Operation *get() const { return op; }
  Location getLoc() const { return op->getLoc(); }
  RewriterBase &getRewriter() const { return rewriter; }
  StringRef getName() const { return name.name; }

  /// Checks the counts of operands and results, and the names of attributes.
  LogicalResult check() const;

  /// The version of the op's definition that is in force: by the opset of the
  /// function, by the op's name, or onnx-mlir's own, the newest. Reports those
  /// that are not known.
  FailureOr<int64_t> readVersion() const;

  /// Whether the module says which it is.
  bool hasVersion() const { return name.version || getOpset(); }

  /// Whether onnxruntime defines the node: an op of its own, and layer
  /// normalization before ONNX had it.
  bool isContrib() const;

  // Operands.
  bool isNone(unsigned number) const;
  Value getOperand(unsigned number) const { return op->getOperand(number); }
  FailureOr<Value> readTensor(unsigned number) const;
  FailureOr<Value> readFloatTensor(unsigned number) const;
  FailureOr<Value> readOptionalFloatTensor(unsigned number) const;

  // Attributes, by ONNX's names.
  bool has(StringRef attribute) const;
  Attribute getAttribute(StringRef attribute) const;
  FailureOr<double>
  readFloat(StringRef attribute,
            std::optional<double> otherwise = std::nullopt) const;
  FailureOr<int64_t>
  readInteger(StringRef attribute,
              std::optional<int64_t> otherwise = std::nullopt) const;
  FailureOr<SmallVector<int64_t>>
  readIntegers(StringRef attribute,
               std::optional<ArrayRef<int64_t>> otherwise = std::nullopt) const;
  FailureOr<StringRef> readString(StringRef attribute,
                                  StringRef otherwise) const;
  /// Checks that a definition older than `first` has no such attribute.
  LogicalResult checkSince(StringRef attribute, int64_t version,
                           int64_t first) const;

  // Results.
  /// Whether there is such a result, and something reads it.
  bool isRead(unsigned result) const;
  /// The builtin type that a result is said to have; null where it has none.
  RankedTensorType getResultType(unsigned number) const;

private:
  /// Checks the names of attributes that torch-mlir gives a node's.
  LogicalResult checkTorchAttributes() const;
  std::optional<int64_t> getOpset() const;
  std::string getAttributeName(StringRef attribute) const;

  Operation *op;
  const ONNXEntry &entry;
  ONNXName name;
  RewriterBase &rewriter;
};

/// A node that is converted: all versions of its definition in ONNX, ascending,
/// the first of them that is known here, the names of operands, of which the
/// first are required, of attributes, and what builds its results.
struct ONNXEntry {
  StringRef name;
  SmallVector<int64_t> versions;
  int64_t firstVersion;
  SmallVector<StringRef> operands;
  size_t numRequired;
  size_t numResults;
  SmallVector<StringRef> attributes;
  FailureOr<SmallVector<Value>> (*build)(ONNXNode node);
  ForeignKind kind = ForeignKind::Norm;
};

ArrayRef<ONNXEntry> getONNXEntries();

/// The entry of this name; null where there is none.
const ONNXEntry *findONNXEntry(StringRef name);

/// All of them, in the order of their files.
void appendLayerNormEntries(SmallVectorImpl<ONNXEntry> &entries);
void appendChannelNormEntries(SmallVectorImpl<ONNXEntry> &entries);
void appendVectorNormEntries(SmallVectorImpl<ONNXEntry> &entries);
void appendArithmeticEntries(SmallVectorImpl<ONNXEntry> &entries);
void appendReductionEntries(SmallVectorImpl<ONNXEntry> &entries);
void appendShapeEntries(SmallVectorImpl<ONNXEntry> &entries);

/// Replaces an op by what its entry builds; see replaceForeignOp.
LogicalResult convertONNXNode(RewriterBase &rewriter, Operation *op,
                              const ONNXEntry &entry);

//===----------------------------------------------------------------------===//
// Parts of several definitions
//===----------------------------------------------------------------------===//

/// ONNX's default of most epsilons: the f32 next to 1e-5.
inline constexpr double defaultEpsilon = 1e-5f;

/// A parameter in its own type where that is the input's or a wider one; else
/// in one that holds both. Null stays null.
Value widenParameter(ONNXNode node, Value parameter, Value input);

/// y * scale + bias in y's type, rounded after each: parameters are broadcast
/// to y. Those that are null are left out.
FailureOr<Value> createAffine(ONNXNode node, Value y, Value scale, Value bias);

/// The float type of a number of TensorProto.DataType; null where it is none of
/// f32, f16, f64, bf16.
Type getONNXFloatType(Builder &builder, int64_t number);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_ONNXTONORM_ONNXNODE_H
