//===- RuntimeLibrary.cpp - Where the runtime for GPUs is ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeLibrary.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <dlfcn.h>
#include <link.h>

using namespace mlir;
using namespace mlir::norm;

/// The program or the shared library that this code is a part of; links to it
/// are followed.
static std::string getOwnFile() {
  void *address = reinterpret_cast<void *>(&getOwnFile);
  Dl_info info;
  link_map *library = nullptr;
  // The loader has a name for every library, and none for the program.
  if (dladdr1(address, &info, reinterpret_cast<void **>(&library),
              RTLD_DL_LINKMAP) &&
      library && library->l_name[0] != '\0') {
    SmallString<256> path;
    if (!llvm::sys::fs::real_path(library->l_name, path))
      return path.str().str();
  }
  return llvm::sys::fs::getMainExecutable(nullptr, address);
}

llvm::Expected<std::string> norm::findRuntimeLibrary(StringRef given) {
  SmallVector<std::string> places;
  if (!given.empty()) {
    places.push_back(given.str());
  } else {
    std::string own = getOwnFile();
    StringRef folder = llvm::sys::path::parent_path(own);
    // Beside a shared library, and where a program finds libraries.
    for (StringRef between : {"", NORM_LIBRARIES_FROM_PROGRAMS, "../lib"}) {
      SmallString<256> path = folder;
      llvm::sys::path::append(path, between, "libNormRuntime.a");
      llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
      if (!llvm::is_contained(places, path.str()))
        places.push_back(path.str().str());
    }
  }
  for (const std::string &place : places)
    if (llvm::sys::fs::exists(place))
      return place;
  return llvm::createStringError("expects the runtime for GPUs in " +
                                 llvm::join(places, " or ") + "; found none");
}
