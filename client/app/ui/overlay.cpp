#include "client/app/ui/overlay.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/app/ui/buttons.h"
#include "client/app/ui/motion.h"
#include "client/app/ui/press.h"
#include "client/app/ui/rows.h"

namespace mingchou::client {
namespace {

constexpr float sheet_header_px = 64;
constexpr float side_sheet_width_px = 440;
constexpr float dialog_width_px_max = 480;
/// Of a sheet from below: so that what it covers stays in sight, and a press there closes it.
constexpr float sheet_height_part_max = 0.9f;

/// Dims what lies below, and takes presses beside the layer. True if it was pressed.
bool draw_scrim(Ui& ui, const std::string& id, const Rect& layer, float shown) {
  const Color scrim = ui.theme->scrim;
  fill(ui.surface, with_alpha(scrim, static_cast<std::uint8_t>(static_cast<float>(scrim.alpha) * shown)));
  const ImGuiIO& io = ImGui::GetIO();
  const Point mouse{io.MousePos.x, io.MousePos.y};
  if (layer.contains(mouse)) return false;
  return pressable(ui, id + ".scrim", ui.surface).activated;
}

bool from_below(const Ui& ui) { return ui.size_class() == SizeClass::phone; }

float footer_px(const SheetOptions& options) { return options.has_footer ? control_px + 2 * space_px::two : 0; }

Rect sheet_rect(const Ui& ui, const SheetState& state, const SheetOptions& options, float shown) {
  const Rect& surface = ui.surface;
  if (!from_below(ui)) {
    const float width = std::min(side_sheet_width_px + ui.insets.right, surface.width - 2 * space_px::four);
    return {std::round(surface.right() - width * shown), 0, width, surface.height};
  }
  const float wanted = sheet_header_px + state.page.content_px + footer_px(options) + ui.insets.bottom;
  const float height = std::min(wanted, std::round(surface.height * sheet_height_part_max));
  return {0, std::round(surface.height - height * shown), surface.width, height};
}

/// Rounded where it meets the content only.
void draw_sheet_ground(Ui& ui, const Rect& rect) {
  const Color raised = ui.theme->raised, line = ui.theme->line;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImDrawFlags corners = from_below(ui) ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersLeft;
  list->AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()},
                      IM_COL32(raised.red, raised.green, raised.blue, 255), corners_px::sheet, corners);
  list->AddRect({rect.x, rect.y}, {rect.right() + 1, rect.bottom() + 1}, IM_COL32(line.red, line.green, line.blue, 255),
                corners_px::sheet, corners);
}

}  // namespace

void begin_layer(Ui& ui, const std::string& id, const Rect& rect, bool modal) {
  ui.layers_being_drawn.push_back({id, rect, modal});
  ui.layer = ui.layers_being_drawn.size();
  ui.open_layers.push_back(ui.layer);
  if (modal) {
    // Out of reach: nothing below scrolls or takes text.
    ui.scroll_areas_being_drawn.clear();
    ui.fields_being_drawn.clear();
  }
  ImGui::PushClipRect({0, 0}, {ui.surface.width, ui.surface.height}, false);
}

void end_layer(Ui& ui) {
  ImGui::PopClipRect();
  ui.open_layers.pop_back();
  ui.layer = ui.open_layers.empty() ? 0 : ui.open_layers.back();
}

std::optional<Sheet> begin_sheet(Ui& ui, SheetState& state, const SheetOptions& options) {
  if (!state.open) return std::nullopt;
  const float shown = moved(ui, options.id + ".shown", 1, 0);
  const Rect rect = sheet_rect(ui, state, options, shown);
  begin_layer(ui, options.id, ui.surface, true);
  if (draw_scrim(ui, options.id, rect, shown)) state.open = false;
  draw_sheet_ground(ui, rect);
  ui.semantics.open(
      {.role = Role::dialog, .id = options.id, .name = std::string(options.title), .rect = rect, .modal = true});
  const float top = from_below(ui) ? rect.y : rect.y + ui.insets.top;
  const float right = rect.right() - (from_below(ui) ? 0 : ui.insets.right);
  const Rect header{rect.x + space_px::three, top, right - rect.x - space_px::three, sheet_header_px};
  heading(ui, options.id + ".title", options.title, {header.x, header.y, header.width - control_px - 16, header.height},
          type_px::subtitle, ui.theme->text, 2);
  if (icon_button(ui, options.id + ".close", Icon::close, ui.say(Text::close),
                  {header.right() - control_px / 2 - space_px::one, header.y + header.height / 2}))
    state.open = false;
  const float foot = footer_px(options);
  const float bottom = rect.bottom() - ui.insets.bottom;
  const Rect viewport{rect.x, header.bottom(), right - rect.x, std::max(0.0f, bottom - foot - header.bottom())};
  Sheet sheet;
  sheet.page.id = options.id + ".content";
  sheet.page.viewport = viewport;
  const ScrolledContent content = begin_scroll_area(
      ui, state.page.scroll,
      {.role = Role::region, .id = sheet.page.id, .name = std::string(options.title), .rect = viewport},
      state.page.content_px);
  sheet.page.column = Column({content.rect.x + space_px::three, content.rect.y,
                              content.rect.width - 2 * space_px::three, content.rect.height});
  if (options.has_footer)
    sheet.footer = {rect.x + space_px::three, bottom - foot + space_px::two, right - rect.x - 2 * space_px::three,
                    control_px};
  return sheet;
}

void end_sheet_content(Ui& ui, SheetState& state, const Sheet& sheet) {
  end_page(ui, state.page, sheet.page);
  if (sheet.footer.height > 0)
    fill({sheet.page.viewport.x, sheet.page.viewport.bottom(), sheet.page.viewport.width, 1}, ui.theme->line);
}

void end_sheet(Ui& ui) {
  ui.semantics.close();
  end_layer(ui);
}

DialogAnswer dialog(Ui& ui, const DialogOptions& options) {
  DialogAnswer answer = DialogAnswer::none;
  const float width = std::min(dialog_width_px_max, ui.surface.width - 2 * space_px::two);
  const float inside = width - 2 * space_px::three;
  const float title = paragraph_height(ui, inside, options.title, type_px::subtitle);
  const float text = paragraph_height(ui, inside, options.text, type_px::body);
  const ButtonOptions confirm{.kind = options.danger ? ButtonKind::danger : ButtonKind::primary};
  const ButtonOptions cancel{.kind = ButtonKind::secondary};
  const float confirm_px = std::min(inside, button_width(ui, options.confirm, confirm));
  const float cancel_px = options.cancel.empty() ? 0 : std::min(inside, button_width(ui, options.cancel, cancel));
  const bool stacked = confirm_px + cancel_px + space_px::one_and_half > inside;
  const float buttons = stacked ? 2 * control_px + space_px::one_and_half : control_px;
  const float height = space_px::three + title + space_px::one + text + space_px::three + buttons + space_px::three;
  const Rect rect{std::round((ui.surface.width - width) / 2), std::round((ui.surface.height - height) * 0.45f), width,
                  height};
  begin_layer(ui, options.id, ui.surface, true);
  const float shown = moved(ui, options.id + ".shown", 1, 0);
  if (draw_scrim(ui, options.id, rect, shown)) answer = DialogAnswer::cancelled;
  ui.semantics.open(
      {.role = Role::dialog, .id = options.id, .name = std::string(options.title), .rect = rect, .modal = true});
  fill(rect, ui.theme->raised, corners_px::sheet);
  outline(rect, ui.theme->line, corners_px::sheet);
  Column column({rect.x + space_px::three, rect.y + space_px::three, inside, 0});
  const Rect title_at = column.next(title);
  draw_paragraph(ui, title_at, options.title, type_px::subtitle, ui.theme->text);
  ui.semantics.add({.role = Role::heading,
                    .id = options.id + ".title",
                    .name = std::string(options.title),
                    .rect = title_at,
                    .level = 2});
  column.space(space_px::one);
  paragraph(ui, options.id + ".text", column.next(text), options.text, type_px::body, ui.theme->text_secondary);
  column.space(space_px::three);
  const Rect row = column.next(buttons);
  const Rect confirm_at = stacked ? Rect{row.x, row.y, row.width, control_px}
                                  : Rect{row.right() - confirm_px, row.y, confirm_px, control_px};
  const Rect cancel_at = stacked
                             ? Rect{row.x, row.bottom() - control_px, row.width, control_px}
                             : Rect{confirm_at.x - space_px::one_and_half - cancel_px, row.y, cancel_px, control_px};
  if (cancel_px > 0 && button(ui, options.id + ".cancel", options.cancel, cancel_at, cancel))
    answer = DialogAnswer::cancelled;
  if (button(ui, options.id + ".confirm", options.confirm, confirm_at, confirm)) answer = DialogAnswer::confirmed;
  ui.semantics.close();
  end_layer(ui);
  return answer;
}

}  // namespace mingchou::client
