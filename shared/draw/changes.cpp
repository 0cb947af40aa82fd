#include "shared/draw/changes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "shared/base/hex.h"
#include "shared/draw/canonical_writer.h"
#include "shared/draw/digest_field.h"
#include "shared/draw/replacement.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

/// A reason's code, and what is told of whom it concerns.
struct SubstitutionWords {
  std::string_view code, substituted;
};
struct ReplacementWords {
  std::string_view code, replaced, passed;
};

// In the order of the enumerations.
constexpr std::array<SubstitutionWords, 5> substitution_words = {{
    {"deregistered", "draw.substituted_deregistered"},
    {"moved_away", "draw.substituted_moved_away"},
    {"duplicate", "draw.substituted_duplicate"},
    {"not_concerned", "draw.substituted_not_concerned"},
    {"inaccessible", "draw.substituted_inaccessible"},
}};
constexpr std::array<ReplacementWords, 5> replacement_words = {{
    {"illness", "draw.replaced_illness", "draw.passed_illness"},
    {"recusal", "draw.replaced_recusal", "draw.passed_recusal"},
    {"certificate", "draw.replaced_certificate", "draw.passed_certificate"},
    {"left_post", "draw.replaced_left_post", "draw.passed_left_post"},
    {"urgent_duty", "draw.replaced_urgent_duty", "draw.passed_urgent_duty"},
}};

const SubstitutionWords& words_of(SubstitutionReason reason) {
  return substitution_words[static_cast<std::size_t>(reason)];
}
const ReplacementWords& words_of(ReplacementReason reason) {
  return replacement_words[static_cast<std::size_t>(reason)];
}

template <class Reason>
std::optional<Reason> from_code(const auto& words, std::string_view code) {
  const auto found = std::ranges::find(words, code, [](const auto& entry) { return entry.code; });
  if (found == words.end()) return std::nullopt;
  return static_cast<Reason>(found - words.begin());
}

void write_absence(CanonicalWriter& writer, const Absence& absence) {
  writer.begin_object().key("inspector").text(absence.inspector);
  writer.key("reason").text(replacement_code(absence.reason)).end_object();
}

std::string json_of(const Substitution& change) {
  CanonicalWriter writer;
  writer.begin_object().key("draw").text(change.draw).key("evidence").text(to_hex(change.evidence));
  writer.key("reason").text(substitution_code(change.reason));
  if (change.substitute) writer.key("substitute").text(*change.substitute);
  return writer.key("target").text(change.target).key("type").text("substitution").end_object().take();
}

std::string json_of(const Replacement& change) {
  CanonicalWriter writer;
  writer.begin_object().key("confirmed_by").text(change.confirmed_by).key("draw").text(change.draw);
  if (change.leaving) write_absence(writer.key("leaving"), *change.leaving);
  writer.key("passed").begin_array();
  for (const Absence& absence : change.passed) write_absence(writer, absence);
  writer.end_array();
  if (change.replacement) writer.key("replacement").text(*change.replacement);
  writer.key("slot").number(change.slot).key("target").text(change.target);
  return writer.key("type").text("replacement").end_object().take();
}

/// The target that the reason bars from; "" for all of them.
std::string reach_of(ReplacementReason reason, std::string_view target) {
  const bool is_lasting = reason == ReplacementReason::certificate || reason == ReplacementReason::left_post;
  return is_lasting ? "" : std::string(target);
}

Result<ReplacementReason> read_replacement_reason(json::ObjectReader& reader) {
  const std::string_view code = MC_TRY(reader.text("reason", {1, name_bytes_max}));
  const auto reason = replacement_from_code(code);
  if (!reason) return fail(Error("draw.reason_unknown").with("value", code));
  return *reason;
}

Result<Absence> read_absence(json::ObjectReader& reader) {
  const std::string_view inspector = MC_TRY(reader.text("inspector", {1, id_bytes_max}));
  const ReplacementReason reason = MC_TRY(read_replacement_reason(reader));
  MC_TRY(reader.refuse_other_fields());
  return Absence{std::string(inspector), reason};
}

/// Both kinds' "draw" and "target".
template <class Change>
Result<> read_subject(json::ObjectReader& reader, Change& change) {
  change.draw = MC_TRY(reader.text("draw", {1, name_bytes_max}));
  change.target = MC_TRY(reader.text("target", {1, id_bytes_max}));
  return {};
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

Result<Change> read_substitution(json::ObjectReader& reader) {
  Substitution change;
  MC_TRY(read_subject(reader, change));
  change.evidence = MC_TRY(read_digest(reader, "evidence"));
  const std::string_view code = MC_TRY(reader.text("reason", {1, name_bytes_max}));
  const auto reason = substitution_from_code(code);
  if (!reason) return fail(Error("draw.reason_unknown").with("value", code));
  change.reason = *reason;
  change.substitute = owned(MC_TRY(reader.optional_text("substitute", {1, id_bytes_max})));
  MC_TRY(reader.refuse_other_fields());
  return change;
}

Result<Change> read_replacement(json::ObjectReader& reader) {
  Replacement change;
  MC_TRY(read_subject(reader, change));
  change.confirmed_by = MC_TRY(reader.text("confirmed_by", {1, name_bytes_max}));
  auto leaving = MC_TRY(reader.optional_object("leaving"));
  if (leaving) change.leaving = MC_TRY(read_absence(*leaving));
  auto passed = MC_TRY(reader.objects("passed", {0, passed_max}));
  for (json::ObjectReader& absence : passed) change.passed.push_back(MC_TRY(read_absence(absence)));
  change.replacement = owned(MC_TRY(reader.optional_text("replacement", {1, id_bytes_max})));
  const std::int64_t slot = MC_TRY(reader.integer("slot", {0, std::numeric_limits<std::uint32_t>::max()}));
  change.slot = static_cast<std::uint32_t>(slot);
  MC_TRY(reader.refuse_other_fields());
  return change;
}

Error who_comes(std::string_view somebody, std::string_view nobody, const std::optional<std::string>& next) {
  return next ? Error(somebody).with("next", *next) : Error(nobody);
}

Error out_of_order(std::string_view inspector, std::string_view next) {
  return Error("draw.change_order").with("inspector", inspector).with("next", next);
}

}  // namespace

std::string_view substitution_code(SubstitutionReason reason) { return words_of(reason).code; }
std::string_view replacement_code(ReplacementReason reason) { return words_of(reason).code; }
std::optional<SubstitutionReason> substitution_from_code(std::string_view code) {
  return from_code<SubstitutionReason>(substitution_words, code);
}
std::optional<ReplacementReason> replacement_from_code(std::string_view code) {
  return from_code<ReplacementReason>(replacement_words, code);
}

bool is_still_there(SubstitutionReason reason) { return reason == SubstitutionReason::inaccessible; }

std::string change_json(const Change& change) {
  return std::visit([](const auto& one) { return json_of(one); }, change);
}

std::vector<Error> change_sentences(const Change& change) {
  std::vector<Error> sentences;
  if (const auto* gone = std::get_if<Substitution>(&change)) {
    sentences.push_back(Error(words_of(gone->reason).substituted).with("target", gone->target));
    sentences.push_back(who_comes("draw.next_target", "draw.no_next_target", gone->substitute));
    return sentences;
  }
  const auto& left = std::get<Replacement>(change);
  if (left.leaving)
    sentences.push_back(Error(words_of(left.leaving->reason).replaced)
                            .with("target", left.target)
                            .with("inspector", left.leaving->inspector));
  else
    sentences.push_back(Error("draw.replaced_empty").with("target", left.target));
  for (const Absence& absence : left.passed)
    sentences.push_back(Error(words_of(absence.reason).passed).with("inspector", absence.inspector));
  sentences.push_back(who_comes("draw.next_inspector", "draw.no_next_inspector", left.replacement));
  return sentences;
}

Result<Change> read_change(json::Value value) {
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(value));
  const std::string_view type = MC_TRY(reader.text("type", {1, name_bytes_max}));
  if (type == "substitution") return read_substitution(reader);
  if (type == "replacement") return read_replacement(reader);
  return fail(Error("draw.change_type").with("value", type));
}

Standing::Standing(const Plan& plan, const Keys& keys, std::span<const Inspector> inspectors, const DrawResult& result)
    : plan_(plan), keys_(keys), inspectors_(inspectors) {
  std::map<std::string_view, std::size_t> strata;
  for (std::size_t i = 0; i < result.strata.size(); ++i) {
    for (const std::string& id : result.strata[i].selected) strata.emplace(id, i);
    substitutes_.push_back(result.strata[i].substitutes);
  }
  places_.reserve(result.order.size());
  for (std::size_t i = 0; i < result.order.size(); ++i) {
    const std::string& id = result.order[i];
    Place place{id, id, strata.at(id), {}};
    if (!result.teams.empty()) place.inspectors = result.teams[i].inspectors;
    places_.push_back(std::move(place));
  }
}

Result<const Place*> Standing::find(std::string_view target) const {
  const auto found = std::ranges::find_if(places_, [&](const Place& place) { return place.target == target; });
  if (found == places_.end()) return fail(Error("draw.change_target").with("target", target));
  return &*found;
}

Result<std::optional<std::string>> Standing::next_substitute(std::string_view target) const {
  const Place* place = MC_TRY(find(target));
  const std::vector<std::string>& left = substitutes_[place->stratum];
  return left.empty() ? std::nullopt : std::optional(left.front());
}

std::vector<TeamResult> Standing::teams() const {
  std::vector<TeamResult> teams;
  for (const Place& place : places_)
    if (place.target && !place.inspectors.empty()) teams.push_back({*place.target, place.inspectors});
  return teams;
}

bool Standing::may_go(const std::string& inspector, std::string_view target) const {
  return !barred_.contains({inspector, std::string(target)}) && !barred_.contains({inspector, ""});
}

Result<std::vector<std::string>> Standing::candidates(std::string_view target, std::uint32_t slot) const {
  MC_TRY(find(target));
  auto order = MC_TRY(replacement_order(plan_, keys_, inspectors_, teams(), target, slot));
  std::erase_if(order, [&](const std::string& inspector) { return !may_go(inspector, target); });
  return order;
}

Result<> Standing::apply(const Change& change) {
  const std::string& draw = std::visit([](const auto& one) -> const std::string& { return one.draw; }, change);
  if (draw != plan_.draw) return fail(Error("draw.change_draw"));
  return std::visit([this](const auto& one) { return apply_one(one); }, change);
}

Result<> Standing::apply_one(const Substitution& change) {
  const std::optional<std::string> next = MC_TRY(next_substitute(change.target));
  if (change.substitute != next)
    return fail(Error("draw.change_substitute").with("target", change.target).with("next", next.value_or("")));
  const auto place = std::ranges::find(places_, std::optional(change.target), &Place::target);
  if (is_still_there(change.reason)) musts_.push_back(change.target);
  place->target = next;
  if (!next) {
    place->inspectors.clear();
    return {};
  }
  auto& left = substitutes_[place->stratum];
  left.erase(left.begin());
  vacate_where_barred(*place);
  return {};
}

/// Those of the team who may not go to the target that has the place now.
void Standing::vacate_where_barred(Place& place) const {
  for (std::string& id : place.inspectors) {
    const auto inspector = std::ranges::lower_bound(inspectors_, id, {}, &Inspector::id);
    if (id.empty()) continue;
    if (std::ranges::binary_search(inspector->recused, *place.target) || !may_go(id, *place.target)) id.clear();
  }
}

/// The seat, which is empty then; whoever left it is kept from the target.
Result<std::string*> Standing::vacate(const Replacement& change) {
  const auto place = std::ranges::find(places_, std::optional(change.target), &Place::target);
  if (place == places_.end()) return fail(Error("draw.change_target").with("target", change.target));
  if (change.slot >= place->inspectors.size()) return fail(Error("draw.replace_slot").with("slot", change.slot));
  std::string& seat = place->inspectors[change.slot];
  // Nobody can leave an empty place.
  if (change.leaving ? seat.empty() || seat != change.leaving->inspector : !seat.empty())
    return fail(Error("draw.change_inspector").with("target", change.target).with("slot", change.slot));
  seat.clear();
  if (change.leaving) barred_.emplace(change.leaving->inspector, reach_of(change.leaving->reason, change.target));
  return &seat;
}

Result<> Standing::apply_one(const Replacement& change) {
  // Whoever leaves makes room, and is no candidate: the order is that of a place that is empty.
  Standing after = *this;
  std::string& seat = *MC_TRY(after.vacate(change));
  const std::vector<std::string> order = MC_TRY(after.candidates(change.target, change.slot));
  std::size_t next = 0;
  const auto next_id = [&] { return next < order.size() ? order[next] : std::string(); };
  for (const Absence& absence : change.passed) {
    if (absence.inspector.empty() || absence.inspector != next_id())
      return fail(out_of_order(absence.inspector, next_id()));
    after.barred_.emplace(absence.inspector, reach_of(absence.reason, change.target));
    ++next;
  }
  if (change.replacement.value_or("") != next_id())
    return fail(out_of_order(change.replacement.value_or(""), next_id()));
  seat = next_id();
  places_ = std::move(after.places_);
  barred_ = std::move(after.barred_);
  return {};
}

Result<Substitution> Standing::next_substitution(std::string_view target, SubstitutionReason reason,
                                                 const Digest& evidence) const {
  auto next = MC_TRY(next_substitute(target));
  return Substitution{plan_.draw, std::string(target), std::move(next), reason, evidence};
}

Result<Replacement> Standing::next_replacement(std::string_view target, std::uint32_t slot, ReplacementReason reason,
                                               std::vector<Absence> passed, std::string confirmed_by) const {
  const Place* place = MC_TRY(find(target));
  Replacement change{plan_.draw, std::string(target), slot, {}, std::move(passed), {}, std::move(confirmed_by)};
  if (slot < place->inspectors.size() && !place->inspectors[slot].empty())
    change.leaving = Absence{place->inspectors[slot], reason};
  Standing after = *this;
  MC_TRY(after.vacate(change));
  const std::vector<std::string> order = MC_TRY(after.candidates(target, slot));
  if (change.passed.size() < order.size()) change.replacement = order[change.passed.size()];
  MC_TRY(Standing(*this).apply_one(change));
  return change;
}

}  // namespace mingchou::draw
