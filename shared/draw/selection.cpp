#include "shared/draw/selection.h"

#include <algorithm>
#include <cstring>

#include "shared/draw/encoding.h"
#include "shared/draw/faults.h"

namespace mingchou::draw {
namespace {

struct Drawn {
  Digest ticket;
  const Candidate* candidate;
};

/// Tickets as unsigned bytes, then ids: a total order, whatever the rows' was.
bool comes_before(const Drawn& a, const Drawn& b) {
  const std::size_t bytes = is_planted(Fault::ticket_cut_to_32_bits) ? 4 : a.ticket.size();
  for (std::size_t i = 0; i < bytes; ++i) {
    if (a.ticket[i] == b.ticket[i]) continue;
    if (is_planted(Fault::ticket_signed_compare))
      return static_cast<std::int8_t>(a.ticket[i]) < static_cast<std::int8_t>(b.ticket[i]);
    return a.ticket[i] < b.ticket[i];
  }
  return a.candidate->id < b.candidate->id;
}

/// The first `count` of all, in order; the others stand behind in no order.
void order_first(std::vector<Drawn>& drawn, std::size_t count) {
  const auto end = drawn.begin() + static_cast<std::ptrdiff_t>(count);
  if (end != drawn.end()) std::ranges::nth_element(drawn, end, comes_before);
  std::ranges::sort(drawn.begin(), end, comes_before);
}

std::vector<std::string> ids_of(std::span<const Drawn> drawn) {
  std::vector<std::string> ids;
  ids.reserve(drawn.size());
  for (const Drawn& entry : drawn) ids.push_back(entry.candidate->id);
  return ids;
}

/// Selects within one stratum and leaves the selected at the front of `drawn`.
StratumSelection select_stratum(const Stratum& stratum, std::uint64_t quota, std::vector<Drawn>& drawn) {
  const std::size_t n = drawn.size();
  const auto with_substitutes = static_cast<std::size_t>(
      std::min<std::uint64_t>(n - quota, stratum.substitutes.value_or(0)) + quota);  // no overflow: the first is small
  order_first(drawn, with_substitutes);
  const std::span<const Drawn> ordered(drawn.data(), with_substitutes);
  const std::size_t shift = is_planted(Fault::substitutes_overlap) && quota > 0 ? 1 : 0;
  return {n, quota, ids_of(ordered.first(quota)), ids_of(ordered.subspan(quota - shift))};
}

Result<> compare_with_plan(RowKind kind, const RosterSeal& seal, std::uint64_t count, const Digest& root) {
  if (count != seal.count)
    return fail(Error("draw.roster_count")
                    .with("roster", row_kind_name(kind))
                    .with("count", static_cast<long long>(count))
                    .with("planned", static_cast<long long>(seal.count)));
  if (root != seal.root) return fail(Error("draw.roster_root").with("roster", row_kind_name(kind)));
  return {};
}

}  // namespace

TicketMaker::TicketMaker(Suite suite, const Digest& draw_key) : head_(suite) {
  head_.update(draw_key).update(Encoder().label("MINGCHOU-TICKET-1", static_cast<std::uint8_t>(suite)).view());
}

Digest TicketMaker::ticket(std::string_view id, const Salt& salt) const {
  crypto::Hasher hasher = head_.fork();
  if (!is_planted(Fault::ticket_without_salt)) hasher.update(salt);
  return hasher.update(static_cast<std::uint8_t>(id.size())).update(id).finish();
}

Result<> TargetRoster::add(const Target& target) {
  MC_TRY(check_target(target));
  const Salt salt = rows_.salt(RowKind::target, target.id);
  MC_TRY(
      root_.add(target.id, RowMaker::row_of(plan_.suite, RowKind::target, target.id, salt, attributes_json(target))));
  if (const auto stratum = stratum_of(plan_, target))
    candidates_.push_back({target.id, salt, static_cast<std::uint32_t>(*stratum)});
  return {};
}

Result<> TargetRoster::finish() const {
  return compare_with_plan(RowKind::target, plan_.targets, root_.count(), root_.root());
}

Result<> check_inspectors(const Plan& plan, RowMaker& rows, std::span<const Inspector> inspectors) {
  RosterRoot root(plan.suite);
  for (const Inspector& inspector : inspectors) {
    MC_TRY(check_inspector(inspector));
    MC_TRY(root.add(inspector.id, rows.row(RowKind::inspector, inspector.id, attributes_json(inspector))));
  }
  return compare_with_plan(RowKind::inspector, plan.inspectors, root.count(), root.root());
}

Selection select_targets(const Plan& plan, const Keys& keys, std::span<const Candidate> candidates) {
  const TicketMaker tickets(plan.suite, keys.draw);
  std::vector<std::vector<Drawn>> by_stratum(plan.strata.size());
  for (const Candidate& candidate : candidates)
    by_stratum[candidate.stratum].push_back({tickets.ticket(candidate.id, candidate.salt), &candidate});

  Selection selection;
  std::vector<Drawn> all;
  for (std::size_t i = 0; i < plan.strata.size(); ++i) {
    std::vector<Drawn>& drawn = by_stratum[i];
    const std::uint64_t quota =
        quota_of(plan.strata[i].quota, drawn.size(), plan.suite, keys.quota, static_cast<std::uint32_t>(i));
    selection.strata.push_back(select_stratum(plan.strata[i], quota, drawn));
    all.insert(all.end(), drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(quota));
  }
  std::ranges::sort(all, comes_before);
  selection.order = ids_of(all);
  return selection;
}

}  // namespace mingchou::draw
