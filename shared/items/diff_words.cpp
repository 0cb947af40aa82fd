// A diff in sentences. Names of fields and words of enumerations stand in shared/messages like every other sentence.
#include <array>
#include <utility>

#include "shared/items/diff.h"
#include "shared/items/rules.h"
#include "shared/json/json.h"

namespace mingchou::items {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

constexpr std::array field_names = std::to_array<Name>({
    {"code", "items.field_code"},
    {"category", "items.field_category"},
    {"name", "items.field_name"},
    {"sub_item", "items.field_sub_item"},
    {"kind", "items.field_kind"},
    {"grounds", "items.field_grounds"},
    {"reason", "items.field_reason"},
    {"basis", "items.field_basis"},
    {"inspecting_body", "items.field_inspecting_body"},
    {"initiating_department_id", "items.field_initiating"},
    {"participating_department_ids", "items.field_participating"},
    {"levels", "items.field_levels"},
    {"target", "items.field_target"},
    {"applies_to", "items.field_applies_to"},
    {"content", "items.field_content"},
    {"methods", "items.field_methods"},
    {"ratio_basis_points", "items.field_ratio"},
    {"cap_basis_points", "items.field_cap"},
    {"frequency", "items.field_frequency"},
    {"staff_requirement", "items.field_staff_requirement"},
    {"valid_from", "items.field_valid_from"},
    {"valid_to", "items.field_valid_to"},
});

constexpr std::array word_names = std::to_array<Name>({
    {"key", "items.word_key"},
    {"general", "items.word_general"},
    {"safety", "items.word_safety"},
    {"quality", "items.word_quality"},
    {"public_interest", "items.word_public_interest"},
    {"on_site", "items.word_on_site"},
    {"documents", "items.word_documents"},
    {"network", "items.word_network"},
    {"commissioned", "items.word_commissioned"},
    {"department_conclusion", "items.word_department_conclusion"},
    {"court_document", "items.word_court_document"},
    {"expert_opinion", "items.word_expert_opinion"},
    {"province", "items.word_province"},
    {"city", "items.word_city"},
    {"county", "items.word_county"},
    {"enterprise", "items.word_enterprise"},
    {"self_employed", "items.word_self_employed"},
    {"cooperative", "items.word_cooperative"},
    {"institution", "items.word_institution"},
    {"product", "items.word_product"},
    {"project", "items.word_project"},
    {"behaviour", "items.word_behaviour"},
});

std::string_view find_name(std::span<const Name> names, std::string_view key) {
  for (const auto& [word, code] : names)
    if (word == key) return code;
  return {};
}

class Speaker {
 public:
  Speaker(const NameOf& name_of, Language language) : name_of_(name_of), language_(language) {}

  std::string say(const Error& sentence) const { return render(sentence, language_); }

  std::string field(std::string_view name) const { return field_words(name, language_); }

  /// A value of a field; one that is not set has no words.
  std::string value(std::string_view field, const std::string& json) const {
    const auto document = json::parse(json);
    if (!document) return {};
    const json::Value value = document->root();
    if (field.ends_with("_basis_points")) return percent_text(static_cast<int>(value.int64().value_or(0)));
    if (field == "frequency") return frequency(value);
    if (field == "applies_to") return filter(value);
    const bool is_word =
        field == "kind" || field == "kinds" || field == "grounds" || field == "methods" || field == "levels";
    if (value.is_array()) return list(value, is_word, "items.word_nothing");
    return is_word || field.ends_with("_id") ? entry(value, is_word) : std::string(value.text().value_or(""));
  }

 private:
  std::string entry(json::Value value, bool is_word) const {
    const std::string_view text = value.text().value_or("");
    if (is_word) {
      const std::string_view code = find_name(word_names, text);
      return code.empty() ? std::string(text) : say(Error(code));
    }
    const auto id = Uuid::parse(text);
    return id ? name_of_(*id) : std::string(text);
  }

  /// A range asks nothing where it names nothing; other lists are empty.
  std::string list(json::Value value, bool is_word, std::string_view if_empty = "items.word_none") const {
    std::string text;
    for (const json::Value one : value.items()) {
      if (!text.empty()) text += language_ == Language::chinese ? "、" : ", ";
      text += entry(one, is_word);
    }
    return text.empty() ? say(Error(if_empty)) : text;
  }

  std::string frequency(json::Value value) const {
    const auto number = [value](std::string_view key) { return value.find(key).value_or(json::Value()).int64(); };
    return say(Error("items.word_frequency")
                   .with("times", number("times").value_or(0))
                   .with("months", number("months").value_or(0)));
  }

  std::string filter(json::Value value) const {
    const auto part = [value](std::string_view key) { return value.find(key).value_or(json::Value()); };
    return say(
        Error("items.word_filter")
            .with("kinds", list(part("kinds"), true))
            .with("tags", list(part("tags"), false))
            .with("industries", list(part("industries"), false))
            .with("departments", say(Error(part("any_department").boolean() == true ? "items.word_any_department"
                                                                                    : "items.word_own_departments"))));
  }

  const NameOf& name_of_;
  Language language_;
};

std::string change_in_words(const Speaker& speaker, const ItemChange& item, const FieldChange& change) {
  const char* code = change.before.empty()  ? "items.words_set"
                     : change.after.empty() ? "items.words_cleared"
                                            : "items.words_changed";
  return speaker.say(Error(code)
                         .with("code", item.code)
                         .with("name", item.name)
                         .with("field", speaker.field(change.name))
                         .with("before", speaker.value(change.name, change.before))
                         .with("after", speaker.value(change.name, change.after)));
}

}  // namespace

std::string field_words(std::string_view field, Language language) {
  const std::string_view code = find_name(field_names, field);
  return code.empty() ? std::string(field) : render(Error(code), language);
}

std::string value_words(std::string_view field, const std::string& json, const NameOf& name_of, Language language) {
  return Speaker(name_of, language).value(field, json);
}

std::vector<std::string> in_words(const Diff& diff, const NameOf& name_of, Language language) {
  const Speaker speaker(name_of, language);
  std::vector<std::string> sentences;
  sentences.reserve(diff.added.size() + diff.removed.size() + diff.changed.size() + 1);
  for (const Item& item : diff.added)
    sentences.push_back(speaker.say(Error("items.words_added").with("code", item.code).with("name", item.name)));
  for (const Item& item : diff.removed)
    sentences.push_back(speaker.say(Error("items.words_removed").with("code", item.code).with("name", item.name)));
  for (const ItemChange& item : diff.changed)
    for (const FieldChange& change : item.fields) sentences.push_back(change_in_words(speaker, item, change));
  if (diff.is_reordered) sentences.push_back(speaker.say(Error("items.words_reordered")));
  if (sentences.empty()) sentences.push_back(speaker.say(Error("items.words_nothing")));
  return sentences;
}

}  // namespace mingchou::items
