// What the app asks of the page around it: the shell on the main thread, and the worker's own JavaScript. An
// interface, because tests record what is asked. Calls return at once and never fail; whatever comes of them arrives
// as a call of App between frames.
#pragma once

#include <string_view>

#include "client/app/model/updates.h"
#include "client/app/preferences.h"
#include "client/app/print_sheet.h"

namespace mingchou::client {

class Shell {
 public:
  virtual ~Shell() = default;
  /// The address bar shows this route (route.h) from now on; `push` makes an entry in the browser's history.
  virtual void show_route(std::string_view path, bool push) = 0;
  /// The window's title names this screen.
  virtual void show_title(std::string_view title) = 0;
  /// One step back in the browser's history; App::open_route follows.
  virtual void go_back() = 0;
  /// Into the clipboard; App::copied follows.
  virtual void copy(std::string_view text) = 0;
  /// Into the device's downloads, under this name. The browser does not tell what becomes of it.
  virtual void save_file(std::string_view name, std::string_view content) = 0;
  /// Opens the browser's window to print this.
  virtual void print(const PrintSheet& sheet) = 0;
  /// Opens the browser's window to choose a file; App::file_chosen follows, unless the user chooses nothing. `accept`
  /// is that of the HTML attribute: ".xlsx,.csv".
  virtual void choose_file(std::string_view accept) = 0;
  /// Whether the browser asks before the page goes, as something was typed that is not saved.
  virtual void guard_page(bool is_guarded) = 0;
  /// The page's language, colours and title follow, and the loading page of the next start.
  virtual void use_preferences(const Preferences& preferences) = 0;
  /// Takes the version that is ready, or goes back to the previous one (Model::updates): the page loads again.
  /// `check` looks for a new one; `seen` forgets that the app fell back. App::set_updates follows.
  virtual void update(UpdateAction action) = 0;
};

}  // namespace mingchou::client
