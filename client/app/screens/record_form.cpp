#include "client/app/screens/record_form.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/screens/record_words.h"
#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/codes/tables.h"
#include "shared/registry/rules.h"

namespace mingchou::client {
namespace {

constexpr int word_max = 100, name_max = 200, text_max = 400, code_max = 32, date_max = 10;

/// A field that is typed: its place in a Target, or in its receipt, is one of these.
struct TypedField {
  std::string_view name;
  FieldKind kind = FieldKind::text;
  int characters_max = word_max;
  std::string Target::* needed = nullptr;
  std::optional<std::string> Target::* optional = nullptr;
  std::optional<CivilDate> Target::* date = nullptr;
  std::optional<std::string> Receipt::* receipt_text = nullptr;
  std::optional<CivilDate> Receipt::* receipt_date = nullptr;

  bool is_date() const { return date || receipt_date; }
};

constexpr TypedField name_field{.name = "name", .characters_max = name_max, .needed = &Target::name};
constexpr TypedField source_field{.name = "source", .needed = &Target::source};
constexpr TypedField optional_field(std::string_view name, std::optional<std::string> Target::* member,
                                    FieldKind kind = FieldKind::text, int characters_max = word_max) {
  return {.name = name, .kind = kind, .characters_max = characters_max, .optional = member};
}
constexpr TypedField date_field(std::string_view name, std::optional<CivilDate> Target::* member) {
  return {.name = name, .kind = FieldKind::date, .characters_max = date_max, .date = member};
}

constexpr TypedField registration_fields[] = {
    optional_field("credit_code", &Target::credit_code, FieldKind::code, code_max),
    optional_field("registration_number", &Target::registration_number, FieldKind::code, code_max),
    optional_field("form", &Target::form),
    optional_field("legal_person", &Target::legal_person),
    date_field("established_on", &Target::established_on),
    optional_field("registration_authority", &Target::registration_authority),
    optional_field("industry_code", &Target::industry_code, FieldKind::number, code_max),
};
constexpr TypedField place_fields[] = {
    optional_field("address", &Target::address, FieldKind::text, text_max),
    optional_field("contact_name", &Target::contact_name),
    optional_field("contact_phone", &Target::contact_phone, FieldKind::phone),
};
constexpr TypedField supervision_fields[] = {
    optional_field("station", &Target::station),
    optional_field("area", &Target::area),
    date_field("last_checked_on", &Target::last_checked_on),
};
constexpr TypedField risk_fields[] = {
    optional_field("risk_source", &Target::risk_source),
    date_field("risk_on", &Target::risk_on),
};
constexpr TypedField external_field = optional_field("external_number", &Target::external_number);
constexpr TypedField receipt_fields[] = {
    {.name = "receipt_message",
     .characters_max = static_cast<int>(mingchou::limits::receipt_message_characters_max),
     .receipt_text = &Receipt::message},
    {.name = "receipt_on", .kind = FieldKind::date, .characters_max = date_max, .receipt_date = &Receipt::on},
};

template <class Visit>
void for_each_field(Visit visit) {
  visit(name_field);
  for (const TypedField& field : registration_fields) visit(field);
  for (const TypedField& field : place_fields) visit(field);
  for (const TypedField& field : supervision_fields) visit(field);
  for (const TypedField& field : risk_fields) visit(field);
  visit(source_field);
  visit(external_field);
  for (const TypedField& field : receipt_fields) visit(field);
}

constexpr std::array licence_fields{std::string_view("name"), std::string_view("number"), std::string_view("authority"),
                                    std::string_view("issued_on"), std::string_view("expires_on")};

std::string text_of_field(const TypedField& field, const Target& target) {
  if (field.needed) return target.*field.needed;
  if (field.optional) return (target.*field.optional).value_or("");
  if (field.receipt_text) return (target.receipt.*field.receipt_text).value_or("");
  const auto& date = field.date ? target.*field.date : target.receipt.*field.receipt_date;
  return date ? date->text() : std::string();
}

std::string_view typed(const TypedTexts& texts, std::string_view name) {
  const auto found = texts.find(name);
  return found == texts.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string> or_nothing(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

using Problems = std::map<std::string, Error, std::less<>>;

std::optional<CivilDate> date_of(std::string_view text, const std::string& field, Problems& problems) {
  if (text.empty()) return std::nullopt;
  const auto date = CivilDate::parse(text);
  if (!date) problems.emplace(field, Error("client.no_date").with("text", text));
  return date;
}

void take_text(const TypedField& field, std::string_view text, Target& target, Problems& problems) {
  if (field.needed)
    target.*field.needed = text;
  else if (field.optional)
    target.*field.optional = or_nothing(text);
  else if (field.receipt_text)
    target.receipt.*field.receipt_text = or_nothing(text);
  else
    (field.date ? target.*field.date : target.receipt.*field.receipt_date) =
        date_of(text, std::string(field.name), problems);
}

Licence licence_of(const RecordDraft::LicenceDraft& draft, const std::string& path, Problems& problems) {
  return {draft.id,
          std::string(typed(draft.texts, "name")),
          std::string(typed(draft.texts, "number")),
          std::string(typed(draft.texts, "authority")),
          date_of(typed(draft.texts, "issued_on"), path + ".issued_on", problems),
          date_of(typed(draft.texts, "expires_on"), path + ".expires_on", problems)};
}

std::string licence_path(std::size_t i) { return "licences[" + std::to_string(i) + "]"; }

/// What is wrong with a field in words; nothing while it is only missing and nobody has sent it yet.
std::string problem_words(const Ui& ui, const Problems& problems, std::string_view field, bool shows_missing) {
  const auto found = problems.find(field);
  if (found == problems.end()) return {};
  if (!shows_missing && found->second.code == "registry.field_needed") return {};
  return record_error_words(ui, found->second);
}

class Fields {
 public:
  Fields(Ui& ui, Form& form, RecordFormState& state, const Problems& problems)
      : ui_(ui), form_(form), state_(state), problems_(problems) {}

  void text(const TypedField& field) {
    const std::string name(field.name);
    const std::string wrong = problem_words(ui_, problems_, name, state_.shows_missing);
    const std::string label = field_words(ui_, name);
    form_.text({.id = "record." + name,
                .label = label,
                .kind = field.kind,
                .characters_max = field.characters_max,
                .placeholder = field.is_date() ? std::string_view("2026-01-31") : std::string_view(),
                .error = wrong,
                .subject = state_.subject},
               state_.draft.texts[name]);
  }
  void choice(std::string_view field, std::string_view value, ChoiceSheet& sheet) {
    const std::string wrong = problem_words(ui_, problems_, field, state_.shows_missing);
    const std::string label = field_words(ui_, field);
    if (form_.choice({.id = "record." + std::string(field),
                      .label = label,
                      .placeholder = ui_.say(Text::choose_one),
                      .error = wrong},
                     value, sheet.sheet.open))
      sheet.sheet.open = true;
  }

 private:
  Ui& ui_;
  Form& form_;
  RecordFormState& state_;
  const Problems& problems_;
};

std::string licence_summary(const Ui& ui, const RecordDraft::LicenceDraft& licence) {
  std::string words(typed(licence.texts, "number"));
  if (const auto day = CivilDate::parse(typed(licence.texts, "expires_on")))
    words += "\n" + text(Text::licence_until, ui.language, {{"date", date_text(*day, ui.language)}});
  return words;
}

void draw_licence_rows(Ui& ui, Column& column, RecordFormState& state, const Problems& problems) {
  section_heading(ui, "record.licences.title", ui.say(Text::section_licences), column.next(section_heading_px));
  auto& licences = state.draft.licences;
  for (std::size_t i = 0; i < licences.size(); ++i) {
    const std::string detail = licence_summary(ui, licences[i]);
    const std::string path = licence_path(i) + ".";
    const auto first = problems.lower_bound(path);
    const bool is_wrong = first != problems.end() && first->first.starts_with(path);
    const std::string_view name = typed(licences[i].texts, "name");
    const RowOptions row{.title = name.empty() ? ui.say(Text::licence_unnamed) : name,
                         .detail = detail,
                         .icon = is_wrong ? Icon::attention : Icon::licence,
                         .icon_tone = is_wrong ? Tone::danger : Tone::info,
                         .chevron = true,
                         .separator = i + 1 < licences.size(),
                         .detail_fit = Fit::whole};
    const Rect at = column.next(row_height(ui, column.width(), row));
    card(ui, at);
    if (list_row(ui, "record.licence." + std::to_string(i), at, row)) {
      state.licence = i;
      state.licence_sheet.open = true;
    }
    column.space(space_px::half);
  }
  const auto label = ui.say(Text::licence_add);
  const ButtonOptions options{.kind = ButtonKind::secondary,
                              .icon = Icon::add,
                              .enabled = licences.size() < mingchou::limits::target_licences_max};
  const Rect row = column.next(control_px);
  if (button(ui, "record.licence.add", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options)) {
    licences.emplace_back();
    state.licence = licences.size() - 1;
    state.licence_sheet.open = true;
  }
  column.space(space_px::two);
}

std::string tag_names(const Ui& ui, const Model& model, const std::vector<TagId>& tags) {
  std::string words;
  for (const TagId& tag : tags) {
    if (!words.empty()) words += ui.say(Text::list_comma);
    words += tag_words(model, tag);
  }
  return words;
}

bool may_choose_department(const SessionModel& session) {
  const auto grant = session.grants.find(access::Action::registers_write);
  return grant != session.grants.end() && grant->second == access::Scope::all;
}

void draw_risk(Ui& ui, Fields& fields, RecordFormState& state, const Model& model) {
  if (!model.session.may(access::Action::risk_read)) return;
  fields.choice("risk_class", class_words(ui, state.draft.risk_class), state.risk_sheet);
  // Without a class there is nothing to say of it.
  if (!state.draft.risk_class.empty())
    for (const TypedField& field : risk_fields) fields.text(field);
}

void draw_receipt(Ui& ui, Fields& fields, const RecordDraft& draft, RecordFormState& state) {
  fields.choice("receipt_result", receipt_result_words(ui, draft.receipt), state.receipt_sheet);
  if (draft.receipt == ReceiptResult::none) return;
  for (const TypedField& field : receipt_fields) fields.text(field);
}

void choose_receipt(Ui& ui, RecordFormState& state) {
  std::array<std::string_view, receipt_results.size()> labels;
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = receipt_result_words(ui, receipt_results[i]);
  const std::string title = field_words(ui, "receipt_result");
  const auto chosen =
      choice_sheet(ui, state.receipt_sheet, "record.receipts", title, labels, static_cast<int>(state.draft.receipt));
  if (chosen) state.draft.receipt = receipt_results[static_cast<std::size_t>(*chosen)];
}

void choose_class(Ui& ui, ChoiceSheet& sheet, const std::string& id, std::string_view field, std::string& value) {
  std::array<std::string, 5> words;
  std::array<std::string_view, 5> labels;
  static constexpr std::array<std::string_view, 5> classes{"", "A", "B", "C", "D"};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    words[i] = i == 0 ? std::string(ui.say(Text::class_none)) : class_words(ui, classes[i]);
    labels[i] = words[i];
  }
  const auto now = static_cast<int>(std::ranges::find(classes, value) - classes.begin());
  const std::string title = field_words(ui, field);
  if (const auto chosen = choice_sheet(ui, sheet, id, title, labels, now))
    value = classes[static_cast<std::size_t>(*chosen)];
}

template <class Enum, std::size_t N>
void choose_value(Ui& ui, ChoiceSheet& sheet, const std::string& id, std::string_view field,
                  const std::array<Enum, N>& values, std::string_view (*words)(const Ui&, std::string_view),
                  Enum& value) {
  std::array<std::string_view, N> labels;
  for (std::size_t i = 0; i < N; ++i) labels[i] = words(ui, text_of(values[i]));
  const auto now = static_cast<int>(std::ranges::find(values, value) - values.begin());
  const std::string title = field_words(ui, field);
  if (const auto chosen = choice_sheet(ui, sheet, id, title, labels, now))
    value = values[static_cast<std::size_t>(*chosen)];
}

void choose_township(Ui& ui, RecordFormState& state) {
  std::vector<std::string_view> labels;
  std::optional<int> now;
  for (const Region& region : townships()) {
    if (region.code == state.draft.township_code) now = static_cast<int>(labels.size());
    labels.push_back(region.name);
  }
  const std::string title = field_words(ui, "township_code");
  if (const auto chosen = choice_sheet(ui, state.township_sheet, "record.townships", title, labels, now))
    state.draft.township_code = townships()[static_cast<std::size_t>(*chosen)].code;
}

void choose_department(Ui& ui, RecordFormState& state, const Model& model) {
  std::vector<std::string_view> labels;
  std::vector<Uuid> ids;
  std::optional<int> now;
  for (const DepartmentEntry& department : model.departments.departments) {
    const auto id = Uuid::parse(department.id);
    if (!id || department.kind == DepartmentKind::joint_meeting_office) continue;
    if (*id == state.draft.department.uuid) now = static_cast<int>(labels.size());
    ids.push_back(*id);
    labels.push_back(department.name);
  }
  const std::string title = field_words(ui, "responsible_department_id");
  if (const auto chosen = choice_sheet(ui, state.department_sheet, "record.departments", title, labels, now))
    state.draft.department = {ids[static_cast<std::size_t>(*chosen)]};
}

void draw_tag_sheet(Ui& ui, RecordFormState& state, const Model& model) {
  auto sheet = begin_sheet(ui, state.tag_sheet, {.id = "record.tags.sheet", .title = ui.say(Text::field_tags)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  for (const RegisterTag& tag : known_tags(model)) {
    const auto at = std::ranges::find(state.draft.tags, tag.id);
    const bool is_on = at != state.draft.tags.end();
    const ToggleOptions options{.label = tag.name, .on = is_on};
    if (!toggle_row(ui, "record.tag." + tag.id.uuid.text(), column.next(toggle_height(ui, column.width(), options)),
                    options))
      continue;
    if (is_on)
      state.draft.tags.erase(at);
    else
      state.draft.tags.push_back(tag.id);
  }
  if (known_tags(model).empty()) {
    const auto words = ui.say(Text::tags_none);
    paragraph(ui, "record.tags.none", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
              type_px::body, ui.theme->text_secondary);
  }
  end_sheet_content(ui, state.tag_sheet, *sheet);
  end_sheet(ui);
}

void draw_licence_sheet(Ui& ui, RecordFormState& state, const Problems& problems) {
  auto& licences = state.draft.licences;
  if (state.licence >= licences.size()) state.licence_sheet.open = false;
  auto sheet =
      begin_sheet(ui, state.licence_sheet, {.id = "record.licence.sheet", .title = ui.say(Text::licence_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const std::string path = licence_path(state.licence) + ".";
  bool removed = false;
  {
    Form form(ui, column, "record.licence.form");
    for (const std::string_view name : licence_fields) {
      const bool is_date = name.ends_with("_on");
      const std::string wrong = problem_words(ui, problems, path + std::string(name), state.shows_missing);
      const std::string label = field_words(ui, "licences/x/" + std::string(name));
      form.text({.id = "record.licence." + std::string(name),
                 .label = label,
                 .kind = is_date ? FieldKind::date : FieldKind::text,
                 .characters_max = is_date ? date_max : word_max,
                 .placeholder = is_date ? std::string_view("2026-01-31") : std::string_view(),
                 .help = name == "expires_on" ? ui.say(Text::licence_expiry_help) : std::string_view(),
                 .error = wrong,
                 .subject = state.subject * 100 + static_cast<unsigned>(state.licence)},
                licences[state.licence].texts[std::string(name)]);
    }
    const FormAnswer answer =
        form.submit({.label = ui.say(Text::licence_done), .icon = Icon::check, .other = ui.say(Text::licence_remove)});
    if (answer == FormAnswer::submitted) state.licence_sheet.open = false;
    removed = answer == FormAnswer::other;
  }
  end_sheet_content(ui, state.licence_sheet, *sheet);
  end_sheet(ui);
  if (!removed) return;
  licences.erase(licences.begin() + static_cast<std::ptrdiff_t>(state.licence));
  state.licence_sheet.open = false;
}

}  // namespace

RecordDraft draft_of(const Target& target) {
  RecordDraft draft;
  for_each_field([&](const TypedField& field) {
    if (std::string words = text_of_field(field, target); !words.empty())
      draft.texts.emplace(field.name, std::move(words));
    else
      draft.texts.emplace(field.name, std::string());
  });
  draft.kind = target.kind;
  draft.status = target.status;
  draft.township_code = target.township_code;
  draft.risk_class = target.risk_class.value_or("");
  draft.food_risk_class = target.food_risk_class.value_or("");
  draft.receipt = target.receipt.result;
  draft.department = target.responsible_department_id;
  draft.tags = target.tags;
  draft.holder_id = target.holder_id;
  for (const Licence& licence : target.licences) {
    const auto day = [](const std::optional<CivilDate>& date) { return date ? date->text() : std::string(); };
    draft.licences.push_back({licence.id,
                              {{"name", licence.name},
                               {"number", licence.number},
                               {"authority", licence.authority},
                               {"issued_on", day(licence.issued_on)},
                               {"expires_on", day(licence.expires_on)}}});
  }
  return draft;
}

DraftTarget target_of(const RecordDraft& draft, const TargetId& id) {
  DraftTarget made;
  Target& target = made.target;
  target.id = id;
  target.kind = draft.kind;
  target.status = draft.status;
  target.township_code = draft.township_code;
  target.risk_class = or_nothing(draft.risk_class);
  target.food_risk_class = or_nothing(draft.food_risk_class);
  target.receipt.result = draft.receipt;
  target.responsible_department_id = draft.department;
  target.tags = draft.tags;
  target.holder_id = draft.holder_id;
  for_each_field([&](const TypedField& field) {
    // Who takes the class away means its source and day as well; so with the result of a receipt.
    const bool is_of_risk = field.name == "risk_source" || field.name == "risk_on";
    const bool is_of_receipt = field.receipt_text || field.receipt_date;
    const bool counts = (!is_of_risk || target.risk_class) && (!is_of_receipt || draft.receipt != ReceiptResult::none);
    if (counts) take_text(field, typed(draft.texts, field.name), target, made.problems);
  });
  for (std::size_t i = 0; i < draft.licences.size(); ++i)
    target.licences.push_back(licence_of(draft.licences[i], licence_path(i), made.problems));
  for (FieldProblem& problem : tidy_and_check(target)) made.problems.emplace(problem.field, std::move(problem.error));
  if (draft.department == DepartmentId{})
    made.problems.emplace("responsible_department_id",
                          Error("registry.field_needed").with("field", "responsible_department_id"));
  return made;
}

bool draw_record_fields(Ui& ui, Form& form, Column& column, RecordFormState& state, const Model& model,
                        const TargetId& id) {
  DraftTarget made = target_of(state.draft, id);
  if (auto late = check_receipt_day(made.target.receipt, model.today))
    made.problems.emplace(late->field, std::move(late->error));
  RecordDraft& draft = state.draft;
  Fields fields(ui, form, state, made.problems);
  fields.text(name_field);
  fields.choice("kind", kind_words(ui, text_of(draft.kind)), state.kind_sheet);
  fields.choice("status", status_words(ui, text_of(draft.status)), state.status_sheet);
  for (const TypedField& field : registration_fields)
    // Products, projects and behaviours have no codes of their own.
    if (is_market_entity(draft.kind) || !typed(draft.texts, field.name).empty() || field.name == "industry_code")
      fields.text(field);
  section_heading(ui, "record.place.title", ui.say(Text::section_place), column.next(section_heading_px));
  fields.choice("township_code", draft.township_code.empty() ? std::string_view() : township_words(draft.township_code),
                state.township_sheet);
  for (const TypedField& field : place_fields) fields.text(field);
  section_heading(ui, "record.supervision.title", ui.say(Text::section_supervision), column.next(section_heading_px));
  if (may_choose_department(model.session)) {
    const std::string department = department_words(model, draft.department.uuid);
    fields.choice("responsible_department_id", department, state.department_sheet);
  }
  for (const TypedField& field : supervision_fields) fields.text(field);
  const std::string tags = tag_names(ui, model, draft.tags);
  if (form.choice({.id = "record.tags", .label = ui.say(Text::field_tags), .placeholder = ui.say(Text::choose_one)},
                  tags, state.tag_sheet.open))
    state.tag_sheet.open = true;
  draw_risk(ui, fields, state, model);
  fields.choice("food_risk_class", class_words(ui, draft.food_risk_class), state.food_sheet);
  fields.text(source_field);
  fields.text(external_field);
  draw_receipt(ui, fields, draft, state);
  draw_licence_rows(ui, column, state, made.problems);
  const bool lacks_reason = state.shows_missing && state.reason.empty();
  form.text({.id = "record.reason",
             .label = ui.say(Text::record_reason),
             .enter = EnterKey::go,
             .characters_max = record_limits::reason_characters_max,
             .help = ui.say(Text::record_reason_help),
             .error = lacks_reason ? ui.say(Text::record_reason_missing) : std::string_view(),
             .subject = state.subject},
            state.reason);
  return made.problems.empty() && !state.reason.empty();
}

void draw_record_sheets(Ui& ui, RecordFormState& state, const Model& model) {
  using enum TargetKind;
  static constexpr std::array kinds{enterprise, self_employed, cooperative, institution, product, project, behaviour};
  static constexpr std::array statuses{TargetStatus::active,       TargetStatus::suspended,
                                       TargetStatus::deregistered, TargetStatus::licence_revoked,
                                       TargetStatus::withdrawn,    TargetStatus::moved_out};
  choose_value(ui, state.kind_sheet, "record.kinds", "kind", kinds, kind_words, state.draft.kind);
  choose_value(ui, state.status_sheet, "record.statuses", "status", statuses, status_words, state.draft.status);
  choose_township(ui, state);
  choose_department(ui, state, model);
  choose_class(ui, state.risk_sheet, "record.risks", "risk_class", state.draft.risk_class);
  choose_class(ui, state.food_sheet, "record.foods", "food_risk_class", state.draft.food_risk_class);
  choose_receipt(ui, state);
  draw_tag_sheet(ui, state, model);
  draw_licence_sheet(ui, state, target_of(state.draft, {}).problems);
}

std::vector<std::pair<std::string, std::string>> draft_values(const Ui& ui, const Model& model,
                                                              const RecordDraft& draft) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](std::string_view field, std::string_view words) {
    values.emplace_back(field_words(ui, field), std::string(words));
  };
  for_each_field([&](const TypedField& field) { add(field.name, typed(draft.texts, field.name)); });
  add("kind", kind_words(ui, text_of(draft.kind)));
  add("status", status_words(ui, text_of(draft.status)));
  add("township_code", township_words(draft.township_code));
  add("risk_class", class_words(ui, draft.risk_class));
  add("food_risk_class", class_words(ui, draft.food_risk_class));
  add("receipt_result", receipt_result_words(ui, draft.receipt));
  add("responsible_department_id", department_words(model, draft.department.uuid));
  std::vector<TagId> tags = draft.tags;
  std::ranges::sort(tags);
  add("tags", tag_names(ui, model, tags));
  std::string licences;
  for (const RecordDraft::LicenceDraft& licence : draft.licences) {
    if (!licences.empty()) licences += '\n';
    for (const std::string_view name : licence_fields) (licences += typed(licence.texts, name)) += ' ';
  }
  add("licences", licences);
  return values;
}

}  // namespace mingchou::client
