#include "client/app/register/register_index.h"

#include <algorithm>

#include "shared/codes/tables.h"

namespace mingchou::client {
namespace {

constexpr std::size_t kind_count = 7, status_count = 6;

template <class T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

std::optional<std::uint32_t> RegisterIndex::find(const TargetId& id) const {
  const auto at = std::ranges::lower_bound(ids_, id);
  if (at == ids_.end() || *at != id) return std::nullopt;
  return static_cast<std::uint32_t>(at - ids_.begin());
}

std::size_t RegisterIndex::value_count(Facet facet) const {
  switch (facet) {
    case Facet::kind:
      return kind_count + 1;
    case Facet::status:
      return status_count + 1;
    case Facet::township:
      return townships().size() + 1;
    case Facet::section:
      return industry_sections().size() + 1;
    case Facet::department:
      return departments_.size() + 1;
    case Facet::tag:
      return tags_.size();
  }
  return 0;
}

std::int64_t RegisterIndex::sort_key(Sort sort, std::uint32_t row) const {
  switch (sort) {
    case Sort::established:
      return established_[row] == no_day ? std::numeric_limits<std::int64_t>::max() : established_[row];
    case Sort::last_checked:
      return last_checked_[row];
    case Sort::township:
      return value(Facet::township, row);
    case Sort::relevance:
    case Sort::name:
      break;
  }
  return 0;
}

bool RegisterIndex::are_equal(Sort sort, std::uint32_t a, std::uint32_t b) const {
  if (sort == Sort::relevance || sort == Sort::name) return a == b;
  return sort_key(sort, a) == sort_key(sort, b);
}

std::size_t RegisterIndex::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + bytes_of(ids_) + bytes_of(tag_bits_) + bytes_of(established_) +
                      bytes_of(last_checked_) + texts_.memory_bytes();
  for (const auto& values : values_) bytes += bytes_of(values);
  for (const auto& order : orders_) bytes += bytes_of(order);
  return bytes;
}

}  // namespace mingchou::client
