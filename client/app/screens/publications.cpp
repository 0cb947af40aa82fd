#include "client/app/screens/publications.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr int reason_max = static_cast<int>(items::reason_characters_max);
/// A button stands beside words that have at least so much room.
constexpr float words_px_min = 300;

/// One line: a channel where something has to be published, with its record if there is one; or a void record.
struct Line {
  std::string id, title, detail = {};
  Tone tone = Tone::success;
  Icon icon = Icon::success;
  /// What its button does; empty for none.
  std::string action = {};
  std::optional<Uuid> record = {};
  items::Channel channel = items::Channel::department_portal;
  items::Notice notice = items::Notice::issue;
};

std::string title_of(const Ui& ui, items::Channel channel, items::Notice notice) {
  const auto name = channel_words(ui, channel);
  if (notice == items::Notice::issue) return std::string(name);
  return text(Text::publication_of_withdrawal, ui.language, {{"channel", name}});
}

std::vector<Line> lines_of(const Ui& ui, const std::vector<PublicationRecord>& records,
                           std::span<const items::Notice> notices, bool may_write) {
  std::vector<Line> lines;
  const auto add = [&](items::Channel channel, items::Notice notice) {
    const auto record = std::ranges::find_if(records, [&](const PublicationRecord& one) {
      return !one.voided_at && one.channel == channel && one.notice == notice;
    });
    Line line{.id = "version.publication." + std::to_string(lines.size()),
              .title = title_of(ui, channel, notice),
              .channel = channel,
              .notice = notice};
    if (record == records.end()) {
      line.detail = ui.say(Text::publication_missing);
      line.tone = Tone::warning;
      line.icon = Icon::publish;
      if (may_write) line.action = text(Text::publication_record_on, ui.language, {{"channel", line.title}});
    } else {
      line.detail = text(Text::publication_done, ui.language,
                         {{"date", date_text(record->published_on, ui.language)}, {"address", record->address}});
      line.record = record->id;
      if (may_write) line.action = text(Text::publication_void_name, ui.language, {{"channel", line.title}});
    }
    lines.push_back(std::move(line));
  };
  for (const items::Notice notice : notices)
    for (const items::Channel channel : {items::Channel::department_portal, items::Channel::publicity_system})
      add(channel, notice);
  for (const PublicationRecord& record : records)
    if (record.voided_at)
      lines.push_back({.id = "version.publication." + std::to_string(lines.size()),
                       .title = title_of(ui, record.channel, record.notice),
                       .detail = text(Text::publication_voided, ui.language,
                                      {{"reason", record.void_reason},
                                       {"date", date_text(record.published_on, ui.language)},
                                       {"address", record.address}}),
                       .tone = Tone::neutral,
                       .icon = Icon::forbidden});
  return lines;
}

RowOptions options_of(const Line& line, bool is_last) {
  return {.title = line.title,
          .detail = line.detail,
          .icon = line.icon,
          .icon_tone = line.tone,
          .separator = !is_last,
          .detail_fit = Fit::whole};
}

struct LineLayout {
  std::string_view word = {};
  /// With the space around it; 0 without a button.
  float button_px = 0;
  bool is_beside = true;
  float words_px = 0, row_px = 0, height = 0;
};

LineLayout layout_of(const Ui& ui, float width, const Line& line) {
  LineLayout at{.word = ui.say(line.record ? Text::publication_void : Text::publication_record)};
  if (!line.action.empty()) at.button_px = button_width(ui, at.word, {.kind = ButtonKind::secondary}) + space_px::two;
  at.is_beside = width - at.button_px >= words_px_min;
  at.words_px = width - (at.is_beside ? at.button_px : 0);
  at.row_px = row_height(ui, at.words_px, options_of(line, false));
  if (at.is_beside && at.button_px > 0) at.row_px = std::max(at.row_px, control_px + space_px::three);
  at.height = at.row_px + (at.is_beside || at.button_px == 0 ? 0 : control_px + space_px::one);
  return at;
}

/// The button says a short word; its name says which one it is.
bool draw_line(Ui& ui, Column& column, const Line& line, bool is_last) {
  const LineLayout layout = layout_of(ui, column.width(), line);
  const Rect at = column.next(layout.height);
  static_row(ui, line.id, {at.x, at.y, layout.words_px, layout.row_px}, options_of(line, true));
  if (!is_last) fill({at.x + space_px::two, at.bottom() - 1, at.width - space_px::two, 1}, ui.theme->line);
  if (line.action.empty()) return false;
  const float width = layout.button_px - space_px::two;
  const Rect button_at =
      layout.is_beside ? Rect{at.right() - layout.button_px, at.y + (layout.row_px - control_px) / 2, width, control_px}
                       : Rect{at.x + space_px::two, at.y + layout.row_px, width, control_px};
  return button(ui, line.id + ".deed", layout.word, button_at, {.kind = ButtonKind::secondary, .name = line.action});
}

void draw_publish(Ui& ui, PublicationSheets& sheets, const PublicationForm& form_of, PublicationWishes& wishes) {
  auto sheet = begin_sheet(ui, sheets.publish, {.id = "version.publish", .title = ui.say(Text::publication_record)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const std::array channels{channel_words(ui, items::Channel::department_portal),
                            channel_words(ui, items::Channel::publicity_system)};
  const Rect at = column.next(radio_rows_height(ui, column.width(), channels));
  if (const auto chosen = radio_rows(ui, "version.channel", ui.say(Text::publication_channel), at, channels,
                                     static_cast<int>(sheets.channel)))
    sheets.channel = static_cast<items::Channel>(*chosen);
  column.space(space_px::two);
  {
    Form form(ui, column, "version.publish.form");
    day_field(ui, form, "version.published_on", Text::publication_day, sheets.shows_missing, sheets.published_on);
    line_field(ui, form, "version.address", Text::publication_address, FieldKind::text,
               publication_limits::address_characters_max, sheets.shows_missing, sheets.address);
    form.error(form_of.error);
    if (form.submit({.label = ui.say(Text::publication_record), .is_under_way = form_of.submission.is_under_way}) ==
        FormAnswer::submitted) {
      const auto day = typed_day(sheets.published_on);
      sheets.shows_missing = !day || sheets.address.empty();
      if (!sheets.shows_missing) wishes.record = {sheets.notice, sheets.channel, *day, sheets.address};
    }
  }
  end_sheet_content(ui, sheets.publish, *sheet);
  end_sheet(ui);
}

void draw_void(Ui& ui, PublicationSheets& sheets, const PublicationForm& form_of, PublicationWishes& wishes) {
  auto sheet = begin_sheet(ui, sheets.make_void, {.id = "version.void", .title = ui.say(Text::publication_void_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  {
    Form form(ui, column, "version.void.form");
    line_field(ui, form, "version.void.reason", Text::publication_void_reason, FieldKind::multiline, reason_max,
               sheets.shows_missing, sheets.void_reason);
    form.error(form_of.error);
    if (form.submit({.label = ui.say(Text::publication_void), .is_under_way = form_of.submission.is_under_way}) ==
            FormAnswer::submitted &&
        sheets.voiding) {
      sheets.shows_missing = sheets.void_reason.empty();
      if (!sheets.shows_missing) wishes.make_void = {*sheets.voiding, sheets.void_reason};
    }
  }
  end_sheet_content(ui, sheets.make_void, *sheet);
  end_sheet(ui);
}

}  // namespace

void PublicationSheets::open_publish(items::Channel on, items::Notice of, CivilDate today) {
  channel = on;
  notice = of;
  if (published_on.empty()) published_on = today.text();
  shows_missing = false;
  publish.open = true;
}

void PublicationSheets::open_void(const Uuid& id) {
  if (voiding != id) void_reason.clear();
  voiding = id;
  shows_missing = false;
  make_void.open = true;
}

void draw_publications(Ui& ui, Column& column, PublicationSheets& sheets, const std::vector<PublicationRecord>& records,
                       std::span<const items::Notice> notices, bool may_write, CivilDate today) {
  section_heading(ui, "version.publications", ui.say(Text::publications_heading), column.next(section_heading_px));
  const auto lines = lines_of(ui, records, notices, may_write);
  float height = 0;
  for (const Line& line : lines) height += layout_of(ui, column.width(), line).height;
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const Line& line : lines) {
    if (!draw_line(ui, column, line, &line == &lines.back())) continue;
    if (line.record)
      sheets.open_void(*line.record);
    else
      sheets.open_publish(line.channel, line.notice, today);
  }
  column.space(space_px::two);
}

void notice_publication_answers(Ui& ui, PublicationSheets& sheets, const Submission& publish,
                                const Submission& make_void) {
  if (is_taken(sheets.publications_seen, publish)) {
    sheets.publish.open = false;
    sheets.address.clear();
    show_toast(ui, "items.published", std::string(ui.say(Text::publication_saved)));
  }
  if (is_taken(sheets.voids_seen, make_void)) {
    sheets.make_void.open = false;
    sheets.void_reason.clear();
    show_toast(ui, "items.void", std::string(ui.say(Text::publication_void_done)));
  }
}

PublicationWishes draw_publication_sheets(Ui& ui, PublicationSheets& sheets, const PublicationForm& publish,
                                          const PublicationForm& make_void) {
  PublicationWishes wishes;
  draw_publish(ui, sheets, publish, wishes);
  draw_void(ui, sheets, make_void, wishes);
  return wishes;
}

}  // namespace mingchou::client
