// The checked head and the decoded target, without sockets: what is taken, and that no bytes break the parser.
#include "server/http/head.h"

#include <doctest/doctest.h>

#include "shared/base/random.h"

using namespace mingchou;
using namespace mingchou::server;

TEST_CASE("a plain head is taken apart") {
  const auto head = parse_head(
      "POST /api/v1/x%E6%98%8E?limit=5&q=a+b%26 HTTP/1.1\r\nHost: [::1]:80\r\ncontent-length:  7 \r\nConnection: x, "
      "CLOSE\r\n\r\n");
  REQUIRE(head);
  CHECK(head->method == "POST");
  CHECK(head->target.path == "/api/v1/x明");
  CHECK(head->target.query[0] == std::pair<std::string, std::string>("limit", "5"));
  CHECK(head->target.query[1].second == "a b&");
  CHECK(head->authority == "[::1]:80");
  CHECK(host_of(head->authority) == "[::1]");
  CHECK(head->body_bytes == 7);
  CHECK_FALSE(head->keeps_alive);
}

TEST_CASE("HTTP/1.0 needs no host and is not kept alive") {
  const auto head = parse_head("GET / HTTP/1.0\r\n\r\n");
  REQUIRE(head);
  CHECK_FALSE(head->keeps_alive);
}

TEST_CASE("header lines and their number are taken at the bound and refused beyond it") {
  const auto with_headers = [](std::size_t count) {
    std::string text = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (std::size_t i = 1; i < count; ++i) text += "X: 1\r\n";
    return parse_head(text + "\r\n");
  };
  CHECK(with_headers(headers_max));
  CHECK(with_headers(headers_max + 1).error().status == 431);
  const auto with_line = [](std::size_t bytes) {
    return parse_head("GET / HTTP/1.1\r\nHost: a\r\nX:" + std::string(bytes - 2, 'x') + "\r\n\r\n");
  };
  CHECK(with_line(header_line_bytes_max));
  CHECK(with_line(header_line_bytes_max + 1).error().status == 431);
}

TEST_CASE("targets are taken at the bound and refused beyond it") {
  CHECK(parse_target("/" + std::string(target_bytes_max - 1, 'a')));
  CHECK(parse_target("/" + std::string(target_bytes_max, 'a')).error().status == 414);
  std::string query = "/?";
  for (std::size_t i = 0; i < query_parameters_max; ++i) query += "a=1&";
  CHECK(parse_target(query));
  CHECK(parse_target(query + "a=1").error().status == 400);
}

TEST_CASE("authorities are hosts with an optional port") {
  for (const char* good : {"a", "a.b-c:80", "127.0.0.1:65535", "[::1]", "[::1]:8080"}) CHECK(is_authority(good));
  for (const char* bad : {"", ":", "a:", "a:x", "a:123456", "a b", "a/b", "[::1", "[]", "[x]", "a@b", "明"})
    CHECK_FALSE(is_authority(bad));
}

TEST_CASE("whatever the bytes, the parser answers and what it takes is clean") {
  SeededRandom random(7);
  const std::string valid =
      "POST /a%41/b?x=%e6%98%8e HTTP/1.1\r\nHost: localhost:80\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\n";
  int taken = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = valid;
    for (std::uint64_t k = random.below(4) + 1; k > 0; --k) {
      const std::size_t at = random.below(text.size());
      if (random.below(3) == 0)
        text.erase(at, random.below(5) + 1);
      else
        text[at] = static_cast<char>(random.below(256));
      if (text.empty()) text = "x";
    }
    const auto head = parse_head(text);
    if (!head) {
      REQUIRE(head.error().status >= 400);
      continue;
    }
    ++taken;
    REQUIRE(head->target.path.starts_with('/'));
    REQUIRE(head->target.path.find('\0') == std::string::npos);
    REQUIRE(head->target.path.find("/../") == std::string::npos);
    for (const Header& header : head->headers) REQUIRE(header.value.find('\n') == std::string::npos);
  }
  CHECK(taken > 100);
}
