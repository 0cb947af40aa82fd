#include "client/app/departments/department_keeper.h"

#include <charconv>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "client/app/model/bodies.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace department_limits;

constexpr std::string_view departments_path = "/api/v1/departments";

std::string path_of_department(const Uuid& id) { return std::string(departments_path) + "/" + id.text(); }

std::int64_t order_of(std::string_view typed) {
  std::int64_t order = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), order);
  return order;
}

std::string body_of(const DepartmentFields& fields, std::string_view reason) {
  json::Writer writer;
  writer.begin_object()
      .field("code", fields.code)
      .field("name", fields.name)
      .field("short_name", fields.short_name)
      .field("kind", word_of(fields.kind))
      .field("sort_order", order_of(fields.order));
  if (!fields.phone.empty()) writer.field("phone", fields.phone);
  if (!fields.address.empty()) writer.field("address", fields.address);
  return std::move(writer.field("reason", reason).end_object()).take();
}

Result<std::string> optional_text(json::ObjectReader& reader, std::string_view name) {
  const auto value = reader.optional_text(name, {0, text_bytes_max});
  if (!value) return std::unexpected(value.error());
  return std::string(value->value_or(""));
}

Result<DepartmentDetails> read_details(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  DepartmentDetails details;
  const auto id = Uuid::parse(MC_TRY(reader.text("id", {1, 64})));
  if (!id) return fail(Error("json.field_not_text").with("field", "id"));
  details.id = *id;
  details.fields.code = MC_TRY(reader.text("code", {0, text_bytes_max}));
  details.fields.name = MC_TRY(reader.text("name", {1, text_bytes_max}));
  details.fields.short_name = MC_TRY(reader.text("short_name", {0, text_bytes_max}));
  details.fields.kind = department_kind_from(MC_TRY(reader.text("kind", {0, text_bytes_max})));
  details.fields.order = std::to_string(MC_TRY(reader.integer("sort_order", {0, count_max})));
  details.fields.phone = MC_TRY(optional_text(reader, "phone"));
  details.fields.address = MC_TRY(optional_text(reader, "address"));
  details.revision = MC_TRY(reader.integer("revision", {1, count_max}));
  details.recorded_at = {MC_TRY(reader.integer("recorded_at", {0, std::numeric_limits<std::int64_t>::max()}))};
  details.recorded_by = MC_TRY(reader.text("recorded_by", {0, text_bytes_max}));
  details.reason = MC_TRY(reader.text("reason", {0, text_bytes_max}));
  if (const std::string day = MC_TRY(optional_text(reader, "valid_to")); !day.empty())
    details.ended_on = CivilDate::parse(day);
  return details;
}

}  // namespace

DepartmentKeeper::DepartmentKeeper(Network& network, DepartmentModel& model, Done done)
    : network_(network), submitter_(network), model_(model), done_(std::move(done)) {}

DepartmentKeeper::~DepartmentKeeper() { cancel_reading(); }

void DepartmentKeeper::cancel_reading() {
  if (reading_ != 0) network_.abort(std::exchange(reading_, 0));
}

void DepartmentKeeper::carry_out(const DepartmentRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void DepartmentKeeper::forget_forms() {
  for (Submission* submission : {&model_.create, &model_.save, &model_.end}) submission->leave();
}

void DepartmentKeeper::forget_all() {
  cancel_reading();
  for (Submission* submission : {&model_.create, &model_.save, &model_.end}) submitter_.give_up(*submission);
  model_ = {};
}

void DepartmentKeeper::begin(const OpenDepartment& request) {
  if (model_.id != request.id) {
    for (Submission* submission : {&model_.save, &model_.end}) submitter_.give_up(*submission);
    // Answers are counted on: a screen notices each by a number that it has not seen.
    const Submission create = model_.create;
    const unsigned saved = model_.save.answers;
    model_ = {};
    model_.id = request.id;
    model_.create = create;
    model_.save.answers = saved;
  }
  read();
}

void DepartmentKeeper::read() {
  cancel_reading();
  model_.is_loading = true;
  model_.error.reset();
  reading_ = network_.get(path_of_department(model_.id), [this](Result<HttpAnswer> answer) {
    reading_ = 0;
    was_read(accepted(std::move(answer)));
  });
}

void DepartmentKeeper::was_read(const Result<HttpAnswer>& answer) {
  model_.is_loading = false;
  auto details = answer ? read_details(answer->body) : Result<DepartmentDetails>(std::unexpected(answer.error()));
  if (!details) {
    model_.error = answer ? strange_answer(details.error()) : details.error();
    return;
  }
  model_.department = *std::move(details);
}

void DepartmentKeeper::begin(const CreateDepartment& request) {
  submitter_.submit(
      model_.create,
      {.method = Method::post, .path = std::string(departments_path), .body = body_of(request.fields, request.reason)},
      [this](const HttpAnswer& answer) -> Result<> {
        const auto made = read_details(answer.body);
        if (!made) return fail(strange_answer(made.error()));
        done_.changed();
        done_.created(made->id);
        return {};
      });
}

void DepartmentKeeper::begin(const SaveDepartment& request) {
  HttpRequest sent{
      .method = Method::put, .path = path_of_department(model_.id), .body = body_of(request.fields, request.reason)};
  sent.if_match = '"' + std::to_string(request.revision) + '"';
  submitter_.submit(
      model_.save, sent,
      [this](const HttpAnswer& answer) -> Result<> {
        auto saved = read_details(answer.body);
        if (!saved) return fail(strange_answer(saved.error()));
        model_.department = *std::move(saved);
        done_.changed();
        return {};
      },
      [this] {
        if (was_beaten(model_.save)) read();
      });
}

void DepartmentKeeper::begin(const EndDepartment& request) {
  HttpRequest sent{
      .method = Method::post, .path = path_of_department(model_.id) + "/end", .body = reason_body(request.reason)};
  sent.if_match = '"' + std::to_string(request.revision) + '"';
  submitter_.submit(
      model_.end, sent,
      [this](const HttpAnswer&) -> Result<> {
        done_.changed();
        done_.ended();
        return {};
      },
      [this] {
        if (was_beaten(model_.end)) read();
      });
}

}  // namespace mingchou::client
