// Two departments with their administrators, the joint meeting's office, and what they send about item lists.
#pragma once

#include "shared/base/hex.h"
#include "shared/items/content.h"
#include "tests/server/accounts_support.h"
#include "tests/shared/items_support.h"

namespace mingchou::server::test {

inline constexpr std::string_view item_lists = "/api/v1/item-lists";

inline std::string item_body(const items::Item& item) {
  const std::string json = items::to_json(item);
  return "{" + json.substr(json.find(',') + 1);
}

/// Today of the tests' clock is 2026-09-21.
inline std::string issue_body(const char* from = "2026-10-01", const char* approved = "2026-09-20") {
  return std::string(R"({"effective_from":")") + from + R"(","approved_on":")" + approved +
         R"(","approved_by":"局长办公会","document_number":"西市监〔2026〕8号","reason":"年度调整"})";
}

inline std::string publication_body(const char* channel, const char* notice = "issue", const char* on = "2026-09-21") {
  return std::string(R"({"notice":")") + notice + R"(","channel":")" + channel + R"(","published_on":")" + on +
         R"(","address":"https://example.test/1"})";
}

struct ListCounty {
  ListCounty() {
    add_user(server, "office", {.role = Role::joint_meeting_office});
    add_user(server, "a.admin", {.role = Role::department_administrator, .department = a});
    add_user(server, "b.admin", {.role = Role::department_administrator, .department = b});
    add_user(server, "a.inspector", {.role = Role::inspector, .department = a});
    add_user(server, "auditor", {.role = Role::auditor});
    REQUIRE(office.sign_in("office").status == 200);
    REQUIRE(chief.sign_in("a.admin").status == 200);
    REQUIRE(other.sign_in("b.admin").status == 200);
    REQUIRE(inspector.sign_in("a.inspector").status == 200);
    REQUIRE(auditor.sign_in("auditor").status == 200);
  }

  /// Paths of what was made.
  std::string make_list(Browser& browser, const std::optional<DepartmentId>& department) {
    const std::string id = department ? '"' + department->uuid.text() + '"' : "null";
    return location(browser.ask("POST", item_lists, R"({"department_id":)" + id + "}"));
  }
  std::string make_draft(Browser& browser, const std::string& list, const std::string& base = "null") {
    return location(browser.ask("POST", list + "/versions", R"({"based_on_id":)" + base + "}"));
  }
  std::string add_item(Browser& browser, const std::string& version, const items::Item& item) {
    return location(browser.ask("POST", version + "/items", item_body(item)));
  }
  static std::string location(const Response& response) {
    CAPTURE(response.content());
    REQUIRE(response.status == 201);
    return std::string(response.header("Location").value_or(""));
  }
  /// The tag of what is at a path.
  static std::vector<Header> matching(Browser& browser, const std::string& path) {
    return {{"If-Match", std::string(browser.ask("GET", path).header("ETag").value_or(""))}};
  }
  /// A version of a's list with one item, issued.
  std::string make_issued(const char* from = "2026-10-01") {
    const std::string version = make_draft(chief, make_list(chief, a));
    add_item(chief, version, item(1));
    REQUIRE(chief.ask("POST", version + "/issue", issue_body(from), matching(chief, version)).status == 200);
    return version;
  }
  items::Item item(std::uint8_t number) {
    items::Item made = items::test::general_item(number);
    made.initiating_department_id = a;
    return made;
  }

  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  Browser office{server}, chief{server}, other{server}, inspector{server}, auditor{server};
};

/// The last segment of a path, as a JSON text.
inline std::string id_text(const std::string& path) { return '"' + path.substr(path.rfind('/') + 1) + '"'; }

}  // namespace mingchou::server::test
