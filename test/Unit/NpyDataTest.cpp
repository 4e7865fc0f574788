//===- NpyDataTest.cpp - Data of .npy files -------------------------------===//
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

class NpyDataTest : public NpyFiles {};

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

TEST_F(NpyDataTest, Data_InBothByteOrdersComesInTheHosts) {
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

TEST_F(NpyDataTest, Data_InFortranOrderComesInCOrder) {
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

TEST_F(NpyDataTest, Data_LargerThanOnePieceIsReadInBothOrders) {
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

TEST_F(NpyDataTest, Data_OfEveryWidthIsReadInFortranOrder) {
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

TEST_F(NpyDataTest, Data_NeedsNoAlignment) {
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

TEST_F(NpyDataTest, Data_OfOtherSizeThanTheBufferIsRefused) {
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

TEST_F(NpyDataTest, Data_OfBoolsIsZeroOrOne) {
  std::string text = dictionary("|b1", "(4,)");
  EXPECT_EQ(dataOf(write(makeFile(text, StringRef("\0\1\1\0", 4)))),
            (Bytes{0, 1, 1, 0}));
  EXPECT_EQ(errorOf(write(makeFile(text, StringRef("\0\1\xff\2", 4)))),
            "expects bools of 0 or 1; got 255 at element 2");
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

TEST_F(NpyDataTest, Write_GivesTheBytesOfNumPy) {
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

TEST_F(NpyDataTest, Write_NamesEveryDtype) {
  const char *codes[] = {"f8", "f4", "V2", "f2", "i1", "u1", "i2", "u2",
                         "i4", "u4", "i8", "u8", "b1", "u1", "u1"};
  for (auto [kind, code] : zip_equal(kAllKinds, codes)) {
    std::string path = pathOf("x.npy");
    ASSERT_EQ(errorOfWriting(path, kind, {1}, Bytes(byteWidth(kind))),
              "written");
    std::string descr =
        std::string(1, byteWidth(kind) == 1 ? '|' : kHostOrder) + code;
    EXPECT_EQ(slurp(path).substr(10, 17), "{'descr': '" + descr + "', ");
  }
}

TEST_F(NpyDataTest, Write_IsReadBackForEveryKindAndShape) {
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
      // Files say of fp8 no more than that elements are bytes.
      bool isByte =
          kind == ElementKind::F8E4M3FN || kind == ElementKind::F8E5M2;
      EXPECT_EQ(header.kind, isByte ? ElementKind::U8 : kind);
      EXPECT_EQ(header.shape, shape);
      EXPECT_FALSE(header.fortranOrder);
      EXPECT_EQ(header.dataOffset % 64, 0u);
      EXPECT_EQ(dataOf(path), data);
    }
  }
  EXPECT_EQ(entries(), std::vector<std::string>{"x.npy"});
}

TEST_F(NpyDataTest, Write_RefusesWrongArguments) {
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

TEST_F(NpyDataTest, Write_RefusesOtherThingsThanFiles) {
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

TEST_F(NpyDataTest, Write_ReplacesAFileAndKeepsItsPermissions) {
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

TEST_F(NpyDataTest, Write_ObeysTheMaskForNewFiles) {
  mode_t old = ::umask(027);
  std::string path = pathOf("x.npy");
  EXPECT_EQ(errorOfWriting(path, ElementKind::U8, {1}, Bytes(1)), "written");
  ::umask(old);
  struct stat status;
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, mode_t(0640));
}

TEST_F(NpyDataTest, Write_FollowsALinkToAFile) {
  std::string path = write("old"), link = pathOf("link.npy");
  ASSERT_EQ(::symlink("x.npy", link.c_str()), 0);
  ASSERT_EQ(errorOfWriting(link, ElementKind::U8, {3}, counting(3)), "written");
  EXPECT_TRUE(fs::is_symlink_file(link));
  EXPECT_EQ(dataOf(path), counting(3));
}

TEST_F(NpyDataTest, Write_AcceptsAnyFolderAndLongNames) {
  ASSERT_FALSE(fs::create_directory(pathOf("100%")));
  std::string path = pathOf("100%/" + std::string(251, 'x') + ".npy");
  ASSERT_EQ(errorOfWriting(path, ElementKind::U8, {3}, counting(3)), "written");
  EXPECT_EQ(dataOf(path), counting(3));
}

TEST_F(NpyDataTest, Write_ToAReadOnlyPlaceChangesNothing) {
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

TEST_F(NpyDataTest, Write_ThatFindsNoSpaceChangesNothing) {
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
