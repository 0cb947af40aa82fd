#include "client/app/draws/draws_keeper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/draws/draws_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/bodies.h"
#include "client/app/model/pages.h"
#include "client/app/model/requests.h"

namespace mingchou::client {
namespace {

constexpr std::string_view draws_path = "/api/v1/draws";
constexpr std::string_view tasks_path = "/api/v1/tasks/";
/// What people take as evidence: a picture or a scanned document.
constexpr std::string_view evidence_files = ".pdf,.jpg,.jpeg,.png,.ofd,.doc,.docx";

std::array<Submission*, 12> submissions_of(OpenDraw& open) {
  return {&open.invite, &open.leave_out,   &open.fix_plan, &open.type_value, &open.cancel,  &open.settle,
          &open.bundle, &open.change_file, &open.proof,    &open.propose,    &open.confirm, &open.withdraw};
}

}  // namespace

void DrawsKeeper::carry_out(const DrawsRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void DrawsKeeper::show(const Route& route, const SessionModel& session) {
  is_watched_ = false;
  next_poll_ms_.reset();
  if (!session.may(access::Action::draw_read)) return;
  const auto id = Uuid::parse(route.id);
  switch (route.screen) {
    case Screen::draws:
      return begin(ReadDraws{model_.filter});
    case Screen::log:
      // Its entries are told with their tasks, whatever the list was narrowed to.
      return begin(ReadDraws{});
    case Screen::new_draw:
      if (id) begin(ReadDrawTask{{*id}});
      return;
    case Screen::draw:
    case Screen::draw_stage:
      is_watched_ = true;
      if (id) begin(OpenDrawPage{{*id}});
      return;
    default:
      return;
  }
}

std::optional<double> DrawsKeeper::work(double now_ms, bool is_online) {
  const auto& draw = model_.open.draw;
  // After a refusal the user asks again, or signs in.
  const bool is_refused = draw.error && !is_unreachable(*draw.error);
  if (!is_watched_ || !is_online || is_refused || draw.is_loading || !draw.value || draw.value->is_over()) {
    next_poll_ms_.reset();
    return std::nullopt;
  }
  if (!next_poll_ms_) next_poll_ms_ = now_ms + (draw.error ? draw_limits::poll_again_ms : draw_limits::poll_ms);
  if (now_ms < *next_poll_ms_) return *next_poll_ms_ - now_ms;
  next_poll_ms_.reset();
  read_open();
  return std::nullopt;
}

void DrawsKeeper::forget_forms() {
  model_.prepare.leave();
  model_.made.reset();
  model_.evidence.reset();
  for (Submission* submission : submissions_of(model_.open)) submission->leave();
}

void DrawsKeeper::forget_all() {
  forget_open();
  submitter_.give_up(model_.prepare);
  for (LoadState* state : std::initializer_list<LoadState*>{&model_.history, &model_.task, &reading_task_})
    fetcher_.give_up(*state);
  for (auto& [seat, token] : model_.invitations) std::ranges::fill(token, '\0');
  const unsigned answers = model_.prepare.answers;
  model_ = {};
  model_.prepare.answers = answers;
  is_watched_ = false;
}

void DrawsKeeper::forget_open() {
  OpenDraw& open = model_.open;
  for (LoadState* state :
       std::initializer_list<LoadState*>{&open.draw, &open.task, &open.places, &open.changes, &open.conformity})
    fetcher_.give_up(*state);
  begin_anew(open, submitter_, [](auto& what) { return submissions_of(what); });
}

// --- reading

std::string DrawsKeeper::path() const { return std::string(draws_path) + "/" + model_.open.id.uuid.text(); }

void DrawsKeeper::begin(const ReadDraws& request) {
  if (model_.filter != request.stage) model_.history.value.reset();
  model_.filter = request.stage;
  read_history({});
}

void DrawsKeeper::begin(const ReadMoreDraws&) {
  if (!model_.next_cursor.empty() && !model_.history.is_loading) read_history(model_.next_cursor);
}

void DrawsKeeper::read_history(const std::string& cursor) {
  std::string path = with_query(std::string(draws_path), "limit=" + std::to_string(draw_limits::page_size));
  if (model_.filter) path = with_query(path, "stage=" + std::string(ceremony::text_of(*model_.filter)));
  if (!cursor.empty()) path = with_query(path, "cursor=" + percent_encoded(cursor));
  fetcher_.fetch(model_.history, path, [this, is_more = !cursor.empty()](const HttpAnswer& answer) -> Result<> {
    auto page = MC_TRY(sensible(read_rows(answer.body, draw_limits::page_size, read_draw)));
    take_page(model_.history, model_.next_cursor, std::move(page), is_more);
    read_tasks_of_history();
    return {};
  });
}

/// The history names tasks by their ids: those that are not known yet are read one after the other.
void DrawsKeeper::read_tasks_of_history() {
  if (reading_task_.is_loading || !model_.history.value) return;
  const auto unknown = std::ranges::find_if(
      *model_.history.value, [this](const Draw& draw) { return !model_.tasks.contains(draw.task_id.uuid); });
  if (unknown == model_.history.value->end()) return;
  fetcher_.fetch(reading_task_, std::string(tasks_path) + unknown->task_id.uuid.text(),
                 [this](const HttpAnswer& answer) -> Result<> {
                   DrawTask task = MC_TRY(sensible(read_one(answer.body, read_draw_task)));
                   const Uuid id = task.id.uuid;
                   model_.tasks[id] = std::move(task);
                   read_tasks_of_history();
                   return {};
                 });
}

void DrawsKeeper::begin(const ReadDrawTask& request) {
  if (model_.task.value && model_.task.value->id != request.id) model_.task.value.reset();
  fetcher_.fetch(model_.task, std::string(tasks_path) + request.id.uuid.text(), take_into(model_.task, read_draw_task));
}

void DrawsKeeper::begin(const OpenDrawPage& request) {
  if (model_.open.id != request.id) {
    forget_open();
    model_.open.id = request.id;
  }
  is_watched_ = true;
  read_open();
}

/// What is wrong stays told until an answer says otherwise: the screen would flicker every few seconds.
void DrawsKeeper::read_open() {
  const auto error = model_.open.draw.error;
  fetcher_.fetch(model_.open.draw, path(), [this](const HttpAnswer& answer) -> Result<> {
    take(MC_TRY(sensible(read_one(answer.body, read_draw))));
    model_.open.draw.error.reset();
    return {};
  });
  model_.open.draw.error = error;
}

void DrawsKeeper::take(Draw draw) {
  OpenDraw& open = model_.open;
  const bool has_result = draw.stage == ceremony::Stage::drawn;
  open.draw.value = std::move(draw);
  if (!open.task.value && !open.task.is_loading) read_open_task();
  if (has_result && !open.places.value && !open.places.is_loading && !open.places.error) begin(ReadDrawResult{});
}

void DrawsKeeper::read_open_task() {
  fetcher_.fetch(model_.open.task, std::string(tasks_path) + model_.open.draw.value->task_id.uuid.text(),
                 take_into(model_.open.task, read_draw_task));
}

void DrawsKeeper::begin(const ReadDrawResult&) {
  fetcher_.fetch(model_.open.places, path() + "/places", take_into(model_.open.places, read_draw_places));
  read_all(fetcher_, model_.open.changes, path() + "/changes", draw_limits::changes_max, read_draw_change);
}

void DrawsKeeper::begin(const ReadConformity&) {
  read_all(fetcher_, model_.open.conformity, path() + "/conformity", draw::trait_count, read_comparison);
}

// --- holding

void DrawsKeeper::keep_invitations(const std::vector<TokenOfSeat>& invitations) {
  for (const TokenOfSeat& one : invitations) model_.invitations[one.seat] = one.token;
}

void DrawsKeeper::begin(const PrepareDraw& request) {
  submitter_.submit(model_.prepare, request_of(Method::post, std::string(draws_path), prepare_draw_json(request)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const PreparedDraw prepared = MC_TRY(sensible(read_one(answer.body, read_prepared_draw)));
                      keep_invitations(prepared.invitations);
                      if (prepared.draw) model_.made = prepared.draw->id;
                      return {};
                    });
}

void DrawsKeeper::move(Submission& submission, const HttpRequest& request) {
  submitter_.submit(
      submission, request,
      [this](const HttpAnswer& answer) -> Result<> {
        // An older state that is still on its way must not come after it.
        fetcher_.give_up(model_.open.draw);
        take(MC_TRY(sensible(read_one(answer.body, read_draw))));
        return {};
      },
      [this] { read_open(); });
}

void DrawsKeeper::begin(const InviteAgain& request) {
  model_.open.about = request.seat.uuid.text();
  submitter_.submit(model_.open.invite,
                    request_of(Method::post, path() + "/seats/" + request.seat.uuid.text() + "/invitation"),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const PreparedDraw again = MC_TRY(sensible(read_one(answer.body, read_prepared_draw)));
                      keep_invitations(again.invitations);
                      return {};
                    });
}

void DrawsKeeper::begin(const LeaveOutSeat& request) {
  move(model_.open.leave_out, request_of(Method::remove, path() + "/seats/" + request.seat.uuid.text()));
}

void DrawsKeeper::begin(const FixDrawPlan&) { move(model_.open.fix_plan, request_of(Method::post, path() + "/plan")); }

void DrawsKeeper::begin(const TypeDrawValue& request) {
  model_.open.about = request.name;
  move(model_.open.type_value, request_of(Method::post, path() + "/values", typed_value_json(request)));
}

void DrawsKeeper::begin(const CancelDraw& request) {
  move(model_.open.cancel, request_of(Method::post, path() + "/void", reason_body(request.reason)));
}

void DrawsKeeper::begin(const SettleDraw&) { move(model_.open.settle, request_of(Method::post, path() + "/result")); }

void DrawsKeeper::save_file(Submission& submission, const std::string& file_path) {
  HttpRequest request = request_of(Method::get, file_path);
  request.files = HttpRequest::Files::saves;
  submitter_.submit(submission, request, [](const HttpAnswer&) -> Result<> { return {}; });
}

void DrawsKeeper::begin(const SaveAuditBundle&) { save_file(model_.open.bundle, path() + "/audit-bundle"); }

void DrawsKeeper::begin(const SaveDrawChanges&) { save_file(model_.open.change_file, path() + "/change-file"); }

void DrawsKeeper::begin(const SaveDrawProof& request) {
  save_file(model_.open.proof, path() + "/proofs/" + percent_encoded(request.target));
}

// --- changes

void DrawsKeeper::begin(const ChooseEvidence&) {
  model_.evidence.reset();
  shell_.choose_file(evidence_files);
}

void DrawsKeeper::file_chosen(const ChosenFile& file) { model_.evidence = {file.name, file.bytes, file.hash}; }

void DrawsKeeper::change(Submission& submission, const HttpRequest& request) {
  submitter_.submit(
      submission, request,
      [this](const HttpAnswer&) -> Result<> {
        begin(ReadDrawResult{});
        return {};
      },
      [this] { begin(ReadDrawResult{}); });
}

void DrawsKeeper::begin(const ProposeSubstitution& request) {
  change(model_.open.propose, request_of(Method::post, path() + "/changes", proposal_json(request)));
}

void DrawsKeeper::begin(const ProposeReplacement& request) {
  change(model_.open.propose, request_of(Method::post, path() + "/changes", proposal_json(request)));
}

void DrawsKeeper::begin(const ConfirmDrawChange& request) {
  model_.open.about = request.id.text();
  change(model_.open.confirm, request_of(Method::post, path() + "/changes/" + request.id.text() + "/confirmation"));
}

void DrawsKeeper::begin(const WithdrawDrawChange& request) {
  model_.open.about = request.id.text();
  change(model_.open.withdraw, request_of(Method::remove, path() + "/changes/" + request.id.text()));
}

}  // namespace mingchou::client
