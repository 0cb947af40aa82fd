// What the county's cap on visits and the departments' own have in common: the year that is set, this one or the next,
// and the number that is typed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

inline constexpr std::size_t cap_digits_max = 4;

/// Nothing where what is typed is no number of visits that the server takes.
std::optional<std::int64_t> typed_cap(const std::string& typed);

int cap_year(const Model& model, bool is_next_year);
/// Whether another year was chosen now.
bool draw_cap_years(Ui& ui, Column& column, const std::string& id, const Model& model, bool& is_next_year);

}  // namespace mingchou::client
