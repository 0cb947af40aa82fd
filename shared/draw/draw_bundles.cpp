#include "shared/draw/draw_bundles.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "shared/draw/selection.h"
#include "shared/log/leaf.h"

namespace mingchou::draw {
namespace {

/// Without what only those may know who see the whole result: a concealed leaf shows its hash instead.
BundleContent for_outsiders(const BundleContent& content, const DrawResult& result) {
  BundleContent outside = content;
  for (LeafProof& leaf : outside.leaves) {
    if (!leaf.nonce) continue;
    leaf.hash = log::concealed_hash(*std::exchange(leaf.nonce, {}), result_json(result));
  }
  return outside;
}

std::vector<Bytes> rows_of(RowMaker& maker, std::span<const Target> targets) {
  std::vector<Bytes> rows;
  rows.reserve(targets.size());
  for (const Target& target : targets) rows.push_back(maker.row(RowKind::target, target.id, attributes_json(target)));
  return rows;
}

/// The highest ticket that its stratum selected; nothing if it selected none.
std::optional<Digest> last_ticket_of(const BundleContent& content, RowMaker& maker, const StratumResult& stratum) {
  if (stratum.selected.empty()) return std::nullopt;
  // They stand in the order of their tickets.
  const std::string& last = stratum.selected.back();
  const TicketMaker tickets(content.plan.suite, derive_keys(content.plan, content.values).draw);
  return tickets.ticket(last, maker.salt(RowKind::target, last));
}

}  // namespace

Result<> write_public_bundle(const BundleContent& content, const OpenedRosters& rosters, const DrawResult& result,
                             CivilDate today, const BundleSink& sink) {
  const bool is_sealed = content.plan.mode == Mode::sealed && today.text() <= content.plan.window_to;
  if (!is_sealed && !uses_internal_attributes(content.plan))
    return write_opened_bundle(BundleKind::open, content, rosters, result, sink);
  RowMaker maker(content.plan.suite, rosters.roster_key);
  return write_closed_bundle(for_outsiders(content, result), rows_of(maker, rosters.targets), result,
                             is_sealed ? Names::withheld : Names::published, sink);
}

Result<> write_fate_bundle(const BundleContent& content, const OpenedRosters& rosters, const DrawResult& result,
                           std::string_view target, const BundleSink& sink) {
  const auto found = std::ranges::lower_bound(rosters.targets, target, {}, &Target::id);
  if (found == rosters.targets.end() || found->id != target)
    return fail(Error("draw.proof_target").with("target", target));
  const auto index = static_cast<std::uint64_t>(found - rosters.targets.begin());
  RowMaker maker(content.plan.suite, rosters.roster_key);
  std::vector<Digest> leaves;
  leaves.reserve(rosters.targets.size());
  for (const Bytes& row : rows_of(maker, rosters.targets)) leaves.push_back(log::leaf_hash(content.plan.suite, row));
  ProofContent proof{*found, maker.salt(RowKind::target, target), index,
                     log::inclusion_path(content.plan.suite, leaves, index), std::nullopt};
  if (const auto stratum = stratum_of(content.plan, *found))
    proof.last_ticket = last_ticket_of(content, maker, result.strata[*stratum]);
  return write_proof_bundle(for_outsiders(content, result), proof, sink);
}

}  // namespace mingchou::draw
