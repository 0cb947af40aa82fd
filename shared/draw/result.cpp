#include "shared/draw/result.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/draw/canonical_writer.h"
#include "shared/draw/digest_field.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

using json::ObjectReader;

constexpr std::uint8_t result_mark = 0x12;
constexpr json::Range natural = {0, static_cast<std::int64_t>(json::safe_integer_max)};

void write_strata(CanonicalWriter& writer, std::span<const StratumResult> strata) {
  writer.begin_array();
  for (const StratumResult& stratum : strata) {
    writer.begin_object().key("eligible").number(stratum.eligible).key("name").text(stratum.name);
    writer.key("quota").number(stratum.quota).key("selected").texts(stratum.selected);
    writer.key("substitutes").texts(stratum.substitutes).end_object();
  }
  writer.end_array();
}

Result<std::vector<std::string>> read_ids(ObjectReader& reader, std::string_view key) {
  const auto ids = MC_TRY(reader.texts(key, {}, {1, id_bytes_max}));
  return std::vector<std::string>(ids.begin(), ids.end());
}

Result<> read_strata(ObjectReader& reader, DrawResult& result) {
  for (ObjectReader& entry : MC_TRY(reader.objects("strata"))) {
    StratumResult stratum;
    stratum.name = MC_TRY(entry.text("name"));
    stratum.eligible = static_cast<std::uint64_t>(MC_TRY(entry.integer("eligible", natural)));
    stratum.quota = static_cast<std::uint64_t>(MC_TRY(entry.integer("quota", natural)));
    stratum.selected = MC_TRY(read_ids(entry, "selected"));
    stratum.substitutes = MC_TRY(read_ids(entry, "substitutes"));
    MC_TRY(entry.refuse_other_fields());
    result.strata.push_back(std::move(stratum));
  }
  return {};
}

Result<> read_entropy(ObjectReader& reader, DrawResult& result) {
  for (ObjectReader& entry : MC_TRY(reader.objects("entropy"))) {
    SourceValue source;
    source.name = MC_TRY(entry.text("name"));
    auto value = from_hex(MC_TRY(entry.text("value")));
    if (!value) return fail(Error("draw.hash_form").with("field", entry.path_of("value")));
    source.value = *std::move(value);
    MC_TRY(entry.refuse_other_fields());
    result.entropy.push_back(std::move(source));
  }
  return {};
}

DrawResult result_of(const DrawInput& input, const Keys& keys, Selection selection, TeamMatch match) {
  DrawResult result;
  result.draw = input.plan.draw;
  result.plan = keys.plan_hash;
  result.nonce = input.nonce;
  for (std::size_t i = 0; i < input.values.size(); ++i)
    result.entropy.push_back({input.plan.entropy[i].name, input.values[i]});
  for (std::size_t i = 0; i < selection.strata.size(); ++i) {
    StratumSelection& stratum = selection.strata[i];
    result.strata.push_back({input.plan.strata[i].name, stratum.eligible, stratum.quota, std::move(stratum.selected),
                             std::move(stratum.substitutes)});
  }
  for (std::size_t i = 0; i < match.teams.size(); ++i)
    result.teams.push_back({selection.order[i], std::move(match.teams[i])});
  result.order = std::move(selection.order);
  return result;
}

}  // namespace

std::string result_json(const DrawResult& result) {
  CanonicalWriter writer;
  writer.begin_object().key("draw").text(result.draw).key("entropy").begin_array();
  for (const SourceValue& source : result.entropy)
    writer.begin_object().key("name").text(source.name).key("value").text(to_hex(source.value)).end_object();
  writer.end_array().key("nonce").text(to_hex(result.nonce)).key("order").texts(result.order);
  writer.key("plan").text(to_hex(result.plan)).key("strata");
  write_strata(writer, result.strata);
  writer.key("teams").begin_array();
  for (const TeamResult& team : result.teams)
    writer.begin_object().key("inspectors").texts(team.inspectors).key("target").text(team.target).end_object();
  writer.end_array().key("v").number(1).end_object();
  return writer.take();
}

Digest result_hash(Suite suite, const DrawResult& result) {
  return crypto::hash(suite, {BytesView(&result_mark, 1), as_bytes(result_json(result))});
}

Result<DrawResult> read_result(json::Value value) {
  ObjectReader reader = MC_TRY(ObjectReader::of(value));
  const std::int64_t version = MC_TRY(reader.integer("v"));
  if (version != 1) return fail(Error("draw.result_version").with("value", version));
  DrawResult result;
  result.draw = MC_TRY(reader.text("draw"));
  result.plan = MC_TRY(read_digest(reader, "plan"));
  result.nonce = MC_TRY(read_digest(reader, "nonce"));
  MC_TRY(read_entropy(reader, result));
  MC_TRY(read_strata(reader, result));
  result.order = MC_TRY(read_ids(reader, "order"));
  for (ObjectReader& entry : MC_TRY(reader.objects("teams"))) {
    TeamResult team;
    team.target = MC_TRY(entry.text("target"));
    team.inspectors = MC_TRY(read_ids(entry, "inspectors"));
    MC_TRY(entry.refuse_other_fields());
    result.teams.push_back(std::move(team));
  }
  MC_TRY(reader.refuse_other_fields());
  return result;
}

Result<DrawOutcome> run_draw(const DrawInput& input) {
  MC_TRY(check_values(input.plan.suite, input.plan.draw, input.plan.entropy, input.values));
  const Keys keys = derive_keys(input.plan, input.values);
  Selection selection = select_targets(input.plan, keys, input.candidates);
  TeamMatch match = MC_TRY(match_team(input.plan, keys, selection.order, input.inspectors));
  auto levels = match.levels;
  return DrawOutcome{result_of(input, keys, std::move(selection), std::move(match)), keys, std::move(levels)};
}

}  // namespace mingchou::draw
