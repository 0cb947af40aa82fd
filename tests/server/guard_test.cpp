// The guards on what the HTTP library has parsed, without sockets: what is taken, and what is not at each bound.
#include "server/http/guard.h"

#include <doctest/doctest.h>

using namespace mingchou::server;

namespace {

const HostRule any_host{"0.0.0.0", {}};

int status_of(const Request& request, std::string_view target, const HostRule& rule = any_host) {
  const auto bytes = check_head({request, target, true}, rule);
  return bytes ? 200 : bytes.error().status;
}

Request get(std::string path, std::vector<Header> more = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = {{"Host", "localhost"}};
  request.headers.insert(request.headers.end(), more.begin(), more.end());
  return request;
}

}  // namespace

TEST_CASE("paths are taken when every reader reads them alike") {
  struct Case {
    const char* target;
    std::string path;
    int status;
  };
  const Case cases[] = {
      {"/", "/", 200},
      {"/a/b.c?x=..", "/a/b.c", 200},
      {"/%E6%98%8E", "/明", 200},
      {"/..a/b..", "/..a/b..", 200},
      {"/.", "/.", 400},
      {"/a/..", "/a/..", 400},
      {"/%2e%2e/x", "/../x", 400},
      {"/a%2fb", "/a/b", 400},
      {"/a%u002fb", "/a/b", 400},
      {"/a%5cb", "/a\\b", 400},
      {"/%00", std::string("/\0", 2), 400},
      {"/%0a", "/\n", 400},
      {"/%7f", "/\x7f", 400},
      {"/%c0%ae", "/\xc0\xae", 400},
      {"http://a/", "http://a/", 400},
      {"*", "*", 400},
      {"", "", 400},
  };
  for (const Case& c : cases) {
    CAPTURE(c.target);
    CHECK(status_of(get(c.path), c.target) == c.status);
  }
}

TEST_CASE("queries are plain text, up to the bound of parameters") {
  Request request = get("/");
  request.query.assign(query_parameters_max, {"a", "明 &"});
  CHECK(status_of(request, "/") == 200);
  request.query.emplace_back("a", "1");
  CHECK(status_of(request, "/") == 400);
  for (const char* bad : {"\n", "\xff", "\x7f"}) {
    request.query = {{"a", bad}};
    CHECK(status_of(request, "/") == 400);
    request.query = {{bad, "a"}};
    CHECK(status_of(request, "/") == 400);
  }
}

TEST_CASE("a body comes with one plain length within the route's bound, or not at all") {
  struct Case {
    std::vector<Header> headers;
    int status;
  };
  const Case cases[] = {
      {{}, 200},
      {{{"content-length", "8192"}}, 200},
      {{{"Content-Length", "8193"}}, 413},
      {{{"Content-Length", "18446744073709551615"}}, 413},
      {{{"Content-Length", "18446744073709551616"}}, 400},
      {{{"Content-Length", ""}}, 400},
      {{{"Content-Length", "-1"}}, 400},
      {{{"Content-Length", "+1"}}, 400},
      {{{"Content-Length", "1, 1"}}, 400},
      {{{"Content-Length", "1"}, {"Content-Length", "1"}}, 400},
      {{{"Transfer-Encoding", "identity"}}, 411},
      {{{"Content-Encoding", "identity"}}, 200},
      {{{"Content-Encoding", "gzip"}}, 415},
      {{{"X", "a\r\nHost: b"}}, 400},
      {{{"X", "a\tb"}}, 200},
  };
  for (const Case& c : cases) {
    Request request = get("/api/v1/client-events", c.headers);
    request.method = "POST";
    CAPTURE(c.headers.empty() ? "" : c.headers[0].value);
    CHECK(status_of(request, request.path) == c.status);
  }
}

TEST_CASE("the host is one that the rule knows") {
  const HostRule loopback{"127.0.0.1", {}};
  const HostRule named{"0.0.0.0", {"draw.example"}};
  const auto ask = [](std::string host, const HostRule& rule) {
    Request request = get("/");
    request.headers[0].value = std::move(host);
    return status_of(request, "/", rule);
  };
  CHECK(ask("[::1]:80", loopback) == 200);
  CHECK(ask("draw.example", loopback) == 421);
  CHECK(ask("Draw.Example:8443", named) == 200);
  CHECK(ask("127.0.0.1", named) == 200);
  CHECK(ask("127.0.0.1.evil.example", named) == 421);
  CHECK(ask("evil.example", named) == 421);
  CHECK(ask("evil.example", any_host) == 200);
  CHECK(status_of(get("/", {{"Host", "localhost"}}), "/") == 400);
  Request none = get("/");
  none.headers.clear();
  CHECK(status_of(none, "/") == 400);
  CHECK(check_head({none, "/", false}, loopback));
}

TEST_CASE("authorities are hosts with an optional port") {
  for (const char* good : {"a", "a.b-c:80", "127.0.0.1:65535", "[::1]", "[::1]:8080"}) CHECK(host_of(good));
  for (const char* bad : {"", ":", "a:", "a:x", "a:123456", "a b", "a/b", "[::1", "[]", "[x]", "a@b", "明", "a\n"})
    CHECK_FALSE(host_of(bad));
  CHECK(host_of("[::1]:8080") == "[::1]");
  CHECK(host_of(std::string(authority_bytes_max, 'a')));
  CHECK_FALSE(host_of(std::string(authority_bytes_max + 1, 'a')));
}
