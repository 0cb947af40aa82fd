// Items and versions as JSON: what the API shows, what the database keeps, and what is hashed.
//
// The content of a version is JSON Lines, each its own strict canonical form: first the version, then each item in
// order. Its SHA-256 is what a task pins, and the file that the API gives out is those bytes, so that anybody can check
// it with common tools:
//   {"approved_by":…,"approved_on":…,"department_id":…,"document_number":…,"effective_from":…,
//    "form":"mingchou.item_list.1","items":2,"list_id":…,"number":3,"reason":…,"type":"item_list","version_id":…}
//   {"basis":…,"code":…,"id":…,"type":"item",…}
// A list without "department_id" is the joint one. Pure; runs everywhere.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/crypto/hash.h"
#include "shared/items/entities.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"

namespace mingchou::items {

/// One field of an item: its name and its value as JSON text.
struct Field {
  std::string_view name;
  std::string json;
  bool operator==(const Field&) const = default;
};

/// All fields that are set, but for the id, in the order in which people read them. The one list that JSON, hash and
/// diff are made from.
std::vector<Field> fields_of(const Item& item);

/// The members of the open object: "id" and the fields.
void write_fields(json::Writer& writer, const Item& item);
std::string to_json(const Item& item);

/// Reads the fields, but not the id. Bounds and forms beyond these are check_item()'s. Errors: those of
/// json::ObjectReader; items.bad_value {field} for a text that is no id, date or word of its field.
Result<Item> read_item(json::ObjectReader& reader);
/// As write_fields() wrote it, with its id.
Result<Item> parse_item(std::string_view json);

/// A civil date of a field. Error: items.bad_value {field}.
Result<CivilDate> read_date(json::ObjectReader& reader, std::string_view name);

/// What a version says of itself.
struct Header {
  ListId list_id;
  VersionId version_id;
  Owner owner;
  std::int64_t number = 1;
  CivilDate effective_from, approved_on;
  std::string approved_by, document_number, reason;
};

/// The JSON Lines described above.
Result<std::string> content_of(const Header& header, std::span<const Item> items);
crypto::Digest hash_of(std::string_view content);

}  // namespace mingchou::items
