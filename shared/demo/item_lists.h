// The item lists of the demo county, from assets/demo/items.tsv: most departments have one, some in several versions,
// one department has none and one has not looked at its list this year, so that duties show. Inside shared/demo, and
// for whoever loads the county.
#pragma once

#include <string_view>
#include <vector>

#include "shared/base/random.h"
#include "shared/items/entities.h"
#include "shared/registry/entities.h"

namespace mingchou::demo {

struct ItemListPublication {
  items::PublicationId id;
  items::Channel channel;
  CivilDate on;
};

struct ItemListVersion {
  items::VersionId id;
  std::vector<items::Item> items;
  /// Nothing is set for the draft that may stand at the end.
  bool is_issued = true;
  CivilDate approved_on, effective_from;
  std::string approved_by, document_number, reason;
  std::vector<ItemListPublication> publications;
};

struct ItemList {
  items::ListId id;
  items::Owner owner;
  std::vector<ItemListVersion> versions;
};

/// The joint list is the last.
std::vector<ItemList> make_item_lists(const std::vector<Department>& departments, const std::vector<Tag>& tags,
                                      Random& random);

}  // namespace mingchou::demo
