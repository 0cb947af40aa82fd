#include "server/cli/changes_file.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "server/cli/input_file.h"
#include "shared/json/lines.h"

namespace mingchou::server {

Result<std::vector<draw::Change>> apply_changes_file(const std::string& path, IfMissing if_missing,
                                                     draw::Standing& standing) {
  std::vector<draw::Change> changes;
  std::error_code ignored;
  if (if_missing == IfMissing::none && !std::filesystem::exists(path, ignored)) return changes;
  json::LineReader reader({.form = json::Form::strict});
  const auto on_line = [&](const json::Line& line) -> Result<> {
    draw::Change change = MC_TRY(draw::read_change(line.value));
    MC_TRY(standing.apply(change));
    changes.push_back(std::move(change));
    return {};
  };
  MC_TRY(stream_input_file(path, [&](std::string_view piece) { return reader.feed(piece, on_line); }));
  MC_TRY(reader.finish());
  return changes;
}

}  // namespace mingchou::server
