#include "client/app/records/register_echo.h"

#include <algorithm>

#include "client/app/records/record_json.h"

namespace mingchou::client {

void apply(const BulkChange& change, RegisterTarget& target) {
  if (const auto* add = std::get_if<AddTag>(&change)) {
    if (std::ranges::find(target.tags, add->tag) == target.tags.end()) target.tags.push_back(add->tag);
  } else if (const auto* remove = std::get_if<RemoveTag>(&change)) {
    std::erase(target.tags, remove->tag);
  } else if (const auto* department = std::get_if<SetDepartment>(&change)) {
    target.responsible_department_id = department->department;
  } else if (const auto* status = std::get_if<SetStatus>(&change)) {
    target.status = text_of(status->status);
  } else if (const auto* township = std::get_if<SetTownship>(&change)) {
    target.township_code = township->code;
  }
}

void RegisterEcho::told(Workspace& workspace, const TargetRecord& record) {
  if (record.valid_to) return workspace.drop_target(record.target.id);
  const auto kept = workspace.kept_targets({record.target.id});
  // Reading a page again brings nothing new, and making the index anew has its price.
  if (!kept.empty() && kept.front().revision >= record.revision) return;
  workspace.keep_targets({register_target_of(record)});
}

void RegisterEcho::changed(Workspace& workspace, const Revisions& revisions, const BulkChange& change, bool back) {
  const std::map<TargetId, std::int64_t> revision_of(revisions.begin(), revisions.end());
  std::vector<TargetId> ids;
  ids.reserve(revisions.size());
  for (const auto& [id, revision] : revisions) ids.push_back(id);
  std::vector<RegisterTarget> targets = workspace.kept_targets(ids);
  if (!back) before_.clear();
  for (RegisterTarget& target : targets) {
    if (back) {
      if (const auto before = before_.find(target.id); before != before_.end()) target = before->second;
    } else {
      before_.emplace(target.id, target);
      apply(change, target);
    }
    target.revision = revision_of.at(target.id);
  }
  if (back) before_.clear();
  workspace.keep_targets(targets);
}

}  // namespace mingchou::client
