// Which column of a file is which field of the register: the sheet, the row of headers, each column with samples of
// what stands in it; and mappings that are kept by name for the next file. What is changed here is a draft until it is
// saved, and the rows are checked anew then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/import_defaults.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ImportColumnsState {
  PageState page;
  ImportMapping draft;
  /// What the draft was made from: what the server has, once that was read.
  std::optional<ImportMapping> saved;
  ChoiceSheet sheet_choice;
  ChoiceSheet header_choice;
  ChoiceSheet field_choice;
  /// Gone to in these two while they are open.
  std::optional<int> pending_sheet;
  std::optional<int> pending_header;
  /// Whose field is being chosen.
  std::size_t column = 0;
  ImportDefaultsState defaults;
  SheetState templates;
  std::string template_name;
  bool is_template_name_missing = false;
  /// The template was sent: its name goes, and the sheet, when it is taken.
  bool is_template_sent = false;
  unsigned mappings_seen = 0;

  bool is_changed() const { return draft != saved; }
  void begin(const ImportMapping& mapping) { saved = draft = mapping; }
};

/// No row can be imported before the column of the names is known.
bool knows_names(const ImportMapping& mapping);
/// The draft with the template's fields on the columns that have its headers.
ImportMapping with_template(const ImportMapping& draft, const ImportMapping& known);

void draw_import_columns(Ui& ui, const Rect& rect, ImportColumnsState& state, const OpenedImport& open,
                         Actions& actions);
/// Draw it after everything that it covers.
void draw_import_columns_sheets(Ui& ui, ImportColumnsState& state, const OpenedImport& open, Actions& actions);

}  // namespace mingchou::client
