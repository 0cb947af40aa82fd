#include "client/app/model/workspace.h"

#include <algorithm>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/checks/checks_json.h"
#include "client/app/model/saved_preferences.h"
#include "client/app/text/format.h"

namespace mingchou::client {
namespace {

constexpr std::int64_t latest_notes = 5;
constexpr std::string_view last_user_key = "last_user";
constexpr std::string_view register_reader_key = "register_reader";
constexpr std::string_view own_checks_key = "own_checks";

/// Users of one text read the same part of the register.
std::string reader_text(const Account& user) {
  const std::string role(user.role ? access::text_of(*user.role) : "");
  return role + "/" + (user.department_id ? user.department_id->text() : std::string());
}

bool shows_register(const Route& route) { return route.screen == Screen::targets || route.screen == Screen::target; }

/// Differs when a person would see a difference.
int visible_progress(const DownloadStatus& download, const std::optional<JobProgress>& preparing) {
  const int prepared = preparing ? per_cent(preparing->done, preparing->total) : 0;
  const int received = download.bytes_total > 0 ? per_cent(download.bytes_done, download.bytes_total) : 0;
  return (static_cast<int>(download.phase) * 101 + received) * 101 + prepared;
}

}  // namespace

Workspace::Workspace(std::unique_ptr<LocalStore> store, const Surroundings& around)
    : around_(around),
      store_(std::move(store)),
      jobs_(around.stopwatch),
      register_(*store_, around.network, jobs_, around.clock, around.random),
      page_(*store_, around.model.target, around.model.targets.note_counts),
      server_key_(*store_, around.network) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const OpenOptions& options, const Surroundings& around) {
  auto store = MC_TRY(LocalStore::open(options, around.clock, around.random));
  std::unique_ptr<Workspace> workspace(new Workspace(std::move(store), around));
  MC_TRY(workspace->start());
  return workspace;
}

Result<> Workspace::start() {
  Model& model = around_.model;
  model.preferences = MC_TRY(load_preferences(*store_, model.preferences));
  model.targets.note_counts.set_all(MC_TRY(store_->notes().counts()));
  register_.show(model.targets.view);
  MC_TRY(register_.start());
  server_key_.start();
  MC_TRY(look_at_notes());
  look_at_register();
  // Until use_user() says who it is.
  model.is_locked = !MC_TRY(store_->setting(register_reader_key)).value_or("").empty();
  entered();
  return {};
}

Workspace::~Workspace() {
  page_.keep_draft_now();
  Model& model = around_.model;
  model.target.is_read = false;
  model.targets.index = nullptr;
  model.targets.list = nullptr;
  model.targets.rows = nullptr;
  model.targets.preparing.reset();
  model.targets.download = {};
}

// --- what the user does -------------------------------------------------------------------------------------

void Workspace::entered() {
  Model& model = around_.model;
  changed_ = true;
  if (model.route.screen == Screen::target) {
    const auto id = Uuid::parse(model.route.id);
    if (id && (!model.target.is_read || model.target.id.uuid != *id)) page_.open({*id});
  } else {
    page_.keep_draft_now();
  }
  if (shows_register(model.route)) begin_first_download();
}

bool Workspace::may_read_register() const { return around_.model.session.may(access::Action::registers_read); }

/// The register comes by itself when it is needed for the first time; after that the user decides.
void Workspace::begin_first_download() {
  if (register_.generation() || !may_read_register()) return;
  const DownloadStatus& download = register_.download_status();
  const bool lacked_a_session =
      download.phase == DownloadStatus::Phase::failed && download.error && download.error->code.starts_with("account.");
  if (download.phase == DownloadStatus::Phase::idle || lacked_a_session) carry_out(RegisterRequest::download);
}

void Workspace::carry_out(const Actions& actions) {
  if (actions.show_targets) {
    register_.show(*actions.show_targets);
    changed_ = true;
  }
  if (actions.targets) carry_out(*actions.targets);
  for (const NoteRequest& request : actions.notes) {
    page_.carry_out(request, text(Text::note_undo_reason, around_.model.preferences.language));
    // Typing changes nothing that is not on the screen already.
    if (!std::holds_alternative<KeepDraft>(request)) changed_ = true;
  }
}

void Workspace::carry_out(RegisterRequest request) {
  switch (request) {
    case RegisterRequest::download:
      register_.download();
      break;
    case RegisterRequest::download_now:
      register_.network_returned();
      break;
    case RegisterRequest::cancel_download:
      register_.cancel_download();
      break;
  }
  changed_ = true;
}

void Workspace::preferences_changed() {
  // If the disk does not take them, the shell's copy still has them for the next start.
  (void)save_preferences(*store_, around_.model.preferences);
}

void Workspace::network_returned() {
  register_.network_returned();
  server_key_.start();
  const DownloadStatus& download = register_.download_status();
  const bool gave_up = download.phase == DownloadStatus::Phase::failed;
  if (gave_up && !register_.generation() && shows_register(around_.model.route)) register_.download();
  changed_ = true;
}

// --- what the server told of single targets

void Workspace::keep_targets(const std::vector<RegisterTarget>& targets) {
  const auto put = store_->register_store().put_targets(targets);
  if (!put || !*put) return;
  std::vector<TargetId> ids;
  ids.reserve(targets.size());
  for (const RegisterTarget& target : targets) ids.push_back(target.id);
  targets_changed(ids);
}

void Workspace::drop_target(const TargetId& id) {
  const auto removed = store_->register_store().remove_target(id);
  if (removed && *removed) targets_changed({id});
}

std::vector<RegisterTarget> Workspace::kept_targets(const std::vector<TargetId>& ids) {
  std::vector<RegisterTarget> targets;
  targets.reserve(ids.size());
  for (const TargetId& id : ids)
    if (auto target = store_->register_store().target(id); target && *target) targets.push_back(**std::move(target));
  return targets;
}

void Workspace::targets_changed(const std::vector<TargetId>& ids) {
  // If the index can't be made anew the old one stays, which the next start mends.
  (void)register_.targets_changed(ids);
  if (around_.model.target.is_read) page_.reread_details();
  changed_ = true;
}

// --- whose work it is

std::optional<Account> Workspace::last_user() {
  const auto kept = store_->setting(last_user_key);
  if (!kept || !*kept || (*kept)->empty()) return std::nullopt;
  auto user = read_remembered(**kept);
  return user ? std::optional(*std::move(user)) : std::nullopt;
}

void Workspace::use_user(const std::optional<Account>& user) {
  const std::string id = user ? user->id.text() : std::string();
  if (store_->author().user != id || around_.model.is_locked)
    if (const auto changed = change_user(user); !changed) around_.model.targets.error = changed.error();
  const std::string kept = user ? remembered(*user) : std::string();
  const auto before = store_->setting(last_user_key);
  // If the disk does not take it, the server is asked again at the next start.
  if (!before || before->value_or("") != kept) (void)store_->set_setting(last_user_key, kept);
  if (shows_register(around_.model.route)) begin_first_download();
  show_kept_checks();
}

void Workspace::keep_checks(const std::vector<Check>& checks) {
  // Nobody's work is nobody's.
  if (!store_->author().user.empty()) (void)store_->keep_answer(own_checks_key, checks_json(checks));
}

/// What was read before the disk was there is kept now; else what was kept is shown until it is read again.
void Workspace::show_kept_checks() {
  ChecksModel& checks = around_.model.checks;
  if (checks.own.value) return keep_checks(*checks.own.value);
  if (store_->author().user.empty()) return;
  const auto kept = store_->kept_answer(own_checks_key);
  if (!kept || !*kept) return;
  auto read = read_checks((*kept)->content);
  if (!read) return;
  checks.own.value = *std::move(read);
  checks.read_at = (*kept)->read_at;
  changed_ = true;
}

Result<> Workspace::change_user(const std::optional<Account>& user) {
  Model& model = around_.model;
  page_.keep_draft_now();
  store_->set_user(user ? user->id.text() : std::string());
  changed_ = true;
  const std::string reader_before = MC_TRY(store_->setting(register_reader_key)).value_or("");
  model.is_locked = !user && !reader_before.empty();
  if (user && reader_text(*user) != reader_before) {
    // In this order: whatever happens in between, nobody reads what is not theirs.
    if (!reader_before.empty()) MC_TRY(register_.forget());
    MC_TRY(store_->set_setting(register_reader_key, reader_text(*user)));
  }
  model.targets.note_counts.set_all(MC_TRY(store_->notes().counts()));
  model.target = {};
  look_at_register();
  entered();
  return look_at_notes();
}

// --- between frames -----------------------------------------------------------------------------------------

std::optional<double> Workspace::work() {
  const Deadline deadline(around_.stopwatch, Jobs::budget_ms);
  // What somebody waits for comes first.
  if (register_.step(deadline)) changed_ = true;
  std::optional<double> next_ms;
  if (deadline.passed())
    next_ms = 0;
  else
    next_ms = jobs_.run();
  if (register_.busy()) next_ms = 0;
  if (const auto draft_ms = page_.keep_draft(around_.stopwatch.now_ms()))
    next_ms = std::min(next_ms.value_or(*draft_ms), *draft_ms);
  if (store_->notes().version() != notes_version_) (void)look_at_notes();
  look_at_register();
  return next_ms;
}

void Workspace::look_at_register() {
  RegisterModel& shown = around_.model.targets;
  const bool is_new = register_.ready() && register_.version() != register_version_;
  if (is_new) {
    register_version_ = register_.version();
    if (around_.model.target.is_read) page_.reread_details();
  }
  shown.generation = register_.generation();
  shown.download = register_.download_status();
  shown.error = register_.error();
  shown.view = register_.view();
  shown.index = register_.ready() ? &register_.index() : nullptr;
  shown.list = register_.ready() ? &register_.list() : nullptr;
  shown.rows = register_.ready() ? &register_.rows() : nullptr;
  shown.preparing.reset();
  for (const Job* job : jobs_.list())
    if (job->title() == Text::job_index) shown.preparing = job->progress();
  const int progress = visible_progress(shown.download, shown.preparing);
  if (is_new || std::exchange(progress_shown_, progress) != progress) changed_ = true;
}

/// Where it can't be read, what was shown stays; the page of a target tells its own errors.
Result<> Workspace::look_at_notes() {
  Notes& notes = store_->notes();
  NotesModel& shown = around_.model.notes;
  notes_version_ = notes.version();
  shown.count = MC_TRY(notes.count());
  shown.latest = MC_TRY(notes.latest(latest_notes));
  shown.operations = MC_TRY(store_->operations().count());
  shown.not_on_server = 0;
  for (const sync::State state : sync::all_states)
    if (state != sync::State::safe) shown.not_on_server += MC_TRY(store_->operations_in(state));
  return {};
}
}  // namespace mingchou::client
