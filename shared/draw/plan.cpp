#include "shared/draw/plan.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/draw/canonical_writer.h"
#include "shared/draw/faults.h"

namespace mingchou::draw {
namespace {

constexpr std::uint8_t plan_mark = 0x10;

void write_seal(CanonicalWriter& writer, const RosterSeal& seal) {
  writer.begin_object().key("count").number(seal.count).key("root").text(to_hex(seal.root)).end_object();
}

void write_where(CanonicalWriter& writer, const Where& where) {
  writer.begin_object();
  if (where.industry) writer.key("industry").texts(*where.industry);
  if (where.region) writer.key("region").texts(*where.region);
  if (where.risk) writer.key("risk").texts(*where.risk);
  if (where.tags) writer.key("tags").texts(*where.tags);
  if (where.type) writer.key("type").texts(*where.type);
  writer.end_object();
}

void write_quota(CanonicalWriter& writer, const Quota& quota) {
  writer.begin_object();
  if (const auto* count = std::get_if<CountQuota>(&quota)) {
    writer.key("count").number(count->count);
  } else {
    const auto& ratio = std::get<RatioQuota>(quota);
    writer.key("den").number(ratio.den);
    if (ratio.min) writer.key("min").number(*ratio.min);
    writer.key("num").number(ratio.num).key("round").text(ratio.round == Rounding::up ? "up" : "fair");
  }
  writer.end_object();
}

void write_strata(CanonicalWriter& writer, std::span<const Stratum> strata) {
  writer.begin_array();
  for (const Stratum& stratum : strata) {
    writer.begin_object().key("name").text(stratum.name).key("quota");
    write_quota(writer, stratum.quota);
    if (stratum.substitutes) writer.key("substitutes").number(*stratum.substitutes);
    writer.key("where");
    write_where(writer, stratum.where);
    writer.end_object();
  }
  writer.end_array();
}

void write_team(CanonicalWriter& writer, const Team& team) {
  writer.begin_object().key("algo").text("mc-match-1").key("max_load").number(team.max_load).key("slots").begin_array();
  for (const TeamSlot& slot : team.slots) {
    writer.begin_object().key("certs").texts(slot.certs).key("count").number(slot.count);
    writer.key("dept").text(slot.dept).key("skills").texts(slot.skills).end_object();
  }
  writer.end_array().end_object();
}

void write_public_source(CanonicalWriter& writer, const Source& source, const PublicSource& published) {
  writer.begin_object().key("at").number(published.at);
  if (published.otherwise) {
    writer.key("else").begin_object().key("form").text(published.otherwise->form.text());
    writer.key("ref").text(published.otherwise->ref).end_object();
  }
  writer.key("form").text(published.form.text()).key("kind").text("public");
  writer.key("name").text(source.name).key("ref").text(published.ref).end_object();
}

void write_entropy(CanonicalWriter& writer, std::span<const Source> sources) {
  writer.begin_array();
  for (const Source& source : sources) {
    if (const auto* witness = std::get_if<Witness>(&source.kind)) {
      writer.begin_object().key("commit").text(to_hex(witness->commit)).key("key").text(witness->key);
      writer.key("kind").text("witness").key("name").text(source.name).end_object();
    } else {
      write_public_source(writer, source, std::get<PublicSource>(source.kind));
    }
  }
  writer.end_array();
}

bool starts_with_one(std::string_view text, const std::vector<std::string>& prefixes) {
  if (is_planted(Fault::prefix_by_equality)) return std::ranges::contains(prefixes, text);
  return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
}

bool matches(const Where& where, const Target& target) {
  if (where.region && !starts_with_one(target.region, *where.region)) return false;
  if (where.industry && !starts_with_one(target.industry, *where.industry)) return false;
  if (where.type && !std::ranges::contains(*where.type, target.type)) return false;
  if (where.risk && !std::ranges::contains(*where.risk, target.risk)) return false;
  return !where.tags || std::ranges::any_of(target.tags, [&](const std::string& tag) {
    return std::ranges::contains(*where.tags, tag);
  });
}

}  // namespace

std::string plan_json(const Plan& plan) {
  CanonicalWriter writer;
  writer.begin_object().key("deadline").number(plan.deadline_s).key("draw").text(plan.draw).key("entropy");
  write_entropy(writer, plan.entropy);
  writer.key("inspectors");
  write_seal(writer, plan.inspectors);
  writer.key("mode").text(plan.mode == Mode::open ? "open" : "sealed");
  if (plan.replaces) writer.key("replaces").text(*plan.replaces);
  writer.key("round").number(plan.round).key("strata");
  write_strata(writer, plan.strata);
  writer.key("suite").text(crypto::suite_name(plan.suite)).key("targets");
  write_seal(writer, plan.targets);
  writer.key("task").text(plan.task).key("team");
  write_team(writer, plan.team);
  writer.key("v").number(1).key("window").begin_object();
  writer.key("from").text(plan.window_from).key("to").text(plan.window_to).end_object().end_object();
  return writer.take();
}

Digest plan_hash(const Plan& plan) {
  return crypto::hash(plan.suite, {BytesView(&plan_mark, 1), as_bytes(plan_json(plan))});
}

Result<> check_next_round(const Plan& void_plan, const Plan& next) {
  if (next.task != void_plan.task) return fail(Error("draw.round_task"));
  const std::uint64_t expected = void_plan.round + 1;
  if (next.round != expected) return fail(Error("draw.round_number").with("round", static_cast<long long>(expected)));
  if (next.replaces != void_plan.draw) return fail(Error("draw.round_replaces").with("draw", void_plan.draw));
  if (next.targets.root != void_plan.targets.root) return fail(Error("draw.round_root"));
  return {};
}

std::optional<std::size_t> stratum_of(const Plan& plan, const Target& target) {
  if (target.excluded != Exclusion::none && !is_planted(Fault::exclusion_ignored)) return std::nullopt;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < plan.strata.size(); ++i) {
    if (!matches(plan.strata[i].where, target)) continue;
    if (!is_planted(Fault::last_stratum_wins)) return i;
    found = i;
  }
  return found;
}

}  // namespace mingchou::draw
