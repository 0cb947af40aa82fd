// The audit trail in words: what the server writes has words here. Read from its sources, so that an action that is
// added there is missed here.
#include "client/app/screens/audit_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

using namespace mingchou::client;

namespace {

using Names = std::set<std::string>;

bool is_known_action(std::string_view name) { return std::ranges::contains(audit_actions, name, &AuditWord::name); }
bool is_known_entity(std::string_view name) { return std::ranges::contains(audit_entities, name, &AuditWord::name); }

std::string whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator(file), {}};
}

Names names_in(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  Names names;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) names.insert((*at)[1]);
  return names;
}

/// Texts "entity.verb" of a statement that begins so: one of them is chosen there.
Names actions_in(const std::string& text) {
  Names found;
  const std::regex begin(R"((\.action =|Recorded\{)[^,]*)");
  for (std::sregex_iterator at(text.begin(), text.end(), begin), end; at != end; ++at)
    found.merge(names_in(at->str(), R"re("([a-z_]+\.[a-z_]+)")re"));
  return found;
}

}  // namespace

TEST_CASE("every action and entity that the server writes into the audit trail has words") {
  Names actions, entities;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SERVER_SOURCES)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = whole(entry.path());
    actions.merge(actions_in(text));
    entities.merge(names_in(text, R"re(\.entity = "([a-z_]+)")re"));
    entities.merge(names_in(text, R"re(Recorded\{\s*"[a-z_.]+",\s*"([a-z_]+)")re"));
  }
  CHECK(actions.size() > 20);
  CHECK(actions.contains("joint_visit.agree"));
  CHECK(actions.contains("department_visit_cap.set"));
  CHECK(entities.contains("joint_visit"));
  for (const std::string& action : actions) {
    CAPTURE(action);
    CHECK(is_known_action(action));
  }
  for (const std::string& entity : entities) {
    CAPTURE(entity);
    CHECK(is_known_entity(entity));
  }
}

TEST_CASE("every list that is given out has words in the trail") {
  const std::filesystem::path forms = std::filesystem::path(SERVER_SOURCES).parent_path() / "assets/exports/lists.json";
  Names lists = names_in(whole(forms), R"re("id": "([a-z_]+)")re");
  CHECK(lists.size() > 10);
  lists.insert({"targets", "inspectors", "experts"});
  const Ui ui;
  for (const std::string& list : lists) {
    CAPTURE(list);
    CHECK(audit_entity_words(ui, list) != list);
    CHECK(audit_value_words(ui, Model{}, list, "register", list) == audit_entity_words(ui, list));
  }
}

TEST_CASE("the conditions by which the trail was taken out have words") {
  const Ui ui;
  const Model model;
  for (const char* field : {"actor_id", "entity_id", "department_id", "action", "entity", "actor_role", "from", "to"}) {
    CAPTURE(field);
    CHECK(audit_field_words(ui, "audit", field) != field);
  }
  CHECK(audit_field_words(ui, "items", "version") != "version");
  const auto value = [&](const char* field, const char* of) {
    return audit_value_words(ui, model, "audit", field, of);
  };
  CHECK(value("action", "register.exported") == audit_action_words(ui, "register.exported"));
  CHECK(value("entity", "draw") == audit_entity_words(ui, "draw"));
  CHECK(value("actor_role", "inspector") != "inspector");
  // 2026-05-01 00:00 in Shanghai, and the minute before it.
  CHECK(value("from", "1777564800000").contains("00:00"));
  CHECK(value("to", "1777564800000").contains("23:59"));
  CHECK(value("from", "x") == "x");
}
