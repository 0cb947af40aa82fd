#include "client/app/screens/person_form.h"

#include <algorithm>
#include <charconv>

#include "client/app/screens/account_words.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/text/typed_date.h"
#include "shared/codes/tables.h"
#include "shared/registry/rules.h"

namespace mingchou::client {
namespace {

using enum PersonText;

struct FieldLook {
  PersonText text;
  /// As the rules call it.
  std::string_view field;
  Text label;
  FieldKind kind = FieldKind::text;
  std::size_t characters_max = limits::register_word_characters_max;
  std::optional<Text> help = {};
};
constexpr std::array inspector_fields{
    FieldLook{name, "name", Text::account_name},
    FieldLook{staff_number, "staff_number", Text::field_staff_number, FieldKind::exact},
    FieldLook{unit, "unit", Text::field_unit},
    FieldLook{position, "position", Text::field_position},
    FieldLook{phone, "phone", Text::field_phone, FieldKind::phone},
    FieldLook{specialties, "specialties", Text::field_specialties, FieldKind::text, 1000, Text::field_words_help},
    FieldLook{capacity, "capacity", Text::field_capacity, FieldKind::number, 4, Text::field_capacity_help},
    FieldLook{external_number, "external_number", Text::field_external_number, FieldKind::exact}};
constexpr std::array expert_fields{
    FieldLook{name, "name", Text::account_name},
    FieldLook{institution, "institution", Text::field_institution, FieldKind::text,
              limits::register_name_characters_max},
    FieldLook{title, "title", Text::field_expert_title},
    FieldLook{phone, "phone", Text::field_phone, FieldKind::phone},
    FieldLook{fields, "fields", Text::field_expert_fields, FieldKind::text, 1000, Text::field_words_help},
    FieldLook{external_number, "external_number", Text::field_external_number, FieldKind::exact}};

/// Where there is a receipt.
constexpr std::array receipt_looks{FieldLook{receipt_message, "receipt_message", Text::field_receipt_message,
                                             FieldKind::text, limits::receipt_message_characters_max},
                                   FieldLook{receipt_on, "receipt_on", Text::field_receipt_on, FieldKind::date,
                                             limits::register_word_characters_max, Text::date_help}};

std::span<const FieldLook> looks_of(const Inspector&) { return inspector_fields; }
std::span<const FieldLook> looks_of(const Expert&) { return expert_fields; }

std::optional<std::string> optional_of(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// Split at commas and enumeration commas of either kind.
std::vector<std::string> words_of(std::string_view text) {
  static constexpr std::array<std::string_view, 5> marks{"、", "，", "；", ",", ";"};
  std::vector<std::string> words;
  std::string word;
  const auto take = [&] {
    if (word.find_first_not_of(' ') != std::string::npos) words.push_back(word);
    word.clear();
  };
  while (!text.empty()) {
    const auto* const mark = std::ranges::find_if(marks, [&](std::string_view of) { return text.starts_with(of); });
    if (mark != marks.end())
      take();
    else
      word += text[0];
    text.remove_prefix(mark != marks.end() ? mark->size() : 1);
  }
  take();
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

/// What is no number is out of every bound, and so found by the rules.
std::optional<int> capacity_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  int number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return end.ec == std::errc() && end.ptr == text.data() + text.size() ? number : 0;
}

void put_receipt(PersonFormState& state, const Receipt& receipt) {
  state.receipt = receipt.result;
  state.at(receipt_message) = receipt.message.value_or("");
  state.at(receipt_on) = receipt.on ? receipt.on->text() : std::string();
}

/// Who takes the result away means all of it.
Receipt receipt_of(const PersonFormState& state) {
  if (state.receipt == ReceiptResult::none) return {};
  return {state.receipt, optional_of(state.at(receipt_message)), typed_date(state.at(receipt_on))};
}

bool is_confined(const SessionModel& session) {
  const auto grant = session.grants.find(access::Action::registers_write);
  return grant != session.grants.end() && grant->second == access::Scope::own;
}

template <class Entity>
std::vector<FieldProblem> problems_of(const PersonFormState& state, Entity entity, bool is_new, CivilDate today) {
  apply_form(state, entity);
  std::vector<FieldProblem> problems = tidy_and_check(entity);
  if (state.receipt != ReceiptResult::none && !state.at(receipt_on).empty() && !entity.receipt.on)
    problems.push_back({"receipt_on", Error("client.no_date").with("text", state.at(receipt_on))});
  if (auto late = check_receipt_day(entity.receipt, today)) problems.push_back(*std::move(late));
  if (!state.department) problems.push_back({"department_id", Error("registry.field_needed")});
  if (!is_new && state.at(reason).find_first_not_of(' ') == std::string::npos)
    problems.push_back({"reason", Error("registry.field_needed")});
  return problems;
}

/// What is said at a field of what is wrong with it: the label stands there already.
std::string problem_at(const Ui& ui, const std::vector<FieldProblem>& problems, std::string_view field) {
  const auto found = std::ranges::find(problems, field, &FieldProblem::field);
  if (found == problems.end()) return {};
  if (found->error.code == "registry.field_needed") return std::string(ui.say(Text::field_missing));
  if (found->error.code == "client.no_date") return std::string(ui.say(Text::date_wrong));
  if (field == "capacity") return std::string(ui.say(Text::field_capacity_wrong));
  return person_error_words(ui, found->error);
}

}  // namespace

template <class Entity>
PersonFormState blank_person_form(const SessionModel& session) {
  PersonFormState state;
  if (is_confined(session) && session.user) state.department = session.user->department_id;
  return state;
}
template PersonFormState blank_person_form<Inspector>(const SessionModel&);
template PersonFormState blank_person_form<Expert>(const SessionModel&);

PersonFormState person_form_of(const Inspector& i) {
  PersonFormState state;
  state.at(name) = i.name;
  state.at(staff_number) = i.staff_number;
  state.at(unit) = i.unit.value_or("");
  state.at(position) = i.position.value_or("");
  state.at(phone) = i.phone.value_or("");
  state.at(capacity) = i.capacity ? std::to_string(*i.capacity) : std::string();
  state.at(specialties) = joined(i.specialties);
  state.at(external_number) = i.external_number.value_or("");
  put_receipt(state, i.receipt);
  state.sex = i.sex;
  state.township = i.township_code;
  state.department = i.department_id.uuid;
  state.kind = i.person_kind;
  state.inspector_status = i.status;
  return state;
}

PersonFormState person_form_of(const Expert& e) {
  PersonFormState state;
  state.at(name) = e.name;
  state.at(institution) = e.institution;
  state.at(title) = e.title.value_or("");
  state.at(phone) = e.phone.value_or("");
  state.at(fields) = joined(e.fields);
  state.at(external_number) = e.external_number.value_or("");
  put_receipt(state, e.receipt);
  state.sex = e.sex;
  state.department = e.department_id.uuid;
  state.expert_status = e.status;
  return state;
}

void apply_form(const PersonFormState& state, Inspector& i) {
  i.name = state.at(name);
  i.staff_number = state.at(staff_number);
  i.unit = optional_of(state.at(unit));
  i.position = optional_of(state.at(position));
  i.phone = optional_of(state.at(phone));
  i.capacity = capacity_of(state.at(capacity));
  i.specialties = words_of(state.at(specialties));
  i.external_number = optional_of(state.at(external_number));
  i.receipt = receipt_of(state);
  i.sex = state.sex;
  i.township_code = state.township;
  i.department_id = {state.department.value_or(Uuid{})};
  i.person_kind = state.kind;
  i.status = state.inspector_status;
  if (i.source.empty()) i.source = text(Text::typed_by_hand, Language::chinese);
}

void apply_form(const PersonFormState& state, Expert& e) {
  e.name = state.at(name);
  e.institution = state.at(institution);
  e.title = optional_of(state.at(title));
  e.phone = optional_of(state.at(phone));
  e.fields = words_of(state.at(fields));
  e.external_number = optional_of(state.at(external_number));
  e.receipt = receipt_of(state);
  e.sex = state.sex;
  e.department_id = {state.department.value_or(Uuid{})};
  e.status = state.expert_status;
  if (e.source.empty()) e.source = text(Text::typed_by_hand, Language::chinese);
}

template <class Entity>
bool is_complete(const PersonFormState& state, const Entity& base, bool is_new, CivilDate today) {
  return problems_of(state, base, is_new, today).empty();
}
template bool is_complete(const PersonFormState&, const Inspector&, bool, CivilDate);
template bool is_complete(const PersonFormState&, const Expert&, bool, CivilDate);

// --- drawing

namespace {

struct FieldDrawer {
  Ui& ui;
  Form& form;
  PersonFormState& state;
  const std::vector<FieldProblem>& problems;

  void text(const FieldLook& look, EnterKey enter = EnterKey::next) const {
    const std::string error = problem_at(ui, problems, look.field);
    form.text({.id = "person." + std::string(look.field),
               .label = ui.say(look.label),
               .kind = look.kind,
               .enter = enter,
               .characters_max = static_cast<int>(look.characters_max),
               .help = look.help ? ui.say(*look.help) : std::string_view(),
               .error = error},
              state.at(look.text));
  }
  void choice(PersonChoice choice, std::string_view field, Text label, std::string_view value) const {
    const std::string error = problem_at(ui, problems, field);
    const bool is_open = state.choosing == choice && state.sheet.sheet.open;
    if (!form.choice({.id = "person." + std::string(field),
                      .label = ui.say(label),
                      .placeholder = ui.say(Text::choose_one),
                      .error = error},
                     value, is_open))
      return;
    state.choosing = choice;
    state.sheet.sheet.open = true;
  }
};

std::string_view township_words(const std::optional<std::string>& code) {
  const auto region = code ? find_region(*code) : std::nullopt;
  return region ? region->name : std::string_view();
}

void draw_choices(const FieldDrawer& draw, const Inspector&) {
  draw.choice(PersonChoice::kind, "person_kind", Text::field_person_kind, person_kind_words(draw.ui, draw.state.kind));
  draw.choice(PersonChoice::status, "status", Text::field_person_status,
              status_words(draw.ui, draw.state.inspector_status));
  draw.choice(PersonChoice::township, "township_code", Text::field_township, township_words(draw.state.township));
}
void draw_choices(const FieldDrawer& draw, const Expert&) {
  draw.choice(PersonChoice::status, "status", Text::field_expert_status,
              status_words(draw.ui, draw.state.expert_status));
}

}  // namespace

template <class Entity>
void draw_person_fields(Ui& ui, Form& form, PersonFormState& state, const Model& model, const Entity& base,
                        bool is_new) {
  const auto problems =
      state.shows_problems ? problems_of(state, base, is_new, model.today) : std::vector<FieldProblem>();
  const FieldDrawer draw{ui, form, state, problems};
  const auto looks = looks_of(base);
  draw.text(looks.front());
  draw.choice(PersonChoice::sex, "sex", Text::field_sex, sex_words(ui, state.sex));
  draw.choice(PersonChoice::department, "department_id", Text::department_name,
              department_words(model, state.department));
  for (const FieldLook& look : looks.subspan(1)) draw.text(look);
  draw_choices(draw, base);
  draw.choice(PersonChoice::receipt, "receipt_result", Text::field_receipt_result,
              receipt_result_words(ui, state.receipt));
  if (state.receipt != ReceiptResult::none)
    for (const FieldLook& look : receipt_looks) draw.text(look);
  if (!is_new)
    draw.text({reason, "reason", Text::field_reason, FieldKind::text, limits::register_text_characters_max},
              EnterKey::done);
}
template void draw_person_fields(Ui&, Form&, PersonFormState&, const Model&, const Inspector&, bool);
template void draw_person_fields(Ui&, Form&, PersonFormState&, const Model&, const Expert&, bool);

// --- choosing

namespace {

/// One of an enumeration whose values follow one another.
template <class Enum, class Words>
void choose_value(Ui& ui, PersonFormState& state, Text title, Enum& value, Enum last, Words words) {
  std::vector<std::string_view> labels;
  for (int i = 0; i <= static_cast<int>(last); ++i) labels.push_back(words(static_cast<Enum>(i)));
  const auto chosen = choice_sheet(ui, state.sheet, "person.choice", ui.say(title), labels, static_cast<int>(value));
  if (chosen) value = static_cast<Enum>(*chosen);
}

/// One of some texts, or none.
void choose_text(Ui& ui, PersonFormState& state, Text title, std::optional<std::string>& value,
                 std::span<const std::string_view> codes, std::vector<std::string_view> labels) {
  labels.insert(labels.begin(), ui.say(Text::not_given));
  int now = 0;
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (value == codes[i]) now = static_cast<int>(i) + 1;
  const auto chosen = choice_sheet(ui, state.sheet, "person.choice", ui.say(title), labels, now);
  if (!chosen) return;
  value = *chosen == 0 ? std::nullopt : std::optional(std::string(codes[static_cast<std::size_t>(*chosen) - 1]));
}

template <class Entity>
void choose_department(Ui& ui, PersonFormState& state, const Model& model) {
  std::vector<std::string_view> labels;
  std::vector<Uuid> ids;
  std::optional<int> now;
  for (const DepartmentEntry& department : model.departments.departments) {
    const auto id = Uuid::parse(department.id);
    const bool is_offered = id && (!is_confined(model.session) || model.session.user->department_id == *id);
    // The joint meeting's office has no inspectors; it may keep experts.
    const bool fits = std::is_same_v<Entity, Expert> || department.kind != DepartmentKind::joint_meeting_office;
    if (!is_offered || !fits) continue;
    if (state.department == *id) now = static_cast<int>(ids.size());
    labels.push_back(department.name);
    ids.push_back(*id);
  }
  const auto chosen = choice_sheet(ui, state.sheet, "person.choice", ui.say(Text::department_name), labels, now);
  if (chosen) state.department = ids[static_cast<std::size_t>(*chosen)];
}

void choose_township(Ui& ui, PersonFormState& state) {
  std::vector<std::string_view> codes, labels;
  for (const Region& region : townships()) {
    codes.push_back(region.code);
    labels.push_back(region.name);
  }
  choose_text(ui, state, Text::field_township, state.township, codes, labels);
}

}  // namespace

template <class Entity>
void draw_person_sheets(Ui& ui, PersonFormState& state, const Model& model) {
  static constexpr std::array<std::string_view, 2> sexes{"female", "male"};
  switch (state.choosing) {
    case PersonChoice::none:
      return;
    case PersonChoice::sex:
      return choose_text(ui, state, Text::field_sex, state.sex, sexes,
                         {ui.say(Text::sex_female), ui.say(Text::sex_male)});
    case PersonChoice::department:
      return choose_department<Entity>(ui, state, model);
    case PersonChoice::township:
      return choose_township(ui, state);
    case PersonChoice::kind:
      return choose_value(ui, state, Text::field_person_kind, state.kind, PersonKind::supervision_staff,
                          [&](PersonKind kind) { return person_kind_words(ui, kind); });
    case PersonChoice::status:
      if constexpr (std::is_same_v<Entity, Expert>)
        return choose_value(ui, state, Text::field_expert_status, state.expert_status, ExpertStatus::inactive,
                            [&](ExpertStatus status) { return status_words(ui, status); });
      else
        return choose_value(ui, state, Text::field_person_status, state.inspector_status, InspectorStatus::left,
                            [&](InspectorStatus status) { return status_words(ui, status); });
    case PersonChoice::receipt:
      return choose_value(ui, state, Text::field_receipt_result, state.receipt, ReceiptResult::refused,
                          [&](ReceiptResult result) { return receipt_result_words(ui, result); });
  }
}
template void draw_person_sheets<Inspector>(Ui&, PersonFormState&, const Model&);
template void draw_person_sheets<Expert>(Ui&, PersonFormState&, const Model&);

// --- comparing

namespace {

template <class Entity>
std::vector<std::pair<std::string, std::string>> values_of(const Ui& ui, const Model& model, const Entity& of) {
  const PersonFormState state = person_form_of(of);
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](Text label, std::string_view value) { values.emplace_back(ui.say(label), value); };
  const auto looks = looks_of(of);
  add(looks.front().label, state.at(looks.front().text));
  add(Text::field_sex, sex_words(ui, state.sex));
  add(Text::department_name, department_words(model, state.department));
  for (const FieldLook& look : looks.subspan(1)) add(look.label, state.at(look.text));
  return values;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> person_values(const Ui& ui, const Model& model, const Inspector& of) {
  auto values = values_of(ui, model, of);
  values.emplace_back(ui.say(Text::field_person_kind), person_kind_words(ui, of.person_kind));
  values.emplace_back(ui.say(Text::field_person_status), status_words(ui, of.status));
  values.emplace_back(ui.say(Text::field_township), township_words(of.township_code));
  values.emplace_back(ui.say(Text::field_receipt), receipt_words(ui, of.receipt));
  return values;
}

std::vector<std::pair<std::string, std::string>> person_values(const Ui& ui, const Model& model, const Expert& of) {
  auto values = values_of(ui, model, of);
  values.emplace_back(ui.say(Text::field_expert_status), status_words(ui, of.status));
  values.emplace_back(ui.say(Text::field_receipt), receipt_words(ui, of.receipt));
  return values;
}

}  // namespace mingchou::client
