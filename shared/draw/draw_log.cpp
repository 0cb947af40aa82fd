#include "shared/draw/draw_log.h"

#include <algorithm>
#include <functional>

#include "shared/base/hex.h"
#include "shared/draw/bundle_checks.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

Error about(std::string_view code, std::string_view draw) { return Error(code).with("draw", draw.substr(0, 40)); }

Error about_round(std::string_view code, const Plan& plan) {
  return Error(code).with("task", plan.task).with("round", static_cast<long long>(plan.round));
}

Result<std::string> read_text(json::Value leaf, std::string_view key) {
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(leaf));
  return std::string(MC_TRY(reader.text(key)));
}

/// A single value by its own rule, whatever the others are.
Result<> check_value(const Plan& plan, const Source& source, const Bytes& value) {
  return check_values(plan.suite, plan.draw, {&source, 1}, {&value, 1});
}

}  // namespace

Result<> DrawLog::add(std::string_view leaf) {
  const json::Document document = MC_TRY(json::parse(leaf));
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string_view type = MC_TRY(reader.text("type"));
  const auto at_s = static_cast<std::uint64_t>(MC_TRY(reader.integer("at", {.min = 0})));
  if (type == "plan") return add_plan(document.root(), at_s);
  if (type == "reveal" || type == "strike" || type == "value") return add_source_event(type, document.root(), at_s);
  if (type == "void") return add_void(document.root(), at_s);
  if (type == "result") return add_result(document.root(), at_s);
  if (type == "substitution") return add_change(document.root(), counts_.substitutions);
  if (type == "replacement") return add_change(document.root(), counts_.replacements);
  return {};
}

std::vector<std::string> DrawLog::overdue(std::uint64_t now_s) const {
  std::vector<std::string> ids;
  for (const auto& [id, draw] : draws_)
    if (draw.status == Status::open && draw.is_past_deadline(now_s)) ids.push_back(id);
  return ids;
}

Result<> DrawLog::add_plan(json::Value leaf, std::uint64_t at_s) {
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(leaf));
  const json::Value value = MC_TRY(reader.value("plan"));
  const std::string text = MC_TRY(json::strict_canonical(value));
  Plan plan = MC_TRY(parse_plan(text));
  const auto round = std::pair(plan.task, plan.round);
  if (draw_of_round_.contains(round) || draws_.contains(plan.draw)) return fail(about_round("draw.second_plan", plan));
  if (plan.round > 1) {
    const auto previous = draw_of_round_.find({plan.task, plan.round - 1});
    const Draw* replaced = previous == draw_of_round_.end() ? nullptr : &draws_.at(previous->second);
    if (replaced == nullptr || replaced->status != Status::voided)
      return fail(about_round("draw.round_not_void", plan));
    MC_TRY(check_next_round(replaced->plan, plan));
  }
  draw_of_round_.emplace(round, plan.draw);
  std::vector<bool> is_known(plan.entropy.size());
  const std::string id = plan.draw;
  draws_.emplace(id, Draw{std::move(plan), at_s, std::move(is_known), false, Status::open});
  ++counts_.planned;
  return {};
}

Result<DrawLog::Draw*> DrawLog::find_open(std::string_view draw) {
  const auto found = draws_.find(draw);
  if (found == draws_.end() || found->second.status != Status::open) return fail(about("draw.event_unknown", draw));
  return &found->second;
}

Result<> DrawLog::add_source_event(std::string_view type, json::Value leaf, std::uint64_t at_s) {
  const std::string id = MC_TRY(read_text(leaf, "draw"));
  Draw& draw = *MC_TRY(find_open(id));
  const std::string name = MC_TRY(read_text(leaf, "name"));
  const auto source = std::ranges::find(draw.plan.entropy, name, &Source::name);
  const auto index = static_cast<std::size_t>(source - draw.plan.entropy.begin());
  if (source == draw.plan.entropy.end() || draw.is_known[index]) return fail(about("draw.event_unknown", id));
  const bool is_witness = std::holds_alternative<Witness>(source->kind);
  if (is_witness == (type == "value")) return fail(about("draw.event_unknown", id));
  if (type == "strike") {
    const auto public_at = first_public_at(draw.plan);
    if (draw.has_public_value || (public_at && at_s >= *public_at))
      return fail(Error("draw.strike_late").with("name", name));
  } else {
    const std::string text = MC_TRY(read_text(leaf, "value"));
    const Bytes value = is_witness ? from_hex(text).value_or(Bytes()) : Bytes(text.begin(), text.end());
    if (is_witness && value.empty()) return fail(Error("draw.reveal_differs").with("name", name));
    MC_TRY(check_value(draw.plan, *source, value));
    draw.has_public_value = draw.has_public_value || !is_witness;
  }
  draw.is_known[index] = true;
  return {};
}

Result<> DrawLog::add_void(json::Value leaf, std::uint64_t at_s) {
  const std::string id = MC_TRY(read_text(leaf, "draw"));
  Draw& draw = *MC_TRY(find_open(id));
  MC_TRY(read_text(leaf, "reason"));
  const bool is_complete = std::ranges::all_of(draw.is_known, std::identity());
  if (is_complete && !draw.is_past_deadline(at_s)) return fail(about("draw.void_late", id));
  draw.status = Status::voided;
  ++counts_.voided;
  if (is_complete) ++counts_.voided_complete;
  return {};
}

Result<> DrawLog::add_result(json::Value leaf, std::uint64_t at_s) {
  const std::string id = MC_TRY(read_text(leaf, "draw"));
  Draw& draw = *MC_TRY(find_open(id));
  if (!std::ranges::all_of(draw.is_known, std::identity())) return fail(about("draw.result_early", id));
  if (at_s < draw.at_s || draw.is_past_deadline(at_s)) return fail(Error("draw.result_late"));
  draw.status = Status::done;
  ++counts_.done;
  return {};
}

Result<> DrawLog::add_change(json::Value leaf, std::uint64_t& count) {
  const std::string id = MC_TRY(read_text(leaf, "draw"));
  const auto found = draws_.find(id);
  if (found == draws_.end() || found->second.status != Status::done) return fail(about("draw.change_early", id));
  ++count;
  return {};
}

}  // namespace mingchou::draw
