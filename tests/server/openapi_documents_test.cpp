// Answers about item lists, plans, tasks and draws against the OpenAPI file.
#include <doctest/doctest.h>

#include "tests/server/draws_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("real answers about item lists, good and bad, fit the schemas of the file") {
  ListCounty county;
  Browser &chief = county.chief, &office = county.office;
  const std::string version = county.make_issued("2026-09-21");
  const std::string list = version.substr(0, version.find("/versions"));
  const std::string draft = county.make_draft(chief, list, id_text(version));
  items::Item full = items::test::key_item(2);
  full.initiating_department_id = county.a;
  full.sub_item = full.staff_requirement = "子项";
  full.participating_department_ids = {county.b};
  full.valid_from = full.valid_to = items::test::day("2026-10-01");
  full.applies_to = {{TargetKind::product}, {TagId{items::test::uuid(5)}}, {"F"}, true};
  const std::string item = county.add_item(chief, draft, full);
  const std::string first = id_text(item);
  const std::string order = R"({"item_ids":[)" + first + "]}";
  const std::string publications = version + "/publications";
  const Response published = chief.ask("POST", publications, publication_body("department_portal"));
  const std::string voided = publications + "/" + field(published, "id") + "/void";
  const std::vector<Header> stale = {{"If-Match", "\"99\""}}, one = {{"If-Match", "\"1\""}};
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"createItemList", office.ask("POST", item_lists, R"({"department_id":null})"), 201},
      {"createItemList", office.ask("POST", item_lists, R"({"department_id":null})"), 409},
      {"listItemLists", chief.ask("GET", item_lists), 200},
      {"listItemLists", chief.ask("GET", std::string(item_lists) + "?limit=1"), 200},
      {"listItemLists", chief.ask("GET", std::string(item_lists) + "?cursor=x"), 400},
      {"getItemList", chief.ask("GET", list), 200},
      {"getItemList", chief.ask("GET", std::string(item_lists) + "/x"), 404},
      {"listItemListDuties", office.ask("GET", "/api/v1/item-list-duties"), 200},
      {"listUncoveredTargets", office.ask("GET", "/api/v1/item-list-gaps/targets"), 200},
      {"listUncoveredTargets", office.ask("GET", "/api/v1/item-list-gaps/targets?limit=0"), 400},
      {"listItemGaps", office.ask("GET", "/api/v1/item-list-gaps/items"), 200},
      {"recordItemListReview", chief.ask("POST", list + "/reviews", R"({"year":2026,"note":"无需调整"})"), 201},
      {"listItemListReviews", chief.ask("GET", list + "/reviews"), 200},
      {"createItemListDraft", chief.ask("POST", list + "/versions", R"({"based_on_id":null})"), 409},
      {"listItemListVersions", chief.ask("GET", list + "/versions"), 200},
      {"listItemListVersions", chief.ask("GET", list + "/versions?limit=1"), 200},
      {"getItemListVersion", chief.ask("GET", version), 200},
      {"getItemListVersion", chief.ask("GET", draft), 200},
      {"addItem", chief.ask("POST", draft + "/items", item_body(county.item(3))), 201},
      {"addItem", chief.ask("POST", draft + "/items", "{}"), 400},
      {"listItems", chief.ask("GET", draft + "/items"), 200},
      {"listItems", chief.ask("GET", draft + "/items?limit=1"), 200},
      {"getItem", chief.ask("GET", item), 200},
      {"changeItem", chief.ask("PUT", item, item_body(full)), 428},
      {"changeItem", chief.ask("PUT", item, item_body(full), stale), 412},
      {"changeItem", chief.ask("PUT", item, item_body(full), one), 200},
      {"orderItems", chief.ask("PUT", draft + "/order", order, ListCounty::matching(chief, draft)), 409},
      {"diffItemList", chief.ask("GET", draft + "/diff"), 200},
      {"diffItemList", chief.ask("GET", version + "/diff"), 200},
      {"issueItemList", chief.ask("POST", draft + "/issue", issue_body(), stale), 412},
      {"issueItemList", chief.ask("POST", draft + "/issue", issue_body(), ListCounty::matching(chief, draft)), 200},
      {"diffItemList", chief.ask("GET", draft + "/diff"), 200},
      {"getItemListContent", chief.ask("GET", draft + "/content"), 200},
      {"removeItem", chief.ask("DELETE", item, "", one), 409},
      {"recordItemListPublication", published, 201},
      {"listItemListPublications", chief.ask("GET", publications), 200},
      {"voidItemListPublication", chief.ask("POST", voided, R"({"reason":"网址有误"})"), 200},
      {"withdrawItemList",
       chief.ask("POST", draft + "/withdrawal", R"({"ends_on":"2026-09-21","reason":"依据废止"})",
                 ListCounty::matching(chief, draft)),
       200},
      {"discardItemListDraft", chief.ask("DELETE", draft, "", ListCounty::matching(chief, draft)), 409},
      {"getItemListVersion", chief.ask("GET", draft), 200},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}

TEST_CASE("real answers about plans, good and bad, fit the schemas of the file") {
  PlanCounty county;
  Browser &chief = county.chief, &office = county.office;
  const Response made = office.ask("POST", plans_path, R"({"year":2027})");
  const std::string plan = PlanCounty::location(made), version = plan + "/versions/" + field(made, "open_id");
  plans::Row full = county.row(true);
  full.is_directed = true;
  full.range.kinds = {TargetKind::enterprise};
  full.range.regions = {"411622102"};
  full.range.industries = {"F"};
  full.range.risk_classes = {"D"};
  full.estimated_count = 12;
  full.remarks = "备注";
  const std::string row = county.add_row(chief, version, full);
  plans::Row counted = county.row();
  counted.quantity = {plans::QuantityKind::count, 5};
  const std::vector<Header> stale = {{"If-Match", "\"99\""}}, one = {{"If-Match", "\"1\""}},
                            two = {{"If-Match", "\"2\""}};
  const auto now = [&](const std::string& of) { return PlanCounty::matching(office, of); };
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  std::vector<Case> cases = {
      {"createPlan", made, 201},
      {"createPlan", office.ask("POST", plans_path, R"({"year":2027})"), 409},
      {"createPlan", office.ask("POST", plans_path, "{}"), 400},
      {"listPlans", chief.ask("GET", plans_path), 200},
      {"listPlans", chief.ask("GET", std::string(plans_path) + "?year=x"), 400},
      {"listPlanDuties", office.ask("GET", "/api/v1/plan-duties"), 200},
      {"getPlan", chief.ask("GET", plan), 200},
      {"getPlan", chief.ask("GET", std::string(plans_path) + "/x"), 404},
      {"listPlanVersions", chief.ask("GET", plan + "/versions"), 200},
      {"getPlanVersion", chief.ask("GET", version), 200},
      {"addPlanRow", chief.ask("POST", version + "/rows", row_body(counted)), 201},
      {"addPlanRow", chief.ask("POST", version + "/rows", "{}"), 400},
      {"listPlanRows", chief.ask("GET", version + "/rows?limit=1"), 200},
      {"getPlanRow", chief.ask("GET", row), 200},
      {"changePlanRow", chief.ask("PUT", row, row_body(full), stale), 412},
      {"changePlanRow", chief.ask("PUT", row, row_body(full)), 428},
      {"changePlanRow", chief.ask("PUT", row, row_body(full), one), 200},
      {"diffPlan", chief.ask("GET", version + "/diff"), 200},
      {"getPlanContent", chief.ask("GET", version + "/content"), 404},
      {"discardPlanDraft", office.ask("DELETE", version, "", now(version)), 409},
      {"submitPlan", office.ask("POST", version + "/submission", "", stale), 412},
      {"submitPlan", office.ask("POST", version + "/submission", "", now(version)), 200},
      {"returnPlan", office.ask("POST", version + "/return", plan_reason, now(version)), 200},
      {"submitPlan", office.ask("POST", version + "/submission", "", now(version)), 200},
      {"approvePlan", office.ask("POST", version + "/approval", plan_approval, now(version)), 200},
      {"approvePlan", office.ask("POST", version + "/approval", plan_approval, now(version)), 409},
      {"listPlanDuties", office.ask("GET", "/api/v1/plan-duties"), 200},
      {"filePlan", office.ask("POST", version + "/filing", plan_filing, now(version)), 200},
      {"getPlanContent", chief.ask("GET", version + "/content"), 200},
  };
  const std::string publications = version + "/publications";
  for (const char* channel : {"department_portal", "publicity_system"})
    cases.push_back({"recordPlanPublication", office.ask("POST", publications, plan_publication(channel)), 201});
  cases.push_back({"voidPlanPublication",
                   office.ask("POST", publications + "/" + field(cases.back().response, "id") + "/void", plan_reason),
                   200});
  cases.push_back({"listPlanPublications", chief.ask("GET", publications), 200});
  const Response adjusted = office.ask("POST", version + "/adjustment", plan_reason, now(version));
  const std::string second = PlanCounty::location(adjusted);
  cases.push_back({"adjustPlan", adjusted, 201});
  cases.push_back({"removePlanRow", chief.ask("DELETE", second + row.substr(row.find("/rows/")), "", two), 412});
  cases.push_back({"removePlanRow", chief.ask("DELETE", second + row.substr(row.find("/rows/")), "", one), 204});
  full.name = "新";
  cases.push_back({"addPlanRow", chief.ask("POST", second + "/rows", row_body(full)), 201});
  cases.push_back({"diffPlan", chief.ask("GET", second + "/diff"), 200});
  cases.push_back({"getPlan", office.ask("GET", plan), 200});
  cases.push_back({"discardPlanDraft", office.ask("DELETE", second, "", now(second)), 200});
  cases.push_back({"endPlan", office.ask("POST", version + "/end", plan_reason, now(version)), 200});
  cases.push_back({"listPlans", office.ask("GET", plans_path), 200});
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}

TEST_CASE("real answers about tasks, good and bad, fit the schemas of the file") {
  TaskCounty county;
  Browser &chief = county.chief, &office = county.office;
  const tasks::Task special = county.special();
  tasks::Task full = county.planned(county.make_published());
  full.strata = {{.name = "高风险", .range = {}, .quantity = {plans::QuantityKind::count, 1}, .substitute_count = 1}};
  full.strata[0].range.risk_classes = {"D"};
  full.team[0].specialties = {"食品"};
  const Response made = chief.ask("POST", tasks_path, task_body(special));
  const std::string task = TaskCounty::location(made);
  const std::string planned = TaskCounty::location(chief.ask("POST", tasks_path, task_body(full)));
  const std::vector<Header> stale = {{"If-Match", "\"99\""}};
  const auto now = [&](const std::string& of) { return TaskCounty::matching(office, of); };
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"createTask", made, 201},
      {"createTask", chief.ask("POST", tasks_path, "{}"), 400},
      {"listTasks", office.ask("GET", tasks_path), 200},
      {"listTasks", office.ask("GET", std::string(tasks_path) + "?state=x"), 400},
      {"getTask", chief.ask("GET", task), 200},
      {"getTask", chief.ask("GET", planned), 200},
      {"getTask", chief.ask("GET", std::string(tasks_path) + "/x"), 404},
      {"assessTaskDraft", chief.ask("POST", "/api/v1/task-assessments", task_body(special)), 200},
      {"assessTaskDraft", chief.ask("POST", "/api/v1/task-assessments", task_body(full)), 200},
      {"assessTaskDraft", chief.ask("POST", "/api/v1/task-assessments", "{}"), 400},
      {"assessTask", chief.ask("GET", task + "/assessment"), 200},
      {"changeTask", chief.ask("PUT", task, task_body(special), stale), 412},
      {"changeTask", chief.ask("PUT", task, task_body(special)), 428},
      {"changeTask", chief.ask("PUT", task, task_body(special), now(task)), 200},
      {"makeTaskReady", chief.ask("POST", planned + "/ready", "", now(planned)), 409},
      {"makeTaskReady", chief.ask("POST", task + "/ready", "", now(task)), 200},
      {"getTask", chief.ask("GET", task), 200},
      {"reopenTask", chief.ask("POST", task + "/reopening", "", now(task)), 200},
      {"reopenTask", chief.ask("POST", task + "/reopening", "", now(task)), 409},
      {"voidTask", chief.ask("POST", task + "/void", "{}", now(task)), 400},
      {"voidTask", chief.ask("POST", task + "/void", plan_reason, now(task)), 200},
      {"listTasks", office.ask("GET", std::string(tasks_path) + "?state=voided&year=2027&limit=1"), 200},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}

TEST_CASE(
    "real answers about draws, to those who hold them, to witnesses and to anybody, fit the schemas of the file") {
  DrawCounty county;
  Browser& chief = county.chief;
  const std::string task = county.make_ready_task(county.special());
  const Response made = chief.ask("POST", draws_path, county.setup(task));
  const std::string draw = DrawCounty::location(made);
  county.devices.emplace_back(county.server, text_behind(made.body, "token"), std::uint8_t{1});
  Device& device = county.devices[0];
  const std::string absent = text_behind(made.body, "seat_id", made.body.rfind("seat_id") - 1);
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  std::vector<Case> cases = {
      {"prepareDraw", made, 201},
      {"prepareDraw", chief.ask("POST", draws_path, "{}"), 400},
      {"prepareDraw", chief.ask("POST", draws_path, county.setup(task)), 409},
      {"getWitnessedDraw", device.ask("GET", ""), 200},
      {"getWitnessedDraw", county.server.ask("GET", "/api/v1/witness"), 401},
      {"joinAsWitness", device.ask("POST", "/key", "{}"), 400},
      {"joinAsWitness", device.join(), 200},
      {"inviteWitness", chief.ask("POST", draw + "/seats/" + absent + "/invitation"), 200},
      {"fixDrawPlan", chief.ask("POST", draw + "/plan"), 409},
      {"leaveOutWitness", chief.ask("DELETE", draw + "/seats/" + absent), 200},
      {"fixDrawPlan", chief.ask("POST", draw + "/plan"), 200},
      {"getWitnessedRoster", device.ask("GET", "/roster"), 200},
      {"getWitnessedBundle", device.ask("GET", "/bundle"), 409},
      {"consentAsWitness", device.consent(), 200},
      {"getWitnessedDraw", device.ask("GET", ""), 200},
      {"strikeAsWitness", device.ask("POST", "/strikes", "{}"), 400},
  };
  county.server.clock.advance_ms(1000 * ceremony::in_room_delay_s);
  cases.push_back({"typeDrawValue", county.type(chief, draw, "1"), 400});
  cases.push_back({"typeDrawValue", county.type(chief, draw, "314159"), 200});
  cases.push_back({"typeValueAsWitness", device.ask("POST", "/values", R"({"name":"骰子","value":"314159"})"), 200});
  cases.push_back({"getAuditBundle", chief.ask("GET", draw + "/audit-bundle"), 409});
  cases.push_back({"getDrawProof", chief.ask("GET", draw + "/proofs/x"), 409});
  cases.push_back({"getDrawChangeFile", chief.ask("GET", draw + "/change-file"), 409});
  cases.push_back({"revealAsWitness", device.reveal(), 200});
  cases.push_back({"settleDraw", chief.ask("POST", draw + "/result"), 200});
  cases.push_back({"voidDraw", chief.ask("POST", draw + "/void", plan_reason), 409});
  cases.push_back({"getDraw", chief.ask("GET", draw), 200});
  cases.push_back({"getDraw", chief.ask("GET", std::string(draws_path) + "/x"), 404});
  cases.push_back({"listDraws", chief.ask("GET", std::string(draws_path) + "?stage=drawn"), 200});
  cases.push_back({"listDraws", chief.ask("GET", std::string(draws_path) + "?stage=x"), 400});
  cases.push_back({"getAuditBundle", county.auditor.ask("GET", draw + "/audit-bundle"), 200});
  cases.push_back({"getDrawProof", county.auditor.ask("GET", draw + "/proofs/x"), 404});
  cases.push_back({"getDrawChangeFile", county.auditor.ask("GET", draw + "/change-file"), 200});
  cases.push_back({"listPublishedDraws", county.server.ask("GET", "/api/v1/published-draws"), 200});
  const std::string published = "/api/v1/published-draws" + draw.substr(draw.rfind('/')) + "/bundle";
  cases.push_back({"getPublicBundle", county.server.ask("GET", published), 200});
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}
