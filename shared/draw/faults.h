// Faults planted in the draw, for the tests that must catch each of them. Only the tests' own build of this library
// is compiled with MINGCHOU_PLANT_FAULTS; in every other is_planted() is false at compile time and nothing is left.
#pragma once

namespace mingchou::draw {

enum class Fault {
  none,
  modulo_bias,             // below(n) takes a word modulo n without skipping
  stream_repeats_block,    // the block's number stays 0
  words_little_endian,     // words of a stream are read from the wrong end
  quota_off_by_one,        // one selected too few when a ratio leaves no rest
  quota_ignores_minimum,   // "min" has no effect
  fair_rounding_up,        // "fair" rounds up always
  ticket_cut_to_32_bits,   // only four bytes of a ticket decide
  ticket_signed_compare,   // bytes above 7F stand before the others
  ticket_without_salt,     // the salt is not in the ticket
  salt_without_kind,       // targets and inspectors share salts
  row_without_salt,        // a row's hash does not hide its attributes
  last_stratum_wins,       // a target belongs to the last stratum that it matches
  exclusion_ignored,       // excluded targets are drawn
  prefix_by_equality,      // regions and industries match only when equal
  struck_leaves_no_place,  // a struck source is left out of the seed
  substitutes_overlap,     // the first substitute is the last one selected
  level_ignores_capacity,  // an inspector's own capacity has no effect
  recusal_ignored,         // a recused inspector is eligible
  mix_too_short,           // 19 proposals a slot
  walk_may_go_back,        // a slot may return to the inspector that it was taken off
  swap_ignores_recusal,    // a swap does not ask whether each is eligible
  victim_from_state,       // a walk chooses among the slots held before it
};

#ifdef MINGCHOU_PLANT_FAULTS
/// The one that is planted now. Tests of one thread set it.
inline Fault planted_fault = Fault::none;
inline bool is_planted(Fault fault) { return planted_fault == fault; }
#else
constexpr bool is_planted(Fault) { return false; }
#endif

}  // namespace mingchou::draw
