#include "tests/client/layout_rules.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>

namespace mingchou::client {
namespace {

using Entries = std::vector<Semantics::Entry>;

/// A pixel may be lost to rounding.
constexpr float tolerance_px = 1;

std::string at(const Rect& rect) {
  return std::format("({:.0f},{:.0f} {:.0f}x{:.0f})", rect.x, rect.y, rect.width, rect.height);
}

std::string of(const Node& node) {
  return std::format("{} {} “{}” {}", name_of(node.role), node.id, node.name, at(node.rect));
}

Rect common(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.0f, std::min(a.right(), b.right()) - x),
          std::max(0.0f, std::min(a.bottom(), b.bottom()) - y)};
}

bool is_operable(const Node& node) {
  switch (node.role) {
    case Role::button:
    case Role::link:
    case Role::textbox:
    case Role::checkbox:
    case Role::switch_:
    case Role::radio:
    case Role::tab:
    case Role::menuitem:
    case Role::menuitemradio:
      return true;
    default:
      return false;
  }
}

bool has_ancestor(const Entries& entries, int child, int ancestor) {
  for (int i = entries[static_cast<std::size_t>(child)].parent; i >= 0; i = entries[static_cast<std::size_t>(i)].parent)
    if (i == ancestor) return true;
  return false;
}

int nearest_viewport(const Entries& entries, int index) {
  for (int i = entries[static_cast<std::size_t>(index)].parent; i >= 0; i = entries[static_cast<std::size_t>(i)].parent)
    if (entries[static_cast<std::size_t>(i)].node.clips) return i;
  return -1;
}

/// The part of the node that is not scrolled away.
Rect visible(const Entries& entries, int index) {
  Rect rect = entries[static_cast<std::size_t>(index)].node.rect;
  for (int i = nearest_viewport(entries, index); i >= 0; i = nearest_viewport(entries, i))
    rect = common(rect, entries[static_cast<std::size_t>(i)].node.rect);
  return rect;
}

/// The topmost dialog: only what is in it can be operated. -1 for none.
int modal(const Entries& entries) {
  int found = -1;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].node.modal) found = static_cast<int>(i);
  return found;
}

std::vector<int> operable_now(const Entries& entries) {
  const int dialog = modal(entries);
  std::vector<int> found;
  for (int i = 0; i < static_cast<int>(entries.size()); ++i)
    if (is_operable(entries[static_cast<std::size_t>(i)].node) && (dialog < 0 || has_ancestor(entries, i, dialog)))
      found.push_back(i);
  return found;
}

bool in_message(const Entries& entries, int index) {
  return entries[static_cast<std::size_t>(index)].node.id.starts_with("toast.");
}

/// Something above it hides it.
bool is_covered(const Ui& ui, const DrawnText& text) {
  for (std::size_t i = text.layer; i < ui.layers.size(); ++i)
    if (ui.layers[i].rect.overlaps(text.rect)) return true;
  return false;
}

std::size_t top_modal_layer(const Ui& ui) {
  std::size_t top = 0;
  for (std::size_t i = 0; i < ui.layers.size(); ++i)
    if (ui.layers[i].modal) top = i + 1;
  return top;
}

/// Lines of CJK text fill their em; what is compared is a little less, for letters that do not.
Rect ink(const DrawnText& text) {
  return {text.rect.x + 1, text.rect.y + text.size_px * 0.12f, text.rect.width - 2, text.size_px * 0.76f};
}

double linear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

/// The colour that most pixels of the rectangle have.
Color ground_of(const Picture& picture, const Rect& rect, float scale) {
  std::map<std::uint32_t, int> counts;
  const int left = std::max(0, static_cast<int>(rect.x * scale)), top = std::max(0, static_cast<int>(rect.y * scale));
  const int right = std::min(picture.width, static_cast<int>(rect.right() * scale));
  const int bottom = std::min(picture.height, static_cast<int>(rect.bottom() * scale));
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      const auto* pixel = &picture.pixels[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                               static_cast<std::size_t>(x))];
      ++counts[static_cast<std::uint32_t>(pixel[0] << 16 | pixel[1] << 8 | pixel[2])];
    }
  const auto most = std::ranges::max_element(counts, {}, &std::pair<const std::uint32_t, int>::second);
  return most == counts.end() ? Color{} : rgb(most->first);
}

}  // namespace

double contrast(Color a, Color b) {
  const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

Faults outside_the_screen(const Harness& harness) {
  Faults faults;
  const Entries& entries = harness.app.semantics().entries();
  const Rect surface = harness.app.ui().surface;
  for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
    const Node& node = entries[static_cast<std::size_t>(i)].node;
    const int viewport = nearest_viewport(entries, i);
    const Rect bounds = viewport >= 0 ? entries[static_cast<std::size_t>(viewport)].node.rect : surface;
    const bool sideways = node.rect.x < bounds.x - tolerance_px || node.rect.right() > bounds.right() + tolerance_px;
    const bool upright =
        viewport < 0 && (node.rect.y < bounds.y - tolerance_px || node.rect.bottom() > bounds.bottom() + tolerance_px);
    if (sideways || upright) faults.push_back(of(node) + " is outside " + at(bounds));
    if (node.rect.width <= 0 || node.rect.height < 0) faults.push_back(of(node) + " has no size");
  }
  return faults;
}

Faults poor_targets(const Harness& harness) {
  Faults faults;
  const Entries& entries = harness.app.semantics().entries();
  const std::vector<int> operable = operable_now(entries);
  for (const int i : operable) {
    const Node& node = entries[static_cast<std::size_t>(i)].node;
    if (node.name.empty()) faults.push_back(of(node) + " has no name");
    if (node.rect.width < touch_target_px_min || node.rect.height < touch_target_px_min)
      faults.push_back(of(node) + " is too small for a finger");
  }
  for (std::size_t a = 0; a < operable.size(); ++a)
    for (std::size_t b = a + 1; b < operable.size(); ++b) {
      // A message that comes for a while covers what it covers.
      if (in_message(entries, operable[a]) != in_message(entries, operable[b])) continue;
      const Rect shared = common(visible(entries, operable[a]), visible(entries, operable[b]));
      if (shared.width <= tolerance_px || shared.height <= tolerance_px) continue;
      faults.push_back(of(entries[static_cast<std::size_t>(operable[a])].node) + " lies over " +
                       of(entries[static_cast<std::size_t>(operable[b])].node));
    }
  return faults;
}

Faults poor_structure(const Harness& harness) {
  Faults faults;
  std::set<std::string> ids;
  int mains = 0, titles = 0;
  for (const Semantics::Entry& entry : harness.app.semantics().entries()) {
    if (entry.node.id.empty()) faults.push_back(of(entry.node) + " has no id");
    if (!ids.insert(entry.node.id).second) faults.push_back(of(entry.node) + " is there twice");
    mains += entry.node.role == Role::main ? 1 : 0;
    titles += entry.node.role == Role::heading && entry.node.level == 1 ? 1 : 0;
  }
  if (mains != 1) faults.push_back(std::format("{} main parts", mains));
  if (titles != 1) faults.push_back(std::format("{} headings of level 1", titles));
  return faults;
}

Faults cut_text(const Harness& harness, const std::vector<DrawnText>& texts) {
  Faults faults;
  for (const Misfit& misfit : harness.app.ui().misfits)
    faults.push_back("“" + misfit.text + "” does not fit into " + at(misfit.rect));
  const Rect surface = harness.app.ui().surface;
  for (const DrawnText& text : texts)
    if (text.rect.x < surface.x - tolerance_px || text.rect.right() > surface.right() + tolerance_px)
      faults.push_back("“" + text.text + "” runs out of the screen at " + at(text.rect));
  return faults;
}

Faults overlapping_text(const Harness& harness, const std::vector<DrawnText>& texts) {
  Faults faults;
  const std::size_t top = top_modal_layer(harness.app.ui());
  for (std::size_t a = 0; a < texts.size(); ++a)
    for (std::size_t b = a + 1; b < texts.size(); ++b) {
      // What lies below a sheet or scrolls under a header may meet; on one level nothing may.
      if (texts[a].layer != texts[b].layer || texts[a].layer < top || texts[a].is_clipped || texts[b].is_clipped)
        continue;
      const Rect shared = common(ink(texts[a]), ink(texts[b]));
      if (shared.width > tolerance_px && shared.height > tolerance_px)
        faults.push_back("“" + texts[a].text + "” " + at(texts[a].rect) + " lies over “" + texts[b].text + "” " +
                         at(texts[b].rect));
    }
  return faults;
}

Faults poor_contrast(const Harness& harness, const std::vector<DrawnText>& texts, const Picture& picture) {
  Faults faults;
  const std::size_t top = top_modal_layer(harness.app.ui());
  const float scale = static_cast<float>(picture.width) / harness.app.ui().surface.width;
  for (const DrawnText& text : texts) {
    if (text.layer < top || text.is_clipped || is_covered(harness.app.ui(), text)) continue;
    const Color ground = ground_of(picture, text.rect, scale);
    const double ratio = contrast(text.color, ground);
    if (ratio < 7) faults.push_back(std::format("“{}” {} has {:.1f}:1 only", text.text, at(text.rect), ratio));
  }
  return faults;
}

}  // namespace mingchou::client
