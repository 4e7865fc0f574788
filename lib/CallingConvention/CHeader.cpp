//===- CHeader.cpp - Declarations of compiled functions in C ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/CHeader.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The C type of an element.
StringRef getCType(ElementKind element) {
  switch (element) {
  case ElementKind::F64:
    return "double";
  case ElementKind::F32:
    return "float";
  case ElementKind::I8:
    return "int8_t";
  case ElementKind::I16:
    return "int16_t";
  case ElementKind::I32:
    return "int32_t";
  case ElementKind::I64:
    return "int64_t";
  case ElementKind::Bool:
  case ElementKind::U8:
  case ElementKind::F8E4M3FN:
  case ElementKind::F8E5M2:
    return "uint8_t";
  case ElementKind::BF16:
  case ElementKind::F16:
  case ElementKind::U16:
    return "uint16_t";
  case ElementKind::U32:
    return "uint32_t";
  case ElementKind::U64:
    return "uint64_t";
  }
  llvm_unreachable("unknown element kind");
}

/// What the C type does not say of an element.
StringRef getElementNote(ElementKind element) {
  switch (element) {
  case ElementKind::BF16:
    return ", the bits of bfloat16";
  case ElementKind::F16:
    return ", the bits of IEEE binary16";
  case ElementKind::F8E4M3FN:
    return ", the bits of f8E4M3FN";
  case ElementKind::F8E5M2:
    return ", the bits of f8E5M2";
  case ElementKind::Bool:
    return ", 0 or 1";
  default:
    return "";
  }
}

/// Words that C, C++ or <stdint.h> keep for themselves.
constexpr llvm::StringLiteral kReservedWords =
    "alignas alignof and and_eq asm auto bitand bitor bool break case "
    "catch char class compl concept const consteval constexpr constinit "
    "continue decltype default delete do double else enum explicit "
    "export extern false float for friend goto if inline int long "
    "mutable namespace new noexcept not not_eq nullptr operator or "
    "or_eq private protected public register requires restrict return "
    "short signed sizeof static struct switch template this throw true "
    "try typedef typeid typename typeof union unsigned using virtual "
    "void volatile wchar_t while xor xor_eq char8_t char16_t char32_t "
    "co_await co_return co_yield const_cast dynamic_cast int64_t "
    "int32_t static_assert static_cast thread_local typeof_unqual "
    "reinterpret_cast";

bool isIdentifier(StringRef name) {
  static const llvm::StringSet<> reserved = [] {
    llvm::StringSet<> words;
    for (StringRef word : llvm::split(kReservedWords, ' '))
      words.insert(word);
    return words;
  }();
  return !name.empty() && (llvm::isAlpha(name[0]) || name[0] == '_') &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; }) &&
         !reserved.contains(name);
}

/// "f32_2d", which names what belongs to buffers of this type and rank.
std::string getSuffix(const BufferType &type) {
  return llvm::formatv("{0}_{1}d", stringifyElementKind(type.element),
                       type.shape.size());
}

std::string getDescriptor(const BufferType &type) {
  return "norm_memref_" + getSuffix(type);
}

/// "a, b, c" of one text for each index below `count`.
std::string joinIndexed(size_t count,
                        llvm::function_ref<std::string(size_t)> text) {
  return llvm::join(llvm::map_range(llvm::seq<size_t>(0, count), text), ", ");
}

/// The struct of one descriptor and the function that fills it.
void writeDescriptor(llvm::raw_ostream &stream, const BufferType &type) {
  size_t rank = type.shape.size();
  std::string suffix = getSuffix(type), name = getDescriptor(type);
  std::string guard = StringRef(name).upper();
  StringRef element = getCType(type.element);
  auto size = [](size_t dim) { return "size" + std::to_string(dim); };
  stream << "#ifndef " << guard << "\n#define " << guard << "\n"
         << "/* A buffer of " << rank
         << (rank == 1 ? " dimension" : " dimensions")
         << getElementNote(type.element) << ". */\n"
         << "typedef struct {\n  " << element << " *allocated;\n  " << element
         << " *aligned;\n"
         << "  int64_t offset; /* of element 0, ..., 0 from aligned */\n";
  if (rank > 0)
    stream << "  int64_t sizes[" << rank << "];\n  int64_t strides[" << rank
           << "]; /* in elements */\n";
  stream << "} " << name << ";\n"
         << "static inline " << name << " norm_dense_" << suffix << "("
         << element << " *data";
  for (size_t dim = 0; dim < rank; ++dim)
    stream << ", int64_t " << size(dim);
  stream << ") {\n  " << name << " memref = {data, data, 0";
  if (rank > 0)
    stream << ", {" << joinIndexed(rank, size) << "}, {"
           << joinIndexed(rank,
                          [&](size_t dim) {
                            std::string product;
                            for (size_t inner = dim + 1; inner < rank; ++inner)
                              product +=
                                  (product.empty() ? "" : " * ") + size(inner);
                            return product.empty() ? "1" : product;
                          })
           << "}";
  stream << "};\n  return memref;\n}\n#endif\n\n";
}

/// A check's text as it may stand in a comment.
std::string quoteInComment(StringRef text) {
  std::string quoted;
  for (char c : text)
    quoted += llvm::isPrint(c) ? c : ' ';
  // Nothing may end the comment.
  for (size_t at = 0; (at = quoted.find("*/", at)) != std::string::npos;)
    quoted.insert(at + 1, " ");
  return quoted;
}

/// The entries that functions have.
enum class EntryKind { Threads, ThreadsAndSerial, GPU };

/// The types and checks of one function as a comment.
void writeComment(llvm::raw_ostream &stream, const CEntry &entry,
                  const EntryFacts &facts) {
  const auto &[name, signature] = entry;
  const llvm::SmallBitVector &strided = facts.strided;
  size_t numSizes = 0;
  // What the parameter's type does not say.
  auto getNote = [&](const BufferType &type, size_t buffer) -> StringRef {
    if (type.isScalar)
      return getElementNote(type.element);
    return buffer < strided.size() && strided[buffer] ? ", any strides" : "";
  };
  stream << "/*\n * " << name << "\n";
  for (auto [index, type] : llvm::enumerate(signature.inputs))
    stream << " *   input" << index << "   " << type.str()
           << getNote(type, index) << "\n";
  for (auto [index, type] : llvm::enumerate(signature.results)) {
    stream << " *   output" << index << "  " << type.str()
           << getNote(type, signature.inputs.size() + index);
    if (!type.shape.empty())
      stream << ", its sizes are out_sizes["
             << llvm::join(
                    llvm::map_range(llvm::seq<size_t>(
                                        numSizes, numSizes + type.shape.size()),
                                    [](size_t i) { return std::to_string(i); }),
                    "], out_sizes[")
             << "]";
    stream << "\n";
    numSizes += type.shape.size();
  }
  if (!facts.checks.empty())
    stream << " *\n * " << name
           << "__prepare refuses with one of these texts too, {0}, {1}, ... "
              "being sizes:\n";
  for (StringRef check : facts.checks)
    stream << " *   " << quoteInComment(check) << "\n";
  stream << " */\n";
}

/// One function: a comment, and its entries.
void writeFunction(llvm::raw_ostream &stream, const CEntry &entry,
                   const EntryFacts &facts, EntryKind kind) {
  const auto &[name, signature] = entry;
  writeComment(stream, entry, facts);
  auto declare = [&](ArrayRef<BufferType> types, StringRef scalarPrefix,
                     StringRef what) {
    return llvm::join(
        llvm::map_range(llvm::enumerate(types),
                        [&](auto pair) -> std::string {
                          auto [index, type] = pair;
                          if (type.isScalar)
                            return llvm::formatv("{0} {1}{2}{3}",
                                                 getCType(type.element),
                                                 scalarPrefix, what, index);
                          return llvm::formatv("const {0} *{1}{2}",
                                               getDescriptor(type), what,
                                               index);
                        }),
        ",\n    ");
  };
  std::string inputs = declare(signature.inputs, "", "input");
  std::string outputs = declare(signature.results, "*", "output");
  StringRef separator = inputs.empty() ? "" : ",\n    ";
  stream << "int32_t " << name << "__prepare(\n    " << inputs << separator
         << "int64_t *out_sizes, "
         << (kind == EntryKind::GPU ? "int64_t *scratch_bytes, " : "")
         << "char *msg, int64_t msg_len);\n";
  if (kind == EntryKind::GPU) {
    stream << "int32_t " << name << "(\n    " << inputs << separator << outputs
           << (outputs.empty() ? "" : ",\n    ")
           << "void *scratch, void *stream, char *msg, int64_t msg_len);\n\n";
    return;
  }
  std::string parameters = "void";
  if (!inputs.empty() || !outputs.empty())
    parameters = "\n    " + inputs +
                 (inputs.empty() || outputs.empty() ? "" : ",\n    ") + outputs;
  stream << "void " << name << "(" << parameters << ");\n";
  if (kind == EntryKind::ThreadsAndSerial)
    stream << "void " << name << "__serial(" << parameters << ");\n";
  stream << "\n";
}

constexpr StringLiteral conventionsOnCPU = R"(
/*
 * Each function f has two entries.
 *
 * f__prepare checks the sizes of the inputs, first against their types. It
 * returns 0 and writes the sizes of all outputs, one after the other, to
 * out_sizes; or it returns 1 and writes the reason to msg, cut to msg_len bytes
 * with the ending 0.
 *
 * f computes. Its inputs have passed f__prepare and its outputs have the sizes
 * that this gave; it checks neither. It writes the elements of the outputs and
 * nothing else. Several threads may call it at once. It runs on OpenMP threads
 * where there is work for them and the header declares f__serial: that computes
 * the same bits on the calling thread.
 *
 * Where there is no memory for scratch, f returns with errno ENOMEM, and the
 * elements of outputs are not defined.
 *
 * The caller keeps outputs apart: an output shares no byte with an input, so it
 * is not computed in place, or with another output. This is not checked, and
 * what is written otherwise is not defined. Inputs may overlap one another.
 *
 * Scalars are passed by value, and those of outputs are written where a pointer
 * says. A scalar has no sizes in out_sizes.
)";

constexpr StringLiteral conventionsOnGPU = R"(
/*
 * Each function f has two entries. All buffers of f are in memory of the device,
 * those of scalar outputs too; descriptors, and scalar inputs, are the host's.
 *
 * f__prepare checks the sizes of the inputs, first against their types. It
 * returns 0 and writes the sizes of all outputs, one after the other, to
 * out_sizes, and the bytes of scratch that f takes to scratch_bytes; or it
 * returns 1 and writes the reason to msg, cut to msg_len bytes with the ending
 * 0. It reads no element.
 *
 * f launches kernels on stream, a CUstream or cudaStream_t, and returns 0 before
 * they are done; or it returns 1 and writes the first error to msg. Its inputs
 * have passed f__prepare and its outputs have the sizes that this gave; it
 * checks neither. scratch is memory of the device of scratch_bytes bytes,
 * aligned to 256; no other work may use it until that of f is done. Several
 * threads may call f at once, with scratch of their own.
 *
 * f allocates nothing and waits for nothing, so that a CUDA graph can capture
 * it, unless its IR reads single elements, or has loops that carry tensors or
 * intermediate tensors whose sizes are quotients of sizes. The first launch of
 * a kernel loads it: before a capture call f once, with buffers of the same
 * sizes, strides and alignment.
 * Kernels run in the context that is current on the calling thread; where there
 * is none, the primary context of device 0 becomes it.
 *
 * The caller keeps outputs apart: an output shares no byte with an input, so it
 * is not computed in place, or with another output. This is not checked, and
 * what is written otherwise is not defined. Inputs may overlap one another.
 *
 * Scalars are passed by value, and those of outputs are written where a pointer
 * to memory of the device says. A scalar has no sizes in out_sizes.
)";

constexpr StringLiteral conventionsOfBuffers = R"( *
 * Buffers are dense and row-major, as norm_dense_... describes them. Those of
 * any strides may be slices and transposed ones too, of the offset and strides
 * that their descriptors say, the elements of an output being apart. A ? in a
 * type is a size that the call chooses. Any number of these headers can be
 * included together.
 */

)";

/// A header whose functions are of one kind.
std::string writeHeader(ArrayRef<CEntry> entries, const FactsOfEntries &facts,
                        StringRef source, EntryKind kind) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  std::string sourceName;
  for (char c : source)
    sourceName += llvm::isPrint(c) && c != '*' ? c : '?';
  stream << "/* Written by norm-compile from " << sourceName << ". */\n"
         << (kind == EntryKind::GPU ? conventionsOnGPU : conventionsOnCPU)
         << conventionsOfBuffers << "#include <stdint.h>\n\n";
  llvm::StringSet<> written;
  for (const CEntry &entry : entries)
    for (const BufferType &type : llvm::concat<const BufferType>(
             entry.signature.inputs, entry.signature.results))
      if (!type.isScalar && written.insert(getSuffix(type)).second)
        writeDescriptor(stream, type);
  stream << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  for (const CEntry &entry : entries)
    writeFunction(stream, entry, facts.lookup(entry.name), kind);
  stream << "#ifdef __cplusplus\n}\n#endif\n";
  return text;
}

} // namespace

llvm::Error norm::checkCNames(ArrayRef<CEntry> entries) {
  for (const CEntry &entry : entries)
    if (!isIdentifier(entry.name))
      return llvm::createStringError("expects names of C for a header; got @" +
                                     entry.name);
  return llvm::Error::success();
}

std::string norm::writeCHeader(ArrayRef<CEntry> entries,
                               const FactsOfEntries &facts, StringRef source,
                               bool hasSerial) {
  return writeHeader(entries, facts, source,
                     hasSerial ? EntryKind::ThreadsAndSerial
                               : EntryKind::Threads);
}

std::string norm::writeCHeaderForGPU(ArrayRef<CEntry> entries,
                                     const FactsOfEntries &facts,
                                     StringRef source) {
  return writeHeader(entries, facts, source, EntryKind::GPU);
}
