// The OpenAPI file against the server, both ways: the same operations, and real answers that fit its schemas. Those of
// documents in versions stand in openapi_documents_test.cpp.
#include <doctest/doctest.h>

#include <set>

#include "tests/server/item_lists_support.h"
#include "tests/server/openapi_support.h"
#include "tests/server/transparency_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;
using json::Value;

TEST_CASE("the file and the route table hold the same operations") {
  std::set<std::string> in_file, in_table;
  for (const auto& [path, item] : api().root().find("paths").value().members())
    for (const auto& [method, operation] : item.members())
      in_file.insert(std::string(method) + " " + std::string(path) + " " +
                     std::string(operation.find("operationId").value().text().value()));
  for (const Route& route : routes()) {
    std::string method(route.method);
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    in_table.insert(method + " " + std::string(route.pattern) + " " + std::string(route.operation));
  }
  CHECK(in_file == in_table);
}

TEST_CASE("answers about the log, good and bad, fit the schemas of the file") {
  InProcess server;
  const Response none = server.ask("GET", "/api/v1/log");
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(transparency::append(database, test_leaves(0, 3), server.clock.now(), *server.log_signer));
    return {};
  }));
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"getLog", none, 404},
      {"getLog", server.ask("GET", "/api/v1/log"), 200},
      {"getLogCheckpoint", server.ask("GET", "/log/1/checkpoint"), 200},
      {"getLogCheckpoint", server.ask("GET", "/log/1/checkpoint", {{"If-None-Match", "*"}}), 304},
      {"getLogCheckpoint", server.ask("GET", "/log/2/checkpoint"), 404},
      {"getLogTile", server.ask("GET", "/log/1/tile/0/000.p/3"), 200},
      {"getLogTile", server.ask("GET", "/log/1/tile/0/000"), 404},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}

TEST_CASE("real answers, good and bad, fit the schemas of the file") {
  InProcess server(TargetSnapshots::Options{.wait_max = std::chrono::seconds(60)});
  {
    auto done = server.writer->run([](Database& database) {
      return database.run(
          "INSERT INTO department (id, code, name, short_name, kind, sort_order, revision, valid_from, recorded_at, "
          "recorded_by, reason) VALUES (randomblob(16), 'SCJG', '市场监督管理局', '市监局', 'bureau', 1, 1, "
          "'2026-01-01', 1, 'test', 'test')");
    });
    REQUIRE(done);
  }
  {
    auto done = server.writer->run([](Database& database) -> Result<> {
      MC_TRY(database.run(
          "INSERT INTO tag (id, name, valid_from, recorded_at, recorded_by) VALUES (randomblob(16), '标签', "
          "'2026-01-01', 1, 'test')"));
      return database.run(
          "INSERT INTO target (id, kind, name, status, township_code, responsible_department_id, source, revision, "
          "valid_from, recorded_at, recorded_by, reason) SELECT randomblob(16), 'project', '对象', 'active', "
          "'411622102', id, 'test', 1, '2026-01-01', 1, 'test', 'test' FROM department");
    });
    REQUIRE(done);
  }
  const std::string snapshots = "/api/v1/snapshots/targets";
  const Response nobody = server.ask("GET", snapshots);
  sign_in(server);
  const Response manifest = server.ask("GET", snapshots);
  const auto document = json::parse(manifest.content());
  const std::string parts =
      snapshots + "/" + std::string(document->root().find("snapshot").value().text().value()) + "/";
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"getHealth", server.ask("GET", "/healthz"), 200},
      {"getVersion", server.ask("GET", "/api/v1/version"), 200},
      {"getVersion", server.ask("PUT", "/api/v1/version"), 405},
      {"getOpenApi", server.ask("GET", "/api/v1/openapi.json"), 200},
      {"getOpenApi", server.ask("GET", "/api/v1/openapi.json", {{"If-None-Match", "*"}}), 304},
      {"getExportKey", server.ask("GET", "/api/v1/export-key"), 200},
      {"listDepartments", server.ask("GET", "/api/v1/departments"), 200},
      {"getTargetSnapshot", nobody, 401},
      {"getTargetSnapshot", manifest, 200},
      {"getTargetSnapshot", server.ask("GET", snapshots, {{"If-None-Match", "*"}}), 304},
      {"getTargetSnapshotPart", server.ask("GET", parts + "0"), 200},
      {"getTargetSnapshotPart", server.ask("GET", parts + "1"), 200},
      {"getTargetSnapshotPart", server.ask("GET", parts + "1", {{"If-None-Match", "*"}}), 304},
      {"getTargetSnapshotPart", server.ask("GET", parts + "2"), 404},
      {"getTargetSnapshotPart", server.ask("GET", snapshots + "/" + std::string(64, '0') + "/0"), 410},
      {"postClientEvent", server.post_event(good_event), 201},
      {"postClientEvent", server.post_event("{}"), 400},
      {"postClientEvent", server.post_event(std::string(9000, ' ')), 413},
      {"postClientEvent", server.ask("POST", "/api/v1/client-events"), 415},
      {"postClientEvent", server.ask("POST", "/api/v1/client-events", {{"Sec-Fetch-Site", "cross-site"}}), 403},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
  CHECK(server.ask("GET", "/api/v1/departments").content().contains("市场监督管理局"));
  CHECK(server.ask("GET", "/api/v1/openapi.json").content() == read_file(OPENAPI_FILE));
}

TEST_CASE("the file names what a route demands: a session, the mark of our own client, or nothing") {
  for (const Route& route : routes()) {
    CAPTURE(route.operation);
    const Value operation = operation_of(route);
    const bool demands_session = route.access.rule != Rule::open && route.access.rule != Rule::sign_in;
    CHECK(operation.find("security").has_value() == demands_session);
    CHECK(operation.find("responses").value().find("401").has_value() == (route.access.rule != Rule::open));
    bool names_mark = false;
    for (const Value parameter : operation.find("parameters").value_or(Value()).items())
      names_mark = names_mark || resolved(parameter).find("name").value().text() == "X-Mingchou-Request";
    const bool is_of_session = demands_session && route.access.rule != Rule::invited;
    CHECK(names_mark == (route.method != "GET" && (is_of_session || route.access.rule == Rule::sign_in)));
  }
}

TEST_CASE("real answers about sessions, users and the trail, good and bad, fit the schemas of the file") {
  InProcess server;
  const DepartmentId department = add_department(server, "SCJG");
  add_user(server, "admin");
  add_user(server, "auditor", {.role = Role::auditor});
  Browser nobody(server), admin(server), auditor(server);
  const Response signed_in = admin.sign_in("admin");
  auditor.sign_in("auditor");
  const Response made = admin.ask(
      "POST", "/api/v1/users",
      R"({"login":"new","name":"李四","role":"inspector","department_id":")" + department.uuid.text() + "\"}");
  const std::string user = "/api/v1/users/" + field(made, "user", "id");
  const std::string change = R"({"name":"李四","role":"auditor","department_id":null,"status":"active"})";
  const std::string password = R"({"password":"correct horse battery"})";
  const std::string unknown = "/00000000-0000-7000-8000-000000000000";
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"signIn", signed_in, 200},
      {"signIn", nobody.sign_in("admin", "wrong"), 401},
      {"signIn", nobody.ask("POST", "/api/v1/session", "{}"), 400},
      {"getSession", admin.ask("GET", "/api/v1/session"), 200},
      {"getSession", nobody.ask("GET", "/api/v1/session"), 401},
      {"changePassword", admin.ask("POST", "/api/v1/session/password", password), 400},
      {"changePassword",
       admin.ask("POST", "/api/v1/session/password", R"({"password":"wrong","new_password":"a new long passphrase"})"),
       403},
      {"beginSecondFactor", admin.ask("POST", "/api/v1/session/second-factor", password), 200},
      {"confirmSecondFactor", admin.ask("POST", "/api/v1/session/second-factor/confirmation", R"({"code":"x"})"), 403},
      {"removeSecondFactor", admin.ask("POST", "/api/v1/session/second-factor/removal", password), 204},
      {"listSessions", admin.ask("GET", "/api/v1/sessions"), 200},
      {"endSession", admin.ask("DELETE", "/api/v1/sessions" + unknown), 404},
      {"listUsers", admin.ask("GET", "/api/v1/users"), 200},
      {"listUsers", admin.ask("GET", "/api/v1/users?limit=1"), 200},
      {"listUsers", admin.ask("GET", "/api/v1/users?limit=x"), 400},
      {"listUsers", auditor.ask("GET", "/api/v1/users"), 403},
      {"createUser", made, 201},
      {"createUser", admin.ask("POST", "/api/v1/users", "{}"), 400},
      {"getUser", admin.ask("GET", user), 200},
      {"getUser", admin.ask("GET", user, "", {{"If-None-Match", "\"1\""}}), 304},
      {"getUser", admin.ask("GET", "/api/v1/users" + unknown), 404},
      {"updateUser", admin.ask("PUT", user, change), 428},
      {"updateUser", admin.ask("PUT", user, change, {{"If-Match", "\"1\""}}), 200},
      {"updateUser", admin.ask("PUT", user, change, {{"If-Match", "\"1\""}}), 412},
      {"resetUserPassword", admin.ask("POST", user + "/password"), 200},
      {"removeUserSecondFactor", admin.ask("DELETE", user + "/second-factor"), 204},
      {"listUserSessions", admin.ask("GET", user + "/sessions"), 200},
      {"endUserSessions", admin.ask("DELETE", user + "/sessions"), 204},
      {"endUserSession", admin.ask("DELETE", user + "/sessions" + unknown), 404},
      {"listUserInspectors", admin.ask("GET", "/api/v1/user-inspectors?department_id=" + department.uuid.text()), 200},
      {"listUserInspectors", admin.ask("GET", "/api/v1/user-inspectors"), 400},
      {"listUserInspectors", auditor.ask("GET", "/api/v1/user-inspectors"), 403},
      {"getUserInspector", admin.ask("GET", "/api/v1/user-inspectors" + unknown), 404},
      {"listAudit", admin.ask("GET", "/api/v1/audit"), 200},
      {"listAudit", admin.ask("GET", "/api/v1/audit?limit=2"), 200},
      {"listAudit", admin.ask("GET", "/api/v1/audit?cursor=x"), 400},
      {"signOut", admin.ask("DELETE", "/api/v1/session"), 204},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}

TEST_CASE("the validator itself finds what does not fit") {
  const auto problem =
      json::parse(R"({"type":"x","title":"x","status":"404","code":"x","arguments":{},"request_id":""})");
  const auto version = json::parse(R"({"name":"mingchou","version":"1","more":1})");
  const auto page = json::parse(R"({"items":[{"id":"x"}],"next_cursor":1})");
  const Value schemas = api().root().find("components").value().find("schemas").value();
  CHECK(misfit(schemas.find("Problem").value(), problem->root(), "body") == "body.status breaks type");
  CHECK(misfit(schemas.find("Version").value(), version->root(), "body") == "body.more is not in the schema");
  CHECK(misfit(schemas.find("DepartmentPage").value(), page->root(), "body").contains("lacks"));
}

TEST_CASE("real answers about the registers, good and bad, fit the schemas of the file") {
  InProcess server;
  const DepartmentId department = add_department(server, "SCJG");
  add_user(server, "chief", {.role = Role::department_administrator, .department = department});
  add_user(server, "office", {.role = Role::joint_meeting_office});
  Browser chief(server), office(server);
  chief.sign_in("chief");
  office.sign_in("office");
  const std::string of = department.uuid.text();
  const Response tag = chief.ask("POST", "/api/v1/tags", R"({"name":"特种设备"})");
  const std::string target_body =
      R"({"kind":"self_employed","name":"测试饭店","credit_code":"92411622MA9T0000XE","status":"active",)"
      R"("township_code":"411622102","industry_code":"6210","source":"test","reason":"新增","risk_class":"C",)"
      R"("risk_source":"省平台","risk_on":"2026-01-01","legal_person":"王五","responsible_department_id":")" +
      of + R"(","tags":[")" + field(tag, "id") +
      R"("],"licences":[{"name":"许可证","number":"X","authority":"县局","expires_on":"2027-01-01"}]})";
  const std::string renamed =
      std::string(target_body).replace(target_body.find("测试"), std::string("测试").size(), "新的");
  const std::string inspector_body =
      R"({"staff_number":"1","name":"张三","person_kind":"civil_servant","status":"active","source":"test","capacity":5,)"
      R"("reason":"新增","specialties":["食品"],"leaves":[{"first_day":"2026-01-01","last_day":"2026-01-02","reason":"病假"}],)"
      R"("certificates":[{"number":"C1","field":"市场监管","authority":"县政府","issued_on":"2026-01-01",)"
      R"("expires_on":"2029-01-01"}],"department_id":")" +
      of + "\"}";
  const std::string expert_body =
      R"({"name":"赵六","institution":"市特检院","status":"active","source":"test","reason":"新增","fields":["电梯"],)"
      R"("qualifications":[{"name":"检验师","number":"Q","authority":"省局"}],"department_id":")" +
      of + "\"}";
  const std::string department_body =
      R"({"code":"C","name":"新局","short_name":"新","kind":"bureau","sort_order":3,"reason":"新设"})";
  const Response target = chief.ask("POST", "/api/v1/targets", target_body);
  const Response inspector = chief.ask("POST", "/api/v1/inspectors", inspector_body);
  const Response expert = chief.ask("POST", "/api/v1/experts", expert_body);
  const Response made = office.ask("POST", "/api/v1/departments", department_body);
  const std::string t = "/api/v1/targets/" + field(target, "id"), i = "/api/v1/inspectors/" + field(inspector, "id");
  const std::string e = "/api/v1/experts/" + field(expert, "id"), d = "/api/v1/departments/" + field(made, "id");
  const std::string recusal_body = R"({"inspector_id":")" + field(inspector, "id") + R"(","target_id":")" +
                                   field(target, "id") + R"(","reason":"近亲属","entered_by_side":"inspector"})";
  const Response recusal = chief.ask("POST", "/api/v1/recusals", recusal_body);
  const Response training = chief.ask(
      "POST", "/api/v1/trainings",
      R"({"held_on":"2025-01-10","topic":"新法","organiser":"县司法局","duration_minutes":90,"department_id":")" + of +
          R"(","attendees":[")" + field(inspector, "id") + R"("]})");
  const std::string year = std::to_string(shanghai_date(server.context->clock.now()).year());
  const std::vector<Header> two = {{"If-Match", "\"2\""}};
  const std::string why = R"({"reason":"变更"})";
  const std::string edits = "/api/v1/target-bulk-edits";
  const auto edit_body = [&](const std::string& more) {
    return R"({"ids":[")" + field(target, "id") + R"(","0197f000-0000-7000-8000-000000000099"],"change":)" +
           R"({"kind":"status","status":"suspended"},)" + more + "}";
  };
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  std::vector<Case> cases = {
      {"createTag", tag, 201},
      {"createTag", chief.ask("POST", "/api/v1/tags", R"({"name":"特种设备"})"), 409},
      {"listTags", chief.ask("GET", "/api/v1/tags"), 200},
      {"createTarget", target, 201},
      {"createTarget", chief.ask("POST", "/api/v1/targets", target_body), 409},
      {"createTarget", chief.ask("POST", "/api/v1/targets", "{}"), 400},
      {"getTarget", office.ask("GET", t), 200},
      {"getTarget", office.ask("GET", t, "", {{"If-None-Match", "\"1\""}}), 304},
      {"updateTarget", chief.ask("PUT", t, renamed), 428},
      {"updateTarget", chief.ask("PUT", t, renamed, {{"If-Match", "\"1\""}}), 200},
      {"updateTarget", chief.ask("PUT", t, target_body, {{"If-Match", "\"1\""}}), 412},
      {"listTargetHistory", chief.ask("GET", t + "/history"), 200},
      {"listTargetHistory", chief.ask("GET", t + "/history?limit=1"), 200},
      {"listTargets", chief.ask("GET", "/api/v1/targets?text=新的&sort=name"), 200},
      {"listTargets", chief.ask("GET", "/api/v1/targets?text=x"), 400},
      {"createInspector", inspector, 201},
      {"getInspector", chief.ask("GET", i), 200},
      {"listInspectors", chief.ask("GET", "/api/v1/inspectors"), 200},
      {"getUserInspector", chief.ask("GET", "/api/v1/user-inspectors/" + field(inspector, "id")), 200},
      {"listUserInspectors", chief.ask("GET", "/api/v1/user-inspectors?department_id=" + of), 200},
      {"listExportTemplates", chief.ask("GET", "/api/v1/export-templates?register=targets"), 200},
      {"updateInspector", chief.ask("PUT", i, inspector_body, two), 412},
      {"listInspectorHistory", chief.ask("GET", i + "/history"), 200},
      {"createRecusal", recusal, 201},
      {"createRecusal", chief.ask("POST", "/api/v1/recusals", recusal_body), 409},
      {"listRecusals", chief.ask("GET", "/api/v1/recusals"), 200},
      {"createTraining", training, 201},
      {"createTraining", chief.ask("POST", "/api/v1/trainings", "{}"), 400},
      {"listTrainings", chief.ask("GET", "/api/v1/trainings"), 200},
      {"endTraining", chief.ask("POST", "/api/v1/trainings/" + field(training, "id") + "/end"), 204},
      {"getInspectorDuties", chief.ask("GET", "/api/v1/inspector-duties"), 200},
      {"setVisitCap", office.ask("PUT", "/api/v1/visit-caps/" + year, R"({"visits_max":3,"reason":"54号文"})"), 200},
      {"setVisitCap", office.ask("PUT", "/api/v1/visit-caps/2000", R"({"visits_max":3,"reason":"x"})"), 400},
      {"listVisitCaps", chief.ask("GET", "/api/v1/visit-caps"), 200},
      {"endRecusal", chief.ask("POST", "/api/v1/recusals/" + field(recusal, "id") + "/end"), 204},
      {"endInspector", chief.ask("POST", i + "/end", why, {{"If-Match", "\"1\""}}), 200},
      {"createExpert", expert, 201},
      {"getExpert", chief.ask("GET", e), 200},
      {"listExperts", chief.ask("GET", "/api/v1/experts"), 200},
      {"updateExpert", chief.ask("PUT", e, expert_body, {{"If-Match", "\"1\""}}), 200},
      {"listExpertHistory", chief.ask("GET", e + "/history"), 200},
      {"endExpert", chief.ask("POST", e + "/end", why, two), 200},
      {"createDepartment", made, 201},
      {"getDepartment", chief.ask("GET", d), 200},
      {"updateDepartment", office.ask("PUT", d, department_body, {{"If-Match", "\"1\""}}), 200},
      {"listDepartmentHistory", chief.ask("GET", d + "/history"), 200},
      {"endDepartment", office.ask("POST", d + "/end", why, {{"If-Match", "\"1\""}}), 200},
  };
  const Response seen = chief.ask("POST", edits, edit_body(R"("preview":true)"));
  const std::string carry_out =
      edit_body(R"("preview":false,"reason":"变更","fingerprint":")" + field(seen, "fingerprint") + "\"");
  const Response done = chief.ask("POST", edits, carry_out);
  const std::string undo = edits + "/" + field(done, "edit_id") + "/undo";
  const Case more[] = {
      {"editTargets", seen, 200},
      {"editTargets", done, 200},
      {"editTargets", chief.ask("POST", edits, carry_out), 409},
      {"editTargets", chief.ask("POST", edits, "{}"), 400},
      {"undoTargetEdit", chief.ask("POST", undo, why), 200},
      {"undoTargetEdit", chief.ask("POST", undo, why), 409},
      {"listExpiringLicences", chief.ask("GET", "/api/v1/target-licences?expires_by=2027-01-01"), 200},
      {"listExpiringLicences", chief.ask("GET", "/api/v1/target-licences?limit=0"), 400},
      {"endTarget", chief.ask("POST", t + "/end", why, {{"If-Match", "\"4\""}}), 200},
      {"getTarget", chief.ask("GET", t), 200},
      {"endTag", office.ask("POST", "/api/v1/tags/" + field(tag, "id") + "/end"), 204},
  };
  cases.insert(cases.end(), std::begin(more), std::end(more));
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}
