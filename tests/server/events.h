// Client events as the tests' stand-in for any acknowledged write: sent over a raw socket, and looked up in the
// database afterwards.
#pragma once

#include <doctest/doctest.h>

#include <format>
#include <set>
#include <string>

#include "shared/store/database.h"

namespace mingchou::server::test {

inline std::string event_request(const std::string& op_id, const std::string& text = "test") {
  const std::string body = std::format(R"({{"op_id":"{}","kind":"start","app_version":"1","text":"{}"}})", op_id, text);
  return std::format(
      "POST /api/v1/client-events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n\r\n{}",
      body.size(), body);
}

inline std::set<std::string> stored_event_ids(Database& database) {
  std::set<std::string> ids;
  auto list = database.prepare("SELECT op_id FROM client_event");
  REQUIRE(list);
  for (;;) {
    const auto has_row = list->step();
    REQUIRE_MESSAGE(has_row, "the rows could not be read to the end: " << has_row.error().detail);
    if (!*has_row) break;
    const auto id = list->uuid(0);
    REQUIRE(id);
    CHECK(ids.insert(id->text()).second);
  }
  return ids;
}

}  // namespace mingchou::server::test
