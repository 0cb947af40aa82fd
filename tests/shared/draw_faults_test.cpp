// Faults planted in the draw, each of which some check must catch: a check that catches nothing proves nothing.
#include <doctest/doctest.h>

#include <string>

#include "shared/draw/faults.h"
#include "shared/draw/self_test.h"
#include "tests/shared/draw_matching_cases.h"
#include "tests/shared/draw_selection_cases.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;
using draw::Fault;

namespace {

/// Plants a fault as long as it lives.
class Planted {
 public:
  explicit Planted(Fault fault) { draw::planted_fault = fault; }
  ~Planted() { draw::planted_fault = Fault::none; }
  Planted(const Planted&) = delete;
  Planted& operator=(const Planted&) = delete;
};

struct Check {
  const char* name;
  bool (*passes)();
};

bool passes_vectors() { return draw::self_test(draw_vectors().root()).has_value(); }
bool passes_whole_tickets() { return is_ordered_by_whole_tickets(300'000); }
bool passes_thirds() { return thirds_chi_square((std::uint64_t{1} << 62) + 1) < chi_square_limit(2); }
bool passes_subsets() {
  const Counted counted = count_subsets(200);
  return counted.chi_square < chi_square_limit(counted.outcomes - 1);
}

constexpr Check checks[] = {
    {"vectors", passes_vectors},
    {"numbers below n", passes_thirds},
    {"subsets", passes_subsets},
    {"whole tickets", passes_whole_tickets},
};

/// The first check that fails; "" if none does.
std::string caught_by(Fault fault) {
  const Planted planted(fault);
  for (const Check& check : checks)
    if (!check.passes()) return check.name;
  return "";
}

}  // namespace

TEST_CASE("nothing is caught where nothing is planted") { CHECK(caught_by(Fault::none) == ""); }

TEST_CASE("every planted fault of the draw is caught") {
  const std::pair<Fault, const char*> faults[] = {
      {Fault::modulo_bias, "modulo bias"},
      {Fault::stream_repeats_block, "the stream repeats its block"},
      {Fault::words_little_endian, "words are read from the wrong end"},
      {Fault::quota_off_by_one, "off-by-one quota"},
      {Fault::quota_ignores_minimum, "the minimum is ignored"},
      {Fault::fair_rounding_up, "fair rounding always up"},
      {Fault::ticket_cut_to_32_bits, "tickets cut to 32 bits"},
      {Fault::ticket_signed_compare, "tickets compared as signed bytes"},
      {Fault::ticket_without_salt, "a ticket without its salt"},
      {Fault::salt_without_kind, "a salt without its kind"},
      {Fault::row_without_salt, "a row without its salt"},
      {Fault::last_stratum_wins, "the last stratum wins"},
      {Fault::exclusion_ignored, "exclusions are ignored"},
      {Fault::prefix_by_equality, "prefixes must be equal"},
      {Fault::struck_leaves_no_place, "a struck source leaves no place"},
      {Fault::substitutes_overlap, "the first substitute is selected already"},
      {Fault::level_ignores_capacity, "capacities are ignored"},
      {Fault::recusal_ignored, "recusals are ignored"},
      {Fault::mix_too_short, "too little mixing"},
      {Fault::walk_may_go_back, "a walk may go back"},
      {Fault::swap_ignores_recusal, "a swap ignores recusals"},
      {Fault::victim_from_state, "a walk chooses among the slots before it"},
  };
  for (const auto& [fault, name] : faults) {
    CAPTURE(name);
    const std::string check = caught_by(fault);
    CHECK_FALSE(check.empty());
  }
}
