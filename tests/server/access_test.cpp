// The gate: every route against every role, forged requests, and where demo accounts may sign in.
#include <map>
#include <set>

#include "server/core/admission.h"
#include "server/core/session_cookie.h"
#include "shared/access/grants.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr const char* everybody = "yyyyyyyyy";
constexpr const char* any_session_cells = "nnyyyyyyy";
constexpr const char* keepers_of_users = "nnynynnnn";
constexpr const char* readers_of_registers = "nnnyyyyyy";
constexpr const char* writers_of_registers = "nnnnynnnn";

constexpr const char* readers_of_lists = "nnnyyyyyy";
/// The joint meeting's office keeps the joint list, a department's administrator the department's.
constexpr const char* keepers_of_lists = "nnnyynnnn";
constexpr const char* readers_of_plans = "nnnyyyyyy";
constexpr const char* office_only = "nnnynnnnn";
/// A department's administrator proposes rows of the own department.
constexpr const char* keepers_of_rows = "nnnyynnnn";
constexpr const char* readers_of_draws = "nnnyyyyyy";
constexpr const char* holders_of_draws = "nnnyynnnn";

/// For each operation: who passes the gate. Nobody signed in, a system administrator whose password is initial, then
/// system administrator, joint-meeting office, department administrator, inspector, reviewer, auditor, county viewer.
/// 'y' passes; 'n' is refused: 401 without a session, else 403.
const std::map<std::string_view, std::string_view> cells = {
    {"getHealth", everybody},
    {"getVersion", everybody},
    {"getOpenApi", everybody},
    {"getExportKey", everybody},
    {"postClientEvent", everybody},
    {"listDepartments", any_session_cells},
    {"getTargetSnapshot", "nnnyyyyyy"},
    {"getTargetSnapshotPart", "nnnyyyyyy"},
    {"signIn", everybody},
    {"getSession", "nyyyyyyyy"},
    {"signOut", "nyyyyyyyy"},
    {"changePassword", "nyyyyyyyy"},
    {"beginSecondFactor", any_session_cells},
    {"confirmSecondFactor", any_session_cells},
    {"removeSecondFactor", any_session_cells},
    {"listSessions", any_session_cells},
    {"endSession", any_session_cells},
    {"listUsers", keepers_of_users},
    {"createUser", keepers_of_users},
    {"getUser", keepers_of_users},
    {"updateUser", keepers_of_users},
    {"resetUserPassword", keepers_of_users},
    {"removeUserSecondFactor", keepers_of_users},
    {"listUserSessions", keepers_of_users},
    {"endUserSessions", keepers_of_users},
    {"endUserSession", keepers_of_users},
    {"listUserInspectors", keepers_of_users},
    {"getUserInspector", keepers_of_users},
    {"exportRegister", readers_of_registers},
    {"exportList", any_session_cells},
    {"listExportTemplates", readers_of_registers},
    {"createImport", writers_of_registers},
    {"listImports", writers_of_registers},
    {"getImport", writers_of_registers},
    {"endImport", writers_of_registers},
    {"updateImportMapping", writers_of_registers},
    {"listImportRows", writers_of_registers},
    {"mendImportRow", writers_of_registers},
    {"listImportProblems", writers_of_registers},
    {"takeImportSuggestions", writers_of_registers},
    {"getRefusedRows", writers_of_registers},
    {"applyImport", writers_of_registers},
    {"undoImport", writers_of_registers},
    {"listImportFields", writers_of_registers},
    {"listImportTemplates", writers_of_registers},
    {"removeImportTemplate", writers_of_registers},
    {"listItemLists", readers_of_lists},
    {"createItemList", keepers_of_lists},
    {"listItemListDuties", readers_of_lists},
    {"listUncoveredTargets", "nnnyyyyyy"},
    {"listItemGaps", readers_of_lists},
    {"getItemList", readers_of_lists},
    {"listItemListReviews", readers_of_lists},
    {"recordItemListReview", keepers_of_lists},
    {"listItemListVersions", readers_of_lists},
    {"createItemListDraft", keepers_of_lists},
    {"getItemListVersion", readers_of_lists},
    {"discardItemListDraft", keepers_of_lists},
    {"issueItemList", keepers_of_lists},
    {"withdrawItemList", keepers_of_lists},
    {"diffItemList", readers_of_lists},
    {"getItemListContent", readers_of_lists},
    {"listItems", readers_of_lists},
    {"addItem", keepers_of_lists},
    {"getItem", readers_of_lists},
    {"changeItem", keepers_of_lists},
    {"removeItem", keepers_of_lists},
    {"orderItems", keepers_of_lists},
    {"listItemListPublications", readers_of_lists},
    {"recordItemListPublication", keepers_of_lists},
    {"voidItemListPublication", keepers_of_lists},
    {"listPlans", readers_of_plans},
    {"createPlan", office_only},
    {"listPlanDuties", readers_of_plans},
    {"getPlan", readers_of_plans},
    {"listPlanVersions", readers_of_plans},
    {"getPlanVersion", readers_of_plans},
    {"discardPlanDraft", office_only},
    {"submitPlan", office_only},
    {"returnPlan", office_only},
    {"approvePlan", office_only},
    {"filePlan", office_only},
    {"adjustPlan", office_only},
    {"endPlan", office_only},
    {"diffPlan", readers_of_plans},
    {"getPlanContent", readers_of_plans},
    {"listPlanRows", readers_of_plans},
    {"addPlanRow", keepers_of_rows},
    {"getPlanRow", readers_of_plans},
    {"changePlanRow", keepers_of_rows},
    {"removePlanRow", keepers_of_rows},
    {"listPlanPublications", readers_of_plans},
    {"recordPlanPublication", office_only},
    {"voidPlanPublication", office_only},
    {"listTasks", readers_of_draws},
    {"createTask", holders_of_draws},
    {"assessTaskDraft", holders_of_draws},
    {"getTask", readers_of_draws},
    {"changeTask", holders_of_draws},
    {"assessTask", holders_of_draws},
    {"makeTaskReady", holders_of_draws},
    {"reopenTask", holders_of_draws},
    {"voidTask", holders_of_draws},
    {"setTaskDisclosure", "nnnnynnnn"},
    {"listChecks", "nnnyyyyyy"},
    {"getCheckLoad", "nnnyyyyyy"},
    {"listJointVisits", "nnnyyyyyy"},
    {"decideJointVisit", holders_of_draws},
    {"callOffJointVisit", holders_of_draws},
    {"listDepartmentVisitCaps", "nnnyyyyyy"},
    {"setDepartmentVisitCap", holders_of_draws},
    {"listDraws", readers_of_draws},
    {"prepareDraw", holders_of_draws},
    {"getDraw", readers_of_draws},
    {"leaveOutWitness", holders_of_draws},
    {"inviteWitness", holders_of_draws},
    {"fixDrawPlan", holders_of_draws},
    {"typeDrawValue", holders_of_draws},
    {"voidDraw", holders_of_draws},
    {"settleDraw", holders_of_draws},
    {"getAuditBundle", "nnnyynnyn"},
    {"getDrawProof", "nnnyynnyn"},
    {"getDrawChangeFile", "nnnyynnyn"},
    {"listDrawPlaces", readers_of_draws},
    {"compareDraw", readers_of_draws},
    {"listDrawChanges", readers_of_draws},
    {"proposeDrawChange", holders_of_draws},
    {"confirmDrawChange", holders_of_draws},
    {"withdrawDrawChange", holders_of_draws},
    {"getWitnessedDraw", everybody},
    {"getWitnessedRoster", everybody},
    {"getWitnessedBundle", everybody},
    {"joinAsWitness", everybody},
    {"consentAsWitness", everybody},
    {"revealAsWitness", everybody},
    {"strikeAsWitness", everybody},
    {"typeValueAsWitness", everybody},
    {"listPublishedDraws", everybody},
    {"getPublicBundle", everybody},
    {"listPublishedItemLists", everybody},
    {"listPublishedItems", everybody},
    {"listPublishedPlans", everybody},
    {"listPublishedPlanRows", everybody},
    {"listTargets", "nnnyyyyyy"},
    {"createTarget", "nnnnynnnn"},
    {"getTarget", "nnnyyyyyy"},
    {"updateTarget", "nnnnynnnn"},
    {"endTarget", "nnnnynnnn"},
    {"listTargetHistory", "nnnyyyyyy"},
    {"listExpiringLicences", "nnnyyyyyy"},
    {"editTargets", "nnnnynnnn"},
    {"undoTargetEdit", "nnnnynnnn"},
    {"listInspectors", "nnnyyyyyy"},
    {"createInspector", "nnnnynnnn"},
    {"getInspector", "nnnyyyyyy"},
    {"updateInspector", "nnnnynnnn"},
    {"endInspector", "nnnnynnnn"},
    {"listInspectorHistory", "nnnyyyyyy"},
    {"listExperts", "nnnyyyyyy"},
    {"createExpert", "nnnnynnnn"},
    {"getExpert", "nnnyyyyyy"},
    {"updateExpert", "nnnnynnnn"},
    {"endExpert", "nnnnynnnn"},
    {"listExpertHistory", "nnnyyyyyy"},
    {"createDepartment", "nnyynnnnn"},
    {"getDepartment", "nnyyyyyyy"},
    {"updateDepartment", "nnyynnnnn"},
    {"endDepartment", "nnyynnnnn"},
    {"listDepartmentHistory", "nnyyyyyyy"},
    {"listTags", "nnyyyyyyy"},
    {"createTag", "nnnyynnnn"},
    {"endTag", "nnnyynnnn"},
    {"listRecusals", "nnnyyyyyy"},
    {"createRecusal", "nnnnynnnn"},
    {"endRecusal", "nnnnynnnn"},
    {"listTrainings", readers_of_registers},
    {"createTraining", writers_of_registers},
    {"endTraining", writers_of_registers},
    {"getInspectorDuties", readers_of_registers},
    {"getReceiptDuties", readers_of_registers},
    {"listVisitCaps", readers_of_registers},
    {"setVisitCap", "nnnynnnnn"},
    {"getLog", everybody},
    {"getLogCheckpoint", everybody},
    {"getLogTile", everybody},
    {"listAudit", "nnyyynyyn"},
};

Request request_to(const Route& route) {
  Request request;
  request.method = route.method;
  request.path = route.pattern;
  request.id = "test";
  request.headers = {{"X-Mingchou-Request", "1"}};
  return request;
}

/// 0 if the gate lets it pass, else the status of the refusal.
int gate(InProcess& server, const Route& route, const std::string& cookie) {
  Request request = request_to(route);
  if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
  const auto caller = admit(route, request, *server.context);
  return caller ? 0 : caller.error().status;
}

const Route& route_of(std::string_view operation) {
  for (const Route& route : routes())
    if (route.operation == operation) return route;
  FAIL("no such route");
  return routes()[0];
}

}  // namespace

TEST_CASE("every route lets pass whom the matrix says, and no route is without a row") {
  InProcess server;
  const DepartmentId department = add_department(server, "SCJG");
  std::vector<std::string> cookies = {""};
  add_user(server, "initial", {.is_initial = true});
  Browser initial(server);
  REQUIRE(initial.sign_in("initial").status == 200);
  cookies.push_back(initial.cookie);
  for (const Role role : access::all_roles) {
    const std::string login = "user" + std::to_string(static_cast<int>(role));
    add_user(server, login, {.role = role, .department = department});
    Browser browser(server);
    REQUIRE(browser.sign_in(login).status == 200);
    cookies.push_back(browser.cookie);
  }
  std::set<std::string_view> seen;
  for (const Route& route : routes()) {
    CAPTURE(route.operation);
    const auto row = cells.find(route.operation);
    REQUIRE(row != cells.end());
    seen.insert(route.operation);
    REQUIRE(row->second.size() == cookies.size());
    for (std::size_t i = 0; i < cookies.size(); ++i) {
      CAPTURE(i);
      CHECK(gate(server, route, cookies[i]) == (row->second[i] == 'y' ? 0 : i == 0 ? 401 : 403));
    }
  }
  CHECK(seen.size() == cells.size());
}

TEST_CASE("a write needs the client's mark and comes from our own pages, whatever the cookie says") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  REQUIRE(browser.sign_in("admin").status == 200);
  struct Case {
    std::vector<Header> headers;
    const char* code;  // "" passes
  };
  const Case cases[] = {
      {{}, "server.unmarked_request"},
      {{{"X-Mingchou-Request", "1"}}, ""},
      {{{"X-Mingchou-Request", "1"}, {"Sec-Fetch-Site", "same-origin"}}, ""},
      {{{"X-Mingchou-Request", "1"}, {"Sec-Fetch-Site", "same-site"}}, "server.cross_site"},
      {{{"X-Mingchou-Request", "1"}, {"Sec-Fetch-Site", "cross-site"}}, "server.cross_site"},
      {{{"X-Mingchou-Request", "1"}, {"Host", "a.example:8443"}, {"Origin", "https://a.example:8443"}}, ""},
      {{{"X-Mingchou-Request", "1"}, {"Host", "A.example"}, {"Origin", "https://a.example"}}, ""},
      {{{"X-Mingchou-Request", "1"}, {"Host", "a.example"}, {"Origin", "https://b.example"}}, "server.cross_site"},
      {{{"X-Mingchou-Request", "1"}, {"Host", "a.example"}, {"Origin", "https://a.example.b"}}, "server.cross_site"},
      {{{"X-Mingchou-Request", "1"}, {"Host", "a.example"}, {"Origin", "null"}}, "server.cross_site"},
      {{{"X-Mingchou-Request", "1"}, {"Origin", "https://a.example"}}, "server.cross_site"},
  };
  for (const char* operation : {"signIn", "signOut", "createUser", "updateUser", "endUserSessions"}) {
    const Route& route = route_of(operation);
    for (const Case& c : cases) {
      Request request = request_to(route);
      request.headers = c.headers;
      request.headers.push_back({"Cookie", browser.cookie});
      const auto caller = admit(route, request, *server.context);
      CAPTURE(operation);
      CAPTURE(c.code);
      CHECK((caller ? "" : caller.error().error.code) == std::string_view(c.code));
    }
  }
  // Reading changes nothing, and needs no mark.
  Request read = request_to(route_of("getSession"));
  read.headers = {{"Cookie", browser.cookie}};
  CHECK(admit(route_of("getSession"), read, *server.context));
}

TEST_CASE("the cookie is read strictly: one of our name, of the form of a token") {
  const auto value = [](std::vector<Header> headers, bool is_tls = false) {
    Request request;
    request.headers = std::move(headers);
    request.is_tls = is_tls;
    return std::string(session_cookie(request).value_or("none"));
  };
  CHECK(value({{"Cookie", "mingchou=abc"}}) == "abc");
  CHECK(value({{"cookie", " x=1 ; mingchou = abc ;y=2"}}) == "abc");
  CHECK(value({{"Cookie", "x=1"}, {"Cookie", "mingchou=abc"}}) == "abc");
  CHECK(value({{"Cookie", "mingchou=abc"}}, true) == "none");
  CHECK(value({{"Cookie", "__Host-mingchou=abc"}}, true) == "abc");
  CHECK(value({{"Cookie", "__Host-mingchou=abc"}}) == "none");
  for (const char* none : {"", ";", "=", "mingchou", "Mingchou=abc", "xmingchou=abc", "mingchou=a; mingchou=b",
                           "mingchou=a;mingchou=a", "x=mingchou=abc"})
    CHECK(value({{"Cookie", none}}) == "none");
  CHECK(value({{"Cookie", "mingchou=a"}, {"Cookie", "mingchou=b"}}) == "none");
}

TEST_CASE("demo users sign in only where the server is for its own machine and no proxy stands before it") {
  InProcess server;
  add_user(server, "demo-system", {.is_demo = true});
  Browser browser(server);
  REQUIRE(browser.sign_in("demo-system").status == 200);
  CHECK(browser.ask("GET", "/api/v1/session").status == 200);
  CHECK(browser.ask("GET", "/api/v1/session", "", {{"X-Forwarded-For", "1.2.3.4"}}).status == 401);

  server.context->is_for_this_machine_only = false;
  CHECK(browser.ask("GET", "/api/v1/session").status == 401);
  Browser other(server);
  CHECK(code_of(other.sign_in("demo-system")) == "account.sign_in_refused");
}
