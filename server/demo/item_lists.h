// Writing the demo county's item lists into a database, through the same functions as the API: so their rules hold.
#pragma once

#include "shared/base/error.h"
#include "shared/demo/item_lists.h"
#include "shared/store/database.h"

namespace mingchou::server {

/// Departments and tags are in the database already. The caller holds the transaction.
Result<> write_item_lists(Database& db, const std::vector<demo::ItemList>& lists);

}  // namespace mingchou::server
