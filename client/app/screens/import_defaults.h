// What rows get for a field of which the file says nothing: a township for all of a list that one office sends, a
// department's usual source. Part of the columns of an import (screens/import_columns).
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ImportDefaultsState {
  ChoiceSheet choice;
  SheetState sheet;
  /// Whose value is typed, and the value.
  std::string field, value;
  /// Another field is another text.
  unsigned subject = 0;
};

void draw_import_defaults(Ui& ui, Column& column, ImportDefaultsState& state, const ImportMapping& draft,
                          const OpenedImport& open);
/// Draw it after everything that it covers. Changes the draft's defaults.
void draw_import_defaults_sheets(Ui& ui, ImportDefaultsState& state, ImportMapping& draft, const OpenedImport& open);

}  // namespace mingchou::client
