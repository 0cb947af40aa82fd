#include "server/draws/bundles.h"

#include "shared/ceremony/rules.h"
#include "shared/draw/draw_bundles.h"
#include "shared/json/json.h"

namespace mingchou::server {
namespace {

Result<draw::DrawResult> result_of(const StoredDraw& stored) {
  if (!stored.outcome) return fail(Error("ceremony.not_drawn"));
  const json::Document document = MC_TRY(json::parse(stored.outcome->result));
  return draw::read_result(document.root());
}

/// Of the leaf of that type, where the log has it.
Result<draw::LeafProof> leaf_proof(Database& db, const std::vector<ToldLeaf>& told, std::string_view type,
                                   std::uint64_t at_s, std::uint64_t size) {
  const std::string mark = R"("type":")" + std::string(type) + '"';
  for (const ToldLeaf& one : told) {
    if (!one.leaf.ends_with(mark + "}")) continue;
    return draw::LeafProof{.type = std::string(type),
                           .at_s = at_s,
                           .index = one.index,
                           .path = MC_TRY(transparency::inclusion_proof(db, one.log_number, one.index, size)),
                           .nonce = {},
                           .hash = {}};
  }
  return fail(Error("store.internal").because("a draw of which the log was not told"));
}

Result<std::string> written(const std::function<Result<>(const draw::BundleSink&)>& write) {
  std::string text;
  MC_TRY(write([&text](std::string_view piece) -> Result<> {
    text += piece;
    return {};
  }));
  return text;
}

}  // namespace

Result<draw::BundleContent> bundle_content(Database& db, const StoredDraw& stored) {
  if (!stored.outcome || !stored.draw.plan) return fail(Error("ceremony.not_drawn"));
  draw::BundleContent content;
  content.plan = *stored.draw.plan;
  content.witness_keys = ceremony::keys_of(stored.draw);
  content.values = ceremony::values_of(stored.draw);
  content.notes = ceremony::notes_of(stored.draw);
  const std::vector<ToldLeaf> told = MC_TRY(read_told(db, stored.draw.id));
  if (told.empty()) return fail(Error("store.internal").because("a draw of which the log was not told"));
  const std::int64_t number = told.front().log_number;
  const auto log = MC_TRY(transparency::find_log(db, number));
  const auto checkpoint = MC_TRY(transparency::last_checkpoint(db, number));
  if (!log || !checkpoint) return fail(Error("store.internal").because("a draw without its log"));
  content.log_key = MC_TRY(log::VerifierKey::parse(log->verifier_key));
  content.checkpoint = checkpoint->note;
  const std::uint64_t size = checkpoint->checkpoint.size;
  content.leaves.push_back(MC_TRY(leaf_proof(db, told, "plan", stored.draw.plan_at_s, size)));
  content.leaves.push_back(MC_TRY(leaf_proof(db, told, "result", stored.outcome->at_s, size)));
  content.leaves.back().nonce = stored.outcome->leaf_nonce;
  return content;
}

Result<std::string> audit_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                 const std::string& data_folder) {
  const draw::DrawResult result = MC_TRY(result_of(stored));
  const draw::RosterFile roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  return written([&](const draw::BundleSink& sink) {
    return draw::write_opened_bundle(draw::BundleKind::audit, content,
                                     {roster.roster_key, roster.targets, roster.inspectors}, result, sink);
  });
}

Result<std::string> public_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                  const std::string& data_folder, CivilDate today) {
  const draw::DrawResult result = MC_TRY(result_of(stored));
  const draw::RosterFile roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  return written([&](const draw::BundleSink& sink) {
    return draw::write_public_bundle(content, {roster.roster_key, roster.targets, roster.inspectors}, result, today,
                                     sink);
  });
}

Result<std::string> proof_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                 const std::string& data_folder, std::string_view target) {
  const draw::DrawResult result = MC_TRY(result_of(stored));
  const draw::RosterFile roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  return written([&](const draw::BundleSink& sink) {
    return draw::write_fate_bundle(content, {roster.roster_key, roster.targets, roster.inspectors}, result, target,
                                   sink);
  });
}

}  // namespace mingchou::server
