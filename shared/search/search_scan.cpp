#include "shared/search/search_scan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mingchou::search {

namespace {

using Block = SearchIndex::Block;

/// How well a word fits a row: kind of place, then position. Less is better.
using Fit = std::uint32_t;
constexpr Fit no_fit = 0xFFFF'FFFF;
enum class Place : Fit { whole_code, name, sound, code, address };
constexpr unsigned place_bits = 3;
constexpr unsigned position_bits = 16;
constexpr unsigned length_bits = 32 - place_bits - position_bits;

static_assert(name_units_max < (1u << length_bits));
static_assert(std::max({name_units_max, address_units_max, codes_per_row_max*(code_units_max + 1)}) <
              (1u << position_bits));

Fit fit_at(Place place, std::size_t position) {
  return (static_cast<Fit>(place) << position_bits) | static_cast<Fit>(position);
}

std::uint64_t rank_of(Fit fit, std::size_t name_units, std::size_t row) {
  return (static_cast<std::uint64_t>((fit << length_bits) | static_cast<Fit>(name_units)) << 32) | row;
}

using Fits = std::array<Fit, rows_per_block>;

void improve(Fit& fit, Fit other) { fit = std::min(fit, other); }

/// Calls on_hit(index, at) for the first hit in each text, or, if it returns the place to go on from, for more.
template <class OnHit>
void for_each_hit(const PackedTexts& texts, std::u16string_view word, OnHit on_hit) {
  std::size_t index = 0;
  for (std::size_t at = find_units(texts.units(), word, 0); at != not_found;) {
    while (texts.end(index) <= at) ++index;
    at = find_units(texts.units(), word, on_hit(index, at));
  }
}

void fit_texts(const PackedTexts& texts, std::u16string_view word, Place place, Fits& fits) {
  for_each_hit(texts, word, [&](std::size_t index, std::size_t at) {
    improve(fits[index], fit_at(place, at - texts.start(index)));
    return texts.end(index);
  });
}

void fit_codes(const PackedTexts& codes, std::u16string_view word, Fits& fits) {
  for_each_hit(codes, word, [&](std::size_t index, std::size_t at) {
    const std::u16string_view units = codes.units();
    const std::size_t start = codes.start(index);
    const bool begins = at == start || units[at - 1] == SearchIndex::code_end;
    const bool ends = units[at + word.size()] == SearchIndex::code_end;
    improve(fits[index], begins && ends ? fit_at(Place::whole_code, 0) : fit_at(Place::code, at - start));
    return at + 1;
  });
}

void fit_sounds(const PackedTexts& sounds, const SoundPattern& pattern, Fits& fits) {
  for (auto hit = pattern.find(sounds, 0); hit; hit = pattern.find(sounds, hit->index + 1))
    improve(fits[hit->index], fit_at(Place::sound, hit->position));
}

void fit_word(const Block& block, const QueryWord& word, Fits& fits) {
  fits.fill(no_fit);
  fit_texts(block.names, word.text, Place::name, fits);
  fit_codes(block.codes, word.text, fits);
  if (word.sounds) fit_sounds(block.sounds, *word.sounds, fits);
  if (word.in_addresses) fit_texts(block.addresses, word.text, Place::address, fits);
}

/// False if no row of the block has all words.
bool fit_all_words(const Block& block, const SearchQuery& query, Fits& worst) {
  worst.fill(0);
  Fits fits;
  for (const QueryWord& word : query.words) {
    fit_word(block, word, fits);
    Fit best = no_fit;
    for (std::size_t i = 0; i < rows_per_block; ++i) {
      worst[i] = std::max(worst[i], fits[i]);
      best = std::min(best, worst[i]);
    }
    if (best == no_fit) return false;
  }
  return true;
}

}  // namespace

SearchScan::SearchScan(const SearchIndex& index, SearchQuery query, std::size_t results_wanted,
                       std::span<const std::uint64_t> eligible)
    : index_(&index),
      query_(std::move(query)),
      results_wanted_(std::min(results_wanted, results_max)),
      eligible_(eligible) {
  restart();
}

void SearchScan::restart() {
  version_ = index_->version();
  block_ = 0;
  total_ = 0;
  best_.clear();
  fits_.assign((index_->row_count() + 63) / 64, 0);
}

bool SearchScan::step(std::size_t rows) {
  if (version_ != index_->version()) restart();
  const std::size_t blocks = std::max<std::size_t>(1, (std::min(rows, rows_max) + rows_per_block - 1) / rows_per_block);
  for (std::size_t i = 0; i < blocks && !done(); ++i) scan_block(block_++);
  return done();
}

void SearchScan::scan_block(std::size_t number) {
  const Block& block = *index_->blocks()[number];
  Fits fits;
  if (!fit_all_words(block, query_, fits)) return;
  for (std::size_t i = 0; i < block.names.count(); ++i) {
    if (fits[i] == no_fit || !block.live[i]) continue;
    const std::size_t row = number * rows_per_block + i;
    const std::size_t name_units = query_.words.empty() ? 0 : block.names.end(i) - block.names.start(i);
    ++total_;
    fits_[row / 64] |= std::uint64_t{1} << (row % 64);
    if (is_eligible(row)) keep(rank_of(fits[i], name_units, row));
  }
}

bool SearchScan::is_eligible(std::size_t row) const {
  if (eligible_.empty()) return true;
  return row / 64 < eligible_.size() && (eligible_[row / 64] >> (row % 64)) & 1;
}

void SearchScan::keep(std::uint64_t rank) {
  if (best_.size() == results_wanted_) {
    if (best_.empty() || rank > best_.front()) return;
    std::ranges::pop_heap(best_);
    best_.pop_back();
  }
  best_.push_back(rank);
  std::ranges::push_heap(best_);
}

bool SearchScan::fits(std::uint32_t row) const {
  return row / 64 < fits_.size() && (fits_[row / 64] >> (row % 64)) & 1;
}

std::vector<std::uint32_t> SearchScan::best_rows() const {
  std::vector<std::uint64_t> ranks = best_;
  std::ranges::sort(ranks);
  std::vector<std::uint32_t> rows;
  rows.reserve(ranks.size());
  for (const std::uint64_t rank : ranks) rows.push_back(static_cast<std::uint32_t>(rank));
  return rows;
}

std::size_t SearchScan::scanned_row_count() const { return std::min(block_ * rows_per_block, index_->row_count()); }

Result<SearchResults> search_all(const SearchIndex& index, std::string_view text, std::size_t results_wanted) {
  SearchScan scan(index, MC_TRY(SearchQuery::parse(text)), results_wanted);
  while (!scan.step(rows_max)) {
  }
  return SearchResults{scan.best_rows(), scan.total()};
}

}  // namespace mingchou::search
