//===- PrecompiledHeader.cpp - Home of the precompiled header -------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A library needs a source file; see PrecompiledHeader.h.
//
//===----------------------------------------------------------------------===//
