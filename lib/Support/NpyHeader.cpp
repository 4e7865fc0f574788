//===- NpyHeader.cpp - Parser of .npy headers -----------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parses the Python dictionary in the header of a .npy file.
//
//===----------------------------------------------------------------------===//

#include "NpyDetail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <limits>
#include <utility>

using namespace llvm;
using namespace mlir::norm;
using namespace mlir::norm::npy;

namespace {

/// Parses the dictionary of a header, the one Python literal in the format:
///
///   {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
///
/// Values of other types than these are refused at their first character, so
/// there is nothing nested to follow.
class HeaderParser {
public:
  HeaderParser(StringRef path, StringRef text)
      : path(path), text(text), rest(text) {}

  /// Sets all of `header` but its offset and size.
  Error parse(NpyHeader &header) {
    enum Key { Descr, Order, Shape };
    constexpr StringLiteral names[] = {"descr", "fortran_order", "shape"};
    bool seen[] = {false, false, false};
    if (!consume('{'))
      return expected("'{'");
    while (!consume('}')) {
      StringRef name;
      if (Error error = parseString(name, "a key in quotes or '}'"))
        return error;
      size_t key = find(names, name) - std::begin(names);
      if (key == std::size(names))
        return fail(path, "expects the header keys 'descr', 'fortran_order' "
                          "and 'shape'; got " +
                              excerpt(name));
      if (std::exchange(seen[key], true))
        return fail(path,
                    "expects each header key once; got '" + name + "' twice");
      if (!consume(':'))
        return expected("':'");
      Error error = key == Descr   ? parseDescriptor(header)
                    : key == Order ? parseOrder(header.fortranOrder)
                                   : parseShape(header.shape);
      if (error)
        return error;
      if (!consume(',') && !peek('}'))
        return expected("',' or '}'");
    }
    if (!rest.ltrim(kSpace).empty())
      return expected("white space to the end of the header");
    for (auto [name, wasSeen] : zip(names, seen))
      if (!wasSeen)
        return fail(path, "expects the header keys 'descr', 'fortran_order' "
                          "and 'shape'; got no '" +
                              name + "'");
    return Error::success();
  }

private:
  static constexpr StringLiteral kSpace = " \t\n\r\f\v";

  bool peek(char c) {
    rest = rest.ltrim(kSpace);
    return rest.starts_with(c);
  }

  bool consume(char c) {
    if (!peek(c))
      return false;
    rest = rest.drop_front();
    return true;
  }

  /// Says what is wanted instead of the next characters.
  Error expected(const Twine &what) {
    rest = rest.ltrim(kSpace);
    return fail(path, "expects " + what + " at byte " +
                          Twine(text.size() - rest.size()) +
                          " of the header; got " +
                          (rest.empty() ? std::string("its end")
                                        : excerpt(rest, /*limit=*/16)));
  }

  /// Strings with escapes are refused: no valid key or value has one.
  Error parseString(StringRef &value, StringRef what) {
    if (!peek('\'') && !peek('"'))
      return expected(what);
    const char ends[] = {rest.front(), '\\', '\n'};
    size_t end = rest.find_first_of(StringRef(ends, 3), 1);
    if (end == StringRef::npos || rest[end] != rest.front())
      return expected("a closed string without escapes");
    value = rest.slice(1, end);
    rest = rest.drop_front(end + 1);
    return Error::success();
  }

  Error parseDescriptor(NpyHeader &header) {
    if (peek('[') || peek('('))
      return unsupported(excerpt(rest), "structured");
    StringRef descriptor;
    if (Error error = parseString(descriptor, "a dtype in quotes"))
      return error;
    StringRef code = descriptor;
    header.bigEndian = kHostIsBig;
    if (code.consume_front("<"))
      header.bigEndian = false;
    else if (code.consume_front(">"))
      header.bigEndian = true;
    else if (!code.consume_front("|"))
      code.consume_front("=");
    // What ml_dtypes writes for types of fp8.
    if (code == "V1" || code == "f1")
      code = infoOf(ElementKind::U8).code;
    const ElementInfo *info =
        descriptor == "bfloat16"
            ? &infoOf(ElementKind::BF16)
            : find_if(kElements,
                      [&](const ElementInfo &e) { return e.code == code; });
    if (info == std::end(kElements))
      return unsupported(excerpt(descriptor), classify(code));
    header.kind = ElementKind(info - std::begin(kElements));
    header.bigEndian &= info->width > 1;
    return Error::success();
  }

  /// What a reader of an error needs to hear about a dtype.
  static StringRef classify(StringRef code) {
    switch (code.empty() ? '\0' : code.front()) {
    case 'O':
      return "Python objects";
    case 'S':
    case 'a':
    case 'U':
      return "strings";
    case 'c':
      return "complex";
    case 'M':
    case 'm':
      return "dates or times";
    case 'V':
      return "voids of another size than bf16";
    default:
      return "unknown";
    }
  }

  Error unsupported(const Twine &descriptor, StringRef reason) {
    // Those that files name: bits of fp8 are u8.
    SmallVector<StringRef> names;
    for (const ElementInfo &e : kElements)
      if (!e.name.starts_with("f8"))
        names.push_back(e.name);
    return fail(path, "expects a dtype of " + join(names, ", ") + "; got " +
                          descriptor + " (" + reason + ")");
  }

  Error parseOrder(bool &fortranOrder) {
    rest = rest.ltrim(kSpace);
    fortranOrder = rest.consume_front("True");
    if ((!fortranOrder && !rest.consume_front("False")) ||
        (!rest.empty() && isAlnum(rest.front())))
      return expected("True or False for 'fortran_order'");
    return Error::success();
  }

  Error parseShape(SmallVectorImpl<int64_t> &shape) {
    if (!consume('('))
      return expected("a tuple for 'shape'");
    bool hadComma = true; // "(3)" is an integer, not a tuple.
    while (!consume(')')) {
      if (!shape.empty() && !hadComma)
        return expected("',' or ')'");
      if (Error error = parseDimension(shape.emplace_back()))
        return error;
      hadComma = consume(',');
    }
    if (shape.size() == 1 && !hadComma)
      return fail(path, "expects a tuple for 'shape'; got '(" +
                            Twine(shape.front()) + ")'");
    return Error::success();
  }

  Error parseDimension(int64_t &dimension) {
    rest = rest.ltrim(kSpace);
    size_t sign = rest.starts_with("-");
    StringRef digits = rest.drop_front(sign).take_while(isDigit);
    StringRef after = rest.drop_front(sign + digits.size());
    after.consume_front("L"); // Python 2's long integers.
    bool isInteger = !digits.empty() &&
                     (digits.size() == 1 || digits.front() != '0') &&
                     (after.empty() || after.front() == ',' ||
                      after.front() == ')' || kSpace.contains(after.front()));
    if (!isInteger)
      return expected("an integer");
    if (rest.take_front(sign + digits.size()).getAsInteger(10, dimension))
      return expected("an integer of at most " +
                      Twine(std::numeric_limits<int64_t>::max()));
    rest = after;
    return Error::success();
  }

  StringRef path;
  StringRef text;
  StringRef rest;
};

} // namespace

Error npy::parseDictionary(StringRef path, StringRef text, NpyHeader &header) {
  return HeaderParser(path, text).parse(header);
}
