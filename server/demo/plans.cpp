#include "server/demo/plans.h"

#include "shared/demo/county.h"
#include "shared/plans/store.h"

namespace mingchou::server {
namespace {

constexpr std::int64_t morning_ms = 9 * 3600 * 1000;

items::Write write_on(CivilDate day) { return {shanghai_start_of(day) + morning_ms, "demo"}; }

Result<plans::Version> version_now(Database& db, const plans::VersionId& id) {
  auto version = MC_TRY(plans::find_version(db, id));
  if (!version) return fail(Error("store.internal").because("a plan of the demo county is not there"));
  return *std::move(version);
}

Result<> write_publications(Database& db, const demo::YearlyPlan& plan) {
  for (const demo::YearlyPlan::Publication& one : plan.publications) {
    plans::Publication publication;
    publication.id = one.id;
    publication.channel = one.channel;
    publication.published_on = one.on;
    publication.address = one.address;
    const plans::Version version = MC_TRY(version_now(db, plan.version_id));
    MC_TRY(plans::insert_publication(db, version, publication, write_on(one.on)));
  }
  return {};
}

Result<> write_way(Database& db, const demo::YearlyPlan& plan) {
  const plans::Version draft = MC_TRY(version_now(db, plan.version_id));
  MC_TRY(plans::submit(db, draft, draft.revision, write_on(plan.submitted_on)));
  const plans::Version submitted = MC_TRY(version_now(db, plan.version_id));
  MC_TRY(plans::approve(db, submitted, submitted.revision, plan.approved_on, plan.minutes_number,
                        write_on(plan.approved_on)));
  const plans::Version approved = MC_TRY(version_now(db, plan.version_id));
  MC_TRY(plans::file(db, approved, approved.revision, plan.filed_on, plan.filing_number, write_on(plan.filed_on)));
  return write_publications(db, plan);
}

}  // namespace

Result<> write_plans(Database& db, const std::vector<demo::YearlyPlan>& yearly) {
  for (const demo::YearlyPlan& plan : yearly) {
    const items::Write write = write_on(plan.begun_on);
    MC_TRY(plans::insert_plan(db, plan.id, plan.version_id, plan.year, write));
    const plans::Version draft = MC_TRY(version_now(db, plan.version_id));
    for (const plans::Row& row : plan.rows) MC_TRY(plans::insert_row(db, draft, row, write));
    if (plan.is_published) MC_TRY(write_way(db, plan));
  }
  return {};
}

}  // namespace mingchou::server
