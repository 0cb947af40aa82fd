#include "shared/registry/columns.h"

#include <algorithm>

namespace mingchou::columns {
namespace {

/// `?first, …, ?last`
std::string places(std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t place = first; place <= last; ++place) {
    if (!text.empty()) text += ", ";
    text += '?';
    text += std::to_string(place);
  }
  return text;
}

std::string with_state(std::string_view columns) { return std::string(columns) + ", " + std::string(state); }

}  // namespace

std::size_t count(std::string_view columns) { return static_cast<std::size_t>(std::ranges::count(columns, ',')) + 1; }

std::string insert_into(std::string_view table, std::string_view columns) {
  const std::string all = with_state(columns);
  return "INSERT INTO " + std::string(table) + " (id, " + all + ") VALUES (" + places(1, count(all) + 1) + ")";
}

std::string update_of(std::string_view table, std::string_view columns) {
  const std::string all = with_state(columns);
  return "UPDATE " + std::string(table) + " SET (" + all + ") = (" + places(2, count(all) + 1) + ") WHERE id = ?1";
}

std::string select_from(std::string_view table, std::string_view columns) {
  return "SELECT " + with_state(columns) + ", valid_to FROM " + std::string(table) + " WHERE id = ?";
}

std::optional<std::string> text_of(const std::optional<CivilDate>& date) {
  return date ? std::optional(date->text()) : std::nullopt;
}

std::optional<std::string_view> text_of(ReceiptResult result) {
  return result == ReceiptResult::none ? std::nullopt : std::optional(mingchou::text_of(result));
}

}  // namespace mingchou::columns
