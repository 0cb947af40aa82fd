// Snapshots of the target register as tablets fetch them: manifest, parts and lines, and small registers to make them
// of.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/demo/county.h"
#include "shared/json/canonical.h"
#include "shared/json/lines.h"
#include "shared/json/writer.h"
#include "shared/registry/content.h"
#include "shared/registry/register_writer.h"
#include "tests/server/accounts_support.h"

namespace mingchou::server::test::snapshots {

using Options = TargetSnapshots::Options;

inline constexpr std::string_view route = "/api/v1/snapshots/targets";
/// Makes anew as soon as the register has changed.
inline const Options eager{
    .wait_max = std::chrono::seconds(60), .pause = std::chrono::milliseconds(0), .pause_builds = 0};

struct Part {
  std::size_t row_count, bytes, raw_bytes;
  std::string sha256;
};
struct Manifest {
  std::string id;
  std::int64_t created_at;
  std::size_t row_count, bytes, raw_bytes;
  std::vector<Part> parts;
};

inline std::size_t number(json::Value object, std::string_view name) {
  return static_cast<std::size_t>(object.find(name).value().int64().value());
}

inline Manifest manifest_of(const Response& response) {
  REQUIRE(response.status == 200);
  const auto document = json::parse(response.content());
  REQUIRE(document);
  const json::Value root = document->root();
  Manifest manifest{std::string(root.find("snapshot").value().text().value()),
                    root.find("created_at").value().int64().value(),
                    number(root, "row_count"),
                    number(root, "bytes"),
                    number(root, "raw_bytes"),
                    {}};
  CHECK(number(root, "format") == 1);
  for (const json::Value part : root.find("parts").value().items()) {
    CHECK(number(part, "index") == manifest.parts.size());
    manifest.parts.push_back({number(part, "row_count"), number(part, "bytes"), number(part, "raw_bytes"),
                              std::string(part.find("sha256").value().text().value())});
  }
  return manifest;
}

inline Manifest fetch_manifest(InProcess& server) { return manifest_of(server.ask("GET", route)); }

inline std::string part_path(const std::string& id, std::size_t index) {
  return std::string(route) + "/" + id + "/" + std::to_string(index);
}

inline std::string fetch_part(InProcess& server, const Manifest& manifest, std::size_t index) {
  const Response response = server.ask("GET", part_path(manifest.id, index));
  REQUIRE(response.status == 200);
  const std::string lines(response.content());
  CHECK(lines.size() == manifest.parts[index].raw_bytes);
  CHECK(to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(lines))) == manifest.parts[index].sha256);
  return lines;
}

/// Every line of every part; each is checked to be its own canonical JSON.
inline std::vector<std::string> fetch_lines(InProcess& server, const Manifest& manifest) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    json::LineReader reader({.form = json::Form::canonical});
    REQUIRE(reader.feed(fetch_part(server, manifest, i), [&](const json::Line& line) -> Result<> {
      lines.emplace_back(line.text);
      return {};
    }));
    REQUIRE(reader.finish());
    CHECK(reader.lines() == manifest.parts[i].row_count);
  }
  return lines;
}

inline void write(InProcess& server, const Writer::Job& job) {
  const auto done = server.writer->run(job);
  REQUIRE_MESSAGE(done, done.error().code << " " << done.error().detail);
}

inline void write(InProcess& server, std::string_view sql) {
  write(server, [&](Database& db) { return db.run(sql); });
}

/// What a tablet gets of an entity: its content without what is internal, as canonical JSON.
inline std::string line_of(const std::string& content, std::string_view type) {
  const std::set<std::string_view> internal = {"sort_order", "phone",  "risk_class",      "risk_source",
                                               "risk_on",    "source", "food_risk_class", "external_number"};
  const auto document = json::parse(content);
  json::Writer writer;
  writer.begin_object();
  for (const auto& [key, value] : document->root().members())
    if (!internal.contains(key) && !(type == "department" && key == "address")) writer.field(key, value);
  writer.field("type", type);
  if (type == "target") writer.field("revision", 1);
  return json::canonical(std::move(writer.end_object()).take()).value();
}

inline std::string line_of(const Tag& tag) {
  return R"({"id":")" + tag.id.uuid.text() + R"(","name":")" + tag.name + R"(","type":"tag"})";
}

/// The demo county of that many targets, and the lines that its snapshot must have.
inline std::vector<std::string> load_county(InProcess& server, std::uint64_t targets) {
  std::vector<std::string> lines;
  write(server, [&](Database& db) -> Result<> {
    DemoCounty county({.targets = targets});
    RegisterWriter writer(db, demo_recorded());
    for (const Department& department : county.departments()) {
      MC_TRY(writer.insert(department));
      lines.push_back(line_of(content_of(department), "department"));
    }
    for (const Tag& tag : county.tags()) {
      MC_TRY(writer.insert(tag));
      lines.push_back(line_of(tag));
    }
    while (const auto target = county.next_target()) {
      MC_TRY(writer.insert(*target));
      lines.push_back(line_of(content_of(*target), "target"));
    }
    return {};
  });
  return lines;
}

inline UuidGenerator& ids() {
  static ManualClock clock{{1'790'000'000'000}};
  static SeededRandom random(7);
  static UuidGenerator generator(clock, random);
  return generator;
}

inline Department small_department(const std::string& code) {
  Department department;
  department.id = {ids().next()};
  department.code = department.name = department.short_name = code;
  return department;
}

inline Target small_target(const Department& of) {
  Target target;
  target.id = {ids().next()};
  target.kind = TargetKind::project;
  target.name = "对象";
  target.township_code = "411622102";
  target.responsible_department_id = of.id;
  target.source = "test";
  return target;
}

/// A register with one department and targets of one line each.
inline Department load_small(InProcess& server, int targets) {
  const Department department = small_department("D");
  write(server, [&](Database& db) -> Result<> {
    RegisterWriter writer(db, demo_recorded());
    MC_TRY(writer.insert(department));
    for (int i = 0; i < targets; ++i) MC_TRY(writer.insert(small_target(department)));
    return {};
  });
  return department;
}

inline void add_target(InProcess& server, const Target& target) {
  write(server, [&](Database& db) { return RegisterWriter(db, demo_recorded()).insert(target); });
}

}  // namespace mingchou::server::test::snapshots
