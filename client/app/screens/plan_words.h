// Yearly plans in words: what a version is and what comes next, rows, what is due, what went wrong. Draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/changes.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// "2026 年度联合抽查计划".
std::string plan_name_words(const Ui& ui, int year);
/// "第 2 版", "第 2 版（调整稿）".
std::string plan_version_words(const Ui& ui, const PlanVersion& version);

struct PlanStateLook {
  Text words;
  Tone tone;
  Icon icon;
};
PlanStateLook look_of(plans::State state);
/// What the version waits for, and who does it.
std::string plan_next_words(const Ui& ui, const SessionModel& session, const PlanVersion& version);
/// Channels on which it is still to be published; "" for none.
std::string plan_unpublished_words(const Ui& ui, const PlanVersion& version);

/// "5%", "40 户", "批次顺序".
std::string plan_quantity_words(const Ui& ui, const plans::Quantity& quantity);
/// Departments, kind of draw and period, whose year is the plan's: what tells tasks apart in a narrow list.
std::string plan_row_line(const Ui& ui, const Model& model, const plans::Row& row);
/// The same with targets, methods and estimate.
std::string plan_row_detail(const Ui& ui, const Model& model, const plans::Row& row);
/// A field of a row (JSON text) as people read it.
std::string plan_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json);
/// What a field is called, as a label.
std::string plan_field_words(const Ui& ui, std::string_view field);

Changes changes_of(const Ui& ui, const Model& model, const plans::Diff& diff);
/// Fields that changed, with ids that begin so.
std::vector<ChangedField> plan_fields_in_words(const Ui& ui, const Model& model, const std::string& id,
                                               const std::vector<plans::FieldChange>& fields);

/// What is to be done, and by when.
std::string plan_duty_words(const Ui& ui, const plans::Duty& duty);
std::string plan_duty_due_words(const Ui& ui, const plans::Duty& duty);
/// Where it is done.
Route plan_duty_route(const plans::Duty& duty);
/// Whether the user does it, not only sees to it.
bool is_own_duty(const SessionModel& session, const plans::Duty& duty);

/// Why something was not taken, with the names of fields and states that people know.
std::string plan_error_words(const Ui& ui, const std::optional<Error>& error);

}  // namespace mingchou::client
