#include "shared/ceremony/rules.h"

#include <algorithm>
#include <array>
#include <set>

#include "shared/draw/statement.h"
#include "shared/items/rules.h"
#include "shared/json/json.h"
#include "shared/text/normal_form.h"

namespace mingchou::ceremony {
namespace {

constexpr std::array<std::string_view, stage_count> stages{"inviting", "consenting", "revealing",
                                                           "settling", "drawn",      "voided"};

Error about(std::string_view code, std::string_view name) { return Error(code).with("name", name); }

Result<> demand_stage(const Draw& draw, std::initializer_list<Stage> allowed) {
  if (std::ranges::contains(allowed, draw.stage())) return {};
  return fail(Error("ceremony.wrong_stage").with("stage", text_of(draw.stage())));
}

Result<Seat*> find_seat(Draw& draw, const SeatId& id) {
  const auto seat = std::ranges::find(draw.seats, id, &Seat::id);
  if (seat == draw.seats.end()) return fail(Error("ceremony.seat_unknown"));
  return &*seat;
}

std::uint64_t seconds(Instant instant) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(instant.ms, 0) / 1000);
}

std::optional<std::uint64_t> first_public_at(const Draw& draw) {
  std::optional<std::uint64_t> first;
  for (const PublicValue& value : draw.values) first = std::min(first.value_or(value.source.at), value.source.at);
  return first;
}

/// The sources as the plan has them; before the witnesses have joined their keys are stand-ins.
std::vector<draw::Source> sources_of(const Draw& draw) {
  std::vector<draw::Source> sources;
  sources.reserve(draw.seats.size() + draw.values.size());
  for (const Seat& seat : draw.seats)
    sources.push_back({seat.name, draw::Witness{seat.joined ? seat.joined->key.text() : seat_key_name(draw.id, seat.id),
                                                seat.joined ? seat.joined->commit : Digest{}}});
  for (const PublicValue& value : draw.values) sources.push_back({value.name, value.source});
  return sources;
}

Result<> check_in_time(const Draw& draw, std::uint64_t from_s) {
  for (const PublicValue& value : draw.values) {
    if (value.is_in_room) continue;
    if (value.source.at <= from_s) return fail(about("ceremony.value_passed", value.name));
    if (value.source.at >= from_s + draw.deadline_s) return fail(about("ceremony.too_late", value.name));
  }
  return {};
}

/// A note of exactly that text under exactly one of the keys.
Result<std::size_t> check_note(std::string_view note, std::string_view text, std::span<const log::VerifierKey> keys,
                               std::string_view name) {
  const log::SignedNote parsed = MC_TRY(log::parse_note(note));
  if (parsed.text != text) return fail(about("ceremony.note_wrong", name));
  const auto signers = log::check_signatures(parsed, keys, log::UnknownKeys::refuse);
  if (!signers || signers->size() != 1) return fail(about("ceremony.note_wrong", name));
  return signers->front();
}

Result<> check_own_note(std::string_view note, std::string_view text, const Seat& seat) {
  if (!seat.joined) return fail(about("ceremony.seat_open", seat.name));
  MC_TRY(check_note(note, text, {&seat.joined->key, 1}, seat.name));
  return {};
}

Result<std::uint64_t> strike_time(std::string_view note, std::string_view name) {
  const log::SignedNote parsed = MC_TRY(log::parse_note(note));
  const auto document = json::parse(parsed.text);
  const auto at = document ? document->root().find("at") : std::nullopt;
  if (!at || !at->uint64()) return fail(about("ceremony.note_wrong", name));
  return *at->uint64();
}

std::string tidy_value(std::string_view typed) {
  std::string value;
  // What people type between the digits, and digits of an input method.
  for (const char c : text::fold_full_width(typed))
    if (c != ' ' && c != '-' && c != ',') value.push_back(c);
  return value;
}

}  // namespace

std::string_view text_of(Stage stage) { return stages[static_cast<std::size_t>(stage)]; }

std::optional<Stage> stage_from(std::string_view text) {
  const auto* const found = std::ranges::find(stages, text);
  if (found == stages.end()) return std::nullopt;
  return static_cast<Stage>(found - stages.begin());
}

Stage Draw::stage() const {
  if (!void_reason.empty()) return Stage::voided;
  if (has_result) return Stage::drawn;
  if (!plan) return Stage::inviting;
  const auto consented = [](const Seat& seat) { return !seat.consent.empty(); };
  if (!std::ranges::all_of(seats, consented)) return Stage::consenting;
  return has_all_values() ? Stage::settling : Stage::revealing;
}

bool Draw::has_all_values() const {
  return std::ranges::all_of(seats, &Seat::is_known) &&
         std::ranges::none_of(values, [](const PublicValue& value) { return value.value.empty(); });
}

Result<Draw> check_setup(Draw draw, Instant now) {
  if (draw.seats.size() > seats_max)
    return fail(Error("ceremony.seats_max").with("max", static_cast<long long>(seats_max)));
  if (draw.values.size() > values_max)
    return fail(Error("ceremony.values_max").with("max", static_cast<long long>(values_max)));
  if (draw.deadline_s < deadline_min_s || draw.deadline_s > deadline_max_s)
    return fail(Error("ceremony.deadline_range")
                    .with("min", static_cast<long long>(deadline_min_s))
                    .with("max", static_cast<long long>(deadline_max_s)));
  for (Seat& seat : draw.seats)
    seat.name = MC_TRY(items::tidy_line("seats.name", seat.name, items::code_characters_max));
  for (PublicValue& value : draw.values) {
    value.name = MC_TRY(items::tidy_line("values.name", value.name, items::code_characters_max));
    if (value.is_in_room) value.source.at = 0;
    value.source.ref = MC_TRY(items::tidy_line("values.ref", value.source.ref, typed_characters_max));
    if (value.source.otherwise)
      value.source.otherwise->ref =
          MC_TRY(items::tidy_line("values.else.ref", value.source.otherwise->ref, typed_characters_max));
  }
  MC_TRY(draw::check_sources(sources_of(draw)));
  MC_TRY(check_in_time(draw, seconds(now)));
  return draw;
}

std::string seat_key_name(const DrawId& draw, const SeatId& seat) {
  return "mingchou/draw/" + draw.uuid.text() + "/witness/" + seat.uuid.text();
}

Result<> join(Draw& draw, const SeatId& id, const log::VerifierKey& key, const Digest& commit) {
  MC_TRY(demand_stage(draw, {Stage::inviting}));
  Seat& seat = *MC_TRY(find_seat(draw, id));
  if (seat.joined) return fail(about("ceremony.joined_already", seat.name));
  const auto has_key = [&](const Seat& other) { return other.joined && other.joined->key.key == key.key; };
  const bool is_right = key.name == seat_key_name(draw.id, id) && key.type == log::SignatureType::ed25519 &&
                        crypto::is_public_key(key.key) && std::ranges::none_of(draw.seats, has_key);
  if (!is_right) return fail(about("ceremony.key_wrong", seat.name));
  seat.joined = Joined{key, commit};
  return {};
}

Result<> leave_out(Draw& draw, const SeatId& id) {
  MC_TRY(demand_stage(draw, {Stage::inviting}));
  MC_TRY(find_seat(draw, id));
  Draw without = draw;
  std::erase_if(without.seats, [&id](const Seat& seat) { return seat.id == id; });
  MC_TRY(draw::check_sources(sources_of(without)));
  draw = std::move(without);
  return {};
}

Result<draw::Plan> plan_of(const Draw& draw, draw::Plan outline, Instant now) {
  MC_TRY(demand_stage(draw, {Stage::inviting}));
  for (const Seat& seat : draw.seats)
    if (!seat.joined) return fail(about("ceremony.seat_open", seat.name));
  MC_TRY(check_in_time(draw, seconds(now)));
  outline.draw = draw.id.uuid.text();
  outline.round = draw.round;
  if (draw.replaces) outline.replaces = draw.replaces->uuid.text();
  outline.suite = draw.suite;
  outline.targets = draw.targets;
  outline.inspectors = draw.inspectors;
  outline.entropy = sources_of(draw);
  for (std::size_t i = 0; i < draw.values.size(); ++i)
    if (draw.values[i].is_in_room)
      std::get<draw::PublicSource>(outline.entropy[draw.seats.size() + i].kind).at = seconds(now) + in_room_delay_s;
  outline.deadline_s = draw.deadline_s;
  // What is logged is what parses.
  return draw::parse_plan(draw::plan_json(outline));
}

void fix_plan(Draw& draw, draw::Plan plan, std::uint64_t plan_at_s) {
  for (std::size_t i = 0; i < draw.values.size(); ++i)
    draw.values[i].source = std::get<draw::PublicSource>(plan.entropy[draw.seats.size() + i].kind);
  draw.plan = std::move(plan);
  draw.plan_at_s = plan_at_s;
}

Result<> consent(Draw& draw, const SeatId& id, std::string_view note) {
  MC_TRY(demand_stage(draw, {Stage::consenting}));
  Seat& seat = *MC_TRY(find_seat(draw, id));
  if (!seat.consent.empty()) return fail(about("ceremony.given_already", seat.name));
  MC_TRY(check_own_note(note, draw::consent_text(draw.plan->draw, draw::plan_hash(*draw.plan)), seat));
  seat.consent = note;
  return {};
}

Result<> reveal(Draw& draw, const SeatId& id, BytesView secret, std::string_view note) {
  MC_TRY(demand_stage(draw, {Stage::revealing}));
  Seat& seat = *MC_TRY(find_seat(draw, id));
  if (seat.is_known()) return fail(about("ceremony.given_already", seat.name));
  for (const PublicValue& value : draw.values)
    if (value.value.empty() && value.is_in_room) return fail(about("ceremony.value_first", value.name));
  const bool is_committed = secret.size() == draw::witness_secret_bytes && seat.joined &&
                            draw::commitment(draw.suite, draw.plan->draw, seat.name, secret) == seat.joined->commit;
  if (!is_committed) return fail(about("draw.reveal_differs", seat.name));
  MC_TRY(check_own_note(note, draw::reveal_text(draw.plan->draw, seat.name, secret), seat));
  seat.secret.assign(secret.begin(), secret.end());
  seat.reveal = note;
  return {};
}

Result<> strike(Draw& draw, const SeatId& id, std::string_view note, Instant now) {
  MC_TRY(demand_stage(draw, {Stage::revealing}));
  Seat& seat = *MC_TRY(find_seat(draw, id));
  if (seat.is_known()) return fail(about("ceremony.given_already", seat.name));
  const std::uint64_t at_s = MC_TRY(strike_time(note, seat.name));
  const auto public_at = first_public_at(draw);
  const bool is_late = public_at && (at_s >= *public_at || seconds(now) >= *public_at);
  if (is_late || at_s > seconds(now)) return fail(about("draw.strike_late", seat.name));
  std::vector<log::VerifierKey> others = keys_of(draw);
  std::erase(others, seat.joined->key);
  const std::string text = draw::strike_text(draw.plan->draw, seat.name, at_s);
  if (check_own_note(note, text, seat)) return fail(about("ceremony.own_strike", seat.name));
  MC_TRY(check_note(note, text, others, seat.name));
  const bool leaves_none = draw.values.empty() && std::ranges::all_of(draw.seats, [&id](const Seat& other) {
                             return other.id == id || !other.strike.empty();
                           });
  if (leaves_none) return fail(Error("draw.all_struck"));
  seat.strike = note;
  return {};
}

Result<bool> type_value(Draw& draw, std::string_view name, std::string_view by, std::string_view text, Instant now) {
  MC_TRY(demand_stage(draw, {Stage::revealing}));
  const auto value = std::ranges::find(draw.values, name, &PublicValue::name);
  if (value == draw.values.end()) return fail(about("ceremony.value_unknown", name.substr(0, 100)));
  if (!value->value.empty()) return fail(about("ceremony.given_already", value->name));
  if (seconds(now) < value->source.at) return fail(about("ceremony.value_early", value->name));
  const std::string tidied = tidy_value(text.substr(0, 4 * draw::digits_max));
  const draw::Source source{value->name, value->source};
  const Bytes bytes(tidied.begin(), tidied.end());
  MC_TRY(draw::check_values(draw.suite, draw.plan->draw, {&source, 1}, {&bytes, 1}));
  std::erase_if(value->typed, [&by](const Typed& typed) { return typed.by == by; });
  value->typed.push_back({std::string(by), tidied, now});
  const auto is_same = [&](const Typed& typed) { return typed.value == tidied; };
  if (std::ranges::count_if(value->typed, is_same) < 2) return false;
  value->value = tidied;
  return true;
}

Result<> cancel(Draw& draw, std::string_view reason, Instant now) {
  const bool is_lost = draw.stage() == Stage::settling && is_overdue(draw, now);
  if (!is_lost) MC_TRY(demand_stage(draw, {Stage::inviting, Stage::consenting, Stage::revealing}));
  draw.void_reason = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  return {};
}

bool is_overdue(const Draw& draw, Instant now) {
  const Stage stage = draw.stage();
  if (stage == Stage::voided) return draw.plan.has_value() && draw.has_all_values();
  const bool is_open = stage == Stage::consenting || stage == Stage::revealing || stage == Stage::settling;
  return is_open && seconds(now) > draw.plan_at_s + draw.deadline_s;
}

bool invitation_holds(Instant made_at, std::optional<Instant> result_at, Instant now) {
  constexpr auto days_after = [](Instant from, std::uint64_t days) {
    return from + static_cast<std::int64_t>(days) * 24 * 3600 * 1000;
  };
  return now <= days_after(made_at, invitation_days_max) &&
         (!result_at || now <= days_after(std::max(made_at, *result_at), invitation_days_after_result));
}

std::vector<Bytes> values_of(const Draw& draw) {
  std::vector<Bytes> values;
  values.reserve(draw.seats.size() + draw.values.size());
  for (const Seat& seat : draw.seats) values.push_back(seat.secret);
  for (const PublicValue& value : draw.values) values.emplace_back(value.value.begin(), value.value.end());
  return values;
}

std::vector<std::string> notes_of(const Draw& draw) {
  std::vector<std::string> notes;
  for (const auto member : {&Seat::consent, &Seat::reveal, &Seat::strike})
    for (const Seat& seat : draw.seats)
      if (!(seat.*member).empty()) notes.push_back(seat.*member);
  return notes;
}

std::vector<log::VerifierKey> keys_of(const Draw& draw) {
  std::vector<log::VerifierKey> keys;
  for (const Seat& seat : draw.seats)
    if (seat.joined) keys.push_back(seat.joined->key);
  return keys;
}

}  // namespace mingchou::ceremony
