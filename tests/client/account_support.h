// Accounts as a server tells them, and a network that keeps what was sent until the test answers: for tests of signing
// in and of what comes after.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/network.h"
#include "tests/client/harness.h"

namespace mingchou::client::accounts_test {

struct SomeUser {
  std::string_view id = "0197f000-0000-7000-8000-000000000001";
  std::string_view login = "demo-office";
  std::string_view name = "联席会议办公室（演示）";
  std::string_view role = "joint_meeting_office";
  std::string_view department = {};
  std::string_view inspector = {};
  std::string_view status = "active";
  bool must_change_password = false;
  bool second_factor = false;
  int revision = 1;
};

inline std::string user_json(const SomeUser& user) {
  const auto id = [](std::string_view text) {
    return text.empty() ? std::string("null") : '"' + std::string(text) + '"';
  };
  const auto truth = [](bool is) { return std::string(is ? "true" : "false"); };
  return R"({"id":")" + std::string(user.id) + R"(","login":")" + std::string(user.login) + R"(","name":")" +
         std::string(user.name) + R"(","role":")" + std::string(user.role) + R"(","department_id":)" +
         id(user.department) + R"(,"inspector_id":)" + id(user.inspector) + R"(,"status":")" +
         std::string(user.status) + R"(","must_change_password":)" + truth(user.must_change_password) +
         R"(,"second_factor":)" + truth(user.second_factor) +
         R"(,"is_demo":true,"last_sign_in_at":1779990000000,"created_at":1770000000000,"changed_at":1775000000000,)"
         R"("revision":)" +
         std::to_string(user.revision) + "}";
}

inline std::string session_json(const SomeUser& user, std::string_view grants = R"("audit_read":"all")") {
  return R"({"id":"0197f000-0000-7000-8000-0000000000aa","created_at":1780000000000,"expires_at":1780086400000,)"
         R"("idle_ms_max":1800000,"user":)" +
         user_json(user) + R"(,"grants":{)" + std::string(grants) + "}}";
}

inline std::string problem_json(std::string_view code, std::string_view arguments = {}) {
  return R"({"code":")" + std::string(code) + R"(","arguments":{)" + std::string(arguments) + "}}";
}

/// The oldest request about accounts that waits; fails the test if there is none.
inline FakeNetwork::Pending take_request(FakeNetwork& network) {
  REQUIRE(!network.accounts.empty());
  FakeNetwork::Pending pending = std::move(network.accounts.front());
  network.accounts.erase(network.accounts.begin());
  return pending;
}

inline HttpRequest answer(FakeNetwork& network, int status, std::string body = {}, std::string etag = {}) {
  FakeNetwork::Pending pending = take_request(network);
  pending.done(HttpAnswer{.status = status, .body = std::move(body), .etag = std::move(etag)});
  return pending.request;
}

/// Answers the oldest request for exactly that path, whatever else waits.
inline HttpRequest answer_to(FakeNetwork& network, std::string_view path, int status, std::string body = {}) {
  const auto found =
      std::ranges::find(network.accounts, path, [](const auto& waiting) { return waiting.request.path; });
  CAPTURE(path);
  REQUIRE(found != network.accounts.end());
  FakeNetwork::Pending pending = std::move(*found);
  network.accounts.erase(found);
  pending.done(HttpAnswer{.status = status, .body = std::move(body)});
  return pending.request;
}

inline HttpRequest fail_request(FakeNetwork& network, std::string_view code) {
  FakeNetwork::Pending pending = take_request(network);
  pending.done(mingchou::fail(Error(code)));
  return pending.request;
}

/// Somebody of the register as GET /api/v1/user-inspectors tells them, and a list of such.
inline std::string choice_json(std::string_view id, std::string_view name, std::string_view certificate) {
  return R"({"id":")" + std::string(id) + R"(","name":")" + std::string(name) + R"(","certificate":")" +
         std::string(certificate) + "\"}";
}
inline std::string choices_json(const std::string& choices, bool has_more = false) {
  return R"({"items":[)" + choices + R"(],"has_more":)" + (has_more ? "true}" : "false}");
}

}  // namespace mingchou::client::accounts_test
