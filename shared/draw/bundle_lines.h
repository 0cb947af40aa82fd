// The lines of a bundle by name and place. Inside shared/draw only; bundle.h says what they hold.
#pragma once

#include <cstdint>
#include <string_view>

namespace mingchou::draw {

/// Lines in the order in which they come; those of one rank may be mixed, and are then compared with their own order.
enum class Rank : std::uint8_t {
  none,
  bundle,
  key,
  plan,
  roster_key,
  target,
  inspector,
  entropy,
  note,
  result_lines,
  row,
  fate,
  result,
  leaf,
  early,
  checkpoint,
  end
};

struct LineKind {
  std::string_view name;
  Rank rank;
  bool is_repeatable;
};

inline constexpr LineKind line_kinds[] = {
    {"bundle", Rank::bundle, false},
    {"key", Rank::key, true},
    {"plan", Rank::plan, false},
    {"roster_key", Rank::roster_key, false},
    {"target", Rank::target, true},
    {"inspector", Rank::inspector, true},
    {"entropy", Rank::entropy, true},
    {"note", Rank::note, true},
    {"stratum", Rank::result_lines, true},
    {"selected", Rank::result_lines, true},
    {"substitutes", Rank::result_lines, true},
    {"order", Rank::result_lines, true},
    {"team", Rank::result_lines, true},
    {"row", Rank::row, true},
    {"fate", Rank::fate, false},
    {"result", Rank::result, false},
    {"leaf", Rank::leaf, true},
    {"early", Rank::early, false},
    {"checkpoint", Rank::checkpoint, false},
    {"end", Rank::end, false},
};

}  // namespace mingchou::draw
