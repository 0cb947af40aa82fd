// What is on the screen, for those who do not look at its pixels: screen readers and tests. Wrappers add a node
// while they draw; the shell mirrors the nodes as DOM elements. A tree, in drawing order, rebuilt every frame.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ui/geometry.h"

namespace mingchou::client {

/// The shell makes elements of these: client/shell/mirror.js has the same names.
enum class Role {
  banner,
  navigation,
  main,
  form,
  region,
  dialog,
  heading,
  text,
  status,
  alert,
  list,
  listitem,
  button,
  link,
  textbox,
  searchbox,
  checkbox,
  switch_,
  radiogroup,
  radio,
  tablist,
  tab,
  menu,
  menuitem,
  menuitemradio,
  progressbar,
  img
};

std::string_view name_of(Role role);

/// What a button opens.
enum class Popup { none, menu, dialog };

struct Node {
  Role role = Role::text;
  /// Unique within a frame and stable across frames: the shell keeps the element, and with it the focus.
  std::string id;
  std::string name;
  Rect rect;
  /// Clips its children: the viewport of a scroll area.
  bool clips = false;
  bool focusable = false;
  bool off_tab_order = false;  ///< focusable, but Tab passes by: arrows lead here, within a list or a group
  bool current = false;        ///< the place in a navigation where the user is
  bool disabled = false;
  bool invalid = false;               ///< of a text field: what stands in it can't be taken
  bool modal = false;                 ///< a dialog or menu: everything outside it is out of reach
  std::optional<bool> checked = {};   ///< of a checkbox, switch, radio, menuitemradio
  std::optional<bool> selected = {};  ///< of a tab
  std::optional<bool> expanded = {};  ///< of a button that opens something
  Popup popup = Popup::none;
  std::optional<int> value = {};  ///< of a progress bar, per cent; none while it can't be told
  std::string description = {};   ///< said after the name
  int level = 0;                  ///< of a heading
  int position = 0;               ///< 1-based place in a list, 0 for none
  int set_size = 0;               ///< how many the list has, shown or not

  /// Tab stops here.
  bool is_stop() const { return focusable && !off_tab_order; }
};

class Semantics {
 public:
  void begin_frame();
  void add(Node node);
  /// Nodes added until close() are children of this one.
  void open(Node node);
  void close();
  /// The node that was opened last and is not closed. What stands in it already counts for the second.
  Node& opened() { return entries_[static_cast<std::size_t>(open_.back())].node; }
  bool has_stop_inside() const;

  struct Entry {
    Node node;
    int parent = -1;  ///< index into entries()
  };
  const std::vector<Entry>& entries() const { return entries_; }
  /// Of the frame before.
  const std::vector<Entry>& entries_before() const { return before_; }

  /// The list as JSON; see the message "semantics" in client/shell/messages.js.
  /// Rectangles are multiplied by `zoom`.
  std::string json(float zoom = 1) const;

 private:
  std::vector<Entry> entries_;
  std::vector<Entry> before_;
  std::vector<int> open_;
};

}  // namespace mingchou::client
