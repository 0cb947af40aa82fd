// Entries of the target register in words: names of fields, their values, what became of them. Draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A field's name, by the API's: "credit_code", "licences/<id>/number"; itself if this program does not know it.
std::string field_words(const Ui& ui, std::string_view field);
/// A field's value in words, of its JSON; "" for none.
std::string field_value_words(const Ui& ui, const Model& model, std::string_view field, std::string_view json);
/// "A 类"; "" for none.
std::string class_words(const Ui& ui, std::string_view risk_class);
std::string tag_words(const Model& model, const TagId& tag);
/// Of the server, or else of the register on this device.
const std::vector<RegisterTag>& known_tags(const Model& model);
/// Why a record was not taken, with the field named as the form names it.
std::string record_error_words(const Ui& ui, const std::optional<Error>& error);

}  // namespace mingchou::client
