// What an entry of a register must be like, and who may be drawn on a day: everything that can be seen in the entity
// alone. What it leans on in the database is register_checks.h.
//
// The same rules hold for a form and for a row of an imported file; so each problem names its field, and all of them
// are found at once. Runs everywhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/registry/entities.h"

namespace mingchou {

namespace limits {
/// Characters of names, of short texts (positions, numbers, kinds) and of long ones (addresses, reasons).
inline constexpr std::size_t register_name_characters_max = 200;
inline constexpr std::size_t register_word_characters_max = 100;
inline constexpr std::size_t register_text_characters_max = 400;
inline constexpr std::size_t target_tags_max = 64;
inline constexpr std::size_t target_licences_max = 64;
inline constexpr std::size_t inspector_certificates_max = 32;
inline constexpr std::size_t inspector_specialties_max = 32;
inline constexpr std::size_t inspector_leaves_max = 64;
inline constexpr int inspector_capacity_max = 1000;
inline constexpr std::size_t receipt_message_characters_max = 300;
inline constexpr std::size_t expert_fields_max = 32;
inline constexpr std::size_t expert_qualifications_max = 32;
inline constexpr std::size_t training_attendees_max = 500;
inline constexpr int training_minutes_max = 10'000;
}  // namespace limits

struct FieldProblem {
  /// Of the API and the tables: "credit_code", "licences[0].number".
  std::string field;
  /// Has the field as an argument, too.
  Error error;
};

/// Brings texts into their one form (spaces, widths, invisible characters; codes in capitals; "" becomes nothing) and
/// tells what is wrong then. Errors: registry.field_needed {field}, registry.field_too_long {field, max},
/// registry.field_not_of_kind {field}, registry.too_many_parts {field, max}, registry.unknown_township {field, code},
/// registry.unknown_industry {field, code}, registry.unknown_class {field}, registry.risk_incomplete,
/// registry.dates_reversed {field}, registry.receipt_without_result {field}, registry.not_text {field}, and those of
/// shared/codes for its codes.
std::vector<FieldProblem> tidy_and_check(Department& department);
std::vector<FieldProblem> tidy_and_check(Target& target);
std::vector<FieldProblem> tidy_and_check(Inspector& inspector);
std::vector<FieldProblem> tidy_and_check(Expert& expert);
/// On the day on which it is entered, a receipt is not of a day that is still to come. Error:
/// registry.receipt_in_future {field}.
std::optional<FieldProblem> check_receipt_day(const Receipt& receipt, CivilDate today);
/// Whoever took part stands there once; somebody did. A course that is still to come is in no log yet: error also
/// registry.not_held_yet {field}.
std::vector<FieldProblem> tidy_and_check(Training& training, CivilDate today);
/// Of a text that stands for itself, such as a tag's name or a reason.
Result<std::string> tidy_text(std::string_view text, std::string_view field, std::size_t characters_max);

/// First and last day included.
bool is_valid_on(const Certificate& certificate, CivilDate day);

/// Why an inspector may not be drawn.
enum class DrawBar { not_active, on_leave, no_certificate, certificate_not_yet_valid, certificate_expired };
std::string_view text_of(DrawBar bar);

/// Nothing if the inspector may be drawn for checks on that day: every draw asks this. A certificate that is valid on
/// the day is a hard gate for every kind of person (国办发〔2024〕54号); of several certificates one is enough.
std::optional<DrawBar> draw_bar_on(const Inspector& inspector, CivilDate day);
/// The same for a whole window: on every day of it, and with one certificate that lasts through it. A leave that only
/// touches the window bars nothing; one that covers all of it does.
std::optional<DrawBar> draw_bar_within(const Inspector& inspector, CivilDate first, CivilDate last);

/// How a target's visits of a year stand against the year's cap (国办发〔2024〕54号). The cap warns at the draw and
/// before the visit; whether one goes all the same is decided there, with a reason.
enum class VisitStanding { below, at_cap, above };
constexpr VisitStanding visit_standing(std::int64_t visit_count, std::optional<std::int64_t> visits_max) {
  if (!visits_max || visit_count < *visits_max) return VisitStanding::below;
  return visit_count == *visits_max ? VisitStanding::at_cap : VisitStanding::above;
}

}  // namespace mingchou
