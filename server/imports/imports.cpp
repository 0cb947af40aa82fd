#include "server/imports/imports.h"

#include <sys/stat.h>

#include <algorithm>
#include <exception>

#include "server/data/blobs.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/imports/mapping_json.h"
#include "server/log/log.h"

namespace mingchou::imports {
namespace {

using server::LogLevel;

std::string counts_json(const Counts& counts) {
  json::Writer writer;
  writer.begin_object();
  for (const auto& [outcome, count] : counts) writer.field(outcome, count);
  return std::move(writer.end_object()).take();
}

std::string sheets_json(const std::vector<sheets::SheetInfo>& sheets) {
  json::Writer writer;
  writer.begin_array();
  for (const sheets::SheetInfo& sheet : sheets)
    writer.begin_object().field("name", sheet.name).field("is_hidden", sheet.is_hidden).end_object();
  return std::move(writer.end_array()).take();
}

std::string audit_state(const Session& session, std::int64_t rows) {
  json::Writer writer;
  writer.begin_object().field("register", text_of(session.which)).field("file_name", session.file_name);
  writer.field("file_hash", session.file_hash).field("rows", rows);
  return std::move(writer.end_object()).take();
}

}  // namespace

Imports::Imports(std::string data_folder, server::Readers& readers, server::Writer& writer, Clock& clock,
                 Random& random, server::Log& log)
    : data_folder_(std::move(data_folder)),
      readers_(readers),
      writer_(writer),
      clock_(clock),
      random_(random),
      log_(log) {
  ::mkdir((data_folder_ + "/imports").c_str(), 0700);
  const auto settled = writer_.run([&](Database& database) { return settle_interrupted(database, clock_.now()); });
  if (!settled) log_.write(LogLevel::warning, "imports_not_settled", {{"code", settled.error().code}});
  thread_ = std::thread([this] { work(); });
}

Imports::~Imports() { stop(); }

std::string Imports::scratch_path(const SessionId& session) const {
  return data_folder_ + "/imports/" + session.uuid.text() + ".db";
}

Result<> Imports::submit(Task task) {
  const std::scoped_lock lock(mutex_);
  if (is_stopping_ || queue_.size() >= queued_max) return fail(Error("server.busy").because("too many imports wait"));
  queue_.push_back(std::move(task));
  wake_.notify_one();
  return {};
}

std::optional<Progress> Imports::progress(const SessionId& session) {
  const std::scoped_lock lock(mutex_);
  if (current_ == session) return progress_;
  if (std::ranges::contains(queue_, session, &Task::session)) return Progress{"wait", 0};
  return std::nullopt;
}

void Imports::cancel(const SessionId& session) {
  const std::scoped_lock lock(mutex_);
  if (current_ == session)
    is_cancelled_ = true;
  else if (std::ranges::contains(queue_, session, &Task::session))
    cancelled_waiting_.insert(session);
}

void Imports::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return queue_.empty() && !current_; });
}

void Imports::stop() {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
    is_cancelled_ = true;
    queue_.clear();
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Imports::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return is_stopping_ || !queue_.empty(); });
    if (is_stopping_) return;
    const Task task = std::move(queue_.front());
    queue_.pop_front();
    current_ = task.session;
    progress_ = {};
    is_cancelled_ = cancelled_waiting_.erase(task.session) > 0;
    lock.unlock();
    run(task);
    lock.lock();
    current_.reset();
    idle_.notify_all();
  }
}

Watch Imports::watch() {
  return [this](std::string_view step, double share) {
    const std::scoped_lock lock(mutex_);
    progress_ = {std::string(step), share};
    return !is_cancelled_;
  };
}

void Imports::run(const Task& task) {
  const std::scoped_lock lock(step_mutex_);
  const auto done = [&]() -> Result<> {
    try {
      const auto session =
          MC_TRY(readers_.read([&](Database& database) { return find_session(database, task.session); }));
      if (!session) return {};
      if (!watch()("wait", 0)) return fail(Error("imports.cancelled"));
      return run_step(task, *session);
    } catch (const std::exception& exception) {
      return fail(Error("server.internal").because(exception.what()));
    }
  }();
  if (done) return;
  log_.write(LogLevel::info, "import_step_failed", {{"code", done.error().code}, {"detail", done.error().detail}});
  if (const auto recorded = record_failure(task, done.error()); !recorded)
    log_.write(LogLevel::warning, "import_failure_not_recorded", {{"code", recorded.error().code}});
}

Result<> Imports::run_step(const Task& task, const Session& session) {
  switch (task.step) {
    case Step::read:
      return read_file(task, session);
    case Step::check:
      return check(session);
    case Step::apply:
      return apply(task, session);
    case Step::undo:
      break;
  }
  return undo(task, session);
}

Result<> Imports::record_failure(const Task& task, const Error& error) {
  const bool is_cancelled = error.code == "imports.cancelled";
  const std::string_view state = task.step == Step::apply  ? "ready"
                                 : task.step == Step::undo ? "applied"
                                 : is_cancelled            ? "cancelled"
                                                           : "failed";
  return writer_.run([&](Database& database) -> Result<> {
    MC_TRY(change_session(database, task.session, {.error = error_json(error)}, clock_.now()));
    return move_session(database, task.session, "reading applying undoing", state, clock_.now());
  });
}

Result<> Imports::read_file(const Task& task, const Session& session) {
  const auto templates = MC_TRY(
      readers_.read([&](Database& database) { return list_templates(database, session.department, session.which); }));
  Scratch scratch = MC_TRY(Scratch::create(scratch_path(session.id)));
  const Staged staged = MC_TRY(stage(server::blob_path(data_folder_, session.file_hash), session.which, task.mapping,
                                     templates, scratch, watch()));
  Session read = session;
  read.mapping = mapping_json(staged.mapping);
  MC_TRY(writer_.run([&](Database& database) {
    return change_session(database, session.id, {.sheets = sheets_json(staged.sheets), .mapping = read.mapping},
                          clock_.now());
  }));
  return check(read);
}

Result<> Imports::check(const Session& session) {
  Scratch scratch = MC_TRY(Scratch::open(scratch_path(session.id)));
  const Mends mends = MC_TRY(readers_.read([&](Database& database) { return read_mends(database, session.id); }));
  const ReadRegisters read = [this](const std::function<Result<>(Database&)>& job) { return readers_.read(job); };
  MC_TRY(check_all(scratch, mapping_of(session.which, session.mapping), mends, session.department,
                   shanghai_date(clock_.now()), read, watch()));
  const std::string counts = counts_json(MC_TRY(scratch.counts()));
  return writer_.run([&](Database& database) -> Result<> {
    MC_TRY(change_session(database, session.id, {.counts = counts, .error = ""}, clock_.now()));
    return move_session(database, session.id, "reading", "ready", clock_.now());
  });
}

Application Imports::application_of(const Task& task, const Session& session, std::string_view reason) const {
  const Instant now = clock_.now();
  return {.session = session.id,
          .which = session.which,
          .department = session.department,
          .source = "导入：" + session.file_name,
          .recorded = {shanghai_date(now), now, task.actor.login, std::string(reason) + session.file_name}};
}

Result<> Imports::apply(const Task& task, const Session& session) {
  Scratch scratch = MC_TRY(Scratch::open(scratch_path(session.id)));
  UuidGenerator ids(clock_, random_);
  Application application = application_of(task, session, "导入：");
  application.updates_existing = task.updates_existing;
  return writer_.run([&](Database& database) -> Result<> {
    const Applied applied = MC_TRY(apply_rows(scratch, database, application, ids, watch()));
    Counts counts = MC_TRY(scratch.counts());
    counts["written"] = applied.written;
    counts["updated"] = applied.updated;
    counts["skipped"] = applied.skipped;
    MC_TRY(change_session(database, session.id, {.counts = counts_json(counts), .error = ""}, clock_.now()));
    MC_TRY(move_session(database, session.id, "applying", "applied", clock_.now()));
    return server::audit::append(database, task.actor,
                                 {.action = "import.applied",
                                  .entity = "import",
                                  .entity_id = session.id.uuid,
                                  .department_id = session.department,
                                  .before = {},
                                  .after = audit_state(session, applied.written + applied.updated)},
                                 clock_.now());
  });
}

Result<> Imports::undo(const Task& task, const Session& session) {
  const Application application = application_of(task, session, "撤销导入：");
  return writer_.run([&](Database& database) -> Result<> {
    const std::int64_t count = MC_TRY(undo_rows(database, application, watch()));
    MC_TRY(change_session(database, session.id, {.error = ""}, clock_.now()));
    MC_TRY(move_session(database, session.id, "undoing", "undone", clock_.now()));
    return server::audit::append(database, task.actor,
                                 {.action = "import.undone",
                                  .entity = "import",
                                  .entity_id = session.id.uuid,
                                  .department_id = session.department,
                                  .before = audit_state(session, count),
                                  .after = {}},
                                 clock_.now());
  });
}

}  // namespace mingchou::imports
