#include <algorithm>

#include "shared/base/hex.h"
#include "shared/draw/bundle.h"
#include "shared/draw/canonical_writer.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/selection.h"
#include "shared/json/lines.h"

namespace mingchou::draw {
namespace {

/// Numbers the lines and hashes them for the last.
class LineWriter {
 public:
  explicit LineWriter(const BundleSink& sink) : sink_(sink) {}

  Result<> add(std::string_view json) {
    std::string line;
    MC_TRY(json::append_line(line, json, ++lines_));
    hasher_.update(line);
    return sink_(line);
  }
  Result<> end() {
    const std::string line = end_line(hasher_.finish());
    return add(line);
  }

 private:
  const BundleSink& sink_;
  std::uint64_t lines_ = 0;
  crypto::Hasher hasher_{Suite::sha256};
};

void write_path(CanonicalWriter& writer, std::span<const Digest> path) {
  writer.begin_array();
  for (const Digest& digest : path) writer.text(to_hex(digest));
  writer.end_array();
}

std::string key_line(std::string_view role, const log::VerifierKey& key) {
  CanonicalWriter writer;
  return writer.begin_object()
      .key("line")
      .text("key")
      .key("role")
      .text(role)
      .key("vkey")
      .text(key.text())
      .end_object()
      .take();
}

std::string row_line(std::string_view kind, std::string_view id, std::string_view attributes) {
  CanonicalWriter writer;
  return writer.begin_object()
      .key("attributes")
      .raw(attributes)
      .key("id")
      .text(id)
      .key("line")
      .text(kind)
      .end_object()
      .take();
}

std::string ids_line(std::string_view name, std::span<const std::string> ids) {
  return CanonicalWriter().begin_object().key("ids").texts(ids).key("line").text(name).end_object().take();
}

void for_each_ids_line(std::string_view name, std::span<const std::string> ids,
                       const std::function<void(std::string)>& on_line) {
  for (; !ids.empty(); ids = ids.subspan(std::min(ids_per_line, ids.size())))
    on_line(ids_line(name, ids.first(std::min(ids_per_line, ids.size()))));
}

std::string stratum_line(const StratumResult& stratum) {
  CanonicalWriter writer;
  writer.begin_object().key("eligible").number(stratum.eligible).key("line").text("stratum");
  return writer.key("name").text(stratum.name).key("quota").number(stratum.quota).end_object().take();
}

Result<> write_head(BundleKind kind, const BundleContent& content, LineWriter& lines) {
  MC_TRY(lines.add(bundle_line(kind)));
  if (content.log_key) MC_TRY(lines.add(key_line("log", *content.log_key)));
  for (const log::VerifierKey& key : content.witness_keys) MC_TRY(lines.add(key_line("witness", key)));
  for (const log::VerifierKey& key : content.cosigner_keys) MC_TRY(lines.add(key_line("cosigner", key)));
  return lines.add("{\"line\":\"plan\",\"plan\":" + plan_json(content.plan) + "}");
}

Result<> write_rosters(const OpenedRosters& rosters, LineWriter& lines) {
  CanonicalWriter key;
  key.begin_object().key("line").text("roster_key").key("value").text(to_hex(rosters.roster_key)).end_object();
  MC_TRY(lines.add(key.take()));
  for (const Target& target : rosters.targets)
    MC_TRY(lines.add(row_line("target", target.id, attributes_json(target))));
  for (const Inspector& inspector : rosters.inspectors)
    MC_TRY(lines.add(row_line("inspector", inspector.id, attributes_json(inspector))));
  return {};
}

Result<> write_values(const BundleContent& content, LineWriter& lines) {
  for (std::size_t i = 0; i < content.values.size(); ++i) {
    CanonicalWriter writer;
    writer.begin_object().key("line").text("entropy").key("name").text(content.plan.entropy[i].name);
    MC_TRY(lines.add(writer.key("value").text(to_hex(content.values[i])).end_object().take()));
  }
  for (const std::string& note : content.notes)
    MC_TRY(lines.add(
        CanonicalWriter().begin_object().key("line").text("note").key("note").text(note).end_object().take()));
  return {};
}

/// A row is its kind, the id behind four bytes of length, and the hash of its attributes.
std::string_view id_of_row(const Bytes& row) {
  constexpr std::size_t before = 5;
  return as_text(BytesView(row).subspan(before, row.size() - before - sizeof(Digest)));
}

std::string early_line(const EarlyCheckpoint& early) {
  CanonicalWriter writer;
  write_path(writer.begin_object().key("consistency"), early.consistency);
  writer.key("line").text("early").key("note").text(early.note).key("path");
  write_path(writer, early.path);
  return writer.end_object().take();
}

Result<> write_log(const BundleContent& content, LineWriter& lines) {
  for (const LeafProof& leaf : content.leaves) MC_TRY(lines.add(leaf_line(leaf)));
  if (content.early) MC_TRY(lines.add(early_line(*content.early)));
  if (content.checkpoint.empty()) return {};
  CanonicalWriter writer;
  return lines.add(
      writer.begin_object().key("line").text("checkpoint").key("note").text(content.checkpoint).end_object().take());
}

/// Those that were drawn, each with its way to the roster's root.
Result<> write_rows(Suite suite, std::span<const Bytes> rows, std::span<const std::string> ids, LineWriter& lines) {
  std::vector<Digest> leaves;
  leaves.reserve(rows.size());
  for (const Bytes& row : rows) leaves.push_back(log::leaf_hash(suite, row));
  const log::Tree tree(suite, std::move(leaves));
  for (const std::string& id : ids) {
    const auto found = std::ranges::lower_bound(rows, std::string_view(id), {}, id_of_row);
    const auto index = static_cast<std::uint64_t>(found - rows.begin());
    const BytesView digest = BytesView(rows[index]).last(sizeof(Digest));
    MC_TRY(lines.add(draw::row_line(id, digest, index, tree.inclusion_path(index))));
  }
  return {};
}

}  // namespace

std::string_view bundle_kind_name(BundleKind kind) {
  if (kind == BundleKind::audit) return "audit";
  return kind == BundleKind::open ? "public" : "proof";
}

std::string bundle_line(BundleKind kind) {
  CanonicalWriter writer;
  writer.begin_object().key("kind").text(bundle_kind_name(kind)).key("line").text("bundle");
  return writer.key("v").number(1).end_object().take();
}

std::string end_line(const Digest& digest) {
  CanonicalWriter writer;
  return writer.begin_object().key("line").text("end").key("sha256").text(to_hex(digest)).end_object().take();
}

bool uses_internal_attributes(const Plan& plan) {
  return std::ranges::any_of(plan.strata,
                             [](const Stratum& stratum) { return stratum.where.risk || stratum.where.tags; });
}

void for_each_result_line(const DrawResult& result, const std::function<void(std::string)>& on_line) {
  for (const StratumResult& stratum : result.strata) {
    on_line(stratum_line(stratum));
    for_each_ids_line("selected", stratum.selected, on_line);
    for_each_ids_line("substitutes", stratum.substitutes, on_line);
  }
  for_each_ids_line("order", result.order, on_line);
  for (const TeamResult& team : result.teams) {
    CanonicalWriter writer;
    writer.begin_object().key("inspectors").texts(team.inspectors).key("line").text("team");
    on_line(writer.key("target").text(team.target).end_object().take());
  }
}

std::string result_line(const Digest& hash, const std::optional<Digest>& nonce) {
  CanonicalWriter writer;
  writer.begin_object().key("hash").text(to_hex(hash)).key("line").text("result");
  if (nonce) writer.key("nonce").text(to_hex(*nonce));
  return writer.end_object().take();
}

std::string row_line(std::string_view id, BytesView digest, std::uint64_t index, std::span<const Digest> path) {
  CanonicalWriter writer;
  writer.begin_object().key("digest").text(to_hex(digest)).key("id").text(id).key("index").number(index);
  writer.key("line").text("row").key("path");
  write_path(writer, path);
  return writer.end_object().take();
}

std::string fate_line(const Plan& plan, const ProofContent& proof, const Digest& ticket) {
  const auto stratum = stratum_of(plan, proof.target);
  CanonicalWriter writer;
  writer.begin_object();
  if (!stratum) {
    writer.key("line").text("fate").key("outcome").text(proof.target.excluded == Exclusion::none ? "no_stratum"
                                                                                                 : "excluded");
    return writer.end_object().take();
  }
  if (proof.last_ticket) writer.key("last_ticket").text(to_hex(*proof.last_ticket));
  const bool is_selected = proof.last_ticket && ticket <= *proof.last_ticket;
  writer.key("line").text("fate").key("outcome").text(is_selected ? "selected" : "not_selected");
  writer.key("stratum").text(plan.strata[*stratum].name).key("ticket").text(to_hex(ticket));
  return writer.end_object().take();
}

std::string leaf_line(const LeafProof& leaf) {
  CanonicalWriter writer;
  writer.begin_object().key("at").number(leaf.at_s);
  if (leaf.hash) writer.key("hash").text(to_hex(*leaf.hash));
  writer.key("index").number(leaf.index).key("line").text("leaf");
  if (leaf.nonce) writer.key("nonce").text(to_hex(*leaf.nonce));
  writer.key("path");
  write_path(writer, leaf.path);
  return writer.key("type").text(leaf.type).end_object().take();
}

Result<> write_roster_file(const OpenedRosters& rosters, const BundleSink& sink) {
  LineWriter lines(sink);
  return write_rosters(rosters, lines);
}

Result<> write_opened_bundle(BundleKind kind, const BundleContent& content, const OpenedRosters& rosters,
                             const DrawResult& result, const BundleSink& sink) {
  LineWriter lines(sink);
  MC_TRY(write_head(kind, content, lines));
  MC_TRY(write_rosters(rosters, lines));
  MC_TRY(write_values(content, lines));
  Result<> written;
  for_each_result_line(result, [&](const std::string& line) {
    if (written) written = lines.add(line);
  });
  MC_TRY(std::move(written));
  MC_TRY(lines.add(result_line(result_hash(content.plan.suite, result), result.nonce)));
  MC_TRY(write_log(content, lines));
  return lines.end();
}

Result<> write_closed_bundle(const BundleContent& content, std::span<const Bytes> rows, const DrawResult& result,
                             Names names, const BundleSink& sink) {
  LineWriter lines(sink);
  MC_TRY(write_head(BundleKind::open, content, lines));
  MC_TRY(write_values(content, lines));
  for (const StratumResult& stratum : result.strata) MC_TRY(lines.add(stratum_line(stratum)));
  if (names == Names::published) MC_TRY(write_rows(content.plan.suite, rows, result.order, lines));
  MC_TRY(lines.add(result_line(result_hash(content.plan.suite, result), std::nullopt)));
  MC_TRY(write_log(content, lines));
  return lines.end();
}

Result<> write_proof_bundle(const BundleContent& content, const ProofContent& proof, const BundleSink& sink) {
  LineWriter lines(sink);
  MC_TRY(write_head(BundleKind::proof, content, lines));
  CanonicalWriter writer;
  writer.begin_object().key("attributes").raw(attributes_json(proof.target)).key("id").text(proof.target.id);
  writer.key("index").number(proof.index).key("line").text("target").key("path");
  write_path(writer, proof.path);
  MC_TRY(lines.add(writer.key("salt").text(to_hex(proof.salt)).end_object().take()));
  MC_TRY(write_values(content, lines));
  const Keys keys = derive_keys(content.plan, content.values);
  const Digest ticket = TicketMaker(content.plan.suite, keys.draw).ticket(proof.target.id, proof.salt);
  MC_TRY(lines.add(fate_line(content.plan, proof, ticket)));
  MC_TRY(write_log(content, lines));
  return lines.end();
}

}  // namespace mingchou::draw
