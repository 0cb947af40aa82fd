#include "client/app/screens/person_parts.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "client/app/screens/people_words.h"
#include "client/app/screens/person_sections.h"
#include "client/app/text/format.h"
#include "client/app/text/typed_date.h"
#include "client/app/ui/form.h"
#include "client/app/ui/widgets.h"
#include "shared/registry/rules.h"

namespace mingchou::client {
namespace {

struct PartField {
  std::string_view field;
  Text label;
  FieldKind kind = FieldKind::text;
  bool is_needed = true;
};
constexpr std::array certificate_fields{PartField{"number", Text::certificate_number, FieldKind::exact},
                                        PartField{"field", Text::certificate_field},
                                        PartField{"authority", Text::certificate_authority},
                                        PartField{"issued_on", Text::certificate_issued, FieldKind::date},
                                        PartField{"expires_on", Text::certificate_expires, FieldKind::date}};
constexpr std::array leave_fields{PartField{"first_day", Text::leave_first_day, FieldKind::date},
                                  PartField{"last_day", Text::leave_last_day, FieldKind::date},
                                  PartField{"reason", Text::leave_reason}};
constexpr std::array qualification_fields{PartField{"name", Text::qualification_name},
                                          PartField{"number", Text::qualification_number, FieldKind::exact},
                                          PartField{"authority", Text::certificate_authority},
                                          PartField{"issued_on", Text::certificate_issued, FieldKind::date, false},
                                          PartField{"expires_on", Text::certificate_expires, FieldKind::date, false}};

struct PartLook {
  std::span<const PartField> fields;
  std::string_view list;
  Text add, edit, remove;
};
PartLook look_of(PartKind kind) {
  switch (kind) {
    case PartKind::certificate:
      return {certificate_fields, "certificates", Text::certificate_add, Text::certificate_edit,
              Text::certificate_remove};
    case PartKind::leave:
      return {leave_fields, "leaves", Text::leave_add, Text::leave_edit, Text::leave_remove};
    case PartKind::qualification:
      break;
  }
  return {qualification_fields, "qualifications", Text::qualification_add, Text::qualification_edit,
          Text::qualification_remove};
}

void open_form(PartForm& form, PartKind kind, const Uuid& id, std::array<std::string, part_field_count> texts) {
  const unsigned subject = form.subject + 1;
  form = {};
  form.kind = kind;
  form.id = id;
  form.texts = form.filled = std::move(texts);
  form.subject = subject;
  form.sheet.open = true;
}

std::string typed(const std::optional<CivilDate>& date) { return date ? date->text() : std::string(); }

// --- sections

/// A row of a part; true when it is to be mended.
bool part_row(Ui& ui, Column& column, const std::string& id, RowOptions row, bool may_write) {
  row.chevron = may_write;
  row.detail_fit = Fit::whole;
  row.title_lines_max = 6;
  const Rect at = column.next(row_height(ui, column.width(), row));
  card(ui, at);
  column.space(space_px::one);
  if (may_write) return list_row(ui, id, at, row);
  static_row(ui, id, at, row);
  return false;
}

std::string validity_words(const Ui& ui, const Certificate& certificate, CivilDate today) {
  const int left = certificate.expires_on - today;
  constexpr int warned_days = 60;
  if (left < 0) return std::string(ui.say(Text::licence_expired));
  if (certificate.issued_on > today) return std::string(ui.say(Text::bar_not_yet_valid));
  return left <= warned_days ? std::string(ui.say(Text::licence_expires_soon)) : std::string();
}

std::string days_words(const Ui& ui, const std::optional<CivilDate>& last) {
  if (!last) return std::string(ui.say(Text::licence_endless));
  return text(Text::licence_until, ui.language, {{"date", date_text(*last, ui.language)}});
}

}  // namespace

void draw_certificates(Ui& ui, Column& column, PartForm& form, const Person<Inspector>& person, const Model& model,
                       bool may_write) {
  if (begin_person_section(ui, column, "person.certificates", Text::section_certificates,
                           may_write ? std::optional(Text::certificate_add) : std::nullopt))
    open_form(form, PartKind::certificate, {}, {});
  if (person.entity.certificates.empty())
    section_words(ui, column, "person.certificates.none", Text::certificates_none);
  for (const Certificate& certificate : person.entity.certificates) {
    const std::string state = validity_words(ui, certificate, model.today);
    std::string detail =
        certificate.field + " · " + certificate.authority + "\n" + days_words(ui, certificate.expires_on);
    if (!state.empty()) detail += " · " + state;
    const bool is_over = certificate.expires_on < model.today;
    const RowOptions row{.title = certificate.number,
                         .detail = detail,
                         .icon = is_over ? Icon::failure : Icon::id_card,
                         .icon_tone = is_over         ? Tone::danger
                                      : state.empty() ? Tone::success
                                                      : Tone::warning,
                         .separator = false};
    if (part_row(ui, column, "person.certificate." + certificate.id.uuid.text(), row, may_write))
      open_form(form, PartKind::certificate, certificate.id.uuid,
                {certificate.number, certificate.field, certificate.authority, certificate.issued_on.text(),
                 certificate.expires_on.text()});
  }
  column.space(space_px::one);
}

void draw_leaves(Ui& ui, Column& column, PartForm& form, const Person<Inspector>& person, const Model& model,
                 bool may_write) {
  if (begin_person_section(ui, column, "person.leaves", Text::section_leaves,
                           may_write ? std::optional(Text::leave_add) : std::nullopt))
    open_form(form, PartKind::leave, {}, {});
  if (person.entity.leaves.empty()) section_words(ui, column, "person.leaves.none", Text::leaves_none);
  for (const Leave& leave : person.entity.leaves) {
    const bool is_now = leave.first_day <= model.today && model.today <= leave.last_day;
    const std::string title =
        text(Text::period_days, ui.language,
             {{"first", date_text(leave.first_day, ui.language)}, {"last", date_text(leave.last_day, ui.language)}});
    const std::string detail = is_now ? leave.reason + " · " + std::string(ui.say(Text::leave_now)) : leave.reason;
    const RowOptions row{.title = title,
                         .detail = detail,
                         .icon = Icon::calendar,
                         .icon_tone = is_now ? Tone::warning : Tone::neutral,
                         .separator = false};
    if (part_row(ui, column, "person.leave." + leave.id.uuid.text(), row, may_write))
      open_form(form, PartKind::leave, leave.id.uuid,
                {leave.first_day.text(), leave.last_day.text(), leave.reason, {}, {}});
  }
  column.space(space_px::one);
}

void draw_qualifications(Ui& ui, Column& column, PartForm& form, const Person<Expert>& person, const Model& model,
                         bool may_write) {
  if (begin_person_section(ui, column, "person.qualifications", Text::section_qualifications,
                           may_write ? std::optional(Text::qualification_add) : std::nullopt))
    open_form(form, PartKind::qualification, {}, {});
  if (person.entity.qualifications.empty())
    section_words(ui, column, "person.qualifications.none", Text::qualifications_none);
  for (const Licence& licence : person.entity.qualifications) {
    const bool is_over = licence.expires_on && *licence.expires_on < model.today;
    std::string detail = licence.number + " · " + licence.authority + "\n" + days_words(ui, licence.expires_on);
    if (is_over) detail += " · " + std::string(ui.say(Text::licence_expired));
    const RowOptions row{.title = licence.name,
                         .detail = detail,
                         .icon = is_over ? Icon::failure : Icon::licence,
                         .icon_tone = is_over ? Tone::danger : Tone::info,
                         .separator = false};
    if (part_row(ui, column, "person.qualification." + licence.id.uuid.text(), row, may_write))
      open_form(form, PartKind::qualification, licence.id.uuid,
                {licence.name, licence.number, licence.authority, typed(licence.issued_on), typed(licence.expires_on)});
  }
  column.space(space_px::one);
}

// --- the sheet

namespace {

/// The part of that id, or a new one at the end.
template <class Part>
Part& part_in(std::vector<Part>& parts, const Uuid& id) {
  const auto found = std::ranges::find_if(parts, [&](const Part& part) { return part.id.uuid == id; });
  if (id != Uuid{} && found != parts.end()) return *found;
  // Also what somebody removed meanwhile: saved, it stands there anew.
  return parts.emplace_back();
}

CivilDate date_at(const PartForm& form, std::size_t place) {
  return typed_date(form.texts[place]).value_or(CivilDate{});
}

/// Where the part stands in its list.
std::size_t put_part(const PartForm& form, Inspector& inspector) {
  const auto place = [](const auto& parts, const auto& part) { return static_cast<std::size_t>(&part - parts.data()); };
  if (form.kind == PartKind::leave) {
    Leave& leave = part_in(inspector.leaves, form.id);
    leave.first_day = date_at(form, 0);
    leave.last_day = date_at(form, 1);
    leave.reason = form.texts[2];
    return place(inspector.leaves, leave);
  }
  Certificate& certificate = part_in(inspector.certificates, form.id);
  certificate.number = form.texts[0];
  certificate.field = form.texts[1];
  certificate.authority = form.texts[2];
  certificate.issued_on = date_at(form, 3);
  certificate.expires_on = date_at(form, 4);
  return place(inspector.certificates, certificate);
}
std::size_t put_part(const PartForm& form, Expert& expert) {
  Licence& licence = part_in(expert.qualifications, form.id);
  licence.name = form.texts[0];
  licence.number = form.texts[1];
  licence.authority = form.texts[2];
  licence.issued_on = typed_date(form.texts[3]);
  licence.expires_on = typed_date(form.texts[4]);
  return static_cast<std::size_t>(&licence - expert.qualifications.data());
}

void remove_part(const PartForm& form, Inspector& inspector) {
  const auto is_it = [&](const auto& part) { return part.id.uuid == form.id; };
  std::erase_if(inspector.certificates, is_it);
  std::erase_if(inspector.leaves, is_it);
}
void remove_part(const PartForm& form, Expert& expert) {
  std::erase_if(expert.qualifications, [&](const Licence& part) { return part.id.uuid == form.id; });
}

/// What is wrong with each field, in their order; all empty if nothing is.
template <class Entity>
std::vector<std::string> problems_of(const Ui& ui, const PartForm& form, Entity entity) {
  const PartLook look = look_of(form.kind);
  const std::size_t place = put_part(form, entity);
  const auto problems = tidy_and_check(entity);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < look.fields.size(); ++i) {
    const PartField& field = look.fields[i];
    const std::string& typed = form.texts[i];
    const std::string path = std::string(look.list) + '[' + std::to_string(place) + "]." + std::string(field.field);
    const auto found = std::ranges::find(problems, path, &FieldProblem::field);
    if (typed.empty())
      words.emplace_back(field.is_needed ? ui.say(Text::field_missing) : std::string_view());
    else if (field.kind == FieldKind::date && !typed_date(typed))
      words.emplace_back(ui.say(Text::date_wrong));
    else
      words.push_back(found == problems.end() ? std::string() : person_error_words(ui, found->error));
  }
  return words;
}

bool is_free_of(const std::vector<std::string>& problems) {
  return std::ranges::all_of(problems, [](const std::string& words) { return words.empty(); });
}

template <class Entity>
void save(const PartForm& form, const Person<Entity>& person, bool removes, Actions& actions) {
  Entity entity = person.entity;
  const PartLook look = look_of(form.kind);
  // What was done is reason enough; the register keeps it in Chinese, like all that it keeps.
  const Text done = removes ? look.remove : form.id == Uuid{} ? look.add : look.edit;
  if (removes)
    remove_part(form, entity);
  else
    put_part(form, entity);
  actions.people.emplace_back(
      PersonRequest(SavePerson<Entity>{entity, person.revision, std::string(text(done, Language::chinese))}));
}

std::string save_error_words(const Ui& ui, const Submission& submission) {
  if (was_beaten(submission)) return std::string(ui.say(Text::part_conflict));
  return person_error_words(ui, submission.error);
}

template <class Entity>
void draw_fields(Ui& ui, Column& column, PartForm& form, const Person<Entity>& person, const Submission& submission,
                 Actions& actions) {
  const PartLook look = look_of(form.kind);
  const auto problems = problems_of(ui, form, person.entity);
  Form fields(ui, column, "part");
  for (std::size_t i = 0; i < look.fields.size(); ++i) {
    const PartField& field = look.fields[i];
    const bool is_last = i + 1 == look.fields.size();
    fields.text({.id = "part." + std::string(field.field),
                 .label = ui.say(field.label),
                 .kind = field.kind,
                 .enter = is_last ? EnterKey::go : EnterKey::next,
                 .characters_max = static_cast<int>(limits::register_word_characters_max),
                 .help = field.kind == FieldKind::date ? ui.say(Text::date_help) : std::string_view(),
                 .error = form.shows_problems ? std::string_view(problems[i]) : std::string_view(),
                 .subject = form.subject},
                form.texts[i]);
  }
  fields.error(save_error_words(ui, submission));
  const FormAnswer answer = fields.submit({.label = ui.say(Text::person_save),
                                           .icon = Icon::save,
                                           .is_under_way = submission.is_under_way,
                                           .other = form.id == Uuid{} ? std::string_view() : ui.say(look.remove)});
  if (answer == FormAnswer::other) form.asks_removal = true;
  if (answer != FormAnswer::submitted) return;
  form.shows_problems = !is_free_of(problems);
  if (!form.shows_problems) save(form, person, false, actions);
}

template <class Entity>
void draw_sheet(Ui& ui, PartForm& form, const Person<Entity>& person, const Submission& submission, Actions& actions) {
  const PartLook look = look_of(form.kind);
  auto sheet =
      begin_sheet(ui, form.sheet, {.id = "part.sheet", .title = ui.say(form.id == Uuid{} ? look.add : look.edit)});
  if (!sheet) return;
  draw_fields(ui, sheet->page.column, form, person, submission, actions);
  end_sheet_content(ui, form.sheet, *sheet);
  end_sheet(ui);
  if (!form.asks_removal) return;
  const DialogAnswer answer = dialog(ui, {.id = "part.removal",
                                          .title = ui.say(look.remove),
                                          .text = ui.say(Text::part_remove_words),
                                          .confirm = ui.say(look.remove),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) save(form, person, true, actions);
  if (answer != DialogAnswer::none) form.asks_removal = false;
}

}  // namespace

void draw_part_sheet(Ui& ui, PartForm& form, const Person<Inspector>& person, const Submission& save,
                     Actions& actions) {
  draw_sheet(ui, form, person, save, actions);
}
void draw_part_sheet(Ui& ui, PartForm& form, const Person<Expert>& person, const Submission& save, Actions& actions) {
  draw_sheet(ui, form, person, save, actions);
}

}  // namespace mingchou::client
