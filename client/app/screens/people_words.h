// Inspectors and experts in words: their states, what their certificates say of the next draw, fields and values of a
// change, what went wrong with a form. Runs in the app only; draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

std::string_view person_kind_words(const Ui& ui, PersonKind kind);
std::string_view status_words(const Ui& ui, InspectorStatus status);
std::string_view status_words(const Ui& ui, ExpertStatus status);
std::string_view sex_words(const Ui& ui, const std::optional<std::string>& sex);
std::string_view side_words(const Ui& ui, std::optional<Side> side);
std::string_view bar_words(const Ui& ui, DrawBar bar);

/// The last day on which some certificate is valid.
std::optional<CivilDate> certificates_end(const Inspector& inspector);

/// What stands at the end of a row, where something is out of the ordinary.
struct PersonSign {
  std::string words;
  Tone tone = Tone::neutral;
  Icon icon = Icon::info;
};
std::optional<PersonSign> sign_of(const Ui& ui, const Person<Inspector>& person, CivilDate today);
std::optional<PersonSign> sign_of(const Ui& ui, const Person<Expert>& person, CivilDate today);

/// Whoever may not read names sees that there is one.
std::string name_words(const Ui& ui, const Inspector& inspector);
std::string name_words(const Ui& ui, const Expert& expert);

/// A field of the API ("certificates[0].number", "leaves/…/first_day") as the form calls it.
std::string person_field_words(const Ui& ui, std::string_view field);
/// A value of a field, of its JSON.
std::string person_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json);
/// One change of a history as a sentence without its field.
std::string person_change_words(const Ui& ui, const Model& model, const FieldChange& change);
/// Why a form was not taken; the server's names of fields become the form's.
std::string person_error_words(const Ui& ui, const std::optional<Error>& error);

}  // namespace mingchou::client
