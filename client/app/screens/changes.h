// What differs between two states of something, for people: things that came and went, and for each that changed the
// fields side by side as they were and as they are. For versions of lists and plans, and for forms in which two have
// changed the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// One value beside another, each under its name; one above the other where it is narrow.
struct SideBySide {
  std::string id;
  std::string_view field;
  std::string_view before_name, before;
  std::string_view after_name, after;
};
float side_by_side_height(const Ui& ui, float width, const SideBySide& what);
void side_by_side(Ui& ui, const Rect& rect, const SideBySide& what);

struct ChangedField {
  std::string id, field, before, after;
};
/// Their ids begin with `id`; what they are called and hold is told by `label_of(name)` and `words_of(name, json)`.
template <class Fields, class LabelOf, class WordsOf>
std::vector<ChangedField> changed_fields(const std::string& id, const Fields& fields, LabelOf label_of,
                                         WordsOf words_of) {
  std::vector<ChangedField> words;
  words.reserve(fields.size());
  for (const auto& field : fields)
    words.push_back({.id = id + "." + std::string(field.name),
                     .field = label_of(field.name),
                     .before = words_of(field.name, field.before),
                     .after = words_of(field.name, field.after)});
  return words;
}
struct ChangedThing {
  std::string id, title;
  std::vector<ChangedField> fields;
};
/// One that came or went.
struct WholeThing {
  std::string id, title, detail;
};
struct Changes {
  std::vector<WholeThing> added = {}, removed = {};
  std::vector<ChangedThing> changed = {};
  Text added_heading, removed_heading, changed_heading;
  /// What is said while nothing came, went or changed.
  std::string_view nothing;
};
void draw_changes(Ui& ui, Column& column, const Changes& changes);

/// Fields of a form that differ from what somebody else saved meanwhile.
void draw_conflicting(Ui& ui, Column& column, const std::vector<ChangedField>& fields);

}  // namespace mingchou::client
