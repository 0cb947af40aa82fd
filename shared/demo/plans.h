// The yearly plans of the demo county, from assets/demo/plans.tsv: this year's, which is published, and the next
// year's, of which a draft is begun. Inside shared/demo, and for whoever loads the county.
#pragma once

#include <array>
#include <vector>

#include "shared/base/random.h"
#include "shared/demo/item_lists.h"
#include "shared/plans/entities.h"

namespace mingchou::demo {

struct YearlyPlan {
  plans::PlanId id;
  plans::VersionId version_id;
  int year = 0;
  std::vector<plans::Row> rows;
  CivilDate begun_on;
  /// Nothing else is set for the one that is a draft.
  bool is_published = false;
  CivilDate submitted_on, approved_on, filed_on;
  std::string minutes_number, filing_number;
  struct Publication {
    plans::PublicationId id;
    plans::Channel channel = plans::Channel::department_portal;
    CivilDate on;
    std::string address;
  };
  std::vector<Publication> publications;
};

/// In the order of their years. Rows refer to items of `lists`.
std::vector<YearlyPlan> make_plans(const std::vector<Department>& departments, const std::vector<Tag>& tags,
                                   const std::vector<ItemList>& lists, Random& random);

}  // namespace mingchou::demo
