#include "client/app/records/records_keeper.h"

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/bodies.h"
#include "client/app/records/record_json.h"

namespace mingchou::client {
namespace {

constexpr std::string_view targets_path = "/api/v1/targets";
constexpr std::string_view caps_path = "/api/v1/visit-caps";
constexpr std::string_view bulk_path = "/api/v1/target-bulk-edits";

std::string path_of(const TargetId& id) { return std::string(targets_path) + "/" + id.uuid.text(); }
std::string quoted(std::int64_t revision) { return '"' + std::to_string(revision) + '"'; }

HttpRequest post(std::string path, std::string body) {
  return {.method = Method::post, .path = std::move(path), .body = std::move(body)};
}

}  // namespace

RecordsKeeper::RecordsKeeper(Network& network, RecordsModel& model, RecordsListener listener)
    : network_(network), submitter_(network), fetcher_(network), model_(model), listener_(std::move(listener)) {}

RecordsKeeper::~RecordsKeeper() {
  for (Network::RequestId* id : {&reading_record_, &reading_history_, &reading_tags_}) cancel(*id);
}

void RecordsKeeper::cancel(Network::RequestId& id) {
  if (id != 0) network_.abort(std::exchange(id, 0));
}

void RecordsKeeper::carry_out(const RecordsRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void RecordsKeeper::forget_forms() {
  for (Submission* submission : {&model_.open.save, &model_.open.end, &model_.create, &model_.save_cap})
    submission->leave();
}

void RecordsKeeper::forget_all() {
  for (Network::RequestId* id : {&reading_record_, &reading_history_, &reading_tags_}) cancel(*id);
  for (Submission* submission : {&model_.open.save, &model_.open.end, &model_.create, &model_.bulk.preview,
                                 &model_.bulk.carry_out, &model_.bulk.undo, &model_.save_cap})
    submitter_.give_up(*submission);
  fetcher_.give_up(model_.caps);
  fetcher_.give_up(model_.refused);
  model_ = {};
}

// --- one entry

void RecordsKeeper::begin(const OpenRecord& request) {
  RecordModel& open = model_.open;
  if (open.id != request.id) {
    for (Submission* submission : {&open.save, &open.end}) submitter_.give_up(*submission);
    // Answers are counted on: a screen notices each by a number that it has not seen.
    const unsigned saves = open.save.answers, ends = open.end.answers;
    open = {};
    open.id = request.id;
    open.save.answers = saves;
    open.end.answers = ends;
  }
  read_record_again();
}

void RecordsKeeper::read_record_again() {
  cancel(reading_record_);
  model_.open.is_loading = true;
  model_.open.error.reset();
  reading_record_ = network_.get(path_of(model_.open.id), [this](Result<HttpAnswer> answer) {
    reading_record_ = 0;
    record_came(accepted(std::move(answer)));
  });
}

void RecordsKeeper::record_came(const Result<HttpAnswer>& answer) {
  RecordModel& open = model_.open;
  open.is_loading = false;
  auto record = answer ? read_record(answer->body) : Result<TargetRecord>(std::unexpected(answer.error()));
  if (!record) {
    open.error = answer ? strange_answer(record.error()) : record.error();
    return;
  }
  const bool is_news = !open.record || open.record->revision != record->revision;
  open.record = *std::move(record);
  listener_.told(*open.record);
  if (!is_news) return;
  open.history = {};
  read_history_from({});
}

void RecordsKeeper::begin(const ReadMoreHistory&) {
  RecordHistory& history = model_.open.history;
  if (history.is_loading) return;
  if (history.next_cursor || history.error) read_history_from(history.next_cursor.value_or(""));
}

void RecordsKeeper::read_history_from(const std::string& cursor) {
  cancel(reading_history_);
  RecordHistory& history = model_.open.history;
  history.is_loading = true;
  history.error.reset();
  std::string path = path_of(model_.open.id) + "/history?limit=" + std::to_string(record_limits::history_page);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  reading_history_ = network_.get(path, [this](Result<HttpAnswer> answer) {
    reading_history_ = 0;
    RecordHistory& read = model_.open.history;
    read.is_loading = false;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? read_history(good->body, read) : std::unexpected(good.error());
    if (!taken) read.error = good ? strange_answer(taken.error()) : taken.error();
  });
}

void RecordsKeeper::begin(const ReadRecordTags&) {
  if (reading_tags_ != 0) return;
  reading_tags_ = network_.get("/api/v1/tags", [this](Result<HttpAnswer> answer) {
    reading_tags_ = 0;
    const auto good = accepted(std::move(answer));
    if (!good) return;
    if (auto tags = read_tags(good->body)) model_.tags = *std::move(tags);
  });
}

// --- forms

Result<> RecordsKeeper::take_record(const HttpAnswer& answer) {
  auto record = read_record(answer.body);
  if (!record) return fail(strange_answer(record.error()));
  if (record->target.id == model_.open.id) {
    model_.open.record = *record;
    model_.open.history = {};
    read_history_from({});
  }
  listener_.told(*record);
  return {};
}

void RecordsKeeper::begin(const SaveRecord& request) {
  HttpRequest sent{.method = Method::put,
                   .path = path_of(model_.open.id),
                   .body = record_body(request.target, request.reason),
                   .if_match = quoted(request.revision)};
  submitter_.submit(
      model_.open.save, sent, [this](const HttpAnswer& answer) { return take_record(answer); },
      [this] {
        if (was_beaten(model_.open.save)) read_record_again();
      });
}

void RecordsKeeper::begin(const EndRecord& request) {
  HttpRequest sent = post(path_of(model_.open.id) + "/end", reason_body(request.reason));
  sent.if_match = quoted(request.revision);
  submitter_.submit(
      model_.open.end, sent, [this](const HttpAnswer& answer) { return take_record(answer); },
      [this] {
        if (was_beaten(model_.open.end)) read_record_again();
      });
}

void RecordsKeeper::begin(const CreateRecord& request) {
  submitter_.submit(model_.create, post(std::string(targets_path), record_body(request.target, request.reason)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      auto record = read_record(answer.body);
                      if (!record) return fail(strange_answer(record.error()));
                      listener_.told(*record);
                      listener_.created(*record);
                      return {};
                    });
}

// --- many at once

void RecordsKeeper::begin(const PreviewBulk& request) {
  BulkModel& bulk = model_.bulk;
  submitter_.give_up(bulk.preview);
  bulk.plan.reset();
  bulk.carry_out.error.reset();
  submitter_.submit(bulk.preview, post(std::string(bulk_path), bulk_body(request.ids, request.change, {}, {})),
                    [this](const HttpAnswer& answer) -> Result<> {
                      auto plan = read_bulk_answer(answer.body);
                      if (!plan) return fail(strange_answer(plan.error()));
                      model_.bulk.plan = *std::move(plan);
                      return {};
                    });
}

void RecordsKeeper::begin(const CarryOutBulk& request) {
  BulkModel& bulk = model_.bulk;
  if (!bulk.plan) return;
  const std::string body = bulk_body(request.ids, request.change, request.reason, bulk.plan->fingerprint);
  submitter_.submit(
      bulk.carry_out, post(std::string(bulk_path), body),
      [this, change = request.change](const HttpAnswer& answer) -> Result<> {
        const auto done = read_bulk_done(answer.body);
        if (!done) return fail(strange_answer(done.error()));
        model_.bulk.plan.reset();
        model_.bulk.edit = done->edit;
        model_.bulk.changed_count = static_cast<std::int64_t>(done->changed.size());
        last_change_ = change;
        listener_.changed(done->changed, change, false);
        return {};
      },
      [this] {
        // Of another register than was seen: a new preview is needed.
        if (model_.bulk.carry_out.error->code == "registry.preview_outdated") model_.bulk.plan.reset();
      });
}

void RecordsKeeper::begin(const UndoBulk& request) {
  BulkModel& bulk = model_.bulk;
  if (!bulk.edit) return;
  submitter_.submit(bulk.undo,
                    post(std::string(bulk_path) + "/" + bulk.edit->text() + "/undo", reason_body(request.reason)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const auto undone = read_bulk_undone(answer.body);
                      if (!undone) return fail(strange_answer(undone.error()));
                      model_.bulk.edit.reset();
                      model_.bulk.restored_count = static_cast<std::int64_t>(undone->restored.size());
                      model_.bulk.left_count = undone->left_count;
                      listener_.changed(undone->restored, last_change_, true);
                      return {};
                    });
}

/// Not while it is carried out or taken back: what the server changes must be told here too.
void RecordsKeeper::begin(const ForgetBulk&) {
  BulkModel& bulk = model_.bulk;
  submitter_.give_up(bulk.preview);
  if (bulk.carry_out.is_under_way || bulk.undo.is_under_way) return;
  const unsigned previews = bulk.preview.answers, outs = bulk.carry_out.answers, undos = bulk.undo.answers;
  bulk = {};
  bulk.preview.answers = previews;
  bulk.carry_out.answers = outs;
  bulk.undo.answers = undos;
}

// --- caps on visits

void RecordsKeeper::begin(const ReadVisitCaps&) {
  fetcher_.fetch(model_.caps, std::string(caps_path), [this](const HttpAnswer& answer) -> Result<> {
    auto caps = read_visit_caps(answer.body);
    if (!caps) return fail(strange_answer(caps.error()));
    model_.caps.value = *std::move(caps);
    return {};
  });
}

void RecordsKeeper::begin(const ReadRefusedTargets&) {
  const std::string query = "?receipt=refused&limit=" + std::to_string(record_limits::refused_page);
  fetcher_.fetch(model_.refused, std::string(targets_path) + query, [this](const HttpAnswer& answer) -> Result<> {
    auto refused = read_refused_targets(answer.body);
    if (!refused) return fail(strange_answer(refused.error()));
    model_.refused.value = *std::move(refused);
    return {};
  });
}

void RecordsKeeper::begin(const SaveVisitCap& request) {
  HttpRequest sent{.method = Method::put,
                   .path = std::string(caps_path) + "/" + std::to_string(request.year),
                   .body = visit_cap_body(request)};
  submitter_.submit(model_.save_cap, sent, [this](const HttpAnswer&) -> Result<> {
    begin(ReadVisitCaps{});
    return {};
  });
}

}  // namespace mingchou::client
