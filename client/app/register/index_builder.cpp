#include "client/app/register/index_builder.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "shared/codes/tables.h"

namespace mingchou::client {
namespace {

/// Rows that are read between two looks at the clock.
constexpr std::int64_t rows_at_once = 64;

template <class Range, class Projection, class Value>
FacetValue position_in(const Range& range, const Value& value, Projection projection) {
  const auto at = std::ranges::find(range, value, projection);
  return static_cast<FacetValue>(at - std::ranges::begin(range));
}

FacetValue section_of(std::string_view industry_code) {
  const auto section = industry_section_of(industry_code);
  const std::string_view letter = section ? section->code : std::string_view();
  return position_in(industry_sections(), letter, &IndustrySection::code);
}

constexpr FacetValue other_kind = 7, other_status = 6;

std::int32_t days_of(const std::optional<CivilDate>& date) { return date ? date->days() : RegisterIndex::no_day; }

}  // namespace

bool IndexBuilder::ByName::operator()(std::uint32_t a, std::uint32_t b) const {
  const auto order = keys->compare(a, b);
  return order == 0 ? a < b : order < 0;
}

bool IndexBuilder::ByKey::operator()(std::uint32_t a, std::uint32_t b) const {
  const std::int64_t left = index->sort_key(sort, a), right = index->sort_key(sort, b);
  return left == right ? (*name_ranks)[a] < (*name_ranks)[b] : left < right;
}

void IndexBuilder::start(const Generation& generation) {
  cancel();
  total_ = generation.target_count;
  index_ = std::make_unique<RegisterIndex>();
  index_->generation_ = generation.number;
}

void IndexBuilder::cancel() {
  index_.reset();
  keys_ = {};
  name_ranks_ = {};
  sorting_.emplace<std::monostate>();
  orders_done_ = 0;
  tables_read_ = rows_read_ = done_ = false;
  error_.reset();
}

JobProgress IndexBuilder::progress() const {
  if (!index_) return {};
  // Sorting takes about as long as reading half of the rows.
  const std::int64_t rows = static_cast<std::int64_t>(index_->row_count());
  const std::int64_t sorted =
      total_ / 2 * static_cast<std::int64_t>(orders_done_) / static_cast<std::int64_t>(order_count);
  return {.done = std::min(rows, total_) + sorted, .total = total_ + total_ / 2, .unit = Unit::rows};
}

JobState IndexBuilder::step(const Deadline& deadline) {
  if (!index_ || done_) return JobState::ended;
  const Result<bool> done = work(deadline);
  if (!done) {
    const Error& error = done.error();
    cancel();
    error_ = error;
    return JobState::ended;
  }
  done_ = *done;
  return done_ ? JobState::ended : JobState::working;
}

Result<bool> IndexBuilder::work(const Deadline& deadline) {
  if (!tables_read_) tables_read_ = MC_TRY(read_tables());
  if (!rows_read_) rows_read_ = MC_TRY(read_rows(deadline));
  return rows_read_ && sort_some(deadline);
}

Result<bool> IndexBuilder::read_tables() {
  index_->departments_ = MC_TRY(store_.departments(index_->generation_));
  index_->tags_ = MC_TRY(store_.tags(index_->generation_));
  index_->tag_words_ = (index_->tags_.size() + 63) / 64;
  const auto rows = static_cast<std::size_t>(total_);
  index_->ids_.reserve(rows);
  for (auto& values : index_->values_) values.reserve(rows);
  index_->tag_bits_.reserve(rows * index_->tag_words_);
  index_->established_.reserve(rows);
  index_->last_checked_.reserve(rows);
  return true;
}

Result<bool> IndexBuilder::read_rows(const Deadline& deadline) {
  do {
    const std::optional<TargetId> last =
        index_->ids_.empty() ? std::nullopt : std::optional<TargetId>(index_->ids_.back());
    const std::int64_t rows = MC_TRY(
        store_.scan(index_->generation_, last, rows_at_once, [&](const TargetEntry& entry) { return add(entry); }));
    if (rows < rows_at_once) return true;
  } while (!deadline.passed());
  return false;
}

Result<> IndexBuilder::add(const TargetEntry& entry) {
  RegisterIndex& index = *index_;
  std::array<std::string_view, 2> codes;
  std::size_t code_count = 0;
  for (const std::string_view code : {entry.credit_code, entry.registration_number})
    if (!code.empty()) codes[code_count++] = code;
  MC_TRY(index.texts_.add({.name = entry.name, .codes = std::span(codes).first(code_count), .address = entry.address}));
  keys_.add(entry.name);
  index.ids_.push_back(entry.id);
  const auto put = [&](Facet facet, FacetValue value) {
    index.values_[static_cast<std::size_t>(facet)].push_back(value);
  };
  const auto kind = kind_of(entry.kind);
  const auto status = status_of(entry.status);
  put(Facet::kind, kind ? static_cast<FacetValue>(*kind) : other_kind);
  put(Facet::status, status ? static_cast<FacetValue>(*status) : other_status);
  put(Facet::township, position_in(townships(), entry.township_code, &Region::code));
  put(Facet::section, section_of(entry.industry_code));
  put(Facet::department, position_in(index.departments_, entry.responsible_department_id, &RegisterDepartment::id));
  index.established_.push_back(days_of(entry.established_on));
  index.last_checked_.push_back(days_of(entry.last_checked_on));
  const std::size_t words = index.tag_bits_.size();
  index.tag_bits_.resize(words + index.tag_words_);
  for (std::size_t i = 0; i + sizeof(Uuid) <= entry.tags.size(); i += sizeof(Uuid)) {
    TagId tag;
    std::ranges::copy(entry.tags.subspan(i, sizeof(Uuid)), tag.uuid.bytes.begin());
    const FacetValue number = position_in(index.tags_, tag, &RegisterTag::id);
    if (number < index.tags_.size()) index.tag_bits_[words + number / 64u] |= std::uint64_t{1} << (number % 64u);
  }
  return {};
}

std::vector<std::uint32_t> IndexBuilder::all_rows() const {
  std::vector<std::uint32_t> rows(index_->row_count());
  std::iota(rows.begin(), rows.end(), 0u);
  return rows;
}

void IndexBuilder::begin_order(Sort sort) {
  if (sort == Sort::name)
    sorting_.emplace<StepSort<ByName>>(all_rows(), ByName{&keys_});
  else
    sorting_.emplace<StepSort<ByKey>>(all_rows(), ByKey{index_.get(), &name_ranks_, sort});
}

void IndexBuilder::end_order(std::vector<std::uint32_t> order) {
  if (orders_done_ == 0) {
    name_ranks_.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) name_ranks_[order[i]] = static_cast<std::uint32_t>(i);
    keys_ = {};
  }
  index_->orders_[orders_done_++] = std::move(order);
  sorting_.emplace<std::monostate>();
}

bool IndexBuilder::sort_some(const Deadline& deadline) {
  static constexpr std::array sorts{Sort::name, Sort::established, Sort::last_checked, Sort::township};
  while (orders_done_ < sorts.size()) {
    if (std::holds_alternative<std::monostate>(sorting_)) begin_order(sorts[orders_done_]);
    if (auto* by_name = std::get_if<StepSort<ByName>>(&sorting_)) {
      if (!by_name->step(deadline)) return false;
      end_order(std::move(*by_name).take());
    } else if (auto* by_key = std::get_if<StepSort<ByKey>>(&sorting_)) {
      if (!by_key->step(deadline)) return false;
      end_order(std::move(*by_key).take());
    }
    if (deadline.passed() && orders_done_ < sorts.size()) return false;
  }
  name_ranks_ = {};
  return true;
}

std::unique_ptr<RegisterIndex> IndexBuilder::take() {
  if (!done_) return nullptr;
  done_ = false;
  return std::move(index_);
}

}  // namespace mingchou::client
