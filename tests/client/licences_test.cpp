// Licences that are due: told on the home screen, listed page by page, each leading to its target.
#include <doctest/doctest.h>

#include "client/app/licences/licences_keeper.h"
#include "tests/client/licence_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::licences_test;

namespace {

constexpr std::string_view expired_route = "/licences?due=expired", soon_route = "/licences?due=within-30-days";

struct LicencesScene : Harness {
  explicit LicencesScene(std::string_view path, std::string_view grants = keeper_grants) : Harness(Look{}, path) {
    licences_test::sign_in(*this, grants);
  }
  std::string reply(const std::string& body) { return licences_test::reply(*this, body); }
};

}  // namespace

TEST_CASE("the home screen tells how many licences have expired or soon will, and leads to just those") {
  LicencesScene at("/");
  at.open_storage();
  CHECK(at.reply(page_json("", {}, 3, 10'000)) == std::string(base) + "1");
  CHECK(at.says("3 个许可证已过期"));
  CHECK(at.says("10,000 多个许可证 30 天内到期"));
  at.app.activate("home.licences.within-30-days");
  at.settle();
  CHECK(at.shell.route == soon_route);
  CHECK(at.reply(page_json("")) == std::string(base) + "50&expires_from=2026-05-29&expires_by=2026-06-28");
}

TEST_CASE("nobody is told of licences that somebody else sees to") {
  LicencesScene reader("/", R"("registers_read":"own")");
  reader.open_storage();
  CHECK(reader.reply(page_json("")).empty());
}

TEST_CASE("licences are read page by page, and a row leads to its target") {
  LicencesScene at(expired_route);
  CHECK(at.reply(page_json(many_licences(0, 50, "2026-03-04"), "a")) == std::string(base) + "50&expires_by=2026-05-28");
  CHECK(at.says("2026年3月4日到期，已过 86 天"));
  CHECK(at.says("往下还有"));
  at.app.wheel({400, 600}, 100'000);
  at.settle();
  CHECK(at.reply(page_json(many_licences(50, 10, "2026-05-28"))).ends_with("&cursor=a"));
  CHECK(at.app.model().licences.list.entries.size() == 60);
  CHECK(at.says("60 个许可证"));
  at.app.wheel({400, 600}, 100'000);
  at.settle();
  CHECK(at.reply(page_json("")).empty());
  const auto rows = at.all(Role::link);
  REQUIRE_FALSE(rows.empty());
  at.app.activate(rows.back().id);
  at.settle();
  CHECK(at.shell.route == "/targets/0197f000-0000-7000-8000-000000002159");
}

TEST_CASE("who comes back to licences finds the place again, and what has changed meanwhile") {
  LicencesScene at(expired_route);
  at.reply(page_json(many_licences(0, 50, "2026-03-04"), "a"));
  at.app.wheel({400, 600}, 100'000);
  at.settle();
  at.reply(page_json(many_licences(50, 40, "2026-05-28")));
  const std::string last = at.all(Role::listitem).back().name;
  at.open("/targets/0197f000-0000-7000-8000-000000002159");
  at.open(expired_route);
  CHECK(at.app.model().licences.list.entries.size() == 90);
  CHECK(at.reply(page_json(many_licences(1, 89, "2026-05-28"))) == std::string(base) + "90&expires_by=2026-05-28");
  CHECK(at.app.model().licences.list.entries.size() == 89);
  CHECK(at.app.model().licences.list.entries.front().licence.number == "JY141162200101");
}

TEST_CASE("the other tab of licences is read at once, and is there again for who comes back from a target") {
  LicencesScene at(expired_route);
  at.reply(page_json(licence_json(1, "2026-05-28")));
  at.activate(Role::tab, text(Text::due_licences_soon, Language::chinese));
  CHECK(at.reply(page_json(licence_json(2, "2026-05-29"))).contains("expires_from=2026-05-29"));
  CHECK(at.says("今天到期"));
  at.open("/targets/0197f000-0000-7000-8000-000000002102");
  at.open(expired_route);
  CHECK(at.reply(page_json(licence_json(2, "2026-05-29"))).contains("expires_from=2026-05-29"));
  at.open("/");
  at.network.accounts.clear();
  at.open(expired_route);
  CHECK(at.reply(page_json("")).ends_with("&expires_by=2026-05-28"));
}

TEST_CASE("an empty page of licences is not the end where more follows") {
  LicencesScene at(expired_route);
  at.reply(page_json("", "a"));
  CHECK(at.reply(page_json(licence_json(1, "2026-05-28"))).ends_with("&cursor=a"));
  CHECK(at.app.model().licences.list.entries.size() == 1);
  CHECK(at.app.model().licences.list.has_more == false);
}

TEST_CASE("licences that could not be read are asked for again, by hand and not with every frame") {
  LicencesScene at(expired_route);
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.reply(page_json("")).empty());
  at.activate(Role::button, text(Text::retry, Language::chinese));
  CHECK_FALSE(at.reply(page_json("")).empty());
  CHECK(at.says(text(Text::due_licences_none_expired, Language::chinese)));
}

TEST_CASE("licences in a strange form are refused") {
  for (const std::string_view json :
       {"", "[]", R"({"items":{},"next_cursor":null})", R"({"items":[{"id":"x"}],"next_cursor":null})",
        R"({"items":[],"next_cursor":null,"counts":{"expired":3}})"})
    CHECK_FALSE(read_licences_page(json));
  CHECK(read_licences_page(R"({"items":[],"next_cursor":null,"counts":null})"));
}

TEST_CASE("licences of another user are forgotten") {
  LicencesScene at(expired_route);
  at.reply(page_json(licence_json(1, "2026-05-28")));
  at.open("/account");
  at.network.accounts.clear();
  at.activate(Role::button, text(Text::sign_out, Language::chinese));
  at.app.activate("account.leave.confirm");
  at.settle();
  accounts_test::answer(at.network, 204);
  at.settle();
  CHECK(at.app.model().licences.list.entries.empty());
}

TEST_CASE("addresses of licences lead to them, odd ones to those that have expired") {
  CHECK(path_of(route_from(soon_route)) == soon_route);
  CHECK(path_of(route_from("/licences?due=nonsense")) == expired_route);
}
