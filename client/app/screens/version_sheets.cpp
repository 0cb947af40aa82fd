#include "client/app/screens/version_sheets.h"

#include <array>

#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr int reason_max = static_cast<int>(items::reason_characters_max);

void day_field(Ui& ui, Form& form, const char* id, Text label, bool shows_missing, std::string& value) {
  form.text({.id = id,
             .label = ui.say(label),
             .kind = FieldKind::date,
             .characters_max = 20,
             .placeholder = "2026-01-31",
             .help = ui.say(Text::day_help),
             .error = shows_missing && !typed_day(value) ? ui.say(Text::day_wrong) : std::string_view()},
            value);
}

void line_field(Ui& ui, Form& form, const char* id, Text label, FieldKind kind, int characters_max, bool shows_missing,
                std::string& value) {
  form.text({.id = id,
             .label = ui.say(label),
             .kind = kind,
             .characters_max = characters_max,
             .error = shows_missing && value.empty() ? ui.say(Text::fill_in) : std::string_view()},
            value);
}

void draw_withdraw(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions) {
  auto sheet = begin_sheet(ui, sheets.withdraw, {.id = "version.withdraw", .title = ui.say(Text::withdraw_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "version.withdraw.help", column.next(0), ui.say(Text::withdraw_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "version.withdraw.form");
    day_field(ui, form, "version.ends_on", Text::withdraw_day, sheets.shows_missing, sheets.ends_on);
    line_field(ui, form, "version.withdraw.reason", Text::withdraw_reason, FieldKind::multiline, reason_max,
               sheets.shows_missing, sheets.withdraw_reason);
    form.error(item_error_words(ui, open.withdraw.error));
    if (form.submit({.label = ui.say(Text::withdraw_submit), .is_under_way = open.withdraw.is_under_way}) ==
        FormAnswer::submitted) {
      const auto day = typed_day(sheets.ends_on);
      sheets.shows_missing = !day || sheets.withdraw_reason.empty();
      if (!sheets.shows_missing)
        actions.items.emplace_back(WithdrawItemList{*day, sheets.withdraw_reason, open.version.value->revision});
    }
  }
  end_sheet_content(ui, sheets.withdraw, *sheet);
  end_sheet(ui);
}

void draw_publish(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions) {
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
               item_limits::address_characters_max, sheets.shows_missing, sheets.address);
    form.error(item_error_words(ui, open.publish.error));
    if (form.submit({.label = ui.say(Text::publication_record), .is_under_way = open.publish.is_under_way}) ==
        FormAnswer::submitted) {
      const auto day = typed_day(sheets.published_on);
      sheets.shows_missing = !day || sheets.address.empty();
      if (!sheets.shows_missing)
        actions.items.emplace_back(RecordListPublication{sheets.notice, sheets.channel, *day, sheets.address});
    }
  }
  end_sheet_content(ui, sheets.publish, *sheet);
  end_sheet(ui);
}

void draw_void(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions) {
  auto sheet = begin_sheet(ui, sheets.make_void, {.id = "version.void", .title = ui.say(Text::publication_void_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  {
    Form form(ui, column, "version.void.form");
    line_field(ui, form, "version.void.reason", Text::publication_void_reason, FieldKind::multiline, reason_max,
               sheets.shows_missing, sheets.void_reason);
    form.error(item_error_words(ui, open.make_void.error));
    if (form.submit({.label = ui.say(Text::publication_void), .is_under_way = open.make_void.is_under_way}) ==
            FormAnswer::submitted &&
        sheets.voiding) {
      sheets.shows_missing = sheets.void_reason.empty();
      if (!sheets.shows_missing) actions.items.emplace_back(VoidListPublication{*sheets.voiding, sheets.void_reason});
    }
  }
  end_sheet_content(ui, sheets.make_void, *sheet);
  end_sheet(ui);
}

}  // namespace

void VersionSheets::open_withdraw(CivilDate today) {
  if (ends_on.empty()) ends_on = today.text();
  shows_missing = false;
  withdraw.open = true;
}

void VersionSheets::open_publish(items::Channel on, items::Notice of, CivilDate today) {
  channel = on;
  notice = of;
  if (published_on.empty()) published_on = today.text();
  shows_missing = false;
  publish.open = true;
}

void VersionSheets::open_void(const items::PublicationId& id) {
  if (voiding != id) void_reason.clear();
  voiding = id;
  shows_missing = false;
  make_void.open = true;
}

void notice_sheet_answers(Ui& ui, VersionSheets& sheets, const OpenVersion& open) {
  if (is_taken(sheets.withdrawals_seen, open.withdraw)) {
    sheets.withdraw.open = false;
    sheets.withdraw_reason.clear();
    show_toast(ui, "items.withdrawn", std::string(ui.say(Text::withdraw_done)));
  }
  if (is_taken(sheets.publications_seen, open.publish)) {
    sheets.publish.open = false;
    sheets.address.clear();
    show_toast(ui, "items.published", std::string(ui.say(Text::publication_saved)));
  }
  if (is_taken(sheets.voids_seen, open.make_void)) {
    sheets.make_void.open = false;
    sheets.void_reason.clear();
    show_toast(ui, "items.void", std::string(ui.say(Text::publication_void_done)));
  }
}

void draw_version_sheets(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions) {
  if (!open.version.value) return;
  draw_withdraw(ui, sheets, open, actions);
  draw_publish(ui, sheets, open, actions);
  draw_void(ui, sheets, open, actions);
}

}  // namespace mingchou::client
