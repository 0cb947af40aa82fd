// How a draw is held: what may follow what, who signs what, and that a refused step changes nothing.
#include <doctest/doctest.h>

#include <functional>

#include "shared/ceremony/rules.h"
#include "shared/draw/bundle_checks.h"
#include "shared/draw/statement.h"
#include "shared/tasks/draw_plan.h"
#include "tests/shared/tasks_support.h"

using namespace mingchou;
using namespace mingchou::ceremony;
using tasks::test::uuid;

namespace {

constexpr std::uint64_t now_s = 1'790'000'000;
Instant at(std::uint64_t seconds) { return {static_cast<std::int64_t>(seconds * 1000)}; }
const Instant now = at(now_s);

crypto::SigningKey key_of(std::uint8_t number) {
  return crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, number)).value();
}

draw::PublicSource dice(std::uint64_t at_s = now_s) {
  return {.form = *draw::PublicForm::parse("digits:6"), .ref = "会场掷骰六次", .at = at_s, .otherwise = {}};
}

std::vector<PublicValue> in_room() { return {{.name = "骰子", .source = dice(), .is_in_room = true}}; }

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

/// A draw with witnesses 1, 2, … whose keys and secrets are made of their numbers.
class Held {
 public:
  explicit Held(int seats = 2, std::vector<PublicValue> values = in_room()) {
    draw.id = {uuid(240)};
    draw.task_id = {uuid(241)};
    draw.deadline_s = 3600;
    for (int i = 1; i <= seats; ++i)
      draw.seats.push_back({.id = {uuid(static_cast<std::uint8_t>(i))}, .name = "见证人" + std::to_string(i)});
    draw.values = std::move(values);
    draw = check_setup(draw, now).value();
  }

  static SeatId seat(std::uint8_t number) { return {uuid(number)}; }
  std::string name(std::uint8_t number) { return draw.seats[number - 1U].name; }
  static Bytes secret(std::uint8_t number) { return Bytes(draw::witness_secret_bytes, number); }
  log::VerifierKey key(std::uint8_t number, std::uint8_t of) {
    return {.name = seat_key_name(draw.id, seat(number)),
            .type = log::SignatureType::ed25519,
            .key = key_of(of).public_key()};
  }
  std::string note(std::uint8_t by, const std::string& text) {
    log::SignedNote signed_note{text, {}};
    signed_note.signatures.push_back(log::sign_note(key_of(by), seat_key_name(draw.id, seat(by)), text).value());
    return log::note_text(signed_note);
  }

  std::string join(std::uint8_t number) {
    return code_of(ceremony::join(draw, seat(number), key(number, number),
                                  draw::commitment(draw.suite, draw.id.uuid.text(), name(number), secret(number))));
  }
  std::string plan() {
    const tasks::Task task = tasks::test::own_task();
    auto made = plan_of(draw, tasks::draw_plan_of(task, tasks::test::frame_of(task)), now);
    if (!made) return made.error().code;
    fix_plan(draw, *std::move(made), now_s);
    return "";
  }
  std::string consent(std::uint8_t number) {
    return code_of(ceremony::consent(draw, seat(number),
                                     note(number, draw::consent_text(draw.plan->draw, draw::plan_hash(*draw.plan)))));
  }
  std::string reveal(std::uint8_t number) {
    return code_of(ceremony::reveal(draw, seat(number), secret(number),
                                    note(number, draw::reveal_text(draw.plan->draw, name(number), secret(number)))));
  }
  std::string strike(std::uint8_t number, std::uint8_t by, std::uint64_t at_s, std::uint64_t given_s) {
    return code_of(ceremony::strike(draw, seat(number),
                                    note(by, draw::strike_text(draw.plan->draw, name(number), at_s)), at(given_s)));
  }
  std::string type(const char* by, const char* text, std::uint64_t at_s = now_s + in_room_delay_s) {
    return code_of(type_value(draw, "骰子", by, text, at(at_s)));
  }
  /// To where secrets are revealed.
  void begin() {
    for (std::uint8_t i = 1; i <= draw.seats.size(); ++i) REQUIRE(join(i) == "");
    REQUIRE(plan() == "");
    for (std::uint8_t i = 1; i <= draw.seats.size(); ++i) REQUIRE(consent(i) == "");
  }

  Draw draw;
};

/// Known an hour later, from elsewhere.
std::vector<PublicValue> later() { return {{.name = "骰子", .source = dice(now_s + 1800)}}; }

}  // namespace

TEST_CASE(
    "a draw goes from invitations to its values, and its statements are those that a bundle's verifier asks for") {
  Held held;
  CHECK(held.draw.stage() == Stage::inviting);
  REQUIRE(held.join(1) == "");
  CHECK(held.plan() == "ceremony.seat_open");
  REQUIRE(held.join(2) == "");
  REQUIRE(held.plan() == "");
  CHECK(held.draw.stage() == Stage::consenting);
  REQUIRE(held.consent(2) == "");
  CHECK(held.reveal(2) == "ceremony.wrong_stage");
  REQUIRE(held.consent(1) == "");
  CHECK(held.draw.stage() == Stage::revealing);
  REQUIRE(held.type("office", "123456") == "");
  REQUIRE(held.type("chief", "123456") == "");
  REQUIRE(held.reveal(1) == "");
  REQUIRE(held.reveal(2) == "");
  CHECK(held.draw.stage() == Stage::settling);

  draw::BundleContent content;
  content.plan = *held.draw.plan;
  content.witness_keys = keys_of(held.draw);
  content.values = values_of(held.draw);
  content.notes = notes_of(held.draw);
  draw::CheckLines lines;
  CHECK(draw::check_statements(content, draw::plan_hash(content.plan), lines));
  CHECK(draw::check_values(held.draw.suite, content.plan.draw, content.plan.entropy, content.values));
  held.draw.has_result = true;
  CHECK(held.draw.stage() == Stage::drawn);
}

TEST_CASE("a setup names its sources once, with entropy enough and known in time") {
  const auto refusal = [](const std::function<void(Draw&)>& change) {
    Held held;
    change(held.draw);
    return code_of(check_setup(held.draw, now));
  };
  CHECK(refusal([](Draw&) {}) == "");
  CHECK(refusal([](Draw& d) { d.seats.clear(); }) == "draw.entropy_short");
  CHECK(refusal([](Draw& d) { d.seats[1].name = " 见证人1"; }) == "draw.source_repeated");
  CHECK(refusal([](Draw& d) { d.seats[1].name = " "; }) == "items.field_needed");
  CHECK(refusal([](Draw& d) { d.values[0].source.ref = "下一期"; }) == "draw.ref_next");
  const auto elsewhere = [](std::uint64_t at_s) {
    return [at_s](Draw& d) { d.values[0] = {.name = "骰子", .source = dice(at_s)}; };
  };
  CHECK(refusal(elsewhere(now_s + 3599)) == "");
  CHECK(refusal(elsewhere(now_s + 3600)) == "ceremony.too_late");
  CHECK(refusal(elsewhere(now_s)) == "ceremony.value_passed");
  CHECK(refusal([](Draw& d) { d.deadline_s = 599; }) == "ceremony.deadline_range");
  CHECK(refusal([](Draw& d) { d.seats.resize(seats_max + 1); }) == "ceremony.seats_max");
  CHECK(refusal([](Draw& d) { d.values.resize(values_max + 1); }) == "ceremony.values_max");
}

TEST_CASE("a witness joins once, with a key of their own that bears the seat's name") {
  Held held;
  const auto join = [&](std::uint8_t number, const log::VerifierKey& key) {
    return code_of(ceremony::join(held.draw, Held::seat(number), key, Digest{}));
  };
  CHECK(join(9, held.key(1, 1)) == "ceremony.seat_unknown");
  CHECK(join(1, held.key(2, 1)) == "ceremony.key_wrong");
  log::VerifierKey weak = held.key(1, 1);
  weak.key = {};
  CHECK(join(1, weak) == "ceremony.key_wrong");
  REQUIRE(held.join(1) == "");
  CHECK(held.join(1) == "ceremony.joined_already");
  CHECK(join(2, held.key(2, 1)) == "ceremony.key_wrong");  // the first one's
}

TEST_CASE("who does not come is left out before the plan, as long as there is entropy enough") {
  Held held;
  REQUIRE(leave_out(held.draw, Held::seat(2)));
  CHECK(held.draw.seats.size() == 1);
  CHECK(code_of(leave_out(held.draw, Held::seat(2))) == "ceremony.seat_unknown");
  CHECK(code_of(leave_out(held.draw, Held::seat(1))) == "draw.entropy_short");
  CHECK(held.draw.seats.size() == 1);
  held.begin();
  CHECK(code_of(leave_out(held.draw, Held::seat(1))) == "ceremony.wrong_stage");
}

TEST_CASE("a consent is to this plan, under the seat's own key, and given once") {
  Held held;
  REQUIRE(held.join(1) == "");
  REQUIRE(held.join(2) == "");
  REQUIRE(held.plan() == "");
  const auto consent = [&](const std::string& note) {
    return code_of(ceremony::consent(held.draw, Held::seat(1), note));
  };
  const std::string text = draw::consent_text(held.draw.plan->draw, draw::plan_hash(*held.draw.plan));
  CHECK(consent(held.note(2, text)) == "ceremony.note_wrong");
  CHECK(consent(held.note(1, draw::consent_text(held.draw.plan->draw, Digest{}))) == "ceremony.note_wrong");
  CHECK(consent("text") == "log.note_form");
  CHECK(held.consent(1) == "");
  CHECK(held.consent(1) == "ceremony.given_already");
  CHECK(held.draw.stage() == Stage::consenting);
}

TEST_CASE("only the secret that was committed to is a reveal, and what was thrown in the room is read before") {
  Held held;
  held.begin();
  CHECK(held.reveal(1) == "ceremony.value_first");
  CHECK(held.type("office", "123456", now_s + in_room_delay_s - 1) == "ceremony.value_early");
  REQUIRE(held.type("office", "123456") == "");
  CHECK(held.reveal(1) == "ceremony.value_first");
  REQUIRE(held.type("chief", "123456") == "");
  const Bytes other = Held::secret(7);
  CHECK(code_of(ceremony::reveal(held.draw, Held::seat(1), other,
                                 held.note(1, draw::reveal_text(held.draw.plan->draw, held.name(1), other)))) ==
        "draw.reveal_differs");
  CHECK(code_of(ceremony::reveal(held.draw, Held::seat(1), Held::secret(1),
                                 held.note(2, draw::reveal_text(held.draw.plan->draw, held.name(1),
                                                                Held::secret(1))))) == "ceremony.note_wrong");
  REQUIRE(held.reveal(1) == "");
  CHECK(held.reveal(1) == "ceremony.given_already");
}

TEST_CASE("a value from elsewhere may come after the reveals, and not before its time") {
  Held held(2, later());
  held.begin();
  CHECK(held.type("office", "123456") == "ceremony.value_early");
  REQUIRE(held.reveal(1) == "");
  REQUIRE(held.reveal(2) == "");
  CHECK(held.draw.stage() == Stage::revealing);
  REQUIRE(held.type("office", "123456", now_s + 1800) == "");
  REQUIRE(held.type("chief", "123456", now_s + 1800) == "");
  CHECK(held.draw.stage() == Stage::settling);
}

TEST_CASE("two people type a public value; if they differ nothing goes on, and each may correct themselves") {
  Held held;
  held.begin();
  CHECK(held.type("office", "12345") == "draw.value_form");
  CHECK(held.type("office", "１２３ 456") == "");
  CHECK(held.type("office", "123456") == "");  // the same person again is no second one
  CHECK(held.draw.values[0].value.empty());
  CHECK(held.type("chief", "123457") == "");
  CHECK(held.draw.values[0].value.empty());
  CHECK(held.draw.values[0].typed.size() == 2);
  CHECK(held.type("chief", "123456") == "");
  CHECK(held.draw.values[0].value == "123456");
  CHECK(held.type("office", "123457") == "ceremony.given_already");
  CHECK(code_of(type_value(held.draw, "彩票", "office", "1", now)) == "ceremony.value_unknown");
}

TEST_CASE("a witness who does not reveal is struck by another one, before any public value can be known") {
  Held held(2, later());
  held.begin();
  REQUIRE(held.reveal(1) == "");
  CHECK(held.strike(2, 2, now_s + 60, now_s + 61) == "ceremony.own_strike");
  CHECK(held.strike(2, 1, now_s + 1800, now_s + 1801) == "draw.strike_late");
  CHECK(held.strike(2, 1, now_s + 60, now_s + 1800) == "draw.strike_late");
  CHECK(held.strike(2, 1, now_s + 62, now_s + 61) == "draw.strike_late");  // it can't be of the future
  CHECK(held.strike(1, 2, now_s + 60, now_s + 61) == "ceremony.given_already");
  REQUIRE(held.strike(2, 1, now_s + 60, now_s + 61) == "");
  CHECK(held.reveal(2) == "ceremony.given_already");
  REQUIRE(held.type("office", "123456", now_s + 1800) == "");
  REQUIRE(held.type("chief", "123456", now_s + 1800) == "");
  CHECK(held.draw.stage() == Stage::settling);
  CHECK(values_of(held.draw)[1].empty());
}

TEST_CASE("a draw of witnesses alone is not struck empty") {
  Held held(2, {});
  held.begin();
  REQUIRE(held.strike(2, 1, now_s + 1, now_s + 2) == "");
  CHECK(held.strike(1, 2, now_s + 1, now_s + 2) == "draw.all_struck");
  CHECK(held.reveal(1) == "");
  CHECK(held.draw.stage() == Stage::settling);
}

TEST_CASE("a draw is voided with a reason until the last value exists, and never after") {
  for (const int reveals : {0, 1, 2}) {
    Held held(2, {});
    held.begin();
    for (std::uint8_t i = 1; i <= reveals; ++i) REQUIRE(held.reveal(i) == "");
    const auto done = cancel(held.draw, "见证人退出", now);
    if (reveals == 2) {
      CHECK(code_of(done) == "ceremony.wrong_stage");
    } else {
      CHECK(held.draw.stage() == Stage::voided);
      CHECK(held.reveal(2) == "ceremony.wrong_stage");
      CHECK(code_of(cancel(held.draw, "再次", now)) == "ceremony.wrong_stage");
    }
  }
  Held held;
  CHECK(code_of(cancel(held.draw, " ", now)) == "items.field_needed");
  CHECK(held.draw.stage() == Stage::inviting);
}

TEST_CASE("a draw with every value but no result is voided once its deadline has passed, and stays overdue") {
  Held held(2, {});
  held.begin();
  REQUIRE(held.reveal(1) == "");
  REQUIRE(held.reveal(2) == "");
  REQUIRE(held.draw.stage() == Stage::settling);
  CHECK(code_of(cancel(held.draw, "磁盘故障", at(now_s + 3600))) == "ceremony.wrong_stage");
  CHECK(code_of(cancel(held.draw, " ", at(now_s + 3601))) == "items.field_needed");
  CHECK(held.draw.stage() == Stage::settling);
  REQUIRE(cancel(held.draw, "磁盘故障", at(now_s + 3601)));
  CHECK(held.draw.stage() == Stage::voided);
  CHECK(is_overdue(held.draw, now));
  CHECK(code_of(cancel(held.draw, "再次", at(now_s + 9999))) == "ceremony.wrong_stage");
  // One that was voided before its last value is not.
  Held early;
  early.begin();
  REQUIRE(cancel(early.draw, "见证人退出", at(now_s + 9999)));
  CHECK_FALSE(is_overdue(early.draw, at(now_s + 9999)));
  // A result ends all that, however late it is looked at.
  Held done(2, {});
  done.begin();
  REQUIRE(done.reveal(1) == "");
  REQUIRE(done.reveal(2) == "");
  done.draw.has_result = true;
  CHECK(code_of(cancel(done.draw, "磁盘故障", at(now_s + 3601))) == "ceremony.wrong_stage");
}

TEST_CASE("an invitation holds for its days, and fewer once there is a result") {
  constexpr std::uint64_t day_s = 24 * 3600;
  const Instant last = at(now_s + invitation_days_max * day_s), after = at(now_s + invitation_days_max * day_s + 1);
  CHECK(invitation_holds(now, {}, last));
  CHECK_FALSE(invitation_holds(now, {}, after));
  CHECK(invitation_holds(now, now, at(now_s + invitation_days_after_result * day_s)));
  CHECK_FALSE(invitation_holds(now, now, at(now_s + invitation_days_after_result * day_s + 1)));
  CHECK_FALSE(invitation_holds(now, last, after));
  // One that was given out after the result lets its holder look as long as the others could.
  const std::uint64_t again_s = now_s + 30 * day_s;
  CHECK(invitation_holds(at(again_s), now, at(again_s + invitation_days_after_result * day_s)));
  CHECK_FALSE(invitation_holds(at(again_s), now, at(again_s + invitation_days_after_result * day_s + 1)));
}

TEST_CASE("the plan is logged before a value that is thrown in the room, or one from elsewhere, can be known") {
  Held held;
  held.begin();
  CHECK(std::get<draw::PublicSource>(held.draw.plan->entropy[2].kind).at == now_s + in_room_delay_s);
  Held late(2, later());
  REQUIRE(late.join(1) == "");
  REQUIRE(late.join(2) == "");
  const tasks::Task task = tasks::test::own_task();
  const draw::Plan outline = tasks::draw_plan_of(task, tasks::test::frame_of(task));
  CHECK(code_of(plan_of(late.draw, outline, at(now_s + 1800))) == "ceremony.value_passed");
  CHECK(code_of(plan_of(late.draw, outline, at(now_s + 1799))) == "");
}

TEST_CASE("a draw is overdue when its time has run out without a result") {
  Held held;
  CHECK_FALSE(is_overdue(held.draw, at(now_s + 10'000)));
  held.begin();
  CHECK_FALSE(is_overdue(held.draw, at(now_s + 3600)));
  CHECK(is_overdue(held.draw, at(now_s + 3601)));
  held.draw.has_result = true;
  CHECK_FALSE(is_overdue(held.draw, at(now_s + 3601)));
}
