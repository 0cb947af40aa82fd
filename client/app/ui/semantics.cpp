#include "client/app/ui/semantics.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

/// Tenths of a pixel are enough, and keep the text from changing by rounding.
double tenths(float value) { return std::round(static_cast<double>(value) * 10) / 10; }

void write_node(json::Writer& writer, const Semantics::Entry& entry, float zoom) {
  const Node& node = entry.node;
  writer.begin_object().field("role", name_of(node.role)).field("id", node.id).field("name", node.name);
  writer.key("rect").begin_array();
  for (const float side : {node.rect.x, node.rect.y, node.rect.width, node.rect.height})
    writer.value(tenths(side * zoom));
  writer.end_array().field("parent", entry.parent);
  if (node.clips) writer.field("clips", true);
  if (node.focusable) writer.field("focusable", true);
  if (node.off_tab_order) writer.field("off_tab_order", true);
  if (node.current) writer.field("current", true);
  if (node.disabled) writer.field("disabled", true);
  if (node.invalid) writer.field("invalid", true);
  if (node.modal) writer.field("modal", true);
  if (node.checked) writer.field("checked", *node.checked);
  if (node.selected) writer.field("selected", *node.selected);
  if (node.expanded) writer.field("expanded", *node.expanded);
  if (node.popup != Popup::none) writer.field("popup", node.popup == Popup::menu ? "menu" : "dialog");
  if (node.value) writer.field("value", *node.value);
  if (!node.description.empty()) writer.field("description", node.description);
  if (node.level > 0) writer.field("level", node.level);
  if (node.position > 0) writer.field("position", node.position);
  if (node.set_size > 0) writer.field("set_size", node.set_size);
  writer.end_object();
}

}  // namespace

std::string_view name_of(Role role) {
  switch (role) {
    case Role::banner:
      return "banner";
    case Role::navigation:
      return "navigation";
    case Role::main:
      return "main";
    case Role::form:
      return "form";
    case Role::heading:
      return "heading";
    case Role::text:
      return "text";
    case Role::status:
      return "status";
    case Role::alert:
      return "alert";
    case Role::list:
      return "list";
    case Role::listitem:
      return "listitem";
    case Role::button:
      return "button";
    case Role::link:
      return "link";
    case Role::textbox:
      return "textbox";
    case Role::searchbox:
      return "searchbox";
    case Role::region:
      return "region";
    case Role::dialog:
      return "dialog";
    case Role::checkbox:
      return "checkbox";
    case Role::switch_:
      return "switch";
    case Role::radiogroup:
      return "radiogroup";
    case Role::radio:
      return "radio";
    case Role::tablist:
      return "tablist";
    case Role::tab:
      return "tab";
    case Role::menu:
      return "menu";
    case Role::menuitem:
      return "menuitem";
    case Role::menuitemradio:
      return "menuitemradio";
    case Role::progressbar:
      return "progressbar";
    case Role::img:
      return "img";
  }
  return "text";
}

void Semantics::begin_frame() {
  before_.swap(entries_);
  entries_.clear();
  open_.clear();
}

void Semantics::add(Node node) { entries_.push_back({std::move(node), open_.empty() ? -1 : open_.back()}); }

void Semantics::open(Node node) {
  add(std::move(node));
  open_.push_back(static_cast<int>(entries_.size()) - 1);
}

void Semantics::close() { open_.pop_back(); }

bool Semantics::has_stop_inside() const {
  return std::any_of(entries_.begin() + open_.back() + 1, entries_.end(),
                     [](const Entry& entry) { return entry.node.is_stop(); });
}

std::string Semantics::json(float zoom) const {
  mingchou::json::Writer writer;
  writer.begin_array();
  for (const Entry& entry : entries_) write_node(writer, entry, zoom);
  writer.end_array();
  return std::move(writer).take();
}

}  // namespace mingchou::client
