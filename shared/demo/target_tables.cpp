// Reading the tables that targets are made from: trades.tsv, others.tsv, licences.tsv.
#include <algorithm>

#include "shared/demo/targets.h"

namespace mingchou {
namespace embedded {
extern const std::string_view demo_licences;
extern const std::string_view demo_others;
extern const std::string_view demo_trades;
}  // namespace embedded
namespace demo {
namespace {

TargetKind kind_of_form(std::string_view form) {
  if (form == "S") return TargetKind::self_employed;
  if (form == "E") return TargetKind::enterprise;
  if (form == "C") return TargetKind::cooperative;
  if (form == "I") return TargetKind::institution;
  bad_data(form);
}

Place place_of(std::string_view text) {
  if (text == "any") return Place::any;
  if (text == "built") return Place::built;
  if (text == "edge") return Place::edge;
  if (text == "village") return Place::village;
  bad_data(text);
}

}  // namespace

TagId TargetMaker::tag(std::string_view name) {
  const auto found = std::ranges::find(tags_, name, &Tag::name);
  if (found != tags_.end()) return found->id;
  tags_.push_back({{ids_.next()}, std::string(name)});
  return tags_.back().id;
}

void TargetMaker::read_trades(const Staff& staff) {
  for (const auto& row : table_rows(embedded::demo_trades)) {
    if (row.size() != 9) bad_data("trades.tsv");
    Trade trade{.nouns = split(row[2], ','),
                .industry = row[3],
                .department_id = staff.department(row[4]),
                .licence = row[5],
                .brands = row[7],
                .place = place_of(row[8]),
                .sells_food = row[5].starts_with("JY") || row[5] == "SC" || row[5] == "XZF"};
    if (row[6] != "-")
      for (std::string_view name : split(row[6], ',')) trade.tags.push_back(tag(name));
    trades_[kind_of_form(row[0])].add(std::move(trade), number_in(row[1]));
  }
  for (std::string_view general : {"小微企业", "包容审慎", "重点监管", "上年度有投诉举报"}) tag(general);
}

void TargetMaker::read_others(const Staff& staff) {
  for (const auto& row : table_rows(embedded::demo_others)) {
    if (row.size() != 5) bad_data("others.tsv");
    if (row[0] == "product") {
      for (std::string_view name : split(row[4], ',')) products_[row[1]].add(name, number_in(row[3]));
      product_departments_[row[1]] = staff.department(row[2]);
      continue;
    }
    const TargetKind kind = row[0] == "project" ? TargetKind::project : TargetKind::behaviour;
    others_[kind].add({row[1], staff.department(row[2]), split(row[4], ',')}, number_in(row[3]));
  }
}

void TargetMaker::read_licences() {
  for (const auto& row : table_rows(embedded::demo_licences)) {
    if (row.size() != 5) bad_data("licences.tsv");
    licences_[row[0]] = {row[1], row[2], row[3], static_cast<std::int64_t>(number_in(row[4]))};
  }
}

}  // namespace demo
}  // namespace mingchou
