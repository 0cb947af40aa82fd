#include "shared/draw/bundle_checks.h"

#include <algorithm>

#include "shared/calendar/clock_text.h"
#include "shared/draw/statement.h"
#include "shared/json/json.h"
#include "shared/log/checkpoint.h"
#include "shared/log/leaf.h"

namespace mingchou::draw {
namespace {

void add(CheckLines& lines, CheckState state, Error sentence) { lines.push_back({state, std::move(sentence)}); }

Error with_number(Error error, std::string_view name, std::uint64_t number) {
  return std::move(error).with(name, static_cast<long long>(number));
}

/// For people; what is beyond all dates shows the last one.
std::string time_text(std::uint64_t unix_s) {
  constexpr std::uint64_t last_s = 253'402'300'799;
  return shanghai_text({static_cast<std::int64_t>(std::min(unix_s, last_s)) * 1000});
}

/// Takes the notes one behind the other and compares each with the text that must stand there.
class Statements {
 public:
  explicit Statements(const BundleContent& content) : content_(content) {}

  Result<> expect(const std::string& name, const std::string& text, const log::VerifierKey& key) {
    const log::SignedNote note = MC_TRY(take(name));
    const auto signers = MC_TRY(signers_of(note, {&key, 1}, name));
    if (note.text != text || signers.empty()) return wrong(name);
    return {};
  }

  /// By any witness but the one who was struck, before any public value.
  Result<> expect_strike(const std::string& name, const log::VerifierKey& struck) {
    const log::SignedNote note = MC_TRY(take(name));
    std::vector<log::VerifierKey> others;
    std::ranges::copy_if(content_.witness_keys, std::back_inserter(others),
                         [&](const log::VerifierKey& key) { return !(key == struck); });
    const auto signers = MC_TRY(signers_of(note, others, name));
    const auto document = json::parse(note.text);
    const auto at = document ? document->root().find("at") : std::nullopt;
    if (signers.empty() || !at || !at->uint64()) return wrong(name);
    if (note.text != strike_text(content_.plan.draw, name, *at->uint64())) return wrong(name);
    const auto public_at = first_public_at(content_.plan);
    if (public_at && *at->uint64() >= *public_at) return fail(Error("draw.strike_late").with("name", name));
    return {};
  }

  bool all_taken() const { return next_ == content_.notes.size(); }

 private:
  static std::unexpected<Error> wrong(const std::string& name) {
    return fail(Error("draw.statement_wrong").with("name", name));
  }
  /// A note that stands in another's place has a signature that nobody expects there.
  static Result<std::vector<std::size_t>> signers_of(const log::SignedNote& note,
                                                     std::span<const log::VerifierKey> known, const std::string& name) {
    auto signers = log::check_signatures(note, known, log::UnknownKeys::refuse);
    if (!signers && signers.error().code == "log.signature_unknown") return wrong(name);
    return signers;
  }
  Result<log::SignedNote> take(const std::string& name) {
    if (all_taken()) return wrong(name);
    return log::parse_note(content_.notes[next_++]);
  }

  const BundleContent& content_;
  std::size_t next_ = 0;
};

const LeafProof* find_leaf(const BundleContent& content, std::string_view type) {
  const auto found = std::ranges::find(content.leaves, type, &LeafProof::type);
  return found == content.leaves.end() ? nullptr : &*found;
}

Result<> check_leaf_proof(const LeafProof& leaf, const std::string& text, const log::Checkpoint& checkpoint) {
  const Digest hash = log::leaf_hash(Suite::sha256, as_bytes(text));
  if (!log::verify_inclusion(Suite::sha256, hash, leaf.index, checkpoint.size, leaf.path, checkpoint.root))
    return fail(Error("draw.leaf_wrong").with("type", leaf.type));
  return {};
}

Result<> check_times(const Plan& plan, const LeafProof& plan_leaf, const LeafProof& result_leaf) {
  const auto public_at = first_public_at(plan);
  if (public_at && plan_leaf.at_s >= *public_at) return fail(Error("draw.plan_late"));
  const bool is_after = result_leaf.index > plan_leaf.index && result_leaf.at_s >= plan_leaf.at_s;
  if (!is_after || result_leaf.at_s - plan_leaf.at_s > plan.deadline_s) return fail(Error("draw.result_late"));
  return {};
}

/// What a concealed leaf holds: computed where the bundle opens the body, else as the bundle says.
Result<Digest> concealed(const LeafProof& leaf, const std::optional<std::string>& body) {
  if (body && leaf.nonce && !leaf.hash) return log::concealed_hash(*leaf.nonce, *body);
  if (!body && leaf.hash && !leaf.nonce) return *leaf.hash;
  return fail(Error("draw.leaf_wrong").with("type", leaf.type));
}

/// What others signed of the log before the public value came: then nobody has moved the plan after it.
Result<> check_early(const BundleContent& content, const LeafProof& plan, const log::Checkpoint& checkpoint,
                     CheckLines& lines) {
  const auto public_at = first_public_at(content.plan);
  if (!content.early) {
    if (public_at) add(lines, CheckState::unchecked, Error("draw.unchecked_early"));
    return {};
  }
  const auto opened = MC_TRY(
      log::open_checkpoint(content.early->note, *content.log_key, content.cosigner_keys, log::UnknownKeys::refuse));
  LeafProof seen = plan;
  seen.path = content.early->path;
  MC_TRY(check_leaf_proof(seen, log::plan_leaf(plan.at_s, plan_json(content.plan)), opened.checkpoint));
  MC_TRY(log::check_succession(opened.checkpoint, checkpoint, content.early->consistency));
  std::size_t in_time = 0;
  for (const log::Cosigned& cosigned : opened.cosigned) {
    if (!public_at || *public_at < early_margin_s || cosigned.time_s > *public_at - early_margin_s) continue;
    ++in_time;
    add(lines, CheckState::passed,
        Error("draw.check_early").with("name", cosigned.name).with("time", time_text(cosigned.time_s)));
  }
  if (in_time == 0) add(lines, CheckState::unchecked, Error("draw.unchecked_early"));
  return {};
}

}  // namespace

std::optional<std::uint64_t> first_public_at(const Plan& plan) {
  std::optional<std::uint64_t> first;
  for (const Source& source : plan.entropy)
    if (const auto* published = std::get_if<PublicSource>(&source.kind))
      first = std::min(first.value_or(published->at), published->at);
  return first;
}

Result<> check_statements(const BundleContent& content, const Digest& plan_hash, CheckLines& lines) {
  std::vector<std::size_t> witnesses;
  for (std::size_t i = 0; i < content.plan.entropy.size(); ++i)
    if (std::holds_alternative<Witness>(content.plan.entropy[i].kind)) witnesses.push_back(i);
  if (content.witness_keys.empty() && content.notes.empty()) {
    if (!witnesses.empty()) add(lines, CheckState::unchecked, Error("draw.unchecked_statements"));
    return {};
  }
  if (content.witness_keys.size() != witnesses.size()) return fail(Error("draw.bundle_keys"));

  Statements statements(content);
  const std::string consent = consent_text(content.plan.draw, plan_hash);
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    const Source& source = content.plan.entropy[witnesses[i]];
    const std::string& named = std::get<Witness>(source.kind).key;
    const log::VerifierKey& key = content.witness_keys[i];
    if (named != key.name && named != key.text()) return fail(Error("draw.bundle_keys"));
    MC_TRY(statements.expect(source.name, consent, key));
  }
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    const std::string& name = content.plan.entropy[witnesses[i]].name;
    const Bytes& value = content.values[witnesses[i]];
    if (value.empty()) continue;
    MC_TRY(statements.expect(name, reveal_text(content.plan.draw, name, value), content.witness_keys[i]));
  }
  for (std::size_t i = 0; i < witnesses.size(); ++i)
    if (content.values[witnesses[i]].empty())
      MC_TRY(statements.expect_strike(content.plan.entropy[witnesses[i]].name, content.witness_keys[i]));
  if (!statements.all_taken()) return fail(Error("draw.statement_wrong").with("name", "-"));

  add(lines, CheckState::passed, with_number(Error("draw.check_statements"), "count", content.notes.size()));
  add(lines, CheckState::unchecked, Error("draw.unchecked_witness_keys"));
  return {};
}

Result<> check_log(const BundleContent& content, const std::optional<std::string>& result_json,
                   const std::optional<log::VerifierKey>& trusted_key, CheckLines& lines) {
  if (!content.log_key) {
    if (!content.leaves.empty() || content.early || !content.checkpoint.empty() || trusted_key)
      return fail(Error("draw.bundle_log"));
    add(lines, CheckState::unchecked, Error("draw.unchecked_log"));
    return {};
  }
  if (trusted_key && !(*trusted_key == *content.log_key)) return fail(Error("draw.bundle_log"));
  const auto opened = MC_TRY(
      log::open_checkpoint(content.checkpoint, *content.log_key, content.cosigner_keys, log::UnknownKeys::refuse));
  for (const log::VerifierKey& key : content.cosigner_keys)
    if (!std::ranges::contains(opened.cosigned, key.name, &log::Cosigned::name))
      return fail(Error("draw.cosignature_missing").with("name", key.name));
  const LeafProof* plan = find_leaf(content, "plan");
  const LeafProof* result = find_leaf(content, "result");
  if (plan == nullptr) return fail(Error("draw.leaf_missing").with("type", "plan"));
  if (result == nullptr || content.leaves.size() != 2) return fail(Error("draw.leaf_missing").with("type", "result"));
  if (plan->nonce || plan->hash) return fail(Error("draw.leaf_wrong").with("type", "plan"));
  MC_TRY(check_leaf_proof(*plan, log::plan_leaf(plan->at_s, plan_json(content.plan)), opened.checkpoint));
  const Digest hash = MC_TRY(concealed(*result, result_json));
  MC_TRY(check_leaf_proof(*result, log::concealed_leaf("result", result->at_s, content.plan.draw, hash),
                          opened.checkpoint));
  MC_TRY(check_times(content.plan, *plan, *result));

  add(lines, CheckState::passed,
      with_number(Error("draw.check_log").with("origin", opened.checkpoint.origin), "size", opened.checkpoint.size));
  for (const log::Cosigned& cosigned : opened.cosigned)
    add(lines, CheckState::passed,
        Error("draw.check_cosigned").with("name", cosigned.name).with("time", time_text(cosigned.time_s)));
  MC_TRY(check_early(content, *plan, opened.checkpoint, lines));
  if (!trusted_key)
    add(lines, CheckState::unchecked, Error("draw.unchecked_log_key").with("vkey", content.log_key->text()));
  return {};
}

}  // namespace mingchou::draw
