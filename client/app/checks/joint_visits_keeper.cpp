#include "client/app/checks/joint_visits_keeper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/checks/joint_visits_json.h"
#include "client/app/model/bodies.h"
#include "client/app/model/pages.h"

namespace mingchou::client {
namespace {

constexpr std::string_view visits_path = "/api/v1/joint-visits";
constexpr std::string_view caps_path = "/api/v1/department-visit-caps";

}  // namespace

bool sees_joint_visits(const SessionModel& session) {
  if (!session.may(access::Action::checks_read) || session.user->role == access::Role::inspector) return false;
  return session.grants.at(access::Action::checks_read) != access::Scope::counts;
}

bool may_decide_visits(const SessionModel& session) {
  return sees_joint_visits(session) && session.may(access::Action::draw_hold);
}

void JointVisitsKeeper::carry_out(const JointVisitsRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void JointVisitsKeeper::show(const Route& route, const SessionModel& session) {
  if (route.screen != Screen::joint_visits || !sees_joint_visits(session)) return;
  const auto id = Uuid::parse(route.id);
  begin(ReadJointVisits{.task = id ? std::optional(tasks::TaskId{*id}) : std::nullopt, .state = model_.shown});
}

void JointVisitsKeeper::forget_all() {
  fetcher_.give_up(model_.list);
  fetcher_.give_up(model_.caps);
  begin_anew(model_, submitter_, [](JointVisitsModel& what) { return std::array{&what.decide, &what.save_cap}; });
}

void JointVisitsKeeper::begin(const ReadJointVisits& request) {
  if (model_.task != request.task || model_.shown != request.state) {
    model_.list.value.reset();
    model_.next_cursor.clear();
    model_.has_unshown = false;
  }
  model_.task = request.task;
  model_.shown = request.state;
  read({});
}

void JointVisitsKeeper::begin(const ReadMoreJointVisits&) {
  if (!model_.next_cursor.empty() && !model_.list.is_loading) read(model_.next_cursor);
}

void JointVisitsKeeper::read(const std::string& cursor) {
  std::string path = with_query(std::string(visits_path), "state=" + std::string(text_of(model_.shown)));
  path = with_query(std::move(path), "limit=" + std::to_string(visit_limits::page_size));
  if (model_.task) path = with_query(std::move(path), "task_id=" + model_.task->uuid.text());
  if (!cursor.empty()) path = with_query(std::move(path), "cursor=" + percent_encoded(cursor));
  fetcher_.fetch(model_.list, path, [this, is_more = !cursor.empty()](const HttpAnswer& answer) -> Result<> {
    auto page = MC_TRY(sensible(read_rows(answer.body, visit_limits::visits_max, read_joint_visit)));
    take_page(model_.list, model_.next_cursor, std::move(page), is_more);
    model_.has_unshown = model_.list.value->size() >= visit_limits::visits_max && !model_.next_cursor.empty();
    if (model_.has_unshown) model_.next_cursor.clear();
    return {};
  });
}

void JointVisitsKeeper::begin(const AgreeJointVisit& request) {
  auto body = agreement_body(request.visit);
  if (body) send(request.visit, request_of(Method::post, std::string(visits_path), *std::move(body)));
}

void JointVisitsKeeper::begin(const DeclineJointVisit& request) {
  const std::string path(visits_path);
  if (request.visit.id)
    send(request.visit,
         request_of(Method::post, path + "/" + request.visit.id->text() + "/call-off", reason_body(request.reason)));
  else
    send(request.visit, request_of(Method::post, path, refusal_body(request.visit, request.reason)));
}

void JointVisitsKeeper::begin(const ReadDepartmentCaps& request) {
  if (model_.caps_year != request.year) model_.caps.value.reset();
  model_.caps_year = request.year;
  const std::string path = with_query(std::string(caps_path), "year=" + std::to_string(request.year));
  fetcher_.fetch(model_.caps, path, [this](const HttpAnswer& answer) -> Result<> {
    model_.caps.value =
        MC_TRY(sensible(read_rows(answer.body, visit_limits::departments_max, read_department_cap))).rows;
    return {};
  });
}

void JointVisitsKeeper::begin(const SaveDepartmentCap& request) {
  const std::string path =
      std::string(caps_path) + "/" + std::to_string(request.year) + "/" + request.department_id.text();
  submitter_.submit(
      model_.save_cap, with_revision(request_of(Method::put, path, department_cap_body(request)), request.revision),
      [this, year = request.year](const HttpAnswer&) -> Result<> {
        begin(ReadDepartmentCaps{year});
        return {};
      },
      [this, year = request.year] {
        if (was_beaten(model_.save_cap)) begin(ReadDepartmentCaps{year});
      });
}

/// What is decided leaves the list that is shown; who went through several pages stays where they are. Where somebody
/// was quicker the list is read again.
void JointVisitsKeeper::send(const JointVisit& about, const HttpRequest& request) {
  submitter_.submit(
      model_.decide, request,
      [this, about](const HttpAnswer&) -> Result<> {
        if (model_.list.value)
          std::erase_if(*model_.list.value, [&](const JointVisit& one) { return is_same(one, about); });
        return {};
      },
      [this] {
        if (model_.decide.error && model_.decide.error->code.starts_with("tasks.visit_")) read({});
      });
}

}  // namespace mingchou::client
