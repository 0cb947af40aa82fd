#include "tests/client/gesture_trace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/client/gesture_scene.h"

namespace mingchou::client::gesture {

namespace {

constexpr std::array state_names{"idle", "pending", "pressed", "scrolling", "kinetic", "direct", "spent"};

class TracePlayer {
 public:
  std::vector<std::string> play(std::string_view text);

 private:
  void line(const std::string& text);
  void region(std::istringstream& in);
  void widget(std::istringstream& in);
  void event(double time_ms, std::istringstream& in);
  void change(const std::string& what, std::istringstream& in);
  void expect(std::istringstream& in);
  void close_to(const std::string& what, double actual, std::istringstream& in);
  void fail(const std::string& why) { failures_.push_back("line " + std::to_string(line_) + ": " + why); }
  double offset(const std::string& name, const std::vector<SceneRegion>& regions);

  Player player_;
  std::vector<SceneRegion> regions_at_lift_;
  State state_at_lift_ = State::idle;
  double fling_at_lift_ = 0;
  bool settled_ = false;
  int line_ = 0;
  int expectations_ = 0;
  std::vector<std::string> failures_;
};

std::vector<std::string> TracePlayer::play(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string one; std::getline(lines, one);) {
    ++line_;
    line(one.substr(0, one.find('#')));
  }
  if (expectations_ == 0) fail("the trace expects nothing");
  failures_.insert(failures_.end(), player_.broken.begin(), player_.broken.end());
  return failures_;
}

void TracePlayer::line(const std::string& text) {
  std::istringstream in(text);
  std::string word;
  if (!(in >> word)) return;
  if (word == "region") return region(in);
  if (word == "widget") return widget(in);
  if (word == "expect") return expect(in);
  if (word == "demo") {
    player_.scene = demo_scene();
  } else if (word == "frame") {
    in >> player_.frame_interval_ms;
  } else {
    char* end = nullptr;
    const double time_ms = std::strtod(word.c_str(), &end);
    if (*end != 0) return fail("unknown word " + word);
    event(time_ms, in);
  }
}

void TracePlayer::region(std::istringstream& in) {
  SceneRegion made;
  std::string word;
  in >> made.name >> made.box.x >> made.box.y >> made.box.width >> made.box.height;
  bool has_range = false;
  while (in >> word) {
    if (word == "range") has_range = bool(in >> made.offset_max.x >> made.offset_max.y);
    if (word == "rows") in >> made.row_height;
    if (word == "at") in >> made.offset.x >> made.offset.y;
    if (word == "in" && in >> word) made.parent = player_.scene.region_named(word);
  }
  if (!has_range) return fail("a region needs a name, a box and a range");
  player_.scene.regions.push_back(made);
}

void TracePlayer::widget(std::istringstream& in) {
  SceneWidget made;
  std::string word;
  in >> made.name >> word >> made.box.x >> made.box.y >> made.box.width >> made.box.height;
  if (!in) return fail("a widget needs a name, a kind and a box");
  if (word == "text_field") made.target = Target::text_field;
  if (word.starts_with("drag")) made.target = Target::drag;
  if (word == "drag_x") made.drag_axis = DragAxis::x;
  if (word == "drag_y") made.drag_axis = DragAxis::y;
  while (in >> word) {
    if (word == "context") made.has_context_action = true;
    if (word == "in" && in >> word) made.region = player_.scene.region_named(word);
  }
  player_.scene.widgets.push_back(made);
}

void TracePlayer::event(double time_ms, std::istringstream& in) {
  static constexpr std::array phases{"down", "move", "up", "cancel"};
  std::string word;
  in >> word;
  const auto phase = std::find(phases.begin(), phases.end(), word);
  if (phase == phases.end()) {
    player_.run_until(time_ms);
    change(word, in);
  } else {
    Sample sample{.phase = static_cast<Phase>(phase - phases.begin()), .at = {}, .time_ms = time_ms};
    if (!(in >> sample.at.x >> sample.at.y)) return fail("a sample needs a place");
    while (in >> word) {
      if (word == "finger") in >> sample.pointer;
      if (word == "button") in >> sample.button;
      if (word == "mouse") sample.kind = PointerKind::mouse;
      if (word == "pen") sample.kind = PointerKind::pen;
    }
    player_.play(sample);
  }
  state_at_lift_ = player_.recogniser.state();
  fling_at_lift_ = player_.recogniser.fling_px_s();
  regions_at_lift_ = player_.scene.regions;
}

void TracePlayer::change(const std::string& what, std::istringstream& in) {
  std::string name;
  if (what == "interrupt") return player_.interrupt();
  if (what == "stall" || what == "resume") {
    player_.stalled = what == "stall";
    return;
  }
  in >> name;
  const RegionId region = player_.scene.region_named(name);
  if (what == "remove") {
    if (region != 0) player_.scene.regions[region - 1].removed = true;
    for (auto& widget : player_.scene.widgets)
      if (widget.name == name) widget.removed = true;
  } else if (what == "range" && region != 0) {
    auto& changed = player_.scene.regions[region - 1];
    in >> changed.offset_max.x >> changed.offset_max.y;
  } else {
    fail("unknown event " + what);
  }
}

void TracePlayer::expect(std::istringstream& in) {
  if (!settled_) player_.settle();
  settled_ = true;
  ++expectations_;
  std::string what, name;
  in >> what;
  if (what == "actions") {
    const std::vector<std::string> wanted{std::istream_iterator<std::string>(in), {}};
    if (wanted == player_.actions) return;
    std::string got;
    for (const auto& action : player_.actions) got += " " + action;
    fail("actions were:" + got);
  } else if (what == "target") {
    in >> name;
    if (name != player_.last_target) fail("the target was " + player_.last_target);
  } else if (what == "state") {
    in >> name;
    const std::string got = state_names[static_cast<std::size_t>(state_at_lift_)];
    if (name != got) fail("the state was " + got);
  } else if (what == "fling") {
    close_to("fling", fling_at_lift_, in);
  } else if (what == "lifted" || what == "offset") {
    in >> name;
    close_to(what + " " + name, offset(name, what == "lifted" ? regions_at_lift_ : player_.scene.regions), in);
  } else if (what == "frames") {
    int least = -1, most = -1;
    in >> least >> most;
    if (!in || player_.frames < least || player_.frames > most) fail("frames: " + std::to_string(player_.frames));
  } else {
    fail("unknown expectation " + what);
  }
}

double TracePlayer::offset(const std::string& name, const std::vector<SceneRegion>& regions) {
  const RegionId id = player_.scene.region_named(name);
  if (id == 0 || id > regions.size()) {
    fail("no region " + name);
    return 0;
  }
  // A region that scrolls sideways only is asked about that.
  const auto& region = regions[id - 1];
  return along(region.offset, region.offset_max.y > 0 ? Axis::y : Axis::x);
}

void TracePlayer::close_to(const std::string& what, double actual, std::istringstream& in) {
  double wanted = 0, tolerance = 0;
  std::string word;
  if (!(in >> wanted >> word >> tolerance) || word != "within") return fail("write: NUMBER within NUMBER");
  if (!(std::abs(actual - wanted) <= tolerance)) fail(what + " was " + std::to_string(actual));
}

}  // namespace

std::vector<std::string> play_trace(std::string_view text) { return TracePlayer().play(text); }

std::vector<std::pair<std::string, std::string>> all_traces() {
  std::vector<std::pair<std::string, std::string>> traces;
  for (const auto& entry : std::filesystem::directory_iterator(GESTURE_TRACES_DIR)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    traces.emplace_back(entry.path().stem().string(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::sort(traces.begin(), traces.end());
  return traces;
}

}  // namespace mingchou::client::gesture
