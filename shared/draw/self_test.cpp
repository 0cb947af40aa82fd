#include "shared/draw/self_test.h"

#include <charconv>
#include <map>
#include <string>
#include <vector>

#include "shared/base/hex.h"
#include "shared/draw/matching.h"
#include "shared/draw/result.h"
#include "shared/draw/roster.h"
#include "shared/draw/selection.h"
#include "shared/json/canonical.h"

namespace mingchou::draw {
namespace {

/// One draw of the vectors, compared step by step.
class VectorCheck {
 public:
  explicit VectorCheck(json::Value vector) : vector_(vector) {
    if (const auto name = vector.find("name"); name && name->text()) name_ = *name->text();
  }

  Result<std::size_t> run() {
    MC_TRY(read());
    MC_TRY(check_rows());
    MC_TRY(check_keys());
    MC_TRY(check_tickets());
    MC_TRY(check_stream());
    MC_TRY(check_result());
    return comparisons_;
  }

 private:
  Result<> read();
  Result<> check_rows();
  Result<> check_keys();
  Result<> check_tickets();
  Result<> check_stream();
  Result<> check_result();

  Error form_error(std::string_view what) const {
    return Error("draw.self_test_form").with("draw", name_).with("what", what);
  }
  Result<json::Value> member(json::Value object, std::string_view key) const {
    const auto found = object.find(key);
    if (!found) return fail(form_error(key));
    return *found;
  }
  Result<std::string> text(json::Value object, std::string_view key) const {
    const auto found = MC_TRY(member(object, key)).text();
    if (!found) return fail(form_error(key));
    return std::string(*found);
  }
  Result<Bytes> bytes(json::Value object, std::string_view key) const {
    auto found = from_hex(MC_TRY(text(object, key)));
    if (!found) return fail(form_error(key));
    return *std::move(found);
  }

  /// Compares with a text of the vectors.
  Result<> expect(json::Value object, std::string_view key, std::string_view found) {
    const std::string expected = MC_TRY(text(object, key));
    return compare(key, expected, found);
  }
  Result<> compare(std::string_view what, std::string_view expected, std::string_view found) {
    ++comparisons_;
    if (expected == found) return {};
    constexpr std::size_t shown = 400;
    return fail(Error("draw.self_test_differs")
                    .with("draw", name_)
                    .with("what", what)
                    .with("expected", expected.substr(0, shown))
                    .with("found", found.substr(0, shown)));
  }

  json::Value vector_;
  std::string name_ = "?";
  std::size_t comparisons_ = 0;

  Plan plan_;
  std::map<std::string, Target> targets_;
  std::vector<Inspector> inspectors_;
  std::vector<Candidate> candidates_;
  std::vector<Bytes> values_;
  Bytes roster_key_;
  Keys keys_;
};

Result<> VectorCheck::read() {
  const json::Value plan = MC_TRY(member(vector_, "plan"));
  const std::string plan_text = MC_TRY(json::strict_canonical(plan));
  plan_ = MC_TRY(parse_plan(plan_text));
  roster_key_ = MC_TRY(bytes(vector_, "roster_key"));
  for (const auto& [id, attributes] : MC_TRY(member(vector_, "targets")).members())
    targets_.emplace(id, MC_TRY(read_target(id, attributes)));
  std::map<std::string, Inspector> inspectors;
  for (const auto& [id, attributes] : MC_TRY(member(vector_, "inspectors")).members())
    inspectors.emplace(id, MC_TRY(read_inspector(id, attributes)));
  for (auto& entry : inspectors) inspectors_.push_back(std::move(entry.second));
  const json::Value values = MC_TRY(member(vector_, "values"));
  for (const Source& source : plan_.entropy) values_.push_back(MC_TRY(bytes(values, source.name)));
  return {};
}

Result<> VectorCheck::check_rows() {
  RowMaker rows(plan_.suite, roster_key_);
  TargetRoster roster(plan_, rows);
  for (const auto& entry : targets_) MC_TRY(roster.add(entry.second));
  MC_TRY(compare("targets.root", to_hex(plan_.targets.root), to_hex(roster.root())));
  MC_TRY(roster.finish());
  MC_TRY(check_inspectors(plan_, rows, inspectors_));
  candidates_ = roster.candidates();
  if (targets_.empty() || inspectors_.empty()) return {};
  const Target& target = targets_.begin()->second;
  MC_TRY(expect(vector_, "first_target_row", to_hex(rows.row(RowKind::target, target.id, attributes_json(target)))));
  const Inspector& inspector = inspectors_.front();
  return expect(vector_, "first_inspector_row",
                to_hex(rows.row(RowKind::inspector, inspector.id, attributes_json(inspector))));
}

Result<> VectorCheck::check_keys() {
  keys_ = derive_keys(plan_, values_);
  const json::Value keys = MC_TRY(member(vector_, "keys"));
  MC_TRY(expect(keys, "plan_hash", to_hex(keys_.plan_hash)));
  MC_TRY(expect(keys, "prk", to_hex(keys_.prk)));
  MC_TRY(expect(keys, "k_draw", to_hex(keys_.draw)));
  MC_TRY(expect(keys, "k_match", to_hex(keys_.match)));
  return expect(keys, "k_quota", to_hex(keys_.quota));
}

Result<> VectorCheck::check_tickets() {
  RowMaker rows(plan_.suite, roster_key_);
  const TicketMaker tickets(plan_.suite, keys_.draw);
  for (const auto& [id, ticket] : MC_TRY(member(vector_, "tickets")).members())
    MC_TRY(compare("tickets." + std::string(id), ticket.text().value_or(""),
                   to_hex(tickets.ticket(id, rows.salt(RowKind::target, id)))));
  return {};
}

Result<> VectorCheck::check_stream() {
  Stream words(plan_.suite, keys_.match, match_stream_label);
  for (const json::Value word : MC_TRY(member(vector_, "stream_words")).items()) {
    const std::uint64_t found = words.next();
    Bytes big_endian;
    for (int shift = 56; shift >= 0; shift -= 8) big_endian.push_back(static_cast<std::uint8_t>(found >> shift));
    MC_TRY(compare("stream_words", word.text().value_or(""), to_hex(big_endian)));
  }
  Stream numbers(plan_.suite, keys_.match, match_stream_label);
  for (const json::Value pair : MC_TRY(member(vector_, "below")).items()) {
    std::vector<std::string_view> texts;
    for (const json::Value entry : pair.items()) texts.push_back(entry.text().value_or(""));
    std::uint64_t n = 0;
    if (texts.size() == 2) std::from_chars(texts[0].data(), texts[0].data() + texts[0].size(), n);
    if (n == 0 || n >> 63 != 0) return fail(form_error("below"));
    MC_TRY(compare("below", texts[1], std::to_string(numbers.below(n))));
  }
  return {};
}

Result<> VectorCheck::check_result() {
  const json::Value expected = MC_TRY(member(vector_, "result"));
  const DrawResult expected_result = MC_TRY(read_result(expected));
  const DrawOutcome outcome = MC_TRY(run_draw({plan_, candidates_, inspectors_, values_, expected_result.nonce}));

  std::string expected_levels, levels;
  for (const json::Value level : MC_TRY(member(vector_, "levels")).items())
    expected_levels += (level.uint64() ? std::to_string(*level.uint64()) : "none") + " ";
  for (const auto& level : outcome.levels) levels += (level ? std::to_string(*level) : "none") + " ";
  MC_TRY(compare("levels", expected_levels, levels));

  const json::Document document = MC_TRY(json::parse(result_json(outcome.result)));
  for (const auto& [key, value] : expected.members()) {
    const std::string wanted = MC_TRY(json::strict_canonical(value));
    const json::Value own = MC_TRY(member(document.root(), key));
    const std::string found = MC_TRY(json::strict_canonical(own));
    MC_TRY(compare("result." + std::string(key), wanted, found));
  }
  const json::Value keys = MC_TRY(member(vector_, "keys"));
  return expect(keys, "result_hash", to_hex(result_hash(plan_.suite, outcome.result)));
}

}  // namespace

Result<SelfTestReport> self_test(json::Value vectors) {
  SelfTestReport report;
  for (const json::Value vector : vectors.items()) {
    report.comparisons += MC_TRY(VectorCheck(vector).run());
    ++report.draws;
  }
  if (report.draws == 0) return fail(Error("draw.self_test_form").with("draw", "-").with("what", "[]"));
  return report;
}

}  // namespace mingchou::draw
