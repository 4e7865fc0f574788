//===- MergeObjects.cpp - Object files to one ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergeObjects.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::norm;
using namespace llvm::ELF;

namespace {

using ELFT = llvm::object::ELF64LE;
using Object = llvm::object::ELFFile<ELFT>;
using SectionHeader = ELFT::Shdr;
using Symbol = ELFT::Sym;
using Relocation = ELFT::Rela;

/// What is the same for sections that are joined.
using SectionKey = std::tuple<std::string, uint32_t, uint64_t, uint64_t>;

/// A section of the merged object.
struct Section {
  std::string name;
  SectionHeader header = {};
  SmallVector<char, 0> content;
  std::vector<Relocation> relocations;
};

/// Where a section of an input lies: a section of the merged object, and the
/// place in it.
struct Placement {
  std::optional<unsigned> section;
  uint64_t offset = 0;
};

/// A table of names, each once.
class StringTable {
public:
  uint32_t add(StringRef name) {
    if (name.empty())
      return 0;
    auto [entry, isNew] = offsets.try_emplace(name, content.size());
    if (isNew) {
      llvm::append_range(content, name);
      content.push_back('\0');
    }
    return entry->second;
  }

  SmallVector<char, 0> content = {'\0'};

private:
  llvm::StringMap<uint32_t> offsets;
};

class Merger {
public:
  /// Adds the sections and symbols of one object.
  llvm::Error add(const Object &object);
  std::string finish();

private:
  llvm::Error addSections(const Object &object);
  llvm::Error addSymbols(const Object &object, const SectionHeader &table);
  llvm::Error addSymbol(const Symbol &symbol, StringRef name);
  llvm::Error addRelocations(const Object &object,
                             const SectionHeader &section);
  unsigned getSection(StringRef name, const SectionHeader &header);
  /// Numbers the sections' own symbols, then the local, then the global ones.
  std::vector<Symbol> numberSymbols();

  ELFT::Ehdr fileHeader = {};
  bool isFirst = true;
  std::vector<Section> sections;
  std::map<SectionKey, unsigned> sectionNumbers;
  StringTable names;
  /// Until they are numbered, relocations refer to symbols by these positions:
  /// of sections, then `locals`, then `globals`, each with a tag of its own.
  enum Tag : uint32_t { OfSection = 0, Local = 1u << 30, Global = 2u << 30 };
  std::vector<Symbol> locals, globals;
  llvm::StringMap<uint32_t> globalNumbers;

  // Of the object that is being added.
  SmallVector<Placement> placements;
  SmallVector<uint32_t> symbolReferences;
  SmallVector<uint64_t> addends;
};

unsigned Merger::getSection(StringRef name, const SectionHeader &header) {
  SectionKey key(name.str(), header.sh_type, header.sh_flags,
                 header.sh_entsize);
  auto [entry, isNew] = sectionNumbers.try_emplace(key, sections.size());
  if (isNew) {
    Section &section = sections.emplace_back();
    section.name = name.str();
    section.header.sh_type = header.sh_type;
    section.header.sh_flags = header.sh_flags;
    section.header.sh_entsize = header.sh_entsize;
    section.header.sh_addralign = 1;
  }
  return entry->second;
}

llvm::Error Merger::addSections(const Object &object) {
  llvm::Expected<ELFT::ShdrRange> headers = object.sections();
  if (!headers)
    return headers.takeError();
  placements.assign(headers->size(), Placement());
  for (auto [number, header] : llvm::enumerate(*headers)) {
    llvm::Expected<StringRef> name = object.getSectionName(header);
    if (!name)
      return name.takeError();
    switch (header.sh_type) {
    case SHT_NULL:
    case SHT_SYMTAB:
    case SHT_STRTAB:
    case SHT_RELA:
      continue; // Made anew.
    case SHT_PROGBITS:
    case SHT_NOBITS:
    case SHT_NOTE:
    case SHT_X86_64_UNWIND:
      break;
    default:
      return llvm::createStringError("cannot join sections such as " + *name);
    }
    ArrayRef<uint8_t> content;
    if (header.sh_type != SHT_NOBITS) {
      llvm::Expected<ArrayRef<uint8_t>> stored =
          object.getSectionContents(header);
      if (!stored)
        return stored.takeError();
      content = *stored;
    }
    unsigned index = getSection(*name, header);
    Section &section = sections[index];
    uint64_t alignment = std::max<uint64_t>(header.sh_addralign, 1);
    section.header.sh_addralign =
        std::max<uint64_t>(section.header.sh_addralign, alignment);
    section.content.resize(llvm::alignTo(section.content.size(), alignment));
    placements[number] = {index, section.content.size()};
    section.content.append(content.begin(), content.end());
    section.content.resize(placements[number].offset + header.sh_size);
  }
  return llvm::Error::success();
}

llvm::Error Merger::addSymbol(const Symbol &symbol, StringRef name) {
  bool isSectionName = symbol.getType() == STT_SECTION;
  Symbol moved = symbol;
  moved.st_name = 0;
  uint64_t offset = 0;
  std::optional<unsigned> section;
  if (symbol.st_shndx > SHN_UNDEF && symbol.st_shndx < SHN_LORESERVE) {
    section = placements[symbol.st_shndx].section;
    offset = placements[symbol.st_shndx].offset;
    if (!section)
      return llvm::createStringError("cannot join sections that have no data");
    // The final number: the first section of the file is none.
    moved.st_shndx = *section + 1;
    moved.st_value = symbol.st_value + offset;
  }
  // A section's own symbol stands for where this object's part begins.
  addends.push_back(isSectionName ? offset : 0);
  if (isSectionName) {
    symbolReferences.push_back(OfSection | *section);
    return llvm::Error::success();
  }
  moved.st_name = names.add(name);
  if (symbol.getBinding() == STB_LOCAL) {
    // One name for the source is enough.
    if (symbol.getType() != STT_FILE || isFirst)
      locals.push_back(moved);
    symbolReferences.push_back(Local | (locals.size() - 1));
    return llvm::Error::success();
  }
  auto [entry, isNew] = globalNumbers.try_emplace(name, globals.size());
  symbolReferences.push_back(Global | entry->second);
  if (isNew) {
    globals.push_back(moved);
    return llvm::Error::success();
  }
  Symbol &known = globals[entry->second];
  if (symbol.isUndefined())
    return llvm::Error::success();
  if (known.isDefined())
    return llvm::createStringError("two definitions of " + name);
  known = moved;
  return llvm::Error::success();
}

llvm::Error Merger::addSymbols(const Object &object,
                               const SectionHeader &table) {
  llvm::Expected<ELFT::SymRange> symbols = object.symbols(&table);
  if (!symbols)
    return symbols.takeError();
  llvm::Expected<StringRef> strings = object.getStringTableForSymtab(table);
  if (!strings)
    return strings.takeError();
  // Number 0 is no symbol.
  symbolReferences.assign(1, 0);
  addends.assign(1, 0);
  for (const Symbol &symbol : llvm::drop_begin(*symbols)) {
    llvm::Expected<StringRef> name = symbol.getName(*strings);
    if (!name)
      return name.takeError();
    if (llvm::Error error = addSymbol(symbol, *name))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error Merger::addRelocations(const Object &object,
                                   const SectionHeader &header) {
  llvm::Expected<ELFT::RelaRange> relocations = object.relas(header);
  if (!relocations)
    return relocations.takeError();
  const Placement &place = placements[header.sh_info];
  if (!place.section)
    return llvm::createStringError("cannot join sections that have no data");
  for (Relocation relocation : *relocations) {
    uint32_t symbol = relocation.getSymbol(false);
    relocation.r_offset = relocation.r_offset + place.offset;
    relocation.r_addend = relocation.r_addend + addends[symbol];
    relocation.setSymbol(symbolReferences[symbol], false);
    sections[*place.section].relocations.push_back(relocation);
  }
  return llvm::Error::success();
}

llvm::Error Merger::add(const Object &object) {
  if (isFirst)
    fileHeader = object.getHeader();
  if (llvm::Error error = addSections(object))
    return error;
  for (const SectionHeader &header : cantFail(object.sections()))
    if (header.sh_type == SHT_SYMTAB)
      if (llvm::Error error = addSymbols(object, header))
        return error;
  for (const SectionHeader &header : cantFail(object.sections()))
    if (header.sh_type == SHT_RELA)
      if (llvm::Error error = addRelocations(object, header))
        return error;
  isFirst = false;
  return llvm::Error::success();
}

std::vector<Symbol> Merger::numberSymbols() {
  std::vector<Symbol> symbols(1 + sections.size());
  std::memset(symbols.data(), 0, symbols.size() * sizeof(Symbol));
  for (unsigned index = 0; index < sections.size(); ++index) {
    symbols[index + 1].setBindingAndType(STB_LOCAL, STT_SECTION);
    symbols[index + 1].st_shndx = index + 1;
  }
  uint32_t firstLocal = symbols.size();
  llvm::append_range(symbols, locals);
  uint32_t firstGlobal = symbols.size();
  llvm::append_range(symbols, globals);
  for (Section &section : sections)
    for (Relocation &relocation : section.relocations) {
      uint32_t reference = relocation.getSymbol(false);
      uint32_t position = reference & (Local - 1);
      uint32_t first = reference & Global  ? firstGlobal
                       : reference & Local ? firstLocal
                                           : 1;
      relocation.setSymbol(first + position, false);
    }
  return symbols;
}

/// The bytes of `values`.
template <typename T>
StringRef getBytes(const std::vector<T> &values) {
  return StringRef(reinterpret_cast<const char *>(values.data()),
                   values.size() * sizeof(T));
}

std::string Merger::finish() {
  std::vector<Symbol> symbols = numberSymbols();
  unsigned numLocal = symbols.size() - globals.size();
  std::string file(sizeof(fileHeader), '\0');
  std::vector<SectionHeader> headers(1);
  std::memset(headers.data(), 0, sizeof(SectionHeader));
  StringTable sectionNames;
  auto write = [&](SectionHeader header, StringRef name, StringRef content) {
    file.resize(llvm::alignTo(file.size(), header.sh_addralign));
    header.sh_name = sectionNames.add(name);
    header.sh_offset = file.size();
    header.sh_size = content.size();
    if (header.sh_type != SHT_NOBITS)
      file += content;
    headers.push_back(header);
  };
  auto describe = [](uint32_t type, uint32_t link, uint32_t info,
                     uint64_t alignment, uint64_t entrySize) {
    SectionHeader header;
    std::memset(&header, 0, sizeof(header));
    header.sh_type = type;
    header.sh_link = link;
    header.sh_info = info;
    header.sh_addralign = alignment;
    header.sh_entsize = entrySize;
    return header;
  };
  // After the sections, those of their relocations, then the tables.
  unsigned symbolTable =
      1 + sections.size() + llvm::count_if(sections, [](const Section &each) {
        return !each.relocations.empty();
      });
  for (const Section &section : sections)
    write(section.header, section.name,
          StringRef(section.content.data(), section.content.size()));
  for (auto [index, section] : llvm::enumerate(sections))
    if (!section.relocations.empty()) {
      SectionHeader header =
          describe(SHT_RELA, symbolTable, index + 1, 8, sizeof(Relocation));
      header.sh_flags = SHF_INFO_LINK;
      write(header, ".rela" + section.name, getBytes(section.relocations));
    }
  write(describe(SHT_SYMTAB, symbolTable + 1, numLocal, 8, sizeof(Symbol)),
        ".symtab", getBytes(symbols));
  write(describe(SHT_STRTAB, 0, 0, 1, 0), ".strtab",
        StringRef(names.content.data(), names.content.size()));
  sectionNames.add(".shstrtab"); // Before its own content is taken.
  write(describe(SHT_STRTAB, 0, 0, 1, 0), ".shstrtab",
        StringRef(sectionNames.content.data(), sectionNames.content.size()));
  file.resize(llvm::alignTo(file.size(), 8));
  fileHeader.e_shoff = file.size();
  fileHeader.e_shnum = headers.size();
  fileHeader.e_shstrndx = headers.size() - 1;
  file += getBytes(headers);
  std::memcpy(file.data(), &fileHeader, sizeof(fileHeader));
  return file;
}

} // namespace

llvm::Expected<std::string> norm::mergeObjects(ArrayRef<std::string> objects) {
  if (objects.size() == 1)
    return objects.front();
  Merger merger;
  for (StringRef bytes : objects) {
    llvm::Expected<Object> object = Object::create(bytes);
    if (!object)
      return object.takeError();
    if (llvm::Error error = merger.add(*object))
      return std::move(error);
  }
  return merger.finish();
}
