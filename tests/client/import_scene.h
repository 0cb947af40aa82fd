// A screen of imports as a department's administrator sees it, with a server that answers what it reads.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/client/import_support.h"

namespace mingchou::client::imports_test {

inline std::string say(Text key) { return std::string(text(key, Language::chinese)); }
inline std::string say(Text key, std::initializer_list<Replacement> with) { return text(key, Language::chinese, with); }

struct ImportScene : Harness {
  explicit ImportScene(std::string_view path, const SomeImport& import = {}) : Harness(Look{}, path) {
    sign_in_keeper(*this);
    server.import = import;
    server.serve(*this);
  }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  void press(std::string_view id) {
    REQUIRE(with_id(id).id == id);
    app.activate(id);
    settle();
  }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  bool is_disabled(std::string_view id) const { return with_id(id).disabled; }
  const OpenedImport& open_import() const { return app.model().imports.open; }

  ImportServer server;
};

/// The address of the import, in the app and of the server.
inline const std::string one = "/imports/" + std::string(import_id);
inline const std::string api = "/api/v1/imports/" + std::string(import_id);

}  // namespace mingchou::client::imports_test
