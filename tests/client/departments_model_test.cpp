#include <doctest/doctest.h>

#include <random>

#include "client/app/model/answers.h"
#include "client/app/model/county.h"
#include "client/app/model/departments.h"
#include "client/app/model/departments_loader.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

std::string page(std::string_view id, std::string_view cursor) {
  return R"({"items":[{"id":")" + std::string(id) +
         R"(","code":"SCJG","name":"市场监督管理局","short_name":"市监","kind":"bureau","inspector_count":3,)"
         R"("target_count":4,"added_later":true}],"next_cursor":)" +
         std::string(cursor) + "}";
}

/// Keeps the last request until the test answers it.
struct LastNetwork : Network {
  RequestId send(const HttpRequest& request, Done done) override {
    paths.push_back(request.path);
    last = std::move(done);
    return static_cast<RequestId>(paths.size());
  }
  void abort(RequestId id) override { aborted.push_back(id); }
  void answer(int status, std::string body) { std::exchange(last, {})(HttpAnswer{status, std::move(body)}); }

  std::vector<std::string> paths;
  std::vector<RequestId> aborted;
  Done last;
};

}  // namespace

TEST_CASE("a page is read; unknown fields and kinds are left alone") {
  const auto read = read_department_page(page("d1", R"("c 2")"));
  REQUIRE(read);
  CHECK(read->departments.at(0).name == "市场监督管理局");
  CHECK(read->departments.at(0).kind == client::DepartmentKind::bureau);
  CHECK(read->departments.at(0).target_count == 4);
  CHECK(read->next_cursor == "c 2");
  CHECK(department_page_path("a+ /") == "/api/v1/departments?limit=100&cursor=a%2B%20%2F");
}

TEST_CASE("no answer of any shape is trusted") {
  for (const char* strange : {"", "null", "[]", "{}", R"({"items":{},"next_cursor":null})", R"({"items":[]})",
                              R"({"items":[1],"next_cursor":null})", R"({"items":[],"next_cursor":7})",
                              R"({"items":[{"id":"x"}],"next_cursor":null})"}) {
    CAPTURE(strange);
    CHECK_FALSE(read_department_page(strange));
  }
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string mutated = page("d1", "null");
    for (auto left = 1 + random() % 3; left > 0; --left)
      mutated[random() % mutated.size()] = static_cast<char>(random());
    const auto read = read_department_page(mutated);
    if (read) CHECK(read->departments.size() <= 1);
    read_problem(mutated);
  }
}

TEST_CASE("the loader follows the pages and shows nothing half") {
  LastNetwork network;
  DepartmentsModel model;
  DepartmentsLoader loader(network, model);
  loader.start();
  CHECK(model.phase == Phase::loading);
  network.answer(200, page("d1", R"("next")"));
  CHECK(model.departments.empty());
  CHECK(network.paths.at(1) == "/api/v1/departments?limit=100&cursor=next");
  network.answer(200, page("d2", "null"));
  CHECK(model.phase == Phase::ready);
  CHECK(model.departments.size() == 2);
}

TEST_CASE("the loader tells failures apart") {
  LastNetwork network;
  DepartmentsModel model;
  DepartmentsLoader loader(network, model);
  const auto code_after = [&](int status, const std::string& body) {
    loader.start();
    network.answer(status, body);
    CHECK(model.phase == Phase::failed);
    return model.error.value_or(Error("none")).code;
  };
  CHECK(code_after(200, "<html>") == "client.strange_answer");
  CHECK(code_after(502, "<html>") == "client.refused");
  CHECK(code_after(404, R"({"code":"server.not_found","arguments":{"path":"/x"}})") == "server.not_found");
  CHECK(model.error->argument("path") == "/x");
  CHECK(code_after(400, R"({"code":"newer.than_this_client","arguments":{}})") == "client.refused");
  CHECK(code_after(200, R"({"items":[],"next_cursor":"for ever"})") == "client.strange_answer");
}

TEST_CASE("pages without end are cut off") {
  LastNetwork network;
  DepartmentsModel model;
  DepartmentsLoader loader(network, model);
  loader.start();
  for (std::size_t i = 0; i <= department_limits::departments_max && network.last; ++i)
    network.answer(200, page("d" + std::to_string(i), R"("more")"));
  CHECK(model.phase == Phase::failed);
  CHECK(network.paths.size() == department_limits::departments_max + 1);
}

TEST_CASE("starting again aborts what is under way") {
  LastNetwork network;
  DepartmentsModel model;
  {
    DepartmentsLoader loader(network, model);
    loader.start();
    loader.start();
    CHECK(network.aborted == std::vector<Network::RequestId>{1});
  }
  CHECK(network.aborted == std::vector<Network::RequestId>{1, 2});
}

TEST_CASE("the county is what most departments' names begin with, and nothing where they do not agree") {
  using Names = std::vector<std::string_view>;
  CHECK(county_of(Names{"西华县市场监督管理局", "西华县公安局", "周口市生态环境局西华分局"}) == "西华县");
  CHECK(county_of(Names{"周口市生态环境局西华分局", "西华县公安局", "郸城县公安局"}).empty());
  CHECK(county_of(Names{"公安局", "县公安局", ""}).empty());
  CHECK(county_of(Names{}).empty());
}
