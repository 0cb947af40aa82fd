// The strata of a task in its form: a list, and a sheet in which one is changed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/plan_row_fields.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct StratumFields {
  /// Its name, range and quantity; of the rest of a plan's row a stratum has nothing.
  PlanRowFields part;
  std::string substitutes;
  bool operator==(const StratumFields&) const = default;
};

StratumFields stratum_fields_from(const tasks::Stratum& stratum);
/// Errors: items.bad_value {field}.
Result<tasks::Stratum> stratum_from(const StratumFields& fields);

struct StratumSheet {
  SheetState sheet;
  /// Which one is open.
  std::size_t at = 0;
};

void draw_strata(Ui& ui, Column& column, std::vector<StratumFields>& strata, StratumSheet& sheet, const Model& model,
                 std::string_view error);
/// After everything that it covers.
void draw_stratum_sheet(Ui& ui, std::vector<StratumFields>& strata, StratumSheet& sheet, const Model& model);

}  // namespace mingchou::client
