#include "client/app/checks/checks_keeper.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "client/app/checks/checks_json.h"
#include "client/app/model/pages.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

constexpr std::string_view checks_path = "/api/v1/checks";

/// A page, and whether the account names no inspector.
struct OwnPage {
  RowsPage<Check> page;
  bool is_unlinked = false;
};

Result<OwnPage> read_own_page(std::string_view json) {
  OwnPage own{.page = MC_TRY(read_rows(json, check_limits::checks_max, read_check))};
  const auto document = MC_TRY(json::parse(json));
  const auto reason = document.root().find("reason");
  own.is_unlinked = reason && reason->text() == "not_linked";
  return own;
}

}  // namespace

bool checks_targets(const SessionModel& session) {
  if (!session.user || session.phase == SessionPhase::signed_out) return false;
  // While the server can't be asked the role alone tells.
  return session.user->role == access::Role::inspector &&
         (!session.is_signed_in() || session.may(access::Action::checks_read));
}

const Check* ChecksModel::with(const Uuid& id) const {
  if (!own.value) return nullptr;
  const auto found = std::ranges::find(*own.value, id, &Check::id);
  return found == own.value->end() ? nullptr : &*found;
}

void ChecksKeeper::carry_out(const ChecksRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void ChecksKeeper::show(const Route& route, const SessionModel& session) {
  const bool is_own = route.screen == Screen::home || route.screen == Screen::checks || route.screen == Screen::check;
  if (is_own && checks_targets(session) && session.is_signed_in()) return begin(ReadOwnChecks{});
  // A task's page asks for its load once it is known to be drawn.
  model_.load_asked = {};
}

void ChecksKeeper::forget_all() {
  fetcher_.give_up(model_.own);
  fetcher_.give_up(model_.load);
  submitter_.give_up(model_.disclose);
  const unsigned answers = model_.disclose.answers;
  model_ = {};
  model_.disclose.answers = answers;
}

void ChecksKeeper::begin(const ReadOwnChecks&) { read_page({}, {}); }

void ChecksKeeper::read_page(const std::string& cursor, std::vector<Check> before) {
  std::string path = with_query(std::string(checks_path), "limit=" + std::to_string(check_limits::page_size));
  if (!cursor.empty()) path = with_query(std::move(path), "cursor=" + percent_encoded(cursor));
  fetcher_.fetch(model_.own, path, [this, before = std::move(before)](const HttpAnswer& answer) mutable -> Result<> {
    OwnPage own = MC_TRY(sensible(read_own_page(answer.body)));
    const bool is_endless = !own.page.next_cursor.empty() && own.page.rows.empty();
    if (is_endless || before.size() + own.page.rows.size() > check_limits::checks_max)
      return fail(Error("client.strange_answer").because("more checks than there can be"));
    std::ranges::move(own.page.rows, std::back_inserter(before));
    if (!own.page.next_cursor.empty())
      read_page(own.page.next_cursor, std::move(before));
    else
      take_own(std::move(before), own.is_unlinked);
    return {};
  });
}

void ChecksKeeper::take_own(std::vector<Check> checks, bool is_unlinked) {
  std::ranges::stable_sort(checks, {}, &Check::last_day);
  model_.own.value = std::move(checks);
  model_.is_unlinked = is_unlinked;
  model_.read_at = now_;
  own_read_(*model_.own.value);
}

void ChecksKeeper::begin(const ReadCheckLoad& request) {
  if (model_.load_of != request.task) model_.load.value.reset();
  model_.load_of = model_.load_asked = request.task;
  fetcher_.fetch(model_.load, with_query("/api/v1/check-load", "task_id=" + request.task.uuid.text()),
                 take_into(model_.load, read_check_load));
}

void ChecksKeeper::begin(const DiscloseChecks& request) {
  json::Writer writer;
  const std::string path = "/api/v1/tasks/" + request.task.uuid.text() + "/disclosure";
  std::string body = std::move(writer.begin_object().field("day", request.day.text()).end_object()).take();
  submitter_.submit(model_.disclose, request_of(Method::put, path, std::move(body)),
                    [this, task = request.task](const HttpAnswer&) -> Result<> {
                      begin(ReadCheckLoad{task});
                      return {};
                    });
}

}  // namespace mingchou::client
