#include "client/app/screens/imports.h"

#include <algorithm>
#include <array>
#include <string>

#include "client/app/imports/import_json.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/import_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::imports_screen {
namespace {

constexpr float form_width_px_max = 640;

void say_paragraph(Ui& ui, Column& column, const std::string& id, std::string_view words, float size_px) {
  paragraph(ui, id, column.next(paragraph_height(ui, column.width(), words, size_px)), words, size_px,
            ui.theme->text_secondary);
}

// --- bringing a file

void draw_kind(Ui& ui, Column& column, State& state, bool is_enabled) {
  const std::array segments{Segment{kind_words(ui, ImportKind::targets), Icon::register_list},
                            Segment{kind_words(ui, ImportKind::inspectors), Icon::id_card},
                            Segment{kind_words(ui, ImportKind::experts), Icon::star}};
  const Rect at = column.next(segmented_height(ui, column.width(), segments));
  const auto chosen =
      segmented(ui, "imports.kind", ui.say(Text::import_kind), at, segments, static_cast<int>(state.kind));
  if (chosen && is_enabled) state.kind = static_cast<ImportKind>(*chosen);
  column.space(space_px::two);
}

void draw_upload(Ui& ui, Column& column, const ImportUpload& upload, Actions& actions) {
  const std::int64_t total = upload.file ? upload.file->bytes : 0;
  const bool has_arrived = total > 0 && upload.sent_bytes >= total;
  const std::string title = text(has_arrived ? Text::import_storing : Text::import_uploading, ui.language,
                                 {{"name", upload.file ? upload.file->name : std::string()}});
  const std::string detail =
      text(Text::import_sent, ui.language,
           {{"done", bytes_text(std::min(upload.sent_bytes, total))}, {"total", bytes_text(total)}});
  const Progress what{.id = "imports.upload",
                      .title = title,
                      .detail = detail,
                      .part = has_arrived ? std::nullopt
                                          : std::optional(static_cast<float>(upload.sent_bytes) /
                                                          static_cast<float>(std::max<std::int64_t>(1, total))),
                      .cancel = ui.say(Text::cancel)};
  if (progress(ui, column.next(progress_height(ui, column.width(), what)), what))
    actions.imports.emplace_back(CancelUpload{});
}

void draw_chosen(Ui& ui, Column& column, const ChosenFile& file) {
  const std::string size = bytes_text(file.bytes);
  const RowOptions row{.title = file.name, .detail = size, .icon = Icon::document, .separator = false};
  const Rect at = column.next(row_height(ui, column.width(), row));
  card(ui, at);
  static_row(ui, "imports.file", at, row);
  column.space(space_px::one_and_half);
}

void draw_buttons(Ui& ui, Column& column, const State& state, const ImportUpload& upload, Actions& actions) {
  const bool has_file = upload.file.has_value();
  const auto choose = ui.say(has_file ? Text::import_choose_other : Text::import_choose);
  const auto send = ui.say(Text::import_send);
  const ButtonOptions primary{.icon = has_file ? Icon::upload : Icon::folder};
  const ButtonOptions other{.kind = has_file ? ButtonKind::secondary : ButtonKind::primary, .icon = Icon::folder};
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const bool can_send = has_file && upload.file->bytes > 0 && upload.file->bytes <= import_limits::file_bytes_max;
  if (can_send && button(ui, "imports.send", send, flow.next(button_width(ui, send, primary)), primary))
    actions.imports.emplace_back(UploadImport{state.kind});
  if (button(ui, "imports.choose", choose, flow.next(button_width(ui, choose, other)), other))
    actions.imports.emplace_back(ChooseImportFile{});
  column.space(flow.used() + space_px::one_and_half);
}

void draw_new(Ui& ui, Column& page, State& state, const ImportUpload& upload, Actions& actions) {
  section_heading(ui, "imports.new", ui.say(Text::import_new), page.next(section_heading_px));
  Column column({page.x(), page.y(), std::min(form_width_px_max, page.width()), 0});
  const bool is_sending = upload.submission.is_under_way;
  draw_kind(ui, column, state, !is_sending);
  if (upload.submission.error) {
    const std::string words = form_error_words(ui, upload.submission.error);
    const Banner what{.id = "imports.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  if (is_sending) {
    draw_upload(ui, column, upload, actions);
  } else {
    if (upload.file) draw_chosen(ui, column, *upload.file);
    draw_buttons(ui, column, state, upload, actions);
    say_paragraph(ui, column, "imports.hint", ui.say(Text::import_hint), type_px::small);
  }
  page.space(column.used() + space_px::two);
}

// --- what was brought

std::string detail_of(const Ui& ui, const Model& model, const Import& import) {
  std::string detail(kind_words(ui, import.kind));
  const ImportCounts& counts = import.counts;
  if (import.state == ImportState::applied || import.state == ImportState::undone)
    detail += " · " + text(Text::import_written_rows, ui.language, {{"count", grouped(counts.written)}});
  else if (import.state == ImportState::ready)
    detail += " · " + counts_words(ui, counts);
  return detail + " · " + import.created_by + " · " + moment_text(import.created_at, model.today, ui.language);
}

void draw_list(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const auto& list = *model.imports.list;
  const auto options_of = [&](const Import& import, const std::string& detail) {
    const ImportSign sign = sign_of(import.state);
    return RowOptions{.title = import.file_name,
                      .detail = detail,
                      .icon = sign.icon,
                      .icon_tone = sign.tone,
                      .trailing = ui.say(sign.word),
                      .chevron = true,
                      .separator = &import != &list.back(),
                      .role = Role::link};
  };
  float height = 0;
  for (const Import& import : list)
    height += row_height(ui, column.width(), options_of(import, detail_of(ui, model, import)));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const Import& import : list) {
    const std::string detail = detail_of(ui, model, import);
    const RowOptions row = options_of(import, detail);
    if (list_row(ui, "imports." + import.id.text(), column.next(row_height(ui, column.width(), row)), row))
      actions.go = Route{Screen::import, import.id.text()};
  }
}

void draw_earlier(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const ImportsModel& imports = model.imports;
  section_heading(ui, "imports.earlier", ui.say(Text::import_earlier), column.next(section_heading_px));
  if (imports.error) {
    const std::string words = render(*imports.error, ui.language);
    const Banner what{.id = "imports.failed", .tone = Tone::warning, .text = words, .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      actions.imports.emplace_back(ReadImports{});
    column.space(space_px::one_and_half);
  }
  if (imports.list && !imports.list->empty())
    draw_list(ui, column, model, actions);
  else if (imports.list)
    say_paragraph(ui, column, "imports.none", ui.say(Text::import_none), type_px::body);
  else if (!imports.error)
    skeleton(ui, column.next(2 * row_px_min), corners_px::card);
}

/// Who comes from a register brings a file for that one.
void follow_address(State& state, const Route& route) {
  if (state.asked == route.id) return;
  state.asked = route.id;
  if (const auto kind = import_kind_from(route.id)) state.kind = *kind;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  follow_address(state, model.route);
  const std::array ways{
      HeaderAction{.id = "export", .icon = Icon::download, .name = ui.say(Text::export_title), .popup = Popup::dialog}};
  const Header header{.title = ui.say(Text::imports_title), .actions = ways};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) open_export_sheet(state.exports, model, state.kind, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "imports", .name = {}, .rect = outcome.rest});
  draw_new(ui, page.column, state, model.imports.upload, actions);
  draw_earlier(ui, page.column, model, actions);
  end_page(ui, state.page, page);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::imports_screen
