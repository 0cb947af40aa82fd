// Changing a person: the form over the page, what somebody else changed meanwhile beside what was typed, and taking a
// person out of the register. What is typed stays while the user is elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/screens/frame.h"
#include "client/app/screens/person_form.h"

namespace mingchou::client {

struct EndingForm {
  SheetState sheet;
  std::string reason;
  bool shows_problems = false;
};

struct PersonEditing {
  /// Whose page it is.
  std::optional<Uuid> shown;
  bool is_open = false;
  PersonFormState form;
  /// As the form was drawn last: it says something else than the register.
  bool is_changed = false;
  /// Asked whether to give up what was typed.
  bool asks_leave = false;
  /// Of the state that the form was made from.
  std::int64_t revision = 0;
  /// What was sent, as it was sent.
  std::string sent;
  EndingForm ending;
  unsigned saves_seen = 0, ends_seen = 0;
};

/// What can be done at the top of a person's page.
std::vector<HeaderAction> person_deeds(const Ui& ui, bool may_write, const PersonEditing& editing);
template <class Entity>
void take_person_deed(std::optional<std::size_t> pressed, PersonEditing& editing, const Person<Entity>& person);

/// Before drawing: takes note of answers, tells of them, closes the form that has been saved. True when something was.
template <class Entity>
bool notice_answers(Ui& ui, PersonEditing& editing, const OpenPerson<Entity>& open);

/// Opens the form with the person as it is.
template <class Entity>
void begin_editing(PersonEditing& editing, const Person<Entity>& person);

/// The form with its buttons, in a column of its own width.
template <class Entity>
void draw_editing(Ui& ui, Column& column, PersonEditing& editing, const OpenPerson<Entity>& open, const Model& model,
                  Actions& actions);
/// The sheets of the form, and the one in which a person ends: after everything that they cover.
template <class Entity>
void draw_editing_sheets(Ui& ui, PersonEditing& editing, const OpenPerson<Entity>& open, const Model& model,
                         Actions& actions);

// --- making one

struct NewPerson {
  PageState page;
  PersonFormState form;
  bool is_begun = false;
  /// What the form said when it began, and whether it says something else now.
  std::string filled;
  bool is_changed = false;
  unsigned answers_seen = 0;
};
template <class Entity>
void draw_new_person(Ui& ui, const Rect& rect, NewPerson& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
