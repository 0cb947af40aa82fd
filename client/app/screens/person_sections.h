// What the pages of inspectors and of experts share: sections with a way to add, the history in words, what fills the
// screen while there is no person.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// The heading of a section; true when its way to add was taken.
bool begin_person_section(Ui& ui, Column& column, const std::string& id, Text title, std::optional<Text> add);
/// A line in a card: that there is nothing yet.
void section_words(Ui& ui, Column& column, const std::string& id, Text words);

/// Below a list that is read page by page: that it is being read, why it was not, or the way to more. True when more,
/// or the same again, is wanted.
template <class Entry>
bool draw_list_end(Ui& ui, Column& column, const std::string& id, const PagedList<Entry>& list);

/// True when more of it is wanted.
bool draw_person_history(Ui& ui, Column& column, const Model& model, const PagedList<PersonHistoryEntry>& history);

/// Instead of a person who is not there; true when it is to be read again.
bool draw_person_unread(Ui& ui, const Rect& rect, const std::optional<Error>& error);

/// Two columns where there is room for them, else one below the other.
struct PersonColumns {
  Column first, second;
  bool are_beside = false;
};
PersonColumns begin_person_columns(const Column& column);
/// Goes on below the first where they do not lie beside each other.
void begin_second(PersonColumns& columns);
void end_person_columns(Column& column, const PersonColumns& columns);

}  // namespace mingchou::client
