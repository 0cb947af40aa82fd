// The shell as the worker reaches it: each call is one message of client/shell/messages.js, as JSON.
#pragma once

#include "client/app/shell.h"

namespace mingchou::client {

class WorkerShell : public Shell {
 public:
  void show_route(std::string_view path, bool push) override;
  void show_title(std::string_view title) override;
  void go_back() override;
  void copy(std::string_view text) override;
  void save_file(std::string_view name, std::string_view content) override;
  void print(const PrintSheet& sheet) override;
  void choose_file(std::string_view accept) override;
  void guard_page(bool is_guarded) override;
  void use_preferences(const Preferences& preferences) override;
  void update(UpdateAction action) override;
};

}  // namespace mingchou::client
