// Whether the result of a draw looks as chance alone would make it (shared/draw/conformity.h): its targets with what
// the frozen rosters and the register say of them.
#pragma once

#include <string>
#include <vector>

#include "server/draws/store.h"
#include "shared/draw/conformity.h"

namespace mingchou::server {

/// Labels of kinds and townships are the codes of the rosters, of industries the letters of GB/T 4754's sections; of
/// name lengths and years of registration bands such as "7-9" and "2015-2019", "-1999" for all before, "21-" for all
/// beyond; "" where the register says nothing. Names and years are the register's of now. Errors: ceremony.not_drawn;
/// those of read_rosters() and read_target_ids().
Result<std::vector<draw::TraitComparison>> compare_draw(Database& db, const StoredDraw& stored,
                                                        const std::string& data_folder);

/// The bands, for tests. Characters of a name; the year of a day such as "2017-05-06", or "".
std::string name_length_band(std::string_view name);
std::string year_band(std::string_view day);

}  // namespace mingchou::server
