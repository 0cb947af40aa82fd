// The tasks of a plan's version as lines of a list. Their words and heights are worked out anew only when something
// that they depend on has changed: there may be 500, and a page is drawn again at each step of scrolling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct TaskLine {
  plans::RowId id;
  bool is_joint = false;
  std::string name, detail, quantity;
  /// In what a search looks, also where less of it is shown.
  std::string searched;
  float height = 0;
};

class TaskLines {
 public:
  /// Of the version that is open, in a list that is so wide.
  const std::vector<TaskLine>& of(const Ui& ui, float width, const Model& model);

 private:
  struct Basis {
    Language language = Language::chinese;
    float width = 0;
    /// Of all rows as they were stored, and the names of departments.
    std::uint64_t mark = 0;
    bool operator==(const Basis&) const = default;
  };

  std::optional<Basis> basis_;
  std::vector<TaskLine> lines_;
};

}  // namespace mingchou::client
