#include "client/app/screens/log.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "client/app/screens/draw_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/base/hex.h"

namespace mingchou::client::log_screen {
namespace {

/// Of all rows alike, so that thousands cost nothing that is not seen.
constexpr float entry_px = 76;
/// Rows beyond the viewport that are drawn, so that screen readers go on.
constexpr float around_px = 600;
constexpr std::string_view not_begun = "log.not_begun";

struct EntryLook {
  std::string_view type;
  Text words;
  Icon icon;
  Tone tone;
};
constexpr auto looks = std::to_array<EntryLook>({
    {"plan", Text::log_plan, Icon::lock, Tone::info},
    {"witness", Text::log_witness, Icon::user_check, Tone::info},
    {"reveal", Text::log_reveal, Icon::show, Tone::info},
    {"strike", Text::log_strike, Icon::forbidden, Tone::warning},
    {"value", Text::log_value, Icon::dice, Tone::info},
    {"void", Text::log_void, Icon::forbidden, Tone::neutral},
    {"result", Text::log_result, Icon::success, Tone::success},
    {"substitution", Text::log_substitution, Icon::undo, Tone::warning},
    {"replacement", Text::log_replacement, Icon::users, Tone::warning},
    {"log", Text::log_begun, Icon::link, Tone::warning},
});

EntryLook look_of(const LogEntry& entry) {
  const auto* const known = std::ranges::find(looks, entry.type, &EntryLook::type);
  return known == looks.end() ? EntryLook{{}, Text::log_other, Icon::document, Tone::neutral} : *known;
}

std::string entry_words(const Ui& ui, const LogEntry& entry) {
  return text(look_of(entry).words, ui.language,
              {{"name", entry.name}, {"value", entry.value}, {"reason", entry.value}, {"type", entry.type}});
}

/// The draw of an entry, where it is among those that were read for the history.
const Draw* known_draw(const Model& model, const LogEntry& entry) {
  if (entry.draw.empty() || !model.draws.history.value) return nullptr;
  const auto& history = *model.draws.history.value;
  const auto draw = std::ranges::find(history, entry.draw, [](const Draw& one) { return one.id.uuid.text(); });
  return draw == history.end() ? nullptr : &*draw;
}

/// Its task; of a draw that the reader has no part in, or an old one, the end of its number.
std::string draw_name(const Ui& ui, const Model& model, const LogEntry& entry) {
  if (entry.draw.empty()) return std::string(ui.say(Text::log_no_draw));
  if (const Draw* draw = known_draw(model, entry))
    if (const auto task = model.draws.tasks.find(draw->task_id.uuid); task != model.draws.tasks.end())
      return task->second.name;
  const std::size_t length = std::min<std::size_t>(entry.draw.size(), 6);
  return text(Text::log_other_draw, ui.language, {{"end", entry.draw.substr(entry.draw.size() - length)}});
}

std::string number_of(const Ui& ui, const LogEntry& entry) {
  return text(Text::log_entry, ui.language, {{"number", grouped(static_cast<std::int64_t>(entry.index) + 1)}});
}

// --- the page

void draw_proof(Ui& ui, Column& column, LogProof proof) {
  const bool is_forged = proof == LogProof::forged, is_broken = is_forged || proof == LogProof::broken;
  const bool holds = proof == LogProof::holds;
  const Banner what{.id = "log.proof",
                    .tone = is_broken ? Tone::danger
                            : holds   ? Tone::success
                                      : Tone::neutral,
                    .icon = is_broken ? Icon::warning
                            : holds   ? Icon::shield_check
                                      : Icon::waiting,
                    .text = ui.say(is_forged   ? Text::log_proof_forged
                                   : is_broken ? Text::log_proof_broken
                                   : holds     ? Text::log_proof_holds
                                               : Text::log_proof_waiting)};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
}

void draw_head(Ui& ui, Column& column, const LogHead& head, Actions& actions) {
  const std::string count =
      text(Text::log_size_count, ui.language, {{"count", grouped(static_cast<std::int64_t>(head.size))}});
  const std::string root = grouped_hash(to_hex(head.root));
  const std::array values{KeyValue{.key = ui.say(Text::log_size), .value = count},
                          KeyValue{.key = ui.say(Text::log_root), .value = root},
                          KeyValue{.key = ui.say(Text::log_origin), .value = head.origin},
                          KeyValue{.key = ui.say(Text::log_key), .value = head.verifier_key}};
  key_values(ui, "log.head", column.next(key_values_height(ui, column.width(), values)), values);
  column.space(space_px::two);
  column.space(paragraph(ui, "log.checkpoint.help", {column.x(), column.y(), column.width(), 0},
                         ui.say(Text::log_checkpoint_help), type_px::small, ui.theme->text_secondary) +
               space_px::one);
  const auto label = ui.say(Text::log_copy_checkpoint);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::copy};
  const Rect row = column.next(control_px);
  if (button(ui, "log.checkpoint", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    actions.copy = head.checkpoint;
  column.space(space_px::two);
}

void draw_entries(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model) {
  const auto& entries = model.log.entries;
  section_heading(ui, "log.entries", ui.say(Text::log_entries), column.next(section_heading_px));
  card(ui, {column.x(), column.y(), column.width(), entry_px * static_cast<float>(entries.size())});
  for (const LogEntry& entry : entries) {
    const Rect at = column.next(entry_px);
    if (at.bottom() < viewport.y - around_px || at.y > viewport.bottom() + around_px) continue;
    const EntryLook look = look_of(entry);
    const std::string title = entry_words(ui, entry);
    const std::string detail =
        number_of(ui, entry) + " · " + moment_words(ui, model, entry.at_s) + " · " + draw_name(ui, model, entry);
    const RowOptions options{.title = title,
                             .detail = detail,
                             .icon = look.icon,
                             .icon_tone = look.tone,
                             .chevron = true,
                             .separator = &entry != &entries.back(),
                             .title_lines_max = 1};
    if (list_row(ui, "log.entry." + std::to_string(entry.index), at, options)) {
      state.shown = entry.index;
      state.sheet.open = true;
    }
  }
  column.space(space_px::two);
}

/// Older entries, or what is in the way of any.
void draw_rest(Ui& ui, Column& column, const LogModel& log, Actions& actions) {
  if (log.reading.error) {
    const Banner what{.id = "log.reading",
                      .tone = Tone::danger,
                      .text = ui.say(Text::log_older_failed),
                      .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      actions.log.emplace_back(ReadOlderEntries{});
    column.space(space_px::two);
    return;
  }
  if (log.first_bundle == 0 || log.entries.empty()) return;
  const auto label = ui.say(Text::log_older);
  const ButtonOptions options{.kind = ButtonKind::secondary, .enabled = !log.reading.is_loading};
  const Rect row = column.next(control_px);
  if (button(ui, "log.older", label, {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height},
             options))
    actions.log.emplace_back(ReadOlderEntries{});
}

// --- the sheet of one entry

void draw_leaf(Ui& ui, Column& column, const Model& model, const LogEntry& entry, Actions& actions) {
  const std::string moment = moment_words(ui, model, entry.at_s), drawn = draw_name(ui, model, entry);
  const std::string hash = grouped_hash(to_hex(entry.hash));
  const std::array values{KeyValue{.key = ui.say(Text::log_fact_moment), .value = moment},
                          KeyValue{.key = ui.say(Text::log_fact_draw), .value = drawn},
                          KeyValue{.key = ui.say(Text::log_fact_hash), .value = hash},
                          KeyValue{.key = ui.say(Text::log_fact_leaf), .value = entry.leaf}};
  key_values(ui, "log.leaf", column.next(key_values_height(ui, column.width(), values)), values);
  column.space(space_px::two);
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto deed = [&](const char* id, Text words, Icon icon) {
    const auto label = ui.say(words);
    const ButtonOptions options{.kind = ButtonKind::secondary, .icon = icon};
    return button(ui, id, label, flow.next(button_width(ui, label, options)), options);
  };
  if (known_draw(model, entry) != nullptr && deed("log.draw", Text::log_open_draw, Icon::draw))
    actions.go = Route{Screen::draw, entry.draw};
  if (deed("log.copy", Text::log_copy_entry, Icon::copy)) actions.copy = entry.leaf;
  column.space(flow.used());
}

void draw_sheet(Ui& ui, State& state, const Model& model, Actions& actions) {
  if (!state.sheet.open || !state.shown) return;
  const auto entry = std::ranges::find(model.log.entries, *state.shown, &LogEntry::index);
  if (entry == model.log.entries.end()) return;
  const std::string title = number_of(ui, *entry) + " · " + entry_words(ui, *entry);
  auto sheet = begin_sheet(ui, state.sheet, {.id = "log.sheet", .title = title});
  if (!sheet) return;
  draw_leaf(ui, sheet->page.column, model, *entry, actions);
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

void draw_missing(Ui& ui, const Rect& rest, const LogModel& log, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "log", .name = {}, .rect = rest});
  if (log.head.error && log.head.error->code == not_begun) {
    notice(ui, rest,
           {.id = "log.none",
            .icon = Icon::history,
            .title = ui.say(Text::log_none),
            .advice = ui.say(Text::log_none_advice)});
  } else {
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::log_failed), log.head, retry);
    if (retry) actions.log.emplace_back(ReadLog{});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const LogModel& log = model.log;
  const Rect rest = draw_header(ui, rect, {.title = ui.say(Text::log_title), .back = true}, actions).rest;
  if (!log.head.value) return draw_missing(ui, rest, log, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "log", .name = {}, .rect = rest});
  Column& column = page.column;
  if (draw_stale(ui, column, log.head.error)) actions.log.emplace_back(ReadLog{});
  column.space(paragraph(ui, "log.lead", {column.x(), column.y(), column.width(), 0}, ui.say(Text::log_lead),
                         type_px::body, ui.theme->text) +
               space_px::two);
  if (!log.reading.error || !log.entries.empty()) draw_proof(ui, column, log.proof);
  draw_head(ui, column, *log.head.value, actions);
  if (!log.entries.empty()) draw_entries(ui, column, rest, state, model);
  draw_rest(ui, column, log, actions);
  end_page(ui, state.page, page);
  draw_sheet(ui, state, model, actions);
}

}  // namespace mingchou::client::log_screen
