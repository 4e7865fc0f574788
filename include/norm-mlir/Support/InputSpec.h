//===- InputSpec.h - Descriptions of input tensors ------------ -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parses the text after --input= and fills tensors with the values it names.
//
//   FILE.npy                    the tensor of a file
//   [KIND[:PARAMETERS]][@SIZES] generated values
//
//   random[:SEED]             uniform in [0, 1); integers in 0 ... 99; bools
//                             fair
//   normal[:MEAN,STD[,SEED]]  normally distributed; by default MEAN 0 and STD 1
//   lognormal[:SIGMA[,SEED]]  exp(SIGMA * N(0, 1)); by default SIGMA 1
//   special[:SEED]            N(0, 1) with nan, inf, -inf and -0 sprinkled in
//   outliers:FACTOR,FIRST,COUNT,PERIOD[,SEED]
//                             N(0, 1), COUNT elements in every PERIOD times
//                             FACTOR, from number FIRST on
//   alternating:MAGNITUDE[,SEED]
//                             N(0, 1) about MAGNITUDE and -MAGNITUDE in turn
//   constant:VALUE            VALUE everywhere; also hexadecimal, nan, inf,
//                             -inf
//   VALUE                     constant:VALUE
//   zeros, ones               constant:0, constant:1
//   iota                      0, 1, 2, ... in row-major order
//
// The kind is `random` by default. SIZES is the full shape, as in @8192x4096; a
// bare @ stands for the shape of rank 0.
//
// Generated values are the same on every platform. Element i depends on the
// seed and on i only, by the 64 bits x_i of SplitMix64 (arithmetic modulo
// 2^64):
//
//   mix(z): z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
//           z = (z ^ (z >> 27)) * 0x94d049bb133111eb
//           return z ^ (z >> 31)
//   x_i = mix(mix(seed) + (i + 1) * 0x9e3779b97f4a7c15)
//
// The seed is the argument's index where none is given. The values are
//
//   random     floating-point: (x_i >> 11) * 2^-53
//              integer: ((x_i >> 32) * 100) >> 32; bool: x_i >> 63
//   normal     MEAN + STD * z_i
//   lognormal  exp(SIGMA * z_i)
//   special    the number floor((x_i mod 2^12) / 32) of nan, inf, -inf, -0
//              where it is 0 to 3, which one element in 32 is; else z_i
//   outliers   z_i, times FACTOR where FIRST <= i mod PERIOD < FIRST + COUNT
//   alternating
//              z_i + MAGNITUDE for even i, z_i - MAGNITUDE for odd i
//   z_i        the normal quantile of ((x_i >> 12) + 0.5) * 2^-52 by Wichura's
//              algorithm AS 241 (Applied Statistics 37, 1988), so that |z_i| is
//              below 8.3; in Python: statistics.NormalDist().inv_cdf
//
// computed in double, with logarithm and exponential correct to 2 units in the
// last place, and then rounded to the element type once: to nearest with ties
// to even for floating-point types (so that a `random` bf16 may be 1); for
// integers likewise and then to the nearest integer that the type holds, NaN to
// 0; a bool is true unless the value is 0.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_INPUTSPEC_H
#define NORM_MLIR_SUPPORT_INPUTSPEC_H

#include "norm-mlir/Support/Npy.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mlir::norm {

/// Where the values of an input come from. `zeros` and `ones` are Constant.
enum class InputKind {
  File,
  Random,
  Normal,
  Lognormal,
  Special,
  Outliers,
  Alternating,
  Constant,
  Iota
};

/// The values, and perhaps the sizes, of one input.
struct InputSpec {
  InputKind kind = InputKind::Random;

  /// Normal: the mean and the standard deviation; Lognormal: sigma; Outliers:
  /// the factor, the first one, their number and the period; Alternating: the
  /// magnitude; Constant: the value. Empty for the other kinds.
  llvm::SmallVector<double, 2> numbers;

  /// The seed, if it was given.
  std::optional<uint64_t> seed;

  /// The path of a File, else nothing.
  std::optional<std::string> file;

  /// The full shape, if it was given: dimensions of 0 or more, slowest-varying
  /// first. A File has none.
  std::optional<llvm::SmallVector<int64_t>> sizes;
};

/// Parses the text after `--input=`; text that ends with .npy is a path, and
/// empty text is `random`. Files are not opened.
///
/// Returns an error of one line that begins with the argument, says what it
/// expects and what it got, as in
///
///   --input=normal:1 expects normal[:MEAN,STD[,SEED]]; got '1'
///
/// if the kind is unknown; if parameters are missing or too many, or are not
/// numbers from the first to the last character, or a SEED not an integer from
/// 0 to 2^64 - 1; if MEAN, FACTOR or MAGNITUDE is not finite or STD or SIGMA is
/// not finite and 0 or more; if FIRST, COUNT or PERIOD is not a number of
/// elements; if a finite VALUE is beyond the range of double; if sizes are not
/// non-negative integers with an 'x' between them; or if their product (zeros
/// left out) exceeds 2^63 - 1.
llvm::Expected<InputSpec> parseInputSpec(llvm::StringRef text);

/// The text that parses to `spec`, its seed included if it has one.
std::string writeInputSpec(const InputSpec &spec);

/// Whether values of this kind follow from a seed.
bool takesSeed(InputKind kind);

/// Checks that a Constant is a value of the type: for integers and bools an
/// integer within the type's range. The error is one line, as in
///
///   constant:1.5 expects an integer from 0 to 255 for u8; got 1.5
llvm::Error checkInputSpec(const InputSpec &spec, ElementKind kind);

/// Writes the `numElements` values that `spec` describes for the argument of
/// index `argumentIndex`, in row-major order and in the host's byte order, as
/// the beginning of this file defines them. `destination` takes
/// `numElements * byteWidth(kind)` bytes and needs no alignment. `spec` is not
/// a File; its sizes are not looked at.
void fillTensor(const InputSpec &spec, uint64_t argumentIndex, ElementKind kind,
                int64_t numElements, llvm::MutableArrayRef<char> destination);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_INPUTSPEC_H
