// What the routes of checks and of joint visits share: who reads, tasks that are read once, and how targets and teams
// are shown. Inside server/api only.
#pragma once

#include <map>

#include "server/api/tasks.h"
#include "server/checks/joint_visit_store.h"

namespace mingchou::server {

bool is_inspector(const Caller& caller);
tasks::CheckReader reader_of(const Caller& caller);

/// Tasks of an answer, each read once.
using Tasks = std::map<tasks::TaskId, tasks::StoredTask>;
/// The task of a check; it stays where it is as long as the map does. Errors: those of the store.
Result<const tasks::StoredTask*> task_of(Tasks& known, Database& database, const StoredCheck& check);

/// null for "".
void write_text_or_null(json::Writer& writer, std::string_view name, std::string_view text);
void write_target(json::Writer& writer, const StoredCheck& check, access::Role role);
void write_team(json::Writer& writer, const StoredCheck& check);
void write_task_name(json::Writer& writer, const tasks::StoredTask& task);

/// The checks of a visit for the rules of sight. It points into the visit, the tasks and itself.
class VisitView {
 public:
  VisitView(VisitView&&) = default;
  VisitView& operator=(VisitView&&) = default;
  VisitView(const VisitView&) = delete;
  VisitView& operator=(const VisitView&) = delete;
  static Result<VisitView> of(const StoredVisit& visit, Tasks& known, Database& database);
  std::span<const tasks::VisitSight> checks() const { return checks_; }

 private:
  VisitView() = default;

  std::vector<std::vector<tasks::CheckPlace>> teams_;
  std::vector<tasks::VisitSight> checks_;
};

/// "joint_visit" of a check: the days and who else goes there; null where it goes alone, or for all that this reader
/// may know.
Result<> write_joint_visit(json::Writer& writer, const StoredCheck& check, Tasks& known, Database& database,
                           const Caller& caller, CivilDate today);

}  // namespace mingchou::server
