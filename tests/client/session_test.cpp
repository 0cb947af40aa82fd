// Who is signed in, as the client keeps it: what each answer of the server, and none, makes of it.
#include <doctest/doctest.h>

#include <random>

#include "client/app/accounts/account_json.h"
#include "client/app/accounts/session_keeper.h"
#include "client/app/model/answers.h"
#include "tests/client/account_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;

namespace {

struct Keeper {
  FakeNetwork network;
  SessionModel model;
  int changes = 0;
  SessionWatch watch{network};
  SessionKeeper keeper{watch, model, [this] { ++changes; }};

  void sign_in(const SomeUser& user = {}) {
    keeper.carry_out(SignIn{"demo-office", "a password", ""});
    answer(network, 200, session_json(user));
  }
};

}  // namespace

TEST_CASE("the session at the start is what the server says it is") {
  Keeper at;
  CHECK(at.model.phase == SessionPhase::unknown);
  at.keeper.ask();
  at.keeper.ask();
  CHECK(at.network.accounts.size() == 1);
  SUBCASE("signed in, with the grants of the role") {
    answer(at.network, 200, session_json({}, R"("audit_read":"all","newer_action":"all","users_read":"newer")"));
    REQUIRE(at.model.user);
    CHECK(at.model.phase == SessionPhase::signed_in);
    CHECK(at.model.user->role == access::Role::joint_meeting_office);
    CHECK(at.model.may(access::Action::audit_read));
    CHECK_FALSE(at.model.may(access::Action::users_read));
  }
  SUBCASE("signed out: nothing was lost") {
    answer(at.network, 401, problem_json("account.sign_in_needed"));
    CHECK(at.model.phase == SessionPhase::signed_out);
    CHECK_FALSE(at.model.ended);
  }
  SUBCASE("not known while nobody answers, and asked again when somebody does") {
    fail_request(at.network, "client.offline");
    CHECK(at.model.phase == SessionPhase::unknown);
    CHECK_FALSE(at.model.is_server_reached);
    at.watch.get("/api/v1/departments?limit=1", [](const Result<HttpAnswer>&) {});
    std::exchange(at.network.last, {})(HttpAnswer{.status = 200, .body = {}});
    CHECK(at.model.is_server_reached);
    answer(at.network, 200, session_json({}));
    CHECK(at.model.is_signed_in());
  }
  SUBCASE("an answer that makes no sense signs nobody in") {
    answer(at.network, 200, "<html>");
    CHECK(at.model.phase == SessionPhase::unknown);
  }
}

TEST_CASE("signing in sends what was typed once, in the body, and keeps none of it") {
  Keeper at;
  at.keeper.carry_out(SignIn{"demo-office", "a \"quoted\" password", ""});
  at.keeper.carry_out(SignIn{"demo-office", "a \"quoted\" password", ""});
  CHECK(at.network.accounts.size() == 1);
  CHECK(at.model.sign_in.is_under_way);
  const HttpRequest sent = answer(at.network, 200, session_json({}));
  CHECK(sent.method == Method::post);
  CHECK(sent.path == "/api/v1/session");
  CHECK(sent.body == R"({"login":"demo-office","password":"a \"quoted\" password"})");
  CHECK_FALSE(at.model.sign_in.is_under_way);
  CHECK(at.model.sign_in.answers == 1);
  CHECK(at.model.is_signed_in());
  CHECK(at.changes == 1);
}

TEST_CASE("what is wrong with signing in is told apart") {
  Keeper at;
  at.keeper.carry_out(SignIn{"demo-office", "wrong", ""});
  SUBCASE("refused") {
    answer(at.network, 401, problem_json("account.sign_in_refused"));
    CHECK(at.model.sign_in.error->code == "account.sign_in_refused");
    CHECK_FALSE(at.model.ended);
  }
  SUBCASE("too many attempts, with the time to wait") {
    answer(at.network, 429, problem_json("account.too_many_attempts", R"("seconds":"42")"));
    CHECK(at.model.sign_in.error->argument("seconds") == "42");
  }
  SUBCASE("a code is wanted: that is a step, no failure") {
    answer(at.network, 403, problem_json("account.second_factor_needed"));
    CHECK(at.model.needs_code);
    CHECK_FALSE(at.model.sign_in.error);
    at.keeper.carry_out(SignIn{"demo-office", "right", "123456"});
    CHECK(answer(at.network, 403, problem_json("account.second_factor_wrong")).body.contains(R"("code":"123456")"));
    CHECK(at.model.needs_code);
    CHECK(at.model.sign_in.error->code == "account.second_factor_wrong");
  }
  SUBCASE("nobody answers") {
    fail_request(at.network, "client.timeout");
    CHECK(at.model.sign_in.error->code == "client.timeout");
    CHECK_FALSE(at.model.is_server_reached);
  }
  CHECK_FALSE(at.model.is_signed_in());
}

TEST_CASE("a session that ends is noticed at any request, and who it was stays") {
  Keeper at;
  at.sign_in();
  at.watch.get("/api/v1/departments?limit=1", [](const Result<HttpAnswer>&) {});
  std::exchange(at.network.last, {})(HttpAnswer{.status = 401, .body = problem_json("account.session_ended")});
  CHECK(at.model.phase == SessionPhase::signed_out);
  CHECK(at.model.ended->code == "account.session_ended");
  CHECK(at.model.user->login == "demo-office");
  CHECK_FALSE(at.model.may(access::Action::audit_read));
}

TEST_CASE("an answer to what was sent before signing in does not end the new session") {
  Keeper at;
  at.watch.get("/api/v1/departments?limit=1", [](const Result<HttpAnswer>&) {});
  at.sign_in();
  std::exchange(at.network.last, {})(HttpAnswer{.status = 401, .body = problem_json("account.sign_in_needed")});
  CHECK(at.model.is_signed_in());
}

TEST_CASE("without a network the last user stays, also one that the device remembers") {
  Keeper at;
  const Account last = *read_account(user_json({}));
  at.keeper.ask();
  fail_request(at.network, "client.offline");
  at.keeper.remember(*read_remembered(remembered(last)));
  CHECK(at.model.phase == SessionPhase::unknown);
  CHECK(at.model.user->name == last.name);
  CHECK(at.model.user->role == last.role);
}

TEST_CASE("an initial password leaves nothing open but its change") {
  Keeper at;
  at.sign_in({.must_change_password = true});
  CHECK(at.model.is_signed_in());
  CHECK_FALSE(at.model.may(access::Action::audit_read));
  at.keeper.carry_out(ChangePassword{"old", "", "several unrelated words"});
  const HttpRequest sent = answer(at.network, 200, session_json({}));
  CHECK(sent.path == "/api/v1/session/password");
  CHECK(sent.body == R"({"password":"old","new_password":"several unrelated words"})");
  CHECK(at.model.may(access::Action::audit_read));
}

TEST_CASE("signing out forgets the user, and fails aloud when nobody answers") {
  Keeper at;
  at.sign_in();
  at.keeper.carry_out(SignOut{});
  SUBCASE("ended") {
    CHECK(answer(at.network, 204).method == Method::remove);
    CHECK_FALSE(at.model.user);
    CHECK_FALSE(at.model.ended);
    at.keeper.remember(*read_account(user_json({})));
    CHECK_FALSE(at.model.user);
  }
  SUBCASE("it had ended already") {
    answer(at.network, 401, problem_json("account.session_ended"));
    CHECK_FALSE(at.model.user);
    CHECK_FALSE(at.model.sign_out.error);
  }
  SUBCASE("nobody answers: still signed in, and it says so") {
    fail_request(at.network, "client.offline");
    CHECK(at.model.is_signed_in());
    CHECK(at.model.sign_out.error->code == "client.offline");
  }
}

TEST_CASE("the second factor is set up in two steps, and its secrets go with the screen") {
  Keeper at;
  at.sign_in();
  at.keeper.carry_out(BeginSecondFactor{"pw", ""});
  answer(at.network, 200, R"({"secret":"ABCDEFGH","address":"otpauth://totp/x"})");
  CHECK(at.model.second_factor.secret == "ABCDEFGH");
  at.keeper.carry_out(ConfirmSecondFactor{"123456"});
  answer(at.network, 200, R"({"recovery_codes":["aaaaa-bbbbb","ccccc-ddddd"]})");
  CHECK(at.model.second_factor.recovery_codes.size() == 2);
  CHECK(at.model.second_factor.secret.empty());
  CHECK(at.model.user->has_second_factor);
  at.keeper.forget_forms();
  CHECK(at.model.second_factor.recovery_codes.empty());
}

TEST_CASE("one's own sessions are read, and ended one by one") {
  Keeper at;
  at.sign_in();
  at.keeper.carry_out(ReadSessions{});
  answer(at.network, 200,
         R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000aa","is_own":true,"created_at":1,"last_seen_at":2,)"
         R"("expires_at":3,"address":"10.0.0.1","agent":"Chrome"},)"
         R"({"id":"0197f000-0000-7000-8000-0000000000bb","is_own":false,"created_at":1,"last_seen_at":2,)"
         R"("expires_at":3,"address":"10.0.0.2","agent":"Edge"}]})");
  REQUIRE(at.model.sessions.list->size() == 2);
  at.keeper.carry_out(EndSession{at.model.sessions.list->at(1).id});
  CHECK(answer(at.network, 204).path == "/api/v1/sessions/0197f000-0000-7000-8000-0000000000bb");
  REQUIRE(at.model.sessions.list->size() == 1);
  CHECK(at.model.sessions.list->at(0).is_own);
}

TEST_CASE("no answer about accounts is trusted") {
  const std::string session = session_json({});
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string mutated = session;
    for (auto left = 1 + random() % 3; left > 0; --left)
      mutated[random() % mutated.size()] = static_cast<char>(random());
    const auto read = read_session(mutated);
    if (read) CHECK(read->user.login.size() <= account_limits::name_bytes_max);
    (void)read_remembered(mutated);
    (void)read_open_sessions(mutated);
  }
}
