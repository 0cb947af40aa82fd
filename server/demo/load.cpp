#include "server/demo/load.h"

#include <unistd.h>

#include "server/accounts/initial_users.h"
#include "server/data/schema.h"
#include "server/demo/item_lists.h"
#include "server/demo/plans.h"
#include "shared/registry/register_writer.h"
#include "shared/registry/target_index.h"
#include "shared/store/set_aside.h"

namespace mingchou::server {
namespace {

/// Of one transaction: few enough that the log beside the database stays small.
constexpr std::uint64_t targets_per_transaction = 50'000;
constexpr std::uint64_t targets_per_progress = 5'000;

Result<DemoLoadReport> count_rows(Database& db) {
  DemoLoadReport report;
  report.targets = MC_TRY(db.number("SELECT count(*) FROM target WHERE valid_to IS NULL"));
  report.inspectors = MC_TRY(db.number("SELECT count(*) FROM inspector WHERE valid_to IS NULL"));
  report.departments = MC_TRY(db.number("SELECT count(*) FROM department WHERE valid_to IS NULL"));
  return report;
}

/// Somebody works with this database, even if its registers are empty still.
Result<bool> has_users_at_work(Database& db) {
  return MC_TRY(db.number("SELECT count(*) FROM app_user WHERE is_demo = 0 AND last_sign_in_at IS NOT NULL")) > 0;
}

/// What the database holds now; its log is in it afterwards.
Result<DemoLoadReport> look_into(const std::string& path, Instant now) {
  Database db = MC_TRY(Database::open({.path = path, .access = Access::read_write}));
  MC_TRY(migrate(db, server_schema(now)));
  MC_TRY(db.checkpoint());
  DemoLoadReport report = MC_TRY(count_rows(db));
  report.has_users_at_work = MC_TRY(has_users_at_work(db));
  report.has_demo_users = MC_TRY(db.number("SELECT count(*) FROM app_user WHERE is_demo = 1")) > 0;
  return report;
}

Result<> write_staff(RegisterWriter& writer, const DemoCounty& county) {
  for (const Department& department : county.departments()) MC_TRY(writer.insert(department));
  for (const Tag& tag : county.tags()) MC_TRY(writer.insert(tag));
  for (const Inspector& inspector : county.inspectors()) MC_TRY(writer.insert(inspector));
  return {};
}

Result<> write_users(Database& db) {
  SystemClock clock;
  SystemRandom random;
  accounts::PasswordHasher hasher({}, random);
  return accounts::insert_demo_users(db, hasher, clock, random);
}

Result<> write_county(Database& db, const DemoOptions& options, const DemoProgress& progress) {
  DemoCounty county(options);
  RegisterWriter writer(db, demo_recorded());
  writer.defer_index();
  Transaction staff = MC_TRY(Transaction::begin(db));
  MC_TRY(write_staff(writer, county));
  MC_TRY(write_item_lists(db, county.item_lists()));
  MC_TRY(write_plans(db, county.plans()));
  MC_TRY(write_users(db));
  MC_TRY(begin_loading(db));
  MC_TRY(staff.commit());
  std::uint64_t done = 0;
  for (bool is_finished = false; !is_finished;) {
    Transaction transaction = MC_TRY(Transaction::begin(db));
    for (std::uint64_t i = 0; i < targets_per_transaction && !is_finished; ++i) {
      const auto target = county.next_target();
      is_finished = !target;
      if (is_finished) break;
      MC_TRY(writer.insert(*target));
      if (++done % targets_per_progress == 0 && progress) progress(done, options.targets);
    }
    if (is_finished)
      for (const Recusal& recusal : county.recusals()) MC_TRY(writer.insert(recusal));
    MC_TRY(writer.write_index());
    MC_TRY(transaction.commit());
  }
  MC_TRY(end_loading(db));
  if (progress) progress(done, options.targets);
  // The statistics let the queries of the first page already take the right index.
  return db.run_script("ANALYZE");
}

void remove_scratch(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm"}) remove_file_if_there(path + suffix);
}

Result<DemoLoadReport> write_scratch(const std::string& path, const DemoOptions& options, Instant now,
                                     const DemoProgress& progress) {
  Database db = MC_TRY(Database::open({.path = path}));
  // Nobody relies on this file before it is whole and rename_durably() has synced it; so no commit needs to be on
  // the disk. The cache holds the indexes of a million targets, whose codes come in no order.
  MC_TRY(db.run_script("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144"));
  MC_TRY(migrate(db, server_schema(now)));
  MC_TRY(build_index_if_needed(db));
  MC_TRY(write_county(db, options, progress));
  MC_TRY(db.checkpoint());
  return count_rows(db);
}

}  // namespace

Result<DemoLoadReport> load_demo(const DataFolder& folder, const DemoLoadOptions& options, Instant now,
                                 const DemoProgress& progress) {
  const std::string path = folder.database_path(), scratch = path + ".loading";
  const bool is_there = ::access(path.c_str(), F_OK) == 0;
  if (is_there) {
    auto found = look_into(path, now);
    if (!found && !options.replaces) return fail(std::move(found).error());
    const bool is_in_use =
        found && (found->has_users_at_work || found->departments > 0 || found->targets > 0 || found->inspectors > 0);
    if (is_in_use && !options.replaces) {
      found->outcome = DemoLoadReport::Outcome::already_there;
      return found;
    }
  }
  // Only this function writes that file, so what an interrupted load left of it is nobody's data.
  remove_scratch(scratch);
  auto report = write_scratch(scratch, options.county, now, progress);
  if (!report) {
    remove_scratch(scratch);
    return report;
  }
  if (is_there) report->set_aside = MC_TRY(set_aside(path, now, "replaced"));
  MC_TRY(rename_durably(scratch, path));
  return report;
}

}  // namespace mingchou::server
