// From JSON to a Plan, with every rule of spec section 2.
#include <algorithm>
#include <limits>
#include <set>

#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"
#include "shared/draw/digest_field.h"
#include "shared/draw/plan.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

using json::ObjectReader;

constexpr json::Size name_size = {1, name_bytes_max};
constexpr json::Range natural = {0, static_cast<std::int64_t>(json::safe_integer_max)};
constexpr json::Range positive = {1, static_cast<std::int64_t>(json::safe_integer_max)};

Result<std::uint64_t> read_number(ObjectReader& reader, std::string_view key, json::Range range) {
  return static_cast<std::uint64_t>(MC_TRY(reader.integer(key, range)));
}

Result<std::optional<std::uint64_t>> read_optional_number(ObjectReader& reader, std::string_view key) {
  const auto number = MC_TRY(reader.optional_integer(key, natural));
  if (!number) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

Result<std::vector<std::string>> read_texts(ObjectReader& reader, std::string_view key, json::Size count) {
  const auto texts = MC_TRY(reader.texts(key, count, {0, name_bytes_max}));
  return std::vector<std::string>(texts.begin(), texts.end());
}

Result<std::string> read_draw_id(ObjectReader& reader, std::string_view key) {
  const std::string_view text = MC_TRY(reader.text(key));
  if (!Uuid::parse(text)) return fail(Error("draw.draw_id").with("value", text.substr(0, name_bytes_max)));
  return std::string(text);
}

Result<std::string> read_date(ObjectReader& reader, std::string_view key) {
  const std::string_view text = MC_TRY(reader.text(key));
  if (!CivilDate::parse(text)) return fail(Error("draw.window_date").with("field", reader.path_of(key)));
  return std::string(text);
}

Result<> read_head(ObjectReader& reader, Plan& plan) {
  const std::int64_t version = MC_TRY(reader.integer("v"));
  if (version != 1) return fail(Error("draw.plan_version").with("value", version));
  plan.draw = MC_TRY(read_draw_id(reader, "draw"));
  plan.task = MC_TRY(reader.text("task", name_size));
  plan.round = MC_TRY(read_number(reader, "round", positive));
  if (reader.has("replaces")) plan.replaces = MC_TRY(read_draw_id(reader, "replaces"));
  if (plan.replaces && plan.round == 1) return fail(Error("draw.replaces_round"));
  const std::string_view suite = MC_TRY(reader.text("suite", name_size));
  const auto known_suite = crypto::suite_from_name(suite);
  if (!known_suite) return fail(Error("draw.suite_unknown").with("value", suite));
  plan.suite = *known_suite;
  const std::string_view mode = MC_TRY(reader.text("mode", name_size));
  if (mode != "open" && mode != "sealed") return fail(Error("draw.mode_unknown").with("value", mode));
  plan.mode = mode == "open" ? Mode::open : Mode::sealed;
  plan.deadline_s = MC_TRY(read_number(reader, "deadline", positive));
  return {};
}

Result<> read_window(ObjectReader& reader, Plan& plan) {
  ObjectReader window = MC_TRY(reader.object("window"));
  plan.window_from = MC_TRY(read_date(window, "from"));
  plan.window_to = MC_TRY(read_date(window, "to"));
  if (plan.window_from > plan.window_to) return fail(Error("draw.window_reversed"));
  return window.refuse_other_fields();
}

Result<RosterSeal> read_seal(ObjectReader& reader, std::string_view key) {
  ObjectReader entry = MC_TRY(reader.object(key));
  RosterSeal seal;
  seal.count = MC_TRY(read_number(entry, "count", natural));
  seal.root = MC_TRY(read_digest(entry, "root"));
  MC_TRY(entry.refuse_other_fields());
  return seal;
}

Result<std::optional<std::vector<std::string>>> read_condition(ObjectReader& where, std::string_view key,
                                                               bool is_prefix) {
  if (!where.has(key)) return std::nullopt;
  auto list = MC_TRY(read_texts(where, key, {0, where_entries_max}));
  const bool has_empty_prefix = is_prefix && std::ranges::any_of(list, &std::string::empty);
  if (list.empty() || has_empty_prefix) return fail(Error("draw.where_empty").with("field", where.path_of(key)));
  return list;
}

Result<Where> read_where(ObjectReader& stratum) {
  ObjectReader reader = MC_TRY(stratum.object("where"));
  Where where;
  where.region = MC_TRY(read_condition(reader, "region", true));
  where.industry = MC_TRY(read_condition(reader, "industry", true));
  where.tags = MC_TRY(read_condition(reader, "tags", false));
  where.type = MC_TRY(read_condition(reader, "type", false));
  where.risk = MC_TRY(read_condition(reader, "risk", false));
  MC_TRY(reader.refuse_other_fields());
  return where;
}

Result<Quota> read_ratio(ObjectReader& reader, const std::string& name) {
  RatioQuota ratio;
  ratio.den = MC_TRY(read_number(reader, "den", {1, static_cast<std::int64_t>(ratio_denominator_max)}));
  ratio.num = MC_TRY(read_number(reader, "num", natural));
  if (ratio.num > ratio.den) return fail(Error("draw.ratio_above_one").with("name", name));
  const std::string_view round = MC_TRY(reader.text("round", name_size));
  if (round != "up" && round != "fair")
    return fail(Error("draw.rounding_unknown").with("name", name).with("value", round));
  ratio.round = round == "up" ? Rounding::up : Rounding::fair;
  ratio.min = MC_TRY(read_optional_number(reader, "min"));
  return ratio;
}

Result<Quota> read_quota(ObjectReader& stratum, const std::string& name) {
  ObjectReader reader = MC_TRY(stratum.object("quota"));
  const bool is_count = reader.has("count");
  const bool is_ratio = reader.has("num") || reader.has("den");
  if (is_count == is_ratio) return fail(Error("draw.quota_form").with("name", name));
  Quota quota;
  if (is_count)
    quota = CountQuota{MC_TRY(read_number(reader, "count", natural))};
  else
    quota = MC_TRY(read_ratio(reader, name));
  MC_TRY(reader.refuse_other_fields());
  return quota;
}

Result<> read_strata(ObjectReader& reader, Plan& plan) {
  std::set<std::string> names;
  for (ObjectReader& entry : MC_TRY(reader.objects("strata", {1, strata_max}))) {
    Stratum stratum;
    stratum.name = MC_TRY(entry.text("name", name_size));
    if (!names.insert(stratum.name).second) return fail(Error("draw.stratum_repeated").with("name", stratum.name));
    stratum.where = MC_TRY(read_where(entry));
    stratum.quota = MC_TRY(read_quota(entry, stratum.name));
    stratum.substitutes = MC_TRY(read_optional_number(entry, "substitutes"));
    MC_TRY(entry.refuse_other_fields());
    plan.strata.push_back(std::move(stratum));
  }
  return {};
}

Result<> read_team(ObjectReader& plan, Team& team) {
  ObjectReader reader = MC_TRY(plan.object("team"));
  const std::string_view algorithm = MC_TRY(reader.text("algo", name_size));
  if (algorithm != "mc-match-1") return fail(Error("draw.algorithm_unknown").with("value", algorithm));
  team.max_load = MC_TRY(read_number(reader, "max_load", positive));
  std::set<std::string> departments;
  for (ObjectReader& entry : MC_TRY(reader.objects("slots", {0, team_slots_max}))) {
    TeamSlot slot;
    slot.dept = MC_TRY(entry.text("dept", name_size));
    if (!departments.insert(slot.dept).second) return fail(Error("draw.department_repeated").with("name", slot.dept));
    slot.count = MC_TRY(read_number(entry, "count", positive));
    slot.certs = MC_TRY(read_texts(entry, "certs", {0, attribute_entries_max}));
    slot.skills = MC_TRY(read_texts(entry, "skills", {0, attribute_entries_max}));
    MC_TRY(entry.refuse_other_fields());
    team.slots.push_back(std::move(slot));
  }
  return reader.refuse_other_fields();
}

Result<PublicForm> read_form(ObjectReader& reader, const std::string& name) {
  const std::string_view text = MC_TRY(reader.text("form", name_size));
  const auto form = PublicForm::parse(text);
  if (!form) return fail(Error("draw.form_unknown").with("name", name).with("value", text));
  return *form;
}

Result<PublicSource> read_public_source(ObjectReader& reader, const std::string& name) {
  PublicSource source;
  source.form = MC_TRY(read_form(reader, name));
  source.ref = MC_TRY(reader.text("ref", name_size));
  source.at = MC_TRY(read_number(reader, "at", positive));
  if (auto fallback = MC_TRY(reader.optional_object("else"))) {
    PublicFallback otherwise{MC_TRY(read_form(*fallback, name)), {}};
    otherwise.ref = MC_TRY(fallback->text("ref", name_size));
    MC_TRY(fallback->refuse_other_fields());
    source.otherwise = std::move(otherwise);
  }
  return source;
}

Result<> read_entropy(ObjectReader& reader, Plan& plan) {
  for (ObjectReader& entry : MC_TRY(reader.objects("entropy", {0, sources_max}))) {
    Source source;
    source.name = MC_TRY(entry.text("name", name_size));
    const std::string_view kind = MC_TRY(entry.text("kind", name_size));
    if (kind == "witness") {
      Witness witness;
      witness.key = MC_TRY(entry.text("key", name_size));
      witness.commit = MC_TRY(read_digest(entry, "commit"));
      source.kind = std::move(witness);
    } else if (kind == "public") {
      source.kind = MC_TRY(read_public_source(entry, source.name));
    } else {
      return fail(Error("draw.source_kind").with("name", source.name).with("value", kind));
    }
    MC_TRY(entry.refuse_other_fields());
    plan.entropy.push_back(std::move(source));
  }
  return check_sources(plan.entropy);
}

}  // namespace

Result<Plan> read_plan(json::Value value) {
  ObjectReader reader = MC_TRY(ObjectReader::of(value));
  Plan plan;
  MC_TRY(read_head(reader, plan));
  MC_TRY(read_window(reader, plan));
  plan.targets = MC_TRY(read_seal(reader, "targets"));
  plan.inspectors = MC_TRY(read_seal(reader, "inspectors"));
  MC_TRY(read_strata(reader, plan));
  MC_TRY(read_team(reader, plan.team));
  MC_TRY(read_entropy(reader, plan));
  MC_TRY(reader.refuse_other_fields());
  return plan;
}

Result<Plan> parse_plan(std::string_view text) {
  if (text.size() > plan_bytes_max)
    return fail(Error("draw.plan_too_large").with("max", static_cast<long long>(plan_bytes_max)));
  const json::Document document = MC_TRY(json::parse(text));
  Plan plan = MC_TRY(read_plan(document.root()));
  if (plan_json(plan) != text) return fail(Error("draw.plan_not_canonical"));
  return plan;
}

}  // namespace mingchou::draw
