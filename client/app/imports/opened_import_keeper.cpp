#include "client/app/imports/opened_import_keeper.h"

#include <array>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/imports/import_json.h"
#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

std::array<Submission*, 8> submissions_of(OpenedImport& model) {
  return {&model.mapping, &model.remove_template, &model.mend, &model.suggestions, &model.apply, &model.undo,
          &model.end,     &model.refused_rows};
}

bool has_rows(ImportState state) {
  return state == ImportState::ready || state == ImportState::applying || state == ImportState::applied ||
         state == ImportState::undoing || state == ImportState::undone;
}

}  // namespace

OpenedImportKeeper::OpenedImportKeeper(Network& network, OpenedImport& model, std::function<void()> gone)
    : network_(network),
      submitter_(network),
      model_(model),
      rows_(network, model, [this] { read(); }),
      gone_(std::move(gone)) {}

std::string OpenedImportKeeper::path() const { return "/api/v1/imports/" + model_.id.text(); }

HttpRequest OpenedImportKeeper::request_of(Method method, std::string_view below, std::string body) const {
  return {.method = method, .path = path() + std::string(below), .body = std::move(body)};
}

void OpenedImportKeeper::cancel(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void OpenedImportKeeper::give_up() {
  for (Network::RequestId* id : {&reading_, &reading_fields_, &reading_templates_}) cancel(*id);
  for (Submission* submission : submissions_of(model_)) submitter_.give_up(*submission);
  rows_.give_up();
  next_poll_ms_.reset();
  is_left_ = true;
}

void OpenedImportKeeper::leave() {
  is_left_ = true;
  next_poll_ms_.reset();
}

void OpenedImportKeeper::forget_errors() {
  for (Submission* submission : submissions_of(model_)) submission->leave();
}

// --- reading

void OpenedImportKeeper::begin(const OpenImport& request) {
  if (model_.id != request.id) {
    give_up();
    // Answers are counted on: a screen notices each by a number that it has not seen.
    std::array<unsigned, 8> answers{};
    const auto before = submissions_of(model_);
    for (std::size_t i = 0; i < before.size(); ++i) answers.at(i) = before.at(i)->answers;
    model_ = {};
    const auto now = submissions_of(model_);
    for (std::size_t i = 0; i < now.size(); ++i) now.at(i)->answers = answers.at(i);
    model_.id = request.id;
  }
  is_left_ = false;
  read();
}

void OpenedImportKeeper::read() {
  cancel(reading_);
  next_poll_ms_.reset();
  model_.is_loading = true;
  reading_ = network_.get(path(), [this](Result<HttpAnswer> answer) {
    reading_ = 0;
    model_.is_loading = false;
    import_read(accepted(std::move(answer)));
  });
}

void OpenedImportKeeper::import_read(const Result<HttpAnswer>& answer) {
  model_.is_out_of_reach = !answer && is_unreachable(answer.error());
  const Result<> taken = answer ? take_import(*answer) : std::unexpected(answer.error());
  if (taken)
    model_.error.reset();
  else if (!model_.import || !model_.is_out_of_reach)
    model_.error = taken.error();
}

Result<> OpenedImportKeeper::take_import(const HttpAnswer& answer) {
  auto import = read_import(answer.body);
  if (!import) return fail(strange_answer(import.error()));
  take(*std::move(import));
  return {};
}

void OpenedImportKeeper::take(Import import) {
  const bool had_rows = model_.import && has_rows(model_.import->state);
  model_.import = std::move(import);
  next_poll_ms_.reset();
  if (model_.fields.empty() && reading_fields_ == 0) read_fields();
  if (!had_rows && has_rows(model_.import->state)) read_what_rows_need();
}

void OpenedImportKeeper::read_what_rows_need() {
  read_templates();
  rows_.read_all();
}

void OpenedImportKeeper::read_fields() {
  cancel(reading_fields_);
  const std::string query = "?register=" + std::string(text_of(model_.import->kind));
  reading_fields_ = network_.get("/api/v1/import-fields" + query, [this](Result<HttpAnswer> answer) {
    reading_fields_ = 0;
    const auto good = accepted(std::move(answer));
    auto fields =
        good ? read_import_fields(good->body) : Result<std::vector<ImportField>>(std::unexpected(good.error()));
    if (fields)
      model_.fields = *std::move(fields);
    else
      model_.error = good ? strange_answer(fields.error()) : good.error();
  });
}

void OpenedImportKeeper::read_templates() {
  cancel(reading_templates_);
  const std::string query = "?register=" + std::string(text_of(model_.import->kind));
  reading_templates_ = network_.get("/api/v1/import-templates" + query, [this](Result<HttpAnswer> answer) {
    reading_templates_ = 0;
    const auto good = accepted(std::move(answer));
    auto templates =
        good ? read_import_templates(good->body) : Result<std::vector<ImportTemplate>>(std::unexpected(good.error()));
    // Without them columns are mapped by hand.
    if (templates) model_.templates = *std::move(templates);
  });
}

std::optional<double> OpenedImportKeeper::work(double now_ms) {
  // After a refusal the user asks again, or signs in.
  const bool is_refused = model_.error && !model_.is_out_of_reach;
  const bool is_watched =
      !is_left_ && model_.import && is_under_way(model_.import->state) && reading_ == 0 && !is_refused;
  if (!is_watched) return std::nullopt;
  if (!next_poll_ms_)
    next_poll_ms_ = now_ms + (model_.is_out_of_reach ? import_limits::poll_again_ms : import_limits::poll_ms);
  if (now_ms < *next_poll_ms_) return *next_poll_ms_ - now_ms;
  read();
  return std::nullopt;
}

// --- what a person decides

void OpenedImportKeeper::begin(const SaveMapping& request) {
  submitter_.submit(model_.mapping, request_of(Method::put, "/mapping", mapping_json(request)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      MC_TRY(take_import(answer));
                      // A short file may be checked before the answer is written: nothing tells of it any more.
                      if (has_rows(model_.import->state)) read_what_rows_need();
                      return {};
                    });
}

void OpenedImportKeeper::begin(const RemoveTemplate& request) {
  submitter_.submit(model_.remove_template,
                    {.method = Method::remove, .path = "/api/v1/import-templates/" + request.id.text()},
                    [this](const HttpAnswer&) -> Result<> {
                      read_templates();
                      return {};
                    });
}

/// Rows without errors are all there is, if none has one: then the server refuses should one have come up since.
void OpenedImportKeeper::begin(const ApplyImport& request) {
  const bool takes_all = model_.import && model_.import->counts.error == 0;
  submitter_.submit(
      model_.apply, request_of(Method::post, "/application", application_json(takes_all, request.updates_existing)),
      [this](const HttpAnswer& answer) { return take_import(answer); }, [this] { read(); });
}

void OpenedImportKeeper::begin(const UndoImport&) {
  submitter_.submit(
      model_.undo, request_of(Method::post, "/undo"), [this](const HttpAnswer& answer) { return take_import(answer); },
      [this] { read(); });
}

/// What ended meanwhile, unseen here, must not be put away by a wish to cancel it.
void OpenedImportKeeper::begin(const EndImport&) {
  const bool puts_away = model_.import && !is_under_way(model_.import->state);
  submitter_.submit(model_.end, request_of(Method::remove, puts_away ? "" : "?only=cancel"),
                    [this, puts_away](const HttpAnswer&) -> Result<> {
                      if (puts_away)
                        gone_();
                      else
                        read();
                      return {};
                    });
}

void OpenedImportKeeper::begin(const SaveRefusedRows&) {
  HttpRequest request = request_of(Method::get, "/refused-rows.xlsx");
  request.files = HttpRequest::Files::saves;
  request.language = language_;
  submitter_.submit(model_.refused_rows, request, [](const HttpAnswer&) -> Result<> { return {}; });
}

}  // namespace mingchou::client
