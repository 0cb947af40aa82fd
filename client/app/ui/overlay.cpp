#include "client/app/ui/overlay.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/app/ui/buttons.h"
#include "client/app/ui/hits.h"
#include "client/app/ui/keyboard.h"
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

struct DialogLayout {
  Rect rect;
  /// Title and text; higher than its place where the screen is low.
  Rect words;
  float title_px = 0;
  float text_px = 0;
  Rect confirm;
  Rect cancel;
};

DialogLayout layout_of(const Ui& ui, const DialogOptions& options) {
  DialogLayout at;
  const float width = std::min(dialog_width_px_max, ui.surface.width - 2 * space_px::two);
  const float inside = width - 2 * space_px::three;
  at.title_px = paragraph_height(ui, inside, options.title, type_px::subtitle);
  at.text_px = paragraph_height(ui, inside, options.text, type_px::body);
  const ButtonOptions kind{.kind = ButtonKind::secondary};
  const float confirm = std::min(inside, button_width(ui, options.confirm, kind));
  const float cancel = options.cancel.empty() ? 0 : std::min(inside, button_width(ui, options.cancel, kind));
  const bool stacked = confirm + cancel + space_px::one_and_half > inside;
  const float buttons = stacked ? 2 * control_px + space_px::one_and_half : control_px;
  const float around = 3 * space_px::three + buttons;
  const float room = ui.surface.height - ui.insets.top - ui.insets.bottom - 2 * space_px::two - around;
  const float words = std::min(at.title_px + space_px::one + at.text_px, std::max(0.0f, room));
  const float height = words + around;
  at.rect = {std::round((ui.surface.width - width) / 2), std::round((ui.surface.height - height) * 0.45f), width,
             height};
  const float x = at.rect.x + space_px::three;
  at.words = {x, at.rect.y + space_px::three, inside, words};
  const float y = at.words.bottom() + space_px::three;
  at.confirm = stacked ? Rect{x, y, inside, control_px} : Rect{x + inside - confirm, y, confirm, control_px};
  if (cancel > 0)
    at.cancel = stacked ? Rect{x, y + control_px + space_px::one_and_half, inside, control_px}
                        : Rect{at.confirm.x - space_px::one_and_half - cancel, y, cancel, control_px};
  return at;
}

void draw_words(Ui& ui, const DialogOptions& options, const DialogLayout& at) {
  const float height = at.title_px + space_px::one + at.text_px;
  const bool scrolls = height > at.words.height;
  const std::string id = options.id + ".words";
  Rect words = at.words;
  if (scrolls)
    words = begin_scroll_area(ui, own_scroll(ui, id),
                              {.role = Role::region, .id = id, .name = std::string(options.title), .rect = at.words},
                              static_cast<double>(height))
                .rect;
  const Rect title{words.x, words.y, words.width, at.title_px};
  draw_paragraph(ui, title, options.title, type_px::subtitle, ui.theme->text);
  ui.semantics.add({.role = Role::heading,
                    .id = options.id + ".title",
                    .name = std::string(options.title),
                    .rect = title,
                    .level = 2});
  paragraph(ui, options.id + ".text", {words.x, title.bottom() + space_px::one, words.width, at.text_px}, options.text,
            type_px::body, ui.theme->text_secondary);
  if (scrolls) end_scroll_area(ui, own_scroll(ui, id), id, at.words);
}

}  // namespace

void begin_layer(Ui& ui, const std::string& id, const Rect& rect, bool modal, std::string_view first_focus) {
  if (modal && ui.focus_before_layers.try_emplace(id, ui.focused_id).second && !first_focus.empty())
    move_focus(ui, first_focus);
  ui.layers_being_drawn.push_back({id, rect, modal});
  ui.layer = ui.layers_being_drawn.size();
  ui.open_layers.push_back(ui.layer);
  if (modal) {
    // Out of reach: nothing below scrolls or takes text.
    ui.scroll_areas_being_drawn.clear();
    ui.fields_being_drawn.clear();
    ui.hits_being_drawn.clear();
  }
  ImGui::PushClipRect({0, 0}, {ui.surface.width, ui.surface.height}, false);
  publish_cover(ui, rect);
}

bool take_escape(Ui& ui, std::string_view id) {
  const auto top = std::ranges::find(ui.layers.rbegin(), ui.layers.rend(), true, &Layer::modal);
  return top != ui.layers.rend() && top->id == id && take_key(ui, "Escape");
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
  begin_layer(ui, options.id, ui.surface, true, options.id + ".close");
  if (draw_scrim(ui, options.id, rect, shown) || take_escape(ui, options.id)) state.open = false;
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
  const DialogLayout at = layout_of(ui, options);
  DialogAnswer answer = DialogAnswer::none;
  // The safe answer first: Enter pressed by habit must not do what can't be undone.
  begin_layer(ui, options.id, ui.surface, true, options.id + (options.cancel.empty() ? ".confirm" : ".cancel"));
  const float shown = moved(ui, options.id + ".shown", 1, 0);
  if (draw_scrim(ui, options.id, at.rect, shown) || take_escape(ui, options.id)) answer = DialogAnswer::cancelled;
  ui.semantics.open({.role = Role::dialog,
                     .id = options.id,
                     .name = std::string(options.title),
                     .rect = at.rect,
                     .modal = true,
                     .description = std::string(options.text)});
  fill(at.rect, ui.theme->raised, corners_px::sheet);
  outline(at.rect, ui.theme->line, corners_px::sheet);
  draw_words(ui, options, at);
  const ButtonOptions cancel{.kind = ButtonKind::secondary};
  const ButtonOptions confirm{.kind = options.danger ? ButtonKind::danger : ButtonKind::primary};
  if (at.cancel.width > 0 && button(ui, options.id + ".cancel", options.cancel, at.cancel, cancel))
    answer = DialogAnswer::cancelled;
  if (button(ui, options.id + ".confirm", options.confirm, at.confirm, confirm)) answer = DialogAnswer::confirmed;
  ui.semantics.close();
  end_layer(ui);
  return answer;
}

}  // namespace mingchou::client
