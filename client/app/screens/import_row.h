// One row of an import in a sheet: what is wrong with it, and its cells, to be typed over where they stand. What was
// typed stays until the server has taken it.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ImportRowState {
  SheetState sheet;
  ImportRow row;
  /// By column: what stands in the fields.
  std::map<std::uint32_t, std::string> typed;
  /// Of these, what is being saved.
  std::map<std::uint32_t, std::string> sent;
  /// Fields of another row are other texts.
  unsigned subject = 0;
  unsigned answers_seen = 0;
};

void open_import_row(ImportRowState& state, const ImportRow& row);
void draw_import_row(Ui& ui, ImportRowState& state, const OpenedImport& open, Actions& actions);

}  // namespace mingchou::client
