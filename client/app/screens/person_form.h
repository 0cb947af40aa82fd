// The fields of an inspector or an expert, the same for making and changing one. Certificates, leaves and
// qualifications are no fields here: each has a sheet of its own on the person's page (person_parts.h). What is wrong
// is found by the rules that the server has (shared/registry/rules.h), and said at its field.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// What is typed; each person has some of them.
enum class PersonText : std::uint8_t {
  name,
  staff_number,
  unit,
  position,
  phone,
  capacity,
  specialties,
  institution,
  title,
  fields,
  external_number,
  receipt_message,
  receipt_on,
  reason,
};
inline constexpr std::size_t person_text_count = static_cast<std::size_t>(PersonText::reason) + 1;

enum class PersonChoice : std::uint8_t { none, sex, department, township, kind, status, receipt };

struct PersonFormState {
  std::array<std::string, person_text_count> texts;
  std::optional<std::string> sex, township;
  std::optional<Uuid> department;
  PersonKind kind = PersonKind::qualified_staff;
  InspectorStatus inspector_status = InspectorStatus::active;
  ExpertStatus expert_status = ExpertStatus::active;
  ReceiptResult receipt = ReceiptResult::none;
  bool shows_problems = false;
  /// Whose sheet is open.
  PersonChoice choosing = PersonChoice::none;
  ChoiceSheet sheet;

  std::string& at(PersonText text) { return texts[static_cast<std::size_t>(text)]; }
  const std::string& at(PersonText text) const { return texts[static_cast<std::size_t>(text)]; }
};

/// A form for a new entry; the department is the caller's own where there is no choice.
template <class Entity>
PersonFormState blank_person_form(const SessionModel& session);
PersonFormState person_form_of(const Inspector& inspector);
PersonFormState person_form_of(const Expert& expert);

/// What the form says, over what it was made from.
void apply_form(const PersonFormState& state, Inspector& inspector);
void apply_form(const PersonFormState& state, Expert& expert);

/// Nothing is missing or wrong; `is_new`: a new entry needs no reason.
template <class Entity>
bool is_complete(const PersonFormState& state, const Entity& base, bool is_new, CivilDate today);

template <class Entity>
void draw_person_fields(Ui& ui, Form& form, PersonFormState& state, const Model& model, const Entity& base,
                        bool is_new);
/// The sheet to choose in: after everything that it covers.
template <class Entity>
void draw_person_sheets(Ui& ui, PersonFormState& state, const Model& model);

/// "name of the field" and its value, for comparing two states.
std::vector<std::pair<std::string, std::string>> person_values(const Ui& ui, const Model& model, const Inspector& of);
std::vector<std::pair<std::string, std::string>> person_values(const Ui& ui, const Model& model, const Expert& of);

}  // namespace mingchou::client
