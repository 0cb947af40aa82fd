// A county with a task that can be drawn for, and witnesses with devices of their own.
#pragma once

#include "server/api/settle_draws.h"
#include "server/data/blobs.h"
#include "shared/ceremony/rules.h"
#include "shared/crypto/signature.h"
#include "shared/draw/bundle_verifier.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/statement.h"
#include "tests/server/tasks_support.h"

namespace mingchou::server::test {

inline constexpr std::string_view draws_path = "/api/v1/draws";

/// What stands behind "name": in an answer: a text without escapes.
inline std::string text_behind(const std::string& json, const std::string& name, std::size_t from = 0) {
  const std::string mark = "\"" + name + "\":\"";
  const std::size_t at = json.find(mark, from);
  REQUIRE(at != json.npos);
  return json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size());
}

/// A witness's phone: it has the token of its link, a key and a secret, and trusts nothing that it did not recompute.
class Device {
 public:
  Device(InProcess& server, std::string token, std::uint8_t number)
      : server_(server),
        token_(std::move(token)),
        number_(number),
        key_(crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, number)).value()) {}

  Response ask(std::string_view method, const std::string& path, std::string body = {}) {
    std::vector<Header> headers = {{"X-Mingchou-Witness", token_}};
    if (method == "POST") headers.push_back({"Content-Type", "application/json"});
    return server_.ask(method, "/api/v1/witness" + path, std::move(headers), std::move(body));
  }
  json::Document view() {
    const Response seen = ask("GET", "");
    CAPTURE(seen.content());
    REQUIRE(seen.status == 200);
    return json::parse(seen.content()).value();
  }
  std::string text(const std::string& name) {
    const json::Document document = view();
    return std::string(draw_of(document).find(name).value_or(json::Value()).text().value_or(""));
  }
  static json::Value draw_of(const json::Document& view) { return view.root().find("draw").value_or(json::Value()); }
  std::string own_name() {
    const json::Document document = view();
    const auto id = draw_of(document).find("seat_id")->text();
    for (const json::Value seat : draw_of(document).find("seats")->items())
      if (seat.find("id")->text() == id) return std::string(seat.find("name")->text().value());
    return {};
  }
  log::VerifierKey verifier() {
    return {.name = text("key_name"), .type = log::SignatureType::ed25519, .key = key_.public_key()};
  }
  Bytes secret() const { return Bytes(draw::witness_secret_bytes, number_); }

  Response join() {
    const auto commit = draw::commitment(draw::Suite::sha256, text("id"), own_name(), secret());
    return ask("POST", "/key", R"({"key":")" + verifier().text() + R"(","commit":")" + to_hex(commit) + "\"}");
  }
  /// Recomputes both roots from the rows, puts them where the plan has them, and signs only if nothing differs.
  Response consent() {
    const Response rows = ask("GET", "/roster");
    REQUIRE(rows.status == 200);
    draw::RosterFileReader reader;
    REQUIRE(reader.feed(rows.body));
    const draw::RosterFile roster = reader.finish().value();
    const draw::Plan plan = draw::parse_plan(plan_text()).value();
    draw::Plan recomputed = plan;
    draw::seal_plan(recomputed, roster);
    REQUIRE(draw::plan_hash(recomputed) == draw::plan_hash(plan));
    REQUIRE(to_hex(draw::plan_hash(plan)) == text("plan_hash"));
    return ask("POST", "/consent", note_body(draw::consent_text(plan.draw, draw::plan_hash(plan))));
  }
  Response reveal() {
    const std::string statement = draw::reveal_text(text("id"), own_name(), secret());
    const std::string body = note_body(statement);
    return ask("POST", "/reveal", R"({"secret":")" + to_hex(secret()) + "\"," + body.substr(1));
  }
  /// Of the seat at that place.
  Response strike(std::size_t place, std::uint64_t at_s) {
    const json::Document document = view();
    std::size_t index = 0;
    for (const json::Value seat : draw_of(document).find("seats")->items()) {
      if (index++ != place) continue;
      const std::string name(seat.find("name")->text().value());
      const std::string body = note_body(draw::strike_text(text("id"), name, at_s));
      return ask("POST", "/strikes",
                 R"({"seat_id":")" + std::string(seat.find("id")->text().value()) + "\"," + body.substr(1));
    }
    return {};
  }
  std::string plan_text() { return text("plan"); }

 private:
  std::string note_body(const std::string& statement) {
    log::SignedNote note{statement, {}};
    note.signatures.push_back(log::sign_note(key_, verifier().name, statement).value());
    json::Writer writer;
    return std::move(writer.begin_object().field("note", log::note_text(note)).end_object()).take();
  }

  InProcess& server_;
  std::string token_;
  std::uint8_t number_;
  crypto::SigningKey key_;
};

struct DrawCounty : TaskCounty {
  static std::uint64_t now_s(InProcess& server) { return static_cast<std::uint64_t>(server.clock.now().ms / 1000); }

  std::string make_ready_task(const tasks::Task& task) {
    const std::string path = make(chief, task);
    const Response ready = step(chief, path, "ready");
    CAPTURE(ready.content());
    REQUIRE(ready.status == 200);
    return path;
  }
  /// Two witnesses and six dice, thrown in the room or known `after_s` seconds from now.
  std::string setup(const std::string& task, std::uint64_t after_s = 0) {
    const std::string when = after_s == 0 ? R"("is_in_room":true)"
                                          : R"("is_in_room":false,"at_s":)" + std::to_string(now_s(server) + after_s);
    return R"({"task_id":)" + id_text(task) +
           R"(,"suite":"sha256","deadline_s":3600,"witnesses":["王代表","李律师"],"values":[{"name":"骰子",)"
           R"("form":"digits:6","ref":"会场掷骰六次",)" +
           when + "}]}";
  }
  /// Path of the draw; its witnesses' devices are at hand.
  std::string prepare(const std::string& task, std::uint64_t after_s = 0) {
    const Response made = chief.ask("POST", draws_path, setup(task, after_s));
    const std::string path = location(made);
    devices.clear();
    for (std::size_t at = made.body.find("\"token\":\""); at != made.body.npos;
         at = made.body.find("\"token\":\"", at + 1))
      devices.emplace_back(server, text_behind(made.body, "token", at), static_cast<std::uint8_t>(devices.size() + 1));
    return path;
  }
  /// To where secrets are revealed.
  std::string begin(const std::string& task, std::uint64_t after_s = 0) {
    const std::string draw = prepare(task, after_s);
    for (Device& device : devices) REQUIRE(device.join().status == 200);
    REQUIRE(chief.ask("POST", draw + "/plan").status == 200);
    for (Device& device : devices) REQUIRE(device.consent().status == 200);
    if (after_s == 0) server.clock.advance_ms(1000 * ceremony::in_room_delay_s);
    return draw;
  }
  Response type(Browser& browser, const std::string& draw, const char* value) {
    return browser.ask("POST", draw + "/values", std::string(R"({"name":"骰子","value":")") + value + "\"}");
  }
  std::string stage(const std::string& draw) { return field(chief.ask("GET", draw), "stage"); }
  std::string drawn(const std::string& task) {
    const std::string draw = begin(task);
    REQUIRE(type(chief, draw, "314159").status == 200);
    REQUIRE(type(office, draw, "314159").status == 200);
    for (Device& device : devices) REQUIRE(device.reveal().status == 200);
    REQUIRE(stage(draw) == "drawn");
    return draw;
  }
  /// Why the bundle is refused; "" if it verifies. `lines`: sentences of what was not checked.
  static std::string verify(const Response& bundle, std::vector<std::string>* unchecked = nullptr) {
    draw::BundleVerifier verifier({});
    if (const auto fed = verifier.feed(bundle.body); !fed) return fed.error().code;
    const auto lines = verifier.finish();
    if (!lines) return lines.error().code;
    for (const draw::CheckLine& line : *lines)
      if (unchecked != nullptr && line.state == draw::CheckState::unchecked) unchecked->push_back(line.sentence.code);
    return {};
  }
  std::int64_t count(const char* sql) {
    return server.readers->read([&](Database& database) { return database.number(sql); }).value();
  }

  std::vector<Device> devices;
};

}  // namespace mingchou::server::test
