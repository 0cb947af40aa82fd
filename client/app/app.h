// The app without a browser: takes input, keeps the Model, draws a frame into Dear ImGui's draw list and says what
// the shell has to know. The worker drives it in the browser, tests drive it natively with a null renderer.
//
// One thread. Owns Dear ImGui's context; at most one App at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/model/workspace.h"
#include "client/app/office.h"
#include "client/app/records/register_echo.h"
#include "client/app/screens/screens.h"
#include "client/app/shell.h"
#include "client/app/storage/storage_host.h"
#include "client/app/ui/glyph_fallback.h"
#include "client/app/ui/pointing.h"
#include "client/app/ui/ui.h"
#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou::client {

/// Size of the canvas: CSS pixels, and device pixels per CSS pixel; and where the device has no room for content.
struct Surface {
  float width_px = 0;
  float height_px = 0;
  float density = 1;
  Insets insets = {};
};

enum class Cursor { arrow, hand };

/// The world outside: tests replace every part of it. All outlive the app.
struct Outside {
  Network& network;
  Shell& shell;
  Clock& clock;
  Random& random;
  StoragePlatform& storage;
  Stopwatch& stopwatch;
};

class App : private StorageUser, private OfficeListener {
 public:
  App(const Outside& outside, const Preferences& preferences);
  ~App() override;
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Once, before the first frame. The provider outlives the app.
  Result<> set_font(std::span<const std::uint8_t> file, FontProvider* provider = nullptr);
  /// The answers to FontProvider::fetch_rest_font().
  Result<> set_rest_font(std::span<const std::uint8_t> file);
  void rest_font_failed() { glyphs_.rest_font_failed(); }
  /// Opens the route of the address and begins to fetch what it shows. `entries_behind`: how many entries of the app
  /// lie before the present one in the browser's history (some, when the page was loaded again).
  void start(std::string_view path, int entries_behind = 0);

  /// The address changed: the browser's back or forward, or a link. What was done before counts on the screen that it
  /// was done on.
  void open_route(std::string_view path, int entries_behind = 0);
  /// The device's own colour scheme, for ThemeChoice::system.
  void set_system_theme(bool dark);

  void resize(const Surface& surface);
  /// Where the app came from ("https://…"); once, before the first frame.
  void set_origin(std::string_view origin) { model_.origin = origin; }
  void set_reduced_motion(bool reduced) { ui_.reduced_motion = reduced; }
  /// Finger, pen or mouse, in CSS pixels and in the time of frame().
  void pointer(gesture::Sample sample);
  /// How much of the surface the soft keyboard covers from below, in CSS pixels: nothing is drawn there.
  void set_keyboard_inset(float px);
  void wheel(Point at, float by_px);
  /// A KeyboardEvent.key, pressed outside text fields.
  void key(std::string_view key, bool shift);
  /// The keyboard's focus went to a node ("" for none).
  void focus(std::string_view id, bool visible);
  /// The user wrote in the browser's element over a text field.
  void edit(TextEdit edit);
  /// Whether the keyboard writes capitals, as the last key told that was pressed in a password.
  void set_caps_lock(bool on) { ui_.caps_lock = on; }
  /// A screen reader or the Enter key activates a node.
  void activate(std::string_view id);
  /// The browser says that the network came back.
  void network_returned();
  /// What the browser believes about the network.
  void set_online(bool online);
  /// Whether the browser took what was to be copied into its clipboard.
  void copied(bool done);
  /// What the user chose in the browser's window.
  void file_chosen(ChosenFile file);
  /// Whether the app opens offline, and which versions of it there are.
  void set_updates(Updates updates) { model_.updates = std::move(updates); }

  /// Draws one frame; ImGui::GetDrawData() is valid afterwards. True if another must follow at once.
  bool frame(double now_ms);
  /// When frame() said false: after how long another is wanted all the same; nothing if only events can bring one.
  std::optional<double> wake_in_ms() const { return wake_in_ms_; }

  /// For tests: all text of each frame, as it was drawn.
  void log_text(std::vector<DrawnText>* log) { ui_.text_log = log; }
  const Ui& ui() const { return ui_; }
  /// Works between frames, at most some milliseconds, and without a canvas in sight too. After how many milliseconds it
  /// wants to be called again: 0 at once; nothing: after the next event.
  std::optional<double> work();
  /// Whether work() or an answer changed what is on the screen; asked once.
  bool take_wants_frame() { return std::exchange(wants_frame_, false); }

  const Semantics& semantics() const { return ui_.semantics; }
  const std::vector<EditableField>& fields() const { return ui_.fields; }
  /// Where the keyboard's focus shall go ("" for: stays); asked once, after a frame.
  std::string take_focus_request() { return std::exchange(ui_.focus_request, {}); }
  /// CSS pixels per pixel of semantics() and fields().
  float zoom() const { return zoom_of(model_.preferences.text_size); }
  Cursor cursor() const;
  /// Content moves under the finger or flies on: a tap now stops it.
  bool moving() const { return pointing_.moving(); }
  const Model& model() const { return model_; }
  /// Takes the platform's answers, between frames.
  StorageHost& storage() { return storage_; }

 private:
  Result<> storage_ready(const OpenOptions& options) override;
  void storage_closing() override;
  void session_changed() override;
  void other_user() override;
  void answered() override { wants_frame_ = true; }
  void tell(std::string_view id, std::string words) override;
  void go_on_to(Route route) override;
  void replace_route(Route route) override;
  void record_told(const TargetRecord& record) override;
  void checks_read(const std::vector<Check>& checks) override;
  void records_changed(const RegisterEcho::Revisions& revisions, const BulkChange& change, bool back) override;
  void carry_out(StorageRequest request);
  void export_work();
  void look_at_storage(double now_ms);
  void look_for_county();
  void scroll_by_keys();
  void carry_out(const Actions& actions);
  void enter(Route route);
  void open_path(std::string_view path);
  void finish_input();
  void show_title();
  void guard_page();
  void use_preferences();
  /// Screens share ids: the name tells which one it is.
  struct Heading {
    std::string id;
    std::string name;
    bool operator==(const Heading&) const = default;
  };
  void focus_new_screen();
  bool more_frames(double now_ms);
  /// All of the canvas; ui_.surface is what the soft keyboard leaves of it.
  Rect whole() const { return {0, 0, surface_.width_px / zoom(), surface_.height_px / zoom()}; }
  Point logical(Point at) const { return {at.x / zoom(), at.y / zoom()}; }

  Outside outside_;
  Ui ui_;
  GlyphFallback glyphs_;
  Surface surface_;
  float keyboard_inset_px_ = 0;
  Pointing pointing_{ui_};
  Model model_;
  ScreenStates states_;
  /// Entries of this app that lie before the present one in the browser's history.
  int entries_behind_ = 0;
  /// What was done on a screen is finished there while the browser's address has left it.
  bool going_elsewhere_ = false;
  /// What the window's title names.
  std::string title_;
  /// The browser asks before the page goes.
  bool is_guarded_ = false;
  bool system_dark_ = false;
  Office office_;
  RegisterEcho echo_;
  double last_frame_ms_ = 0;
  bool asleep_ = true;
  /// While the storage is ready; goes after the host, which closes it.
  std::unique_ptr<Workspace> workspace_;
  std::optional<double> wake_in_ms_;
  /// A route was entered, and its screen is not drawn yet; these headings were there before.
  bool screen_is_new_ = false;
  std::vector<Heading> headings_before_;
  std::size_t modal_layers_ = 0;
  StorageHost storage_;
  std::uint64_t storage_revision_ = 0;
  /// Since when the data have been on their way.
  std::optional<double> opening_since_ms_;
  /// The user chose before the database could tell what was chosen last.
  bool preferences_chosen_ = false;
  /// Where signing in leads to.
  Route after_sign_in_;
  /// On its way into the clipboard; empty for what is not to be shown.
  std::string copying_;
  bool wants_frame_ = false;
};

}  // namespace mingchou::client
