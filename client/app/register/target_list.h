// A view of the register: filtered, searched, sorted, and how many targets each further filter would leave. Computed in
// steps between frames; until a new view is there the old one stays, so that a list never flickers or empties while
// somebody types. One thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/app/jobs.h"
#include "client/app/register/register_index.h"
#include "shared/search/search_scan.h"

namespace mingchou::client {

/// What is asked for. Within a facet any of the chosen values will do; none chosen: all.
struct TargetView {
  std::array<std::vector<FacetValue>, facet_count> chosen = {};
  /// As typed: parts of names, codes, addresses, or pinyin; words separated by spaces.
  std::string query = {};
  Sort sort = Sort::name;
  bool descending = false;

  std::vector<FacetValue>& of(Facet facet) { return chosen[static_cast<std::size_t>(facet)]; }
  const std::vector<FacetValue>& of(Facet facet) const { return chosen[static_cast<std::size_t>(facet)]; }
  bool operator==(const TargetView&) const = default;
};

class TargetList {
 public:
  /// Of the rows that fit a query, so many are ranked; those behind them follow by name.
  static constexpr std::size_t ranked_max = 2000;

  /// The index outlives the list. Nothing is shown before show() and step().
  explicit TargetList(const RegisterIndex& index) : index_(index) {}
  TargetList(const TargetList&) = delete;
  TargetList& operator=(const TargetList&) = delete;

  /// Begins to compute a view, in place of one that is being computed.
  void show(TargetView view);
  /// Computes on. True: what was asked for is there.
  bool step(const Deadline& deadline);
  bool settled() const { return stage_ == Stage::settled; }

  /// --- what is there: one view, whole
  const TargetView& view() const { return shown_.view; }
  std::size_t size() const { return shown_.rows.size(); }
  std::uint32_t row_at(std::size_t position) const { return shown_.rows[position]; }
  /// How many rows would fit if this value alone were chosen in its facet, all else as it is. One number a value.
  std::span<const std::uint32_t> counts(Facet facet) const { return shown_.counts[static_cast<std::size_t>(facet)]; }
  /// Why the query can't be searched for; the rows are then those without it.
  const std::optional<Error>& error() const { return shown_.error; }
  /// Differs for every view that is shown: a list goes back to its top.
  std::uint64_t version() const { return version_; }

 private:
  enum class Stage { filter, search, count, order, settled };
  struct Content {
    TargetView view;
    std::vector<std::uint32_t> rows;
    std::array<std::vector<std::uint32_t>, facet_count> counts;
    std::optional<Error> error;
  };
  /// Of a row: fails no filter; fails that of one facet (its number + 1); fails more.
  static constexpr std::uint8_t passes = 0, fails_more = 0xFF;

  void begin_filter();
  bool filter_some();
  bool allows(Facet facet, std::uint32_t row) const;
  void begin_search();
  bool search_some();
  void begin_count();
  bool count_some();
  void count_row(std::uint32_t row);
  void begin_order();
  bool order_some();
  void settle();
  bool fits(std::uint32_t row) const { return !scan_ || scan_->fits(row); }
  void take(std::uint32_t row);

  const RegisterIndex& index_;
  Content shown_, next_;
  std::uint64_t version_ = 0;
  Stage stage_ = Stage::settled;
  std::size_t at_ = 0;

  /// For the filters in `filtered_`.
  std::optional<std::array<std::vector<FacetValue>, facet_count>> filtered_;
  std::array<std::vector<bool>, facet_count> allowed_;
  std::vector<std::uint64_t> allowed_tags_;
  std::vector<std::uint8_t> failing_;
  std::vector<std::uint64_t> eligible_;

  std::optional<search::SearchScan> scan_;
  std::vector<std::uint64_t> ranked_;  // one bit a row: stands in the ranked part
};

}  // namespace mingchou::client
