#include "shared/search/search_index.h"

#include <algorithm>
#include <string>

#include "shared/search/fold.h"
#include "shared/search/pinyin.h"

namespace mingchou::search {

namespace {

std::u16string fold_codes(std::span<const std::string_view> codes) {
  std::u16string folded;
  for (const std::string_view code : codes.first(std::min(codes.size(), codes_per_row_max))) {
    const std::u16string one = fold_without_spaces(code, code_units_max);
    if (!one.empty()) (folded += one) += SearchIndex::code_end;
  }
  return folded;
}

struct FoldedRow {
  std::u16string name;
  std::u16string sounds;
  std::u16string codes;
  std::u16string address;

  FoldedRow() = default;
  explicit FoldedRow(const RowTexts& texts)
      : name(fold_without_spaces(texts.name, name_units_max)),
        sounds(sounds_of(name)),
        codes(fold_codes(texts.codes)),
        address(fold_without_spaces(texts.address, address_units_max)) {}
};

void replace_in(SearchIndex::Block& block, std::size_t at, const FoldedRow& row, bool live) {
  block.names.replace(at, row.name);
  block.sounds.replace(at, row.sounds);
  block.codes.replace(at, row.codes);
  block.addresses.replace(at, row.address);
  block.live[at] = live;
}

}  // namespace

Result<std::uint32_t> SearchIndex::add(const RowTexts& texts) {
  if (row_count_ == rows_max) return fail(Error("search.too_many_rows").with("rows_max", rows_max));
  const std::size_t at = row_count_ % rows_per_block;
  if (at == 0) blocks_.push_back(std::make_unique<Block>());
  Block& block = *blocks_.back();
  const FoldedRow row(texts);
  block.names.append(row.name);
  block.sounds.append(row.sounds);
  block.codes.append(row.codes);
  block.addresses.append(row.address);
  block.live[at] = true;
  if (at + 1 == rows_per_block)
    for (PackedTexts* field : {&block.names, &block.sounds, &block.codes, &block.addresses}) field->shrink_to_fit();
  ++version_;
  return static_cast<std::uint32_t>(row_count_++);
}

bool SearchIndex::replace(std::uint32_t row, const RowTexts& texts) {
  if (row >= row_count_) return false;
  replace_in(*blocks_[row / rows_per_block], row % rows_per_block, FoldedRow(texts), true);
  ++version_;
  return true;
}

bool SearchIndex::remove(std::uint32_t row) {
  if (row >= row_count_) return false;
  replace_in(*blocks_[row / rows_per_block], row % rows_per_block, FoldedRow(), false);
  ++version_;
  return true;
}

std::size_t SearchIndex::memory_bytes() const {
  std::size_t bytes = sizeof *this + blocks_.capacity() * sizeof(blocks_[0]);
  for (const auto& block : blocks_) {
    bytes += sizeof(Block);
    for (const PackedTexts* field : {&block->names, &block->sounds, &block->codes, &block->addresses})
      bytes += field->memory_bytes() - sizeof *field;
  }
  return bytes;
}

}  // namespace mingchou::search
