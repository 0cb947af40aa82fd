// What goes on paper: the page around the canvas makes a plain document of it, in which all of this is text and nothing
// is markup. Plain data.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mingchou::client {

struct PrintSheet {
  std::string title;
  /// Names and values above the table.
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  /// Below the table, each a paragraph.
  std::vector<std::string> notes;
};

}  // namespace mingchou::client
