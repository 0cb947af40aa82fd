// Loading the demo county into a data folder.
//
// The county is written to a file beside the database, "mingchou.db.loading", and takes the database's name only when
// it is whole: an interrupted load leaves the folder as it was, and loading again begins anew. A database that gives
// way gets the name mingchou.db.replaced-<time>; nothing is deleted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/data/data_folder.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/demo/county.h"

namespace mingchou::server {

struct DemoLoadOptions {
  DemoOptions county;
  /// Load even where registers stand already.
  bool replaces = false;
};

struct DemoLoadReport {
  enum class Outcome { loaded, already_there } outcome = Outcome::loaded;
  std::int64_t targets = 0, inspectors = 0, departments = 0;
  /// Users other than demo ones have signed in to the database that was there.
  bool has_users_at_work = false;
  /// The demo users are in it.
  bool has_demo_users = false;
  /// Where the database that was there stands now; empty if there was none.
  std::string set_aside;
};

/// Called now and then with the number of targets written so far.
using DemoProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// The folder is open, so nobody else works on it. Registers that stand already, and a database
/// that people work with, are left alone unless `replaces`.
/// Errors: those of the store, also for a database that is there and can't be read, unless `replaces`.
Result<DemoLoadReport> load_demo(const DataFolder& folder, const DemoLoadOptions& options, Instant now,
                                 const DemoProgress& progress = {});

}  // namespace mingchou::server
