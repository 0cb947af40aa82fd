// One search over a SearchIndex, in steps, so that no frame waits for it: exact total, the best rows in order.
//
// Every key reads the whole register: some 130 bytes a row, in order, eight places at a time. For 100,000 rows that
// takes 1 to 3 ms for Chinese words, 3 to 12 ms for codes and pinyin (WebAssembly with SIMD on one thread of a 2-core
// virtual machine; tools/bench.sh search), against a budget of 50 ms. An index of bigrams finds two rare characters
// in 0.2 ms, but takes as much memory again for names alone, serves neither single characters nor pinyin nor parts
// of codes without further indexes, and has to be kept right through every update. So there is none. Addresses cost
// 1 ms and 6 MB per 100,000 rows; they are searched if a caller gives them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/search/search_index.h"
#include "shared/search/search_query.h"

namespace mingchou::search {

inline constexpr std::size_t results_max = 10'000;

/// Best first: the row that has a word as a whole code; then those with it in the name (earlier position first, so
/// beginnings come first), by the sound of the name, as part of a code, in the address; equal ones by shorter names,
/// then by row number. With several words a row is as good as its worst one. Without words: by row number.
class SearchScan {
 public:
  /// Keeps at most `results_wanted` rows (no more than `results_max`). The index must outlive the scan.
  /// `eligible` has one bit a row: only rows with it are kept among the best; total() and fits() know nothing of it. It
  /// must outlive the scan; empty for all rows.
  SearchScan(const SearchIndex& index, SearchQuery query, std::size_t results_wanted,
             std::span<const std::uint64_t> eligible = {});

  /// Scans on for `rows` rows, rounded up to whole blocks. True when the end is reached. If the index has changed
  /// since the last step, the scan begins anew.
  bool step(std::size_t rows);
  bool done() const { return block_ == index_->blocks().size() && version_ == index_->version(); }

  /// Of what has been scanned so far: rows that fit; whether a row does; the best ones; how many were looked at.
  std::size_t total() const { return total_; }
  bool fits(std::uint32_t row) const;
  std::vector<std::uint32_t> best_rows() const;
  std::size_t scanned_row_count() const;

 private:
  void restart();
  void scan_block(std::size_t number);
  bool is_eligible(std::size_t row) const;
  void keep(std::uint64_t rank);

  const SearchIndex* index_;
  SearchQuery query_;
  std::size_t results_wanted_;
  std::span<const std::uint64_t> eligible_;
  std::uint64_t version_ = 0;
  std::size_t block_ = 0;
  std::size_t total_ = 0;
  std::vector<std::uint64_t> best_;  // a heap, the worst rank on top
  std::vector<std::uint64_t> fits_;  // one bit a row
};

struct SearchResults {
  std::vector<std::uint32_t> rows;
  std::size_t total = 0;
};

/// The whole search at once. Error: see SearchQuery::parse.
Result<SearchResults> search_all(const SearchIndex& index, std::string_view text, std::size_t results_wanted);

}  // namespace mingchou::search
