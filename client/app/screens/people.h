// The registers of inspectors and of experts: two lists of one kind behind tabs, searched and filtered by what was
// read, each row a way to a page. Who would be left out of a draw says why in the row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::people_screen {

/// `filters` lists the others.
enum class Menu : std::uint8_t { none, filters, department, kind, state, receipt };
/// Of an inspector: what a filter asks for.
enum class Wanted : std::uint8_t {
  all,
  drawable,
  barred,
  expired,
  within_30_days,
  within_60_days,
  no_certificate,
  on_leave
};

/// Of one of the lists.
struct State {
  VirtualListState list;
  std::string query;
  std::optional<Uuid> department;
  std::optional<PersonKind> kind;
  Wanted wanted = Wanted::all;
  std::optional<ReceiptResult> receipt;
  /// What the address asked for last: the user's own choice goes on from there.
  std::string asked;
  ExportSheetState exports;
  Menu menu = Menu::none;
  Rect menu_anchor;

  bool has_filters() const { return department || kind || wanted != Wanted::all || receipt; }
  bool is_filtered() const { return !query.empty() || has_filters(); }
  void clear();
};

void draw_inspectors(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);
void draw_experts(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

/// Places in the list of those who match what was typed and chosen.
std::vector<std::size_t> matching(const std::vector<Person<Inspector>>& people, const State& state, CivilDate today);
std::vector<std::size_t> matching(const std::vector<Person<Expert>>& people, const State& state, CivilDate today);

}  // namespace mingchou::client::people_screen
