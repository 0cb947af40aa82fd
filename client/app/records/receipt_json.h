// What the provincial platform answered about an entry (平台回执), as the API has it: the same three fields in targets,
// inspectors and experts.
#pragma once

#include "shared/json/fields.h"
#include "shared/json/writer.h"
#include "shared/registry/entities.h"

namespace mingchou::client {

/// A result of a newer server counts as none.
Result<Receipt> read_receipt(json::ObjectReader& object);
/// Members of an object that is begun; none for no receipt.
void add_receipt(json::Writer& writer, const Receipt& receipt);

}  // namespace mingchou::client
