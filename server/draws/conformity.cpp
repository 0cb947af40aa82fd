#include "server/draws/conformity.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "shared/codes/tables.h"
#include "shared/items/store_row.h"
#include "shared/json/json.h"
#include "shared/text/utf8.h"

namespace mingchou::server {
namespace {

constexpr int first_year = 2000, years_of_band = 5;
constexpr std::array<std::size_t, 5> name_bands{6, 9, 12, 15, 20};  // the last length of each

/// What the register says of a target, in bands.
struct Registered {
  std::string name_length, year;
};

Result<std::map<TargetId, Registered>> read_registered(Database& db) {
  Statement read = MC_TRY(db.prepare("SELECT id, name, coalesce(established_on, '') FROM target"));
  std::map<TargetId, Registered> all;
  while (MC_TRY(read.step()))
    all.emplace(items::id_of<TargetId>(read, 0), Registered{name_length_band(read.text(1)), year_band(read.text(2))});
  return all;
}

std::string section_of(std::string_view industry) {
  if (industry.size() == 1) return std::string(industry);
  const auto section = industry_section_of(industry);
  return section ? std::string(section->code) : std::string();
}

/// Gives each label of a trait a number, the first time it comes.
class Labels {
 public:
  std::uint32_t place_of(draw::Trait trait, const std::string& label) {
    auto& places = places_[static_cast<std::size_t>(trait)];
    auto& names = names_[static_cast<std::size_t>(trait)];
    const auto [place, is_new] = places.emplace(label, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(label);
    return place->second;
  }
  const draw::TraitLabels& names() const { return names_; }

 private:
  std::array<std::map<std::string, std::uint32_t>, draw::trait_count> places_;
  draw::TraitLabels names_;
};

draw::TraitValues values_of(Labels& labels, const draw::Target& target, const Registered& registered) {
  return {labels.place_of(draw::Trait::kind, target.type), labels.place_of(draw::Trait::township, target.region),
          labels.place_of(draw::Trait::industry, section_of(target.industry)),
          labels.place_of(draw::Trait::name_length, registered.name_length),
          labels.place_of(draw::Trait::registration_year, registered.year)};
}

}  // namespace

std::string name_length_band(std::string_view name) {
  const std::size_t length = text::count_code_points(name);
  std::size_t first = 1;
  for (const std::size_t last : name_bands) {
    if (length <= last) return std::to_string(first) + "-" + std::to_string(last);
    first = last + 1;
  }
  return std::to_string(first) + "-";
}

std::string year_band(std::string_view day) {
  int year = 0;
  const std::string_view digits = day.substr(0, 4);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  if (digits.size() < 4 || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return {};
  if (year < first_year) return "-" + std::to_string(first_year - 1);
  const int first = year - (year - first_year) % years_of_band;
  return std::to_string(first) + "-" + std::to_string(first + years_of_band - 1);
}

Result<std::vector<draw::TraitComparison>> compare_draw(Database& db, const StoredDraw& stored,
                                                        const std::string& data_folder) {
  if (!stored.outcome || !stored.draw.plan) return fail(Error("ceremony.not_drawn"));
  const json::Document document = MC_TRY(json::parse(stored.outcome->result));
  const draw::DrawResult result = MC_TRY(draw::read_result(document.root()));
  const std::set<std::string, std::less<>> drawn(result.order.begin(), result.order.end());
  const draw::RosterFile roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  const auto ids = MC_TRY(read_target_ids(data_folder, stored.ids_hash));
  const auto registered = MC_TRY(read_registered(db));
  Labels labels;
  std::vector<draw::ComparedTarget> targets;
  targets.reserve(roster.targets.size());
  for (const draw::Target& target : roster.targets) {
    const auto stratum = draw::stratum_of(*stored.draw.plan, target);
    if (!stratum) continue;
    const auto id = ids.find(target.id);
    const auto known = id == ids.end() ? registered.end() : registered.find(id->second);
    targets.push_back({.stratum = static_cast<std::uint32_t>(*stratum),
                       .is_drawn = drawn.contains(target.id),
                       .values = values_of(labels, target, known == registered.end() ? Registered() : known->second)});
  }
  return draw::compare(targets, labels.names(), stored.outcome->hash);
}

}  // namespace mingchou::server
