//===- NpyHeaderTest.cpp - Headers of .npy files --------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NpyFiles.h"

using namespace llvm;
using namespace mlir::norm;

namespace {

class NpyHeaderTest : public NpyFiles {};

//===----------------------------------------------------------------------===//
// Element types and sizes
//===----------------------------------------------------------------------===//

TEST_F(NpyHeaderTest, ElementKind_HasWidthAndName) {
  std::string all;
  raw_string_ostream os(all);
  for (ElementKind kind : kAllKinds)
    os << stringifyElementKind(kind) << ":" << byteWidth(kind) << " ";
  EXPECT_EQ(all, "f64:8 f32:4 bf16:2 f16:2 i8:1 u8:1 i16:2 u16:2 i32:4 u32:4 "
                 "i64:8 u64:8 bool:1 f8E4M3FN:1 f8E5M2:1 ");
}

TEST_F(NpyHeaderTest, DenseByteCount_MultipliesWidthAndDimensions) {
  EXPECT_EQ(denseByteCount(ElementKind::F32, {}), 4);
  EXPECT_EQ(denseByteCount(ElementKind::F64, {3, 4}), 96);
  EXPECT_EQ(denseByteCount(ElementKind::BF16, {3, 0, 4}), 0);
}

TEST_F(NpyHeaderTest, DenseByteCount_HasNoValueBeyond63Bits) {
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

TEST_F(NpyHeaderTest, DenseByteCount_IgnoresZerosInItsBound) {
  const int64_t max = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(denseByteCount(ElementKind::I8, {0, max}), 0);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {0, max, 2}), std::nullopt);
  EXPECT_EQ(denseByteCount(ElementKind::I8, {max, 2, 0}), std::nullopt);
}

//===----------------------------------------------------------------------===//
// Headers
//===----------------------------------------------------------------------===//

TEST_F(NpyHeaderTest, Header_KnowsEveryDescriptor) {
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

TEST_F(NpyHeaderTest, Header_OfEveryVersionHasItsDataOffset) {
  std::string text = dictionary("|u1", "(2, 3)");
  for (int major : {1, 2, 3}) {
    NpyHeader header = headerOf(write(makeFile(text, "abcdef", major)));
    EXPECT_EQ(header.dataOffset, (major == 1 ? 10 : 12) + text.size());
    EXPECT_EQ(header.shape, (Shape{2, 3}));
    EXPECT_FALSE(header.fortranOrder);
    EXPECT_EQ(header.byteCount, 6);
  }
}

TEST_F(NpyHeaderTest, Header_OfSmallestFileIsRead) {
  // In version 1.0 the data may begin before byte 12.
  EXPECT_EQ(errorOf(write(makeFile("", ""))),
            "expects '{' at byte 0 of the header; got its end");
  EXPECT_EQ(errorOf(write(makeFile("{", ""))),
            "expects a key in quotes or '}' at byte 1 of the header; got its "
            "end");
}

TEST_F(NpyHeaderTest, Header_MayBeWrittenInAnyForm) {
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

TEST_F(NpyHeaderTest, Header_AcceptsEveryNumberOfDimensionsUpTo32) {
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

TEST_F(NpyHeaderTest, Header_AcceptsEmptyArrays) {
  EXPECT_EQ(headerOf(write(makeFile(dictionary("<f4", "(0,)"), ""))).byteCount,
            0);
  NpyHeader header =
      headerOf(write(makeFile(dictionary("<f4", "(2, 0, 3)", "True"), "")));
  EXPECT_EQ(header.shape, (Shape{2, 0, 3}));
  EXPECT_EQ(errorOf(pathOf("x.npy")), "read");
}

TEST_F(NpyHeaderTest, Header_IsReadWithoutTheData) {
  // A sparse file of 1 TiB is answered at once and takes no memory.
  std::string text = dictionary("<f4", "(274877906944,)");
  std::string path = write(makeFile(text, ""));
  ASSERT_EQ(::truncate(path.c_str(), 10 + text.size() + (off_t(1) << 40)), 0);
  EXPECT_EQ(headerOf(path).byteCount, int64_t(1) << 40);
}

//===----------------------------------------------------------------------===//
// Malformed files
//===----------------------------------------------------------------------===//

TEST_F(NpyHeaderTest, Malformed_PrefixIsNamed) {
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

TEST_F(NpyHeaderTest, Malformed_DictionaryIsNamed) {
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

TEST_F(NpyHeaderTest, Malformed_DtypeIsNamed) {
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
      {"'<V3'", expects + "'<V3' (voids of another size than bf16)"},
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

TEST_F(NpyHeaderTest, Malformed_OrderIsNamed) {
  for (StringRef order : {"1", "0", "None", "true", "'False'", "Falsey"}) {
    std::string message =
        errorOf(write(makeFile(dictionary("|u1", "(2,)", order), "12")));
    EXPECT_TRUE(StringRef(message).starts_with(
        "expects True or False for 'fortran_order' at byte "))
        << message;
  }
}

TEST_F(NpyHeaderTest, Malformed_ShapeIsNamed) {
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

TEST_F(NpyHeaderTest, Malformed_DataSizeIsNamedWithBothCounts) {
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

TEST_F(NpyHeaderTest, Malformed_EveryTruncationIsRefused) {
  std::string content = makeFile(dictionary("<i2", "(2, 3)"), "abcdefghijkl");
  ASSERT_EQ(errorOf(write(content)), "read");
  for (size_t size = 0; size < content.size(); ++size)
    EXPECT_NE(errorOf(write(StringRef(content).take_front(size))), "read")
        << size;
}

TEST_F(NpyHeaderTest, Malformed_EveryByteMayBeAnything) {
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

TEST_F(NpyHeaderTest, Path_OfOtherThingsIsRefused) {
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

TEST_F(NpyHeaderTest, Path_ThatIsUnreadableIsRefused) {
  if (::geteuid() == 0)
    GTEST_SKIP() << "root reads every file";
  std::string path = write(makeFile(dictionary("|u1", "(1,)"), "a"));
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  EXPECT_EQ(errorOf(path), "cannot open: Permission denied");
}

TEST_F(NpyHeaderTest, Path_WithLineBreakGivesOneLine) {
  Expected<NpyHeader> header = readNpyHeader("a\nb\x1b.npy");
  ASSERT_FALSE(header);
  EXPECT_EQ(toString(header.takeError()),
            "a\\x0ab\\x1b.npy: cannot open: No such file or directory");
  header = readNpyHeader("\xc3\xa9.npy"); // UTF-8 stays as it is.
  ASSERT_FALSE(header);
  EXPECT_EQ(toString(header.takeError()),
            "\xc3\xa9.npy: cannot open: No such file or directory");
}

} // namespace
