// Which targets an item concerns.
#include <doctest/doctest.h>

#include "shared/items/coverage.h"
#include "tests/shared/items_support.h"

using namespace mingchou;
using namespace mingchou::items;
using namespace mingchou::items::test;

namespace {

const std::vector<TagId> food = {{uuid(60)}, {uuid(61)}};

TargetTraits shop() {
  return {
      .kind = TargetKind::self_employed, .responsible_department_id = market, .industry_code = "5212", .tags = food};
}

bool is_concerned(const TargetFilter& filter, const TargetTraits& target) {
  Item item = general_item(1);
  item.applies_to = filter;
  return concerns(item, target);
}

}  // namespace

TEST_CASE("an empty filter reaches every target of the item's departments, and no other's") {
  CHECK(is_concerned({}, shop()));
  TargetTraits elsewhere = shop();
  elsewhere.responsible_department_id = fire;
  CHECK_FALSE(is_concerned({}, elsewhere));
  TargetFilter any;
  any.any_department = true;
  CHECK(is_concerned(any, elsewhere));
  Item joint = general_item(1);
  joint.applies_to = {};
  joint.participating_department_ids = {fire};
  CHECK(concerns(joint, elsewhere));
}

TEST_CASE("each part of a filter that is set must fit: a kind, one of the tags, one of the industries") {
  struct Case {
    TargetFilter filter;
    bool fits;
  };
  const TagId here{uuid(61)}, missing{uuid(62)};
  const Case cases[] = {
      {{{TargetKind::self_employed}, {}, {}, false}, true},
      {{{TargetKind::enterprise}, {}, {}, false}, false},
      {{{}, {here}, {}, false}, true},
      {{{}, {missing, here}, {}, false}, true},
      {{{}, {missing}, {}, false}, false},
      {{{}, {}, {"F"}, false}, true},
      {{{}, {}, {"H"}, false}, false},
      {{{}, {}, {"52"}, false}, true},
      {{{}, {}, {"521"}, false}, true},
      {{{}, {}, {"5212"}, false}, true},
      {{{}, {}, {"5213", "H"}, false}, false},
      {{{TargetKind::self_employed}, {here}, {"F"}, false}, true},
      {{{TargetKind::self_employed}, {here}, {"H"}, false}, false},
      {{{TargetKind::self_employed}, {missing}, {"F"}, false}, false},
      {{{TargetKind::enterprise}, {here}, {"F"}, false}, false},
  };
  for (const Case& c : cases) CHECK(is_concerned(c.filter, shop()) == c.fits);
}

TEST_CASE("a target without an industry is of none") {
  TargetTraits target = shop();
  target.industry_code = "";
  CHECK_FALSE(is_concerned({{}, {}, {"F"}, false}, target));
  CHECK_FALSE(is_concerned({{}, {}, {"52"}, false}, target));
  CHECK(is_concerned({}, target));
}
