#include "client/app/screens/refused_targets.h"

#include "client/app/screens/receipt_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void say(Ui& ui, Column& column, const std::string& id, std::string_view words) {
  paragraph(ui, id, column.next(paragraph_height(ui, column.width(), words, type_px::body)), words, type_px::body,
            ui.theme->text_secondary);
}

/// Why, and since when; that it was refused says the sheet.
std::string reason_words(const Ui& ui, const Receipt& receipt) {
  std::string words = receipt.message.value_or("");
  if (receipt.on) words += (words.empty() ? "" : " · ") + date_text(*receipt.on, ui.language);
  return words;
}

/// Which one was pressed.
std::optional<TargetId> draw_rows(Ui& ui, Column& column, const RefusedTargets& refused) {
  std::optional<TargetId> pressed;
  const ReceiptSign sign = sign_of(ReceiptResult::refused);
  for (const RefusedTarget& target : refused.list) {
    const std::string detail = reason_words(ui, target.receipt);
    const RowOptions row{.title = target.name,
                         .detail = detail,
                         .icon = sign.icon,
                         .icon_tone = sign.tone,
                         .chevron = true,
                         .separator = &target != &refused.list.back(),
                         .detail_fit = Fit::whole,
                         .role = Role::link};
    if (list_row(ui, "refused." + target.id.uuid.text(), column.next(row_height(ui, column.width(), row)), row))
      pressed = target.id;
  }
  return pressed;
}

}  // namespace

void open_refused_targets(RefusedTargetsState& state, Actions& actions) {
  state.sheet.open = true;
  actions.records.emplace_back(ReadRefusedTargets{});
}

void follow_address(RefusedTargetsState& state, const Model& model, Actions& actions) {
  const std::string asked = model.route.screen == Screen::targets ? model.route.id : std::string();
  if (state.asked == asked) return;
  state.asked = asked;
  if (asked == text_of(ReceiptResult::refused)) open_refused_targets(state, actions);
}

void draw_refused_targets(Ui& ui, RefusedTargetsState& state, const Model& model, Actions& actions) {
  const Loaded<RefusedTargets>& refused = model.records.refused;
  auto sheet = begin_sheet(ui, state.sheet, {.id = "refused", .title = ui.say(Text::refused_targets_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (draw_stale(ui, column, refused.error)) actions.records.emplace_back(ReadRefusedTargets{});
  if (!refused.value) {
    if (!refused.error) say(ui, column, "refused.loading", ui.say(Text::sessions_loading));
  } else if (refused.value->list.empty()) {
    say(ui, column, "refused.none", ui.say(Text::refused_targets_none));
  } else if (const auto pressed = draw_rows(ui, column, *refused.value)) {
    state.sheet.open = false;
    actions.go = Route{Screen::target, pressed->uuid.text()};
  }
  if (refused.value && refused.value->has_more)
    say(ui, column, "refused.more",
        text(Text::refused_targets_first, ui.language,
             {{"count", grouped(static_cast<long long>(refused.value->list.size()))}}));
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace mingchou::client
