#include "client/app/screens/open_sessions.h"

#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// A session as its row shows it, and what stands beside that: the mark of this device, or the button that ends it.
struct SessionRow {
  std::string device;
  std::string detail;
  bool is_own = false;
  bool is_mobile = false;
  float side_px = 0;

  RowOptions options(bool is_last) const {
    return {.title = device,
            .detail = detail,
            .icon = is_mobile ? Icon::tablet : Icon::monitor,
            .icon_tone = is_own ? Tone::success : Tone::neutral,
            .separator = !is_last,
            .detail_fit = Fit::whole};
  }
};

SessionRow row_of(const Ui& ui, const OpenSession& session, CivilDate today) {
  const std::string moment = moment_text(session.last_seen_at, today, ui.language);
  const float side_px = session.is_own ? pill_width(ui, ui.say(Text::session_own), std::nullopt)
                                       : button_width(ui, ui.say(Text::session_end), {.kind = ButtonKind::text});
  return {.device = device_words(ui, session.agent),
          .detail = text(Text::session_seen, ui.language, {{"address", session.address}, {"moment", moment}}),
          .is_own = session.is_own,
          .is_mobile = session.agent.contains("Android") || session.agent.contains("iP"),
          .side_px = side_px + space_px::one_and_half};
}

float height_of(const Ui& ui, float width, const SessionRow& row) {
  return row_height(ui, width - row.side_px, row.options(false));
}

/// True if it shall end.
bool draw_one(Ui& ui, const Rect& at, const std::string& id, const SessionRow& row, bool is_busy, bool is_last) {
  static_row(ui, id, {at.x, at.y, at.width - row.side_px, at.height}, row.options(is_last));
  const float x = at.right() - row.side_px, width = row.side_px - space_px::one_and_half;
  if (row.is_own) {
    const auto word = ui.say(Text::session_own);
    const Rect mark{x, at.y + (at.height - pill_px) / 2, width, pill_px};
    pill(ui, word, Tone::success, std::nullopt, {mark.x, mark.y});
    ui.semantics.add({.role = Role::text, .id = id + ".own", .name = std::string(word), .rect = mark});
    return false;
  }
  const std::string name = text(Text::session_end_name, ui.language, {{"device", row.device}});
  return button(ui, id + ".end", ui.say(Text::session_end), {x, at.y + (at.height - control_px) / 2, width, control_px},
                {.kind = ButtonKind::text, .enabled = !is_busy, .name = name});
}

/// While there is nothing yet.
void draw_loading(Ui& ui, const Rect& at, const std::string& id) {
  const auto words = ui.say(Text::sessions_loading);
  card(ui, at);
  draw_text(ui, at.inset(space_px::two), words, type_px::body, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = id + ".loading", .name = std::string(words), .rect = at});
}

}  // namespace

SessionsOutcome draw_open_sessions(Ui& ui, Column& column, const std::string& id, const OpenSessions& sessions,
                                   CivilDate today) {
  SessionsOutcome outcome;
  if (sessions.error) {
    const std::string words = render(*sessions.error, ui.language);
    const Banner what{.id = id + ".error", .tone = Tone::danger, .text = words, .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      outcome.read_again = true;
    column.space(space_px::one);
  }
  if (!sessions.list) {
    if (!sessions.error) draw_loading(ui, column.next(row_px_min), id);
    return outcome;
  }
  std::vector<SessionRow> rows;
  float height = 0;
  for (const OpenSession& session : *sessions.list) {
    rows.push_back(row_of(ui, session, today));
    height += height_of(ui, column.width(), rows.back());
  }
  // What lies in a card is drawn above it.
  if (!rows.empty()) card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Uuid& session = (*sessions.list)[i].id;
    const Rect at = column.next(height_of(ui, column.width(), rows[i]));
    if (draw_one(ui, at, id + "." + session.text(), rows[i], sessions.ending.has_value(), i + 1 == rows.size()))
      outcome.end = session;
  }
  return outcome;
}

}  // namespace mingchou::client
