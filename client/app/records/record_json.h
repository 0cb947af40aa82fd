// Reading what the server says of targets, and writing what is sent. Fields that these do not know are left to later
// versions; every length is bounded.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/records/records_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<TargetRecord> read_record(std::string_view json);
/// The page is added to what was read before.
Result<> read_history(std::string_view json, RecordHistory& history);
Result<std::vector<RegisterTag>> read_tags(std::string_view json);
Result<BulkAnswer> read_bulk_answer(std::string_view json);

struct BulkDone {
  Uuid edit;
  std::vector<std::pair<TargetId, std::int64_t>> changed;
};
Result<BulkDone> read_bulk_done(std::string_view json);
struct BulkUndone {
  std::vector<std::pair<TargetId, std::int64_t>> restored;
  std::int64_t left_count = 0;
};
Result<BulkUndone> read_bulk_undone(std::string_view json);

/// The body of a create or change.
std::string record_body(const Target& target, std::string_view reason);
/// A preview without a fingerprint, else carrying it out.
std::string bulk_body(const std::vector<TargetId>& ids, const BulkChange& change, std::string_view reason,
                      std::string_view fingerprint);

Result<std::vector<VisitCap>> read_visit_caps(std::string_view json);
Result<RefusedTargets> read_refused_targets(std::string_view json);
std::string visit_cap_body(const SaveVisitCap& request);

/// As the register on this device keeps it.
RegisterTarget register_target_of(const TargetRecord& record);

}  // namespace mingchou::client
