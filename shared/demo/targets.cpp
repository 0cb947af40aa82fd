#include "shared/demo/targets.h"

#include <algorithm>
#include <array>

#include "shared/demo/county.h"

namespace mingchou::demo {
namespace {

/// Of a thousand targets: mostly the self-employed, as in every county.
constexpr std::uint64_t per_mille_self_employed = 735, per_mille_enterprise = 165, per_mille_cooperative = 42,
                        per_mille_institution = 14, per_mille_product = 22, per_mille_project = 12;
constexpr std::size_t producers_max = 20'000;
constexpr int name_tries_max = 12;
constexpr std::uint64_t sample_every = 997;

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

TargetKind pick_kind(Random& random) {
  std::uint64_t dice = random.below(1000);
  const std::pair<std::uint64_t, TargetKind> parts[] = {{per_mille_self_employed, TargetKind::self_employed},
                                                        {per_mille_enterprise, TargetKind::enterprise},
                                                        {per_mille_cooperative, TargetKind::cooperative},
                                                        {per_mille_institution, TargetKind::institution},
                                                        {per_mille_product, TargetKind::product},
                                                        {per_mille_project, TargetKind::project}};
  for (const auto& [part, kind] : parts) {
    if (dice < part) return kind;
    dice -= part;
  }
  return TargetKind::behaviour;
}

std::string_view pick_form(const Trade& trade, Random& random) {
  const std::uint64_t dice = random.below(100);
  if (dice < 52) return "有限责任公司（自然人投资或控股）";
  if (dice < 86) return "有限责任公司（自然人独资）";
  if (dice < 93 && trade.place == Place::edge && trade.industry < "44") return "个人独资企业";
  if (dice < 96) return "有限责任公司（非自然人投资或控股的法人独资）";
  if (dice < 98) return "有限责任公司分公司";
  return dice < 99 ? "股份有限公司（非上市）" : "有限责任公司（自然人投资或控股）";
}

/// Where a company says it is from.
std::string_view company_prefix(bool is_branch, Random& random) {
  const std::uint64_t dice = random.below(100);
  if (dice < 60) return is_branch ? "周口" : "西华县";
  if (dice < 78) return "周口";
  if (dice < 84) return "周口市";
  return dice < 98 ? "河南" : "河南省";
}

std::string company_name(std::string_view brand, std::string_view noun, std::string_view form, Random& random) {
  const bool is_branch = form == "有限责任公司分公司";
  const std::string stem = concat({company_prefix(is_branch, random), brand, noun});
  if (form == "个人独资企业") return stem + "厂";
  if (is_branch) return stem + "有限公司西华分公司";
  if (form.starts_with("股份")) return stem + "股份有限公司";
  return stem + "有限公司";
}

}  // namespace

TargetMaker::TargetMaker(const Map& map, const Staff& staff, UuidGenerator& ids, SeededRandom random,
                         std::uint64_t count)
    : map_(map), ids_(ids), random_(std::move(random)), left_(std::min(count, demo_targets_max)) {
  read_trades(staff);
  read_others(staff);
  read_licences();
}

std::optional<Target> TargetMaker::next() {
  if (left_ == 0) return std::nullopt;
  --left_;
  const TargetKind kind = pick_kind(random_);
  Target target = kind == TargetKind::product && !producers_.empty() ? make_product()
                  : is_market_entity(kind) || kind == TargetKind::product
                      ? make_entity(kind == TargetKind::product ? TargetKind::enterprise : kind)
                      : make_other(kind);
  if (left_ % sample_every == 0) samples_.push_back({target.id, target.responsible_department_id});
  return target;
}

template <class Make>
std::string TargetMaker::unique_name(std::string_view counter, Make make) {
  std::string name = make(0);
  for (int tries = 1; !names_.insert(hash_of(name)).second; ++tries) {
    name = make(tries);
    // So many tries happen only with counties far larger than real ones.
    const std::int64_t last = tries < name_tries_max + 4 ? 60 : 99'999;
    if (tries >= name_tries_max) name += concat({"（第", std::to_string(between(random_, 2, last)), counter, "）"});
  }
  return name;
}

std::string TargetMaker::entity_name(TargetKind kind, const Trade& trade, const Town& town, std::string_view village,
                                     std::string_view brand, std::string_view form) {
  constexpr std::string_view county = "西华县";
  const std::string_view noun = trade.nouns[random_.below(trade.nouns.size())];
  switch (kind) {
    case TargetKind::cooperative:
      return concat({county, brand, noun, "专业合作社"});
    case TargetKind::institution:
      return concat({county, town.name, trade.brands == "village" ? village : brand, noun});
    case TargetKind::enterprise:
      if (trade.brands == "place") return concat({county, Map::stem(town), brand, noun, "有限公司"});
      return company_name(brand, noun, form, random_);
    default:
      break;
  }
  const std::uint64_t dice = random_.below(100);
  if (dice < 84)
    return concat({county, town.name, trade.place == Place::village && dice < 60 ? village : "", brand, noun});
  return concat({dice < 93 ? county : Map::stem(town), brand, noun});
}

void TargetMaker::place_target(Target& target, const Town& town) {
  target.township_code = std::string(town.code);
  target.station = std::string(Map::stem(town)) + "市场监管所";
  target.area =
      std::string(Map::stem(town)) + "第" + std::to_string(between(random_, 1, town.is_urban ? 12 : 6)) + "责任区";
}

Target TargetMaker::make_entity(TargetKind kind) {
  const Trade& trade = trades_.at(kind).pick(random_);
  const bool is_company = kind == TargetKind::enterprise;
  const Town& town = map_.pick_town(trade.place, is_company, random_);
  const std::string village = Map::pick_village(town, random_);
  const Person owner = make_person(kind == TargetKind::self_employed ? 60 : 74, random_);
  const std::string_view form = is_company ? pick_form(trade, random_) : "";
  const std::string_view brand_style(trade.brands == "place" ? "brand" : trade.brands);
  std::string brand;
  Target target;
  target.id = {ids_.next()};
  target.kind = kind;
  target.name = unique_name("店", [&](int tries) {
    // Where the usual brands are all taken, as in a large county, made-up ones stand in.
    brand = make_brand(tries < 5 ? brand_style : "brand", owner, random_);
    return entity_name(kind, trade, town, village, brand, form);
  });
  target.legal_person = owner.name();
  target.form = kind == TargetKind::self_employed ? "个体工商户"
                : kind == TargetKind::cooperative ? "农民专业合作社"
                : kind == TargetKind::institution ? "民办非企业单位"
                                                  : std::string(form);
  target.industry_code = std::string(trade.industry);
  target.responsible_department_id = trade.department_id;
  place_target(target, town);
  target.address = map_.address(town, village, trade.place, is_company, random_);
  target.established_on = establishment_date(kind);
  add_registration(target);
  add_status(target);
  add_contact(target);
  add_supervision(target, trade);
  if (is_company && target.status == TargetStatus::active && products_.contains(trade.industry) &&
      producers_.size() < producers_max)
    producers_.push_back({target.id, brand, trade.industry, &town, *target.address, owner.name()});
  return target;
}

Target TargetMaker::make_product() {
  const Producer& producer = producers_[random_.below(producers_.size())];
  Target target;
  target.id = {ids_.next()};
  target.kind = TargetKind::product;
  target.holder_id = producer.id;
  target.name = unique_name("批", [&](int) {
    const std::string_view product = products_.at(producer.industry).pick(random_);
    // Concrete and the like is sold by grade, not by brand.
    if (producer.industry.starts_with("30")) return std::string(product) + "（" + producer.brand + "）";
    return producer.brand + "牌" + std::string(product);
  });
  target.legal_person = producer.legal_person;
  target.industry_code = std::string(producer.industry);
  target.responsible_department_id = product_departments_.at(producer.industry);
  place_target(target, *producer.town);
  target.address = producer.address;
  target.source = "demo";
  return target;
}

std::string TargetMaker::fill(std::string_view text, const Town& town) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    filled += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) break;
    const std::size_t close = text.find('}');
    const std::string_view key = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    if (key == "town")
      filled += town.name;
    else if (key == "village")
      filled += Map::pick_village(town, random_);
    else if (key == "road" || key == "road2")
      filled += town.roads[random_.below(town.roads.size())];
    else if (key == "highway")
      filled += words("road").pick(random_);
    else if (key == "river" || key == "garden")
      filled += words(key).pick(random_);
    else if (key == "brand")
      filled += make_brand("brand", {}, random_);
    else if (key == "year")
      filled += std::to_string(between(random_, 2023, 2026));
    else if (key == "n")
      filled += std::to_string(between(random_, 1, 9));
    else if (key == "m")
      filled += std::to_string(between(random_, 1, 28));
    else
      bad_data(key);
  }
  return filled;
}

Target TargetMaker::make_other(TargetKind kind) {
  const Other& other = others_.at(kind).pick(random_);
  const Town& town = map_.pick_town(Place::any, false, random_);
  Target target;
  target.id = {ids_.next()};
  target.kind = kind;
  target.name =
      unique_name("处", [&](int) { return fill(other.templates[random_.below(other.templates.size())], town); });
  if (!other.industry.empty()) target.industry_code = std::string(other.industry);
  target.responsible_department_id = other.department_id;
  place_target(target, town);
  target.address = "西华县" + std::string(town.name);
  if (kind == TargetKind::project) {
    target.legal_person = make_person(88, random_).name();
    add_contact(target);
  }
  target.source = "demo";
  return target;
}

}  // namespace mingchou::demo
