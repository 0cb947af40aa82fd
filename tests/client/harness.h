// The app without a browser, for tests: Dear ImGui with a renderer that throws the triangles away, the font that users
// see, and doubles of the world outside. Widgets are found by role and name, as screen readers find them, and used as
// people use them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/app.h"
#include "shared/store/simulated_disk.h"

namespace mingchou::client {

/// Keeps the last request for the departments or a snapshot; tests answer it. All else is kept apart, oldest first.
struct FakeNetwork : Network {
  RequestId send(const HttpRequest& request, Done done) override {
    // The key is fetched whenever it is missing, beside all else.
    if (request.path == "/api/v1/export-key") {
      server_key = std::move(done);
      return server_key_request;
    }
    const bool is_of_lists =
        request.path.starts_with("/api/v1/departments?") || request.path.starts_with("/api/v1/snapshots/");
    if (!is_of_lists) {
      accounts.push_back({account_requests + ++accounts_sent, request, std::move(done)});
      return accounts.back().id;
    }
    last = std::move(done);
    last_path = request.path;
    return ++requests;
  }
  void abort(RequestId id) override {
    if (id > account_requests)
      std::erase_if(accounts, [id](const Pending& pending) { return pending.id == id; });
    else
      (id == server_key_request ? server_key : last) = {};
  }

  struct Pending {
    RequestId id = 0;
    HttpRequest request;
    Done done;
  };
  static constexpr RequestId server_key_request = 1'000'000;
  static constexpr RequestId account_requests = 2'000'000;
  std::vector<Pending> accounts;
  RequestId accounts_sent = 0;
  Done server_key;
  RequestId requests = 0;
  Done last;
  std::string last_path;
};

struct FakeShell : Shell {
  void show_route(std::string_view path, bool) override { route = path; }
  void show_title(std::string_view shown) override { title = shown; }
  void go_back() override { ++backs; }
  void copy(std::string_view text) override { copied = text; }
  void save_file(std::string_view name, std::string_view content) override { files.emplace_back(name, content); }
  void print(const PrintSheet& sheet) override { sheets.push_back(sheet); }
  void choose_file(std::string_view accept) override { accepted_files.emplace_back(accept); }
  void guard_page(bool guarded) override { is_guarded = guarded; }
  void use_preferences(const Preferences& used) override { preferences = used; }
  void update(UpdateAction action) override { update_actions.push_back(action); }

  std::string route;
  std::string title;
  std::string copied;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<UpdateAction> update_actions;
  std::vector<std::string> accepted_files;
  std::vector<PrintSheet> sheets;
  int backs = 0;
  bool is_guarded = false;
  Preferences preferences;
};

/// Remembers what it was asked for and answers nothing: tests do.
struct FakeStorage : StoragePlatform {
  void open(Claim claim) override { claims.push_back(claim); }
  void close() override { ++closed; }
  void create_key() override { ++keys; }
  void reopen_slot(std::size_t) override { ++reopened; }
  void add_slots(std::size_t) override {}
  void measure() override {}
  void ask_to_persist() override { ++persist_asked; }

  std::vector<Claim> claims;
  int closed = 0;
  int keys = 0;
  int reopened = 0;
  int persist_asked = 0;
};

/// Stands still while something works, so that work ends where it would on a fast machine; goes on with each frame.
struct FrameStopwatch : Stopwatch {
  double now_ms() override { return at_ms; }
  double at_ms = 0;
};

struct Look {
  Surface surface = {1440, 900, 1};
  Language language = Language::chinese;
  ThemeChoice theme = ThemeChoice::light;
  TextSize text_size = TextSize::standard;
};

/// The sizes that every screen is tested at: desktop, tablet upright and across, phone, and smaller than any phone of
/// today, as a large one is when its owner needs large letters.
inline constexpr Surface surfaces[] = {{1440, 900, 1}, {834, 1194, 2}, {1194, 834, 2}, {390, 844, 3}, {320, 480, 1}};

struct Harness {
  /// The departments, of which nothing has been answered yet.
  explicit Harness(Surface surface = {1440, 900, 1}, Language language = Language::chinese)
      : Harness(Look{surface, language}, "/departments") {
    sign_in();
  }
  Harness(const Look& look, std::string_view path);

  /// Draws as the worker does: two frames for what happened, then as long as the app asks. Returns how many.
  int settle();
  /// One frame, `after_ms` later, and the work between it and the next.
  bool frame(double after_ms = 16);

  // --- the world outside
  void answer(std::string body, int status = 200);
  void fail_with(const char* what);
  /// If nobody is yet: the joint meeting office, which may read all of the registers.
  void sign_in();
  /// Lets the storage come up on a simulated disk, as on a new device whose user has signed in.
  void open_storage();
  void resize(const Surface& surface);
  void open(std::string_view path);

  // --- what is on the screen
  std::vector<Node> all(Role role) const;
  /// The node of that role and name; none has an empty id.
  Node named(Role role, std::string_view name) const;
  Node named(Role role, Text name) const { return named(role, text(name, app.model().preferences.language)); }
  Node with_id(std::string_view id) const;
  bool shows(Role role, std::string_view name) const { return !named(role, name).id.empty(); }
  /// The words of some node contain this.
  bool says(std::string_view words) const;
  Point middle_of(Role role, std::string_view name) const;

  // --- what people do; each fails the test if there is no such node
  void click(Role role, std::string_view name);
  void tap(Role role, std::string_view name);
  void activate(Role role, std::string_view name);
  void click_at(Point at);
  void tap_at(Point at);
  /// One event, at now_ms; draws nothing.
  void mouse(gesture::Phase phase, Point at);
  void finger(gesture::Phase phase, Point at, int pointer = 1);
  /// A finger drawn from one place to another in that time, then lifted.
  void swipe(Point from, Point to, double over_ms = 150);
  /// Into the text field of that id.
  void type(std::string_view field_id, std::string text, bool enter = false);

  FakeNetwork network;
  FakeShell shell;
  ManualClock clock{{1'780'000'000'000}};
  SeededRandom random{1};
  FakeStorage storage;
  FrameStopwatch stopwatch;
  std::unique_ptr<SimulatedDisk> disk;
  App app;
  double now_ms = 1000;
};

}  // namespace mingchou::client
