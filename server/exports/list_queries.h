// Where the rows of the lists that are given out come from. Several values of a cell stand in JSON arrays or are joined
// already; instants are told in the county's time.
#pragma once

#include <string_view>

namespace mingchou::exports {

/// ?1 is the department, or NULL for all; ?2 the version of a document; ?3 a day, before which a task must have ended,
/// or NULL: as many of them as `parameters` says.
struct ListQuery {
  std::string_view list;
  int parameters = 0;
  std::string_view query;
};

/// Null if there is no such list.
const ListQuery* find_list_query(std::string_view list);

}  // namespace mingchou::exports
