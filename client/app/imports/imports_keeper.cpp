#include "client/app/imports/imports_keeper.h"

#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/imports/import_json.h"
#include "client/app/model/answers.h"

namespace mingchou::client {
namespace {

constexpr std::string_view imports_path = "/api/v1/imports";
/// Kinds that the server reads; it tells them by their content.
constexpr std::string_view accepted_files = ".xlsx,.xls,.csv,.txt,.et,.xlsm";

/// What the server would say of it, before anything is sent.
std::optional<Error> refusal_of(const ChosenFile& file) {
  constexpr std::int64_t bytes_per_megabyte = 1024 * 1024;
  if (file.bytes == 0) return Error("sheets.empty");
  if (file.bytes > import_limits::file_bytes_max)
    return Error("sheets.too_large").with("megabytes_max", import_limits::file_bytes_max / bytes_per_megabyte);
  return std::nullopt;
}

std::string_view query_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::xlsx:
      return "&format=xlsx";
    case ExportFormat::csv_utf8:
      return "&format=csv&encoding=utf-8";
    case ExportFormat::csv_gb18030:
      break;
  }
  return "&format=csv&encoding=gb18030";
}

}  // namespace

ImportsKeeper::ImportsKeeper(Network& network, Shell& shell, ImportsModel& model, Listeners listeners)
    : network_(network),
      shell_(shell),
      submitter_(network),
      model_(model),
      listeners_(std::move(listeners)),
      open_(network, model.open, [this] {
        model_.open.import.reset();
        listeners_.gone();
      }) {}

ImportsKeeper::~ImportsKeeper() {
  for (Network::RequestId* id : {&reading_list_, &reading_forms_}) cancel(*id);
}

void ImportsKeeper::cancel(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void ImportsKeeper::carry_out(const ImportsRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void ImportsKeeper::forget_forms() {
  open_.leave();
  open_.forget_errors();
  model_.exports.download.error.reset();
  if (!model_.upload.submission.is_under_way) model_.upload.submission.error.reset();
}

void ImportsKeeper::forget_all() {
  for (Network::RequestId* id : {&reading_list_, &reading_forms_}) cancel(*id);
  for (Submission* submission : {&model_.upload.submission, &model_.exports.download}) submitter_.give_up(*submission);
  open_.give_up();
  model_ = {};
}

// --- the list, and bringing a file

void ImportsKeeper::begin(const ReadImports&) {
  cancel(reading_list_);
  model_.is_loading = true;
  model_.error.reset();
  reading_list_ = network_.get(imports_path, [this](Result<HttpAnswer> answer) {
    reading_list_ = 0;
    model_.is_loading = false;
    const auto good = accepted(std::move(answer));
    auto list = good ? read_imports(good->body) : Result<std::vector<Import>>(std::unexpected(good.error()));
    if (list)
      model_.list = *std::move(list);
    else
      model_.error = good ? strange_answer(list.error()) : good.error();
  });
}

void ImportsKeeper::begin(const ChooseImportFile&) {
  if (!model_.upload.submission.is_under_way) shell_.choose_file(accepted_files);
}

void ImportsKeeper::file_chosen(ChosenFile file) {
  ImportUpload& upload = model_.upload;
  // The one on its way is read from the disk until it has arrived.
  if (upload.submission.is_under_way) return;
  upload.submission.error = refusal_of(file);
  upload.file = std::move(file);
}

void ImportsKeeper::begin(const UploadImport& request) {
  ImportUpload& upload = model_.upload;
  if (!upload.file || upload.submission.is_under_way) return;
  if (auto refusal = refusal_of(*upload.file)) {
    upload.submission.error = std::move(refusal);
    return;
  }
  upload.sent_bytes = 0;
  HttpRequest sent{.method = Method::post,
                   .path = std::string(imports_path) + "?register=" + std::string(text_of(request.kind)) +
                           "&file_name=" + percent_encoded(upload.file->name)};
  sent.files = HttpRequest::Files::sends;
  sent.sent = [&upload](std::int64_t bytes) { upload.sent_bytes = bytes; };
  submitter_.submit(
      upload.submission, sent, [this](const HttpAnswer& answer) { return take_made(answer); },
      [this] {
        // A server that refuses a large file may close the connection before it is read: why is told by the list.
        if (model_.upload.submission.error->code == "client.offline") begin(ReadImports{});
      });
}

Result<> ImportsKeeper::take_made(const HttpAnswer& answer) {
  const auto import = read_import(answer.body);
  if (!import) return fail(strange_answer(import.error()));
  model_.upload.file.reset();
  listeners_.made(*import);
  return {};
}

void ImportsKeeper::begin(const CancelUpload&) {
  submitter_.give_up(model_.upload.submission);
  // Its last byte may have arrived.
  begin(ReadImports{});
}

// --- files of registers and other lists

void ImportsKeeper::begin(const ReadExportForms& request) {
  ExportsModel& exports = model_.exports;
  if (exports.kind == request.kind && !exports.forms.empty()) return;
  cancel(reading_forms_);
  exports.kind = request.kind;
  exports.forms.clear();
  exports.is_loading = true;
  exports.error.reset();
  const std::string query = "?register=" + std::string(text_of(request.kind));
  reading_forms_ = network_.get("/api/v1/export-templates" + query, [this](Result<HttpAnswer> answer) {
    reading_forms_ = 0;
    model_.exports.is_loading = false;
    const auto good = accepted(std::move(answer));
    auto forms = good ? read_export_forms(good->body) : Result<std::vector<ExportForm>>(std::unexpected(good.error()));
    if (forms)
      model_.exports.forms = *std::move(forms);
    else
      model_.exports.error = good ? strange_answer(forms.error()) : good.error();
  });
}

void ImportsKeeper::begin(const ExportRegister& request) {
  save_file(
      "/api/v1/exports?register=" + std::string(text_of(request.kind)) + "&template=" + percent_encoded(request.form),
      request.format);
}

void ImportsKeeper::begin(const ExportList& request) {
  save_file("/api/v1/list-exports?list=" + request.list, request.format);
}

void ImportsKeeper::save_file(std::string path, ExportFormat format) {
  HttpRequest sent{.path = std::move(path) + std::string(query_of(format))};
  sent.files = HttpRequest::Files::saves;
  submitter_.submit(model_.exports.download, sent, [this](const HttpAnswer& answer) -> Result<> {
    model_.exports.saved = answer.body;
    return {};
  });
}

}  // namespace mingchou::client
