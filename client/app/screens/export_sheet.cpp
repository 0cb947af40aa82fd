#include "client/app/screens/export_sheet.h"

#include <array>
#include <string>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/import_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::array kinds{ImportKind::targets, ImportKind::inspectors, ImportKind::experts};
constexpr std::array formats{ExportFormat::xlsx, ExportFormat::csv_gb18030, ExportFormat::csv_utf8};

void label(Ui& ui, Column& column, const std::string& id, Text words) {
  heading(ui, id, ui.say(words), column.next(line_height(type_px::body) + space_px::one), type_px::body, ui.theme->text,
          3);
}

void draw_kind(Ui& ui, Column& column, ExportSheetState& state, Actions& actions) {
  label(ui, column, "export.kind.label", Text::export_register);
  const std::array segments{Segment{kind_words(ui, kinds[0])}, Segment{kind_words(ui, kinds[1])},
                            Segment{kind_words(ui, kinds[2])}};
  const Rect at = column.next(segmented_height(ui, column.width(), segments));
  const auto chosen =
      segmented(ui, "export.kind", ui.say(Text::export_register), at, segments, static_cast<int>(state.kind));
  column.space(space_px::two);
  if (!chosen) return;
  state.kind = kinds.at(static_cast<std::size_t>(*chosen));
  state.form = 0;
  actions.imports.emplace_back(ReadExportForms{state.kind});
}

void draw_forms(Ui& ui, Column& column, ExportSheetState& state, const ExportsModel& exports, Actions& actions) {
  label(ui, column, "export.form.label", Text::export_form);
  if (exports.error) {
    const std::string words = form_error_words(ui, exports.error);
    const Banner what{.id = "export.forms.error", .tone = Tone::danger, .text = words, .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      actions.imports.emplace_back(ReadExportForms{state.kind});
  }
  std::vector<std::string_view> labels;
  labels.reserve(exports.forms.size());
  for (const ExportForm& form : exports.forms) labels.push_back(form.name);
  if (!labels.empty()) {
    const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
    if (const auto chosen = radio_rows(ui, "export.forms", ui.say(Text::export_form), at, labels, state.form))
      state.form = *chosen;
  } else if (!exports.error) {
    skeleton(ui, column.next(row_px_min));
  }
  column.space(space_px::two);
}

void draw_format(Ui& ui, Column& column, ExportSheetState& state) {
  label(ui, column, "export.format.label", Text::export_format);
  const std::array labels{ui.say(Text::export_xlsx), ui.say(Text::export_csv_gb18030), ui.say(Text::export_csv_utf8)};
  int now = 0;
  for (std::size_t i = 0; i < formats.size(); ++i)
    if (formats.at(i) == state.format) now = static_cast<int>(i);
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  if (const auto chosen = radio_rows(ui, "export.formats", ui.say(Text::export_format), at, labels, now))
    state.format = formats.at(static_cast<std::size_t>(*chosen));
  column.space(space_px::two);
}

void ask(const ExportSheetState& state, const ExportsModel& exports, Actions& actions) {
  if (!state.list.empty()) {
    actions.imports.emplace_back(ExportList{state.list, state.format});
    return;
  }
  const ExportForm& form = exports.forms[static_cast<std::size_t>(state.form) % exports.forms.size()];
  if (form.is_list)
    actions.imports.emplace_back(ExportList{form.id, state.format});
  else
    actions.imports.emplace_back(ExportRegister{state.kind, form.id, state.format});
}

void draw_footer(Ui& ui, const Sheet& sheet, ExportSheetState& state, const ExportsModel& exports, Actions& actions) {
  const bool is_waiting = exports.download.is_under_way;
  const bool is_known = !state.list.empty() || (exports.kind == state.kind && !exports.forms.empty());
  const bool is_ready = is_known && !is_waiting;
  const ButtonOptions options{.icon = Icon::download, .enabled = is_ready};
  const auto words = ui.say(is_waiting ? Text::export_making : Text::export_save);
  if (!button(ui, "export.save", words, sheet.footer, options)) return;
  state.is_asked = true;
  ask(state, exports, actions);
}

void notice_changes(Ui& ui, ExportSheetState& state, const ExportsModel& exports) {
  if (!is_answered(state.answers_seen, exports.download)) return;
  if (!std::exchange(state.is_asked, false) || !exports.download.was_taken) return;
  state.sheet.open = false;
  show_toast(ui, "exported", text(Text::export_saved, ui.language, {{"name", exports.saved}}));
}

}  // namespace

bool may_export(const Model& model) { return model.session.may(access::Action::registers_read); }

void open_export_sheet(ExportSheetState& state, const Model& model, ImportKind kind, Actions& actions) {
  state.sheet.open = true;
  state.kind = kind;
  state.form = 0;
  state.list.clear();
  state.words = Text::export_words;
  state.answers_seen = model.imports.exports.download.answers;
  actions.imports.emplace_back(ReadExportForms{kind});
}

void open_list_export(ExportSheetState& state, const Model& model, std::string list, Text what) {
  state.sheet.open = true;
  state.list = std::move(list);
  state.words = what;
  state.answers_seen = model.imports.exports.download.answers;
}

HeaderAction export_action(const Ui& ui, const ExportSheetState& state) {
  return {.id = "export",
          .icon = Icon::download,
          .name = ui.say(Text::export_list_title),
          .popup = Popup::dialog,
          .expanded = state.sheet.open};
}

void draw_export_sheet(Ui& ui, ExportSheetState& state, const Model& model, Actions& actions) {
  const ExportsModel& exports = model.imports.exports;
  notice_changes(ui, state, exports);
  const auto title = ui.say(state.list.empty() ? Text::export_title : Text::export_list_title);
  auto sheet = begin_sheet(ui, state.sheet, {.id = "export", .title = title, .has_footer = true});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (exports.download.error) {
    const std::string words = form_error_words(ui, exports.download.error);
    const Banner what{.id = "export.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::two);
  }
  if (state.list.empty()) {
    draw_kind(ui, column, state, actions);
    draw_forms(ui, column, state, exports, actions);
  }
  draw_format(ui, column, state);
  const auto words = ui.say(state.words);
  paragraph(ui, "export.words", column.next(paragraph_height(ui, column.width(), words, type_px::small)), words,
            type_px::small, ui.theme->text_secondary);
  end_sheet_content(ui, state.sheet, *sheet);
  draw_footer(ui, *sheet, state, exports, actions);
  end_sheet(ui);
}

}  // namespace mingchou::client
