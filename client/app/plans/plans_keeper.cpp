#include "client/app/plans/plans_keeper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/items/items_json.h"
#include "client/app/model/bodies.h"
#include "client/app/model/pages.h"
#include "client/app/plans/plan_route.h"
#include "client/app/plans/plans_json.h"
#include "shared/plans/content.h"

namespace mingchou::client {
namespace {

constexpr std::string_view plans_path = "/api/v1/plans";
constexpr std::string_view duties_path = "/api/v1/plan-duties";

std::string limited(std::string path) {
  return with_query(std::move(path), "limit=" + std::to_string(plan_limits::page_size));
}

std::array<Submission*, 12> submissions_of(OpenPlan& open) {
  return {&open.submit, &open.send_back, &open.approve, &open.file, &open.publish, &open.make_void,
          &open.adjust, &open.end,       &open.discard, &open.save, &open.remove,  &open.restore};
}

auto find_row(auto& rows, const plans::RowId& id) {
  return std::ranges::find(rows, id, [](const StoredPlanRow& stored) { return stored.row.id; });
}

}  // namespace

const StoredPlanRow* OpenPlan::row_with(const plans::RowId& row) const {
  if (!rows.value) return nullptr;
  const auto found = find_row(*rows.value, row);
  return found == rows.value->end() ? nullptr : &*found;
}

const PlanVersion* YearlyPlan::published() const {
  const auto found = std::ranges::find(current, plans::State::published, &PlanVersion::state);
  return found == current.end() ? nullptr : &*found;
}

const PlanVersion* YearlyPlan::open() const {
  const auto found = std::ranges::find_if(current, plans::is_open, &PlanVersion::state);
  return found == current.end() ? nullptr : &*found;
}

bool may_propose(const SessionModel& session) {
  if (session.may(access::Action::plans_write)) return true;
  return session.may(access::Action::plans_propose) && session.user->department_id;
}

bool may_keep_row(const SessionModel& session, const DepartmentId& initiating) {
  if (session.may(access::Action::plans_write)) return true;
  return may_propose(session) && session.user->department_id == initiating.uuid;
}

bool sees_to_plans(const SessionModel& session) {
  return session.may(access::Action::plans_write) || session.may(access::Action::plans_propose);
}

void PlansKeeper::carry_out(const PlansRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void PlansKeeper::show(const Route& route, const SessionModel& session) {
  if (!session.may(access::Action::plans_read)) return;
  const PlanPlace place = plan_place(route);
  switch (route.screen) {
    case Screen::home:
      if (sees_to_plans(session)) begin(ReadPlanDuties{});
      return;
    case Screen::plans:
      begin(ReadPlans{});
      return begin(ReadPlanDuties{});
    case Screen::plan_diff:
      begin(OpenPlanVersion{place.plan, place.version});
      return begin(ReadPlanDiff{place.other});
    case Screen::plan_version:
    case Screen::plan_row:
    case Screen::plan_row_form:
      return begin(OpenPlanVersion{place.plan, place.version});
    default:
      return;
  }
}

void PlansKeeper::forget_forms() {
  model_.create.leave();
  model_.made.reset();
  model_.open.made.reset();
  for (Submission* submission : submissions_of(model_.open)) submission->leave();
}

void PlansKeeper::forget_all() {
  forget_version();
  submitter_.give_up(model_.create);
  for (LoadState* state : std::initializer_list<LoadState*>{&model_.all, &model_.duties, &model_.choices.items})
    fetcher_.give_up(*state);
  model_ = {};
}

void PlansKeeper::forget_version() {
  OpenPlan& open = model_.open;
  for (LoadState* state :
       std::initializer_list<LoadState*>{&open.version, &open.versions, &open.rows, &open.publications, &open.diff})
    fetcher_.give_up(*state);
  begin_anew(open, submitter_, [](auto& what) { return submissions_of(what); });
}

// --- reading

std::string PlansKeeper::version_path() const {
  const OpenPlan& open = model_.open;
  return std::string(plans_path) + "/" + open.plan.uuid.text() + "/versions/" + open.id.uuid.text();
}

void PlansKeeper::begin(const ReadPlans&) {
  read_all(fetcher_, model_.all, std::string(plans_path), plan_limits::plans_max, read_yearly_plan);
}

void PlansKeeper::begin(const ReadPlanDuties&) {
  read_all(fetcher_, model_.duties, std::string(duties_path), plan_limits::duties_max, read_plan_duty);
}

void PlansKeeper::begin(const OpenPlanVersion& request) {
  OpenPlan& open = model_.open;
  if (open.plan != request.plan || open.id != request.id) {
    forget_version();
    open.plan = request.plan;
    open.id = request.id;
  }
  read_version();
  read_versions();
  read_rows_of_version();
  read_publications();
}

void PlansKeeper::read_version() {
  fetcher_.fetch(model_.open.version, version_path(), take_into(model_.open.version, read_plan_version));
}

void PlansKeeper::read_versions() {
  read_all(fetcher_, model_.open.versions, std::string(plans_path) + "/" + model_.open.plan.uuid.text() + "/versions",
           plan_limits::versions_max, read_plan_version);
}

void PlansKeeper::read_rows_of_version() {
  read_all(fetcher_, model_.open.rows, limited(version_path() + "/rows"), plans::rows_max, read_stored_plan_row);
}

void PlansKeeper::read_publications() {
  read_all(fetcher_, model_.open.publications, version_path() + "/publications", publication_limits::records_max,
           read_publication);
}

void PlansKeeper::begin(const ReadPlanDiff& request) {
  OpenPlan& open = model_.open;
  // What was compared before may have changed since.
  open.diff.value.reset();
  open.compared_with = request.from;
  std::string path = version_path() + "/diff";
  if (request.from) path += "?from=" + request.from->uuid.text();
  fetcher_.fetch(open.diff, path, take_into(open.diff, read_plan_diff));
}

void PlansKeeper::begin(const ReadItemChoices& request) {
  ItemChoices& choices = model_.choices;
  if (choices.list != request.list || choices.version != request.version) choices.items.value.reset();
  choices.list = request.list;
  choices.version = request.version;
  read_all(
      fetcher_, choices.items,
      limited("/api/v1/item-lists/" + request.list.uuid.text() + "/versions/" + request.version.uuid.text() + "/items"),
      items::items_max, read_stored_item);
}

// --- changing

void PlansKeeper::begin(const CreatePlan& request) {
  submitter_.submit(model_.create, request_of(Method::post, std::string(plans_path), new_plan_json(request)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      model_.made = MC_TRY(sensible(read_one(answer.body, read_yearly_plan)));
                      begin(ReadPlans{});
                      return {};
                    });
}

void PlansKeeper::look_again(const Submission& submission) {
  if (!was_beaten(submission)) return;
  read_version();
  read_rows_of_version();
}

void PlansKeeper::move_version(Submission& submission, HttpRequest request, std::int64_t revision) {
  submitter_.submit(
      submission, with_revision(std::move(request), revision),
      [this](const HttpAnswer& answer) -> Result<> {
        model_.open.version.value = MC_TRY(sensible(read_one(answer.body, read_plan_version)));
        model_.open.removed.reset();
        read_versions();
        read_rows_of_version();
        return {};
      },
      [this, &submission] { look_again(submission); });
}

void PlansKeeper::begin(const SubmitPlan& request) {
  move_version(model_.open.submit, request_of(Method::post, version_path() + "/submission"), request.revision);
}

void PlansKeeper::begin(const SendPlanBack& request) {
  move_version(model_.open.send_back, request_of(Method::post, version_path() + "/return", reason_body(request.reason)),
               request.revision);
}

void PlansKeeper::begin(const ApprovePlan& request) {
  move_version(model_.open.approve, request_of(Method::post, version_path() + "/approval", approval_json(request)),
               request.revision);
}

void PlansKeeper::begin(const FilePlan& request) {
  move_version(model_.open.file, request_of(Method::post, version_path() + "/filing", filing_json(request)),
               request.revision);
}

void PlansKeeper::begin(const EndPlan& request) {
  move_version(model_.open.end, request_of(Method::post, version_path() + "/end", reason_body(request.reason)),
               request.revision);
}

void PlansKeeper::begin(const DiscardPlanDraft& request) {
  move_version(model_.open.discard, request_of(Method::remove, version_path()), request.revision);
}

void PlansKeeper::begin(const AdjustPlan& request) {
  submitter_.submit(
      model_.open.adjust,
      with_revision(request_of(Method::post, version_path() + "/adjustment", reason_body(request.reason)),
                    request.revision),
      [this](const HttpAnswer& answer) -> Result<> {
        const PlanVersion draft = MC_TRY(sensible(read_one(answer.body, read_plan_version)));
        model_.open.made = draft.id;
        read_versions();
        return {};
      },
      [this] { look_again(model_.open.adjust); });
}

/// With the second channel the version becomes the published one, and the one before it is superseded.
void PlansKeeper::read_published_anew() {
  read_version();
  read_versions();
  read_publications();
}

void PlansKeeper::begin(const RecordPlanPublication& request) {
  submitter_.submit(model_.open.publish,
                    request_of(Method::post, version_path() + "/publications", plan_publication_json(request)),
                    [this](const HttpAnswer&) -> Result<> {
                      read_published_anew();
                      return {};
                    });
}

void PlansKeeper::begin(const VoidPlanPublication& request) {
  const std::string path = version_path() + "/publications/" + request.id.text() + "/void";
  submitter_.submit(model_.open.make_void, request_of(Method::post, path, reason_body(request.reason)),
                    [this](const HttpAnswer&) -> Result<> {
                      read_published_anew();
                      return {};
                    });
}

Result<> PlansKeeper::take_row(const HttpAnswer& answer) {
  StoredPlanRow saved = MC_TRY(sensible(read_one(answer.body, read_stored_plan_row)));
  if (auto& all = model_.open.rows.value) {
    const auto at = find_row(*all, saved.row.id);
    if (at != all->end())
      *at = std::move(saved);
    else
      all->push_back(std::move(saved));
  }
  // A change of its rows is one of the version.
  read_version();
  return {};
}

void PlansKeeper::begin(const SavePlanRow& request) {
  const bool is_new = request.row.id.uuid == Uuid{};
  const std::string path = version_path() + "/rows" + (is_new ? std::string() : "/" + request.row.id.uuid.text());
  HttpRequest sent = request_of(is_new ? Method::post : Method::put, path, fields_body(plans::fields_of(request.row)));
  if (!is_new) sent = with_revision(std::move(sent), request.revision);
  submitter_.submit(
      model_.open.save, sent, [this](const HttpAnswer& answer) { return take_row(answer); },
      [this] { look_again(model_.open.save); });
}

void PlansKeeper::begin(const RemovePlanRow& request) {
  submitter_.submit(
      model_.open.remove,
      with_revision(request_of(Method::remove, version_path() + "/rows/" + request.id.uuid.text()), request.revision),
      [this, id = request.id](const HttpAnswer&) -> Result<> {
        if (auto& all = model_.open.rows.value) {
          const auto at = find_row(*all, id);
          if (at != all->end()) {
            model_.open.removed = std::move(at->row);
            all->erase(at);
          }
        }
        read_version();
        return {};
      },
      [this] { look_again(model_.open.remove); });
}

void PlansKeeper::begin(const RestorePlanRow&) {
  const auto& removed = model_.open.removed;
  if (!removed) return;
  submitter_.submit(model_.open.restore,
                    request_of(Method::post, version_path() + "/rows", fields_body(plans::fields_of(*removed))),
                    [this](const HttpAnswer& answer) -> Result<> {
                      MC_TRY(take_row(answer));
                      model_.open.removed.reset();
                      return {};
                    });
}

}  // namespace mingchou::client
