#include "shared/registry/rules.h"

#include <algorithm>

#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/codes/tables.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou {
namespace {

using limits::register_name_characters_max;
using limits::register_text_characters_max;
using limits::register_word_characters_max;

/// Collects what is wrong, field by field.
class Checker {
 public:
  void report(std::string_view field, Error error) {
    if (error.argument("field").empty()) error.arguments.push_back({"field", std::string(field)});
    problems_.push_back({std::string(field), std::move(error)});
  }
  void report_if(bool is_wrong, std::string_view field, std::string_view code) {
    if (is_wrong) report(field, Error(code));
  }

  void needed(std::string& text, std::string_view field, std::size_t characters_max) {
    auto tidy = tidy_text(text, field, characters_max);
    if (!tidy) return report(field, std::move(tidy).error());
    text = *std::move(tidy);
    report_if(text.empty(), field, "registry.field_needed");
  }
  void optional(std::optional<std::string>& text, std::string_view field, std::size_t characters_max) {
    if (!text) return;
    auto tidy = tidy_text(*text, field, characters_max);
    if (!tidy) return report(field, std::move(tidy).error());
    text = tidy->empty() ? std::nullopt : std::optional(*std::move(tidy));
  }
  void one_of_classes(std::optional<std::string>& text, std::string_view field) {
    optional(text, field, register_word_characters_max);
    report_if(text && (text->size() != 1 || !std::string_view("ABCD").contains(*text)), field,
              "registry.unknown_class");
  }
  void count(std::size_t count, std::size_t count_max, std::string_view field) {
    if (count > count_max) {
      Error error("registry.too_many_parts");
      error.arguments.push_back({"max", std::to_string(count_max)});
      report(field, std::move(error));
    }
  }
  void order(const std::optional<CivilDate>& first, const std::optional<CivilDate>& last, std::string_view field) {
    report_if(first && last && *last < *first, field, "registry.dates_reversed");
  }
  void township(const std::string& code, std::string_view field) {
    if (code.size() == 9 && find_region(code)) return;
    Error error("registry.unknown_township");
    error.arguments.push_back({"code", code});
    report(field, std::move(error));
  }

  std::vector<FieldProblem> take() && { return std::move(problems_); }

 private:
  std::vector<FieldProblem> problems_;
};

std::string part(std::string_view list, std::size_t index, std::string_view field) {
  return std::string(list) + '[' + std::to_string(index) + "]." + std::string(field);
}

void check_codes(Target& t, Checker& checker) {
  if (!is_market_entity(t.kind)) {
    checker.report_if(t.credit_code.has_value(), "credit_code", "registry.field_not_of_kind");
    checker.report_if(t.registration_number.has_value(), "registration_number", "registry.field_not_of_kind");
    return;
  }
  checker.report_if(t.holder_id.has_value(), "holder_id", "registry.field_not_of_kind");
  if (t.credit_code) {
    CreditCodeCheck check = check_credit_code(*t.credit_code, home_county);
    if (check.error) checker.report("credit_code", *std::move(check.error));
    t.credit_code = std::move(check.code);
  }
  if (t.registration_number) {
    auto number = check_registration_number(*t.registration_number);
    if (number)
      t.registration_number = *std::move(number);
    else
      checker.report("registration_number", std::move(number).error());
  }
}

void check_industry(Target& t, Checker& checker) {
  checker.optional(t.industry_code, "industry_code", register_word_characters_max);
  if (!t.industry_code) return;
  // With the section's letter in front some files write it; the register keeps the digits.
  std::string& code = *t.industry_code;
  const auto section = industry_section_of(code);
  if (!code.empty() && code[0] >= 'A' && code[0] <= 'T') code.erase(0, 1);
  if (section && code.size() >= 2 && code.size() <= 4) return;
  Error error("registry.unknown_industry");
  error.arguments.push_back({"code", code});
  checker.report("industry_code", std::move(error));
}

/// A class without its source and day can't be answered for.
void check_risk(Target& t, Checker& checker) {
  checker.one_of_classes(t.risk_class, "risk_class");
  checker.optional(t.risk_source, "risk_source", register_word_characters_max);
  checker.report_if(
      t.risk_class.has_value() != t.risk_source.has_value() || t.risk_class.has_value() != t.risk_on.has_value(),
      "risk_class", "registry.risk_incomplete");
  checker.one_of_classes(t.food_risk_class, "food_risk_class");
}

void check_licences(std::vector<Licence>& licences, std::string_view list, std::size_t count_max, Checker& checker) {
  checker.count(licences.size(), count_max, list);
  for (std::size_t i = 0; i < licences.size(); ++i) {
    Licence& licence = licences[i];
    checker.needed(licence.name, part(list, i, "name"), register_word_characters_max);
    checker.needed(licence.number, part(list, i, "number"), register_word_characters_max);
    checker.needed(licence.authority, part(list, i, "authority"), register_word_characters_max);
    checker.order(licence.issued_on, licence.expires_on, part(list, i, "expires_on"));
  }
}

void check_receipt(Receipt& receipt, Checker& checker) {
  checker.optional(receipt.message, "receipt_message", limits::receipt_message_characters_max);
  if (receipt.result != ReceiptResult::none) return;
  checker.report_if(receipt.message.has_value(), "receipt_message", "registry.receipt_without_result");
  checker.report_if(receipt.on.has_value(), "receipt_on", "registry.receipt_without_result");
}

void check_sex(std::optional<std::string>& sex, Checker& checker) {
  checker.optional(sex, "sex", register_word_characters_max);
  checker.report_if(sex && *sex != "female" && *sex != "male", "sex", "registry.unknown_class");
}

void check_words(std::vector<std::string>& words, std::string_view list, std::size_t count_max, Checker& checker) {
  checker.count(words.size(), count_max, list);
  for (std::string& word : words) checker.needed(word, list, register_word_characters_max);
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
}

bool covers(const Leave& leave, CivilDate first, CivilDate last) {
  return leave.first_day <= first && leave.last_day >= last;
}

}  // namespace

Result<std::string> tidy_text(std::string_view text, std::string_view field, std::size_t characters_max) {
  auto clean = text::clean_text(text);
  if (!clean) return fail(Error("registry.not_text").with("field", field));
  if (text::count_code_points(*clean) > characters_max)
    return fail(
        Error("registry.field_too_long").with("field", field).with("max", static_cast<long long>(characters_max)));
  return *std::move(clean);
}

std::vector<FieldProblem> tidy_and_check(Department& d) {
  Checker checker;
  checker.needed(d.code, "code", register_word_characters_max);
  checker.needed(d.name, "name", register_name_characters_max);
  checker.needed(d.short_name, "short_name", register_word_characters_max);
  checker.optional(d.phone, "phone", register_word_characters_max);
  checker.optional(d.address, "address", register_text_characters_max);
  return std::move(checker).take();
}

std::vector<FieldProblem> tidy_and_check(Target& t) {
  Checker checker;
  checker.needed(t.name, "name", register_name_characters_max);
  check_codes(t, checker);
  checker.optional(t.form, "form", register_word_characters_max);
  checker.optional(t.registration_authority, "registration_authority", register_word_characters_max);
  checker.optional(t.legal_person, "legal_person", register_word_characters_max);
  checker.township(t.township_code, "township_code");
  checker.optional(t.address, "address", register_text_characters_max);
  checker.optional(t.contact_name, "contact_name", register_word_characters_max);
  checker.optional(t.contact_phone, "contact_phone", register_word_characters_max);
  check_industry(t, checker);
  checker.optional(t.station, "station", register_word_characters_max);
  checker.optional(t.area, "area", register_word_characters_max);
  check_risk(t, checker);
  checker.needed(t.source, "source", register_word_characters_max);
  checker.optional(t.external_number, "external_number", register_word_characters_max);
  check_receipt(t.receipt, checker);
  checker.count(t.tags.size(), limits::target_tags_max, "tags");
  std::ranges::sort(t.tags);
  t.tags.erase(std::ranges::unique(t.tags).begin(), t.tags.end());
  check_licences(t.licences, "licences", limits::target_licences_max, checker);
  return std::move(checker).take();
}

std::vector<FieldProblem> tidy_and_check(Inspector& inspector) {
  Checker checker;
  checker.needed(inspector.staff_number, "staff_number", register_word_characters_max);
  checker.needed(inspector.name, "name", register_word_characters_max);
  check_sex(inspector.sex, checker);
  checker.optional(inspector.unit, "unit", register_word_characters_max);
  if (inspector.township_code) checker.township(*inspector.township_code, "township_code");
  checker.optional(inspector.position, "position", register_word_characters_max);
  checker.optional(inspector.phone, "phone", register_word_characters_max);
  checker.needed(inspector.source, "source", register_word_characters_max);
  checker.optional(inspector.external_number, "external_number", register_word_characters_max);
  check_receipt(inspector.receipt, checker);
  checker.count(inspector.certificates.size(), limits::inspector_certificates_max, "certificates");
  for (std::size_t i = 0; i < inspector.certificates.size(); ++i) {
    Certificate& certificate = inspector.certificates[i];
    certificate.number = normalise_code(certificate.number);
    checker.needed(certificate.number, part("certificates", i, "number"), register_word_characters_max);
    checker.needed(certificate.field, part("certificates", i, "field"), register_word_characters_max);
    checker.needed(certificate.authority, part("certificates", i, "authority"), register_word_characters_max);
    checker.order(certificate.issued_on, certificate.expires_on, part("certificates", i, "expires_on"));
  }
  check_words(inspector.specialties, "specialties", limits::inspector_specialties_max, checker);
  checker.report_if(
      inspector.capacity && (*inspector.capacity < 1 || *inspector.capacity > limits::inspector_capacity_max),
      "capacity", "registry.unknown_class");
  checker.count(inspector.leaves.size(), limits::inspector_leaves_max, "leaves");
  for (std::size_t i = 0; i < inspector.leaves.size(); ++i) {
    checker.needed(inspector.leaves[i].reason, part("leaves", i, "reason"), register_text_characters_max);
    checker.order(inspector.leaves[i].first_day, inspector.leaves[i].last_day, part("leaves", i, "last_day"));
  }
  return std::move(checker).take();
}

std::vector<FieldProblem> tidy_and_check(Expert& expert) {
  Checker checker;
  checker.needed(expert.name, "name", register_word_characters_max);
  check_sex(expert.sex, checker);
  checker.needed(expert.institution, "institution", register_name_characters_max);
  checker.optional(expert.title, "title", register_word_characters_max);
  checker.optional(expert.phone, "phone", register_word_characters_max);
  checker.needed(expert.source, "source", register_word_characters_max);
  checker.optional(expert.external_number, "external_number", register_word_characters_max);
  check_receipt(expert.receipt, checker);
  check_words(expert.fields, "fields", limits::expert_fields_max, checker);
  check_licences(expert.qualifications, "qualifications", limits::expert_qualifications_max, checker);
  return std::move(checker).take();
}

std::vector<FieldProblem> tidy_and_check(Training& training, CivilDate today) {
  Checker checker;
  checker.needed(training.topic, "topic", register_name_characters_max);
  checker.needed(training.organiser, "organiser", register_name_characters_max);
  checker.report_if(training.duration_minutes < 1 || training.duration_minutes > limits::training_minutes_max,
                    "duration_minutes", "registry.unknown_class");
  checker.report_if(training.held_on > today, "held_on", "registry.not_held_yet");
  std::ranges::sort(training.attendees);
  training.attendees.erase(std::ranges::unique(training.attendees).begin(), training.attendees.end());
  checker.report_if(training.attendees.empty(), "attendees", "registry.field_needed");
  checker.count(training.attendees.size(), limits::training_attendees_max, "attendees");
  return std::move(checker).take();
}

std::optional<FieldProblem> check_receipt_day(const Receipt& receipt, CivilDate today) {
  if (!receipt.on || *receipt.on <= today) return std::nullopt;
  return FieldProblem{"receipt_on", Error("registry.receipt_in_future").with("field", "receipt_on")};
}

bool is_valid_on(const Certificate& certificate, CivilDate day) {
  return certificate.issued_on <= day && day <= certificate.expires_on;
}

std::string_view text_of(DrawBar bar) {
  switch (bar) {
    case DrawBar::not_active:
      return "not_active";
    case DrawBar::on_leave:
      return "on_leave";
    case DrawBar::no_certificate:
      return "no_certificate";
    case DrawBar::certificate_not_yet_valid:
      return "certificate_not_yet_valid";
    case DrawBar::certificate_expired:
      return "certificate_expired";
  }
  return "";
}

std::optional<DrawBar> draw_bar_on(const Inspector& inspector, CivilDate day) {
  return draw_bar_within(inspector, day, day);
}

std::optional<DrawBar> draw_bar_within(const Inspector& inspector, CivilDate first, CivilDate last) {
  // "On leave" as a status has no days: it holds until somebody changes it.
  if (inspector.status == InspectorStatus::on_leave) return DrawBar::on_leave;
  if (inspector.status != InspectorStatus::active) return DrawBar::not_active;
  if (std::ranges::any_of(inspector.leaves, [&](const Leave& leave) { return covers(leave, first, last); }))
    return DrawBar::on_leave;
  if (inspector.certificates.empty()) return DrawBar::no_certificate;
  const auto lasts = [&](const Certificate& c) { return is_valid_on(c, first) && is_valid_on(c, last); };
  if (std::ranges::any_of(inspector.certificates, lasts)) return std::nullopt;
  const bool is_all_future =
      std::ranges::all_of(inspector.certificates, [&](const Certificate& c) { return c.issued_on > first; });
  return is_all_future ? DrawBar::certificate_not_yet_valid : DrawBar::certificate_expired;
}

}  // namespace mingchou
