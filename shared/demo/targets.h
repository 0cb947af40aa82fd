// The demo county's inspection targets, one after another. Inside shared/demo only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "shared/demo/names.h"
#include "shared/demo/places.h"
#include "shared/demo/staff.h"
#include "shared/registry/entities.h"

namespace mingchou::demo {

/// What a market entity does: a line of trades.tsv.
struct Trade {
  std::vector<std::string_view> nouns;
  std::string_view industry;
  DepartmentId department_id;
  std::string_view licence;  // key of licences.tsv, or "-"
  std::vector<TagId> tags{};
  std::string_view brands;
  Place place = Place::any;
  bool sells_food = false;
};

/// A product, project or behaviour: a line of others.tsv.
struct Other {
  std::string_view industry;
  DepartmentId department_id;
  std::vector<std::string_view> templates;
};

struct LicenceForm {
  std::string_view name, number, authority;
  std::int64_t years = 0;
};

/// An enterprise whose products are targets too.
struct Producer {
  TargetId id;
  std::string brand;
  std::string_view industry;
  const Town* town = nullptr;
  std::string address;
  std::string legal_person;
};

class TargetMaker {
 public:
  TargetMaker(const Map& map, const Staff& staff, UuidGenerator& ids, SeededRandom random, std::uint64_t count);

  const std::vector<Tag>& tags() const { return tags_; }
  std::optional<Target> next();
  /// Spread over the first targets; for recusals.
  const std::vector<RecusalSample>& samples() const { return samples_; }

 private:
  void read_trades(const Staff& staff);
  void read_others(const Staff& staff);
  void read_licences();
  TagId tag(std::string_view name);

  Target make_entity(TargetKind kind);
  Target make_product();
  Target make_other(TargetKind kind);

  std::string entity_name(TargetKind kind, const Trade& trade, const Town& town, std::string_view village,
                          std::string_view brand, std::string_view form);
  /// make(0), make(1), … until the name is new; a stubborn one gets a number, counted in `counter`.
  template <class Make>
  std::string unique_name(std::string_view counter, Make make);
  void add_registration(Target& target);
  void add_status(Target& target);
  void add_supervision(Target& target, const Trade& trade);
  void add_licence(Target& target, const Trade& trade);
  void add_contact(Target& target);
  void place_target(Target& target, const Town& town);
  CivilDate establishment_date(TargetKind kind);
  std::string fill(std::string_view text, const Town& town);

  const Map& map_;
  UuidGenerator& ids_;
  SeededRandom random_;
  std::uint64_t left_;
  std::vector<Tag> tags_;
  std::map<TargetKind, Weighted<Trade>> trades_;
  std::map<TargetKind, Weighted<Other>> others_;
  std::map<std::string_view, Weighted<std::string_view>> products_;  // by industry of the producer
  std::map<std::string_view, DepartmentId> product_departments_;
  std::map<std::string_view, LicenceForm> licences_;
  std::vector<Producer> producers_;
  std::vector<RecusalSample> samples_;
  std::unordered_set<std::uint64_t> names_;  // hashes: a million names need 16 MB, not 60
  std::uint64_t codes_ = 0, old_codes_ = 0, numbers_ = 0;
};

}  // namespace mingchou::demo
