#include "client/app/accounts/audit_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/model/answers.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace audit_limits;

constexpr json::Size some_text{0, value_bytes_max};

Result<std::optional<Uuid>> read_optional_id(json::ObjectReader& reader, std::string_view key) {
  const json::Value value = MC_TRY(reader.value(key));
  return value.is_null() ? std::nullopt : Uuid::parse(value.text().value_or(""));
}

/// A text as it is, anything else as JSON.
std::string words_of(const json::Value& value) {
  std::string words = value.text() ? std::string(*value.text()) : json::write(value);
  if (words.size() > value_bytes_max) {
    std::size_t end = value_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
    words.resize(end);
  }
  return words;
}

AuditChange& change_of(std::vector<AuditChange>& changes, std::string_view field) {
  const auto found = std::ranges::find(changes, field, &AuditChange::field);
  if (found != changes.end()) return *found;
  return changes.emplace_back(AuditChange{std::string(field), {}, {}});
}

std::vector<AuditChange> compare(const json::Value& before, const json::Value& after) {
  std::vector<AuditChange> changes;
  for (const auto& [field, value] : before.members()) {
    if (changes.size() >= changes_max) break;
    if (!value.is_null()) change_of(changes, field).before = words_of(value);
  }
  for (const auto& [field, value] : after.members()) {
    if (changes.size() >= changes_max) break;
    if (!value.is_null()) change_of(changes, field).after = words_of(value);
  }
  std::ranges::stable_partition(changes, [](const AuditChange& change) { return change.before != change.after; });
  return changes;
}

Result<AuditEntry> read_entry(json::ObjectReader& reader) {
  AuditEntry entry;
  constexpr auto number_max = static_cast<std::int64_t>(1) << 53;
  entry.sequence = MC_TRY(reader.integer("sequence", {0, number_max}));
  entry.at = Instant{MC_TRY(reader.integer("at", {0, number_max}))};
  entry.actor_id = MC_TRY(read_optional_id(reader, "actor_id"));
  entry.entity_id = MC_TRY(read_optional_id(reader, "entity_id"));
  entry.department_id = MC_TRY(read_optional_id(reader, "department_id"));
  for (const auto& [key, to] : {std::pair<std::string_view, std::string*>{"actor_login", &entry.actor_login},
                                {"actor_role", &entry.actor_role},
                                {"action", &entry.action},
                                {"entity", &entry.entity},
                                {"request", &entry.request},
                                {"address", &entry.address}})
    *to = MC_TRY(reader.text(key, some_text));
  entry.changes = compare(MC_TRY(reader.value("before")), MC_TRY(reader.value("after")));
  return entry;
}

}  // namespace

Result<AuditPage> read_audit_page(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  AuditPage page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, page_size})))
    page.entries.push_back(MC_TRY(read_entry(item)));
  if (const auto next = MC_TRY(reader.value("next_cursor")).text())
    page.next_cursor = std::string(next->substr(0, account_limits::name_bytes_max));
  return page;
}

std::string audit_conditions(const AuditFilter& filter, CivilDate today) {
  std::string all;
  const auto add = [&all](std::string_view name, std::string_view value) {
    if (!value.empty()) all += "&" + std::string(name) + "=" + percent_encoded(value);
  };
  const auto add_start = [&add](std::string_view name, CivilDate day) {
    add(name, std::to_string(std::max<std::int64_t>(0, shanghai_start_of(day).ms)));
  };
  if (filter.actor_id) add("actor_id", filter.actor_id->text());
  if (filter.role) add("actor_role", access::text_of(*filter.role));
  add("action", filter.action);
  add("entity", filter.entity);
  if (filter.entity_id) add("entity_id", filter.entity_id->text());
  if (filter.department_id) add("department_id", filter.department_id->text());
  if (filter.days > 0) add_start("from", today.plus_days(1 - filter.days));
  if (filter.first_day) add_start("from", *filter.first_day);
  if (filter.last_day) add_start("to", filter.last_day->plus_days(1));
  return all;
}

std::string audit_path(const AuditFilter& filter, CivilDate today, std::string_view cursor) {
  std::string path = "/api/v1/audit?limit=" + std::to_string(page_size) + audit_conditions(filter, today);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  return path;
}

void AuditKeeper::carry_out(const AuditRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void AuditKeeper::cancel() {
  if (pending_ != 0) network_.abort(std::exchange(pending_, 0));
}

void AuditKeeper::forget_all() {
  cancel();
  cursor_.clear();
  model_ = {};
}

void AuditKeeper::begin(const ShowAudit& request) {
  cancel();
  cursor_.clear();
  model_ = {};
  model_.filter = request.filter;
  read();
}

void AuditKeeper::begin(const ReadMoreAudit&) {
  // After a failure it is the user who tries again: a list at its end would ask with every frame.
  if (pending_ == 0 && (model_.has_more || model_.is_new)) read();
}

void AuditKeeper::read() {
  model_.is_loading = true;
  model_.error.reset();
  pending_ = network_.get(audit_path(model_.filter, today_, cursor_), [this](Result<HttpAnswer> answer) {
    pending_ = 0;
    model_.is_loading = false;
    const auto good = accepted(std::move(answer));
    const Result<> taken = good ? take(*good) : std::unexpected(good.error());
    if (!taken) model_.error = taken.error();
  });
}

Result<> AuditKeeper::take(const HttpAnswer& answer) {
  auto page = read_audit_page(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  model_.is_new = false;
  std::ranges::move(page->entries, std::back_inserter(model_.entries));
  // A server that repeats itself is stopped, and so is a list without end.
  const bool goes_on = page->next_cursor && *page->next_cursor != cursor_ && !page->entries.empty();
  model_.has_more = goes_on && model_.entries.size() < entries_max;
  model_.is_cut = goes_on && !model_.has_more;
  if (goes_on) cursor_ = *std::move(page->next_cursor);
  return {};
}

}  // namespace mingchou::client
