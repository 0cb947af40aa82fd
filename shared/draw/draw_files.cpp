#include "shared/draw/draw_files.h"

#include <algorithm>
#include <cassert>

#include "shared/base/hex.h"
#include "shared/draw/bundle_fields.h"
#include "shared/draw/selection.h"

namespace mingchou::draw {
namespace {

template <class Row>
Result<> add_row(std::vector<Row>& rows, Row row) {
  if (!rows.empty() && row.id <= rows.back().id) return fail(Error("draw.rows_unordered").with("id", row.id));
  rows.push_back(std::move(row));
  return {};
}

}  // namespace

Result<> RosterFileReader::feed(std::string_view chunk) {
  return reader_.feed(chunk, [this](const json::Line& line) { return on_line(line); });
}

Result<RosterFile> RosterFileReader::finish() {
  MC_TRY(reader_.finish());
  if (roster_.roster_key.empty()) return fail(Error("draw.roster_key_missing"));
  return std::move(roster_);
}

Result<> RosterFileReader::on_line(const json::Line& line) {
  const auto member = line.value.find("line");
  const std::string_view name = member && member->text() ? *member->text() : "";
  if (name == "roster_key" && line.number == 1) {
    roster_.roster_key = MC_TRY(read_roster_key_line(line.value));
    return {};
  }
  if (name == "target" && roster_.inspectors.empty()) {
    Target target = MC_TRY(read_target_row(line.value));
    return add_row(roster_.targets, std::move(target));
  }
  if (name == "inspector") {
    Inspector inspector = MC_TRY(read_inspector_row(line.value));
    return add_row(roster_.inspectors, std::move(inspector));
  }
  return fail(Error("draw.roster_line").with("line", static_cast<long long>(line.number)));
}

void seal_plan(Plan& plan, const RosterFile& roster) {
  RowMaker rows(plan.suite, roster.roster_key);
  RosterRoot targets(RowKind::target, rows), inspectors(RowKind::inspector, rows);
  // A roster file that was read is in order.
  CanonicalWriter attributes;
  for (const Target& target : roster.targets) {
    attributes.clear();
    write_attributes(attributes, target);
    [[maybe_unused]] const auto added = targets.add(target.id, attributes.view());
    assert(added);
  }
  for (const Inspector& inspector : roster.inspectors) {
    [[maybe_unused]] const auto added = inspectors.add(inspector.id, attributes_json(inspector));
    assert(added);
  }
  plan.targets = {targets.count(), targets.root()};
  plan.inspectors = {inspectors.count(), inspectors.root()};
}

Result<std::vector<Bytes>> values_from_texts(const Plan& plan, std::span<const std::string> texts) {
  std::vector<std::optional<Bytes>> values(plan.entropy.size());
  for (const std::string& text : texts) {
    // A name may hold "=" itself; a value never does.
    const std::size_t equals = text.rfind('=');
    const std::string name = text.substr(0, equals);
    const std::string value = equals == text.npos ? "" : text.substr(equals + 1);
    const auto source = std::ranges::find(plan.entropy, name, &Source::name);
    const auto index = static_cast<std::size_t>(source - plan.entropy.begin());
    if (equals == text.npos || source == plan.entropy.end() || values[index])
      return fail(Error("draw.value_unknown").with("name", name));
    if (std::holds_alternative<PublicSource>(source->kind)) {
      values[index] = Bytes(value.begin(), value.end());
      continue;
    }
    values[index] = from_hex(value);
    if (!values[index]) return fail(Error("draw.reveal_differs").with("name", name));
  }
  std::vector<Bytes> ordered;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) return fail(Error("draw.value_missing").with("name", plan.entropy[i].name));
    ordered.push_back(*std::move(values[i]));
  }
  return ordered;
}

Result<DrawOutcome> draw_from_files(const Plan& plan, const RosterFile& roster, std::span<const Bytes> values,
                                    const Digest& nonce) {
  RowMaker rows(plan.suite, roster.roster_key);
  TargetRoster targets(plan, rows);
  for (const Target& target : roster.targets) MC_TRY(targets.add(target));
  MC_TRY(targets.finish());
  MC_TRY(check_inspectors(plan, rows, roster.inspectors));
  return run_draw({plan, targets.candidates(), roster.inspectors, values, nonce});
}

}  // namespace mingchou::draw
