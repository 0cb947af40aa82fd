// The target register in memory, for lists: what they filter, sort and search by. Everything else stays in the database
// and is read for the rows that are to be seen (target_rows.h).
//
// Some 330 bytes a target with the texts that are searched: 33 MB for 100,000. Rows are numbered 0, 1, 2 … in the
// order of ids; numbers hold for one index. An index never changes once it is built (index_builder.h); a new download
// makes a new one. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "client/app/data/register_store.h"
#include "shared/search/search_index.h"

namespace mingchou::client {

/// What a list can be filtered by. A value is a number: see RegisterIndex::value_count().
enum class Facet { kind, status, township, section, department, tag };
inline constexpr std::size_t facet_count = 6;
inline constexpr std::array all_facets{Facet::kind,    Facet::status,     Facet::township,
                                       Facet::section, Facet::department, Facet::tag};
using FacetValue = std::uint16_t;

enum class Sort {
  relevance,     // best first; by name where there is no query
  name,          // in pinyin order
  established,   // unknown days last, whatever the direction
  last_checked,  // never checked counts as longest ago
  township,
};
inline constexpr std::size_t order_count = 4;  // all but relevance

class RegisterIndex {
 public:
  std::int64_t generation() const { return generation_; }
  std::size_t row_count() const { return ids_.size(); }
  const TargetId& id(std::uint32_t row) const { return ids_[row]; }
  std::optional<std::uint32_t> find(const TargetId& id) const;

  /// Kinds and states are numbered as in TargetKind and TargetStatus, townships and sections as in townships() and
  /// industry_sections() of shared/codes, departments and tags as below. Facets but tags have one more value at the
  /// end, for what is unknown or absent.
  std::size_t value_count(Facet facet) const;
  bool is_other(Facet facet, FacetValue value) const { return facet != Facet::tag && value + 1u == value_count(facet); }
  /// Of every facet but tags.
  FacetValue value(Facet facet, std::uint32_t row) const { return values_[static_cast<std::size_t>(facet)][row]; }
  bool has_tag(std::uint32_t row, FacetValue tag) const { return (tags_of_row(row)[tag / 64u] >> (tag % 64u)) & 1u; }
  /// One bit a tag.
  std::span<const std::uint64_t> tags_of_row(std::uint32_t row) const {
    return std::span(tag_bits_).subspan(row * tag_words_, tag_words_);
  }
  const std::vector<RegisterDepartment>& departments() const { return departments_; }
  const std::vector<RegisterTag>& tags() const { return tags_; }

  /// Days since 1970-01-01.
  static constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();
  std::int32_t established_on(std::uint32_t row) const { return established_[row]; }
  std::int32_t last_checked_on(std::uint32_t row) const { return last_checked_[row]; }

  const search::SearchIndex& texts() const { return texts_; }
  /// All rows in ascending order; equal ones by name, then by row. Not for Sort::relevance.
  std::span<const std::uint32_t> order(Sort sort) const { return orders_[order_of(sort)]; }
  /// Whether two rows are equal in that order but for the name.
  bool are_equal(Sort sort, std::uint32_t a, std::uint32_t b) const;

  std::size_t memory_bytes() const;

 private:
  friend class IndexBuilder;
  static std::size_t order_of(Sort sort) { return sort == Sort::relevance ? 0 : static_cast<std::size_t>(sort) - 1; }
  /// What is sorted by, as a number that rises.
  std::int64_t sort_key(Sort sort, std::uint32_t row) const;

  std::int64_t generation_ = 0;
  std::vector<TargetId> ids_;
  std::array<std::vector<FacetValue>, facet_count - 1> values_;
  std::size_t tag_words_ = 0;
  std::vector<std::uint64_t> tag_bits_;
  std::vector<std::int32_t> established_, last_checked_;
  std::vector<RegisterDepartment> departments_;
  std::vector<RegisterTag> tags_;
  search::SearchIndex texts_;
  std::array<std::vector<std::uint32_t>, order_count> orders_;
};

}  // namespace mingchou::client
