#include "client/app/screens/import_defaults.h"

#include <vector>

#include "client/app/screens/import_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void begin_value(ImportDefaultsState& state, const ImportMapping& draft, const std::string& field) {
  const auto found = draft.defaults.find(field);
  state.field = field;
  state.value = found == draft.defaults.end() ? std::string() : found->second;
  ++state.subject;
  state.sheet.open = true;
}

void draw_choice(Ui& ui, ImportDefaultsState& state, const ImportMapping& draft, const OpenedImport& open) {
  std::vector<std::string_view> labels;
  labels.reserve(open.fields.size());
  for (const ImportField& field : open.fields) labels.push_back(field.label);
  const auto chosen =
      choice_sheet(ui, state.choice, "import.default.fields", ui.say(Text::import_default_add), labels, std::nullopt);
  if (chosen) begin_value(state, draft, open.fields[static_cast<std::size_t>(*chosen)].key);
}

void draw_value(Ui& ui, ImportDefaultsState& state, ImportMapping& draft, const OpenedImport& open) {
  const std::string_view title = field_words(open, state.field);
  auto sheet = begin_sheet(ui, state.sheet, {.id = "import.default", .title = title});
  if (!sheet) return;
  Column& column = sheet->page.column;
  Form form(ui, column, "import.default.form");
  form.text({.id = "import.default.value",
             .label = ui.say(Text::import_default_value),
             .enter = EnterKey::done,
             .characters_max = import_limits::cell_characters_max,
             .help = ui.say(Text::import_defaults_help),
             .subject = state.subject},
            state.value);
  const bool is_set = draft.defaults.contains(state.field);
  const FormAnswer answer = form.submit({.label = ui.say(Text::import_default_use),
                                         .icon = Icon::check,
                                         .enabled = !state.value.empty(),
                                         .other = is_set ? ui.say(Text::import_default_remove) : std::string_view()});
  if (answer == FormAnswer::submitted) draft.defaults.insert_or_assign(state.field, state.value);
  if (answer == FormAnswer::other) draft.defaults.erase(state.field);
  if (answer != FormAnswer::none) state.sheet.open = false;
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace

void draw_import_defaults(Ui& ui, Column& column, ImportDefaultsState& state, const ImportMapping& draft,
                          const OpenedImport& open) {
  section_heading(ui, "import.defaults", ui.say(Text::import_defaults), column.next(section_heading_px));
  const auto help = ui.say(Text::import_defaults_help);
  paragraph(ui, "import.defaults.help", column.next(paragraph_height(ui, column.width(), help, type_px::small)), help,
            type_px::small, ui.theme->text_secondary);
  column.space(space_px::one);
  for (const auto& [field, value] : draft.defaults) {
    const RowOptions row{.title = field_words(open, field), .detail = value, .icon = Icon::edit, .chevron = true};
    if (list_row(ui, "import.default." + field, column.next(row_height(ui, column.width(), row)), row))
      begin_value(state, draft, field);
  }
  const auto add = ui.say(Text::import_default_add);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::add, .enabled = !open.fields.empty()};
  const Rect at = column.next(control_px);
  if (button(ui, "import.default.add", add,
             {at.x, at.y, std::min(at.width, button_width(ui, add, options)), control_px}, options))
    state.choice.sheet.open = true;
  column.space(space_px::two);
}

void draw_import_defaults_sheets(Ui& ui, ImportDefaultsState& state, ImportMapping& draft, const OpenedImport& open) {
  draw_choice(ui, state, draft, open);
  draw_value(ui, state, draft, open);
}

}  // namespace mingchou::client
