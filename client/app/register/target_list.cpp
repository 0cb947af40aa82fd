#include "client/app/register/target_list.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace mingchou::client {
namespace {

constexpr std::size_t rows_at_once = 4096;

bool has_bit(const std::vector<std::uint64_t>& bits, std::size_t at) { return (bits[at / 64] >> (at % 64)) & 1u; }
void set_bit(std::vector<std::uint64_t>& bits, std::size_t at) { bits[at / 64] |= std::uint64_t{1} << (at % 64); }

}  // namespace

void TargetList::show(TargetView view) {
  next_.view = std::move(view);
  next_.rows.clear();
  next_.error.reset();
  if (filtered_ == next_.view.chosen)
    begin_search();
  else
    begin_filter();
}

bool TargetList::step(const Deadline& deadline) {
  while (stage_ != Stage::settled) {
    switch (stage_) {
      case Stage::filter:
        if (filter_some()) begin_search();
        break;
      case Stage::search:
        if (search_some()) begin_count();
        break;
      case Stage::count:
        if (count_some()) begin_order();
        break;
      case Stage::order:
        if (order_some()) settle();
        break;
      case Stage::settled:
        break;
    }
    if (deadline.passed()) break;
  }
  return settled();
}

// --- which rows the filters leave ---------------------------------------------------------------------------

void TargetList::begin_filter() {
  stage_ = Stage::filter;
  at_ = 0;
  filtered_.reset();
  failing_.assign(index_.row_count(), passes);
  eligible_.assign((index_.row_count() + 63) / 64, 0);
  allowed_tags_.assign((index_.tags().size() + 63) / 64, 0);
  for (const Facet facet : all_facets) {
    auto& allowed = allowed_[static_cast<std::size_t>(facet)];
    allowed.assign(next_.view.of(facet).empty() ? 0 : index_.value_count(facet), false);
    for (const FacetValue value : next_.view.of(facet)) {
      if (value >= index_.value_count(facet)) continue;
      allowed[value] = true;
      if (facet == Facet::tag) set_bit(allowed_tags_, value);
    }
  }
}

bool TargetList::allows(Facet facet, std::uint32_t row) const {
  const auto& allowed = allowed_[static_cast<std::size_t>(facet)];
  if (facet != Facet::tag) return allowed.empty() || allowed[index_.value(facet, row)];
  if (next_.view.of(Facet::tag).empty()) return true;
  const auto tags = index_.tags_of_row(row);
  for (std::size_t word = 0; word < tags.size(); ++word)
    if (tags[word] & allowed_tags_[word]) return true;
  return false;
}

bool TargetList::filter_some() {
  const std::size_t end = std::min(at_ + rows_at_once, index_.row_count());
  for (; at_ < end; ++at_) {
    const auto row = static_cast<std::uint32_t>(at_);
    for (const Facet facet : all_facets)
      if (!allows(facet, row))
        failing_[row] = failing_[row] == passes ? static_cast<std::uint8_t>(static_cast<int>(facet) + 1) : fails_more;
    if (failing_[row] == passes) set_bit(eligible_, row);
  }
  if (at_ < index_.row_count()) return false;
  filtered_ = next_.view.chosen;
  return true;
}

// --- which rows the query leaves ----------------------------------------------------------------------------

void TargetList::begin_search() {
  stage_ = Stage::search;
  scan_.reset();
  auto query = search::SearchQuery::parse(next_.view.query);
  if (!query)
    next_.error = query.error();
  else if (!query->words.empty())
    scan_.emplace(index_.texts(), *std::move(query), ranked_max, eligible_);
}

bool TargetList::search_some() { return !scan_ || scan_->step(rows_at_once); }

// --- how many rows each filter would leave ------------------------------------------------------------------

void TargetList::begin_count() {
  stage_ = Stage::count;
  at_ = 0;
  for (const Facet facet : all_facets)
    next_.counts[static_cast<std::size_t>(facet)].assign(index_.value_count(facet), 0);
}

void TargetList::count_row(std::uint32_t row) {
  for (const Facet facet : all_facets) {
    // In its own facet a row counts whatever is chosen there.
    if (failing_[row] != passes && failing_[row] != static_cast<std::uint8_t>(static_cast<int>(facet) + 1)) continue;
    auto& counts = next_.counts[static_cast<std::size_t>(facet)];
    if (facet != Facet::tag) {
      ++counts[index_.value(facet, row)];
      continue;
    }
    const auto tags = index_.tags_of_row(row);
    for (std::size_t word = 0; word < tags.size(); ++word)
      for (std::uint64_t bits = tags[word]; bits != 0; bits &= bits - 1)
        ++counts[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
  }
}

bool TargetList::count_some() {
  const std::size_t end = std::min(at_ + rows_at_once, index_.row_count());
  for (; at_ < end; ++at_) {
    const auto row = static_cast<std::uint32_t>(at_);
    if (failing_[row] != fails_more && fits(row)) count_row(row);
  }
  return at_ == index_.row_count();
}

// --- in which order -----------------------------------------------------------------------------------------

void TargetList::begin_order() {
  stage_ = Stage::order;
  at_ = 0;
  ranked_.assign((index_.row_count() + 63) / 64, 0);
  if (next_.view.sort != Sort::relevance || !scan_) return;
  for (const std::uint32_t row : scan_->best_rows()) {
    next_.rows.push_back(row);
    set_bit(ranked_, row);
  }
}

void TargetList::take(std::uint32_t row) {
  if (failing_[row] == passes && fits(row) && !has_bit(ranked_, row)) next_.rows.push_back(row);
}

bool TargetList::order_some() {
  const Sort sort = next_.view.sort;
  const auto order = index_.order(sort);
  const std::size_t count = order.size();
  // Relevance has no other direction.
  const bool descending = next_.view.descending && sort != Sort::relevance;
  const std::size_t end = std::min(at_ + rows_at_once, count);
  if (!descending) {
    for (; at_ < end; ++at_) take(order[at_]);
    return at_ == count;
  }
  // From the end, group by group: rows that are equal stay in the order of their names. What has no day of
  // establishment stands at the end of the order and stays there.
  std::size_t known = count;
  if (sort == Sort::established)
    known = static_cast<std::size_t>(
        std::ranges::partition_point(
            order, [&](std::uint32_t row) { return index_.established_on(row) != RegisterIndex::no_day; }) -
        order.begin());
  while (at_ < std::min(end, known)) {
    const std::size_t last = known - at_ - 1;
    std::size_t first = last;
    while (first > 0 && index_.are_equal(sort, order[first - 1], order[last])) --first;
    for (std::size_t i = first; i <= last; ++i) take(order[i]);
    at_ += last - first + 1;
  }
  for (; at_ >= known && at_ < end; ++at_) take(order[at_]);
  return at_ == count;
}

void TargetList::settle() {
  stage_ = Stage::settled;
  std::swap(shown_, next_);
  ++version_;
}

}  // namespace mingchou::client
