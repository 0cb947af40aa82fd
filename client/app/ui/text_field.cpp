#include "client/app/ui/text_field.h"

namespace mingchou::client {
namespace {

constexpr float corner_px = 8;

void take_edits(Ui& ui, const FieldOptions& options, std::string& value, FieldOutcome& outcome) {
  for (const TextEdit& edit : ui.edits) {
    if (edit.id != options.id) continue;
    outcome.changed |= edit.text != value;
    value = edit.text;
    outcome.entered |= edit.entered;
    outcome.left |= edit.left;
  }
}

}  // namespace

FieldOutcome text_field(Ui& ui, const FieldOptions& options, const Rect& rect, std::string& value) {
  FieldOutcome outcome;
  take_edits(ui, options, value, outcome);
  const Theme& theme = *ui.theme;
  fill(rect, theme.surface, corner_px);
  outline(rect, theme.line, corner_px);
  const Rect inside{rect.x + space_px::two, rect.y, rect.width - 2 * space_px::two, rect.height};
  const bool many = options.kind == FieldKind::multiline;
  if (ui.focused_id != options.id) {
    const std::string_view shown = value.empty() ? options.placeholder : std::string_view(value);
    const Color color = value.empty() ? theme.text_secondary : theme.text;
    if (many)
      draw_paragraph(ui, {inside.x, rect.y + space_px::one, inside.width, rect.height}, shown, type_px::body, color);
    else
      draw_text(ui, inside, shown, type_px::body, color);
  }
  draw_focus_ring(ui, options.id, rect, corner_px);
  ui.semantics.add({.role = Role::textbox, .id = options.id, .name = std::string(options.label), .rect = rect});
  ui.fields_being_drawn.push_back({.id = options.id,
                                   .rect = rect,
                                   .kind = options.kind,
                                   .enter = options.enter,
                                   .characters_max = options.characters_max,
                                   .value = value});
  return outcome;
}

}  // namespace mingchou::client
