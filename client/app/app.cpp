#include "client/app/app.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/items/item_route.h"
#include "client/app/model/county.h"
#include "client/app/plans/plan_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/unsaved.h"
#include "client/app/tasks/task_route.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/toast.h"

namespace mingchou::client {
namespace {

constexpr float first_step_ms = 1000.0f / 60;
constexpr double step_ms_max = 100;
constexpr int frames_of_a_tap_max = 8;
/// Held keys repeat 30 times a second; a worker that hangs for longer than this forgets the rest.
constexpr std::size_t keys_waiting_max = 256;

/// Opening the data usually takes a quarter of this.
constexpr double opening_quietly_ms = 400;

bool is_opening(StoragePhase phase) {
  return phase == StoragePhase::closed || phase == StoragePhase::opening || phase == StoragePhase::checking ||
         phase == StoragePhase::suspended;
}

void set_style() {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.FramePadding = {0, 0};
  style.ItemSpacing = {0, 0};
}

/// The one window that all screens draw into. It fills the canvas, under the soft keyboard too.
void begin_canvas(const Rect& whole) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({whole.width, whole.height});
  ImGui::Begin("canvas", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
}

bool is_of_session(Screen screen) {
  if (is_of_items(screen) || is_of_plans(screen) || is_of_tasks(screen)) return true;
  switch (screen) {
    case Screen::account:
    case Screen::password:
    case Screen::second_factor:
    case Screen::department:
    case Screen::new_department:
    case Screen::users:
    case Screen::user:
    case Screen::new_user:
    case Screen::audit:
    case Screen::imports:
    case Screen::import:
    case Screen::record_edit:
    case Screen::new_record:
    case Screen::licences:
      return true;
    default:
      return is_of_people(screen);
  }
}

std::size_t modal_count(const Ui& ui) {
  return static_cast<std::size_t>(std::ranges::count(ui.layers, true, &Layer::modal));
}

}  // namespace

App::App(const Outside& outside, const Preferences& preferences)
    : outside_(outside),
      office_(outside.network, outside.shell, model_, *this),
      storage_(outside.storage, *this, outside.clock, outside.random) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigErrorRecovery = false;
  set_style();
  model_.preferences = preferences;
  use_preferences();
}

App::~App() { ImGui::DestroyContext(); }

Result<> App::set_font(std::span<const std::uint8_t> file, FontProvider* provider) {
  ui_.icons = MC_TRY(add_icon_font());
  // Last, because Dear ImGui merges into the font that came last.
  ui_.font = MC_TRY(add_font(file));
  ImGui::GetIO().FontDefault = ui_.font.face;
  glyphs_.attach(ui_.font.face, ui_.font.imgui_per_css, provider);
  ui_.font.fallback = &glyphs_;
  return {};
}

Result<> App::set_rest_font(std::span<const std::uint8_t> file) { return glyphs_.add_rest_font(file); }

void App::start(std::string_view path, int entries_behind) {
  outside_.shell.use_preferences(model_.preferences);
  entries_behind_ = std::max(0, entries_behind);
  open_path(path);
  storage_.start();
  office_.ask_session();
}

void App::open_route(std::string_view path, int entries_behind) {
  going_elsewhere_ = true;
  finish_input();
  going_elsewhere_ = false;
  entries_behind_ = std::max(0, entries_behind);
  open_path(path);
  ui_.animating = true;
}

/// An address that the app does not know leads home, and says so.
void App::open_path(std::string_view path) {
  Route route = route_from(path);
  if (path_of(route) != path) outside_.shell.show_route(path_of(route), false);
  enter(std::move(route));
}

void App::show_title() {
  std::string_view title = ui_.say(title_of(model_.route));
  // Among several windows its name tells which is which.
  if (model_.route.screen == Screen::target && model_.target.details) title = model_.target.details->target.name;
  if (title == title_) return;
  title_ = title;
  outside_.shell.show_title(title_);
}

void App::guard_page() {
  const bool is_unsaved = has_unsaved(states_);
  if (std::exchange(is_guarded_, is_unsaved) != is_unsaved) outside_.shell.guard_page(is_unsaved);
}

void App::enter(Route route) {
  pointing_.forget();
  screen_is_new_ = !headings_before_.empty();  // at the start nobody has been anywhere yet
  if (route.screen == Screen::sign_in && model_.route.screen != Screen::sign_in) after_sign_in_ = model_.route;
  if (route != model_.route) {
    states_.forget_secrets();
    office_.forget_forms();
  }
  model_.route = std::move(route);
  office_.entered();
  if (workspace_) workspace_->entered();
}

void App::replace_route(Route route) {
  wants_frame_ = true;
  outside_.shell.show_route(path_of(route), false);
  enter(std::move(route));
}

void App::file_chosen(ChosenFile file) {
  office_.file_chosen(std::move(file));
  wants_frame_ = true;
}

void App::set_system_theme(bool dark) {
  system_dark_ = dark;
  use_preferences();
}

void App::use_preferences() {
  ui_.language = model_.preferences.language;
  office_.use_language(ui_.language);
  const ThemeChoice choice = model_.preferences.theme;
  const bool dark = choice == ThemeChoice::dark || (choice == ThemeChoice::system && system_dark_);
  ui_.theme = dark ? &dark_theme : &light_theme;
}

void App::edit(TextEdit edit) { ui_.edits.push_back(std::move(edit)); }

void App::resize(const Surface& surface) {
  finish_input();
  surface_ = surface;
  pointing_.interrupt();
}

void App::pointer(gesture::Sample sample) {
  sample.at.x /= static_cast<double>(zoom());
  sample.at.y /= static_cast<double>(zoom());
  pointing_.handle(sample);
}

void App::set_keyboard_inset(float px) {
  finish_input();
  keyboard_inset_px_ = std::clamp(px, 0.0f, surface_.height_px);
  pointing_.interrupt();
}

/// Before all changes place or goes: what was done counts where it was done. A wheel turned right after a click moves
/// the list; a tap that leaves a text field makes the soft keyboard go, and with it all that stood above it; what was
/// written last belongs to the screen that it was written on. Dear ImGui takes a tap in several frames, which are drawn
/// for nobody.
void App::finish_input() {
  const auto waits = [this] {
    return pointing_.has_waiting() || !ui_.edits.empty() || !ui_.keys.empty() || !ui_.activated_id.empty();
  };
  for (int frames = 0; frames < frames_of_a_tap_max && waits(); ++frames) frame(last_frame_ms_);
}

void App::wheel(Point at, float by_px) {
  finish_input();
  const ScrollArea* area = area_at(ui_, logical(at));
  if (!area) return;
  pointing_.interrupt();
  area->state->glide_by(static_cast<double>(by_px / zoom()));
}

void App::key(std::string_view key, bool shift) {
  if (ui_.keys.size() < keys_waiting_max) ui_.keys.push_back({std::string(key), shift});
}

/// Keys that no widget took scroll the area that the focus is in, or the one that there is to scroll.
void App::scroll_by_keys() {
  // A click that came before them counts where it was made; they wait for it.
  if (ui_.pointer_waits) {
    ui_.animating |= !ui_.keys.empty();
    return;
  }
  static constexpr std::array<std::pair<std::string_view, ScrollKey>, 7> scroll_keys{{
      {"ArrowUp", ScrollKey::line_up},
      {"ArrowDown", ScrollKey::line_down},
      {"PageUp", ScrollKey::page_up},
      {"PageDown", ScrollKey::page_down},
      {"Home", ScrollKey::start},
      {"End", ScrollKey::end},
      {" ", ScrollKey::page_down},
  }};
  for (const KeyPress& pressed : std::exchange(ui_.keys, {})) {
    const auto found = std::ranges::find(scroll_keys, pressed.key, &std::pair<std::string_view, ScrollKey>::first);
    if (found == scroll_keys.end() || ui_.scroll_areas.empty()) continue;
    const ScrollArea* focused = area_of(ui_, ui_.focused_id);
    ScrollState& state = *(focused ? *focused : ui_.scroll_areas.back()).state;
    pointing_.interrupt();
    client::apply(pressed.key == " " && pressed.shift ? ScrollKey::page_up : found->second, state);
    ui_.animating = true;
  }
}

void App::focus(std::string_view id, bool visible) {
  ui_.focused_id = id;
  ui_.focus_visible = visible;
}

void App::activate(std::string_view id) { ui_.activated_id = id; }

void App::set_online(bool online) {
  model_.online = online;
  if (online) network_returned();
}

void App::network_returned() {
  glyphs_.network_returned();
  office_.network_returned();
  if (workspace_) workspace_->network_returned();
}

void App::copied(bool done) {
  if (done && copying_.empty()) return show_toast(ui_, "copied", std::string(ui_.say(Text::copied_secret)));
  const std::string words =
      done ? text(Text::copied, ui_.language, {{"text", copying_}}) : std::string(ui_.say(Text::not_copied));
  show_toast(ui_, "copied", words);
}

Result<> App::storage_ready(const OpenOptions& options) {
  const Preferences chosen = model_.preferences;
  workspace_ = MC_TRY(
      Workspace::open(options, {office_.network(), outside_.clock, outside_.random, outside_.stopwatch, model_}));
  if (std::exchange(preferences_chosen_, false)) {
    model_.preferences = chosen;
    workspace_->preferences_changed();
  } else if (model_.preferences != chosen) {
    use_preferences();
    outside_.shell.use_preferences(model_.preferences);
  }
  if (const auto last = workspace_->last_user()) office_.remember(*last);
  workspace_->use_user(model_.session.user);
  wants_frame_ = true;
  return {};
}

void App::session_changed() {
  wants_frame_ = true;
  if (workspace_) workspace_->use_user(model_.session.user);
  const Screen screen = model_.route.screen;
  if (!model_.session.is_signed_in()) {
    if (is_of_session(screen)) {
      // Who left by their own wish is not asked to come back.
      if (model_.session.sign_out.is_under_way) {
        show_toast(ui_, "signed_out", std::string(ui_.say(Text::signed_out_toast)));
        replace_route({});
      }
    }
    return;
  }
  const bool is_forced = model_.session.user->must_change_password;
  if (screen == Screen::sign_in) {
    show_toast(ui_, "signed_in", text(Text::sign_in_welcome, ui_.language, {{"name", model_.session.user->name}}));
    replace_route(is_forced ? Route{Screen::password, {}} : after_sign_in_);
  } else if (screen == Screen::password && model_.session.password.is_under_way) {
    show_toast(ui_, "password.changed", std::string(ui_.say(Text::password_changed)));
    replace_route(after_sign_in_);
  } else {
    office_.entered();
  }
}

void App::other_user() {
  echo_.forget();
  states_.forget_user();
}

void App::tell(std::string_view id, std::string words) {
  wants_frame_ = true;
  show_toast(ui_, std::string(id), std::move(words));
}

void App::go_on_to(Route route) {
  wants_frame_ = true;
  ++entries_behind_;
  outside_.shell.show_route(path_of(route), true);
  enter(std::move(route));
}

void App::record_told(const TargetRecord& record) {
  wants_frame_ = true;
  if (workspace_) RegisterEcho::told(*workspace_, record);
}

void App::records_changed(const RegisterEcho::Revisions& revisions, const BulkChange& change, bool back) {
  wants_frame_ = true;
  if (workspace_) echo_.changed(*workspace_, revisions, change, back);
}

void App::checks_read(const std::vector<Check>& checks) {
  wants_frame_ = true;
  if (workspace_) workspace_->keep_checks(checks);
}

void App::storage_closing() { workspace_.reset(); }

std::optional<double> App::work() {
  const auto office_ms = office_.work(outside_.stopwatch.now_ms());
  if (!workspace_) return office_ms;
  const auto next_ms = workspace_->work();
  if (workspace_->take_changed()) wants_frame_ = true;
  return next_ms && office_ms ? std::min(*next_ms, *office_ms) : next_ms ? next_ms : office_ms;
}

void App::carry_out(StorageRequest request) {
  switch (request) {
    case StorageRequest::take_over:
      return storage_.take_over();
    case StorageRequest::retry:
      return storage_.retry();
    case StorageRequest::accept_quarantined:
      return storage_.accept_quarantined();
    case StorageRequest::ask_to_persist:
      return storage_.ask_to_persist();
    case StorageRequest::check_again:
      storage_.suspend();
      return storage_.resume();
    case StorageRequest::refresh:
      return storage_.refresh();
  }
}

void App::export_work() {
  const auto made = workspace_->export_work();
  if (!made) return show_toast(ui_, "exported", render(made.error(), ui_.language));
  outside_.shell.save_file(made->name, made->content);
  show_toast(ui_, "exported",
             text(Text::work_exported, ui_.language, {{"name", made->name}, {"count", grouped(made->operations)}}));
}

void App::look_for_county() {
  if (!model_.county.empty()) return;
  std::vector<std::string_view> names;
  if (model_.targets.index)
    for (const RegisterDepartment& department : model_.targets.index->departments()) names.push_back(department.name);
  else
    for (const DepartmentEntry& department : model_.departments.departments) names.push_back(department.name);
  if (!names.empty()) model_.county = county_of(names);
}

void App::look_at_storage(double now_ms) {
  if (!is_opening(storage_.phase()))
    opening_since_ms_.reset();
  else if (!opening_since_ms_)
    opening_since_ms_ = now_ms;
  model_.storage.opening_slowly = opening_since_ms_ && now_ms - *opening_since_ms_ >= opening_quietly_ms;
  if (storage_.revision() == storage_revision_) return;
  storage_revision_ = storage_.revision();
  model_.storage = {.phase = storage_.phase(),
                    .opening_slowly = model_.storage.opening_slowly,
                    .error = storage_.error(),
                    .database_is_there = storage_.database_is_there(),
                    .health = storage_.health()};
}

void App::carry_out(const Actions& actions) {
  if (actions.storage) carry_out(*actions.storage);
  if (actions.set_preferences && *actions.set_preferences != model_.preferences) {
    model_.preferences = *actions.set_preferences;
    use_preferences();
    outside_.shell.use_preferences(model_.preferences);
    if (workspace_)
      workspace_->preferences_changed();
    else
      preferences_chosen_ = true;
  }
  if (actions.update) outside_.shell.update(*actions.update);
  if (workspace_) workspace_->carry_out(actions);
  if (actions.export_work && workspace_) export_work();
  office_.carry_out(actions);
  if (actions.print) outside_.shell.print(*actions.print);
  if (actions.copy_secret) {
    copying_.clear();
    outside_.shell.copy(*actions.copy_secret);
  }
  if (actions.copy) outside_.shell.copy(copying_ = *actions.copy);
  // The browser went elsewhere after that was pressed: its address says where one is.
  if (going_elsewhere_) return;
  if (actions.go && *actions.go != model_.route) go_on_to(*actions.go);
  if (actions.instead) replace_route(*actions.instead);
  if (actions.back && entries_behind_ > 0) {
    outside_.shell.go_back();
  } else if (actions.back) {
    // Opened by a link: there is nothing of ours behind it.
    outside_.shell.show_route(path_of(parent_of(model_.route)), false);
    enter(parent_of(model_.route));
  }
}

bool App::frame(double now_ms) {
  // After sleep the time since the last frame says nothing.
  const double since_ms = now_ms - last_frame_ms_;
  ui_.step_ms = asleep_ ? first_step_ms : static_cast<float>(std::clamp(since_ms, 1.0, step_ms_max));
  last_frame_ms_ = now_ms;
  ui_.now_ms = now_ms;
  ui_.surface = {0, 0, surface_.width_px / zoom(), (surface_.height_px - keyboard_inset_px_) / zoom()};
  pointing_.before_frame(now_ms);
  const Insets& insets = surface_.insets;
  // The keyboard covers the bar that swipes home.
  const float bottom_px = keyboard_inset_px_ > 0 ? 0 : insets.bottom;
  ui_.insets = {insets.top / zoom(), insets.right / zoom(), bottom_px / zoom(), insets.left / zoom()};
  look_at_storage(now_ms);
  look_for_county();
  glyphs_.begin_frame(now_ms);
  model_.now = outside_.clock.now();
  model_.today = shanghai_date(model_.now);

  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {whole().width, whole().height};
  io.DisplayFramebufferScale = {surface_.density * zoom(), surface_.density * zoom()};
  io.DeltaTime = ui_.step_ms / 1000;
  // What this frame makes of it is on the screen with the next one only. Dear ImGui takes a click in several frames.
  const bool took_input = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
  ImGui::NewFrame();
  begin_frame(ui_);
  Actions actions;
  begin_canvas(whole());
  fill(whole(), ui_.theme->page);
  const Rect rest = draw_frame(ui_, model_, actions);
  draw_screen(ui_, rest, states_, model_, actions);
  draw_frame_top(ui_);
  ImGui::End();
  ImGui::Render();
  glyphs_.end_frame();

  end_frame(ui_);
  scroll_by_keys();
  focus_new_screen();
  follow_lost_focus(ui_);
  carry_out(actions);
  show_title();
  guard_page();
  // What a layer covers, or what it covered, is not what the finger went for.
  if (modal_count(ui_) != modal_layers_) pointing_.forget();
  modal_layers_ = modal_count(ui_);
  asleep_ = !more_frames(now_ms) && !took_input;
  return !asleep_;
}

/// A new screen has the focus on its heading: a screen reader says where one is, and Tab goes on from there.
void App::focus_new_screen() {
  std::vector<Heading> headings;
  for (const Role role : {Role::heading, Role::main})
    for (const auto& entry : ui_.semantics.entries())
      if (entry.node.role == role) headings.push_back({entry.node.id, entry.node.name});
  // A sheet that goes with its screen would give the focus back to what has gone too.
  const bool is_asked_for = std::ranges::any_of(
      ui_.semantics.entries(), [&](const Semantics::Entry& entry) { return entry.node.id == ui_.focus_request; });
  if (std::exchange(screen_is_new_, false) && !is_asked_for) {
    const auto first = std::ranges::find_if(headings, [&](const Heading& heading) {
      return std::ranges::find(headings_before_, heading) == headings_before_.end();
    });
    if (first != headings.end()) move_focus(ui_, first->id);
  }
  headings_before_ = std::move(headings);
}

bool App::more_frames(double now_ms) {
  const auto next_ms = pointing_.next_frame_ms();
  wake_in_ms_ = ui_.wake_in_ms < 0 ? std::nullopt : std::optional(ui_.wake_in_ms);
  if (next_ms) wake_in_ms_ = std::min(wake_in_ms_.value_or(*next_ms - now_ms), *next_ms - now_ms);
  if (opening_since_ms_ && !model_.storage.opening_slowly) {
    const double quiet_ms = *opening_since_ms_ + opening_quietly_ms - now_ms;
    wake_in_ms_ = std::min(wake_in_ms_.value_or(quiet_ms), quiet_ms);
  }
  return ui_.animating || (wake_in_ms_ && *wake_in_ms_ <= 0);
}

Cursor App::cursor() const { return ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand ? Cursor::hand : Cursor::arrow; }

}  // namespace mingchou::client
