// Somebody else saved what the user is changing: both states stand side by side above the form, and the choice is the
// user's; what was typed is never thrown away by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

class Column;

/// A field in words, as it was saved by somebody else and as it stands in the form.
struct FieldInBoth {
  std::string_view name;
  std::string theirs;
  std::string mine;
};

struct Conflict {
  std::string id;
  std::string_view title;
  /// Of their state: each new one is scrolled into view once, because whoever pressed "save" looks elsewhere.
  std::int64_t revision = 0;
};

enum class ConflictAnswer : std::uint8_t { none, keep_mine, take_theirs };

/// Shows the fields that differ.
ConflictAnswer draw_conflict(Ui& ui, Column& column, const Conflict& conflict, std::span<const FieldInBoth> fields);

/// The parts of it, for screens that show the difference in their own way between them.
void begin_conflict(Ui& ui, Column& column, const Conflict& conflict);
ConflictAnswer end_conflict(Ui& ui, Column& column, const Conflict& conflict);

}  // namespace mingchou::client
