// Draws over the API with witnesses' devices: from the invitation to bundles that verify, and what is refused.
#include <ranges>

#include "tests/server/draws_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

/// Ids in the roster of targets, by whether they were drawn.
struct AuditedRows {
  std::vector<std::string> drawn, other;
};

AuditedRows audited_rows(const Response& bundle) {
  AuditedRows rows;
  std::vector<std::string> all, order;
  for (const auto line : bundle.body | std::views::split('\n')) {
    const auto document = json::parse(std::string_view(line));
    if (!document) continue;
    const auto line_name = document->root().find("line");
    if (!line_name) continue;
    if (line_name->text() == "target") all.emplace_back(document->root().find("id")->text().value_or(""));
    if (line_name->text() == "order")
      for (const json::Value id : document->root().find("ids")->items()) order.emplace_back(id.text().value_or(""));
  }
  for (const std::string& id : all) (std::ranges::contains(order, id) ? rows.drawn : rows.other).push_back(id);
  return rows;
}

}  // namespace

TEST_CASE("a draw with two witnesses and dice is held, and its public and its audit bundle verify") {
  DrawCounty county;
  tasks::Task joint = county.special(true);
  joint.substitute_count = 1;
  const std::string task = county.make_ready_task(joint);
  const std::string draw = county.prepare(task);
  CHECK(county.stage(draw) == "inviting");
  CHECK(code_of(county.chief.ask("POST", draw + "/plan")) == "ceremony.seat_open");
  for (Device& device : county.devices) CHECK(device.join().status == 200);
  REQUIRE(county.chief.ask("POST", draw + "/plan").status == 200);
  CHECK(county.stage(draw) == "consenting");
  for (Device& device : county.devices) CHECK(device.consent().status == 200);
  CHECK(code_of(county.devices[0].reveal()) == "ceremony.value_first");
  CHECK(code_of(county.type(county.chief, draw, "314159")) == "ceremony.value_early");
  county.server.clock.advance_ms(1000 * ceremony::in_room_delay_s);
  CHECK(county.type(county.chief, draw, "314159").status == 200);
  // Nobody sees what the first one typed.
  CHECK_FALSE(county.office.ask("GET", draw).body.contains("314159"));
  CHECK(county.type(county.office, draw, "314159").status == 200);
  CHECK(county.devices[0].reveal().status == 200);
  CHECK(county.stage(draw) == "revealing");
  CHECK(county.devices[1].reveal().status == 200);
  CHECK(county.stage(draw) == "drawn");
  CHECK(field(county.chief.ask("GET", task), "state") == "drawn");

  const Response audit = county.auditor.ask("GET", draw + "/audit-bundle");
  REQUIRE(audit.status == 200);
  CHECK(DrawCounty::verify(audit) == "");
  const std::string published = "/api/v1/published-draws" + draw.substr(draw.rfind('/'));
  const Response open = county.server.ask("GET", published + "/bundle");
  REQUIRE(open.status == 200);
  std::vector<std::string> unchecked;
  CHECK(DrawCounty::verify(open, &unchecked) == "");
  // No stratum uses what is internal: anyone recomputes everything.
  CHECK_FALSE(std::ranges::contains(unchecked, "draw.unchecked_internal"));
  CHECK_FALSE(std::ranges::contains(unchecked, "draw.unchecked_statements"));
  CHECK_FALSE(std::ranges::contains(unchecked, "draw.unchecked_log"));
  CHECK(county.server.ask("GET", "/api/v1/published-draws").body.contains("食品销售者抽查"));

  Response changed = open;
  const std::size_t at = changed.body.find(to_hex(as_bytes("314159")));
  REQUIRE(at != changed.body.npos);
  changed.body[at + 1] = '4';
  CHECK(DrawCounty::verify(changed) != "");
  // Each witness's device recomputes everything, and shows the result that everybody has.
  CHECK(DrawCounty::verify(county.devices[0].ask("GET", "/bundle")) == "");
  for (Device& device : county.devices)
    CHECK(device.text("result_hash") == field(county.chief.ask("GET", draw), "result_hash"));
}

TEST_CASE("whoever holds or audits a draw hands on the proof of one target, drawn or not, and of it alone") {
  DrawCounty county;
  const std::string draw = county.drawn(county.make_ready_task(county.special()));
  const auto rows = audited_rows(county.auditor.ask("GET", draw + "/audit-bundle"));
  REQUIRE(rows.drawn.size() > 0);
  REQUIRE(rows.other.size() > 0);
  for (const std::string& id : {rows.drawn.front(), rows.other.front()}) {
    CAPTURE(id);
    const Response proof = county.auditor.ask("GET", draw + "/proofs/" + id);
    REQUIRE(proof.status == 200);
    CHECK(DrawCounty::verify(proof) == "");
    CHECK(proof.body.contains(id));
    for (const auto* all : {&rows.drawn, &rows.other})
      for (const std::string& another : *all)
        if (another != id) CHECK_FALSE(proof.body.contains(another));
  }
  CHECK(county.chief.ask("GET", draw + "/proofs/" + rows.other.front()).status == 200);
  // A department without a part in it has nothing to do with it.
  CHECK(county.other.ask("GET", draw + "/proofs/" + rows.other.front()).status == 404);
  const std::string proved = R"(SELECT count(*) FROM audit_entry WHERE action = 'draw.take_proof')";
  const std::int64_t taken = county.count(proved.c_str());
  CHECK(code_of(county.auditor.ask("GET", draw + "/proofs/91411622000000000X")) == "draw.proof_target");
  // Who took it, and of whom it is; nothing of what was refused.
  CHECK(county.count(proved.c_str()) == taken);
  CHECK(county.count(
            (proved + " AND actor_login = 'a.admin' AND entity = 'draw' AND after LIKE '%" + rows.other.front() + "%'")
                .c_str()) == 1);
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'draw.take_audit' AND actor_login = 'auditor'") ==
        1);
  CHECK(county.auditor.ask("GET", draw + "/proofs/91411622000000000X").status == 404);
}

TEST_CASE("a draw gives each drawn target its check and its team, two of each department") {
  DrawCounty county;
  tasks::Task joint = county.special(true);
  joint.work.quantity = {plans::QuantityKind::count, 1};
  county.drawn(county.make_ready_task(joint));
  CHECK(county.count("SELECT count(*) FROM target_check WHERE state = 'drawn'") == 1);
  CHECK(county.count("SELECT count(*) FROM check_inspector") == 4);
  CHECK(county.count("SELECT count(*) FROM check_inspector JOIN inspector ON inspector.id = inspector_id "
                     "WHERE inspector.department_id = check_inspector.department_id") == 4);
  CHECK(county.count("SELECT count(DISTINCT inspector_id) FROM check_inspector") == 4);
}

TEST_CASE("a draw is held by whoever holds its task, and only a ready task is drawn for, once at a time") {
  DrawCounty county;
  const std::string draft = county.make(county.chief, county.special());
  CHECK(code_of(county.chief.ask("POST", draws_path, county.setup(draft))) == "tasks.wrong_state");
  const std::string task = county.make_ready_task(county.special());
  CHECK(code_of(county.other.ask("POST", draws_path, county.setup(task))) == "ceremony.task_unknown");
  CHECK(code_of(county.inspector.ask("POST", draws_path, county.setup(task))) == "account.not_allowed");
  const std::string draw = county.prepare(task);
  CHECK(code_of(county.chief.ask("POST", draws_path, county.setup(task))) == "ceremony.task_in_draw");
  CHECK(code_of(county.step(county.chief, task, "reopening")) == "ceremony.task_in_draw");
  CHECK(code_of(county.step(county.chief, task, "void", plan_reason)) == "ceremony.task_in_draw");
  CHECK(county.other.ask("GET", draw).status == 404);
  CHECK(county.server.ask("GET", draw).status == 401);
  CHECK(code_of(county.chief.ask("GET", draw + "/audit-bundle")) == "ceremony.not_drawn");
  CHECK(county.server.ask("GET", "/api/v1/published-draws" + draw.substr(draw.rfind('/')) + "/bundle").status == 404);
  // Before its plan is logged nobody outside knows of it.
  CHECK_FALSE(county.server.ask("GET", "/api/v1/published-draws").body.contains("食品"));
}

TEST_CASE("an invitation is a witness, and a new one makes the old one worthless") {
  DrawCounty county;
  const std::string draw = county.prepare(county.make_ready_task(county.special()));
  CHECK(Device(county.server, std::string(64, '0'), 9).ask("GET", "").status == 401);
  CHECK(Device(county.server, "", 9).ask("GET", "").status == 401);
  const std::string seat = county.devices[0].text("seat_id");
  const Response again = county.chief.ask("POST", draw + "/seats/" + seat + "/invitation");
  REQUIRE(again.status == 200);
  CHECK(county.devices[0].ask("GET", "").status == 401);
  Device renewed(county.server, text_behind(again.body, "token"), 1);
  CHECK(renewed.join().status == 200);
  CHECK(code_of(renewed.join()) == "ceremony.joined_already");
}

TEST_CASE("a witness who does not come is left out, and the plan names the others") {
  DrawCounty county;
  const std::string draw = county.prepare(county.make_ready_task(county.special()));
  REQUIRE(county.devices[0].join().status == 200);
  const std::string absent = county.devices[1].text("seat_id");
  REQUIRE(county.chief.ask("DELETE", draw + "/seats/" + absent).status == 200);
  CHECK(county.devices[1].ask("GET", "").status == 401);
  REQUIRE(county.chief.ask("POST", draw + "/plan").status == 200);
  CHECK(county.devices[0].consent().status == 200);
  CHECK(county.stage(draw) == "revealing");
}

TEST_CASE("two people who type different values go nowhere until they agree") {
  DrawCounty county;
  const std::string draw = county.begin(county.make_ready_task(county.special()));
  REQUIRE(county.type(county.chief, draw, "111111").status == 200);
  REQUIRE(county.type(county.office, draw, "111112").status == 200);
  CHECK(county.chief.ask("GET", draw).body.contains(R"("is_disputed":true)"));
  CHECK(code_of(county.type(county.office, draw, "11111")) == "draw.value_form");
  // A witness may be one of the two.
  CHECK(county.devices[0].ask("POST", "/values", R"({"name":"骰子","value":"111112"})").status == 200);
  for (Device& device : county.devices) CHECK(device.reveal().status == 200);
  CHECK(county.stage(draw) == "drawn");
}

TEST_CASE("a witness who falls silent is struck by the other one, and the bundle tells it") {
  DrawCounty county;
  const std::string draw = county.begin(county.make_ready_task(county.special()), 600);
  REQUIRE(county.devices[0].reveal().status == 200);
  CHECK(code_of(county.type(county.chief, draw, "271828")) == "ceremony.value_early");
  const std::uint64_t at_s = DrawCounty::now_s(county.server);
  REQUIRE(county.devices[0].strike(1, at_s).status == 200);
  CHECK(code_of(county.devices[1].reveal()) == "ceremony.given_already");
  county.server.clock.advance_ms(601'000);
  REQUIRE(county.type(county.chief, draw, "271828").status == 200);
  REQUIRE(county.type(county.office, draw, "271828").status == 200);
  CHECK(county.stage(draw) == "drawn");
  CHECK(county.chief.ask("GET", draw).body.contains(R"("state":"struck")"));
  CHECK(DrawCounty::verify(county.auditor.ask("GET", draw + "/audit-bundle")) == "");
}

TEST_CASE("a void draw is told in public, and the next round keeps its rosters and names it") {
  DrawCounty county;
  const std::string task = county.make_ready_task(county.special());
  const std::string first = county.begin(task);
  REQUIRE(county.chief.ask("POST", first + "/void", plan_reason).status == 200);
  CHECK(county.stage(first) == "voided");
  CHECK(county.server.ask("GET", "/api/v1/published-draws").body.contains("voided"));
  CHECK(code_of(county.devices[0].reveal()) == "ceremony.wrong_stage");

  // A target that came meanwhile is not of this task's draw.
  county.add_target(county.a, "92411622MA9T0003X9");
  const std::string second = county.drawn(task);
  const Response shown = county.chief.ask("GET", second);
  CHECK(shown.body.contains(R"("round":2)"));
  CHECK(shown.body.contains(id_text(first)));
  CHECK(shown.body.contains(R"("targets":{"count":3)"));
  CHECK(DrawCounty::verify(county.auditor.ask("GET", second + "/audit-bundle")) == "");
  CHECK(code_of(county.chief.ask("POST", second + "/void", plan_reason)) == "ceremony.wrong_stage");
}

namespace {

/// All targets of the county have a risk class and a tag.
void rate_all(DrawCounty& county) {
  const TagId tag{UuidGenerator(county.server.clock, county.server.random).next()};
  REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(database.run("UPDATE target SET risk_class = 'D'"));
    MC_TRY(
        database.run("INSERT INTO tag (id, name, valid_from, recorded_at, recorded_by) VALUES (?, '重点监管', "
                     "'2026-01-01', 1, 'test')",
                     tag));
    return database.run("INSERT INTO target_tag (target_id, tag_id) SELECT id, ? FROM target", tag);
  }));
}

}  // namespace

TEST_CASE("what is internal of a target is told by no bundle of a draw that did not ask for it") {
  DrawCounty county;
  rate_all(county);
  const std::string draw = county.drawn(county.make_ready_task(county.special()));
  const std::string published = "/api/v1/published-draws" + draw.substr(draw.rfind('/')) + "/bundle";
  const Response open = county.server.ask("GET", published);
  CHECK(DrawCounty::verify(open) == "");
  // Opened it is, but for that.
  CHECK(open.body.contains(R"("region":)"));
  for (const Response& bundle : {open, county.auditor.ask("GET", draw + "/audit-bundle")}) {
    CHECK_FALSE(bundle.body.contains(R"("risk":"D")"));
    CHECK_FALSE(bundle.body.contains("重点监管"));
  }
}

TEST_CASE("a draw that asks for risk classes keeps them for auditors, and no tags; a later round asks for no more") {
  DrawCounty county;
  rate_all(county);
  tasks::Task task = county.special();
  task.work.is_directed = true;
  task.work.range.risk_classes = {"D"};
  const std::string draw = county.drawn(county.make_ready_task(task));
  const std::string published = "/api/v1/published-draws" + draw.substr(draw.rfind('/')) + "/bundle";
  CHECK_FALSE(county.server.ask("GET", published).body.contains(R"("risk":"D")"));
  const Response audit = county.auditor.ask("GET", draw + "/audit-bundle");
  CHECK(DrawCounty::verify(audit) == "");
  CHECK(audit.body.contains(R"("risk":"D")"));
  CHECK_FALSE(audit.body.contains("重点监管"));
}

TEST_CASE("a later round can't ask for what the kept rosters do not tell") {
  DrawCounty county;
  rate_all(county);
  tasks::Task task = county.special();
  const std::string path = county.make_ready_task(task);
  const std::string first = county.begin(path);
  REQUIRE(county.chief.ask("POST", first + "/void", plan_reason).status == 200);
  REQUIRE(county.step(county.chief, path, "reopening").status == 200);
  task.work.is_directed = true;
  task.work.range.risk_classes = {"D"};
  REQUIRE(county.chief.ask("PUT", path, task_body(task), TaskCounty::matching(county.chief, path)).status == 200);
  REQUIRE(county.step(county.chief, path, "ready").status == 200);
  CHECK(code_of(county.chief.ask("POST", draws_path, county.setup(path))) == "ceremony.rosters_kept");
}

TEST_CASE("a draw given up before its plan was logged leaves no round behind") {
  DrawCounty county;
  const std::string task = county.make_ready_task(county.special());
  const std::string first = county.prepare(task);
  REQUIRE(county.chief.ask("POST", first + "/void", plan_reason).status == 200);
  const std::string second = county.drawn(task);
  CHECK(county.chief.ask("GET", second).body.contains(R"("round":1)"));
}

TEST_CASE("a sealed draw names nobody in public before its window is over, and opens afterwards") {
  DrawCounty county;
  tasks::Task sealed = county.special();
  sealed.is_sealed = true;
  const std::string draw = county.drawn(county.make_ready_task(sealed));
  const std::string path = "/api/v1/published-draws" + draw.substr(draw.rfind('/')) + "/bundle";
  const Response before = county.server.ask("GET", path);
  CHECK(DrawCounty::verify(before) == "");
  CHECK_FALSE(before.body.contains("92411622MA9T"));
  CHECK(county.auditor.ask("GET", draw + "/audit-bundle").body.contains("92411622MA9T"));
  county.server.clock.advance_ms(400LL * 24 * 3600 * 1000);
  const Response after = county.server.ask("GET", path);
  CHECK(DrawCounty::verify(after) == "");
  CHECK(after.body.contains("92411622MA9T"));
}

namespace {

/// A draw whose last step comes while its rosters can't be read, as if the disk failed then.
class Unsettled : public DrawCounty {
 public:
  /// Its last value is a reveal, or what the office types.
  explicit Unsettled(bool ends_with_reveal = true) {
    task = make_ready_task(special());
    draw = begin(task, ends_with_reveal ? 0 : 600);
    if (!ends_with_reveal) {
      for (Device& device : devices) REQUIRE(device.reveal().status == 200);
      server.clock.advance_ms(601'000);
    }
    REQUIRE(type(chief, draw, "314159").status == 200);
    if (ends_with_reveal) {
      REQUIRE(type(office, draw, "314159").status == 200);
      REQUIRE(devices[0].reveal().status == 200);
    }
    const auto hash = server.readers->read([](Database& database) -> Result<std::string> {
      Statement find = MC_TRY(database.prepare("SELECT roster_hash FROM draw"));
      MC_TRY(find.step());
      return std::string(find.text(0));
    });
    file = blob_path(server.folder.path(), hash.value());
    REQUIRE(std::rename(file.c_str(), (file + ".away").c_str()) == 0);
  }
  void mend() const { REQUIRE(std::rename((file + ".away").c_str(), file.c_str()) == 0); }

  std::string task, draw, file;
};

}  // namespace

TEST_CASE("a server that stopped before the result draws the same when it goes on, and never twice") {
  Unsettled county;
  const std::string& draw = county.draw;
  // The reveal is kept, whatever came of the step that follows by itself.
  const Response revealed = county.devices[1].reveal();
  CHECK(revealed.status == 200);
  CHECK(revealed.body.contains(R"("stage":"settling")"));
  CHECK(county.stage(draw) == "settling");
  CHECK(code_of(county.chief.ask("POST", draw + "/result")) == "data.unusable");
  CHECK(code_of(county.chief.ask("POST", draw + "/void", plan_reason)) == "ceremony.wrong_stage");
  county.mend();
  settle_due_draws(*county.server.context);
  CHECK(county.stage(draw) == "drawn");
  const std::string result = field(county.chief.ask("GET", draw), "result_hash");
  REQUIRE(county.chief.ask("POST", draw + "/result").status == 200);
  CHECK(field(county.chief.ask("GET", draw), "result_hash") == result);
  CHECK(county.count("SELECT count(*) FROM target_check") == 1);
}

TEST_CASE(
    "a value that the office types is kept although the result can't be computed, and the server's log says why") {
  Unsettled county(false);
  const Response typed = county.type(county.office, county.draw, "314159");
  CHECK(typed.status == 200);
  CHECK(field(typed, "stage") == "settling");
  CHECK(read_file(county.server.folder.path() + "/log").contains("draw_not_settled"));
}

TEST_CASE("a draw whose result never came in time is voided with its reason, for all to see, and drawn again") {
  Unsettled county;
  const std::string& draw = county.draw;
  REQUIRE(county.devices[1].reveal().status == 200);
  county.server.clock.advance_ms(3'601'000);
  county.mend();
  settle_due_draws(*county.server.context);
  CHECK(county.stage(draw) == "settling");
  CHECK(code_of(county.chief.ask("POST", draw + "/result")) == "draw.result_late");
  const std::int64_t told = county.count("SELECT count(*) FROM draw_leaf");
  REQUIRE(county.chief.ask("POST", draw + "/void", R"({"reason":"磁盘故障"})").status == 200);
  CHECK(county.stage(draw) == "voided");
  CHECK(county.count("SELECT count(*) FROM draw_leaf") == told + 1);
  CHECK(county.count("SELECT count(*) FROM draw_leaf WHERE leaf LIKE '%磁盘故障%'") == 1);
  const Response published = county.server.ask("GET", "/api/v1/published-draws");
  CHECK(published.body.contains("磁盘故障"));
  CHECK(published.body.contains(R"("is_overdue":true)"));
  const std::string second = county.drawn(county.task);
  CHECK(county.chief.ask("GET", second).body.contains(R"("round":2)"));
  CHECK(DrawCounty::verify(county.auditor.ask("GET", second + "/audit-bundle")) == "");
}

TEST_CASE("the plan has the names that stand in the frozen rosters, whatever is renamed meanwhile, in each round") {
  DrawCounty county;
  tasks::Task joint = county.special(true);
  joint.work.quantity = {plans::QuantityKind::count, 1};
  const TagId tag{UuidGenerator(county.server.clock, county.server.random).next()};
  REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(
        database.run("INSERT INTO tag (id, name, valid_from, recorded_at, recorded_by) VALUES (?, '网红店', "
                     "'2026-01-01', 1, 'test')",
                     tag));
    return database.run("INSERT INTO target_tag (target_id, tag_id) SELECT id, ? FROM target", tag);
  }));
  joint.work.is_directed = true;
  joint.work.range.tags = {tag};
  const std::string task = county.make_ready_task(joint);
  const auto rename = [&county](const char* sql) {
    REQUIRE(county.server.writer->run([sql](Database& database) { return database.run(sql); }));
  };
  const std::string first = county.prepare(task);
  rename("UPDATE department SET name = '新' || name");
  rename("UPDATE tag SET name = '老店'");
  for (Device& device : county.devices) REQUIRE(device.join().status == 200);
  REQUIRE(county.chief.ask("POST", first + "/plan").status == 200);
  CHECK(county.devices[0].plan_text().contains("网红店"));
  CHECK(county.devices[0].plan_text().contains(R"("dept":"A")"));
  REQUIRE(county.chief.ask("POST", first + "/void", plan_reason).status == 200);
  county.drawn(task);
  CHECK(county.count("SELECT count(*) FROM target_check") == 1);
  CHECK(county.count("SELECT count(*) FROM check_inspector") == 4);
}
