#include "client/app/screens/settings.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::settings_screen {
namespace {

/// Whose work is in the app, and under which licence. Names and licences are the same in every language.
struct Licence {
  std::string_view work;
  std::string_view terms;
};
constexpr std::array<Licence, 9> licences{{
    {"Dear ImGui", "MIT"},
    {"SQLite", "Public Domain"},
    {"SQLite3 Multiple Ciphers", "MIT"},
    {"Botan", "BSD-2-Clause"},
    {"yyjson", "MIT"},
    {"utf8proc", "MIT"},
    {"QR Code generator (Nayuki)", "MIT"},
    {"WenQuanYi Micro Hei", "Apache-2.0"},
    {"Lucide", "ISC, MIT"},
}};

/// A card around what is drawn by `content` into the given column, as high as that needs. What lies in a card is
/// drawn above it, so its height is asked for first.
Rect open_card(Ui& ui, Column& column, float content_px) {
  const Rect at = column.next(content_px + 2 * space_px::two);
  card(ui, at);
  return at.inset(space_px::two);
}

/// A name, and below it one of a few.
template <typename Value, std::size_t count>
void choose(Ui& ui, Column& inside, const std::string& id, Text name, const std::array<Segment, count>& segments,
            const std::array<Value, count>& values, Value now, auto&& choose) {
  draw_text(ui, inside.next(line_height(type_px::small)), ui.say(name), type_px::small, ui.theme->text_secondary);
  inside.space(space_px::half);
  const Rect at = inside.next(segmented_height(ui, inside.width(), segments));
  const auto found = std::ranges::find(values, now);
  const auto chosen = segmented(ui, id, ui.say(name), at, segments, static_cast<int>(found - values.begin()));
  if (chosen) choose(values[static_cast<std::size_t>(*chosen)]);
}

template <std::size_t count>
float choice_height(const Ui& ui, float width, const std::array<Segment, count>& segments) {
  return line_height(type_px::small) + space_px::half + segmented_height(ui, width, segments);
}

void draw_look(Ui& ui, Column& column, const Preferences& now, Actions& actions) {
  section_heading(ui, "settings.look", ui.say(Text::settings_look), column.next(section_heading_px));
  // Each language by its own name: for who does not read the present one.
  const std::array<Segment, 2> languages{{{ui.say(Text::language_chinese)}, {ui.say(Text::language_english)}}};
  const std::array<Segment, 3> themes{{{ui.say(Text::theme_system), Icon::monitor},
                                       {ui.say(Text::theme_light), Icon::sun},
                                       {ui.say(Text::theme_dark), Icon::moon}}};
  const std::array<Segment, 3> sizes{
      {{ui.say(Text::size_standard)}, {ui.say(Text::size_large)}, {ui.say(Text::size_larger)}}};
  const float width = column.width() - 2 * space_px::two;
  const float preview = paragraph_height(ui, width, ui.say(Text::size_preview), type_px::body);
  const float height = choice_height(ui, width, languages) + choice_height(ui, width, themes) +
                       choice_height(ui, width, sizes) + 2 * space_px::three + space_px::one_and_half + preview;
  Column inside(open_card(ui, column, height));
  Preferences chosen = now;
  choose(ui, inside, "settings.language", Text::language_name, languages,
         std::array{Language::chinese, Language::english}, now.language,
         [&](Language language) { chosen.language = language; });
  inside.space(space_px::three);
  choose(ui, inside, "settings.theme", Text::theme_name, themes,
         std::array{ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark}, now.theme,
         [&](ThemeChoice theme) { chosen.theme = theme; });
  inside.space(space_px::three);
  choose(ui, inside, "settings.size", Text::size_name, sizes,
         std::array{TextSize::standard, TextSize::large, TextSize::larger}, now.text_size,
         [&](TextSize size) { chosen.text_size = size; });
  inside.space(space_px::one_and_half);
  paragraph(ui, "settings.preview", inside.next(preview), ui.say(Text::size_preview), type_px::body,
            ui.theme->text_secondary);
  if (chosen != now) actions.set_preferences = chosen;
}

struct OfflineWords {
  Text words;
  Tone tone;
  Icon icon;
};

OfflineWords offline_words(Updates::Offline offline) {
  switch (offline) {
    case Updates::Offline::preparing:
      return {Text::offline_preparing, Tone::info, Icon::download};
    case Updates::Offline::ready:
      return {Text::offline_ready, Tone::success, Icon::success};
    case Updates::Offline::unavailable:
      return {Text::offline_unavailable, Tone::warning, Icon::warning};
  }
  return {Text::offline_preparing, Tone::info, Icon::download};
}

/// What can be done about versions now, each with its button.
struct VersionStep {
  std::string id;
  std::string words;
  std::string_view action;
  UpdateAction does;
};

std::vector<VersionStep> version_steps(const Ui& ui, const Updates& updates) {
  std::vector<VersionStep> steps;
  const auto say = [&](Text key, const std::string& version) { return text(key, ui.language, {{"version", version}}); };
  if (!updates.ready.empty())
    steps.push_back({"apply", say(Text::update_ready, updates.ready), ui.say(Text::update_apply), UpdateAction::apply});
  else
    steps.push_back({"check", std::string(ui.say(Text::update_none)), ui.say(Text::update_check), UpdateAction::check});
  if (!updates.set_aside.empty() && updates.ready.empty())
    steps.push_back(
        {"retake", say(Text::update_set_aside, updates.set_aside), ui.say(Text::update_apply), UpdateAction::apply});
  if (!updates.previous.empty())
    steps.push_back({"back", say(Text::update_previous, updates.previous), ui.say(Text::update_roll_back),
                     UpdateAction::roll_back});
  return steps;
}

/// Words at the left, the button at the right, or below where it is narrow.
constexpr float step_words_px_min = 220;

bool step_is_stacked(const Ui& ui, float width, const VersionStep& step) {
  return width - button_width(ui, step.action, {.kind = ButtonKind::secondary}) - space_px::two < step_words_px_min;
}

float step_height(const Ui& ui, float width, const VersionStep& step) {
  const float button = button_width(ui, step.action, {.kind = ButtonKind::secondary}) + space_px::two;
  if (step_is_stacked(ui, width, step))
    return paragraph_height(ui, width, step.words, type_px::body) + space_px::one + control_px;
  return std::max(control_px, paragraph_height(ui, width - button, step.words, type_px::body));
}

bool draw_step(Ui& ui, const Rect& at, const VersionStep& step) {
  const float width = button_width(ui, step.action, {.kind = ButtonKind::secondary});
  const bool stacked = step_is_stacked(ui, at.width, step);
  const float words_width = stacked ? at.width : at.width - width - space_px::two;
  const float words = paragraph_height(ui, words_width, step.words, type_px::body);
  const float y = stacked ? at.y : at.y + (at.height - words) / 2;
  paragraph(ui, "settings.update." + step.id + ".words", {at.x, y, words_width, words}, step.words, type_px::body,
            ui.theme->text);
  const Rect button_at = stacked ? Rect{at.x, at.bottom() - control_px, width, control_px}
                                 : Rect{at.right() - width, at.y + (at.height - control_px) / 2, width, control_px};
  return button(ui, "settings.update." + step.id, step.action, button_at, {.kind = ButtonKind::secondary});
}

void draw_version(Ui& ui, Column& column, State& state, const Updates& updates, Actions& actions) {
  section_heading(ui, "settings.version", ui.say(Text::settings_version), column.next(section_heading_px));
  const OfflineWords offline = offline_words(updates.offline);
  const std::string version = updates.version.empty() ? std::string(ui.say(Text::version_unknown)) : updates.version;
  const std::array<KeyValue, 2> facts{{
      {.key = ui.say(Text::version_name), .value = version, .icon = Icon::info},
      {.key = ui.say(Text::offline_name), .value = ui.say(offline.words), .icon = offline.icon, .tone = offline.tone},
  }};
  const auto steps = version_steps(ui, updates);
  const float width = column.width() - 2 * space_px::two;
  float height = key_values_height(ui, width, facts);
  for (const VersionStep& step : steps) height += space_px::two + step_height(ui, width, step);
  Column inside(open_card(ui, column, height));
  key_values(ui, "settings.version.facts", inside.next(key_values_height(ui, width, facts)), facts);
  for (const VersionStep& step : steps) {
    inside.space(space_px::two);
    fill({inside.x(), inside.y() - space_px::one, inside.width(), 1}, ui.theme->line);
    if (!draw_step(ui, inside.next(step_height(ui, width, step)), step)) continue;
    if (step.does == UpdateAction::roll_back)
      state.asks_to_roll_back = true;
    else
      actions.update = step.does;
  }
}

void draw_about(Ui& ui, Column& column, State& state) {
  section_heading(ui, "settings.about", ui.say(Text::settings_about), column.next(section_heading_px));
  const float width = column.width() - 2 * space_px::two;
  const float words = paragraph_height(ui, width, ui.say(Text::about_words), type_px::body);
  const RowOptions row{.title = ui.say(Text::licences_title),
                       .detail = ui.say(Text::licences_detail),
                       .icon = Icon::law,
                       .chevron = true,
                       .separator = false};
  const float row_px = row_height(ui, column.width(), row);
  const Rect at = column.next(words + space_px::two + row_px + space_px::two);
  card(ui, at);
  paragraph(ui, "settings.about.words", {at.x + space_px::two, at.y + space_px::two, width, words},
            ui.say(Text::about_words), type_px::body, ui.theme->text_secondary);
  const float y = at.y + words + 2 * space_px::two;
  fill({at.x, y - 1, at.width, 1}, ui.theme->line);
  if (list_row(ui, "settings.licences", {at.x, y, at.width, row_px}, row)) state.licences.open = true;
}

void draw_licences(Ui& ui, State& state) {
  auto sheet = begin_sheet(ui, state.licences, {.id = "licences", .title = ui.say(Text::licences_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  std::vector<KeyValue> values;
  values.reserve(std::size(licences));
  for (const Licence& licence : licences) values.push_back({.key = licence.work, .value = licence.terms});
  paragraph(ui, "licences.words",
            column.next(paragraph_height(ui, column.width(), ui.say(Text::licences_words), type_px::body)),
            ui.say(Text::licences_words), type_px::body, ui.theme->text_secondary);
  column.space(space_px::two);
  key_values(ui, "licences.list", column.next(key_values_height(ui, column.width(), values)), values);
  end_sheet_content(ui, state.licences, *sheet);
  end_sheet(ui);
}

void ask_to_roll_back(Ui& ui, State& state, Actions& actions) {
  if (!state.asks_to_roll_back) return;
  const DialogAnswer answer = dialog(ui, {.id = "settings.rollback",
                                          .title = ui.say(Text::roll_back_title),
                                          .text = ui.say(Text::roll_back_words),
                                          .confirm = ui.say(Text::update_roll_back),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.update = UpdateAction::roll_back;
  if (answer != DialogAnswer::none) state.asks_to_roll_back = false;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Rect rest =
      draw_header(ui, rect, {.title = ui.say(Text::settings_title), .width = PageWidth::text}, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "settings", .name = {}, .rect = rest}, PageWidth::text);
  draw_look(ui, page.column, model.preferences, actions);
  page.column.space(space_px::two);
  draw_version(ui, page.column, state, model.updates, actions);
  page.column.space(space_px::two);
  draw_about(ui, page.column, state);
  end_page(ui, state.page, page);
  draw_licences(ui, state);
  ask_to_roll_back(ui, state, actions);
}

}  // namespace mingchou::client::settings_screen
