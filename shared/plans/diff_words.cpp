// A diff of plans in sentences. Names of fields and words stand in shared/messages; what items have too is said as
// there.
#include <array>
#include <utility>

#include "shared/codes/tables.h"
#include "shared/items/rules.h"
#include "shared/json/json.h"
#include "shared/plans/diff.h"

namespace mingchou::plans {
namespace {

constexpr std::array field_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"name", "plans.field_name"},
    {"items", "plans.field_items"},
    {"initiating_department_id", "items.field_initiating"},
    {"participating_department_ids", "plans.field_participating"},
    {"is_directed", "plans.field_directed"},
    {"range", "plans.field_range"},
    {"target", "plans.field_target"},
    {"quantity", "plans.field_quantity"},
    {"estimated_count", "plans.field_estimate"},
    {"first_day", "plans.field_first_day"},
    {"last_day", "plans.field_last_day"},
    {"methods", "plans.field_methods"},
    {"remarks", "plans.field_remarks"},
});

json::Value member(json::Value value, std::string_view key) { return value.find(key).value_or(json::Value()); }

std::string_view text(json::Value value) { return value.text().value_or(""); }

class Speaker {
 public:
  Speaker(const NameOf& name_of, Language language) : name_of_(name_of), language_(language) {}

  std::string say(const Error& sentence) const { return render(sentence, language_); }

  std::string value(std::string_view field, const std::string& json) const {
    const auto document = json::parse(json);
    if (!document) return {};
    const json::Value value = document->root();
    if (field == "items") return items(value);
    if (field == "range") return range(value);
    if (field == "quantity") return quantity(value);
    if (field == "is_directed")
      return say(Error(value.boolean() == true ? "plans.word_directed" : "plans.word_undirected"));
    if (field == "estimated_count") return std::to_string(value.int64().value_or(0));
    return items::value_words(field, json, name_of_, language_);
  }

 private:
  std::string joined(const std::vector<std::string>& words) const {
    std::string joined;
    for (const std::string& word : words) {
      if (!joined.empty()) joined += language_ == Language::chinese ? "、" : ", ";
      joined += word;
    }
    return joined;
  }

  std::string items(json::Value list) const {
    std::vector<std::string> words;
    for (const json::Value item : list.items())
      words.push_back(std::string(text(member(item, "code"))) + " " + std::string(text(member(item, "name"))));
    return joined(words);
  }

  /// A list of the range; an empty one asks nothing.
  std::string part(json::Value range, std::string_view key) const {
    const json::Value list = member(range, key);
    if (list.size() == 0) return say(Error("items.word_none"));
    if (key != "regions") return items::value_words(key, json::write(list), name_of_, language_);
    std::vector<std::string> names;
    for (const json::Value code : list.items()) {
      const auto region = find_region(text(code));
      names.emplace_back(region ? region->name : text(code));
    }
    return joined(names);
  }

  std::string range(json::Value value) const {
    return say(Error("plans.word_range")
                   .with("kinds", part(value, "kinds"))
                   .with("regions", part(value, "regions"))
                   .with("industries", part(value, "industries"))
                   .with("tags", part(value, "tags"))
                   .with("risk_classes", part(value, "risk_classes")));
  }

  std::string quantity(json::Value value) const {
    const auto kind = quantity_kind_from(text(member(value, "kind")));
    if (kind == QuantityKind::ratio)
      return items::percent_text(static_cast<int>(member(value, "ratio_basis_points").int64().value_or(0)));
    if (kind == QuantityKind::count)
      return say(Error("plans.word_count").with("count", member(value, "count").int64().value_or(0)));
    return say(Error("plans.word_batch_order"));
  }

  const NameOf& name_of_;
  Language language_;
};

std::string change_in_words(const Speaker& speaker, const RowChange& row, const FieldChange& change,
                            Language language) {
  const char* code = change.before.empty()  ? "plans.words_set"
                     : change.after.empty() ? "plans.words_cleared"
                                            : "plans.words_changed";
  return speaker.say(Error(code)
                         .with("name", row.name)
                         .with("field", field_words(change.name, language))
                         .with("before", speaker.value(change.name, change.before))
                         .with("after", speaker.value(change.name, change.after)));
}

}  // namespace

std::string field_words(std::string_view field, Language language) {
  for (const auto& [name, code] : field_names)
    if (name == field) return render(Error(code), language);
  return std::string(field);
}

std::string value_words(std::string_view field, const std::string& json, const NameOf& name_of, Language language) {
  return Speaker(name_of, language).value(field, json);
}

std::vector<std::string> in_words(const Diff& diff, const NameOf& name_of, Language language) {
  const Speaker speaker(name_of, language);
  std::vector<std::string> sentences;
  sentences.reserve(diff.added.size() + diff.removed.size() + diff.changed.size());
  for (const Row& row : diff.added) sentences.push_back(speaker.say(Error("plans.words_added").with("name", row.name)));
  for (const Row& row : diff.removed)
    sentences.push_back(speaker.say(Error("plans.words_removed").with("name", row.name)));
  for (const RowChange& row : diff.changed)
    for (const FieldChange& change : row.fields) sentences.push_back(change_in_words(speaker, row, change, language));
  if (sentences.empty()) sentences.push_back(speaker.say(Error("plans.words_nothing")));
  return sentences;
}

}  // namespace mingchou::plans
