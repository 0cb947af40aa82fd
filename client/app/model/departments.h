// The departments as the screens see them, and the reading of the server's pages. Plain data: no network here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"

namespace mingchou::client {

namespace department_limits {
inline constexpr std::size_t page_size = 100;
/// A county has dozens; more than this is no county's answer.
inline constexpr std::size_t departments_max = 2000;
inline constexpr std::size_t text_bytes_max = 1024;
inline constexpr std::int64_t count_max = 100'000'000;
}  // namespace department_limits

enum class DepartmentKind { joint_meeting_office, bureau, branch, other };

/// As the server writes it; a newer one may know more kinds.
std::string_view word_of(DepartmentKind kind);
DepartmentKind department_kind_from(std::string_view word);

struct DepartmentEntry {
  std::string id;
  std::string code;
  std::string name;
  std::string short_name;
  DepartmentKind kind = DepartmentKind::other;
  std::int64_t inspector_count = 0;
  std::int64_t target_count = 0;
};

struct DepartmentPage {
  std::vector<DepartmentEntry> departments;
  /// Of the next page; nothing at the end.
  std::optional<std::string> next_cursor;
};

/// Reads one answer of GET /api/v1/departments. Fields that it does not know are left to later versions.
Result<DepartmentPage> read_department_page(std::string_view json);

/// The path of a page; the cursor is the server's, opaque.
std::string department_page_path(std::string_view cursor);

}  // namespace mingchou::client
