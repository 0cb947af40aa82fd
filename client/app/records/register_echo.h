// Brings what the server has just confirmed of targets into the register on this device, so that its list and pages
// show it at once instead of with the next download. The device's register has less of a target; the rest is left
// alone.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "client/app/model/workspace.h"
#include "client/app/records/records_model.h"

namespace mingchou::client {

class RegisterEcho {
 public:
  using Revisions = std::vector<std::pair<TargetId, std::int64_t>>;

  static void told(Workspace& workspace, const TargetRecord& record);
  /// One change of many, or its taking back.
  void changed(Workspace& workspace, const Revisions& revisions, const BulkChange& change, bool back);
  void forget() { before_.clear(); }

 private:
  /// As they were before the last change of many, for taking it back. At most bulk_edit_targets_max.
  std::map<TargetId, RegisterTarget> before_;
};

/// The change as far as the register on a device shows it.
void apply(const BulkChange& change, RegisterTarget& target);

}  // namespace mingchou::client
