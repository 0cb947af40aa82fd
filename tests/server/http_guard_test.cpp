// Attacks on the real program over raw sockets. After each one the server still answers /healthz.
#include <doctest/doctest.h>

#include <csignal>
#include <memory>
#include <thread>

#include "tests/server/support.h"

using namespace mingchou::server::test;
using namespace std::chrono_literals;

namespace {

const std::string host = "Host: localhost\r\n";
constexpr std::size_t large_bytes = 3 * 1024 * 1024;

/// One server for all of this file's cases, with short time-outs.
int port() {
  static const TemporaryFolder folder;
  static const auto server = [] {
    write_file(folder.path() + "/web/index.html", "<h1>明抽</h1>");
    write_file(folder.path() + "/web/large.txt", std::string(large_bytes, 'x'));
    write_file(folder.path() + "/secret.txt", "not to be seen");
    return std::make_unique<ServerProcess>(
        folder.path() + "/data", std::vector<std::string>{"--web", folder.path() + "/web", "--head-timeout-ms", "600",
                                                          "--body-timeout-ms", "600", "--idle-timeout-ms", "400"});
  }();
  REQUIRE(server->port() != 0);
  return server->port();
}

void check_alive() { CHECK(status_of(get(port(), "/healthz")) == 200); }

/// A whole request, and the status it must be answered with.
struct Attack {
  const char* name;
  std::string request;
  int status;
};

std::string many_headers(int count) {
  std::string headers;
  for (int i = 0; i < count; ++i) headers += "X-" + std::to_string(i) + ": 1\r\n";
  return headers;
}

const std::string post = "POST /api/v1/client-events HTTP/1.1\r\n" + host;

// Where the library itself refuses, its status stands: 400 for what has a better number, such as headers that are too
// long or too many (431), unknown versions (505) and methods (501). The connection is closed all the same.
const Attack attacks[] = {
    {"negative chunk size", post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 411},
    {"huge chunk size", post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", 411},
    {"chunked body", post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411},
    {"chunked and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", 400},
    {"chunked and no length", post + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n-1\r\n", 411},
    {"escaped chunked", post + "Transfer-Encoding: %63hunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411},
    {"gzip body", post + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08", 415},
    {"negative length", post + "Content-Length: -1\r\n\r\n", 400},
    {"length with a sign", post + "Content-Length: +2\r\n\r\n{}", 400},
    // The library decodes header values, so this is a length of 2 to all that looks at it: refused for its type.
    {"escaped length", post + "Content-Length: %32\r\n\r\n{}", 415},
    {"escaped line end", "GET / HTTP/1.1\r\n" + host + "X: a%0d%0aContent-Length: 5\r\n\r\n", 400},
    {"two lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400},
    {"length beyond 64 bits", post + "Content-Length: 99999999999999999999\r\n\r\n", 400},
    {"length beyond the limit", post + "Content-Length: 18446744073709551615\r\n\r\n", 413},
    {"body too large", post + "Content-Length: 9000\r\n\r\n" + std::string(9000, 'x'), 413},
    {"body on a path without",
     "POST /nowhere HTTP/1.1\r\n" + host + "Content-Length: 5000\r\n\r\n" + std::string(5000, 'x'), 413},
    {"header too long", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(8 * 1024, 'x') + "\r\n\r\n", 400},
    {"head too long", "GET / HTTP/1.1\r\n" + host + std::string(32 * 1024, 'x'), 431},
    {"too many headers", "GET / HTTP/1.1\r\n" + host + many_headers(64) + "\r\n", 400},
    {"headers at the bound", "GET / HTTP/1.1\r\n" + host + many_headers(63) + "\r\n", 200},
    {"target too long", "GET /" + std::string(5000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
    {"no request line", "hello\r\n\r\n", 400},
    {"empty line first", "\r\n\r\n", 400},
    {"two words", "GET /\r\n" + host + "\r\n", 400},
    {"four words", "GET / x HTTP/1.1\r\n" + host + "\r\n", 400},
    {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n", 400},
    {"unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 400},
    {"CONNECT", "CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n", 400},
    {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 400},
    {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
    {"host with a path", "GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n", 400},
    {"foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
    // Only clients of a proxy send this form, and this is none.
    {"foreign absolute target", "GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
    {"own absolute target", "GET http://localhost:1/healthz HTTP/1.1\r\n" + host + "\r\n", 400},
    {"folded header", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
    {"space before colon", "GET / HTTP/1.1\r\n" + host + "Content-Length : 2\r\n\r\n", 400},
    {"bare line feed", "GET / HTTP/1.1\r\n" + host + "X: a\nContent-Length: 5\r\n\r\n", 400},
    {"NUL in a header", "GET / HTTP/1.1\r\n" + host + std::string("X: a\0b\r\n\r\n", 10), 400},
    {"NUL in the target", std::string("GET /\0 HTTP/1.1\r\n", 17) + host + "\r\n", 400},
    {"encoded NUL", "GET /index.html%00.js HTTP/1.1\r\n" + host + "\r\n", 400},
    {"dots", "GET /../secret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"dots inside", "GET /a/../../secret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"encoded dots", "GET /%2e%2e/secret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"encoded slash", "GET /..%2fsecret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"twice encoded", "GET /%252e%252e/secret.txt HTTP/1.1\r\n" + host + "\r\n", 404},
    {"backslash", "GET /..\\secret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    // The library leaves it as it is: the name of no file.
    {"bad escape", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", 404},
    {"wide escape", "GET /%u002e%u002e%u002fsecret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"overlong UTF-8", "GET /%c0%ae%c0%ae/secret.txt HTTP/1.1\r\n" + host + "\r\n", 400},
    {"fragment, which the library drops", "GET /#/../x HTTP/1.1\r\n" + host + "\r\n", 200},
    // Ignored, as RFC 9110 section 10.1.1 allows; the body is refused for its type.
    {"unknown expectation", post + "Expect: magic\r\nContent-Length: 2\r\n\r\n{}", 415},
    {"body refused before it is asked for", post + "Expect: 100-continue\r\nContent-Length: 9000\r\n\r\n", 413},
    {"crafted X-Forwarded-For", "GET /healthz HTTP/1.1\r\n" + host + "X-Forwarded-For: ,,,\r\n\r\n", 200},
    {"senseless range", "GET / HTTP/1.1\r\n" + host + "Range: bytes=9-1,-,5-\r\n\r\n", 416},
    {"range, which is ignored", "GET / HTTP/1.1\r\n" + host + "Range: bytes=1-2,4-5\r\n\r\n", 200},
    {"form whose parts would be taken apart",
     post + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 4\r\n\r\n--x-", 415},
    {"form that would become parameters",
     "POST /healthz HTTP/1.1\r\n" + host +
         "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b",
     405},
    {"websocket", "GET /healthz HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 200},
    {"websocket with its key",
     "GET /healthz HTTP/1.1\r\n" + host +
         "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
     200},
    {"write from another site",
     post + "Sec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403},
};

}  // namespace

TEST_CASE("each malformed or hostile request is refused with its status and the server lives on") {
  for (const Attack& attack : attacks) {
    CAPTURE(attack.name);
    const std::string response = ask(port(), attack.request);
    CHECK(status_of(response) == attack.status);
    CHECK_FALSE(response.contains("not to be seen"));
    CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
    if (attack.status >= 400) CHECK(header_of(response, "Content-Type") == "application/problem+json");
    check_alive();
  }
}

TEST_CASE("a refused body ends the connection, so that its bytes are no next request") {
  RawSocket socket(port());
  socket.send(post + "Transfer-Encoding: chunked\r\n\r\nGET /healthz HTTP/1.1\r\n" + host + "\r\n");
  const std::string all = socket.receive_all();
  CHECK(status_of(all) == 411);
  CHECK(all.find("HTTP/1.1", 1) == std::string::npos);
  check_alive();
}

TEST_CASE("a head that never ends is cut when its time is up, however busily it is sent") {
  RawSocket socket(port());
  socket.send("GET / HTTP/1.1\r\n" + host);
  const auto began = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - began < 10s) {
    if (!socket.send("X: 1\r\n")) break;
    if (socket.is_closed_within(50ms)) break;
  }
  CHECK(std::chrono::steady_clock::now() - began < 10s);
  check_alive();
}

TEST_CASE("a silent half of a head is answered 408") {
  RawSocket socket(port());
  socket.send("GET / HTTP/1.1\r\n");
  CHECK(status_of(socket.receive_all()) == 408);
  check_alive();
}

TEST_CASE("a body that does not come is answered 408") {
  RawSocket socket(port());
  socket.send(post + "Content-Length: 100\r\n\r\n{");
  CHECK(status_of(socket.receive_all()) == 408);
  check_alive();
}

TEST_CASE("pipelined requests are answered in order, also when cut anywhere") {
  const std::string three = "GET /healthz HTTP/1.1\r\n" + host + "\r\nHEAD / HTTP/1.1\r\n" + host +
                            "\r\nGET /api/v1/version HTTP/1.1\r\n" + host + "\r\n";
  for (const std::size_t cut : {std::size_t{0}, std::size_t{1}, std::size_t{41}, std::size_t{60}, three.size() - 1}) {
    RawSocket socket(port());
    socket.send(std::string_view(three).substr(0, cut));
    std::this_thread::sleep_for(20ms);
    socket.send(std::string_view(three).substr(cut));
    CHECK(socket.receive_response().contains("\"writer\""));
    const std::string head = socket.receive_response(false);
    CHECK(status_of(head) == 200);
    CHECK(header_of(head, "Content-Length") == "15");
    CHECK(socket.receive_response().contains("\"version\""));
  }
}

TEST_CASE("a request without a length has no body, and the next one is answered") {
  RawSocket socket(port());
  // The library would take what follows for a body that ends with the connection.
  socket.send("OPTIONS /healthz HTTP/1.1\r\n" + host + "\r\n");
  CHECK(status_of(socket.receive_response()) == 405);
  CHECK(socket.is_closed_within(10s));
  RawSocket other(port());
  other.send("POST /healthz HTTP/1.1\r\n" + host + "\r\n");
  CHECK(status_of(other.receive_response()) == 405);
  CHECK(other.is_closed_within(10s));
  check_alive();
}

TEST_CASE("what a response says of its connection holds, and it is dated") {
  RawSocket socket(port());
  for (int i = 0; i < 3; ++i) {
    socket.send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    const std::string kept = socket.receive_response();
    CHECK(status_of(kept) == 200);
    CHECK(header_of(kept, "Keep-Alive"));
    CHECK_FALSE(header_of(kept, "Connection"));
    CHECK(header_of(kept, "Date").value_or("").ends_with(" GMT"));
  }
  socket.send("GET /healthz HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
  const std::string last = socket.receive_response();
  CHECK(header_of(last, "Connection") == "close");
  CHECK_FALSE(header_of(last, "Keep-Alive"));
  CHECK(socket.is_closed_within(10s));
}

TEST_CASE("a large file comes whole, its HEAD has no body, and 304 has neither body nor length") {
  RawSocket socket(port());
  socket.send("GET /large.txt HTTP/1.1\r\n" + host + "\r\n");
  const std::string whole = socket.receive_response();
  CHECK(body_of(whole) == std::string(large_bytes, 'x'));
  const auto tag = header_of(whole, "ETag");
  REQUIRE(tag);
  socket.send("HEAD /large.txt HTTP/1.1\r\n" + host + "\r\n");
  const std::string head = socket.receive_response(false);
  CHECK(header_of(head, "Content-Length") == std::to_string(large_bytes));
  CHECK(header_of(head, "Content-Type") == header_of(whole, "Content-Type"));
  CHECK_FALSE(header_of(head, "Accept-Ranges"));
  socket.send("GET /large.txt HTTP/1.1\r\n" + host + "If-None-Match: " + *tag + "\r\n\r\n");
  const std::string unchanged = socket.receive_response();
  CHECK(status_of(unchanged) == 304);
  CHECK_FALSE(header_of(unchanged, "Content-Length"));
  socket.send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
  CHECK(status_of(socket.receive_response()) == 200);
}

TEST_CASE("idle connections, many more than threads, do not keep others out") {
  std::vector<std::unique_ptr<RawSocket>> idle;
  for (int i = 0; i < 300; ++i) idle.push_back(std::make_unique<RawSocket>(port()));
  check_alive();
  CHECK(idle.front()->is_closed_within(10s));
}

TEST_CASE("a client that goes away in the middle of anything harms nobody") {
  for (const std::string& part :
       {std::string("G"), "GET / HTTP/1.1\r\n" + host, post + "Content-Length: 100\r\n\r\n{"}) {
    RawSocket(port()).send(part);
    check_alive();
  }
}

TEST_CASE("Expect: 100-continue is answered before the body is sent") {
  RawSocket socket(port());
  socket.send(post + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
  CHECK(socket.receive_response(false).starts_with("HTTP/1.1 100 "));
  socket.send("{}");
  CHECK(status_of(socket.receive_response()) == 400);
}

TEST_CASE("random bytes and mutated requests never end the server") {
  unsigned seed = 12345;
  const auto next = [&seed] { return seed = seed * 1664525u + 1013904223u, seed >> 16; };
  const std::string valid = post + "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n{}\r\n";
  const int rounds = is_long_run() ? 5000 : 150;
  for (int i = 0; i < rounds; ++i) {
    std::string request = valid;
    for (unsigned k = 0; k <= next() % 6; ++k) {
      const std::size_t at = next() % request.size();
      if (next() % 3 == 0)
        request.erase(at, 1 + next() % 4);
      else
        request[at] = static_cast<char>(next());
      if (request.empty()) request = "x";
    }
    RawSocket socket(port());
    socket.send(request);
    if (i % 10 == 0) check_alive();
  }
  check_alive();
}
