#include "client/app/screens/inspector_links.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/people_words.h"
#include "client/app/screens/person_sections.h"
#include "client/app/text/format.h"
#include "client/app/text/typed_date.h"
#include "client/app/ui/form.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

std::string hours_words(int minutes) {
  const int tenths = (minutes * 10 + 30) / 60;
  std::string words = std::to_string(tenths / 10);
  if (tenths % 10 != 0) words += '.' + std::to_string(tenths % 10);
  return words;
}

/// Closes the form when its last answer was good.
template <class LinkForm>
bool was_saved(LinkForm& form, const Submission& submission) {
  if (!is_taken(form.answers_seen, submission)) return false;
  const unsigned answers = form.answers_seen, subject = form.subject;
  form = {};
  form.answers_seen = answers;
  form.subject = subject + 1;
  return true;
}

void draw_failure(Ui& ui, Column& column, const std::string& id, const Submission& submission) {
  const std::string words = person_error_words(ui, submission.error);
  if (words.empty()) return;
  const Banner what{.id = id, .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one);
}

/// A row of a list; true when it is pressed by whoever may end it.
bool link_row(Ui& ui, Column& column, const std::string& id, RowOptions row, bool may_write) {
  row.detail_fit = Fit::whole;
  row.title_lines_max = 6;
  row.chevron = may_write;
  row.separator = false;
  const Rect at = column.next(row_height(ui, column.width(), row));
  card(ui, at);
  column.space(space_px::one);
  if (may_write) return list_row(ui, id, at, row);
  static_row(ui, id, at, row);
  return false;
}

}  // namespace

std::optional<int> minutes_of(std::string_view hours) {
  constexpr int hundredths_max = limits::training_minutes_max / 60 * 100;
  int hundredths = 0, decimals = -1;
  for (const char c : hours) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || decimals >= 2 || hundredths > hundredths_max) return std::nullopt;
    hundredths = hundredths * 10 + (c - '0');
    if (decimals >= 0) ++decimals;
  }
  for (int i = std::max(decimals, 0); i < 2; ++i) hundredths *= 10;
  const int minutes = (hundredths * 60 + 50) / 100;
  return minutes >= 1 && minutes <= limits::training_minutes_max ? std::optional(minutes) : std::nullopt;
}

void notice_links(Ui& ui, LinkForms& forms, const InspectorLinks& links) {
  if (was_saved(forms.recusal, links.add_recusal))
    show_toast(ui, "recusal.saved", std::string(ui.say(Text::recusal_saved)));
  if (was_saved(forms.training, links.add_training))
    show_toast(ui, "training.saved", std::string(ui.say(Text::training_saved)));
}

void draw_recusals(Ui& ui, Column& column, LinkForms& forms, const Model& model, bool may_write, Actions& actions) {
  const InspectorLinks& links = model.people.links;
  if (begin_person_section(ui, column, "person.recusals", Text::section_recusals,
                           may_write ? std::optional(Text::recusal_add) : std::nullopt))
    forms.recusal.sheet.open = true;
  draw_failure(ui, column, "person.recusals.error", links.end_recusal);
  const auto& list = links.recusals;
  if (list.entries.empty() && !list.is_new) section_words(ui, column, "person.recusals.none", Text::recusals_none);
  for (const RecusalEntry& entry : list.entries) {
    const std::string since = entry.since ? date_text(*entry.since, ui.language) : std::string();
    std::string detail = text(Text::recusal_detail, ui.language,
                              {{"side", side_words(ui, entry.side)}, {"date", since}, {"who", entry.recorded_by}});
    if (!entry.reason.empty()) detail.insert(0, entry.reason + "\n");
    const RowOptions row{
        .title = entry.target_name, .detail = detail, .icon = Icon::forbidden, .icon_tone = Tone::neutral};
    if (link_row(ui, column, "person.recusal." + entry.id.text(), row, may_write)) forms.ending_recusal = entry;
  }
  if (draw_list_end(ui, column, "person.recusals", list)) actions.people.emplace_back(LinkRequest(ReadRecusals{}));
  column.space(space_px::one);
}

void draw_trainings(Ui& ui, Column& column, LinkForms& forms, const Model& model, bool may_write, Actions& actions) {
  const InspectorLinks& links = model.people.links;
  if (begin_person_section(ui, column, "person.trainings", Text::section_trainings,
                           may_write ? std::optional(Text::training_add) : std::nullopt))
    forms.training.sheet.open = true;
  draw_failure(ui, column, "person.trainings.error", links.end_training);
  const auto& list = links.trainings;
  if (list.entries.empty() && !list.is_new) section_words(ui, column, "person.trainings.none", Text::trainings_none);
  for (const TrainingEntry& entry : list.entries) {
    const std::string detail = text(Text::training_detail, ui.language,
                                    {{"date", date_text(entry.held_on, ui.language)},
                                     {"hours", hours_words(entry.duration_minutes)},
                                     {"organiser", entry.organiser}});
    const RowOptions row{.title = entry.topic, .detail = detail, .icon = Icon::book, .icon_tone = Tone::info};
    if (link_row(ui, column, "person.training." + entry.id.text(), row, may_write)) forms.ending_training = entry;
  }
  if (draw_list_end(ui, column, "person.trainings", list)) actions.people.emplace_back(LinkRequest(ReadTrainings{}));
  column.space(space_px::one);
}

// --- entering a recusal

namespace {

void draw_found(Ui& ui, Column& column, RecusalForm& form, const TargetSearch& search) {
  const auto say = [&](std::string_view words, Role role) {
    const Rect line = column.next(paragraph_height(ui, column.width(), words, type_px::small));
    draw_paragraph(ui, line, words, type_px::small, ui.theme->text_secondary);
    ui.semantics.add({.role = role, .id = "recusal.search.state", .name = std::string(words), .rect = line});
    column.space(space_px::two);
  };
  if (search.is_loading) return say(ui.say(Text::person_loading), Role::status);
  if (search.error) return say(render(*search.error, ui.language), Role::alert);
  if (!search.found) return;
  if (search.found->empty()) return say(ui.say(Text::recusal_none_found), Role::status);
  std::vector<std::string> words;
  std::vector<std::string_view> labels;
  std::optional<int> now;
  words.reserve(search.found->size());
  for (const FoundTarget& target : *search.found) {
    if (form.target && form.target->id == target.id) now = static_cast<int>(words.size());
    words.push_back(target.code.empty() ? target.name : target.name + " · " + target.code);
    labels.push_back(words.back());
  }
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  const auto chosen = radio_rows(ui, "recusal.found", ui.say(Text::recusal_target), at, labels, now);
  if (chosen) form.target = (*search.found)[static_cast<std::size_t>(*chosen)];
  column.space(space_px::two);
}

/// Its field, the button beside it, and what was found.
void draw_target_search(Ui& ui, Column& column, Form& fields, RecusalForm& form, const TargetSearch& search,
                        Actions& actions) {
  const bool is_missing = form.shows_problems && !form.target;
  const FieldOutcome outcome = fields.text({.id = "recusal.query",
                                            .label = ui.say(Text::recusal_target),
                                            .kind = FieldKind::search,
                                            .enter = EnterKey::search,
                                            .characters_max = 60,
                                            .placeholder = ui.say(Text::recusal_search),
                                            .error = is_missing ? ui.say(Text::recusal_choose) : std::string_view(),
                                            .subject = form.subject},
                                           form.query);
  const auto label = ui.say(Text::recusal_find);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::search, .enabled = !is_blank(form.query)};
  const Rect row = column.next(control_px);
  const float width = std::min(row.width, button_width(ui, label, options));
  const bool is_pressed = button(ui, "recusal.find", label, {row.x, row.y, width, control_px}, options);
  column.space(space_px::two);
  if ((is_pressed || outcome.entered) && !is_blank(form.query)) {
    form.target.reset();
    actions.people.emplace_back(LinkRequest(FindTargets{form.query}));
  }
  draw_found(ui, column, form, search);
}

void draw_side(Ui& ui, Column& column, RecusalForm& form) {
  static constexpr std::array sides{Side::inspector, Side::target, Side::department};
  std::array<std::string_view, sides.size()> labels;
  std::ranges::transform(sides, labels.begin(), [&](Side side) { return side_words(ui, side); });
  const auto title = ui.say(Text::recusal_side);
  draw_paragraph(ui, column.next(paragraph_height(ui, column.width(), title, type_px::small)), title, type_px::small,
                 ui.theme->text);
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  const auto chosen = radio_rows(ui, "recusal.side", title, at, labels, static_cast<int>(form.side));
  if (chosen) form.side = sides.at(static_cast<std::size_t>(*chosen));
  column.space(space_px::two);
}

void draw_recusal_sheet(Ui& ui, RecusalForm& form, const InspectorLinks& links, Actions& actions) {
  auto sheet = begin_sheet(ui, form.sheet, {.id = "recusal", .title = ui.say(Text::recusal_add)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  Form fields(ui, column, "recusal.form");
  draw_target_search(ui, column, fields, form, links.target_search, actions);
  fields.text({.id = "recusal.reason",
               .label = ui.say(Text::recusal_reason),
               .enter = EnterKey::done,
               .characters_max = static_cast<int>(limits::register_text_characters_max),
               .help = ui.say(Text::recusal_reason_help),
               .error = form.shows_problems && is_blank(form.reason) ? ui.say(Text::field_missing) : std::string_view(),
               .subject = form.subject},
              form.reason);
  draw_side(ui, column, form);
  fields.error(person_error_words(ui, links.add_recusal.error));
  const FormAnswer answer = fields.submit(
      {.label = ui.say(Text::person_save), .icon = Icon::save, .is_under_way = links.add_recusal.is_under_way});
  fields.end();
  if (answer == FormAnswer::submitted) {
    form.shows_problems = !form.target || is_blank(form.reason);
    if (!form.shows_problems)
      actions.people.emplace_back(LinkRequest(AddRecusal{form.target->id, form.reason, form.side}));
  }
  end_sheet_content(ui, form.sheet, *sheet);
  end_sheet(ui);
}

// --- entering a course

struct TypedTraining {
  std::optional<CivilDate> held_on;
  std::optional<int> minutes;
  bool is_complete = false;
};
TypedTraining read_form(const TrainingForm& form) {
  TypedTraining typed{typed_date(form.held_on), minutes_of(form.hours)};
  typed.is_complete = typed.held_on && typed.minutes && !is_blank(form.topic) && !is_blank(form.organiser);
  return typed;
}

void draw_training_fields(Ui& ui, Form& fields, TrainingForm& form, const TypedTraining& typed) {
  const auto wrong = [&](bool is_wrong, Text words) {
    return form.shows_problems && is_wrong ? ui.say(words) : std::string_view();
  };
  const auto name_max = static_cast<int>(limits::register_name_characters_max);
  fields.text({.id = "training.topic",
               .label = ui.say(Text::training_topic),
               .characters_max = name_max,
               .error = wrong(is_blank(form.topic), Text::field_missing),
               .subject = form.subject},
              form.topic);
  fields.text({.id = "training.organiser",
               .label = ui.say(Text::training_organiser),
               .characters_max = name_max,
               .error = wrong(is_blank(form.organiser), Text::field_missing),
               .subject = form.subject},
              form.organiser);
  fields.text({.id = "training.held_on",
               .label = ui.say(Text::training_day),
               .kind = FieldKind::date,
               .characters_max = 20,
               .help = ui.say(Text::date_help),
               .error = wrong(!typed.held_on, Text::date_wrong),
               .subject = form.subject},
              form.held_on);
  fields.text({.id = "training.hours",
               .label = ui.say(Text::training_hours),
               .kind = FieldKind::number,
               .enter = EnterKey::go,
               .characters_max = 8,
               .error = wrong(!typed.minutes, Text::training_hours_wrong),
               .subject = form.subject},
              form.hours);
}

void draw_training_sheet(Ui& ui, TrainingForm& form, const Person<Inspector>& person, const InspectorLinks& links,
                         Actions& actions) {
  auto sheet = begin_sheet(ui, form.sheet, {.id = "training", .title = ui.say(Text::training_add)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const TypedTraining typed = read_form(form);
  Form fields(ui, column, "training.form");
  draw_training_fields(ui, fields, form, typed);
  fields.error(person_error_words(ui, links.add_training.error));
  const FormAnswer answer = fields.submit(
      {.label = ui.say(Text::person_save), .icon = Icon::save, .is_under_way = links.add_training.is_under_way});
  fields.end();
  if (answer == FormAnswer::submitted) {
    form.shows_problems = !typed.is_complete;
    if (typed.is_complete) {
      Training training;
      training.department_id = person.entity.department_id;
      training.held_on = *typed.held_on;
      training.topic = form.topic;
      training.organiser = form.organiser;
      training.duration_minutes = *typed.minutes;
      training.attendees = {person.entity.id};
      actions.people.emplace_back(LinkRequest(AddTraining{training}));
    }
  }
  end_sheet_content(ui, form.sheet, *sheet);
  end_sheet(ui);
}

// --- ending

void ask_to_end_recusal(Ui& ui, LinkForms& forms, const Person<Inspector>& person, Actions& actions) {
  const std::string words = forms.ending_recusal->target_name + "\n" +
                            text(Text::recusal_end_words, ui.language, {{"name", name_words(ui, person.entity)}});
  const DialogAnswer answer = dialog(ui, {.id = "recusal.ending",
                                          .title = ui.say(Text::recusal_end),
                                          .text = words,
                                          .confirm = ui.say(Text::recusal_end),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) actions.people.emplace_back(LinkRequest(EndRecusal{forms.ending_recusal->id}));
  if (answer != DialogAnswer::none) forms.ending_recusal.reset();
}

void ask_to_end_training(Ui& ui, LinkForms& forms, Actions& actions) {
  const std::string words =
      text(Text::training_end_words, ui.language, {{"count", std::to_string(forms.ending_training->attendee_count)}});
  const std::string full = forms.ending_training->topic + "\n" + words;
  const DialogAnswer answer = dialog(ui, {.id = "training.ending",
                                          .title = ui.say(Text::training_end),
                                          .text = full,
                                          .confirm = ui.say(Text::training_end),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed)
    actions.people.emplace_back(LinkRequest(EndTraining{forms.ending_training->id}));
  if (answer != DialogAnswer::none) forms.ending_training.reset();
}

}  // namespace

void draw_link_sheets(Ui& ui, LinkForms& forms, const Person<Inspector>& person, const Model& model, Actions& actions) {
  draw_recusal_sheet(ui, forms.recusal, model.people.links, actions);
  draw_training_sheet(ui, forms.training, person, model.people.links, actions);
  if (forms.ending_recusal) ask_to_end_recusal(ui, forms, person, actions);
  if (forms.ending_training) ask_to_end_training(ui, forms, actions);
}

}  // namespace mingchou::client
