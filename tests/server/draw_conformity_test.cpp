// Whether the result of a draw looks as chance would make it, as the office reads it.
#include "server/draws/conformity.h"
#include "tests/server/draws_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("a draw is compared with chance by kind, township, industry, length of name and year") {
  DrawCounty county;
  const std::string draw = county.drawn(county.make_ready_task(county.special()));
  const Response answer = county.chief.ask("GET", draw + "/conformity");
  CAPTURE(answer.content());
  REQUIRE(answer.status == 200);
  CHECK(misfit_of("compareDraw", answer).empty());
  const auto document = json::parse(answer.content()).value();
  std::vector<std::string> traits;
  std::optional<std::int64_t> drawn_of_all;
  for (const json::Value one : document.root().find("items")->items()) {
    traits.emplace_back(one.find("trait")->text().value());
    std::int64_t drawn = 0;
    for (const json::Value value : one.find("values")->items()) drawn += value.find("drawn_count")->int64().value();
    // Each trait tells of the same targets.
    CHECK(drawn_of_all.value_or(drawn) == drawn);
    drawn_of_all = drawn;
  }
  CHECK(traits == std::vector<std::string>{"kind", "township", "industry", "name_length", "registration_year"});
  CHECK(*drawn_of_all > 0);
}

TEST_CASE("a draw without a result is not compared with chance") {
  DrawCounty county;
  const std::string draw = county.prepare(county.make_ready_task(county.special()));
  CHECK(county.chief.ask("GET", draw + "/conformity").status == 409);
}

TEST_CASE("names and years stand in bands that say what they hold") {
  CHECK(name_length_band("周口饭店") == "1-6");
  CHECK(name_length_band("西华县东夏镇老张烩面馆") == "10-12");
  CHECK(name_length_band(std::string(40, 'x')) == "21-");
  CHECK(year_band("2017-05-06") == "2015-2019");
  CHECK(year_band("2000-01-01") == "2000-2004");
  CHECK(year_band("1987-03-01") == "-1999");
  CHECK(year_band("").empty());
  CHECK(year_band("x").empty());
}
