#include "client/app/licences/licences_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/accounts/account_json.h"
#include "client/app/accounts/duties.h"
#include "client/app/model/answers.h"
#include "shared/json/fields.h"

namespace mingchou::client {
namespace {

using namespace licence_limits;

constexpr std::string_view path = "/api/v1/target-licences?limit=";
constexpr json::Size some_text{0, 4096};

template <class Value>
Result<Value> parsed(json::ObjectReader& reader, std::string_view key) {
  const auto found = Value::parse(MC_TRY(reader.text(key, some_text)));
  if (!found) return fail(Error("json.field_not_text").with("field", reader.path_of(key)));
  return *found;
}

Result<std::optional<CivilDate>> optional_date(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, some_text));
  return found ? CivilDate::parse(*found) : std::nullopt;
}

Result<DueLicence> read_licence(json::ObjectReader& reader) {
  DueLicence due;
  due.licence.id = LicenceId{MC_TRY(parsed<Uuid>(reader, "id"))};
  due.target_id = MC_TRY(parsed<Uuid>(reader, "target_id"));
  due.department_id = MC_TRY(parsed<Uuid>(reader, "department_id"));
  for (const auto& [key, to] : {std::pair<std::string_view, std::string*>{"name", &due.licence.name},
                                {"number", &due.licence.number},
                                {"authority", &due.licence.authority},
                                {"target_name", &due.target_name}})
    *to = MC_TRY(reader.optional_text(key, some_text)).value_or("");
  due.licence.issued_on = MC_TRY(optional_date(reader, "issued_on"));
  due.licence.expires_on = MC_TRY(optional_date(reader, "expires_on"));
  return due;
}

Result<LicenceCount> read_count(json::ObjectReader& counts, std::string_view key) {
  constexpr std::int64_t counted_max = 1'000'000;
  auto reader = MC_TRY(counts.object(key));
  return LicenceCount{.count = static_cast<int>(MC_TRY(reader.integer("count", {0, counted_max}))),
                      .is_more = MC_TRY(reader.text("kind", some_text)) == "at_least"};
}

}  // namespace

std::string_view text_of(LicencesDue due) { return due == LicencesDue::expired ? "expired" : "within-30-days"; }

std::optional<LicencesDue> licences_due_from(std::string_view text) {
  for (const LicencesDue due : {LicencesDue::expired, LicencesDue::soon})
    if (text == text_of(due)) return due;
  return std::nullopt;
}

Result<LicencesPage> read_licences_page(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  LicencesPage page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, page_size_max})))
    page.licences.push_back(MC_TRY(read_licence(item)));
  if (const auto next = MC_TRY(reader.value("next_cursor")).text())
    page.next_cursor = std::string(next->substr(0, account_limits::name_bytes_max));
  if (reader.has("counts") && !MC_TRY(reader.value("counts")).is_null()) {
    auto counts = MC_TRY(reader.object("counts"));
    page.counts = LicenceDuties{MC_TRY(read_count(counts, "expired")), MC_TRY(read_count(counts, "expires_soon"))};
  }
  return page;
}

void LicencesKeeper::entered(const Route& route, const SessionModel& session) {
  if (route.screen == Screen::home && sees_to_registers(session)) begin(ReadLicenceDuties{});
  const bool is_here = route.screen == Screen::licences && session.may(access::Action::registers_read);
  if (is_here && (!followed_ || *followed_ != route.id)) {
    followed_ = route.id;
    begin(ShowLicences{licences_due_from(route.id).value_or(LicencesDue::expired)});
  } else if (is_here) {
    begin(ShowLicences{model_.list.due});
  } else if (route.screen != Screen::target) {
    followed_.reset();
  }
}

void LicencesKeeper::carry_out(const LicencesRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void LicencesKeeper::forget_all() {
  fetcher_.give_up(model_.duties);
  fetcher_.give_up(model_.list);
  cursor_.clear();
  followed_.reset();
  model_ = {};
}

void LicencesKeeper::begin(const ReadLicenceDuties&) {
  fetcher_.fetch(model_.duties, std::string(path) + "1", [this](const HttpAnswer& answer) -> Result<> {
    const auto page = read_licences_page(answer.body);
    if (!page) return fail(strange_answer(page.error()));
    if (page->counts) model_.duties.value = page->counts;
    return {};
  });
}

void LicencesKeeper::begin(const ShowLicences& request) {
  LicenceList& list = model_.list;
  fetcher_.give_up(list);
  if (list.due != request.due) list = LicenceList{.due = request.due};
  cursor_.clear();
  read_page(true);
}

void LicencesKeeper::begin(const ReadMoreLicences&) {
  // After a failure it is the user who tries again: a list at its end would ask with every frame.
  if (!model_.list.is_loading && (model_.list.has_more || model_.list.is_new)) read_page(model_.list.is_new);
}

std::string LicencesKeeper::list_path(std::size_t count) const {
  std::string to = std::string(path) + std::to_string(count);
  if (model_.list.due == LicencesDue::expired)
    to += "&expires_by=" + today_.plus_days(-1).text();
  else
    to += "&expires_from=" + today_.text() + "&expires_by=" + today_.plus_days(soon_days).text();
  return cursor_.empty() ? to : to + "&cursor=" + percent_encoded(cursor_);
}

/// The first page brings as many as there were, so that who comes back finds the place again.
void LicencesKeeper::read_page(bool is_first) {
  const auto count =
      std::clamp(is_first ? model_.list.entries.size() : 0, std::size_t{page_size_min}, std::size_t{page_size_max});
  fetcher_.fetch(model_.list, list_path(count),
                 [this, is_first](const HttpAnswer& answer) { return take(answer, is_first); });
}

Result<> LicencesKeeper::take(const HttpAnswer& answer, bool is_first) {
  auto page = read_licences_page(answer.body);
  if (!page) return fail(strange_answer(page.error()));
  LicenceList& list = model_.list;
  if (is_first) list.entries.clear();
  list.is_new = false;
  std::ranges::move(page->licences, std::back_inserter(list.entries));
  // A server that repeats itself is stopped, and so is a list without end.
  const bool goes_on = page->next_cursor && *page->next_cursor != cursor_;
  list.has_more = goes_on && list.entries.size() < entries_max;
  if (goes_on) cursor_ = *std::move(page->next_cursor);
  // A page may be empty though more follows: nobody can scroll to the end of an empty list.
  if (list.has_more && list.entries.empty()) read_page(false);
  return {};
}

}  // namespace mingchou::client
