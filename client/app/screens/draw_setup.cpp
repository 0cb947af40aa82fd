#include "client/app/screens/draw_setup.h"

#include <algorithm>
#include <array>

#include "client/app/screens/draw_words.h"
#include "client/app/screens/edit_form.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/ceremony/entities.h"

namespace mingchou::client::draw_setup_screen {
namespace {

constexpr int name_max = 40;
constexpr int ref_max = static_cast<int>(ceremony::typed_characters_max);

Route task_route(const tasks::TaskId& task) { return route_from("/tasks/" + task.uuid.text()); }

/// What is drawn with: the form, and at which of its fields something is wrong.
struct Drawing {
  Ui& ui;
  Form& form;
  Column& column;
  State& state;
  std::string wrong_field, wrong_words;

  std::string_view error_at(std::string_view field) const {
    return !wrong_field.empty() && wrong_field == field ? std::string_view(wrong_words) : std::string_view();
  }
  void line(const std::string& field, Text label, std::string& value, int characters_max,
            FieldKind kind = FieldKind::text, std::string_view help = {}) {
    form.text({.id = "draw_setup." + field,
               .label = ui.say(label),
               .kind = kind,
               .characters_max = characters_max,
               .help = help,
               .error = error_at(field)},
              value);
  }
};

/// Words of what the fields themselves show to be wrong: the server's are for the whole form.
std::string wrong_words(const Ui& ui, const std::string& field, const Error& error) {
  if (error.code == "items.field_needed") return std::string(ui.say(Text::fill_in));
  if (error.code != "items.bad_value") return draw_error_words(ui, error);
  if (field.ends_with(".day")) return std::string(ui.say(Text::day_wrong));
  if (field.ends_with(".time")) return std::string(ui.say(Text::draw_setup_time_wrong));
  return std::string(ui.say(field == "minutes" ? Text::draw_setup_deadline_wrong : Text::fill_in));
}

/// Takes the field that comes next out of the form; stands at the end of its label's line, which is made as high.
bool remove_button(Ui& ui, Column& column, const std::string& id, const std::string& name) {
  const std::string label = text(Text::draw_setup_remove, ui.language, {{"name", name}});
  const Point centre{column.x() + column.width() - control_px / 2, column.y() + control_px / 2};
  column.space(control_px - line_height(type_px::small) - space_px::half);
  return icon_button(ui, id, Icon::close, label, centre);
}

void draw_witnesses(Drawing& at) {
  Ui& ui = at.ui;
  auto& witnesses = at.state.fields.witnesses;
  section_heading(ui, "draw_setup.witnesses", ui.say(Text::draw_seats), at.column.next(section_heading_px));
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    const std::string field = "witnesses." + std::to_string(i);
    const std::string label = text(Text::draw_setup_witness, ui.language, {{"number", std::to_string(i + 1)}});
    if (remove_button(ui, at.column, "draw_setup." + field + ".remove", label)) removed = i;
    at.form.text({.id = "draw_setup." + field, .label = label, .characters_max = name_max, .error = at.error_at(field)},
                 witnesses[i]);
  }
  if (removed) witnesses.erase(witnesses.begin() + static_cast<std::ptrdiff_t>(*removed));
  if (witnesses.size() >= ceremony::seats_max) return;
  const auto label = ui.say(Text::draw_setup_witness_add);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::user_add};
  const Rect row = at.column.next(control_px);
  if (button(ui, "draw_setup.witness.add", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    witnesses.emplace_back();
  at.column.space(space_px::two);
}

void draw_form_choice(Drawing& at, const std::string& prefix, std::size_t index, bool is_other) {
  Ui& ui = at.ui;
  DrawValueFields& value = at.state.fields.values[index];
  const std::string& form = is_other ? value.other_form : value.form;
  const auto forms = announced_forms();
  const auto known = std::ranges::find(forms, std::string_view(form), &std::pair<std::string_view, Text>::first);
  const bool is_open = at.state.forms.sheet.open && at.state.choosing == index && at.state.chooses_other == is_other;
  if (at.form.choice({.id = "draw_setup." + prefix + (is_other ? "other_form" : "form"),
                      .label = ui.say(Text::draw_setup_value_form)},
                     known == forms.end() ? std::string_view(form) : ui.say(known->second), is_open)) {
    at.state.forms.sheet.open = true;
    at.state.choosing = index;
    at.state.chooses_other = is_other;
  }
  if (form == "digits")
    at.line(prefix + (is_other ? "other_digits" : "digits"), Text::draw_setup_value_digits,
            is_other ? value.other_digits : value.digits, 4, FieldKind::number);
}

void draw_value(Drawing& at, std::size_t index) {
  Ui& ui = at.ui;
  DrawValueFields& value = at.state.fields.values[index];
  const std::string prefix = "values." + std::to_string(index) + ".";
  at.line(prefix + "name", Text::draw_setup_value_name, value.name, name_max);
  if (value.is_in_room) {
    at.line(prefix + "digits", Text::draw_setup_value_digits, value.digits, 4, FieldKind::number);
    at.line(prefix + "ref", Text::draw_setup_value_ref_room, value.ref, ref_max);
    return;
  }
  draw_form_choice(at, prefix, index, false);
  at.line(prefix + "ref", Text::draw_setup_value_ref, value.ref, ref_max, FieldKind::text,
          ui.say(Text::draw_setup_value_ref_help));
  at.line(prefix + "day", Text::draw_setup_value_day, value.day, 20, FieldKind::date, ui.say(Text::day_help));
  at.line(prefix + "time", Text::draw_setup_value_time, value.time, 8, FieldKind::exact);
  const ToggleOptions other{
      .label = ui.say(Text::draw_setup_else), .detail = ui.say(Text::draw_setup_else_detail), .on = value.has_other};
  if (toggle_row(ui, "draw_setup." + prefix + "other", at.column.next(toggle_height(ui, at.column.width(), other)),
                 other))
    value.has_other = !value.has_other;
  at.column.space(space_px::two);
  if (!value.has_other) return;
  draw_form_choice(at, prefix, index, true);
  at.line(prefix + "other_ref", Text::draw_setup_else_ref, value.other_ref, ref_max);
}

void draw_values(Drawing& at, CivilDate today) {
  Ui& ui = at.ui;
  auto& values = at.state.fields.values;
  section_heading(ui, "draw_setup.values", ui.say(Text::draw_values), at.column.next(section_heading_px));
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string id = "draw_setup.values." + std::to_string(i) + ".remove";
    if (remove_button(ui, at.column, id, values[i].name)) removed = i;
    draw_value(at, i);
  }
  if (removed) values.erase(values.begin() + static_cast<std::ptrdiff_t>(*removed));
  if (values.size() >= ceremony::values_max) return;
  Flow flow({at.column.x(), at.column.y(), at.column.width(), 0}, control_px);
  const auto add = [&](const char* id, Text words, DrawValueFields value) {
    const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::add};
    const auto label = ui.say(words);
    if (button(ui, id, label, flow.next(button_width(ui, label, options)), options)) values.push_back(std::move(value));
  };
  add("draw_setup.room.add", Text::draw_setup_room_add,
      {.name = std::string(ui.say(Text::draw_setup_dice)) + std::to_string(values.size() + 1),
       .ref = std::string(ui.say(Text::draw_setup_dice_ref))});
  add("draw_setup.announced.add", Text::draw_setup_announced_add,
      {.name = std::string(ui.say(Text::draw_setup_lottery)),
       .form = "lottery:ssq",
       .is_in_room = false,
       .day = today.text(),
       .time = "21:30"});
  at.column.space(flow.used() + space_px::two);
}

void draw_suite(Drawing& at) {
  Ui& ui = at.ui;
  const auto row = [&](const char* id, std::string_view label, Text detail, draw::Suite suite, int position) {
    const ToggleOptions options{.kind = ToggleKind::radio,
                                .label = label,
                                .detail = ui.say(detail),
                                .on = at.state.fields.suite == suite,
                                .position = position,
                                .set_size = 2};
    if (toggle_row(ui, id, at.column.next(toggle_height(ui, at.column.width(), options)), options))
      at.state.fields.suite = suite;
  };
  section_heading(ui, "draw_setup.suite", ui.say(Text::draw_fact_suite), at.column.next(section_heading_px));
  ui.semantics.open({.role = Role::radiogroup,
                     .id = "draw_setup.suites",
                     .name = std::string(ui.say(Text::draw_fact_suite)),
                     .rect = {at.column.x(), at.column.y(), at.column.width(), 2 * row_px_min}});
  row("draw_setup.sha256", "SHA-256", Text::draw_setup_sha, draw::Suite::sha256, 1);
  row("draw_setup.sm3", "SM3", Text::draw_setup_sm3, draw::Suite::sm3, 2);
  ui.semantics.close();
  at.column.space(space_px::two);
}

void draw_entropy(Drawing& at) {
  const std::uint64_t bits = entropy_bits_of(at.state.fields);
  const bool is_enough = bits >= draw::entropy_bits_min;
  const std::string words =
      text(is_enough ? Text::draw_setup_entropy : Text::draw_setup_entropy_low, at.ui.language,
           {{"bits", grouped(static_cast<long long>(bits))}, {"min", std::to_string(draw::entropy_bits_min)}});
  const Banner what{.id = "draw_setup.entropy",
                    .tone = is_enough ? Tone::success : Tone::warning,
                    .icon = is_enough ? Icon::shield_check : Icon::warning,
                    .text = words};
  banner(at.ui, at.column.next(banner_height(at.ui, at.column.width(), what)), what);
  at.column.space(space_px::two);
}

/// The task can't be drawn for as it stands: its page says what would help.
void draw_refusal(Ui& ui, Column& column, const tasks::TaskId& task, const Error& error, Actions& actions) {
  const std::string words = draw_error_words(ui, error);
  const Banner what{
      .id = "draw_setup.refused", .tone = Tone::danger, .text = words, .action = ui.say(Text::draw_open_task)};
  if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
    actions.go = task_route(task);
  column.space(space_px::two);
}

void draw_form(Ui& ui, Column& column, State& state, const Model& model, Actions& actions) {
  const DrawsModel& draws = model.draws;
  const std::optional<Error>& error = state.error ? state.error : draws.prepare.error;
  Form form(ui, column, "draw_setup.form");
  Drawing at{ui, form, column, state, {}, {}};
  if (error) {
    at.wrong_field = draw_setup_field_of(state.fields, *error);
    at.wrong_words = wrong_words(ui, at.wrong_field, *error);
  }
  column.space(paragraph(ui, "draw_setup.lead", column.next(0), ui.say(Text::draw_setup_lead), type_px::body,
                         ui.theme->text_secondary) +
               space_px::two);
  draw_witnesses(at);
  draw_values(at, model.today);
  at.line("minutes", Text::draw_setup_deadline, state.fields.minutes, 6, FieldKind::number,
          ui.say(Text::draw_setup_deadline_help));
  draw_suite(at);
  draw_entropy(at);
  const bool is_of_task = error && error->code.starts_with("tasks.");
  if (is_of_task)
    draw_refusal(ui, column, *state.of, *error, actions);
  else if (at.wrong_field.empty())
    form.error(draw_error_words(ui, error));
  const FormAnswer answer = form.submit(
      {.label = ui.say(Text::draw_setup_start), .icon = Icon::draw, .is_under_way = draws.prepare.is_under_way});
  if (answer != FormAnswer::submitted) return;
  const auto request = draw_setup_from(state.fields, *state.of);
  state.error = request ? std::nullopt : std::optional(request.error());
  if (request) actions.draws.emplace_back(*request);
}

void draw_forms_sheet(Ui& ui, State& state) {
  if (!state.forms.sheet.open || state.choosing >= state.fields.values.size()) return;
  const auto forms = announced_forms();
  std::vector<std::string_view> labels;
  labels.reserve(forms.size());
  for (const auto& [name, words] : forms) labels.push_back(ui.say(words));
  DrawValueFields& value = state.fields.values[state.choosing];
  std::string& form = state.chooses_other ? value.other_form : value.form;
  const auto now = std::ranges::find(forms, std::string_view(form), &std::pair<std::string_view, Text>::first);
  const auto chosen = choice_sheet(ui, state.forms, "draw_setup.forms", ui.say(Text::draw_setup_value_form), labels,
                                   static_cast<int>(now - forms.begin()));
  if (chosen) form = forms[static_cast<std::size_t>(*chosen)].first;
}

void notice_answers(Ui& ui, State& state, const DrawsModel& draws, Actions& actions) {
  if (!is_taken(state.answers_seen, draws.prepare)) return;
  show_toast(ui, "draw.made", std::string(ui.say(Text::draw_made_toast)));
  state.of.reset();
  if (draws.made && !draws.prepare.was_left) actions.go = Route{Screen::draw, draws.made->uuid.text()};
}

void follow(State& state, const Ui& ui, const Model& model) {
  const auto id = Uuid::parse(model.route.id);
  if (!id || state.of == tasks::TaskId{*id}) return;
  state = {};
  state.of = tasks::TaskId{*id};
  state.fields = state.filled = usual_draw_setup(ui.language);
  state.answers_seen = model.draws.prepare.answers;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto& task = model.draws.task.value;
  notice_answers(ui, state, model.draws, actions);
  const bool is_leaving = actions.back || actions.go;
  if (!is_leaving) follow(state, ui, model);
  const std::string detail = task ? task->number + " · " + task->name : std::string();
  const Header header{
      .title = ui.say(Text::draw_setup_title), .detail = detail, .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!is_leaving && actions.back && state.of && state.fields != state.filled) {
    actions.back = false;
    state.asks_leave = true;
  }
  const bool is_shown = task && state.of == task->id;
  if (!is_shown) {
    ui.semantics.open({.role = Role::main, .id = "draw_setup", .name = {}, .rect = rest});
    bool retry = false;
    if (!is_leaving) draw_unread(ui, rest, ui.say(Text::draws_failed), model.draws.task, retry);
    if (retry && state.of) actions.draws.emplace_back(ReadDrawTask{*state.of});
    return ui.semantics.close();
  }
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "draw_setup", .name = {}, .rect = rest}, PageWidth::text);
  if (task->state == tasks::State::ready && may_hold_draws(model.session, task->initiating))
    draw_form(ui, page.column, state, model, actions);
  else if (notice(ui, page.column.next(280),
                  {.id = "draw_setup.not_ready",
                   .tone = Tone::warning,
                   .title = ui.say(Text::draw_setup_not_ready),
                   .action = ui.say(Text::draw_open_task)}))
    actions.go = task_route(task->id);
  end_page(ui, state.page, page);
  draw_forms_sheet(ui, state);
  if (!ask_leave(ui, "draw_setup.leave", state.asks_leave)) return;
  state.of.reset();
  actions.back = true;
}

}  // namespace mingchou::client::draw_setup_screen
