//===- NestingDepth.cpp - Depth of brackets in IR text ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/NestingDepth.h"

#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

Error mlir::norm::checkNestingDepth(StringRef text, StringRef path) {
  if (text.starts_with("ML\xefR"))
    return Error::success();
  int64_t depth = 0, line = 1;
  for (size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
    case '\n':
      ++line;
      break;
    case '"':
      for (++i; i < text.size() && text[i] != '"' && text[i] != '\n'; ++i)
        i += text[i] == '\\';
      line += i < text.size() && text[i] == '\n';
      break;
    case '/':
      if (text.substr(i).starts_with("//"))
        i = std::min(text.find('\n', i), text.size()) - 1;
      break;
    case '(':
    case '[':
    case '{':
    case '<':
      if (++depth > kMaxNestingDepth)
        return createStringError(formatv("{0}:{1}: expects brackets nested at "
                                         "most {2} deep; got {3} or more",
                                         path, line, kMaxNestingDepth, depth));
      break;
    case '>':
      // The arrow of types and maps closes nothing.
      if (i > 0 && text[i - 1] == '-')
        break;
      [[fallthrough]];
    case ')':
    case ']':
    case '}':
      depth = std::max<int64_t>(depth - 1, 0);
      break;
    default:
      break;
    }
  }
  return Error::success();
}
