// Operations: their canonical bytes, their chain, their states.
#include <doctest/doctest.h>

#include "operation_migrations.h"
#include "shared/base/hex.h"
#include "shared/base/limits.h"
#include "shared/sync/operation_log.h"
#include "tests/shared/store_script.h"

using namespace mingchou;
using namespace mingchou::sync;

namespace {

Uuid uuid(const char* text) { return Uuid::parse(text).value(); }

const DeviceId device_a{uuid("01890a5d-ac96-774b-bcce-b302099a8057")};
const DeviceId device_b{uuid("01890a5d-ac96-774b-bcce-b302099a8058")};

Operation sample() {
  return {.id = {uuid("01890a5d-ac97-7000-8000-000000000001")},
          .device = device_a,
          .epoch = 1,
          .dev_seq = 1,
          .user = "张三",
          .entity = "note",
          .entity_id = uuid("01890a5d-ac97-7000-8000-000000000002"),
          .kind = "add",
          .base_rev = 0,
          .patch = R"({"text":"灭火器已过期\n𰻞面馆"})",
          .at = {1'790'000'000'000},
          .clock_offset_ms = -1500,
          .prev_hash = {},
          .hash = {},
          .state = State::saved};
}

/// A database in memory of the simulated disk with the table of operations.
struct Log {
  SimulatedDisk disk{6};
  store_test::OpenStore store;
  std::optional<OperationLog> log;

  Log() {
    REQUIRE(store.open(disk, std::nullopt));
    REQUIRE(migrate(*store.db, {.migrations = operation_migrations(), .application_id = 5, .now = {}}));
    log.emplace(*store.db);
  }

  Result<Operation> append(int number, const DeviceId& device = device_a, std::int64_t epoch = 1) {
    Transaction transaction = MC_TRY(Transaction::begin(*store.db));
    NewOperation content{.id = {}, .device = device, .epoch = epoch, .entity = "note", .kind = "add"};
    content.id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
    content.id.uuid.bytes[14] = device.uuid.bytes[15];
    content.id.uuid.bytes[13] = static_cast<std::uint8_t>(epoch);
    content.entity_id.bytes[15] = static_cast<std::uint8_t>(number % 3);
    content.patch = "{\"n\":" + std::to_string(number) + "}";
    Operation operation = MC_TRY(log->append(content));
    MC_TRY(transaction.commit());
    return operation;
  }
  /// Past the triggers, as damage or malice would.
  void tamper(const std::string& sql) {
    REQUIRE(
        store.db->run_script("DROP TRIGGER IF EXISTS op_never_changes; DROP TRIGGER IF EXISTS op_never_goes;" + sql));
  }
};

}  // namespace

TEST_CASE("operation: canonical bytes are those that the comment defines") {
  const auto bytes = canonical_bytes(sample());
  REQUIRE(bytes);
  CHECK(*bytes ==
        R"({"at":1790000000000,"base_rev":0,"clock_offset":-1500,"dev_seq":1,)"
        R"("device":"01890a5d-ac96-774b-bcce-b302099a8057","entity":"note",)"
        R"("entity_id":"01890a5d-ac97-7000-8000-000000000002","epoch":1,"form":"mingchou.operation.1","kind":"add",)"
        R"("op_id":"01890a5d-ac97-7000-8000-000000000001","patch":{"text":"灭火器已过期\n𰻞面馆"},)"
        R"("prev_hash":"0000000000000000000000000000000000000000000000000000000000000000","user":"张三"})");
  // Made by another implementation: sha256 of Python's json.dumps(sort_keys=True, separators=(',', ':')).
  CHECK(to_hex(hash_of(sample()).value()) == "42783d91d8f75a259f48ebdce3651107c0ed92e069da7157889e07f53042c749");

  Operation unmeasured = sample();
  unmeasured.clock_offset_ms.reset();
  CHECK(canonical_bytes(unmeasured)->find("clock_offset") == std::string::npos);
  CHECK(to_hex(hash_of(unmeasured).value()) == "8589a6932639a661341f2086c66d85aa8938a9d5c7a32a09a27030e8cc8283bc");
}

TEST_CASE("operation: every field is in the hash, and the state is not") {
  const auto hash = hash_of(sample()).value();
  std::vector<Operation> others(12, sample());
  others[0].id.uuid.bytes[15] ^= 1;
  others[1].device = device_b;
  others[2].epoch = 2;
  others[3].dev_seq = 2;
  others[4].user = "李四";
  others[5].entity = "check";
  others[6].entity_id.bytes[0] ^= 1;
  others[7].kind = "amend";
  others[8].base_rev = 1;
  others[9].patch = "{}";
  others[10].at = {1'790'000'000'001};
  others[11].prev_hash[31] = 1;
  for (const Operation& other : others) CHECK(hash_of(other).value() != hash);
  Operation sent = sample();
  sent.state = State::sent;
  CHECK(hash_of(sent).value() == hash);
}

TEST_CASE("operation: what no operation may hold is refused by the field's name") {
  const auto field_of = [](auto change) {
    Operation operation = sample();
    change(operation);
    const auto bytes = canonical_bytes(operation);
    if (bytes) return std::string("taken");
    CHECK(bytes.error().code == "sync.bad_operation");
    return std::string(bytes.error().argument("field"));
  };
  CHECK(field_of([](Operation& o) { o.epoch = 0; }) == "epoch");
  CHECK(field_of([](Operation& o) { o.dev_seq = 0; }) == "dev_seq");
  CHECK(field_of([](Operation& o) { o.base_rev = -1; }) == "base_rev");
  CHECK(field_of([](Operation& o) { o.at.ms = INT64_MIN; }) == "at");
  CHECK(field_of([](Operation& o) { o.clock_offset_ms = std::int64_t{1} << 60; }) == "clock_offset");
  CHECK(field_of([](Operation& o) { o.entity = ""; }) == "entity");
  CHECK(field_of([](Operation& o) { o.entity = "Note"; }) == "entity");
  CHECK(field_of([](Operation& o) { o.kind = std::string(65, 'a'); }) == "kind");
  CHECK(field_of([](Operation& o) { o.user = "\xFF"; }) == "user");
  CHECK(field_of([](Operation& o) { o.user = std::string(257, 'u'); }) == "user");
  CHECK(field_of([](Operation& o) { o.patch = "[]"; }) == "patch");
  CHECK(field_of([](Operation& o) { o.patch = R"({"b":1,"a":2})"; }) == "patch");
  CHECK(field_of([](Operation& o) { o.patch = R"({ "a":2})"; }) == "patch");
  CHECK(field_of([](Operation& o) { o.patch = "{"; }) == "patch");
  const auto patch_of = [](std::size_t bytes) { return "{\"t\":\"" + std::string(bytes - 8, 'x') + "\"}"; };
  CHECK(field_of([&](Operation& o) { o.patch = patch_of(sync::limits::patch_bytes_max); }) == "taken");
  CHECK(field_of([&](Operation& o) { o.patch = patch_of(sync::limits::patch_bytes_max + 1); }) == "patch");
  CHECK(field_of([](Operation& o) { o.user = ""; }) == "taken");
}

TEST_CASE("operation: an operation of the largest patch fits a line of an export file") {
  Operation operation = sample();
  operation.patch = "{\"t\":\"" + std::string(sync::limits::patch_bytes_max - 8, 'x') + "\"}";
  operation.user = std::string(sync::limits::user_bytes_max, 'u');
  operation.entity = operation.kind = std::string(sync::limits::word_bytes_max, 'w');
  CHECK(canonical_bytes(operation)->size() + 100 < mingchou::limits::json_line_bytes_max);
}

TEST_CASE("operation: states are a partition, and each transition is as the table says") {
  // From the row to the column: saved sent accepted safe rejected conflict quarantined.
  const std::string_view table[] = {"1111111", "1111111", "0011000", "0001000", "0011100", "0011110", "0011101"};
  for (std::size_t from = 0; from < all_states.size(); ++from)
    for (std::size_t to = 0; to < all_states.size(); ++to) {
      CAPTURE(text_of(all_states[from]));
      CAPTURE(text_of(all_states[to]));
      CHECK(may_follow(all_states[from], all_states[to]) == (table[from][to] == '1'));
    }
  for (const State state : all_states) CHECK(state_from(text_of(state)) == state);
  CHECK_FALSE(state_from("lost"));
}

TEST_CASE("operation log: numbers count without a gap for each device and epoch, each linked to the one before") {
  Log log;
  const auto first = log.append(1).value(), other = log.append(1, device_b).value(), second = log.append(2).value(),
             fork = log.append(3, device_a, 2).value();
  CHECK(first.dev_seq == 1);
  CHECK(first.prev_hash == crypto::Digest{});
  CHECK(second.dev_seq == 2);
  CHECK(second.prev_hash == first.hash);
  CHECK(other.dev_seq == 1);
  CHECK(other.prev_hash == crypto::Digest{});
  CHECK(fork.dev_seq == 1);
  CHECK(fork.prev_hash == crypto::Digest{});
  CHECK(log.log->find(second.id).value() == second);
  const auto report = log.log->verify().value();
  CHECK(report.operations == 4);
  CHECK_FALSE(report.first_break);
}

TEST_CASE("operation log: an operation is appended within a transaction or not at all") {
  Log log;
  NewOperation content{.id = {}, .device = device_a, .entity = "note", .kind = "add"};
  CHECK_FALSE(log.log->append(content));
  {
    auto transaction = Transaction::begin(*log.store.db);
    CHECK(log.log->append(content));
  }
  CHECK(log.log->count().value() == 0);
  const auto next = log.append(1).value();
  CHECK(next.dev_seq == 1);
}

TEST_CASE("operation log: the check names the first place where a chain does not hold") {
  struct Case {
    const char* sql;
    std::int64_t dev_seq;
    ChainBreak::Kind kind;
  };
  const Case cases[] = {
      {"UPDATE op SET patch = '{\"n\":9}' WHERE dev_seq = 3", 3, ChainBreak::Kind::hash},
      {"UPDATE op SET user = 'x' WHERE dev_seq IN (2, 4)", 2, ChainBreak::Kind::hash},
      {"UPDATE op SET hash = zeroblob(32) WHERE dev_seq = 2", 2, ChainBreak::Kind::hash},
      {"UPDATE op SET prev_hash = zeroblob(32) WHERE dev_seq = 4", 4, ChainBreak::Kind::link},
      {"DELETE FROM op WHERE dev_seq = 3", 3, ChainBreak::Kind::gap},
      {"DELETE FROM op WHERE dev_seq = 1", 1, ChainBreak::Kind::gap},
      {"UPDATE op SET patch = '[' WHERE dev_seq = 5", 5, ChainBreak::Kind::unreadable},
  };
  for (const Case& one : cases) {
    CAPTURE(one.sql);
    Log log;
    for (int i = 1; i <= 5; ++i) REQUIRE(log.append(i));
    log.tamper(one.sql);
    const auto report = log.log->verify().value();
    REQUIRE(report.first_break);
    CHECK(report.first_break->dev_seq == one.dev_seq);
    CHECK(report.first_break->kind == one.kind);
    CHECK(report.first_break->device == device_a);
  }
}

TEST_CASE("operation log: rows neither change nor go, whatever SQL is run") {
  Log log;
  REQUIRE(log.append(1));
  CHECK_FALSE(log.store.db->run("UPDATE op SET patch = '{}'"));
  CHECK_FALSE(log.store.db->run("UPDATE op SET dev_seq = 7"));
  CHECK_FALSE(log.store.db->run("DELETE FROM op"));
  CHECK_FALSE(log.store.db->run("UPDATE op SET state = 'lost'"));
  CHECK(log.store.db->run("UPDATE op SET state = 'sent'"));
  CHECK_FALSE(log.log->verify()->first_break);
}

TEST_CASE("operation log: lists by state, entity and number; states go where they may") {
  Log log;
  std::vector<Operation> made;
  for (int i = 1; i <= 6; ++i) made.push_back(log.append(i).value());
  CHECK(log.log->set_state(made[1].id, State::sent));
  CHECK(log.log->set_state(made[2].id, State::safe));
  const auto refused = log.log->set_state(made[2].id, State::saved);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "sync.state_refused");
  CHECK_FALSE(log.log->set_state({uuid("01890a5d-0000-7000-8000-000000000009")}, State::sent));

  std::int64_t sum = 0;
  for (const State state : all_states) sum += log.log->count_in(state).value();
  CHECK(sum == 6);
  const auto saved = log.log->in_state(State::saved, 3).value();
  REQUIRE(saved.size() == 3);
  CHECK(saved[0].dev_seq == 1);
  CHECK(saved[1].dev_seq == 4);
  CHECK(log.log->of_entity("note", made[0].entity_id)->size() == 2);
  const auto behind = log.log->after(device_a, 1, 4, 10).value();
  REQUIRE(behind.size() == 2);
  CHECK(behind[0].dev_seq == 5);
  CHECK(log.log->after(device_b, 0, 0, 10)->empty());
}
