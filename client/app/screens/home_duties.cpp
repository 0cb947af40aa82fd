#include "client/app/screens/home_duties.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "client/app/accounts/duties.h"
#include "client/app/people/people_keeper.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t rows_max = 5;

struct DutyRow {
  std::string id, title, detail;
  bool is_overdue = false;
  /// Who must do it, not only see to it.
  bool is_own = false;
  std::optional<CivilDate> due;
  Route route;
};

/// Who keeps lists does what is due of them; the office sees to all of them.
void add_list_duties(std::vector<DutyRow>& rows, const Ui& ui, const Model& model) {
  const SessionModel& session = model.session;
  const bool is_concerned =
      session.may(access::Action::item_lists_write) || session.may(access::Action::joint_list_write);
  if (!is_concerned || !model.items.duties.value) return;
  for (const items::Duty& duty : *model.items.duties.value)
    rows.push_back({.id = "home.duty." + std::to_string(rows.size()),
                    .title = duty_words(ui, duty),
                    .detail = owner_words(ui, model, duty.owner) + " · " + duty_due_words(ui, duty),
                    .is_overdue = duty.is_overdue,
                    .is_own = may_keep(session, duty.owner),
                    .due = duty.due,
                    .route = duty_route(duty)});
}

/// The office sees to all of a plan, a department to its own tasks.
void add_plan_duties(std::vector<DutyRow>& rows, const Ui& ui, const Model& model) {
  if (!sees_to_plans(model.session) || !model.plans.duties.value) return;
  const auto name_of = names_of(model);
  for (const plans::Duty& duty : *model.plans.duties.value) {
    const std::string due = plan_duty_due_words(ui, duty);
    rows.push_back({.id = "home.plan_duty." + std::to_string(rows.size()),
                    .title = plan_duty_words(ui, duty),
                    .detail = duty.row ? name_of(duty.row->initiating_department_id.uuid) + " · " + due : due,
                    .is_overdue = duty.is_overdue,
                    .is_own = is_own_duty(model.session, duty),
                    .due = duty.due,
                    .route = plan_duty_route(duty)});
  }
}

/// Leads to those inspectors.
void add_certificate_duties(std::vector<DutyRow>& rows, const Ui& ui, const Model& model) {
  if (!model.people.duties.value || !sees_to_registers(model.session)) return;
  const CertificateDuties& duties = *model.people.duties.value;
  const auto add = [&](int count, Text title, Text detail, bool is_overdue, const char* filter) {
    if (count == 0) return;
    rows.push_back({.id = "home.certificates." + std::string(filter),
                    .title = text(title, ui.language, {{"count", grouped(count)}}),
                    .detail = std::string(ui.say(detail)),
                    .is_overdue = is_overdue,
                    .is_own = model.session.may(access::Action::registers_write),
                    .due = model.today,
                    .route = {Screen::inspectors, filter}});
  };
  add(duties.expired, Text::duty_certificates_expired, Text::duty_certificates_barred, true, "expired");
  add(duties.missing, Text::duty_certificates_missing, Text::duty_certificates_barred, true, "none");
  add(duties.within_30_days, Text::duty_certificates_soon, Text::duty_certificates_renew, false, "within-30-days");
}

/// Leads to those licences.
void add_licence_duties(std::vector<DutyRow>& rows, const Ui& ui, const Model& model) {
  if (!model.licences.duties.value || !sees_to_registers(model.session)) return;
  const auto add = [&](const LicenceCount& count, Text title, Text detail, LicencesDue due) {
    if (count.count == 0) return;
    const std::string number = text(count.is_more ? Text::licences_over : Text::licences_exactly, ui.language,
                                    {{"count", grouped(count.count)}});
    rows.push_back({.id = "home.licences." + std::string(text_of(due)),
                    .title = text(title, ui.language, {{"count", number}}),
                    .detail = std::string(ui.say(detail)),
                    .is_overdue = due == LicencesDue::expired,
                    .is_own = model.session.may(access::Action::registers_write),
                    .due = model.today,
                    .route = {Screen::licences, std::string(text_of(due))}});
  };
  const LicenceDuties& duties = *model.licences.duties.value;
  add(duties.expired, Text::duty_licences_expired, Text::duty_licences_check, LicencesDue::expired);
  add(duties.soon, Text::duty_licences_soon, Text::duty_licences_remind, LicencesDue::soon);
}

/// Whoever keeps the registers mends what the provincial platform sent back.
void add_refused(std::vector<DutyRow>& rows, const Ui& ui, const Model& model) {
  if (!model.people.receipt_duties.value || !mends_refused(model.session)) return;
  const ReceiptDuties& duties = *model.people.receipt_duties.value;
  const auto add = [&](int count, Text title, Screen screen) {
    if (count == 0) return;
    rows.push_back({.id = "home.refused." + std::to_string(static_cast<int>(screen)),
                    .title = text(title, ui.language, {{"count", grouped(count)}}),
                    .detail = std::string(ui.say(Text::duty_refused_detail)),
                    .is_own = true,
                    .due = model.today,
                    .route = {screen, std::string(text_of(ReceiptResult::refused))}});
  };
  add(duties.targets, Text::duty_refused_targets, Screen::targets);
  add(duties.inspectors, Text::duty_refused_inspectors, Screen::inspectors);
  add(duties.experts, Text::duty_refused_experts, Screen::experts);
}

/// Nothing due, and not known what is due, must not look the same.
void draw_unread(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const LoadState* failed[] = {&model.items.duties, &model.plans.duties, &model.people.duties, &model.licences.duties,
                               &model.people.receipt_duties};
  const bool has_failed = std::ranges::any_of(failed, [](const LoadState* state) { return state->error.has_value(); });
  if (!has_failed || !model.session.is_signed_in()) return;
  const Banner what{.id = "home.duties.failed",
                    .tone = Tone::warning,
                    .text = ui.say(Text::duties_failed),
                    .action = ui.say(Text::retry)};
  if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action) {
    if (model.items.duties.error) actions.items.emplace_back(ReadItemDuties{});
    if (model.plans.duties.error) actions.plans.emplace_back(ReadPlanDuties{});
    if (model.people.duties.error) actions.people.emplace_back(ReadCertificateDuties{});
    if (model.licences.duties.error) actions.licences.emplace_back(ReadLicenceDuties{});
    if (model.people.receipt_duties.error) actions.people.emplace_back(ReadReceiptDuties{});
  }
  column.space(space_px::two);
}

RowOptions options_of(const DutyRow& row, bool is_last) {
  return {.title = row.title,
          .detail = row.detail,
          .icon = row.is_overdue ? Icon::overdue : Icon::deadline,
          .icon_tone = row.is_overdue ? Tone::danger : Tone::warning,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

}  // namespace

void draw_home_duties(Ui& ui, Column& column, bool& shows_all, const Model& model, Actions& actions) {
  std::vector<DutyRow> rows;
  add_list_duties(rows, ui, model);
  add_plan_duties(rows, ui, model);
  add_certificate_duties(rows, ui, model);
  add_licence_duties(rows, ui, model);
  add_refused(rows, ui, model);
  draw_unread(ui, column, model, actions);
  if (rows.empty()) return;
  // One's own first, what is late first, then by day; what has no day yet comes last.
  std::ranges::stable_sort(rows, {}, [](const DutyRow& row) {
    return std::tuple(!row.is_own, !row.is_overdue, row.due.value_or(CivilDate::last()));
  });
  const std::size_t count = shows_all ? rows.size() : std::min(rows.size(), rows_max);
  std::string more;
  if (rows.size() > rows_max)
    more = shows_all ? std::string(ui.say(Text::duties_fewer))
                     : text(Text::duties_all, ui.language, {{"count", grouped(static_cast<long long>(rows.size()))}});
  if (section_heading(ui, "home.duties", ui.say(Text::duties_heading), column.next(section_heading_px), more))
    shows_all = !shows_all;
  float height = 0;
  for (std::size_t i = 0; i < count; ++i) height += row_height(ui, column.width(), options_of(rows[i], false));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < count; ++i) {
    const RowOptions options = options_of(rows[i], i + 1 == count);
    if (list_row(ui, rows[i].id, column.next(row_height(ui, column.width(), options)), options))
      actions.go = rows[i].route;
  }
  column.space(space_px::two);
}

}  // namespace mingchou::client
