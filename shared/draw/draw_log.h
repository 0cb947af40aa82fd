// The order of a draw's events in the log (spec section 2): what may follow what, for a server before it appends a leaf
// and for whoever reads the whole log.
//
// Leaves of a draw, each canonical JSON with "at" and "type":
//   {plan, type: "plan"}
//   {draw, name, type: "reveal", value}   a witness's secret, in hexadecimal
//   {draw, name, type: "strike"}          a witness who did not reveal in time
//   {draw, name, type: "value", value}    a public value, as published
//   {draw, reason, type: "void"}          before the last value, or once the deadline has passed: then no result can
//   follow, and the draw would stand in the way of its task for ever. In between nothing can be voided. Whoever kept a
//   result back until then is seen: anybody with the rosters computes it from the values, and such draws are counted.
//   {draw, hash, type: "result"}          within the plan's deadline
//   {draw, hash, type: "substitution"} and {draw, hash, type: "replacement"}   after it; changes.h has what they
//   conceal
// Leaves of other types are none of its business. Runs everywhere.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/plan.h"
#include "shared/json/json.h"

namespace mingchou::draw {

/// What the public may count.
struct DrawCounts {
  std::uint64_t planned = 0;
  std::uint64_t done = 0;
  std::uint64_t voided = 0;
  std::uint64_t voided_complete = 0;  // of these: after the deadline, with every value known
  std::uint64_t substitutions = 0;
  std::uint64_t replacements = 0;
};

class DrawLog {
 public:
  /// The next leaf; log::check_leaf() took it. After an error nothing has changed. Errors: those of parse_plan(),
  /// check_next_round(), json.field_… {field}; draw.second_plan {task, round} for a task and round, or a draw, that has
  /// a plan; draw.round_not_void {task, round} for a round whose predecessor was not voided; draw.event_unknown {draw}
  /// without a plan, after the end, or of a source that is none or has its value; draw.strike_late {name};
  /// draw.reveal_differs {name}, draw.value_form {name, form}; draw.void_late {draw}; draw.result_early {draw};
  /// draw.result_late; draw.change_early {draw} for a change of a draw that has no result.
  Result<> add(std::string_view leaf);

  const DrawCounts& counts() const { return counts_; }
  /// Draws that have neither ended nor kept their deadline, in the order of their ids.
  std::vector<std::string> overdue(std::uint64_t now_s) const;

 private:
  enum class Status : std::uint8_t { open, voided, done };
  struct Draw {
    Plan plan;
    std::uint64_t at_s = 0;
    std::vector<bool> is_known;  // of each source: revealed, struck or published

    bool is_past_deadline(std::uint64_t now_s) const { return now_s > at_s && now_s - at_s > plan.deadline_s; }
    bool has_public_value = false;
    Status status = Status::open;
  };

  Result<> add_plan(json::Value leaf, std::uint64_t at_s);
  Result<> add_source_event(std::string_view type, json::Value leaf, std::uint64_t at_s);
  Result<> add_void(json::Value leaf, std::uint64_t at_s);
  Result<> add_result(json::Value leaf, std::uint64_t at_s);
  Result<> add_change(json::Value leaf, std::uint64_t& count);
  Result<Draw*> find_open(std::string_view draw);

  std::map<std::string, Draw, std::less<>> draws_;
  std::map<std::pair<std::string, std::uint64_t>, std::string> draw_of_round_;  // by task and round
  DrawCounts counts_;
};

}  // namespace mingchou::draw
