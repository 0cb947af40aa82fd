#include "client/app/screens/home.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/checks.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/home_duties.h"
#include "client/app/screens/home_register.h"
#include "client/app/screens/storage.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::home_screen {
namespace {

constexpr float two_columns_from_px = 880;
constexpr std::size_t notes_max = 5;
constexpr float narrow_row_px = 420;

std::string day_text(CivilDate day, Language language) {
  static constexpr std::array weekdays{Text::monday, Text::tuesday,  Text::wednesday, Text::thursday,
                                       Text::friday, Text::saturday, Text::sunday};
  const std::string_view weekday = text(weekdays.at(day.weekday() - 1), language);
  return text(Text::day_and_weekday, language, {{"day", date_text(day, language)}, {"weekday", weekday}});
}

// --- what needs attention, above everything else

void draw_banner(Ui& ui, Column& column, const Banner& what, auto&& answered) {
  const BannerAnswer answer = banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  if (answer != BannerAnswer::none) answered(answer);
  column.space(space_px::two);
}

void draw_update_banner(Ui& ui, Column& column, const Updates& updates, Actions& actions) {
  if (!updates.fell_back_from.empty()) {
    const std::string words = text(Text::fell_back, ui.language, {{"version", updates.fell_back_from}});
    draw_banner(ui, column,
                {.id = "home.fell_back",
                 .tone = Tone::warning,
                 .text = words,
                 .closable = true,
                 .close_name = ui.say(Text::close)},
                [&](BannerAnswer) { actions.update = UpdateAction::seen; });
  } else if (!updates.ready.empty()) {
    const std::string words = text(Text::update_ready, ui.language, {{"version", updates.ready}});
    draw_banner(ui, column,
                {.id = "home.update", .icon = Icon::download, .text = words, .action = ui.say(Text::update_apply)},
                [&](BannerAnswer) { actions.update = UpdateAction::apply; });
  }
}

void draw_session_banner(Ui& ui, Column& column, const SessionModel& session, Actions& actions) {
  const bool needs_password = session.is_signed_in() && session.user && session.user->must_change_password;
  if (needs_password)
    draw_banner(ui, column,
                {.id = "home.password",
                 .tone = Tone::warning,
                 .icon = Icon::key,
                 .text = ui.say(Text::home_password_banner),
                 .action = ui.say(Text::change_word)},
                [&](BannerAnswer) { actions.go = Route{Screen::password, {}}; });
  else if (session.ended)
    draw_banner(ui, column,
                {.id = "home.session_ended",
                 .tone = Tone::warning,
                 .icon = Icon::clock,
                 .text = ui.say(Text::home_session_ended),
                 .action = ui.say(Text::sign_in_title)},
                [&](BannerAnswer) { actions.go = Route{Screen::sign_in, {}}; });
}

void draw_banners(Ui& ui, Column& column, const Model& model, Actions& actions) {
  draw_session_banner(ui, column, model.session, actions);
  if (!model.online)
    draw_banner(
        ui, column,
        {.id = "home.offline", .tone = Tone::neutral, .icon = Icon::cloud_off, .text = ui.say(Text::home_offline)},
        [](BannerAnswer) {});
  draw_update_banner(ui, column, model.updates, actions);
  const StorageVerdict verdict = storage_verdict(model.storage);
  if (verdict.tone == Tone::success || verdict.title == Text::storage_fleeting_title) return;
  const std::string words = std::string(ui.say(verdict.title)) + std::string(ui.say(Text::sentence_gap)) +
                            std::string(ui.say(verdict.advice));
  draw_banner(ui, column,
              {.id = "home.storage",
               .tone = verdict.tone,
               .icon = verdict.icon,
               .text = words,
               .action = ui.say(Text::see_storage)},
              [&](BannerAnswer) { actions.go = Route{Screen::storage, {}}; });
}

// --- the latest notes

/// The moment stands at the end of the row, or before the words where it is narrow.
struct NoteWords {
  std::string moment;
  std::string detail;
};

NoteWords note_words(const Ui& ui, const Note& note, CivilDate today, float width) {
  const std::string moment = moment_text(note.changed_at, today, ui.language);
  if (width >= narrow_row_px) return {moment, note.text};
  return {{}, moment + " · " + note.text};
}

RowOptions note_row(const Note& note, const NoteWords& words, bool is_last) {
  return {.title = note.target_name,
          .detail = words.detail,
          .icon = Icon::note,
          .trailing = words.moment,
          .separator = !is_last,
          .title_lines_max = 1,
          .role = Role::link};
}

void draw_notes(Ui& ui, Column& column, const Model& model, Actions& actions) {
  section_heading(ui, "home.notes", ui.say(Text::home_latest_notes), column.next(section_heading_px));
  const std::size_t count = std::min(model.notes.latest.size(), notes_max);
  if (count == 0) {
    const RowOptions row{.title = ui.say(Text::note_none),
                         .detail = ui.say(Text::home_no_notes_advice),
                         .icon = Icon::note,
                         .icon_tone = Tone::neutral,
                         .separator = false,
                         .detail_fit = Fit::whole};
    const Rect at = column.next(row_height(ui, column.width(), row) + space_px::two);
    card(ui, at);
    static_row(ui, "home.notes.none", {at.x, at.y + space_px::one, at.width, at.height - space_px::two}, row);
    return;
  }
  std::vector<NoteWords> words;
  float height = 0;
  for (std::size_t i = 0; i < count; ++i) {
    words.push_back(note_words(ui, model.notes.latest[i], model.today, column.width()));
    height += row_height(ui, column.width(), note_row(model.notes.latest[i], words[i], false));
  }
  const Rect at = column.next(height);
  card(ui, at);
  float y = at.y;
  for (std::size_t i = 0; i < count; ++i) {
    const Note& note = model.notes.latest[i];
    const RowOptions row = note_row(note, words[i], i + 1 == count);
    const Rect row_at{at.x, y, at.width, row_height(ui, at.width, row)};
    if (list_row(ui, "home.note." + note.id.uuid.text(), row_at, row))
      actions.go = Route{Screen::target, note.target_id.uuid.text()};
    y += row_at.height;
  }
}

// --- what one keeps, by role

void draw_administration(Ui& ui, Column& column, const SessionModel& session, Actions& actions) {
  struct Way {
    Screen screen;
    RowOptions row;
  };
  std::vector<Way> ways;
  if (session.may(access::Action::registers_write))
    ways.push_back(
        {Screen::imports,
         {.title = ui.say(Text::imports_title), .detail = ui.say(Text::home_imports_detail), .icon = Icon::upload}});
  if (session.may(access::Action::registers_read))
    ways.push_back(
        {Screen::inspectors,
         {.title = ui.say(Text::inspectors_title), .detail = ui.say(Text::home_people_detail), .icon = Icon::id_card}});
  if (session.may(access::Action::item_lists_read))
    ways.push_back(
        {Screen::item_lists,
         {.title = ui.say(Text::items_title), .detail = ui.say(Text::home_items_detail), .icon = Icon::law}});
  if (session.may(access::Action::plans_read))
    ways.push_back(
        {Screen::plans,
         {.title = ui.say(Text::plans_title), .detail = ui.say(Text::home_plans_detail), .icon = Icon::calendar}});
  if (session.may(access::Action::draw_read) && session.may(access::Action::plans_read))
    ways.push_back(
        {Screen::tasks,
         {.title = ui.say(Text::tasks_title), .detail = ui.say(Text::home_tasks_detail), .icon = Icon::dice}});
  if (session.may(access::Action::draw_read))
    ways.push_back(
        {Screen::draws,
         {.title = ui.say(Text::draws_title), .detail = ui.say(Text::home_draws_detail), .icon = Icon::draw}});
  if (session.may(access::Action::users_read))
    ways.push_back(
        {Screen::users,
         {.title = ui.say(Text::users_title), .detail = ui.say(Text::home_users_detail), .icon = Icon::users}});
  if (session.may(access::Action::audit_read))
    ways.push_back(
        {Screen::audit,
         {.title = ui.say(Text::audit_title), .detail = ui.say(Text::home_audit_detail), .icon = Icon::history}});
  if (ways.empty()) return;
  section_heading(ui, "home.administration", ui.say(Text::home_administration), column.next(section_heading_px));
  float height = 0;
  for (Way& way : ways) {
    way.row.chevron = true;
    way.row.role = Role::link;
    way.row.separator = &way != &ways.back();
    height += row_height(ui, column.width(), way.row);
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const Way& way : ways) {
    const Rect at = column.next(row_height(ui, column.width(), way.row));
    if (list_row(ui, "home" + path_of({way.screen, {}}), at, way.row)) actions.go = Route{way.screen, {}};
  }
  column.space(space_px::two);
}

// --- this device

struct StateRow {
  std::string id;
  RowOptions row;
  Route route;
};

/// How much room is left; the page's name while the browser has not said.
std::string room_words(const Ui& ui, const StorageHealth& health) {
  if (!health.space) return std::string(ui.say(Text::storage_title));
  return text(Text::home_room, ui.language,
              {{"free", bytes_text(static_cast<std::int64_t>(health.space->free_bytes()))}});
}

std::vector<StateRow> device_rows(const Ui& ui, const Model& model, std::string_view room) {
  const StorageVerdict verdict = storage_verdict(model.storage);
  const bool offline_ready = model.updates.offline == Updates::Offline::ready;
  const bool preparing = model.updates.offline == Updates::Offline::preparing;
  return {
      {"home.network",
       {.title = ui.say(model.online ? Text::home_online_title : Text::home_offline_title),
        .detail = ui.say(model.online ? Text::home_online_detail : Text::home_offline_detail),
        .icon = model.online ? Icon::online : Icon::cloud_off,
        .icon_tone = model.online ? Tone::success : Tone::neutral,
        .detail_fit = Fit::whole},
       {}},
      {"home.device",
       {.title = ui.say(verdict.title),
        .detail = room,
        .icon = verdict.icon,
        .icon_tone = verdict.tone,
        .chevron = true,
        .role = Role::link},
       {Screen::storage, {}}},
      {"home.offline_use",
       {.title = ui.say(offline_ready ? Text::home_opens_offline
                        : preparing   ? Text::home_offline_preparing
                                      : Text::home_offline_unavailable),
        .detail = ui.say(Text::settings_version),
        .icon = offline_ready ? Icon::success
                : preparing   ? Icon::download
                              : Icon::warning,
        .icon_tone = offline_ready ? Tone::success
                     : preparing   ? Tone::info
                                   : Tone::warning,
        .chevron = true,
        .separator = false,
        .role = Role::link},
       {Screen::settings, {}}},
  };
}

void draw_device(Ui& ui, Column& column, const Model& model, Actions& actions) {
  section_heading(ui, "home.device.title", ui.say(Text::home_device), column.next(section_heading_px));
  const std::string room = room_words(ui, model.storage.health);
  const auto rows = device_rows(ui, model, room);
  float height = 0;
  for (const StateRow& row : rows) height += row_height(ui, column.width(), row.row);
  const Rect at = column.next(height);
  card(ui, at);
  float y = at.y;
  for (const StateRow& row : rows) {
    const Rect row_at{at.x, y, at.width, row_height(ui, at.width, row.row)};
    y += row_at.height;
    if (!row.row.chevron)
      static_row(ui, row.id, row_at, row.row);
    else if (list_row(ui, row.id, row_at, row.row))
      actions.go = row.route;
  }
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const std::string today = day_text(model.today, ui.language);
  const std::string detail = model.county.empty() ? today : model.county + " · " + today;
  const bool knows_user = model.session.user.has_value() && model.session.phase != SessionPhase::signed_out;
  const std::array account{HeaderAction{.id = "account",
                                        .icon = knows_user ? Icon::user : Icon::log_in,
                                        .name = ui.say(knows_user ? Text::account_title : Text::sign_in_title)}};
  const Header header{.title = ui.say(Text::home_title), .detail = detail, .actions = account};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) actions.go = Route{knows_user ? Screen::account : Screen::sign_in, {}};
  const Rect rest = outcome.rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "home", .name = {}, .rect = rest});
  Column& column = page.column;
  draw_banners(ui, column, model, actions);
  const bool beside = column.width() >= two_columns_from_px;
  const float gap = space_px::three;
  const float left = beside ? std::round((column.width() - gap) * 0.6f) : column.width();
  const float top = column.y();
  Column first({column.x(), top, left, 0});
  draw_own_checks(ui, first, model, actions);
  draw_home_duties(ui, first, state.shows_all_duties, model, actions);
  if (uses_registers(model.session)) {
    section_heading(ui, "home.register", ui.say(Text::register_name), first.next(section_heading_px));
    draw_register_card(ui, first.next(register_card_height(ui, left, model)), model, actions);
    first.space(space_px::two);
    draw_notes(ui, first, model, actions);
  }
  if (!beside) first.space(space_px::two);
  Column second = beside ? Column({column.x() + left + gap, top, column.width() - left - gap, 0}) : first;
  draw_administration(ui, second, model.session, actions);
  draw_device(ui, second, model, actions);
  column.space(std::max(first.y(), second.y()) - top);
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::home_screen
