//===- CompositeMeaning.cpp - What a composite's name says ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names and attributes as LiteRT's and Tenstorrent's front ends write them:
//
//   odml.rms_norm          epsilon                           x, scale?
//   odml.group_norm        epsilon, num_groups,              x, scale?, bias?
//                          channel_axis?, reduction_axes?
//   odml.group_norm        epsilon, sub_type = 1             x, scale?, bias?
//   tenstorrent.rms_norm   normalized_shape, epsilon?        x, scale?
//   tenstorrent.layer_norm normalized_shape, epsilon         x, scale?, bias?
//
// Without channel_axis the channel is axis 1; reduction_axes, where given,
// names the channel, too. A sub_type of 1 says layer normalization, one of 0
// group normalization.
//
//===----------------------------------------------------------------------===//

#include "CompositeMeaning.h"
#include "norm-mlir/Conversion/Foreign/ForeignOp.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

//===----------------------------------------------------------------------===//
// In words
//===----------------------------------------------------------------------===//

static std::string writeList(ArrayRef<int64_t> values) {
  return "[" +
         llvm::join(
             llvm::map_range(
                 values, [](int64_t value) { return std::to_string(value); }),
             ", ") +
         "]";
}

std::string Meaning::describe() const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  switch (kind) {
  case Kind::RMSNorm:
    stream << "norm.rms_norm";
    break;
  case Kind::LayerNorm:
    stream << "norm.layer_norm";
    break;
  case Kind::GroupNorm:
    stream << "norm.group_norm num_groups = " << numGroups
           << " channel_axis = " << channelAxis;
    break;
  }
  stream << " axes = " << writeList(axes);
  if (epsilon)
    stream << " epsilon = " << llvm::format("%g", *epsilon);
  if (hasScale || hasBias)
    stream << " with " << (hasScale ? "scale" : "")
           << (hasScale && hasBias ? " and " : "") << (hasBias ? "bias" : "");
  if (!isOfOperands)
    stream << " of values that are computed first";
  return text;
}

//===----------------------------------------------------------------------===//
// Names and attributes
//===----------------------------------------------------------------------===//

namespace {

/// A composite that has a meaning.
struct NamedNorm {
  StringRef name;
  Meaning::Kind kind;
  SmallVector<StringRef, 4> required, optional;
  size_t mostOperands;
};

/// Reads the attributes of one composite.
class MeaningReader {
public:
  MeaningReader(Operation *op, const NamedNorm &norm, DictionaryAttr attributes,
                RankedTensorType type)
      : op(op), norm(norm), attributes(attributes), type(type) {}

  FailureOr<Meaning> read();

private:
  LogicalResult checkNames();
  LogicalResult readEpsilon();
  FailureOr<int64_t> readInteger(StringRef name,
                                 std::optional<int64_t> otherwise = {});
  /// The last axes, as many as `normalized_shape` has sizes, or the scale dims.
  LogicalResult readLastAxes();
  LogicalResult readGroups();
  InFlightDiagnostic emitError() {
    return op->emitOpError() << "'" << norm.name << "' expects ";
  }

  Operation *op;
  const NamedNorm &norm;
  DictionaryAttr attributes;
  RankedTensorType type;
  Meaning meaning;
};

} // namespace

static ArrayRef<NamedNorm> getNamedNorms() {
  using Kind = Meaning::Kind;
  static const NamedNorm table[] = {
      {"odml.group_norm",
       Kind::GroupNorm,
       {"epsilon"},
       {"channel_axis", "num_groups", "reduction_axes", "sub_type"},
       3},
      {"odml.rms_norm", Kind::RMSNorm, {"epsilon"}, {}, 2},
      {"tenstorrent.layer_norm",
       Kind::LayerNorm,
       {"epsilon", "normalized_shape"},
       {},
       3},
      {"tenstorrent.rms_norm",
       Kind::RMSNorm,
       {"normalized_shape"},
       {"epsilon"},
       2},
  };
  return table;
}

static const NamedNorm *lookup(StringRef name) {
  for (const NamedNorm &norm : getNamedNorms())
    if (norm.name == name)
      return &norm;
  return nullptr;
}

bool stablehlo::isNamedNorm(StringRef name) { return lookup(name); }

LogicalResult MeaningReader::checkNames() {
  for (StringRef name : norm.required)
    if (!attributes.contains(name))
      return emitError() << "attribute '" << name << "'; got " << attributes;
  for (NamedAttribute attribute : attributes)
    if (!llvm::is_contained(norm.required, attribute.getName().strref()) &&
        !llvm::is_contained(norm.optional, attribute.getName().strref()))
      return emitError() << "no attribute " << attribute.getName() << "; got "
                         << attribute.getValue();
  return success();
}

LogicalResult MeaningReader::readEpsilon() {
  Attribute epsilon = attributes.get("epsilon");
  if (!epsilon)
    return success();
  auto value = dyn_cast<FloatAttr>(epsilon);
  if (!value)
    return emitError() << "epsilon to be a float; got " << epsilon;
  meaning.epsilon = value.getValueAsDouble();
  return success();
}

LogicalResult MeaningReader::readLastAxes() {
  int64_t rank = type.getRank(), count = 1;
  if (Attribute shape = attributes.get("normalized_shape")) {
    std::optional<SmallVector<int64_t>> sizes = parseIntegers(shape);
    bool fits = sizes && !sizes->empty() &&
                static_cast<int64_t>(sizes->size()) <= rank &&
                succeeded(verifyCompatibleShape(
                    *sizes, type.getShape().take_back(sizes->size())));
    if (!fits)
      return emitError() << "normalized_shape to be the last sizes of " << type
                         << "; got " << shape;
    count = sizes->size();
  }
  if (count > rank)
    return emitError() << "an operand of rank 1 or more; got " << type;
  llvm::append_range(meaning.axes, llvm::seq(rank - count, rank));
  return success();
}

FailureOr<int64_t>
MeaningReader::readInteger(StringRef name, std::optional<int64_t> otherwise) {
  Attribute attribute = attributes.get(name);
  if (!attribute && otherwise)
    return *otherwise;
  if (!attribute)
    return emitError() << "attribute '" << name << "'; got " << attributes;
  if (auto integer = dyn_cast<IntegerAttr>(attribute))
    return integer.getInt();
  return emitError() << name << " to be an integer; got " << attribute;
}

LogicalResult MeaningReader::readGroups() {
  FailureOr<int64_t> subType = readInteger("sub_type", 0);
  if (failed(subType))
    return failure();
  if (*subType == 1) {
    meaning.kind = Meaning::Kind::LayerNorm;
    return readLastAxes();
  }
  if (*subType != 0)
    return emitError() << "sub_type 0 or 1; got " << *subType;
  FailureOr<int64_t> groups = readInteger("num_groups"),
                     channel = readInteger("channel_axis", 1);
  if (failed(groups) || failed(channel))
    return failure();
  meaning.numGroups = *groups;
  meaning.channelAxis = *channel;
  int64_t rank = type.getRank();
  if (*channel < 1 || *channel >= rank)
    return emitError() << "channel_axis from 1 to " << rank - 1 << "; got "
                       << *channel;
  for (int64_t axis = 1; axis < rank; ++axis)
    if (axis != *channel)
      meaning.axes.push_back(axis);
  Attribute reduction = attributes.get("reduction_axes");
  if (!reduction)
    return success();
  std::optional<SmallVector<int64_t>> axes = parseIntegers(reduction);
  if (!axes || *axes != SmallVector<int64_t>{*channel})
    return emitError() << "reduction_axes to be the channel axis " << *channel
                       << "; got " << reduction;
  return success();
}

FailureOr<Meaning> MeaningReader::read() {
  meaning.kind = norm.kind;
  meaning.hasScale = op->getNumOperands() > 1;
  meaning.hasBias = op->getNumOperands() > 2;
  if (failed(checkNames()) || failed(readEpsilon()) ||
      failed(norm.kind == Meaning::Kind::GroupNorm ? readGroups()
                                                   : readLastAxes()))
    return failure();
  return meaning;
}

FailureOr<Meaning> stablehlo::readMeaning(Operation *op, StringRef name,
                                          DictionaryAttr attributes) {
  const NamedNorm &norm = *lookup(name);
  size_t given = op->getNumOperands();
  if (given < 1 || given > norm.mostOperands || op->getNumResults() != 1)
    return op->emitOpError()
           << "'" << name << "' expects 1 to " << norm.mostOperands
           << " operands and 1 result; "
           << "got " << given << " and " << op->getNumResults();
  auto type = requireFloatTensor(op, "input", op->getOperand(0).getType());
  if (failed(type))
    return failure();
  return MeaningReader(op, norm, attributes, *type).read();
}

//===----------------------------------------------------------------------===//
// Norm ops
//===----------------------------------------------------------------------===//

std::optional<Meaning> stablehlo::getMeaning(
    Operation *op,
    llvm::function_ref<std::optional<unsigned>(Value)> getNumber) {
  auto normOp = dyn_cast<NormOpInterface>(op);
  if (!normOp)
    return std::nullopt;
  Meaning meaning;
  Value scale, bias;
  if (auto rms = dyn_cast<RMSNormOp>(op)) {
    if (!rms.getScaleOffset().isZero())
      return std::nullopt;
    meaning.kind = Meaning::Kind::RMSNorm;
    meaning.axes = llvm::to_vector(rms.getAxes());
    scale = rms.getScale();
  } else if (auto layer = dyn_cast<LayerNormOp>(op)) {
    if (!layer.getScaleOffset().isZero() ||
        layer.getEpsilonMode() != EpsilonMode::InsideSqrt)
      return std::nullopt;
    meaning.kind = Meaning::Kind::LayerNorm;
    meaning.axes = llvm::to_vector(layer.getAxes());
    scale = layer.getScale();
    bias = layer.getBias();
  } else if (auto group = dyn_cast<GroupNormOp>(op)) {
    if (group.getAffine() != Affine::PerChannel)
      return std::nullopt;
    meaning.kind = Meaning::Kind::GroupNorm;
    meaning.axes = llvm::to_vector(group.getAxes());
    meaning.numGroups = group.getGroupCount();
    meaning.channelAxis = group.getChannel();
    scale = group.getScale();
    bias = group.getBias();
  } else if (auto instance = dyn_cast<InstanceNormOp>(op)) {
    // As many groups as channels.
    int64_t channel = instance.getChannelAxis();
    int64_t channels = normOp.getNormalized().getType().getDimSize(channel);
    if (instance.getRunningMean() || ShapedType::isDynamic(channels))
      return std::nullopt;
    meaning.kind = Meaning::Kind::GroupNorm;
    meaning.axes = llvm::to_vector(instance.getAxes());
    meaning.numGroups = channels;
    meaning.channelAxis = channel;
    scale = instance.getScale();
    bias = instance.getBias();
  } else {
    return std::nullopt;
  }
  meaning.isOfOperands = getNumber(normOp.getNormalized()) == 0 &&
                         (!scale || getNumber(scale) == 1) &&
                         (!bias || getNumber(bias) == 2);
  meaning.epsilon = normOp.getEpsilonValue();
  meaning.hasScale = scale != nullptr;
  meaning.hasBias = bias != nullptr;
  return meaning;
}

/// One group without scale and bias is layer normalization over all its axes.
static Meaning normalize(Meaning meaning) {
  if (meaning.kind != Meaning::Kind::GroupNorm || meaning.numGroups != 1 ||
      meaning.hasScale || meaning.hasBias)
    return meaning;
  meaning.kind = Meaning::Kind::LayerNorm;
  meaning.axes.push_back(meaning.channelAxis);
  llvm::sort(meaning.axes);
  return meaning;
}

bool stablehlo::agree(const Meaning &expected, const Meaning &found) {
  Meaning left = normalize(expected), right = normalize(found);
  bool hasSameEpsilon =
      !left.epsilon ||
      (right.epsilon &&
       static_cast<float>(*left.epsilon) == static_cast<float>(*right.epsilon));
  bool hasSameGroups = left.kind != Meaning::Kind::GroupNorm ||
                       (left.numGroups == right.numGroups &&
                        left.channelAxis == right.channelAxis);
  return left.kind == right.kind && left.axes == right.axes && hasSameEpsilon &&
         hasSameGroups && left.hasScale == right.hasScale &&
         left.hasBias == right.hasBias &&
         left.isOfOperands == right.isOfOperands;
}
