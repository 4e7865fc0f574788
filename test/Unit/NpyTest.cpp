//===- NpyTest.cpp - Tests of the .npy library ----------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tests reading, refusing and writing .npy files; the tests write the files.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/Npy.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <csignal>
#include <limits>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace llvm;
using namespace mlir::norm;
namespace fs = llvm::sys::fs;

namespace {

using Bytes = std::vector<char>;

constexpr ElementKind kAllKinds[] = {
    ElementKind::F64, ElementKind::F32, ElementKind::BF16, ElementKind::F16,
    ElementKind::I8,  ElementKind::U8,  ElementKind::I16,  ElementKind::U16,
    ElementKind::I32, ElementKind::U32, ElementKind::I64,  ElementKind::U64,
    ElementKind::Bool};

constexpr bool kHostIsBig = endianness::native == endianness::big;
constexpr char kHostOrder = kHostIsBig ? '>' : '<';

} // namespace

/// A .npy file, byte by byte: `dictionary` becomes the header as it is.
static std::string makeFile(StringRef dictionary, StringRef data, int major = 1,
                            int minor = 0) {
  std::string file = "\x93NUMPY";
  file += char(major);
  file += char(minor);
  for (int i = 0, e = major == 1 ? 2 : 4; i < e; ++i)
    file += char(dictionary.size() >> (8 * i) & 0xff);
  return file + dictionary.str() + data.str();
}

static std::string dictionary(StringRef descr, StringRef shape,
                              StringRef order = "False") {
  return ("{'descr': '" + descr + "', 'fortran_order': " + order +
          ", 'shape': " + shape + ", }\n")
      .str();
}

/// 0, 1, 2, ... as one-byte elements.
static Bytes counting(size_t count) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), char(0));
  return bytes;
}

namespace {

class NpyTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("norm-npy-test", folder));
  }
  void TearDown() override {
    ::unlink(pathOf("fifo").c_str()); // Which fs::remove refuses.
    EXPECT_FALSE(fs::remove_directories(folder, /*IgnoreErrors=*/false));
  }

  std::string pathOf(StringRef name) {
    SmallString<128> path(folder);
    sys::path::append(path, name);
    return path.str().str();
  }

  std::string write(StringRef content, StringRef name = "x.npy") {
    std::string path = pathOf(name);
    std::error_code error;
    raw_fd_ostream os(path, error);
    EXPECT_FALSE(error) << error.message();
    os << content;
    return path;
  }

  static std::string slurp(StringRef path) {
    auto buffer = MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : "unreadable";
  }

  /// The names in the folder, temporary files included.
  std::vector<std::string> entries() {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; it != end && !error;
         it.increment(error))
      names.push_back(sys::path::filename(it->path()).str());
    EXPECT_FALSE(error);
    llvm::sort(names);
    return names;
  }

  /// The header of a file that has to be readable.
  static NpyHeader headerOf(StringRef path) {
    Expected<NpyHeader> header = readNpyHeader(path);
    if (header)
      return *header;
    ADD_FAILURE() << toString(header.takeError());
    return {};
  }

  /// The data of a file that has to be readable.
  static Bytes dataOf(StringRef path) {
    NpyHeader header = headerOf(path);
    Bytes data(header.byteCount);
    if (Error error = readNpyData(path, header, data))
      ADD_FAILURE() << toString(std::move(error));
    return data;
  }

  /// The first error in reading a file, without the path, or "read".
  static std::string errorOf(StringRef path) {
    Expected<NpyHeader> header = readNpyHeader(path);
    Error error = header.takeError();
    if (!error) {
      Bytes data(header->byteCount);
      error = readNpyData(path, *header, data);
    }
    return error ? strip(path, toString(std::move(error))) : "read";
  }

  static std::string errorOfWriting(StringRef path, ElementKind kind,
                                    ArrayRef<int64_t> shape,
                                    ArrayRef<char> data) {
    Error error = writeNpy(path, kind, shape, data);
    return error ? strip(path, toString(std::move(error))) : "written";
  }

  /// `message` without the path, which it begins with.
  static std::string strip(StringRef path, StringRef message) {
    EXPECT_TRUE(message.consume_front((path + ": ").str())) << message.str();
    EXPECT_FALSE(message.contains('\n')) << message.str();
    return message.str();
  }

  SmallString<128> folder;
};

using Shape = SmallVector<int64_t>;

//===----------------------------------------------------------------------===//
// Element types and sizes
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, ElementKind_HasWidthAndName) {
  std::string all;
  raw_string_ostream os(all);
  for (ElementKind kind : kAllKinds)
    os << stringifyElementKind(kind) << ":" << byteWidth(kind) << " ";
  EXPECT_EQ(all, "f64:8 f32:4 bf16:2 f16:2 i8:1 u8:1 i16:2 u16:2 i32:4 u32:4 "
                 "i64:8 u64:8 bool:1 ");
}

TEST_F(NpyTest, DenseByteCount_MultipliesWidthAndDimensions) {
  EXPECT_EQ(denseByteCount(ElementKind::F32, {}), 4);
  EXPECT_EQ(denseByteCount(ElementKind::F64, {3, 4}), 96);
  EXPECT_EQ(denseByteCount(ElementKind::BF16, {3, 0, 4}), 0);
}

TEST_F(NpyTest, DenseByteCount_HasNoValueBeyond63Bits) {
  const int64_t max = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(denseByteCount(ElementKind::I8, {max}), max);
  EXPECT_EQ(denseByteCount(ElementKind::I16, {max}), std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {max, 2}), std::nullopt);
  // 2^64 bytes, which would wrap to 0.
  EXPECT_EQ(
      denseByteCount(ElementKind::I8, {int64_t(1) << 32, int64_t(1) << 32}),
      std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {-1}), std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {-1, -1}), std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {0, -1}), std::nullopt);
}

TEST_F(NpyTest, DenseByteCount_IgnoresZerosInItsBound) {
  const int64_t max = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(denseByteCount(ElementKind::I8, {0, max}), 0);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {0, max, 2}), std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {max, 2, 0}), std::nullopt);
}

//===----------------------------------------------------------------------===//
// Headers
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, Header_KnowsEveryDescriptor) {
  struct Case {
    const char *descr;
    ElementKind kind;
    bool bigEndian;
  } cases[] = {
      {"<f8", ElementKind::F64, false},
      {">f8", ElementKind::F64, true},
      {"<f4", ElementKind::F32, false},
      {">f4", ElementKind::F32, true},
      {"=f4", ElementKind::F32, kHostIsBig},
      {"|f4", ElementKind::F32, kHostIsBig},
      {"f4", ElementKind::F32, kHostIsBig},
      {"<f2", ElementKind::F16, false},
      {">f2", ElementKind::F16, true},
      {"<V2", ElementKind::BF16, false},
      {">V2", ElementKind::BF16, true},
      {"|V2", ElementKind::BF16, kHostIsBig},
      {"bfloat16", ElementKind::BF16, kHostIsBig},
      {"|i1", ElementKind::I8, false},
      {"<i1", ElementKind::I8, false},
      {">i1", ElementKind::I8, false},
      {"|u1", ElementKind::U8, false},
      {"<i2", ElementKind::I16, false},
      {">i2", ElementKind::I16, true},
      {"<u2", ElementKind::U16, false},
      {">u2", ElementKind::U16, true},
      {"<i4", ElementKind::I32, false},
      {">i4", ElementKind::I32, true},
      {"<u4", ElementKind::U32, false},
      {">u4", ElementKind::U32, true},
      {"<i8", ElementKind::I64, false},
      {">i8", ElementKind::I64, true},
      {"<u8", ElementKind::U64, false},
      {">u8", ElementKind::U64, true},
      {"|b1", ElementKind::Bool, false},
  };
  for (const Case &c : cases) {
    SCOPED_TRACE(c.descr);
    std::string data(2 * byteWidth(c.kind), '\0');
    NpyHeader header =
        headerOf(write(makeFile(dictionary(c.descr, "(2,)"), data)));
    EXPECT_EQ(header.kind, c.kind);
    EXPECT_EQ(header.bigEndian, c.bigEndian);
    EXPECT_EQ(header.byteCount, int64_t(data.size()));
  }
}

TEST_F(NpyTest, Header_OfEveryVersionHasItsDataOffset) {
  std::string text = dictionary("|u1", "(2, 3)");
  for (int major : {1, 2, 3}) {
    NpyHeader header = headerOf(write(makeFile(text, "abcdef", major)));
    EXPECT_EQ(header.dataOffset, (major == 1 ? 10 : 12) + text.size());
    EXPECT_EQ(header.shape, (Shape{2, 3}));
    EXPECT_FALSE(header.fortranOrder);
    EXPECT_EQ(header.byteCount, 6);
  }
}

TEST_F(NpyTest, Header_OfSmallestFileIsRead) {
  // In version 1.0 the data may begin before byte 12.
  EXPECT_EQ(errorOf(write(makeFile("", ""))),
            "expects '{' at byte 0 of the header; got its end");
  EXPECT_EQ(errorOf(write(makeFile("{", ""))),
            "expects a key in quotes or '}' at byte 1 of the header; got its "
            "end");
}

TEST_F(NpyTest, Header_MayBeWrittenInAnyForm) {
  const char *forms[] = {
      "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }    \n",
      "{'descr':'<f4','fortran_order':True,'shape':(3,4)}",
      "{'shape': (3, 4), 'descr': '<f4', 'fortran_order': True}",
      "{\"fortran_order\": True, \"shape\": (3, 4,), \"descr\": \"<f4\"}",
      " \t\n\r\f\v{ 'descr'\t:\n'<f4','fortran_order': True,'shape':( 3 ,4)}",
      "{'descr': '<f4', 'fortran_order': True , 'shape': (3, 4 , ) , } \n\n",
      "{'descr': '<f4', 'fortran_order': True, 'shape': (3L, 4L), }",
  };
  std::string data(48, '\0');
  for (const char *form : forms) {
    SCOPED_TRACE(form);
    NpyHeader header = headerOf(write(makeFile(form, data)));
    EXPECT_EQ(header.kind, ElementKind::F32);
    EXPECT_EQ(header.shape, (Shape{3, 4}));
    EXPECT_TRUE(header.fortranOrder);
  }
}

TEST_F(NpyTest, Header_AcceptsEveryNumberOfDimensionsUpTo32) {
  EXPECT_TRUE(
      headerOf(write(makeFile(dictionary("|u1", "()"), "a"))).shape.empty());
  EXPECT_EQ(headerOf(write(makeFile(dictionary("|u1", "( )"), "a"))).byteCount,
            1);
  EXPECT_EQ(headerOf(write(makeFile(dictionary("|u1", "(1L,)"), "a"))).shape,
            (Shape{1}));
  std::string shape = "(";
  for (int i = 0; i < 32; ++i)
    shape += "1, ";
  EXPECT_EQ(headerOf(write(makeFile(dictionary("|u1", shape + ")"), "a")))
                .shape.size(),
            32u);
  EXPECT_EQ(errorOf(write(makeFile(dictionary("|u1", shape + "1)"), "a"))),
            "expects at most 32 dimensions; got 33");
}

TEST_F(NpyTest, Header_AcceptsEmptyArrays) {
  EXPECT_EQ(headerOf(write(makeFile(dictionary("<f4", "(0,)"), ""))).byteCount,
            0);
  NpyHeader header =
      headerOf(write(makeFile(dictionary("<f4", "(2, 0, 3)", "True"), "")));
  EXPECT_EQ(header.shape, (Shape{2, 0, 3}));
  EXPECT_EQ(errorOf(pathOf("x.npy")), "read");
}

TEST_F(NpyTest, Header_IsReadWithoutTheData) {
  // A sparse file of 1 TiB is answered at once and takes no memory.
  std::string text = dictionary("<f4", "(274877906944,)");
  std::string path = write(makeFile(text, ""));
  ASSERT_EQ(::truncate(path.c_str(), 10 + text.size() + (off_t(1) << 40)), 0);
  EXPECT_EQ(headerOf(path).byteCount, int64_t(1) << 40);
}

//===----------------------------------------------------------------------===//
// Malformed files
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, Malformed_PrefixIsNamed) {
  const std::string magic = "\x93NUMPY";
  const std::string expectsMagic =
      "expects a .npy file, which begins with '\\x93NUMPY'; got ";
  std::pair<std::string, std::string> cases[] = {
      {"", expectsMagic + "''"},
      {"\x93NUM", expectsMagic + "'\\x93NUM'"},
      {"PK\x03\x04 a zip archive", expectsMagic + "'PK\\x03\\x04 a'"},
      {"one\ntwo\n", expectsMagic + "'one\\x0atw'"},
      {magic, "expects 12 bytes before the header; got 6"},
      {magic + std::string("\x01\x00\x10", 3),
       "expects 10 bytes before the header; got 9"},
      {magic + std::string("\x02\x00\x10\x00\x00", 5),
       "expects 12 bytes before the header; got 11"},
      {makeFile("{}", "", 0, 0),
       "expects .npy version 1.0, 2.0 or 3.0; got 0.0"},
      {makeFile("{}", "", 4, 0),
       "expects .npy version 1.0, 2.0 or 3.0; got 4.0"},
      {makeFile("{}", "", 1, 1),
       "expects .npy version 1.0, 2.0 or 3.0; got 1.1"},
      {makeFile("{}", "", 255, 255),
       "expects .npy version 1.0, 2.0 or 3.0; got 255.255"},
      {magic + std::string("\x01\x00\xff\xff{}", 6),
       "expects a header of 65535 bytes; got 2"},
      {magic + std::string("\x02\x00\xff\xff\xff\xff{}", 8),
       "expects a header of 4294967295 bytes; got 2"},
      {makeFile(std::string(65536, ' '), "", 2),
       "expects a header of at most 65535 bytes; got 65536"},
      {makeFile(std::string(65535, ' '), "", 3),
       "expects '{' at byte 65535 of the header; got its end"},
  };
  for (const auto &[content, message] : cases)
    EXPECT_EQ(errorOf(write(content)), message);
}

TEST_F(NpyTest, Malformed_DictionaryIsNamed) {
  const std::string keys =
      "expects the header keys 'descr', 'fortran_order' and 'shape'; got ";
  std::pair<std::string, std::string> cases[] = {
      {"[1]", "expects '{' at byte 0 of the header; got '[1]'"},
      {"{}", keys + "no 'descr'"},
      {"{'descr': '<f4', 'shape': (2,)}", keys + "no 'fortran_order'"},
      {"{'descr': '<f4', 'fortran_order': False}", keys + "no 'shape'"},
      {"{'descr': '<f4', 'extra': 1}", keys + "'extra'"},
      {"{'Descr': '<f4'}", keys + "'Descr'"},
      {"{'descr': '<f4', 'descr': '<f4'}",
       "expects each header key once; got 'descr' twice"},
      {"{descr: 1}", "expects a key in quotes or '}' at byte 1 of the header; "
                     "got 'descr: 1}'"},
      {"{,}",
       "expects a key in quotes or '}' at byte 1 of the header; got ',}'"},
      {"{'descr'}", "expects ':' at byte 8 of the header; got '}'"},
      {"{'descr': '<f4' 'shape': (2,)}",
       "expects ',' or '}' at byte 16 of the header; got ''shape': (2,)}'"},
      {"{'descr': '<f4',, 'shape': (2,)}",
       "expects a key in quotes or '}' at byte 16 of the header; got ', "
       "'shape': (2,)}'"},
      {"{'descr': '<f4', ",
       "expects a key in quotes or '}' at byte 17 of the header; got its end"},
      {"{'descr': '<f4", "expects a closed string without escapes at byte 10 "
                         "of the header; got ''<f4'"},
      {"{'descr': '<f4\\x00'}", "expects a closed string without escapes at "
                                "byte 10 of the header; got ''<f4\\x00'}'"},
      {"{'descr': '<f4\n'}", "expects a closed string without escapes at byte "
                             "10 of the header; got ''<f4\\x0a'}'"},
      {dictionary("<f4", "(2,)") + "x", "expects white space to the end of the "
                                        "header at byte 58 of the header; got "
                                        "'x'"},
      {std::string("{\0}", 3), "expects a key in quotes or '}' at byte 1 of "
                               "the header; got '\\x00}'"},
      {std::string(60000, '{'), "expects a key in quotes or '}' at byte 1 of "
                                "the header; got '{{{{{{{{{{{{{{{{...'"},
  };
  for (const auto &[text, message] : cases)
    EXPECT_EQ(errorOf(write(makeFile(text, "12345678"))), message);
}

TEST_F(NpyTest, Malformed_DtypeIsNamed) {
  const std::string expects =
      "expects a dtype of f64, f32, bf16, f16, i8, u8, i16, u16, i32, u32, "
      "i64, u64, bool; got ";
  std::pair<std::string, std::string> cases[] = {
      {"'|O'", expects + "'|O' (Python objects)"},
      {"'|S8'", expects + "'|S8' (strings)"},
      {"'<U8'", expects + "'<U8' (strings)"},
      {"'<c8'", expects + "'<c8' (complex)"},
      {"'<M8[s]'", expects + "'<M8[s]' (dates or times)"},
      {"'<m8[ns]'", expects + "'<m8[ns]' (dates or times)"},
      {"'<V1'", expects + "'<V1' (voids of another size than bf16)"},
      {"'<f16'", expects + "'<f16' (unknown)"},
      {"'<f3'", expects + "'<f3' (unknown)"},
      {"'<<f4'", expects + "'<<f4' (unknown)"},
      {"'|=f4'", expects + "'|=f4' (unknown)"},
      {"'<'", expects + "'<' (unknown)"},
      {"''", expects + "'' (unknown)"},
      {"'<bfloat16'", expects + "'<bfloat16' (unknown)"},
      {"'" + std::string(40, 'f') + "'",
       expects + "'" + std::string(32, 'f') + "...' (unknown)"},
      {"'\x1b[31m\xff'", expects + "'\\x1b[31m\\xff' (unknown)"},
      {"[('a', '<f4')]",
       expects + "'[('a', '<f4')], 'fortran_order':...' (structured)"},
      {"('<f4', (2,))",
       expects + "'('<f4', (2,)), 'fortran_order': ...' (structured)"},
      {"None", "expects a dtype in quotes at byte 10 of the header; got "
               "'None, 'fortran_o...'"},
  };
  for (const auto &[descr, message] : cases) {
    std::string text =
        "{'descr': " + descr + ", 'fortran_order': False, 'shape': (2,), }\n";
    EXPECT_EQ(errorOf(write(makeFile(text, "12345678"))), message);
  }
}

TEST_F(NpyTest, Malformed_OrderIsNamed) {
  for (StringRef order : {"1", "0", "None", "true", "'False'", "Falsey"}) {
    std::string message =
        errorOf(write(makeFile(dictionary("|u1", "(2,)", order), "12")));
    EXPECT_TRUE(StringRef(message).starts_with(
        "expects True or False for 'fortran_order' at byte "))
        << message;
  }
}

TEST_F(NpyTest, Malformed_ShapeIsNamed) {
  const std::string at = " at byte 51 of the header; got ";
  std::pair<std::string, std::string> cases[] = {
      {"3",
       "expects a tuple for 'shape' at byte 50 of the header; got '3, }\\x0a'"},
      {"[3]", "expects a tuple for 'shape' at byte 50 of the header; got '[3], "
              "}\\x0a'"},
      {"None", "expects a tuple for 'shape' at byte 50 of the header; got "
               "'None, }\\x0a'"},
      {"(3)", "expects a tuple for 'shape'; got '(3)'"},
      {"(,)", "expects an integer" + at + "',), }\\x0a'"},
      {"(-1,)", "expects dimensions of 0 or more; got -1"},
      {"(2, -3)", "expects dimensions of 0 or more; got -3"},
      {"(0, -9223372036854775808)",
       "expects dimensions of 0 or more; got -9223372036854775808"},
      {"(1.5,)", "expects an integer" + at + "'1.5,), }\\x0a'"},
      {"(1e3,)", "expects an integer" + at + "'1e3,), }\\x0a'"},
      {"(0x10,)", "expects an integer" + at + "'0x10,), }\\x0a'"},
      {"(010,)", "expects an integer" + at + "'010,), }\\x0a'"},
      {"(+1,)", "expects an integer" + at + "'+1,), }\\x0a'"},
      {"(1_0,)", "expects an integer" + at + "'1_0,), }\\x0a'"},
      {"(1LL,)", "expects an integer" + at + "'1LL,), }\\x0a'"},
      {"(L,)", "expects an integer" + at + "'L,), }\\x0a'"},
      {"(-,)", "expects an integer" + at + "'-,), }\\x0a'"},
      {"('1',)", "expects an integer" + at + "''1',), }\\x0a'"},
      {"(True,)", "expects an integer" + at + "'True,), }\\x0a'"},
      {"((2,),)", "expects an integer" + at + "'(2,),), }\\x0a'"},
      {"(1 2)",
       "expects ',' or ')' at byte 53 of the header; got '2), }\\x0a'"},
      {"(1,,)",
       "expects an integer at byte 53 of the header; got ',), }\\x0a'"},
      {"(9223372036854775808,)",
       "expects an integer of at most 9223372036854775807" + at +
           "'9223372036854775...'"},
      {"(9223372036854775807,)", "expects at most 9223372036854775807 bytes of "
                                 "data; got shape [9223372036854775807] of "
                                 "u16"},
      {"(4294967296, 4294967296)",
       "expects at most 9223372036854775807 bytes of data; got shape "
       "[4294967296, 4294967296] of u16"},
      {"(0, 4294967296, 4294967296)",
       "expects at most 9223372036854775807 bytes of data; got shape "
       "[0, 4294967296, 4294967296] of u16"},
  };
  for (const auto &[shape, message] : cases)
    EXPECT_EQ(errorOf(write(makeFile(dictionary("<u2", shape), "12"))),
              message);
}

TEST_F(NpyTest, Malformed_DataSizeIsNamedWithBothCounts) {
  std::string text = dictionary("<f4", "(3, 4)");
  const std::string message =
      "expects 48 bytes of data for shape [3, 4] of f32; got ";
  for (size_t size : {0, 40, 47, 49, 96})
    EXPECT_EQ(errorOf(write(makeFile(text, std::string(size, 'x')))),
              message + std::to_string(size));
  EXPECT_EQ(errorOf(write(makeFile(text, std::string(48, 'x')))), "read");
  EXPECT_EQ(errorOf(write(makeFile(dictionary("<f4", "()"), ""))),
            "expects 4 bytes of data for shape [] of f32; got 0");
  EXPECT_EQ(errorOf(write(makeFile(dictionary("<f4", "(0,)"), "x"))),
            "expects 0 bytes of data for shape [0] of f32; got 1");
  // More than any machine has is found out without allocating it.
  EXPECT_EQ(
      errorOf(write(makeFile(dictionary("<f8", "(562949953421312,)"), "x"))),
      "expects 4503599627370496 bytes of data for shape "
      "[562949953421312] of f64; got 1");
}

TEST_F(NpyTest, Malformed_EveryTruncationIsRefused) {
  std::string content = makeFile(dictionary("<i2", "(2, 3)"), "abcdefghijkl");
  ASSERT_EQ(errorOf(write(content)), "read");
  for (size_t size = 0; size < content.size(); ++size)
    EXPECT_NE(errorOf(write(StringRef(content).take_front(size))), "read")
        << size;
}

TEST_F(NpyTest, Malformed_EveryByteMayBeAnything) {
  // Whatever one byte becomes, the file is read or refused with one line
  // (errorOf checks that) and never read with more or less data than it holds.
  std::string content = makeFile(dictionary("|b1", "(2, 3)", "True"),
                                 StringRef("\0\1\0\1\0\1", 6));
  ASSERT_EQ(errorOf(write(content)), "read");
  unsigned refused = 0;
  for (size_t i = 0; i < content.size(); ++i) {
    for (int value : {0x00, 0x09, 0x0a, 0x20, 0x27, 0x28, 0x29, 0x2c, 0x30,
                      0x39, 0x5c, 0x7b, 0x7d, 0x80, 0xff}) {
      std::string mutated = content;
      mutated[i] = char(value);
      std::string path = write(mutated);
      if (errorOf(path) == "read")
        EXPECT_EQ(headerOf(path).dataOffset + headerOf(path).byteCount,
                  content.size());
      else
        ++refused;
    }
  }
  EXPECT_GT(refused, content.size());
}

//===----------------------------------------------------------------------===//
// What is not a file
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, Path_OfOtherThingsIsRefused) {
  EXPECT_EQ(errorOf(pathOf("missing.npy")),
            "cannot open: No such file or directory");
  EXPECT_EQ(errorOf(write("", "file") + "/x.npy"),
            "cannot open: Not a directory");
  EXPECT_EQ(errorOf(folder), "expects a regular file; got a directory");
  EXPECT_EQ(errorOf("/dev/null"), "expects a regular file; got a device");
  std::string fifo = pathOf("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(errorOf(fifo), "expects a regular file; got a FIFO");
  std::string loop = pathOf("loop");
  ASSERT_EQ(::symlink("loop", loop.c_str()), 0);
  EXPECT_TRUE(StringRef(errorOf(loop)).starts_with("cannot open: Too many"));
}

TEST_F(NpyTest, Path_ThatIsUnreadableIsRefused) {
  if (::geteuid() == 0)
    GTEST_SKIP() << "root reads every file";
  std::string path = write(makeFile(dictionary("|u1", "(1,)"), "a"));
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  EXPECT_EQ(errorOf(path), "cannot open: Permission denied");
}

TEST_F(NpyTest, Path_WithLineBreakGivesOneLine) {
  Expected<NpyHeader> header = readNpyHeader("a\nb\x1b.npy");
  ASSERT_FALSE(header);
  EXPECT_EQ(toString(header.takeError()),
            "a\\x0ab\\x1b.npy: cannot open: No such file or directory");
  header = readNpyHeader("\xc3\xa9.npy"); // UTF-8 stays as it is.
  ASSERT_FALSE(header);
  EXPECT_EQ(toString(header.takeError()),
            "\xc3\xa9.npy: cannot open: No such file or directory");
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, Data_InBothByteOrdersComesInTheHosts) {
  struct Case {
    const char *descr, *data;
    uint64_t value;
  } cases[] = {
      {"<u2", "\x01\x02", 0x0201},
      {">u2", "\x01\x02", 0x0102},
      {"<V2", "\x80\x3f", 0x3f80},
      {">V2", "\x3f\x80", 0x3f80},
      {"<f4", "\x01\x02\x03\x04", 0x04030201},
      {">f4", "\x01\x02\x03\x04", 0x01020304},
      {"<i8", "\x01\x02\x03\x04\x05\x06\x07\x08", 0x0807060504030201},
      {">i8", "\x01\x02\x03\x04\x05\x06\x07\x08", 0x0102030405060708},
  };
  for (const Case &c : cases) {
    SCOPED_TRACE(c.descr);
    Bytes data = dataOf(write(makeFile(dictionary(c.descr, "()"), c.data)));
    ASSERT_EQ(data.size(), StringRef(c.data).size());
    uint64_t value = 0;
    for (size_t i = 0; i < data.size(); ++i)
      value |= uint64_t(uint8_t(data[kHostIsBig ? data.size() - 1 - i : i]))
               << (8 * i);
    EXPECT_EQ(value, c.value);
  }
}

TEST_F(NpyTest, Data_InFortranOrderComesInCOrder) {
  auto read = [&](StringRef shape, StringRef data, StringRef order) {
    Bytes bytes =
        dataOf(write(makeFile(dictionary("|u1", shape, order), data)));
    return std::string(bytes.begin(), bytes.end());
  };
  EXPECT_EQ(read("(2, 3)", "abcdef", "False"), "abcdef");
  EXPECT_EQ(read("(2, 3)", "abcdef", "True"), "acebdf");
  EXPECT_EQ(read("(2, 2, 2)", "abcdefgh", "True"), "aecgbfdh");
  EXPECT_EQ(read("(1, 2, 1, 3, 1)", "abcdef", "True"), "acebdf");
  EXPECT_EQ(read("(6,)", "abcdef", "True"), "abcdef");
  EXPECT_EQ(read("(1, 6, 1)", "abcdef", "True"), "abcdef");
  EXPECT_EQ(read("()", "a", "True"), "a");
  EXPECT_EQ(read("(0, 3)", "", "True"), "");
}

TEST_F(NpyTest, Data_LargerThanOnePieceIsReadInBothOrders) {
  // About 3 MiB, in dimensions that divide no power of two.
  const int64_t d0 = 97, d1 = 83, d2 = 101;
  for (bool bigEndian : {false, true}) {
    for (bool fortran : {false, true}) {
      std::string data(d0 * d1 * d2 * 4, '\0');
      for (int64_t i = 0; i < d0; ++i)
        for (int64_t j = 0; j < d1; ++j)
          for (int64_t k = 0; k < d2; ++k)
            support::endian::write32(
                &data[4 * (fortran ? i + d0 * (j + d1 * k)
                                   : (i * d1 + j) * d2 + k)],
                (i * d1 + j) * d2 + k,
                bigEndian ? endianness::big : endianness::little);
      Bytes read = dataOf(
          write(makeFile(dictionary(bigEndian ? ">i4" : "<i4", "(97, 83, 101)",
                                    fortran ? "True" : "False"),
                         data)));
      ASSERT_EQ(read.size(), data.size());
      for (uint32_t i = 0; i < d0 * d1 * d2; ++i)
        ASSERT_EQ(support::endian::read32(&read[4 * i], endianness::native), i)
            << bigEndian << fortran;
    }
  }
}

TEST_F(NpyTest, Data_OfEveryWidthIsReadInFortranOrder) {
  for (ElementKind kind : {ElementKind::U8, ElementKind::U16, ElementKind::U32,
                           ElementKind::U64}) {
    int64_t width = byteWidth(kind);
    std::string inFile, inC;
    for (char c : {'a', 'b', 'c', 'd', 'e', 'f'})
      inFile += std::string(width, c);
    for (char c : {'a', 'c', 'e', 'b', 'd', 'f'})
      inC += std::string(width, c);
    Bytes read = dataOf(write(makeFile(
        dictionary("<u" + std::to_string(width), "(2, 3)", "True"), inFile)));
    EXPECT_EQ(std::string(read.begin(), read.end()), inC) << width;
  }
}

TEST_F(NpyTest, Data_NeedsNoAlignment) {
  std::string path = write(makeFile(dictionary(">f8", "(2, 2)", "True"),
                                    "AAAAAAAaBBBBBBBbCCCCCCCc"
                                    "DDDDDDDd"));
  NpyHeader header = headerOf(path);
  std::string buffer(34, '#');
  ASSERT_FALSE(errorToBool(
      readNpyData(path, header, MutableArrayRef<char>(&buffer[1], 32))));
  EXPECT_EQ(buffer, kHostIsBig ? "#AAAAAAAaCCCCCCCcBBBBBBBbDDDDDDDd#"
                               : "#aAAAAAAAcCCCCCCCbBBBBBBBdDDDDDDD#");
}

TEST_F(NpyTest, Data_OfOtherSizeThanTheBufferIsRefused) {
  std::string path = write(makeFile(dictionary("|u1", "(4,)"), "abcd"));
  NpyHeader header = headerOf(path);
  for (size_t size : {0, 3, 5}) {
    Bytes buffer(size);
    EXPECT_EQ(strip(path, toString(readNpyData(path, header, buffer))),
              "expects a buffer of 4 bytes for shape [4] of u8; got " +
                  std::to_string(size));
  }
  // A header that the caller changed, and a file that changed since.
  Bytes buffer(4);
  NpyHeader wrong = header;
  wrong.shape = {5};
  EXPECT_EQ(strip(path, toString(readNpyData(path, wrong, buffer))),
            "expects a buffer of 5 bytes for shape [5] of u8; got 4");
  wrong = header;
  wrong.dataOffset = ~uint64_t(0);
  EXPECT_EQ(strip(path, toString(readNpyData(path, wrong, buffer))),
            "expects 4 bytes of data for shape [4] of u8; got 0");
  write(makeFile(dictionary("|u1", "(4,)"), "abc"));
  EXPECT_EQ(strip(path, toString(readNpyData(path, header, buffer))),
            "expects 4 bytes of data for shape [4] of u8; got 3");
}

TEST_F(NpyTest, Data_OfBoolsIsZeroOrOne) {
  std::string text = dictionary("|b1", "(4,)");
  EXPECT_EQ(dataOf(write(makeFile(text, StringRef("\0\1\1\0", 4)))),
            (Bytes{0, 1, 1, 0}));
  EXPECT_EQ(errorOf(write(makeFile(text, StringRef("\0\1\xff\2", 4)))),
            "expects bools of 0 or 1; got 255 at element 2");
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

TEST_F(NpyTest, Write_GivesTheBytesOfNumPy) {
  // numpy.save of arange(6, dtype=uint8).reshape(2, 3), of a 0-d and of a 1-d
  // array.
  auto expected = [](StringRef text, StringRef data) {
    std::string padded = text.str();
    padded.resize(117, ' ');
    return makeFile(padded + "\n", data);
  };
  std::string path = pathOf("x.npy");
  ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {2, 3}, counting(6)),
            "written");
  EXPECT_EQ(slurp(path), expected("{'descr': '|u1', 'fortran_order': False, "
                                  "'shape': (2, 3), }",
                                  StringRef("\0\1\2\3\4\5", 6)));
  ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {}, counting(1)), "written");
  EXPECT_EQ(slurp(path), expected("{'descr': '|u1', 'fortran_order': False, "
                                  "'shape': (), }",
                                  StringRef("\0", 1)));
  ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {2}, counting(2)), "written");
  EXPECT_EQ(slurp(path), expected("{'descr': '|u1', 'fortran_order': False, "
                                  "'shape': (2,), }",
                                  StringRef("\0\1", 2)));
}

TEST_F(NpyTest, Write_NamesEveryDtype) {
  const char *codes[] = {"f8", "f4", "V2", "f2", "i1", "u1", "i2",
                         "u2", "i4", "u4", "i8", "u8", "b1"};
  for (auto [kind, code] : zip_equal(kAllKinds, codes)) {
    std::string path = pathOf("x.npy");
    ASSERT_EQ(errorOfWriting(path, kind, {1}, Bytes(byteWidth(kind))),
              "written");
    std::string descr =
        std::string(1, byteWidth(kind) == 1 ? '|' : kHostOrder) + code;
    EXPECT_EQ(slurp(path).substr(10, 17), "{'descr': '" + descr + "', ");
  }
}

TEST_F(NpyTest, Write_IsReadBackForEveryKindAndShape) {
  for (ElementKind kind : kAllKinds) {
    for (const Shape &shape :
         {Shape{}, Shape{5}, Shape{0}, Shape{2, 3}, Shape{3, 0, 2},
          Shape{2, 1, 3, 2}, Shape(32, 1), Shape{1000, 700}}) {
      SCOPED_TRACE(stringifyElementKind(kind).str());
      Bytes data = counting(*denseByteCount(kind, shape));
      if (kind == ElementKind::Bool)
        for (char &element : data)
          element &= 1;
      std::string path = pathOf("x.npy");
      ASSERT_EQ(errorOfWriting(path, kind, shape, data), "written");
      NpyHeader header = headerOf(path);
      EXPECT_EQ(header.kind, kind);
      EXPECT_EQ(header.shape, shape);
      EXPECT_FALSE(header.fortranOrder);
      EXPECT_EQ(header.dataOffset % 64, 0u);
      EXPECT_EQ(dataOf(path), data);
    }
  }
  EXPECT_EQ(entries(), std::vector<std::string>{"x.npy"});
}

TEST_F(NpyTest, Write_RefusesWrongArguments) {
  std::string path = pathOf("x.npy");
  EXPECT_EQ(errorOfWriting(path, ElementKind::F32, {3, 4}, Bytes(40)),
            "expects 48 bytes of data for shape [3, 4] of f32; got 40");
  EXPECT_EQ(errorOfWriting(path, ElementKind::F32, {-1, -4}, Bytes(16)),
            "expects dimensions of 0 or more; got -1");
  EXPECT_EQ(errorOfWriting(path, ElementKind::F32, {int64_t(1) << 62}, {}),
            "expects at most 9223372036854775807 bytes of data; got shape "
            "[4611686018427387904] of f32");
  EXPECT_EQ(errorOfWriting(path, ElementKind::I8, Shape(33, 1), Bytes(1)),
            "expects at most 32 dimensions; got 33");
  EXPECT_EQ(errorOfWriting(path, ElementKind::Bool, {2}, Bytes{1, 2}),
            "expects bools of 0 or 1; got 2 at element 1");
  EXPECT_TRUE(entries().empty());
}

TEST_F(NpyTest, Write_RefusesOtherThingsThanFiles) {
  EXPECT_EQ(errorOfWriting(folder, ElementKind::U8, {1}, Bytes(1)),
            "expects a regular file or a new one; got a directory");
  EXPECT_EQ(errorOfWriting("/dev/null", ElementKind::U8, {1}, Bytes(1)),
            "expects a regular file or a new one; got a device");
  std::string fifo = pathOf("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(errorOfWriting(fifo, ElementKind::U8, {1}, Bytes(1)),
            "expects a regular file or a new one; got a FIFO");
  EXPECT_EQ(errorOfWriting(pathOf("no/x.npy"), ElementKind::U8, {1}, Bytes(1)),
            "cannot create a temporary file in its folder: No such file or "
            "directory");
  EXPECT_EQ(errorOfWriting(write("", "file") + "/x.npy", ElementKind::U8, {1},
                           Bytes(1)),
            "cannot write: Not a directory");
  EXPECT_EQ(entries(), (std::vector<std::string>{"fifo", "file"}));
}

TEST_F(NpyTest, Write_ReplacesAFileAndKeepsItsPermissions) {
  std::string path = write("old");
  for (mode_t mode : {0640, 0606}) {
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {3}, counting(3)),
              "written");
    struct stat status;
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, mode);
  }
  EXPECT_EQ(dataOf(path), counting(3));
}

TEST_F(NpyTest, Write_ObeysTheMaskForNewFiles) {
  mode_t old = ::umask(027);
  std::string path = pathOf("x.npy");
  EXPECT_EQ(errorOfWriting(path, ElementKind::U8, {1}, Bytes(1)), "written");
  ::umask(old);
  struct stat status;
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, mode_t(0640));
}

TEST_F(NpyTest, Write_FollowsALinkToAFile) {
  std::string path = write("old"), link = pathOf("link.npy");
  ASSERT_EQ(::symlink("x.npy", link.c_str()), 0);
  ASSERT_EQ(errorOfWriting(link, ElementKind::U8, {3}, counting(3)), "written");
  EXPECT_TRUE(fs::is_symlink_file(link));
  EXPECT_EQ(dataOf(path), counting(3));
}

TEST_F(NpyTest, Write_AcceptsAnyFolderAndLongNames) {
  ASSERT_FALSE(fs::create_directory(pathOf("100%")));
  std::string path = pathOf("100%/" + std::string(251, 'x') + ".npy");
  ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {3}, counting(3)), "written");
  EXPECT_EQ(dataOf(path), counting(3));
}

TEST_F(NpyTest, Write_ToAReadOnlyPlaceChangesNothing) {
  if (::geteuid() == 0)
    GTEST_SKIP() << "root writes every file";
  std::string path = write("old");
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  EXPECT_EQ(errorOfWriting(path, ElementKind::U8, {1}, Bytes(1)),
            "cannot write: Permission denied");
  ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
  ASSERT_EQ(::chmod(folder.c_str(), 0555), 0);
  EXPECT_EQ(errorOfWriting(path, ElementKind::U8, {1}, Bytes(1)),
            "cannot create a temporary file in its folder: Permission denied");
  ASSERT_EQ(::chmod(folder.c_str(), 0755), 0);
  EXPECT_EQ(slurp(path), "old");
  EXPECT_EQ(entries(), std::vector<std::string>{"x.npy"});
}

TEST_F(NpyTest, Write_ThatFindsNoSpaceChangesNothing) {
  // A limit on the size of files fails a write halfway, as a full disk does.
  std::string path = write("old");
  rlimit old;
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  auto *oldHandler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit = old;
  limit.rlim_cur = 4096;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::string existing =
      errorOfWriting(path, ElementKind::U8, {8192}, Bytes(8192));
  std::signal(SIGXFSZ, SIG_IGN);
  std::string created =
      errorOfWriting(pathOf("new.npy"), ElementKind::U8, {8192}, Bytes(8192));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
  std::signal(SIGXFSZ, oldHandler);
  EXPECT_EQ(existing, "cannot write: File too large");
  EXPECT_EQ(created, "cannot write: File too large");
  EXPECT_EQ(slurp(path), "old");
  EXPECT_EQ(entries(), std::vector<std::string>{"x.npy"});
}

} // namespace
