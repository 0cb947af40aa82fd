// The life of a plan's versions cell by cell, who sees how much of them, their dates and their hash.
#include <doctest/doctest.h>

#include <map>

#include "shared/json/lines.h"
#include "shared/plans/content.h"
#include "shared/plans/sight.h"
#include "tests/shared/plans_support.h"

using namespace mingchou;
using namespace mingchou::plans;
using namespace mingchou::plans::test;

namespace {

std::string code_of(const Result<>& result) { return result ? "" : result.error().code; }

}  // namespace

TEST_CASE("every pair of state and event of a plan is a step of the table or refused") {
  // One letter for each event: edit, submit, send_back, approve, file, record, publish, adjust, supersede, end,
  // discard. The letter is the state that follows; '-' is refused.
  const std::map<State, std::string_view> cells = {
      {State::draft, "ds--------x"}, {State::submitted, "--da-------"}, {State::approved, "----f------"},
      {State::filed, "-----fp----"}, {State::published, "-----p-pue-"}, {State::superseded, "-----u-----"},
      {State::ended, "-----e-----"}, {State::discarded, "-----------"},
  };
  const std::map<char, State> states = {{'d', State::draft}, {'s', State::submitted}, {'a', State::approved},
                                        {'f', State::filed}, {'p', State::published}, {'u', State::superseded},
                                        {'e', State::ended}, {'x', State::discarded}};
  std::size_t allowed = 0;
  for (const auto& [from, row] : cells) {
    REQUIRE(row.size() == event_count);
    for (int e = 0; e < event_count; ++e) {
      CAPTURE(text_of(from));
      CAPTURE(text_of(static_cast<Event>(e)));
      const auto result = step(from, static_cast<Event>(e));
      const char cell = row[static_cast<std::size_t>(e)];
      REQUIRE(result.has_value() == (cell != '-'));
      if (!result) {
        CHECK(result.error().code == "plans.wrong_state");
        continue;
      }
      ++allowed;
      CHECK(result->to == states.at(cell));
    }
  }
  CHECK(cells.size() == state_count);
  CHECK(allowed == steps().size());
  for (int s = 0; s < state_count; ++s) CHECK(state_from(text_of(static_cast<State>(s))) == static_cast<State>(s));
  CHECK_FALSE(state_from("adjusting"));
}

TEST_CASE("only the meeting approves and sends back, the office does the rest, and what follows needs nobody") {
  for (const Step& one : steps()) {
    CAPTURE(text_of(one.event));
    const bool is_meeting = one.event == Event::approve || one.event == Event::send_back;
    const bool follows = one.event == Event::publish || one.event == Event::supersede;
    CHECK(one.action.has_value() == !follows);
    if (one.action) CHECK((*one.action == access::Action::plans_approve) == is_meeting);
    CHECK((one.guard == Guard::own_row) == (one.event == Event::edit));
    CHECK((one.guard == Guard::complete) == (one.event == Event::submit));
    CHECK((one.guard == Guard::both_channels) == (one.event == Event::publish));
  }
}

TEST_CASE("everybody sees as much of a version as its state lets them") {
  // One letter for each state in its order: nothing, own rows, all.
  const auto sees = [](std::optional<access::Role> role) {
    std::string text;
    for (int s = 0; s < state_count; ++s) text += "noa"[static_cast<int>(sight_of(role, static_cast<State>(s)))];
    return text;
  };
  using enum access::Role;
  CHECK(sees(std::nullopt) == "nnnnaaan");
  CHECK(sees(system_administrator) == "nnnnnnnn");
  CHECK(sees(joint_meeting_office) == "aaaaaaaa");
  CHECK(sees(department_administrator) == "oaaaaaan");
  for (const access::Role role : {inspector, reviewer, auditor, county_viewer}) CHECK(sees(role) == "nnnaaaan");
}

TEST_CASE("submission, meeting, filing and publication follow each other, and none is after today") {
  const CivilDate today = day("2026-01-20"), before = day("2026-01-10");
  const auto approval = [&](const char* on) { return code_of(check_approval(day(on), before, today)); };
  CHECK(approval("2026-01-10") == "");
  CHECK(approval("2026-01-20") == "");
  CHECK(approval("2026-01-09") == "plans.approved_before_submission");
  CHECK(approval("2026-01-21") == "plans.approved_in_future");
  const auto filing = [&](const char* on) { return code_of(check_filing(day(on), before, today)); };
  CHECK(filing("2026-01-10") == "");
  CHECK(filing("2026-01-09") == "plans.filed_before_approval");
  CHECK(filing("2026-01-21") == "plans.filed_in_future");
  const auto publication = [&](const char* on) { return code_of(check_publication(day(on), before, today)); };
  CHECK(publication("2026-01-10") == "");
  CHECK(publication("2026-01-09") == "items.published_too_early");
  CHECK(publication("2026-01-21") == "items.published_in_future");
}

TEST_CASE("the content of a plan is canonical lines, and its hash sees every change") {
  const Header header{.plan_id = {uuid(10)}, .version_id = {uuid(11)}, .year = year, .number = 2, .reason = "机构改革"};
  const std::vector rows = {own_row(1), joint_row(2)};
  const std::string content = content_of(header, rows).value();
  std::vector<std::string> types;
  json::LineReader reader({.form = json::Form::canonical});
  REQUIRE(reader.feed(content, [&](const json::Line& line) -> Result<> {
    types.emplace_back(line.value.find("type").value().text().value());
    return {};
  }));
  REQUIRE(reader.finish());
  CHECK(types == std::vector<std::string>{"plan", "row", "row"});
  CHECK(content.contains(R"("form":"mingchou.plan.1")"));
  CHECK(content.contains(R"("reason":"机构改革")"));
  Header first = header;
  first.reason = {};
  CHECK_FALSE(content_of(first, rows)->contains("\"reason\""));

  std::vector<std::string> others = {content_of(first, rows).value(),
                                     content_of(header, std::vector{rows[1], rows[0]}).value(),
                                     content_of(header, std::vector{rows[0]}).value()};
  Row row = rows[1];
  row.estimated_count = 1;
  others.push_back(content_of(header, std::vector{rows[0], row}).value());
  for (const std::string& other : others) CHECK(items::hash_of(other) != items::hash_of(content));
}
