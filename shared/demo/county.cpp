#include "shared/demo/county.h"

#include "shared/demo/staff.h"
#include "shared/demo/targets.h"

namespace mingchou {
namespace {

/// Streams of one seed that do not touch each other, so that a change in one part leaves the others as they are.
enum Stream : std::uint64_t { ids = 1, map = 2, staff = 3, targets = 4, recusals = 5, item_lists = 6, plans = 7 };

SeededRandom stream(std::uint64_t seed, Stream which) { return SeededRandom(seed * 0x9E3779B97F4A7C15u + which); }

}  // namespace

CivilDate demo_today() { return *CivilDate::of(2026, 3, 16); }
Instant demo_now() { return shanghai_start_of(demo_today()) + (9 * 60 + 10) * 60 * 1000; }
Recorded demo_recorded() { return {demo_today(), demo_now(), "demo", "演示数据"}; }

struct DemoCounty::State {
  explicit State(const DemoOptions& options)
      : seed(options.seed),
        clock(demo_now()),
        id_random(stream(options.seed, Stream::ids)),
        map_random(stream(options.seed, Stream::map)),
        staff_random(stream(options.seed, Stream::staff)),
        recusal_random(stream(options.seed, Stream::recusals)),
        ids(clock, id_random),
        map(map_random),
        staff(demo::make_staff(map, ids, staff_random)),
        targets(map, staff, ids, stream(options.seed, Stream::targets), options.targets) {}

  std::uint64_t seed;
  ManualClock clock;
  SeededRandom id_random, map_random, staff_random, recusal_random;
  UuidGenerator ids;
  demo::Map map;
  demo::Staff staff;
  demo::TargetMaker targets;
};

DemoCounty::DemoCounty(const DemoOptions& options) : state_(std::make_unique<State>(options)) {}
DemoCounty::~DemoCounty() = default;
DemoCounty::DemoCounty(DemoCounty&&) noexcept = default;

const std::vector<Department>& DemoCounty::departments() const { return state_->staff.departments; }
const std::vector<Tag>& DemoCounty::tags() const { return state_->targets.tags(); }
const std::vector<Inspector>& DemoCounty::inspectors() const { return state_->staff.inspectors; }
std::vector<demo::ItemList> DemoCounty::item_lists() const {
  SeededRandom random = stream(state_->seed, Stream::item_lists);
  return demo::make_item_lists(departments(), tags(), random);
}
std::vector<demo::YearlyPlan> DemoCounty::plans() const {
  SeededRandom random = stream(state_->seed, Stream::plans);
  return demo::make_plans(departments(), tags(), item_lists(), random);
}
std::optional<Target> DemoCounty::next_target() { return state_->targets.next(); }

std::vector<Recusal> DemoCounty::recusals() {
  return demo::make_recusals(state_->staff, state_->targets.samples(), state_->ids, state_->recusal_random);
}

}  // namespace mingchou
