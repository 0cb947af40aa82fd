// Search as you type in a register of up to a million rows: the rows. search_query.h reads what is typed,
// search_scan.h finds it. Pure memory, one thread; native and wasm.
//
// Why a scan of packed memory and no index of bigrams: see the figures in search_scan.h.
//
// Rows stand in blocks of 1,024, and each block keeps each field's texts in one piece (PackedTexts). So adding never
// moves what is there, replacing moves some 25 KB, and nothing has to be compacted.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/search/packed_texts.h"

namespace mingchou::search {

inline constexpr std::size_t rows_max = 2'000'000;
inline constexpr std::size_t rows_per_block = 1024;
/// UTF-16 units of a row that are searched; what is longer is cut, without an error.
inline constexpr std::size_t name_units_max = 512;
inline constexpr std::size_t code_units_max = 64;
inline constexpr std::size_t codes_per_row_max = 8;
inline constexpr std::size_t address_units_max = 512;

/// What is searched of one row, in UTF-8; needed during the call only. Bytes that are no UTF-8 are passed over.
struct RowTexts {
  std::string_view name;
  /// Credit code, registration number and the like; found by any part of them.
  std::span<const std::string_view> codes = {};
  /// Found by words of two characters and more; costs 60 bytes a row. Empty if it is not to be searched.
  std::string_view address = {};
};

/// Rows are numbered 0, 1, 2 … as they are added, and keep their numbers.
class SearchIndex {
 public:
  /// The new row's number. Error: search.too_many_rows {rows_max}.
  Result<std::uint32_t> add(const RowTexts& texts);
  /// New texts for a row, also for a removed one, which is found again from then on. False if there is no such row.
  bool replace(std::uint32_t row, const RowTexts& texts);
  /// The row is found no more; its number stays taken. False if there is no such row.
  bool remove(std::uint32_t row);

  /// Removed ones too.
  std::size_t row_count() const { return row_count_; }
  std::size_t memory_bytes() const;

  struct Block {
    PackedTexts names;
    PackedTexts sounds;
    /// Each code ends with `code_end`.
    PackedTexts codes;
    PackedTexts addresses;
    std::bitset<rows_per_block> live;
  };
  static constexpr char16_t code_end = 1;
  /// For scans: valid until the next change. Block b begins with row b * rows_per_block.
  const std::vector<std::unique_ptr<Block>>& blocks() const { return blocks_; }
  /// Differs after every change.
  std::uint64_t version() const { return version_; }

 private:
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t row_count_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace mingchou::search
