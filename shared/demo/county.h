// The demo county: a whole synthetic county for showing, testing and measuring, the same to the byte for a seed.
//
// Nothing in it is real. Names and addresses are put together from common words; credit codes are valid but lie in
// the organisation-code blocks MA9T, MA9U and 98, registration numbers in a block that begins with 9 after the
// authority, telephone numbers begin with 142 0000 or 0394-0, which no line has. Only the names of the township level
// and of kinds of departments are those of 西华县. No resident's number occurs at all.
//
// Usage: make a DemoCounty, take departments, tags and inspectors, then each target with next_target(), then the
// recusals. Targets come one by one, so a million needs little memory. One thread. Runs everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/demo/item_lists.h"
#include "shared/demo/plans.h"
#include "shared/registry/entities.h"

namespace mingchou {

struct DemoOptions {
  std::uint64_t targets = 30'000;
  std::uint64_t seed = 1;
};

inline constexpr std::uint64_t demo_targets_max = 2'000'000;

/// The demo's fixed "today", a Monday and working day.
CivilDate demo_today();
/// Ten past nine in the morning of that day.
Instant demo_now();
/// How the demo's rows say who wrote them.
Recorded demo_recorded();

class DemoCounty {
 public:
  explicit DemoCounty(const DemoOptions& options);
  ~DemoCounty();
  DemoCounty(DemoCounty&&) noexcept;
  DemoCounty& operator=(DemoCounty&&) = delete;

  const std::vector<Department>& departments() const;
  const std::vector<Tag>& tags() const;
  const std::vector<Inspector>& inspectors() const;
  /// From a stream of their own: the rest of the county is the same with and without them.
  std::vector<demo::ItemList> item_lists() const;
  /// As the item lists; of items of those.
  std::vector<demo::YearlyPlan> plans() const;
  /// Nothing after the last one. A holder always comes before what it holds.
  std::optional<Target> next_target();
  /// After the last target: who stays away from whom.
  std::vector<Recusal> recusals();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingchou
