//===- InputSpec.cpp - Parsing descriptions of inputs ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parses the text after --input= and words its errors.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/InputSpec.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

using namespace llvm;
using namespace mlir::norm;

namespace {

/// A kind as it is written.
struct KindSyntax {
  StringLiteral name;
  StringLiteral usage;
  InputKind kind;
  // The parameters that are numbers, of which all or none are given, and
  // whether a seed may follow.
  unsigned numbers;
  bool takesSeed;
  // The numbers if none are given; kinds that need them have no default.
  ArrayRef<double> defaults;
};

/// Parses one argument; every error names it.
class Parser {
public:
  explicit Parser(StringRef text) : text(text) {}

  Expected<InputSpec> parse();

private:
  Error fail(const Twine &expected, StringRef got) const;
  Error parseParameters(const KindSyntax &syntax, StringRef parameters);
  Error parseNumber(StringRef part, double &number) const;
  Error parseSizes(StringRef sizes);

  StringRef text;
  InputSpec spec;
};

} // namespace

static constexpr double kStandardNormal[] = {0, 1};
static constexpr double kZero[] = {0};
static constexpr double kOne[] = {1};

static constexpr KindSyntax kKinds[] = {
    {"random", "random[:SEED]", InputKind::Random, 0, true, {}},
    {"normal", "normal[:MEAN,STD[,SEED]]", InputKind::Normal, 2, true,
     kStandardNormal},
    {"lognormal", "lognormal[:SIGMA[,SEED]]", InputKind::Lognormal, 1, true,
     kOne},
    {"special", "special[:SEED]", InputKind::Special, 0, true, {}},
    {"outliers",
     "outliers:FACTOR,FIRST,COUNT,PERIOD[,SEED]",
     InputKind::Outliers,
     4,
     true,
     {}},
    {"alternating",
     "alternating:MAGNITUDE[,SEED]",
     InputKind::Alternating,
     1,
     true,
     {}},
    {"constant", "constant:VALUE", InputKind::Constant, 1, false, {}},
    {"zeros", "zeros without parameters", InputKind::Constant, 0, false, kZero},
    {"ones", "ones without parameters", InputKind::Constant, 0, false, kOne},
    {"iota", "iota without parameters", InputKind::Iota, 0, false, {}}};

/// `text` on one line: all that is not printable ASCII becomes \xNN.
static std::string escaped(StringRef text) {
  std::string result;
  raw_string_ostream os(result);
  for (unsigned char c : text) {
    if (isPrint(c))
      os << c;
    else
      os << "\\x" << hexdigit(c >> 4, /*LowerCase=*/true)
         << hexdigit(c & 0xf, /*LowerCase=*/true);
  }
  return result;
}

Error Parser::fail(const Twine &expected, StringRef got) const {
  return createStringError("--input=" + escaped(text) + " expects " + expected +
                           "; got '" + escaped(got) + "'");
}

Error Parser::parseNumber(StringRef part, double &number) const {
  StringRef magnitude = part;
  if (!magnitude.consume_front("-"))
    magnitude.consume_front("+");
  bool negative = part.starts_with("-");
  if (magnitude.equals_insensitive("inf")) {
    number = std::numeric_limits<double>::infinity();
  } else if (magnitude.equals_insensitive("nan")) {
    number = std::numeric_limits<double>::quiet_NaN();
  } else {
    // APFloat also takes other names of special values and exponents without
    // digits.
    auto isEnd = [](char c) { return isDigit(c) || c == '.'; };
    if (magnitude.empty() || !isEnd(magnitude.front()) ||
        !isEnd(magnitude.back()))
      return fail("a number", part);
    APFloat value(APFloat::IEEEdouble());
    Expected<APFloat::opStatus> status =
        value.convertFromString(magnitude, APFloat::rmNearestTiesToEven);
    if (!status) {
      consumeError(status.takeError());
      return fail("a number", part);
    }
    if (*status & APFloat::opOverflow)
      return fail("a number within the range of f64", part);
    number = value.convertToDouble();
  }
  number = std::copysign(number, negative ? -1.0 : 1.0);
  return Error::success();
}

Error Parser::parseParameters(const KindSyntax &syntax, StringRef parameters) {
  spec.kind = syntax.kind;
  if (parameters.empty() && (syntax.numbers == 0 || !syntax.defaults.empty())) {
    spec.numbers.assign(syntax.defaults.begin(), syntax.defaults.end());
    return Error::success();
  }
  bool given = parameters.consume_front(":");
  SmallVector<StringRef> parts;
  parameters.split(parts, ',');
  if (!given || parts.size() < std::max(syntax.numbers, 1u) ||
      parts.size() > syntax.numbers + syntax.takesSeed)
    return fail(syntax.usage, given ? parameters : StringRef(syntax.name));
  for (StringRef part : ArrayRef(parts).take_front(syntax.numbers))
    if (Error error = parseNumber(part, spec.numbers.emplace_back()))
      return error;
  if (parts.size() > syntax.numbers) {
    uint64_t seed = 0;
    if (!all_of(parts.back(), isDigit) || !to_integer(parts.back(), seed, 10))
      return fail("a SEED from 0 to " +
                      Twine(std::numeric_limits<uint64_t>::max()),
                  parts.back());
    spec.seed = seed;
  }

  if (spec.kind == InputKind::Constant)
    return Error::success();
  if (spec.kind == InputKind::Outliers || spec.kind == InputKind::Alternating) {
    if (!std::isfinite(spec.numbers[0]))
      return fail(spec.kind == InputKind::Outliers ? "a finite FACTOR"
                                                   : "a finite MAGNITUDE",
                  parts[0]);
    for (unsigned i = 1; i < syntax.numbers; ++i) {
      double number = spec.numbers[i];
      // All but the PERIOD may be 0.
      bool isCount = number == std::floor(number) && number < 0x1p53 &&
                     number >= (i + 1 == syntax.numbers ? 1 : 0);
      if (!isCount)
        return fail("FIRST and COUNT of 0 or more and a PERIOD of 1 or more",
                    parts[i]);
    }
    return Error::success();
  }
  if (spec.kind == InputKind::Normal && !std::isfinite(spec.numbers[0]))
    return fail("a finite MEAN", parts[0]);
  if (syntax.numbers > 0) {
    double deviation = spec.numbers.back();
    if (!std::isfinite(deviation) || deviation < 0)
      return fail(Twine("a finite ") +
                      (spec.kind == InputKind::Normal ? "STD" : "SIGMA") +
                      " of 0 or more",
                  parts[syntax.numbers - 1]);
  }
  return Error::success();
}

Error Parser::parseSizes(StringRef sizes) {
  spec.sizes.emplace();
  if (sizes.empty())
    return Error::success();
  SmallVector<StringRef> parts;
  sizes.split(parts, 'x');
  for (StringRef part : parts) {
    if (part.empty() || !all_of(part, isDigit))
      return fail("sizes of 0 or more such as 8192x4096 after '@'", sizes);
    // Fails beyond 2^63 - 1.
    if (!to_integer(part, spec.sizes->emplace_back(), 10))
      return fail("sizes of at most " +
                      Twine(std::numeric_limits<int64_t>::max()),
                  part);
  }
  // U8: one byte for each element.
  if (!denseByteCount(ElementKind::U8, *spec.sizes))
    return fail("a product of sizes of at most " +
                    Twine(std::numeric_limits<int64_t>::max()),
                sizes);
  return Error::success();
}

/// Whether `text` begins as numbers do, and as no kind's name.
static bool isNumberLike(StringRef text) {
  if (text.empty())
    return false;
  return isDigit(text.front()) || StringRef("+-.").contains(text.front()) ||
         text.equals_insensitive("inf") || text.equals_insensitive("nan");
}

Expected<InputSpec> Parser::parse() {
  if (text.ends_with(".npy")) {
    spec.kind = InputKind::File;
    spec.file = text.str();
    return std::move(spec);
  }
  size_t at = text.find('@');
  StringRef values = text.take_front(at);
  if (values.ends_with(".npy"))
    return fail("no sizes after a file, which has its own",
                text.drop_front(at));
  size_t colon = values.find(':');
  StringRef name = values.empty() ? "random" : values.take_front(colon);
  StringRef parameters =
      colon == StringRef::npos ? StringRef() : values.drop_front(colon);
  // A number on its own is a constant.
  std::string constant = (":" + values).str();
  if (isNumberLike(values)) {
    if (values.contains(','))
      return fail("a number", values);
    name = "constant";
    parameters = constant;
  }
  const KindSyntax *syntax = find_if(
      kKinds, [&](const KindSyntax &kind) { return kind.name == name; });
  if (syntax == std::end(kKinds))
    return fail(
        "FILE.npy, a number, random, normal, lognormal, special, outliers, "
        "alternating, constant, "
        "zeros, ones or iota",
        name);
  if (Error error = parseParameters(*syntax, parameters))
    return error;
  if (at != StringRef::npos)
    if (Error error = parseSizes(text.drop_front(at + 1)))
      return error;
  return std::move(spec);
}

Expected<InputSpec> mlir::norm::parseInputSpec(StringRef text) {
  return Parser(text).parse();
}

/// The shortest decimal number that is `value`.
static std::string toText(double value) {
  if (!std::isfinite(value))
    return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
  char text[32];
  return std::string(text, std::to_chars(text, std::end(text), value).ptr);
}

/// How a kind is written; `zeros` and `ones` are constants.
static const KindSyntax &syntaxOf(InputKind kind) {
  return *find_if(
      kKinds, [&](const KindSyntax &syntax) { return syntax.kind == kind; });
}

bool mlir::norm::takesSeed(InputKind kind) {
  return kind != InputKind::File && syntaxOf(kind).takesSeed;
}

std::string mlir::norm::writeInputSpec(const InputSpec &spec) {
  if (spec.file)
    return *spec.file;
  SmallVector<std::string> parameters;
  for (double number : spec.numbers)
    parameters.push_back(toText(number));
  if (spec.seed)
    parameters.push_back(std::to_string(*spec.seed));
  std::string text = syntaxOf(spec.kind).name.str();
  if (!parameters.empty())
    text += ":" + join(parameters, ",");
  if (spec.sizes)
    text +=
        "@" + join(map_range(*spec.sizes,
                             [](int64_t size) { return std::to_string(size); }),
                   "x");
  return text;
}

/// The bits of an integer type that count, without the sign.
static int valueBits(ElementKind kind) {
  switch (kind) {
  case ElementKind::Bool:
    return 1;
  case ElementKind::I8:
  case ElementKind::I16:
  case ElementKind::I32:
  case ElementKind::I64:
    return int(byteWidth(kind)) * 8 - 1;
  default:
    return int(byteWidth(kind)) * 8;
  }
}

Error mlir::norm::checkInputSpec(const InputSpec &spec, ElementKind kind) {
  if (isFloatKind(kind) || spec.kind != InputKind::Constant)
    return Error::success();
  int bits = valueBits(kind);
  bool isSigned = bits % 8 == 7;
  double value = spec.numbers[0];
  double limit = std::ldexp(1.0, bits);
  if (value == std::trunc(value) && value < limit &&
      value >= (isSigned ? -limit : 0))
    return Error::success();

  // Written from integers, as limits of 64 bits are no doubles.
  uint64_t largest = ~uint64_t(0) >> (64 - bits);
  std::string lowest = isSigned ? "-" + utostr(largest + 1) : "0";
  char got[32];
  char *end = std::to_chars(got, got + sizeof(got), value).ptr;
  StringRef text(got, end - got);
  return createStringError("constant:" + text + " expects an integer from " +
                           lowest + " to " + Twine(largest) + " for " +
                           stringifyElementKind(kind) + "; got " + text);
}
