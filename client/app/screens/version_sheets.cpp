#include "client/app/screens/version_sheets.h"

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr int reason_max = static_cast<int>(items::reason_characters_max);

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

}  // namespace

void VersionSheets::open_withdraw(CivilDate today) {
  if (ends_on.empty()) ends_on = today.text();
  shows_missing = false;
  withdraw.open = true;
}

void notice_sheet_answers(Ui& ui, VersionSheets& sheets, const OpenVersion& open) {
  if (is_taken(sheets.withdrawals_seen, open.withdraw)) {
    sheets.withdraw.open = false;
    sheets.withdraw_reason.clear();
    show_toast(ui, "items.withdrawn", std::string(ui.say(Text::withdraw_done)));
  }
  notice_publication_answers(ui, sheets.publications, open.publish, open.make_void);
}

void draw_version_sheets(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions) {
  if (!open.version.value) return;
  draw_withdraw(ui, sheets, open, actions);
  const PublicationWishes wishes =
      draw_publication_sheets(ui, sheets.publications, {open.publish, item_error_words(ui, open.publish.error)},
                              {open.make_void, item_error_words(ui, open.make_void.error)});
  if (const auto& record = wishes.record)
    actions.items.emplace_back(
        RecordListPublication{record->notice, record->channel, record->published_on, record->address});
  if (const auto& one = wishes.make_void) actions.items.emplace_back(VoidListPublication{one->id, one->reason});
}

}  // namespace mingchou::client
