// What was typed and is not saved: the browser is told to ask before the page goes, and giving it up is asked for.
#include <doctest/doctest.h>

#include "tests/client/people_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::people_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

struct EditedInspector : Harness {
  EditedInspector() : Harness(Look{}, "/inspectors/" + std::string(person_id)) {
    people_test::sign_in(*this, writer_grants);
    open_inspector(*this);
    activate(Role::button, say(Text::person_edit));
  }
};

}  // namespace

TEST_CASE("the page is guarded from the first change of a form on, wherever one is in the app, until it is saved") {
  EditedInspector at;
  CHECK_FALSE(at.shell.is_guarded);
  at.type("person.position", "所长");
  CHECK(at.shell.is_guarded);
  // Elsewhere in the app it is still there, and still not saved.
  at.open("/settings");
  CHECK(at.shell.is_guarded);
  at.network.accounts.clear();
  at.open("/inspectors/" + std::string(person_id));
  at.network.accounts.clear();
  at.type("person.reason", "任职");
  at.activate(Role::button, say(Text::person_save));
  at.network.accounts.front().done(HttpAnswer{.status = 200, .body = inspector_json({.revision = 2})});
  at.settle();
  CHECK_FALSE(at.shell.is_guarded);
}

TEST_CASE("what is typed back as it was is no change") {
  EditedInspector at;
  at.type("person.position", "所长");
  CHECK(at.shell.is_guarded);
  at.type("person.position", "副所长");
  CHECK_FALSE(at.shell.is_guarded);
}

TEST_CASE("an edit of a person is given up after a question, and at once where nothing was typed") {
  EditedInspector at;
  at.activate(Role::button, say(Text::cancel));
  CHECK(at.all(Role::dialog).empty());
  at.activate(Role::button, say(Text::person_edit));
  at.type("person.position", "所长");
  at.activate(Role::button, say(Text::cancel));
  CHECK(at.says(say(Text::item_leave_question)));
  at.activate(Role::button, say(Text::item_leave_stay));
  CHECK(at.shell.is_guarded);
  at.activate(Role::button, say(Text::cancel));
  at.activate(Role::button, say(Text::item_leave_go));
  CHECK_FALSE(at.shell.is_guarded);
  CHECK(at.shows(Role::button, say(Text::person_edit)));
}

TEST_CASE("what is typed into a sheet of a person's page guards the page while the sheet is open") {
  Harness at(Look{}, "/inspectors/" + std::string(person_id));
  people_test::sign_in(at, writer_grants);
  open_inspector(at);
  at.app.activate("person.certificate." + std::string(certificate_id));
  at.settle();
  CHECK_FALSE(at.shell.is_guarded);
  at.type("part.number", "豫P1");
  CHECK(at.shell.is_guarded);
  at.type("part.number", "豫P16220012345");
  CHECK_FALSE(at.shell.is_guarded);
}

TEST_CASE("the reason for which a person ends guards the page while its sheet is open") {
  Harness at(Look{}, "/inspectors/" + std::string(person_id));
  people_test::sign_in(at, writer_grants);
  open_inspector(at);
  at.activate(Role::button, say(Text::person_end));
  CHECK_FALSE(at.shell.is_guarded);
  at.type("person.end.reason", "调离");
  CHECK(at.shell.is_guarded);
}

TEST_CASE("forms of new things guard the page too, and not before something was typed") {
  struct Case {
    const char *path, *field, *grants;
  };
  for (const Case& c : {Case{"/inspectors/new", "person.name", R"("registers_read":"own","registers_write":"own")"},
                        Case{"/experts/new", "person.name", R"("registers_read":"own","registers_write":"own")"},
                        Case{"/targets/new", "record.name", R"("registers_read":"own","registers_write":"own")"},
                        Case{"/users/new", "user.name", R"("users_read":"own","users_write":"own")"},
                        Case{"/departments/new", "department.name", R"("departments_write":"all")"}}) {
    CAPTURE(c.path);
    Harness at(Look{}, c.path);
    people_test::sign_in(at, c.grants);
    CHECK_FALSE(at.shell.is_guarded);
    at.type(c.field, "新的");
    CHECK(at.shell.is_guarded);
  }
}

TEST_CASE("a session that ends keeps what was typed for its user, and nothing of it for the next one") {
  EditedInspector at;
  at.type("person.position", "所长");
  at.type("person.reason", "任职");
  at.activate(Role::button, say(Text::person_save));
  accounts_test::answer(at.network, 401, accounts_test::problem_json("account.session_ended"));
  at.settle();
  CHECK(at.shell.is_guarded);
  at.open("/sign-in");
  at.type("sign_in.login", "other");
  at.type("sign_in.password", "some password", true);
  FakeNetwork::Pending sign_in = std::move(at.network.accounts.back());
  at.network.accounts.clear();
  sign_in.done(
      HttpAnswer{.status = 200,
                 .body = accounts_test::session_json({.id = "0197f000-0000-7000-8000-000000000099"}, writer_grants)});
  at.settle();
  CHECK_FALSE(at.shell.is_guarded);
}
