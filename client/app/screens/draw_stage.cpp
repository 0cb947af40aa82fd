#include "client/app/screens/draw_stage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/draw.h"
#include "client/app/screens/draw_words.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::draw_stage_screen {
namespace {

using ceremony::Stage;

/// Of the announcement: how long each target stands.
constexpr std::array pace_ms{4000.0, 2000.0, 500.0};
/// Those announced last that stay below the present one.
constexpr std::size_t earlier_max = 4;
constexpr float footer_px = control_px + 2 * space_px::two;
/// Where there is room for them in one line, what can be done stays in sight below the wall; else it ends the page.
constexpr float footer_from_px = 900;

/// Sizes of type that follow the wall: a line of body text is a thirtieth of its height.
struct Sizes {
  float small, body, large, huge;
};
Sizes sizes_of(const Rect& rect) {
  const float unit = std::clamp(std::min(rect.height / 30, rect.width / 24), type_px::small, 44.0f);
  return {std::max(type_px::small, std::round(unit * 0.8f)), std::round(unit), std::round(unit * 1.4f),
          std::round(unit * 2)};
}

struct Wall {
  Ui& ui;
  Column& column;
  Sizes sizes;

  void words(const std::string& id, std::string_view what, float size_px, Color ink, Align align = Align::start) {
    if (what.empty()) return;
    const Rect at{column.x(), column.y(), column.width(), 0};
    const float height = draw_paragraph(ui, at, what, size_px, ink, align);
    ui.semantics.add({.role = Role::text, .id = id, .name = std::string(what), .rect = {at.x, at.y, at.width, height}});
    column.space(height + size_px * 0.4f);
  }
};

void draw_title(Wall& at, const Model& model, const Draw& draw) {
  Ui& ui = at.ui;
  const auto& task = model.draws.open.task.value;
  const std::string title = task ? task->name : std::string(ui.say(Text::draw_title));
  const float height = paragraph_height(ui, at.column.width(), title, at.sizes.large);
  const Rect rect = at.column.next(height);
  draw_paragraph(ui, rect, title, at.sizes.large, ui.theme->text);
  ui.semantics.add({.role = Role::heading, .id = "stage.title", .name = title, .rect = rect, .level = 1});
  at.column.space(at.sizes.body * 0.3f);
  const std::string detail = (task ? task->number + " · " : std::string()) + draw_round_words(ui, draw) + " · " +
                             std::string(ui.say(look_of(draw.stage).words));
  at.words("stage.detail", detail, at.sizes.body, ui.theme->text_secondary);
}

void draw_next(Wall& at, const Model& model, const Draw& draw) {
  const DrawLook look = look_of(draw.stage);
  const Pair tint = tint_of(*at.ui.theme, draw.is_overdue && !draw.is_over() ? Tone::danger : look.tone);
  // Who is missing stands below, with the own code.
  const bool shows_codes = draw.stage == Stage::inviting && std::ranges::any_of(draw.seats, [&](const DrawSeat& seat) {
                             return seat.state == SeatState::invited && model.draws.invitations.contains(seat.id.uuid);
                           });
  const std::string words =
      shows_codes ? std::string(at.ui.say(Text::draw_stage_scan)) : draw_next_words(at.ui, model, draw);
  const float padding = at.sizes.body * 0.6f;
  const float width = at.column.width() - 2 * padding;
  const float height = paragraph_height(at.ui, width, words, at.sizes.body) + 2 * padding;
  const Rect rect = at.column.next(height);
  fill(rect, tint.ground, corners_px::card);
  draw_paragraph(at.ui, {rect.x + padding, rect.y + padding, width, 0}, words, at.sizes.body, tint.ink);
  at.ui.semantics.add({.role = Role::status, .id = "stage.next", .name = words, .rect = rect});
  at.column.space(at.sizes.body);
}

/// Seats side by side; whoever is still invited with the code to scan, as long as this device has it.
void draw_seats(Wall& at, State& state, const Model& model, const Draw& draw) {
  Ui& ui = at.ui;
  if (draw.seats.empty()) return;
  const float name_px = line_height(at.sizes.body), state_px = line_height(at.sizes.small);
  const float width_min = std::max(200.0f, at.sizes.body * 8);
  const float gap = at.sizes.body;
  const auto columns = static_cast<std::size_t>(std::clamp(std::floor((at.column.width() + gap) / (width_min + gap)),
                                                           1.0f, static_cast<float>(draw.seats.size())));
  const float width = (at.column.width() - static_cast<float>(columns - 1) * gap) / static_cast<float>(columns);
  const auto code = [&](const DrawSeat& seat) -> const QrPicture& {
    return draw_page::code_of(state.codes, model, seat.id.uuid);
  };
  const bool has_codes = draw.stage == Stage::inviting && std::ranges::any_of(draw.seats, [&](const DrawSeat& seat) {
                           return seat.state == SeatState::invited && code(seat).size > 0;
                         });
  const float code_side = std::min(width - 2 * space_px::two, std::max(200.0f, ui.surface.height * 0.34f));
  const float height = name_px + state_px + 3 * space_px::two + (has_codes ? code_side + space_px::one : 0);
  for (std::size_t first = 0; first < draw.seats.size(); first += columns) {
    const Rect row = at.column.next(height);
    for (std::size_t i = first; i < std::min(draw.seats.size(), first + columns); ++i) {
      const DrawSeat& seat = draw.seats[i];
      const DrawLook look = look_of(seat.state);
      const Rect place{row.x + static_cast<float>(i - first) * (width + gap), row.y, width, height};
      card(ui, place);
      const Rect inside = place.inset(space_px::two);
      draw_text(ui, {inside.x, inside.y, inside.width, name_px}, seat.name, at.sizes.body, ui.theme->text, Align::start,
                Fit::may_elide);
      const float icon = at.sizes.small;
      const float y = inside.y + name_px + space_px::half;
      const Color ink = tint_of(*ui.theme, Tone::neutral).ink;
      draw_icon(ui, look.icon, {inside.x + icon / 2, y + state_px / 2}, icon, ink);
      draw_text(ui, {inside.x + icon + space_px::one, y, inside.width - icon - space_px::one, state_px},
                ui.say(look.words), at.sizes.small, ink, Align::start, Fit::may_elide);
      ui.semantics.add({.role = Role::text,
                        .id = "stage.seat." + seat.id.uuid.text(),
                        .name = seat.name + "，" + std::string(ui.say(look.words)),
                        .rect = {inside.x, inside.y, inside.width, name_px + space_px::half + state_px}});
      if (has_codes && seat.state == SeatState::invited)
        qr_code(ui, "stage.code." + seat.id.uuid.text(), text(Text::draw_seat_qr, ui.language, {{"name", seat.name}}),
                {inside.x, inside.bottom() - code_side, inside.width, code_side}, code(seat));
    }
    at.column.space(gap);
  }
}

void draw_values(Wall& at, const Draw& draw) {
  for (std::size_t i = 0; i < draw.values.size(); ++i) {
    const DrawValue& value = draw.values[i];
    if (value.value.empty()) continue;
    at.words("stage.value." + std::to_string(i), value.name + "：" + value.value, at.sizes.large, at.ui.theme->text);
  }
}

void draw_hash(Wall& at, const std::string& id, Text title, Text help, const std::string& hash) {
  if (hash.empty()) return;
  at.words(id + ".title", at.ui.say(title), at.sizes.small, at.ui.theme->text_secondary);
  at.words(id, grouped_hash(hash), at.sizes.large, at.ui.theme->text);
  at.words(id + ".help", at.ui.say(help), at.sizes.small, at.ui.theme->text_secondary);
}

// --- the announcement

std::string name_of(const Ui& ui, const DrawPlaces& places, const DrawPlace& place) {
  return place.target.empty() ? std::string(ui.say(Text::draw_place_empty)) : target_words(places, place.target);
}

void go_on(Ui& ui, State& state, std::size_t count) {
  if (!state.is_running || !state.announced) return;
  while (*state.announced < count && ui.now_ms >= state.next_at_ms) {
    ++*state.announced;
    state.next_at_ms = ui.now_ms + pace_ms.at(static_cast<std::size_t>(state.pace));
  }
  if (*state.announced >= count) {
    state.is_running = false;
    return;
  }
  const double left_ms = std::max(1.0, state.next_at_ms - ui.now_ms);
  ui.wake_in_ms = ui.wake_in_ms < 0 ? left_ms : std::min(ui.wake_in_ms, left_ms);
}

void draw_announcement(Wall& at, const State& state, const Model& model, const Draw& draw) {
  Ui& ui = at.ui;
  const DrawPlaces& places = *model.draws.open.places.value;
  const std::size_t count = places.places.size(), now = std::min(*state.announced, count);
  if (now == count) {
    at.words("stage.done",
             text(Text::draw_stage_done, ui.language, {{"count", grouped(static_cast<long long>(count))}}),
             at.sizes.large, ui.theme->text);
    draw_hash(at, "stage.result_hash", Text::draw_result_hash, Text::draw_result_hash_help, draw.result_hash);
    at.column.space(at.sizes.body);
  }
  if (now > 0) {
    const DrawPlace& place = places.places[now - 1];
    const std::string number =
        text(Text::draw_stage_at, ui.language,
             {{"number", std::to_string(now)}, {"count", grouped(static_cast<long long>(count))}});
    at.words("stage.number", number, at.sizes.small, ui.theme->text_secondary);
    at.words("stage.target", name_of(ui, places, place), at.sizes.huge, ui.theme->text);
    at.words("stage.team", team_words(ui, model, places, place), at.sizes.large, ui.theme->text);
    at.column.space(at.sizes.body);
  }
  for (std::size_t i = 0; i < earlier_max && now >= i + 2; ++i) {
    const DrawPlace& place = places.places[now - i - 2];
    at.words(
        "stage.earlier." + std::to_string(i),
        std::to_string(now - i - 1) + ". " + name_of(ui, places, place) + "　" + team_words(ui, model, places, place),
        at.sizes.small, ui.theme->text_secondary);
  }
}

/// Returns their height.
float draw_footer(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  Flow flow({rect.x, rect.y, rect.width, 0}, control_px);
  const auto deed = [&](const char* id, Text words, const ButtonOptions& options) {
    const auto label = ui.say(words);
    return button(ui, id, label, flow.next(button_width(ui, label, options)), options);
  };
  if (deed("stage.back", Text::back, {.kind = ButtonKind::text, .icon = Icon::back})) actions.back = true;
  const OpenDraw& open = model.draws.open;
  if (!open.draw.value || open.draw.value->stage != Stage::drawn || !open.places.value) return flow.used();
  const std::size_t count = open.places.value->places.size();
  if (!state.announced || *state.announced >= count) {
    const Text words = state.announced ? Text::draw_stage_again : Text::draw_stage_show;
    const ButtonKind kind = state.announced ? ButtonKind::secondary : ButtonKind::primary;
    if (deed("stage.show", words, {.kind = kind, .icon = Icon::play})) {
      state.announced = 0;
      state.is_running = true;
      state.next_at_ms = ui.now_ms;
    }
    return flow.used();
  }
  if (deed("stage.run", state.is_running ? Text::draw_stage_pause : Text::draw_stage_go_on,
           {.icon = state.is_running ? Icon::pause : Icon::play})) {
    state.is_running = !state.is_running;
    state.next_at_ms = ui.now_ms;
  }
  constexpr std::array paces{Text::draw_stage_slow, Text::draw_stage_usual, Text::draw_stage_fast};
  for (int i = 0; i < static_cast<int>(paces.size()); ++i) {
    const auto label = ui.say(paces.at(static_cast<std::size_t>(i)));
    const std::string name = std::string(ui.say(Text::draw_stage_pace)) + "：" + std::string(label);
    const ChipOptions options{.selected = state.pace == i, .name = name};
    if (chip(ui, "stage.pace." + std::to_string(i), label, flow.next(chip_width(ui, label, options)), options))
      state.pace = i;
  }
  if (deed("stage.skip", Text::draw_stage_skip, {.kind = ButtonKind::text, .icon = Icon::chevron_right}))
    state.announced = count;
  return flow.used();
}

void draw_wall(Wall& at, State& state, const Model& model, const Draw& draw) {
  draw_title(at, model, draw);
  const bool is_announcing = state.announced && model.draws.open.places.value;
  if (draw.stage == Stage::drawn && is_announcing) return draw_announcement(at, state, model, draw);
  draw_next(at, model, draw);
  draw_seats(at, state, model, draw);
  draw_values(at, draw);
  if (draw.stage == Stage::drawn)
    draw_hash(at, "stage.result_hash", Text::draw_result_hash, Text::draw_result_hash_help, draw.result_hash);
  else
    draw_hash(at, "stage.plan_hash", Text::draw_plan_hash, Text::draw_plan_hash_help, draw.plan_hash);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenDraw& open = model.draws.open;
  if (state.of != open.id) {
    state = {};
    state.of = open.id;
  }
  if (take_key(ui, "Escape")) actions.back = true;
  const float margin = ui.size_class() == SizeClass::phone ? space_px::two : space_px::four;
  const bool has_footer = rect.width >= footer_from_px || !open.draw.value;
  const Rect wall{rect.x, rect.y, rect.width, rect.height - (has_footer ? footer_px : 0)};
  if (!open.draw.value) {
    ui.semantics.open({.role = Role::main, .id = "stage", .name = {}, .rect = wall});
    bool retry = false;
    draw_unread(ui, wall, ui.say(Text::draw_failed), open.draw, retry);
    if (retry) actions.draws.emplace_back(OpenDrawPage{open.id});
    ui.semantics.close();
  } else {
    if (open.places.value) go_on(ui, state, open.places.value->places.size());
    Page page = begin_page(ui, state.page, {.role = Role::main, .id = "stage", .name = {}, .rect = wall});
    // As wide as the wall: this is no running text.
    Column column({wall.x + margin, page.column.y(), wall.width - 2 * margin, 0});
    Wall at{ui, column, sizes_of(rect)};
    draw_wall(at, state, model, *open.draw.value);
    if (!has_footer) column.space(draw_footer(ui, {column.x(), column.y(), column.width(), 0}, state, model, actions));
    page.column.space(column.used());
    end_page(ui, state.page, page);
  }
  if (!has_footer) return;
  fill({rect.x, wall.bottom(), rect.width, 1}, ui.theme->line);
  draw_footer(ui, {rect.x + margin, wall.bottom() + space_px::two, rect.width - 2 * margin, control_px}, state, model,
              actions);
}

}  // namespace mingchou::client::draw_stage_screen
