// The frozen rosters of a draw as files below the data folder: what witnesses and auditors download and recompute.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/draw/draw_files.h"
#include "shared/tasks/draw_plan.h"
#include "shared/tasks/frame.h"

namespace mingchou::server {

/// Hashes are names of files (server/data/blobs.h).
struct FrozenRosters {
  std::string roster_hash;  // a roster file (shared/draw/draw_files.h) with its new key
  std::string ids_hash;     // which targets of the register its ids mean
  std::string names_hash;   // of departments and tags, as the roster's rows have them
  draw::RosterSeal targets, inspectors;
};

/// Names of departments and tags when the rosters were frozen. Rows and plan hold names, and fit only while they hold
/// the same ones.
struct FrozenNames {
  std::map<DepartmentId, std::string> departments;
  std::map<TagId, std::string> tags;
};

/// Of what is internal the rows keep what is asked alone. Errors: those of write_roster_file() and store_blob().
Result<FrozenRosters> freeze_rosters(const std::string& data_folder, const tasks::Frame& frame,
                                     const tasks::AskedInternals& asked, draw::Suite suite, Random& random);

/// Errors: data.unusable {path} for a file that can't be read or is not what was written.
Result<std::string> read_frozen(const std::string& data_folder, std::string_view hash);
Result<draw::RosterFile> read_rosters(const std::string& data_folder, std::string_view roster_hash);
Result<std::map<std::string, TargetId, std::less<>>> read_target_ids(const std::string& data_folder,
                                                                     std::string_view ids_hash);
Result<FrozenNames> read_names(const std::string& data_folder, std::string_view names_hash);

}  // namespace mingchou::server
