// What a screen draws with: the surface and its size, colours, font, language, the semantics of this frame, and
// what the user did. One per app; screens get it by reference and keep nothing of it across frames.
//
// Screens place rectangles themselves (CSS pixels) inside Dear ImGui's one window that fills the canvas.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/input/gesture_types.h"
#include "client/app/text/strings.h"
#include "client/app/text/wrap.h"
#include "client/app/ui/fonts.h"
#include "client/app/ui/geometry.h"
#include "client/app/ui/semantics.h"
#include "client/app/ui/theme.h"

namespace mingchou::client {

struct ScrollState;

struct ScrollArea {
  std::string id;
  Rect rect;
  ScrollState* state = nullptr;
  /// Its number, and that of the area that it lies in (0 for none).
  gesture::RegionId region = 0;
  gesture::RegionId parent = 0;
};

/// Something under a pointer; see hits.h.
struct HitArea {
  std::string id;
  Rect rect;  ///< as far as it is not clipped
  gesture::Hit hit;
};

/// What a text field is for: the browser's element gets the right keyboard. `exact` is for what nothing may correct: a
/// login name, a code of small letters.
enum class FieldKind { text, search, multiline, number, code, phone, date, exact, password };
/// What the Enter key of a soft keyboard says.
/// `go` sends the form that the field stands in.
enum class EnterKey { done, search, next, send, go };

/// A text field on the screen, for the shell: where the browser's element lies, and what is in it.
struct EditableField {
  std::string id;
  Rect rect;
  FieldKind kind = FieldKind::text;
  EnterKey enter = EnterKey::done;
  int characters_max = 0;
  std::string value;
  std::string placeholder;
  /// Which text stands in it: another number, another text, with an undo of its own.
  unsigned subject = 0;
  /// Of the last edit that the value has in it.
  unsigned revision = 0;
  /// What a password manager may put in (the HTML attribute of that name); "off" for nothing.
  std::string autocomplete = "off";
  /// Of a password: in letters, not in dots.
  bool is_shown = false;
  /// The app draws no text in it, because the element does.
  bool focused = false;
  /// Of the text: the em, the distance of lines, and the space around.
  float size_px = 0;
  float line_px = 0;
  float padding_x_px = 0;
  float padding_y_px = 0;
};

/// What the user did in the browser's element over a field.
struct TextEdit {
  std::string id;
  std::string text;
  bool entered = false;
  bool left = false;
  /// Counts the edits of the element.
  unsigned revision = 0;
  /// The text that was written in; see EditableField::subject.
  unsigned subject = 0;
  /// Characters that found no room any more, and are not in the text.
  int refused = 0;
};

/// Where the device has no room for content: a notch, rounded corners, the bar that swipes home.
struct Insets {
  float top = 0;
  float right = 0;
  float bottom = 0;
  float left = 0;
};

/// What lies above the screen: a sheet, a menu, a message. See overlay.h.
struct Layer {
  std::string id;
  Rect rect;
  /// Everything below is out of reach, not only what it covers.
  bool modal = false;
};

/// Something that moves by itself (motion.h); forgotten when a frame passes without it.
struct Motion {
  float at = 0;
  bool in_use = false;
};

/// A message that comes for a while at the lower edge (toast.h).
struct Toast {
  std::string id;
  std::string text;
  /// The word of its button ("undo"); empty for none.
  std::string action;
  double until_ms = 0;  ///< 0 until it is drawn for the first time
};

/// The words of an icon button under the mouse (tooltip.h).
struct Tooltip {
  std::string words;
  Rect anchor;
};

/// Text that was cut although it had to be whole: a fault of the layout, which tests look for.
struct Misfit {
  std::string text;
  Rect rect;
};

/// A key that was pressed, not in a text field; see keyboard.h.
struct KeyPress {
  std::string key;
  bool shift = false;
};

/// A line of text as it was drawn, for the tests that look for overlaps and contrast.
struct DrawnText {
  std::string text;
  Rect rect;  ///< of the line, as wide as its words
  float size_px = 0;
  Color color;
  std::size_t layer = 0;
  /// Part of it is outside what may be drawn to now: it scrolls, or it is cut.
  bool is_clipped = false;
};

struct Ui {
  Language language = Language::chinese;
  const Theme* theme = &light_theme;
  Font font;
  Font icons;
  /// CSS pixels, divided by the zoom of the chosen text size: screens never see the zoom.
  Rect surface;
  Insets insets;
  /// There is no network, as far as the browser knows: headers say so.
  bool offline = false;
  /// As far as the last key told that was pressed in a password.
  bool caps_lock = false;
  /// Where a screen ends and the navigation, if it lies below, begins.
  float content_bottom_px = 0;
  Semantics semantics;
  /// Areas of the last whole frame, outer ones first: wheel, keys and touch find theirs here.
  std::vector<ScrollArea> scroll_areas;
  std::vector<ScrollArea> scroll_areas_being_drawn;
  /// Areas within which is drawn now, innermost last.
  std::vector<gesture::RegionId> open_regions;
  /// What pointers find in the last whole frame, what lies on top last.
  std::vector<HitArea> hits;
  std::vector<HitArea> hits_being_drawn;
  /// Text fields of the last whole frame, in drawing order.
  std::vector<EditableField> fields;
  std::vector<EditableField> fields_being_drawn;
  /// What was written since the last frame, oldest first.
  std::vector<TextEdit> edits;
  /// Node that the keyboard is on, and whether to show it.
  std::string focused_id;
  bool focus_visible = false;
  /// What a pointer did is not carried out yet: nothing may move under it.
  bool pointer_waits = false;
  /// By the field's id; see EditableField::revision.
  std::map<std::string, unsigned, std::less<>> field_revisions;
  /// The focus that was scrolled into view last, and the height of the screen then; see keep_focus_in_view().
  std::string focus_in_view;
  /// What was scrolled into view last of what appeared by itself; see reveal_once().
  std::map<std::string, std::int64_t, std::less<>> revealed;
  /// The form that was submitted and not answered yet: the first of its fields in which something is wrong is shown.
  std::string submitted_form;
  /// Where the app wants the focus to go; the shell puts it there after this frame.
  std::string focus_request;
  /// Node whose other actions were asked for, by long press or right button; see take_context() in hits.h.
  std::string context_id;
  /// Since the last frame, oldest first. What nothing takes scrolls.
  std::vector<KeyPress> keys;
  /// Node that a screen reader or the Enter key activates in this frame.
  std::string activated_id;
  /// Layers of the last whole frame, lowest first, and how many are open at this point of the drawing.
  std::vector<Layer> layers;
  std::vector<Layer> layers_being_drawn;
  std::size_t layer = 0;
  std::vector<std::size_t> open_layers;
  std::map<std::string, Motion, std::less<>> motions;
  std::optional<Toast> toast;
  /// Id of the toast whose button was pressed; whoever showed it takes it.
  std::string toast_pressed;
  std::optional<Tooltip> tooltip;
  /// When a frame is wanted although nothing happens: that many milliseconds from now; none while negative.
  double wake_in_ms = -1;
  std::vector<Misfit> misfits;
  /// Places of scroll areas that belong to a widget, not to a screen; forgotten when a frame passes without them.
  std::map<std::string, std::shared_ptr<ScrollState>, std::less<>> own_scrolls;
  std::map<std::string, std::shared_ptr<ScrollState>, std::less<>> own_scrolls_being_drawn;
  /// Where to write down all text of a frame; nothing in the app.
  std::vector<DrawnText>* text_log = nullptr;
  /// Where the keyboard's focus was when a layer opened; it goes back there.
  std::map<std::string, std::string, std::less<>> focus_before_layers;
  /// Something moves by itself: draw another frame.
  bool animating = false;
  bool reduced_motion = false;
  double now_ms = 0;
  float step_ms = 0;

  SizeClass size_class() const { return client::size_class(surface.width); }
  std::string_view say(Text key) const { return text(key, language); }
};

void begin_frame(Ui& ui);
void end_frame(Ui& ui);

enum class Align { start, center, end };
/// `may_elide` is for data that may be longer than any place for it, and that can be read whole elsewhere.
enum class Fit { whole, may_elide };

float line_height(float size_px);
float text_width(const Ui& ui, std::string_view text, float size_px);
Measure measure(const Ui& ui, float size_px);

/// Draws one line with its vertical centre at the rectangle's, clipped and elided to it. Adds no semantics.
/// What must be whole and is not becomes a Misfit.
void draw_text(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, Align align = Align::start,
               Fit fit = Fit::whole);
/// Draws the text in at most `lines_max` lines around the rectangle's vertical centre; the last one is elided.
void draw_lines(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, int lines_max,
                Fit fit = Fit::may_elide);
/// Height of the text as draw_paragraph() draws it in this width.
float paragraph_height(const Ui& ui, float width, std::string_view text, float size_px);
/// Draws the text in as many lines as it needs and returns its height. Adds no semantics.
float draw_paragraph(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color,
                     Align align = Align::start);

/// The disc of a mark, or a knob.
void disc(Point centre, float radius_px, Color color);
void fill(const Rect& rect, Color color, float corner_px = 0);
void outline(const Rect& rect, Color color, float corner_px, float width_px = 1);
/// The ring of the keyboard's focus, if it is on this node.
void draw_focus_ring(Ui& ui, std::string_view id, const Rect& rect, float corner_px);

}  // namespace mingchou::client
