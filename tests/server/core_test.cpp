// The core as a function: routing, problems, headers, static files, client events.
#include "server/core/core.h"

#include <algorithm>
#include <set>
#include <string>

#include "server/core/problem.h"
#include "server/core/routes.h"
#include "shared/json/json.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("an unknown path is 404, a wrong method 405 with what is allowed, HEAD goes with GET") {
  InProcess server;
  CHECK(server.ask("GET", "/nowhere").status == 404);
  CHECK(server.ask("GET", "/api/v1/version/").status == 404);
  const Response wrong = server.ask("DELETE", "/api/v1/version");
  CHECK(wrong.status == 405);
  CHECK(wrong.header("Allow") == "GET, HEAD");
  CHECK(server.ask("GET", "/api/v1/client-events").header("Allow") == "POST");
  CHECK(server.ask("POST", "/index.html").header("Allow") == "GET, HEAD");
  CHECK(server.ask("HEAD", "/api/v1/version").status == 200);
}

TEST_CASE("patterns match whole segments and give their places") {
  Parameters parameters;
  CHECK(matches("/a/{id}/b", "/a/7/b", parameters));
  CHECK(parameters[0] == std::pair<std::string_view, std::string_view>("id", "7"));
  for (const char* other : {"/a/7", "/a//b", "/a/7/b/", "/a/7/c", "/", "/a/7/8/b"})
    CHECK_FALSE(matches("/a/{id}/b", other, parameters));
}

TEST_CASE("a problem speaks the language of the request and keeps the detail to itself") {
  InProcess server;
  CHECK(server.ask("GET", "/x").body.contains("没有找到"));
  const Response english = server.ask("GET", "/x", {{"Accept-Language", "fr, en-GB;q=0.8"}});
  CHECK(english.body.contains("Nothing is at"));
  CHECK(english.header("Content-Language") == "en");
  const Response broken = server.post_event("{");
  CHECK(broken.status == 400);
  CHECK_FALSE(broken.body.contains("detail"));
}

TEST_CASE("each surface has its own policy, and HSTS goes out under TLS only") {
  InProcess server;
  CHECK(server.ask("GET", "/").header("Content-Security-Policy")->contains("'wasm-unsafe-eval'"));
  CHECK(server.ask("GET", "/api/v1/version").header("Content-Security-Policy")->starts_with("default-src 'none'"));
  CHECK_FALSE(server.ask("GET", "/").header("Strict-Transport-Security"));
  for (const Surface surface : {Surface::app, Surface::portal, Surface::print, Surface::download, Surface::api}) {
    Response response;
    add_security_headers(response, surface, true);
    CHECK(response.header("Strict-Transport-Security"));
    CHECK(response.header("X-Content-Type-Options") == "nosniff");
    CHECK(response.header("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(response.header("Content-Security-Policy")->contains("frame-ancestors 'none'"));
    const bool runs_scripts = response.header("Content-Security-Policy")->contains("script-src");
    CHECK(runs_scripts == (surface == Surface::app));
  }
}

TEST_CASE("files come in the encoding that is liked best, hashed ones for ever, others by their tag") {
  InProcess server;
  const auto encoding = [&](const char* accepted) {
    const Response response = server.ask("GET", "/app.0123abcd.js", {{"Accept-Encoding", accepted}});
    CHECK(response.header("Vary") == "Accept-Encoding");
    return std::string(response.header("Content-Encoding").value_or("identity"));
  };
  CHECK(encoding("gzip, br") == "br");
  CHECK(encoding("gzip, br;q=0") == "gzip");
  CHECK(encoding("gzip;q=1.0, br;q=0.5") == "gzip");
  CHECK(encoding("identity, br;q=0.5") == "identity");
  CHECK(encoding("*") == "br");
  CHECK(encoding("*;q=0") == "identity");
  CHECK(encoding("br;q=nonsense") == "identity");
  CHECK(encoding("") == "identity");

  CHECK(server.ask("GET", "/app.0123abcd.js").header("Cache-Control") == "public, max-age=31536000, immutable");
  const Response page = server.ask("GET", "/");
  CHECK(page.header("Cache-Control") == "no-cache");
  CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
  const std::string tag(*page.header("ETag"));
  const Response again = server.ask("GET", "/", {{"If-None-Match", "\"other\", W/" + tag}});
  CHECK(again.status == 304);
  CHECK(again.content().empty());
  CHECK(again.header("ETag") == tag);
  for (const char* absent : {"/.hidden", "/app.0123abcd.js.br", "/web", "//index.html"})
    CHECK(server.ask("GET", absent).status == 404);
}

TEST_CASE("the files of an installed app come with their types, and those of fixed names are asked about each time") {
  TemporaryFolder folder;
  struct Case {
    const char* path;
    const char* type;
    const char* caching;
  };
  constexpr const char* asked = "no-cache";
  constexpr const char* for_ever = "public, max-age=31536000, immutable";
  const Case cases[] = {
      // A worker's script that a cache held on to would keep a tablet at its old version.
      {"/service-worker.js", "text/javascript; charset=utf-8", asked},
      {"/manifest.webmanifest", "application/manifest+json", asked},
      {"/icons/icon-192.png", "image/png", asked},
      {"/icons/icon.0123abcd.png", "image/png", for_ever},
      {"/fonts/common.0123abcd.ttf", "font/ttf", for_ever},
      {"/fonts/common.0123abcd.woff2", "font/woff2", for_ever},
      {"/app.0123abcd.wasm", "application/wasm", for_ever},
      {"/icon.svg", "image/svg+xml", asked},
  };
  for (const Case& c : cases) write_file(folder.path() + c.path, c.path);
  InProcess server;
  server.files = StaticFiles::load(folder.path()).value();
  for (const Case& c : cases) {
    CAPTURE(c.path);
    const Response response = server.ask("GET", c.path);
    CHECK(response.status == 200);
    CHECK(response.content() == c.path);
    CHECK(response.header("Content-Type") == c.type);
    CHECK(response.header("Cache-Control") == c.caching);
    CHECK(response.header("X-Content-Type-Options") == "nosniff");
    CHECK(response.header("Content-Security-Policy") ==
          server.ask("GET", "/icon.svg").header("Content-Security-Policy"));
    CHECK(response.header("Content-Security-Policy")->contains("worker-src 'self'"));
    CHECK(response.header("Content-Security-Policy")->contains("manifest-src 'self'"));
  }
}

TEST_CASE("a folder's page is given at its path, and the path without its slash leads there") {
  TemporaryFolder folder;
  write_file(folder.path() + "/guide/index.html", "guide");
  InProcess server;
  server.files = StaticFiles::load(folder.path()).value();
  CHECK(server.ask("GET", "/guide/").content() == "guide");
  const Response led = server.ask("GET", "/guide");
  CHECK(led.status == 308);
  CHECK(led.header("Location") == "/guide/");
  CHECK(led.content().empty());
  for (const char* absent : {"/guid", "/guide//", "//guide", "/guide/index.html/"})
    CHECK(server.ask("GET", absent).status == 404);
}

TEST_CASE("names are hashed only with eight hexadecimal digits between the last dots") {
  for (const char* yes : {"/a.0123abcd.js", "/b/c.d.0123456789ABCDEF.wasm"}) CHECK(is_hashed_name(yes));
  for (const char* no : {"/a.js", "/a.0123abc.js", "/a.0123abcg.js", "/0123abcd.js", "/a", ""})
    CHECK_FALSE(is_hashed_name(no));
}

TEST_CASE("a client event is stored once, a repeat gets the same answer, another content is refused") {
  InProcess server;
  const Response first = server.post_event(good_event);
  CHECK(first.status == 201);
  server.clock.advance_ms(5000);
  CHECK(server.post_event(good_event).body == first.body);
  std::string other = good_event;
  other.replace(other.find("start"), 5, "error");
  CHECK(server.post_event(other).status == 409);
  CHECK(server.readers->read([](Database& db) { return db.number("SELECT count(*) FROM client_event"); }).value() == 1);
}

TEST_CASE("bad client events are refused with the field's name") {
  InProcess server;
  const auto event = [](const char* id, const char* kind, const char* version, const std::string& text) {
    return std::string(R"({"op_id":")") + id + R"(","kind":")" + kind + R"(","app_version":")" + version +
           R"(","text":")" + text + "\"}";
  };
  const char* id = "01890000-0000-7000-8000-000000000001";
  CHECK(server.post_event(event(id, "start", "1", std::string(2048, 'x'))).status == 201);
  CHECK(server.post_event(event(id, "start", "1", std::string(2049, 'x'))).status == 400);
  CHECK(server.post_event(event("x", "start", "1", "")).body.contains("op_id"));
  CHECK(server.post_event(event(id, "dance", "1", "")).body.contains("kind"));
  CHECK(server.post_event(event(id, "start", "", "")).body.contains("app_version"));
  CHECK(server.post_event(event(id, "start", "1", "\\u0000")).status == 400);
  CHECK(server.post_event("[]").status == 400);
  CHECK(server.post_event(R"({"op_id":1})").status == 400);
  CHECK(server.post_event(std::string(8 * 1024 + 1, ' ')).status == 413);
  CHECK(server.ask("POST", "/api/v1/client-events", {{"Content-Type", "text/plain"}}, good_event).status == 415);
}

TEST_CASE("health says when the writer has stopped") {
  InProcess server;
  CHECK(server.ask("GET", "/healthz").status == 200);
  server.writer->stop();
  CHECK(server.ask("GET", "/healthz").status == 503);
  const Response busy = server.post_event(good_event);
  CHECK(busy.status == 503);
  CHECK(busy.header("Retry-After"));
}

TEST_CASE("what the store says names files of the server and stays in its log") {
  struct Case {
    const char* said;
    int status;
    const char* told;
  };
  for (const Case& c : {Case{"store.disk_full", 507, "server.disk_full"}, Case{"store.busy", 503, "server.busy"},
                        Case{"store.io_error", 500, "server.internal"}}) {
    const Refusal refusal = refusal_of(Error(c.said).with("path", "/data/mingchou.db").because("why"));
    CHECK(refusal.status == c.status);
    CHECK(refusal.error.code == c.told);
    CHECK(refusal.error.arguments.empty());
    CHECK(refusal.error.detail == std::string(c.said) + ": why");
  }
}

TEST_CASE("a line of the log that was cut by a full disk does not spoil the next one") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
  ManualClock clock{{0}};
  Log log(clock, ends[1], LogLevel::info);
  const auto read_all = [&] {
    std::string text(1 << 20, '\0');
    const ssize_t count = ::read(ends[0], text.data(), text.size());
    return text.substr(0, count > 0 ? static_cast<std::size_t>(count) : 0);
  };
  // A pipe is full as a disk is: it takes the beginning of a line and no more. With one page left, a line that is
  // longer is cut.
  const int capacity = ::fcntl(ends[1], F_GETPIPE_SZ);
  REQUIRE(capacity > 4096);
  const std::string filler(static_cast<std::size_t>(capacity) - 4096, 'x');
  REQUIRE(::write(ends[1], filler.data(), filler.size()) == static_cast<ssize_t>(filler.size()));
  const std::string text(1000, 'y');
  log.write(LogLevel::info, "long", {{"a", text}, {"b", text}, {"c", text}, {"d", text}, {"e", text}});
  log.write(LogLevel::info, "lost");
  const std::string before = read_all();
  CHECK_FALSE(before.ends_with("\n"));
  log.write(LogLevel::info, "after");
  log.write(LogLevel::info, "later");
  const std::string lines = read_all();
  CHECK(lines.starts_with("\n{"));
  CHECK(std::ranges::count(lines, '\n') == 3);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("no text can forge a line of the log") {
  InProcess server;
  server.log->write(LogLevel::info, "x", {{"path", "a\n{\"level\":\"error\"}\r\x1b[31m"}});
  const std::string lines = read_file(server.folder.path() + "/log");
  CHECK(std::ranges::count(lines, '\n') == 1);
  CHECK(lines.find('\x1b') == std::string::npos);
  server.log->write(LogLevel::info, "x", {{"path", std::string(100'000, 'a')}});
  CHECK(read_file(server.folder.path() + "/log").size() < 3000);
}

TEST_CASE("the route of departments gives each once over its pages, and refuses foreign cursors and limits") {
  InProcess server;
  sign_in(server);
  REQUIRE(server.writer->run([](Database& database) {
    return database.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11) "
        "INSERT INTO department (id, code, name, short_name, kind, sort_order, revision, valid_from, recorded_at, "
        "recorded_by, reason) SELECT randomblob(16), 'D' || i, '部门' || i, '部' || i, 'bureau', i / 3, 1, "
        "'2026-01-01', 1, "
        "'test', 'test' FROM n");
  }));
  std::set<std::string> ids;
  std::size_t listed = 0, pages = 0;
  std::string cursor;
  do {
    const Response page = server.get("/api/v1/departments", {{"limit", "4"}, {"cursor", cursor}});
    REQUIRE(page.status == 200);
    const auto document = json::parse(page.content());
    REQUIRE(document);
    for (const json::Value item : document->root().find("items").value().items()) {
      ids.emplace(item.find("id").value().text().value());
      ++listed;
    }
    cursor = document->root().find("next_cursor").value().text().value_or("");
  } while (!cursor.empty() && ++pages < 20);
  CHECK(listed == 11);
  CHECK(ids.size() == 11);
  CHECK(pages == 2);

  for (const char* bad : {"0", "-1", "201", "1e3", "abc", "99999999999999999999", "4 "})
    CHECK(server.get("/api/v1/departments", {{"limit", bad}}).status == 400);
  for (const char* bad :
       {"x", "1-", "1-019cf431", "' OR 1=1", "9999999999999999999999-019cf431-5640-763d-a8a4-0f278366062a"})
    CHECK(server.get("/api/v1/departments", {{"cursor", bad}}).status == 400);
}
