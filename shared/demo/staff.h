// The demo county's departments and inspectors. Inside shared/demo only.
#pragma once

#include <string_view>
#include <vector>

#include "shared/demo/places.h"
#include "shared/registry/entities.h"

namespace mingchou::demo {

struct Staff {
  std::vector<Department> departments;
  std::vector<Inspector> inspectors;

  DepartmentId department(std::string_view code) const;
};

Staff make_staff(const Map& map, UuidGenerator& ids, Random& random);

/// A mobile number that nobody has.
std::string make_mobile(Random& random);
/// A line in the county's area code that nobody has.
std::string make_landline(Random& random);

/// A target that some inspector may have ties to.
struct RecusalSample {
  TargetId id;
  DepartmentId department_id;
};
std::vector<Recusal> make_recusals(const Staff& staff, const std::vector<RecusalSample>& samples, UuidGenerator& ids,
                                   Random& random);

}  // namespace mingchou::demo
