// Rows and versions of a plan as JSON: what the API shows, what the database keeps, and what is hashed.
//
// The content of a version is JSON Lines, each its own strict canonical form: first the version, then each row in
// order. Its SHA-256 is fixed when the version is submitted, so that what the meeting approved, what was filed and what
// is public are seen to be the same; a task pins it. The file that the API gives out is those bytes:
//   {"form":"mingchou.plan.1","number":1,"plan_id":…,"reason":…,"rows":2,"type":"plan","version_id":…,"year":2026}
//   {"first_day":…,"id":…,"items":[…],"type":"row",…}
// Dates of approval and filing come after the hash and are not in it. A first version has no "reason". Pure; runs
// everywhere.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/items/content.h"
#include "shared/plans/entities.h"

namespace mingchou::plans {

using items::Field;

/// All fields that are set, but for the id, in the order in which people read them. The one list that JSON, hash and
/// diff are made from.
std::vector<Field> fields_of(const Row& row);

/// The members of the open object: "id" and the fields.
void write_fields(json::Writer& writer, const Row& row);
std::string to_json(const Row& row);

/// Reads the fields, but not the id. Codes and names of items may be there, as in an answer that is sent back, and are
/// what the lists say once the row is checked. Errors: those of json::ObjectReader; items.bad_value {field}.
Result<Row> read_row(json::ObjectReader& reader);
/// As write_fields() wrote it, with its id.
Result<Row> parse_row(std::string_view json);

/// The values that rows have in common with what is made from them (shared/tasks).
std::string range_json(const Range& range);
std::string quantity_json(const Quantity& quantity);
/// The members "range" and "quantity" of the object. Errors as above.
Result<Range> read_range(json::ObjectReader& of);
Result<Quantity> read_quantity(json::ObjectReader& of);

/// What a version says of itself when it is submitted.
struct Header {
  PlanId plan_id;
  VersionId version_id;
  int year = 0;
  std::int64_t number = 1;
  /// Why the plan is adjusted; "" of a first version.
  std::string reason;
};

/// The JSON Lines described above.
Result<std::string> content_of(const Header& header, std::span<const Row> rows);

}  // namespace mingchou::plans
