// All that screens draw from, and all that they can ask for. Screens read the Model and fill Actions; only the app
// changes the Model, between frames.
#pragma once

#include <optional>
#include <vector>

#include "client/app/model/departments.h"
#include "shared/base/error.h"

namespace mingchou::client {

/// Data that comes from elsewhere: on its way, there, or not to be had.
enum class Phase { loading, ready, failed };

struct DepartmentsModel {
  Phase phase = Phase::loading;
  std::vector<Department> departments;
  /// Why it failed.
  std::optional<Error> error;
};

struct Model {
  DepartmentsModel departments;
};

struct Actions {
  bool reload_departments = false;
};

}  // namespace mingchou::client
