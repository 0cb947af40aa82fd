#include "client/app/screens/record_words.h"

#include <algorithm>
#include <span>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

struct FieldName {
  std::string_view field;
  Text words;
};
constexpr FieldName names[] = {
    {"name", Text::field_name},
    {"kind", Text::facet_kind},
    {"credit_code", Text::code_credit},
    {"registration_number", Text::code_registration},
    {"holder_id", Text::holder},
    {"form", Text::field_form},
    {"established_on", Text::field_established},
    {"registration_authority", Text::field_authority},
    {"status", Text::facet_status},
    {"legal_person", Text::field_legal_person},
    {"township_code", Text::field_township},
    {"address", Text::field_address},
    {"contact_name", Text::field_contact},
    {"contact_phone", Text::field_phone},
    {"industry_code", Text::field_industry_code},
    {"responsible_department_id", Text::field_department},
    {"station", Text::field_station},
    {"area", Text::field_area},
    {"risk_class", Text::field_risk_class},
    {"risk_source", Text::field_risk_source},
    {"risk_on", Text::field_risk_on},
    {"food_risk_class", Text::field_food_class},
    {"last_checked_on", Text::field_last_checked},
    {"source", Text::field_source},
    {"external_number", Text::field_external_number},
    {"receipt_result", Text::field_receipt_result},
    {"receipt_message", Text::field_receipt_message},
    {"receipt_on", Text::field_receipt_on},
    {"tags", Text::field_tags},
    {"licences", Text::section_licences},
    {"reason", Text::record_reason},
};
constexpr FieldName licence_names[] = {
    {"name", Text::licence_name},
    {"number", Text::licence_number},
    {"authority", Text::licence_authority},
    {"issued_on", Text::licence_issued},
    {"expires_on", Text::licence_expires_on},
};

std::string words_in(const Ui& ui, std::span<const FieldName> table, std::string_view field) {
  const auto found = std::ranges::find(table, field, &FieldName::field);
  return std::string(found == table.end() ? field : ui.say(found->words));
}

std::string text_words(const Ui& ui, const Model& model, std::string_view field, std::string_view text) {
  if (field == "kind") return std::string(kind_words(ui, text));
  if (field == "status") return std::string(status_words(ui, text));
  if (field == "township_code") return std::string(township_words(text));
  if (field == "risk_class" || field == "food_risk_class") return class_words(ui, text);
  if (field == "receipt_result")
    if (const auto result = receipt_result_from(text)) return std::string(receipt_result_words(ui, *result));
  if (field == "responsible_department_id") {
    std::string department = department_words(model, Uuid::parse(text));
    return department.empty() ? std::string(text) : department;
  }
  if (field == "tags") {
    const auto id = Uuid::parse(text);
    return id ? tag_words(model, {*id}) : std::string(text);
  }
  if (const auto date = CivilDate::parse(text)) return date_text(*date, ui.language);
  return std::string(text);
}

std::string licence_words_of(json::Value licence) {
  std::string words;
  for (const std::string_view key : {"name", "number"})
    if (const auto found = licence.find(key))
      if (const auto text = found->text()) words += (words.empty() ? "" : " ") + std::string(*text);
  return words;
}

}  // namespace

std::string field_words(const Ui& ui, std::string_view field) {
  // "licences/<id>", "licences/<id>/number" of a history, "licences[0].number" of a form.
  const std::size_t part_end = std::min(field.find('/'), field.find('['));
  if (part_end == std::string_view::npos) return words_in(ui, names, field);
  const std::string_view list = field.substr(0, part_end), rest = field.substr(part_end + 1);
  const std::size_t member = rest.find_last_of("/.");
  if (member == std::string_view::npos) return words_in(ui, names, list);
  return words_in(ui, licence_names, rest.substr(member + 1));
}

std::string field_value_words(const Ui& ui, const Model& model, std::string_view field, std::string_view json) {
  if (json.empty()) return {};
  const auto document = json::parse(json);
  if (!document) return {};
  const json::Value value = document->root();
  const std::string_view plain = field.substr(0, field.find('/'));
  if (const auto text = value.text()) return text_words(ui, model, plain == "licences" ? "" : plain, *text);
  if (value.is_array()) {
    std::string words;
    for (const json::Value one : value.items()) {
      if (!words.empty()) words += ui.say(Text::list_comma);
      words += one.text() ? text_words(ui, model, plain, *one.text()) : licence_words_of(one);
    }
    return words;
  }
  return value.find("number") ? licence_words_of(value) : json::write(value);
}

std::string class_words(const Ui& ui, std::string_view risk_class) {
  return risk_class.empty() ? std::string() : text(Text::class_word, ui.language, {{"class", risk_class}});
}

std::string tag_words(const Model& model, const TagId& tag) {
  const auto& tags = known_tags(model);
  const auto found = std::ranges::find(tags, tag, &RegisterTag::id);
  return found == tags.end() ? tag.uuid.text() : found->name;
}

const std::vector<RegisterTag>& known_tags(const Model& model) {
  static const std::vector<RegisterTag> none;
  if (model.records.tags) return *model.records.tags;
  return model.targets.index ? model.targets.index->tags() : none;
}

std::string record_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  for (Error::Argument& argument : said.arguments)
    if (argument.name == "field") argument.value = field_words(ui, argument.value);
  return form_error_words(ui, said);
}

}  // namespace mingchou::client
