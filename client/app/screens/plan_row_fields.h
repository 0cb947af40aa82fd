// The fields of a plan's task as they are typed, and the row that they make. Numbers and days are typed as text, and
// what is no number or day is told at its field. Pure but for draw_…; the rules themselves are the domain's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct PlanRowFields {
  /// What is chosen rather than typed stands in it; texts that may be missing, numbers and days stand below.
  plans::Row row;
  std::string ratio, count, estimate, first_day, last_day, remarks, industries;
  bool operator==(const PlanRowFields&) const = default;
};

PlanRowFields plan_fields_from(const plans::Row& row);
/// Of who proposes for a department the tasks are that department's.
PlanRowFields new_plan_fields(const SessionModel& session);
/// The row of a plan of that year, tidied; else what is wrong with it. Errors: those of plans::check_row(),
/// items.field_needed {field}, items.bad_value {field}.
Result<plans::Row> plan_row_from(const PlanRowFields& fields, int year);
/// Errors: items.bad_value {field}.
Result<plans::Quantity> plan_quantity_from(const PlanRowFields& fields);
/// At which field an error is told; empty for none.
std::string_view plan_field_of(const Error& error);

struct PlanRowSheets {
  SheetState items, participating, range;
  /// Whose items are to be chosen from; nothing while it is to be chosen which list.
  std::optional<items::ListId> list;
  ChoiceSheet initiating;
};
/// `year`: in which its period lies.
void draw_plan_row_fields(Ui& ui, Form& form, Column& column, PlanRowFields& fields, PlanRowSheets& sheets,
                          const Model& model, int year, const std::optional<Error>& error);
/// After everything that they cover.
void draw_plan_row_sheets(Ui& ui, PlanRowFields& fields, PlanRowSheets& sheets, const Model& model, Actions& actions);

/// The parts that strata of a task have too, with ids that begin so.
void draw_plan_quantity(Ui& ui, Form& form, Column& column, const std::string& prefix, PlanRowFields& fields,
                        std::string_view error);
void draw_plan_range(Ui& ui, Column& column, const std::string& prefix, PlanRowFields& fields, const Model& model);

}  // namespace mingchou::client
