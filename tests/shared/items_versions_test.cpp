// The life of versions cell by cell, their dates, what differs between two, their hash, and the open duties.
#include <doctest/doctest.h>

#include <map>

#include "shared/base/hex.h"
#include "shared/items/content.h"
#include "shared/items/diff.h"
#include "shared/items/duties.h"
#include "shared/items/rules.h"
#include "shared/json/lines.h"
#include "tests/fuzz/mutation.h"
#include "tests/shared/items_support.h"

using namespace mingchou;
using namespace mingchou::items;
using namespace mingchou::items::test;

namespace {

std::string code_of(const Result<>& result) { return result ? "" : result.error().code; }

Header header() {
  return {.list_id = {uuid(10)},
          .version_id = {uuid(11)},
          .owner = market,
          .number = 2,
          .effective_from = day("2026-04-01"),
          .approved_on = day("2026-03-20"),
          .approved_by = "局长办公会",
          .document_number = "西市监〔2026〕8号",
          .reason = "新增事项"};
}

Item read(const Item& item) { return parse_item(to_json(item)).value(); }

std::string name_of(const Uuid& id) { return id == market.uuid ? "市监局" : id == fire.uuid ? "消防大队" : id.text(); }

}  // namespace

TEST_CASE("every pair of state and event is a step of the table or refused") {
  // One letter for each event: edit, discard, issue, copy, publish, pin, supersede, reinstate, withdraw. The letter is
  // the state that follows; '-' is refused.
  const std::map<State, std::string_view> cells = {
      {State::draft, "dxi------"},     {State::issued, "---iiis-w"},    {State::superseded, "---sss-i-"},
      {State::withdrawn, "---ww----"}, {State::discarded, "---------"},
  };
  const std::map<char, State> states = {{'d', State::draft},
                                        {'i', State::issued},
                                        {'s', State::superseded},
                                        {'w', State::withdrawn},
                                        {'x', State::discarded}};
  std::size_t allowed = 0;
  for (const auto& [from, row] : cells) {
    for (int e = 0; e < event_count; ++e) {
      CAPTURE(text_of(from));
      CAPTURE(text_of(static_cast<Event>(e)));
      const auto result = step(from, static_cast<Event>(e));
      const char cell = row[static_cast<std::size_t>(e)];
      REQUIRE(result.has_value() == (cell != '-'));
      if (!result) {
        CHECK(result.error().code == "items.wrong_state");
        continue;
      }
      ++allowed;
      CHECK(result->to == states.at(cell));
    }
  }
  CHECK(allowed == steps().size());
  for (int s = 0; s < state_count; ++s) CHECK(state_from(text_of(static_cast<State>(s))) == static_cast<State>(s));
}

TEST_CASE("only people move a version on, but for what follows from another version") {
  for (const Step& one : steps()) {
    const bool follows = one.event == Event::supersede || one.event == Event::reinstate;
    CHECK((one.by == By::program) == follows);
    CHECK((one.guard == Guard::in_force) == (one.event == Event::pin));
    CHECK((one.guard == Guard::complete) == (one.event == Event::issue));
  }
}

TEST_CASE("a version holds from its first day to the day before its successor's") {
  const Term open{day("2026-04-01"), {}}, closed{day("2026-04-01"), day("2026-06-01")},
      never{day("2026-04-01"), day("2026-03-20")};
  CHECK_FALSE(holds_on(open, day("2026-03-31")));
  CHECK(holds_on(open, day("2026-04-01")));
  CHECK(holds_on(closed, day("2026-05-31")));
  CHECK_FALSE(holds_on(closed, day("2026-06-01")));
  CHECK(standing_on(State::draft, {}, day("2026-01-01")) == Standing::draft);
  CHECK(standing_on(State::discarded, {}, day("2026-01-01")) == Standing::discarded);
  CHECK(standing_on(State::issued, open, day("2026-03-31")) == Standing::upcoming);
  CHECK(standing_on(State::issued, open, day("2026-04-01")) == Standing::in_force);
  // Superseded already, in force still.
  CHECK(standing_on(State::superseded, closed, day("2026-05-31")) == Standing::in_force);
  CHECK(standing_on(State::superseded, closed, day("2026-06-01")) == Standing::ended);
  CHECK(standing_on(State::withdrawn, never, day("2026-03-30")) == Standing::ended);
}

TEST_CASE("a change is approved before it is issued and never holds from a day past") {
  const auto check = [](const char* approved, const char* effective, std::optional<CivilDate> previous) {
    return code_of(check_issue_dates({.today = day("2026-03-16"),
                                      .approved_on = day(approved),
                                      .effective_from = day(effective),
                                      .previous_effective_from = previous}));
  };
  CHECK(check("2026-03-16", "2026-03-16", {}) == "");
  CHECK(check("2020-01-01", "2020-02-01", {}) == "");
  CHECK(check("2026-03-17", "2026-04-01", {}) == "items.approved_in_future");
  const CivilDate previous = day("2026-03-10");
  CHECK(check("2026-03-16", "2026-03-16", previous) == "");
  CHECK(check("2026-03-16", "2026-03-15", previous) == "items.effective_in_past");
  CHECK(check("2026-03-16", "2026-05-01", day("2026-05-01")) == "items.effective_before_previous");
  CHECK(check("2026-03-16", "2026-05-02", day("2026-05-01")) == "");
}

TEST_CASE("an item comes back from its JSON as it was, with every field and with none that may be missing") {
  Item full = key_item(1);
  full.sub_item = "子项";
  full.staff_requirement = "持证 \"两人\"";
  full.participating_department_ids = {fire};
  full.valid_from = day("2026-01-01");
  full.valid_to = day("2027-01-01");
  full.applies_to = {{TargetKind::product}, {TagId{uuid(50)}}, {"F", "52"}, true};
  CHECK(read(full) == full);
  Item bare = general_item(2);
  bare.ratio_basis_points.reset();
  bare.frequency.reset();
  bare.applies_to = {};
  CHECK(read(bare) == bare);
  json::Writer writer;
  writer.begin_object();
  write_fields(writer, full);
  CHECK(std::move(writer.end_object()).take() == to_json(full));
}

TEST_CASE("a value that is no word, id or date of its field is named") {
  struct Case {
    const char *from, *to, *field;
  };
  for (const Case& c :
       {Case{R"("general")", R"("other")", "kind"}, Case{R"(["on_site"])", R"(["by_eye"])", "methods"},
        Case{R"(["county"])", R"(["village"])", "levels"}, Case{R"("grounds":[])", R"("grounds":["x"])", "grounds"},
        Case{R"(["enterprise","self_employed"])", R"(["shop"])", "applies_to.kinds"},
        Case{R"("tags":[])", R"("tags":["x"])", "applies_to.tags"},
        Case{R"("participating_department_ids":[])", R"("participating_department_ids":["x"])",
             "participating_department_ids"}}) {
    std::string text = to_json(general_item(1));
    REQUIRE(text.contains(c.from));
    text.replace(text.find(c.from), std::string_view(c.from).size(), c.to);
    const auto item = parse_item(text);
    REQUIRE_FALSE(item);
    CHECK(item.error().code == "items.bad_value");
    CHECK(item.error().argument("field") == c.field);
  }
  CHECK(parse_item("{}").error().code == "json.field_missing");
}

TEST_CASE("whatever the bytes of an item are, reading them ends, and what is accepted stays as it is") {
  const std::vector<std::string> samples = {to_json(general_item(1)), to_json(key_item(2))};
  const std::string_view alphabet = "{}[]\":,0159 \\nuFK\xE9\xA3\x9F";
  SeededRandom random(7);
  int accepted = 0;
  for (int i = 0; i < fuzz::rounds_of(4'000); ++i) {
    const Bytes input = fuzz::mutate(samples, alphabet, random);
    const auto item = parse_item(as_text(input));
    if (!item) continue;
    const auto checked = check_item(*item);
    if (!checked) continue;
    ++accepted;
    REQUIRE(check_item(*checked).value() == *checked);
    REQUIRE(read(*checked) == *checked);
  }
  CHECK(accepted > 50);
}

TEST_CASE("the content of a version is canonical lines, and its hash changes with every field and the order") {
  const std::vector<Item> list = {general_item(1), key_item(2)};
  const std::string content = content_of(header(), list).value();
  json::LineReader reader({.form = json::Form::strict});
  CHECK(reader.feed(content, [](const json::Line&) -> Result<> { return {}; }));
  CHECK(reader.finish());
  CHECK(reader.lines() == 3);
  CHECK(content.starts_with(R"({"approved_by":"局长办公会","approved_on":"2026-03-20",)"));
  // Fixed: a hash that a task has pinned must come out the same for ever.
  CHECK(to_hex(hash_of(content)) == "3a8937a89ba13a706d210fd73502a8ca2c3a544b88d043120815b6f7a4a5a6d3");

  const auto differs = [&](const Header& h, const std::vector<Item>& items) {
    return content_of(h, items).value() != content;
  };
  CHECK_FALSE(differs(header(), list));
  CHECK(differs(header(), {list[1], list[0]}));
  std::vector<Item> changed = list;
  changed[0].cap_basis_points = 501;
  CHECK(differs(header(), changed));
  Header joint = header();
  joint.owner.reset();
  CHECK(differs(joint, list));
}

TEST_CASE("the largest item still fits into one line of a bundle") {
  Item item = key_item(1);
  const auto fill = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "𠮷";
    return text;
  };
  item.code = fill(code_characters_max);
  item.category = item.name = item.inspecting_body = fill(line_characters_max);
  item.sub_item = fill(line_characters_max);
  item.basis = item.content = fill(text_characters_max);
  item.target = fill(reason_characters_max);
  item.reason = item.staff_requirement = fill(reason_characters_max);
  for (std::uint8_t n = 0; n < departments_of_item_max; ++n) item.participating_department_ids.push_back({uuid(n)});
  for (std::uint8_t n = 0; n < filter_entries_max; ++n) item.applies_to.tags.push_back({uuid(n)});
  CHECK(content_of(header(), std::vector{item}));
}

TEST_CASE("a difference names what came, what went, and each field that changed") {
  const std::vector<Item> before = {general_item(1), general_item(2), general_item(3)};
  CHECK(diff(before, before).is_empty());
  std::vector<Item> after = {general_item(3), general_item(1), general_item(4)};
  after[1].cap_basis_points = 600;
  after[1].frequency.reset();
  after[1].sub_item = "散装食品";
  const Diff result = diff(before, after);
  REQUIRE(result.added.size() == 1);
  CHECK(result.added[0].code == "SCJG-4");
  REQUIRE(result.removed.size() == 1);
  CHECK(result.removed[0].code == "SCJG-2");
  CHECK(result.is_reordered);
  REQUIRE(result.changed.size() == 1);
  CHECK(result.changed[0].id == before[0].id);
  const auto& fields = result.changed[0].fields;
  REQUIRE(fields.size() == 3);
  CHECK((fields[0].name == "sub_item" && fields[0].before.empty() && fields[0].after == "\"散装食品\""));
  CHECK((fields[1].name == "cap_basis_points" && fields[1].before == "500" && fields[1].after == "600"));
  CHECK((fields[2].name == "frequency" && fields[2].after.empty()));
}

TEST_CASE("whatever was done to a list, its difference applied to the list before gives the list after") {
  SeededRandom random(11);
  const auto texts_of = [](const Item& item) {
    std::map<std::string, std::string> texts;
    for (const Field& field : fields_of(item)) texts.emplace(field.name, field.json);
    return texts;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Item> before, after;
    for (std::uint8_t n = 0; n < 12; ++n) {
      const Item item = random.below(2) == 0 ? general_item(n) : key_item(n);
      if (random.below(4) > 0) before.push_back(item);
      if (random.below(4) == 0) continue;
      after.push_back(item);
      if (random.below(2) == 0) after.back().name += "改";
      if (random.below(3) == 0) after.back().frequency.reset();
      if (random.below(3) == 0) after.back().sub_item = "子项";
      if (random.below(3) == 0) after.back().kind = Kind::general;
    }
    const Diff result = diff(before, after);
    std::map<ItemId, std::map<std::string, std::string>> patched, expected;
    for (const Item& item : before) patched[item.id] = texts_of(item);
    for (const Item& item : after) expected[item.id] = texts_of(item);
    for (const Item& item : result.removed) patched.erase(item.id);
    for (const Item& item : result.added) patched[item.id] = texts_of(item);
    for (const ItemChange& change : result.changed) {
      for (const FieldChange& field : change.fields) {
        if (field.after.empty())
          patched[change.id].erase(std::string(field.name));
        else
          patched[change.id][std::string(field.name)] = field.after;
      }
    }
    REQUIRE(patched == expected);
    REQUIRE_FALSE(result.is_reordered);
  }
}

TEST_CASE("a difference backwards is the difference forwards turned round") {
  std::vector<Item> before = {general_item(1), key_item(2)}, after = {key_item(2), general_item(3)};
  after[0].reason = "另一理由";
  const Diff there = diff(before, after), back = diff(after, before);
  CHECK(there.added.size() == back.removed.size());
  CHECK(there.added[0] == back.removed[0]);
  CHECK(there.removed[0] == back.added[0]);
  REQUIRE(there.changed.size() == 1);
  CHECK(there.changed[0].fields[0].before == back.changed[0].fields[0].after);
  CHECK_FALSE(there.is_reordered);
}

TEST_CASE("a difference is told in both languages, with the words that people use") {
  const std::vector<Item> before = {general_item(1), general_item(2)};
  std::vector<Item> after = {key_item(1), general_item(3)};
  after[0].participating_department_ids = {fire};
  after[0].methods = {Method::on_site, Method::network};
  const auto chinese = in_words(diff(before, after), name_of, Language::chinese);
  const std::vector<std::string> expected = {
      "新增事项 SCJG-3“食品销售者监督检查”。",
      "取消事项 SCJG-2“食品销售者监督检查”。",
      "事项 SCJG-1“食品销售者监督检查”的重点或一般类别由“一般检查事项”改为“重点检查事项”。",
      "事项 SCJG-1“食品销售者监督检查”的列为重点的依据由“无”改为“安全”。",
      "事项 SCJG-1“食品销售者监督检查”增加理由：“直接关系人身安全”。",
      "事项 SCJG-1“食品销售者监督检查”的配合部门由“无”改为“消防大队”。",
      "事项 SCJG-1“食品销售者监督检查”的抽查方式由“实地核查”改为“实地核查、网络监测”。",
      "事项 SCJG-1“食品销售者监督检查”的抽查比例由“3%”改为“100%”。",
      "事项 SCJG-1“食品销售者监督检查”不再规定抽查比例上限，原为“5%”。",
  };
  CHECK(chinese == expected);
  const auto english = in_words(diff(before, before), name_of, Language::english);
  CHECK(english == std::vector<std::string>{"No item has changed."});
}

TEST_CASE("every field and every word of an item has a name in both languages") {
  Item first = key_item(1), second = general_item(1);
  first.sub_item = "a";
  first.staff_requirement = "b";
  first.valid_from = first.valid_to = day("2026-01-01");
  first.participating_department_ids = {fire};
  first.methods = {Method::on_site,
                   Method::documents,
                   Method::network,
                   Method::commissioned,
                   Method::department_conclusion,
                   Method::court_document,
                   Method::expert_opinion};
  first.grounds = {Ground::safety, Ground::quality, Ground::public_interest};
  first.levels = {Level::province, Level::city, Level::county};
  first.applies_to = {{TargetKind::enterprise, TargetKind::self_employed, TargetKind::cooperative,
                       TargetKind::institution, TargetKind::product, TargetKind::project, TargetKind::behaviour},
                      {TagId{market.uuid}},
                      {"F"},
                      true};
  second.levels = {Level::county};
  second.category = second.name = second.basis = second.inspecting_body = second.target = second.content = "other";
  second.code = "other";
  second.initiating_department_id = fire;
  second.frequency = Frequency{2, 6};
  for (const Language language : {Language::chinese, Language::english}) {
    const Diff difference = diff(std::vector{second}, std::vector{first});
    CHECK(difference.changed[0].fields.size() == 22);
    for (const std::string& sentence : in_words(difference, name_of, language)) {
      CAPTURE(sentence);
      CHECK_FALSE(sentence.contains('_'));
      CHECK_FALSE(sentence.contains("items."));
    }
  }
}

namespace {

VersionFacts version(std::uint8_t number, const char* from, const char* approved) {
  return {.id = {uuid(number)},
          .number = number,
          .state = State::issued,
          .term = Term{day(from), {}},
          .approved_on = day(approved),
          .withdrawn_on = {},
          .publications = {}};
}

std::vector<Duty> duties_on(const char* today, const ListFacts& list) {
  return open_duties(std::span(&list, 1), day(today), WorkingCalendar::built_in());
}

const std::vector<PublishedFact> both = {{Channel::department_portal, Notice::issue},
                                         {Channel::publicity_system, Notice::issue}};

}  // namespace

TEST_CASE("a department without a list owes it by 30 April, and is overdue from 1 May") {
  const ListFacts none{.owner = market, .list_id = {}, .versions = {}, .reviewed_years = {}};
  const auto april = duties_on("2026-04-30", none);
  REQUIRE(april.size() == 1);
  CHECK(april[0].kind == DutyKind::yearly_list);
  CHECK(april[0].year == 2026);
  CHECK(april[0].due == day("2026-04-30"));
  CHECK_FALSE(april[0].is_overdue);
  CHECK(duties_on("2026-05-01", none)[0].is_overdue);
}

TEST_CASE("the year's list is one approved in the year, or one in force that was reviewed for it") {
  ListFacts list{.owner = market, .list_id = ListId{uuid(9)}, .versions = {}, .reviewed_years = {}};
  list.versions = {version(1, "2025-04-01", "2025-03-20")};
  list.versions[0].publications = both;
  CHECK(duties_on("2025-12-31", list).empty());
  CHECK(duties_on("2026-01-01", list).size() == 1);
  list.reviewed_years = {2026};
  CHECK(duties_on("2026-01-01", list).empty());
  CHECK(duties_on("2027-01-01", list).size() == 1);
  list.reviewed_years.clear();
  list.versions.push_back(version(2, "2026-06-01", "2026-03-20"));
  list.versions[1].publications = both;
  CHECK(duties_on("2026-03-20", list).empty());
  // A draft and what has ended fulfil nothing.
  list.versions[1].state = State::draft;
  list.versions[1].term.reset();
  CHECK(duties_on("2026-03-20", list).size() == 1);
  list.versions = {version(1, "2026-02-01", "2026-02-01")};
  list.versions[0].term->effective_to = day("2026-03-01");
  list.reviewed_years = {2026};
  CHECK(duties_on("2026-03-20", list).size() == 1);
}

TEST_CASE("each issued version is published on both channels within 20 working days") {
  ListFacts list{.owner = market, .list_id = ListId{uuid(9)}, .versions = {}, .reviewed_years = {}};
  list.versions = {version(1, "2026-04-01", "2026-03-16")};
  const auto open = duties_on("2026-03-16", list);
  REQUIRE(open.size() == 2);
  CHECK(open[0].channel == Channel::department_portal);
  CHECK(open[1].channel == Channel::publicity_system);
  CHECK(open[0].due == WorkingCalendar::built_in().add_working_days(day("2026-03-16"), 20)->date);
  CHECK_FALSE(duties_on(open[0].due->text().c_str(), list)[0].is_overdue);
  CHECK(duties_on(open[0].due->plus_days(1).text().c_str(), list)[0].is_overdue);
  list.versions[0].publications = {both[1]};
  const auto one = duties_on("2026-03-16", list);
  REQUIRE(one.size() == 1);
  CHECK(one[0].channel == Channel::department_portal);
  // A later version is to be published again.
  list.versions[0].publications = both;
  CHECK(duties_on("2026-03-16", list).empty());
  list.versions.push_back(version(2, "2026-05-01", "2026-03-16"));
  CHECK(duties_on("2026-03-16", list).size() == 2);
}

TEST_CASE("a withdrawal is published where the version was known, and not otherwise") {
  ListFacts list{.owner = {}, .list_id = ListId{uuid(9)}, .versions = {}, .reviewed_years = {}};
  list.versions = {version(1, "2026-01-10", "2026-01-05"), version(2, "2026-02-01", "2026-01-20")};
  list.versions[1].publications = both;
  list.versions[0].state = State::withdrawn;
  list.versions[0].term->effective_to = day("2026-02-01");
  list.versions[0].withdrawn_on = day("2026-01-30");
  CHECK(duties_on("2026-02-02", list).empty());
  list.versions[0].publications = {both[0]};
  const auto open = duties_on("2026-02-02", list);
  REQUIRE(open.size() == 2);
  CHECK(open[0].notice == Notice::withdrawal);
  list.versions[0].publications.push_back({Channel::department_portal, Notice::withdrawal});
  CHECK(duties_on("2026-02-02", list).size() == 1);
}

TEST_CASE("where the calendar of a year is unknown a due day is left open and nobody is called late") {
  ListFacts list{.owner = market, .list_id = ListId{uuid(9)}, .versions = {}, .reviewed_years = {}};
  list.versions = {version(1, "2031-03-01", "2031-03-01")};
  for (const Duty& duty : duties_on("2031-12-31", list)) {
    CHECK_FALSE(duty.due);
    CHECK_FALSE(duty.is_overdue);
  }
}
